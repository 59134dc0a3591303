//! The dates of the article's history are out of order.
//!
//! ## What it does
//! Compares when the article was received, revised, accepted and published, as far as each date is known.
//!
//! ## Why it matters
//! One of the dates is wrong. They show how the article was reviewed, and databases refuse it without.
//!
//! ## Example
//! ```text
//! Received 11.05.2020. Accepted 02.03.2020.
//! ```
//! Use instead:
//! ```text
//! Received 11.03.2020. Accepted 02.05.2020.
//! ```

use super::{is_before, named};
use crate::check::{Findings, Rule, Subject, say};
use crate::diagnostic::Severity;

/// The rule.
pub const RULE: Rule = Rule {
    id: "date-order",
    severity: Severity::Error,
    summary: ["The dates of the article's history are out of order", "Даты истории статьи идут не по порядку"],
    supersedes: &[],
    check,
};

fn check(subject: &Subject<'_>, findings: &mut Findings) {
    let ui = subject.ui;
    let history = &subject.article.front.history;
    for later in history {
        // Each date is told once, against the date that it contradicts most.
        let earlier = history.iter().filter(|h| (h.event as u8) < later.event as u8 && is_before(later.date, h.date));
        let Some(earlier) = earlier.max_by_key(|h| h.date) else { continue };
        let message = say!(
            ui,
            "{} on {}, before it was {} on {}",
            "{} {}, раньше, чем {} ({})",
            named(later.event, ui),
            later.written.text.trim(),
            named(earlier.event, ui),
            earlier.written.text.trim()
        );
        let help = ui.of("correct one of the two dates", "исправьте одну из дат");
        findings.add(
            findings
                .at(later.written.span, message)
                .help(help)
                .related(earlier.written.span, ui.of("the other date", "другая дата")),
        );
    }
}
