//! How long reading a report takes, beside one NFKC pass of `unicode-normalization` over the same text, and what checking
//! it adds.
//!
//! A single real-size report in several layouts, nothing repeated. `cargo bench --bench parse` shows criterion's
//! figures for all three and then, from a run in which they alternate (so that a slow moment of the machine hits them
//! all), a table `layout  parse MB/s  nfkc MB/s  ratio  check/parse`. The ratio is the time of parsing over the time of
//! the NFKC pass: the aim is at most 1.0. The last column is the time of checking over that of parsing: the aim is at
//! most 0.10. Every iteration asserts how many cells were read. `cargo bench -- --test` and
//! `cargo test --benches` run everything once or a few times.

#![allow(missing_docs, reason = "criterion's macros make public items")]
#![allow(
    clippy::panic,
    clippy::print_stderr,
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "the comparison is shown, and what is wrong ends the run"
)]

use std::fs;
use std::hint::black_box;
use std::path::Path;
use std::time::{Duration, Instant};

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group};
use ogi_report::check::check;
use ogi_report::report::CellStatus;
use ogi_report::{Report, parse};
use unicode_normalization::UnicodeNormalization;

/// Tabs in a ragged table, a line a cell, bars, Markdown with blank cells, a table aligned by pdftotext -layout.
const LAYOUTS: [&str; 5] = ["h", "a", "b", "markdown", "pdf-layout"];

/// A text, and the cells of each status that are in it: what every iteration has to find.
struct Subject {
    name: String,
    text: String,
    n_numbers: usize,
    nfkc_len: usize,
    report: Report,
    n_findings: usize,
}

fn subjects() -> Vec<Subject> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut subjects: Vec<Subject> = LAYOUTS
        .iter()
        .map(|layout| {
            let path = root.join("tests/fixtures/layouts").join(format!("{layout}.txt"));
            subject((*layout).to_owned(), &path, expected_numbers(&path.with_extension("cells")))
        })
        .collect();
    let seeds = root.join("../shared/seeds");
    match fs::read_dir(&seeds) {
        Ok(entries) => {
            let mut paths: Vec<_> = entries.map(|entry| entry.unwrap().path()).collect();
            paths.retain(|path| path.extension().is_some_and(|extension| extension == "txt"));
            paths.sort();
            for path in paths {
                let stem = path.file_stem().unwrap().to_string_lossy().into_owned();
                let truth: serde_json::Value = serde_json::from_str(
                    &fs::read_to_string(seeds.join("truth").join(format!("{stem}.json"))).unwrap(),
                )
                .unwrap();
                let cells = truth["cells"].as_object().unwrap();
                let n = cells.values().filter(|cell| cell["status"] == "number").count();
                subjects.push(subject(format!("seed {}", stem.split('_').next().unwrap()), &path, n));
            }
        }
        Err(error) => eprintln!("!!! SKIPPED: the seeds are not measured, {}: {error}", seeds.display()),
    }
    subjects
}

fn subject(name: String, path: &Path, n_numbers: usize) -> Subject {
    let text = fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let nfkc_len = text.nfkc().collect::<String>().len();
    let report = parse(&text).unwrap().report;
    let n_findings = check(&report).len();
    assert!(n_findings >= 25, "{name}: table three alone has that many sums");
    Subject { name, text, n_numbers, nfkc_len, report, n_findings }
}

/// The numbers that a `.cells` file expects.
fn expected_numbers(path: &Path) -> usize {
    let expected = fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let rows = expected.lines().filter(|line| line.split(' ').next().is_some_and(|key| key.contains('.')));
    rows.flat_map(|row| row.split(' ').skip(1)).filter(|token| token.starts_with(|c: char| c.is_ascii_digit())).count()
}

/// Parses, and asserts what was read.
fn run_parse(subject: &Subject) {
    let parsed = parse(black_box(&subject.text)).unwrap();
    let n = parsed.report.cells().filter(|(_, cell)| cell.status() == CellStatus::Number).count();
    assert_eq!(n, subject.n_numbers, "{}", subject.name);
    black_box(parsed);
}

