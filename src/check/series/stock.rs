//! Stocks roll forward: documents in force, items on lists, documents that can be read.

use super::super::compare::{Blanks, Comparison, Relation};
use super::super::finding::{Finding, Outcome, Reason, Role, Side, Sign, Subject};
use super::super::language::Text;
use super::super::phrase::Phrase;
use super::super::rule::{Change, Example, Family, Input, Rule};
use super::pairs::Pair;
use super::remark::remark;
use crate::report::{
    CellId, CellStatus, Decimal, Disclosure2019Cell as Old, DisclosureCell as New, Edition, SectionKind,
};
use crate::{Severity, Span};

pub(super) static IN_FORCE: Rule = Rule {
    code: "Y002",
    name: "documents-in-force",
    family: Family::Series,
    severity: Severity::Warning,
    editions: &[Edition::E2021],
    formula: "in_force(y − 1) + issued(y) − repealed(y) = in_force(y)",
    summary: Text::new(
        "上年现行有效件数加本年制发件数减本年废止件数，等于本年现行有效件数",
        "the documents in force last year, with those issued and without those repealed, are those in force this year",
    ),
    why: Text::new(
        "三栏合在一起，应当能把上年末的件数推到本年末。推不出时，不一定是错误：修订、清理、自然失效、机构合并都会改变现行有效件数。请核对文件库，并说明差额由来；单元格中注明修订、自然失效件数的，已按注明的件数试算。",
        "The three columns lead from the end of one year to the end of the next. Where they do not, that need not be an error: revisions, clean-ups, documents that lapse and mergers of offices change what is in force. Look at the register, and say where the difference comes from. Numbers of revised or lapsed documents that a remark in a cell gives have been tried.",
    ),
    source: Text::new(
        "国办公开办函〔2021〕30号所附格式第二部分表格“本年制发件数”“本年废止件数”“现行有效件数”三栏",
        "the columns issued, repealed and in force of section two in the format of 国办公开办函〔2021〕30号",
    ),
    assumes: Some(Text::new(
        "件数的增减只来自制发和废止，单元格另有注明的除外。",
        "Documents come and go by being issued and repealed only, unless a remark in a cell says otherwise.",
    )),
    violated: Text::new(
        "{year}年{subject}：按{previous}年报告推算（{left}）应为{computed}件，填报{reported}件，相差{difference}件",
        "{subject} in {year}: from the report of {previous} follow {computed} ({left}), reported are {reported}, a difference of {difference}",
    ),
    holds: Text::new(
        "{year}年{subject}：由{previous}年报告推算（{left}），与填报的{reported}件一致",
        "{subject} in {year}: the {reported} reported follow from the report of {previous} ({left})",
    ),
    violating: Example {
        what: Text::new(
            "2023年末有效63件，2024年制发12件、废止5件，却仍写63件",
            "63 in force at the end of 2023, 12 issued and 5 repealed in 2024, and still 63",
        ),
        input: Input::Series(&[&[Change::new("县人民政府2024年政府", "县人民政府2023年政府")], &[]]),
    },
    passing: Example {
        what: Text::new("2023年末有效56件：56＋12－5＝63", "56 in force at the end of 2023: 56 + 12 − 5 = 63"),
        input: Input::Series(&[
            &[Change::new("县人民政府2024年政府", "县人民政府2023年政府"), Change::new("12\t5\t63", "12\t5\t56")],
            &[],
        ]),
    },
};

