//! Tables whose columns a rule shows.
//!
//! Some programs draw a line of dashes above and below a table, interrupted between columns, and align the cells below
//! it by their width on a screen, where a Chinese character takes two places:
//!
//! ```text
//!   --------------  ------  ------
//!   信息内容          发件    废止
//!
//!   规章              0       2
//!   --------------  ------  ------
//! ```
//!
//! The cells of such a table are certain, blank ones included. An empty line parts its rows, if there is one between
//! the rules; else every line is a row. The cell of a row may go on over several lines.

use core::ops::Range;

use crate::document::{CellText, Document, Line, LineKind};
use crate::grammar::lexical::is_space;
use crate::source::char_width;
use crate::{Error, Span};

/// Whether a line is a rule that shows columns: runs of three dashes and more, two of them at least.
pub(super) fn is_rule(line: &str) -> bool {
    let bytes = line.as_bytes();
    // Most lines end here.
    if !bytes.starts_with(b"---") && !bytes.starts_with(b"===") {
        return false;
    }
    bytes.iter().all(|&b| matches!(b, b'-' | b'=' | b' '))
        && line.split(' ').filter(|run| !run.is_empty()).all(|run| run.len() >= 3)
        && line.split(' ').filter(|run| !run.is_empty()).count() >= 2
}

/// Turns the lines between rules into rows of cells.
pub(super) fn cut(document: &mut Document<'_>, limit: usize) -> Result<(), Error> {
    let rules: Vec<usize> =
        (0..document.lines.len()).filter(|&at| is_rule(document.line_text(at))).collect();
    let mut tables: Vec<(Vec<Range<usize>>, Range<usize>)> = Vec::new();
    let mut next = 0;
    while let (Some(&top), Some(&below)) = (rules.get(next), rules.get(next + 1)) {
        let columns = columns(document, top);
        let mut bottom = below;
        next += 1;
        // A rule below the header, or a rule below that, belongs to the same table if its runs stand alike.
        if let Some(&third) = rules.get(next + 1) {
            if self::columns(document, below) == columns && third - below > 1 && below - top <= 4 && self::columns(document, third) == columns {
                bottom = third;
                next += 1;
            }
        }
        next += 1;
        if bottom - top > 1 {
            tables.push((columns, top..bottom));
        }
    }
    if tables.is_empty() {
        return Ok(());
    }
    let old = core::mem::take(&mut document.lines);
    let mut tables = tables.into_iter().peekable();
    let mut at = 0;
    while let Some(line) = old.get(at) {
        match tables.next_if(|(_, range)| range.start == at) {
            None => {
                document.lines.push(*line);
                at += 1;
            }
            Some((columns, range)) => {
                let inside = old.get(range.start + 1..range.end).unwrap_or(&[]);
                table(document, &columns, inside);
                if document.cells.len() > limit {
                    return Err(Error::TooManyLines { limit });
                }
                at = range.end + 1;
            }
        }
    }
    Ok(())
}

/// The columns that a rule shows, by their places on a screen.
fn columns(document: &Document<'_>, rule: usize) -> Vec<Range<usize>> {
    let Some(line) = document.lines.get(rule) else { return Vec::new() };
    let text = whole_line(document, line);
    let mut columns: Vec<Range<usize>> = Vec::new();
    for (at, b) in text.bytes().enumerate() {
        match columns.last_mut() {
            Some(last) if b != b' ' && last.end == at => last.end += 1,
            _ if b != b' ' => columns.push(at..at + 1),
            _ => {}
        }
    }
    columns
}

/// A line with the white space in front of it.
fn whole_line<'d>(document: &'d Document<'_>, line: &Line) -> &'d str {
    let before = document.text.get(..line.span.start as usize).unwrap_or("");
    let start = before.rfind(['\n', '\r', '\u{c}']).map_or(0, |at| at + 1);
    document.text.get(start..line.span.end as usize).unwrap_or("")
}

/// The rows between two rules.
fn table(document: &mut Document<'_>, columns: &[Range<usize>], lines: &[Line]) {
    // Where empty lines part the rows, a row may take several lines.
    let several = lines.iter().skip(1).any(|line| line.blank_before > 0 && !is_rule(document.slice(line.span)));
    let mut row: Vec<Vec<Span>> = vec![Vec::new(); columns.len()];
    let mut first: Option<Line> = None;
    for line in lines {
        let ends = !several || line.blank_before > 0;
        if ends {
            push_row(document, &mut row, first.take());
        }
        if is_rule(document.slice(line.span)) || line.kind == LineKind::Blank {
            continue;
        }
        first.get_or_insert(*line);
        for (cell, span) in row.iter_mut().zip(cells(document, columns, line)) {
            cell.extend(span);
        }
    }
    push_row(document, &mut row, first.take());
}

/// The stretch of a line in each column, without white space at its ends.
fn cells(document: &Document<'_>, columns: &[Range<usize>], line: &Line) -> Vec<Option<Span>> {
    let text = whole_line(document, line);
    let mut bounds: Vec<Option<(usize, usize)>> = vec![None; columns.len()];
    let mut place = 0;
    let mut column = 0;
    for (at, c) in text.char_indices() {
        // A column reaches to where the next begins.
        while columns.get(column + 1).is_some_and(|next| place >= next.start) {
            column += 1;
        }
        if !is_space(c) {
            if let Some(bound) = bounds.get_mut(column) {
                *bound = Some((bound.map_or(at, |(start, _)| start), at + c.len_utf8()));
            }
        }
        place += char_width(c);
    }
    bounds.into_iter().map(|bound| bound.and_then(|(start, end)| text.get(start..end)).map(|cell| Span::of(cell, &document.text))).collect()
}

/// Adds a row to the document, and empties it.
fn push_row(document: &mut Document<'_>, row: &mut [Vec<Span>], line: Option<Line>) {
    let Some(line) = line else { return };
    let first = document.cells.len();
    let mut span = line.span;
    for cell in row.iter_mut() {
        if cell.is_empty() {
            document.cells.push(CellText { span: Span::at(span.end), continues: false });
        }
        for (nth, part) in cell.drain(..).enumerate() {
            span = span.to(part);
            document.cells.push(CellText { span: part, continues: nth > 0 });
        }
    }
    let len = document.cells.len() - first;
    let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    document.lines.push(Line { span, kind: LineKind::Row(count(first), count(len)), ..line });
}
