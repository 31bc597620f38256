//! A text with the name that people and programs know it by.

use std::borrow::Cow;
use std::path::{Component, Path};
use std::sync::OnceLock;

use crate::{LineIndex, Parsed, Span};

/// Bytes between two counts of characters. A report may be one line, and a column is looked up for every operand: with
/// counts at hand each look-up reads no more than this.
const STEP: usize = 1024;

/// The text of a report, and what to call it: what findings are shown and located in.
///
/// ```
/// use std::path::Path;
/// use ogi_report::write::SourceText;
///
/// let source = SourceText::file(Path::new("年报/a b.txt"), "一、总体情况\n");
/// assert_eq!(source.name(), "年报/a b.txt");
/// assert_eq!(source.uri(), Some("%E5%B9%B4%E6%8A%A5/a%20b.txt"));
/// assert_eq!(SourceText::new("standard input", "").uri(), None);
/// ```
#[derive(Clone, Debug)]
pub struct SourceText<'t> {
    name: Cow<'t, str>,
    uri: Option<String>,
    text: &'t str,
    lines: LineIndex,
    counts: OnceLock<Vec<Count>>,
}

/// Characters before a place, in two measures.
#[derive(Clone, Copy, Debug, Default)]
struct Count {
    scalars: usize,
    utf16: usize,
}

impl Count {
    /// Counts on over whole texts or parts of them: the first byte of a character stands for it.
    fn over(mut self, bytes: &[u8]) -> Self {
        for byte in bytes {
            let starts = usize::from(byte & 0xC0 != 0x80);
            self.scalars += starts;
            self.utf16 += starts + usize::from(*byte >= 0xF0);
        }
        self
    }
}

/// Line and columns of a place, from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Place {
    pub(crate) line: usize,
    /// In Unicode scalar values.
    pub(crate) column: usize,
    /// In UTF-16 code units.
    pub(crate) utf16_column: usize,
}

impl<'t> SourceText<'t> {
    /// A text that is no file.
    pub fn new(name: impl Into<Cow<'t, str>>, text: &'t str) -> Self {
        Self { name: name.into(), uri: None, text, lines: LineIndex::new(text), counts: OnceLock::new() }
    }

    /// The text that [`read()`](crate::read()) made of a document. After [`parse`](crate::parse), where only the caller has the
    /// text, it is empty, and findings are shown without lines: that is for [`new`](Self::new).
    ///
    /// ```
    /// use ogi_report::write::SourceText;
    ///
    /// let parsed = ogi_report::read(ogi_report::SAMPLE.as_bytes())?;
    /// assert!(SourceText::of("sample.txt", &parsed).text().contains("一、总体情况"));
    /// # Ok::<(), ogi_report::Error>(())
    /// ```
    pub fn of(name: impl Into<Cow<'t, str>>, parsed: &'t Parsed) -> Self {
        Self::new(name, parsed.source.as_ref().map_or("", |source| &source.text))
    }

    /// The text of a file. Nothing is read: `path` is its name, and its [URI](Self::uri) is made from it.
    pub fn file(path: &Path, text: &'t str) -> Self {
        let mut source = Self::new(path.display().to_string(), text);
        source.uri = Some(uri(path));
        source
    }

    /// The name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The address of the file: relative where its path is, percent-encoded; `None` for a text that is no file.
    pub fn uri(&self) -> Option<&str> {
        self.uri.as_deref()
    }

    /// The text.
    pub fn text(&self) -> &'t str {
        self.text
    }

    /// What stands at a place; `None` where the text has no such place.
    pub(crate) fn slice(&self, span: Span) -> Option<&'t str> {
        self.text.get(span.start as usize..span.end as usize)
    }

    /// The line of an offset, from 1.
    #[cfg(feature = "render")]
    pub(crate) fn line_number(&self, offset: u32) -> usize {
        self.lines.line_number(offset)
    }

    /// A line without its end, and the offset of its first byte.
    pub(crate) fn line(&self, number: usize) -> (&'t str, usize) {
        let line = self.lines.line(self.text, number);
        (line, Span::of(line, self.text).start as usize)
    }

    /// Line and columns of an offset.
    pub(crate) fn place(&self, offset: u32) -> Place {
        let line = self.lines.line_number(offset);
        let (_, start) = self.line(line);
        let (before, at) = (self.count(start), self.count((offset as usize).max(start)));
        Place { line, column: at.scalars - before.scalars + 1, utf16_column: at.utf16 - before.utf16 + 1 }
    }

    fn count(&self, offset: usize) -> Count {
        let bytes = self.text.as_bytes();
        let counts = self.counts.get_or_init(|| {
            let mut next = Count::default();
            let before = |chunk: &[u8]| {
                let count = next;
                next = count.over(chunk);
                count
            };
            bytes.chunks(STEP).map(before).collect()
        });
        let offset = offset.min(bytes.len());
        // The end of a text of whole steps belongs to the last of them.
        let step = (offset / STEP).min(counts.len().saturating_sub(1));
        let count = counts.get(step).copied().unwrap_or_default();
        count.over(bytes.get(step * STEP..offset).unwrap_or_default())
    }
}

/// The path as a URI reference of RFC 3986. `.` is left out, and a root makes it a `file:` URI.
fn uri(path: &Path) -> String {
    let mut out = String::new();
    for component in path.components() {
        let part = match component {
            Component::CurDir => continue,
            Component::RootDir => {
                if out.is_empty() {
                    out.push_str("file://");
                }
                out.push('/');
                continue;
            }
            Component::Prefix(prefix) => {
                // A drive, whose colon stays as it is.
                out.push_str("file:///");
                out.push_str(&prefix.as_os_str().to_string_lossy().replace('\\', "/"));
                continue;
            }
            Component::ParentDir => "..".as_ref(),
            Component::Normal(part) => part,
        };
        if !out.is_empty() && !out.ends_with('/') {
            out.push('/');
        }
        for &byte in part.as_encoded_bytes() {
            if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
                out.push(char::from(byte));
            } else {
                const DIGITS: &[u8; 16] = b"0123456789ABCDEF";
                out.push('%');
                for nibble in [byte >> 4, byte & 15] {
                    out.push(DIGITS.get(usize::from(nibble)).copied().map_or('0', char::from));
                }
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::offset;

    #[test]
    fn addresses() {
        let of = |path: &str| uri(Path::new(path));
        assert_eq!(of("report.txt"), "report.txt");
        assert_eq!(of("./a/../b"), "a/../b");
        assert_eq!(of("a:b#c?d%e"), "a%3Ab%23c%3Fd%25e");
        #[cfg(unix)]
        assert_eq!(of("/tmp/年 报.txt"), "file:///tmp/%E5%B9%B4%20%E6%8A%A5.txt");
    }

    #[test]
    fn places_far_into_a_line() {
        let text = format!("第一行\n{}𠮷e\u{301}18\n", "公开".repeat(5000));
        let source = SourceText::new("", &text);
        let at = offset(text.find("18").unwrap());
        assert_eq!(source.place(at), Place { line: 2, column: 10_004, utf16_column: 10_005 });
        assert_eq!(source.place(at).column, LineIndex::new(&text).position(&text, at).column);
        let end = offset(text.len());
        assert_eq!(source.place(end), Place { line: 3, column: 1, utf16_column: 1 });
        assert_eq!(SourceText::new("", "").place(0), Place { line: 1, column: 1, utf16_column: 1 });
        let even = "x".repeat(STEP);
        assert_eq!(SourceText::new("", &even).place(offset(STEP)).column, STEP + 1);
    }
}
