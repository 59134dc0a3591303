//! A year or number of the title differs between the languages.
//!
//! ## What it does
//! Holds the figures of the title in one language against those in the other: a year that the other title has not,
//! however shortened, and a number that is another one there. Centuries in Roman figures, anniversaries and numbers in
//! words are left alone.
//!
//! ## Why it matters
//! The years are the bounds of the study. A title whose years differ is indexed as another work.
//!
//! ## Example
//! ```text
//! THE LAKE DISTRICT IN 1921–1939
//! ОЗЕРНЫЙ КРАЙ В 1921–1929 гг.
//! ```
//! Use instead:
//! ```text
//! THE LAKE DISTRICT IN 1921–1939
//! ОЗЕРНЫЙ КРАЙ В 1921–1939 гг.
//! ```

use crate::check::bilingual::unmatched;
use crate::check::{Findings, Rule, Subject, say};
use crate::diagnostic::Severity;

/// The rule.
pub const RULE: Rule = Rule {
    id: "title-numbers",
    severity: Severity::Warning,
    summary: [
        "A year or number of the title differs between the languages",
        "Год или число в заглавии на разных языках не совпадает",
    ],
    supersedes: &[],
    check,
};

fn check(subject: &Subject<'_>, findings: &mut Findings) {
    let ui = subject.ui;
    let mut titles = super::titles(subject).into_iter();
    let Some(first) = titles.next() else { return };
    for other in titles {
        let (a, b) = match unmatched(&first.plain, &other.plain) {
            Some(found) => ((first, found.0), (other, found.1)),
            None => match unmatched(&other.plain, &first.plain) {
                Some(found) => ((other, found.0), (first, found.1)),
                None => continue,
            },
        };
        let ((here, (figure, range)), (there, counterpart)) = (a, b);
        // A running head taken for a title has the year of the issue.
        let issue = subject.article.front.issue.year.as_ref();
        if counterpart.is_none() && issue.is_some_and(|year| year.text.trim() == figure) {
            continue;
        }
        let (message, place) = match counterpart {
            Some((theirs, at)) => (
                say!(ui, "{} in one title is {} in the other", "в одном заглавии {}, в другом — {}", figure, theirs),
                there.span(at),
            ),
            None => (say!(ui, "{} is in this title only", "{} есть только в этом заглавии", figure), there.whole()),
        };
        let help = ui.of(
            "give the same years and numbers in both titles",
            "в обоих заглавиях должны быть одни и те же годы и числа",
        );
        let related = ui.of("the title in the other language", "заглавие на другом языке");
        findings.add(findings.at(here.span(range), message).help(help).related(place, related));
    }
}
