//! The lists of references: where they are, and how they are cut into items.

use std::ops::Range;

use super::lines::{self, Shape};
use super::markers::{self, Marker};
use super::{Page, Role, is_ended, marks};
use crate::article::Lang;
use crate::diagnostic::Diagnostic;
use crate::notation::labels::{Label, LabelKind};

/// The lists found.
#[derive(Debug, Default)]
pub(super) struct Lists {
    /// The lists, in the manuscript's order.
    pub lists: Vec<List>,
    /// The unit of the first heading; the number of units if there is no list.
    pub start: usize,
    /// The first unit after the last item.
    pub end: usize,
}

/// One list.
#[derive(Debug)]
pub(super) struct List {
    /// The unit of the heading, and its label.
    pub heading: usize,
    /// The label in the heading.
    pub label: Label,
    /// The language of the heading.
    pub lang: Lang,
    /// The items.
    pub items: Vec<Item>,
}

/// One item.
#[derive(Debug)]
pub(super) struct Item {
    /// Its number and where the number stands.
    pub number: Option<(u32, Range<usize>)>,
    /// Its text, in pieces where a page end or a footnote cuts it.
    pub pieces: Vec<Range<usize>>,
}

/// Labels that end a list.
const AFTER: &[LabelKind] = &[
    LabelKind::Received,
    LabelKind::Revised,
    LabelKind::Accepted,
    LabelKind::Published,
    LabelKind::History,
    LabelKind::Keywords,
    LabelKind::Abstract,
    LabelKind::Citation,
    LabelKind::AuthorNotes,
    LabelKind::Correspondence,
    LabelKind::Acknowledgements,
    LabelKind::Funding,
    LabelKind::ConflictOfInterest,
    LabelKind::Contributions,
    LabelKind::DataAvailability,
    LabelKind::Appendix,
    LabelKind::Licence,
    LabelKind::Udc,
    LabelKind::Doi,
];

/// Finds the lists after unit `from`.
pub(super) fn find(page: &mut Page<'_>, from: usize) -> Lists {
    let mut found = Lists { lists: Vec::new(), start: page.units.len(), end: page.units.len() };
    let mut i = from;
    while i < page.units.len() {
        let Some(label) = heading(page, i) else {
            i += 1;
            continue;
        };
        let (items, end) = items(page, i + 1);
        if items.is_empty() {
            i += 1;
            continue;
        }
        let sample: String =
            items.iter().take(3).flat_map(|it| it.pieces.first()).map(|r| &page.source[r.clone()]).collect();
        let lang = heading_lang(page, i, &sample);
        page.roles[i] = Role::Reference;
        found.start = found.start.min(i);
        found.lists.push(List { heading: i, label, lang, items });
        found.end = end;
        i = end;
    }
    found
}

/// The label of a heading of references at unit `i`.
fn heading(page: &Page<'_>, i: usize) -> Option<Label> {
    if page.roles[i] != Role::Unread
        || !matches!(page.units[i].shape, Shape::Text | Shape::Heading(_) | Shape::Numbered)
    {
        return None;
    }
    if page.text(i).len() > 160 {
        return None;
    }
    page.labels(i).into_iter().find(|l| l.kind == LabelKind::References && l.whole_line)
}

fn heading_lang(page: &Page<'_>, i: usize, sample: &str) -> Lang {
    let lang = page.label_lang(i, LabelKind::References, sample);
    if lang == Lang::UND { Lang::EN } else { lang }
}

/// The number with which an item starts, and the bytes that it takes: `1. `, `1) `, `[1] `, `1 `.
pub(super) fn number(text: &str) -> Option<(u32, Range<usize>, usize)> {
    let open = usize::from(text.starts_with('['));
    let digits = text[open..].bytes().take_while(u8::is_ascii_digit).count();
    if !(1..=4).contains(&digits) {
        return None;
    }
    let at = open..open + digits;
    let value: u32 = text[at.clone()].parse().ok()?;
    let mut rest = &text[at.end..];
    if open == 1 {
        rest = rest.strip_prefix(']')?;
        rest = rest.strip_prefix('.').unwrap_or(rest);
    } else if let Some(after) = rest.strip_prefix(['.', ')']) {
        rest = after;
    } else if !rest.starts_with([' ', '\t', '\u{A0}']) {
        return None;
    }
    // `1.Ivanov` is an item, `12.05.2020` is a date.
    if rest.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let rest = rest.trim_start();
    (!rest.is_empty()).then(|| (value, at, text.len() - rest.len()))
}

