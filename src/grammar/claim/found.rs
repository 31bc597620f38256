//! The claims of a sentence, until it is at its end.
//!
//! Two figures for one quantity in one sentence are a total and a part, where 其中 says so; otherwise both are parts
//! (`一窗口收到5件，二窗口收到6件`), and none is claimed.

use core::ops::Range;
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use super::folded::Folded;
use super::reading::Reading;
use super::state::State;
use super::token::text_of;
use super::window::{Place, Window};
use super::word::Word;
use crate::grammar::narrative::Stitch;
use crate::report::{Claim, Figure, Measure, Scope, Unit};

/// A claim of the sentence at hand.
#[derive(Clone, Debug)]
pub(super) struct Found {
    pub(super) reading: Reading,
    pub(super) measure: Measure,
    pub(super) figure: Figure,
    pub(super) unit: Option<Unit>,
    pub(super) scope: Scope,
    pub(super) year: Option<u16>,
    /// Where the clause and the figure stand in the folded sentence.
    pub(super) clause: Range<u32>,
    pub(super) place: Range<u32>,
    /// Whether 其中 says that it is a part.
    pub(super) part: bool,
    /// Whether 共 says that it is a total.
    pub(super) sum: bool,
}

impl Found {
    /// A claim in words that stand at `words`: that there was none.
    pub(super) fn denied(reading: Reading, words: Range<u32>, place: Place<'_>, state: &State) -> Self {
        Self {
            reading,
            measure: Measure::Count,
            figure: Figure::None,
            unit: None,
            scope: state.scope,
            year: state.time.year,
            clause: place.clause.0..place.clause.1,
            place: words,
            part: false,
            sum: false,
        }
    }

    /// A claim of a figure.
    pub(super) fn new(reading: Reading, measure: Measure, window: &Window<'_>, state: &State) -> Self {
        Self {
            measure,
            figure: window.number.figure,
            unit: window.unit(),
            ..Self::denied(reading, window.figure_place(), window.place, state)
        }
    }

    /// The same, with what the words before the figure say of totals and parts.
    pub(super) fn in_whole(mut self, window: &Window<'_>, state: &State) -> Self {
        let text = window.place.text;
        self.part = window.has(Word::Among) || state.among || window.place.in_bracket;
        self.sum = window
            .pre
            .iter()
            .any(|token| token.word == Word::Sum || matches!(text_of(token, text), "共" | "累计" | "一共" | "总"));
        self
    }

    /// The claim, for the report.
    pub(super) fn claim(self, folded: &Folded, paragraph: &Stitch) -> Claim {
        let words = |range| paragraph.text.get(folded.origin(range)).unwrap_or("");
        let (clause, place) = (words(self.clause), words(self.place));
        let quantity = self.reading.quantity;
        let mut claim = Claim::new(quantity, self.figure, clause, paragraph.span(clause), paragraph.span(place));
        claim.applicants = self.reading.applicants;
        claim.measure = self.measure;
        claim.unit = self.unit;
        claim.scope = self.scope;
        claim.year = self.year;
        claim.certainty = self.reading.certainty;
        claim
    }
}

/// Leaves out what is said twice, and parts that nothing tells from their total.
pub(super) fn settle(all: &mut Vec<Found>) {
    if all.len() < 2 {
        return;
    }
    let mut firsts = BTreeMap::new();
    let mut keep = vec![true; all.len()];
    for (n, later) in all.iter().enumerate() {
        let Reading { quantity, applicants, certainty } = later.reading;
        let first = match firsts.entry((quantity, applicants, later.measure, later.scope, later.year)) {
            Entry::Vacant(entry) => {
                entry.insert(n);
                continue;
            }
            Entry::Occupied(entry) => *entry.get(),
        };
        let Some(earlier) = all.get(first) else { continue };
        // What two of the others have is never the whole.
        let is_part = later.scope != Scope::Others
            && (later.part
                || earlier.sum
                || earlier.reading.certainty < certainty
                || earlier.figure.value() == later.figure.value());
        for (at, is_kept) in [(n, false), (first, is_part)] {
            if let Some(keep) = keep.get_mut(at) {
                *keep &= is_kept;
            }
        }
    }
    let mut keep = keep.into_iter();
    all.retain(|_| keep.next().unwrap_or(true));
}
