//! `Y`: to be written.

use super::Checker;
use super::finding::Finding;
use super::rule::Rule;
use crate::Report;

/// The rules of the family.
pub(super) static RULES: &[&Rule] = &[];

/// The reports of one issuer, in any order.
pub(super) fn check(checker: &Checker, reports: &[Report]) -> Vec<Finding> {
    let mut findings = Vec::new();
    super::narrative::years::check(checker, reports, &mut findings);
    findings
}
