//! A word is written with and without a hyphen.
//!
//! ## What it does
//! Compares words in one language that differ in nothing but a hyphen: `co-operation` and `cooperation`, and, in English,
//! two words before the same third one, such as `decision-making process` and `decision making process`. The form that
//! occurs less often is reported. A hyphen at the end of a line of the manuscript counts for neither; references and notes
//! are left out, since they name what others wrote.
//!
//! ## Why it matters
//! Searching finds one form and not the other. A journal has one spelling in one article.
//!
//! ## Example
//! ```text
//! The cooperation of the clubs began in 1912; co-operation with the school followed.
//! ```
//! Use instead:
//! ```text
//! The cooperation of the clubs began in 1912; cooperation with the school followed.
//! ```

use std::collections::BTreeMap;
use std::ops::Range;

use super::{is_hyphen, speaks};
use crate::article::Lang;
use crate::check::words::prose;
use crate::check::{Findings, Rule, Subject, say};
use crate::diagnostic::Severity;

/// The rule.
pub const RULE: Rule = Rule {
    id: "spelling-hyphen",
    severity: Severity::Warning,
    summary: ["A word is written with and without a hyphen", "Слово написано и через дефис, и без него"],
    supersedes: &[],
    check,
};

/// Words that mean something else with a hyphen, by what stands after `re-` or `co-`.
const OTHERS: &[&str] = &[
    "re-act",
    "re-collect",
    "re-count",
    "re-cover",
    "re-creat",
    "re-dress",
    "re-form",
    "re-fuse",
    "re-lease",
    "re-mark",
    "re-pose",
    "re-present",
    "re-press",
    "re-prove",
    "re-search",
    "re-sent",
    "re-serve",
    "re-sign",
    "re-solve",
    "re-sort",
    "re-store",
    "re-treat",
    "un-ionized",
    "un-ionised",
];

/// Places of one spelling: piece and bytes.
type Places = Vec<(usize, Range<usize>)>;

/// Words before a noun that are no part of a compound.
const LITTLE: &[&str] = &[
    "and", "are", "but", "can", "for", "from", "had", "has", "have", "his", "into", "its", "less", "more", "most",
    "nor", "not", "one", "our", "out", "over", "than", "that", "the", "their", "them", "they", "this", "two", "very",
    "was", "were", "when", "which", "who", "will", "with",
];

fn check(subject: &Subject<'_>, findings: &mut Findings) {
    // By language and letters: with a hyphen, without.
    let mut twins: BTreeMap<(Lang, String), [Places; 2]> = BTreeMap::new();
    let mut threes: BTreeMap<(Lang, String), [Places; 2]> = BTreeMap::new();
    // First what has a hyphen, then what may be the same without one.
    for pass in [0, 1] {
        for (index, piece) in subject.pieces().iter().enumerate().filter(|(_, piece)| speaks(piece)) {
            let words: Vec<(Range<usize>, &str)> = prose(piece).collect();
            for (i, (range, word)) in words.iter().enumerate() {
                let lang = piece.lang_at(range.start);
                let gap = |i: usize| {
                    let (from, to) = (words.get(i)?.0.end, words.get(i + 1)?.0.start);
                    piece.plain.get(from..to)
                };
                let hyphen_before = i > 0 && gap(i - 1).is_some_and(is_hyphen);
                let next = words.get(i + 1);
                let joined = gap(i).is_some_and(is_hyphen);
                if pass == 0 {
                    let Some((end, second)) = next.filter(|_| joined && !hyphen_before) else { continue };
                    let more = gap(i + 1).is_some_and(is_hyphen);
                    let whole = range.start..end.end;
                    // A hyphen at a line's end is not seen to be the word's own.
                    if more || piece.exact(whole.clone(), subject.source).is_none() || !may_join(lang, word, second) {
                        continue;
                    }
                    let key = (lang, format!("{word}{second}").to_lowercase());
                    twins.entry(key).or_default()[0].push((index, whole.clone()));
                    if let Some((third, noun)) = words.get(i + 2).filter(|_| gap(i + 1) == Some(" "))
                        && let Some(key) = three(lang, word, second, noun)
                    {
                        let places = &mut threes.entry(key).or_default()[0];
                        places.push((index, range.start..third.end));
                    }
                    continue;
                }
                if hyphen_before || joined {
                    continue;
                }
                if let Some(places) = twins.get_mut(&(lang, word.to_lowercase())) {
                    places[1].push((index, range.clone()));
                }
                if gap(i) == Some(" ")
                    && gap(i + 1) == Some(" ")
                    && let (Some((_, second)), Some((third, noun))) = (next, words.get(i + 2))
                    && let Some(key) = three(lang, word, second, noun)
                    && let Some(places) = threes.get_mut(&key)
                {
                    places[1].push((index, range.start..third.end));
                }
            }
        }
    }
    // Where both are there as often, a word is rather one, and words before a noun rather have the hyphen.
    let twins = twins.into_values().map(|[with, without]| (with.len() <= without.len(), with, without));
    let threes = threes.into_values().map(|[with, without]| (with.len() < without.len(), with, without));
    let all = twins.chain(threes).filter(|(_, with, without)| !with.is_empty() && !without.is_empty());
    for (with_is_rare, with, without) in all {
        let (few, many) = if with_is_rare { (with, without) } else { (without, with) };
        report(subject, findings, &few, &many);
    }
}

