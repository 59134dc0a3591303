//! What may be a volume, an issue or a year among numbers without labels, and where a number may end.

use super::dates;
use super::numbers::{is_issue_word, is_part_word, is_roman, is_supplement_word, page_range};
use super::tokens::{Class, Draft, Tokens};

/// The end of a volume at `i`: a number of up to four digits, `A27`, `365L`, `111–112`, a Roman numeral in capitals.
pub(super) fn volume(draft: &Draft<'_>, i: usize) -> Option<usize> {
    let word = draft.word(i);
    match draft.class(i) {
        Class::Number if word.len() <= 4 => {
            // `111–112, 410`
            if draft.is_dash(i + 1)
                && draft.class(i + 2) == Class::Number
                && matches!(draft.sign(i + 3), ',' | ':' | '(')
                && !draft.spaced(i + 1)
                && page_range(draft, i + 4).is_some()
                && !dates::is_year(draft, i + 4)
                && draft.class(i + 4) == Class::Number
            {
                return Some(i + 3);
            }
            Some(i + 1)
        }
        Class::Mixed if word.chars().count() <= 5 && !dates::is_year(draft, i) => Some(i + 1),
        Class::Word if is_roman(word) && word.len() > 1 && word.starts_with(char::is_uppercase) => Some(i + 1),
        _ => None,
    }
}

/// An issue in brackets at `at`: its tokens and the token after the bracket.
pub(super) fn bracketed_issue(draft: &Draft<'_>, at: usize) -> Option<(Tokens, usize)> {
    // `288, (5465)`
    let open = if draft.sign(at) == ',' && draft.sign(at + 1) == '(' { at + 1 } else { at };
    if draft.sign(open) != '(' {
        return None;
    }
    let close = draft.closing(open, 12)?;
    let inner = open + 1..close;
    if inner.is_empty() || !draft.all_free(inner.clone()) {
        return None;
    }
    let first = draft.lower(inner.start);
    let digit = draft.lower(inner.start).starts_with(|c: char| c.is_ascii_digit());
    let number = matches!(draft.class(inner.start), Class::Number | Class::Mixed)
        && (digit || draft.lower(inner.start).len() <= 4)
        && !(dates::is_year(draft, inner.start) && inner.len() <= 3);
    let labelled = (first.starts_with("sup") || is_supplement_word(first))
        || is_part_word(first)
        || matches!(first, "spec" | "special" | "serial")
        || is_roman(draft.word(inner.start)) && inner.len() == 1;
    let short = inner.len() <= 7 && draft.bytes(inner.clone()).len() <= 24;
    let from = if is_issue_word(first) { inner.start + 1 } else { inner.start };
    ((number || labelled) && short).then_some((from..close, close + 1))
}

/// A year in brackets at `at`, with or without a month.
pub(super) fn bracketed_year(draft: &Draft<'_>, at: usize) -> Option<(Tokens, usize)> {
    if draft.sign(at) != '(' {
        return None;
    }
    let close = draft.closing(at, 10)?;
    let found = dates::date(draft, at + 1)?;
    (found.range.end == close && draft.free(at + 1)).then_some((found.year?, close + 1))
}

/// Whether a number may end here.
pub(super) fn ends_number(draft: &Draft<'_>, end: usize) -> bool {
    end >= draft.len()
        || draft.sign(end) != '\0' && !matches!(draft.sign(end), '%' | '$' | '/' | '+')
        || !draft.free(end)
        || draft.capital(end)
        || draft.class(end) == Class::Link
        || dates::date(draft, end).is_some()
}

/// Whether a number ends where a group of numbers does.
pub(super) fn ends_strongly(draft: &Draft<'_>, end: usize) -> bool {
    end >= draft.len()
        || matches!(draft.sign(end), '.' | ')' | ',' | ';' | '[' | '(') && !draft.free(end + 1)
        || matches!(draft.sign(end), '.' | ')' | ';')
        || end + 1 >= draft.len()
        || !draft.free(end)
        || dates::date(draft, end + usize::from(draft.sign(end) == ',')).is_some()
}
