//! The SARIF writer: its schema, its columns, its kinds, its addresses.

#![allow(clippy::panic, clippy::unwrap_used, reason = "a test fails by panicking, and shows why")]

use std::path::Path;

use ogi_report::check::{Blanks, Checker, Language, Outcome, rules};
use ogi_report::write::{CheckKind, FindingsJson, Sarif, SourceText};
use ogi_report::{SAMPLE, SAMPLE_2019, parse};
use serde_json::{Value, json};

/// The sample with faults in both tables.
fn faulty() -> String {
    SAMPLE.replace("2\t0\t19", "2\t0\t18").replace("1\t1\t0\t1\t3", "1\t1\t0\t1\t4")
}

fn checker() -> Checker {
    Checker::new().select(["A", "R"]).unwrap()
}

/// The log of a text, as a file of this name.
fn log(name: &str, text: &str, checker: &Checker, language: Language) -> Value {
    let parsed = parse(text).unwrap();
    let sources = [SourceText::file(Path::new(name), text)];
    let mut sarif = Sarif::new(&sources).language(language);
    for diagnostic in &parsed.diagnostics {
        sarif.diagnostic(0, diagnostic);
    }
    sarif.check(0..1, &checker.check(&parsed.report), |_| true);
    serde_json::to_value(&sarif).unwrap()
}

fn results(log: &Value) -> &Vec<Value> {
    log["runs"][0]["results"].as_array().unwrap()
}

/// Fails with all faults if the log is not one of SARIF 2.1.0.
#[track_caller]
fn assert_valid(log: &Value) {
    let mut schemas = boon::Schemas::new();
    let mut compiler = boon::Compiler::new();
    compiler.enable_format_assertions();
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/sarif-2.1.0.json");
    let schema = compiler.compile(path, &mut schemas).unwrap_or_else(|error| panic!("{error:#}"));
    if let Err(error) = schemas.validate(log, schema) {
        panic!("{error:#}");
    }
}

#[test]
fn logs_are_valid() {
    for language in [Language::Zh, Language::En] {
        for text in [SAMPLE, SAMPLE_2019, &faulty(), "一、总体情况\n无。\n"] {
            assert_valid(&log("年报/2024 年.txt", text, &Checker::new(), language));
        }
    }
    let blanks = SAMPLE.replace("13\t4\t1\t1\t2\t0\t21", "13\t4\t1\t1\t2\t0\t");
    assert_valid(&log("a", &blanks, &checker().blanks(Blanks::Unknown), Language::En));

    let mut nothing = Sarif::new(&[]);
    nothing.unread("[a](b): not UTF-8 text, from byte {0} on");
    let nothing = serde_json::to_value(&nothing).unwrap();
    assert_valid(&nothing);
    let invocation = &nothing["runs"][0]["invocations"][0];
    assert_eq!(invocation["executionSuccessful"], false);
    let text = &invocation["toolExecutionNotifications"][0]["message"]["text"];
    assert_eq!(text, "[a] (b): not UTF-8 text, from byte {{0}} on", "neither a link nor a placeholder");
}

#[test]
fn what_was_left_out_is_said() {
    let text = faulty();
    let findings = checker().max_findings(2).check(&parse(&text).unwrap().report);
    let sources = [SourceText::file(Path::new("a"), &text)];
    for (language, words) in [(Language::En, "40 more findings are beyond"), (Language::Zh, "另有40项检查结果超出上限")]
    {
        let mut sarif = Sarif::new(&sources).language(language);
        sarif.check(0..1, &findings, |_| true);
        let log = serde_json::to_value(&sarif).unwrap();
        assert_valid(&log);
        assert_eq!(results(&log).len(), 2);
        let notification = &log["runs"][0]["invocations"][0]["toolExecutionNotifications"][0];
        assert!(notification["message"]["text"].as_str().unwrap().starts_with(words), "{notification}");
    }
}

