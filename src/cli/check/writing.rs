//! Writing a mended manuscript back: whole or not at all, with its permissions, and through a symbolic link to the file
//! itself.

use std::path::Path;

use offprint::error::Error;

use crate::cli::output::write_all;

/// Replaces a manuscript.
///
/// # Errors
/// [`Error::Write`]; then the manuscript is as it was.
pub fn replace(path: &Path, bytes: &[u8]) -> Result<(), Error> {
    let failed = |cause| Error::Write { path: path.into(), cause };
    let real = std::fs::canonicalize(path).map_err(failed)?;
    let permissions = std::fs::metadata(&real).map_err(failed)?.permissions();
    if permissions.readonly() {
        return Err(failed(std::io::Error::new(std::io::ErrorKind::PermissionDenied, "the file is read-only")));
    }
    write_all(&[(real.clone(), bytes)])?;
    std::fs::set_permissions(&real, permissions).map_err(failed)
}
