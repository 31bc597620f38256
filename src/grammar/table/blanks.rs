//! Rows that have lost their blanks: fewer figures than cells, and nothing in the row that bounds them. Columns, line steps and
//! sums tell what there is to tell.

use super::columns::Columns;
use super::evidence::Layout;
use super::pieces::Edge;
use super::place::Row;
use super::slot::{Placed, Slot};
use crate::document::Document;
use crate::report::Placement;

impl Row<'_> {
    /// Fewer figures than cells, and nothing in the text that bounds them.
    pub(super) fn with_blanks_lost(&self, document: &Document<'_>, layout: &Layout, figures: &[usize]) -> Placed {
        let n = self.n;
        if self.has_stuck_digits(document) {
            return self.ambiguous(figures);
        }
        let apart = |&at: &usize| {
            let before = at.checked_sub(1).and_then(|before| self.piece(before));
            before
                .zip(self.piece(at))
                .is_some_and(|(before, own)| before.line == own.line && own.span.start > before.span.end + 1)
        };
        let beside = figures.iter().all(|&at| self.piece(at).is_some_and(|piece| piece.edge == Edge::Space));
        if self.cut && layout.rows_full && (layout.cell_a_line || beside) && !figures.iter().any(apart) {
            let slots = figures
                .iter()
                .map(|&at| Slot::Figure(at, Placement::Stated))
                .chain(core::iter::repeat(Slot::Missing))
                .take(n)
                .collect();
            return Placed { slots, extra: None, surplus: Vec::new() };
        }
        let columns =
            self.by_columns(document, layout, figures).map(|columns| (columns, Placement::Column)).or_else(|| {
                let columns = layout.line_steps?.columns(document, self.pieces, self.label, figures, n)?;
                Some((columns, Placement::Stated))
            });
        if let Some((columns, placement)) = columns {
            let mut slots = vec![Slot::Blank(self.behind_label(), placement); n];
            if self.cut {
                // What stood behind the last figure nobody knows.
                let last = columns.last().copied().unwrap_or(0);
                slots.iter_mut().skip(last + 1).for_each(|slot| *slot = Slot::Missing);
            }
            for (&at, &column) in figures.iter().zip(&columns) {
                if let Some(slot) = slots.get_mut(column) {
                    *slot = Slot::Figure(at, placement);
                }
            }
            let surplus =
                self.words().into_iter().filter(|&at| !self.fill(at, figures, &columns, &mut slots)).collect();
            return Placed { slots, extra: None, surplus };
        }
        if let Some(placed) = self.by_ends(document, layout, figures) {
            return placed;
        }
        if layout.sums_tell
            && (!self.torn || layout.totals_close)
            && !self.cut
            && figures.len() >= 2
            && self.words().is_empty()
            && self.last_is_sum(figures)
        {
            let (last, others) = figures.split_last().map_or((0, figures), |(&last, others)| (last, others));
            let mut placed = self.ambiguous(others);
            if let Some(slot) = placed.slots.last_mut() {
                *slot = Slot::Figure(last, Placement::RowSum);
            }
            return placed;
        }
        self.ambiguous(figures)
    }

    /// Puts words that stand among figures whose columns are known into the cell between them, and says whether they are in
    /// it. Where there are several, none of them is blank for certain.
    fn fill(&self, words: usize, figures: &[usize], columns: &[usize], slots: &mut [Slot]) -> bool {
        let n_before = figures.partition_point(|&at| at < words);
        let from = n_before.checked_sub(1).and_then(|nth| columns.get(nth)).map_or(0, |column| column + 1);
        let to = columns.get(n_before).copied().unwrap_or(self.n);
        match slots.get_mut(from..to).unwrap_or(&mut []) {
            [slot @ Slot::Blank(..)] => {
                *slot = Slot::Unreadable(words);
                true
            }
            several => {
                several.fill(Slot::Missing);
                false
            }
        }
    }

    /// The first and the last cell of a row whose other figures stand in no column that is known. The column at the right
    /// is that of the totals only if totals stand in it, so the row must sum up to its last.
    fn by_ends(&self, document: &Document<'_>, layout: &Layout, figures: &[usize]) -> Option<Placed> {
        if self.cut || !layout.sums_tell || self.torn && !layout.totals_close || !self.words().is_empty() {
            return None;
        }
        if !self.last_is_sum(figures) {
            return None;
        }
        let columns = self.columns(layout, figures)?;
        let (first, last) = columns.at_ends(document, self.pieces, figures, self.piece(self.label))?;
        let between = figures.get(usize::from(first)..figures.len() - usize::from(last))?;
        // Without an end, and where all between them is told, there is nothing to gain.
        if !last || between.is_empty() || between.len() > self.n - 1 - usize::from(first) {
            return None;
        }
        let mut placed = self.ambiguous(between);
        if let Some((slot, &at)) = placed.slots.last_mut().zip(figures.last()) {
            *slot = Slot::Figure(at, Placement::RowSum);
        }
        if let Some((slot, &at)) = placed.slots.first_mut().zip(figures.first()).filter(|_| first) {
            *slot = Slot::Figure(at, Placement::RowSum);
            // Between both ends, a cell that none of the others can reach is blank.
            let blank = Slot::Blank(self.behind_label(), Placement::RowSum);
            for (column, slot) in placed.slots.iter_mut().enumerate() {
                if let Slot::Ambiguous(candidates) = slot {
                    candidates.retain(|&at| columns.leaves_room(document, self.pieces, at, column));
                    if candidates.is_empty() {
                        *slot = blank.clone();
                    }
                }
            }
        }
        Some(placed)
    }

    /// What is known of columns on the one line of these figures.
    fn columns<'l>(&self, layout: &'l Layout, figures: &[usize]) -> Option<&'l Columns> {
        let line = self.piece(*figures.first()?)?.line;
        if figures.iter().any(|&at| self.piece(at).is_none_or(|piece| piece.line != line)) {
            return None;
        }
        layout.columns.iter().find(|columns| columns.hold_on(line))
    }

    /// The columns of figures that stand on one line of a table aligned with spaces.
    fn by_columns(&self, document: &Document<'_>, layout: &Layout, figures: &[usize]) -> Option<Vec<usize>> {
        let columns = self.columns(layout, figures)?;
        columns.assign(document, &figures.iter().filter_map(|&at| self.piece(at)), self.pieces.get(self.label))
    }
}
