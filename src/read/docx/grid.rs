//! Tables of Word: which column each cell takes, and which cells go on below.
//!
//! Word says of each cell how many columns of the grid it takes, and of the cells below a merged one that they go on
//! with it. So every cell has its columns, and the [`Grid`] that all forms share has only to see what is merged.
//!
//! A table in a cell makes a layout of the outer table, and so does a cell that holds a page of text. The cells of such
//! a row are read one after the other, as if the outer table was not there.

use std::collections::BTreeMap;

use super::flow::{Block, TableBlock};
use crate::read::grid::Grid;

/// How a cell is joined to the one above it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Merge {
    #[default]
    None,
    Restart,
    Continue,
}

/// A cell as it was read.
#[derive(Debug, Default)]
pub(super) struct Cell {
    /// Columns of the grid.
    pub(super) span: u32,
    pub(super) merge: Merge,
    /// The cell is joined to the one before it.
    pub(super) joins_left: bool,
    /// The cell was deleted.
    pub(super) deleted: bool,
    pub(super) blocks: Vec<Block>,
}

/// A row as it was read.
#[derive(Debug, Default)]
pub(super) struct Row {
    pub(super) cells: Vec<Cell>,
    /// Columns of the grid that the row leaves out in front.
    pub(super) before: u32,
    pub(super) deleted: bool,
    pub(super) hidden: bool,
}

/// A table as it was read.
#[derive(Debug, Default)]
pub(super) struct Table {
    /// Which table of the document it is, from 1.
    pub(super) number: u32,
    pub(super) rows: Vec<Row>,
}

/// Grid columns of a cell at most, so that sums stay small.
pub(super) const MAX_SPAN: u32 = 1000;

/// A table as it is being put together.
#[derive(Default)]
struct Writer {
    table: u32,
    grid: Grid,
    /// The cells of the row above by the column in which they begin, those that go on in it among them: their numbers in
    /// the grid, or `None` where the cell is not part of it.
    above: BTreeMap<u32, Option<usize>>,
    blocks: Vec<Block>,
}

/// Turns a table into blocks.
pub(super) fn blocks(table: Table) -> Vec<Block> {
    let mut writer = Writer { table: table.number, ..Writer::default() };
    let one_column = table.rows.iter().all(|row| row.cells.len() <= 1);
    for (nth, mut row) in table.rows.into_iter().enumerate().filter(|(_, row)| !row.deleted) {
        row.cells.retain(|cell| !cell.deleted);
        if is_layout(&row, one_column) {
            writer.layout(row);
        } else {
            writer.row(row, nth + 1);
        }
    }
    writer.end_grid();
    writer.blocks
}

impl Writer {
    /// A row whose cells arrange other things on the page.
    fn layout(&mut self, row: Row) {
        self.end_grid();
        let above = core::mem::take(&mut self.above);
        let mut column = row.before;
        for cell in row.cells {
            // What goes on from above has no text that anybody sees.
            let covered = cell.merge == Merge::Continue && above.contains_key(&column);
            self.above.insert(column, None);
            column = column.saturating_add(cell.span);
            if !covered && !row.hidden {
                self.blocks.extend(cell.blocks);
            }
        }
    }

    /// A row of data, the `number`th of its table. A hidden row takes part in what is merged, and in nothing else.
    fn row(&mut self, row: Row, number: usize) {
        let page = row.cells.iter().any(|cell| cell.blocks.first().is_some_and(Block::begins_page));
        if !row.hidden {
            self.grid.numbered_row(number, page);
        }
        let above = core::mem::take(&mut self.above);
        let mut column = row.before;
        let mut cells = row.cells.into_iter().peekable();
        while let Some(cell) = cells.next() {
            let start = column;
            column = column.saturating_add(cell.span);
            while let Some(joined) = cells.next_if(|next| next.joins_left) {
                column = column.saturating_add(joined.span);
            }
            let covering = above.get(&start).filter(|_| cell.merge == Merge::Continue).copied().flatten();
            let own = match covering {
                Some(covering) if row.hidden => Some(covering),
                Some(covering) => {
                    self.grid.extend_down(covering);
                    Some(covering)
                }
                None if row.hidden => None,
                None => Some(self.grid.cell_at(&text(cell.blocks), start..column)),
            };
            self.above.insert(start, own);
        }
    }

    fn end_grid(&mut self) {
        let grid = core::mem::take(&mut self.grid);
        if !grid.is_empty() {
            self.blocks.push(Block::Table(TableBlock { number: self.table, grid }));
        }
    }
}

/// Whether the cells of a row are there to arrange other things on the page.
fn is_layout(row: &Row, one_column: bool) -> bool {
    // 300 Chinese characters: no label of the form has 60.
    const LONG: usize = 900;
    let length = |cell: &Cell| cell.blocks.iter().map(Block::len).sum::<usize>();
    let holds_table =
        |cell: &Cell| cell.blocks.iter().any(|block| matches!(block, Block::Table(table) if table.grid.has_columns()));
    one_column
        || row.cells.iter().any(|cell| holds_table(cell) || length(cell) > LONG)
        || matches!(row.cells.as_slice(), [only] if only.blocks.len() > 3 || length(only) > LONG / 3)
}

/// The text of a cell, a line for each paragraph.
fn text(blocks: Vec<Block>) -> String {
    let mut text = String::new();
    for block in blocks {
        if !text.is_empty() {
            text.push('\n');
        }
        match block {
            Block::Paragraph(paragraph) => text.push_str(&paragraph.text),
            Block::Table(table) => text.push_str(table.grid.all_text()),
        }
    }
    // Tabs part the cells of a row.
    if text.contains(['\t', '\u{c}']) { text.replace('\t', " ").replace('\u{c}', "\n") } else { text }
}
