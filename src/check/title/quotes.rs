//! A title has a name in quotation marks in one language only.
//!
//! ## What it does
//! Holds the titles of the article against each other. Where one has something in quotation marks and another has nothing
//! in quotation marks, and nothing in italics either, that is told.
//!
//! ## Why it matters
//! What is a name in one language is a name in the other. Without its marks it reads as part of the sentence, and the two
//! titles do not say the same.
//!
//! ## Example
//! ```text
//! THE PROGRAMME CLEAN RIVERS IN THE LAKE DISTRICT
//! ПРОГРАММА «ЧИСТЫЕ РЕКИ» В ОЗЕРНОМ КРАЕ
//! ```
//! Use instead:
//! ```text
//! THE PROGRAMME “CLEAN RIVERS” IN THE LAKE DISTRICT
//! ПРОГРАММА «ЧИСТЫЕ РЕКИ» В ОЗЕРНОМ КРАЕ
//! ```

use crate::check::bilingual::{has_italics, quoted};
use crate::check::{Findings, Rule, Subject, say};
use crate::diagnostic::Severity;

/// The rule.
pub const RULE: Rule = Rule {
    id: "title-quotes",
    severity: Severity::Warning,
    summary: [
        "A title has a name in quotation marks in one language only",
        "Название в кавычках есть в заглавии только на одном языке",
    ],
    supersedes: &[],
    check,
};

fn check(subject: &Subject<'_>, findings: &mut Findings) {
    let ui = subject.ui;
    let titles: Vec<_> = super::titles(subject).into_iter().map(|piece| (piece, quoted(&piece.plain))).collect();
    let Some((other, range)) = titles.iter().find_map(|(piece, range)| Some((piece, range.clone()?))) else { return };
    for (title, _) in titles.iter().filter(|(piece, range)| range.is_none() && !has_italics(piece.text)) {
        let name = &other.plain[range.clone()];
        let message = say!(
            ui,
            "nothing in this title is in quotation marks, but {} is in the other language",
            "в этом заглавии нет кавычек, а на другом языке в кавычках стоит {}",
            name
        );
        let help = ui
            .of("put the same name in quotation marks in both", "заключите то же название в кавычки в обоих заглавиях");
        let related = ui.of("the name in quotation marks", "название в кавычках");
        findings.add(findings.at(title.whole(), message).help(help).related(other.span(range.clone()), related));
    }
}
