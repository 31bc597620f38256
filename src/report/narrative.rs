//! Prose: headings, numbered sub-headings and paragraphs.

use core::fmt;

use serde::{Deserialize, Serialize};

use super::Claim;
use crate::Span;

/// One of the six sections.
///
/// ```
/// use ogi_report::report::SectionKind;
///
/// let report = ogi_report::parse(ogi_report::SAMPLE)?.report;
/// let kinds: Vec<SectionKind> = report.sections().map(|(kind, _)| kind).collect();
/// assert_eq!(kinds, SectionKind::ALL);
/// assert_eq!(SectionKind::OtherMatters.heading(), "六、其他需要报告的事项");
/// # Ok::<(), ogi_report::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum SectionKind {
    /// 一、总体情况.
    Overview,
    /// 二、主动公开政府信息情况.
    Disclosure,
    /// 三、收到和处理政府信息公开申请情况.
    Applications,
    /// 四、政府信息公开行政复议、行政诉讼情况.
    Disputes,
    /// 五、存在的主要问题及改进情况.
    Problems,
    /// 六、其他需要报告的事项.
    OtherMatters,
}

impl SectionKind {
    /// The six, in the order of the format.
    pub const ALL: [Self; 6] =
        [Self::Overview, Self::Disclosure, Self::Applications, Self::Disputes, Self::Problems, Self::OtherMatters];

    /// The name that exports use, such as `other_matters`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Overview => "overview",
            Self::Disclosure => "disclosure",
            Self::Applications => "applications",
            Self::Disputes => "disputes",
            Self::Problems => "problems",
            Self::OtherMatters => "other_matters",
        }
    }

    /// The heading as the format prescribes it.
    pub const fn heading(self) -> &'static str {
        match self {
            Self::Overview => "一、总体情况",
            Self::Disclosure => "二、主动公开政府信息情况",
            Self::Applications => "三、收到和处理政府信息公开申请情况",
            Self::Disputes => "四、政府信息公开行政复议、行政诉讼情况",
            Self::Problems => "五、存在的主要问题及改进情况",
            Self::OtherMatters => "六、其他需要报告的事项",
        }
    }

    /// The number of the section in the format, 1 to 6.
    pub const fn number(self) -> u8 {
        self as u8 + 1
    }
}

/// The heading of a section, as it was written.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct Heading {
    /// The number in front, if there is one.
    pub numbering: Option<Numbering>,
    /// The whole heading, number included, without line breaks and without marks of Markdown around it.
    pub text: String,
    /// Where it stands.
    pub span: Span,
}

/// What every section has: a heading and prose.
///
/// ```
/// let report = ogi_report::parse(ogi_report::SAMPLE)?.report;
/// let overview = report.overview.unwrap();
/// assert_eq!(overview.heading.as_ref().unwrap().text, "一、总体情况");
/// let titles: Vec<&str> = overview.sub_headings().map(|heading| heading.title.as_str()).collect();
/// assert_eq!(titles[0], "主动公开");
/// # Ok::<(), ogi_report::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct Section {
    /// The heading; `None` where the section was told by its table alone.
    pub heading: Option<Heading>,
    /// The prose, in reading order. Of a section with a table, what stands before and behind that.
    pub narrative: Vec<Block>,
    /// What the prose claims, in reading order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub claims: Vec<Claim>,
    /// The whole section: from its heading to its last line.
    pub span: Span,
}

impl Section {
    /// The paragraphs, sub-headings left out.
    pub fn paragraphs(&self) -> impl Iterator<Item = &Paragraph> {
        self.narrative.iter().filter_map(|block| match block {
            Block::Paragraph(paragraph) => Some(paragraph),
            Block::SubHeading(_) => None,
        })
    }

    /// The sub-headings.
    pub fn sub_headings(&self) -> impl Iterator<Item = &SubHeading> {
        self.narrative.iter().filter_map(|block| match block {
            Block::Paragraph(_) => None,
            Block::SubHeading(heading) => Some(heading),
        })
    }
}

