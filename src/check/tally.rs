//! What the cells of the three tables are, counted in one pass over them.

use super::figures::{TABLES, table_span};
use crate::Span;
use crate::report::{
    ApplicantColumn, ApplicationRow, Cell, CellId, CellValue, Number, Outcome, Proceeding, Report, SectionKind,
};

/// What there is to know of the cells.
#[derive(Debug)]
pub(super) struct Cells {
    /// The three tables.
    pub(super) tallies: [Tally; 3],
    /// The cells of tables that are there, unless they are plain counts: in the order of the format: few, in most reports.
    pub(super) others: Vec<CellId>,
}

/// A table, and how many of its cells are what.
#[derive(Clone, Copy, Debug)]
pub(super) struct Tally {
    /// The section that it belongs to.
    pub(super) kind: SectionKind,
    /// Where it stands; `None` where it is not there.
    pub(super) table: Option<Span>,
    /// Cells that hold a number.
    pub(super) numbers: u32,
    /// Those of them that are nought.
    pub(super) zeros: u32,
    /// Blank cells, and marks that nothing applies.
    pub(super) blanks: u32,
    /// Cells whose number could not be told, or that hold something else.
    pub(super) unclear: u32,
}

impl Tally {
    /// Counts a cell, and adds it to `others` where it is more than a plain count.
    #[inline]
    fn add(&mut self, id: CellId, cell: &Cell, others: &mut Vec<CellId>) {
        match cell.value {
            CellValue::Number(Number::Count(count)) => {
                self.numbers += 1;
                self.zeros += u32::from(count == 0);
                if is_plain(cell) {
                    return;
                }
            }
            CellValue::Number(number) => {
                self.numbers += 1;
                self.zeros += u32::from(number.to_decimal().is_zero());
            }
            CellValue::Blank | CellValue::NotApplicable => self.blanks += 1,
            CellValue::Unreadable | CellValue::Ambiguous(_) => self.unclear += 1,
            CellValue::Missing => {}
        }
        others.push(id);
    }

    /// Whether the table was left blank. Where the reading of any table is in doubt (`doubt`), numbers that were not
    /// found may stand elsewhere in the text; blanks must have been seen then.
    pub(super) fn is_blank(&self, doubt: bool) -> bool {
        self.table.is_some() && self.numbers == 0 && self.unclear == 0 && (!doubt || self.blanks > 0)
    }
}

/// Whether a cell holds a count in nothing but digits.
fn is_plain(cell: &Cell) -> bool {
    cell.unit.is_none() && cell.annotation.is_none() && cell.raw.bytes().all(|byte| byte.is_ascii_digit())
}

/// Goes over the cells of all tables that are there: table by table, 0.4 µs a report less than [`Report::cells`] takes.
pub(super) fn cells(report: &Report) -> Cells {
    let tally = |kind| Tally { kind, table: table_span(report, kind), numbers: 0, zeros: 0, blanks: 0, unclear: 0 };
    let [mut disclosure, mut applications, mut disputes] = TABLES.map(tally);
    let mut others = Vec::new();
    if disclosure.table.is_some() {
        for id in report.cell_ids().take_while(|&id| table(id) == 0) {
            disclosure.add(id, report.cell(id), &mut others);
        }
    }
    if let Some(table) = report.applications.as_ref().and_then(|section| section.table.as_ref()) {
        for &row in ApplicationRow::ALL.iter().filter(|row| row.in_edition(report.applications_edition())) {
            let cells = table.row(row);
            for &column in ApplicantColumn::ALL {
                applications.add(CellId::Applications(row, column), cells.cell(column), &mut others);
            }
        }
    }
    if let Some(table) = report.disputes.as_ref().and_then(|section| section.table.as_ref()) {
        for &proceeding in Proceeding::ALL {
            let outcomes = table.outcomes(proceeding);
            for &outcome in Outcome::ALL {
                disputes.add(CellId::Disputes(proceeding, outcome), outcomes.cell(outcome), &mut others);
            }
        }
    }
    Cells { tallies: [disclosure, applications, disputes], others }
}

/// The place of a cell's table among [`TABLES`].
pub(super) fn table(id: CellId) -> usize {
    match id {
        CellId::Disclosure(_) | CellId::Disclosure2019(_) => 0,
        CellId::Applications(..) => 1,
        CellId::Disputes(..) => 2,
    }
}

/// Whether the reading of any table is in doubt.
pub(super) fn doubt(tallies: &[Tally; 3]) -> bool {
    tallies.iter().any(|tally| tally.unclear > 0)
}
