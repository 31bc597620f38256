//! The lines of a table, cut into pieces: a label or part of one, a figure, an empty cell.
//!
//! ```ebnf
//! line   = cell, { bar, cell } ;
//! cell   = [ words ], { figure } | empty ;
//! bar    = "|" | "│" | "┃" | "｜" | "║" | ? a tab ? ;
//! empty  = ? nothing, between two bars ? ;
//! words  = ? anything that is no figure ? ;
//! ```
//!
//! Bars bound cells beyond doubt, and an empty stretch between two of them is an empty cell. A bar that begins or ends
//! a line bounds nothing. Within a cell, and on lines without bars, white space parts figures from each other and from
//! the words before them.

use core::ops::Range;

use smallvec::SmallVec;

use super::value::Traits;
use super::value::{self, Figure, Spacing};
use crate::Span;
use crate::document::{CellText, Document, LineKind};
use crate::grammar::lexical::{chinese_digit, digit_value, fold, is_han, is_space};
use crate::report::{Number, Unit};

/// Pieces by their place in the list of all. A row has seven cells at most, so nearly always they need no memory of their
/// own.
pub(crate) type Indices = SmallVec<[usize; 8]>;

/// Counts of a row's figures.
pub(crate) type Counts = SmallVec<[Option<u64>; 8]>;

/// A piece of a table.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Piece {
    /// Where it stands.
    pub(crate) span: Span,
    /// The line it stands on.
    pub(crate) line: u32,
    /// What it is.
    pub(crate) kind: PieceKind,
    /// What parts it from the piece before.
    pub(crate) edge: Edge,
}

/// What a [`Piece`] is.
#[derive(Clone, Copy, Debug)]
pub(crate) enum PieceKind {
    /// Words.
    Words,
    /// A number, or a mark that nothing applies.
    Figure(Reading),
    /// An empty cell.
    Empty,
}

/// A figure without the slices that [`Figure`] borrows.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Reading {
    pub(crate) number: Option<Number>,
    pub(crate) unit: Option<Unit>,
    pub(crate) annotation: Option<Span>,
    pub(crate) traits: Traits,
}

/// What parts a piece from the one before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Edge {
    /// A line break.
    Line,
    /// A bar, a tab, or the certain bound of a cell.
    Bar,
    /// White space.
    Space,
    /// The piece continues the cell of the piece before on a further line.
    Continued,
}

impl Piece {
    /// Whether this is a number, a mark or an empty cell, and not words.
    pub(crate) fn is_cell(&self) -> bool {
        !matches!(self.kind, PieceKind::Words)
    }

    /// The figure, if this is one.
    pub(crate) fn figure(&self) -> Option<&Reading> {
        match &self.kind {
            PieceKind::Figure(reading) => Some(reading),
            _ => None,
        }
    }

    /// The figure's count: nought for a mark that nothing applies, `None` for what is no count.
    pub(crate) fn count(&self) -> Option<u64> {
        self.figure()?.number.map_or(Some(0), Number::to_count)
    }

    /// Whether this is a mark that nothing applies.
    pub(crate) fn is_mark(&self) -> bool {
        self.figure().is_some_and(|figure| figure.number.is_none())
    }

    /// Whether this is an empty cell.
    pub(crate) fn is_empty(&self) -> bool {
        matches!(self.kind, PieceKind::Empty)
    }
}

/// The sum of counts, if all of them are known.
pub(crate) fn sum(mut counts: impl Iterator<Item = Option<u64>>) -> Option<u64> {
    counts.try_fold(0u64, |sum, count| sum.checked_add(count?))
}

/// Whether the last of these counts is the sum of the others.
pub(crate) fn last_is_sum(counts: &[Option<u64>]) -> bool {
    counts.split_last().is_some_and(|(last, others)| last.is_some() && *last == sum(others.iter().copied()))
}

/// Whether figures stand on several lines, and some of them beside each other, or behind words on a further line: a row is one
/// line, or a line for each cell.
pub(super) fn is_uneven(pieces: &[Piece], figures: &[usize]) -> bool {
    let pairs = figures.windows(2).filter_map(|pair| match *pair {
        [one, next] => pieces.get(one).zip(pieces.get(next)),
        _ => None,
    });
    let (mut breaks, mut beside_words) = (0, false);
    for (one, next) in pairs {
        let is_break = one.line != next.line;
        breaks += usize::from(is_break);
        beside_words |= is_break && next.edge == Edge::Space;
    }
    beside_words || breaks > 0 && breaks + 1 < figures.len()
}

/// A bar between cells, apart from the tab.
const fn is_bar(c: char) -> bool {
    matches!(c, '|' | '│' | '┃' | '｜' | '║' | '\t')
}

