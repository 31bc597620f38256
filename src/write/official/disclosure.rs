//! The table of section two, in both editions.

use super::value::value;
use super::{Table, TableCell};
use crate::Report;
use crate::report::{
    CellId, CellStatus, Disclosure2019Cell as Older, DisclosureCell as Cell, DisclosureTable, SectionKind, Unit,
};

/// The columns of the table.
const COLUMNS: usize = 4;

/// The table, if the report has it.
pub(super) fn table(report: &Report) -> Option<Table<'_>> {
    let table = report.disclosure.as_ref()?.table.as_ref()?;
    let rows = match table {
        DisclosureTable::E2021(_) => rows_2021(report),
        DisclosureTable::E2019(_) => rows_2019(report),
    };
    let span = Some(table.span()).filter(|span| !span.is_empty());
    Some(Table { section: SectionKind::Disclosure, columns: COLUMNS, header_rows: 2, label_columns: 1, rows, span })
}

type Row<'r> = Vec<TableCell<'r>>;

fn rows_2021(report: &Report) -> Vec<Row<'_>> {
    let row = |label, ids: &[Cell]| row(report, label, ids.iter().map(|&id| CellId::Disclosure(id)));
    let decisions = ["本年处理决定数量"];
    vec![
        item("第二十条第（一）项"),
        header(&["本年制发件数", "本年废止件数", "现行有效件数"]),
        row("规章", &[Cell::RulesIssued, Cell::RulesRepealed, Cell::RulesInForce]),
        row(
            "行政规范性文件",
            &[Cell::NormativeDocumentsIssued, Cell::NormativeDocumentsRepealed, Cell::NormativeDocumentsInForce],
        ),
        item("第二十条第（五）项"),
        header(&decisions),
        row("行政许可", &[Cell::LicensingDecisions]),
        item("第二十条第（六）项"),
        header(&decisions),
        row("行政处罚", &[Cell::PenaltiesDecisions]),
        row("行政强制", &[Cell::CoercionDecisions]),
        item("第二十条第（八）项"),
        header(&[&with_unit(report, "本年收费金额", CellId::Disclosure(Cell::FeesAmount))]),
        row("行政事业性收费", &[Cell::FeesAmount]),
    ]
}

fn rows_2019(report: &Report) -> Vec<Row<'_>> {
    let row = |label, ids: &[Older]| row(report, label, ids.iter().map(|&id| CellId::Disclosure2019(id)));
    let changes = ["上一年项目数量", "本年增/减", "处理决定数量"];
    vec![
        item("第二十条第（一）项"),
        header(&["本年新制作数量", "本年新公开数量", "对外公开总数量"]),
        row("规章", &[Older::RulesCreated, Older::RulesNewlyDisclosed, Older::RulesTotalDisclosed]),
        row(
            "规范性文件",
            &[
                Older::NormativeDocumentsCreated,
                Older::NormativeDocumentsNewlyDisclosed,
                Older::NormativeDocumentsTotalDisclosed,
            ],
        ),
        item("第二十条第（五）项"),
        header(&changes),
        row("行政许可", &[Older::LicensingPreviousItems, Older::LicensingChange, Older::LicensingDecisions]),
        row(
            "其他对外管理服务事项",
            &[
                Older::OtherManagementServicesPreviousItems,
                Older::OtherManagementServicesChange,
                Older::OtherManagementServicesDecisions,
            ],
        ),
        item("第二十条第（六）项"),
        header(&changes),
        row("行政处罚", &[Older::PenaltiesPreviousItems, Older::PenaltiesChange, Older::PenaltiesDecisions]),
        row("行政强制", &[Older::CoercionPreviousItems, Older::CoercionChange, Older::CoercionDecisions]),
        item("第二十条第（八）项"),
        header(&changes[..2]),
        row("行政事业性收费", &[Older::FeesPreviousItems, Older::FeesChange]),
        item("第二十条第（九）项"),
        header(&["采购项目数量", &with_unit(report, "采购总金额", CellId::Disclosure2019(Older::ProcurementAmount))]),
        row("政府集中采购", &[Older::ProcurementItems, Older::ProcurementAmount]),
    ]
}

/// The item of article 20 that the rows below are about.
fn item(text: &str) -> Row<'static> {
    vec![TableCell::header(text.to_owned()).over(1, COLUMNS)]
}

/// Headers of columns; the last takes the columns that are left.
fn header(words: &[&str]) -> Row<'static> {
    let words = std::iter::once("信息内容").chain(words.iter().copied());
    widened(words.map(|word| TableCell::header(word.to_owned())).collect())
}

fn row<'r>(report: &'r Report, label: &'static str, ids: impl Iterator<Item = CellId>) -> Row<'r> {
    widened(std::iter::once(TableCell::label(label)).chain(ids.map(|id| value(report, id))).collect())
}

fn widened(mut row: Row<'_>) -> Row<'_> {
    let left = COLUMNS.saturating_sub(row.len());
    if let Some(last) = row.last_mut() {
        last.columns += left;
    }
    row
}

/// The header of an amount, with its unit. Where a number has none, none is claimed; where there is no number, the unit is the one
/// that the format prescribes.
fn with_unit(report: &Report, header: &str, id: CellId) -> String {
    let cell = report.cell(id);
    let unit = match cell.status() {
        CellStatus::Number => cell.unit.filter(|unit| unit.in_yuan().is_some()),
        _ => Some(Unit::TenThousandYuan),
    };
    unit.map_or_else(|| header.to_owned(), |unit| format!("{header}（单位：{unit}）"))
}
