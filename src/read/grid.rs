//! Tables whose cells span rows and columns.
//!
//! Each cell is given its columns as browsers do it: the first that are free in its row. Then the rows are handed on as
//! the grammar reads them:
//!
//! * A row is those cells that begin in it, in the order of their columns. What a label or a header covers beyond that is
//!   not there: a label over three columns is one cell, and the rows beside a group's label begin with their own.
//! * **Blank cells stay.** A blank one that was merged stands in each row, and in each column that it covers, as the form
//!   has so many cells there.
//! * **A number that was merged** over rows or columns of the form stands in each of them, marked
//!   ([`NewCell::merged`]): whose it is, nobody can tell. Over how many columns of the form a cell goes is told by the
//!   other rows: Word lets cells span columns that no row but one of another table has.
//! * Spans are cut off where the table has no such rows or columns, and where they would leave a row more columns than
//!   the table has.
//! * Rows without anything in them are left out, if other rows have labels and cells.

use core::ops::Range;

use super::build::{Builder, NewCell};
use crate::Error;
use crate::grammar::lexical::{is_han, is_space};
use crate::report::Place;

/// Columns at most that spans are followed through. No table of the form has sixty.
const MAX_COLUMNS: u32 = 256;

/// A table, collected cell by cell.
#[derive(Debug, Default)]
pub(super) struct Grid {
    /// The texts of all cells.
    text: String,
    cells: Vec<Cell>,
    /// For each row, behind which of the cells it ends.
    rows: Vec<usize>,
}

#[derive(Clone, Debug)]
struct Cell {
    text: Range<usize>,
    kind: Kind,
    rowspan: u32,
    colspan: u32,
    /// The columns that it was given.
    columns: Range<u32>,
    /// Whether it covers cells of the form in other rows.
    merged_down: bool,
}

/// What a cell holds, as far as spans are concerned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Blank,
    Figure,
    Words,
}

impl Kind {
    fn of(text: &str) -> Self {
        let mut kind = Self::Blank;
        for c in text.chars() {
            if is_han(c) {
                return Self::Words;
            }
            if !is_space(c) {
                kind = Self::Figure;
            }
        }
        kind
    }
}

/// A cell that goes on in the rows below.
#[derive(Clone, Debug)]
struct Open {
    columns: Range<u32>,
    /// The first row that it does not reach.
    end: usize,
    cell: usize,
    /// Whether its span is probably wrong if a row has no room for it: it is longer than the table, or that of a value.
    doubtful: bool,
}

impl Grid {
    /// Begins a row.
    pub(super) fn row(&mut self) {
        self.rows.push(self.cells.len());
    }

    /// Adds a cell to the last row. Line breaks in the text part its lines.
    pub(super) fn cell(&mut self, text: &str, rowspan: u32, colspan: u32) {
        if self.rows.is_empty() {
            self.row();
        }
        let start = self.text.len();
        self.text.push_str(text);
        self.cells.push(Cell {
            text: start..self.text.len(),
            kind: Kind::of(text),
            rowspan,
            colspan: colspan.max(1),
            columns: 0..0,
            merged_down: false,
        });
        if let Some(end) = self.rows.last_mut() {
            *end = self.cells.len();
        }
    }

    fn text(&self, cell: &Cell) -> &str {
        self.text.get(cell.text.clone()).unwrap_or("")
    }

    /// The cells of each row.
    fn row_cells(&self) -> Vec<Range<usize>> {
        let mut start = 0;
        self.rows.iter().map(|&end| core::mem::replace(&mut start, end)..end).collect()
    }

