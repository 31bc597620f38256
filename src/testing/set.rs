//! Another cell in place of one.

use crate::Report;
use crate::report::{Cell, CellId, DisclosureTable};

/// Puts a cell in place of the one that is there, as a test does that changes one thing. A table that is not there is made,
/// of missing cells, and so is its section; a table of section two of the other edition gives way to it.
///
/// ```
/// use ogi_report::check::check;
/// use ogi_report::report::{Cell, CellValue, Number};
/// use ogi_report::testing::{Generator, set_cell};
///
/// let mut report = Generator::new(5).generate().report;
/// let wrong = Cell::new(CellValue::Number(Number::Count(123_456)), "123456", None);
/// set_cell(&mut report, "applications.received.total".parse()?, wrong);
/// let findings = check(&report);
/// let violated: Vec<&str> = findings.violated().map(|finding| finding.rule.code).collect();
/// assert!(violated.starts_with(&["A001", "A003"]), "{violated:?}");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn set_cell(report: &mut Report, id: CellId, cell: Cell) {
    match id {
        CellId::Disclosure(id) => {
            if let DisclosureTable::E2021(table) = disclosure(report, DisclosureTable::E2021(Box::default())) {
                *table.cell_mut(id) = cell;
            }
        }
        CellId::Disclosure2019(id) => {
            if let DisclosureTable::E2019(table) = disclosure(report, DisclosureTable::E2019(Box::default())) {
                *table.cell_mut(id) = cell;
            }
        }
        CellId::Applications(row, column) => {
            let table = report.applications.get_or_insert_default().table.get_or_insert_default();
            *table.row_mut(row).cell_mut(column) = cell;
        }
        CellId::Disputes(proceeding, outcome) => {
            let table = report.disputes.get_or_insert_default().table.get_or_insert_default();
            *table.outcomes_mut(proceeding).cell_mut(outcome) = cell;
        }
    }
}

/// The table of section two; `empty` where there is none of the same edition.
fn disclosure(report: &mut Report, empty: DisclosureTable) -> &mut DisclosureTable {
    let table = &mut report.disclosure.get_or_insert_default().table;
    if table.as_ref().is_some_and(|table| table.edition() != empty.edition()) {
        *table = None;
    }
    table.get_or_insert(empty)
}
