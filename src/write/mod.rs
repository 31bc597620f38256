//! The way back out: a report as other programs want it.
//!
//! One file a form. The flat form of cells is the only one yet.

mod cells;

pub use self::cells::{FlatCell, FlatReport, FlatSection};
