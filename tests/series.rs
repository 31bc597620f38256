//! The reports of one issuer over the years.

#![allow(clippy::panic, clippy::unwrap_used, reason = "a test fails by panicking, and shows why")]

use ogi_report::check::{
    Blanks, Checker, Finding, Findings, Language, Outcome, Phrase, Reason, Role, Subject, check_series,
};
use ogi_report::report::{ApplicantColumn, SectionKind};
use ogi_report::{Report, SAMPLE, SAMPLE_2019, Severity, parse};
use proptest::prelude::*;

fn changed(sample: &str, changes: &[(&str, &str)]) -> Report {
    let mut text = sample.to_owned();
    for (from, to) in changes {
        assert_eq!(text.matches(from).count(), 1, "“{from}” stands once");
        text = text.replacen(from, to, 1);
    }
    parse(&text).unwrap().report
}

/// The sample for another year.
fn of_year(year: u16, changes: &[(&str, &str)]) -> Report {
    let title = format!("澄溪县人民政府{year}年政府");
    let mut all = vec![("澄溪县人民政府2024年政府", title.as_str())];
    all.extend(changes);
    changed(SAMPLE, &all)
}

/// The sample of the edition of 2019 for another year.
fn old_of_year(year: u16, changes: &[(&str, &str)]) -> Report {
    let title = format!("澄溪县人民政府{year}年政府");
    let mut all = vec![("澄溪县人民政府2020年政府", title.as_str())];
    all.extend(changes);
    changed(SAMPLE_2019, &all)
}

/// What makes 2023 the year before the sample's: what is carried forward, and documents in force.
const BEFORE: [(&str, &str); 3] = [
    ("办理\t\t\t1\t0\t0\t0\t0\t0\t1", "办理\t\t\t2\t1\t0\t0\t0\t0\t3"),
    ("12\t5\t63", "10\t4\t56"),
    ("行政许可\t387", "行政许可\t351"),
];

/// Cuts table three out of a text.
fn without_table_three(sample: &str) -> Report {
    let start = sample.find("（本列数据").unwrap();
    let end = sample.find("四、政府信息公开行政复议").unwrap();
    parse(&format!("{}{}", &sample[..start], &sample[end..])).unwrap().report
}

fn of<'f>(findings: &'f Findings, rule: &'f str) -> Vec<&'f Finding> {
    findings.of_rule(rule).collect()
}

fn outcomes(findings: &Findings, rule: &str) -> Vec<(Outcome, Option<Reason>)> {
    findings.of_rule(rule).map(|finding| (finding.outcome, finding.reason)).collect()
}

#[test]
fn years_that_fit_are_found_to_fit() {
    let findings = check_series(&[of_year(2024, &[]), of_year(2023, &BEFORE)]);
    let violated: Vec<String> = findings.violated().map(|finding| finding.message(Language::En)).collect();
    assert!(violated.is_empty(), "{violated:#?}");
    assert_eq!(findings.of_rule("Y001").filter(|finding| finding.outcome == Outcome::Holds).count(), 7);
    let stock = of(&findings, "Y002");
    assert_eq!(stock.len(), 2);
    assert!(stock[0].blanks_as_zero, "the row of rules is blank");
    assert_eq!(
        stock[1].message(Language::Zh),
        "2024年行政规范性文件 现行有效件数：由2023年报告推算（56 + 12 − 5），与填报的63件一致"
    );
}

#[test]
fn operands_say_which_of_the_reports_they_are_from() {
    let reports = [of_year(2024, &[]), of_year(2025, &[]), of_year(2023, &[])];
    let findings = check_series(&reports);
    let column = |finding: &&&Finding| finding.subject == Some(Subject::Column(ApplicantColumn::Total));
    let carried = of(&findings, "Y001");
    let totals: Vec<&&Finding> = carried.iter().filter(column).collect();
    assert_eq!(totals.len(), 2, "2024 and 2025; 2023 has no year before");
    for (finding, (before, now)) in totals.iter().zip([(2, 0), (0, 1)]) {
        assert_eq!(finding.outcome, Outcome::Violated);
        assert_eq!(finding.report, now);
        let places: Vec<(Role, u16)> = finding.operands.iter().map(|operand| (operand.role, operand.report)).collect();
        assert_eq!(places, [(Role::Previous, before), (Role::Current, now)]);
        assert_eq!((finding.computed, finding.reported), (Some(1u64.into()), Some(3u64.into())));
        assert_eq!(finding.severity, Severity::Error);
        for operand in &finding.operands {
            let text = &reports[usize::from(operand.report)].cell(operand.cell.unwrap()).raw;
            assert_eq!(text.as_ref(), operand.value.unwrap().to_string());
        }
    }
    assert_eq!(totals[0].message(Language::Zh), "总计：2023年报告结转下年度1件，2024年报告上年结转3件，相差2件");
    // The order of the reports changes where findings point, and nothing else.
    let [a, b, c] = reports;
    let marks = |findings: &Findings| findings.iter().map(Finding::fingerprint).collect::<Vec<_>>();
    assert_eq!(marks(&findings), marks(&check_series(&[c, b, a])));
}

