//! The body: sections and the blocks in them.

use serde::{Deserialize, Serialize};

use super::{Id, Lang, Localised, MathMl, Run, Text};
use crate::source::Span;

/// The body.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Body {
    /// Blocks before the first heading.
    pub blocks: Vec<Block>,
    /// The sections.
    pub sections: Vec<Section>,
}

/// A section.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Section {
    /// `sec1`, `sec1.2`, …
    pub id: Id,
    /// Its heading, its number included, as it stands.
    pub title: Text,
    /// What it is by its heading, where that is one of the known ones.
    pub kind: Option<SectionKind>,
    /// Its language, where that is not the article's.
    pub lang: Option<Lang>,
    /// Its blocks before the first subsection.
    pub blocks: Vec<Block>,
    /// Its subsections.
    pub sections: Vec<Section>,
}

/// Sections that every journal has: the values of `sec/@sec-type`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SectionKind {
    /// `intro`
    Introduction,
    /// `methods`
    Methods,
    /// `results`
    Results,
    /// `discussion`
    Discussion,
    /// `conclusions`
    Conclusions,
}

/// A block.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "kebab-case")]
pub enum Block {
    /// A paragraph.
    Paragraph(Paragraph),
    /// A list.
    List(List),
    /// A quotation set apart.
    Quotation(Quotation),
    /// A table.
    Table(Table),
    /// A figure.
    Figure(Figure),
    /// A displayed formula.
    Formula(Formula),
    /// Text whose lines and spaces matter.
    Preformatted(Run),
    /// Terms and what they mean.
    Definitions(Definitions),
    /// Verses.
    Verse(Verse),
    /// Blocks that stand together apart from the text: a box, a statement, supplementary material.
    Group(Group),
}

/// A paragraph.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Paragraph {
    /// Its text, the run-in heading included.
    pub text: Text,
    /// The run-in heading at its start: this many of the first inlines of `text`.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub run_in: u32,
    /// Its language, where that is not what is around it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lang: Option<Lang>,
    /// Whether it goes on the paragraph before the block that it follows.
    #[serde(default, skip_serializing_if = "is_false")]
    pub continues: bool,
}

fn is_false(value: &bool) -> bool {
    !value
}

fn is_zero(n: &u32) -> bool {
    *n == 0
}

/// A list.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct List {
    /// What marks the items.
    pub kind: ListKind,
    /// The items.
    pub items: Vec<ListItem>,
}

/// What marks the items of a list: the values of `list/@list-type`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ListKind {
    /// `bullet`
    #[default]
    Bullet,
    /// `order`: 1, 2, 3
    Order,
    /// `alpha-lower`
    AlphaLower,
    /// `roman-lower`
    RomanLower,
    /// `alpha-upper`
    AlphaUpper,
    /// `roman-upper`
    RomanUpper,
    /// `simple`: no mark
    Simple,
}

/// An item of a list.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct ListItem {
    /// The mark as it stands (`1)`, `–`).
    pub label: Option<Run>,
    /// What is in it.
    pub blocks: Vec<Block>,
}

/// A quotation set apart.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Quotation {
    /// What is quoted.
    pub blocks: Vec<Block>,
}

/// A table.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Table {
    /// `tab1`, …
    pub id: Id,
    /// `Table 1`, as it stands.
    pub label: Option<Run>,
    /// The caption, by language.
    pub captions: Vec<Localised<Text>>,
    /// What the caption says after its first line, by language.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub legends: Vec<Localised<Vec<Block>>>,
    /// Rows of the head.
    pub head: Vec<Row>,
    /// Rows of the body.
    pub body: Vec<Row>,
    /// Pictures of the table, beside its cells or in their stead.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub graphics: Vec<Graphic>,
    /// Notes under the table.
    pub notes: Vec<TableNote>,
    /// What identifies it elsewhere.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub object_ids: Vec<ObjectId>,
    /// Where it is from, and who may use it how.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub credits: Vec<Credit>,
    /// The place of all of it.
    pub span: Span,
}

/// A note under a table.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct TableNote {
    /// By what marks in the table call it; empty where none can.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub id: Id,
    /// Its mark as it stands.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub label: Option<Run>,
    /// Its text, the mark left out.
    pub text: Text,
}

impl From<Text> for TableNote {
    fn from(text: Text) -> TableNote {
        TableNote { text, ..TableNote::default() }
    }
}

/// An identifier that a part of the article has of its own: `object-id`.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct ObjectId {
    /// Its scheme: the value of `@pub-id-type` (`doi`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub scheme: Option<String>,
    /// The identifier as it stands.
    pub value: Run,
}

/// Where a figure, a table or a box is from.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "kebab-case")]
pub enum Credit {
    /// `attrib`: a line under it.
    Attribution {
        /// The line.
        text: Text,
    },
    /// `permissions/copyright-statement`, `copyright-holder` or the text of a `license`.
    Permission {
        /// The JATS element.
        element: String,
        /// What it says.
        text: Text,
        /// The address of the licence.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        href: Option<String>,
    },
}

