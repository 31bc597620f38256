//! The five real reports of `../shared/seeds`, held against their true content: all thousand cells by status and
//! value, and title, issuer, year, period, date and publication date.

#![allow(clippy::panic, clippy::print_stderr, clippy::unwrap_used, reason = "a test fails by panicking, and shows why")]

mod common;

use std::fmt::Write as _;
use std::fs;

use common::{faults, json, shared, squash};
use ogi_report::parse;
use ogi_report::write::FlatReport;
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
