//! Denials: that there was none, in words.
//!
//! ```ebnf
//! denial   = deny, [ act ], [ ? a cause ? ], readings, [ "情况" ] | readings, [ "：" | "为" ], deny | deny, stock ;
//! deny     = "未" | "没有" | "无" | "暂无" | "零" | … ;
//! readings = thing, { and, thing } ;
//! ```
//!
//! Seen in the wild: `未发生行政诉讼、举报投诉案件`, which reaches 行政诉讼 and not what was counted before it; `没有因信息公开被申请行政复议、被提起行政诉讼`,
//! one claim for each; `行政复议、行政诉讼情况：无`; `无下年度结转`; `未收取任何费用`.
//!
//! The object of a denial is the last thing that is named behind it: `未发生因政府信息公开申请引发的行政复议` says nothing of
//! applications. An unknown word right behind the denying one (`未按统一格式…`) or behind the object (`未发生行政复议超期情况`)
//! makes it the denial of something else. Two denials in a row deny nothing.

use core::ops::Range;

use super::decisions::kind;
use super::disclosure::kinds;
use super::disputes::denied;
use super::reading::Reading;
use super::state::{State, Topic};
use super::token::{Token, all, any, text_of};
use super::word::{Act, Stock, Thing, Word};
use crate::report::{DocumentKind, DocumentMeasure, InformationFee, Quantity, SectionKind};

/// What is known where a denial is read.
#[derive(Clone, Copy, Debug)]
pub(super) struct Context<'s> {
    pub(super) state: &'s State,
    pub(super) section: Option<SectionKind>,
    pub(super) text: &'s str,
}

/// A quantity that is denied.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Denial {
    pub(super) reading: Reading,
    /// The denying words.
    pub(super) place: Range<u32>,
}

/// All denials of a clause.
pub(super) fn read(tokens: &[Token], context: Context<'_>) -> Vec<Denial> {
    let mut out = Vec::new();
    let positions: Vec<usize> =
        tokens.iter().enumerate().filter(|(_, token)| token.word == Word::Deny).map(|(at, _)| at).collect();
    if positions.is_empty() {
        go_on(tokens, context, &mut out);
        return out;
    }
    let (mut doubled, mut is_named) = (false, false);
    for (n, &at) in positions.iter().enumerate() {
        let Some(deny) = tokens.get(at) else { continue };
        let next = positions.get(n + 1).copied();
        let segment = tokens.get(at + 1..next.unwrap_or(tokens.len())).unwrap_or(&[]);
        let before = tokens.get(..at).unwrap_or(&[]);
        let passed = n.checked_sub(1).and_then(|n| positions.get(n)).copied().unwrap_or(0);
        is_named |= any(tokens.get(passed..at).unwrap_or(&[]), matters);
        // 行政复议、行政诉讼均未发生
        let is_empty = all(segment, |word| is_plain(word) || is_named && word == Word::Act(Act::Arise));
        if doubled || next.is_some() && is_empty || !denies(text_of(deny, context.text)) {
            doubled = next.is_some() && (is_empty || !denies(text_of(deny, context.text)));
            continue;
        }
        if is_empty {
            let objects = if is_named { before } else { &context.state.waiting };
            let whole = n == 0 && !any(objects, |word| matches!(word, Word::Unknown | Word::Number(_)));
            if whole {
                let readings = readings(objects, context, true);
                out.extend(readings.into_iter().map(|reading| Denial { reading, place: deny.at..deny.end }));
            }
        } else if !matches!(text_of(deny, context.text), "零" | "零报告") {
            let place = deny.at..end_of_denial(deny, segment);
            let readings = readings(segment, context, false);
            out.extend(readings.into_iter().map(|reading| Denial { reading, place: place.clone() }));
        }
    }
    out
}

/// `未发生行政复议，行政诉讼案件`: a clause of nothing but proceedings goes on with the denial before it.
fn go_on(tokens: &[Token], context: Context<'_>, out: &mut Vec<Denial>) {
    let only = |word| {
        matches!(
            word,
            Word::Thing(Thing::Dispute(_))
                | Word::Fill
                | Word::And
                | Word::Case
                | Word::Of
                | Word::Mark(_)
                | Word::Matter
        )
    };
    if context.state.disputes.denied && matches!(context.state.topic, Topic::Disputes(_)) && all(tokens, only) {
        let place = tokens.first().map_or(0, |token| token.at)..tokens.last().map_or(0, |token| token.end);
        let readings = readings(tokens, context, true);
        out.extend(readings.into_iter().map(|reading| Denial { reading, place: place.clone() }));
    }
}

/// Whether a word really denies. The others only make a denial doubtful.
fn denies(word: &str) -> bool {
    !matches!(
        word,
        "不是"
            | "并非"
            | "并不是"
            | "难免"
            | "不无"
            | "不得"
            | "不应"
            | "不能"
            | "不再"
            | "不"
            | "避免"
            | "杜绝"
            | "防止"
    )
}

