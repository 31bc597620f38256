//! The corpus of `../shared/corpus`: what six extractors make of fifteen reports, scored cell by cell as the corpus'
//! own `score.py` does. No figure may be wrong in silence, and of the cells that the text still holds so many have to
//! be read, extractor by extractor.

#![allow(clippy::panic, clippy::print_stderr, clippy::unwrap_used, reason = "a test fails by panicking, and shows why")]

mod common;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use common::{faults, json, shared, squash};
use ogi_report::parse;
use ogi_report::report::Decimal;
use ogi_report::write::FlatReport;
use serde_json::Value;

/// Of the cells that can be read, the share in per cent that has to be right. To be raised, never lowered.
const FLOORS: &[(&str, f64)] = &[
    ("docx.pandoc-gfm", 55.0),
    ("docx.pandoc-plain", 99.0),
    ("html.bs4-text", 98.0),
    ("html.lynx", 99.0),
    ("pdf.pdftotext", 94.0),
    ("pdf.pdftotext-layout", 98.0),
];

/// Issuer, year and title of all 90 texts, in per cent, and of their headings those that are found.
const FLOORS_OF_MATTER: [(&str, f64); 4] = [("issuer", 100.0), ("year", 100.0), ("title", 100.0), ("headings", 100.0)];

#[test]
fn no_figure_of_the_corpus_is_wrong_in_silence() {
    let Some(corpus) = shared("corpus") else { return };
    let lossy = json(&corpus.join("lossy.json"));
    let mut by_extractor: BTreeMap<String, Score> = BTreeMap::new();
    let mut total = Score::default();
    let mut shown = String::new();
    for case in entries(&corpus.join("extracted")) {
        let truth = json(&corpus.join("truth").join(format!("{case}.json")));
        for file in entries(&corpus.join("extracted").join(&case)) {
            let extractor = file.strip_suffix(".txt").unwrap_or_else(|| panic!("{case}/{file}: no .txt"));
            let text = fs::read_to_string(corpus.join("extracted").join(&case).join(&file)).unwrap();
            let lost = lost_cells(&truth, &lossy[format!("{case}/{extractor}")]);
            let score = score(&truth, &lost, &text);
            for line in &score.faults {
                let _ = writeln!(shown, "{case}/{extractor}: {line}");
            }
            total.add(&score);
            by_extractor.entry(extractor.to_owned()).or_default().add(&score);
        }
    }
    eprintln!("{}", Score::HEAD);
    for (extractor, score) in &by_extractor {
        eprintln!("{}", score.line(extractor));
    }
    eprintln!("{}\n\n{shown}", total.line("all"));

    let known: BTreeSet<&str> = FLOORS.iter().map(|(extractor, _)| *extractor).collect();
    let met: BTreeSet<&str> = by_extractor.keys().map(String::as_str).collect();
    assert_eq!(met, known, "extractors");
    let mut below = String::new();
    for (extractor, floor) in FLOORS {
        let share = by_extractor[*extractor].share();
        if share < *floor {
            let _ = writeln!(below, "{extractor}: {share:.2} % of what can be read is right, {floor} % have to be");
        }
    }
    for (what, floor) in FLOORS_OF_MATTER {
        let share = match what {
            "issuer" => percent(total.issuer, total.files),
            "year" => percent(total.year, total.files),
            "title" => percent(total.title, total.files),
            _ => percent(total.headings_found, total.headings),
        };
        if share < floor {
            let _ = writeln!(below, "{what}: {share:.2} % are right, {floor} % have to be");
        }
    }
    assert!(
        total.wrong == 0 && total.faults.is_empty() && below.is_empty(),
        "{} cells are wrong in silence, {} faults are listed above\n{below}",
        total.wrong,
        total.faults.len()
    );
}

fn entries(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let mut names: Vec<String> = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    assert!(!names.is_empty(), "{} is empty", folder.display());
    names
}

/// The cells that nobody can read from a text, as `lossy.json` has them: `{"row id": [columns] or "*"}`.
fn lost_cells(truth: &Value, groups: &Value) -> BTreeSet<String> {
    let mut lost = BTreeSet::new();
    for (row, columns) in groups.as_object().into_iter().flatten() {
        match columns {
            Value::Array(columns) => {
                lost.extend(columns.iter().map(|column| format!("{row}.{}", column.as_str().unwrap())));
            }
            every => {
                assert_eq!(every, "*", "{row}");
                let ids = truth["tables"].as_object().unwrap().keys();
                lost.extend(ids.filter(|id| id.rsplit_once('.').unwrap().0 == row).cloned());
            }
        }
    }
    lost
}

