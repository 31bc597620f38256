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
//!   ([`NewCell::merged`]): whose it is, nobody can tell. Over how many columns of the form a cell goes is told by
//!   [`columns`]. Where that is open, all numbers of the row are marked, and its blank cells are left out.
//! * What is blank in front of a row's label is left out.
//! * Spans are cut off where the table has no such rows or columns, and where they would leave a row more columns than
//!   the table has.
//! * Rows without anything in them are left out, if other rows have labels and cells.

mod columns;

use core::ops::Range;
use std::collections::{BTreeMap, BTreeSet};

use self::columns::{Columns, Header, Told, Value, Values};
use super::build::{Builder, NewCell};
use crate::Error;
use crate::grammar::is_row_label;
use crate::grammar::lexical::is_han;
use crate::grammar::table::value::Content as Kind;
use crate::report::Place;
use crate::source::offset;

/// Columns at most that spans are followed through. No table of the form has sixty.
const MAX_COLUMNS: u32 = 256;

/// Headers of a table at most that are kept apart, and rows below each that are looked at: tables of the form have a few
/// headers and some thirty rows.
const MAX_BLOCKS: usize = 64;
const MAX_ROWS: usize = 256;

/// A row of more cells than these is none of the form.
const MAX_CELLS: usize = 64;

/// What is known of the tables of a document as they are written.
#[derive(Debug)]
pub(super) struct Tables {
    /// The columns of those before: a table that goes on behind the end of a page has no header of its own.
    columns: Vec<Columns>,
    /// Cells at most that merged ones may make beyond their own number.
    spare: usize,
}

impl Default for Tables {
    fn default() -> Self {
        Self { columns: Vec::new(), spare: 50_000 }
    }
}

/// Rows of values below one header.
#[derive(Debug)]
struct Block {
    header: Header,
    rows: Vec<Values>,
}

/// A table, collected cell by cell.
#[derive(Debug, Default)]
pub(super) struct Grid {
    /// The texts of all cells.
    text: String,
    cells: Vec<Cell>,
    rows: Vec<Row>,
    /// The cells were given their columns by who added them.
    given: bool,
    /// The page that it stands on, from 1; nought where there are none.
    page: usize,
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
    text: Range<u32>,
    kind: Kind,
    rowspan: u32,
    colspan: u32,
    /// The columns that it was given.
    columns: Range<u32>,
    /// Whether it covers cells of the form in other rows.
    merged_down: bool,
    /// The column in which the label of its row ends.
    label_end: u32,
}

/// The cells of rows above that stand in a row as well.
#[derive(Debug, Default)]
struct Covered {
    cells: Vec<usize>,
    /// In which columns of the form they stand is open: the row has no room for all, or it begins further left or right
    /// than theirs.
    doubtful: bool,
    /// Numbers that the row has no room for, or none behind its label.
    left_out: Vec<usize>,
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
    /// Whether it is a value that ends within the table, as it was meant to.
    is_value: bool,
}

impl Grid {
    /// Begins the next row.
    pub(super) fn row(&mut self) {
        self.rows.push(Row { end: self.cells.len(), number: self.rows.len() + 1, page: false });
    }

    /// Adds a cell to the last row. Line breaks in the text part its lines.
    #[cfg(any(feature = "html", feature = "pdf"))]
    pub(super) fn cell(&mut self, text: &str, rowspan: u32, colspan: u32) {
        self.add_cell(text, rowspan, colspan.max(1), 0..0);
    }

    fn add_cell(&mut self, text: &str, rowspan: u32, colspan: u32, columns: Range<u32>) {
        if self.rows.is_empty() {
            self.row();
        }
        let start = offset(self.text.len());
        self.text.push_str(text);
        self.cells.push(Cell {
            text: start..offset(self.text.len()),
            kind: Kind::of(text),
            rowspan,
            colspan,
            columns,
            merged_down: false,
            label_end: 0,
        });
        if let Some(row) = self.rows.last_mut() {
            row.end = self.cells.len();
        }
    }

    fn text(&self, cell: &Cell) -> &str {
        self.text.get(cell.text.start as usize..cell.text.end as usize).unwrap_or("")
    }

