//! What a figure is: a count or an amount of some topic, a share, a change, the figure of another year.
//!
//! ```ebnf
//! count = [ thing | act ], figure, [ thing ] ;     (* the thing tells the topic; failing that, the words before *)
//! ```
//!
//! Seen in the wild: `制发12件，废止5件`, where the second verb is about what the first one was; `含上年结转3件` behind a total, which
//! then is all at hand; `加上年结转3件，共22件`.
//!
//! A figure that is not understood ends what was carried, unless it is a part of another (`其中涉及土地3件`) or of something
//! that only came about (`发生3件`).

use super::clause::names_count;
use super::figure::Kind;
use super::found::Found;
use super::reading::{Meaning, Reading};
use super::sentence::Sentences;
use super::state::{Topic, is_of_applications};
use super::token::any;
use super::window::{Window, last_thing, thing_behind};
use super::word::{Act, Thing, When, Word};
use super::{applications, decisions, disclosure, disputes, fees};
use crate::report::{ApplicationRow, DocumentMeasure, Measure, Quantity, ResultGroup};

impl Sentences {
    /// Reads one figure. Whether the words behind it were used.
    pub(super) fn figure(&mut self, mut window: Window<'_>) -> bool {
        window.number.figure = window.bounded();
        match window.directly() {
            Some(Word::Reach) => self.state.last = None,
            Some(Word::When(When::Versus(year))) => self.other_year(year, &window),
            Some(Word::Change(up)) => self.change(up, &window),
            _ => match window.number.kind {
                Kind::Points => {}
                Kind::Percent => self.share(&window),
                _ => return self.count(&window),
            },
        }
        false
    }

    /// Reads a figure that counts something or is an amount.
    pub(super) fn count(&mut self, window: &Window<'_>) -> bool {
        let behind = thing_behind(window.post).filter(|_| self.state.topic != Topic::Foreign);
        let named = last_thing(window.pre).or(behind);
        let topic = self.topic(named, window);
        // What comes behind is no count of what was published, though publishing was spoken of.
        if topic == Topic::Decisions && self.state.topic != topic && decisions::all_published(window) {
            self.state.published = false;
        }
        match topic {
            Topic::Decisions => self.state.of_domain |= decisions::is_of_domain(window),
            Topic::Disputes(_) => self.disputes_on_information(window),
            _ => {}
        }
        let state = &self.state;
        let (meaning, act) = match topic {
            Topic::Applications => (applications::count(window, state), None),
            Topic::Disputes(_) => (disputes::count(window, state), None),
            Topic::Documents => disclosure::documents(window, state),
            Topic::Decisions => (decisions::count(window, state), None),
            Topic::Fees(_) => (fees::count(window, state), None),
            Topic::Foreign | Topic::Unset => (Meaning::Unread, None),
        };
        self.heed_verbs(topic, window);
        let readings = match &meaning {
            Meaning::One(reading) => core::slice::from_ref(reading),
            Meaning::Several(readings) => readings,
            Meaning::Nothing => &[],
            Meaning::Unread => {
                self.unread(named, window);
                return false;
            }
        };
        self.take(topic, named, window.pre, act);
        if readings.is_empty() {
            self.state.last = None;
            return false;
        }
        for &reading in readings {
            self.push_count(reading, window);
        }
        !any(window.pre, names_count)
    }

    /// A figure that is not understood.
    fn unread(&mut self, named: Option<Thing>, window: &Window<'_>) {
        self.state.last = None;
        self.state.applications.listed = false;
        let is_part = window.has(Word::Among) || window.has(Word::Act(Act::Arise)) && named.is_none();
        if !is_part {
            self.leave();
        }
    }

    /// What a figure is about.
    fn topic(&self, named: Option<Thing>, window: &Window<'_>) -> Topic {
        let topic = self.state.topic;
        match named {
            _ if window.has(Word::Thing(Thing::Foreign)) => Topic::Foreign,
            Some(Thing::Foreign) => Topic::Foreign,
            _ if matches!(window.number.kind, Kind::Money(_)) => Topic::Fees(topic == Topic::Fees(true)),
            Some(thing) => Topic::of(thing, topic),
            // A verb without an object may go on about documents that were named before something else.
            None if matches!(topic, Topic::Unset | Topic::Decisions | Topic::Foreign)
                && self.state.documents.kinds.any()
                && any(window.pre, |word| matches!(word, Word::Act(Act::Repeal | Act::InForce | Act::Issue))) =>
            {
                Topic::Documents
            }
            None => topic,
        }
    }

