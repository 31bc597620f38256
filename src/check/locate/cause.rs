//! What may have happened to cells that are wrong.
//!
//! A cause is named only where the numbers have its mark: that 12 should be 21 looks like two digits swapped. It is a
//! hint to who corrects, and may be a coincidence. What nearly any two numbers would show has no name: that one digit is
//! another one says nothing of numbers that have only one.

use serde::{Deserialize, Serialize};

use super::location::Correction;
use crate::Report;
use crate::check::finding::{Side, Subject};
use crate::check::identity::{Equation, OUTCOME_ROWS, equations};
use crate::check::language::Text;
use crate::check::narrative::meaning::group_rows;
use crate::report::ApplicationRow::ResultsTotal;
use crate::report::{ApplicantColumn, ApplicationRow, CellId, Decimal, Quantity, ResultGroup};

/// What may have happened to one cell.
///
/// ```
/// use ogi_report::check::{Cause, locate};
///
/// let text = ogi_report::SAMPLE.replace("12\t3\t1\t1\t2\t0\t19", "21\t3\t1\t1\t2\t0\t19");
/// let location = locate(&ogi_report::parse(&text)?.report);
/// let correction = &location.components[0].explanations[0].corrections[0];
/// assert_eq!((correction.needed, correction.cause), (12, Some(Cause::DigitsSwapped)));
/// # Ok::<(), ogi_report::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Cause {
    /// The number has a sign that it should not have: −3 for 3.
    Sign,
    /// The number has a decimal point that it should not have: 1.2 for 12.
    DecimalPoint,
    /// The cell is blank, or marked as not applicable, and should hold a number.
    LeftBlank,
    /// Two neighbouring digits are swapped: 12 for 21.
    DigitsSwapped,
    /// A total lacks one of its parts.
    PartLeftOut(Subject),
    /// A total has one of its parts twice.
    PartCountedTwice(Subject),
    /// A digit was dropped: 12 for 120.
    DigitDropped,
    /// A digit was added, or typed twice: 112 for 12.
    DigitAdded,
    /// One digit is another one: 47 for 41.
    DigitSlip,
}

/// What the corrections of an explanation have to do with each other.
///
/// ```
/// use ogi_report::check::{Link, locate};
///
/// // Two natural persons are taken for enterprises; the total of the row is right, and so nothing shows in it.
/// let text = ogi_report::SAMPLE.replace("12\t3\t1\t1\t2\t0\t19", "10\t5\t1\t1\t2\t0\t19");
/// let location = locate(&ogi_report::parse(&text)?.report);
/// assert_eq!(location.components.len(), 1, "two columns are violated, and explained together");
/// let explanations = &location.components[0].explanations;
/// assert!(explanations.iter().any(|one| one.link == Some(Link::Offsetting)));
/// # Ok::<(), ogi_report::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Link {
    /// Two neighbouring cells hold each other's number.
    Exchanged,
    /// A number stands in the cell beside, above or below its own.
    NeighbouringCell,
    /// The numbers of a row or column have moved by one cell.
    Shifted,
    /// A row or column of totals lacks one of its parts throughout.
    LeftOut(Subject),
    /// A row or column of totals has one of its parts twice throughout.
    CountedTwice(Subject),
    /// The errors cancel each other in the row or column that they share, so that its sum is right.
    Offsetting,
    /// A part is wrong, and its total by as much: the total was computed with the wrong number.
    CarriedIntoTotal,
}

impl Cause {
    /// The cause in words.
    pub fn text(self) -> Text {
        match self {
            Self::Sign => Text::new("多写了负号", "a sign too many"),
            Self::DecimalPoint => Text::new("多写了小数点", "a decimal point too many"),
            Self::LeftBlank => Text::new("漏填", "left blank"),
            Self::DigitsSwapped => Text::new("相邻数字颠倒", "two neighbouring digits swapped"),
            Self::PartLeftOut(_) => Text::new("总计漏加一项", "the total lacks one of its parts"),
            Self::PartCountedTwice(_) => Text::new("总计重复加了一项", "the total has one of its parts twice"),
            Self::DigitDropped => Text::new("少写一位数字", "a digit dropped"),
            Self::DigitAdded => Text::new("多写一位数字", "a digit too many"),
            Self::DigitSlip => Text::new("错写一位数字", "one digit mistaken"),
        }
    }

