//! A word of a romanised title departs from the system that the rest of it follows.
//!
//! ## What it does
//! Puts the words of romanised titles beside their originals in the other list. It finds which spelling the list mostly
//! has for each letter, whatever the system or mixture of systems, and tells words that depart from it: a letter that is
//! lost, a soft sign left out here and written there. Names of persons, publishers and towns have forms of their own; a
//! system that is followed throughout is no fault, whichever it is.
//!
//! ## Why it matters
//! Citation indexes compare titles letter by letter: one that is spelled in two ways is two sources.
//!
//! ## Example
//! ```text
//! Вода и камень: материалы семинара
//! Voda i kamen’: materialy seminar
//! ```
//! Use instead:
//! ```text
//! Voda i kamen’: materialy seminara
//! ```

use std::collections::{BTreeMap, BTreeSet};

use super::titles::{Title, Usage, Word, romanised};
use crate::check::pair::partners::partners;
use crate::check::{Findings, Rule, Subject, say};
use crate::diagnostic::Severity;
use crate::notation::romanisation::{Alignment, System, romanise};

/// The rule.
pub const RULE: Rule = Rule {
    id: "romanisation-slip",
    severity: Severity::Warning,
    summary: [
        "A romanised word departs from the rest of the list",
        "Транслитерация слова отступает от принятой в списке",
    ],
    supersedes: &[],
    check,
};

fn check(subject: &Subject<'_>, findings: &mut Findings) {
    let ui = subject.ui;
    let Some(partners) = partners(subject) else { return };
    let titles = romanised(&partners);
    let usage = Usage::of(&titles);
    // How else the list writes each word.
    let mut forms: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for word in titles.iter().flat_map(|title| &title.words) {
        forms.entry(&word.cyrillic).or_default().insert(&word.latin);
    }
    for title in &titles {
        for word in &title.words {
            let Some(alignment) = usage.align(word) else { continue };
            let written = &title.item.plain()[word.place.clone()];
            let original = &title.original.plain()[word.original.clone()];
            let otherwise = forms.get(&*word.cyrillic).is_some_and(|forms| forms.len() > 1);
            // A name keeps its form unless the list itself has another.
            let slip = alignment.faults > 0;
            if is_name(original, word) && !otherwise || !slip && alignment.departures == 0 {
                continue;
            }
            let expected = expected(&usage, title, word, &alignment);
            if expected == written {
                continue;
            }
            let message = if slip {
                say!(
                    ui,
                    "{}: “{written}” is not how “{original}” is romanised",
                    "{}: «{written}» не соответствует слову «{original}»",
                    title.item.name(ui)
                )
            } else {
                say!(
                    ui,
                    "{}: “{written}” is romanised otherwise than the rest of the list",
                    "{}: «{written}» транслитерировано иначе, чем остальной список",
                    title.item.name(ui)
                )
            };
            let help = say!(ui, "expected “{expected}”", "ожидается «{expected}»");
            let related = ui.of("the original", "в оригинале");
            let finding = findings.at(title.item.piece.span(word.place.clone()), message).help(help);
            findings.add(finding.related(title.original.piece.span(word.original.clone()), related));
        }
    }
}

/// Whether a word may be a name with a form of its own: a capital inside a title, and no adjective.
fn is_name(original: &str, word: &Word) -> bool {
    const ADJECTIVES: [&str; 24] = [
        "ого", "его", "ому", "ему", "ой", "ей", "ый", "ий", "ая", "яя", "ые", "ие", "ых", "их", "ым", "ым", "ыми",
        "ими", "ую", "юю", "ага", "яга", "ай", "ы",
    ];
    original.starts_with(char::is_uppercase)
        && !word.first
        && !(word.cyrillic.chars().count() > 6 && ADJECTIVES.iter().any(|end| word.cyrillic.ends_with(end)))
}

/// The word as the list would write it.
fn expected(usage: &Usage, title: &Title<'_, '_>, word: &Word, alignment: &Alignment) -> String {
    let mut out = String::new();
    for choice in &alignment.choices {
        match (usage.most(choice.key), &choice.made) {
            (_, None) if choice.key.letter == ' ' => {}
            (Some(most), _) => out.push_str(most),
            (None, Some(made)) => out.push_str(made),
            (None, None) => out.push_str(&romanise(System::Bs2979, &choice.key.letter.to_string())),
        }
    }
    let written = &title.item.plain()[word.place.clone()];
    if written.starts_with(char::is_uppercase) {
        let mut letters = out.chars();
        out = letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect();
    }
    if title.item.plain().contains('\'') { out } else { out.replace('\'', "’") }
}