#[test]
fn none_and_one() {
    assert!(check_series(&[]).is_empty());
    let findings = check_series(&[of_year(2024, &[])]);
    assert!(findings.iter().all(|finding| finding.reason == Some(Reason::NoPreviousReport)), "{findings:#?}");
    assert_eq!(findings.len(), 3, "carried over, in force, fees");
}

#[test]
fn a_gap_is_noted_and_nothing_is_compared_over_it() {
    let findings = check_series(&[of_year(2021, &[]), of_year(2024, &[])]);
    let gap = of(&findings, "Y003");
    assert_eq!(gap.len(), 1);
    assert_eq!((gap[0].outcome, gap[0].severity), (Outcome::Violated, Severity::Note));
    assert_eq!(gap[0].message(Language::Zh), "2021年之后是2024年，中间缺少2个年度的报告");
    for rule in ["Y001", "Y002", "Y006"] {
        assert_eq!(outcomes(&findings, rule), [(Outcome::NotAssessable, Some(Reason::NoPreviousReport))]);
    }
    // That tables are the same is as odd after three years as after one.
    assert_eq!(findings.of_rule("Y005").filter(|finding| finding.outcome == Outcome::Violated).count(), 3);
}

#[test]
fn of_two_reports_of_a_year_the_later_one_counts() {
    let late = ("2025年1月20日\n\n（此件", "2025年3月9日\n\n（此件");
    let wrong = ("办理\t\t\t1\t0\t0\t0\t0\t0\t1", "办理\t\t\t9\t0\t0\t0\t0\t0\t9");
    let first = of_year(2023, &[wrong]);
    let corrected = of_year(2023, &[BEFORE[0], late]);
    for reports in [[&first, &corrected], [&corrected, &first]] {
        let corrected_at = u16::from(reports[0] == &first);
        let reports = [reports[0].clone(), reports[1].clone(), of_year(2024, &[])];
        let findings = check_series(&reports);
        let twice = of(&findings, "Y004");
        assert_eq!(twice.len(), 1);
        assert_eq!((twice[0].outcome, twice[0].severity), (Outcome::Violated, Severity::Warning));
        assert_eq!(twice[0].report, 1 - corrected_at);
        let carried = of(&findings, "Y001");
        let carried: Vec<_> = carried.into_iter().filter(|finding| finding.outcome == Outcome::Holds).collect();
        assert_eq!(carried.len(), 7);
        for finding in carried {
            assert_eq!(finding.operands[0].report, corrected_at);
            assert_eq!(finding.assumptions, [Phrase::OneOfSeveral]);
        }
    }
    // The same report given twice is noted.
    let findings = check_series(&[of_year(2024, &[]), of_year(2024, &[])]);
    assert_eq!(of(&findings, "Y004")[0].severity, Severity::Note);
    assert_eq!(findings.of_rule("Y005").count(), 0, "one year is no earlier than itself");
}

#[test]
fn a_report_without_a_year_is_said_to_have_none() {
    let text = SAMPLE.replace("2024年", "");
    let undated = parse(&text).unwrap().report;
    assert!(undated.year.is_none());
    let findings = check_series(&[undated, of_year(2023, &BEFORE), of_year(2024, &[])]);
    for rule in ["Y001", "Y002", "Y003", "Y004", "Y005", "Y006"] {
        let unknown: Vec<_> =
            findings.of_rule(rule).filter(|finding| finding.reason == Some(Reason::YearUnknown)).collect();
        assert_eq!(unknown.len(), 1, "{rule}");
        assert_eq!(unknown[0].report, 0);
    }
    assert_eq!(of(&findings, "Y003")[0].outcome, Outcome::Holds, "the others follow each other");
}

