//! Which pieces belong to which row.
//!
//! Where a row's whole label stands in front of its cells, there is nothing to decide. Extractors also cut labels in
//! pieces around the cells, move them behind the cells, or lose them. So labels are first brought into a chain: the
//! largest set of them that stands in the order of the format. What lies between two labels of the chain is a zone,
//! which belongs to the first one's row, and to the rows after it whose labels are not in the chain. A zone of several
//! rows is divided by count alone, and only if the count comes out even.

use core::ops::Range;
use std::collections::BTreeSet;

use smallvec::SmallVec;

use super::label::{Labels, Recogniser, Role};
use super::pieces::{Edge, Indices, Piece};
use super::{evidence, value};
use crate::Span;
use crate::document::Document;
use crate::grammar::lexical::{chinese_digit, digit_value, fold, is_space};

/// The pieces of a table with their roles, and the rows that they form.
#[derive(Debug)]
pub(crate) struct Rows {
    /// For each piece, what it is to the table.
    pub(crate) roles: Vec<Role>,
    /// The zones in reading order.
    pub(crate) zones: Vec<Zone>,
    /// Labels that stand outside the chain: row and piece.
    pub(crate) displaced: Vec<(usize, usize)>,
    /// Rows told by a label that is damaged.
    pub(crate) damaged: Vec<(usize, Span)>,
}

/// The stretch from one label of the chain to the next.
#[derive(Clone, Debug)]
pub(crate) struct Zone {
    /// The row whose label begins the zone, and those after it without a label in the chain.
    pub(crate) rows: Range<usize>,
    /// The label's piece.
    pub(crate) label: usize,
    /// The cells, and words among them that may be cells, in reading order.
    pub(crate) cells: Indices,
    /// The figures among the cells.
    pub(crate) figures: Indices,
    /// Figures that stand beside other words.
    pub(crate) stray: Indices,
    /// Whether prose stands among the cells.
    pub(crate) interrupted: bool,
    /// Whether a label outside the chain has cells of its own in here.
    pub(crate) disordered: bool,
    /// The piece behind the zone.
    pub(crate) end: usize,
}

/// Where a row's label begins.
#[derive(Clone, Copy, Debug)]
struct Mark {
    row: usize,
    piece: usize,
    /// Whether a cell stands right behind the label.
    has_cells: bool,
}

impl Zone {
    /// Looks which of the cells are figures, once the cells are known.
    pub(super) fn find_figures(&mut self, pieces: &[Piece]) {
        let is_figure = |&at: &usize| pieces.get(at).is_some_and(|piece| piece.figure().is_some());
        self.figures = self.cells.iter().copied().filter(is_figure).collect();
    }
}

impl Rows {
    /// Finds the rows in `pieces`.
    pub(crate) fn find(document: &Document<'_>, pieces: &[Piece], labels: &Labels, n_rows: usize) -> Self {
        let mut recogniser = Recogniser::new(labels);
        let mut roles = roles(document, pieces, &mut recogniser);
        let mut damaged = Vec::new();
        let marks = marks(document, pieces, &roles, labels);
        let mut chain = chain(&marks, n_rows);
        if chain.len() < n_rows {
            for (row, piece) in resembling(document, pieces, &roles, &chain, &mut recogniser, n_rows) {
                if let Some(role) = roles.get_mut(piece) {
                    *role = Role::Row(row);
                }
                damaged.push((row, pieces.get(piece).map_or(Span::default(), |piece| piece.span)));
                chain.push(Mark { row, piece, has_cells: true });
            }
            chain.sort_by_key(|mark| mark.piece);
        }
        let displaced: Vec<Mark> =
            marks.into_iter().filter(|mark| !chain.iter().any(|kept| kept.piece == mark.piece)).collect();
        let ordinals = ordinals(pieces, &chain);
        let mut zones = Vec::with_capacity(chain.len());
        for (at, mark) in chain.iter().enumerate() {
            let (end, next_row) = chain.get(at + 1).map_or((pieces.len(), n_rows), |next| (next.piece, next.row));
            let mut zone = zone(document, pieces, &roles, &displaced, mark, end, next_row);
            if !ordinals.is_empty() {
                zone.cells.retain(|cell| !ordinals.contains(cell));
            }
            zones.push(zone);
        }
        doubt_beside_strays(document, pieces, &mut zones);
        let displaced = displaced.into_iter().map(|mark| (mark.row, mark.piece)).collect();
        Self { roles, zones, displaced, damaged }
    }
}

