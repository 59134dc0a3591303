//! `back`: what stands after the body, in the manuscript's order, then the notes and the references.

use super::body::Place;
use super::content::Content;
use super::front::is_statement;
use super::{Doc, changed};
use crate::article::{BackMatter, BackMatterKind, Block, Lang, Note, Reference, ReferenceForm, ReferenceList};
use crate::source::Span;

/// The two sides of a pair of lists, as `mixed-citation/@specific-use`.
const SIDES: [&str; 2] = ["original", "translation"];

impl<'a> Doc<'a> {
    /// `back`, if there is anything in it.
    pub(super) fn back(&mut self) {
        let article = self.article;
        let matter: Vec<&'a BackMatter> = article.back.iter().filter(|matter| !is_statement(matter)).collect();
        let references = &article.references;
        if matter.is_empty() && article.notes.is_empty() && references.lists.is_empty() && references.items.is_empty() {
            return;
        }
        self.open_block("back", &[]);
        // Appendices that follow one another are one group.
        for group in matter.chunk_by(|a, b| a.kind == b.kind && a.kind == BackMatterKind::Appendix) {
            if group[0].kind == BackMatterKind::Appendix {
                self.open_block("app-group", &[]);
                group.iter().for_each(|matter| self.flow_matter("app", None, matter));
                self.close_block();
            } else {
                group.iter().for_each(|matter| self.matter(matter));
            }
        }
        self.notes();
        self.references();
        self.close_block();
    }

    fn matter(&mut self, matter: &'a BackMatter) {
        let own = changed(&matter.lang, self.article.lang);
        match matter.kind {
            BackMatterKind::Appendix => self.flow_matter("app", None, matter),
            BackMatterKind::Funding => self.flow_matter("sec", Some("funding-statement"), matter),
            BackMatterKind::Acknowledgements => {
                self.open_block("ack", &[("xml:lang", own)]);
                if !matter.title.is_empty() {
                    self.title(&matter.title, matter.lang);
                }
                self.blocks(&matter.blocks, Place::Paragraphs, matter.lang, 0);
                self.close_block();
            }
            BackMatterKind::ConflictOfInterest => {
                self.open_block("fn-group", &[("xml:lang", own)]);
                if !matter.title.is_empty() {
                    self.title(&matter.title, matter.lang);
                }
                self.open_block("fn", &[("fn-type", Some("coi-statement"))]);
                self.paragraphs_or_one(&matter.blocks, matter);
                self.close_block();
                self.close_block();
            }
        }
    }

    /// `fn` takes a paragraph at least.
    fn paragraphs_or_one(&mut self, blocks: &'a [Block], matter: &'a BackMatter) {
        let from = self.xml.position();
        self.blocks(blocks, Place::Paragraphs, matter.lang, 0);
        if self.xml.position() == from {
            self.xml.empty("p", &[]);
        }
    }

    /// Back matter in an element that takes every block.
    fn flow_matter(&mut self, element: &str, kind: Option<&str>, matter: &'a BackMatter) {
        let own = changed(&matter.lang, self.article.lang);
        self.open_block(element, &[("sec-type", kind), ("xml:lang", own)]);
        self.title(&matter.title, matter.lang);
        self.blocks(&matter.blocks, Place::Flow, matter.lang, 0);
        self.close_block();
    }

    fn notes(&mut self) {
        if self.article.notes.is_empty() {
            return;
        }
        self.open_block("fn-group", &[]);
        self.article.notes.iter().for_each(|note| self.footnote(note));
        self.close_block();
    }

    fn footnote(&mut self, note: &'a Note) {
        let own = changed(&note.lang, self.article.lang);
        let span = note.paragraphs.iter().fold(note.label.span, |all, text| all.join(text.span()));
        let from = self.xml.position();
        let id = self.id(&note.id, span);
        self.open("fn", &[("id", id), ("fn-type", Some("other"))]);
        if !note.label.text.is_empty() {
            self.xml.leaf_run("label", &[], &note.label);
        }
        for paragraph in &note.paragraphs {
            self.open("p", &[("xml:lang", own)]);
            self.line(paragraph, Content::PARAGRAPH, note.lang);
            self.xml.close();
        }
        if note.paragraphs.is_empty() {
            self.xml.empty("p", &[]);
        }
        self.xml.close();
        self.xml.note(from, span);
        self.xml.newline();
    }

