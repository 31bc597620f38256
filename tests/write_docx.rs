//! Reports written as Word documents and read back: the same content, and a package that any reader takes.

#![cfg(feature = "docx")]
#![allow(clippy::panic, clippy::print_stderr, clippy::unwrap_used, reason = "a test fails by panicking, and shows why")]

mod common;

use std::fs;

use common::content::{as_written, content, differences};
use common::score::entries;
use common::{fixtures, shared, sound};
use ogi_report::report::Report;
use ogi_report::write::docx;
use ogi_report::{SAMPLE, SAMPLE_2019, parse, read};

/// What is different after a report was written and read again.
fn changes(report: &Report) -> Vec<String> {
    differences(&as_written(report), &content(&sound(&docx(report)).report))
}

#[track_caller]
fn comes_back(name: &str, report: &Report) {
    let changes = changes(report);
    assert!(changes.is_empty(), "{name}:\n{}", changes.join("\n"));
}

#[test]
fn both_samples_come_back() {
    comes_back("2021", &parse(SAMPLE).unwrap().report);
    comes_back("2019", &parse(SAMPLE_2019).unwrap().report);
}

#[test]
fn the_five_real_reports_come_back() {
    let Some(seeds) = shared("seeds") else { return };
    for name in entries(&seeds).iter().filter(|name| name.ends_with(".txt")) {
        comes_back(name, &read(&fs::read(seeds.join(name)).unwrap()).unwrap().report);
    }
}

#[test]
fn the_documents_of_the_corpus_come_back() {
    let Some(corpus) = shared("corpus") else { return };
    let mut shown = String::new();
    for name in entries(&corpus.join("documents")) {
        let Ok(parsed) = read(&fs::read(corpus.join("documents").join(&name)).unwrap()) else { continue };
        for change in changes(&parsed.report) {
            shown.push_str(&format!("{name}: {change}\n"));
        }
    }
    eprintln!("{shown}");
    assert!(shown.is_empty());
}

#[test]
fn every_fixture_comes_back() {
    let mut shown = String::new();
    for fixture in fixtures() {
        let Ok(parsed) = parse(&fixture.text) else { continue };
        for change in changes(&parsed.report) {
            shown.push_str(&format!("{}: {change}\n", fixture.name));
        }
    }
    eprintln!("{shown}");
    assert!(shown.is_empty());
}