    /// How easily the numbers show this mark by chance.
    pub(super) fn weakness(self) -> u8 {
        match self {
            Self::Sign | Self::DecimalPoint => 0,
            Self::DigitsSwapped | Self::PartLeftOut(_) | Self::PartCountedTwice(_) => 1,
            Self::LeftBlank | Self::DigitDropped | Self::DigitAdded => 2,
            Self::DigitSlip => 3,
        }
    }
}

impl Link {
    /// The link in words.
    pub fn text(self) -> Text {
        match self {
            Self::Exchanged => {
                Text::new("相邻两格的数字互换了位置", "the two neighbouring cells hold each other's number")
            }
            Self::NeighbouringCell => Text::new("数字填入了相邻的一格", "the number stands in the neighbouring cell"),
            Self::Shifted => Text::new("数字整体错开一格", "the numbers have moved by one cell"),
            Self::LeftOut(_) => Text::new("总计漏加了整行或整列", "the totals lack one of their parts throughout"),
            Self::CountedTwice(_) => {
                Text::new("总计重复加了整行或整列", "the totals have one of their parts twice throughout")
            }
            Self::Offsetting => Text::new(
                "几处差额正负相抵，所在行或列的合计因而不受影响",
                "the errors cancel each other, so that the sum of the row or column they share does not show them",
            ),
            Self::CarriedIntoTotal => Text::new(
                "分项与总计相差同样的数，总计可能是按错误的分项算出的",
                "part and total are wrong by as much: the total may have been computed with the wrong part",
            ),
        }
    }

    /// Whether this says what happened, and not only how the errors stand to each other.
    pub(super) fn is_cause(self) -> bool {
        !matches!(self, Self::Offsetting | Self::CarriedIntoTotal)
    }
}

/// The cause of one correction, where its numbers have the mark of one.
pub(super) fn cause(correction: &Correction, report: &Report) -> Option<Cause> {
    let Some(reported) = correction.reported else { return Some(Cause::LeftBlank) };
    let needed = correction.needed;
    let Some(count) = reported.to_count() else {
        if reported.is_negative() {
            return (reported.abs().to_count() == Some(needed)).then_some(Cause::Sign);
        }
        let digits: String = reported.to_string().chars().filter(char::is_ascii_digit).collect();
        return (digits.parse() == Ok(needed)).then_some(Cause::DecimalPoint);
    };
    let (from, to) = (count.to_string(), needed.to_string());
    let (from, to) = (from.as_bytes(), to.as_bytes());
    // That a digit stands beside a nought, or that a nought should be some number, is no mark of anything.
    let both = count > 0 && needed > 0;
    if is_swapped(from, to) {
        Some(Cause::DigitsSwapped)
    } else if let Some(cause) = part(correction, report) {
        Some(cause)
    } else if both && lacks_a_digit(from, to) {
        Some(Cause::DigitDropped)
    } else if both && lacks_a_digit(to, from) {
        Some(Cause::DigitAdded)
    } else if from.len() > 1 && from.len() == to.len() && n_different(from, to) == 1 {
        Some(Cause::DigitSlip)
    } else {
        None
    }
}

fn n_different(one: &[u8], other: &[u8]) -> usize {
    one.iter().zip(other).filter(|(one, other)| one != other).count()
}

fn is_swapped(one: &[u8], other: &[u8]) -> bool {
    let differs = |at: &usize| one[*at] != other[*at];
    one.len() == other.len()
        && n_different(one, other) == 2
        && (0..one.len())
            .find(differs)
            .is_some_and(|at| at + 1 < one.len() && one[at] == other[at + 1] && one[at + 1] == other[at])
}

/// Whether `short` is `long` without one of its digits.
fn lacks_a_digit(short: &[u8], long: &[u8]) -> bool {
    let same = short.iter().zip(long).take_while(|(one, other)| one == other).count();
    long.len() == short.len() + 1 && short[same..] == long[same + 1..]
}

/// Whether a total lacks just one of its parts, or has it twice.
///
/// Only where no other part has the same number, and not for differences of one: those are everywhere.
fn part(correction: &Correction, report: &Report) -> Option<Cause> {
    let added = signed(correction)?;
    let totals = equations(report.applications_edition())
        .iter()
        .filter(|equation| parts_of(equation, correction.cell).is_some());
    let parts = totals.filter_map(|equation| parts_of(equation, correction.cell)).flatten();
    let mut same = parts.filter(|part| count(report, *part).is_some_and(|n| n > 1 && i128::from(n) == added.abs()));
    let part = Subject::Cell(same.next()?);
    if same.next().is_some() {
        return None;
    }
    Some(if added > 0 { Cause::PartLeftOut(part) } else { Cause::PartCountedTwice(part) })
}

