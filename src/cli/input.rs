//! The manuscripts that are asked for: files, folders of them, standard input.

use std::collections::BTreeSet;
use std::ffi::{OsStr, OsString};
use std::io::Read;
use std::path::{Path, PathBuf};

use offprint::error::Error;
use offprint::read::{READERS, Reader, docx};
use offprint::source::{MAX_BYTES, Source};

use super::output::folder_of;

/// A manuscript that is asked for.
pub struct Input {
    /// Where it is; `-` for standard input.
    pub path: PathBuf,
    /// What reads it.
    pub reader: &'static Reader,
    /// Whether nothing but its bytes can tell what reads it.
    guessed: bool,
}

impl Input {
    /// Whether it comes from standard input.
    pub fn is_stdin(&self) -> bool {
        self.path == Path::new("-")
    }

    /// The name of its outputs, without their ending.
    pub fn stem(&self) -> &OsStr {
        if self.is_stdin() { OsStr::new("article") } else { self.path.file_stem().unwrap_or(OsStr::new("article")) }
    }

    /// The folder it stands in: for standard input the current one.
    pub fn folder(&self) -> &Path {
        folder_of(&self.path)
    }

    /// Opens it, and says what reads it: where the name tells nothing, the bytes do.
    ///
    /// # Errors
    /// [`Error::Read`], and what the reader says of a file that it cannot open.
    pub fn read(&self) -> Result<(Source, &'static Reader), Error> {
        let bytes = if self.is_stdin() {
            read_up_to(std::io::stdin().lock(), MAX_BYTES)
        } else {
            read_file(&self.path, MAX_BYTES)
        };
        let bytes = bytes.map_err(|cause| Error::Read { path: self.path.clone(), cause })?;
        let reader = if self.guessed { of_bytes(&bytes) } else { self.reader };
        Ok(((reader.open)(self.path.clone(), bytes)?, reader))
    }
}

/// The bytes of a file, or one more than `limit` of them.
pub fn read_file(path: &Path, limit: u64) -> std::io::Result<Vec<u8>> {
    read_up_to(std::fs::File::open(path)?, limit)
}

fn read_up_to(from: impl Read, limit: u64) -> std::io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    from.take(limit + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// The manuscripts of the arguments, in their order. A folder stands for the manuscripts in it (not in the folders below
/// it), by name; a file that is there twice is taken once.
///
/// # Errors
/// [`Error::Usage`] if it cannot be told how to read a file, [`Error::Read`] if a folder cannot be read.
pub fn inputs(arguments: &[PathBuf], from: Option<&'static Reader>) -> Result<Vec<Input>, Error> {
    let mut found = Vec::new();
    for argument in arguments {
        if argument == Path::new("-") {
            found.push(Input { path: argument.clone(), reader: from.unwrap_or(&READERS[0]), guessed: from.is_none() });
        } else if argument.is_dir() {
            found.extend(manuscripts_in(argument, from)?);
        } else {
            let reader = match from {
                Some(reader) => reader,
                None => reader_of(argument)?,
            };
            let guessed = from.is_none() && argument.extension().is_none();
            found.push(Input { path: argument.clone(), reader, guessed });
        }
    }
    let mut seen = BTreeSet::new();
    found.retain(|input| {
        let real = if input.is_stdin() { Err(()) } else { std::fs::canonicalize(&input.path).map_err(drop) };
        seen.insert(real.unwrap_or_else(|()| input.path.clone()))
    });
    Ok(found)
}

fn manuscripts_in(folder: &Path, from: Option<&'static Reader>) -> Result<Vec<Input>, Error> {
    let failed = |cause| Error::Read { path: folder.into(), cause };
    let mut names: Vec<OsString> = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(failed)? {
        names.push(entry.map_err(failed)?.file_name());
    }
    names.sort();
    let mut found = Vec::new();
    for name in names {
        let path = folder.join(&name);
        // Word keeps `~$name.docx` beside a document that is open.
        let hidden = name.as_encoded_bytes().starts_with(b".") || name.as_encoded_bytes().starts_with(b"~$");
        if let Some(reader) = by_extension(&path)
            && !hidden
            && !is_deposit(&path)
            && path.is_file()
            && from.is_none_or(|f| f.name == reader.name)
        {
            found.push(Input { path, reader, guessed: false });
        }
    }
    // JATS beside a manuscript of the same name was made of it.
    let pages: std::collections::HashSet<PathBuf> =
        found.iter().filter(|input| input.reader.name != "jats").map(|input| input.path.with_extension("")).collect();
    found.retain(|input| input.reader.name != "jats" || !pages.contains(&input.path.with_extension("")));
    if found.is_empty() {
        let endings = READERS.iter().filter(|r| from.is_none_or(|f| f.name == r.name)).flat_map(|r| r.extensions);
        let endings = endings.map(|e| format!(".{e}")).collect::<Vec<_>>().join(", ");
        return Err(Error::Usage(format!(
            "{} is a folder without manuscripts: there is no file in it that ends in {endings} (the folders in it are not searched)",
            folder.display()
        )));
    }
    Ok(found)
}

/// Whether a file is called as a deposit is: `article.crossref.xml` is none of the manuscripts of a folder.
fn is_deposit(path: &Path) -> bool {
    let target = path.file_stem().and_then(|stem| Path::new(stem).extension()?.to_str());
    target.is_some_and(|target| offprint::deposit::find(target).is_some())
}

fn by_extension(path: &Path) -> Option<&'static Reader> {
    let extension = path.extension()?.to_str()?;
    READERS.iter().find(|r| r.extensions.iter().any(|e| e.eq_ignore_ascii_case(extension)))
}

/// The reader of a manuscript whose name tells nothing: a package is a DOCX, what else there is the text of a page.
fn of_bytes(bytes: &[u8]) -> &'static Reader {
    let docx = READERS.iter().find(|r| r.name == docx::READER.name).filter(|_| docx::is_package(bytes));
    docx.unwrap_or(&READERS[0])
}

/// A file without an ending is read as page text, as standard input is, unless its bytes are those of a DOCX. One with an ending that no reader has is not: it
/// would be read as what it is not.
fn reader_of(path: &Path) -> Result<&'static Reader, Error> {
    if path.extension().is_none() {
        return Ok(&READERS[0]);
    }
    by_extension(path).ok_or_else(|| {
        let known = READERS.iter().map(|r| {
            let endings = r.extensions.iter().map(|e| format!(".{e}")).collect::<Vec<_>>().join(", ");
            format!("{} ({endings})", r.name)
        });
        Error::Usage(format!(
            "cannot tell from its name how to read {}. offprint reads {}; if it is one of these, say which with --from",
            path.display(),
            known.collect::<Vec<_>>().join(", ")
        ))
    })
}
