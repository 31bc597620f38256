//! Headings of the six sections.
//!
//! ```ebnf
//! candidate   = { undecorated }, [ numbering ], whole_title, { undecorated } ;       (* on one line, or on two *)
//! numbering   = "一" … "十", ( "、" | "." | "," | ":" ) | digits, ( "、" | "." ) | "（", ( "一" … "十" | digits ), "）" ;
//! undecorated = space | "#" | "*" | "•" | "·" | "|" | ">" | "■" | "●" | "_" | … ;
//! ```
//!
//! Titles decide, numbers are looked at afterwards: rows 一 to 四 of table three are numbered like the sections, and
//! the true heading 四、 follows the row 四、. Preambles list the headings, sections of the prose are titled like them,
//! and sentences speak of them. So every line that may be a heading is weighed, and the heaviest set of lines that
//! stands in the order of the format is taken.

mod inline;
mod title;

use core::ops::Range;

use self::inline::cut_inline;
use self::title::{STRONG, whole_title};
use super::lexical::{chinese_digit, digit_value, fold, is_han, is_space};
use crate::Span;
use crate::document::{Document, LineKind};
use crate::report::{Numbering, NumberingStyle, SectionKind};

/// A heading that was found.
#[derive(Clone, Debug)]
pub(super) struct Found {
    pub(super) kind: SectionKind,
    /// The lines that it takes; empty where the section begins without a heading.
    pub(super) lines: Range<usize>,
    pub(super) numbering: Option<Numbering>,
    pub(super) span: Span,
    /// How sure it is that this is the heading.
    weight: u32,
}

impl Found {
    /// A section that begins with its table, at line `at`.
    pub(super) fn without_heading(kind: SectionKind, at: usize, span: Span) -> Self {
        Self { kind, lines: at..at, numbering: None, span, weight: 0 }
    }
}

/// The headings of a document.
#[derive(Debug)]
pub(super) struct Headings {
    /// One for each section that was found, in reading order.
    pub(super) found: Vec<Found>,
    /// Further headings of sections that were found already.
    pub(super) repeated: Vec<Found>,
}

/// The section that a text is the heading of, in words that no sub-heading has, and the number in front.
pub(crate) fn section_title(text: &str) -> Option<(SectionKind, Option<Numbering>)> {
    let (numbering, title) = numbering(undecorated(text));
    whole_title(title).filter(|&(_, weight)| weight == STRONG).map(|(kind, _)| (kind, numbering))
}

/// What a heading must weigh to count.
const ENOUGH: u32 = 3;

/// Finds the headings. Lines that hold a heading and more are cut.
pub(super) fn headings(document: &mut Document<'_>) -> Headings {
    let mut candidates = candidates(document);
    let n_kinds = |candidates: &[Found]| {
        SectionKind::ALL.iter().filter(|kind| candidates.iter().any(|c| c.kind == **kind && c.weight >= ENOUGH)).count()
    };
    if n_kinds(&candidates) < SectionKind::ALL.len() && cut_inline(document) {
        candidates = self::candidates(document);
    }
    choose(document, candidates)
}

/// All lines that may be headings, in reading order.
fn candidates(document: &Document<'_>) -> Vec<Found> {
    let mut candidates = Vec::new();
    let mut at = 0;
    while at < document.lines.len() {
        match candidate(document, at) {
            Some(found) => {
                at = found.lines.end;
                candidates.push(found);
            }
            None => at += 1,
        }
    }
    candidates
}

/// The characters with which a title can begin.
fn begins_title(c: char) -> bool {
    matches!(
        c,
        '总' | '主'
            | '收'
            | '政'
            | '因'
            | '存'
            | '其'
            | '行'
            | '工'
            | '概'
            | '基'
            | '依'
            | '本'
            | '年'
            | '我'
            | '2'
            | '“'
            | '"'
    )
}

/// The characters with which a heading can begin, its numbering included and decoration apart.
fn may_begin(c: char) -> bool {
    begins_title(c) || chinese_digit(c).is_some() || digit_value(c).is_some()
}

