//! A word stands twice in a row.
//!
//! ## What it does
//! Looks for the same word twice with nothing but a space between, in prose. Words that may rightly do so are left out, as
//! are names (`Pago Pago`), names of species (`Bison bison`) and words of one letter.
//!
//! ## Why it matters
//! It is left over from a correction, or a word was recognised twice where a line broke.
//!
//! ## Example
//! ```text
//! The history of the the club is short.
//! ```
//! Use instead:
//! ```text
//! The history of the club is short.
//! ```

use crate::check::words::prose;
use crate::check::{Findings, Role, Rule, Subject, say};
use crate::diagnostic::Severity;

/// The rule.
pub const RULE: Rule = Rule {
    id: "spelling-repeated",
    severity: Severity::Warning,
    summary: ["A word stands twice in a row", "Слово повторено дважды подряд"],
    supersedes: &[],
    check,
};

/// Words that may stand twice.
const TWICE: &[&str] = &[
    // English
    "that",
    "had",
    "is",
    "do",
    "so",
    "very",
    "many",
    "long",
    "no",
    "yes",
    "her",
    "who",
    "it",
    "on",
    "in",
    "bye",
    "ha",
    // French, German, Portuguese, Spanish, Italian
    "nous",
    "vous",
    "der",
    "die",
    "das",
    "den",
    "dem",
    "des",
    "sie",
    "ihr",
    "ist",
    "que",
    "se",
    "si",
    "nos",
    "todo",
    "muy",
    "quase",
    "poco",
    "pouco",
    "cada",
    "piano",
    "sur",
    "en",
    "via",
    "pari",
    "passu",
    // Russian, Belarusian, Ukrainian
    "чуть",
    "еле",
    "едва",
    "очень",
    "много",
    "давно",
    "долго",
    "далеко",
    "что",
    "как",
    "дуже",
    "вельмі",
    "так",
    "вот",
    "ещё",
    "еще",
    "нет",
    "да",
    "же",
    "всё",
    "все",
];

/// Words that are repeated by a slip even where the first has a capital.
const LITTLE: &[&str] =
    &["the", "and", "of", "for", "with", "this", "from", "для", "при", "это", "для", "und", "les", "los"];

fn check(subject: &Subject<'_>, findings: &mut Findings) {
    for piece in subject.pieces().iter().filter(|piece| piece.role != Role::Table) {
        let mut last: Option<(std::ops::Range<usize>, &str)> = None;
        for (range, word) in prose(piece) {
            let Some((before, first)) = last.replace((range.clone(), word)) else { continue };
            if !word.eq_ignore_ascii_case(first) && first.to_lowercase() != word {
                continue;
            }
            let gap = piece.plain.get(before.end..range.start).unwrap_or_default();
            let lower = word.to_lowercase();
            let plain = first == word && lower == word || LITTLE.contains(&lower.as_str());
            let spaces = !gap.is_empty() && gap.chars().all(char::is_whitespace);
            if !spaces || !plain || word.chars().count() < 2 || !word.chars().all(char::is_alphabetic) {
                continue;
            }
            if TWICE.contains(&lower.as_str()) {
                continue;
            }
            let message = say!(subject.ui, "“{word}” stands twice", "слово «{word}» повторено",);
            let help = subject.ui.of("take one of them out", "уберите одно из них");
            let mut finding = findings.at(piece.span(before.start..range.end), message).help(help);
            if let Some(span) = piece.exact(before.end..range.end, subject.source) {
                finding = finding.replace(false, span, "");
            }
            findings.add(finding);
        }
    }
}
