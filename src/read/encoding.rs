//! From bytes to text.
//!
//! What a page says of its encoding is often wrong, and what the bytes say seldom is. So these are asked in turn:
//!
//! 1. a byte order mark;
//! 2. whether they are UTF-16: noughts are among them, and nearly every pair is a character that reports have;
//! 3. whether they are UTF-8: Chinese text in any other encoding never is;
//! 4. whether they are UTF-8 with a few bytes broken: far more of them form Chinese characters than do not;
//! 5. the page's own word, for Big5 only, as no form of GBK can be told from it otherwise;
//! 6. GB18030, which reads GBK and GB2312 as well, whatever the page calls it.
//!
//! What cannot be decoded becomes U+FFFD, and is counted.

use core::fmt;
use std::borrow::Cow;

use encoding_rs::{BIG5, DecoderResult, GB18030, UTF_16BE, UTF_16LE};
use serde::{Deserialize, Serialize};

/// How the bytes of a text were written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
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
}

/// Decodes bytes that are some kind of text.
pub(super) fn decode(bytes: &[u8]) -> Decoded<'_> {
    if let Some(rest) = bytes.strip_prefix(b"\xef\xbb\xbf") {
        return utf8(rest);
    }
    if let Some(rest) = bytes.strip_prefix(b"\xff\xfe") {
        return other(rest, Encoding::Utf16Le);
    }
    if let Some(rest) = bytes.strip_prefix(b"\xfe\xff") {
        return other(rest, Encoding::Utf16Be);
    }
    if let Some(encoding) = utf16(bytes) {
        return other(bytes, encoding);
    }
    if core::str::from_utf8(bytes).is_ok() || is_broken_utf8(bytes) {
        return utf8(bytes);
    }
    other(bytes, if declares_big5(bytes) { Encoding::Big5 } else { Encoding::Gb18030 })
}

fn utf8(bytes: &[u8]) -> Decoded<'_> {
    if let Ok(text) = core::str::from_utf8(bytes) {
        return Decoded { text: Cow::Borrowed(text), encoding: Encoding::Utf8, replaced: 0 };
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
    Decoded { text: Cow::Owned(text), encoding: Encoding::Utf8, replaced }
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
    Decoded { text: Cow::Owned(text), encoding, replaced }
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

/// Whether bytes are UTF-8 in which some are broken. Of text in GBK, a character in some hundred happens to look like a
/// Chinese character in UTF-8, and nearly every one like none.
fn is_broken_utf8(bytes: &[u8]) -> bool {
    let (mut chinese, mut broken) = (0_usize, 0_usize);
    for chunk in bytes.utf8_chunks() {
        // Of those, each takes three bytes that begin with E3 to E9.
        chinese += chunk.valid().bytes().filter(|b| matches!(b, 0xe3..=0xe9)).count();
        broken += usize::from(!chunk.invalid().is_empty());
    }
    chinese > broken * 2
}

/// Whether a page says of itself that it is Big5.
fn declares_big5(bytes: &[u8]) -> bool {
    let head = bytes.get(..4096).unwrap_or(bytes);
    let mut charsets = memchr::memmem::find_iter(head, b"charset");
    charsets.any(|at| {
        let value = head.get(at + b"charset".len()..).unwrap_or(&[]);
        let value = value.iter().skip_while(|b| matches!(b, b'=' | b'"' | b'\'' | b' '));
        value.take(4).map(u8::to_ascii_lowercase).eq(*b"big5")
    })
}
