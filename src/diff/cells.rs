//! Cells, compared.

use serde::{Deserialize, Serialize};

use crate::report::{Cell, CellId, CellStatus, Decimal, Disclosure2019Cell, DisclosureCell, RawText, Unit};
use crate::{Report, Span};

/// A cell in two reports.
///
/// ```
/// use ogi_report::diff::Kind;
/// use ogi_report::report::CellStatus;
/// use ogi_report::{SAMPLE, diff, parse};
///
/// let old = parse(&SAMPLE.replace("行政强制\t26", "行政强制\t/"))?.report;
/// let diff = diff(&old, &parse(SAMPLE)?.report);
/// let change = diff.cell("disclosure.coercion.decisions".parse()?).unwrap();
/// assert_eq!(change.kind, Kind::Appeared);
/// assert_eq!((change.old.status, change.old.raw.as_str()), (CellStatus::NotApplicable, "/"));
/// assert_eq!((change.new.value.unwrap().to_string().as_str(), change.absolute), ("26", None));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[non_exhaustive]
pub struct CellChange {
    /// Its id in the old report.
    pub old_id: CellId,
    /// Its id in the new report: another one only where the editions differ.
    pub new_id: CellId,
    /// What kind of change it is.
    pub kind: Kind,
    /// What it was.
    pub old: State,
    /// What it is.
    pub new: State,
    /// By how much the number changed: the new one less the old one. `None` where either is no number, or where the
    /// difference cannot be held exactly.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub absolute: Option<Decimal>,
    /// The unit of `absolute`: yuan where the two amounts are in different units.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<Unit>,
    /// The change in percent of the old number, with two decimals, half a hundredth rounded away from nought. `None`
    /// where the old number is nought or below.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub percent: Option<Decimal>,
}

/// A cell in one of the reports.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[non_exhaustive]
pub struct State {
    /// What the cell can be.
    pub status: CellStatus,
    /// The number, if it holds one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value: Option<Decimal>,
    /// Its unit, where one is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<Unit>,
    /// The text of the cell as it was written.
    #[serde(default, skip_serializing_if = "str::is_empty")]
    pub raw: RawText,
    /// Where it stands in its own report.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub span: Option<Span>,
}

/// Kinds of changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Kind {
    /// The same number or amount, or no number in the same way: both blank, or both not applicable.
    Unchanged,
    /// A larger number.
    Increased,
    /// A smaller number.
    Decreased,
    /// A number where the cell was blank or not applicable.
    Appeared,
    /// Blank or not applicable where there was a number.
    Vanished,
    /// Blank where it was not applicable, or the other way round; another unit, where amounts cannot be compared; other
    /// text that is no number.
    Rewritten,
    /// The cell could be read, and is missing, ambiguous or unreadable now.
    Lost,
    /// The cell was missing, ambiguous or unreadable, and can be read now.
    Found,
    /// Missing, ambiguous or unreadable in both: nobody knows whether it changed.
    Unread,
}

impl Kind {
    /// Whether something changed that is known.
    pub const fn is_change(self) -> bool {
        !matches!(self, Self::Unchanged | Self::Unread)
    }

    /// The kind of the change back.
    #[must_use]
    pub const fn reversed(self) -> Self {
        match self {
            Self::Increased => Self::Decreased,
            Self::Decreased => Self::Increased,
            Self::Appeared => Self::Vanished,
            Self::Vanished => Self::Appeared,
            Self::Lost => Self::Found,
            Self::Found => Self::Lost,
            Self::Unchanged | Self::Rewritten | Self::Unread => self,
        }
    }
}

impl State {
    fn new(id: CellId, cell: &Cell) -> Self {
        let unit = cell.unit.or(match id {
            // The format prescribes the unit of fees, so that is what they are in where none was found.
            CellId::Disclosure(DisclosureCell::FeesAmount) if cell.number().is_some() => Some(Unit::TenThousandYuan),
            _ => None,
        });
        let value = cell.number().map(|number| number.to_decimal());
        Self { status: cell.status(), value, unit, raw: cell.raw.clone(), span: cell.span }
    }

    const fn is_read(&self) -> bool {
        matches!(self.status, CellStatus::Number | CellStatus::Blank | CellStatus::NotApplicable)
    }
}

const fn is_money(id: CellId) -> bool {
    matches!(
        id,
        CellId::Disclosure(DisclosureCell::FeesAmount) | CellId::Disclosure2019(Disclosure2019Cell::ProcurementAmount)
    )
}

/// Two numbers in one unit; `None` where they have none in common.
fn in_one_unit(id: CellId, old: &State, new: &State) -> Option<(Decimal, Decimal, Option<Unit>)> {
    let (from, to) = (old.value?, new.value?);
    // Measure words of things differ, and things are counted all the same.
    if !is_money(id) || old.unit == new.unit {
        return Some((from, to, new.unit.or(old.unit).filter(|_| is_money(id))));
    }
    let yuan = |value: Decimal, unit: Option<Unit>| Some(value.checked_mul(unit?.in_yuan()?)?.normalized());
    Some((yuan(from, old.unit)?, yuan(to, new.unit)?, Some(Unit::Yuan)))
}

fn change(old_id: CellId, new_id: CellId, old: &Report, new: &Report) -> CellChange {
    let (old, new) = (State::new(old_id, old.cell(old_id)), State::new(new_id, new.cell(new_id)));
    let mut change =
        CellChange { old_id, new_id, kind: Kind::Rewritten, old, new, absolute: None, unit: None, percent: None };
    let (old, new) = (&change.old, &change.new);
    change.kind = match (old.is_read(), new.is_read()) {
        (true, false) => Kind::Lost,
        (false, true) => Kind::Found,
        (false, false) if old.status == new.status && old.raw == new.raw => Kind::Unread,
        (false, false) if old.raw.is_empty() || new.raw.is_empty() => Kind::Unread,
        (false, false) => Kind::Rewritten,
        (true, true) => match (old.value, new.value) {
            (None, None) if old.status == new.status => Kind::Unchanged,
            (None, None) => Kind::Rewritten,
            (None, Some(_)) => Kind::Appeared,
            (Some(_), None) => Kind::Vanished,
            (Some(_), Some(_)) => match in_one_unit(new_id, old, new) {
                None => Kind::Rewritten,
                Some((from, to, unit)) => {
                    change.absolute = to.checked_sub(from);
                    change.unit = unit;
                    change.percent = change.absolute.and_then(|absolute| absolute.percent_of(from));
                    match to.cmp(&from) {
                        core::cmp::Ordering::Greater => Kind::Increased,
                        core::cmp::Ordering::Less => Kind::Decreased,
                        core::cmp::Ordering::Equal => Kind::Unchanged,
                    }
                }
            },
        },
    };
    change
}

/// Cells that mean the same, and the ids of those that have no counterpart.
pub(super) fn compare(old: &Report, new: &Report) -> (Vec<CellChange>, Vec<CellId>) {
    let lonely = old.cell_ids().filter(|&id| id.counterpart(old.edition_of(id), new.edition_of(id)).is_none());
    let mut not_compared: Vec<CellId> = lonely.collect();
    let mut cells = Vec::new();
    for id in new.cell_ids() {
        match id.counterpart(new.edition_of(id), old.edition_of(id)) {
            Some(twin) => cells.push(change(twin, id, old, new)),
            None => not_compared.push(id),
        }
    }
    (cells, not_compared)
}
