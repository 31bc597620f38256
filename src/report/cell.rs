//! A table cell: what it holds, how that was written, where, and how it was told.

use core::fmt;
use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

use super::{Decimal, Place, RawText};
use crate::Span;

/// A cell of one of the three tables.
///
/// `raw` is the text of `span`, as it stands in the source. Of a blank cell that left no trace in the text the span is
/// empty and stands behind the row's label or its last number. Of an ambiguous cell it is the whole stretch that may
/// hold the number, which other cells of the row then share. A missing cell has no span.
///
/// ```
/// let report = ogi_report::parse(ogi_report::SAMPLE)?.report;
/// let cell = report.cell("disclosure.licensing.decisions".parse()?);
/// assert_eq!(cell.count(), Some(387));
/// assert_eq!(cell.raw.as_ref(), cell.span.unwrap().slice(ogi_report::SAMPLE));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct Cell {
    /// What the cell holds.
    pub value: CellValue,
    /// The text of the cell as it was written.
    #[serde(default, skip_serializing_if = "str::is_empty")]
    pub raw: RawText,
    /// Where the cell's text stands.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub span: Option<Span>,
    /// Unit of the number, from the cell or else from the table's header.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<Unit>,
    /// How it was told that the text belongs to this cell.
    #[serde(default, skip_serializing_if = "Placement::is_stated")]
    pub placement: Placement,
    /// A remark beside the number, such as `（其中修订16件）`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub annotation: Option<Box<str>>,
    /// Where the cell stands in its document: on which page, in which table. A plain text has no such places, nor has a
    /// cell that was not found or cannot be told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<Place>,
}

/// What reading asks for where there is no cell to lend.
pub(crate) static MISSING: LazyLock<Cell> = LazyLock::new(Cell::missing);

impl Cell {
    /// A cell that was not found.
    pub fn missing() -> Self {
        Self::new(CellValue::Missing, "", None)
    }

    /// A cell with `value`, written as `raw` at `span`, with no unit and no remark.
    pub fn new(value: CellValue, raw: &str, span: Option<Span>) -> Self {
        Self { value, raw: raw.into(), span, unit: None, placement: Placement::Stated, annotation: None, place: None }
    }

    /// What the cell can be, without what it holds.
    pub const fn status(&self) -> CellStatus {
        self.value.status()
    }

    /// The number that the cell holds, whatever its kind.
    pub const fn number(&self) -> Option<&Number> {
        match &self.value {
            CellValue::Number(number) => Some(number),
            _ => None,
        }
    }

    /// The count that the cell holds. `None` where it holds none: a blank cell is not a nought. A change or an amount
    /// is no count either; [`Cell::number`] gives those.
    pub const fn count(&self) -> Option<u64> {
        match self.value {
            CellValue::Number(Number::Count(count)) => Some(count),
            _ => None,
        }
    }

    /// The amount of money that the cell holds, in the unit that [`Cell::unit`] tells.
    pub const fn amount(&self) -> Option<Decimal> {
        match self.value {
            CellValue::Number(Number::Amount(amount)) => Some(amount),
            _ => None,
        }
    }
}

/// What the cell holds in one word: its number with its unit, or else its status.
///
/// ```
/// let report = ogi_report::parse(ogi_report::SAMPLE)?.report;
/// assert_eq!(report.cell("disclosure.fees.amount".parse()?).to_string(), "86.50万元");
/// assert_eq!(report.cell("disclosure.rules.issued".parse()?).to_string(), "blank");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
impl fmt::Display for Cell {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.number(), self.unit) {
            (Some(number), Some(unit)) => write!(f, "{number}{unit}"),
            (Some(number), None) => number.fmt(f),
            (None, _) => self.status().fmt(f),
        }
    }
}

impl Default for Cell {
    fn default() -> Self {
        Self::missing()
    }
}

