//! A keyword has quotation marks in one language only.
//!
//! ## What it does
//! Holds keyword n of one language against keyword n of the other: a name in quotation marks in one and no quotation
//! marks (nor italics) in the other. Where the blocks differ in number, or stand in the order of the alphabet, it only
//! looks whether one block has quotation marks and the other has none.
//!
//! ## Why it matters
//! What is a name in one language is a name in the other. Indexes keep the marks as part of the keyword.
//!
//! ## Example
//! ```text
//! Keywords: rivers; Clean rivers programme.
//! Ключевые слова: реки; программа «Чистые реки».
//! ```
//! Use instead:
//! ```text
//! Keywords: rivers; “Clean rivers” programme.
//! Ключевые слова: реки; программа «Чистые реки».
//! ```

use super::alphabetical;
use crate::article::{Keywords, Text};
use crate::check::bilingual::{has_italics, quoted};
use crate::check::{Findings, Piece, Role, Rule, Subject, say};
use crate::diagnostic::Severity;

/// The rule.
pub const RULE: Rule = Rule {
    id: "keyword-quotes",
    severity: Severity::Warning,
    summary: [
        "A keyword has quotation marks in one language only",
        "Кавычки в ключевом слове есть только на одном языке",
    ],
    supersedes: &[],
    check,
};

fn check(subject: &Subject<'_>, findings: &mut Findings) {
    let ui = subject.ui;
    let Some((first, others)) = subject.article.front.keywords.split_first() else { return };
    for other in others {
        for (bare, with) in unequal(first, other) {
            let marked = Piece::new(Role::Keyword, other.lang, "", with);
            let Some(range) = quoted(&marked.plain) else { continue };
            let name = &marked.plain[range.clone()];
            let (place, message) = match bare {
                Some(bare) => (
                    bare.span(),
                    say!(
                        ui,
                        "no quotation marks in “{}”, but {} is in quotation marks in the other language",
                        "в «{}» нет кавычек, а на другом языке в кавычках стоит {}",
                        bare.plain().trim(),
                        name
                    ),
                ),
                None => (
                    marked.span(range.clone()),
                    say!(
                        ui,
                        "{} is in quotation marks here, but nothing is among the keywords in the other language",
                        "здесь в кавычках стоит {}, а среди ключевых слов на другом языке кавычек нет",
                        name
                    ),
                ),
            };
            let mut finding = findings.at(place, message).help(ui.of(
                "put the same name in quotation marks in both languages",
                "заключите то же название в кавычки на обоих языках",
            ));
            if bare.is_some() {
                let related = ui.of("the name in quotation marks", "название в кавычках");
                finding = finding.related(marked.span(range.clone()), related);
            }
            findings.add(finding);
        }
    }
}

/// The keywords of two blocks that differ in quotation marks: the one without, if it is known which, and the one with.
fn unequal<'a>(one: &'a Keywords, two: &'a Keywords) -> Vec<(Option<&'a Text>, &'a Text)> {
    let has = |text: &Text| quoted(&text.plain()).is_some();
    let marked = |k: &'a Keywords| k.items.iter().filter(|item| has(item)).collect::<Vec<_>>();
    let (in_one, in_two) = (marked(one), marked(two));
    if in_one.len() == in_two.len() {
        // As many on both sides: the order may differ.
        return Vec::new();
    }
    if one.items.len() == two.items.len() && !alphabetical(one) && !alphabetical(two) {
        let pairs = one.items.iter().zip(&two.items);
        return pairs
            .filter_map(|(a, b)| match (has(a), has(b)) {
                (true, false) if !has_italics(b) => Some((Some(b), a)),
                (false, true) if !has_italics(a) => Some((Some(a), b)),
                _ => None,
            })
            .collect();
    }
    let (with, without) = if in_one.is_empty() { (in_two, one) } else { (in_one, two) };
    let none = without.items.iter().all(|item| !has(item) && !has_italics(item));
    with.first().filter(|_| none).map(|first| vec![(None, *first)]).unwrap_or_default()
}
