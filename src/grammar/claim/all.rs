//! What is said of all applications.
//!
//! ```ebnf
//! all_closed = "均", [ timely ], ( "办结" | "答复" ) ;
//! timely     = "按时" | "按期" | "法定时限内" | … ;
//! ```
//!
//! Seen in the wild: `收到9件，均已办结`, which denies that any is left; `均已按时答复`, which may be said of those that were due and
//! is loose; `均为自然人申请`, which denies those of organizations.
//!
//! Not read: `其余均已答复`, and 均 where the sentence carries some forward; `均通过网上申请，已办结`, where 均 is of something else.

use super::applicants::all_of;
use super::found::Found;
use super::reading::Reading;
use super::sentence::Sentences;
use super::state::Topic;
use super::token::{Token, any};
use super::window::Place;
use super::word::{Act, Thing, When, Word};
use crate::report::{Applicants, Certainty, Quantity};

impl Sentences {
    /// `all_closed | all_of`   e.g. `均已办结`, `均为自然人申请`, in the words of a clause that no figure has used
    pub(super) fn all(&mut self, rest: &[Token], clause: &[Token], place: Place<'_>) {
        let state = &self.state;
        let is_rest = any(clause, |word| matches!(word, Word::Rest | Word::Other | Word::Deny));
        if state.topic != Topic::Applications || is_rest || state.time.is_other() {
            return;
        }
        let (reading, first, last) = if let Some((Applicants::NaturalPersons, first, last)) = all_of(rest)
            && let Some(quantity) = state.total_quantity
        {
            (Reading::firm(quantity).of(Applicants::Organizations), first, last)
        } else if let Some((certainty, first, last)) = all_closed(rest)
            && !state.applications.forward
            && !any(clause, |word| matches!(word, Word::Channel | Word::Who(_)))
        {
            (Reading::firm(Quantity::Unfinished).doubted(certainty == Certainty::Loose), first, last)
        } else {
            return;
        };
        self.found.push(Found::denied(reading, first.at..last.end, place, state));
    }
}

/// `all_closed = "均", [ timely ], ( "办结" | "答复" ) ;` in a clause: its certainty and the tokens it stands on
fn all_closed(tokens: &[Token]) -> Option<(Certainty, &Token, &Token)> {
    let mut all = None;
    let mut timely = false;
    let mut closed = None;
    for token in tokens {
        match (token.word, closed) {
            (Word::All, None) => {
                all = Some(token);
                timely = false;
            }
            (Word::Act(Act::Close), _) if all.is_some() => closed = Some(token),
            (Word::Timely, _) => timely |= all.is_some(),
            (
                Word::Fill
                | Word::Be
                | Word::Of
                | Word::And
                | Word::Matter
                | Word::Case
                | Word::Ruling
                | Word::Act(Act::Decide | Act::Handle)
                | Word::When(When::This | When::Year(_))
                | Word::Whose(_),
                _,
            )
            | (Word::Thing(Thing::Application | Thing::Request), None) => {}
            (_, Some(_)) => return None,
            // What stands before 均 is whose matter it was; behind it, only known words may come.
            _ if all.is_some() => all = None,
            _ => {}
        }
    }
    let certainty = if timely { Certainty::Loose } else { Certainty::Firm };
    Some((certainty, all?, closed?))
}
