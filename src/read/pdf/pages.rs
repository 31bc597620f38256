//! What goes on from page to page: running heads, and tables that a page has cut.

use std::mem::take;

use super::PageText;
use super::layout::{Block, Cell, Table, TextLine};
use crate::grammar::lexical::is_han;

/// Lines at the top of a page, and at its foot, that may be running ones.
const RUNNING: usize = 3;

/// Marks lines that stand at the same place on two pages, one after the other, and differ in their digits only.
pub(super) fn running_heads(pages: &mut [PageText]) {
    let edges: Vec<Vec<(usize, f64, f64, String)>> = pages.iter().map(edge_lines).collect();
    let alike = |page: usize, (_, y, size, text): &(usize, f64, f64, String)| {
        let lines = edges.get(page).map_or(&[][..], Vec::as_slice);
        lines.iter().any(|(_, other, _, same)| (y - other).abs() <= size * 0.3 && text == same)
    };
    for (at, (page, lines)) in pages.iter_mut().zip(&edges).enumerate() {
        for line in lines {
            if (alike(at + 1, line) || at > 0 && alike(at - 1, line))
                && let Some(Block::Line(line)) = page.blocks.get_mut(line.0)
            {
                line.runs = true;
            }
        }
    }
}

/// The lines that may be running ones: which block, where, and the text without its digits.
fn edge_lines(page: &PageText) -> Vec<(usize, f64, f64, String)> {
    let lines = || page.blocks.iter().enumerate();
    let is_line = |(_, block): &(usize, &Block)| matches!(block, Block::Line(_));
    let top = lines().take(RUNNING).take_while(is_line);
    let foot = lines().rev().take(RUNNING).take_while(is_line);
    top.chain(foot)
        .filter_map(|(at, block)| match block {
            // Numbers alone are told from figures by the grammar.
            Block::Line(TextLine { text, y, size, .. }) if text.chars().any(char::is_alphabetic) => {
                let fixed = text.chars().filter(|c| !c.is_ascii_digit() && !c.is_whitespace()).collect();
                Some((at, *y, *size, fixed))
            }
            _ => None,
        })
        .collect()
}

/// Puts together rows that the end of a page has cut, where the rules show the cut. Where a row may have been cut and
/// nothing shows it, its blank cells get U+FFFD: what they hold may stand on the other page.
pub(super) fn cut_rows(pages: &mut [PageText]) {
    for at in 1..pages.len() {
        let (before, behind) = pages.split_at_mut(at);
        let Some((above, below)) = before.last_mut().zip(behind.first_mut()) else { continue };
        let mut joined = false;
        if let Some((upper, lower)) = last_table(above).zip(first_table(below))
            && (within(&upper.places, &lower.places) || within(&lower.places, &upper.places))
        {
            joined = upper.open[1] && lower.open[0] && join(upper, lower);
            if !joined {
                doubt(upper, lower);
            }
        }
        // A cut without its other part.
        if !joined {
            if let Some(upper) = above.blocks.iter_mut().rev().find_map(as_table).filter(|table| table.open[1]) {
                let ends = reaching_end(upper);
                distrust(upper, &ends);
            }
            if let Some(lower) = below.blocks.iter_mut().find_map(as_table).filter(|table| table.open[0]) {
                let first: Vec<(usize, usize)> = beginning(lower);
                distrust(lower, &first);
            }
        }
    }
}

/// The cells of the first row: row and number in the row.
fn beginning(table: &Table) -> Vec<(usize, usize)> {
    (0..table.rows.first().map_or(0, Vec::len)).map(|at| (0, at)).collect()
}

/// Marks the blank ones of these cells of a row that stand behind its label.
fn distrust(table: &mut Table, cells: &[(usize, usize)]) {
    for &(row, at) in cells.iter().rev() {
        if let Some(cell) = table.rows.get_mut(row).and_then(|row| row.get_mut(at)) {
            if cell.text.chars().any(is_han) {
                break;
            }
            if cell.text.is_empty() {
                cell.text.push('\u{fffd}');
            }
        }
    }
}

/// The table at the end of a page, with nothing but page marks and running feet behind it.
fn last_table(page: &mut PageText) -> Option<&mut Table> {
    page.blocks.iter_mut().rev().find(|block| !is_mark(block)).and_then(as_table)
}

fn first_table(page: &mut PageText) -> Option<&mut Table> {
    page.blocks.iter_mut().find(|block| !is_mark(block)).and_then(as_table)
}

fn is_mark(block: &Block) -> bool {
    matches!(block, Block::Line(line) if line.runs || !line.text.chars().any(is_han))
}

fn as_table(block: &mut Block) -> Option<&mut Table> {
    match block {
        Block::Table(table) => Some(table),
        Block::Line(_) => None,
    }
}

