//! Claims that another year's report can answer: growth against the year before, and figures of a year that the
//! sentence names.

use super::meaning::meanings;
use super::stated::stated;
use super::{Tables, assess, best, figure, of_two_sums, rule_of, rules, settle};
use crate::Report;
use crate::check::Checker;
use crate::check::compare::Blanks;
use crate::check::finding::{Finding, Reason, Role, Subject};
use crate::report::{Claim, Decimal, Measure};

/// Assesses such claims in all of `reports`, which are of one issuer.
pub(in crate::check) fn check(checker: &Checker, reports: &[Report], findings: &mut Vec<Finding>) {
    let of_year = |year: u16| {
        // Of two reports for a year nobody knows which one counts.
        let mut found = reports.iter().enumerate().filter(|(_, report)| year_of(report) == Some(year));
        let (index, report) = found.next().filter(|_| found.next().is_none())?;
        Some(Tables { report, index: u16::try_from(index).ok()? })
    };
    for (index, report) in reports.iter().enumerate() {
        let (Ok(index), Some(year)) = (u16::try_from(index), year_of(report)) else { continue };
        for stated in stated(report) {
            let claim = stated.claim;
            let finding = match claim.measure {
                Measure::Growth | Measure::Increase => {
                    let previous = year.checked_sub(1).and_then(of_year);
                    Some(growth(claim, Tables { report, index }, previous, checker.blanks))
                }
                Measure::Count | Measure::Share => {
                    let other = claim.year.filter(|&claimed| claimed != year).and_then(of_year);
                    rule_of(claim).zip(other).map(|(rule, other)| assess(stated, rule, other, checker.blanks, index))
                }
            };
            let Some(mut finding) = finding else { continue };
            if checker.runs(finding.rule) {
                // The year is the right one now; scope and certainty still count.
                let same_year = Claim { year: None, ..claim.clone() };
                settle(&mut finding, &same_year, report);
                findings.push(finding);
            }
        }
    }
}

fn year_of(report: &Report) -> Option<u16> {
    report.year.as_ref().map(|year| year.value)
}

/// A claim of growth, where there is but one report: it cannot be told.
pub(super) fn without_previous(claim: &Claim) -> Finding {
    about(claim, 0, Finding::not_assessable(&rules::GROWTH, Reason::NoPreviousReport))
}

fn about(claim: &Claim, of: u16, mut finding: Finding) -> Finding {
    finding.subject = Some(Subject::Quantity(claim.quantity));
    finding.span = Some(claim.span);
    finding.report = of;
    finding.with_text("claim", &claim.text)
}

/// A claim that something grew or fell by so much against the year before.
fn growth(claim: &Claim, this: Tables<'_>, previous: Option<Tables<'_>>, blanks: Blanks) -> Finding {
    let Some(previous) = previous else { return Finding { report: this.index, ..without_previous(claim) } };
    // A quantity means the same in both years, and has to be there in both editions.
    let before = meanings(claim, previous.report);
    let now = meanings(claim, this.report).into_iter().filter(|now| now.is_proper() && before.contains(now));
    let readings = now.map(|meaning| {
        let sums = [(&meaning, Role::Current, this), (&meaning, Role::Previous, previous)];
        let finding =
            of_two_sums(claim, this.index, &rules::GROWTH, blanks, sums, |now, before| change(claim, now, before));
        (meaning.phrase, finding.computed, finding)
    });
    about(claim, this.index, best(readings, &rules::GROWTH))
}

/// Whether the change from `before` to `now` is what the claim says, and what it is; `None` for growth from nothing.
fn change(claim: &Claim, now: Decimal, before: Decimal) -> Option<(bool, Decimal)> {
    let change = now.checked_sub(before)?;
    if claim.measure == Measure::Increase {
        return Some((figure::agrees(claim.figure, change), change));
    }
    if before.is_zero() {
        return None;
    }
    let claimed = claim.figure.value();
    let percent = super::share::percentage(change, before, claimed)?;
    // A fall by 12.3 % is held against the size of the fall.
    let same_direction = claimed.is_negative() == change.is_negative() || change.is_zero() && claimed.is_zero();
    let agrees = figure::share_agrees(figure::without_sign(claim.figure), change.abs(), before)?;
    Some((agrees && same_direction, percent))
}
