//! An ORCID iD is wrong.
//!
//! ## What it does
//! Computes the check character of each ORCID iD (ISO 7064, MOD 11-2) and compares it with the last one. An iD that has not
//! 16 digits is told too.
//!
//! ## Why it matters
//! A wrong digit credits the article to another person, or to nobody, in every index that takes iDs from its metadata.
//!
//! ## Example
//! ```text
//! ORCID: 0000-0002-1825-0079
//! ```
//! Use instead:
//! ```text
//! ORCID: 0000-0002-1825-0097
//! ```

use std::collections::BTreeMap;
use std::ops::Range;

use crate::check::{Findings, Rule, Subject, say};
use crate::diagnostic::{Diagnostic, Severity};
use crate::notation::orcid;
use crate::source::Span;

/// The rule.
pub const RULE: Rule = Rule {
    id: "identifier-orcid",
    severity: Severity::Error,
    summary: ["An ORCID iD is wrong", "ORCID записан с ошибкой"],
    supersedes: &[],
    check,
};

fn check(subject: &Subject<'_>, findings: &mut Findings) {
    let ui = subject.ui;
    let text = subject.source.text();
    let mut read: Vec<Range<usize>> = Vec::new();
    // An iD that stands in the notes on the author in two languages is wrong once.
    let mut wrong: BTreeMap<String, Diagnostic> = BTreeMap::new();
    for (orcid, _) in orcid::find_all(text) {
        read.push(orcid.written.clone());
        if orcid.valid {
            continue;
        }
        let span = Span::new(orcid.written.start, orcid.written.end);
        if let Some(first) = wrong.get_mut(&orcid.value) {
            first.related.push((span, ui.of("and here", "и здесь").to_owned()));
            continue;
        }
        let shown = &text[orcid.written.clone()];
        let message = say!(
            ui,
            "{shown} is no ORCID iD: its check character is wrong",
            "{shown} не может быть номером ORCID: контрольный знак не сходится"
        );
        let expected = check_character(&orcid.value);
        let help = say!(
            ui,
            "a digit is wrong somewhere; if it is the last, it should be {expected}: ask the author",
            "ошибка в одной из цифр; если в последней, то нужна {expected}: уточните у автора"
        );
        wrong.insert(orcid.value.clone(), findings.at(span, message).help(help));
    }
    wrong.into_values().for_each(|finding| findings.add(finding));
    for (range, digits) in after_label(text) {
        if read.iter().any(|other| other.start < range.end && range.start < other.end) {
            continue;
        }
        let message =
            say!(ui, "an ORCID iD has 16 digits, this one {digits}", "в номере ORCID 16 цифр, здесь — {digits}");
        let help = ui.of("ask the author for the iD", "уточните номер у автора");
        findings.add(findings.at(Span::new(range.start, range.end), message).help(help));
    }
}

/// The check character that the first 15 digits call for (ISO 7064, MOD 11-2).
fn check_character(value: &str) -> char {
    let digits = value.chars().filter_map(|c| c.to_digit(10)).take(15);
    let total = digits.fold(0, |total, digit| (total + digit) * 2 % 11);
    match (12 - total) % 11 {
        10 => 'X',
        digit => char::from_digit(digit, 10).unwrap_or('0'),
    }
}

/// What stands after `orcid.org/` or the label and is a number in groups with hyphens, but has not 16 digits.
fn after_label(text: &str) -> Vec<(Range<usize>, usize)> {
    let bytes = text.as_bytes();
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(at) = memchr::memchr2(b'o', b'O', &bytes[from..]).map(|at| from + at) {
        from = at + 1;
        if !bytes[at..].get(..5).is_some_and(|word| word.eq_ignore_ascii_case(b"orcid")) {
            continue;
        }
        let mut start = at + 5;
        for skipped in [".org", "/", " iD", ":", " "] {
            if bytes[start..].get(..skipped.len()).is_some_and(|head| head.eq_ignore_ascii_case(skipped.as_bytes())) {
                start += skipped.len();
            }
        }
        let len = text[start..]
            .find(|c: char| !(c.is_ascii_digit() || matches!(c, '-' | 'X' | 'x')))
            .unwrap_or(text.len() - start);
        let number = text[start..start + len].trim_end_matches('-');
        let digits = number.bytes().filter(|b| *b != b'-').count();
        from = start + len.max(1).min(text.len() - start);
        while !text.is_char_boundary(from) {
            from += 1;
        }
        if number.starts_with("000") && number.contains('-') && digits != 16 {
            found.push((start..start + number.len(), digits));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn expected_characters() {
        assert_eq!(check_character("0000-0002-1825-0090"), '7');
        assert_eq!(check_character("0000-0002-1694-2330"), 'X');
    }

    #[test]
    fn numbers_that_are_too_short_or_too_long() {
        let found =
            |text: &str| after_label(text).into_iter().map(|(r, n)| (text[r].to_owned(), n)).collect::<Vec<_>>();
        assert_eq!(found("ORCID: 0000-0002-1825-009."), [("0000-0002-1825-009".into(), 15)]);
        assert_eq!(found("https://orcid.org/0000-0002-1825-00977"), [("0000-0002-1825-00977".into(), 17)]);
        assert!(found("ORCID: 0000-0002-1825-0097 and orcid.org, 12").is_empty());
    }

    proptest! {
        #[test]
        fn any_text(text in "(orcid|\\.org/|: |0000-|[0-9]{4}|[-X]|\\PC){0,20}") {
            for (range, digits) in after_label(&text) {
                prop_assert!(text[range].starts_with("000") && digits != 16);
            }
        }
    }
}
