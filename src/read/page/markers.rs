//! What an editor says of a block in the manuscript itself: `<!-- offprint: heading 2 -->`.
//!
//! A comment that is alone in its line counts for the block below it, one at the end of a line for the block that ends
//! there. It says what the block is, and no evidence says otherwise. What follows `--` is the reason. Where a comment
//! stands, a block begins or ends. In a code fence it is code.
//!
//! Blocks that are to be left out are taken away before anything looks at the page. For the others the phases ask
//! [`Page::marker`]; a marker that stands for a label gives that label, so that a phase sees it as any other.

use std::collections::BTreeMap;
use std::ops::Range;

use super::front::{self, Block, Front};
use super::lines::{Shape, Unit};
use super::marks::{self, Mark};
use super::people::{self, LineAuthor};
use super::references::{Item, Lists};
use super::{Page, Role};
use crate::article::Lang;
use crate::diagnostic::Diagnostic;
use crate::notation::labels::{self, Label, LabelKind, Separator};
use crate::source::Span;

/// What a marker says that a block is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Marker {
    Title,
    Authors,
    Affiliation,
    Rubric,
    Abstract,
    Keywords,
    Citation,
    AuthorNote,
    Acknowledgements,
    Funding,
    /// Of this level; without one, of the level that its look gives it.
    Heading(Option<u8>),
    Paragraph,
    /// The rest of the paragraph above.
    Join,
    /// A paragraph of its own.
    NoJoin,
    Note,
    /// Of a figure or of a table.
    Caption(Option<LabelKind>),
    ReferenceList,
    Reference,
    RunningHead,
    PageNumber,
    LeaveOut,
}

/// What a marker can say: its word, what it takes after it, and what it is in a line.
pub const WORDS: &[(&str, &str, &str)] = &[
    ("title", "", "the title, or a line of it"),
    ("authors", "", "the line of authors"),
    ("affiliation", "", "an affiliation, or several with their keys"),
    ("rubric", "", "the heading under which the journal prints the article"),
    ("abstract", "", "the abstract, or a paragraph of it"),
    ("keywords", "", "the keywords"),
    ("citation", "", "the citation block"),
    ("author-note", "", "a note on an author"),
    ("acknowledgements", "", "acknowledgements"),
    ("funding", "", "the funding statement"),
    ("heading", "LEVEL", "a heading, of level 1 to 6 if one is given"),
    ("paragraph", "", "text of the body"),
    ("join", "", "the rest of the paragraph above"),
    ("no-join", "", "a paragraph of its own"),
    ("note", "MARK", "a footnote, with its mark if that does not stand before it"),
    ("caption", "figure|table", "the caption of a figure or a table"),
    ("reference-list", "", "the heading of a list of references"),
    ("reference", "", "an item of the list of references"),
    ("running-head", "", "a running head: left out"),
    ("page-number", "", "a page number: left out"),
    ("leave-out", "", "no part of the article"),
];

/// The longest comment that can be a marker, in bytes.
const LONGEST: usize = 1000;

impl Marker {
    /// Reads what a marker says: one of [`WORDS`] and what it takes.
    fn read(word: &str, argument: &str) -> Option<Marker> {
        let level = || match argument {
            "" => Some(None),
            _ => argument.parse().ok().filter(|n| (1..=6).contains(n)).map(Some),
        };
        let marker = match word {
            "title" => Marker::Title,
            "authors" => Marker::Authors,
            "affiliation" => Marker::Affiliation,
            "rubric" => Marker::Rubric,
            "abstract" => Marker::Abstract,
            "keywords" => Marker::Keywords,
            "citation" => Marker::Citation,
            "author-note" => Marker::AuthorNote,
            "acknowledgements" => Marker::Acknowledgements,
            "funding" => Marker::Funding,
            "heading" => return level().map(Marker::Heading),
            "paragraph" => Marker::Paragraph,
            "join" => Marker::Join,
            "no-join" => Marker::NoJoin,
            "note" => {
                let one = argument.len() <= 12 && !argument.contains(char::is_whitespace);
                return one.then_some(Marker::Note);
            }
            "caption" => {
                return match argument {
                    "" => Some(Marker::Caption(None)),
                    "figure" => Some(Marker::Caption(Some(LabelKind::Figure))),
                    "table" => Some(Marker::Caption(Some(LabelKind::Table))),
                    _ => None,
                };
            }
            "reference-list" => Marker::ReferenceList,
            "reference" => Marker::Reference,
            "running-head" => Marker::RunningHead,
            "page-number" => Marker::PageNumber,
            "leave-out" => Marker::LeaveOut,
            _ => return None,
        };
        argument.is_empty().then_some(marker)
    }

