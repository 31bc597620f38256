//! A parent's report against those of its parts.

#![allow(clippy::panic, clippy::unwrap_used, reason = "a test fails by panicking, and shows why")]

use ogi_report::check::{
    ArgValue, Blanks, Checker, Completeness, Finding, Findings, Language, Outcome, Phrase, Reason, Role, Subject,
    check_rollup,
};
use ogi_report::report::{Cell, CellId, CellValue, Decimal, DisclosureTable, Edition, Number, SectionKind, Unit};
use ogi_report::{Report, SAMPLE, SAMPLE_2019, Severity, Spanned, parse};
use proptest::prelude::*;

/// The sample from another office, all cells nought but for these.
fn office(name: &str, cells: &[(&str, u64)]) -> Report {
    let mut report = parse(SAMPLE).unwrap().report;
    rename(&mut report, name);
    for id in CellId::all(Edition::E2021) {
        set(&mut report, id, 0);
    }
    for (id, value) in cells {
        set(&mut report, id.parse().unwrap(), *value);
    }
    report
}

fn rename(report: &mut Report, name: &str) {
    let span = report.issuer.as_ref().unwrap().span;
    report.issuer = Some(Spanned::new(name.to_owned(), span));
}

fn cell_mut(report: &mut Report, id: CellId) -> &mut Cell {
    match id {
        CellId::Disclosure(cell) => match report.disclosure.as_mut().unwrap().table.as_mut().unwrap() {
            DisclosureTable::E2021(table) => table.cell_mut(cell),
            DisclosureTable::E2019(_) => panic!("the other edition"),
        },
        CellId::Applications(row, column) => {
            report.applications.as_mut().unwrap().table.as_mut().unwrap().row_mut(row).cell_mut(column)
        }
        CellId::Disputes(proceeding, outcome) => {
            report.disputes.as_mut().unwrap().table.as_mut().unwrap().outcomes_mut(proceeding).cell_mut(outcome)
        }
        CellId::Disclosure2019(_) => panic!("the other edition"),
    }
}

fn set(report: &mut Report, id: CellId, value: u64) {
    cell_mut(report, id).value = CellValue::Number(Number::Count(value));
}

fn put(report: &mut Report, id: &str, value: CellValue) {
    cell_mut(report, id.parse().unwrap()).value = value;
}

const RECEIVED: &str = "applications.received.total";
const LICENSING: &str = "disclosure.licensing.decisions";
const PENALTIES: &str = "disclosure.penalties.decisions";
const FEES: &str = "disclosure.fees.amount";
const ISSUED: &str = "disclosure.normative_documents.issued";

fn of_cell<'f>(findings: &'f Findings, rule: &str, id: &str) -> Option<&'f Finding> {
    let subject = Some(Subject::Cell(id.parse().unwrap()));
    findings.iter().find(|finding| finding.rule.code == rule && finding.subject == subject)
}

fn text<'f>(finding: &'f Finding, arg: &str) -> Option<&'f str> {
    match finding.arg(arg)? {
        ArgValue::Text(text) => Some(text),
        _ => None,
    }
}

#[test]
fn all_parts_make_the_whole() {
    let parts = [office("甲局", &[(RECEIVED, 4), (LICENSING, 20)]), office("乙局", &[(RECEIVED, 9), (LICENSING, 33)])];
    let whole = office("县政府", &[(RECEIVED, 13), (LICENSING, 53)]);
    let findings = check_rollup(&whole, &parts, Completeness::Complete);
    assert_eq!(findings.violated().count(), 0, "{findings:#?}");
    assert_eq!(findings.of_rule("H001").count(), 4 + 175 + 15);
    assert_eq!(findings.of_rule("H002").count(), 0, "a sum needs no bound");
    let received = of_cell(&findings, "H001", RECEIVED).unwrap();
    let operands: Vec<(Role, u16, Option<Decimal>)> =
        received.operands.iter().map(|operand| (operand.role, operand.report, operand.value)).collect();
    assert_eq!(
        operands,
        [
            (Role::Child, 1, Some(4u64.into())),
            (Role::Child, 2, Some(9u64.into())),
            (Role::Parent, 0, Some(13u64.into()))
        ]
    );
    assert_eq!(
        received.message(Language::En),
        "applications received this year; total: the subordinates add up to the parent's 13"
    );
    // A sum of noughts keeps the parent alone.
    let other = of_cell(&findings, "H001", PENALTIES).unwrap();
    assert_eq!((other.outcome, other.operands.len()), (Outcome::Holds, 1));
}