/// How a reading of one cell compares with the truth.
#[derive(Debug, PartialEq, Eq)]
enum Verdict {
    Right,
    /// Reported as missing, ambiguous or unreadable.
    Abstained,
    /// Blank for not applicable, or the reverse.
    Soft,
    Wrong,
}

/// A cell's status and value.
type Reading<'a> = (&'a str, Option<&'a str>);

fn judge(truth: Reading<'_>, read: Reading<'_>) -> Verdict {
    match read.0 {
        "missing" | "ambiguous" | "unreadable" if truth.0 == "absent" => Verdict::Right,
        "missing" | "ambiguous" | "unreadable" => Verdict::Abstained,
        "number" => match (truth.0, truth.1.and_then(decimal), read.1.and_then(decimal)) {
            ("number", Some(truth), Some(read)) if truth == read => Verdict::Right,
            _ => Verdict::Wrong,
        },
        "blank" | "not_applicable" if read.0 == truth.0 => Verdict::Right,
        "blank" | "not_applicable" if truth.0 != "number" => Verdict::Soft,
        _ => Verdict::Wrong,
    }
}

fn decimal(text: &str) -> Option<Decimal> {
    squash(text).parse().ok()
}

/// Counts over one text or many.
#[derive(Debug, Default)]
struct Score {
    files: usize,
    cells: usize,
    right: usize,
    /// Right among the cells that are listed as lost.
    right_lost: usize,
    missed: usize,
    excused: usize,
    wrong: usize,
    soft: usize,
    issuer: usize,
    year: usize,
    title: usize,
    headings: usize,
    headings_found: usize,
    /// Headings read that are none of the report's.
    headings_extra: usize,
    faults: Vec<String>,
}

impl Score {
    const HEAD: &str = "                       files   cells  right   missed excused  WRONG   soft  readable right \
                        | issuer   year  title headings extra";

    fn add(&mut self, other: &Self) {
        let sums: [(&mut usize, usize); 14] = [
            (&mut self.files, other.files),
            (&mut self.cells, other.cells),
            (&mut self.right, other.right),
            (&mut self.right_lost, other.right_lost),
            (&mut self.missed, other.missed),
            (&mut self.excused, other.excused),
            (&mut self.wrong, other.wrong),
            (&mut self.soft, other.soft),
            (&mut self.issuer, other.issuer),
            (&mut self.year, other.year),
            (&mut self.title, other.title),
            (&mut self.headings, other.headings),
            (&mut self.headings_found, other.headings_found),
            (&mut self.headings_extra, other.headings_extra),
        ];
        for (sum, more) in sums {
            *sum += more;
        }
        self.faults.extend(other.faults.iter().cloned());
    }

    /// Of the cells that can be read from the text, the share that is right, in per cent.
    fn share(&self) -> f64 {
        percent(self.right - self.right_lost, self.cells - self.excused - self.right_lost)
    }

    fn line(&self, name: &str) -> String {
        format!(
            "{name:<22} {:>5} {:>7} {:>5.1}% {:>7} {:>7} {:>6} {:>6} {:>14.2}% | {:>5.1}% {:>5.1}% {:>5.1}% {:>7.1}% {:>5}",
            self.files,
            self.cells,
            percent(self.right, self.cells),
            self.missed,
            self.excused,
            self.wrong,
            self.soft,
            self.share(),
            percent(self.issuer, self.files),
            percent(self.year, self.files),
            percent(self.title, self.files),
            percent(self.headings_found, self.headings),
            self.headings_extra,
        )
    }
}

#[expect(clippy::cast_precision_loss, reason = "counts of a few thousand")]
fn percent(part: usize, whole: usize) -> f64 {
    if whole == 0 { 100.0 } else { 100.0 * part as f64 / whole as f64 }
}

