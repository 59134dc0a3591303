//! Small grammars of the field, each alone in its file.

pub mod date;
mod fold;
pub mod labels;
pub mod language;
pub mod name;
pub mod tex;
pub mod url;
