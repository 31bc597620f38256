//! Reconsideration and litigation.
//!
//! ```ebnf
//! count       = [ ? a cause ? ], { act }, proceedings, figure | figure, proceedings | outcome, figure | figure, outcome ;
//! proceedings = proceeding, { and, proceeding } ;
//! proceeding  = "行政复议" | "行政诉讼" | "未经复议直接起诉" | "复议后起诉" ;
//! outcome     = "维持" | "纠正" | "其他结果" | … ;
//! ```
//!
//! Seen in the wild: `被申请行政复议2件，被提起行政诉讼1件`; `复议3件，维持2件，纠正1件`; `行政复议和行政诉讼均为0件`, a nought for each,
//! while a figure for both is their sum; `2起，正在办理中`.
//!
//! Section four counts what was decided or is open in disputes on information. So cases that were accepted, received or
//! answered are loose, instances (`一审`, `二审`) and cases closed (`审结`) are nothing, and the cases that a justice bureau
//! handles (`办理行政复议案件120件`, `收到行政复议申请156件`) are nothing where the sentence doesn't speak of information, nor is what an
//! office decides `作为复议机关`. Of 败诉 and 被纠错 is
//! known that the office was put right: they are loose for 结果纠正.

use super::figure::Kind;
use super::reading::{Meaning, Reading};
use super::sentence::Sentences;
use super::state::{State, Topic};
use super::token::{Token, any, text_of};
use super::window::Window;
use super::word::{Act, Answer, Stock, Thing, Word, Words};
use crate::report::{Outcome, Proceedings, Quantity};

/// The words.
pub(super) const WORDS: Words = &[
    (
        Word::Thing(Thing::Dispute(Proceedings::Reconsideration)),
        "行政复议 复议 行政复议申请 复议申请 行政复议案件 复议案件 行政复议案 申请行政复议 被复议 \
         行政复议类",
    ),
    (
        Word::Thing(Thing::Dispute(Proceedings::Litigation)),
        "行政诉讼 诉讼 行政诉讼案件 诉讼案件 行政诉讼案 提起行政诉讼 提起诉讼 行政诉讼类 行政诉讼申请",
    ),
    (
        Word::Thing(Thing::Dispute(Proceedings::LitigationDirect)),
        "未经复议直接起诉 直接起诉 直接提起诉讼 直接提起行政诉讼 未经复议直接提起诉讼 \
         未经复议直接提起行政诉讼 未经复议起诉 未经复议直接起诉的行政诉讼 未经行政复议直接起诉",
    ),
    (
        Word::Thing(Thing::Dispute(Proceedings::LitigationAfterReconsideration)),
        "复议后起诉 复议后提起诉讼 复议后提起行政诉讼 经复议后起诉 复议后诉讼 行政复议后起诉 \
         经复议后提起诉讼 经行政复议后起诉 复议后再起诉 复议后起诉的行政诉讼",
    ),
    (
        Word::Act(Act::Arise),
        "发生 引发 引起 产生 出现 涉及 引出 导致 被申请 被提起 提起的 申请的 发生过 收到过 引发的 引起的 \
         产生的 涉及的 涉 存在 新发生 发现 遭遇 涉诉 因此引发 有过",
    ),
    (
        Word::Outcome(Outcome::Upheld),
        "维持 结果维持 被维持 予以维持 维持原行政行为 维持原决定 驳回诉讼请求 判决维持 胜诉 维持原判",
    ),
    (
        Word::Outcome(Outcome::Corrected),
        "纠正 结果纠正 被纠正 予以纠正 责令纠正 被纠错 纠错 败诉 被撤销 判决撤销 责令重新答复 确认违法 \
         责令履行 被确认违法 判决败诉 被判败诉",
    ),
    (Word::Outcome(Outcome::Other), "其他结果 其它结果 终止审理 终止"),
    (
        Word::Instance,
        "一审 二审 再审 初审 终审 应诉 行政应诉 出庭 出庭应诉 上诉 审结的 已审结 备案 抗诉 立案 裁定 \
         调解结案 化解",
    ),
];

