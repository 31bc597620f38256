//! 三、收到和处理政府信息公开申请情况: section three and its table.

use serde::{Deserialize, Serialize};

use super::{ApplicantColumn, ApplicationRow, Cell, Edition, Section};
use crate::{Span, Spanned};

/// 收到和处理政府信息公开申请情况, section three: applications received and handled (article 50 of the Regulations, item 2).
/// All cells of its table are counts of applications.
///
/// ```
/// let report = ogi_report::parse(ogi_report::SAMPLE)?.report;
/// let section = report.applications.unwrap();
/// assert_eq!(section.section.heading.unwrap().text, "三、收到和处理政府信息公开申请情况");
/// let table = section.table.unwrap();
/// assert_eq!(table.received.total.count(), Some(19));
/// assert_eq!(table.results.denied.third_party_rights.commercial_enterprise.count(), Some(1));
/// # Ok::<(), ogi_report::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct Applications {
    /// Heading and prose.
    #[serde(flatten)]
    pub section: Section,
    /// The table, if one was found.
    pub table: Option<Box<ApplicationsTable>>,
}

/// A row of the table: six kinds of applicants and their total.
///
/// ```
/// use ogi_report::report::ApplicantColumn;
///
/// let report = ogi_report::parse(ogi_report::SAMPLE)?.report;
/// let table = report.applications.and_then(|section| section.table).unwrap();
/// let row = &table.results.granted;
/// assert_eq!(row.natural_person.count(), Some(4));
/// let counts: Vec<u64> = ApplicantColumn::ALL.iter().filter_map(|&column| row.cell(column).count()).collect();
/// assert_eq!(counts, [4, 2, 1, 0, 1, 0, 8]);
/// # Ok::<(), ogi_report::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct ApplicantRow {
    /// 自然人, natural persons.
    pub natural_person: Cell,
    /// 商业企业, commercial enterprises.
    pub commercial_enterprise: Cell,
    /// 科研机构, research institutions.
    pub research_institution: Cell,
    /// 社会公益组织, public welfare organizations.
    pub public_welfare_organization: Cell,
    /// 法律服务机构, legal service institutions.
    pub legal_service_institution: Cell,
    /// 其他, other organizations.
    pub other_organization: Cell,
    /// 总计, total.
    pub total: Cell,
}

/// （三）不予公开, denied. The articles are those of the Regulations (政府信息公开条例) that the reasons rest on.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct Denied {
    /// 1.属于国家秘密, state secret (article 14).
    pub state_secret: ApplicantRow,
    /// 2.其他法律行政法规禁止公开, prohibited by law (article 14).
    pub prohibited_by_law: ApplicantRow,
    /// 3.危及“三安全一稳定”, endangers security and stability (article 14).
    pub security_and_stability: ApplicantRow,
    /// 4.保护第三方合法权益, rights of third parties (article 15).
    pub third_party_rights: ApplicantRow,
    /// 5.属于三类内部事务信息, internal affairs (article 16).
    pub internal_affairs: ApplicantRow,
    /// 6.属于四类过程性信息, process information (article 16).
    pub process_information: ApplicantRow,
    /// 7.属于行政执法案卷, enforcement files (article 16).
    pub enforcement_files: ApplicantRow,
    /// 8.属于行政查询事项, administrative inquiries (article 36).
    pub administrative_inquiry: ApplicantRow,
}

/// （四）无法提供, unable to provide.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct Unable {
    /// 1.本机关不掌握相关政府信息, not held by this office.
    pub not_held: ApplicantRow,
    /// 2.没有现成信息需要另行制作, would have to be created (article 38).
    pub requires_creation: ApplicantRow,
    /// 3.补正后申请内容仍不明确, still unclear after correction (article 30).
    pub unclear_after_correction: ApplicantRow,
}

/// （五）不予处理, not processed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct NotProcessed {
    /// 1.信访举报投诉类申请, petitions, reports and complaints (article 39).
    pub petition: ApplicantRow,
    /// 2.重复申请, duplicate applications (article 36).
    pub duplicate: ApplicantRow,
    /// 3.要求提供公开出版物, asks for published material (article 39).
    pub published_material: ApplicantRow,
    /// 4.无正当理由大量反复申请, many repeated applications without good reason (article 35).
    pub excessive: ApplicantRow,
    /// 5.要求行政机关确认或重新出具已获取信息, asks to confirm or re-issue what was obtained.
    pub confirmation: ApplicantRow,
}

/// （六）其他处理, other handling. In the 2019 edition one row, which is `other`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct OtherHandling {
    /// 1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请, not corrected in time (article 30).
    pub correction_overdue: ApplicantRow,
    /// 2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请, fee not paid in time.
    pub fee_overdue: ApplicantRow,
    /// 3.其他, other; in the 2019 edition the one row （六）其他处理.
    pub other: ApplicantRow,
}

/// 三、本年度办理结果, results of this year.
///
/// ```
/// let report = ogi_report::parse(ogi_report::SAMPLE)?.report;
/// let results = report.applications.and_then(|section| section.table).unwrap().results;
/// let closed = [&results.granted, &results.partially_granted, &results.unable.not_held].map(|row| row.total.count());
/// assert_eq!(closed, [Some(8), Some(2), Some(6)]);
/// # Ok::<(), ogi_report::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct Results {
    /// （一）予以公开, granted.
    pub granted: ApplicantRow,
    /// （二）部分公开, granted in part (article 37).
    pub partially_granted: ApplicantRow,
    /// （三）不予公开, denied.
    pub denied: Denied,
    /// （四）无法提供, unable to provide.
    pub unable: Unable,
    /// （五）不予处理, not processed.
    pub not_processed: NotProcessed,
    /// （六）其他处理, other handling.
    pub other: OtherHandling,
    /// （七）总计, total of the results.
    pub total: ApplicantRow,
}

