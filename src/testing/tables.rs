//! Figures as the cells of the three tables.

use super::figures::Figures;
use super::{Random, Statuses};
use crate::Span;
use crate::report::{
    ApplicantColumn, ApplicationRow, ApplicationsTable, Candidate, Cell, CellId, CellStatus, CellValue,
    Disclosure2019Cell, DisclosureCell, DisclosureTable, DisclosureTable2019, DisclosureTable2021, DisputesTable,
    Edition, Number, Outcome, Proceeding,
};

/// The tables of sections two, three and four.
pub(super) fn tables(
    figures: &Figures,
    statuses: &Statuses,
    random: &mut Random,
) -> (DisclosureTable, ApplicationsTable, DisputesTable) {
    let disclosure = disclosure(figures);
    let mut applications = ApplicationsTable { edition: Some(figures.edition), ..ApplicationsTable::default() };
    for &row in ApplicationRow::ALL.iter().filter(|row| row.in_edition(figures.edition)) {
        for &column in ApplicantColumn::ALL {
            let n = figures.applications[row as usize][column as usize];
            *applications.row_mut(row).cell_mut(column) = count(n);
        }
    }
    let mut disputes = DisputesTable::default();
    for &proceeding in Proceeding::ALL {
        for &outcome in Outcome::ALL {
            *disputes.outcomes_mut(proceeding).cell_mut(outcome) = count(figures.dispute(proceeding, outcome));
        }
    }
    let mut tables = (disclosure, applications, disputes);
    if !statuses.is_none() {
        for id in CellId::all(figures.edition) {
            let cell = match (id, &mut tables.0) {
                (CellId::Disclosure(id), DisclosureTable::E2021(table)) => table.cell_mut(id),
                (CellId::Disclosure2019(id), DisclosureTable::E2019(table)) => table.cell_mut(id),
                (CellId::Applications(row, column), _) => tables.1.row_mut(row).cell_mut(column),
                (CellId::Disputes(proceeding, outcome), _) => tables.2.outcomes_mut(proceeding).cell_mut(outcome),
                _ => continue,
            };
            if random.percent(u64::from(statuses.percent)) {
                unset(cell, *random.pick(&statuses.all), random);
            }
        }
    }
    tables
}

/// A cell that holds a count.
pub(super) fn count(n: u64) -> Cell {
    Cell::new(CellValue::Number(Number::Count(n)), &n.to_string(), None)
}

fn change(n: i64, plus: bool) -> Cell {
    let raw = if plus && n > 0 { format!("+{n}") } else { n.to_string() };
    Cell::new(CellValue::Number(Number::Change(n)), &raw, None)
}

fn disclosure(figures: &Figures) -> DisclosureTable {
    let [rules, documents] = figures.documents;
    let [licensing, penalties, coercion, others] = figures.decisions;
    if figures.edition == Edition::E2021 {
        use DisclosureCell as D;
        let mut table = Box::<DisclosureTable2021>::default();
        let counts = [rules, documents].into_iter().flatten().chain([licensing, penalties, coercion]);
        for (&id, n) in D::ALL.iter().zip(counts) {
            *table.cell_mut(id) = count(n);
        }
        let amount = CellValue::Number(Number::Amount(figures.amount));
        table.fees.amount = Cell::new(amount, &figures.amount.to_string(), None);
        table.fees.amount.unit = Some(figures.unit);
        return DisclosureTable::E2021(table);
    }
    let mut table = Box::<DisclosureTable2019>::default();
    for (&id, n) in Disclosure2019Cell::ALL.iter().zip([rules, documents].into_iter().flatten()) {
        *table.cell_mut(id) = count(n);
    }
    // Some offices write a sign before increases too.
    let plus = figures.procured.is_multiple_of(2);
    let [a, b, c, fees, d] = [0, 1, 2, 4, 3].map(|nth| figures.items[nth]);
    let rows = [(a, licensing), (d, others), (b, penalties), (c, coercion)];
    let of_items =
        [&mut table.licensing, &mut table.other_management_services, &mut table.penalties, &mut table.coercion];
    for (row, (items, decisions)) in of_items.into_iter().zip(rows) {
        row.previous_items = count(items.previous);
        row.change = change(items.change, plus);
        row.decisions = count(decisions);
    }
    table.fees.previous_items = count(fees.previous);
    table.fees.change = change(fees.change, plus);
    table.procurement.items = count(figures.procured);
    // The format has no unit in the header of this amount, so it stands in the cell.
    let amount = CellValue::Number(Number::Amount(figures.amount));
    table.procurement.amount = Cell::new(amount, &format!("{}{}", figures.amount, figures.unit), None);
    table.procurement.amount.unit = Some(figures.unit);
    DisclosureTable::E2019(table)
}

/// Marks that nothing applies.
const MARKS: [&str; 7] = ["/", "/", "-", "—", "无", "不适用", "*"];
/// What is no number.
const UNREADABLE: [&str; 8] = ["约二十余件", "见附件", "#REF!", "若干", "3?", "12.3.4", "详见网站", "数件"];

/// Takes the number from a cell. Nought alone may be left blank or marked, as then nothing is lost.
fn unset(cell: &mut Cell, status: CellStatus, random: &mut Random) {
    let number = cell.number().copied();
    let is_zero = number.is_some_and(|number| number.to_decimal().is_zero());
    let (value, raw) = match status {
        CellStatus::Blank if is_zero => (CellValue::Blank, ""),
        CellStatus::NotApplicable if is_zero => (CellValue::NotApplicable, *random.pick(&MARKS)),
        CellStatus::Unreadable => (CellValue::Unreadable, *random.pick(&UNREADABLE)),
        CellStatus::Ambiguous => {
            let candidates = number.map(|number| Candidate { number, span: Span::at(0) });
            (CellValue::Ambiguous(candidates.into_iter().collect()), "")
        }
        CellStatus::Missing => (CellValue::Missing, ""),
        CellStatus::Blank | CellStatus::NotApplicable | CellStatus::Number => return,
    };
    *cell = Cell::new(value, raw, None);
}
