//! A cell a line, with something around it. Blank cells keep the no-break space that a page has in them.

use ogi_report::testing::Random;

use crate::common::book::{Sheet, Td};

fn cells(sheet: &Sheet) -> impl Iterator<Item = &str> {
    sheet.rows.iter().flatten().map(|cell| if cell.text.is_empty() { "\u{a0}" } else { cell.text.as_str() })
}

/// A: a blank line behind every cell.
pub(super) fn a(sheet: &Sheet, _: &mut Random) -> String {
    cells(sheet).map(|cell| format!("{cell}\n\n")).collect()
}

/// C: a bar behind every cell, a blank cell is a bar alone, and a line of bars stands for what the last cell of a row covers.
pub(super) fn c(sheet: &Sheet, _: &mut Random) -> String {
    let mut text = String::new();
    for row in &sheet.rows {
        for cell in row {
            text += &if cell.text.is_empty() { "|\n".to_owned() } else { format!("{} |\n", cell.text) };
        }
        if let Some(Td { columns: 2.., .. }) = row.last() {
            text += &format!("{}\n", "|".repeat(row.last().unwrap().columns - 1));
        }
    }
    text
}

/// E: a line with a bar, then a line with a bar behind for every cell of the row.
pub(super) fn e(sheet: &Sheet, _: &mut Random) -> String {
    let row = |row: &Vec<Td>| row.iter().map(|cell| format!("{} |\n", cell.text)).collect::<String>();
    sheet.rows.iter().map(|cells| format!("|\n{}", row(cells))).collect()
}

/// F2: rows between bars whose cells have line breaks in them.
pub(super) fn f2(sheet: &Sheet, _: &mut Random) -> String {
    let row = |row: &Vec<Td>| row.iter().map(|cell| format!("| \n {}\u{a0} \n", cell.text)).collect::<String>();
    sheet.rows.iter().map(|cells| format!("{}| \n", row(cells))).collect()
}

/// G: a line with a bar behind the line of every cell.
pub(super) fn g(sheet: &Sheet, _: &mut Random) -> String {
    cells(sheet).map(|cell| format!("{cell}\n|\n")).collect()
}

/// I: a tab before every cell, a blank line between rows.
pub(super) fn i(sheet: &Sheet, _: &mut Random) -> String {
    let row = |row: &Vec<Td>| row.iter().map(|cell| format!("\t{}\n", cell.text)).collect::<String>();
    sheet.rows.iter().map(|cells| format!("{}\n", row(cells))).collect()
}

/// M: nothing but the cells.
pub(super) fn m(sheet: &Sheet, _: &mut Random) -> String {
    cells(sheet).map(|cell| format!("{cell}\n")).collect()
}
