//! `ref-list`: the lists of references, and the items that two lists share.

use super::Jats;
use super::losses::Fate;
use super::tree::Node;
use crate::article::{Id, Lang, Reference, ReferenceForm, ReferenceList, Run};

const CITATIONS: &[&str] = &["mixed-citation", "element-citation", "citation", "nlm-citation"];

impl<'t> Jats<'t> {
    pub(super) fn reference_list(&mut self, node: Node<'t>, around: Lang) {
        let lang = self.lang_of(node, around);
        let has_items = node.child("ref").is_some();
        let title = self.heading(node, lang);
        let list = self.article.references.lists.len() as u32;
        if has_items || !title.is_empty() {
            let id = self.ids.of(node, "reflist");
            self.article.references.lists.push(ReferenceList { id, title, lang });
        }
        for child in node.elements() {
            match child.local() {
                "title" | "label" => {}
                "ref" => self.reference(child, list, lang),
                "ref-list" => self.reference_list(child, lang),
                "p" if child.says("content-type", "trans-title") => {
                    let lang = self.lang_of(child, lang);
                    let title = self.line_of(child, lang);
                    let id = self.ids.make("reflist");
                    self.article.references.lists.push(ReferenceList { id, title, lang });
                }
                _ => self.losses.note(child, Fate::Left),
            }
        }
    }

    fn reference(&mut self, node: Node<'t>, list: u32, around: Lang) {
        let around = self.lang_of(node, around);
        let id = self.ids.of(node, "R");
        let label = self.label(node).map(|label| number(&label)).filter(|label| !label.text.is_empty());
        let mut citations: Vec<Node<'t>> = Vec::new();
        for child in node.elements().filter(|child| !child.is("label")) {
            if CITATIONS.contains(&child.local()) {
                citations.push(child);
            } else if child.is("citation-alternatives") {
                let forms: Vec<_> = child.elements().filter(|form| CITATIONS.contains(&form.local())).collect();
                if self.are_languages(&forms, around) {
                    self.item_of_forms(id, label, &forms, list, around);
                    return;
                }
                citations.extend(forms);
            } else {
                self.losses.note(child, Fate::Left);
            }
        }
        // A citation in elements beside one as displayed says the same again.
        if citations.iter().any(|c| c.is("mixed-citation")) && citations.iter().any(|c| c.is("element-citation")) {
            let (kept, again): (Vec<_>, Vec<_>) = citations.into_iter().partition(|c| c.is("mixed-citation"));
            again.into_iter().for_each(|citation| self.losses.note(citation, Fate::Left));
            citations = kept;
        }
        let Some((first, others)) = citations.split_first() else {
            self.losses.note(node, Fate::Left);
            return;
        };
        let form = self.form(*first, list, around);
        self.article.references.items.push(Reference { id, label, forms: vec![form] });
        // Several works under one number.
        for other in others {
            self.losses.note(*other, Fate::Moved);
            let form = self.form(*other, list, around);
            let id = self.ids.make("R");
            self.article.references.items.push(Reference { id, label: None, forms: vec![form] });
        }
    }

    /// Whether the forms of a citation are one in each language.
    fn are_languages(&self, forms: &[Node<'t>], around: Lang) -> bool {
        let mut languages: Vec<_> = forms.iter().map(|form| self.lang_of(*form, around)).collect();
        let sides = forms.iter().any(|form| matches!(form.attribute("specific-use"), Some("original" | "translation")));
        languages.sort_unstable();
        languages.dedup();
        sides || languages.len() == forms.len()
    }

    /// An item that two lists have: its second form is of the list beside this one.
    fn item_of_forms(&mut self, id: Id, label: Option<Run>, forms: &[Node<'t>], list: u32, around: Lang) {
        let mut read = Vec::new();
        for (at, form) in forms.iter().enumerate() {
            let of = list + at as u32;
            let form = self.form(*form, of, around);
            while self.article.references.lists.len() as u32 <= of {
                // A list after this one, or one that is nowhere named.
                let id = self.ids.make("reflist");
                let lang = form.lang;
                self.article.references.lists.push(ReferenceList { id, lang, ..ReferenceList::default() });
            }
            read.push(form);
        }
        self.article.references.items.push(Reference { id, label, forms: read });
    }

    fn form(&mut self, node: Node<'t>, list: u32, around: Lang) -> ReferenceForm {
        let lang = self.lang_of(node, around);
        let (text, citation) = self.citation_of(node, lang);
        ReferenceForm { list, lang, text, citation }
    }
}

/// The number of an item without its stop or brackets.
fn number(label: &Run) -> Run {
    let text = label.text.as_str();
    let start = text.len() - text.trim_start_matches(['[', '(']).len();
    let end = text.trim_end_matches([']', ')', '.']).len().max(start);
    Run::new(&text[start..end], label.span_of(start..end))
}
