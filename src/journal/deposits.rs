//! The tables of journal.toml that only deposits need: addresses of articles, and what each repository and index asks of
//! the journal itself.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::ByLang;

/// Where articles will be found, and what is deposited where.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
pub struct Deposits {
    /// The targets that are made where the command line names none.
    pub targets: Vec<String>,
    /// The pattern of an article's address ([`crate::deposit::pattern`]).
    pub article_url: Option<String>,
    /// The pattern of the address of its PDF.
    pub pdf_url: Option<String>,
}

/// Who deposits at Crossref.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
pub struct Crossref {
    /// Who makes the deposit: a person or an office.
    pub depositor: Option<String>,
    /// Where Crossref reports what became of it.
    pub email: Option<String>,
    /// The organisation that owns the DOIs.
    pub registrant: Option<String>,
}

/// The journal at eLIBRARY (RINC).
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
pub struct Rinc {
    /// The number of the journal there.
    pub title_id: Option<u32>,
}

/// The journal's site, if it runs Open Journal Systems.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
pub struct Ojs {
    /// The abbreviation of the section in which articles are published there.
    pub section: Option<String>,
    /// The title of that section, by language.
    pub section_title: ByLang,
    /// The locale of each language, where it is not the language's tag: `ru_RU` for `ru` up to OJS 3.3.
    pub locales: ByLang,
    /// The name of the kind of file that a galley is; the site's default is `Article Text`.
    pub genre: Option<String>,
    /// The name of the account in whose name files are uploaded.
    pub uploader: Option<String>,
}

/// Which metadata field of DSpace takes what (`udc = "dc.subject.other"`); `none` leaves it out.
pub type Dspace = BTreeMap<String, String>;

/// The journal at Zenodo.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
pub struct Zenodo {
    /// The communities to which records are proposed.
    pub communities: Vec<String>,
}
