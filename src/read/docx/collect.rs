//! The document's XML read into paragraphs and tables: what is shown is kept, tracked changes are accepted, and of
//! alternative contents one is taken.

mod drawings;
mod runs;
mod tables;

use std::collections::{BTreeMap, BTreeSet};

use super::items::{Item, ListItem, Loss, Note, Paragraph, Piece};
use super::numbering::Numbering;
use super::package::Relationship;
use super::styles::{self, Characters, Kind, ListPlace, Styles};
use super::xml::{Node, Ns};
use crate::article::Align;

/// Columns of a table: Word has no more (2.1.305 of its notes on the standard, [MS-OI29500]).
const MAX_COLUMNS: u32 = 63;
/// The longest address of a link.
const MAX_LINK: usize = 4096;
/// How deep notes, text boxes and tables stand in one another.
const MAX_DEPTH: usize = 24;

/// What was read.
#[derive(Default)]
pub(super) struct Collected {
    /// The body.
    pub items: Vec<Item>,
    /// Notes in the order of their marks.
    pub notes: Vec<Note>,
    /// Addresses of links.
    pub links: Vec<String>,
    /// Parts that are pictures, by their path as the text names it.
    pub pictures: BTreeMap<String, String>,
}

/// The notes of a part and what it refers to.
#[derive(Default)]
pub(super) struct Notes<'t> {
    /// By id.
    pub notes: BTreeMap<&'t str, Node<'t>>,
    /// Relationships of the part.
    pub relationships: BTreeMap<String, Relationship>,
    /// How the marks are written (`ST_NumberFormat`).
    pub format: String,
}

/// A field that is open.
struct Field {
    instruction: String,
    /// Whether its result has begun.
    result: bool,
    /// Whether it is a table of contents or an index.
    contents: bool,
    /// Whether anything of a result was there.
    shown: bool,
    link: Option<u32>,
}

/// Reads a document.
pub(super) struct Collector<'c, 't> {
    pub styles: &'c Styles,
    pub numbering: Numbering,
    /// Relationships of the part that is read.
    pub relationships: &'c BTreeMap<String, Relationship>,
    /// The folder of the main part, with a slash at its end: paths of pictures are told from there.
    pub folder: &'c str,
    pub has_part: &'c dyn Fn(&str) -> bool,
    pub footnotes: &'c Notes<'t>,
    pub endnotes: &'c Notes<'t>,
    pub out: Collected,
    fields: Vec<Field>,
    /// Numbers of the last footnote and endnote.
    counts: [u32; 2],
    /// Places of the notes that were called, by kind and id.
    called: BTreeMap<(bool, String), usize>,
    /// Labels of notes.
    labels: BTreeSet<String>,
    /// Addresses that were already met.
    known_links: BTreeMap<String, u32>,
    /// Text boxes of the paragraph that is read: they follow it.
    boxes: Vec<Item>,
    depth: usize,
}

impl<'c, 't> Collector<'c, 't> {
    pub fn new(
        styles: &'c Styles,
        numbering: Numbering,
        relationships: &'c BTreeMap<String, Relationship>,
        folder: &'c str,
        has_part: &'c dyn Fn(&str) -> bool,
        notes: [&'c Notes<'t>; 2],
    ) -> Collector<'c, 't> {
        Collector {
            styles,
            numbering,
            relationships,
            folder,
            has_part,
            footnotes: notes[0],
            endnotes: notes[1],
            out: Collected::default(),
            fields: Vec::new(),
            counts: [0; 2],
            called: BTreeMap::new(),
            labels: BTreeSet::new(),
            known_links: BTreeMap::new(),
            boxes: Vec::new(),
            depth: 0,
        }
    }

    /// Reads the blocks in `node`.
    pub fn blocks(&mut self, node: Node<'t>, out: &mut Vec<Item>) {
        if self.depth >= MAX_DEPTH {
            return;
        }
        self.depth += 1;
        let mut pending = Paragraph::default();
        self.blocks_into(node, out, &mut pending);
        if !pending.pieces.is_empty() || !pending.losses.is_empty() {
            out.push(Item::Paragraph(pending));
        }
        self.depth -= 1;
    }

