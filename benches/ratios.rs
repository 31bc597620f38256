//! How long it takes to parse and check a report's text, beside one NFKC pass over the same text.
//!
//! `cargo bench -p benches --bench ratios` prints a line a subject, from a run in which parsing, checking and the NFKC pass
//! take turns. The aims: parsing and checking take no longer than the pass, and checking a tenth of it.
//! What is taken is given back within the time. Words choose subjects (`-- seed`), `--quick` takes a tenth of the time.

#![allow(clippy::print_stdout, reason = "a program of its own, whose output is what it is for")]

use std::hint::black_box;
use std::time::{Duration, Instant};

use benches::alternate::{alternate, megabytes_a_second, time};
use benches::effort::Effort;
use benches::floor;
use benches::subject::{Texts, corpus, layouts, seeds};
use ogi_report::check::check;
use ogi_report::parse;
use ogi_report::report::CellStatus;

const PARSE: usize = 0;
const CHECK: usize = 1;
const BOTH: usize = 2;
const NFKC: usize = 3;

fn main() {
    let effort = Effort::from_args(Duration::from_secs(2));
    println!(
        "{:<20} {:>8} {:>10} {:>9} {:>11} {:>8} {:>18} {:>8} {:>8} {:>11}",
        "subject",
        "bytes",
        "parse MB/s",
        "check µs",
        "parse+check",
        "NFKC µs",
        "(parse+check)/NFKC",
        "spread",
        "at best",
        "check/NFKC"
    );
    let (mut whole, mut share) = (Vec::new(), Vec::new());
    for subject in [layouts(), seeds(), corpus()].concat() {
        if !effort.wants(&subject.name) {
            continue;
        }
        let expected = read(&subject.texts);
        let times = alternate(&effort, || round(&subject, expected));
        let n = subject.texts.len() as f64;
        println!(
            "{:<20} {:>8} {:>10.1} {:>9.1} {:>11.1} {:>8.1} {:>18.3} {:>8} {:>8.3} {:>11.3}",
            subject.name,
            subject.len(),
            megabytes_a_second(subject.len(), times.median(PARSE)),
            times.median(CHECK) * 1e6 / n,
            times.median(BOTH) * 1e6 / n,
            times.median(NFKC) * 1e6 / n,
            times.ratio(BOTH, NFKC),
            format!("±{:.3}", times.spread(BOTH, NFKC) / 2.0),
            times.least(BOTH) / times.least(NFKC),
            times.ratio(CHECK, NFKC),
        );
        whole.push(times.ratio(BOTH, NFKC));
        share.push(times.ratio(CHECK, NFKC));
    }
    println!(
        "Times are those of one text. Half of the rounds lie within the spread; at best is the quickest round of each."
    );
    for (what, mut figures, aim) in [("(parse+check)/NFKC", whole, "1.0"), ("check/NFKC", share, "0.1")] {
        figures.sort_by(f64::total_cmp);
        if let Some(worst) = figures.last() {
            println!("{what}: worst {worst:.3}, median {:.3}; the aim is at most {aim}", figures[figures.len() / 2]);
        }
    }
}

/// One turn of each, and what was read is what was read before.
fn round(subject: &Texts, expected: (usize, usize)) -> [Duration; 4] {
    let [mut parsing, mut checking, mut nfkc] = [Duration::ZERO; 3];
    let mut found = (0, 0);
    for text in &subject.texts {
        let start = Instant::now();
        let parsed = parse(black_box(text));
        let mut spent = start.elapsed();
        if let Ok(parsed) = &parsed {
            let start = Instant::now();
            let findings = black_box(check(black_box(&parsed.report)));
            found.0 += findings.len();
            drop(findings);
            checking += start.elapsed();
            found.1 += numbers(&parsed.report);
        }
        let start = Instant::now();
        drop(black_box(parsed));
        spent += start.elapsed();
        parsing += spent;
        nfkc += time(|| floor::nfkc(black_box(text)));
    }
    assert_eq!(found, expected, "{}", subject.name);
    [parsing, checking, parsing + checking, nfkc]
}

/// How many findings there are in all texts, and how many cells are numbers.
fn read(texts: &[String]) -> (usize, usize) {
    let reports = texts.iter().filter_map(|text| parse(text).ok());
    reports.fold((0, 0), |(findings, cells), parsed| {
        (findings + check(&parsed.report).len(), cells + numbers(&parsed.report))
    })
}

fn numbers(report: &ogi_report::Report) -> usize {
    report.cells().filter(|(_, cell)| cell.status() == CellStatus::Number).count()
}
