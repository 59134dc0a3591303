//! ISSNs (ISO 3297): their form, their check character, and where they stand in running text.

use std::ops::Range;

/// An ISSN found in text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Issn {
    /// In normal form: `2521-6848`.
    pub value: String,
    /// Whether the check character is right.
    pub valid: bool,
    /// Whether the word ISSN stands shortly before it. Without it a pair of years (`1995-2016`) looks the same.
    pub labelled: bool,
}

/// The first ISSN in `text` that is labelled, or whose check character is right and that is not a pair of years.
pub fn find(text: &str) -> Option<(Issn, Range<usize>)> {
    let years = |issn: &Issn| {
        let year = |part: &str| part.parse().is_ok_and(|year: u16| (1000..=2100).contains(&year));
        issn.value.split('-').all(year)
    };
    find_all(text).find(|(issn, _)| issn.labelled || (issn.valid && !years(issn)))
}

/// Everything in `text` that has the form of an ISSN, in order. Takes time in proportion to the text's length.
pub fn find_all(text: &str) -> impl Iterator<Item = (Issn, Range<usize>)> + '_ {
    let mut at = 0;
    let mut labelled_until = 0;
    std::iter::from_fn(move || {
        loop {
            let start = at + text[at..].find(|c: char| c.is_ascii_digit())?;
            let rest = &text[start..];
            at = start + rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
            if text[..start].ends_with(|c: char| c.is_alphanumeric() || is_hyphen(c) || c == '/' || c == '.') {
                continue;
            }
            let Some((value, len)) = read_at(rest) else { continue };
            at = start + len;
            let near = &text.as_bytes()[start.saturating_sub(24)..start];
            // "ISSN 2521-6848 (print), 2617-7501 (online)": the second is labelled too.
            let labelled = near.windows(4).any(|w| w.eq_ignore_ascii_case(b"issn")) || start < labelled_until;
            if labelled {
                labelled_until = at + 40;
            }
            let valid = is_valid(&value);
            return Some((Issn { value, valid, labelled }, start..at));
        }
    })
}

/// Whether a text is an ISSN in normal form with the right check character (ISO 3297, annex A).
pub fn is_valid(text: &str) -> bool {
    let bytes = text.as_bytes();
    if bytes.len() != 9 || bytes[4] != b'-' {
        return false;
    }
    let mut total = 0;
    let places = bytes[..4].iter().chain(&bytes[5..]);
    for (weight, &c) in (1..=8u32).rev().zip(places) {
        total += weight
            * match c {
                b'0'..=b'9' => u32::from(c - b'0'),
                b'X' if weight == 1 => 10,
                _ => return false,
            };
    }
    total % 11 == 0
}

fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '‐' | '‑' | '–' | '—' | '−')
}

/// The ISSN at the start of `text` in normal form, and its bytes.
fn read_at(text: &str) -> Option<(String, usize)> {
    let mut value = String::with_capacity(9);
    let mut end = 0;
    for (place, c) in text.chars().take(9).enumerate() {
        value.push(match (place, c) {
            (4, c) if is_hyphen(c) => '-',
            (0..=3 | 5..=8, '0'..='9') => c,
            (8, 'X' | 'x' | 'Х' | 'х') => 'X',
            _ => return None,
        });
        end += c.len_utf8();
    }
    let mut after = text[end..].chars();
    let goes_on = match after.next() {
        Some(c) if is_hyphen(c) => after.next().is_some_and(char::is_alphanumeric),
        Some(c) => c.is_alphanumeric(),
        None => false,
    };
    (value.len() == 9 && !goes_on).then_some((value, end))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn numbers_in_text() {
        let text = "ISSN 2521-6848 (print), 2617–7501 (online)";
        let found: Vec<_> =
            find_all(text).map(|(issn, range)| (issn.value, issn.valid, issn.labelled, &text[range])).collect();
        assert_eq!(
            found,
            [("2521-6848".into(), true, true, "2521-6848"), ("2617-7501".into(), true, true, "2617–7501")]
        );
        assert_eq!(find("2434–561Х").unwrap().0.value, "2434-561X");
        assert!(!find("ISSN 2521-6849").unwrap().0.valid);
        // A pair of years may have a right check character by accident.
        assert!(is_valid("1995-2007"));
        for text in
            ["2521-6849", "10.33581/2521-6848-2020-2-47", "2521-68481", "1995-2007", "2521 6848", "12521-6848", ""]
        {
            assert_eq!(find(text), None, "{text}");
        }
    }

    #[test]
    fn check_characters() {
        for issn in ["2521-6848", "2617-7501", "0378-5955", "2434-561X"] {
            assert!(is_valid(issn), "{issn}");
        }
        for issn in ["2521-6847", "25216848", "X521-6848", "2521-684x", "", "2521-68480"] {
            assert!(!is_valid(issn), "{issn}");
        }
    }

    proptest! {
        #[test]
        fn any_text(text in "(issn|[0-9]{4}|[-–X. ]|\\PC){0,20}") {
            for (issn, range) in find_all(&text) {
                prop_assert_eq!(text[range].chars().count(), 9);
                prop_assert_eq!(issn.valid, is_valid(&issn.value));
            }
            find(&text);
        }
    }
}
