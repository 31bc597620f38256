//! How proceedings ended, in a clause without a figure.
//!
//! ```ebnf
//! outcome = count, "，", { "均" | "为" | ? another word that changes nothing ? }, ( outcome | pending ) ;
//! ```
//!
//! Seen in the wild: `行政复议1件，为其他结果`; `行政诉讼2起，均在审理中`; `行政复议2件、行政诉讼1件，均被维持`, where each of both was upheld.
//!
//! The figure is that of the clause before. Of several cases 均 has to say that all of them are meant. Nothing is claimed
//! where an outcome has been counted (`复议3件，纠正1件，维持`) or where a word is not known.

use super::disputes::is_exact_outcome;
use super::found::Found;
use super::sentence::Sentences;
use super::state::Topic;
use super::token::{Token, any, text_of};
use super::window::Place;
use super::word::{Stock, Word};
use crate::report::{Decimal, Figure, Measure, Outcome, Quantity};

impl Sentences {
    /// `outcome`, behind the counts of proceedings   e.g. `均被维持`
    pub(super) fn outcome(&mut self, tokens: &[Token], place: Place<'_>) {
        if !matches!(self.state.topic, Topic::Disputes(_)) || self.state.time.is_other() || self.state.among {
            return;
        }
        let Some((outcome, is_exact)) = only_outcome(tokens, place.text) else { return };
        let is_all = any(tokens, |word| word == Word::All);
        let counted = self.found.iter().rev().map_while(|found| match (found.reading.quantity, found.figure) {
            (Quantity::Disputes(proceedings, None), Figure::Exact(n)) if found.measure == Measure::Count => {
                Some((proceedings, n, found))
            }
            _ => None,
        });
        let mut ended: Vec<Found> = Vec::new();
        for (proceedings, n, found) in counted {
            if n.is_zero() || !is_all && n != Decimal::from(1u64) {
                break;
            }
            let mut reading = found.reading.doubted(!is_exact);
            reading.quantity = Quantity::Disputes(proceedings, Some(outcome));
            let clause = found.clause.start..place.clause.1;
            ended.push(Found { reading, clause, ..found.clone() });
            if !is_all {
                break;
            }
        }
        self.found.extend(ended.into_iter().rev());
    }
}

/// The outcome that a clause names, if it says nothing else, and whether it is just what the table calls it.
fn only_outcome(tokens: &[Token], text: &str) -> Option<(Outcome, bool)> {
    let mut found = None;
    for token in tokens {
        let outcome = match token.word {
            Word::Outcome(outcome) => (outcome, is_exact_outcome(text_of(token, text))),
            Word::Stock(Stock::Pending) => (Outcome::Pending, true),
            Word::Fill | Word::Be | Word::All | Word::Case | Word::Mark(_) => continue,
            _ => return None,
        };
        if found.replace(outcome).is_some() {
            return None;
        }
    }
    found
}
