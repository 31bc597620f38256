//! Reads China's annual reports on open government information (政府信息公开工作年度报告, in the formats of
//! 国办公开办函〔2021〕30号 and 〔2019〕60号) into a typed tree in which every value knows its place in the source, and checks
//! that the figures agree.
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
//! The rest of this page is a tour in the order in which most users need things:
//! [read](#reading), [look at cells](#cells), [trust](#what-to-trust), [check](#checking), [explain](#explaining),
//! [many reports](#many-reports), [years and parents](#years-and-parents), [write](#writing), then [features](#features),
//! [limits](#limits) and [safety](#safety).
//!
//! # Reading
//!
//! [`parse`] takes a text. [`read()`] takes the bytes of a file in any form: text and Markdown in several encodings, a web page,
//! a Word document, a PDF. Form and encoding are told by the content. Both give [`Parsed`]: a [`Report`] and what was
//! unusual on the way.
//!
//! ```
//! let text = ogi_report::SAMPLE; // or std::fs::read("report.docx")?
//! let parsed = ogi_report::read(text.as_bytes())?;
//!
//! let report = &parsed.report;
//! assert_eq!(report.issuer.as_ref().unwrap().value, "澄溪县人民政府");
//! assert_eq!(report.year.as_ref().unwrap().value, 2024);
//!
//! // All spans are places in this text. Of a page or a file, it is what a person reads there.
//! let source = parsed.source.as_ref().unwrap();
//! assert_eq!(source.form.to_string(), "plain text");
//! assert_eq!(report.year.as_ref().unwrap().span.slice(&source.text), "2024");
//! # Ok::<(), ogi_report::Error>(())
//! ```
//!
//! Content never fails: whatever is a report gives a tree. An [`Error`] means that there is nothing to build a tree from, and its
//! message says what to do. [`Options`] sets limits.
//!
//! A [`Report`] has the six sections as fields, and what stands around them: title, issuer, year, period, citations, contact,
//! signature, publication. A section has a heading, its prose, the claims of that prose and, if it is section two, three or four, a
//! table. [`report`] describes them all.
//!
//! # Cells
//!
//! The tables have 200 cells, or 198 in the edition of 2019. One is reached by field, by name, or in a loop:
//!
//! ```
//! use ogi_report::report::{CellId, CellStatus};
//!
//! let report = ogi_report::parse(ogi_report::SAMPLE)?.report;
//!
//! // By field, for the one figure that you want.
//! let table = report.applications.as_ref().and_then(|section| section.table.as_ref()).unwrap();
//! assert_eq!(table.results.unable.not_held.natural_person.count(), Some(5));
//!
//! // By name. A cell of a table that is not there is a missing one, so this never fails.
//! let id: CellId = "applications.results.unable.not_held.natural_person".parse()?;
//! assert_eq!(report.cell(id).count(), Some(5));
//! assert_eq!(id.label_zh(), "1.本机关不掌握相关政府信息 自然人");
//!
//! // In a loop, in the order of the format.
//! let mut blank = Vec::new();
//! for (id, cell) in report.cells() {
//!     if cell.status() == CellStatus::Blank {
//!         blank.push(id.label_zh());
//!     }
//! }
//! assert_eq!(blank, ["规章 本年制发件数", "规章 本年废止件数", "规章 现行有效件数"]);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! What the prose says in figures is read as well. A [`Claim`](report::Claim) says what is counted, and no more than the words do:
//!
//! ```
//! let report = ogi_report::parse(ogi_report::SAMPLE)?.report;
//! let claim = report.claims().next().unwrap();
//! assert_eq!(claim.quantity.to_string(), "disclosure.normative_documents.issued");
//! assert_eq!(claim.figure.value().to_string(), "12");
//! assert_eq!(&*claim.text, "全年制发行政规范性文件12件");
//! # Ok::<(), ogi_report::Error>(())
//! ```
//!
//! # What to trust
//!
//! **No figure is wrong in silence.** That is what the library promises above all. A cell is a number, blank, not applicable,
//! unreadable, ambiguous or missing. These are six different things ([`report::CellStatus`]), and none of them is silently taken for
//! nought: [`Cell::count`](report::Cell::count) gives a number where there is one, and `None` otherwise. A cell also has its text as
//! it was written, its unit, and how it was told that the text belongs to it ([`report::Placement`]). A number that was placed by the
//! sum of its row is no evidence that the sum is right, and no rule takes it for that.
//!
//! **Every value has an address.** A [`Span`] is two byte offsets into the text, and [`LineIndex`] makes lines and columns of them.
//! What comes from a file also has a [`Place`](report::Place): page, table, row and column.
//!
//! **What is unusual is said.** A [`Diagnostic`] has a stable [`Code`], a [`Severity`], the place it is about, and often a hint what to
//! do. Text that found no place in the tree is in [`Report::unplaced`].
//!
//! ```
//! use ogi_report::report::CellStatus;
//! use ogi_report::{Code, LineIndex};
//!
//! let text = ogi_report::SAMPLE.replace("行政强制\t26", "行政强制\t约二十余件");
//! let parsed = ogi_report::parse(&text)?;
//! let cell = parsed.report.cell("disclosure.coercion.decisions".parse()?);
//! assert_eq!((cell.status(), cell.count()), (CellStatus::Unreadable, None));
//! assert_eq!(cell.raw.as_str(), "约二十余件");
//!
//! let unreadable = &parsed.diagnostics[0];
//! assert_eq!(unreadable.code, Code::ValueUnreadable);
//! assert_eq!(unreadable.span.slice(&text), "约二十余件");
//! let at = LineIndex::new(&text).position(&text, unreadable.span.start);
//! assert_eq!((at.line, at.column), (33, 6));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # Checking
//!
//! [`check::check`] tells whether the figures agree: with each other, with the prose, with the format. A rule
//! [holds, is violated, or cannot be assessed](check::Outcome), and the finding has every cell and figure that was compared, with its
//! span. A [`Severity`] says how bad it is. What had to be assumed about the office, such as that it has no right to make
//! regulations, is in [`Finding::assumptions`](check::Finding::assumptions).
//!
//! ```
//! use ogi_report::Severity;
//! use ogi_report::check::{Language, Outcome, check};
//!
//! let text = ogi_report::SAMPLE.replace("（七）总计\t\t13", "（七）总计\t\t31");
//! let findings = check(&ogi_report::parse(&text)?.report);
//!
//! let codes: Vec<&str> = findings.violated().map(|finding| finding.rule.code).collect();
//! assert_eq!(codes, ["A001", "A002", "A003"]);
//! assert_eq!(findings.worst(), Some(Severity::Error));
//! assert_eq!(findings.of(Outcome::NotAssessable).count(), 0, "all that rules need was read");
//!
//! let first = findings.violated().next().unwrap();
//! assert!(first.message(Language::Zh).contains("自然人"));
//! let words: Vec<&str> = first.spans().map(|(_, span)| span.slice(&text)).collect();
//! assert!(words.contains(&"31"), "it points at the words that it is about");
//! # Ok::<(), ogi_report::Error>(())
//! ```
//!
//! [`Checker`](check::Checker) chooses rules, says what blank cells count for in sums, and how many findings are kept.
//!
//! # Explaining
//!
//! Where sums do not agree, [`check::locate`] says which cells would have to be corrected, the likeliest first, and how they may
//! have come to be wrong. [`check::explain`] tells what a rule is for, with examples and its legal source.
//!
//! ```
//! use ogi_report::check::{Language, explain, locate, rules};
//!
//! let text = ogi_report::SAMPLE.replace("（七）总计\t\t13", "（七）总计\t\t31");
//! let location = locate(&ogi_report::parse(&text)?.report);
//! assert_eq!(
//!     location.components[0].explanations[0].summary(Language::En),
//!     "if “results, total; natural persons” were 13 instead of 31 (two neighbouring digits swapped), all identities \
//!      concerned would hold",
//! );
//!
//! assert!(explain("A001", Language::En).unwrap().starts_with("### A001"));
//! assert!(rules().all(|rule| !rule.source.zh.is_empty()), "every rule has a source");
//! # Ok::<(), ogi_report::Error>(())
//! ```
//!
//! # Many reports
//!
//! [`batch::Batch`] reads and checks documents one after another or, with the feature `rayon`, on all cores: in their order, in
//! bounded memory, and with an error for each that cannot be read.
//!
//! ```
//! use ogi_report::batch::{Batch, Document};
//!
//! let files = [("good.txt", ogi_report::SAMPLE), ("bad.txt", "今天天气很好。")];
//! let documents = files.map(|(name, text)| Document::from_bytes(name, text));
//! let read: Vec<String> = Batch::new()
//!     .read(documents)
//!     .map(|item| match item.result {
//!         Ok(checked) => format!("{}: {} violated", item.name, checked.findings.violated().count()),
//!         Err(error) => format!("{}: {}", item.name, error.kind()),
//!     })
//!     .collect();
//! assert_eq!(read, ["good.txt: 0 violated", "bad.txt: no_section"]);
//! ```
//!
//! # Years and parents
//!
//! [`check::check_series`] compares the reports of one issuer over the years, [`check::check_rollup`] a parent with its parts, and
//! [`diff()`] two reports cell by cell, of two years or two editions, without judging.
//!
//! ```
//! use ogi_report::check::{Completeness, Language, check_rollup, check_series};
//! use ogi_report::{SAMPLE, diff, parse};
//!
//! let this_year = parse(SAMPLE)?.report;
//! let text = SAMPLE.replace("县人民政府2024年政府", "县人民政府2023年政府");
//! let last_year = parse(&text.replace("行政许可\t387", "行政许可\t360"))?.report;
//!
//! let diff = diff(&last_year, &this_year);
//! assert_eq!(diff.changes().count(), 1);
//! assert!(diff.summary(Language::En).contains("360"));
//!
//! // One application was carried forward last year, and three were carried over this year.
//! let series = check_series(&[last_year, this_year.clone()]);
//! assert!(series.violated().any(|finding| finding.rule.name == "carried-over-as-carried-forward"));
//!
//! // A county cannot have received fewer applications than its offices together.
//! let office = |name| parse(&SAMPLE.replace("澄溪县人民政府", name)).map(|parsed| parsed.report);
//! let offices = [office("澄溪县教育局")?, office("澄溪县水务局")?];
//! let rollup = check_rollup(&this_year, &offices, Completeness::Partial);
//! assert!(rollup.violated().any(|finding| finding.rule.code.starts_with('H')));
//! # Ok::<(), ogi_report::Error>(())
//! ```
//!
//! # Writing
//!
//! [`mod@write`] writes the official form of a report, as [text](write::text()), [Markdown](write::markdown()), a
//! [page](write::html()) and a Word document (`write::docx`), and its cells, claims and findings as [rows](write::Rows) for tables
//! (`CsvWriter`, `JsonLines`, `write::arrow`). [`Parsed`] can be written and read back with serde; [`write::FlatReport`] is the flat
//! form of it.
//!
//! Findings are written as JSON by [`write::FindingsJson`], as SARIF by [`write::Sarif`], as a page with the report and its findings
//! on it by [`write::AnnotatedPage`], and as text with the lines of the source by `write::Renderer`. [`write::chart`] draws figures as
//! SVG: the applications of one report, the years of an issuer, the outcomes of many reports.
//!
//! [`write::Draft`] makes a report of figures and prose, for those who have data and need a report:
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
//! // Three were received, and nothing was done with them.
//! let findings = drafted.check();
//! assert!(findings.violated().any(|finding| finding.rule.code == "A001"));
//!
//! let markdown = write::markdown(&drafted.report);
//! assert!(markdown.contains("| 一、本年新收政府信息公开申请数量 | | | 3 | 0 | 0 | 0 | 0 | 0 | 3 |"));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
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
//! Text and Markdown are read without any. A form whose feature is off gives [`Error::UnsupportedForm`]:
//!
//! ```
//! # #[cfg(not(feature = "pdf"))] {
//! use ogi_report::{Error, Form};
//! assert_eq!(ogi_report::read(b"%PDF-1.7\n"), Err(Error::UnsupportedForm { form: Form::Pdf }));
//! # }
//! ```
//!
//! # Limits
//!
//! What is read has bounds, which [`Options`] can move: 64 MiB of bytes or text, a million lines and as many table cells, 256 MiB of
//! what a packed document unpacks to, and a thousand diagnostics. Going over one is an [`Error`], but for diagnostics, of which the
//! last then says how many were left out. [`Checker::max_findings`](check::Checker::max_findings) and
//! [`Batch::max_bytes`](batch::Batch::max_bytes) are bounds of their own.
//!
//! ```
//! use ogi_report::{Error, Options};
//!
//! let small = Options::new().max_bytes(10);
//! assert_eq!(small.parse("一、总体情况\n无。"), Err(Error::TooLarge { actual: 25, limit: 10 }));
//! ```
//!
//! What is not read: text in pictures, the older Word and WPS files, files with a password, style sheets of pages. Text whose layout
//! has lost where figures belong gives cells that are ambiguous or missing. Messages of diagnostics are in English; those of findings
//! are in English and Chinese.
//!
//! # Safety
//!
//! The library has no unsafe code of its own. It does not print, does not use the network, opens no file but those that
//! [`Document::file`](batch::Document::file) and [`folder`](batch::Document::folder) name, and keeps no state between calls: beside
//! those files, what a function gives depends on its arguments alone. All public types are `Send` and `Sync`.
//!
//! Inputs are taken to be hostile. Content never makes a function panic, time grows with the size of the input, and memory is bounded by the
//! limits above. What a report says is escaped where it is written: in pages, in CSV against being calculated by a spreadsheet, in a
//! terminal against control characters.
//!
//! ```
//! // Whatever it is, there is a tree or an error.
//! let parsed = ogi_report::parse("一、总体情况\n| 行政许可 | 9999999999999999999999999999999999999999 |\n（（（（《《《《");
//! assert!(parsed.is_ok());
//! # #[cfg(feature = "html")]
//! assert!(ogi_report::read(b"<table><tr><td rowspan=99999999>").is_err());
//! ```

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
/// ```
/// let parsed = ogi_report::parse("一、总体情况\n收到政府信息公开申请19件。")?;
/// assert_eq!(parsed.report.claims().count(), 1);
/// assert!(parsed.report.applications.is_none());
/// assert!(!parsed.diagnostics.is_empty(), "what is not there is said");
/// # Ok::<(), ogi_report::Error>(())
/// ```
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

/// Runs the code in the README, in both languages.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct ReadmeExamples;

#[cfg(doctest)]
#[doc = include_str!("../README.zh-CN.md")]
struct ReadmeExamplesInChinese;
