//! Characters of symbol fonts, which documents keep as numbers in the font.

/// The character of a `w:sym`: its code in the font, in hexadecimal.
///
/// Codes of symbol fonts stand in a private area, where no character has a meaning. Those that reports have are given
/// as what they look like, such as boxes and ticks; the others stay private, so that nobody takes them for a blank.
pub(super) fn symbol(font: &str, code: &str) -> Option<char> {
    let code = u32::from_str_radix(code.trim(), 16).ok()?;
    let private = (0xf000..=0xf0ff).contains(&code);
    let low = if private { code - 0xf000 } else { code };
    let is = |name: &str| font.eq_ignore_ascii_case(name);
    if is("Wingdings") && low <= 0xff {
        let known = match low {
            0x6c | 0x9f => '●',
            0x6e => '■',
            0x6f | 0x71 | 0xa8 => '□',
            0x75 => '◆',
            0x80 => '⓪',
            0x81..=0x8a => char::from_u32(0x2460 + low - 0x81)?,
            0xa1 => '○',
            0xd8 => '➢',
            0xfb => '✗',
            0xfc => '✓',
            0xfd => '☒',
            0xfe => '☑',
            _ => char::from_u32(0xf000 + low)?,
        };
        return Some(known);
    }
    if is("Wingdings 2") && low <= 0xff {
        return match low {
            0x50 => Some('✓'),
            0x51 | 0x53 => Some('☒'),
            0x52 => Some('☑'),
            0xa3 => Some('□'),
            _ => char::from_u32(0xf000 + low),
        };
    }
    let is_symbol_font = is("Symbol") || is("Wingdings 3") || is("Webdings");
    // Other fonts keep their characters there unchanged.
    if private && !is_symbol_font && low >= 0x20 { char::from_u32(low) } else { char::from_u32(code) }
}

#[cfg(test)]
mod tests {
    use super::symbol;

    #[test]
    fn known_symbols_are_shown_and_others_stay_private() {
        assert_eq!(symbol("Wingdings", "F0FE"), Some('☑'));
        assert_eq!(symbol("Wingdings", "F082"), Some('②'));
        assert_eq!(symbol("Wingdings 2", "F052"), Some('☑'));
        assert_eq!(symbol("Wingdings", "F0AA"), Some('\u{f0aa}'));
        assert_eq!(symbol("Symbol", "F061"), Some('\u{f061}'));
        assert_eq!(symbol("仿宋", "F035"), Some('5'));
        assert_eq!(symbol("仿宋", "2103"), Some('℃'));
        assert_eq!(symbol("仿宋", "xyz"), None);
        assert_eq!(symbol("仿宋", "D800"), None);
    }
}