    /// The lists of references. An item stands in the list of its first form, with its other forms beside it; a list
    /// all of whose items stand in the one before it adds its heading there, and is no list of its own.
    fn references(&mut self) {
        let references = &self.article.references;
        let lists = &references.lists;
        let mut items: Vec<Vec<&'a Reference>> = vec![Vec::new(); lists.len().max(1)];
        for item in &references.items {
            let list = item.forms.first().map_or(0, |form| form.list as usize);
            items[list.min(lists.len().saturating_sub(1))].push(item);
        }
        if lists.is_empty() {
            if !references.items.is_empty() {
                self.reference_list(None, &[], &items[0]);
            }
            return;
        }
        let mut used = vec![false; lists.len()];
        for form in references.items.iter().flat_map(|item| &item.forms) {
            if let Some(used) = used.get_mut(form.list as usize) {
                *used = true;
            }
        }
        let shared = |list: usize| items[list].is_empty() && used[list];
        let mut at = 0;
        while at < lists.len() {
            let mut next = at + 1;
            while next < lists.len() && shared(next) {
                next += 1;
            }
            self.reference_list(Some(&lists[at]), &lists[at + 1..next], &items[at]);
            at = next;
        }
    }

    /// One `ref-list`. `also`: the lists that it holds as well.
    fn reference_list(&mut self, list: Option<&'a ReferenceList>, also: &'a [ReferenceList], items: &[&'a Reference]) {
        let lang = list.map_or(self.article.lang, |list| list.lang);
        let id = list.and_then(|list| self.id(&list.id, list.title.span()));
        self.open_block("ref-list", &[("id", id), ("xml:lang", changed(&lang, self.article.lang))]);
        if let Some(list) = list.filter(|list| !list.title.is_empty()) {
            self.title(&list.title, lang);
        }
        for list in also.iter().filter(|list| !list.title.is_empty()) {
            let own = changed(&list.lang, lang);
            self.open("p", &[("content-type", Some("trans-title")), ("xml:lang", own)]);
            self.line(&list.title, Content::PARAGRAPH, list.lang);
            self.close_block();
        }
        for item in items {
            self.reference(item, lang);
        }
        self.close_block();
    }

    fn reference(&mut self, item: &'a Reference, around: Lang) {
        let label = item.label.as_ref();
        // An item of two lists has two places: the element as a whole is at the first.
        let first = item.forms.first().map_or(Span::NONE, |form| form.text.span());
        let place = label.map_or(first, |label| label.span.join(first));
        let from = self.xml.position();
        let id = self.id(&item.id, place);
        self.open("ref", &[("id", id)]);
        if let Some(label) = label {
            self.xml.leaf_run("label", &[], item.written_label.as_ref().unwrap_or(label));
        }
        match item.forms.as_slice() {
            [] => {
                self.xml.empty("mixed-citation", &[]);
            }
            [only] => self.form(only, changed(&only.lang, around), None),
            forms => {
                let alternatives = self.xml.position();
                self.xml.open("citation-alternatives", &[]);
                let original = self.original_list();
                for form in forms {
                    let side = SIDES[usize::from(form.list != original)];
                    self.form(form, Some(form.lang.as_str()), Some(side));
                }
                self.xml.close();
                self.xml.note(alternatives, place);
            }
        }
        self.xml.close();
        self.xml.note(from, place);
        self.xml.newline();
    }

    fn form(&mut self, form: &'a ReferenceForm, lang: Option<&str>, side: Option<&str>) {
        let attributes = [("xml:lang", lang), ("specific-use", side)];
        if form.in_elements {
            self.element_citation(&form.text, &form.citation, &attributes, form.lang);
        } else {
            self.mixed_citation(&form.text, &form.citation, &attributes, form.lang);
        }
        if let Some(again) = &form.again {
            self.element_citation(&again.text, &again.citation, &attributes, again.lang);
        }
    }

    /// The list that has the works in their own scripts: the first with a heading in Cyrillic, else the first.
    fn original_list(&self) -> u32 {
        let lists = &self.article.references.lists;
        lists.iter().position(|list| list.lang.is_cyrillic()).unwrap_or(0) as u32
    }
}
