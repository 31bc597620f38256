//! Which sentences are worth reading, told by one pass over their bytes.
//!
//! Most sentences of a report name nothing that its tables count, or say nothing of how many. They are passed over here,
//! at a small part of what reading them would cost.
//!
//! ```ebnf
//! relevant = { ? any ? }, object, { ? any ? }, count, { ? any ? } ;      (* in either order *)
//! object   = "申请" | "复议" | "诉讼" | "起诉" | "规范性" | "规章" | "现行有效" | "许可" | "处罚" | "强制" | "收费" | … ;
//! count    = digits, measure | numerals, measure | "0" | "未" | "没" | "无" | "零" | "均" | "都" | "悉" | "全部" ;
//! measure  = "件" | "宗" | "起" | "条" | "份" | "元" | "%" | "余" | … ;
//! ```

use crate::grammar::lexical::{digit_value, is_space, term};

/// The first characters of objects.
const OBJECTS: [char; 11] = ['申', '复', '诉', '起', '规', '现', '许', '处', '强', '收', '费'];

/// What says how many without a figure, and the numerals.
const COUNTS: &str = "未没无零均全都悉一二三四五六七八九十百千两〇０１２３４５６７８９";

/// What may stand behind a figure that counts.
const MEASURES: &str = "件宗起例桩条份次个项部封元万亿%％余多以左分";

const OBJECT: u8 = 1;
const COUNT: u8 = 2;

/// What a character may begin, by its low bits, so that one look tells nearly every other character.
static FIRSTS: [u8; 4096] = {
    let mut firsts = [0; 4096];
    let mut n = 0;
    while n < OBJECTS.len() {
        firsts[OBJECTS[n] as usize & 0xfff] |= OBJECT;
        n += 1;
    }
    let counts = COUNTS.as_bytes();
    let mut at = 0;
    while at + 2 < counts.len() {
        firsts[low_bits(counts[at + 1], counts[at + 2])] |= COUNT;
        at += 3;
    }
    firsts
};

/// The low twelve bits of a character of three bytes.
const fn low_bits(second: u8, third: u8) -> usize {
    ((second & 0x3f) as usize) << 6 | (third & 0x3f) as usize
}

/// Whether `text` names something that a table counts, and says how many.
pub(super) fn is_relevant(text: &str) -> bool {
    holds(text, OBJECT) && holds(text, COUNT)
}

/// Whether `text` names something that a table counts.
pub(super) fn has_object(text: &str) -> bool {
    holds(text, OBJECT)
}

/// Whether `text` says how many there were of something.
pub(super) fn has_count(text: &str) -> bool {
    holds(text, COUNT)
}

fn holds(text: &str, wanted: u8) -> bool {
    let mut bytes = text.as_bytes();
    loop {
        let at = text.len() - bytes.len();
        match *bytes {
            [0xe0..=0xff, second, third, ref behind @ ..] => {
                if FIRSTS.get(low_bits(second, third)).is_some_and(|begins| begins & wanted != 0)
                    && text.get(at..).is_some_and(|rest| begins_with(rest, wanted))
                {
                    return true;
                }
                bytes = behind;
            }
            [first @ b'0'..=b'9', ..] if wanted == COUNT => {
                let len = bytes.iter().take_while(|byte| byte.is_ascii_digit()).count();
                if text.get(at + len..).is_some_and(is_measured) || len == 1 && first == b'0' {
                    return true;
                }
                bytes = bytes.get(len..).unwrap_or(&[]);
            }
            [_, ref behind @ ..] => bytes = behind,
            [] => return false,
        }
    }
}

/// Whether an object or a count, whichever is wanted, begins `text`.
fn begins_with(text: &str, wanted: u8) -> bool {
    let Some(c) = text.chars().next() else { return false };
    let is = |word| {
        text.starts_with(word)
            || text.get(c.len_utf8()..).is_some_and(|behind| behind.starts_with(is_space)) && term(word)(text).is_ok()
    };
    if wanted == OBJECT {
        return match c {
            '申' => is("申请"),
            '复' => is("复议"),
            '诉' => is("诉讼"),
            '起' => is("起诉"),
            '现' => is("现行有效"),
            '处' => is("处罚") || is("处理费"),
            '收' => is("收费"),
            '费' => is("费用"),
            '规' => is("规范性") || is("规章"),
            '许' => is("许可"),
            '强' => is("强制"),
            _ => false,
        };
    }
    match c {
        '未' | '没' | '无' | '零' | '均' | '都' | '悉' | '０' => true,
        '全' => is("全部"),
        // No figure is longer, and a run of numerals is not to be gone through from each of them.
        _ if COUNTS.contains(c) => {
            let behind = text.char_indices().take(12).find(|&(_, c)| !COUNTS.contains(c));
            behind.and_then(|(at, _)| text.get(at..)).is_some_and(is_measured)
        }
        _ => false,
    }
}

/// Whether a measure word stands behind a figure, which `text` does.
fn is_measured(text: &str) -> bool {
    text.trim_start_matches(is_space)
        .starts_with(|c: char| MEASURES.contains(c) || matches!(c, ',' | '.') || digit_value(c).is_some())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_worth_reading() {
        for text in [
            "全年收到申请19件",
            "a未发生复\u{3000}议",
            "收到申请二十一件",
            "申请数为0",
            "申请 １９ 件",
            "申请均已答复",
            "行政处罚1,200件",
            "依申请公开办结率百分之百",
        ] {
            assert!(is_relevant(text), "{text}");
        }
        for text in [
            "",
            "😀",
            "全年公开信息1200条，举办培训3期。",
            "规范申请的登记和答复。",
            "2024年规范申请答复。",
            "均已完成",
        ] {
            assert!(!is_relevant(text), "{text}");
        }
    }
}
