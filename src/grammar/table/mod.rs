//! Tables in text, in any layout.
//!
//! The three tables are fixed: the rows and their order are known, and so is the number of cells in a row. What an
//! extractor leaves of them is not. So a table is read in steps, each in a file of its own:
//!
//! 1. [`pieces`] cuts the lines into labels, figures and empty cells;
//! 2. [`label`] tells which row a piece of words belongs to;
//! 3. [`rows`] gives every row the stretch of pieces that is its own;
//! 4. [`layout`] asks the full rows how the table is laid out, and [`torn`] and [`order`] whether labels and cells have
//!    come apart;
//! 5. [`place`] gives every piece its cell, with the help of [`columns`] and [`gaps`] where blanks were lost, of [`join`]
//!    where figures are too many, and of [`glued`] where they stick to the label;
//! 6. [`cells`] makes the tree's cells of them, and says what was unusual.
//!
//! ```ebnf
//! table = { row | ? a header, a group's label or a caption ? } ;
//! row   = label, { cell } ;
//! ```

mod aligned;
mod blanks;
mod bounded;
pub(crate) mod cells;
mod columns;
mod doubt;
mod evidence;
mod gaps;
mod glued;
mod join;
pub(crate) mod label;
mod layout;
mod order;
pub(crate) mod pieces;
mod place;
mod rows;
pub(crate) mod slot;
mod subtotal;
mod torn;
pub(crate) mod value;

use core::ops::Range;

pub(crate) use self::columns::Columns;
use self::evidence::Layout;
pub(crate) use self::gaps::{Steps, gaps};
use self::label::{Labels, Role};
use self::pieces::{Counts, Indices, Piece, last_is_sum};
use self::place::Row;
use self::rows::{Rows, Zone};
use self::slot::{Placed, Slot};
pub(crate) use self::torn::in_header_order;
use crate::Span;
use crate::document::Document;
use crate::grammar::lexical::is_han;
use crate::report::Placement;

/// What is known of a table before it is read.
#[derive(Debug)]
pub(crate) struct Form {
    /// The labels of its rows.
    pub(crate) labels: &'static Labels,
    /// How many cells each row has.
    pub(crate) cells: &'static [usize],
    /// The beginnings of the headers of its widest rows, in order.
    pub(crate) columns: &'static [&'static str],
    /// Headers in the order that the cells of a row have.
    pub(crate) header: &'static [&'static str],
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
    /// In a table before, labels are followed by nothing, or by fewer digits than cells that stick to them.
    pub(crate) blanks_vanished: bool,
}

