//! The vocabulary of claims, and how a word of it is found at the beginning of a text.
//!
//! Each topic lists its words in its own file. They are looked up by their first character, the longest first, so that
//! `信息处理费` is no `处理`. What stands in no list is [`Word::Unknown`], and that is the measure of how well a clause
//! was understood: words of an unknown object between a verb and a figure leave nothing to claim.
//!
//! ```ebnf
//! word = ? the longest word that stands here of those in the lists of all topics ? ;
//! ```

use std::sync::LazyLock;

use super::{
    applicants, applications, change, decisions, disclosure, disputes, fees, plain, results, scope, share, stock, when,
};
use crate::report::{Applicants, ApplicationRow, Outcome, Proceedings, ResultGroup, Scope};

/// A word of a sentence, by what it does there.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Word {
    /// A figure, by its place among those of the sentence: words are looked at far more often than figures.
    Number(u32),
    /// A mark that ends or parts clauses.
    Mark(Mark),
    /// A word that changes nothing.
    Fill,
    /// 的: parts a verb from the object that it describes.
    Of,
    /// 为, 是.
    Be,
    /// 和, 及, 或.
    And,
    /// 均, 全部.
    All,
    /// 其余, 除.
    Rest,
    /// 其他, which is the name of a row and of applicants as well.
    Other,
    /// 其中.
    Among,
    /// 含, 包括.
    Including,
    /// 共有, 合计.
    Sum,
    /// 各: each of them.
    Each,
    /// 分别: as many figures as objects follow, in their order.
    Respectively,
    /// 约, 近.
    Near,
    /// 超过.
    Over,
    /// 未, 没有, 无.
    Deny,
    /// 下一步, 力争: what follows is no account of the year.
    Plan,
    /// 按时: what is done in time may be less than what is done.
    Timely,
    /// 网上, 邮寄: how applications came.
    Channel,
    /// 政府信息公开, as what something is about.
    Information,
    /// 事项, which makes a decision's name that of a service.
    Matter,
    /// 案件.
    Case,
    /// 决定.
    Ruling,
    /// 金额.
    Amount,
    /// What is counted.
    Thing(Thing),
    /// What is done with it.
    Act(Act),
    /// Applications carried from year to year.
    Stock(Stock),
    /// How applications were answered.
    Answer(Answer),
    /// Whose applications.
    Who(Applicants),
    /// How a dispute ended.
    Outcome(Outcome),
    /// 一审, 应诉, 审结: a count of disputes that is none of the table's.
    Instance,
    /// When.
    When(When),
    /// Whose figures.
    Whose(Scope),
    /// 办结率.
    Rate,
    /// 满意率, 公开率.
    OtherRate,
    /// 占.
    Share,
    /// 增长, with `true`, or 下降.
    Change(bool),
    /// 增至: what follows is the figure itself.
    Reach,
    /// Nothing that is known.
    Unknown,
}

/// A mark of punctuation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mark {
    /// `，`
    Comma,
    /// `；`
    Semicolon,
    /// `：`
    Colon,
    /// `、`
    Pause,
    /// `（`
    Open,
    /// `）`
    Close,
}

/// What is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Thing {
    /// 政府信息公开申请, 依申请公开.
    Application,
    /// 申请, of whatever.
    Request,
    /// A kind of proceedings.
    Dispute(Proceedings),
    /// 规章.
    Rules,
    /// 规范性文件.
    Normative,
    /// 文件, of whatever kind.
    Paper,
    /// 行政许可.
    Licensing,
    /// 行政处罚.
    Penalties,
    /// 行政强制.
    Coercion,
    /// 行政事业性收费.
    AdministrativeFee,
    /// 信息处理费.
    InformationFee,
    /// 费用, of whatever.
    Fee,
    /// 收费通知.
    Notice,
    /// 热线, 留言, 公文: what reports count as well, and no table has.
    Foreign,
}

