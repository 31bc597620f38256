//! Reads China's annual reports on open government information (政府信息公开工作年度报告, in the format of
//! 国办公开办函〔2021〕30号) into a typed tree in which every value knows its place in the source, and checks that the
//! figures agree.
//!
//! ```
//! let parsed = ogi_report::parse(ogi_report::SAMPLE)?;
//! let report = parsed.report;
//!
//! let received = report.cell("applications.received.total".parse()?);
//! assert_eq!(received.count(), Some(19));
//! assert_eq!(received.span.unwrap().slice(ogi_report::SAMPLE), "19");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # A short tour
//!
//! [`parse`] takes a text and gives [`Parsed`]: a [`Report`] and what was unusual on the way. [`read()`] takes bytes in any
//! form, a page, a Word file or a PDF among them, and gives the text that it made of them as well ([`Source`]). Content never makes them
//! fail: an [`Error`] means that there is nothing to build a tree from. [`Options`] sets limits.
//!
//! The report has the six sections as fields, and what stands around them: title, issuer, year, period, citations,
//! contact, signature, publication. A figure can be reached by field or by name, whichever suits:
//!
//! ```
//! use ogi_report::report::{CellId, CellStatus};
//!
//! let report = ogi_report::parse(ogi_report::SAMPLE)?.report;
//!
//! // By field: for the one figure that you want.
//! let table = report.applications.as_ref().and_then(|section| section.table.as_ref()).unwrap();
//! assert_eq!(table.results.unable.not_held.natural_person.count(), Some(5));
//!
//! // By name: for loops over all of them.
//! let blank: Vec<CellId> =
//!     report.cells().filter(|(_, cell)| cell.status() == CellStatus::Blank).map(|(id, _)| id).collect();
//! assert_eq!(blank.len(), 3);
//! assert_eq!(blank[0].to_string(), "disclosure.rules.issued");
//! assert_eq!(blank[0].label_zh(), "规章 本年制发件数");
//! # Ok::<(), ogi_report::Error>(())
//! ```
//!
//! A [cell](report::Cell) is a number, blank, not applicable, unreadable, ambiguous or missing. These are six different
//! things, and none of them is silently taken for nought. A cell also has its text as it was written, its unit, and how
//! it was told that the text belongs to it ([`report::Placement`]).
//!
//! Places in the text are [`Span`]s, two byte offsets. A [`LineIndex`] makes lines and columns of them. A
//! [`Diagnostic`] says what is unusual, and where:
//!
//! ```
//! use ogi_report::{Code, LineIndex};
//!
//! let text = ogi_report::SAMPLE.replace("行政强制\t26", "行政强制\t约二十余件");
//! let parsed = ogi_report::parse(&text)?;
//!
//! let unreadable = &parsed.diagnostics[0];
//! assert_eq!(unreadable.code, Code::ValueUnreadable);
//! assert_eq!(unreadable.span.slice(&text), "约二十余件");
//! let at = LineIndex::new(&text).position(&text, unreadable.span.start);
//! assert_eq!((at.line, at.column), (33, 6));
//! # Ok::<(), ogi_report::Error>(())
//! ```
//!
//! [`Parsed`] can be written and read back with serde. [`write::FlatReport`] is the flat form for tables and data
//! frames. The example program `parse` shows all of this at work.
//!
//! [`mod@check`] tells whether the figures agree: with each other, with the prose, with the format.
//! [`check::check_series`] compares years, [`check::check_rollup`] a parent with its parts, and [`diff()`] two reports
//! cell by cell. [`check::locate`] says which cells would have to be corrected.
//!
//! ```
//! use ogi_report::check::{Language, check, locate};
//!
//! let text = ogi_report::SAMPLE.replace("（七）总计\t\t13", "（七）总计\t\t31");
//! let report = ogi_report::parse(&text)?.report;
//! let violated: Vec<&str> = check(&report).violated().map(|finding| finding.rule.code).collect();
//! assert_eq!(violated, ["A001", "A002", "A003"]);
//! let location = locate(&report);
//! assert_eq!(
//!     location.components[0].explanations[0].summary(Language::En),
//!     "if “results, total; natural persons” were 13 instead of 31 (two neighbouring digits swapped), all identities \
//!      concerned would hold",
//! );
//! # Ok::<(), ogi_report::Error>(())
//! ```
//!
//! Findings are written by [`write::FindingsJson`], by [`write::Sarif`], as a page with the report and its findings on it by
//! [`write::AnnotatedPage`], and, with the feature `render`, as text with the lines of the source by `write::Renderer`. The
//! example program `check` shows that.
//!
//! [`mod@write`] also writes the official form of a report, as [text](write::text()), [Markdown](write::markdown()), a
//! [page](write::html()) and a Word document (`write::docx`), and its cells as [rows](write::Rows) for tables. [`write::Draft`]
//! makes a report of figures and prose:
//!
//! ```
//! use ogi_report::write::{self, Draft};
//!
//! let drafted = Draft::new("澄溪县水务局", 2024)
//!     .standard_preamble()
//!     .cell("applications.received.natural_person".parse()?, 3)
//!     .fill_noughts()
//!     .fill_totals()
//!     .finish()?;
//! let wrong: Vec<&str> = drafted.check().violated().map(|finding| finding.rule.code).filter(|code| code.starts_with('A')).collect();
//! assert_eq!(wrong, ["A001", "A001"], "three were received, and nothing was done with them");
//! assert!(write::markdown(&drafted.report).contains("| 一、本年新收政府信息公开申请数量 | | | 3 | 0 | 0 | 0 | 0 | 0 | 3 |"));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! [`mod@batch`] reads and checks many documents, one after another or, with the feature `rayon`, on all cores: in their order,
//! in bounded memory, and with an error for each that cannot be read. The example program `corpus` shows that.
//!
//! # Features
//!
//! | feature | what it reads or writes | by default |
//! | --- | --- | --- |
//! | `html` | web pages, and Markdown whose tables are HTML | yes |
//! | `docx` | Word documents, read and written | yes |
//! | `pdf` | PDF with text | no |
//! | `render` | findings as text for a terminal | no |
//! | `csv` | cells, claims and findings as CSV | no |
//! | `json` | the same as JSON Lines | no |
//! | `arrow` | those as record batches of Arrow, and as Parquet | no |
//! | `schemars` | JSON Schemas of what serde writes | no |
//! | `testing` | random reports, for tests and benchmarks | no |
//! | `rayon` | many documents on all cores | no |
//!
//! Text and Markdown are read without any. A form whose feature is off gives [`Error::UnsupportedForm`].

