//! `body`, and the blocks that stand in sections, quotations, notes and everywhere else.

use super::content::Content;
use super::line::{Line, Mark};
use super::{Doc, Loss, changed};
use crate::article::{
    Align, Block, Figure, Formula, Inline, Lang, List, ListKind, Paragraph, Row, Section, SectionKind, Table, Text,
};
use crate::source::Span;

/// How deep lists and quotations, and how deep sections, may stand in one another; what is deeper is written beside
/// what holds it. Parsers refuse documents that nest too deeply (libxml2: 256 levels).
const MAX_DEPTH: u32 = 20;

/// Which blocks may stand where they are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// All: `body`, `sec`, `disp-quote`, `app`.
    Flow,
    /// Paragraphs and lists: `list-item`.
    Item,
    /// What stands apart from the text: `floats-group`.
    Floats,
    /// Paragraphs alone: `abstract`, `ack`, `fn`. Others stand inside a paragraph.
    Paragraphs,
}

/// Whether this is a paragraph that does not go on one before it.
fn is_other_paragraph(block: &Block) -> bool {
    matches!(block, Block::Paragraph(paragraph) if !paragraph.continues)
}

/// Whether a text begins with a sign that stands close to the word before it.
fn begins_with_stop(text: &Text) -> bool {
    let mut first = None;
    text.for_each_run(&mut |run| first = first.or(run.text.chars().next()));
    first.is_some_and(|c| matches!(c, ',' | '.' | ';' | ':' | ')' | ']' | '!' | '?' | '»' | '”'))
}

impl<'a> Doc<'a> {
    /// `body`, if there is one.
    pub(super) fn body(&mut self) {
        let body = &self.article.body;
        if body.blocks.is_empty() && body.sections.is_empty() {
            return;
        }
        let lang = self.article.lang;
        self.open_block("body", &[]);
        self.blocks(&body.blocks, Place::Flow, lang, 0);
        for section in &body.sections {
            self.section(section, lang, 0);
        }
        self.close_block();
    }

    pub(super) fn section(&mut self, section: &'a Section, around: Lang, depth: u32) {
        let lang = section.lang.unwrap_or(around);
        let kind = section.kind.map(|kind| match kind {
            SectionKind::Introduction => "intro",
            SectionKind::Methods => "methods",
            SectionKind::Results => "results",
            SectionKind::Discussion => "discussion",
            SectionKind::Conclusions => "conclusions",
        });
        let from = self.xml.position();
        let id = self.id(&section.id, section.title.span());
        self.open_block("sec", &[("id", id), ("sec-type", kind), ("xml:lang", changed(&lang, around))]);
        // A section without a heading has an empty title: the DTD asks for one.
        self.title(&section.title, lang);
        self.blocks(&section.blocks, Place::Flow, lang, 0);
        let deep = depth >= MAX_DEPTH;
        if !deep {
            section.sections.iter().for_each(|section| self.section(section, lang, depth + 1));
        }
        self.xml.close();
        self.xml.note(from, section.title.span());
        self.xml.newline();
        if deep && !section.sections.is_empty() {
            self.lose(Loss::Nesting, section.title.span());
            section.sections.iter().for_each(|section| self.section(section, lang, depth));
        }
    }

    /// `title`, on a line of its own.
    pub(super) fn title(&mut self, title: &'a Text, lang: Lang) {
        self.xml.open("title", &[]);
        self.line(title, Content::TITLE, lang);
        self.close_block();
    }

    /// Blocks, one after another. `depth` counts the lists and quotations around them.
    pub(super) fn blocks(&mut self, blocks: &'a [Block], place: Place, lang: Lang, depth: u32) {
        let mut rest = blocks;
        while let Some((block, after)) = rest.split_first() {
            // A paragraph that goes on after the blocks in it is one `p`.
            if let Block::Paragraph(begun) = block {
                let goes_on = |block: &Block| matches!(block, Block::Paragraph(p) if p.continues);
                let mut inside = 0;
                let mut end = 0;
                while let Some(next) = after.get(inside).filter(|next| !is_other_paragraph(next)) {
                    inside += 1;
                    if goes_on(next) {
                        end = inside;
                    }
                }
                self.paragraph(begun, &after[..end], lang, depth);
                self.xml.newline();
                rest = &after[end..];
                continue;
            }
            self.block(block, place, lang, depth);
            rest = after;
        }
    }

    fn block(&mut self, block: &'a Block, place: Place, lang: Lang, depth: u32) {
        self.bare_block(block, place, lang, depth);
        if !self.xml.at_line_start() {
            self.xml.newline();
        }
    }

