//! Headings inside lines, in text that lost its line breaks.
//!
//! ```ebnf
//! inline_heading = ( space | "|" | "。" ), "一" … "六", "、", title, space ;        (* a title in the words of the form *)
//! ```

use crate::Span;
use crate::document::{Document, Line, LineKind};
use crate::grammar::lexical::{chinese_digit, fold, is_space};
use crate::report::SectionKind;

/// The headings as the format and its common variants have them, for looking inside lines.
const INLINE: [(SectionKind, &[&str]); 6] = [
    (SectionKind::Overview, &["总体情况", "政府信息公开工作总体情况"]),
    (SectionKind::Disclosure, &["主动公开政府信息情况", "行政机关主动公开政府信息情况", "主动公开政府信息的情况"]),
    (
        SectionKind::Applications,
        &[
            "收到和处理政府信息公开申请情况",
            "收到和处理政府信息公开申请的情况",
            "行政机关收到和处理政府信息公开申请情况",
        ],
    ),
    (
        SectionKind::Disputes,
        &[
            "政府信息公开行政复议、行政诉讼情况",
            "因政府信息公开工作被申请行政复议、提起行政诉讼情况",
            "政府信息公开行政复议和行政诉讼情况",
        ],
    ),
    (
        SectionKind::Problems,
        &[
            "存在的主要问题及改进情况",
            "政府信息公开工作存在的主要问题及改进情况",
            "存在问题及改进情况",
            "存在的问题及改进情况",
        ],
    ),
    (SectionKind::OtherMatters, &["其他需要报告的事项", "其他需要报告事项", "其他需报告的事项", "其他报告事项"]),
];

/// Cuts lines in which a numbered heading stands among other text, set off by white space: text that lost its line
/// breaks. Says whether there was any.
pub(super) fn cut_inline(document: &mut Document<'_>) -> bool {
    let mut cuts: Vec<(usize, Vec<Span>)> = Vec::new();
    for (at, line) in document.lines.iter().enumerate() {
        if line.kind != LineKind::Text || line.span.len() < 24 {
            continue;
        }
        let text = document.slice(line.span);
        let mut found = Vec::new();
        for (mark, _) in text.match_indices('、') {
            if let Some(heading) = inline_heading(text, mark) {
                found.push(Span::of(heading, &document.text));
            }
        }
        let is_whole_line = found.first() == Some(&line.span);
        if !found.is_empty() && !is_whole_line {
            cuts.push((at, found));
        }
    }
    if cuts.is_empty() {
        return false;
    }
    let old = core::mem::take(&mut document.lines);
    let mut cuts = cuts.into_iter().peekable();
    for (at, line) in old.into_iter().enumerate() {
        match cuts.next_if(|(cut, _)| *cut == at) {
            None => document.lines.push(line),
            Some((_, headings)) => {
                let mut rest = line.span;
                for heading in headings {
                    push_part(document, &line, Span::new(rest.start, heading.start));
                    push_part(document, &line, heading);
                    rest.start = heading.end;
                }
                push_part(document, &line, rest);
            }
        }
    }
    true
}

/// A part of a line, as a line of its own.
fn push_part(document: &mut Document<'_>, line: &Line, part: Span) {
    let text = document.slice(part).trim_matches(is_space);
    if !text.is_empty() {
        let span = Span::of(text, &document.text);
        document.lines.push(Line { span, ..*line });
    }
}

/// A numbered heading around the `、` at `mark`, if one stands there set off by white space.
fn inline_heading(text: &str, mark: usize) -> Option<&str> {
    let before = text.get(..mark)?;
    let number = before.chars().next_back().filter(|&c| chinese_digit(c).is_some())?;
    let value = chinese_digit(number)?;
    let start = mark - number.len_utf8();
    let set_off = |c: char| is_space(c) || matches!(c, '|' | '│' | '。' | '；' | '•' | '*' | '#');
    if !text.get(..start)?.chars().next_back().is_none_or(set_off) {
        return None;
    }
    let title = text.get(mark + '、'.len_utf8()..)?;
    let (_, ways) = INLINE.iter().find(|(kind, _)| kind.number() == value)?;
    ways.iter().find_map(|way| {
        let mut wanted = way.chars().peekable();
        let mut end = 0;
        for (at, c) in title.char_indices().take(80) {
            let Some(&want) = wanted.peek() else { break };
            if fold(c) == fold(want) {
                wanted.next();
                end = at + c.len_utf8();
            } else if !is_space(c) {
                return None;
            }
        }
        let after = title.get(end..)?;
        let ends = after.chars().next().is_none_or(|c| is_space(c) || matches!(c, '|' | '│' | '*'));
        (wanted.peek().is_none() && ends).then(|| text.get(start..mark + '、'.len_utf8() + end)).flatten()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_inside_lines() {
        let text = "编制本报告。 一、总体情况 2022年，认真推进。";
        let mark = text.find('、').unwrap();
        assert_eq!(inline_heading(text, mark), Some("一、总体情况"));
        let list = "包括一、总体情况，二、主动公开政府信息情况";
        assert_eq!(inline_heading(list, list.find('、').unwrap()), None);
    }
}
