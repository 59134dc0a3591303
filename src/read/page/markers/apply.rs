//! What the phases ask of the markers, and what they do not take themselves.

use super::{Marker, Placed, misplaced};
use crate::notation::labels::{Label, LabelKind};
use crate::read::page::front::{self, Block, Front};
use crate::read::page::marks::{self, Mark};
use crate::read::page::people::{self, LineAuthor};
use crate::read::page::references::{self, Item, Lists};
use crate::read::page::{Page, Role, lines};

impl Page<'_> {
    /// What the manuscript itself says that unit `i` is.
    pub(in crate::read::page) fn marker(&self, i: usize) -> Option<Marker> {
        self.placed(i).map(|p| p.marker)
    }

    fn placed(&self, i: usize) -> Option<&Placed> {
        let placed = &self.markers.placed;
        let at = placed.partition_point(|p| p.unit < i);
        placed.get(at).filter(|p| p.unit == i)
    }

    /// Keeps the units that are marked as body from every phase before the body's.
    pub(in crate::read::page) fn keep_marked(&mut self) {
        for placed in &self.markers.placed {
            if placed.marker.is_of_body() {
                self.roles[placed.unit] = Role::Kept;
            }
        }
    }

    /// Gives the units that were kept to the body, which must begin no later than the first of them. Gives the unit at
    /// which it begins.
    pub(in crate::read::page) fn give_marked(&mut self, front_end: usize) -> usize {
        let mut begin = front_end;
        for placed in &self.markers.placed {
            if self.roles[placed.unit] == Role::Kept {
                self.roles[placed.unit] = Role::Unread;
                begin = begin.min(placed.unit);
            }
        }
        begin
    }

    /// The labels of a unit that has a marker.
    pub(in crate::read::page) fn marked_labels(&self, i: usize, marker: Marker) -> Vec<Label> {
        marker.label(self.text(i)).into_iter().collect()
    }

    /// The note that unit `i` is by its marker: its mark is that of the marker, else the number before its text, else the
    /// number after that of the note before.
    pub(in crate::read::page) fn marked_note(&self, i: usize, last: Option<&str>) -> Option<Mark> {
        let placed = self.placed(i).filter(|p| p.marker == Marker::Note)?;
        let text = self.text(i);
        if let Some(mark) = marks::note_start(text) {
            return Some(mark);
        }
        if !placed.argument.is_empty() {
            let label = self.source[placed.argument.clone()].to_owned();
            return Some(Mark { label, at: 0..0, len: 0, bracket: false });
        }
        let digits = text.bytes().take_while(u8::is_ascii_digit).count();
        let stars = text.bytes().take_while(|b| *b == b'*').count();
        let len = if (1..=3).contains(&digits) { digits } else { stars };
        let rest = text[len..].trim_start_matches([')', '.', ' ', '\u{A0}', '\t']);
        if len > 0 && !rest.is_empty() {
            return Some(Mark { label: text[..len].into(), at: 0..len, len: text.len() - rest.len(), bracket: false });
        }
        let next = last.and_then(|l| l.parse::<u32>().ok()).unwrap_or(0).saturating_add(1);
        Some(Mark { label: next.to_string(), at: 0..0, len: 0, bracket: false })
    }

    /// The authors of a unit that is marked as their line, be they names or not.
    pub(in crate::read::page) fn marked_authors(&self, i: usize) -> Vec<LineAuthor> {
        let text = self.text(i);
        people::author_line(text).unwrap_or_else(|| {
            let mut from = 0;
            let pieces = text.split_inclusive([',', ';']).take(200).filter_map(|piece| {
                let at = from..from + piece.trim_end_matches([',', ';']).len();
                from += piece.len();
                let name = lines::trim(text, at);
                (!name.is_empty()).then(|| LineAuthor { name, keys: Vec::new(), corresponding: false })
            });
            pieces.collect()
        })
    }
}

/// What became of a unit in a block of the front matter.
pub(in crate::read::page) enum Taken {
    /// It was taken.
    Yes,
    /// It is passed over.
    Passed,
    /// The block ends before it.
    Ends,
}

