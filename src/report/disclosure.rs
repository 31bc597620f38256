//! 二、主动公开政府信息情况: section two and its table.

use serde::{Deserialize, Serialize};

use super::{Cell, Disclosure2019Cell, DisclosureCell, Edition, Section};
use crate::Span;

/// 主动公开政府信息情况, section two: what was disclosed on the office's own initiative.
///
/// ```
/// use ogi_report::report::Unit;
///
/// let report = ogi_report::parse(ogi_report::SAMPLE)?.report;
/// let table = report.disclosure.as_ref().and_then(|section| section.table.as_ref()?.as_2021()).unwrap();
/// assert_eq!(table.licensing.decisions.count(), Some(387));
/// assert_eq!(table.fees.amount.amount().unwrap().to_string(), "86.50");
/// assert_eq!(table.fees.amount.unit, Some(Unit::TenThousandYuan));
/// # Ok::<(), ogi_report::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct Disclosure {
    /// Heading and prose.
    #[serde(flatten)]
    pub section: Section,
    /// The table, if one was found.
    pub table: Option<DisclosureTable>,
}

/// The table of section two, in either edition.
///
/// ```
/// use ogi_report::report::DisclosureTable;
///
/// let report = ogi_report::parse(ogi_report::SAMPLE_2019)?.report;
/// match report.disclosure.and_then(|section| section.table) {
///     Some(DisclosureTable::E2021(table)) => println!("{:?} issued", table.rules.issued.count()),
///     Some(DisclosureTable::E2019(table)) => assert_eq!(table.rules.created.count(), Some(0)),
///     None => println!("no table"),
/// }
/// # Ok::<(), ogi_report::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[serde(tag = "edition")]
pub enum DisclosureTable {
    /// 国办公开办函〔2021〕30号.
    #[serde(rename = "2021")]
    E2021(Box<DisclosureTable2021>),
    /// 国办公开办函〔2019〕60号.
    #[serde(rename = "2019")]
    E2019(Box<DisclosureTable2019>),
}

impl DisclosureTable {
    /// The edition that it follows.
    pub const fn edition(&self) -> Edition {
        match self {
            Self::E2021(_) => Edition::E2021,
            Self::E2019(_) => Edition::E2019,
        }
    }

    /// The table, if it is of the 2021 edition.
    pub fn as_2021(&self) -> Option<&DisclosureTable2021> {
        match self {
            Self::E2021(table) => Some(table),
            Self::E2019(_) => None,
        }
    }

    /// The table, if it is of the 2019 edition.
    pub fn as_2019(&self) -> Option<&DisclosureTable2019> {
        match self {
            Self::E2021(_) => None,
            Self::E2019(table) => Some(table),
        }
    }

    /// Where the table stands.
    pub fn span(&self) -> Span {
        match self {
            Self::E2021(table) => table.span,
            Self::E2019(table) => table.span,
        }
    }
}

/// Rows 规章 and 行政规范性文件, 2021 edition (第二十条第（一）项): counts of documents.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct DocumentCounts {
    /// 本年制发件数, issued this year.
    pub issued: Cell,
    /// 本年废止件数, repealed this year.
    pub repealed: Cell,
    /// 现行有效件数, in force.
    pub in_force: Cell,
}

/// Rows 行政许可 (第二十条第（五）项), 行政处罚 and 行政强制 (第二十条第（六）项), 2021 edition: counts of decisions.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct DecisionCount {
    /// 本年处理决定数量, decisions this year.
    pub decisions: Cell,
}

/// Row 行政事业性收费, 2021 edition (第二十条第（八）项): an amount of money.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct FeeAmount {
    /// 本年收费金额, amount collected this year, in the unit of the header (万元 in the format) or of the cell.
    pub amount: Cell,
}

/// The table of section two, 2021 edition: article 20 of the Regulations, items 1, 5, 6 and 8. All cells are counts but
/// for the amount of fees.
///
/// ```
/// let report = ogi_report::parse(ogi_report::SAMPLE)?.report;
/// let table = report.disclosure.as_ref().and_then(|section| section.table.as_ref()?.as_2021()).unwrap();
/// let documents = &table.normative_documents;
/// assert_eq!([&documents.issued, &documents.repealed, &documents.in_force].map(|cell| cell.count()), [Some(12), Some(5), Some(63)]);
/// assert_eq!(table.rules.in_force.count(), None, "the cell is blank");
/// assert_eq!([&table.penalties, &table.coercion].map(|row| row.decisions.count()), [Some(142), Some(26)]);
/// # Ok::<(), ogi_report::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct DisclosureTable2021 {
    /// 规章, rules.
    pub rules: DocumentCounts,
    /// 行政规范性文件, administrative normative documents.
    pub normative_documents: DocumentCounts,
    /// 行政许可, administrative licensing.
    pub licensing: DecisionCount,
    /// 行政处罚, administrative penalties.
    pub penalties: DecisionCount,
    /// 行政强制, administrative coercion.
    pub coercion: DecisionCount,
    /// 行政事业性收费, administrative fees.
    pub fees: FeeAmount,
    /// Where the table stands.
    pub span: Span,
}