#[test]
fn a_child_that_was_left_out_is_named() {
    let parts = [
        office("甲局", &[(RECEIVED, 4), (LICENSING, 20), (PENALTIES, 7)]),
        office("乙局", &[(RECEIVED, 9), (LICENSING, 33)]),
        office("丙局", &[(RECEIVED, 9), (LICENSING, 6)]),
    ];
    let whole = office("县政府", &[(RECEIVED, 13), (LICENSING, 26), (PENALTIES, 14)]);
    let findings = check_rollup(&whole, &parts, Completeness::Complete);
    let received = of_cell(&findings, "H001", RECEIVED).unwrap();
    // 乙局 and 丙局 have nine each; that the licences lack 乙局's decides.
    assert_eq!(
        received.message(Language::Zh),
        "一、本年新收政府信息公开申请数量 总计：下级合计22，上级填报13，相差9，正好是乙局的数字，可能被上级漏计"
    );
    let penalties = of_cell(&findings, "H001", PENALTIES).unwrap();
    assert_eq!(text(penalties, "children"), Some("甲局"));
    assert_eq!(penalties.arg("cause"), Some(&ArgValue::Phrase(Phrase::CountedTwice)));

    // Without the licences it is either.
    let whole = office("县政府", &[(RECEIVED, 13), (LICENSING, 59), (PENALTIES, 7)]);
    let findings = check_rollup(&whole, &parts, Completeness::Complete);
    assert_eq!(text(of_cell(&findings, "H001", RECEIVED).unwrap(), "children"), Some("乙局 / 丙局"));

    // Two that were left out together, and a difference that is nobody's.
    let whole = office("县政府", &[(RECEIVED, 21), (LICENSING, 33), (PENALTIES, 7)]);
    let findings = check_rollup(&whole, &parts, Completeness::Complete);
    assert_eq!(text(of_cell(&findings, "H001", LICENSING).unwrap(), "children"), Some("甲局、丙局"));
    let received = of_cell(&findings, "H001", RECEIVED).unwrap();
    assert_eq!(received.outcome, Outcome::Violated);
    assert!(received.arg("children").is_none());
    assert_eq!(received.message(Language::Zh), "一、本年新收政府信息公开申请数量 总计：下级合计22，上级填报21，相差1");
}

#[test]
fn some_parts_are_a_bound() {
    let whole = office("县政府", &[(RECEIVED, 13)]);
    let parts = [office("甲局", &[(RECEIVED, 4)]), office("乙局", &[(RECEIVED, 8)])];
    let findings = check_rollup(&whole, &parts, Completeness::Partial);
    assert_eq!(findings.violated().count(), 0);
    assert_eq!(findings.of_rule("H001").count(), 0);
    let parts = [office("甲局", &[(RECEIVED, 6)]), office("乙局", &[(RECEIVED, 8)])];
    let findings = check_rollup(&whole, &parts, Completeness::Partial);
    let violated: Vec<&Finding> = findings.violated().collect();
    assert_eq!(violated.len(), 1);
    assert_eq!((violated[0].rule.code, violated[0].difference), ("H002", Some((-1i64).into())));
}

#[test]
fn what_cannot_be_read_leaves_a_bound() {
    let whole = office("县政府", &[(RECEIVED, 13)]);
    let mut second = office("乙局", &[]);
    put(&mut second, RECEIVED, CellValue::Missing);
    let parts = [office("甲局", &[(RECEIVED, 14)]), second];
    let findings = check_rollup(&whole, &parts, Completeness::Complete);
    let sum = of_cell(&findings, "H001", RECEIVED).unwrap();
    assert_eq!((sum.outcome, sum.reason), (Outcome::NotAssessable, Some(Reason::CellMissing)));
    assert_eq!(of_cell(&findings, "H002", RECEIVED).unwrap().outcome, Outcome::Violated);
    let single = of_cell(&findings, "H003", RECEIVED).unwrap();
    assert_eq!(single.message(Language::Zh), "一、本年新收政府信息公开申请数量 总计：甲局填报14，超过上级填报的13");
    let calm: Vec<&Finding> = findings.of_rule("H003").filter(|finding| finding.report == 2).collect();
    assert_eq!(calm.len(), 1);
    assert_eq!(calm[0].outcome, Outcome::Holds);
}

