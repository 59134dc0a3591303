//! Which lines are headings: those with `#`, with a number that runs on, in capitals, in bold; and short plain lines above
//! a paragraph that are no sentence.

use std::ops::Range;

use super::blocks::Maker;
use super::lines::Shape;
use super::sections::{self, Heading, Style};
use super::{Page, Role, first_sign, is_capitals, is_ended, last_sign};
use crate::article::{SectionKind, Text};
use crate::notation::labels::LabelKind;

/// Whether the short lines with a plain number run on without repeats, as the numbers of sections do.
pub(super) fn numbers_run_on(maker: &Maker<'_, '_>, from: usize, to: usize) -> bool {
    let mut last = 0;
    for i in from..to {
        let text = maker.page.text(i);
        if maker.page.roles[i] != Role::Unread || text.len() > 300 || is_ended(text) {
            continue;
        }
        let Some((1, _)) = heading_number(text) else { continue };
        let digits = text.bytes().take_while(u8::is_ascii_digit).count();
        let Ok(number) = text[..digits].parse::<u32>() else { continue };
        // A number may be missing: the introduction's own, or that of a heading that was not recognised.
        if number <= last || number > last + 2 {
            return false;
        }
        last = number;
    }
    true
}

/// Reads unit `i` as a heading.
pub(super) fn heading(
    maker: &Maker<'_, '_>,
    i: usize,
    to: usize,
    marked: bool,
    open: Option<&Range<usize>>,
) -> Option<Heading> {
    let page = &*maker.page;
    let text = page.text(i);
    let chars = text.chars().count();
    let found = page.labels(i);
    let kind = found.iter().filter(|l| l.whole_line).find_map(|l| sections::kind(l.kind));
    let range = page.range(i);
    if let Shape::Heading(level) = page.units[i].shape {
        let skip = text.len() - text.trim_start_matches(['#', ' ', '\t']).len();
        let end = text.trim_end_matches(['#', ' ']).len().max(skip);
        let inner = range.start + skip..range.start + end;
        let style = Style::Marked(level);
        return (!inner.is_empty()).then(|| make_heading(inner, style, kind));
    }
    if !(2..=170).contains(&chars) {
        return None;
    }
    let (inner, style) = look(page, i);
    let shown = &page.source[inner.clone()];
    let number = heading_number(shown);
    let words = number.map_or(shown, |(_, len)| &shown[len..]);
    let cut = open.is_some_and(|r| {
        let before = &page.source[r.clone()];
        !is_ended(before) && before.ends_with(|c: char| c.is_lowercase() || matches!(c, ',' | '-'))
    });
    if kind.is_some() && !cut {
        return Some(make_heading(inner, style, kind));
    }
    let last = shown.chars().next_back()?;
    if matches!(last, '.' | ',' | ';' | ':' | '!' | '-' | '–') && !(style == Style::Capitals && last == '.') {
        return None;
    }
    let starts = words.chars().next()?;
    if starts.is_lowercase() || !words.chars().any(char::is_alphabetic) {
        return None;
    }
    let next = page.next_unread(i + 1).filter(|&j| j < to)?;
    let next_text = page.text(next);
    let next_starts_upper = first_sign(next_text).is_some_and(|c| !c.is_lowercase());
    let before_text = next_text.chars().count() > 120
        && next_text.len() > text.len()
        && next_starts_upper
        && matches!(page.units[next].shape, Shape::Text | Shape::Numbered);
    // A heading right above another: the text comes after both.
    let before_heading = next_text.chars().count() < 120
        && next_starts_upper
        && !next_text.ends_with(['.', ',', ';', ':', '!', '-'])
        && matches!(page.units[next].shape, Shape::Text)
        && page.next_unread(next + 1).filter(|&j| j < to).is_some_and(|j| {
            page.text(j).chars().count() > 160 && first_sign(page.text(j)).is_some_and(char::is_uppercase)
        });
    // A figure's or table's line is none, nor is one with a note mark, a citation or an address in it.
    if found
        .iter()
        .any(|l| matches!(l.kind, LabelKind::Figure | LabelKind::Table | LabelKind::Formula | LabelKind::Email))
        || words.contains("](")
        || words.contains("http")
        || words.contains('@')
        || words.contains('$')
        || words.contains('|')
    {
        return None;
    }
    let sentence_inside = words.contains(". ") && !words.contains("vs. ");
    let is_heading = match style {
        Style::Bold | Style::Capitals => !cut && next_starts_upper && !sentence_inside,
        // Numbers that repeat or leap are those of a list or a key.
        Style::Numbered(_) if !maker.numbered => false,
        Style::Numbered(_) => !cut && !sentence_inside && (before_text || is_deeper_heading(page.text(next), number)),
        _ => {
            !cut && !marked
                && !sentence_inside
                && (before_text || before_heading && !words.contains(','))
                && starts.is_uppercase()
                && chars <= 140
                && !words.contains("](")
                && !is_citation_end(words)
                && open_is_ended(maker, open)
                // A sentence may be a heading, as it is in biology, where a text that is long follows.
                && (before_text && !words.contains(',') && next_text.len() > 2 * text.len() || !reads_like_sentence(words))
        }
    };
    is_heading.then(|| make_heading(inner, style, kind))
}

