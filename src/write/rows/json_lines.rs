//! Rows as JSON Lines: an object a line.

use std::io;

use super::record::Record;

/// Writes rows as JSON Lines, in UTF-8: one object a line, with a key for each column.
///
/// ```
/// use ogi_report::write::{JsonLines, Rows};
///
/// let parsed = ogi_report::parse(ogi_report::SAMPLE)?;
/// let mut out = Vec::new();
/// let mut lines = JsonLines::new(&mut out);
/// lines.write_all(Rows::of("sample.txt", &parsed).cells())?;
/// let text = String::from_utf8(out)?;
/// assert_eq!(text.lines().count(), 200);
/// assert!(text.starts_with(r#"{"document":"sample.txt","issuer":"澄溪县人民政府","year":2024,"#));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug)]
pub struct JsonLines<W> {
    out: W,
}

impl<W: io::Write> JsonLines<W> {
    /// Writes to `out`, a row at a time: give it a buffer.
    pub fn new(out: W) -> Self {
        Self { out }
    }

    /// Writes a row.
    ///
    /// # Errors
    ///
    /// Those of `out`.
    pub fn write(&mut self, row: &impl Record) -> io::Result<()> {
        serde_json::to_writer(&mut self.out, row)?;
        self.out.write_all(b"\n")
    }

    /// Writes all of these rows.
    ///
    /// # Errors
    ///
    /// Those of `out`.
    pub fn write_all<R: Record>(&mut self, rows: impl IntoIterator<Item = R>) -> io::Result<()> {
        rows.into_iter().try_for_each(|row| self.write(&row))
    }
}
