//! Fonts, as far as text needs them: which bytes are a code, which characters a code stands for, how wide it is.
//!
//! Characters come from the font's `ToUnicode`, and where it has none from its encoding: the names of its glyphs, or one
//! of the Chinese encodings that PDF knows by name, which are those of GBK, GB18030, Big5 and UTF-16. What nothing tells
//! is U+FFFD, so that no figure loses a digit unseen. The shapes in the font are not looked at.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

use encoding_rs::Encoding;
use lopdf::{Dictionary, Object};

use super::cmap::{CMap, value};
use super::file::{File, number};
use super::geometry::Matrix;
use super::names;
use crate::Error;

/// A font of a page.
#[derive(Debug)]
pub(super) struct Font {
    codes: Codes,
    to_unicode: Option<CMap>,
    widths: Widths,
    /// Whether lines go downwards.
    pub(super) vertical: bool,
    /// The characters of the codes that were met.
    met: RefCell<BTreeMap<(usize, u32), Rc<str>>>,
}

/// Which bytes are codes, and what the codes are where there is no `ToUnicode`.
#[derive(Debug)]
enum Codes {
    /// One byte each, and the characters of each.
    Bytes(Box<[Option<char>; 256]>),
    /// Two bytes each, which are the number of a glyph.
    Pairs,
    /// As a CMap in the file says.
    Mapped(CMap),
    /// Text in an encoding.
    Text(&'static Encoding),
}

/// Widths in thousandths of the size.
#[derive(Debug, Default)]
struct Widths {
    /// From the first glyph of a range: the last, and the width of each.
    ranges: BTreeMap<u32, (u32, f64)>,
    other: f64,
    /// What glyphs are measured in, for fonts that say it.
    unit: f64,
}

/// A code as it is shown.
#[derive(Debug)]
pub(super) struct Code {
    pub(super) text: Rc<str>,
    /// Its width, or its height in a font whose lines go downwards, for a size of 1.
    pub(super) advance: f64,
    /// Whether it is the byte that word spacing is for.
    pub(super) is_space: bool,
}

impl Font {
    pub(super) fn new(file: &File, dictionary: &Dictionary) -> Result<Self, Error> {
        let to_unicode = match file.get(dictionary, b"ToUnicode") {
            Some(Object::Stream(stream)) => Some(CMap::new(&file.unpack(stream)?)),
            _ => None,
        };
        let subtype = file.name(dictionary, b"Subtype").unwrap_or_default();
        if subtype != b"Type0" {
            return Ok(Self {
                codes: Codes::Bytes(Box::new(names::encoding(file, dictionary))),
                to_unicode,
                widths: Widths::of_bytes(file, dictionary, subtype == b"Type3"),
                vertical: false,
                met: RefCell::default(),
            });
        }
        let (codes, vertical) = match file.get(dictionary, b"Encoding") {
            Some(Object::Stream(stream)) => {
                let downwards = file.number(&stream.dict, b"WMode") == Some(1.0);
                (Codes::Mapped(CMap::new(&file.unpack(stream)?)), downwards)
            }
            Some(Object::Name(name)) => (by_name(name), name.ends_with(b"-V")),
            _ => (Codes::Pairs, false),
        };
        let descendant = match file.get(dictionary, b"DescendantFonts") {
            Some(Object::Array(fonts)) => fonts.first().and_then(|font| file.resolve(font).as_dict().ok()),
            Some(Object::Dictionary(font)) => Some(font),
            _ => None,
        };
        let widths = descendant.map(|font| Widths::of_glyphs(file, font)).unwrap_or_default();
        Ok(Self { codes, to_unicode, widths, vertical, met: RefCell::default() })
    }

    /// The next code of a text that is shown, and its length in bytes. There always is one while there are bytes.
    pub(super) fn code(&self, bytes: &[u8]) -> Option<(Code, usize)> {
        let first = *bytes.first()?;
        let pair = || match bytes.get(..2) {
            Some(pair) => value(pair).map(|code| (code, 2)),
            None => Some((u32::from(first), 1)),
        };
        let (code, length) = match &self.codes {
            Codes::Bytes(_) => (u32::from(first), 1),
            Codes::Pairs => pair()?,
            Codes::Mapped(cmap) => cmap.code(bytes).or_else(pair)?,
            Codes::Text(encoding) => {
                let length = length_in(encoding, bytes).min(bytes.len());
                (value(bytes.get(..length)?)?, length)
            }
        };
        let text = self.text(code, length, bytes);
        let glyph = match &self.codes {
            Codes::Bytes(_) | Codes::Pairs => Some(code),
            Codes::Mapped(cmap) => Some(cmap.glyph(code).unwrap_or(code)),
            Codes::Text(_) => None,
        };
        let advance = match glyph {
            _ if self.vertical => 1.0,
            Some(glyph) => self.widths.of(glyph),
            // Which glyphs of a collection the codes are is not known here; Latin ones are half as wide as others.
            None if text.is_ascii() => 0.5,
            None => 1.0,
        };
        Some((Code { text, advance, is_space: length == 1 && first == b' ' }, length))
    }