#[test]
fn carried_over_crosses_editions_and_stocks_do_not() {
    let reports = [of_year(2021, &[]), old_of_year(2020, &[BEFORE[0]])];
    let findings = check_series(&reports);
    assert_eq!(outcomes(&findings, "Y001"), [(Outcome::Holds, None); 7]);
    for rule in ["Y002", "Y006"] {
        assert_eq!(outcomes(&findings, rule), [(Outcome::NotAssessable, Some(Reason::EditionsDiffer))]);
    }
    assert_eq!(findings.of_rule("Y008").count() + findings.of_rule("Y009").count(), 0, "2021 has no such cells");
}

#[test]
fn blanks_are_noughts_beside_numbers_only() {
    let blank_forward = ("办理\t\t\t1\t0\t0\t0\t0\t0\t1", "办理\t\t\t\t\t\t\t\t\t");
    let findings = check_series(&[of_year(2023, &[blank_forward]), of_year(2024, &[])]);
    let nothing = (Outcome::NotAssessable, Some(Reason::NothingStated));
    let holds = (Outcome::Holds, None);
    assert_eq!(outcomes(&findings, "Y001"), [nothing, nothing, holds, holds, holds, holds, nothing]);
    // With blanks for noughts wherever they stand, a difference is one.
    let zero = Checker::new().blanks(Blanks::Zero);
    let findings = zero.check_series(&[of_year(2023, &[blank_forward]), of_year(2024, &[])]);
    assert_eq!(findings.of_rule("Y001").filter(|finding| finding.outcome == Outcome::Violated).count(), 3);

    // A stock that is blank is not stated, though flows stand beside it.
    let blank_stock = ("12\t5\t63", "\t\t");
    let findings = check_series(&[of_year(2023, &[blank_stock]), of_year(2024, &[])]);
    assert_eq!(outcomes(&findings, "Y002")[1], nothing);
    // Flows that are blank are noughts left out.
    let blank_flows = ("12\t5\t63", "\t\t63");
    let findings = check_series(&[of_year(2023, &[]), of_year(2024, &[blank_flows])]);
    assert_eq!(outcomes(&findings, "Y002")[1], holds);
}

#[test]
fn a_table_that_is_not_there_is_one_finding() {
    let text = SAMPLE.replace("县人民政府2024年政府", "县人民政府2023年政府");
    let findings = check_series(&[without_table_three(&text), of_year(2024, &[])]);
    assert_eq!(outcomes(&findings, "Y001"), [(Outcome::NotAssessable, Some(Reason::PartMissing))]);
    assert_eq!(of(&findings, "Y001")[0].subject, Some(Subject::Section(SectionKind::Applications)));
}

#[test]
fn remarks_in_cells_are_tried() {
    let before = of_year(2023, &[("12\t5\t63", "10\t4\t60")]);
    let now = |row: &str| of_year(2024, &[("12\t5\t63", row)]);
    let stock = |row: &str| {
        let findings = check_series(&[before.clone(), now(row)]);
        let finding = of(&findings, "Y002")[1].clone();
        (finding.outcome, finding.assumptions)
    };
    assert_eq!(stock("12\t5\t67"), (Outcome::Holds, vec![]));
    assert_eq!(stock("12\t5\t64"), (Outcome::Violated, vec![]));
    assert_eq!(stock("12（其中修订3件）\t5\t64"), (Outcome::Holds, vec![Phrase::RevisedReplace]));
    assert_eq!(stock("12\t5（另有自然失效3件）\t64"), (Outcome::Holds, vec![Phrase::LapsedApart]));
    assert_eq!(stock("12\t5（含自然失效3件）\t67"), (Outcome::Holds, vec![]), "counted already");
    assert_eq!(
        stock("12（其中修订2件）\t5\t64（自然失效1件）"),
        (Outcome::Holds, vec![Phrase::RevisedReplace, Phrase::LapsedApart])
    );
    assert_eq!(stock("12（其中修订2件）\t5\t64"), (Outcome::Violated, vec![]));
}

#[test]
fn stocks_are_never_errors() {
    let findings = check_series(&[of_year(2023, &[]), of_year(2024, &[])]);
    let stock = of(&findings, "Y002");
    assert_eq!((stock[1].outcome, stock[1].severity), (Outcome::Violated, Severity::Warning));
    assert_eq!(
        stock[1].message(Language::Zh),
        "2024年行政规范性文件 现行有效件数：按2023年报告推算（63 + 12 − 5）应为70件，填报63件，相差7件"
    );
}