    /// The cells of each row.
    fn row_cells(&self) -> Vec<Range<usize>> {
        let mut start = 0;
        self.rows.iter().map(|row| core::mem::replace(&mut start, row.end)..row.end).collect()
    }

    /// Adds the rows of the table to the document, of which it is that table, counted from 1.
    pub(super) fn write(mut self, number: usize, tables: &mut Tables, out: &mut Builder) -> Result<(), Error> {
        let rows = self.row_cells();
        let covered = if self.given { self.go_on(&rows) } else { self.place(&rows) };
        let (blocks, of_rows) = self.blocks(&rows, &covered);
        let columns: Vec<Option<Columns>> = blocks
            .iter()
            .map(|block| {
                let columns = Columns::of(&block.rows, &block.header, &tables.columns);
                if tables.columns.len() >= MAX_BLOCKS {
                    tables.columns.remove(0);
                }
                tables.columns.extend(columns.clone().filter(|columns| columns.shown));
                columns
            })
            .collect();
        let widest: Vec<u32> =
            blocks.iter().map(|block| block.rows.iter().map(Values::end).max().unwrap_or(0)).collect();
        let leaves_empty = self.has_labels(&rows);
        let mut new: Vec<NewCell<'_>> = Vec::new();
        // Rows in which the columns of values are open, and so those of what they cover in rows below.
        let mut open_rows: BTreeSet<usize> = BTreeSet::new();
        for (row, ((cells, covered), block)) in rows.iter().zip(&covered).zip(&of_rows).enumerate() {
            new.clear();
            let Some(&Row { number: nth, page, .. }) = self.rows.get(row) else { continue };
            if page {
                out.page();
            }
            let page = self.page;
            let place = |column: u32| Place::of_cell(number, nth, column as usize + 1).on_page(page);
            let own = self.cells.get(cells.clone()).unwrap_or(&[]);
            let mut alone = own.iter().filter(|cell| cell.kind != Kind::Blank);
            if let (Some(cell), None) = (alone.next(), alone.next())
                && is_prose(self.text(cell))
            {
                out.apart();
                out.place(place(cell.columns.start));
                out.paragraph(self.text(cell))?;
                out.place(Place::UNKNOWN);
                out.apart();
                continue;
            }
            if block.is_none() && own.len() > MAX_CELLS {
                // There may be millions.
                out.row(own.iter().map(|cell| NewCell {
                    text: self.text(cell),
                    merged: false,
                    place: place(cell.columns.start),
                }))?;
                continue;
            }
            let (labels, mut values) = if block.is_none() {
                (own, Values::default())
            } else {
                let labels = label_cells(own);
                (own.get(..labels).unwrap_or(own), self.values(cells, labels, covered))
            };
            // What is blank in front of a label is no value.
            let is_label = |cell: &&Cell| block.is_none() || cell.kind != Kind::Blank;
            new.extend(labels.iter().filter(is_label).map(|cell| NewCell {
                text: self.text(cell),
                merged: false,
                place: place(cell.columns.start),
            }));
            let columns = block.and_then(|block| columns.get(block)).and_then(Option::as_ref);
            let row_of = |at: usize| rows.partition_point(|row| row.end <= at);
            values.doubtful |= covered.cells.iter().any(|at| open_rows.contains(&row_of(*at)));
            let widest = block.and_then(|block| widest.get(block)).copied().unwrap_or(0);
            let told = columns::told(columns, widest, &values);
            if match &told {
                Told::Parts(parts, _) => parts.contains(&0),
                Told::Open => true,
            } {
                open_rows.insert(row);
            }
            let spare = if own.is_empty() { &mut 0 } else { &mut tables.spare };
            self.add_values(told, &values, spare, place, &mut new);
            let empty = leaves_empty && own.iter().all(|cell| cell.kind == Kind::Blank);
            if !new.is_empty() && !empty {
                out.row(new.iter().copied())?;
            }
        }
        Ok(())
    }

