//! A column that the format does not have: a partial sum of the organizations, and on which side of them it stands.

use core::ops::Range;

use super::Reader;
use super::evidence::place_on_line;
use super::pieces::{Counts, Edge, Piece, sum};
use super::rows::Zone;
use crate::document::{CellText, LineKind};
use crate::grammar::lexical::{fold, is_space};
use crate::report::Place;

/// The header of a column that the format does not have.
pub(super) const SUBTOTAL: &str = "小计";
/// The header over the kinds of organizations.
const ORGANIZATIONS: &str = "法人";
/// The header of the last column.
const TOTALS: [&str; 2] = ["总计", "合计"];

/// On which side of the organizations their partial sum stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Side {
    Before,
    Behind,
    Unknown,
}

impl Side {
    const fn column(self, before: usize, behind: usize) -> Option<usize> {
        match self {
            Self::Before => Some(before),
            Self::Behind => Some(behind),
            Self::Unknown => None,
        }
    }
}

impl Reader<'_> {
    /// Where the extra column stands: behind the kinds of organizations, or before them. All rows must agree; where they
    /// do with both, as rows of noughts do, or none has all its cells, the header tells. Where sums and header say
    /// different things, neither is believed.
    pub(super) fn extra_column(&self, single: &[(&Zone, &[usize], usize)], header_end: usize) -> Option<usize> {
        let widest = self.form.widest();
        let (before, behind) = (1, widest.checked_sub(1)?);
        let rows: Vec<Counts> = single
            .iter()
            .filter(|(.., n)| *n == widest)
            .filter_map(|(zone, figures, _)| self.counts_of_wider(zone, figures))
            .collect();
        let agrees = |extra: usize, parts: Range<usize>| {
            rows.iter().all(|counts| {
                let total = counts.get(parts.clone()).and_then(|parts| sum(parts.iter().copied()));
                total.is_some() && counts.get(extra) == Some(&total)
            })
        };
        let shown = self.subtotal_in_columns(header_end, &self.lens_of_rows(single));
        let told = match (agrees(behind, 1..behind), agrees(before, before + 1..widest)) {
            (true, true) => return shown.unwrap_or_else(|| self.subtotal_in_order(header_end)).column(before, behind),
            (true, false) => Side::Behind,
            (false, true) => Side::Before,
            (false, false) => return shown.and_then(|side| side.column(before, behind)),
        };
        if shown.is_some_and(|shown| shown != told) { None } else { told.column(before, behind) }
    }

    /// The counts of a row that has all cells of the format and one more, blank ones as nought.
    pub(super) fn counts_of_wider(&self, zone: &Zone, figures: &[usize]) -> Option<Counts> {
        let n = self.form.widest() + 1;
        if figures.len() == n {
            return Some(self.counts(figures));
        }
        let piece = |at: &usize| self.pieces.get(*at);
        let counted = zone.cells.len() == n && zone.cells.iter().all(|at| piece(at).is_some_and(Piece::is_cell));
        let count = |at: &usize| piece(at).and_then(|piece| if piece.is_empty() { Some(0) } else { piece.count() });
        (counted && !figures.is_empty()).then(|| zone.cells.iter().map(count).collect())
    }

    /// How many cells the lines of rows have, those between bars.
    pub(super) fn lens_of_rows(&self, single: &[(&Zone, &[usize], usize)]) -> Vec<usize> {
        let barred = |at: usize| {
            self.pieces
                .get(at)
                .is_some_and(|piece| piece.edge == Edge::Bar && Some(piece.line) == self.line(at.saturating_sub(1)))
        };
        let mut lens: Vec<usize> = single
            .iter()
            .filter(|(zone, ..)| barred(zone.label + 1))
            .map(|(zone, ..)| place_on_line(self.pieces, zone.label).0)
            .collect();
        lens.sort_unstable();
        lens.dedup();
        lens
    }

    /// On which side of the organizations 小计 stands, where the columns of the header are known: those of a grid whose
    /// cells are counted, or the places on lines with bars that have as many cells as every row.
    fn subtotal_in_columns(&self, header_end: usize, lens: &[usize]) -> Option<Side> {
        let table = self.place(header_end).and_then(Place::table);
        let in_grid = |at: usize| -> Option<usize> {
            let place = self.place(at).filter(|place| place.table() == table)?;
            place.column().map(usize::from)
        };
        let on_line = |at: usize| -> Option<usize> {
            let (len, before) = place_on_line(self.pieces, at);
            (lens == [len]).then_some(before)
        };
        let columns = |column: &dyn Fn(usize) -> Option<usize>| {
            let of = |word: &str| column(self.in_header(header_end, word)?);
            let [person, first, .., last, _] = *self.form.columns else { return None };
            let (subtotal, total) = (of(SUBTOTAL)?, TOTALS.iter().find_map(|word| of(word))?);
            if of(person)? < subtotal && subtotal < of(first)? {
                Some(Side::Before)
            } else if of(last)? < subtotal && subtotal < total {
                Some(Side::Behind)
            } else {
                Some(Side::Unknown)
            }
        };
        columns(&in_grid).or_else(|| columns(&on_line))
    }

    /// Where a piece stands in a table whose cells are counted.
    pub(super) fn place(&self, at: usize) -> Option<Place> {
        let piece = self.pieces.get(at)?;
        let LineKind::Row(first, len) = self.document.lines.get(piece.line as usize)?.kind else { return None };
        let mut cells = self.document.row(first, len).iter();
        let holds = |cell: &&CellText| cell.span.start <= piece.span.start && piece.span.end <= cell.span.end;
        cells.find(holds).map(|cell| cell.place).filter(|place| place.table().is_some())
    }

    /// The same by the order of the words, as far as it can mean one thing: a cell over two rows of the header stands in
    /// front of all that the second row has.
    fn subtotal_in_order(&self, header_end: usize) -> Side {
        let [_, first, .., last, _] = *self.form.columns else { return Side::Unknown };
        let Some(subtotal) = self.in_header(header_end, SUBTOTAL) else { return Side::Unknown };
        let is = |at: usize, words: &[&str]| words.iter().any(|word| self.begins(at, word));
        let words = |at: &usize| self.pieces.get(*at).is_some_and(|piece| !piece.is_cell());
        let next = (subtotal + 1..header_end).find(words);
        let before = (0..subtotal).rev().find(words);
        if !TOTALS.iter().any(|word| self.in_header(header_end, word).is_some()) {
            return Side::Unknown;
        }
        if next.is_some_and(|at| is(at, &[first, ORGANIZATIONS])) {
            Side::Before
        } else if next.is_some_and(|at| is(at, &TOTALS)) || before.is_some_and(|at| is(at, &[last])) {
            Side::Behind
        } else {
            Side::Unknown
        }
    }

    /// The piece of the header that begins with a word.
    pub(super) fn in_header(&self, header_end: usize, word: &str) -> Option<usize> {
        (0..header_end.min(self.pieces.len())).find(|&at| self.begins(at, word))
    }

    /// Whether a piece is words that begin with others.
    pub(super) fn begins(&self, at: usize, word: &str) -> bool {
        self.pieces.get(at).is_some_and(|piece| {
            let words = self.document.slice(piece.span).chars().filter(|&c| !is_space(c)).map(fold);
            !piece.is_cell() && words.take(word.chars().count()).eq(word.chars())
        })
    }
}
