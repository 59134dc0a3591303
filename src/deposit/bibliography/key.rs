//! Keys by which items are cited: surname and year in ASCII, told apart by letters.

use std::collections::{BTreeMap, BTreeSet};

use super::item::Item;
use crate::notation::fold;
use crate::notation::romanisation::{System, romanise};

/// Letters of a key that are taken from a name.
const LONGEST: usize = 40;

/// A key of surname and year (`Ivanov2020`): the first author's or editor's surname, else the first long word of the
/// title, else `fallback`.
pub(super) fn key(item: &Item, fallback: &str) -> String {
    let name = item.authors.first().or(item.editors.first());
    let family = name.map_or("", |n| if n.family.is_empty() { first_word(&n.literal) } else { &n.family });
    let words = [family, first_word(&item.title), fallback];
    let stem = words.iter().map(|w| capitalised(ascii(w))).find(|w| w.starts_with(|c: char| c.is_ascii_alphabetic()));
    let year = item.issued.map(|i| format!("{}", i.date.year)).unwrap_or_default();
    format!("{}{year}", stem.unwrap_or_else(|| "item".into()))
}

/// A word in capitals in ordinary capitalisation.
fn capitalised(word: String) -> String {
    if word.len() < 3 || word.bytes().any(|b| b.is_ascii_lowercase()) {
        return word;
    }
    let (first, rest) = word.split_at(1);
    first.to_owned() + &rest.to_ascii_lowercase()
}

fn first_word(text: &str) -> &str {
    let mut words = text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty());
    let first = words.clone().next().unwrap_or("");
    words.find(|w| w.chars().count() > 3).unwrap_or(first)
}

/// The letters and figures of a word in ASCII, Cyrillic romanised, accents taken off.
fn ascii(word: &str) -> String {
    let mut out = String::new();
    for c in romanise(System::Bs2979, fold::head(word, 4 * LONGEST)).chars() {
        let base = fold::base(fold::lower(c));
        let plain = match base {
            'ß' => "ss",
            'æ' => "ae",
            'œ' => "oe",
            'þ' => "th",
            _ => "",
        };
        let upper = c.is_uppercase();
        let made = base.is_ascii_alphanumeric().then_some(base);
        out.extend(plain.chars().chain(made).map(|c| if upper { c.to_ascii_uppercase() } else { c }));
        if out.len() >= LONGEST {
            break;
        }
    }
    out
}

/// Makes the keys of a list unique without regard to case: of items with one key each gets a letter after it, in order
/// (`Ivanov2020a`, `Ivanov2020b`).
pub fn make_unique(items: &mut [Item]) {
    let mut count: BTreeMap<String, usize> = BTreeMap::new();
    for item in items.iter() {
        *count.entry(item.id.to_lowercase()).or_default() += 1;
    }
    let mut taken: BTreeSet<String> = count.iter().filter(|(_, n)| **n == 1).map(|(k, _)| k.clone()).collect();
    let mut next: BTreeMap<String, usize> = BTreeMap::new();
    for item in items {
        let base = item.id.to_lowercase();
        if count.get(&base) == Some(&1) {
            continue;
        }
        let n = next.entry(base).or_default();
        loop {
            let id = format!("{}{}", item.id, letters(*n));
            *n += 1;
            if taken.insert(id.to_lowercase()) {
                item.id = id;
                break;
            }
        }
    }
}

/// `a`, …, `z`, `aa`, …
fn letters(n: usize) -> String {
    let last = char::from(b'a' + (n % 26) as u8);
    if n < 26 { last.to_string() } else { letters(n / 26 - 1) + &last.to_string() }
}