/// Whether unit `i` ends a list.
fn ends(page: &Page<'_>, i: usize, numbered: bool) -> bool {
    if matches!(page.units[i].shape, Shape::Heading(_) | Shape::Table | Shape::Fence | Shape::Formula) {
        return true;
    }
    let text = page.text(i);
    if numbered && number(text).is_some() {
        return false;
    }
    let labels = page.labels(i);
    labels.iter().any(|l| {
        AFTER.contains(&l.kind)
            && (l.whole_line
                || l.has_colon
                || l.kind.event().is_some() && !crate::notation::labels::history(text).is_empty())
            || l.kind == LabelKind::References && l.whole_line
    })
}

/// Reads the items from unit `i` on; gives them and the unit after them.
fn items(page: &mut Page<'_>, mut i: usize) -> (Vec<Item>, usize) {
    let mut items: Vec<Item> = Vec::new();
    let mut numbered = false;
    let mut end = i;
    while i < page.units.len() {
        match page.marker(i) {
            Some(Marker::Reference) => {
                items.push(markers::item(page, i));
                numbered |= items.last().is_some_and(|item| item.number.is_some());
                page.roles[i] = Role::Reference;
                (i, end) = (i + 1, i + 1);
                continue;
            }
            Some(Marker::Join) if !items.is_empty() => {
                let range = page.range(i);
                items.last_mut().expect("there is one").pieces.push(range);
                page.roles[i] = Role::Reference;
                (i, end) = (i + 1, i + 1);
                continue;
            }
            Some(Marker::Note) => {
                i += 1;
                continue;
            }
            Some(marker) if marker.is_of_front() || matches!(marker, Marker::Heading(_)) => break,
            _ => {}
        }
        if page.roles[i] != Role::Unread {
            i += 1;
            continue;
        }
        let unit = page.units[i].clone();
        let text = page.text(i);
        if unit.shape == Shape::Rule || is_page_number(text) {
            if next_goes_on(page, i + 1, &items) {
                page.roles[i] = Role::Dropped;
                i += 1;
                continue;
            }
            break;
        }
        if ends(page, i, numbered) {
            break;
        }
        if marks::note_start(text).is_some() {
            // A footnote at the page's end.
            i += 1;
            continue;
        }
        let expected = items.iter().rev().find_map(|it| it.number.as_ref()).map_or(1, |n| n.0 + 1);
        match number(text) {
            Some((value, at, len)) if items.is_empty() && value <= 2 || numbered && near(value, expected) => {
                numbered = true;
                page.roles[i] = Role::Reference;
                let range = unit.range.clone();
                let body = lines::trim(page.source, range.start + len..range.end);
                items.push(Item {
                    number: Some((value, range.start + at.start..range.start + at.end)),
                    pieces: vec![body],
                });
                split_run_together(page, i, &mut items);
            }
            _ if numbered => {
                let before = items.last().and_then(|it| it.pieces.last()).map_or("", |r| &page.source[r.clone()]);
                let goes_on = !unit.after_blank
                    || !is_ended(before)
                    || text.starts_with(|c: char| c.is_lowercase())
                    || text.starts_with("http")
                    || text.starts_with("DOI")
                    || text.starts_with('<');
                if !goes_on || text.len() > 1500 {
                    break;
                }
                if !next_goes_on(page, i + 1, &items)
                    && unit.after_blank
                    && text.len() < 60
                    && !text.contains(|c: char| c.is_ascii_digit())
                {
                    break;
                }
                let range = unit.range.clone();
                items.last_mut().expect("a numbered list has an item").pieces.push(range);
                page.roles[i] = Role::Reference;
            }
            _ => {
                // Without numbers each unit is an item; running text is not.
                if !has_year(text) && (items.is_empty() && text.len() < 25 || text.len() > 1500) {
                    break;
                }
                let joins = items.last().is_some_and(|last: &Item| {
                    let before = last.pieces.last().map_or("", |r| &page.source[r.clone()]);
                    !is_ended(before)
                        && (text.starts_with(|c: char| c.is_lowercase()) || before.ends_with([',', '-', ':']))
                });
                page.roles[i] = Role::Reference;
                let range = match unit.shape {
                    Shape::Bullet => {
                        let skip = text.len()
                            - text
                                .trim_start_matches(|c: char| {
                                    !c.is_alphanumeric() && !matches!(c, '[' | '“' | '«' | '"')
                                })
                                .len();
                        unit.range.start + skip..unit.range.end
                    }
                    _ => unit.range.clone(),
                };
                if joins {
                    items.last_mut().expect("there is one").pieces.push(range);
                } else {
                    items.push(Item { number: None, pieces: vec![range] });
                }
            }
        }
        i += 1;
        end = i;
    }
    (items, end)
}

