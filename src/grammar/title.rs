//! The title: office, year and kind of document.
//!
//! ```ebnf
//! title          = ( [ issuer_name ], [ year_mark ] | year_mark, issuer_name ), kind, [ bracketed_year ], title_end ;
//! issuer_name    = ? up to 45 characters that begin no sentence ? ;
//! year_mark      = ( year | numeral_year ), [ "年" ], [ "度" ], [ "的" ] ;
//! kind           = ( "政府信息公开" | "信息公开" | "政务公开" | "府信息公开" ), { "工作" | "年度" | "情况" | "的" | "年" | "度" | year_mark },
//!                  ( "年度报告" | "报告" | "年报" | "告年度报" ) ;
//! bracketed_year = "(", year_mark, ")" ;
//! title_end      = ? the end of the line, white space, one of _ - | ( [ * or the same title again ? ;
//! ```
//!
//! Seen in the wild: 度 twice, once and not at all; no 工作; the year in front (`2024年石台县人民政府信息公开工作年度报告`, where 政府
//! belongs to both the office and the kind), or inside (`政府信息公开工作2021年度报告`); 年 lost (`2023政府信息公开…`); words swapped
//! (`工作告年度报`); the office on a line of its own above; two or three lines, broken anywhere; the title of the web page
//! with the site's name behind it. 年报解读, 通知 and bread crumbs are no titles, though all the words are there.

use nom::Parser;
use nom::branch::alt;
use nom::combinator::opt;

use super::chrome::is_office;
use super::date::{numeral_year, year};
use super::lexical::{In, Res, any_term, digit_value, fold, is_han, is_space, no, term, trim, ws};
use crate::Span;
/// What a title says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Written<'a> {
    /// The whole title.
    pub(super) text: &'a str,
    /// The office.
    pub(super) issuer: Option<&'a str>,
    /// The year and its digits.
    pub(super) year: Option<(u16, &'a str)>,
    /// What stands behind the title on its line.
    pub(super) rest: &'a str,
}

/// `title = ( [ issuer_name ], [ year_mark ] | year_mark, issuer_name ), kind, [ bracketed_year ], title_end ;`
/// e.g. `石台县人民政府2024年政府信息公开工作年度报告`
pub(super) fn title(i: In<'_>) -> Res<'_, Written<'_>> {
    for (at, c) in i.char_indices().take(90) {
        let here = match fold(c) {
            '政' | '府' | '信' => {
                i.get(at..).and_then(|here| kind(here).ok()).map(|(rest, year)| (rest, None, year))
            }
            '0'..='9' | '一' | '二' => i
                .get(at..)
                .and_then(|here| (year_mark, kind).parse(here).ok())
                .map(|(rest, (mark, year))| (rest, Some(mark), year)),
            '。' | ';' | '!' | '?' | '》' | '《' | '>' | '→' => return no(),
            _ => None,
        };
        let Some((rest, mark, inside)) = here else { continue };
        let Some(before) = i.get(..at) else { return no() };
        let kind_text = i.get(at..).unwrap_or("");
        let mut issuer = before;
        // In 石台县人民政府信息公开工作年度报告 the word 政府 is the end of the office.
        if mark.is_none()
            && trim(before).ends_with("人民")
            && let Ok((_, government)) = term("政府")(kind_text)
        {
            issuer = i.get(..at + government.len()).unwrap_or(before);
        }
        let (issuer, leading) = match year_mark(issuer) {
            Ok((issuer, leading)) => (issuer, Some(leading)),
            Err(_) => (issuer, None),
        };
        let (rest, trailing) = opt(bracketed_year).parse(rest)?;
        let begins_again = i.chars().zip(rest.chars()).take(4).filter(|(one, other)| one == other).count() == 4;
        if !begins_again {
            title_end(rest)?;
        }
        let issuer = issuer_name(issuer)?.1;
        let text = i.get(..i.len() - rest.len()).unwrap_or(i);
        // What the office is not part of stands in another column.
        let text = match issuer.map(|issuer| Span::of(issuer, i).start as usize) {
            Some(start) if leading.is_none() => text.get(start..).unwrap_or(text),
            _ => text,
        };
        let text = trim(text);
        return Ok((rest, Written { text, issuer, year: mark.or(inside).or(leading).or(trailing), rest }));
    }
    no()
}

