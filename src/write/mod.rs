//! The way back out: a report, and what was found in it, as people and other programs want them.
//!
//! One file a form. [`FlatReport`] is the flat form of a report's cells. Findings are written as JSON
//! ([`FindingsJson`]), as SARIF ([`Sarif`]), and, with the feature `render`, as text for a terminal (`Renderer`).

mod cells;
mod draft;
mod findings;
mod markdown;
pub mod official;
mod operand;
#[cfg(feature = "render")]
mod render;
mod sarif;
mod short;
mod source_text;
mod text;

pub use self::cells::{FlatCell, FlatReport, FlatSection};
pub use self::draft::{Draft, DraftError, Drafted, Gap};
pub use self::findings::{CheckKind, FindingsJson};
pub use self::markdown::markdown;
#[cfg(feature = "render")]
pub use self::render::Renderer;
pub use self::sarif::Sarif;
pub use self::source_text::SourceText;
pub use self::text::text;
pub use crate::check::Tally;
