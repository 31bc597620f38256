//! What the cells of the three tables are, counted.

use crate::Span;
use crate::report::{CellId, CellStatus, Report, SectionKind};

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
    /// Whether the table was left blank. Where the reading of any table is in doubt (`doubt`), numbers that were not
    /// found may stand elsewhere in the text; blanks must have been seen then.
    pub(super) fn is_blank(&self, doubt: bool) -> bool {
        self.table.is_some() && self.numbers == 0 && self.unclear == 0 && (!doubt || self.blanks > 0)
    }
}

/// The three tables.
pub(super) fn tallies(report: &Report) -> [Tally; 3] {
    let disclosure = report.disclosure.as_ref().and_then(|section| Some(section.table.as_ref()?.span()));
    let applications = report.applications.as_ref().and_then(|section| Some(section.table.as_ref()?.span));
    let disputes = report.disputes.as_ref().and_then(|section| Some(section.table.as_ref()?.span));
    let tally = |kind, table| Tally { kind, table, numbers: 0, zeros: 0, blanks: 0, unclear: 0 };
    let mut tallies = [
        tally(SectionKind::Disclosure, disclosure),
        tally(SectionKind::Applications, applications),
        tally(SectionKind::Disputes, disputes),
    ];
    for (id, cell) in report.cells() {
        let [disclosure, applications, disputes] = &mut tallies;
        let tally = match id {
            CellId::Disclosure(_) | CellId::Disclosure2019(_) => disclosure,
            CellId::Applications(..) => applications,
            CellId::Disputes(..) => disputes,
        };
        match cell.status() {
            CellStatus::Number => {
                tally.numbers += 1;
                tally.zeros += u32::from(cell.number().is_some_and(|number| number.to_decimal().is_zero()));
            }
            CellStatus::Blank | CellStatus::NotApplicable => tally.blanks += 1,
            CellStatus::Unreadable | CellStatus::Ambiguous => tally.unclear += 1,
            CellStatus::Missing => {}
        }
    }
    tallies
}

/// Whether the reading of any table is in doubt.
pub(super) fn doubt(tallies: &[Tally; 3]) -> bool {
    tallies.iter().any(|tally| tally.unclear > 0)
}
