//! A claim among those that stand beside it, which tell what its words mean.
//!
//! `自然人12件` counts applications in whatever sense the total before it does: if that is known to count new ones, its
//! parts do. And where `部分公开2件` stands beside it, `予以公开8件` does not include those.

use super::meaning::{Meaning, meanings, reception};
use crate::Report;
use crate::check::phrase::Phrase;
use crate::report::{Applicants, ApplicationRow, CellStatus, Claim, Decimal, Measure, Quantity, ResultGroup};

/// A claim, and the claims of its section.
#[derive(Clone, Copy, Debug)]
pub(super) struct Stated<'r> {
    pub(super) claim: &'r Claim,
    beside: &'r [Claim],
    at: usize,
}

/// All claims of a report, section by section.
pub(super) fn stated(report: &Report) -> impl Iterator<Item = Stated<'_>> {
    sections(report)
        .flat_map(|claims| claims.iter().enumerate().map(move |(at, claim)| Stated { claim, beside: claims, at }))
}

/// The claims of the preamble, then those of each section.
pub(super) fn sections(report: &Report) -> impl Iterator<Item = &[Claim]> {
    let preamble = report.preamble.iter().map(|preamble| preamble.claims.as_slice());
    preamble.chain(report.sections().map(|(_, section)| section.claims.as_slice()))
}

impl Stated<'_> {
    /// What the claim can mean in the tables of a report, the most literal first.
    pub(super) fn meanings(&self, report: &Report) -> Vec<Meaning> {
        let phrases = self.senses(report);
        if !phrases.is_empty() {
            return phrases.into_iter().map(|phrase| reception(phrase, self.claim.applicants)).collect();
        }
        let mut meanings = meanings(self.claim, report);
        meanings.retain(|meaning| match meaning.phrase {
            Phrase::GrantedWithPartially => !self.names(Quantity::Row(ApplicationRow::PartiallyGranted)),
            Phrase::ClosedOfNew => self.names(Quantity::CarriedForward),
            Phrase::UnableGroup => {
                let rows = super::meaning::group_rows(ResultGroup::Unable);
                !rows.iter().any(|&row| row != ApplicationRow::NotHeld && self.names(Quantity::Row(row)))
            }
            _ => true,
        });
        meanings
    }

    fn names(&self, quantity: Quantity) -> bool {
        self.beside.iter().any(|claim| claim.quantity == quantity)
    }

    /// In which senses the applicants of a split are counted: those in which its total is right, and those in which all
    /// its parts are. None where nothing tells, or where the claim is no part of a split.
    fn senses(&self, report: &Report) -> Vec<Phrase> {
        let is_part = |claim: &Claim| {
            claim.applicants != Applicants::All
                && claim.measure == Measure::Count
                && claim.quantity == self.claim.quantity
        };
        let is_reception = matches!(
            self.claim.quantity,
            Quantity::NewlyReceived | Quantity::Received | Quantity::Handled | Quantity::OnHand
        );
        if !is_reception || !is_part(self.claim) {
            return Vec::new();
        }
        let before = self.beside.get(..self.at).unwrap_or(&[]);
        let n_parts_before = before.iter().rev().take_while(|claim| is_part(claim)).count();
        let parts_start = self.at - n_parts_before;
        let parts = || self.beside.iter().skip(parts_start).take_while(|claim| is_part(claim));
        let total = self.beside.get(..parts_start).unwrap_or(&[]).iter().rev().find(|claim| {
            claim.applicants == Applicants::All
                && claim.measure == Measure::Count
                && claim.quantity == self.claim.quantity
        });

        let is_sense_of_all = |phrase: Phrase| {
            let fits = |part: &Claim| value(&reception(phrase, part.applicants), report) == Some(part.figure.value());
            parts().nth(1).is_some() && parts().all(fits)
        };
        let of_total = total.map(|total| total.figure.value());
        let can_be = |phrase: Phrase| match total {
            Some(total) => meanings(total, report).iter().any(|meaning| meaning.phrase == phrase),
            None => false,
        };
        [Phrase::New, Phrase::NewAndCarriedOver, Phrase::Closed]
            .into_iter()
            .filter(|&phrase| {
                let value = value(&reception(phrase, Applicants::All), report);
                can_be(phrase) && value.is_some() && value == of_total || is_sense_of_all(phrase)
            })
            .collect()
    }
}

/// What the table says of a meaning, with blanks for noughts; `None` where a cell was not read.
fn value(meaning: &Meaning, report: &Report) -> Option<Decimal> {
    meaning.cells.iter().try_fold(Decimal::from(0u64), |sum, &id| {
        let cell = report.cell(id);
        match (cell.number(), cell.status()) {
            (Some(number), _) => sum.checked_add(number.to_decimal()),
            (None, CellStatus::Blank | CellStatus::NotApplicable) => Some(sum),
            _ => None,
        }
    })
}
