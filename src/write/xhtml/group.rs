//! Blocks that hold blocks and stand apart from the text: boxes, statements, supplementary material, films; lists of
//! definitions and verses.

use super::{Renderer, clean, tag};
use crate::article::{Definitions, Group, GroupKind, Text, Verse};
use crate::notation::url;

impl<'a> Renderer<'a> {
    /// A group. What belongs to the text but stands beside it is an `aside`.
    pub(super) fn group(&mut self, group: &'a Group) {
        let id = (!group.id.is_empty()).then(|| self.ids.define(&group.id, &group.id));
        let (element, class) = match group.kind {
            GroupKind::BoxedText => ("aside", "box"),
            GroupKind::Statement => ("div", "statement"),
            GroupKind::Speech => ("div", "speech"),
            GroupKind::Figures | GroupKind::Tables | GroupKind::Formulas => ("div", "group"),
            GroupKind::Supplement | GroupKind::Media => ("div", "supplement"),
        };
        let mut element = tag(element).class(class);
        if let Some(id) = &id {
            element = element.id(id);
        }
        self.open(element);
        self.xml.newline();
        let label = group.label.as_ref().map(|label| clean(&label.text)).filter(|label| !label.is_empty());
        if label.is_some() || !group.title.is_empty() {
            self.open(tag("p").class("heading"));
            if let Some(label) = &label {
                self.leaf(tag("b").class("label"), label);
                self.xml.text(" ");
            }
            self.text(&group.title);
            self.close();
            self.xml.newline();
        }
        self.blocks(&group.blocks);
        self.sections_without_headings(&group.sections);
        if let Some(href) = &group.href {
            // A file that is not in the book is named, an address led to.
            self.open(tag("p").class("file"));
            if url::is_safe(href) && !self.in_link {
                self.leaf(tag("a").attr("href", href.as_str()), href);
            } else {
                self.leaf(tag("code"), href);
            }
            self.close();
            self.xml.newline();
        }
        self.credits(&group.credits);
        self.close();
    }

    /// Sections in a box: their headings are no part of the article's outline.
    fn sections_without_headings(&mut self, sections: &'a [crate::article::Section]) {
        self.depth += 1;
        let shown = if self.depth > super::MAX_DEPTH { &[] } else { sections };
        for section in shown {
            let id = self.ids.define(&section.id, if section.id.is_empty() { "sec" } else { &section.id });
            self.open(tag("div").id(&id));
            if !section.title.is_empty() {
                self.leaf_text(tag("p").class("heading"), &section.title);
                self.xml.newline();
            }
            self.blocks(&section.blocks);
            self.sections_without_headings(&section.sections);
            self.close();
            self.xml.newline();
        }
        self.depth -= 1;
    }

    /// Terms and what they mean, as a `dl`.
    pub(super) fn definitions(&mut self, definitions: &'a Definitions) {
        self.heading_line(&definitions.title);
        if definitions.items.is_empty() {
            return;
        }
        self.open(tag("dl"));
        self.xml.newline();
        for item in &definitions.items {
            self.open(tag("dt"));
            if let Some(label) = &item.label {
                self.leaf(tag("span").class("label"), label.text.trim());
                self.xml.text(" ");
            }
            self.text(&item.term);
            self.close();
            self.open(tag("dd"));
            self.blocks(&item.blocks);
            self.close();
            self.xml.newline();
        }
        self.close();
    }

    /// Verses: a paragraph a stanza, a line a verse.
    pub(super) fn verse(&mut self, verse: &'a Verse) {
        self.open(tag("div").class("verse"));
        self.heading_line(&verse.title);
        for stanza in &verse.stanzas {
            self.open(tag("p"));
            for (at, line) in stanza.iter().enumerate() {
                if at > 0 {
                    self.empty(tag("br"));
                }
                self.text(line);
            }
            self.close();
            self.xml.newline();
        }
        for attribution in &verse.attribution {
            self.leaf_text(tag("p").class("credit"), attribution);
        }
        self.close();
    }

    fn heading_line(&mut self, title: &'a Text) {
        if !title.is_empty() {
            self.leaf_text(tag("p").class("heading"), title);
            self.xml.newline();
        }
    }
}
