//! How wide the columns of a table are, and how large its letters, so that it fits the page and no figure is broken over
//! two lines.

use unicode_width::UnicodeWidthChar;

use super::document::TEXT_WIDTH;
use crate::write::official::{CellRole, Table};

/// Space at either side of a cell, in twentieths of a point.
pub(super) const MARGIN: usize = 50;
/// Sizes of letters in half points, from that of 五号 down to what can just be read. Only figures of ten digits and more
/// need the last ones.
const SIZES: [usize; 9] = [21, 18, 16, 15, 13, 11, 9, 7, 5];
/// The largest size in a table of many columns.
const MANY_COLUMNS: usize = 6;
/// Letters in a row's own label before it goes on in a further line, in halves of a Chinese character.
const LABEL: usize = 24;
/// A word of another script may have any length. From here on it is broken.
const LONGEST: usize = 24;

/// What was chosen for a table.
pub(super) struct Widths {
    /// The size of letters, in half points.
    pub(super) size: usize,
    /// The width of each column, in twentieths of a point.
    pub(super) columns: Vec<usize>,
}

impl Widths {
    pub(super) fn of(table: &Table<'_>) -> Self {
        let needs = needs(table);
        let at = |size: usize| needs.iter().map(|need| need * size * 5 + 2 * MARGIN).collect::<Vec<usize>>();
        let first = usize::from(table.columns > MANY_COLUMNS);
        let fits = |size: usize| at(size).iter().sum::<usize>() <= TEXT_WIDTH;
        let size = SIZES.into_iter().skip(first).find(|&size| fits(size)).unwrap_or(SIZES[SIZES.len() - 1]);
        let mut columns = at(size);
        let taken: usize = columns.iter().sum();
        if taken > TEXT_WIDTH {
            // There is no size that fits: all columns get less, in proportion.
            for column in &mut columns {
                *column = (*column * TEXT_WIDTH / taken).max(1);
            }
        } else {
            let values = table.columns.saturating_sub(table.label_columns).max(1);
            let spare = (TEXT_WIDTH - taken) / values;
            columns.iter_mut().skip(table.label_columns).for_each(|column| *column += spare);
        }
        Self { size, columns }
    }
}

/// What each column needs so that nothing is broken which should not be, in halves of a Chinese character.
fn needs(table: &Table<'_>) -> Vec<usize> {
    let mut needs = vec![2; table.columns];
    for row in table.grid() {
        for (need, slot) in needs.iter_mut().zip(row) {
            let Some(slot) = slot.filter(|slot| slot.begins() && slot.cell.columns == 1) else { continue };
            let cell = slot.cell;
            let width = match cell.role {
                CellRole::Value { .. } | CellRole::Extra(_) => widest(&cell.text),
                // A header has two lines, the label of a group three.
                CellRole::Header => even(full(&cell.text).div_ceil(2)).min(8).max(widest(&cell.text)),
                CellRole::Label if cell.rows > 1 => even(full(&cell.text).div_ceil(3)),
                CellRole::Label => full(&cell.text).min(LABEL),
            };
            *need = (*need).max(width.min(LONGEST));
        }
    }
    needs
}

fn even(width: usize) -> usize {
    width.next_multiple_of(2)
}

/// The width of a character. Those that no width is known of are taken for Chinese ones.
fn wide(c: char) -> usize {
    c.width_cjk().unwrap_or(2)
}

/// The width of a whole text.
fn full(text: &str) -> usize {
    text.chars().map(wide).sum()
}

/// The width of the widest piece that has to stay in one line. Lines may be broken at white space and at Chinese characters, and
/// a figure stays whole in full-width digits as well.
fn widest(text: &str) -> usize {
    let breaks = |c: char| c.is_whitespace() || (c.is_alphabetic() && !c.is_ascii() && wide(c) == 2);
    text.split(breaks).map(full).max().unwrap_or(0)
}
