//! Sentences: their clauses, and what one clause carries to the next.
//!
//! ```ebnf
//! sentence = clause, { ( "，" | "；" | "：" ), clause } ;
//! clause   = item, { "、", item } ;                  (* parted only behind a figure: 复议2件、诉讼1件 *)
//! item     = words, { figure, words } ;
//! bracket  = "（", clause, { "，", clause }, "）" ;   (* clauses of their own, if a figure or a denial is in them *)
//! ```
//!
//! A clause carries: the object (`收到申请36件，办结35件`), whose it is, the year, and the total that parts of it follow
//! (`其中自然人17件`). A figure that is not understood ends it all, since nobody knows what the next one counts. A sentence
//! that begins with 其中 goes on with what the sentence before carried.
//!
//! Two figures for one quantity in one sentence are a total and a part, where 其中 says so; otherwise both are parts
//! (`一窗口收到5件，二窗口收到6件`), and none is claimed.

use core::ops::Range;
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use super::applications::{self, Meaning, Reading, all_closed, all_of};
use super::disclosure::{self, Kinds, kinds};
use super::figure::{Kind, Number};
use super::folded::Folded;
use super::token::Token;
use super::word::{Act, Mark, Thing, When, Word};
use super::{Subject, denial, disputes, fees};
use crate::grammar::narrative::Stitch;
use crate::report::{
    Applicants, Certainty, Claim, Decimal, Figure, Measure, Proceedings, Quantity, ResultGroup, Scope, SectionKind,
    Unit,
};

/// The words that a bracket holds at most; one that is never closed ends there.
const MAX_BRACKET: usize = 200;

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

/// What a clause carries to the next.
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own about the sentence")]
#[derive(Clone, Debug, Default)]
pub(super) struct State {
    pub(super) topic: Topic,
    /// The last claim, and the last total, by their places in the sentence.
    last: Option<usize>,
    total: Option<usize>,
    /// The last total of this sentence or the one before.
    total_quantity: Option<Quantity>,
    scope: Scope,
    year: Option<u16>,
    /// Whether a claim was made of that year.
    year_used: bool,
    past: bool,
    part: bool,
    since: bool,
    planned: bool,
    among: bool,
    among_new: bool,
    new: bool,
    over: bool,
    closed: bool,
    forward: bool,
    in_other: bool,
    listed: bool,
    published: bool,
    decided: bool,
    on_hand_next: bool,
    pub(super) kinds: Kinds,
    verb: Option<Act>,
    /// Whether documents were gone through, so that what follows counts among those.
    worked: bool,
    /// Whether proceedings were counted as they came in or were handled.
    process: bool,
    pub(super) information: bool,
    /// Objects of a clause without a figure, for a denial on its own behind them.
    pub(super) waiting: Vec<Token>,
    /// Whether the clause before denied proceedings.
    pub(super) denied: bool,
}

/// A claim of the sentence at hand.
#[derive(Clone, Debug)]
struct Found {
    reading: Reading,
    measure: Measure,
    figure: Figure,
    unit: Option<Unit>,
    scope: Scope,
    year: Option<u16>,
    clause: Range<u32>,
    place: Range<u32>,
    /// Whether 其中 says that it is a part.
    part: bool,
    /// Whether 共 says that it is a total.
    sum: bool,
}

/// Reads sentences one after the other.
#[derive(Debug, Default)]
pub(super) struct Sentences {
    section: Option<SectionKind>,
    subject: Subject,
    /// Whether something of another kind was counted since applications were named.
    suspended: bool,
    /// Whether the sentence before counted applications.
    counted: bool,
    state: State,
    found: Vec<Found>,
}

/// What a figure or a denial stands in.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place<'t> {
    text: &'t str,
    clause: (u32, u32),
    /// The word before the bracket that the clause is in.
    before: Option<Word>,
    in_bracket: bool,
}

