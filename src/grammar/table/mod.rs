//! Tables in text, in any layout.
//!
//! The three tables are fixed: the rows and their order are known, and so is the number of cells in a row. What an
//! extractor leaves of them is not. So a table is read in steps, each in a file of its own:
//!
//! 1. [`pieces`] cuts the lines into labels, figures and empty cells;
//! 2. [`label`] tells which row a piece of words belongs to;
//! 3. [`rows`] gives every row the stretch of pieces that is its own;
//! 4. [`place`] gives every piece its cell, with the help of [`columns`] and [`gaps`] where blanks were lost;
//! 5. [`cells`] makes the tree's cells of them, and says what was unusual.
//!
//! ```ebnf
//! table = { header }, row, { row | header | caption } ;
//! row   = label, { cell } ;
//! ```

pub(crate) mod cells;
mod columns;
mod gaps;
pub(crate) mod label;
pub(crate) mod pieces;
pub(crate) mod place;
mod rows;
mod value;

use core::ops::Range;

use self::columns::Columns;
use self::label::{Labels, Role};
use self::pieces::{Edge, Piece};
use self::place::{FirstCell, Layout, Placed, Row, Slot};
use self::rows::{Rows, Zone};
use crate::Span;
use crate::document::Document;
use crate::grammar::lexical::{digit_value, fold, is_han, is_space};
use crate::report::{Number, Placement};

/// What is known of a table before it is read.
#[derive(Debug)]
pub(crate) struct Form {
    /// The labels of its rows.
    pub(crate) labels: &'static Labels,
    /// How many cells each row has.
    pub(crate) cells: &'static [usize],
    /// The beginnings of the headers of its widest rows, in order.
    pub(crate) columns: &'static [&'static str],
    /// Whether a row's last cell is the sum of the others.
    pub(crate) last_is_sum: bool,
}

/// What the surroundings say about a stretch of lines.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Surroundings {
    /// Nothing of the report follows.
    pub(crate) at_end: bool,
    /// The text holds each distinct line once.
    pub(crate) deduplicated: bool,
}

/// A table as it was read.
#[derive(Debug)]
pub(crate) struct Reading {
    /// The pieces of the lines that were read.
    pub(crate) pieces: Vec<Piece>,
    /// What each piece is to the table.
    pub(crate) roles: Vec<Role>,
    /// For each row of the form: its label's piece and its cells; `None` where the row was not found.
    pub(crate) rows: Vec<Option<(usize, Placed)>>,
    /// Rows told by order: the stretch of text.
    pub(crate) by_order: Vec<Span>,
    /// Rows whose labels are damaged.
    pub(crate) damaged: Vec<(usize, Span)>,
    /// Labels that stand a second time, with cells.
    pub(crate) repeated: Vec<(usize, Span)>,
    /// How many of the columns stand before a column that the format does not have.
    pub(crate) extra_after: Option<usize>,
    /// The last column is not there.
    pub(crate) no_total: bool,
    /// The lines from the first of the table to behind the last.
    pub(crate) lines: Range<usize>,
}

/// Full rows that show that rows of a table have no blanks.
const FULL_ROWS: usize = 4;

impl Form {
    fn n(&self, row: usize) -> usize {
        self.cells.get(row).copied().unwrap_or(0)
    }

    fn n_rows(&self) -> usize {
        self.cells.len()
    }

    fn widest(&self) -> usize {
        self.cells.iter().copied().max().unwrap_or(0)
    }

