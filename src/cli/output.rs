//! Writing files whole or not at all, and never over what was read.

use std::collections::BTreeSet;
use std::io::Write;
use std::path::{Path, PathBuf};

use offprint::error::Error;

/// What a file is, by whatever path it is reached: two paths of one file have an identity in common, be it by a symbolic
/// link, a hard link or `..`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Identity {
    /// Device and inode.
    #[cfg(unix)]
    Node(u64, u64),
    /// The path without links and `..`.
    Path(PathBuf),
}

fn identities(path: &Path) -> Vec<Identity> {
    let mut found = Vec::new();
    #[cfg(unix)]
    if let Ok(metadata) = std::fs::metadata(path) {
        use std::os::unix::fs::MetadataExt;
        found.push(Identity::Node(metadata.dev(), metadata.ino()));
    }
    if let Ok(real) = std::fs::canonicalize(path) {
        found.push(Identity::Path(real));
    }
    found
}

/// The files that were read and must stay as they are.
#[derive(Debug, Default)]
pub struct Protected(BTreeSet<Identity>);

impl Protected {
    /// Adds a file.
    pub fn add(&mut self, path: &Path) {
        self.0.extend(identities(path));
    }

    /// Refuses an output that is one of the files.
    ///
    /// # Errors
    /// [`Error::OverInput`].
    pub fn check(&self, output: &Path) -> Result<(), Error> {
        if identities(output).iter().any(|i| self.0.contains(i)) {
            return Err(Error::OverInput { path: output.into() });
        }
        Ok(())
    }
}

/// Writes all files, each to a temporary file beside its place first, and moves them there when all are complete.
/// Folders that do not exist are made. An older file of the same name is replaced.
///
/// # Errors
/// [`Error::Write`]; then nothing half-written is left.
pub fn write_all(files: &[(PathBuf, &[u8])]) -> Result<(), Error> {
    let mut complete = Vec::with_capacity(files.len());
    for (path, bytes) in files {
        let failed = |cause| Error::Write { path: path.clone(), cause };
        if path.is_dir() {
            return Err(failed(std::io::Error::other("a folder of this name is in the way")));
        }
        let folder = folder_of(path);
        std::fs::create_dir_all(folder).map_err(|cause| Error::Write { path: folder.into(), cause })?;
        let mut file = temporary(folder).map_err(failed)?;
        file.write_all(bytes).and_then(|()| file.flush()).map_err(failed)?;
        complete.push((file, path));
    }
    for (file, path) in complete {
        file.persist(path).map_err(|e| Error::Write { path: path.clone(), cause: e.error })?;
    }
    Ok(())
}

/// Writes one file where there is none.
///
/// # Errors
/// [`Error::Write`], also if there is one; then nothing half-written is left.
pub fn write_new(path: &Path, bytes: &[u8]) -> Result<(), Error> {
    let failed = |cause| Error::Write { path: path.into(), cause };
    let folder = folder_of(path);
    std::fs::create_dir_all(folder).map_err(|cause| Error::Write { path: folder.into(), cause })?;
    let mut file = temporary(folder).map_err(failed)?;
    file.write_all(bytes).and_then(|()| file.flush()).map_err(failed)?;
    file.persist_noclobber(path).map(drop).map_err(|e| failed(e.error))
}

/// The folder in which a file stands.
pub fn folder_of(path: &Path) -> &Path {
    match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    }
}

fn temporary(folder: &Path) -> std::io::Result<tempfile::NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".offprint-");
    #[cfg(unix)]
    let readable = {
        use std::os::unix::fs::PermissionsExt;
        // As for any new file; the umask takes its part off. Without it nobody else could read the output.
        std::fs::Permissions::from_mode(0o666)
    };
    #[cfg(unix)]
    builder.permissions(readable);
    builder.tempfile_in(folder)
}
