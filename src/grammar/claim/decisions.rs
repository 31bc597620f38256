//! Decisions, which section two counts.
//!
//! ```ebnf
//! count  = [ decide ], kind, { and, kind }, [ ruling ], figure | [ decide ], figure, kind, [ ruling ] ;
//! kind   = "行政许可" | "行政处罚" | "行政强制" | "等许可" ;
//! decide = "作出" | "办理" | … ;
//! ruling = "决定" ;
//! ```
//!
//! Seen in the wild: `办理行政许可387件、行政处罚60件`, where the verb is named once; `行政许可、行政处罚各3件`; `查处行政处罚案件142件`, loose, as
//! a case need not be a decision; `行政处罚、行政强制0项`, a nought for each.
//!
//! `行政许可1568件、行政处罚143件全部公示` counts decisions, all of which were published, and is loose; so is `办理社会组织登记等许可431件`,
//! as the kinds it names may not be all. What was published of decisions (`公开行政许可信息306条`, `公示行政处罚180件`) isn't how many
//! were made, and a service (`行政许可事项118项`) is no decision, nor is what was begun (`行政处罚立案20件`) or came in (`行政许可办件量30件`).
//! `交通运输领域行政强制26件、行政处罚40件` counts those of one domain, up to the end of the list.

use super::figure::Kind;
use super::reading::{Meaning, Reading};
use super::state::State;
use super::token::{Token, text_of};
use super::window::Window;
use super::word::{Act, Answer, Mark, Thing, Word, Words};
use crate::report::{ApplicationRow, DecisionKind, Quantity};

/// The words.
pub(super) const WORDS: Words = &[
    (Word::Thing(Thing::Licensing), "行政许可 等许可 等各类许可 等各项许可"),
    (Word::Unknown, "等许可证 等许可事项 等许可信息 等许可申请 等许可业务 等许可制度 等许可条件"),
    (Word::Thing(Thing::Penalties), "行政处罚"),
    (Word::Thing(Thing::Coercion), "行政强制 行政强制措施 行政强制执行"),
    // What was applied for, begun or done away with is no decision.
    (
        Word::Thing(Thing::Foreign),
        "行政许可办件 行政许可办件量 行政许可受理 行政许可受理量 行政许可办理量 行政许可业务 许可办件 许可办件量 \
         许可事项 许可业务 行政处罚立案 行政处罚案件立案 办件量",
    ),
    (Word::Act(Act::Decide), "作出 做出 实施 下达 作出的 做出的 完成了 开展"),
];

/// The words of a list of decisions, at most.
const MAX_LIST: usize = 32;

/// The words around a figure of decisions.
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own about the words")]
#[derive(Debug, Default)]
struct Around {
    kinds: Vec<DecisionKind>,
    /// Whether decisions are named as such, or a verb that makes them.
    firm: bool,
    doubtful: bool,
    publish: bool,
    deny: bool,
    each: bool,
    /// What the figure means if a service, or something that is not known, is what it counts.
    other: Option<Meaning>,
}

impl Around {
    /// The word nearest to the figure says what it is of.
    fn is_of(&mut self, other: Meaning) {
        self.other.get_or_insert(other);
    }
}

/// Collects what stands before a figure, from the figure backwards, and what is named behind it.
fn around(window: &Window<'_>, state: &State) -> Around {
    let mut found = Around { firm: state.decided, publish: state.published, ..Around::default() };
    let mut is_vague = false;
    for token in window.pre.iter().rev() {
        match token.word {
            Word::Thing(thing) => match kind(thing) {
                Some(kind) => {
                    // 社会组织登记等许可: licensing by the names of some of its kinds.
                    is_vague |= text_of(token, window.place.text).starts_with('等');
                    found.kinds.push(kind);
                }
                None => found.is_of(Meaning::Unread),
            },
            Word::Ruling => found.firm = true,
            Word::Act(Act::Decide | Act::Handle | Act::Close) => {
                found.firm = true;
                found.publish &= !state.published;
            }
            Word::Act(Act::Disclose | Act::Publish | Act::Work) => found.publish = true,
            Word::Each => found.each = true,
            // 取消行政许可12项 is of services as well, and 立案 begins what need not end in a decision.
            Word::Matter | Word::Instance | Word::Act(Act::Waive | Act::Repeal) => found.is_of(Meaning::Nothing),
            Word::Deny => found.deny = true,
            Word::Unknown if found.kinds.is_empty() => found.is_of(Meaning::Unread),
            Word::Unknown | Word::Case => found.doubtful = true,
            _ => {}
        }
    }
    if is_vague {
        found.doubtful = true;
        if !found.firm {
            found.is_of(Meaning::Unread);
        }
    }
    found.kinds.reverse();
    if found.kinds.is_empty() {
        behind(window.post, &mut found);
    }
    found
}

