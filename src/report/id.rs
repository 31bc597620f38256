//! Cell ids: a stable name for every cell of the three tables, in both editions.

use core::cmp::Reverse;
use core::fmt;
use core::str::FromStr;

use serde::{Deserialize, Serialize};

use super::{Edition, SectionKind};

/// Declares an enum whose variants have a key (part of a cell id) and a label in Chinese and in English.
macro_rules! keyed {
    ($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $key:literal, $zh:literal, $en:literal;)* }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($(#[$vdoc])* #[doc = concat!("\n\n", $zh)] $variant,)* }

        impl $name {
            /// All of them, in the order of the format.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// The key that stands for it in a cell id.
            pub const fn key(self) -> &'static str {
                match self { $(Self::$variant => $key,)* }
            }

            /// The label in Chinese, as the format has it.
            pub const fn label_zh(self) -> &'static str {
                match self { $(Self::$variant => $zh,)* }
            }

            /// The label in English.
            pub const fn label_en(self) -> &'static str {
                match self { $(Self::$variant => $en,)* }
            }

            /// The one with this key; `None` where none has it.
            pub fn from_key(key: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|item| item.key() == key)
            }
        }
    };
}

keyed! {
    /// A cell of the table of section two, 2021 edition (Regulations, article 20, items 1, 5, 6 and 8).
    DisclosureCell {
        /// Rules issued this year.
        RulesIssued = "rules.issued", "规章 本年制发件数", "rules, issued this year";
        /// Rules repealed this year.
        RulesRepealed = "rules.repealed", "规章 本年废止件数", "rules, repealed this year";
        /// Rules in force.
        RulesInForce = "rules.in_force", "规章 现行有效件数", "rules, in force";
        /// Administrative normative documents issued this year.
        NormativeDocumentsIssued = "normative_documents.issued", "行政规范性文件 本年制发件数", "administrative normative documents, issued this year";
        /// Administrative normative documents repealed this year.
        NormativeDocumentsRepealed = "normative_documents.repealed", "行政规范性文件 本年废止件数", "administrative normative documents, repealed this year";
        /// Administrative normative documents in force.
        NormativeDocumentsInForce = "normative_documents.in_force", "行政规范性文件 现行有效件数", "administrative normative documents, in force";
        /// Administrative licensing decisions this year.
        LicensingDecisions = "licensing.decisions", "行政许可 本年处理决定数量", "administrative licensing, decisions this year";
        /// Administrative penalty decisions this year.
        PenaltiesDecisions = "penalties.decisions", "行政处罚 本年处理决定数量", "administrative penalties, decisions this year";
        /// Administrative coercion decisions this year.
        CoercionDecisions = "coercion.decisions", "行政强制 本年处理决定数量", "administrative coercion, decisions this year";
        /// Administrative fees collected this year; the unit stands in the header.
        FeesAmount = "fees.amount", "行政事业性收费 本年收费金额", "administrative fees, amount collected this year";
    }
}

