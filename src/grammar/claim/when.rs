//! Of when a figure is.
//!
//! ```ebnf
//! when         = years | dated | part | this | past ;
//! years        = 4 * digit, until_word, year, [ "度" ] ;
//! dated        = year, [ "度" ], [ date, [ until_word, [ year ], date_of_year ] ] ;
//! date         = date_of_year ;
//! part         = date_of_year, [ ( "至" | "到" | "-" ), date_of_year ] ;
//! date_of_year = uint, "月", [ "份" ], [ uint, [ "日" | "号" ] ] ;
//! year         = 4 * digit, "年" ;
//! until_word   = [ "起" | "开始" ], ( "至" | "到" | "-" ) ;
//! this         = "本年" | "今年" | … ;
//! past         = "上年" | "去年" | … ;
//! ```
//!
//! Seen in the wild: `2022年制定0件` in a report on another year; `2024年1月1日至12月31日`, which is the year; `上年收到31件`,
//! the figure of a year without a number.
//!
//! A part of the year (`上半年`, `6月`) has no cell in any table, nor have several years (`以来`, `近三年`, `2021年至2024年`), so
//! figures of these are not claimed, until a clause begins with a year of its own.

use nom::Parser;
use nom::branch::alt;
use nom::bytes::complete::tag;
use nom::character::complete::{char, digit1};
use nom::combinator::{map, opt, value, verify};
use nom::sequence::preceded;

use super::word::{When, Word, Words};
use crate::grammar::date::numeral_year;
use crate::grammar::lexical::{In, Res, no, uint};

/// The words.
pub(super) const WORDS: Words = &[
    (
        Word::When(When::This),
        "本年 本年度 今年 当年 该年 该年度 报告期 报告期内 年度 本报告期 今年以来 \
         本年度内 本报告年度 年初以来",
    ),
    (Word::When(When::Whole), "全年 年内 一年来 全年度"),
    (Word::When(When::Past), "上年 上年度 去年 上一年 上一年度 前年 往年 历年 上一个年度 去年同期 上年同期"),
    (
        Word::When(When::Part),
        "上半年 下半年 季度 一季度 二季度 三季度 四季度 每年 每月 每 月均 年均 日均 平均 当月 单月 月份 \
         前三季度 当日 首次",
    ),
    (
        Word::When(When::Since),
        "以来 近年来 近几年 近几年来 近两年 近两年来 近二年 近三年 近三年来 近3年 近四年 近四年来 近五年 近五年来 近5年 \
         近十年 近十年来 两年来 三年来 四年来 五年来 六年来 七年来 十年来 几年来 多年来 数年来 \
         过去五年 过去三年 \
         “十四五”期间 “十四五”时期 “十三五”期间 “十三五”时期 十四五期间 十三五期间 历史",
    ),
];

/// Of when the figures of a sentence are.
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own about the sentence")]
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Time {
    /// The year that a word has named by its number.
    pub(super) year: Option<u16>,
    /// Whether a claim was made of that year.
    is_used: bool,
    past: bool,
    part: bool,
    since: bool,
}

impl Time {
    /// A word for a year, at the head of its clause or not.
    pub(super) fn heed(&mut self, when: When, is_head: bool) {
        match when {
            When::Year(year) if is_head => *self = Self { year: Some(year), ..Self::default() },
            When::Year(_) | When::Versus(_) => {}
            When::This => {
                (self.past, self.part, self.since) = (false, false, false);
                if self.is_used {
                    self.year = None;
                }
            }
            When::Whole => {
                (self.past, self.part) = (self.past && !is_head, false);
                self.since &= !is_head;
            }
            When::Past => self.past = true,
            When::Part => self.part = true,
            When::Since => {
                self.since = true;
                self.year = None;
            }
        }
    }

    /// A claim was made.
    pub(super) fn used(&mut self) {
        self.is_used = true;
    }

    /// Whether the figures are of a time that no table counts.
    pub(super) const fn is_other(self) -> bool {
        self.past || self.part || self.since
    }

    /// Whether they are of the year before, or of a part of a year. What there was none of in several years there was
    /// none of in the last.
    pub(super) const fn is_elsewhen(self) -> bool {
        self.past || self.part
    }

    /// Whether they are of more than a year.
    pub(super) const fn is_of_years(self) -> bool {
        self.since
    }

    /// Whether the figures are of more than a year, or of less.
    pub(super) const fn is_no_year(self) -> bool {
        self.since || self.part
    }

    /// Goes on behind a clause without a claim: what it said of the last year, or of a part of one, was of nothing else.
    pub(super) fn go_on(&mut self, before: Self) {
        (self.past, self.part) = (self.past && before.past, self.part && before.part);
    }
}

