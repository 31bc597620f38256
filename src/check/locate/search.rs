//! The search for the smallest sets of cells whose correction makes all equations hold.
//!
//! Sizes are tried from the smallest one that is possible. For each, the search goes down: it chooses an equation that
//! does not hold, and one of its cells to make it hold, which settles what the cell has to be. It goes on with one cell
//! less until everything holds or no cell is left.
//!
//! **Nothing is missed.** The choice above supposes that the cell is the only one of the sought set in its equation, or
//! its value would not be settled. Mostly there is such an equation among few: two lines of an axis share no cell, so
//! where `n` lines are violated and `n + s` cells are left, at most `s` lines hold more cells of the set than they need.
//! Among any `s + 1` of those lines is one that does not, and only those have to be tried. Where there are no `s + 1`, all
//! violated equations are tried, and then the set itself has to have the equation:
//!
//! - A cell stands in two or three equations, and two cells share at most one. A set in which shared equations close no
//!   ring has an end, and the cell there is alone in its equation. A ring has four cells at least.
//! - A ring of ordinary cells is settled by nothing: what is added to one can be taken from the next. Such a set is no
//!   explanation, as nobody could say what its cells have to be. (A ring of four that is settled goes through a total of
//!   results, whose third equation is an end. Only with six cells all three can be in rings, and then nothing is settled.)
//! - Where sums are missing, the end of a set can be a cell that stands in one equation only. Two of those are settled by
//!   nothing either.
//!
//! That there is a set which is not settled has to be known all the same: as one that is smaller, or as another one, it
//! would make the search incomplete. What can be moved from cell to cell in it can be moved until a cell comes down to
//! nought, or else a smaller set would do; so corrections to nought are tried as well. Where nothing can be moved either way
//! without making a cell negative, that settles the set after all. Rings of six cells and more may be
//! missed by that.
//!
//! **It ends.** Lines that are violated are counted before anything is tried, so that most branches end at once. Beyond
//! that a budget ends the search, and what is given then says that it is not complete.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use super::model::{Island, Model, Use};
use crate::check::finding::Side;

/// The largest set that is looked for. More wrong cells than these are no longer a matter of a slip here and there.
pub(super) const MAX_CELLS: usize = 8;

/// The cells of the smallest ring.
const RING: usize = 4;

/// The cells of the smallest ring that may be missed.
const LARGE_RING: usize = 6;

/// How many corrections are tried at most, in each part of the system. Tried in about a millisecond or two.
const BUDGET: usize = 10_000;

/// A cell and what is added to it.
pub(super) type Step = (usize, i128);

/// What was found.
#[derive(Debug)]
pub(super) struct Found {
    /// The smallest sets, each in the order of the cells.
    pub(super) sets: Vec<Vec<Step>>,
    /// How many cells they have, or at least must have.
    pub(super) n_cells: usize,
    /// Whether these are all.
    pub(super) complete: bool,
}

pub(super) fn search(model: &Model, island: &Island) -> Found {
    let mut lines: Vec<usize> = island.iter().map(|&equation| model.equations[equation].line).collect();
    lines.sort_unstable();
    lines.dedup();
    let mut search = Search {
        model,
        lines,
        residuals: model.equations.iter().map(|row| row.residual).collect(),
        n_filled: vec![[0; 2]; model.equations.len()],
        path: Vec::with_capacity(MAX_CELLS),
        budget: BUDGET,
        seen: HashSet::new(),
        found: BTreeSet::new(),
        is_whole: model.is_whole(island),
        tries_noughts: false,
        any_unsettled: false,
    };
    let least = search.open().iter().map(Axis::need).max().unwrap_or(1).max(1);
    // Up to this size, no set was missed. The cells of a ring stand in pairs in their lines, so that six of them make at
    // most three lines of an axis hold.
    let known = LARGE_RING.max(least + LARGE_RING / 2);
    let give_up = |search: &Search<'_>, size: usize| {
        // Where sums are missing, no more is known than what the violated lines say.
        let known = if search.is_whole { size.min(known) } else { 1 };
        Found { sets: Vec::new(), n_cells: least.max(known), complete: false }
    };
    for size in least..=MAX_CELLS {
        search.seen.clear();
        search.tries_noughts = !search.is_whole || size >= RING;
        search.descend(size);
        let has_ended = search.budget > 0;
        if !search.found.is_empty() || search.any_unsettled {
            let complete = has_ended && size <= known && !search.any_unsettled;
            let n_cells = size.min(known);
            return Found { sets: search.found.into_iter().collect(), n_cells, complete };
        }
        if !has_ended {
            return give_up(&search, size);
        }
    }
    give_up(&search, MAX_CELLS + 1)
}

