//! The table of section three.

use super::value::{extra, one_line, value};
use super::{Table, TableCell};
use crate::Report;
use crate::report::{
    ApplicantColumn, ApplicationRow as Row, ApplicationsTable, CellId, Edition, ExtraColumn, SectionKind,
};

/// The columns that hold labels: of the whole, of a group, of a row.
const LABELS: usize = 3;
/// The rows of the header.
const HEADER: usize = 3;
/// What heads a column that the format does not have, where its own header is not known.
const EXTRA: &str = "小计";

/// The table, if the report has it.
pub(super) fn table(report: &Report) -> Option<Table<'_>> {
    let table = report.applications.as_ref()?.table.as_deref()?;
    let edition = report.applications_edition();
    let mut rows: Vec<Vec<TableCell<'_>>> = header(table).into();
    let of_edition = || Row::ALL.iter().copied().filter(|row| row.in_edition(edition));
    let results = of_edition().filter(|row| is_result(*row)).count();
    for (nth, row) in of_edition().enumerate() {
        let mut cells = Vec::new();
        if row == Row::Granted {
            cells.push(TableCell::label("三、本年度办理结果").over(results, 1));
        }
        let group = group(row, edition);
        cells.extend(group.first_of().map(|(label, rows)| TableCell::label(label).over(rows, 1)));
        cells.push(match group {
            Group::None if is_result(row) => TableCell::label(label(row, edition)).over(1, LABELS - 1),
            Group::None => TableCell::label(label(row, edition)).over(1, LABELS),
            Group::First(..) | Group::Next => TableCell::label(label(row, edition)),
        });
        let mut before = 0;
        for &column in ApplicantColumn::ALL {
            cells.extend(extras(table, before).map(|extra| extra_value(extra, nth)));
            cells.push(value(report, CellId::Applications(row, column)));
            before += 1;
        }
        cells.extend(extras(table, before).map(|extra| extra_value(extra, nth)));
        rows.push(cells);
    }
    let columns = LABELS + ApplicantColumn::ALL.len() + table.extra_columns.len();
    let span = Some(table.span).filter(|span| !span.is_empty());
    Some(Table { section: SectionKind::Applications, columns, header_rows: HEADER, label_columns: LABELS, rows, span })
}

/// The further columns that stand behind so many of the format's.
fn extras(table: &ApplicationsTable, before: u8) -> impl Iterator<Item = &ExtraColumn> {
    let last = ApplicantColumn::ALL.len();
    // A column that claims to stand behind more columns than there are stands behind all of them.
    table.extra_columns.iter().filter(move |extra| usize::from(extra.after).min(last) == usize::from(before))
}

fn extra_value(column: &ExtraColumn, row: usize) -> TableCell<'_> {
    column.cells.get(row).map_or_else(|| TableCell::header(""), extra)
}

fn header(table: &ApplicationsTable) -> [Vec<TableCell<'_>>; HEADER] {
    let extra = |before: u8, rows: usize| {
        extras(table, before).map(move |extra| {
            let label = extra.label.as_ref().map_or(EXTRA.into(), |label| one_line(&label.value));
            TableCell::header(label).over(rows, 1)
        })
    };
    let applicants = ApplicantColumn::ALL.len() + table.extra_columns.len();
    let first = vec![
        TableCell::label("（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）").over(HEADER, LABELS),
        TableCell::header("申请人情况").over(1, applicants),
    ];
    // Those among the organizations are headed with them.
    let organizations = 5 + (2..6).map(|before| extras(table, before).count()).sum::<usize>();
    let mut second: Vec<TableCell<'_>> = extra(0, 2).collect();
    second.push(TableCell::header(ApplicantColumn::NaturalPerson.label_zh()).over(2, 1));
    second.extend(extra(1, 2));
    second.push(TableCell::header("法人或其他组织").over(1, organizations));
    second.extend(extra(6, 2));
    second.push(TableCell::header(ApplicantColumn::Total.label_zh()).over(2, 1));
    second.extend(extra(7, 2));
    let mut third = Vec::new();
    for (column, before) in ApplicantColumn::ALL.iter().zip(0u8..).skip(1).take(5) {
        if before > 1 {
            third.extend(extra(before, 1));
        }
        third.push(TableCell::header(column.label_zh()));
    }
    [first, second, third]
}

fn is_result(row: Row) -> bool {
    !matches!(row, Row::Received | Row::CarriedOver | Row::CarriedForward)
}

fn label(row: Row, edition: Edition) -> &'static str {
    match row {
        Row::OtherHandling if edition == Edition::E2019 => "（六）其他处理",
        _ => row.label_zh(),
    }
}

/// How a row stands to the group of rows that it belongs to.
enum Group {
    /// It belongs to none.
    None,
    /// It is the first of the group of this label and of so many rows.
    First(&'static str, usize),
    /// It is a further one.
    Next,
}

impl Group {
    fn first_of(&self) -> Option<(&'static str, usize)> {
        match *self {
            Self::First(label, rows) => Some((label, rows)),
            Self::None | Self::Next => None,
        }
    }
}

fn group(row: Row, edition: Edition) -> Group {
    match row {
        Row::OtherHandling if edition == Edition::E2019 => Group::None,
        Row::StateSecret => Group::First("（三）不予公开", 8),
        Row::NotHeld => Group::First("（四）无法提供", 3),
        Row::Petition => Group::First("（五）不予处理", 5),
        Row::CorrectionOverdue => Group::First("（六）其他处理", 3),
        Row::Received
        | Row::CarriedOver
        | Row::Granted
        | Row::PartiallyGranted
        | Row::ResultsTotal
        | Row::CarriedForward => Group::None,
        _ => Group::Next,
    }
}
