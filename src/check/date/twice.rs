//! The article is received or accepted on two dates.
//!
//! ## What it does
//! Finds a second, different date for the day on which the article was received, or accepted: mostly the same line in two
//! languages.
//!
//! ## Why it matters
//! Only one of the dates can be right.
//!
//! ## Example
//! ```text
//! Received 11.05.2020.
//! Статья поступила в редакцию 15.05.2020.
//! ```
//! Use instead:
//! ```text
//! Received 11.05.2020.
//! Статья поступила в редакцию 11.05.2020.
//! ```

use super::{is_before, named};
use crate::article::HistoryEvent;
use crate::check::{Findings, Rule, Subject, say};
use crate::diagnostic::Severity;

/// The rule.
pub const RULE: Rule = Rule {
    id: "date-twice",
    severity: Severity::Error,
    summary: [
        "The article is received or accepted on two dates",
        "Дата поступления или принятия статьи указана дважды и по-разному",
    ],
    supersedes: &[],
    check,
};

fn check(subject: &Subject<'_>, findings: &mut Findings) {
    let ui = subject.ui;
    let history = &subject.article.front.history;
    for event in [HistoryEvent::Received, HistoryEvent::Accepted] {
        let mut dates = history.iter().filter(|h| h.event == event);
        let Some(first) = dates.next() else { continue };
        let Some(other) = dates.find(|h| is_before(h.date, first.date) || is_before(first.date, h.date)) else {
            continue;
        };
        let message = say!(
            ui,
            "{} on {} here, and on {} elsewhere",
            "{} здесь {}, а в другом месте — {}",
            named(event, ui),
            other.written.text.trim(),
            first.written.text.trim()
        );
        let help = ui.of("leave the right date in both places", "оставьте в обоих местах верную дату");
        findings.add(
            findings
                .at(other.written.span, message)
                .help(help)
                .related(first.written.span, ui.of("the other date", "другая дата")),
        );
    }
}
