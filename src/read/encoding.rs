//! From bytes to text.
//!
//! What a page says of its encoding is often wrong, and what the bytes say seldom is. So only these are asked:
//!
//! 1. a byte order mark;
//! 2. whether they are UTF-16: noughts are among them, and nearly every pair is a character that reports have;
//! 3. whether they are UTF-8: Chinese text in any other encoding never is;
//! 4. whether they are UTF-8 with a few bytes broken: there are more Chinese characters in it than bytes that only GBK has;
//! 5. whether they are Big5: its frequent characters are rare ones in GBK;
//! 6. else GB18030, which reads GBK and GB2312 as well.
//!
//! A page put together from files of two encodings changes between UTF-8 and GB18030, from a tag or a line to the next.
//! What cannot be decoded becomes U+FFFD, and is counted.

use core::fmt;
use std::borrow::Cow;

use encoding_rs::{BIG5, DecoderResult, GB18030, UTF_16BE, UTF_16LE};
use serde::{Deserialize, Serialize};

/// How the bytes of a text were written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub enum Encoding {
    /// UTF-8.
    #[serde(rename = "UTF-8")]
    Utf8,
    /// UTF-16, the lower byte first.
    #[serde(rename = "UTF-16LE")]
    Utf16Le,
    /// UTF-16, the higher byte first.
    #[serde(rename = "UTF-16BE")]
    Utf16Be,
    /// GB18030, and so GBK and GB2312, which it holds.
    #[serde(rename = "GB18030")]
    Gb18030,
    /// Big5.
    #[serde(rename = "Big5")]
    Big5,
}

impl Encoding {
    /// The name that web pages use, such as `GB18030`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Utf8 => "UTF-8",
            Self::Utf16Le => "UTF-16LE",
            Self::Utf16Be => "UTF-16BE",
            Self::Gb18030 => "GB18030",
            Self::Big5 => "Big5",
        }
    }
}

impl fmt::Display for Encoding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// A text, and how its bytes were written.
#[derive(Debug)]
pub(super) struct Decoded<'b> {
    pub(super) text: Cow<'b, str>,
    pub(super) encoding: Encoding,
    /// How many stretches of bytes could not be decoded.
    pub(super) replaced: usize,
    /// Another encoding that a part of the bytes has, and where the first such part begins in the text.
    pub(super) mixed: Option<(Encoding, usize)>,
}

/// Decodes bytes that are some kind of text.
pub(super) fn decode(bytes: &[u8]) -> Decoded<'_> {
    if let Some(rest) = bytes.strip_prefix(b"\xff\xfe") {
        return other(rest, Encoding::Utf16Le);
    }
    if let Some(rest) = bytes.strip_prefix(b"\xfe\xff") {
        return other(rest, Encoding::Utf16Be);
    }
    if let Some(encoding) = utf16(bytes) {
        return other(bytes, encoding);
    }
    // The mark of UTF-8 may come from a file that was put in front of another, so the bytes behind it are asked as well.
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    if let Ok(text) = core::str::from_utf8(bytes) {
        return Decoded { text: Cow::Borrowed(text), encoding: Encoding::Utf8, replaced: 0, mixed: None };
    }
    if is_broken_utf8(bytes) {
        return mixed(bytes, Encoding::Utf8);
    }
    if is_big5(bytes) {
        return other(bytes, Encoding::Big5);
    }
    mixed(bytes, Encoding::Gb18030)
}

/// Decodes bytes of this encoding, and those parts that are plainly of the other one in that.
fn mixed(bytes: &[u8], encoding: Encoding) -> Decoded<'_> {
    let decoded = |bytes, encoding| if encoding == Encoding::Utf8 { utf8(bytes) } else { other(bytes, encoding) };
    // No character holds any of these bytes behind its first, in neither encoding.
    let ends = memchr::memchr3_iter(b'\n', b'<', b'>', bytes).map(|at| at + 1).chain([bytes.len()]);
    // Where a part in another encoding than the one before it begins.
    let mut turns = vec![(0, encoding)];
    let mut from = 0;
    for to in ends {
        let piece = bytes.get(from..to).unwrap_or(&[]);
        let own = if is_plainly(piece, encoding) { None } else { plainly(piece) };
        let own = own.unwrap_or(encoding);
        if turns.last().is_some_and(|(_, last)| *last != own) {
            turns.push((from, own));
        }
        from = to;
    }
    if turns.len() == 1 {
        return decoded(bytes, turns.first().map_or(encoding, |(_, own)| *own));
    }
    let mut whole = Decoded { text: Cow::Borrowed(""), encoding, replaced: 0, mixed: None };
    let ends = turns.iter().skip(1).map(|(at, _)| *at).chain([bytes.len()]);
    for ((from, own), to) in turns.iter().zip(ends) {
        let part = decoded(bytes.get(*from..to).unwrap_or(&[]), *own);
        if *own != encoding {
            whole.mixed = whole.mixed.or(Some((*own, whole.text.len())));
        }
        whole.replaced += part.replaced;
        whole.text.to_mut().push_str(&part.text);
    }
    whole
}

