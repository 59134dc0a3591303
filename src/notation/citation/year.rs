//! The date of publication, among all the years that a citation names.

use super::dates::{self, DateMatch};
use super::head::Head;
use super::lexicon::phrases;
use super::tokens::{Class, Draft, Mark};
use crate::article::PartKind;

/// Claims the date of publication: the year with its month and day. `enacted` is the date of an act of law, which counts
/// where there is no other.
pub(super) fn claim(draft: &mut Draft<'_>, head: &Head, enacted: Option<DateMatch>) {
    if let Some(year) = draft.parts.iter().find(|p| p.kind == PartKind::Year).map(|p| p.start as usize) {
        // The numbers found the year; month and day may stand by it: `2010 Mar 5;30(3)`, `(April, 1947)`.
        widen(draft, year);
        return;
    }
    let mut best: Option<(i32, DateMatch)> = None;
    let mut i = head.end.min(draft.len());
    while i < draft.len() {
        let found = draft.free(i).then(|| dates::date(draft, i)).flatten();
        match found.filter(|d| draft.all_free(d.range.clone())) {
            Some(date) => {
                i = date.range.end.max(i + 1);
                if date.year.is_some() {
                    let score = score(draft, head, &date);
                    if score >= 3 && best.as_ref().is_none_or(|(b, _)| score >= *b) {
                        best = Some((score, date));
                    }
                }
            }
            None => i += 1,
        }
    }
    undated(draft, head);
    if let Some((_, date)) = best {
        add(draft, &date);
        if date.month.is_none() {
            day_alone(draft, head, date.range.end);
        }
    } else if let Some(date) = enacted {
        add(draft, &date);
    }
}

fn add(draft: &mut Draft<'_>, date: &DateMatch) {
    // The date of an act that is the title stays in the title.
    if draft.title.as_ref().is_some_and(|t| t.contains(&date.range.start)) {
        return;
    }
    if let Some(day) = &date.day {
        draft.add(PartKind::Day, day.clone());
    }
    if let Some((month, number)) = &date.month {
        // Without the stop: `Feb`.
        let end = if draft.sign(month.end - 1) == '.' && month.len() > 1 { month.end - 1 } else { month.end };
        let value = Some(format!("{number:02}")).filter(|v| v != draft.lower(month.start));
        draft.add_value(PartKind::Month, month.start..end, value);
    }
    if let Some(year) = &date.year {
        draft.add(PartKind::Year, year.clone());
    }
    let mut range = date.range.clone();
    if matches!(draft.sign(range.start.wrapping_sub(1)), '(' | '[') && range.start > 0 {
        range.start -= 1;
        if matches!(draft.sign(range.end), ')' | ']') {
            range.end += 1;
        }
    }
    draft.claim(range, Mark::Date);
}

/// Month and day around a year that is claimed already.
fn widen(draft: &mut Draft<'_>, year_byte: usize) {
    let Some(year) = draft.tokens.iter().position(|t| t.start == year_byte) else { return };
    for start in (year.saturating_sub(5)..=year).filter(|&s| s == year || draft.free(s)) {
        if let Some(date) = dates::date(draft, start)
            && date.year.as_ref().is_some_and(|y| y.start == year)
            && date.month.is_some()
        {
            draft.parts.retain(|p| p.kind != PartKind::Year);
            let range = date.range.clone();
            add(draft, &date);
            draft.claim(range, Mark::Date);
            return;
        }
    }
    // The brackets of `(1930),`.
    if draft.sign(year.wrapping_sub(1)) == '(' && draft.sign(year + 1) == ')' {
        draft.claim(year - 1..year + 2, Mark::Date);
    }
}

