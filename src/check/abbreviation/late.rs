//! An abbreviation is used before its words are given.
//!
//! ## What it does
//! Finds where the text gives the words of an abbreviation (`Full Form (FF)`), and reports the first place before that at
//! which the abbreviation stands alone. The abstract is a text of its own and does not count, nor do abbreviations that
//! every reader knows or that stand in the title and keywords.
//!
//! ## Why it matters
//! The reader meets an unknown word first and its meaning pages later. It often happens when paragraphs change places.
//!
//! ## Example
//! ```text
//! The WRC met in May. The Workers’ Reading Council (WRC) had forty members.
//! ```
//! Use instead:
//! ```text
//! The Workers’ Reading Council (WRC) met in May. The WRC had forty members.
//! ```

use std::collections::{BTreeMap, BTreeSet};

use super::known::is_known;
use super::uses::{Expansion, expansions, key_terms, uses};
use crate::check::{Findings, Role, Rule, Subject, say};
use crate::diagnostic::Severity;

/// The rule.
pub const RULE: Rule = Rule {
    id: "abbreviation-late",
    severity: Severity::Warning,
    summary: ["An abbreviation is used before its words are given", "Сокращение употреблено до расшифровки"],
    supersedes: &[],
    check,
};

fn check(subject: &Subject<'_>, findings: &mut Findings) {
    let pieces = subject.pieces();
    let all = expansions(subject);
    let mut given: BTreeMap<&str, &Expansion<'_>> = BTreeMap::new();
    for expansion in all.iter().filter(|e| pieces[e.at.piece].role == Role::Paragraph) {
        given.entry(expansion.at.text).or_insert(expansion);
    }
    let key = key_terms(subject);
    let mut told: BTreeSet<&str> = BTreeSet::new();
    let body = uses(subject, |piece| piece.role == Role::Paragraph);
    for used in &body {
        // Only where the words are certain, and the first mention of any kind comes later.
        let Some(expansion) = given.get(used.text).filter(|e| e.words.is_some()) else { continue };
        let before = (used.piece, used.range.start) < (expansion.at.piece, expansion.at.range.start);
        let known = || is_known(used.text, used.lang.as_str()) || key.contains(used.text);
        if !before || used.lang != expansion.at.lang || told.contains(used.text) || known() {
            continue;
        }
        told.insert(used.text);
        let abbreviation = used.text;
        let message = say!(
            subject.ui,
            "{abbreviation} is used before its words are given",
            "сокращение {abbreviation} употреблено до расшифровки"
        );
        let help = subject.ui.of(
            "give the words here, and the abbreviation in brackets after them",
            "дайте расшифровку здесь, а сокращение — в скобках после неё",
        );
        let words = expansion.words.clone().unwrap_or_default();
        let place = expansion.at.range.start.min(words.start)..expansion.at.range.end.max(words.end);
        let there = subject.ui.of("the words are given here", "расшифровка дана здесь");
        let finding = findings.at(pieces[used.piece].span(used.range.clone()), message).help(help);
        findings.add(finding.related(pieces[expansion.at.piece].span(place), there));
    }
}
