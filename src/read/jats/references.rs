//! `ref-list`: the lists of references, and the items that two lists share.

use super::Jats;
use super::citation::is_bare;
use super::losses::Fate;
use super::tree::Node;
use crate::article::{Id, Lang, Reference, ReferenceForm, ReferenceList, Run};

/// What stands before an item: its identifier, its number, and the number as written where that is another.
type Head = (Id, Option<Run>, Option<Run>);

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
        let written = self.label(node);
        let label = written.as_ref().map(number).filter(|label| !label.text.is_empty());
        let written = written.filter(|written| label.as_ref().is_some_and(|label| label.text != written.text));
        let mut citations: Vec<Node<'t>> = Vec::new();
        for child in node.elements().filter(|child| !child.is("label")) {
            if CITATIONS.contains(&child.local()) || child.is("note") {
                citations.push(child);
            } else if child.is("citation-alternatives") {
                let forms: Vec<_> = child.elements().filter(|form| CITATIONS.contains(&form.local())).collect();
                if self.are_languages(&forms, around) {
                    self.item_of_forms((id, label, written), &forms, list, around);
                    return;
                }
                citations.extend(forms);
            } else {
                self.losses.note(child, Fate::Left);
            }
        }
        if citations.is_empty() {
            self.losses.note(node, Fate::Left);
            return;
        }
        let mut first = Some((id, label, written));
        let mut rest = citations.as_slice();
        while let Some((citation, after)) = rest.split_first() {
            rest = after;
            let mut form = self.form(*citation, list, around);
            // A citation in elements beside one as displayed says the same again.
            if let Some((again, after)) = rest.split_first()
                && citation.is("mixed-citation")
                && again.is("element-citation")
            {
                rest = after;
                form.again = Some(Box::new(self.form(*again, list, around)));
            }
            // Several works under one number.
            let (id, label, written_label) = first.take().unwrap_or_else(|| {
                self.losses.note(*citation, Fate::Moved);
                (self.ids.make("R"), None, None)
            });
            self.article.references.items.push(Reference { id, label, written_label, forms: vec![form] });
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
    fn item_of_forms(&mut self, head: Head, forms: &[Node<'t>], list: u32, around: Lang) {
        let (id, label, written_label) = head;
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
        self.article.references.items.push(Reference { id, label, written_label, forms: read });
    }

    fn form(&mut self, node: Node<'t>, list: u32, around: Lang) -> ReferenceForm {
        let lang = self.lang_of(node, around);
        let (text, citation) = self.citation_of(node, lang);
        let in_elements = matches!(node.local(), "element-citation" | "nlm-citation") || is_bare(node);
        ReferenceForm { list, lang, text, citation, in_elements, again: None }
    }
}

/// The number of an item without its stop or brackets.
fn number(label: &Run) -> Run {
    let text = label.text.as_str();
    let bare = text.trim_end_matches('.');
    let paired =
        [('[', ']'), ('(', ')')].into_iter().any(|(open, close)| bare.starts_with(open) && bare.ends_with(close));
    let (start, end) = if paired { (1, bare.len() - 1) } else { (0, bare.trim_end_matches([']', ')']).len()) };
    // `Brown (2010)` is no number in brackets.
    let (start, end) = if !paired && bare.contains(['[', '(']) { (0, text.len()) } else { (start, end.max(start)) };
    Run::new(&text[start..end], label.span_of(start..end))
}
