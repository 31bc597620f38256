//! Sentences, one after the other.
//!
//! ```ebnf
//! sentence = [ among | versus | change ], clauses ;      (* goes on with what the sentence before carried *)
//! ```
//!
//! A sentence begins with what its heading is about, or with applications where the sentence before has counted some
//! and nothing of another kind since. One that begins with 其中 or 同比 goes on with all that the sentence before carried.

use super::Subject;
use super::carry::Carried;
use super::clauses::Clause;
use super::figure::Number;
use super::folded::Folded;
use super::found::{Found, settle};
use super::state::{State, Topic, is_of_applications};
use super::token::Token;
use super::word::{When, Word};
use crate::grammar::narrative::Stitch;
use crate::report::{Claim, Quantity, SectionKind};

/// Reads sentences one after the other.
#[derive(Debug, Default)]
pub(super) struct Sentences {
    pub(super) section: Option<SectionKind>,
    subject: Subject,
    /// Whether something of another kind was counted since applications were named.
    pub(super) suspended: bool,
    /// Whether the sentence before counted applications.
    pub(super) counted: bool,
    /// What the clause at hand has been given by those before it.
    pub(super) state: State,
    /// What goes on behind the parts that 其中 tells of.
    pub(super) parted: Option<Carried>,
    /// The claims of the sentence at hand.
    pub(super) found: Vec<Found>,
    /// Room for the words of a clause, outside of brackets and within.
    pub(super) room: [Clause; 2],
}

impl Sentences {
    /// Begins a paragraph, or goes on under another heading.
    pub(super) fn begin(&mut self, section: Option<SectionKind>, subject: Subject) {
        self.section = section;
        self.subject = subject;
        self.suspended = false;
        self.counted = false;
        self.found.clear();
        let information = subject == Subject::Disputes || subject == Subject::Applications;
        self.state.begin(Topic::Unset);
        self.state.information = information;
        self.state.total_quantity = None;
    }

    /// Whether a sentence without an object of its own can claim something.
    pub(super) fn is_open(&self) -> bool {
        self.subject != Subject::Other || self.counted
    }

    /// Passes a sentence that has no object.
    pub(super) fn skip(&mut self) {
        self.counted = false;
        self.state.total_quantity = None;
    }

    /// Reads a sentence.
    pub(super) fn read(
        &mut self,
        (tokens, numbers): (&[Token], &[Number]),
        folded: &Folded,
        paragraph: &Stitch,
        out: &mut Vec<Claim>,
    ) {
        self.found.reserve(8);
        self.start(tokens);
        self.clauses(tokens, &folded.text, numbers);
        if self.state.refused {
            for found in &mut self.found {
                found.reading = found.reading.doubted(found.reading.quantity == Quantity::Handled);
            }
        }
        settle(&mut self.found);
        self.counted = self.found.iter().any(|found| is_of_applications(found.reading.quantity))
            || self.counted && self.state.topic == Topic::Applications;
        self.state.last = None;
        self.state.total = None;
        self.parted = None;
        out.extend(self.found.drain(..).map(|found| found.claim(folded, paragraph)));
    }

    /// Sets what a sentence begins with.
    fn start(&mut self, tokens: &[Token]) {
        let first = tokens.iter().map(|token| token.word).find(|&word| word != Word::Fill);
        if matches!(first, Some(Word::Among | Word::When(When::Versus(_)) | Word::Change(_))) && self.counted {
            self.state.planned = false;
            return;
        }
        if !self.counted {
            self.state.total_quantity = None;
        }
        let is_carried = !self.suspended && (self.subject == Subject::Applications || self.counted);
        let topic = if is_carried {
            Topic::Applications
        } else if self.subject == Subject::Disputes {
            Topic::Disputes(None)
        } else {
            Topic::Unset
        };
        self.state.begin(topic);
    }
}
