//! The parts of the body in reading order: sections with their depth, tables, figures, formulas, paragraphs.

use crate::article::{Block, Figure, Formula, Localised, Paragraph, Run, Section, Table, Text};
use crate::check::Subject;
use crate::source::Span;

/// A section, with the number of sections that it stands in.
pub(super) struct Placed<'a> {
    /// The section.
    pub section: &'a Section,
    /// The section that it stands in.
    pub parent: Option<&'a Section>,
    /// How many sections it stands in.
    pub depth: usize,
}

/// The sections of the body in reading order.
pub(super) fn sections<'a>(subject: &Subject<'a>) -> Vec<Placed<'a>> {
    fn go<'a>(list: &'a [Section], parent: Option<&'a Section>, depth: usize, all: &mut Vec<Placed<'a>>) {
        for section in list {
            all.push(Placed { section, parent, depth });
            go(&section.sections, Some(section), depth + 1, all);
        }
    }
    let mut all = Vec::new();
    go(&subject.article.body.sections, None, 0, &mut all);
    all
}

/// A table or a figure.
#[derive(Clone, Copy)]
pub(super) enum Float<'a> {
    /// A table.
    Table(&'a Table),
    /// A figure.
    Figure(&'a Figure),
}

impl<'a> Float<'a> {
    /// Whether it is a table.
    pub fn is_table(self) -> bool {
        matches!(self, Float::Table(_))
    }

    /// Its id.
    pub fn id(self) -> &'a str {
        match self {
            Float::Table(table) => &table.id,
            Float::Figure(figure) => &figure.id,
        }
    }

    /// `Table 1`, as it stands.
    pub fn label(self) -> Option<&'a Run> {
        match self {
            Float::Table(table) => table.label.as_ref(),
            Float::Figure(figure) => figure.label.as_ref(),
        }
    }

    /// Its captions.
    pub fn captions(self) -> &'a [Localised<Text>] {
        match self {
            Float::Table(table) => &table.captions,
            Float::Figure(figure) => &figure.captions,
        }
    }

    /// Its label's place, else the start of it.
    pub fn place(self) -> Span {
        let whole = match self {
            Float::Table(table) => table.span,
            Float::Figure(figure) => figure.span,
        };
        self.label().map_or(whole, |label| label.span)
    }
}

/// What stands in the body.
#[derive(Default)]
pub(super) struct Parts<'a> {
    /// Tables and figures.
    pub floats: Vec<Float<'a>>,
    /// Displayed formulas.
    pub formulas: Vec<&'a Formula>,
    /// Paragraphs.
    pub paragraphs: Vec<&'a Paragraph>,
}

/// What stands in the body, in reading order.
pub(super) fn parts<'a>(subject: &Subject<'a>) -> Parts<'a> {
    let mut all = Parts::default();
    blocks(&subject.article.body.blocks, &mut all);
    for placed in sections(subject) {
        blocks(&placed.section.blocks, &mut all);
    }
    blocks(&subject.article.floats, &mut all);
    all
}

fn blocks<'a>(list: &'a [Block], all: &mut Parts<'a>) {
    for block in list {
        match block {
            Block::Paragraph(paragraph) => all.paragraphs.push(paragraph),
            Block::List(list) => list.items.iter().for_each(|item| blocks(&item.blocks, all)),
            Block::Quotation(quotation) => blocks(&quotation.blocks, all),
            Block::Table(table) => all.floats.push(Float::Table(table)),
            Block::Figure(figure) => all.floats.push(Float::Figure(figure)),
            Block::Formula(formula) => all.formulas.push(formula),
            Block::Definitions(definitions) => definitions.items.iter().for_each(|item| blocks(&item.blocks, all)),
            Block::Group(group) => blocks(&group.blocks, all),
            Block::Preformatted(_) | Block::Verse(_) => {}
        }
    }
}

/// The level that the signs of Markdown before a heading in the manuscript show.
pub(super) fn marked_level(subject: &Subject<'_>, title: &Text) -> Option<usize> {
    let span = title.span();
    if span.is_empty() {
        return None;
    }
    let (_, line) = subject.source.line_at(span.start);
    // The signs are few: a long line before the heading is not looked at.
    let end = (span.start as usize).min(line.start + 16);
    let signs = subject.source.text().as_bytes().get(line.start..end)?.trim_ascii_start();
    let signs = signs.iter().take_while(|b| **b == b'#').count();
    (1..=6).contains(&signs).then_some(signs)
}

/// The number at the start of a heading in its parts: `2.1. The harbour` is 2, 1. Figures of years and quantities are none.
pub(super) fn heading_number(title: &str) -> Option<Vec<u32>> {
    let title = title.trim_start();
    let end = title.find(|c: char| !(c.is_ascii_digit() || c == '.')).unwrap_or(title.len());
    let rest = &title[end..];
    let written = title[..end].trim_end_matches('.');
    let stopped = written.len() < end;
    let closed = rest.starts_with(')') && end > 0;
    let spaced = rest.starts_with(char::is_whitespace);
    let numbers: Vec<u32> = written.split('.').map(|part| part.parse().ok()).collect::<Option<_>>()?;
    // `20 years after`, `2020 in review`: a lone number has a stop, or a capital after it.
    let capital = rest.trim_start_matches([')', ' ', '\u{a0}', '\t']).starts_with(|c: char| !c.is_lowercase());
    let plausible = numbers.iter().all(|n| *n < 100) && numbers.len() <= 5;
    ((closed || spaced) && plausible && (stopped || closed || numbers.len() > 1 || capital)).then_some(numbers)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_headings() {
        for (title, number) in [
            ("1. The harbour", Some(vec![1])),
            ("2.1. The harbour", Some(vec![2, 1])),
            ("2.1 the harbour", Some(vec![2, 1])),
            ("3) Гавань", Some(vec![3])),
            ("1 Introduction", Some(vec![1])),
            ("20 years after", None),
            ("1917. The last year", None),
            ("The harbour of 1917", None),
            ("3D models", None),
            ("", None),
        ] {
            assert_eq!(heading_number(title), number, "{title}");
        }
    }
}