    /// Reads the table in `lines`; `None` where no row of it is there.
    pub(crate) fn read(&self, document: &Document<'_>, lines: Range<usize>, around: Surroundings) -> Option<Reading> {
        let pieces = pieces::pieces(document, lines.clone());
        // What goes on for longer than any table is read as if the text broke off there.
        let at_end = around.at_end || pieces.len() >= pieces::MAX_PIECES;
        let mut rows = Rows::find(document, &pieces, self.labels, self.n_rows());
        for zone in &mut rows.zones {
            end_at_prose(document, &pieces, &rows.roles, zone);
        }
        let Rows { roles, zones, displaced, damaged } = rows;
        // A word of the prose can be a label; a table has rows with cells.
        if !zones.iter().any(|zone| !zone.cells.is_empty()) && zones.len() < 2 {
            return None;
        }
        let torn = displaced.iter().any(|&(row, _)| !zones.iter().any(|zone| zone.rows.start == row && !zone.cells.is_empty()));
        let mut reader = Reader { form: self, document, pieces: &pieces, roles: &roles, around, torn, layout: Layout::default(), by_order: Vec::new() };
        // A text that breaks off behind a list of labels has their cells in the part that is lost.
        let cells_lost = at_end && reader.figures_lost(&zones);
        reader.torn |= cells_lost;
        let mut placed: Vec<Option<(usize, Placed)>> = (0..self.n_rows()).map(|_| None).collect();
        reader.torn |= reader.is_torn(&zones) || zones.iter().any(|zone| reader.is_shifted(zone, &reader.figures(&zone.cells)));
        if let Some(rows) = if reader.torn { reader.in_order(&zones) } else { None } {
            for ((row, label, cells), slot) in rows.iter().flat_map(|zone| reader.by_order(zone, &zone.cells)).collect::<Vec<_>>().into_iter().zip(&mut placed) {
                debug_assert!(row < self.n_rows());
                *slot = Some((label, cells));
            }
            let met = reader.met();
            return Some(Reading::new(pieces, roles, placed, met, &displaced, damaged, lines));
        }
        // Rows that read themselves need no help, and nearly always all do.
        if !zones.iter().all(|zone| zone.rows.len() == 1 && (zone.cells.is_empty() || reader.figures(&zone.cells).len() == self.n(zone.rows.start))) {
            reader.layout = reader.layout(&zones);
        } else {
            reader.layout.rows_full = zones.len() > FULL_ROWS;
        }
        for (at, zone) in zones.iter().enumerate() {
            let last = at + 1 == zones.len();
            let rows = if last && cells_lost {
                vec![(zone.rows.start, zone.label, all_ambiguous(&reader.figures(&zone.cells), self.n(zone.rows.start)))]
            } else {
                reader.zone(zone, last && at_end)
            };
            for (row, label, mut cells) in rows {
                if row == zone.rows.start {
                    cells.surplus.extend(&zone.stray);
                }
                if let Some(slot) = placed.get_mut(row) {
                    *slot = Some((label, cells));
                }
            }
        }
        let met = reader.met();
        Some(Reading::new(pieces, roles, placed, met, &displaced, damaged, lines))
    }
}

impl Reading {
    fn new(pieces: Vec<Piece>, roles: Vec<Role>, rows: Vec<Option<(usize, Placed)>>, met: Met, displaced: &[(usize, usize)], damaged: Vec<(usize, Span)>, lines: Range<usize>) -> Self {
        let repeated = displaced
            .iter()
            .filter(|&&(_, piece)| rows::has_cells(&pieces, piece + 1))
            .map(|&(row, piece)| (row, pieces.get(piece).map_or(Span::default(), |piece| piece.span)))
            .collect();
        let lines = table_lines(&pieces, &roles, &rows, lines);
        let Met { by_order, extra_after, no_total } = met;
        Self { pieces, roles, rows, by_order, damaged, repeated, extra_after, no_total, lines }
    }

    /// Words within the table that are no part of it.
    pub(crate) fn leftover(&self) -> Vec<Span> {
        let used = |at: usize| {
            self.rows.iter().flatten().any(|(_, placed)| placed.slots.iter().any(|slot| matches!(slot, Slot::Unreadable(other) if *other == at)))
        };
        self.pieces
            .iter()
            .zip(&self.roles)
            .enumerate()
            .filter(|(at, (piece, role))| {
                **role == Role::Unknown && !piece.is_cell() && self.lines.contains(&(piece.line as usize)) && !used(*at)
            })
            .map(|(_, (piece, _))| piece.span)
            .collect()
    }
}

/// The lines that the table takes: from the first with a label, a header or a caption to the last with a cell.
fn table_lines(pieces: &[Piece], roles: &[Role], placed: &[Option<(usize, Placed)>], lines: Range<usize>) -> Range<usize> {
    let known = |role: &Role| *role != Role::Unknown;
    let first = roles.iter().position(known).and_then(|at| pieces.get(at)).map_or(lines.start, |piece| piece.line as usize);
    let last_known = roles.iter().rposition(known).unwrap_or(0);
    let last_cell = placed
        .iter()
        .flatten()
        .flat_map(|(_, placed)| placed.slots.iter().chain([]))
        .filter_map(|slot| match slot {
            Slot::Figure(at, _) | Slot::Unreadable(at) => Some(*at),
            Slot::Joined(range, ..) => range.end.checked_sub(1),
            Slot::Ambiguous(at) => at.last().copied(),
            _ => None,
        })
        .max()
        .unwrap_or(0);
    let end = pieces.get(last_known.max(last_cell)).map_or(lines.end, |piece| piece.line as usize + 1);
    first..end.max(first)
}

/// Cuts a zone where prose begins: what stands behind the table is no cell of its last row.
fn end_at_prose(document: &Document<'_>, pieces: &[Piece], roles: &[Role], zone: &mut Zone) {
    let prose = zone.cells.iter().position(|&at| {
        roles.get(at) == Some(&Role::Unknown)
            && pieces.get(at).is_some_and(|piece| !piece.is_cell() && is_prose(document.slice(piece.span)))
    });
    if let Some(prose) = prose {
        zone.cells.truncate(prose);
    }
}

/// Whether words are a sentence rather than something in a table.
fn is_prose(words: &str) -> bool {
    let mut han = 0;
    let mut stop = false;
    for c in words.chars().take(200) {
        han += usize::from(is_han(c));
        stop |= matches!(c, '。' | '；' | '，' | ',' | ';');
    }
    han >= 12 && stop || han >= 40
}

