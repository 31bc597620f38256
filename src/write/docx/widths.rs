//! How wide the columns of a table are, and how large its letters, so that it fits the page and no figure is broken over
//! two lines.

use unicode_width::UnicodeWidthChar;

use super::document::TEXT_WIDTH;
use crate::write::official::{CellRole, Table};

/// Space at either side of a cell, in twentieths of a point.
pub(super) const MARGIN: usize = 50;
/// Sizes of letters in half points, from that of 五号 down to what nobody can read. Only figures of ten digits and more need the
/// last ones; a figure that is too small is still one figure.
const SIZES: [usize; 10] = [21, 18, 16, 15, 13, 11, 9, 7, 5, 3];
/// The largest size is for tables of no more columns than these.
const FEW_COLUMNS: usize = 6;

// Widths of text are in hundredths of a Chinese character.

/// A Chinese character.
const WIDE: usize = 100;
/// A digit or a letter. In the typeface that is asked for it takes half a Chinese character, in those that take its place
/// nearly two thirds.
const NARROW: usize = 65;
/// What a cell has more than it needs.
const SLACK: usize = 20;
/// The label of a row, before it goes on in a further line.
const LABEL: usize = 12 * WIDE;
/// The label of a group, likewise.
const GROUP: usize = 4 * WIDE;
/// A header of up to this width stays in one line, and a longer one has two.
const HEADER: usize = 3 * WIDE;
/// A word of another script may have any length. From here on it is broken: no figure is as long.
const LONGEST: usize = 20 * WIDE;

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
        let at = |size: usize| needs.iter().map(|need| need * size / 10 + 2 * MARGIN).collect::<Vec<usize>>();
        let first = usize::from(table.columns > FEW_COLUMNS);
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
            spread(&mut columns, table.label_columns, TEXT_WIDTH - taken);
        }
        Self { size, columns }
    }
}

/// Gives the columns what is left of the page. Where labels stand in several columns, a half is for that of the longest ones, so
/// that they take fewer lines.
fn spread(columns: &mut [usize], labels: usize, mut left: usize) {
    let (label_columns, values) = columns.split_at_mut(labels.min(columns.len()));
    let widened = match label_columns {
        [_] => columns,
        [.., last] => {
            *last += left / 2;
            left -= left / 2;
            values
        }
        [] => values,
    };
    let share = left / widened.len().max(1);
    for column in widened {
        *column += share;
    }
}

/// What each column needs so that nothing is broken which should not be.
fn needs(table: &Table<'_>) -> Vec<usize> {
    let mut needs = vec![WIDE; table.columns];
    for row in table.grid() {
        for (need, slot) in needs.iter_mut().zip(row) {
            let Some(slot) = slot.filter(|slot| slot.begins() && slot.cell.columns == 1) else { continue };
            let text = slot.cell.text.as_ref();
            let width = match slot.cell.role {
                CellRole::Value { .. } | CellRole::Extra(_) => widest(text),
                CellRole::Header if full(text) <= HEADER => full(text),
                CellRole::Header => full(text).div_ceil(2).next_multiple_of(WIDE).min(GROUP).max(widest(text)),
                CellRole::Label if slot.cell.rows > 1 => full(text).min(GROUP),
                CellRole::Label => full(text).min(LABEL),
            };
            *need = (*need).max(width.min(LONGEST) + SLACK);
        }
    }
    needs
}

/// The width of a character. One whose width nobody knows is taken for a Chinese one.
fn width(c: char) -> usize {
    if c.width_cjk() == Some(1) { NARROW } else { WIDE }
}

/// The width of a whole text.
fn full(text: &str) -> usize {
    text.chars().map(width).sum()
}

/// The width of the widest piece that has to stay in one line. Lines may be broken at white space and at Chinese characters;
/// a figure stays whole in full-width digits as well.
fn widest(text: &str) -> usize {
    let breaks = |c: char| c.is_whitespace() || (c.is_alphabetic() && width(c) == WIDE);
    text.split(breaks).map(full).max().unwrap_or(0)
}
