//! What every reader hands to the grammar: lines of running text, and table rows whose cells are certain.
//!
//! A [`Document`] knows nothing of reports. It says which stretches of the text are lines, where pages break, and, for
//! tables whose form shows their cells beyond doubt (ruled columns, markup), which stretches are cells. All spans are
//! offsets into [`Document::text`].

use core::ops::Range;
use std::borrow::Cow;

use crate::Span;
use crate::report::Place;
use crate::source::offset;

/// A text, cut into lines and cells.
#[derive(Debug)]
pub(crate) struct Document<'t> {
    /// The text that all spans refer to.
    pub(crate) text: Cow<'t, str>,
    /// The lines that are not empty, in reading order.
    pub(crate) lines: Vec<Line>,
    /// The cells of all [`LineKind::Row`] lines.
    pub(crate) cells: Vec<CellText>,
    /// Where what begins at an offset stands in the source, up to the next one: paragraphs and pages, in order. Cells know
    /// their own places.
    pub(crate) places: Vec<(u32, Place)>,
    /// Whether a backslash may stand before a mark that is meant as it is, as in Markdown.
    pub(crate) escapes: bool,
}

/// A line of text, or a row of a table.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Line {
    /// The line without white space at its ends. Empty for [`LineKind::Blank`].
    pub(crate) span: Span,
    /// What the line is.
    pub(crate) kind: LineKind,
    /// How many empty lines stand before it.
    pub(crate) blank_before: u16,
    /// Whether a page began between the line before and this one.
    pub(crate) new_page: bool,
    /// Whether white space stands in front of the line's text.
    pub(crate) indented: bool,
}

/// What a [`Line`] is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum LineKind {
    /// Running text, or part of a table whose cells the grammar has to find.
    Text,
    /// Nothing but a tab, a no-break or an ideographic space: in some layouts an empty line, in some a blank cell.
    Blank,
    /// A row of cells whose bounds are certain: so many of [`Document::cells`], from that one.
    Row(u32, u32),
}

/// The text of a cell, or a line of it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct CellText {
    /// The text without white space at its ends; empty for a blank cell.
    pub(crate) span: Span,
    /// Whether this is a further line of the cell before.
    pub(crate) continues: bool,
    /// Whether the text belongs to several cells of the form, as the table has merged them. Which of them a number is
    /// meant for, nobody can tell.
    pub(crate) merged: bool,
    /// Where the cell stands in a document that counts its tables, rows and columns.
    pub(crate) place: Place,
}

impl CellText {
    /// A cell, or its first line.
    pub(crate) const fn new(span: Span) -> Self {
        Self { span, continues: false, merged: false, place: Place::UNKNOWN }
    }

    /// The same, as a further line of the cell before if `continues`.
    pub(crate) const fn continued(self, continues: bool) -> Self {
        Self { continues, ..self }
    }
}

impl Document<'_> {
    /// The text of a span.
    pub(crate) fn slice(&self, span: Span) -> &str {
        span.slice(&self.text)
    }

    /// The text of a line.
    pub(crate) fn line_text(&self, line: usize) -> &str {
        self.lines.get(line).map_or("", |line| self.slice(line.span))
    }

    /// The cells of a row.
    pub(crate) fn row(&self, first: u32, len: u32) -> &[CellText] {
        self.cells.get(first as usize..(first + len) as usize).unwrap_or(&[])
    }

    /// Where the text at an offset stands in the source, cells apart.
    pub(crate) fn place(&self, offset: u32) -> Place {
        let behind = self.places.partition_point(|(start, _)| *start <= offset);
        behind.checked_sub(1).and_then(|at| self.places.get(at)).map_or(Place::UNKNOWN, |(_, place)| *place)
    }

    /// The stretch of text from the first of `lines` to the last.
    pub(crate) fn span_of(&self, lines: Range<usize>) -> Span {
        match (self.lines.get(lines.start), lines.end.checked_sub(1).and_then(|last| self.lines.get(last))) {
            (Some(first), Some(last)) if lines.start < lines.end => first.span.to(last.span),
            (Some(first), _) => Span::at(first.span.start),
            _ => Span::at(offset(self.text.len())),
        }
    }
}