keyed! {
    /// A cell of the table of section two, 2019 edition (国办公开办函〔2019〕60号).
    Disclosure2019Cell {
        /// Rules created this year.
        RulesCreated = "rules.created", "规章 本年新制作数量", "rules, created this year";
        /// Rules newly disclosed this year.
        RulesNewlyDisclosed = "rules.newly_disclosed", "规章 本年新公开数量", "rules, newly disclosed this year";
        /// Rules disclosed in total.
        RulesTotalDisclosed = "rules.total_disclosed", "规章 对外公开总数量", "rules, disclosed in total";
        /// Normative documents created this year.
        NormativeDocumentsCreated = "normative_documents.created", "规范性文件 本年新制作数量", "normative documents, created this year";
        /// Normative documents newly disclosed this year.
        NormativeDocumentsNewlyDisclosed = "normative_documents.newly_disclosed", "规范性文件 本年新公开数量", "normative documents, newly disclosed this year";
        /// Normative documents disclosed in total.
        NormativeDocumentsTotalDisclosed = "normative_documents.total_disclosed", "规范性文件 对外公开总数量", "normative documents, disclosed in total";
        /// Licensing items of the previous year.
        LicensingPreviousItems = "licensing.previous_items", "行政许可 上一年项目数量", "administrative licensing, items of the previous year";
        /// Change of licensing items this year.
        LicensingChange = "licensing.change", "行政许可 本年增/减", "administrative licensing, change this year";
        /// Licensing decisions.
        LicensingDecisions = "licensing.decisions", "行政许可 处理决定数量", "administrative licensing, decisions";
        /// Other management services, items of the previous year.
        OtherManagementServicesPreviousItems = "other_management_services.previous_items", "其他对外管理服务事项 上一年项目数量", "other management services, items of the previous year";
        /// Other management services, change of items this year.
        OtherManagementServicesChange = "other_management_services.change", "其他对外管理服务事项 本年增/减", "other management services, change this year";
        /// Other management services, decisions.
        OtherManagementServicesDecisions = "other_management_services.decisions", "其他对外管理服务事项 处理决定数量", "other management services, decisions";
        /// Penalty items of the previous year.
        PenaltiesPreviousItems = "penalties.previous_items", "行政处罚 上一年项目数量", "administrative penalties, items of the previous year";
        /// Change of penalty items this year.
        PenaltiesChange = "penalties.change", "行政处罚 本年增/减", "administrative penalties, change this year";
        /// Penalty decisions.
        PenaltiesDecisions = "penalties.decisions", "行政处罚 处理决定数量", "administrative penalties, decisions";
        /// Coercion items of the previous year.
        CoercionPreviousItems = "coercion.previous_items", "行政强制 上一年项目数量", "administrative coercion, items of the previous year";
        /// Change of coercion items this year.
        CoercionChange = "coercion.change", "行政强制 本年增/减", "administrative coercion, change this year";
        /// Coercion decisions.
        CoercionDecisions = "coercion.decisions", "行政强制 处理决定数量", "administrative coercion, decisions";
        /// Fee items of the previous year: a number of items, not money.
        FeesPreviousItems = "fees.previous_items", "行政事业性收费 上一年项目数量", "administrative fees, items of the previous year";
        /// Change of fee items this year.
        FeesChange = "fees.change", "行政事业性收费 本年增/减", "administrative fees, change of items this year";
        /// Items procured centrally.
        ProcurementItems = "procurement.items", "政府集中采购 采购项目数量", "central government procurement, items";
        /// Amount procured centrally.
        ProcurementAmount = "procurement.amount", "政府集中采购 采购总金额", "central government procurement, total amount";
    }
}

