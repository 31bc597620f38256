//! Cells, claims and findings as rows: CSV and JSON Lines hold what the report holds, and no spreadsheet calculates it.

#![allow(clippy::panic, clippy::print_stderr, clippy::unwrap_used, reason = "a test fails by panicking, and shows why")]

mod common;

use common::{any_cell, fixtures};
use ogi_report::check::{Checker, Completeness, check, check_rollup};
use ogi_report::report::{Cell, CellId, CellStatus, CellValue, DisclosureTable, Number, Report};
use ogi_report::write::{ClaimRecord, CsvWriter, FindingRecord, JsonLines, Record, Rows, finding_rows, undefused};
use ogi_report::{SAMPLE, SAMPLE_2019, parse, read};
use proptest::prelude::*;
use serde_json::Value;

fn csv<R: Record>(rows: impl IntoIterator<Item = R>) -> String {
    let mut out = Vec::new();
    let mut csv = CsvWriter::new(&mut out);
    csv.write_all(rows).unwrap();
    csv.finish().unwrap();
    String::from_utf8(out).unwrap()
}

fn json<R: Record>(rows: impl IntoIterator<Item = R>) -> Vec<Value> {
    let mut out = Vec::new();
    JsonLines::new(&mut out).write_all(rows).unwrap();
    String::from_utf8(out).unwrap().lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// The fields of each line by the names in the first one.
fn table(text: &str) -> Vec<Vec<(String, String)>> {
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let names: Vec<String> = reader.headers().unwrap().iter().map(ToOwned::to_owned).collect();
    let row = |record: csv::StringRecord| {
        assert_eq!(record.len(), names.len());
        names.iter().cloned().zip(record.iter().map(ToOwned::to_owned)).collect()
    };
    reader.records().map(|record| row(record.unwrap())).collect()
}

/// What a field of CSV holds if JSON has this value.
fn field(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        Value::Array(candidates) => {
            let number = |candidate: &Value| {
                let number = candidate["number"].as_object().unwrap().values().next().unwrap().clone();
                field(&number)
            };
            candidates.iter().map(number).collect::<Vec<_>>().join(" ")
        }
        other => other.to_string(),
    }
}

/// CSV and JSON Lines of the same rows say the same, column by column, and nothing in the CSV is a formula.
#[track_caller]
fn assert_same<R: Record>(rows: impl IntoIterator<Item = R> + Clone) -> Vec<Value> {
    let (lines, table) = (json(rows.clone()), table(&csv(rows)));
    assert_eq!(lines.len(), table.len());
    for (line, row) in lines.iter().zip(table) {
        let keys: Vec<&String> = line.as_object().unwrap().keys().collect();
        assert_eq!(keys.len(), R::columns().len(), "a key for each column, and no other");
        for (name, text) in row {
            assert_eq!(undefused(&text), field(&line[&name]), "{name}");
            let is_number = text.strip_prefix('-').is_some_and(|digits| {
                !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.')
            });
            let begins = text.trim_start().starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠', '\t', '\r']);
            assert!(is_number || !begins, "{name} is a formula: {text:?}");
            assert!(is_number || !text.starts_with(['\t', '\r', '\n']), "{name} begins with white space: {text:?}");
        }
    }
    lines
}

/// What a report holds, each cell as its row says it.
#[track_caller]
fn assert_cells(report: &Report, lines: &[Value]) {
    assert_eq!(lines.len(), report.cells().count());
    for ((id, cell), line) in report.cells().zip(lines) {
        assert_eq!(line["cell"], id.to_string());
        assert_eq!(line["status"], cell.status().as_str());
        assert_eq!(line["value"].as_str().map(ToOwned::to_owned), cell.number().map(ToString::to_string), "{id}");
        assert_eq!(line["unit"].as_str(), cell.unit.map(ogi_report::report::Unit::as_str));
        assert_eq!(line["raw"], cell.raw.as_ref());
        assert_eq!(line["annotation"].as_str(), cell.annotation.as_deref());
        assert_eq!(line["span_start"].as_u64(), cell.span.map(|span| span.start.into()));
        assert_eq!(line["span_end"].as_u64(), cell.span.map(|span| span.end.into()));
        let place = cell.place.unwrap_or_default();
        for (name, number) in [
            ("page", place.page()),
            ("table", place.table()),
            ("table_row", place.row()),
            ("table_column", place.column()),
            ("paragraph", place.paragraph()),
        ] {
            assert_eq!(line[name].as_u64(), number.map(Into::into), "{id}: {name}");
        }
        let candidates = line["candidates"].as_array().unwrap();
        match &cell.value {
            CellValue::Ambiguous(all) => assert_eq!(candidates.len(), all.len()),
            _ => assert!(candidates.is_empty()),
        }
    }
}