#[test]
fn blanks() {
    let mut whole = office("县政府", &[]);
    put(&mut whole, RECEIVED, CellValue::Blank);
    let parts = [office("甲局", &[(RECEIVED, 14)])];
    let findings = check_rollup(&whole, &parts, Completeness::Complete);
    let sum = of_cell(&findings, "H001", RECEIVED).unwrap();
    assert_eq!((sum.outcome, sum.reason), (Outcome::NotAssessable, Some(Reason::NothingStated)));

    let whole = office("县政府", &[(RECEIVED, 14)]);
    let mut empty = office("乙局", &[]);
    put(&mut empty, RECEIVED, CellValue::NotApplicable);
    let parts = [parts[0].clone(), empty];
    let findings = check_rollup(&whole, &parts, Completeness::Complete);
    let sum = of_cell(&findings, "H001", RECEIVED).unwrap();
    assert!(sum.outcome == Outcome::Holds && sum.blanks_as_zero);
    let strict = Checker::new().blanks(Blanks::Unknown);
    let findings = strict.check_rollup(&whole, &parts, Completeness::Complete);
    assert_eq!(of_cell(&findings, "H001", RECEIVED).unwrap().reason, Some(Reason::CellBlank));
    assert_eq!(of_cell(&findings, "H002", RECEIVED).unwrap().outcome, Outcome::Holds);
}

#[test]
fn tables_that_are_not_there_are_one_finding() {
    let whole = office("县政府", &[(RECEIVED, 13), (LICENSING, 5)]);
    let mut second = office("乙局", &[(LICENSING, 2)]);
    second.applications.as_mut().unwrap().table = None;
    let parts = [office("甲局", &[(RECEIVED, 4), (LICENSING, 3)]), second];
    let findings = check_rollup(&whole, &parts, Completeness::Complete);
    let lacking: Vec<&Finding> = findings.of_rule("H001").filter(|f| f.outcome == Outcome::NotAssessable).collect();
    assert_eq!(lacking.len(), 1);
    assert_eq!((lacking[0].report, text(lacking[0], "child")), (2, Some("乙局")));
    assert_eq!(lacking[0].subject, Some(Subject::Section(SectionKind::Applications)));
    assert_eq!(of_cell(&findings, "H001", LICENSING).unwrap().outcome, Outcome::Holds);
    assert_eq!(of_cell(&findings, "H002", RECEIVED).unwrap().outcome, Outcome::Holds);

    let mut whole = whole;
    whole.applications = None;
    let findings = check_rollup(&whole, &parts, Completeness::Complete);
    let lacking: Vec<&Finding> = findings.of_rule("H001").filter(|f| f.outcome == Outcome::NotAssessable).collect();
    assert_eq!((lacking.len(), lacking[0].reason), (1, Some(Reason::PartMissing)));
}

#[test]
fn money_is_added_up_in_one_unit() {
    let fees = |name: &str, amount: &str, unit: Option<Unit>| {
        let mut report = office(name, &[]);
        let cell = cell_mut(&mut report, FEES.parse().unwrap());
        cell.value = CellValue::Number(Number::Amount(amount.parse().unwrap()));
        cell.unit = unit;
        report
    };
    let whole = fees("县政府", "86.50", Some(Unit::TenThousandYuan));
    let parts = [fees("甲局", "365000", Some(Unit::Yuan)), fees("乙局", "50.0", None)];
    let findings = check_rollup(&whole, &parts, Completeness::Complete);
    let sum = of_cell(&findings, "H001", FEES).unwrap();
    assert_eq!((sum.outcome, sum.reported), (Outcome::Holds, Some(865_000u64.into())));
    assert_eq!(sum.assumptions, [Phrase::InYuan]);
    let wrong = [fees("甲局", "365000", Some(Unit::Item)), parts[1].clone()];
    let findings = check_rollup(&whole, &wrong, Completeness::Complete);
    assert_eq!(of_cell(&findings, "H001", FEES).unwrap().reason, Some(Reason::UnitUnknown));
}

