//! `H`: a parent's report against those of its subordinates.
//!
//! Counts of things done add up: applications, disputes, decisions, money. Other figures do not. Rules and normative
//! documents of the parent itself are in no child's report, and one that several departments issue together is in all
//! of theirs; items on lists are the same items at every level. So documents are held to a bound, with a warning, and
//! rules and items are left alone.
//!
//! A child is taken for what it says: one about another year adds nothing, and one in another edition adds only what
//! means the same in both. Where a child's figure is lacking, the rest is still no more than the parent's.

mod children;
mod gap;
mod rules;
mod sums;

use serde::{Deserialize, Serialize};

use super::Checker;
use super::finding::{Finding, Reason};
use super::names::issuer;
use super::rule::Rule;
use crate::Report;
use crate::report::Edition;

/// The rules of the family.
pub(super) static RULES: &[&Rule] =
    &[&rules::SUM, &rules::BOUND, &rules::SINGLE, &rules::DOCUMENTS, &rules::YEAR, &rules::EDITION, &rules::TWICE];

/// Whether the subordinates given are all there are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Completeness {
    /// All of them, the parent's own part among them: the parent is their sum.
    Complete,
    /// Some of them: the parent is no smaller than their sum.
    Partial,
}

/// A subordinate's report.
#[derive(Debug)]
struct Child<'r> {
    report: &'r Report,
    /// Its number in operands and findings: from 1.
    index: u16,
    /// The issuer as the report writes it, or else the number.
    name: String,
    /// Whether it says that it is about another year than the parent.
    other_year: bool,
}

/// What is checked.
#[derive(Debug)]
struct Rollup<'r> {
    checker: &'r Checker,
    parent: &'r Report,
    children: Vec<Child<'r>>,
}

impl Rollup<'_> {
    fn edition(&self) -> Edition {
        self.parent.edition
    }
}

/// The parent is report 0, the children are reports 1 and up.
pub(super) fn check(
    checker: &Checker,
    parent: &Report,
    children: &[Report],
    completeness: Completeness,
) -> Vec<Finding> {
    if children.is_empty() {
        return Vec::new();
    }
    if children.len() >= usize::from(u16::MAX) {
        let rules = RULES.iter().filter(|rule| checker.runs(rule));
        return rules.map(|&rule| Finding::not_assessable(rule, Reason::TooManyReports)).collect();
    }
    let year = parent.year.as_ref().map(|year| year.value);
    let child = |(report, index): (_, u16)| {
        let report: &Report = report;
        let other_year = match (year, &report.year) {
            (Some(parent), Some(child)) => parent != child.value,
            // Whoever gives reports together means one year, unless they say otherwise.
            _ => false,
        };
        Child { report, index, name: issuer(report).map_or_else(|| format!("#{index}"), str::to_owned), other_year }
    };
    let rollup = Rollup { checker, parent, children: children.iter().zip(1..).map(child).collect() };
    let mut findings = sums::check(&rollup, completeness);
    findings.extend(sums::single(&rollup));
    findings.extend(sums::documents(&rollup));
    findings.extend(children::years(&rollup));
    findings.extend(children::editions(&rollup));
    findings.extend(children::twice(&rollup));
    // Sums fall back on bounds cell by cell; the order of the rules is that of the findings.
    findings.retain(|finding| checker.runs(finding.rule));
    findings.sort_by_key(|finding| finding.rule);
    findings
}
