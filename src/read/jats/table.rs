//! Tables: `table-wrap`, in the model of XHTML tables.

use super::Jats;
use super::line::Line;
use super::losses::Fate;
use super::tree::Node;
use crate::article::{Align, Block, Cell, Figure, Inline, Lang, Row, Table, Text};

/// The most rows or columns that a cell covers.
const MAX_COVERED: u32 = 1000;

impl<'t> Jats<'t> {
    pub(super) fn table(&mut self, node: Node<'t>, out: &mut Vec<Block>, lang: Lang) {
        let mut table =
            Table { id: self.ids.of(node, "tab"), label: self.label(node), span: node.span(), ..Table::default() };
        let mut after = Vec::new();
        for child in node.elements() {
            match child.local() {
                "label" => {}
                "caption" => table.captions.extend(self.caption(child, lang)),
                "table" => self.grid(child, &mut table, lang),
                "alternatives" => {
                    for form in child.elements() {
                        if form.is("table") && table.body.is_empty() {
                            self.grid(form, &mut table, lang);
                        } else {
                            self.losses.note(form, Fate::Left);
                        }
                    }
                }
                "table-wrap-foot" => self.table_notes(child, &mut table.notes, lang),
                "graphic" => match self.picture(child) {
                    Some(graphic) => {
                        self.losses.note(child, Fate::Moved);
                        let id = self.ids.make("fig");
                        after.push(Block::Figure(Figure {
                            id,
                            graphic: Some(graphic),
                            span: child.span(),
                            ..Figure::default()
                        }));
                    }
                    None => self.losses.note(child, Fate::Left),
                },
                _ => self.block(child, &mut after, lang),
            }
        }
        out.push(Block::Table(table));
        out.append(&mut after);
    }

    fn grid(&mut self, node: Node<'t>, table: &mut Table, lang: Lang) {
        for part in node.elements() {
            match part.local() {
                "thead" => part.all("tr").for_each(|row| table.head.push(self.row(row, lang))),
                "tbody" | "tfoot" => {
                    if part.is("tfoot") {
                        self.losses.note(part, Fate::Moved);
                    }
                    part.all("tr").for_each(|row| table.body.push(self.row(row, lang)));
                }
                "tr" => table.body.push(self.row(part, lang)),
                // Widths of columns.
                "col" | "colgroup" => {}
                _ => self.losses.note(part, Fate::Left),
            }
        }
    }

    fn row(&mut self, node: Node<'t>, lang: Lang) -> Row {
        let mut row = Row::default();
        for cell in node.elements() {
            let covers = |name| cell.attribute(name).and_then(|n| n.parse().ok()).unwrap_or(1).min(MAX_COVERED);
            let covered = |n: u32| if n > 1 { n } else { 0 };
            let align = match cell.attribute("align") {
                Some("left") => Some(Align::Left),
                Some("center") => Some(Align::Center),
                Some("right") => Some(Align::Right),
                _ => None,
            };
            let lang = self.lang_of(cell, lang);
            row.cells.push(Cell {
                text: self.cell(cell, lang),
                header: cell.is("th"),
                colspan: covered(covers("colspan")),
                rowspan: covered(covers("rowspan")),
                align,
            });
        }
        row
    }

    /// What is in a cell as one line: paragraphs and items are parted by line ends.
    fn cell(&mut self, node: Node<'t>, lang: Lang) -> Text {
        let mut line = Line::default();
        self.cell_content(node, &mut line, lang);
        line.finish()
    }

    fn cell_content(&mut self, node: Node<'t>, line: &mut Line, lang: Lang) {
        for child in node.children() {
            let apart = child.is("p") || child.is_element() && super::blocks::is_block(child) || child.is("list-item");
            if !apart {
                self.inline(child, line, lang);
                continue;
            }
            if !child.is("p") && !child.is("list-item") {
                self.losses.note(child, Fate::Kept);
            }
            if !line.is_empty() && !child.is_blank() {
                line.push(Inline::Break);
            }
            if child.is("disp-formula") {
                self.inline_of_formula(child, line, lang)
            } else {
                self.cell_content(child, line, lang)
            }
        }
    }

    fn inline_of_formula(&mut self, node: Node<'t>, line: &mut Line, lang: Lang) {
        match self.tex(node) {
            Some(tex) => line.push(Inline::Formula { tex }),
            None => self.inlines(node, line, lang),
        }
    }

    /// Notes under a table, each with its mark before it.
    fn table_notes(&mut self, node: Node<'t>, notes: &mut Vec<Text>, lang: Lang) {
        for child in node.elements() {
            match child.local() {
                "fn-group" => self.table_notes(child, notes, lang),
                _ => {
                    let lang = self.lang_of(child, lang);
                    let mut line = Line::default();
                    let parts: Vec<_> =
                        child.elements().filter(|part| matches!(part.local(), "label" | "p" | "title")).collect();
                    if parts.is_empty() || child.is("p") {
                        self.inlines(child, &mut line, lang);
                    } else {
                        self.losses.note(child, Fate::Kept);
                        for part in parts {
                            if !line.is_empty() && !line.is_white() {
                                line.made(" ");
                            }
                            self.inlines(part, &mut line, lang);
                        }
                    }
                    let text = line.finish();
                    if !text.is_empty() {
                        notes.push(text);
                    }
                }
            }
        }
    }
}
