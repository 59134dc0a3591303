//! journal.toml: what no article says of itself. Every key is optional; what is not given is never made up.
//!
//! The keys are documented in docs/journal.md and in the file that `offprint init` writes.

pub mod deposits;
pub mod keys;

use std::collections::BTreeMap;
use std::path::Path;

use serde::{Deserialize, Serialize};

use crate::article::Lang;
use crate::diagnostic::Diagnostic;
use crate::error::Error;
use crate::source::{Source, Span};

pub use deposits::{Crossref, Deposits, Dspace, Ojs, Rinc, Zenodo};

/// The name of the file.
pub const FILE_NAME: &str = "journal.toml";

/// The file that `offprint init` writes: every key, explained and commented out.
pub const TEMPLATE: &str = include_str!("journal/template.toml");

/// A text by language (`title = { en = "…", ru = "…" }`), in alphabetical order of the tags.
pub type ByLang = BTreeMap<Lang, String>;

/// A journal.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
pub struct Journal {
    /// Titles and numbers.
    pub journal: Identity,
    /// Who publishes it.
    pub publisher: Publisher,
    /// Under what licence, and who holds the rights.
    pub licence: Licence,
    /// Its DOIs.
    pub doi: Doi,
    /// Where articles will be found, and what is deposited where.
    pub deposit: Deposits,
    /// Who deposits at Crossref.
    pub crossref: Crossref,
    /// The journal at eLIBRARY (RINC).
    pub rinc: Rinc,
    /// The journal's site, if it runs Open Journal Systems.
    pub ojs: Ojs,
    /// Which metadata field of DSpace takes what.
    pub dspace: Dspace,
    /// The journal at Zenodo.
    pub zenodo: Zenodo,
    /// What it requires of its articles.
    pub requirements: Requirements,
    /// How bad the findings of a rule, or of a family of rules, are.
    pub rules: BTreeMap<String, Level>,
}

/// Titles and numbers of the journal.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
pub struct Identity {
    /// A short name without spaces, `journal-id journal-id-type="publisher-id"`.
    pub id: Option<String>,
    /// The title by language.
    pub title: ByLang,
    /// The abbreviated title by language.
    pub abbreviated_title: ByLang,
    /// ISSN of the printed journal, `NNNN-NNNN`.
    pub issn_print: Option<String>,
    /// ISSN of the journal online, `NNNN-NNNN`.
    pub issn_online: Option<String>,
    /// The languages in which it publishes titles, abstracts and keywords.
    pub languages: Vec<Lang>,
    /// The journal's site.
    pub url: Option<String>,
}

/// The publisher.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
pub struct Publisher {
    /// Its name by language.
    pub name: ByLang,
    /// Its town by language.
    pub place: ByLang,
}

/// Licence and rights.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
pub struct Licence {
    /// The licence's address (`https://creativecommons.org/licenses/by-nc/4.0/`).
    pub url: Option<String>,
    /// The statement by language.
    pub statement: ByLang,
    /// Who holds the copyright, by language. Without it no copyright statement is written.
    pub holder: ByLang,
}

/// The journal's DOIs.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
pub struct Doi {
    /// The prefix (`10.33581`).
    pub prefix: Option<String>,
    /// The pattern of what follows it ([`crate::deposit::pattern`]).
    pub suffix: Option<String>,
}

/// What the journal requires of its articles. What is not said here is what schemas/journal-article.sch says.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
pub struct Requirements {
    /// Whether an article must have a UDC number.
    pub udc: Option<bool>,
    /// Whether it must have affiliations in each language.
    pub affiliations: Option<bool>,
    /// Whether it must have an abstract in each language.
    pub abstracts: Option<bool>,
    /// Whether it must have keywords in each language.
    pub keywords: Option<bool>,
    /// Whether it must say when it was received.
    pub received: Option<bool>,
    /// Whether it must have a citation block in each language.
    pub citation: Option<bool>,
    /// Whether one citation block is enough, in whatever language.
    pub citation_once: Option<bool>,
    /// Whether it must have a list of references.
    pub references: Option<bool>,
    /// Whether it must say on which pages it is printed.
    pub pages: Option<bool>,
    /// The fewest keywords in a language.
    pub keywords_min: Option<u32>,
    /// The most keywords in a language.
    pub keywords_max: Option<u32>,
    /// The fewest words of an abstract.
    pub abstract_words_min: Option<u32>,
    /// The most words of an abstract.
    pub abstract_words_max: Option<u32>,
    /// The fewest words of a title.
    pub title_words_min: Option<u32>,
    /// The most words of a title.
    pub title_words_max: Option<u32>,
    /// The fewest characters of the article, spaces included: the text of its body, notes and references.
    pub characters_min: Option<u32>,
    /// The most characters of the article.
    pub characters_max: Option<u32>,
    /// The fewest items of a list of references.
    pub references_min: Option<u32>,
}

/// What journal.toml says of a rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Level {
    /// Its findings are not told.
    Off,
    /// They are notes.
    Info,
    /// They are warnings.
    Warning,
    /// They are errors.
    Error,
}

impl Level {
    /// Every level, as it is written.
    pub const NAMES: [&'static str; 4] = ["off", "info", "warning", "error"];
}

impl Journal {
    /// Reads the text of a journal.toml. `path` is for the message only.
    ///
    /// # Errors
    /// [`Error::Journal`], with line and column, for wrong syntax, a wrong type, a wrong value or a key that does not
    /// exist.
    pub fn parse(path: &Path, text: &str) -> Result<Journal, Error> {
        let source = Source::from_text(path, text);
        Journal::read(&source).map_err(|faults| {
            let lines = faults.iter().map(|fault| {
                let place = source.position(fault.span.start);
                let help = fault.help.as_deref().map(|h| format!("; {h}")).unwrap_or_default();
                format!("line {}, column {}: {}{help}", place.line, place.column, fault.message)
            });
            Error::Journal { path: path.into(), message: lines.collect::<Vec<_>>().join("\n") }
        })
    }

    /// Reads a journal.toml. A byte order mark at its start is passed over.
    ///
    /// # Errors
    /// All its faults, each at its place, where [`Journal::parse`] gives them as one message.
    pub fn read(source: &Source) -> Result<Journal, Vec<Diagnostic>> {
        let bom = if source.text().starts_with('\u{FEFF}') { '\u{FEFF}'.len_utf8() } else { 0 };
        let text = &source.text()[bom..];
        let moved = |span: Option<std::ops::Range<usize>>| match span {
            // An empty span at 0 would mean "no place".
            Some(span) if !text.is_empty() => {
                let start = span.start.min(text.len());
                Span::new(bom + start, bom + span.end.max(start + 1).min(text.len()).max(start))
            }
            _ => Span::NONE,
        };
        let syntax = |e: toml::de::Error| vec![Diagnostic::error("journal-syntax", moved(e.span()), e.message())];

        let table = toml::de::DeTable::parse(text).map_err(syntax)?;
        let mut faults = Vec::new();
        keys::check(table.get_ref(), &mut |rule, span, message, help| {
            let fault = Diagnostic::error(rule, moved(Some(span)), message);
            faults.push(match help {
                Some(help) => fault.help(help),
                None => fault,
            });
        });
        if !faults.is_empty() {
            faults.sort_by_key(|f| f.span);
            return Err(faults);
        }
        Journal::deserialize(toml::de::Deserializer::from(table)).map_err(syntax)
    }
}
