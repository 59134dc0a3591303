//! Personal names: which words of a written name are the surname, and whether two written names can be one person's.
//!
//! A name is written with the given names or initials before the surname (`Olga S. Verbitskaya`) or after it
//! (`Verbitskaya OS`, `Вербицкая О. С.`, `da Silva, Maria`). What tells the two apart, in this order: a comma, initials,
//! a surname in capitals, a patronymic, a particle, surnames of East Asia that stand first, endings of Slavonic
//! surnames; failing all, the last word is the surname.

use std::ops::Range;

use crate::article::Lang;

mod folding;
mod lists;
mod words;

pub use folding::{initials_agree, same_person, same_surname};
pub(crate) use lists::{is_particle, split_initials};
use words::{Shape, Word, words};

/// A name in parts: byte ranges of the text that was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Name {
    /// The surname with the particles that belong to it (`van der Heijde`), without a suffix.
    pub surname: Range<usize>,
    /// Given names or initials, empty if there are none.
    pub given: Range<usize>,
    /// `Jr.`, `III`, `Filho`.
    pub suffix: Option<Range<usize>>,
}

/// Reads one person's name. `None` if the text cannot be one: no letters, figures in it, more than eight words.
pub fn parse_person(text: &str) -> Option<Name> {
    parse_person_in(text, None)
}

/// Reads one person's name in a text of a known language, which decides between readings that are both possible:
/// in Spanish the last two of four words are surnames.
pub fn parse_person_in(text: &str, lang: Option<Lang>) -> Option<Name> {
    if text.len() > 200 || text.chars().any(|c| c.is_numeric() || matches!(c, ':' | ';' | '/' | '(' | '[' | '<' | '"'))
    {
        return None;
    }
    let trimmed = trim(text, 0..text.len());
    if let Some(name) = parse_ideographs(text, trimmed.clone()) {
        return Some(name);
    }
    if let Some(comma) = text[trimmed.clone()].find(',') {
        return parse_inverted(text, trimmed.clone(), trimmed.start + comma);
    }
    let mut words = words(text, trimmed);
    while words.len() > 1 && lists::is_title(words[0].text) {
        words.remove(0);
    }
    if words.is_empty() || words.len() > 8 || !words.iter().any(|w| w.text.chars().any(char::is_alphabetic)) {
        return None;
    }
    let mut suffix = None;
    if words.len() > 1 && words.last().is_some_and(|w| w.shape == Shape::Suffix) {
        suffix = words.pop().map(|w| w.range);
    }
    let (surname, given) = split(&words, lang);
    let cover = |r: Range<usize>| match (words.get(r.start), r.end.checked_sub(1).and_then(|e| words.get(e))) {
        (Some(a), Some(b)) if !r.is_empty() => a.range.start..b.range.end,
        _ => 0..0,
    };
    let mut surname = surname;
    // In Portuguese usage what tells of kinship is part of the surname: `Lima Neto`.
    if let Some(kin) = suffix.clone().filter(|kin| lists::is_kinship(&text[kin.clone()]) && surname.end == words.len())
    {
        let surname = cover(surname);
        return Some(Name { surname: surname.start..kin.end, given: cover(given), suffix: None });
    }
    // A suffix between surname and initials: `Reiner Jr RC`.
    if suffix.is_none() && surname.len() > 1 && words[surname.end - 1].shape == Shape::Suffix {
        suffix = Some(words[surname.end - 1].range.clone());
        surname.end -= 1;
    }
    Some(Name { surname: cover(surname), given: cover(given), suffix })
}

/// A name in capitals as it is written in a text: every part with a capital, particles but for a lone one without
/// (`DE CARVALHO-NETO` is `de Carvalho-Neto`).
pub fn in_ordinary_case(capitals: &str) -> String {
    let lower = capitals.to_lowercase();
    let words = lower.split(' ').count();
    let mut out = String::with_capacity(lower.len());
    for (at, word) in lower.split(' ').enumerate() {
        if at > 0 {
            out.push(' ');
        }
        if lists::is_particle(word) && at + 1 < words {
            out.push_str(word);
            continue;
        }
        let latin = word.chars().filter(|c| c.is_alphabetic()).all(|c| c < '\u{250}');
        let mut start = true;
        for (i, c) in word.char_indices() {
            if start && c.is_alphabetic() {
                out.extend(c.to_uppercase());
                start = false;
            } else {
                out.push(c);
            }
            // `Иваново-Петров`, `O’Brien`, but `Лук’янов`.
            start |= matches!(c, '-' | '‐' | '‑') || latin && i <= 2 && matches!(c, '\'' | '’');
        }
    }
    out
}

