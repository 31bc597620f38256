//! Locating errors: which cells may be wrong where sums are, and what they would have to be.
//!
//! Every cell of table three stands in a row's sum and in one or two sums of its column. A wrong cell therefore leaves
//! its mark on all of them, and where the marks cross, there it is. What is asked for is the smallest set of cells whose
//! correction makes all identities hold: the principle of Fellegi and Holt, by which statistical offices edit their
//! data. It rests on one belief only, that few cells are wrong rather than many.
//!
//! The steps, a file each:
//!
//! 1. `model` makes a system of linear equations of what the rules found, under their treatment of blank, missing and
//!    ambiguous cells.
//! 2. `search` finds all smallest sets, or says that it gave up.
//! 3. `split` takes them apart into problems that have nothing to do with each other. The search is over all of them
//!    together, so that no smaller joint explanation is lost by splitting first.
//! 4. `cause` looks for what may have happened: digits swapped, a neighbouring cell, a row left out of a total.
//! 5. `prose` asks what the claims of the prose say to it, `rank` puts ties in order, and `text` says them in words.
//!
//! Nothing is ever changed in the report, and no set is preferred for being likely: prose and causes
//! order ties and break none.

mod cause;
mod location;
mod model;
mod prose;
mod rank;
mod search;
mod split;
mod text;
mod wire;

pub use self::cause::{Cause, Link};
pub use self::location::{Component, Correction, Explanation, Location, Violation};
use self::model::Model;
use self::prose::Prose;
use self::split::Evidence;
use super::Checker;
use super::finding::Outcome;
use super::{identity, tally};
use crate::Report;

/// Which cells may be wrong where identities of the tables are violated, and what they would have to be.
///
/// ```
/// use ogi_report::check::{Language, locate};
///
/// let report = ogi_report::parse(ogi_report::SAMPLE)?.report;
/// assert!(locate(&report).is_clean());
///
/// let text = ogi_report::SAMPLE.replace("（一）予以公开\t\t4", "（一）予以公开\t\t40");
/// let report = ogi_report::parse(&text)?.report;
/// let location = locate(&report);
/// let component = &location.components[0];
/// assert_eq!(component.violated.len(), 2, "a column and a row");
/// assert_eq!(component.explanations.len(), 1, "where they cross");
/// let correction = &component.explanations[0].corrections[0];
/// assert_eq!(correction.cell.to_string(), "applications.results.granted.natural_person");
/// assert_eq!(correction.needed, 4);
/// assert_eq!(
///     component.explanations[0].summary(Language::Zh),
///     "若把“（一）予以公开 自然人”由 40 改为 4（多写一位数字），相关勾稽关系全部成立"
/// );
/// # Ok::<(), ogi_report::Error>(())
/// ```
pub fn locate(report: &Report) -> Location {
    Checker::new().locate(report)
}

pub(super) fn run(checker: &Checker, report: &Report) -> Location {
    let mut findings = Vec::new();
    identity::assess(checker, report, &tally::cells(report), &mut findings);
    let n = |outcome: Outcome| findings.iter().filter(|finding| finding.outcome == outcome).count();
    let n_not_assessable = n(Outcome::NotAssessable);
    let n_assessed = findings.len() - n_not_assessable;
    let mut components = Vec::new();
    if n(Outcome::Violated) > 0 {
        let model = Model::new(&findings);
        let prose = Prose::of(report, checker.blanks);
        let evidence = Evidence { report, prose: &prose };
        for island in model.islands(&findings) {
            let found = search::search(&model, &island);
            components.extend(split::split(&model, &island, found, &findings, evidence));
        }
        // A violated equation that the model could not hold is still a problem, without an explanation.
        components.extend(model.left_out(&findings));
        components.sort_by_key(|component: &Component| {
            findings.iter().position(|finding| component.violated.first().is_some_and(|first| first.is(finding)))
        });
    }
    Location { components, n_assessed, n_not_assessable }
}
