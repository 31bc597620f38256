//! Errors that are put into a report on purpose, and told.

use std::collections::BTreeSet;

use super::Random;
use super::figures::Figures;
use super::prose::Wrong;
use crate::check::equations;
use crate::report::{
    Applicants, CellId, Certainty, Decimal, Figure, Measure, Proceedings, Quantity, Report, Scope, SectionKind,
};

/// An error that a generated report has: what was changed, and who has to see it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct StatedError {
    /// What was changed.
    pub place: ErrorPlace,
    /// The figure that agrees with the others.
    pub from: Decimal,
    /// The figure that stands there instead.
    pub to: Decimal,
    /// Codes of the rules that are violated by it. No other stated error is in what they compare, so none makes up for it.
    /// More rules may be: a claim of the prose may be about the cell.
    pub rules: Vec<&'static str>,
}

/// Where an error is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorPlace {
    /// In a cell.
    Cell(CellId),
    /// In a claim: that of this number, from 0, among the claims of the section.
    Claim(SectionKind, usize),
}

/// Changes up to `n` cells of tables three and four, so that every sum with one of them is wrong.
pub(super) fn cells(report: &mut Report, n: usize, random: &mut Random) -> Vec<StatedError> {
    let all = equations(report.applications_edition());
    let mut errors = Vec::new();
    let mut taken: BTreeSet<usize> = BTreeSet::new();
    let ids: Vec<CellId> =
        report.cell_ids().filter(|id| matches!(id, CellId::Applications(..) | CellId::Disputes(..))).collect();
    // As cells that are no numbers may leave no sum to be wrong, this ends some time.
    for _ in 0..n.saturating_mul(20) {
        if errors.len() == n {
            break;
        }
        let id = *random.pick(&ids);
        let Some(from) = report.cell(id).count() else { continue };
        let with_it: Vec<usize> = all
            .iter()
            .enumerate()
            .filter(|(_, equation)| equation.terms().iter().any(|term| term.cell == id))
            .map(|(nth, _)| nth)
            .collect();
        let is_whole = |nth: &usize| {
            all.get(*nth)
                .is_some_and(|equation| equation.terms().iter().all(|term| report.cell(term.cell).count().is_some()))
        };
        let to = wrong(from, random);
        if with_it.iter().any(|nth| taken.contains(nth)) || !with_it.iter().all(is_whole) || to == from {
            continue;
        }
        let rules: BTreeSet<&'static str> =
            with_it.iter().filter_map(|&nth| all.get(nth)).map(|equation| equation.rule().code).collect();
        taken.extend(with_it);
        super::set_cell(report, id, super::tables::count(to));
        errors.push(StatedError {
            place: ErrorPlace::Cell(id),
            from: from.into(),
            to: to.into(),
            rules: rules.into_iter().collect(),
        });
    }
    errors
}

/// What stands in place of a number: one a little off, or with two digits changed about.
fn wrong(n: u64, random: &mut Random) -> u64 {
    let off = 1 + random.below(9);
    match random.below(3) {
        0 => n.saturating_add(off),
        1 => n.checked_sub(off).unwrap_or(n.saturating_add(off)),
        _ => {
            let (tens, ones) = (n / 10 % 10, n % 10);
            let swapped = n - n % 100 + 10 * ones + tens;
            if swapped == n { n.saturating_add(off) } else { swapped }
        }
    }
}

/// Up to `n` claims that can be made wrong, and what they say then.
pub(super) fn claims(report: &Report, figures: &Figures, n: usize, random: &mut Random) -> Wrong {
    // No sum of cells comes near.
    let Some(beyond) = figures.largest().checked_mul(24).filter(|&beyond| beyond < u64::MAX / 4) else {
        return Vec::new();
    };
    let mut can_be: Vec<usize> = report
        .claims()
        .enumerate()
        .filter(|(_, claim)| {
            claim.measure == Measure::Count
                && claim.certainty == Certainty::Firm
                && claim.scope == Scope::Unstated
                && matches!(claim.figure, Figure::Exact(_))
                && rule(claim.quantity, claim.applicants).is_some()
        })
        .map(|(nth, _)| nth)
        .collect();
    let mut wrong = Vec::new();
    while wrong.len() < n && !can_be.is_empty() {
        let at = usize::try_from(random.below(can_be.len() as u64)).unwrap_or(0);
        wrong.push((can_be.swap_remove(at), beyond + 1_000 + random.below(1_000)));
    }
    wrong
}

/// What was changed in the claims.
pub(super) fn stated(right: &Report, report: &Report, wrong: &Wrong) -> Vec<StatedError> {
    let places = report.sections().flat_map(|(kind, section)| (0..section.claims.len()).map(move |nth| (kind, nth)));
    let claims = places.zip(right.claims().zip(report.claims())).enumerate();
    let errors =
        claims.filter(|(at, _)| wrong.iter().any(|(nth, _)| nth == at)).map(|(_, ((kind, nth), (from, to)))| {
            StatedError {
                place: ErrorPlace::Claim(kind, nth),
                from: from.figure.value(),
                to: to.figure.value(),
                rules: rule(to.quantity, to.applicants).into_iter().collect(),
            }
        });
    errors.collect()
}

/// The rule that a claim is held against. The fee of section six stands in no table, and the fees of section two are
/// amounts.
fn rule(quantity: Quantity, applicants: Applicants) -> Option<&'static str> {
    Some(match quantity {
        Quantity::Documents(..) => "N009",
        Quantity::Decisions(_) => "N010",
        Quantity::Disputes(Proceedings::Reconsideration, _) => "N007",
        Quantity::Disputes(..) => "N008",
        Quantity::InformationFee(_) | Quantity::FeesAmount | Quantity::Unfinished => return None,
        _ if applicants != Applicants::All => "N006",
        Quantity::NewlyReceived | Quantity::Received | Quantity::Handled | Quantity::OnHand => "N001",
        Quantity::CarriedOver => "N002",
        Quantity::CarriedForward => "N003",
        Quantity::Closed => "N004",
        Quantity::Row(_) | Quantity::Group(_) | Quantity::NotHeld => "N005",
    })
}
