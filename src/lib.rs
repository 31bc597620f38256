//! Reads China's annual reports on open government information (政府信息公开工作年度报告, in the format of
//! 国办公开办函〔2021〕30号) into a typed tree in which every value knows its place in the source.
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

mod diagnostic;
mod document;
mod error;
mod grammar;
mod options;
mod read;
pub mod report;
mod source;
pub mod write;

use serde::{Deserialize, Serialize};

pub use self::diagnostic::{Code, Diagnostic, Label, Severity};
pub use self::error::Error;
pub use self::options::Options;
pub use self::report::Report;
pub use self::source::{LineIndex, Position, Span, Spanned, display_width};

/// A small complete report, invented for examples and tests.
pub const SAMPLE: &str = include_str!("../examples/sample.txt");

/// What reading gives: the tree, and what was unusual on the way.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Parsed {
    /// The tree.
    pub report: Report,
    /// What was unusual, in the order of the text.
    pub diagnostics: Vec<Diagnostic>,
}

/// Reads a report's text, with the default [`Options`].
///
/// # Errors
///
/// Content never fails: whatever is a report gives a tree. An [`Error`] means that the text is empty, too large, no
/// text at all, or holds none of the sections of the format.
pub fn parse(text: &str) -> Result<Parsed, Error> {
    Options::new().parse(text)
}
