//! Some headings of one level are in capitals and others are not.
//!
//! ## What it does
//! Compares the headings of each level: those all in capitals and those that are not. The fewer ones are shown in one finding.
//! Short headings that may be an abbreviation (NATO, ДНК) do not count.
//!
//! ## Why it matters
//! How headings are set is for the style sheet of the journal. Capitals typed into the text stay in the contents, in
//! bookmarks and in indexes, beside headings that have none.
//!
//! ## Example
//! ```text
//! ## THE HARBOUR BEFORE THE FIRE
//!
//! ## The ferry
//! ```
//! Use instead:
//! ```text
//! ## The harbour before the fire
//!
//! ## The ferry
//! ```

use std::collections::BTreeMap;

use super::parts;
use crate::check::{Findings, Rule, Subject};
use crate::diagnostic::Severity;

/// The rule.
pub const RULE: Rule = Rule {
    id: "structure-heading-case",
    severity: Severity::Warning,
    summary: [
        "Some headings of one level are in capitals and others are not",
        "Заголовки одного уровня: одни прописными буквами, другие строчными",
    ],
    supersedes: &[],
    check,
};

/// Letters that a heading in capitals has at least, so that it is no abbreviation.
const LETTERS: usize = 9;

fn check(subject: &Subject<'_>, findings: &mut Findings) {
    let ui = subject.ui;
    let sections = parts::sections(subject);
    let mut levels: BTreeMap<usize, [Vec<&parts::Placed<'_>>; 2]> = BTreeMap::new();
    for placed in &sections {
        let title = placed.section.title.plain_without_marks();
        let letters = title.chars().filter(|c| c.is_alphabetic()).count();
        let small = title.chars().filter(|c| c.is_lowercase()).count();
        // Small letters in capitals: `The NATO`, `pH` are ordinary headings.
        if letters >= LETTERS {
            let kind = if small == 0 { 0 } else { 1 };
            levels.entry(placed.depth).or_default()[kind].push(placed);
        }
    }
    for [capitals, ordinary] in levels.values() {
        if capitals.is_empty() || ordinary.is_empty() {
            continue;
        }
        let (fewer, message) = if capitals.len() <= ordinary.len() {
            (
                capitals,
                ui.of(
                    "this heading is in capitals, others of its level are not",
                    "этот заголовок набран прописными, другие того же уровня — нет",
                ),
            )
        } else {
            (
                ordinary,
                ui.of(
                    "this heading is not in capitals, as others of its level are",
                    "этот заголовок не набран прописными, как другие того же уровня",
                ),
            )
        };
        let help = ui.of("set the headings of a level alike", "оформите заголовки одного уровня одинаково");
        let mut finding = findings.at(fewer[0].section.title.span(), message).help(help);
        for placed in fewer.iter().skip(1) {
            finding = finding.related(placed.section.title.span(), ui.of("and this one", "и этот"));
        }
        findings.add(finding);
    }
}
