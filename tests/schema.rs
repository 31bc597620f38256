//! The JSON Schemas: the files are what the types say, real documents are valid, and wrong ones are not.

#![allow(clippy::panic, clippy::print_stderr, clippy::unwrap_used, reason = "a test fails by panicking, and shows why")]

mod common;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use boon::{Compiler, SchemaIndex, Schemas};
use common::book::Book;
use common::fixtures;
use common::form::Form;
use ogi_report::check::{Blanks, Checker, Completeness, check, check_rollup, check_series, locate};
use ogi_report::report::Report;
use ogi_report::write::{CheckKind, FindingsJson, FlatReport, SourceText, schema};
use ogi_report::{Parsed, SAMPLE, SAMPLE_2019, parse, read};
use serde::Serialize;
use serde_json::{Value, json};

/// A schema that was compiled.
struct Validator {
    schemas: Schemas,
    schema: SchemaIndex,
}

impl Validator {
    fn new(schema: &impl Serialize) -> Self {
        let mut schemas = Schemas::new();
        let mut compiler = Compiler::new();
        compiler.enable_format_assertions();
        compiler.add_resource("test:schema", serde_json::to_value(schema).unwrap()).unwrap();
        let schema = compiler.compile("test:schema", &mut schemas).unwrap_or_else(|error| panic!("{error:#}"));
        Self { schemas, schema }
    }

    fn accepts(&self, document: &Value) -> bool {
        self.schemas.validate(document, self.schema).is_ok()
    }

    #[track_caller]
    fn assert_accepts(&self, name: &str, document: &Value) {
        if let Err(error) = self.schemas.validate(document, self.schema) {
            panic!("{name}: {error:#}");
        }
    }
}

#[test]
fn files_are_up_to_date() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/schema");
    let schemas =
        [("report.json", schema::report()), ("flat.json", schema::flat()), ("findings.json", schema::findings())];
    for (file, schema) in schemas {
        let path = folder.join(file);
        let wanted = format!("{:#}\n", serde_json::to_value(schema).unwrap());
        if std::env::var_os("UPDATE_DOCS").is_some() {
            fs::create_dir_all(&folder).unwrap();
            fs::write(&path, &wanted).unwrap();
        }
        assert!(
            fs::read_to_string(&path).unwrap_or_default() == wanted,
            "docs/schema/{file} is not what the types say; make it anew: UPDATE_DOCS=1 cargo test --test schema"
        );
    }
}

/// A text whose rows of penalties and of coercion hold marks and words, and that has lost the row 上年结转.
fn marked(text: &str) -> String {
    let line = |line: &str| match line.split('\t').next().unwrap_or("").trim() {
        "行政处罚" => line.replace(char::is_numeric, "/"),
        "行政强制" => line.replace(char::is_numeric, "若干"),
        label if label.starts_with("二、上年结转") => String::new(),
        _ => line.to_owned(),
    };
    text.lines().map(line).collect::<Vec<_>>().join("\n")
}

/// Reports of all kinds: the samples, every fixture as text and as bytes, and every form that is read.
fn reports() -> Vec<(String, Parsed)> {
    let mut reports = vec![
        ("sample".to_owned(), parse(SAMPLE).unwrap()),
        ("sample of 2019".to_owned(), parse(SAMPLE_2019).unwrap()),
        ("marks of 2019".to_owned(), parse(&marked(SAMPLE_2019)).unwrap()),
        ("built".to_owned(), Parsed::from(parse(SAMPLE).unwrap().report)),
        ("nothing".to_owned(), Parsed::from(Report::default())),
        ("long".to_owned(), parse(&SAMPLE.replace("387", "79228162514264337593543950335")).unwrap()),
    ];
    for fixture in fixtures() {
        // Some fixtures are of texts that give no tree.
        if let Ok(parsed) = read(fixture.text.as_bytes()) {
            reports.push((fixture.name.clone(), parsed));
        }
        if let Ok(parsed) = parse(&fixture.text) {
            reports.push((fixture.name, parsed));
        }
    }
    for book in Book::all() {
        for &form in Form::ALL {
            reports.push((format!("{form:?}"), read(&form.write(&book)).unwrap()));
        }
    }
    reports
}

#[test]
fn real_documents_are_valid() {
    let (whole, flat) = (Validator::new(&schema::report()), Validator::new(&schema::flat()));
    let mut seen = BTreeSet::new();
    for (name, parsed) in reports() {
        let json = serde_json::to_value(&parsed).unwrap();
        whole.assert_accepts(&name, &json);
        assert_eq!(serde_json::from_value::<Parsed>(json).unwrap(), parsed, "{name}");
        flat.assert_accepts(&name, &serde_json::to_value(FlatReport::new(&parsed.report)).unwrap());
        seen.extend(parsed.report.cells().map(|(_, cell)| (parsed.report.edition, cell.status())));
    }
    assert_eq!(seen.len(), 12, "both editions have had cells of each kind: {seen:?}");
}

