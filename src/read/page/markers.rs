//! What an editor says of a block in the manuscript itself: `<!-- offprint: heading 2 -->`.
//!
//! A comment that is alone in its line counts for the block below it, one at the end of a line for the block that ends
//! there. It says what the block is, and no evidence says otherwise. What follows `--` is the reason. Where a comment
//! stands, a block begins or ends. In a code fence it is code.
//!
//! Blocks that are to be left out are taken away before anything looks at the page. For the others the phases ask
//! [`super::Page::marker`]; a marker that stands for a label gives that label, so that a phase sees it as any other.

mod apply;

use std::collections::BTreeMap;
use std::ops::Range;

use super::lines::{Shape, Unit};
use crate::article::Lang;
use crate::diagnostic::Diagnostic;
use crate::notation::labels::{self, Label, LabelKind, Separator};
use crate::source::Span;

pub(super) use apply::{Taken, item, nothing_to_join, settle_title, take, take_rest};

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

/// As many other comments in one line are looked over.
const MOST: usize = 4;

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
        // A sign with a backslash before it is itself.
        if source[..open].ends_with('\\') {
            continue;
        }
        let from = at + "offprint:".len();
        let Some(close) = memchr::memmem::find(&source.as_bytes()[from..], b"-->").filter(|n| *n < LONGEST) else {
            continue;
        };
        let said = &source[from..from + close];
        let said = said.split("--").next().unwrap_or_default();
        let end = from + close + "-->".len();
        // No further than white space goes: a line may be as long as the manuscript.
        let space = |c: char| c.is_whitespace() && !matches!(c, '\n' | '\r');
        let (mut before, mut after) = (source[..open].trim_end_matches(space), source[end..].trim_start_matches(space));
        // A few comments may stand in one line.
        for _ in 0..MOST {
            if let Some(other) = before.ends_with("-->").then(|| before.rfind("<!--")).flatten() {
                before = before[..other].trim_end_matches(space);
            }
            if let Some(other) = after.starts_with("<!--").then(|| after.find("-->")).flatten() {
                after = after[other + "-->".len()..].trim_start_matches(space);
            }
        }
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
