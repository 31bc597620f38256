//! A row a line, with something between the cells.

use ogi_report::testing::Random;

use crate::common::book::{Sheet, Td};

/// The texts of the cells that begin in a row.
fn texts(row: &[Td]) -> Vec<&str> {
    row.iter().map(|cell| cell.text.as_str()).collect()
}

/// Columns that the last cell of a row covers beyond its own.
fn covered(row: &[Td]) -> usize {
    row.last().map_or(0, |cell| cell.columns - 1)
}

/// B: bars between cells, and a run of them where cells are merged   e.g. `行政许可 | 17 | ||`
pub(super) fn b(sheet: &Sheet, _: &mut Random) -> String {
    let line = |row: &Vec<Td>| format!("{} | {}\n", texts(row).join(" | "), "|".repeat(covered(row)));
    sheet.rows.iter().map(line).collect()
}

/// D: bars between cells and one behind the last; nothing stands for merged cells   e.g. `行政许可 | 17 |`
pub(super) fn d(sheet: &Sheet, _: &mut Random) -> String {
    sheet.rows.iter().map(|row| format!("{} |\n", texts(row).join(" | "))).collect()
}

/// F: a bar at either end   e.g. `| 行政许可 | 17 |`
pub(super) fn f(sheet: &Sheet, _: &mut Random) -> String {
    sheet.rows.iter().map(|row| format!("| {} |\n", texts(row).join(" | "))).collect()
}

/// H: tabs, ragged: up to two in front, none or one behind, a blank line here and there.
pub(super) fn h(sheet: &Sheet, random: &mut Random) -> String {
    let mut text = String::new();
    for row in &sheet.rows {
        let front = "\t".repeat(usize::try_from(random.below(3)).unwrap());
        let behind = if random.percent(50) { "\t" } else { "" };
        text += &format!("{front}{}{behind}\n", texts(row).join("\t"));
        if random.percent(5) {
            text.push('\n');
        }
    }
    text
}

/// O: as D, in a page that is one table of hundreds of columns.
pub(super) fn o(sheet: &Sheet, _: &mut Random) -> String {
    sheet.rows.iter().map(|row| format!("{} | {}\n", texts(row).join(" | "), "|".repeat(120 - row.len()))).collect()
}