/// `Surname, Given`, `Surname, Given, Jr.`, `Surname, Jr., Given`.
fn parse_inverted(text: &str, whole: Range<usize>, comma: usize) -> Option<Name> {
    let mut surname = trim(text, whole.start..comma);
    let mut given = trim(text, comma + 1..whole.end);
    let mut suffix = None;
    if let Some(second) = text[given.clone()].find(',') {
        let second = given.start + second;
        let (a, b) = (trim(text, given.start..second), trim(text, second + 1..given.end));
        (given, suffix) = if lists::is_suffix(&text[a.clone()]) {
            (b, Some(a))
        } else if lists::is_suffix(&text[b.clone()]) {
            (a, Some(b))
        } else {
            return None;
        };
    } else if lists::is_suffix(&text[given.clone()]) {
        // `John Smith, Jr.`: the comma only cuts off the suffix.
        let mut name = parse_person(&text[surname.clone()])?;
        shift(&mut name.surname, surname.start);
        shift(&mut name.given, surname.start);
        name.suffix = Some(given);
        return Some(name);
    }
    if suffix.is_none()
        && let Some(space) = text[surname.clone()].rfind(char::is_whitespace)
    {
        let last = trim(text, surname.start + space..surname.end);
        if lists::is_suffix(&text[last.clone()]) {
            surname = trim(text, surname.start..last.start);
            suffix = Some(last);
        }
    }
    let letters = |r: &Range<usize>| text[r.clone()].chars().any(char::is_alphabetic);
    (letters(&surname) && words(text, surname.clone()).len() <= 6 && words(text, given.clone()).len() <= 6)
        .then_some(Name { surname, given, suffix })
}

fn shift(range: &mut Range<usize>, by: usize) {
    if range.start < range.end {
        *range = range.start + by..range.end + by;
    }
}

/// Names in Chinese characters and in Hangul: the surname is the first sign, or two of a compound surname.
fn parse_ideographs(text: &str, whole: Range<usize>) -> Option<Name> {
    let part = &text[whole.clone()];
    let is_sign = |c: char| matches!(c, '\u{3400}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}');
    let count = part.chars().count();
    if !(2..=4).contains(&count) || !part.chars().all(is_sign) {
        return None;
    }
    let signs = if count >= 3 && lists::COMPOUND_SURNAMES.iter().any(|s| part.starts_with(s)) { 2 } else { 1 };
    let cut = whole.start + part.char_indices().nth(signs).map_or(part.len(), |(i, _)| i);
    Some(Name { surname: whole.start..cut, given: cut..whole.end, suffix: None })
}