/// What a cell holds. Blank, not applicable, missing and nought are four different things.
///
/// ```
/// use ogi_report::report::{CellValue, Number};
///
/// let report = ogi_report::parse(ogi_report::SAMPLE)?.report;
/// match &report.cell("applications.received.total".parse()?).value {
///     CellValue::Number(Number::Count(count)) => assert_eq!(*count, 19),
///     CellValue::Ambiguous(candidates) => println!("one of {}", candidates.len()),
///     other => println!("{}", other.status()),
/// }
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(
    feature = "schemars",
    derive(schemars::JsonSchema),
    schemars(transform = crate::write::schema::no_value_but_where_named)
)]
#[serde(tag = "status", content = "value", rename_all = "snake_case")]
#[non_exhaustive]
pub enum CellValue {
    /// A number.
    Number(Number),
    /// The cell is there and empty.
    Blank,
    /// A mark that nothing applies: `/`, `-`, `—`, `无`, `不适用`, `*`.
    NotApplicable,
    /// There is text, and it is no number.
    Unreadable,
    /// Numbers stand in the row, but the text has lost which column they belong to. Those that may belong here, in the
    /// order of the text, sixteen at most; none where the digits of several cells stand without a mark between them.
    Ambiguous(Box<[Candidate]>),
    /// No cell was found.
    Missing,
}

impl CellValue {
    /// What the cell can be, without what it holds.
    pub const fn status(&self) -> CellStatus {
        match self {
            Self::Number(_) => CellStatus::Number,
            Self::Blank => CellStatus::Blank,
            Self::NotApplicable => CellStatus::NotApplicable,
            Self::Unreadable => CellStatus::Unreadable,
            Self::Ambiguous(_) => CellStatus::Ambiguous,
            Self::Missing => CellStatus::Missing,
        }
    }
}

/// The six things that a cell can be.
///
/// ```
/// use ogi_report::report::CellStatus;
///
/// let text = ogi_report::SAMPLE.replace("行政强制\t26", "行政强制\t/").replace("行政处罚\t142", "行政处罚\t见附件");
/// let report = ogi_report::parse(&text)?.report;
/// let status = |name: &str| Ok::<_, ogi_report::report::ParseCellIdError>(report.cell(name.parse()?).status());
/// assert_eq!(status("disclosure.licensing.decisions")?, CellStatus::Number);
/// assert_eq!(status("disclosure.rules.issued")?, CellStatus::Blank);
/// assert_eq!(status("disclosure.coercion.decisions")?, CellStatus::NotApplicable);
/// assert_eq!(status("disclosure.penalties.decisions")?, CellStatus::Unreadable);
/// assert_eq!(status("disclosure_2019.rules.created")?, CellStatus::Missing, "that is of the other edition");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum CellStatus {
    /// A number.
    Number,
    /// There, and empty.
    Blank,
    /// A mark that nothing applies.
    NotApplicable,
    /// Text that is no number.
    Unreadable,
    /// A number that may belong here or to a neighbour.
    Ambiguous,
    /// Not found.
    Missing,
}

impl CellStatus {
    /// The word that exports use, such as `not_applicable`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Number => "number",
            Self::Blank => "blank",
            Self::NotApplicable => "not_applicable",
            Self::Unreadable => "unreadable",
            Self::Ambiguous => "ambiguous",
            Self::Missing => "missing",
        }
    }
}

impl fmt::Display for CellStatus {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// A number that may belong to a cell, and where it stands.
///
/// ```
/// use ogi_report::report::CellValue;
///
/// // Five of seven cells, and no sign of which.
/// let text = ogi_report::SAMPLE.replace("（一）予以公开\t\t4\t2\t1\t0\t1\t0\t8", "（一）予以公开 4 2 1 1 9");
/// let report = ogi_report::parse(&text)?.report;
/// let cell = report.cell("applications.results.granted.natural_person".parse()?);
/// let CellValue::Ambiguous(candidates) = &cell.value else { panic!("it is ambiguous") };
/// assert_eq!(candidates.first().unwrap().span.slice(&text), "4");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct Candidate {
    /// The number.
    pub number: Number,
    /// Where it stands.
    pub span: Span,
}

/// An exact number.
///
/// ```
/// use ogi_report::report::Number;
///
/// let report = ogi_report::parse(ogi_report::SAMPLE_2019)?.report;
/// let number = |name: &str| Ok::<_, ogi_report::report::ParseCellIdError>(report.cell(name.parse()?).number().copied());
/// assert_eq!(number("disclosure_2019.licensing.previous_items")?, Some(Number::Count(96)));
/// assert_eq!(number("disclosure_2019.licensing.change")?, Some(Number::Change(-4)));
/// assert_eq!(number("disclosure_2019.procurement.amount")?, Some(Number::Amount("1204.60".parse()?)));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Number {
    /// A count of things.
    Count(u64),
    /// A change of a count, which can be negative.
    Change(i64),
    /// An amount of money, or a number with decimals where a count should be.
    Amount(Decimal),
}

