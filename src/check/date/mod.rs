//! Rules on the dates of the article, its references and its notes.

mod impossible;
mod order;
mod twice;
mod year;

use crate::article::HistoryEvent;
use crate::check::{Rule, Ui};
use crate::notation::date::Date;

/// The rules of the family.
pub const RULES: &[Rule] = &[impossible::RULE, order::RULE, twice::RULE, year::RULE];

/// An event of the article's history in words.
fn named(event: HistoryEvent, ui: Ui) -> &'static str {
    match event {
        HistoryEvent::Received => ui.of("received", "поступила"),
        HistoryEvent::Revised => ui.of("revised", "доработана"),
        HistoryEvent::Accepted => ui.of("accepted", "принята"),
        HistoryEvent::Published => ui.of("published", "опубликована"),
    }
}

/// Whether one date is certainly before another: as far as both are known.
fn is_before(a: Date, b: Date) -> bool {
    let month = |x: Date, y: Date| x.month.zip(y.month);
    if a.year != b.year {
        return a.year < b.year;
    }
    match month(a, b) {
        Some((x, y)) if x != y => x < y,
        Some(_) => a.day.zip(b.day).is_some_and(|(x, y)| x < y),
        None => false,
    }
}
