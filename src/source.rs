//! The manuscript: its name, its bytes as text, its lines, and [`Span`], a place in it.
//!
//! Offsets are bytes of the UTF-8 text, `u32`: a manuscript is at most [`MAX_BYTES`] long. What is not UTF-8 is refused
//! here with the place of the fault, so that everything after works on text.
//!
//! A manuscript that is no text itself (a word processor's file) is shown and searched as the text that was made of it;
//! what the text cannot say is kept [`Aside`].

use std::any::Any;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::error::Error;

/// The longest manuscript that is read, in bytes (256 MiB). An article is well under one megabyte.
pub const MAX_BYTES: u64 = 256 << 20;

/// A range of bytes in the manuscript, half open. An empty span at 0 means "no place of its own" (see [`Span::NONE`]).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Span {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// Text that stands nowhere in the manuscript (made from journal.toml, say).
    pub const NONE: Span = Span { start: 0, end: 0 };

    /// The span `start..end`. Offsets come from a [`Source`], so they fit `u32`.
    pub fn new(start: usize, end: usize) -> Span {
        debug_assert!(start <= end);
        Span { start: start as u32, end: end as u32 }
    }

    /// Whether nothing of the manuscript is covered.
    pub fn is_empty(self) -> bool {
        self.start >= self.end
    }

    /// Bytes covered.
    pub fn len(self) -> usize {
        (self.end.saturating_sub(self.start)) as usize
    }

    /// As a range for slicing the source text.
    pub fn range(self) -> std::ops::Range<usize> {
        self.start as usize..self.end as usize
    }

    /// The smallest span that holds both; an empty span adds nothing.
    pub fn join(self, other: Span) -> Span {
        match (self.is_empty(), other.is_empty()) {
            (true, _) => other,
            (_, true) => self,
            _ => Span { start: self.start.min(other.start), end: self.end.max(other.end) },
        }
    }

    /// The sub-span `range`, counted from this span's start.
    pub fn slice(self, range: std::ops::Range<usize>) -> Span {
        Span::new(self.start as usize + range.start, self.start as usize + range.end)
    }
}

/// A line and a column, both from 1; the column counts characters, not bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Position {
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
}

/// A manuscript in memory.
#[derive(Debug)]
pub struct Source {
    /// Where it was read from; `-` for standard input.
    pub path: PathBuf,
    text: String,
    line_starts: std::sync::OnceLock<Vec<u32>>,
    aside: Option<Box<Aside>>,
}

/// What a manuscript that is no text has beside the text that was made of it.
pub struct Aside {
    /// Files that it holds: by their path as the text names them, `/` between folders.
    pub files: BTreeMap<String, Vec<u8>>,
    /// What its reader keeps for itself.
    pub known: Box<dyn Any + Send + Sync>,
}

impl std::fmt::Debug for Aside {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Aside").field("files", &self.files.keys()).finish_non_exhaustive()
    }
}

impl Source {
    /// Takes the bytes of a manuscript.
    ///
    /// # Errors
    /// [`Error::NotUtf8`] with the place of the first wrong byte, [`Error::TooLong`] over [`MAX_BYTES`].
    pub fn new(path: impl Into<PathBuf>, bytes: Vec<u8>) -> Result<Source, Error> {
        let path = path.into();
        if bytes.len() as u64 > MAX_BYTES {
            return Err(Error::TooLong { path, bytes: bytes.len() as u64, limit: MAX_BYTES });
        }
        if bytes.starts_with(&[0xFF, 0xFE]) || bytes.starts_with(&[0xFE, 0xFF]) {
            return Err(Error::NotUtf8 { path, line: 1, offset: 0, guess: "UTF-16" });
        }
        match String::from_utf8(bytes) {
            Ok(text) => Ok(Source { path, text, line_starts: Default::default(), aside: None }),
            Err(fault) => {
                let offset = fault.utf8_error().valid_up_to();
                let bytes = fault.as_bytes();
                let line = 1 + memchr::memchr_iter(b'\n', &bytes[..offset]).count();
                Err(Error::NotUtf8 { path, line, offset, guess: guess_encoding(bytes) })
            }
        }
    }