struct Search<'m> {
    model: &'m Model,
    lines: Vec<usize>,
    residuals: Vec<i128>,
    /// How many blank cells of each side are to hold a number.
    n_filled: Vec<[u8; 2]>,
    path: Vec<Step>,
    budget: usize,
    /// Paths that were taken in another order.
    seen: HashSet<Vec<Step>>,
    found: BTreeSet<Vec<Step>>,
    /// Whether all cells stand in a row and a column.
    is_whole: bool,
    /// Whether sets that are not settled are possible.
    tries_noughts: bool,
    /// Whether a set was found whose values are not settled.
    any_unsettled: bool,
}

/// A violated line.
#[derive(Debug)]
struct Open {
    /// How many corrections it takes at least.
    need: usize,
    /// The corrections to try where it has no more cells of the set than it needs.
    steps: Vec<Step>,
}

/// The violated lines of an axis.
#[derive(Debug, Default)]
struct Axis(Vec<Open>);

impl Axis {
    fn need(&self) -> usize {
        self.0.iter().map(|open| open.need).sum()
    }

    /// The steps of so few lines that one of them has no more cells than it needs, if `size` cells are left.
    fn steps(&mut self, size: usize) -> Option<Vec<Step>> {
        let n_lines = size.checked_sub(self.need())? + 1;
        self.0.sort_by_key(|open| open.steps.len());
        let lines = self.0.get(..n_lines)?;
        Some(lines.iter().flat_map(|open| open.steps.iter().copied()).collect())
    }
}

