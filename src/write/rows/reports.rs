//! A row for a report.

use super::Rows;
use super::record::record;
use crate::check::Findings;
use crate::report::{CellStatus, Edition};
use crate::{Encoding, Form};

record! {
    /// A report as a row: what it is, how many of its cells were read as what, and what was found. [`Rows::report`] gives it.
    ///
    /// ```
    /// use ogi_report::check::check;
    /// use ogi_report::write::Rows;
    ///
    /// let parsed = ogi_report::read(ogi_report::SAMPLE.as_bytes())?;
    /// let findings = check(&parsed.report);
    /// let row = serde_json::to_value(Rows::of("sample.txt", &parsed).report(&findings))?;
    /// assert_eq!((&row["form"], &row["encoding"]), (&"text".into(), &"UTF-8".into()));
    /// assert_eq!((&row["cells_number"], &row["cells_blank"]), (&197.into(), &3.into()));
    /// assert_eq!((&row["errors"], &row["diagnostics"]), (&0.into(), &"".into()));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ReportRecord<'r> = "ogi-report/reports-rows/1" {
        /// The name that the caller gave the document.
        document: &'r str,
        /// Issuer of the report.
        issuer: Option<&'r str>,
        /// The year that is reported on.
        year: Option<u16>,
        /// Edition of the report.
        edition: Edition,
        /// The title.
        title: Option<&'r str>,
        /// The form that was read, where that is known.
        form: Option<Form>,
        /// The encoding of its bytes, where the form leaves one open.
        encoding: Option<Encoding>,
        /// Cells that are numbers.
        cells_number: u32,
        /// Cells that are blank.
        cells_blank: u32,
        /// Cells that say that there is nothing to say.
        cells_not_applicable: u32,
        /// Cells whose text is no number.
        cells_unreadable: u32,
        /// Cells that one of several numbers may belong to.
        cells_ambiguous: u32,
        /// Cells that were not found.
        cells_missing: u32,
        /// Claims of the prose.
        claims: u32,
        /// Rules that are violated, of severity error.
        errors: u32,
        /// Of severity warning.
        warnings: u32,
        /// Of severity note.
        notes: u32,
        /// Rules that hold.
        holds: u32,
        /// Rules that cannot be assessed.
        not_assessable: u32,
        /// The codes of what was unusual, each once, in the order of the text, a blank between them.
        diagnostics: String,
    }
}

impl<'r> ReportRecord<'r> {
    pub(super) fn new(of: Rows<'r>, findings: &Findings) -> Self {
        let mut cells = [0; 6];
        for (_, cell) in of.report.cells() {
            let nth = match cell.status() {
                CellStatus::Number => 0,
                CellStatus::Blank => 1,
                CellStatus::NotApplicable => 2,
                CellStatus::Unreadable => 3,
                CellStatus::Ambiguous => 4,
                CellStatus::Missing => 5,
            };
            cells[nth] += 1;
        }
        let [number, blank, not_applicable, unreadable, ambiguous, missing] = cells;
        let tally = findings.tally();
        let mut codes: Vec<&str> = Vec::new();
        for diagnostic in of.diagnostics {
            let code = diagnostic.code.code();
            if !codes.contains(&code) {
                codes.push(code);
            }
        }
        Self {
            document: of.document,
            issuer: of.issuer(),
            year: of.year(),
            edition: of.report.edition,
            title: of.report.title.as_ref().map(|title| title.text.as_str()),
            form: of.source.map(|source| source.form),
            encoding: of.source.and_then(|source| source.encoding),
            cells_number: number,
            cells_blank: blank,
            cells_not_applicable: not_applicable,
            cells_unreadable: unreadable,
            cells_ambiguous: ambiguous,
            cells_missing: missing,
            claims: count(of.report.claims().count()),
            errors: count(tally.errors),
            warnings: count(tally.warnings),
            notes: count(tally.notes),
            holds: count(tally.holds),
            not_assessable: count(tally.not_assessable),
            diagnostics: codes.join(" "),
        }
    }
}

/// A text below 4 GiB has no more of anything.
fn count(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}
