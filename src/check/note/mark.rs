//! No mark in the text calls a note.
//!
//! ## What it does
//! Finds notes that no mark in the text calls.
//!
//! ## Why it matters
//! In an electronic edition a note is reached by its mark alone: one without it is never read, and what it documents has no
//! source.
//!
//! ## Example
//! ```text
//! The harbour was closed for two years.
//!
//! ¹National Archive. F. 4. L. 12.
//! ```
//! Use instead:
//! ```text
//! The harbour was closed for two years¹.
//!
//! ¹National Archive. F. 4. L. 12.
//! ```

use crate::article::Note;
use crate::check::{Findings, Rule, Subject, say};
use crate::diagnostic::Severity;

/// The rule.
pub const RULE: Rule = Rule {
    id: "note-mark",
    severity: Severity::Error,
    summary: ["No mark in the text calls a note", "В тексте нет знака, ведущего к примечанию"],
    supersedes: &["read-note-without-mark"],
    check,
};

fn check(subject: &Subject<'_>, findings: &mut Findings) {
    let ui = subject.ui;
    let notes = &subject.article.notes;
    for (n, note) in notes.iter().enumerate().filter(|(_, note)| note.marks.is_empty()) {
        // In JATS a statement on funding or interests can be a note, without a label or with a word for one.
        let label = note.label.text.trim();
        if label.is_empty() || label.chars().count() > 3 && label.contains(|c: char| c.is_whitespace() || c == ':') {
            continue;
        }
        // Two notes with one number in a row are out of sequence; which of them the mark calls is not known.
        let same = |other: Option<&Note>| other.is_some_and(|other| other.label.text == note.label.text);
        if same(n.checked_sub(1).and_then(|n| notes.get(n))) || same(notes.get(n + 1)) {
            continue;
        }
        let label = &note.label.text;
        let message = say!(ui, "no mark in the text calls note {label}", "в тексте нет знака примечания {label}");
        let help = ui.of(
            "put the mark where the note belongs, or take the note out",
            "поставьте знак там, где примечание нужно, или уберите примечание",
        );
        let place = if note.label.span.is_empty() {
            note.paragraphs.first().map(crate::article::Text::span).unwrap_or_default()
        } else {
            note.label.span
        };
        findings.add(findings.at(place, message).help(help));
    }
}
