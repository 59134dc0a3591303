//! `body`: sections, and what stands before the first.

use super::Jats;
use super::losses::Fate;
use super::tree::Node;
use crate::article::{Lang, Section, SectionKind};

/// What `sec/@sec-type` names, in small letters.
const KINDS: &[(&str, SectionKind)] = &[
    ("conclusion", SectionKind::Conclusions),
    ("conclusions", SectionKind::Conclusions),
    ("discussion", SectionKind::Discussion),
    ("intro", SectionKind::Introduction),
    ("introduction", SectionKind::Introduction),
    ("materials", SectionKind::Methods),
    ("materials and methods", SectionKind::Methods),
    ("materials|methods", SectionKind::Methods),
    ("methods", SectionKind::Methods),
    ("results", SectionKind::Results),
];

impl<'t> Jats<'t> {
    pub(super) fn body(&mut self, node: Node<'t>) {
        let lang = self.lang_of(node, self.article.lang);
        for child in node.children() {
            match child.local() {
                "sec" => {
                    let section = self.section(child, lang);
                    self.article.body.sections.push(section);
                }
                "sig-block" | "title" | "label" => self.losses.note(child, Fate::Left),
                _ => {
                    let mut blocks = Vec::new();
                    self.block(child, &mut blocks, lang);
                    // After a section it can only be the end of that section.
                    match self.article.body.sections.last_mut() {
                        Some(section) if !blocks.is_empty() => {
                            self.losses.note(child, Fate::Moved);
                            section.blocks.append(&mut blocks);
                        }
                        _ => self.article.body.blocks.append(&mut blocks),
                    }
                }
            }
        }
    }

    pub(super) fn section(&mut self, node: Node<'t>, around: Lang) -> Section {
        let lang = self.lang_of(node, around);
        let kind = node.attribute("sec-type").map(str::to_lowercase);
        let kind = kind.and_then(|kind| KINDS.iter().find(|(name, _)| *name == kind).map(|(_, kind)| *kind));
        let id = self.ids.of(node, "sec");
        let title = self.heading(node, lang);
        let mut section = Section { id, title, kind, lang: (lang != around).then_some(lang), ..Section::default() };
        for child in node.children() {
            match child.local() {
                "title" | "label" => {}
                "sec" => section.sections.push(self.section(child, lang)),
                "sec-meta" => self.losses.note(child, Fate::Left),
                _ => self.block(child, &mut section.blocks, lang),
            }
        }
        section
    }
}
