//! Dates, as signatures, preambles and web pages write them.
//!
//! A date stands by itself in a signature (成文日期) and behind a label in the head of a web page (发布日期); two of
//! them make the statistical period, see [`period`](super::period).
//!
//! ```ebnf
//! calendar_date = han_date | numeral_date | mark_date ;
//! han_date      = year, "年", month_day ;
//! month_day     = figure, "月", figure, ( "日" | "号" ) ;
//! numeral_date  = numeral_year, "年", numerals, "月", numerals, ( "日" | "号" ) ;
//! mark_date     = year, mark, figure, mark, figure ;      (* all marks the same *)
//! year          = 4 * digit ;                             (* 1949 to 2099 *)
//! numeral_year  = 4 * numeral ;
//! figure        = digit, [ digit ] ;
//! mark          = "-" | "." | "/" ;
//! numeral       = "〇" | "○" | "零" | "O" | "一" … "九" ;
//! numerals      = [ numeral ], "十", [ numeral ] | numeral ;
//! ```
//!
//! White space may stand anywhere, also within a number: extractors break `2025` into `2⏎025`. Only dates with marks
//! hold no white space, since there nothing would tell `2025-1-7 09:30` from `2025-1-70`.
//!
//! Not checked here: whether there is such a day. [`Date::new`](crate::report::Date::new) knows.

use nom::Parser;
use nom::branch::alt;
use nom::combinator::verify;

use super::lexical::{In, Res, any_term, digit_value, fold, is_space, no, term, ws};

/// Year, month and day as they were written, which need not be a day of the calendar.
pub(super) type Ymd = (u16, u8, u8);

