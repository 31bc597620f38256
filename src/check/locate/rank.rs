//! The order of ties.
//!
//! The identities cannot decide between ties, so this order says only what to look at first: what the prose supports,
//! then what has a likely cause.

use super::cause::{Cause, Link};
use super::location::Explanation;
use crate::report::CellId;

/// What comes first is smaller.
pub(super) type Rank = (i64, usize, u8, Vec<CellId>);

pub(super) fn rank(explanation: &Explanation) -> Rank {
    let causes = || explanation.corrections.iter().map(|correction| correction.cause);
    let n_without = causes().filter(Option::is_none).count();
    let weakest = causes().flatten().map(Cause::weakness).max().unwrap_or(0);
    // One event that explains all the cells comes before an event for each of them.
    let is_one_event = explanation.link.is_some_and(Link::is_cause);
    let cells = explanation.corrections.iter().map(|correction| correction.cell).collect();
    let disagreement = i64::from(explanation.contradicted_by) - i64::from(explanation.supported_by);
    (disagreement, if is_one_event { 0 } else { n_without + 1 }, weakest, cells)
}
