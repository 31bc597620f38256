//! The way back out: a report, and what was found in it, as people and other programs want them.
//!
//! One file a form. The [official form](official) of a report is written as [`text()`], [`markdown()`], [`html()`] and, with the
//! feature `docx`, as a Word document (`docx`); [`Draft`] makes a report of figures and prose. [`FlatReport`] is the flat form of
//! a report's cells; [`Rows`] gives cells, claims, findings and reports as tidy rows, which are written as CSV (feature `csv`), JSON Lines
//! (`json`), Arrow and Parquet (`arrow`). Findings are written as JSON ([`FindingsJson`]), as SARIF ([`Sarif`]), as a web page
//! with the report and its findings on it ([`AnnotatedPage`], in parts for a page of one's own [`PageParts`]), and, with the feature `render`, as text for a terminal
//! (`Renderer`). [`chart`] draws pictures of figures.

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
