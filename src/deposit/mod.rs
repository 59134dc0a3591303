//! Deposits: the files that repositories, indexes and reference managers take.
//!
//! Each target is a [`Deposit`]: what it demands, what it has no place for, and a function that writes its files from
//! [`Record`]s. [`make`] checks the demands and tells what is lost, the same way for all of them; a target that lacks what
//! it demands gets no file.

mod address;
pub mod bibliography;
mod crossref;
mod datacite;
mod doaj;
mod dspace;
pub mod field;
mod licence;
mod markup;
mod oai_dc;
mod ojs;
pub mod pattern;
pub mod record;
mod rinc;
pub mod supply;
mod zenodo;

pub use field::Field;
pub use record::{Record, Supplied};

use std::collections::BTreeSet;

use crate::context::Context;
use crate::diagnostic::{Diagnostic, Severity};
use crate::error::Error;
use crate::journal::{ByLang, Journal};
use crate::source::Span;

/// A target of deposits.
pub struct Deposit {
    /// Its name on the command line.
    pub name: &'static str,
    /// What it is, in a line.
    pub description: &'static str,
    /// What an editor calls it ("Crossref").
    pub title: &'static str,
    /// File name ending without the dot; for a folder what its zip ends in.
    pub extension: &'static str,
    /// How many articles a file of it holds.
    pub scope: Scope,
    /// The fields without which it takes no article.
    pub demands: &'static [Field],
    /// The fields that it has no place for.
    pub lacks: &'static [Field],
    /// Whether it holds the article's files.
    pub takes_files: bool,
    /// Writes the files.
    pub write: fn(&Batch<'_>, &mut Made) -> Result<(), Error>,
}

/// How many articles a file holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// As many as there are.
    Batch,
    /// One; several articles are several files.
    Article,
}

/// What is deposited together: articles of one journal.
pub struct Batch<'a> {
    /// The name of its files, without ending: the manuscript's, or the issue's.
    pub name: &'a str,
    /// The articles, at least one.
    pub records: &'a [Record<'a>],
    /// The journal.
    pub journal: &'a Journal,
    /// The title of the thematic issue that the articles are, by language; mostly empty.
    pub issue_title: &'a ByLang,
    /// The world outside.
    pub context: &'a Context,
    /// What the user chose.
    pub options: &'a Options,
}

/// What the user chooses about deposits.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Whether a folder is packed as one zip.
    pub zip: bool,
    /// Whether a bibliography is of the lists of references and not of the articles.
    pub references: bool,
    /// The timestamp of a deposit that replaces an earlier one, `YYYYMMDDhhmmss`.
    pub timestamp: Option<String>,
}

/// A file of a deposit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    /// Its path, relative, `/` between folders.
    pub path: String,
    /// What is in it.
    pub bytes: Vec<u8>,
}

/// What was made for a target.
#[derive(Default)]
pub struct Made {
    /// The files; none where there is an error.
    pub files: Vec<File>,
    /// What there is to say, each with the index of its record in [`Batch::records`].
    pub findings: Vec<(usize, Diagnostic)>,
    /// What the target has no place for, each with the index of its record, in an editor's words. The deposit adds what
    /// [`Deposit::lacks`] does not say; [`make`] adds the rest, and tells it.
    pub lost: Vec<(usize, String)>,
}

impl Made {
    /// Adds a file.
    pub fn file(&mut self, path: impl Into<String>, bytes: Vec<u8>) {
        self.files.push(File { path: path.into(), bytes });
    }

    /// Adds a finding on a record.
    pub fn tell(&mut self, record: usize, diagnostic: Diagnostic) {
        self.findings.push((record, diagnostic));
    }

    /// Notes that the target has no place for something of a record, in an editor's words ("the ORCID iD of a body").
    pub fn lose(&mut self, record: usize, what: impl Into<String>) {
        self.lost.push((record, what.into()));
    }

    /// Whether something was found without which there is no deposit.
    pub fn is_refused(&self) -> bool {
        self.findings.iter().any(|(_, d)| d.severity == Severity::Error)
    }
}

/// Every target, in the order of the documentation. A new one is a file and a line here.
pub const DEPOSITS: &[Deposit] = &[
    dspace::DEPOSIT,
    rinc::DEPOSIT,
    doaj::DEPOSIT,
    crossref::DEPOSIT,
    ojs::DEPOSIT,
    datacite::DEPOSIT,
    oai_dc::DEPOSIT,
    zenodo::DEPOSIT,
    bibliography::CSL_JSON,
    bibliography::BIBTEX,
    bibliography::BIBLATEX,
    bibliography::RIS,
];

