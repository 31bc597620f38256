//! `H`: to be written.

use super::Checker;
use super::finding::Finding;
use super::rule::Rule;
use crate::Report;

/// The rules of the family.
pub(super) static RULES: &[&Rule] = &[];

/// Whether the subordinates given are all there are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Completeness {
    /// All of them: the parent is their sum.
    Complete,
    /// Some of them: the parent is no smaller than their sum.
    Partial,
}

/// The parent is report 0, the children are reports 1 and up.
pub(super) fn check(
    checker: &Checker,
    parent: &Report,
    children: &[Report],
    completeness: Completeness,
) -> Vec<Finding> {
    let _ = (checker, parent, children, completeness);
    Vec::new()
}