keyed! {
    /// A row of the table of section three.
    ApplicationRow {
        /// Received this year.
        Received = "received", "一、本年新收政府信息公开申请数量", "applications received this year";
        /// Carried over from the previous year.
        CarriedOver = "carried_over", "二、上年结转政府信息公开申请数量", "applications carried over from the previous year";
        /// Granted.
        Granted = "results.granted", "（一）予以公开", "granted";
        /// Granted in part.
        PartiallyGranted = "results.partially_granted", "（二）部分公开（区分处理的，只计这一情形，不计其他情形）", "partially granted";
        /// Denied: state secret.
        StateSecret = "results.denied.state_secret", "1.属于国家秘密", "denied: state secret";
        /// Denied: disclosure prohibited by other laws or administrative regulations.
        ProhibitedByLaw = "results.denied.prohibited_by_law", "2.其他法律行政法规禁止公开", "denied: prohibited by other laws or administrative regulations";
        /// Denied: endangers the three securities and one stability.
        SecurityAndStability = "results.denied.security_and_stability", "3.危及“三安全一稳定”", "denied: endangers the three securities and one stability";
        /// Denied: rights of third parties.
        ThirdPartyRights = "results.denied.third_party_rights", "4.保护第三方合法权益", "denied: protects lawful rights of third parties";
        /// Denied: internal affairs.
        InternalAffairs = "results.denied.internal_affairs", "5.属于三类内部事务信息", "denied: three kinds of internal affairs";
        /// Denied: process information.
        ProcessInformation = "results.denied.process_information", "6.属于四类过程性信息", "denied: four kinds of process information";
        /// Denied: administrative enforcement files.
        EnforcementFiles = "results.denied.enforcement_files", "7.属于行政执法案卷", "denied: administrative enforcement files";
        /// Denied: administrative inquiries.
        AdministrativeInquiry = "results.denied.administrative_inquiry", "8.属于行政查询事项", "denied: administrative inquiries";
        /// Unable to provide: not held.
        NotHeld = "results.unable.not_held", "1.本机关不掌握相关政府信息", "unable to provide: not held by this office";
        /// Unable to provide: would have to be created.
        RequiresCreation = "results.unable.requires_creation", "2.没有现成信息需要另行制作", "unable to provide: not at hand, would have to be created";
        /// Unable to provide: still unclear after correction.
        UnclearAfterCorrection = "results.unable.unclear_after_correction", "3.补正后申请内容仍不明确", "unable to provide: still unclear after correction";
        /// Not processed: petitions, reports and complaints.
        Petition = "results.not_processed.petition", "1.信访举报投诉类申请", "not processed: petitions, reports and complaints";
        /// Not processed: duplicate application.
        Duplicate = "results.not_processed.duplicate", "2.重复申请", "not processed: duplicate applications";
        /// Not processed: published material.
        PublishedMaterial = "results.not_processed.published_material", "3.要求提供公开出版物", "not processed: asks for published material";
        /// Not processed: excessive repeated applications.
        Excessive = "results.not_processed.excessive", "4.无正当理由大量反复申请", "not processed: many repeated applications without good reason";
        /// Not processed: confirmation or re-issue.
        Confirmation = "results.not_processed.confirmation", "5.要求行政机关确认或重新出具已获取信息", "not processed: asks to confirm or re-issue what was already obtained";
        /// Other handling: not corrected in time.
        CorrectionOverdue = "results.other.correction_overdue", "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请", "other handling: not corrected in time, no longer processed";
        /// Other handling: fee not paid in time.
        FeeOverdue = "results.other.fee_overdue", "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请", "other handling: fee not paid in time, no longer processed";
        /// Other handling: other. In the 2019 edition the single row （六）其他处理.
        OtherHandling = "results.other.other", "3.其他", "other handling: other";
        /// Total of the results.
        ResultsTotal = "results.total", "（七）总计", "results, total";
        /// Carried forward to the next year.
        CarriedForward = "carried_forward", "四、结转下年度继续办理", "carried forward to the next year";
    }
}

impl ApplicationRow {
    /// Whether the row is one of `edition`: of 25 rows in that of 2021, of 23 in that of 2019, where （六）其他处理 is one.
    pub fn in_edition(self, edition: Edition) -> bool {
        edition == Edition::E2021 || !matches!(self, Self::CorrectionOverdue | Self::FeeOverdue)
    }
}

keyed! {
    /// A column of the table of section three: who applied.
    ApplicantColumn {
        /// Natural persons.
        NaturalPerson = "natural_person", "自然人", "natural persons";
        /// Commercial enterprises.
        CommercialEnterprise = "commercial_enterprise", "商业企业", "commercial enterprises";
        /// Research institutions.
        ResearchInstitution = "research_institution", "科研机构", "research institutions";
        /// Public welfare organizations.
        PublicWelfareOrganization = "public_welfare_organization", "社会公益组织", "public welfare organizations";
        /// Legal service institutions.
        LegalServiceInstitution = "legal_service_institution", "法律服务机构", "legal service institutions";
        /// Other organizations.
        OtherOrganization = "other_organization", "其他", "other organizations";
        /// Total.
        Total = "total", "总计", "total";
    }
}

