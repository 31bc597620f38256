//! Whether the reports are those of one office.

use super::super::finding::{ArgValue, Finding, Outcome, Reason};
use super::super::language::Text;
use super::super::names::{issuer, reduced_issuer, same_office};
use super::super::rule::{BOTH, Change, Example, Family, Input, Rule};
use super::pairs::{Given, Years};
use crate::Severity;

pub(super) static ISSUERS: Rule = Rule {
    code: "Y007",
    name: "one-issuer",
    family: Family::Series,
    severity: Severity::Warning,
    editions: BOTH,
    formula: "issuer(n) = issuer(n − 1)",
    summary: Text::new("各年度报告出自同一机关", "the reports are from one office"),
    why: Text::new(
        "年度衔接只对同一机关有意义。名称不同，可能是机构更名，也可能混入了其他机关的报告；政府与政府办公室是两个发布主体，不能混用。比较时不计空白，也不计省、市等上级地名。",
        "Years follow from each other only within one office. Another name may be a new name, or another office; a government and its general office report apart. White space, and the names of province or city in front, do not count.",
    ),
    source: Text::new(
        "《政府信息公开条例》第四十九条：由各行政机关、各级政府信息公开工作主管部门分别公布年度报告",
        "Regulations, article 49: each department, and each government's office in charge, publishes a report of its own",
    ),
    assumes: None,
    violated: Text::new(
        "上一份报告的发布机关是“{before}”，此份是“{now}”",
        "the report before is from “{before}”, this one from “{now}”",
    ),
    holds: Text::new("各份报告均出自“{now}”", "all reports are from “{now}”"),
    violating: Example {
        what: Text::new("2023年报告出自县人民政府办公室", "the report of 2023 is from the government's office"),
        input: Input::Series(&[&[Change::new("澄溪县人民政府2024年政府", "澄溪县人民政府办公室2023年政府")], &[]]),
    },
    passing: Example {
        what: Text::new("2023年报告的标题带有市名", "the title of 2023 has the city's name in front"),
        input: Input::Series(&[&[Change::new("澄溪县人民政府2024年政府", "云川市澄溪县人民政府2023年政府")], &[]]),
    },
};

pub(super) fn check(years: &Years<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut before: Option<(String, Given<'_>)> = None;
    let mut named = 0;
    let mut reports = 0;
    for given in years.all() {
        reports += 1;
        let Some(name) = reduced_issuer(given.report) else {
            let finding = Finding::not_assessable(&ISSUERS, Reason::IssuerUnknown);
            findings.push(at(finding, given));
            continue;
        };
        named += 1;
        if let Some((other, last)) = &before
            && !same_office(other, &name)
        {
            let finding = at(Finding::new(&ISSUERS, Outcome::Violated), given);
            findings.push(finding.with_text("before", issuer(last.report).unwrap_or_default()));
        }
        before = Some((name, given));
    }
    if reports < 2 {
        return Vec::new();
    }
    if let (Some((_, last)), true) = (before, named > 1 && findings.iter().all(|f| f.outcome != Outcome::Violated)) {
        findings.push(at(Finding::new(&ISSUERS, Outcome::Holds), last));
    }
    findings
}

fn at(finding: Finding, given: Given<'_>) -> Finding {
    let mut finding = finding.with_report(given.index);
    finding.span = given.report.issuer.as_ref().map(|issuer| issuer.span);
    if let Some(year) = &given.report.year {
        finding = finding.with_arg("year", ArgValue::Year(year.value));
    }
    match issuer(given.report) {
        Some(name) => finding.with_text("now", name),
        None => finding,
    }
}