/// Whether a look shows that a few bytes are not plainly of the other encoding.
fn is_plainly(piece: &[u8], encoding: Encoding) -> bool {
    match encoding {
        Encoding::Utf8 => core::str::from_utf8(piece).is_ok(),
        _ => piece.is_ascii() || piece.iter().any(|byte| is_of_gbk(*byte)),
    }
}

/// The encoding that a few bytes have by themselves, where they are enough to tell.
fn plainly(piece: &[u8]) -> Option<Encoding> {
    const ENOUGH: usize = 4;
    let Found { chinese, broken, of_gbk } = Found::of(piece);
    if broken == 0 && of_gbk == 0 && chinese >= ENOUGH {
        Some(Encoding::Utf8)
    } else if of_gbk >= ENOUGH && of_gbk > chinese * 2 && other(piece, Encoding::Gb18030).replaced == 0 {
        Some(Encoding::Gb18030)
    } else {
        None
    }
}

fn utf8(bytes: &[u8]) -> Decoded<'_> {
    if let Ok(text) = core::str::from_utf8(bytes) {
        return Decoded { text: Cow::Borrowed(text), encoding: Encoding::Utf8, replaced: 0, mixed: None };
    }
    let mut replaced = 0;
    let mut text = String::with_capacity(bytes.len());
    for chunk in bytes.utf8_chunks() {
        text.push_str(chunk.valid());
        if !chunk.invalid().is_empty() {
            text.push('\u{fffd}');
            replaced += 1;
        }
    }
    Decoded { text: Cow::Owned(text), encoding: Encoding::Utf8, replaced, mixed: None }
}

fn other(bytes: &[u8], encoding: Encoding) -> Decoded<'_> {
    let mut decoder = match encoding {
        Encoding::Utf16Le => UTF_16LE,
        Encoding::Utf16Be => UTF_16BE,
        Encoding::Big5 => BIG5,
        _ => GB18030,
    }
    .new_decoder_without_bom_handling();
    // Two bytes become three at most, and it is grown where they become more.
    let mut text = String::with_capacity(bytes.len() + bytes.len() / 2 + 16);
    let (mut replaced, mut rest) = (0, bytes);
    loop {
        let (result, read) = decoder.decode_to_string_without_replacement(rest, &mut text, true);
        rest = rest.get(read..).unwrap_or(&[]);
        match result {
            DecoderResult::InputEmpty => break,
            DecoderResult::OutputFull => text.reserve(rest.len() + rest.len() / 2 + 16),
            DecoderResult::Malformed(..) => {
                text.push('\u{fffd}');
                replaced += 1;
            }
        }
    }
    Decoded { text: Cow::Owned(text), encoding, replaced, mixed: None }
}

/// How many bytes are looked at where a sample is enough.
const SAMPLE: usize = 64 << 10;

/// UTF-16 without a mark: the line ends, spaces and digits in it are a byte beside a nought, and nearly every pair of
/// bytes is a character that reports are written in.
fn utf16(bytes: &[u8]) -> Option<Encoding> {
    let sample = bytes.get(..SAMPLE).unwrap_or(bytes);
    let pairs = sample.len() / 2;
    let noughts = memchr::memchr_iter(0, sample).count();
    if noughts == 0 || noughts * 100 < pairs {
        return None;
    }
    let likely = |unit: u16| matches!(unit, 9 | 10 | 13 | 0x20..=0x7e | 0xa0 | 0x2014..=0x2026 | 0x3000..=0x303f | 0x4e00..=0x9fff | 0xff00..=0xffef);
    let count = |unit: fn([u8; 2]) -> u16| {
        sample.chunks_exact(2).filter(|pair| <[u8; 2]>::try_from(*pair).is_ok_and(|pair| likely(unit(pair)))).count()
    };
    let (low_first, high_first) = (count(u16::from_le_bytes), count(u16::from_be_bytes));
    let (most, encoding) =
        if low_first > high_first { (low_first, Encoding::Utf16Le) } else { (high_first, Encoding::Utf16Be) };
    (most * 4 >= pairs * 3).then_some(encoding)
}

