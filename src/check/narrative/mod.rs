//! `N`: the prose against the tables.
//!
//! Each claim of the prose is held against every sum of cells that its words can mean. It holds if one fits, and the
//! finding names that one; it is violated if none does. Where the sentence speaks of other offices or of another year
//! than the tables, a difference proves nothing.

mod figure;
pub(super) mod meaning;
mod rules;
mod share;
mod split;
mod stated;
pub(super) mod years;

use self::meaning::Meaning;
use self::stated::{Stated, stated};
use super::Context;
use super::compare::{Blanks, Comparison};
use super::finding::{ArgValue, Finding, Outcome, Reading, Reason, Role, Side, Sign, Subject};
use super::phrase::Phrase;
use super::rule::Rule;
use crate::report::{Applicants, CellId, Certainty, Claim, Decimal, Measure, Proceedings, Quantity, Scope, Unit};
use crate::{Report, Severity};

/// The rules of the family.
pub(super) static RULES: &[&Rule] = &[
    &rules::RECEIVED,
    &rules::CARRIED_OVER,
    &rules::CARRIED_FORWARD,
    &rules::CLOSED,
    &rules::RESULTS,
    &rules::APPLICANTS,
    &rules::RECONSIDERATION,
    &rules::LITIGATION,
    &rules::DOCUMENTS,
    &rules::DECISIONS,
    &rules::FEES,
    &rules::SHARE,
    &rules::UNFINISHED,
    &rules::SPLIT,
    &rules::GROWTH,
];

pub(super) fn check(context: &mut Context<'_>) {
    let report = context.report;
    for stated in stated(report) {
        let claim = stated.claim;
        if matches!(claim.measure, Measure::Growth | Measure::Increase) {
            context.push(years::without_previous(claim));
            continue;
        }
        let Some(rule) = rule_of(claim) else { continue };
        if context.runs(rule) {
            let mut finding = assess(stated, rule, Tables { report, index: 0 }, context.checker.blanks, 0);
            settle(&mut finding, claim, report);
            context.push(finding);
        }
    }
    split::check(context);
}

/// What the tables say of the claims that count something, whatever rules were chosen.
pub(super) fn counts(report: &Report, blanks: Blanks) -> Vec<Finding> {
    let assessed = stated(report).filter_map(|stated| {
        let claim = stated.claim;
        let rule = rule_of(claim).filter(|_| claim.measure == Measure::Count && figure::is_exact(claim.figure))?;
        let mut finding = assess(stated, rule, Tables { report, index: 0 }, blanks, 0);
        settle(&mut finding, claim, report);
        Some(finding)
    });
    assessed.collect()
}

/// The rule that a claim is held against; `None` where nothing in the tables answers it.
fn rule_of(claim: &Claim) -> Option<&'static Rule> {
    match claim.measure {
        Measure::Count => {}
        Measure::Share => return Some(&rules::SHARE),
        Measure::Growth | Measure::Increase => return Some(&rules::GROWTH),
    }
    Some(match claim.quantity {
        // It is no fee of section two, and stands in no table.
        Quantity::InformationFee(_) => return None,
        Quantity::Unfinished => &rules::UNFINISHED,
        Quantity::FeesAmount => &rules::FEES,
        Quantity::Documents(..) => &rules::DOCUMENTS,
        Quantity::Decisions(_) => &rules::DECISIONS,
        Quantity::Disputes(Proceedings::Reconsideration, _) => &rules::RECONSIDERATION,
        Quantity::Disputes(..) => &rules::LITIGATION,
        _ if claim.applicants != Applicants::All => &rules::APPLICANTS,
        Quantity::NewlyReceived | Quantity::Received | Quantity::Handled | Quantity::OnHand => &rules::RECEIVED,
        Quantity::CarriedOver => &rules::CARRIED_OVER,
        Quantity::CarriedForward => &rules::CARRIED_FORWARD,
        Quantity::Closed => &rules::CLOSED,
        Quantity::Row(_) | Quantity::Group(_) | Quantity::NotHeld => &rules::RESULTS,
    })
}

/// The report whose tables a claim is held against, and its place among the reports given.
#[derive(Clone, Copy, Debug)]
struct Tables<'r> {
    report: &'r Report,
    index: u16,
}