pub(super) static ITEMS: Rule = Rule {
    code: "Y008",
    name: "items-of-the-previous-year",
    family: Family::Series,
    severity: Severity::Warning,
    editions: &[Edition::E2019],
    formula: "previous_items(y − 1) + change(y − 1) = previous_items(y)",
    summary: Text::new(
        "上年报告的上一年项目数量加上年增减，等于本年报告的上一年项目数量",
        "the items that last year's report started from, with its change, are those that this year's report starts from",
    ),
    why: Text::new(
        "上年报告给出了上年初的项目数量和当年增减，据此可以得出上年末的数量，即本年报告的“上一年项目数量”。不等时，多为权责清单、收费目录重新梳理，或者增减数漏填正负号。请核对两年的清单。",
        "Last year's report says how many items there were and by how many they changed, and so how many this year's report starts from. Where that is not so, the list was drawn up anew, or a change lost its sign. Look at the lists of both years.",
    ),
    source: Text::new(
        "国办公开办函〔2019〕60号所附格式第二部分表格“上一年项目数量”“本年增/减”两栏",
        "the columns items of the previous year and change of section two in the format of 国办公开办函〔2019〕60号",
    ),
    assumes: Some(Text::new("清单的统计口径两年相同。", "The list counts the same things in both years.")),
    violated: Text::new(
        "{subject}：按{previous}年报告推算（{left}）应为{computed}项，{year}年报告填报{reported}项，相差{difference}项",
        "{subject}: from the report of {previous} follow {computed} ({left}), that of {year} says {reported}, a difference of {difference}",
    ),
    holds: Text::new(
        "{subject}：{year}年报告填报{reported}项，与{previous}年报告推算（{left}）一致",
        "{subject}: the {reported} in the report of {year} follow from that of {previous} ({left})",
    ),
    violating: Example {
        what: Text::new(
            "2019年行政许可96项、减4项，2020年报告仍写上一年96项",
            "96 licensing items less 4 in 2019, and the report of 2020 starts from 96 again",
        ),
        input: Input::Series2019(&[&[Change::new("县人民政府2020年政府", "县人民政府2019年政府")], &[]]),
    },
    passing: Example {
        what: Text::new("2019年为100项减4项，2020年报告写96项", "100 less 4 in 2019, and 96 in the report of 2020"),
        input: Input::Series2019(&[
            &[
                Change::new("县人民政府2020年政府", "县人民政府2019年政府"),
                Change::new("行政许可\t96\t-4", "行政许可\t100\t-4"),
                Change::new("服务事项\t41\t2", "服务事项\t41\t0"),
                Change::new("行政强制\t24\t1", "行政强制\t23\t1"),
                Change::new("收费\t7\t-1", "收费\t8\t-1"),
            ],
            &[],
        ]),
    },
};

pub(super) static DISCLOSED: Rule = Rule {
    code: "Y009",
    name: "documents-disclosed-bound",
    family: Family::Series,
    severity: Severity::Warning,
    editions: &[Edition::E2019],
    formula: "total_disclosed(y − 1) + newly_disclosed(y) ≥ total_disclosed(y)",
    summary: Text::new(
        "对外公开总数量不超过上年对外公开总数量与本年新公开数量之和",
        "no more documents are disclosed in total than last year with those newly disclosed",
    ),
    why: Text::new(
        "本年末公开的文件，要么上年末已经公开，要么是本年新公开的。清理会使总数减少，2019年格式没有相应栏目，因此只检查上限。超出时，请核对统计口径和文件库。",
        "A document that can be read at the end of the year could be read a year ago, or was newly disclosed. Clean-ups make the total fall, and the edition of 2019 has no column for that, so that only the bound is checked. Where it is passed, look at how documents are counted.",
    ),
    source: Text::new(
        "国办公开办函〔2019〕60号所附格式第二部分表格“本年新公开数量”“对外公开总数量”两栏",
        "the columns newly disclosed and disclosed in total of section two in the format of 国办公开办函〔2019〕60号",
    ),
    assumes: Some(Text::new(
        "两年的统计口径相同，没有因机构合并接收文件。",
        "Documents are counted in the same way in both years, and none came from offices that merged.",
    )),
    violated: Text::new(
        "{year}年{subject}：填报{reported}件，超过{previous}年总数与本年新公开数量之和（{left}）{difference}件",
        "{subject} in {year}: {reported}, which is {difference} more than the total of {previous} with those newly disclosed ({left})",
    ),
    holds: Text::new(
        "{year}年{subject}：填报{reported}件，不超过{previous}年总数与本年新公开数量之和（{left}）",
        "{subject} in {year}: {reported}, no more than the total of {previous} with those newly disclosed ({left})",
    ),
    violating: Example {
        what: Text::new(
            "2019年公开40件，2020年新公开12件，却写共公开63件",
            "40 disclosed in 2019, 12 newly in 2020, and 63 in total",
        ),
        input: Input::Series2019(&[
            &[
                Change::new("县人民政府2020年政府", "县人民政府2019年政府"),
                Change::new("规范性文件\t12\t12\t63", "规范性文件\t12\t12\t40"),
            ],
            &[],
        ]),
    },
    passing: Example {
        what: Text::new("2019年公开55件", "55 disclosed in 2019"),
        input: Input::Series2019(&[
            &[
                Change::new("县人民政府2020年政府", "县人民政府2019年政府"),
                Change::new("规范性文件\t12\t12\t63", "规范性文件\t12\t12\t55"),
            ],
            &[],
        ]),
    },
};