/// In a grid, figures in a row without a label may belong to the row above or below, so that one without figures is not
/// blank for certain. A figure alone may be the number of a page.
fn doubt_beside_strays(document: &Document<'_>, pieces: &[Piece], zones: &mut [Zone]) {
    let has_figures =
        |zone: &Zone| zone.cells.iter().any(|&at| pieces.get(at).is_some_and(|piece| piece.figure().is_some()));
    for at in 0..zones.len() {
        let Some(zone) = zones.get(at).filter(|zone| evidence::is_grid(document, pieces, zone.label)) else { continue };
        let behind = pieces.get(zone.label + 1..zone.end).unwrap_or(&[]);
        let label_line = pieces.get(zone.label).map(|label| label.line);
        let shared = behind.iter().filter(|piece| Some(piece.line) != label_line && is_shared(document, piece)).count();
        if zone.stray.len() + shared > 1 {
            for zone in zones.iter_mut().skip(at).take(2).filter(|zone| !has_figures(zone)) {
                zone.interrupted = true;
            }
        }
    }
}

/// What each piece is to the table.
fn roles(document: &Document<'_>, pieces: &[Piece], recogniser: &mut Recogniser<'_>) -> Vec<Role> {
    let mut roles: Vec<Role> = Vec::with_capacity(pieces.len());
    while let Some(piece) = pieces.get(roles.len()) {
        if piece.is_cell() {
            roles.push(Role::Unknown);
            continue;
        }
        if is_shared(document, piece) {
            roles.push(Role::Unknown);
            continue;
        }
        let rest = pieces.get(roles.len() + 1..).unwrap_or(&[]);
        let more = rest.iter().take_while(|piece| piece.edge == Edge::Continued && !piece.is_cell()).count();
        if more == 0 {
            roles.push(recogniser.role(document.slice(piece.span)));
        } else {
            // The lines of one cell are read together.
            let lines = core::iter::once(piece).chain(rest.iter().take(more));
            let words: String = lines.map(|piece| document.slice(piece.span)).collect();
            let role = recogniser.role(&words);
            roles.push(role);
            roles.extend(core::iter::repeat_n(if role == Role::Unknown { role } else { Role::GoesOn }, more));
        }
    }
    roles
}

/// Whether words are a number that several cells share, which says nothing of labels.
fn is_shared(document: &Document<'_>, piece: &Piece) -> bool {
    !piece.is_cell() && value::whole_cell(document.slice(piece.span)).is_some_and(|figure| figure.number.is_some())
}

/// The labels in reading order.
fn marks(document: &Document<'_>, pieces: &[Piece], roles: &[Role], labels: &Labels) -> Vec<Mark> {
    let mut marks: Vec<Mark> = Vec::new();
    for (piece, role) in roles.iter().enumerate() {
        let (Role::Row(row) | Role::Begins(row, _)) = *role else { continue };
        // 其他 beside 法律服务机构 is a header, also where it is repeated below a page break, and neither a row nor the
        // beginning of one.
        let beside = piece
            .checked_sub(1)
            .filter(|&before| matches!(roles.get(before), Some(Role::Around | Role::GoesOn)))
            .and_then(|before| pieces.get(before));
        let on_line = beside.filter(|before| pieces.get(piece).is_some_and(|piece| piece.line == before.line));
        let may_be_header = labels.is_guarded(row) || matches!(role, Role::Begins(_, 2));
        let ends_header = |before: &Piece| document.slice(before.span).ends_with(['构', '织', '业', '人']);
        if may_be_header && on_line.is_some_and(ends_header) {
            continue;
        }
        let mut after = piece + 1;
        while roles.get(after).is_some_and(|role| *role == Role::GoesOn) {
            after += 1;
        }
        let has_cells = has_cells(pieces, after);
        // Merged cells that are repeated give the same label twice.
        if let Some(last) = marks.last_mut()
            && last.row == row
            && !last.has_cells
            && last.piece + 1 == piece
        {
            last.has_cells = has_cells;
            // 其他 at the end of a repeated header is no beginning of the label that follows it whole.
            let begins = matches!(roles.get(last.piece), Some(Role::Begins(..))) && matches!(role, Role::Row(_));
            if begins && pieces.get(last.piece).map(|last| last.line) != pieces.get(piece).map(|own| own.line) {
                last.piece = piece;
            }
            continue;
        }
        marks.push(Mark { row, piece, has_cells });
    }
    marks
}