/// What the tables say of a claim that stands in report `of`.
fn assess(stated: Stated<'_>, rule: &'static Rule, tables: Tables<'_>, blanks: Blanks, of: u16) -> Finding {
    let claim = stated.claim;
    let mut finding = match claim.measure {
        Measure::Share => share(claim, rule, tables, blanks, of),
        _ => count(stated, rule, tables, blanks, of),
    };
    finding.subject = Some(Subject::Quantity(claim.quantity));
    finding.span = Some(claim.span);
    finding.report = of;
    finding.with_text("claim", &claim.text)
}

/// A claim that counts, or is an amount.
fn count(stated: Stated<'_>, rule: &'static Rule, tables: Tables<'_>, blanks: Blanks, of: u16) -> Finding {
    let claim = stated.claim;
    if claim.quantity == Quantity::FeesAmount && claim.unit.is_none() && !claim.figure.value().is_zero() {
        return Finding::not_assessable(rule, Reason::UnitUnknown);
    }
    let readings = stated.meanings(tables.report).into_iter().map(|meaning| {
        let mut comparison = Comparison::new(meaning.cells.len() + meaning.less.len() + 1);
        let mut finding = if let (Some((claimed, unit)), &[id]) = (money(claim), meaning.cells.as_slice()) {
            // Amounts are held against each other in yuan, whatever their cells say.
            comparison.yuan(Side::Left, Sign::Plus, Role::Part, id, tables.report.cell(id), tables.index);
            comparison.figure(Side::Right, Sign::Plus, Role::Claim, claimed, claim.figure_span, of);
            comparison.finish_by(rule, blanks, |table, prose| figure::agrees_in(claim.figure, prose, table, unit))
        } else {
            add(&mut comparison, &meaning, Role::Part, tables);
            comparison.figure(Side::Right, Sign::Plus, Role::Claim, claim.figure.value(), claim.figure_span, of);
            comparison.finish_by(rule, blanks, |table, _| figure::agrees(claim.figure, table))
        };
        if meaning.cells.iter().any(|&cell| takes_unit_of_format(claim, cell, tables.report)) {
            finding = finding.with_assumption(Phrase::UnitOfTheFormat);
        }
        if !meaning.is_proper() && finding.outcome == Outcome::Holds {
            finding.outcome = Outcome::Violated;
            finding.severity = Severity::Warning;
        }
        (meaning.phrase, finding.computed, finding)
    });
    best(readings, rule)
}

/// A claim that is a share of a whole.
fn share(claim: &Claim, rule: &'static Rule, tables: Tables<'_>, blanks: Blanks, of: u16) -> Finding {
    // 按时办结率 is a share of those that were due, which no table counts.
    if claim.quantity == Quantity::Closed && claim.certainty == Certainty::Loose {
        return Finding::not_assessable(rule, Reason::NoSuchCell);
    }
    let readings = share::quotients(claim, tables.report).into_iter().map(|quotient| {
        let sums = [(&quotient.part, Role::Part, tables), (&quotient.whole, Role::Total, tables)];
        let finding = of_two_sums(claim, of, rule, blanks, sums, |part, whole| share::share(claim, part, whole));
        (quotient.whole.phrase, finding.computed, finding)
    });
    best(readings, rule)
}

