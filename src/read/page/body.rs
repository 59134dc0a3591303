//! The body: what no other phase took, as headings, paragraphs and other blocks. A paragraph that a column, a page, a
//! footnote or a figure cuts in two is one paragraph again.

use std::ops::Range;

use super::blocks::{self, Maker};
use super::flow::Flow;
use super::lines::Shape;
use super::markers::{self, Marker};
use super::sections::{self, Heading};
use super::{Role, headings, inline, is_ended, joins, paragraphs};
use crate::article::{Block, Body, List, ListItem, ListKind, Paragraph};
use crate::diagnostic::Diagnostic;
use crate::notation::labels::LabelKind;
use crate::source::Span;

/// A paragraph being put together.
struct Open {
    pieces: Vec<Range<usize>>,
    /// Figures and tables that stood inside; they follow the paragraph.
    floats: Vec<Block>,
}

/// What the body is a list of, before sections nest.
#[expect(clippy::large_enum_variant, reason = "nearly all are blocks")]
pub(super) enum Element {
    Heading(Heading),
    Block(Block),
}

/// Reads the body from unit `from` up to unit `to`.
pub(super) fn read(maker: &mut Maker<'_, '_>, from: usize, to: usize) -> Body {
    let mut elements: Vec<Element> = Vec::new();
    let mut open: Option<Open> = None;
    maker.numbered = headings::numbers_run_on(maker, from, to);
    let marked = (from..to)
        .any(|i| matches!(maker.page.units[i].shape, Shape::Heading(_)) && maker.page.roles[i] == Role::Unread);
    let mut i = from;
    while i < to {
        if maker.page.roles[i] != Role::Unread {
            i += 1;
            continue;
        }
        if let Some(marker) = maker.page.marker(i)
            && marked_block(maker, i, marker, &mut elements, &mut open)
        {
            i += 1;
            continue;
        }
        let shape = maker.page.units[i].shape;
        match shape {
            Shape::Rule => {}
            Shape::Table => {
                let caption = take_caption_before(maker, &mut open, LabelKind::Table, i);
                let block = maker.table(i, caption);
                float(&mut elements, &mut open, block);
            }
            Shape::Formula => {
                close(maker, &mut elements, &mut open);
                let block = maker.formula(i);
                let block = block.unwrap_or_else(|| {
                    let range = maker.page.range(i);
                    blocks::paragraph(maker.text(range))
                });
                elements.push(Element::Block(block));
            }
            Shape::Fence => {
                close(maker, &mut elements, &mut open);
                let block = maker.preformatted(i);
                elements.push(Element::Block(block));
            }
            Shape::Quote => {
                close(maker, &mut elements, &mut open);
                let block = maker.quotation(i);
                elements.push(Element::Block(block));
            }
            Shape::Bullet => {
                close(maker, &mut elements, &mut open);
                let (block, next) = maker.list(i);
                elements.push(Element::Block(block));
                i = next;
                continue;
            }
            Shape::Numbered if is_tight_list(maker, i, to) => {
                let first = first_item_before(maker, &mut open, i);
                close(maker, &mut elements, &mut open);
                let (mut block, next) = maker.list(i);
                if let (Some((label, range)), Block::List(list)) = (first, &mut block) {
                    let text = maker.text(range);
                    let label = Some(maker.run(label));
                    list.items.insert(0, ListItem { label, blocks: vec![blocks::paragraph(text)] });
                }
                elements.push(Element::Block(block));
                i = next;
                continue;
            }
            Shape::Heading(_) | Shape::Text | Shape::Numbered => {
                i = text(maker, i, to, marked, &mut elements, &mut open);
                continue;
            }
        }
        i += 1;
    }
    close(maker, &mut elements, &mut open);
    sections::nest(elements)
}