#[test]
fn quiet_offices_repeat_themselves() {
    // Two applications, both answered: nothing to tell from.
    let mut text = SAMPLE.to_owned();
    let table = text.find("一、本年新收政府信息公开申请数量").unwrap()..text.find("四、政府信息公开行政复议").unwrap();
    let rows: String = text[table.clone()]
        .lines()
        .map(|line| {
            let label = line.trim_end_matches(|c: char| c.is_ascii_digit() || c == '\t');
            let few = label.contains("本年新收") || label.contains("予以公开") || label.contains("总计");
            let cells = if few { "2\t0\t0\t0\t0\t0\t2" } else { "0\t0\t0\t0\t0\t0\t0" };
            if label.is_empty() { "\n".to_owned() } else { format!("{label}\t{cells}\n") }
        })
        .collect();
    text.replace_range(table, &rows);
    let old = parse(&text.replace("县人民政府2024年政府", "县人民政府2023年政府")).unwrap().report;
    let new = parse(&text).unwrap().report;
    let findings = check_series(&[old, new.clone()]);
    // The sample's table two goes with it, so that all three are the same.
    assert_eq!(findings.of_rule("Y005").filter(|finding| finding.outcome == Outcome::Violated).count(), 3);
    // Other licences: the rest is as little as before.
    let old = text.replace("县人民政府2024年政府", "县人民政府2023年政府").replace("行政许可\t387", "行政许可\t370");
    let findings = check_series(&[parse(&old).unwrap().report, new]);
    let few = (Outcome::NotAssessable, Some(Reason::TooFewFigures));
    assert_eq!(outcomes(&findings, "Y005"), [(Outcome::Holds, None), few, few]);
}

#[test]
fn another_unit_is_told_from_growth() {
    let fees = |before: &str, now: &str| {
        let old = of_year(2023, &[("收费\t86.50", &format!("收费\t{before}"))]);
        let new = of_year(2024, &[("收费\t86.50", &format!("收费\t{now}"))]);
        outcomes(&check_series(&[old, new]), "Y006")[0].0
    };
    assert_eq!(fees("91.23", "912345.67"), Outcome::Violated);
    assert_eq!(fees("912345.67", "86.5"), Outcome::Violated);
    assert_eq!(fees("91.23万元", "912345.67元"), Outcome::Holds);
    assert_eq!(fees("86.50", "865"), Outcome::Holds);
    assert_eq!(fees("0", "865000"), Outcome::Holds);
    assert_eq!(fees("", "865000"), Outcome::NotAssessable);
    assert_eq!(fees("", ""), Outcome::Holds);
    assert_eq!(fees("约五十", "865000"), Outcome::NotAssessable);
    let assumed = |change: (&str, &str)| {
        let findings = check_series(&[of_year(2023, &[]), of_year(2024, &[change])]);
        of(&findings, "Y006")[0].assumptions.contains(&Phrase::UnitOfTheFormat)
    };
    assert!(assumed(("（单位：万元）", "")) && !assumed(("（单位：万元）", "（单位：元）")));
}

#[test]
fn items_and_documents_of_the_edition_of_2019() {
    let findings = check_series(&[old_of_year(2020, &[]), old_of_year(2019, &[])]);
    let items = of(&findings, "Y008");
    assert_eq!(items.len(), 5);
    let differences: Vec<String> = items.iter().map(|finding| finding.difference.unwrap().to_string()).collect();
    assert_eq!(differences, ["4", "-2", "0", "-1", "1"], "as many as the changes of the year before");
    assert_eq!(
        items[0].message(Language::En),
        "administrative licensing, items of the previous year: from the report of 2019 follow 92 (96 − 4), that of 2020 says 96, a difference of 4"
    );
    assert_eq!(outcomes(&findings, "Y009"), [(Outcome::Holds, None); 2]);
    assert_eq!(findings.of_rule("Y002").count() + findings.of_rule("Y006").count(), 0, "of the other edition");
}

#[test]
fn another_issuer_makes_errors_warnings() {
    let other = changed(SAMPLE, &[("澄溪县人民政府2024年政府", "苍岭县人民政府2023年政府")]);
    let findings = check_series(&[other, of_year(2024, &[])]);
    let issuers = of(&findings, "Y007");
    assert_eq!(issuers.len(), 1);
    assert_eq!(issuers[0].message(Language::Zh), "上一份报告的发布机关是“苍岭县人民政府”，此份是“澄溪县人民政府”");
    let carried = of(&findings, "Y001");
    assert!(carried.iter().all(|finding| finding.severity <= Severity::Warning));
    assert!(carried.iter().all(|finding| finding.assumptions == [Phrase::SameIssuer]));
}

