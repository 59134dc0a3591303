//! An abbreviation is spelled in two ways.
//!
//! ## What it does
//! Compares the abbreviations of the article with one another: those that differ in capital letters only (`PfP` and `PFP`,
//! `NATO` and `Nato`), and a rare one that lacks a doubled letter of one that the article gives in words or uses often
//! (`ABC` for `ABCC`). Units of measurement, which capitals tell apart, are left out.
//!
//! ## Why it matters
//! The reader takes them for two things; searching finds half of the places.
//!
//! ## Example
//! ```text
//! The programme (PfP) began in 1994; the PFP had few members.
//! ```
//! Use instead:
//! ```text
//! The programme (PfP) began in 1994; the PfP had few members.
//! ```

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::ops::Range;

use super::uses::{expansions, in_capitals, is_abbreviation, is_mixed_abbreviation};
use crate::check::words::{prose, script_of};
use crate::check::{Findings, Role, Rule, Subject, say};
use crate::diagnostic::Severity;

/// The rule.
pub const RULE: Rule = Rule {
    id: "abbreviation-forms",
    severity: Severity::Warning,
    summary: ["An abbreviation is spelled in two ways", "Сокращение написано двумя способами"],
    supersedes: &[],
    check,
};

type Places = Vec<(usize, Range<usize>)>;

fn check(subject: &Subject<'_>, findings: &mut Findings) {
    let pieces = subject.pieces();
    // By the letters in capitals: each form and its places.
    let mut forms: BTreeMap<String, BTreeMap<&str, Places>> = BTreeMap::new();
    // Words with one capital, of which some may be abbreviations, and words without.
    let mut capital: BTreeMap<String, Places> = BTreeMap::new();
    let mut small: HashSet<&str> = HashSet::new();
    for (index, piece) in pieces.iter().enumerate() {
        let cites = matches!(piece.role, Role::Reference | Role::SelfCitation | Role::Affiliation | Role::AuthorNote);
        if cites || piece.role == Role::Table || in_capitals(piece) {
            continue;
        }
        for (range, word) in prose(piece) {
            let letters = word.chars().count();
            if letters < 3 || !word.chars().all(char::is_alphabetic) {
                continue;
            }
            let before = piece.plain[..range.start].trim_end();
            if is_mixed_abbreviation(word) && letters < 9 {
                // After a figure it is a unit; the s of a plural is no part of it.
                let unit = before.ends_with(|c: char| c.is_ascii_digit());
                let word = word.strip_suffix('s').filter(|rest| rest.chars().all(char::is_uppercase)).unwrap_or(word);
                if !unit && word.chars().count() > 2 {
                    let places = forms.entry(word.to_uppercase()).or_default().entry(word).or_default();
                    places.push((index, range.start..range.start + word.len()));
                }
            } else if word.chars().all(char::is_lowercase) {
                if letters < 9 {
                    small.insert(word);
                }
            } else if (4..9).contains(&letters)
                && !before.is_empty()
                && !before.ends_with(['.', '!', '?', ':', '“', '«', '"'])
            {
                capital.entry(word.to_uppercase()).or_default().push((index, range));
            }
        }
    }
    let expanded: BTreeSet<&str> = expansions(subject).iter().map(|e| e.at.text).collect();
    for (upper, kinds) in &forms {
        let Some((usual, many)) = kinds.iter().max_by_key(|(form, places)| (expanded.contains(*form), places.len()))
        else {
            continue;
        };
        let mut few: Vec<(&str, Places)> =
            kinds.iter().filter(|(form, _)| form != &usual).map(|(form, places)| (*form, places.clone())).collect();
        // NATO and Nato, but not WHO and Who, AIDS and aids.
        if is_abbreviation(usual)
            && !small.contains(upper.to_lowercase().as_str())
            && let Some(places) = capital.get(upper)
            && let Some((piece, range)) = places.first()
            // A name that is in capitals here and there is no abbreviation.
            && places.len() < many.len()
        {
            few.push((pieces[*piece].plain.get(range.clone()).unwrap_or_default(), places.clone()));
        }
        for (form, places) in few {
            report(subject, findings, form, &places, usual, many);
        }
    }
    doubled(subject, findings, &forms, &expanded);
}

/// `EADRC` for `EADRCC`: a doubled letter that was left out.
fn doubled(
    subject: &Subject<'_>,
    findings: &mut Findings,
    forms: &BTreeMap<String, BTreeMap<&str, Places>>,
    expanded: &BTreeSet<&str>,
) {
    for (upper, kinds) in forms {
        let letters: Vec<char> = upper.chars().collect();
        let Some((form, many)) = kinds.iter().max_by_key(|(_, places)| places.len()) else { continue };
        if letters.len() < 4 || !expanded.contains(*form) && many.len() < 4 {
            continue;
        }
        for at in (1..letters.len()).filter(|&at| letters[at] == letters[at - 1]) {
            let shorter: String = letters.iter().enumerate().filter(|(i, _)| *i != at).map(|(_, c)| c).collect();
            let Some(others) = forms.get(&shorter) else { continue };
            let same_script = shorter.chars().next().map(script_of) == upper.chars().next().map(script_of);
            for (other, places) in others {
                if same_script && !expanded.contains(other) && places.len() * 2 < many.len().max(3) {
                    report(subject, findings, other, places, form, many);
                }
            }
        }
    }
}

fn report(subject: &Subject<'_>, findings: &mut Findings, form: &str, places: &Places, usual: &str, many: &Places) {
    let pieces = subject.pieces();
    let (Some((piece, range)), Some(other)) = (places.first(), many.first()) else { return };
    let times = many.len();
    let message = say!(
        subject.ui,
        "the abbreviation {form} is spelled {usual} elsewhere in the article ({times})",
        "сокращение {form} в других местах статьи пишется {usual} ({times})"
    );
    let help = say!(subject.ui, "write {usual}, if it is the same", "напишите {usual}, если это одно и то же");
    let mut finding = findings.at(pieces[*piece].span(range.clone()), message).help(help);
    for (piece, range) in places.iter().skip(1).take(8) {
        finding = finding.related(pieces[*piece].span(range.clone()), subject.ui.of("here too", "и здесь"));
    }
    let place = pieces[other.0].span(other.1.clone());
    findings.add(finding.related(place, subject.ui.of("the other form", "другое написание")));
}
