//! Markdown whose tables are raw HTML.
//!
//! Programs that write Markdown fall back to `<table>` where cells are merged, which those of the form are. The text
//! around such tables is read as any text, and the tables by the reader of HTML: they are written into the text as rows,
//! a line each.

use core::ops::Range;

use super::build::Builder;
use super::grid::Tables;
use super::html;
use crate::document::{CellText, Document, LineKind};
use crate::source::offset;
use crate::{Error, Options, Span};

/// A text in which tables were put in place of their markup.
#[derive(Debug)]
pub(super) struct Markdown {
    pub(super) text: String,
    /// The rows that were put there, in order, with their cells.
    rows: Vec<(Span, Range<usize>)>,
    cells: Vec<CellText>,
}

impl Markdown {
    /// Puts the tables of a text in place of their markup; `None` where it has none.
    pub(super) fn with_tables(source: &str, options: &Options) -> Result<Option<Self>, Error> {
        let mut markdown = Self { text: String::new(), rows: Vec::new(), cells: Vec::new() };
        let mut from = 0;
        let mut written = Tables::default();
        let mut n_tables = 0;
        for range in tables(source) {
            let mut out = Builder::new(options);
            for table in html::tables(source.get(range.clone()).unwrap_or("")) {
                out.paragraph(&table.caption)?;
                n_tables += 1;
                table.grid.write(n_tables, &mut written, &mut out)?;
            }
            markdown.text.push_str(source.get(from..range.start).unwrap_or(""));
            markdown.add(out);
            from = range.end;
        }
        if from == 0 {
            return Ok(None);
        }
        markdown.text.push_str(source.get(from..).unwrap_or(""));
        Ok(Some(markdown))
    }

    /// Adds the lines of a document on lines of their own.
    fn add(&mut self, document: Builder) {
        if !self.text.is_empty() && !self.text.ends_with('\n') {
            self.text.push('\n');
        }
        let Ok(Document { text, lines, cells, .. }) = document.finish() else { return };
        let start = offset(self.text.len());
        let moved = |span: Span| Span::new(span.start + start, span.end + start);
        let first = self.cells.len();
        for line in lines {
            if let LineKind::Row(from, len) = line.kind {
                let from = first + from as usize;
                self.rows.push((moved(line.span), from..from + len as usize));
            }
        }
        self.cells.extend(cells.into_iter().map(|cell| CellText { span: moved(cell.span), ..cell }));
        self.text.push_str(&text);
    }

    /// The text as lines and rows.
    pub(super) fn document(&self, options: &Options) -> Result<Document<'_>, Error> {
        let mut document = super::text(&self.text, options)?;
        if document.cells.len() + self.cells.len() > options.max_lines {
            return Err(Error::TooManyLines { limit: options.max_lines });
        }
        let mut rows = self.rows.iter().peekable();
        let mut lines = Vec::with_capacity(document.lines.len());
        for line in document.lines {
            while rows.next_if(|(row, _)| row.end < line.span.start).is_some() {}
            // Within a row there is no line end, so a line that begins in one is that row.
            let own = rows.next_if(|(row, _)| row.start <= line.span.start && line.span.start <= row.end);
            let Some((span, cells)) = own else {
                lines.push(line);
                continue;
            };
            let first = u32::try_from(document.cells.len()).unwrap_or(u32::MAX);
            let own = self.cells.get(cells.clone()).unwrap_or(&[]);
            document.cells.extend(own);
            let len = u32::try_from(own.len()).unwrap_or(u32::MAX);
            lines.push(crate::document::Line { span: *span, kind: LineKind::Row(first, len), ..line });
        }
        document.lines = lines;
        Ok(document)
    }
}

/// Where the outermost `<table>` elements of a text stand.
fn tables(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut open = 0_usize;
    let mut start = 0;
    for at in memchr::memchr_iter(b'<', text.as_bytes()) {
        let tag = text.as_bytes().get(at + 1..).unwrap_or(&[]);
        let is = |name: &[u8]| tag.get(..name.len()).is_some_and(|own| own.eq_ignore_ascii_case(name));
        if is(b"table") {
            if open == 0 {
                start = at;
            }
            open += 1;
        } else if is(b"/table") && open > 0 {
            open -= 1;
            if open == 0 {
                let end = memchr::memchr(b'>', tag).map_or(text.len(), |end| at + 2 + end);
                found.push(start..end);
            }
        }
    }
    // A text that is cut off ends in its table.
    if open > 0 {
        found.push(start..text.len());
    }
    found
}
