//! Tables: rows and cells as they stand.

use super::super::items::{Cell, Row, Table};
use super::super::xml::{Node, Ns, is_on};
use super::{Collector, MAX_COLUMNS};

impl<'t> Collector<'_, 't> {
    pub(super) fn table(&mut self, node: Node<'t>) -> Table {
        let look = node.word("tblPr").and_then(|p| p.word("tblLook"));
        let first_row = look.is_some_and(|look| match look.attribute("firstRow") {
            Some(value) => matches!(value, "1" | "true" | "on"),
            None => look.val().and_then(|v| u32::from_str_radix(v, 16).ok()).is_some_and(|bits| bits & 0x20 != 0),
        });
        let mut table = Table { rows: Vec::new(), first_row };
        self.rows(node, &mut table);
        table
    }

    fn rows(&mut self, node: Node<'t>, table: &mut Table) {
        for child in node.elements() {
            match child.tag() {
                (Ns::Word, "tr") => {
                    let properties = child.word("trPr");
                    // A row that was deleted is not there.
                    if properties.is_some_and(|p| p.word("del").is_some()) {
                        continue;
                    }
                    let header = properties.and_then(|p| p.word("tblHeader")).is_some_and(is_on);
                    let before = properties.and_then(|p| p.word("gridBefore")).and_then(Node::val);
                    let before = before.and_then(|v| v.parse().ok()).unwrap_or(0).min(MAX_COLUMNS);
                    let mut row = Row { header, before, cells: Vec::new() };
                    self.cells(child, &mut row);
                    table.rows.push(row);
                }
                (Ns::Word, "sdt") => {
                    if let Some(content) = child.word("sdtContent") {
                        self.rows(content, table);
                    }
                }
                (Ns::Word, "ins" | "moveTo" | "customXml") => self.rows(child, table),
                _ => {}
            }
        }
    }

    fn cells(&mut self, node: Node<'t>, row: &mut Row) {
        for child in node.elements() {
            match child.tag() {
                (Ns::Word, "tc") => {
                    let columns: u32 = row.before + row.cells.iter().map(|c| c.span).sum::<u32>();
                    if columns >= MAX_COLUMNS {
                        // No program makes wider tables; what is in the rest stays, in the last cell.
                        if let Some(last) = row.cells.last_mut() {
                            let mut items = Vec::new();
                            self.blocks(child, &mut items);
                            last.items.append(&mut items);
                        }
                        continue;
                    }
                    let properties = child.word("tcPr");
                    let val = |name| properties.and_then(|p| p.word(name)).and_then(Node::val);
                    let span = val("gridSpan").and_then(|v| v.parse().ok()).unwrap_or(1);
                    let span = span.clamp(1, MAX_COLUMNS - columns);
                    let merge = properties.and_then(|p| p.word("vMerge"));
                    let continues = merge.is_some_and(|m| m.val().is_none_or(|v| v == "continue"));
                    let mut cell = Cell { items: Vec::new(), span, continues };
                    self.blocks(child, &mut cell.items);
                    row.cells.push(cell);
                }
                (Ns::Word, "sdt") => {
                    if let Some(content) = child.word("sdtContent") {
                        self.cells(content, row);
                    }
                }
                (Ns::Word, "customXml") => self.cells(child, row),
                _ => {}
            }
        }
    }
}
