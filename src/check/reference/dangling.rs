//! The text cites a number that the list of references does not have.
//!
//! ## What it does
//! Compares each number in square brackets with the numbers of the list, once the article cites by number at all. Years
//! and intervals in brackets are left alone.
//!
//! ## Why it matters
//! The reader cannot find the source. Mostly an item was taken out of the list and the numbers in the text were not
//! changed.
//!
//! ## Example
//! ```text
//! The bridge was rebuilt twice [1; 4].
//!
//! References
//!
//! 1. Amsel K. The bridges of the lake district. Zurich: Muster; 2011.
//! ```
//! Use instead:
//! ```text
//! The bridge was rebuilt twice [1].
//! ```

use std::collections::BTreeSet;

use super::items::{self, Number};
use crate::check::{Findings, Role, Rule, Subject, say};
use crate::diagnostic::Severity;

/// The rule.
pub const RULE: Rule = Rule {
    id: "reference-dangling",
    severity: Severity::Error,
    summary: ["A cited number is not in the list of references", "В списке нет источника с таким номером"],
    supersedes: &["jats-dangling"],
    check,
};

fn check(subject: &Subject<'_>, findings: &mut Findings) {
    let ui = subject.ui;
    let cited = items::cited(subject);
    let labels = subject.article.references.items.iter().filter_map(|item| item.label.as_ref());
    let numbers: BTreeSet<u32> = labels.filter_map(|label| label.text.parse().ok()).collect();
    let Some(&last) = numbers.last() else { return };
    if cited.is_empty() {
        return;
    }
    for piece in subject.pieces().iter().filter(|piece| piece.role != Role::Reference) {
        for cluster in items::brackets(&piece.plain) {
            // What is not a citation of this list: `[0; 1]`, `[1917]`.
            if cluster.iter().any(|number| number.value == 0 || number.value > last + 50) {
                continue;
            }
            for Number { range, value, .. } in cluster {
                if numbers.contains(&value) || !piece.is_prose(range.start) {
                    continue;
                }
                let message =
                    say!(ui, "there is no item {value} in the list of references", "в списке нет источника {value}");
                let help = say!(
                    ui,
                    "the list ends with {last}: correct the number, or add the source",
                    "последний номер в списке — {last}: исправьте номер или добавьте источник"
                );
                findings.add(findings.at(piece.span(range), message).help(help));
            }
        }
    }
}