/// Whether bytes are UTF-32, which nobody writes on purpose: each character has a nought in front, or behind, and another
/// beside that which is at most the number of the highest plane.
pub(super) fn is_utf32(bytes: &[u8]) -> bool {
    let sample = bytes.get(..SAMPLE).unwrap_or(bytes);
    let fits = |pick: fn(&[u8]) -> [u8; 2]| {
        sample.chunks_exact(4).all(|unit| matches!(pick(unit), [0, 0..=0x10])) && sample.iter().any(|byte| *byte != 0)
    };
    sample.len() >= 16 && (fits(|unit| [unit[3], unit[2]]) || fits(|unit| [unit[0], unit[1]]))
}

/// What bytes hold if they are taken for UTF-8.
struct Found {
    /// Chinese characters and their punctuation.
    chinese: usize,
    /// Stretches that are not UTF-8.
    broken: usize,
    /// Bytes that begin more than every second character of GBK. In UTF-8 they begin letters that reports do not have, and
    /// Chinese characters have none of them.
    of_gbk: usize,
}

impl Found {
    fn of(bytes: &[u8]) -> Self {
        let mut found = Self { chinese: 0, broken: 0, of_gbk: 0 };
        for chunk in bytes.utf8_chunks() {
            found.chinese += chunk.valid().bytes().filter(|byte| is_of_chinese(*byte)).count();
            found.broken += usize::from(!chunk.invalid().is_empty());
        }
        found.of_gbk = bytes.iter().filter(|byte| is_of_gbk(**byte)).count();
        found
    }
}

/// Whether a byte begins Chinese characters or their punctuation in UTF-8, each of which takes three bytes: E3 to E9, or EF
/// for those of full width.
const fn is_of_chinese(byte: u8) -> bool {
    matches!(byte, 0xe3..=0xe9 | 0xef)
}

/// Whether a byte begins more than every second character of GBK, and none of Chinese in UTF-8.
const fn is_of_gbk(byte: u8) -> bool {
    matches!(byte, 0xc4..=0xdf)
}

/// Whether bytes are UTF-8 in which some are broken. Of text in GBK, a character in some hundred happens to look like a
/// Chinese character in UTF-8, and nearly every one like none.
fn is_broken_utf8(bytes: &[u8]) -> bool {
    let count = |is: fn(u8) -> bool| bytes.iter().filter(|byte| is(**byte)).count();
    if count(is_of_chinese) <= count(is_of_gbk) {
        return false;
    }
    let Found { chinese, broken, of_gbk } = Found::of(bytes);
    chinese > of_gbk && chinese * 2 > broken
}

/// Whether bytes are Big5. Its frequent characters begin with A4 to C6, its punctuation with A1 to A3, and two in five of them end in a letter of ASCII,
/// as no character of GB2312 does.
fn is_big5(bytes: &[u8]) -> bool {
    let sample = bytes.get(..SAMPLE).unwrap_or(bytes);
    let (mut pairs, mut frequent, mut low) = (0_usize, 0_usize, 0_usize);
    let mut rest = sample.iter();
    while let Some(&lead) = rest.next() {
        if lead < 0x80 {
            continue;
        }
        let Some(&trail) = rest.next() else { break };
        pairs += 1;
        frequent += usize::from(matches!((lead, trail), (0xa1..=0xc6, 0x40..=0x7e | 0xa1..=0xfe)));
        low += usize::from(matches!(trail, 0x40..=0x7e));
    }
    pairs >= 4 && frequent * 10 >= pairs * 9 && low * 6 >= pairs
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn big5_is_told_with_and_without_a_word_about_it() {
        let text = "一、主動公開政府資訊情況。本機關受理民眾申請資訊公開，均依照規定時限內答覆。\n規章 0 件";
        for text in [text.to_owned(), format!("<meta charset=gb2312><p>{text}")] {
            let bytes = BIG5.encode(&text).0;
            let decoded = decode(&bytes);
            assert_eq!((decoded.encoding, &*decoded.text), (Encoding::Big5, text.as_str()));
        }
        for text in [crate::SAMPLE, "<meta charset=big5>规章", "無、總體情況"] {
            let bytes = GB18030.encode(text).0;
            let decoded = decode(&bytes);
            assert_eq!((decoded.encoding, &*decoded.text), (Encoding::Gb18030, text));
        }
    }

    #[test]
    fn broken_pieces_stay_what_they_are() {
        for (bytes, encoding) in [
            ("规章\u{fffd}0".as_bytes().to_vec(), Encoding::Utf8),
            (b"\xe8\xa7\x84\xe7\xab\n1".to_vec(), Encoding::Utf8),
            (b"\xb9\xe6\xd5\xc2\xff 0".to_vec(), Encoding::Gb18030),
            (b"\xb9\xe6\xd5\n0".to_vec(), Encoding::Gb18030),
        ] {
            let decoded = decode(&bytes);
            assert_eq!(decoded.encoding, encoding, "{}", decoded.text);
            assert!(decoded.text.ends_with(['0', '1']) && decoded.mixed.is_none());
        }
    }
}
