//! The year of an item cannot be: it is after the article, or before the event that is reported.
//!
//! ## What it does
//! Compares the year of publication of each item with the year of the article (of its issue, or of the day it was
//! accepted or received), and the date of a conference with the year in which its papers were printed.
//!
//! ## Why it matters
//! One of the two figures is wrong, and the source cannot be found by it.
//!
//! ## Example
//! ```text
//! Amsel K. Bridges of glass. In: Water and stone: materials of the 5th conference; 2016 October 30; Zurich.
//! Zurich: Muster; 2007. p. 83–86.
//! ```
//! Use instead:
//! ```text
//! Amsel K. Bridges of glass. In: Water and stone: materials of the 5th conference; 2006 October 30; Zurich.
//! Zurich: Muster; 2007. p. 83–86.
//! ```

use super::items::{self, Item, figures};
use crate::article::{PartKind, ReferenceForm};
use crate::check::{Findings, Rule, Subject, say};
use crate::diagnostic::Severity;

/// The rule.
pub const RULE: Rule = Rule {
    id: "reference-year",
    severity: Severity::Error,
    summary: ["The year of an item cannot be", "Год в описании источника невозможен"],
    supersedes: &[],
    check,
};

fn check(subject: &Subject<'_>, findings: &mut Findings) {
    let latest = latest(subject);
    for (n, list) in items::lists(subject).iter().enumerate() {
        for item in list {
            // The other list tells the same; what differs between the two is another rule's.
            let other = item.reference.forms.iter().position(|form| form.list as usize == n).is_some_and(|at| at > 0);
            let told = other && item.reference.forms[0].citation.find(PartKind::Year).is_some();
            if let Some(latest) = latest.filter(|_| !told) {
                future(subject, findings, item, latest);
            }
            event(subject, findings, item, other);
        }
    }
}

/// The year after which no source of the article can have been published.
fn latest(subject: &Subject<'_>) -> Option<u32> {
    let front = &subject.article.front;
    let issue = front.issue.year.as_ref().and_then(|year| year.text.parse::<u32>().ok());
    let history = front.history.iter().map(|event| u32::from(event.date.year)).max();
    issue.max(history)
}

fn future(subject: &Subject<'_>, findings: &mut Findings, item: &Item<'_>, latest: u32) {
    let ui = subject.ui;
    let (Some(part), Some(year)) = (item.part(PartKind::Year), item.year()) else { return };
    // A volume may be dated a year ahead of the month in which it comes out.
    if year <= latest + 1 || year > 2999 {
        return;
    }
    let message = say!(
        ui,
        "{} is of {year}, but the article is of {latest}",
        "{} датирован {year} годом, а статья — {latest} годом",
        item.name(ui)
    );
    let help = ui.of("check the year of publication", "проверьте год издания");
    findings.add(findings.at(item.span(part), message).help(help));
}

fn event(subject: &Subject<'_>, findings: &mut Findings, item: &Item<'_>, other: bool) {
    let ui = subject.ui;
    let (Some(date), Some(printed), Some(year)) =
        (item.part(PartKind::ConfDate), item.part(PartKind::Year), item.year())
    else {
        return;
    };
    let Some((held, range)) = event_year(item) else { return };
    if held <= year {
        return;
    }
    // Where the other list has another year the two are compared there.
    let differs = |form: &ReferenceForm| {
        let plain = form.text.plain();
        let date = form.citation.find(PartKind::ConfDate).map(|part| part.text(&plain));
        date.and_then(year_in).is_some_and(|(other, _)| other != held)
    };
    if item.reference.forms.iter().any(differs) {
        return;
    }
    // Where the other list has the same two years the finding there says it all.
    if other && first_form_says(item, held, year) {
        return;
    }
    let range = date.range().start + range.start..date.range().start + range.end;
    let message = say!(
        ui,
        "{}: the event is dated {held}, but its papers were printed in {year}",
        "{}: событие датировано {held} годом, а материалы изданы в {year} году",
        item.name(ui)
    );
    let help = ui.of("one of the two years is wrong: check both", "один из годов неверен: проверьте оба");
    let related = ui.of("the year of publication", "год издания");
    findings.add(findings.at(item.piece.span(range), message).help(help).related(item.span(printed), related));
}

/// The year of an item's event, and where in the date it stands.
fn event_year(item: &Item<'_>) -> Option<(u32, std::ops::Range<usize>)> {
    year_in(item.text(PartKind::ConfDate)?)
}

/// The year in a date, and where it stands.
fn year_in(date: &str) -> Option<(u32, std::ops::Range<usize>)> {
    let range = figures(date).into_iter().find(|range| range.len() == 4)?;
    Some((date[range.clone()].parse().ok()?, range))
}

fn first_form_says(item: &Item<'_>, held: u32, year: u32) -> bool {
    let Some(form) = item.reference.forms.first() else { return false };
    let plain = form.text.plain();
    let has = |kind, number: u32| {
        form.citation.find(kind).is_some_and(|part| part.text(&plain).contains(&number.to_string()))
    };
    has(PartKind::ConfDate, held) && has(PartKind::Year, year)
}
