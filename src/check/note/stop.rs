//! A note has no stop at its end, unlike the others.
//!
//! ## What it does
//! Where nearly all notes end in a stop (or another mark that ends a sentence), finds those that do not. A note that ends in
//! an address without angle brackets is passed over, since a stop could be taken for a part of the address.
//!
//! ## Why it matters
//! A missing stop is a slip of the keyboard, or a sign that the end of the note was cut off.
//!
//! ## Example
//! ```text
//! ¹National Archive. F. 4. L. 12.
//! ²National Archive. F. 7. L. 3.
//! ³National Archive. F. 9. L. 44
//! ```
//! Use instead:
//! ```text
//! ¹National Archive. F. 4. L. 12.
//! ²National Archive. F. 7. L. 3.
//! ³National Archive. F. 9. L. 44.
//! ```

use super::sources;
use crate::check::{Findings, Rule, Subject, say};
use crate::diagnostic::{Edit, Fix, Severity};
use crate::notation::{doi, url};
use crate::source::Span;

/// The rule.
pub const RULE: Rule = Rule {
    id: "note-stop",
    severity: Severity::Warning,
    summary: [
        "A note without a stop at its end, where the others have one",
        "Примечание без точки на конце, хотя в остальных она есть",
    ],
    supersedes: &[],
    check,
};

/// Notes that must end in a stop before one that does not is told.
const FEWEST: usize = 3;

fn check(subject: &Subject<'_>, findings: &mut Findings) {
    let ui = subject.ui;
    let pieces = subject.of(crate::check::Role::Note);
    // Of a note of several paragraphs the last ends it.
    let mut last: Vec<&crate::check::Piece<'_>> = Vec::new();
    for piece in pieces {
        match last.last_mut() {
            Some(before) if before.id == piece.id => *before = piece,
            _ => last.push(piece),
        }
    }
    let (ended, open): (Vec<_>, Vec<_>) = last.into_iter().partition(|piece| is_ended(&piece.plain));
    if ended.len() < FEWEST || open.len() * 3 > ended.len() {
        return;
    }
    for piece in open {
        let plain = piece.plain.trim_end();
        let ends_in_address = url::find_all(plain).last().is_some_and(|(_, range)| range.end + 1 >= plain.len())
            || doi::find_all(plain).last().is_some_and(|(_, range)| range.end == plain.len());
        let Some(last) = plain.char_indices().next_back().map(|(at, _)| at).filter(|_| !ends_in_address) else {
            continue;
        };
        let repeat = sources::phrase(plain, 0, "ibid").is_some();
        let message = say!(ui, "there is no stop at the end of this note", "в конце примечания нет точки");
        let help = ui.of("put a stop", "поставьте точку");
        let mut finding = findings.at(piece.span(last..plain.len()), message).help(help);
        let letter = plain[last..].chars().all(char::is_alphanumeric) || plain.ends_with([')', '>', '»', '”']);
        if let Some(place) = piece.exact(last..plain.len(), subject.source).filter(|_| letter) {
            let after = Span { start: place.end, end: place.end };
            finding.fix = Some(Fix { safe: repeat, edits: vec![Edit { span: after, text: ".".to_owned() }] });
        }
        findings.add(finding);
    }
}

/// Whether a note ends as a sentence does, perhaps before a closing mark.
fn is_ended(text: &str) -> bool {
    let text = text.trim_end();
    let inner = text.trim_end_matches([')', ']', '"', '”', '»', '’', '“', '*', '_']);
    text.is_empty() || inner.ends_with(['.', '!', '?', '…', ':', ';'])
}
