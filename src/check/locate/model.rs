//! The identities of a report as a system of linear equations over the cells that can be corrected.
//!
//! What the rules made of blank, missing and ambiguous cells is kept as it is: the system is made from their findings.
//!
//! - An equation with a missing, ambiguous or unreadable cell is not in it, and such a cell is not corrected.
//! - An equation that holds and by which figures were placed is in it. It is no evidence of anything, but a correction
//!   that breaks it would be none.
//! - An equation with a side of nothing but blanks, and numbers on the other, cannot be assessed. Where most equations
//!   of the rule are like that, these cells are left out (the column of totals, mostly), and ask nothing of the others
//!   until a correction puts a number there. Where they are not, blanks are noughts as they are elsewhere: the equation
//!   is no violation, and yet a correction has to make it hold. Else a number that strayed into an empty row could be
//!   any number.
//!
//! Values are whole numbers: where cells hold decimals, everything is multiplied by a power of ten first.

use std::collections::BTreeSet;

use super::location::{Component, Violation};
use crate::Span;
use crate::check::finding::{Finding, Operand, Outcome, Reason, Side, Subject};
use crate::check::rule::Rule;
use crate::report::{CellId, CellStatus, Decimal};

/// The largest power of ten that values are multiplied by.
const MAX_DECIMALS: u32 = 6;

#[derive(Debug)]
pub(super) struct Model {
    pub(super) cells: Vec<Unknown>,
    pub(super) equations: Vec<Row>,
    pub(super) lines: Vec<Line>,
    /// What one of a count is in the values.
    pub(super) one: i128,
}

/// A cell that can be corrected.
#[derive(Debug)]
pub(super) struct Unknown {
    pub(super) id: CellId,
    pub(super) value: i128,
    pub(super) reported: Option<Decimal>,
    pub(super) status: CellStatus,
    pub(super) span: Option<Span>,
    pub(super) uses: Vec<Use>,
}

/// A cell's place in an equation.
#[derive(Clone, Copy, Debug)]
pub(super) struct Use {
    pub(super) equation: usize,
    /// 1 on the left side, −1 on the right.
    pub(super) sign: i128,
    pub(super) side: Side,
}

/// An equation of the system: the left side less the right side is nought.
#[derive(Debug)]
pub(super) struct Row {
    /// Its number among the findings.
    pub(super) nth: usize,
    pub(super) line: usize,
    /// Its cells, with their signs.
    pub(super) cells: Vec<(usize, i128)>,
    /// Left less right, as reported.
    pub(super) residual: i128,
    /// Whether the side is left out, so that the equation asks for nothing until a number stands there.
    pub(super) left_out: [bool; 2],
}

/// The equations of one row, column or group. Two lines of an axis have no cell in common, so each line that is violated
/// takes a correction of its own.
#[derive(Debug)]
pub(super) struct Line {
    subject: Subject,
    pub(super) axis: usize,
    pub(super) equations: Vec<usize>,
}

/// Equations that share cells with each other and with no others: table three, or a group of table four.
pub(super) type Island = Vec<usize>;

impl Model {
    pub(super) fn new(findings: &[Finding]) -> Self {
        let operands = || findings.iter().flat_map(|finding| &finding.operands);
        // The smallest power that makes all values whole, where there is one.
        let all_whole = |decimals: &u32| {
            operands().filter_map(|operand| operand.value).all(|value| scaled(value, 10u32.pow(*decimals)).is_some())
        };
        let factor = 10u32.pow((0..MAX_DECIMALS).find(all_whole).unwrap_or(MAX_DECIMALS));
        let left_out = left_out(findings);

        let mut model = Self { cells: Vec::new(), equations: Vec::new(), lines: Vec::new(), one: factor.into() };
        for (nth, finding) in findings.iter().enumerate() {
            let Some(subject) = finding.subject.filter(|_| takes_part(finding)) else { continue };
            let values: Option<Vec<i128>> = finding
                .operands
                .iter()
                .map(|operand| operand.value.map_or(Some(0), |value| scaled(value, factor)))
                .collect();
            let Some(values) = values else { continue };
            let equation = model.equations.len();
            let line = model.line(subject, equation);
            let mut row = Row { nth, line, cells: Vec::with_capacity(values.len()), residual: 0, left_out: [false; 2] };
            for side in silent_sides(finding) {
                row.left_out[side as usize] = on(finding, side).all(|operand| left_out.contains(&operand.cell));
            }
            for (operand, value) in finding.operands.iter().zip(values) {
                let sign = if operand.side == Side::Left { 1 } else { -1 };
                row.residual += sign * value;
                let Some(cell) = model.cell(operand, value) else { continue };
                model.cells[cell].uses.push(Use { equation, sign, side: operand.side });
                row.cells.push((cell, sign));
            }
            model.equations.push(row);
        }
        model
    }

