//! The edition of the format, told by the labels of the tables, and what is said where they disagree with each other,
//! with the year or with the notice that is cited.

#![allow(
    clippy::panic,
    clippy::print_stderr,
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test fails by panicking, and shows why"
)]

mod common;

use ogi_report::check::{Checker, Outcome, check};
use ogi_report::report::{CellId, CellStatus, CellValue, Edition};
use ogi_report::{Code, Diagnostic, Parsed, SAMPLE, SAMPLE_2019, Severity, parse};

/// The sample with each of `changes` made once.
#[track_caller]
fn changed(sample: &str, changes: &[(&str, &str)]) -> String {
    changes.iter().fold(sample.to_owned(), |text, (from, to)| {
        assert_eq!(text.matches(from).count(), 1, "“{from}” stands once");
        text.replacen(from, to, 1)
    })
}

/// What stands in a text from `from` to before `to`.
fn between<'t>(text: &'t str, from: &str, to: &str) -> &'t str {
    let start = text.find(from).unwrap();
    &text[start..start + text[start..].find(to).unwrap()]
}

const TABLE_TWO: (&str, &str) = ("第二十条第（一）项", "三、收到和处理");
const TABLE_THREE: (&str, &str) = ("（本列数据的勾稽关系", "四、政府信息公开行政复议");

/// One sample with a table of the other.
fn with_table(sample: &str, other: &str, (from, to): (&str, &str)) -> String {
    sample.replacen(between(sample, from, to), between(other, from, to), 1)
}

fn of_edition(parsed: &Parsed) -> Vec<&Diagnostic> {
    let codes = [Code::EditionMixed, Code::EditionYear, Code::EditionCitation, Code::EditionUnknown];
    parsed.diagnostics.iter().filter(|diagnostic| codes.contains(&diagnostic.code)).collect()
}

fn codes(parsed: &Parsed) -> Vec<Code> {
    of_edition(parsed).iter().map(|diagnostic| diagnostic.code).collect()
}

fn label<'t>(text: &'t str, diagnostic: &Diagnostic) -> &'t str {
    diagnostic.span.slice(text)
}

/// Rules that are violated, warnings and errors.
fn violated(parsed: &Parsed) -> Vec<&'static str> {
    let findings = check(&parsed.report);
    findings.violated().filter(|finding| finding.severity > Severity::Note).map(|finding| finding.rule.code).collect()
}

#[test]
fn each_edition_is_told_by_its_labels() {
    for (sample, edition, n_cells) in [(SAMPLE, Edition::E2021, 200), (SAMPLE_2019, Edition::E2019, 198)] {
        let parsed = parse(sample).unwrap();
        let report = &parsed.report;
        assert_eq!((report.edition, report.applications_edition()), (edition, edition));
        assert_eq!(report.cells().count(), n_cells);
        assert!(report.edition_labels.len() > 6, "{:?}", report.edition_labels);
        assert!(report.edition_labels.iter().all(|label| label.edition == edition));
        assert_eq!(codes(&parsed), []);
    }
    let parsed = parse(SAMPLE_2019).unwrap();
    let labels: Vec<&str> = parsed.report.edition_labels.iter().map(|label| label.span.slice(SAMPLE_2019)).collect();
    assert_eq!(
        labels,
        [
            "本年新制作数量",
            "本年新公开数量",
            "对外公开总数量",
            "上一年项目数量",
            "其他对外管理服务事项",
            "采购项目数量",
            "采购总金额",
            "政府集中采购",
            "（六）其他处理"
        ]
    );
}

#[test]
fn the_older_tables_in_a_later_year() {
    let text = SAMPLE_2019.replace("2021年1月20日", "2024年1月20日").replace("2020年", "2023年");
    let parsed = parse(&text).unwrap();
    assert_eq!(parsed.report.edition, Edition::E2019, "the year says nothing");
    assert_eq!(codes(&parsed), [Code::EditionYear]);
    let diagnostic = of_edition(&parsed)[0];
    assert_eq!(label(&text, diagnostic), "本年新制作数量");
    assert_eq!(diagnostic.related[0].span.slice(&text), "2023");
    assert_eq!(
        diagnostic.message,
        "“本年新制作数量” is a label of the edition of 2019, and a report for 2023 has the tables of 2021"
    );
    assert!(violated(&parsed).contains(&"S014"), "the rule says the same");
}