/// The end of the denying words: `未发生`, `没有收到`.
fn end_of_denial(deny: &Token, segment: &[Token]) -> u32 {
    match segment.first() {
        Some(token)
            if token.at == deny.end
                && matches!(
                    token.word,
                    Word::Act(Act::Receive | Act::Arise | Act::Collect | Act::Handle | Act::Issue | Act::ReceiveNew)
                ) =>
        {
            token.end
        }
        _ => deny.end,
    }
}

fn is_plain(word: Word) -> bool {
    matches!(word, Word::Fill | Word::And | Word::Mark(_) | Word::Of | Word::Be | Word::All | Word::Matter)
}

fn matters(word: Word) -> bool {
    matches!(word, Word::Thing(_) | Word::Stock(_) | Word::Act(_))
}

/// What the words behind a denial deny, or those before it, if `absent`
fn readings(tokens: &[Token], context: Context<'_>, absent: bool) -> Vec<Reading> {
    let lead = tokens.iter().find(|token| !is_plain(token.word)).map(|token| token.word);
    if matches!(lead, Some(Word::Unknown | Word::Timely | Word::Rate | Word::OtherRate | Word::Respectively) | None) {
        return Vec::new();
    }
    let things: Vec<Thing> = tokens
        .iter()
        .filter_map(|token| match token.word {
            Word::Thing(thing) => Some(thing),
            _ => None,
        })
        .collect();
    let is_dispute = |thing: &Thing| matches!(thing, Thing::Dispute(_));
    let head = things.iter().rev().find(|thing| **thing != Thing::Foreign).copied();
    match head {
        Some(Thing::Dispute(_)) if things.iter().any(is_dispute) => disputes(tokens, context),
        // What is denied is something foreign that applications or the like only describe.
        _ if things.last() == Some(&Thing::Foreign) && !is_joined_foreign(tokens) => Vec::new(),
        Some(Thing::Application | Thing::Request) if any(tokens, |word| matches!(word, Word::Stock(_))) => {
            without_thing(tokens, context)
        }
        Some(Thing::Application | Thing::Request) => applications(tokens, head, context, absent),
        Some(Thing::InformationFee | Thing::AdministrativeFee | Thing::Fee | Thing::Notice) => {
            fees(tokens, head, context)
        }
        Some(Thing::Rules | Thing::Normative) => documents(tokens, context),
        Some(Thing::Licensing | Thing::Penalties | Thing::Coercion) => decisions(tokens),
        None if things.is_empty() => without_thing(tokens, context),
        _ => Vec::new(),
    }
}

/// Whether foreign things only go on a list that begins with another: `行政诉讼、举报投诉案件`.
fn is_joined_foreign(tokens: &[Token]) -> bool {
    let first = tokens.iter().position(|token| token.word == Word::Thing(Thing::Foreign));
    let before = first.and_then(|first| tokens.get(..first)).unwrap_or(&[]);
    before.last().is_some_and(|token| matches!(token.word, Word::And | Word::Mark(_)))
        && any(before, |word| matches!(word, Word::Thing(_)))
}

fn disputes(tokens: &[Token], context: Context<'_>) -> Vec<Reading> {
    let Some(found) = denied(tokens) else { return Vec::new() };
    let information = context.state.information;
    found
        .into_iter()
        .map(|(proceedings, outcome, loose)| {
            Reading::firm(Quantity::Disputes(proceedings, outcome)).doubted(loose || !information)
        })
        .collect()
}

fn applications(tokens: &[Token], head: Option<Thing>, context: Context<'_>, absent: bool) -> Vec<Reading> {
    let is_carried = context.state.topic == Topic::Applications;
    if head == Some(Thing::Request) && !is_carried {
        return Vec::new();
    }
    let last = tokens.iter().rposition(|token| matches!(token.word, Word::Thing(Thing::Application | Thing::Request)));
    let (before, behind) = tokens.split_at(last.map_or(0, |last| last + 1));
    let (mut new, mut known) = (false, true);
    for token in before {
        match token.word {
            Word::Act(Act::ReceiveNew) => new = true,
            Word::Act(Act::Receive | Act::Arise) | Word::Thing(Thing::Application | Thing::Request) => {}
            Word::Act(Act::Handle) => {
                known &= matches!(text_of(token, context.text), "受理" | "受理到" | "收办" | "核收" | "承办" | "办理");
            }
            Word::Act(_)
            | Word::Answer(_)
            | Word::Stock(_)
            | Word::Timely
            | Word::Rate
            | Word::Channel
            | Word::Thing(_)
            | Word::Who(_) => known = false,
            Word::Unknown => known &= head == Some(Thing::Application) && !absent,
            _ => {}
        }
    }
    for token in behind {
        known &= is_plain(token.word)
            || matches!(token.word, Word::Case | Word::Thing(Thing::Foreign) | Word::When(_))
            || matches!(token.word, Word::Act(Act::Arise | Act::Receive));
    }
    if !known {
        return Vec::new();
    }
    let quantity = if new { Quantity::NewlyReceived } else { Quantity::Received };
    vec![Reading::firm(quantity)]
}