    /// The place of an operand's cell, which is made where it is new.
    fn cell(&mut self, operand: &Operand, value: i128) -> Option<usize> {
        let id = operand.cell?;
        let found = self.cells.iter().position(|cell| cell.id == id);
        Some(found.unwrap_or_else(|| {
            let (reported, status, span) = (operand.value, operand.status, operand.span);
            self.cells.push(Unknown { id, value, reported, status, span, uses: Vec::with_capacity(3) });
            self.cells.len() - 1
        }))
    }

    fn line(&mut self, subject: Subject, equation: usize) -> usize {
        let found = self.lines.iter().position(|line| line.subject == subject).unwrap_or_else(|| {
            let axis = usize::from(matches!(subject, Subject::Column(_)));
            self.lines.push(Line { subject, axis, equations: Vec::with_capacity(2) });
            self.lines.len() - 1
        });
        self.lines[found].equations.push(equation);
        found
    }

    /// The parts of the system that have nothing to do with each other, and in which something is found violated.
    pub(super) fn islands(&self, findings: &[Finding]) -> Vec<Island> {
        let mut groups = Groups::new(self.equations.len());
        for cell in &self.cells {
            for pair in cell.uses.windows(2) {
                groups.join(pair[0].equation, pair[1].equation);
            }
        }
        let mut islands = groups.members(0..self.equations.len());
        let is_found = |equation: &usize| findings[self.equations[*equation].nth].outcome == Outcome::Violated;
        islands.retain(|island| island.iter().any(is_found));
        islands
    }

    /// Whether the values of any three cells, and fewer, are settled by the equations: each stands in a row and a column
    /// that count.
    pub(super) fn is_whole(&self, island: &Island) -> bool {
        let counts = |place: &&Use| self.equations[place.equation].left_out == [false; 2];
        let is_crossed = |cell: &Unknown| cell.uses.iter().filter(counts).count() > 1;
        island
            .iter()
            .flat_map(|&equation| &self.equations[equation].cells)
            .all(|&(cell, _)| is_crossed(&self.cells[cell]))
    }

    /// Whether a correction has to make an equation hold that does not as reported.
    pub(super) fn is_violated(&self, equation: usize) -> bool {
        let row = &self.equations[equation];
        row.residual != 0 && row.left_out == [false; 2]
    }

    /// Violated equations that are not in the system, because a cell holds a number of too many digits.
    pub(super) fn left_out(&self, findings: &[Finding]) -> Vec<Component> {
        let is_in = |nth: usize| self.equations.iter().any(|row| row.nth == nth);
        findings
            .iter()
            .enumerate()
            .filter(|(nth, finding)| finding.outcome == Outcome::Violated && !is_in(*nth))
            .filter_map(|(_, finding)| Violation::of(finding))
            .map(|violation| Component {
                violated: vec![violation],
                n_cells: 1,
                explanations: Vec::new(),
                n_ties: 0,
                complete: false,
            })
            .collect()
    }
}

/// Whether a correction has to leave this equation satisfied.
fn takes_part(finding: &Finding) -> bool {
    match finding.outcome {
        Outcome::Holds | Outcome::Violated => true,
        Outcome::NotAssessable => {
            matches!(finding.reason, Some(Reason::PlacedByThisSum | Reason::NothingStated))
        }
    }
}