/// What of disputes a sentence has said.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Seen {
    /// Whether they were counted as they came in or were handled.
    pub(super) process: bool,
    /// Whether the clause before denied some.
    pub(super) denied: bool,
}

/// The words before a figure.
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own about the words")]
#[derive(Debug, Default)]
struct Before {
    things: Vec<Proceedings>,
    outcomes: Vec<Outcome>,
    /// Whether they came in or were handled.
    process: bool,
    /// Whether something of disputes is counted that the table doesn't have.
    nothing: bool,
    deny: bool,
    each: bool,
    all: bool,
    unknown: bool,
    /// Whether a word between the proceedings and the figure is not known.
    unknown_near: bool,
}

/// Collects what stands before a figure, from the figure backwards.
fn before(pre: &[Token]) -> Before {
    let mut found = Before::default();
    let mut joined = true;
    for token in pre.iter().rev() {
        let is_head = found.things.is_empty();
        match token.word {
            Word::Thing(Thing::Dispute(proceedings)) if joined && !found.things.contains(&proceedings) => {
                found.things.push(proceedings);
            }
            Word::Outcome(outcome) => {
                found.outcomes.push(outcome);
                joined &= is_head;
            }
            Word::Stock(Stock::Pending) => found.outcomes.push(Outcome::Pending),
            Word::Act(Act::Receive | Act::Handle | Act::ReceiveNew) => {
                found.process = true;
                joined &= is_head;
            }
            Word::Act(Act::Close | Act::Work) | Word::Instance | Word::Stock(_) | Word::Answer(_) => {
                found.nothing = true;
            }
            Word::Deny => found.deny = true,
            Word::Each => found.each = true,
            Word::All => found.all = true,
            Word::Unknown => {
                found.unknown = true;
                found.unknown_near |= is_head;
                joined &= is_head;
            }
            Word::Of | Word::Act(_) => joined &= is_head,
            _ => {}
        }
    }
    found
}

/// The proceedings behind a figure   e.g. `3起行政复议案件`
fn things_behind(post: &[Token]) -> Vec<Proceedings> {
    let up_to =
        |token: &&Token| !matches!(token.word, Word::Unknown | Word::Mark(_) | Word::Outcome(_) | Word::Stock(_));
    let proceedings = |token: &Token| match token.word {
        Word::Thing(Thing::Dispute(proceedings)) => Some(proceedings),
        _ => None,
    };
    post.iter().take_while(up_to).filter_map(proceedings).collect()
}

/// `disputes`, before or behind a figure
pub(super) fn count(window: &Window<'_>, state: &State) -> Meaning {
    let carried = match state.topic {
        Topic::Disputes(proceedings) => proceedings,
        _ => None,
    };
    let mut found = before(window.pre);
    if found.things.is_empty() && found.outcomes.is_empty() && !found.nothing && !found.unknown_near {
        found.things = things_behind(window.post);
    }
    let named = !found.things.is_empty();
    if found.deny || found.unknown_near || !named && (found.unknown || carried.is_none()) {
        return Meaning::Unread;
    }
    match window.number.kind {
        Kind::Things('条' | '份' | '个' | '部' | '封') if !window.is_zero() => return Meaning::Nothing,
        Kind::Things(_) => {}
        Kind::Bare if window.is_naught() => {}
        _ => return Meaning::Unread,
    }
    let process = state.disputes.process;
    // The cases of an office whose work they are: what follows counts among those.
    if !state.information && (found.process || process) {
        return Meaning::Unread;
    }
    if found.nothing {
        return Meaning::Nothing;
    }
    if !named {
        found.things.extend(carried);
    }
    if found.outcomes.is_empty() && !named {
        match outcome_behind(window.post) {
            Some(outcome) => found.outcomes.push(outcome),
            None => return Meaning::Unread,
        }
    }
    let outcome = match *found.outcomes.as_slice() {
        [] => None,
        [outcome] => Some(outcome),
        _ => return Meaning::Nothing,
    };
    let doubtful =
        found.process || process && outcome.is_none() || !state.information || outcome.is_some() && is_doubtful(window);
    let reading = |proceedings| Reading::firm(Quantity::Disputes(proceedings, outcome)).doubted(doubtful);
    found.things.reverse();
    match *found.things.as_slice() {
        [one] => Meaning::One(reading(one)),
        [first, second] if window.is_zero() || found.each => Meaning::Several(vec![reading(first), reading(second)]),
        [_, _] if !found.all => Meaning::One(reading(Proceedings::All)),
        _ => Meaning::Nothing,
    }
}