fn fees(tokens: &[Token], head: Option<Thing>, context: Context<'_>) -> Vec<Reading> {
    let has = |wanted: fn(Word) -> bool| any(tokens, wanted);
    if has(|word| matches!(word, Word::Act(Act::Waive | Act::Publish | Act::Work | Act::Close) | Word::Answer(_))) {
        return Vec::new();
    }
    let is_act = has(|word| matches!(word, Word::Act(Act::Collect | Act::Arise)));
    let last = tokens.iter().rposition(|token| matches!(token.word, Word::Thing(_)));
    let behind = last.and_then(|last| tokens.get(last + 1..)).unwrap_or(&[]);
    if any(behind, |word| word == Word::Unknown) {
        return Vec::new();
    }
    let collected = Reading::firm(Quantity::InformationFee(InformationFee::Collected));
    let quantity = match head {
        Some(Thing::AdministrativeFee) => Reading::firm(Quantity::FeesAmount),
        Some(Thing::InformationFee) => collected,
        Some(Thing::Notice) => Reading::firm(Quantity::InformationFee(InformationFee::Notices)),
        Some(Thing::Fee) => {
            let in_place = matches!(context.section, Some(SectionKind::OtherMatters | SectionKind::Applications))
                || matches!(context.state.topic, Topic::Applications | Topic::Fees(true))
                || has(|word| matches!(word, Word::Information | Word::Thing(Thing::Application)));
            if !in_place {
                return Vec::new();
            }
            collected.doubted(!is_act)
        }
        _ => return Vec::new(),
    };
    vec![quantity]
}

fn documents(tokens: &[Token], context: Context<'_>) -> Vec<Reading> {
    let mut measure = None;
    for token in tokens {
        match token.word {
            Word::Act(Act::Issue) => measure = Some((DocumentMeasure::Issued, false)),
            Word::Act(Act::Repeal) => measure = Some((DocumentMeasure::Repealed, false)),
            Word::Act(Act::InForce) => measure = Some((DocumentMeasure::InForce, false)),
            Word::Unknown | Word::Act(_) | Word::Thing(Thing::Foreign | Thing::Paper) => return Vec::new(),
            _ => {}
        }
    }
    let mut kinds = kinds(tokens);
    if !kinds.any() {
        kinds = context.state.documents.kinds;
    }
    let (measure, doubtful) = measure.unwrap_or((DocumentMeasure::Issued, true));
    let reading = |kind| Reading::firm(Quantity::Documents(kind, measure)).doubted(doubtful);
    let mut out = Vec::new();
    if kinds.rules {
        out.push(reading(DocumentKind::Rules));
    }
    if kinds.normative {
        out.push(reading(DocumentKind::NormativeDocuments));
    }
    out
}

fn decisions(tokens: &[Token]) -> Vec<Reading> {
    let mut firm = false;
    let mut found = Vec::new();
    for token in tokens {
        match token.word {
            Word::Act(Act::Decide | Act::Handle | Act::Arise) | Word::Ruling => firm = true,
            Word::Unknown | Word::Matter | Word::Act(_) | Word::Outcome(_) => return Vec::new(),
            Word::Thing(thing) => match kind(thing) {
                Some(kind) => found.push(kind),
                None => return Vec::new(),
            },
            _ => {}
        }
    }
    found.into_iter().map(|kind| Reading::firm(Quantity::Decisions(kind)).doubted(!firm)).collect()
}

/// A denial without an object of its own   e.g. `无下年度结转`, `未废止`
fn without_thing(tokens: &[Token], context: Context<'_>) -> Vec<Reading> {
    let is_carried = context.state.topic == Topic::Applications;
    let mut found = None;
    for token in tokens {
        let reading = match token.word {
            Word::Stock(Stock::Over) if is_carried => Reading::firm(Quantity::CarriedOver),
            Word::Stock(Stock::Forward) if is_carried => Reading::firm(Quantity::CarriedForward),
            Word::Stock(Stock::Bare) if is_carried => Reading::loose(Quantity::CarriedForward),
            Word::Act(Act::Collect) if context.state.topic == Topic::Fees(true) => {
                Reading::firm(Quantity::InformationFee(InformationFee::Collected))
            }
            word if is_plain(word) => continue,
            Word::When(_)
            | Word::Whose(_)
            | Word::Act(Act::Arise)
            | Word::Thing(Thing::Application | Thing::Request) => {
                continue;
            }
            Word::Act(act @ (Act::Issue | Act::Repeal)) if context.state.documents.kinds.any() => {
                let measure = if act == Act::Issue { DocumentMeasure::Issued } else { DocumentMeasure::Repealed };
                let kind = if context.state.documents.kinds.normative {
                    DocumentKind::NormativeDocuments
                } else {
                    DocumentKind::Rules
                };
                if context.state.documents.kinds.rules && context.state.documents.kinds.normative {
                    return Vec::new();
                }
                Reading::firm(Quantity::Documents(kind, measure))
            }
            _ => return Vec::new(),
        };
        if found.replace(reading).is_some() {
            return Vec::new();
        }
    }
    found.into_iter().collect()
}
