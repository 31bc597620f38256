//! Places in the source text: byte spans, and lines and columns made from them on demand.
//!
//! The tree stores nothing but [`Span`]s: two `u32` byte offsets into the text as it was read. A line number, a column
//! in characters and a column in terminal cells are looked up with a [`LineIndex`] when somebody wants to see them.
//!
//! ```
//! use ogi_report::{LineIndex, Span};
//!
//! let text = "一、总体情况\n规章\t2";
//! let span = Span::new(26, 27);
//! assert_eq!(span.slice(text), "2");
//! let at = LineIndex::new(text).position(text, span.start);
//! assert_eq!((at.line, at.column, at.display_column), (2, 4, 6));
//! ```

use core::fmt;

use serde::{Deserialize, Serialize};
use unicode_width::UnicodeWidthChar;

/// A half-open range of bytes, `start..end`, in the text that was parsed.
///
/// Spans that the library makes lie on character boundaries and inside the text. A span with `start == end` marks a
/// place between two characters, for instance where a blank cell stood. Serde writes a span as `[start, end]`.
///
/// ```
/// use ogi_report::Span;
///
/// let text = "规章\t2";
/// let span = Span::new(7, 8);
/// assert_eq!((span.slice(text), span.len()), ("2", 1));
/// assert_eq!(Span::new(1, 8).slice(text), "", "not on a boundary of characters");
/// assert_eq!(Span::new(0, 3).to(span).slice(text), text);
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(from = "(u32, u32)", into = "(u32, u32)")]
pub struct Span {
    /// Offset of the first byte.
    pub start: u32,
    /// Offset behind the last byte.
    pub end: u32,
}

impl Span {
    /// The span `start..end`.
    pub const fn new(start: u32, end: u32) -> Self {
        Self { start, end }
    }

    /// The empty span at `offset`.
    pub const fn at(offset: u32) -> Self {
        Self { start: offset, end: offset }
    }

    /// The text of this span, or `""` where the span does not fit `text`.
    pub fn slice(self, text: &str) -> &str {
        text.get(self.start as usize..self.end as usize).unwrap_or("")
    }

    /// Length in bytes.
    pub const fn len(self) -> u32 {
        self.end.saturating_sub(self.start)
    }

    /// Whether the span holds no byte.
    pub const fn is_empty(self) -> bool {
        self.start >= self.end
    }

    /// The smallest span that holds both.
    #[must_use]
    pub fn to(self, other: Self) -> Self {
        Self { start: self.start.min(other.start), end: self.end.max(other.end) }
    }

    /// The place of `part` in `whole`, where `part` was sliced from `whole`.
    ///
    /// Productions of the grammar see only the rest of their input; this is how they say where they were. It is
    /// arithmetic on addresses, so a `part` that is no slice of `whole` gives a span that means nothing; it is clamped
    /// to `whole`, and slicing with it never panics.
    pub(crate) fn of(part: &str, whole: &str) -> Self {
        let start = (part.as_ptr() as usize).saturating_sub(whole.as_ptr() as usize).min(whole.len());
        let end = (start + part.len()).min(whole.len());
        Self { start: offset(start), end: offset(end) }
    }
}

impl From<(u32, u32)> for Span {
    fn from((start, end): (u32, u32)) -> Self {
        Self { start, end }
    }
}

impl From<Span> for (u32, u32) {
    fn from(span: Span) -> Self {
        (span.start, span.end)
    }
}

/// A byte offset as spans hold it. Texts of 4 GiB and more are refused before anything is parsed.
#[expect(clippy::cast_possible_truncation, reason = "texts that long are refused at the door")]
pub(crate) const fn offset(n: usize) -> u32 {
    n as u32
}

/// A value and the place in the source that it rests on.
///
/// ```
/// let report = ogi_report::parse(ogi_report::SAMPLE)?.report;
/// let year = report.year.unwrap();
/// assert_eq!((year.value, year.span.slice(ogi_report::SAMPLE)), (2024, "2024"));
/// # Ok::<(), ogi_report::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema), schemars(rename = "Spanned_{T}"))]
pub struct Spanned<T> {
    /// What was read.
    pub value: T,
    /// Where it stands.
    pub span: Span,
}

