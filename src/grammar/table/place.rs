//! Which cell of its row a piece belongs to.
//!
//! A row with as many figures as cells reads itself. Otherwise blanks stand among them, and what is known of blanks
//! depends on the layout: bars show them; in a table aligned with spaces the columns of full rows do; where every cell
//! is a line, the number of line breaks may. Where nothing does, the cells are ambiguous. Only in one case is
//! arithmetic used: a row whose last number is the sum of the others has its total there, and the cell says that it was
//! placed so.

use super::columns::Columns;
use super::gaps;
use super::pieces::{Edge, Piece, PieceKind};
use crate::Span;
use crate::document::{Document, LineKind};
use crate::report::{Number, Placement};

/// What goes into a cell.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Slot {
    /// A figure.
    Figure(usize, Placement),
    /// Several figures that are one number, written apart.
    Joined(core::ops::Range<usize>, Number, Placement),
    /// A number cut from a longer run of digits.
    Split(Span, Number),
    /// An empty cell, where it stands.
    Blank(Span, Placement),
    /// Words that are no number.
    Unreadable(usize),
    /// One of these figures, or none.
    Ambiguous(Vec<usize>),
    /// A piece of text that holds this cell's number among others, without a mark between them.
    Glued(Span),
    /// Nothing was found.
    Missing,
}

/// A row, placed.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Placed {
    /// One for each cell of the row.
    pub(crate) slots: Vec<Slot>,
    /// The cell of a column that the format does not have.
    pub(crate) extra: Option<usize>,
    /// Figures and words that belong to no cell.
    pub(crate) surplus: Vec<usize>,
}

/// What the rows of a table show about its layout.
#[derive(Debug, Default)]
pub(crate) struct Layout {
    /// For lines with bars, by their number of pieces: the place of a row's first cell among them.
    pub(crate) first_cell: Vec<FirstCell>,
    /// Whether blank cells between bars may be believed: full rows, the header, or the same number of cells in nearly
    /// every row show that bars bound the table's own cells.
    pub(crate) bars_hold: bool,
    /// Whether rows may lack empty cells at their end: other rows show theirs between figures, and it is not so that
    /// every other row fills its last cell.
    pub(crate) ends_ragged: bool,
    /// Columns of the figures in tables aligned with spaces, a set for each page.
    pub(crate) columns: Vec<Columns>,
    /// Line breaks from one cell to the next, where every cell is a line.
    pub(crate) line_step: Option<u32>,
    /// A column that the format does not have stands behind so many of its columns.
    pub(crate) extra_after: Option<usize>,
    /// The last column is not there.
    pub(crate) no_total: bool,
    /// The row's last cell is the sum of the others.
    pub(crate) last_is_sum: bool,
    /// Full rows have each figure on a line of its own.
    pub(crate) cell_a_line: bool,
    /// Every row that is not empty has all its figures.
    pub(crate) rows_full: bool,
}

/// How many pieces a piece's line has, and how many stand before the piece.
pub(crate) fn place_on_line(pieces: &[Piece], at: usize) -> (usize, usize) {
    let line = pieces.get(at).map(|piece| piece.line);
    let same = |piece: &&Piece| Some(piece.line) == line;
    let own = |piece: &&Piece| piece.edge != Edge::Continued;
    let before = pieces.get(..at).unwrap_or(&[]).iter().rev().take_while(same).filter(own).count();
    let from = pieces.get(at..).unwrap_or(&[]).iter().take_while(same).filter(own).count();
    (before + from, before)
}

impl Layout {
    /// How many cells stand before the first of a row in a stretch that begins with `cell`, as other lines show it, and
    /// whether they are lines of the same length.
    fn first_on_line(&self, document: &Document<'_>, pieces: &[Piece], cell: usize) -> Option<(usize, bool)> {
        let (len, before) = place_on_line(pieces, cell);
        let block = block(document, pieces.get(cell)?.line);
        let same = self.first_cell.iter().filter(|shown| shown.len == len && (shown.block == block || shown.rows >= 3));
        let same = agreed(same.map(|shown| shown.first));
        let first = same.or_else(|| agreed(self.first_cell.iter().map(|shown| shown.first)))?;
        Some((first.checked_sub(before)?, same.is_some()))
    }
}