#[test]
fn every_report_has_its_rows() {
    for fixture in fixtures() {
        let Ok(parsed) = read(fixture.text.as_bytes()) else { continue };
        let rows = Rows::of(&fixture.name, &parsed);
        assert_cells(&parsed.report, &assert_same(rows.cells().collect::<Vec<_>>()));
        let claims = assert_same(rows.claims().collect::<Vec<_>>());
        assert_eq!(claims.len(), parsed.report.claims().count(), "{}", fixture.name);
        for (claim, row) in parsed.report.claims().zip(rows.claims()) {
            assert_eq!((claim.quantity, claim.span.start, &*claim.text), (row.quantity, row.span_start, row.text));
        }
        let findings = check(&parsed.report);
        assert_eq!(assert_same(rows.findings(&findings).collect::<Vec<_>>()).len(), findings.len());
    }
}

#[test]
fn the_first_columns_say_whose_cell_it_is() {
    let parsed = parse(SAMPLE).unwrap();
    let text = csv(Rows::of("样本.txt", &parsed).cells());
    let mut lines = text.lines();
    assert_eq!(
        lines.next().unwrap(),
        "document,issuer,year,edition,cell,section,row,column,row_zh,column_zh,row_en,column_en,status,value,kind,unit,\
         raw,annotation,placement,candidates,span_start,span_end,page,table,table_row,table_column,paragraph"
    );
    let received = lines.find(|line| line.contains("applications.received.total")).unwrap();
    assert!(
        received.starts_with(
            "样本.txt,澄溪县人民政府,2024,2021,applications.received.total,applications,received,total,\
             一、本年新收政府信息公开申请数量,总计,applications received this year,total,number,19,count,,19,,stated,,"
        ),
        "{received}"
    );
}

#[test]
fn figures_stay_numbers_and_marks_are_safe() {
    let text = SAMPLE_2019.replace("310\t0\t142", "310\t-3\t-");
    let parsed = parse(&text).unwrap();
    let rows = table(&csv(Rows::of("a", &parsed).cells()));
    let of = |id: &str, name: &str| {
        let row = rows.iter().find(|row| row.iter().any(|(_, text)| text == id)).unwrap();
        row.iter().find(|(column, _)| column == name).unwrap().1.clone()
    };
    let (change, decisions) = ("disclosure_2019.penalties.change", "disclosure_2019.penalties.decisions");
    assert_eq!(
        (of(change, "value"), of(change, "kind"), of(change, "raw")),
        ("-3".into(), "change".into(), "'-3".into())
    );
    assert_eq!((of(decisions, "value"), of(decisions, "raw")), (String::new(), "'-".into()));
    assert_eq!(of(decisions, "status"), "not_applicable");
}

#[test]
fn the_options_of_csv() {
    let mut parsed = parse(SAMPLE).unwrap();
    parsed.report.issuer.as_mut().unwrap().value = "=1+1".into();
    let written = |bom: bool, plain: bool| {
        let mut out = Vec::new();
        let csv = CsvWriter::new(&mut out);
        let csv = if bom { csv.bom() } else { csv };
        let mut csv = if plain { csv.plain() } else { csv };
        csv.write_all(Rows::of("a", &parsed).cells()).unwrap();
        csv.finish().unwrap();
        String::from_utf8(out).unwrap()
    };
    assert!(written(false, false).starts_with("document,"));
    assert!(written(false, false).contains("\na,'=1+1,2024"));
    assert!(written(false, true).contains("\na,=1+1,2024"));
    assert!(written(true, false).starts_with("\u{feff}document,"));

    let mut out = Vec::new();
    CsvWriter::<_, ClaimRecord<'_>>::new(&mut out).finish().unwrap();
    assert_eq!(String::from_utf8(out).unwrap(), ClaimRecord::columns().join(",") + "\n", "names without rows");
}