    /// A manuscript from text in memory, for tests and callers that already have a string.
    ///
    /// # Panics
    /// If `text` is longer than [`MAX_BYTES`].
    pub fn from_text(path: impl Into<PathBuf>, text: impl Into<String>) -> Source {
        let text = text.into();
        assert!(text.len() as u64 <= MAX_BYTES, "manuscript too long");
        Source { path: path.into(), text, line_starts: Default::default(), aside: None }
    }

    /// A manuscript that is no text: the text that was made of it, and what it has beside that.
    ///
    /// # Errors
    /// [`Error::TooLong`] for a text over [`MAX_BYTES`].
    pub fn made(path: impl Into<PathBuf>, text: String, aside: Aside) -> Result<Source, Error> {
        let path = path.into();
        if text.len() as u64 > MAX_BYTES {
            return Err(Error::TooLong { path, bytes: text.len() as u64, limit: MAX_BYTES });
        }
        Ok(Source { path, text, line_starts: Default::default(), aside: Some(Box::new(aside)) })
    }

    /// Whether the text was made of a file of another form, so that a change of the text is none of the file.
    pub fn is_made(&self) -> bool {
        self.aside.is_some()
    }

    /// A file inside the manuscript, by the path that its text names it by.
    pub fn file(&self, path: &str) -> Option<&[u8]> {
        self.aside.as_ref()?.files.get(path).map(Vec::as_slice)
    }

    /// What the manuscript's reader keeps for itself, if it is a `T`.
    pub fn known<T: 'static>(&self) -> Option<&T> {
        self.aside.as_ref()?.known.downcast_ref()
    }

    /// The whole text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The text at a span; empty if the span is not of this manuscript.
    pub fn slice(&self, span: Span) -> &str {
        self.text.get(span.range()).unwrap_or("")
    }

    /// The path as shown to people.
    pub fn name(&self) -> String {
        if self.path == Path::new("-") { "<stdin>".into() } else { self.path.display().to_string() }
    }

    fn line_starts(&self) -> &[u32] {
        self.line_starts.get_or_init(|| {
            std::iter::once(0).chain(memchr::memchr_iter(b'\n', self.text.as_bytes()).map(|i| i as u32 + 1)).collect()
        })
    }

    /// The line that holds a byte offset (past the end: the last line): its number, from 1, and its bytes without the
    /// line end. However long the line, this takes no longer.
    pub fn line_at(&self, offset: u32) -> (usize, std::ops::Range<usize>) {
        let starts = self.line_starts();
        let number = starts.partition_point(|&s| s <= offset).max(1);
        let start = starts[number - 1] as usize;
        let end = starts.get(number).map_or(self.text.len(), |&next| next as usize - 1);
        let end = if end > start && self.text.as_bytes()[end - 1] == b'\r' { end - 1 } else { end };
        (number, start..end)
    }

    /// Line and column of a byte offset (past the end: the end).
    pub fn position(&self, offset: u32) -> Position {
        let starts = self.line_starts();
        let mut offset = (offset as usize).min(self.text.len());
        while !self.text.is_char_boundary(offset) {
            offset -= 1;
        }
        let line = starts.partition_point(|&s| s as usize <= offset);
        let column = self.text[starts[line - 1] as usize..offset].chars().count() + 1;
        Position { line, column }
    }
}

/// What a file that is not UTF-8 most likely is: bytes 0xC0–0xFF dominate Cyrillic text in Windows-1251.
fn guess_encoding(bytes: &[u8]) -> &'static str {
    let head = &bytes[..bytes.len().min(64 << 10)];
    let (mut high, mut letters, mut nul) = (0usize, 0usize, 0usize);
    for &b in head {
        high += usize::from(b >= 0x80);
        letters += usize::from(b >= 0xC0);
        nul += usize::from(b == 0);
    }
    if nul * 4 > head.len() {
        "UTF-16"
    } else if high > 0 && letters * 10 >= high * 8 && high * 4 > head.len() {
        "Windows-1251"
    } else {
        "not text, or text in another encoding"
    }
}