/// Which words are the surname and which the given names, as ranges of words.
fn split(words: &[Word<'_>], lang: Option<Lang>) -> (Range<usize>, Range<usize>) {
    let n = words.len();
    if n == 1 {
        return (0..1, 0..0);
    }
    let initial = |w: &Word<'_>| w.shape == Shape::Initials;
    // `Verbitskaya O. S.`, `Вербицкая О.С.`
    if !initial(&words[0]) && initial(&words[n - 1]) {
        let from = words.iter().rposition(|w| !initial(w)).map_or(n, |i| i + 1);
        // `Olga S.` alone has no surname, but a word must be one; `Olga Sergeevna Zh.` is not written.
        return (0..from, from..n);
    }
    // `O. S. Verbitskaya`, `Olga S. Verbitskaya`, `C. B. d. Santos`
    if let Some(last) = words.iter().rposition(initial)
        && last + 1 < n
    {
        let mut from = last + 1;
        // Given names in full after an initial: `J. Robert Oppenheimer`, but `A. Sánchez Alvarado`.
        if last == 0 && n - from == 2 && words[from].shape == Shape::Word {
            let first = words[from].text;
            let spanish = lang.is_some_and(|l| l.as_str() == "es");
            // `A. Le Menach`
            let particle = lists::is_particle(&first.to_lowercase());
            if !particle && (!lists::is_double_start(first) || !spanish && !lists::is_spanish_surname(first)) {
                from += 1;
            }
        }
        return (from..n, 0..from);
    }
    // `Verbitskaya OS`, `da Silva JR`, `Santos CBd`
    if words[n - 1].shape == Shape::GluedInitials && words[..n - 1].iter().any(|w| w.shape == Shape::Word) {
        return (0..n - 1, n - 1..n);
    }
    // `VERBITSKAYA Olga`, `Olga VERBITSKAYA`, `GARCÍA MÁRQUEZ Gabriel`, `OS Verbitskaya`
    if words.iter().any(|w| w.shape == Shape::Word) {
        let upper = |w: &Word<'_>| matches!(w.shape, Shape::Capitals | Shape::GluedInitials);
        let first = words.iter().position(upper);
        let last = words.iter().rposition(upper);
        if let (Some(first), Some(last)) = (first, last) {
            if first == 0 {
                if last == 0 && words[0].shape == Shape::GluedInitials && !lists::is_asian_surname(words[0].text) {
                    return (1..n, 0..1);
                }
                return (0..last + 1, last + 1..n);
            }
            if last == n - 1 {
                let mut from = first;
                while from > 1 && words[from - 1].shape == Shape::Particle {
                    from -= 1;
                }
                return (from..n, 0..from);
            }
        }
    }
    // `Вербицкая Ольга Сергеевна`, `Ольга Сергеевна Вербицкая`
    if n >= 3 {
        if lists::is_patronymic(words[n - 1].text)
            && (!words[n - 2].text.is_ascii() || !lists::is_patronymic(words[n - 2].text))
            && (lists::is_surname_ending(words[0].text)
                || lists::is_feminine_patronymic(words[n - 1].text)
                || is_cyrillic(words[0].text))
            && !lists::is_patronymic(words[n - 2].text)
        {
            return (0..n - 2, n - 2..n);
        }
        if let Some(i) = words[1..n - 1].iter().rposition(|w| lists::is_patronymic(w.text)) {
            return (i + 2..n, 0..i + 2);
        }
    }
    // `Ludwig van Beethoven`, `Clara Braz dos Santos`
    if let Some(i) = words[1..n - 1].iter().position(|w| w.shape == Shape::Particle && !is_conjunction(w.text)) {
        let mut first = i + 1;
        let mut end = first;
        // The last run of particles: `Francisca de Souza da Silva`.
        for j in i + 1..n - 1 {
            if words[j].shape == Shape::Particle {
                if words[j - 1].shape != Shape::Particle {
                    first = j;
                }
                end = j + 1;
            }
        }
        let iberian = words[first..end].iter().all(|w| lists::is_iberian_particle(w.text));
        if !iberian {
            return (first..n, 0..first);
        }
        let from = double_from(words, end, lang);
        return (from..n, 0..from);
    }
    if words[0].shape == Shape::Particle {
        // `da Silva Maria`: the surname stands first, or there is nothing else.
        let end = words.iter().position(|w| w.shape != Shape::Particle).map_or(n, |i| i + 1);
        return (0..end, end..n);
    }
    // `Nguyen Van Minh`, `Kim Jong-un`
    let (first, last) = (words[0].text, words[n - 1].text);
    if lists::is_asian_surname(first)
        && !lists::is_asian_surname(last)
        && (n == 3 || last.contains('-') || lists::is_vietnamese(first))
    {
        return (0..1, 1..n);
    }
    // `Вербицкая Ольга`
    if n == 2
        && lists::is_surname_ending(first)
        && !lists::is_given(first)
        && (lists::is_given(last) || !lists::is_surname_ending(last))
        && (is_cyrillic(first) || lists::is_given(last))
    {
        return (0..1, 1..2);
    }
    let from = double_from(words, 1, lang);
    (from..n, 0..from)
}

/// Where the surname starts in `Gabriel García Márquez`: two words where the first of them is a usual Spanish surname,
/// or where the text is Spanish and there are words enough; else one. `least` words are left for the given names.
fn double_from(words: &[Word<'_>], least: usize, lang: Option<Lang>) -> usize {
    let n = words.len();
    let last = n - 1;
    if last > least && lists::is_double_start(words[last - 1].text) {
        let spanish = lang.is_some_and(|l| l.as_str() == "es");
        if spanish || lists::is_spanish_surname(words[last - 1].text) {
            return last - 1;
        }
    }
    if lang.is_some_and(|l| l.as_str() == "es") && n >= 4 && least < n - 2 && words[n - 2].shape == Shape::Word {
        return n - 2;
    }
    last
}

fn is_conjunction(word: &str) -> bool {
    matches!(word, "e" | "y" | "i")
}

fn is_cyrillic(word: &str) -> bool {
    word.chars().any(|c| matches!(c, '\u{400}'..='\u{52f}'))
}

/// The range without white space and stray punctuation at its ends; a stop stays.
fn trim(text: &str, range: Range<usize>) -> Range<usize> {
    let part = &text[range.clone()];
    let start = part.len() - part.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | '.')).len();
    let end = part.trim_end_matches(|c: char| c.is_whitespace() || matches!(c, ',' | ';')).len();
    if start >= end { range.start..range.start } else { range.start + start..range.start + end }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn read(text: &str) -> (&str, &str) {
        let name = parse_person(text).unwrap_or_else(|| panic!("no name: {text}"));
        (&text[name.surname], &text[name.given])
    }

    #[test]
    fn names_in_capitals_get_their_ordinary_case() {
        for (capitals, ordinary) in [
            ("DE CARVALHO-NETO", "de Carvalho-Neto"),
            ("LIMA NETO", "Lima Neto"),
            ("O’BRIEN", "O’Brien"),
            ("ЛУК’ЯНОВ", "Лук’янов"),
            ("САЛТЫКОВ-ЩЕДРИН", "Салтыков-Щедрин"),
            ("DE", "De"),
        ] {
            assert_eq!(in_ordinary_case(capitals), ordinary);
        }
    }

    #[test]
    fn kinship_is_part_of_a_portuguese_surname() {
        let surname = |text: &'static str| parse_person(text).map(|name| &text[name.surname]);
        assert_eq!(surname("J. C. LIMA NETO"), Some("LIMA NETO"));
        assert_eq!(surname("José Carlos Lima Filho"), Some("Lima Filho"));
        assert_eq!(surname("John Smith Jr."), Some("Smith"));
    }

    #[test]
    fn author_lines() {
        for (text, surname, given) in [
            ("O. S. VERBITSKAYA", "VERBITSKAYA", "O. S."),
            ("Verbitskaya OS", "Verbitskaya", "OS"),
            ("Olga S. Verbitskaya", "Verbitskaya", "Olga S."),
            ("Ольга Сергеевна Вербицкая", "Вербицкая", "Ольга Сергеевна"),
            ("Вербицкая Ольга Сергеевна", "Вербицкая", "Ольга Сергеевна"),
            ("Вербицкая О. С.", "Вербицкая", "О. С."),
            ("Вербицкая О.С.", "Вербицкая", "О.С."),
            ("О.С. Вербицкая", "Вербицкая", "О.С."),
            ("О.С.Вербицкая", "Вербицкая", "О.С."),
            ("Вербицкая ОС", "Вербицкая", "ОС"),
            ("VERBITSKAYA Olga", "VERBITSKAYA", "Olga"),
            ("Olga VERBITSKAYA", "VERBITSKAYA", "Olga"),
            ("Вербицкая Ольга", "Вербицкая", "Ольга"),
            ("Ирина Козлова", "Козлова", "Ирина"),
            ("Дамброўскі У. Е.", "Дамброўскі", "У. Е."),
            ("Уладзімір Еўдакімавіч Дамброўскі", "Дамброўскі", "Уладзімір Еўдакімавіч"),
            ("Yu. V. Andreev", "Andreev", "Yu. V."),
            ("Sokol EZh", "Sokol", "EZh"),
            ("Vladimir Evdokimovich Dambrousky", "Dambrousky", "Vladimir Evdokimovich"),
            ("Petrov Ivan Sergeevich", "Petrov", "Ivan Sergeevich"),
        ] {
            assert_eq!(read(text), (surname, given), "{text}");
        }
    }

    #[test]
    fn iberian_and_particles() {
        for (text, surname, given) in [
            ("C. B. d. Santos", "Santos", "C. B. d."),
            ("L. B. d. S. Andrade", "Andrade", "L. B. d. S."),
            ("Santos CBd", "Santos", "CBd"),
            ("Silva RDVd", "Silva", "RDVd"),
            ("da Silva, Maria", "da Silva", "Maria"),
            ("da Silva MA", "da Silva", "MA"),
            ("Clara Braz dos Santos", "Santos", "Clara Braz dos"),
            ("Juan Ignacio de Moreira", "Moreira", "Juan Ignacio de"),
            ("M. PACHE-DURÁN", "PACHE-DURÁN", "M."),
            ("Gabriel García Márquez", "García Márquez", "Gabriel"),
            ("M. A. Troitiño Vinuesa", "Troitiño Vinuesa", "M. A."),
            ("Ludwig van Beethoven", "van Beethoven", "Ludwig"),
            ("W.-P. de Roever", "de Roever", "W.-P."),
            ("van der Pouw BJA", "van der Pouw", "BJA"),
            ("Óscar de la Fuente", "de la Fuente", "Óscar"),
            ("J. Robert Oppenheimer", "Oppenheimer", "J. Robert"),
        ] {
            assert_eq!(read(text), (surname, given), "{text}");
        }
        let spanish = parse_person_in("Ana María Torres Blanco", Lang::parse("es")).unwrap();
        assert_eq!(&"Ana María Torres Blanco"[spanish.surname], "Torres Blanco");
    }

    #[test]
    fn asia_and_suffixes() {
        assert_eq!(read("Nguyen Van Minh"), ("Nguyen", "Van Minh"));
        assert_eq!(read("Kim Jong-un"), ("Kim", "Jong-un"));
        assert_eq!(read("LI Wei"), ("LI", "Wei"));
        assert_eq!(read("Wei Zhang"), ("Zhang", "Wei"));
        assert_eq!(read("王小明"), ("王", "小明"));
        assert_eq!(read("司马相如"), ("司马", "相如"));
        for text in ["Robert C. Reiner Jr.", "Reiner, Robert C., Jr.", "Reiner Jr RC", "Reiner Jr., R. C."] {
            let name = parse_person(text).unwrap();
            assert_eq!(&text[name.surname], "Reiner", "{text}");
            assert!(text[name.suffix.expect(text)].starts_with("Jr"), "{text}");
        }
        assert_eq!(parse_person("Chapter 12"), None);
        assert_eq!(parse_person(" . "), None);
    }

    proptest! {
        #[test]
        fn any_text_gives_ranges_inside_it(text in "\\PC{0,60}") {
            if let Some(name) = parse_person(&text) {
                prop_assert!(text.get(name.surname.clone()).is_some_and(|s| !s.is_empty()));
                prop_assert!(text.get(name.given.clone()).is_some());
                prop_assert!(name.given.is_empty() || name.given.end <= name.surname.start || name.surname.end <= name.given.start);
                if let Some(suffix) = name.suffix {
                    prop_assert!(text.get(suffix).is_some());
                }
            }
        }

        #[test]
        fn words_of_a_name_are_its_parts(surname in "[A-Z][a-z]{3,9}", given in "[A-Z]\\. [A-Z]\\.") {
            let text = format!("{given} {surname}");
            prop_assert_eq!(read(&text), (surname.as_str(), given.as_str()));
            let text = format!("{surname} {given}");
            prop_assert_eq!(read(&text), (surname.as_str(), given.as_str()));
            let text = format!("{surname}, {given}");
            prop_assert_eq!(read(&text), (surname.as_str(), given.as_str()));
        }
    }
}
