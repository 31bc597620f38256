//! What the prose claims: figures in sentences, and what they count.

use core::fmt;
use core::str::FromStr;

use serde::{Deserialize, Serialize};

use super::{ApplicationRow, Decimal, Outcome, Unit};
use crate::Span;

/// A statement of the prose that can be held against the tables, such as `收到政府信息公开申请19件`.
///
/// A claim says what the words say and no more: `收到` may count new applications, or those carried over as well, and
/// [`Quantity::Received`] leaves that open. Which cells a quantity can mean is for the checks to try.
///
/// ```
/// use ogi_report::report::{Figure, Quantity};
///
/// let report = ogi_report::parse(ogi_report::SAMPLE)?.report;
/// let received = report.claims().find(|claim| claim.quantity == Quantity::NewlyReceived).unwrap();
/// assert_eq!(received.figure, Figure::Exact("19".parse()?));
/// assert_eq!(received.figure_span.slice(ogi_report::SAMPLE), "19");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Claim {
    /// What is counted.
    pub quantity: Quantity,
    /// Whose applications, where the clause says so.
    #[serde(default, skip_serializing_if = "Applicants::is_all")]
    pub applicants: Applicants,
    /// How the figure measures the quantity.
    #[serde(default, skip_serializing_if = "Measure::is_count")]
    pub measure: Measure,
    /// The figure.
    pub figure: Figure,
    /// Unit of the figure: 元, 万元, 亿元, or 件 for every measure word of things.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<Unit>,
    /// Whose figure it is, where the sentence says so.
    #[serde(default, skip_serializing_if = "Scope::is_unstated")]
    pub scope: Scope,
    /// The year that the sentence itself names for the figure. `None` where it names none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub year: Option<u16>,
    /// How sure it is that the words mean this quantity.
    #[serde(default, skip_serializing_if = "Certainty::is_firm")]
    pub certainty: Certainty,
    /// The words of the clause, with lines that a layout broke joined again.
    pub text: Box<str>,
    /// Where the clause stands, line breaks included.
    pub span: Span,
    /// Where the figure stands; of a figure in words such as `未收到`, where those stand.
    pub figure_span: Span,
}

impl Claim {
    /// A claim of `figure` for `quantity`: a count of all applicants, of an unstated scope and year.
    pub fn new(quantity: Quantity, figure: Figure, text: &str, span: Span, figure_span: Span) -> Self {
        Self {
            quantity,
            applicants: Applicants::All,
            measure: Measure::Count,
            figure,
            unit: None,
            scope: Scope::Unstated,
            year: None,
            certainty: Certainty::Firm,
            text: text.into(),
            span,
            figure_span,
        }
    }
}

/// What a claim counts.
///
/// Displayed, read and written by serde as a dotted key: a row or a cell has the key that its cell id has.
///
/// ```
/// use ogi_report::report::{ApplicationRow, Quantity, ResultGroup};
///
/// assert_eq!(Quantity::Received.to_string(), "received");
/// assert_eq!("results.denied".parse(), Ok(Quantity::Group(ResultGroup::Denied)));
/// assert_eq!("results.granted".parse(), Ok(Quantity::Row(ApplicationRow::Granted)));
/// assert_eq!("disputes.litigation.pending".parse::<Quantity>()?.to_string(), "disputes.litigation.pending");
/// # Ok::<(), ogi_report::report::ParseQuantityError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
#[non_exhaustive]
pub enum Quantity {
    /// 新收: applications received this year, and nothing carried over.
    NewlyReceived,
    /// 收到, 接到, 接收: applications received; those carried over may be counted with them.
    Received,
    /// 受理, 办理, 处理, 收办: applications received, with or without those carried over, or those closed.
    Handled,
    /// 含上年结转: applications received and carried over together.
    OnHand,
    /// 上年结转: carried over from the previous year.
    CarriedOver,
    /// 结转下年度: carried forward to the next year.
    CarriedForward,
    /// 办结, 答复: applications closed this year.
    Closed,
    /// 均已办结, 全部答复: applications not closed, which such words deny.
    Unfinished,
    /// A row of the table of section three, told by its own words: 予以公开, 重复申请.
    Row(ApplicationRow),
    /// A group of rows: 不予公开, 无法提供.
    Group(ResultGroup),
    /// 本机关不掌握: the row of these words, or its whole group.
    NotHeld,
    /// Reconsideration and litigation: all of them, or those of one outcome.
    Disputes(Proceedings, Option<Outcome>),
    /// Rules or normative documents.
    Documents(DocumentKind, DocumentMeasure),
    /// Decisions: licensing, penalties, coercion.
    Decisions(DecisionKind),
    /// 行政事业性收费: the amount of administrative fees of section two.
    FeesAmount,
    /// 信息处理费: the information-processing fee of section six. Not the fees of section two, and never compared with
    /// them.
    InformationFee(InformationFee),
}

