//! Shares: rates, and parts of the whole in percent.
//!
//! ```ebnf
//! share = { word }, rate, { word }, percent | "占", [ ? all of them ? ], percent ;
//! rate  = "办结率" | "答复率" | "办复率" | … ;
//! ```
//!
//! Seen in the wild: `办结率100%`; `按时办结率100%`, a rate of what is done in time and loose for what is done, as is `答复率100%`; `予以公开8件，占38%`,
//! the share of what was counted last.
//!
//! 满意率 and 公开率 claim nothing, nor does a share of a whole that is not known (`占网上申请的38%`).

use super::found::Found;
use super::reading::Reading;
use super::sentence::Sentences;
use super::state::Topic;
use super::token::{Token, all, any, text_of};
use super::window::{Window, last_thing};
use super::word::{Act, Thing, When, Word, Words};
use crate::report::{Measure, Quantity};

/// The words.
pub(super) const WORDS: Words = &[
    (Word::Rate, "办结率 答复率 办复率 回复率 办理率 处理率 结案率"),
    (
        Word::OtherRate,
        "满意率 满意度 公开率 公示率 知晓率 及时率 合格率 准确率 覆盖率 解读率 评查率 纠错率 败诉率 \
         应诉率 胜诉率 上网率 受理率 规范率",
    ),
    (Word::Share, "占 占比 占总数 占总量 占比为 占比达 占到 占全部"),
];

impl Sentences {
    /// `rate | share`   e.g. `办结率100%`, `占89.5%`
    pub(super) fn share(&mut self, window: &Window<'_>) {
        let pre = window.pre;
        let is_other = any(pre, |word| matches!(word, Word::OtherRate | Word::Thing(Thing::Foreign)));
        if is_other || self.state.time.is_other() {
            return;
        }
        let reading = if let Some((_, behind)) = split_at_last(pre, Word::Rate) {
            // 答复率100% is said of what was due as well.
            let of_due = any(pre, |word| word == Word::Timely)
                || pre.iter().any(|token| text_of(token, window.place.text) == "答复率");
            self.is_rate(pre, behind).then(|| Reading::firm(Quantity::Closed).doubted(of_due))
        } else if let Some((before, behind)) = split_at_last(pre, Word::Share) {
            let is_whole =
                all(before, |word| matches!(word, Word::Fill | Word::And | Word::Be)) && all(behind, is_of_all);
            self.state.last.filter(|_| is_whole).and_then(|last| self.found.get(last)).map(|last: &Found| last.reading)
        } else {
            None
        };
        if let Some(reading) = reading {
            self.push(reading, Measure::Share, window);
        }
    }

    /// Whether a rate is one of applications, with nothing about it that is not known.
    fn is_rate(&self, pre: &[Token], behind: &[Token]) -> bool {
        let is_known = |tokens| all(tokens, |word| word != Word::Unknown);
        match last_thing(pre) {
            Some(Thing::Application) => is_known(behind),
            Some(Thing::Request) | None => self.state.topic == Topic::Applications && is_known(pre),
            Some(_) => false,
        }
    }
}

/// The words before the last that is `word`, and those behind it.
fn split_at_last(tokens: &[Token], word: Word) -> Option<(&[Token], &[Token])> {
    let at = tokens.iter().rposition(|token| token.word == word)?;
    Some((tokens.get(..at)?, tokens.get(at + 1..)?))
}

/// Whether a word between 占 and the figure says no more than that the whole is meant.
fn is_of_all(word: Word) -> bool {
    matches!(
        word,
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
}