/// Takes unit `i` into the block of the front matter that is being read if a marker says that it belongs there; `None`
/// if no marker decides.
pub(in crate::read::page) fn take(page: &mut Page<'_>, i: usize, block: &mut Block, waiting: usize) -> Option<Taken> {
    let marker = page.marker(i)?;
    let summed_up = !block.abstract_paragraphs.is_empty();
    match marker {
        Marker::Title => {
            let titled = !block.title.is_empty() || waiting > 0;
            if summed_up || !block.authors.is_empty() && titled {
                return Some(Taken::Ends);
            }
            block.title.push(i);
        }
        Marker::Authors => {
            if summed_up {
                return Some(Taken::Ends);
            }
            let authors = page.marked_authors(i);
            block.authors.push((i, authors));
        }
        Marker::Affiliation => front::affiliations(page, i, block),
        Marker::Abstract => {
            let last = block.abstract_paragraphs.last();
            if last.is_some_and(|last| i == 0 || page.units[i - 1].range.end != last.end) {
                return Some(Taken::Ends);
            }
            let len = page.label(i, &[LabelKind::Abstract]).map_or(0, |l| l.len);
            block.abstract_paragraphs.push(page.rest(i, len));
        }
        Marker::Heading(_) => return Some(Taken::Ends),
        Marker::Paragraph | Marker::Join | Marker::NoJoin | Marker::Caption(_) if summed_up => {
            return Some(Taken::Ends);
        }
        Marker::Reference | Marker::Acknowledgements | Marker::Funding => return Some(Taken::Ends),
        Marker::Paragraph | Marker::Join | Marker::NoJoin | Marker::Caption(_) | Marker::Note => {
            return Some(Taken::Passed);
        }
        _ => return None,
    }
    page.roles[i] = Role::Front;
    Some(Taken::Yes)
}

/// Where lines of a block are marked as its title, they alone are it; the others are lines above it.
pub(in crate::read::page) fn settle_title(block: &mut Block, marked: Vec<usize>, front: &mut Front) {
    if marked.is_empty() {
        return;
    }
    let others = std::mem::replace(&mut block.title, marked);
    if front.blocks.is_empty() { front.rubrics.extend(others) } else { front.strange.extend(others) }
}

/// Units that are marked as front matter where no phase looked for it: each run of them is a block, which goes to the one
/// in its language if that is there. Marked items that no list has taken go to the list above them.
pub(in crate::read::page) fn take_rest(page: &mut Page<'_>, front: &mut Front, lists: &mut Lists) {
    let mut n = 0;
    while let Some(placed) = page.markers.placed.get(n) {
        let (i, marker, comment) = (placed.unit, placed.marker, placed.comment);
        n += 1;
        if page.roles[i] != Role::Unread {
            continue;
        }
        if marker.is_of_front() {
            let mut end = i + 1;
            while end < page.units.len()
                && page.roles[end] == Role::Unread
                && page.marker(end).is_some_and(Marker::is_of_front)
            {
                end += 1;
            }
            let (block, _) = front::read_block(page, i, front, end);
            match front.blocks.iter_mut().find(|b| b.lang == block.lang) {
                Some(known) => known.extend(block),
                None => front.blocks.push(block),
            }
        } else if marker == Marker::Reference {
            match lists.lists.iter_mut().rev().find(|l| l.heading < i) {
                Some(list) => {
                    let item = item(page, i);
                    let before = |other: &Item| other.pieces.first().is_some_and(|p| p.start < item.pieces[0].start);
                    let at = list.items.partition_point(before);
                    list.items.insert(at, item);
                    lists.end = lists.end.max(i + 1);
                    page.roles[i] = Role::Reference;
                }
                None => page.diagnostics.push(misplaced(comment, "no list of references is above this item")),
            }
        }
    }
}

/// The item that a marked unit is.
pub(in crate::read::page) fn item(page: &Page<'_>, i: usize) -> Item {
    let range = page.range(i);
    match references::number(page.text(i)) {
        Some((value, at, len)) => Item {
            number: Some((value, range.start + at.start..range.start + at.end)),
            pieces: vec![lines::trim(page.source, range.start + len..range.end)],
        },
        None => Item { number: None, pieces: vec![range] },
    }
}

/// Says that unit `i` is marked as the rest of a paragraph, and that there is none above it.
pub(in crate::read::page) fn nothing_to_join(page: &mut Page<'_>, i: usize) {
    if let Some(comment) = page.placed(i).map(|p| p.comment) {
        page.diagnostics.push(misplaced(comment, "no paragraph stands above that could go on here"));
    }
}
