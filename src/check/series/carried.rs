//! What was carried forward last year is what is carried over this year.

use super::super::compare::{Blanks, Comparison, Relation};
use super::super::finding::{Finding, Reason, Role, Side, Sign, Subject};
use super::super::language::Text;
use super::super::rule::{BOTH, Change, Example, Family, Input, Rule};
use super::pairs::Pair;
use crate::Severity;
use crate::report::{ApplicantColumn, ApplicationRow, CellId, SectionKind};

pub(super) static CARRIED: Rule = Rule {
    code: "Y001",
    name: "carried-over-as-carried-forward",
    family: Family::Series,
    severity: Severity::Error,
    editions: BOTH,
    formula: "carried_forward(y − 1) = carried_over(y)",
    summary: Text::new(
        "每一列中，本年报告的上年结转等于上年报告的结转下年度",
        "this year's report carries over, in each column, what last year's report carried forward",
    ),
    why: Text::new(
        "两份报告说的是同一批申请：上年末尚未办结、转入本年办理的申请。两数不等，说明其中一份报告漏计、重计或者申请人类别归错。请核对两年的申请登记台账，确有更正的应当在报告中说明。",
        "Both reports speak of the same applications: those open at the turn of the year. Where the figures differ, one of the reports lost some, counted some twice, or put them under another kind of applicant. Look at the registers of both years; a correction should be explained in the report.",
    ),
    source: Text::new(
        "国办公开办函〔2021〕30号、〔2019〕60号所附格式第三部分“上年结转政府信息公开申请数量”“结转下年度继续办理”两项；《政府信息公开条例》第五十条第一款第二项",
        "the rows carried over and carried forward of section three in the formats of 国办公开办函〔2021〕30号 and 〔2019〕60号; Regulations, article 50, paragraph 1, item 2",
    ),
    assumes: Some(Text::new(
        "两份报告出自同一机关，且机关的职责范围未因机构改革而变化。",
        "Both reports are from one office, and no reform has changed what it is in charge of.",
    )),
    violated: Text::new(
        "{subject}：{previous}年报告结转下年度{computed}件，{year}年报告上年结转{reported}件，相差{difference}件",
        "{subject}: the report of {previous} carries {computed} forward, that of {year} carries {reported} over, a difference of {difference}",
    ),
    holds: Text::new(
        "{subject}：{year}年报告上年结转{reported}件，与{previous}年报告结转下年度一致",
        "{subject}: the report of {year} carries over the {reported} that the report of {previous} carried forward",
    ),
    violating: Example {
        what: Text::new(
            "2023年报告结转自然人申请1件，2024年报告却写上年结转2件",
            "the report of 2023 carries one natural person's application forward, that of 2024 carries two over",
        ),
        input: Input::Series(&[&[Change::new("县人民政府2024年政府", "县人民政府2023年政府")], &[]]),
    },
    passing: Example {
        what: Text::new("2023年报告结转3件，2024年报告上年结转3件", "three are carried forward, and three over"),
        input: Input::Series(&[
            &[
                Change::new("县人民政府2024年政府", "县人民政府2023年政府"),
                Change::new("办理\t\t\t1\t0\t0\t0\t0\t0\t1", "办理\t\t\t2\t1\t0\t0\t0\t0\t3"),
            ],
            &[],
        ]),
    },
};

pub(super) fn check(pair: &Pair<'_>, blanks: Blanks) -> Vec<Finding> {
    let (before, now) = (pair.previous, pair.current);
    // A table that is not there is one finding, and not seven.
    let has_table = |given: &super::pairs::Given<'_>| {
        given.report.applications.as_ref().is_some_and(|section| section.table.is_some())
    };
    if !has_table(&before) || !has_table(&now) {
        let finding = Finding::not_assessable(&CARRIED, Reason::PartMissing);
        return vec![finding.with_subject(Subject::Section(SectionKind::Applications))];
    }
    let column = |&column: &ApplicantColumn| {
        let mut comparison = Comparison::new(2);
        for (side, role, row, given) in [
            (Side::Left, Role::Previous, ApplicationRow::CarriedForward, before),
            (Side::Right, Role::Current, ApplicationRow::CarriedOver, now),
        ] {
            let id = CellId::Applications(row, column);
            comparison.cell(side, Sign::Plus, role, id, given.report.cell(id), given.index);
        }
        comparison.finish(&CARRIED, Relation::Equal, blanks, false).with_subject(Subject::Column(column))
    };
    ApplicantColumn::ALL.iter().map(column).collect()
}
