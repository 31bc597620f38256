//! Figures of prose: a number, how exact it is, and its measure word.
//!
//! ```ebnf
//! figure    = ( number, [ times ] | numerals ), [ more ], [ unit, [ more ] ], [ "以上" | "左右" ] ;
//! number    = ( spread | thousands | digits ), [ ".", digits ] ;
//! spread    = digit, " ", digit, { " ", digit } ;
//! thousands = digits, mark, 3 * digit, { mark, 3 * digit } ;         (* mark: "," or a blank, all of them the same *)
//! times     = "万" | "亿" ;
//! more      = "余" | "多" | "来" ;
//! unit      = thing | "元" | "万元" | "亿元" | "%" | "个百分点" ;
//! thing     = "件", [ "次" ] | "宗" | "起" | "例" | "桩" | "条" | "份" | "次" | "个" | "项" | "部" | "封" ;
//! numerals  = { "一" … "九" | "两" | "零" | "〇" | "十" | "百" | "千" | "万" } ;
//! percent   = "百分之", ( number | "百" | numerals ) ;
//! ```
//!
//! Seen in the wild: `三百余条`, `1.2万件`, `1 834件` with a blank for thousands, `1 9 件` with a blank between digits,
//! `近20件`, `20件左右`, `部分公开67，` without a measure word, `一次`.
//!
//! Not read: ranges (`3至5件`), ordinals (`第3件`), numbers with letters or dashes at them, fractions. Numerals are a
//! figure only with a measure word behind them: `十四五`, `三公` and `一是` are none.

use nom::Parser;
use nom::branch::alt;
use nom::bytes::complete::{tag, take_while, take_while1};
use nom::character::complete::{char, digit1, one_of};
use nom::combinator::{opt, recognize, value, verify};
use nom::multi::many0_count;
use nom::sequence::{pair, preceded};

use crate::grammar::lexical::{In, Res, chinese_digit, is_han, no};
use crate::report::{Decimal, Figure, Unit};

/// A number of the prose.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Number {
    /// The figure, with the words beside it that say how exact it is.
    pub(super) figure: Figure,
    /// What its measure word measures.
    pub(super) kind: Kind,
    /// Bytes of the number itself.
    pub(super) len: u32,
}

/// What a measure word measures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Things, by this measure word.
    Things(char),
    /// Money.
    Money(Unit),
    /// Percent.
    Percent,
    /// Percentage points.
    Points,
    /// None is written.
    Bare,
}