/// Rows 规章 and 规范性文件, 2019 edition (第二十条第（一）项): counts of documents.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct DocumentDisclosure {
    /// 本年新制作数量, created this year.
    pub created: Cell,
    /// 本年新公开数量, newly disclosed this year.
    pub newly_disclosed: Cell,
    /// 对外公开总数量, disclosed in total.
    pub total_disclosed: Cell,
}

/// Rows 行政许可, 其他对外管理服务事项 (第二十条第（五）项), 行政处罚 and 行政强制 (第二十条第（六）项), 2019 edition: counts of items
/// and of decisions. The change is signed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct ItemChange {
    /// 上一年项目数量, items of the previous year.
    pub previous_items: Cell,
    /// 本年增/减, change this year.
    pub change: Cell,
    /// 处理决定数量, decisions.
    pub decisions: Cell,
}

/// Row 行政事业性收费, 2019 edition (第二十条第（八）项): a number of items, not money.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct FeeItems {
    /// 上一年项目数量, items of the previous year.
    pub previous_items: Cell,
    /// 本年增/减, change this year.
    pub change: Cell,
}

/// Row 政府集中采购, 2019 edition (第二十条第（九）项): a number of items, and an amount of money.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct Procurement {
    /// 采购项目数量, items procured.
    pub items: Cell,
    /// 采购总金额, total amount, in the unit of the header or of the cell.
    pub amount: Cell,
}

/// The table of section two, 2019 edition: article 20 of the Regulations, items 1, 5, 6, 8 and 9.
///
/// ```
/// use ogi_report::report::Number;
///
/// let report = ogi_report::parse(ogi_report::SAMPLE_2019)?.report;
/// let table = report.disclosure.as_ref().and_then(|section| section.table.as_ref()?.as_2019()).unwrap();
/// assert_eq!(table.licensing.previous_items.count(), Some(96));
/// assert_eq!(table.licensing.change.number(), Some(&Number::Change(-4)));
/// assert_eq!(table.procurement.amount.amount().unwrap().to_string(), "1204.60");
/// # Ok::<(), ogi_report::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct DisclosureTable2019 {
    /// 规章, rules.
    pub rules: DocumentDisclosure,
    /// 规范性文件, normative documents.
    pub normative_documents: DocumentDisclosure,
    /// 行政许可, administrative licensing.
    pub licensing: ItemChange,
    /// 其他对外管理服务事项, other management services.
    pub other_management_services: ItemChange,
    /// 行政处罚, administrative penalties.
    pub penalties: ItemChange,
    /// 行政强制, administrative coercion.
    pub coercion: ItemChange,
    /// 行政事业性收费, administrative fees.
    pub fees: FeeItems,
    /// 政府集中采购, central government procurement.
    pub procurement: Procurement,
    /// Where the table stands.
    pub span: Span,
}

/// The two ways to a cell, for reading and for writing, from one list.
macro_rules! cells {
    ($table:ident, $id:ident, $($variant:ident => $row:ident . $column:ident,)*) => {
        impl $table {
            /// The cell of this id.
            pub fn cell(&self, id: $id) -> &Cell {
                match id { $($id::$variant => &self.$row.$column,)* }
            }

            /// The cell of this id, to be changed.
            pub fn cell_mut(&mut self, id: $id) -> &mut Cell {
                match id { $($id::$variant => &mut self.$row.$column,)* }
            }
        }
    };
}

cells! { DisclosureTable2021, DisclosureCell,
    RulesIssued => rules.issued,
    RulesRepealed => rules.repealed,
    RulesInForce => rules.in_force,
    NormativeDocumentsIssued => normative_documents.issued,
    NormativeDocumentsRepealed => normative_documents.repealed,
    NormativeDocumentsInForce => normative_documents.in_force,
    LicensingDecisions => licensing.decisions,
    PenaltiesDecisions => penalties.decisions,
    CoercionDecisions => coercion.decisions,
    FeesAmount => fees.amount,
}

cells! { DisclosureTable2019, Disclosure2019Cell,
    RulesCreated => rules.created,
    RulesNewlyDisclosed => rules.newly_disclosed,
    RulesTotalDisclosed => rules.total_disclosed,
    NormativeDocumentsCreated => normative_documents.created,
    NormativeDocumentsNewlyDisclosed => normative_documents.newly_disclosed,
    NormativeDocumentsTotalDisclosed => normative_documents.total_disclosed,
    LicensingPreviousItems => licensing.previous_items,
    LicensingChange => licensing.change,
    LicensingDecisions => licensing.decisions,
    OtherManagementServicesPreviousItems => other_management_services.previous_items,
    OtherManagementServicesChange => other_management_services.change,
    OtherManagementServicesDecisions => other_management_services.decisions,
    PenaltiesPreviousItems => penalties.previous_items,
    PenaltiesChange => penalties.change,
    PenaltiesDecisions => penalties.decisions,
    CoercionPreviousItems => coercion.previous_items,
    CoercionChange => coercion.change,
    CoercionDecisions => coercion.decisions,
    FeesPreviousItems => fees.previous_items,
    FeesChange => fees.change,
    ProcurementItems => procurement.items,
    ProcurementAmount => procurement.amount,
}
