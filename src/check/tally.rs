//! What the cells of the three tables are, counted in one pass over them.

use std::sync::Arc;

use super::figures::{TABLES, table_span};
use super::summands::{N_APPLICATIONS, N_DISPUTES, Summand, Summands};
use crate::Span;
use crate::report::{
    ApplicantColumn, ApplicationRow, Cell, CellId, CellValue, Disclosure2019Cell, DisclosureCell, Edition, Number,
    Outcome, Proceeding, Report, SectionKind,
};

/// What there is to know of the cells.
#[derive(Debug)]
pub(super) struct Cells {
    /// The three tables.
    pub(super) tallies: [Tally; 3],
    /// The cells of tables that are there, unless they are plain counts: in the order of the format: few, in most reports.
    pub(super) others: Vec<CellId>,
    /// Those that equations add up.
    pub(super) summands: Arc<Summands>,
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
    /// Counts a cell, and adds it to `others` where it is more than a plain count. Gives it as it is added up.
    #[inline]
    fn add(&mut self, id: CellId, cell: &Cell, others: &mut Vec<CellId>) -> Summand {
        if let CellValue::Number(Number::Count(count)) = cell.value {
            self.numbers += 1;
            self.zeros += u32::from(count == 0);
            if !is_plain(cell) {
                others.push(id);
            }
            return Summand::count(count, cell);
        }
        others.push(id);
        self.add_other(cell)
    }

    fn add_other(&mut self, cell: &Cell) -> Summand {
        match cell.value {
            CellValue::Number(number) => {
                self.numbers += 1;
                self.zeros += u32::from(number.to_decimal().is_zero());
            }
            CellValue::Blank | CellValue::NotApplicable => self.blanks += 1,
            CellValue::Unreadable | CellValue::Ambiguous(_) => self.unclear += 1,
            CellValue::Missing => {}
        }
        Summand::no_count(cell)
    }

    /// Whether the table was left blank. Where the reading of any table is in doubt (`doubt`), numbers that were not
    /// found may stand elsewhere in the text; blanks must have been seen then.
    pub(super) fn is_blank(&self, doubt: bool) -> bool {
        self.table.is_some() && self.numbers == 0 && self.unclear == 0 && (!doubt || self.blanks > 0)
    }
}

/// Whether a cell holds a count in nothing but digits.
#[inline]
fn is_plain(cell: &Cell) -> bool {
    // A count in a single byte is a digit, or the letter O in its place, which reading has said.
    cell.unit.is_none()
        && cell.annotation.is_none()
        && (cell.raw.len() == 1 || cell.raw.bytes().all(|byte| byte.is_ascii_digit()))
}

/// Goes over the cells of all tables that are there, table by table.
pub(super) fn cells(report: &Report) -> Cells {
    let tally = |kind| Tally { kind, table: table_span(report, kind), numbers: 0, zeros: 0, blanks: 0, unclear: 0 };
    let [mut disclosure, mut applications, mut disputes] = TABLES.map(tally);
    let mut others = Vec::new();
    let mut summands = Vec::with_capacity(N_APPLICATIONS + N_DISPUTES);
    if disclosure.table.is_some() {
        let mut add = |id| {
            // Stands in no equation.
            let _ = disclosure.add(id, report.cell(id), &mut others);
        };
        match report.edition {
            Edition::E2021 => DisclosureCell::ALL.iter().for_each(|&id| add(CellId::Disclosure(id))),
            Edition::E2019 => Disclosure2019Cell::ALL.iter().for_each(|&id| add(CellId::Disclosure2019(id))),
        }
    }
    let edition = report.applications_edition();
    if let Some(table) = report.applications.as_ref().and_then(|section| section.table.as_deref()) {
        for &row in ApplicationRow::ALL {
            if !row.in_edition(edition) {
                summands.resize(summands.len() + ApplicantColumn::ALL.len(), Summand::NOTHING);
                continue;
            }
            let cells = table.row(row);
            for &column in ApplicantColumn::ALL {
                let id = CellId::Applications(row, column);
                summands.push(applications.add(id, cells.cell(column), &mut others));
            }
        }
    } else {
        summands.resize(N_APPLICATIONS, Summand::NOTHING);
    }
    if let Some(table) = report.disputes.as_ref().and_then(|section| section.table.as_deref()) {
        for &proceeding in Proceeding::ALL {
            let cells = table.outcomes(proceeding);
            for &outcome in Outcome::ALL {
                let id = CellId::Disputes(proceeding, outcome);
                summands.push(disputes.add(id, cells.cell(outcome), &mut others));
            }
        }
    }
    let summands = Arc::new(Summands::new(edition, summands));
    Cells { tallies: [disclosure, applications, disputes], others, summands }
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
