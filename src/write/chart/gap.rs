//! Sums that do not agree.

use super::figure::{Figure, Sum};
use super::group::Group;
use crate::Report;
use crate::check::Language;
use crate::report::{ApplicantColumn, ApplicationRow as Row, CellId, Outcome, Proceeding};

/// Two sums that should be one number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Gap {
    pub(super) of: GapOf,
    /// What the parts come to.
    pub(super) parts: Sum,
    /// What is reported as the whole.
    pub(super) whole: Sum,
}

/// What does not agree.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum GapOf {
    /// 一＋二＝三＋四.
    Balance,
    /// The results and their total.
    Results,
    /// The applicants of a row and its total.
    Applicants(Row),
    /// The outcomes of a kind of proceeding and their total.
    Proceeding(Proceeding),
}

impl Gap {
    /// By how much the two are apart. `None` where they agree, or where that cannot be told.
    pub(super) fn difference(&self) -> Option<u128> {
        let (parts, whole) = (self.parts.exact()?, self.whole.exact()?);
        Some(parts.abs_diff(whole)).filter(|difference| *difference > 0)
    }

    /// The difference in a sentence; where something is not known, that it cannot be told.
    pub(super) fn note(&self, language: Language) -> Option<String> {
        let (parts, whole) = (self.parts.shown(), self.whole.shown());
        let (left, right) = match (self.of, language) {
            (GapOf::Balance, Language::Zh) => ("本年新收＋上年结转".to_owned(), "总计＋结转下年度".to_owned()),
            (GapOf::Balance, Language::En) => {
                ("received + carried over".to_owned(), "total of results + carried forward".to_owned())
            }
            (GapOf::Results, Language::Zh) => ("各项办理结果相加".to_owned(), "（七）总计".to_owned()),
            (GapOf::Results, Language::En) => ("results added up".to_owned(), "their reported total".to_owned()),
            (GapOf::Applicants(row), Language::Zh) => {
                (format!("{}：各类申请人相加", row.label_zh()), "所报总计".to_owned())
            }
            (GapOf::Applicants(row), Language::En) => {
                (format!("{}: applicants added up", row.label_en()), "reported total".to_owned())
            }
            (GapOf::Proceeding(proceeding), Language::Zh) => {
                (format!("{}：各种结果相加", proceeding.label_zh()), "所报总计".to_owned())
            }
            (GapOf::Proceeding(proceeding), Language::En) => {
                (format!("{}: outcomes added up", proceeding.label_en()), "reported total".to_owned())
            }
        };
        match (self.difference(), language) {
            (Some(apart), Language::Zh) => Some(format!("{left}＝{parts}，{right}＝{whole}，相差{apart}")),
            (Some(apart), Language::En) => Some(format!("{left} = {parts}, {right} = {whole}: {apart} apart")),
            (None, _) if self.parts.exact().is_some() && self.whole.exact().is_some() => None,
            // Of a sum of which nothing is known there is nothing to be said beside what its cells say.
            (None, _) if self.of != GapOf::Balance && self.of != GapOf::Results => None,
            (None, Language::Zh) => Some(format!("{left}＝{parts}，{right}＝{whole}，含未知数，无法判断是否相符")),
            (None, Language::En) => Some(format!(
                "{left} = {parts}, {right} = {whole}: with figures unknown, nobody can tell if they agree"
            )),
        }
    }
}

/// 一＋二 against 三＋四, of a column.
pub(super) fn balance(report: &Report, column: ApplicantColumn) -> Gap {
    let sum = |rows: [Row; 2]| Sum::of(&rows.map(|row| Figure::of(0, report, CellId::Applications(row, column))));
    Gap {
        of: GapOf::Balance,
        parts: sum([Row::Received, Row::CarriedOver]),
        whole: sum([Row::ResultsTotal, Row::CarriedForward]),
    }
}

/// The results against their total, of a column.
pub(super) fn results(report: &Report, column: ApplicantColumn) -> Gap {
    let edition = report.applications_edition();
    let parts = Group::ALL.into_iter().flat_map(|group| group.cells(edition, column));
    let parts: Vec<Figure> = parts.map(|id| Figure::of(0, report, id)).collect();
    let whole = Figure::of(0, report, CellId::Applications(Row::ResultsTotal, column));
    Gap { of: GapOf::Results, parts: Sum::of(&parts), whole: Sum::of([&whole]) }
}

/// The applicants of each row against its total.
pub(super) fn applicants(report: &Report) -> impl Iterator<Item = Gap> {
    let edition = report.applications_edition();
    Row::ALL.iter().filter(move |row| row.in_edition(edition)).map(move |&row| {
        let cells = ApplicantColumn::ALL.iter().map(|&column| Figure::of(0, report, CellId::Applications(row, column)));
        let of_total = |figure: &Figure| figure.cell == CellId::Applications(row, ApplicantColumn::Total);
        let (whole, parts): (Vec<_>, Vec<_>) = cells.partition(of_total);
        Gap { of: GapOf::Applicants(row), parts: Sum::of(&parts), whole: Sum::of(&whole) }
    })
}

/// The outcomes of each kind of proceeding against their total.
pub(super) fn proceedings(report: &Report) -> impl Iterator<Item = Gap> {
    Proceeding::ALL.iter().map(move |&proceeding| {
        let cells = Outcome::ALL.iter().map(|&outcome| Figure::of(0, report, CellId::Disputes(proceeding, outcome)));
        let of_total = |figure: &Figure| figure.cell == CellId::Disputes(proceeding, Outcome::Total);
        let (whole, parts): (Vec<_>, Vec<_>) = cells.partition(of_total);
        Gap { of: GapOf::Proceeding(proceeding), parts: Sum::of(&parts), whole: Sum::of(&whole) }
    })
}