/// What was found in `reports`, each by itself, all as years and all as a parent with its parts.
fn findings(reports: &[Parsed]) -> Value {
    let texts: Vec<String> = reports
        .iter()
        .map(|parsed| parsed.source.as_ref().map_or_else(String::new, |source| source.text.clone()))
        .collect();
    let sources: Vec<SourceText<'_>> = texts.iter().map(|text| SourceText::new("a", text)).collect();
    let trees: Vec<Report> = reports.iter().map(|parsed| parsed.report.clone()).collect();
    let mut json = FindingsJson::new(&sources);
    json.unread("b", "this is binary data");
    for (input, parsed) in reports.iter().enumerate() {
        json.read(input, parsed);
        json.check(CheckKind::Report, input..input + 1, &check(&parsed.report), |_| true);
        json.located(&locate(&parsed.report));
        let strict = Checker::new().blanks(Blanks::Unknown).check(&parsed.report);
        json.check(CheckKind::Report, input..input + 1, &strict, |_| true);
    }
    json.check(CheckKind::Series, 0..trees.len(), &check_series(&trees), |_| true);
    if let Some((parent, children)) = trees.split_first() {
        let findings = check_rollup(parent, children, Completeness::Partial);
        json.check(CheckKind::Rollup, 0..trees.len(), &findings, |_| true);
    }
    serde_json::to_value(&json).unwrap()
}

#[test]
fn real_findings_are_valid() {
    let validator = Validator::new(&schema::findings());
    validator.assert_accepts("nothing", &findings(&[]));
    // Every fourth: findings are many.
    let all: Vec<Parsed> = reports().into_iter().step_by(4).map(|(_, parsed)| parsed).collect();
    for (nth, some) in all.chunks(7).enumerate() {
        validator.assert_accepts(&format!("reports from {}", nth * 28), &findings(some));
    }
    for wrong in ["4\t2\t1\t0\t1", "40\t2\t1\t0\t1"] {
        let text = SAMPLE.replace("4\t2\t1\t0\t1", wrong);
        validator.assert_accepts(wrong, &findings(&[read(text.as_bytes()).unwrap()]));
    }
}

/// Every change makes the document a wrong one.
#[track_caller]
fn assert_refused(validator: &Validator, document: &Value, changes: &[(&str, Value)]) {
    validator.assert_accepts("the document", document);
    for (pointer, value) in changes {
        let mut wrong = document.clone();
        *wrong.pointer_mut(pointer).unwrap_or_else(|| panic!("{pointer} is there")) = value.clone();
        assert!(!validator.accepts(&wrong), "{pointer} = {value} was accepted");
    }
}

/// The document without a key is a wrong one.
#[track_caller]
fn assert_required(validator: &Validator, document: &Value, keys: &[(&str, &str)]) {
    for (pointer, key) in keys {
        let mut wrong = document.clone();
        let removed = wrong.pointer_mut(pointer).and_then(|object| object.as_object_mut()?.remove(*key));
        assert!(removed.is_some(), "{pointer}/{key} is there");
        assert!(!validator.accepts(&wrong), "{pointer} without {key} was accepted");
    }
}

#[test]
fn wrong_reports_are_refused() {
    let validator = Validator::new(&schema::report());
    let json = serde_json::to_value(parse(SAMPLE).unwrap()).unwrap();
    let received = "/report/applications/table/received/total";
    let path = |rest: &str| format!("{received}{rest}");
    let changes = [
        ("/schema", json!("ogi-report/report/2")),
        ("/diagnostics", json!({})),
        ("/report/edition", json!("2020")),
        ("/report/year/value", json!("2024")),
        ("/report/year/value", json!(70_000)),
        ("/report/signature/date/value", json!("2024-13-01")),
        ("/report/signature/date/value", json!("2024-02-30")),
        ("/report/signature/date/value", json!("2024-1-1")),
        ("/report/title/span", json!([0])),
        ("/report/title/span", json!([0, 1, 2])),
        ("/report/title/span", json!([-1, 2])),
        ("/report/title/span", json!([0, 4_294_967_296_u64])),
        (&path("/value/status"), json!("zero")),
        (&path("/value/value"), json!(19)),
        (&path("/value/value"), json!({ "count": -19 })),
        (&path("/value/value"), json!({ "amount": "1,000" })),
        (&path("/value/value"), json!({ "amount": 19 })),
        (&path("/value"), json!({ "status": "number" })),
        (&path("/value"), json!({ "status": "blank", "value": { "count": 0 } })),
        ("/report/overview/claims/0/figure", json!({ "precision": "none", "value": "3" })),
        ("/report/disclosure/table/fees/amount/unit", json!("USD")),
        ("/report/disclosure/table/edition", json!("2019")),
        ("/report/overview/claims/0/quantity", json!("results.nothing")),
        ("/report/overview/claims/0/figure", json!({ "precision": "exact" })),
        ("/report/overview/narrative/0/kind", json!("table")),
        ("/report/unplaced", json!(null)),
    ];
    assert_refused(&validator, &json, &changes);
    assert_required(
        &validator,
        &json,
        &[
            ("", "schema"),
            ("", "report"),
            ("", "diagnostics"),
            ("/report", "edition"),
            ("/report", "title"),
            (received, "value"),
        ],
    );
}

