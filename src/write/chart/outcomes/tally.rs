//! What is kept of each report.

use super::{BARS, LENGTH, SUM};
use crate::Report;
use crate::check::{Language, Text};
use crate::report::{ApplicantColumn, ApplicationRow as Row, CellId};
use crate::write::chart::figure::{Figure, Sum};
use crate::write::chart::gap;
use crate::write::chart::group::Group;
use crate::write::chart::picture::{EDGE, WIDTH};
use crate::write::chart::scale::PX;
use crate::write::chart::svg::{Anchor, Size, Svg};
use crate::write::chart::words;

/// The longest name that is kept of an issuer, in characters. More has no room anyway.
const NAME: usize = 200;

/// The results of a report.
#[derive(Clone, Debug)]
pub(super) struct Tally {
    pub(super) nth: usize,
    pub(super) issuer: Option<String>,
    pub(super) year: Option<u16>,
    pub(super) groups: [Vec<Figure>; 6],
    pub(super) total: Figure,
    /// Whether the applicants of a row do not come to its total.
    pub(super) has_other_applicants: bool,
}

impl Tally {
    pub(super) fn of(nth: usize, report: &Report) -> Self {
        let edition = report.applications_edition();
        let figures = |group: Group| -> Vec<Figure> {
            group.cells(edition, ApplicantColumn::Total).map(|id| Figure::of(nth, report, id)).collect()
        };
        Self {
            nth,
            issuer: report.issuer.as_ref().map(|issuer| issuer.value.chars().take(NAME).collect()),
            year: report.year.as_ref().map(|year| year.value),
            groups: Group::ALL.map(figures),
            total: Figure::of(nth, report, CellId::Applications(Row::ResultsTotal, ApplicantColumn::Total)),
            has_other_applicants: gap::applicants(report).any(|gap| gap.difference().is_some()),
        }
    }

    pub(super) fn figures(&self) -> Vec<Figure> {
        self.groups.iter().flatten().copied().chain([self.total]).collect()
    }

    pub(super) fn group(&self, nth: usize) -> Sum {
        self.groups.get(nth).map_or_else(Sum::default, Sum::of)
    }

    pub(super) fn sum(&self) -> Sum {
        Sum::of(self.groups.iter().flatten())
    }

    /// What the results come to, where that is not their total.
    pub(super) fn difference(&self) -> Option<u128> {
        let total = u128::from(self.total.count()?);
        self.sum().exact().filter(|sum| *sum != total)
    }

    pub(super) fn unknown(&self, language: Language) -> String {
        let unknown = self.groups.iter().flatten().filter(|figure| figure.count().is_none());
        unknown.map(|figure| figure.line(None, language)).collect::<Vec<_>>().join("; ")
    }

    pub(super) fn name(&self, language: Language) -> String {
        let unknown = Text::new("发布机关不明", "issuer unknown");
        let issuer = self.issuer.as_deref().unwrap_or(unknown.get(language));
        format!("{issuer} {}", words::year(self.year, language))
    }

    /// The total as reported, and what the results come to where that is something else or is all that is known.
    pub(super) fn draw_total(&self, name: &str, y: i64, language: Language, svg: &mut Svg) {
        let (small, x) = (Size::Small, BARS + LENGTH + 8 * PX);
        let room = WIDTH - EDGE - x;
        let sum = self.sum();
        let words = SUM.get(language);
        let second = if let Some(sum) = self.difference() {
            Some((format!("≠ {words} {sum}"), true))
        } else if self.total.count().is_none() || sum.unknown > 0 {
            Some((format!("{words} {}", sum.shown()), false))
        } else {
            None
        };
        let on = if second.is_some() { y + 9 * PX } else { y + 15 * PX };
        svg.figure(&self.total, Some(name), language, |svg| {
            svg.text((small, true), Anchor::Start, (x, on), &small.whole(&self.total.shown(language), room));
        });
        if let Some((words, has_sign)) = second {
            let class = if has_sign { "c-sign" } else { "c-plain" };
            svg.open(&[("class", &class)]);
            svg.title(&words);
            svg.text((small, has_sign), Anchor::Start, (x, y + 21 * PX), &small.whole(&words, room));
            svg.close();
        }
    }
}