/// `years | dated | part`, as far as `when` has figures   e.g. `2024年1月1日至12月31日`
pub(super) fn when(i: In<'_>) -> Res<'_, Word> {
    match i.chars().next() {
        Some('0'..='9') => alt((years, dated, part)).parse(i),
        Some('二') => map(numeral_dated, Word::When).parse(i),
        _ => no(),
    }
}

/// Years by their first and their last   e.g. `2021-2024年`
fn years(i: In<'_>) -> Res<'_, Word> {
    let first = verify(digit1, |digits: &str| digits.len() == 4 && digits.starts_with("20"));
    let (rest, _) = (first, until_word, year, opt(char('度'))).parse(i)?;
    if starts_with_month(rest) { no() } else { Ok((rest, Word::When(When::Since))) }
}

/// `year, "年", [ "度" ], [ date ]`   e.g. `2024年度`, `2024年6月`
fn dated(i: In<'_>) -> Res<'_, Word> {
    let (rest, year) = year(i)?;
    let (rest, _) = opt(char('度')).parse(rest)?;
    // 2021年至2024年: years, and not one of them.
    if let Ok((rest, _)) = (until_word, self::year, opt(char('度'))).parse(rest)
        && !starts_with_month(rest)
    {
        return Ok((rest, Word::When(When::Since)));
    }
    let Ok((rest, date)) = date(rest) else { return Ok((rest, Word::When(When::Year(year)))) };
    let until = preceded(until_word, (opt(year_word), date_of_year));
    let (rest, last) = opt(until).parse(rest)?;
    let (other, last) = last.map_or((None, None), |(other, last)| (other.flatten(), Some(last)));
    if other.is_some_and(|other| other != year) {
        return Ok((rest, Word::When(When::Since)));
    }
    let is_year = match last {
        Some(last) => date.is_none_or(|(month, day)| (month, day.unwrap_or(1)) == (1, 1)) && is_last_day(last),
        None => date.is_some_and(is_last_day),
    };
    Ok((rest, Word::When(if is_year { When::Year(year) } else { When::Part })))
}

/// `year` in numerals   e.g. `二〇二四年`
fn numeral_dated(i: In<'_>) -> Res<'_, When> {
    let (rest, year) = numeral_year(i)?;
    let (rest, _) = (char('年'), opt(char('度'))).parse(rest)?;
    Ok((rest, When::Year(year)))
}

/// `part = digits, [ ( "-" | "至" ), digits ], ( "月份" | "月" ), …`   e.g. `6月`, `1月至6月`, `12月31日`
fn part(i: In<'_>) -> Res<'_, Word> {
    let (rest, first) = date_of_year(i)?;
    let (rest, last) = opt(preceded(alt((tag("至"), tag("到"), tag("-"), tag("—"))), date_of_year)).parse(rest)?;
    let is_year = match last {
        Some(last) => first.0 == 1 && is_last_day(last),
        None => is_last_day(first),
    };
    Ok((rest, if is_year { Word::Fill } else { Word::When(When::Part) }))
}

/// `year = digit, digit, digit, digit, "年"`, from 1949 to 2099
pub(super) fn year(i: In<'_>) -> Res<'_, u16> {
    let year = verify(digit1, |digits: &str| digits.len() == 4);
    let (rest, year) = (year, char('年')).map(|(year, _): (&str, _)| year.parse::<u16>().unwrap_or(0)).parse(i)?;
    if (1949..=2099).contains(&year) { Ok((rest, year)) } else { no() }
}

fn year_word(i: In<'_>) -> Res<'_, Option<u16>> {
    alt((year.map(Some), value(None, alt((tag("当年"), tag("同年")))))).parse(i)
}

/// `[ "起" ], ( "至" | "到" | … )`
fn until_word(i: In<'_>) -> Res<'_, ()> {
    let mark = alt((tag("至"), tag("到"), tag("-"), tag("—"), tag("~"), tag("–")));
    (opt(alt((tag("起"), tag("开始")))), mark).map(drop).parse(i)
}

/// Whether a date goes on with its month.
fn starts_with_month(i: In<'_>) -> bool {
    i.starts_with(|c: char| c.is_ascii_digit()) && date_of_year(i).is_ok()
}

/// `date`, or nothing but the year where it is in its last days
fn date(i: In<'_>) -> Res<'_, Option<(u64, Option<u64>)>> {
    map(date_of_year, Some).parse(i)
}

/// `figure, "月", [ "份" ], [ figure, ( "日" | "号" ) ]`   e.g. `12月31日`, `6月份`
fn date_of_year(i: In<'_>) -> Res<'_, (u64, Option<u64>)> {
    let (rest, month) = verify(uint, |month| (1..=12).contains(month)).parse(i)?;
    let (rest, _) = (char('月'), opt(char('份'))).parse(rest)?;
    let (rest, day) =
        opt((verify(uint, |day| (1..=31).contains(day)), opt(alt((char('日'), char('号')))))).parse(rest)?;
    Ok((rest, (month, day.map(|(day, _)| day))))
}

/// Whether a date is the last of a year.
fn is_last_day((month, day): (u64, Option<u64>)) -> bool {
    month == 12 && day.is_none_or(|day| day == 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn reads(text: &str, wanted: Word, rest: &str) {
        assert_eq!(when(text), Ok((rest, wanted)), "{text}");
    }

    #[test]
    fn years_and_their_parts() {
        reads("2024年，", Word::When(When::Year(2024)), "，");
        reads("2024年度共", Word::When(When::Year(2024)), "共");
        reads("2024年1月1日至12月31日，", Word::When(When::Year(2024)), "，");
        reads("2024年1月1日至2024年12月31日，", Word::When(When::Year(2024)), "，");
        reads("2024年12月31日，", Word::When(When::Year(2024)), "，");
        reads("2024年6月，", Word::When(When::Part), "，");
        reads("1月至6月，", Word::When(When::Part), "，");
        reads("12月31日，", Word::Fill, "，");
        reads("2021年至2024年，", Word::When(When::Since), "，");
        reads("2021-2024年度，", Word::When(When::Since), "，");
        reads("2021年1月1日至2024年12月31日，", Word::When(When::Since), "，");
        reads("二〇二四年度，", Word::When(When::Year(2024)), "，");
        assert!(when("711号").is_err() && when("19件").is_err() && when("1834年").is_err());
    }
}
