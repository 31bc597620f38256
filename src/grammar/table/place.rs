//! Which cell of its row a piece belongs to.
//!
//! A row with as many figures as cells reads itself. Otherwise blanks stand among them, and what is known of blanks
//! depends on the layout: bars show them; in a table aligned with spaces the columns of full rows do; where every cell
//! is a line, the number of line breaks may. Where nothing does, the cells are ambiguous. Only in one case is
//! arithmetic used: a row whose last number is the sum of the others has its total there, and the cell says that it was
//! placed so.

use super::all_ambiguous;
use super::columns::Columns;
use super::gaps::Steps;
use super::pieces::{Counts, Edge, Indices, Piece, PieceKind, last_is_sum};
use crate::Span;
use crate::document::{Document, LineKind};
use crate::grammar::lexical::{digit_value, fold, is_han};
use crate::report::{Number, Placement};

/// What goes into a cell.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Slot {
    /// A figure.
    Figure(usize, Placement),
    /// Several figures that are one number, written apart.
    Joined(core::ops::Range<usize>, Number, Placement),
    /// A number cut from a longer run of digits.
    Split(Span, Number, Placement),
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
    pub(crate) extra: Option<Slot>,
    /// Figures and words that belong to no cell.
    pub(crate) surplus: Vec<usize>,
}

impl Placed {
    /// The pieces that hold the row's figures, whether they were given a cell or not.
    pub(crate) fn figures(&self) -> Vec<usize> {
        let mut figures = self.surplus.clone();
        for slot in self.slots.iter().chain(&self.extra) {
            match slot {
                Slot::Figure(at, _) => figures.push(*at),
                Slot::Joined(range, ..) => figures.extend(range.clone()),
                Slot::Ambiguous(among) => figures.extend(among),
                Slot::Split(..) | Slot::Blank(..) | Slot::Unreadable(_) | Slot::Glued(_) | Slot::Missing => {}
            }
        }
        figures.sort_unstable();
        figures.dedup();
        figures.truncate(16);
        figures
    }
}

/// What the rows of a table show about its layout.
#[derive(Debug, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is one thing that the rows show, and none excludes another")]
pub(crate) struct Layout {
    /// For lines with bars, by their number of pieces: the place of a row's first cell among them.
    pub(crate) first_cell: Vec<FirstCell>,
    /// Whether blank cells between bars may be believed: full rows, the header, or the same number of cells in nearly
    /// every row show that bars bound the table's own cells.
    pub(crate) bars_hold: bool,
    /// Whether rows may lack empty cells at their end: other rows show theirs between figures, and it is not so that
    /// every other row fills its last cell.
    pub(crate) ends_ragged: bool,
    /// Whether lines of rows differ in length, and in how many cells they have behind the label as well.
    pub(crate) lens_vary: bool,
    /// Columns of the figures in tables aligned with spaces, a set for each page.
    pub(crate) columns: Vec<Columns>,
    /// Line breaks between cells, where every cell is a line.
    pub(crate) line_steps: Option<Steps>,
    /// A column that the format does not have stands behind so many of its columns.
    pub(crate) extra_after: Option<usize>,
    /// There is a column that the format does not have, and nothing shows where.
    pub(crate) extra_unplaced: bool,
    /// A column that the format does not have and that no row fills, where rows of a grid have one more than the format.
    pub(crate) unfilled: Option<usize>,
    /// The last column is not there.
    pub(crate) no_total: bool,
    /// The row's last cell is the sum of the others.
    pub(crate) last_is_sum: bool,
    /// In nearly every row that lacks figures the last is the sum of the others.
    pub(crate) sums_tell: bool,
    /// Every row of the table stands in its order, with figures behind its label that sum up or are a single nought.
    pub(crate) totals_close: bool,
    /// Rows have one figure more than the format has columns, and not for a column of sums.
    pub(crate) rows_wider: bool,
    /// A row with all its cells has its last one blank.
    pub(crate) last_cell_blank: bool,
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
    let is_row =
        |line: u32| document.lines.get(line as usize).is_some_and(|line| matches!(line.kind, LineKind::Row(..)));
    let joins = |line: u32| {
        if is_row(line) {
            return line.checked_sub(1).is_some_and(is_row);
        }
        document.lines.get(line as usize).is_some_and(|own| own.blank_before == 0 && !own.new_page)
            && line.checked_sub(1).is_some_and(|before| {
                super::pieces::has_bars(document.line_text(before as usize)) || ends_with_tab(document, before)
            })
    };
    let mut first = line;
    while joins(first) {
        first -= 1;
    }
    first
}

