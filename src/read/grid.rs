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
//!   rows that have all their cells: Word lets cells span columns that no other row of the table has.
//! * Spans are cut off where the table has no such rows or columns, and where they would leave a row more columns than
//!   the table has.
//! * Rows without anything in them are left out, if other rows have labels and cells.

use core::ops::Range;
use std::collections::{BTreeMap, BTreeSet};

use super::build::{Builder, NewCell};
use crate::Error;
use crate::grammar::is_row_label;
use crate::grammar::lexical::is_han;
use crate::grammar::table::value::Content as Kind;
use crate::report::Place;

/// Columns at most that spans are followed through. No table of the form has sixty.
const MAX_COLUMNS: u32 = 256;

/// A table, collected cell by cell.
#[derive(Debug, Default)]
pub(super) struct Grid {
    /// The texts of all cells.
    text: String,
    cells: Vec<Cell>,
    rows: Vec<Row>,
    /// The cells were given their columns by who added them.
    given: bool,
}

#[derive(Clone, Copy, Debug)]
struct Row {
    /// Behind which of the cells it ends.
    end: usize,
    /// Which row of its table it is, from 1.
    number: usize,
    /// A page begins with it.
    page: bool,
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
    /// Begins the next row.
    pub(super) fn row(&mut self) {
        self.rows.push(Row { end: self.cells.len(), number: self.rows.len() + 1, page: false });
    }

    /// Adds a cell to the last row. Line breaks in the text part its lines.
    #[cfg(feature = "html")]
    pub(super) fn cell(&mut self, text: &str, rowspan: u32, colspan: u32) {
        self.add_cell(text, rowspan, colspan.max(1), 0..0);
    }

    fn add_cell(&mut self, text: &str, rowspan: u32, colspan: u32, columns: Range<u32>) {
        if self.rows.is_empty() {
            self.row();
        }
        let start = self.text.len();
        self.text.push_str(text);
        self.cells.push(Cell {
            text: start..self.text.len(),
            kind: Kind::of(text),
            rowspan,
            colspan,
            columns,
            merged_down: false,
        });
        if let Some(row) = self.rows.last_mut() {
            row.end = self.cells.len();
        }
    }

    fn text(&self, cell: &Cell) -> &str {
        self.text.get(cell.text.clone()).unwrap_or("")
    }

    /// The cells of each row.
    fn row_cells(&self) -> Vec<Range<usize>> {
        let mut start = 0;
        self.rows.iter().map(|row| core::mem::replace(&mut start, row.end)..row.end).collect()
    }

    /// Adds the rows of the table to the document, of which it is that table, counted from 1.
    pub(super) fn write(mut self, table: usize, out: &mut Builder) -> Result<(), Error> {
        let rows = self.row_cells();
        let covered = if self.given { self.open_rows(&rows) } else { self.place(&rows) };
        let regions = Regions::of(rows.iter().zip(&covered).map(|(own, covered)| self.values(own, covered)));
        let leaves_empty = self.has_labels(&rows);
        // For each column, where the header that begins there ends.
        let mut above = vec![0; MAX_COLUMNS as usize + 1];
        let mut header = Header::default();
        let mut new: Vec<NewCell<'_>> = Vec::new();
        for (&row, (cells, covered)) in self.rows.iter().zip(rows.iter().zip(&covered)) {
            new.clear();
            if row.page {
                out.page();
            }
            let own = self.cells.get(cells.clone()).unwrap_or(&[]);
            let mut alone = own.iter().filter(|cell| cell.kind != Kind::Blank);
            if let (Some(cell), None) = (alone.next(), alone.next())
                && is_prose(self.text(cell))
            {
                out.apart();
                out.place(Place::of_cell(table, row.number, cell.columns.start as usize + 1));
                out.paragraph(self.text(cell))?;
                out.place(Place::UNKNOWN);
                out.apart();
                continue;
            }
            let values = self.values(cells, covered);
            let is_header = |columns: &Range<u32>| above.get(columns.start as usize) == Some(&columns.end);
            let parts =
                header.parts(&values, is_header).unwrap_or_else(|| regions.parts(&values, header.len(), is_header));
            header.row(own);
            let mut covered = covered.iter().filter_map(|&at| self.cells.get(at)).peekable();
            for cell in own {
                while let Some(other) = covered.next_if(|other| other.columns.start < cell.columns.start) {
                    self.add(table, row.number, other, &parts, &mut new);
                }
                self.add(table, row.number, cell, &parts, &mut new);
            }
            for other in covered {
                self.add(table, row.number, other, &parts, &mut new);
            }
            // A label that happens to begin where values do is no header.
            for cell in own.iter().filter(|_| is_header_row(own)) {
                if let Some(end) = above.get_mut(cell.columns.start as usize) {
                    *end = cell.columns.end;
                }
            }
            let empty = leaves_empty && own.iter().all(|cell| cell.kind == Kind::Blank);
            if !new.is_empty() && !empty {
                out.row(new.iter().copied())?;
            }
        }
        Ok(())
    }