/// How much a year looks like the date of publication.
fn score(draft: &Draft<'_>, head: &Head, date: &DateMatch) -> i32 {
    let (start, end) = (date.range.start, date.range.end);
    let before = start.checked_sub(1);
    let sign = before.map_or('\0', |b| draft.sign(b));
    let after = draft.sign(end);
    let claimed = |i: usize| i < draft.len() && !draft.free(i);
    let in_brackets = matches!(sign, '(' | '[') && matches!(after, ')' | ']');
    let first = start == head.end || start == head.end + 1 && in_brackets;
    let mut score = 0;
    if first && head.people {
        score += if in_brackets { 12 } else { 9 };
    }
    if in_brackets {
        score += 5;
    }
    score += match sign {
        ',' | '.' | ';' | ')' => 4,
        ':' => 2,
        '—' | '–' => 2,
        '(' | '[' => 1,
        '\0' if before.is_some_and(claimed) => 4,
        _ if before.is_some_and(claimed) => 4,
        _ => 0,
    };
    score += match after {
        ';' => 6,
        '.' => 3,
        ',' | ')' | ']' => 2,
        ':' => 2,
        _ if end >= draft.len() => 4,
        _ if claimed(end) => 3,
        _ => -1,
    };
    // Nothing but claimed tokens after it.
    if (end..draft.len()).all(|t| !draft.free(t) || draft.class(t) == Class::Sign) {
        score += 3;
    }
    if date.month.is_some() {
        score += 1;
    }
    let year = date.year.clone().unwrap_or_default();
    // `1850–1900` in a title.
    if year.len() == 3 && dates::is_year(draft, year.end - 1) && draft.sign(year.start + 1) != '/' {
        score -= 6;
    }
    if draft.tokens[start].italic && draft.tokens.get(end).is_some_and(|t| t.italic) {
        score -= 8;
    }
    if matches!(
        before.map_or("", |b| draft.lower(b)),
        "of" | "in"
            | "to"
            | "since"
            | "from"
            | "until"
            | "after"
            | "before"
            | "von"
            | "bis"
            | "до"
            | "с"
            | "по"
            | "от"
            | "де"
            | "de"
            | "em"
            | "the"
            | "and"
            | "et"
            | "в"
            | "года"
            | "entre"
            | "between"
            | "и"
            | "a"
    ) {
        score -= 6;
    }
    if inside(draft, start, '[', ']') && !in_brackets
        || inside(draft, start, '“', '”')
        || inside(draft, start, '«', '»')
    {
        score -= 9;
    }
    score
}

/// Whether a token stands between an opening sign before it and a closing one after it, near enough.
fn inside(draft: &Draft<'_>, i: usize, open: char, close: char) -> bool {
    let before = (i.saturating_sub(60)..i).rev().find_map(|t| match draft.sign(t) {
        c if c == close => Some(false),
        c if c == open => Some(true),
        _ => None,
    });
    before == Some(true) && (i..draft.len().min(i + 60)).any(|t| draft.sign(t) == close)
}

/// `Wall Street Journal 4 January.` after a year that stands by itself.
fn day_alone(draft: &mut Draft<'_>, head: &Head, from: usize) {
    for i in head.end.max(from)..draft.len() {
        let Some(date) = draft.free(i).then(|| dates::date(draft, i)).flatten() else { continue };
        let (start, end) = (date.range.start, date.range.end);
        let closed = end >= draft.len() || matches!(draft.sign(end), '.' | ',' | ';' | ')' | ':') || !draft.free(end);
        if date.year.is_none() && date.month.is_some() && closed && draft.all_free(start..end) {
            add(draft, &date);
            return;
        }
    }
}

phrases! {
    /// What stands where there is no date.
    UNDATED,
    "in press|forthcoming|n d|s d|sem data|s f|o j|б г|to appear|preprint|unpublished|unpublished manuscript|press release|manuscript in preparation|under review|in preparation|submitted|no date|в печати|\
     no prelo|en prensa|sous presse|im druck|accepted"
}

/// `(in press)`, `(forthcoming)`, `n.d.`, `[s.d.]`, `б. г.`: claimed as a remark, for there is no date to give.
fn undated(draft: &mut Draft<'_>, head: &Head) {
    for i in head.end..draft.len() {
        if !draft.free(i) {
            continue;
        }
        let before = i.checked_sub(1).map_or('.', |b| if draft.free(b) { draft.sign(b) } else { '.' });
        if !matches!(before, '(' | '[' | '.' | ',' | ';') {
            continue;
        }
        if let Some(end) = draft.any_phrase(i, &UNDATED) {
            let end = draft.past_stop(end);
            if matches!(draft.sign(end), ')' | ']' | ',' | ';' | '.')
                || end >= draft.len()
                || draft.sign(end - 1) == '.'
            {
                draft.add(PartKind::Comment, i..end);
                let open = i.checked_sub(1).filter(|&o| matches!(draft.sign(o), '(' | '['));
                let range =
                    if open.is_some() && matches!(draft.sign(end), ')' | ']') { i - 1..end + 1 } else { i..end };
                draft.claim(range, Mark::Date);
                return;
            }
        }
    }
}
