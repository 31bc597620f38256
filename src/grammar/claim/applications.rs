//! Applications: received, handled, closed.
//!
//! ```ebnf
//! count       = labelled | unlabelled ;
//! labelled    = [ who ], label, { and, label }, [ application ], figure
//!             | application, figure, label | figure, [ application ], label ;
//! unlabelled  = application, figure | figure, application | who, figure | figure, who ;
//! act         = "收到" | "新收" | "受理" | "办结" | … ;
//! application = "政府信息公开申请" | "依申请公开" | "申请" | … ;
//! ```
//!
//! Seen in the wild: 收到 for the new ones and for all at hand, so it is a quantity of its own; 受理 and 办理 for either of
//! these or for those closed; `收到22件（含上年结转3件）`, where the 22 are all at hand; `收到19件（上年结转3件，结转下年1件）`,
//! where they are not; `除1件结转下年，其他18件均已办结`.
//!
//! `申请` alone is an object only where the heading or the sentence speaks of 依申请公开. A verb alone (`办结21件`) is read
//! where the sentence before its comma has counted applications, and only if every word of the clause is known.
//! Channels (`网上10件、信函9件`) are no rows and give nothing.

use super::beside::{self, Before, Behind};
use super::figure::Kind;
use super::reading::{Meaning, Reading};
use super::results;
use super::state::{State, Topic};
use super::token::any;
use super::window::Window;
use super::word::{Act, Answer, Stock, Thing, Word, Words};
use crate::report::{ApplicationRow, Certainty, Quantity, ResultGroup};

/// The words.
pub(super) const WORDS: Words = &[
    (
        Word::Thing(Thing::Application),
        "政府信息公开申请 信息公开申请 依申请公开 依申请公开政府信息 依申请公开政府信息申请 \
         依申请公开申请 依申请公开信息 依申请公开件 依申请公开事项 依申请公开来信 依申请公开信件 公开申请 \
         申请公开 申请公开政府信息 申请公开信息 公开政府信息申请 公开政府信息的申请 政府信息公开的申请 \
         信息公开的申请 政府信息申请 政府信息公开申请件 政府信息公开申请事项 信息公开申请件 \
         信息公开申请事项 政务公开申请 依申请公开办件 依申请公开类 政府信息依申请公开 依申请公开答复 \
         政府信息公开申请表 政府信息公开申请量 信息公开申请量 依申请公开申请件 依申请信息公开 依申请 \
         依申请事项 政府信息公开申请数 信息公开依申请 政府信息公开依申请 依申请公开政府信息公开申请 \
         公开政府信息",
    ),
    (Word::Thing(Thing::Request), "申请 申请件 申请事项 申请量 申请数 书面申请 有效申请"),
    (
        Word::Act(Act::ReceiveNew),
        "新收 新收到 新接收 新接到 新受理 新增 本年新收 当年新收 年内新收 今年新收 本年度新收 新增收到 \
         新增受理 新收取",
    ),
    (Word::Act(Act::Receive), "收到 接到 接收 接收到 收 收悉 接受 收取到 登记"),
    (
        Word::Act(Act::Handle),
        "受理 办理 处理 收办 核收 回复 承办 接办 受理到 受理了 办理了 处理了 处置 收件 收到和处理",
    ),
    (
        Word::Act(Act::Close),
        "办结 答复 办理完毕 办理完结 处理完毕 办毕 完成答复 完成办理 办复 作出答复 做出答复 予以答复 \
         给予答复 已办结 结案 答复完毕 完成办结 办理答复完毕 办理结束 完成 完结 答复申请人 予以办结 \
         全部办理完毕 给予了答复 作出了答复 进行了答复 进行答复 答复办结 办结答复 回复完毕 年内办结 \
         依法答复 依法办结 审结 作出书面答复 答复了",
    ),
];

/// What of applications a sentence has counted.
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own about the sentence")]
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Seen {
    /// New applications; and as a part of a total.
    pub(super) new: bool,
    pub(super) among_new: bool,
    /// Those carried over, and whether the next total has them in it.
    pub(super) over: bool,
    pub(super) on_hand_next: bool,
    pub(super) closed: bool,
    pub(super) forward: bool,
    /// Whether the last figure was of group six.
    in_other: bool,
    /// Whether figures of answers follow each other, which may then do without a measure word.
    pub(super) listed: bool,
}