/// One cell of a stock's equation: whose report, added or taken away.
#[derive(Clone, Copy, Debug)]
struct Term {
    id: CellId,
    role: Role,
    sign: Sign,
}

/// How a stock comes from that of the year before: the first of the terms is the stock it starts from.
#[derive(Clone, Copy, Debug)]
struct Stock<'t> {
    terms: &'t [Term],
    result: CellId,
}

const fn term(id: CellId, role: Role, sign: Sign) -> Term {
    Term { id, role, sign }
}

/// A part of the sum that a remark tells.
#[derive(Clone, Copy, Debug)]
struct Extra {
    value: u64,
    span: Span,
    phrase: Phrase,
}

pub(super) fn in_force(pair: &Pair<'_>, blanks: Blanks) -> Vec<Finding> {
    if let Some(finding) = no_table(&IN_FORCE, pair) {
        return vec![finding];
    }
    let rows = [
        [New::RulesIssued, New::RulesRepealed, New::RulesInForce],
        [New::NormativeDocumentsIssued, New::NormativeDocumentsRepealed, New::NormativeDocumentsInForce],
    ];
    let row = |row: [New; 3]| {
        let [issued, repealed, in_force] = row.map(CellId::Disclosure);
        let terms = [
            term(in_force, Role::Previous, Sign::Plus),
            term(issued, Role::Current, Sign::Plus),
            term(repealed, Role::Current, Sign::Minus),
        ];
        let stock = Stock { terms: &terms, result: in_force };
        let plain = compare(&IN_FORCE, pair, stock, &[], Relation::Equal, blanks);
        if plain.outcome != Outcome::Violated {
            return plain;
        }
        let now = pair.current.report;
        let cells = [now.cell(issued), now.cell(repealed), now.cell(in_force)];
        let said = |number: &dyn Fn(&super::remark::Remark) -> Option<u64>, phrase| {
            cells.iter().find_map(|cell| Some(Extra { value: number(&remark(cell))?, span: cell.span?, phrase }))
        };
        // A revised document may count as issued and its old version not as repealed; a lapsed one as neither.
        let revised = said(&|remark| remark.revised, Phrase::RevisedReplace);
        let lapsed = said(&|remark| remark.lapsed, Phrase::LapsedApart);
        let tries = [
            revised.into_iter().collect::<Vec<_>>(),
            lapsed.into_iter().collect(),
            revised.into_iter().chain(lapsed).collect(),
        ];
        let fits = |extras: &Vec<Extra>| {
            let finding = compare(&IN_FORCE, pair, stock, extras, Relation::Equal, blanks);
            (finding.outcome == Outcome::Holds).then_some(finding)
        };
        tries.iter().filter(|extras| !extras.is_empty()).find_map(fits).unwrap_or(plain)
    };
    rows.map(row).into()
}

