//! What a figure counts, and how sure that is.
//!
//! Every topic answers with a [`Meaning`]. That a figure is understood and counts nothing (`网上10件`) is another answer
//! than that it is not understood: the second ends what the words before have named.

use crate::report::{Applicants, Certainty, Quantity};

/// What a figure counts.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Reading {
    /// The quantity.
    pub(super) quantity: Quantity,
    /// Whose.
    pub(super) applicants: Applicants,
    /// How sure.
    pub(super) certainty: Certainty,
}

impl Reading {
    pub(super) const fn firm(quantity: Quantity) -> Self {
        Self { quantity, applicants: Applicants::All, certainty: Certainty::Firm }
    }

    pub(super) const fn loose(quantity: Quantity) -> Self {
        Self::firm(quantity).doubted(true)
    }

    /// Whether it is of all applicants.
    pub(super) fn is_of_all(self) -> bool {
        self.applicants == Applicants::All
    }

    /// The same, loose if `doubtful`.
    pub(super) const fn doubted(mut self, doubtful: bool) -> Self {
        if doubtful {
            self.certainty = Certainty::Loose;
        }
        self
    }

    /// The same of these applicants alone.
    pub(super) const fn of(mut self, applicants: Applicants) -> Self {
        self.applicants = applicants;
        self
    }
}

/// What became of a figure.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Meaning {
    /// It counts this.
    One(Reading),
    /// It counts each of these.
    Several(Vec<Reading>),
    /// It is understood, and counts nothing of the tables.
    Nothing,
    /// It is not understood.
    Unread,
}