    fn leaves_out(self) -> bool {
        matches!(self, Marker::RunningHead | Marker::PageNumber | Marker::LeaveOut)
    }

    /// Whether the block is one of the body, that only the body's phase may take.
    fn is_of_body(self) -> bool {
        matches!(self, Marker::Heading(_) | Marker::Paragraph | Marker::Join | Marker::NoJoin | Marker::Caption(_))
    }

    /// Whether it can only stand in a block of the front matter.
    pub fn is_of_front(self) -> bool {
        matches!(self, Marker::Title | Marker::Authors | Marker::Affiliation | Marker::Abstract | Marker::Keywords)
    }

    /// The label that the marker stands for, if there is one for it, at the start of a block.
    fn label(self, text: &str) -> Option<Label> {
        let kind = match self {
            Marker::Rubric => LabelKind::Heading,
            Marker::Abstract => LabelKind::Abstract,
            Marker::Keywords => LabelKind::Keywords,
            Marker::Citation => LabelKind::Citation,
            Marker::AuthorNote => LabelKind::AuthorNotes,
            Marker::Acknowledgements => LabelKind::Acknowledgements,
            Marker::Funding => LabelKind::Funding,
            Marker::ReferenceList => LabelKind::References,
            _ => return None,
        };
        let whole = matches!(self, Marker::Rubric | Marker::ReferenceList);
        if let Some(written) = labels::at_start_of(text, &[kind]).filter(|l| !whole || l.whole_line) {
            return Some(Label { has_colon: true, separator: Separator::Colon, ..written });
        }
        // A label that the table does not have, up to its colon. An abstract may begin with the name of its first part.
        let words = text.find(':').filter(|colon| {
            !matches!(self, Marker::Abstract | Marker::ReferenceList | Marker::Rubric)
                && (1..=60).contains(colon)
                && text[..*colon].chars().all(|c| c.is_alphabetic() || c == ' ')
        });
        let (label, len) = match words {
            _ if whole => (0..text.len(), text.len()),
            Some(colon) => (0..colon, text.len() - text[colon + 1..].trim_start().len()),
            None => (0..0, 0),
        };
        Some(Label {
            kind,
            lang: Lang::UND,
            len,
            has_colon: true,
            separator: Separator::Colon,
            text: label,
            whole_line: whole || len == text.len() && len > 0,
            exact: true,
        })
    }
}

/// A marker and the unit that it is about.
#[derive(Clone, Debug)]
struct Placed {
    unit: usize,
    marker: Marker,
    /// All that it says.
    said: Range<usize>,
    /// What follows its word.
    argument: Range<usize>,
    comment: Span,
}

/// The markers of a page, by their units.
#[derive(Clone, Debug, Default)]
pub(super) struct Markers {
    placed: Vec<Placed>,
}

/// Whether a line begins with a comment that can be a marker.
pub(super) fn is_marker(line: &str) -> bool {
    line.strip_prefix("<!--").is_some_and(|rest| rest.trim_start().starts_with("offprint:"))
}

/// A comment that is meant to be a marker.
struct Comment {
    span: Range<usize>,
    said: Range<usize>,
    /// Nothing stands before it in its line.
    opens: bool,
    /// Nothing stands after it in its line.
    closes: bool,
}

fn comments(source: &str) -> Vec<Comment> {
    let mut found = Vec::new();
    for at in memchr::memmem::find_iter(source.as_bytes(), b"offprint:") {
        let Some(open) = source[..at].trim_end().strip_suffix("<!--").map(str::len) else { continue };
        let from = at + "offprint:".len();
        let Some(close) = memchr::memmem::find(&source.as_bytes()[from..], b"-->").filter(|n| *n < LONGEST) else {
            continue;
        };
        let said = &source[from..from + close];
        let said = said.split("--").next().unwrap_or_default();
        let end = from + close + "-->".len();
        // No further than white space goes: a line may be as long as the manuscript.
        let space = |c: char| c.is_whitespace() && !matches!(c, '\n' | '\r');
        let before = source[..open].trim_end_matches(space);
        let after = source[end..].trim_start_matches(space);
        found.push(Comment {
            span: open..end,
            said: super::lines::trim(source, from..from + said.len()),
            opens: before.is_empty() || before == "\u{FEFF}" || before.ends_with(['\n', '\r']),
            closes: after.is_empty() || after.starts_with(['\n', '\r']),
        });
    }
    found
}