impl Number {
    /// The number as a decimal, whatever its kind.
    pub fn to_decimal(self) -> Decimal {
        match self {
            Self::Count(count) => count.into(),
            Self::Change(change) => change.into(),
            Self::Amount(amount) => amount,
        }
    }

    /// The number as a count, if it is whole and not negative.
    pub(crate) fn to_count(self) -> Option<u64> {
        match self {
            Self::Count(count) => Some(count),
            Self::Change(change) => u64::try_from(change).ok(),
            Self::Amount(amount) => amount.to_count(),
        }
    }
}

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Count(count) => count.fmt(f),
            Self::Change(change) => change.fmt(f),
            Self::Amount(amount) => amount.fmt(f),
        }
    }
}

impl From<u64> for Number {
    fn from(count: u64) -> Self {
        Self::Count(count)
    }
}

impl From<u32> for Number {
    fn from(count: u32) -> Self {
        Self::Count(count.into())
    }
}

impl From<i32> for Number {
    /// A count where the number is none below nought, and a change otherwise: what a literal means.
    fn from(number: i32) -> Self {
        u64::try_from(number).map_or_else(|_| Self::Change(number.into()), Self::Count)
    }
}

impl From<i64> for Number {
    fn from(change: i64) -> Self {
        Self::Change(change)
    }
}

impl From<Decimal> for Number {
    fn from(amount: Decimal) -> Self {
        Self::Amount(amount)
    }
}

/// Unit of a number.
///
/// ```
/// use ogi_report::report::Unit;
///
/// let report = ogi_report::parse(ogi_report::SAMPLE)?.report;
/// let fees = report.cell("disclosure.fees.amount".parse()?);
/// assert_eq!(fees.unit, Some(Unit::TenThousandYuan), "the header says so");
/// assert_eq!(fees.unit.and_then(Unit::in_yuan), Some(10_000));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub enum Unit {
    /// 元, yuan.
    #[serde(rename = "元")]
    Yuan,
    /// 万元, ten thousand yuan: the unit that the format prescribes for fees.
    #[serde(rename = "万元")]
    TenThousandYuan,
    /// 亿元, a hundred million yuan.
    #[serde(rename = "亿元")]
    HundredMillionYuan,
    /// 件 and other measure words of things: 宗, 起, 条, 项, 次, 个, 份, 部.
    #[serde(rename = "件")]
    Item,
}

impl Unit {
    /// The unit as reports write it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Yuan => "元",
            Self::TenThousandYuan => "万元",
            Self::HundredMillionYuan => "亿元",
            Self::Item => "件",
        }
    }

    /// How many yuan one of this unit is; `None` for things.
    pub const fn in_yuan(self) -> Option<u32> {
        match self {
            Self::Yuan => Some(1),
            Self::TenThousandYuan => Some(10_000),
            Self::HundredMillionYuan => Some(100_000_000),
            Self::Item => None,
        }
    }
}

impl fmt::Display for Unit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// How it was told that a piece of text belongs to a cell.
///
/// ```
/// use ogi_report::report::Placement;
///
/// let report = ogi_report::parse(ogi_report::SAMPLE)?.report;
/// assert!(report.cells().all(|(_, cell)| cell.placement == Placement::Stated), "tabs show where cells are");
/// # Ok::<(), ogi_report::Error>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Placement {
    /// The text says so: label and cells stand together, and none is lacking, or bars, frames or line breaks show where
    /// one is blank.
    #[default]
    Stated,
    /// By the column in which the number stands, in a table aligned with spaces.
    Column,
    /// By the order of the rows, where labels and numbers were torn apart, all numbers are there, and each row of them
    /// fills a line.
    RowOrder,
    /// By the row's own sum: no other place makes the row's total right. Also where rows were told by their order and
    /// do not fill a line each. A check of that sum has no evidence in this cell.
    RowSum,
}

impl Placement {
    /// Whether the text itself says where the cell belongs.
    // serde asks with a reference.
    #[expect(clippy::trivially_copy_pass_by_ref, reason = "the signature that serde's skip_serializing_if asks for")]
    pub(crate) const fn is_stated(&self) -> bool {
        matches!(self, Self::Stated)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_stay_small() {
        // A report has about two hundred of them, and the heap is promised to stay below four times the text.
        assert!(size_of::<Cell>() <= 80, "{}", size_of::<Cell>());
    }
}