#[test]
fn documents_are_bounded_and_rules_left_alone() {
    let whole = office("县政府", &[(ISSUED, 9), ("disclosure.rules.issued", 0)]);
    let parts = [office("甲局", &[(ISSUED, 4), ("disclosure.rules.issued", 3)]), office("乙局", &[(ISSUED, 4)])];
    let findings = check_rollup(&whole, &parts, Completeness::Complete);
    assert_eq!(findings.violated().count(), 0, "the whole has a document of its own");
    let whole = office("县政府", &[(ISSUED, 7)]);
    let findings = check_rollup(&whole, &parts, Completeness::Complete);
    let violated: Vec<&Finding> = findings.violated().collect();
    assert_eq!(violated.len(), 1);
    assert_eq!((violated[0].rule.code, violated[0].severity), ("H004", Severity::Warning));
}

#[test]
fn reports_of_another_year_are_left_out() {
    let whole = office("县政府", &[(RECEIVED, 4)]);
    let mut old = office("乙局", &[(RECEIVED, 9)]);
    old.year.as_mut().unwrap().value = 2023;
    let parts = [office("甲局", &[(RECEIVED, 4)]), old];
    let findings = check_rollup(&whole, &parts, Completeness::Complete);
    let sums: Vec<&Finding> = findings.of_rule("H001").collect();
    assert_eq!(sums.len(), 1);
    assert_eq!((sums[0].reason, sums[0].report), (Some(Reason::YearsDiffer), 2));
    assert!(sums[0].message(Language::Zh).starts_with("乙局：无法判断"));
    let violated: Vec<&Finding> = findings.violated().collect();
    assert_eq!(violated.len(), 1);
    assert_eq!(violated[0].message(Language::Zh), "乙局的报告是2023年，上级报告是2024年");

    let mut undated = parts[0].clone();
    undated.year = None;
    let findings = check_rollup(&whole, &[undated], Completeness::Complete);
    assert_eq!(of_cell(&findings, "H001", RECEIVED).unwrap().outcome, Outcome::Holds);
    assert_eq!(findings.of_rule("H005").next().unwrap().reason, Some(Reason::YearUnknown));
}

#[test]
fn editions_add_up_where_they_mean_the_same() {
    let mut old = parse(SAMPLE_2019).unwrap().report;
    old.year.as_mut().unwrap().value = 2024;
    rename(&mut old, "乙局");
    let whole = parse(SAMPLE).unwrap().report;
    let findings = check_rollup(&whole, &[old], Completeness::Complete);
    assert_eq!(of_cell(&findings, "H001", LICENSING).unwrap().outcome, Outcome::Holds);
    assert_eq!(of_cell(&findings, "H001", RECEIVED).unwrap().outcome, Outcome::Holds);
    assert!(of_cell(&findings, "H001", FEES).is_none() && of_cell(&findings, "H002", FEES).is_none());
    assert!(of_cell(&findings, "H001", "applications.results.other.other.total").is_none());
    let reasons: Vec<_> = findings.of_rule("H001").filter_map(|f| Some((f.reason?, f.subject))).collect();
    assert_eq!(
        reasons,
        [
            (Reason::EditionsDiffer, Some(Subject::Section(SectionKind::Disclosure))),
            (Reason::EditionsDiffer, Some(Subject::Section(SectionKind::Applications)))
        ]
    );
    assert_eq!(
        findings.of_rule("H006").next().unwrap().message(Language::Zh),
        "乙局使用2019年格式，上级使用2021年格式"
    );
}

#[test]
fn a_child_given_twice() {
    let part = office("甲局", &[(RECEIVED, 4123), (LICENSING, 2031)]);
    let twin = office("甲局", &[(RECEIVED, 4)]);
    let whole = office("县政府", &[(RECEIVED, 9000), (LICENSING, 9000)]);
    let severities = |parts: &[Report]| {
        let findings = check_rollup(&whole, parts, Completeness::Partial);
        findings.of_rule("H007").map(|f| (f.outcome, f.severity, f.report)).collect::<Vec<_>>()
    };
    let all_cells = parse(SAMPLE).unwrap().report;
    let named = |name: &str| {
        let mut report = all_cells.clone();
        rename(&mut report, name);
        report
    };
    assert_eq!(severities(&[named("甲局"), named("乙局")]), [(Outcome::Violated, Severity::Warning, 2)]);
    assert_eq!(severities(&[part.clone(), twin]), [(Outcome::Violated, Severity::Note, 2)]);
    assert_eq!(severities(&[part, office("乙局", &[])]), [(Outcome::Holds, Severity::Warning, 0)]);
    // Offices that did nothing have the same figures.
    assert_eq!(severities(&[office("甲局", &[]), office("乙局", &[])])[0].0, Outcome::Holds);
    // The parent among its children.
    let findings = check_rollup(&all_cells, &[all_cells.clone(), office("乙局", &[])], Completeness::Complete);
    assert_eq!(findings.of_rule("H007").next().unwrap().outcome, Outcome::Violated);
}

