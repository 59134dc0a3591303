//! Writers: an [`Article`] in, a file out. No writer knows a reader.

pub mod archive;
pub mod epub;
pub mod html;
pub mod jats;
pub mod xhtml;

use crate::article::Article;
use crate::context::Context;
use crate::diagnostic::Diagnostic;
use crate::error::Error;
use crate::journal::Journal;
use crate::xml::SourceMap;

/// What a writer is given.
pub struct Job<'a> {
    /// The article.
    pub article: &'a Article,
    /// The journal.
    pub journal: &'a Journal,
    /// The world outside.
    pub context: &'a Context,
    /// What the user chose.
    pub options: &'a Options,
    /// Files that stand beside the manuscript (pictures): bytes of a path that the article names, or none.
    pub files: &'a (dyn Fn(&str) -> Option<Vec<u8>> + Sync),
}

/// What the user chooses about outputs.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// The version of JATS.
    pub jats_version: JatsVersion,
}

/// A version of JATS Publishing that is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum JatsVersion {
    /// 1.3
    #[default]
    V1_3,
    /// 1.4
    V1_4,
}

/// What a writer gives.
#[derive(Clone, Debug, Default)]
pub struct Written {
    /// The file.
    pub bytes: Vec<u8>,
    /// What the format could not carry, and what was missing.
    pub diagnostics: Vec<Diagnostic>,
    /// Which bytes of the file came from where in the manuscript, where the writer keeps it.
    pub map: SourceMap,
}

/// A form in which articles are published.
pub struct Writer {
    /// Its name on the command line.
    pub name: &'static str,
    /// What it is, in a line.
    pub description: &'static str,
    /// File name ending without the dot.
    pub extension: &'static str,
    /// Writes an article.
    pub write: fn(&Job<'_>) -> Result<Written, Error>,
}

/// Every writer. A new one is a file and a line here.
pub const WRITERS: &[Writer] = &[jats::WRITER, epub::WRITER, html::WRITER];
