//! An ISSN has a wrong check character.
//!
//! ## What it does
//! Computes the check character of each number that is called an ISSN (ISO 3297) and compares it with the last one.
//!
//! ## Why it matters
//! Databases file the article under its ISSN: with a wrong digit it goes to another journal, or is refused.
//!
//! ## Example
//! ```text
//! ISSN 2521-6484
//! ```
//! Use instead:
//! ```text
//! ISSN 2521-6848
//! ```

use crate::check::{Findings, Rule, Subject, say};
use crate::diagnostic::Severity;
use crate::notation::issn;
use crate::source::Span;

/// The rule.
pub const RULE: Rule = Rule {
    id: "identifier-issn",
    severity: Severity::Error,
    summary: ["An ISSN has a wrong check character", "В ISSN не сходится контрольный знак"],
    supersedes: &[],
    check,
};

fn check(subject: &Subject<'_>, findings: &mut Findings) {
    let ui = subject.ui;
    let text = subject.source.text();
    for (issn, range) in issn::find_all(text).filter(|(issn, _)| issn.labelled && !issn.valid) {
        // “ISSN 2521-6848. 1995–2016”: years after a number that is one.
        let year = |part: &str| part.parse().is_ok_and(|year: u16| (1400..=2100).contains(&year));
        let named = {
            let near = &text.as_bytes()[range.start.saturating_sub(8)..range.start];
            near.windows(4).any(|word| word.eq_ignore_ascii_case(b"issn"))
        };
        if issn.value.split('-').all(year) && !named {
            continue;
        }
        let shown = &text[range.clone()];
        let expected = check_character(&issn.value);
        let message = say!(
            ui,
            "{shown} is no ISSN: its check character is wrong",
            "{shown} не может быть номером ISSN: контрольный знак не сходится"
        );
        let help = say!(
            ui,
            "a digit is wrong somewhere; if it is the last, it should be {expected}",
            "ошибка в одной из цифр; если в последней, то нужна {expected}"
        );
        findings.add(findings.at(Span::new(range.start, range.end), message).help(help));
    }
}

/// The check character that the first seven digits call for (ISO 3297, annex A).
fn check_character(value: &str) -> char {
    let digits = value.chars().filter_map(|c| c.to_digit(10)).take(7);
    let total: u32 = digits.zip((2..=8).rev()).map(|(digit, weight)| digit * weight).sum();
    match (11 - total % 11) % 11 {
        10 => 'X',
        digit => char::from_digit(digit, 10).unwrap_or('0'),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn expected_characters() {
        for issn in ["2521-6848", "2617-7501", "0378-5955", "2434-561X"] {
            assert!(issn.ends_with(check_character(issn)), "{issn}");
        }
    }
}
