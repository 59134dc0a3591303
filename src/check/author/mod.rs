//! Rules on how the authors are given.

mod line;

use crate::check::{Rule, Subject};
use crate::source::Span;

/// The rules of the family.
pub const RULES: &[Rule] = &[line::RULE];

/// The places other than author lines where authors are named, the citation blocks and the notes on the authors, in order.
pub(super) fn elsewhere(subject: &Subject<'_>) -> Vec<Span> {
    let front = &subject.article.front;
    let citations = front.self_citations.iter().map(|c| c.text.span());
    let notes = front.author_notes.iter().flat_map(|n| &n.paragraphs).map(|p| p.span());
    let mut places: Vec<Span> = citations.chain(notes).collect();
    places.sort_unstable();
    places
}

/// Whether a name stands in one of the `places` of [`elsewhere`], which are apart from one another.
pub(super) fn stands_in(places: &[Span], name: Span) -> bool {
    let before = places.partition_point(|place| place.start <= name.start);
    before > 0 && name.end <= places[before - 1].end
}
