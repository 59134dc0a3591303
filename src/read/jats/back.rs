//! `back`: acknowledgements, funding, statements, appendices and notes.

use super::Jats;
use super::blocks::run_in;
use super::ids::{is_note, is_statement};
use super::losses::Fate;
use super::tree::Node;
use crate::article::{BackMatter, BackMatterKind, Block, Formula, Id, Inline, Lang, Note, Paragraph, Run, Text};
use crate::source::Span;

impl<'t> Jats<'t> {
    pub(super) fn back(&mut self, node: Node<'t>) {
        let lang = self.lang_of(node, self.article.lang);
        for child in node.elements() {
            let lang = self.lang_of(child, lang);
            match child.local() {
                "ack" => self.matter(child, BackMatterKind::Acknowledgements, lang),
                "app-group" => {
                    for app in child.elements() {
                        let lang = self.lang_of(app, lang);
                        match app.local() {
                            "app" => self.matter(app, BackMatterKind::Appendix, lang),
                            "title" | "label" => self.losses.note(app, Fate::Left),
                            _ => self.matter_of_one(app, lang),
                        }
                    }
                }
                "app" => self.matter(child, BackMatterKind::Appendix, lang),
                "sec" | "notes" => self.section_of_back(child, lang),
                "fn-group" => self.fn_group(child, lang),
                "fn" => self.fn_of_back(child, lang),
                "ref-list" => self.reference_list(child, lang),
                "title" | "label" => self.losses.note(child, Fate::Left),
                _ => self.matter_of_one(child, lang),
            }
        }
    }

    fn section_of_back(&mut self, node: Node<'t>, lang: Lang) {
        // Some documents keep their notes and references in sections.
        let only = |name| node.elements().all(|e| e.is(name) || e.is("title") || e.is("label"));
        let of_kind = node.attribute("sec-type").or(node.attribute("notes-type")).unwrap_or_default().to_lowercase();
        if node.child("ref-list").is_some() && only("ref-list") {
            node.all("ref-list").for_each(|list| self.reference_list(list, lang));
        } else if node.child("fn-group").is_some() && only("fn-group") {
            node.all("fn-group").for_each(|group| self.fn_group(group, lang));
        } else if matches!(of_kind.as_str(), "funding-statement" | "funding-information" | "funding") {
            self.matter(node, BackMatterKind::Funding, lang);
        } else if matches!(of_kind.as_str(), "coi-statement" | "conflict") {
            self.matter(node, BackMatterKind::ConflictOfInterest, lang);
        } else {
            self.losses.note(node, Fate::Moved);
            self.matter(node, BackMatterKind::Appendix, lang);
        }
    }

    /// An element that holds blocks after a title.
    fn matter(&mut self, node: Node<'t>, kind: BackMatterKind, lang: Lang) {
        let title = self.heading(node, lang);
        let blocks = self.blocks(node, lang);
        if !title.is_empty() || !blocks.is_empty() {
            self.article.back.push(BackMatter { kind, lang, title, blocks });
        }
    }

    /// Something that has no place in back matter, as an appendix.
    fn matter_of_one(&mut self, node: Node<'t>, lang: Lang) {
        let mut blocks = Vec::new();
        self.block(node, &mut blocks, lang);
        if !blocks.is_empty() {
            self.article.back.push(BackMatter { kind: BackMatterKind::Appendix, lang, title: Text::default(), blocks });
        }
    }

    fn fn_group(&mut self, node: Node<'t>, lang: Lang) {
        let title = self.heading(node, lang);
        let statements = node.all("fn").count() > 0 && node.all("fn").all(is_statement);
        if !title.is_empty() && !statements {
            node.elements()
                .filter(|e| matches!(e.local(), "title" | "label"))
                .for_each(|e| self.losses.note(e, Fate::Left));
        }
        let mut title = Some(title).filter(|_| statements);
        for child in node.elements().filter(|e| !matches!(e.local(), "title" | "label")) {
            if child.is("fn") && is_statement(child) {
                self.statement(child, title.take().unwrap_or_default(), lang);
            } else if child.is("fn") {
                self.fn_of_back(child, lang);
            } else {
                self.matter_of_one(child, lang);
            }
        }
    }

