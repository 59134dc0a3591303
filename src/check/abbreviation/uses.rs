//! The abbreviations of an article, where they are used, and where their words are given.

use std::collections::BTreeSet;
use std::ops::Range;

use crate::article::Lang;
use crate::check::words::{prose, tail, words};
use crate::check::{Piece, Role, Subject};
use crate::notation::fold;

/// A place at which an abbreviation stands.
#[derive(Clone, Debug)]
pub(super) struct Use<'a> {
    /// Index of the piece.
    pub piece: usize,
    /// Bytes of the piece.
    pub range: Range<usize>,
    /// As it stands.
    pub text: &'a str,
    /// The language around it.
    pub lang: Lang,
}

/// A place at which the words of an abbreviation are given.
#[derive(Clone, Debug)]
pub(super) struct Expansion<'a> {
    /// Where the abbreviation stands.
    pub at: Use<'a>,
    /// The words, where their initials are those of the abbreviation.
    pub words: Option<Range<usize>>,
}

/// Whether a word is an abbreviation in capitals: two to eight letters, all capital.
pub(super) fn is_abbreviation(word: &str) -> bool {
    let letters = word.chars().count();
    (2..=8).contains(&letters) && word.chars().all(|c| c.is_uppercase()) && !is_roman(word)
}

/// Whether a word is a Roman numeral, in letters of either script.
fn is_roman(word: &str) -> bool {
    word.chars().all(|c| matches!(c, 'I' | 'V' | 'X' | 'L' | 'C' | 'D' | 'M' | 'Х' | 'І' | 'С' | 'М'))
}

/// Whether a piece is set in capitals, so that they say nothing.
pub(super) fn in_capitals(piece: &Piece<'_>) -> bool {
    let (mut upper, mut lower) = (0usize, 0usize);
    for c in piece.plain.chars() {
        upper += usize::from(c.is_uppercase());
        lower += usize::from(c.is_lowercase());
    }
    upper > lower
}

/// Whether a piece is a list of data rather than prose: a third of its words are figures, initials and abbreviations.
pub(super) fn is_data(piece: &Piece<'_>) -> bool {
    let (mut odd, mut all) = (0usize, 0usize);
    for (_, word) in words(&piece.plain) {
        all += 1;
        odd += usize::from(!word.chars().any(char::is_lowercase));
    }
    odd * 3 > all
}

/// The abbreviations in capitals of the pieces that `wanted` takes, in order.
pub(super) fn uses<'a>(subject: &'a Subject<'_>, wanted: impl Fn(&Piece<'_>) -> bool) -> Vec<Use<'a>> {
    let mut found = Vec::new();
    for (index, piece) in subject.pieces().iter().enumerate() {
        if !wanted(piece) || in_capitals(piece) {
            continue;
        }
        let figure = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
        for (range, word) in prose(piece) {
            if !is_abbreviation(word) {
                continue;
            }
            // Marks such as COVID-19, ISO-9001 and №-3; initials: A.B.
            let after = &piece.plain[range.end..];
            let before = &piece.plain[..range.start];
            let hyphen = |c: char| matches!(c, '-' | '‑' | '–');
            let capital = |c: Option<char>| c.is_some_and(char::is_uppercase);
            // Half of a word in capitals; a body cited as an author: RBMA 2019, RBMA, 2019.
            let half = capital(after.strip_prefix(hyphen).and_then(|rest| rest.chars().next()))
                || capital(before.strip_suffix(hyphen).and_then(|rest| rest.chars().next_back()));
            let next = after.trim_start_matches([',', ' ', '\u{a0}', '(', '[']);
            let cited = next.len() < after.len() && next.bytes().take(4).filter(u8::is_ascii_digit).count() == 4;
            if half || cited {
                continue;
            }
            let numbered = figure(after.strip_prefix(hyphen).and_then(|rest| rest.chars().next()))
                || figure(before.strip_suffix(hyphen).and_then(|rest| rest.chars().next_back()))
                || figure(before.chars().next_back());
            if !numbered {
                found.push(Use { piece: index, range: range.clone(), text: word, lang: piece.lang_at(range.start) });
            }
        }
    }
    found
}