    /// Adds the rows of the table, the `table`th of its document, to the document.
    pub(super) fn write(mut self, table: usize, out: &mut Builder) -> Result<(), Error> {
        let rows = self.row_cells();
        let covered = self.place(&rows);
        let splits = self.splits(&rows);
        let leaves_empty = self.has_labels(&rows);
        // For each column, where the words that stand there last end.
        let mut above = vec![0; MAX_COLUMNS as usize + 1];
        let mut new: Vec<NewCell<'_>> = Vec::new();
        for (row, (cells, covered)) in rows.iter().zip(&covered).enumerate() {
            new.clear();
            let own = self.cells.get(cells.clone()).unwrap_or(&[]);
            let mut alone = own.iter().filter(|cell| cell.kind != Kind::Blank);
            if let (Some(cell), None) = (alone.next(), alone.next())
                && is_prose(self.text(cell))
            {
                out.apart();
                out.paragraph(self.text(cell))?;
                out.apart();
                continue;
            }
            let values = own.iter().filter(|cell| cell.kind != Kind::Words).count() + covered.len();
            let mut covered = covered.iter().filter_map(|&at| self.cells.get(at)).peekable();
            for cell in own {
                while let Some(other) = covered.next_if(|other| other.columns.start < cell.columns.start) {
                    self.add(table, row, other, 1, &mut new);
                }
                let header = above.get(cell.columns.start as usize).copied() == Some(cell.columns.end);
                let parts =
                    if cell.kind == Kind::Words || values == 1 || header { 1 } else { splits.parts(&cell.columns) };
                self.add(table, row, cell, parts, &mut new);
            }
            for other in covered {
                self.add(table, row, other, 1, &mut new);
            }
            for cell in own.iter().filter(|cell| cell.kind == Kind::Words) {
                if let Some(end) = above.get_mut(cell.columns.start as usize) {
                    *end = cell.columns.end;
                }
            }
            let empty = leaves_empty && own.iter().all(|cell| cell.kind == Kind::Blank);
            if !new.is_empty() && !empty {
                out.placed_row(new.iter().copied())?;
            }
        }
        Ok(())
    }

