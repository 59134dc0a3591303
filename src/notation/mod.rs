//! Small grammars of the field, each alone in its file.

pub mod date;
pub mod tex;
pub mod url;
