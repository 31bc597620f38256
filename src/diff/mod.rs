//! What changed between two reports: of one issuer in two years, or of two versions of one report.
//!
//! [`diff`] compares cell by cell and says of each what it was and is, by how much it changed, and what kind of change
//! that is. It judges nothing: whether a change is right is for [`check_series`](crate::check::check_series).
//!
//! ```
//! use ogi_report::diff::Kind;
//! use ogi_report::{SAMPLE, diff, parse};
//!
//! let old = parse(&SAMPLE.replace("行政许可\t387", "行政许可\t360"))?.report;
//! let new = parse(SAMPLE)?.report;
//! let diff = diff(&old, &new);
//!
//! let change = diff.changes().next().unwrap();
//! assert_eq!(change.new_id.to_string(), "disclosure.licensing.decisions");
//! assert_eq!(change.kind, Kind::Increased);
//! assert_eq!(change.absolute.unwrap().to_string(), "27");
//! assert_eq!(change.percent.unwrap().to_string(), "7.50");
//! assert_eq!((diff.changes().count(), diff.unchanged()), (1, 199));
//! # Ok::<(), ogi_report::Error>(())
//! ```
//!
//! Two editions of the format have cells of different meaning. Only those are compared that mean the same, which
//! [`CellId::counterpart`] tells; the others are listed in [`Diff::not_compared`]. Amounts of money in different units
//! are compared in yuan.

mod cells;
mod summary;
mod text;

use core::fmt;

use serde::{Deserialize, Serialize};

pub use self::cells::{CellChange, Kind, State};
pub use self::text::{Presence, PresenceChange, Replaced};
use crate::Report;
use crate::check::Language;
use crate::report::{CellId, Date, Edition, Period};

/// What changed from one report to another.
///
/// ```
/// use ogi_report::check::Language;
/// use ogi_report::{SAMPLE, diff, parse};
///
/// let old = parse(&SAMPLE.replace("县人民政府2024年政府", "县人民政府2023年政府").replace("\n规章\t\t\t\n", "\n规章\t1\t0\t4\n"))?.report;
/// let diff = diff(&old, &parse(SAMPLE)?.report);
///
/// let year = diff.year.as_ref().unwrap();
/// assert_eq!((year.old, year.new), (Some(2023), Some(2024)));
/// assert_eq!(diff.changes().count(), 3, "what was a number is blank now");
/// assert!(diff.sections.is_empty() && diff.tables.is_empty());
/// println!("{}", diff.summary(Language::En));
/// # Ok::<(), ogi_report::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Diff {
    /// The issuer, where it differs by more than white space.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub issuer: Option<Replaced<String>>,
    /// The year, where it differs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub year: Option<Replaced<u16>>,
    /// The statistical period, where it differs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub period: Option<Replaced<Period>>,
    /// The date of the signature, where it differs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dated: Option<Replaced<Date>>,
    /// The edition, where it differs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub edition: Option<Replaced<Edition>>,
    /// Sections that appeared or vanished.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sections: Vec<PresenceChange>,
    /// Sections whose table appeared or vanished.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tables: Vec<PresenceChange>,
    /// Every cell that both editions have, changed or not, in the order of the new report's edition.
    pub cells: Vec<CellChange>,
    /// Cells that mean something that the other report's edition has no cell for: those of the old report, then those
    /// of the new one. None where both have the same edition.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub not_compared: Vec<CellId>,
}

/// What changed from `old` to `new`.
///
/// ```
/// use ogi_report::check::Language;
/// use ogi_report::{SAMPLE, diff, parse};
///
/// let report = parse(SAMPLE)?.report;
/// assert!(diff(&report, &report).is_empty());
///
/// let corrected = parse(&SAMPLE.replace("行政处罚\t142", "行政处罚\t124"))?.report;
/// let diff = diff(&report, &corrected);
/// assert!(diff.summary(Language::Zh).contains("行政处罚 本年处理决定数量：142 → 124（−18，−12.68%）"));
/// # Ok::<(), ogi_report::Error>(())
/// ```
pub fn diff(old: &Report, new: &Report) -> Diff {
    let (cells, not_compared) = cells::compare(old, new);
    Diff {
        issuer: text::issuer(old, new),
        year: Replaced::of(old.year.as_ref().map(|year| year.value), new.year.as_ref().map(|year| year.value)),
        period: Replaced::of(
            old.period.as_ref().map(|period| period.value),
            new.period.as_ref().map(|period| period.value),
        ),
        dated: Replaced::of(
            old.signature.date.as_ref().map(|date| date.value),
            new.signature.date.as_ref().map(|date| date.value),
        ),
        edition: Replaced::of(Some(old.edition), Some(new.edition)),
        sections: text::sections(old, new),
        tables: text::tables(old, new),
        cells,
        not_compared,
    }
}

impl Diff {
    /// The cells that changed.
    pub fn changes(&self) -> impl Iterator<Item = &CellChange> {
        self.cells.iter().filter(|cell| cell.kind.is_change())
    }

    /// The change of a cell, by its id in either report; `None` where it was not compared.
    pub fn cell(&self, id: CellId) -> Option<&CellChange> {
        self.cells.iter().find(|cell| cell.new_id == id || cell.old_id == id)
    }

    /// How many cells state the same in both reports.
    pub fn unchanged(&self) -> usize {
        self.cells.iter().filter(|cell| cell.kind == Kind::Unchanged).count()
    }

    /// How many cells could not be read in either report, so that nobody knows whether they changed.
    pub fn unread(&self) -> usize {
        self.cells.iter().filter(|cell| cell.kind == Kind::Unread).count()
    }

    /// Whether nothing changed that a diff looks at. The prose is not compared.
    pub fn is_empty(&self) -> bool {
        let Self { issuer, year, period, dated, edition, sections, tables, cells: _, not_compared } = self;
        issuer.is_none()
            && year.is_none()
            && period.is_none()
            && dated.is_none()
            && edition.is_none()
            && sections.is_empty()
            && tables.is_empty()
            && not_compared.is_empty()
            && self.changes().next().is_none()
    }

    /// What changed, a line each, under a line with the numbers of cells.
    pub fn summary(&self, language: Language) -> String {
        summary::summary(self, language)
    }
}

/// The summary in English.
impl fmt::Display for Diff {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.summary(Language::En))
    }
}