impl<T> Spanned<T> {
    /// `value`, read at `span`.
    pub const fn new(value: T, span: Span) -> Self {
        Self { value, span }
    }
}

/// Line and column of an offset, counted from 1, as an editor shows them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Position {
    /// Line, from 1.
    pub line: usize,
    /// Column in characters (Unicode scalar values), from 1.
    pub column: usize,
    /// Column in terminal cells, from 1: a Chinese character takes two.
    pub display_column: usize,
}

/// `line:column`, as compilers write it and editors read it.
impl fmt::Display for Position {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.line, self.column)
    }
}

/// Where the lines of a text begin. Made once, asked often. Lines end at `\n`, as in most editors.
///
/// ```
/// use ogi_report::LineIndex;
///
/// let text = "一、总体情况\n规章\t2";
/// let index = LineIndex::new(text);
/// let at = index.position(text, 26);
/// assert_eq!((at.line, at.column, at.display_column), (2, 4, 6));
/// assert_eq!(index.line(text, at.line), "规章\t2");
/// ```
#[derive(Clone, Debug)]
pub struct LineIndex {
    starts: Vec<u32>,
}

impl LineIndex {
    /// Looks for the line ends of `text`.
    pub fn new(text: &str) -> Self {
        let starts =
            core::iter::once(0).chain(memchr::memchr_iter(b'\n', text.as_bytes()).map(|at| offset(at + 1))).collect();
        Self { starts }
    }

    /// The line of `offset`, from 1.
    pub(crate) fn line_number(&self, offset: u32) -> usize {
        self.starts.partition_point(|&start| start <= offset)
    }

    /// Line and columns of `offset`, in bytes, in `text`, the text that the index was made of. An offset behind the
    /// text or within a character has its line, and column 1.
    pub fn position(&self, text: &str, offset: u32) -> Position {
        let line = self.line_number(offset);
        let start = self.starts.get(line.saturating_sub(1)).copied().unwrap_or(0);
        let before = Span::new(start, offset).slice(text);
        Position { line, column: before.chars().count() + 1, display_column: display_width(before) + 1 }
    }

    /// The text of a line, counted from 1, without its line end; `""` where there is no such line.
    pub fn line<'t>(&self, text: &'t str, line: usize) -> &'t str {
        let start = line.checked_sub(1).and_then(|at| self.starts.get(at)).copied().unwrap_or(offset(text.len()));
        let end = self.starts.get(line).copied().unwrap_or(offset(text.len()));
        Span::new(start, end).slice(text).trim_end_matches(['\n', '\r'])
    }
}

/// Width of a text in terminal cells: two for a Chinese character and for full-width punctuation, one for a tab.
///
/// ```
/// assert_eq!(ogi_report::display_width("规章 2"), 6);
/// ```
pub fn display_width(text: &str) -> usize {
    text.chars().map(char_width).sum()
}

/// Width of one character in terminal cells.
pub(crate) fn char_width(c: char) -> usize {
    if c == '\t' { 1 } else { c.width().unwrap_or(0) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_slice_without_panicking() {
        let text = "规章 2";
        assert_eq!(Span::new(0, 3).slice(text), "规");
        assert_eq!(Span::new(1, 3).slice(text), "", "not on a boundary");
        assert_eq!(Span::new(5, 500).slice(text), "", "past the end");
        assert_eq!(Span::of(&text[3..6], text), Span::new(3, 6));
    }

    #[test]
    fn lines_and_columns() {
        let text = "a\r\n规章\t2\n";
        let index = LineIndex::new(text);
        assert_eq!(index.line(text, 1), "a");
        assert_eq!(index.line(text, 2), "规章\t2");
        assert_eq!(index.line(text, 9), "");
        let at = index.position(text, offset(text.find('2').unwrap()));
        assert_eq!(at, Position { line: 2, column: 4, display_column: 6 });
    }
}
