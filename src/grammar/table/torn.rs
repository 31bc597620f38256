//! Tables whose labels and cells a program has torn apart.
//!
//! Text taken from a page in the order of its drawing has labels in one place and their cells in another, so that
//! figures behind a label need not be the label's. What shows that, and what may still be believed then, is here.

use super::Reader;
use super::label::Role;
use super::pieces::{Edge, Piece};
use super::place::{Placed, Slot};
use super::rows::Zone;
use crate::Span;
use crate::grammar::lexical::{digit_value, fold, is_han, is_space};
use crate::report::Placement;

impl Reader<'_> {
    /// Whether labels and cells were torn apart, so that a row without cells may have them elsewhere: figures stand
    /// where no row has room for them, or pieces of group labels stand among rows that lack figures.
    pub(super) fn is_torn(&self, zones: &[Zone]) -> bool {
        let (mut lacking, mut empty, mut n_lines, mut n_rows) = (false, false, 0, 0);
        for zone in zones {
            let figures = self.figures(&zone.cells);
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

    /// A row whose own line has all its cells, and all are empty: figures on further lines belong to a row whose label
    /// was not understood.
    pub(super) fn complete_on_line(&self, zone: &Zone, figures: &[usize], n: usize) -> Option<Placed> {
        let own_lines: Vec<Option<u32>> = (zone.label..zone.end.max(zone.label + 1))
            .filter(|&at| at == zone.label || self.roles.get(at) == Some(&Role::GoesOn))
            .map(|at| self.line(at))
            .collect();
        let own: Vec<usize> = zone.cells.iter().copied().filter(|&at| own_lines.contains(&self.line(at))).collect();
        let elsewhere = figures.iter().all(|&at| !own_lines.contains(&self.line(at)));
        if self.torn
            || figures.is_empty()
            || !elsewhere
            || own.len() < n
            || !own.iter().all(|&at| self.pieces.get(at).is_some_and(Piece::is_empty))
        {
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

/// Whether most labels stand without any cell behind them.
pub(super) fn figures_lost(zones: &[Zone]) -> bool {
    let empty = zones.iter().filter(|zone| zone.cells.is_empty()).count();
    empty * 2 > zones.len() && zones.iter().rev().skip(1).take(3).all(|zone| zone.cells.is_empty())
}
