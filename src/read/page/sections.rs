//! Headings to nested sections.

use std::ops::Range;

use super::body::Element;
use crate::article::{Body, Section, SectionKind, Text};
use crate::notation::labels::LabelKind;

/// How a heading is set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Style {
    /// `#` signs.
    Marked(u8),
    /// A comment that says its level.
    Told(u8),
    /// A number of this depth.
    Numbered(u8),
    /// In capitals.
    Capitals,
    /// In bold or italic.
    Bold,
    /// Only a short line.
    Plain,
}

/// A heading.
#[derive(Clone, Debug)]
pub(super) struct Heading {
    /// Where its words stand.
    pub range: Range<usize>,
    pub style: Style,
    pub kind: Option<SectionKind>,
    /// Its text, once inlines are made.
    pub title: Text,
}

/// The kind of section that a label heads.
pub(super) fn kind(label: LabelKind) -> Option<SectionKind> {
    Some(match label {
        LabelKind::Introduction => SectionKind::Introduction,
        LabelKind::Methods => SectionKind::Methods,
        LabelKind::Results => SectionKind::Results,
        LabelKind::Discussion => SectionKind::Discussion,
        LabelKind::Conclusions => SectionKind::Conclusions,
        _ => return None,
    })
}

/// The level of each heading: numbers and `#` signs say it themselves; otherwise the style of the headings that every
/// journal has (introduction, conclusion) is the first level, and any other style the second.
fn levels(headings: &[&Heading]) -> Vec<usize> {
    let least_mark =
        headings.iter().filter_map(|h| if let Style::Marked(n) = h.style { Some(n) } else { None }).min().unwrap_or(1);
    let shown = || headings.iter().filter(|h| !matches!(h.style, Style::Told(_)));
    let top = shown().find(|h| h.kind.is_some()).or(shown().next()).map(|h| h.style);
    let depth_one = |style: Style| matches!(style, Style::Numbered(_));
    headings
        .iter()
        .map(|h| match h.style {
            Style::Marked(n) => usize::from(n - least_mark) + 1,
            Style::Numbered(depth) | Style::Told(depth) => usize::from(depth),
            _ if h.kind.is_some() => 1,
            style if Some(style) == top => 1,
            // Unnumbered headings among numbered ones, such as a conclusion, stand beside them.
            _ if top.is_some_and(depth_one) => 1,
            Style::Capitals => 1,
            _ => 2,
        })
        .collect()
}

/// Nests the blocks under their headings.
pub(super) fn nest(elements: Vec<Element>) -> Body {
    let headings: Vec<&Heading> =
        elements.iter().filter_map(|e| if let Element::Heading(h) = e { Some(h) } else { None }).collect();
    let mut levels = levels(&headings).into_iter();
    let mut body = Body::default();
    // Sections that are open, each with its level.
    let mut stack: Vec<(usize, Section)> = Vec::new();
    for element in elements {
        match element {
            Element::Heading(heading) => {
                // A level is skipped on the page only by a slip: nest one deeper at most.
                let level = levels.next().unwrap_or(1).clamp(1, stack.len() + 1).min(6);
                while stack.last().is_some_and(|(open, _)| *open >= level) {
                    shut(&mut body, &mut stack);
                }
                stack.push((level, Section { title: heading.title, kind: heading.kind, ..Section::default() }));
            }
            Element::Block(block) => match stack.last_mut() {
                Some((_, section)) => section.blocks.push(block),
                None => body.blocks.push(block),
            },
        }
    }
    while !stack.is_empty() {
        shut(&mut body, &mut stack);
    }
    number(&mut body.sections, "sec");
    body
}

fn shut(body: &mut Body, stack: &mut Vec<(usize, Section)>) {
    let Some((_, section)) = stack.pop() else { return };
    match stack.last_mut() {
        Some((_, parent)) => parent.sections.push(section),
        None => body.sections.push(section),
    }
}

/// Gives ids: `sec1`, `sec1.2`. Nesting is at most six deep.
fn number(sections: &mut [Section], prefix: &str) {
    for (n, section) in sections.iter_mut().enumerate() {
        section.id = if prefix == "sec" { format!("sec{}", n + 1) } else { format!("{prefix}.{}", n + 1) };
        let id = section.id.clone();
        number(&mut section.sections, &id);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn heading(style: Style, kind: Option<SectionKind>) -> Heading {
        Heading { range: 0..0, style, kind, title: Text::made("x") }
    }

    #[test]
    fn the_style_of_the_introduction_is_the_first_level() {
        let all = [
            heading(Style::Capitals, Some(SectionKind::Introduction)),
            heading(Style::Capitals, None),
            heading(Style::Plain, None),
            heading(Style::Capitals, Some(SectionKind::Conclusions)),
        ];
        assert_eq!(levels(&all.iter().collect::<Vec<_>>()), [1, 1, 2, 1]);
    }

    #[test]
    fn numbers_say_their_own_level() {
        let all = [heading(Style::Numbered(1), None), heading(Style::Numbered(2), None), heading(Style::Plain, None)];
        assert_eq!(levels(&all.iter().collect::<Vec<_>>()), [1, 2, 1]);
    }

    #[test]
    fn sections_nest_and_get_ids() {
        let elements =
            [Style::Marked(2), Style::Marked(4), Style::Marked(2)].map(|s| Element::Heading(heading(s, None)));
        let body = nest(elements.into());
        assert_eq!(body.sections.iter().map(|s| s.id.as_str()).collect::<Vec<_>>(), ["sec1", "sec2"]);
        assert_eq!(body.sections[0].sections[0].id, "sec1.1");
    }
}
