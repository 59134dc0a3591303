//! A mark in the text has no note.
//!
//! ## What it does
//! Finds marks that no note answers: `[^x]` anywhere, and in an article with numbered notes a raised number after a word, a
//! quotation mark or a stop, if it is the one that is left out among the notes, or the next after the last. Raised numbers
//! after figures and units are exponents.
//!
//! ## Why it matters
//! The note was lost, and with it the source of what the mark stands at.
//!
//! ## Example
//! ```text
//! The harbour was closed for two years¹, and then opened².
//!
//! ¹National Archive. F. 4. L. 12.
//! ```
//! Use instead:
//! ```text
//! The harbour was closed for two years¹, and then opened².
//!
//! ¹National Archive. F. 4. L. 12.
//!
//! ²National Archive. F. 7. L. 3.
//! ```

use std::collections::BTreeSet;

use crate::article::{Inline, Style, Text};
use crate::check::{Findings, Role, Rule, Subject, say};
use crate::diagnostic::Severity;
use crate::source::Span;

/// The rule.
pub const RULE: Rule = Rule {
    id: "note-missing",
    severity: Severity::Error,
    summary: ["A mark in the text has no note", "Знаку в тексте не соответствует примечание"],
    supersedes: &["read-mark-without-note"],
    check,
};

fn check(subject: &Subject<'_>, findings: &mut Findings) {
    let ui = subject.ui;
    for (label, span) in unanswered(subject) {
        let message = say!(ui, "no note answers the mark “{label}”", "нет примечания для знака «{label}»");
        let help = ui.of("add the note, or take the mark out", "добавьте примечание или уберите знак");
        findings.add(findings.at(span, message).help(help));
    }
}

/// The marks that no note answers, each with its label.
pub(super) fn unanswered(subject: &Subject<'_>) -> Vec<(String, Span)> {
    let labels: BTreeSet<&str> = subject.article.notes.iter().map(|note| note.label.text.as_str()).collect();
    let numbers: BTreeSet<u32> = labels.iter().filter_map(|label| label.parse().ok()).collect();
    let next = numbers.last().map(|last| last.saturating_add(1));
    let (mut found, mut numbered) = (Vec::new(), Vec::new());
    let body =
        [Role::Title, Role::Abstract, Role::Heading, Role::Paragraph, Role::Table, Role::Caption, Role::BackMatter];
    for piece in subject.pieces().iter().filter(|piece| body.contains(&piece.role)) {
        let mut at = 0;
        while let Some(start) = piece.plain[at..].find("[^").map(|start| at + start) {
            at = start + 2;
            let Some(end) = piece.plain[at..].find(']').filter(|end| (1..=32).contains(end)) else { continue };
            let label = &piece.plain[at..at + end];
            let plain = label.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | '*'));
            if plain && piece.is_prose(start) && !labels.contains(label) {
                found.push((label.to_owned(), piece.span(start..at + end + 1)));
            }
        }
        if !numbers.is_empty() && matches!(piece.role, Role::Paragraph | Role::Heading) {
            raised(piece.text, &mut |number, span| {
                let left_out = numbers.first().is_some_and(|first| *first <= number) && !numbers.contains(&number);
                if left_out && next.is_some_and(|next| number <= next) {
                    numbered.push((number.to_string(), span));
                }
            });
        }
    }
    // More than a few are citations of the list of references, or affiliation keys.
    if numbered.len() <= 2.max(numbers.len() / 4) {
        found.append(&mut numbered);
    }
    found
}

/// Units and functions that are raised to a power.
const EXPONENTIATED: &[&str] = &[
    "km", "cm", "dm", "mm", "µm", "μm", "nm", "ha", "км", "см", "дм", "мм", "мкм", "нм", "га", "ft", "sq", "sin",
    "cos", "tan", "tg", "log", "ln", "exp", "sec",
];

/// The raised numbers that can be note marks.
fn raised(text: &Text, f: &mut dyn FnMut(u32, Span)) {
    let mut before = String::new();
    for inline in &text.inlines {
        if let Inline::Styled { style: Style::Superscript, content } = inline {
            let label = plain_digits(&content.plain());
            // After a figure, a sign, a unit or a function it is an exponent; a letter alone is a variable.
            let word = before.rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or("");
            let counted = before[..before.len() - word.len()].trim_end().ends_with(|c: char| c.is_ascii_digit());
            // `PO³`: letters of a formula.
            let formula = word.chars().count() < 4 && !word.contains(char::is_lowercase);
            let after_word = word.chars().count() > 1 && !formula && !counted && !EXPONENTIATED.contains(&word)
                || before.ends_with(['.', ',', '”', '»', '"', '’', ')', '“']);
            let after_figure = before.trim_end_matches(['.', ',', ')']).ends_with(|c: char| c.is_ascii_digit());
            if let Some(number) = label.filter(|_| after_word && !after_figure) {
                f(number, content.span());
            }
        }
        before = match inline {
            Inline::Run(run) => run.text.clone(),
            Inline::Styled { content, .. }
            | Inline::Foreign { content, .. }
            | Inline::Link { content, .. }
            | Inline::CrossReference { content, .. } => content.plain(),
            Inline::Formula { .. } => "x".to_owned(),
            _ => String::new(),
        };
    }
}

/// The number that digits, raised or not, stand for.
fn plain_digits(text: &str) -> Option<u32> {
    const RAISED: &str = "⁰¹²³⁴⁵⁶⁷⁸⁹";
    let digit = |c: char| RAISED.chars().position(|raised| raised == c).map(|at| at as u32).or_else(|| c.to_digit(10));
    let text = text.trim();
    (1..=3).contains(&text.chars().count()).then_some(())?;
    text.chars().try_fold(0, |number, c| Some(number * 10 + digit(c)?))
}