/// The sides of nothing but blanks.
fn silent_sides(finding: &Finding) -> impl Iterator<Item = Side> {
    [Side::Left, Side::Right].into_iter().filter(|&side| on(finding, side).all(|operand| operand.value.is_none()))
}

/// The blank cells that stand where most equations of a rule state nothing.
fn left_out(findings: &[Finding]) -> BTreeSet<Option<CellId>> {
    let mut cells = BTreeSet::new();
    let silent = findings.iter().filter(|finding| finding.reason == Some(Reason::NothingStated));
    let kinds: BTreeSet<(&Rule, Side)> =
        silent.flat_map(|finding| silent_sides(finding).map(move |side| (finding.rule, side))).collect();
    for (rule, side) in kinds {
        let own = || findings.iter().filter(|finding| finding.rule == rule);
        if is_left_out(own(), side) {
            let blank = own().flat_map(|finding| on(finding, side)).filter(|operand| operand.value.is_none());
            cells.extend(blank.map(|operand| operand.cell));
        }
    }
    cells
}

/// Whether most of these equations state nothing on this side, of those that have anything to state there.
fn is_left_out<'f>(findings: impl Iterator<Item = &'f Finding>, side: Side) -> bool {
    let (mut n_silent, mut n_stated) = (0, 0);
    for finding in findings {
        let is_silent = silent_sides(finding).any(|silent| silent == side);
        n_silent += usize::from(is_silent && finding.reason == Some(Reason::NothingStated));
        n_stated += usize::from(on(finding, side).filter_map(|operand| operand.value).any(|value| !value.is_zero()));
    }
    n_silent > n_stated
}

/// What stands on a side.
fn on(finding: &Finding, side: Side) -> impl Iterator<Item = &Operand> {
    finding.operands.iter().filter(move |operand| operand.side == side)
}

fn scaled(value: Decimal, factor: u32) -> Option<i128> {
    if factor == 1 { value.to_whole() } else { value.checked_mul(factor)?.to_whole() }
}

/// Things that belong together, directly or through others.
#[derive(Debug)]
pub(super) struct Groups(Vec<usize>);

impl Groups {
    pub(super) fn new(n: usize) -> Self {
        Self((0..n).collect())
    }

    pub(super) fn of(&self, mut thing: usize) -> usize {
        while self.0[thing] != thing {
            thing = self.0[thing];
        }
        thing
    }

    pub(super) fn join(&mut self, one: usize, other: usize) {
        let (one, other) = (self.of(one), self.of(other));
        // The first one stands for all, so that groups come in the order of their first members.
        self.0[one.max(other)] = one.min(other);
    }

    /// The groups that `things` are in, each in the order of `things`.
    pub(super) fn members(&self, things: impl Iterator<Item = usize> + Clone) -> Vec<Vec<usize>> {
        let mut groups: Vec<Vec<usize>> = Vec::new();
        for thing in things {
            let group = self.of(thing);
            match groups.iter_mut().find(|members| self.of(members[0]) == group) {
                Some(members) => members.push(thing),
                None => groups.push(vec![thing]),
            }
        }
        groups
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::check::equations;
    use crate::report::Edition;

    /// The search counts on this: a violated line takes a correction of its own.
    #[test]
    fn lines_of_an_axis_share_no_cell() {
        for edition in [Edition::E2019, Edition::E2021] {
            let mut seen: BTreeMap<(bool, CellId), String> = BTreeMap::new();
            for equation in equations(edition) {
                let subject = equation.subject();
                let axis = matches!(subject, Subject::Column(_));
                for term in equation.terms() {
                    let line = seen.entry((axis, term.cell)).or_insert_with(|| format!("{subject:?}"));
                    assert_eq!(*line, format!("{subject:?}"), "{}", term.cell);
                }
            }
        }
    }

    #[test]
    fn groups_keep_their_order() {
        let mut groups = Groups::new(6);
        groups.join(4, 1);
        groups.join(5, 4);
        groups.join(0, 3);
        assert_eq!(groups.members(0..6), [vec![0, 3], vec![1, 4, 5], vec![2]]);
        assert_eq!(groups.members([5, 2, 4].into_iter()), [vec![5, 4], vec![2]]);
    }
}