impl Search<'_> {
    fn is_violated(&self, equation: usize) -> bool {
        let row = &self.model.equations[equation];
        let is_stated = |side: Side| !row.left_out[side as usize] || self.n_filled[equation][side as usize] > 0;
        self.residuals[equation] != 0 && is_stated(Side::Left) && is_stated(Side::Right)
    }

    /// How many lines of each axis are violated.
    fn n_open(&self) -> [usize; 2] {
        let mut n = [0; 2];
        for &line in &self.lines {
            let line = &self.model.lines[line];
            n[line.axis] += usize::from(line.equations.iter().any(|&equation| self.is_violated(equation)));
        }
        n
    }

    /// The violated lines, by axis.
    fn open(&self) -> [Axis; 2] {
        let mut open = [Axis::default(), Axis::default()];
        for &line in &self.lines {
            let line = &self.model.lines[line];
            let violated: Vec<usize> =
                line.equations.iter().copied().filter(|&equation| self.is_violated(equation)).collect();
            if violated.is_empty() {
                continue;
            }
            let steps: Vec<Step> = violated.iter().flat_map(|&equation| self.steps(equation)).collect();
            // Where several equations of the line are violated, one cell is enough only if it stands in all of them and
            // all of them ask the same of it.
            let times = |step: &Step| steps.iter().filter(|other| *other == step).count();
            let joint = steps.iter().copied().find(|step| violated.len() > 1 && times(step) == violated.len());
            open[line.axis].0.push(match joint {
                Some(step) => Open { need: 1, steps: vec![step] },
                None => Open { need: violated.len(), steps },
            });
        }
        open
    }

    /// The corrections of one cell that make an equation hold.
    fn steps(&self, equation: usize) -> impl Iterator<Item = Step> {
        let residual = self.residuals[equation];
        self.model.equations[equation]
            .cells
            .iter()
            .map(move |&(cell, sign)| (cell, -residual * sign))
            .filter(|&step| self.is_possible(step))
    }

    /// The corrections of one cell that make any equation hold, and those to nought.
    fn all_steps(&self) -> Vec<Step> {
        let equations = self.lines.iter().flat_map(|&line| &self.model.lines[line].equations);
        let mut steps = Vec::new();
        for &equation in equations.filter(|&&equation| self.is_violated(equation)) {
            steps.extend(self.steps(equation));
            if self.tries_noughts {
                let cells = self.model.equations[equation].cells.iter();
                let to_nought = cells.map(|&(cell, _)| (cell, -self.model.cells[cell].value));
                steps.extend(to_nought.filter(|&step| step.1 != 0 && self.is_possible(step)));
            }
        }
        steps
    }

    /// Whether the cell is not corrected yet, and holds a count afterwards.
    fn is_possible(&self, (cell, added): Step) -> bool {
        let one = self.model.one;
        let value = self.model.cells[cell].value + added;
        value >= 0
            && value % one == 0
            && value / one <= i128::from(u64::MAX)
            && self.path.iter().all(|&(other, _)| other != cell)
    }

    fn descend(&mut self, size: usize) {
        let n_open = self.n_open();
        if n_open == [0, 0] {
            let mut set = self.path.clone();
            set.sort_unstable();
            if self.is_settled(&set) {
                self.found.insert(set);
            } else {
                self.any_unsettled = true;
            }
            return;
        }
        if n_open.into_iter().any(|n| n > size) {
            return;
        }
        let mut open = self.open();
        if open.iter().any(|axis| axis.need() > size) {
            return;
        }
        let [rows, columns] = open.each_mut().map(|axis| axis.steps(size));
        let steps = match (rows, columns) {
            (Some(rows), Some(columns)) if columns.len() < rows.len() => columns,
            (Some(steps), _) | (None, Some(steps)) => steps,
            (None, None) => self.all_steps(),
        };
        for step in steps {
            if self.budget == 0 {
                return;
            }
            self.budget -= 1;
            self.path.push(step);
            if size == 1 || self.is_new() {
                self.apply(step, 1);
                self.descend(size - 1);
                self.apply(step, -1);
            }
            self.path.pop();
        }
    }

    /// Whether these corrections were not tried before in another order. They end where they began, but for the order.
    fn is_new(&mut self) -> bool {
        let mut path = self.path.clone();
        path.sort_unstable();
        self.seen.insert(path)
    }

    /// Corrects a cell, or with −1 takes the correction back.
    fn apply(&mut self, (cell, added): Step, direction: i128) {
        let cell = &self.model.cells[cell];
        for place in &cell.uses {
            self.residuals[place.equation] += direction * place.sign * added;
            if cell.reported.is_none() {
                let n = &mut self.n_filled[place.equation][place.side as usize];
                *n = if direction > 0 { *n + 1 } else { *n - 1 };
            }
        }
    }

    /// Whether there is no choice of what the cells have to be.
    ///
    /// One after the other is the only one left in some equation that counts, and so it is settled. Where none is, an
    /// amount can be moved from cell to cell, unless that would make one of them negative, whichever way it is moved.
    fn is_settled(&self, set: &[Step]) -> bool {
        let mut left: Vec<usize> = set.iter().map(|&(cell, _)| cell).collect();
        while let Some(at) =
            left.iter().position(|&cell| self.places(cell).any(|place| self.among(&left, place).count() == 1))
        {
            left.remove(at);
        }
        let mut directions: BTreeMap<usize, i128> = BTreeMap::new();
        while let Some(&start) = left.iter().find(|cell| !directions.contains_key(cell)) {
            let Some(ring) = self.ring(&left, start) else { return false };
            let is_stopped = |way: i128| {
                let at_nought = |&(cell, added): &Step| self.model.cells[cell].value + added == 0;
                set.iter().filter(|step| at_nought(step)).any(|(cell, _)| ring.get(cell) == Some(&way))
            };
            if !is_stopped(1) || !is_stopped(-1) {
                return false;
            }
            directions.extend(ring);
        }
        true
    }

    /// The cells between which an amount can be moved, and for each whether it becomes more or less then. `None` where
    /// more than two of them share an equation, so that there are many ways.
    fn ring(&self, cells: &[usize], start: usize) -> Option<BTreeMap<usize, i128>> {
        let mut ring = BTreeMap::from([(start, 1)]);
        let mut todo = vec![start];
        while let Some(cell) = todo.pop() {
            let direction = *ring.get(&cell)?;
            for place in self.places(cell) {
                let mut others = self.among(cells, place).filter(|&(other, _)| other != cell);
                let (other, sign) = others.next()?;
                if others.next().is_some() {
                    return None;
                }
                let needed = -direction * place.sign * sign;
                match ring.insert(other, needed) {
                    None => todo.push(other),
                    Some(already) if already == needed => {}
                    Some(_) => return None,
                }
            }
        }
        Some(ring)
    }

    /// The places of a cell in equations that count.
    fn places(&self, cell: usize) -> impl Iterator<Item = &Use> {
        self.model.cells[cell].uses.iter().filter(|place| {
            let left_out = self.model.equations[place.equation].left_out;
            [0, 1].into_iter().all(|side| !left_out[side] || self.n_filled[place.equation][side] > 0)
        })
    }

    /// Those of the cells that stand in the equation of this place, with their signs there.
    fn among(&self, cells: &[usize], place: &Use) -> impl Iterator<Item = (usize, i128)> {
        let equation = place.equation;
        cells.iter().filter_map(move |&cell| {
            let its = self.model.cells[cell].uses.iter().find(|its| its.equation == equation)?;
            Some((cell, its.sign))
        })
    }
}
