//! The initials of an author are written otherwise than those of the others in the list.
//!
//! ## What it does
//! Looks at the initials of authors and editors: with stops or without, with spaces between or without. Where at least
//! three quarters of them are written in one way it tells the items that differ.
//!
//! ## Why it matters
//! Each system of references has one form for initials, and a list in which they differ has not been edited.
//!
//! ## Example
//! ```text
//! 1. Amsel KL. Bridges of glass. Water and Stone. 2009;3:11–19.
//! 2. Drossel P. Q. Ferries without water. Water and Stone. 2010;1:42–50.
//! ```
//! Use instead:
//! ```text
//! 2. Drossel PQ. Ferries without water. Water and Stone. 2010;1:42–50.
//! ```

use super::items::{self, Item, inside, most};
use crate::article::PartKind;
use crate::check::{Findings, Rule, Subject, say};
use crate::diagnostic::{Edit, Fix, Severity};

/// The rule.
pub const RULE: Rule = Rule {
    id: "reference-initials",
    severity: Severity::Warning,
    summary: [
        "Initials are written otherwise than in the other items",
        "Инициалы записаны иначе, чем в других источниках",
    ],
    supersedes: &[],
    check,
};

/// How initials are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Form {
    stops: bool,
    /// Whether spaces stand between; none where there is but one initial.
    spaces: Option<bool>,
}

fn check(subject: &Subject<'_>, findings: &mut Findings) {
    let ui = subject.ui;
    for list in items::lists(subject) {
        for inverted in [true, false] {
            let all: Vec<(&Item<'_>, Vec<Initials<'_>>)> =
                list.iter().map(|item| (item, initials(item, inverted))).collect();
            let forms = || all.iter().flat_map(|(_, names)| names.iter().map(|name| name.form));
            let Some(stops) = most(forms().map(|form| form.stops), 4) else { continue };
            let spaces = most(forms().filter(|form| form.stops == stops).filter_map(|form| form.spaces), 4);
            for (item, names) in &all {
                let differs = |form: Form| {
                    form.stops != stops || form.spaces.zip(spaces).is_some_and(|(own, usual)| own != usual)
                };
                let wrong: Vec<&Initials<'_>> = names.iter().filter(|name| differs(name.form)).collect();
                let [first, ..] = wrong[..] else { continue };
                let mended = first.rewritten(stops, spaces.unwrap_or(false));
                let message = say!(
                    ui,
                    "{}: the initials “{}” are written otherwise than in the other items",
                    "{}: инициалы «{}» записаны иначе, чем в других источниках",
                    item.name(ui),
                    first.text
                );
                let help = say!(ui, "write “{mended}”, as the others are", "нужно «{mended}», как у других");
                let mut finding = findings.at(item.piece.span(first.range.clone()), message).help(help);
                let mut edits = Vec::new();
                for name in &wrong {
                    // The stop that ends the names may be that of the last initial too.
                    let mut range = name.range.clone();
                    let after = &item.plain()[range.end..];
                    let mut text = name.rewritten(stops, spaces.unwrap_or(false));
                    if !stops && name.text.ends_with('.') && !after.trim_start().starts_with([',', ';', '.', ':', '&'])
                    {
                        text.push('.');
                    } else if stops && after.starts_with('.') {
                        range.end += 1;
                    }
                    match item.piece.exact(range, subject.source) {
                        Some(span) => edits.push(Edit { span, text }),
                        None => edits.clear(),
                    }
                }
                for name in wrong.iter().skip(1).take(5) {
                    finding = finding.related(item.piece.span(name.range.clone()), ui.of("here too", "и здесь"));
                }
                if edits.len() == wrong.len() {
                    finding.fix = Some(Fix { safe: inverted, edits });
                }
                findings.add(finding);
            }
        }
    }
}

/// The initials of a name.
struct Initials<'s> {
    text: &'s str,
    range: std::ops::Range<usize>,
    letters: Vec<&'s str>,
    form: Form,
}

impl Initials<'_> {
    fn rewritten(&self, stops: bool, spaces: bool) -> String {
        let mut out = String::new();
        for (n, letter) in self.letters.iter().enumerate() {
            if n > 0 && spaces {
                out.push(' ');
            }
            out.push_str(letter);
            if stops {
                out.push('.');
            }
        }
        out
    }
}

/// The initials of the names of an item whose surname stands first, or of those whose surname stands last. Names in full
/// and initials with hyphens or particles are left out.
fn initials<'s>(item: &Item<'s>, inverted: bool) -> Vec<Initials<'s>> {
    let plain = item.plain();
    let mut out = Vec::new();
    for name in item.names(PartKind::Authors).chain(item.names(PartKind::Editors)) {
        let (Some(surname), Some(given)) = (inside(name, PartKind::Surname), inside(name, PartKind::GivenNames)) else {
            continue;
        };
        if (surname.start < given.start) != inverted {
            continue;
        }
        let mut range = given.range();
        // A last stop belongs to the initials only where it does not end the names.
        if plain[range.end..].starts_with('.') && plain[range.clone()].contains('.') {
            range.end += 1;
        }
        let text = &plain[range.clone()];
        let stops = text.contains('.');
        // The stop after a lone initial may end the names, or belong to it, or both.
        if !stops && text.chars().count() == 1 && plain[range.end..].starts_with('.') {
            continue;
        }
        let words: Vec<&str> = text.split(['.', ' ', '\u{A0}']).filter(|word| !word.is_empty()).collect();
        let Some(letters) = letters(&words, stops) else { continue };
        let gaps = text.trim_end_matches('.').matches([' ', '\u{A0}']).count();
        let spaces = match (letters.len(), gaps) {
            (1, _) => None,
            (_, 0) => Some(false),
            (count, gaps) if gaps + 1 == count => Some(true),
            // `A.B. C.`
            _ => continue,
        };
        out.push(Initials { text, range, letters, form: Form { stops, spaces } });
    }
    out
}

/// The letters of initials: one of a word with a stop (or two that stand for one Cyrillic letter), each capital of a word
/// without.
fn letters<'s>(words: &[&'s str], stops: bool) -> Option<Vec<&'s str>> {
    const TWO: [&str; 18] =
        ["Yu", "Ya", "Ye", "Yo", "Iu", "Ia", "Ju", "Ja", "Zh", "Kh", "Sh", "Ch", "Ts", "Dz", "Ph", "Th", "Дз", "Дж"];
    let mut out = Vec::new();
    for word in words {
        let count = word.chars().count();
        if !word.starts_with(char::is_uppercase) || !word.chars().all(char::is_alphabetic) {
            return None;
        }
        if count == 1 || stops && TWO.contains(word) {
            out.push(*word);
        } else if !stops && count <= 4 && word.chars().all(char::is_uppercase) {
            out.extend(word.char_indices().map(|(at, c)| &word[at..at + c.len_utf8()]));
        } else {
            return None;
        }
    }
    (!out.is_empty() && out.len() <= 4).then_some(out)
}
