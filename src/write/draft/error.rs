//! Why a draft is no report.

use thiserror::Error as ThisError;

use crate::report::{CellId, Edition, Number, SectionKind, Unit};

/// Why a [`Draft`](super::Draft) cannot be written.
#[derive(Clone, Debug, PartialEq, Eq, ThisError)]
#[non_exhaustive]
pub enum DraftError {
    /// A cell was given that the edition does not have.
    #[error("the edition of {} has no cell {id}: take that edition's cells, or choose the edition with `Draft::edition`", edition.as_str())]
    OtherEdition {
        /// The cell.
        id: CellId,
        /// The edition of the draft.
        edition: Edition,
    },
    /// The number is not of the kind that the cell holds.
    #[error("{id} cannot hold {number}: {}", if super::is_amount(*id) { "an amount is not below nought" } else { "it counts things, so it is a whole number, and below nought only where it is a change" })]
    Number {
        /// The cell.
        id: CellId,
        /// What was given.
        number: Number,
    },
    /// A unit was given that the cell cannot have.
    #[error("{id} cannot be in {unit}: only amounts of money have a unit, which is 元, 万元 or 亿元")]
    Unit {
        /// The cell.
        id: CellId,
        /// What was given.
        unit: Unit,
    },
    /// The prose of a section reads as something else, as a heading of another section or a row of a table stands in it.
    #[error("the prose of {} would not be read as it stands: a line of it reads as a heading, a table or a signature", section.heading())]
    Prose {
        /// The section.
        section: SectionKind,
    },
    /// The preamble reads as something else.
    #[error("the preamble would not be read as it stands: a line of it reads as a title or a heading")]
    Preamble,
    /// A cell would be read as something else than what was given.
    #[error(
        "{id} would not be read as it was given: where cells of its row are blank or missing, its numbers may be taken for \
         those beside them; give the row's total, or write noughts"
    )]
    Cell {
        /// The cell.
        id: CellId,
    },
    /// What was made gives no report at all.
    #[error("the report cannot be read back: {0}")]
    Unreadable(#[from] crate::Error),
}