/// Whether a number may follow: the next one, or a few on where some were lost or repeated.
fn near(value: u32, expected: u32) -> bool {
    value >= expected.saturating_sub(1) && value <= expected + 5
}

/// Whether after an interruption the list goes on with the next number.
fn next_goes_on(page: &Page<'_>, i: usize, items: &[Item]) -> bool {
    let Some(expected) = items.iter().rev().find_map(|it| it.number.as_ref()).map(|n| n.0 + 1) else {
        return !items.is_empty() && page.units.get(i).is_some_and(|_| has_year(page.text(i)));
    };
    (i..page.units.len().min(i + 4)).any(|j| number(page.text(j)).is_some_and(|n| near(n.0, expected)))
}

fn has_year(text: &str) -> bool {
    let bytes = text.as_bytes();
    bytes.windows(4).enumerate().any(|(i, w)| {
        w.iter().all(u8::is_ascii_digit)
            && (w.starts_with(b"1") || w.starts_with(b"20"))
            && !i.checked_sub(1).is_some_and(|j| bytes[j].is_ascii_digit())
            && !bytes.get(i + 4).is_some_and(u8::is_ascii_digit)
    })
}

/// Recognised text runs items together: where the next unit does not start with the next number, it is looked for inside.
fn split_run_together(page: &Page<'_>, i: usize, items: &mut Vec<Item>) {
    loop {
        let last = items.last().expect("one was pushed");
        let Some((value, _)) = last.number else { return };
        let next = value + 1;
        if page.next_unread(i + 1).and_then(|j| number(page.text(j))).is_some_and(|n| n.0 == next) {
            return;
        }
        let range = last.pieces[0].clone();
        let text = &page.source[range.clone()];
        let Some((at, len)) = find_number(text, next) else { return };
        let head = lines::trim(page.source, range.start..range.start + at);
        let body = lines::trim(page.source, range.start + at + len..range.end);
        if head.is_empty() || body.is_empty() {
            return;
        }
        let (digits, _) = text[at..].char_indices().find(|(_, c)| c.is_ascii_digit()).unwrap_or((0, '0'));
        let width = next.to_string().len();
        items.last_mut().expect("one was pushed").pieces = vec![head];
        let number = Some((next, range.start + at + digits..range.start + at + digits + width));
        items.push(Item { number, pieces: vec![body] });
    }
}

