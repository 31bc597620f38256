//! One clause: its figures in their order, then what it denies, names, or says of all.
//!
//! ```ebnf
//! clause = { when | whose | among }, ( { words, figure }, [ words ] | denial | words ) ;
//! ```
//!
//! Words behind a figure that have said what it counts (`3件予以公开，`) are no words of the next one. A clause without a
//! claim (`市政府办公室加强指导，`) leaves whose and when as they were, unless it is an adverb and nothing else (`2024年，`).

use super::clauses::Frame;
use super::denial;
use super::found::Found;
use super::scope::scope;
use super::sentence::Sentences;
use super::state::Topic;
use super::token::{Token, all, any, text_of};
use super::window::{Place, Window};
use super::word::{Answer, Thing, When, Word};

/// The words that a denial on its own may stand behind, at most.
const MAX_WAITING: usize = 31;

/// What the figures of a clause leave to read.
struct Items<'t> {
    has_figure: bool,
    /// What stands behind the last figure and was not used for it; the whole clause, where there is none.
    rest: &'t [Token],
    /// Whether words behind the last figure said what it counts.
    used_behind: bool,
}

impl Sentences {
    /// Reads a clause.
    pub(super) fn clause(&mut self, tokens: &[Token], frame: Frame<'_>) {
        let is_word = |token: &&Token| !matches!(token.word, Word::Mark(_));
        let Some((first, last)) = tokens.iter().find(is_word).zip(tokens.iter().rfind(is_word)) else { return };
        let Frame { text, numbers, before, in_bracket, rest } = frame;
        let place = Place { text, numbers, clause: (first.at, last.end), before, in_bracket, rest };
        let aside = self.aside(tokens);
        self.heed(tokens, text);
        if self.state.planned {
            return;
        }
        let n_found = self.found.len();
        let (scope, time) = (self.state.scope, self.state.time);
        let Items { has_figure, rest, used_behind } = self.items(tokens, place);
        let denied = (!has_figure || any(rest, |word| word == Word::Deny)) && self.deny(rest, place);
        if !has_figure {
            self.name(tokens);
            self.outcome(tokens, place);
        }
        if !denied && !used_behind {
            self.all(rest, tokens, place);
        }
        let is_adverbial =
            all(tokens, |word| matches!(word, Word::Fill | Word::When(_) | Word::Whose(_) | Word::Mark(_)));
        if self.found.len() == n_found && !is_adverbial {
            self.state.scope = scope;
            self.state.time.go_on(time);
        }
        self.state.waiting.clear();
        if !has_figure && !denied && tokens.len() <= MAX_WAITING {
            self.state.waiting.extend_from_slice(tokens);
        }
        self.state.disputes.denied = denied;
        if let Some(carried) = aside {
            carried.resume(self, true);
        }
    }

    /// Words that matter wherever in the clause they stand.
    fn heed(&mut self, tokens: &[Token], text: &str) {
        for token in tokens {
            match token.word {
                Word::Plan => self.state.planned = true,
                Word::Information | Word::Thing(Thing::Application) => self.state.information = true,
                Word::Among => self.begin_parts(),
                Word::Answer(Answer::NoRow) if text_of(token, text) == "不予受理" => self.state.refused = true,
                _ => {}
            }
        }
    }

    /// `{ words, figure }`, and the adverbs among them
    fn items<'t>(&mut self, tokens: &'t [Token], place: Place<'t>) -> Items<'t> {
        // The order of the figures is that of what they count: none is read by the words next to it.
        let respectively = any(tokens, |word| word == Word::Respectively);
        let mut start = 0;
        let (mut is_head, mut named_whose, mut has_figure, mut used_behind) = (true, false, false, false);
        for (at, token) in tokens.iter().enumerate() {
            match token.word {
                // 为近三年最高 says how many these are, and not of when.
                Word::When(When::Since) if is_behind_be(tokens, at) => {}
                Word::When(when) => self.state.time.heed(when, is_head),
                Word::Whose(whose) => {
                    self.state.scope = scope(self.state.scope, whose, named_whose);
                    named_whose = true;
                }
                Word::Number(n) => {
                    let Some(&number) = place.numbers.get(n as usize) else { continue };
                    has_figure = true;
                    let pre = tokens.get(start..at).unwrap_or(&[]);
                    let post = up_to_figure(tokens.get(at + 1..).unwrap_or(&[]));
                    let window = Window { pre, number, token: *token, post, is_first: start == 0, place };
                    if respectively {
                        self.state.last = None;
                        continue;
                    }
                    used_behind = self.figure(window);
                    start = at + 1;
                    if used_behind {
                        start += post.iter().rposition(|token| names_count(token.word)).map_or(0, |label| label + 1);
                    }
                }
                _ => {}
            }
            is_head &= matches!(
                token.word,
                Word::Fill | Word::When(_) | Word::Whose(_) | Word::Among | Word::Mark(_) | Word::Be
            );
        }
        if respectively && has_figure {
            self.respectively(tokens, place);
            start = tokens.len();
        }
        Items { has_figure, rest: tokens.get(start..).unwrap_or(&[]), used_behind }
    }

    /// Denials of a clause. Whether there was one.
    fn deny(&mut self, tokens: &[Token], place: Place<'_>) -> bool {
        let context = denial::Context { state: &self.state, section: self.section, text: place.text };
        let denials = denial::read(tokens, context);
        let any = !denials.is_empty();
        if self.state.time.is_elsewhen() {
            return any;
        }
        for denial in denials {
            self.state.topic = Topic::of_denied(denial.reading.quantity).unwrap_or(self.state.topic);
            self.found.push(Found::denied(denial.reading, denial.place, place, &self.state));
            self.state.time.used();
        }
        any
    }
}

/// Whether 为 or 是 stands right before a word.
fn is_behind_be(tokens: &[Token], at: usize) -> bool {
    at.checked_sub(1).and_then(|before| tokens.get(before)).is_some_and(|token| token.word == Word::Be)
}

/// The words up to the next figure.
fn up_to_figure(tokens: &[Token]) -> &[Token] {
    let next = tokens.iter().position(|token| matches!(token.word, Word::Number(_)));
    next.and_then(|next| tokens.get(..next)).unwrap_or(tokens)
}

/// Whether a word names what is counted.
pub(super) fn names_count(word: Word) -> bool {
    matches!(word, Word::Answer(_) | Word::Stock(_) | Word::Act(_) | Word::Outcome(_) | Word::Who(_))
}
