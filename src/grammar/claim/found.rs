//! The claims of a sentence, until it is at its end.
//!
//! Two figures for one quantity in one sentence are a total and a part, where 其中 says so; otherwise both are parts
//! (`一窗口收到5件，二窗口收到6件`), and none is claimed.

use core::ops::Range;

use super::folded::Folded;
use super::reading::Reading;
use super::state::State;
use super::token::text_of;
use super::window::{Place, Window};
use super::word::Word;
use crate::grammar::narrative::Stitch;
use crate::report::{Claim, Figure, Measure, Quantity, Scope, Unit};

/// A claim of the sentence at hand.
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own about the words")]
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
    /// Whether 合计 says that it is what the figures before come to.
    pub(super) total: bool,
    /// Whether the end of the sentence finds that it is none.
    pub(super) left_out: bool,
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
            total: false,
            left_out: false,
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
        self.total = window.has(Word::Sum);
        self.part = window.has(Word::Among) || state.among || window.place.in_bracket;
        self.sum = window
            .pre
            .iter()
            .any(|token| token.word == Word::Sum || matches!(text_of(token, text), "共" | "累计" | "一共" | "总"));
        self
    }

    /// Whether two claims are of the same quantity, of the same applicants, office and year.
    fn is_of_the_same(&self, other: &Self) -> bool {
        self.reading.quantity == other.reading.quantity
            && self.reading.applicants == other.reading.applicants
            && self.measure == other.measure
            && self.scope == other.scope
            && self.year == other.year
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

/// Claims of a sentence, at most: more than that make a table without its lines, of which nobody knows what it says.
const MAX_FOUND: usize = 64;

/// Leaves out documents by the name of who issued them   e.g. `县政府制发5件，县政府办公室制发7件，合计12件`
fn by_issuer(all: &mut Vec<Found>) {
    for n in 1..all.len() {
        let (before, behind) = all.split_at_mut(n);
        let Some(later) = behind.first_mut() else { continue };
        let Quantity::Documents(..) = later.reading.quantity else { continue };
        let (quantity, year) = (later.reading.quantity, later.year);
        let is_same = |earlier: &Found| earlier.reading.quantity == quantity && earlier.year == year;
        let n_parts = before.iter().filter(|earlier| is_same(earlier)).count();
        let is_sum = later.total && n_parts > 1;
        for earlier in before.iter_mut().filter(|earlier| is_same(earlier)) {
            let is_beside = (earlier.scope, later.scope) == (Scope::Unstated, Scope::Office);
            if is_sum {
                earlier.left_out = true;
            } else if is_beside && !later.part && !earlier.sum {
                earlier.left_out = true;
                later.left_out = true;
            }
        }
        if is_sum {
            // It is of all of them, whoever they are.
            later.scope = Scope::Unstated;
            later.left_out = false;
        }
    }
    all.retain(|found| !found.left_out);
}

/// Leaves out what is said twice, and parts that nothing tells from their total.
pub(super) fn settle(all: &mut Vec<Found>) {
    if all.len() > MAX_FOUND {
        all.clear();
    }
    by_issuer(all);
    for n in 1..all.len() {
        let (before, behind) = all.split_at_mut(n);
        let Some(later) = behind.first_mut() else { continue };
        let Some(earlier) = before.iter_mut().find(|earlier| earlier.is_of_the_same(later)) else { continue };
        // What two of the others have is never the whole.
        let is_part = later.scope != Scope::Others
            && (later.part
                || earlier.sum
                || earlier.reading.certainty < later.reading.certainty
                || earlier.figure.value() == later.figure.value());
        later.left_out = true;
        earlier.left_out |= !is_part;
    }
    all.retain(|found| !found.left_out);
}
