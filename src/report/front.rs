//! What stands around the sections: title, preamble, signature, page furniture.

use serde::{Deserialize, Serialize};

use super::{Claim, Date, Paragraph};
use crate::{Span, Spanned};

/// The report's title.
///
/// ```
/// let report = ogi_report::parse(ogi_report::SAMPLE)?.report;
/// let title = report.title.unwrap();
/// assert_eq!(title.text, "澄溪县人民政府2024年政府信息公开工作年度报告");
/// assert!(title.copies.is_empty(), "it is printed once");
/// # Ok::<(), ogi_report::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct Title {
    /// The most complete copy, without line breaks; spaces are kept as written.
    pub text: String,
    /// Where that copy stands, line breaks included.
    pub span: Span,
    /// Further copies, as a web page prints its own title above that of the document.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub copies: Vec<Spanned<String>>,
}

/// 引言, the text between the title and the first section.
///
/// ```
/// let report = ogi_report::parse(ogi_report::SAMPLE)?.report;
/// let preamble = report.preamble.unwrap();
/// assert_eq!(preamble.paragraphs.len(), 1);
/// assert!(preamble.paragraphs[0].text.starts_with("澄溪县人民政府依照"));
/// # Ok::<(), ogi_report::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct Preamble {
    /// The paragraphs.
    pub paragraphs: Vec<Paragraph>,
    /// What it claims: a report whose section one has no heading has its prose here.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub claims: Vec<Claim>,
    /// Where it stands.
    pub span: Span,
}

/// A law or document that the report is based on, such as 《中华人民共和国政府信息公开条例》（国务院令第711号）.
///
/// ```
/// let report = ogi_report::parse(ogi_report::SAMPLE)?.report;
/// let numbers: Vec<&str> = report.citations.iter().filter_map(|citation| Some(citation.number.as_ref()?.value.as_str())).collect();
/// assert_eq!(numbers, ["国务院令第711号", "国办公开办函〔2021〕30号"]);
/// # Ok::<(), ogi_report::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct Citation {
    /// The title between the outer 《》, without line breaks.
    pub title: Option<Spanned<String>>,
    /// The document number, such as `国办公开办函〔2021〕30号`, in one form: without spaces, its year in 〔〕.
    pub number: Option<Spanned<String>>,
}

/// Whom to ask, as the preamble says.
///
/// ```
/// let report = ogi_report::parse(ogi_report::SAMPLE)?.report;
/// let contact = report.contact.unwrap();
/// assert_eq!(contact.office.unwrap().value, "澄溪县政务公开办公室");
/// assert_eq!(contact.telephone.unwrap().value, "0000-6180024");
/// # Ok::<(), ogi_report::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct Contact {
    /// 联系单位, the office to ask.
    pub office: Option<Spanned<String>>,
    /// 地址, address.
    pub address: Option<Spanned<String>>,
    /// 邮编, postcode.
    pub postcode: Option<Spanned<String>>,
    /// 电话, telephone.
    pub telephone: Option<Spanned<String>>,
    /// 传真, fax.
    pub fax: Option<Spanned<String>>,
    /// 电子邮箱, e-mail.
    pub email: Option<Spanned<String>>,
}

impl Contact {
    /// Whether nothing is known.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// 落款, the signature at the end. Most reports have none.
///
/// ```
/// let report = ogi_report::parse(ogi_report::SAMPLE)?.report;
/// let signature = report.signature;
/// assert_eq!(signature.issuer.unwrap().value, "澄溪县人民政府");
/// assert_eq!(signature.date.unwrap().value.to_string(), "2025-01-20");
/// # Ok::<(), ogi_report::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct Signature {
    /// The office that signs.
    pub issuer: Option<Spanned<String>>,
    /// 成文日期, the date below it, or the one in brackets below the title.
    pub date: Option<Spanned<Date>>,
}

/// What the page says of the publication.
///
/// ```
/// let report = ogi_report::parse(ogi_report::SAMPLE)?.report;
/// let publication = report.publication;
/// assert_eq!(publication.date.unwrap().value.to_string(), "2025-01-22");
/// assert_eq!(publication.source.unwrap().value, "澄溪县人民政府办公室");
/// # Ok::<(), ogi_report::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct Publication {
    /// 发布日期, publication date.
    pub date: Option<Spanned<Date>>,
    /// 来源, source.
    pub source: Option<Spanned<String>>,
}

/// Page furniture: what belongs to the page and not to the report.
///
/// ```
/// use ogi_report::report::FurnitureKind;
///
/// let report = ogi_report::parse(ogi_report::SAMPLE)?.report;
/// let kinds: Vec<FurnitureKind> = report.furniture.iter().map(|furniture| furniture.kind).collect();
/// assert_eq!(kinds, [FurnitureKind::Chrome, FurnitureKind::PublicationNote]);
/// assert_eq!(report.furniture[1].text, "（此件公开发布）");
/// # Ok::<(), ogi_report::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct Furniture {
    /// What it is.
    pub kind: FurnitureKind,
    /// The text.
    pub text: String,
    /// Where it stands.
    pub span: Span,
}

/// Kinds of page furniture.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum FurnitureKind {
    /// The mark of a page, such as `- 4 -` or `第4页 共6页`, or its running head.
    PageMark,
    /// Navigation, publication data, print and share buttons, footers.
    Chrome,
    /// A remark on the publication, such as `（此件公开发布）`.
    PublicationNote,
    /// A caption of a picture, or the place of one.
    Picture,
}
