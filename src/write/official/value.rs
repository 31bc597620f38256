//! What stands in a cell of the form.

use std::borrow::Cow;

use super::{CellRole, TableCell};
use crate::Report;
use crate::grammar::table::value::Reading;
use crate::report::{Cell, CellId, CellStatus, CellValue, Number, Unit};

/// What stands where no number can be told: it reads back as unreadable, and never as a blank or as a label.
const UNKNOWN: &str = "？";
/// The mark that nothing applies.
const MARK: &str = "/";

/// The cell of this id.
pub(super) fn value(report: &Report, id: CellId) -> TableCell<'_> {
    let cell = report.cell(id);
    let role = CellRole::Value { id, status: cell.status() };
    TableCell { role, ..of(cell) }
}

/// A cell of a column that the format does not have.
pub(super) fn extra(cell: &Cell) -> TableCell<'_> {
    TableCell { role: CellRole::Extra(cell.status()), ..of(cell) }
}

fn of(cell: &Cell) -> TableCell<'_> {
    TableCell { span: cell.span, ..TableCell::header(text(cell)) }
}

/// The text that reads back as this cell: that of the source where it says the same, as it may hold a unit or a remark, and
/// otherwise the number itself. A cell that was corrected in the tree has a text that says something else.
fn text(cell: &Cell) -> Cow<'_, str> {
    let written = one_line(&cell.raw);
    if says(&written, cell) {
        return written;
    }
    match &cell.value {
        CellValue::Number(number) => number_text(cell, number).into(),
        CellValue::Blank => "".into(),
        CellValue::NotApplicable => MARK.into(),
        CellValue::Unreadable | CellValue::Ambiguous(_) | CellValue::Missing => UNKNOWN.into(),
    }
}

fn number_text(cell: &Cell, number: &Number) -> String {
    // The unit of money stands in the header.
    let unit = cell.unit.filter(|unit| unit.in_yuan().is_none()).map_or("", |unit| unit.as_str());
    let remark = cell.annotation.as_deref().unwrap_or("");
    format!("{number}{unit}{}", one_line(remark))
}

/// Whether a text says what the cell holds.
fn says(text: &str, cell: &Cell) -> bool {
    match (Reading::of(text), &cell.value) {
        (Reading::Blank, CellValue::Blank)
        | (Reading::Mark, CellValue::NotApplicable)
        | (Reading::Unreadable, CellValue::Unreadable) => true,
        (Reading::Number(written, unit, remark), CellValue::Number(number)) => {
            let is_money = |unit: Unit| unit.in_yuan().is_some();
            let header_has_unit = unit.is_none() && cell.unit.is_some_and(is_money);
            written.to_decimal() == number.to_decimal()
                && (unit == cell.unit || header_has_unit)
                && remark == cell.annotation.as_deref()
        }
        _ => false,
    }
}

/// The text in one line: the white space in it is single spaces, and what no text holds is gone.
pub(super) fn one_line(text: &str) -> Cow<'_, str> {
    let is_plain = !text.contains(|c: char| c.is_control()) && text.trim().len() == text.len();
    if is_plain {
        return text.into();
    }
    let words: Vec<&str> =
        text.split(|c: char| c.is_control()).map(str::trim).filter(|word| !word.is_empty()).collect();
    words.join(" ").into()
}

/// The text of a cell with nothing in it that would bound cells in a text.
pub(in crate::write) fn unbarred(text: &str) -> Cow<'_, str> {
    const BARS: [char; 5] = ['|', '│', '┃', '｜', '║'];
    if text.contains(BARS) { text.replace(BARS, "¦").into() } else { text.into() }
}

/// Whether the form shows the cell as something else than it is.
pub(super) fn is_told_otherwise(cell: &Cell) -> bool {
    matches!(cell.status(), CellStatus::Ambiguous | CellStatus::Missing)
}
