//! A document put together piece by piece, for forms whose text is not their source: a web page, a Word file.
//!
//! The text that comes out is what a person would read, a paragraph or a row of a table a line, the cells of a row parted
//! by tabs. All spans are offsets into it.

use std::borrow::Cow;

use crate::document::{CellText, Document, Line, LineKind};
use crate::grammar::lexical::trim;
use crate::report::Place;
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

/// A cell of a row, to be added.
#[derive(Clone, Copy, Debug)]
pub(super) struct NewCell<'c> {
    /// Its text, in which line breaks part the lines of the cell.
    pub(super) text: &'c str,
    /// Whether the text belongs to several cells, see [`CellText::merged`].
    pub(super) merged: bool,
    /// Where the cell stands.
    pub(super) place: Place,
}

const LINE_ENDS: [char; 3] = ['\n', '\r', '\x0c'];

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

    /// Where the next line will begin.
    pub(super) fn offset(&self) -> u32 {
        offset(self.text.len())
    }

    /// Says that what comes next stands apart from what came before.
    pub(super) fn apart(&mut self) {
        self.blank_before = 1;
    }

    /// Says that a page begins.
    pub(super) fn page(&mut self) {
        self.new_page = true;
    }

    /// Adds a paragraph. Line breaks within it make lines of their own, and an empty line in it parts what stands there.
    pub(super) fn paragraph(&mut self, paragraph: &str) -> Result<(), Error> {
        let n_lines = self.lines.len();
        for line in paragraph.split(LINE_ENDS) {
            let body = trim(line);
            if body.is_empty() {
                if self.lines.len() > n_lines {
                    self.apart();
                }
            } else {
                let indented = !line.starts_with(body);
                let span = self.push(body)?;
                self.line(span, LineKind::Text, indented)?;
            }
        }
        Ok(())
    }

    /// Adds text that is in no line, such as a running head: it is part of the text, and nobody reads it.
    #[cfg(feature = "pdf")]
    pub(super) fn aside(&mut self, text: &str) -> Result<Span, Error> {
        let span = self.push(trim(text))?;
        self.text.push('\n');
        Ok(span)
    }

    /// Says where the paragraphs that come next stand in the source.
    pub(super) fn place(&mut self, place: Place) {
        self.places.push((self.offset(), place));
    }

    /// Adds a row of a table.
    pub(super) fn row<'c>(&mut self, cells: impl Iterator<Item = NewCell<'c>>) -> Result<(), Error> {
        let first = self.cells.len();
        let start = self.offset();
        for cell in cells {
            if self.cells.len() > first {
                self.text.push('\t');
            }
            self.cell(cell)?;
        }
        let span = Span::new(start, self.offset());
        let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        self.line(span, LineKind::Row(count(first), count(self.cells.len() - first)), false)
    }

    fn cell(&mut self, cell: NewCell<'_>) -> Result<(), Error> {
        let is_blank = trim(cell.text).is_empty();
        let mut continues = false;
        for line in cell.text.split(LINE_ENDS) {
            let body = trim(line);
            if body.is_empty() && (continues || !is_blank) {
                continue;
            }
            if continues {
                self.text.push(' ');
            }
            let span = self.push(body)?;
            if self.cells.len() >= self.max_lines {
                return Err(Error::TooManyLines { limit: self.max_lines });
            }
            self.cells.push(CellText { span, continues, merged: cell.merged && !is_blank, place: cell.place });
            continues = true;
        }
        Ok(())
    }

    /// The document.
    pub(super) fn finish(self) -> Result<Document<'static>, Error> {
        if self.lines.iter().all(|line| trim(line.span.slice(&self.text)).is_empty()) {
            return Err(Error::Empty);
        }
        Ok(Document {
            text: Cow::Owned(self.text),
            lines: self.lines,
            cells: self.cells,
            places: self.places,
            escapes: false,
        })
    }

    fn push(&mut self, text: &str) -> Result<Span, Error> {
        // The mark behind it counts as well.
        let len = self.text.len() + text.len() + 1;
        if len > self.max_bytes {
            return Err(Error::TooLarge { actual: len, limit: self.max_bytes });
        }
        let start = self.offset();
        self.text.push_str(text);
        Ok(Span::new(start, self.offset()))
    }

    fn line(&mut self, span: Span, kind: LineKind, indented: bool) -> Result<(), Error> {
        if self.lines.len() >= self.max_lines {
            return Err(Error::TooManyLines { limit: self.max_lines });
        }
        self.lines.push(Line { span, kind, blank_before: self.blank_before, new_page: self.new_page, indented });
        (self.blank_before, self.new_page) = (0, false);
        self.text.push('\n');
        Ok(())
    }
}
