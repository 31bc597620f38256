//! The typed tree: what a report holds, and where each value stood.
//!
//! There is no parsing in here. [`Report`] has the six sections as options of their own types, and what stands around
//! them. Tables are typed (`applications.results.denied.state_secret.natural_person`) and uniformly addressable
//! ([`Report::cell`], [`Report::cells`]), so that checks and exports are loops over [`CellId`]s.
//!
//! | part of a report | type |
//! | --- | --- |
//! | one table cell, and its name | [`Cell`], [`CellId`] |
//! | what a cell can be, and how it was told | [`CellValue`], [`CellStatus`], [`Placement`] |
//! | sections, headings, prose | [`Section`], [`Heading`], [`Block`] |
//! | section two, its table in either edition | [`Disclosure`], [`DisclosureTable`] |
//! | section three and its table | [`Applications`], [`ApplicationsTable`] |
//! | section four and its table | [`Disputes`], [`DisputesTable`] |
//! | what the prose says in figures | [`Claim`], [`Quantity`], [`Figure`] |
//! | front and back | [`Title`], [`Preamble`], [`Citation`], [`Contact`], [`Signature`], [`Publication`] |
//! | where in a file a value stands | [`Place`] |
//!
//! All of it is plain data: it can be built, compared, printed, and written and read back with serde.
//!
//! ```
//! use ogi_report::report::{Cell, CellId, CellValue, Number};
//!
//! let mut report = ogi_report::parse(ogi_report::SAMPLE)?.report;
//! let table = report.disputes.as_mut().and_then(|section| section.table.as_mut()).unwrap();
//! table.reconsideration.upheld = Cell::new(CellValue::Number(Number::Count(2)), "2", None);
//!
//! let id: CellId = "disputes.reconsideration.upheld".parse()?;
//! assert_eq!(report.cell(id).count(), Some(2));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod applications;
mod cell;
mod claim;
mod counterpart;
mod date;
mod decimal;
mod disclosure;
mod disputes;
mod edition;
mod front;
mod id;
mod narrative;
mod place;
mod raw;

use serde::{Deserialize, Serialize};

pub use self::applications::{
    ApplicantRow, Applications, ApplicationsTable, Denied, ExtraColumn, NotProcessed, OtherHandling, Results, Unable,
};
pub use self::cell::{Candidate, Cell, CellStatus, CellValue, Number, Placement, Unit};
pub use self::claim::{
    Applicants, Certainty, Claim, DecisionKind, DocumentKind, DocumentMeasure, Figure, InformationFee, Measure,
    ParseQuantityError, Proceedings, Quantity, ResultGroup, Scope,
};
pub use self::date::{Date, ParseDateError, Period};
pub use self::decimal::{Decimal, ParseDecimalError};
pub use self::disclosure::{
    DecisionCount, Disclosure, DisclosureTable, DisclosureTable2019, DisclosureTable2021, DocumentCounts,
    DocumentDisclosure, FeeAmount, FeeItems, ItemChange, Procurement,
};
pub use self::disputes::{Disputes, DisputesTable, Outcomes};
pub use self::edition::{Edition, EditionLabel};
pub use self::front::{Citation, Contact, Furniture, FurnitureKind, Preamble, Publication, Signature, Title};
pub use self::id::{
    ApplicantColumn, ApplicationRow, CellId, Disclosure2019Cell, DisclosureCell, Outcome, ParseCellIdError, Proceeding,
};
pub use self::narrative::{Block, Heading, Numbering, NumberingStyle, Paragraph, Section, SectionKind, SubHeading};
pub use self::place::Place;
pub use self::raw::RawText;
use crate::Spanned;

