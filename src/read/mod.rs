//! Readers: a manuscript in, an [`Article`] and diagnostics out. Reading never fails on content: what is not understood
//! stays in the body as it stood.

pub mod docx;
pub mod jats;
pub mod page;

use std::path::PathBuf;

use crate::article::Article;
use crate::diagnostic::Diagnostic;
use crate::error::Error;
use crate::source::Source;

/// What a reader gives.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Reading {
    /// The article.
    pub article: Article,
    /// What was repaired, left out, or not understood, in the manuscript's order.
    pub diagnostics: Vec<Diagnostic>,
}

/// A form in which manuscripts come.
pub struct Reader {
    /// Its name on the command line.
    pub name: &'static str,
    /// What it is, in a line.
    pub description: &'static str,
    /// File name endings without the dot.
    pub extensions: &'static [&'static str],
    /// Opens a manuscript: its text, from its path and its bytes.
    pub open: fn(PathBuf, Vec<u8>) -> Result<Source, Error>,
    /// Reads a manuscript that `open` opened.
    pub read: fn(&Source) -> Reading,
}

/// Opens a manuscript that is text: [`Reader::open`] of the readers of text.
///
/// # Errors
/// As [`Source::new`].
pub fn open_text(path: PathBuf, bytes: Vec<u8>) -> Result<Source, Error> {
    Source::new(path, bytes)
}

/// Every reader. A new one is a file and a line here.
pub const READERS: &[Reader] = &[
    Reader {
        name: "page",
        description: "the text of the page, as Markdown or plain text",
        extensions: &["md", "markdown", "txt", "text"],
        open: open_text,
        read: page::read,
    },
    jats::READER,
    docx::READER,
];
