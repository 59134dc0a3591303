//! A date of access is later than the article.
//!
//! ## What it does
//! Compares the dates of access in the notes with the day on which the article was published, or else with the year of its
//! issue. (After the day on which it was received an author may still have looked at a page.)
//!
//! ## Why it matters
//! Nobody can have read a page after the article was printed: the year is a slip, mostly in the first days of a year.
//!
//! ## Example
//! ```text
//! For citation: Stone R. The harbours. Journal of Harbours. 2020;2:47–53.
//! ¹The harbour today. URL: https://example.org/today (date of access: 01.02.2021).
//! ```
//! Use instead:
//! ```text
//! For citation: Stone R. The harbours. Journal of Harbours. 2020;2:47–53.
//! ¹The harbour today. URL: https://example.org/today (date of access: 01.02.2020).
//! ```

use super::online;
use crate::article::HistoryEvent;
use crate::check::{Findings, Rule, Subject, say};
use crate::diagnostic::Severity;
use crate::notation::date::{self, Date};

/// The rule.
pub const RULE: Rule = Rule {
    id: "note-access-order",
    severity: Severity::Error,
    summary: ["A date of access is later than the article itself", "Дата обращения позже выхода самой статьи"],
    supersedes: &[],
    check,
};

fn check(subject: &Subject<'_>, findings: &mut Findings) {
    let ui = subject.ui;
    let front = &subject.article.front;
    let published = front.history.iter().find(|event| event.event == HistoryEvent::Published);
    let year = front.issue.year.as_ref();
    for note in online::notes(subject) {
        let Some(range) = note.access.clone() else { continue };
        let Some((access, _)) = date::find(&note.piece.plain[range.clone()]) else { continue };
        let later = match (published, year) {
            (Some(event), _) if is_later(access, event.date) => Some(event.written.span),
            // Issues come out late: only the year after next is sure to be wrong.
            (None, Some(year)) => {
                year.text.parse().ok().filter(|year: &u16| access.year > year.saturating_add(1)).map(|_| year.span)
            }
            _ => None,
        };
        let Some(article) = later else { continue };
        let shown = &note.piece.plain[range.clone()];
        let message = say!(
            ui,
            "the page was read on {shown}, after the article was published",
            "дата обращения ({shown}) позже даты публикации статьи"
        );
        let help = ui.of("correct the date", "исправьте дату");
        let finding = findings.at(note.piece.span(range), message).help(help);
        findings.add(finding.related(article, ui.of("the article’s date", "дата статьи")));
    }
}

/// Whether a date is surely later than another, each as exact as it is.
fn is_later(date: Date, than: Date) -> bool {
    match date.year.cmp(&than.year) {
        std::cmp::Ordering::Equal => match (date.month, than.month) {
            (Some(a), Some(b)) if a == b => matches!((date.day, than.day), (Some(a), Some(b)) if a > b),
            (Some(a), Some(b)) => a > b,
            _ => false,
        },
        other => other.is_gt(),
    }
}
