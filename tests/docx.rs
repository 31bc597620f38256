//! Word documents: the fifteen of the corpus against their true cells, and documents that the tests write themselves.

#![cfg(feature = "docx")]
#![allow(clippy::panic, clippy::print_stderr, clippy::unwrap_used, reason = "a test fails by panicking, and shows why")]

mod common;

use std::fmt::Write as _;
use std::fs;

use common::{json, shared, squash};
use ogi_report::Options;
use ogi_report::report::Decimal;
use ogi_report::write::FlatReport;
use serde_json::Value;

/// How the cells of a document compare with the truth.
#[derive(Default)]
struct Score {
    cells: usize,
    right: usize,
    missed: usize,
    soft: usize,
    wrong: usize,
    headings: usize,
    headings_found: usize,
    headings_extra: usize,
    title: bool,
    issuer: bool,
    year: bool,
    faults: String,
}

fn text_of(value: &Value) -> String {
    squash(value.as_str().unwrap_or(""))
}

/// A heading without its number.
fn bare(heading: &str) -> String {
    let heading = squash(heading);
    let rest = heading.trim_start_matches(|c| "一二三四五六七八九十".contains(c));
    match rest.strip_prefix(['、', '.', '．', ',', '，']) {
        Some(title) if rest.len() < heading.len() => title.to_owned(),
        _ => heading,
    }
}

fn score(truth: &Value, read: &Value) -> Score {
    let mut score = Score::default();
    let tables = truth["tables"].as_object().unwrap();
    let cells = read["cells"].as_object().unwrap();
    let number = |cell: &Value| squash(cell["value"].as_str().unwrap_or("")).parse::<Decimal>().ok();
    for (id, truth) in tables {
        score.cells += 1;
        let Some(read) = cells.get(id) else {
            score.missed += 1;
            continue;
        };
        let (status, is) = (truth["status"].as_str().unwrap(), read["status"].as_str().unwrap());
        match is {
            "missing" | "ambiguous" | "unreadable" if status == "absent" => score.right += 1,
            "missing" | "ambiguous" | "unreadable" => score.missed += 1,
            "number" if status == "number" && number(truth).is_some() && number(truth) == number(read) => {
                score.right += 1;
            }
            "blank" | "not_applicable" if is == status => score.right += 1,
            "blank" | "not_applicable" if status != "number" => score.soft += 1,
            _ => score.wrong += 1,
        }
        if is != status || number(truth) != number(read) {
            let _ = writeln!(score.faults, "  {id} is {truth}, read as {read}");
        }
    }
    for (id, read) in cells.iter().filter(|(id, _)| !tables.contains_key(*id)) {
        match read["status"].as_str().unwrap() {
            "number" => {
                score.wrong += 1;
                let _ = writeln!(score.faults, "  {id} is not in the report, read as {read}");
            }
            "blank" | "not_applicable" => score.soft += 1,
            _ => {}
        }
    }
    let headings = |value: &Value| -> Vec<String> {
        let sections = value["sections"].as_array().unwrap().iter();
        sections.map(|section| bare(section["heading"].as_str().unwrap_or(""))).collect()
    };
    let (truths, reads) = (headings(truth), headings(read));
    score.headings = truths.len();
    score.headings_found = truths.iter().filter(|heading| reads.contains(heading)).count();
    score.headings_extra = reads.iter().filter(|heading| !truths.contains(heading)).count();
    score.title = text_of(&truth["title"]) == text_of(&read["title"]);
    score.issuer =
        truth["issuer_accept"].as_array().unwrap().iter().any(|name| text_of(name) == text_of(&read["issuer"]));
    score.year = truth["year"] == read["year"];
    score
}

#[test]
fn every_cell_of_the_corpus_is_right() {
    let Some(corpus) = shared("corpus") else { return };
    let mut names: Vec<String> = fs::read_dir(corpus.join("documents"))
        .unwrap()
        .filter_map(|entry| entry.unwrap().file_name().to_str().unwrap().strip_suffix(".docx").map(str::to_owned))
        .collect();
    names.sort();
    assert_eq!(names.len(), 15, "documents");
    eprintln!("document                 cells  right missed   soft  WRONG headings extra  title issuer year");
    let (mut sum, mut faults) = (Score::default(), String::new());
    for name in &names {
        let truth = json(&corpus.join("truth").join(format!("{name}.json")));
        let bytes = fs::read(corpus.join("documents").join(format!("{name}.docx"))).unwrap();
        let parsed = Options::new().read_docx(&bytes).unwrap_or_else(|error| panic!("{name}: {error}"));
        let score = score(&truth, &serde_json::to_value(FlatReport::new(&parsed.report)).unwrap());
        eprintln!(
            "{name:<24} {:>5} {:>6} {:>6} {:>6} {:>6} {:>5}/{} {:>5} {:>6} {:>6} {:>4}",
            score.cells,
            score.right,
            score.missed,
            score.soft,
            score.wrong,
            score.headings_found,
            score.headings,
            score.headings_extra,
            score.title,
            score.issuer,
            score.year,
        );
        sum.cells += score.cells;
        sum.right += score.right;
        sum.wrong += score.wrong;
        if !score.faults.is_empty() {
            let _ = write!(faults, "{name}\n{}", score.faults);
        }
        let matter = score.title && score.issuer && score.year;
        if !matter || score.headings_found < score.headings || score.headings_extra > 0 {
            let _ = writeln!(faults, "{name}: title, issuer, year or a heading");
        }
    }
    eprintln!("all                      {:>5} {:>6}                {:>6}", sum.cells, sum.right, sum.wrong);
    assert!(faults.is_empty(), "{faults}");
}