#[test]
fn wrong_flat_reports_are_refused() {
    let validator = Validator::new(&schema::flat());
    let json = serde_json::to_value(FlatReport::new(&parse(SAMPLE).unwrap().report)).unwrap();
    let cell = "/cells/applications.received.total";
    let changes = [
        ("/schema", json!("ogi-report/report/1")),
        ("/edition", json!(2021)),
        ("/period", json!(["2024-01-01"])),
        ("/period", json!("2024")),
        ("/dated", json!("2024年")),
        ("/sections/0/section", json!("annex")),
        ("/cells", json!({})),
        (cell, json!({ "status": "number", "value": null })),
        (cell, json!({ "status": "blank", "value": "0" })),
        (cell, json!({ "status": "number", "value": "1,000" })),
        (cell, json!({ "status": "number", "value": "+1" })),
        (cell, json!({ "status": "number", "value": "1", "unit": "USD" })),
        (cell, json!({ "status": "number" })),
    ];
    assert_refused(&validator, &json, &changes);
    assert_required(&validator, &json, &[("", "schema"), ("", "cells"), ("", "period"), (cell, "status")]);
    let mut wrong = json;
    wrong["cells"]["applications.received"] = wrong["cells"]["applications.received.total"].take();
    assert!(!validator.accepts(&wrong), "a cell of no id was accepted");
}

#[test]
fn wrong_findings_are_refused() {
    let validator = Validator::new(&schema::findings());
    let text = SAMPLE.replace("2\t0\t19", "2\t0\t18");
    let json = findings(&[read(text.as_bytes()).unwrap()]);
    let finding = "/checks/0/findings/0";
    let path = |rest: &str| format!("{finding}{rest}");
    let changes = [
        ("/schema", json!("ogi-report/findings/0")),
        ("/inputs/0/edition", json!("2020")),
        ("/checks/0/kind", json!("year")),
        ("/summary", json!(null)),
        (&path("/rule"), json!("applications-balance")),
        (&path("/outcome"), json!("ok")),
        (&path("/severity"), json!("fatal")),
        (&path("/fingerprint"), json!("xyz")),
        (&path("/message"), json!("a message")),
        (&path("/operands/0/cell"), json!("applications")),
        (&path("/operands/0/value"), json!(12)),
        (&path("/operands/0/sign"), json!("*")),
        (&path("/subject"), json!({ "column": "nobody" })),
        (&path("/places/0/start/line"), json!(0)),
        ("/checks/0/location/components/0/violated/0/rule", json!("x")),
    ];
    assert_refused(&validator, &json, &changes);
    assert_required(
        &validator,
        &json,
        &[
            ("", "schema"),
            ("", "checks"),
            (finding, "rule"),
            (finding, "message"),
            (finding, "places"),
            (finding, "fingerprint"),
        ],
    );
}

#[test]
fn documents_of_other_contracts_are_refused() {
    let json = serde_json::to_value(parse(SAMPLE).unwrap()).unwrap();
    let read_as = |schema: Value| {
        let mut other = json.clone();
        other["schema"] = schema;
        serde_json::from_value::<Parsed>(other).unwrap_err().to_string()
    };
    for (found, advice) in [
        ("ogi-report/report/2", "it was written by another version of ogi-report"),
        ("ogi-report/flat/1", "documents of that kind are written and not read back"),
        ("ogi-report/findings/1", "documents of that kind are written and not read back"),
        ("report", "it is another kind of document"),
        ("", "it is another kind of document"),
    ] {
        let wanted = format!("the schema is {found:?}, and only \"ogi-report/report/1\" is understood: {advice}");
        assert_eq!(read_as(json!(found)), wanted);
    }
    assert!(read_as(json!("x".repeat(1000))).len() < 200, "what was found is not repeated at length");
    assert_eq!(read_as(json!(1)), "invalid type: integer `1`, expected a string");
    let mut without = json;
    without.as_object_mut().unwrap().remove("schema");
    assert_eq!(serde_json::from_value::<Parsed>(without).unwrap_err().to_string(), "missing field `schema`");
}
