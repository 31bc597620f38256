//! The five real reports of `../shared/seeds`, held against their true content: all thousand cells by status and
//! value, and title, issuer, year, period, date and publication date; and what is violated in them, and nothing else.

#![allow(clippy::panic, clippy::print_stderr, clippy::unwrap_used, reason = "a test fails by panicking, and shows why")]

mod common;

use std::fmt::Write as _;
use std::fs;

use common::{faults, json, shared, squash};
use ogi_report::check::{Family, Language, Outcome, check, locate};
use ogi_report::write::FlatReport;
use ogi_report::{Severity, parse};
use serde_json::Value;

#[test]
fn the_five_real_reports_are_read_exactly() {
    let Some(seeds) = shared("seeds") else { return };
    let mut texts: Vec<_> = fs::read_dir(&seeds).unwrap().map(|entry| entry.unwrap().path()).collect();
    texts.retain(|path| path.extension().is_some_and(|extension| extension == "txt"));
    texts.sort();
    assert_eq!(texts.len(), 5, "reports in {}", seeds.display());

    let mut shown = String::new();
    let (mut n_cells, mut n_wrong) = (0, 0);
    for path in texts {
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        let truth = json(&seeds.join("truth").join(format!("{name}.json")));
        let text = fs::read_to_string(&path).unwrap();
        let parsed = match parse(&text) {
            Ok(parsed) => parsed,
            Err(error) => {
                let _ = writeln!(shown, "{name}: no tree: {error}");
                continue;
            }
        };
        for fault in faults(&text, &parsed) {
            let _ = writeln!(shown, "{name}: {fault}");
        }
        let read = serde_json::to_value(FlatReport::new(&parsed.report)).unwrap();
        for key in ["title", "issuer", "year", "period", "dated", "published"] {
            let same = match (&truth[key], &read[key]) {
                (Value::String(truth), Value::String(read)) => squash(truth) == squash(read),
                (truth, read) => truth == read,
            };
            if !same {
                let _ = writeln!(shown, "{name}: {key} is {}, read as {}", truth[key], read[key]);
            }
        }
        let true_cells = truth["cells"].as_object().unwrap();
        n_cells += true_cells.len();
        for (id, truth) in true_cells {
            let cell = &read["cells"][id];
            if cell["status"] != truth["status"] || cell["value"] != truth["value"] {
                n_wrong += 1;
                let _ = writeln!(shown, "{name}: {id} is {truth}, read as {cell}");
            }
        }
    }
    eprintln!("{shown}");
    assert_eq!(n_cells, 1_000, "true cells");
    assert!(shown.is_empty(), "{n_wrong} of {n_cells} cells are not as in the reports; see above");
}

/// What is violated in the five real reports: rule, subject and severity, and what locating says of it.
#[test]
fn the_five_real_reports_are_checked_as_they_are() {
    let Some(seeds) = shared("seeds") else { return };
    let read = |number: &str| {
        let path = fs::read_dir(&seeds).unwrap().map(|entry| entry.unwrap().path());
        let path = path
            .into_iter()
            .find(|path| path.file_name().is_some_and(|name| name.to_string_lossy().starts_with(number)));
        parse(&fs::read_to_string(path.unwrap()).unwrap()).unwrap().report
    };
    let errors = |number: &str| {
        let findings = check(&read(number));
        let errors = findings.violated().filter(|finding| finding.severity == Severity::Error);
        errors
            .map(|finding| format!("{} {}", finding.rule, finding.subject.unwrap().label(Language::En)))
            .collect::<Vec<_>>()
    };
    assert_eq!(errors("000"), ["S007 四、政府信息公开行政复议、行政诉讼情况"]);
    assert_eq!(errors("001"), [""; 0]);
    assert_eq!(
        errors("002"),
        ["A001 natural persons", "A001 total", "N004 applications closed"],
        "36 + 0 against 36 + 1, and 35 in the prose against 36"
    );
    assert_eq!(errors("003"), [""; 0]);
    assert_eq!(errors("004"), [""; 0]);

    // Nothing at all is violated in two of them, and all of their claims hold.
    for (number, n_claims) in [("001", 5), ("003", 10)] {
        let findings = check(&read(number));
        assert_eq!(findings.violated().count(), 0, "{number}");
        let claims = findings.iter().filter(|finding| finding.rule.family == Family::Narrative);
        let outcomes: Vec<Outcome> = claims.map(|finding| finding.outcome).collect();
        assert_eq!(outcomes, vec![Outcome::Holds; n_claims], "{number}");
    }

    // 44 documents in the prose may not be normative documents, so that none in the table is a warning.
    let findings = check(&read("004"));
    let warnings: Vec<_> = findings.violated().map(|finding| (finding.rule.code, finding.severity)).collect();
    assert_eq!(warnings, [("N009", Severity::Warning)]);

    // The three ways to make both columns of 002 right; the prose speaks against the last.
    let location = locate(&read("002"));
    let [component] = location.components.as_slice() else { panic!("one problem: {location:#?}") };
    let ways = component.explanations.iter().map(|explanation| {
        let cells = explanation.corrections.iter();
        cells.map(|correction| format!("{}={}", correction.cell, correction.needed)).collect::<Vec<_>>().join(" ")
    });
    assert_eq!(
        ways.collect::<Vec<_>>(),
        [
            "applications.carried_over.natural_person=1 applications.carried_over.total=1",
            "applications.carried_forward.natural_person=0 applications.carried_forward.total=0",
            "applications.received.natural_person=37 applications.received.total=37",
        ]
    );
}
