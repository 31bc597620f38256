//! A document put together piece by piece, for forms whose text is not their source: a web page, a Word file.
//!
//! The text that comes out is what a person would read, a paragraph or a row of a table a line, the cells of a row parted
//! by tabs. All spans are offsets into it.

use std::borrow::Cow;

use crate::document::{CellText, Document, Line, LineKind, Place};
use crate::grammar::lexical::trim;
use crate::source::offset;
use crate::{Error, Options, Span};

/// A document as it is being put together.
#[derive(Debug)]
pub(super) struct Builder {
    text: String,
    lines: Vec<Line>,
    cells: Vec<CellText>,
    places: Vec<(u32, Place)>,
    max_bytes: usize,
    max_lines: usize,
    blank_before: u16,
    new_page: bool,
}

impl Builder {
    pub(super) fn new(options: &Options) -> Self {
        Self {
            text: String::new(),
            lines: Vec::new(),
            cells: Vec::new(),
            places: Vec::new(),
            max_bytes: options.max_bytes,
            max_lines: options.max_lines,
            blank_before: 0,
            new_page: false,
        }
    }

    /// Says that what comes next stands apart from what came before.
    pub(super) fn apart(&mut self) {
        self.blank_before = 1;
    }

    /// Says that a page begins.
    pub(super) fn page(&mut self) {
        self.new_page = true;
    }

    /// Says where the text stands in the source that comes next.
    pub(super) fn place(&mut self, place: Place) {
        self.places.push((offset(self.text.len()), place));
    }

    /// Adds a row, and where each of its cells stands in the source.
    pub(super) fn placed_row<'c>(
        &mut self,
        cells: impl Iterator<Item = &'c str>,
        places: impl Iterator<Item = Place>,
    ) -> Result<(), Error> {
        let first = self.cells.len();
        self.row(cells)?;
        let starts = self.cells.iter().skip(first).filter(|cell| !cell.continues).map(|cell| cell.span.start);
        self.places.extend(starts.zip(places));
        Ok(())
    }

    /// Adds a paragraph. Line breaks within it make lines of their own.
    pub(super) fn paragraph(&mut self, paragraph: &str) -> Result<(), Error> {
        for line in paragraph.split(['\n', '\r', '\x0c']) {
            let body = trim(line);
            if !body.is_empty() {
                let span = self.push(body)?;
                self.line(span, LineKind::Text)?;
                self.end_line();
            }
        }
        Ok(())
    }

    /// Adds a row of a table, each cell as its text, in which line breaks part the lines of the cell.
    pub(super) fn row<'c>(&mut self, cells: impl Iterator<Item = &'c str>) -> Result<(), Error> {
        let first = self.cells.len();
        let start = offset(self.text.len());
        for cell in cells {
            if self.cells.len() > first {
                self.text.push('\t');
            }
            let mut continues = false;
            for line in cell.split(['\n', '\r', '\x0c']) {
                let body = trim(line);
                if body.is_empty() && (continues || !trim(cell).is_empty()) {
                    continue;
                }
                if continues {
                    self.text.push(' ');
                }
                let span = self.push(body)?;
                if self.cells.len() >= self.max_lines {
                    return Err(Error::TooManyLines { limit: self.max_lines });
                }
                self.cells.push(CellText { span, continues });
                continues = true;
            }
        }
        let span = Span::new(start, offset(self.text.len()));
        let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        self.line(span, LineKind::Row(count(first), count(self.cells.len() - first)))?;
        self.end_line();
        Ok(())
    }

    pub(super) fn finish(self) -> Result<Document<'static>, Error> {
        if self.text.trim().is_empty() {
            return Err(Error::Empty);
        }
        Ok(Document { text: Cow::Owned(self.text), lines: self.lines, cells: self.cells, places: self.places })
    }

    fn push(&mut self, text: &str) -> Result<Span, Error> {
        if self.text.len() + text.len() > self.max_bytes {
            return Err(Error::TooLarge { actual: self.text.len() + text.len(), limit: self.max_bytes });
        }
        let start = offset(self.text.len());
        self.text.push_str(text);
        Ok(Span::new(start, offset(self.text.len())))
    }

    fn line(&mut self, span: Span, kind: LineKind) -> Result<(), Error> {
        if self.lines.len() >= self.max_lines {
            return Err(Error::TooManyLines { limit: self.max_lines });
        }
        self.lines.push(Line { span, kind, blank_before: self.blank_before, new_page: self.new_page, indented: false });
        (self.blank_before, self.new_page) = (0, false);
        Ok(())
    }

    fn end_line(&mut self) {
        self.text.push('\n');
    }
}
