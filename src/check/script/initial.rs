//! An initial is of another script than the surname.
//!
//! ## What it does
//! Compares the script of initials with that of the surname that they belong to, in author lines, text, notes and
//! references: `A. Иванов` with a Latin `A`, `Ivanov С. А.` with Cyrillic letters.
//!
//! ## Why it matters
//! The letters look alike, so the slip is not seen, but the author is a person of their own for every index that counts
//! publications.
//!
//! ## Example
//! In the first line the initials are Latin:
//! ```text
//! A. B. Иванов пишет о чтении.
//! ```
//! Use instead:
//! ```text
//! А. В. Иванов пишет о чтении.
//! ```

use std::ops::Range;

use super::{author_lines, exact};
use crate::check::words::{LetterScript, look_alike, script_of, words};
use crate::check::{Findings, Role, Rule, Subject, say};
use crate::diagnostic::{Edit, Fix, Severity};
use crate::source::Span;

/// The rule.
pub const RULE: Rule = Rule {
    id: "script-initial",
    severity: Severity::Error,
    summary: ["An initial is of another script than the surname", "Инициал и фамилия набраны разными алфавитами"],
    supersedes: &[],
    check,
};

fn check(subject: &Subject<'_>, findings: &mut Findings) {
    for piece in subject.pieces() {
        let cites = matches!(piece.role, Role::Reference | Role::SelfCitation | Role::Note);
        for slip in slips(&piece.plain, cites, false) {
            if slip.name.clone().any(|at| !piece.is_prose(at)) {
                continue;
            }
            let edits = slip.edits(|range| piece.exact(range, subject.source));
            report(subject, findings, &piece.plain[slip.whole()], piece.span(slip.whole()), edits);
        }
    }
    for run in author_lines(subject) {
        for slip in slips(&run.text, false, true) {
            let edits = slip.edits(|range| exact(subject, run, range));
            report(subject, findings, &run.text[slip.whole()], run.span_of(slip.whole()), edits);
        }
    }
}

fn report(subject: &Subject<'_>, findings: &mut Findings, name: &str, span: Span, edits: Option<Vec<Edit>>) {
    let message = say!(
        subject.ui,
        "initials and surname are of different scripts: {name}",
        "инициалы и фамилия набраны разными алфавитами: {name}"
    );
    let help = subject
        .ui
        .of("type the initials in the script of the surname", "наберите инициалы тем же алфавитом, что и фамилию");
    let mut finding = findings.at(span, message).help(help);
    finding.fix = edits.map(|edits| Fix { safe: true, edits });
    findings.add(finding);
}

/// A name whose initials are of another script.
struct Slip {
    name: Range<usize>,
    initials: Range<usize>,
    /// The letters that are wrong, and what they should be, where one looks like them.
    letters: Vec<(Range<usize>, Option<char>)>,
}

impl Slip {
    fn whole(&self) -> Range<usize> {
        self.name.start.min(self.initials.start)..self.name.end.max(self.initials.end)
    }

    fn edits(&self, place: impl Fn(Range<usize>) -> Option<Span>) -> Option<Vec<Edit>> {
        self.letters
            .iter()
            .map(|(range, to)| Some(Edit { span: place(range.clone())?, text: String::from((*to)?) }))
            .collect()
    }
}

/// The names of a text whose initials are of another script. Initials after the surname count in citations only; one
/// initial by itself before it counts where no sentence can have ended, or in an author line.
fn slips(text: &str, cites: bool, author: bool) -> Vec<Slip> {
    let mut found: Vec<Slip> = Vec::new();
    let all: Vec<(Range<usize>, &str)> = words(text).collect();
    for (i, (range, word)) in all.iter().enumerate() {
        let Some(script) = surname(word) else { continue };
        let before = initials_before(text, &all, i);
        let lone = before.len() == 1;
        let context = before.first().map_or("", |first| text[..first.start].trim_end());
        let after_sign = context.is_empty() || context.ends_with([',', ';', '(', '[', '«', '“', '/', ':']);
        let certain = !lone || author || after_sign;
        if let Some(slip) = slip(text, range, &before, script).filter(|_| certain) {
            found.push(slip);
            continue;
        }
        let after = if cites { initials_after(text, &all, i) } else { Vec::new() };
        found.extend(slip(text, range, &after, script));
    }
    found
}

