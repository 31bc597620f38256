//! What goes on behind an aside.
//!
//! ```ebnf
//! aside = "（", clause, { "，", clause }, "）"                      (* behind a figure *)
//!       | "，", ( year | past ), [ "为" ], figure, "，"
//!       | "其中", clause, { "，", clause }, "；" ;
//! ```
//!
//! Seen in the wild: `新收19件（2023年收到24件），办结21件`, where the year is that of the bracket alone; `收到19件（县政府6件、部门13件），办结21件`;
//! `全市制发38件，其中市政府办公室制发16件；废止12件`, which are of the whole city again.
//!
//! An aside may be of another year, of somebody else or of something that is not known. Behind it the sentence is where it
//! was before. That others were carried over, or closed, is known from then on, wherever it was said.

use super::disclosure;
use super::reading::Reading;
use super::sentence::Sentences;
use super::state::Topic;
use super::token::{Token, any};
use super::when::Time;
use super::window::Window;
use super::word::{When, Word};
use crate::report::{Quantity, Scope};

/// What a sentence carried before an aside.
#[derive(Clone, Copy, Debug)]
pub(super) struct Carried {
    scope: Scope,
    time: Time,
    among: bool,
    among_new: bool,
    total: Option<usize>,
    named: Named,
}

/// What was counted before an aside.
#[derive(Clone, Copy, Debug)]
struct Named {
    topic: Topic,
    last: Option<usize>,
    total_quantity: Option<Quantity>,
    documents: disclosure::Seen,
    process: bool,
    suspended: bool,
    counted: bool,
}

impl Carried {
    /// What is carried now.
    pub(super) fn of(sentences: &Sentences) -> Self {
        let state = &sentences.state;
        Self {
            scope: state.scope,
            time: state.time,
            among: state.among,
            among_new: state.applications.among_new,
            total: state.total,
            named: Named {
                topic: state.topic,
                last: state.last,
                total_quantity: state.total_quantity,
                documents: state.documents,
                process: state.disputes.process,
                suspended: sentences.suspended,
                counted: sentences.counted,
            },
        }
    }

    /// The last total.
    pub(super) const fn total(&self) -> Option<usize> {
        self.total
    }

    /// Goes on with it: with whose figures and when always, and if `is_aside` also with what was counted.
    pub(super) fn resume(self, sentences: &mut Sentences, is_aside: bool) {
        let state = &mut sentences.state;
        (state.scope, state.time, state.among) = (self.scope, self.time, self.among);
        state.applications.among_new = self.among_new;
        state.total = self.total;
        if is_aside {
            let named = self.named;
            state.topic = named.topic;
            state.last = named.last;
            state.total_quantity = named.total_quantity;
            state.documents = named.documents;
            state.disputes.process = named.process;
            sentences.suspended = named.suspended;
            sentences.counted = named.counted;
        }
        // The aside may have said that the total is all at hand.
        if let Some(found) = self.total.and_then(|total| sentences.found.get(total)) {
            sentences.state.total_quantity = Some(found.reading.quantity);
        }
    }
}

impl Sentences {
    /// 其中 begins to tell the parts of what was counted.
    pub(super) fn begin_parts(&mut self) {
        if !self.state.among && (self.state.last.is_some() || self.state.total_quantity.is_some()) {
            self.state.whole = Some(self.state.scope);
            self.parted = Some(Carried::of(self));
        }
        self.state.among = true;
    }

    /// `；` behind the parts that 其中 told of, or behind anything else.
    pub(super) fn end_parts(&mut self) {
        if let Some(carried) = self.parted.take().filter(|_| self.state.among) {
            carried.resume(self, true);
        }
        // Other parts may follow (`；各部门13件；办结21件`), and the whole behind those.
        if let Some(whole) = self.state.whole {
            self.state.scope = whole;
        }
        self.state.among = false;
        self.state.of_domain = false;
        self.state.applications.among_new = false;
    }

    /// Whether nobody can tell if a figure behind a part is of the part or of the whole   e.g. `其中办公室收到6件，办结5件`
    ///
    /// More than the part has must be of the whole, as is what 合计 says, and all that follows with it.
    pub(super) fn is_of_part_or_whole(&mut self, reading: Reading, window: &Window<'_>) -> bool {
        let Some(whole) = self.state.whole.filter(|&whole| self.state.among && whole != self.state.scope) else {
            return false;
        };
        let Some(part) = self.found.last().filter(|part| part.scope == self.state.scope && part.part) else {
            return false;
        };
        let is_new_verb = part.reading.quantity != reading.quantity && part.clause.end <= window.place.clause.0;
        if !is_new_verb || any(window.pre, |word| matches!(word, Word::Whose(_))) {
            return false;
        }
        let is_more = reading.quantity == Quantity::Closed && window.number.figure.value() > part.figure.value();
        if is_more || window.has(Word::Sum) {
            self.end_parts();
            self.state.scope = whole;
            return false;
        }
        true
    }

    /// What goes on behind a clause that is nothing but the figure of an earlier year   e.g. `2023年为24件`
    pub(super) fn aside(&self, tokens: &[Token]) -> Option<Carried> {
        let mut is_earlier = false;
        let mut n_figures = 0;
        for token in tokens {
            match token.word {
                // Of years in their order each is told of by itself.
                Word::When(When::Year(year)) => is_earlier = self.state.time.year.is_none_or(|of| year < of),
                Word::When(When::Past) => is_earlier = true,
                Word::Number(_) => n_figures += 1,
                Word::Fill | Word::Be | Word::Mark(_) => {}
                _ => return None,
            }
        }
        let is_aside = is_earlier && n_figures == 1 && self.state.last.is_some();
        is_aside.then(|| Carried::of(self))
    }
}
