//! Tables as pipe tables, and those that only put text side by side as that text.

use super::emit::{Emitter, Within};
use super::items::{Cell, Item, Loss, Piece, Table};
use super::known;
use crate::source::Span;

/// Puts out a table.
pub(super) fn table(emitter: &mut Emitter, table: &Table) {
    if table.rows.iter().all(|row| row.cells.is_empty()) {
        return;
    }
    if let Some(paragraphs) = equations(table) {
        paragraphs.iter().for_each(|paragraph| emitter.item(paragraph));
        return;
    }
    if is_layout(table) {
        emitter.losses.meet(&[Loss::Layout]);
        for cell in table.rows.iter().flat_map(|row| &row.cells) {
            cell.items.iter().for_each(|item| emitter.item(item));
        }
        return;
    }
    grid(emitter, table);
}

fn is_blank(cell: &Cell) -> bool {
    cell.items.iter().all(|item| match item {
        Item::Paragraph(paragraph) => paragraph.is_blank(),
        Item::Table(table) => table.rows.iter().flat_map(|row| &row.cells).all(is_blank),
    })
}

/// A formula in one cell and its number in another, as formulas are numbered in word processors: a paragraph for each row.
fn equations(table: &Table) -> Option<Vec<Item>> {
    let mut out = Vec::new();
    for row in &table.rows {
        let mut pieces = Vec::new();
        let mut formulas = 0;
        for cell in row.cells.iter().filter(|cell| !is_blank(cell)) {
            let [Item::Paragraph(paragraph)] = cell.items.as_slice() else { return None };
            formulas += paragraph.pieces.iter().filter(|p| matches!(p, Piece::Formula { .. })).count();
            if !pieces.is_empty() {
                pieces.push(Piece::Tab);
            }
            pieces.extend(paragraph.pieces.iter().cloned());
        }
        let text: usize =
            pieces.iter().map(|p| if let Piece::Text { text, .. } = p { text.trim().len() } else { 0 }).sum();
        if formulas != 1 || text > 20 || row.cells.len() > 3 {
            return None;
        }
        for piece in &mut pieces {
            if let Piece::Formula { display, .. } = piece {
                *display = true;
            }
        }
        out.push(Item::Paragraph(super::items::Paragraph { pieces, ..Default::default() }));
    }
    (!out.is_empty()).then_some(out)
}

/// Whether a table only puts text side by side, or a frame around it: one row, or one column of long text or pictures.
fn is_layout(table: &Table) -> bool {
    let columns = table.rows.iter().map(|row| row.cells.len()).max().unwrap_or(0);
    if table.rows.len() == 1 {
        return true;
    }
    let holds_picture = |cell: &Cell| {
        cell.items.iter().any(
            |item| matches!(item, Item::Paragraph(p) if p.pieces.iter().any(|x| matches!(x, Piece::Picture { .. }))),
        )
    };
    let long = |cell: &Cell| {
        let mut chars = 0;
        for item in &cell.items {
            if let Item::Paragraph(p) = item {
                chars += p.plain().chars().count();
            }
        }
        chars > 300
    };
    let cells = || table.rows.iter().flat_map(|row| &row.cells);
    columns == 1 && (cells().any(holds_picture) || cells().any(long))
        // Two columns, each a page of its own: an abstract beside its translation.
        || columns == 2 && table.rows.len() <= 4 && cells().filter(|c| !is_blank(c)).all(|c| long(c) || c.items.len() > 3)
}

fn grid(emitter: &mut Emitter, table: &Table) {
    emitter.begin();
    let start = emitter.out.len();
    let columns = table
        .rows
        .iter()
        .map(|row| row.before + row.cells.iter().map(|c| c.span).sum::<u32>())
        .max()
        .unwrap_or(0)
        .max(1);
    let mut head = table.rows.iter().take_while(|row| row.header).count();
    if head == table.rows.len() {
        head = usize::from(head > 1);
    }
    if head == 0 && table.first_row && table.rows.len() > 1 && is_head(table) {
        head = 1;
    }
    // Text of cells that go on those above them is shown nowhere else.
    let mut known = known::Table { at: start as u32, rows: Vec::with_capacity(table.rows.len()) };
    // For each column the row and the cell that reach down in it.
    let mut reaching: Vec<Option<(usize, usize)>> = vec![None; columns as usize];
    for (n, row) in table.rows.iter().enumerate() {
        if n > 0 {
            emitter.out.push('\n');
        }
        emitter.out.push('|');
        let mut out = known::Row { header: n < head, cells: Vec::new() };
        let mut column = 0;
        let empty = |emitter: &mut Emitter, count: u32| (0..count).for_each(|_| emitter.out.push_str("  |"));
        empty(emitter, row.before);
        column += row.before;
        for cell in &row.cells {
            let at = column as usize;
            emitter.out.push(' ');
            let from = emitter.out.len();
            emitter.joined(&cell.items, Within::Cell { head: n < head });
            if !emitter.out[from..].is_empty() && emitter.out[from..].chars().all(|c| matches!(c, '-' | ':')) {
                // The page reader would take it for the line under the head.
                emitter.out.insert(from, '\\');
            }
            emitter.out.push_str(" |");
            empty(emitter, cell.span - 1);
            let above =
                reaching[at].filter(|_| cell.continues && emitter.out[from..].trim_matches([' ', '|']).is_empty());
            match above {
                Some((above_row, above_cell)) if above_row < n => {
                    let rows = &mut known.rows;
                    rows[above_row].cells[above_cell].rowspan = (n - above_row + 1) as u32;
                }
                _ => {
                    let align = cell.items.first().and_then(|item| match item {
                        Item::Paragraph(paragraph) => paragraph.align,
                        Item::Table(_) => None,
                    });
                    out.cells.push(known::Cell { column, colspan: cell.span, rowspan: 1, align });
                    let place = Some((n, out.cells.len() - 1));
                    reaching[at..(at + cell.span as usize).min(columns as usize)].fill(place);
                }
            }
            column += cell.span;
        }
        empty(emitter, columns.saturating_sub(column));
        known.rows.push(out);
        if n + 1 == head.min(2) {
            emitter.out.push_str("\n|");
            (0..columns).for_each(|_| emitter.out.push_str("---|"));
        }
    }
    emitter.known.tables.push(known);
    emitter.losses.place(Span::new(start, emitter.out.len()));
}

/// Whether the first row can be the head: something in each cell but the first, and words in most.
fn is_head(table: &Table) -> bool {
    let first = &table.rows[0];
    let words = |cell: &&Cell| {
        cell.items.iter().any(|item| {
            matches!(item, Item::Paragraph(p) if p.plain().chars().any(char::is_alphabetic)
            || p.pieces.iter().any(|x| matches!(x, Piece::Formula { .. })))
        })
    };
    first.cells.iter().skip(1).all(|cell| !is_blank(cell))
        && first.cells.iter().filter(words).count() * 2 > first.cells.len()
}
