//! Blocks that hold blocks and stand apart from the text: boxes, statements, groups of figures, supplementary material;
//! lists of definitions, verses; and what figures, tables and boxes say of themselves.

use super::Doc;
use super::body::Place;
use super::content::Content;
use crate::article::{Block, Credit, Definitions, Group, GroupKind, Lang, Localised, ObjectId, Text, Verse};

/// The values of `object-id/@pub-id-type` that are written; every other scheme is `other`.
const OBJECT_ID_TYPES: &[&str] = &["ark", "doi", "handle", "pii", "pmcid", "pmid", "publisher-id"];

impl<'a> Doc<'a> {
    /// `object-id`s.
    pub(super) fn object_ids(&mut self, ids: &'a [ObjectId]) {
        for id in ids {
            let scheme = id.scheme.as_deref();
            let scheme = scheme.map(|scheme| if OBJECT_ID_TYPES.contains(&scheme) { scheme } else { "other" });
            self.open("object-id", &[("pub-id-type", scheme)]);
            self.xml.run(&id.value);
            self.close_block();
        }
    }

    /// `attrib` and `permissions`.
    pub(super) fn credits(&mut self, credits: &'a [Credit], lang: Lang) {
        /// The order that the DTD wants inside `permissions`.
        const ORDER: [&str; 4] = ["copyright-statement", "copyright-year", "copyright-holder", "license"];
        for credit in credits {
            if let Credit::Attribution { text } = credit {
                self.xml.open("attrib", &[]);
                self.line(text, Content::PARAGRAPH, lang);
                self.close_block();
            }
        }
        let known = |credit: &&Credit| matches!(credit, Credit::Permission { .. });
        if !credits.iter().any(|credit| known(&credit)) {
            return;
        }
        self.open_block("permissions", &[]);
        for name in ORDER {
            for credit in credits {
                let Credit::Permission { element, text, href } = credit else { continue };
                let kept = if ORDER.contains(&element.as_str()) { element } else { "license" };
                if kept != name {
                    continue;
                }
                if name == "license" {
                    self.open_block("license", &[("xlink:href", href.as_deref())]);
                    self.xml.open("license-p", &[]);
                    self.line(text, Content::PARAGRAPH, lang);
                    self.xml.close();
                    self.xml.newline();
                } else {
                    self.xml.open(name, &[]);
                    let content = match name {
                        "copyright-statement" => Content::COPYRIGHT,
                        "copyright-holder" => Content::SCRIPTS,
                        _ => Content::PLAIN,
                    };
                    self.line(text, content, lang);
                }
                self.close_block();
            }
        }
        self.close_block();
    }

    /// `caption`s: the lines that name the thing, each with what explains it in the same language.
    pub(super) fn captions(
        &mut self,
        captions: &'a [Localised<Text>],
        legends: &'a [Localised<Vec<Block>>],
        around: Lang,
    ) {
        let mut left: Vec<&'a Localised<Vec<Block>>> = legends.iter().collect();
        for caption in captions {
            let lang = caption.lang;
            self.open("caption", &[("xml:lang", super::changed(&caption.lang, around))]);
            self.xml.open("title", &[]);
            self.line(&caption.value, Content::TITLE, lang);
            self.xml.close();
            let own: Vec<_> = left.extract_if(.., |legend| legend.lang == lang).collect();
            for legend in own {
                self.xml.newline();
                self.blocks(&legend.value, Place::Paragraphs, lang, 1);
            }
            self.close_block();
        }
        for legend in left {
            self.open_block("caption", &[("xml:lang", super::changed(&legend.lang, around))]);
            self.blocks(&legend.value, Place::Paragraphs, legend.lang, 1);
            self.close_block();
        }
    }

