//! 统计期限, the statistical period: two dates, or what is left of them.
//!
//! The official form asks for the calendar year. Reports introduce it in some thirty ways (统计期限为, 统计时段自,
//! 数据自 …); what they share is two dates with a word between them, so that is what is looked for. An introducer is asked
//! for only where a range of dates could mean something else.
//!
//! ```ebnf
//! find_period    = [ introduced ], { ? any ? }, period | end_only ;
//! period         = whole_period | damaged_period ;
//! whole_period   = calendar_date, until, ( calendar_date | month_day ), [ end ] ;
//! damaged_period = year, fixed_day, until, [ year ], fixed_day, [ end ] ;
//! fixed_day      = [ "年" ], ( "1" | "12" ), [ "月" ], ( "1" | "31" ), [ "日" | "号" ] ;   (* 1 January, 31 December *)
//! until          = [ "起" | "起始" | "开始" | "始" ], [ "," | "、" ], ( "至" | "到" | dashes ) ;
//! dashes         = "-" | "—" | "~" | … ;
//! end            = [ "," | "、" ], ( "截止" | "止" ) ;
//! end_only       = ( "截至" | "截止" | "核定时间点" ), [ "时间" | "日期" ], [ "到" | "至" | "为" ], [ ":" ], ( calendar_date | damaged_end ) ;
//! damaged_end    = year, fixed_day ;
//! introduced     = "统计" | "期限" | "时限" | "时段" | "起止" | "周期" | "数据" | "时间" ;
//! ```
//!
//! Seen in the wild: the second year omitted (`2024年1月1日至12月31日`), dates broken over lines, `起至`, `到`, dashes,
//! 截止 as the closing word, the word 日 lost (`12月31止`), and 年 and 月 lost with the styled text they stood in
//! (`20231月1日`, `202111日至20211231日`). The last is repaired, and only for the two days that a period has nearly always,
//! as `1` and `1` can be nothing else there; the caller says so with a diagnostic.

use nom::Parser;
use nom::branch::alt;
use nom::combinator::opt;

use super::date::{Ymd, calendar_date, month_day, spaced_digits, year};
use super::lexical::{In, Res, any_term, digit_value, fold, no, term, ws};

/// A period as it was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Written<'a> {
    /// Where it stands.
    pub(super) text: &'a str,
    /// First day; `None` where only the last is stated.
    pub(super) start: Option<Ymd>,
    /// Last day.
    pub(super) end: Ymd,
    /// Whether parts of the dates were lost and put back.
    pub(super) repaired: bool,
}

/// The statistical period in `text`, if there is one. With `introduced`, only one that an introducer stands before or
/// that is a calendar year: in the prose of a section other ranges of dates occur.
pub(super) fn find_period(text: &str, introduced: bool) -> Option<Written<'_>> {
    let mut end_only = None;
    let mut rest = text;
    loop {
        let Some((before, here)) = rest.find(is_start).and_then(|at| rest.split_at_checked(at)) else {
            return end_only;
        };
        let Some(first) = here.chars().next() else { return end_only };
        if digit_value(first).is_none() && first != '二' {
            // 截至, 核定: only the last day may be stated.
            if let (None, Ok((after, date))) = (end_only, end_only_date(here)) {
                let written = here.get(..here.len() - after.len()).unwrap_or(here);
                end_only = Some(Written { text: written, start: None, end: date, repaired: false });
            }
        } else if !before.ends_with(|c| digit_value(c).is_some())
            && let Ok((after, mut written)) = period(here)
        {
            written.text = here.get(..here.len() - after.len()).unwrap_or(here);
            let until_here = text.get(..text.len() - here.len()).unwrap_or("");
            let calendar_year = matches!((written.start, written.end), (Some((y, 1, 1)), (z, 12, 31)) if y == z);
            if calendar_year
                || (!introduced && matches!((written.start, written.end), (Some((y, 1, 1)), (z, _, _)) if y == z))
                || is_introduced(until_here)
            {
                return Some(written);
            }
            rest = after;
            continue;
        }
        // A run of digits is looked at once, from its start.
        rest = if digit_value(first).is_some() {
            here.trim_start_matches(|c| digit_value(c).is_some())
        } else {
            here.get(first.len_utf8()..).unwrap_or("")
        };
    }
}

