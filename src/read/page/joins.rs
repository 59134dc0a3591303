//! Whether a paragraph goes on after a column's or a page's end: judged by how it breaks off, how the next text begins, how
//! long both are, and by what the document itself writes with a capital.

use std::ops::Range;

use super::blocks::Maker;
use super::lines::Shape;
use super::{first_sign, is_ended, last_sign};

/// Whether unit `i` goes on with the paragraph of `pieces`.
pub(super) fn goes_on(maker: &Maker<'_, '_>, pieces: &[Range<usize>], i: usize) -> bool {
    let Some(last) = pieces.last() else { return false };
    let before = &maker.page.source[last.clone()];
    let after = maker.page.text(i);
    let Some(first) = first_sign(after) else { return false };
    let sign = last_sign(before);
    if before.ends_with('-') && before.chars().rev().nth(1).is_some_and(char::is_alphanumeric) {
        return first.is_alphanumeric();
    }
    // Counted no further than needed: a paragraph may have thousands of pieces, and this is asked of each.
    let mut length = 0;
    let long = pieces.iter().any(|piece| {
        length += piece.len();
        length > 250
    });
    if is_ended(before) {
        // An enumeration inside a paragraph; members of a list set apart are short, and do not start with a capital.
        return sign == Some(';')
            && long
            && before.matches(';').count() > 3
            && !starts_list_item(before)
            && !starts_list_item(after);
    }
    let last_word = before.trim_end().rsplit(|c: char| c.is_whitespace() || c == '(').next().unwrap_or("");
    let open_word = is_linking_word(last_word);
    // Two short lines are lines, not halves: a cut leaves at least one long piece.
    if before.chars().count() < 100 && after.chars().count() < 100 && !open_word && sign != Some(',') {
        return false;
    }
    if first.is_lowercase() {
        return true;
    }
    if maker.page.units[i].shape == Shape::Numbered && !open_word {
        return false;
    }
    // A word that the document writes small inside sentences begins one where it has a capital: what broke off lost what
    // stood between, a quotation or a formula.
    let begins = first.is_uppercase() && maker.page.vocabulary.is_plain_word(first_word(after));
    if begins && (sign == Some(',') || sign.is_some_and(char::is_alphabetic)) {
        return false;
    }
    match sign {
        // Nothing ends with these: whatever follows belongs to it.
        Some(',' | '(' | '[' | '–' | '—' | '«' | '„' | '/' | '&' | '-') => true,
        // A bracket may close a paragraph whose stop was left out; only a name goes on after it.
        Some(')' | ']') => starts_with_name(maker, after) && !first.is_ascii_digit(),
        Some(sign) => {
            let bracketed = after.starts_with(['(', '[', '«', '“', '"', '„']);
            open_word
                || starts_with_name(maker, after)
                || long && first.is_ascii_digit()
                || bracketed && sign.is_alphabetic() && before.len() > 80
                // A long paragraph without a stop is a cut one, unless a word that is no name begins the next.
                || long && sign.is_alphanumeric() && !bracketed && !maker.page.vocabulary.is_plain_word(first_word(after))
        }
        None => false,
    }
}

/// Whether a text starts as a member of a list does.
fn starts_list_item(text: &str) -> bool {
    text.starts_with(|c: char| c.is_lowercase() || matches!(c, '–' | '—' | '•' | '-'))
        || text.split([' ', '\u{A0}']).next().is_some_and(|w| w.len() <= 8 && w.ends_with([')', '.']))
}

fn first_word(text: &str) -> &str {
    let from = text.find(char::is_alphanumeric).unwrap_or(0);
    text[from..].split(|c: char| !c.is_alphanumeric() && !matches!(c, '-' | '’' | '\'')).next().unwrap_or("")
}

/// Whether a text starts with a name: a word that the document writes with a capital inside sentences, an abbreviation,
/// an initial.
fn starts_with_name(maker: &Maker<'_, '_>, text: &str) -> bool {
    let word = first_word(text);
    let chars = word.chars().count();
    maker.page.vocabulary.is_name(word)
        || chars > 1 && word.chars().all(|c| c.is_uppercase() || c.is_ascii_digit())
        || chars == 1 && text[text.find(word).unwrap_or(0) + word.len()..].starts_with('.')
}

/// Articles, prepositions and conjunctions: no paragraph ends with one.
fn is_linking_word(word: &str) -> bool {
    const WORDS: &[&str] = &[
        "a",
        "an",
        "the",
        "of",
        "in",
        "on",
        "at",
        "to",
        "for",
        "from",
        "with",
        "by",
        "and",
        "or",
        "as",
        "is",
        "are",
        "was",
        "were",
        "that",
        "which",
        "who",
        "its",
        "their",
        "his",
        "her",
        "this",
        "these",
        "into",
        "than",
        "between",
        "through",
        "under",
        "de",
        "da",
        "do",
        "das",
        "dos",
        "e",
        "em",
        "no",
        "na",
        "nos",
        "nas",
        "o",
        "os",
        "as",
        "um",
        "uma",
        "por",
        "para",
        "com",
        "ao",
        "aos",
        "à",
        "às",
        "que",
        "se",
        "ou",
        "el",
        "la",
        "los",
        "las",
        "en",
        "y",
        "un",
        "una",
        "con",
        "del",
        "al",
        "su",
        "sus",
        "como",
        "le",
        "les",
        "des",
        "du",
        "et",
        "dans",
        "par",
        "pour",
        "sur",
        "der",
        "die",
        "das",
        "und",
        "den",
        "dem",
        "des",
        "von",
        "mit",
        "im",
        "zu",
        "ein",
        "eine",
        "einer",
        "w",
        "z",
        "ze",
        "na",
        "do",
        "od",
        "o",
        "i",
        "oraz",
        "przez",
        "dla",
        "в",
        "во",
        "на",
        "с",
        "со",
        "к",
        "ко",
        "о",
        "об",
        "от",
        "до",
        "из",
        "по",
        "за",
        "у",
        "и",
        "или",
        "а",
        "но",
        "для",
        "при",
        "что",
        "как",
        "не",
        "его",
        "их",
        "ее",
        "её",
        "это",
        "между",
        "под",
        "над",
        "без",
        "через",
        "которые",
        "который",
        "которая",
        "у",
        "ў",
        "з",
        "са",
        "і",
        "й",
        "аб",
        "ад",
        "да",
        "па",
        "пры",
        "што",
        "як",
        "для",
        "яго",
        "іх",
        "не",
        "не",
        "та",
        "що",
        "від",
        "про",
        "із",
        "зі",
        "за",
        "під",
        "до",
    ];
    let lower = word.to_lowercase();
    WORDS.contains(&lower.as_str())
}
