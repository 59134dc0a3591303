//! The page reader.

use super::Reading;
use crate::source::Source;

/// Reads the text of a page.
pub fn read(_source: &Source) -> Reading {
    Reading::default()
}