/// Whether a row's cells begin at a piece: a figure, or an empty cell that is not the beginning of another line.
pub(super) fn has_cells(pieces: &[Piece], at: usize) -> bool {
    let Some(piece) = pieces.get(at) else { return false };
    let line = |at: Option<usize>| at.and_then(|at| pieces.get(at)).map(|piece| piece.line);
    piece.figure().is_some()
        || piece.is_empty() && (line(at.checked_sub(1)) == Some(piece.line) || line(Some(at + 1)) != Some(piece.line))
}

/// The heaviest set of labels in ascending order of rows, where a label with cells behind it weighs more.
fn chain(marks: &[Mark], n_rows: usize) -> Vec<Mark> {
    // best[row]: weight and last mark of the best chain that ends with a row up to this one.
    let mut ends: Vec<Option<(u32, usize)>> = vec![None; n_rows];
    let mut before: Vec<Option<usize>> = Vec::with_capacity(marks.len());
    for (at, mark) in marks.iter().enumerate() {
        let own = if mark.has_cells { 4 } else { 3 };
        let base = ends.iter().take(mark.row).flatten().max_by_key(|(weight, _)| *weight).copied();
        before.push(base.map(|(_, last)| last));
        let weight = own + base.map_or(0, |(weight, _)| weight);
        if let Some(end) = ends.get_mut(mark.row)
            && end.is_none_or(|(other, _)| weight > other)
        {
            *end = Some((weight, at));
        }
    }
    let mut chain = Vec::new();
    let mut last = ends.iter().flatten().max_by_key(|(weight, _)| *weight).map(|&(_, at)| at);
    while let Some(at) = last {
        chain.extend(marks.get(at).copied());
        last = before.get(at).copied().flatten();
    }
    chain.reverse();
    chain
}

/// Labels that are damaged: words with cells behind them, between two labels of the chain whose rows leave room.
fn resembling(
    document: &Document<'_>,
    pieces: &[Piece],
    roles: &[Role],
    chain: &[Mark],
    recogniser: &mut Recogniser<'_>,
    n_rows: usize,
) -> Vec<(usize, usize)> {
    let mut found: Vec<(usize, usize)> = Vec::new();
    let mut next = 0;
    // Each piece is compared with all rows, so an input of nothing but unknown words is given up on.
    let mut budget = 200;
    for (at, role) in roles.iter().enumerate() {
        while chain.get(next).is_some_and(|mark| mark.piece <= at) {
            next += 1;
        }
        // Only behind words are cells looked at, so that each of them is looked at once.
        let words = pieces.get(at).filter(|piece| *role == Role::Unknown && !piece.is_cell());
        let Some(piece) = words else { continue };
        // The end of a label that was cut has empty cells behind it, so there must be a figure.
        let mut behind = pieces.get(at + 1..).unwrap_or(&[]).iter().take_while(|piece| piece.is_cell());
        if !behind.any(|piece| piece.figure().is_some()) {
            continue;
        }
        let from = next.checked_sub(1).and_then(|last| chain.get(last)).map_or(0, |mark| mark.row + 1);
        let from = found.last().map_or(from, |&(row, _)| from.max(row + 1));
        let to = chain.get(next).map_or(n_rows, |mark| mark.row);
        if from >= to || budget == 0 {
            continue;
        }
        budget -= 1;
        if let Some(row) = recogniser.resembles(document.slice(piece.span), from..to) {
            found.push((row, at));
        }
    }
    found
}

/// Numbers that count the rows: 1 before the first label, 2 before the second, and so on.
fn ordinals(pieces: &[Piece], chain: &[Mark]) -> Vec<usize> {
    let ordinals: Vec<usize> = chain
        .iter()
        .zip(1u64..)
        .filter_map(|(mark, nth)| {
            let before = mark.piece.checked_sub(1)?;
            let number = pieces.get(before)?.figure()?.number?;
            (number.to_count() == Some(nth)).then_some(before)
        })
        .collect();
    if ordinals.len() >= 4 && ordinals.len() * 5 >= chain.len() * 4 { ordinals } else { Vec::new() }
}

/// Where what is a row's own ends: at the next label, or at one out of order that has cells; and whether that is of another
/// row.
fn stop(displaced: &[Mark], mark: &Mark, end: usize) -> (usize, bool) {
    let first = displaced.partition_point(|other| other.piece < mark.piece);
    let inside = displaced.iter().skip(first).take_while(|other| other.piece < end);
    inside
        .filter(|other| other.has_cells)
        .fold((end, false), |(stop, disordered), other| (stop.min(other.piece), disordered || other.row != mark.row))
}

