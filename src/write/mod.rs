//! The way back out: a report, and what was found in it, as people and other programs want them.
//!
//! One file a form. [`FlatReport`] is the flat form of a report's cells. Findings are written as JSON
//! ([`FindingsJson`]), as SARIF ([`Sarif`]), and, with the feature `render`, as text for a terminal (`Renderer`). [`html()`] writes
//! the official form as a web page, and [`AnnotatedPage`] that with the findings on it.

mod cells;
mod findings;
mod html;
pub mod official;
mod operand;
mod page;
#[cfg(feature = "render")]
mod render;
mod sarif;
mod short;
mod source_text;
mod visible;

pub use self::cells::{FlatCell, FlatReport, FlatSection};
pub use self::findings::{CheckKind, FindingsJson};
pub use self::html::html;
pub use self::page::AnnotatedPage;
#[cfg(feature = "render")]
pub use self::render::Renderer;
pub use self::sarif::Sarif;
pub use self::source_text::SourceText;
pub use crate::check::Tally;
