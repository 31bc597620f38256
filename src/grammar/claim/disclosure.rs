//! Documents, which section two counts.
//!
//! ```ebnf
//! documents = act, kinds, figure | kinds, act, figure | act, figure, kinds | act, figure ;
//! act       = "制发" | "制定" | "废止" | "失效" | "现行有效" | … ;
//! kinds     = kind, { and, kind } ;
//! kind      = "规章" | "规范性文件" | … ;
//! total     = "对外公开", [ "的" ], [ kinds ], ( "总数" | "共" ) ;
//! ```
//!
//! Seen in the wild: `制发12件，废止5件，现行有效63件`, where the object is named once; `规章12件（含新制定2件，废止1件）`, whose 12
//! are those published; `制发规章、规范性文件0件`, a nought for each, while a figure for both would be a sum and is left out;
//! `现行有效的规范性文件。`, where the figure was lost.
//!
//! 公开 and 发布 of normative documents is a loose claim for those issued: an office publishes what it has issued in the
//! year, and some publish older ones too. `现行有效文件44件` is loose for normative documents in force, as the kind of
//! document isn't named. `对外公开的规范性文件共205件` and `对外公开总数205件` count those of all years, as the form of 2019 does; where 共 or 累计
//! may be said of the year as well (`累计对外公开205件`) nothing is claimed. `废止12件（含自然失效）` is loose.
//!
//! `县政府制发5件，县政府办公室制发7件` are parts by issuer, and only what they come to (`合计12件`) is claimed.
//!
//! Not read: documents that were gone through (`审查规范性文件30件`), papers of any kind (`公开文件18件`), those of several years
//! (`2015年以来制定120件`).

use super::figure::Kind;
use super::reading::{Meaning, Reading};
use super::state::State;
use super::token::{Token, all, any, text_of};
use super::window::Window;
use super::word::{Act, Thing, Word, Words};
use crate::report::{DocumentKind, DocumentMeasure, Quantity};

/// The words.
pub(super) const WORDS: Words = &[
    (Word::Thing(Thing::Rules), "规章 政府规章 行政规章 部门规章"),
    (
        Word::Thing(Thing::Normative),
        "规范性文件 行政规范性文件 政府规范性文件 部门规范性文件 行政性规范性文件 规范性行政文件 \
         行政规范文件",
    ),
    (Word::Thing(Thing::Paper), "文件"),
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
    (Word::Act(Act::Lapse), "自然失效 自动失效 自行失效 到期失效"),
    (Word::Act(Act::InForce), "现行有效 目前有效 现行有效件数 现行有效的 继续现行有效 有效的现行"),
    (Word::Act(Act::Keep), "现有 保留 继续有效 继续执行 现存 现行 存量 继续保留"),
    (Word::Act(Act::Disclose), "公开"),
    (
        Word::Act(Act::Publish),
        "主动公开 公示 发布 公布 集中公开 公示公开 归集 录入 推送 上传 刊登 集中发布 对外公开 公开发布 \
         公开公示 主动发布 汇聚 收录 登记公示 集中展示 上网 上网公示 上网公开 网上公示 网上公开",
    ),
    (
        Word::Act(Act::Work),
        "指导 协助 督促 抽查 回访 清理 审查 审核 备案审查 报备 修改 修订 评估 合法性审查 合法性审核 解读了 起草 清理了 梳理 报送 \
         报备了 标注 监督 检查",
    ),
];

/// What of documents a sentence has named and counted.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Seen {
    /// The documents that the words before named.
    pub(super) kinds: Kinds,
    /// What was counted of the first of a list: `制发规章1部、规范性文件5件`.
    pub(super) verb: Option<Act>,
    /// The last verb, and how many figures in a row it had, for what they come to: `合计12件`.
    last: Option<Act>,
    n_of_last: u8,
    /// Whether documents were gone through, so that what follows counts among those.
    worked: bool,
}

impl Seen {
    /// A figure of documents was read, behind the verb `act`.
    pub(super) fn take(&mut self, pre: &[Token], act: Option<Act>) {
        let named = kinds(pre);
        if named.any() {
            self.kinds = named;
            self.worked |= any(pre, |word| word == Word::Act(Act::Work));
        }
        self.verb = act;
        if act.is_some() {
            self.n_of_last = if act == self.last { self.n_of_last.saturating_add(1) } else { 1 };
            self.last = act;
        }
    }
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

    /// One of both, if it is only one.
    pub(super) fn only(self) -> Option<DocumentKind> {
        let mut kinds = self.iter();
        kinds.next().filter(|_| kinds.next().is_none())
    }

