//! Two sides that should be equal: the one place where figures are added up and held against each other.

use super::finding::{Finding, Operand, Outcome, Reason, Role, Side, Sign};
use super::rule::Rule;
use crate::Span;
use crate::report::{Cell, CellId, CellStatus, CellValue, Decimal, DisclosureCell, Number, Placement, Unit};

/// What blank cells and marks such as `/` count for in a sum.
///
/// ```
/// use ogi_report::check::{Blanks, Checker, Outcome};
///
/// let text = ogi_report::SAMPLE.replace("（一）予以公开\t\t4\t2\t1\t0\t1\t0\t8", "（一）予以公开\t\t4\t2\t1\t\t1\t\t8");
/// let report = ogi_report::parse(&text)?.report;
/// let of_row = |blanks| Checker::new().blanks(blanks).check(&report).of_rule("A003").filter(|finding| finding.outcome == Outcome::NotAssessable).count();
/// assert_eq!(of_row(Blanks::ZeroBesideNumbers), 0, "the blank cells of the row count for nought");
/// assert_eq!(of_row(Blanks::Unknown), 1);
/// # Ok::<(), ogi_report::Error>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Blanks {
    /// Nought, as long as a number stands beside them: a side of nothing but blanks states nothing, and is held against
    /// nought only. This is the default. Reports leave noughts out, and some leave a whole column of totals out, which
    /// is no error in the sums.
    #[default]
    ZeroBesideNumbers,
    /// Nought, everywhere.
    Zero,
    /// Nothing: a sum with a blank in it cannot be assessed.
    Unknown,
}

/// Why a cell that holds no number tells nothing.
pub(super) fn unread(cell: &Cell) -> Reason {
    match cell.status() {
        CellStatus::Ambiguous => Reason::CellAmbiguous,
        CellStatus::Missing => Reason::CellMissing,
        CellStatus::Unreadable => Reason::CellUnreadable,
        CellStatus::Number | CellStatus::Blank | CellStatus::NotApplicable => Reason::CellBlank,
    }
}

/// How the two sides are to stand to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Relation {
    /// Left = right.
    Equal,
    /// Left ≤ right.
    AtMost,
    /// Left ≥ right.
    AtLeast,
}

/// A comparison as it is being put together.
#[derive(Debug)]
pub(super) struct Comparison {
    operands: Vec<Operand>,
    sides: Sides,
}

/// What the two sides of a comparison come to.
#[derive(Debug, Default)]
pub(super) struct Sides {
    left: Total,
    right: Total,
    blocked: Option<Reason>,
    by_row_sum: bool,
}

/// The sum of a side.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Total {
    /// The whole numbers, which nearly all are.
    whole: i128,
    /// The others.
    rest: Option<Decimal>,
    has_number: bool,
    has_blank: bool,
}

impl Total {
    /// The sum of a side that has nothing but counts and blanks.
    #[inline]
    pub(super) const fn of_counts(sum: i128, has_number: bool, has_blank: bool) -> Self {
        Self { whole: sum, rest: None, has_number, has_blank }
    }

    fn add(&mut self, sign: Sign, number: Number) -> Option<()> {
        self.has_number = true;
        let signed = |value: i128| if sign == Sign::Plus { value } else { -value };
        match number {
            Number::Count(count) => self.whole += signed(count.into()),
            Number::Change(change) => self.whole += signed(change.into()),
            Number::Amount(amount) => {
                let rest = self.rest.unwrap_or_else(|| Decimal::from(0u64));
                self.rest = Some(match sign {
                    Sign::Plus => rest.checked_add(amount)?,
                    Sign::Minus => rest.checked_sub(amount)?,
                });
            }
        }
        Some(())
    }

    /// The sum, where it is of whole numbers and a count itself.
    fn count(&self) -> Option<u64> {
        u64::try_from(self.whole).ok().filter(|_| self.rest.is_none())
    }

