//! The three tables, aligned, and the marks of what a cell can be.
//!
//! All of it is loops over cell ids, which is how exports and checks of your own would go through the tables too. Where
//! a single figure is wanted, `table.results.denied.state_secret.natural_person` is the shorter way.

use std::io::{self, Write};

use ogi_report::display_width;
use ogi_report::report::{
    ApplicantColumn, ApplicationRow, Cell, CellId, CellStatus, Edition, Outcome, Placement, Proceeding, Report,
    SectionKind,
};

use crate::grid::Grid;
use crate::terminal::{clipped, left};
use crate::tree::{INDENT, WIDTH};

/// Prints the table of a section, if the section is one that has a table.
pub(crate) fn print(out: &mut impl Write, report: &Report, kind: SectionKind) -> io::Result<()> {
    let grids = match kind {
        SectionKind::Disclosure if has_disclosure(report) => disclosure(report),
        SectionKind::Applications if has_applications(report) => vec![applications(report)],
        SectionKind::Disputes if has_disputes(report) => vec![disputes(report)],
        SectionKind::Disclosure | SectionKind::Applications | SectionKind::Disputes => {
            return writeln!(out, "{:INDENT$}(no table)", "");
        }
        SectionKind::Overview | SectionKind::Problems | SectionKind::OtherMatters => return Ok(()),
    };
    for grid in grids {
        grid.print(out, INDENT)?;
    }
    if kind == SectionKind::Applications { extra_columns(out, report) } else { Ok(()) }
}

fn has_disclosure(report: &Report) -> bool {
    report.disclosure.as_ref().is_some_and(|section| section.table.is_some())
}

fn has_applications(report: &Report) -> bool {
    report.applications.as_ref().is_some_and(|section| section.table.is_some())
}

fn has_disputes(report: &Report) -> bool {
    report.disputes.as_ref().is_some_and(|section| section.table.is_some())
}

/// The table of section two, in either edition: a grid for rows that share their columns, as the form has it.
fn disclosure(report: &Report) -> Vec<Grid> {
    // The Chinese label of such a cell is its row, a space, and its column.
    let cells = report.cells().filter(|(id, _)| matches!(id, CellId::Disclosure(_) | CellId::Disclosure2019(_)));
    let mut rows: Vec<(String, Vec<(String, &Cell)>)> = Vec::new();
    for (id, cell) in cells {
        let label = id.label_zh();
        let (row, column) = label.split_once(' ').unwrap_or((&label, ""));
        let money = cell.unit.filter(|unit| unit.in_yuan().is_some());
        let column = format!("{column}{}", money.map(|unit| format!("（{unit}）")).unwrap_or_default());
        match rows.last_mut() {
            Some((last, cells)) if last == row => cells.push((column, cell)),
            _ => rows.push((row.to_owned(), vec![(column, cell)])),
        }
    }
    let label_width = rows.iter().map(|(row, _)| display_width(row)).max().unwrap_or(0);
    let columns =
        |cells: &[(String, &Cell)]| -> Vec<String> { cells.iter().map(|(column, _)| column.clone()).collect() };
    rows.chunk_by(|(_, above), (_, below)| columns(above) == columns(below))
        .map(|rows| {
            let mut grid = Grid::new(WIDTH, rows.first().map(|(_, cells)| columns(cells)).unwrap_or_default());
            for (row, cells) in rows {
                grid.row(left(row, label_width), cells.iter().map(|(_, cell)| shown(cell)).collect());
            }
            grid
        })
        .collect()
}

/// The table of section three.
fn applications(report: &Report) -> Grid {
    let mut grid = Grid::new(8, ApplicantColumn::ALL.iter().map(|column| column.label_zh()));
    for &row in ApplicationRow::ALL.iter().filter(|row| row.in_edition(report.applications_edition())) {
        if let Some(group) = group_label(row, report.applications_edition()) {
            grid.row(group, Vec::new());
        }
        let cell = |&column: &ApplicantColumn| shown(report.cell(CellId::Applications(row, column)));
        grid.row(row_label(row, report.applications_edition()), ApplicantColumn::ALL.iter().map(cell).collect());
    }
    grid
}

/// The labels of groups that stand above a row.
fn group_label(row: ApplicationRow, edition: Edition) -> Option<&'static str> {
    Some(match row {
        ApplicationRow::Granted => "三、本年度办理结果",
        ApplicationRow::StateSecret => "  （三）不予公开",
        ApplicationRow::NotHeld => "  （四）无法提供",
        ApplicationRow::Petition => "  （五）不予处理",
        ApplicationRow::CorrectionOverdue if edition == Edition::E2021 => "  （六）其他处理",
        _ => return None,
    })
}

