//! The order of the years, and which report is held against which.

use super::super::finding::{ArgValue, Finding, Reason};
use super::super::names::{reduced_issuer, same_office};
use super::super::phrase::Phrase;
use super::super::rule::Rule;
use crate::report::Date;
use crate::{Report, Severity};

/// A report and its place in the slice that was given.
#[derive(Clone, Copy, Debug)]
pub(super) struct Given<'r> {
    pub(super) report: &'r Report,
    pub(super) index: u16,
}

/// A year, and the report that counts for it.
#[derive(Debug)]
pub(super) struct Year<'r> {
    pub(super) year: u16,
    pub(super) counts: Given<'r>,
    /// Further reports about the same year.
    pub(super) others: Vec<Given<'r>>,
}

/// All reports, by their years.
#[derive(Debug)]
pub(super) struct Years<'r> {
    /// The years there are, in order.
    pub(super) years: Vec<Year<'r>>,
    /// The reports that do not say their year.
    pub(super) undated: Vec<Given<'r>>,
}

/// A year's report and that of the year before.
#[derive(Debug)]
pub(super) struct Pair<'r> {
    pub(super) current: Given<'r>,
    pub(super) previous: Given<'r>,
}

/// A report is newer by the day it was published or signed.
fn dated(report: &Report) -> Option<Date> {
    let (signed, published) = (report.signature.date.as_ref(), report.publication.date.as_ref());
    signed.into_iter().chain(published).map(|date| date.value).max()
}

impl<'r> Years<'r> {
    pub(super) fn new(reports: &'r [Report]) -> Self {
        let mut undated = Vec::new();
        let mut given: Vec<(u16, Option<Date>, Given<'r>)> = Vec::with_capacity(reports.len());
        for (report, index) in reports.iter().zip(0..) {
            match &report.year {
                Some(year) => given.push((year.value, dated(report), Given { report, index })),
                None => undated.push(Given { report, index }),
            }
        }
        // The report that counts comes last in its year.
        given.sort_by_key(|&(year, date, given)| (year, date, given.index));
        let mut years: Vec<Year<'r>> = Vec::with_capacity(given.len());
        for (year, _, given) in given {
            match years.last_mut() {
                Some(last) if last.year == year => {
                    let superseded = core::mem::replace(&mut last.counts, given);
                    last.others.push(superseded);
                }
                _ => years.push(Year { year, counts: given, others: Vec::new() }),
            }
        }
        Self { years, undated }
    }

    /// The findings of a rule that looks at a year and the year before.
    pub(super) fn pairs(&self, rule: &'static Rule, check: impl Fn(&Pair<'r>) -> Vec<Finding>) -> Vec<Finding> {
        let mut findings = Vec::new();
        for (at, this) in self.years.iter().enumerate() {
            let current = this.counts;
            // A series begins somewhere: only where it is nothing but a beginning is that worth saying.
            let is_beginning = at == 0 && self.years.len() > 1;
            if is_beginning || !rule.editions.contains(&current.report.edition) {
                continue;
            }
            let before = at.checked_sub(1).and_then(|before| self.years.get(before));
            let Some(before) = before.filter(|before| this.year - before.year == 1) else {
                findings.push(about(Finding::not_assessable(rule, Reason::NoPreviousReport), this.year, current));
                continue;
            };
            let pair = Pair { current, previous: before.counts };
            let found = if rule.editions.contains(&pair.previous.report.edition) {
                check(&pair)
            } else {
                vec![Finding::not_assessable(rule, Reason::EditionsDiffer)]
            };
            let several = !this.others.is_empty() || !before.others.is_empty();
            let other_names = pair.other_names();
            for mut finding in found {
                if several {
                    finding = finding.with_assumption(Phrase::OneOfSeveral);
                }
                if other_names {
                    // Whether these two belong together at all is less than certain.
                    let severity = finding.severity.min(Severity::Warning);
                    finding = finding.with_severity(severity).with_assumption(Phrase::SameIssuer);
                }
                findings.push(about(finding, this.year, current));
            }
        }
        findings.extend(self.undated(rule));
        findings
    }

    /// What a rule says of the reports that have no place among the years.
    pub(super) fn undated(&self, rule: &'static Rule) -> impl Iterator<Item = Finding> {
        let undated = self.undated.iter().filter(|given| rule.editions.contains(&given.report.edition));
        undated.map(move |given| Finding::not_assessable(rule, Reason::YearUnknown).with_report(given.index))
    }

    /// All reports, those without a year last.
    pub(super) fn all(&self) -> impl Iterator<Item = Given<'r>> {
        let dated = self.years.iter().flat_map(|year| year.others.iter().copied().chain([year.counts]));
        dated.chain(self.undated.iter().copied())
    }
}

impl Pair<'_> {
    fn other_names(&self) -> bool {
        match (reduced_issuer(self.previous.report), reduced_issuer(self.current.report)) {
            (Some(before), Some(now)) => !same_office(&before, &now),
            _ => false,
        }
    }
}

/// The finding with the years that its messages name, and its place in the report of the year.
pub(super) fn about(mut finding: Finding, year: u16, given: Given<'_>) -> Finding {
    finding.report = given.index;
    if finding.span.is_none() {
        let mut own = finding.operands.iter().rev().filter(|operand| operand.report == given.index);
        let of_year = given.report.year.as_ref().map(|year| year.span);
        finding.span = own.find_map(|operand| operand.span).or(of_year);
    }
    finding.with_arg("year", ArgValue::Year(year)).with_arg("previous", ArgValue::Year(year.saturating_sub(1)))
}