    fn text(&self, code: u32, length: usize, bytes: &[u8]) -> Rc<str> {
        if let Some(text) = self.met.borrow().get(&(length, code)) {
            return Rc::clone(text);
        }
        let told = self.to_unicode.as_ref().and_then(|cmap| cmap.text(code));
        let told = told.filter(|text| !text.is_empty() && text != "\u{fffd}");
        let text = told.or_else(|| match &self.codes {
            Codes::Bytes(characters) => {
                characters.get(code as usize).copied().flatten().map(|character| character.to_string())
            }
            Codes::Text(encoding) => {
                let text = encoding.decode_without_bom_handling(bytes.get(..length)?).0;
                Some(text.into_owned())
            }
            Codes::Pairs | Codes::Mapped(_) => None,
        });
        let readable = text.filter(|text| !text.is_empty() && !text.contains(|c: char| c.is_control() && c != '\t'));
        let text: Rc<str> = readable.as_deref().unwrap_or("\u{fffd}").into();
        self.met.borrow_mut().insert((length, code), Rc::clone(&text));
        text
    }
}

/// The encodings that PDF knows by name.
fn by_name(name: &[u8]) -> Codes {
    let begins = |prefix: &[u8]| name.starts_with(prefix);
    let has = |part: &[u8]| memchr::memmem::find(name, part).is_some();
    if begins(b"Uni") && (has(b"UCS2") || has(b"UTF16")) {
        Codes::Text(encoding_rs::UTF_16BE)
    } else if begins(b"GBK2K") {
        Codes::Text(encoding_rs::GB18030)
    } else if begins(b"GBK") || begins(b"GB-EUC") || begins(b"GBpc-EUC") {
        Codes::Text(encoding_rs::GBK)
    } else if begins(b"B5pc") || begins(b"ETen") || begins(b"HKscs") {
        Codes::Text(encoding_rs::BIG5)
    } else {
        Codes::Pairs
    }
}

/// How many bytes the next character has.
fn length_in(encoding: &'static Encoding, bytes: &[u8]) -> usize {
    if encoding == encoding_rs::UTF_16BE {
        return if matches!(bytes, [0xd8..=0xdb, _, 0xdc..=0xdf, ..]) { 4 } else { 2 };
    }
    match bytes {
        [0x81..=0xfe, b'0'..=b'9', ..] if encoding == encoding_rs::GB18030 => 4,
        [0x81..=0xfe, ..] => 2,
        _ => 1,
    }
}

impl Widths {
    fn of_bytes(file: &File, font: &Dictionary, type3: bool) -> Self {
        let descriptor = file.dictionary(font, b"FontDescriptor");
        let missing = descriptor.and_then(|descriptor| file.number(descriptor, b"MissingWidth"));
        // The fonts that every reader has need not give widths.
        let other = missing.unwrap_or(if font.has(b"Widths") { 0.0 } else { 500.0 });
        let unit = match file.matrix(font, b"FontMatrix") {
            Some(Matrix([a, ..])) if type3 => a.abs(),
            _ => 0.001,
        };
        let first = file.number(font, b"FirstChar").unwrap_or(0.0);
        let mut ranges = BTreeMap::new();
        if let Some(Object::Array(widths)) = file.get(font, b"Widths") {
            for (code, width) in (0..=255_u32).filter(|code| f64::from(*code) >= first).zip(widths) {
                if let Some(width) = number(file.resolve(width)) {
                    ranges.insert(code, (code, width));
                }
            }
        }
        Self { ranges, other, unit }
    }

    fn of_glyphs(file: &File, font: &Dictionary) -> Self {
        let mut widths =
            Self { ranges: BTreeMap::new(), other: file.number(font, b"DW").unwrap_or(1000.0), unit: 0.001 };
        let Some(Object::Array(list)) = file.get(font, b"W") else { return widths };
        let glyph = |object: &Object| u32::try_from(file.resolve(object).as_i64().ok()?).ok();
        let mut list = list.iter();
        while let (Some(first), Some(next)) = (list.next(), list.next()) {
            let Some(first) = glyph(first) else { break };
            if let Object::Array(each) = file.resolve(next) {
                for (glyph, width) in (first..).zip(each) {
                    if let Some(width) = number(file.resolve(width)) {
                        widths.ranges.insert(glyph, (glyph, width));
                    }
                }
            } else if let (Some(last), Some(width)) = (glyph(next), list.next())
                && let Some(width) = number(file.resolve(width))
            {
                widths.ranges.insert(first, (last, width));
            }
        }
        widths
    }

    fn of(&self, glyph: u32) -> f64 {
        let range = self.ranges.range(..=glyph).next_back();
        range.filter(|(_, (last, _))| glyph <= *last).map_or(self.other, |(_, (_, width))| *width) * self.unit
    }
}
