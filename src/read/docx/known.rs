//! What a document knows beyond its text, by the place in that text where it stands.

use crate::article::{Align, ListKind, MathMl, Style};
use crate::diagnostic::Diagnostic;
use crate::source::Span;

/// What is kept beside the text.
#[derive(Debug, Default)]
pub(super) struct Known {
    /// How stretches of the text are set, beyond bold and italic. Of one style they do not overlap, and are in order.
    pub styles: Vec<(Style, Vec<Stretch>)>,
    /// Links, in order: each the number of its address.
    pub links: Vec<Stretch>,
    /// The addresses.
    pub addresses: Vec<String>,
    /// Formulas, in order.
    pub formulas: Vec<Formula>,
    /// Pictures by the first byte of where they are named, in order.
    pub pictures: Vec<Picture>,
    /// Tables by their first byte, in order.
    pub tables: Vec<Table>,
    /// Paragraphs in lists, by the first byte of their text, in order.
    pub items: Vec<Item>,
    /// Where the paragraphs of notes begin, but for the first of each, in order.
    pub note_paragraphs: Vec<u32>,
    /// Paragraphs in the style of captions, by their first byte, in order.
    pub captions: Vec<u32>,
    /// What the opening of the file has to say.
    pub diagnostics: Vec<Diagnostic>,
}

/// A stretch of text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Stretch {
    pub span: Span,
    /// Stretches with the same number belong together.
    pub id: u32,
}

/// A formula.
#[derive(Debug)]
pub(super) struct Formula {
    /// The first byte of its LaTeX.
    pub at: u32,
    pub mathml: Option<MathMl>,
    /// Whether its LaTeX stands in braces of its own, to be known as a formula.
    pub braces: bool,
}

/// A picture.
#[derive(Debug)]
pub(super) struct Picture {
    pub at: u32,
    /// What it shows, in words.
    pub alt: String,
    /// Its caption, where it is what the page's text has for its words.
    pub caption: Option<Span>,
}

/// A table: the text has all its columns in each row.
#[derive(Debug)]
pub(super) struct Table {
    pub at: u32,
    pub rows: Vec<Row>,
}

/// A row.
#[derive(Debug, Default)]
pub(super) struct Row {
    pub header: bool,
    pub cells: Vec<Cell>,
}

/// A cell.
#[derive(Debug)]
pub(super) struct Cell {
    /// Its first column, from 0.
    pub column: u32,
    pub colspan: u32,
    pub rowspan: u32,
    pub align: Option<Align>,
}

/// A paragraph in a list.
#[derive(Debug)]
pub(super) struct Item {
    /// The first byte of its text, what stands before it left out.
    pub at: u32,
    /// Where the mark begins.
    pub mark: u32,
    pub level: u8,
    pub kind: ListKind,
    /// Paragraphs with the same number are in the same list.
    pub list: u32,
}

impl Known {
    /// Notes that `span` is set in a style.
    pub fn style(&mut self, style: Style, span: Span) {
        let stretches = match self.styles.iter_mut().find(|(s, _)| *s == style) {
            Some((_, stretches)) => stretches,
            None => {
                self.styles.push((style, Vec::new()));
                &mut self.styles.last_mut().expect("just pushed").1
            }
        };
        stretches.push(Stretch { span, id: 0 });
    }

    /// The formula whose LaTeX is at `span`.
    pub fn formula(&self, span: Span) -> Option<&Formula> {
        let at = self.formulas.binary_search_by_key(&span.start, |f| f.at).ok()?;
        Some(&self.formulas[at]).filter(|_| !span.is_empty())
    }

    /// The picture that is named at `span`.
    pub fn picture(&self, span: Span) -> Option<&Picture> {
        let at = self.pictures.binary_search_by_key(&span.start, |p| p.at).ok()?;
        Some(&self.pictures[at]).filter(|_| !span.is_empty())
    }

    /// The table that begins inside `span`.
    pub fn table(&self, span: Span) -> Option<&Table> {
        let at = self.tables.partition_point(|t| t.at < span.start);
        self.tables.get(at).filter(|t| t.at < span.end)
    }

    /// The item whose text, or whose mark, begins at `span`.
    pub fn item_at(&self, span: Span) -> Option<&Item> {
        if span.is_empty() {
            return None;
        }
        // Emphasis and the like may stand before the first letter.
        let at = self.items.partition_point(|item| item.mark <= span.start).checked_sub(1)?;
        self.items.get(at).filter(|item| span.start == item.mark || span.start >= item.at && span.start <= item.at + 3)
    }

    /// Whether the paragraph at `span` is in the style of captions.
    pub fn is_caption(&self, span: Span) -> bool {
        // Emphasis may stand before its first letter.
        let at = self.captions.partition_point(|at| *at + 3 < span.start);
        !span.is_empty() && self.captions.get(at).is_some_and(|at| *at <= span.start)
    }

    /// Where paragraphs of a note begin inside `span`.
    pub fn cuts(&self, span: Span) -> &[u32] {
        let from = self.note_paragraphs.partition_point(|at| *at <= span.start);
        let to = self.note_paragraphs.partition_point(|at| *at < span.end);
        &self.note_paragraphs[from..to.max(from)]
    }
}
