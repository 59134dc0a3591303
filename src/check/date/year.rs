//! A date is later than the issue in which the article appears.
//!
//! ## What it does
//! Holds against the year of the issue: when the article was received, and the dates on which the sources in the
//! references were read. (Dates of access in notes are told by `note-access-order`, the years of works by
//! `reference-year`.)
//!
//! ## Why it matters
//! An article cannot be received after it was published, nor can its author have read a page then: one of the years is
//! mistyped.
//!
//! ## Example
//! ```text
//! For citation: Author AB. The rivers. Journal of Rivers. 2020;2:47–53.
//! …
//! Received 11.05.2021.
//! ```
//! Use instead:
//! ```text
//! For citation: Author AB. The rivers. Journal of Rivers. 2020;2:47–53.
//! …
//! Received 11.05.2020.
//! ```

use super::named;
use crate::article::{Citation, HistoryEvent, Part, PartKind, Run};
use crate::check::{Findings, Piece, Role, Rule, Subject, say};
use crate::diagnostic::Severity;

/// The rule.
pub const RULE: Rule = Rule {
    id: "date-year",
    severity: Severity::Warning,
    summary: [
        "A date is later than the issue in which the article appears",
        "Дата позже выпуска, в котором опубликована статья",
    ],
    supersedes: &[],
    check,
};

/// The year of the issue and where it stands.
struct Issue<'a> {
    year: u16,
    written: &'a Run,
}

fn check(subject: &Subject<'_>, findings: &mut Findings) {
    let front = &subject.article.front;
    let Some(written) = &front.issue.year else { return };
    let Ok(year @ 1000..=2199) = written.text.trim().parse::<u16>() else { return };
    let issue = Issue { year, written };
    let ui = subject.ui;
    for event in &front.history {
        // Issues come out late, so what is accepted or put online may bear a later year.
        if event.event == HistoryEvent::Received && event.date.year > year {
            let message = say!(
                ui,
                "{} in {}, after the issue, which is of {}",
                "{} в {} г., а выпуск — {} г.",
                named(event.event, ui),
                event.date.year,
                year
            );
            tell(subject, &issue, event.written.span, message, findings);
        }
    }
    for item in &subject.article.references.items {
        for form in &item.forms {
            let piece = Piece::new(Role::Reference, form.lang, &item.id, &form.text);
            // The lists repeat each other, their faults as well.
            if read(subject, &issue, &piece, &form.citation, findings) {
                break;
            }
        }
    }
}

fn year_of<'a>(part: &'a Part, plain: &'a str) -> &'a str {
    let text = part.value.as_deref().unwrap_or_else(|| part.text(plain)).trim();
    text.get(..4).unwrap_or(text)
}

/// Tells a date of access after the year of the issue.
fn read(
    subject: &Subject<'_>,
    issue: &Issue<'_>,
    piece: &Piece<'_>,
    citation: &Citation,
    findings: &mut Findings,
) -> bool {
    let Some(part) = citation.parts.iter().find(|p| p.kind == PartKind::AccessDate) else { return false };
    let Ok(year @ 1000..=2199) = year_of(part, &piece.plain).parse::<u16>() else { return false };
    if year <= issue.year {
        return false;
    }
    let message = say!(
        subject.ui,
        "the source was read in {}, after the issue, which is of {}",
        "дата обращения — {} г., а выпуск — {} г.",
        year,
        issue.year
    );
    tell(subject, issue, piece.span(part.range()), message, findings);
    true
}

fn tell(
    subject: &Subject<'_>,
    issue: &Issue<'_>,
    place: crate::source::Span,
    message: String,
    findings: &mut Findings,
) {
    let ui = subject.ui;
    let help = ui.of("correct the year here or in the citation block", "исправьте год здесь или в образце цитирования");
    let related = ui.of("the year of the issue", "год выпуска");
    findings.add(findings.at(place, message).help(help).related(issue.written.span, related));
}
