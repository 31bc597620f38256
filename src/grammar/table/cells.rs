//! Cells of the tree from what was placed, and diagnostics for what was unusual about them.

use super::Reading as Table;
use super::pieces::{Piece, Reading};
use super::slot::{Placed, Slot};
use crate::diagnostic::Sink;
use crate::document::Document;
use crate::grammar::lexical::{digit_value, is_space};
use crate::report::{Candidate, Cell, CellValue, Number, Placement, Unit};
use crate::{Code, Diagnostic, Span};

/// What kind of number a cell holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// A count.
    Count,
    /// A change of a count, with a sign.
    Change,
    /// An amount, in the unit of the header.
    Amount(Option<Unit>),
}

/// Makes cells.
#[derive(Debug)]
pub(crate) struct Maker<'m> {
    pub(crate) document: &'m Document<'m>,
    pub(crate) pieces: &'m [Piece],
    pub(crate) sink: &'m mut Sink,
}

impl Maker<'_> {
    /// The cells of a row, one for each of `kinds`. `row` is what diagnostics call it.
    pub(crate) fn row(&mut self, row: &str, label: usize, placed: &Placed, kinds: &[Kind]) -> Vec<Cell> {
        let cells: Vec<Cell> = placed.slots.iter().zip(kinds).map(|(slot, &kind)| self.cell(row, slot, kind)).collect();
        self.row_diagnostics(row, label, placed, &cells);
        cells
    }

    /// The cells of a row that stands under `header`, which is one of another edition: which cells its figures belong to
    /// cannot be told.
    pub(crate) fn row_of_others(
        &mut self,
        row: &str,
        label: usize,
        placed: &Placed,
        header: Span,
        n: usize,
    ) -> Vec<Cell> {
        let mut figures = placed.figures();
        figures.retain(|&at| self.reading(at).is_some());
        let slot = if figures.is_empty() { Slot::Missing } else { Slot::Ambiguous(figures) };
        let cells: Vec<Cell> = (0..n).map(|_| self.cell(row, &slot, Kind::Count)).collect();
        let span = cells.first().and_then(|cell| cell.span).unwrap_or(self.span(label));
        let header_text: String = self.document.slice(header).split(is_space).collect();
        self.sink.push(
            Diagnostic::new(
                if slot == Slot::Missing { Code::RowMissing } else { Code::CellsAmbiguous },
                span,
                format!("the row {row} stands under “{header_text}”, which is a header of another edition"),
            )
            .with_related(header, "the header of another edition")
            .with_help("what such a figure counts has no column in this table"),
        );
        cells
    }

    /// Rows that were not found, which stand next to each other in the form.
    pub(crate) fn missing(&mut self, rows: &[&str], at: Span) {
        let message = match rows {
            [] => return,
            [row] => format!("the row {row} was not found"),
            [first, .., last] => format!("{} rows from {first} to {last} were not found", rows.len()),
        };
        self.sink.push(
            Diagnostic::new(Code::RowMissing, at, message)
                .with_help("their cells are missing, which is not the same as blank or nought"),
        );
    }

    fn span(&self, piece: usize) -> Span {
        self.pieces.get(piece).map_or(Span::default(), |piece| piece.span)
    }

    fn reading(&self, piece: usize) -> Option<Reading> {
        self.pieces.get(piece)?.figure().copied()
    }

    /// The cell of a slot.
    pub(crate) fn cell(&mut self, row: &str, slot: &Slot, kind: Kind) -> Cell {
        match slot {
            Slot::Figure(at, placement) => {
                let span = self.span(*at);
                match self.pieces.get(*at).and_then(Piece::figure) {
                    Some(reading) => self.figure(row, reading, span, *placement, kind),
                    None => Cell::missing(),
                }
            }
            Slot::Joined(range, number, placement) => {
                let span = self.span(range.start).to(self.span(range.end.saturating_sub(1)));
                let mut cell = self.with_span(CellValue::Number(convert(*number, kind)), span);
                cell.placement = *placement;
                if let Kind::Amount(unit) = kind {
                    cell.unit = unit;
                }
                self.joined(row, span);
                cell
            }
            Slot::Split(span, number, placement) => {
                let mut cell = self.with_span(CellValue::Number(convert(*number, kind)), *span);
                cell.placement = *placement;
                if let Kind::Amount(unit) = kind {
                    cell.unit = unit;
                }
                cell
            }
            Slot::Blank(span, placement) => {
                let mut cell = Cell::new(CellValue::Blank, "", Some(*span));
                cell.placement = *placement;
                cell
            }
            Slot::Unreadable(at) => {
                let span = self.span(*at);
                // Digits and nothing else are no number only if there are too many of them.
                let digits =
                    self.document.slice(span).chars().all(|c| digit_value(c).is_some() || is_space(c) || c == ',');
                self.sink.push(
                    Diagnostic::new(
                        if digits { Code::NumberTooLarge } else { Code::ValueUnreadable },
                        span,
                        format!("a cell of {row} holds “{}”, which is no number", self.document.slice(span)),
                    )
                    .with_help("write a number, leave the cell empty, or put `/` where nothing applies"),
                );
                self.with_span(CellValue::Unreadable, span)
            }
            Slot::Ambiguous(pieces) => {
                let candidates: Vec<Candidate> = pieces
                    .iter()
                    .filter_map(|&at| {
                        Some(Candidate { number: convert(self.reading(at)?.number?, kind), span: self.span(at) })
                    })
                    .collect();
                let span = pieces
                    .first()
                    .map(|&first| self.span(first).to(self.span(pieces.last().copied().unwrap_or(first))));
                match span {
                    Some(span) => self.with_span(CellValue::Ambiguous(candidates.into()), span),
                    None => Cell::missing(),
                }
            }
            Slot::Glued(span) => self.with_span(CellValue::Ambiguous(Box::default()), *span),
            Slot::Missing => Cell::missing(),
        }
    }

    fn with_span(&self, value: CellValue, span: Span) -> Cell {
        Cell::new(value, self.document.slice(span), Some(span))
    }

    fn figure(&mut self, row: &str, reading: &Reading, span: Span, placement: Placement, kind: Kind) -> Cell {
        let value = reading.number.map_or(CellValue::NotApplicable, |number| CellValue::Number(convert(number, kind)));
        let mut cell = self.with_span(value, span);
        cell.placement = placement;
        let header_unit = if let (Kind::Amount(unit), Some(_)) = (kind, reading.number) { unit } else { None };
        cell.unit = reading.unit.or(header_unit);
        cell.annotation = reading.annotation.map(|annotation| self.document.slice(annotation).into());
        // Figures without anything unusual are nearly all there are.
        let unusual =
            reading.unit.is_some() || cell.annotation.is_some() || reading.traits != super::value::Traits::default();
        if unusual || matches!(cell.value, CellValue::Number(Number::Change(_) | Number::Amount(_))) {
            self.remarks(row, reading, &cell, span, header_unit, kind);
        }
        cell
    }

    fn remarks(
        &mut self,
        row: &str,
        reading: &Reading,
        cell: &Cell,
        span: Span,
        header_unit: Option<Unit>,
        kind: Kind,
    ) {
        let raw = self.document.slice(span).to_owned();
        if reading.traits.joined {
            self.joined(row, span);
        }
        if reading.traits.letter_nought {
            self.sink.push(Diagnostic::new(
                Code::LetterForNought,
                span,
                format!("“{raw}” in {row} has a letter where a nought is meant"),
            ));
        }
        if reading.traits.residue {
            self.sink.push(Diagnostic::new(
                Code::CellResidue,
                span,
                format!("“{raw}” in {row} holds something left over by a program; the number was kept"),
            ));
        }
        if let Some(annotation) = &cell.annotation {
            self.sink.push(Diagnostic::new(
                Code::CellAnnotated,
                span,
                format!("a cell of {row} has the remark “{annotation}” beside its number"),
            ));
        }
        if let Some(unit) = reading.unit {
            match header_unit {
                Some(header) if header != unit => self.sink.push(
                    Diagnostic::new(
                        Code::UnitConflict,
                        span,
                        format!(
                            "a cell of {row} is in {unit}, and the header says {header}; the cell's unit was taken"
                        ),
                    )
                    .with_help("write the number alone, in the unit of the header"),
                ),
                _ => self.sink.push(Diagnostic::new(
                    Code::UnitInCell,
                    span,
                    format!("a cell of {row} has the unit {unit} beside its number"),
                )),
            }
        }
        let whole = match (kind, &cell.value) {
            (Kind::Count, CellValue::Number(Number::Count(_))) => !reading.traits.decimals,
            (Kind::Count, CellValue::Number(_)) => false,
            _ => true,
        };
        if !whole {
            self.sink.push(Diagnostic::new(
                Code::CountNotWhole,
                span,
                format!("“{raw}” in {row} is written as no count is"),
            ));
        }
    }

    fn joined(&mut self, row: &str, span: Span) {
        let raw = self.document.slice(span).to_owned();
        self.sink.push(
            Diagnostic::new(
                Code::NumberJoined,
                span,
                format!("the digits of “{raw}” in {row} stand apart; they were read as one number"),
            )
            .with_help("compare with the original"),
        );
    }

    fn row_diagnostics(&mut self, row: &str, label: usize, placed: &Placed, cells: &[Cell]) {
        let ambiguous = cells.iter().filter(|cell| matches!(cell.value, CellValue::Ambiguous(_))).count();
        if ambiguous > 0 {
            let glued = placed.slots.iter().any(|slot| matches!(slot, Slot::Glued(_)));
            let spans =
                cells.iter().filter_map(|cell| cell.span.filter(|_| matches!(cell.value, CellValue::Ambiguous(_))));
            let span = spans.reduce(Span::to).unwrap_or(self.span(label));
            let why = if glued {
                "the digits can be told apart in more than one way"
            } else {
                "blanks between the numbers, or the columns, were lost"
            };
            self.sink.push(
                Diagnostic::new(
                    Code::CellsAmbiguous,
                    span,
                    format!("{ambiguous} of {} cells of {row} cannot be told: {why}", cells.len()),
                )
                .with_related(self.span(label), "the row's label")
                .with_help("read the report from a form that keeps its table"),
            );
        }
        if placed.slots.iter().all(|slot| *slot == Slot::Missing) {
            self.sink.push(
                Diagnostic::new(
                    Code::RowMissing,
                    Span::at(self.span(label).end),
                    format!("the row {row} is there, and its cells are not"),
                )
                .with_help("they are missing, which is not the same as blank or nought"),
            );
        }
        if placed.slots.iter().any(|slot| matches!(slot, Slot::Split(..))) {
            let split = cells.iter().filter_map(|cell| cell.span).reduce(Span::to).unwrap_or_default();
            self.sink.push(Diagnostic::new(
                Code::DigitsSplit,
                split,
                format!("the digits of {row} stand without any mark between them; they can mean one thing only"),
            ));
        }
        if let Some(cell) = cells.iter().find(|cell| cell.placement == Placement::RowSum) {
            self.sink.push(
                Diagnostic::new(
                    Code::PlacedByRowSum,
                    cell.span.unwrap_or_default(),
                    format!("numbers of {row} were placed by the row's own sum"),
                )
                .with_help("a check of that sum has no evidence here"),
            );
        }
        if let Some(cell) = cells.iter().find(|cell| cell.placement == Placement::Column) {
            self.sink.push(Diagnostic::new(
                Code::CellsByColumn,
                cell.span.unwrap_or_default(),
                format!("the cells of {row} were told by the columns in which their numbers stand"),
            ));
        }
        let surplus: Vec<Span> =
            placed.surplus.iter().filter(|&&at| self.reading(at).is_some()).map(|&at| self.span(at)).collect();
        for span in surplus {
            let raw = self.document.slice(span).to_owned();
            self.sink.push(
                Diagnostic::new(
                    Code::NumberSurplus,
                    span,
                    format!("“{raw}” stands behind {row} and belongs to no cell"),
                )
                .with_help("it may be a page number, or the padding of a merged cell"),
            );
        }
    }

    /// What the reading of a whole table met.
    pub(crate) fn table(&mut self, table: &Table, row_name: impl Fn(usize) -> &'static str) {
        for &span in &table.by_order {
            self.sink.push(
                Diagnostic::new(Code::RowsByOrder, span, "labels and numbers stand apart here; the rows were told by their order, as the count comes out even")
                    .with_help("compare with the original"),
            );
        }
        for &(row, span) in &table.damaged {
            let label = self.document.slice(span).to_owned();
            self.sink.push(Diagnostic::new(
                Code::LabelDamaged,
                span,
                format!("“{label}” was read as {}", row_name(row)),
            ));
        }
        for &(row, span) in &table.repeated {
            self.sink.push(Diagnostic::new(
                Code::RowDuplicated,
                span,
                format!("the row {} stands here a second time; the other was read", row_name(row)),
            ));
        }
    }
}

/// The number as the kind of cell has it, where that loses nothing.
fn convert(number: Number, kind: Kind) -> Number {
    match (kind, number) {
        (Kind::Count, Number::Amount(amount)) => amount.to_count().map_or(number, Number::Count),
        (Kind::Count, Number::Change(change)) => u64::try_from(change).map_or(number, Number::Count),
        (Kind::Change, Number::Count(count)) => i64::try_from(count).map_or(number, Number::Change),
        (Kind::Amount(_), number) => Number::Amount(number.to_decimal()),
        _ => number,
    }
}
