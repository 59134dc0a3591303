//! A source is in the list of references but never cited in the text.
//!
//! ## What it does
//! Looks for each numbered item among the numbers in brackets in the text, its tables, captions and notes. Where sources
//! are cited by author and year it looks for the surnames of the item's authors instead. A journal that cites in
//! footnotes only has no such citations, and nothing is said.
//!
//! ## Why it matters
//! The list holds what the article rests on. An item that nothing refers to is left over from an earlier version, or its
//! citation was lost.
//!
//! ## Example
//! ```text
//! The bridge was rebuilt twice [1].
//!
//! References
//!
//! 1. Amsel K. The bridges of the lake district. Zurich: Muster; 2011.
//! 2. Drossel P. Ferries of the lake district. Zurich: Muster; 2014.
//! ```
//! Use instead:
//! ```text
//! The bridge was rebuilt twice [1], the ferry was given up [2].
//! ```

use std::collections::{BTreeMap, BTreeSet};

use super::items::{self, Item};
use crate::article::{Part, PartKind};
use crate::check::{Findings, Rule, Subject, plural, say};
use crate::diagnostic::Severity;

/// The rule.
pub const RULE: Rule = Rule {
    id: "reference-uncited",
    severity: Severity::Warning,
    summary: ["A source of the list is never cited", "На источник из списка нет ссылки в тексте"],
    supersedes: &[],
    check,
};

/// More items than this are told at once.
const MANY: usize = 5;

fn check(subject: &Subject<'_>, findings: &mut Findings) {
    let cited = items::cited(subject);
    let lists = items::lists(subject);
    let dates = items::dates(subject);
    if cited.is_empty() {
        return by_author(subject, &lists, &dates, findings);
    }
    // The numbers in the text mean the items of one list; another that does not pair with it has its own.
    let Some(list) =
        lists.iter().max_by_key(|list| list.iter().filter(|i| cited.contains_key(&i.reference.id)).count())
    else {
        return;
    };
    let numbered = list.iter().filter(|item| item.reference.label.is_some());
    // A number that stands twice is cited once; which item is meant, nobody can tell.
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for label in list.iter().filter_map(|item| item.reference.label.as_ref()) {
        *counts.entry(&label.text).or_default() += 1;
    }
    let twice =
        |item: &&Item<'_>| item.reference.label.as_ref().is_some_and(|label| counts.get(&*label.text) > Some(&1));
    let numbered = numbered.filter(|item| !twice(item));
    let lost = numbered.filter(|item| !cited.contains_key(&item.reference.id) && !named(item, |n| dates.contains(n)));
    report(subject, &lost.collect::<Vec<_>>(), findings);
}

/// Surnames in the text, where it cites by author and year.
fn by_author(
    subject: &Subject<'_>,
    lists: &[Vec<Item<'_>>],
    dates: &BTreeSet<(String, String)>,
    findings: &mut Findings,
) {
    let [list] = lists else { return };
    if list.len() < 4 {
        return;
    }
    if list.iter().filter(|item| named(item, |n| dates.contains(n))).count() * 3 < list.len() * 2 {
        return;
    }
    let words = items::words(subject);
    let lost = list.iter().filter(|item| has_people(item) && !named(item, |name| words.contains(&name.0)));
    report(subject, &lost.collect::<Vec<_>>(), findings);
}

/// The people and bodies that an item is known by.
fn people<'s>(item: &Item<'s>) -> impl Iterator<Item = &'s Part> {
    let groups = item.citation().parts.iter().filter(|p| matches!(p.kind, PartKind::Authors | PartKind::Editors));
    groups.flat_map(|group| &group.parts)
}

fn has_people(item: &Item<'_>) -> bool {
    people(item).next().is_some()
}

/// Whether a word of the names of an item and its year are such as `test` asks for.
fn named(item: &Item<'_>, test: impl Fn(&(String, String)) -> bool) -> bool {
    let year = item.year().map(|year| year.to_string()).unwrap_or_default();
    people(item).any(|part| {
        let words = part.text(item.plain()).split(|c: char| !c.is_alphanumeric());
        words.filter(|word| word.chars().nth(2).is_some()).any(|word| test(&(word.to_lowercase(), year.clone())))
    })
}

fn report(subject: &Subject<'_>, lost: &[&Item<'_>], findings: &mut Findings) {
    let ui = subject.ui;
    let place = |item: &Item<'_>| item.reference.label.as_ref().map_or_else(|| item.piece.whole(), |label| label.span);
    let help = ui.of(
        "cite it where the text rests on it, or take it out of the list",
        "сошлитесь на него в тексте или исключите из списка",
    );
    if lost.len() <= MANY {
        for item in lost {
            let message = say!(ui, "{} is never cited in the text", "{}: ссылки в тексте нет", item.name(ui));
            findings.add(findings.at(place(item), message).help(help));
        }
        return;
    }
    let numbers = lost.iter().map(|item| item.number()).collect::<Vec<_>>().join(", ");
    let count = lost.len();
    let noun = plural(count, ["источник", "источника", "источников"]);
    let message = say!(
        ui,
        "{count} items are never cited in the text: {numbers}",
        "на {count} {noun} нет ссылок в тексте: {numbers}"
    );
    let help = ui.of(
        "cite them where the text rests on them, or take them out of the list",
        "сошлитесь на них в тексте или исключите их из списка",
    );
    findings.add(findings.at(place(lost[0]), message).help(help));
}
