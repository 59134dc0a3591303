//! The journal.toml of each manuscript: the one that is named, or the nearest one in the manuscript's folder and the
//! folders above it.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use offprint::error::Error;
use offprint::journal::{FILE_NAME, Journal};
use offprint::source::Source;

use crate::cli::input::{Input, read_file};
use crate::cli::shell::Shell;

/// A journal.toml longer than this is something else.
const LONGEST: u64 = 1 << 20;

/// A journal, and where it was read from.
pub struct Found {
    /// The file; none where there is none.
    pub path: Option<PathBuf>,
    /// The journal; empty where there is no file.
    pub journal: Journal,
}

/// The journals of a run, each read once.
pub struct Journals {
    named: Option<PathBuf>,
    none: bool,
    read: BTreeMap<Option<PathBuf>, Option<Arc<Found>>>,
    by_folder: BTreeMap<PathBuf, Option<PathBuf>>,
    missing: bool,
}

impl Journals {
    /// `named` is the file that --journal gives; `none` says that no file is wanted.
    pub fn new(named: Option<PathBuf>, none: bool) -> Journals {
        Journals { named, none, read: BTreeMap::new(), by_folder: BTreeMap::new(), missing: false }
    }

    /// The journal of a manuscript. Its faults are shown once.
    ///
    /// # Errors
    /// [`Error::Read`], [`Error::NotUtf8`], [`Error::TooLong`]; [`Error::Journal`] if it has faults.
    pub fn of(&mut self, input: &Input, shell: &mut Shell) -> Result<Arc<Found>, Error> {
        let path = match &self.named {
            Some(path) => Some(path.clone()),
            None if self.none => None,
            None => {
                let folder = input.folder();
                self.by_folder.entry(folder.into()).or_insert_with(|| nearest(folder)).clone()
            }
        };
        self.missing |= path.is_none() && !self.none;
        if !self.read.contains_key(&path) {
            let found = match &path {
                None => Some(Found { path: None, journal: Journal::default() }),
                Some(file) => load(file, shell)?.map(|journal| Found { path: path.clone(), journal }),
            };
            self.read.insert(path.clone(), found.map(Arc::new));
        }
        self.read[&path].clone().ok_or_else(|| Error::Journal {
            path: path.unwrap_or_default(),
            message: format!("nothing was done with {}; mend the file and try again", input.path.display()),
        })
    }

    /// The one journal of all manuscripts.
    ///
    /// # Errors
    /// As [`Journals::of`]; [`Error::Usage`] if they have different ones.
    pub fn of_all<'i>(
        &mut self,
        inputs: impl IntoIterator<Item = &'i Input>,
        shell: &mut Shell,
    ) -> Result<Arc<Found>, Error> {
        let mut first: Option<Arc<Found>> = None;
        for input in inputs {
            let journal = self.of(input, shell)?;
            match &first {
                None => first = Some(journal),
                Some(known) if known.path == journal.path => {}
                Some(known) => {
                    let name = |found: &Found| found.path.as_ref().map_or("none".into(), |p| p.display().to_string());
                    return Err(Error::Usage(format!(
                        "the manuscripts have different journal.toml ({} and {}); take one journal at a time, or give --journal",
                        name(known),
                        name(&journal)
                    )));
                }
            }
        }
        first.ok_or_else(|| Error::Usage("there are no manuscripts".into()))
    }

    /// What is worth saying at the end of a run.
    pub fn remark(&self) -> Option<&'static str> {
        self.missing.then_some(
            "note: there is no journal.toml, so nothing says the ISSN, the publisher and the licence; `offprint init` writes one to fill in",
        )
    }
}

/// Reads a journal file; none if it has faults, which are shown.
fn load(path: &Path, shell: &mut Shell) -> Result<Option<Journal>, Error> {
    let bytes = read_file(path, LONGEST).map_err(|cause| Error::Read { path: path.into(), cause })?;
    if bytes.len() as u64 > LONGEST {
        return Err(Error::TooLong { path: path.into(), bytes: bytes.len() as u64, limit: LONGEST });
    }
    let source = Source::new(path, bytes)?;
    match Journal::read(&source) {
        Ok(journal) => Ok(Some(journal)),
        Err(faults) => {
            shell.say(&shell.human.render(&source, &faults));
            Ok(None)
        }
    }
}

/// The journal.toml in `folder` or in the nearest folder above it.
fn nearest(folder: &Path) -> Option<PathBuf> {
    let beside = folder.join(FILE_NAME);
    if beside.is_file() {
        return Some(if folder == Path::new(".") { FILE_NAME.into() } else { beside });
    }
    let absolute = std::path::absolute(folder).ok()?;
    absolute.ancestors().skip(1).map(|above| above.join(FILE_NAME)).find(|file| file.is_file())
}