    pub(super) fn iter(self) -> impl Iterator<Item = DocumentKind> {
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

/// The words before a figure of documents.
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own about the words")]
#[derive(Debug, Default)]
struct Before {
    verb: Option<Act>,
    publish: bool,
    /// Whether it may be what was published in this year or ever.
    in_all: bool,
    lapsed: bool,
    /// Whether 文件 is named.
    paper: bool,
    deny: bool,
    unknown: bool,
    /// Whether an unknown word stands behind the verb, and whether one stands behind the documents as well.
    unknown_between: bool,
    unknown_near: bool,
}

/// Collects what stands before a figure, from the figure backwards.
fn before(window: &Window<'_>) -> Before {
    let mut found = Before::default();
    let (mut named, mut of, mut sum, mut total) = (false, false, false, false);
    for token in window.pre.iter().rev() {
        let text = text_of(token, window.place.text);
        match token.word {
            Word::Sum => sum = true,
            Word::Fill => {
                sum |= matches!(text, "共" | "累计" | "一共");
                total |= matches!(text, "总数" | "总数量" | "总量" | "总件数" | "总");
                found.in_all |= found.publish && text == "累计";
            }
            Word::Of => of = true,
            Word::Act(Act::Publish) if text == "对外公开" => {
                found.publish = true;
                if found.verb.is_none() && (total || sum && of) {
                    found.verb = Some(Act::DiscloseInAll);
                }
                found.in_all |= sum;
            }
            Word::Act(Act::Lapse) => found.lapsed = true,
            Word::Act(act @ (Act::Issue | Act::Repeal | Act::InForce | Act::Keep | Act::Work)) => {
                found.verb.get_or_insert(act);
            }
            Word::Act(Act::Disclose | Act::Publish) => found.publish = true,
            Word::Thing(Thing::Paper) => found.paper = true,
            Word::Thing(thing) => named |= matches!(thing, Thing::Rules | Thing::Normative),
            Word::Deny => found.deny = true,
            Word::Unknown => {
                found.unknown = true;
                found.unknown_near |= found.verb.is_none() && !named;
                found.unknown_between |= found.verb.is_none();
            }
            _ => {}
        }
    }
    found
}

/// What a figure of documents counts, and the verb that says so
pub(super) fn documents(window: &Window<'_>, state: &State) -> (Meaning, Option<Act>) {
    let found = before(window);
    let mut named = kinds(window.pre);
    if !named.any() {
        // 制发12件行政规范性文件
        named = leading_kinds(window.post);
    }
    let seen = state.documents;
    let carried = !named.any() && !found.paper;
    let is_counted = match window.number.kind {
        Kind::Things('件' | '部' | '个' | '项' | '份' | '宗') => true,
        Kind::Bare => window.is_naught(),
        _ => false,
    };
    if !is_counted || found.deny || found.unknown_near || carried && (found.unknown || !seen.kinds.any()) {
        return (Meaning::Unread, None);
    }
    let is_sum = seen.n_of_last > 1
        && window.has(Word::Sum)
        && all(window.pre, |word| matches!(word, Word::Sum | Word::Fill | Word::Be));
    let act = found.verb.or(if found.publish { None } else { seen.verb }).or(if is_sum { seen.last } else { None });
    if found.paper && !named.any() {
        let in_force = Quantity::Documents(DocumentKind::NormativeDocuments, DocumentMeasure::InForce);
        let is_it = act == Some(Act::InForce) && !found.unknown;
        return (if is_it { Meaning::One(Reading::loose(in_force)) } else { Meaning::Unread }, None);
    }
    let kinds = if carried { seen.kinds } else { named };
    let published = found.publish && !carried && kinds.only() == Some(DocumentKind::NormativeDocuments);
    let Some((measure, doubtful)) = measure(act, published, &found, seen) else { return (Meaning::Nothing, None) };
    if state.time.is_no_year() && !matches!(measure, DocumentMeasure::InForce | DocumentMeasure::TotalDisclosed) {
        return (Meaning::Nothing, None);
    }
    let doubtful = doubtful || measure == DocumentMeasure::Repealed && (found.lapsed || includes_lapsed(window));
    let reading = |kind| Reading::firm(Quantity::Documents(kind, measure)).doubted(doubtful);
    match kinds.only() {
        Some(kind) => (Meaning::One(reading(kind)), act),
        None if window.is_zero() => (Meaning::Several(kinds.iter().map(reading).collect()), act),
        None => (Meaning::Nothing, None),
    }
}

/// What of documents a verb counts, and whether it may be something near that.
fn measure(act: Option<Act>, published: bool, found: &Before, seen: Seen) -> Option<(DocumentMeasure, bool)> {
    Some(match act {
        _ if found.lapsed && found.verb != Some(Act::Repeal) => return None,
        Some(Act::DiscloseInAll) => (DocumentMeasure::TotalDisclosed, found.unknown_between),
        _ if found.in_all => return None,
        Some(Act::Issue) => (DocumentMeasure::Issued, found.unknown_between),
        Some(Act::Repeal) => (DocumentMeasure::Repealed, found.unknown_between || seen.worked),
        Some(Act::InForce) => (DocumentMeasure::InForce, found.unknown_between),
        Some(Act::Keep) => (DocumentMeasure::InForce, true),
        None if published => (DocumentMeasure::Issued, true),
        _ => return None,
    })
}

/// Whether a bracket behind a figure says that those that lapsed are counted with it   e.g. `废止12件（含自然失效）`
fn includes_lapsed(window: &Window<'_>) -> bool {
    let mut behind = window.post.iter().chain(window.place.rest).map(|token| token.word);
    let mut next = || behind.find(|&word| word != Word::Fill);
    matches!(next(), Some(Word::Including)) && next() == Some(Word::Act(Act::Lapse))
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