/// Reads a unit that is what its marker says, where that decides: a heading, or how a paragraph goes on.
fn marked_block(
    maker: &mut Maker<'_, '_>,
    i: usize,
    marker: Marker,
    elements: &mut Vec<Element>,
    open: &mut Option<Open>,
) -> bool {
    match marker {
        // Signs say a level, too.
        Marker::Heading(None) if maker.page.units[i].shape != Shape::Text => return false,
        Marker::Heading(level) => {
            close(maker, elements, open);
            let mut heading = headings::marked(maker.page, i, level);
            heading.title = maker.text(heading.range.clone());
            elements.push(Element::Heading(heading));
        }
        Marker::Paragraph | Marker::Join | Marker::NoJoin => {
            let range = maker.page.range(i);
            if marker == Marker::Join && open.is_none() {
                markers::nothing_to_join(maker.page, i);
            }
            match open {
                Some(open)
                    if marker == Marker::Join
                        || marker == Marker::Paragraph && joins::goes_on(maker, &open.pieces, i) =>
                {
                    open.pieces.push(range);
                }
                _ => {
                    close(maker, elements, open);
                    *open = Some(Open { pieces: vec![range], floats: Vec::new() });
                }
            }
        }
        _ => return false,
    }
    true
}

/// Reads one unit of text: a picture, a caption, a heading or a paragraph. Gives the next unit.
fn text(
    maker: &mut Maker<'_, '_>,
    i: usize,
    to: usize,
    marked: bool,
    elements: &mut Vec<Element>,
    open: &mut Option<Open>,
) -> usize {
    let unit_text = maker.page.text(i);
    // The picture first: one that is not taken must not take a caption with it.
    if let Some(graphic) = blocks::graphic(maker.page, i) {
        // The caption stands under the picture, or above it.
        let below =
            maker.page.next_unread(i + 1).filter(|&j| j < to).and_then(|j| Some((j, blocks::caption(maker.page, j)?)));
        let (caption, next) = match below.filter(|(_, c)| c.kind == LabelKind::Figure) {
            Some((j, caption)) => (Some(caption), j + 1),
            None => (take_caption_before(maker, open, LabelKind::Figure, i), i + 1),
        };
        let block = maker.figure(Some(graphic), caption);
        float(elements, open, block);
        return second_caption(maker, next, to, elements, open);
    }
    if let Some(caption) = blocks::caption(maker.page, i) {
        let next = maker.page.next_unread(i + 1).filter(|&j| j < to);
        let table_follows = next.is_some_and(|j| maker.page.units[j].shape == Shape::Table);
        let graphic = next.and_then(|j| blocks::graphic(maker.page, j));
        if let Some(j) = next.filter(|_| caption.kind == LabelKind::Table && table_follows) {
            let block = maker.table(j, Some(caption));
            float(elements, open, block);
            return j + 1;
        } else if let Some(j) = next.filter(|_| caption.kind == LabelKind::Figure && graphic.is_some()) {
            let block = maker.figure(graphic, Some(caption));
            float(elements, open, block);
            return j + 1;
        } else if caption.kind == LabelKind::Figure
            && (unit_text.chars().count() < 300 && open_is_cut(maker, open, i) || maker.page.marker(i).is_some())
        {
            // A caption alone, where its picture was lost.
            let block = maker.figure(None, Some(caption));
            float(elements, open, block);
            return i + 1;
        }
    }
    if let Some(mut heading) = headings::heading(maker, i, to, marked, open.as_ref().and_then(|o| o.pieces.last())) {
        close(maker, elements, open);
        heading.title = maker.text(heading.range.clone());
        elements.push(Element::Heading(heading));
        return i + 1;
    }
    if let Some(next) = dash_list(maker, i, to, elements, open) {
        return next;
    }
    let range = maker.page.range(i);
    if let Some(open) = open
        && joins::goes_on(maker, &open.pieces, i)
    {
        open.pieces.push(range);
        return i + 1;
    }
    close(maker, elements, open);
    *open = Some(Open { pieces: vec![range], floats: Vec::new() });
    i + 1
}