#[test]
fn numbers_too_large_are_no_panic() {
    let large = u64::MAX.to_string();
    let row = format!("办理\t\t\t{large}\t{large}\t0\t0\t0\t0\t{large}");
    let stock = format!("{large}\t0\t{large}");
    let changes = [("办理\t\t\t1\t0\t0\t0\t0\t0\t1", row.as_str()), ("12\t5\t63", stock.as_str())];
    let fees = [("收费\t86.50", "收费\t79228162514264337593543950335")];
    let findings = check_series(&[of_year(2022, &fees), of_year(2023, &changes), of_year(2024, &changes)]);
    let total = findings
        .of_rule("Y001")
        .find(|finding| finding.difference.is_some_and(|d| d.to_string() == "-18446744073709551612"));
    assert!(total.is_some(), "3 less 2⁶⁴ − 1");
    assert_eq!(outcomes(&findings, "Y006")[0], (Outcome::NotAssessable, Some(Reason::TooLarge)));
    for finding in &findings {
        assert!(!finding.message(Language::Zh).contains('{') && !finding.message(Language::En).contains('{'));
    }
}

#[test]
fn rules_can_be_chosen() {
    let reports = [of_year(2023, &[]), of_year(2024, &[])];
    let only = Checker::new().select(["Y001"]).unwrap().check_series(&reports);
    assert!(only.len() == 7 && only.iter().all(|finding| finding.rule.code == "Y001"));
    let without = Checker::new().ignore(["Y"]).unwrap().check_series(&reports);
    assert!(without.is_empty());
}

#[test]
fn findings_read_back() {
    let findings = check_series(&[of_year(2023, &[]), of_year(2024, &[]), old_of_year(2020, &[])]);
    let json = serde_json::to_string(&findings).unwrap();
    assert_eq!(serde_json::from_str::<Findings>(&json).unwrap(), findings);
}

fn figure() -> impl Strategy<Value = String> {
    prop_oneof![
        Just(String::new()),
        Just("/".to_owned()),
        Just("若干".to_owned()),
        Just(u64::MAX.to_string()),
        (0u32..90).prop_map(|n| n.to_string()),
        (0u32..90, 0u32..9).prop_map(|(n, m)| format!("{n}（其中修订{m}件）")),
    ]
}

/// The text of a report of either edition with some figures replaced.
fn any_text() -> impl Strategy<Value = String> {
    (prop::collection::vec(figure(), 8), 2018u16..2025, prop::bool::ANY, prop::bool::ANY).prop_map(
        |(figures, year, old, undated)| {
            let (sample, of) = if old { (SAMPLE_2019, "2020年") } else { (SAMPLE, "2024年") };
            let year = if undated { String::new() } else { format!("{year}年") };
            let text = sample.replace(of, &year);
            let carried = format!("办理\t\t\t{}\t{}\t0\t0\t0\t0\t{}", figures[0], figures[1], figures[2]);
            let text = text.replace("办理\t\t\t1\t0\t0\t0\t0\t0\t1", &carried);
            let text = text.replace("12\t5\t63", &format!("{}\t{}\t{}", figures[3], figures[4], figures[5]));
            let text = text.replace("96\t-4", &format!("{}\t-4", figures[6]));
            text.replace("86.50", &figures[7])
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    /// Whatever the reports, and in whatever order: nothing panics, every place is where it is said to be, and every
    /// message is whole.
    #[test]
    fn any_series(texts in prop::collection::vec(any_text(), 0..5)) {
        let reports: Vec<Report> = texts.iter().map(|text| parse(text).unwrap().report).collect();
        let findings = check_series(&reports);
        for finding in &findings {
            for (report, span) in finding.spans() {
                let text = &texts[usize::from(report)];
                prop_assert!(text.get(span.start as usize..span.end as usize).is_some());
            }
            for operand in finding.operands.iter().filter(|operand| operand.cell.is_some()) {
                let cell = reports[usize::from(operand.report)].cell(operand.cell.unwrap());
                prop_assert_eq!((cell.status(), cell.span), (operand.status, operand.span));
            }
            for language in [Language::Zh, Language::En] {
                let message = finding.message(language);
                prop_assert!(!message.contains(['{', '}', '[', ']']), "{}", message);
            }
            prop_assert_eq!(finding.outcome == Outcome::NotAssessable, finding.reason.is_some());
        }
    }
}
