//! The table of section four.

use super::value::value;
use super::{Table, TableCell};
use crate::Report;
use crate::report::{CellId, Outcome, Proceeding, SectionKind};

/// The table, if the report has it.
pub(super) fn table(report: &Report) -> Option<Table<'_>> {
    let table = report.disputes.as_ref()?.table.as_deref()?;
    let outcomes = || Outcome::ALL.iter().map(|outcome| TableCell::header(outcome.label_zh()));
    let width = Outcome::ALL.len();
    let first = vec![TableCell::header("行政复议").over(1, width), TableCell::header("行政诉讼").over(1, 2 * width)];
    let mut second: Vec<TableCell<'_>> = outcomes().map(|outcome| outcome.over(2, 1)).collect();
    second.extend(["未经复议直接起诉", "复议后起诉"].map(|way| TableCell::header(way).over(1, width)));
    let third = outcomes().chain(outcomes()).collect();
    let values = Proceeding::ALL.iter().flat_map(|&proceeding| {
        Outcome::ALL.iter().map(move |&outcome| value(report, CellId::Disputes(proceeding, outcome)))
    });
    Some(Table {
        section: SectionKind::Disputes,
        columns: 3 * width,
        header_rows: 3,
        label_columns: 0,
        rows: vec![first, second, third, values.collect()],
        span: Some(table.span).filter(|span| !span.is_empty()),
    })
}