    /// The columns of the cells of a row that hold no words, covered ones among them.
    fn values(&self, own: &Range<usize>, covered: &[usize]) -> Vec<Range<u32>> {
        let own = self.cells.get(own.clone()).unwrap_or(&[]).iter();
        // What stands in front of the label is no value of the row.
        let label = own.clone().rev().find(|cell| cell.kind == Kind::Words).map_or(0, |cell| cell.columns.end);
        let mut values: Vec<Range<u32>> = own
            .chain(covered.iter().filter_map(|&at| self.cells.get(at)))
            .filter(|cell| cell.kind != Kind::Words && cell.columns.start >= label)
            .map(|cell| cell.columns.clone())
            .collect();
        values.sort_by_key(|columns| columns.start);
        values
    }

    /// A cell as so many cells of the form.
    fn add<'g>(&'g self, table: usize, row: usize, cell: &'g Cell, parts: &Parts, new: &mut Vec<NewCell<'g>>) {
        let n = if cell.kind == Kind::Words { 1 } else { parts.of(&cell.columns) };
        let merged = cell.kind == Kind::Figure && (n > 1 || parts.doubtful || cell.merged_down);
        for part in 0..n {
            let column = cell.columns.start as usize + part + 1;
            new.push(NewCell { text: self.text(cell), merged, place: Place::of_cell(table, row, column) });
        }
    }

    /// For each row, the cells of rows above that stand in it as well, where each cell has its columns.
    fn open_rows(&mut self, rows: &[Range<usize>]) -> Vec<Vec<usize>> {
        let mut open: Vec<Open> = Vec::new();
        let mut covered_by_row = Vec::with_capacity(rows.len());
        for (row, cells) in rows.iter().enumerate() {
            open.retain(|open| open.end > row);
            covered_by_row.push(self.covered(cells, &open));
            let own = cells.clone().zip(self.cells.get(cells.clone()).unwrap_or(&[]));
            open.extend(own.filter(|(_, cell)| cell.rowspan > 1).map(|(at, cell)| Open {
                columns: cell.columns.clone(),
                end: row + cell.rowspan as usize,
                cell: at,
                doubtful: false,
            }));
            open.sort_by_key(|open| open.columns.start);
        }
        covered_by_row
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
    /// cells. Where all are from above, two rows of the table are one of the form, whose label stands in two parts, unless
    /// the part is the label of a row itself.
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
        if covered.len() > 1
            && cells.iter().all(|cell| cell.kind == Kind::Words)
            && !cells.iter().any(|cell| is_row_label(self.text(cell)))
        {
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

    /// Whether a row has a label and cells behind it.
    fn has_labels(&self, rows: &[Range<usize>]) -> bool {
        rows.iter().filter_map(|row| self.cells.get(row.clone())).any(|cells| {
            let label = cells.iter().position(|cell| cell.kind == Kind::Words);
            label.is_some_and(|at| cells.get(at + 1).is_some_and(|cell| cell.kind != Kind::Words))
        })
    }
}

/// What is asked where cells have their columns.
#[cfg(feature = "docx")]
impl Grid {
    /// Begins a row that is not the next one of its table, or that begins a page.
    pub(super) fn numbered_row(&mut self, number: usize, page: bool) {
        self.rows.push(Row { end: self.cells.len(), number, page });
    }

    /// Adds a cell that has its columns. What comes back is its number.
    pub(super) fn cell_at(&mut self, text: &str, columns: Range<u32>) -> usize {
        self.given = true;
        self.add_cell(text, 1, columns.end - columns.start, columns);
        self.cells.len() - 1
    }

    /// Says that a cell goes on in the row below those that it has.
    pub(super) fn extend_down(&mut self, cell: usize) {
        if let Some(cell) = self.cells.get_mut(cell) {
            cell.rowspan += 1;
        }
    }

    /// Whether a row has several cells.
    pub(super) fn has_columns(&self) -> bool {
        self.row_cells().iter().any(|cells| cells.len() > 1)
    }

    /// Whether there is no row.
    pub(super) fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Whether its first row begins a page.
    pub(super) fn begins_page(&self) -> bool {
        self.rows.first().is_some_and(|row| row.page)
    }

    /// The text of all cells.
    pub(super) fn all_text(&self) -> &str {
        &self.text
    }
}

/// Whether a row is nothing but words, in several cells.
fn is_header_row(cells: &[Cell]) -> bool {
    cells.len() > 1 && cells.iter().all(|cell| cell.kind == Kind::Words)
}

/// The columns in which the cells of the last header begin: rows of nothing but words, one below the other.
#[derive(Debug, Default)]
struct Header {
    begins: BTreeSet<u32>,
    /// Whether the row before was one of these.
    open: bool,
}

impl Header {
    fn row(&mut self, cells: &[Cell]) {
        let words = is_header_row(cells);
        if words && !self.open {
            self.begins.clear();
        }
        if words {
            self.begins.extend(cells.iter().map(|cell| cell.columns.start));
        }
        self.open = words;
    }

    /// How many columns it has, that of the labels apart.
    fn len(&self) -> usize {
        self.begins.len().saturating_sub(1)
    }

    /// What the header says of a row that has fewer values than the header has columns above them: `None` where it says
    /// nothing, or nothing that comes out even.
    fn parts(&self, values: &[Range<u32>], is_header: impl Fn(&Range<u32>) -> bool) -> Option<Parts> {
        let (start, end) = region(values)?;
        let full = self.begins.range(start..end).count();
        if values.len() < 2 || values.len() >= full {
            return None;
        }
        let inside =
            |columns: &Range<u32>| self.begins.range(columns.start + 1..columns.end.max(columns.start + 1)).count();
        let several: Vec<(u32, usize)> = values
            .iter()
            .map(|columns| (columns.start, if is_header(columns) { 1 } else { 1 + inside(columns) }))
            .collect();
        let sum: usize = several.iter().map(|(_, n)| n).sum();
        (sum == full).then_some(Parts { several, doubtful: false })
    }
}

/// Rows whose values stand in the same columns of the table, from the first to the last.
#[derive(Debug, Default)]
struct Region {
    /// How many rows have so many values.
    rows: BTreeMap<usize, usize>,
    /// How many values rows of the form have here.
    full: usize,
    /// For each column, how many of the full rows have a value that begins there.
    begins: BTreeMap<u32, usize>,
}

/// All regions of a table.
#[derive(Debug, Default)]
struct Regions {
    regions: BTreeMap<(u32, u32), Region>,
    /// How many values the widest rows have of which there are two; none, if there are none.
    usual: usize,
    /// The columns of the narrowest value.
    narrowest: u32,
}

/// So many rows show of how many values rows of the form are: one may be wrong, and two may be by chance.
const WITNESSES: usize = 3;

/// Over how many cells of the form the values of a row go.
#[derive(Debug, Default)]
struct Parts {
    /// For those that go over several: the column in which they begin, and the number.
    several: Vec<(u32, usize)>,
    /// Values were merged, and which of them cannot be told.
    doubtful: bool,
}

impl Regions {
    fn of(rows: impl Iterator<Item = Vec<Range<u32>>> + Clone) -> Self {
        let widths = rows.clone().flatten().map(|columns| columns.end - columns.start);
        let mut all = Self { narrowest: widths.min().unwrap_or(1), ..Self::default() };
        let mut lengths: BTreeMap<usize, usize> = BTreeMap::new();
        for values in rows.clone() {
            if let Some(key) = region(&values) {
                *all.regions.entry(key).or_default().rows.entry(values.len()).or_default() += 1;
                *lengths.entry(values.len()).or_default() += 1;
            }
        }
        let widest = |rows: &BTreeMap<usize, usize>, least: usize| {
            rows.iter().rev().find(|(_, n)| **n >= least).map(|(values, _)| *values)
        };
        all.usual = widest(&lengths, 2).unwrap_or(0);
        for region in all.regions.values_mut() {
            region.full = widest(&region.rows, 2).or(widest(&region.rows, 1)).unwrap_or(0);
        }
        for values in rows {
            let Some(region) = region(&values).and_then(|key| all.regions.get_mut(&key)) else { continue };
            if values.len() == region.full {
                for columns in values {
                    *region.begins.entry(columns.start).or_default() += 1;
                }
            }
        }
        all
    }

    /// Over how many cells of the form the values of a row go, below a header of so many columns. A value that has a header
    /// over just its columns is one.
    fn parts(&self, values: &[Range<u32>], header: usize, is_header: impl Fn(&Range<u32>) -> bool) -> Parts {
        let mut parts = Parts::default();
        let Some(region) = region(values).and_then(|key| self.regions.get(&key)) else { return parts };
        if values.len() < 2 {
            return parts;
        }
        let rows = region.rows.get(&region.full).copied().unwrap_or(0);
        let usual = self.usual.max(header);
        let begin = |columns: &Range<u32>| region.begins.get(&columns.start).is_some_and(|begin| begin * 2 >= rows);
        let shown = rows >= WITNESSES && region.full >= usual;
        let alike = shown && values.len() == region.full && values.iter().all(begin);
        let short = usual == 0 || values.len() < usual;
        if !shown && short || header == 0 && !alike && !(shown && values.len() < region.full) {
            // Nothing shows where the columns of the form are, so a value that is wider than others may be merged.
            let width = |columns: &Range<u32>| columns.end - columns.start;
            let wider = values.iter().filter(|columns| width(columns) > self.narrowest && !is_header(columns));
            parts
                .several
                .extend(wider.map(|columns| (columns.start, (width(columns) / self.narrowest.max(1)) as usize)));
            parts.doubtful = !parts.several.is_empty();
            return parts;
        }
        if !shown {
            return parts;
        }
        if values.len() >= region.full {
            return parts;
        }
        let mut sum = 0;
        for columns in values {
            let inside = region.begins.range(columns.start + 1..columns.end.max(columns.start + 1));
            let n = if is_header(columns) { 1 } else { 1 + inside.filter(|(_, begin)| **begin * 2 >= rows).count() };
            if n > 1 {
                parts.several.push((columns.start, n));
            }
            sum += n;
        }
        parts.doubtful = sum != region.full && !parts.several.is_empty();
        parts
    }
}

impl Parts {
    fn of(&self, columns: &Range<u32>) -> usize {
        self.several.iter().find(|(start, _)| *start == columns.start).map_or(1, |(_, n)| *n)
    }
}

/// From where to where the values of a row stand.
fn region(values: &[Range<u32>]) -> Option<(u32, u32)> {
    Some((values.first()?.start, values.last()?.end))
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
