//! What is written is read back as the same content: reports that were read from other forms, written in the official form.

#![allow(clippy::panic, clippy::print_stderr, clippy::unwrap_used, reason = "a test fails by panicking, and shows why")]

mod common;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use common::content::{differences, official};
use common::score::entries;
use common::{fixtures, shared};
use ogi_report::check::{Language, check};
use ogi_report::report::{Cell, CellId, CellStatus, Placement};
use ogi_report::testing::Generator;
use ogi_report::write::Rows;
use ogi_report::{Parsed, Report, SAMPLE, SAMPLE_2019, parse, read, write};

/// A form, and how it is written.
type Writer = (&'static str, fn(&Report) -> Vec<u8>);

/// The forms that a report is written in.
const WRITERS: &[Writer] =
    &[("text", |report| write::text(report).into_bytes()), ("markdown", |report| write::markdown(report).into_bytes())];

/// Texts whose trees hold what the official form cannot: the signature in the midst of prose, a paragraph that is a rule, a
/// table in which the text ends, so that its last row may go on, figures that a program moved away from their table, each a
/// paragraph that is nothing but a number, and a section that lost its heading behind the words of another one's table.
const UNUSUAL: &[&str] = &[
    "layouts/o",
    "traps/placeholder-tables",
    "hunted/tabs-ragged-blank-first-cell",
    "hunted/noughts-and-a-broken-mark",
    "hunted/noughts-of-a-neighbour",
    "hunted/labels-over-columns-lost-aligned",
];

const STATUSES: [CellStatus; 6] = [
    CellStatus::Number,
    CellStatus::Blank,
    CellStatus::NotApplicable,
    CellStatus::Unreadable,
    CellStatus::Ambiguous,
    CellStatus::Missing,
];

/// Writes a report in every form and reads it back; says what became something else.
fn changed(name: &str, report: &Report) -> Vec<String> {
    let before = official(report);
    let mut found = Vec::new();
    for (form, write) in WRITERS {
        let written = write(report);
        match read(&written) {
            Ok(parsed) => {
                let changes = differences(&before, &official(&parsed.report));
                found.extend(changes.iter().map(|change| format!("{name} as {form}{change}")));
            }
            Err(error) => found.push(format!("{name} as {form}: {error}")),
        }
    }
    found
}

/// Checks a report and what is read of the Markdown that is written of it; says which findings became others. Findings rest on
/// the figures alone where each is where the text says: those that were placed by a sum prove nothing about it.
fn changed_findings(name: &str, report: &Report, compared: &mut usize) -> Vec<String> {
    let is_told = |(_, cell): (CellId, &Cell)| {
        !matches!(cell.status(), CellStatus::Ambiguous | CellStatus::Missing) && cell.placement != Placement::RowSum
    };
    if !report.cells().all(is_told) {
        return Vec::new();
    }
    *compared += 1;
    let written = parse(&write::markdown(report)).unwrap().report;
    let shown = |report: &Report| -> BTreeMap<String, usize> {
        let mut all = BTreeMap::new();
        for finding in &check(report) {
            *all.entry(format!("{} {:?} {}", finding.rule.code, finding.outcome, finding.message(Language::En)))
                .or_default() += 1;
        }
        all
    };
    let (before, after) = (shown(report), shown(&written));
    let keys: BTreeSet<&String> = before.keys().chain(after.keys()).collect();
    keys.into_iter()
        .filter(|key| before.get(*key) != after.get(*key))
        .map(|key| format!("{name}: {:?} became {:?}: {key}", before.get(key), after.get(key)))
        .collect()
}

/// Writes a report as JSON and as record batches and reads it back: these forms keep everything.
fn lost_as_data(name: &str, report: &Report) -> Vec<String> {
    let parsed = Parsed::from(report.clone());
    let json = serde_json::to_string(&parsed).unwrap();
    let mut found = Vec::new();
    if serde_json::from_str::<Parsed>(&json).unwrap() != parsed {
        found.push(format!("{name} as JSON became another report"));
    }
    let rows = Rows::of(name, &parsed);
    let batches = write::arrow::batches(rows.cells(), 64).map(Result::unwrap);
    let stored: Vec<_> = batches.flat_map(|batch| write::arrow::read_cells(&batch).unwrap()).collect();
    let kept = report.cells().count() == stored.len()
        && report.cells().zip(&stored).all(|((id, cell), stored)| stored.id == id && stored.cell == *cell);
    if !kept {
        found.push(format!("{name} in batches has other cells"));
    }
    found
}

#[track_caller]
fn none(found: &[String]) {
    assert!(found.is_empty(), "{} differences\n{}", found.len(), found.join("\n"));
}

#[test]
fn samples() {
    for (name, text) in [("2021", SAMPLE), ("2019", SAMPLE_2019)] {
        none(&changed(name, &parse(text).unwrap().report));
    }
}

/// Generated reports, those with cells of all statuses among them. `OGI_TIMES` times as many if it is set.
#[test]
fn generated_reports() {
    let times: u64 = std::env::var("OGI_TIMES").map_or(1, |times| times.parse().unwrap());
    let mut found = Vec::new();
    let mut compared = 0;
    for seed in 0..2000 * times {
        let generator = Generator::new(seed);
        let generator = match seed % 4 {
            0 => generator.statuses(STATUSES, 30),
            1 => generator.statuses([CellStatus::Blank], 60),
            2 => generator.errors(2),
            _ => generator,
        };
        let report = generator.generate().report;
        found.extend(changed(&format!("seed {seed}"), &report));
        found.extend(lost_as_data(&format!("seed {seed}"), &report));
        found.extend(changed_findings(&format!("seed {seed}"), &report, &mut compared));
    }
    none(&found);
    assert!(compared >= 1000, "only {compared} had findings to compare");
}

#[test]
fn all_fixtures() {
    let mut found = Vec::new();
    let mut compared = 0;
    for fixture in fixtures() {
        if UNUSUAL.contains(&fixture.name.as_str()) {
            continue;
        }
        if let Ok(parsed) = parse(&fixture.text) {
            found.extend(changed(&fixture.name, &parsed.report));
            found.extend(changed_findings(&fixture.name, &parsed.report, &mut compared));
        }
    }
    none(&found);
    assert!(compared >= 60, "only {compared} had findings to compare");
}

#[test]
fn seeds_and_corpus() {
    let mut found = Vec::new();
    let mut compared = 0;
    for folder in ["seeds", "corpus/documents", "corpus/extracted"] {
        let Some(folder) = shared(folder) else { return };
        let files = entries(&folder).into_iter().flat_map(|name| {
            let path = folder.join(&name);
            if path.is_dir() {
                entries(&path).into_iter().map(|file| (format!("{name}/{file}"), path.join(&file))).collect()
            } else {
                vec![(name, path)]
            }
        });
        for (name, path) in files.collect::<Vec<_>>() {
            if let Ok(parsed) = read(&fs::read(&path).unwrap()) {
                found.extend(changed(&name, &parsed.report));
                found.extend(changed_findings(&name, &parsed.report, &mut compared));
            }
        }
    }
    none(&found);
    assert!(compared >= 100, "only {compared} had findings to compare");
}
