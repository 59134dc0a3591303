//! The articles that tests and chores work on: samples/, and the folder of test material beside the checkout where it
//! is there. And how one is converted by the library.

use std::path::{Path, PathBuf};

use offprint::context::Context;
use offprint::journal::Journal;
use offprint::read::{READERS, Reader, Reading};
use offprint::source::Source;
use offprint::write::{Job, Options, WRITERS, Written};

/// The checkout.
pub fn root() -> PathBuf {
    // This file is compiled into a package at the root and into one in a folder of it.
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.parent().filter(|_| here.ends_with("xtask")).unwrap_or(here).to_owned()
}

/// The folder of test material beside the checkout: the one that `OFFPRINT_MATERIAL` names, else `../shared`.
pub fn beside() -> PathBuf {
    std::env::var_os("OFFPRINT_MATERIAL").map_or_else(|| root().join("../shared"), PathBuf::from)
}

/// samples/, and of the material beside the checkout what is there.
pub fn folders() -> Vec<PathBuf> {
    let beside = beside();
    [root().join("samples"), beside.join("seed"), beside.join("corpus/pages")]
        .into_iter()
        .filter(|f| f.is_dir())
        .collect()
}

/// An article and its gold.
pub struct Article {
    /// The name by which it is listed.
    pub name: String,
    /// The manuscript.
    pub path: PathBuf,
    /// The gold; none for one that is only converted.
    pub gold: Option<PathBuf>,
}

/// The manuscripts in a folder and in its folders, in order of their names. The articles of an issue are not among them:
/// an issue is judged as a whole.
///
/// # Errors
/// A folder that cannot be listed.
pub fn articles(folder: &Path) -> Result<Vec<Article>, String> {
    let mut found = Vec::new();
    let entries = std::fs::read_dir(folder).map_err(|e| format!("cannot list {}: {e}", folder.display()))?;
    let mut paths: Vec<PathBuf> = entries.filter_map(|e| e.ok().map(|e| e.path())).collect();
    paths.sort();
    if paths.iter().any(|path| path.ends_with("issue.toml")) {
        return Ok(found);
    }
    for path in paths {
        let name = path.file_name().and_then(|n| n.to_str()).unwrap_or("").to_owned();
        if path.is_dir() {
            found.extend(articles(&path)?);
            continue;
        }
        let Some((stem, "md" | "txt")) = name.rsplit_once('.') else { continue };
        if stem.starts_with("README") {
            continue;
        }
        let gold =
            [format!("{stem}.gold.json"), "gold.json".into()].into_iter().map(|g| folder.join(g)).find(|g| g.is_file());
        let of = folder.file_name().and_then(|n| n.to_str()).unwrap_or("");
        let name = if stem == "article" { of.to_owned() } else { stem.to_owned() };
        found.push(Article { name, path, gold });
    }
    Ok(found)
}

/// Reads a manuscript as the command line does.
///
/// # Errors
/// A file that cannot be read, or no reader for it.
pub fn read(path: &Path) -> Result<(Source, Reading), String> {
    let bytes = std::fs::read(path).map_err(|e| format!("cannot read {}: {e}", path.display()))?;
    // Findings name the manuscript; a name from the root of the checkout is the same on every machine.
    let name = path.strip_prefix(root()).unwrap_or(path);
    let reader = reader_of(path)?;
    let source = (reader.open)(name.to_owned(), bytes).map_err(|e| e.to_string())?;
    let reading = (reader.read)(&source);
    Ok((source, reading))
}

/// Reads `text` as if it stood in the file `path`.
///
/// # Errors
/// No reader for such a file.
pub fn read_text(path: &Path, text: &str) -> Result<Reading, String> {
    Ok((reader_of(path)?.read)(&Source::from_text(path, text)))
}

fn reader_of(path: &Path) -> Result<&'static Reader, String> {
    let extension = path.extension().and_then(|e| e.to_str()).unwrap_or("");
    Ok(READERS.iter().find(|r| r.extensions.contains(&extension)).ok_or("no reader for this file")?)
}

/// Writes what was read, with the journal.toml and the pictures that stand beside the manuscript.
///
/// # Errors
/// No such writer, a faulty journal.toml, a fault of the writer.
pub fn write(path: &Path, reading: &Reading, writer: &str) -> Result<Written, String> {
    let folder = path.parent().unwrap_or(Path::new("."));
    let toml = folder.join("journal.toml");
    let journal = match std::fs::read_to_string(&toml) {
        Ok(text) => Journal::parse(&toml, &text).map_err(|e| e.to_string())?,
        Err(_) => Journal::default(),
    };
    let writer =
        WRITERS.iter().find(|w| w.name == writer).ok_or_else(|| format!("there is no writer `{writer}` yet"))?;
    let job = Job {
        article: &reading.article,
        journal: &journal,
        context: &Context::default(),
        options: &Options::default(),
        files: &|name| std::fs::read(folder.join(name)).ok(),
    };
    (writer.write)(&job).map_err(|e| e.to_string())
}