/// The markers and the units that they are about, in order.
fn find(source: &str, units: &[Unit], diagnostics: &mut Vec<Diagnostic>) -> Vec<Placed> {
    let mut placed: Vec<Placed> = Vec::new();
    for comment in comments(source) {
        let span = Span::new(comment.span.start, comment.span.end);
        let below = units.partition_point(|u| u.range.start < comment.span.start);
        let above = below.checked_sub(1);
        if above.is_some_and(|u| units[u].shape == Shape::Fence && units[u].range.end > comment.span.start) {
            continue;
        }
        let said = &source[comment.said.clone()];
        let (word, argument) = said.split_once(char::is_whitespace).unwrap_or((said, ""));
        let argument = argument.trim();
        let Some(marker) = Marker::read(word, argument) else {
            diagnostics.push(unknown(word, span));
            continue;
        };
        let unit = match (comment.opens, comment.closes) {
            (true, true) => Some(below).filter(|u| *u < units.len()),
            (false, true) => above.filter(|u| units[*u].range.end <= comment.span.start),
            _ => None,
        };
        let Some(unit) = unit else {
            diagnostics.push(misplaced(span, "this marker is about no block"));
            continue;
        };
        if matches!(units[unit].shape, Shape::Table | Shape::Fence | Shape::Formula) && !marker.leaves_out() {
            diagnostics
                .push(misplaced(span, "this marker is about a table, a formula or code, which it cannot change"));
            continue;
        }
        if let Some(last) = placed.last().filter(|p| p.unit == unit) {
            let first = last.comment;
            let finding = misplaced(span, "two markers are about one block; the second one counts");
            diagnostics.push(finding.related(first, "the first one"));
            placed.pop();
        }
        let argument = comment.said.end - argument.len()..comment.said.end;
        placed.push(Placed { unit, marker, said: comment.said, argument, comment: span });
    }
    placed
}

/// What the manuscript says of each of `units` that has a marker.
pub(super) fn told(source: &str, units: &[Unit]) -> BTreeMap<usize, String> {
    let said = |p: Placed| (p.unit, source[p.said].split_whitespace().collect::<Vec<_>>().join(" "));
    find(source, units, &mut Vec::new()).into_iter().map(said).collect()
}

/// Finds the markers of a page and takes away the units that they leave out. Headings lose their signs, and units take the
/// shape of text, so that nothing but the marker tells what they are.
pub(super) fn place(source: &str, units: &mut Vec<Unit>, diagnostics: &mut Vec<Diagnostic>) -> Markers {
    let mut placed = find(source, units, diagnostics);
    if placed.is_empty() {
        return Markers::default();
    }
    for placed in placed.iter().filter(|p| !p.marker.leaves_out()) {
        let unit = &mut units[placed.unit];
        if matches!(unit.shape, Shape::Heading(_)) {
            if placed.marker == Marker::Heading(None) {
                continue;
            }
            let text = &source[unit.range.clone()];
            let words = text.trim_start_matches('#');
            unit.range = super::lines::trim(source, unit.range.end - words.len()..unit.range.end);
        }
        unit.shape = Shape::Text;
    }
    leave_out(units, &mut placed, diagnostics);
    Markers { placed }
}

fn leave_out(units: &mut Vec<Unit>, placed: &mut Vec<Placed>, diagnostics: &mut Vec<Diagnostic>) {
    let mut gone = placed.iter().filter(|p| p.marker.leaves_out()).map(|p| (p.unit, p.marker)).collect::<Vec<_>>();
    gone.reverse();
    if gone.is_empty() {
        return;
    }
    let mut kept = Vec::with_capacity(units.len());
    let mut number = vec![0; units.len()];
    for (n, unit) in std::mem::take(units).into_iter().enumerate() {
        number[n] = kept.len();
        match gone.last() {
            Some(&(left, marker)) if left == n => {
                let span = Span::new(unit.range.start, unit.range.end);
                diagnostics.push(match marker {
                    Marker::RunningHead => Diagnostic::info("read-running-head", span, "left out: a running head"),
                    Marker::PageNumber => Diagnostic::info("read-page-number", span, "left out: a page number"),
                    _ => Diagnostic::info("read-left-out", span, "left out, as its marker says"),
                });
                gone.pop();
            }
            _ => kept.push(unit),
        }
    }
    *units = kept;
    placed.retain(|p| !p.marker.leaves_out());
    for placed in placed {
        placed.unit = number[placed.unit];
    }
}

