//! What was found for a part of the system, taken apart into problems that have nothing to do with each other.
//!
//! Two violated equations belong together if some smallest set holds cells that link them: cells that share an equation,
//! directly or through others. As any explanation of one problem goes with any of another, each has its own.

use std::collections::BTreeSet;

use super::cause::{Cause, Link};
use super::location::{Component, Correction, Explanation, Violation};
use super::model::{Groups, Island, Model};
use super::prose::Prose;
use super::search::{Found, Step};
use super::{cause, rank};
use crate::Report;
use crate::check::finding::{Finding, Outcome};
use crate::report::Decimal;

/// How many explanations of a problem are kept. Nobody weighs more of them against each other.
const MAX_EXPLANATIONS: usize = 50;

/// How many are put in order; those beyond are counted.
const MAX_RANKED: usize = 1000;

/// What an explanation is weighed by, beyond the identities.
#[derive(Clone, Copy, Debug)]
pub(super) struct Evidence<'r> {
    pub(super) report: &'r Report,
    pub(super) prose: &'r Prose,
}

pub(super) fn split(
    model: &Model,
    island: &Island,
    found: Found,
    findings: &[Finding],
    evidence: Evidence<'_>,
) -> Vec<Component> {
    let violated: Vec<usize> = island.iter().copied().filter(|&equation| model.is_violated(equation)).collect();
    // Of sets that are not all, nobody can say what they would have linked.
    if !found.complete || found.sets.is_empty() {
        let sets: BTreeSet<Vec<Step>> = found.sets.into_iter().collect();
        return vec![component(model, &violated, sets, found.n_cells, found.complete, findings, evidence)];
    }
    let linked: Vec<Groups> = found.sets.iter().map(|set| linked(model, set)).collect();
    let mut problems = Groups::new(model.equations.len());
    for links in &linked {
        for group in links.members(violated.iter().copied()) {
            for pair in group.windows(2) {
                problems.join(pair[0], pair[1]);
            }
        }
    }
    let parts = problems.members(violated.iter().copied());
    parts
        .into_iter()
        // Of equations that cannot be assessed nothing is said.
        .filter(|part| part.iter().any(|&equation| violation(model, equation, findings).is_some()))
        .map(|part| {
            let own = |set: &Vec<Step>, links: &Groups| -> Vec<Step> {
                let belongs = |equation: usize| part.iter().any(|&own| links.of(own) == links.of(equation));
                set.iter().copied().filter(|&(cell, _)| belongs(model.cells[cell].uses[0].equation)).collect()
            };
            let sets: BTreeSet<Vec<Step>> =
                found.sets.iter().zip(&linked).map(|(set, links)| own(set, links)).collect();
            let n_cells = sets.first().map_or(1, Vec::len);
            component(model, &part, sets, n_cells, true, findings, evidence)
        })
        .collect()
}

/// The equations that the cells of a set link.
fn linked(model: &Model, set: &[Step]) -> Groups {
    let mut links = Groups::new(model.equations.len());
    for &(cell, _) in set {
        for pair in model.cells[cell].uses.windows(2) {
            links.join(pair[0].equation, pair[1].equation);
        }
    }
    links
}

fn violation(model: &Model, equation: usize, findings: &[Finding]) -> Option<Violation> {
    let finding = &findings[model.equations[equation].nth];
    if finding.outcome == Outcome::Violated { Violation::of(finding) } else { None }
}

fn component(
    model: &Model,
    violated: &[usize],
    sets: BTreeSet<Vec<Step>>,
    n_cells: usize,
    complete: bool,
    findings: &[Finding],
    evidence: Evidence<'_>,
) -> Component {
    let Evidence { report, prose } = evidence;
    let n_ties = sets.len();
    let mut explanations: Vec<Explanation> = sets
        .into_iter()
        .take(MAX_RANKED)
        .filter_map(|set| {
            let mut corrections: Vec<Correction> =
                set.into_iter().map(|step| correction(model, step)).collect::<Option<_>>()?;
            corrections.sort_by_key(|correction| correction.cell);
            let link = cause::link(&corrections, report);
            // Where one event explains all of them, what each looks like by itself is chance.
            if !link.is_some_and(Link::is_cause) {
                for correction in &mut corrections {
                    // A total that goes with its part has not left out another one.
                    let is_of_part =
                        |cause: &Cause| matches!(cause, Cause::PartLeftOut(_) | Cause::PartCountedTwice(_));
                    correction.cause = cause::cause(correction, report)
                        .filter(|cause| link != Some(Link::CarriedIntoTotal) || !is_of_part(cause));
                }
            }
            let (supported_by, contradicted_by) = prose.weigh(&corrections);
            Some(Explanation { corrections, link, supported_by, contradicted_by })
        })
        .collect();
    explanations.sort_by_cached_key(rank::rank);
    explanations.truncate(MAX_EXPLANATIONS);
    let violated = violated.iter().filter_map(|&equation| violation(model, equation, findings)).collect();
    Component { violated, n_cells, explanations, n_ties, complete }
}

/// `None` where a number cannot be held, which `Search::is_possible` has seen to.
fn correction(model: &Model, (cell, added): Step) -> Option<Correction> {
    let cell = &model.cells[cell];
    let needed = u64::try_from((cell.value + added) / model.one).ok()?;
    let difference = match cell.reported {
        Some(reported) => Decimal::from(needed).checked_sub(reported.normalized())?,
        None => needed.into(),
    };
    Some(Correction {
        cell: cell.id,
        reported: cell.reported,
        status: cell.status,
        needed,
        difference,
        span: cell.span,
        cause: None,
    })
}
