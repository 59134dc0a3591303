//! What is in a run: characters, fields, marks of notes, links.

use super::super::items::{Format, Item, Loss, Note, Paragraph, Piece};
use super::super::package::Target;
use super::super::styles::Characters;
use super::super::xml::{Node, Ns};
use super::super::{numbering, symbols};
use super::{Collector, Field, MAX_DEPTH, MAX_LINK, alternative, is_contents};
use crate::notation::url;

impl<'t> Collector<'_, 't> {
    pub(super) fn run(&mut self, node: Node<'t>, out: &mut Paragraph, base: Characters, link: Option<u32>) {
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
        let mut format = Format {
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
                out.losses.push(Loss::Hidden);
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
                (Ns::Word, "sym") => match symbols::of(child) {
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
    fn characters(&mut self, text: &str, font: &str, format: Format, link: Option<u32>, out: &mut Paragraph) {
        let private = |c: char| ('\u{F000}'..='\u{F0FF}').contains(&c);
        if !text.contains(private) && !font.eq_ignore_ascii_case("symbol") {
            out.push_text(text, format, link);
            return;
        }
        let mut shown = String::with_capacity(text.len());
        for c in text.chars() {
            if private(c) || font.eq_ignore_ascii_case("symbol") && c.is_ascii() && !c.is_whitespace() {
                match symbols::shown(font, c as u32) {
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
    pub(super) fn field_link(&mut self, instruction: &str, out: &mut Paragraph) -> Option<u32> {
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

    pub(super) fn relation_link(&mut self, node: Node<'t>, out: &mut Paragraph) -> Option<u32> {
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
    fn unused(&mut self, label: String) -> String {
        let label = if self.labels.contains(&label) { format!("{label}-{}", self.out.notes.len() + 1) } else { label };
        self.labels.insert(label.clone());
        label
    }
}
