//! The small words of the grammar: white space, folding, digits, terms.
//!
//! Comparison is under NFKC and blind to white space: `（`=`(`, `１`=`1`, `⼀` (U+2F00)=`一`, and `统计\n期限` is
//! `统计期限`, since extractors break lines anywhere. Productions work on slices of the source, so that a span is
//! where a slice stands.
//!
//! Productions fail with `()`: content never fails, so nobody would read the reason, and making it would cost.
//!
//! ```ebnf
//! space  = ? white space of any script, BOM, zero-width characters ? ;
//! digit  = "0" … "9" | "０" … "９" ;
//! digits = digit, { digit } ;
//! uint   = digits ;
//! term   = ? the characters of a word, compared under NFKC, with any space between ? ;
//! ```

use nom::bytes::complete::{take_while, take_while1};
use nom::{IResult, Parser};
use unicode_normalization::char::decompose_compatible;

/// What a production reads.
pub(crate) type In<'a> = &'a str;

/// What a production gives.
pub(crate) type Res<'a, O> = IResult<In<'a>, O, ()>;

/// White space as reports have it: that of Unicode, and marks that show as nothing.
pub(crate) fn is_space(c: char) -> bool {
    match c {
        // What nearly every character is comes first.
        '!'..='~' | '\u{4e00}'..='\u{9fff}' => false,
        '\t'..='\r' | ' ' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{ad}' => true,
        _ => c.is_whitespace(),
    }
}

/// A Chinese character of the block that nearly all of a report is written in.
pub(crate) const fn is_han(c: char) -> bool {
    matches!(c, '\u{4e00}'..='\u{9fff}')
}

/// The character under NFKC, if that is one character. The few that become several stand for themselves.
pub(crate) fn fold(c: char) -> char {
    match c {
        '\0'..='\u{9f}' | '\u{4e00}'..='\u{9fff}' => c,
        '\u{3000}' | '\u{a0}' => ' ',
        // Full-width forms of ASCII, in the order of ASCII.
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
        _ => {
            let mut folded = None;
            let mut several = false;
            decompose_compatible(c, |part| several |= folded.replace(part).is_some());
            folded.filter(|_| !several).unwrap_or(c)
        }
    }
}

/// The text without white space at its ends. Nearly always there is none, which a look at a byte tells: of ASCII and of the
/// Chinese characters, which begin with these bytes, the others are none.
pub(crate) fn trim(text: &str) -> &str {
    trim_end(trim_start(text))
}

/// The text without white space in front.
pub(crate) fn trim_start(text: &str) -> &str {
    match text.as_bytes() {
        [b'!'..=b'~' | 0xe4..=0xe9, ..] => text,
        _ => text.trim_start_matches(is_space),
    }
}

/// The text without white space behind.
pub(crate) fn trim_end(text: &str) -> &str {
    match text.as_bytes() {
        [.., b'!'..=b'~'] | [.., 0xe4..=0xe9, _, _] => text,
        _ => text.trim_end_matches(is_space),
    }
}

/// `{ space }`
pub(crate) fn ws(i: In<'_>) -> Res<'_, ()> {
    take_while(is_space).map(drop).parse(i)
}

/// `term` gives the slice that it stands on
#[inline]
pub(crate) fn term<'a>(word: &'static str) -> impl Fn(In<'a>) -> Res<'a, In<'a>> {
    move |i| {
        if begins_otherwise(i, word) { Err(nom::Err::Error(())) } else { whole_term(i, word) }
    }
}

/// Whether a text begins with another character than a word, and that character stands for itself alone: one look at bytes
/// tells nearly every word that is not there.
#[inline]
fn begins_otherwise(text: &str, word: &str) -> bool {
    match (text.as_bytes(), word.as_bytes()) {
        // Chinese characters.
        ([0xe4..=0xe9, ..], [0xe4..=0xe9, ..]) => text.as_bytes().first_chunk::<3>() != word.as_bytes().first_chunk(),
        ([own @ (0xe4..=0xe9 | ..=0x7f), ..], [first, ..]) => own != first,
        _ => false,
    }
}

/// `term`
fn whole_term<'a>(i: In<'a>, word: &'static str) -> Res<'a, In<'a>> {
    let mut wanted = word.chars();
    let mut expected = wanted.next();
    let mut rest = i.char_indices();
    let mut end = 0;
    while let Some(want) = expected {
        match rest.next() {
            Some((at, c)) if c == want || fold(c) == want => {
                end = at + c.len_utf8();
                expected = wanted.next();
            }
            Some((at, c)) if at > 0 && is_space(c) => {}
            _ => return Err(nom::Err::Error(())),
        }
    }
    Ok((&i[end..], &i[..end]))
}

/// What follows a term at the beginning of a text.
pub(crate) fn term_prefix<'a>(text: &'a str, word: &'static str) -> Option<&'a str> {
    term(word)(text).ok().map(|(rest, _)| rest)
}

/// One of several terms, the first that fits.
pub(crate) fn any_term<'a>(words: &'static [&'static str]) -> impl Fn(In<'a>) -> Res<'a, In<'a>> {
    move |i| words.iter().find_map(|word| term(word)(i).ok()).ok_or(nom::Err::Error(()))
}

/// The value of a digit, half or full width.
pub(crate) fn digit_value(c: char) -> Option<u32> {
    match c {
        '0'..='9' => Some(c as u32 - '0' as u32),
        '０'..='９' => Some(c as u32 - '０' as u32),
        _ => None,
    }
}

/// `digits = digit, { digit } ;` gives the slice
pub(crate) fn digits(i: In<'_>) -> Res<'_, In<'_>> {
    take_while1(|c| digit_value(c).is_some()).parse(i)
}

/// `uint = digits ;` as a number
pub(crate) fn uint(i: In<'_>) -> Res<'_, u64> {
    let (rest, digits) = digits(i)?;
    let value = digits
        .chars()
        .filter_map(digit_value)
        .try_fold(0u64, |sum, digit| sum.checked_mul(10)?.checked_add(digit.into()))
        .ok_or(nom::Err::Error(()))?;
    Ok((rest, value))
}

/// The value of a Chinese numeral up to ten, as headings are numbered with.
pub(crate) fn chinese_digit(c: char) -> Option<u8> {
    Some(match fold(c) {
        '一' => 1,
        '二' => 2,
        '三' => 3,
        '四' => 4,
        '五' => 5,
        '六' => 6,
        '七' => 7,
        '八' => 8,
        '九' => 9,
        '十' => 10,
        _ => return None,
    })
}

/// A failure to be recovered from, in productions that are written by hand.
pub(crate) fn no<'a, O>() -> Res<'a, O> {
    Err(nom::Err::Error(()))
}