/// The places of the whole article at which abbreviations are given with their words: `Full Form (FF)`, `FF (full form)`,
/// `full form, or FF`, `(далее – FF)`. Where the initials do not agree the words may be those of another language.
pub(super) fn expansions<'a>(subject: &'a Subject<'_>) -> Vec<Expansion<'a>> {
    let mut found = Vec::new();
    for (index, piece) in subject.pieces().iter().enumerate() {
        let text = piece.plain.as_str();
        for (open, _) in text.match_indices(['(', '[']) {
            let inner = &text[open + 1..];
            // What stands in brackets is short, or no expansion.
            let reach = fold::head(inner, 160);
            let Some(close) = reach.find([')', ']']) else { continue };
            let inner = &inner[..close];
            let use_of = |range: Range<usize>| Use {
                piece: index,
                text: text.get(range.clone()).unwrap_or_default(),
                lang: piece.lang_at(range.start),
                range,
            };
            // Any abbreviation in brackets after words.
            let before = text[..open].trim_end();
            let last_word = words(tail(before, 60)).last().map(|(_, word)| word);
            for (range, word) in words(inner) {
                let range = open + 1 + range.start..open + 1 + range.end;
                if !is_mixed_abbreviation(word) || last_word == Some(word) {
                    continue;
                }
                // `(RP: 1.33)` gives a value, not a name; only what stands alone or at the end is one.
                let rest = text[range.end..].trim_start();
                let alone = rest.starts_with([')', ']', ',', ';']);
                let full = full_form_before(text, open, word).filter(|_| alone);
                found.push(Expansion { at: use_of(range), words: full });
            }
            // Words in brackets after an abbreviation.
            let abbreviation = words(tail(before, 24)).last();
            if let Some((_, word)) = abbreviation.filter(|(_, word)| is_mixed_abbreviation(word)) {
                let start = before.len().saturating_sub(word.len());
                let ends = text.get(start..before.len()) == Some(word);
                let several = words(inner).filter(|(_, word)| word.chars().any(char::is_lowercase)).count() > 1;
                if ends && several {
                    let full = full_form_in(inner, word).map(|range| open + 1 + range.start..open + 1 + range.end);
                    found.push(Expansion { at: use_of(start..before.len()), words: full });
                }
            }
        }
        // Without brackets: `Full Form, or FF`; `FF – full form`.
        for (range, word) in words(text).filter(|(_, word)| is_abbreviation(word)) {
            let before = text[..range.start].trim_end_matches([' ', '\u{a0}', '“', '«', '"', '*']);
            let joined = [" -", ", or", " or", " aka", "–", "—", "или", "далее", "called", " або", " ou", " o"]
                .iter()
                .find_map(|sign| before.strip_suffix(sign))
                .map(|rest| rest.trim_end_matches([' ', ',']));
            // Nothing at all may stand between three words and their initials: National Reading Council NRC.
            let bare = (word.chars().count() > 2).then_some(before);
            let full = joined.or(bare).and_then(|rest| full_form_before(text, rest.len(), word));
            let after = text[range.end..].trim_start_matches([' ', '\u{a0}', '”', '»', '"']);
            let follows = ["– ", "— ", "= ", "or ", ", or "].iter().find_map(|sign| after.strip_prefix(sign));
            let full = full.or_else(|| {
                let rest = follows?;
                let start = text.len() - rest.len();
                full_form_in(fold::head(rest, 120), word).map(|r| start + r.start..start + r.end)
            });
            // `Institute of Something, Town – IST.`
            let named = ["–", "—"].iter().any(|sign| before.ends_with(sign))
                && text[range.end..].trim_start().starts_with([',', '.', ';', ')'])
                && words(tail(before, 40)).last().is_some_and(|(_, word)| word.chars().count() > 2);
            let explained = is_explained(word, after);
            if full.is_some() || named || explained {
                let at = Use { piece: index, text: word, lang: piece.lang_at(range.start), range };
                found.push(Expansion { at, words: full });
            }
        }
    }
    found.sort_by_key(|expansion| (expansion.at.piece, expansion.at.range.start));
    found
}

/// Whether what follows an abbreviation explains it: `QCM 10M Quartz Crystal Microbalance`, `HBH, height at breast`.
fn is_explained(abbreviation: &str, after: &str) -> bool {
    let near = fold::head(after, 120);
    let initial = |c: char| c.to_lowercase().next();
    let letters: Vec<char> = abbreviation.chars().filter_map(initial).collect();
    if letters.len() < 3 {
        return false;
    }
    // The first letter at once and the second soon after are words enough.
    let apposition = near.strip_prefix(", ").is_some_and(|rest| {
        let starts: Vec<char> =
            words(rest).take(6).filter_map(|(_, word)| word.chars().next().and_then(initial)).collect();
        let clause = ["which ", "who ", "whose ", "where ", "when ", "with "].iter().any(|word| rest.starts_with(word));
        !clause && starts.first() == letters.first() && starts.iter().skip(1).any(|c| letters.get(1) == Some(c))
    });
    apposition || words(near).take(3).any(|(range, _)| full_form_in(&near[range.start..], abbreviation).is_some())
}