/// `calendar_date = han_date | numeral_date | mark_date ;`   e.g. `2025 年 1 月 20 日`
pub(super) fn calendar_date(i: In<'_>) -> Res<'_, Ymd> {
    match i.chars().next().map(fold) {
        Some('0'..='9') => alt((han_date, mark_date)).parse(i),
        Some('一' | '二') => numeral_date(i),
        _ => no(),
    }
}

/// `han_date = year, "年", month_day ;`   e.g. `2025年1月20日`
fn han_date(i: In<'_>) -> Res<'_, Ymd> {
    let (i, year) = year(i)?;
    let (i, (month, day)) = (ws, term("年"), ws, month_day).map(|(.., month_day)| month_day).parse(i)?;
    Ok((i, (year, month, day)))
}

/// `month_day = figure, "月", figure, ( "日" | "号" ) ;`   e.g. `12月31日`
pub(super) fn month_day(i: In<'_>) -> Res<'_, (u8, u8)> {
    let (i, month) = figure(i)?;
    let (i, _) = (ws, term("月"), ws).parse(i)?;
    let (i, day) = figure(i)?;
    let (i, _) = (ws, any_term(&["日", "号"])).parse(i)?;
    Ok((i, (month, day)))
}

/// `mark_date = year, mark, figure, mark, figure ;`   e.g. `2025.1.20`, `2025-01-20`
fn mark_date(i: In<'_>) -> Res<'_, Ymd> {
    let (i, year) = year(i)?;
    let (i, first) = mark(i)?;
    let (i, month) = joined_figure(i)?;
    let (i, second) = mark(i)?;
    let (i, day) = joined_figure(i)?;
    if first == second { Ok((i, (year, month, day))) } else { no() }
}

/// `mark = "-" | "." | "/" ;`
fn mark(i: In<'_>) -> Res<'_, char> {
    let mut rest = i.chars();
    match rest.next().map(fold) {
        Some(c @ ('-' | '.' | '/')) => Ok((rest.as_str(), c)),
        _ => no(),
    }
}

/// `numeral_date = numeral_year, "年", numerals, "月", numerals, ( "日" | "号" ) ;`   e.g. `二〇二五年一月二十日`
fn numeral_date(i: In<'_>) -> Res<'_, Ymd> {
    let (i, year) = numeral_year(i)?;
    let (i, _) = (ws, term("年"), ws).parse(i)?;
    let (i, month) = numerals(i)?;
    let (i, _) = (ws, term("月"), ws).parse(i)?;
    let (i, day) = numerals(i)?;
    let (i, _) = (ws, any_term(&["日", "号"])).parse(i)?;
    Ok((i, (year, month, day)))
}

/// `year = 4 * digit ;`   e.g. `2024`, `2⏎024`
pub(super) fn year(i: In<'_>) -> Res<'_, u16> {
    verify(spaced_digits(4, 4), |year| (1949..=2099).contains(year)).parse(i)
}

/// `numeral_year = 4 * numeral ;`   e.g. `二〇二五`
pub(super) fn numeral_year(i: In<'_>) -> Res<'_, u16> {
    let mut rest = i;
    let mut value = 0;
    for _ in 0..4 {
        let (after, digit) = (ws, numeral).map(|((), digit)| digit).parse(rest)?;
        value = value * 10 + u16::from(digit);
        rest = after;
    }
    if (1949..=2099).contains(&value) { Ok((rest, value)) } else { no() }
}

/// `figure = digit, [ digit ] ;`
fn figure(i: In<'_>) -> Res<'_, u8> {
    spaced_digits(1, 2).map(|value| u8::try_from(value).unwrap_or(u8::MAX)).parse(i)
}

/// `figure`, without white space in it, and no further digit behind it
fn joined_figure(i: In<'_>) -> Res<'_, u8> {
    let mut value = 0;
    let mut rest = i.chars();
    for n in 0..3 {
        let before = rest.as_str();
        match rest.next().and_then(digit_value).and_then(|digit| u8::try_from(digit).ok()) {
            Some(_) if n == 2 => return no(),
            Some(digit) => value = value * 10 + digit,
            None if n == 0 => return no(),
            None => return Ok((before, value)),
        }
    }
    no()
}

/// `least` to `most` digits, with any white space between. White space behind them is left.
pub(super) fn spaced_digits<'a>(least: usize, most: usize) -> impl FnMut(In<'a>) -> Res<'a, u16> {
    move |i| {
        let mut rest = i;
        let mut value = 0;
        for n in 0..most {
            let at = if n == 0 { rest } else { rest.trim_start_matches(is_space) };
            let mut chars = at.chars();
            match chars.next().and_then(digit_value).and_then(|digit| u16::try_from(digit).ok()) {
                Some(digit) => {
                    value = value * 10 + digit;
                    rest = chars.as_str();
                }
                None if n < least => return no(),
                None => break,
            }
        }
        Ok((rest, value))
    }
}

/// `numeral = "〇" | "○" | "零" | "O" | "一" … "九" ;`
fn numeral(i: In<'_>) -> Res<'_, u8> {
    let mut rest = i.chars();
    let value = match rest.next().map(fold) {
        Some('〇' | '○' | '零' | 'O' | 'o' | '0' | '◯') => 0,
        Some(c) => match super::lexical::chinese_digit(c) {
            Some(value @ 1..=9) => value,
            _ => return no(),
        },
        None => return no(),
    };
    Ok((rest.as_str(), value))
}

/// `numerals = [ numeral ], "十", [ numeral ] | numeral ;`   e.g. `二十一`
pub(super) fn numerals(i: In<'_>) -> Res<'_, u8> {
    let (rest, tens) = match numeral(i) {
        Ok((rest, first)) => match (ws, term("十")).parse(rest) {
            Ok((rest, _)) => (rest, first),
            Err(_) => return Ok((rest, first)),
        },
        Err(_) => (term("十")(i)?.0, 1),
    };
    match (ws, numeral).parse(rest) {
        Ok((rest, ((), ones))) => Ok((rest, tens * 10 + ones)),
        Err(_) => Ok((rest, tens * 10)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn reads(text: &str, wanted: Ymd, rest: &str) {
        assert_eq!(calendar_date(text), Ok((rest, wanted)), "{text}");
    }

    #[test]
    fn forms_of_a_date() {
        reads("2025年1月20日", (2025, 1, 20), "");
        reads("2025 年 1 月 20 日。", (2025, 1, 20), "。");
        reads("２０２５年１月２０号", (2025, 1, 20), "");
        reads("2\n025\n年\n1\n月\n16\n日", (2025, 1, 16), "");
        reads("二〇二五年一月二十日", (2025, 1, 20), "");
        reads("二○二五年十二月三十一日", (2025, 12, 31), "");
        reads("2025.1.20", (2025, 1, 20), "");
        reads("2025-01-17 09:30", (2025, 1, 17), " 09:30");
        reads("2025/1/7", (2025, 1, 7), "");
    }

    #[test]
    fn what_is_no_date() {
        for text in ["", "2024年", "2024年度1月", "334099", "0799-3300128", "2025-1.20", "711", "2025-01-200", "一是"]
        {
            assert!(calendar_date(text).is_err(), "{text}");
        }
    }

    #[test]
    fn months_and_numerals() {
        assert_eq!(month_day("12 月 31 日止"), Ok(("止", (12, 31))));
        assert_eq!(numerals("十"), Ok(("", 10)));
        assert_eq!(numerals("二十一日"), Ok(("日", 21)));
        assert_eq!(numerals("三月"), Ok(("月", 3)));
        assert!(numerals("〇〇").is_ok_and(|(_, value)| value == 0));
    }
}