    fn value(&self) -> Option<Decimal> {
        let whole = Decimal::from_whole(self.whole)?;
        match self.rest {
            Some(rest) => whole.checked_add(rest),
            None => Some(whole),
        }
    }
}

/// The amount of a cell in yuan. The format prescribes 万元 for fees, so that is what they are in where no unit was found.
pub(super) fn yuan(id: CellId, cell: &Cell, number: Number) -> Result<Number, Reason> {
    let prescribed = (id == CellId::Disclosure(DisclosureCell::FeesAmount)).then_some(Unit::TenThousandYuan);
    let factor = cell.unit.or(prescribed).and_then(Unit::in_yuan).ok_or(Reason::UnitUnknown)?;
    let amount = number.to_decimal().checked_mul(factor).ok_or(Reason::TooLarge)?;
    Ok(Number::Amount(amount.normalized()))
}

impl Comparison {
    pub(super) fn new(capacity: usize) -> Self {
        let operands = Vec::with_capacity(capacity);
        Self { operands, sides: Sides::default() }
    }

    fn side(&mut self, side: Side) -> &mut Total {
        match side {
            Side::Left => &mut self.sides.left,
            Side::Right => &mut self.sides.right,
        }
    }

    fn block(&mut self, reason: Reason) {
        self.sides.blocked = Some(self.sides.blocked.map_or(reason, |already| already.min(reason)));
    }

    /// Adds the cell of a report to a side.
    pub(super) fn cell(&mut self, side: Side, sign: Sign, role: Role, id: CellId, cell: &Cell, report: u16) {
        self.converted(side, sign, role, id, cell, report, Ok);
    }

    /// Adds the amount of money of a cell to a side, in yuan: reports write it in units of their own.
    pub(super) fn yuan(&mut self, side: Side, sign: Sign, role: Role, id: CellId, cell: &Cell, report: u16) {
        self.converted(side, sign, role, id, cell, report, |number| yuan(id, cell, number));
    }

    #[expect(clippy::too_many_arguments, reason = "those of `cell`, and what becomes of the number")]
    fn converted(
        &mut self,
        side: Side,
        sign: Sign,
        role: Role,
        id: CellId,
        cell: &Cell,
        report: u16,
        convert: impl Fn(Number) -> Result<Number, Reason>,
    ) {
        let value = self.read(side, sign, cell, convert);
        let (status, span) = (cell.status(), cell.span);
        self.operands.push(Operand { role, side, sign, cell: Some(id), status, value, span, report });
    }

    /// Adds what a cell holds to a side, and gives its value there.
    fn read(
        &mut self,
        side: Side,
        sign: Sign,
        cell: &Cell,
        convert: impl Fn(Number) -> Result<Number, Reason>,
    ) -> Option<Decimal> {
        match &cell.value {
            CellValue::Number(number) => match convert(*number) {
                Ok(number) => {
                    self.sides.by_row_sum |= cell.placement == Placement::RowSum;
                    if self.side(side).add(sign, number).is_none() {
                        self.block(Reason::TooLarge);
                    }
                    return Some(number.to_decimal());
                }
                Err(reason) => self.block(reason),
            },
            CellValue::Blank | CellValue::NotApplicable => self.side(side).has_blank = true,
            CellValue::Unreadable => self.block(Reason::CellUnreadable),
            CellValue::Ambiguous(_) => self.block(Reason::CellAmbiguous),
            CellValue::Missing => self.block(Reason::CellMissing),
        }
        None
    }

    /// Adds a figure of the prose to a side.
    pub(super) fn figure(&mut self, side: Side, sign: Sign, role: Role, value: Decimal, span: Span, report: u16) {
        if self.side(side).add(sign, Number::Amount(value)).is_none() {
            self.block(Reason::TooLarge);
        }
        self.operands.push(Operand { role, side, sign, ..Self::claimed(value, span, report) });
    }