/// 政府信息公开工作年度报告, an annual report on open government information.
///
/// ```
/// use ogi_report::report::{CellId, CellStatus};
///
/// let report = ogi_report::parse(ogi_report::SAMPLE)?.report;
/// assert_eq!(report.year.as_ref().map(|year| year.value), Some(2024));
///
/// let id: CellId = "applications.received.total".parse()?;
/// assert_eq!(report.cell(id).count(), Some(19));
///
/// let numbers = report.cells().filter(|(_, cell)| cell.status() == CellStatus::Number).count();
/// assert_eq!(numbers, 197, "three cells of the sample are blank");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Report {
    /// The edition of the format, told by the labels of the tables: those of section two if its table is there, and of
    /// section three otherwise. Where no label tells, it is that of 2021, as cells have to have names.
    pub edition: Edition,
    /// The labels that tell it, each where it stands first. None where nothing tells the edition; labels of both
    /// editions where the tables are mixed.
    #[serde(default)]
    pub edition_labels: Vec<EditionLabel>,
    /// Title.
    pub title: Option<Title>,
    /// The office that reports, from the title or, failing that, from the signature or the preamble.
    pub issuer: Option<Spanned<String>>,
    /// The year that is reported on, from the title or, failing that, from the period or the preamble. Never from a
    /// date of publication.
    pub year: Option<Spanned<u16>>,
    /// 统计期限, the statistical period, from the preamble or wherever it stands.
    pub period: Option<Spanned<Period>>,
    /// The text between title and first section.
    pub preamble: Option<Preamble>,
    /// Laws and documents that the preamble cites.
    pub citations: Vec<Citation>,
    /// Whom to ask; `None` where nothing of it was found.
    pub contact: Option<Contact>,
    /// 一、总体情况.
    pub overview: Option<Section>,
    /// 二、主动公开政府信息情况.
    pub disclosure: Option<Disclosure>,
    /// 三、收到和处理政府信息公开申请情况.
    pub applications: Option<Applications>,
    /// 四、政府信息公开行政复议、行政诉讼情况.
    pub disputes: Option<Disputes>,
    /// 五、存在的主要问题及改进情况.
    pub problems: Option<Section>,
    /// 六、其他需要报告的事项.
    pub other_matters: Option<Section>,
    /// Signature and its date.
    pub signature: Signature,
    /// What the page says of the publication.
    pub publication: Publication,
    /// Page furniture, kept apart from the prose.
    pub furniture: Vec<Furniture>,
    /// Text that found no place in the tree.
    pub unplaced: Vec<Spanned<String>>,
}

impl Report {
    /// The cell of this id. A cell of a table that is not there, or of the other edition, is a missing one, so this
    /// never fails.
    #[inline]
    pub fn cell(&self, id: CellId) -> &Cell {
        self.find_cell(id).unwrap_or(&cell::MISSING)
    }

    #[inline]
    fn find_cell(&self, id: CellId) -> Option<&Cell> {
        match id {
            CellId::Disclosure(id) => Some(self.disclosure.as_ref()?.table.as_ref()?.as_2021()?.cell(id)),
            CellId::Disclosure2019(id) => Some(self.disclosure.as_ref()?.table.as_ref()?.as_2019()?.cell(id)),
            CellId::Applications(row, column) => {
                Some(self.applications.as_ref()?.table.as_ref()?.row(row).cell(column))
            }
            CellId::Disputes(proceeding, outcome) => {
                Some(self.disputes.as_ref()?.table.as_ref()?.outcomes(proceeding).cell(outcome))
            }
        }
    }

    /// The edition whose rows section three has. It is the report's, unless the labels of the table tell another one.
    ///
    /// ```
    /// use ogi_report::report::Edition;
    ///
    /// let mut report = ogi_report::parse(ogi_report::SAMPLE)?.report;
    /// assert_eq!(report.applications_edition(), Edition::E2021);
    ///
    /// let older = ogi_report::parse(ogi_report::SAMPLE_2019)?.report;
    /// report.applications = older.applications;
    /// assert_eq!((report.edition, report.applications_edition()), (Edition::E2021, Edition::E2019));
    /// # Ok::<(), ogi_report::Error>(())
    /// ```
    pub fn applications_edition(&self) -> Edition {
        let table = self.applications.as_ref().and_then(|applications| applications.table.as_ref());
        table.and_then(|table| table.edition).unwrap_or(self.edition)
    }

    /// Whether the table is there that a cell belongs to.
    pub(crate) fn has_table_of(&self, id: CellId) -> bool {
        self.find_cell(id).is_some()
    }