/// The target of a name.
pub fn find(name: &str) -> Option<&'static Deposit> {
    DEPOSITS.iter().find(|d| d.name == name)
}

/// The names of the targets.
pub fn names() -> impl Iterator<Item = &'static str> {
    DEPOSITS.iter().map(|d| d.name)
}

/// Makes a deposit: its files, or what hinders it; and what the target has no place for.
///
/// # Errors
/// Faults of offprint only: [`Error::Internal`].
pub fn make(deposit: &Deposit, batch: &Batch<'_>) -> Result<Made, Error> {
    let mut made = Made::default();
    let title = deposit.title;
    let demands = if batch.options.references { &[] } else { deposit.demands };
    for field in demands {
        for (at, record) in batch.records.iter().enumerate().filter(|(_, record)| !field.is_in(record)) {
            let message = format!("{title} demands {}, and {} does not say it", field.name(), who(*field));
            // An address by a pattern that cannot be filled lacks something of the article, not the key.
            let pattern = batch.journal.deposit.article_url.as_deref().filter(|_| *field == Field::Url);
            let (message, help) = match pattern.map(|p| (p, pattern::fill(p, record))) {
                Some((pattern, Err(name))) => (
                    format!(
                        "{title} demands {}, and the manuscript has nothing for {{{name}}} in {pattern}",
                        field.name()
                    ),
                    format!(
                        "say it in the manuscript, or give `url` in issue.toml, or change `article-url` in journal.toml: {{{name}}} is not known"
                    ),
                ),
                _ => (message, field.set_in().to_owned()),
            };
            made.tell(at, Diagnostic::error("deposit-missing", field.span(record), message).help(help));
            if field.is_of_journal() && pattern.is_none() {
                // The journal is the same for all of them.
                break;
            }
        }
    }
    if made.is_refused() {
        return Ok(made);
    }
    (deposit.write)(batch, &mut made)?;
    if made.is_refused() {
        made.files.clear();
        return Ok(made);
    }
    if batch.options.references {
        // Nothing of the article itself is in it.
        return Ok(made);
    }
    for (at, record) in batch.records.iter().enumerate() {
        let of_table = deposit.lacks.iter().filter(|field| field.is_in(record)).map(|field| field.name());
        of_table.for_each(|what| made.lose(at, what));
        let mut said = BTreeSet::new();
        let lost = made.lost.iter().filter(|(of, _)| *of == at).map(|(_, what)| what.as_str());
        let lost: Vec<&str> = lost.filter(|what| said.insert(*what)).collect();
        if !lost.is_empty() {
            let message = format!("{title} has no place for {}", listed(&lost));
            made.tell(at, Diagnostic::info("deposit-not-carried", Span::NONE, message));
        }
    }
    Ok(made)
}

/// Who would say it.
fn who(field: Field) -> &'static str {
    if field.is_of_journal() { "journal.toml" } else { "the manuscript" }
}

/// `a, b and c`. What is said of the other language comes first and is said once.
pub fn listed(items: &[&str]) -> String {
    const OTHER: &str = " in the other language";
    let (mut translated, plain): (Vec<&str>, Vec<&str>) = items.iter().partition(|item| item.ends_with(OTHER));
    // What is lost altogether is lost in the other language, too.
    translated.retain(|item| item.strip_suffix(OTHER).is_none_or(|short| !plain.contains(&short)));
    let mut all: Vec<String> = Vec::new();
    if !translated.is_empty() {
        let short: Vec<&str> = translated.iter().filter_map(|item| item.strip_suffix(OTHER)).collect();
        all.push(format!("{}{OTHER}", joined(&short)));
    }
    all.extend(plain.into_iter().map(str::to_owned));
    joined(&all)
}

fn joined<S: AsRef<str>>(items: &[S]) -> String {
    match items {
        [] => String::new(),
        [one] => one.as_ref().to_owned(),
        [first @ .., last] => {
            let first: Vec<&str> = first.iter().map(AsRef::as_ref).collect();
            format!("{} and {}", first.join(", "), last.as_ref())
        }
    }
}

/// A value that a target cannot take: an error at its place, after which there is no file.
pub fn refused(span: Span, message: impl Into<String>, help: impl Into<String>) -> Diagnostic {
    Diagnostic::error("deposit-value", span, message).help(help)
}

/// A value that a target cannot take and that is left out.
pub fn left_out(span: Span, message: impl Into<String>) -> Diagnostic {
    Diagnostic::warning("deposit-left-out", span, message)
}

/// Something that a target's receiver asks for and its format does not demand.
pub fn advised(message: impl Into<String>, help: impl Into<String>) -> Diagnostic {
    Diagnostic::warning("deposit-advised", Span::NONE, message).help(help)
}

#[cfg(test)]
mod tests;
