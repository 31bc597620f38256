//! The corpus of `../shared/corpus`: fifteen reports as documents, and what six extractors make of them, scored cell by
//! cell as the corpus' own `score.py` does. No figure may be wrong in silence, and of the cells that a document or a text
//! still holds so many have to be read, form by form and extractor by extractor.

#![allow(clippy::panic, clippy::print_stderr, clippy::unwrap_used, reason = "a test fails by panicking, and shows why")]

mod common;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use common::score::{Score, Verdict, bare, entries, judge, lost_cells, percent, score};
use common::{json, shared};
use ogi_report::{Error, Parsed, read};

/// Of the cells that can be read, the share in per cent that has to be right. To be raised, never lowered.
const FLOORS: &[(&str, f64)] = &[
    #[cfg(feature = "docx")]
    (".docx", 100.0),
    #[cfg(feature = "html")]
    (".html", 100.0),
    #[cfg(feature = "pdf")]
    (".pdf", 100.0),
    ("docx.pandoc-gfm", 100.0),
    ("docx.pandoc-plain", 99.0),
    ("html.bs4-text", 99.8),
    ("html.lynx", 99.9),
    ("pdf.pdftotext", 96.0),
    ("pdf.pdftotext-layout", 99.6),
];

/// Issuer, year and title of all files, in per cent, and of their headings those that are found.
const FLOORS_OF_MATTER: [(&str, f64); 4] = [("issuer", 100.0), ("year", 100.0), ("title", 100.0), ("headings", 100.0)];

/// The scores of all files.
#[derive(Default)]
struct Tally {
    by_extractor: BTreeMap<String, Score>,
    total: Score,
    shown: String,
}

impl Tally {
    fn add(&mut self, case: &str, extractor: &str, score: &Score) {
        for line in &score.faults {
            let _ = writeln!(self.shown, "{case}/{extractor}: {line}");
        }
        self.total.add(score);
        self.by_extractor.entry(extractor.to_owned()).or_default().add(score);
    }
}

/// What is read of a file, and its text.
fn whole(path: &Path) -> Result<(String, Parsed), Error> {
    let parsed = read(&fs::read(path).unwrap())?;
    Ok((parsed.source.as_ref().unwrap().text.clone(), parsed))
}

#[test]
fn no_figure_of_the_corpus_is_wrong_in_silence() {
    let Some(corpus) = shared("corpus") else { return };
    let lossy = json(&corpus.join("lossy.json"));
    let mut tally = Tally::default();
    for case in entries(&corpus.join("extracted")) {
        let truth = json(&corpus.join("truth").join(format!("{case}.json")));
        for file in entries(&corpus.join("extracted").join(&case)) {
            let extractor = file.strip_suffix(".txt").unwrap_or_else(|| panic!("{case}/{file}: no .txt"));
            let lost = lost_cells(&truth, &lossy[format!("{case}/{extractor}")]);
            let path = corpus.join("extracted").join(&case).join(&file);
            tally.add(&case, extractor, &score(&truth, &lost, whole(&path)));
        }
    }
    for file in entries(&corpus.join("documents")) {
        let (case, _) = file.split_once('.').unwrap();
        let form = file.strip_prefix(case).unwrap();
        if !FLOORS.iter().any(|(known, _)| *known == form) {
            continue;
        }
        let truth = json(&corpus.join("truth").join(format!("{case}.json")));
        let path = corpus.join("documents").join(&file);
        tally.add(case, form, &score(&truth, &BTreeSet::new(), whole(&path)));
    }
    let Tally { by_extractor, total, shown } = tally;
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