/// `candidate`, on one line, or on two where a layout broke it
fn candidate(document: &Document<'_>, at: usize) -> Option<Found> {
    let line = document.lines.get(at)?;
    let text = match line.kind {
        LineKind::Text => document.slice(line.span),
        LineKind::Row(first, len) => {
            let mut cells = document.row(first, len).iter().filter(|cell| !cell.span.is_empty());
            let only = cells.next()?;
            if cells.next().is_some() {
                return None;
            }
            document.slice(only.span)
        }
        LineKind::Blank => return None,
    };
    // No title is shorter than two characters, and most lines of most tables are.
    if text.len() < 6 {
        return None;
    }
    let text = undecorated(text);
    let first = text.chars().next()?;
    if !(may_begin(first) || matches!(first, '（' | '(') || !is_han(first) && may_begin(fold(first))) {
        return None;
    }
    let (numbering, title) = numbering(text);
    if title.len() > 240 || numbering.is_none() && first.is_ascii_digit() && !title.starts_with("20") {
        return None;
    }
    // Labels of rows are numbered like headings; few begin with the first character of a title.
    if !title.chars().next().is_some_and(|c| begins_title(fold(c))) {
        return None;
    }
    if let Some((kind, weight)) = whole_title(title) {
        return Some(found(kind, numbering, weight, at..at + 1, Span::of(text, &document.text)));
    }
    // A heading broken over two lines: the first ends without a stop, and is no heading alone.
    let next = document.lines.get(at + 1).filter(|next| next.kind == LineKind::Text && !next.new_page)?;
    let in_words = title.chars().take(2).filter(|&c| is_han(fold(c))).count() == 2 || title.starts_with("20");
    if title.len() > 120
        || next.span.len() > 90
        || !in_words
        || numbering.is_none() && !line_is_short(title)
        || title.ends_with(['。', '；', '：', '，'])
    {
        return None;
    }
    let second = undecorated(document.slice(next.span));
    if !second.trim_end_matches(['。', ' ']).ends_with(['况', '项', '施', '题', '向', '宜']) {
        return None;
    }
    if self::numbering(second).0.is_some() {
        return None;
    }
    let joined = format!("{title}{second}");
    let (kind, weight) = whole_title(&joined)?;
    (weight == STRONG).then(|| {
        found(kind, numbering, weight, at..at + 2, Span::of(text, &document.text).to(Span::of(second, &document.text)))
    })
}

fn line_is_short(title: &str) -> bool {
    title.len() <= 60
}

fn found(kind: SectionKind, numbering: Option<Numbering>, weight: u32, lines: Range<usize>, span: Span) -> Found {
    let right_number = numbering.and_then(|numbering| numbering.value) == Some(kind.number());
    let weight = match numbering.map(|numbering| numbering.style) {
        None => weight,
        Some(NumberingStyle::Chinese) if right_number => weight + 3,
        Some(NumberingStyle::Chinese) => weight + 1,
        Some(NumberingStyle::Arabic) if weight == STRONG => weight,
        // （一）: the number of a sub-heading, or of an entry in a list of contents.
        _ => weight / 3,
    };
    Found { kind, lines, numbering, span, weight }
}

/// The text without bullets, marks of Markdown, and bars of layout tables at its ends.
fn undecorated(text: &str) -> &str {
    let decoration = |c: char| {
        is_space(c) || matches!(c, '#' | '*' | '•' | '·' | '|' | '│' | '>' | '\u{feff}' | '■' | '◆' | '★' | '●' | '_')
    };
    text.trim_matches(decoration)
}

/// `numbering`, and what follows it
fn numbering(text: &str) -> (Option<Numbering>, &str) {
    let mut chars = text.chars();
    let none = (None, text);
    let Some(first) = chars.next() else { return none };
    let number = |style, value, rest: &str| {
        let rest = text.get(text.len() - rest.len()..).unwrap_or("").trim_start_matches(is_space);
        (Some(Numbering { style, value }), rest)
    };
    if let Some(value) = chinese_digit(first) {
        let rest = chars.as_str().trim_start_matches(is_space);
        return match rest.chars().next() {
            Some(mark @ ('、' | '.' | '．' | ',' | '，' | '﹑' | '､' | ':' | '：')) => {
                number(NumberingStyle::Chinese, Some(value), rest.get(mark.len_utf8()..).unwrap_or(""))
            }
            _ => none,
        };
    }
    if digit_value(first).is_some() {
        let rest = text.trim_start_matches(|c| digit_value(c).is_some());
        let value = text.chars().take(3).map_while(digit_value).fold(0, |sum, digit| sum * 10 + digit);
        let rest = rest.strip_prefix('\\').unwrap_or(rest);
        return match rest.chars().next() {
            Some(mark @ ('、' | '.' | '．')) => {
                number(NumberingStyle::Arabic, u8::try_from(value).ok(), rest.get(mark.len_utf8()..).unwrap_or(""))
            }
            _ => none,
        };
    }
    if matches!(first, '（' | '(') {
        let inside = chars.as_str();
        let Some(end) = inside
            .char_indices()
            .take(4)
            .find(|&(_, c)| matches!(c, '）' | ')'))
            .map(|(at, c)| (at, at + c.len_utf8()))
        else {
            return none;
        };
        let value = inside.get(..end.0).unwrap_or("").trim_matches(is_space);
        let rest = inside.get(end.1..).unwrap_or("").trim_start_matches(['、', '.']);
        let digit = value.chars().next();
        return match digit {
            Some(c) if chinese_digit(c).is_some() => number(NumberingStyle::ChineseInBrackets, chinese_digit(c), rest),
            Some(c) if digit_value(c).is_some() => {
                number(NumberingStyle::ArabicInBrackets, digit_value(c).and_then(|d| u8::try_from(d).ok()), rest)
            }
            _ => none,
        };
    }
    none
}

