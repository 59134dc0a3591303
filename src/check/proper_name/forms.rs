//! A name with a number is given in two forms.
//!
//! ## What it does
//! Compares names in quotation marks that end in the same number or year: exercises, conferences, ships, programmes
//! (`“Srbija 2018”`). Where two in one script agree but for a letter or two in their words, the later is reported: it is a
//! slip, or the name in another language. Case endings of Slavonic languages are no difference, nor are capitals.
//!
//! ## Why it matters
//! The reader takes them for two events, and looks for each.
//!
//! ## Example
//! ```text
//! The exercise “Lagoda 2018” was the largest; the report on “Ladoga 2018” says why.
//! ```
//! Use instead:
//! ```text
//! The exercise “Ladoga 2018” was the largest; the report on “Ladoga 2018” says why.
//! ```

use std::collections::BTreeMap;
use std::ops::Range;

use crate::check::quotation::quoted;
use crate::check::words::{LetterScript, script_of, words};
use crate::check::{Findings, Rule, Subject, say};
use crate::diagnostic::Severity;

/// The rule.
pub const RULE: Rule = Rule {
    id: "proper-name-forms",
    severity: Severity::Warning,
    summary: ["A name with a number is given in two forms", "Название с номером или годом приведено в двух формах"],
    supersedes: &[],
    check,
};

/// The longest name in quotation marks, in bytes.
const LONGEST: usize = 120;
/// The most different names with one number that are compared with one another.
const MOST: usize = 40;

/// A name in quotation marks and its places.
struct Name<'a> {
    /// Without its number.
    text: &'a str,
    /// Its longer words, in small letters.
    words: Vec<String>,
    cyrillic: bool,
    places: Vec<(usize, Range<usize>)>,
}

fn check(subject: &Subject<'_>, findings: &mut Findings) {
    let pieces = subject.pieces();
    let mut by_number: BTreeMap<&str, Vec<Name<'_>>> = BTreeMap::new();
    for (index, ranges) in quoted(subject).into_iter().enumerate() {
        for range in ranges.into_iter().filter(|range| range.len() <= LONGEST) {
            let Some(text) = pieces[index].plain.get(range.clone()) else { continue };
            let Some((name, number)) = parts(text) else { continue };
            let long: Vec<String> =
                words(name).filter(|(_, word)| word.chars().count() > 3).map(|(_, word)| word.to_lowercase()).collect();
            let cyrillic = name.chars().find_map(script_of) == Some(LetterScript::Cyrillic);
            let names = by_number.entry(number).or_default();
            match names.iter().position(|other| other.words == long && other.cyrillic == cyrillic) {
                Some(same) => names[same].places.push((index, range)),
                None if names.len() < MOST && !long.is_empty() => {
                    names.push(Name { text: name, words: long, cyrillic, places: vec![(index, range)] });
                }
                None => {}
            }
        }
    }
    for (number, names) in by_number {
        for (i, later) in names.iter().enumerate().skip(1) {
            let Some(earlier) = names[..i].iter().find(|earlier| alike(earlier, later)) else { continue };
            let (here, there) = (later.text, earlier.text);
            let message = say!(
                subject.ui,
                "“{here} {number}” stands as “{there} {number}” elsewhere in the article",
                "«{here} {number}» в другом месте статьи — «{there} {number}»"
            );
            let help = subject.ui.of("give the name in one form", "приводите название в одной форме");
            let span = |name: &Name<'_>| name.places.first().map(|(piece, range)| pieces[*piece].span(range.clone()));
            let (Some(place), Some(other)) = (span(later), span(earlier)) else { continue };
            let mut finding = findings.at(place, message).help(help);
            for (piece, range) in later.places.iter().skip(1).take(8) {
                finding = finding.related(pieces[*piece].span(range.clone()), subject.ui.of("here too", "и здесь"));
            }
            findings.add(finding.related(other, subject.ui.of("the other form", "другая форма")));
        }
    }
}

/// The name and the number of a text in quotation marks such as `“Ladoga 2018”` or `«Запад-2017»`.
fn parts(quoted: &str) -> Option<(&str, &str)> {
    let inner = quoted.trim_matches(|c: char| !c.is_alphanumeric());
    let start = inner
        .rfind(|c: char| !c.is_ascii_digit())
        .map(|at| at + inner[at..].chars().next().map_or(1, char::len_utf8))?;
    let (head, number) = inner.split_at(start);
    let name = head.trim_end_matches([' ', '\u{a0}', '-', '‑', '–', '’', '\'']);
    // A sentence that ends in a year is no name.
    let short = words(name).count() <= 6;
    let capital = name.chars().next().is_some_and(char::is_uppercase);
    (!number.is_empty() && name.len() < head.len() && short && capital).then_some((name, number))
}

/// Whether two names are forms of one: as many longer words, each the same but for a letter or two.
fn alike(a: &Name<'_>, b: &Name<'_>) -> bool {
    if a.cyrillic != b.cyrillic || a.words.len() != b.words.len() {
        return false;
    }
    a.words.iter().zip(&b.words).all(|(a, b)| {
        let length = a.chars().count().min(b.chars().count());
        strsim::osa_distance(a, b) <= (length / 3).clamp(1, 2)
    }) && !(a.cyrillic && a.words.iter().zip(&b.words).all(|(a, b)| is_inflected(a, b)))
}

/// Whether two words differ in their endings only.
fn is_inflected(a: &str, b: &str) -> bool {
    let same = a.chars().zip(b.chars()).take_while(|(a, b)| a == b).count();
    let longest = a.chars().count().max(b.chars().count());
    same >= 3 && longest - same <= 3
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_have_their_numbers() {
        assert_eq!(parts("“SRBIJA 2018”"), Some(("SRBIJA", "2018")));
        assert_eq!(parts("«Запад-2017»"), Some(("Запад", "2017")));
        assert_eq!(parts("“the summer of 2018”"), None);
        assert_eq!(parts("“2018”"), None);
        assert_eq!(parts("“Ladoga”"), None);
    }

    #[test]
    fn endings_are_no_difference() {
        assert!(is_inflected("запад", "запада") && is_inflected("ладога", "ладоги"));
        assert!(!is_inflected("ладога", "лагода"));
    }
}