    /// Whether the table that a cell belongs to has any cell that was found: without, the official form does not show it.
    pub(crate) fn has_cells_of(&self, id: CellId) -> bool {
        let is_of_table = |other: &CellId| core::mem::discriminant(other) == core::mem::discriminant(&id);
        let mut others = self.cell_ids().filter(is_of_table);
        self.has_table_of(id) && others.any(|other| self.cell(other).status() != CellStatus::Missing)
    }

    /// The edition that a cell's table follows.
    pub(crate) fn edition_of(&self, id: CellId) -> Edition {
        if matches!(id, CellId::Applications(..)) { self.applications_edition() } else { self.edition }
    }

    /// The cells of the report's edition, in the order of the format. Where section three follows another edition than
    /// section two, the rows of either are among them.
    pub fn cell_ids(&self) -> impl Iterator<Item = CellId> + use<> {
        // The newer edition has all the rows of the older one.
        let rows = self.edition.max(self.applications_edition());
        let is_applications = |id: &CellId| matches!(id, CellId::Applications(..));
        let before = CellId::all(self.edition).take_while(move |id| !is_applications(id));
        before.chain(CellId::all(rows).skip_while(move |id| !is_applications(id)))
    }

    /// Goes to every cell that there is, those of further columns among them.
    pub(crate) fn each_cell_mut(&mut self, mut visit: impl FnMut(&mut Cell)) {
        for id in self.cell_ids() {
            if let Some(cell) = self.find_cell_mut(id) {
                visit(cell);
            }
        }
        let table = self.applications.as_mut().and_then(|applications| applications.table.as_mut());
        table
            .into_iter()
            .flat_map(|table| &mut table.extra_columns)
            .flat_map(|column| &mut column.cells)
            .for_each(visit);
    }

    pub(crate) fn find_cell_mut(&mut self, id: CellId) -> Option<&mut Cell> {
        match id {
            CellId::Disclosure(id) => match self.disclosure.as_mut()?.table.as_mut()? {
                DisclosureTable::E2021(table) => Some(table.cell_mut(id)),
                DisclosureTable::E2019(_) => None,
            },
            CellId::Disclosure2019(id) => match self.disclosure.as_mut()?.table.as_mut()? {
                DisclosureTable::E2019(table) => Some(table.cell_mut(id)),
                DisclosureTable::E2021(_) => None,
            },
            CellId::Applications(row, column) => {
                Some(self.applications.as_mut()?.table.as_mut()?.row_mut(row).cell_mut(column))
            }
            CellId::Disputes(proceeding, outcome) => {
                Some(self.disputes.as_mut()?.table.as_mut()?.outcomes_mut(proceeding).cell_mut(outcome))
            }
        }
    }

    /// All cells of the report's edition with their ids, in the order of the format: 200 in the 2021 edition, 198 in
    /// that of 2019, whether they were found or not.
    pub fn cells(&self) -> impl Iterator<Item = (CellId, &Cell)> {
        self.cell_ids().map(|id| (id, self.cell(id)))
    }

    /// Heading and prose of a section, if the section was found.
    pub fn section(&self, kind: SectionKind) -> Option<&Section> {
        match kind {
            SectionKind::Overview => self.overview.as_ref(),
            SectionKind::Disclosure => self.disclosure.as_ref().map(|disclosure| &disclosure.section),
            SectionKind::Applications => self.applications.as_ref().map(|applications| &applications.section),
            SectionKind::Disputes => self.disputes.as_ref().map(|disputes| &disputes.section),
            SectionKind::Problems => self.problems.as_ref(),
            SectionKind::OtherMatters => self.other_matters.as_ref(),
        }
    }

    /// The sections that were found, in the order of the format.
    pub fn sections(&self) -> impl Iterator<Item = (SectionKind, &Section)> {
        SectionKind::ALL.into_iter().filter_map(|kind| Some((kind, self.section(kind)?)))
    }

    /// What the prose claims: that of the preamble, then that of each section.
    pub fn claims(&self) -> impl Iterator<Item = &Claim> {
        let preamble = self.preamble.iter().flat_map(|preamble| &preamble.claims);
        preamble.chain(self.sections().flat_map(|(_, section)| &section.claims))
    }
}