/// The heaviest set of candidates in the order of the format, one for each section.
fn choose(document: &Document<'_>, candidates: Vec<Found>) -> Headings {
    // A heading that stands directly before the next is probably an entry of a list of contents, if there is another.
    let followed: Vec<bool> = candidates
        .iter()
        .enumerate()
        .map(|(at, found)| {
            candidates.get(at + 1).map_or(document.lines.len(), |next| next.lines.start) > found.lines.end
        })
        .collect();
    let mut ends: [Option<(u32, usize)>; 6] = [None; 6];
    let mut before: Vec<Option<usize>> = Vec::with_capacity(candidates.len());
    for (at, found) in candidates.iter().enumerate() {
        let kind = found.kind as usize;
        let base = ends.iter().take(kind).flatten().max_by_key(|(weight, _)| *weight).copied();
        before.push(base.map(|(_, last)| last));
        if found.weight < ENOUGH {
            continue;
        }
        let weight =
            found.weight * 2 + u32::from(followed.get(at) == Some(&true)) + base.map_or(0, |(weight, _)| weight);
        if let Some(end) = ends.get_mut(kind)
            && end.is_none_or(|(other, _)| weight > other)
        {
            *end = Some((weight, at));
        }
    }
    let mut chosen = Vec::new();
    let mut last = ends.iter().flatten().max_by_key(|(weight, _)| *weight).map(|&(_, at)| at);
    while let Some(at) = last {
        chosen.push(at);
        last = before.get(at).copied().flatten();
    }
    chosen.reverse();
    // Sections that stand out of order.
    for kind in SectionKind::ALL {
        let has = chosen.iter().any(|&at| candidates.get(at).is_some_and(|found| found.kind == kind));
        if !has {
            let best = candidates
                .iter()
                .enumerate()
                .filter(|(_, found)| found.kind == kind && found.weight >= STRONG)
                .max_by_key(|(at, found)| (found.weight, followed.get(*at).copied()));
            chosen.extend(best.map(|(at, _)| at));
        }
    }
    chosen.sort_unstable();
    let first = chosen.first().copied().unwrap_or(0);
    let mut headings = Headings { found: Vec::new(), repeated: Vec::new() };
    for (at, candidate) in candidates.into_iter().enumerate() {
        if chosen.binary_search(&at).is_ok() {
            headings.found.push(candidate);
        } else if at > first && candidate.weight >= STRONG + 3 {
            headings.repeated.push(candidate);
        }
    }
    headings
}

#[cfg(test)]
mod tests {
    use super::title::WEAK;
    use super::*;

    #[track_caller]
    fn is(line: &str, kind: SectionKind, weight: u32) {
        let (_, title) = numbering(undecorated(line));
        assert_eq!(whole_title(title), Some((kind, weight)), "{line}");
    }

    #[track_caller]
    fn is_none(line: &str) {
        let (_, title) = numbering(undecorated(line));
        assert_eq!(whole_title(title), None, "{line}");
    }

    #[test]
    fn titles_and_their_variants() {
        for kind in SectionKind::ALL {
            is(kind.heading(), kind, STRONG);
        }
        is("•   一、总体情况", SectionKind::Overview, STRONG);
        is("**一、 政府信息公开工作基本情况**", SectionKind::Overview, STRONG);
        is("一、2019年政府信息公开工作的总体情况", SectionKind::Overview, STRONG);
        is("二、主动公开政府信息的情况", SectionKind::Disclosure, STRONG);
        is("四、因政府信息公开工作被申请行政复议、提起行政诉讼情况", SectionKind::Disputes, STRONG);
        is("四、政府信息公开行政复议行政诉讼情况。", SectionKind::Disputes, STRONG);
        is("五、政府信息公开工作存在的主要问题及改进情况", SectionKind::Problems, STRONG);
        is("五、存在的问题及整改措施", SectionKind::Problems, STRONG);
        is("六、其它需要报告的事项", SectionKind::OtherMatters, STRONG);
        is("六、其他需要汇报事项", SectionKind::OtherMatters, STRONG);
        is("一、总体情况（本报告中所列数据的统计期限自2024年1月1日起）", SectionKind::Overview, STRONG);
        is("⼀、总体情况", SectionKind::Overview, STRONG);
    }

    #[test]
    fn what_only_looks_like_a_heading() {
        is("（一）主动公开情况", SectionKind::Disclosure, WEAK);
        is("（一）存在的主要问题", SectionKind::Problems, WEAK);
        is_none("一、本年新收政府信息公开申请数量");
        is_none("三、本年度办理结果");
        is_none("四、结转下年度继续办理");
        is_none("一、总体情况，二、主动公开政府信息情况，三、收到和处理政府信息公开申请情况");
        is_none("主动公开政府信息情况见下表，共公开3条");
    }
}
