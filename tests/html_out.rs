//! Reports written as web pages: what is read from such a page is what was written.

#![cfg(feature = "html")]
#![allow(clippy::panic, clippy::print_stderr, clippy::unwrap_used, reason = "a test fails by panicking, and shows why")]

mod common;

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use common::content::content;
use common::{fixtures, shared};
use ogi_report::check::{check, locate};
use ogi_report::report::{CellStatus, Report};
use ogi_report::write::official::{CellRole, OfficialForm};
use ogi_report::write::{AnnotatedPage, CheckKind, SourceText};
use ogi_report::{Parsed, SAMPLE, SAMPLE_2019, parse, read, write};
use serde_json::Value;

/// What the form holds of a report: no furniture, no unplaced text, no copies of the title, and its own labels.
fn shown(report: &Report) -> Value {
    let mut value = content(report);
    let map = value.as_object_mut().unwrap();
    map.retain(|key, _| !matches!(key.as_str(), "furniture" | "unplaced" | "edition_labels"));
    if let Some(title) = map["title"].as_object_mut() {
        title.remove("copies");
    }
    in_one_line(&mut value);
    value
}

/// Puts the texts of cells in one line, as the form does.
fn in_one_line(value: &mut Value) {
    match value {
        Value::Object(map) => {
            if let Some(Value::String(raw)) = map.get_mut("raw") {
                *raw = raw.split_whitespace().collect::<Vec<_>>().join(" ");
            }
            map.values_mut().for_each(in_one_line);
        }
        Value::Array(values) => values.iter_mut().for_each(in_one_line),
        _ => {}
    }
}

/// Whether the form can tell all that the tables hold: every cell, no further column, and which edition they are of. A
/// number that was put together from pieces is no longer one that stands there.
fn is_whole(report: &Report) -> bool {
    let is_told = |status| matches!(status, CellStatus::Number | CellStatus::Blank | CellStatus::NotApplicable);
    let table = report.applications.as_ref().and_then(|applications| applications.table.as_ref());
    OfficialForm::new(report).tables().flat_map(|table| table.rows.iter().flatten()).all(|cell| match cell.role {
        CellRole::Value { status, .. } => is_told(status) && !cell.text.contains(' '),
        CellRole::Extra(_) => false,
        _ => true,
    }) && table.is_none_or(|table| table.edition.is_some())
}

/// Where two values differ, a line for each.
fn differences(path: &str, one: &Value, other: &Value, out: &mut Vec<String>) {
    match (one, other) {
        (Value::Object(one), Value::Object(other)) => {
            let keys: std::collections::BTreeSet<&String> = one.keys().chain(other.keys()).collect();
            for key in keys {
                let null = Value::Null;
                let (one, other) = (one.get(key).unwrap_or(&null), other.get(key).unwrap_or(&null));
                differences(&format!("{path}/{key}"), one, other, out);
            }
        }
        (Value::Array(one), Value::Array(other)) if one.len() == other.len() => {
            for (at, (one, other)) in one.iter().zip(other).enumerate() {
                differences(&format!("{path}/{at}"), one, other, out);
            }
        }
        _ if one != other => out.push(format!("{path}: {one} became {other}")),
        _ => {}
    }
}

/// What a report loses on the way to a page and back.
fn lost(report: &Report) -> Vec<String> {
    let back = read(write::html(report).as_bytes()).unwrap().report;
    let mut out = Vec::new();
    if is_whole(report) {
        differences("", &shown(report), &shown(&back), &mut out);
    } else if !has_further_columns(report) {
        // What the form cannot tell may take the rest of its row along, and never becomes a figure.
        for (id, cell) in report.cells() {
            let read = back.cell(id);
            let is_untold =
                !matches!(read.status(), CellStatus::Number | CellStatus::Blank | CellStatus::NotApplicable);
            if read.value != cell.value && !is_untold {
                out.push(format!("{id}: {:?} became {:?}", cell.value, read.value));
            }
        }
    }
    out
}

/// What a page with findings on it loses beside a page without.
fn lost_by_findings(text: &str, parsed: &Parsed) -> Vec<String> {
    let back = read(write::html(&parsed.report).as_bytes()).unwrap().report;
    let annotated = read(annotated(text, parsed).as_bytes()).unwrap().report;
    let mut out = Vec::new();
    differences("", &content(&back), &content(&annotated), &mut out);
    out
}

fn has_further_columns(report: &Report) -> bool {
    let table = report.applications.as_ref().and_then(|applications| applications.table.as_ref());
    table.is_some_and(|table| !table.extra_columns.is_empty())
}

/// The page with the findings about a report.
fn annotated(text: &str, parsed: &Parsed) -> String {
    let (findings, location) = (check(&parsed.report), locate(&parsed.report));
    let sources = [SourceText::new("报告", text)];
    let mut page = AnnotatedPage::new(&sources);
    page.read(0, parsed);
    page.check(CheckKind::Report, 0..1, &findings, |_| true);
    page.located(&location);
    page.to_html()
}

#[test]
fn samples_read_back() {
    for text in [SAMPLE, SAMPLE_2019] {
        let parsed = parse(text).unwrap();
        assert_eq!(lost(&parsed.report), [""; 0]);
        assert_eq!(lost_by_findings(text, &parsed), [""; 0]);
    }
}

/// Fixtures whose prose is told better on a page than in their text: a signature that is no longer among other lines, and a
/// line of dashes, which is a rule.
const TOLD_BETTER: &[(&str, &str)] = &[
    ("layouts/o", "/other_matters/narrative"),
    ("traps/placeholder-tables", "/applications/narrative"),
    ("traps/placeholder-tables", "/disclosure/narrative"),
];

#[test]
fn fixtures_read_back() {
    let mut all = String::new();
    for (nth, fixture) in fixtures().into_iter().enumerate() {
        let parsed = parse(&fixture.text).unwrap();
        let mut lost = lost(&parsed.report);
        if nth % 5 == 0 {
            lost.extend(lost_by_findings(&fixture.text, &parsed));
        }
        let is_expected =
            |line: &str| TOLD_BETTER.iter().any(|(name, path)| fixture.name == *name && line.starts_with(path));
        for line in lost.iter().filter(|line| !is_expected(line)) {
            let _ = writeln!(all, "{}: {line}", fixture.name);
        }
    }
    assert!(all.is_empty(), "{all}");
}

/// All files below a folder.
fn files(folder: &Path, out: &mut Vec<PathBuf>) {
    let mut paths: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    for path in paths {
        if path.is_dir() { files(&path, out) } else { out.push(path) }
    }
}

#[test]
fn real_reports_read_back() {
    let (mut all, mut n, mut n_whole) = (String::new(), 0, 0);
    for (folder, ending) in [("seeds", ".txt"), ("corpus/documents", ""), ("corpus/extracted", ".txt")] {
        let Some(folder) = shared(folder) else { return };
        let mut paths = Vec::new();
        files(&folder, &mut paths);
        for path in paths.iter().filter(|path| path.to_string_lossy().ends_with(ending)) {
            let Ok(parsed) = read(&fs::read(path).unwrap()) else { continue };
            n += 1;
            n_whole += usize::from(is_whole(&parsed.report));
            for line in lost(&parsed.report) {
                let _ = writeln!(all, "{}: {line}", path.display());
            }
        }
    }
    eprintln!("{n} reports were written and read back, {n_whole} of them whole");
    assert!(n_whole > n / 2, "{n_whole} of {n}");
    assert!(all.is_empty(), "{all}");
}
