//! An abbreviation is given in different words, or the same words in two abbreviations.
//!
//! ## What it does
//! Compares all places of the text at which words and their abbreviation stand together. It reports an abbreviation that is
//! given again in other words, and words that are abbreviated in two ways, in one language.
//!
//! ## Why it matters
//! The reader cannot tell whether one thing is meant or two.
//!
//! ## Example
//! ```text
//! The Workers’ Reading Council (WRC) met in May; the World Reading Congress (WRC) followed.
//! ```
//! Use instead:
//! ```text
//! The Workers’ Reading Council (WRC) met in May; the World Reading Congress followed.
//! ```

use std::collections::BTreeMap;

use super::uses::{Expansion, expansions};
use crate::article::Lang;
use crate::check::words::words;
use crate::check::{Findings, Piece, Role, Rule, Subject, say};
use crate::diagnostic::Severity;

/// The rule.
pub const RULE: Rule = Rule {
    id: "abbreviation-repeated",
    severity: Severity::Warning,
    summary: [
        "An abbreviation is given in different words, or the same words in two abbreviations",
        "Одно сокращение расшифровано по-разному, или одно название сокращено по-разному",
    ],
    supersedes: &[],
    check,
};

fn check(subject: &Subject<'_>, findings: &mut Findings) {
    let pieces = subject.pieces();
    let all = expansions(subject);
    let mut by_abbreviation: BTreeMap<(Lang, &str), (&Expansion<'_>, String)> = BTreeMap::new();
    let mut by_words: BTreeMap<(Lang, String), &Expansion<'_>> = BTreeMap::new();
    let said = all.iter().filter(|e| matches!(pieces[e.at.piece].role, Role::Paragraph | Role::Abstract));
    for expansion in said {
        let Some(full) = key(expansion, pieces) else { continue };
        let (lang, abbreviation) = (expansion.at.lang, expansion.at.text);
        let first = by_abbreviation.entry((lang, abbreviation)).or_insert_with(|| (expansion, full.clone()));
        if first.1 != full {
            let message = say!(
                subject.ui,
                "{abbreviation} is given in other words than before",
                "сокращение {abbreviation} расшифровано иначе, чем раньше"
            );
            let help = subject.ui.of(
                "give the same words, or abbreviate one of them otherwise",
                "дайте ту же расшифровку или сократите одно из названий иначе",
            );
            report(findings, pieces, expansion, first.0, message, help, subject);
            continue;
        }
        let same = by_words.entry((lang, full)).or_insert(expansion);
        if !same.at.text.eq_ignore_ascii_case(abbreviation) {
            let other = same.at.text;
            let message = say!(
                subject.ui,
                "the same words are abbreviated {abbreviation} here and {other} before",
                "одно и то же название сокращено здесь как {abbreviation}, а раньше как {other}"
            );
            let help = subject.ui.of("choose one abbreviation", "выберите одно сокращение");
            report(findings, pieces, expansion, same, message, help, subject);
        }
    }
}

fn report(
    findings: &mut Findings,
    pieces: &[Piece<'_>],
    here: &Expansion<'_>,
    there: &Expansion<'_>,
    message: String,
    help: &str,
    subject: &Subject<'_>,
) {
    let span = |expansion: &Expansion<'_>| {
        let words = expansion.words.clone().unwrap_or_else(|| expansion.at.range.clone());
        let whole = expansion.at.range.start.min(words.start)..expansion.at.range.end.max(words.end);
        pieces[expansion.at.piece].span(whole)
    };
    let before = subject.ui.of("the first time", "первый раз");
    findings.add(findings.at(span(here), message).help(help).related(span(there), before));
}

/// The words of an expansion by which it is compared: small words left out, no endings, no hyphens.
fn key(expansion: &Expansion<'_>, pieces: &[Piece<'_>]) -> Option<String> {
    let full = pieces[expansion.at.piece].plain.get(expansion.words.clone()?)?;
    let letters = expansion.at.text.chars().count();
    let mut key = String::new();
    // What follows the words themselves is not theirs.
    for (_, word) in words(full).filter(|(_, word)| word.chars().count() > 3).take(letters) {
        key.extend(word.chars().flat_map(char::to_lowercase).take(4));
        key.push(' ');
    }
    (!key.is_empty()).then_some(key)
}