    /// As [`Doc::block`], without a line end after it.
    fn bare_block(&mut self, block: &'a Block, place: Place, lang: Lang, depth: u32) {
        let deep = depth >= MAX_DEPTH;
        match block {
            Block::List(list) if list.items.is_empty() => return,
            Block::Quotation(quotation) if quotation.blocks.is_empty() => return,
            Block::List(list) if deep => {
                for item in &list.items {
                    self.lose(Loss::Nesting, item.label.as_ref().map_or(Span::NONE, |label| label.span));
                    if let Some(label) = &item.label {
                        self.xml.leaf_run("p", &[], label).newline();
                    }
                    self.blocks(&item.blocks, place, lang, depth);
                }
                return;
            }
            Block::Quotation(quotation) if deep => {
                self.lose(Loss::Nesting, Span::NONE);
                self.blocks(&quotation.blocks, place, lang, depth);
                return;
            }
            Block::Definitions(definitions) if deep => {
                self.lose(Loss::Nesting, Span::NONE);
                for item in &definitions.items {
                    self.xml.open("p", &[]);
                    self.line(&item.term, Content::PARAGRAPH, lang);
                    self.close_block();
                    self.blocks(&item.blocks, place, lang, depth);
                }
                return;
            }
            Block::Group(group) if deep => {
                self.lose(Loss::Nesting, group.span);
                if !group.title.is_empty() {
                    self.xml.open("p", &[]);
                    self.line(&group.title, Content::PARAGRAPH, lang);
                    self.close_block();
                }
                self.blocks(&group.blocks, place, lang, depth);
                return;
            }
            _ => {}
        }
        let direct = match place {
            Place::Flow | Place::Floats => true,
            Place::Item => matches!(block, Block::Paragraph(_) | Block::List(_) | Block::Definitions(_)),
            Place::Paragraphs => matches!(block, Block::Paragraph(_)),
        };
        if !direct {
            self.xml.open("p", &[]);
        }
        match block {
            Block::Paragraph(paragraph) => self.paragraph(paragraph, &[], lang, depth),
            Block::List(list) => self.list(list, lang, depth + 1),
            Block::Quotation(quotation) => {
                self.open_block("disp-quote", &[]);
                self.blocks(&quotation.blocks, Place::Flow, lang, depth + 1);
                self.xml.close();
            }
            Block::Table(table) => self.table(table, lang),
            Block::Figure(figure) => self.figure(figure, lang),
            Block::Formula(formula) => self.formula(formula),
            Block::Preformatted(run) => {
                self.xml.leaf_run("preformat", &[], run);
            }
            Block::Definitions(definitions) => self.definitions(definitions, lang, depth + 1),
            Block::Verse(verse) => self.verse(verse, lang),
            Block::Group(group) => self.group(group, lang, depth + 1),
        }
        if !direct {
            self.xml.close();
        }
    }

    /// `p`, with its run-in heading marked.
    fn paragraph(&mut self, paragraph: &'a Paragraph, inside: &'a [Block], around: Lang, depth: u32) {
        let lang = paragraph.lang.unwrap_or(around);
        self.open("p", &[("xml:lang", changed(&lang, around))]);
        self.run_in_and_text(paragraph, lang);
        for (at, block) in inside.iter().enumerate() {
            match block {
                Block::Paragraph(more) => self.run_in_and_text(more, lang),
                block => {
                    // White space keeps words apart, but not a word and the comma after it.
                    self.xml.newline();
                    self.bare_block(block, Place::Flow, lang, depth);
                    let next = inside.get(at + 1);
                    if !matches!(next, Some(Block::Paragraph(more)) if begins_with_stop(&more.text)) {
                        self.xml.newline();
                    }
                }
            }
        }
        self.xml.close();
    }

    fn run_in_and_text(&mut self, paragraph: &'a Paragraph, lang: Lang) {
        let inlines: &'a [Inline] = &paragraph.text.inlines;
        let run_in = (paragraph.run_in as usize).min(inlines.len());
        if run_in == 0 {
            self.inlines(inlines, Content::PARAGRAPH, lang);
        } else {
            let head = Line::new(&inlines[..run_in]).len;
            let mark = Mark::new("named-content", 0..head, Content::PARAGRAPH).with("content-type", "run-in-heading");
            let marks = if head > 0 { vec![mark] } else { Vec::new() };
            self.marked(&Line::new(inlines), &marks, Content::PARAGRAPH, lang, false);
        }
    }

    fn list(&mut self, list: &'a List, lang: Lang, depth: u32) {
        let kind = match list.kind {
            ListKind::Bullet => "bullet",
            ListKind::Order => "order",
            ListKind::AlphaLower => "alpha-lower",
            ListKind::RomanLower => "roman-lower",
            ListKind::AlphaUpper => "alpha-upper",
            ListKind::RomanUpper => "roman-upper",
            ListKind::Simple => "simple",
        };
        self.open_block("list", &[("list-type", Some(kind))]);
        for item in &list.items {
            self.xml.open("list-item", &[]);
            if let Some(label) = &item.label {
                self.xml.leaf_run("label", &[], label);
            }
            let from = self.xml.position();
            self.blocks(&item.blocks, Place::Item, lang, depth);
            if self.xml.position() == from {
                self.xml.empty("p", &[]);
            }
            self.close_block();
        }
        self.xml.close();
    }

