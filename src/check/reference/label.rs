//! The numbers of a list of references have a gap or a repetition.
//!
//! ## What it does
//! Counts through each numbered list.
//!
//! ## Why it matters
//! A number is the address of a source. Where it is given twice, citations mean either of two items; where it is
//! missing, an item was lost.
//!
//! ## Example
//! ```text
//! 1. Amsel K. Bridges of glass. Water and Stone. 2009;3:11–19.
//! 3. Drossel P. Ferries without water. Water and Stone. 2010;1:42–50.
//! ```
//! Use instead:
//! ```text
//! 2. Drossel P. Ferries without water. Water and Stone. 2010;1:42–50.
//! ```

use super::items;
use crate::check::{Findings, Rule, Subject, say};
use crate::diagnostic::Severity;

/// The rule.
pub const RULE: Rule = Rule {
    id: "reference-label",
    severity: Severity::Error,
    summary: ["The numbers of the list have a gap or a repetition", "В нумерации списка пропуск или повтор"],
    supersedes: &[],
    check,
};

fn check(subject: &Subject<'_>, findings: &mut Findings) {
    let ui = subject.ui;
    for list in items::lists(subject) {
        let mut before: Option<u32> = None;
        for item in &list {
            let Some(label) = item.reference.label.as_ref() else { continue };
            let Ok(number) = label.text.parse::<u32>() else { continue };
            let expected = before.map_or(1, |before| before + 1);
            // A second list may go on where the first one ends.
            let first = before.is_none();
            before = Some(number);
            if number == expected || first {
                continue;
            }
            let message = if number > expected {
                say!(
                    ui,
                    "item {number} follows item {}: numbers are missing",
                    "за источником {} следует {number}: номера пропущены",
                    expected - 1
                )
            } else {
                say!(
                    ui,
                    "item {number} follows item {}: the number is repeated",
                    "за источником {} следует {number}: номер повторён",
                    expected - 1
                )
            };
            let help = say!(ui, "this should be item {expected}", "здесь должен быть номер {expected}");
            findings.add(findings.at(label.span, message).help(help));
        }
    }
}
