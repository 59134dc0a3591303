//! Blocks that hold blocks and stand apart from the text: boxes, statements, groups of figures, supplementary material,
//! films; lists of definitions and verses. And what figures, tables and boxes have alike: captions, credits, identifiers.

use super::Jats;
use super::blocks::push_line;
use super::line::Line;
use super::losses::Fate;
use super::tree::Node;
use crate::article::{
    Block, Credit, Definition, Definitions, Group, GroupKind, Lang, Localised, ObjectId, Paragraph, Text, Verse,
};
use crate::notation::url;

/// What a figure, a table or a box says of itself besides what it shows.
#[derive(Default)]
pub(super) struct Particulars {
    pub captions: Vec<Localised<Text>>,
    pub legends: Vec<Localised<Vec<Block>>>,
    pub object_ids: Vec<ObjectId>,
    pub credits: Vec<Credit>,
}

impl<'t> Jats<'t> {
    /// Takes an element that says something of the figure, table or box that it stands in; false if it is none such.
    pub(super) fn particular(&mut self, node: Node<'t>, lang: Lang, to: &mut Particulars) -> bool {
        match node.local() {
            "label" => {}
            "caption" => self.caption(node, lang, to),
            "object-id" => {
                let value = self.run_of(node);
                if !value.text.is_empty() {
                    let scheme = node.attribute("pub-id-type").map(str::to_owned);
                    to.object_ids.push(ObjectId { scheme, value });
                }
            }
            "attrib" => {
                let text = self.line_of(node, lang);
                if !text.is_empty() {
                    to.credits.push(Credit::Attribution { text });
                }
            }
            "permissions" => node.elements().for_each(|part| self.permission(part, lang, to)),
            _ => return false,
        }
        true
    }

    fn permission(&mut self, node: Node<'t>, lang: Lang, to: &mut Particulars) {
        match node.local() {
            "copyright-statement" | "copyright-year" | "copyright-holder" | "license" => {
                let mut line = Line::default();
                if node.is("license") {
                    for part in node.elements() {
                        if !line.is_empty() && !part.is_blank() {
                            line.made(" ");
                        }
                        self.inlines(part, &mut line, lang);
                    }
                } else {
                    self.inlines(node, &mut line, lang);
                }
                let href = node.attribute("href").filter(|href| url::is_safe(href)).map(str::to_owned);
                let text = line.finish();
                if !text.is_empty() || href.is_some() {
                    to.credits.push(Credit::Permission { element: node.local().to_owned(), text, href });
                }
            }
            _ => self.losses.note(node, Fate::Left),
        }
    }

    /// A caption: its title, or else its first paragraph, is the line that names the thing; the rest explains it.
    fn caption(&mut self, node: Node<'t>, around: Lang, to: &mut Particulars) {
        let lang = self.lang_of(node, around);
        let mut parts = node.children().filter(|part| !part.is_blank() || part.find("graphic").is_some()).peekable();
        let first = match parts.peek().copied() {
            Some(part) if part.is("title") => {
                parts.next();
                self.line_of(part, lang)
            }
            Some(part) if part.is("p") && !part.elements().any(super::blocks::is_block) => {
                parts.next();
                self.line_of(part, self.lang_of(part, lang))
            }
            _ => Text::default(),
        };
        if !first.is_empty() {
            to.captions.push(Localised::new(lang, first));
        }
        let mut blocks = Vec::new();
        parts.for_each(|part| self.block(part, &mut blocks, lang));
        if !blocks.is_empty() {
            to.legends.push(Localised::new(lang, blocks));
        }
    }

