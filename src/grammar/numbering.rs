//! Numbers in front of headings and list items.
//!
//! ```ebnf
//! numbering = chinese | bracketed | arabic | circled ;
//! chinese   = numerals, "、" ;
//! bracketed = "(", [ numerals | digit, [ digit ] ], ")", [ "、" ] ;
//! arabic    = digit, [ digit ], ( "." | "、" ) ;               (* no digit behind: 1.5 is no number 1 *)
//! circled   = "①" … "⑳" ;
//! ```
//!
//! Seen in the wild: both widths of everything, spaces inside (`( 一 )`), a stop behind the bracket (`（一）、`), the digit
//! lost with the styled text it stood in (`（）`), and `一是`, which counts sentences and heads nothing.

use nom::Parser;
use nom::branch::alt;
use nom::combinator::opt;

use super::date::{numerals, spaced_digits};
use super::lexical::{In, Res, digit_value, fold, is_space, no, term, ws};
use crate::report::{Numbering, NumberingStyle};

/// `numbering = chinese | bracketed | arabic | circled ;`   e.g. `（一）`
pub(crate) fn numbering(i: In<'_>) -> Res<'_, Numbering> {
    // Nearly every line of a report begins with something else, which its first character tells.
    match i.chars().next() {
        Some('（' | '(' | '﹙') => bracketed(i),
        Some('0'..='9' | '０'..='９') => arabic(i),
        Some('①'..='⑳') => circled(i),
        Some('一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十') => chinese(i),
        _ => no(),
    }
}

/// `chinese = numerals, "、" ;`   e.g. `一、`
fn chinese(i: In<'_>) -> Res<'_, Numbering> {
    let (i, value) = numerals(i)?;
    let (i, _) = (ws, term("、"), ws).parse(i)?;
    Ok((i, Numbering { style: NumberingStyle::Chinese, value: Some(value) }))
}

/// `bracketed = "(", [ numerals | digit, [ digit ] ], ")", [ "、" ] ;`   e.g. `（一）`, `(1)`, `（）`
fn bracketed(i: In<'_>) -> Res<'_, Numbering> {
    let (i, _) = (term("("), ws).parse(i)?;
    let figure = spaced_digits(1, 2).map(|value| (NumberingStyle::ArabicInBrackets, u8::try_from(value).ok()));
    let numeral = numerals.map(|value| (NumberingStyle::ChineseInBrackets, Some(value)));
    let (i, found) = opt(alt((figure, numeral))).parse(i)?;
    let (i, _) = (ws, term(")"), ws, opt(term("、")), ws).parse(i)?;
    let (style, value) = found.unwrap_or((NumberingStyle::ChineseInBrackets, None));
    Ok((i, Numbering { style, value }))
}

/// `arabic = digit, [ digit ], ( "." | "、" ) ;`   e.g. `1.`, `2、`
fn arabic(i: In<'_>) -> Res<'_, Numbering> {
    let (i, value) = spaced_digits(1, 2)(i)?;
    let mut rest = i.trim_start_matches(|c| c == '\\' || is_space(c)).chars();
    if !matches!(rest.next().map(fold), Some('.' | '、'))
        || rest.clone().next().is_some_and(|c| digit_value(c).is_some())
    {
        return no();
    }
    let (i, ()) = ws(rest.as_str())?;
    Ok((i, Numbering { style: NumberingStyle::Arabic, value: u8::try_from(value).ok() }))
}

/// `circled = "①" … "⑳" ;`
fn circled(i: In<'_>) -> Res<'_, Numbering> {
    let mut rest = i.chars();
    let value = match rest.next() {
        Some(c @ '①'..='⑳') => u8::try_from(u32::from(c) - u32::from('①') + 1).ok(),
        _ => return no(),
    };
    let (i, ()) = ws(rest.as_str())?;
    Ok((i, Numbering { style: NumberingStyle::Circled, value }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn reads(text: &str, style: NumberingStyle, value: Option<u8>) {
        assert_eq!(numbering(text), Ok(("主动公开", Numbering { style, value })), "{text}");
    }

    #[test]
    fn forms_of_a_number() {
        reads("一、主动公开", NumberingStyle::Chinese, Some(1));
        reads("（一）主动公开", NumberingStyle::ChineseInBrackets, Some(1));
        reads("( 十二 ) 主动公开", NumberingStyle::ChineseInBrackets, Some(12));
        reads("（二）、主动公开", NumberingStyle::ChineseInBrackets, Some(2));
        reads("（）主动公开", NumberingStyle::ChineseInBrackets, None);
        reads("(3)主动公开", NumberingStyle::ArabicInBrackets, Some(3));
        reads("１．主动公开", NumberingStyle::Arabic, Some(1));
        reads("1、 主动公开", NumberingStyle::Arabic, Some(1));
        reads("②主动公开", NumberingStyle::Circled, Some(2));
    }

    #[test]
    fn what_is_no_number() {
        for text in ["一是强化公开", "1.5万件", "2024年", "2024.1.1", "（国令第711号）", "99.2%", "", "第一、"]
        {
            assert!(numbering(text).is_err(), "{text}");
        }
    }
}