    /// As [`Collector::blocks`]; `pending` is what a paragraph whose end was deleted leaves to the next one.
    fn blocks_into(&mut self, node: Node<'t>, out: &mut Vec<Item>, pending: &mut Paragraph) {
        for child in node.elements() {
            match child.tag() {
                (Ns::Word, "p") => {
                    let (mut paragraph, joins) = self.paragraph(child);
                    if !pending.pieces.is_empty() || !pending.losses.is_empty() {
                        let mut before = std::mem::take(pending);
                        before.pieces.append(&mut paragraph.pieces);
                        before.losses.append(&mut paragraph.losses);
                        paragraph.pieces = before.pieces;
                        paragraph.losses = before.losses;
                    }
                    let mut boxes = std::mem::take(&mut self.boxes);
                    if joins {
                        *pending = paragraph;
                    } else {
                        out.push(Item::Paragraph(paragraph));
                    }
                    out.append(&mut boxes);
                }
                (Ns::Word, "tbl") => {
                    let table = self.table(child);
                    out.push(Item::Table(table));
                }
                (Ns::Word, "sdt") => {
                    let gallery = child.word("sdtPr").and_then(|p| p.find(Ns::Word, "docPartGallery"));
                    if gallery.and_then(Node::val).is_some_and(|v| v.starts_with("Table of")) {
                        pending.losses.push(Loss::Contents);
                    } else if let Some(content) = child.word("sdtContent") {
                        self.blocks_into(content, out, pending);
                    }
                }
                (Ns::Word, "ins" | "moveTo") => {
                    pending.losses.push(Loss::Inserted);
                    self.blocks_into(child, out, pending);
                }
                (Ns::Word, "del" | "moveFrom") => pending.losses.push(Loss::Deleted),
                (Ns::Word, "altChunk") => pending.losses.push(Loss::Document),
                (Ns::Word, "customXml" | "smartTag") => self.blocks_into(child, out, pending),
                (Ns::Compatibility, "AlternateContent") => {
                    if let Some(content) = alternative(child) {
                        self.blocks_into(content, out, pending);
                    }
                }
                (Ns::Math, "oMathPara" | "oMath") => {
                    let mut paragraph = Paragraph::default();
                    self.formula(child, &mut paragraph);
                    out.push(Item::Paragraph(paragraph));
                }
                _ => {}
            }
        }
    }

    /// Reads a paragraph, and says whether its end was deleted, so that it goes on in the next one.
    fn paragraph(&mut self, node: Node<'t>) -> (Paragraph, bool) {
        let mut paragraph = Paragraph::default();
        let properties = node.word("pPr");
        let style = properties.and_then(|p| p.word("pStyle")).and_then(Node::val);
        paragraph.kind = self.styles.kind(style);
        if let Some(kind) = properties.and_then(styles::outline).map(styles::heading)
            && !matches!(paragraph.kind, Kind::Title | Kind::Contents)
        {
            paragraph.kind = kind.unwrap_or_default();
        }
        if matches!(paragraph.kind, Kind::Heading(_) | Kind::Title) {
            // A heading is in no table of contents, whatever field was left open.
            self.fields.retain(|field| !field.contents);
        }
        paragraph.align = properties.and_then(|p| p.word("jc")).and_then(Node::val).and_then(|v| match v {
            "center" => Some(Align::Center),
            "right" | "end" => Some(Align::Right),
            _ => None,
        });
        let mut base = self.styles.paragraph_characters(style);
        if matches!(paragraph.kind, Kind::Heading(_) | Kind::Title | Kind::Caption | Kind::Quotation | Kind::Code) {
            // How all of it is set, its style says already.
            base = Characters { hidden: base.hidden, ..Characters::default() };
        }
        let end = properties.and_then(|p| p.word("rPr"));
        let joins = end.is_some_and(|end| end.word("del").is_some() || end.word("moveFrom").is_some());

        self.inlines(node, &mut paragraph, base, None);
        for field in self.fields.iter().filter(|f| !f.result) {
            if field.instruction.trim_start().to_ascii_uppercase().starts_with("EQ") {
                paragraph.losses.push(Loss::Field);
            }
        }
        // A field that has only its code at the end of a paragraph would hide what follows.
        self.fields.retain(|field| field.result);

        if paragraph.kind == Kind::Contents {
            if !paragraph.is_blank() {
                paragraph.losses.push(Loss::Contents);
            }
            paragraph.pieces.clear();
            return (paragraph, false);
        }
        if !paragraph.is_blank() && !joins {
            paragraph.list = self.list(properties, style);
        }
        (paragraph, joins)
    }