#[test]
fn sources_that_do_not_exist_have_no_places() {
    let text = faulty();
    let findings = checker().check(&parse(&text).unwrap().report);
    let sources = [SourceText::new("a", &text)];
    let (mut sarif, mut json) = (Sarif::new(&sources), FindingsJson::new(&sources));
    for inputs in [1..3, usize::MAX..usize::MAX, 0..0] {
        sarif.check(inputs.clone(), &findings, |_| true);
        json.check(CheckKind::Report, inputs, &findings, |_| true);
    }
    let log = serde_json::to_value(&sarif).unwrap();
    assert!(results(&log).iter().all(|result| result["locations"] == json!([])));
    let checks = serde_json::to_value(&json).unwrap()["checks"].clone();
    for check in checks.as_array().unwrap() {
        assert_eq!(check["inputs"], json!([]));
        assert!(check["findings"].as_array().unwrap().iter().all(|finding| finding["places"] == json!([])));
    }
}

#[test]
fn what_is_wrong_is_found_to_be_so() {
    let mut wrong = log("a", &faulty(), &checker(), Language::En);
    wrong["runs"][0]["results"][0]["kind"] = "maybe".into();
    assert!(std::panic::catch_unwind(|| assert_valid(&wrong)).is_err(), "the schema is asked");
}

#[test]
fn results_say_what_the_findings_say() {
    let text = faulty();
    let findings = checker().check(&parse(&text).unwrap().report);
    let log = log("report.txt", &text, &checker(), Language::Zh);
    assert_eq!(results(&log).len(), findings.len());
    let described = log["runs"][0]["tool"]["driver"]["rules"].as_array().unwrap();
    assert_eq!(described.len(), rules().count());
    for (result, finding) in results(&log).iter().zip(&findings) {
        assert_eq!(result["ruleId"], finding.rule.code);
        let index = usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap();
        assert_eq!(described[index]["id"], finding.rule.code);
        assert_eq!(described[index]["defaultConfiguration"]["level"], finding.rule.severity.to_string());
        let (kind, level) = match finding.outcome {
            Outcome::Holds => ("pass", "none".to_owned()),
            Outcome::Violated => ("fail", finding.severity.to_string()),
            Outcome::NotAssessable => ("open", "none".to_owned()),
        };
        assert_eq!((result["kind"].as_str(), result["level"].as_str()), (Some(kind), Some(level.as_str())));
        assert_eq!(result["message"]["text"], finding.message(Language::Zh));
        assert_eq!(result["partialFingerprints"]["ogiReport/v1"], finding.fingerprint());
        assert_eq!(result["locations"].as_array().unwrap().len(), 1);
        let operands = finding.operands.iter().filter(|operand| operand.span.is_some()).count();
        assert_eq!(result["relatedLocations"].as_array().map_or(0, Vec::len), operands);
    }
}

#[test]
fn sums_with_unknown_blanks_are_open() {
    let text = SAMPLE.replace("1\t1\t0\t1\t3\t0\t0", "1\t1\t0\t1\t3\t\t0");
    let log = log("a", &text, &checker().blanks(Blanks::Unknown), Language::En);
    let open: Vec<&Value> = results(&log).iter().filter(|result| result["kind"] == "open").collect();
    assert_eq!(open.len(), 1);
    assert_eq!((&open[0]["level"], &open[0]["properties"]["reason"]), (&"none".into(), &"cell_blank".into()));
}

/// Every region: line, column, end line, end column, byte offset, byte length.
fn regions(value: &Value, found: &mut Vec<[usize; 6]>) {
    match value {
        Value::Object(object) => {
            if let Some(region) = object.get("region") {
                let number = |key: &str| usize::try_from(region[key].as_u64().unwrap()).unwrap();
                found
                    .push(["startLine", "startColumn", "endLine", "endColumn", "byteOffset", "byteLength"].map(number));
            }
            object.values().for_each(|value| regions(value, found));
        }
        Value::Array(items) => items.iter().for_each(|value| regions(value, found)),
        _ => {}
    }
}

