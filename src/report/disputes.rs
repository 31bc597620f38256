//! 四、政府信息公开行政复议、行政诉讼情况: section four and its table.

use serde::{Deserialize, Serialize};

use super::{Cell, Outcome, Proceeding, Section};
use crate::Span;

/// 政府信息公开行政复议、行政诉讼情况, section four: reconsideration and litigation (articles 50, item 3, and 51 of the
/// Regulations). All cells of its table are counts of cases.
///
/// ```
/// let report = ogi_report::parse(ogi_report::SAMPLE)?.report;
/// let table = report.disputes.and_then(|section| section.table).unwrap();
/// assert_eq!(table.reconsideration.upheld.count(), Some(1));
/// assert_eq!(table.reconsideration.total.count(), Some(3));
/// assert_eq!(table.litigation_direct.other.count(), Some(1));
/// # Ok::<(), ogi_report::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct Disputes {
    /// Heading and prose.
    #[serde(flatten)]
    pub section: Section,
    /// The table, if one was found.
    pub table: Option<Box<DisputesTable>>,
}

/// The outcomes of one kind of proceeding.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct Outcomes {
    /// 结果维持, upheld.
    pub upheld: Cell,
    /// 结果纠正, corrected.
    pub corrected: Cell,
    /// 其他结果, other outcome.
    pub other: Cell,
    /// 尚未审结, pending.
    pub pending: Cell,
    /// 总计, total.
    pub total: Cell,
}

/// The table of section four: three kinds of proceedings with five outcomes each, all of them counts. Both editions
/// have it.
///
/// ```
/// let report = ogi_report::parse(ogi_report::SAMPLE)?.report;
/// let table = report.disputes.as_ref().and_then(|section| section.table.as_ref()).unwrap();
/// assert_eq!(table.reconsideration.total.count(), Some(3));
/// # Ok::<(), ogi_report::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct DisputesTable {
    /// 行政复议, administrative reconsideration.
    pub reconsideration: Outcomes,
    /// 行政诉讼 未经复议直接起诉, litigation without prior reconsideration.
    pub litigation_direct: Outcomes,
    /// 行政诉讼 复议后起诉, litigation after reconsideration.
    pub litigation_after_reconsideration: Outcomes,
    /// Where the table stands.
    pub span: Span,
}

impl Outcomes {
    /// The cell of `outcome`.
    pub fn cell(&self, outcome: Outcome) -> &Cell {
        match outcome {
            Outcome::Upheld => &self.upheld,
            Outcome::Corrected => &self.corrected,
            Outcome::Other => &self.other,
            Outcome::Pending => &self.pending,
            Outcome::Total => &self.total,
        }
    }

    /// The cell of `outcome`, to be changed.
    pub fn cell_mut(&mut self, outcome: Outcome) -> &mut Cell {
        match outcome {
            Outcome::Upheld => &mut self.upheld,
            Outcome::Corrected => &mut self.corrected,
            Outcome::Other => &mut self.other,
            Outcome::Pending => &mut self.pending,
            Outcome::Total => &mut self.total,
        }
    }
}

impl DisputesTable {
    /// The outcomes of `proceeding`.
    pub fn outcomes(&self, proceeding: Proceeding) -> &Outcomes {
        match proceeding {
            Proceeding::Reconsideration => &self.reconsideration,
            Proceeding::LitigationDirect => &self.litigation_direct,
            Proceeding::LitigationAfterReconsideration => &self.litigation_after_reconsideration,
        }
    }

    /// The outcomes of `proceeding`, to be changed.
    pub fn outcomes_mut(&mut self, proceeding: Proceeding) -> &mut Outcomes {
        match proceeding {
            Proceeding::Reconsideration => &mut self.reconsideration,
            Proceeding::LitigationDirect => &mut self.litigation_direct,
            Proceeding::LitigationAfterReconsideration => &mut self.litigation_after_reconsideration,
        }
    }
}