/// Reads a text and holds it against the truth.
fn score(truth: &Value, lost: &BTreeSet<String>, text: &str) -> Score {
    let tables = truth["tables"].as_object().unwrap();
    let true_headings: Vec<String> = truth["sections"]
        .as_array()
        .unwrap()
        .iter()
        .map(|section| bare(section["heading"].as_str().unwrap()))
        .collect();
    let mut score = Score { files: 1, cells: tables.len(), headings: true_headings.len(), ..Score::default() };
    let parsed = match parse(text) {
        Ok(parsed) => parsed,
        Err(error) => {
            score.missed = tables.keys().filter(|id| !lost.contains(*id)).count();
            score.excused = score.cells - score.missed;
            score.faults.push(format!("no tree: {error}"));
            return score;
        }
    };
    score.faults = faults(text, &parsed);
    let read = serde_json::to_value(FlatReport::new(&parsed.report)).unwrap();
    let cells = read["cells"].as_object().unwrap();
    for (id, true_cell) in tables {
        let read = cells.get(id).map_or(("missing", None), reading);
        match judge(reading(true_cell), read) {
            Verdict::Right => {
                score.right += 1;
                score.right_lost += usize::from(lost.contains(id));
            }
            Verdict::Abstained if lost.contains(id) => score.excused += 1,
            Verdict::Abstained => score.missed += 1,
            Verdict::Soft => score.soft += 1,
            Verdict::Wrong => {
                score.wrong += 1;
                score.faults.push(format!("WRONG: {id} is {}, read as {}", true_cell, cells[id]));
            }
        }
    }
    // Cells that this report has not, or that no report has.
    for (id, cell) in cells.iter().filter(|(id, _)| !tables.contains_key(*id)) {
        match judge(("absent", None), reading(cell)) {
            Verdict::Wrong => {
                score.wrong += 1;
                score.faults.push(format!("WRONG: {id} is not in the report, read as {cell}"));
            }
            Verdict::Soft => score.soft += 1,
            Verdict::Right | Verdict::Abstained => {}
        }
    }
    let text_of = |value: &Value| squash(value.as_str().unwrap_or(""));
    let issuers = truth["issuer_accept"].as_array().unwrap();
    score.issuer = usize::from(issuers.iter().any(|issuer| text_of(issuer) == text_of(&read["issuer"])));
    score.year = usize::from(truth["year"] == read["year"]);
    score.title = usize::from(text_of(&truth["title"]) == text_of(&read["title"]));
    let headings: Vec<String> = read["sections"]
        .as_array()
        .unwrap()
        .iter()
        .map(|section| bare(section["heading"].as_str().unwrap_or("")))
        .collect();
    score.headings_found = true_headings.iter().filter(|heading| headings.contains(heading)).count();
    score.headings_extra = headings.iter().filter(|heading| !true_headings.contains(heading)).count();
    score
}

fn reading(cell: &Value) -> Reading<'_> {
    (cell["status"].as_str().unwrap(), cell["value"].as_str())
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

#[test]
fn verdicts_are_those_of_the_corpus() {
    let five = ("number", Some("5"));
    assert_eq!(judge(five, ("number", Some("5.0"))), Verdict::Right);
    assert_eq!(judge(five, ("number", Some("50"))), Verdict::Wrong);
    assert_eq!(judge(five, ("blank", None)), Verdict::Wrong);
    assert_eq!(judge(five, ("not_applicable", None)), Verdict::Wrong);
    assert_eq!(judge(five, ("ambiguous", None)), Verdict::Abstained);
    assert_eq!(judge(five, ("unreadable", None)), Verdict::Abstained);
    assert_eq!(judge(("blank", None), ("number", Some("0"))), Verdict::Wrong);
    assert_eq!(judge(("blank", None), ("not_applicable", None)), Verdict::Soft);
    assert_eq!(judge(("not_applicable", None), ("blank", None)), Verdict::Soft);
    assert_eq!(judge(("blank", None), ("missing", None)), Verdict::Abstained);
    assert_eq!(judge(("absent", None), ("missing", None)), Verdict::Right);
    assert_eq!(judge(("absent", None), ("blank", None)), Verdict::Soft);
    assert_eq!(judge(("absent", None), ("number", Some("0"))), Verdict::Wrong);
    assert_eq!(bare("四、 行政复议"), "行政复议");
    assert_eq!(bare("总体情况"), "总体情况");
}
