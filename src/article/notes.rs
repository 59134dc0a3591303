//! Footnotes.

use serde::{Deserialize, Serialize};

use super::{Id, Lang, Run, Text};
use crate::source::Span;

/// A footnote.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Note {
    /// `fn1`, … in the order of the manuscript.
    pub id: Id,
    /// The mark as it stands, without `^` or brackets.
    pub label: Run,
    /// The language of its text.
    pub lang: Lang,
    /// Its paragraphs.
    pub paragraphs: Vec<Text>,
    /// The marks that call it, in reading order.
    pub marks: Vec<Span>,
}
