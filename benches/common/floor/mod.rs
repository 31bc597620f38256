//! What reading cannot be faster than, or is measured against: passes over the same bytes that understand nothing.
//!
//! Of a text here, of pages in [`html`], of Word documents in [`docx`].

pub mod docx;
pub mod html;

use unicode_normalization::UnicodeNormalization;

/// Whether bytes are UTF-8.
pub fn utf8(bytes: &[u8]) -> usize {
    std::str::from_utf8(bytes).map_or(0, str::len)
}

/// One look at each character.
pub fn chars(text: &str) -> u32 {
    text.chars().fold(0, |sum, c| sum.wrapping_add(u32::from(c)))
}

/// One NFKC pass, into a text of its own: what the aims are stated against.
pub fn nfkc(text: &str) -> String {
    text.nfkc().collect()
}
