//! Rules on quotation marks and apostrophes.

mod apostrophe;
mod language;
mod marks;
mod straight;
mod unbalanced;

use std::ops::Range;

use crate::check::{Rule, Subject};

/// The rules of the family.
pub const RULES: &[Rule] = &[unbalanced::RULE, straight::RULE, apostrophe::RULE, language::RULE];

/// What stands in double quotation marks in each of [`Subject::pieces`], in order, the marks included.
pub(super) fn quoted(subject: &Subject<'_>) -> Vec<Vec<Range<usize>>> {
    let pieces = subject.pieces();
    let mut quoted: Vec<Vec<Range<usize>>> = vec![Vec::new(); pieces.len()];
    let found = marks::marks(subject);
    for pair in found.pairs.iter().chain(&found.unlike).filter(|pair| pair.depth == 0) {
        let (first, last) = (pair.open.piece, pair.close.piece);
        for (index, ranges) in (first..).zip(&mut quoted[first..=last]) {
            let start = if index == first { pair.open.at } else { 0 };
            let end =
                if index == last { pair.close.at + pair.close.sign.len_utf8() } else { pieces[index].plain.len() };
            ranges.push(start..end);
        }
    }
    quoted.iter_mut().for_each(|ranges| ranges.sort_by_key(|range| range.start));
    quoted
}