/// A row of a table.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Row {
    /// The cells.
    pub cells: Vec<Cell>,
}

/// A cell of a table.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Cell {
    /// What is in it.
    pub text: Text,
    /// Whether it heads a row or a column.
    pub header: bool,
    /// Columns it covers, 0 and 1 for one.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub colspan: u32,
    /// Rows it covers, 0 and 1 for one.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub rowspan: u32,
    /// How it is aligned.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub align: Option<Align>,
}

/// How a cell is aligned.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Align {
    /// At the left.
    Left,
    /// In the middle.
    Center,
    /// At the right.
    Right,
}

/// A figure.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Figure {
    /// `fig1`, …
    pub id: Id,
    /// `Fig. 1`, as it stands.
    pub label: Option<Run>,
    /// The caption, by language.
    pub captions: Vec<Localised<Text>>,
    /// What the caption says after its first line, by language.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub legends: Vec<Localised<Vec<Block>>>,
    /// The picture; none where the page text has only the caption.
    pub graphic: Option<Graphic>,
    /// Further pictures of it, in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub graphics: Vec<Graphic>,
    /// What identifies it elsewhere.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub object_ids: Vec<ObjectId>,
    /// Where it is from, and who may use it how.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub credits: Vec<Credit>,
    /// The place of all of it.
    pub span: Span,
}

/// A picture.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Graphic {
    /// The file, relative to the manuscript, `/` between folders; never absolute, never with `..`.
    pub href: String,
    /// What it shows, in words.
    pub alt: String,
    /// Where it is named.
    pub span: Span,
}

/// A displayed formula.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Formula {
    /// `eq1`, …
    pub id: Id,
    /// `(1)`, as it stands.
    pub label: Option<Run>,
    /// LaTeX source; empty where the manuscript has MathML alone.
    pub tex: Run,
    /// The manuscript's own MathML.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mathml: Option<Box<MathMl>>,
    /// A picture of it, beside its source or in its stead.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub graphic: Option<Graphic>,
}

/// Terms and what they mean: `def-list`.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Definitions {
    /// Its heading.
    pub title: Text,
    /// The terms.
    pub items: Vec<Definition>,
}

/// A term and what it means: `def-item`.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Definition {
    /// Its mark as it stands.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub label: Option<Run>,
    /// The term.
    pub term: Text,
    /// What it means.
    pub blocks: Vec<Block>,
}

/// Verses: `verse-group`.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Verse {
    /// Its heading.
    pub title: Text,
    /// The stanzas, each with its lines.
    pub stanzas: Vec<Vec<Text>>,
    /// Whose it is.
    pub attribution: Vec<Text>,
}

/// Blocks that stand together apart from the text.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Group {
    /// Its identifier, empty if it has none.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub id: Id,
    /// What it is.
    pub kind: GroupKind,
    /// `Box 1`, as it stands.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub label: Option<Run>,
    /// Its heading, or the first line of its caption.
    #[serde(default, skip_serializing_if = "Text::is_empty")]
    pub title: Text,
    /// What is in it.
    pub blocks: Vec<Block>,
    /// Sections in it, after the blocks.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sections: Vec<Section>,
    /// The file that it is, relative to the manuscript, or a safe address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub href: Option<String>,
    /// The media type of that file (`application/pdf`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub media_type: Option<String>,
    /// What identifies it elsewhere.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub object_ids: Vec<ObjectId>,
    /// Where it is from, and who may use it how.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub credits: Vec<Credit>,
    /// The place of all of it.
    #[serde(default)]
    pub span: Span,
}

/// What a group is: the JATS element that carries it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum GroupKind {
    /// `boxed-text`
    #[default]
    BoxedText,
    /// `statement`: a theorem, a hypothesis
    Statement,
    /// `speech`
    Speech,
    /// `fig-group`
    Figures,
    /// `table-wrap-group`
    Tables,
    /// `disp-formula-group`
    Formulas,
    /// `supplementary-material`
    Supplement,
    /// `media`: a film, a recording
    Media,
}

/// What stands after the body: acknowledgements, funding, an appendix.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct BackMatter {
    /// What it is.
    pub kind: BackMatterKind,
    /// Its language.
    pub lang: Lang,
    /// Its heading or label as it stands (`Acknowledgements`).
    pub title: Text,
    /// What is in it.
    pub blocks: Vec<Block>,
}

/// What a piece of back matter is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum BackMatterKind {
    /// `ack`
    Acknowledgements,
    /// `funding-group/funding-statement`
    Funding,
    /// `fn fn-type="coi-statement"`
    ConflictOfInterest,
    /// `app`
    Appendix,
}
