//! The way back out: a report, and what was found in it, as people and other programs want them.
//!
//! | wanted | by | feature |
//! | --- | --- | --- |
//! | the report in its [official form](official) | [`text()`], [`markdown()`], [`html()`] | |
//! | the same as a Word document | `docx` | `docx` |
//! | a report made of figures and prose | [`Draft`] | |
//! | the cells of a report under short names, for JSON | [`FlatReport`] | |
//! | cells, claims, findings and reports as tidy rows | [`Rows`], [`finding_rows`] | |
//! | those as CSV, JSON Lines | `CsvWriter`, `JsonLines` | `csv`, `json` |
//! | those as Arrow and Parquet | `arrow`, `ParquetWriter` | `arrow` |
//! | findings as JSON, as SARIF | [`FindingsJson`], [`Sarif`] | |
//! | a page with the report and its findings on it | [`AnnotatedPage`], and [`PageParts`] for a page of your own | |
//! | findings as text for a terminal | `Renderer` | `render` |
//! | pictures of figures, as SVG | [`chart`] | |
//! | JSON Schemas of all that | `schema` | `schemars` |
//!
//! Nothing here opens a file: functions give text or bytes, and writers write to whatever they are given.
//!
//! ```
//! use ogi_report::write::{self, FlatReport, Rows};
//!
//! let parsed = ogi_report::parse(ogi_report::SAMPLE)?;
//! assert!(write::markdown(&parsed.report).starts_with("# 澄溪县人民政府2024年政府信息公开工作年度报告"));
//!
//! let json = serde_json::to_value(FlatReport::new(&parsed.report))?;
//! assert_eq!(json["cells"]["applications.received.total"]["value"], "19");
//!
//! let row = Rows::new("澄溪县2024", &parsed.report).cells().next().unwrap();
//! assert_eq!(serde_json::to_value(row)?["cell"], "disclosure.rules.issued");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

#[cfg(feature = "arrow")]
pub mod arrow;
mod cells;
pub mod chart;
#[cfg(feature = "docx")]
mod docx;
mod draft;
mod findings;
mod html;
mod markdown;
pub mod official;
mod operand;
mod page;
#[cfg(feature = "render")]
mod render;
mod rows;
mod sarif;
#[cfg(feature = "schemars")]
pub mod schema;
mod short;
mod source_text;
mod text;
mod visible;

#[cfg(feature = "arrow")]
pub use self::arrow::ParquetWriter;
pub use self::cells::{FlatCell, FlatReport, FlatSection};
#[cfg(feature = "docx")]
pub use self::docx::docx;
pub use self::draft::{Draft, DraftError, Drafted, Gap};
pub use self::findings::{CheckKind, FindingsJson};
pub use self::html::html;
pub use self::markdown::markdown;
pub use self::page::{AnnotatedPage, PageParts};
#[cfg(feature = "render")]
pub use self::render::Renderer;
#[cfg(feature = "json")]
pub use self::rows::JsonLines;
pub use self::rows::{
    CellRecord, ClaimRecord, ErrorRecord, FindingRecord, Record, ReportRecord, Rows, Word, finding_rows,
};
#[cfg(feature = "csv")]
pub use self::rows::{CsvWriter, defused, undefused};
pub use self::sarif::Sarif;
pub use self::source_text::SourceText;
pub use self::text::text;
pub use crate::check::Tally;