/// How a line is set, and its words without the emphasis around all of it.
fn look(page: &Page<'_>, i: usize) -> (Range<usize>, Style) {
    // Emphasis around the whole line.
    let mut inner = page.range(i);
    let mut bold = false;
    for mark in ["**", "__", "*", "_"] {
        let shown = &page.source[inner.clone()];
        if shown.len() > 2 * mark.len() + 1
            && shown.starts_with(mark)
            && shown.ends_with(mark)
            && !shown[mark.len()..shown.len() - mark.len()].contains(mark)
        {
            inner = inner.start + mark.len()..inner.end - mark.len();
            bold = true;
            break;
        }
    }
    let shown = &page.source[inner.clone()];
    let number = heading_number(shown);
    let style = match number {
        _ if bold && number.is_none() => Style::Bold,
        Some((depth, _)) => Style::Numbered(depth),
        None if is_capitals(shown) => Style::Capitals,
        None => Style::Plain,
    };
    (inner, style)
}

/// The heading that unit `i` is by its marker, of the level that it gives or else of that which its look gives.
pub(super) fn marked(page: &Page<'_>, i: usize, level: Option<u8>) -> Heading {
    let text = page.text(i);
    let labels = crate::notation::labels::at_start(text);
    let kind = labels.iter().filter(|l| l.whole_line).find_map(|l| sections::kind(l.kind));
    let (inner, style) = look(page, i);
    make_heading(inner, level.map_or(style, Style::Told), kind)
}

fn open_is_ended(maker: &Maker<'_, '_>, open: Option<&Range<usize>>) -> bool {
    open.is_none_or(|r| {
        let before = &maker.page.source[r.clone()];
        is_ended(before) || matches!(last_sign(before), Some(')' | ']'))
    })
}

/// Whether a line ends in a citation: a paragraph that lost its stop.
fn is_citation_end(text: &str) -> bool {
    text.ends_with(']') && text.rfind('[').is_some_and(|i| text[i + 1..].starts_with(|c: char| c.is_ascii_digit()))
}

/// A finite verb of "to be" and the like, where a heading has none.
fn reads_like_sentence(text: &str) -> bool {
    const VERBS: &[&str] = &[
        "is",
        "are",
        "was",
        "were",
        "has",
        "have",
        "been",
        "são",
        "foram",
        "foi",
        "é",
        "era",
        "eram",
        "está",
        "fue",
        "fueron",
        "es",
        "son",
        "był",
        "była",
        "jest",
        "są",
        "ist",
        "sind",
        "war",
        "wurde",
        "était",
        "sont",
        "является",
        "были",
        "был",
        "была",
    ];
    text.split_whitespace().count() > 8 && text.split(|c: char| !c.is_alphabetic()).any(|w| VERBS.contains(&w))
}

fn is_deeper_heading(text: &str, number: Option<(u8, usize)>) -> bool {
    match (heading_number(text), number) {
        (Some((deeper, _)), Some((depth, _))) => deeper > depth && text.chars().count() < 170,
        _ => false,
    }
}

/// The number of a heading (`2`, `2.1.`, `IV.`): its depth and its bytes with the space after.
pub(super) fn heading_number(text: &str) -> Option<(u8, usize)> {
    let bytes = text.as_bytes();
    let mut at = 0;
    let mut depth = 0u8;
    loop {
        let digits = bytes[at..].iter().take_while(|b| b.is_ascii_digit()).count();
        if digits == 0 || digits > 2 {
            break;
        }
        depth += 1;
        at += digits;
        if bytes.get(at) == Some(&b'.') {
            at += 1;
        } else {
            break;
        }
        if depth >= 6 {
            break;
        }
    }
    if depth == 0 {
        let roman = bytes.iter().take_while(|b| matches!(b, b'I' | b'V' | b'X')).count();
        if !(1..=5).contains(&roman) || bytes.get(roman) != Some(&b'.') {
            return None;
        }
        depth = 1;
        at = roman + 1;
    }
    if bytes.get(at) == Some(&b')') {
        return None;
    }
    let rest = &text[at..];
    let trimmed = rest.trim_start();
    (trimmed.len() < rest.len()
        && trimmed.chars().next().is_some_and(|c| c.is_uppercase() || matches!(c, '«' | '“' | '"')))
    .then_some((depth, text.len() - trimmed.len()))
}

fn make_heading(range: Range<usize>, style: Style, kind: Option<SectionKind>) -> Heading {
    Heading { range, style, kind, title: Text::default() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_carry_numbers_of_any_depth() {
        assert_eq!(heading_number("2.1. Method"), Some((2, 5)));
        assert_eq!(heading_number("3 Results"), Some((1, 2)));
        assert_eq!(heading_number("IV. Results"), Some((1, 4)));
        assert_eq!(heading_number("1) item"), None);
        assert_eq!(heading_number("1995 was"), None);
    }
}
