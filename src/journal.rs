//! journal.toml: what no article says of itself. Every key is optional; what is not given is never made up.
//!
//! The keys are documented in docs/journal.md and in the file that `offprint init` writes.

use std::collections::BTreeMap;
use std::path::Path;

use serde::{Deserialize, Serialize};

use crate::article::Lang;
use crate::error::Error;

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
}

impl Journal {
    /// Reads the text of a journal.toml. `path` is for the message only.
    ///
    /// # Errors
    /// [`Error::Journal`], with line and column, for wrong syntax, a wrong type or a key that does not exist.
    pub fn parse(path: &Path, text: &str) -> Result<Journal, Error> {
        toml::from_str(text).map_err(|e| Error::Journal { path: path.into(), message: e.to_string().trim_end().into() })
    }
}
