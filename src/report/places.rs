//! Lines and columns of the places that a report names, found in one pass over the manuscript however many there are.

use serde::Serialize;

use crate::diagnostic::Diagnostic;
use crate::source::{Source, Span};

/// A place in a manuscript.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Place {
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
    /// Byte, from 0.
    pub offset: u32,
}

/// Every place that the findings of a manuscript name.
pub struct Places(Vec<Place>);

impl Places {
    /// Finds the places.
    pub fn of(source: &Source, found: &[Diagnostic]) -> Places {
        let mut offsets = vec![0];
        for finding in found {
            let fix = finding.fix.iter().flat_map(|fix| &fix.edits).map(|edit| edit.span);
            let related = finding.related.iter().map(|(span, _)| *span);
            for span in std::iter::once(finding.span).chain(related).chain(fix) {
                offsets.extend([span.start, span.end]);
            }
        }
        offsets.sort_unstable();
        offsets.dedup();
        let text = source.text();
        let (mut line, mut column, mut at) = (1, 1, 0);
        let places = offsets.into_iter().map(|offset| {
            let mut to = (offset as usize).min(text.len());
            while !text.is_char_boundary(to) {
                to -= 1;
            }
            for c in text[at.min(to)..to].chars() {
                if c == '\n' {
                    (line, column) = (line + 1, 1);
                } else {
                    column += 1;
                }
            }
            at = at.max(to);
            Place { line, column, offset }
        });
        Places(places.collect())
    }

    /// The place of a byte that a finding names; the start of the manuscript for any other.
    pub fn at(&self, offset: u32) -> Place {
        match self.0.binary_search_by_key(&offset, |place| place.offset) {
            Ok(at) => self.0[at],
            Err(_) => self.0[0],
        }
    }

    /// Both ends of a span. One without a place is at the start of the manuscript.
    pub fn ends(&self, span: Span) -> (Place, Place) {
        (self.at(span.start), self.at(span.end))
    }
}