/// Declares an enum whose variants have a key.
macro_rules! keys {
    ($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $key:literal,)* }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum $name { $($(#[$vdoc])* $variant,)* }

        impl $name {
            /// All of them.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// The key that stands for it in the key of a [`Quantity`].
            pub const fn key(self) -> &'static str {
                match self { $(Self::$variant => $key,)* }
            }

            fn from_key(key: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|item| item.key() == key)
            }
        }
    };
}

keys! {
    /// A group of rows of the table of section three.
    ResultGroup {
        /// 予以公开 and 部分公开 together.
        Disclosed = "disclosed",
        /// （三）不予公开: eight rows.
        Denied = "denied",
        /// （四）无法提供: three rows.
        Unable = "unable",
        /// （五）不予处理: five rows.
        NotProcessed = "not_processed",
        /// （六）其他处理: three rows, one in the 2019 edition.
        Other = "other",
    }
}

keys! {
    /// Kinds of proceedings that a claim counts.
    Proceedings {
        /// 行政复议.
        Reconsideration = "reconsideration",
        /// 行政诉讼, of both kinds.
        Litigation = "litigation",
        /// 行政诉讼, 未经复议直接起诉.
        LitigationDirect = "litigation_direct",
        /// 行政诉讼, 复议后起诉.
        LitigationAfterReconsideration = "litigation_after_reconsideration",
        /// Reconsideration and litigation together.
        All = "all",
    }
}

keys! {
    /// Rules or normative documents.
    DocumentKind {
        /// 规章.
        Rules = "rules",
        /// 行政规范性文件.
        NormativeDocuments = "normative_documents",
    }
}

keys! {
    /// What of documents is counted.
    DocumentMeasure {
        /// 制发: issued this year.
        Issued = "issued",
        /// 废止: repealed this year.
        Repealed = "repealed",
        /// 现行有效: in force.
        InForce = "in_force",
        /// 对外公开总数: disclosed in total, in this year and those before. Only the 2019 edition counts these.
        TotalDisclosed = "total_disclosed",
    }
}

keys! {
    /// Kinds of decisions.
    DecisionKind {
        /// 行政许可.
        Licensing = "licensing",
        /// 行政处罚.
        Penalties = "penalties",
        /// 行政强制.
        Coercion = "coercion",
    }
}

keys! {
    /// What of the information-processing fee (信息处理费) is counted.
    InformationFee {
        /// 发出收费通知的件数: notices sent.
        Notices = "notices",
        /// 总金额: the amount that the notices ask for, in yuan unless the claim's unit says otherwise.
        Noticed = "noticed",
        /// 实际收取: the amount collected, in yuan unless the claim's unit says otherwise.
        Collected = "collected",
    }
}

impl fmt::Display for Quantity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NewlyReceived => f.write_str("newly_received"),
            Self::Received => f.write_str("received"),
            Self::Handled => f.write_str("handled"),
            Self::OnHand => f.write_str("on_hand"),
            Self::CarriedOver => f.write_str("carried_over"),
            Self::CarriedForward => f.write_str("carried_forward"),
            Self::Closed => f.write_str("closed"),
            Self::Unfinished => f.write_str("unfinished"),
            Self::Row(row) => f.write_str(row.key()),
            Self::Group(group) => write!(f, "results.{}", group.key()),
            Self::NotHeld => f.write_str("not_held"),
            Self::Disputes(proceedings, None) => write!(f, "disputes.{}", proceedings.key()),
            Self::Disputes(proceedings, Some(outcome)) => {
                write!(f, "disputes.{}.{}", proceedings.key(), outcome.key())
            }
            Self::Documents(kind, measure) => write!(f, "disclosure.{}.{}", kind.key(), measure.key()),
            Self::Decisions(kind) => write!(f, "disclosure.{}.decisions", kind.key()),
            Self::FeesAmount => f.write_str("disclosure.fees.amount"),
            Self::InformationFee(fee) => write!(f, "information_fee.{}", fee.key()),
        }
    }
}

/// The text is no key of a [`Quantity`].
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is no quantity; one looks like `received` or `results.denied`")]
pub struct ParseQuantityError(String);

