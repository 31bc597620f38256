//! Applications carried from year to year.
//!
//! ```ebnf
//! stock   = over | forward | bare | pending ;
//! over    = [ "从" ], ( last_year | year ), [ "度" ], [ "的" ], ( "结转" | "转结" | "结余" | … )
//!         | ( "结转" | "转结" ), [ "自" | "的" ], last_year, [ "度" ] | "加上结转" ;
//! forward = ( "结转" | "转" | "顺延" | … ), [ "至" | "到" | … ], ( "下年" | "次年" | … | year ), [ "度" ], [ "继续办理" | … ]
//!         | ( "下年" | "次年" | … ), [ "度" ], ( "结转" | "转结" ) ;
//! bare    = ( "结转" | "转结" ), [ "继续办理" | "办理" ] ;
//! pending = "正在办理" | "尚未办结" | … ;
//! last_year = "上年" | "去年" | "上一年" | … ;
//! ```
//!
//! Seen in the wild: `转结` for 结转; `2023年度结转3件`, the year by its number; `结转至2025年继续办理`. `上年结转至2025年` carries further
//! what was carried before, and is not read. 结转 alone is a forward only where others were carried over or closed.

use nom::Parser;
use nom::branch::alt;
use nom::bytes::complete::tag;
use nom::combinator::opt;

use super::when::year;
use super::word::{Stock, Word, Words};
use crate::grammar::lexical::{In, Res, no};

/// The words.
pub(super) const WORDS: Words = &[(
    Word::Stock(Stock::Pending),
    "正在办理 正在办理中 尚未办结 未办结 仍在办理 仍在办理中 在办 尚在办理 尚在办理中 正在处理 \
         正在处理中 还在办理 尚未答复 未答复 待答复 尚在答复期限内 仍在答复期限内 还在答复期限内 \
         尚在答复状态中 仍在法定办理期限内 尚在法定办理期限内 还在法定办理期限内 仍在办理期限内 \
         尚在办理期限内 尚在法定期限内 仍在法定期限内 仍在法定答复期限内 尚在法定答复期限内 尚未到期 \
         未到期 待办理 在办理中 尚在答复期内 尚在答复期 正在审理 正在审理中 审理中 在审 在审理 在审理中 未审结 尚未审结 \
         未结 尚未结案 未结案 正在办理之中 尚在审理 尚在审理中 仍在审理 仍在审理中 待审结 待审 正在复议中 \
         尚未审理完毕",
)];

/// `stock = over | forward | bare | pending ;`   e.g. `上年度结转`, `结转至2025年继续办理`
pub(super) fn stock(i: In<'_>) -> Res<'_, Word> {
    if !i.starts_with(|c: char| {
        c.is_ascii_digit()
            || matches!(c, '结' | '转' | '顺' | '上' | '去' | '往' | '前' | '延' | '从' | '跨' | '加' | '下' | '次')
    }) {
        return no();
    }
    alt((over, forward, bare)).parse(i)
}

/// `over`
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

/// `forward`
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
