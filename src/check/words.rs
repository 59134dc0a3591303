//! Words of a piece of text as the rules on spelling take them.

use std::ops::Range;

use super::Piece;
use crate::notation::fold;

/// The script of a letter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum LetterScript {
    /// Latin.
    Latin,
    /// Cyrillic.
    Cyrillic,
}

/// The script of a letter that is Latin or Cyrillic.
pub(super) fn script_of(c: char) -> Option<LetterScript> {
    match c {
        'a'..='z' | 'A'..='Z' => Some(LetterScript::Latin),
        'À'..='ɏ' | 'Ḁ'..='ỿ' if c.is_alphabetic() => Some(LetterScript::Latin),
        '\u{400}'..='\u{481}' | '\u{48A}'..='\u{52F}' => Some(LetterScript::Cyrillic),
        _ => None,
    }
}

/// Latin letters and the Cyrillic ones that look the same.
const ALIKE: &[(char, char)] = &[
    ('A', 'А'),
    ('B', 'В'),
    ('C', 'С'),
    ('E', 'Е'),
    ('H', 'Н'),
    ('I', 'І'),
    ('J', 'Ј'),
    ('K', 'К'),
    ('M', 'М'),
    ('O', 'О'),
    ('P', 'Р'),
    ('S', 'Ѕ'),
    ('T', 'Т'),
    ('X', 'Х'),
    ('Y', 'У'),
    ('a', 'а'),
    ('c', 'с'),
    ('e', 'е'),
    ('i', 'і'),
    ('j', 'ј'),
    ('o', 'о'),
    ('p', 'р'),
    ('s', 'ѕ'),
    ('x', 'х'),
    ('y', 'у'),
    ('k', 'к'),
    ('Ë', 'Ё'),
    ('ë', 'ё'),
    ('Ï', 'Ї'),
    ('ï', 'ї'),
];

/// The letter of a script that looks like one of the other.
pub(super) fn look_alike(c: char, script: LetterScript) -> Option<char> {
    ALIKE.iter().find_map(|&(latin, cyrillic)| match script {
        LetterScript::Latin => (cyrillic == c && latin != c).then_some(latin),
        LetterScript::Cyrillic => (latin == c && cyrillic != c).then_some(cyrillic),
    })
}

/// Whether a character goes on with a word that has begun.
fn in_word(c: char) -> bool {
    c.is_alphanumeric() || ('\u{300}'..='\u{36F}').contains(&c)
}

/// The words of a text, figures among their letters included, an apostrophe between letters too; each with its place.
pub(super) fn words(text: &str) -> impl Iterator<Item = (Range<usize>, &str)> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let start = at + text.get(at..)?.find(char::is_alphanumeric)?;
        let mut end = start;
        let mut rest = text[start..].chars().peekable();
        while let Some(c) = rest.next() {
            let joins = matches!(c, '\'' | '’' | 'ʼ') && rest.peek().is_some_and(|next| next.is_alphabetic());
            if !in_word(c) && !joins {
                break;
            }
            end += c.len_utf8();
        }
        at = end;
        Some((start..end, &text[start..end]))
    })
}

/// The words of a piece that are prose: not in formulas, code, marks, links and addresses. They are looked for once.
pub(super) fn prose<'a>(piece: &'a Piece<'_>) -> impl Iterator<Item = (Range<usize>, &'a str)> {
    piece.prose_words(prose_words).iter().map(|range| (range.clone(), &piece.plain[range.clone()]))
}

fn prose_words(piece: &Piece<'_>) -> Vec<Range<usize>> {
    let links = links(&piece.plain);
    let mut next = 0;
    let prose = words(&piece.plain).filter_map(|(range, word)| {
        while links.get(next).is_some_and(|link| link.end <= range.start) {
            next += 1;
        }
        if links.get(next).is_some_and(|link| link.start <= range.start) || !piece.is_prose(range.start) {
            return None;
        }
        if piece.is_one_run(&range) {
            return Some(range);
        }
        // A note mark stands close to its word.
        let marked = word.char_indices().map(|(at, _)| at).find(|at| !piece.is_prose(range.start + at));
        Some(range.start..range.start + marked.unwrap_or(word.len()))
    });
    prose.collect()
}

/// Addresses in a text: all between spaces that has `://`, `www.` or `@` in it, or is a path or a file name.
pub(super) fn links(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = 0;
    for chunk in text.split_inclusive(char::is_whitespace) {
        let end = start + chunk.len();
        let address =
            chunk.contains("://") || chunk.contains("www.") || chunk.contains('@') || chunk.contains("doi.org");
        let path = chunk.matches('/').count() > 1 && chunk.contains(['.', '_', '?', '=']) && chunk.is_ascii();
        if address || path {
            found.push(start..end);
        }
        start = end;
    }
    found
}

/// The last bytes of a text, at most `max` of them, from the start of a character.
pub(super) fn tail(text: &str, max: usize) -> &str {
    &text[fold::floor(text, text.len().saturating_sub(max))..]
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn words_have_their_apostrophes_and_figures() {
        let found: Vec<&str> = words("don’t 3акон, co-operate; аб'ект (H2O) the clubs’ end").map(|(_, w)| w).collect();
        assert_eq!(found, ["don’t", "3акон", "co", "operate", "аб'ект", "H2O", "the", "clubs", "end"]);
    }

    #[test]
    fn addresses_are_found() {
        let text = "See https://a.org/b, a@b.org and docs/a/b.pdf and/or this";
        let found: Vec<&str> = links(text).into_iter().map(|r| text[r].trim()).collect();
        assert_eq!(found, ["https://a.org/b,", "a@b.org", "docs/a/b.pdf"]);
    }

    #[test]
    fn look_alikes_go_both_ways() {
        assert_eq!(look_alike('с', LetterScript::Latin), Some('c'));
        assert_eq!(look_alike('c', LetterScript::Cyrillic), Some('с'));
        assert_eq!(look_alike('w', LetterScript::Cyrillic), None);
    }

    proptest! {
        #[test]
        fn any_text_has_words_in_order(text in "\\PC{0,60}") {
            let mut last = 0;
            for (range, word) in words(&text) {
                prop_assert!(range.start >= last && !word.is_empty());
                prop_assert_eq!(&text[range.clone()], word);
                last = range.end;
            }
        }
    }
}