/// Whether a text is the whole label of a row of one of the tables, in either edition.
#[cfg(feature = "_grid")]
pub(crate) fn is_row_label(text: &str) -> bool {
    let forms = super::disclosure::FORMS.iter().chain(super::applications::FORMS).chain(super::disputes::FORMS);
    forms.copied().any(|form| matches!(label::Recogniser::new(form.labels).role(text), Role::Row(_)))
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
    /// Line breaks between cells, where every cell is a line.
    pub(crate) line_steps: Option<Steps>,
    /// Labels are followed by nothing, or by fewer digits than cells that stick to them: blanks left no trace.
    pub(crate) blanks_vanished: bool,
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
        let Rows { roles, mut zones, displaced, damaged } = rows;
        without_blank_line_behind(&pieces, &mut zones);
        for zone in &mut zones {
            zone.find_figures(&pieces);
        }
        // A word of the prose can be a label; a table has rows with cells.
        if !zones.iter().any(|zone| !zone.cells.is_empty()) && zones.len() < 2 {
            return None;
        }
        let torn = displaced
            .iter()
            .any(|&(row, _)| !zones.iter().any(|zone| zone.rows.start == row && !zone.cells.is_empty()));
        let mut reader = Reader {
            form: self,
            document,
            pieces: &pieces,
            roles: &roles,
            around,
            torn,
            layout: Layout::default(),
            by_order: Vec::new(),
            blanks_vanished: false,
            all_there: false,
            leads: false,
        };
        reader.leads = reader.figures_lead_in_blocks(&zones);
        reader.blanks_vanished = reader.is_glued_short(&zones);
        // A text that breaks off behind a list of labels has their cells in the part that is lost. Figures in front of
        // the labels are those of the rows, but of which, nobody can tell; nor can anybody in which column they stand
        // where the header has its own order.
        let cells_lost = at_end && torn::figures_lost(&zones)
            || reader.figures_lead(&zones)
            || !self.header_agrees(document, &pieces, &zones);
        // Labels without any cell are no rows of blanks.
        reader.torn |= cells_lost || zones.iter().all(|zone| zone.cells.is_empty());
        let mut placed: Vec<Option<(usize, Placed)>> = (0..self.n_rows()).map(|_| None).collect();
        reader.all_there = reader.is_all_there(&zones);
        reader.torn |= reader.is_torn(&zones) || zones.iter().any(|zone| reader.is_shifted(zone, &zone.figures));
        if let Some((rows, placement)) =
            if reader.torn && !cells_lost { reader.in_order(&zones, &displaced) } else { None }
        {
            for (row, label, cells) in rows.iter().flat_map(|zone| reader.by_order(zone, &zone.cells, placement)) {
                if let Some(slot) = placed.get_mut(row) {
                    *slot = Some((label, cells));
                }
            }
            let met = reader.met();
            return Some(Reading::new(pieces, roles, placed, met, &displaced, damaged, lines));
        }
        // Rows that read themselves need no help, and nearly always all do.
        if zones.iter().all(|zone| {
            zone.rows.len() == 1
                && (zone.cells.is_empty() || zone.figures.len() == self.n(zone.rows.start))
                && !(zone.cells.len() > self.n(zone.rows.start) && evidence::is_grid(document, &pieces, zone.label))
        }) && !(self.last_is_sum
            && reader.header_has(zones.first().map_or(0, |zone| zone.label), subtotal::SUBTOTAL))
        {
            reader.layout.rows_full = zones.len() > FULL_ROWS;
            reader.layout.last_is_sum = self.last_is_sum;
        } else {
            reader.layout = reader.layout(&zones);
        }
        // Figures that the row before could not claim may be those of a row that has none.
        let mut unclaimed = Indices::new();
        let mut above = false;
        for (at, zone) in zones.iter().enumerate() {
            let last = at + 1 == zones.len();
            let lacking =
                zone.figures.is_empty() && !zone.cells.iter().any(|&at| pieces.get(at).is_some_and(Piece::is_empty));
            // Pieces of numbers that are broken over lines may be this row's.
            let broken_above = self.last_is_sum && reader.stand_above(&unclaimed, zone.label);
            unclaimed.extend_from_slice(&zone.stray);
            let doubtful = lacking && (unclaimed.len() > 1 || above);
            let rows = if doubtful {
                vec![(zone.rows.start, zone.label, all_ambiguous(&unclaimed, self.n(zone.rows.start)))]
            } else if cells_lost {
                vec![(zone.rows.start, zone.label, all_ambiguous(&zone.figures, self.n(zone.rows.start)))]
            } else if broken_above && !reader.sums_up(zone) {
                let own: Indices = unclaimed.iter().chain(&zone.cells).copied().collect();
                vec![(zone.rows.start, zone.label, all_ambiguous(&reader.figures(&own), self.n(zone.rows.start)))]
            } else {
                reader.zone(zone, last && at_end)
            };
            unclaimed.clone_from(&zone.stray);
            // Figures on a further line, some of them beside each other, may be the next row's, above its label.
            let further = if self.last_is_sum { reader.on_further_lines(zone) } else { Indices::new() };
            above = !further.is_empty();
            unclaimed.extend(further);
            for (row, label, mut cells) in rows {
                if row == zone.rows.start {
                    cells.surplus.extend(&zone.stray);
                }
                if last {
                    at_end_of_text(document, &pieces, &mut cells);
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
    fn new(
        pieces: Vec<Piece>,
        roles: Vec<Role>,
        rows: Vec<Option<(usize, Placed)>>,
        met: Met,
        displaced: &[(usize, usize)],
        damaged: Vec<(usize, Span)>,
        lines: Range<usize>,
    ) -> Self {
        let repeated = displaced
            .iter()
            .filter(|&&(_, piece)| rows::has_cells(&pieces, piece + 1))
            .map(|&(row, piece)| (row, pieces.get(piece).map_or(Span::default(), |piece| piece.span)))
            .collect();
        let lines = table_lines(&pieces, &roles, &rows, lines);
        let Met { by_order, extra_after, no_total, line_steps, blanks_vanished } = met;
        Self {
            pieces,
            roles,
            rows,
            by_order,
            damaged,
            repeated,
            extra_after,
            no_total,
            line_steps,
            blanks_vanished,
            lines,
        }
    }

    /// Words within the table that are no part of it.
    pub(crate) fn leftover(&self) -> Vec<Span> {
        let used = |at: usize| {
            self.rows.iter().flatten().any(|(_, placed)| {
                placed.slots.iter().any(|slot| matches!(slot, Slot::Unreadable(other) if *other == at))
            })
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
fn table_lines(
    pieces: &[Piece],
    roles: &[Role],
    placed: &[Option<(usize, Placed)>],
    lines: Range<usize>,
) -> Range<usize> {
    let known = |role: &Role| *role != Role::Unknown;
    let first =
        roles.iter().position(known).and_then(|at| pieces.get(at)).map_or(lines.start, |piece| piece.line as usize);
    let last_known = roles.iter().rposition(known).unwrap_or(0);
    let last_cell = placed
        .iter()
        .flatten()
        .flat_map(|(_, placed)| &placed.slots)
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
        let behind: Indices = zone.cells.drain(prose..).collect();
        // Figures on lines of their own behind the words: whose they are, nobody can tell.
        let prose_line = behind.first().and_then(|&at| pieces.get(at)).map(|piece| piece.line);
        let alone = |at: &usize| {
            pieces.get(*at).is_some_and(|piece| {
                piece.figure().is_some() && Some(piece.line) != prose_line && piece.edge == pieces::Edge::Line
            })
        };
        let before = behind.len();
        zone.stray.extend(behind.into_iter().filter(alone).take(16));
        zone.interrupted = before > 1 && !zone.stray.is_empty();
    }
}

/// Where blank cells leave no piece, as no other row has one, a blank line behind the last row is no cell of it.
fn without_blank_line_behind(pieces: &[Piece], zones: &mut [Zone]) {
    let piece = |at: &usize| pieces.get(*at);
    let Some((last, others)) = zones.split_last_mut() else { return };
    let has_empty = |zone: &Zone| zone.cells.iter().any(|at| piece(at).is_some_and(Piece::is_empty));
    if others.len() < FULL_ROWS || others.iter().any(has_empty) {
        return;
    }
    while last.cells.len() > 1
        && last.cells.last().and_then(piece).is_some_and(|cell| cell.is_empty() && cell.edge == pieces::Edge::Line)
    {
        last.cells.pop();
    }
}

/// A figure that the text ends with may have had more digits.
fn at_end_of_text(document: &Document<'_>, pieces: &[Piece], placed: &mut Placed) {
    let ends = |at: usize| pieces.get(at).is_some_and(|piece| piece.span.end as usize == document.text.len());
    for slot in &mut placed.slots {
        if let Slot::Figure(at, _) = *slot
            && ends(at)
        {
            *slot = Slot::Ambiguous(vec![at]);
        }
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

#[expect(
    clippy::struct_excessive_bools,
    reason = "each is one thing that was seen of the table, and none excludes another"
)]
struct Reader<'r> {
    form: &'r Form,
    document: &'r Document<'r>,
    pieces: &'r [Piece],
    roles: &'r [Role],
    around: Surroundings,
    torn: bool,
    layout: Layout,
    by_order: Vec<Span>,
    /// Labels are followed by nothing, or by fewer digits than cells that stick to them: blanks left no trace.
    blanks_vanished: bool,
    /// The table has as many figures as cells: none is blank, and none was lost.
    all_there: bool,
    /// In a table of several headers, figures stand between one of them and the label below it.
    leads: bool,
}

/// What a reader met on its way.
struct Met {
    by_order: Vec<Span>,
    extra_after: Option<usize>,
    no_total: bool,
    line_steps: Option<Steps>,
    blanks_vanished: bool,
}

impl Reader<'_> {
    fn met(self) -> Met {
        Met {
            by_order: self.by_order,
            extra_after: self.layout.extra_after,
            no_total: self.layout.no_total,
            line_steps: self.layout.line_steps,
            blanks_vanished: self.blanks_vanished,
        }
    }

    fn figures(&self, cells: &[usize]) -> Indices {
        cells.iter().copied().filter(|&at| self.pieces.get(at).is_some_and(|piece| piece.figure().is_some())).collect()
    }

    fn counts(&self, figures: &[usize]) -> Counts {
        figures.iter().map(|&at| self.pieces.get(at).and_then(Piece::count)).collect()
    }

    /// Whether a zone's figures are all of its row's, and the last is the sum of the others.
    fn sums_up(&self, zone: &Zone) -> bool {
        zone.figures.len() == self.form.n(zone.rows.start) && last_is_sum(&self.counts(&zone.figures))
    }

    fn n_cells(&self, rows: &Range<usize>) -> usize {
        rows.clone().map(|row| self.form.n(row)).sum()
    }

    fn line(&self, piece: usize) -> Option<u32> {
        self.pieces.get(piece).map(|piece| piece.line)
    }

    /// The rows of a zone: row, label's piece, cells.
    fn zone(&mut self, zone: &Zone, cut: bool) -> Vec<(usize, usize, Placed)> {
        let figures = &zone.figures;
        let first = zone.rows.start;
        let n = self.form.n(first);
        if self.around.deduplicated {
            let slots = (0..n)
                .map(|_| {
                    if figures.is_empty() {
                        Slot::Missing
                    } else {
                        Slot::Ambiguous(figures.iter().copied().take(8).collect())
                    }
                })
                .collect();
            return vec![(first, zone.label, Placed { slots, extra: None, surplus: Vec::new() })];
        }
        if let Some(placed) = self.glued(zone, figures, n) {
            return vec![(first, zone.label, placed)];
        }
        if zone.interrupted && figures.len() < self.n_cells(&zone.rows) {
            let own: Indices = figures.iter().chain(&zone.stray).copied().collect();
            return vec![(first, zone.label, all_ambiguous(&own, n))];
        }
        let broken = self.is_broken(zone, figures);
        if broken && self.form.last_is_sum && self.is_scattered(figures) {
            return vec![(first, zone.label, all_ambiguous(figures, n))];
        }
        if let Some(placed) = self.complete_on_line(zone, figures, n) {
            return vec![(first, zone.label, placed)];
        }
        let row = Row { pieces: self.pieces, label: zone.label, cells: &zone.cells, n, cut, torn: self.torn, broken };
        if zone.rows.len() > 1 {
            if figures.len() == zone.cells.len()
                && figures.len() == self.n_cells(&zone.rows)
                && let Some(placement) = self.order_is_certain(figures, &zone.rows)
            {
                return self.by_order(zone, figures, placement);
            }
            // Labels of the rows after the first are missing, and where its own cells end nobody can tell.
            if self.torn && figures.len() != n {
                return zone
                    .rows
                    .clone()
                    .map(|row| (row, zone.label, all_ambiguous(figures, self.form.n(row))))
                    .collect();
            }
        }
        if let Some(placed) = self.moved(zone, n) {
            return vec![(first, zone.label, placed)];
        }
        if (zone.disordered || self.is_shifted(zone, figures)) && !figures.is_empty() {
            return vec![(first, zone.label, all_ambiguous(figures, n))];
        }
        if self.leads && !self.beside_label(zone, figures) {
            let placed = if figures.is_empty() {
                Placed { slots: vec![Slot::Missing; n], extra: None, surplus: Vec::new() }
            } else {
                all_ambiguous(figures, n)
            };
            return vec![(first, zone.label, placed)];
        }
        // Pieces of numbers that are broken over lines stand above or below the others.
        if self.form.last_is_sum && !self.sums_up(zone) && self.has_broken_numbers(zone, figures) {
            return vec![(first, zone.label, all_ambiguous(figures, n))];
        }
        vec![(first, zone.label, row.place(self.document, &self.layout))]
    }
}

/// A row whose own sum says that the figures are its cells.
fn by_sum(figures: &[usize]) -> Placed {
    Placed {
        slots: figures.iter().map(|&at| Slot::Figure(at, Placement::RowSum)).collect(),
        extra: None,
        surplus: Vec::new(),
    }
}

fn all_ambiguous(figures: &[usize], n: usize) -> Placed {
    let slot =
        if figures.is_empty() { Slot::Missing } else { Slot::Ambiguous(figures.iter().copied().take(16).collect()) };
    Placed { slots: vec![slot; n], extra: None, surplus: Vec::new() }
}
