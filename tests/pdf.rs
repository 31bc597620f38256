//! PDF: the corpus' own, and pages made for the ways in which programs put text and tables on them.

#![cfg(feature = "pdf")]
#![allow(clippy::panic, clippy::print_stderr, clippy::unwrap_used, reason = "a test fails by panicking, and shows why")]

mod common;

use std::collections::BTreeSet;
use std::fs;

use common::score::{Score, entries, score};
use common::{json, shared};
use ogi_report::read;

#[test]
fn the_corpus_is_read_whole() {
    let Some(corpus) = shared("corpus") else { return };
    let mut total = Score::default();
    eprintln!("{}", Score::HEAD);
    for file in &entries(&corpus.join("documents")) {
        let Some(case) = file.strip_suffix(".pdf") else { continue };
        let truth = json(&corpus.join("truth").join(format!("{case}.json")));
        let bytes = fs::read(corpus.join("documents").join(file)).unwrap();
        let read = read(&bytes).map(|parsed| (parsed.source.as_ref().unwrap().text.clone(), parsed));
        let score = score(&truth, &BTreeSet::new(), read);
        eprintln!("{}", score.line(case));
        total.add(&score);
    }
    eprintln!("{}", total.line("all"));
    assert_eq!(total.files, 15);
    assert_eq!((total.wrong, total.missed, total.soft), (0, 0, 0), "{:#?}", total.faults);
    assert!(total.faults.is_empty(), "{:#?}", total.faults);
    assert_eq!((total.issuer, total.year, total.title), (15, 15, 15));
    assert_eq!((total.headings_found, total.headings_extra), (total.headings, 0));
}
