//! A range in a UDC number ends before it begins.
//!
//! ## What it does
//! Compares the two sides of each `/` in the article's UDC numbers: numbers of the tables, places, and years between the
//! marks of time. Numbers of the tables are compared figure by figure, as decimal fractions; years only if they have the
//! same number of figures, and none of them is before our era.
//!
//! ## Why it matters
//! The stroke stands for all that lies between two numbers. From the later to the earlier there is nothing, so that the
//! article is found under neither.
//!
//! ## Example
//! ```text
//! UDC 94(476)"1991/1917"
//! ```
//! Use instead:
//! ```text
//! UDC 94(476)"1917/1991"
//! ```

use super::{Number, numbers};
use crate::check::{Findings, Rule, Subject, say};
use crate::diagnostic::Severity;

/// The rule.
pub const RULE: Rule = Rule {
    id: "udc-range",
    severity: Severity::Error,
    summary: [
        "A range in a UDC number ends before it begins",
        "Диапазон в индексе УДК заканчивается раньше, чем начинается",
    ],
    supersedes: &[],
    check,
};

fn check(subject: &Subject<'_>, findings: &mut Findings) {
    for number in numbers(subject) {
        let text = number.normal();
        for (at, _) in text.match_indices('/') {
            let start = text[..at].rfind(|c: char| !c.is_ascii_digit() && c != '.').map_or(0, |i| i + 1);
            let after = &text[at + 1..];
            let end = at + 1 + after.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(after.len());
            let before_our_era = text[..start].ends_with('-');
            if before_our_era || !backwards(&text[start..at], &text[at + 1..end], is_time(&number, at)) {
                continue;
            }
            let message = say!(
                subject.ui,
                "the range {} in the UDC number ends before it begins",
                "диапазон {} в индексе УДК заканчивается раньше, чем начинается",
                &text[start..end]
            );
            let help = subject.ui.of("put the lower number first", "поставьте меньшее число первым");
            findings.add(findings.at(number.span(start..end), message).help(help));
        }
    }
}

/// Whether a byte of the normal form stands between marks of time.
fn is_time(number: &Number<'_>, at: usize) -> bool {
    number.normal()[..at].matches('"').count() % 2 == 1
}

fn backwards(from: &str, to: &str, time: bool) -> bool {
    let figures = |text: &str| text.bytes().filter(u8::is_ascii_digit).collect::<Vec<u8>>();
    // `336.763.2/.3` gives only what comes in the place of the last part.
    let (from, to) = match to.strip_prefix('.') {
        Some(to) => (figures(from.rsplit('.').next().unwrap_or_default()), figures(to)),
        None => (figures(from), figures(to)),
    };
    !from.is_empty() && !to.is_empty() && (!time || from.len() == to.len()) && to < from
}

#[cfg(test)]
mod tests {
    use super::backwards;

    #[test]
    fn ranges_are_compared_as_the_tables_order_them() {
        for (from, to, time) in [("599", "592", false), ("336.763.4", ".3", false), ("2016", "1995", true)] {
            assert!(backwards(from, to, time), "{from}/{to}");
        }
        for (from, to, time) in [
            ("592", "599", false),
            ("336.763.2", ".3", false),
            ("22", "28.5", false),
            ("4", "9", false),
            ("988", "1054", true),
            ("1995", "2016", true),
            ("1", "", false),
        ] {
            assert!(!backwards(from, to, time), "{from}/{to}");
        }
    }
}