/// A list whose items begin with a dash, after a paragraph that ends with a colon. Items run together in one line are cut
/// at `; –`. Gives the unit after the list.
fn dash_list(
    maker: &mut Maker<'_, '_>,
    i: usize,
    to: usize,
    elements: &mut Vec<Element>,
    open: &mut Option<Open>,
) -> Option<usize> {
    let is_item = |text: &str| text.starts_with("– ") || text.starts_with("— ");
    let announced =
        open.as_ref().and_then(|o| o.pieces.last()).is_some_and(|r| maker.page.source[r.clone()].ends_with(':'));
    if !announced || !is_item(maker.page.text(i)) {
        return None;
    }
    close(maker, elements, open);
    let mut list = List { kind: ListKind::Bullet, items: Vec::new() };
    let mut j = i;
    while j < to && maker.page.roles[j] == Role::Unread && is_item(maker.page.text(j)) {
        let range = maker.page.range(j);
        let text = maker.page.text(j);
        let mut cuts: Vec<usize> = text
            .match_indices(['–', '—'])
            .filter(|(at, _)| *at > 0 && is_item(&text[*at..]) && text[..*at].trim_end().ends_with(';'))
            .map(|(at, _)| at)
            .collect();
        cuts.push(text.len());
        let mut from = 0;
        for cut in cuts {
            let body = super::lines::trim(maker.page.source, range.start + from..range.start + cut);
            let skip = maker.page.source[body.clone()].chars().next().map_or(0, char::len_utf8);
            let body = super::lines::trim(maker.page.source, body.start + skip..body.end);
            let text = maker.text(body);
            list.items.push(ListItem { label: None, blocks: vec![blocks::paragraph(text)] });
            from = cut;
        }
        j += 1;
    }
    elements.push(Element::Block(Block::List(list)));
    Some(j)
}

/// A caption in the second language right under the first goes into the same figure.
fn second_caption(
    maker: &mut Maker<'_, '_>,
    i: usize,
    to: usize,
    elements: &mut [Element],
    open: &mut Option<Open>,
) -> usize {
    let Some(j) = maker.page.next_unread(i).filter(|&j| j < to && j <= i + 1) else { return i };
    let Some(caption) = blocks::caption(maker.page, j).filter(|c| c.kind == LabelKind::Figure) else { return i };
    let last = match open {
        Some(open) => open.floats.last_mut(),
        None => match elements.last_mut() {
            Some(Element::Block(block)) => Some(block),
            _ => None,
        },
    };
    if let Some(Block::Figure(figure)) = last
        && figure.captions.iter().all(|c| c.lang != caption.lang)
    {
        let text = maker.text(caption.text);
        figure.captions.push(crate::article::Localised::new(caption.lang, text));
        return j + 1;
    }
    i
}

/// Whether the open paragraph is cut, so that a caption here is one that floated into it.
fn open_is_cut(maker: &Maker<'_, '_>, open: &Option<Open>, i: usize) -> bool {
    let Some(last) = open.as_ref().and_then(|o| o.pieces.last()) else { return true };
    !is_ended(&maker.page.source[last.clone()]) || maker.page.text(i).chars().count() < 160
}

/// Puts a figure or table after the open paragraph if that is cut, else right here.
fn float(elements: &mut Vec<Element>, open: &mut Option<Open>, block: Block) {
    match open {
        Some(open) => open.floats.push(block),
        None => elements.push(Element::Block(block)),
    }
}

/// A caption that was read as the paragraph before unit `i`.
fn take_caption_before(
    maker: &Maker<'_, '_>,
    open: &mut Option<Open>,
    kind: LabelKind,
    i: usize,
) -> Option<blocks::Caption> {
    let last = open.as_ref()?.pieces.last()?.clone();
    let unit = (0..i).rev().take(4).find(|&j| maker.page.units[j].range == last)?;
    let caption = blocks::caption(maker.page, unit).filter(|c| c.kind == kind)?;
    let open_ref = open.as_mut()?;
    open_ref.pieces.pop();
    if open_ref.pieces.is_empty() && open_ref.floats.is_empty() {
        *open = None;
    }
    Some(caption)
}

