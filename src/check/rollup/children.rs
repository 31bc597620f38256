//! Whether the children belong together: one year, one edition, each of them once.

use std::collections::BTreeMap;

use super::super::figures::{ENOUGH_DIGITS, TABLES, figures};
use super::super::finding::{ArgValue, Finding, Outcome, Reason};
use super::super::names::{issuer, reduced_issuer, same_office};
use super::super::rule::Rule;
use super::{Child, Rollup, rules};
use crate::report::{CellId, Decimal};
use crate::{Report, Severity, Span};

fn of_child(finding: Finding, child: &Child<'_>, span: Option<Span>) -> Finding {
    let mut finding = finding.with_report(child.index).with_text("child", &child.name);
    finding.span = span;
    finding
}

/// The finding that a rule holds for all children.
fn of_all(rule: &'static Rule, rollup: &Rollup<'_>) -> Finding {
    let count = ArgValue::Number(Decimal::from(rollup.children.len() as u64));
    Finding::new(rule, Outcome::Holds).with_arg("count", count)
}

pub(super) fn years(rollup: &Rollup<'_>) -> Vec<Finding> {
    let Some(expected) = rollup.parent.year.as_ref().map(|year| year.value) else {
        return vec![Finding::not_assessable(&rules::YEAR, Reason::YearUnknown)];
    };
    let mut findings = Vec::new();
    for child in &rollup.children {
        let span = child.report.year.as_ref().map(|year| year.span);
        match child.report.year.as_ref().map(|year| year.value) {
            Some(year) if year != expected => {
                let finding = of_child(Finding::new(&rules::YEAR, Outcome::Violated), child, span);
                let finding = finding.with_arg("found", ArgValue::Year(year));
                findings.push(finding.with_arg("expected", ArgValue::Year(expected)));
            }
            Some(_) => {}
            None => {
                findings.push(of_child(Finding::not_assessable(&rules::YEAR, Reason::YearUnknown), child, None));
            }
        }
    }
    if findings.is_empty() {
        findings.push(of_all(&rules::YEAR, rollup).with_arg("expected", ArgValue::Year(expected)));
    }
    findings
}

pub(super) fn editions(rollup: &Rollup<'_>) -> Vec<Finding> {
    let expected = rollup.edition();
    let differs = |child: &&Child<'_>| child.report.edition != expected;
    let finding = |child: &Child<'_>| {
        let tables = TABLES.iter().find_map(|&table| super::super::figures::table_span(child.report, table));
        let finding = of_child(Finding::new(&rules::EDITION, Outcome::Violated), child, tables);
        let finding = finding.with_text("found", child.report.edition.as_str());
        finding.with_text("expected", expected.as_str())
    };
    let mut findings: Vec<Finding> = rollup.children.iter().filter(differs).map(finding).collect();
    if findings.is_empty() {
        findings.push(of_all(&rules::EDITION, rollup).with_text("expected", expected.as_str()));
    }
    findings
}

/// All figures of a report that can stand for it: those of all three tables, if there are enough.
fn key(report: &Report) -> Option<Vec<(CellId, Decimal)>> {
    let tables = TABLES.map(|section| figures(report, section).ok());
    let digits: usize = tables.iter().flatten().map(|table| table.digits).sum();
    if digits < ENOUGH_DIGITS || tables.iter().any(Option::is_none) {
        return None;
    }
    Some(tables.into_iter().flatten().flat_map(|table| table.key).collect())
}

pub(super) fn twice(rollup: &Rollup<'_>) -> Vec<Finding> {
    let of_parent = (reduced_issuer(rollup.parent), key(rollup.parent));
    let mut by_name: BTreeMap<String, u16> = BTreeMap::new();
    let mut by_figures: BTreeMap<Vec<(CellId, Decimal)>, u16> = BTreeMap::new();
    let mut findings = Vec::new();
    for child in &rollup.children {
        let (name, key) = (reduced_issuer(child.report), key(child.report));
        let is_parent = match (&of_parent, &name, &key) {
            ((Some(parent), Some(figures)), Some(name), Some(key)) => same_office(parent, name) && figures == key,
            _ => false,
        };
        let same_name = name.and_then(|name| first(&mut by_name, name, child.index));
        let same_figures = key.and_then(|key| first(&mut by_figures, key, child.index));
        let other = if is_parent { Some(0) } else { same_figures.or(same_name) };
        let Some(other) = other else { continue };
        let span = child.report.issuer.as_ref().map(|issuer| issuer.span);
        let span = span.or(child.report.year.as_ref().map(|year| year.span));
        let mut finding = of_child(Finding::new(&rules::TWICE, Outcome::Violated), child, span);
        if !is_parent && same_figures.is_none() {
            // Towns of different counties share names.
            finding = finding.with_severity(Severity::Note);
        }
        let named = match usize::from(other).checked_sub(1).and_then(|at| rollup.children.get(at)) {
            Some(other) => other.name.as_str(),
            None => issuer(rollup.parent).unwrap_or("#0"),
        };
        findings.push(finding.with_text("other", named));
    }
    if findings.is_empty() {
        findings.push(of_all(&rules::TWICE, rollup));
    }
    findings
}

/// The child that had this key before; `None` where this one is the first.
fn first<K: Ord>(seen: &mut BTreeMap<K, u16>, key: K, index: u16) -> Option<u16> {
    match seen.entry(key) {
        std::collections::btree_map::Entry::Occupied(entry) => Some(*entry.get()),
        std::collections::btree_map::Entry::Vacant(entry) => {
            entry.insert(index);
            None
        }
    }
}