    fn table(&mut self, table: &'a Table, lang: Lang) {
        let from = self.xml.position();
        let id = self.id(&table.id, table.span);
        self.open_block("table-wrap", &[("id", id)]);
        self.object_ids(&table.object_ids);
        if let Some(label) = &table.label {
            self.xml.leaf_run("label", &[], label).newline();
        }
        self.captions(&table.captions, &table.legends, lang);
        // `thead` and `tbody` take a row at least, and a row a cell at least.
        let rows = |rows: &'a [Row]| rows.iter().filter(|row| !row.cells.is_empty()).collect::<Vec<_>>();
        let (head, body) = (rows(&table.head), rows(&table.body));
        if !(head.is_empty() && body.is_empty()) {
            self.open_block("table", &[]);
            match (head.is_empty(), body.is_empty()) {
                (false, false) => {
                    self.rows(Some("thead"), &head, "col", lang);
                    self.rows(Some("tbody"), &body, "row", lang);
                }
                (false, true) => self.rows(Some("tbody"), &head, "col", lang),
                (true, _) => self.rows(Some("tbody"), &body, "row", lang),
            }
            self.close_block();
        }
        for graphic in &table.graphics {
            self.picture("graphic", graphic);
            self.xml.newline();
        }
        if !table.notes.is_empty() {
            self.open_block("table-wrap-foot", &[]);
            for note in &table.notes {
                let id = self.id(&note.id, note.text.span());
                let marked = id.is_some() || note.label.is_some();
                if marked {
                    self.open("fn", &[("id", id)]);
                    if let Some(label) = &note.label {
                        self.xml.leaf_run("label", &[], label);
                    }
                }
                self.xml.open("p", &[]);
                self.line(&note.text, Content::PARAGRAPH, lang);
                self.xml.close();
                if marked {
                    self.xml.close();
                }
                self.xml.newline();
            }
            self.close_block();
        }
        self.credits(&table.credits, lang);
        self.xml.close();
        self.xml.note(from, table.span);
    }

    fn rows(&mut self, group: Option<&str>, rows: &[&'a Row], scope: &str, lang: Lang) {
        if let Some(group) = group {
            self.open_block(group, &[]);
        }
        for row in rows {
            self.xml.open("tr", &[]);
            for cell in &row.cells {
                let element = if cell.header { "th" } else { "td" };
                let align = cell.align.map(|align| match align {
                    Align::Left => "left",
                    Align::Center => "center",
                    Align::Right => "right",
                });
                let span = |n: u32| (n > 1).then(|| n.to_string());
                let (colspan, rowspan) = (span(cell.colspan), span(cell.rowspan));
                let scope = cell.header.then_some(match scope {
                    "col" if cell.colspan > 1 => "colgroup",
                    "row" if cell.rowspan > 1 => "rowgroup",
                    scope => scope,
                });
                self.open(
                    element,
                    &[
                        ("scope", scope),
                        ("colspan", colspan.as_deref()),
                        ("rowspan", rowspan.as_deref()),
                        ("align", align),
                    ],
                );
                self.line(&cell.text, Content::TITLE, lang);
                self.xml.close();
            }
            self.close_block();
        }
        if group.is_some() {
            self.close_block();
        }
    }

    fn figure(&mut self, figure: &'a Figure, lang: Lang) {
        let from = self.xml.position();
        let id = self.id(&figure.id, figure.span);
        self.open_block("fig", &[("id", id)]);
        self.object_ids(&figure.object_ids);
        if let Some(label) = &figure.label {
            self.xml.leaf_run("label", &[], label).newline();
        }
        self.captions(&figure.captions, &figure.legends, lang);
        for graphic in figure.graphic.iter().chain(&figure.graphics) {
            self.picture("graphic", graphic);
            self.xml.newline();
        }
        self.credits(&figure.credits, lang);
        self.xml.close();
        self.xml.note(from, figure.span);
    }

    fn formula(&mut self, formula: &'a Formula) {
        let id = self.id(&formula.id, formula.tex.span);
        self.open("disp-formula", &[("id", id)]);
        if let Some(label) = &formula.label {
            self.xml.leaf_run("label", &[], label);
        }
        self.formula_alternatives(&formula.tex, formula.mathml.as_deref(), formula.graphic.as_ref(), true, false);
        self.xml.close();
    }
}
