//! Tidy rows: one for each cell, claim, finding or report, with all that is needed beside it.

mod cells;
mod claims;
#[cfg(feature = "csv")]
mod csv;
#[cfg(any(feature = "csv", test))]
mod defuse;
mod errors;
mod findings;
#[cfg(feature = "json")]
mod json_lines;
pub(super) mod record;
mod reports;

pub use self::cells::CellRecord;
#[cfg(feature = "arrow")]
pub(super) use self::cells::kind;
pub use self::claims::ClaimRecord;
#[cfg(feature = "csv")]
pub use self::csv::CsvWriter;
#[cfg(feature = "csv")]
pub use self::defuse::{defused, undefused};
pub use self::errors::ErrorRecord;
pub use self::findings::{FindingRecord, finding_rows};
#[cfg(feature = "json")]
pub use self::json_lines::JsonLines;
pub use self::record::{Record, Word};
pub use self::reports::ReportRecord;
use crate::check::Findings;
use crate::report::{Place, Report};
use crate::{Diagnostic, Parsed, Source, Span};

/// A report as rows, under the name that the caller gives its document.
///
/// ```
/// use ogi_report::check::check;
/// use ogi_report::write::Rows;
///
/// let parsed = ogi_report::parse(ogi_report::SAMPLE)?;
/// let rows = Rows::of("sample.txt", &parsed);
///
/// let received = rows.cells().find(|row| row.cell.to_string() == "applications.received.total").unwrap();
/// assert_eq!((received.row_en.0, received.column_zh.0), ("applications received this year", "总计"));
/// assert_eq!(received.value.unwrap().to_string(), "19");
/// assert_eq!((received.issuer, received.year), (Some("澄溪县人民政府"), Some(2024)));
///
/// let claim = rows.claims().find(|row| row.quantity.to_string() == "newly_received").unwrap();
/// assert_eq!(claim.value.unwrap().to_string(), "19");
///
/// let findings = check(&parsed.report);
/// assert_eq!(rows.findings(&findings).count(), findings.len());
/// # Ok::<(), ogi_report::Error>(())
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Rows<'r> {
    document: &'r str,
    report: &'r Report,
    source: Option<&'r Source>,
    diagnostics: &'r [Diagnostic],
}

impl<'r> Rows<'r> {
    /// The rows of a report, and nothing of where its words stand but in bytes.
    pub fn new(document: &'r str, report: &'r Report) -> Self {
        Self { document, report, source: None, diagnostics: &[] }
    }

    /// The rows of what was read: where claims and findings stand on pages is said, too, if [`Parsed::source`] knows.
    pub fn of(document: &'r str, parsed: &'r Parsed) -> Self {
        Self { document, report: &parsed.report, source: parsed.source.as_ref(), diagnostics: &parsed.diagnostics }
    }

    /// A row for every cell of the edition, in the order of the format, found or not.
    pub fn cells(self) -> impl Iterator<Item = CellRecord<'r>> {
        self.report.cells().map(move |(id, cell)| CellRecord::new(self, id, cell))
    }

    /// A row for every claim of the prose, in reading order.
    pub fn claims(self) -> impl Iterator<Item = ClaimRecord<'r>> {
        claims::rows(self)
    }

    /// A row for every finding of a check of this report alone. For several reports there is [`finding_rows`].
    pub fn findings(self, findings: &'r Findings) -> impl Iterator<Item = FindingRecord<'r>> {
        findings.iter().map(move |finding| FindingRecord::new((finding.report == 0).then_some(self), finding))
    }

    /// The row of the report as a whole: what it is, and how much of what is in it.
    pub fn report(self, findings: &Findings) -> ReportRecord<'r> {
        ReportRecord::new(self, findings)
    }

    fn issuer(self) -> Option<&'r str> {
        self.report.issuer.as_ref().map(|issuer| issuer.value.as_str())
    }

    fn year(self) -> Option<u16> {
        self.report.year.as_ref().map(|year| year.value)
    }

    fn place(self, span: Span) -> Place {
        self.source.and_then(|source| source.place(span)).unwrap_or_default()
    }
}
