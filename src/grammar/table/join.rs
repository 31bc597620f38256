//! Rows with more figures than cells.
//!
//! A number was written in pieces, a merged cell was padded with noughts or repeated, or a page number stands among the
//! figures. Which of them it was, bounds, line breaks, groups of thousands or the row's own sum have to leave no doubt.

use super::evidence::Layout;
use super::gaps::gaps;
use super::pieces::{Edge, last_is_sum};
use super::place::Row;
use super::slot::{Placed, Slot};
use crate::document::Document;
use crate::report::{Number, Placement};

impl Row<'_> {
    /// More figures than cells: numbers written apart, padding of merged cells, or a page number.
    pub(super) fn too_many(&self, document: &Document<'_>, figures: &[usize], layout: &Layout) -> Placed {
        let n = self.n;
        if let Some(slots) = self
            .join_in_cells(figures)
            .or_else(|| self.join(figures).filter(|slots| !layout.last_is_sum || self.slots_sum_up(slots)))
        {
            return Placed { slots, extra: None, surplus: Vec::new() };
        }
        let (own, others) = figures.split_at(n.min(figures.len()));
        let line = |at: &usize| self.piece(*at).map(|piece| piece.line);
        if let Some(slots) =
            self.join_lines(document, figures).filter(|slots| !layout.last_is_sum || self.slots_sum_up(slots))
        {
            return Placed { slots, extra: None, surplus: Vec::new() };
        }
        // A merged cell that is repeated in each column that it spans.
        let first = figures.first().and_then(|&at| self.number(at));
        let barred = figures.iter().skip(1).all(|&at| self.piece(at).is_some_and(|piece| piece.edge == Edge::Bar));
        if n == 1 && barred && first.is_some() && figures.iter().all(|&at| self.number(at) == first) {
            return self.exactly(own);
        }
        if n < 7 {
            // The padding of a merged cell is noughts; a number further off belongs to the page.
            let nought =
                |&at: &usize| self.piece(at).is_some_and(|piece| piece.span.len() == 1) && self.count(at) == Some(0);
            let padding = others.iter().all(nought);
            let page_number = others.len() == 1 && self.stands_off(document, own, others);
            if padding || page_number {
                let mut placed = self.exactly(own);
                placed.surplus.extend(others);
                return placed;
            }
            return self.ambiguous(figures);
        }
        if figures.len() == n + 1 && layout.last_is_sum {
            return self.one_too_many(figures);
        }
        // One number more may be the page's; many more are rows whose labels stand elsewhere.
        let few = others.len() <= 2 && !self.torn;
        if few && others.iter().all(|at| line(at) != own.last().and_then(line)) && self.last_is_sum(own) {
            let mut placed = self.exactly(own);
            placed.surplus.extend(others);
            return placed;
        }
        self.ambiguous(figures)
    }

    /// One figure more than the row has cells: one number was written in two, or a page number stands among them. The
    /// row's own sum must leave one way.
    fn one_too_many(&self, figures: &[usize]) -> Placed {
        let n = self.n;
        let mut ways: Vec<Placed> = Vec::new();
        for skip in 0..figures.len() {
            let mut kept = figures.to_vec();
            let dropped = kept.remove(skip);
            // A number that shares its line with others belongs to them.
            let alone = figures
                .iter()
                .all(|&at| at == dropped || self.piece(at).map(|p| p.line) != self.piece(dropped).map(|p| p.line));
            // Noughts are the sum of noughts anywhere, also where they were moved.
            let nought = skip == n && !self.torn && self.all_nought(&kept);
            if alone && (self.last_is_sum(&kept) || nought) {
                let slots = kept.iter().map(|&at| Slot::Figure(at, Placement::RowSum)).collect();
                let way = Placed { slots, extra: None, surplus: vec![dropped] };
                let same = |other: &Placed| {
                    other.slots.iter().zip(&way.slots).all(|pair| match pair {
                        (Slot::Figure(a, _), Slot::Figure(b, _)) => self.number(*a) == self.number(*b),
                        _ => false,
                    })
                };
                if !ways.iter().any(same) {
                    ways.push(way);
                }
            }
        }
        for at in 0..n {
            let pair = figures.get(at).zip(figures.get(at + 1));
            let Some((number, range)) = pair.and_then(|(&a, &b)| self.joined(a, b)) else { continue };
            let Some(joined) = number.to_count() else { continue };
            let counts: Vec<Option<u64>> = figures
                .iter()
                .enumerate()
                .filter(|&(rank, _)| rank != at + 1)
                .map(|(rank, &piece)| if rank == at { Some(joined) } else { self.count(piece) })
                .collect();
            if counts.last() != Some(&Some(0)) && last_is_sum(&counts) {
                let slots = figures
                    .iter()
                    .enumerate()
                    .filter(|&(rank, _)| rank != at + 1)
                    .map(|(rank, &piece)| {
                        if rank == at {
                            Slot::Joined(range.clone(), number, Placement::RowSum)
                        } else {
                            Slot::Figure(piece, Placement::RowSum)
                        }
                    })
                    .collect();
                ways.push(Placed { slots, extra: None, surplus: Vec::new() });
            }
        }
        match ways.len() {
            1 => ways.pop().unwrap_or_else(|| self.ambiguous(figures)),
            _ => self.ambiguous(figures),
        }
    }

    fn all_nought(&self, figures: &[usize]) -> bool {
        figures.iter().all(|&at| self.count(at) == Some(0))
    }

    /// Whether figures stand further from the row than its own from each other.
    pub(super) fn stands_off(&self, document: &Document<'_>, own: &[usize], others: &[usize]) -> bool {
        let Some(gaps) = gaps(document, self.pieces, self.label, &[own, others].concat()) else { return false };
        let (within, off) = gaps.split_at(own.len().min(gaps.len()));
        off.iter().min() > within.iter().max()
    }

    /// Digits that a layout with a cell a line broke over lines: they stand closer to each other than cells do.
    fn join_lines(&self, document: &Document<'_>, figures: &[usize]) -> Option<Vec<Slot>> {
        let gaps = gaps(document, self.pieces, self.label, figures)?;
        let mut widest: Vec<u32> = gaps.clone();
        widest.sort_unstable_by(|a, b| b.cmp(a));
        let (between, within) = (*widest.get(self.n - 1)?, *widest.get(self.n)?);
        if within >= between || within == 0 || gaps.first().is_none_or(|&first| first < between) {
            return None;
        }
        let mut slots: Vec<Slot> = Vec::with_capacity(self.n);
        for (&at, &gap) in figures.iter().zip(&gaps) {
            let slot =
                if gap >= between { Slot::Figure(at, Placement::Stated) } else { self.appended(slots.pop()?, at)? };
            slots.push(slot);
        }
        (slots.len() == self.n).then_some(slots)
    }

    /// A slot with the digits of one more figure behind its own.
    fn appended(&self, slot: Slot, at: usize) -> Option<Slot> {
        let (first, high) = match slot {
            Slot::Figure(first, _) => (first, self.number(first)?),
            Slot::Joined(range, number, _) => (range.start, number),
            _ => return None,
        };
        let (Number::Count(high), Number::Count(low)) = (high, self.number(at)?) else { return None };
        if high == 0 {
            return None;
        }
        let digits = self.piece(at)?.span.len();
        let number = high.checked_mul(10u64.checked_pow(digits)?)?.checked_add(low)?;
        Some(Slot::Joined(first..at + 1, Number::Count(number), Placement::Stated))
    }

    /// Digits that stand apart within a cell, where there are as many cells as the row has.
    fn join_in_cells(&self, figures: &[usize]) -> Option<Vec<Slot>> {
        let begins =
            |at: usize| self.piece(at).is_some_and(|piece| !matches!(piece.edge, Edge::Space | Edge::Continued));
        if figures.iter().filter(|&&at| begins(at)).count() != self.n || !begins(*figures.first()?) {
            return None;
        }
        let mut slots: Vec<Slot> = Vec::with_capacity(self.n);
        for &at in figures {
            if begins(at) {
                slots.push(Slot::Figure(at, Placement::Stated));
                continue;
            }
            let slot = self.appended(slots.pop()?, at)?;
            slots.push(slot);
        }
        Some(slots)
    }

    /// Two figures next to each other on a line, as one number.
    fn joined(&self, a: usize, b: usize) -> Option<(Number, core::ops::Range<usize>)> {
        let (first, second) = (self.piece(a)?, self.piece(b)?);
        if second.edge != Edge::Space || first.line != second.line || b != a + 1 {
            return None;
        }
        let (Number::Count(high), Number::Count(low)) = (self.number(a)?, self.number(b)?) else { return None };
        let digits = second.span.len();
        if high == 0 || digits > 18 {
            return None;
        }
        let number = high.checked_mul(10u64.checked_pow(digits)?)?.checked_add(low)?;
        Some((Number::Count(number), a..b + 1))
    }

    /// Whether a number with a space for its thousands mark, and one blank cell, make a row that sums up.
    pub(super) fn joins_to_sum(&self, figures: &[usize]) -> bool {
        (1..figures.len()).any(|at| {
            let pair = figures.get(at - 1).zip(figures.get(at));
            let Some((joined, _)) = pair.and_then(|(&a, &b)| {
                self.joined(a, b).filter(|_| self.piece(b).is_some_and(|piece| piece.span.len() == 3))
            }) else {
                return false;
            };
            let counts: Vec<Option<u64>> = figures
                .iter()
                .enumerate()
                .filter(|&(rank, _)| rank != at)
                .map(|(rank, &piece)| if rank + 1 == at { joined.to_count() } else { self.count(piece) })
                .collect();
            last_is_sum(&counts)
        })
    }

    /// Groups of three digits, parted by spaces, that make exactly the row's numbers in one way.
    fn join(&self, figures: &[usize]) -> Option<Vec<Slot>> {
        let line = |at: usize| self.piece(at).map(|piece| piece.line);
        let first = line(*figures.first()?);
        if figures.len() > 4 * self.n || figures.len() > 64 || figures.iter().any(|&at| line(at) != first) {
            return None;
        }
        // A figure may go on with the next if that has three digits and shares its cell.
        let goes_on: Vec<bool> = figures
            .windows(2)
            .map(|pair| match *pair {
                [a, b] => self.joined(a, b).is_some_and(|_| self.piece(b).is_some_and(|piece| piece.span.len() == 3)),
                _ => false,
            })
            .collect();
        let begins_short =
            |rank: usize| figures.get(rank).and_then(|&at| self.piece(at)).is_some_and(|piece| piece.span.len() <= 3);
        // Bars say which figures share a cell, so all of those go together. Without bars the joins are chosen, and the
        // choice must be the only one.
        let wanted = figures.len() - self.n;
        let possible = (0..goes_on.len())
            .filter(|&rank| {
                goes_on.get(rank) == Some(&true)
                    && (begins_short(rank) || rank > 0 && goes_on.get(rank - 1) == Some(&true))
            })
            .collect::<Vec<_>>();
        // The same number again and again is a merged cell that is repeated.
        let first = figures.first().and_then(|&at| self.number(at));
        if possible.len() != wanted || figures.iter().all(|&at| self.number(at) == first) {
            return None;
        }
        let mut slots = Vec::with_capacity(self.n);
        let mut rank = 0;
        while rank < figures.len() {
            let from = rank;
            let mut number = self.number(*figures.get(rank)?)?;
            while possible.contains(&rank) {
                let Number::Count(high) = number else { return None };
                let Number::Count(low) = self.number(*figures.get(rank + 1)?)? else { return None };
                number = Number::Count(high.checked_mul(1000)?.checked_add(low)?);
                rank += 1;
            }
            let (first, last) = (*figures.get(from)?, *figures.get(rank)?);
            slots.push(if from == rank {
                Slot::Figure(first, Placement::Stated)
            } else {
                Slot::Joined(first..last + 1, number, Placement::Stated)
            });
            rank += 1;
        }
        (slots.len() == self.n).then_some(slots)
    }

    /// Whether the last of the numbers is the sum of the others.
    fn slots_sum_up(&self, slots: &[Slot]) -> bool {
        let counts: Vec<Option<u64>> = slots
            .iter()
            .map(|slot| match slot {
                Slot::Figure(at, _) => self.count(*at),
                Slot::Joined(_, number, _) => number.to_count(),
                _ => None,
            })
            .collect();
        last_is_sum(&counts)
    }
}
