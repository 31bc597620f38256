//! The words beside a figure, as far as applications need them.
//!
//! ```ebnf
//! before = { word }, label, { and, label } ;      (* 予以公开和部分公开18件: both labels are of the figure *)
//! behind = [ who ], { fill }, label ;             (* 3件予以公开, 18件均已办结 *)
//! label  = act | answer | stock ;
//! fill   = "了" | "已" | "件" | … ;
//! ```
//!
//! Before a figure the nearest word counts: what stands between it and the figure says whether labels farther off are
//! joined to it. Behind a figure words are gone through up to the first that is not known.

use super::token::{Token, text_of};
use super::window::Window;
use super::word::{Act, Thing, Word};
use crate::report::Applicants;

/// Labels that are joined, at most.
const MAX_LABELS: usize = 4;

/// Labels next to a figure, the nearest first.
#[derive(Debug, Default)]
pub(super) struct Labels {
    words: [Option<Word>; MAX_LABELS],
    len: usize,
}

impl Labels {
    /// Adds a word if there is room, as there is in every list that is understood.
    fn push(&mut self, word: Word) {
        if let Some(room) = self.words.get_mut(self.len) {
            *room = Some(word);
            self.len += 1;
        }
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = Word> {
        self.words.iter().copied().flatten()
    }

    pub(super) fn first(&self) -> Option<Word> {
        self.iter().next()
    }

    pub(super) const fn len(&self) -> usize {
        self.len
    }

    pub(super) const fn is_empty(&self) -> bool {
        self.len == 0
    }
}

/// The words before a figure.
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own about the words")]
#[derive(Debug, Default)]
pub(super) struct Before {
    /// Verbs and answers next to the figure, the nearest first, joined by 和 and the like.
    pub(super) labels: Labels,
    pub(super) object: Option<Thing>,
    pub(super) who: Option<Applicants>,
    pub(super) channels: usize,
    /// 共.
    pub(super) sum: bool,
    pub(super) among: bool,
    pub(super) other: bool,
    /// 等, behind a list that goes on.
    pub(super) and_more: bool,
    pub(super) deny: bool,
    /// Whether the nearest answer is said to be included in what stands before it   e.g. `予以公开(含部分公开)10件`
    pub(super) included: bool,
    /// Whether it counts some of those before   e.g. `19件申请中已办结18件`
    pub(super) of_those: bool,
    /// Whether the verb only describes what is counted   e.g. `要求公开的信息28项`
    pub(super) described: bool,
    /// Whether a word between the labels and the figure is not known.
    pub(super) unknown_near: bool,
    pub(super) unknown: bool,
}

/// Whether a word says what was done with applications.
fn is_label(word: Word) -> bool {
    matches!(
        word,
        Word::Act(Act::ReceiveNew | Act::Receive | Act::Handle | Act::Close | Act::Disclose)
            | Word::Answer(_)
            | Word::Stock(_)
    )
}

/// Collects what stands before a figure, from the figure backwards.
pub(super) fn before(window: &Window<'_>) -> Before {
    let mut found = Before::default();
    let mut joined = true;
    let mut n_words = 0;
    let mut is_within = false;
    for token in window.pre.iter().rev() {
        let was_within = core::mem::replace(&mut is_within, text_of(token, window.place.text) == "中");
        match token.word {
            word if is_label(word) => {
                if joined {
                    found.labels.push(word);
                }
                n_words += 1;
            }
            Word::Thing(thing @ (Thing::Application | Thing::Request)) => {
                found.object.get_or_insert(thing);
                found.of_those |= was_within;
                joined &= found.labels.is_empty();
            }
            Word::Who(who) => {
                found.who.get_or_insert(who);
                joined &= found.labels.is_empty();
            }
            Word::Including if matches!(found.labels.first(), Some(Word::Answer(_))) => found.included = true,
            Word::Of | Word::Among | Word::Including | Word::All | Word::Rest if !found.labels.is_empty() => {
                found.among |= token.word == Word::Among;
                joined = false;
            }
            Word::Of => found.described = true,
            Word::Among => found.among = true,
            Word::Channel => {
                found.channels += 1;
                joined &= found.labels.is_empty();
            }
            Word::Sum => found.sum = true,
            Word::Other => found.other = n_words == 0,
            Word::Deny | Word::Act(Act::Work) => found.deny = true,
            Word::Unknown => {
                found.unknown = true;
                found.unknown_near |= found.labels.is_empty() && found.object != Some(Thing::Application);
                joined &= found.labels.is_empty();
            }
            Word::Fill => match text_of(token, window.place.text) {
                "共" | "累计" | "一共" => found.sum = true,
                "等" => found.and_more = true,
                _ => {}
            },
            _ => {}
        }
    }
    found
}

/// The words behind a figure.
#[derive(Debug, Default)]
pub(super) struct Behind {
    pub(super) object: Option<Thing>,
    pub(super) label: Option<Word>,
    pub(super) second: Option<Word>,
    pub(super) who: Option<Applicants>,
    pub(super) timely: bool,
    /// Whether the second label is said to be included in the first.
    pub(super) included: bool,
    /// Whether an unknown word stands before the object.
    pub(super) unknown_object: bool,
}

/// Collects what stands behind a figure, up to the first word that is not known.
pub(super) fn behind(tokens: &[Token], text: &str) -> Behind {
    let mut found = Behind::default();
    let mut unknown = false;
    for token in tokens {
        match token.word {
            Word::Thing(thing @ (Thing::Application | Thing::Request)) => {
                found.unknown_object |= unknown && found.label.is_none();
                if !unknown && found.label.is_none() {
                    found.object.get_or_insert(thing);
                }
            }
            Word::Thing(_) | Word::Outcome(_) | Word::Instance => break,
            _ if unknown => {}
            word if is_label(word) => {
                if found.label.is_none() {
                    found.label = Some(word);
                } else {
                    found.second.get_or_insert(word);
                }
            }
            Word::Who(who) => {
                if found.label.is_none() {
                    found.who.get_or_insert(who);
                }
            }
            Word::Timely => found.timely = true,
            Word::Including if found.label.is_some() => found.included = true,
            // 19件申请中已办结18件: what follows is of some of them.
            Word::Fill if found.object.is_some() && found.label.is_none() && text_of(token, text) == "中" => break,
            Word::All
            | Word::Fill
            | Word::Of
            | Word::Be
            | Word::And
            | Word::Matter
            | Word::Case
            | Word::Ruling
            | Word::Act(Act::Decide) => {}
            _ => unknown = true,
        }
    }
    found
}