impl Layout {
    /// The same, where all lines agree, whatever their length.
    fn first_on_any_line(&self, pieces: &[Piece], cell: usize) -> Option<usize> {
        agreed(self.first_cell.iter().map(|shown| shown.first))?.checked_sub(place_on_line(pieces, cell).1)
    }
}

/// The one value that all have.
fn agreed(mut values: impl Iterator<Item = usize>) -> Option<usize> {
    let first = values.next()?;
    values.all(|value| value == first).then_some(first)
}

/// Where rows with bars have their first cell.
#[derive(Clone, Copy, Debug)]
pub(crate) struct FirstCell {
    /// How many pieces the line has.
    pub(crate) len: usize,
    /// How many stand before the row's first cell.
    pub(crate) first: usize,
    /// The block of lines that shows it.
    pub(crate) block: u32,
    /// How many rows show it.
    pub(crate) rows: usize,
}

/// The first line of the block of lines with bars that a line belongs to: a table of its own, as far as bars go.
pub(crate) fn block(document: &Document<'_>, line: u32) -> u32 {
    let is_row = |line: u32| document.lines.get(line as usize).is_some_and(|line| matches!(line.kind, LineKind::Row(..)));
    let joins = |line: u32| {
        if is_row(line) {
            return line.checked_sub(1).is_some_and(is_row);
        }
        document.lines.get(line as usize).is_some_and(|own| own.blank_before == 0 && !own.new_page)
            && line.checked_sub(1).is_some_and(|before| {
                super::pieces::has_bars(document.line_text(before as usize))
            })
    };
    let mut first = line;
    while joins(first) {
        first -= 1;
    }
    first
}

/// A row to be placed.
#[derive(Debug)]
pub(crate) struct Row<'p> {
    pub(crate) pieces: &'p [Piece],
    /// The piece of the label.
    pub(crate) label: usize,
    /// The cells, in reading order.
    pub(crate) cells: &'p [usize],
    /// How many cells the row has.
    pub(crate) n: usize,
    /// Whether the text ends in this row.
    pub(crate) cut: bool,
    /// Whether an empty row cannot be told from one whose cells stand elsewhere.
    pub(crate) torn: bool,
    /// Whether words of the header or of a group stand among the cells.
    pub(crate) broken: bool,
}

impl<'p> Row<'p> {
    fn piece(&self, at: usize) -> Option<&Piece> {
        self.pieces.get(at)
    }

    fn number(&self, at: usize) -> Option<Number> {
        self.piece(at)?.figure()?.number
    }

    fn count(&self, at: usize) -> Option<u64> {
        let reading = self.piece(at)?.figure()?;
        match reading.number {
            None => Some(0),
            Some(number) => number.to_decimal().to_count(),
        }
    }

    /// The place where a cell without any text stands: behind the label.
    fn behind_label(&self) -> Span {
        Span::at(self.piece(self.label).map_or(0, |piece| piece.span.end))
    }

    fn figures(&self) -> Vec<usize> {
        self.cells.iter().copied().filter(|&at| self.piece(at).is_some_and(|piece| piece.figure().is_some())).collect()
    }

    /// Whether these figures' last is the sum of the others, which are not all nought.
    fn last_is_sum(&self, figures: &[usize]) -> bool {
        let Some((&last, others)) = figures.split_last() else { return false };
        let sum = others.iter().try_fold(0u64, |sum, &at| sum.checked_add(self.count(at)?));
        sum.is_some_and(|sum| sum > 0 && self.count(last) == Some(sum))
    }

    /// Places the row's cells.
    pub(crate) fn place(&self, document: &Document<'_>, layout: &Layout) -> Placed {
        if self.cut {
            if let Some(kept) = self.without_torn_end() {
                return Row { cells: kept, cut: true, ..*self }.place(document, layout);
            }
        }
        let figures = self.figures();
        let empties = self.cells.iter().filter(|&&at| self.piece(at).is_some_and(Piece::is_empty)).count();
        let words = self.cells.len() - figures.len() - empties;
        let n = self.n;

        if figures.is_empty() && words == 0 {
            return self.empty();
        }
        if let Some(after) = layout.extra_after {
            if let Some(placed) = self.with_extra_column(document, layout, after) {
                return placed;
            }
        }
        if layout.no_total && n > 1 {
            return self.without_total(document, layout);
        }
        if figures.len() == n && !(self.broken && self.torn) {
            return self.exactly(&figures);
        }
        if self.broken {
            return self.ambiguous(&figures);
        }
        if figures.len() > n {
            return self.too_many(document, &figures, layout);
        }
        let bars = empties > 0 || self.cells.iter().any(|&at| self.piece(at).is_some_and(|piece| piece.edge == Edge::Bar));
        if bars {
            return self.bounded(document, layout);
        }
        if words > 0 && figures.len() + words == n && self.words_are_short(document) {
            let slots = self.cells.iter().map(|&at| self.slot(at)).collect();
            return Placed { slots, extra: None, surplus: Vec::new() };
        }
        self.with_blanks_lost(document, layout, &figures)
    }