    /// Adds the values of a row, each as so many cells of the form as was told. `spare` bounds what that makes beyond them.
    fn add_values<'g>(
        &'g self,
        told: Told,
        values: &Values,
        spare: &mut usize,
        place: impl Fn(u32) -> Place,
        new: &mut Vec<NewCell<'g>>,
    ) {
        let beyond =
            |parts: &[usize], missing: usize| parts.iter().map(|n| n.saturating_sub(1)).sum::<usize>() + missing;
        match told {
            // A row that has not all its cells would be read shifted, so one for which there is no room is open.
            Told::Parts(parts, missing) if beyond(&parts, missing) <= *spare => {
                *spare -= beyond(&parts, missing);
                for (value, n) in values.values.iter().zip(parts) {
                    let Some(cell) = self.cells.get(value.cell) else { continue };
                    let merged = cell.kind == Kind::Figure && (n > 1 || cell.merged_down);
                    let part =
                        |part| NewCell { text: self.text(cell), merged, place: place(cell.columns.start + part) };
                    new.extend((0..n).filter_map(|nth| u32::try_from(nth).ok()).map(part));
                }
                new.extend(core::iter::repeat_n(NewCell { text: "", merged: false, place: Place::UNKNOWN }, missing));
            }
            Told::Parts(..) | Told::Open => {
                let figures = values.values.iter().filter(|value| !value.blank).map(|value| value.cell);
                let figures = figures.chain(values.left_out.iter().copied());
                new.extend(figures.filter_map(|at| self.cells.get(at)).map(|cell| NewCell {
                    text: self.text(cell),
                    merged: true,
                    place: place(cell.columns.start),
                }));
            }
        }
    }

    /// The rows of values below each header, and for each row which of these it is among.
    fn blocks(&self, rows: &[Range<usize>], covered: &[Covered]) -> (Vec<Block>, Vec<Option<usize>>) {
        let mut blocks: Vec<Block> = Vec::new();
        let mut known: BTreeMap<Header, usize> = BTreeMap::new();
        let mut header = Header::default();
        // Whether the row before was part of a header.
        let mut open = false;
        let mut of_rows = Vec::with_capacity(rows.len());
        for (cells, covered) in rows.iter().zip(covered) {
            let own = self.cells.get(cells.clone()).unwrap_or(&[]);
            if is_header_row(own) {
                if !open {
                    header = Header::default();
                }
                for cell in own {
                    header.cell(&cell.columns);
                }
                open = true;
                of_rows.push(None);
                continue;
            }
            open = false;
            if own.len() < 2 && covered.cells.is_empty() || own.len() > MAX_CELLS {
                of_rows.push(None);
                continue;
            }
            let block = match known.get(&header) {
                Some(&block) => block,
                None if blocks.len() < MAX_BLOCKS => {
                    known.insert(header.clone(), blocks.len());
                    blocks.push(Block { header: header.clone(), rows: Vec::new() });
                    blocks.len() - 1
                }
                None => MAX_BLOCKS,
            };
            if let Some(block) = blocks.get_mut(block).filter(|block| block.rows.len() < MAX_ROWS) {
                block.rows.push(self.values(cells, label_cells(own), covered));
            }
            of_rows.push(Some(block));
        }
        (blocks, of_rows)
    }

    /// The cells of a row that stand behind those of its label, covered ones among them.
    fn values(&self, own: &Range<usize>, labels: usize, covered: &Covered) -> Values {
        let mut values: Vec<Value> = (own.start + labels..own.end)
            .chain(covered.cells.iter().copied())
            .filter_map(|at| {
                let cell = self.cells.get(at)?;
                Some(Value { cell: at, columns: cell.columns.clone(), blank: cell.kind == Kind::Blank })
            })
            .collect();
        values.sort_by_key(|value| value.columns.start);
        Values {
            values,
            covered: !covered.cells.is_empty(),
            doubtful: covered.doubtful,
            left_out: covered.left_out.clone(),
        }
    }

    /// Gives each cell its columns. What comes back is, for each row, the cells of rows above that stand in it as well.
    fn place(&mut self, rows: &[Range<usize>]) -> Vec<Covered> {
        let (width, widest) = self.widths(rows);
        let mut open: Vec<Open> = Vec::new();
        // Up to this row, values from above are left out.
        let mut crowded_until = 0;
        let mut crowded: Vec<Open> = Vec::new();
        // Of these, so many that no row of the form has them all: that the row is open, one shows as well as thousands.
        let mut crowded_out: Vec<usize> = Vec::new();
        let mut covered_by_row = Vec::with_capacity(rows.len());
        for (row, cells) in rows.iter().enumerate() {
            open.retain(|open| open.end > row);
            // What is in front of a label is part of it, as a group's label that stands on the page before.
            let first_value = cells.start + self.cells.get(cells.clone()).map_or(0, label_cells);
            let own = self.cells.get_mut(cells.clone()).unwrap_or(&mut []);
            let needed = own.iter().map(|cell| u64::from(cell.colspan.min(widest))).sum::<u64>();
            let taken =
                |open: &[Open]| open.iter().map(|open| u64::from(open.columns.end - open.columns.start)).sum::<u64>();
            crowded.retain(|open: &Open| open.end > row);
            for (width, only_doubtful) in [(width, true), (widest, false)] {
                while !own.is_empty() && taken(&open) + needed > u64::from(width) {
                    let candidates = open.iter().enumerate().filter(|(_, open)| open.doubtful || !only_doubtful);
                    let Some((longest, _)) = candidates.max_by_key(|(_, open)| open.end) else { break };
                    let out = open.remove(longest);
                    crowded_until = crowded_until.max(if out.is_value { out.end } else { 0 });
                    if out.is_value && crowded.len() < MAX_CELLS {
                        crowded.push(out);
                    } else if out.is_value {
                        crowded_out.push(out.cell);
                    }
                }
            }
            let mut column = 0;
            let mut begun = Vec::new();
            // A value spans more columns than are free.
            let mut cut = false;
            let mut gaps = open.iter().peekable();
            for (at, cell) in cells.clone().zip(own) {
                while let Some(open) = gaps.next_if(|open| open.columns.start <= column) {
                    column = column.max(open.columns.end);
                }
                let end = column.saturating_add(cell.colspan.min(widest));
                let wanted = end;
                let end = gaps.peek().map_or(end, |open| end.min(open.columns.start));
                cut |= end < wanted && cell.kind != Kind::Words;
                cell.columns = column..end;
                column = end;
                let below = rows.len() - row;
                let rowspan = if cell.rowspan == 0 { below } else { below.min(cell.rowspan as usize) };
                if rowspan > 1 && end <= MAX_COLUMNS {
                    let too_long = cell.rowspan == 0 || cell.rowspan as usize > below;
                    let holds_value = cell.kind != Kind::Words && at >= first_value;
                    let (is_value, doubtful) = (holds_value && !too_long, holds_value || too_long);
                    begun.push(Open {
                        columns: cell.columns.clone(),
                        end: row + rowspan,
                        cell: at,
                        doubtful,
                        is_value,
                    });
                }
            }
            let covered: Vec<Open> = open.clone();
            open.extend(begun);
            open.sort_by_key(|open| open.columns.start);
            let mut covered = self.below(cells, &covered);
            covered.doubtful |= cut || row < crowded_until;
            for open in &crowded {
                if let Some(cell) = self.cells.get_mut(open.cell).filter(|cell| cell.kind == Kind::Figure) {
                    cell.merged_down = true;
                    covered.left_out.push(open.cell);
                }
            }
            for at in crowded_out.drain(..) {
                if let Some(cell) = self.cells.get_mut(at).filter(|cell| cell.kind == Kind::Figure) {
                    cell.merged_down = true;
                }
            }
            covered_by_row.push(covered);
        }
        covered_by_row
    }

    /// For each row, the cells of rows above that stand in it as well, where each cell has its columns.
    fn go_on(&mut self, rows: &[Range<usize>]) -> Vec<Covered> {
        let mut open: Vec<Open> = Vec::new();
        let mut covered_by_row = Vec::with_capacity(rows.len());
        for (row, cells) in rows.iter().enumerate() {
            open.retain(|open| open.end > row);
            covered_by_row.push(self.below(cells, &open));
            let first_value = cells.start + self.cells.get(cells.clone()).map_or(0, label_cells);
            let own = cells.clone().zip(self.cells.get(cells.clone()).unwrap_or(&[]));
            open.extend(own.filter(|(_, cell)| cell.rowspan > 1).map(|(at, cell)| Open {
                columns: cell.columns.clone(),
                end: row + cell.rowspan as usize,
                cell: at,
                doubtful: false,
                is_value: cell.kind != Kind::Words && at >= first_value,
            }));
            open.sort_by_key(|open| open.columns.start);
        }
        covered_by_row
    }

    /// What stands in a row from those above, of which these cells go on.
    fn below(&mut self, cells: &Range<usize>, open: &[Open]) -> Covered {
        let labels = self.cells.get(cells.clone()).map_or(0, label_cells);
        let own = self.cells.get_mut(cells.clone()).unwrap_or(&mut []);
        let label_end = labels.checked_sub(1).and_then(|at| own.get(at)).map_or(0, |label| label.columns.end);
        for cell in own {
            cell.label_end = label_end;
        }
        let mut covered = self.covered(cells, open);
        let begins_elsewhere = |at: &usize| self.cells.get(*at).is_some_and(|cell| cell.label_end != label_end);
        covered.doubtful |= covered.cells.iter().any(begins_elsewhere);
        covered
    }

    /// The cells of rows above that take the place of cells of the form in a row: behind its label, and not all of its
    /// cells. Where all are from above, two rows of the table are one of the form, whose label stands in two parts, unless
    /// the part is the label of a row itself.
    fn covered(&mut self, own: &Range<usize>, open: &[Open]) -> Covered {
        let cells = self.cells.get(own.clone()).unwrap_or(&[]);
        let Some(label) = cells.iter().find(|cell| cell.kind == Kind::Words).map(|cell| cell.columns.start) else {
            return Covered::default();
        };
        let is_value = |at: usize| self.cells.get(at).is_some_and(|cell| cell.kind != Kind::Words);
        let (covered, in_front): (Vec<&Open>, Vec<&Open>) =
            open.iter().filter(|open| is_value(open.cell)).partition(|open| open.columns.start > label);
        if covered.len() > 1
            && cells.iter().all(|cell| cell.kind == Kind::Words)
            && !cells.iter().any(|cell| is_row_label(self.text(cell)))
        {
            return Covered::default();
        }
        for open in covered.iter().chain(in_front.iter().filter(|open| open.is_value)) {
            if let Some(cell) = self.cells.get_mut(open.cell) {
                cell.merged_down = true;
            }
        }
        let doubtful = in_front.iter().any(|open| open.is_value);
        let left_out = in_front.iter().filter(|open| open.is_value).map(|open| open.cell);
        let left_out =
            left_out.filter(|at| self.cells.get(*at).is_some_and(|cell| cell.kind == Kind::Figure)).collect();
        Covered { cells: covered.into_iter().map(|open| open.cell).collect(), doubtful, left_out }
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

#[cfg(feature = "pdf")]
impl Grid {
    /// A table on this page.
    pub(super) fn on_page(page: usize) -> Self {
        Self { page, ..Self::default() }
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

/// Whether a row is part of a header: several cells of words, and few blank ones beside them.
fn is_header_row(cells: &[Cell]) -> bool {
    let words = cells.iter().filter(|cell| cell.kind == Kind::Words).count();
    let blank = cells.iter().filter(|cell| cell.kind == Kind::Blank).count();
    words > 1 && words + blank == cells.len() && (blank == 0 || words > 2 && words > blank)
}

/// How many cells of a row are its label, with what stands in front of that: up to the last words before the first figure.
/// Where there are no figures, words at the end are a remark.
fn label_cells(cells: &[Cell]) -> usize {
    let words = |cells: &[Cell]| cells.iter().rposition(|cell| cell.kind == Kind::Words).map_or(0, |at| at + 1);
    let first_words = cells.iter().position(|cell| cell.kind == Kind::Words).unwrap_or(cells.len());
    let behind = cells.get(first_words..).unwrap_or(&[]);
    let figure = behind.iter().position(|cell| cell.kind == Kind::Figure).map(|at| first_words + at);
    match figure {
        _ if first_words == cells.len() => 0,
        Some(figure) => words(cells.get(..figure).unwrap_or(cells)),
        None => {
            let values = cells.iter().rposition(|cell| cell.kind == Kind::Blank).map_or(cells.len(), |at| at + 1);
            words(cells.get(..values).unwrap_or(cells))
        }
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