    /// A cell as so many cells of the form.
    fn add<'g>(&'g self, table: usize, row: usize, cell: &'g Cell, parts: usize, new: &mut Vec<NewCell<'g>>) {
        let merged = parts > 1 || cell.merged_down;
        for part in 0..parts {
            let column = cell.columns.start as usize + part + 1;
            new.push(NewCell { text: self.text(cell), merged, place: Place::new(table + 1, row + 1, column) });
        }
    }

    /// Gives each cell its columns. What comes back is, for each row, the cells of rows above that stand in it as well.
    fn place(&mut self, rows: &[Range<usize>]) -> Vec<Vec<usize>> {
        let (width, widest) = self.widths(rows);
        let mut open: Vec<Open> = Vec::new();
        let mut covered_by_row = Vec::with_capacity(rows.len());
        for (row, cells) in rows.iter().enumerate() {
            open.retain(|open| open.end > row);
            let own = self.cells.get_mut(cells.clone()).unwrap_or(&mut []);
            let needed = own.iter().map(|cell| u64::from(cell.colspan.min(widest))).sum::<u64>();
            let taken =
                |open: &[Open]| open.iter().map(|open| u64::from(open.columns.end - open.columns.start)).sum::<u64>();
            for (width, only_doubtful) in [(width, true), (widest, false)] {
                while !own.is_empty() && taken(&open) + needed > u64::from(width) {
                    let candidates = open.iter().enumerate().filter(|(_, open)| open.doubtful || !only_doubtful);
                    let Some((longest, _)) = candidates.max_by_key(|(_, open)| open.end) else { break };
                    open.remove(longest);
                }
            }
            let mut column = 0;
            let mut begun = Vec::new();
            let mut gaps = open.iter().peekable();
            for (at, cell) in cells.clone().zip(own) {
                while let Some(open) = gaps.next_if(|open| open.columns.start <= column) {
                    column = column.max(open.columns.end);
                }
                let end = column.saturating_add(cell.colspan.min(widest));
                let end = gaps.peek().map_or(end, |open| end.min(open.columns.start));
                cell.columns = column..end;
                column = end;
                let below = rows.len() - row;
                let rowspan = if cell.rowspan == 0 { below } else { below.min(cell.rowspan as usize) };
                if rowspan > 1 && end <= MAX_COLUMNS {
                    let doubtful = cell.kind != Kind::Words || cell.rowspan as usize > below;
                    begun.push(Open { columns: cell.columns.clone(), end: row + rowspan, cell: at, doubtful });
                }
            }
            let covered: Vec<Open> = open.clone();
            open.extend(begun);
            open.sort_by_key(|open| open.columns.start);
            covered_by_row.push(self.covered(cells, &covered));
        }
        covered_by_row
    }

    /// The cells of rows above that take the place of cells of the form in a row: behind its label, and not all of its
    /// cells. Where all are from above, two rows of the table are one of the form, whose label stands in two parts.
    fn covered(&mut self, own: &Range<usize>, open: &[Open]) -> Vec<usize> {
        let cells = self.cells.get(own.clone()).unwrap_or(&[]);
        let Some(label) = cells.iter().find(|cell| cell.kind == Kind::Words).map(|cell| cell.columns.start) else {
            return Vec::new();
        };
        let is_value = |at: usize| self.cells.get(at).is_some_and(|cell| cell.kind != Kind::Words);
        let covered: Vec<usize> = open
            .iter()
            .filter(|open| open.columns.start > label && is_value(open.cell))
            .map(|open| open.cell)
            .collect();
        if covered.len() > 1 && cells.iter().all(|cell| cell.kind == Kind::Words) {
            return Vec::new();
        }
        for &at in &covered {
            if let Some(cell) = self.cells.get_mut(at) {
                cell.merged_down = true;
            }
        }
        covered
    }

    /// How many columns the table has: those of the widest rows, two of which agree, as one may be wrong; and those of
    /// the widest row.
    fn widths(&self, rows: &[Range<usize>]) -> (u32, u32) {
        let mut widths: Vec<u32> = rows
            .iter()
            .filter_map(|row| self.cells.get(row.clone()))
            .map(|cells| cells.iter().map(|cell| u64::from(cell.colspan)).sum::<u64>())
            .map(|width| u32::try_from(width).unwrap_or(u32::MAX).clamp(1, MAX_COLUMNS))
            .collect();
        widths.sort_unstable();
        let widest = widths.last().copied().unwrap_or(1);
        let twice = widths.windows(2).rev().find(|pair| pair.first() == pair.last()).and_then(|pair| pair.first());
        (twice.copied().unwrap_or(widest), widest)
    }

    /// Where columns of the form part: most rows with cells there have two, and no merged one.
    fn splits(&self, rows: &[Range<usize>]) -> Splits {
        let n = MAX_COLUMNS as usize + 2;
        let (mut parted, mut enters, mut leaves) = (vec![0_usize; n], vec![0_usize; n], vec![0_usize; n]);
        let count = |counts: &mut Vec<usize>, at: u32| {
            if let Some(count) = counts.get_mut(at as usize) {
                *count += 1;
            }
        };
        for cells in rows.iter().filter_map(|row| self.cells.get(row.clone())) {
            for pair in cells.windows(2) {
                if let [before, cell] = pair
                    && before.kind != Kind::Words
                    && cell.kind != Kind::Words
                    && before.columns.end == cell.columns.start
                {
                    count(&mut parted, cell.columns.start);
                }
            }
            for cell in cells.iter().filter(|cell| cell.kind != Kind::Words && cell.columns.end <= MAX_COLUMNS) {
                count(&mut enters, cell.columns.start + 1);
                count(&mut leaves, cell.columns.end);
            }
        }
        let mut within = 0;
        let mut before = vec![0];
        for ((&parted, &enters), &leaves) in parted.iter().zip(&enters).zip(&leaves) {
            within = (within + enters).saturating_sub(leaves);
            let so_far = before.last().copied().unwrap_or(0);
            before.push(so_far + usize::from(parted > within));
        }
        Splits { before }
    }

    /// Whether a row has a label and cells behind it.
    fn has_labels(&self, rows: &[Range<usize>]) -> bool {
        rows.iter().filter_map(|row| self.cells.get(row.clone())).any(|cells| {
            let label = cells.iter().position(|cell| cell.kind == Kind::Words);
            label.is_some_and(|at| cells.get(at + 1).is_some_and(|cell| cell.kind != Kind::Words))
        })
    }
}

/// How many columns of the form part before each column of a table.
#[derive(Debug)]
struct Splits {
    before: Vec<usize>,
}

impl Splits {
    /// How many cells of the form a cell covers.
    fn parts(&self, columns: &Range<u32>) -> usize {
        let before = |column: u32| self.before.get(column as usize).copied().unwrap_or(0);
        // The splits inside: behind the first column, up to the last.
        1 + before(columns.end).saturating_sub(before(columns.start + 1))
    }
}

/// Whether a cell that fills its row is a stretch of the report's prose, as in tables that hold whole pages.
fn is_prose(text: &str) -> bool {
    let mut han = 0;
    let mut stop = false;
    for c in text.chars().take(400) {
        han += usize::from(is_han(c));
        stop |= matches!(c, '。' | '；');
    }
    stop && han >= 20 && text.lines().count() > 1 || stop && han >= 60
}
