//! A date does not exist.
//!
//! ## What it does
//! Finds dates with a day that the month does not have (`31.02.2020`, `31 ноября 2019 г.`) or a month that the year does
//! not have (`11.13.2020`), in the text, the notes, the references and the article's history. 29 February of the years
//! before 1918 that the Julian calendar counts as leap years is left alone.
//!
//! ## Why it matters
//! Such a date is a slip of the pen for another, and no deposit takes it.
//!
//! ## Example
//! ```text
//! Received by editorial board 31.06.2020.
//! ```
//! Use instead:
//! ```text
//! Received by editorial board 30.06.2020.
//! ```

use crate::check::{Findings, Piece, Role, Rule, Subject, say};
use crate::diagnostic::Severity;
use crate::notation::date::{self, Fault};

/// The rule.
pub const RULE: Rule = Rule {
    id: "date-impossible",
    severity: Severity::Error,
    summary: ["A date does not exist", "Такой даты нет"],
    supersedes: &[],
    check,
};

fn check(subject: &Subject<'_>, findings: &mut Findings) {
    let mut told = "";
    for piece in subject.pieces() {
        let read = !matches!(piece.role, Role::Affiliation | Role::AuthorNote | Role::Table | Role::Heading);
        // The second list repeats the item, and its faults.
        let repeats = piece.role == Role::Reference && piece.id == told;
        if read && !repeats && one(subject, piece, findings) && piece.role == Role::Reference {
            told = piece.id;
        }
    }
}

/// Whether a piece has such a date.
fn one(subject: &Subject<'_>, piece: &Piece<'_>, findings: &mut Findings) -> bool {
    let ui = subject.ui;
    let mut any = false;
    for (found, range) in date::scan(&piece.plain) {
        let Err(fault) = found else { continue };
        if !piece.is_prose(range.start) || is_part_of_more(&piece.plain, &range) {
            continue;
        }
        let written = piece.plain[range.clone()].trim_end();
        let help = match fault {
            // Julian leap years.
            Fault::NoSuchDay { year, month: 2, day: 29, .. } if year < 1918 && year.is_multiple_of(4) => continue,
            Fault::NoSuchDay { month, year, day, .. } if day > 28 => {
                let last = last_day(month, year);
                say!(ui, "the month has {} days", "в этом месяце дней: {}", last)
            }
            Fault::NoSuchMonth { month, .. } => say!(ui, "there is no month {}", "месяца {} нет", month),
            _ => ui.of("correct the day", "исправьте день").to_owned(),
        };
        let message = say!(ui, "there is no date {}", "даты {} не существует", written);
        findings.add(findings.at(piece.span(range.start..range.start + written.len()), message).help(help));
        any = true;
    }
    any
}

/// Whether what was read as a date is part of a longer notation: a number of a document, an address, a version.
fn is_part_of_more(text: &str, range: &std::ops::Range<usize>) -> bool {
    let before = text[..range.start].chars().next_back();
    let mut after = text[range.end..].chars();
    let next = after.next();
    let joined = matches!(next, Some('.' | '/' | '-' | ':' | '_')) && after.next().is_some_and(|c| c.is_alphanumeric());
    let word = text[..range.start].trim_end();
    let numbered = word.ends_with(['№', '#', '=', '/', '_', '§']) || word.ends_with("No.") || word.ends_with("п.");
    joined || numbered || matches!(before, Some('/' | '_' | '=' | '-' | '.')) || next.is_some_and(char::is_alphanumeric)
}

fn last_day(month: u8, year: u16) -> u8 {
    let is_leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    match month {
        2 => 28 + u8::from(is_leap),
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}
