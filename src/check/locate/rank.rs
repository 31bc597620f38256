//! The order of ties.
//!
//! The identities cannot decide between ties, so this order says only what to look at first.

use super::cause::{Cause, Link};
use super::location::Explanation;
use crate::Report;
use crate::report::CellId;

/// What comes first is smaller.
pub(super) type Rank = (u8, usize, u8, Vec<CellId>);

pub(super) fn rank(explanation: &Explanation, report: &Report) -> Rank {
    let causes = || explanation.corrections.iter().map(|correction| correction.cause);
    let n_without = causes().filter(Option::is_none).count();
    let weakest = causes().flatten().map(Cause::weakness).max().unwrap_or(0);
    // One event that explains all the cells comes before an event for each of them.
    let is_one_event = explanation.link.is_some_and(Link::is_cause);
    let cells = explanation.corrections.iter().map(|correction| correction.cell).collect();
    (disagreement(explanation, report), if is_one_event { 0 } else { n_without + 1 }, weakest, cells)
}

/// How much the prose of the report speaks against an explanation.
///
/// This is the place to hold corrected values against [`Report::claims`]: an explanation that makes the table say what
/// the prose says should come first. As long as the prose is not weighed, all explanations agree with it alike.
fn disagreement(explanation: &Explanation, report: &Report) -> u8 {
    let _ = (explanation, report);
    0
}
