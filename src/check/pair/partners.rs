//! Which item of one list is which of the other.

use std::collections::BTreeSet;

use crate::article::PartKind;
use crate::check::Subject;
use crate::check::reference::items::{self, Item, inside, squeezed};
use crate::notation::language::{Script, script};
use crate::notation::name::same_surname;

/// Two lists that hold the same sources.
pub(in crate::check) struct Partners<'s> {
    /// The list that stands first, and the other.
    pub lists: [Vec<Item<'s>>; 2],
    /// Which items of the first are which of the second, in order.
    pub pairs: Vec<(usize, usize)>,
    /// Whether item n is item n throughout, as the reader found.
    pub whole: bool,
}

impl<'s> Partners<'s> {
    /// The items that are one source.
    pub fn iter(&self) -> impl Iterator<Item = (&Item<'s>, &Item<'s>)> {
        self.pairs.iter().filter_map(|(a, b)| Some((self.lists[0].get(*a)?, self.lists[1].get(*b)?)))
    }

    /// The items of the first list (0) or the second (1) that the other does not have.
    pub fn alone(&self, list: usize) -> Vec<&Item<'s>> {
        let known: BTreeSet<usize> = self.pairs.iter().map(|(a, b)| if list == 0 { *a } else { *b }).collect();
        self.lists[list].iter().enumerate().filter(|(n, _)| !known.contains(n)).map(|(_, item)| item).collect()
    }
}

/// The two lists of an article that has two of the same sources: paired by the reader, or so alike that they are meant
/// to be.
pub(in crate::check) fn partners<'s>(subject: &'s Subject<'_>) -> Option<Partners<'s>> {
    let lists: [Vec<Item<'s>>; 2] = items::lists(subject).try_into().ok()?;
    let [first, second] = &lists;
    if first.is_empty() || second.is_empty() {
        return None;
    }
    if first.len() == second.len() && first.iter().all(|item| item.reference.forms.len() == 2) {
        let pairs = (0..first.len()).map(|n| (n, n)).collect();
        return Some(Partners { lists, pairs, whole: true });
    }
    let pairs = align(first, second)?;
    let meant = pairs.len() * 5 >= first.len().min(second.len()) * 3;
    meant.then_some(Partners { lists, pairs, whole: false })
}

/// What an item is known by.
struct Facts<'s> {
    year: Option<u32>,
    page: Option<&'s str>,
    surname: Option<&'s str>,
    address: Option<String>,
    number: String,
}

fn facts<'s>(item: &Item<'s>) -> Facts<'s> {
    let name = item.names(PartKind::Authors).next().or_else(|| item.names(PartKind::Editors).next());
    let address = item.text(PartKind::Doi).or_else(|| item.text(PartKind::Url));
    Facts {
        year: item.year(),
        page: item.text(PartKind::FirstPage).or_else(|| item.text(PartKind::PageCount)),
        surname: name.and_then(|name| Some(inside(name, PartKind::Surname)?.text(item.plain()))),
        address: address.map(squeezed),
        number: item.number(),
    }
}

/// How much speaks for two items' being one source.
fn score(a: &Facts<'_>, b: &Facts<'_>) -> u32 {
    fn agree<T: PartialEq>(a: &Option<T>, b: &Option<T>) -> u32 {
        u32::from(matches!((a, b), (Some(a), Some(b)) if a == b))
    }
    let known = 3 * agree(&a.year, &b.year) + 3 * agree(&a.page, &b.page) + 6 * agree(&a.address, &b.address);
    if known == 0 {
        return 0;
    }
    let names = matches!((a.surname, b.surname), (Some(a), Some(b)) if same_surname(a, b));
    known + 4 * u32::from(names) + u32::from(a.number == b.number)
}

/// The pairs of two lists in the same order that together have most in common. `None` for lists too long to compare.
fn align(first: &[Item<'_>], second: &[Item<'_>]) -> Option<Vec<(usize, usize)>> {
    const CELLS: usize = 250_000;
    /// As much as a year and a page, or a year and a surname, have in common.
    const LEAST: u32 = 6;
    if first.len() * second.len() > CELLS {
        return None;
    }
    let one: Vec<Facts<'_>> = first.iter().map(facts).collect();
    let two: Vec<Facts<'_>> = second.iter().map(facts).collect();
    let width = two.len() + 1;
    let scores: Vec<u32> = one.iter().flat_map(|a| two.iter().map(move |b| score(a, b))).collect();
    let mut best = vec![0u32; (one.len() + 1) * width];
    for i in (0..one.len()).rev() {
        for j in (0..two.len()).rev() {
            let own = scores[i * two.len() + j];
            let both = if own >= LEAST { own + best[(i + 1) * width + j + 1] } else { 0 };
            best[i * width + j] = both.max(best[(i + 1) * width + j]).max(best[i * width + j + 1]);
        }
    }
    let mut pairs = Vec::new();
    let (mut i, mut j) = (0, 0);
    while i < one.len() && j < two.len() {
        let here = best[i * width + j];
        let own = scores[i * two.len() + j];
        if own >= LEAST && here == own + best[(i + 1) * width + j + 1] {
            pairs.push((i, j));
            (i, j) = (i + 1, j + 1);
        } else if here == best[(i + 1) * width + j] {
            i += 1;
        } else {
            j += 1;
        }
    }
    Some(pairs)
}

/// Whether one form of an item is in Cyrillic and the other romanised or translated.
pub(in crate::check) fn scripts_differ(a: &Item<'_>, b: &Item<'_>) -> bool {
    script(a.plain()) == Script::Cyrillic && script(b.plain()) == Script::Latin
}
