//! `Y`: the reports of one issuer over the years, each against that of the year before.
//!
//! Reports are put in order of their years first. What cannot be put there, or comes twice, is a finding of its own, and
//! every other rule looks at pairs: a year and the year before. Only figures that mean the same in both reports are
//! compared. 上年结转 and 结转下年度 do in all editions, 现行有效件数 and 对外公开总数量 do not.

mod carried;
mod disclosed;
mod fees;
mod in_force;
mod issuers;
mod items;
mod pairs;
mod remark;
mod repeated;
mod stock;
mod years;

use self::pairs::Years;
use super::Checker;
use super::finding::{Finding, Reason};
use super::rule::Rule;
use crate::Report;

/// The rules of the family. What the prose says of another year is held against that
/// year's report by the rules of the prose.
pub(super) static RULES: &[&Rule] = &[
    &carried::CARRIED,
    &in_force::IN_FORCE,
    &years::GAP,
    &years::TWICE,
    &repeated::REPEATED,
    &fees::UNIT_SLIP,
    &issuers::ISSUERS,
    &items::ITEMS,
    &disclosed::DISCLOSED,
];

/// The reports of one issuer, in any order.
pub(super) fn check(checker: &Checker, reports: &[Report]) -> Vec<Finding> {
    if u16::try_from(reports.len()).is_err() {
        let rules = RULES.iter().filter(|rule| checker.runs(rule));
        return rules.map(|&rule| Finding::not_assessable(rule, Reason::TooManyReports)).collect();
    }
    let years = Years::new(reports);
    let mut findings = Vec::new();
    for &rule in RULES.iter().filter(|rule| checker.runs(rule)) {
        findings.extend(match rule.code {
            "Y001" => years.pairs(rule, |pair| carried::check(pair, checker.blanks)),
            "Y002" => years.pairs(rule, |pair| in_force::check(pair, checker.blanks)),
            "Y003" => years::gaps(&years),
            "Y004" => years::twice(&years),
            "Y005" => repeated::check(&years),
            "Y006" => years.pairs(rule, |pair| fees::check(pair, checker.blanks)),
            "Y007" => issuers::check(&years),
            "Y008" => years.pairs(rule, |pair| items::check(pair, checker.blanks)),
            _ => years.pairs(rule, |pair| disclosed::check(pair, checker.blanks)),
        });
    }
    super::narrative::years::check(checker, reports, &mut findings);
    findings
}
