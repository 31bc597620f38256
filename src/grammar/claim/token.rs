//! A sentence as words.
//!
//! ```ebnf
//! tokens  = { token } ;
//! token   = quote | percent | figure | when | versus | stock | word | mark | unknown ;
//! quote   = "《", { ? any ? }, "》" | "“", { ? any, figures among it ? }, "”" | "〔", { ? any ? }, "〕" ;
//! mark    = "，" | "；" | "：" | "、" | "（" | "）" ;
//! unknown = ? characters that begin none of these ? ;
//! ```
//!
//! A title in `《》` and a quotation that holds a figure are one unknown word, whatever stands in them. Words in quotes
//! such as `“予以公开”` are themselves.

use nom::Parser;
use nom::branch::alt;

use super::change::versus;
use super::figure::{Number, figure, is_numeral, no_figure, percent};
use super::stock::stock;
use super::when::when;
use super::word::{Mark, Word, word};
use crate::grammar::lexical::{In, Res, fold, is_space, no};
use crate::source::offset;

/// A word, and where it stands in the folded text.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Token {
    /// What it is.
    pub(super) word: Word,
    /// Offset of its first byte.
    pub(super) at: u32,
    /// Offset behind its last byte.
    pub(super) end: u32,
}

/// Whether one of the words is wanted.
pub(super) fn any(tokens: &[Token], wanted: impl Fn(Word) -> bool) -> bool {
    tokens.iter().any(|token| wanted(token.word))
}

/// Whether all of the words are wanted.
pub(super) fn all(tokens: &[Token], wanted: impl Fn(Word) -> bool) -> bool {
    tokens.iter().all(|token| wanted(token.word))
}

/// The characters of a word.
pub(super) fn text_of<'t>(token: &Token, text: &'t str) -> &'t str {
    text.get(token.at as usize..token.end as usize).unwrap_or("")
}

/// Whether `c` ends a sentence, with what follows it.
pub(super) fn ends_sentence(c: char, before: &str, behind: &str) -> bool {
    match c {
        '。' | '｡' | '!' | '！' | '?' | '？' | '\t' => true,
        '.' | '．' => {
            // A point between figures and within names of hosts is no stop.
            let behind = behind.trim_start_matches(is_space);
            let before = before.trim_end_matches(is_space).chars().next_back();
            !before.is_some_and(|c| fold(c).is_ascii())
                && !behind.starts_with(|c: char| fold(c).is_ascii_alphanumeric())
        }
        _ => false,
    }
}

/// `tokens = { token } ;` of a whole text
pub(super) fn tokens(text: &str, out: &mut Vec<Token>, numbers: &mut Vec<Number>) {
    out.clear();
    numbers.clear();
    // A word has two or three characters, of three bytes each. Few sentences are longer, so that one allocation will do.
    out.reserve((text.len() / 6).max(128));
    numbers.reserve(16);
    let mut rest = text;
    let mut before = ' ';
    let mut denied = false;
    while let Some(c) = rest.chars().next() {
        let at = offset(text.len() - rest.len());
        let (behind, word) = token(rest, c, before, numbers);
        let behind = if behind.len() < rest.len() { behind } else { rest.get(c.len_utf8()..).unwrap_or("") };
        let end = offset(text.len() - behind.len());
        // 未发生一起行政复议 counts nothing.
        let word = if denied && c == '一' && matches!(word, Word::Number(_)) { Word::Fill } else { word };
        match word {
            Word::Deny => denied = true,
            Word::Mark(_) | Word::Number(_) => denied = false,
            _ => {}
        }
        match out.last_mut() {
            Some(last) if matches!((word, last.word), (Word::Unknown, Word::Unknown)) && last.end == at => {
                last.end = end;
            }
            _ => out.push(Token { word, at, end }),
        }
        let len = rest.len() - behind.len();
        before = if len == c.len_utf8() {
            c
        } else {
            rest.get(..len).and_then(|word| word.chars().next_back()).unwrap_or(' ')
        };
        rest = behind;
    }
}

