//! Small grammars of the field, each alone in its file.

pub mod affiliation;
pub mod citation;
pub mod date;
pub mod doi;
pub mod email;
pub(crate) mod fold;
pub mod issn;
pub mod labels;
pub mod language;
pub mod mathml;
pub mod name;
pub mod orcid;
pub mod romanisation;
pub mod tex;
pub mod udc;
pub mod url;