/// The parts that an equation adds up to this cell, if it does.
fn parts_of(equation: &Equation, total: CellId) -> Option<Vec<CellId>> {
    let mut right = equation.terms().iter().filter(|term| term.side == Side::Right);
    if right.next()?.cell != total || right.next().is_some() {
        return None;
    }
    Some(equation.terms().iter().filter(|term| term.side == Side::Left).map(|term| term.cell).collect())
}

/// What a correction adds.
fn signed(correction: &Correction) -> Option<i128> {
    correction.difference.to_whole()
}

fn count(report: &Report, cell: CellId) -> Option<u64> {
    report.cell(cell).number().and_then(|number| number.to_decimal().to_count())
}

/// The link between corrections, where there is one. They stand in the order of the format.
pub(super) fn link(corrections: &[Correction], report: &Report) -> Option<Link> {
    if corrections.len() < 2 {
        return None;
    }
    neighbours(corrections, report)
        .or_else(|| shifted(corrections, report))
        .or_else(|| totals(corrections, report))
        .or_else(|| offsetting(corrections))
        .or_else(|| carried_into_total(corrections, report))
}

/// Where a cell stands in its row, and in its column.
fn place(cell: CellId, report: &Report) -> Option<(usize, usize)> {
    match cell {
        CellId::Applications(row, column) => {
            let mut rows = ApplicationRow::ALL.iter().filter(|row| row.in_edition(report.applications_edition()));
            Some((rows.position(|other| *other == row)?, column as usize))
        }
        _ => None,
    }
}

fn neighbours(corrections: &[Correction], report: &Report) -> Option<Link> {
    let [one, other] = corrections else { return None };
    let (a, b) = (place(one.cell, report)?, place(other.cell, report)?);
    let value = |correction: &Correction| correction.reported.unwrap_or_else(|| Decimal::from(0u64));
    let is_exchange = value(one) == Decimal::from(other.needed) && value(other) == Decimal::from(one.needed);
    if !is_exchange || a.0.abs_diff(b.0) + a.1.abs_diff(b.1) != 1 {
        return None;
    }
    let one_is_empty = value(one).is_zero() || value(other).is_zero();
    Some(if one_is_empty { Link::NeighbouringCell } else { Link::Exchanged })
}

/// Whether what the cells of a line need is what is reported one cell further on, or one before.
fn shifted(corrections: &[Correction], report: &Report) -> Option<Link> {
    let reported = |cell: CellId| count(report, cell).unwrap_or(0);
    let needed = |cell: CellId| {
        corrections
            .iter()
            .find(|correction| correction.cell == cell)
            .map_or(reported(cell), |correction| correction.needed)
    };
    let is_shifted = |line: &[CellId]| {
        let held: Vec<u64> = line.iter().map(|&cell| reported(cell)).collect();
        let wanted: Vec<u64> = line.iter().map(|&cell| needed(cell)).collect();
        let n = line.len();
        let on = held[n - 1] == 0 && wanted[0] == 0 && held[..n - 1] == wanted[1..];
        let back = held[0] == 0 && wanted[n - 1] == 0 && held[1..] == wanted[..n - 1];
        on || back
    };
    let line: Vec<CellId> = match (corrections[0].cell, corrections[1].cell) {
        (CellId::Applications(row, _), CellId::Applications(other, _)) if row == other => {
            ApplicantColumn::ALL[..6].iter().map(|&column| CellId::Applications(row, column)).collect()
        }
        (CellId::Applications(_, column), CellId::Applications(_, other)) if column == other => {
            outcome_rows(report).map(|row| CellId::Applications(row, column)).collect()
        }
        _ => return None,
    };
    let all_in_line = corrections.iter().all(|correction| line.contains(&correction.cell));
    (all_in_line && is_shifted(&line)).then_some(Link::Shifted)
}

fn outcome_rows(report: &Report) -> impl Iterator<Item = ApplicationRow> {
    OUTCOME_ROWS.iter().copied().filter(|row| row.in_edition(report.applications_edition()))
}

