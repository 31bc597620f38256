//! The pieces of a flow, and how high they are.

use super::Flow;
use crate::check::Text;
use crate::report::ApplicationRow as Row;
use crate::write::chart::figure::{Figure, Sum};
use crate::write::chart::gap::{self, Gap};
use crate::write::chart::group::Group;
use crate::write::chart::scale::{PX, Scale, UNKNOWN};

/// How high all applications are together.
const HEIGHT: i64 = 260 * PX;

/// A piece at one of the sides, with its name and its value.
pub(super) struct Piece {
    pub(super) height: i64,
    pub(super) name: String,
    pub(super) value: String,
    pub(super) what: What,
}

pub(super) enum What {
    /// A figure; of a row in a group of several, with that.
    Figure(Figure, Option<Group>),
    /// The head of a group of several rows. The rows follow, unless all are nought.
    Head { is_nought: bool },
    /// A difference.
    Gap,
}

impl Piece {
    /// A name without anything drawn beside it.
    pub(super) fn is_head(&self) -> bool {
        matches!(self.what, What::Head { .. })
    }

    pub(super) fn is_unknown(&self) -> bool {
        matches!(&self.what, What::Figure(figure, _) if figure.count().is_none())
    }

    /// The class of what is drawn of it, which is `class` where it is known.
    pub(super) fn css(&self, class: &'static str) -> &'static str {
        match self.what {
            What::Gap => "c-gap",
            _ if self.is_unknown() => "c-unknown",
            _ => class,
        }
    }
}

/// How high everything is.
pub(super) struct Layout<'f> {
    pub(super) flow: &'f Flow<'f>,
    pub(super) scale: Scale,
    pub(super) sources: Vec<Piece>,
    pub(super) trunk: Sum,
    pub(super) total: Figure,
    /// By how much the results are more than their total.
    pub(super) above_total: Option<u128>,
    /// What came of the total, and then what did not go through it.
    pub(super) results: Vec<(Class, Vec<Piece>)>,
    pub(super) noughts: Vec<(String, Figure)>,
}

/// What a group of pieces is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Class {
    Of(Group),
    BelowTotal,
    Forward,
    Left,
}

impl Class {
    pub(super) const fn is_of_total(self) -> bool {
        matches!(self, Self::Of(_) | Self::BelowTotal)
    }

    pub(super) const fn css(self) -> &'static str {
        match self {
            Self::Of(group) => group.class(),
            Self::Forward => "c-on",
            Self::BelowTotal | Self::Left => "c-gap",
        }
    }
}

impl<'f> Layout<'f> {
    pub(super) fn new(flow: &'f Flow<'f>) -> Self {
        let (balance, results) = (gap::balance(flow.report, flow.column), gap::results(flow.report, flow.column));
        let (total, forward) = (flow.figure(Row::ResultsTotal), flow.figure(Row::CarriedForward));
        let known = [balance.parts.known, balance.whole.known, results.parts.plus(Sum::of([&forward])).known];
        let scale = Scale::new(known.into_iter().max().unwrap_or(0), HEIGHT);
        let mut layout = Self {
            flow,
            scale,
            sources: Vec::new(),
            trunk: balance.parts,
            total,
            above_total: None,
            results: Vec::new(),
            noughts: Vec::new(),
        };
        layout.sources = vec![layout.piece(Row::Received, None), layout.piece(Row::CarriedOver, None)];
        for group in Group::ALL {
            let pieces = layout.group(group);
            layout.results.push((Class::Of(group), pieces));
        }
        let is_more = |gap: &Gap| gap.parts.known > gap.whole.known;
        if let Some(apart) = results.difference() {
            if is_more(&results) {
                layout.above_total = Some(apart);
            } else {
                let gap = layout.gap(apart);
                layout.results.push((Class::BelowTotal, vec![gap]));
            }
        }
        let piece = layout.piece(Row::CarriedForward, None);
        layout.results.push((Class::Forward, vec![piece]));
        if let Some(apart) = balance.difference() {
            let gap = layout.gap(apart);
            if is_more(&balance) {
                layout.results.push((Class::Left, vec![gap]));
            } else {
                layout.sources.push(gap);
            }
        }
        layout
    }

    pub(super) fn height(&self, figure: &Figure) -> i64 {
        figure.count().map_or(UNKNOWN, |count| self.scale.length(count.into()))
    }

    pub(super) fn piece(&self, row: Row, group: Option<Group>) -> Piece {
        let figure = self.flow.figure(row);
        Piece {
            height: self.height(&figure),
            name: self.flow.name(row).to_owned(),
            value: figure.shown(self.flow.language),
            what: What::Figure(figure, group),
        }
    }

    pub(super) fn gap(&self, apart: u128) -> Piece {
        Piece {
            height: self.scale.length(apart),
            name: Text::new("≠ 差额", "≠ difference").get(self.flow.language).to_owned(),
            value: apart.to_string(),
            what: What::Gap,
        }
    }

    /// A group: itself where it has one row; otherwise its head, and the rows that are not nought.
    pub(super) fn group(&mut self, group: Group) -> Vec<Piece> {
        let name = group.name().get(self.flow.language).to_owned();
        let rows: Vec<Row> = group.rows(self.flow.report.applications_edition()).collect();
        if let [only] = *rows {
            return vec![Piece { name, ..self.piece(only, None) }];
        }
        let figures: Vec<Figure> = rows.iter().map(|row| self.flow.figure(*row)).collect();
        let sum = Sum::of(&figures);
        let is_nought = sum.exact() == Some(0);
        let mut pieces = vec![Piece { height: 0, name, value: sum.shown(), what: What::Head { is_nought } }];
        for (row, figure) in rows.into_iter().zip(figures) {
            let piece = self.piece(row, Some(group));
            if figure.count() == Some(0) {
                self.noughts.push((piece.name, figure));
            } else {
                pieces.push(piece);
            }
        }
        pieces
    }
}
