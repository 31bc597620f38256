//! 格式: a report laid out as the format prescribes, before it is written in any form.
//!
//! [`OfficialForm::new`] puts what a [`Report`] holds into [`Block`]s: paragraphs, and tables whose labels stand and whose cells are
//! merged as in the annex of the notice. Every writer of text prints these blocks, and nobody but this module knows where
//! the format wants what. One file a part of the report.

mod applications;
mod disclosure;
mod disputes;
mod omission;
mod prose;
mod table;
mod value;

use std::borrow::Cow;

pub use self::omission::{Omission, OmissionKind};
pub use self::table::{CellRole, Slot, Table, TableCell};
pub(super) use self::value::unbarred;
use crate::report::SectionKind;
use crate::{Report, Span};

/// 政府信息公开工作年度报告格式: a report laid out as the format prescribes.
///
/// Only what the tree holds is laid out: a section that is not there is not written, nor is a table none of whose cells was
/// found, and a heading stands as it was written. What the form has no place for, or cannot show as it is, is told by [`OfficialForm::omissions`].
///
/// ```
/// use ogi_report::report::SectionKind;
/// use ogi_report::write::official::{Block, OfficialForm};
///
/// let report = ogi_report::parse(ogi_report::SAMPLE)?.report;
/// let form = OfficialForm::new(&report);
/// let tables: Vec<SectionKind> = form.tables().map(|table| table.section).collect();
/// assert_eq!(tables, [SectionKind::Disclosure, SectionKind::Applications, SectionKind::Disputes]);
/// let Block::Paragraph(title) = &form.blocks[0] else { panic!() };
/// assert_eq!(title.text(), "澄溪县人民政府2024年政府信息公开工作年度报告");
/// # Ok::<(), ogi_report::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OfficialForm<'r> {
    /// Paragraphs and tables, in the order in which they are read.
    pub blocks: Vec<Block<'r>>,
    omissions: Vec<Omission>,
}

/// A part of the form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block<'r> {
    /// A paragraph or a heading.
    Paragraph(Paragraph<'r>),
    /// A table.
    Table(Table<'r>),
}

/// A paragraph or a heading: one line, however wide.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paragraph<'r> {
    /// What it is.
    pub kind: ParagraphKind,
    /// The section that it stands in; `None` for what stands around the sections.
    pub section: Option<SectionKind>,
    /// Its text, in pieces that come from different places of the source.
    pub runs: Vec<Run<'r>>,
}

/// What a paragraph is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ParagraphKind {
    /// The title of the report.
    Title,
    /// 发布日期 and 来源: when and by whom it was published.
    Publication,
    /// The heading of a section.
    Heading,
    /// A numbered heading within a section, on a line of its own.
    SubHeading,
    /// Prose.
    Text,
    /// 落款: the office that signs, or the date.
    Signature,
}

/// A piece of a paragraph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Run<'r> {
    /// Its text, in one line and without characters that no text has.
    pub text: Cow<'r, str>,
    /// Whether it is a heading, at the head of its paragraph or the whole of it.
    pub is_heading: bool,
    /// Where it stands in the source, if it does. The source may have it in several lines.
    pub span: Option<Span>,
}

impl Paragraph<'_> {
    /// The whole text.
    pub fn text(&self) -> String {
        self.runs.iter().map(|run| run.text.as_ref()).collect()
    }
}

impl<'r> OfficialForm<'r> {
    /// Lays out a report.
    pub fn new(report: &'r Report) -> Self {
        let mut form = Self::default();
        form.front(report);
        for kind in SectionKind::ALL {
            let Some(section) = report.section(kind) else { continue };
            let table = match kind {
                SectionKind::Disclosure => disclosure::table(report),
                SectionKind::Applications => applications::table(report),
                SectionKind::Disputes => disputes::table(report),
                SectionKind::Overview | SectionKind::Problems | SectionKind::OtherMatters => None,
            };
            form.section(kind, section, table.filter(Table::has_cells));
        }
        form.back(report);
        form.omissions = omission::omissions(report);
        form
    }

    /// The tables.
    pub fn tables(&self) -> impl Iterator<Item = &Table<'r>> {
        self.blocks.iter().filter_map(|block| match block {
            Block::Table(table) => Some(table),
            Block::Paragraph(_) => None,
        })
    }

    /// What the report holds and the form does not show, or does not show as it is. A report that was made from figures and
    /// prose alone has nothing of that kind.
    ///
    /// ```
    /// use ogi_report::write::official::{OfficialForm, OmissionKind};
    ///
    /// let report = ogi_report::parse(ogi_report::SAMPLE)?.report;
    /// let omissions: Vec<OmissionKind> = OfficialForm::new(&report).omissions().iter().map(|omission| omission.kind).collect();
    /// assert_eq!(omissions, [OmissionKind::Furniture], "the last line of the sample: 此件公开发布");
    /// # Ok::<(), ogi_report::Error>(())
    /// ```
    pub fn omissions(&self) -> &[Omission] {
        &self.omissions
    }
}
