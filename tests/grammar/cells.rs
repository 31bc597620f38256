//! Cells as the tables of samples show them.

use ogi_report::report::{Cell, CellId, CellStatus, Edition, Placement, Report};

/// A cell by its id, the cells of a row by the beginning of theirs; with a word behind it, something of the cell.
pub(crate) fn named(name: &str, report: &Report) -> String {
    let (name, what) = name.split_once(' ').unwrap_or((name, "value"));
    let is_own = |id: &CellId| {
        let id = id.to_string();
        id == name || id.strip_prefix(name).is_some_and(|column| column.starts_with('.'))
    };
    let ids = Edition::ALL.into_iter().flat_map(CellId::all).filter(is_own);
    let mut ids: Vec<CellId> = ids.collect();
    ids.sort_unstable();
    ids.dedup();
    let cells: Vec<&Cell> = ids.into_iter().map(|id| report.cell(id)).collect();
    assert!(!cells.is_empty(), "{name} is no cell and no row");
    let parts: Vec<String> = cells.into_iter().map(|cell| shown(cell, what)).collect();
    let is_same = parts.iter().all(|part| *part == parts[0]);
    let is_number = parts[0].ends_with(|c: char| c.is_ascii_digit());
    match what {
        "value" if is_same && !is_number && parts.len() > 1 => format!("all {}", parts[0]),
        "value" => parts.join(" "),
        _ if is_same => parts[0].clone(),
        _ => parts.join(" "),
    }
}

fn shown(cell: &Cell, what: &str) -> String {
    match what {
        "value" => value(cell),
        "unit" => cell.unit.map(|unit| unit.to_string()).unwrap_or_default(),
        "remark" => cell.annotation.as_deref().unwrap_or("").to_owned(),
        "placed" => match cell.placement {
            Placement::Stated => "stated",
            Placement::Column => "by column",
            Placement::RowOrder => "by row order",
            Placement::RowSum => "by row sum",
            _ => panic!("a placement that has no word here"),
        }
        .to_owned(),
        _ => panic!("{what} of a cell"),
    }
}

fn value(cell: &Cell) -> String {
    match cell.status() {
        CellStatus::Number => cell.number().unwrap().to_string(),
        status => status.to_string().replace('_', " "),
    }
}
