//! The columns of tables aligned with spaces, as their full rows and headers show them.

use core::ops::Range;

use super::Reader;
use super::columns::Columns;
use super::evidence::Layout;
use super::label::Role;
use super::pieces::{Edge, Piece, last_is_sum};
use super::rows::Zone;
use super::subtotal::SUBTOTAL;
use crate::Span;
use crate::grammar::lexical::{fold, is_space};

impl Reader<'_> {
    /// Columns for each page on which rows have lost blanks.
    pub(super) fn find_columns(&self, single: &[(&Zone, &[usize], usize)], layout: &mut Layout) {
        let widest = self.form.widest();
        let aligned = |figures: &[usize]| {
            figures.iter().all(|&at| {
                self.line(at) == self.line(figures.first().copied().unwrap_or(0))
                    && self.pieces.get(at).is_some_and(|piece| piece.edge != Edge::Bar)
            })
        };
        let rows: Vec<(u32, usize, &[usize])> = single
            .iter()
            .filter(|(zone, figures, n)| {
                *n == widest
                    && !figures.is_empty()
                    && figures.len() <= widest
                    && aligned(figures)
                    && !zone.cells.iter().any(|&at| self.pieces.get(at).is_some_and(Piece::is_empty))
            })
            .filter_map(|(zone, figures, _)| Some((self.line(*figures.first()?)?, zone.label, *figures)))
            .collect();
        if rows.iter().all(|(.., figures)| figures.len() == widest) {
            return;
        }
        // In a table aligned with spaces most figures stand on the lines of their labels.
        let beside = rows
            .iter()
            .filter(|(.., figures)| {
                figures.first().and_then(|&at| self.pieces.get(at)).is_some_and(|piece| piece.edge == Edge::Space)
            })
            .count();
        if beside * 2 < rows.len() {
            return;
        }
        // Where a line holds several rows, columns mean nothing.
        if rows.windows(2).any(|pair| matches!(pair, [a, b] if a.0 == b.0)) {
            return;
        }
        for page in self.pages() {
            let on_page =
                rows.iter().filter(|(line, ..)| page.contains(line)).map(|&(_, label, figures)| (label, figures));
            let (full_rows, partial_rows): (Vec<_>, Vec<_>) = on_page.partition(|(_, figures)| figures.len() == widest);
            let full: Vec<&[usize]> = full_rows.iter().map(|&(_, figures)| figures).collect();
            let partial: Vec<&[usize]> = partial_rows.iter().map(|&(_, figures)| figures).collect();
            // Columns are wider than a space; in text that parts everything with single spaces there are none.
            let spaced = |row: &&&[usize]| row.windows(2).all(|pair| matches!(*pair, [a, b] if self.apart(a, b)));
            if partial.is_empty() || full.iter().filter(spaced).count() * 2 < full.len() {
                continue;
            }
            // Totals that are the sums of their rows are surely of one column.
            let totals: Vec<usize> = full
                .iter()
                .chain(&partial)
                .filter(|figures| self.form.last_is_sum && figures.len() > 1 && self.sums(figures))
                .filter_map(|figures| figures.last().copied())
                .collect();
            let columns = if full.is_empty() {
                let header = self.header(&page);
                let all: Option<Vec<Piece>> = header.iter().copied().collect();
                let bands = if totals.len() > 1 && !self.is_wider(layout) {
                    Columns::of_bands(self.document, widest, &partial, self.pieces, page.clone())
                } else {
                    None
                };
                bands
                    .or_else(|| {
                        all.and_then(|header| {
                            Columns::of_header(self.document, &header, &partial, self.pieces, page.clone())
                        })
                    })
                    .or_else(|| {
                        let first = header.first().copied().flatten();
                        // Without a header, sums have to show that the column at the right is that of the totals.
                        let sums = || {
                            let mut several = partial.iter().filter(|figures| figures.len() > 1).peekable();
                            several.peek().is_some() && several.all(|figures| self.sums(figures))
                        };
                        let known = self.form.last_is_sum && (first.is_some() || sums());
                        known
                            .then(|| {
                                Columns::of_ends(self.document, first.as_ref(), widest, &partial, self.pieces, page)
                            })
                            .flatten()
                    })
            } else {
                let labels: Vec<usize> = full_rows.iter().map(|(label, _)| *label).collect();
                Columns::of_rows(self.document, self.pieces, &full, &partial, page)
                    .map(|columns| columns.of_same_labels(self.document, self.pieces, &labels, &partial_rows))
            };
            let columns = columns.and_then(|columns| columns.holding(self.document, self.pieces, &totals));
            if columns.is_none() && !self.is_wider(layout) {
                self.find_columns_nearby(&full, &partial, layout);
            }
            layout.columns.extend(columns);
        }
    }

    /// Whether the table may have a column that the format does not have.
    fn is_wider(&self, layout: &Layout) -> bool {
        layout.extra_after.is_some() || layout.no_total || self.header_has(self.pieces.len(), SUBTOTAL)
    }

    /// Columns for single rows, from the full rows next to them: where columns move from one part of a page to another,
    /// those still stand below each other.
    fn find_columns_nearby(&self, full: &[&[usize]], partial: &[&[usize]], layout: &mut Layout) {
        let line = |row: &[usize]| row.first().and_then(|&at| self.line(at));
        for row in partial {
            let Some(own) = line(row) else { continue };
            let below = full.partition_point(|other| line(other) < Some(own));
            let nearby = full.get(below.saturating_sub(2)..(below + 2).min(full.len())).unwrap_or(&[]);
            if below == 0 || below == full.len() || nearby.len() < 3 {
                continue;
            }
            let totals: Vec<usize> =
                nearby.iter().filter(|row| self.sums(row)).filter_map(|row| row.last().copied()).collect();
            let columns = Columns::of_rows(self.document, self.pieces, nearby, &[row], own..own + 1)
                .and_then(|columns| columns.holding(self.document, self.pieces, &totals));
            layout.columns.extend(columns);
        }
    }

    /// Whether the last of these figures is the sum of the others, and not nought.
    pub(super) fn sums(&self, figures: &[usize]) -> bool {
        let counts = self.counts(figures);
        counts.last() != Some(&Some(0)) && last_is_sum(&counts)
    }

    /// Whether two spaces or more stand between two pieces of a line.
    pub(super) fn apart(&self, a: usize, b: usize) -> bool {
        self.pieces.get(a).zip(self.pieces.get(b)).is_some_and(|(a, b)| b.span.start >= a.span.end + 2)
    }

    /// The lines of each page.
    pub(super) fn pages(&self) -> Vec<Range<u32>> {
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
    pub(super) fn header(&self, page: &Range<u32>) -> Vec<Option<Piece>> {
        let mut words = Vec::new();
        // A page break within the header leaves part of it on the page before, below that page's rows.
        let mut before = self
            .pieces
            .iter()
            .zip(self.roles)
            .filter(|(piece, role)| piece.line < page.start && matches!(role, Role::Row(_) | Role::Begins(..)));
        let from = before.next_back().map_or(0, |(piece, _)| piece.line + 1);
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
            .map(|name| {
                words
                    .iter()
                    .find(|word| {
                        self.document.slice(word.span).chars().map(fold).take(name.chars().count()).eq(name.chars())
                    })
                    .copied()
            })
            .collect()
    }
}
