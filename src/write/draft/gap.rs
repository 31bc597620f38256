//! What a draft lacks.

use core::fmt;

use crate::report::{CellId, SectionKind};

/// Something that the format asks for and a [`Draft`](super::Draft) lacks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Gap {
    /// The office that reports.
    Issuer,
    /// The text that says what the report rests on, and which period it is about.
    Preamble,
    /// The prose of section one, five or six.
    Section(SectionKind),
    /// A cell of the tables: a number, a blank or a mark that nothing applies.
    Cell(CellId),
}

impl fmt::Display for Gap {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Issuer => f.write_str("the office that reports is missing"),
            Self::Preamble => f.write_str("the preamble is missing: what the report rests on, and its period"),
            Self::Section(section) => write!(f, "the prose of {} is missing", section.heading()),
            Self::Cell(id) => write!(f, "the cell {id} is missing ({})", id.label_zh()),
        }
    }
}
