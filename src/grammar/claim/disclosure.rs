//! Documents and decisions, which section two counts.
//!
//! ```ebnf
//! documents = verb, things, figure | things, verb, figure | verb, figure, things | verb, figure ;
//! verb      = issue | repeal | in_force ;
//! issue     = "制发" | "制定" | "出台" | "印发" | … ;
//! repeal    = "废止" | "失效" | "失效或废止" | … ;
//! in_force  = "现行有效" | … ;
//! things    = thing, { conj, thing } ;
//! thing     = "规章" | "规范性文件" | … ;
//! decisions = [ decide ], decision, [ "决定" ], figure | [ decide ], figure, decision ;
//! decide    = "作出" | "办理" | "实施" | … ;
//! decision  = "行政许可" | "行政处罚" | "行政强制" ;
//! ```
//!
//! Seen in the wild: `制发12件，废止5件，现行有效63件`, where the object is named once; `规章12件（含新制定2件，废止1件）`, whose 12
//! are those published; `制发规章、规范性文件0件`, a nought for each, while a figure for both would be a sum and is left out;
//! `现行有效的规范性文件。`, where the figure was lost.
//!
//! 公开 and 发布 of normative documents is a loose claim for those issued: an office publishes what it has issued in the
//! year, and some publish older ones too. `现行有效文件44件` is loose for normative documents in force, as the kind of
//! document isn't named. What was published of decisions (`公开行政许可信息306条`, `公示行政处罚180件`) isn't how many were
//! made, and a service (`行政许可事项118项`) is no decision.

use super::applications::{Meaning, Reading, is_naught_after_be};
use super::figure::{Kind, Number};
use super::token::Token;
use super::word::{Act, Thing, Word, Words};
use crate::report::{DecisionKind, DocumentKind, DocumentMeasure, Quantity};

/// The words.
pub(super) const WORDS: Words = &[
    (Word::Thing(Thing::Rules), "规章 政府规章 行政规章 部门规章"),
    (
        Word::Thing(Thing::Normative),
        "规范性文件 行政规范性文件 政府规范性文件 部门规范性文件 行政性规范性文件 规范性行政文件 \
         行政规范文件",
    ),
    (Word::Thing(Thing::Paper), "文件"),
    (Word::Thing(Thing::Licensing), "行政许可"),
    (Word::Thing(Thing::Penalties), "行政处罚"),
    (Word::Thing(Thing::Coercion), "行政强制 行政强制措施 行政强制执行"),
    (
        Word::Act(Act::Issue),
        "制发 制定 出台 印发 新制发 新制定 新出台 制定出台 制定印发 制发出台 制定发布 制定并发布 新印发 \
         制作 新增制定 颁布 制定实施 制订 制定下发 本年制发 共制发 制定并印发 起草制定 制定和发布",
    ),
    (
        Word::Act(Act::Repeal),
        "废止 失效 失效或废止 废止或失效 宣布失效 废止失效 废止和失效 废止和宣布失效 废止、失效 \
         失效、废止 废止及失效 失效和废止 废止或宣布失效 清理废止 失效及废止 废止、宣布失效 宣布废止 \
         废止了 失效废止",
    ),
    (Word::Act(Act::InForce), "现行有效 目前有效 现行有效件数 现行有效的 继续现行有效 有效的现行"),
    (Word::Act(Act::Keep), "现有 保留 继续有效 继续执行 现存 现行 存量 继续保留"),
    (Word::Act(Act::Decide), "作出 做出 实施 下达 作出的 做出的 办件量 完成了 开展"),
    (Word::Act(Act::Disclose), "公开"),
    (
        Word::Act(Act::Publish),
        "主动公开 公示 发布 公布 集中公开 公示公开 归集 录入 推送 上传 刊登 集中发布 对外公开 公开发布 \
         公开公示 主动发布 汇聚 收录 登记公示 集中展示",
    ),
    (
        Word::Act(Act::Work),
        "指导 协助 督促 抽查 回访 清理 审查 审核 备案审查 报备 修改 修订 评估 合法性审查 合法性审核 解读了 起草 清理了 梳理 报送 \
         报备了 标注 监督 检查",
    ),
];

/// What is known of a sentence where a figure of it is read.
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own about the sentence")]
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Context {
    /// The documents that the words before named.
    pub(super) kinds: Kinds,
    /// What was counted of the first of a list: `制发规章1部、规范性文件5件`.
    pub(super) verb: Option<Act>,
    /// Whether what was published is being counted.
    pub(super) published: bool,
    /// Whether a verb before has said that decisions were made.
    pub(super) decided: bool,
    /// Whether the figure is of more than a year.
    pub(super) since: bool,
    /// Whether documents were gone through before, and the figure is of those.
    pub(super) worked: bool,
}

/// Rules, normative documents, or both.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Kinds {
    pub(super) rules: bool,
    pub(super) normative: bool,
}

impl Kinds {
    pub(super) const fn any(self) -> bool {
        self.rules || self.normative
    }

    fn iter(self) -> impl Iterator<Item = DocumentKind> {
        [(self.rules, DocumentKind::Rules), (self.normative, DocumentKind::NormativeDocuments)]
            .into_iter()
            .filter_map(|(is, kind)| is.then_some(kind))
    }
}

/// The documents that words name, the last list of them.
pub(super) fn kinds(tokens: &[Token]) -> Kinds {
    let mut kinds = Kinds::default();
    for token in tokens.iter().rev() {
        match token.word {
            Word::Thing(Thing::Rules) => kinds.rules = true,
            Word::Thing(Thing::Normative) => kinds.normative = true,
            Word::Mark(_) | Word::And | Word::Fill => {}
            _ if kinds.any() => break,
            _ => {}
        }
    }
    kinds
}