pub(super) fn items(pair: &Pair<'_>, blanks: Blanks) -> Vec<Finding> {
    if let Some(finding) = no_table(&ITEMS, pair) {
        return vec![finding];
    }
    let rows = [
        (Old::LicensingPreviousItems, Old::LicensingChange),
        (Old::OtherManagementServicesPreviousItems, Old::OtherManagementServicesChange),
        (Old::PenaltiesPreviousItems, Old::PenaltiesChange),
        (Old::CoercionPreviousItems, Old::CoercionChange),
        (Old::FeesPreviousItems, Old::FeesChange),
    ];
    let row = |(items, change)| {
        let [items, change] = [items, change].map(CellId::Disclosure2019);
        let terms = [term(items, Role::Previous, Sign::Plus), term(change, Role::Previous, Sign::Plus)];
        compare(&ITEMS, pair, Stock { terms: &terms, result: items }, &[], Relation::Equal, blanks)
    };
    rows.map(row).into()
}

pub(super) fn disclosed(pair: &Pair<'_>, blanks: Blanks) -> Vec<Finding> {
    if let Some(finding) = no_table(&DISCLOSED, pair) {
        return vec![finding];
    }
    let rows = [
        (Old::RulesNewlyDisclosed, Old::RulesTotalDisclosed),
        (Old::NormativeDocumentsNewlyDisclosed, Old::NormativeDocumentsTotalDisclosed),
    ];
    let row = |(newly, total)| {
        let [newly, total] = [newly, total].map(CellId::Disclosure2019);
        let terms = [term(total, Role::Previous, Sign::Plus), term(newly, Role::Current, Sign::Plus)];
        compare(&DISCLOSED, pair, Stock { terms: &terms, result: total }, &[], Relation::AtLeast, blanks)
    };
    rows.map(row).into()
}

/// The finding where one of the tables is not there: one, and not one for each row.
pub(super) fn no_table(rule: &'static Rule, pair: &Pair<'_>) -> Option<Finding> {
    let has_table = |report: &crate::Report| report.disclosure.as_ref().is_some_and(|section| section.table.is_some());
    if has_table(pair.previous.report) && has_table(pair.current.report) {
        return None;
    }
    let finding = Finding::not_assessable(rule, Reason::PartMissing);
    Some(finding.with_subject(Subject::Section(SectionKind::Disclosure)))
}

fn compare(
    rule: &'static Rule,
    pair: &Pair<'_>,
    stock: Stock<'_>,
    extras: &[Extra],
    relation: Relation,
    blanks: Blanks,
) -> Finding {
    let mut comparison = Comparison::new(stock.terms.len() + extras.len() + 1);
    let given = |role| if role == Role::Previous { pair.previous } else { pair.current };
    let mut start_is_blank = false;
    for (n, &Term { id, role, sign }) in stock.terms.iter().enumerate() {
        let given = given(role);
        let cell = given.report.cell(id);
        start_is_blank |= n == 0 && matches!(cell.status(), CellStatus::Blank | CellStatus::NotApplicable);
        comparison.cell(Side::Left, sign, role, id, cell, given.index);
    }
    for extra in extras {
        let value = Decimal::from(extra.value);
        comparison.figure(Side::Left, Sign::Minus, Role::Part, value, extra.span, pair.current.index);
    }
    let result = pair.current.report.cell(stock.result);
    comparison.cell(Side::Right, Sign::Plus, Role::Current, stock.result, result, pair.current.index);
    let mut finding = comparison.finish(rule, relation, blanks, false).with_subject(Subject::Cell(stock.result));
    finding.span = result.span;
    // Flows that are blank are noughts left out. A stock that is blank is not stated, whatever stands beside it.
    if finding.outcome == Outcome::Violated && start_is_blank && blanks == Blanks::ZeroBesideNumbers {
        finding.outcome = Outcome::NotAssessable;
        finding.reason = Some(Reason::NothingStated);
    }
    for extra in extras {
        finding = finding.with_assumption(extra.phrase);
    }
    finding
}
