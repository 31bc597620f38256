//! Columns of a table that is aligned with spaces.
//!
//! Some programs count a Chinese character as one column and some as two, so both are tried, and the one in which the
//! figures of full rows stand below each other is taken.

use core::ops::Range;

use super::pieces::Piece;
use crate::document::Document;
use crate::source::char_width;

/// How columns are counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Measure {
    /// Every character is one column.
    Characters,
    /// A Chinese character is two columns.
    Cells,
}

/// The columns of a table's cells, on the lines of one page.
#[derive(Clone, Debug)]
pub(crate) struct Columns {
    /// The lines that they are true of.
    pub(crate) lines: Range<u32>,
    measure: Measure,
    /// For each cell of a row, the first and last column that figures take.
    bounds: Vec<(i64, i64)>,
}

/// First and last column of a piece on its line.
fn bounds(document: &Document<'_>, piece: &Piece, measure: Measure) -> (i64, i64) {
    let text = &*document.text;
    let before = text.get(..piece.span.start as usize).unwrap_or("");
    let line = before.rfind(['\n', '\u{c}']).map_or(0, |at| at + 1);
    let width = |part: &str| -> i64 {
        part.chars().map(|c| if measure == Measure::Characters { 1 } else { i64::try_from(char_width(c)).unwrap_or(1) }).sum()
    };
    let start = width(before.get(line..).unwrap_or(""));
    (start, start + width(document.slice(piece.span)) - 1)
}

/// Twice the distance of two centres, so that it stays whole.
fn centre_distance(a: &(i64, i64), b: &(i64, i64)) -> i64 {
    ((a.0 + a.1) - (b.0 + b.1)).abs()
}

/// Twice the distance that aligned figures of different length can have.
const NEAR: i64 = 4;
/// Twice the distance beyond which a figure is in no column at all.
const FAR: i64 = 8;

/// The columns in which most rows with blanks fit.
fn best(document: &Document<'_>, candidates: impl Iterator<Item = Columns>, partial: &[&[usize]], pieces: &[Piece]) -> Option<Columns> {
    let mut best: Option<(usize, Columns)> = None;
    for columns in candidates {
        let fitting = partial.iter().filter(|row| columns.assign(document, row.iter().filter_map(|&at| pieces.get(at))).is_some()).count();
        if best.as_ref().is_none_or(|(most, _)| fitting > *most) {
            best = Some((fitting, columns));
        }
    }
    best.map(|(_, columns)| columns)
}

impl Columns {
    /// The columns that full rows show; `None` where their figures do not stand below each other.
    pub(crate) fn of_rows(document: &Document<'_>, pieces: &[Piece], rows: &[&[usize]], partial: &[&[usize]], lines: Range<u32>) -> Option<Self> {
        let candidates = [Measure::Characters, Measure::Cells].into_iter().filter_map(|measure| {
            let mut extents: Vec<(i64, i64)> = Vec::new();
            for row in rows {
                for (column, &at) in row.iter().enumerate() {
                    let (start, end) = bounds(document, pieces.get(at)?, measure);
                    match extents.get_mut(column) {
                        Some(extent) => *extent = (extent.0.min(start), extent.1.max(end)),
                        None => extents.push((start, end)),
                    }
                }
            }
            let apart = extents.windows(2).all(|pair| matches!(*pair, [a, b] if a.1 < b.0));
            apart.then_some(Self { lines: lines.clone(), measure, bounds: extents })
        });
        best(document, candidates, partial, pieces)
    }

    /// The columns that the words of a header show, one for each cell of a row. The words must stand well apart: those
    /// that touch may have pushed each other aside.
    pub(crate) fn of_header(document: &Document<'_>, header: &[Piece], partial: &[&[usize]], pieces: &[Piece], lines: Range<u32>) -> Option<Self> {
        let candidates = [Measure::Characters, Measure::Cells].into_iter().filter_map(|measure| {
            let extents: Vec<(i64, i64)> = header.iter().map(|piece| bounds(document, piece, measure)).collect();
            let apart = extents.windows(2).all(|pair| matches!(*pair, [a, b] if a.1 + 2 < b.0));
            apart.then(|| Self { lines: lines.clone(), measure, bounds: extents })
        });
        best(document, candidates, partial, pieces)
    }

    /// The first and the last column alone, where rows with blanks show no more: the first stands below its header, and
    /// the last is the one at the right that nearly every row fills.
    pub(crate) fn of_ends(document: &Document<'_>, first: &Piece, n: usize, partial: &[&[usize]], pieces: &[Piece], lines: Range<u32>) -> Option<Self> {
        let candidates = [Measure::Characters, Measure::Cells].into_iter().filter_map(|measure| {
            let ends: Vec<(i64, i64)> = partial.iter().filter_map(|row| Some(bounds(document, pieces.get(*row.last()?)?, measure))).collect();
            let right = *ends.iter().max_by_key(|extent| extent.0 + extent.1)?;
            let near = ends.iter().filter(|extent| centre_distance(extent, &right) <= NEAR).count();
            if near * 5 < ends.len() * 4 || near < 3 {
                return None;
            }
            let far = (i64::MIN / 4, i64::MIN / 4);
            let mut bounds_of: Vec<(i64, i64)> = vec![far; n];
            *bounds_of.first_mut()? = bounds(document, first, measure);
            *bounds_of.last_mut()? = right;
            Some(Self { lines: lines.clone(), measure, bounds: bounds_of })
        });
        let columns = best(document, candidates, partial, pieces)?;
        Some(columns)
    }

    /// The cell of each figure, if each is clearly nearest to one, and they stand in order.
    pub(crate) fn assign<'p>(&self, document: &Document<'_>, figures: impl Iterator<Item = &'p Piece>) -> Option<Vec<usize>> {
        let mut assigned: Vec<usize> = Vec::new();
        for figure in figures {
            let (start, end) = bounds(document, figure, self.measure);
            let distance = |extent: &(i64, i64)| centre_distance(&(start, end), extent);
            let mut nearest: Option<(usize, i64)> = None;
            let mut second = i64::MAX;
            for (column, extent) in self.bounds.iter().enumerate() {
                let distance = distance(extent);
                match nearest {
                    Some((_, least)) if distance >= least => second = second.min(distance),
                    _ => {
                        second = nearest.map_or(i64::MAX, |(_, least)| least);
                        nearest = Some((column, distance));
                    }
                }
            }
            let (column, distance) = nearest?;
            if distance > NEAR && distance.saturating_mul(3) > second || distance > FAR || assigned.last().is_some_and(|&last| last >= column) {
                return None;
            }
            assigned.push(column);
        }
        Some(assigned)
    }
}
