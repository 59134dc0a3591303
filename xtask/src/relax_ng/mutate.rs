//! Small changes of a document, most of which make it wrong.

use std::ops::Range;

use roxmltree::{Document, Node};

use crate::vary::random::Random;

/// Values that attributes may or may not have.
const VALUES: &[&str] =
    &["", "1", "x", "en", "1.2", "yes", "-1", "a b", "2020", "2020-13-45", "#", "é", "fn1", "author"];

/// A document with one to three changes. Names and values come from it and from the documents of `pool`.
pub fn mutate(text: &str, pool: &[&str], random: &mut Random) -> String {
    let mut text = text.to_owned();
    for _ in 0..1 + random.below(3).saturating_sub(1) {
        if let Some(changed) = change(&text, pool, random) {
            text = changed;
        }
    }
    text
}

fn change(text: &str, pool: &[&str], random: &mut Random) -> Option<String> {
    let options = || roxmltree::ParsingOptions { allow_dtd: true, ..Default::default() };
    let document = Document::parse_with_options(text, options()).ok()?;
    let elements: Vec<Node<'_, '_>> = document.descendants().filter(|n| n.is_element()).skip(1).collect();
    let element = *elements.get(random.below(elements.len()))?;
    let range = element.range();
    let whole = &text[range.clone()];
    let replace =
        |range: Range<usize>, with: &str| Some(format!("{}{with}{}", &text[..range.start], &text[range.end..]));
    match random.below(14) {
        // Elements: left out, doubled, moved, swapped, unwrapped, emptied, renamed, brought in from elsewhere.
        0 => replace(range, ""),
        1 => replace(range.end..range.end, whole),
        2 => {
            let other = elements[random.below(elements.len())].range();
            if range.contains(&other.start) {
                return None;
            }
            let (moved, at) = (whole.to_owned(), other.start);
            let without = replace(range.clone(), "")?;
            let at = if at > range.start { at - whole.len() } else { at };
            Some(format!("{}{moved}{}", &without[..at], &without[at..]))
        }
        3 => {
            let next = element.next_sibling_element()?.range();
            let between = &text[range.end..next.start];
            replace(range.start..next.end, &format!("{}{between}{whole}", &text[next.clone()]))
        }
        4 => {
            let inside = inside(text, element)?;
            let inside = text[inside].to_owned();
            replace(range, &inside)
        }
        5 => replace(inside(text, element)?, ""),
        6 => {
            let name = written_name(text, elements[random.below(elements.len())]);
            rename(text, element, name)
        }
        7 | 8 => {
            let other = pool.get(random.below(pool.len()))?;
            let other_document = Document::parse_with_options(other, options()).ok()?;
            let all: Vec<Node<'_, '_>> = other_document.descendants().filter(|n| n.is_element()).skip(1).collect();
            let found = all.get(random.below(all.len()))?;
            if found.range().len() > 20_000 {
                return None;
            }
            let at = if random.one_in(2) { range.start } else { range.end };
            replace(at..at, &other[found.range()])
        }
        // Attributes: left out, given another value, renamed, brought in from elsewhere.
        9 => replace(attribute(element, random)?.0, ""),
        10 | 11 => {
            let (_, value) = attribute(element, random)?;
            let other = elements[random.below(elements.len())];
            let own = attribute(other, random).map(|(_, value)| text[value].to_owned());
            let value_now = match own {
                Some(own) if random.one_in(2) => own,
                _ => VALUES[random.below(VALUES.len())].to_owned(),
            };
            replace(value, &value_now)
        }
        12 => {
            let other = elements[random.below(elements.len())];
            let (range, _) = attribute(other, random)?;
            let at = element.range().start + 1 + written_name(text, element).len();
            let brought = format!(" {}", &text[range]);
            replace(at..at, &brought)
        }
        // Text and what is none.
        _ => {
            let at = inside(text, element)?.start;
            let brought = ["x", " ", "<!-- x -->", "<?x?>", "<![CDATA[x]]>", "&#65;"];
            replace(at..at, brought[random.below(brought.len())])
        }
    }
}

/// An attribute: where it is, and where its value is.
fn attribute(element: Node<'_, '_>, random: &mut Random) -> Option<(Range<usize>, Range<usize>)> {
    let count = element.attributes().len();
    let attribute = element.attributes().nth(random.below(count))?;
    Some((attribute.range(), attribute.range_value()))
}

fn written_name<'t>(text: &'t str, element: Node<'_, '_>) -> &'t str {
    let tag = &text[element.range().start + 1..];
    &tag[..tag.find(|c: char| c.is_whitespace() || matches!(c, '>' | '/')).unwrap_or(0)]
}

/// What stands between the tags of an element; none if it has only one.
fn inside(text: &str, element: Node<'_, '_>) -> Option<Range<usize>> {
    let whole = &text[element.range()];
    if whole.ends_with("/>") {
        return None;
    }
    let start = element.range().start;
    let opened = element.attributes().next_back().map_or(start, |a| a.range().end);
    let first = opened + text[opened..].find('>')? + 1;
    let last = start + whole.rfind("</")?;
    (first <= last).then_some(first..last)
}

fn rename(text: &str, element: Node<'_, '_>, name: &str) -> Option<String> {
    let old = written_name(text, element);
    let range = element.range();
    let inner = &text[range.start + 1 + old.len()..range.end];
    let inner = match inner.strip_suffix('>').and_then(|i| i.trim_end().strip_suffix(old)) {
        Some(inner) if !inner.ends_with('/') || inner.ends_with("</") => format!("{inner}{name}>"),
        _ => inner.to_owned(),
    };
    Some(format!("{}<{name}{inner}{}", &text[..range.start], &text[range.end..]))
}
