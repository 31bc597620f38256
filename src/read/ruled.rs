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
//! Others draw frames, with a rule below every row, so that a row may take several lines:
//!
//! ```text
//! +----------------+------+------+
//! | 一、本年新收政 | 14   | 3    |
//! | 府信息公开申请 |      |      |
//! | 数量           |      |      |
//! +----------------+------+------+
//! ```
//!
//! The cells of such tables are certain, blank ones included. An empty line parts its rows, if there is one between
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

/// Whether a line is one long stroke, as stands below tables whose rows take several lines.
fn is_whole_rule(line: &str) -> bool {
    line.len() >= 20 && line.bytes().all(|b| b == b'-')
}

/// Whether a line is a rule of a frame, or holds a piece of one.
pub(super) fn is_frame(line: &str) -> bool {
    match line.as_bytes().first() {
        Some(b'+') => line.starts_with("+-") || line.starts_with("+="),
        Some(b'|') => line.contains("+--") || line.contains("+=="),
        Some(0xe2) => {
            line.starts_with(['┌', '├', '└', '╔', '╠', '╚', '┏', '┣', '┗', '╭', '╰'])
                || line.starts_with(['│', '┃', '║']) && line.contains(['├', '┼', '┤', '┬', '┴'])
        }
        _ => false,
    }
}

const BARS: [char; 5] = ['|', '│', '┃', '║', '｜'];

/// Turns the lines between the rules of frames into rows of cells. Frames whose rows all fit a line are left as they
/// are: their bars say all there is to say.
pub(super) fn cut_frames(document: &mut Document<'_>, limit: usize) -> Result<(), Error> {
    let inside = |line: &str| is_frame(line) || line.starts_with(BARS);
    let old = core::mem::take(&mut document.lines);
    let mut at = 0;
    while let Some(line) = old.get(at) {
        // Between rules of dashes there are rows already, and one of them may begin as a frame does.
        if line.kind != LineKind::Text || !is_frame(document.slice(line.span)) {
            document.lines.push(*line);
            at += 1;
            continue;
        }
        let n_inside = old
            .get(at..)
            .unwrap_or(&[])
            .iter()
            .take_while(|line| line.kind == LineKind::Text && inside(document.slice(line.span)))
            .count();
        let block = old.get(at..at + n_inside).unwrap_or(&[]);
        if n_inside > 2 {
            frame(document, block);
            if document.cells.len() > limit {
                return Err(Error::TooManyLines { limit });
            }
        } else {
            document.lines.extend(block);
        }
        at += n_inside;
    }
    Ok(())
}

/// The rows of a frame.
fn frame(document: &mut Document<'_>, lines: &[Line]) {
    let rules = lines.iter().filter(|line| is_frame(document.slice(line.span))).count();
    // With one rule below the header and one at each end, every line is a row.
    if rules <= 3 {
        let rows: Vec<Line> = lines.iter().filter(|line| !is_frame(document.slice(line.span))).copied().collect();
        document.lines.extend(rows);
        return;
    }
    let mut row: Vec<Vec<Span>> = Vec::new();
    let mut first: Option<Line> = None;
    for line in lines {
        let text = document.slice(line.span);
        if is_frame(text) {
            push_row(document, &mut row, first.take());
            row.clear();
            // A cell that spans rows goes on beside the rule.
            let is_stroke = |words: &str| words.starts_with(['-', '=', '─', '━', '═', '┌', '└', '╔', '┬', '┴']);
            let parts: Vec<Line> = document
                .slice(line.span)
                .split(|c| BARS.contains(&c) || matches!(c, '+' | '├' | '┤' | '┼'))
                .map(|part| part.trim_matches(is_space))
                .filter(|words| !words.is_empty() && !is_stroke(words))
                .map(|words| Line { span: Span::of(words, &document.text), ..*line })
                .collect();
            document.lines.extend(parts);
            continue;
        }
        let body = text.strip_prefix(BARS).unwrap_or(text);
        let body = body.strip_suffix(BARS).unwrap_or(body);
        let cells: Vec<Span> =
            body.split(BARS).map(|cell| Span::of(cell.trim_matches(is_space), &document.text)).collect();
        first.get_or_insert(*line);
        if row.len() < cells.len() {
            row.resize(cells.len(), Vec::new());
        }
        for (cell, span) in row.iter_mut().zip(cells) {
            if !span.is_empty() {
                cell.push(span);
            }
        }
    }
    push_row(document, &mut row, first.take());
}

