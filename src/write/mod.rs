//! The way back out: a report, and what was found in it, as people and other programs want them.
//!
//! One file a form. [`FlatReport`] is the flat form of a report's cells. Findings are written as JSON
//! ([`FindingsJson`]), as SARIF ([`Sarif`]), and, with the feature `render`, as text for a terminal (`Renderer`).

mod cells;
#[cfg(feature = "docx")]
mod docx;
mod findings;
pub mod official;
mod operand;
#[cfg(feature = "render")]
mod render;
mod sarif;
mod short;
mod source_text;

pub use self::cells::{FlatCell, FlatReport, FlatSection};
#[cfg(feature = "docx")]
pub use self::docx::docx;
pub use self::findings::{CheckKind, FindingsJson};
#[cfg(feature = "render")]
pub use self::render::Renderer;
pub use self::sarif::Sarif;
pub use self::source_text::SourceText;
pub use crate::check::Tally;