impl Sentences {
    /// Begins a paragraph.
    pub(super) fn begin(&mut self, section: Option<SectionKind>, subject: Subject) {
        *self = Self { section, subject, found: core::mem::take(&mut self.found), ..Self::default() };
        self.found.clear();
        self.state.information = subject == Subject::Disputes || subject == Subject::Applications;
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

    /// Goes on under another heading.
    pub(super) fn head(&mut self, subject: Subject) {
        let section = self.section;
        self.begin(section, subject);
    }

    /// Reads a sentence.
    pub(super) fn read(&mut self, tokens: &[Token], folded: &Folded, paragraph: &Stitch, out: &mut Vec<Claim>) {
        self.start(tokens);
        self.clauses(tokens, &folded.text, None, false);
        self.settle();
        self.counted = self.found.iter().any(|found| is_of_applications(found.reading.quantity))
            || self.counted && self.state.topic == Topic::Applications;
        self.state.last = None;
        self.state.total = None;
        for found in self.found.drain(..) {
            let clause = paragraph.text.get(folded.origin(found.clause)).unwrap_or("");
            let place = paragraph.text.get(folded.origin(found.place)).unwrap_or("");
            let mut claim =
                Claim::new(found.reading.quantity, found.figure, clause, paragraph.span(clause), paragraph.span(place));
            claim.applicants = found.reading.applicants;
            claim.measure = found.measure;
            claim.unit = found.unit;
            claim.scope = found.scope;
            claim.year = found.year;
            claim.certainty = found.reading.certainty;
            out.push(claim);
        }
    }

    /// Sets what a sentence begins with.
    fn start(&mut self, tokens: &[Token]) {
        let first = tokens.iter().find(|token| token.word != Word::Fill).map(|token| token.word);
        if matches!(first, Some(Word::Among | Word::When(When::Versus(_)) | Word::Change(_))) && self.counted {
            self.state.planned = false;
            return;
        }
        let information = self.state.information;
        let total_quantity = self.state.total_quantity.filter(|_| self.counted);
        let is_carried = !self.suspended && (self.subject == Subject::Applications || self.counted);
        let topic = if is_carried {
            Topic::Applications
        } else if self.subject == Subject::Disputes {
            Topic::Disputes(None)
        } else {
            Topic::Unset
        };
        self.state = State { topic, total_quantity, information, ..State::default() };
    }

    /// `clause, { ( "，" | "；" | "：" ), clause }`
    fn clauses(&mut self, tokens: &[Token], text: &str, before: Option<Word>, in_bracket: bool) {
        let mut clause: Vec<Token> = Vec::with_capacity(tokens.len().min(32));
        let mut has_figure = false;
        let mut n = 0;
        while let Some(&token) = tokens.get(n) {
            n += 1;
            match token.word {
                Word::Mark(Mark::Open) if !in_bracket => {
                    let rest = tokens.get(n..).unwrap_or(&[]);
                    let rest = rest.get(..MAX_BRACKET).unwrap_or(rest);
                    let len = rest.iter().position(|token| token.word == Word::Mark(Mark::Close)).unwrap_or(rest.len());
                    let inner = rest.get(..len).unwrap_or(&[]);
                    let matters = |token: &Token| matches!(token.word, Word::Number(_) | Word::Deny);
                    if inner.iter().any(matters) {
                        let last = clause.last().map(|token| token.word);
                        if has_figure {
                            self.clause(&clause, text, before, in_bracket);
                            clause.clear();
                            has_figure = false;
                        } else {
                            self.name(&clause);
                        }
                        let total = self.state.total;
                        let from = self.found.len();
                        self.clauses(inner, text, last, true);
                        self.close_bracket(total, from);
                        n += len + 1;
                    }
                }
                Word::Mark(Mark::Open | Mark::Close) => {}
                Word::Mark(Mark::Pause) if !has_figure => clause.push(token),
                Word::Mark(Mark::Colon)
                    if !has_figure && matches!(tokens.get(n).map(|token| token.word), Some(Word::Number(_))) => {}
                Word::Mark(mark) => {
                    self.clause(&clause, text, before, in_bracket);
                    clause.clear();
                    has_figure = false;
                    if mark == Mark::Semicolon {
                        self.state.among = false;
                        self.state.among_new = false;
                    }
                    if mark != Mark::Pause {
                        self.state.verb = None;
                    }
                }
                Word::Number(_) => {
                    has_figure = true;
                    clause.push(token);
                }
                _ => clause.push(token),
            }
        }
        self.clause(&clause, text, before, in_bracket);
    }

    /// `（新收19件，上年结转3件）` behind a total: that is all at hand.
    fn close_bracket(&mut self, total: Option<usize>, from: usize) {
        let inner = self.found.get(from..).unwrap_or(&[]);
        let has = |quantity| inner.iter().any(|found| found.reading.quantity == quantity);
        if has(Quantity::CarriedOver) && (has(Quantity::NewlyReceived) || has(Quantity::Received)) {
            self.is_on_hand(total);
        }
        self.state.total = total;
        self.state.total_quantity = total
            .and_then(|total| self.found.get(total))
            .map_or(self.state.total_quantity, |found| Some(found.reading.quantity));
    }

    /// A total turns out to be all at hand.
    fn is_on_hand(&mut self, total: Option<usize>) {
        let Some(found) = total.and_then(|total| self.found.get_mut(total)) else { return };
        if matches!(found.reading.quantity, Quantity::Received | Quantity::Handled | Quantity::NewlyReceived) {
            found.reading = found.reading.doubted(found.reading.quantity == Quantity::NewlyReceived);
            found.reading.quantity = Quantity::OnHand;
            self.state.total_quantity = Some(Quantity::OnHand);
        }
    }

    /// `item = words, { figure, words } ;`
    fn clause(&mut self, tokens: &[Token], text: &str, before: Option<Word>, in_bracket: bool) {
        let is_word = |token: &&Token| !matches!(token.word, Word::Mark(_));
        let Some((first, last)) = tokens.iter().find(is_word).zip(tokens.iter().rfind(is_word)) else { return };
        let place = Place { text, clause: (first.at, last.end), before, in_bracket };
        let mut respectively = false;
        for token in tokens {
            match token.word {
                Word::Plan => self.state.planned = true,
                Word::Respectively => respectively = true,
                Word::Information | Word::Thing(Thing::Application) => self.state.information = true,
                Word::Among => self.state.among = true,
                _ => {}
            }
        }
        if self.state.planned {
            return;
        }
        let n_found = self.found.len();
        let scope = self.state.scope;
        let (mut start, mut is_head, mut has_figure, mut named_whose) = (0, true, false, false);
        let mut last_used_behind = false;
        let clause_past = (self.state.past, self.state.part);
        for (at, token) in tokens.iter().enumerate() {
            match token.word {
                Word::When(when) => self.when(when, is_head),
                Word::Whose(whose) => {
                    self.whose(whose, named_whose);
                    named_whose = true;
                }
                Word::Number(number) => {
                    has_figure = true;
                    let behind = tokens.get(at + 1..).unwrap_or(&[]);
                    let next = behind.iter().position(|token| matches!(token.word, Word::Number(_)));
                    let post = behind.get(..next.unwrap_or(behind.len())).unwrap_or(&[]);
                    let pre = tokens.get(start..at).unwrap_or(&[]);
                    let window = Window { pre, number, token: *token, post, is_first: start == 0 };
                    last_used_behind = self.figure(&window, place, respectively);
                    start = at + 1;
                    if last_used_behind {
                        let label = post.iter().rposition(|token| {
                            matches!(
                                token.word,
                                Word::Answer(_) | Word::Stock(_) | Word::Act(_) | Word::Outcome(_) | Word::Who(_)
                            )
                        });
                        start += label.map_or(0, |label| label + 1);
                    }
                }
                _ => {}
            }
            is_head &= matches!(
                token.word,
                Word::Fill | Word::When(_) | Word::Whose(_) | Word::Among | Word::Mark(_) | Word::Be
            );
        }
        let tail = tokens.get(start..).unwrap_or(&[]);
        let denied = if has_figure && !tail.iter().any(|token| token.word == Word::Deny) {
            false
        } else {
            self.deny(if has_figure { tail } else { tokens }, place)
        };
        if !has_figure {
            self.name(tokens);
        }
        if !denied && !last_used_behind {
            self.all(if has_figure { tail } else { tokens }, tokens, place);
        }
        let is_adverbial = tokens
            .iter()
            .all(|token| matches!(token.word, Word::Fill | Word::When(_) | Word::Whose(_) | Word::Mark(_)));
        if self.found.len() == n_found && !is_adverbial {
            self.state.scope = scope;
            (self.state.past, self.state.part) = (self.state.past && clause_past.0, self.state.part && clause_past.1);
        }
        self.state.waiting.clear();
        // A denial on its own stands behind few words.
        if !has_figure && !denied && tokens.len() < 32 {
            self.state.waiting.extend_from_slice(tokens);
        }
        self.state.denied = denied;
    }

    /// A word for a year.
    fn when(&mut self, when: When, is_head: bool) {
        let state = &mut self.state;
        match when {
            When::Year(year) => {
                if is_head {
                    state.year = Some(year);
                    state.year_used = false;
                    (state.past, state.part, state.since) = (false, false, false);
                }
            }
            When::This => {
                (state.past, state.part) = (false, false);
                if state.year_used {
                    state.year = None;
                }
            }
            When::Whole => (state.past, state.part) = (state.past && !is_head, false),
            When::Past => state.past = true,
            When::Part => state.part = true,
            When::Since => {
                state.since = true;
                state.year = None;
            }
            When::Versus(_) => {}
        }
    }

    /// A word for whose figures follow.
    fn whose(&mut self, whose: Scope, named: bool) {
        self.state.scope = match (self.state.scope, whose) {
            // 全市各部门 and 市政府办公室和各部门 are all of them.
            (Scope::Region | Scope::Office, Scope::Others) | (Scope::Others, Scope::Office) if named => Scope::Region,
            _ => whose,
        };
    }

    /// Reads one figure. Whether the words behind it were used.
    fn figure(&mut self, window: &Window<'_>, place: Place<'_>, respectively: bool) -> bool {
        let mut number = window.number;
        let significant = window
            .pre
            .iter()
            .rev()
            .find(|token| !matches!(token.word, Word::Fill | Word::Of | Word::Be | Word::Sum | Word::Mark(_)));
        match (significant.map(|token| token.word), number.figure) {
            (Some(Word::Near), Figure::Exact(value)) => number.figure = Figure::About(value),
            (Some(Word::Over), Figure::Exact(value)) => number.figure = Figure::AtLeast(value),
            _ => {}
        }
        let directly = window
            .pre
            .iter()
            .rev()
            .find(|token| !matches!(token.word, Word::Fill | Word::Be | Word::Near | Word::Over | Word::Of | Word::All))
            .map(|token| token.word);
        let directly = directly.or(place.before.filter(|_| window.is_first));
        if respectively || directly == Some(Word::Reach) {
            self.state.last = None;
            return false;
        }
        match directly {
            Some(Word::When(When::Versus(year))) => {
                self.other_year(year, number, window, place);
                return false;
            }
            Some(Word::Change(up)) => {
                self.change(up, number, window, place);
                return false;
            }
            _ => {}
        }
        match number.kind {
            Kind::Points => false,
            Kind::Percent => {
                self.share(number, window, place);
                false
            }
            _ => self.count(Window { number, ..*window }, place),
        }
    }

    /// Reads a figure that counts something or is an amount.
    fn count(&mut self, window: Window<'_>, place: Place<'_>) -> bool {
        let Window { pre, number, post, .. } = window;
        let state = &self.state;
        let behind = thing_behind(post).filter(|_| state.topic != Topic::Foreign);
        let named = thing_before(pre).or(behind);
        let is_foreign =
            pre.iter().any(|token| token.word == Word::Thing(Thing::Foreign)) || named == Some(Thing::Foreign);
        let topic = match named {
            _ if is_foreign => Topic::Foreign,
            _ if matches!(number.kind, Kind::Money(_)) => Topic::Fees(state.topic == Topic::Fees(true)),
            Some(thing) => topic_of(thing, state),
            None => self.topic_of_verb(pre),
        };
        let has = |word| pre.iter().any(|token| token.word == word);
        let (meaning, act) = match topic {
            Topic::Applications => {
                let context = applications::Context {
                    carried: state.topic == Topic::Applications,
                    total: state.total_quantity,
                    new: state.new,
                    over: state.over,
                    closed: state.closed,
                    in_other: state.in_other,
                    listed: state.listed && is_parted(post),
                    published: state.published,
                    foreign: state.topic == Topic::Foreign,
                };
                (applications::count(pre, number, post, context, place.text), None)
            }
            Topic::Disputes(_) => {
                let carried = match state.topic {
                    Topic::Disputes(proceedings) => proceedings,
                    _ => None,
                };
                let context = disputes::Context { carried, information: state.information, process: state.process };
                let is_process = pre.iter().any(|token| matches!(token.word, Word::Act(Act::Receive | Act::Handle)));
                let meaning = disputes::count(pre, number, post, context, place.text);
                self.state.process |= is_process;
                (meaning, None)
            }
            Topic::Documents => disclosure::documents(pre, number, post, self.disclosure()),
            Topic::Decisions => (disclosure::decisions(pre, number, post, self.disclosure()), None),
            Topic::Fees(_) => {
                let information = state.topic == Topic::Fees(true);
                (fees::count(pre, number, fees::Context { information }), None)
            }
            Topic::Foreign | Topic::Unset => (Meaning::Unread, None),
        };
        self.state.published |=
            has(Word::Act(Act::Publish)) || has(Word::Act(Act::Disclose)) && topic != Topic::Applications;
        if has(Word::Act(Act::Decide)) {
            self.state.published = false;
        }
        match meaning {
            Meaning::Counts(readings) => {
                self.take(topic, named, pre, act);
                let behind = pre.iter().all(|token| !is_read(token.word));
                for reading in readings {
                    self.push_count(reading, number, &window, place);
                }
                behind
            }
            Meaning::Nothing => {
                self.take(topic, named, pre, None);
                self.state.last = None;
                false
            }
            Meaning::Unread => {
                self.state.last = None;
                self.state.listed = false;
                let is_part = has(Word::Among) || has(Word::Act(Act::Arise)) && named.is_none();
                if !is_part {
                    self.leave();
                }
                false
            }
        }
    }

    fn disclosure(&self) -> disclosure::Context {
        let State { kinds, verb, published, decided, since, part, worked, .. } = self.state;
        disclosure::Context { kinds, verb, published, decided, worked, since: since || part }
    }

    /// Something of another kind is being counted.
    fn leave(&mut self) {
        self.state.topic = Topic::Foreign;
        self.suspended = true;
        self.counted = false;
        self.state.total_quantity = None;
        self.state.total = None;
    }

    /// The words before a figure have named what it is about.
    fn take(&mut self, topic: Topic, named: Option<Thing>, pre: &[Token], act: Option<Act>) {
        if self.state.topic != topic {
            self.state.last = None;
        }
        self.state.topic = topic;
        match topic {
            Topic::Documents => {
                let named = kinds(pre);
                if named.any() {
                    self.state.kinds = named;
                }
                self.state.verb = act;
                self.state.worked |= named.any() && pre.iter().any(|token| token.word == Word::Act(Act::Work));
            }
            Topic::Decisions => {
                self.state.decided |=
                    pre.iter().any(|token| matches!(token.word, Word::Act(Act::Decide | Act::Handle)));
            }
            Topic::Disputes(_) => {
                if let Some(Thing::Dispute(proceedings)) = named {
                    self.state.topic = Topic::Disputes(Some(proceedings));
                }
            }
            Topic::Applications if named == Some(Thing::Application) => self.suspended = false,
            Topic::Fees(_) => {
                let information =
                    pre.iter().any(|token| matches!(token.word, Word::Thing(Thing::InformationFee | Thing::Notice)));
                self.state.topic =
                    Topic::Fees(information || topic == Topic::Fees(true) && named != Some(Thing::AdministrativeFee));
            }
            _ => {}
        }
    }

    /// What a verb without an object is about, by what the words before were about.
    fn topic_of_verb(&self, pre: &[Token]) -> Topic {
        let has = |wanted: fn(Word) -> bool| pre.iter().any(|token| wanted(token.word));
        match self.state.topic {
            topic @ (Topic::Documents | Topic::Fees(_) | Topic::Disputes(_)) => topic,
            Topic::Applications => Topic::Applications,
            _ if self.state.kinds.any()
                && has(|word| matches!(word, Word::Act(Act::Repeal | Act::InForce | Act::Issue))) =>
            {
                Topic::Documents
            }
            topic => topic,
        }
    }

    /// A clause without a figure names what the next is about.
    fn name(&mut self, tokens: &[Token]) {
        let last = tokens.iter().rev().find_map(|token| match token.word {
            Word::Thing(thing) => Some(thing),
            _ => None,
        });
        let publishes = tokens.iter().any(|token| match token.word {
            Word::Act(Act::Publish) => true,
            Word::Act(Act::Disclose) => last != Some(Thing::Application),
            _ => false,
        });
        let has_foreign = tokens.iter().any(|token| token.word == Word::Thing(Thing::Foreign));
        match last {
            Some(Thing::Request) if self.state.topic == Topic::Applications => {}
            Some(Thing::Request | Thing::Paper | Thing::Fee) => {}
            Some(Thing::Application) => {
                self.state.topic = Topic::Applications;
                self.suspended = false;
            }
            _ if has_foreign => self.leave(),
            Some(thing) => {
                self.state.topic = topic_of(thing, &self.state);
                if self.state.topic == Topic::Documents {
                    self.state.kinds = kinds(tokens);
                }
            }
            None => {}
        }
        self.state.published |= publishes;
    }

    /// A figure of another year, behind 较 or 比   e.g. `比2022年（31起）`
    fn other_year(&mut self, year: Option<u16>, number: Number, window: &Window<'_>, place: Place<'_>) {
        let Some(year) = year else { return };
        let Some(last) = self.state.last.and_then(|last| self.found.get(last)) else { return };
        if last.measure != Measure::Count || !matches!(number.kind, Kind::Things(_) | Kind::Bare) {
            return;
        }
        let found = Found {
            figure: number.figure,
            unit: unit(number.kind),
            year: Some(year),
            clause: place.clause.0..place.clause.1,
            place: figure_place(window.token, number),
            ..last.clone()
        };
        self.found.push(found);
    }

    /// `change`   e.g. `同比增长12.5%`, `较上年减少3件`
    fn change(&mut self, up: bool, number: Number, window: &Window<'_>, place: Place<'_>) {
        let measure = match number.kind {
            Kind::Percent => Measure::Growth,
            Kind::Things(_) => Measure::Increase,
            _ => return,
        };
        let named = thing_before(window.pre);
        let base = match named {
            None => {
                // 申请 alone or a verb may name another quantity than the last.
                let is_plain = window.pre.iter().all(|token| {
                    !is_read(token.word) && !matches!(token.word, Word::Unknown | Word::Who(_) | Word::Channel)
                });
                let last = self.state.last.filter(|_| is_plain).and_then(|last| self.found.get(last));
                last.map(|last| (last.reading, last.scope, last.year))
            }
            Some(Thing::Application) => {
                let is_plain = window.pre.iter().all(|token| {
                    !matches!(
                        token.word,
                        Word::Unknown
                            | Word::Who(_)
                            | Word::Channel
                            | Word::Answer(_)
                            | Word::Stock(_)
                            | Word::Act(Act::Close | Act::Handle | Act::Disclose | Act::Publish)
                            | Word::Rate
                            | Word::OtherRate
                            | Word::Thing(Thing::Foreign)
                    )
                });
                let quantity = if window.pre.iter().any(|token| token.word == Word::Act(Act::ReceiveNew)) {
                    Quantity::NewlyReceived
                } else {
                    Quantity::Received
                };
                is_plain.then_some((Reading::firm(quantity), self.state.scope, self.state.year))
            }
            Some(_) => None,
        };
        let Some((reading, scope, year)) = base else { return };
        if self.state.past || self.state.part {
            return;
        }
        let Some(figure) = signed(number.figure, up) else { return };
        let found = Found {
            reading,
            measure,
            figure,
            unit: unit(number.kind),
            scope,
            year,
            clause: place.clause.0..place.clause.1,
            place: figure_place(window.token, number),
            part: true,
            sum: false,
        };
        self.found.push(found);
    }

    /// `rate | share`   e.g. `办结率100%`, `占89.5%`
    fn share(&mut self, number: Number, window: &Window<'_>, place: Place<'_>) {
        let pre = window.pre;
        let last = |wanted: fn(Word) -> bool| pre.iter().rposition(|token| wanted(token.word));
        let other = last(|word| matches!(word, Word::OtherRate | Word::Thing(Thing::Foreign)));
        if other.is_some() || self.state.past || self.state.part {
            return;
        }
        let named = thing_before(pre);
        let reading = if let Some(at) = last(|word| word == Word::Rate) {
            let is_ours = match named {
                None => self.state.topic == Topic::Applications,
                Some(thing) => {
                    matches!(thing, Thing::Application)
                        || thing == Thing::Request && self.state.topic == Topic::Applications
                }
            };
            let is_plain = pre.get(at..).unwrap_or(&[]).iter().all(|token| token.word != Word::Unknown)
                && (named == Some(Thing::Application) || pre.iter().all(|token| token.word != Word::Unknown));
            let timely = pre.iter().any(|token| token.word == Word::Timely);
            (is_ours && is_plain).then(|| Reading::firm(Quantity::Closed).doubted(timely))
        } else if let Some(at) = last(|word| word == Word::Share) {
            let before = pre.get(..at).unwrap_or(&[]);
            let is_plain = before.iter().all(|token| matches!(token.word, Word::Fill | Word::And | Word::Be));
            let after = pre.get(at + 1..).unwrap_or(&[]);
            let of_all = after.iter().all(|token| {
                matches!(
                    token.word,
                    Word::Fill
                        | Word::Of
                        | Word::Be
                        | Word::Near
                        | Word::Over
                        | Word::All
                        | Word::Sum
                        | Word::When(When::This)
                        | Word::Thing(Thing::Application | Thing::Request)
                        | Word::Act(Act::Receive | Act::Close)
                )
            });
            self.state
                .last
                .filter(|_| is_plain && of_all)
                .and_then(|last| self.found.get(last))
                .map(|last| last.reading)
        } else {
            None
        };
        let Some(reading) = reading else { return };
        self.push(reading, Measure::Share, number, window, place);
    }

    /// A count or an amount.
    fn push_count(&mut self, reading: Reading, number: Number, window: &Window<'_>, place: Place<'_>) {
        if self.state.past || self.state.part {
            self.state.last = None;
            return;
        }
        let has = |word| window.pre.iter().any(|token| token.word == word);
        let mut reading = reading;
        let is_whole = reading.applicants == Applicants::All;
        let state = &mut self.state;
        let at = self.found.len();
        match reading.quantity {
            Quantity::NewlyReceived | Quantity::Received | Quantity::Handled | Quantity::OnHand | Quantity::Closed
                if is_whole =>
            {
                if state.on_hand_next && reading.quantity != Quantity::Closed {
                    reading.quantity = Quantity::OnHand;
                    state.on_hand_next = false;
                }
                let is_sub = state.among && state.total.is_some();
                state.new |= matches!(reading.quantity, Quantity::NewlyReceived | Quantity::Received);
                state.among_new |= is_sub && matches!(reading.quantity, Quantity::NewlyReceived | Quantity::Received);
                state.closed |= reading.quantity == Quantity::Closed;
                if !is_sub {
                    state.total = Some(at);
                    state.total_quantity = Some(reading.quantity);
                }
            }
            Quantity::CarriedOver => {
                state.over = true;
                let includes = has(Word::Including) || has(Word::Among) || state.among_new;
                if includes {
                    match state.total.and_then(|total| self.found.get(total)).map(|total| total.reading.quantity) {
                        Some(Quantity::Closed) => reading = reading.doubted(true),
                        Some(_) => {
                            let total = state.total;
                            self.is_on_hand(total);
                        }
                        None => self.state.on_hand_next = true,
                    }
                }
            }
            Quantity::CarriedForward => state.forward |= !number.figure.value().is_zero(),
            _ => {}
        }
        let state = &mut self.state;
        state.in_other = match reading.quantity {
            Quantity::Group(ResultGroup::Other) => true,
            Quantity::Row(row) => state.in_other && row.key().starts_with("results.other"),
            _ => false,
        };
        if matches!(reading.quantity, Quantity::Row(_) | Quantity::Group(_) | Quantity::NotHeld) && is_whole {
            state.listed |= matches!(number.kind, Kind::Things(_)) && reading.certainty == Certainty::Firm;
        } else if !matches!(reading.quantity, Quantity::Closed) {
            state.listed = false;
        }
        self.push(reading, Measure::Count, number, window, place);
    }

    fn push(&mut self, reading: Reading, measure: Measure, number: Number, window: &Window<'_>, place: Place<'_>) {
        let has = |word| window.pre.iter().any(|token| token.word == word);
        let sum = window.pre.iter().any(|token| {
            token.word == Word::Sum || matches!(applications::text_of(token, place.text), "共" | "累计" | "一共" | "总")
        });
        let found = Found {
            reading,
            measure,
            figure: number.figure,
            unit: unit(number.kind),
            scope: self.state.scope,
            year: self.state.year,
            clause: place.clause.0..place.clause.1,
            place: figure_place(window.token, number),
            part: has(Word::Among) || self.state.among || place.in_bracket,
            sum,
        };
        self.state.year_used = true;
        if measure == Measure::Count {
            self.state.last = Some(self.found.len());
        }
        self.found.push(found);
    }

    /// Denials of a clause. Whether there was one.
    fn deny(&mut self, tokens: &[Token], place: Place<'_>) -> bool {
        let context = denial::Context { state: &self.state, section: self.section, text: place.text };
        let denials = denial::read(tokens, context);
        if self.state.past || self.state.part {
            return !denials.is_empty();
        }
        let any = !denials.is_empty();
        for denial in denials {
            let reading = denial.reading;
            self.state.topic = match reading.quantity {
                Quantity::Disputes(..) => Topic::Disputes(None),
                quantity if is_of_applications(quantity) => Topic::Applications,
                Quantity::Documents(..) => Topic::Documents,
                Quantity::Decisions(_) => Topic::Decisions,
                Quantity::InformationFee(_) => Topic::Fees(true),
                Quantity::FeesAmount => Topic::Fees(false),
                _ => self.state.topic,
            };
            self.found.push(Found {
                reading,
                measure: Measure::Count,
                figure: Figure::None,
                unit: None,
                scope: self.state.scope,
                year: self.state.year,
                clause: place.clause.0..place.clause.1,
                place: denial.place,
                part: false,
                sum: false,
            });
            self.state.year_used = true;
        }
        any
    }

    /// `all_closed | all_of`   e.g. `均已办结`, `均为自然人申请`
    fn all(&mut self, tokens: &[Token], clause: &[Token], place: Place<'_>) {
        let state = &self.state;
        let is_rest = clause.iter().any(|token| matches!(token.word, Word::Rest | Word::Other | Word::Deny));
        if state.topic != Topic::Applications || is_rest || state.past || state.part {
            return;
        }
        let (reading, first, last) = if let Some((applicants, first, last)) = all_of(tokens)
            && applicants == Applicants::NaturalPersons
            && let Some(quantity) = state.total_quantity
        {
            (Reading { applicants: Applicants::Organizations, ..Reading::firm(quantity) }, first, last)
        } else if let Some((certainty, first, last)) = all_closed(tokens)
            && !state.forward
            && !clause.iter().any(|token| matches!(token.word, Word::Channel | Word::Who(_)))
        {
            let reading = Reading::firm(Quantity::Unfinished);
            (reading.doubted(certainty == Certainty::Loose), first, last)
        } else {
            return;
        };
        self.found.push(Found {
            reading,
            measure: Measure::Count,
            figure: Figure::None,
            unit: None,
            scope: state.scope,
            year: state.year,
            clause: place.clause.0..place.clause.1,
            place: first.at..last.end,
            part: false,
            sum: false,
        });
    }

    /// Leaves out what is said twice, and parts that nothing tells from their total.
    fn settle(&mut self) {
        let mut firsts = BTreeMap::new();
        let mut keep = vec![true; self.found.len()];
        for (n, later) in self.found.iter().enumerate() {
            let Reading { quantity, applicants, certainty } = later.reading;
            let first = match firsts.entry((quantity, applicants, later.measure, later.scope, later.year)) {
                Entry::Vacant(entry) => {
                    entry.insert(n);
                    continue;
                }
                Entry::Occupied(entry) => *entry.get(),
            };
            let Some(earlier) = self.found.get(first) else { continue };
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
        self.found.retain(|_| keep.next().unwrap_or(true));
    }
}

/// A figure, and the words around it.
#[derive(Clone, Copy, Debug)]
struct Window<'t> {
    pre: &'t [Token],
    number: Number,
    token: Token,
    post: &'t [Token],
    /// Whether it is the first figure of its clause.
    is_first: bool,
}

/// Where the figure itself stands.
fn figure_place(token: Token, number: Number) -> Range<u32> {
    token.at..(token.at + number.len).min(token.end)
}

fn unit(kind: Kind) -> Option<Unit> {
    match kind {
        Kind::Things(_) => Some(Unit::Item),
        Kind::Money(unit) => Some(unit),
        Kind::Percent | Kind::Points | Kind::Bare => None,
    }
}

/// A change as it counts: negative for a fall.
fn signed(figure: Figure, up: bool) -> Option<Figure> {
    if up {
        return Some(figure);
    }
    let negative = |value: Decimal| Decimal::from(0u64).checked_sub(value);
    Some(match figure {
        Figure::Exact(value) => Figure::Exact(negative(value)?),
        Figure::AtLeast(value) => Figure::AtLeast(negative(value)?),
        Figure::About(value) => Figure::About(negative(value)?),
        Figure::None => Figure::None,
    })
}

/// The last thing that words name.
fn thing_before(tokens: &[Token]) -> Option<Thing> {
    tokens.iter().rev().find_map(|token| match token.word {
        Word::Thing(thing) => Some(thing),
        _ => None,
    })
}

/// The thing right behind a figure   e.g. `19件政府信息公开申请`
fn thing_behind(tokens: &[Token]) -> Option<Thing> {
    for token in tokens {
        match token.word {
            Word::Thing(Thing::InformationFee | Thing::AdministrativeFee | Thing::Fee) => return None,
            Word::Thing(thing) => return Some(thing),
            Word::Fill | Word::Of | Word::Information => {}
            _ => return None,
        }
    }
    None
}

/// Whether a figure without a measure word is followed by the end of its clause.
fn is_parted(post: &[Token]) -> bool {
    post.iter().all(|token| matches!(token.word, Word::Mark(_)))
}

/// Whether a word names what is counted.
fn is_read(word: Word) -> bool {
    matches!(word, Word::Answer(_) | Word::Stock(_) | Word::Outcome(_) | Word::Act(_) | Word::Who(_))
}

fn topic_of(thing: Thing, state: &State) -> Topic {
    match thing {
        Thing::Application | Thing::Request => Topic::Applications,
        Thing::Dispute(proceedings) => Topic::Disputes(Some(proceedings)),
        Thing::Rules | Thing::Normative | Thing::Paper => Topic::Documents,
        Thing::Licensing | Thing::Penalties | Thing::Coercion => Topic::Decisions,
        Thing::AdministrativeFee => Topic::Fees(false),
        Thing::InformationFee | Thing::Notice => Topic::Fees(true),
        Thing::Fee => Topic::Fees(state.topic == Topic::Fees(true)),
        Thing::Foreign => Topic::Foreign,
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
