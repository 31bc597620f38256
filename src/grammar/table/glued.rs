//! Figures that stick to their label, without any mark between: `规章002`.
//!
//! They are told apart only where the digits can mean one thing: one digit for each cell, one number for the only cell,
//! or one number in front of figures that are parted from it.
//!
//! ```ebnf
//! glued = label, ( digits | 3 * digit | 7 * digit ) ;      (* a number for the only cell, or a digit for each *)
//! ```

use super::label::Role;
use super::pieces::last_is_sum;
use super::rows::Zone;
use super::slot::{Placed, Slot};
use super::{Reader, all_ambiguous, value};
use crate::Span;
use crate::grammar::lexical::{digit_value, fold, is_han, is_space};
use crate::report::{Number, Placement};

impl Reader<'_> {
    /// Whether some label is followed by nothing, or by digits without a mark between and by fewer of them than the row has
    /// cells.
    pub(super) fn is_glued_short(&self, zones: &[Zone]) -> bool {
        zones.iter().any(|zone| {
            let last = self.pieces.get(self.last_of_label(zone)).filter(|_| zone.cells.is_empty());
            let Some(label) = last.map(|piece| self.document.slice(piece.span)) else { return false };
            let digits = label.chars().rev().take_while(|&c| digit_value(c).is_some()).count();
            digits < self.form.n(zone.rows.start)
        })
    }

    /// The last piece of a label that takes several.
    fn last_of_label(&self, zone: &Zone) -> usize {
        let more = self.roles.get(zone.label + 1..).unwrap_or(&[]).iter();
        zone.label + more.take_while(|role| **role == Role::GoesOn).count()
    }

    /// Digits that stand at the end of the label without a mark between them: `规章002`.
    pub(super) fn glued(&self, zone: &Zone, figures: &[usize], n: usize) -> Option<Placed> {
        let piece = self.pieces.get(self.last_of_label(zone))?;
        let label = self.document.slice(piece.span);
        let before = label.trim_end_matches(|c: char| digit_value(c).is_some() || matches!(fold(c), '.' | ','));
        let digits = label.get(before.len()..).unwrap_or("");
        // As nearly every row: nothing sticks to the label, and figures stand behind it.
        if digits.is_empty() && !figures.is_empty() {
            return None;
        }
        // Digits and marks behind the first words of the label that are no figure by themselves hold figures all the
        // same.
        let words = label.find(|c| is_han(fold(c))).and_then(|at| label.get(at..)).unwrap_or("");
        let holds = |c| digit_value(c).is_some() || matches!(fold(c), '/' | '-' | '—' | '*' | '#');
        let held = words.chars().filter(|&c| holds(c)).count();
        let tail = words.get(words.find(holds).unwrap_or(0)..).unwrap_or("");
        if figures.is_empty() && held > 0 && !label.trim_end_matches(is_space).ends_with(|c| digit_value(c).is_some()) {
            return Some(Placed {
                slots: vec![Slot::Glued(Span::of(tail, &self.document.text)); n],
                extra: None,
                surplus: Vec::new(),
            });
        }
        // An ordinal such as `3.` is no figure: words stand in front of one.
        if digits.is_empty() || before.trim_end_matches(is_space).is_empty() {
            return None;
        }
        if !before.ends_with(|c| is_han(fold(c)) || matches!(c, '）' | ')' | '”' | '"')) {
            let span = Span::of(tail, &self.document.text);
            return figures.is_empty().then(|| Placed {
                slots: vec![Slot::Glued(span); n],
                extra: None,
                surplus: Vec::new(),
            });
        }
        let span = Span::of(digits, &self.document.text);
        let values: Vec<u32> = digits.chars().filter_map(digit_value).collect();
        if values.len() < digits.chars().count() {
            // With a point or a comma it is one number.
            let number = value::whole_cell(digits).and_then(|figure| figure.number);
            let slots = match number.filter(|_| figures.len() + 1 == n) {
                Some(number) => core::iter::once(Slot::Split(span, number, Placement::Stated))
                    .chain(figures.iter().map(|&at| Slot::Figure(at, Placement::Stated)))
                    .collect(),
                None if figures.is_empty() => vec![Slot::Glued(span); n],
                None if figures.len() < n => return Some(all_ambiguous(figures, n)),
                None => return None,
            };
            return Some(Placed { slots, extra: None, surplus: Vec::new() });
        }
        let whole = || values.iter().try_fold(0u64, |sum, &digit| sum.checked_mul(10)?.checked_add(digit.into()));
        let counts: Vec<Option<u64>> = values.iter().map(|&digit| Some(digit.into())).collect();
        let vanished = self.blanks_vanished || self.around.blanks_vanished;
        // No number begins with a nought.
        let nought_each = values.split_last().is_some_and(|(_, others)| others.iter().all(|&digit| digit == 0));
        let closes = if self.form.last_is_sum { last_is_sum(&counts) } else { nought_each };
        let is_one_each = n == 1 || !vanished && closes;
        let slots = if figures.is_empty() && values.len() == n && is_one_each {
            // One digit for each cell. Where a number of more digits makes up for a blank cell, the last digit is not the
            // sum of the others.
            let placement = if n > 1 && self.form.last_is_sum { Placement::RowSum } else { Placement::Stated };
            digits
                .char_indices()
                .zip(&values)
                .map(|((at, c), &digit)| {
                    let start = span.start + crate::source::offset(at);
                    Slot::Split(
                        Span::new(start, start + crate::source::offset(c.len_utf8())),
                        Number::Count(digit.into()),
                        placement,
                    )
                })
                .collect()
        } else if figures.len() + 1 == n && (values.len() == 1 || values.first() != Some(&0)) {
            // The first figure stuck to the label.
            core::iter::once(Slot::Split(span, Number::Count(whole()?), Placement::Stated))
                .chain(figures.iter().map(|&at| Slot::Figure(at, Placement::Stated)))
                .collect()
        } else if figures.is_empty() {
            vec![Slot::Glued(span); n]
        } else {
            // Some of the row's figures stick to the label, and where they end nobody can tell; or there are as many
            // figures as cells, and one more at the label.
            return Some(all_ambiguous(figures, n));
        };
        Some(Placed { slots, extra: None, surplus: Vec::new() })
    }
}