/// Whether a line has bars.
pub(super) fn has_bars(line: &str) -> bool {
    // The other bars begin with one of two bytes.
    let is_bar_at = |at: usize| line.get(at..).is_some_and(|rest| rest.starts_with(['│', '┃', '｜', '║']));
    memchr::memchr2(b'\t', b'|', line.as_bytes()).is_some()
        || memchr::memchr2_iter(0xe2, 0xef, line.as_bytes()).any(is_bar_at)
}

/// Pieces of a table at most. The largest has some five hundred; what goes on for longer is no table, and must not fill
/// the memory.
pub(crate) const MAX_PIECES: usize = 50_000;

/// Cuts `lines` into pieces, up to [`MAX_PIECES`] of them.
pub(crate) fn pieces(document: &Document<'_>, lines: Range<usize>) -> Vec<Piece> {
    let text = &*document.text;
    let mut cutter = Cutter {
        text,
        pieces: Vec::with_capacity((document.span_of(lines.clone()).len() as usize / 8).max(lines.len()).min(4096)),
        line: 0,
        open: false,
        open_unindented: false,
        has_marks: false,
    };
    for at in lines {
        let Some(line) = document.lines.get(at).filter(|_| cutter.pieces.len() < MAX_PIECES) else { break };
        cutter.line = u32::try_from(at).unwrap_or(u32::MAX);
        match line.kind {
            LineKind::Blank => cutter.blank(line.span),
            LineKind::Text => cutter.line(line.span.slice(text), line.span),
            LineKind::Row(first, len) => {
                let mut rest = document.row(first, len);
                let mut edge = Edge::Line;
                while !rest.is_empty() {
                    let lines = 1 + rest.iter().skip(1).take_while(|line| line.continues).count();
                    let (cell, after) = rest.split_at(lines);
                    cutter.cell_of_lines(cell, edge);
                    edge = Edge::Bar;
                    rest = after;
                }
            }
        }
    }
    if cutter.has_marks { without_strokes_of_headers(text, cutter.pieces) } else { cutter.pieces }
}

/// The stroke of the header 本年增/减 is no mark of a cell, where a program sets it on a line of its own.
fn without_strokes_of_headers(text: &str, mut pieces: Vec<Piece>) -> Vec<Piece> {
    let words = |at: usize, pieces: &[Piece]| {
        pieces.get(at).filter(|piece| !piece.is_cell()).map_or("", |piece| piece.span.slice(text))
    };
    let is_stroke = |at: usize, pieces: &[Piece]| {
        pieces.get(at).is_some_and(Piece::is_mark)
            && words(at + 1, pieces).starts_with('减')
            && at.checked_sub(1).is_some_and(|before| words(before, pieces).ends_with('增'))
    };
    let strokes: Vec<usize> = (0..pieces.len()).filter(|&at| is_stroke(at, &pieces)).collect();
    for &at in strokes.iter().rev() {
        pieces.remove(at);
    }
    pieces
}

struct Cutter<'t> {
    text: &'t str,
    pieces: Vec<Piece>,
    line: u32,
    /// The line before holds one cell whose end no bar has shown yet.
    open: bool,
    /// The same, and no tab stands in front of that line's text.
    open_unindented: bool,
    /// Whether a mark that nothing applies was met.
    has_marks: bool,
}

