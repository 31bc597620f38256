//! What is shown of each year.

use crate::check::Text;
use crate::report::{ApplicantColumn, ApplicationRow as Row, CellId, Edition, Outcome, Proceeding};
use crate::write::chart::group::Group;

/// What is shown of a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Measure {
    Row(Row),
    Group(Group),
    Reviews,
    Lawsuits,
}

impl Measure {
    pub(super) const ALL: [Self; 12] = [
        Self::Row(Row::Received),
        Self::Row(Row::CarriedOver),
        Self::Group(Group::Granted),
        Self::Group(Group::PartiallyGranted),
        Self::Group(Group::Denied),
        Self::Group(Group::Unable),
        Self::Group(Group::NotProcessed),
        Self::Group(Group::Other),
        Self::Row(Row::ResultsTotal),
        Self::Row(Row::CarriedForward),
        Self::Reviews,
        Self::Lawsuits,
    ];

    pub(super) const fn name(self) -> Text {
        match self {
            Self::Row(Row::Received) => Text::new("本年新收申请", "applications received"),
            Self::Row(Row::CarriedOver) => Text::new("上年结转申请", "carried over from the year before"),
            Self::Row(Row::CarriedForward) => Text::new("结转下年度", "carried forward to the next year"),
            Self::Row(_) => Text::new("（七）办理结果总计", "(7) total of results"),
            Self::Group(group) => group.name(),
            Self::Reviews => Text::new("行政复议", "administrative reconsideration"),
            Self::Lawsuits => Text::new("行政诉讼", "administrative litigation"),
        }
    }

    pub(super) fn cells(self, edition: Edition) -> Vec<CellId> {
        let total = |proceeding| CellId::Disputes(proceeding, Outcome::Total);
        match self {
            Self::Row(row) => vec![CellId::Applications(row, ApplicantColumn::Total)],
            Self::Group(group) => group.cells(edition, ApplicantColumn::Total).collect(),
            Self::Reviews => vec![total(Proceeding::Reconsideration)],
            Self::Lawsuits => {
                vec![total(Proceeding::LitigationDirect), total(Proceeding::LitigationAfterReconsideration)]
            }
        }
    }

    pub(super) const fn class(self) -> &'static str {
        match self {
            Self::Row(Row::Received | Row::CarriedOver) => "c-in",
            Self::Row(Row::CarriedForward) => "c-on",
            Self::Row(_) => "c-all",
            Self::Group(group) => group.class(),
            Self::Reviews | Self::Lawsuits => "c-law",
        }
    }
}