impl Seen {
    /// A figure was read as `reading`.
    pub(super) fn answer(&mut self, reading: Reading, kind: Kind) {
        self.in_other = match reading.quantity {
            Quantity::Group(ResultGroup::Other) => true,
            Quantity::Row(row) => self.in_other && row.key().starts_with("results.other"),
            _ => false,
        };
        match reading.quantity {
            Quantity::Row(_) | Quantity::Group(_) | Quantity::NotHeld if reading.is_of_all() => {
                self.listed |= matches!(kind, Kind::Things(_)) && reading.certainty == Certainty::Firm;
            }
            Quantity::Closed => {}
            _ => self.listed = false,
        }
    }
}

/// `labelled | unlabelled`, before or behind a figure
pub(super) fn count(window: &Window<'_>, state: &State) -> Meaning {
    let kind = window.number.kind;
    let mut found = beside::before(window);
    let behind = beside::behind(window.post, window.place.text);
    let is_behind = found.object.is_none() && behind.object.is_some();
    if is_behind {
        found.object = behind.object;
    }
    // An object whose name has more to it than is known stands behind its figure.
    if found.deny || found.unknown_near || behind.unknown_object || !is_named(&found, state) {
        return Meaning::Unread;
    }
    let is_answer = matches!(found.labels.first(), Some(Word::Answer(_)));
    let is_counted = match kind {
        Kind::Bare => is_answer && state.applications.listed && is_parted(window) || window.is_naught(),
        // 组织观摩…申请办理1次 counts occasions.
        Kind::Things('次' | '个' | '部' | '项') if found.unknown => false,
        Kind::Things('条' | '次' | '个' | '部' | '封') => {
            found.object.is_some() || state.total_quantity.is_some() || is_answer
        }
        _ => true,
    };
    if !is_counted {
        return Meaning::Unread;
    }
    if found.channels > 0 && !(found.sum && (found.channels > 1 || found.and_more)) {
        return Meaning::Nothing;
    }
    if found.labels.is_empty() {
        return unlabelled(&found, is_behind, &behind, window, state);
    }
    match labelled(&found, state) {
        Some(reading) => Meaning::One(reading.doubted(found.of_those).of(found.who.unwrap_or_default())),
        None => Meaning::Nothing,
    }
}

/// Whether applications are what a figure counts.
fn is_named(found: &Before, state: &State) -> bool {
    let is_carried = state.topic == Topic::Applications;
    match found.object {
        // Unknown words before a verb say who received, unless the figure is a part of another.
        Some(Thing::Application) => !found.unknown || !found.among && (is_carried || !found.labels.is_empty()),
        Some(Thing::Request) | None => is_carried && !found.unknown,
        Some(_) => false,
    }
}

/// Whether a figure without a measure word is followed by the end of its clause.
fn is_parted(window: &Window<'_>) -> bool {
    !any(window.post, |word| !matches!(word, Word::Mark(_)))
}

/// A figure without a verb or an answer before it.
fn unlabelled(found: &Before, is_behind: bool, behind: &Behind, window: &Window<'_>, state: &State) -> Meaning {
    let total = state.total_quantity;
    if let Some(who) = found.who {
        // 其中自然人17件
        return total.map_or(Meaning::Unread, |total| Meaning::One(Reading::firm(total).of(who)));
    }
    if found.other && state.applications.in_other && found.object.is_none() && behind.label.is_none() {
        return Meaning::One(Reading::firm(Quantity::Row(ApplicationRow::OtherHandling)));
    }
    if let Some(label) = behind.label {
        let reading = of_label_behind(label, behind, state);
        return reading.map_or(Meaning::Nothing, |reading| {
            Meaning::One(reading.doubted(found.of_those).of(behind.who.unwrap_or_default()))
        });
    }
    if found.other {
        return Meaning::Nothing;
    }
    if let (Some(who), Some(total)) = (behind.who, total) {
        return Meaning::One(Reading::firm(total).of(who));
    }
    // 近三年收到88件，其中2024年19件
    if let Some(quantity) = state.of_years.filter(|_| state.among && state.time.year.is_some()) {
        return Meaning::One(Reading::loose(quantity));
    }
    let Some(object) = found.object else {
        let is_sum = found.sum && state.applications.new && state.applications.over;
        return if is_sum { Meaning::One(Reading::firm(Quantity::OnHand)) } else { Meaning::Unread };
    };
    // 公文…依申请公开30件: the attribute of documents has the name of applications.
    if state.published || state.topic == Topic::Foreign {
        return Meaning::Unread;
    }
    if is_behind || found.among || total.is_some() {
        return Meaning::Nothing;
    }
    // 政府信息公开申请19件: what else is done with them would be said.
    match object {
        _ if window.is_zero() => Meaning::One(Reading::firm(Quantity::Received).doubted(object == Thing::Request)),
        Thing::Request => Meaning::Unread,
        _ => Meaning::One(Reading::loose(Quantity::Received)),
    }
}

