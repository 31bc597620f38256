//! Which character of a paragraph stands where in the source.
//!
//! A paragraph is what the source has, with the lines that a layout broke joined again, and with lines left out that are no
//! part of it, such as numbers of pages. So it is followed line by line: a line goes on with the paragraph as a whole, or is
//! none of it. Where the paragraph is not used up in the end, it was made in another way, and nothing is said of its
//! characters.

use crate::Span;
use crate::source::offset;

/// The characters of a text that was read at a place of the source, each with where it stands in both.
pub(super) struct Aligned {
    /// Offsets in the text and in the source, and the length in bytes; white space is left out.
    chars: Vec<(usize, u32, usize)>,
}

impl Aligned {
    /// Follows `text` through what stands at `span`; `None` where that is something else.
    pub(super) fn new(text: &str, source: &str, span: Span) -> Option<Self> {
        let mut left = text.char_indices().filter(|(_, c)| is_ink(*c));
        let mut chars = Vec::new();
        let mut start = span.start as usize;
        for line in span.slice(source).split_inclusive('\n') {
            let (mut ahead, known) = (left.clone(), chars.len());
            let goes_on = line.char_indices().filter(|(_, c)| is_ink(*c)).all(|(at, c)| {
                let Some((of_text, _)) = ahead.next().filter(|(_, own)| *own == c) else { return false };
                chars.push((of_text, offset(start + at), c.len_utf8()));
                true
            });
            if goes_on {
                left = ahead;
            } else {
                chars.truncate(known);
            }
            start += line.len();
        }
        (left.next().is_none() && !chars.is_empty()).then_some(Self { chars })
    }

    /// The part of the text that stands at a place of the source; `None` where no character of it stands there.
    pub(super) fn part(&self, span: Span) -> Option<(usize, usize)> {
        let first = self.chars.partition_point(|(_, at, _)| *at < span.start);
        let behind = self.chars.partition_point(|(_, at, _)| *at < span.end);
        let (start, ..) = self.chars.get(first..behind)?.first()?;
        let (last, _, len) = self.chars.get(first..behind)?.last()?;
        Some((*start, last + len))
    }
}

/// Whether a character is one that joining lines leaves as it is.
fn is_ink(c: char) -> bool {
    !c.is_whitespace() && !c.is_control() && c != '\u{feff}'
}

#[cfg(test)]
mod tests {
    use super::*;

    fn part(text: &'static str, source: &str, words: &str) -> Option<&'static str> {
        let start = source.find(words).unwrap();
        let aligned = Aligned::new(text, source, Span::new(0, offset(source.len())))?;
        let (start, end) = aligned.part(Span::new(offset(start), offset(start + words.len())))?;
        text.get(start..end)
    }

    #[test]
    fn words_are_found_where_they_stand() {
        assert_eq!(part("收到申请19件，办结18件。", "收到申请19件，办结18件。", "18"), Some("18"));
        assert_eq!(part("收到申请19件，办结18件。", "收到申请19件，\n　办结1\r\n8件。", "1\r\n8"), Some("18"));
        assert_eq!(part("收到 申请19件", "收到\n申请19件", "申请"), Some("申请"));
    }

    #[test]
    fn lines_of_the_page_are_passed_over() {
        let source = "收到申请19件，\n— 3 —\n办结18件。";
        assert_eq!(part("收到申请19件，办结18件。", source, "18"), Some("18"));
        assert_eq!(part("收到申请19件，办结18件。", source, "3"), None);
    }

    #[test]
    fn what_was_made_in_another_way_has_no_places() {
        assert_eq!(part("收到申请19件。", "收到**申请**19件。", "19"), None);
        assert_eq!(part("2025年1月3日", "2025-01-03", "01"), None);
    }
}
