//! An ISBN is wrong.
//!
//! ## What it does
//! Computes the check digit of each number that is called an ISBN, of ten or of thirteen digits (ISO 2108), and compares it
//! with the last one. A number of another length is told too.
//!
//! ## Why it matters
//! Libraries and shops find a book by its ISBN alone.
//!
//! ## Example
//! ```text
//! ISBN 978-0-521-88068-9
//! ```
//! Use instead:
//! ```text
//! ISBN 978-0-521-88068-8
//! ```

use std::ops::Range;

use crate::check::{Findings, Rule, Subject, say};
use crate::diagnostic::Severity;
use crate::source::Span;

/// The rule.
pub const RULE: Rule = Rule {
    id: "identifier-isbn",
    severity: Severity::Error,
    summary: ["An ISBN is wrong", "ISBN записан с ошибкой"],
    supersedes: &[],
    check,
};

fn check(subject: &Subject<'_>, findings: &mut Findings) {
    let ui = subject.ui;
    let text = subject.source.text();
    for (range, digits) in labelled(text) {
        let shown = &text[range.clone()];
        let (message, help) = match expected(&digits) {
            Some(expected) if digits.ends_with(expected) => continue,
            Some(expected) => (
                say!(
                    ui,
                    "{shown} is no ISBN: its check digit is wrong",
                    "{shown} не может быть номером ISBN: контрольная цифра не сходится"
                ),
                say!(
                    ui,
                    "a digit is wrong somewhere; if it is the last, it should be {expected}",
                    "ошибка в одной из цифр; если в последней, то нужна {expected}"
                ),
            ),
            None => (
                say!(ui, "an ISBN has 10 or 13 digits, this one {}", "в ISBN 10 или 13 цифр, здесь — {}", digits.len()),
                ui.of("compare it with the book", "сверьте номер с книгой").to_owned(),
            ),
        };
        findings.add(findings.at(Span::new(range.start, range.end), message).help(help));
    }
}

/// The check digit that a number of ten or thirteen digits should have.
fn expected(digits: &str) -> Option<char> {
    let value = |c: char| c.to_digit(10).unwrap_or(0);
    match digits.len() {
        10 => {
            let total: u32 = digits.chars().take(9).zip((2..=10).rev()).map(|(c, weight)| value(c) * weight).sum();
            match (11 - total % 11) % 11 {
                10 => Some('X'),
                digit => char::from_digit(digit, 10),
            }
        }
        13 => {
            let total: u32 =
                digits.chars().take(12).zip([1, 3].into_iter().cycle()).map(|(c, weight)| value(c) * weight).sum();
            char::from_digit((10 - total % 10) % 10, 10)
        }
        _ => None,
    }
}

/// The numbers after the word ISBN: the place of each, and its digits.
fn labelled(text: &str) -> Vec<(Range<usize>, String)> {
    let bytes = text.as_bytes();
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(at) = memchr::memchr2(b'i', b'I', &bytes[from..]).map(|at| from + at) {
        from = at + 1;
        if !bytes[at..].get(..4).is_some_and(|word| word.eq_ignore_ascii_case(b"isbn"))
            || text[..at].ends_with(|c: char| c.is_alphanumeric())
        {
            continue;
        }
        let mut start = at + 4;
        // `ISBN-13: `, `ISBN 10: `.
        let head = text[start..].trim_start_matches(['-', '‐', '‑', '–', ' ', '\u{a0}']);
        for kind in ["10", "13"] {
            if let Some(rest) = head.strip_prefix(kind)
                && (rest.starts_with(':') || rest.starts_with(" 97") || rest.starts_with("</"))
            {
                start = text.len() - rest.len();
            }
        }
        let rest = text[start..].trim_start_matches([':', ' ', '\u{a0}', '.', '№']);
        let start = text.len() - rest.len();
        from = start;
        if let Some((len, digits)) = number(rest) {
            found.push((start..start + len, digits));
            from = start + len;
        }
    }
    found
}

/// The digits at the start of a text, with hyphens or spaces between, and the bytes that they take.
fn number(text: &str) -> Option<(usize, String)> {
    let mut digits = String::new();
    // Where the number may end: at the end of each group.
    let mut ends: Vec<(usize, usize)> = Vec::new();
    let mut hyphenated_end = None;
    let mut spaced = false;
    let mut before = ' ';
    for (at, c) in text.char_indices().take(24) {
        match c {
            '0'..='9' => digits.push(c),
            'X' | 'x' | 'Х' | 'х' if digits.len() == 9 => digits.push('X'),
            '-' | '‐' | '‑' | '–' | '−' if before.is_alphanumeric() => {}
            ' ' | '\u{a0}' if before.is_alphanumeric() => {
                if !spaced {
                    hyphenated_end = Some((at, digits.len()));
                }
                spaced = true;
                ends.push((at, digits.len()));
            }
            _ => {
                ends.push((at, digits.len()));
                break;
            }
        }
        before = c;
        if at + c.len_utf8() == text.len() {
            ends.push((text.len(), digits.len()));
        }
    }
    let whole = |count: &usize| matches!(count, 10 | 13);
    let (end, count) = hyphenated_end
        .filter(|(_, count)| whole(count))
        .or_else(|| ends.iter().copied().find(|(_, count)| whole(count)))
        // A number of another length is told only where nothing else can be meant.
        .or_else(|| ends.last().copied().filter(|(_, count)| !spaced && *count >= 8))?;
    let shown = text[..end].trim_end_matches(['-', '‐', '‑', '–', '−', ' ']);
    digits.truncate(count);
    Some((shown.len(), digits))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn numbers_in_text() {
        for (text, written, digits) in [
            ("ISBN 978-0-521-88068-8.", "978-0-521-88068-8", "9780521880688"),
            ("ISBN: 9780521880688", "9780521880688", "9780521880688"),
            ("ISBN-13: 978-0-521-88068-8", "978-0-521-88068-8", "9780521880688"),
            ("ISBN 5-02-013850-9 320 с.", "5-02-013850-9", "5020138509"),
            ("ISBN 978 0 521 88068 8, 300 p.", "978 0 521 88068 8", "9780521880688"),
            ("(ISBN 0-8044-2957-X)", "0-8044-2957-X", "080442957X"),
            ("isbn 978-0-521-88068", "978-0-521-88068", "978052188068"),
            ("<isbn>0-8044-2957-X</isbn>", "", ""),
        ] {
            let found = labelled(text);
            let shown = found.first().map_or(("", ""), |(range, digits)| (&text[range.clone()], digits.as_str()));
            assert_eq!(shown, (written, digits), "{text}");
        }
        assert!(labelled("The ISBN of 1970 has ten digits").is_empty());
    }

    #[test]
    fn check_digits() {
        for isbn in ["9780521880688", "080442957X", "5020138509", "9783161484100"] {
            assert_eq!(expected(isbn), isbn.chars().last(), "{isbn}");
        }
    }

    proptest! {
        #[test]
        fn any_text(text in "(ISBN|-1[03]|: |978|[0-9]{1,4}|[- X–]|\\PC){0,20}") {
            for (range, digits) in labelled(&text) {
                prop_assert!(text.get(range).is_some_and(|shown| !shown.is_empty()));
                prop_assert!(digits.len() >= 8 && digits.len() <= 24);
            }
        }
    }
}