/// `year_mark = ( year | numeral_year ), [ "年" ], [ "度" ], [ "的" ] ;`   e.g. `2024年度`
fn year_mark(i: In<'_>) -> Res<'_, (u16, &str)> {
    let (rest, year) = alt((year, numeral_year)).parse(i)?;
    // A fifth digit makes it something else.
    if rest.starts_with(|c| digit_value(c).is_some()) {
        return no();
    }
    let digits = i.get(..i.len() - rest.len()).unwrap_or(i);
    let (rest, _) = (ws, opt(any_term(&["年度", "年"])), ws, opt(term("度")), ws, opt(term("的")), ws).parse(rest)?;
    Ok((rest, (year, digits)))
}

/// `"(", year_mark, ")"`   e.g. `（2024年度）`
fn bracketed_year(i: In<'_>) -> Res<'_, (u16, &str)> {
    (ws, term("("), ws, year_mark, term(")")).map(|(.., year, _)| year).parse(i)
}

/// `kind` with the year inside
fn kind(i: In<'_>) -> Res<'_, Option<(u16, &str)>> {
    let (mut rest, _) = any_term(&["政府信息公开", "信息公开", "政务公开", "府信息公开"])(i)?;
    let mut found = None;
    // As many words as any title has had, and then some.
    for _ in 0..8 {
        rest = ws(rest)?.0;
        if let Ok((after, _)) = any_term(&["年度报告", "报告", "年报", "告年度报"])(rest) {
            return Ok((after, found));
        }
        if let Ok((after, _)) = any_term(&["工作", "年度", "情况", "的", "年", "度"])(rest) {
            rest = after;
        } else {
            let (after, year) = year_mark(rest)?;
            (rest, found) = (after, Some(year));
        }
    }
    no()
}

/// `title_end`: what may stand behind a title. A sentence goes on with a word or a mark of punctuation.
fn title_end(i: In<'_>) -> Res<'_, ()> {
    let rest = i.trim_start_matches(|c| is_space(c) || matches!(fold(c), '(' | '[' | '_' | '-' | '*'));
    if any_term(&["解读", "的", "公布", "编制", "格式", "通知", "统计"])(rest).is_ok() {
        return no();
    }
    match i.chars().next() {
        None => Ok((i, ())),
        Some(c)
            if is_space(c)
                || matches!(fold(c), '_' | '-' | '—' | '|' | '(' | '[' | '【' | '*' | '#' | '\\' | '<' | '①' | '1') =>
        {
            Ok((i, ()))
        }
        _ => no(),
    }
}

/// The office in front of kind or year; fails where a sentence stands there.
fn issuer_name(i: In<'_>) -> Res<'_, Option<&str>> {
    let name =
        i.trim_matches(|c| is_space(c) || matches!(c, '*' | '_' | '|' | '#' | '、' | '·' | '-' | '"' | '\u{201c}'));
    // An entry of a menu that stands in another column: 法定主动公开内容  锦河市公安局.
    let name = match name.rfind(is_space).and_then(|at| name.split_at_checked(at)) {
        Some((menu, office)) if is_office(office) && trim(office).chars().nth(2).is_some() && !is_office(menu) => {
            trim(office)
        }
        _ => name,
    };
    let name = ["关于", "的"].iter().fold(name, |name, word| name.strip_suffix(word).unwrap_or(name));
    // What is left of a year on another line.
    if name.is_empty() || matches!(name, "年" | "度" | "年度") {
        return Ok(("", None));
    }
    let mut chars = 0;
    for c in name.chars() {
        chars += 1;
        if matches!(fold(c), ',' | ':' | '<' | '>' | '|' | '0'..='9' | '“' | '_' | '/') || chars > 45 {
            return no();
        }
    }
    let is_sentence = any_term(&[
        "现", "本", "为", "根据", "按照", "依据", "依照", "受", "特", "关于", "附件", "编制", "公布", "发布", "全市",
        "全县", "全区", "开展", "做好", "我", "总结",
    ])(name)
    .is_ok()
        || ["公布", "发布", "印发", "报送", "编制", "编写", "形成", "公开年"].iter().any(|word| name.contains(word));
    if is_sentence || chars < 2 { no() } else { Ok(("", Some(name))) }
}

/// Whether two copies of a title differ in more than white space and width.
pub(super) fn differ(one: &str, other: &str) -> bool {
    fn reduced(text: &str) -> impl Iterator<Item = char> {
        text.chars().filter(|&c| !is_space(c)).map(fold)
    }
    reduced(one).ne(reduced(other))
}

/// `year_mark, subject`: the year of words on the report itself   e.g. `2021年政府信息公开工作情况`
pub(super) fn mentioned_year(i: In<'_>) -> Res<'_, (u16, &str)> {
    let (rest, year) = year_mark(i)?;
    let (rest, _) = any_term(&["政府信息公开", "信息公开", "政务公开"])(rest)?;
    Ok((rest, year))
}

/// The office at the end of `before`, as in `总结阳泉市人民政府`: back to a mark of punctuation or a verb.
pub(super) fn mentioned_issuer(before: &str) -> Option<&str> {
    const VERBS: [&str; 12] =
        ["公布", "发布", "总结", "编制", "报告", "介绍", "形成", "现将", "说明", "反映", "汇总", "撰写"];
    let mut start = before.len();
    for (at, c) in before.char_indices().rev().take(40) {
        let tail = before.get(at..).unwrap_or("");
        if !(is_han(c) || is_space(c))
            || VERBS.iter().any(|verb| tail.starts_with(verb))
            || matches!(c, '了' | '对' | '将' | '由' | '的')
        {
            break;
        }
        start = at;
    }
    let office = trim(before.get(start..)?);
    // A verb's second character is where the walk back ended.
    let office = VERBS.iter().find_map(|verb| office.strip_prefix(verb.get(3..)?)).unwrap_or(office);
    let office = trim(office);
    (office.chars().nth(1).is_some() && is_office(office)).then_some(office)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn reads(text: &str, issuer: Option<&str>, year: Option<u16>) {
        let (_, found) = title(text).unwrap_or_else(|_| panic!("no title: {text}"));
        assert_eq!((found.issuer, found.year.map(|(year, _)| year)), (issuer, year), "{text}");
    }

    #[test]
    fn forms_of_a_title() {
        reads("石台县人民政府2024年政府信息公开工作年度报告", Some("石台县人民政府"), Some(2024));
        reads("汾阳市 2024 年政府信息公开工作年度报告", Some("汾阳市"), Some(2024));
        reads("滨屿市商务局２０２３年度政府信息公开工作年度报告", Some("滨屿市商务局"), Some(2023));
        reads("X局2023年度政府信息公开工作报告", Some("X局"), Some(2023));
        reads("2024年政府信息公开年度报告", None, Some(2024));
        reads("2024年石台县人民政府信息公开工作年度报告", Some("石台县人民政府"), Some(2024));
        reads("2024年石台县教育局政府信息公开工作年度报告", Some("石台县教育局"), Some(2024));
        reads("市审计局政府信息公开工作2021年度报告", Some("市审计局"), Some(2021));
        reads("市审计局政府信息公开2021年度报告", Some("市审计局"), Some(2021));
        reads("县教育局2023政府信息公开工作年度报告", Some("县教育局"), Some(2023));
        reads("县教育局2023年政府信息公开工作告年度报", Some("县教育局"), Some(2023));
        reads("县教育局信息公开工作年度报告", Some("县教育局"), None);
        reads("县教育局二〇二四年政务公开工作年报", Some("县教育局"), Some(2024));
        reads(
            "锦河市公安局2023年政府信息公开工作年度报告_政府信息公开年报_政府门户网站",
            Some("锦河市公安局"),
            Some(2023),
        );
        reads("海关总署（本级机关）2023年政府信息公开工作年度报告", Some("海关总署（本级机关）"), Some(2023));
        reads("县教育局政府信息公开工作年度报告（2024年度）", Some("县教育局"), Some(2024));
        reads(
            "县教育局2023年政府信息公开工作年度报告县教育局2023年政府信息公开工作年度报告",
            Some("县教育局"),
            Some(2023),
        );
        reads("法定主动公开内容   锦河市公安局2023年政府信息公开工作年度报告", Some("锦河市公安局"), Some(2023));
        reads("\"县教育局2023年 府信息公开工作年度报告", Some("县教育局"), Some(2023));
        reads("县政务公开办公室2024年 政府信息公开 工作年 度报告[1]", Some("县政务公开办公室"), Some(2024));
    }

    #[test]
    fn what_is_no_title() {
        for text in [
            "现公布X局2024年政府信息公开工作年度报告，全文分为六个部分",
            "X局2024年政府信息公开工作年度报告解读",
            "《X局2024年政府信息公开工作年度报告》",
            "关于编制2024年政府信息公开工作年度报告的通知",
            "首页 > 政府信息公开年报",
            "X局2024年政府信息公开工作年度报告。",
            "政府信息公开网",
            "本单位政府信息公开年度报告",
            "",
        ] {
            assert!(title(text).is_err(), "{text}");
        }
    }

    #[test]
    fn copies() {
        assert!(!differ("汾阳市 2024 年", "汾阳市２０２４年"));
        assert!(differ("2022年", "2022年度"));
    }
}