/// What lies between a label of the chain and the next.
fn zone(
    document: &Document<'_>,
    pieces: &[Piece],
    roles: &[Role],
    displaced: &[Mark],
    mark: &Mark,
    end: usize,
    next_row: usize,
) -> Zone {
    let (stop, disordered) = stop(displaced, mark, end);
    let label_line = pieces.get(mark.piece).map(|piece| piece.line);
    let own = (mark.piece + 1..stop).map_while(|at| Some((pieces.get(at)?, roles.get(at)?)));
    let (mut beside, mut figures_beside) = (false, false);
    let mut goes_on_line = SmallVec::<[u32; 8]>::new();
    for (piece, role) in own {
        if Some(piece.line) == label_line {
            beside |= piece.is_cell();
            figures_beside |= piece.figure().is_some();
        }
        if *role == Role::GoesOn && goes_on_line.len() < 8 {
            goes_on_line.push(piece.line);
        }
    }
    // In a grid a row has its cells on its line, or none.
    let only_beside = evidence::is_grid(document, pieces, mark.piece)
        && (mark.piece + 1..stop).any(|at| {
            pieces
                .get(at)
                .is_some_and(|piece| Some(piece.line) == label_line && (piece.is_cell() || is_shared(document, piece)))
        });
    // Nor has it cells on a line of a grid that has other words.
    let lines_of_words: BTreeSet<u32> = if evidence::is_grid(document, pieces, mark.piece) {
        let words = |at: &usize| pieces.get(*at).filter(|piece| !piece.is_cell() && !is_shared(document, piece));
        let others = (mark.piece + 1..stop).filter_map(|at| words(&at)).map(|piece| piece.line);
        others.filter(|line| Some(*line) != label_line && !goes_on_line.contains(line)).collect()
    } else {
        BTreeSet::new()
    };
    let next_line = pieces.get(stop).map(|piece| piece.line);
    let mut stray = Indices::new();
    let mut words_line = None;
    let mut cells = Indices::new();
    for at in mark.piece + 1..stop {
        let (Some(piece), Some(role)) = (pieces.get(at), roles.get(at)) else { break };
        if !piece.is_cell() && *role != Role::Unknown && *role != Role::GoesOn && Some(piece.line) != label_line {
            // Empty cells on a line of headers or of another label are no cells of this row.
            words_line = Some(piece.line);
            while cells
                .last()
                .is_some_and(|&last| pieces.get(last).is_some_and(|other| other.is_empty() && other.line == piece.line))
            {
                cells.pop();
            }
        }
        if piece.is_empty() && words_line == Some(piece.line) {
            continue;
        }
        // A row whose figures stand beside its label has none elsewhere.
        let elsewhere = Some(piece.line) != label_line && !goes_on_line.contains(&piece.line);
        if only_beside && Some(piece.line) != label_line && (piece.is_empty() || *role == Role::Unknown) {
            if piece.figure().is_some() {
                stray.push(at);
            }
            continue;
        }
        if piece.is_cell() && lines_of_words.contains(&piece.line) {
            if piece.figure().is_some() {
                stray.push(at);
            }
            continue;
        }
        let beside_words = words_line == Some(piece.line);
        if piece.figure().is_some() && (beside && beside_words || figures_beside && elsewhere) {
            stray.push(at);
            continue;
        }
        // A figure in front of the next label, on its line, is a number of that line.
        if piece.figure().is_some() && elsewhere && Some(piece.line) == next_line && next_line != label_line {
            stray.push(at);
            continue;
        }
        // An ordinal alone on its line, right in front of the next label, is that label's.
        if at + 1 == stop
            && Some(piece.line) != next_line
            && piece.edge == Edge::Line
            && !piece.is_cell()
            && is_ordinal(document.slice(piece.span))
        {
            continue;
        }
        if piece.is_cell() || *role == Role::Unknown {
            cells.push(at);
        }
    }
    if next_line != label_line {
        while cells.last().is_some_and(|&last| {
            pieces.get(last).is_some_and(|piece| piece.is_empty() && Some(piece.line) == next_line)
        }) {
            cells.pop();
        }
    }
    Zone {
        rows: mark.row..next_row.max(mark.row + 1),
        label: mark.piece,
        cells,
        figures: Indices::new(),
        stray,
        interrupted: false,
        disordered,
        end,
    }
}

/// Whether words are a number in front of a label and nothing else: `4.`, `（四）`.
fn is_ordinal(words: &str) -> bool {
    let mut n_digits = 0;
    words.chars().all(|c| {
        let digit = digit_value(c).is_some() || chinese_digit(c).is_some();
        n_digits += usize::from(digit);
        digit || is_space(c) || matches!(fold(c), '.' | '、' | '(' | ')')
    }) && (1..=2).contains(&n_digits)
}