#![cfg_attr(docsrs, feature(doc_cfg))]

pub mod batch;
pub mod check;
mod contract;
mod diagnostic;
pub mod diff;
mod document;
mod error;
mod form;
mod grammar;
mod options;
mod read;
pub mod report;
mod source;
#[cfg(feature = "testing")]
pub mod testing;
pub mod write;

use serde::{Deserialize, Serialize};

use self::contract::ReportContract;
pub use self::diagnostic::{Code, Diagnostic, Label, Severity};
pub use self::diff::diff;
pub use self::error::{Elsewhere, Error};
pub use self::form::Form;
pub use self::options::Options;
#[cfg(feature = "_stages")]
#[doc(hidden)]
pub use self::read::stages;
pub use self::read::{Encoding, Source};
pub use self::report::Report;
pub use self::source::{LineIndex, Position, Span, Spanned, display_width};

/// A small complete report, invented for examples and tests.
pub const SAMPLE: &str = include_str!("../examples/sample.txt");

/// The same report in the edition of 2019 (国办公开办函〔2019〕60号), for the year 2020.
pub const SAMPLE_2019: &str = include_str!("../examples/sample-2019.txt");

/// What reading gives: the tree, and what was unusual on the way.
///
/// Serde writes and reads it. That form is a contract: `schema` says which one the document follows, it is written
/// always, and a document that says another one is refused. `docs/schema/report.json` describes it. A [`Report`] by
/// itself is a part of such a document, as a cell is, and has no `schema`; [`Parsed::from`] makes the document.
///
/// ```
/// use ogi_report::Parsed;
///
/// let parsed = ogi_report::parse(ogi_report::SAMPLE)?;
/// let json = serde_json::to_string(&parsed)?;
/// assert!(json.starts_with(r#"{"schema":"ogi-report/report/1","report":{"#));
/// assert_eq!(serde_json::from_str::<Parsed>(&json)?, parsed);
///
/// let newer = json.replacen("report/1", "report/2", 1);
/// let error = serde_json::from_str::<Parsed>(&newer).unwrap_err().to_string();
/// assert!(error.starts_with(r#"the schema is "ogi-report/report/2", and only "ogi-report/report/1" is understood"#));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Parsed {
    schema: ReportContract,
    /// The tree.
    pub report: Report,
    /// What was unusual, in the order of the text.
    pub diagnostics: Vec<Diagnostic>,
    /// What was read, with the text that all spans refer to. `None` after [`parse`]: there the caller has the text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<Source>,
}

impl Parsed {
    pub(crate) fn new(report: Report, diagnostics: Vec<Diagnostic>) -> Self {
        Self { schema: ReportContract, report, diagnostics, source: None }
    }
}

/// A report of which no reading is known, such as one that was built: without diagnostics and without a source.
impl From<Report> for Parsed {
    fn from(report: Report) -> Self {
        Self::new(report, Vec::new())
    }
}

/// Reads a report's text, with the default [`Options`]: plain text, and Markdown with tables of its own. Spans refer to that
/// text. For bytes, and for text with markup (HTML, or Markdown whose tables are HTML), there is [`read()`].
///
/// # Errors
///
/// Content never fails: whatever is a report gives a tree. An [`Error`] means that the text is empty, too large, no
/// text at all, or holds none of the sections of the format.
pub fn parse(text: &str) -> Result<Parsed, Error> {
    Options::new().parse(text)
}

/// Reads a report in whatever form it is held, with the default [`Options`]: plain text, Markdown, HTML, DOCX, and
/// PDF with the feature `pdf`; text in UTF-8, UTF-16, GB18030 and what that holds, or Big5. Form and encoding are told by the content.
///
/// ```
/// # #[cfg(feature = "html")] {
/// let page = "<h1>临江县人民政府2024年政府信息公开工作年度报告</h1><h2>一、总体情况</h2><p>收到申请19件。</p>";
/// let parsed = ogi_report::read(page.as_bytes())?;
/// assert_eq!(parsed.report.year.unwrap().value, 2024);
///
/// // Spans are places in the text that was made of the page.
/// let source = parsed.source.unwrap();
/// let heading = parsed.report.overview.unwrap().heading.unwrap();
/// assert_eq!(heading.span.slice(&source.text), "一、总体情况");
/// assert_eq!(source.form.to_string(), "HTML");
/// # }
/// # Ok::<(), ogi_report::Error>(())
/// ```
///
/// # Errors
///
/// Those of [`Options::read`].
pub fn read(bytes: &[u8]) -> Result<Parsed, Error> {
    Options::new().read(bytes)
}

/// Runs the code in the README.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct ReadmeExamples;