impl Sentences {
    /// `办理行政复议案件156件，其中涉及政府信息公开的3件`: the office's own disputes begin here, and what was counted before is its work.
    pub(super) fn disputes_on_information(&mut self, window: &Window<'_>) {
        let information = any(window.pre, |word| word == Word::Information);
        let is_work = self.state.disputes.process || self.state.topic == Topic::Foreign;
        if window.has(Word::Among) && information && is_work {
            self.state.disputes.process = false;
            (self.state.last, self.state.total) = (None, None);
            self.found.retain(|found| !matches!(found.reading.quantity, Quantity::Disputes(..)));
        }
    }
}

/// The outcome behind a figure   e.g. `2件尚未审结`
fn outcome_behind(post: &[Token]) -> Option<Outcome> {
    for token in post {
        match token.word {
            Word::Outcome(outcome) => return Some(outcome),
            Word::Stock(Stock::Pending) => return Some(Outcome::Pending),
            Word::Fill | Word::Be | Word::Of | Word::And | Word::Case | Word::All => {}
            _ => return None,
        }
    }
    None
}

/// Whether an outcome is only near what the table calls it.
fn is_doubtful(window: &Window<'_>) -> bool {
    window
        .pre
        .iter()
        .chain(window.post)
        .filter(|token| matches!(token.word, Word::Outcome(_)))
        .any(|token| !is_exact_outcome(text_of(token, window.place.text)))
}

/// Whether the words for an outcome are just what the table calls it.
pub(super) fn is_exact_outcome(words: &str) -> bool {
    matches!(
        words,
        "维持"
            | "结果维持"
            | "被维持"
            | "予以维持"
            | "纠正"
            | "结果纠正"
            | "被纠正"
            | "予以纠正"
            | "其他结果"
            | "其它结果"
    )
}

/// The proceedings that words deny, each with the outcome that is denied, behind the denying word. `None` where something
/// else is denied of them.
pub(super) fn denied(tokens: &[Token]) -> Option<Vec<(Proceedings, Option<Outcome>, bool)>> {
    let mut found: Vec<(Proceedings, Option<Outcome>, bool)> = Vec::new();
    // Where the list of proceedings begins that an outcome behind it is said of.
    let mut group = 0;
    let mut foreign = false;
    let mut last = Word::Fill;
    for token in tokens {
        let before = core::mem::replace(&mut last, token.word);
        match token.word {
            Word::Thing(Thing::Dispute(proceedings)) => {
                if found.len() > group && found.last().is_some_and(|last| last.1.is_some()) {
                    group = found.len();
                }
                found.push((proceedings, None, false));
            }
            Word::Outcome(outcome) => {
                for item in found.iter_mut().skip(group) {
                    item.1 = Some(outcome);
                    item.2 = true;
                }
            }
            Word::Thing(Thing::Foreign) | Word::Answer(Answer::Row(_)) => foreign = !found.is_empty(),
            // Behind 、 and 和 something else goes on the list; right behind proceedings it is what they had.
            Word::Unknown if !found.is_empty() && matches!(before, Word::And | Word::Mark(_)) => foreign = true,
            Word::Unknown if !found.is_empty() && !foreign => return None,
            Word::Thing(_) | Word::Rate | Word::OtherRate | Word::Act(Act::Close | Act::Handle) | Word::Timely
                if !found.is_empty() =>
            {
                return None;
            }
            _ => {}
        }
    }
    if found.is_empty() { None } else { Some(found) }
}
