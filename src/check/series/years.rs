//! Years that are lacking, and years that come more than once.

use super::super::finding::{ArgValue, Finding, Outcome};
use super::super::language::Text;
use super::super::rule::{BOTH, Change, Example, Family, Input, Rule};
use super::pairs::{Given, Years};
use crate::report::Decimal;
use crate::{Report, Severity};

const DUTY: Text = Text::new(
    "《政府信息公开条例》第四十九条：每年公布上一年度的政府信息公开工作年度报告",
    "Regulations, article 49: each year the annual report of the year before is made public",
);

pub(super) static GAP: Rule = Rule {
    code: "Y003",
    name: "years-without-gap",
    family: Family::Series,
    severity: Severity::Note,
    editions: BOTH,
    formula: "year(n) = year(n − 1) + 1",
    summary: Text::new("各年度报告前后相接，没有缺少的年度", "the years follow each other without a gap"),
    why: Text::new(
        "缺少一年，前后两年就无法衔接核对。请确认该年度报告是没有公布，还是没有收集到；如果年度是从标题误读的，请看原文。",
        "Without a year, the years around it cannot be held against each other. Was its report not published, or not collected? The year of a report may be misprinted in its title, too.",
    ),
    source: DUTY,
    assumes: None,
    violated: Text::new(
        "{before}年之后是{year}年，中间缺少{missing}个年度的报告",
        "{year} follows {before}: reports that lack in between: {missing}",
    ),
    holds: Text::new("{first}年至{year}年的报告前后相接", "the reports of {first} to {year} follow each other"),
    violating: Example {
        what: Text::new("有2022年和2024年报告，没有2023年报告", "2022 and 2024 are there, 2023 is not"),
        input: Input::Series(&[&[Change::new("县人民政府2024年政府", "县人民政府2022年政府")], &[]]),
    },
    passing: Example {
        what: Text::new("2023年和2024年", "2023 and 2024"),
        input: Input::Series(&[&[], &[Change::new("县人民政府2024年政府", "县人民政府2023年政府")]]),
    },
};

pub(super) static TWICE: Rule = Rule {
    code: "Y004",
    name: "one-report-a-year",
    family: Family::Series,
    severity: Severity::Warning,
    editions: BOTH,
    formula: "year(n) ≠ year(m)",
    summary: Text::new("每个年度只有一份报告", "there is one report for each year"),
    why: Text::new(
        "同一年度有两份报告，须先弄清以哪一份为准：可能是更正后重新发布，可能是标题年度写错，也可能混入了其他机关的报告。核对时取日期最晚的一份；日期相同或没有日期的，取最后给出的一份。数字完全相同的，只作提示。",
        "Of two reports of a year, which one counts? It may have been corrected and published anew, its title may have the wrong year, or it may be from another office. The other rules take the one dated last and, where dates do not tell, the one given last. Reports with the same figures are only noted.",
    ),
    source: DUTY,
    assumes: None,
    violated: Text::new(
        "{year}年的报告有{count}份，此份日期较早或给出在前，未用于核对",
        "there are {count} reports of {year}; this one, dated or given before another, was not compared",
    ),
    holds: Text::new("每个年度只有一份报告，共{count}份", "each year has one report, {count} in all"),
    violating: Example {
        what: Text::new("2024年报告有两份，数字不同", "two reports of 2024 with different figures"),
        input: Input::Series(&[&[], &[Change::new("行政许可\t387", "行政许可\t378")]]),
    },
    passing: Example {
        what: Text::new("2023年和2024年各一份", "one of 2023 and one of 2024"),
        input: Input::Series(&[&[], &[Change::new("县人民政府2024年政府", "县人民政府2023年政府")]]),
    },
};

fn at_year(finding: Finding, year: u16, given: Given<'_>) -> Finding {
    let mut finding = finding.with_report(given.index).with_arg("year", ArgValue::Year(year));
    finding.span = given.report.year.as_ref().map(|year| year.span);
    finding
}

fn count(n: usize) -> ArgValue {
    ArgValue::Number(Decimal::from(n as u64))
}

pub(super) fn gaps(years: &Years<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for two in years.years.windows(2) {
        let [before, this] = two else { continue };
        if this.year - before.year > 1 {
            let finding = at_year(Finding::new(&GAP, Outcome::Violated), this.year, this.counts);
            let missing = usize::from(this.year - before.year - 1);
            findings.push(finding.with_arg("before", ArgValue::Year(before.year)).with_arg("missing", count(missing)));
        }
    }
    if let ([first, .., last], true) = (years.years.as_slice(), findings.is_empty()) {
        let finding = at_year(Finding::new(&GAP, Outcome::Holds), last.year, last.counts);
        findings.push(finding.with_arg("first", ArgValue::Year(first.year)));
    }
    findings.extend(years.undated(&GAP));
    findings
}

pub(super) fn twice(years: &Years<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for this in &years.years {
        for &other in &this.others {
            let mut finding = at_year(Finding::new(&TWICE, Outcome::Violated), this.year, other);
            if same_figures(other.report, this.counts.report) {
                finding = finding.with_severity(Severity::Note);
            }
            findings.push(finding.with_arg("count", count(this.others.len() + 1)));
        }
    }
    let reports = years.years.len();
    if let (Some(last), true, true) = (years.years.last(), findings.is_empty(), reports > 1) {
        let finding = at_year(Finding::new(&TWICE, Outcome::Holds), last.year, last.counts);
        findings.push(finding.with_arg("count", count(reports)));
    }
    findings.extend(years.undated(&TWICE));
    findings
}

/// Whether two reports of one edition have the same figures in all their cells.
fn same_figures(one: &Report, other: &Report) -> bool {
    let editions = |report: &Report| (report.edition, report.applications_edition());
    editions(one) == editions(other)
        && one.cells().all(|(id, cell)| {
            let twin = other.cell(id);
            cell.status() == twin.status()
                && cell.number().map(|number| number.to_decimal()) == twin.number().map(|number| number.to_decimal())
        })
}
