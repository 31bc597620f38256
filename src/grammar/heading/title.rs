//! Titles of the six sections, in the words of the format and in those that offices use.
//!
//! Compared by their Chinese characters alone: punctuation and spaces vary without meaning.
//!
//! ```ebnf
//! whole_title   = title, [ "（", { ? any ? }, "）" ], [ "。" ] ;
//! title         = overview | disclosure | applications | disputes | problems | other_matters ;
//! overview      = [ "政府信息公开工作" | "政务公开工作" | … ], ( "总体情况" | "概述" | "基本情况" | … ) ;
//! disclosure    = [ "行政机关" ], "主动公开", [ "政府信息" ], [ "的" ], "情况" ;
//! applications  = [ "行政机关" ], ( "收到和处理" | "收到及处理" | … ), ( "政府信息公开" | "依申请公开" ), { ? any ? }, "情况"
//!               | "政府信息依申请公开", { ? any ? }, "情况" | "依申请公开", { ? any ? }, "情况" ;
//! disputes      = ? a title that has 复议 and 诉讼 ?, "情况" ;
//! problems      = ? a title that has 问题 ?, [ "改进" | "整改" | "措施" | … ], ( "情况" | "措施" | "问题" | … ) ;
//! other_matters = ( "其他" | "其它" ), [ "需要" | "需" | … ], [ "报告" | "汇报" | "说明" ], [ "的" ], ( "事项" | "情况" | … ) ;
//! ```

use crate::grammar::lexical::{fold, is_han, is_space};
use crate::report::SectionKind;

/// Weight of a title in the words of the format.
pub(super) const STRONG: u32 = 4;
/// Weight of a title that is as well one of a sub-heading.
pub(super) const WEAK: u32 = 1;
/// A title, with nothing behind it but a remark in brackets or a stop.
pub(super) fn whole_title(title: &str) -> Option<(SectionKind, u32)> {
    let may_have_remark = title.trim_end_matches(is_space).ends_with(['）', ')', '。']);
    let mut chars = title.char_indices().skip(1);
    let remark = if may_have_remark { chars.find(|&(_, c)| matches!(c, '（' | '(')) } else { None };
    let title = remark.map_or(title, |(at, _)| title.get(..at).unwrap_or(title));
    // Of the lines that begin like a title, few end like one.
    if !title.chars().rev().map(fold).find(|&c| is_han(c)).is_some_and(ends_title) {
        return None;
    }
    let mut han = [' '; 44];
    let mut len = 0;
    for c in title.chars() {
        let c = fold(c);
        if is_han(c) {
            *han.get_mut(len)? = c;
            len += 1;
        } else if !is_space(c)
            && !matches!(c, '、' | '.' | ':' | '。' | ',' | ';' | '“' | '”' | '"' | '-' | '—' | '0'..='9')
        {
            return None;
        }
    }
    self::title(han.get(..len)?)
}

/// The characters with which the titles end that [`title`] knows.
const fn ends_title(c: char) -> bool {
    matches!(c, '况' | '施' | '题' | '向' | '算' | '法' | '足' | '项' | '宜' | '述')
}