#[test]
fn findings_of_several_reports_name_their_own() {
    let parent = parse(SAMPLE).unwrap().report;
    let child = parse(&SAMPLE.replace("澄溪县人民政府", "澄溪县水务局").replace("行政强制\t26", "行政强制\t62"))
        .unwrap()
        .report;
    let reports = [parent, child];
    let findings = check_rollup(&reports[0], &reports[1..], Completeness::Partial);
    let rows = [Rows::new("parent", &reports[0]), Rows::new("child", &reports[1])];
    let lines = assert_same(finding_rows(&rows, &findings).collect::<Vec<_>>());
    for (finding, line) in findings.iter().zip(&lines) {
        assert_eq!(line["document"], ["parent", "child"][usize::from(finding.report)]);
    }
    let of_one: Vec<FindingRecord<'_>> = finding_rows(&rows[..1], &findings).collect();
    assert_eq!(of_one.len(), findings.len(), "a report that is not given is not named, and its findings are there");
}

#[test]
fn violated_findings_say_what_differs() {
    let parsed = parse(&SAMPLE.replace("2\t0\t19", "2\t0\t18")).unwrap();
    let findings = Checker::new().select(["A003"]).unwrap().check(&parsed.report);
    let lines = assert_same(Rows::of("a", &parsed).findings(&findings).collect::<Vec<_>>());
    let violated = lines.iter().find(|line| line["outcome"] == "violated").unwrap();
    for (name, value) in [
        ("subject_kind", "row"),
        ("subject", "received"),
        ("subject_en", "applications received this year"),
        ("reported", "18"),
        ("computed", "19"),
        ("difference", "-1"),
    ] {
        assert_eq!(violated[name], value);
    }
    let cells: Vec<CellId> = violated["cells"].as_str().unwrap().split(' ').map(|id| id.parse().unwrap()).collect();
    assert_eq!(cells.len(), 7);
}

/// A sink that is full after some bytes.
struct Full(usize);

impl std::io::Write for Full {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        if self.0 == 0 {
            return Err(std::io::Error::other("the disk is full"));
        }
        let n = bytes.len().min(self.0);
        self.0 -= n;
        Ok(n)
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

#[test]
fn a_full_disk_is_an_error() {
    let parsed = parse(SAMPLE).unwrap();
    let rows = Rows::of("a", &parsed);
    let mut csv = CsvWriter::new(Full(100));
    let written = csv.write_all(rows.cells()).and_then(|()| csv.finish());
    assert_eq!(written.unwrap_err().to_string(), "the disk is full");
    let written = JsonLines::new(Full(100)).write_all(rows.cells());
    assert_eq!(written.unwrap_err().to_string(), "the disk is full");
}

#[test]
fn an_exact_number_is_written_exactly() {
    let mut report = parse(SAMPLE).unwrap().report;
    let DisclosureTable::E2021(table) = report.disclosure.as_mut().unwrap().table.as_mut().unwrap() else { panic!() };
    table.licensing.decisions = Cell::new(CellValue::Number(Number::Count(u64::MAX)), "", None);
    let largest = "79228162514264337593543950335".parse().unwrap();
    table.fees.amount = Cell::new(CellValue::Number(Number::Amount(largest)), "", None);
    let lines = assert_same(Rows::new("a", &report).cells().collect::<Vec<_>>());
    let value = |id: &str| lines.iter().find(|line| line["cell"] == id).unwrap()["value"].clone();
    assert_eq!(value("disclosure.licensing.decisions"), "18446744073709551615");
    assert_eq!(value("disclosure.fees.amount"), "79228162514264337593543950335");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn any_cell_comes_back(report in any_cell::report(), document in any_cell::hostile()) {
        let lines = assert_same(Rows::new(&document, &report).cells().collect::<Vec<_>>());
        assert_cells(&report, &lines);
        for line in lines {
            prop_assert_eq!(&line["document"], &Value::from(document.as_str()));
            prop_assert_eq!(line["value"].is_null(), line["status"] != CellStatus::Number.as_str());
        }
    }
}
