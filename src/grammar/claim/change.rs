//! Shares, and changes against another year.
//!
//! ```ebnf
//! rate     = ( "办结率" | "答复率" | … ), [ "达" ], percent ;
//! share    = "占", [ ? a whole ? ], percent ;
//! change   = [ versus ], [ "(", figure, ")" ], ( "增长" | "下降" | … ), ( percent | figure ) ;
//! versus   = "同比" | ( "较" | "比" | "与" | "同" ), ( year | "上年" | "去年" | … ), [ "同期" ], [ "相比" ] ;
//! ```
//!
//! Seen in the wild: `比2022年（31起）下降29%`, where the bracket is a claim for 2022 and the year at hand has another
//! figure; `较上年18件增加1件`, whose 18 is of a year without a number and is left out; `增至19件`, which is no increase;
//! `增长5个百分点`; `分别增长5%和6%`, left out, as its order is that of other clauses.
//!
//! A rate of what is done in time (`按时办结率`) is a loose claim for what is done. 满意率 and 公开率 claim nothing.

use nom::Parser;
use nom::branch::alt;
use nom::bytes::complete::tag;
use nom::combinator::{opt, value};

use super::scope::year;
use super::word::{When, Word, Words};
use crate::grammar::lexical::{In, Res, no};

/// The words.
pub(super) const WORDS: Words = &[
    (Word::Rate, "办结率 答复率 办复率 回复率 办理率 处理率 结案率"),
    (
        Word::OtherRate,
        "满意率 满意度 公开率 公示率 知晓率 及时率 合格率 准确率 覆盖率 解读率 评查率 纠错率 败诉率 \
         应诉率 胜诉率 上网率 受理率 规范率",
    ),
    (Word::Share, "占 占比 占总数 占总量 占比为 占比达 占到 占全部"),
    (
        Word::Change(true),
        "增长 上升 增加 增加了 增长了 上升了 增幅 增幅为 增幅达 多 提高 提升 上涨 递增 增多 多了 净增",
    ),
    (Word::Change(false), "下降 减少 降低 下降了 减少了 降低了 降幅 降幅为 降幅达 回落 少 少了 下滑"),
    (
        Word::Reach,
        "增至 增加到 增加至 增长到 增长至 上升到 上升至 下降到 下降至 减少到 减少至 降至 降到 提高到 \
         提升到 提升至 提高至",
    ),
];

/// `versus = "同比" | ( "较" | "比" | … ), ( year | "上年" | … ), [ "同期" ], [ "相比" ] ;`   e.g. `比2022年`
pub(super) fn versus(i: In<'_>) -> Res<'_, Word> {
    if !i.starts_with(['同', '较', '比', '与', '相', '环']) {
        return no();
    }
    let last = alt((
        tag("上一年度"),
        tag("上一年"),
        tag("上年度"),
        tag("上年"),
        tag("去年度"),
        tag("去年"),
        tag("前一年度"),
        tag("前一年"),
        tag("往年"),
        tag("同期"),
    ));
    let other = (
        alt((
            tag("相较于"),
            tag("相较"),
            tag("相比于"),
            tag("相比"),
            tag("较之"),
            tag("较"),
            tag("比"),
            tag("与"),
            tag("同"),
        )),
        alt((year.map(Some), value(None, last))),
        opt(tag("度")),
        opt(tag("同期")),
        opt(tag("的")),
        opt(alt((tag("相比较"), tag("相比"), tag("比较"), tag("比")))),
    )
        .map(|(_, year, ..)| year);
    let alike = value(None, alt((tag("同比"), tag("环比"))));
    alt((alike, other)).map(|year| Word::When(When::Versus(year))).parse(i)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn years_that_are_compared_with() {
        assert_eq!(versus("比2022年（"), Ok(("（", Word::When(When::Versus(Some(2022))))));
        assert_eq!(versus("与2022年相比增长"), Ok(("增长", Word::When(When::Versus(Some(2022))))));
        assert_eq!(versus("较上年度增加"), Ok(("增加", Word::When(When::Versus(None)))));
        assert_eq!(versus("同比增长"), Ok(("增长", Word::When(When::Versus(None)))));
        assert!(versus("比较").is_err() && versus("上年").is_err());
    }
}
