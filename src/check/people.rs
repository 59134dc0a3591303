//! People as the parts of an article name them: in the author line, in citations, in the text.

use std::ops::Range;

use crate::article::{Citation, Lang, Part, PartKind, PersonName};
use crate::check::Piece;
use crate::notation::name;
use crate::source::Span;

/// A person as one place names them.
#[derive(Clone, Debug)]
pub(super) struct Person {
    /// The surname as it stands.
    pub surname: String,
    /// Given names or initials as they stand; may be empty.
    pub given: String,
    /// All of it as it stands.
    pub written: String,
    /// Where.
    pub span: Span,
}

impl Person {
    /// Whether two surnames are one but for case, accents, hyphens and particles.
    pub fn same_surname(&self, other: &Person) -> bool {
        name::same_surname(&self.surname, &other.surname)
    }

    /// Whether the given names can be one person's: as far as both are given, the same initials.
    pub fn same_initials(&self, other: &Person) -> bool {
        if name::initials_agree(&self.given, &other.given) {
            return true;
        }
        // Particles among the initials may be capitals in one place and small in another.
        let letters =
            |text: &str| text.chars().filter(|c| c.is_alphabetic()).flat_map(char::to_lowercase).collect::<String>();
        let (a, b) = (letters(&self.given), letters(&other.given));
        let all_initials = |text: &str| text.split(['.', ' ', '\u{a0}']).all(|part| part.chars().count() < 6);
        all_initials(&self.given) && all_initials(&other.given) && (a.starts_with(&b) || b.starts_with(&a))
    }
}

/// An author as the author line has them.
pub(super) fn of_line(own: &PersonName, lang: Lang) -> Option<Person> {
    let text = own.written.text.trim();
    let parsed = name::parse_person_in(text, Some(lang))?;
    let surname = text.get(parsed.surname)?;
    // In a line in capitals `ANNA` is a name, and no four initials.
    let capitals = !surname.chars().any(char::is_lowercase);
    let vowel = |word: &str| word.chars().any(|c| "AEIOUYАЕЁИОУЫЭЮЯІЇЄÁÉÍÓÚÃÕÊÔ".contains(c));
    let word = |word: &str| {
        let whole = capitals && word.chars().count() > 2 && !word.contains('.') && vowel(word);
        let mut chars = word.chars();
        match chars.next().filter(|_| whole) {
            Some(first) => first.to_string() + &chars.as_str().to_lowercase(),
            None => word.to_owned(),
        }
    };
    let given: Vec<String> = text.get(parsed.given)?.split(' ').map(word).collect();
    Some(Person {
        surname: surname.to_owned(),
        given: given.join(" "),
        written: text.to_owned(),
        span: own.written.span,
    })
}

/// The people of a citation in its groups of these kinds, in order.
pub(super) fn of_citation(citation: &Citation, piece: &Piece<'_>, kinds: &[PartKind]) -> Vec<Person> {
    let groups = citation.parts.iter().filter(|p| kinds.contains(&p.kind));
    let names = groups.flat_map(|group| &group.parts).filter(|p| p.kind == PartKind::Name);
    names
        .filter_map(|part| {
            let text = |kind| {
                let found: Option<&Part> = part.parts.iter().find(|p| p.kind == kind);
                found.map(|p| p.text(&piece.plain).trim().to_owned())
            };
            Some(Person {
                surname: text(PartKind::Surname).filter(|s| !s.is_empty())?,
                given: text(PartKind::GivenNames).unwrap_or_default(),
                written: part.text(&piece.plain).trim().to_owned(),
                span: piece.span(part.range()),
            })
        })
        .collect()
}

/// People in running text as initials and a surname (`V. U. Author`), each with its place; linear in the text's length.
pub(super) fn in_text(text: &str) -> Vec<(Range<usize>, Range<usize>)> {
    let mut found = Vec::new();
    let mut given: Option<Range<usize>> = None;
    for (at, word) in words(text) {
        let end = at + word.len();
        if is_initials(word) {
            // Initials follow each other with nothing but a space in between.
            let start = match &given {
                Some(before) if text[before.end..at].chars().all(char::is_whitespace) => before.start,
                _ => at,
            };
            given = Some(start..end);
            continue;
        }
        let name = word.trim_end_matches(|c: char| !c.is_alphanumeric());
        let name = name.strip_suffix("'s").or_else(|| name.strip_suffix("’s")).unwrap_or(name);
        if let Some(initials) = given.take()
            && is_surname(name)
            && initials.len() < 24
        {
            found.push((initials, at..at + name.len()));
        }
    }
    found
}

/// The words between spaces, with their places. A bracket or quotation mark before a word does not belong to it.
fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    text.split(char::is_whitespace).filter_map(move |word| {
        let start = at;
        at += word.len();
        at += text[at..].chars().next().map_or(0, char::len_utf8);
        let bare = word.trim_start_matches(['(', '[', '“', '«', '"', '„', '‘']);
        (!bare.is_empty()).then_some((start + word.len() - bare.len(), bare))
    })
}

/// Whether a word is one or more initials with their stops: `V.`, `V.U.`, `Yu.`, `J.-P.`
pub(super) fn is_initials(word: &str) -> bool {
    let mut parts = word.split_inclusive('.');
    let whole = |part: &str| {
        let Some(letters) = part.strip_suffix('.') else { return false };
        let letters = letters.trim_start_matches(['-', '‐', '‑']);
        let mut chars = letters.chars();
        chars.next().is_some_and(char::is_uppercase)
            && chars.clone().all(|c| c.is_lowercase() && c.is_alphabetic())
            && chars.count() <= 1
    };
    word.len() <= 24 && parts.next().is_some_and(whole) && parts.all(whole)
}

/// Whether a word can be a surname: a capital, small letters, perhaps with a hyphen or an apostrophe.
pub(super) fn is_surname(word: &str) -> bool {
    let count = word.chars().count();
    let letters = word.chars().all(|c| c.is_alphabetic() || matches!(c, '-' | '‐' | '‑' | '’' | '\''));
    (3..=40).contains(&count)
        && letters
        && word.starts_with(char::is_uppercase)
        && word.ends_with(char::is_alphabetic)
        && word.chars().any(char::is_lowercase)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn shown(text: &str) -> Vec<(&str, &str)> {
        in_text(text).into_iter().map(|(given, surname)| (&text[given], &text[surname])).collect()
    }

    #[test]
    fn people_are_found_in_text() {
        assert_eq!(
            shown("studied by A. Other [1], V. U. Author’s school, (Yu. Third) and J.-P. Last."),
            [("A.", "Other"), ("V. U.", "Author"), ("Yu.", "Third"), ("J.-P.", "Last")]
        );
        assert_eq!(shown("по словам В.Е.Автор, В. Е. Автора"), [("В. Е.", "Автора")]);
        assert_eq!(shown("The U.S. is in the N. Nothing here. End"), [("N.", "Nothing")]);
        assert_eq!(shown("A. B. C."), []);
    }

    proptest! {
        #[test]
        fn any_text_is_looked_through(text in "[A-ZА-Яa-zа-я.’' \u{a0}(“-]{0,40}") {
            for (given, surname) in in_text(&text) {
                prop_assert!(text.get(given.clone()).is_some() && text.get(surname.clone()).is_some());
                prop_assert!(given.end <= surname.start);
            }
        }
    }
}
