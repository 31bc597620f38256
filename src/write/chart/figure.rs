//! The figures that a picture shows.

use crate::Report;
use crate::check::{Language, Text};
use crate::report::{CellId, CellStatus, Number};

/// A figure of a picture: a cell of a report, and what it holds.
///
/// ```
/// use ogi_report::check::Language;
/// use ogi_report::write::chart::Flow;
///
/// let report = ogi_report::parse(ogi_report::SAMPLE)?.report;
/// let figures = Flow::of(&report).figures();
/// assert_eq!(figures[0].cell.to_string(), "applications.received.total");
/// assert_eq!(figures[0].count(), Some(19));
/// assert_eq!(figures[0].value(Language::En), "19");
/// # Ok::<(), ogi_report::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Figure {
    /// Which of the reports it is of, the first one 0.
    pub report: usize,
    /// The cell.
    pub cell: CellId,
    /// What the cell is.
    pub status: CellStatus,
    /// The number in it, if it is one.
    pub number: Option<Number>,
}

impl Figure {
    pub(super) fn of(nth: usize, report: &Report, id: CellId) -> Self {
        let cell = report.cell(id);
        Self { report: nth, cell: id, status: cell.status(), number: cell.number().copied() }
    }

    /// The count. `None` where nothing is known, or where the number is none that things can be counted with, such as 1.5
    /// or −2.
    pub fn count(&self) -> Option<u64> {
        self.number.and_then(Number::to_count)
    }

    /// The label of its cell, row and column.
    pub fn label(&self, language: Language) -> String {
        match language {
            Language::Zh => self.cell.label_zh(),
            Language::En => self.cell.label_en(),
        }
    }

    /// The number as it is, or in words why there is none.
    pub fn value(&self, language: Language) -> String {
        match self.number {
            Some(number) => number.to_string(),
            None => status(self.status).get(language).to_owned(),
        }
    }

    /// What stands beside what is drawn of it: the number, or `?` and the reason.
    pub(super) fn shown(&self, language: Language) -> String {
        let value = self.value(language);
        match (self.count(), self.number, language) {
            (Some(_), ..) => value,
            (None, Some(_), Language::Zh) => format!("? {value}（不是件数）"),
            (None, Some(_), Language::En) => format!("? {value} (no count)"),
            (None, None, _) => format!("? {value}"),
        }
    }

    /// Label and value in one line; of several reports, with which it is.
    pub(super) fn line(&self, of: Option<&str>, language: Language) -> String {
        let joint = if language == Language::Zh { "：" } else { ": " };
        let of = of.map_or_else(String::new, |of| format!("{of} "));
        format!("{of}{}{joint}{}", self.label(language), self.shown(language))
    }
}

/// A status in words.
pub(super) const fn status(status: CellStatus) -> Text {
    match status {
        CellStatus::Number => Text::new("数字", "number"),
        CellStatus::Blank => Text::new("空白", "blank"),
        CellStatus::NotApplicable => Text::new("不适用", "not applicable"),
        CellStatus::Unreadable => Text::new("无法读取", "unreadable"),
        CellStatus::Ambiguous => Text::new("归属不明", "ambiguous"),
        CellStatus::Missing => Text::new("没有找到", "not found"),
    }
}

/// What several figures come to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Sum {
    /// The counts that are known, added up. It cannot overflow: there are fewer than 2^64 figures.
    pub(super) known: u128,
    /// How many are not known.
    pub(super) unknown: usize,
}

impl Sum {
    pub(super) fn of<'f>(figures: impl IntoIterator<Item = &'f Figure>) -> Self {
        let mut sum = Self::default();
        figures.into_iter().for_each(|figure| sum.add(figure));
        sum
    }

    pub(super) fn add(&mut self, figure: &Figure) {
        match figure.count() {
            Some(count) => self.known = self.known.saturating_add(count.into()),
            None => self.unknown = self.unknown.saturating_add(1),
        }
    }

    pub(super) fn plus(self, other: Self) -> Self {
        Self { known: self.known.saturating_add(other.known), unknown: self.unknown.saturating_add(other.unknown) }
    }

    /// The whole of it, if all is known.
    pub(super) fn exact(self) -> Option<u128> {
        (self.unknown == 0).then_some(self.known)
    }

    /// The sum, with `+ ?` where some of it is not known.
    pub(super) fn shown(self) -> String {
        match (self.known, self.unknown) {
            (known, 0) => known.to_string(),
            (0, _) => "?".to_owned(),
            (known, _) => format!("{known} + ?"),
        }
    }
}
