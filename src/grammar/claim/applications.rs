//! Applications: received, carried over, closed, answered, carried forward.
//!
//! ```ebnf
//! reception  = [ who ], act, { conj, act }, [ object ], figure | object, figure | figure, object ;
//! act        = "收到" | "新收" | "受理" | "办理" | "办结" | "答复" | … ;
//! object     = "政府信息公开申请" | "依申请公开" | "申请" | … ;
//! answers    = answer, figure | figure, answer ;            (* see results *)
//! stock      = over | forward | "结转" | pending ;
//! over       = ( "上" | "去" | year ), "年", [ "度" ], "结转" | "结转", "上年" ;
//! forward    = ( "结转" | "转" | "顺延" | … ), [ "至" ], ( "下年" | "次年" | year ), [ "继续办理" ] ;
//! pending    = "正在办理" | "尚未办结" | … ;
//! split      = who, figure ;                                (* 自然人17件、法人2件 *)
//! all_closed = "均", [ timely ], ( "办结" | "答复" ) ;
//! ```
//!
//! Seen in the wild: 收到 for the new ones and for all at hand, so it is a quantity of its own; 受理 and 办理 for either of
//! these or for those closed; `收到22件（含上年结转3件）`, where the 22 are all at hand; `收到19件（上年结转3件，结转下年1件）`,
//! where they are not; `转结` for 结转; `除1件结转下年，其他18件均已办结`.
//!
//! `申请` alone is an object only where the heading or the sentence speaks of 依申请公开. A verb alone (`办结21件`) is read
//! where the sentence before its comma has counted applications, and only if every word of the clause is known.
//! Channels (`网上10件、信函9件`) are no rows and give nothing.

use nom::Parser;
use nom::branch::alt;
use nom::bytes::complete::tag;
use nom::combinator::opt;

use super::figure::{Kind, Number};
use super::scope::year;
use super::token::Token;
use super::word::{Act, Answer, Stock, Thing, When, Word, Words};
use crate::grammar::lexical::{In, Res, no};
use crate::report::{Applicants, ApplicationRow, Certainty, Quantity, ResultGroup};

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
    (
        Word::Stock(Stock::Pending),
        "正在办理 正在办理中 尚未办结 未办结 仍在办理 仍在办理中 在办 尚在办理 尚在办理中 正在处理 \
         正在处理中 还在办理 尚未答复 未答复 待答复 尚在答复期限内 仍在答复期限内 还在答复期限内 \
         尚在答复状态中 仍在法定办理期限内 尚在法定办理期限内 还在法定办理期限内 仍在办理期限内 \
         尚在办理期限内 尚在法定期限内 仍在法定期限内 仍在法定答复期限内 尚在法定答复期限内 尚未到期 \
         未到期 待办理 在办理中 尚在答复期内 尚在答复期 正在审理 正在审理中 审理中 在审 未审结 尚未审结 \
         未结 尚未结案 未结案 正在办理之中 尚在审理 尚在审理中 仍在审理 仍在审理中 待审结 待审 正在复议中 \
         尚未审理完毕",
    ),
    (Word::Who(Applicants::NaturalPersons), "自然人 公民个人 个人 居民个人 自然人申请 自然人提出 自然人申请人"),
    (
        Word::Who(Applicants::Organizations),
        "法人 法人或其他组织 法人或者其他组织 法人和其他组织 法人及其他组织 法人、其他组织 \
         法人或其他组织申请 法人申请 法人及其他组织申请 法人以及其他组织 法人和其他组织申请 法人组织",
    ),
    (Word::Who(Applicants::CommercialEnterprises), "商业企业 企业 商业企业申请 企业申请"),
    (Word::Who(Applicants::ResearchInstitutions), "科研机构 科研机构申请 科研院所"),
    (Word::Who(Applicants::PublicWelfareOrganizations), "社会公益组织 公益组织 社会公益组织申请 公益组织申请"),
    (
        Word::Who(Applicants::LegalServiceInstitutions),
        "法律服务机构 法律服务机构申请 律师等法律服务机构 律师事务所等法律服务机构 律师事务所",
    ),
    (Word::Who(Applicants::OtherOrganizations), "其他组织 其他组织申请 其它组织"),
];

