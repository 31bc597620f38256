//! Blank cells told by line breaks, in layouts where every cell is a line.
//!
//! Going from one figure to the next takes so many line breaks, and a blank cell between them adds so many more. What
//! these two numbers are must be shown by the table itself: by its full rows, and by rows with blanks that come out
//! even.

use super::pieces::Piece;
use crate::Span;
use crate::document::Document;

/// The line breaks of a layout where every cell is a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Steps {
    /// From one cell with text to the next.
    cell: u32,
    /// What a blank cell between them adds.
    blank: u32,
    /// From the last cell of a row to the first of the next.
    row: u32,
}

/// Line breaks between two places of the text.
fn line_breaks(document: &Document<'_>, from: u32, to: u32) -> u32 {
    let between = Span::new(from, to).slice(&document.text);
    let bytes = between.as_bytes();
    // CR LF is one line break.
    let ends = memchr::memchr2_iter(b'\n', b'\r', bytes).filter(|&at| bytes.get(at..at + 2) != Some(b"\r\n"));
    u32::try_from(ends.take(1 << 16).count()).unwrap_or(u32::MAX)
}

/// The line breaks in front of each figure, from the label or the figure before.
pub(crate) fn gaps(document: &Document<'_>, pieces: &[Piece], label: usize, figures: &[usize]) -> Option<Vec<u32>> {
    let mut from = label_end(pieces, label, figures);
    figures
        .iter()
        .map(|&at| {
            let piece = pieces.get(at)?;
            let breaks = line_breaks(document, from, piece.span.start);
            from = piece.span.end;
            Some(breaks)
        })
        .collect()
}

/// Where the last piece of the label ends: what stands in front of the first figure.
fn label_end(pieces: &[Piece], label: usize, figures: &[usize]) -> u32 {
    let before = figures.first().map_or(label, |&first| first.saturating_sub(1)).max(label);
    pieces.get(before).map_or(0, |piece| piece.span.end)
}

impl Steps {
    /// How many blank cells stand in a gap.
    fn blanks(self, gap: u32) -> Option<u32> {
        let more = gap.checked_sub(self.cell)?;
        more.is_multiple_of(self.blank).then_some(more / self.blank)
    }

    /// The columns of a row's figures, if the line breaks between them tell.
    pub(crate) fn columns(
        self,
        document: &Document<'_>,
        pieces: &[Piece],
        label: usize,
        figures: &[usize],
        n: usize,
    ) -> Option<Vec<usize>> {
        let gaps = gaps(document, pieces, label, figures)?;
        let columns = self.columns_of(&gaps, n)?;
        let column = columns.last()? + 1;
        // Blanks behind the last figure add line breaks as well; there must be room for them before the next piece, or
        // the next line behind the table.
        let last = figures.last().and_then(|&at| pieces.get(at))?;
        let next = figures.last().and_then(|&at| pieces.get(at + 1)).map(|next| next.span.start);
        let next = next.or_else(|| document.lines.get(last.line as usize + 1).map(|line| line.span.start));
        let after = next.map_or(u32::MAX, |next| line_breaks(document, last.span.end, next));
        let needed = (n - column) as u64 * u64::from(self.blank) + u64::from(self.cell);
        (u64::from(after) >= needed || column == n).then_some(columns)
    }

    /// The steps that the rows of a table show: for each row its label, its figures, and how many cells it has.
    pub(crate) fn of(document: &Document<'_>, pieces: &[Piece], rows: &[(usize, &[usize], usize)]) -> Option<Self> {
        let gaps: Vec<(Vec<u32>, usize)> =
            rows.iter().filter_map(|&(label, figures, n)| Some((gaps(document, pieces, label, figures)?, n))).collect();
        // The smallest gap has no blank in it.
        let cell = gaps.iter().flat_map(|(gaps, _)| gaps).copied().min().filter(|&cell| cell > 0)?;
        let row = Self::row_step(document, pieces, rows).unwrap_or(cell);
        let mut best: Option<(usize, Self)> = None;
        let mut tied = false;
        for blank in 1..=cell * 2 {
            let steps = Self { cell, blank, row };
            let Some(even) = steps.even_rows(&gaps) else { continue };
            match best {
                Some((most, _)) if even < most => {}
                Some((most, _)) if even == most => tied = true,
                _ => {
                    tied = false;
                    best = Some((even, steps));
                }
            }
        }
        // Rows that come out even by chance are rare; three of them, and most of all rows, are none. Full rows fit any
        // steps, so rows with blanks must be among them: three, or one where a line break more or less is no chance.
        let (even, steps) = best?;
        let with_blanks: Vec<(Vec<u32>, usize)> =
            gaps.iter().filter(|(gaps, n)| *n > 1 && gaps.len() < *n).cloned().collect();
        let shown = steps.even_rows(&with_blanks)?;
        let is_shown = shown * 2 > with_blanks.len() && shown >= if cell >= 3 { 1 } else { 3 };
        (!tied && is_shown && even >= 3 && even * 2 > gaps.len()).then_some(steps)
    }

    /// The line breaks from a full row to the label of the next, if all agree.
    fn row_step(document: &Document<'_>, pieces: &[Piece], rows: &[(usize, &[usize], usize)]) -> Option<u32> {
        let mut steps =
            rows.iter().filter(|(_, figures, n)| *n > 1 && figures.len() == *n).filter_map(|(_, figures, _)| {
                let last = *figures.last()?;
                let next = pieces.get(last + 1).filter(|next| !next.is_cell())?;
                Some(line_breaks(document, pieces.get(last)?.span.end, next.span.start))
            });
        let first = steps.next()?;
        steps.all(|step| step == first).then_some(first)
    }

    /// The columns of a row of figures without a label, behind the last word of a header above it.
    pub(crate) fn columns_below(
        self,
        document: &Document<'_>,
        pieces: &[Piece],
        header: usize,
        figures: &[usize],
        n: usize,
    ) -> Option<Vec<usize>> {
        let mut gaps = gaps(document, pieces, header, figures)?;
        let first = gaps.first_mut()?;
        *first = first.checked_sub(self.row)?.checked_add(self.cell)?;
        self.columns_of(&gaps, n)
    }

    fn columns_of(self, gaps: &[u32], n: usize) -> Option<Vec<usize>> {
        let mut columns = Vec::with_capacity(gaps.len());
        let mut column = 0usize;
        for &gap in gaps {
            column += self.blanks(gap)? as usize + 1;
            columns.push(column - 1);
        }
        (column <= n).then_some(columns)
    }

    /// How many rows of several cells end with their last cell; `None` where a row does not fit these steps at all.
    fn even_rows(self, rows: &[(Vec<u32>, usize)]) -> Option<usize> {
        let mut even = 0;
        for (gaps, n) in rows {
            let mut cells = gaps.len();
            for &gap in gaps {
                cells += self.blanks(gap)? as usize;
            }
            if cells > *n {
                return None;
            }
            even += usize::from(cells == *n && *n > 1);
        }
        Some(even)
    }
}
