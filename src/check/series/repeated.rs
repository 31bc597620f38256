//! A table that is that of an earlier year: last year's report, published again with another year on it.

use std::collections::BTreeMap;

use super::super::figures::{ENOUGH_DIGITS, Figures, TABLES, figures};
use super::super::finding::{ArgValue, Finding, Outcome, Reason, Subject};
use super::super::language::Text;
use super::super::rule::{BOTH, Change, Example, Family, Input, Rule};
use super::pairs::{Given, Years, about};
use crate::Severity;
use crate::report::{CellId, Decimal, SectionKind};

pub(super) static REPEATED: Rule = Rule {
    code: "Y005",
    name: "table-of-an-earlier-year",
    family: Family::Series,
    severity: Severity::Warning,
    editions: BOTH,
    formula: "table(y) ≠ table(y − n)",
    summary: Text::new("没有一张表的数字与以前年度完全相同", "no table has the very figures of an earlier year"),
    why: Text::new(
        "一整张表的数字逐格相同，多半是沿用了以前年度的报告，只改了年份。全零的表、只有几个小数目的表，两年相同很平常，不在此列：除合计和存量外，非零数字合计不少于八位，才据此判断；三张表全部相同的，合并计算。",
        "A table whose every figure is that of an earlier year is most likely that year's, with another year put on it. Tables of noughts, or of a few small numbers, are often the same and do not count: what is neither total nor stock has to have eight digits together. Where all three tables are the same, their digits count together.",
    ),
    source: Text::new(
        "《政府信息公开条例》第五十条：年度报告应当反映本年度情况；实践中发现的重复发布",
        "Regulations, article 50: the report is to say how things were in its year; reports published again, as found in practice",
    ),
    assumes: None,
    violated: Text::new(
        "{year}年“{subject}”的表格与{earlier}年完全相同",
        "the table of {subject} of {year} is that of {earlier}, figure by figure",
    ),
    holds: Text::new(
        "{year}年“{subject}”的表格与以前年度不同",
        "the table of {subject} of {year} is not that of an earlier year",
    ),
    violating: Example {
        what: Text::new("2023年的表格原样用作2024年", "the tables of 2023, used for 2024 as they are"),
        input: Input::Series(&[&[Change::new("县人民政府2024年政府", "县人民政府2023年政府")], &[]]),
    },
    passing: Example {
        what: Text::new("两年的许可、新收数量不同", "licences and applications differ"),
        input: Input::Series(&[
            &[
                Change::new("县人民政府2024年政府", "县人民政府2023年政府"),
                Change::new("行政许可\t387", "行政许可\t352"),
                Change::new("12\t3\t1\t1\t2\t0\t19", "11\t3\t1\t1\t2\t0\t18"),
                Change::new("1\t1\t0\t1\t3\t0", "1\t0\t0\t1\t2\t0"),
            ],
            &[],
        ]),
    },
};

pub(super) fn check(years: &Years<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut earlier: [BTreeMap<Vec<(CellId, Decimal)>, u16>; 3] = Default::default();
    for (at, this) in years.years.iter().enumerate() {
        let tables = TABLES.map(|kind| figures(this.counts.report, kind));
        let mut found = [None; 3];
        for ((table, seen), found) in tables.iter().zip(&earlier).zip(&mut found) {
            *found = table.as_ref().ok().and_then(|table| seen.get(&table.key).copied());
        }
        if at > 0 {
            findings.extend(of_year(this.year, this.counts, &tables, found));
        }
        for (table, seen) in tables.into_iter().zip(&mut earlier) {
            if let Ok(table) = table {
                seen.insert(table.key, this.year);
            }
        }
    }
    findings.extend(years.undated(&REPEATED));
    findings
}

/// `found` are the earlier years that have the very same tables.
fn of_year(
    year: u16,
    given: Given<'_>,
    tables: &[Result<Figures, Reason>; 3],
    found: [Option<u16>; 3],
) -> Vec<Finding> {
    let all_of_one_year = found[0].is_some() && found.iter().all(|other| *other == found[0]);
    let digits = |table: &Result<Figures, Reason>| table.as_ref().map_or(0, |table| table.digits);
    let together: usize = tables.iter().map(digits).sum();
    let finding = |((kind, table), found): ((SectionKind, &Result<Figures, Reason>), Option<u16>)| {
        let finding = match (table, found) {
            (Err(reason), _) => Finding::not_assessable(&REPEATED, *reason),
            (Ok(_), None) => Finding::new(&REPEATED, Outcome::Holds),
            (Ok(table), Some(earlier)) => {
                let counted = if all_of_one_year { together } else { table.digits };
                let finding = if counted >= ENOUGH_DIGITS {
                    Finding::new(&REPEATED, Outcome::Violated)
                } else {
                    Finding::not_assessable(&REPEATED, Reason::TooFewFigures)
                };
                finding.with_arg("earlier", ArgValue::Year(earlier))
            }
        };
        let mut finding = finding.with_subject(Subject::Section(kind));
        finding.span = table.as_ref().ok().map(|table| table.span);
        about(finding, year, given)
    };
    TABLES.into_iter().zip(tables).zip(found).map(finding).collect()
}