    /// Verbs before a figure say how the next one counts.
    fn heed_verbs(&mut self, topic: Topic, window: &Window<'_>) {
        let state = &mut self.state;
        for token in window.pre {
            let Word::Act(act) = token.word else { continue };
            match act {
                Act::Publish => state.published = true,
                Act::Disclose => state.published |= topic != Topic::Applications,
                Act::Receive | Act::Handle => state.disputes.process |= matches!(topic, Topic::Disputes(_)),
                _ => {}
            }
        }
        if window.has(Word::Act(Act::Decide)) {
            state.published = false;
        }
    }

    /// A count or an amount.
    fn push_count(&mut self, mut reading: Reading, window: &Window<'_>) {
        let time = self.state.time;
        if time.is_of_years() && is_of_applications(reading.quantity) && reading.is_of_all() {
            self.state.of_years.get_or_insert(reading.quantity);
        }
        let is_of_all_years = matches!(
            reading.quantity,
            Quantity::Documents(_, DocumentMeasure::InForce | DocumentMeasure::TotalDisclosed)
        );
        if time.is_elsewhen() || time.is_of_years() && !is_of_all_years {
            self.state.last = None;
            return;
        }
        match reading.quantity {
            Quantity::NewlyReceived | Quantity::Received | Quantity::Handled | Quantity::OnHand | Quantity::Closed
                if reading.is_of_all() =>
            {
                self.whole(&mut reading);
            }
            Quantity::CarriedOver => self.carried_over(&mut reading, window),
            Quantity::Row(ApplicationRow::PartiallyGranted) if window.has(Word::Including) => self.all_disclosed(),
            Quantity::CarriedForward => self.state.applications.forward |= !window.is_zero(),
            _ => {}
        }
        reading = reading.doubted(self.is_of_part_or_whole(reading, window));
        self.state.applications.answer(reading, window.number.kind);
        self.push(reading, Measure::Count, window);
    }

    /// A count of applications that others may be parts of.
    fn whole(&mut self, reading: &mut Reading) {
        let state = &mut self.state;
        let seen = &mut state.applications;
        if seen.on_hand_next && reading.quantity != Quantity::Closed {
            reading.quantity = Quantity::OnHand;
            seen.on_hand_next = false;
        }
        let is_new = matches!(reading.quantity, Quantity::NewlyReceived | Quantity::Received);
        let is_part = state.among && state.total.is_some();
        seen.new |= is_new;
        seen.among_new |= is_part && is_new;
        seen.closed |= reading.quantity == Quantity::Closed;
        if !is_part {
            state.total = Some(self.found.len());
            state.total_quantity = Some(reading.quantity);
        }
    }

    /// `含上年结转3件`: the total that they are a part of, before or behind, is all at hand.
    fn carried_over(&mut self, reading: &mut Reading, window: &Window<'_>) {
        let seen = &mut self.state.applications;
        seen.over = true;
        if !(window.has(Word::Including) || window.has(Word::Among) || seen.among_new) {
            return;
        }
        let total = self.state.total;
        match total.and_then(|total| self.found.get(total)).map(|total| total.reading.quantity) {
            Some(Quantity::Closed) => *reading = reading.doubted(true),
            Some(_) => self.is_on_hand(total),
            None => seen.on_hand_next = true,
        }
    }

    /// `予以公开21件（含部分公开4件）`: the 21 are of both rows.
    fn all_disclosed(&mut self) {
        if let Some(granted) = self.state.last.and_then(|last| self.found.get_mut(last))
            && granted.reading.quantity == Quantity::Row(ApplicationRow::Granted)
        {
            granted.reading.quantity = Quantity::Group(ResultGroup::Disclosed);
        }
    }

    /// A total turns out to be all at hand.
    pub(super) fn is_on_hand(&mut self, total: Option<usize>) {
        let Some(found) = total.and_then(|total| self.found.get_mut(total)) else { return };
        if matches!(found.reading.quantity, Quantity::Received | Quantity::Handled | Quantity::NewlyReceived) {
            found.reading = found.reading.doubted(found.reading.quantity == Quantity::NewlyReceived);
            found.reading.quantity = Quantity::OnHand;
            self.state.total_quantity = Some(Quantity::OnHand);
        }
    }

    /// Claims a figure.
    pub(super) fn push(&mut self, reading: Reading, measure: Measure, window: &Window<'_>) {
        let found = Found::new(reading, measure, window, &self.state).in_whole(window, &self.state);
        self.state.time.used();
        if measure == Measure::Count {
            self.state.last = Some(self.found.len());
        }
        self.found.push(found);
    }
}