/// `figure`   e.g. `1.2万余件`
pub(super) fn figure(i: In<'_>) -> Res<'_, Number> {
    let is_numeral = !i.starts_with(|c: char| c.is_ascii_digit());
    let (rest, number) = if is_numeral { numerals(i)? } else { number(i)? };
    let written = i.len() - rest.len();
    let (rest, times) = if is_numeral { (rest, 1) } else { times(rest)? };
    let number = number.checked_mul(times).ok_or(nom::Err::Error(()))?;
    let len = if times == 1 { written } else { i.len() - rest.len() };
    let (rest, before) = opt(more).parse(rest)?;
    let (rest, kind) = opt(unit).parse(rest)?;
    if is_numeral && !matches!(kind, Some(Kind::Things(_) | Kind::Money(_))) {
        return no();
    }
    let (rest, behind) = if kind.is_some() { opt(more).parse(rest)? } else { (rest, None) };
    let (rest, bound) = opt(alt((value(true, tag("以上")), value(false, tag("左右"))))).parse(rest)?;
    if rest.starts_with(['-', '~', '/', '至', '—', '–']) && rest.chars().nth(1).is_some_and(|c| c.is_ascii_digit())
    {
        return no();
    }
    let is_naught_in_words = is_numeral && number.is_zero();
    let figure = match bound {
        _ if is_naught_in_words => Figure::None,
        Some(false) => Figure::About(number),
        _ if before.is_some() || behind.is_some() || bound.is_some() => Figure::AtLeast(number),
        _ => Figure::Exact(number),
    };
    Ok((rest, Number { figure, kind: kind.unwrap_or(Kind::Bare), len: crate::source::offset(len) }))
}

/// `percent = "百分之", ( number | "百" | numerals ) ;`   e.g. `百分之百`
pub(super) fn percent(i: In<'_>) -> Res<'_, Number> {
    let (rest, number) =
        preceded(tag("百分之"), alt((number, value(Decimal::from(100u64), tag("百")), numerals))).parse(i)?;
    let len = crate::source::offset(i.len() - rest.len());
    Ok((rest, Number { figure: Figure::Exact(number), kind: Kind::Percent, len }))
}

/// `number = ( spread | thousands | digits ), [ ".", digits ] ;`   e.g. `1,834`
fn number(i: In<'_>) -> Res<'_, Decimal> {
    if let Some(found) = plain(i) {
        return Ok(found);
    }
    let (rest, written) = recognize(pair(alt((spread, thousands, digit1)), opt(pair(char('.'), digit1)))).parse(i)?;
    // No count is longer, and what reads decimals would go a step deeper for each digit.
    if written.len() > 24
        || rest.starts_with(|c: char| c.is_ascii_alphanumeric())
        || rest.starts_with(['.', ',', ' ']) && rest.chars().nth(1).is_some_and(|c| c.is_ascii_digit())
    {
        return no();
    }
    let value = if written.contains([',', ' ']) { written.replace([',', ' '], "").parse() } else { written.parse() };
    value.map(|value| (rest, value)).map_err(|_| nom::Err::Error(()))
}

/// `digits`, with a Chinese character behind them, as nearly all numbers are   e.g. `19件`
fn plain(i: In<'_>) -> Option<(In<'_>, Decimal)> {
    let len = i.bytes().take_while(u8::is_ascii_digit).count();
    let rest = i.get(len..).filter(|rest| rest.starts_with(is_han))?;
    Some((rest, i.get(..len).filter(|digits| digits.len() < 19)?.parse::<u64>().ok()?.into()))
}

/// `digits, mark, digit, digit, digit, { mark, digit, digit, digit }`   e.g. `1,834,552`
fn thousands(i: In<'_>) -> Res<'_, In<'_>> {
    let group = |mark| preceded(char(mark), verify(digit1, |digits: &str| digits.len() == 3));
    let all = |mark| {
        recognize(pair(verify(digit1, |digits: &str| digits.len() <= 3), pair(group(mark), many0_count(group(mark)))))
    };
    alt((all(','), all(' '))).parse(i)
}

/// A number whose digits stand apart   e.g. `1 9`
fn spread(i: In<'_>) -> Res<'_, In<'_>> {
    let one = |i| verify(digit1, |digits: &str| digits.len() == 1).parse(i);
    recognize(pair(one, pair(preceded(char(' '), one), many0_count(preceded(char(' '), one))))).parse(i)
}

/// `times = "万" | "亿" ;`, which is part of the unit in 万元
fn times(i: In<'_>) -> Res<'_, u32> {
    let (rest, times) = opt(alt((value(10_000, char('万')), value(100_000_000, char('亿'))))).parse(i)?;
    match times {
        Some(times) if !rest.starts_with('元') && !rest.starts_with("余元") && !rest.starts_with("多元") => {
            Ok((rest, times))
        }
        _ => Ok((i, 1)),
    }
}

/// `more = "余" | "多" | "来" ;`
fn more(i: In<'_>) -> Res<'_, ()> {
    one_of("余多来").map(drop).parse(i)
}

/// `unit = thing | "元" | "万元" | "亿元" | "%" | "个百分点" ;`
fn unit(i: In<'_>) -> Res<'_, Kind> {
    if !i.starts_with(['%', '个', '元', '万', '亿']) {
        return thing(i);
    }
    alt((
        value(Kind::Percent, char('%')),
        value(Kind::Points, tag("个百分点")),
        value(Kind::Money(Unit::Yuan), char('元')),
        value(Kind::Money(Unit::TenThousandYuan), alt((tag("万元"), tag("万余元"), tag("万多元")))),
        value(Kind::Money(Unit::HundredMillionYuan), alt((tag("亿元"), tag("亿余元"), tag("亿多元")))),
        thing,
    ))
    .parse(i)
}

/// `thing = "件", [ "次" ] | "宗" | "起" | "例" | "桩" | "条" | "份" | "次" | "个" | "项" | "部" | "封" ;`
fn thing(i: In<'_>) -> Res<'_, Kind> {
    let mut rest = i.chars();
    let Some(word @ ('件' | '宗' | '起' | '例' | '桩' | '条' | '份' | '次' | '个' | '项' | '部' | '封')) = rest.next()
    else {
        return no();
    };
    let behind = rest.as_str();
    // Words of which the measure word is only the beginning.
    let goes_on = match word {
        '次' => behind.starts_with(['性', '序', '会', '年']),
        '部' => behind.starts_with(['分', '门', '署', '委']),
        '个' => behind.starts_with(['人', '月', '工', '自', '小', '别', '体', '案', '性', '百']),
        '起' => behind.starts_with(['草', '诉', '来', '止', '点', '步']),
        '条' => behind.starts_with(['例', '规', '款', '件']),
        '项' => behind.starts_with(['目']),
        '例' => behind.starts_with(['如', '行', '会', '外']),
        _ => false,
    };
    if goes_on {
        return no();
    }
    let behind = if word == '件' { behind.strip_prefix('次').unwrap_or(behind) } else { behind };
    Ok((behind, Kind::Things(word)))
}

/// `numerals`, as a number   e.g. `三百二十一`
fn numerals(i: In<'_>) -> Res<'_, Decimal> {
    let (rest, written) = take_while1(|c| numeral(c).is_some()).parse(i)?;
    let (mut total, mut section, mut digit) = (0u64, 0u64, None);
    let mut last_was_digit = false;
    for c in written.chars().take(12) {
        let value = numeral(c).unwrap_or(0);
        if value < 10 {
            // 二〇 names digits one by one, as years and rooms are named.
            if last_was_digit && digit != Some(0) {
                return no();
            }
            digit = Some(value);
            last_was_digit = true;
            continue;
        }
        last_was_digit = false;
        if value == 10_000 {
            total = (total + section + digit.take().unwrap_or(0)) * value;
            section = 0;
        } else {
            section += digit.take().filter(|&digit| digit > 0).unwrap_or(1) * value;
        }
    }
    Ok((rest, Decimal::from(total + section + digit.unwrap_or(0))))
}

/// The value of a numeral.
fn numeral(c: char) -> Option<u64> {
    Some(match c {
        '零' | '〇' => 0,
        '两' => 2,
        '百' => 100,
        '千' => 1000,
        '万' => 10_000,
        _ => return chinese_digit(c).map(u64::from),
    })
}

/// Whether a numeral begins with `c`, if anything of a figure does.
pub(super) fn is_numeral(c: char) -> bool {
    numeral(c).is_some()
}

/// What sticks to a number that is no figure: further digits, dashes and letters.
pub(super) fn no_figure(i: In<'_>) -> Res<'_, ()> {
    take_while(|c: char| {
        c.is_ascii_alphanumeric() || matches!(c, '-' | '~' | '/' | '.' | ',' | ' ' | '—' | '–' | '至' | ':')
    })
    .map(drop)
    .parse(i)
}

#[cfg(test)]
mod tests {
    use core::fmt::Write as _;

    use super::*;

    /// What a figure is read as, in short.
    fn read(text: &str) -> String {
        let Ok((rest, number)) = figure(text) else { return "-".into() };
        let (mark, value) = match number.figure {
            Figure::Exact(value) => ("", value),
            Figure::AtLeast(value) => (">=", value),
            Figure::About(value) => ("~", value),
            Figure::None => return format!("none {:?} [{rest}]", number.kind),
        };
        let mut out = format!("{mark}{value} ");
        let _ = match number.kind {
            Kind::Things(c) => write!(out, "{c}"),
            Kind::Money(unit) => write!(out, "{}", unit.as_str()),
            kind => write!(out, "{kind:?}"),
        };
        let _ = write!(out, " {} [{rest}]", text.get(..number.len as usize).unwrap_or("?"));
        out
    }

    #[test]
    fn forms_of_a_figure() {
        assert_eq!(read("19件，"), "19 件 19 [，]");
        assert_eq!(read("1,834,552件"), "1834552 件 1,834,552 []");
        assert_eq!(read("1 834件"), "1834 件 1 834 []");
        assert_eq!(read("1 9件"), "19 件 1 9 []");
        assert_eq!(read("300余条"), ">=300 条 300 []");
        assert_eq!(read("20件左右"), "~20 件 20 []");
        assert_eq!(read("20件以上"), ">=20 件 20 []");
        assert_eq!(read("1.2万件"), "12000.0 件 1.2万 []");
        assert_eq!(read("3万余件"), ">=30000 件 3万 []");
        assert_eq!(read("86.5万元"), "86.5 万元 86.5 []");
        assert_eq!(read("98.6%"), "98.6 Percent 98.6 []");
        assert_eq!(read("5个百分点"), "5 Points 5 []");
        assert_eq!(read("67，"), "67 Bare 67 [，]");
        assert_eq!(read("二十一件"), "21 件 二十一 []");
        assert_eq!(read("三百余条"), ">=300 条 三百 []");
        assert_eq!(read("一百零五件"), "105 件 一百零五 []");
        assert_eq!(read("两件"), "2 件 两 []");
        assert_eq!(read("零件"), "none Things('件') []");
        assert_eq!(read("十件"), "10 件 十 []");
        assert_eq!(read("3件次"), "3 件 3 []");
    }

    #[test]
    fn what_is_no_figure() {
        for text in ["一是", "十四五", "二〇二四年", "3至5件", "3-5件", "8 12件", "1.2.3", "12ab", "三公", ""]
        {
            assert_eq!(read(text), "-", "{text}");
        }
        assert_eq!(read("3个月"), "3 Bare 3 [个月]");
        assert!(percent("百分之百").is_ok_and(|(_, number)| number.figure == Figure::Exact(Decimal::from(100u64))));
        assert!(percent("百分之九十五").is_ok_and(|(_, number)| number.figure == Figure::Exact(Decimal::from(95u64))));
    }
}
