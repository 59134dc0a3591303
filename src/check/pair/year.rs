//! An item has another year in the other list.
//!
//! ## What it does
//! Compares the years of publication of the two forms of each item.
//!
//! ## Why it matters
//! One of the two is wrong, and citation indexes read the romanised list.
//!
//! ## Example
//! ```text
//! 2. Зяблик ПР. Паромы без воды. Вода и камень. 2010;1:42–50.
//! 2. Zyablik PR. [Ferries without water]. Water and Stone. 2001;1:42–50.
//! ```
//! Use instead:
//! ```text
//! 2. Zyablik PR. [Ferries without water]. Water and Stone. 2010;1:42–50.
//! ```

use super::partners::partners;
use crate::article::PartKind;
use crate::check::{Findings, Rule, Subject, say};
use crate::diagnostic::Severity;

/// The rule.
pub const RULE: Rule = Rule {
    id: "pair-year",
    severity: Severity::Error,
    summary: ["The years of an item differ between the two lists", "Годы издания в двух списках различаются"],
    supersedes: &[],
    check,
};

fn check(subject: &Subject<'_>, findings: &mut Findings) {
    let ui = subject.ui;
    let Some(partners) = partners(subject) else { return };
    for (one, two) in partners.iter() {
        let (Some(a), Some(b)) = (one.part(PartKind::Year), two.part(PartKind::Year)) else { continue };
        let (Some(first), Some(second)) = (one.year(), two.year()) else { continue };
        if first == second {
            continue;
        }
        let message = say!(
            ui,
            "{} is of {second} here, of {first} in the other list",
            "{}: здесь год {second}, в другом списке — {first}",
            two.name(ui)
        );
        let help = ui.of("check the year of publication", "проверьте год издания");
        let related = ui.of("the year in the other list", "год в другом списке");
        findings.add(findings.at(two.span(b), message).help(help).related(one.span(a), related));
    }
}
