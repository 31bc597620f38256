//! What goes into the cells of a row.

use crate::Span;
use crate::report::{Number, Placement};

/// What goes into a cell.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Slot {
    /// A figure.
    Figure(usize, Placement),
    /// Several figures that are one number, written apart.
    Joined(core::ops::Range<usize>, Number, Placement),
    /// A number cut from a longer run of digits.
    Split(Span, Number, Placement),
    /// An empty cell, where it stands.
    Blank(Span, Placement),
    /// Words that are no number.
    Unreadable(usize),
    /// One of these figures, or none.
    Ambiguous(Vec<usize>),
    /// A piece of text that holds this cell's number among others, without a mark between them.
    Glued(Span),
    /// Nothing was found.
    Missing,
}

/// A row, placed.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Placed {
    /// One for each cell of the row.
    pub(crate) slots: Vec<Slot>,
    /// The cell of a column that the format does not have.
    pub(crate) extra: Option<Slot>,
    /// Figures and words that belong to no cell.
    pub(crate) surplus: Vec<usize>,
}

impl Placed {
    /// The pieces that hold the row's figures, whether they were given a cell or not.
    pub(crate) fn figures(&self) -> Vec<usize> {
        let mut figures = self.surplus.clone();
        for slot in self.slots.iter().chain(&self.extra) {
            match slot {
                Slot::Figure(at, _) => figures.push(*at),
                Slot::Joined(range, ..) => figures.extend(range.clone()),
                Slot::Ambiguous(among) => figures.extend(among),
                Slot::Split(..) | Slot::Blank(..) | Slot::Unreadable(_) | Slot::Glued(_) | Slot::Missing => {}
            }
        }
        figures.sort_unstable();
        figures.dedup();
        figures.truncate(16);
        figures
    }
}
