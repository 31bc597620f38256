//! Figures of the prose that split another: 受理749件，其中自然人741件，法人8件.

use super::rules;
use super::stated::sections;
use crate::check::Context;
use crate::check::compare::{Comparison, Relation};
use crate::check::finding::{Role, Side, Sign, Subject};
use crate::report::{Applicants, Claim, Figure, Measure};

/// A total and those that split it.
struct Split<'r> {
    total: &'r Claim,
    natural_persons: Option<&'r Claim>,
    organizations: Option<&'r Claim>,
}

pub(super) fn check(context: &mut Context<'_>) {
    if !context.runs(&rules::SPLIT) {
        return;
    }
    for claims in sections(context.report) {
        let mut split: Option<Split<'_>> = None;
        for claim in claims.iter().filter(|claim| claim.measure == Measure::Count) {
            match &mut split {
                Some(open) if open.total.quantity == claim.quantity && claim.applicants != Applicants::All => {
                    match claim.applicants {
                        Applicants::NaturalPersons => open.natural_persons = Some(claim),
                        Applicants::Organizations => open.organizations = Some(claim),
                        _ => {}
                    }
                    if finish(context, open) {
                        split = None;
                    }
                }
                _ if claim.applicants == Applicants::All => {
                    split = Some(Split { total: claim, natural_persons: None, organizations: None });
                }
                _ => split = None,
            }
        }
    }
}

/// Compares a split once both its parts are known.
fn finish(context: &mut Context<'_>, split: &Split<'_>) -> bool {
    let (total, Some(natural_persons), Some(organizations)) = (split.total, split.natural_persons, split.organizations)
    else {
        return false;
    };
    let parts = [(Side::Left, Role::Part, natural_persons), (Side::Left, Role::Part, organizations)];
    let all = parts.into_iter().chain([(Side::Right, Role::Total, total)]);
    let mut comparison = Comparison::new(3);
    for (side, role, claim) in all {
        if !matches!(claim.figure, Figure::Exact(_) | Figure::None) {
            return true;
        }
        comparison.figure(side, Sign::Plus, role, claim.figure.value(), claim.figure_span, 0);
    }
    let first = [natural_persons, organizations].into_iter().fold(total.span, |span, claim| span.to(claim.span));
    let finding = comparison
        .finish(&rules::SPLIT, Relation::Equal, context.checker.blanks, false)
        .with_subject(Subject::Quantity(total.quantity))
        .with_span(first)
        .with_text("claim", &total.text);
    context.push(finding);
    true
}