/// One NFKC pass, and asserts what came out.
fn run_nfkc(subject: &Subject) {
    let normalized: String = black_box(&subject.text).nfkc().collect();
    assert_eq!(normalized.len(), subject.nfkc_len, "{}", subject.name);
    black_box(normalized);
}

/// Checks, and asserts how much was found.
fn run_check(subject: &Subject) {
    let findings = check(black_box(&subject.report));
    assert_eq!(findings.len(), subject.n_findings, "{}", subject.name);
    black_box(findings);
}

fn reports(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("report");
    group.sample_size(50).measurement_time(Duration::from_secs(2)).warm_up_time(Duration::from_millis(500));
    for subject in subjects() {
        group.throughput(Throughput::Bytes(subject.text.len() as u64));
        group.bench_with_input(BenchmarkId::new("parse", &subject.name), &subject, |bencher, subject| {
            bencher.iter(|| run_parse(subject));
        });
        group.bench_with_input(BenchmarkId::new("nfkc", &subject.name), &subject, |bencher, subject| {
            bencher.iter(|| run_nfkc(subject));
        });
        group.bench_with_input(BenchmarkId::new("check", &subject.name), &subject, |bencher, subject| {
            bencher.iter(|| run_check(subject));
        });
    }
    group.finish();
}

/// Medians over runs in which they alternate.
fn comparison(alternations: usize) {
    println!(
        "\n{:<12} {:>7} {:>11} {:>11} {:>17} {:>9} {:>12}",
        "layout", "bytes", "parse MB/s", "nfkc MB/s", "ratio parse/nfkc", "check µs", "check/parse"
    );
    let (mut ratios, mut shares) = (Vec::new(), Vec::new());
    for subject in subjects() {
        for _ in 0..alternations / 4 {
            run_parse(&subject);
            run_nfkc(&subject);
            run_check(&subject);
        }
        let (mut parse_times, mut nfkc_times, mut check_times) = (Vec::new(), Vec::new(), Vec::new());
        for _ in 0..alternations {
            parse_times.push(time(|| run_parse(&subject)));
            nfkc_times.push(time(|| run_nfkc(&subject)));
            check_times.push(time(|| run_check(&subject)));
        }
        let (parse_time, nfkc_time, check_time) = (median(parse_times), median(nfkc_times), median(check_times));
        let (ratio, share) = (parse_time / nfkc_time, check_time / parse_time);
        println!(
            "{:<12} {:>7} {:>11.1} {:>11.1} {ratio:>17.2} {:>9.1} {share:>12.3}",
            subject.name,
            subject.text.len(),
            megabytes_a_second(subject.text.len(), parse_time),
            megabytes_a_second(subject.text.len(), nfkc_time),
            check_time * 1e6,
        );
        ratios.push(ratio);
        shares.push(share);
    }
    for (what, mut figures, aim) in [("ratio parse/nfkc", ratios, "1.00"), ("check/parse", shares, "0.10")] {
        figures.sort_by(f64::total_cmp);
        let (worst, median) = (figures[figures.len() - 1], figures[figures.len() / 2]);
        println!("{what}: worst {worst:.2}, median {median:.2}; the aim is at most {aim}");
    }
}

fn time(run: impl FnOnce()) -> Duration {
    let start = Instant::now();
    run();
    start.elapsed()
}

/// The median, in seconds.
fn median(mut times: Vec<Duration>) -> f64 {
    times.sort();
    times[times.len() / 2].as_secs_f64()
}

#[expect(clippy::cast_precision_loss, reason = "texts of some kilobytes")]
fn megabytes_a_second(bytes: usize, seconds: f64) -> f64 {
    bytes as f64 / seconds / 1e6
}

criterion_group!(benches, reports);

fn main() {
    benches();
    Criterion::default().configure_from_args().final_summary();
    // Neither `cargo test --benches` nor `cargo bench -- --test` measures: they look whether it runs.
    let measures = std::env::args().any(|argument| argument == "--bench")
        && !std::env::args().any(|argument| argument == "--test");
    let lists = std::env::args().any(|argument| argument == "--list");
    if !lists {
        comparison(if measures { 200 } else { 2 });
        if !measures {
            println!("(two alternations each: this run looked whether the benchmark works and measured nothing)");
        }
    }
}
