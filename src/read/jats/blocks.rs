//! Blocks: what stands in sections, quotations, cells of a list. [`BLOCKS`] says for each element what makes a block of
//! it; an element that is not there and is no running text gives its paragraphs.

use super::Jats;
use super::groups::Particulars;
use super::inlines::{How, INLINES, how};
use super::line::Line;
use super::losses::Fate;
use super::tree::Node;
use crate::article::{Block, Figure, Inline, Lang, List, ListItem, ListKind, Paragraph, Quotation, Run, Style, Text};
use crate::source::Span;

type Read = for<'j, 't> fn(&'j mut Jats<'t>, Node<'t>, &'j mut Vec<Block>, Lang);

/// What reads each element that is a block, in order of the names.
const BLOCKS: &[(&str, Read)] = &[
    ("array", |jats, node, out, lang| jats.loose(node, out, lang)),
    ("boxed-text", |jats, node, out, lang| jats.group(node, out, lang)),
    ("chem-struct-wrap", |jats, node, out, lang| jats.loose(node, out, lang)),
    ("code", |jats, node, out, lang| jats.preformatted(node, out, lang)),
    ("def-list", |jats, node, out, lang| jats.definitions(node, out, lang)),
    ("disp-formula", |jats, node, out, lang| jats.formula(node, out, lang)),
    ("disp-formula-group", |jats, node, out, lang| jats.group(node, out, lang)),
    ("disp-quote", |jats, node, out, lang| jats.quotation(node, out, lang)),
    ("fig", |jats, node, out, lang| jats.figure(node, out, lang)),
    ("fig-group", |jats, node, out, lang| jats.group(node, out, lang)),
    ("fn-group", |jats, node, out, lang| jats.loose(node, out, lang)),
    ("glossary", |jats, node, out, lang| jats.loose(node, out, lang)),
    ("graphic", |jats, node, out, lang| jats.picture_alone(node, out, lang)),
    ("list", |jats, node, out, lang| jats.list(node, out, lang)),
    ("media", |jats, node, out, lang| jats.group(node, out, lang)),
    ("notes", |jats, node, out, lang| jats.loose(node, out, lang)),
    ("p", |jats, node, out, lang| jats.paragraph(node, out, lang)),
    ("preformat", |jats, node, out, lang| jats.preformatted(node, out, lang)),
    ("ref-list", |jats, node, out, lang| jats.loose(node, out, lang)),
    ("sec", |jats, node, out, lang| jats.loose(node, out, lang)),
    ("speech", |jats, node, out, lang| jats.group(node, out, lang)),
    ("statement", |jats, node, out, lang| jats.group(node, out, lang)),
    ("supplementary-material", |jats, node, out, lang| jats.group(node, out, lang)),
    ("table-wrap", |jats, node, out, lang| jats.table(node, out, lang)),
    ("table-wrap-group", |jats, node, out, lang| jats.group(node, out, lang)),
    ("verse-group", |jats, node, out, lang| jats.verse(node, out, lang)),
];

/// Elements that say something of a block and are no text.
const SILENT: &[&str] = &["alt-text", "long-desc", "object-id", "permissions"];

fn reader(name: &str) -> Option<Read> {
    BLOCKS.binary_search_by_key(&name, |(known, _)| known).ok().map(|at| BLOCKS[at].1)
}

/// Whether an element stands apart from the line.
pub(super) fn is_block(node: Node<'_>) -> bool {
    // `code` stands in the line, and pictures may.
    !matches!(node.local(), "code" | "graphic" | "p") && reader(node.local()).is_some()
}

impl<'t> Jats<'t> {
    /// The blocks in an element, titles and labels left to the caller.
    pub(super) fn blocks(&mut self, node: Node<'t>, lang: Lang) -> Vec<Block> {
        let mut out = Vec::new();
        for child in node.children() {
            if !matches!(child.local(), "title" | "label") {
                self.block(child, &mut out, lang);
            }
        }
        out
    }

    /// Adds the block that an element, or text that stands by itself, makes.
    pub(super) fn block(&mut self, node: Node<'t>, out: &mut Vec<Block>, around: Lang) {
        if let Some(text) = node.text() {
            if !text.trim().is_empty() {
                let mut line = Line::default();
                line.text(text, node.span());
                push_line(&mut line, out, None);
            }
            return;
        }
        let lang = self.lang_of(node, around);
        match reader(node.local()) {
            Some(read) => read(self, node, out, if node.is("p") { around } else { lang }),
            None if SILENT.contains(&node.local()) => self.losses.note(node, Fate::Left),
            None if INLINES.iter().any(|(name, _)| *name == node.local()) => {
                if matches!(how(node.local()), How::Left | How::Skip) {
                    self.losses.note(node, Fate::Left);
                    return;
                }
                let mut line = Line::default();
                self.inline(node, &mut line, around);
                push_line(&mut line, out, None);
            }
            None => {
                self.losses.note(node, Fate::Kept);
                self.loose_content(node, out, lang);
            }
        }
    }

