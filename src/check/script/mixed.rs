//! A word has a letter of another script in it.
//!
//! ## What it does
//! Looks for words that have Latin and Cyrillic letters, where the few look like letters of the script of the many: a Latin
//! `c` in a Cyrillic word, a Cyrillic `о` in a Latin one. Compounds with a hyphen (`IT-компания`), Latin words with a
//! Cyrillic ending, and symbols with an index (`Uвых`) are no fault.
//!
//! ## Why it matters
//! Nobody sees the difference, but search engines and indexes do: the word is found under neither spelling, and is not
//! hyphenated or read aloud as it should be.
//!
//! ## Example
//! In the first line the `c` of `cтатья` is Latin:
//! ```text
//! Эта cтатья посвящена чтению.
//! ```
//! Use instead:
//! ```text
//! Эта статья посвящена чтению.
//! ```

use std::ops::Range;

use super::{author_lines, exact};
use crate::check::words::{LetterScript, look_alike, prose, script_of, words};
use crate::check::{Findings, Rule, Subject, say};
use crate::diagnostic::{Edit, Fix, Severity};
use crate::source::Span;

/// The rule.
pub const RULE: Rule = Rule {
    id: "script-mixed",
    severity: Severity::Error,
    summary: ["A word has a letter of another script in it", "В слове есть буква другого алфавита"],
    supersedes: &[],
    check,
};

fn check(subject: &Subject<'_>, findings: &mut Findings) {
    for piece in subject.pieces() {
        for (range, word) in prose(piece) {
            let Some(odd) = odd_letters(word, piece.lang_at(range.start).is_cyrillic()) else { continue };
            let at = range.start;
            let edits = odd.letters.iter().map(|(place, to)| {
                let span = piece.exact(at + place.start..at + place.end, subject.source)?;
                Some(Edit { span, text: to.to_string() })
            });
            report(subject, findings, word, &odd, piece.span(range), edits.collect());
        }
    }
    for run in author_lines(subject) {
        for (range, word) in words(&run.text) {
            let Some(odd) = odd_letters(word, false) else { continue };
            let edits = odd.letters.iter().map(|(place, to)| {
                let span = exact(subject, run, range.start + place.start..range.start + place.end)?;
                Some(Edit { span, text: to.to_string() })
            });
            let edits = edits.collect();
            report(subject, findings, word, &odd, run.span_of(range), edits);
        }
    }
}

fn report(subject: &Subject<'_>, findings: &mut Findings, word: &str, odd: &Odd, span: Span, edits: Option<Vec<Edit>>) {
    let shown = odd.letters.iter().filter_map(|(place, _)| word.get(place.clone())).collect::<Vec<_>>().join(", ");
    let message = match odd.of {
        LetterScript::Cyrillic => {
            say!(
                subject.ui,
                "{word} is a Cyrillic word with Latin letters in it: {shown}",
                "в слове «{word}» латинские буквы: {shown}"
            )
        }
        LetterScript::Latin => {
            say!(
                subject.ui,
                "{word} is a Latin word with Cyrillic letters in it: {shown}",
                "в слове «{word}» кириллические буквы: {shown}"
            )
        }
    };
    let mut finding = findings.at(span, message);
    finding = match odd.of {
        LetterScript::Cyrillic => finding.help(subject.ui.of("type the Cyrillic letters", "наберите их кириллицей")),
        LetterScript::Latin => finding.help(subject.ui.of("type the Latin letters", "наберите их латиницей")),
    };
    finding.fix = edits.map(|edits| Fix { safe: true, edits });
    findings.add(finding);
}

/// The letters of a word that are of the wrong script.
struct Odd {
    /// The script that the word is in.
    of: LetterScript,
    /// Where the others stand, and what they should be.
    letters: Vec<(Range<usize>, char)>,
}

fn odd_letters(word: &str, cyrillic_text: bool) -> Option<Odd> {
    let mut count = [0usize; 2];
    let mut switches = 0;
    let mut last = None;
    for c in word.chars() {
        let Some(script) = script_of(c) else { continue };
        count[usize::from(script == LetterScript::Cyrillic)] += 1;
        switches += usize::from(last.is_some_and(|last| last != script));
        last = Some(script);
    }
    let [latin, cyrillic] = count;
    if latin == 0 || cyrillic == 0 {
        return None;
    }
    let candidates = match latin.cmp(&cyrillic) {
        std::cmp::Ordering::Less => [LetterScript::Cyrillic, LetterScript::Latin],
        std::cmp::Ordering::Greater => [LetterScript::Latin, LetterScript::Cyrillic],
        std::cmp::Ordering::Equal if cyrillic_text => [LetterScript::Cyrillic, LetterScript::Latin],
        std::cmp::Ordering::Equal => [LetterScript::Latin, LetterScript::Cyrillic],
    };
    let (of, letters) = candidates.into_iter().find_map(|of| Some((of, to_script(word, of)?)))?;
    let first = word.chars().next()?;
    // A symbol and its index: Rн, Cуд, Tкр; a figure among the letters makes it one, too.
    let symbol = switches == 1 && script_of(first) == Some(LetterScript::Latin) && first.is_uppercase() && latin == 1;
    let short = latin + cyrillic <= 4;
    let figures = word.contains(|c: char| c.is_ascii_digit());
    // Two letters of each, with one change between them, may be a unit or an ending.
    let halves = switches == 1 && letters.len() * 2 >= latin + cyrillic && latin + cyrillic > 3;
    // A Latin abbreviation and what Russian makes of it: pHметр.
    let abbreviation =
        switches == 1 && letters.len() > 1 && word.chars().skip(1).take(letters.len()).any(char::is_uppercase);
    if symbol && short || figures || halves || abbreviation && cyrillic > latin {
        return None;
    }
    Some(Odd { of, letters })
}

/// The letters that are not of a script with those that look alike; none if one of them does not.
fn to_script(word: &str, of: LetterScript) -> Option<Vec<(Range<usize>, char)>> {
    let odd = word.char_indices().filter(|(_, c)| script_of(*c).is_some_and(|script| script != of));
    odd.map(|(at, c)| Some((at..at + c.len_utf8(), look_alike(c, of)?))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_mixed_and_what_is_not() {
        let mended = |word: &str| {
            let odd = odd_letters(word, true)?;
            let mut out = word.to_owned();
            odd.letters.iter().rev().for_each(|(place, to)| out.replace_range(place.clone(), &to.to_string()));
            Some(out)
        };
        // Latin c, Cyrillic о, Latin A.
        assert_eq!(mended("cтатья").as_deref(), Some("статья"));
        assert_eq!(mended("Сonference").as_deref(), Some("Conference"));
        assert_eq!(mended("AНАЛИЗ").as_deref(), Some("АНАЛИЗ"));
        assert_eq!(mended("соoпeрация").as_deref(), Some("сооперация"));
        for word in ["статья", "conference", "Uвых", "Cуд", "Windowsом", "pHметр", "СO2", "html"] {
            assert!(odd_letters(word, true).is_none(), "{word}");
        }
    }
}