    /// The operand of a figure of the prose, for comparisons that are no sums.
    pub(super) fn claimed(value: Decimal, span: Span, report: u16) -> Operand {
        Operand {
            role: Role::Claim,
            side: Side::Right,
            sign: Sign::Plus,
            cell: None,
            status: CellStatus::Number,
            value: Some(value),
            span: Some(span),
            report,
        }
    }

    /// What came out, where equality is not what is asked: `holds` is given the left side and the right side.
    pub(super) fn finish_by(
        self,
        rule: &'static Rule,
        blanks: Blanks,
        holds: impl FnOnce(Decimal, Decimal) -> bool,
    ) -> Finding {
        let mut finding = self.finish(rule, Relation::Equal, blanks, false);
        if let (Some(computed), Some(reported)) = (finding.computed, finding.reported) {
            finding.outcome = if holds(computed, reported) { Outcome::Holds } else { Outcome::Violated };
        }
        finding
    }

    /// What came out. A row's own sum proves nothing where it was used to read the row, which `own_sum` asks.
    pub(super) fn finish(self, rule: &'static Rule, relation: Relation, blanks: Blanks, own_sum: bool) -> Finding {
        let mut finding = Finding::new(rule, Outcome::NotAssessable);
        self.finish_in(&mut finding, relation, blanks, own_sum);
        finding
    }

    /// The same, put into a finding that says nothing yet.
    pub(super) fn finish_in(self, finding: &mut Finding, relation: Relation, blanks: Blanks, own_sum: bool) {
        finding.operands = self.operands.into();
        self.sides.finish_in(finding, relation, blanks, own_sum);
    }
}

impl Sides {
    /// Sides that have nothing but counts and blanks.
    #[inline]
    pub(super) const fn of_counts(left: Total, right: Total, by_row_sum: bool) -> Self {
        Self { left, right, blocked: None, by_row_sum }
    }

    /// Says in a finding that says nothing yet, apart from its operands, what comes of the two sides.
    pub(super) fn finish_in(&self, finding: &mut Finding, relation: Relation, blanks: Blanks, own_sum: bool) {
        let (left, right, by_row_sum, mut blocked) = (&self.left, &self.right, self.by_row_sum, self.blocked);
        let blank = left.has_blank || right.has_blank;
        if !blank
            && blocked.is_none()
            && let (Some(computed), Some(reported)) = (left.count(), right.count())
            && computed == reported
            && !(own_sum && by_row_sum)
        {
            // As nearly all are.
            let both = Some(Decimal::from(computed));
            (finding.computed, finding.reported) = (both, both);
            finding.difference = Some(Decimal::from(0u64));
            finding.outcome = Outcome::Holds;
            return;
        }
        if blank && blocked.is_none() {
            let nothing_stated = |side: &Total, other: &Total| {
                side.has_blank && !side.has_number && other.value().is_some_and(|other| !other.is_zero())
            };
            blocked = match blanks {
                Blanks::Unknown => Some(Reason::CellBlank),
                Blanks::ZeroBesideNumbers if nothing_stated(left, right) || nothing_stated(right, left) => {
                    Some(Reason::NothingStated)
                }
                _ => None,
            };
        }
        let (Some(computed), Some(reported), None) = (left.value(), right.value(), blocked) else {
            finding.reason = Some(blocked.unwrap_or(Reason::TooLarge));
            return;
        };
        let (order, difference) = if left.rest.is_none() && right.rest.is_none() {
            (left.whole.cmp(&right.whole), Decimal::from_whole(right.whole - left.whole))
        } else {
            (computed.cmp(&reported), reported.checked_sub(computed))
        };
        let holds = match relation {
            Relation::Equal => order.is_eq(),
            Relation::AtMost => order.is_le(),
            Relation::AtLeast => order.is_ge(),
        };
        finding.reported = Some(reported);
        finding.computed = Some(computed);
        finding.difference = difference;
        finding.blanks_as_zero = blank;
        if holds && own_sum && by_row_sum {
            finding.reason = Some(Reason::PlacedByThisSum);
            return;
        }
        finding.outcome = if holds { Outcome::Holds } else { Outcome::Violated };
    }
}
