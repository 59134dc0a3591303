//! Small grammars of the field, each alone in its file.

pub mod citation;
pub mod date;
pub mod name;
pub mod url;