/// The script of a word that may be a surname.
fn surname(word: &str) -> Option<LetterScript> {
    let first = word.chars().next().filter(|c| c.is_uppercase())?;
    let script = script_of(first)?;
    let rest = word.chars().skip(1);
    (word.chars().count() > 2 && rest.clone().all(|c| !c.is_ascii_digit() && script_of(c).is_none_or(|s| s == script)))
        .then_some(script)
}

fn is_initial(text: &str, (range, word): &(Range<usize>, &str)) -> bool {
    let mut letters = word.chars();
    letters.next().is_some_and(char::is_uppercase) && letters.next().is_none() && text[range.end..].starts_with('.')
}

/// Whether only a space or nothing stands between two bytes.
fn near(text: &str, from: usize, to: usize) -> bool {
    matches!(text.get(from..to), Some("" | " " | "\u{a0}" | "\u{202f}"))
}

/// `A. B. ` before a surname, in order.
fn initials_before(text: &str, all: &[(Range<usize>, &str)], of: usize) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut next = all[of].0.start;
    for word in all[..of].iter().rev().take(3) {
        if !is_initial(text, word) || !near(text, word.0.end + 1, next) {
            break;
        }
        found.push(word.0.clone());
        next = word.0.start;
    }
    found.reverse();
    found
}

/// ` AB` or ` A. B.` after a surname, each letter by itself.
fn initials_after(text: &str, all: &[(Range<usize>, &str)], of: usize) -> Vec<Range<usize>> {
    let mut last = all[of].0.end;
    if text[last..].starts_with(',') {
        last += 1;
    }
    let mut found = Vec::new();
    for word in all[of + 1..].iter().take(2) {
        if !is_initial(text, word) || !near(text, last, word.0.start) {
            break;
        }
        found.push(word.0.clone());
        last = word.0.end + 1;
    }
    let Some((range, word)) = all.get(of + 1).filter(|_| found.is_empty()) else { return found };
    let letters = word.chars().count();
    let ends = text[range.end..].starts_with([',', '.', ';']);
    if (1..=2).contains(&letters) && word.chars().all(char::is_uppercase) && ends && near(text, last, range.start) {
        found.extend(word.char_indices().map(|(at, c)| range.start + at..range.start + at + c.len_utf8()));
    }
    found
}

fn slip(text: &str, name: &Range<usize>, initials: &[Range<usize>], script: LetterScript) -> Option<Slip> {
    let odd = initials.iter().filter_map(|range| {
        let letter = text.get(range.clone())?.chars().next()?;
        let other = script_of(letter)? != script;
        other.then(|| (range.clone(), look_alike(letter, script)))
    });
    let letters: Vec<_> = odd.collect();
    let whole = initials.first()?.start..initials.last()?.end;
    // Letters that do not look alike are no slip: they belong to something else.
    let alike = letters.iter().all(|(_, to)| to.is_some());
    (!letters.is_empty() && alike).then_some(Slip { name: name.clone(), initials: whole, letters })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(text: &str, cites: bool) -> Vec<&str> {
        slips(text, cites, false).iter().map(|slip| &text[slip.whole()]).collect()
    }

    #[test]
    fn initials_of_another_script_are_found() {
        // Latin A, B and C before Cyrillic surnames; Cyrillic А before a Latin one.
        assert_eq!(names("как пишут A. B. Иванов и А. C. Петров", false), ["A. B. Иванов", "А. C. Петров"]);
        assert_eq!(names("(C. Иванов)", false), ["C. Иванов"]);
        assert_eq!(names("Иванов AB, Петров СА. Чтение.", true), ["Иванов AB"]);
        assert_eq!(names("with А. Р. Smith", false), ["А. Р. Smith"]);
    }

    #[test]
    fn what_looks_like_an_initial_is_left_alone() {
        for text in ["витамина C. Вирус", "А. В. Иванов", "A. B. Smith", "вариант D. Иванов"]
        {
            assert_eq!(names(text, false), [""; 0], "{text}");
        }
        assert_eq!(names("Завод AB был построен", true), [""; 0]);
    }
}
