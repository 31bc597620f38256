//! Which cell of its row a piece belongs to.
//!
//! A row with as many figures as cells reads itself. Otherwise blanks stand among them, and what is known of blanks
//! depends on the layout: bars show them; in a table aligned with spaces the columns of full rows do; where every cell
//! is a line, the number of line breaks may. Where nothing does, the cells are ambiguous. Only in one case is
//! arithmetic used: a row whose last number is the sum of the others has its total there, and the cell says that it was
//! placed so.

use super::all_ambiguous;
use super::evidence::{Layout, is_grid};
use super::pieces::{Counts, Edge, Indices, Piece, PieceKind, last_is_sum};
use super::slot::{Placed, Slot};
use crate::Span;
use crate::document::Document;
use crate::grammar::lexical::fold;
use crate::report::{Number, Placement};

/// A row to be placed.
#[derive(Debug)]
pub(crate) struct Row<'p> {
    pub(crate) pieces: &'p [Piece],
    /// The piece of the label.
    pub(crate) label: usize,
    /// The cells, in reading order.
    pub(crate) cells: &'p [usize],
    /// How many cells the row has.
    pub(crate) n: usize,
    /// Whether the text ends in this row.
    pub(crate) cut: bool,
    /// Whether an empty row cannot be told from one whose cells stand elsewhere.
    pub(crate) torn: bool,
    /// Whether words of the header or of a group stand among the cells.
    pub(crate) broken: bool,
}

impl<'p> Row<'p> {
    pub(super) fn piece(&self, at: usize) -> Option<&Piece> {
        self.pieces.get(at)
    }

    pub(super) fn number(&self, at: usize) -> Option<Number> {
        self.piece(at)?.figure()?.number
    }

    pub(super) fn count(&self, at: usize) -> Option<u64> {
        self.piece(at)?.count()
    }

    /// The place where a cell without any text stands: behind the label.
    pub(super) fn behind_label(&self) -> Span {
        Span::at(self.piece(self.label).map_or(0, |piece| piece.span.end))
    }

    pub(super) fn figures(&self) -> Indices {
        self.cells.iter().copied().filter(|&at| self.piece(at).is_some_and(|piece| piece.figure().is_some())).collect()
    }

    /// Whether these figures' last is the sum of the others, which are not all nought.
    pub(super) fn last_is_sum(&self, figures: &[usize]) -> bool {
        let counts: Counts = figures.iter().map(|&at| self.count(at)).collect();
        counts.last().is_some_and(|last| *last != Some(0)) && last_is_sum(&counts)
    }

    /// Places the row's cells.
    pub(crate) fn place(&self, document: &Document<'_>, layout: &Layout) -> Placed {
        if self.cut {
            Row { cells: self.without_torn_end(), ..*self }.place_cells(document, layout)
        } else {
            self.place_cells(document, layout)
        }
    }

    fn place_cells(&self, document: &Document<'_>, layout: &Layout) -> Placed {
        let figures = self.figures();
        let empties = self.cells.iter().filter(|&&at| self.piece(at).is_some_and(Piece::is_empty)).count();
        let words = self.cells.len() - figures.len() - empties;
        let n = self.n;

        if figures.is_empty() && words == 0 {
            return self.empty();
        }
        if let Some(after) = layout.extra_after
            && let Some(placed) = self.with_extra_column(document, layout, after)
        {
            return placed;
        }
        if layout.extra_unplaced && n > 1 {
            return all_ambiguous(&figures, n);
        }
        if layout.no_total && n > 1 {
            return self.without_total(document, layout);
        }
        if n > 1 && layout.last_is_sum && self.cells.len() > n && is_grid(document, self.pieces, self.label) {
            return self.without_unfilled(document, layout).unwrap_or_else(|| self.ambiguous(&figures));
        }
        if figures.len() == n && !(self.broken && self.torn) {
            return if self.is_doubtful(document, layout, &figures) {
                self.ambiguous(&figures)
            } else {
                self.exactly(&figures)
            };
        }
        if self.broken {
            return self.ambiguous(&figures);
        }
        if figures.len() > n {
            return self.too_many(document, &figures, layout);
        }
        if figures.is_empty() && empties == 0 && words != n && is_grid(document, self.pieces, self.label) {
            // Cells that were merged, and nothing shows over which columns.
            return self.ambiguous(&[]);
        }
        let one_each = words > 0 && empties == 0 && figures.len() + words == n;
        if one_each && self.words_are_cells(document) {
            // Words below words may be one cell that was broken over lines, with a blank one lost beside it.
            if self.words_are_broken() {
                return self.ambiguous(&figures);
            }
            let slots = self.cells.iter().map(|&at| self.slot(at)).collect();
            return Placed { slots, extra: None, surplus: Vec::new() };
        }
        let bars =
            empties > 0 || self.cells.iter().any(|&at| self.piece(at).is_some_and(|piece| piece.edge == Edge::Bar));
        if bars {
            return self.bounded(document, layout);
        }
        self.with_blanks_lost(document, layout, &figures)
    }