impl FromStr for Quantity {
    type Err = ParseQuantityError;

    fn from_str(text: &str) -> Result<Self, ParseQuantityError> {
        let quantity = match text {
            "newly_received" => Some(Self::NewlyReceived),
            "received" => Some(Self::Received),
            "handled" => Some(Self::Handled),
            "on_hand" => Some(Self::OnHand),
            "carried_over" => Some(Self::CarriedOver),
            "carried_forward" => Some(Self::CarriedForward),
            "closed" => Some(Self::Closed),
            "unfinished" => Some(Self::Unfinished),
            "not_held" => Some(Self::NotHeld),
            "disclosure.fees.amount" => Some(Self::FeesAmount),
            _ => Self::compound(text),
        };
        quantity.ok_or_else(|| ParseQuantityError(text.into()))
    }
}

impl Quantity {
    /// The quantity of a key with parts.
    fn compound(key: &str) -> Option<Self> {
        let (head, rest) = key.split_once('.')?;
        match head {
            "results" => {
                ResultGroup::from_key(rest).map(Self::Group).or_else(|| ApplicationRow::from_key(key).map(Self::Row))
            }
            "disputes" => match rest.split_once('.') {
                None => Some(Self::Disputes(Proceedings::from_key(rest)?, None)),
                Some((proceedings, outcome)) => {
                    Some(Self::Disputes(Proceedings::from_key(proceedings)?, Some(Outcome::from_key(outcome)?)))
                }
            },
            "disclosure" => match rest.split_once('.')? {
                (kind, "decisions") => DecisionKind::from_key(kind).map(Self::Decisions),
                (kind, measure) => {
                    Some(Self::Documents(DocumentKind::from_key(kind)?, DocumentMeasure::from_key(measure)?))
                }
            },
            "information_fee" => InformationFee::from_key(rest).map(Self::InformationFee),
            _ => None,
        }
    }
}

#[cfg(any(test, feature = "schemars"))]
impl Quantity {
    /// All that the grammar can give.
    pub(crate) fn all() -> impl Iterator<Item = Self> {
        let simple = [
            Self::NewlyReceived,
            Self::Received,
            Self::Handled,
            Self::OnHand,
            Self::CarriedOver,
            Self::CarriedForward,
            Self::Closed,
            Self::Unfinished,
            Self::NotHeld,
            Self::FeesAmount,
        ];
        // Rows outside the results have quantities of their own.
        let rows = ApplicationRow::ALL.iter().filter(|row| row.key().starts_with("results."));
        let disputes = Proceedings::ALL.iter().flat_map(|&proceedings| {
            let outcomes = Outcome::ALL.iter().map(|&outcome| Some(outcome));
            core::iter::once(None).chain(outcomes).map(move |outcome| Self::Disputes(proceedings, outcome))
        });
        let documents = DocumentKind::ALL
            .iter()
            .flat_map(|&kind| DocumentMeasure::ALL.iter().map(move |&measure| Self::Documents(kind, measure)));
        simple
            .into_iter()
            .chain(rows.map(|&row| Self::Row(row)))
            .chain(ResultGroup::ALL.iter().map(|&group| Self::Group(group)))
            .chain(disputes)
            .chain(documents)
            .chain(DecisionKind::ALL.iter().map(|&kind| Self::Decisions(kind)))
            .chain(InformationFee::ALL.iter().map(|&fee| Self::InformationFee(fee)))
    }
}

impl TryFrom<String> for Quantity {
    type Error = ParseQuantityError;

    fn try_from(text: String) -> Result<Self, ParseQuantityError> {
        text.parse()
    }
}

impl From<Quantity> for String {
    fn from(quantity: Quantity) -> Self {
        quantity.to_string()
    }
}

/// The figure of a claim.
///
/// ```
/// use ogi_report::report::Figure;
///
/// let text = ogi_report::SAMPLE.replace("新收政府信息公开申请19件", "新收政府信息公开申请近20件");
/// let report = ogi_report::parse(&text)?.report;
/// let figure = report.claims().find(|claim| claim.quantity.to_string() == "newly_received").unwrap().figure;
/// assert!(matches!(figure, Figure::About(_)));
/// assert_eq!(figure.value().to_string(), "20");
/// # Ok::<(), ogi_report::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(
    feature = "schemars",
    derive(schemars::JsonSchema),
    schemars(transform = crate::write::schema::no_value_but_where_named)
)]
#[serde(tag = "precision", content = "value", rename_all = "snake_case")]
#[non_exhaustive]
pub enum Figure {
    /// The number itself: `19件`, `一件`, `100%`.
    Exact(Decimal),
    /// 余, 多, 以上: this many and some more.
    AtLeast(Decimal),
    /// 约, 近: about this many.
    About(Decimal),
    /// 未, 没有, 无, 零: none, in words. `0件` is an exact nought.
    None,
}

