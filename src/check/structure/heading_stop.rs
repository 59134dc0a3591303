//! Some headings end in a stop and others do not.
//!
//! ## What it does
//! Where headings of the body end partly in a stop and partly not, shows the fewer ones in one finding. Question marks, points of
//! suspension and abbreviations at the end are no stops.
//!
//! ## Why it matters
//! Headings set apart have no stop at their end in nearly every journal; one that has it was mostly a run-in heading.
//!
//! ## Example
//! ```text
//! ## The harbour
//!
//! ## The ferry.
//! ```
//! Use instead:
//! ```text
//! ## The harbour
//!
//! ## The ferry
//! ```

use super::parts;
use crate::article::Text;
use crate::check::{Findings, Piece, Role, Rule, Subject, say};
use crate::diagnostic::{Edit, Fix, Severity};

/// The rule.
pub const RULE: Rule = Rule {
    id: "structure-heading-stop",
    severity: Severity::Warning,
    summary: ["Some headings end in a stop and others do not", "Одни заголовки с точкой на конце, другие без неё"],
    supersedes: &[],
    check,
};

fn check(subject: &Subject<'_>, findings: &mut Findings) {
    let ui = subject.ui;
    let sections = parts::sections(subject);
    let titles = sections.iter().filter_map(|placed| {
        let title = placed.section.title.plain();
        Some((placed, stopped(title.trim_end())?))
    });
    let (with, without): (Vec<_>, Vec<_>) = titles.partition(|(_, stopped)| *stopped);
    if with.is_empty() || without.is_empty() {
        return;
    }
    let stops_fewer = with.len() <= without.len();
    let fewer = if stops_fewer { &with } else { &without };
    let message = if stops_fewer {
        ui.of("this heading ends in a stop, the others do not", "в конце этого заголовка точка, у других её нет")
    } else {
        ui.of(
            "this heading has no stop at its end, the others have",
            "в конце этого заголовка нет точки, у других она есть",
        )
    };
    let help = if stops_fewer {
        ui.of("take the stop out", "уберите точку")
    } else {
        ui.of("set all headings alike, best without a stop", "оформите заголовки одинаково, лучше без точки")
    };
    let place = |text: &Text| {
        let piece = Piece::new(Role::Heading, subject.article.lang, "", text);
        let end = piece.plain.trim_end().len();
        let last = piece.plain[..end].char_indices().next_back().map_or(0, |(at, _)| at);
        (piece.span(last..end), piece.exact(last..end, subject.source))
    };
    let mut finding = findings.at(place(&fewer[0].0.section.title).0, message).help(help);
    for (placed, _) in fewer.iter().skip(1) {
        finding = finding.related(place(&placed.section.title).0, say!(ui, "and this one", "и этот"));
    }
    if stops_fewer {
        let edits = fewer
            .iter()
            .map(|(placed, _)| place(&placed.section.title).1.map(|span| Edit { span, text: String::new() }));
        finding.fix = edits.collect::<Option<Vec<_>>>().map(|edits| Fix { safe: true, edits });
    }
    findings.add(finding);
}

/// Whether a heading ends in a stop; none where that says nothing.
fn stopped(title: &str) -> Option<bool> {
    let last = title.chars().next_back()?;
    if last != '.' {
        return last.is_alphanumeric().then_some(false).or(matches!(last, ')' | '”' | '»' | '"').then_some(false));
    }
    let rest = title.trim_end_matches('.');
    // `etc.`, `и др.`, `in the 1930s A. D.`
    let word = rest.rsplit(|c: char| c.is_whitespace() || c == '.').next().unwrap_or("");
    (rest.len() + 1 == title.len() && word.chars().filter(|c| c.is_alphabetic()).count() > 3).then_some(true)
}