/// Where a period can begin.
fn is_start(c: char) -> bool {
    c.is_ascii_digit() || matches!(c, '０'..='９' | '二' | '截' | '核')
}

/// `introduced`, within the last few words of `before`   e.g. `统计期限为`
fn is_introduced(before: &str) -> bool {
    let mut start = before.len();
    for (n, (at, _)) in before.char_indices().rev().enumerate() {
        if n == 16 {
            break;
        }
        start = at;
    }
    let tail = before.get(start..).unwrap_or("");
    ["统计", "期限", "时限", "时段", "起止", "周期", "数据", "时间"].iter().any(|word| tail.contains(word))
}

/// `period = whole_period | damaged_period ;`
fn period(i: In<'_>) -> Res<'_, Written<'_>> {
    alt((whole_period, damaged_period)).parse(i)
}

/// `whole_period = calendar_date, until, ( calendar_date | month_day ), [ end ] ;`   e.g. `2024年1月1日起至12月31日止`
fn whole_period(i: In<'_>) -> Res<'_, Written<'_>> {
    let (rest, start) = calendar_date(i)?;
    let (rest, ()) = until(rest)?;
    let (rest, end) = alt((calendar_date, month_day.map(|(month, day)| (start.0, month, day)))).parse(rest)?;
    let (rest, _) = opt(end_word).parse(rest)?;
    Ok((rest, Written { text: i, start: Some(start), end, repaired: false }))
}

/// `damaged_period = year, fixed_day, until, [ year ], fixed_day, [ end ] ;`   e.g. `202111日至20211231日`
fn damaged_period(i: In<'_>) -> Res<'_, Written<'_>> {
    let (rest, start) = year(i)?;
    let (rest, ()) = fixed_day(rest, "1", "1")?;
    let (rest, ()) = until(rest)?;
    let same_year = |rest| fixed_day(rest, "12", "31").map(|(rest, ())| (rest, start));
    let own_year = |rest| {
        let (rest, end) = year(rest)?;
        fixed_day(rest, "12", "31").map(|(rest, ())| (rest, end))
    };
    let (rest, end) = alt((own_year, same_year)).parse(rest)?;
    if rest.starts_with(|c| digit_value(c).is_some()) {
        return no();
    }
    let (rest, _) = opt(end_word).parse(rest)?;
    Ok((rest, Written { text: i, start: Some((start, 1, 1)), end: (end, 12, 31), repaired: true }))
}

/// `[ "年" ], month, [ "月" ], day, [ "日" | "号" ]`, for a month and a day that are known
fn fixed_day<'a>(i: In<'a>, month: &'static str, day: &'static str) -> Res<'a, ()> {
    let (i, _) = (ws, opt((term("年"), ws)), term(month), ws, opt((term("月"), ws)), term(day)).parse(i)?;
    let (i, _) = opt((ws, any_term(&["日", "号"]))).parse(i)?;
    Ok((i, ()))
}