impl Cutter<'_> {
    fn push(&mut self, span: Span, kind: PieceKind, edge: Edge) {
        if self.pieces.len() >= MAX_PIECES {
            return;
        }
        self.pieces.push(Piece { span, line: self.line, kind, edge });
    }

    /// A cell with certain bounds, that may go on over several lines.
    fn cell_of_lines(&mut self, lines: &[CellText], edge: Edge) {
        let text = self.text;
        let Some((first, more)) = lines.split_first() else { return };
        let own = first.span.slice(text);
        if first.merged {
            // A number that several cells share is none of theirs.
            self.push(first.span, PieceKind::Words, edge);
            return;
        }
        if more.is_empty() {
            self.cell(own, edge);
            return;
        }
        // A label can go on over several lines of its cell, and one of them may look like a figure.
        let is_han = |line: &CellText| line.span.slice(text).chars().filter(|&c| is_han(fold(c))).count();
        if lines.iter().map(is_han).sum::<usize>() >= 2 {
            // A mark that a narrow column broke: 不适 above 用.
            let whole = first.span.to(more.last().map_or(first.span, |line| line.span)).slice(text);
            if let Some(mark) = value::whole_cell(whole).filter(|figure| figure.number.is_none()) {
                self.figure(whole, mark, edge);
                return;
            }
            self.push(first.span, PieceKind::Words, edge);
            for line in more {
                self.push(line.span, PieceKind::Words, Edge::Continued);
            }
            return;
        }
        // A figure broken over lines stands in no one stretch of the text, unless only its unit is on the further one.
        let unit_below = matches!(more, [unit] if value::is_unit(unit.span.slice(text)));
        match value::whole_cell(own).filter(|_| unit_below) {
            Some(figure) => self.figure(own, figure, edge),
            None => self.push(first.span, PieceKind::Words, edge),
        }
    }

    /// Whether a tab stands in the white space before a place of a line.
    fn tab_before(&self, at: u32) -> bool {
        let before = self.text.get(..at as usize).unwrap_or("");
        before.chars().rev().take_while(|&c| !matches!(c, '\n' | '\r' | '\u{c}') && is_space(c)).any(|c| c == '\t')
    }

    /// A line of white space that may be a blank cell.
    fn blank(&mut self, span: Span) {
        if self.tab_before(span.start) && core::mem::take(&mut self.open_unindented) {
            // A tab alone below a cell that no tab indents parts that cell from the next.
            return;
        }
        self.open = true;
        self.push(span, PieceKind::Empty, Edge::Line);
    }

    /// `line = cell, { bar, cell } ;`
    fn line(&mut self, line: &str, span: Span) {
        if let Some(count) = value::plain_count(line) {
            self.open = true;
            self.open_unindented = !self.tab_before(span.start);
            self.figure(line, count, Edge::Line);
            return;
        }
        if !has_bars(line) {
            if is_rule(line) {
                return;
            }
            self.open = true;
            self.open_unindented = !self.tab_before(span.start);
            self.cell(line, Edge::Line);
            return;
        }
        // Lines are kept without white space at their ends, but tabs there bound empty cells, if the line has more cells
        // than one.
        let after = self.text.get(span.end as usize..).unwrap_or("");
        let white = |c: char| is_space(c) && !matches!(c, '\n' | '\r' | '\u{c}');
        let tail = if line.contains('\t') { after.len() - after.trim_start_matches(white).len() } else { 0 };
        let tail = after.get(..tail).unwrap_or("").trim_end_matches(' ').len();
        let before = self.text.get(..span.start as usize).unwrap_or("");
        let head = if line.contains('\t') { before.len() - before.trim_end_matches('\t').len() } else { 0 };
        let line = self.text.get(span.start as usize - head..span.end as usize + tail).unwrap_or(line);
        if is_rule(line) {
            return;
        }
        let mut body = line;
        let mut edge = Edge::Line;
        if let Some(rest) = body.strip_prefix(|c| is_bar(c) && c != '\t') {
            if rest.chars().all(is_space) {
                // A bar alone ends the cell on the line before, if that has no bar at its end. Else it is the bound of
                // an empty cell or the beginning of a row; which of them, the row tells.
                if core::mem::take(&mut self.open) {
                    return;
                }
                self.push(Span::at(span.start), PieceKind::Empty, Edge::Line);
                return;
            }
            body = rest;
        }
        let ends_with_bar = body.ends_with(['|', '│', '┃', '｜', '║']);
        self.open = false;
        let mut cells = body.split(is_bar).peekable();
        while let Some(cell) = cells.next() {
            if cells.peek().is_none() && ends_with_bar {
                break;
            }
            self.cell(cell, edge);
            edge = Edge::Bar;
        }
    }

    /// `cell = [ words ], { figure } | empty ;`
    fn cell(&mut self, cell: &str, edge: Edge) {
        if let Some(count) = value::plain_count(cell) {
            self.figure(cell, count, edge);
            return;
        }
        let body = cell.trim_matches(is_space);
        if body.is_empty() {
            // The place of an empty cell is the middle of what bounds it: any place that is surely inside.
            let inside = cell.get(..cell.len() - cell.trim_start_matches(is_space).len()).unwrap_or("");
            let span = Span::of(inside, self.text);
            self.push(Span::at(span.end), PieceKind::Empty, edge);
            return;
        }
        if let Some(figure) = value::whole_cell(body) {
            // Whether digits that stand apart are one number or several cells, the row tells.
            if !figure.traits.joined {
                self.figure(body, figure, edge);
                return;
            }
        }
        if !body.contains(is_space) {
            // Nothing parts it, so it is words and nothing else.
            if says_something(body, edge) {
                self.push(Span::of(body, self.text), PieceKind::Words, edge);
            }
            return;
        }
        // Without words, what stands between figures is part of a number that is broken: `205. 9`.
        let first = self.pieces.len();
        self.words_and_figures(body, edge);
        let has_words = self.pieces.iter().skip(first).any(|piece| !piece.is_cell());
        if has_words && self.pieces.len() > first + 1 && !body.chars().any(|c| is_han(fold(c))) {
            self.pieces.truncate(first);
            self.push(Span::of(body, self.text), PieceKind::Words, edge);
        }
    }

    fn figure(&mut self, text: &str, figure: Figure<'_>, edge: Edge) {
        self.has_marks |= figure.number.is_none();
        let reading = Reading {
            number: figure.number,
            unit: figure.unit,
            annotation: figure.annotation.map(|annotation| Span::of(annotation, self.text)),
            traits: figure.traits,
        };
        self.push(Span::of(text, self.text), PieceKind::Figure(reading), edge);
    }

    /// Words, then figures, and so on, parted by white space.
    fn words_and_figures(&mut self, body: &str, mut edge: Edge) {
        let mut rest = body;
        // The words that were passed and not yet pushed: from here to `rest`.
        let mut words = body;
        while !rest.is_empty() {
            let figure = match value::cell(Spacing::Between)(rest) {
                Ok((after, figure)) if ends_figure(after) => Some((after, figure)),
                _ => None,
            };
            if let Some((after, figure)) = figure {
                let passed = words.get(..words.len() - rest.len()).unwrap_or("").trim_end_matches(is_space);
                if !passed.is_empty() {
                    self.words(passed, edge);
                    edge = Edge::Space;
                }
                let text = rest.get(..rest.len() - after.len()).unwrap_or("").trim_end_matches(is_space);
                self.figure(text, figure, edge);
                edge = Edge::Space;
                rest = after.trim_start_matches(is_space);
                words = rest;
            } else {
                // On to the next word.
                let word = rest.find(is_space).unwrap_or(rest.len());
                rest = rest.get(word..).unwrap_or("").trim_start_matches(is_space);
            }
        }
        if !words.is_empty() {
            self.words(words, edge);
        }
    }

    /// Words, parted where two spaces stand between them, as columns are, or where a new ordinal begins.
    fn words(&mut self, words: &str, mut edge: Edge) {
        let mut rest = words;
        while let Some(at) = end_of_words(rest) {
            let (piece, after) = rest.split_at(at);
            if says_something(piece, edge) {
                self.push(Span::of(piece, self.text), PieceKind::Words, edge);
                edge = Edge::Space;
            }
            rest = after.trim_start_matches(is_space);
        }
        if says_something(rest, edge) {
            self.push(Span::of(rest, self.text), PieceKind::Words, edge);
        }
    }
}

