//! Whether the figures of a row can be taken for what they seem to be: digits that stick together, numbers of pages, numbers
//! broken over lines.

use super::evidence::{Layout, place_on_line};
use super::pieces::{Edge, Piece, is_uneven};
use super::place::Row;
use crate::document::Document;
use crate::grammar::lexical::{digit_value, fold, is_han};

impl Row<'_> {
    /// Whether figures that are as many as the cells may not all be theirs.
    pub(super) fn is_doubtful(&self, document: &Document<'_>, layout: &Layout, figures: &[usize]) -> bool {
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
        // Numbers broken over lines leave pieces of them on several.
        if layout.last_is_sum && (is_uneven(self.pieces, figures) || self.has_stuck_digits(document)) {
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

    /// Whether a figure is the last line of a page, and nothing else stands on that line.
    pub(super) fn ends_page(&self, document: &Document<'_>, at: usize) -> bool {
        let Some(piece) = self.piece(at) else { return false };
        let next_page = document.lines.get(piece.line as usize + 1).is_none_or(|line| line.new_page);
        next_page && piece.edge == Edge::Line && place_on_line(self.pieces, at).0 == 1 && piece.span.len() <= 3
    }

    /// Whether something among the cells holds digits that were not told apart.
    pub(super) fn has_stuck_digits(&self, document: &Document<'_>) -> bool {
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
}
