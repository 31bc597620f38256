//! What the prose says of an explanation.
//!
//! A claim that agrees with the table would no longer do so if one of its cells were corrected, and speaks against that.
//! A claim that does not agree, and would if the cells were corrected, speaks for it: prose and table are often written
//! by two people, and seldom wrong in the same way.

use super::location::Correction;
use crate::Report;
use crate::check::compare::Blanks;
use crate::check::finding::{Finding, Outcome, Role, Side};
use crate::check::narrative;
use crate::report::Decimal;

/// What the prose claims of table three and four, held against them as they are.
#[derive(Debug)]
pub(super) struct Prose(Vec<Finding>);

impl Prose {
    pub(super) fn of(report: &Report, blanks: Blanks) -> Self {
        let counts = narrative::counts(report, blanks);
        Self(counts.into_iter().filter(|finding| finding.outcome != Outcome::NotAssessable).collect())
    }

    /// How many claims support these corrections, and how many contradict them.
    pub(super) fn weigh(&self, corrections: &[Correction]) -> (u16, u16) {
        let (mut supporting, mut contradicting) = (0, 0);
        for finding in &self.0 {
            let Some(added) = added(finding, corrections).filter(|added| !added.is_zero()) else { continue };
            let corrected = finding.computed.and_then(|computed| computed.checked_add(added));
            match finding.outcome {
                Outcome::Holds => contradicting += 1,
                _ if corrected.is_some() && corrected == finding.reported => supporting += 1,
                _ => {}
            }
        }
        (supporting, contradicting)
    }
}

/// What the corrections add to the table's side of a claim; `None` where they do not touch it.
fn added(finding: &Finding, corrections: &[Correction]) -> Option<Decimal> {
    let cells = finding.operands.iter().filter(|operand| operand.side == Side::Left && operand.role == Role::Part);
    let touched = cells.filter_map(|operand| {
        let correction = corrections.iter().find(|correction| Some(correction.cell) == operand.cell)?;
        Some(correction.difference)
    });
    touched.map(Some).reduce(|sum, next| sum?.checked_add(next?))?
}