/// One token at the beginning of `i`, which begins with `c`, behind `before`
fn token<'t>(i: In<'t>, c: char, before: char, numbers: &mut Vec<Number>) -> (In<'t>, Word) {
    let behind = i.get(c.len_utf8()..).unwrap_or("");
    let mark = match c {
        '，' | ',' => Some(Mark::Comma),
        ';' => Some(Mark::Semicolon),
        ':' => Some(Mark::Colon),
        '、' => Some(Mark::Pause),
        '(' | '[' | '【' => Some(Mark::Open),
        ')' | ']' | '】' => Some(Mark::Close),
        _ => None,
    };
    if let Some(mark) = mark {
        return (behind, Word::Mark(mark));
    }
    if c.is_ascii_digit() {
        return digits(i, before, numbers);
    }
    match c {
        '《' | '〔' | '“' => {
            if let Ok((rest, ())) = quote(i) {
                return (rest, Word::Unknown);
            }
        }
        '百' => {
            if let Ok((rest, number)) = percent(i) {
                return (rest, keep(number, numbers));
            }
        }
        // As a figure it has a measure word, and denies without one.
        '零' => {
            if let Ok((rest, number)) = figure(i) {
                return (rest, keep(number, numbers));
            }
        }
        _ => {}
    }
    let found = match c {
        '结' | '转' | '顺' | '上' | '去' | '往' | '前' | '延' | '从' | '跨' | '加' | '下' | '次' => {
            stock(i)
        }
        '同' | '较' | '比' | '与' | '相' | '环' => versus(i),
        '二' => when(i),
        _ => no(),
    };
    if let Ok(found) = found {
        return found;
    }
    if let Some((word, len)) = word(i) {
        return (i.get(len..).unwrap_or(""), word);
    }
    if is_numeral(c)
        && !is_numeral(before)
        && !matches!(before, '第' | '数' | '几')
        && let Ok((rest, number)) = figure(i)
    {
        return (rest, keep(number, numbers));
    }
    (behind, Word::Unknown)
}

/// A figure as a word, which keeps it apart.
fn keep(number: Number, numbers: &mut Vec<Number>) -> Word {
    numbers.push(number);
    Word::Number(offset(numbers.len() - 1))
}

/// `figure`, or what looks like one   e.g. `19件`, `0799-3300128`
fn digits<'t>(i: In<'t>, before: char, numbers: &mut Vec<Number>) -> (In<'t>, Word) {
    if !matches!(before, '第' | '-' | '/' | '.' | '№') && !before.is_ascii_alphanumeric() {
        // Only years and months can be anything but figures.
        if i.trim_start_matches(|c: char| c.is_ascii_digit()).starts_with(['年', '月', '-', '—', '至', '到', '~'])
            && let Ok(found) = alt((stock, when)).parse(i)
        {
            return found;
        }
        if let Some((word, len)) = word(i) {
            return (i.get(len..).unwrap_or(""), word);
        }
        if let Ok((rest, number)) = figure(i) {
            return (rest, keep(number, numbers));
        }
    }
    (no_figure(i).map_or(i, |(rest, ())| rest), Word::Unknown)
}

/// `quote`
fn quote(i: In<'_>) -> Res<'_, ()> {
    let mut chars = i.char_indices();
    let Some((_, open)) = chars.next() else { return no() };
    let close = match open {
        '《' => '》',
        '〔' => '〕',
        _ => '”',
    };
    // A quote that never ends is none; the longest titles have some eighty characters.
    let Some((end, _)) = chars.by_ref().take(120).find(|&(_, c)| c == close) else { return no() };
    let quoted = i.get(open.len_utf8()..end).unwrap_or("");
    if open == '“' && !quoted.chars().any(|c| c.is_ascii_digit() || matches!(c, '，' | '。' | ';')) {
        return no();
    }
    Ok((i.get(end + close.len_utf8()..).unwrap_or(""), ()))
}
