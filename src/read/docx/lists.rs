//! Lists as the document has them: which paragraphs are items, of what list, at what level.

use super::known::{Item, Known};
use crate::article::{Block, List, ListItem, Run, Text};
use crate::source::{Source, Span};

/// An item on its way into its list.
struct Placed {
    level: u8,
    list: u32,
    kind: crate::article::ListKind,
    item: ListItem,
}

/// Puts items that stand one after another, in lists and in paragraphs, into the lists that they are in.
pub(super) fn nest(known: &Known, source: &Source, blocks: &mut Vec<Block>) {
    let is_item = |block: &Block| match block {
        Block::List(list) => list.items.iter().all(|item| of_item(known, item).is_some()),
        Block::Paragraph(paragraph) => known.item_at(paragraph.text.span()).is_some(),
        _ => false,
    };
    if !blocks.iter().any(is_item) {
        return;
    }
    let mut out = Vec::with_capacity(blocks.len());
    let mut run: Vec<Block> = Vec::new();
    for block in std::mem::take(blocks) {
        if is_item(&block) {
            run.push(block);
        } else {
            flush(known, source, &mut run, &mut out);
            out.push(block);
        }
    }
    flush(known, source, &mut run, &mut out);
    *blocks = out;
}

fn flush(known: &Known, source: &Source, run: &mut Vec<Block>, out: &mut Vec<Block>) {
    // A paragraph with a number that stands alone is a paragraph with a number.
    if let [Block::Paragraph(_)] = run.as_slice() {
        out.append(run);
        return;
    }
    let mut placed = Vec::new();
    for block in run.drain(..) {
        match block {
            Block::List(list) => {
                for item in list.items {
                    let Some(place) = of_item(known, &item) else { continue };
                    placed.push(Placed { level: place.level, list: place.list, kind: place.kind, item });
                }
            }
            Block::Paragraph(mut paragraph) => {
                let Some(place) = known.item_at(paragraph.text.span()) else { continue };
                let label = take_label(source, place, &mut paragraph.text);
                let item = ListItem { label, blocks: vec![Block::Paragraph(paragraph)] };
                placed.push(Placed { level: place.level, list: place.list, kind: place.kind, item });
            }
            _ => {}
        }
    }
    out.append(&mut lists(placed));
}

/// Takes the mark off the start of an item's text.
fn take_label(source: &Source, place: &Item, text: &mut Text) -> Option<Run> {
    let span = Span { start: place.mark, end: place.at };
    let mark = source.slice(span).trim_end();
    if mark.is_empty() || text.span().start >= place.at {
        return None;
    }
    let plain = text.plain();
    let rest = plain.strip_prefix(mark)?;
    let from = plain.len() - rest.trim_start().len();
    *text = text.slice(from..plain.len());
    Some(Run::new(mark, Span::new(place.mark as usize, place.mark as usize + mark.len())))
}

fn of_item<'k>(known: &'k Known, item: &ListItem) -> Option<&'k Item> {
    match item.blocks.first()? {
        Block::Paragraph(paragraph) => known.item_at(paragraph.text.span()),
        _ => None,
    }
}

/// Lists of items: a deeper item belongs to the one before it.
fn lists(placed: Vec<Placed>) -> Vec<Block> {
    let mut out: Vec<Block> = Vec::new();
    let mut open: Option<(u32, u8)> = None;
    let mut placed = placed.into_iter().peekable();
    while let Some(first) = placed.next() {
        let Placed { level, list: number, kind, item } = first;
        let mut deeper = Vec::new();
        while let Some(next) = placed.next_if(|next| next.level > level) {
            deeper.push(next);
        }
        let mut item = item;
        item.blocks.append(&mut lists(deeper));
        match out.last_mut() {
            Some(Block::List(list)) if open == Some((number, level)) => list.items.push(item),
            _ => out.push(Block::List(List { kind, items: vec![item] })),
        }
        open = Some((number, level));
    }
    out
}