fn is_tight_list(maker: &Maker<'_, '_>, i: usize, to: usize) -> bool {
    let next = i + 1;
    next < to
        && maker.page.units[next].shape == Shape::Numbered
        && maker.page.roles[next] == Role::Unread
        && !maker.page.units[next].after_blank
        && maker.page.text(i).chars().count() < 1500
        && headings::heading_number(maker.page.text(i)).is_none_or(|(depth, _)| depth == 1)
}

/// Where a list begins with its second item, the first was run together with the paragraph before: `…: 1) the first;`.
/// Takes it off that paragraph, and gives its mark and its text.
fn first_item_before(maker: &Maker<'_, '_>, open: &mut Option<Open>, i: usize) -> Option<(Range<usize>, Range<usize>)> {
    let label = maker.page.text(i).split([' ', '\u{A0}']).next()?;
    let first = match label.trim_end_matches([')', '.']) {
        "2" => "1",
        "b" => "a",
        "б" => "а",
        _ => return None,
    };
    let last = open.as_mut()?.pieces.last_mut()?;
    let text = &maker.page.source[last.clone()];
    let mark = format!("{first}{}", label.chars().next_back()?);
    let at = text
        .rfind(&format!(": {mark} "))
        .map(|c| c + 2)
        .or_else(|| text.rfind(&format!(":\n{mark} ")).map(|c| c + 2))?;
    let label = last.start + at..last.start + at + mark.len();
    let item = super::lines::trim(maker.page.source, label.end..last.end);
    last.end = last.start + text[..at].trim_end().len();
    Some((label, item))
}

/// Closes the open paragraph.
fn close(maker: &mut Maker<'_, '_>, elements: &mut Vec<Element>, open: &mut Option<Open>) {
    let Some(Open { pieces, floats }) = open.take() else { return };
    if let Some(paragraph) = paragraph(maker, &pieces) {
        elements.push(Element::Block(Block::Paragraph(paragraph)));
    }
    elements.extend(floats.into_iter().map(Element::Block));
}

/// Makes a paragraph of its pieces; none if nothing but marks is in it.
fn paragraph(maker: &mut Maker<'_, '_>, pieces: &[Range<usize>]) -> Option<Paragraph> {
    let mut flow = Flow::default();
    for (n, piece) in pieces.iter().enumerate() {
        if n > 0 && flow.text.ends_with('-') {
            note_hyphen(maker, &flow, piece);
        }
        flow.join(maker.page.source, piece.clone(), &maker.page.vocabulary);
    }
    if flow.is_empty() {
        return None;
    }
    let mut text = inline::parse(&flow, &mut maker.resolver);
    let run_in = paragraphs::run_in_heading(maker, &mut text);
    let lang = paragraphs::paragraph_lang(&flow.text, maker.lang);
    if lang.is_none() {
        paragraphs::mark_foreign(&mut text, maker.lang);
    }
    Some(Paragraph { text, run_in, lang, continues: false })
}

/// Says what became of a hyphen at a column's or page's end, where only the guess that recognised text breaks words decided.
fn note_hyphen(maker: &mut Maker<'_, '_>, flow: &Flow, next: &Range<usize>) {
    let head = flow.text[..flow.text.len() - 1].rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or("");
    let rest = &maker.page.source[next.clone()];
    let tail = &rest[..rest.find(|c: char| !c.is_alphanumeric()).unwrap_or(rest.len())];
    let joined = format!("{head}{tail}");
    let known = maker.page.vocabulary.knows(&joined) || maker.page.vocabulary.knows(&format!("{head}-{tail}"));
    if !known && tail.starts_with(char::is_lowercase) && !maker.page.vocabulary.keeps_hyphen(head, tail) {
        let at = flow.span(flow.text.len() - 1..flow.text.len());
        maker.page.diagnostics.push(
            Diagnostic::info("read-hyphen-taken-out", at, format!("read as one word, “{joined}”"))
                .related(Span::new(next.start, next.start + tail.len()), "its second half")
                .help("if the word has a hyphen, write it on one line"),
        );
    }
}