/// Whether a piece is more than nothing, and more than marks of Markdown beside a figure, or brackets and stops.
fn says_something(piece: &str, edge: Edge) -> bool {
    // The bracket that closes a label can stand on the next line.
    let marks = |c: char| {
        edge == Edge::Space && matches!(c, '*' | '_' | '`')
            || edge != Edge::Bar && matches!(fold(c), ')' | '(' | ',' | '、' | '。' | '”' | '“' | '"')
    };
    !piece.chars().all(marks)
}

/// Where the words that a text begins with end: at two spaces, or at white space with an ordinal behind it.
fn end_of_words(text: &str) -> Option<usize> {
    let mut passed = 0;
    // Stretch by stretch of white space, as a text can have nothing else.
    loop {
        let rest = text.get(passed..)?;
        let start = rest.find(is_space)?;
        let white = rest.get(start..)?;
        let next = white.trim_start_matches(is_space);
        let white = white.get(..white.len() - next.len())?;
        if begins_with_ordinal(next) {
            return Some(passed + start);
        }
        if let Some(two) = white.find("  ") {
            return Some(passed + start + two);
        }
        passed += start + white.len();
    }
}

fn begins_with_ordinal(text: &str) -> bool {
    let mut chars = text.chars();
    match (chars.next(), chars.next(), chars.next()) {
        (Some('（' | '('), Some(c), third) => chinese_digit(c).is_some() && matches!(third, Some('）' | ')')),
        (Some(c), Some('、' | '.' | '．'), _) => chinese_digit(c).is_some() || digit_value(c).is_some(),
        _ => false,
    }
}

/// Whether a figure may end in front of this: at white space, with no word behind that would make a date or an
/// ordinal of it.
fn ends_figure(after: &str) -> bool {
    let next = after.trim_start_matches(is_space);
    (after.is_empty() || next.len() < after.len())
        && !next.starts_with(['年', '月', '日', '.', '．', '、', '%', '％', '：', ':'])
}

/// Whether a line is nothing but strokes that rule a table.
pub(crate) fn is_rule(line: &str) -> bool {
    let strokes =
        |c: char| matches!(c, '-' | '=' | '+' | ':' | '|' | '_' | '—' | '\u{2500}'..='\u{257f}') || is_space(c);
    line.len() >= 3
        && line.chars().all(strokes)
        && line.chars().filter(|&c| matches!(c, '-' | '=' | '_' | '\u{2500}'..='\u{257f}')).count() >= 3
}
