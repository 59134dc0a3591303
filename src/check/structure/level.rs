//! A level of headings is left out.
//!
//! ## What it does
//! Looks at headings that show their level, by the signs of Markdown (`#`, `##`) or by a number (2, 2.1): one that stands two
//! or more levels under the heading before it is told.
//!
//! ## Why it matters
//! Who listens to the article with a screen reader moves by levels and takes a gap for lost text; the accessibility rules
//! for EPUB forbid it.
//!
//! ## Example
//! ```text
//! ## The harbour
//!
//! #### The ferry
//! ```
//! Use instead:
//! ```text
//! ## The harbour
//!
//! ### The ferry
//! ```

use super::parts;
use crate::article::Text;
use crate::check::{Findings, Rule, Subject, say};
use crate::diagnostic::Severity;

/// The rule.
pub const RULE: Rule = Rule {
    id: "structure-level",
    severity: Severity::Warning,
    summary: ["A level of headings is left out", "Пропущен уровень заголовков"],
    supersedes: &[],
    check,
};

fn check(subject: &Subject<'_>, findings: &mut Findings) {
    let ui = subject.ui;
    for placed in parts::sections(subject) {
        let Some(parent) = placed.parent else { continue };
        let (title, above) = (&placed.section.title, &parent.title);
        let skipped = match (parts::marked_level(subject, above), parts::marked_level(subject, title)) {
            (Some(above), Some(own)) if own > above + 1 => Some((above, own)),
            (Some(_), Some(_)) => None,
            _ => match (number(above), number(title)) {
                (Some(above), Some(own)) if own > above + 1 => Some((above, own)),
                _ => None,
            },
        };
        let Some((from, to)) = skipped else { continue };
        let message = say!(
            ui,
            "a heading of level {to} stands under one of level {from}",
            "заголовок уровня {to} стоит под заголовком уровня {from}"
        );
        let help = say!(ui, "make it level {}", "сделайте его заголовком уровня {}", from + 1);
        let finding = findings.at(title.span(), message).help(help);
        findings.add(finding.related(above.span(), ui.of("the heading above it", "вышестоящий заголовок")));
    }
}

/// The level that the number of a heading shows.
fn number(title: &Text) -> Option<usize> {
    parts::heading_number(&title.plain_without_marks()).map(|numbers| numbers.len())
}