/// The cells of a table that reach its last row: row and number in the row.
fn reaching_end(table: &Table) -> Vec<(usize, usize)> {
    let n_rows = table.rows.len();
    let mut cells: Vec<(usize, usize, usize)> = Vec::new();
    for (row, in_row) in table.rows.iter().enumerate() {
        let reach = in_row.iter().enumerate().filter(|(_, cell)| row + cell.n_rows >= n_rows);
        cells.extend(reach.map(|(at, cell)| (cell.column, row, at)));
    }
    cells.sort_unstable();
    cells.into_iter().map(|(_, row, at)| (row, at)).collect()
}

/// Points that places of the same rule may differ by.
const NEAR: f64 = 3.0;

/// Whether all of the places are among the others. Part of a table need not have all of its columns.
fn within(places: &[f64], others: &[f64]) -> bool {
    places.iter().all(|place| others.iter().any(|other| (place - other).abs() <= NEAR))
}

/// Where a cell begins and ends.
fn span(table: &Table, cell: &Cell) -> Option<(f64, f64)> {
    Some((*table.places.get(cell.column)?, *table.places.get(cell.column + cell.n_columns)?))
}

/// Makes the last row of the one table and the first of the other one row, if their cells are the same.
fn join(upper: &mut Table, lower: &mut Table) -> bool {
    let ends = reaching_end(upper);
    let first = lower.rows.first().map_or(&[][..], Vec::as_slice);
    let same = |(row, at): (usize, usize), cell: &Cell| {
        let end = upper.rows.get(row).and_then(|row| row.get(at)).and_then(|end| span(upper, end));
        end.zip(span(lower, cell)).is_some_and(|(a, b)| (a.0 - b.0).abs() <= NEAR && (a.1 - b.1).abs() <= NEAR)
    };
    let pairs: Vec<(usize, usize)> =
        first.iter().filter_map(|cell| ends.iter().copied().find(|&end| same(end, cell))).collect();
    if pairs.len() < first.len() {
        return false;
    }
    let mut first = take(lower.rows.first_mut().unwrap_or(&mut Vec::new()));
    for ((row, at), cell) in pairs.into_iter().zip(&mut first) {
        if let Some(end) = upper.rows.get_mut(row).and_then(|row| row.get_mut(at)) {
            let text = take(&mut cell.text);
            if !end.text.is_empty() && !text.is_empty() {
                end.text.push('\n');
            }
            end.text.push_str(&text);
        }
    }
    lower.rows.remove(0);
    // What goes on below is blank there, and in front of the label of a row it is no value. Behind it, it may be one.
    first.retain(|cell| cell.n_rows > 1);
    if let Some(next) = lower.rows.first_mut() {
        let label = next.iter().find(|cell| cell.text.chars().any(is_han)).map_or(usize::MAX, |cell| cell.column);
        for mut cell in first {
            cell.n_rows -= 1;
            if cell.column > label {
                cell.text.push('\u{fffd}');
            }
            next.push(cell);
        }
        next.sort_by_key(|cell| cell.column);
    }
    true
}

/// Whether a label begins with an ordinal, so that its row begins with it: `1.`, `（二）`, `三、`.
fn has_ordinal(text: &str) -> bool {
    let bare = text.trim_start_matches(['（', '(', ' ']);
    let behind = bare.trim_start_matches(|c: char| c.is_ascii_digit() || "一二三四五六七八九十".contains(c));
    behind.len() < bare.len() && behind.starts_with(['.', '．', '、', '）', ')'])
}

/// Marks blank cells of rows that may be two parts of one.
fn doubt(upper: &mut Table, lower: &mut Table) {
    let ends = reaching_end(upper);
    let is_words = |text: &str| text.chars().any(is_han);
    let values = |cells: &[&Cell]| {
        // What stands in front of the label is no value of the row.
        let label = cells.iter().rposition(|cell| is_words(&cell.text)).map_or(0, |at| at + 1);
        let values = cells.get(label..).unwrap_or(&[]);
        (label > 0, values.len(), values.iter().filter(|cell| !cell.text.is_empty()).count())
    };
    let last: Vec<&Cell> =
        ends.iter().filter_map(|&(row, at)| upper.rows.get(row).and_then(|row| row.get(at))).collect();
    let first: Vec<&Cell> = lower.rows.first().map(|row| row.iter().collect()).unwrap_or_default();
    let (last_labelled, last_values, last_filled) = values(&last);
    let (first_labelled, first_values, first_filled) = values(&first);
    if last_values == 0 || first_values == 0 {
        return;
    }
    // A row that has a label and all its values is whole, and then so is its neighbour.
    let whole = |labelled: bool, values: usize, filled: usize| labelled && values == filled;
    if whole(last_labelled, last_values, last_filled) && whole(first_labelled, first_values, first_filled) {
        return;
    }
    // One of two halves has no values, or no label. Of rows with nothing in them nothing is lost, and a label with an
    // ordinal begins a row.
    let empty = |cells: &[&Cell]| cells.iter().all(|cell| cell.text.is_empty());
    if empty(&last) || empty(&first) || last_labelled && first.iter().any(|cell| has_ordinal(&cell.text)) {
        return;
    }
    let half = last_filled == 0 || first_filled == 0 || !first_labelled;
    if !half {
        return;
    }
    distrust(upper, &ends);
    distrust(lower, &beginning(lower));
}