keyed! {
    /// A group of columns of the table of section four: the kind of proceeding.
    Proceeding {
        /// Administrative reconsideration.
        Reconsideration = "reconsideration", "行政复议", "administrative reconsideration";
        /// Administrative litigation without prior reconsideration.
        LitigationDirect = "litigation_direct", "行政诉讼 未经复议直接起诉", "administrative litigation, directly";
        /// Administrative litigation after reconsideration.
        LitigationAfterReconsideration = "litigation_after_reconsideration", "行政诉讼 复议后起诉", "administrative litigation, after reconsideration";
    }
}

keyed! {
    /// A column of the table of section four: the outcome.
    Outcome {
        /// Upheld.
        Upheld = "upheld", "结果维持", "upheld";
        /// Corrected.
        Corrected = "corrected", "结果纠正", "corrected";
        /// Other outcome.
        Other = "other", "其他结果", "other outcome";
        /// Not yet concluded.
        Pending = "pending", "尚未审结", "pending";
        /// Total.
        Total = "total", "总计", "total";
    }
}

/// The stable name of a table cell, such as `applications.results.denied.state_secret.natural_person`: the table, the
/// row, the column. Serde writes it as that text.
///
/// ```
/// use ogi_report::report::{ApplicantColumn, ApplicationRow, CellId, Edition};
///
/// let id: CellId = "applications.received.natural_person".parse()?;
/// assert_eq!(id, CellId::Applications(ApplicationRow::Received, ApplicantColumn::NaturalPerson));
/// assert_eq!(id.to_string(), "applications.received.natural_person");
/// assert_eq!(id.label_zh(), "一、本年新收政府信息公开申请数量 自然人");
/// assert_eq!(CellId::all(Edition::E2021).count(), 200);
/// assert_eq!(CellId::all(Edition::E2019).count(), 198);
/// # Ok::<(), ogi_report::report::ParseCellIdError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum CellId {
    /// Section two, 2021 edition.
    Disclosure(DisclosureCell),
    /// Section two, 2019 edition.
    Disclosure2019(Disclosure2019Cell),
    /// Section three.
    Applications(ApplicationRow, ApplicantColumn),
    /// Section four.
    Disputes(Proceeding, Outcome),
}

impl CellId {
    /// Every cell of an edition, in the order of the format.
    pub fn all(edition: Edition) -> impl Iterator<Item = Self> {
        let (new, old): (&[DisclosureCell], &[Disclosure2019Cell]) = match edition {
            Edition::E2021 => (DisclosureCell::ALL, &[]),
            Edition::E2019 => (&[], Disclosure2019Cell::ALL),
        };
        let disclosure = new.iter().copied().map(Self::Disclosure).chain(old.iter().copied().map(Self::Disclosure2019));
        let applications = ApplicationRow::ALL
            .iter()
            .copied()
            .filter(move |row| row.in_edition(edition))
            .flat_map(|row| ApplicantColumn::ALL.iter().map(move |&column| Self::Applications(row, column)));
        let disputes = Proceeding::ALL
            .iter()
            .flat_map(|&proceeding| Outcome::ALL.iter().map(move |&outcome| Self::Disputes(proceeding, outcome)));
        disclosure.chain(applications).chain(disputes)
    }

    /// The label in Chinese: row and column.
    pub fn label_zh(self) -> String {
        match self {
            Self::Disclosure(cell) => cell.label_zh().into(),
            Self::Disclosure2019(cell) => cell.label_zh().into(),
            Self::Applications(row, column) => format!("{} {}", row.label_zh(), column.label_zh()),
            Self::Disputes(proceeding, outcome) => format!("{} {}", proceeding.label_zh(), outcome.label_zh()),
        }
    }