/// The label of a row, short enough for a terminal. [`ApplicationRow::label_zh`] has it in full.
fn row_label(row: ApplicationRow, edition: Edition) -> &'static str {
    match row {
        ApplicationRow::Received => "一、本年新收",
        ApplicationRow::CarriedOver => "二、上年结转",
        ApplicationRow::Granted => "  （一）予以公开",
        ApplicationRow::PartiallyGranted => "  （二）部分公开",
        ApplicationRow::StateSecret => "     1.国家秘密",
        ApplicationRow::ProhibitedByLaw => "     2.法律法规禁止",
        ApplicationRow::SecurityAndStability => "     3.三安全一稳定",
        ApplicationRow::ThirdPartyRights => "     4.第三方合法权益",
        ApplicationRow::InternalAffairs => "     5.三类内部事务",
        ApplicationRow::ProcessInformation => "     6.四类过程性信息",
        ApplicationRow::EnforcementFiles => "     7.行政执法案卷",
        ApplicationRow::AdministrativeInquiry => "     8.行政查询事项",
        ApplicationRow::NotHeld => "     1.本机关不掌握",
        ApplicationRow::RequiresCreation => "     2.需要另行制作",
        ApplicationRow::UnclearAfterCorrection => "     3.补正后仍不明确",
        ApplicationRow::Petition => "     1.信访举报投诉",
        ApplicationRow::Duplicate => "     2.重复申请",
        ApplicationRow::PublishedMaterial => "     3.公开出版物",
        ApplicationRow::Excessive => "     4.大量反复申请",
        ApplicationRow::Confirmation => "     5.确认或重新出具",
        ApplicationRow::CorrectionOverdue => "     1.逾期不补正",
        ApplicationRow::FeeOverdue => "     2.逾期不缴费",
        ApplicationRow::OtherHandling if edition == Edition::E2019 => "  （六）其他处理",
        ApplicationRow::OtherHandling => "     3.其他",
        ApplicationRow::ResultsTotal => "  （七）总计",
        ApplicationRow::CarriedForward => "四、结转下年度",
    }
}

/// Names the columns that the format does not have.
fn extra_columns(out: &mut impl Write, report: &Report) -> io::Result<()> {
    let table = report.applications.as_ref().and_then(|applications| applications.table.as_ref());
    for column in table.into_iter().flat_map(|table| &table.extra_columns) {
        let label = column.label.as_ref().map_or("without a header", |label| label.value.as_str());
        writeln!(out, "{:INDENT$}(one more column, not shown: {})", "", clipped(label, WIDTH / 2))?;
    }
    Ok(())
}

/// The table of section four, which is one row of fifteen cells, as three rows of five.
fn disputes(report: &Report) -> Grid {
    let mut grid = Grid::new(8, Outcome::ALL.iter().map(|outcome| outcome.label_zh()));
    for &proceeding in Proceeding::ALL {
        let cell = |&outcome: &Outcome| shown(report.cell(CellId::Disputes(proceeding, outcome)));
        grid.row(proceeding.label_zh(), Outcome::ALL.iter().map(cell).collect());
    }
    grid
}

/// A cell: its number, or the mark of what it is instead, and the mark of how it was placed.
fn shown(cell: &Cell) -> String {
    let content = match cell.number() {
        Some(number) => number.to_string(),
        None => status_mark(cell.status()).into(),
    };
    // Where there is no mark a space keeps the figures below each other.
    format!("{content}{}", placement_mark(cell.placement).unwrap_or(" "))
}

fn status_mark(status: CellStatus) -> &'static str {
    match status {
        CellStatus::Number => "#",
        CellStatus::Blank => "␣",
        CellStatus::NotApplicable => "/",
        CellStatus::Ambiguous => "?",
        CellStatus::Missing => "·",
        // Whatever kinds are yet to come, they are no numbers.
        _ => "!",
    }
}

fn placement_mark(placement: Placement) -> Option<&'static str> {
    match placement {
        Placement::Stated => None,
        Placement::Column => Some("|"),
        Placement::RowOrder => Some("~"),
        Placement::RowSum => Some("="),
        _ => Some("*"),
    }
}

/// How many cells hold numbers, and what the marks mean that occur in this report.
pub(crate) fn legend(out: &mut impl Write, report: &Report) -> io::Result<()> {
    let statuses = [
        (CellStatus::Blank, "blank: the cell is there and empty"),
        (CellStatus::NotApplicable, "not applicable: the report says so with a mark"),
        (CellStatus::Unreadable, "unreadable: there is text, and it is no number"),
        (CellStatus::Ambiguous, "ambiguous: numbers stand in the row, but not which column they belong to"),
        (CellStatus::Missing, "missing: no cell was found"),
    ];
    let placements = [
        (Placement::Column, "placed by the column it stands in"),
        (Placement::RowOrder, "placed by the order of the rows"),
        (Placement::RowSum, "placed by the row's own sum, which is no evidence for the figure"),
    ];
    let statuses = statuses.into_iter().map(|(status, meaning)| {
        (report.cells().filter(|(_, cell)| cell.status() == status).count(), status_mark(status), meaning)
    });
    let placements = placements.into_iter().map(|(placement, meaning)| {
        let n = report.cells().filter(|(_, cell)| cell.placement == placement).count();
        (n, placement_mark(placement).unwrap_or(""), meaning)
    });
    let occurring: Vec<_> = statuses.chain(placements).filter(|&(n, ..)| n > 0).collect();
    let total = report.cells().count();
    let numbers = report.cells().filter(|(_, cell)| cell.number().is_some()).count();
    writeln!(out, "\n{numbers} of {total} cells are numbers.")?;
    for (n, mark, meaning) in occurring {
        writeln!(out, "{:INDENT$}{mark}  {meaning} ({n})", "")?;
    }
    Ok(())
}