#[test]
fn the_newer_tables_in_an_earlier_year() {
    for (year, said) in [("2020", "has the tables of 2019"), ("2018", "is older than both editions")] {
        let text = SAMPLE.replace("2024年", &format!("{year}年"));
        let parsed = parse(&text).unwrap();
        assert_eq!(parsed.report.edition, Edition::E2021);
        assert_eq!(codes(&parsed), [Code::EditionYear]);
        assert!(of_edition(&parsed)[0].message.ends_with(said), "{}", of_edition(&parsed)[0].message);
        assert!(violated(&parsed).contains(&"S014"));
    }
}

#[test]
fn what_is_cited_is_no_evidence() {
    let text = changed(SAMPLE, &[("国办公开办函〔2021〕30号", "国办公开办函〔2019〕60号")]);
    let parsed = parse(&text).unwrap();
    assert_eq!(parsed.report.edition, Edition::E2021);
    assert_eq!(codes(&parsed), [Code::EditionCitation]);
    let diagnostic = of_edition(&parsed)[0];
    assert_eq!((label(&text, diagnostic), diagnostic.severity), ("国办公开办函〔2019〕60号", Severity::Note));
    assert_eq!(diagnostic.related[0].span.slice(&text), "本年制发件数");
    let findings = check(&parsed.report);
    assert_eq!(findings.of_rule("S015").next().unwrap().outcome, Outcome::Violated, "the rule says the same");

    let text = changed(SAMPLE_2019, &[("国办公开办函〔2019〕60号", "国办公开办涵〔2021〕30号")]);
    let parsed = parse(&text).unwrap();
    assert_eq!(parsed.report.edition, Edition::E2019, "the agency is misspelt");
    assert_eq!(codes(&parsed), [Code::EditionCitation]);
}

#[test]
fn table_two_of_2019_and_table_three_of_2021() {
    let text = with_table(SAMPLE, SAMPLE_2019, TABLE_TWO);
    let parsed = parse(&text).unwrap();
    let report = &parsed.report;
    assert_eq!((report.edition, report.applications_edition()), (Edition::E2019, Edition::E2021));
    assert_eq!(report.cells().count(), 22 + 175 + 15);
    assert!(report.cells().all(|(_, cell)| cell.number().is_some()), "every cell is there, and read");
    assert_eq!(codes(&parsed), [Code::EditionYear, Code::EditionMixed]);
    let mixed = of_edition(&parsed)[1];
    assert_eq!(label(&text, mixed), "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请");
    assert_eq!(mixed.related[0].span.slice(&text), "本年新制作数量");
    // All three rows of （六）其他处理 are added up.
    assert_eq!(violated(&parsed), ["S014"]);
    let text = changed(&text, &[("3.其他\t0\t0\t0\t0\t0\t0\t0", "3.其他\t4\t0\t0\t0\t0\t0\t4")]);
    assert!(violated(&parse(&text).unwrap()).contains(&"A002"));
}

#[test]
fn table_two_of_2021_and_table_three_of_2019() {
    let text = with_table(SAMPLE, SAMPLE_2019, TABLE_THREE);
    let parsed = parse(&text).unwrap();
    let report = &parsed.report;
    assert_eq!((report.edition, report.applications_edition()), (Edition::E2021, Edition::E2019));
    assert_eq!(report.cells().count(), 200, "with two rows that are missing");
    assert_eq!(codes(&parsed), [Code::EditionMixed, Code::EditionYear]);
    assert!(of_edition(&parsed).iter().all(|diagnostic| label(&text, diagnostic) == "（六）其他处理"));
    assert_eq!(violated(&parsed), ["S014"]);
    let holds = check(report).of_rule("A002").filter(|finding| finding.outcome == Outcome::Holds).count();
    assert_eq!(holds, 7, "the sums are those of the table's own rows");
}

