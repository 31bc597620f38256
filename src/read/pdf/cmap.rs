//! CMaps: which bytes are one code, and which characters or glyphs the codes are.
//!
//! A CMap is a small program in PostScript. Those parts of it that matter are lists between a `begin…` and an `end…`, and
//! read like the operands of an operator in the content of a page.

use std::collections::BTreeMap;

use lopdf::Object;
use lopdf::content::Content;

/// What a CMap says.
#[derive(Debug, Default)]
pub(super) struct CMap {
    /// Lengths in bytes, first codes and last codes.
    spaces: Vec<(usize, u32, u32)>,
    /// From the first code of a range: the last, and the characters of the first.
    characters: BTreeMap<u32, (u32, String)>,
    /// The same with glyphs.
    glyphs: BTreeMap<u32, (u32, u32)>,
}

impl CMap {
    pub(super) fn new(program: &[u8]) -> Self {
        let mut cmap = Self::default();
        for operation in Content::decode_iter(program).map_while(Result::ok) {
            let operands = operation.operands.as_slice();
            match operation.operator.as_str() {
                "endcodespacerange" => cmap.spaces.extend(operands.chunks_exact(2).filter_map(space)),
                "endbfchar" => {
                    for pair in operands.chunks_exact(2) {
                        if let [Object::String(code, _), Object::String(text, _)] = pair
                            && let Some(code) = value(code)
                        {
                            cmap.characters.insert(code, (code, utf16(text)));
                        }
                    }
                }
                "endbfrange" => operands.chunks_exact(3).for_each(|range| cmap.character_range(range)),
                "endcidchar" => {
                    for pair in operands.chunks_exact(2) {
                        if let [Object::String(code, _), Object::Integer(glyph)] = pair
                            && let (Some(code), Ok(glyph)) = (value(code), u32::try_from(*glyph))
                        {
                            cmap.glyphs.insert(code, (code, glyph));
                        }
                    }
                }
                "endcidrange" => {
                    for range in operands.chunks_exact(3) {
                        if let [Object::String(first, _), Object::String(last, _), Object::Integer(glyph)] = range
                            && let (Some(first), Some(last)) = (value(first), value(last))
                            && let Ok(glyph) = u32::try_from(*glyph)
                        {
                            cmap.glyphs.insert(first, (last, glyph));
                        }
                    }
                }
                _ => {}
            }
        }
        cmap
    }

    fn character_range(&mut self, range: &[Object]) {
        let [Object::String(first, _), Object::String(last, _), target] = range else { return };
        let (Some(first), Some(last)) = (value(first), value(last)) else { return };
        match target {
            Object::String(text, _) => {
                self.characters.insert(first, (last, utf16(text)));
            }
            Object::Array(texts) => {
                for (code, text) in (first..=last).zip(texts) {
                    if let Object::String(text, _) = text {
                        self.characters.insert(code, (code, utf16(text)));
                    }
                }
            }
            _ => {}
        }
    }

    /// The characters of a code.
    pub(super) fn text(&self, code: u32) -> Option<String> {
        let (first, (last, text)) = self.characters.range(..=code).next_back()?;
        if code > *last {
            return None;
        }
        let mut text = text.clone();
        if code > *first {
            let end = text.pop().and_then(|end| char::from_u32((end as u32).checked_add(code - first)?))?;
            text.push(end);
        }
        Some(text)
    }

    /// The glyph of a code.
    pub(super) fn glyph(&self, code: u32) -> Option<u32> {
        let (first, (last, glyph)) = self.glyphs.range(..=code).next_back()?;
        (code <= *last).then(|| glyph.saturating_add(code - first))
    }

    /// The code that bytes begin with, and its length.
    pub(super) fn code(&self, bytes: &[u8]) -> Option<(u32, usize)> {
        let shortest = self.spaces.iter().map(|(length, _, _)| *length).min()?;
        for length in 1..=4 {
            let Some(code) = bytes.get(..length).and_then(value) else { break };
            let is_in = |&(of, first, last): &(usize, u32, u32)| {
                of == length
                    && (0..length).all(|byte| {
                        let at = |code: u32| code >> (8 * byte) & 0xff;
                        (at(first)..=at(last)).contains(&at(code))
                    })
            };
            if self.spaces.iter().any(is_in) {
                return Some((code, length));
            }
        }
        let length = shortest.min(bytes.len());
        Some((value(bytes.get(..length)?)?, length))
    }
}

fn space(range: &[Object]) -> Option<(usize, u32, u32)> {
    let [Object::String(first, _), Object::String(last, _)] = range else { return None };
    (first.len() == last.len()).then_some((first.len(), value(first)?, value(last)?))
}

/// Bytes as a number, the highest first.
pub(super) fn value(bytes: &[u8]) -> Option<u32> {
    (1..=4).contains(&bytes.len()).then(|| bytes.iter().fold(0, |value: u32, &byte| value << 8 | u32::from(byte)))
}

/// The characters that a CMap gives; a single byte is one as well.
fn utf16(bytes: &[u8]) -> String {
    if let [byte] = bytes {
        return char::from(*byte).to_string();
    }
    let units = bytes.chunks_exact(2).filter_map(|pair| Some(u16::from_be_bytes(pair.try_into().ok()?)));
    char::decode_utf16(units).map(|unit| unit.unwrap_or(char::REPLACEMENT_CHARACTER)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const PROGRAM: &[u8] = b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def /CMapType 2 def
1 begincodespacerange <0000> <FFFF> endcodespacerange
3 beginbfchar <0001> <653F> <0002><00660069> <0003> <D842DFB7> endbfchar
2 beginbfrange <0010> <0019> <0030> <0020> <0021> [<4E00> <4E8C>] endbfrange
endcmap CMapName currentdict /CMap defineresource pop end end";

    #[test]
    fn characters_are_told_by_code() {
        let cmap = CMap::new(PROGRAM);
        let texts = [1, 2, 3, 0x10, 0x15, 0x19, 0x1a, 0x21, 0x22].map(|code| cmap.text(code));
        let expected = ["政", "fi", "𠮷", "0", "5", "9", "", "二", ""];
        assert_eq!(texts.map(Option::unwrap_or_default), expected);
        assert_eq!(cmap.code(&[0x00, 0x10, 0x00]), Some((0x10, 2)));
    }

    #[test]
    fn codes_have_the_lengths_of_their_spaces() {
        let cmap = CMap::new(
            b"2 begincodespacerange <00> <80> <8140> <FEFE> endcodespacerange
1 begincidrange <8140> <8150> 100 endcidrange 1 begincidchar <20> 7 endcidchar",
        );
        assert_eq!(cmap.code(b"A\x81\x41"), Some((0x41, 1)));
        assert_eq!(cmap.code(b"\x81\x41"), Some((0x8141, 2)));
        assert_eq!(cmap.code(b"\xff\xff"), Some((0xff, 1)));
        assert_eq!(cmap.code(b""), None);
        assert_eq!([0x20, 0x8142, 0x9000].map(|code| cmap.glyph(code)), [Some(7), Some(102), None]);
    }
}