/// What a figure of documents counts
pub(super) fn documents(pre: &[Token], number: Number, post: &[Token], context: Context) -> (Meaning, Option<Act>) {
    let (mut verb, mut paper, mut unknown_near, mut unknown_between, mut unknown) = (None, false, false, false, false);
    let (mut publish, mut deny, mut seen) = (false, false, false);
    let mut named = kinds(pre);
    for token in pre.iter().rev() {
        match token.word {
            Word::Act(act @ (Act::Issue | Act::Repeal | Act::InForce | Act::Keep | Act::Work)) => {
                verb.get_or_insert(act);
            }
            Word::Act(Act::Disclose | Act::Publish) => publish = true,
            Word::Thing(Thing::Paper) => paper = true,
            Word::Thing(thing) => seen |= matches!(thing, Thing::Rules | Thing::Normative),
            Word::Deny => deny = true,
            Word::Unknown => {
                unknown = true;
                unknown_near |= verb.is_none() && !seen;
                unknown_between |= verb.is_none();
            }
            _ => {}
        }
    }
    if !named.any() {
        // 制发12件行政规范性文件
        named = leading_kinds(post);
    }
    let carried = !named.any() && !paper;
    if deny || unknown_near || carried && (unknown || !context.kinds.any()) {
        return (Meaning::Unread, None);
    }
    let kinds = if carried { context.kinds } else { named };
    let zero = number.figure.value().is_zero();
    match number.kind {
        Kind::Things('件' | '部' | '个' | '项' | '份' | '宗') => {}
        Kind::Bare if is_naught_after_be(pre, number) => {}
        _ => return (Meaning::Unread, None),
    }
    let act = verb.or(if publish { None } else { context.verb });
    if paper && !named.any() {
        let in_force = DocumentMeasure::InForce;
        let reading = Reading::loose(Quantity::Documents(DocumentKind::NormativeDocuments, in_force));
        let is_it = act == Some(Act::InForce) && !unknown;
        return (if is_it { Meaning::one(reading) } else { Meaning::Unread }, None);
    }
    let (measure, doubtful) = match act {
        Some(Act::Issue) => (DocumentMeasure::Issued, unknown_between),
        Some(Act::Repeal) => (DocumentMeasure::Repealed, unknown_between || context.worked),
        Some(Act::InForce) => (DocumentMeasure::InForce, unknown_between),
        Some(Act::Keep) => (DocumentMeasure::InForce, true),
        None if publish && !carried && kinds == (Kinds { rules: false, normative: true }) => {
            (DocumentMeasure::Issued, true)
        }
        _ => return (Meaning::Nothing, None),
    };
    if context.since && measure != DocumentMeasure::InForce {
        return (Meaning::Nothing, None);
    }
    let readings: Vec<Reading> =
        kinds.iter().map(|kind| Reading::firm(Quantity::Documents(kind, measure)).doubted(doubtful)).collect();
    if readings.len() > 1 && !zero { (Meaning::Nothing, None) } else { (Meaning::Counts(readings), act) }
}

/// The documents named right behind a figure.
fn leading_kinds(tokens: &[Token]) -> Kinds {
    let mut found = Kinds::default();
    for token in tokens {
        match token.word {
            Word::Thing(Thing::Rules) => found.rules = true,
            Word::Thing(Thing::Normative) => found.normative = true,
            Word::Fill | Word::Of | Word::And => {}
            _ => break,
        }
    }
    found
}

/// What a figure of decisions counts
pub(super) fn decisions(pre: &[Token], number: Number, post: &[Token], context: Context) -> Meaning {
    let mut found: Vec<DecisionKind> = Vec::new();
    let (mut firm, mut doubtful, mut publish, mut deny, mut each) =
        (context.decided, false, context.published, false, false);
    for token in pre.iter().rev() {
        match token.word {
            Word::Thing(thing) => match kind(thing) {
                Some(kind) => found.push(kind),
                None => return Meaning::Unread,
            },
            Word::Ruling => firm = true,
            Word::Act(Act::Decide | Act::Handle | Act::Close) => {
                firm = true;
                publish &= !context.published;
            }
            Word::Act(Act::Disclose | Act::Publish | Act::Work) => publish = true,
            Word::Each => each = true,
            Word::Matter => return Meaning::Nothing,
            Word::Deny => deny = true,
            Word::Unknown if found.is_empty() => return Meaning::Unread,
            Word::Unknown | Word::Case => doubtful = true,
            _ => {}
        }
    }
    if found.is_empty() {
        for token in post {
            match token.word {
                Word::Thing(thing) => found.extend(kind(thing)),
                Word::Ruling => firm = true,
                Word::Matter => return Meaning::Nothing,
                Word::Fill | Word::Of | Word::And => {}
                _ => break,
            }
        }
    }
    if deny {
        return Meaning::Unread;
    }
    let zero = number.figure.value().is_zero();
    match number.kind {
        Kind::Things('件' | '宗' | '起' | '项' | '例' | '次' | '份' | '个') => {}
        Kind::Bare if is_naught_after_be(pre, number) => {}
        _ => return Meaning::Nothing,
    }
    if publish && !zero {
        return Meaning::Nothing;
    }
    let reading = |kind| Reading::firm(Quantity::Decisions(kind)).doubted(doubtful || !firm || publish);
    found.reverse();
    match found.as_slice() {
        [one] => Meaning::one(reading(*one)),
        [] => Meaning::Unread,
        _ if zero || each => Meaning::Counts(found.iter().map(|&kind| reading(kind)).collect()),
        _ => Meaning::Nothing,
    }
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
