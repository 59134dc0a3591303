//! The last page of an item stands before its first.
//!
//! ## What it does
//! Compares the first and the last page. A last page that is written short (`118–25` for `118–125`) is read in full.
//!
//! ## Why it matters
//! Figures were exchanged or lost, so the item cannot be found or matched by its pages.
//!
//! ## Example
//! ```text
//! Amsel K. Bridges of glass. Water and Stone. 2009;3:853–845.
//! ```
//! Use instead:
//! ```text
//! Amsel K. Bridges of glass. Water and Stone. 2009;3:845–853.
//! ```

use super::items;
use crate::article::PartKind;
use crate::check::{Findings, Rule, Subject, say};
use crate::diagnostic::Severity;

/// The rule.
pub const RULE: Rule = Rule {
    id: "reference-pages",
    severity: Severity::Error,
    summary: ["The last page of an item is before its first", "Последняя страница источника меньше первой"],
    supersedes: &[],
    check,
};

fn check(subject: &Subject<'_>, findings: &mut Findings) {
    let ui = subject.ui;
    for list in items::lists(subject) {
        for item in &list {
            let (Some(first), Some(last)) = (item.part(PartKind::FirstPage), item.part(PartKind::LastPage)) else {
                continue;
            };
            let (from, to) = (first.text(item.plain()), last.text(item.plain()));
            let full = last.value.as_deref().unwrap_or(to);
            let number = |text: &str| text.parse::<u64>().ok();
            let (Some(a), Some(b)) = (number(from), number(full)) else { continue };
            // A shortened last page that was not completed is still one.
            let shortened = to.len() < from.len()
                && number(&from[from.len() - to.len()..]).zip(number(to)).is_some_and(|(tail, to)| to > tail);
            if a <= b || shortened {
                continue;
            }
            let message = say!(
                ui,
                "{}: the last page {to} is before the first page {from}",
                "{}: последняя страница {to} меньше первой страницы {from}",
                item.name(ui)
            );
            let help = ui.of("check the pages", "проверьте страницы");
            findings.add(findings.at(item.span(first).join(item.span(last)), message).help(help));
        }
    }
}
