//! Columns that are held: by spaces, or by frames and rules.

use ogi_report::display_width;
use ogi_report::testing::Random;

use crate::common::book::Sheet;

/// The places of the table, and how wide its columns are.
fn places(sheet: &Sheet) -> (Vec<Vec<&str>>, Vec<usize>) {
    let grid = sheet.grid();
    let n = grid.first().map_or(0, Vec::len);
    let width = |x: usize| {
        let alone = |y: usize| (0..n).filter(|&x| !grid[y][x].is_empty()).count() > 1;
        (0..grid.len()).filter(|&y| alone(y)).map(|y| display_width(grid[y][x])).max().unwrap_or(0).max(4)
    };
    let widths = (0..n).map(width).collect();
    (grid, widths)
}

fn padded(text: &str, width: usize) -> String {
    format!("{text}{}", " ".repeat(width.saturating_sub(display_width(text))))
}

/// Columns with spaces between, as a program gives them that keeps what a page looks like.
pub(super) fn columns(sheet: &Sheet, _: &mut Random) -> String {
    let (grid, widths) = places(sheet);
    let line = |row: &Vec<&str>| {
        let cells: Vec<String> = row.iter().zip(&widths).map(|(text, &width)| padded(text, width)).collect();
        format!("{}\n", cells.join("   ").trim_end())
    };
    grid.iter().map(line).collect()
}

/// A frame of characters around every cell.
pub(super) fn frame(sheet: &Sheet, _: &mut Random) -> String {
    let (grid, widths) = places(sheet);
    let widths: Vec<usize> = (0..widths.len())
        .map(|x| grid.iter().map(|row| display_width(row[x])).max().unwrap_or(0).max(widths[x]))
        .collect();
    let rule = widths.iter().map(|width| format!("+{}", "-".repeat(width + 2))).collect::<String>() + "+\n";
    let line = |row: &Vec<&str>| {
        let cells = row.iter().zip(&widths).map(|(text, &width)| format!("| {} ", padded(text, width)));
        cells.collect::<String>() + "|\n"
    };
    rule.clone() + &grid.iter().map(|row| line(row) + &rule).collect::<String>()
}

/// A rule of dashes above and below the table, parted where columns are.
pub(super) fn ruled(sheet: &Sheet, random: &mut Random) -> String {
    let (_, widths) = places(sheet);
    let rule = widths.iter().map(|&width| "-".repeat(width)).collect::<Vec<_>>().join("   ") + "\n";
    format!("{rule}{}{rule}", columns(sheet, random))
}
