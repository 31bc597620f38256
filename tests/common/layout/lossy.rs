//! What loses cells, or the bounds between them.

use std::collections::BTreeSet;

use ogi_report::testing::Random;

use crate::common::book::{Sheet, Td};

/// Single spaces between the cells of a row; blank cells are gone.
pub(super) fn spaces(sheet: &Sheet, _: &mut Random) -> String {
    let line = |row: &Vec<Td>| {
        let cells: Vec<&str> = row.iter().map(|cell| cell.text.as_str()).filter(|text| !text.is_empty()).collect();
        cells.join(" ") + "\n"
    };
    sheet.rows.iter().map(line).collect()
}

/// J: cells without anything between them.
pub(super) fn j(sheet: &Sheet, _: &mut Random) -> String {
    sheet.rows.iter().map(|row| row.iter().map(|cell| cell.text.as_str()).collect::<String>() + "\n").collect()
}

/// K: single spaces, labels broken after some 25 characters, the head of a page here and there.
pub(super) fn k(sheet: &Sheet, random: &mut Random) -> String {
    let mut text = String::new();
    for (nth, line) in spaces(sheet, random).lines().enumerate() {
        let width = usize::try_from(22 + random.below(8)).unwrap();
        let mut column = 0;
        for c in line.chars() {
            if column >= width && !c.is_ascii() {
                text.push('\n');
                column = 0;
            }
            text.push(c);
            column += 1;
        }
        text.push('\n');
        if nth > 3 && random.percent(6) {
            text += &format!("P. {}\n", 1 + nth / 10);
        }
    }
    text
}

/// L: each line of a text once, and no blank ones.
pub(super) fn each_line_once(text: &str) -> String {
    let mut seen = BTreeSet::new();
    let lines = text.lines().filter(|line| !line.trim().is_empty() && seen.insert(*line));
    lines.map(|line| format!("{line}\n")).collect()
}
