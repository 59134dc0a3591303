//! Tables: `table-wrap`, in the model of XHTML tables.

use super::Jats;
use super::groups::Particulars;
use super::line::Line;
use super::losses::Fate;
use super::tree::Node;
use crate::article::{Align, Block, Cell, Inline, Lang, Row, Table, TableNote, Text};

/// The most rows or columns that a cell covers.
const MAX_COVERED: u32 = 1000;

impl<'t> Jats<'t> {
    pub(super) fn table(&mut self, node: Node<'t>, out: &mut Vec<Block>, lang: Lang) {
        let mut table =
            Table { id: self.ids.of(node, "tab"), label: self.label(node), span: node.span(), ..Table::default() };
        let mut particulars = Particulars::default();
        let mut after = Vec::new();
        for child in node.elements() {
            match child.local() {
                "table" => self.grid(child, &mut table, lang),
                "alternatives" => {
                    for form in child.elements() {
                        match form.local() {
                            "table" if table.body.is_empty() => self.grid(form, &mut table, lang),
                            "graphic" => self.picture_of_table(form, &mut table),
                            _ => self.losses.note(form, Fate::Left),
                        }
                    }
                }
                "table-wrap-foot" => self.table_foot(child, &mut table, &mut particulars, lang),
                "graphic" => self.picture_of_table(child, &mut table),
                _ if self.particular(child, lang, &mut particulars) => {}
                _ => self.block(child, &mut after, lang),
            }
        }
        let Particulars { captions, legends, object_ids, credits } = particulars;
        out.push(Block::Table(Table { captions, legends, object_ids, credits, ..table }));
        out.append(&mut after);
    }

    fn picture_of_table(&mut self, node: Node<'t>, table: &mut Table) {
        match self.picture(node) {
            Some(graphic) => table.graphics.push(graphic),
            None => self.losses.note(node, Fate::Left),
        }
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
                self.inline_formula(child, line, lang)
            } else {
                self.cell_content(child, line, lang)
            }
        }
    }

    /// Notes under a table, and where it is from.
    fn table_foot(&mut self, node: Node<'t>, table: &mut Table, particulars: &mut Particulars, around: Lang) {
        for child in node.elements() {
            let lang = self.lang_of(child, around);
            match child.local() {
                "fn-group" => self.table_foot(child, table, particulars, lang),
                "attrib" | "permissions" => drop(self.particular(child, lang, particulars)),
                "fn" => {
                    let id = child.attribute("id").unwrap_or_default().to_owned();
                    let label = self.label(child);
                    let mut paragraphs = self.blocks(child, lang);
                    let text = match paragraphs.pop() {
                        Some(Block::Paragraph(only)) if paragraphs.is_empty() => only.text,
                        last => {
                            paragraphs.extend(last);
                            joined(self.lines(paragraphs, child))
                        }
                    };
                    table.notes.push(TableNote { id, label, text });
                }
                _ => {
                    let mut blocks = Vec::new();
                    self.block(child, &mut blocks, lang);
                    table.notes.extend(self.lines(blocks, child).into_iter().map(TableNote::from));
                }
            }
        }
    }
}

/// Several paragraphs as one text, a line end between them.
fn joined(lines: Vec<Text>) -> Text {
    let mut all = Text::default();
    for line in lines {
        if !all.is_empty() {
            all.inlines.push(Inline::Break);
        }
        all.inlines.extend(line.inlines);
    }
    all
}
