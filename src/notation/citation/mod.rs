//! Bibliographic citations.
use crate::article::{Citation, Lang};
use std::ops::Range;
/// Hints.
#[derive(Default)]
pub struct Hints {
    /// Italic ranges.
    pub italic: Vec<Range<usize>>,
    /// Language.
    pub lang: Option<Lang>,
}
/// Parses.
pub fn parse(_text: &str, _hints: &Hints) -> Citation {
    Citation::default()
}
