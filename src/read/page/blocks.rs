//! Blocks that are not paragraphs: tables, figures, displayed formulas, lists, quotations, code; and captions.

use std::ops::Range;

use super::flow::Flow;
use super::lines::{self, Shape};
use super::markers::Marker;
use super::resolve::Resolver;
use super::{Page, Role, inline};
use crate::article::{
    Align, Block, Cell, Figure, Formula, Graphic, Lang, List, ListItem, ListKind, Localised, Paragraph, Quotation, Row,
    Run, Table, Text,
};
use crate::notation::labels::{self, LabelKind};
use crate::source::Span;

/// A table or figure wider than this many cells is cut: no page has it.
const MOST_CELLS: usize = 256;

/// `Table 1. Caption`, `Рис. 2 – Caption`: the label and the caption, as ranges of the manuscript.
#[derive(Clone, Debug)]
pub(super) struct Caption {
    pub kind: LabelKind,
    pub lang: Lang,
    pub label: Range<usize>,
    pub text: Range<usize>,
}

/// Reads unit `i` as a caption: a label, a number, a stop, colon or dash, and text.
pub(super) fn caption(page: &Page<'_>, i: usize) -> Option<Caption> {
    if page.units[i].shape != Shape::Text {
        return None;
    }
    let text = page.text(i);
    match page.marker(i) {
        Some(Marker::Caption(kind)) => return Some(marked_caption(page, i, kind)),
        Some(_) => return None,
        None => {}
    }
    if text.len() > 1200 {
        return None;
    }
    let labels = page.labels(i);
    let label = labels.iter().find(|l| matches!(l.kind, LabelKind::Figure | LabelKind::Table))?;
    let from = label.text.start;
    let number_at = label.text.end + text[label.text.end..].find(|c: char| !matches!(c, ' ' | '\u{A0}' | '.' | '№'))?;
    let number_len =
        text[number_at..].find(|c: char| !c.is_alphanumeric() && c != '.').unwrap_or(text.len() - number_at);
    let number = text[number_at..number_at + number_len].trim_end_matches('.');
    let first = number.chars().next()?;
    let is_number = first.is_ascii_digit() && number.chars().count() <= 5
        || number.chars().all(|c| matches!(c, 'I' | 'V' | 'X'))
        || number.chars().count() == 1 && first.is_uppercase();
    if !is_number {
        return None;
    }
    let end = number_at + number.len();
    let rest = text[end..].trim_start_matches(['*', '_']);
    let trimmed = rest.trim_start_matches(['.', ':', '–', '—', '-', ' ', '\u{A0}', '*', '_', '|']);
    let parted = rest.trim_start().starts_with(['.', ':', '–', '—', '|']) || rest.is_empty();
    // `Table 2 shows…` goes on as a sentence.
    if !parted || trimmed.starts_with(char::is_lowercase) {
        return None;
    }
    let range = page.range(i);
    let caption = lines::trim(page.source, range.end - trimmed.len()..range.end);
    let lang = page.label_lang(i, label.kind, trimmed);
    Some(Caption { kind: label.kind, lang, label: range.start + from..range.start + end, text: caption })
}

/// The caption that unit `i` is by its marker. Its label is what stands before the first stop, if there is a number in it.
fn marked_caption(page: &Page<'_>, i: usize, kind: Option<LabelKind>) -> Caption {
    let text = page.text(i);
    let written = labels::at_start_of(text, &[LabelKind::Figure, LabelKind::Table]);
    let has_table = page.next_unread(i + 1).is_some_and(|j| page.units[j].shape == Shape::Table);
    let kind = kind.or(written.as_ref().map(|l| l.kind)).unwrap_or(if has_table {
        LabelKind::Table
    } else {
        LabelKind::Figure
    });
    let parts = ['.', ':', '–', '—', '|'];
    let from =
        written.as_ref().map_or(0, |l| l.text.end + text[l.text.end..].bytes().take_while(|b| *b == b'.').count());
    let end = text[from..].find(parts).map_or(text.len(), |n| from + n);
    let is_label = end <= 40 && text[..end].contains(|c: char| c.is_ascii_digit());
    let end = if is_label { end } else { 0 };
    let range = page.range(i);
    let rest = text[end..].trim_start_matches([parts.as_slice(), &[' ', '\u{A0}']].concat().as_slice());
    let lang = crate::notation::language::guess(rest).unwrap_or_default();
    let label = lines::trim(page.source, range.start..range.start + end);
    Caption { kind, lang, label, text: range.end - rest.len()..range.end }
}

/// Makes inlines and blocks, with the bindings of marks and citations.
pub(super) struct Maker<'p, 's> {
    pub page: &'p mut Page<'s>,
    pub resolver: Resolver,
    pub tables: u32,
    pub figures: u32,
    pub formulas: u32,
    pub lang: Lang,
    /// Whether lines with a plain number can be headings: their numbers run on.
    pub numbered: bool,
}

impl Maker<'_, '_> {
    /// The text of a range of the manuscript.
    pub fn text(&mut self, range: Range<usize>) -> Text {
        let flow = self.page.flow(range);
        inline::parse(&flow, &mut self.resolver)
    }