    /// The label in English: row and column.
    pub fn label_en(self) -> String {
        match self {
            Self::Disclosure(cell) => cell.label_en().into(),
            Self::Disclosure2019(cell) => cell.label_en().into(),
            Self::Applications(row, column) => format!("{}; {}", row.label_en(), column.label_en()),
            Self::Disputes(proceeding, outcome) => format!("{}; {}", proceeding.label_en(), outcome.label_en()),
        }
    }
}

/// Row and column apart, where they stand in one text with `mark` between them.
fn parts(text: &'static str, mark: &str) -> (&'static str, &'static str) {
    text.split_once(mark).unwrap_or((text, ""))
}

impl CellId {
    /// The section whose table has the cell.
    ///
    /// ```
    /// use ogi_report::report::{CellId, SectionKind};
    ///
    /// let id: CellId = "disclosure_2019.rules.created".parse()?;
    /// assert_eq!(id.section(), SectionKind::Disclosure);
    /// # Ok::<(), ogi_report::report::ParseCellIdError>(())
    /// ```
    pub const fn section(self) -> SectionKind {
        match self {
            Self::Disclosure(_) | Self::Disclosure2019(_) => SectionKind::Disclosure,
            Self::Applications(..) => SectionKind::Applications,
            Self::Disputes(..) => SectionKind::Disputes,
        }
    }

    /// The keys of row and column, as they stand in the id behind its table.
    ///
    /// ```
    /// use ogi_report::report::CellId;
    ///
    /// let id: CellId = "applications.results.denied.state_secret.total".parse()?;
    /// assert_eq!(id.keys(), ("results.denied.state_secret", "total"));
    /// # Ok::<(), ogi_report::report::ParseCellIdError>(())
    /// ```
    pub fn keys(self) -> (&'static str, &'static str) {
        match self {
            Self::Disclosure(cell) => parts(cell.key(), "."),
            Self::Disclosure2019(cell) => parts(cell.key(), "."),
            Self::Applications(row, column) => (row.key(), column.key()),
            Self::Disputes(proceeding, outcome) => (proceeding.key(), outcome.key()),
        }
    }

    /// The labels of row and column in Chinese.
    ///
    /// ```
    /// use ogi_report::report::CellId;
    ///
    /// let id: CellId = "disclosure.rules.issued".parse()?;
    /// assert_eq!(id.labels_zh(), ("规章", "本年制发件数"));
    /// # Ok::<(), ogi_report::report::ParseCellIdError>(())
    /// ```
    pub fn labels_zh(self) -> (&'static str, &'static str) {
        match self {
            Self::Disclosure(cell) => parts(cell.label_zh(), " "),
            Self::Disclosure2019(cell) => parts(cell.label_zh(), " "),
            Self::Applications(row, column) => (row.label_zh(), column.label_zh()),
            Self::Disputes(proceeding, outcome) => (proceeding.label_zh(), outcome.label_zh()),
        }
    }

    /// The labels of row and column in English.
    ///
    /// ```
    /// use ogi_report::report::CellId;
    ///
    /// let id: CellId = "disclosure.rules.issued".parse()?;
    /// assert_eq!(id.labels_en(), ("rules", "issued this year"));
    /// # Ok::<(), ogi_report::report::ParseCellIdError>(())
    /// ```
    pub fn labels_en(self) -> (&'static str, &'static str) {
        match self {
            Self::Disclosure(cell) => parts(cell.label_en(), ", "),
            Self::Disclosure2019(cell) => parts(cell.label_en(), ", "),
            Self::Applications(row, column) => (row.label_en(), column.label_en()),
            Self::Disputes(proceeding, outcome) => (proceeding.label_en(), outcome.label_en()),
        }
    }
}

impl fmt::Display for CellId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Disclosure(cell) => write!(f, "disclosure.{}", cell.key()),
            Self::Disclosure2019(cell) => write!(f, "disclosure_2019.{}", cell.key()),
            Self::Applications(row, column) => write!(f, "applications.{}.{}", row.key(), column.key()),
            Self::Disputes(proceeding, outcome) => write!(f, "disputes.{}.{}", proceeding.key(), outcome.key()),
        }
    }
}