    fn list(&mut self, properties: Option<Node<'t>>, style: Option<&str>) -> Option<ListItem> {
        let own = properties.map(ListPlace::of).unwrap_or_default();
        let by_style = self.styles.place(style);
        let list = own.list.or(by_style.list).filter(|id| id != "0")?;
        let level = own.level.or(by_style.level).unwrap_or(0);
        let mark = self.numbering.next(&list, level)?;
        Some(ListItem { mark, level, list })
    }

    /// Reads what is in a paragraph, a link, an insertion.
    fn inlines(&mut self, node: Node<'t>, out: &mut Paragraph, base: Characters, link: Option<u32>) {
        for child in node.elements() {
            match child.tag() {
                (Ns::Word, "r") => self.run(child, out, base, link),
                (Ns::Word, "hyperlink") => {
                    let link = self.relation_link(child, out).or(link);
                    self.inlines(child, out, base, link);
                }
                (Ns::Word, "fldSimple") => {
                    let instruction = child.attribute("instr").unwrap_or("");
                    let contents = is_contents(instruction);
                    let link = self.field_link(instruction, out).or(link);
                    let field = Field { instruction: instruction.into(), result: true, contents, shown: true, link };
                    self.fields.push(field);
                    self.inlines(child, out, base, link);
                    self.fields.pop();
                }
                (Ns::Word, "ins" | "moveTo") => {
                    out.losses.push(Loss::Inserted);
                    self.inlines(child, out, base, link);
                }
                (Ns::Word, "del" | "moveFrom") => out.losses.push(Loss::Deleted),
                (Ns::Word, "sdt") => {
                    if let Some(content) = child.word("sdtContent") {
                        self.inlines(content, out, base, link);
                    }
                }
                (Ns::Word, "smartTag" | "customXml" | "dir" | "bdo" | "rubyBase") => {
                    self.inlines(child, out, base, link);
                }
                (Ns::Word, "subDoc") => out.losses.push(Loss::Document),
                (Ns::Math, "oMath" | "oMathPara") => self.formula(child, out),
                (Ns::Compatibility, "AlternateContent") => {
                    if let Some(content) = alternative(child) {
                        self.inlines(content, out, base, link);
                    }
                }
                _ => {}
            }
        }
    }

    /// Whether what stands here is shown: not the code of a field, nor a table of contents.
    fn is_shown(&self) -> bool {
        self.fields.iter().all(|field| field.result && !field.contents)
    }

    fn formula(&mut self, node: Node<'t>, out: &mut Paragraph) {
        if !self.is_shown() {
            return;
        }
        let formula = super::math::read(node);
        if formula.tex.is_empty() {
            out.losses.push(Loss::Formula);
            return;
        }
        out.pieces.push(Piece::Formula { formula, display: node.name() == "oMathPara" });
    }
}

fn is_contents(instruction: &str) -> bool {
    matches!(instruction.split_whitespace().next(), Some("TOC" | "INDEX" | "toc" | "index"))
}

/// Of alternative contents the one that is read: the choice, if there is anything in it that can be, else the fallback.
/// Never both.
fn alternative(node: Node<'_>) -> Option<Node<'_>> {
    let choices = node.elements().filter(|n| n.is(Ns::Compatibility, "Choice"));
    let fallback = node.child(Ns::Compatibility, "Fallback");
    let says = |content: &Node<'_>| {
        content.descendants().any(|n| {
            matches!(
                n.tag(),
                (Ns::Word, "t" | "txbxContent" | "tbl" | "sym")
                    | (Ns::Drawing, "blip")
                    | (Ns::Vml, "imagedata")
                    | (Ns::Math, "oMath")
            )
        })
    };
    let mut all = choices.chain(fallback);
    let first = all.next()?;
    if says(&first) { Some(first) } else { all.find(says).or(Some(first)) }
}
