//! How long it takes to parse and check a report's text, beside one NFKC pass over the same text.
//!
//! `cargo bench -p benches --bench ratios` prints a line a subject, from a run in which parsing, checking and the NFKC pass
//! take turns. The aims: parsing and checking take no longer than the pass, and checking a tenth of it.
//! What is taken is given back within the time. Words choose subjects (`-- seed`), `--quick` takes a tenth of the time.

#![allow(clippy::print_stdout, reason = "a program of its own, whose output is what it is for")]

use std::hint::black_box;
use std::time::Duration;

use benches::alternate::{Times, alternate, megabytes_a_second};
use benches::clock::{Clock, time};
use benches::effort::Effort;
use benches::floor;
use benches::subject::{Texts, corpus, layouts, seeds};
use ogi_report::check::check;
use ogi_report::report::CellStatus;
use ogi_report::{Report, parse};

const PARSE: usize = 0;
const CHECK: usize = 1;
const BOTH: usize = 2;
const NFKC: usize = 3;

fn main() {
    let effort = Effort::from_args(Duration::from_secs(2));
    println!(
        "{:<20} {:>8} {:>10} {:>9} {:>11} {:>8} {:>18} {:>8} {:>8} {:>8} {:>11}",
        "subject",
        "bytes",
        "parse MB/s",
        "check µs",
        "parse+check",
        "NFKC µs",
        "(parse+check)/NFKC",
        "spread",
        "at best",
        "worst",
        "check/NFKC"
    );
    let (mut whole, mut share) = (Vec::new(), Vec::new());
    for subject in [layouts(), seeds(), corpus()].concat() {
        if effort.wants(&subject.name) {
            let sums = measured(&effort, &subject);
            sums.print(&subject);
            whole.push(sums.median[BOTH] / sums.median[NFKC]);
            share.push(sums.median[CHECK] / sums.median[NFKC]);
        }
    }
    println!(
        "Times are those of one text, the medians of its rounds. Half of the rounds lie within the spread, at best is the"
    );
    println!("quickest round of each, and worst the text with the largest ratio.");
    for (what, mut figures, aim) in [("(parse+check)/NFKC", whole, "1.0"), ("check/NFKC", share, "0.1")] {
        figures.sort_by(f64::total_cmp);
        if let Some(worst) = figures.last() {
            println!("{what}: worst {worst:.3}, median {:.3}; the aim is at most {aim}", figures[figures.len() / 2]);
        }
    }
}

/// What the texts of a subject took, in seconds.
struct Sums {
    median: [f64; 4],
    least: [f64; 4],
    /// Half of the spread of the ratio, of the text in the middle.
    spread: f64,
    worst: f64,
}

/// Each text has rounds of its own, as those of many texts would take so long that each of them is disturbed.
fn measured(effort: &Effort, subject: &Texts) -> Sums {
    let n = subject.texts.len();
    let each = effort.shared(n);
    let times: Vec<Times<4>> = subject
        .texts
        .iter()
        .map(|text| {
            let expected = read(text);
            alternate(&each, || round(text, expected))
        })
        .collect();
    let sum = |figure: &dyn Fn(&Times<4>, usize) -> f64| {
        [PARSE, CHECK, BOTH, NFKC].map(|which| times.iter().map(|times| figure(times, which)).sum())
    };
    let mut spreads: Vec<f64> = times.iter().map(|times| times.spread(BOTH, NFKC) / 2.0).collect();
    spreads.sort_by(f64::total_cmp);
    Sums {
        median: sum(&Times::median),
        least: sum(&Times::least),
        spread: spreads[n / 2],
        worst: times.iter().map(|times| times.ratio(BOTH, NFKC)).fold(0.0, f64::max),
    }
}

impl Sums {
    fn print(&self, subject: &Texts) {
        let micros = |which: usize| self.median[which] * 1e6 / subject.texts.len() as f64;
        println!(
            "{:<20} {:>8} {:>10.1} {:>9.1} {:>11.1} {:>8.1} {:>18.3} {:>8} {:>8.3} {:>8.3} {:>11.3}",
            subject.name,
            subject.len(),
            megabytes_a_second(subject.len(), self.median[PARSE]),
            micros(CHECK),
            micros(BOTH),
            micros(NFKC),
            self.median[BOTH] / self.median[NFKC],
            format!("±{:.3}", self.spread),
            self.least[BOTH] / self.least[NFKC],
            self.worst,
            self.median[CHECK] / self.median[NFKC],
        );
    }
}

/// One turn of each, and what was read is what was read before.
fn round(text: &str, expected: (usize, usize)) -> [Duration; 4] {
    let mut checking = Duration::ZERO;
    let start = Clock::start();
    let parsed = parse(black_box(text));
    let mut parsing = start.elapsed();
    if let Ok(parsed) = &parsed {
        let start = Clock::start();
        let findings = black_box(check(black_box(&parsed.report)));
        let n_findings = findings.len();
        drop(findings);
        checking = start.elapsed();
        assert_eq!((n_findings, numbers(&parsed.report)), expected);
    }
    let start = Clock::start();
    drop(black_box(parsed));
    parsing += start.elapsed();
    [parsing, checking, parsing + checking, time(|| floor::nfkc(black_box(text)))]
}

/// How many findings there are, and how many cells are numbers.
fn read(text: &str) -> (usize, usize) {
    parse(text).map_or((0, 0), |parsed| (check(&parsed.report).len(), numbers(&parsed.report)))
}

fn numbers(report: &Report) -> usize {
    report.cells().filter(|(_, cell)| cell.status() == CellStatus::Number).count()
}
