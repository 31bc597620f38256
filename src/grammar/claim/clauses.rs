//! How a sentence is cut into clauses and brackets.
//!
//! ```ebnf
//! clauses = clause, { ( "，" | "；" | "：" ), clause } ;
//! clause  = { word }, { "、", { word } }             (* parted at 、 only behind a figure: 复议2件、诉讼1件 *)
//!         | respectively ;                           (* never parted: 分别为2件、1件 *)
//! bracket = "（", clause, { "，", clause }, "）" ;    (* clauses of their own, if a figure or a denial is in them *)
//! ```
//!
//! Seen in the wild: `收到22件（新收19件，上年结转3件）`, where the 22 are all at hand; `总数：22件`, where the colon parts nothing; `（一）`
//! and other brackets without a figure, whose words are those of the clause. A bracket within a bracket is none. What goes
//! on behind a bracket is told in `carry`.

use super::carry::Carried;
use super::figure::Number;
use super::sentence::Sentences;
use super::token::{Token, any};
use super::word::{Mark, Word};
use crate::report::Quantity;

/// The words that a bracket holds at most, one that is never closed ends there; and those before it that it goes with.
const MAX_BRACKET: usize = 200;

/// A clause as it is put together.
#[derive(Debug, Default)]
pub(super) struct Clause {
    tokens: Vec<Token>,
    has_figure: bool,
    /// Whether 分别 is in it.
    is_list: bool,
}

impl Clause {
    fn push(&mut self, token: Token) {
        self.has_figure |= matches!(token.word, Word::Number(_));
        self.is_list |= token.word == Word::Respectively;
        self.tokens.push(token);
    }

    fn clear(&mut self) {
        self.tokens.clear();
        self.has_figure = false;
        self.is_list = false;
    }
}

/// What clauses stand in.
#[derive(Clone, Copy, Debug)]
pub(super) struct Frame<'t> {
    /// The folded sentence, and its figures.
    pub(super) text: &'t str,
    pub(super) numbers: &'t [Number],
    /// The word before the bracket.
    pub(super) before: Option<Word>,
    pub(super) in_bracket: bool,
    /// What stands behind the clause in its sentence or bracket.
    pub(super) rest: &'t [Token],
}

impl Sentences {
    /// `clauses = clause, { ( "，" | "；" | "：" ), clause } ;`
    pub(super) fn clauses(&mut self, tokens: &[Token], text: &str, numbers: &[Number]) {
        let frame = Frame { text, numbers, before: None, in_bracket: false, rest: &[] };
        let [mut clause, mut inner_clause] = core::mem::take(&mut self.room);
        clause.clear();
        clause.tokens.reserve(32);
        let mut rest = tokens;
        while let Some((&token, behind)) = rest.split_first() {
            rest = behind;
            if token.word == Word::Mark(Mark::Open) {
                let inner = bracket(behind);
                if any(inner, |word| matches!(word, Word::Number(_) | Word::Deny)) {
                    self.bracket(inner, &mut inner_clause, &mut clause, Frame { rest: behind, ..frame });
                    rest = behind.get(inner.len() + 1..).unwrap_or(&[]);
                }
            } else {
                self.word(token, behind, &mut clause, frame);
            }
        }
        self.clause(&clause.tokens, frame);
        self.room = [clause, inner_clause];
    }

    /// A word of a clause, or a mark that ends the clause.
    fn word(&mut self, token: Token, behind: &[Token], clause: &mut Clause, frame: Frame<'_>) {
        let Word::Mark(mark) = token.word else {
            clause.push(token);
            return;
        };
        let is_before_figure = matches!(behind.first().map(|token| token.word), Some(Word::Number(_)));
        match mark {
            Mark::Open | Mark::Close => {}
            Mark::Pause if !clause.has_figure || clause.is_list => clause.push(token),
            Mark::Colon if !clause.has_figure && is_before_figure => {}
            Mark::Comma | Mark::Semicolon | Mark::Colon | Mark::Pause => {
                self.clause(&clause.tokens, Frame { rest: behind, ..frame });
                clause.clear();
                if mark == Mark::Semicolon {
                    self.end_parts();
                }
                if mark != Mark::Pause {
                    self.state.documents.verb = None;
                }
            }
        }
    }

    /// `bracket = "（", clause, { "，", clause }, "）" ;` behind what there is of its clause
    fn bracket(&mut self, inner: &[Token], clause: &mut Clause, outer: &mut Clause, outside: Frame<'_>) {
        let before = outer.tokens.last().map(|token| token.word);
        let frame = Frame { before, in_bracket: true, rest: &[], ..outside };
        let is_aside = outer.has_figure;
        if is_aside {
            self.clause(&outer.tokens, outside);
            outer.clear();
        } else {
            // A sentence can have brackets without end, each behind all that stands before it.
            let beginning = outer.tokens.len().saturating_sub(MAX_BRACKET);
            self.name(outer.tokens.get(beginning..).unwrap_or(&[]));
        }
        let carried = Carried::of(self);
        let from = self.found.len();
        clause.clear();
        let mut rest = inner;
        while let Some((&token, behind)) = rest.split_first() {
            rest = behind;
            self.word(token, behind, clause, frame);
        }
        self.clause(&clause.tokens, frame);
        self.close_bracket(carried, is_aside, from);
    }

    /// `（新收19件，上年结转3件）` behind a total: that is all at hand.
    fn close_bracket(&mut self, carried: Carried, is_aside: bool, from: usize) {
        let total = carried.total();
        let inner = self.found.get(from..).unwrap_or(&[]);
        let has = |quantity| inner.iter().any(|found| found.reading.quantity == quantity);
        if has(Quantity::CarriedOver) && (has(Quantity::NewlyReceived) || has(Quantity::Received)) {
            self.is_on_hand(total);
        }
        carried.resume(self, is_aside);
    }
}

/// The words up to the end of a bracket that has been opened.
fn bracket(tokens: &[Token]) -> &[Token] {
    let tokens = tokens.get(..MAX_BRACKET).unwrap_or(tokens);
    let end = tokens.iter().position(|token| token.word == Word::Mark(Mark::Close));
    end.and_then(|end| tokens.get(..end)).unwrap_or(tokens)
}