    /// A box, a statement, a group of figures, a file.
    pub(super) fn group(&mut self, node: Node<'t>, out: &mut Vec<Block>, lang: Lang) {
        let kind = match node.local() {
            "statement" => GroupKind::Statement,
            "speech" => GroupKind::Speech,
            "fig-group" => GroupKind::Figures,
            "table-wrap-group" => GroupKind::Tables,
            "disp-formula-group" => GroupKind::Formulas,
            "supplementary-material" => GroupKind::Supplement,
            "media" => GroupKind::Media,
            _ => GroupKind::BoxedText,
        };
        let mut group = Group { kind, label: self.label(node), span: node.span(), ..Group::default() };
        group.id = node.attribute("id").unwrap_or_default().to_owned();
        group.href = self.file(node);
        group.media_type = media_type(node);
        let mut particulars = Particulars::default();
        for child in node.children() {
            match child.local() {
                "title" | "speaker" if group.title.is_empty() => group.title = self.line_of(child, lang),
                "sec" => {
                    let section = self.section(child, lang);
                    group.sections.push(section);
                }
                _ if self.particular(child, lang, &mut particulars) => {}
                _ => self.block(child, &mut group.blocks, lang),
            }
        }
        for (at, caption) in particulars.captions.into_iter().enumerate() {
            if at == 0 && group.title.is_empty() {
                group.title = caption.value;
            } else {
                group.blocks.insert(0, Block::Paragraph(Paragraph { text: caption.value, ..Paragraph::default() }));
            }
        }
        // A caption comes before what it is the caption of.
        let legend: Vec<Block> = particulars.legends.into_iter().flat_map(|legend| legend.value).collect();
        group.blocks.splice(0..0, legend);
        (group.object_ids, group.credits) = (particulars.object_ids, particulars.credits);
        out.push(Block::Group(group));
    }

    /// The file that an element names: one beside the manuscript, or a safe address.
    fn file(&mut self, node: Node<'t>) -> Option<String> {
        let href = node.attribute("href")?;
        if url::is_safe(href) {
            return Some(href.to_owned());
        }
        let file = super::inlines::beside(href);
        if file.is_none() {
            self.losses.note(node, Fate::Kept);
        }
        file.map(str::to_owned)
    }

    /// Terms and what they mean.
    pub(super) fn definitions(&mut self, node: Node<'t>, out: &mut Vec<Block>, lang: Lang) {
        let mut definitions = Definitions { title: self.heading(node, lang), ..Definitions::default() };
        for item in node.elements().filter(|e| !matches!(e.local(), "title" | "label")) {
            let lang = self.lang_of(item, lang);
            let mut definition = Definition::default();
            if item.is("def-item") {
                definition.label = self.label(item);
                for part in item.elements().filter(|part| !part.is("label")) {
                    if part.is("term") && definition.term.is_empty() {
                        definition.term = self.line_of(part, lang);
                    } else if part.is("def") {
                        definition.blocks.extend(self.blocks(part, lang));
                    } else {
                        self.losses.note(part, Fate::Kept);
                        let mut line = Line::default();
                        self.inlines(part, &mut line, lang);
                        push_line(&mut line, &mut definition.blocks, None);
                    }
                }
            } else {
                if !item.is("def-list") {
                    self.losses.note(item, Fate::Kept);
                }
                self.block(item, &mut definition.blocks, lang);
            }
            definitions.items.push(definition);
        }
        out.push(Block::Definitions(definitions));
    }

    /// Verses; groups in a group are its stanzas.
    pub(super) fn verse(&mut self, node: Node<'t>, out: &mut Vec<Block>, lang: Lang) {
        let mut verse = Verse { title: self.heading(node, lang), ..Verse::default() };
        let mut stanza = Vec::new();
        for part in node.descendants() {
            // What is in a line or in a heading is read with it.
            let direct = part.parent().is_some_and(|around| around.is("verse-group"));
            if !direct || !part.is_element() {
                continue;
            }
            let lang = self.lang_of(part, lang);
            let own = part.parent().map(Node::id) == Some(node.id());
            match part.local() {
                "title" | "label" if own => {}
                "verse-group" => {
                    if !stanza.is_empty() {
                        verse.stanzas.push(std::mem::take(&mut stanza));
                    }
                }
                "attrib" => verse.attribution.push(self.line_of(part, lang)),
                _ => stanza.push(self.line_of(part, lang)),
            }
        }
        if !stanza.is_empty() {
            verse.stanzas.push(stanza);
        }
        out.push(Block::Verse(verse));
    }
}

/// The media type that an element states.
fn media_type(node: Node<'_>) -> Option<String> {
    let kind = node.attribute("mimetype")?;
    let good = |part: &str| part.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'+' | b'-'));
    let whole = match node.attribute("mime-subtype") {
        Some(sub) if !kind.contains('/') => format!("{kind}/{sub}"),
        _ => kind.to_owned(),
    };
    whole.split_once('/').is_some_and(|(kind, sub)| good(kind) && good(sub)).then_some(whole)
}
