//! A table with merged cells, and the grid of places that they cover.

use std::borrow::Cow;

use crate::Span;
use crate::report::{CellId, CellStatus, SectionKind};

/// A table of the form: rows, and in each the cells that begin there.
///
/// Cells are merged as the format prescribes. [`Table::grid`] tells for every place which cell covers it, for forms that
/// merge nothing or say it in another way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table<'r> {
    /// The section that it belongs to.
    pub section: SectionKind,
    /// How many columns the grid has.
    pub columns: usize,
    /// How many rows the header takes.
    pub header_rows: usize,
    /// How many columns at the left hold labels.
    pub label_columns: usize,
    /// The rows, each with the cells that begin in it, from left to right.
    pub rows: Vec<Vec<TableCell<'r>>>,
    /// Where the table stands in the source, if it does.
    pub span: Option<Span>,
}

/// A cell of a [`Table`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TableCell<'r> {
    /// What stands in it, in one line.
    pub text: Cow<'r, str>,
    /// The rows that it covers, at least one.
    pub rows: usize,
    /// The columns that it covers, at least one.
    pub columns: usize,
    /// What it is.
    pub role: CellRole,
    /// Where its text stands in the source, if it does.
    pub span: Option<Span>,
}

/// What a cell of a table is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum CellRole {
    /// It heads columns, or is a line above rows of its own kind, such as 第二十条第（一）项.
    Header,
    /// It heads rows.
    Label,
    /// It holds a value of the report.
    Value {
        /// Which one.
        id: CellId,
        /// What the cell is in the report.
        status: CellStatus,
    },
    /// It holds a value of a column that the format does not have.
    Extra(CellStatus),
}

/// A place of a table's grid.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Slot<'t, 'r> {
    /// The cell that covers it.
    pub cell: &'t TableCell<'r>,
    /// How many rows of that cell are above this place.
    pub row: usize,
    /// How many of its columns are before this place.
    pub column: usize,
}

impl Slot<'_, '_> {
    /// Whether the cell begins at this place.
    pub fn begins(&self) -> bool {
        self.row == 0 && self.column == 0
    }
}

impl<'r> TableCell<'r> {
    /// A cell of one place that heads columns.
    pub(super) fn header(text: impl Into<Cow<'r, str>>) -> Self {
        Self { text: text.into(), rows: 1, columns: 1, role: CellRole::Header, span: None }
    }

    /// A cell of one place that heads rows.
    pub(super) fn label(text: impl Into<Cow<'r, str>>) -> Self {
        Self { role: CellRole::Label, ..Self::header(text) }
    }

    /// The same over so many rows and columns.
    pub(super) fn over(self, rows: usize, columns: usize) -> Self {
        Self { rows, columns, ..self }
    }
}

impl<'r> Table<'r> {
    /// Whether any cell of the report was found.
    pub(super) fn has_cells(&self) -> bool {
        let found = |cell: &TableCell<'_>| match cell.role {
            CellRole::Value { status, .. } => status != CellStatus::Missing,
            CellRole::Extra(_) | CellRole::Header | CellRole::Label => false,
        };
        self.rows.iter().flatten().any(found)
    }

    /// Every place of the table, row by row: `rows.len()` rows of `columns` places. `None` where no cell covers a place,
    /// which is nowhere in the tables of the format.
    ///
    /// ```
    /// use ogi_report::write::official::OfficialForm;
    ///
    /// let report = ogi_report::parse(ogi_report::SAMPLE)?.report;
    /// let form = OfficialForm::new(&report);
    /// let applications = form.tables().nth(1).unwrap();
    /// let grid = applications.grid();
    /// let slot = grid[5][0].unwrap();
    /// assert_eq!((slot.cell.text.as_ref(), slot.cell.rows, slot.begins()), ("三、本年度办理结果", 22, true));
    /// assert!(!grid[6][0].unwrap().begins());
    /// # Ok::<(), ogi_report::Error>(())
    /// ```
    pub fn grid(&self) -> Vec<Vec<Option<Slot<'_, 'r>>>> {
        let mut grid = vec![vec![None; self.columns]; self.rows.len()];
        for (y, cells) in self.rows.iter().enumerate() {
            for cell in cells {
                let free = grid.get(y).and_then(|row| row.iter().position(Option::is_none));
                let Some(x) = free else { continue };
                for (row, line) in grid.iter_mut().skip(y).take(cell.rows).enumerate() {
                    for (column, place) in line.iter_mut().skip(x).take(cell.columns).enumerate() {
                        *place = Some(Slot { cell, row, column });
                    }
                }
            }
        }
        grid
    }
}
