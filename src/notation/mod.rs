//! Small grammars of the field, each alone in its file.

pub mod date;
pub mod doi;
pub mod email;
mod fold;
pub mod issn;
pub mod labels;
pub mod language;
pub mod name;
pub mod tex;
pub mod orcid;
pub mod udc;
pub mod url;
