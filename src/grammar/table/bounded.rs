//! Rows whose cells have certain bounds: bars, tabs, or lines of their own.

use super::evidence::{Layout, is_grid, place_on_line};
use super::pieces::{Edge, Piece};
use super::place::Row;
use super::slot::{Placed, Slot};
use crate::Span;
use crate::document::Document;
use crate::report::Placement;

impl Row<'_> {
    /// Cells with certain bounds: those behind the label, from the first that holds a value on.
    pub(super) fn bounded(&self, document: &Document<'_>, layout: &Layout) -> Placed {
        let (n, len) = (self.n, self.cells.len());
        let filled = |at: &usize| self.piece(*at).is_some_and(|piece| !piece.is_empty());
        let first = self.cells.iter().position(filled).unwrap_or(0);
        let last = self.cells.iter().rposition(filled).unwrap_or(0);
        let one_line = self.one_line();
        let shown = self
            .cells
            .first()
            .filter(|_| one_line)
            .and_then(|&cell| layout.first_on_line(document, self.pieces, self.label, cell));
        if last - first >= n
            || one_line
                && !(layout.bars_hold
                    || shown.is_some_and(|(_, same)| same)
                    || self.cut && layout.rows_full && shown.is_some())
        {
            return self.ambiguous(&self.figures());
        }
        let lowest = (last + 1).saturating_sub(n);
        let highest = first.min(len.saturating_sub(n));
        let start = match shown {
            // The length of a line that the text breaks off in says nothing.
            _ if self.cut && one_line => {
                match self.cells.first().and_then(|&cell| layout.first_on_any_line(self.pieces, self.label, cell)) {
                    Some(start) if start <= first => start,
                    None if first == 0 => 0,
                    _ => return self.ambiguous(&self.figures()),
                }
            }
            // Where lines are as long as they like, the length of one does not tell on which side it has a cell too many.
            Some((start, true)) if start <= first && start >= lowest && (!layout.lens_vary || lowest == highest) => {
                start
            }
            _ if len == n => 0,
            Some((start, false)) if len < n && start <= first => start,
            None if len < n => 0,
            // Where every cell is a line the first one stands right behind the label.
            _ if !one_line && last < n && (lowest == highest || !layout.last_cell_blank) => 0,
            _ if len > n && one_line && first < n && last < n && self.is_below_header() => 0,
            // In a grid each row has all columns, so a further one has to be known.
            _ if len > n && one_line && lowest == highest && !is_grid(document, self.pieces, self.label) => lowest,
            _ => return self.ambiguous(&self.figures()),
        };
        if len < n && !self.cut && !(one_line && layout.ends_ragged && !is_grid(document, self.pieces, self.label)) {
            return self.ambiguous(&self.figures());
        }
        // A row that would have no total, and whose last figure is the sum of the others, was shifted; not where
        // every cell is a line, and there are just as many.
        let whole = first == 0 && len == n && !one_line;
        let shifted = !whole && last + 1 < start + n && layout.last_is_sum && self.last_is_sum(&self.figures());
        if shifted {
            return self.ambiguous(&self.figures());
        }
        let known = self.cells.iter().skip(start).map(|&at| self.slot(at));
        let rest = if self.cut { Slot::Missing } else { Slot::Blank(self.behind_last(), Placement::Stated) };
        let slots = known.chain(core::iter::repeat(rest)).take(n).collect();
        Placed { slots, extra: None, surplus: Vec::new() }
    }

    /// Whether the row is narrower than its line, and the header above it, whose line has as many places, has a word over each
    /// of its cells from the first place behind the label on, and none over the others.
    fn is_below_header(&self) -> bool {
        let (len, label) = place_on_line(self.pieces, self.label);
        let above = self.pieces.get(..self.label).unwrap_or(&[]);
        let mut lines = above.chunk_by(|one, next| one.line == next.line).rev().filter(|line| line.len() == len);
        let is_header = |line: &&[Piece]| line.get(label + 1).is_some_and(|piece| !piece.is_cell());
        let Some(header) = lines.find(is_header) else { return false };
        let over = header.get(label + 1..).unwrap_or(&[]);
        over.len() == self.cells.len()
            && over.iter().all(|piece| piece.edge == Edge::Bar && piece.figure().is_none())
            && over.iter().enumerate().all(|(at, piece)| piece.is_cell() == (at >= self.n))
    }

    fn behind_last(&self) -> Span {
        let last = self.cells.last().and_then(|&at| self.piece(at));
        last.map_or(self.behind_label(), |piece| Span::at(piece.span.end))
    }
}