#[test]
fn no_child_and_many() {
    let whole = office("县政府", &[(RECEIVED, 600)]);
    assert!(check_rollup(&whole, &[], Completeness::Complete).is_empty());
    let parts: Vec<Report> = (0..300).map(|n| office(&format!("第{n}局"), &[(RECEIVED, 2)])).collect();
    let findings = check_rollup(&whole, &parts, Completeness::Complete);
    assert_eq!(findings.violated().count(), 0);
    let whole = office("县政府", &[(RECEIVED, 598)]);
    let findings = check_rollup(&whole, &parts, Completeness::Complete);
    let sum = of_cell(&findings, "H001", RECEIVED).unwrap();
    assert!(sum.outcome == Outcome::Violated && sum.arg("children").is_none(), "any of them");
}

#[test]
fn numbers_too_large_are_no_panic() {
    let whole = office("县政府", &[(RECEIVED, u64::MAX)]);
    let parts: Vec<Report> = (0..8).map(|n| office(&format!("第{n}局"), &[(RECEIVED, u64::MAX)])).collect();
    let findings = check_rollup(&whole, &parts, Completeness::Complete);
    let sum = of_cell(&findings, "H001", RECEIVED).unwrap();
    assert_eq!(sum.computed.unwrap().to_string(), "147573952589676412920");
    let mut whole = whole;
    let large = "79228162514264337593543950335".parse().unwrap();
    put(&mut whole, FEES, CellValue::Number(Number::Amount(large)));
    let findings = check_rollup(&whole, &parts, Completeness::Complete);
    assert_eq!(of_cell(&findings, "H001", FEES).unwrap().reason, Some(Reason::TooLarge));
}

#[test]
fn findings_read_back() {
    let whole = office("县政府", &[(RECEIVED, 5), (PENALTIES, 1)]);
    let parts = [office("甲局", &[(RECEIVED, 4)]), office("乙局", &[(RECEIVED, 9), (PENALTIES, 2)])];
    for completeness in [Completeness::Complete, Completeness::Partial] {
        let findings = check_rollup(&whole, &parts, completeness);
        let json = serde_json::to_string(&findings).unwrap();
        assert_eq!(serde_json::from_str::<Findings>(&json).unwrap(), findings);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    /// What was added up is found to add up, and one more or less is found out.
    #[test]
    fn sums_hold(cells in prop::collection::vec(prop::collection::vec(0u64..5000, 200), 1..6), at in 0usize..190) {
        let ids: Vec<CellId> = CellId::all(Edition::E2021).collect();
        let mut parts = Vec::new();
        for (n, values) in cells.iter().enumerate() {
            let mut part = office(&format!("第{n}局"), &[]);
            for (&id, &value) in ids.iter().zip(values) {
                set(&mut part, id, value);
            }
            parts.push(part);
        }
        let mut whole = office("县政府", &[]);
        for (n, &id) in ids.iter().enumerate() {
            set(&mut whole, id, cells.iter().map(|values| values[n]).sum());
        }
        for completeness in [Completeness::Complete, Completeness::Partial] {
            let findings = check_rollup(&whole, &parts, completeness);
            prop_assert_eq!(findings.violated().count(), 0);
            prop_assert!(findings.iter().all(|finding| finding.outcome == Outcome::Holds));
        }
        // The last 190 cells are those of tables three and four.
        let id = ids[at + 10];
        let before = whole.cell(id).count().unwrap();
        set(&mut whole, id, before + 1);
        let findings = check_rollup(&whole, &parts, Completeness::Complete);
        let violated: Vec<&Finding> = findings.violated().collect();
        prop_assert_eq!(violated.len(), 1);
        prop_assert_eq!(violated[0].subject, Some(Subject::Cell(id)));
        prop_assert_eq!(check_rollup(&whole, &parts, Completeness::Partial).violated().count(), 0);
    }
}