/// Whether tabs follow a line's text: a row whose last cells are blank, of which the line is kept without.
fn ends_with_tab(document: &Document<'_>, line: u32) -> bool {
    let end = document.lines.get(line as usize).map(|line| line.span.end);
    end.and_then(|end| document.text.get(end as usize..)).is_some_and(|behind| behind.starts_with('\t'))
}

/// Whether a piece stands in a row of a table whose cells are counted, so that each row has all of them.
pub(super) fn is_grid(document: &Document<'_>, pieces: &[Piece], at: usize) -> bool {
    let line = pieces.get(at).and_then(|piece| document.lines.get(piece.line as usize));
    let Some(LineKind::Row(first, len)) = line.map(|line| line.kind) else { return false };
    document.row(first, len).iter().any(|cell| !cell.place.is_unknown())
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
    pub(super) fn piece(&self, at: usize) -> Option<&Piece> {
        self.pieces.get(at)
    }

    pub(super) fn number(&self, at: usize) -> Option<Number> {
        self.piece(at)?.figure()?.number
    }

    pub(super) fn count(&self, at: usize) -> Option<u64> {
        self.piece(at)?.count()
    }

    /// The place where a cell without any text stands: behind the label.
    fn behind_label(&self) -> Span {
        Span::at(self.piece(self.label).map_or(0, |piece| piece.span.end))
    }

    pub(super) fn figures(&self) -> Indices {
        self.cells.iter().copied().filter(|&at| self.piece(at).is_some_and(|piece| piece.figure().is_some())).collect()
    }

    /// Whether these figures' last is the sum of the others, which are not all nought.
    pub(super) fn last_is_sum(&self, figures: &[usize]) -> bool {
        let counts: Counts = figures.iter().map(|&at| self.count(at)).collect();
        counts.last().is_some_and(|last| *last != Some(0)) && last_is_sum(&counts)
    }

    /// Places the row's cells.
    pub(crate) fn place(&self, document: &Document<'_>, layout: &Layout) -> Placed {
        if self.cut {
            Row { cells: self.without_torn_end(), ..*self }.place_cells(document, layout)
        } else {
            self.place_cells(document, layout)
        }
    }

    fn place_cells(&self, document: &Document<'_>, layout: &Layout) -> Placed {
        let figures = self.figures();
        let empties = self.cells.iter().filter(|&&at| self.piece(at).is_some_and(Piece::is_empty)).count();
        let words = self.cells.len() - figures.len() - empties;
        let n = self.n;

        if figures.is_empty() && words == 0 {
            return self.empty();
        }
        if let Some(after) = layout.extra_after
            && let Some(placed) = self.with_extra_column(document, layout, after)
        {
            return placed;
        }
        if layout.extra_unplaced && n > 1 {
            return all_ambiguous(&figures, n);
        }
        if layout.no_total && n > 1 {
            return self.without_total(document, layout);
        }
        if n > 1 && layout.last_is_sum && self.cells.len() > n && is_grid(document, self.pieces, self.label) {
            return self.without_unfilled(document, layout).unwrap_or_else(|| self.ambiguous(&figures));
        }
        if figures.len() == n && !(self.broken && self.torn) {
            return if self.is_doubtful(document, layout, &figures) {
                self.ambiguous(&figures)
            } else {
                self.exactly(&figures)
            };
        }
        if self.broken {
            return self.ambiguous(&figures);
        }
        if figures.len() > n {
            return self.too_many(document, &figures, layout);
        }
        if figures.is_empty() && empties == 0 && words != n && is_grid(document, self.pieces, self.label) {
            // Cells that were merged, and nothing shows over which columns.
            return self.ambiguous(&[]);
        }
        let one_each = words > 0 && empties == 0 && figures.len() + words == n;
        if one_each && self.words_are_cells(document) {
            // Words below words may be one cell that was broken over lines, with a blank one lost beside it.
            if self.words_are_broken() {
                return self.ambiguous(&figures);
            }
            let slots = self.cells.iter().map(|&at| self.slot(at)).collect();
            return Placed { slots, extra: None, surplus: Vec::new() };
        }
        let bars =
            empties > 0 || self.cells.iter().any(|&at| self.piece(at).is_some_and(|piece| piece.edge == Edge::Bar));
        if bars {
            return self.bounded(document, layout);
        }
        self.with_blanks_lost(document, layout, &figures)
    }

    /// The cells of a row that the text breaks off in, without what stands at the very end if that is no cell of it:
    /// empty ones, of the last of which only the beginning is there, and what follows a complete row.
    fn without_torn_end(&self) -> &'p [usize] {
        let mut cells: &'p [usize] = self.cells;
        // Cells stand beside the label, so those on further lines are the beginning of another row.
        let label_line = self.piece(self.label).map(|piece| piece.line);
        let beside = cells.iter().take_while(|&&at| self.piece(at).map(|piece| piece.line) == label_line).count();
        if beside > 0 {
            cells = cells.get(..beside).unwrap_or(cells);
        }
        let ends =
            cells.iter().rposition(|&at| self.piece(at).is_some_and(|piece| !piece.is_empty())).map_or(0, |at| at + 1);
        cells = cells.get(..ends).unwrap_or(cells);
        let lines = cells.iter().all(|&at| self.piece(at).is_some_and(|piece| piece.edge == Edge::Line));
        if lines && cells.len() > self.n { cells.get(..self.n).unwrap_or(cells) } else { cells }
    }

    fn slot(&self, at: usize) -> Slot {
        match self.piece(at).map(|piece| piece.kind) {
            Some(PieceKind::Figure(_)) => Slot::Figure(at, Placement::Stated),
            Some(PieceKind::Empty) => {
                Slot::Blank(self.pieces.get(at).map_or(Span::default(), |piece| piece.span), Placement::Stated)
            }
            Some(PieceKind::Words) => Slot::Unreadable(at),
            None => Slot::Missing,
        }
    }

    /// No figure at all: every cell is blank, unless the text ends here or the figures may stand elsewhere.
    fn empty(&self) -> Placed {
        let known = self.cells.iter().map(|&at| if self.torn { Slot::Missing } else { self.slot(at) });
        let rest =
            if self.cut || self.torn { Slot::Missing } else { Slot::Blank(self.behind_label(), Placement::Stated) };
        let slots = known.chain(core::iter::repeat(rest)).take(self.n).collect();
        Placed { slots, extra: None, surplus: Vec::new() }
    }

    /// Whether figures that are as many as the cells may not all be theirs.
    fn is_doubtful(&self, document: &Document<'_>, layout: &Layout, figures: &[usize]) -> bool {
        let (Some(&first), Some(&last)) = (figures.first(), figures.last()) else { return false };
        let leading_blank = self.n == 1
            && !self.one_line()
            && self.cells.first().is_some_and(|&at| at < first && self.piece(at).is_some_and(Piece::is_empty));
        if leading_blank {
            return true;
        }
        // An empty cell between them is a cell of the row, so one of them is not.
        let inner_blank =
            (first..last).any(|at| self.cells.contains(&at) && self.piece(at).is_some_and(Piece::is_empty));
        if inner_blank {
            return true;
        }
        // A merged cell that is repeated behind an empty one.
        let repeated =
            matches!(figures, [.., a, b] if self.number(*a) == self.number(*b)) && self.count(last) != Some(0);
        if repeated && self.n <= 3 && self.cells.len() > self.n && self.cells.first() != Some(&first) {
            return true;
        }
        if layout.last_is_sum && self.sums_up(figures) {
            return false;
        }
        // Numbers broken over lines leave pieces of them on several; a row is one line, or a line for each cell.
        if layout.last_is_sum && (self.is_uneven(figures) || self.has_stuck_digits(document)) {
            return true;
        }
        // In a table with a further column, an empty cell at an end of the row leaves room for that column's figure.
        if layout.rows_wider && self.cells.len() > self.n {
            return true;
        }
        // A number at the end of a page may be the page's.
        let page_number = self.ends_page(document, last);
        if self.n == 1 {
            // No page has the number nought.
            return page_number && self.count(last) != Some(0);
        }
        let (own, others) = figures.split_at(figures.len() - 1);
        page_number && self.stands_off(document, own, others) || layout.last_is_sum && self.joins_to_sum(figures)
    }

    /// Whether the figures stand on several lines, and some of them beside each other.
    fn is_uneven(&self, figures: &[usize]) -> bool {
        let line = |at: usize| self.piece(at).map(|piece| piece.line);
        let breaks = figures.windows(2).filter(|pair| matches!(**pair, [a, b] if line(a) != line(b))).count();
        let spaced = figures.iter().skip(1).all(|&at| self.piece(at).is_some_and(|piece| piece.edge != Edge::Bar));
        spaced && breaks > 0 && breaks + 1 < figures.len()
    }

    /// Whether a figure is the last line of a page, and nothing else stands on that line.
    pub(super) fn ends_page(&self, document: &Document<'_>, at: usize) -> bool {
        let Some(piece) = self.piece(at) else { return false };
        let next_page = document.lines.get(piece.line as usize + 1).is_none_or(|line| line.new_page);
        next_page && piece.edge == Edge::Line && place_on_line(self.pieces, at).0 == 1 && piece.span.len() <= 3
    }

    /// Whether the last of the figures is the sum of the others.
    pub(super) fn sums_up(&self, figures: &[usize]) -> bool {
        self.last_is_sum(figures) || figures.iter().all(|&at| self.count(at) == Some(0))
    }

    /// As many figures as cells.
    pub(super) fn exactly(&self, figures: &[usize]) -> Placed {
        let slots = figures.iter().map(|&at| Slot::Figure(at, Placement::Stated)).collect();
        let surplus =
            self.cells.iter().copied().filter(|&at| self.piece(at).is_some_and(|piece| !piece.is_cell())).collect();
        Placed { slots, extra: None, surplus }
    }

    /// Cells with certain bounds: those behind the label, from the first that holds a value on.
    fn bounded(&self, document: &Document<'_>, layout: &Layout) -> Placed {
        let (n, len) = (self.n, self.cells.len());
        let filled = |at: &usize| self.piece(*at).is_some_and(|piece| !piece.is_empty());
        let first = self.cells.iter().position(filled).unwrap_or(0);
        let last = self.cells.iter().rposition(filled).unwrap_or(0);
        let one_line = self.one_line();
        let shown =
            self.cells.first().filter(|_| one_line).and_then(|&cell| layout.first_on_line(document, self.pieces, cell));
        if last - first >= n
            || one_line
                && !(layout.bars_hold
                    || shown.is_some_and(|(_, same)| same)
                    || self.cut && layout.rows_full && shown.is_some())
        {
            return self.ambiguous(&self.figures());
        }
        let lowest = (last + 1).saturating_sub(n);
        let highest = first.min(len.saturating_sub(n));
        let start = match shown {
            // The length of a line that the text breaks off in says nothing.
            _ if self.cut && one_line => {
                match self.cells.first().and_then(|&cell| layout.first_on_any_line(self.pieces, cell)) {
                    Some(start) if start <= first => start,
                    None if first == 0 => 0,
                    _ => return self.ambiguous(&self.figures()),
                }
            }
            // Where lines are as long as they like, the length of one does not tell on which side it has a cell too many.
            Some((start, true)) if start <= first && start >= lowest && (!layout.lens_vary || lowest == highest) => {
                start
            }
            _ if len == n => 0,
            Some((start, false)) if len < n && start <= first => start,
            None if len < n => 0,
            // Where every cell is a line the first one stands right behind the label.
            _ if !one_line && last < n && (lowest == highest || !layout.last_cell_blank) => 0,
            _ if len > n && one_line && first < n && last < n && self.is_below_header() => 0,
            // In a grid each row has all columns, so a further one has to be known.
            _ if len > n && one_line && lowest == highest && !is_grid(document, self.pieces, self.label) => lowest,
            _ => return self.ambiguous(&self.figures()),
        };
        if len < n && !self.cut && !(one_line && layout.ends_ragged && !is_grid(document, self.pieces, self.label)) {
            return self.ambiguous(&self.figures());
        }
        // A row that would have no total, and whose last figure is the sum of the others, was shifted; not where
        // every cell is a line, and there are just as many.
        let whole = first == 0 && len == n && !one_line;
        let shifted = !whole && last + 1 < start + n && layout.last_is_sum && self.last_is_sum(&self.figures());
        if shifted {
            return self.ambiguous(&self.figures());
        }
        let known = self.cells.iter().skip(start).map(|&at| self.slot(at));
        let rest = if self.cut { Slot::Missing } else { Slot::Blank(self.behind_last(), Placement::Stated) };
        let slots = known.chain(core::iter::repeat(rest)).take(n).collect();
        Placed { slots, extra: None, surplus: Vec::new() }
    }

    /// Whether words may be part of a cell that was broken over lines: they stand on the line right behind other words, or on
    /// a line without any figure where figures stand beside each other.
    fn words_are_broken(&self) -> bool {
        // Where every cell is a line, words on two lines are two cells.
        if !self.one_line_has_several() {
            return false;
        }
        let line_of_words = |at: usize| self.piece(at).filter(|piece| !piece.is_cell()).map(|piece| piece.line);
        let is_below = self.cells.windows(2).any(|pair| {
            let [one, next] = *pair else { return false };
            let is_line = self.piece(next).is_some_and(|piece| piece.edge == Edge::Line);
            is_line && line_of_words(one).zip(line_of_words(next)).is_some_and(|(above, below)| above < below)
        });
        let beside_figures = |line: u32| {
            self.cells
                .iter()
                .filter_map(|&at| self.piece(at))
                .any(|piece| piece.line == line && piece.figure().is_some())
        };
        is_below || self.words().iter().any(|&at| line_of_words(at).is_some_and(|line| !beside_figures(line)))
    }

    /// Whether any line holds more than one of the cells.
    fn one_line_has_several(&self) -> bool {
        let line = |at: usize| self.piece(at).map(|piece| piece.line);
        self.cells.windows(2).any(|pair| matches!(*pair, [one, next] if line(one) == line(next)))
    }

    /// Whether the row is narrower than its line, and the header above it, whose line has as many places, has a word over each
    /// of its cells from the first place behind the label on, and none over the others.
    fn is_below_header(&self) -> bool {
        let (len, label) = place_on_line(self.pieces, self.label);
        let above = self.pieces.get(..self.label).unwrap_or(&[]);
        let mut lines = above.chunk_by(|one, next| one.line == next.line).rev().filter(|line| line.len() == len);
        let is_header = |line: &&[Piece]| line.get(label + 1).is_some_and(|piece| !piece.is_cell());
        let Some(header) = lines.find(is_header) else { return false };
        let over = header.get(label + 1..).unwrap_or(&[]);
        over.len() == self.cells.len()
            && over.iter().all(|piece| piece.edge == Edge::Bar && piece.figure().is_none())
            && over.iter().enumerate().all(|(at, piece)| piece.is_cell() == (at >= self.n))
    }

    /// Whether the words among the cells are what somebody may have written into a cell: short, and more than quotes. A question
    /// mark says that the number is not known.
    fn words_are_cells(&self, document: &Document<'_>) -> bool {
        self.words().iter().all(|&at| {
            self.piece(at).is_some_and(|piece| {
                let words = document.slice(piece.span);
                words.chars().count() <= 10 && words.chars().any(|c| c.is_alphanumeric() || fold(c) == '?')
            })
        })
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

    /// Whether something among the cells holds digits that were not told apart.
    fn has_stuck_digits(&self, document: &Document<'_>) -> bool {
        // Behind the words of the label, digits are a figure that stuck to it.
        let label = self.piece(self.label).map_or("", |piece| document.slice(piece.span));
        let words = label.find(|c| is_han(fold(c))).and_then(|at| label.get(at..)).unwrap_or("");
        words.chars().any(|c| digit_value(c).is_some())
            || self.words().iter().any(|&at| {
                self.piece(at).is_some_and(|piece| {
                    let words = document.slice(piece.span);
                    let is_ordinal = words.ends_with(['.', '．', '、', ')', '）', '\\']);
                    !is_ordinal
                        && words.chars().any(|c| digit_value(c).is_some())
                        && !words.chars().any(|c| is_han(fold(c)))
                })
            })
    }

    /// Fewer figures than cells, and nothing in the text that bounds them.
    fn with_blanks_lost(&self, document: &Document<'_>, layout: &Layout, figures: &[usize]) -> Placed {
        let n = self.n;
        if self.has_stuck_digits(document) {
            return self.ambiguous(figures);
        }
        let apart = |&at: &usize| {
            let before = at.checked_sub(1).and_then(|before| self.piece(before));
            before
                .zip(self.piece(at))
                .is_some_and(|(before, own)| before.line == own.line && own.span.start > before.span.end + 1)
        };
        let beside = figures.iter().all(|&at| self.piece(at).is_some_and(|piece| piece.edge == Edge::Space));
        if self.cut && layout.rows_full && (layout.cell_a_line || beside) && !figures.iter().any(apart) {
            let slots = figures
                .iter()
                .map(|&at| Slot::Figure(at, Placement::Stated))
                .chain(core::iter::repeat(Slot::Missing))
                .take(n)
                .collect();
            return Placed { slots, extra: None, surplus: Vec::new() };
        }
        let columns =
            self.by_columns(document, layout, figures).map(|columns| (columns, Placement::Column)).or_else(|| {
                let columns = layout.line_steps?.columns(document, self.pieces, self.label, figures, n)?;
                Some((columns, Placement::Stated))
            });
        if let Some((columns, placement)) = columns {
            let mut slots = vec![Slot::Blank(self.behind_label(), placement); n];
            if self.cut {
                // What stood behind the last figure nobody knows.
                let last = columns.last().copied().unwrap_or(0);
                slots.iter_mut().skip(last + 1).for_each(|slot| *slot = Slot::Missing);
            }
            for (&at, &column) in figures.iter().zip(&columns) {
                if let Some(slot) = slots.get_mut(column) {
                    *slot = Slot::Figure(at, placement);
                }
            }
            let surplus =
                self.words().into_iter().filter(|&at| !self.fill(at, figures, &columns, &mut slots)).collect();
            return Placed { slots, extra: None, surplus };
        }
        if let Some(placed) = self.by_ends(document, layout, figures) {
            return placed;
        }
        if layout.sums_tell
            && (!self.torn || layout.totals_close)
            && !self.cut
            && figures.len() >= 2
            && self.words().is_empty()
            && self.last_is_sum(figures)
        {
            let (last, others) = figures.split_last().map_or((0, figures), |(&last, others)| (last, others));
            let mut placed = self.ambiguous(others);
            if let Some(slot) = placed.slots.last_mut() {
                *slot = Slot::Figure(last, Placement::RowSum);
            }
            return placed;
        }
        self.ambiguous(figures)
    }

    /// Puts words that stand among figures whose columns are known into the cell between them, and says whether they are in
    /// it. Where there are several, none of them is blank for certain.
    fn fill(&self, words: usize, figures: &[usize], columns: &[usize], slots: &mut [Slot]) -> bool {
        let n_before = figures.partition_point(|&at| at < words);
        let from = n_before.checked_sub(1).and_then(|nth| columns.get(nth)).map_or(0, |column| column + 1);
        let to = columns.get(n_before).copied().unwrap_or(self.n);
        match slots.get_mut(from..to).unwrap_or(&mut []) {
            [slot @ Slot::Blank(..)] => {
                *slot = Slot::Unreadable(words);
                true
            }
            several => {
                several.fill(Slot::Missing);
                false
            }
        }
    }

    /// The first and the last cell of a row whose other figures stand in no column that is known. The column at the right
    /// is that of the totals only if totals stand in it, so the row must sum up to its last.
    fn by_ends(&self, document: &Document<'_>, layout: &Layout, figures: &[usize]) -> Option<Placed> {
        if self.cut || !layout.sums_tell || self.torn && !layout.totals_close || !self.words().is_empty() {
            return None;
        }
        if !self.last_is_sum(figures) {
            return None;
        }
        let columns = self.columns(layout, figures)?;
        let (first, last) = columns.at_ends(document, self.pieces, figures, self.piece(self.label))?;
        let between = figures.get(usize::from(first)..figures.len() - usize::from(last))?;
        // Without an end, and where all between them is told, there is nothing to gain.
        if !last || between.is_empty() || between.len() > self.n - 1 - usize::from(first) {
            return None;
        }
        let mut placed = self.ambiguous(between);
        if let Some((slot, &at)) = placed.slots.last_mut().zip(figures.last()) {
            *slot = Slot::Figure(at, Placement::RowSum);
        }
        if let Some((slot, &at)) = placed.slots.first_mut().zip(figures.first()).filter(|_| first) {
            *slot = Slot::Figure(at, Placement::RowSum);
            // Between both ends, a cell that none of the others can reach is blank.
            let blank = Slot::Blank(self.behind_label(), Placement::RowSum);
            for (column, slot) in placed.slots.iter_mut().enumerate() {
                if let Slot::Ambiguous(candidates) = slot {
                    candidates.retain(|&at| columns.leaves_room(document, self.pieces, at, column));
                    if candidates.is_empty() {
                        *slot = blank.clone();
                    }
                }
            }
        }
        Some(placed)
    }

    fn words(&self) -> Vec<usize> {
        self.cells.iter().copied().filter(|&at| self.piece(at).is_some_and(|piece| !piece.is_cell())).collect()
    }

    /// What is known of columns on the one line of these figures.
    fn columns<'l>(&self, layout: &'l Layout, figures: &[usize]) -> Option<&'l Columns> {
        let line = self.piece(*figures.first()?)?.line;
        if figures.iter().any(|&at| self.piece(at).is_none_or(|piece| piece.line != line)) {
            return None;
        }
        layout.columns.iter().find(|columns| columns.lines.contains(&line))
    }

    /// The columns of figures that stand on one line of a table aligned with spaces.
    fn by_columns(&self, document: &Document<'_>, layout: &Layout, figures: &[usize]) -> Option<Vec<usize>> {
        let columns = self.columns(layout, figures)?;
        columns.assign(document, &figures.iter().filter_map(|&at| self.piece(at)), self.pieces.get(self.label))
    }

    /// Every cell may hold any of the figures that leave room for the others.
    pub(super) fn ambiguous(&self, figures: &[usize]) -> Placed {
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

    /// A row of a table with a column that the format does not have.
    fn with_extra_column(&self, document: &Document<'_>, layout: &Layout, after: usize) -> Option<Placed> {
        let wider = Row { n: self.n + 1, ..*self };
        let plain = Layout {
            extra_after: None,
            columns: layout.columns.clone(),
            last_is_sum: false,
            first_cell: layout.first_cell.clone(),
            bars_hold: layout.bars_hold,
            ends_ragged: layout.ends_ragged,
            lens_vary: layout.lens_vary,
            ..Layout::default()
        };
        let mut placed = wider.place(document, &plain);
        if placed.slots.len() <= after {
            return None;
        }
        placed.extra = Some(placed.slots.remove(after));
        Some(placed)
    }

    /// A row of a table with a column that no row fills.
    fn without_unfilled(&self, document: &Document<'_>, layout: &Layout) -> Option<Placed> {
        let unfilled = layout.unfilled.filter(|_| self.cells.len() == self.n + 1)?;
        let mut cells = self.cells.to_vec();
        cells.remove(unfilled);
        Some(Row { cells: &cells, ..*self }.place(document, layout))
    }

    /// A row of a table without its last column.
    fn without_total(&self, document: &Document<'_>, layout: &Layout) -> Placed {
        let narrower = Row { n: self.n - 1, ..*self };
        let plain = Layout {
            first_cell: layout.first_cell.clone(),
            bars_hold: layout.bars_hold,
            ends_ragged: layout.ends_ragged,
            lens_vary: layout.lens_vary,
            ..Layout::default()
        };
        let mut placed = narrower.place(document, &plain);
        placed.slots.push(Slot::Missing);
        placed
    }
}