    /// The text of several ranges, joined as one paragraph.
    pub fn joined(&mut self, ranges: &[Range<usize>]) -> Text {
        let mut flow = Flow::default();
        for range in ranges {
            flow.join(self.page.source, range.clone(), &self.page.vocabulary);
        }
        inline::parse(&flow, &mut self.resolver)
    }

    /// A run of a range of the manuscript, on one line.
    pub fn run(&self, range: Range<usize>) -> Run {
        let flow = self.page.flow(range);
        flow.run(0..flow.text.len())
    }

    fn captions(&mut self, caption: Option<Caption>) -> (Option<Run>, Vec<Localised<Text>>) {
        let Some(caption) = caption else { return (None, Vec::new()) };
        let label = self.run(caption.label);
        let text = self.text(caption.text);
        (Some(label), if text.is_empty() { Vec::new() } else { vec![Localised::new(caption.lang, text)] })
    }

    /// A pipe table: its rows, the second of dashes for alignment.
    pub fn table(&mut self, i: usize, caption: Option<Caption>) -> Block {
        let range = self.page.range(i);
        let source = self.page.source;
        let mut rows: Vec<Vec<Range<usize>>> = Vec::new();
        let mut aligns: Vec<Option<Align>> = Vec::new();
        let mut head = 0;
        let mut at = range.start;
        for line in source[range.clone()].split('\n') {
            let line_range = lines::trim(source, at..at + line.len());
            at += line.len() + 1;
            let cells = cells(source, line_range.clone());
            if cells.is_empty() {
                continue;
            }
            let ruler = rows.len() <= 2 && head == 0 && cells.iter().all(|c| is_ruler(&source[c.clone()]));
            if ruler && !rows.is_empty() {
                head = rows.len();
                aligns = cells.iter().map(|c| align(&source[c.clone()])).collect();
                continue;
            }
            rows.push(cells);
        }
        self.tables += 1;
        let (label, captions) = self.captions(caption.clone());
        let mut table = Table { id: format!("tab{}", self.tables), label, captions, ..Table::default() };
        table.span = caption
            .map_or(Span::NONE, |c| Span::new(c.label.start, c.text.end))
            .join(Span::new(range.start, range.end));
        for (n, cells) in rows.into_iter().enumerate() {
            let mut row = Row::default();
            for (column, cell) in cells.into_iter().enumerate() {
                let text = self.text(cell);
                // The first column heads its row where it holds words and the others figures.
                let align = aligns.get(column).copied().flatten();
                row.cells.push(Cell { text, header: n < head, align, ..Cell::default() });
            }
            if n < head { table.head.push(row) } else { table.body.push(row) }
        }
        mark_row_heads(&mut table);
        Block::Table(table)
    }

    /// A picture and its caption, either of which may be missing, as a figure.
    pub fn figure(&mut self, graphic: Option<Graphic>, caption: Option<Caption>) -> Block {
        let place = caption.as_ref().map_or(Span::NONE, |c| Span::new(c.label.start, c.text.end));
        let span = place.join(graphic.as_ref().map_or(Span::NONE, |g| g.span));
        self.figures += 1;
        let (label, captions) = self.captions(caption);
        Block::Figure(Figure {
            id: format!("fig{}", self.figures),
            label,
            captions,
            graphic,
            span,
            ..Figure::default()
        })
    }

    /// A displayed formula: `$$ … $$`, with `(1)` after it or before.
    pub fn formula(&mut self, i: usize) -> Option<Block> {
        let range = self.page.range(i);
        let text = self.page.text(i);
        let open = text.find("$$")? + 2;
        let close = open + text[open..].find("$$")?;
        let tex = lines::trim(self.page.source, range.start + open..range.start + close);
        if tex.is_empty() {
            return None;
        }
        let label = [close + 2..text.len(), 0..open - 2].into_iter().find_map(|r| {
            let r = lines::trim(self.page.source, range.start + r.start..range.start + r.end);
            let shown = &self.page.source[r.clone()];
            (shown.starts_with('(') && shown.trim_end_matches([',', '.', ';']).ends_with(')') && shown.len() < 16).then(
                || {
                    let shown = shown.trim_end_matches([',', '.', ';']);
                    Run::new(shown, Span::new(r.start, r.start + shown.len()))
                },
            )
        });
        self.formulas += 1;
        let run = Run::new(&self.page.source[tex.clone()], Span::new(tex.start, tex.end));
        Some(Block::Formula(Formula { id: format!("eq{}", self.formulas), label, tex: run, ..Formula::default() }))
    }

