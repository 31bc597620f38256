//! Columns of a table that is aligned with spaces.
//!
//! Some programs count a Chinese character as one column and some as two, so both are tried, and the one in which the
//! figures of full rows stand below each other is taken.

use core::ops::Range;

use super::pieces::Piece;
use crate::document::Document;
use crate::grammar::lexical::fold;
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
    lines: Range<u32>,
    /// But for these.
    except: Vec<u32>,
    /// One for each measure in which the table is aligned. If there are two, they must agree about a row.
    grids: Vec<Grid>,
}

/// The columns in one measure.
#[derive(Clone, Debug)]
struct Grid {
    measure: Measure,
    /// For each cell of a row, the first and last column that figures take.
    bounds: Vec<(i64, i64)>,
    /// Whether only the first and the last column are known, so that a figure has to stand right below them.
    ends: bool,
}

/// First and last column of a piece on its line.
fn bounds(document: &Document<'_>, piece: &Piece, measure: Measure) -> (i64, i64) {
    let text = &*document.text;
    let before = text.get(..piece.span.start as usize).unwrap_or("");
    let line = before.rfind(['\n', '\r', '\u{c}']).map_or(0, |at| at + 1);
    let width = |part: &str| -> i64 {
        part.chars()
            .map(|c| if measure == Measure::Characters { 1 } else { i64::try_from(char_width(c)).unwrap_or(1) })
            .sum()
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
/// Twice the distance of two columns at least.
const LEAST_PITCH: i64 = 6;

impl Columns {
    /// Whether they are true of a line.
    pub(crate) fn hold_on(&self, line: u32) -> bool {
        self.lines.contains(&line) && !self.except.contains(&line)
    }

    /// The same columns without rows whose labels begin elsewhere than those of full rows, if any row has a figure in front of all
    /// columns: then each kind of label has columns of its own, as where a program has lost over how many columns labels go.
    pub(crate) fn of_same_labels(
        mut self,
        document: &Document<'_>,
        pieces: &[Piece],
        full: &[usize],
        partial: &[(usize, &[usize])],
    ) -> Self {
        let is_before = |figures: &[usize]| {
            let first = figures.first().and_then(|&at| pieces.get(at));
            first.is_some_and(|first| {
                self.grids.iter().all(|grid| {
                    let own = bounds(document, first, grid.measure);
                    grid.bounds.first().is_some_and(|column| own.1 + FAR / 2 < column.0)
                })
            })
        };
        if full.is_empty() || !partial.iter().any(|(_, figures)| is_before(figures)) {
            return self;
        }
        let begins_at = |label: usize, measure| Some(bounds(document, pieces.get(label)?, measure).0);
        let is_same = |label: usize| {
            self.grids.iter().any(|grid| {
                let own = begins_at(label, grid.measure);
                own.is_some() && full.iter().any(|&other| begins_at(other, grid.measure) == own)
            })
        };
        let others = partial.iter().filter(|(label, _)| !is_same(*label));
        self.except = others.filter_map(|&(_, figures)| Some(pieces.get(*figures.first()?)?.line)).collect();
        self
    }

    /// The columns that full rows show; `None` where their figures do not stand below each other.
    pub(crate) fn of_rows(
        document: &Document<'_>,
        pieces: &[Piece],
        rows: &[&[usize]],
        partial: &[&[usize]],
        lines: Range<u32>,
    ) -> Option<Self> {
        let grid = |measure| {
            // A figure behind a single space may have been drawn to the one before; others show its column.
            let n = rows.first()?.len();
            let extents = |soft: bool, column: usize| {
                let figures = rows.iter().filter_map(|row| {
                    let at = *row.get(column)?;
                    let before = column.checked_sub(1).and_then(|before| pieces.get(*row.get(before)?));
                    let piece = pieces.get(at)?;
                    let is_soft = before.is_some_and(|before| before.span.end + 1 >= piece.span.start);
                    (soft || !is_soft).then(|| bounds(document, piece, measure))
                });
                figures.reduce(|a, b| (a.0.min(b.0), a.1.max(b.1)))
            };
            let extents: Option<Vec<(i64, i64)>> =
                (0..n).map(|column| extents(false, column).or_else(|| extents(true, column))).collect();
            let extents = extents?;
            let apart = extents.windows(2).all(|pair| matches!(*pair, [a, b] if a.1 < b.0));
            apart.then_some(Grid { measure, bounds: extents, ends: false })
        };
        Self::of(document, pieces, partial, lines, grid)
    }

    /// The columns that all figures of a page show together, where no row is full: they fall into as many bands as a
    /// row has cells, with white space between that no figure of any row stands in, and no row has two figures in one
    /// band. Nothing else says how many columns there are, so bands must be as far apart as columns are.
    pub(crate) fn of_bands(
        document: &Document<'_>,
        n: usize,
        rows: &[&[usize]],
        pieces: &[Piece],
        lines: Range<u32>,
    ) -> Option<Self> {
        let grid = |measure| {
            let mut extents: Vec<(i64, i64)> = rows
                .iter()
                .flat_map(|row| row.iter())
                .filter_map(|&at| Some(bounds(document, pieces.get(at)?, measure)))
                .collect();
            extents.sort_unstable();
            let mut bands: Vec<(i64, i64)> = Vec::with_capacity(n + 1);
            for (start, end) in extents {
                match bands.last_mut() {
                    Some(last) if start <= last.1 + 1 => last.1 = last.1.max(end),
                    _ => bands.push((start, end)),
                }
            }
            if bands.len() != n {
                return None;
            }
            // A figure that something pushed aside would make two bands of one column.
            let pitches: Vec<i64> = bands
                .windows(2)
                .filter_map(|pair| if let [a, b] = pair { Some(centre_distance(a, b)) } else { None })
                .collect();
            let mut sorted = pitches.clone();
            sorted.sort_unstable();
            let usual = *sorted.get(sorted.len() / 2)?;
            if sorted.first().is_none_or(|&least| least < LEAST_PITCH || least * 5 < usual * 2) {
                return None;
            }
            let grid = Grid { measure, bounds: bands, ends: false };
            rows.iter().all(|row| grid.within(document, pieces, row).is_some()).then_some(grid)
        };
        let grids: Vec<Grid> = [Measure::Characters, Measure::Cells].into_iter().filter_map(grid).collect();
        (!grids.is_empty()).then_some(Self { lines, except: Vec::new(), grids })
    }

    /// The columns that the words of a header show, one for each cell of a row. The words must stand well apart: those
    /// that touch may have pushed each other aside.
    pub(crate) fn of_header(
        document: &Document<'_>,
        header: &[Piece],
        partial: &[&[usize]],
        pieces: &[Piece],
        lines: Range<u32>,
    ) -> Option<Self> {
        let grid = |measure| {
            let extents: Vec<(i64, i64)> = header.iter().map(|piece| bounds(document, piece, measure)).collect();
            let apart = extents.windows(2).all(|pair| matches!(*pair, [a, b] if a.1 + 2 < b.0));
            apart.then_some(Grid { measure, bounds: extents, ends: false })
        };
        Self::of(document, pieces, partial, lines, grid)
    }

    /// The columns that the words of a header tile, in one measure: each begins a single space behind the one before,
    /// though they stand on several lines. Programs for the screen draw tables to such a grid. In the other measure the
    /// same words would not even stand in their order, so there is no doubt how columns are counted.
    pub(crate) fn of_tiles(
        document: &Document<'_>,
        words: &[Piece],
        names: &[&str],
        lines: Range<u32>,
    ) -> Option<Self> {
        let grid = |measure| {
            let mut tiles: Vec<((i64, i64), &Piece)> =
                words.iter().map(|piece| (bounds(document, piece, measure), piece)).collect();
            tiles.sort_unstable_by_key(|(extent, _)| *extent);
            let fits =
                |(tile, name): (&(_, &Piece), &&str)| document.slice(tile.1.span).chars().map(fold).eq(name.chars());
            let in_order = tiles.len() == names.len() && tiles.iter().zip(names).all(fits);
            let joined = tiles.windows(2).all(|pair| matches!(pair, [(a, _), (b, _)] if a.1 + 2 == b.0));
            let across = tiles.windows(2).any(|pair| matches!(pair, [(_, a), (_, b)] if a.line != b.line));
            let bounds = tiles.iter().map(|(extent, _)| *extent).collect();
            (in_order && joined && across).then_some(Grid { measure, bounds, ends: false })
        };
        let grids: Vec<Grid> = [Measure::Characters, Measure::Cells].into_iter().filter_map(grid).collect();
        (grids.len() == 1).then_some(Self { lines, except: Vec::new(), grids })
    }

    /// The column that each figure stands within, if each stands within one of its own.
    pub(crate) fn within(&self, document: &Document<'_>, pieces: &[Piece], figures: &[usize]) -> Option<Vec<usize>> {
        let [grid] = self.grids.as_slice() else { return None };
        grid.within(document, pieces, figures)
    }

    /// The first and the last column alone, where rows with blanks show no more: the first stands below its header, if
    /// the page has one, and the last is the one at the right that nearly every row fills.
    pub(crate) fn of_ends(
        document: &Document<'_>,
        first: Option<&Piece>,
        n: usize,
        partial: &[&[usize]],
        pieces: &[Piece],
        lines: Range<u32>,
    ) -> Option<Self> {
        let grid = |measure| {
            let ends: Vec<(i64, i64)> =
                partial.iter().filter_map(|row| Some(bounds(document, pieces.get(*row.last()?)?, measure))).collect();
            let right = *ends.iter().max_by_key(|extent| extent.0 + extent.1)?;
            let near = ends.iter().filter(|extent| centre_distance(extent, &right) <= NEAR).count();
            if near * 5 < ends.len() * 4 || near < 3 {
                return None;
            }
            let nowhere = (i64::MIN / 4, i64::MIN / 4);
            let mut bounds_of: Vec<(i64, i64)> = vec![nowhere; n];
            if let Some(first) = first {
                *bounds_of.first_mut()? = bounds(document, first, measure);
            }
            *bounds_of.last_mut()? = right;
            Some(Grid { measure, bounds: bounds_of, ends: true })
        };
        Self::of(document, pieces, partial, lines, grid)
    }

    /// Whether the columns hold in a measure: figures that are surely of one column, such as totals that are the sums of
    /// their rows, stand below each other.
    fn stand_below_each_other(document: &Document<'_>, pieces: &[Piece], figures: &[usize], measure: Measure) -> bool {
        let extents: Vec<(i64, i64)> =
            figures.iter().filter_map(|&at| Some(bounds(document, pieces.get(at)?, measure))).collect();
        let spread = |of: fn(&(i64, i64)) -> i64| {
            let (least, most) = (extents.iter().map(of).min().unwrap_or(0), extents.iter().map(of).max().unwrap_or(0));
            most - least
        };
        spread(|extent| extent.0 + extent.1) <= NEAR || spread(|extent| extent.0) <= 2 || spread(|extent| extent.1) <= 2
    }

    /// The same columns without the measures in which `totals` do not stand below each other.
    pub(crate) fn holding(mut self, document: &Document<'_>, pieces: &[Piece], totals: &[usize]) -> Option<Self> {
        self.grids.retain(|grid| Self::stand_below_each_other(document, pieces, totals, grid.measure));
        (!self.grids.is_empty()).then_some(self)
    }

    /// The measures in which there is a grid, or the one in which rows with blanks fit far better.
    fn of(
        document: &Document<'_>,
        pieces: &[Piece],
        partial: &[&[usize]],
        lines: Range<u32>,
        grid: impl Fn(Measure) -> Option<Grid>,
    ) -> Option<Self> {
        let mut grids: Vec<Grid> = [Measure::Characters, Measure::Cells].into_iter().filter_map(grid).collect();
        if let [a, b] = grids.as_slice() {
            let (a, b) = (a.misfit(document, pieces, partial), b.misfit(document, pieces, partial));
            // A row or two may fit one of them better by chance, and must stand right below the columns.
            let least = if partial.len() > 2 {
                i64::MAX
            } else {
                partial.iter().map(|row| i64::try_from(row.len()).unwrap_or(0) * 2).sum()
            };
            if a * 2 + 2 < b && a <= least {
                grids.truncate(1);
            } else if b * 2 + 2 < a && b <= least {
                grids.remove(0);
            }
        }
        (!grids.is_empty()).then_some(Self { lines, except: Vec::new(), grids })
    }

    /// The cell of each figure, if each is clearly nearest to one, and they stand in order. `label` stands before them.
    pub(crate) fn assign<'p>(
        &self,
        document: &Document<'_>,
        figures: &(impl Iterator<Item = &'p Piece> + Clone),
        label: Option<&Piece>,
    ) -> Option<Vec<usize>> {
        let mut found: Option<Vec<usize>> = None;
        for grid in &self.grids {
            let assigned = grid.assign(document, figures.clone(), label)?;
            if found.as_ref().is_some_and(|found| *found != assigned) {
                return None;
            }
            found = Some(assigned);
        }
        found
    }

    /// Whether the first and the last of a row's figures stand right below the first and the last column, where only
    /// these are known, and those between them stand off from both. `label` stands before them.
    pub(crate) fn at_ends(
        &self,
        document: &Document<'_>,
        pieces: &[Piece],
        figures: &[usize],
        label: Option<&Piece>,
    ) -> Option<(bool, bool)> {
        let mut ends: Option<(bool, bool)> = None;
        for grid in &self.grids {
            let own = grid.at_ends(document, pieces, figures, label)?;
            ends = Some(ends.map_or(own, |(first, last)| (first && own.0, last && own.1)));
        }
        ends
    }

    /// Whether a figure may stand in a column, where the first and the last are known: columns are never closer to each
    /// other than a word of two characters and a space.
    pub(crate) fn leaves_room(&self, document: &Document<'_>, pieces: &[Piece], at: usize, column: usize) -> bool {
        self.grids.iter().any(|grid| {
            let (Some(first), Some(last), Some(piece)) = (grid.bounds.first(), grid.bounds.last(), pieces.get(at))
            else {
                return true;
            };
            let own = bounds(document, piece, grid.measure);
            let nearest = |columns: usize| i64::try_from(columns).unwrap_or(0) * LEAST_PITCH - NEAR;
            let behind = grid.bounds.len().saturating_sub(column + 1);
            centre_distance(&own, first) >= nearest(column) && centre_distance(&own, last) >= nearest(behind)
        })
    }
}

impl Grid {
    fn at_ends(
        &self,
        document: &Document<'_>,
        pieces: &[Piece],
        figures: &[usize],
        label: Option<&Piece>,
    ) -> Option<(bool, bool)> {
        let [first, inner @ .., last] = figures else { return None };
        let ends = (self.bounds.first()?, self.bounds.last()?);
        let distance = |at: usize, end| Some(centre_distance(&bounds(document, pieces.get(at)?, self.measure), end));
        let piece = pieces.get(*first)?;
        let touches = label.is_some_and(|label| label.line == piece.line && piece.span.start < label.span.end + 2);
        let apart = inner
            .iter()
            .all(|&at| [ends.0, ends.1].into_iter().all(|end| distance(at, end).is_some_and(|far| far > FAR)));
        (self.ends && apart)
            .then_some((!touches && distance(*first, ends.0)? <= NEAR, distance(*last, ends.1)? <= NEAR))
    }

    /// The column that each figure stands within, if they are different ones in order.
    fn within(&self, document: &Document<'_>, pieces: &[Piece], figures: &[usize]) -> Option<Vec<usize>> {
        let columns: Option<Vec<usize>> = figures
            .iter()
            .map(|&at| {
                let own = bounds(document, pieces.get(at)?, self.measure);
                self.bounds.iter().position(|column| column.0 <= own.0 && own.1 <= column.1)
            })
            .collect();
        columns.filter(|columns| columns.windows(2).all(|pair| matches!(pair, [a, b] if a < b)))
    }

    /// How far figures stand from the columns next to them, all together.
    fn misfit(&self, document: &Document<'_>, pieces: &[Piece], rows: &[&[usize]]) -> i64 {
        let figures = rows.iter().flat_map(|row| row.iter()).filter_map(|&at| pieces.get(at));
        figures
            .map(|figure| {
                let own = bounds(document, figure, self.measure);
                self.bounds.iter().map(|extent| centre_distance(&own, extent)).min().unwrap_or(0).min(1_000)
            })
            .sum()
    }

    fn assign<'p>(
        &self,
        document: &Document<'_>,
        figures: impl Iterator<Item = &'p Piece>,
        label: Option<&Piece>,
    ) -> Option<Vec<usize>> {
        let mut assigned: Vec<usize> = Vec::new();
        for figure in figures {
            // A figure that touches the label may have been pushed aside by it.
            let touches = label.is_some_and(|label| {
                label.line == figure.line && assigned.is_empty() && figure.span.start < label.span.end + 2
            });
            if self.ends && touches {
                return None;
            }
            let own = bounds(document, figure, self.measure);
            let mut nearest: Option<(usize, i64)> = None;
            let mut second = i64::MAX;
            for (column, extent) in self.bounds.iter().enumerate() {
                let distance = centre_distance(&own, extent);
                match nearest {
                    Some((_, least)) if distance >= least => second = second.min(distance),
                    _ => {
                        second = nearest.map_or(i64::MAX, |(_, least)| least);
                        nearest = Some((column, distance));
                    }
                }
            }
            let (column, distance) = nearest?;
            let clear = distance <= NEAR || !self.ends && distance <= FAR && distance.saturating_mul(3) <= second;
            if !clear || assigned.last().is_some_and(|&last| last >= column) {
                return None;
            }
            assigned.push(column);
        }
        Some(assigned)
    }
}
