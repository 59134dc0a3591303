//! Titles of the romanised list beside their originals, word by word.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::article::{Part, PartKind};
use crate::check::pair::partners::{Partners, scripts_differ};
use crate::check::reference::items::Item;
use crate::notation::romanisation::{self, Alignment, Key, near, normal};

/// What may be romanised: titles, and the event with its date and place. Names of persons, publishers and towns have
/// forms of their own.
pub(super) const PARTS: [PartKind; 6] = [
    PartKind::ArticleTitle,
    PartKind::ChapterTitle,
    PartKind::Source,
    PartKind::ConfName,
    PartKind::ConfDate,
    PartKind::ConfLoc,
];

/// A word of a romanised title with its original.
pub(super) struct Word {
    /// The original, as [`normal`] makes it.
    pub cyrillic: String,
    /// The romanised word, as [`normal`] makes it.
    pub latin: String,
    /// Where the original stands in the item's text.
    pub original: Range<usize>,
    /// Where the romanised word stands in the item's text.
    pub place: Range<usize>,
    /// Whether it is the first word of the title.
    pub first: bool,
}

/// One part of an item in both lists.
pub(super) struct Title<'p, 's> {
    /// The item in the list of original scripts.
    pub original: &'p Item<'s>,
    /// The item in the romanised list.
    pub item: &'p Item<'s>,
    /// The words that go together.
    pub words: Vec<Word>,
}

/// The titles that are romanised, but not those that are translated.
pub(super) fn romanised<'p, 's>(partners: &'p Partners<'s>) -> Vec<Title<'p, 's>> {
    let mut out = Vec::new();
    for (original, item) in partners.iter().filter(|(a, b)| scripts_differ(a, b)) {
        let mut any = false;
        for kind in PARTS {
            let (Some(a), Some(b)) = (original.part(kind), item.part(kind)) else { continue };
            let (words, share) = words(original, a, item, b);
            let whole = share >= 0.6 && (words.len() > 1 || share == 1.0);
            // `Minsk, Belarus` may be either, and goes with the title.
            let romanised = if kind == PartKind::ConfLoc { any && !words.is_empty() } else { whole };
            any |= romanised;
            if romanised {
                out.push(Title { original, item, words });
            }
        }
    }
    out
}

/// How much of a part of the original the other list has romanised, from 0 to 1.
pub(super) fn share(original: &Item<'_>, a: &Part, item: &Item<'_>, b: &Part) -> f64 {
    words(original, a, item, b).1
}

/// The words of two parts that go together, and their share of the original's words.
fn words(original: &Item<'_>, a: &Part, item: &Item<'_>, b: &Part) -> (Vec<Word>, f64) {
    /// Titles are shorter.
    const MANY: usize = 200;
    let cyrillic = |c: char| matches!(c, '\u{400}'..='\u{52F}');
    let mut one = tokens(original.plain(), a.range());
    // Latin words, Roman numerals and figures are the same in both.
    one.retain(|range| original.plain()[range.clone()].contains(cyrillic));
    one.truncate(MANY);
    let two = tokens(item.plain(), b.range());
    let mut out = Vec::new();
    let mut next = 0;
    let made: Vec<String> = two.iter().map(|range| normal(&item.plain()[range.clone()])).collect();
    for (n, range) in one.iter().enumerate() {
        let cyrillic = normal(&original.plain()[range.clone()]);
        // A word or two of either side may have no partner.
        let Some(at) = (next..made.len().min(next + 4)).find(|&at| near(&cyrillic, bare(&made[at], &cyrillic))) else {
            continue;
        };
        let latin = bare(&made[at], &cyrillic).to_owned();
        let cut = made[at].chars().count() - latin.chars().count();
        let mut place = two[at].clone();
        // A quotation mark after the word is no soft sign.
        for _ in 0..cut {
            let last = item.plain()[place.clone()].char_indices().next_back().map_or(0, |(at, _)| at);
            place.end = place.start + last;
        }
        out.push(Word { cyrillic, latin, original: range.clone(), place, first: n == 0 });
        next = at + 1;
    }
    let share = if one.is_empty() { 0.0 } else { out.len() as f64 / one.len() as f64 };
    (out, share)
}

/// A romanised word without the quotation mark that stands after it.
fn bare<'w>(latin: &'w str, cyrillic: &str) -> &'w str {
    if cyrillic.ends_with(['ь', 'ъ']) { latin } else { latin.trim_end_matches(['\'', '"', '`']) }
}

/// The words of a part: letters, and the signs that stand for soft and hard signs after a letter.
fn tokens(plain: &str, within: Range<usize>) -> Vec<Range<usize>> {
    let mut out: Vec<Range<usize>> = Vec::new();
    let mut open = false;
    for (at, c) in plain.get(within.clone()).unwrap_or_default().char_indices() {
        let at = within.start + at;
        let letter = c.is_alphabetic() || matches!(c, '\u{300}'..='\u{361}' | '\u{FE20}' | '\u{FE21}' | '·');
        let sign = matches!(c, '’' | '\'' | 'ʹ' | 'ʼ' | '′' | '`' | '”' | '"' | 'ʺ' | '″');
        match out.last_mut() {
            Some(last) if open && (letter || sign) => last.end = at + c.len_utf8(),
            _ if letter => out.push(at..at + c.len_utf8()),
            _ => {}
        }
        open = letter || open && sign;
    }
    // A double mark at the end closes a quotation.
    for range in &mut out {
        let word = plain[range.clone()].trim_end_matches(['”', '"', '″']);
        range.end = range.start + word.len();
    }
    out
}

/// How the list mostly writes each letter, where it has an occasion to show it.
pub(super) struct Usage {
    counts: BTreeMap<Key, BTreeMap<String, usize>>,
}

impl Usage {
    /// Counts the spellings of the words that are romanised without a fault.
    pub fn of(titles: &[Title<'_, '_>]) -> Usage {
        let mut counts: BTreeMap<Key, BTreeMap<String, usize>> = BTreeMap::new();
        for word in titles.iter().flat_map(|title| &title.words) {
            let Some(alignment) = romanisation::align(&word.cyrillic, &word.latin, &|_, _| true) else { continue };
            if alignment.faults == 0 {
                for choice in alignment.choices {
                    if let Some(made) = choice.made {
                        *counts.entry(choice.key).or_default().entry(made).or_default() += 1;
                    }
                }
            }
        }
        Usage { counts }
    }

    /// The spelling that at least three quarters, and three or more, of a letter's occurrences have.
    pub fn most(&self, key: Key) -> Option<&str> {
        let counts = self.counts.get(&key)?;
        let total: usize = counts.values().sum();
        let (made, count) = counts.iter().max_by_key(|(_, count)| **count)?;
        (*count >= 3 && count * 4 >= total * 3).then_some(made)
    }

    /// Aligns a word by the list's own usage.
    pub fn align(&self, word: &Word) -> Option<Alignment> {
        let usual = |key: Key, made: &str| self.most(key).is_none_or(|most| most == made);
        romanisation::align(&word.cyrillic, &word.latin, &usual)
    }
}