fn report(subject: &Subject<'_>, findings: &mut Findings, few: &Places, many: &Places) {
    let pieces = subject.pieces();
    let text = |(piece, range): &(usize, Range<usize>)| pieces[*piece].plain.get(range.clone()).unwrap_or_default();
    let span = |(piece, range): &(usize, Range<usize>)| pieces[*piece].span(range.clone());
    let (Some(first), Some(other)) = (few.first(), many.first()) else { return };
    let (here, there, times) = (text(first), text(other), many.len());
    let message = say!(
        subject.ui,
        "“{here}” is written “{there}” elsewhere in the article ({times})",
        "«{here}» в других местах статьи пишется «{there}» ({times})"
    );
    let help = subject.ui.of("choose one spelling", "выберите одно написание");
    let mut finding = findings.at(span(first), message).help(help);
    for place in few.iter().skip(1).take(8) {
        finding = finding.related(span(place), subject.ui.of("here too", "и здесь"));
    }
    finding = finding.related(span(other), subject.ui.of("the other spelling", "другое написание"));
    findings.add(finding);
}

fn may_join(lang: Lang, first: &str, second: &str) -> bool {
    let letters = |word: &str| word.chars().all(char::is_alphabetic);
    let capital = |word: &str| word.chars().next().is_some_and(char::is_uppercase);
    let all_capitals = |word: &str| word.chars().all(char::is_uppercase);
    let name = capital(first) && capital(second) && !(all_capitals(first) && all_capitals(second));
    // Pronouns after a verb: torna-se, dit-il.
    let romance = matches!(lang.as_str(), "pt" | "es" | "fr" | "it" | "ca" | "ro");
    let pronoun = romance && second.chars().count() <= 4;
    let other = format!("{first}-{second}").to_lowercase();
    letters(first)
        && letters(second)
        && second.chars().count() > 1
        && !name
        && !pronoun
        && other != "co-op"
        && !OTHERS.iter().any(|word| other.starts_with(word))
}

/// The key of two words and the noun after them, in English.
fn three(lang: Lang, first: &str, second: &str, noun: &str) -> Option<(Lang, String)> {
    let fits = |word: &str| word.len() > 2 && word.chars().all(|c| c.is_ascii_lowercase()) && !LITTLE.contains(&word);
    (lang == Lang::EN && fits(first) && fits(second) && fits(noun)).then(|| (lang, format!("{first} {second} {noun}")))
}
