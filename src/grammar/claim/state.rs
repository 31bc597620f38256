//! What a clause carries to the next.
//!
//! A clause carries: what it is about (`收到申请36件，办结35件`), whose it is, the year, and the total that parts of it follow
//! (`其中自然人17件`). A figure that is not understood ends it all, since nobody knows what the next one counts.

use super::applications;
use super::disclosure::{self, kinds};
use super::disputes;
use super::sentence::Sentences;
use super::token::{Token, any};
use super::when::Time;
use super::window::last_thing;
use super::word::{Act, Thing, Word};
use crate::report::{Proceedings, Quantity, Scope};

/// What the words before are about.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Topic {
    /// Nothing yet.
    #[default]
    Unset,
    /// Applications.
    Applications,
    /// Disputes; the proceeding, where one has been named.
    Disputes(Option<Proceedings>),
    /// Documents.
    Documents,
    /// Decisions.
    Decisions,
    /// Fees, with `true` for the information-processing fee.
    Fees(bool),
    /// Something that no table counts.
    Foreign,
}

impl Topic {
    /// What a thing is about, behind words about `before`.
    pub(super) fn of(thing: Thing, before: Self) -> Self {
        match thing {
            Thing::Application | Thing::Request => Self::Applications,
            Thing::Dispute(proceedings) => Self::Disputes(Some(proceedings)),
            Thing::Rules | Thing::Normative | Thing::Paper => Self::Documents,
            Thing::Licensing | Thing::Penalties | Thing::Coercion => Self::Decisions,
            Thing::AdministrativeFee => Self::Fees(false),
            Thing::InformationFee | Thing::Notice => Self::Fees(true),
            Thing::Fee => Self::Fees(before == Self::Fees(true)),
            Thing::Foreign => Self::Foreign,
        }
    }

    /// What a quantity that was denied is about.
    pub(super) fn of_denied(quantity: Quantity) -> Option<Self> {
        Some(match quantity {
            Quantity::Disputes(..) => Self::Disputes(None),
            Quantity::Documents(..) => Self::Documents,
            Quantity::Decisions(_) => Self::Decisions,
            Quantity::InformationFee(_) => Self::Fees(true),
            Quantity::FeesAmount => Self::Fees(false),
            quantity if is_of_applications(quantity) => Self::Applications,
            _ => return None,
        })
    }
}

/// Whether a quantity is one of section three.
pub(super) fn is_of_applications(quantity: Quantity) -> bool {
    matches!(
        quantity,
        Quantity::NewlyReceived
            | Quantity::Received
            | Quantity::Handled
            | Quantity::OnHand
            | Quantity::CarriedOver
            | Quantity::CarriedForward
            | Quantity::Closed
            | Quantity::Unfinished
            | Quantity::Row(_)
            | Quantity::Group(_)
            | Quantity::NotHeld
    )
}

/// What a clause carries to the next.
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own about the sentence")]
#[derive(Clone, Debug, Default)]
pub(super) struct State {
    pub(super) topic: Topic,
    /// The last claim, and the last total, by their places in the sentence.
    pub(super) last: Option<usize>,
    pub(super) total: Option<usize>,
    /// The last total of this sentence or the one before.
    pub(super) total_quantity: Option<Quantity>,
    pub(super) scope: Scope,
    /// Whose the figure is that 其中 tells the parts of.
    pub(super) whole: Option<Scope>,
    pub(super) time: Time,
    /// Whether some were not accepted.
    pub(super) refused: bool,
    /// Whether decisions are those of a single domain   e.g. `交通运输领域行政处罚40件`
    pub(super) of_domain: bool,
    /// What was counted first of several years at once.
    pub(super) of_years: Option<Quantity>,
    /// Whether what follows is no account of the year.
    pub(super) planned: bool,
    /// Whether 其中 has been said.
    pub(super) among: bool,
    /// Whether information on government is spoken of, and not the office's work of another kind.
    pub(super) information: bool,
    /// Whether what was published is being counted.
    pub(super) published: bool,
    pub(super) applications: applications::Seen,
    pub(super) documents: disclosure::Seen,
    /// Whether a verb before has said that decisions were made.
    pub(super) decided: bool,
    pub(super) disputes: disputes::Seen,
    /// Objects of a clause without a figure, for a denial on its own behind them.
    pub(super) waiting: Vec<Token>,
}

impl State {
    /// Begins a sentence about `topic`. The last total and what is spoken of go on.
    pub(super) fn begin(&mut self, topic: Topic) {
        let mut waiting = core::mem::take(&mut self.waiting);
        waiting.clear();
        let (total_quantity, information) = (self.total_quantity, self.information);
        *self = Self { topic, total_quantity, information, waiting, ..Self::default() };
    }
}

impl Sentences {
    /// The words before a figure have named what it is about.
    pub(super) fn take(&mut self, topic: Topic, named: Option<Thing>, pre: &[Token], act: Option<Act>) {
        let state = &mut self.state;
        if state.topic != topic {
            state.last = None;
        }
        state.topic = topic;
        match topic {
            Topic::Documents => state.documents.take(pre, act),
            Topic::Decisions => {
                state.decided |= any(pre, |word| matches!(word, Word::Act(Act::Decide | Act::Handle)));
            }
            Topic::Applications if named == Some(Thing::Application) => self.suspended = false,
            Topic::Fees(_) => {
                let information = any(pre, |word| matches!(word, Word::Thing(Thing::InformationFee | Thing::Notice)));
                let goes_on = topic == Topic::Fees(true) && named != Some(Thing::AdministrativeFee);
                state.topic = Topic::Fees(information || goes_on);
            }
            _ => {}
        }
    }

    /// Something of another kind is being counted.
    pub(super) fn leave(&mut self) {
        self.state.topic = Topic::Foreign;
        self.suspended = true;
        self.counted = false;
        self.state.total_quantity = None;
        self.state.total = None;
    }

    /// A clause without a figure names what the next is about.
    pub(super) fn name(&mut self, tokens: &[Token]) {
        let last = last_thing(tokens);
        match last {
            Some(Thing::Request | Thing::Paper | Thing::Fee) | None => {}
            Some(Thing::Application) => {
                self.state.topic = Topic::Applications;
                self.suspended = false;
            }
            _ if any(tokens, |word| word == Word::Thing(Thing::Foreign)) => self.leave(),
            Some(thing) => {
                self.state.topic = Topic::of(thing, self.state.topic);
                if self.state.topic == Topic::Documents {
                    self.state.documents.kinds = kinds(tokens);
                }
            }
        }
        self.state.published |= any(tokens, |word| match word {
            Word::Act(Act::Publish) => true,
            Word::Act(Act::Disclose) => last != Some(Thing::Application),
            _ => false,
        });
    }
}