    /// Items that follow one another, from unit `i` on; gives the list and the unit after it.
    pub fn list(&mut self, i: usize) -> (Block, usize) {
        let shape = self.page.units[i].shape;
        let mut list = List { kind: ListKind::Bullet, items: Vec::new() };
        let mut j = i;
        while j < self.page.units.len() && self.page.units[j].shape == shape && self.page.roles[j] == Role::Unread {
            if j > i && shape == Shape::Numbered && self.page.units[j].after_blank {
                break;
            }
            let range = self.page.range(j);
            let text = self.page.text(j);
            let mark = text.find([' ', '\t', '\u{A0}']).unwrap_or(0);
            let body = self.page.rest(j, mark);
            let label =
                (shape == Shape::Numbered).then(|| Run::new(&text[..mark], Span::new(range.start, range.start + mark)));
            let text = self.text(body);
            list.items.push(ListItem { label, blocks: vec![paragraph(text)] });
            j += 1;
        }
        if shape == Shape::Numbered {
            let alpha = list.items[0].label.as_ref().is_some_and(|l| l.text.starts_with(char::is_alphabetic));
            list.kind = if alpha { ListKind::AlphaLower } else { ListKind::Order };
        }
        (Block::List(list), j)
    }

    /// `> …` lines as a quotation.
    pub fn quotation(&mut self, i: usize) -> Block {
        let range = self.page.range(i);
        let source = self.page.source;
        let mut paragraphs: Vec<Vec<Range<usize>>> = vec![Vec::new()];
        let mut at = range.start;
        for line in source[range.clone()].split('\n') {
            let full = at..at + line.len();
            at += line.len() + 1;
            let text = &source[full.clone()];
            let skip = text.len() - text.trim_start_matches(['>', ' ', '\t']).len();
            let inner = lines::trim(source, full.start + skip..full.end);
            if inner.is_empty() {
                paragraphs.push(Vec::new());
            } else {
                paragraphs.last_mut().expect("never empty").push(inner);
            }
        }
        let blocks = paragraphs.iter().filter(|p| !p.is_empty()).map(|p| paragraph(self.joined(p))).collect();
        Block::Quotation(Quotation { blocks })
    }

    /// A code fence.
    pub fn preformatted(&mut self, i: usize) -> Block {
        let range = self.page.range(i);
        let text = self.page.text(i);
        let start = text.find('\n').map_or(text.len(), |n| n + 1);
        let end = text.rfind('\n').filter(|&n| n >= start).unwrap_or(text.len());
        let (start, end) = if start > end { (text.len(), text.len()) } else { (start, end) };
        Block::Preformatted(Run::new(&text[start..end], Span::new(range.start + start, range.start + end)))
    }
}

/// A paragraph of a text.
pub(super) fn paragraph(text: Text) -> Block {
    Block::Paragraph(Paragraph { text, ..Paragraph::default() })
}

/// The picture of a unit that is nothing else, if its path stays inside the manuscript's folder.
pub(super) fn graphic(page: &Page<'_>, i: usize) -> Option<Graphic> {
    let (alt, href) = picture(page.text(i))?;
    inline::picture_of(alt, href, page.span(i))
}

/// `![alt](src)` and nothing else: the words and the path.
fn picture(text: &str) -> Option<(&str, &str)> {
    let inner = text.strip_prefix("![")?.strip_suffix(')')?;
    let (alt, rest) = inner.split_once("](")?;
    let href = rest.split([' ', '\t']).next()?;
    (!href.is_empty() && !rest.contains("](")).then_some((alt, href))
}

/// The cells of a line of a pipe table; an escaped pipe parts nothing.
fn cells(source: &str, line: Range<usize>) -> Vec<Range<usize>> {
    let text = &source[line.clone()];
    let mut cells = Vec::new();
    let first = usize::from(text.starts_with('|'));
    let mut from = first;
    let bytes = text.as_bytes();
    for at in first..bytes.len() {
        if bytes[at] == b'|' && bytes[at.saturating_sub(1)] != b'\\' && cells.len() < MOST_CELLS {
            cells.push(lines::trim(source, line.start + from..line.start + at));
            from = at + 1;
        }
    }
    if from < text.len() {
        cells.push(lines::trim(source, line.start + from..line.end));
    }
    cells
}

fn is_ruler(cell: &str) -> bool {
    !cell.is_empty() && cell.bytes().all(|b| matches!(b, b'-' | b':' | b' ')) && cell.contains('-')
}

fn align(cell: &str) -> Option<Align> {
    match (cell.starts_with(':'), cell.ends_with(':')) {
        (true, true) => Some(Align::Center),
        (false, true) => Some(Align::Right),
        (true, false) => Some(Align::Left),
        _ => None,
    }
}

/// The first column heads its rows where it has words or years, each once, and all the other cells begin with figures.
fn mark_row_heads(table: &mut Table) {
    if table.head.is_empty() || table.body.len() < 2 {
        return;
    }
    let figures = |cell: &Cell| {
        let plain = cell.text.plain();
        plain.trim().is_empty() || plain.chars().find(|c| c.is_alphanumeric()).is_none_or(|c| c.is_ascii_digit())
    };
    let ok = table
        .body
        .iter()
        .all(|row| row.cells.len() > 1 && !row.cells[0].text.is_empty() && row.cells[1..].iter().all(figures));
    if ok {
        for row in &mut table.body {
            row.cells[0].header = true;
        }
    }
}