    /// The cells of a row that the text breaks off in, without what stands at the very end if that is no cell of it: an
    /// empty one, of which only the beginning is there, and what follows a complete row.
    fn without_torn_end(&self) -> Option<&'p [usize]> {
        let cells: &'p [usize] = self.cells;
        let ends_empty = cells.last().is_some_and(|&at| self.piece(at).is_some_and(Piece::is_empty));
        if ends_empty {
            return cells.get(..cells.len() - 1);
        }
        // Cells stand beside the label, so those on further lines are the beginning of another row.
        let label_line = self.piece(self.label).map(|piece| piece.line);
        let beside = cells.iter().take_while(|&&at| self.piece(at).map(|piece| piece.line) == label_line).count();
        if beside > 0 && beside < cells.len() {
            return cells.get(..beside);
        }
        let lines = cells.iter().all(|&at| self.piece(at).is_some_and(|piece| piece.edge == Edge::Line));
        (lines && cells.len() > self.n).then(|| cells.get(..self.n)).flatten()
    }

    fn slot(&self, at: usize) -> Slot {
        match self.piece(at).map(|piece| piece.kind) {
            Some(PieceKind::Figure(_)) => Slot::Figure(at, Placement::Stated),
            Some(PieceKind::Empty) => Slot::Blank(self.pieces.get(at).map_or(Span::default(), |piece| piece.span), Placement::Stated),
            Some(PieceKind::Words) => Slot::Unreadable(at),
            None => Slot::Missing,
        }
    }

    /// No figure at all: every cell is blank, unless the text ends here or the figures may stand elsewhere.
    fn empty(&self) -> Placed {
        let known = self.cells.iter().map(|&at| if self.torn { Slot::Missing } else { self.slot(at) });
        let rest = if self.cut || self.torn { Slot::Missing } else { Slot::Blank(self.behind_label(), Placement::Stated) };
        let slots = known.chain(core::iter::repeat(rest)).take(self.n).collect();
        Placed { slots, extra: None, surplus: Vec::new() }
    }

    /// As many figures as cells.
    fn exactly(&self, figures: &[usize]) -> Placed {
        let slots = figures.iter().map(|&at| Slot::Figure(at, Placement::Stated)).collect();
        let surplus = self.cells.iter().copied().filter(|&at| self.piece(at).is_some_and(|piece| !piece.is_cell())).collect();
        Placed { slots, extra: None, surplus }
    }

    /// Cells with certain bounds: those behind the label, from the first that holds a value on.
    fn bounded(&self, document: &Document<'_>, layout: &Layout) -> Placed {
        let (n, len) = (self.n, self.cells.len());
        let filled = |at: &usize| self.piece(*at).is_some_and(|piece| !piece.is_empty());
        let first = self.cells.iter().position(filled).unwrap_or(0);
        let last = self.cells.iter().rposition(filled).unwrap_or(0);
        let one_line = self.one_line();
        let shown = self.cells.first().filter(|_| one_line).and_then(|&cell| layout.first_on_line(document, self.pieces, cell));
        if last - first >= n || one_line && !(layout.bars_hold || shown.is_some_and(|(_, same)| same) || self.cut && layout.rows_full && shown.is_some()) {
            return self.ambiguous(&self.figures());
        }
        let lowest = (last + 1).saturating_sub(n);
        let highest = first.min(len.saturating_sub(n));
        let start = match shown {
            // The length of a line that the text breaks off in says nothing.
            _ if self.cut && one_line => match self.cells.first().and_then(|&cell| layout.first_on_any_line(self.pieces, cell)) {
                Some(start) if start <= first => start,
                None if first == 0 => 0,
                _ => return self.ambiguous(&self.figures()),
            },
            Some((start, true)) if start <= first && start >= lowest => start,
            _ if len == n => 0,
            Some((start, false)) if len < n && start <= first => start,
            None if len < n => 0,
            // Where every cell is a line the first one stands right behind the label.
            _ if !one_line && last < n => 0,
            _ if len > n && one_line && lowest == highest => lowest,
            _ => return self.ambiguous(&self.figures()),
        };
        if len < n && !self.cut && !(one_line && layout.ends_ragged) {
            return self.ambiguous(&self.figures());
        }
        let known = self.cells.iter().skip(start).map(|&at| self.slot(at));
        let rest = if self.cut { Slot::Missing } else { Slot::Blank(self.behind_last(), Placement::Stated) };
        let slots = known.chain(core::iter::repeat(rest)).take(n).collect();
        Placed { slots, extra: None, surplus: Vec::new() }
    }

    /// Whether the words among the cells are short enough to be what somebody wrote into a cell.
    fn words_are_short(&self, document: &Document<'_>) -> bool {
        self.words().iter().all(|&at| self.piece(at).is_some_and(|piece| document.slice(piece.span).chars().count() <= 10))
    }

    /// Whether the cells stand on one line.
    fn one_line(&self) -> bool {
        let mut lines = self.cells.iter().filter_map(|&at| self.piece(at)).map(|piece| piece.line);
        let first = lines.next();
        lines.all(|line| Some(line) == first)
    }

    fn behind_last(&self) -> Span {
        let last = self.cells.last().and_then(|&at| self.piece(at));
        last.map_or(self.behind_label(), |piece| Span::at(piece.span.end))
    }

    /// Fewer figures than cells, and nothing in the text that bounds them.
    fn with_blanks_lost(&self, document: &Document<'_>, layout: &Layout, figures: &[usize]) -> Placed {
        let n = self.n;
        let apart = |&at: &usize| {
            let before = at.checked_sub(1).and_then(|before| self.piece(before));
            before.zip(self.piece(at)).is_some_and(|(before, own)| before.line == own.line && own.span.start > before.span.end + 1)
        };
        let beside = figures.iter().all(|&at| self.piece(at).is_some_and(|piece| piece.edge == Edge::Space));
        if self.cut && layout.rows_full && (layout.cell_a_line || beside) && !figures.iter().any(apart) {
            let slots = figures.iter().map(|&at| Slot::Figure(at, Placement::Stated)).chain(core::iter::repeat(Slot::Missing)).take(n).collect();
            return Placed { slots, extra: None, surplus: Vec::new() };
        }
        let columns = self
            .by_columns(document, layout, figures)
            .map(|columns| (columns, Placement::Column))
            .or_else(|| Some((gaps::columns(document, self.pieces, self.label, figures, n, layout.line_step?)?, Placement::Stated)));
        if let Some((columns, placement)) = columns {
            let mut slots = vec![Slot::Blank(self.behind_label(), placement); n];
            if self.cut {
                // What stood behind the last figure nobody knows.
                let last = columns.last().copied().unwrap_or(0);
                slots.iter_mut().skip(last + 1).for_each(|slot| *slot = Slot::Missing);
            }
            for (&at, column) in figures.iter().zip(columns) {
                if let Some(slot) = slots.get_mut(column) {
                    *slot = Slot::Figure(at, placement);
                }
            }
            return Placed { slots, extra: None, surplus: self.words() };
        }
        if layout.last_is_sum && !self.torn && !self.cut && figures.len() >= 2 && self.words().is_empty() && self.last_is_sum(figures) {
            let (last, others) = figures.split_last().map_or((0, figures), |(&last, others)| (last, others));
            let mut placed = self.ambiguous(others);
            if let Some(slot) = placed.slots.last_mut() {
                *slot = Slot::Figure(last, Placement::RowSum);
            }
            return placed;
        }
        self.ambiguous(figures)
    }

    fn words(&self) -> Vec<usize> {
        self.cells.iter().copied().filter(|&at| self.piece(at).is_some_and(|piece| !piece.is_cell())).collect()
    }

    /// The columns of figures that stand on one line of a table aligned with spaces.
    fn by_columns(&self, document: &Document<'_>, layout: &Layout, figures: &[usize]) -> Option<Vec<usize>> {
        let line = self.piece(*figures.first()?)?.line;
        if figures.iter().any(|&at| self.piece(at).is_none_or(|piece| piece.line != line)) {
            return None;
        }
        let columns = layout.columns.iter().find(|columns| columns.lines.contains(&line))?;
        columns.assign(document, figures.iter().filter_map(|&at| self.piece(at)), self.pieces.get(self.label))
    }

    /// Every cell may hold any of the figures that leave room for the others.
    fn ambiguous(&self, figures: &[usize]) -> Placed {
        let slots = (0..self.n)
            .map(|column| {
                let room = self.n.saturating_sub(figures.len());
                let candidates: Vec<usize> = figures
                    .iter()
                    .enumerate()
                    .filter(|&(rank, _)| figures.len() > self.n || (rank <= column && column <= rank + room))
                    .map(|(_, &at)| at)
                    .take(16)
                    .collect();
                if candidates.is_empty() { Slot::Missing } else { Slot::Ambiguous(candidates) }
            })
            .collect();
        Placed { slots, extra: None, surplus: Vec::new() }
    }

    /// More figures than cells: numbers written apart, padding of merged cells, or a page number.
    fn too_many(&self, document: &Document<'_>, figures: &[usize], layout: &Layout) -> Placed {
        let n = self.n;
        if let Some(slots) = self.join_in_cells(figures).or_else(|| self.join(figures)) {
            return Placed { slots, extra: None, surplus: Vec::new() };
        }
        let (own, others) = figures.split_at(n.min(figures.len()));
        let line = |at: &usize| self.piece(*at).map(|piece| piece.line);
        if let Some(slots) = self.join_lines(document, figures) {
            return Placed { slots, extra: None, surplus: Vec::new() };
        }
        // A merged cell that is repeated in each column that it spans.
        let first = figures.first().and_then(|&at| self.number(at));
        let barred = figures.iter().skip(1).all(|&at| self.piece(at).is_some_and(|piece| piece.edge == Edge::Bar));
        if n == 1 && barred && first.is_some() && figures.iter().all(|&at| self.number(at) == first) {
            return self.exactly(own);
        }
        if n < 7 {
            // The padding of a merged cell is noughts; a number further off belongs to the page.
            let nought = |&at: &usize| self.piece(at).is_some_and(|piece| piece.span.len() == 1) && self.count(at) == Some(0);
            let padding = others.iter().all(nought);
            let page_number = others.len() == 1 && self.stands_off(document, own, others);
            if padding || page_number {
                let mut placed = self.exactly(own);
                placed.surplus.extend(others);
                return placed;
            }
            return self.ambiguous(figures);
        }
        if figures.len() == n + 1 && layout.last_is_sum {
            return self.one_too_many(figures);
        }
        if others.iter().all(|at| line(at) != own.last().and_then(line)) && self.last_is_sum(own) {
            let mut placed = self.exactly(own);
            placed.surplus.extend(others);
            return placed;
        }
        self.ambiguous(figures)
    }

    /// One figure more than the row has cells: one number was written in two, or a page number stands among them. The
    /// row's own sum must leave one way.
    fn one_too_many(&self, figures: &[usize]) -> Placed {
        let n = self.n;
        let mut ways: Vec<Placed> = Vec::new();
        for skip in 0..figures.len() {
            let mut kept = figures.to_vec();
            let dropped = kept.remove(skip);
            // A number that shares its line with others belongs to them.
            let alone = figures.iter().all(|&at| at == dropped || self.piece(at).map(|p| p.line) != self.piece(dropped).map(|p| p.line));
            if alone && (self.last_is_sum(&kept) || (skip == n && self.all_nought(&kept))) {
                let slots = kept.iter().map(|&at| Slot::Figure(at, Placement::RowSum)).collect();
                let way = Placed { slots, extra: None, surplus: vec![dropped] };
                let same = |other: &Placed| {
                    other.slots.iter().zip(&way.slots).all(|pair| match pair {
                        (Slot::Figure(a, _), Slot::Figure(b, _)) => self.number(*a) == self.number(*b),
                        _ => false,
                    })
                };
                if !ways.iter().any(same) {
                    ways.push(way);
                }
            }
        }
        for at in 0..n {
            let pair = figures.get(at).zip(figures.get(at + 1));
            let Some((number, range)) = pair.and_then(|(&a, &b)| self.joined(a, b)) else { continue };
            let Some(joined) = number.to_decimal().to_count() else { continue };
            let counts: Option<Vec<u64>> =
                figures.iter().enumerate().filter(|&(rank, _)| rank != at + 1).map(|(rank, &piece)| if rank == at { Some(joined) } else { self.count(piece) }).collect();
            let sums = counts.and_then(|counts| {
                let (last, others) = counts.split_last()?;
                let sum = others.iter().try_fold(0u64, |sum, &count| sum.checked_add(count))?;
                Some(sum == *last && sum > 0)
            });
            if sums == Some(true) {
                let slots = figures
                    .iter()
                    .enumerate()
                    .filter(|&(rank, _)| rank != at + 1)
                    .map(|(rank, &piece)| if rank == at { Slot::Joined(range.clone(), number, Placement::RowSum) } else { Slot::Figure(piece, Placement::RowSum) })
                    .collect();
                ways.push(Placed { slots, extra: None, surplus: Vec::new() });
            }
        }
        match ways.len() {
            1 => ways.pop().unwrap_or_else(|| self.ambiguous(figures)),
            _ => self.ambiguous(figures),
        }
    }

    fn all_nought(&self, figures: &[usize]) -> bool {
        figures.iter().all(|&at| self.count(at) == Some(0))
    }

    /// Two figures next to each other on a line, as one number.
    fn joined(&self, a: usize, b: usize) -> Option<(Number, core::ops::Range<usize>)> {
        let (first, second) = (self.piece(a)?, self.piece(b)?);
        if second.edge != Edge::Space || first.line != second.line || b != a + 1 {
            return None;
        }
        let (Number::Count(high), Number::Count(low)) = (self.number(a)?, self.number(b)?) else { return None };
        let digits = second.span.len();
        if high == 0 || digits > 18 {
            return None;
        }
        let number = high.checked_mul(10u64.checked_pow(digits)?)?.checked_add(low)?;
        Some((Number::Count(number), a..b + 1))
    }

    /// Whether figures stand further from the row than its own from each other.
    fn stands_off(&self, document: &Document<'_>, own: &[usize], others: &[usize]) -> bool {
        let Some(gaps) = gaps::gaps(document, self.pieces, self.label, &[own, others].concat()) else { return false };
        let (within, off) = gaps.split_at(own.len().min(gaps.len()));
        off.iter().min() > within.iter().max()
    }

    /// Digits that a layout with a cell a line broke over lines: they stand closer to each other than cells do.
    fn join_lines(&self, document: &Document<'_>, figures: &[usize]) -> Option<Vec<Slot>> {
        let gaps = gaps::gaps(document, self.pieces, self.label, figures)?;
        let mut widest: Vec<u32> = gaps.clone();
        widest.sort_unstable_by(|a, b| b.cmp(a));
        let (between, within) = (*widest.get(self.n - 1)?, *widest.get(self.n)?);
        if within >= between || within == 0 || gaps.first().is_none_or(|&first| first < between) {
            return None;
        }
        let mut slots: Vec<Slot> = Vec::with_capacity(self.n);
        for (&at, &gap) in figures.iter().zip(&gaps) {
            let slot = if gap >= between { Slot::Figure(at, Placement::Stated) } else { self.appended(slots.pop()?, at)? };
            slots.push(slot);
        }
        (slots.len() == self.n).then_some(slots)
    }

    /// A slot with the digits of one more figure behind its own.
    fn appended(&self, slot: Slot, at: usize) -> Option<Slot> {
        let (first, high) = match slot {
            Slot::Figure(first, _) => (first, self.number(first)?),
            Slot::Joined(range, number, _) => (range.start, number),
            _ => return None,
        };
        let (Number::Count(high), Number::Count(low)) = (high, self.number(at)?) else { return None };
        if high == 0 {
            return None;
        }
        let digits = self.piece(at)?.span.len();
        let number = high.checked_mul(10u64.checked_pow(digits)?)?.checked_add(low)?;
        Some(Slot::Joined(first..at + 1, Number::Count(number), Placement::Stated))
    }

    /// Digits that stand apart within a cell, where there are as many cells as the row has.
    fn join_in_cells(&self, figures: &[usize]) -> Option<Vec<Slot>> {
        let begins = |at: usize| self.piece(at).is_some_and(|piece| !matches!(piece.edge, Edge::Space | Edge::Continued));
        if figures.iter().filter(|&&at| begins(at)).count() != self.n || !begins(*figures.first()?) {
            return None;
        }
        let mut slots: Vec<Slot> = Vec::with_capacity(self.n);
        for &at in figures {
            if begins(at) {
                slots.push(Slot::Figure(at, Placement::Stated));
                continue;
            }
            let slot = self.appended(slots.pop()?, at)?;
            slots.push(slot);
        }
        Some(slots)
    }

    /// Groups of three digits, parted by spaces, that make exactly the row's numbers in one way.
    fn join(&self, figures: &[usize]) -> Option<Vec<Slot>> {
        let line = |at: usize| self.piece(at).map(|piece| piece.line);
        let first = line(*figures.first()?);
        if figures.len() > 4 * self.n || figures.len() > 64 || figures.iter().any(|&at| line(at) != first) {
            return None;
        }
        // A figure may go on with the next if that has three digits and shares its cell.
        let goes_on: Vec<bool> = figures
            .windows(2)
            .map(|pair| match *pair {
                [a, b] => self.joined(a, b).is_some_and(|_| self.piece(b).is_some_and(|piece| piece.span.len() == 3)),
                _ => false,
            })
            .collect();
        let begins_short = |rank: usize| figures.get(rank).and_then(|&at| self.piece(at)).is_some_and(|piece| piece.span.len() <= 3);
        // Bars say which figures share a cell, so all of those go together. Without bars the joins are chosen, and the
        // choice must be the only one.
        let wanted = figures.len() - self.n;
        let possible = (0..goes_on.len()).filter(|&rank| goes_on.get(rank) == Some(&true) && (begins_short(rank) || rank > 0 && goes_on.get(rank - 1) == Some(&true))).collect::<Vec<_>>();
        // The same number again and again is a merged cell that is repeated.
        let first = figures.first().and_then(|&at| self.number(at));
        if possible.len() != wanted || figures.iter().all(|&at| self.number(at) == first) {
            return None;
        }
        let mut slots = Vec::with_capacity(self.n);
        let mut rank = 0;
        while rank < figures.len() {
            let from = rank;
            let mut number = self.number(*figures.get(rank)?)?;
            while possible.contains(&rank) {
                let Number::Count(high) = number else { return None };
                let Number::Count(low) = self.number(*figures.get(rank + 1)?)? else { return None };
                number = Number::Count(high.checked_mul(1000)?.checked_add(low)?);
                rank += 1;
            }
            let (first, last) = (*figures.get(from)?, *figures.get(rank)?);
            slots.push(if from == rank { Slot::Figure(first, Placement::Stated) } else { Slot::Joined(first..last + 1, number, Placement::Stated) });
            rank += 1;
        }
        (slots.len() == self.n).then_some(slots)
    }

    /// A row of a table with a column that the format does not have.
    fn with_extra_column(&self, document: &Document<'_>, layout: &Layout, after: usize) -> Option<Placed> {
        let wider = Row { n: self.n + 1, ..*self };
        let plain = Layout { extra_after: None, columns: layout.columns.clone(), last_is_sum: false, first_cell: layout.first_cell.clone(), bars_hold: layout.bars_hold, ends_ragged: layout.ends_ragged, ..Layout::default() };
        let mut placed = wider.place(document, &plain);
        if placed.slots.len() <= after {
            return None;
        }
        let extra = placed.slots.remove(after);
        placed.extra = match extra {
            Slot::Figure(at, _) => Some(at),
            _ => None,
        };
        Some(placed)
    }

    /// A row of a table without its last column.
    fn without_total(&self, document: &Document<'_>, layout: &Layout) -> Placed {
        let narrower = Row { n: self.n - 1, ..*self };
        let plain = Layout { first_cell: layout.first_cell.clone(), bars_hold: layout.bars_hold, ends_ragged: layout.ends_ragged, ..Layout::default() };
        let mut placed = narrower.place(document, &plain);
        placed.slots.push(Slot::Missing);
        placed
    }
}