    /// The cells of a row that the text breaks off in, without what stands at the very end if that is no cell of it:
    /// empty ones, of the last of which only the beginning is there, and what follows a complete row.
    fn without_torn_end(&self) -> &'p [usize] {
        let mut cells: &'p [usize] = self.cells;
        // Cells stand beside the label, so those on further lines are the beginning of another row.
        let label_line = self.piece(self.label).map(|piece| piece.line);
        let beside = cells.iter().take_while(|&&at| self.piece(at).map(|piece| piece.line) == label_line).count();
        if beside > 0 {
            cells = cells.get(..beside).unwrap_or(cells);
        }
        let ends =
            cells.iter().rposition(|&at| self.piece(at).is_some_and(|piece| !piece.is_empty())).map_or(0, |at| at + 1);
        cells = cells.get(..ends).unwrap_or(cells);
        let lines = cells.iter().all(|&at| self.piece(at).is_some_and(|piece| piece.edge == Edge::Line));
        if lines && cells.len() > self.n { cells.get(..self.n).unwrap_or(cells) } else { cells }
    }

    pub(super) fn slot(&self, at: usize) -> Slot {
        match self.piece(at).map(|piece| piece.kind) {
            Some(PieceKind::Figure(_)) => Slot::Figure(at, Placement::Stated),
            Some(PieceKind::Empty) => {
                Slot::Blank(self.pieces.get(at).map_or(Span::default(), |piece| piece.span), Placement::Stated)
            }
            Some(PieceKind::Words) => Slot::Unreadable(at),
            None => Slot::Missing,
        }
    }

    /// No figure at all: every cell is blank, unless the text ends here or the figures may stand elsewhere.
    fn empty(&self) -> Placed {
        let known = self.cells.iter().map(|&at| if self.torn { Slot::Missing } else { self.slot(at) });
        let rest =
            if self.cut || self.torn { Slot::Missing } else { Slot::Blank(self.behind_label(), Placement::Stated) };
        let slots = known.chain(core::iter::repeat(rest)).take(self.n).collect();
        Placed { slots, extra: None, surplus: Vec::new() }
    }

    /// Whether the last of the figures is the sum of the others.
    pub(super) fn sums_up(&self, figures: &[usize]) -> bool {
        self.last_is_sum(figures) || figures.iter().all(|&at| self.count(at) == Some(0))
    }

    /// As many figures as cells.
    pub(super) fn exactly(&self, figures: &[usize]) -> Placed {
        let slots = figures.iter().map(|&at| Slot::Figure(at, Placement::Stated)).collect();
        let surplus =
            self.cells.iter().copied().filter(|&at| self.piece(at).is_some_and(|piece| !piece.is_cell())).collect();
        Placed { slots, extra: None, surplus }
    }

    /// Whether words may be part of a cell that was broken over lines: they stand on the line right behind other words, or on
    /// a line without any figure where figures stand beside each other.
    fn words_are_broken(&self) -> bool {
        // Where every cell is a line, words on two lines are two cells.
        if !self.one_line_has_several() {
            return false;
        }
        let line_of_words = |at: usize| self.piece(at).filter(|piece| !piece.is_cell()).map(|piece| piece.line);
        let is_below = self.cells.windows(2).any(|pair| {
            let [one, next] = *pair else { return false };
            let is_line = self.piece(next).is_some_and(|piece| piece.edge == Edge::Line);
            is_line && line_of_words(one).zip(line_of_words(next)).is_some_and(|(above, below)| above < below)
        });
        let beside_figures = |line: u32| {
            self.cells
                .iter()
                .filter_map(|&at| self.piece(at))
                .any(|piece| piece.line == line && piece.figure().is_some())
        };
        let is_aside = |at: usize| line_of_words(at).is_some_and(|line| !beside_figures(line));
        is_below || !self.figures().is_empty() && self.words().into_iter().any(is_aside)
    }

    /// Whether any line holds more than one of the cells.
    fn one_line_has_several(&self) -> bool {
        let line = |at: usize| self.piece(at).map(|piece| piece.line);
        self.cells.windows(2).any(|pair| matches!(*pair, [one, next] if line(one) == line(next)))
    }

    /// Whether the words among the cells are what somebody may have written into a cell: short, and more than quotes. A question
    /// mark says that the number is not known.
    fn words_are_cells(&self, document: &Document<'_>) -> bool {
        self.words().iter().all(|&at| {
            self.piece(at).is_some_and(|piece| {
                let words = document.slice(piece.span);
                words.chars().count() <= 10 && words.chars().any(|c| c.is_alphanumeric() || fold(c) == '?')
            })
        })
    }

    /// Whether the cells stand on one line.
    pub(super) fn one_line(&self) -> bool {
        let mut lines = self.cells.iter().filter_map(|&at| self.piece(at)).map(|piece| piece.line);
        let first = lines.next();
        lines.all(|line| Some(line) == first)
    }

    pub(super) fn words(&self) -> Vec<usize> {
        self.cells.iter().copied().filter(|&at| self.piece(at).is_some_and(|piece| !piece.is_cell())).collect()
    }

    /// Every cell may hold any of the figures that leave room for the others.
    pub(super) fn ambiguous(&self, figures: &[usize]) -> Placed {
        let slots = (0..self.n)
            .map(|column| {
                let room = self.n.saturating_sub(figures.len());
                let candidates: Vec<usize> = figures
                    .iter()
                    .enumerate()
                    .filter(|&(rank, _)| figures.len() > self.n || (rank <= column && column <= rank + room))
                    .map(|(_, &at)| at)
                    .take(16)
                    .collect();
                if candidates.is_empty() { Slot::Missing } else { Slot::Ambiguous(candidates) }
            })
            .collect();
        Placed { slots, extra: None, surplus: Vec::new() }
    }

    /// A row of a table with a column that the format does not have.
    fn with_extra_column(&self, document: &Document<'_>, layout: &Layout, after: usize) -> Option<Placed> {
        let wider = Row { n: self.n + 1, ..*self };
        let plain = Layout {
            extra_after: None,
            columns: layout.columns.clone(),
            last_is_sum: false,
            first_cell: layout.first_cell.clone(),
            bars_hold: layout.bars_hold,
            ends_ragged: layout.ends_ragged,
            lens_vary: layout.lens_vary,
            ..Layout::default()
        };
        let mut placed = wider.place(document, &plain);
        if placed.slots.len() <= after {
            return None;
        }
        placed.extra = Some(placed.slots.remove(after));
        Some(placed)
    }

    /// A row of a table with a column that no row fills.
    fn without_unfilled(&self, document: &Document<'_>, layout: &Layout) -> Option<Placed> {
        let unfilled = layout.unfilled.filter(|_| self.cells.len() == self.n + 1)?;
        let mut cells = self.cells.to_vec();
        cells.remove(unfilled);
        Some(Row { cells: &cells, ..*self }.place(document, layout))
    }

    /// A row of a table without its last column.
    fn without_total(&self, document: &Document<'_>, layout: &Layout) -> Placed {
        let narrower = Row { n: self.n - 1, ..*self };
        let plain = Layout {
            first_cell: layout.first_cell.clone(),
            bars_hold: layout.bars_hold,
            ends_ragged: layout.ends_ragged,
            lens_vary: layout.lens_vary,
            ..Layout::default()
        };
        let mut placed = narrower.place(document, &plain);
        placed.slots.push(Slot::Missing);
        placed
    }
}
