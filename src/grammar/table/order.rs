//! Rows told by their order.
//!
//! Where labels stand away from their cells, the order of the rows is left, and it is believed only where everything
//! closes: every cell of the table is there, none is blank, and rows that stand beside their labels, or the rows' own
//! sums, agree.

use core::ops::Range;

use super::label::Role;
use super::pieces::{Edge, Indices, Piece, is_uneven, last_is_sum};
use super::rows::Zone;
use super::slot::{Placed, Slot};
use super::{Reader, all_ambiguous};
use crate::Span;
use crate::report::Placement;

impl Reader<'_> {
    /// Rows told by order, where labels were moved away from their cells: all cells of the table are there, none is
    /// blank, and those rows whose labels stand right before their cells stand where the order has them.
    pub(super) fn in_order(&self, zones: &[Zone], displaced: &[(usize, usize)]) -> Option<(Vec<Zone>, Placement)> {
        let (first, last) = (zones.first()?, zones.last()?);
        if zones.len() * 2 < self.form.n_rows() || self.pieces.iter().skip(first.label).any(Piece::is_empty) {
            return None;
        }
        // Figures among the headers above the first label are cells too, of a row that nobody can tell.
        let among_headers = self.pieces.iter().zip(self.roles).take(first.label).collect::<Vec<_>>();
        if among_headers.windows(2).any(|pair| {
            matches!(pair, [(_, Role::Around), (figure, _)] if figure.figure().is_some() && figure.edge == Edge::Line)
        }) {
            return None;
        }
        // Behind the last label, prose may follow the table.
        let end = last.cells.last().map_or(last.label, |&at| at) + 1;
        let figures: Vec<usize> = (first.label..end)
            .filter(|&at| self.pieces.get(at).is_some_and(|piece| piece.figure().is_some()))
            .collect();
        let all = 0..self.form.n_rows();
        if figures.len() != self.n_cells(&all) {
            return None;
        }
        let mut direct = Indices::new();
        let labels = zones.iter().map(|zone| (zone.rows.start, zone.label)).chain(displaced.iter().copied());
        for (row, label) in labels {
            let rank = figures.partition_point(|&at| at < label);
            let behind = figures.get(rank..).unwrap_or(&[]).iter().zip(label + 1..);
            let own = behind.take_while(|(figure, place)| *figure == place).count();
            if own == self.form.n(row) {
                if rank != self.n_cells(&(0..row)) {
                    return None;
                }
                direct.push(row);
            }
        }
        // Without rows that show it, figures may as well stand column by column; then every row's sum must hold.
        let placement =
            if direct.len() * 5 >= zones.len() { Placement::RowOrder } else { self.order_is_certain(&figures, &all)? };
        let mut rest = figures.as_slice();
        let rows = all.map(|row| {
            let (own, after) = rest.split_at(self.form.n(row).min(rest.len()));
            rest = after;
            let zone = zones.iter().find(|zone| zone.rows.start == row).unwrap_or(first);
            let sums = !self.form.last_is_sum || last_is_sum(&self.counts(own));
            let is_told = direct.contains(&row) && !is_uneven(self.pieces, own) || !self.is_scattered(own) && sums;
            Zone {
                rows: row..row + 1,
                label: zone.label,
                cells: own.into(),
                figures: own.into(),
                stray: Indices::new(),
                interrupted: false,
                disordered: !is_told,
                end: zone.end,
            }
        });
        Some((rows.collect(), placement))
    }

    /// Whether the table has as many figures as cells.
    pub(super) fn is_all_there(&self, zones: &[Zone]) -> bool {
        let n: usize = zones.iter().map(|zone| zone.figures.len()).sum();
        n == self.n_cells(&(0..self.form.n_rows()))
    }

    /// Whether figures of several rows may be told by their order: each row of them fills a line, or its last is the
    /// sum of the others. Says which of them it is.
    pub(super) fn order_is_certain(&self, figures: &[usize], rows: &Range<usize>) -> Option<Placement> {
        let mut at = 0;
        let mut lines = true;
        let mut sums = true;
        let mut before = None;
        for row in rows.clone() {
            let n = self.form.n(row);
            let own = figures.get(at..at + n)?;
            let line = own.first().and_then(|&at| self.line(at));
            lines &= line != before && own.iter().all(|&at| self.line(at) == line);
            before = line;
            if self.form.last_is_sum {
                sums &= last_is_sum(&self.counts(own));
            }
            at += n;
        }
        if lines { Some(Placement::RowOrder) } else { (sums && self.form.last_is_sum).then_some(Placement::RowSum) }
    }

    /// The rows of a zone, with its figures dealt out in their order. Those of a row that neither its label nor its sum
    /// tells are ambiguous.
    pub(super) fn by_order(
        &mut self,
        zone: &Zone,
        figures: &[usize],
        placement: Placement,
    ) -> Vec<(usize, usize, Placed)> {
        let mut rest = figures;
        let rows = zone
            .rows
            .clone()
            .map(|row| {
                let (own, after) = rest.split_at(self.form.n(row).min(rest.len()));
                rest = after;
                if zone.disordered {
                    return (row, zone.label, all_ambiguous(own, self.form.n(row)));
                }
                let slots = own.iter().map(|&at| Slot::Figure(at, placement)).collect();
                (row, zone.label, Placed { slots, extra: None, surplus: Vec::new() })
            })
            .collect();
        let span =
            |at: Option<&usize>| at.and_then(|&at| self.pieces.get(at)).map_or(Span::default(), |piece| piece.span);
        self.by_order.push(span(figures.first()).to(span(figures.last())));
        rows
    }
}