/// A piece of prose.
///
/// ```
/// use ogi_report::report::Block;
///
/// let report = ogi_report::parse(ogi_report::SAMPLE)?.report;
/// for block in &report.overview.unwrap().narrative {
///     match block {
///         Block::SubHeading(heading) => println!("## {} {}", heading.numbering, heading.title),
///         Block::Paragraph(paragraph) => println!("{}", paragraph.text),
///         _ => {}
///     }
/// }
/// # Ok::<(), ogi_report::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[serde(tag = "kind", rename_all = "snake_case")]
#[non_exhaustive]
pub enum Block {
    /// A numbered sub-heading.
    SubHeading(SubHeading),
    /// A paragraph.
    Paragraph(Paragraph),
}

impl Block {
    /// Where it stands.
    pub const fn span(&self) -> Span {
        match self {
            Self::SubHeading(heading) => heading.span,
            Self::Paragraph(paragraph) => paragraph.span,
        }
    }
}

/// A sub-heading, such as `（一）主动公开。`, on a line of its own or at the head of its paragraph.
///
/// ```
/// let report = ogi_report::parse(ogi_report::SAMPLE)?.report;
/// let problems = report.problems.unwrap();
/// let heading = problems.sub_headings().next().unwrap();
/// assert_eq!((heading.numbering.to_string().as_str(), heading.title.as_str()), ("（一）", "主要问题"));
/// assert!(heading.run_in, "its paragraph follows on the same line");
/// # Ok::<(), ogi_report::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct SubHeading {
    /// The number in front.
    pub numbering: Numbering,
    /// The title, without number and final stop.
    pub title: String,
    /// Whether a paragraph follows on the same line.
    pub run_in: bool,
    /// Number and title, without final stop.
    pub span: Span,
}

/// A paragraph.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct Paragraph {
    /// The text, with lines that a layout broke joined again.
    pub text: String,
    /// Where it stands, line breaks included.
    pub span: Span,
}

/// A number in front of a heading.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct Numbering {
    /// How it is written.
    pub style: NumberingStyle,
    /// The number; `None` where the digit was lost, as in `（）`.
    pub value: Option<u8>,
}

/// How a number in front of a heading is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum NumberingStyle {
    /// `一、`
    Chinese,
    /// `（一）`
    ChineseInBrackets,
    /// `1.` or `1、`
    Arabic,
    /// `（1）`
    ArabicInBrackets,
    /// `①`
    Circled,
    /// `一是`. Such words count sentences and head nothing, so this version gives no numbering for them.
    Ordinal,
}

impl fmt::Display for Numbering {
    /// The number as the format writes it: `一、`, `（一）`, `1.`, `（1）`, `①`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Some(value) = self.value else { return f.write_str("（）") };
        match self.style {
            NumberingStyle::Chinese => write!(f, "{}、", numeral(value)),
            NumberingStyle::ChineseInBrackets => write!(f, "（{}）", numeral(value)),
            NumberingStyle::Arabic => write!(f, "{value}."),
            NumberingStyle::ArabicInBrackets => write!(f, "（{value}）"),
            NumberingStyle::Circled => match char::from_u32((u32::from('①') - 1).saturating_add(value.into())) {
                Some(circled) if (1..=20).contains(&value) => write!(f, "{circled}"),
                _ => write!(f, "（{value}）"),
            },
            NumberingStyle::Ordinal => write!(f, "{}是", numeral(value)),
        }
    }
}

/// A number in Chinese numerals, such as 二十一.
fn numeral(value: u8) -> String {
    const DIGITS: [&str; 10] = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    let digit = |n: u8| DIGITS.get(usize::from(n)).copied().unwrap_or_default();
    match value {
        0 => "零".to_owned(),
        1..=9 => digit(value).to_owned(),
        10..=19 => format!("十{}", digit(value - 10)),
        20..=99 => format!("{}十{}", digit(value / 10), digit(value % 10)),
        // No heading counts that far.
        100.. => value.to_string(),
    }
}