    /// A group, in the element that its kind names where the DTD lets its content stand there, else in a box.
    pub(super) fn group(&mut self, group: &'a Group, lang: Lang, depth: u32) {
        let all = |fits: fn(&Block) -> bool| group.blocks.iter().all(fits) && group.sections.is_empty();
        let is_statement = |b: &Block| matches!(b, Block::Group(g) if g.kind == GroupKind::Statement);
        let element = match group.kind {
            GroupKind::Figures if all(|b| matches!(b, Block::Figure(_))) => "fig-group",
            GroupKind::Tables if !group.blocks.is_empty() && all(|b| matches!(b, Block::Table(_))) => {
                "table-wrap-group"
            }
            GroupKind::Formulas if all(|b| matches!(b, Block::Formula(_))) => "disp-formula-group",
            GroupKind::Statement if group.sections.is_empty() && group.object_ids.is_empty() => "statement",
            GroupKind::Speech if group.sections.is_empty() && group.label.is_none() && group.credits.is_empty() => {
                "speech"
            }
            GroupKind::Supplement if group.sections.is_empty() => "supplementary-material",
            GroupKind::Media if group.sections.is_empty() => "media",
            _ => "boxed-text",
        };
        let from = self.xml.position();
        let id = self.id(&group.id, group.span);
        let href = group.href.as_deref().filter(|_| matches!(element, "supplementary-material" | "media"));
        let kind = group.media_type.as_deref().filter(|_| href.is_some()).and_then(|kind| kind.split_once('/'));
        self.open_block(
            element,
            &[
                ("id", id),
                ("mimetype", kind.map(|kind| kind.0)),
                ("mime-subtype", kind.map(|kind| kind.1)),
                ("xlink:href", href),
            ],
        );
        self.object_ids(&group.object_ids);
        if let Some(label) = &group.label {
            self.xml.leaf_run("label", &[], label).newline();
        }
        match element {
            "statement" => {
                if !group.title.is_empty() {
                    self.title(&group.title, lang);
                }
                for block in &group.blocks {
                    // A statement in a statement stands by itself.
                    let place = if is_statement(block) { Place::Flow } else { Place::Paragraphs };
                    self.blocks(std::slice::from_ref(block), place, lang, depth);
                }
                if group.blocks.is_empty() {
                    self.xml.empty("p", &[]);
                }
            }
            "speech" => {
                self.xml.open("speaker", &[]);
                self.line(&group.title, Content::PLAIN, lang);
                self.close_block();
                self.blocks(&group.blocks, Place::Paragraphs, lang, depth);
                if group.blocks.is_empty() {
                    self.xml.empty("p", &[]);
                }
            }
            "supplementary-material" | "media" => {
                // Only what may not stand in a caption stands after it.
                let outside =
                    |b: &&Block| element != "media" && matches!(b, Block::Group(g) if g.kind == GroupKind::Media);
                let explained = group.blocks.iter().any(|block| !outside(&block));
                if explained || !group.title.is_empty() {
                    self.open_block("caption", &[]);
                    if !group.title.is_empty() {
                        self.title(&group.title, lang);
                    }
                    for block in group.blocks.iter().filter(|block| !outside(block)) {
                        self.blocks(std::slice::from_ref(block), Place::Paragraphs, lang, depth);
                    }
                    self.close_block();
                }
                for block in group.blocks.iter().filter(outside) {
                    self.blocks(std::slice::from_ref(block), Place::Flow, lang, depth);
                }
            }
            _ => {
                if !group.title.is_empty() {
                    self.open_block("caption", &[]);
                    self.title(&group.title, lang);
                    self.close_block();
                }
                self.blocks(&group.blocks, Place::Flow, lang, depth);
                group.sections.iter().for_each(|section| self.section(section, lang, depth));
            }
        }
        if !matches!(element, "fig-group" | "table-wrap-group" | "disp-formula-group" | "speech") {
            self.credits(&group.credits, lang);
        }
        self.xml.close();
        self.xml.note(from, group.span);
    }

    /// `def-list`.
    pub(super) fn definitions(&mut self, definitions: &'a Definitions, lang: Lang, depth: u32) {
        self.open_block("def-list", &[]);
        if !definitions.title.is_empty() {
            self.title(&definitions.title, lang);
        }
        for item in &definitions.items {
            self.open_block("def-item", &[]);
            self.xml.open("term", &[]);
            if let Some(label) = &item.label {
                self.xml.run(label);
                self.xml.text(" ");
            }
            self.line(&item.term, Content::PARAGRAPH, lang);
            self.close_block();
            if !item.blocks.is_empty() {
                self.open_block("def", &[]);
                self.blocks(&item.blocks, Place::Paragraphs, lang, depth);
                self.close_block();
            }
            self.close_block();
        }
        self.xml.close();
    }

    /// `verse-group`.
    pub(super) fn verse(&mut self, verse: &'a Verse, lang: Lang) {
        self.open_block("verse-group", &[]);
        if !verse.title.is_empty() {
            self.title(&verse.title, lang);
        }
        let several = verse.stanzas.len() > 1;
        for stanza in verse.stanzas.iter().filter(|stanza| !stanza.is_empty()) {
            if several {
                self.open_block("verse-group", &[]);
            }
            for line in stanza {
                self.xml.open("verse-line", &[]);
                self.line(line, Content::VERSE, lang);
                self.close_block();
            }
            if several {
                self.close_block();
            }
        }
        if verse.stanzas.iter().all(Vec::is_empty) {
            self.xml.empty("verse-line", &[]);
        }
        for attribution in &verse.attribution {
            self.xml.open("attrib", &[]);
            self.line(attribution, Content::PARAGRAPH, lang);
            self.close_block();
        }
        self.xml.close();
    }
}
