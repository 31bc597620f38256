//! Cells that mean the same in both editions of the format.

use super::{ApplicationRow, CellId, Disclosure2019Cell, DisclosureCell, Edition};

/// The cells of section two that mean the same: decisions made in the year. Everything else in those tables is another
/// thing by another name. 本年新公开数量 counts what was put out and 本年制发件数 what was made, 对外公开总数量 counts what can
/// be read and 现行有效件数 what is in force, and 行政事业性收费 is a number of items in one edition and money in the other.
const SAME: [(DisclosureCell, Disclosure2019Cell); 3] = [
    (DisclosureCell::LicensingDecisions, Disclosure2019Cell::LicensingDecisions),
    (DisclosureCell::PenaltiesDecisions, Disclosure2019Cell::PenaltiesDecisions),
    (DisclosureCell::CoercionDecisions, Disclosure2019Cell::CoercionDecisions),
];

impl CellId {
    /// The cell of `edition` that means the same as this one, which may be of either; `None` where it has none.
    ///
    /// Sections three and four have the same cells in both editions, except for （六）其他处理: one row in that of 2019
    /// and three in that of 2021, whose 3.其他 is only a part of it. `applications.results.other.other` stands for
    /// both, so it is asked from which edition the id comes.
    ///
    /// ```
    /// use ogi_report::report::{CellId, Edition};
    ///
    /// let decisions: CellId = "disclosure.licensing.decisions".parse()?;
    /// let counterpart = decisions.counterpart(Edition::E2021, Edition::E2019).unwrap();
    /// assert_eq!(counterpart.to_string(), "disclosure_2019.licensing.decisions");
    ///
    /// let received: CellId = "applications.received.total".parse()?;
    /// assert_eq!(received.counterpart(Edition::E2021, Edition::E2019), Some(received));
    ///
    /// let fees: CellId = "disclosure.fees.amount".parse()?;
    /// assert_eq!(fees.counterpart(Edition::E2021, Edition::E2019), None);
    /// # Ok::<(), ogi_report::report::ParseCellIdError>(())
    /// ```
    pub fn counterpart(self, from: Edition, to: Edition) -> Option<Self> {
        if from == to {
            return Some(self);
        }
        match self {
            Self::Disclosure(cell) => {
                SAME.iter().find(|(new, _)| *new == cell).map(|&(_, old)| Self::Disclosure2019(old))
            }
            Self::Disclosure2019(cell) => {
                SAME.iter().find(|(_, old)| *old == cell).map(|&(new, _)| Self::Disclosure(new))
            }
            Self::Applications(
                ApplicationRow::CorrectionOverdue | ApplicationRow::FeeOverdue | ApplicationRow::OtherHandling,
                _,
            ) => None,
            Self::Applications(..) | Self::Disputes(..) => Some(self),
        }
    }
}