#[test]
fn columns_count_utf16_code_units() {
    // Characters of the second plane stand before the figures of a row, and lines end in several ways.
    let astral = faulty().replace("一、本年新收政府信息公开申请数量\t", "一、本年新收政府信息公开申请数量𠮷𡈽\t");
    let crlf = faulty().replace('\n', "\r\n");
    for text in [faulty(), astral.clone(), crlf, format!("\u{feff}{}", faulty())] {
        let log = log("a", &text, &checker(), Language::En);
        assert_eq!(log["runs"][0]["columnKind"], "utf16CodeUnits");
        let mut found = Vec::new();
        regions(&log, &mut found);
        assert!(found.len() > 100);
        let lines: Vec<Vec<u16>> = text.split('\n').map(|line| line.encode_utf16().collect()).collect();
        for [line, column, end_line, end_column, offset, length] in found {
            assert_eq!(line, end_line, "no cell of the sample is broken");
            let by_columns = String::from_utf16(&lines[line - 1][column - 1..end_column - 1]).unwrap();
            assert_eq!(by_columns, text[offset..offset + length]);
        }
    }
    let log = log("a", &astral, &checker().select(["A003"]).unwrap(), Language::En);
    let region = &results(&log)[0]["locations"][0]["physicalLocation"]["region"];
    let line = astral.split('\n').nth(42).unwrap();
    let scalars = line.chars().count() - 1;
    assert_eq!(line.chars().rev().take(2).collect::<String>(), "81");
    assert_eq!(region["startColumn"], scalars + 2, "two characters count twice");
}

#[test]
fn addresses_are_relative_and_encoded() {
    let log = log("./年报/2024 年#1.txt", &faulty(), &checker(), Language::En);
    let uri = "%E5%B9%B4%E6%8A%A5/2024%20%E5%B9%B4%231.txt";
    assert_eq!(log["runs"][0]["artifacts"][0]["location"]["uri"], uri);
    let location = &results(&log)[0]["locations"][0]["physicalLocation"]["artifactLocation"];
    assert_eq!((&location["uri"], &location["index"]), (&uri.into(), &0.into()));

    let text = faulty();
    let sources = [SourceText::new("<stdin>", &text)];
    let mut sarif = Sarif::new(&sources);
    sarif.check(0..1, &checker().check(&parse(&text).unwrap().report), |_| true);
    let log = serde_json::to_value(&sarif).unwrap();
    assert_valid(&log);
    let location = &log["runs"][0]["artifacts"][0]["location"];
    assert_eq!((location.get("uri"), &location["description"]["text"]), (None, &"<stdin>".into()));
}

/// A log of findings made by hand.
fn log_of(text: &str, findings: &Value) -> Value {
    let sources = [SourceText::file(Path::new("a"), text)];
    let mut sarif = Sarif::new(&sources);
    sarif.check(0..1, &serde_json::from_value(json!({"findings": findings})).unwrap(), |_| true);
    serde_json::to_value(&sarif).unwrap()
}

#[test]
fn every_reason_has_its_kind() {
    for (reason, kind) in [
        ("editions_differ", "notApplicable"),
        ("other_scope", "notApplicable"),
        ("no_previous_report", "notApplicable"),
        ("cell_missing", "open"),
        ("placed_by_this_sum", "open"),
    ] {
        let log = log_of(
            "",
            &json!([{
                "rule": "A001", "outcome": "not_assessable", "reason": reason, "severity": "error", "blanks_as_zero": false,
            }]),
        );
        assert_valid(&log);
        assert_eq!((&results(&log)[0]["kind"], &results(&log)[0]["level"]), (&kind.into(), &"none".into()));
    }
}

#[test]
fn a_byte_order_mark_is_no_column() {
    let text = "\u{feff}总计 18";
    let at = text.find("18").unwrap();
    let log = log_of(
        text,
        &json!([{
            "rule": "A001", "outcome": "violated", "severity": "error", "blanks_as_zero": false, "span": [at, at + 2],
        }]),
    );
    assert_valid(&log);
    let region = &results(&log)[0]["locations"][0]["physicalLocation"]["region"];
    assert_eq!((&region["startColumn"], &region["byteOffset"]), (&4.into(), &10.into()));
}