#[test]
fn headers_of_the_other_edition_take_no_figures() {
    // The block of documents is as it was in 2019, the rest of the table is new.
    let text = changed(
        SAMPLE,
        &[("本年制发件数\t本年废止件数\t现行有效件数", "本年新制作数量\t本年新公开数量\t对外公开总数量")],
    );
    let parsed = parse(&text).unwrap();
    let report = &parsed.report;
    assert_eq!(report.edition, Edition::E2019, "three headers of 2019, two of 2021");
    assert_eq!(codes(&parsed), [Code::EditionYear, Code::EditionMixed]);
    assert_eq!(report.cell("disclosure_2019.normative_documents.total_disclosed".parse().unwrap()).count(), Some(63));
    let licensing: CellId = "disclosure_2019.licensing.decisions".parse().unwrap();
    assert_eq!(report.cell(licensing).number(), None);
    let CellValue::Ambiguous(candidates) = &report.cell(licensing).value else {
        panic!("{:?}", report.cell(licensing));
    };
    assert_eq!(candidates.len(), 1, "387 is kept");

    // Licensing is as it was in 2019.
    let text = changed(
        SAMPLE,
        &[(
            "信息内容\t本年处理决定数量\n行政许可\t387",
            "信息内容\t上一年项目数量\t本年增/减\t处理决定数量\n行政许可\t96\t-4\t387\n其他对外管理服务事项\t41\t2\t1205",
        )],
    );
    let parsed = parse(&text).unwrap();
    let report = &parsed.report;
    assert_eq!(report.edition, Edition::E2021);
    let status = |id: &str| report.cell(id.parse().unwrap()).status();
    assert_eq!(status("disclosure.licensing.decisions"), CellStatus::Ambiguous);
    assert_eq!(report.cell("disclosure.penalties.decisions".parse().unwrap()).count(), Some(142));
    assert_eq!(report.cell("disclosure.normative_documents.issued".parse().unwrap()).count(), Some(12));
    assert_eq!(codes(&parsed), [Code::EditionMixed, Code::EditionYear]);
    assert_eq!(label(&text, of_edition(&parsed)[0]), "上一年项目数量");
    let refused: Vec<&str> = parsed
        .diagnostics
        .iter()
        .filter(|diagnostic| diagnostic.code == Code::CellsAmbiguous)
        .map(|diagnostic| diagnostic.message.as_str())
        .collect();
    assert_eq!(refused, ["the row 行政许可 stands under “上一年项目数量”, which is a header of another edition"]);
}

#[test]
fn a_row_of_2019_below_the_rows_of_2021() {
    let text = changed(
        SAMPLE,
        &[(
            "行政事业性收费\t86.50",
            "行政事业性收费\t86.50\n第二十条第（九）项\n信息内容\t采购项目数量\t采购总金额\n政府集中采购\t58\t1204.60",
        )],
    );
    let parsed = parse(&text).unwrap();
    let fees = parsed.report.cell("disclosure.fees.amount".parse().unwrap());
    assert_eq!(fees.amount().map(|amount| amount.to_string()).as_deref(), Some("86.50"));
    assert_eq!(codes(&parsed), [Code::EditionMixed, Code::EditionYear]);
    let numbers = parsed.report.cells().filter(|(_, cell)| cell.number().is_some()).count();
    assert_eq!(numbers, 197, "as in the sample");
}

#[test]
fn a_report_without_tables_does_not_say() {
    for sample in [SAMPLE, SAMPLE_2019] {
        let text = sample.replacen(between(sample, TABLE_TWO.0, TABLE_TWO.1), "", 1);
        let text = text.replacen(between(&text, TABLE_THREE.0, TABLE_THREE.1), "", 1);
        let parsed = parse(&text).unwrap();
        assert_eq!(parsed.report.edition_labels, []);
        assert_eq!(codes(&parsed), [Code::EditionUnknown]);
        let findings = Checker::new().check(&parsed.report);
        for rule in ["S014", "S015"] {
            assert_eq!(findings.of_rule(rule).next().unwrap().outcome, Outcome::NotAssessable, "{rule}");
        }
    }
}

#[test]
fn what_the_prose_says_tells_nothing() {
    let text = changed(
        SAMPLE,
        &[(
            "第二十条第（一）项",
            "另有政府集中采购项目58个，采购总金额1204万元，对外公开总数量63件，其他对外管理服务事项41项。\n第二十条第（一）项",
        )],
    );
    let parsed = parse(&text).unwrap();
    assert_eq!((parsed.report.edition, codes(&parsed)), (Edition::E2021, vec![]));
}

#[test]
fn rows_of_2021_that_are_lost_do_not_make_it_2019() {
    let rows = between(SAMPLE, "\t（六）其他处理", "\t\t3.其他");
    let text = SAMPLE.replacen(rows, "", 1);
    let parsed = parse(&text).unwrap();
    assert_eq!(parsed.report.applications_edition(), Edition::E2021);
    let lost: CellId = "applications.results.other.fee_overdue.total".parse().unwrap();
    assert_eq!(parsed.report.cell(lost).status(), CellStatus::Missing);
    let other: CellId = "applications.results.other.other.total".parse().unwrap();
    assert_eq!(parsed.report.cell(other).count(), Some(0));
}
