//! Rates and shares: 办结率100%, 占74.5%.
//!
//! The sentence gives a percentage and seldom says of what. Each numerator that the words can mean is tried with each
//! whole that it can be a part of, in exact numbers; the percentage fits if it is the quotient rounded or cut off to the
//! decimals that were written.

use super::figure;
use super::meaning::{Meaning, columns, meanings};
use crate::Report;
use crate::check::phrase::Phrase;
use crate::report::{Applicants, ApplicationRow, CellId, Claim, Decimal, Quantity};

/// A part and its whole.
#[derive(Debug)]
pub(super) struct Quotient {
    pub(super) part: Meaning,
    pub(super) whole: Meaning,
}

/// What a share can mean, the most literal first.
pub(super) fn quotients(claim: &Claim, report: &Report) -> Vec<Quotient> {
    use ApplicationRow::{CarriedOver, Received, ResultsTotal};
    let total = columns(Applicants::All);
    let rows = |phrase, rows: &[ApplicationRow]| Meaning {
        phrase,
        cells: rows
            .iter()
            .flat_map(|&row| total.iter().map(move |&column| CellId::Applications(row, column)))
            .collect(),
        less: Vec::new(),
    };
    let new = || rows(Phrase::OfNew, &[Received]);
    let on_hand = || rows(Phrase::OfNewAndCarriedOver, &[Received, CarriedOver]);
    let closed = || rows(Phrase::OfClosed, &[ResultsTotal]);
    let parts: Vec<Meaning> = meanings(claim, report).into_iter().filter(Meaning::is_proper).collect();
    let wholes = |part: &Meaning| match (claim.quantity, part.phrase) {
        // A share of applicants is one of the same applications.
        (_, Phrase::New) => vec![new()],
        (_, Phrase::NewAndCarriedOver) => vec![on_hand()],
        (Quantity::Handled, Phrase::Closed) => vec![closed()],
        (Quantity::Closed | Quantity::CarriedOver | Quantity::CarriedForward, _) => vec![on_hand(), new()],
        (Quantity::Row(_) | Quantity::Group(_) | Quantity::NotHeld, _) => vec![closed(), on_hand(), new()],
        _ => Vec::new(),
    };
    parts.iter().flat_map(|part| wholes(part).into_iter().map(|whole| Quotient { part: part.clone(), whole })).collect()
}

/// Whether `part` is the share of `whole` that the claim says, and what it is in percent; `None` where it is a share of
/// nothing, or cannot be computed.
pub(super) fn share(claim: &Claim, part: Decimal, whole: Decimal) -> Option<(bool, Decimal)> {
    let agrees = figure::share_agrees(claim.figure, part, whole)?;
    Some((agrees, percentage(part, whole, claim.figure.value()).filter(|_| !whole.is_zero())?))
}

/// Whether `percent` is `part / whole`, rounded or cut off to the decimals that it is written with.
pub(in crate::check) fn fits(percent: Decimal, part: Decimal, whole: Decimal) -> Option<bool> {
    // All is all: 999 of 1,000 are not 100 %.
    if percent == Decimal::from(100u64) {
        return Some(part == whole);
    }
    // percent − ½·10⁻ⁿ ≤ 100·part/whole < percent + 10⁻ⁿ, multiplied out so that nothing is divided.
    let unit = percent.unit();
    let quotient = part.checked_mul(100)?.checked_mul(2)?;
    let scaled = |decimal: Decimal| decimal.checked_times(whole)?.checked_mul(2);
    let above_half = quotient.checked_add(whole.checked_times(unit)?)?;
    Some(above_half >= scaled(percent)? && quotient < scaled(percent.checked_add(unit)?)?)
}

/// The percentage, with a decimal more than `like` has, and two at least, for people to look at.
pub(in crate::check) fn percentage(part: Decimal, whole: Decimal, like: Decimal) -> Option<Decimal> {
    part.checked_mul(100)?.divided(whole, like.scale().max(1) + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn t(percent: &str, part: u64, whole: u64, expected: bool) {
        let fits = fits(percent.parse().unwrap(), part.into(), whole.into());
        assert_eq!(fits, Some(expected), "{part} of {whole} is {percent} %");
    }

    #[test]
    fn rounded_or_cut_off() {
        t("100", 21, 21, true);
        t("95.5", 21, 22, true);
        t("95.4", 21, 22, true);
        t("95.45", 21, 22, true);
        t("95.46", 21, 22, false);
        t("95", 21, 22, true);
        t("96", 21, 22, false);
        t("66.67", 2, 3, true);
        t("66.66", 2, 3, true);
        t("66.68", 2, 3, false);
        t("0", 0, 5, true);
        t("100", 20, 21, false);
        t("100", 999, 1000, false);
    }
}
