//! A sentence as its claims are read: folded, and without white space.
//!
//! `１９ 件` is `19件`, `答 复` is `答复` and `％` is `%` before any production sees them, so productions compare plain
//! characters. [`Folded::origin`] leads back to the paragraph.
//!
//! ```ebnf
//! folded = { ? a character under NFKC ? | ? a blank between digits ? | ? a tab ? } ;
//! ```
//!
//! Kept apart: the full-width comma, which never parts thousands; a blank between two digits, which may part two
//! figures; a tab, which parts cells. An enclosed number such as `②` counts what follows, so it stands as a comma.

use core::ops::Range;

use crate::grammar::lexical::{digit_value, fold, is_han, is_space};
use crate::source::offset;

/// The folded text, and where its characters stood.
#[derive(Debug, Default)]
pub(super) struct Folded {
    /// The text.
    pub(super) text: String,
    marks: Vec<Mark>,
}

/// A place where the distance between both texts changes.
#[derive(Clone, Copy, Debug)]
struct Mark {
    /// Offset in the folded text.
    at: u32,
    /// Offset in the paragraph.
    origin: u32,
    /// Whether it marks the end of a character whose length changed.
    is_end: bool,
}

impl Folded {
    /// Folds a stretch of `paragraph`. What was here before is gone.
    pub(super) fn fill(&mut self, paragraph: &str, stretch: Range<usize>) {
        let from = stretch.start;
        self.text.clear();
        self.marks.clear();
        self.text.reserve(stretch.len().max(768));
        self.marks.reserve(32);
        self.marks.push(Mark { at: 0, origin: offset(from), is_end: false });
        let mut blank = false;
        let mut last = ' ';
        for (at, c) in paragraph.get(stretch).unwrap_or("").char_indices() {
            let origin = offset(from + at);
            if is_space(c) {
                if c == '\t' && last != '\t' {
                    self.mark(origin, false);
                    self.text.push('\t');
                    last = '\t';
                }
                blank = true;
                continue;
            }
            if blank {
                blank = false;
                if last.is_ascii_digit() && digit_value(c).is_some() {
                    self.mark(origin - 1, false);
                    self.text.push(' ');
                }
                self.mark(origin, false);
            }
            let folded = fold_mark(c);
            self.text.push(folded);
            last = folded;
            if folded.len_utf8() != c.len_utf8() {
                let end = origin + offset(c.len_utf8());
                self.mark(end, true);
            }
        }
    }

    fn mark(&mut self, origin: u32, is_end: bool) {
        self.marks.push(Mark { at: offset(self.text.len()), origin, is_end });
    }

    /// Where a stretch of the folded text stands in the paragraph.
    pub(super) fn origin(&self, folded: Range<u32>) -> Range<usize> {
        let behind = self.marks.partition_point(|mark| mark.at <= folded.start);
        let start = self.place(behind, folded.start);
        let behind = self.marks.partition_point(|mark| mark.at < folded.end);
        let end = match self.marks.get(behind) {
            Some(mark) if mark.at == folded.end && mark.is_end => mark.origin,
            _ => self.place(behind, folded.end),
        };
        start as usize..end.max(start) as usize
    }

    fn place(&self, behind: usize, at: u32) -> u32 {
        behind.checked_sub(1).and_then(|n| self.marks.get(n)).map_or(0, |mark| mark.origin + (at - mark.at))
    }
}

/// The character that stands for `c`.
fn fold_mark(c: char) -> char {
    match c {
        _ if is_han(c) => c,
        '，' => c,
        '\u{2460}'..='\u{24ff}' | '\u{2776}'..='\u{2793}' => '，',
        _ => match fold(c) {
            // A raised or another script's digit is no digit of a figure.
            '0'..='9' if digit_value(c).is_none() => c,
            folded => folded,
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn leads_back(paragraph: &str, folded: &str, part: &str, wanted: &str) {
        let mut out = Folded::default();
        out.fill(paragraph, 0..paragraph.len());
        assert_eq!(out.text, folded);
        let start = out.text.find(part).unwrap();
        let origin = out.origin(offset(start)..offset(start + part.len()));
        assert_eq!(paragraph.get(origin), Some(wanted));
    }

    #[test]
    fn parts_lead_back_to_where_they_stood() {
        leads_back("收到 申 请 １９ 件。", "收到申请19件。", "19", "１９");
        leads_back("收到 申 请 １９ 件。", "收到申请19件。", "申请", "申 请");
        leads_back("（含上年 3件）", "(含上年3件)", "含上年3件", "含上年 3件");
        leads_back("（含上年 3件）", "(含上年3件)", "(", "（");
        leads_back("1 834件", "1 834件", "1 834", "1 834");
        leads_back("1\u{3000}834件", "1 834件", "834", "834");
        leads_back("办结②１件", "办结，1件", "1件", "１件");
        leads_back("8\t0", "8\t0", "0", "0");
        leads_back("占5％。", "占5%。", "5%", "5％");
    }
}
