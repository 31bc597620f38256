//! The characters of fonts whose codes are bytes, by their encoding and the names of their glyphs.

use lopdf::{Dictionary, Object};

use super::file::File;

/// Names of glyphs that are not one letter, nor `uni` and the number of a character.
const NAMES: &[(&str, char)] = &[
    ("space", ' '),
    ("exclam", '!'),
    ("quotedbl", '"'),
    ("numbersign", '#'),
    ("dollar", '$'),
    ("percent", '%'),
    ("ampersand", '&'),
    ("quotesingle", '\''),
    ("parenleft", '('),
    ("parenright", ')'),
    ("asterisk", '*'),
    ("plus", '+'),
    ("comma", ','),
    ("hyphen", '-'),
    ("minus", '-'),
    ("period", '.'),
    ("slash", '/'),
    ("zero", '0'),
    ("one", '1'),
    ("two", '2'),
    ("three", '3'),
    ("four", '4'),
    ("five", '5'),
    ("six", '6'),
    ("seven", '7'),
    ("eight", '8'),
    ("nine", '9'),
    ("colon", ':'),
    ("semicolon", ';'),
    ("less", '<'),
    ("equal", '='),
    ("greater", '>'),
    ("question", '?'),
    ("at", '@'),
    ("bracketleft", '['),
    ("backslash", '\\'),
    ("bracketright", ']'),
    ("asciicircum", '^'),
    ("underscore", '_'),
    ("grave", '`'),
    ("braceleft", '{'),
    ("bar", '|'),
    ("braceright", '}'),
    ("asciitilde", '~'),
    ("quoteleft", '‘'),
    ("quoteright", '’'),
    ("quotedblleft", '“'),
    ("quotedblright", '”'),
    ("endash", '–'),
    ("emdash", '—'),
    ("ellipsis", '…'),
    ("periodcentered", '·'),
    ("bullet", '•'),
    ("section", '§'),
    ("multiply", '×'),
    ("degree", '°'),
    ("nbspace", '\u{a0}'),
    ("guillemotleft", '«'),
    ("guillemotright", '»'),
];

/// The character of each byte.
pub(super) fn encoding(file: &File, font: &Dictionary) -> [Option<char>; 256] {
    let descriptor = file.dictionary(font, b"FontDescriptor");
    let flags = descriptor.and_then(|descriptor| file.number(descriptor, b"Flags")).unwrap_or(0.0);
    // Bit 3: the codes are the font's own.
    let symbolic = (flags / 4.0).floor() % 2.0 >= 1.0;
    let (base, differences) = match file.get(font, b"Encoding") {
        Some(Object::Name(name)) => (Some(name.as_slice()), None),
        Some(Object::Dictionary(encoding)) => {
            (file.name(encoding, b"BaseEncoding"), file.get(encoding, b"Differences"))
        }
        _ => (None, None),
    };
    let mut characters = [None; 256];
    let type3 = file.name(font, b"Subtype") == Some(b"Type3");
    // Without a word on it, the codes of a font of one's own stand for anything.
    if base.is_some() || !symbolic && !type3 {
        for (byte, character) in (0..=255_u8).zip(&mut characters) {
            let latin = || encoding_rs::WINDOWS_1252.decode_without_bom_handling(&[byte]).0.chars().next();
            *character = match byte {
                0x20..=0x7e => Some(char::from(byte)),
                0xa0..=0xff if base == Some(b"WinAnsiEncoding") => latin(),
                0x80..=0x9f if base == Some(b"WinAnsiEncoding") => latin().filter(|c| !c.is_control()),
                _ => None,
            };
        }
    }
    if let Some(Object::Array(differences)) = differences {
        let mut code = 0_usize;
        for object in differences {
            match file.resolve(object) {
                Object::Integer(next) => code = usize::try_from(*next).unwrap_or(usize::MAX),
                Object::Name(name) => {
                    if let Some(character) = characters.get_mut(code) {
                        *character = core::str::from_utf8(name).ok().and_then(named);
                    }
                    code = code.saturating_add(1);
                }
                _ => {}
            }
        }
    }
    characters
}

/// The character of a glyph's name.
fn named(name: &str) -> Option<char> {
    // `one.tnum` is a form of `one`.
    let name = name.split('.').next().unwrap_or(name);
    let mut characters = name.chars();
    if let (Some(letter), None) = (characters.next(), characters.next()) {
        return letter.is_ascii_alphabetic().then_some(letter);
    }
    if let Some((_, character)) = NAMES.iter().find(|(known, _)| *known == name) {
        return Some(*character);
    }
    let number = match (name.strip_prefix("uni"), name.strip_prefix('u')) {
        (Some(number), _) if number.len() == 4 => number,
        (None, Some(number)) if (4..=6).contains(&number.len()) => number,
        _ => return None,
    };
    number
        .bytes()
        .all(|byte| byte.is_ascii_hexdigit())
        .then(|| u32::from_str_radix(number, 16).ok().and_then(char::from_u32))
        .flatten()
}

#[cfg(test)]
mod tests {
    use super::named;

    #[test]
    fn glyphs_are_told_by_their_names() {
        let names = ["five", "A", "uni653F", "u653F", "one.tnum", "g17", "uni65", ".notdef", "unique", "union"];
        let characters = names.map(|name| named(name).unwrap_or('?')).iter().collect::<String>();
        assert_eq!(characters, "5A政政1?????");
    }
}