/// A column that the format does not have, such as 小计 over the five kinds of organizations. It is kept beside the
/// table and counts for nothing in it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct ExtraColumn {
    /// The column's header. This version does not look for it: always `None`.
    pub label: Option<Spanned<String>>,
    /// How many of the format's seven columns stand before it.
    pub after: u8,
    /// Its cells, one for each row of the table's edition, in the order of [`ApplicationRow::ALL`].
    pub cells: Vec<Cell>,
}

/// The table of section three: 25 rows (23 in the 2019 edition) of seven columns. All cells are counts; the two rows
/// that the 2019 edition does not have are missing in it.
///
/// ```
/// let report = ogi_report::parse(ogi_report::SAMPLE)?.report;
/// let table = report.applications.as_ref().and_then(|section| section.table.as_ref()).unwrap();
/// assert_eq!(table.results.unable.not_held.natural_person.count(), Some(5));
/// # Ok::<(), ogi_report::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct ApplicationsTable {
    /// 一、本年新收政府信息公开申请数量, received this year.
    pub received: ApplicantRow,
    /// 二、上年结转政府信息公开申请数量, carried over from the previous year.
    pub carried_over: ApplicantRow,
    /// 三、本年度办理结果, results of this year.
    pub results: Results,
    /// 四、结转下年度继续办理, carried forward to the next year.
    pub carried_forward: ApplicantRow,
    /// The edition that its labels tell: （六）其他处理 is three rows in that of 2021 and one in that of 2019. `None` where
    /// they do not tell; see [`Report::applications_edition`](crate::Report::applications_edition).
    #[serde(default)]
    pub edition: Option<Edition>,
    /// Columns that the format does not have.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub extra_columns: Vec<ExtraColumn>,
    /// Where the table stands.
    pub span: Span,
}

impl ApplicantRow {
    /// The cell in `column`.
    #[inline]
    pub fn cell(&self, column: ApplicantColumn) -> &Cell {
        match column {
            ApplicantColumn::NaturalPerson => &self.natural_person,
            ApplicantColumn::CommercialEnterprise => &self.commercial_enterprise,
            ApplicantColumn::ResearchInstitution => &self.research_institution,
            ApplicantColumn::PublicWelfareOrganization => &self.public_welfare_organization,
            ApplicantColumn::LegalServiceInstitution => &self.legal_service_institution,
            ApplicantColumn::OtherOrganization => &self.other_organization,
            ApplicantColumn::Total => &self.total,
        }
    }

    /// The cell in `column`, to be changed.
    pub fn cell_mut(&mut self, column: ApplicantColumn) -> &mut Cell {
        match column {
            ApplicantColumn::NaturalPerson => &mut self.natural_person,
            ApplicantColumn::CommercialEnterprise => &mut self.commercial_enterprise,
            ApplicantColumn::ResearchInstitution => &mut self.research_institution,
            ApplicantColumn::PublicWelfareOrganization => &mut self.public_welfare_organization,
            ApplicantColumn::LegalServiceInstitution => &mut self.legal_service_institution,
            ApplicantColumn::OtherOrganization => &mut self.other_organization,
            ApplicantColumn::Total => &mut self.total,
        }
    }
}

/// The two ways to a row, for reading and for writing, from one list.
macro_rules! rows {
    ($($variant:ident => $($field:ident).+,)*) => {
        impl ApplicationsTable {
            /// The row of this id.
            #[inline]
            pub fn row(&self, row: ApplicationRow) -> &ApplicantRow {
                match row { $(ApplicationRow::$variant => &self.$($field).+,)* }
            }

            /// The row of this id, to be changed.
            pub fn row_mut(&mut self, row: ApplicationRow) -> &mut ApplicantRow {
                match row { $(ApplicationRow::$variant => &mut self.$($field).+,)* }
            }
        }
    };
}

rows! {
    Received => received,
    CarriedOver => carried_over,
    Granted => results.granted,
    PartiallyGranted => results.partially_granted,
    StateSecret => results.denied.state_secret,
    ProhibitedByLaw => results.denied.prohibited_by_law,
    SecurityAndStability => results.denied.security_and_stability,
    ThirdPartyRights => results.denied.third_party_rights,
    InternalAffairs => results.denied.internal_affairs,
    ProcessInformation => results.denied.process_information,
    EnforcementFiles => results.denied.enforcement_files,
    AdministrativeInquiry => results.denied.administrative_inquiry,
    NotHeld => results.unable.not_held,
    RequiresCreation => results.unable.requires_creation,
    UnclearAfterCorrection => results.unable.unclear_after_correction,
    Petition => results.not_processed.petition,
    Duplicate => results.not_processed.duplicate,
    PublishedMaterial => results.not_processed.published_material,
    Excessive => results.not_processed.excessive,
    Confirmation => results.not_processed.confirmation,
    CorrectionOverdue => results.other.correction_overdue,
    FeeOverdue => results.other.fee_overdue,
    OtherHandling => results.other.other,
    ResultsTotal => results.total,
    CarriedForward => carried_forward,
}
