//! A document between its XML and its text: paragraphs of pieces, and tables.

use super::math;
use super::numbering::Mark;
use super::styles::Kind;
use crate::article::Align;

/// A block.
#[derive(Clone, Debug)]
pub(super) enum Item {
    /// A paragraph.
    Paragraph(Paragraph),
    /// A table.
    Table(Table),
}

/// A paragraph.
#[derive(Clone, Debug, Default)]
pub(super) struct Paragraph {
    /// What its style makes it.
    pub kind: Kind,
    /// What is in it.
    pub pieces: Vec<Piece>,
    /// Its place in a list that counts by itself.
    pub list: Option<ListItem>,
    /// How it is aligned.
    pub align: Option<Align>,
    /// What of it is not carried, or not as it is.
    pub losses: Vec<Loss>,
}

/// A paragraph's place in a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct ListItem {
    /// What stands before it.
    pub mark: Mark,
    /// Its level, from 0.
    pub level: u8,
    /// The list.
    pub list: String,
}

/// A piece of a paragraph.
#[derive(Clone, Debug)]
pub(super) enum Piece {
    /// Characters that are set in one way.
    Text {
        /// The characters.
        text: String,
        /// How they are set.
        format: Format,
        /// The link that they are in, by its place in [`super::collect::Collected::links`].
        link: Option<u32>,
    },
    /// The end of a line.
    Break,
    /// A tab.
    Tab,
    /// The mark of a note, by its place in [`super::collect::Collected::notes`].
    Note(usize),
    /// A formula.
    Formula {
        /// In its two forms.
        formula: math::Formula,
        /// Whether it stands on a line of its own.
        display: bool,
    },
    /// A picture.
    Picture {
        /// Its path, as the text names it.
        path: String,
        /// What it shows, in words.
        alt: String,
    },
}

/// How characters are set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Format {
    /// Bold.
    pub bold: bool,
    /// Italic.
    pub italic: bool,
    /// 1 raised, -1 lowered.
    pub raised: i8,
    /// Struck through.
    pub strike: bool,
    /// Underlined.
    pub underline: bool,
    /// Small capitals.
    pub small_caps: bool,
    /// In a fixed pitch.
    pub code: bool,
}

/// A table.
#[derive(Clone, Debug, Default)]
pub(super) struct Table {
    /// Its rows.
    pub rows: Vec<Row>,
    /// Whether its style sets the first row off.
    pub first_row: bool,
}

/// A row.
#[derive(Clone, Debug, Default)]
pub(super) struct Row {
    /// Whether it is repeated on each page.
    pub header: bool,
    /// Columns that it leaves out at its start.
    pub before: u32,
    /// Its cells.
    pub cells: Vec<Cell>,
}

/// A cell.
#[derive(Clone, Debug, Default)]
pub(super) struct Cell {
    /// What is in it.
    pub items: Vec<Item>,
    /// How many columns it covers.
    pub span: u32,
    /// Whether it goes on the cell above it.
    pub continues: bool,
}

/// A note.
#[derive(Clone, Debug, Default)]
pub(super) struct Note {
    /// Its mark.
    pub label: String,
    /// What is in it.
    pub items: Vec<Item>,
}

/// What is not carried, or not as it is. Each kind is told once, with how often and where first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Loss {
    /// An insertion or a move that was not yet accepted.
    Inserted,
    /// A deletion that was not yet accepted.
    Deleted,
    /// A comment.
    Comment,
    /// A header or a footer with words in it.
    Header,
    /// A chart.
    Chart,
    /// A diagram (SmartArt).
    Diagram,
    /// Lines and shapes without text.
    Shape,
    /// An object of another program, kept as its picture.
    Object,
    /// An object of another program without a picture.
    ObjectWithout,
    /// A picture that is not in the file.
    ExternalPicture,
    /// A picture that the file names and does not hold.
    MissingPicture,
    /// Another document inside this one.
    Document,
    /// Text that is set to be hidden.
    Hidden,
    /// A sign of a font of signs.
    Symbol,
    /// A table of contents or an index.
    Contents,
    /// A text box.
    TextBox,
    /// A table in a table.
    NestedTable,
    /// A table that only puts text side by side.
    Layout,
    /// A link that is not followed.
    Link,
    /// A field without a result, an equation of old among them.
    Field,
    /// A reading above a line of text.
    Ruby,
    /// A formula without anything in it.
    Formula,
    /// A note that is nowhere.
    MissingNote,
}

impl Paragraph {
    /// Its text without anything but characters.
    pub fn plain(&self) -> String {
        let mut out = String::new();
        for piece in &self.pieces {
            match piece {
                Piece::Text { text, .. } => out.push_str(text),
                Piece::Break | Piece::Tab => out.push(' '),
                Piece::Note(_) | Piece::Formula { .. } | Piece::Picture { .. } => {}
            }
        }
        out
    }

    /// Whether nothing is seen of it.
    pub fn is_blank(&self) -> bool {
        self.pieces.iter().all(|piece| match piece {
            Piece::Text { text, .. } => text.trim().is_empty(),
            Piece::Break | Piece::Tab => true,
            Piece::Formula { formula, .. } => formula.tex.is_empty(),
            Piece::Note(_) | Piece::Picture { .. } => false,
        })
    }

    /// Adds characters; to the piece before if they are set in the same way.
    pub fn push_text(&mut self, more: &str, format: Format, link: Option<u32>) {
        if more.is_empty() {
            return;
        }
        if let Some(Piece::Text { text, format: last, link: l }) = self.pieces.last_mut()
            && (*last, *l) == (format, link)
        {
            text.push_str(more);
            return;
        }
        self.pieces.push(Piece::Text { text: more.to_owned(), format, link });
    }
}