fn unknown(word: &str, span: Span) -> Diagnostic {
    let shown: String = word.chars().take(40).collect();
    let known: Vec<String> = WORDS
        .iter()
        .map(|(word, takes, _)| if takes.is_empty() { (*word).to_owned() } else { format!("{word} [{takes}]") })
        .collect();
    let message = match WORDS.iter().find(|(known, ..)| *known == word) {
        Some((_, "", _)) => format!("the marker `{shown}` takes nothing after it"),
        Some((_, takes, _)) => format!("the marker `{shown}` takes {takes} after it, or nothing"),
        None => format!("there is no marker `{shown}`"),
    };
    Diagnostic::warning("read-marker-unknown", span, message).help(format!("the markers are {}", known.join(", ")))
}

fn misplaced(span: Span, message: &str) -> Diagnostic {
    Diagnostic::warning("read-marker-misplaced", span, message)
        .help("a marker stands alone in the line above its block, or at the end of the block")
}

impl Page<'_> {
    /// What the manuscript itself says that unit `i` is.
    pub(super) fn marker(&self, i: usize) -> Option<Marker> {
        self.placed(i).map(|p| p.marker)
    }

    fn placed(&self, i: usize) -> Option<&Placed> {
        let placed = &self.markers.placed;
        let at = placed.partition_point(|p| p.unit < i);
        placed.get(at).filter(|p| p.unit == i)
    }

    /// Keeps the units that are marked as body from every phase before the body's.
    pub(super) fn keep_marked(&mut self) {
        for placed in &self.markers.placed {
            if placed.marker.is_of_body() {
                self.roles[placed.unit] = Role::Kept;
            }
        }
    }

    /// Gives the units that were kept to the body, which must begin no later than the first of them. Gives the unit at
    /// which it begins.
    pub(super) fn give_marked(&mut self, front_end: usize) -> usize {
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
    pub(super) fn marked_labels(&self, i: usize, marker: Marker) -> Vec<Label> {
        marker.label(self.text(i)).into_iter().collect()
    }

    /// The note that unit `i` is by its marker: its mark is that of the marker, else the number before its text, else the
    /// number after that of the note before.
    pub(super) fn marked_note(&self, i: usize, last: Option<&str>) -> Option<Mark> {
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
    pub(super) fn marked_authors(&self, i: usize) -> Vec<LineAuthor> {
        let text = self.text(i);
        people::author_line(text).unwrap_or_else(|| {
            let mut from = 0;
            let pieces = text.split_inclusive([',', ';']).take(200).filter_map(|piece| {
                let at = from..from + piece.trim_end_matches([',', ';']).len();
                from += piece.len();
                let name = super::lines::trim(text, at);
                (!name.is_empty()).then(|| LineAuthor { name, keys: Vec::new(), corresponding: false })
            });
            pieces.collect()
        })
    }
}

/// What became of a unit in a block of the front matter.
pub(super) enum Taken {
    /// It was taken.
    Yes,
    /// It is passed over.
    Passed,
    /// The block ends before it.
    Ends,
}

/// Takes unit `i` into the block of the front matter that is being read if a marker says that it belongs there; `None`
/// if no marker decides.
pub(super) fn take(page: &mut Page<'_>, i: usize, block: &mut Block, waiting: usize) -> Option<Taken> {
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
pub(super) fn settle_title(block: &mut Block, marked: Vec<usize>, front: &mut Front) {
    if marked.is_empty() {
        return;
    }
    let others = std::mem::replace(&mut block.title, marked);
    if front.blocks.is_empty() { front.rubrics.extend(others) } else { front.strange.extend(others) }
}

/// Units that are marked as front matter where no phase looked for it: each run of them is a block, which goes to the one
/// in its language if that is there. Marked items that no list has taken go to the list above them.
pub(super) fn take_rest(page: &mut Page<'_>, front: &mut Front, lists: &mut Lists) {
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
pub(super) fn item(page: &Page<'_>, i: usize) -> Item {
    let range = page.range(i);
    match super::references::number(page.text(i)) {
        Some((value, at, len)) => Item {
            number: Some((value, range.start + at.start..range.start + at.end)),
            pieces: vec![super::lines::trim(page.source, range.start + len..range.end)],
        },
        None => Item { number: None, pieces: vec![range] },
    }
}

/// Says that unit `i` is marked as the rest of a paragraph, and that there is none above it.
pub(super) fn nothing_to_join(page: &mut Page<'_>, i: usize) {
    if let Some(comment) = page.placed(i).map(|p| p.comment) {
        page.diagnostics.push(misplaced(comment, "no paragraph stands above that could go on here"));
    }
}
