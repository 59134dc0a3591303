//! The document's XML read into paragraphs and tables: what is shown is kept, tracked changes are accepted, and of
//! alternative contents one is taken.

use std::collections::BTreeMap;

use super::items::{Cell, Item, ListItem, Loss, Note, Paragraph, Piece, Row, Table};
use super::numbering::{self, Numbering};
use super::package::{Relationship, Target};
use super::styles::{self, Characters, Kind, ListPlace, Styles};
use super::xml::{Node, Ns, is_on};
use crate::article::Align;
use crate::notation::url;

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

    fn run(&mut self, node: Node<'t>, out: &mut Paragraph, base: Characters, link: Option<u32>) {
        let properties = node.word("rPr");
        let style = properties.and_then(|p| p.word("rStyle")).and_then(Node::val);
        let characters = properties.map(Characters::of).unwrap_or_default();
        let characters = characters.over(self.styles.characters(style)).over(base);
        let fonts = properties.and_then(|p| p.word("rFonts"));
        let font = fonts.and_then(|f| f.attribute("ascii").or_else(|| f.attribute("hAnsi"))).unwrap_or("");
        self.run_content(node, out, characters, font, link);
    }

    fn run_content(
        &mut self,
        node: Node<'t>,
        out: &mut Paragraph,
        characters: Characters,
        font: &str,
        link: Option<u32>,
    ) {
        let is = |value: Option<bool>| value.unwrap_or(false);
        let hidden = is(characters.hidden);
        let mut format = super::items::Format {
            bold: is(characters.bold),
            italic: is(characters.italic),
            raised: characters.raised.unwrap_or(0),
            strike: is(characters.strike),
            underline: is(characters.underline),
            small_caps: is(characters.small_caps),
            code: is(characters.code),
        };
        let mut skip_label = None;
        for child in node.elements() {
            if child.ns() == Ns::Word && matches!(child.name(), "fldChar" | "instrText") {
                self.field(child, out);
                continue;
            }
            let link = self.fields.iter().rev().find_map(|f| f.link).or(link);
            if link.is_some() {
                // Every program underlines links.
                format.underline = false;
            }
            let shown = self.is_shown();
            let silent = |name: &str| matches!(name, "rPr" | "commentReference" | "lastRenderedPageBreak");
            if hidden && shown && !silent(child.name()) {
                if !out.losses.contains(&Loss::Hidden) {
                    out.losses.push(Loss::Hidden);
                }
                continue;
            }
            if !shown && child.name() != "commentReference" {
                continue;
            }
            if let Some(field) = self.fields.last_mut() {
                field.shown = true;
            }
            match child.tag() {
                (Ns::Word, "t") => {
                    let text = child.all_text();
                    let kept = child.attribute("space") == Some("preserve");
                    let text = if kept { text.as_str() } else { text.trim_matches([' ', '\n', '\t', '\r']) };
                    let text = text.strip_prefix(skip_label.take().unwrap_or("")).unwrap_or(text);
                    self.characters(text, font, format, link, out);
                }
                (Ns::Word, "tab" | "ptab") => out.pieces.push(Piece::Tab),
                (Ns::Word, "cr") => out.pieces.push(Piece::Break),
                // The ends of pages and columns are the layout's.
                (Ns::Word, "br") if matches!(child.attribute("type"), Some("page" | "column")) => {}
                (Ns::Word, "br") => out.pieces.push(Piece::Break),
                (Ns::Word, "noBreakHyphen") => out.push_text("-", format, link),
                (Ns::Word, "sym") => match super::symbols::of(child) {
                    Some(c) => out.push_text(c.encode_utf8(&mut [0; 4]), format, link),
                    None => {
                        out.push_text("\u{FFFD}", format, link);
                        out.losses.push(Loss::Symbol);
                    }
                },
                (Ns::Word, "footnoteReference" | "endnoteReference") => {
                    let end = child.name() == "endnoteReference";
                    let custom = child.attribute("customMarkFollows").is_some_and(|v| matches!(v, "1" | "true" | "on"));
                    let label = custom.then(|| node.word("t").map(Node::all_text)).flatten();
                    if custom {
                        skip_label = node.word("t").and_then(|t| t.children().find_map(Node::text)).map(str::trim);
                    }
                    self.note(end, child.attribute("id").unwrap_or(""), label.as_deref(), out);
                }
                (Ns::Word, "commentReference") => out.losses.push(Loss::Comment),
                (Ns::Word, "drawing" | "pict" | "object") => self.drawing(child, out),
                (Ns::Word, "ruby") => {
                    out.losses.push(Loss::Ruby);
                    if let Some(base) = child.word("rubyBase") {
                        self.inlines(base, out, characters, link);
                    }
                }
                (Ns::Compatibility, "AlternateContent") => {
                    if let Some(content) = alternative(child) {
                        self.run_content(content, out, characters, font, link);
                    }
                }
                _ => {}
            }
        }
    }

    /// Adds characters; those of private use are what their font shows.
    fn characters(
        &mut self,
        text: &str,
        font: &str,
        format: super::items::Format,
        link: Option<u32>,
        out: &mut Paragraph,
    ) {
        let private = |c: char| ('\u{F000}'..='\u{F0FF}').contains(&c);
        if !text.contains(private) && !font.eq_ignore_ascii_case("symbol") {
            out.push_text(text, format, link);
            return;
        }
        let mut shown = String::with_capacity(text.len());
        for c in text.chars() {
            if private(c) || font.eq_ignore_ascii_case("symbol") && c.is_ascii() && !c.is_whitespace() {
                match super::symbols::shown(font, c as u32) {
                    Some(c) => shown.push(c),
                    None => {
                        shown.push(c);
                        out.losses.push(Loss::Symbol);
                    }
                }
            } else {
                shown.push(c);
            }
        }
        out.push_text(&shown, format, link);
    }

    fn field(&mut self, node: Node<'t>, out: &mut Paragraph) {
        if node.name() == "instrText" {
            if let Some(field) = self.fields.last_mut().filter(|f| !f.result && f.instruction.len() < MAX_LINK) {
                field.instruction.push_str(&node.all_text());
            }
            return;
        }
        match node.attribute("fldCharType") {
            Some("begin") if self.fields.len() < MAX_DEPTH => self.fields.push(Field {
                instruction: String::new(),
                result: false,
                contents: false,
                shown: false,
                link: None,
            }),
            Some("separate") => {
                let Some(instruction) = self.fields.last().map(|f| f.instruction.clone()) else { return };
                let link = self.field_link(&instruction, out);
                let contents = is_contents(&instruction);
                if contents {
                    out.losses.push(Loss::Contents);
                }
                if let Some(field) = self.fields.last_mut() {
                    (field.result, field.link, field.contents) = (true, link, contents);
                }
            }
            Some("end") => {
                if let Some(field) = self.fields.pop()
                    && field.instruction.trim_start().to_ascii_uppercase().starts_with("EQ ")
                    && !field.shown
                {
                    out.losses.push(Loss::Field);
                }
            }
            _ => {}
        }
    }

    /// The link of a field `HYPERLINK "address" \l "place"`.
    fn field_link(&mut self, instruction: &str, out: &mut Paragraph) -> Option<u32> {
        let rest = instruction.trim_start();
        let (word, rest) = rest.split_at_checked("HYPERLINK".len())?;
        if !word.eq_ignore_ascii_case("HYPERLINK") {
            return None;
        }
        let rest = rest.trim_start();
        let address = match rest.strip_prefix('"') {
            Some(quoted) => quoted.split('"').next()?,
            None => rest.split_whitespace().next().filter(|w| !w.starts_with('\\'))?,
        };
        self.link(address, out)
    }

    fn relation_link(&mut self, node: Node<'t>, out: &mut Paragraph) -> Option<u32> {
        let relationship = self.relationships.get(node.relation("id")?)?;
        let Target::External(address) = &relationship.target else { return None };
        match node.attribute("anchor") {
            Some(anchor) if !address.contains('#') => self.link(&format!("{address}#{anchor}"), out),
            _ => self.link(address, out),
        }
    }

    fn link(&mut self, address: &str, out: &mut Paragraph) -> Option<u32> {
        let address = address.trim();
        if let Some(known) = self.known_links.get(address) {
            return Some(*known);
        }
        if address.is_empty() || address.starts_with('#') {
            return None;
        }
        if address.len() > MAX_LINK || !url::is_safe(address) {
            out.losses.push(Loss::Link);
            return None;
        }
        let id = self.out.links.len() as u32;
        self.out.links.push(address.to_owned());
        self.known_links.insert(address.to_owned(), id);
        Some(id)
    }

    /// The mark of a note; the note itself is read with its first mark.
    fn note(&mut self, end: bool, id: &str, custom: Option<&str>, out: &mut Paragraph) {
        if let Some(place) = self.called.get(&(end, id.to_owned())) {
            out.pieces.push(Piece::Note(*place));
            return;
        }
        let notes = if end { self.endnotes } else { self.footnotes };
        let Some(node) = notes.notes.get(id).copied() else {
            out.losses.push(Loss::MissingNote);
            return;
        };
        let custom = custom
            .map(str::trim)
            .filter(|label| (1..=8).contains(&label.len()) && label.chars().all(|c| c.is_alphanumeric() || c == '*'));
        let label = match custom {
            Some(label) => label.to_owned(),
            None => {
                self.counts[usize::from(end)] += 1;
                numbering::written(self.counts[usize::from(end)], &notes.format)
            }
        };
        let place = self.out.notes.len();
        self.called.insert((end, id.to_owned()), place);
        let label = self.unused(label);
        self.out.notes.push(Note { label, items: Vec::new() });
        out.pieces.push(Piece::Note(place));

        let around = std::mem::replace(&mut self.relationships, &notes.relationships);
        let (fields, boxes) = (std::mem::take(&mut self.fields), std::mem::take(&mut self.boxes));
        let mut items = Vec::new();
        self.blocks(node, &mut items);
        (self.relationships, self.fields, self.boxes) = (around, fields, boxes);
        if let (Some(custom), Some(Item::Paragraph(first))) = (custom, items.first_mut())
            && let Some(Piece::Text { text, .. }) = first.pieces.first_mut()
        {
            // The note begins with its own mark.
            *text = text.trim_start().strip_prefix(custom).unwrap_or(text).to_owned();
        }
        self.out.notes[place].items = items;
    }

    /// A label that no other note has.
    fn unused(&self, label: String) -> String {
        // Labels of one kind count on; only a custom one, or one of the other kind, can be there already.
        if !self.out.notes.iter().rev().take(2000).any(|note| note.label == label) {
            return label;
        }
        format!("{label}-{}", self.out.notes.len() + 1)
    }

    /// A drawing, a picture of VML, an object of another program.
    fn drawing(&mut self, node: Node<'t>, out: &mut Paragraph) {
        let mut found = false;
        let alt = node
            .descendants()
            .filter(|n| n.ns() == Ns::Drawing && matches!(n.name(), "docPr" | "cNvPr"))
            .flat_map(|n| [n.attribute("descr"), n.attribute("title")])
            .chain(node.descendants().filter(|n| n.ns() == Ns::Vml).map(|n| n.attribute("alt")))
            .flatten()
            .find(|alt| !alt.trim().is_empty())
            .unwrap_or("");
        let mut skip_to = 0;
        for inside in node.descendants() {
            if inside.id() < skip_to {
                continue;
            }
            match inside.tag() {
                (Ns::Word, "txbxContent") => {
                    found = true;
                    out.losses.push(Loss::TextBox);
                    let mut items = Vec::new();
                    let fields = std::mem::take(&mut self.fields);
                    let outer = std::mem::take(&mut self.boxes);
                    self.blocks(inside, &mut items);
                    (self.fields, self.boxes) = (fields, outer);
                    self.boxes.append(&mut items);
                    skip_to = inside.after();
                }
                (Ns::Drawing, "blip") => {
                    found = true;
                    // A picture of lines (SVG) stands in an extension of the element, with or without one of dots.
                    let lines =
                        || inside.descendants().find(|n| n.name() == "svgBlip").and_then(|n| n.relation("embed"));
                    match (inside.relation("embed").or_else(lines), inside.relation("link")) {
                        (Some(id), _) => self.picture(id, alt, out),
                        (None, Some(_)) => out.losses.push(Loss::ExternalPicture),
                        (None, None) => {}
                    }
                }
                (Ns::Vml, "imagedata") => {
                    found = true;
                    let alt = if alt.is_empty() { inside.attribute("title").unwrap_or("") } else { alt };
                    if let Some(id) = inside.relation("id") {
                        self.picture(id, alt, out);
                    }
                    if node.name() == "object" {
                        out.losses.push(Loss::Object);
                    }
                }
                (Ns::Drawing, "graphicData") => {
                    let uri = inside.attribute("uri").unwrap_or("");
                    if uri.ends_with("/chart") || uri.ends_with("/chartex") {
                        found = true;
                        out.losses.push(Loss::Chart);
                    } else if uri.ends_with("/diagram") {
                        found = true;
                        out.losses.push(Loss::Diagram);
                    }
                }
                // The other form of what was already read.
                (Ns::Compatibility, "Fallback") => skip_to = inside.after(),
                // A line across the page.
                (Ns::Vml, "rect") if inside.attribute("hr").is_some() => found = true,
                _ => {}
            }
        }
        if !found {
            out.losses.push(if node.name() == "object" { Loss::ObjectWithout } else { Loss::Shape });
        }
    }

    fn picture(&mut self, id: &str, alt: &str, out: &mut Paragraph) {
        let part = match self.relationships.get(id).map(|r| &r.target) {
            Some(Target::Part(part)) if (self.has_part)(part) => part,
            Some(Target::External(_)) => return out.losses.push(Loss::ExternalPicture),
            _ => return out.losses.push(Loss::MissingPicture),
        };
        let path = part.strip_prefix(self.folder).unwrap_or(part);
        let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_' | '/');
        let path = if path.chars().all(plain) && !path.contains("..") && path.len() < 200 {
            path.to_owned()
        } else {
            // A name that page text cannot hold.
            let ending: String =
                path.rsplit('.').next().unwrap_or("").chars().filter(char::is_ascii_alphanumeric).collect();
            let known = self.out.pictures.iter().find(|(_, known)| *known == part).map(|(path, _)| path.clone());
            known.unwrap_or_else(|| format!("media/picture-{}.{ending}", self.out.pictures.len() + 1))
        };
        self.out.pictures.insert(path.clone(), part.clone());
        let alt = alt.chars().take(2000).map(|c| if c.is_control() { ' ' } else { c }).collect();
        out.pieces.push(Piece::Picture { path, alt });
    }

    fn table(&mut self, node: Node<'t>) -> Table {
        let look = node.word("tblPr").and_then(|p| p.word("tblLook"));
        let first_row = look.is_some_and(|look| match look.attribute("firstRow") {
            Some(value) => matches!(value, "1" | "true" | "on"),
            None => look.val().and_then(|v| u32::from_str_radix(v, 16).ok()).is_some_and(|bits| bits & 0x20 != 0),
        });
        let mut table = Table { rows: Vec::new(), first_row };
        self.rows(node, &mut table);
        table
    }

    fn rows(&mut self, node: Node<'t>, table: &mut Table) {
        for child in node.elements() {
            match child.tag() {
                (Ns::Word, "tr") => {
                    let properties = child.word("trPr");
                    // A row that was deleted is not there.
                    if properties.is_some_and(|p| p.word("del").is_some()) {
                        continue;
                    }
                    let header = properties.and_then(|p| p.word("tblHeader")).is_some_and(is_on);
                    let before = properties.and_then(|p| p.word("gridBefore")).and_then(Node::val);
                    let before = before.and_then(|v| v.parse().ok()).unwrap_or(0).min(MAX_COLUMNS);
                    let mut row = Row { header, before, cells: Vec::new() };
                    self.cells(child, &mut row);
                    table.rows.push(row);
                }
                (Ns::Word, "sdt") => {
                    if let Some(content) = child.word("sdtContent") {
                        self.rows(content, table);
                    }
                }
                (Ns::Word, "ins" | "moveTo" | "customXml") => self.rows(child, table),
                _ => {}
            }
        }
    }

    fn cells(&mut self, node: Node<'t>, row: &mut Row) {
        for child in node.elements() {
            match child.tag() {
                (Ns::Word, "tc") => {
                    let columns: u32 = row.before + row.cells.iter().map(|c| c.span).sum::<u32>();
                    if columns >= MAX_COLUMNS {
                        // No program makes wider tables; what is in the rest stays, in the last cell.
                        if let Some(last) = row.cells.last_mut() {
                            let mut items = Vec::new();
                            self.blocks(child, &mut items);
                            last.items.append(&mut items);
                        }
                        continue;
                    }
                    let properties = child.word("tcPr");
                    let val = |name| properties.and_then(|p| p.word(name)).and_then(Node::val);
                    let span = val("gridSpan").and_then(|v| v.parse().ok()).unwrap_or(1);
                    let span = span.clamp(1, MAX_COLUMNS - columns);
                    let merge = properties.and_then(|p| p.word("vMerge"));
                    let continues = merge.is_some_and(|m| m.val().is_none_or(|v| v == "continue"));
                    let mut cell = Cell { items: Vec::new(), span, continues };
                    self.blocks(child, &mut cell.items);
                    row.cells.push(cell);
                }
                (Ns::Word, "sdt") => {
                    if let Some(content) = child.word("sdtContent") {
                        self.cells(content, row);
                    }
                }
                (Ns::Word, "customXml") => self.cells(child, row),
                _ => {}
            }
        }
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