/// `stock = over | forward | "结转" ;`   e.g. `上年度结转`, `结转至2025年继续办理`
pub(super) fn stock(i: In<'_>) -> Res<'_, Word> {
    if !i.starts_with(|c: char| {
        c.is_ascii_digit()
            || matches!(c, '结' | '转' | '顺' | '上' | '去' | '往' | '前' | '延' | '从' | '跨' | '加' | '下' | '次')
    }) {
        return no();
    }
    alt((over, forward, bare)).parse(i)
}

/// `over = [ "从" ], ( "上" | "去" | year ), "年", [ "度" ], [ "的" ], carried | carried, [ "自" ], "上年" ;`
fn over(i: In<'_>) -> Res<'_, Word> {
    let carried = || alt((tag("结转"), tag("转结"), tag("结余"), tag("转入"), tag("遗留"), tag("未办结"), tag("跨年")));
    let behind =
        (opt(tag("从")), alt((last_year, year.map(drop))), opt(tag("度")), opt(tag("的")), carried(), rest_of_over);
    let before =
        (alt((tag("结转"), tag("转结"))), opt(alt((tag("自"), tag("的")))), last_year, opt(tag("度")), rest_of_over);
    let added = (tag("加上结转"), rest_of_over);
    let (rest, ()) = alt((behind.map(drop), before.map(drop), added.map(drop))).parse(i)?;
    // 上年结转至2025年 carries further.
    if rest.starts_with(['至', '到']) { no() } else { Ok((rest, Word::Stock(Stock::Over))) }
}

/// What may follow 上年结转.
fn rest_of_over(i: In<'_>) -> Res<'_, ()> {
    opt(alt((
        tag("继续办理的"),
        tag("继续办理"),
        tag("办理的"),
        tag("至本年度的"),
        tag("至本年度"),
        tag("至本年"),
        tag("到本年度"),
        tag("到本年"),
        tag("下来的"),
        tag("来的"),
    )))
    .map(drop)
    .parse(i)
}

fn last_year(i: In<'_>) -> Res<'_, ()> {
    alt((tag("上一年"), tag("上年"), tag("去年"), tag("往年"), tag("前一年"), tag("上一个年"))).map(drop).parse(i)
}

/// `forward = ( "结转" | "转" | … ), [ "至" ], ( "下年" | … | year ), [ "度" ], [ "继续办理" ] ;`
fn forward(i: In<'_>) -> Res<'_, Word> {
    let verb = alt((tag("结转"), tag("转结"), tag("顺延"), tag("延续"), tag("延"), tag("跨年"), tag("转")));
    let to = opt(alt((tag("至"), tag("到"), tag("入"), tag("为"), tag("于"))));
    let next = alt((
        tag("下一年"),
        tag("下年"),
        tag("次年"),
        tag("明年"),
        tag("第二年"),
        tag("下一个年"),
        tag("翌年"),
        tag("来年"),
        tag("后一年"),
    ));
    let then = opt(alt((
        tag("继续办理"),
        tag("继续处理"),
        tag("继续答复"),
        tag("办理"),
        tag("处理"),
        tag("答复"),
        tag("办结"),
        tag("继续"),
        tag("再办理"),
    )));
    let verb_first = (verb, to, alt((next.map(drop), year.map(drop))), opt(tag("度")), then).map(drop);
    let year_first =
        (alt((tag("下一年"), tag("下年"), tag("次年"))), opt(tag("度")), alt((tag("结转"), tag("转结")))).map(drop);
    let (rest, ()) = alt((verb_first, year_first)).parse(i)?;
    Ok((rest, Word::Stock(Stock::Forward)))
}

/// `"结转"`, without a year
fn bare(i: In<'_>) -> Res<'_, Word> {
    let (rest, _) = (alt((tag("结转"), tag("转结"))), opt(alt((tag("继续办理"), tag("办理"))))).parse(i)?;
    Ok((rest, Word::Stock(Stock::Bare)))
}

/// What is known of a sentence where a figure of it is read.
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own about the sentence")]
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Context {
    /// Whether applications are what the words before are about.
    pub(super) carried: bool,
    /// The total that parts of it follow.
    pub(super) total: Option<Quantity>,
    /// Whether new applications were counted.
    pub(super) new: bool,
    /// Whether those carried over were.
    pub(super) over: bool,
    /// Whether those closed were.
    pub(super) closed: bool,
    /// Whether the last figure was of group six.
    pub(super) in_other: bool,
    /// Whether a figure may do without a measure word.
    pub(super) listed: bool,
    /// Whether what was published is being counted.
    pub(super) published: bool,
    /// Whether something that no table counts is.
    pub(super) foreign: bool,
}

/// What a figure counts.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Reading {
    /// The quantity.
    pub(super) quantity: Quantity,
    /// Whose.
    pub(super) applicants: Applicants,
    /// How sure.
    pub(super) certainty: Certainty,
}

impl Reading {
    pub(super) const fn firm(quantity: Quantity) -> Self {
        Self { quantity, applicants: Applicants::All, certainty: Certainty::Firm }
    }

    pub(super) const fn loose(quantity: Quantity) -> Self {
        Self { quantity, applicants: Applicants::All, certainty: Certainty::Loose }
    }

    /// The same, loose if `doubtful`.
    pub(super) const fn doubted(mut self, doubtful: bool) -> Self {
        if doubtful {
            self.certainty = Certainty::Loose;
        }
        self
    }
}

/// What became of a figure.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Meaning {
    /// It counts these.
    Counts(Vec<Reading>),
    /// It is understood, and counts nothing of the tables.
    Nothing,
    /// It is not understood.
    Unread,
}

impl Meaning {
    pub(super) fn one(reading: Reading) -> Self {
        Self::Counts(vec![reading])
    }
}

/// The words before a figure, as far as applications need them.
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own about the words")]
#[derive(Debug, Default)]
struct Before {
    /// Verbs and answers next to the figure, the nearest first, joined by 和 and the like.
    labels: Vec<Word>,
    object: Option<Thing>,
    who: Option<Applicants>,
    channels: usize,
    listed_channels: bool,
    sum: bool,
    among: bool,
    other: bool,
    and_more: bool,
    deny: bool,
    unknown_near: bool,
    unknown: bool,
}

fn is_label(word: Word) -> bool {
    matches!(
        word,
        Word::Act(Act::ReceiveNew | Act::Receive | Act::Handle | Act::Close | Act::Disclose)
            | Word::Answer(_)
            | Word::Stock(_)
    )
}

/// Collects what stands before a figure, from the figure backwards.
fn before(tokens: &[Token], text: &str) -> Before {
    let mut found = Before::default();
    let mut joined = true;
    let mut n_words = 0;
    for token in tokens.iter().rev() {
        match token.word {
            word if is_label(word) => {
                if joined && found.labels.len() < 4 {
                    found.labels.push(word);
                }
                n_words += 1;
            }
            Word::Thing(thing @ (Thing::Application | Thing::Request)) => {
                if found.object.is_none() {
                    found.object = Some(thing);
                }
                joined &= found.labels.is_empty();
            }
            Word::Who(who) => {
                found.who.get_or_insert(who);
                joined &= found.labels.is_empty();
            }
            Word::Of | Word::Among | Word::Including | Word::All | Word::Rest if !found.labels.is_empty() => {
                found.among |= token.word == Word::Among;
                joined = false;
            }
            Word::Among => found.among = true,
            Word::Channel => {
                found.channels += 1;
                joined &= found.labels.is_empty();
            }
            Word::Sum => found.sum = true,
            Word::Other => {
                found.other = n_words == 0;
            }
            Word::Deny | Word::Act(Act::Work) => found.deny = true,
            Word::Unknown => {
                found.unknown = true;
                found.unknown_near |= found.labels.is_empty() && found.object != Some(Thing::Application);
                joined &= found.labels.is_empty();
            }
            Word::Fill => {
                let word = text_of(token, text);
                found.sum |= matches!(word, "共" | "累计" | "一共");
                found.and_more |= word == "等";
                found.listed_channels |= word == "等";
            }
            _ => {}
        }
    }
    found
}

pub(super) fn text_of<'t>(token: &Token, text: &'t str) -> &'t str {
    text.get(token.at as usize..token.end as usize).unwrap_or("")
}

/// `reception | answers | stock | split`, before or behind a figure
pub(super) fn count(pre: &[Token], number: Number, post: &[Token], context: Context, text: &str) -> Meaning {
    let mut found = before(pre, text);
    if found.deny || found.unknown_near {
        return Meaning::Unread;
    }
    let behind = behind(post);
    let is_behind = found.object.is_none() && behind.object.is_some();
    if is_behind {
        found.object = behind.object;
    }
    match found.object {
        // An object whose name has more to it than is known, behind its figure.
        _ if behind.unknown_object => return Meaning::Unread,
        // Unknown words before a verb say who received, unless the figure is a part of another.
        Some(Thing::Application) if !found.unknown || !found.among && (context.carried || !found.labels.is_empty()) => {
        }
        Some(Thing::Request) | None if context.carried && !found.unknown => {}
        _ => return Meaning::Unread,
    }
    let bare = number.kind == Kind::Bare;
    if bare
        && !(context.listed && matches!(found.labels.first(), Some(Word::Answer(_))) || is_naught_after_be(pre, number))
    {
        return Meaning::Unread;
    }
    if found.object.is_none()
        && matches!(number.kind, Kind::Things('条' | '次' | '个' | '部' | '封'))
        && context.total.is_none()
        && !matches!(found.labels.first(), Some(Word::Answer(_)))
    {
        return Meaning::Unread;
    }
    // 组织观摩…申请办理1次 counts occasions.
    if found.unknown && matches!(number.kind, Kind::Things('次' | '个' | '部' | '项')) {
        return Meaning::Unread;
    }
    if found.channels > 0 && !(found.sum && (found.channels > 1 || found.listed_channels)) {
        return Meaning::Nothing;
    }
    if found.labels.is_empty() {
        return unlabelled(&found, is_behind, &behind, number, context);
    }
    let Some(reading) = labelled(&found, context) else { return Meaning::Nothing };
    let applicants = found.who.unwrap_or_default();
    Meaning::one(Reading { applicants, ..reading })
}

/// Whether a figure without a measure word is `为0`.
pub(super) fn is_naught_after_be(pre: &[Token], number: Number) -> bool {
    number.figure.value().is_zero() && pre.last().is_some_and(|token| token.word == Word::Be)
}

/// A figure without a verb or an answer before it.
fn unlabelled(found: &Before, is_behind: bool, behind: &Behind, number: Number, context: Context) -> Meaning {
    if let Some(who) = found.who {
        // 其中自然人17件
        return match (context.total, found.object) {
            (Some(quantity), _) => Meaning::one(Reading { applicants: who, ..Reading::firm(quantity) }),
            (None, _) => Meaning::Unread,
        };
    }
    if found.other {
        return if context.in_other && found.object.is_none() && behind.label.is_none() {
            Meaning::one(Reading::firm(Quantity::Row(ApplicationRow::OtherHandling)))
        } else if let Some(label) = behind.label {
            of_label_behind(label, behind, context)
        } else {
            Meaning::Nothing
        };
    }
    if let Some(label) = behind.label {
        return of_label_behind(label, behind, context);
    }
    if let (Some(who), Some(quantity)) = (behind.who, context.total) {
        return Meaning::one(Reading { applicants: who, ..Reading::firm(quantity) });
    }
    if found.object.is_none() && found.sum && context.new && context.over {
        return Meaning::one(Reading::firm(Quantity::OnHand));
    }
    // 公文…依申请公开30件: the attribute of documents has the name of applications.
    if found.object.is_some() && (context.published || context.foreign) {
        return Meaning::Unread;
    }
    if found.object.is_some() && !is_behind && !found.among && context.total.is_none() {
        // 政府信息公开申请19件: what else is done with them would be said.
        let doubtful = found.object == Some(Thing::Request) || !number.figure.value().is_zero();
        if found.object == Some(Thing::Request) && !number.figure.value().is_zero() {
            return Meaning::Unread;
        }
        return Meaning::one(Reading::firm(Quantity::Received).doubted(doubtful));
    }
    if found.object.is_some() { Meaning::Nothing } else { Meaning::Unread }
}

/// The quantity that the words before a figure name.
fn labelled(found: &Before, context: Context) -> Option<Reading> {
    let labels = &found.labels;
    let has = |word: Word| labels.contains(&word);
    let firm = |quantity| Some(Reading::firm(quantity));
    let answers: Vec<Answer> = labels
        .iter()
        .filter_map(|word| match word {
            Word::Answer(answer) => Some(*answer),
            _ => None,
        })
        .collect();
    if let Some(&nearest) = answers.first() {
        let row = |row| answers.contains(&Answer::Row(row));
        return match answers.as_slice() {
            _ if answers.contains(&Answer::NoRow) => None,
            [Answer::NotHeld] => firm(Quantity::NotHeld),
            [_] => of_answer(nearest),
            [_, _] if answers.contains(&Answer::NotHeld) && answers.contains(&Answer::Group(ResultGroup::Unable)) => {
                firm(Quantity::NotHeld)
            }
            [_, _] if row(ApplicationRow::Granted) && row(ApplicationRow::PartiallyGranted) => {
                firm(Quantity::Group(ResultGroup::Disclosed))
            }
            // 不予公开（三类内部事务信息）: the row in its group.
            [Answer::Row(row), Answer::Group(group)] | [Answer::Group(group), Answer::Row(row)]
                if is_row_of(*row, *group) =>
            {
                if found.and_more {
                    firm(Quantity::Group(*group))
                } else {
                    firm(Quantity::Row(*row))
                }
            }
            _ => None,
        };
    }
    let stock = labels.iter().find_map(|word| match word {
        Word::Stock(stock) => Some(*stock),
        _ => None,
    });
    if let Some(stock) = stock {
        return match stock {
            Stock::Over if has(Word::Act(Act::Close)) => None,
            Stock::Over => firm(Quantity::CarriedOver),
            Stock::Forward => firm(Quantity::CarriedForward),
            Stock::Bare if context.over || context.closed => firm(Quantity::CarriedForward),
            Stock::Bare => None,
            Stock::Pending => Some(Reading::loose(Quantity::CarriedForward)),
        };
    }
    if has(Word::Act(Act::Disclose)) {
        let granted = Reading::loose(Quantity::Row(ApplicationRow::Granted));
        return (labels.len() == 1 && found.object.is_none() && context.total.is_some()).then_some(granted);
    }
    let (new, received, handled, closed) = (
        has(Word::Act(Act::ReceiveNew)),
        has(Word::Act(Act::Receive)),
        has(Word::Act(Act::Handle)),
        has(Word::Act(Act::Close)),
    );
    firm(match (new, received, handled, closed) {
        (true, _, false, false) => Quantity::NewlyReceived,
        (false, true, false, false) => Quantity::Received,
        (false, false, false, true) => Quantity::Closed,
        _ => Quantity::Handled,
    })
}

/// The quantity of an answer.
fn of_answer(answer: Answer) -> Option<Reading> {
    match answer {
        Answer::Row(row) => Some(Reading::firm(Quantity::Row(row))),
        Answer::Group(group) => Some(Reading::firm(Quantity::Group(group))),
        Answer::NotHeld => Some(Reading::firm(Quantity::NotHeld)),
        Answer::NoRow => None,
    }
}

/// Whether a row is one of a group.
fn is_row_of(row: ApplicationRow, group: ResultGroup) -> bool {
    let group = match group {
        ResultGroup::Denied => "denied.",
        ResultGroup::Unable => "unable.",
        ResultGroup::NotProcessed => "not_processed.",
        ResultGroup::Other => "other.",
        ResultGroup::Disclosed => return false,
    };
    row.key().strip_prefix("results.").is_some_and(|key| key.starts_with(group))
}

/// The words behind a figure.
#[derive(Debug, Default)]
struct Behind {
    object: Option<Thing>,
    label: Option<Word>,
    second: Option<Word>,
    who: Option<Applicants>,
    all: bool,
    timely: bool,
    /// Whether an unknown word stands before the object.
    unknown_object: bool,
}

/// Collects what stands behind a figure, up to the first word that is not known.
fn behind(tokens: &[Token]) -> Behind {
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
                } else if found.second.is_none() {
                    found.second = Some(word);
                }
            }
            Word::Who(who) => {
                if found.label.is_none() {
                    found.who.get_or_insert(who);
                }
            }
            Word::All => found.all = true,
            Word::Timely => found.timely = true,
            Word::Fill
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

/// What a figure counts by the words behind it   e.g. `1件结转下年度`, `3件予以公开`, `18件均已办结`
fn of_label_behind(label: Word, behind: &Behind, context: Context) -> Meaning {
    let applicants = behind.who.unwrap_or_default();
    let reading = match label {
        Word::Answer(answer) => match (answer, behind.second) {
            (
                Answer::Row(ApplicationRow::Granted),
                Some(Word::Answer(Answer::Row(ApplicationRow::PartiallyGranted))),
            ) => Some(Reading::firm(Quantity::Group(ResultGroup::Disclosed))),
            (Answer::Row(row), Some(Word::Answer(Answer::Group(group)))) if !is_row_of(row, group) => None,
            _ => of_answer(answer),
        },
        Word::Stock(Stock::Over) => Some(Reading::firm(Quantity::CarriedOver)),
        Word::Stock(Stock::Forward) => Some(Reading::firm(Quantity::CarriedForward)),
        Word::Stock(Stock::Bare) if context.over || context.closed || context.total.is_some() => {
            Some(Reading::loose(Quantity::CarriedForward))
        }
        Word::Stock(Stock::Pending) => Some(Reading::loose(Quantity::CarriedForward)),
        Word::Act(Act::Close) if behind.second.is_none() => {
            Some(Reading::firm(Quantity::Closed).doubted(behind.timely))
        }
        _ => None,
    };
    match reading {
        Some(reading) => Meaning::one(Reading { applicants, ..reading }),
        None => Meaning::Nothing,
    }
}

/// `all_closed = "均", [ timely ], ( "办结" | "答复" ) ;` in a clause: its certainty and the tokens it stands on
pub(super) fn all_closed(tokens: &[Token]) -> Option<(Certainty, &Token, &Token)> {
    let mut all = None;
    let mut timely = false;
    let mut closed = None;
    for token in tokens {
        match (token.word, closed) {
            (Word::All, None) => {
                all = Some(token);
                timely = false;
            }
            (Word::Act(Act::Close), _) if all.is_some() => closed = Some(token),
            (Word::Timely, _) => timely |= all.is_some(),
            (
                Word::Fill
                | Word::Be
                | Word::Of
                | Word::And
                | Word::Matter
                | Word::Case
                | Word::Ruling
                | Word::Act(Act::Decide | Act::Handle)
                | Word::When(When::This | When::Year(_))
                | Word::Whose(_),
                _,
            )
            | (Word::Thing(Thing::Application | Thing::Request), None) => {}
            (_, Some(_)) => return None,
            // What stands before 均 is whose matter it was; behind it, only known words may come.
            _ if all.is_some() => all = None,
            _ => {}
        }
    }
    let certainty = if timely { Certainty::Loose } else { Certainty::Firm };
    Some((certainty, all?, closed?))
}

/// `"均为自然人申请"`: the tokens it stands on
pub(super) fn all_of(tokens: &[Token]) -> Option<(Applicants, &Token, &Token)> {
    let mut all = None;
    let mut who = None;
    for token in tokens {
        match token.word {
            Word::All => all = all.or(Some(token)),
            Word::Who(applicants) if all.is_some() => {
                if who.is_some() {
                    return None;
                }
                who = Some((applicants, token));
            }
            Word::Fill | Word::Be | Word::Of | Word::Matter | Word::Thing(Thing::Application | Thing::Request) => {}
            _ if all.is_some() => return None,
            _ => {}
        }
    }
    let (applicants, last) = who?;
    Some((applicants, all?, last))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn reads(text: &str, wanted: Stock, rest: &str) {
        assert_eq!(stock(text), Ok((rest, Word::Stock(wanted))), "{text}");
    }

    #[test]
    fn from_year_to_year() {
        reads("上年结转3件", Stock::Over, "3件");
        reads("上一年度结转3件", Stock::Over, "3件");
        reads("上年度转结3件", Stock::Over, "3件");
        reads("2023年度结转3件", Stock::Over, "3件");
        reads("结转上年度3件", Stock::Over, "3件");
        reads("加上结转2件", Stock::Over, "2件");
        reads("结转下年度继续办理1件", Stock::Forward, "1件");
        reads("结转至2025年。", Stock::Forward, "。");
        reads("结转2025年继续办理", Stock::Forward, "");
        reads("顺延到下年度。", Stock::Forward, "。");
        reads("转下一年办理1件", Stock::Forward, "1件");
        reads("转入下年。", Stock::Forward, "。");
        reads("结转5件", Stock::Bare, "5件");
        assert!(stock("转达").is_err() && stock("上年，").is_err() && stock("2023年收到").is_err());
    }
}
