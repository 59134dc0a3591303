//! Rules on letters and figures that stand in for one another: Latin, Cyrillic, digits.

mod digit;
mod initial;
mod mixed;

use std::ops::Range;

use crate::article::Run;
use crate::check::{Rule, Subject};
use crate::source::Span;

/// The rules of the family.
pub const RULES: &[Rule] = &[mixed::RULE, digit::RULE, initial::RULE];

/// The names of the authors as their lines have them.
fn author_lines<'a>(subject: &Subject<'a>) -> impl Iterator<Item = &'a Run> + use<'a> {
    subject.article.front.contributors.iter().flat_map(|c| c.names.iter().map(|name| &name.value.written))
}

/// The manuscript's place of a part of a run, if the manuscript has just these bytes there.
fn exact(subject: &Subject<'_>, run: &Run, range: Range<usize>) -> Option<Span> {
    let span = run.span_of(range.clone());
    (!span.is_empty() && subject.source.slice(span) == run.text.get(range)?).then_some(span)
}
