//! A figure, and the words around it.
//!
//! ```ebnf
//! window = { word }, [ near | over ], figure, { word } ;     (* the words behind the figure before, and those up to the next *)
//! ```
//!
//! The words before the figure say how exact it is (`近20件`, `超过20件`) and what it is: a count, the figure of another
//! year (`较2022年18件`), a change (`增加3件`), or the end of one (`增至19件`).

use core::ops::Range;

use super::figure::{Kind, Number};
use super::token::{Token, any};
use super::word::{Thing, Word};
use crate::report::{Figure, Unit};

/// Where a figure or a denial stands.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place<'t> {
    /// The folded sentence, and its figures.
    pub(super) text: &'t str,
    pub(super) numbers: &'t [Number],
    /// The clause in it.
    pub(super) clause: (u32, u32),
    /// The word before the bracket that the clause is in.
    pub(super) before: Option<Word>,
    pub(super) in_bracket: bool,
    /// What stands behind the clause.
    pub(super) rest: &'t [Token],
}

/// A figure, and the words around it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Window<'t> {
    pub(super) pre: &'t [Token],
    pub(super) number: Number,
    pub(super) token: Token,
    pub(super) post: &'t [Token],
    /// Whether it is the first figure of its clause.
    pub(super) is_first: bool,
    pub(super) place: Place<'t>,
}

impl Window<'_> {
    /// The figure, as exact as the words before it say.
    pub(super) fn bounded(&self) -> Figure {
        let passed = |word| matches!(word, Word::Fill | Word::Of | Word::Be | Word::Sum | Word::Mark(_));
        match (last_but(self.pre, passed), self.number.figure) {
            (Some(Word::Near), Figure::Exact(value)) => Figure::About(value),
            (Some(Word::Over), Figure::Exact(value)) => Figure::AtLeast(value),
            (_, figure) => figure,
        }
    }

    /// The word that says what the figure is: the last before it that isn't passed over, or the one before its bracket.
    pub(super) fn directly(&self) -> Option<Word> {
        let passed = |word| matches!(word, Word::Fill | Word::Be | Word::Near | Word::Over | Word::Of | Word::All);
        last_but(self.pre, passed).or(self.place.before.filter(|_| self.is_first))
    }

    /// Whether the figure is `为0`, which needs no measure word.
    pub(super) fn is_naught(&self) -> bool {
        self.is_zero() && self.pre.last().is_some_and(|token| token.word == Word::Be)
    }

    pub(super) fn is_zero(&self) -> bool {
        self.number.figure.value().is_zero()
    }

    /// Whether the words before hold this one.
    pub(super) fn has(&self, word: Word) -> bool {
        any(self.pre, |other| other == word)
    }

    /// Where the figure itself stands.
    pub(super) fn figure_place(&self) -> Range<u32> {
        self.token.at..(self.token.at + self.number.len).min(self.token.end)
    }

    pub(super) fn unit(&self) -> Option<Unit> {
        match self.number.kind {
            Kind::Things(_) => Some(Unit::Item),
            Kind::Money(unit) => Some(unit),
            Kind::Percent | Kind::Points | Kind::Bare => None,
        }
    }
}

/// The last word that isn't passed over.
fn last_but(tokens: &[Token], passed: fn(Word) -> bool) -> Option<Word> {
    tokens.iter().rev().map(|token| token.word).find(|&word| !passed(word))
}

/// The last thing that words name.
pub(super) fn last_thing(tokens: &[Token]) -> Option<Thing> {
    tokens.iter().rev().find_map(|token| match token.word {
        Word::Thing(thing) => Some(thing),
        _ => None,
    })
}

/// The thing right behind a figure   e.g. `19件政府信息公开申请`
pub(super) fn thing_behind(tokens: &[Token]) -> Option<Thing> {
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