/// A claim about what comes of two sums that are no sides of an equation, such as part and whole. `judge` is given the
/// two, and says whether they agree with the claim and what comes of them; `None` where nothing does.
fn of_two_sums(
    claim: &Claim,
    of: u16,
    rule: &'static Rule,
    blanks: Blanks,
    sums: [(&Meaning, Role, Tables<'_>); 2],
    judge: impl FnOnce(Decimal, Decimal) -> Option<(bool, Decimal)>,
) -> Finding {
    let [mut finding, other] = sums.map(|(meaning, role, tables)| {
        let mut sum = Comparison::new(meaning.cells.len() + meaning.less.len() + 1);
        add(&mut sum, meaning, role, tables);
        sum.finish_by(rule, blanks, |_, _| true)
    });
    let values = finding.computed.zip(other.computed);
    let claimed = claim.figure.value();
    finding.operands.change(|operands| {
        operands.extend_from_slice(&other.operands);
        operands.push(Comparison::claimed(claimed, claim.figure_span, of));
    });
    finding.blanks_as_zero |= other.blanks_as_zero;
    finding.reason = finding.reason.or(other.reason);
    finding.reported = Some(claimed);
    (finding.computed, finding.difference) = (None, None);
    finding.outcome = Outcome::NotAssessable;
    if let Some((one, other)) = values {
        match judge(one, other) {
            Some((agrees, computed)) => {
                finding.outcome = if agrees { Outcome::Holds } else { Outcome::Violated };
                finding.computed = Some(computed);
                finding.difference = claimed.checked_sub(computed);
            }
            None => finding.reason = Some(Reason::NoSuchCell),
        }
    }
    finding
}

/// The reading that fits; failing that one that cannot be assessed, as it might fit; failing that the first.
fn best(readings: impl Iterator<Item = (Phrase, Option<Decimal>, Finding)>, rule: &'static Rule) -> Finding {
    let mut tried: Vec<Reading> = Vec::new();
    let mut best: Option<Finding> = None;
    for (meaning, value, finding) in readings {
        if finding.outcome == Outcome::Holds {
            return finding.with_arg("readings", ArgValue::Readings(vec![Reading { meaning, value }]));
        }
        // A reading that gives the same value as one before tells nobody anything.
        if !tried.iter().any(|reading| reading.value == value && value.is_some()) {
            tried.push(Reading { meaning, value });
        }
        match &mut best {
            None => best = Some(finding),
            Some(best) if best.outcome == Outcome::Violated && finding.outcome == Outcome::NotAssessable => {
                *best = finding;
            }
            Some(best) => best.severity = best.severity.min(finding.severity),
        }
    }
    match best {
        Some(finding) => finding.with_arg("readings", ArgValue::Readings(tried)),
        None => Finding::not_assessable(rule, Reason::NoSuchCell),
    }
}

/// What a difference proves: nothing, where the claim is about other offices or another year, and less, where the
/// words may mean something else or give no exact figure.
fn settle(finding: &mut Finding, claim: &Claim, report: &Report) {
    if finding.outcome != Outcome::Violated {
        return;
    }
    let other_year = match (claim.year, &report.year) {
        (Some(claimed), Some(year)) => claimed != year.value,
        _ => false,
    };
    let reason = if other_year {
        Some(Reason::OtherYear)
    } else if is_of_others(claim.scope, report) {
        Some(Reason::OtherScope)
    } else {
        None
    };
    if reason.is_some() {
        finding.outcome = Outcome::NotAssessable;
        finding.reason = reason;
    } else {
        finding.severity = finding.severity.min(severity(claim));
    }
}

/// Whether a claim speaks of other offices than the report's tables do. What the tables cover is told by the issuer: a
/// government reports for all its offices, everybody else for itself.
fn is_of_others(scope: Scope, report: &Report) -> bool {
    let is_government = report.issuer.as_ref().is_some_and(|issuer| issuer.value.trim().ends_with("政府"));
    match scope {
        Scope::Unstated => false,
        Scope::Region => !is_government,
        Scope::Office => is_government,
        Scope::Others => true,
    }
}

fn severity(claim: &Claim) -> Severity {
    match (claim.quantity, claim.certainty) {
        (Quantity::Unfinished, Certainty::Loose) => Severity::Note,
        (_, Certainty::Firm) if figure::is_exact(claim.figure) => Severity::Error,
        _ => Severity::Warning,
    }
}

/// Adds the cells of a reading to the left side.
fn add(comparison: &mut Comparison, meaning: &Meaning, role: Role, tables: Tables<'_>) {
    let cells = meaning.cells.iter().map(|&cell| (Sign::Plus, cell));
    for (sign, cell) in cells.chain(meaning.less.iter().map(|&cell| (Sign::Minus, cell))) {
        comparison.cell(Side::Left, sign, role, cell, tables.report.cell(cell), tables.index);
    }
}

/// The amount of a claim in yuan, and what one in its last written place is in yuan; `None` where it is no amount of
/// money.
fn money(claim: &Claim) -> Option<(Decimal, Decimal)> {
    let factor = claim.unit.and_then(Unit::in_yuan).filter(|_| claim.quantity == Quantity::FeesAmount)?;
    let value = claim.figure.value();
    Some((value.checked_mul(factor)?, value.unit().checked_mul(factor)?))
}

fn takes_unit_of_format(claim: &Claim, cell: CellId, report: &Report) -> bool {
    let cell = report.cell(cell);
    claim.quantity == Quantity::FeesAmount && cell.unit.is_none() && cell.number().is_some()
}
