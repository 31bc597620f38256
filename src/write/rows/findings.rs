//! A row for a finding.

use super::Rows;
use super::record::{Word, ends, record};
use crate::Severity;
use crate::check::{Finding, Findings, Language, Outcome, Reason, Subject};
use crate::report::{Decimal, Edition};

record! {
    /// A finding as a row. [`Rows::findings`] and [`finding_rows`] give them. What was compared, operand by operand, does
    /// not fit a row: [`FindingsJson`](crate::write::FindingsJson) has it.
    ///
    /// ```
    /// use ogi_report::check::{Checker, Outcome};
    /// use ogi_report::write::Rows;
    ///
    /// let parsed = ogi_report::parse(&ogi_report::SAMPLE.replace("2\t0\t19", "2\t0\t18"))?;
    /// let findings = Checker::new().select(["A003"])?.check(&parsed.report);
    /// let rows: Vec<_> = Rows::of("a.txt", &parsed).findings(&findings).collect();
    /// let violated = rows.iter().find(|row| row.outcome == Outcome::Violated).unwrap();
    /// assert_eq!((violated.rule.0, violated.subject.as_deref()), ("A003", Some("received")));
    /// assert!(violated.cells.ends_with("applications.received.total"));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    FindingRecord<'r> = "ogi-report/findings-rows/1" {
        /// The name that the caller gave the document of the report that the finding's own place is in.
        document: &'r str,
        /// Issuer of that report.
        issuer: Option<&'r str>,
        /// The year that it is about.
        year: Option<u16>,
        /// Edition of that report.
        edition: Option<Edition>,
        /// The code of the rule.
        rule: Word,
        /// The name of the rule.
        name: Word,
        /// How it came out.
        outcome: Outcome,
        /// Why it cannot be told.
        reason: Option<Reason>,
        /// How much it matters.
        severity: Severity,
        /// What it is about: `column`, `row`, `proceeding`, `cell`, `section` or `quantity`.
        subject_kind: Option<Word>,
        /// Its key.
        subject: Option<String>,
        /// What it is called in Chinese.
        subject_zh: Option<String>,
        /// What it is called in English.
        subject_en: Option<String>,
        /// What the report says.
        reported: Option<Decimal>,
        /// What it should say.
        computed: Option<Decimal>,
        /// `reported` less `computed`.
        difference: Option<Decimal>,
        /// Whether blank or not-applicable cells were taken for nought.
        blanks_as_zero: bool,
        /// What was found, in Chinese.
        message_zh: String,
        /// What was found, in English.
        message_en: String,
        /// The cells that were compared, a blank between them.
        cells: String,
        /// Where to look first: where it begins, in bytes of the text that was read.
        span_start: Option<u32>,
        /// Where it ends.
        span_end: Option<u32>,
        /// The page it stands on, from 1, in a form that has pages.
        page: Option<u16>,
        /// The table of the document, from 1.
        table: Option<u16>,
        /// The row of that table, from 1.
        table_row: Option<u16>,
        /// The column of that table, from 1.
        table_column: Option<u16>,
        /// The paragraph, from 1, of what stands in no table.
        paragraph: Option<u16>,
        /// A mark that stays the same as long as rule, outcome, cells and values do.
        fingerprint: String,
    }
}

/// The rows of a check of several reports, which are `reports` in the order in which the check was given them: years, or
/// a parent and then its parts.
///
/// ```
/// use ogi_report::check::check_series;
/// use ogi_report::write::{Rows, finding_rows};
///
/// let years = [ogi_report::SAMPLE_2019, ogi_report::SAMPLE].map(ogi_report::parse);
/// let [older, newer] = years.map(|parsed| parsed.map(|parsed| parsed.report));
/// let reports = [older?, newer?];
/// let findings = check_series(&reports);
/// let rows = [Rows::new("2020.txt", &reports[0]), Rows::new("2024.txt", &reports[1])];
/// assert_eq!(finding_rows(&rows, &findings).count(), findings.len());
/// # Ok::<(), ogi_report::Error>(())
/// ```
pub fn finding_rows<'r>(reports: &'r [Rows<'r>], findings: &'r Findings) -> impl Iterator<Item = FindingRecord<'r>> {
    findings.iter().map(|finding| FindingRecord::new(reports.get(usize::from(finding.report)).copied(), finding))
}

/// What a finding is about, and its key.
fn subject(subject: Subject) -> (&'static str, String) {
    match subject {
        Subject::Column(column) => ("column", column.key().to_owned()),
        Subject::Row(row) => ("row", row.key().to_owned()),
        Subject::Proceeding(proceeding) => ("proceeding", proceeding.key().to_owned()),
        Subject::Cell(cell) => ("cell", cell.to_string()),
        Subject::Section(section) => ("section", section.as_str().to_owned()),
        Subject::Quantity(quantity) => ("quantity", quantity.to_string()),
    }
}

impl<'r> FindingRecord<'r> {
    /// A finding of a report; of `None` where the caller has not given the report that it is about.
    pub(super) fn new(of: Option<Rows<'r>>, finding: &'r Finding) -> Self {
        let (subject_kind, subject) = finding.subject.map(subject).unzip();
        let label = |language| finding.subject.map(|subject| subject.label(language));
        let place = of.zip(finding.span).map(|(of, span)| of.place(span)).unwrap_or_default();
        let (span_start, span_end) = ends(finding.span);
        let cells: Vec<String> =
            finding.operands.iter().filter_map(|operand| Some(operand.cell?.to_string())).collect();
        Self {
            document: of.map_or("", |of| of.document),
            issuer: of.and_then(Rows::issuer),
            year: of.and_then(Rows::year),
            edition: of.map(|of| of.report.edition),
            rule: Word(finding.rule.code),
            name: Word(finding.rule.name),
            outcome: finding.outcome,
            reason: finding.reason,
            severity: finding.severity,
            subject_kind: subject_kind.map(Word),
            subject,
            subject_zh: label(Language::Zh),
            subject_en: label(Language::En),
            reported: finding.reported,
            computed: finding.computed,
            difference: finding.difference,
            blanks_as_zero: finding.blanks_as_zero,
            message_zh: finding.message(Language::Zh),
            message_en: finding.message(Language::En),
            cells: cells.join(" "),
            span_start,
            span_end,
            page: place.page(),
            table: place.table(),
            table_row: place.row(),
            table_column: place.column(),
            paragraph: place.paragraph(),
            fingerprint: finding.fingerprint(),
        }
    }
}
