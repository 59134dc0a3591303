//! The words of a name and what each looks like.

use std::ops::Range;

use super::lists::{self, split_initials};

/// What a word of a name looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    /// `O.`, `O`, `A.-M.`, `Yu.`, `A.B.`, `d.`
    Initials,
    /// `OS`, `CBd`: initials without stops, two letters or more.
    GluedInitials,
    /// `de`, `van`, `al-`
    Particle,
    /// `Jr.`, `III`
    Suffix,
    /// `Verbitskaya`, `Garcia-Molina`
    Word,
    /// `VERBITSKAYA`
    Capitals,
}

/// A word of a name with its place.
pub(super) struct Word<'a> {
    pub text: &'a str,
    pub range: Range<usize>,
    pub shape: Shape,
}

/// The words of a stretch of a name. `O.S.` is one word; `О. С.` two.
pub(super) fn words(text: &str, within: Range<usize>) -> Vec<Word<'_>> {
    let mut out = Vec::new();
    let mut start = None;
    let end = within.end;
    for (i, c) in text[within.clone()].char_indices().map(|(i, c)| (i + within.start, c)).chain([(end, ' ')]) {
        if c.is_whitespace() || c == '\u{a0}' {
            if let Some(s) = start.take() {
                out.push(Word { text: &text[s..i], range: s..i, shape: shape(&text[s..i]) });
            }
        } else if start.is_none() {
            start = Some(i);
        }
    }
    // `O.Verbitskaya`: initials glued to the surname by stops.
    let mut split = Vec::with_capacity(out.len());
    for word in out {
        match glued_initials_end(word.text) {
            Some(cut) => {
                let (a, b) = (word.range.start..word.range.start + cut, word.range.start + cut..word.range.end);
                split.push(Word { text: &text[a.clone()], range: a, shape: Shape::Initials });
                split.push(Word { text: &text[b.clone()], range: b.clone(), shape: shape(&text[b]) });
            }
            None => split.push(word),
        }
    }
    split
}

/// In `O.S.Verbitskaya` the end of `O.S.`.
fn glued_initials_end(word: &str) -> Option<usize> {
    let stop = word.rfind('.')? + 1;
    let (head, tail) = word.split_at(stop);
    (tail.chars().count() >= 3 && tail.starts_with(char::is_uppercase) && is_initials(head)).then_some(stop)
}

/// Whether a word is initials with stops, or one capital: `O.`, `A.-M.`, `A.B.`, `Yu.`, `d.`, `Дж.`.
fn is_initials(word: &str) -> bool {
    let mut letters = 0;
    let mut in_part = 0;
    for c in word.chars() {
        match c {
            '.' => in_part = 0,
            '-' | '‐' | '‑' | '’' | '\'' => {}
            c if c.is_alphabetic() || is_mark(c) => {
                if in_part > 0 && c.is_uppercase() {
                    return false;
                }
                in_part += 1;
                letters += 1;
                if in_part > 2 {
                    return false;
                }
            }
            _ => return false,
        }
    }
    letters > 0
        && (word.ends_with('.') || word.chars().count() == 1 && word.chars().all(char::is_uppercase))
        && word.chars().next().is_some_and(char::is_alphabetic)
}

fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}')
}

fn shape(word: &str) -> Shape {
    if lists::is_suffix(word) {
        return Shape::Suffix;
    }
    if is_initials(word) {
        return Shape::Initials;
    }
    if lists::is_particle(word) {
        return Shape::Particle;
    }
    let letters = word.chars().filter(|c| c.is_alphabetic()).count();
    let upper = word.chars().filter(|c| c.is_uppercase()).count();
    let first_upper = word.chars().find(|c| c.is_alphabetic()).is_some_and(char::is_uppercase);
    if first_upper && upper == letters {
        return if letters <= 4 && !word.contains(['\'', '’']) { Shape::GluedInitials } else { Shape::Capitals };
    }
    if split_initials(word).is_some_and(|parts| parts.len() > 1) {
        return Shape::GluedInitials;
    }
    // `CBd`, `RDVd`, `LdL`: capitals with the small initials of particles among them.
    let all_letters = word.chars().all(char::is_alphabetic);
    if first_upper
        && all_letters
        && letters <= 6
        && upper >= 2
        && letters - upper <= 2
        && word.chars().all(|c| c.is_uppercase() || "dev".contains(c))
    {
        return Shape::GluedInitials;
    }
    Shape::Word
}