/// What is done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Act {
    /// 新收.
    ReceiveNew,
    /// 收到.
    Receive,
    /// 受理, 办理.
    Handle,
    /// 办结, 答复.
    Close,
    /// 发生, 引发, 被申请.
    Arise,
    /// 制发.
    Issue,
    /// 废止.
    Repeal,
    /// 自然失效, which may count as repealed or not.
    Lapse,
    /// 对外公开总数, of documents; no word says so on its own.
    DiscloseInAll,
    /// 现行有效.
    InForce,
    /// 现有, 保留.
    Keep,
    /// 作出.
    Decide,
    /// 公开.
    Disclose,
    /// 公示, 发布, 主动公开.
    Publish,
    /// 收取.
    Collect,
    /// 减免.
    Waive,
    /// 清理, 审查: what is done to things that it doesn't count.
    Work,
}

/// Applications carried from year to year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stock {
    /// 上年结转.
    Over,
    /// 结转下年.
    Forward,
    /// 结转.
    Bare,
    /// 正在办理.
    Pending,
}

/// How applications were answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Answer {
    /// A row.
    Row(ApplicationRow),
    /// A group of rows.
    Group(ResultGroup),
    /// 不掌握.
    NotHeld,
    /// 不存在, 告知其他途径, 撤回: what has no row.
    NoRow,
}

/// When.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum When {
    /// A year by its number.
    Year(u16),
    /// 本年, 今年.
    This,
    /// 全年, of whichever year.
    Whole,
    /// 上年, 去年.
    Past,
    /// 上半年, 6月: a part of a year.
    Part,
    /// 以来: more than a year.
    Since,
    /// 较上年, 比2022年.
    Versus(Option<u16>),
}

/// Words of one topic: what they are, and the words, parted by blanks.
pub(super) type Words = &'static [(Word, &'static str)];

/// Buckets of the index, a power of two.
const N_BUCKETS: u32 = 2048;

/// All words, by the bucket of their first character, the longest first.
#[derive(Debug)]
struct Index {
    words: Vec<(&'static str, Word)>,
    starts: Vec<u32>,
}

static INDEX: LazyLock<Index> = LazyLock::new(|| {
    let topics = [
        plain::WORDS,
        applications::WORDS,
        applicants::WORDS,
        stock::WORDS,
        results::WORDS,
        disputes::WORDS,
        disclosure::WORDS,
        decisions::WORDS,
        fees::WORDS,
        scope::WORDS,
        when::WORDS,
        share::WORDS,
        change::WORDS,
    ];
    let mut words: Vec<(&'static str, Word)> = topics
        .iter()
        .flat_map(|topic| topic.iter())
        .flat_map(|&(word, forms)| forms.split(' ').map(move |form| (form, word)))
        .collect();
    words.sort_by_key(|&(form, _)| (bucket(form), core::cmp::Reverse(form.len())));
    let starts =
        (0..=N_BUCKETS).map(|n| crate::source::offset(words.partition_point(|&(form, _)| bucket(form) < n))).collect();
    Index { words, starts }
});

fn bucket(text: &str) -> u32 {
    text.chars().next().map_or(0, |c| c as u32 % N_BUCKETS)
}

/// The longest word that `text` begins with, and its length in bytes.
pub(super) fn word(text: &str) -> Option<(Word, usize)> {
    let index = &*INDEX;
    let n = bucket(text) as usize;
    let range = *index.starts.get(n)? as usize..*index.starts.get(n + 1)? as usize;
    let bytes = text.as_bytes();
    for &(form, word) in index.words.get(range)? {
        let form = form.as_bytes();
        // The last byte differs in most of the words that begin with the same character.
        let last = form.len().checked_sub(1)?;
        if bytes.get(last) == form.get(last) && bytes.starts_with(form) {
            return Some((word, form.len()));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_word_is_found() {
        assert_eq!(word("信息处理费"), Some((Word::Thing(Thing::InformationFee), 15)));
        assert_eq!(word("处理的"), Some((Word::Act(Act::Handle), 6)));
        assert_eq!(word(""), None);
        assert_eq!(word("鸡"), None);
    }

    #[test]
    fn no_word_has_two_meanings() {
        let words = &INDEX.words;
        for (n, (form, word)) in words.iter().enumerate() {
            assert!(!form.is_empty());
            for (other, meaning) in words.iter().skip(n + 1).take_while(|(other, _)| bucket(other) == bucket(form)) {
                assert!(form != other || word == meaning, "{form}: {word:?} and {meaning:?}");
            }
        }
    }
}