/// `title`
fn title(han: &[char]) -> Option<(SectionKind, u32)> {
    let mut text = han;
    for prefix in ["年度", "年", "本年度", "我局", "我县", "我市"] {
        text = strip(text, prefix).unwrap_or(text);
    }
    let ends = |words: &[&str]| words.iter().any(|word| ends_with(text, word));
    let has = |word: &str| find(text, word).is_some();
    if text.len() > 40 {
        return None;
    }
    if has("复议") && (has("诉讼") || has("应诉")) && ends(&["情况"]) && !has("收到和处理") {
        return Some((SectionKind::Disputes, STRONG));
    }
    if has("问题") && find(text, "问题").is_some_and(|at| at <= 16) {
        let remedy = has("改进") || has("整改") || has("措施") || has("改正") || has("解决办法") || has("努力方向");
        if remedy && text.len() <= 26 && ends(&["情况", "措施", "问题", "方向", "打算", "办法"]) && !has("的通知")
        {
            return Some((SectionKind::Problems, STRONG));
        }
        if text.len() <= 16 && ends(&["问题", "不足", "问题情况", "主要问题"]) {
            return Some((SectionKind::Problems, WEAK));
        }
        return None;
    }
    if let Some(rest) = strip(text, "其他").or_else(|| strip(text, "其它")) {
        let rest = strip(rest, "需要")
            .or_else(|| strip(rest, "需"))
            .or_else(|| strip(rest, "应当"))
            .or_else(|| strip(rest, "应"))
            .unwrap_or(rest);
        let reported = strip(rest, "报告").or_else(|| strip(rest, "汇报")).or_else(|| strip(rest, "说明"));
        let tail = reported.unwrap_or(rest);
        let tail = strip(tail, "的").unwrap_or(tail);
        return match (tail.iter().collect::<String>().as_str(), reported) {
            ("事项" | "情况" | "事项情况" | "工作情况" | "事宜", Some(_)) => {
                Some((SectionKind::OtherMatters, STRONG))
            }
            ("事项" | "情况", None) => Some((SectionKind::OtherMatters, WEAK)),
            _ => None,
        };
    }
    let subject = strip(text, "行政机关").unwrap_or(text);
    if let Some(rest) = strip(subject, "主动公开") {
        let information = strip(rest, "政府信息");
        let tail = information.unwrap_or(rest);
        let tail = strip(tail, "的").unwrap_or(tail);
        let weight = if information.is_some() { STRONG } else { WEAK };
        return (eq(tail, "情况") || eq(tail, "政府情况")).then_some((SectionKind::Disclosure, weight));
    }
    if let Some(rest) = strip(subject, "收到和处理")
        .or_else(|| strip(subject, "收到及处理"))
        .or_else(|| strip(subject, "收到并处理"))
        .or_else(|| strip(subject, "收到处理"))
    {
        return (starts_with(rest, "政府信息公开") || starts_with(rest, "依申请公开"))
            .then_some(())
            .filter(|()| ends(&["情况"]))
            .map(|()| (SectionKind::Applications, STRONG));
    }
    if starts_with(subject, "政府信息依申请公开") && ends(&["情况"]) {
        return Some((SectionKind::Applications, STRONG));
    }
    if starts_with(subject, "依申请公开") && ends(&["情况"]) && text.len() <= 14 {
        return Some((SectionKind::Applications, WEAK));
    }
    let subject = strip(subject, "政府信息公开工作")
        .or_else(|| strip(subject, "政府信息公开"))
        .or_else(|| strip(subject, "政务公开工作"))
        .or_else(|| strip(subject, "政务公开"))
        .unwrap_or(subject);
    let subject = strip(subject, "的").unwrap_or(subject);
    let overview = [
        "总体情况",
        "总体工作情况",
        "工作总体情况",
        "工作基本情况",
        "基本情况",
        "总体概述",
        "工作概述",
        "概述",
        "总体概况",
        "基本概况",
        "概况",
        "工作概况",
        "总体情况概述",
    ];
    if overview.iter().any(|word| eq(subject, word)) {
        return Some((SectionKind::Overview, STRONG));
    }
    None
}

fn starts_with(text: &[char], word: &str) -> bool {
    strip(text, word).is_some()
}

fn strip<'t>(text: &'t [char], word: &str) -> Option<&'t [char]> {
    let mut rest = text;
    for c in word.chars() {
        let (&first, after) = rest.split_first()?;
        if first != c {
            return None;
        }
        rest = after;
    }
    Some(rest)
}

fn ends_with(text: &[char], word: &str) -> bool {
    text.len().checked_sub(word.len() / 3).and_then(|at| text.get(at..)).is_some_and(|tail| eq(tail, word))
}

fn eq(text: &[char], word: &str) -> bool {
    text.iter().copied().eq(word.chars())
}

fn find(text: &[char], word: &str) -> Option<usize> {
    (0..text.len()).find(|&at| text.get(at..).is_some_and(|tail| starts_with(tail, word)))
}
