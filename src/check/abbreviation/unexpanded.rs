//! An abbreviation is nowhere given in words.
//!
//! ## What it does
//! Looks for abbreviations in capital letters in the text whose words stand nowhere in the article: neither `Full Form (FF)`
//! nor `FF (full form)`, nor with a dash or "or". Left out are those that every reader of the language knows (UN, DNA, USA),
//! those in the title and keywords, names in quotation marks, numerals, and whatever has figures. Each is reported once, at
//! its first place.
//!
//! ## Why it matters
//! A reader from another field or country does not know it, and one who searches for the words does not find the article.
//!
//! ## Example
//! ```text
//! The clubs were founded under the rules of the WRC.
//! ```
//! Use instead:
//! ```text
//! The clubs were founded under the rules of the Workers’ Reading Council (WRC).
//! ```

use std::collections::{BTreeMap, BTreeSet};

use super::known::is_known;
use super::uses::{Use, expansions, is_data, key_terms, uses};
use crate::check::quotation::quoted;
use crate::check::words::{prose, words};
use crate::check::{Findings, Role, Rule, Subject, say};
use crate::diagnostic::Severity;

/// The rule.
pub const RULE: Rule = Rule {
    id: "abbreviation-unexpanded",
    severity: Severity::Info,
    summary: ["An abbreviation is nowhere given in words", "Сокращение нигде не расшифровано"],
    supersedes: &[],
    check,
};

fn check(subject: &Subject<'_>, findings: &mut Findings) {
    // One that is only spelled otherwise than where its words are given is for another rule.
    let expanded: BTreeSet<String> = expansions(subject).iter().map(|expansion| letters(expansion.at.text)).collect();
    let key = key_terms(subject);
    let quoted = quoted(subject);
    let body = uses(subject, |piece| piece.role == Role::Paragraph && !is_data(piece));
    let mut first: BTreeMap<&str, (&Use<'_>, usize)> = BTreeMap::new();
    for used in &body {
        first.entry(used.text).and_modify(|(_, times)| *times += 1).or_insert((used, 1));
    }
    let suspects = |text: &str| !expanded.contains(&letters(text)) && !key.contains(text);
    let mut suspects: Vec<(&Use<'_>, usize)> = first
        .into_values()
        .filter(|(used, _)| suspects(used.text) && !is_known(used.text, used.lang.as_str()))
        .collect();
    if suspects.is_empty() {
        return;
    }
    // A word in capitals that the article also has in small letters is a word or a name.
    let small: BTreeSet<String> = {
        let pieces = subject.pieces().iter();
        let small = |word: &str| word.chars().count() > 1 && word.chars().skip(1).all(char::is_lowercase);
        let all = pieces.flat_map(|piece| prose(piece)).filter(|(_, word)| small(word));
        all.map(|(_, word)| word.to_uppercase()).collect()
    };
    suspects.sort_by_key(|(used, _)| (used.piece, used.range.start));
    for (used, times) in suspects {
        let piece = &subject.pieces()[used.piece];
        let name = quoted[used.piece].iter().any(|range| {
            let short = piece.plain.get(range.clone()).is_some_and(|text| words(text).count() <= 4);
            range.start <= used.range.start && used.range.end <= range.end && short
        });
        // Of one foreign to the language of its text the words are not to be expected in it.
        // Two letters that occur once are a mark of something as often as an abbreviation.
        let mark = used.text.chars().count() == 2 && times == 1;
        if name || mark || small.contains(used.text) || is_foreign(used) {
            continue;
        }
        let abbreviation = used.text;
        let message = say!(
            subject.ui,
            "{abbreviation} is nowhere given in words ({times} in the text)",
            "сокращение {abbreviation} нигде не расшифровано (в тексте: {times})"
        );
        let help = subject.ui.of(
            "give the words where it first occurs, with the abbreviation in brackets",
            "при первом упоминании дайте полное название, а сокращение — в скобках",
        );
        findings.add(findings.at(piece.span(used.range.clone()), message).help(help));
    }
}

/// The letters of an abbreviation in capitals, doubled ones once.
fn letters(text: &str) -> String {
    let mut letters: Vec<char> = text.to_uppercase().chars().collect();
    letters.dedup();
    letters.into_iter().collect()
}

/// Whether an abbreviation is of another script than the language around it.
fn is_foreign(used: &Use<'_>) -> bool {
    let cyrillic = used.text.chars().any(|c| ('\u{400}'..='\u{52F}').contains(&c));
    cyrillic != used.lang.is_cyrillic()
}
