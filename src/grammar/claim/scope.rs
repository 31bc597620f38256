//! Whose figure it is, and of when.
//!
//! ```ebnf
//! when  = year, "年", [ "度" ], [ date ] | part | ? a word for this year or the last ? ;
//! date  = figure, "月", [ figure, ( "日" | "号" ) ], [ "至", … ] ;
//! part  = digits, [ "-" | "至", digits ], ( "月份" | "月" ) ;
//! ```
//!
//! Seen in the wild: `全市共受理72件，其中市政府本级18件`, where each figure has its scope; `2022年制定0件` in a report on
//! another year; `上年收到31件`, the figure of a year without a number.
//!
//! 我市, 我县 and 我镇 say nothing: in the report of a county 我县 may be the government's own desk or all of the county.
//! A part of the year (`上半年`, `6月`, `以来`) has no cell in any table, so figures of one are not claimed.

use nom::Parser;
use nom::branch::alt;
use nom::bytes::complete::tag;
use nom::character::complete::{char, digit1};
use nom::combinator::{map, opt, value, verify};
use nom::sequence::preceded;

use super::word::{When, Word, Words};
use crate::grammar::date::numeral_year;
use crate::grammar::lexical::{In, Res, no, uint};
use crate::report::Scope;

/// The words.
pub(super) const WORDS: Words = &[
    (
        Word::Whose(Scope::Region),
        "全市 全县 全区 全省 全镇 全旗 全州 全盟 全乡 全街道 全域 全系统 全自治区 全地区 全自治州 \
         全市各级 全市各级行政机关 全县各级行政机关 全区各级行政机关 全省各级行政机关 全市行政机关 \
         全县行政机关 全区行政机关 全市各级各部门 全县各级各部门 全区各级各部门 全市各部门 全县各部门 \
         全区各部门 全市政府系统 全县政府系统 全区政府系统 各级行政机关 全市范围 全县范围 全区范围",
    ),
    (
        Word::Whose(Scope::Office),
        "本机关 本单位 本局 本委 本厅 本办 本中心 本院 本部门 本级 我局 我委 我办 我厅 我单位 我机关 \
         我中心 我院 我所 我部门 我处 全局 全委 全厅 全办 局机关 委机关 厅机关 机关本级 局本级 市本级 \
         县本级 区本级 省本级 镇本级 乡本级 政府本级 市政府本级 县政府本级 区政府本级 省政府本级 \
         市人民政府本级 县人民政府本级 区人民政府本级 政府办公室 市政府办公室 县政府办公室 区政府办公室 \
         省政府办公厅 市政府办公厅 区政府办 县政府办 市政府办 政府办 市人民政府办公室 县人民政府办公室 \
         区人民政府办公室 镇政府办公室 乡政府办公室 街道办公室 局办公室 办公室 办公厅 市级政府办公室 \
         本市政府办公室",
    ),
    (
        Word::Whose(Scope::Others),
        "各部门 各单位 各乡镇 各镇街 各镇 各乡 各街道 各县区 各区县 各县 各区 各市 各市县 各镇办 县直单位 \
         市直单位 区直单位 县直部门 市直部门 区直部门 县直各部门 市直各部门 区直各部门 县直各单位 \
         市直各单位 区直各单位 县级部门 市级部门 区级部门 省直部门 省级部门 下属单位 所属单位 直属单位 \
         各直属单位 各下属单位 各科室 各县市区 各县(市、区) 乡镇街道 各乡镇街道 各镇街道 各职能部门 \
         各分局 部门 乡镇 镇街 县区 区县 市县 基层单位 县市区",
    ),
    (
        Word::Fill,
        "我市 我县 我区 我省 我镇 我乡 我街道 我旗 我州 本市 本县 本区 本镇 本乡 市政府 县政府 区政府 \
         镇政府 乡政府 街道办事处 县人民政府 市人民政府 区人民政府 镇人民政府 乡人民政府",
    ),
    (
        Word::When(When::This),
        "本年 本年度 今年 当年 该年 该年度 报告期 报告期内 年度 本报告期 今年以来 \
         本年度内 本报告年度",
    ),
    (Word::When(When::Whole), "全年 年内 一年来 全年度"),
    (Word::When(When::Past), "上年 上年度 去年 上一年 上一年度 前年 往年 历年 上一个年度 去年同期 上年同期"),
    (
        Word::When(When::Part),
        "上半年 下半年 季度 一季度 二季度 三季度 四季度 每年 每月 每 月均 年均 日均 平均 当月 单月 月份 \
         前三季度 当日 首次",
    ),
    (Word::When(When::Since), "以来 近年来 近几年 近三年 近五年 历史"),
];

/// `when = year, "年", [ "度" ], [ date ] | part ;`   e.g. `2024年1月1日至12月31日`
pub(super) fn when(i: In<'_>) -> Res<'_, Word> {
    match i.chars().next() {
        Some('0'..='9') => alt((dated, part)).parse(i),
        Some('二') => map(numeral_dated, Word::When).parse(i),
        _ => no(),
    }
}

/// `year, "年", [ "度" ], [ date ]`   e.g. `2024年度`, `2024年6月`
fn dated(i: In<'_>) -> Res<'_, Word> {
    let (rest, year) = year(i)?;
    let (rest, _) = opt(char('度')).parse(rest)?;
    let Ok((rest, date)) = date(rest) else { return Ok((rest, Word::When(When::Year(year)))) };
    let until = preceded(
        (opt(alt((tag("起"), tag("开始")))), alt((tag("至"), tag("到"), tag("-"), tag("—"), tag("~")))),
        preceded(opt(year_word), date_of_year),
    );
    let (rest, last) = opt(until).parse(rest)?;
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

fn year_word(i: In<'_>) -> Res<'_, ()> {
    alt((year.map(drop), value((), tag("当年")), value((), tag("同年")))).parse(i)
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
        reads("二〇二四年度，", Word::When(When::Year(2024)), "，");
        assert!(when("711号").is_err() && when("19件").is_err() && when("1834年").is_err());
    }
}