/// The groups of rows whose totals a form without such totals makes one add up beforehand.
const GROUPS: [ResultGroup; 4] =
    [ResultGroup::Denied, ResultGroup::Unable, ResultGroup::NotProcessed, ResultGroup::Other];

/// Whether all corrections are of one row or column of totals, and what they add is one of its parts throughout.
fn totals(corrections: &[Correction], report: &Report) -> Option<Link> {
    let cell = |row, column| count(report, CellId::Applications(row, column)).unwrap_or(0);
    // What the corrections add, place by place, with nought where nothing is corrected.
    let added = |id: CellId| corrections.iter().find(|correction| correction.cell == id).map_or(Some(0), signed);
    let is_in = |line: &dyn Fn(ApplicationRow, ApplicantColumn) -> bool| {
        corrections.iter().all(|one| matches!(one.cell, CellId::Applications(row, column) if line(row, column)))
    };
    let mut parts: Vec<(Subject, Vec<u64>)> = Vec::new();
    let changes: Vec<i128>;
    if is_in(&|row, _| row == ResultsTotal) {
        let columns = ApplicantColumn::ALL;
        changes = columns.iter().map(|&c| added(CellId::Applications(ResultsTotal, c))).collect::<Option<_>>()?;
        for row in outcome_rows(report) {
            parts.push((Subject::Row(row), columns.iter().map(|&column| cell(row, column)).collect()));
        }
        for group in GROUPS {
            let rows: Vec<ApplicationRow> =
                group_rows(group).iter().copied().filter(|row| row.in_edition(report.applications_edition())).collect();
            let sum =
                |column: ApplicantColumn| rows.iter().fold(0u64, |sum, &row| sum.saturating_add(cell(row, column)));
            let sums: Vec<u64> = columns.iter().map(|&column| sum(column)).collect();
            // A group with one row that is not nought is that row.
            if parts.iter().all(|(_, part)| *part != sums) {
                parts.push((Subject::Quantity(Quantity::Group(group)), sums));
            }
        }
    } else if is_in(&|_, column| column == ApplicantColumn::Total) {
        let rows = || ApplicationRow::ALL.iter().copied().filter(|row| row.in_edition(report.applications_edition()));
        changes = rows().map(|row| added(CellId::Applications(row, ApplicantColumn::Total))).collect::<Option<_>>()?;
        for &column in &ApplicantColumn::ALL[..6] {
            parts.push((Subject::Column(column), rows().map(|row| cell(row, column)).collect()));
        }
    } else {
        return None;
    }
    let is_part =
        |part: &[u64], sign: i128| part.iter().zip(&changes).all(|(&part, &change)| i128::from(part) * sign == change);
    let mut same = parts.iter().filter_map(|(subject, part)| {
        if is_part(part, 1) {
            Some(Link::LeftOut(*subject))
        } else if is_part(part, -1) {
            Some(Link::CountedTwice(*subject))
        } else {
            None
        }
    });
    let link = same.next();
    link.filter(|_| same.next().is_none())
}

/// Whether the corrections are all in one row or column, not its total, and add nothing to its sum.
fn offsetting(corrections: &[Correction]) -> Option<Link> {
    let places: Vec<(ApplicationRow, ApplicantColumn)> = corrections
        .iter()
        .map(|one| match one.cell {
            CellId::Applications(row, column) => Some((row, column)),
            _ => None,
        })
        .collect::<Option<_>>()?;
    let (row, column) = places[0];
    let in_row = places.iter().all(|&(other, column)| other == row && column != ApplicantColumn::Total);
    let in_column = places.iter().all(|&(row, other)| other == column && OUTCOME_ROWS.contains(&row));
    let sum = corrections.iter().map(signed).try_fold(0, |sum, added| added.map(|added| sum + added))?;
    (sum == 0 && (in_row || in_column)).then_some(Link::Offsetting)
}

/// Whether one of two corrections is of a part, and the other one of its total and adds as much.
fn carried_into_total(corrections: &[Correction], report: &Report) -> Option<Link> {
    let [one, other] = corrections else { return None };
    let is_part = |part: CellId, total: CellId| {
        equations(report.applications_edition())
            .iter()
            .filter_map(|equation| parts_of(equation, total))
            .any(|parts| parts.contains(&part))
    };
    let is_carried =
        one.difference == other.difference && (is_part(one.cell, other.cell) || is_part(other.cell, one.cell));
    is_carried.then_some(Link::CarriedIntoTotal)
}
