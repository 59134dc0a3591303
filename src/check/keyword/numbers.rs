//! A year or number in the keywords differs between the languages.
//!
//! ## What it does
//! Holds the figures of keyword n of one language against those of keyword n of the other, where the blocks have as many
//! keywords and are not in the order of the alphabet: a year that the other has not, however shortened, or a number
//! that is another one there.
//!
//! ## Why it matters
//! The keywords of the two languages then name different things.
//!
//! ## Example
//! ```text
//! Keywords: rivers; constitution of 1996.
//! Ключевые слова: реки; Конституция 1994 г.
//! ```
//! Use instead:
//! ```text
//! Keywords: rivers; constitution of 1994.
//! Ключевые слова: реки; Конституция 1994 г.
//! ```

use super::alphabetical;
use crate::check::bilingual::unmatched;
use crate::check::{Findings, Piece, Role, Rule, Subject, say};
use crate::diagnostic::Severity;

/// The rule.
pub const RULE: Rule = Rule {
    id: "keyword-numbers",
    severity: Severity::Warning,
    summary: [
        "A year or number in the keywords differs between the languages",
        "Год или число в ключевых словах на разных языках не совпадает",
    ],
    supersedes: &[],
    check,
};

fn check(subject: &Subject<'_>, findings: &mut Findings) {
    let ui = subject.ui;
    let Some((first, others)) = subject.article.front.keywords.split_first() else { return };
    for other in others {
        if first.items.len() != other.items.len() || alphabetical(first) || alphabetical(other) {
            continue;
        }
        for (a, b) in first.items.iter().zip(&other.items) {
            let a = Piece::new(Role::Keyword, first.lang, "", a);
            let b = Piece::new(Role::Keyword, other.lang, "", b);
            let (here, there, (figure, counterpart)) = match unmatched(&a.plain, &b.plain) {
                Some(found) => (&a, &b, found),
                None => match unmatched(&b.plain, &a.plain) {
                    Some(found) => (&b, &a, found),
                    None => continue,
                },
            };
            let (message, place) = match counterpart {
                Some((theirs, at)) => (
                    say!(ui, "{} here, {} in the other language", "здесь {}, на другом языке — {}", figure.0, theirs),
                    there.span(at),
                ),
                None => (
                    say!(
                        ui,
                        "{} is in this keyword, but not in the other language",
                        "{} есть в этом ключевом слове, но не на другом языке",
                        figure.0
                    ),
                    there.whole(),
                ),
            };
            let help =
                ui.of("give the same number in each language", "на всех языках должно стоять одно и то же число");
            let related = ui.of("the keyword in the other language", "ключевое слово на другом языке");
            findings.add(findings.at(here.span(figure.1), message).help(help).related(place, related));
        }
    }
}
