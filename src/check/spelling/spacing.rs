//! A space is missing or stands where none should.
//!
//! ## What it does
//! Looks in prose for a space before a comma, a stop or a closing bracket, and after an opening bracket; for a stop or a
//! comma between two words without a space after it (`town.The`), and for two stops at the end of a sentence. Addresses,
//! formulas and file names are left alone, and so are references, whose punctuation is that of their style.
//!
//! ## Why it matters
//! A line may break at the space, so that the next one begins with a comma; two words that run together are found as none.
//!
//! ## Example
//! ```text
//! The club , founded in 1912, had a hall.The school had none.
//! ```
//! Use instead:
//! ```text
//! The club, founded in 1912, had a hall. The school had none.
//! ```

use std::ops::Range;

use super::speaks;
use crate::check::words::links;
use crate::check::{Findings, Piece, Role, Rule, Subject, say};
use crate::diagnostic::Severity;

/// The rule.
pub const RULE: Rule = Rule {
    id: "spelling-spacing",
    severity: Severity::Warning,
    summary: ["A space is missing or stands where none should", "Пробел пропущен или поставлен лишний"],
    supersedes: &[],
    check,
};

/// What is wrong with the spaces.
enum Slip {
    /// A space before or after this sign is one too many.
    Extra(char),
    /// None stands after this sign.
    Missing(char),
    /// The stop is doubled.
    Doubled,
}

fn check(subject: &Subject<'_>, findings: &mut Findings) {
    for piece in subject.pieces().iter().filter(|piece| speaks(piece) && piece.role != Role::Table) {
        let links = links(&piece.plain);
        let mut next = 0;
        for (range, slip) in slips(&piece.plain) {
            while links.get(next).is_some_and(|link| link.end <= range.start) {
                next += 1;
            }
            let linked = links.get(next).is_some_and(|link| link.start < range.end);
            let prose = |at: usize| piece.is_prose(at);
            // Beside a formula or a mark the space may be what is left of it.
            let beside = range.start.saturating_sub(1)..=range.end.min(piece.plain.len().saturating_sub(1));
            // French sets a space before a semicolon.
            let french = matches!(slip, Slip::Extra(';')) && piece.lang_at(range.start).as_str() == "fr";
            if !linked && !french && beside.into_iter().all(prose) {
                report(subject, piece, range, &slip, findings);
            }
        }
    }
}

fn report(subject: &Subject<'_>, piece: &Piece<'_>, range: Range<usize>, slip: &Slip, findings: &mut Findings) {
    let ui = subject.ui;
    let (message, help, fix) = match slip {
        Slip::Extra(sign @ ('(' | '[')) => (
            say!(ui, "a space stands after {sign}", "лишний пробел после {sign}"),
            ui.of("take it out", "уберите пробел"),
            sign.to_string(),
        ),
        Slip::Extra(sign) => (
            say!(ui, "a space stands before {sign}", "лишний пробел перед {sign}"),
            ui.of("take it out", "уберите пробел"),
            sign.to_string(),
        ),
        Slip::Missing(sign) => (
            say!(ui, "no space stands after {sign}", "нет пробела после {sign}"),
            ui.of("put a space after it", "поставьте пробел"),
            format!("{sign} "),
        ),
        Slip::Doubled => (
            say!(ui, "two stops stand in a row", "две точки подряд"),
            ui.of("leave one, or three for an ellipsis", "оставьте одну или поставьте многоточие"),
            ".".to_owned(),
        ),
    };
    let mut finding = findings.at(piece.span(range.clone()), message).help(help);
    if let Some(span) = piece.exact(range, subject.source) {
        finding = finding.replace(!matches!(slip, Slip::Doubled), span, fix);
    }
    findings.add(finding);
}

/// The slips of a text, each with the sign and the space that is one too many.
fn slips(text: &str) -> Vec<(Range<usize>, Slip)> {
    let mut found = Vec::new();
    for (at, _) in text.match_indices([',', '.', ';', ')', ']', '(', '[']) {
        let (before, after) = (&text[..at], &text[at + 1..]);
        let sign = text[at..].chars().next().unwrap_or(' ');
        let word_before = || before.strip_suffix(' ').and_then(|b| b.chars().next_back());
        match sign {
            ',' | ';' | ')' | ']' | '.' if before.ends_with(' ') => {
                // After a bracket or figure a stop may begin a number or the name of a file.
                let certain = word_before().is_some_and(|c| c.is_alphanumeric() || matches!(c, ')' | '”' | '»'));
                let next = after.chars().next();
                let ends = next.is_none_or(|c| c.is_whitespace() || matches!(c, ',' | '.' | ';' | ':'));
                if certain && ends && !after.starts_with("..") {
                    found.push((at - 1..at + 1, Slip::Extra(sign)));
                }
            }
            '(' | '[' if after.starts_with(' ') => {
                let spaced = before.is_empty() || before.ends_with(' ');
                if spaced && after[1..].starts_with(char::is_alphabetic) {
                    found.push((at..at + 2, Slip::Extra(sign)));
                }
            }
            '.' if is_doubled(before, after) => found.push((at..at + 2, Slip::Doubled)),
            '.' | ',' if runs_together(before, after, sign) => found.push((at..at + 1, Slip::Missing(sign))),
            _ => {}
        }
    }
    found
}

/// Two stops and no more after a word, at the end of a sentence.
fn is_doubled(before: &str, after: &str) -> bool {
    let ends = |rest: &str| rest.is_empty() || rest.starts_with(' ');
    before.ends_with(char::is_alphanumeric) && after.strip_prefix('.').is_some_and(ends)
}

/// `town.The`, `town,the`: two words that nothing but the sign is between.
fn runs_together(before: &str, after: &str, sign: char) -> bool {
    let mut head = before.chars().rev().take_while(|c| c.is_alphabetic());
    let mut tail = after.chars().take_while(|c| c.is_alphabetic());
    let (Some(last), Some(first)) = (head.next(), tail.next()) else { return false };
    let small = |chars: &mut dyn Iterator<Item = char>| chars.take(2).filter(|c| c.is_lowercase()).count() == 2;
    let begins = if sign == '.' { first.is_uppercase() } else { true };
    last.is_lowercase() && small(&mut head) && begins && small(&mut tail)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_are_found() {
        for (text, slip) in [
            ("The club , old", " ,"),
            ("the club .", " ."),
            ("( the club)", "( "),
            ("(the club )", " )"),
            ("the hall.The school", "."),
            ("the hall,the school", ","),
            ("and so on..", ".."),
        ] {
            let found: Vec<&str> = slips(text).into_iter().map(|(range, _)| &text[range]).collect();
            assert_eq!(found, [slip], "{text}");
        }
    }

    #[test]
    fn what_is_no_slip() {
        for text in [
            "and so on...",
            "a .txt file",
            "Node.js",
            "e.g. this",
            "1 .5",
            "A.S.Pushkin",
            "i.e.The",
            "x ... y",
            "wait .. .",
            "no. 5,6",
        ] {
            assert_eq!(slips(text).len(), 0, "{text}");
        }
    }
}