/// Turns the lines between rules into rows of cells.
pub(super) fn cut(document: &mut Document<'_>, limit: usize) -> Result<(), Error> {
    let rules: Vec<usize> = (0..document.lines.len()).filter(|&at| is_rule(document.line_text(at))).collect();
    let mut tables: Vec<(Vec<Range<usize>>, Range<usize>)> = Vec::new();
    let mut next = 0;
    while let Some(&top) = rules.get(next) {
        let columns = columns(document, top);
        // A text that breaks off has no rule at the end; the table ends where words run across its columns.
        let next_rule = rules.get(next + 1).copied().unwrap_or(document.lines.len());
        let below = (top + 1..next_rule).find(|&at| is_whole_rule(document.line_text(at))).unwrap_or_else(|| {
            if next_rule < document.lines.len() {
                next_rule
            } else {
                (top + 1..next_rule).find(|&at| crosses(document, &columns, at)).unwrap_or(next_rule)
            }
        });
        let mut bottom = below;
        // A rule below the header, or a rule below that, belongs to the same table if its runs stand alike.
        let third = rules.get(next + 2).copied().filter(|_| below == next_rule);
        if let Some(third) = third
            && self::columns(document, below) == columns
            && third - below > 1
            && below - top <= 4
            && self::columns(document, third) == columns
        {
            bottom = third;
        }
        next = rules.partition_point(|&rule| rule <= bottom);
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
                // The rule at the end goes with the table; a line that only follows it does not.
                let is_end = old
                    .get(range.end)
                    .is_some_and(|line| is_rule(document.slice(line.span)) || is_whole_rule(document.slice(line.span)));
                at = range.end + usize::from(is_end);
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
    let mut at = 0;
    for c in text.chars() {
        match columns.last_mut() {
            _ if is_space(c) => {}
            Some(last) if last.end == at => last.end += 1,
            _ => columns.push(at..at + 1),
        }
        at += char_width(c);
    }
    columns
}

/// Whether words of a line stand between columns.
fn crosses(document: &Document<'_>, columns: &[Range<usize>], line: usize) -> bool {
    let Some(line) = document.lines.get(line) else { return false };
    let mut place = 0;
    whole_line(document, line).chars().any(|c| {
        let between = columns.windows(2).any(|pair| matches!(pair, [a, b] if (a.end..b.start).contains(&place)));
        place += char_width(c);
        between && !is_space(c)
    })
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
        if !is_space(c)
            && let Some(bound) = bounds.get_mut(column)
        {
            *bound = Some((bound.map_or(at, |(start, _)| start), at + c.len_utf8()));
        }
        place += char_width(c);
    }
    bounds
        .into_iter()
        .map(|bound| bound.and_then(|(start, end)| text.get(start..end)).map(|cell| Span::of(cell, &document.text)))
        .collect()
}

/// Adds a row to the document, and empties it.
fn push_row(document: &mut Document<'_>, row: &mut [Vec<Span>], line: Option<Line>) {
    let Some(line) = line else { return };
    let first = document.cells.len();
    let mut span = line.span;
    for cell in row.iter_mut() {
        if cell.is_empty() {
            document.cells.push(CellText::new(Span::at(span.end)));
        }
        for (nth, part) in cell.drain(..).enumerate() {
            span = span.to(part);
            document.cells.push(CellText::new(part).continued(nth > 0));
        }
    }
    let len = document.cells.len() - first;
    let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    document.lines.push(Line { span, kind: LineKind::Row(count(first), count(len)), ..line });
}
