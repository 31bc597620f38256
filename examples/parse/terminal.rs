//! Text as a terminal shows it: a Chinese character takes two cells, and control characters do nothing.

use ogi_report::display_width;

/// The text with its tabs and line ends as single spaces and without other control characters, so that nothing in a
/// file can steer the terminal.
pub(crate) fn printable(text: &str) -> String {
    text.chars()
        .filter_map(|c| if c.is_whitespace() && c.is_ascii() { Some(' ') } else { (!c.is_control()).then_some(c) })
        .collect()
}

/// The longest start of `text` that fits `width` cells.
pub(crate) fn fitting(text: &str, width: usize) -> &str {
    let mut taken = 0;
    let end = text.char_indices().find(|&(_, c)| {
        taken += display_width(c.encode_utf8(&mut [0; 4]));
        taken > width
    });
    end.map_or(text, |(at, _)| text.get(..at).unwrap_or(text))
}

/// The printable text in at most `width` cells, `…` standing for the rest.
pub(crate) fn clipped(text: &str, width: usize) -> String {
    let text = printable(text);
    if display_width(&text) <= width { text } else { format!("{}…", fitting(&text, width.saturating_sub(1))) }
}

/// `text` with spaces behind it up to `width` cells.
pub(crate) fn left(text: &str, width: usize) -> String {
    format!("{text}{}", blanks(text, width))
}

/// `text` with spaces before it up to `width` cells.
pub(crate) fn right(text: &str, width: usize) -> String {
    format!("{}{text}", blanks(text, width))
}

/// What `text` lacks to be `width` cells wide. (`format!("{text:>9}")` would count characters instead.)
fn blanks(text: &str, width: usize) -> String {
    " ".repeat(width.saturating_sub(display_width(text)))
}