    /// A paragraph. A block in it ends it, and what follows is another.
    pub(super) fn paragraph(&mut self, node: Node<'t>, out: &mut Vec<Block>, around: Lang) {
        let lang = self.lang_of(node, around);
        let own = (lang != around).then_some(lang);
        let mut line = Line::default();
        let mut run_in = 0;
        let mut begun = false;
        // The block after which nothing of the paragraph has come yet.
        let mut last = None;
        for child in node.children() {
            if child.is_element() && is_block(child) {
                if push_paragraph(&mut line, out, own, &mut run_in, begun) {
                    (begun, last) = (true, None);
                }
                last = begun.then_some(child).or(last);
                self.block(child, out, lang);
            } else if child.says("content-type", "run-in-heading") && line.is_empty() {
                run_in = self.run_in_heading(child, &mut line, lang);
            } else {
                self.inline(child, &mut line, lang);
            }
        }
        // After the paragraph it stands, not in it.
        if let Some(last) = last.filter(|_| !push_paragraph(&mut line, out, own, &mut run_in, begun)) {
            self.losses.note(last, Fate::Moved);
        }
        push_paragraph(&mut line, out, own, &mut run_in, begun);
    }

    /// An element without a place of its own: label and title are a paragraph, then come its blocks.
    fn loose(&mut self, node: Node<'t>, out: &mut Vec<Block>, lang: Lang) {
        self.losses.note(node, Fate::Kept);
        self.loose_content(node, out, lang);
    }

    fn loose_content(&mut self, node: Node<'t>, out: &mut Vec<Block>, lang: Lang) {
        let heading = self.heading(node, lang);
        if !heading.is_empty() {
            out.push(Block::Paragraph(Paragraph { text: heading, ..Paragraph::default() }));
        }
        let mut line = Line::default();
        for child in node.children().filter(|child| !matches!(child.local(), "title" | "label")) {
            let running =
                child.text().is_some() || INLINES.iter().any(|(name, _)| *name == child.local() && *name != "p");
            if running && !matches!(child.local(), "graphic" | "alternatives" | "code") {
                self.inline(child, &mut line, lang);
            } else {
                push_line(&mut line, out, None);
                self.block(child, out, lang);
            }
        }
        push_line(&mut line, out, None);
    }

    /// `label` and `title` of an element as one line.
    pub(super) fn heading(&mut self, node: Node<'t>, lang: Lang) -> Text {
        let mut line = Line::default();
        for part in node.elements().filter(|part| matches!(part.local(), "label" | "title")) {
            if !line.is_empty() && !part.is_blank() {
                line.made(" ");
            }
            self.inlines(part, &mut line, lang);
        }
        line.finish()
    }

    /// What marks a thing: its `label`.
    pub(super) fn label(&mut self, node: Node<'t>) -> Option<Run> {
        let label = node.child("label")?;
        let run = self.run_of(label);
        (!run.text.is_empty()).then_some(run)
    }

    fn list(&mut self, node: Node<'t>, out: &mut Vec<Block>, lang: Lang) {
        let kind = match node.attribute("list-type").unwrap_or_default() {
            "order" => ListKind::Order,
            "alpha-lower" => ListKind::AlphaLower,
            "roman-lower" => ListKind::RomanLower,
            "simple" => ListKind::Simple,
            "alpha-upper" => ListKind::AlphaUpper,
            "roman-upper" => ListKind::RomanUpper,
            _ => ListKind::Bullet,
        };
        let heading = self.heading(node, lang);
        if !heading.is_empty() {
            self.losses.note(node, Fate::Moved);
            out.push(Block::Paragraph(Paragraph { text: heading, ..Paragraph::default() }));
        }
        let mut items = Vec::new();
        for item in node.elements().filter(|e| !matches!(e.local(), "title" | "label")) {
            if item.is("list-item") {
                let lang = self.lang_of(item, lang);
                let label = self.label(item);
                items.push(ListItem { label, blocks: self.blocks(item, lang) });
            } else {
                let mut blocks = Vec::new();
                self.block(item, &mut blocks, lang);
                items.push(ListItem { label: None, blocks });
            }
        }
        out.push(Block::List(List { kind, items }));
    }