struct Reader<'r> {
    form: &'r Form,
    document: &'r Document<'r>,
    pieces: &'r [Piece],
    roles: &'r [Role],
    around: Surroundings,
    torn: bool,
    layout: Layout,
    by_order: Vec<Span>,
}

/// What a reader met on its way.
struct Met {
    by_order: Vec<Span>,
    extra_after: Option<usize>,
    no_total: bool,
}

impl Reader<'_> {
    fn met(self) -> Met {
        Met { by_order: self.by_order, extra_after: self.layout.extra_after, no_total: self.layout.no_total }
    }

    fn figures(&self, cells: &[usize]) -> Vec<usize> {
        cells.iter().copied().filter(|&at| self.pieces.get(at).is_some_and(|piece| piece.figure().is_some())).collect()
    }

    fn n_cells(&self, rows: &Range<usize>) -> usize {
        rows.clone().map(|row| self.form.n(row)).sum()
    }

    /// Whether labels and cells were torn apart, so that a row without cells may have them elsewhere: figures stand
    /// where no row has room for them, or pieces of group labels stand among rows that lack figures.
    fn is_torn(&self, zones: &[Zone]) -> bool {
        let (mut lacking, mut empty, mut n_lines, mut n_rows) = (false, false, 0, 0);
        for zone in zones {
            let figures = self.figures(&zone.cells);
            if figures.len() > self.n_cells(&zone.rows) + if self.form.last_is_sum { 1 } else { 2 } {
                return true;
            }
            let on_lines = figures.iter().all(|&at| self.pieces.get(at).is_some_and(|piece| piece.edge == Edge::Line));
            lacking |= on_lines && !figures.is_empty() && figures.len() < self.n_cells(&zone.rows) && figures.len() == zone.cells.len();
            n_lines += usize::from(on_lines && figures.len() > 1);
            n_rows += usize::from(figures.len() > 1);
            empty |= zone.cells.is_empty();
        }
        // Where every figure is a line, a row without any is as suspicious.
        lacking |= empty && n_lines * 2 > n_rows;
        if !self.form.last_is_sum {
            return self.is_torn_by_headers();
        }
        let first = zones.first().map_or(0, |zone| zone.label);
        lacking
            && self.pieces.iter().zip(self.roles).skip(first).any(|(piece, role)| *role == Role::Around && self.form.labels.is_fragment(self.document.slice(piece.span)))
    }

    /// Whether a row's label stands right behind the first header of its block, on another line: the other headers, and
    /// perhaps the cells, were moved.
    fn is_torn_by_headers(&self) -> bool {
        self.pieces.windows(2).zip(self.roles.windows(2)).any(|(pieces, roles)| match (pieces, roles) {
            ([header, label], [Role::Around, Role::Row(_) | Role::Begins(..)]) => {
                label.edge == Edge::Line && header.edge == Edge::Line && self.document.slice(header.span).chars().filter(|&c| !is_space(c)).map(fold).eq("信息内容".chars())
            }
            _ => false,
        })
    }

    /// Rows told by order, where labels were moved away from their cells: all cells of the table are there, none is
    /// blank, and those rows whose labels stand right before their cells stand where the order has them.
    fn in_order(&self, zones: &[Zone]) -> Option<Vec<Zone>> {
        if zones.len() * 2 < self.form.n_rows() {
            return None;
        }
        let all = 0..self.form.n_rows();
        let figures: Vec<usize> = zones.iter().flat_map(|zone| zone.cells.iter().copied()).collect();
        if figures.len() != self.n_cells(&all) || !figures.iter().all(|&at| self.pieces.get(at).is_some_and(|piece| piece.figure().is_some())) {
            return None;
        }
        let mut before = 0;
        let mut direct = 0;
        for zone in zones {
            let own = zone.cells.len();
            if own == self.form.n(zone.rows.start) {
                if before != self.n_cells(&(0..zone.rows.start)) {
                    return None;
                }
                direct += 1;
            }
            before += own;
        }
        // Without rows that show it, figures may as well stand column by column; then every row's sum must hold.
        if direct * 5 < zones.len() && !self.order_is_certain(&figures, &all) {
            return None;
        }
        let mut rest = figures.as_slice();
        let rows = all.map(|row| {
            let (own, after) = rest.split_at(self.form.n(row).min(rest.len()));
            rest = after;
            let zone = zones.iter().find(|zone| zone.rows.start == row).or(zones.first());
            Zone { rows: row..row + 1, label: zone.map_or(0, |zone| zone.label), cells: own.to_vec(), stray: Vec::new(), disordered: false, end: zone.map_or(0, |zone| zone.end) }
        });
        Some(rows.collect())
    }

    /// What the rows show about the layout.
    fn layout(&self, zones: &[Zone]) -> Layout {
        let mut layout = Layout { last_is_sum: self.form.last_is_sum, rows_full: true, ..Layout::default() };
        let single: Vec<(&Zone, Vec<usize>, usize)> = zones
            .iter()
            .filter(|zone| zone.rows.len() == 1)
            .map(|zone| (zone, self.figures(&zone.cells), self.form.n(zone.rows.start)))
            .collect();
        let n_last = zones.len();
        for (at, (zone, figures, n)) in single.iter().enumerate() {
            if figures.len() == *n {
                let Some(&first) = figures.first().filter(|_| *n == self.form.widest()) else { continue };
                // The cells stand on the line next to each other, behind a bar.
                let on_line = figures.iter().all(|&at| self.line(at) == self.line(first)) && figures.last() == Some(&(first + n - 1));
                let barred = self.pieces.get(first).is_some_and(|piece| piece.edge != Edge::Space);
                if on_line && barred {
                    let (len, before) = place::place_on_line(self.pieces, first);
                    let block = place::block(self.document, self.line(first).unwrap_or(0));
                    match layout.first_cell.iter_mut().find(|shown| shown.len == len && shown.first == before && shown.block == block) {
                        Some(shown) => shown.rows += 1,
                        None => layout.first_cell.push(FirstCell { len, first: before, block, rows: 1 }),
                    }
                }
                let _ = zone;
            } else if !figures.is_empty() && at + 1 < n_last {
                layout.rows_full = false;
            }
        }
        if layout.first_cell.is_empty() {
            layout.first_cell.extend(self.first_cell_of_grid(&single).map(|(len, first)| FirstCell { len, first, block: 0, rows: 3 }));
        }
        layout.ends_ragged = self.ends_ragged(&single);
        layout.bars_hold = self.bars_hold(&single);
        layout.rows_full &= single.iter().filter(|(_, figures, n)| figures.len() == *n).count() >= FULL_ROWS.min(self.form.n_rows() / 4);
        layout.cell_a_line = single.iter().filter(|(_, figures, n)| *n > 1 && figures.len() == *n && self.edges_are_lines(figures)).count() >= 2;
        if self.form.last_is_sum {
            let widest = self.form.widest();
            let filled: Vec<&Vec<usize>> = single.iter().filter(|(_, figures, n)| *n == widest && !figures.is_empty()).map(|(_, figures, _)| figures).collect();
            let wider = filled.iter().filter(|figures| figures.len() == widest + 1).count();
            let header_end = zones.first().map_or(0, |zone| zone.label);
            if wider * 5 >= filled.len() * 3 && wider >= 3 || wider > 0 && self.header_has(header_end, "小计") || self.header_has(header_end, "小计") && self.cells_wider(&single, widest) {
                layout.extra_after = self.extra_column(&filled, widest);
            }
            let narrower = single.iter().filter(|(_, figures, n)| *n == widest && figures.len() == widest - 1).count();
            layout.no_total = narrower >= 10 && narrower == filled.len() && !self.header_has(header_end, "总计") && !self.header_has(header_end, "合计");
        }
        self.find_columns(&single, &mut layout);
        let lines: Vec<(usize, &[usize], usize)> = single
            .iter()
            .filter(|(zone, figures, n)| {
                !figures.is_empty() && figures.len() == zone.cells.len() && figures.len() <= *n && figures.iter().all(|&at| self.pieces.get(at).is_some_and(|piece| piece.edge == Edge::Line))
            })
            .map(|(zone, figures, n)| (zone.label, figures.as_slice(), *n))
            .collect();
        if lines.iter().any(|(_, figures, n)| figures.len() < *n) {
            layout.line_step = gaps::step(self.document, self.pieces, &lines);
        }
        layout
    }

    /// Whether rows with bars may lack empty cells at their end.
    fn ends_ragged(&self, single: &[(&Zone, Vec<usize>, usize)]) -> bool {
        let mut inner = false;
        let mut rows_without_last = 0;
        for (zone, figures, n) in single.iter().filter(|(_, figures, _)| !figures.is_empty()) {
            let (first, last) = (figures.first().copied().unwrap_or(0), figures.last().copied().unwrap_or(0));
            inner |= zone.cells.iter().any(|&at| first < at && at < last && self.pieces.get(at).is_some_and(Piece::is_empty));
            // A row that shows its empty last cell.
            let shown = zone.cells.last().is_some_and(|&at| self.pieces.get(at).is_some_and(Piece::is_empty)) && zone.cells.len() >= *n && figures.len() < *n;
            rows_without_last += usize::from(shown);
        }
        inner && (!self.form.last_is_sum || rows_without_last > 0)
    }

    /// Whether nearly every row has just as many cells as the format, blank ones among them.
    fn bars_hold(&self, single: &[(&Zone, Vec<usize>, usize)]) -> bool {
        let filled = single.iter().filter(|(zone, ..)| !zone.cells.is_empty());
        let (mut rows, mut exact, mut blank) = (0, 0, false);
        for (zone, _, n) in filled {
            rows += 1;
            exact += usize::from(zone.cells.len() == *n || *n == 1);
            blank |= zone.cells.iter().any(|&at| self.pieces.get(at).is_some_and(Piece::is_empty));
        }
        blank && exact * 10 >= rows * 9
    }

    /// Where the first cell stands on lines with bars that all have the same number of cells, as the header shows: the
    /// first and the last of its columns are as far apart as those of a row.
    ///
    /// Some programs draw bars where the table has none; in theirs the header does not fit.
    fn first_cell_of_grid(&self, single: &[(&Zone, Vec<usize>, usize)]) -> Option<(usize, usize)> {
        let widest = self.form.widest();
        let mut lens = single.iter().filter(|(zone, ..)| {
            self.pieces.get(zone.label + 1).is_some_and(|piece| piece.edge == Edge::Bar && self.line(zone.label) == Some(piece.line))
        }).map(|(zone, ..)| place::place_on_line(self.pieces, zone.label).0);
        let len = lens.next()?;
        let mut n = 1;
        for other in lens {
            if other != len {
                return None;
            }
            n += 1;
        }
        let first = len.checked_sub(widest).filter(|_| n * 4 >= self.form.n_rows() * 3)?;
        let stands_at = |name: &str, at: usize| {
            self.pieces.iter().enumerate().any(|(piece, words)| {
                !words.is_cell() && words.edge != Edge::Space && self.document.slice(words.span).chars().filter(|&c| !is_space(c)).map(fold).take(name.chars().count()).eq(name.chars())
                    && place::place_on_line(self.pieces, piece) == (len, at)
            })
        };
        let columns = self.form.columns;
        let fits = stands_at(columns.first()?, first) && stands_at(columns.last()?, first + widest - 1);
        fits.then_some((len, first))
    }

    fn line(&self, piece: usize) -> Option<u32> {
        self.pieces.get(piece).map(|piece| piece.line)
    }

    /// Whether rows with certain bounds have one cell more than the format.
    fn cells_wider(&self, single: &[(&Zone, Vec<usize>, usize)], widest: usize) -> bool {
        single.iter().filter(|(zone, _, n)| *n == widest && zone.cells.len() > widest).count() * 2 > single.len()
    }

    /// Whether a word stands in the header.
    fn header_has(&self, end: usize, word: &str) -> bool {
        self.pieces.iter().take(end).filter(|piece| !piece.is_cell()).any(|piece| {
            let words = self.document.slice(piece.span);
            let mut wanted = word.chars();
            let mut next = wanted.next();
            for c in words.chars().filter(|&c| !is_space(c)).take(200) {
                if next == Some(fold(c)) {
                    next = wanted.next();
                    if next.is_none() {
                        return true;
                    }
                }
            }
            false
        })
    }

    /// Where the extra column stands: behind the kinds of organizations, or before them. All rows must agree.
    fn extra_column(&self, rows: &[&Vec<usize>], widest: usize) -> Option<usize> {
        let count = |at: &usize| -> Option<u64> {
            let reading = self.pieces.get(*at)?.figure()?;
            reading.number.map_or(Some(0), |number| number.to_decimal().to_count())
        };
        let agrees = |extra: usize, parts: Range<usize>| {
            rows.iter().filter(|row| row.len() == widest + 1).all(|row| {
                let sum = row.get(parts.clone()).and_then(|parts| parts.iter().try_fold(0u64, |sum, at| sum.checked_add(count(at)?)));
                sum.is_some() && row.get(extra).and_then(count) == sum
            })
        };
        if agrees(widest - 1, 1..widest - 1) {
            Some(widest - 1)
        } else if agrees(1, 2..widest) {
            Some(1)
        } else {
            None
        }
    }

    /// Columns for each page on which rows have lost blanks.
    fn find_columns(&self, single: &[(&Zone, Vec<usize>, usize)], layout: &mut Layout) {
        let widest = self.form.widest();
        let aligned = |figures: &[usize]| {
            figures.iter().all(|&at| self.line(at) == self.line(figures.first().copied().unwrap_or(0)) && self.pieces.get(at).is_some_and(|piece| piece.edge != Edge::Bar))
        };
        let rows: Vec<(u32, &[usize])> = single
            .iter()
            .filter(|(zone, figures, n)| *n == widest && !figures.is_empty() && figures.len() <= widest && aligned(figures) && !zone.cells.iter().any(|&at| self.pieces.get(at).is_some_and(Piece::is_empty)))
            .filter_map(|(_, figures, _)| Some((self.line(*figures.first()?)?, figures.as_slice())))
            .collect();
        if rows.iter().all(|(_, figures)| figures.len() == widest) {
            return;
        }
        // In a table aligned with spaces most figures stand on the lines of their labels.
        let beside = rows.iter().filter(|(_, figures)| figures.first().and_then(|&at| self.pieces.get(at)).is_some_and(|piece| piece.edge == Edge::Space)).count();
        if beside * 2 < rows.len() {
            return;
        }
        // Where a line holds several rows, columns mean nothing.
        if rows.windows(2).any(|pair| matches!(pair, [a, b] if a.0 == b.0)) {
            return;
        }
        for page in self.pages() {
            let on_page: Vec<&[usize]> = rows.iter().filter(|(line, _)| page.contains(line)).map(|(_, figures)| *figures).collect();
            let (full, partial): (Vec<&[usize]>, Vec<&[usize]>) = on_page.into_iter().partition(|figures| figures.len() == widest);
            // Columns are wider than a space; in text that parts everything with single spaces there are none.
            let spaced = |row: &&&[usize]| row.windows(2).all(|pair| matches!(*pair, [a, b] if self.apart(a, b)));
            if partial.is_empty() || full.iter().filter(spaced).count() * 2 < full.len() {
                continue;
            }
            let columns = if full.is_empty() {
                let header = self.header(&page);
                let all: Option<Vec<Piece>> = header.iter().copied().collect();
                all.and_then(|header| Columns::of_header(self.document, &header, &partial, self.pieces, page.clone())).or_else(|| {
                    let first = header.first().copied().flatten().filter(|_| self.form.last_is_sum)?;
                    Columns::of_ends(self.document, &first, widest, &partial, self.pieces, page)
                })
            } else {
                Columns::of_rows(self.document, self.pieces, &full, &partial, page)
            };
            layout.columns.extend(columns);
        }
    }

    /// Whether two spaces or more stand between two pieces of a line.
    fn apart(&self, a: usize, b: usize) -> bool {
        self.pieces.get(a).zip(self.pieces.get(b)).is_some_and(|(a, b)| b.span.start >= a.span.end + 2)
    }

    /// The lines of each page.
    fn pages(&self) -> Vec<Range<u32>> {
        let mut pages = Vec::new();
        let (Some(first), Some(last)) = (self.pieces.first(), self.pieces.last()) else { return pages };
        let mut from = first.line;
        for line in first.line + 1..=last.line {
            if self.document.lines.get(line as usize).is_some_and(|line| line.new_page) {
                pages.push(from..line);
                from = line;
            }
        }
        pages.push(from..last.line + 1);
        pages
    }

    /// The words of the header on a page, one for each column.
    fn header(&self, page: &Range<u32>) -> Vec<Option<Piece>> {
        let mut words = Vec::new();
        // A page break within the header leaves part of it on the page before, below that page's rows.
        let before = self.pieces.iter().zip(self.roles).filter(|(piece, role)| piece.line < page.start && matches!(role, Role::Row(_) | Role::Begins(..)));
        let from = before.last().map_or(0, |(piece, _)| piece.line + 1);
        for (piece, role) in self.pieces.iter().zip(self.roles) {
            if *role != Role::Around || piece.line < from || piece.line >= page.end {
                continue;
            }
            for word in self.document.slice(piece.span).split(is_space).filter(|word| !word.is_empty()) {
                words.push(Piece { span: Span::of(word, &self.document.text), ..*piece });
            }
        }
        self.form
            .columns
            .iter()
            .map(|name| words.iter().find(|word| self.document.slice(word.span).chars().map(fold).take(name.chars().count()).eq(name.chars())).copied())
            .collect()
    }

    /// The rows of a zone: row, label's piece, cells.
    fn zone(&mut self, zone: &Zone, cut: bool) -> Vec<(usize, usize, Placed)> {
        let figures = self.figures(&zone.cells);
        let first = zone.rows.start;
        let n = self.form.n(first);
        if self.around.deduplicated {
            let slots = (0..n).map(|_| if figures.is_empty() { Slot::Missing } else { Slot::Ambiguous(figures.iter().copied().take(8).collect()) }).collect();
            return vec![(first, zone.label, Placed { slots, extra: None, surplus: Vec::new() })];
        }
        if let Some(placed) = self.glued(zone, &figures, n) {
            return vec![(first, zone.label, placed)];
        }
        let broken = self.is_broken(zone, &figures);
        if let Some(placed) = self.complete_on_line(zone, &figures, n) {
            return vec![(first, zone.label, placed)];
        }
        let row = Row { pieces: self.pieces, label: zone.label, cells: &zone.cells, n, cut, torn: self.torn, broken };
        if zone.rows.len() > 1 {
            if figures.len() == zone.cells.len() && figures.len() == self.n_cells(&zone.rows) && self.order_is_certain(&figures, &zone.rows) {
                return self.by_order(zone, &figures);
            }
            // The first row's own cells are complete, and no label of the rows after it stands elsewhere.
            if self.torn && figures.len() != n {
                return zone.rows.clone().map(|row| (row, zone.label, all_ambiguous(&figures, self.form.n(row)))).collect();
            }
        }
        if self.torn && self.form.last_is_sum && figures.len() == n && self.edges_are_lines(&figures) {
            // Where figures were moved, seven of them behind a label need not be its own; their sum tells.
            return vec![(first, zone.label, if self.order_is_certain(&figures, &(first..first + 1)) { by_sum(&figures) } else { all_ambiguous(&figures, n) })];
        }
        if (zone.disordered || self.is_shifted(zone, &figures)) && !figures.is_empty() {
            return vec![(first, zone.label, all_ambiguous(&figures, n))];
        }
        vec![(first, zone.label, row.place(self.document, &self.layout))]
    }

    /// A row whose own line has all its cells, and all are empty: figures on further lines belong to a row whose label
    /// was not understood.
    fn complete_on_line(&self, zone: &Zone, figures: &[usize], n: usize) -> Option<Placed> {
        let own_lines: Vec<Option<u32>> = (zone.label..zone.end.max(zone.label + 1)).filter(|&at| at == zone.label || self.roles.get(at) == Some(&Role::GoesOn)).map(|at| self.line(at)).collect();
        let own: Vec<usize> = zone.cells.iter().copied().filter(|&at| own_lines.contains(&self.line(at))).collect();
        let elsewhere = figures.iter().all(|&at| !own_lines.contains(&self.line(at)));
        if self.torn || figures.is_empty() || !elsewhere || own.len() < n || !own.iter().all(|&at| self.pieces.get(at).is_some_and(Piece::is_empty)) {
            return None;
        }
        let slots = own.iter().take(n).map(|&at| Slot::Blank(self.pieces.get(at).map_or(Span::default(), |piece| piece.span), Placement::Stated)).collect();
        Some(Placed { slots, extra: None, surplus: figures.to_vec() })
    }

    /// Whether each figure is a line of its own.
    fn edges_are_lines(&self, figures: &[usize]) -> bool {
        figures.iter().all(|&at| self.pieces.get(at).is_some_and(|piece| piece.edge == Edge::Line))
    }

    /// Whether most labels stand without any cell behind them.
    fn figures_lost(&self, zones: &[Zone]) -> bool {
        let empty = zones.iter().filter(|zone| zone.cells.is_empty()).count();
        empty * 2 > zones.len() && zones.iter().rev().skip(1).take(3).all(|zone| zone.cells.is_empty())
    }

    /// Whether an ordinal stands alone in front of the figures, on their line and not on the label's: then they are the
    /// next row's, whose label follows.
    fn is_shifted(&self, zone: &Zone, figures: &[usize]) -> bool {
        let Some(&first) = figures.first() else { return false };
        (zone.label + 1..first).any(|at| {
            let Some(piece) = self.pieces.get(at).filter(|piece| !piece.is_cell()) else { return false };
            let words = self.document.slice(piece.span);
            Some(piece.line) == self.line(first) && self.line(zone.label) != self.line(first) && words.chars().any(|c| digit_value(c).is_some()) && !words.chars().any(|c| is_han(fold(c)))
        })
    }

    /// Whether words of the header or of a group stand between the figures of a row, or before them on another line.
    fn is_broken(&self, zone: &Zone, figures: &[usize]) -> bool {
        let (Some(&first), Some(&last)) = (figures.first(), figures.last()) else { return false };
        let label_line = self.line(zone.label);
        (zone.label + 1..last).any(|at| {
            let around = self.roles.get(at) == Some(&Role::Around);
            around && (at > first || self.line(at) != label_line && self.line(at) != self.line(first) && self.line(first) != label_line && self.pieces.get(first).is_some_and(|piece| piece.edge == Edge::Line))
        })
    }

    /// Whether figures of several rows may be told by their order: each row of them fills a line, or its last is the
    /// sum of the others.
    fn order_is_certain(&self, figures: &[usize], rows: &Range<usize>) -> bool {
        let mut at = 0;
        let mut lines = true;
        let mut sums = true;
        let mut before = None;
        for row in rows.clone() {
            let n = self.form.n(row);
            let Some(own) = figures.get(at..at + n) else { return false };
            let line = own.first().and_then(|&at| self.line(at));
            lines &= line != before && own.iter().all(|&at| self.line(at) == line);
            before = line;
            if self.form.last_is_sum {
                let count = |at: &usize| self.pieces.get(*at).and_then(Piece::figure).and_then(|reading| reading.number.map_or(Some(0), |number| number.to_decimal().to_count()));
                let sum = own.split_last().and_then(|(last, others)| Some((count(last)?, others.iter().try_fold(0u64, |sum, at| sum.checked_add(count(at)?))?)));
                sums &= sum.is_some_and(|(last, sum)| last == sum);
            }
            at += n;
        }
        lines || sums && self.form.last_is_sum
    }

    fn by_order(&mut self, zone: &Zone, figures: &[usize]) -> Vec<(usize, usize, Placed)> {
        let mut rest = figures;
        let rows = zone
            .rows
            .clone()
            .map(|row| {
                let (own, after) = rest.split_at(self.form.n(row).min(rest.len()));
                rest = after;
                // The first row's cells stand behind its label.
                let line = own.first().and_then(|&at| self.line(at));
                let placement = if own.iter().all(|&at| self.line(at) == line) { Placement::RowOrder } else { Placement::RowSum };
                let slots = own.iter().map(|&at| Slot::Figure(at, placement)).collect();
                (row, zone.label, Placed { slots, extra: None, surplus: Vec::new() })
            })
            .collect();
        let span = |at: Option<&usize>| at.and_then(|&at| self.pieces.get(at)).map_or(Span::default(), |piece| piece.span);
        self.by_order.push(span(figures.first()).to(span(figures.last())));
        rows
    }

    /// Digits that stand at the end of the label without a mark between them: `规章002`.
    fn glued(&self, zone: &Zone, figures: &[usize], n: usize) -> Option<Placed> {
        let mut last = zone.label;
        while self.roles.get(last + 1) == Some(&Role::GoesOn) {
            last += 1;
        }
        let piece = self.pieces.get(last)?;
        let label = self.document.slice(piece.span);
        let before = label.trim_end_matches(|c: char| digit_value(c).is_some() || matches!(fold(c), '.' | ','));
        let digits = label.get(before.len()..).unwrap_or("");
        // Digits and marks behind the first words of the label that are no figure by themselves hold figures all the
        // same.
        let words = label.find(|c| is_han(fold(c))).and_then(|at| label.get(at..)).unwrap_or("");
        let held = words.chars().filter(|&c| digit_value(c).is_some() || matches!(c, '/' | '／')).count();
        let tail = words.get(words.find(|c| digit_value(c).is_some() || matches!(c, '/' | '／')).unwrap_or(0)..).unwrap_or("");
        if figures.is_empty() && held > 0 && !label.trim_end_matches(is_space).ends_with(|c| digit_value(c).is_some()) {
            return Some(Placed { slots: vec![Slot::Glued(Span::of(tail, &self.document.text)); n], extra: None, surplus: Vec::new() });
        }
        // An ordinal such as `3.` is no figure: words stand in front of one.
        if digits.is_empty() || before.trim_end_matches(is_space).is_empty() {
            return None;
        }
        if !before.ends_with(|c| is_han(fold(c)) || matches!(c, '）' | ')' | '”' | '"')) {
            let span = Span::of(tail, &self.document.text);
            return figures.is_empty().then(|| Placed { slots: vec![Slot::Glued(span); n], extra: None, surplus: Vec::new() });
        }
        let span = Span::of(digits, &self.document.text);
        let values: Vec<u32> = digits.chars().filter_map(digit_value).collect();
        if values.len() < digits.chars().count() {
            // With a point or a comma it is one number.
            let number = value::whole_cell(digits).and_then(|figure| figure.number).filter(|_| n == 1 && figures.is_empty());
            let slot = number.map_or(Slot::Glued(span), |number| Slot::Split(span, number));
            if let (Slot::Split(..), true) = (&slot, figures.is_empty()) {
                return Some(Placed { slots: vec![slot; n], extra: None, surplus: Vec::new() });
            }
            let first = value::whole_cell(digits).and_then(|figure| figure.number).filter(|_| figures.len() + 1 == n);
            let slots = match first {
                Some(number) => core::iter::once(Slot::Split(span, number)).chain(figures.iter().map(|&at| Slot::Figure(at, Placement::Stated))).collect(),
                None if figures.is_empty() => vec![Slot::Glued(span); n],
                None if figures.len() < n => return Some(all_ambiguous(figures, n)),
                None => return None,
            };
            return Some(Placed { slots, extra: None, surplus: Vec::new() });
        }
        let whole = || values.iter().try_fold(0u64, |sum, &digit| sum.checked_mul(10)?.checked_add(digit.into()));
        let slots = if figures.is_empty() && values.len() == n {
            // One digit for each cell.
            digits.char_indices().zip(&values).map(|((at, c), &digit)| {
                let start = span.start + crate::source::offset(at);
                Slot::Split(Span::new(start, start + crate::source::offset(c.len_utf8())), Number::Count(digit.into()))
            }).collect()
        } else if figures.len() + 1 == n && (values.len() == 1 || values.first() != Some(&0)) {
            // The first figure stuck to the label.
            core::iter::once(Slot::Split(span, Number::Count(whole()?))).chain(figures.iter().map(|&at| Slot::Figure(at, Placement::Stated))).collect()
        } else if figures.is_empty() {
            vec![Slot::Glued(span); n]
        } else if figures.len() < n {
            // Some of the row's figures stick to the label; where they end nobody can tell.
            return Some(all_ambiguous(figures, n));
        } else {
            return None;
        };
        Some(Placed { slots, extra: None, surplus: Vec::new() })
    }
}

/// A row whose own sum says that the figures are its cells.
fn by_sum(figures: &[usize]) -> Placed {
    Placed { slots: figures.iter().map(|&at| Slot::Figure(at, Placement::RowSum)).collect(), extra: None, surplus: Vec::new() }
}

fn all_ambiguous(figures: &[usize], n: usize) -> Placed {
    let slot = if figures.is_empty() { Slot::Missing } else { Slot::Ambiguous(figures.iter().copied().take(16).collect()) };
    Placed { slots: vec![slot; n], extra: None, surplus: Vec::new() }
}