/// `until = [ "起" | "起始" | "开始" | "始" ], [ "," | "、" ], ( "至" | "到" | dashes ) ;`   e.g. `起，至`
fn until(i: In<'_>) -> Res<'_, ()> {
    let (i, _) =
        (ws, opt((any_term(&["起始", "开始", "起", "始"]), ws)), opt((any_term(&[",", "、"]), ws))).parse(i)?;
    let (i, ()) = alt((any_term(&["至", "到"]).map(drop), dashes)).parse(i)?;
    ws(i)
}

/// `dash, { dash }`, with white space between
fn dashes(i: In<'_>) -> Res<'_, ()> {
    let rest = i.trim_start_matches(|c| matches!(fold(c), '-' | '—' | '–' | '―' | '─' | '~' | '～' | '−' | '一'));
    if rest.len() < i.len() { Ok((rest, ())) } else { no() }
}

/// `end = [ "," | "、" ], ( "截止" | "止" ) ;`
fn end_word(i: In<'_>) -> Res<'_, ()> {
    let (i, _) = (ws, opt(any_term(&[",", "、"])), ws, any_term(&["截止", "止"])).parse(i)?;
    Ok((i, ()))
}

/// `end_only`   e.g. `截至2021年12月31日`
fn end_only_date(i: In<'_>) -> Res<'_, Ymd> {
    let (i, _) = any_term(&["截至", "截止", "核定时间点"])(i)?;
    let (i, _) =
        (ws, opt(any_term(&["时间", "日期"])), ws, opt(any_term(&["到", "至", "为"])), opt(any_term(&[":"])), ws)
            .parse(i)?;
    alt((calendar_date, damaged_end)).parse(i)
}

/// `year, [ "年" ], "12", [ "月" ], "31", [ "日" ]`   e.g. `20211231日`
fn damaged_end(i: In<'_>) -> Res<'_, Ymd> {
    let (i, year) = spaced_digits(4, 4)(i)?;
    let (i, ()) = fixed_day(i, "12", "31")?;
    if i.starts_with(|c| digit_value(c).is_some()) { no() } else { Ok((i, (year, 12, 31))) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn finds(text: &str, written: &str, year: u16, repaired: bool) {
        let found = find_period(text, false).unwrap_or_else(|| panic!("no period in {text}"));
        assert_eq!(
            (found.text, found.start, found.end, found.repaired),
            (written, Some((year, 1, 1)), (year, 12, 31), repaired)
        );
    }

    #[test]
    fn forms_of_a_period() {
        finds("统计期限自2024年1月1日起至2024年12月31日止。", "2024年1月1日起至2024年12月31日止", 2024, false);
        finds("统计期限自2024年1月1日起，至12月31日止。", "2024年1月1日起，至12月31日止", 2024, false);
        finds("2007年4月5日公布，现将2022年1月1日至12月31日期间的工作报告", "2022年1月1日至12月31日", 2022, false);
        finds(
            "从 2023 年 1 月 1 日到\n2023\n年 12 月 31 日。",
            "2023 年 1 月 1 日到\n2023\n年 12 月 31 日",
            2023,
            false,
        );
        finds("期限：2023年1月1日——2023年12月31日", "2023年1月1日——2023年12月31日", 2023, false);
        finds("2024.1.1-2024.12.31", "2024.1.1-2024.12.31", 2024, false);
        finds(
            "二〇二四年一月一日至二〇二四年十二月三十一日",
            "二〇二四年一月一日至二〇二四年十二月三十一日",
            2024,
            false,
        );
    }

    #[test]
    fn lost_words_are_put_back() {
        finds("时限为20231月1日至12月31日", "20231月1日至12月31日", 2023, true);
        finds("自202111日至20211231日止", "202111日至20211231日止", 2021, true);
        finds("为2023 11日到1231日", "2023 11日到1231日", 2023, true);
        finds("为2023年1月1日至12月31止", "2023年1月1日至12月31止", 2023, true);
    }

    #[test]
    fn only_the_last_day() {
        let found = find_period("数据截至2021年12月31日。", false).unwrap();
        assert_eq!((found.start, found.end), (None, (2021, 12, 31)));
    }

    #[test]
    fn what_is_no_period() {
        assert_eq!(find_period("国务院令第711号，2007年4月5日公布，2019年4月3日修订，电话0799-3300128", false), None);
        assert_eq!(find_period("2024年3月1日至6月30日开展检查。", true), None);
        assert_eq!(find_period("2024年1月1日至6月30日开展检查。", true), None);
        assert!(find_period("统计期限为2024年1月1日至6月30日。", true).is_some());
        assert_eq!(find_period("", false), None);
        assert_eq!(find_period(&"1".repeat(99), false), None);
    }
}
