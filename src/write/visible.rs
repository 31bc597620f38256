//! Text that can do nothing to a terminal or to the words around it, and in which everything takes the place that it seems to take.

#[cfg(feature = "render")]
use crate::source::char_width;

/// Cells that a tab is shown as.
const TAB: &str = "    ";

/// The character as it is shown: controls as the pictures that Unicode has of them, and what would be invisible, or
/// change the direction or the colour of what follows, as `�`.
///
/// The crate that draws the snippets replaces most of these as well, though not the controls from U+0080 on, line and
/// paragraph separators, and zero-width characters. Here is the one place where all of it is decided.
pub(super) fn push(c: char, out: &mut String) {
    match c {
        '\t' => out.push_str(TAB),
        '\0'..='\u{1f}' => out.push(char::from_u32(0x2400 + u32::from(c)).unwrap_or('�')),
        '\u{7f}' => out.push('␡'),
        // Variation selectors choose a form of the character before them, and some of these forms are wider.
        '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}' => {}
        '\u{ad}'
        | '\u{61c}'
        | '\u{180e}'
        | '\u{200b}'..='\u{200f}'
        | '\u{2028}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}'
        | '\u{feff}'
        | '\u{fff9}'..='\u{fffb}'
        | '\u{e0000}'..='\u{e00ff}' => out.push('�'),
        _ if c.is_control() => out.push('�'),
        _ => out.push(c),
    }
}

/// The whole text as it is shown.
pub(super) fn text(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    text.chars().for_each(|c| push(c, &mut out));
    out
}

/// The room to reckon with for a character. Combining characters count as well: a line of nothing else would otherwise
/// be printed whole, however long it is.
#[cfg(feature = "render")]
pub(super) fn room(c: char) -> usize {
    if c == '\t' { TAB.len() } else { char_width(c).max(1) }
}

/// The text in at most `width` cells, `…` standing for what was left out.
#[cfg(feature = "render")]
pub(super) fn clipped(text: &str, width: usize) -> String {
    let mut left = width;
    let mut out = String::new();
    for c in text.chars() {
        let Some(rest) = left.checked_sub(room(c)) else {
            out.push('…');
            break;
        };
        left = rest;
        push(c, &mut out);
    }
    out
}