/// Where `next` starts an item inside a text: after the end of a sentence or a line, before a capital.
fn find_number(text: &str, next: u32) -> Option<(usize, usize)> {
    for form in [format!("{next}. "), format!("[{next}] "), format!("{next}) ")] {
        for (at, _) in text.match_indices(&form) {
            let before = text[..at].trim_end();
            let after = text[at + form.len()..].trim_start();
            let starts = at > 0
                && text[..at].ends_with(char::is_whitespace)
                && (before.ends_with(['.', ')', ']', '>', '/'])
                    || text[..at].trim_end_matches([' ', '\t']).ends_with('\n'));
            let capital =
                after.starts_with(|c: char| c.is_uppercase() || matches!(c, '[' | '“' | '«' | '"' | '*' | '_'));
            // `Т. 2. С. 5` and `vol. 2. P. 3`: an abbreviation before the number, or one letter and a stop after it.
            let mut words = before.rsplit(' ');
            let last = words.next().unwrap_or("");
            // `… 66 p. 2. Next`: the abbreviation ends a number of pages, and the item.
            let counted = words.next().is_some_and(|w| w.ends_with(|c: char| c.is_ascii_digit()));
            let short = last.chars().count() <= 5 && last.ends_with('.') && last.starts_with(char::is_alphabetic);
            let abbreviated = short && !counted
                || after.chars().nth(1) == Some('.') && after.chars().nth(3).is_some_and(|c| c.is_ascii_digit());
            if starts && capital && !abbreviated {
                return Some((at, form.len()));
            }
        }
    }
    None
}

/// A page number alone: figures, perhaps between dashes.
pub(super) fn is_page_number(text: &str) -> bool {
    let inner = text.trim_matches(|c: char| matches!(c, '-' | '–' | '—' | '|' | ' ' | '.'));
    (1..=5).contains(&inner.len()) && inner.bytes().all(|b| b.is_ascii_digit()) && text.len() < 20
}

/// Whether two lists pair, item n with item n: the same numbers, and no pair whose years and pages both differ. Notes
/// where they do not.
pub(super) fn pair(
    page: &mut Page<'_>,
    lists: &Lists,
    years: impl Fn(usize, usize) -> (Option<String>, Option<String>),
) -> bool {
    let [first, second] = lists.lists.as_slice() else { return false };
    let (first_span, second_span) = (page.span(first.heading), page.span(second.heading));
    if first.items.len() != second.items.len() {
        page.diagnostics.push(
            Diagnostic::warning(
                "read-lists-do-not-pair",
                second_span,
                format!("this list has {} items, the other has {}", second.items.len(), first.items.len()),
            )
            .related(first_span, "the other list")
            .help("item n of one list must be item n of the other; the lists are kept apart"),
        );
        return false;
    }
    let mut faults = 0;
    for n in 0..first.items.len() {
        let (a, b) = (years(0, n), years(1, n));
        let differ = |x: &Option<String>, y: &Option<String>| matches!((x, y), (Some(x), Some(y)) if x != y);
        if differ(&a.0, &b.0) && (differ(&a.1, &b.1) || a.1.is_none() || b.1.is_none()) {
            faults += 1;
        }
    }
    if faults * 3 > first.items.len() {
        page.diagnostics.push(
            Diagnostic::warning(
                "read-lists-do-not-pair",
                second_span,
                format!(
                    "{faults} of {} items have another year or other pages than in the other list",
                    first.items.len()
                ),
            )
            .related(first_span, "the other list")
            .help("item n of one list must be item n of the other; the lists are kept apart"),
        );
        return false;
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_items_come_in_three_forms() {
        assert_eq!(number("12. Ivanov"), Some((12, 0..2, 4)));
        assert_eq!(number("[3] Ivanov"), Some((3, 1..2, 4)));
        assert_eq!(number("4) Ivanov").unwrap().0, 4);
        assert_eq!(number("12.05.2020"), None);
        assert_eq!(number("Ivanov"), None);
    }

    #[test]
    fn items_in_one_line_are_cut_at_the_next_number() {
        assert_eq!(find_number("Title. Minsk; 2004. 2. Petrov A. Title", 2).map(|f| f.0), Some(20));
        assert_eq!(find_number("Title. Т. 2. С. 5. Minsk", 2), None);
    }

    #[test]
    fn page_numbers_stand_alone() {
        assert!(is_page_number("47") && is_page_number("– 48 –"));
        assert!(!is_page_number("47 p.") && !is_page_number("—"));
    }
}