impl Figure {
    /// The number that is written, nought where words deny.
    pub fn value(self) -> Decimal {
        match self {
            Self::Exact(value) | Self::AtLeast(value) | Self::About(value) => value,
            Self::None => Decimal::from(0u64),
        }
    }
}

/// Whose applications a claim counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Applicants {
    /// All applicants: the column 总计.
    #[default]
    All,
    /// 自然人, natural persons.
    NaturalPersons,
    /// 法人或其他组织: the five kinds of organizations together.
    Organizations,
    /// 商业企业, commercial enterprises.
    CommercialEnterprises,
    /// 科研机构, research institutions.
    ResearchInstitutions,
    /// 社会公益组织, public welfare organizations.
    PublicWelfareOrganizations,
    /// 法律服务机构, legal service institutions.
    LegalServiceInstitutions,
    /// 其他组织, other organizations.
    OtherOrganizations,
}

impl Applicants {
    #[expect(clippy::trivially_copy_pass_by_ref, reason = "the signature that serde's skip_serializing_if asks for")]
    const fn is_all(&self) -> bool {
        matches!(self, Self::All)
    }
}

/// How the figure of a claim measures its quantity.
///
/// ```
/// use ogi_report::report::{Measure, Quantity};
///
/// let text = ogi_report::SAMPLE.replace("办结21件，余下1件", "办结率95.5%，余下1件");
/// let report = ogi_report::parse(&text)?.report;
/// let share = report.claims().find(|claim| claim.measure == Measure::Share).unwrap();
/// assert_eq!((share.quantity, share.figure.value().to_string().as_str()), (Quantity::Closed, "95.5"));
/// # Ok::<(), ogi_report::Error>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Measure {
    /// It counts it, or is the amount.
    #[default]
    Count,
    /// 率, 占: the quantity's share of its whole, in percent. 办结率100% is the share of [`Quantity::Closed`].
    Share,
    /// 同比增长N%: the growth against the year before, in percent; negative for a fall.
    Growth,
    /// 较上年增加N件: the increase against the year before; negative for a decrease.
    Increase,
}

impl Measure {
    #[expect(clippy::trivially_copy_pass_by_ref, reason = "the signature that serde's skip_serializing_if asks for")]
    const fn is_count(&self) -> bool {
        matches!(self, Self::Count)
    }
}

/// Whose figure a claim is.
///
/// ```
/// use ogi_report::report::Scope;
///
/// let text = ogi_report::SAMPLE.replace("全年新收政府", "全县新收政府");
/// let report = ogi_report::parse(&text)?.report;
/// assert_eq!(report.claims().filter(|claim| claim.scope == Scope::Region).map(|claim| claim.text.to_string()).next().as_deref(), Some("全县新收政府信息公开申请19件"));
/// # Ok::<(), ogi_report::Error>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Scope {
    /// The sentence does not say.
    #[default]
    Unstated,
    /// 全市, 全县, 全区: all offices of the area.
    Region,
    /// 本机关, 我局, 市政府本级: the office itself.
    Office,
    /// 各部门, 各乡镇: other offices than the one that reports.
    Others,
}

impl Scope {
    #[expect(clippy::trivially_copy_pass_by_ref, reason = "the signature that serde's skip_serializing_if asks for")]
    const fn is_unstated(&self) -> bool {
        matches!(self, Self::Unstated)
    }
}

/// How sure it is that words mean the quantity of their claim.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Certainty {
    /// The words name the quantity.
    #[default]
    Firm,
    /// They probably mean it, and may mean something close to it: `文件44件` for normative documents.
    Loose,
}

impl Certainty {
    #[expect(clippy::trivially_copy_pass_by_ref, reason = "the signature that serde's skip_serializing_if asks for")]
    const fn is_firm(&self) -> bool {
        matches!(self, Self::Firm)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_quantity_reads_back() {
        for quantity in Quantity::all() {
            assert_eq!(quantity.to_string().parse(), Ok(quantity));
        }
        assert!("applications.received".parse::<Quantity>().is_err());
        assert!("results.".parse::<Quantity>().is_err());
    }
}