/// Whether a word is an abbreviation with small letters among its capitals (`PfP`) or without.
pub(super) fn is_mixed_abbreviation(word: &str) -> bool {
    let capitals = word.chars().filter(|c| c.is_uppercase()).count();
    let letters = word.chars().count();
    word.chars().all(char::is_alphabetic)
        && (2..=8).contains(&letters)
        && capitals >= 2
        && capitals * 2 >= letters
        && !is_roman(word)
}

/// Words that an abbreviation mostly passes over.
fn is_little(word: &str) -> bool {
    word.chars().count() <= 4 && word.chars().all(char::is_lowercase)
}

/// The words before the byte `end` whose initials are the letters of an abbreviation.
fn full_form_before(text: &str, end: usize, abbreviation: &str) -> Option<Range<usize>> {
    let letters: Vec<char> = abbreviation.to_lowercase().chars().collect();
    let near = tail(&text[..end], 30 * letters.len() + 40);
    // Other brackets give other words.
    let near = near.rfind(['(', ')', '[', ']', ';', '/']).map_or(near, |at| &near[at + 1..]);
    let from = end - near.len();
    let all: Vec<(Range<usize>, &str)> = words(text.get(from..end)?).collect();
    // From the last word back, each word gives the next letter or is passed over; what stands after the words
    // (`… programme (PfP)`) may be passed over once, too.
    for skipped in 0..2usize {
        let mut left = letters.len();
        for (range, word) in all[..all.len().saturating_sub(skipped)].iter().rev() {
            let first = word.chars().next().and_then(|c| c.to_lowercase().next())?;
            if letters.get(left.wrapping_sub(1)) == Some(&first) {
                left -= 1;
                if left == 0 {
                    return Some(from + range.start..end);
                }
            } else if !is_little(word) {
                break;
            }
        }
    }
    None
}

/// The words at the start of a text whose initials are the letters of an abbreviation.
fn full_form_in(text: &str, abbreviation: &str) -> Option<Range<usize>> {
    let letters: Vec<char> = abbreviation.to_lowercase().chars().collect();
    let mut next = 0;
    for (range, word) in words(text) {
        let first = word.chars().next().and_then(|c| c.to_lowercase().next())?;
        if letters.get(next) == Some(&first) {
            next += 1;
            if next == letters.len() {
                return Some(0..range.end);
            }
        } else if !is_little(word) {
            return None;
        }
    }
    None
}

/// The abbreviations that stand in the title or the keywords: what the article is about needs no words.
pub(super) fn key_terms<'a>(subject: &'a Subject<'_>) -> BTreeSet<&'a str> {
    let key = subject.pieces().iter().filter(|piece| matches!(piece.role, Role::Title | Role::Keyword));
    key.flat_map(|piece| words(&piece.plain)).map(|(_, word)| word).filter(|word| is_abbreviation(word)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_by_their_initials() {
        let before = |text: &str, abbreviation: &str| {
            full_form_before(text, text.len(), abbreviation).map(|range| text[range].to_owned())
        };
        assert_eq!(
            before("within the North Atlantic Cooperation Council ", "NACC").as_deref(),
            Some("North Atlantic Cooperation Council ")
        );
        assert_eq!(
            before("the Partnership for peace programme ", "PfP").as_deref(),
            Some("Partnership for peace programme ")
        );
        assert_eq!(before("weapons of mass destruction ", "WMD").as_deref(), Some("weapons of mass destruction "));
        assert_eq!(before("the old town ", "WMD"), None);
        assert_eq!(full_form_in("Reading Club of Town, founded", "RCT"), Some(0..20));
        assert_eq!(full_form_in("in 1912 in the town", "RCT"), None);
    }

    #[test]
    fn abbreviations_are_told_from_numerals_and_words() {
        assert!(is_abbreviation("CSTO") && is_abbreviation("ОДКБ") && is_mixed_abbreviation("PfP"));
        assert!(
            !is_abbreviation("XIX")
                && !is_abbreviation("H2O")
                && !is_abbreviation("Nato")
                && !is_mixed_abbreviation("McDonald")
        );
    }
}
