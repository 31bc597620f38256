//! What the rows of a table show about its layout, by which a row with blanks is placed. `layout` looks for it.

use super::columns::Columns;
use super::gaps::Steps;
use super::pieces::{Edge, Piece};
use crate::document::{Document, LineKind};

/// What the rows of a table show about its layout.
#[derive(Debug, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is one thing that the rows show, and none excludes another")]
pub(crate) struct Layout {
    /// For lines with bars, by their number of pieces: the place of a row's first cell among them.
    pub(crate) first_cell: Vec<FirstCell>,
    /// Whether rows have their first cell where their label has it: some row has a figure in front of the first cell of others, as
    /// where a program has lost over how many columns labels go.
    pub(crate) by_label: bool,
    /// Whether blank cells between bars may be believed: full rows, the header, or the same number of cells in nearly
    /// every row show that bars bound the table's own cells.
    pub(crate) bars_hold: bool,
    /// Whether rows may lack empty cells at their end: other rows show theirs between figures, and it is not so that
    /// every other row fills its last cell.
    pub(crate) ends_ragged: bool,
    /// Whether lines of rows differ in length, and in how many cells they have behind the label as well.
    pub(crate) lens_vary: bool,
    /// Columns of the figures in tables aligned with spaces, a set for each page.
    pub(crate) columns: Vec<Columns>,
    /// Line breaks between cells, where every cell is a line.
    pub(crate) line_steps: Option<Steps>,
    /// A column that the format does not have stands behind so many of its columns.
    pub(crate) extra_after: Option<usize>,
    /// There is a column that the format does not have, and nothing shows where.
    pub(crate) extra_unplaced: bool,
    /// A column that the format does not have and that no row fills, where rows of a grid have one more than the format.
    pub(crate) unfilled: Option<usize>,
    /// The last column is not there.
    pub(crate) no_total: bool,
    /// The row's last cell is the sum of the others.
    pub(crate) last_is_sum: bool,
    /// In nearly every row that lacks figures the last is the sum of the others.
    pub(crate) sums_tell: bool,
    /// Every row of the table stands in its order, with figures behind its label that sum up or are a single nought.
    pub(crate) totals_close: bool,
    /// Rows have one figure more than the format has columns, and not for a column of sums.
    pub(crate) rows_wider: bool,
    /// A row with all its cells has its last one blank.
    pub(crate) last_cell_blank: bool,
    /// Full rows have each figure on a line of its own.
    pub(crate) cell_a_line: bool,
    /// Every row that is not empty has all its figures.
    pub(crate) rows_full: bool,
}

/// How many pieces a piece's line has, and how many stand before the piece.
pub(crate) fn place_on_line(pieces: &[Piece], at: usize) -> (usize, usize) {
    let line = pieces.get(at).map(|piece| piece.line);
    let same = |piece: &&Piece| Some(piece.line) == line;
    let own = |piece: &&Piece| piece.edge != Edge::Continued;
    let before = pieces.get(..at).unwrap_or(&[]).iter().rev().take_while(same).filter(own).count();
    let from = pieces.get(at..).unwrap_or(&[]).iter().take_while(same).filter(own).count();
    (before + from, before)
}

impl Layout {
    /// How many cells stand before the first of a row in a stretch that begins with `cell`, as other lines show it, and
    /// whether they are lines of the same length.
    pub(super) fn first_on_line(
        &self,
        document: &Document<'_>,
        pieces: &[Piece],
        label: usize,
        cell: usize,
    ) -> Option<(usize, bool)> {
        let (len, before) = place_on_line(pieces, cell);
        let block = block(document, pieces.get(cell)?.line);
        let same =
            self.shown(pieces, label).filter(|shown| shown.len == len && (shown.block == block || shown.rows >= 3));
        let same = agreed(same.map(|shown| shown.first));
        let first = same.or_else(|| agreed(self.shown(pieces, label).map(|shown| shown.first)))?;
        Some((first.checked_sub(before)?, same.is_some()))
    }

    /// What was shown of rows like that of a label.
    fn shown(&self, pieces: &[Piece], label: usize) -> impl Iterator<Item = &FirstCell> {
        let own = self.by_label.then(|| place_on_line(pieces, label).1);
        self.first_cell.iter().filter(move |shown| own.is_none() || shown.label == own)
    }

    /// The same, where all lines agree, whatever their length.
    pub(super) fn first_on_any_line(&self, pieces: &[Piece], label: usize, cell: usize) -> Option<usize> {
        agreed(self.shown(pieces, label).map(|shown| shown.first))?.checked_sub(place_on_line(pieces, cell).1)
    }
}

/// The one value that all have.
fn agreed(mut values: impl Iterator<Item = usize>) -> Option<usize> {
    let first = values.next()?;
    values.all(|value| value == first).then_some(first)
}

/// Where rows with bars have their first cell.
#[derive(Clone, Copy, Debug)]
pub(crate) struct FirstCell {
    /// How many pieces the line has.
    pub(crate) len: usize,
    /// How many stand before the row's first cell.
    pub(crate) first: usize,
    /// How many stand before its label; `None` where it was the header that showed it.
    pub(crate) label: Option<usize>,
    /// The block of lines that shows it.
    pub(crate) block: u32,
    /// How many rows show it.
    pub(crate) rows: usize,
}

/// The first line of the block of lines with bars that a line belongs to: a table of its own, as far as bars go.
pub(crate) fn block(document: &Document<'_>, line: u32) -> u32 {
    let is_row =
        |line: u32| document.lines.get(line as usize).is_some_and(|line| matches!(line.kind, LineKind::Row(..)));
    let joins = |line: u32| {
        if is_row(line) {
            return line.checked_sub(1).is_some_and(is_row);
        }
        document.lines.get(line as usize).is_some_and(|own| own.blank_before == 0 && !own.new_page)
            && line.checked_sub(1).is_some_and(|before| {
                super::pieces::has_bars(document.line_text(before as usize)) || ends_with_tab(document, before)
            })
    };
    let mut first = line;
    while joins(first) {
        first -= 1;
    }
    first
}

/// Whether tabs follow a line's text: a row whose last cells are blank, of which the line is kept without.
fn ends_with_tab(document: &Document<'_>, line: u32) -> bool {
    let end = document.lines.get(line as usize).map(|line| line.span.end);
    end.and_then(|end| document.text.get(end as usize..)).is_some_and(|behind| behind.starts_with('\t'))
}

/// Whether a piece stands in a row of a table whose cells are counted, so that each row has all of them.
pub(super) fn is_grid(document: &Document<'_>, pieces: &[Piece], at: usize) -> bool {
    let line = pieces.get(at).and_then(|piece| document.lines.get(piece.line as usize));
    let Some(LineKind::Row(first, len)) = line.map(|line| line.kind) else { return false };
    document.row(first, len).iter().any(|cell| !cell.place.is_unknown())
}