/// Decisions that are named right behind a figure   e.g. `387件行政许可决定`
fn behind(post: &[Token], found: &mut Around) {
    for token in post {
        match token.word {
            Word::Thing(thing) => found.kinds.extend(kind(thing)),
            Word::Ruling => found.firm = true,
            Word::Matter => found.is_of(Meaning::Nothing),
            Word::Fill | Word::Of | Word::And => {}
            _ => break,
        }
    }
}

/// What a figure of decisions counts
pub(super) fn count(window: &Window<'_>, state: &State) -> Meaning {
    let found = around(window, state);
    if let Some(other) = found.other {
        return other;
    }
    if found.deny {
        return Meaning::Unread;
    }
    if state.of_domain {
        return Meaning::Nothing;
    }
    let is_counted = match window.number.kind {
        Kind::Things('件' | '宗' | '起' | '项' | '例' | '次' | '份' | '个') => true,
        Kind::Bare => window.is_naught(),
        _ => false,
    };
    if !is_counted || found.publish && !window.is_zero() {
        return Meaning::Nothing;
    }
    let doubtful = found.doubtful || !found.firm || found.publish;
    let reading = |&kind: &DecisionKind| Reading::firm(Quantity::Decisions(kind)).doubted(doubtful);
    match found.kinds.as_slice() {
        [one] => Meaning::One(reading(one)),
        [] => Meaning::Unread,
        all if window.is_zero() || found.each => Meaning::Several(all.iter().map(reading).collect()),
        _ => Meaning::Nothing,
    }
}

/// Whether words say that what follows was decided in a single domain   e.g. `交通运输领域`
pub(super) fn is_of_domain(window: &Window<'_>) -> bool {
    let ends = |token: &Token| text_of(token, window.place.text).ends_with("领域");
    window.pre.iter().any(|token| token.word == Word::Unknown && ends(token))
}

/// Whether a list of decisions ends with all of them being published   e.g. `行政许可1568件、行政处罚143件全部公示`
pub(super) fn all_published(window: &Window<'_>) -> bool {
    if window.has(Word::Act(Act::Publish)) || window.has(Word::Act(Act::Disclose)) {
        return false;
    }
    let mut all = false;
    for token in window.post.iter().chain(window.place.rest).take(MAX_LIST) {
        match token.word {
            Word::All => all = true,
            Word::Act(Act::Publish | Act::Disclose) => return all,
            // It is a word of its own.
            Word::Answer(Answer::Row(ApplicationRow::Granted)) => return true,
            Word::Thing(thing) if kind(thing).is_none() => return false,
            Word::Thing(_)
            | Word::Number(_)
            | Word::Ruling
            | Word::Fill
            | Word::And
            | Word::Channel
            | Word::Timely
            | Word::Mark(Mark::Pause | Mark::Comma) => {}
            _ => return false,
        }
    }
    false
}

/// The kind of decision that a thing is.
pub(super) const fn kind(thing: Thing) -> Option<DecisionKind> {
    match thing {
        Thing::Licensing => Some(DecisionKind::Licensing),
        Thing::Penalties => Some(DecisionKind::Penalties),
        Thing::Coercion => Some(DecisionKind::Coercion),
        _ => None,
    }
}
