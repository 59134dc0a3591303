//! The schemas of a run: the one that is built in, or those that `--schema` names.

use std::path::{Path, PathBuf};

use offprint::check::Schemas;
use offprint::error::Error;

use crate::cli::input::read_file;
use crate::cli::output::folder_of;

/// A schema longer than this is something else.
const LONGEST: u64 = 16 << 20;

/// Reads the schemas.
///
/// # Errors
/// [`Error::Read`], [`Error::NotUtf8`], [`Error::TooLong`], [`Error::Schema`].
pub fn schemas(named: &[PathBuf]) -> Result<Schemas, Error> {
    if named.is_empty() {
        return Ok(Schemas::embedded());
    }
    let mut schemas = Schemas::none();
    for path in named {
        let text = read(path)?;
        let folder = folder_of(path);
        let name = path.display().to_string();
        if is_relax_ng(&text) {
            schemas.add_relax_ng(&name, &text, &|resolved| read(Path::new(resolved)).ok())?;
            continue;
        }
        schemas.add_schematron(&path.display().to_string(), &text, &|href| read(&folder.join(href)).ok())?;
    }
    Ok(schemas)
}

/// Whether a schema is RELAX NG in the XML syntax, by the namespace that it names first.
fn is_relax_ng(text: &str) -> bool {
    let place = |namespace: &str| text.find(namespace).unwrap_or(usize::MAX);
    let relax_ng = place("http://relaxng.org/ns/structure/1.0");
    relax_ng < place("http://purl.oclc.org/dsdl/schematron").min(place("http://www.ascc.net/xml/schematron"))
}

fn read(path: &Path) -> Result<String, Error> {
    let bytes = read_file(path, LONGEST).map_err(|cause| Error::Read { path: path.into(), cause })?;
    if bytes.len() as u64 > LONGEST {
        return Err(Error::TooLong { path: path.into(), bytes: bytes.len() as u64, limit: LONGEST });
    }
    String::from_utf8(bytes).map_err(|fault| {
        let offset = fault.utf8_error().valid_up_to();
        let line = 1 + fault.as_bytes()[..offset].iter().filter(|b| **b == b'\n').count();
        Error::NotUtf8 { path: path.into(), line, offset, guess: "not text, or text in another encoding" }
    })
}
