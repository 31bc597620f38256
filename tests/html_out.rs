//! Reports written as web pages: what is read from such a page is what was written.

#![cfg(feature = "html")]
#![allow(clippy::panic, clippy::print_stderr, clippy::unwrap_used, reason = "a test fails by panicking, and shows why")]

mod common;

use std::fmt::Write as _;
use std::fs;
use std::path::PathBuf;

use common::content::content;
use common::shared;
use ogi_report::report::Report;
use ogi_report::{SAMPLE, SAMPLE_2019, read, write};
use serde_json::Value;

/// What the form holds of a report: without furniture, unplaced text and copies of the title, with what it cannot tell
/// read back as unreadable.
fn shown(report: &Report) -> Value {
    let mut value = content(report);
    let map = value.as_object_mut().unwrap();
    map.retain(|key, _| !matches!(key.as_str(), "furniture" | "unplaced" | "edition_labels"));
    if let Some(title) = map["title"].as_object_mut() {
        title.remove("copies");
    }
    value
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
    differences("", &shown(report), &shown(&back), &mut out);
    out
}

#[test]
fn samples_read_back() {
    for text in [SAMPLE, SAMPLE_2019] {
        let report = ogi_report::parse(text).unwrap().report;
        assert_eq!(lost(&report), [""; 0]);
    }
}

#[test]
fn explore() {
    for folder in ["seeds", "corpus/documents"] {
        let Some(folder) = shared(folder) else { return };
        let mut paths: Vec<PathBuf> = fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()).collect();
        paths.sort();
        for path in paths.iter().filter(|path| path.is_file()) {
            let Ok(parsed) = read(&fs::read(path).unwrap()) else { eprintln!("{}: no tree", path.display()); continue };
            let lost = lost(&parsed.report);
            let n = lost.len();
            let mut out = String::new();
            for line in lost.iter().take(6) {
                let line: String = line.chars().take(300).collect();
                let _ = writeln!(out, "    {line}");
            }
            eprintln!("{}: {n}\n{out}", path.file_name().unwrap().to_string_lossy());
        }
    }
}
