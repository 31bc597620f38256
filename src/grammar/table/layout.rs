//! What the rows of a table show about its layout.
//!
//! Blank cells leave no trace in many texts. Where they do, or where full rows show where cells stand, a row with
//! blanks can be read all the same; this looks for what there is to go by: places on lines with bars, columns, line
//! steps, columns that the format does not have.

use super::evidence::{self, FirstCell, Layout};
use super::gaps::Steps;
use super::pieces::{Counts, Edge, Piece, last_is_sum};
use super::rows::Zone;
use super::subtotal::SUBTOTAL;
use super::{FULL_ROWS, Reader};
use crate::grammar::lexical::{fold, is_han, is_space};

impl Reader<'_> {
    /// What the rows show about the layout.
    pub(super) fn layout(&self, zones: &[Zone]) -> Layout {
        let mut layout = Layout { last_is_sum: self.form.last_is_sum, rows_full: true, ..Layout::default() };
        let single: Vec<(&Zone, &[usize], usize)> = zones
            .iter()
            .filter(|zone| zone.rows.len() == 1)
            .map(|zone| (zone, zone.figures.as_slice(), self.form.n(zone.rows.start)))
            .collect();
        let n_last = zones.len();
        let widest = self.form.widest();
        let header_end = zones.first().map_or(0, |zone| zone.label);
        if self.form.last_is_sum && self.has_extra(zones, &single) {
            layout.extra_after = self.extra_column(&single, header_end);
            // Without the header, one figure too many may be anything.
            layout.extra_unplaced = layout.extra_after.is_none() && self.header_has(header_end, SUBTOTAL);
        }
        // With a further column, a row of the format's number of figures has a blank somewhere.
        let wider = single.iter().filter(|(_, figures, n)| *n > 1 && figures.len() == n + 1).count();
        let columns = |n: usize| n + usize::from(n == widest && layout.extra_after.is_some());
        for (at, (zone, figures, n)) in single.iter().enumerate() {
            if figures.len() == *n && layout.extra_after.is_none() || figures.len() == columns(*n) {
                let is_wide = *n == widest && (wider < 2 || layout.extra_after.is_some());
                let Some(&first) = figures.first().filter(|_| is_wide) else { continue };
                // The cells stand on the line next to each other, behind a bar.
                let on_line = figures.iter().all(|&at| self.line(at) == self.line(first))
                    && figures.last() == Some(&(first + columns(*n) - 1));
                let barred = self.pieces.get(first).is_some_and(|piece| piece.edge != Edge::Space);
                if on_line && barred {
                    let (len, before) = evidence::place_on_line(self.pieces, first);
                    let block = evidence::block(self.document, self.line(first).unwrap_or(0));
                    let label = (self.line(zone.label) == self.line(first))
                        .then(|| evidence::place_on_line(self.pieces, zone.label).1);
                    match layout.first_cell.iter_mut().find(|shown| {
                        shown.len == len && shown.first == before && shown.label == label && shown.block == block
                    }) {
                        Some(shown) => shown.rows += 1,
                        None => layout.first_cell.push(FirstCell { len, first: before, label, block, rows: 1 }),
                    }
                }
            } else if !figures.is_empty() && at + 1 < n_last {
                layout.rows_full = false;
            }
        }
        if layout.first_cell.is_empty() {
            layout.first_cell.extend(self.first_cell_of_grid(&single, columns(widest)).map(|(len, first)| FirstCell {
                len,
                first,
                label: None,
                block: 0,
                rows: 3,
            }));
        }
        layout.by_label = self.is_by_label(&single, &layout.first_cell);
        layout.unfilled = if layout.extra_after.is_none() { self.unfilled(&single) } else { None };
        layout.ends_ragged = self.ends_ragged(&single);
        layout.bars_hold = self.bars_hold(&single, columns);
        layout.lens_vary = self.lens_vary(&single);
        layout.rows_full &= single.iter().filter(|(_, figures, n)| figures.len() == *n).count()
            >= FULL_ROWS.min(self.form.n_rows() / 4);
        layout.sums_tell = self.sums_tell(&single);
        layout.totals_close = self.totals_close(zones);
        layout.rows_wider = wider >= 2;
        layout.last_cell_blank = single.iter().any(|(zone, _, n)| {
            let empty = |nth: usize| zone.cells.get(nth).and_then(|&at| self.pieces.get(at)).map(Piece::is_empty);
            *n > 1 && empty(0) == Some(false) && empty(*n - 1) == Some(true)
        });
        layout.cell_a_line = single
            .iter()
            .filter(|(_, figures, n)| *n > 1 && figures.len() == *n && self.edges_are_lines(figures))
            .count()
            >= 2;
        if self.form.last_is_sum {
            let filled = single.iter().filter(|(_, figures, n)| *n == widest && !figures.is_empty()).count();
            let narrower = single.iter().filter(|(_, figures, n)| *n == widest && figures.len() == widest - 1).count();
            // A header that is lost does not say what columns there are.
            layout.no_total = narrower >= 10
                && narrower == filled
                && self.form.columns.iter().any(|word| self.header_has(header_end, word))
                && !self.header_has(header_end, "总计")
                && !self.header_has(header_end, "合计");
        }
        self.find_columns(&single, &mut layout);
        let lines: Vec<(usize, &[usize], usize)> = single
            .iter()
            .filter(|(zone, figures, n)| {
                !figures.is_empty()
                    && figures.len() == zone.cells.len()
                    && figures.len() <= *n
                    && figures.iter().all(|&at| self.pieces.get(at).is_some_and(|piece| piece.edge == Edge::Line))
            })
            .map(|(zone, figures, n)| (zone.label, *figures, *n))
            .collect();
        if lines.iter().any(|(_, figures, n)| figures.len() < *n) {
            layout.line_steps = Steps::of(self.document, self.pieces, &lines);
        }
        layout
    }

    /// Whether a row has a figure in front of where others have their first cell, on lines that all have as many cells.
    fn is_by_label(&self, single: &[(&Zone, &[usize], usize)], shown: &[FirstCell]) -> bool {
        let [FirstCell { len, .. }, ..] = *shown else { return false };
        let widest = self.form.widest();
        let filled =
            || single.iter().filter(|(zone, figures, n)| *n == widest && !zone.cells.is_empty() && !figures.is_empty());
        let place = |at: usize| evidence::place_on_line(self.pieces, at);
        let is_before = |(zone, figures, _): &(&Zone, &[usize], usize)| {
            figures.first().is_some_and(|&first| {
                self.line(first) == self.line(zone.label) && shown.iter().all(|shown| place(first).1 < shown.first)
            })
        };
        shown.iter().all(|shown| shown.len == len)
            && filled().any(is_before)
            && filled().all(|(zone, ..)| place(zone.label).0 == len)
    }

    /// Whether there is a column that the format does not have: rows have one figure more, or the header names it.
    fn has_extra(&self, zones: &[Zone], single: &[(&Zone, &[usize], usize)]) -> bool {
        let widest = self.form.widest();
        let filled: Vec<&[usize]> = single
            .iter()
            .filter(|(_, figures, n)| *n == widest && !figures.is_empty())
            .map(|(_, figures, _)| *figures)
            .collect();
        let wider = filled.iter().filter(|figures| figures.len() == widest + 1).count();
        let header_end = zones.first().map_or(0, |zone| zone.label);
        // Some offices call the total so. Rows with a blank cell cannot tell.
        let is_total = || {
            let full = single
                .iter()
                .filter(|(zone, figures, n)| *n == widest && figures.len() == widest && zone.cells.len() == widest);
            let full = full.map(|(_, figures, _)| self.counts(figures));
            let (said, sums) = full
                .filter(|counts| counts.last() != Some(&Some(0)))
                .fold((0, 0), |(said, sums), counts| (said + 1, sums + usize::from(last_is_sum(&counts))));
            sums > 2 && sums * 5 >= said * 4
        };
        wider * 5 >= filled.len() * 3 && wider >= 3
            || self.header_has(header_end, SUBTOTAL) && (wider > 0 || !is_total())
    }

    /// The column that no row fills, where rows of a grid have one column more than the format, and the sums of the others
    /// hold without it: a column of partial sums could be among them as well.
    fn unfilled(&self, single: &[(&Zone, &[usize], usize)]) -> Option<usize> {
        let n = self.form.widest();
        let rows = single.iter().filter(|(zone, _, own)| {
            *own == n && zone.cells.len() == n + 1 && evidence::is_grid(self.document, self.pieces, zone.label)
        });
        // Words are a remark, unless they are a number that cells share.
        let is_filled = |at: &usize| {
            self.pieces.get(*at).is_some_and(|piece| {
                !piece.is_empty() && (piece.is_cell() || !self.document.slice(piece.span).chars().any(is_han))
            })
        };
        let mut columns = (0..=n)
            .filter(|&column| rows.clone().all(|(zone, ..)| zone.cells.get(column).is_some_and(|at| !is_filled(at))));
        let (Some(unfilled), None) = (columns.next(), columns.next()) else { return None };
        // Where the first is nought, a partial sum is the same.
        let zero = Some(&Some(0));
        let said = |counts: &Counts| counts.len() == n && counts.last() != zero && counts.first() != zero;
        let full = rows.map(|(_, figures, _)| self.counts(figures)).filter(said);
        let (said, sums) = full.fold((0, 0), |(said, sums), row| (said + 1, sums + usize::from(last_is_sum(&row))));
        (sums > 2 && sums * 5 >= said * 4).then_some(unfilled)
    }

    /// Whether in nearly every row that lacks figures the last is the sum of the others: a row or two would be so by
    /// chance.
    fn sums_tell(&self, single: &[(&Zone, &[usize], usize)]) -> bool {
        if !self.form.last_is_sum {
            return false;
        }
        let (mut rows, mut sums) = (0, 0);
        for (_, figures, _) in single.iter().filter(|(_, figures, n)| figures.len() >= 2 && figures.len() < *n) {
            rows += 1;
            sums += usize::from(last_is_sum(&self.counts(figures)));
        }
        sums * 5 >= rows * 4
    }

    /// Whether every row stands in its order with figures of its own: several that sum up to their last, or one nought.
    /// Then no figure is left that could have come from elsewhere, also where other words were moved.
    fn totals_close(&self, zones: &[Zone]) -> bool {
        let closes = |zone: &Zone| {
            let figures = &zone.figures;
            let own = zone.rows.len() == 1 && zone.stray.is_empty() && figures.len() == zone.cells.len();
            let nought = self.counts(figures).as_slice() == [Some(0)];
            own && !zone.disordered && !zone.interrupted && (nought || figures.len() > 1 && self.sums(figures))
        };
        self.form.last_is_sum && zones.len() == self.form.n_rows() && zones.iter().all(closes)
    }

    /// Whether rows with bars may lack empty cells at their end.
    fn ends_ragged(&self, single: &[(&Zone, &[usize], usize)]) -> bool {
        let mut inner = false;
        let mut rows_without_last = 0;
        // A grid whose lines all have the same number of cells lacks none.
        let mut lens: Vec<(u32, usize)> = Vec::new();
        let mut lens_differ = false;
        for (zone, figures, n) in single.iter().filter(|(_, figures, _)| !figures.is_empty()) {
            let (first, last) = (figures.first().copied().unwrap_or(0), figures.last().copied().unwrap_or(0));
            inner |= zone
                .cells
                .iter()
                .any(|&at| first < at && at < last && self.pieces.get(at).is_some_and(Piece::is_empty));
            // A row that shows its empty last cell.
            let shown = zone.cells.last().is_some_and(|&at| self.pieces.get(at).is_some_and(Piece::is_empty))
                && zone.cells.len() >= *n
                && figures.len() < *n;
            rows_without_last += usize::from(shown);
            let block = evidence::block(self.document, self.line(first).unwrap_or(0));
            let len = evidence::place_on_line(self.pieces, first).0;
            match lens.iter().find(|(of, _)| *of == block) {
                Some(&(_, other)) => lens_differ |= len != other,
                None => lens.push((block, len)),
            }
        }
        lens_differ && inner && (!self.form.last_is_sum || rows_without_last > 0)
    }

    /// Whether the lines of wide rows differ in length, and in how many cells they have behind the label as well: where
    /// labels take several cells, or none for a group that goes on, one of the two is the same in all.
    fn lens_vary(&self, single: &[(&Zone, &[usize], usize)]) -> bool {
        let wide = single.iter().filter(|(zone, figures, n)| {
            let on_line = |&at: &usize| self.line(at) == self.line(zone.label);
            *n == self.form.widest() && *n > 1 && !figures.is_empty() && zone.cells.iter().all(on_line)
        });
        // Only in table three there are groups in front of labels.
        let lens = |(zone, ..): &(&Zone, &[usize], usize)| {
            let (len, before) = evidence::place_on_line(self.pieces, zone.label);
            ((len, if self.form.last_is_sum { 0 } else { before }), zone.cells.len())
        };
        let mut lens = wide.map(lens);
        let Some(first) = lens.next() else { return false };
        lens.fold((false, false), |(lines, cells), (line, row)| (lines || line != first.0, cells || row != first.1))
            == (true, true)
    }

    /// Whether nearly every row has just as many cells as the format, blank ones among them. A row that is narrower than others
    /// may be filled up with empty ones.
    fn bars_hold(&self, single: &[(&Zone, &[usize], usize)], columns: impl Fn(usize) -> usize) -> bool {
        let filled = single.iter().filter(|(zone, ..)| !zone.cells.is_empty());
        let is_empty = |&at: &usize| self.pieces.get(at).is_some_and(Piece::is_empty);
        let widest = columns(self.form.widest());
        let filled_up = |zone: &Zone, n: usize| {
            zone.cells.len() == widest && zone.cells.get(n..).is_some_and(|behind| behind.iter().all(is_empty))
        };
        let (mut rows, mut exact, mut blank) = (0, 0, false);
        for (zone, _, n) in filled {
            rows += 1;
            exact += usize::from(zone.cells.len() == columns(*n) || *n == 1 || filled_up(zone, columns(*n)));
            blank |= zone.cells.iter().any(is_empty);
        }
        blank && exact * 10 >= rows * 9
    }

    /// Where the first cell stands on lines with bars that all have the same number of cells, as the header shows: the
    /// first and the last of its columns are as far apart as those of a row.
    ///
    /// Some programs draw bars where the table has none; in theirs the header does not fit.
    fn first_cell_of_grid(&self, single: &[(&Zone, &[usize], usize)], widest: usize) -> Option<(usize, usize)> {
        let mut lens = single
            .iter()
            .filter(|(zone, ..)| {
                self.pieces
                    .get(zone.label + 1)
                    .is_some_and(|piece| piece.edge == Edge::Bar && self.line(zone.label) == Some(piece.line))
            })
            .map(|(zone, ..)| evidence::place_on_line(self.pieces, zone.label).0);
        let len = lens.next()?;
        let mut n = 1;
        for other in lens {
            if other != len {
                return None;
            }
            n += 1;
        }
        // A row of nothing but blanks is a label alone, where tabs end its line, and shows nothing.
        let silent = single.iter().filter(|(zone, ..)| zone.cells.is_empty()).count();
        let enough = n >= FULL_ROWS && (n + silent) * 4 >= self.form.n_rows() * 3;
        let first = len.checked_sub(widest).filter(|_| enough)?;
        let stands_at = |name: &str, at: usize| {
            self.pieces.iter().enumerate().any(|(piece, words)| {
                !words.is_cell()
                    && words.edge != Edge::Space
                    && self
                        .document
                        .slice(words.span)
                        .chars()
                        .filter(|&c| !is_space(c))
                        .map(fold)
                        .take(name.chars().count())
                        .eq(name.chars())
                    && evidence::place_on_line(self.pieces, piece) == (len, at)
            })
        };
        let columns = self.form.columns;
        let fits = stands_at(columns.first()?, first) && stands_at(columns.last()?, first + widest - 1);
        fits.then_some((len, first))
    }

    /// Whether a word stands in the header.
    pub(super) fn header_has(&self, end: usize, word: &str) -> bool {
        self.pieces.iter().take(end).filter(|piece| !piece.is_cell()).any(|piece| {
            let words = self.document.slice(piece.span);
            let mut wanted = word.chars();
            let mut next = wanted.next();
            for c in words.chars().filter(|&c| !is_space(c)).take(200) {
                if next == Some(fold(c)) {
                    next = wanted.next();
                    if next.is_none() {
                        return true;
                    }
                }
            }
            false
        })
    }
}
