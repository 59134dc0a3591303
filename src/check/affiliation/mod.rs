//! Rules on the places of work of the authors.

mod count;
mod keys;
mod postcode;

use crate::article::{Affiliation, AffiliationText, Contributor, Lang, Run};
use crate::check::{Rule, Subject};
use crate::source::Span;

/// The rules of the family.
pub const RULES: &[Rule] = &[keys::RULE, count::RULE, postcode::RULE];

/// The affiliations that a language has, in order.
fn of_lang(all: &[Affiliation], lang: Lang) -> impl Iterator<Item = (&Affiliation, &AffiliationText)> {
    all.iter().filter_map(move |a| Some((a, &a.variants.iter().find(|v| v.lang == lang)?.value)))
}

/// The languages of the affiliations, in the order in which they come.
fn languages(all: &[Affiliation]) -> Vec<Lang> {
    let mut langs = Vec::new();
    for variant in all.iter().flat_map(|a| &a.variants) {
        if !langs.contains(&variant.lang) {
            langs.push(variant.lang);
        }
    }
    langs
}

/// The authors of a language, each with the keys that the manuscript has after the name.
fn author_keys<'a>(subject: &Subject<'a>, lang: Lang) -> Vec<(&'a Run, Vec<(String, Span)>)> {
    let named = |c: &'a Contributor| c.names.iter().find(|n| n.lang == lang).map(|n| &n.value.written);
    let names: Vec<&Run> =
        subject.article.front.contributors.iter().filter_map(named).filter(|run| !run.span.is_empty()).collect();
    let keys = names.iter().enumerate().map(|(n, name)| {
        let (_, line) = subject.source.line_at(name.span.start);
        let start = name.span.end as usize;
        let next = names.get(n + 1).map_or(line.end, |next| next.span.start as usize);
        let end = if (start..=line.end).contains(&next) { next } else { line.end };
        (*name, keys_in(subject, start..end.max(start)))
    });
    keys.collect()
}

/// The keys that stand in a place after a name: single letters and figures between signs. Anything longer ends them.
fn keys_in(subject: &Subject<'_>, range: std::ops::Range<usize>) -> Vec<(String, Span)> {
    let Some(text) = subject.source.text().get(range.clone()) else { return Vec::new() };
    let mut keys: Vec<(String, Span)> = Vec::new();
    let mut from = None;
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        if c.is_alphanumeric() {
            from = from.or(Some(at));
            continue;
        }
        if let Some(from) = from.take() {
            let word = &text[from..at];
            let key: String = word.chars().map(figure).collect();
            if key.chars().count() > 2 || key.chars().any(char::is_uppercase) {
                break;
            }
            keys.push((key, Span::new(range.start + from, range.start + at)));
        }
        if !matches!(c, '^' | '{' | '}' | '(' | ')' | '⁽' | '⁾' | '[' | ']' | ',' | ';' | '*' | ' ' | '\u{a0}') {
            break;
        }
    }
    keys
}

/// A figure set high as a plain one.
fn figure(c: char) -> char {
    match c {
        '¹' => '1',
        '²' => '2',
        '³' => '3',
        '⁰' | '⁴'..='⁹' => char::from_digit(c as u32 - '⁰' as u32, 10).unwrap_or(c),
        c => c,
    }
}

/// Whether an author of a language has a key that no affiliation in it has.
fn lacks_key(subject: &Subject<'_>, lang: Lang) -> bool {
    let labels = || of_lang(&subject.article.front.affiliations, lang).filter_map(|(_, text)| text.label.as_ref());
    let keys = author_keys(subject, lang);
    let mut keys = keys.iter().flat_map(|(_, keys)| keys);
    labels().next().is_some() && keys.any(|(key, _)| !labels().any(|label| label.text == *key))
}
