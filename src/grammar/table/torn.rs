//! Tables whose labels and cells a program has torn apart.
//!
//! Text taken from a page in the order of its drawing has labels in one place and their cells in another, so that
//! figures behind a label need not be the label's. What shows that, and what may still be believed then, is here.

use smallvec::{SmallVec, smallvec};

use super::label::Role;
use super::pieces::{Edge, Indices, Piece};
use super::rows::Zone;
use super::slot::{Placed, Slot};
use super::{Form, Reader, all_ambiguous, by_sum};
use crate::Span;
use crate::document::Document;
use crate::grammar::lexical::{digit_value, fold, is_han, is_space};
use crate::report::Placement;

impl Form {
    /// Whether the columns stand in the order of the form, as far as the header tells.
    pub(super) fn header_agrees(&self, document: &Document<'_>, pieces: &[Piece], zones: &[Zone]) -> bool {
        let header = zones.first().and_then(|zone| pieces.get(..zone.label)).unwrap_or(&[]);
        self.header.is_empty() || in_header_order(document, header, self.header)
    }
}

impl Reader<'_> {
    /// Whether a row's figures stand before the first label: on its line, or on lines of their own.
    pub(super) fn figures_lead(&self, zones: &[Zone]) -> bool {
        let Some(first) = zones.first() else { return false };
        let label_line = self.line(first.label);
        let has_words =
            |line| self.pieces.iter().take(first.label).any(|piece| Some(piece.line) == line && !piece.is_cell());
        let before = self.pieces.get(..first.label).unwrap_or(&[]);
        let leading = before.iter().enumerate().rev().take(64).filter(|(at, piece)| {
            piece.figure().is_some() && (self.line(*at) == label_line || !has_words(self.line(*at)))
        });
        leading.count() >= self.form.n(first.rows.start).max(2)
    }

    /// Whether figures on lines of their own stand between a header and the label below it, in a table whose rows have
    /// headers of their own: there each row's figures may stand before its label.
    pub(super) fn figures_lead_in_blocks(&self, zones: &[Zone]) -> bool {
        if self.form.last_is_sum {
            return false;
        }
        zones.iter().zip(1u64..).any(|(zone, nth)| {
            let label_line = self.line(zone.label);
            let before = self.pieces.get(..zone.label).unwrap_or(&[]).iter().enumerate().rev();
            let mut figures =
                before.take_while(|(_, piece)| piece.is_cell()).filter(|(_, piece)| piece.figure().is_some());
            let Some((nearest, _)) = figures.next() else { return false };
            let first = figures.last().map_or(nearest, |(at, _)| at);
            // The number of the row is no figure of it.
            if first == nearest && self.pieces.get(first).and_then(Piece::count) == Some(nth) {
                return false;
            }
            let words = first.checked_sub(1);
            let below_header = words.is_some_and(|at| {
                self.roles.get(at) == Some(&Role::Around)
                    && self.line(at) != self.line(first)
                    && self.pieces.get(first).is_some_and(|piece| piece.edge == Edge::Line)
            });
            below_header && self.line(nearest) != label_line
        })
    }

    /// Whether a row's figures stand on the lines of its label.
    pub(super) fn beside_label(&self, zone: &Zone, figures: &[usize]) -> bool {
        let label_lines: SmallVec<[Option<u32>; 4]> = (zone.label..zone.end.max(zone.label + 1))
            .filter(|&at| at == zone.label || self.roles.get(at) == Some(&Role::GoesOn))
            .map(|at| self.line(at))
            .collect();
        !figures.is_empty() && figures.iter().all(|&at| label_lines.contains(&self.line(at)))
    }

    /// Whether figures that belong to no row stand right below those of this one, or on a line of its label.
    pub(super) fn has_broken_numbers(&self, zone: &Zone, figures: &[usize]) -> bool {
        let Some(last) = figures.iter().chain([&zone.label]).filter_map(|&at| self.line(at)).max() else {
            return false;
        };
        let edge = |at: usize| self.pieces.get(at).map(|piece| piece.edge);
        // Between bars they are in a cell of their own.
        let barred = figures.iter().any(|&at| edge(at) == Some(Edge::Bar));
        let next = |line: u32| {
            self.document.lines.get(line as usize).is_some_and(|line| line.blank_before == 0 && !line.new_page)
        };
        let strays = zone.stray.iter().filter(|&&at| !barred || edge(at) == Some(Edge::Bar));
        strays.filter_map(|&at| self.line(at)).any(|line| line <= last || line == last + 1 && next(line))
    }

    /// Whether some of these figures stand on the line right above a label.
    pub(super) fn stand_above(&self, figures: &[usize], label: usize) -> bool {
        let Some(line) = self.line(label) else { return false };
        let joins = self.document.lines.get(line as usize).is_some_and(|line| line.blank_before == 0 && !line.new_page);
        joins && figures.iter().any(|&at| self.line(at).is_some_and(|own| own + 1 == line))
    }

    /// Figures of a zone that stand on another line than its first, where not every figure has a line of its own.
    pub(super) fn on_further_lines(&self, zone: &Zone) -> Indices {
        let figures = &zone.figures;
        let Some(first) = figures.first().and_then(|&at| self.line(at)) else { return Indices::new() };
        let spaced = figures.iter().all(|&at| self.pieces.get(at).is_some_and(|piece| piece.edge != Edge::Bar));
        let further: Indices = figures.iter().copied().filter(|&at| self.line(at) != Some(first)).collect();
        let own = figures.len() - further.len();
        if spaced && (own > 1 || self.line(zone.label) == Some(first)) { further } else { Indices::new() }
    }

    /// Whether labels and cells were torn apart, so that a row without cells may have them elsewhere: figures stand
    /// where no row has room for them, or pieces of group labels stand among rows that lack figures.
    pub(super) fn is_torn(&self, zones: &[Zone]) -> bool {
        let (mut lacking, mut empty, mut n_lines, mut n_rows) = (false, false, 0, 0);
        for zone in zones {
            let figures = &zone.figures;
            if figures.len() > self.n_cells(&zone.rows) + if self.form.last_is_sum { 1 } else { 2 } {
                return true;
            }
            let on_lines = figures.iter().all(|&at| self.pieces.get(at).is_some_and(|piece| piece.edge == Edge::Line));
            lacking |= on_lines
                && !figures.is_empty()
                && figures.len() < self.n_cells(&zone.rows)
                && figures.len() == zone.cells.len();
            n_lines += usize::from(on_lines && figures.len() > 1);
            n_rows += usize::from(figures.len() > 1);
            empty |= zone.cells.is_empty();
        }
        // Where every figure is a line, a row without any is as suspicious.
        lacking |= empty && n_lines * 2 > n_rows;
        if !self.form.last_is_sum {
            return self.is_torn_by_headers();
        }
        let first = zones.first().map_or(0, |zone| zone.label);
        lacking
            && self.pieces.iter().zip(self.roles).skip(first).any(|(piece, role)| {
                *role == Role::Around && self.form.labels.is_fragment(self.document.slice(piece.span))
            })
    }

    /// Whether a row's label stands right behind the first header of its block, on another line: the other headers, and
    /// perhaps the cells, were moved.
    fn is_torn_by_headers(&self) -> bool {
        self.pieces.windows(2).zip(self.roles.windows(2)).any(|(pieces, roles)| match (pieces, roles) {
            ([header, label], [Role::Around, Role::Row(_) | Role::Begins(..)]) => {
                label.edge == Edge::Line
                    && header.edge == Edge::Line
                    && self
                        .document
                        .slice(header.span)
                        .chars()
                        .filter(|&c| !is_space(c))
                        .map(fold)
                        .eq("信息内容".chars())
            }
            _ => false,
        })
    }

    /// Whether an ordinal stands alone in front of the figures, on their line and not on the label's: then they are the
    /// next row's, whose label follows.
    pub(super) fn is_shifted(&self, zone: &Zone, figures: &[usize]) -> bool {
        let Some(&first) = figures.first() else { return false };
        (zone.label + 1..first).any(|at| {
            let Some(piece) = self.pieces.get(at).filter(|piece| !piece.is_cell()) else { return false };
            let words = self.document.slice(piece.span);
            Some(piece.line) == self.line(first)
                && self.line(zone.label) != self.line(first)
                && words.chars().any(|c| digit_value(c).is_some())
                && !words.chars().any(|c| is_han(fold(c)))
        })
    }

    /// Whether words of the header or of a group stand between the figures of a row, or before them on another line.
    pub(super) fn is_broken(&self, zone: &Zone, figures: &[usize]) -> bool {
        let (Some(&first), Some(&last)) = (figures.first(), figures.last()) else { return false };
        let label_line = self.line(zone.label);
        (zone.label + 1..last).any(|at| {
            let around = self.roles.get(at) == Some(&Role::Around);
            around
                && (at > first
                    || self.line(at) != label_line
                        && self.line(at) != self.line(first)
                        && self.line(first) != label_line
                        && self.pieces.get(first).is_some_and(|piece| piece.edge == Edge::Line))
        })
    }

    /// Whether other pieces stand among the figures of a row in more than one place: a page end parts a row once, and figures in
    /// several pieces need not stand in their order.
    pub(super) fn is_scattered(&self, figures: &[usize]) -> bool {
        let is_other = |at: usize| self.pieces.get(at).is_some_and(|piece| !piece.is_cell());
        figures.windows(2).filter(|pair| matches!(**pair, [one, next] if (one + 1..next).any(is_other))).count() > 1
    }

    /// A row of a torn table with as many cells as it should have, each a line. They need not be its own: their sum tells, unless
    /// some row has lost a cell that a nought of this one may be, or marks or words stand for numbers.
    pub(super) fn moved(&self, zone: &Zone, n: usize) -> Option<Placed> {
        let figures = &zone.figures;
        let is_full = figures.len() == n || zone.cells.len() == n;
        if !self.torn || !self.form.last_is_sum || figures.len() > n || !is_full {
            return None;
        }
        let cells = if figures.len() == n { figures } else { &zone.cells };
        if !self.edges_are_lines(cells) {
            return None;
        }
        let row = zone.rows.start..zone.rows.start + 1;
        let sums = self.all_there && figures.len() == n && !self.has_marks(figures);
        let is_told = sums && self.order_is_certain(figures, &row) == Some(Placement::RowSum);
        Some(if is_told { by_sum(figures) } else { all_ambiguous(figures, n) })
    }

    /// Whether marks that nothing applies stand among these figures. They count as nought in sums, wherever they stand.
    pub(super) fn has_marks(&self, figures: &[usize]) -> bool {
        figures.iter().any(|&at| self.pieces.get(at).is_some_and(Piece::is_mark))
    }

    /// A row whose own line has all its cells, and all are empty: figures on further lines belong to a row whose label
    /// was not understood.
    pub(super) fn complete_on_line(&self, zone: &Zone, figures: &[usize], n: usize) -> Option<Placed> {
        // Nearly always a figure stands beside its label.
        if self.torn || figures.first().is_none_or(|&at| self.line(at) == self.line(zone.label)) {
            return None;
        }
        let own_lines: SmallVec<[Option<u32>; 4]> = (zone.label..zone.end.max(zone.label + 1))
            .filter(|&at| at == zone.label || self.roles.get(at) == Some(&Role::GoesOn))
            .map(|at| self.line(at))
            .collect();
        if figures.iter().any(|&at| own_lines.contains(&self.line(at))) {
            return None;
        }
        let own: Indices = zone.cells.iter().copied().filter(|&at| own_lines.contains(&self.line(at))).collect();
        if own.len() < n || !own.iter().all(|&at| self.pieces.get(at).is_some_and(Piece::is_empty)) {
            return None;
        }
        let slots = own
            .iter()
            .take(n)
            .map(|&at| Slot::Blank(self.pieces.get(at).map_or(Span::default(), |piece| piece.span), Placement::Stated))
            .collect();
        Some(Placed { slots, extra: None, surplus: figures.to_vec() })
    }

    /// Whether each figure is a line of its own.
    pub(super) fn edges_are_lines(&self, figures: &[usize]) -> bool {
        figures.iter().all(|&at| self.pieces.get(at).is_some_and(|piece| piece.edge == Edge::Line))
    }
}

/// Whether headers stand in the order of the form, as far as they are whole.
pub(crate) fn in_header_order(document: &Document<'_>, pieces: &[Piece], headers: &[&str]) -> bool {
    let mut places: SmallVec<[Option<usize>; 8]> = smallvec![None; headers.len()];
    let words = pieces.iter().filter(|piece| !piece.is_cell());
    let words = words.flat_map(|piece| document.slice(piece.span).split(is_space));
    for (at, word) in words.enumerate() {
        let Some(first) = word.chars().next().map(fold) else { continue };
        for (header, place) in headers.iter().zip(&mut places) {
            if place.is_none() && header.starts_with(first) && word.chars().map(fold).eq(header.chars()) {
                *place = Some(at);
            }
        }
    }
    places.contains(&None) || places.is_sorted()
}

/// Whether most labels stand without any cell behind them.
pub(super) fn figures_lost(zones: &[Zone]) -> bool {
    let empty = zones.iter().filter(|zone| zone.cells.is_empty()).count();
    empty * 2 > zones.len() && zones.iter().rev().skip(1).take(3).all(|zone| zone.cells.is_empty())
}
