//! A name is spelled with one letter more, less or other than elsewhere.
//!
//! ## What it does
//! Compares the words of seven letters or more that the text writes with a capital inside sentences. One that occurs once
//! and differs by a letter from one that occurs at least four times is reported, unless the letters differ at the end (an
//! ending), or the word is also in the references or stands after an initial, where it may be a person of its own.
//! Languages whose names are inflected are left out, as are words that also occur in small letters.
//!
//! ## Why it matters
//! Spelling checkers know few names; slips in them stay to the end.
//!
//! ## Example
//! ```text
//! Livonia, the towns of Livonia, the coast of Livonia and the laws of Livonia are known; Livnoia has its archive.
//! ```
//! Use instead:
//! ```text
//! Livonia, the towns of Livonia, the coast of Livonia and the laws of Livonia are known; Livonia has its archive.
//! ```

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use crate::article::Lang;
use crate::check::words::{prose, words};
use crate::check::{Findings, Role, Rule, Subject, say};
use crate::diagnostic::Severity;

/// The rule.
pub const RULE: Rule = Rule {
    id: "proper-name-spelling",
    severity: Severity::Warning,
    summary: [
        "A name is spelled with one letter more, less or other than elsewhere",
        "Имя собственное отличается одной буквой от того, что в других местах",
    ],
    supersedes: &[],
    check,
};

/// The shortest names that are compared, in letters.
const SHORTEST: usize = 7;
/// How often the right one must occur.
const OFTEN: usize = 4;

/// Places of a name: piece and bytes.
type Places = Vec<(usize, Range<usize>)>;

fn check(subject: &Subject<'_>, findings: &mut Findings) {
    let pieces = subject.pieces();
    let mut names: BTreeMap<(Lang, &str), Places> = BTreeMap::new();
    let mut small: BTreeSet<String> = BTreeSet::new();
    for (index, piece) in pieces.iter().enumerate() {
        if !matches!(piece.role, Role::Paragraph | Role::Abstract | Role::Heading | Role::Caption | Role::BackMatter) {
            continue;
        }
        for (range, word) in prose(piece) {
            let lang = piece.lang_at(range.start);
            if !matches!(lang.as_str(), "en" | "fr" | "es" | "pt" | "it") || word.chars().count() < SHORTEST {
                continue;
            }
            let mut letters = word.chars();
            let capital = letters.next().is_some_and(char::is_uppercase);
            let rest_is_small = letters.all(char::is_lowercase);
            let before = piece.plain[..range.start].trim_end();
            if !capital {
                small.insert(word.to_lowercase());
            } else if rest_is_small && !before.is_empty() && !before.ends_with(['.', '!', '?', ':', '“', '«', '"', '•'])
            {
                names.entry((lang, word)).or_default().push((index, range));
            }
        }
    }
    let often: Vec<(Lang, &str)> =
        names.iter().filter(|(_, places)| places.len() >= OFTEN).map(|(name, _)| *name).collect();
    let rare: Vec<(Lang, &str)> = names.iter().filter(|(_, places)| places.len() == 1).map(|(name, _)| *name).collect();
    if often.is_empty() || rare.is_empty() {
        return;
    }
    // The frequent names by what is left of them without one letter; a word one letter apart leaves the same.
    let mut without: BTreeMap<(Lang, String), Vec<&str>> = BTreeMap::new();
    for (lang, name) in often {
        for key in less_one(name) {
            without.entry((lang, key)).or_default().push(name);
        }
    }
    let mut cited: Option<BTreeSet<String>> = None;
    for (lang, name) in rare {
        let found = less_one(name)
            .into_iter()
            .find_map(|key| without.get(&(lang, key))?.iter().copied().find(|other| is_slip(name, other)));
        let Some(right) = found.filter(|_| !small.contains(&name.to_lowercase())) else { continue };
        let cited = cited.get_or_insert_with(|| {
            let cites = pieces.iter().filter(|piece| matches!(piece.role, Role::Reference | Role::Note));
            cites.flat_map(|piece| words(&piece.plain)).map(|(_, word)| word.to_lowercase()).collect()
        });
        let Some((index, range)) = names.get(&(lang, name)).and_then(|places| places.first()) else { continue };
        if cited.contains(&name.to_lowercase()) {
            continue;
        }
        let times = names.get(&(lang, right)).map_or(0, Vec::len);
        let message = say!(
            subject.ui,
            "“{name}” is spelled “{right}” elsewhere in the article ({times})",
            "«{name}» в других местах статьи пишется «{right}» ({times})"
        );
        let help = say!(subject.ui, "write {right}, if it is the same", "напишите «{right}», если это одно и то же");
        let mut finding = findings.at(pieces[*index].span(range.clone()), message).help(help);
        if let Some((piece, range)) = names.get(&(lang, right)).and_then(|places| places.first()) {
            let place = pieces[*piece].span(range.clone());
            finding = finding.related(place, subject.ui.of("the other spelling", "другое написание"));
        }
        findings.add(finding);
    }
}

/// The word itself and what is left of it without each of its letters.
fn less_one(word: &str) -> Vec<String> {
    let letters: Vec<char> = word.chars().take(40).collect();
    let without = |skip: usize| letters.iter().enumerate().filter(|(i, _)| *i != skip).map(|(_, c)| *c).collect();
    std::iter::once(word.to_owned()).chain((0..letters.len()).map(without)).collect()
}

/// Whether two words differ by one letter, or by two that changed places, neither at the start nor at the end.
fn is_slip(a: &str, b: &str) -> bool {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let head = a.iter().zip(&b).take_while(|(a, b)| a == b).count();
    let tail = a.iter().rev().zip(b.iter().rev()).take_while(|(a, b)| a == b).count();
    let (one, other) = (a.len().saturating_sub(head + tail), b.len().saturating_sub(head + tail));
    let swapped = one == 2 && other == 2 && a[head] == b[head + 1] && a[head + 1] == b[head];
    a != b && head > 0 && tail > 1 && (one <= 1 && other <= 1 || swapped)
}

#[cfg(test)]
mod tests {
    use super::is_slip;

    #[test]
    fn slips_are_inside_the_word() {
        assert!(
            is_slip("Livnoia", "Livonia")
                && is_slip("Herzgovina", "Herzegovina")
                && is_slip("Luxembuorg", "Luxembourg")
        );
        for (a, b) in
            [("Belarus", "Belaruse"), ("Austrian", "Austria"), ("Marxism", "Marxist"), ("Slovakia", "Slovenia")]
        {
            assert!(!is_slip(a, b), "{a} {b}");
        }
    }
}