/// The quantity that the words before a figure name.
fn labelled(found: &Before, state: &State) -> Option<Reading> {
    let labels = &found.labels;
    let has = |word: Word| labels.iter().any(|label| label == word);
    let mut answers = labels.iter().filter_map(|word| match word {
        Word::Answer(answer) => Some(answer),
        _ => None,
    });
    if let Some(nearest) = answers.next() {
        // 公开或部分公开: the verb stands for the row.
        let is_partial = nearest == Answer::Row(ApplicationRow::PartiallyGranted);
        if found.labels.len() == 2 && is_partial && has(Word::Act(Act::Disclose)) {
            return results::of_answers(nearest, Answer::Row(ApplicationRow::Granted), false);
        }
        if found.included && !is_partial && found.labels.len() > 1 {
            return None;
        }
        return match (answers.next(), answers.next()) {
            (None, _) => results::of_answer(nearest),
            (Some(next), None) => results::of_answers(nearest, next, found.and_more),
            _ => None,
        };
    }
    let stock = labels.iter().find_map(|word| match word {
        Word::Stock(stock) => Some(stock),
        _ => None,
    });
    if let Some(stock) = stock {
        let seen = state.applications;
        return match stock {
            Stock::Over if has(Word::Act(Act::Close)) => None,
            Stock::Over => Some(Reading::firm(Quantity::CarriedOver)),
            Stock::Bare if !(seen.over || seen.closed) => None,
            Stock::Forward | Stock::Bare => Some(Reading::firm(Quantity::CarriedForward)),
            Stock::Pending => Some(Reading::loose(Quantity::CarriedForward)),
        };
    }
    if has(Word::Act(Act::Disclose)) {
        let granted = Reading::loose(Quantity::Row(ApplicationRow::Granted));
        return (labels.len() == 1 && !found.described && found.object.is_none() && state.total_quantity.is_some())
            .then_some(granted);
    }
    let is_only = |acts: &[Act]| labels.iter().all(|label| acts.iter().any(|&act| label == Word::Act(act)));
    Some(Reading::firm(if is_only(&[Act::Receive]) {
        Quantity::Received
    } else if is_only(&[Act::Receive, Act::ReceiveNew]) {
        Quantity::NewlyReceived
    } else if is_only(&[Act::Close]) {
        Quantity::Closed
    } else {
        Quantity::Handled
    }))
}

/// What a figure counts by the words behind it   e.g. `1件结转下年度`, `3件予以公开`, `18件均已办结`
fn of_label_behind(label: Word, behind: &Behind, state: &State) -> Option<Reading> {
    let seen = state.applications;
    match label {
        Word::Answer(answer) => match behind.second {
            Some(Word::Answer(second)) if !behind.included => results::of_answer_behind(answer, second),
            Some(second) if behind.included => {
                let is_partial = second == Word::Answer(Answer::Row(ApplicationRow::PartiallyGranted));
                results::of_answers(answer, Answer::Row(ApplicationRow::PartiallyGranted), false).filter(|_| is_partial)
            }
            _ => results::of_answer(answer),
        },
        Word::Stock(Stock::Over) => Some(Reading::firm(Quantity::CarriedOver)),
        Word::Stock(Stock::Forward) => Some(Reading::firm(Quantity::CarriedForward)),
        Word::Stock(Stock::Bare) if !(seen.over || seen.closed || state.total_quantity.is_some()) => None,
        Word::Stock(Stock::Bare | Stock::Pending) => Some(Reading::loose(Quantity::CarriedForward)),
        Word::Act(Act::Close) if behind.second.is_none() => {
            Some(Reading::firm(Quantity::Closed).doubted(behind.timely))
        }
        _ => None,
    }
}