    fn fn_of_back(&mut self, node: Node<'t>, lang: Lang) {
        if is_note(node) { drop(self.footnote(node, lang)) } else { self.statement(node, Text::default(), lang) }
    }

    /// A statement of competing interests.
    pub(super) fn statement(&mut self, node: Node<'t>, title: Text, around: Lang) {
        let lang = self.lang_of(node, around);
        let kind = BackMatterKind::ConflictOfInterest;
        let own = self.heading(node, lang);
        let title = if title.is_empty() { own } else { title };
        let blocks = self.blocks(node, lang);
        self.article.back.push(BackMatter { kind, lang, title, blocks });
    }

    /// A footnote; gives its identifier and mark.
    pub(super) fn footnote(&mut self, node: Node<'t>, around: Lang) -> (Id, Run) {
        let lang = self.lang_of(node, around);
        let id = self.ids.of(node, "fn");
        let label = self.label(node).or_else(|| node.attribute("symbol").map(|mark| Run::new(mark, Span::NONE)));
        let label = label.unwrap_or_default();
        let mut languages = node.all("p").map(|p| self.lang_of(p, lang));
        let own = languages.next().filter(|first| languages.all(|other| other == *first)).unwrap_or(lang);
        let paragraphs = self.blocks(node, own);
        let paragraphs = self.lines(paragraphs, node);
        self.article.notes.push(Note {
            id: id.clone(),
            label: label.clone(),
            lang: own,
            paragraphs,
            marks: Vec::new(),
        });
        (id, label)
    }

    /// Blocks where the model has lines only: what is no paragraph is kept as lines.
    pub(super) fn lines(&mut self, blocks: Vec<Block>, node: Node<'t>) -> Vec<Text> {
        fn go(blocks: Vec<Block>, out: &mut Vec<Text>) -> bool {
            let mut plain = true;
            for block in blocks {
                match block {
                    Block::Paragraph(paragraph) => {
                        out.push(paragraph.text);
                        continue;
                    }
                    Block::List(list) => list.items.into_iter().for_each(|item| {
                        go(item.blocks, out);
                    }),
                    Block::Quotation(quotation) => {
                        go(quotation.blocks, out);
                    }
                    Block::Table(table) => {
                        let rows = table.head.into_iter().chain(table.body);
                        out.extend(table.captions.into_iter().map(|caption| caption.value));
                        out.extend(
                            rows.flat_map(|row| row.cells).map(|cell| cell.text).filter(|text| !text.is_empty()),
                        );
                        out.extend(table.notes.into_iter().map(|note| note.text));
                    }
                    Block::Figure(figure) => out.extend(figure.captions.into_iter().map(|caption| caption.value)),
                    Block::Formula(Formula { tex, mathml, .. }) => {
                        out.push(Text { inlines: vec![Inline::Formula { tex, mathml }] });
                    }
                    Block::Preformatted(run) => out.push(Text::from_run(run)),
                    Block::Definitions(definitions) => definitions.items.into_iter().for_each(|item| {
                        out.push(item.term);
                        go(item.blocks, out);
                    }),
                    Block::Verse(verse) => out.extend(verse.stanzas.into_iter().flatten()),
                    Block::Group(group) => {
                        if !group.title.is_empty() {
                            out.push(group.title);
                        }
                        go(group.blocks, out);
                    }
                }
                plain = false;
            }
            plain
        }
        let mut out = Vec::new();
        if !go(blocks, &mut out) {
            self.losses.note(node, Fate::Moved);
        }
        out
    }

    /// The blocks of an abstract: sections are paragraphs with run-in headings.
    pub(super) fn abstract_blocks(&mut self, node: Node<'t>, lang: Lang, out: &mut Vec<Block>) {
        for child in node.children().filter(|child| !matches!(child.local(), "title" | "label")) {
            if !child.is("sec") {
                self.block(child, out, lang);
                continue;
            }
            let lang = self.lang_of(child, lang);
            let heading = self.heading(child, lang);
            let first = out.len();
            self.abstract_blocks(child, lang, out);
            if heading.is_empty() {
                continue;
            }
            match out.get_mut(first) {
                Some(Block::Paragraph(paragraph)) if paragraph.run_in == 0 => run_in(heading, paragraph),
                _ => out.insert(first, Block::Paragraph(Paragraph { text: heading, ..Paragraph::default() })),
            }
        }
    }
}