/// The text is no cell id. The message names the one that is most like it.
///
/// ```
/// use ogi_report::report::CellId;
///
/// assert_eq!(
///     "applications.recieved.total".parse::<CellId>().unwrap_err().to_string(),
///     "`applications.recieved.total` is no cell id; `applications.received.total` is one, and `CellId::all` lists them",
/// );
/// ```
#[derive(Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is no cell id; `{1}` is one, and `CellId::all` lists them")]
pub struct ParseCellIdError(String, CellId);

/// The message as well: it is what a program shows whose `main` returns the error.
impl fmt::Debug for ParseCellIdError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl ParseCellIdError {
    fn new(text: &str) -> Self {
        // What is misspelt, or lacks a part, still begins and ends as it should.
        let is_like = |id: &CellId| {
            let id = id.to_string();
            let alike =
                |pairs: &mut dyn Iterator<Item = (u8, u8)>| pairs.take_while(|(one, other)| one == other).count();
            let ends = alike(&mut id.bytes().zip(text.bytes())) + alike(&mut id.bytes().rev().zip(text.bytes().rev()));
            // A row by itself, such as `received`, does neither.
            let part = text.trim_matches('.');
            ends + if id.contains(part) { part.len() } else { 0 }
        };
        let all = [Edition::E2021, Edition::E2019].into_iter().flat_map(CellId::all);
        let usual = CellId::Applications(ApplicationRow::Received, ApplicantColumn::NaturalPerson);
        let nearest = all.min_by_key(|id| Reverse(is_like(id))).filter(|id| is_like(id) > 0).unwrap_or(usual);
        Self(text.to_owned(), nearest)
    }
}

impl FromStr for CellId {
    type Err = ParseCellIdError;

    fn from_str(text: &str) -> Result<Self, ParseCellIdError> {
        let parse = || {
            let (table, rest) = text.split_once('.')?;
            match table {
                "disclosure" => DisclosureCell::from_key(rest).map(Self::Disclosure),
                "disclosure_2019" => Disclosure2019Cell::from_key(rest).map(Self::Disclosure2019),
                "applications" => {
                    let (row, column) = rest.rsplit_once('.')?;
                    Some(Self::Applications(ApplicationRow::from_key(row)?, ApplicantColumn::from_key(column)?))
                }
                "disputes" => {
                    let (proceeding, outcome) = rest.split_once('.')?;
                    Some(Self::Disputes(Proceeding::from_key(proceeding)?, Outcome::from_key(outcome)?))
                }
                _ => None,
            }
        };
        parse().ok_or_else(|| ParseCellIdError::new(text))
    }
}

impl TryFrom<String> for CellId {
    type Error = ParseCellIdError;

    fn try_from(text: String) -> Result<Self, ParseCellIdError> {
        text.parse()
    }
}

impl From<CellId> for String {
    fn from(id: CellId) -> Self {
        id.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_id_reads_back() {
        for edition in [Edition::E2021, Edition::E2019] {
            for id in CellId::all(edition) {
                assert_eq!(id.to_string().parse(), Ok(id));
                let (row, column) = id.keys();
                assert_eq!(id.to_string().split_once('.').unwrap().1, format!("{row}.{column}"));
                let (row, column) = id.labels_zh();
                assert_eq!(id.label_zh(), format!("{row} {column}"));
                let (row, column) = id.labels_en();
                let mark = if id.section() == SectionKind::Disclosure { "," } else { ";" };
                assert_eq!(id.label_en(), format!("{row}{mark} {column}"));
                assert!(!row.is_empty() && !column.is_empty());
            }
        }
        assert!("applications.received".parse::<CellId>().is_err());
        assert!("disclosure.rules.issued.x".parse::<CellId>().is_err());
        assert!("".parse::<CellId>().is_err());
    }
}