    fn quotation(&mut self, node: Node<'t>, out: &mut Vec<Block>, lang: Lang) {
        let mut blocks = Vec::new();
        let heading = self.heading(node, lang);
        if !heading.is_empty() {
            blocks.push(Block::Paragraph(Paragraph { text: heading, ..Paragraph::default() }));
        }
        blocks.extend(self.blocks(node, lang));
        out.push(Block::Quotation(Quotation { blocks }));
    }

    fn preformatted(&mut self, node: Node<'t>, out: &mut Vec<Block>, _: Lang) {
        let mut run = Run::default();
        for piece in node.descendants() {
            if let Some(text) = piece.text() {
                run.text.push_str(text);
                run.span = run.span.join(piece.span());
            } else {
                self.losses.note(piece, Fate::Kept);
            }
        }
        if !run.text.trim().is_empty() {
            out.push(Block::Preformatted(run));
        }
    }

    fn figure(&mut self, node: Node<'t>, out: &mut Vec<Block>, lang: Lang) {
        let mut figure =
            Figure { id: self.ids.of(node, "fig"), label: self.label(node), span: node.span(), ..Figure::default() };
        let mut particulars = Particulars::default();
        let mut after = Vec::new();
        for child in node.elements() {
            match child.local() {
                "graphic" => self.graphic_of(child, &mut figure),
                "alternatives" if child.find("table").is_none() => {
                    child.elements().for_each(|child| self.graphic_of(child, &mut figure));
                }
                "alt-text" | "long-desc" if figure.graphic.is_some() => {
                    let words = self.run_of(child).text;
                    match &mut figure.graphic {
                        Some(graphic) if graphic.alt.is_empty() => graphic.alt = words,
                        _ => self.losses.note(child, Fate::Left),
                    }
                }
                _ if self.particular(child, lang, &mut particulars) => {}
                _ => self.block(child, &mut after, lang),
            }
        }
        let Particulars { captions, legends, object_ids, credits } = particulars;
        out.push(Block::Figure(Figure { captions, legends, object_ids, credits, ..figure }));
        out.append(&mut after);
    }

    fn graphic_of(&mut self, node: Node<'t>, figure: &mut Figure) {
        match if node.is("graphic") { self.picture(node) } else { None } {
            Some(graphic) if figure.graphic.is_none() => figure.graphic = Some(graphic),
            Some(graphic) => figure.graphics.push(graphic),
            None => self.losses.note(node, Fate::Left),
        }
        for inner in node.elements().filter(|inner| !inner.is("alt-text")) {
            self.losses.note(inner, Fate::Left);
        }
    }

    /// A picture without a figure around it.
    fn picture_alone(&mut self, node: Node<'t>, out: &mut Vec<Block>, lang: Lang) {
        let Some(graphic) = self.picture(node) else {
            self.losses.note(node, Fate::Left);
            return;
        };
        let mut particulars = Particulars::default();
        let parts = node.elements().filter(|part| !part.is("alt-text"));
        for part in parts {
            if !self.particular(part, lang, &mut particulars) {
                self.losses.note(part, Fate::Left);
            }
        }
        let Particulars { captions, legends, object_ids, credits } = particulars;
        let (id, label, span) = (self.ids.of(node, "fig"), self.label(node), node.span());
        let graphic = Some(graphic);
        out.push(Block::Figure(Figure {
            id,
            label,
            captions,
            legends,
            graphic,
            object_ids,
            credits,
            span,
            ..Figure::default()
        }));
    }
}

/// Ends a line as a paragraph, if there is anything in it.
pub(super) fn push_line(line: &mut Line, out: &mut Vec<Block>, lang: Option<Lang>) {
    push_paragraph(line, out, lang, &mut 0, false);
}

/// As [`push_line`]; whether there was anything in it.
fn push_paragraph(
    line: &mut Line,
    out: &mut Vec<Block>,
    lang: Option<Lang>,
    run_in: &mut u32,
    continues: bool,
) -> bool {
    let text = line.finish();
    let run_in = std::mem::take(run_in).min(text.inlines.len() as u32);
    let some = !text.is_empty();
    if some {
        out.push(Block::Paragraph(Paragraph { text, run_in, lang, continues }));
    }
    some
}

/// A heading that stands before the text of a paragraph.
pub(super) fn run_in(heading: Text, paragraph: &mut Paragraph) {
    let mut inlines =
        vec![Inline::Styled { style: Style::Bold, content: heading }, Inline::Run(Run::new(" ", Span::NONE))];
    inlines.append(&mut paragraph.text.inlines);
    paragraph.text.inlines = inlines;
    paragraph.run_in = 1;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tables_of_elements_are_in_order() {
        assert!(BLOCKS.is_sorted_by_key(|(name, _)| *name) && INLINES.is_sorted_by_key(|(name, _)| *name));
    }
}
