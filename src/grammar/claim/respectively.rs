//! Figures in the order of what they count.
//!
//! ```ebnf
//! respectively = items, "分别", figures ;
//! items        = { word }, item, { ( "、" | "和" ), item }, { word } ;
//! item         = act | answer | stock | who | proceeding | kind ;     (* all of one sort, one for each figure *)
//! figures      = [ "为" ], figure, ( "、" | "和" ), figure, { ( "、" | "和" ), figure } ;
//! ```
//!
//! Seen in the wild: `新收、办结政府信息公开申请分别为19件、18件`; `行政复议、行政诉讼分别为2件、1件`; `自然人和法人分别为17件、2件`.
//!
//! Each figure is read as if it stood behind its item and the words that all of them share. Not read: lists with a word
//! that is not known, with more or fewer figures than items, of shares or changes (`分别增长5%和6%`).

use super::figure::{Kind, Number};
use super::sentence::Sentences;
use super::token::Token;
use super::window::{Place, Window};
use super::word::{Act, Mark, Thing, Word};

/// What the items of a list can be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sort {
    /// What was done with applications or documents.
    Done,
    /// Whose applications.
    Who,
    /// Proceedings.
    Disputes,
    /// Decisions.
    Decisions,
}

/// No list is longer.
const MAX_ITEMS: usize = 12;

const SORTS: [Sort; 4] = [Sort::Done, Sort::Who, Sort::Disputes, Sort::Decisions];

/// The sort of items that a word is one of.
fn sort(word: Word) -> Option<Sort> {
    Some(match word {
        Word::Act(
            Act::ReceiveNew | Act::Receive | Act::Handle | Act::Close | Act::Issue | Act::Repeal | Act::InForce,
        )
        | Word::Answer(_)
        | Word::Stock(_) => Sort::Done,
        Word::Who(_) => Sort::Who,
        Word::Thing(Thing::Dispute(_)) => Sort::Disputes,
        Word::Thing(Thing::Licensing | Thing::Penalties | Thing::Coercion) => Sort::Decisions,
        _ => return None,
    })
}

impl Sentences {
    /// `list`, in a clause that has 分别 in it
    pub(super) fn respectively(&mut self, tokens: &[Token], place: Place<'_>) {
        let Some(at) = tokens.iter().position(|token| token.word == Word::Respectively) else { return };
        let (names, behind) = tokens.split_at(at);
        let Some(figures) = figures(behind.get(1..).unwrap_or(&[]), place.numbers) else { return };
        let Some(items) = items(names, figures.len()).filter(|items| items.len() <= MAX_ITEMS) else { return };
        let shared: Vec<Token> = names
            .iter()
            .filter(|token| !items.contains(token) && !matches!(token.word, Word::And | Word::Mark(_)))
            .copied()
            .collect();
        for (item, (token, number)) in items.into_iter().zip(figures) {
            let mut pre = shared.clone();
            pre.push(item);
            self.count(&Window { pre: &pre, number, token, post: &[], is_first: true, place });
        }
    }
}

/// `[ "为" ], figure, { ( "、" | "和" ), figure }`, and nothing else
fn figures(tokens: &[Token], numbers: &[Number]) -> Option<Vec<(Token, Number)>> {
    let mut found = Vec::new();
    let mut parted = true;
    for token in tokens {
        match token.word {
            Word::Number(n) if parted => {
                let number = numbers.get(n as usize).filter(|number| matches!(number.kind, Kind::Things(_)))?;
                found.push((*token, *number));
                parted = false;
            }
            Word::And | Word::Mark(Mark::Pause) if !parted => parted = true,
            Word::Fill | Word::Be if found.is_empty() => {}
            _ => return None,
        }
    }
    (found.len() > 1 && !parted).then_some(found)
}

/// The items of a list, if there are `n` of one sort and every word of it is known.
fn items(names: &[Token], n: usize) -> Option<Vec<Token>> {
    let of = |wanted: Sort| names.iter().filter(move |token| sort(token.word) == Some(wanted));
    let mut sorts = SORTS.into_iter().filter(|&sort| of(sort).count() == n);
    let wanted = sorts.next().filter(|_| sorts.next().is_none())?;
    // Between two items stands what parts them.
    let mut parted = true;
    for token in names {
        match token.word {
            word if sort(word) == Some(wanted) && parted => parted = false,
            word if sort(word) == Some(wanted) => return None,
            Word::And | Word::Mark(Mark::Pause) => parted = true,
            Word::Thing(Thing::Foreign) | Word::Unknown | Word::Deny | Word::Share | Word::Rate | Word::OtherRate => {
                return None;
            }
            Word::Change(_) | Word::Reach | Word::Number(_) | Word::Channel | Word::Rest | Word::Other => return None,
            _ => {}
        }
    }
    Some(of(wanted).copied().collect())
}
