//! The flow of the applications of one report.
//!
//! ```text
//! received ─────┐         ┌─ total of results ─┬─ (1) granted
//!               ├─ trunk ─┤                    ├─ …
//! carried over ─┘         │                    └─ (6) other handling
//!                         └─────────────────────── carried forward
//! ```
//!
//! [`layout`] says which pieces there are and how high, and [`draw`] puts them in their places.

mod draw;
mod layout;

use self::layout::Layout;
use super::figure::{self, Figure};
use super::gap::{self, Gap};
use super::picture::Picture;
use super::words;
use crate::Report;
use crate::check::{Language, Text};
use crate::report::{ApplicantColumn, ApplicationRow as Row, CellId, CellStatus, Edition};
use crate::write::short;

/// The flow of the applications of one report: 本年新收 and 上年结转 on one side, the results by groups and rows and
/// 结转下年度 on the other.
///
/// It shows the column 总计, or that of another kind of applicants ([`Flow::column`]). Groups of several rows have no cell of
/// their own, so their numbers are the sums of their rows. Rows that are nought are named below.
///
/// ```
/// use ogi_report::check::Language;
/// use ogi_report::write::chart::Flow;
///
/// let report = ogi_report::parse(ogi_report::SAMPLE)?.report;
/// let flow = Flow::of(&report).language(Language::En);
/// assert!(flow.to_svg().contains(r#"<g data-cell="applications.received.total" data-status="number" data-value="19">"#));
/// assert!(flow.notes().is_empty(), "its sums agree");
///
/// // The table beside the picture.
/// for figure in flow.figures() {
///     println!("{}\t{}\t{}", figure.cell, figure.label(Language::En), figure.value(Language::En));
/// }
/// # Ok::<(), ogi_report::Error>(())
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Flow<'r> {
    report: &'r Report,
    column: ApplicantColumn,
    language: Language,
}

impl<'r> Flow<'r> {
    /// The flow of all applications of a report, in Chinese.
    pub fn of(report: &'r Report) -> Self {
        Self { report, column: ApplicantColumn::Total, language: Language::Zh }
    }

    /// Only those of one kind of applicants.
    ///
    /// ```
    /// use ogi_report::report::ApplicantColumn;
    /// use ogi_report::write::chart::Flow;
    ///
    /// let report = ogi_report::parse(ogi_report::SAMPLE)?.report;
    /// let flow = Flow::of(&report).column(ApplicantColumn::NaturalPerson);
    /// assert_eq!(flow.figures()[0].count(), Some(12));
    /// # Ok::<(), ogi_report::Error>(())
    /// ```
    #[must_use]
    pub const fn column(mut self, column: ApplicantColumn) -> Self {
        self.column = column;
        self
    }

    /// The language of the words.
    #[must_use]
    pub const fn language(mut self, language: Language) -> Self {
        self.language = language;
        self
    }

    /// The figures of the picture, in the order of the format.
    pub fn figures(&self) -> Vec<Figure> {
        let edition = self.report.applications_edition();
        let rows = Row::ALL.iter().filter(|row| row.in_edition(edition));
        rows.map(|row| self.figure(*row)).collect()
    }

    /// What does not agree, and what cannot be told as figures are not known: a sentence each.
    pub fn notes(&self) -> Vec<String> {
        self.gaps().iter().filter_map(|gap| gap.note(self.language)).collect()
    }

    /// The picture as a file of its own.
    pub fn to_svg(&self) -> String {
        self.draw(false)
    }

    /// The picture as an element of a page that has [`STYLE`](super::STYLE).
    pub fn to_inline(&self) -> String {
        self.draw(true)
    }

    fn figure(&self, row: Row) -> Figure {
        Figure::of(0, self.report, CellId::Applications(row, self.column))
    }

    fn gaps(&self) -> Vec<Gap> {
        let mut gaps = vec![gap::balance(self.report, self.column), gap::results(self.report, self.column)];
        if self.column == ApplicantColumn::Total {
            gaps.extend(gap::applicants(self.report));
        }
        gaps
    }

    fn draw(&self, is_inline: bool) -> String {
        let language = self.language;
        let about = Text::new("政府信息公开申请的来源和去向", "where applications came from and what became of them");
        let name = words::issuer(self.report, language);
        let year = words::year(self.report.year.as_ref().map(|year| year.value), language);
        let joint = if language == Language::Zh { "" } else { ", " };
        let title =
            format!("{name}{joint}{year}{}{}", if language == Language::Zh { "" } else { ": " }, about.get(language));
        let subtitle = match language {
            Language::Zh => format!("第三部分表格，“{}”一列，单位：件", self.column.label_zh()),
            Language::En => {
                format!("table of section three, column \"{}\": number of applications", self.column.label_en())
            }
        };
        let mut picture = Picture::new("flow", language, title, &subtitle);
        let figures = self.figures();
        if figures.iter().any(|figure| figure.count().is_some()) {
            Layout::new(self).draw(&mut picture);
        } else {
            self.draw_nothing(&figures, &mut picture);
        }
        for gap in self.gaps() {
            if let Some(note) = gap.note(language) {
                picture.note(&note, gap.difference().is_some());
            }
        }
        if figures.iter().any(|figure| figure.count().is_none()) {
            picture.note(words::UNKNOWN.get(language), false);
        }
        picture.finish(&figures, &[], &self.notes(), is_inline)
    }

    /// A report none of whose figures is known.
    fn draw_nothing(&self, figures: &[Figure], picture: &mut Picture) {
        let nothing = Text::new("? 这些数字都是未知的", "? None of these figures is known");
        picture.nothing(nothing.get(self.language));
        let mut statuses: Vec<CellStatus> = figures.iter().map(|figure| figure.status).collect();
        statuses.sort_unstable();
        statuses.dedup();
        for status in statuses {
            let of_status = figures.iter().filter(|figure| figure.status == status);
            let named: Vec<_> = of_status.map(|figure| (self.named(figure), *figure)).collect();
            let joint = if self.language == Language::Zh { "：" } else { ": " };
            picture.listed(&format!("? {}{joint}", figure::status(status).get(self.language)), &named);
        }
    }

    /// The short name of a row. In the edition of 2021, 3.其他 is only a part of （六）其他处理.
    fn name(&self, row: Row) -> &'static str {
        match (row, self.report.applications_edition()) {
            (Row::OtherHandling, Edition::E2021) => {
                Text::new("其他处理中的“其他”", "other handling: other").get(self.language)
            }
            _ => short::row(row, self.language),
        }
    }

    /// The row of a figure, and the number in it that is no count.
    fn named(&self, figure: &Figure) -> String {
        let CellId::Applications(row, _) = figure.cell else { return String::new() };
        match figure.number {
            Some(number) => format!("{} {number}", self.name(row)),
            None => self.name(row).to_owned(),
        }
    }
}
