//! Blank cells told by line breaks, in layouts where every cell is a line.
//!
//! If going from one cell to the next takes `step` line breaks, a blank cell between two figures adds `step` more. What
//! the step is must be shown by the table itself: by its full rows, or by rows that come out even.

use super::pieces::Piece;
use crate::Span;
use crate::document::Document;

/// Line breaks between two places of the text.
fn line_breaks(document: &Document<'_>, from: u32, to: u32) -> u32 {
    let between = Span::new(from, to).slice(&document.text);
    u32::try_from(memchr::memchr_iter(b'\n', between.as_bytes()).take(1 << 16).count()).unwrap_or(u32::MAX)
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

/// The columns of a row's figures, if the line breaks between them tell.
pub(crate) fn columns(
    document: &Document<'_>,
    pieces: &[Piece],
    label: usize,
    figures: &[usize],
    n: usize,
    step: u32,
) -> Option<Vec<usize>> {
    let gaps = gaps(document, pieces, label, figures)?;
    let mut columns = Vec::with_capacity(figures.len());
    let mut column = 0usize;
    for gap in gaps {
        if gap == 0 || gap % step != 0 {
            return None;
        }
        column += (gap / step) as usize;
        columns.push(column.checked_sub(1)?);
    }
    if column > n {
        return None;
    }
    // Blanks behind the last figure add line breaks as well; there must be room for them before the next piece.
    let last = figures.last().and_then(|&at| pieces.get(at))?;
    let next = figures.last().and_then(|&at| pieces.get(at + 1));
    let after = next.map_or(u32::MAX, |next| line_breaks(document, last.span.end, next.span.start));
    (after as usize >= (n - column + 1) * step as usize || column == n).then_some(columns)
}

/// The step that the rows of a table show: each row a label, its figures, and how many cells it has.
pub(crate) fn step(document: &Document<'_>, pieces: &[Piece], rows: &[(usize, &[usize], usize)]) -> Option<u32> {
    let gaps: Vec<(Vec<u32>, usize)> =
        rows.iter().filter_map(|&(label, figures, n)| Some((gaps(document, pieces, label, figures)?, n))).collect();
    // The smallest step that is possible: from there on all gaps must be multiples.
    let step = gaps.iter().flat_map(|(gaps, _)| gaps).copied().min().filter(|&step| step > 0)?;
    let mut even = 0;
    for (gaps, n) in &gaps {
        if gaps.iter().any(|gap| gap % step != 0) {
            return None;
        }
        let cells: u32 = gaps.iter().map(|gap| gap / step).sum();
        if cells as usize > *n {
            return None;
        }
        even += usize::from(cells as usize == *n && *n > 1);
    }
    // Rows that come out even by chance are rare; three of them, and most of all rows, are none.
    (even >= 3 && even * 2 > gaps.len()).then_some(step)
}
