//! How long it takes to read and check a page, beside what parsing its HTML alone takes.
//!
//! `cargo bench -p benches --bench pages` prints a line a page, from a run in which all take turns. The aims: a page of 7 KB
//! within 0.2 ms, and at most one and a half times html5ever with scraper's tree. Beside it, for other programs,
//! `benches/pandas/read_html.py`.

#![allow(clippy::print_stdout, reason = "a program of its own, whose output is what it is for")]

use std::fs;
use std::hint::black_box;
use std::time::Duration;

use benches::alternate::alternate;
use benches::clock::time;
use benches::effort::Effort;
use benches::floor;
use benches::subject::{files, root};
use ogi_report::Options;
use ogi_report::check::check;
use ogi_report::stages::Lines;

fn main() {
    let effort = Effort::from_args(Duration::from_secs(2));
    println!(
        "{:<26} {:>7} {:>8} {:>9} {:>9} {:>9} {:>9} {:>9} {:>11} {:>8} {:>8}",
        "page",
        "bytes",
        "ms",
        "lines µs",
        "scraper",
        "html5ever",
        "tokens",
        "html5gum",
        "all/scraper",
        "spread",
        "at best"
    );
    let mut ratios = Vec::new();
    let folders = [root().join("benches/subjects"), root().join("../shared/corpus/documents")];
    for path in folders.iter().flat_map(|folder| files(folder, "html")) {
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        if !effort.wants(&name) {
            continue;
        }
        let bytes = fs::read(&path).unwrap_or_else(|error| panic!("{name}: {error}"));
        // What the parsers get is what we give ours: the text, decoded.
        let text = encoding_rs::UTF_8.decode_without_bom_handling_and_without_replacement(&bytes);
        let text = text.unwrap_or_else(|| encoding_rs::GB18030.decode(&bytes).0);
        let options = Options::new();
        let times = alternate(&effort, || {
            [
                time(|| {
                    let parsed = ogi_report::read(black_box(&bytes));
                    let findings = parsed.as_ref().ok().map(|parsed| check(&parsed.report));
                    (parsed, findings)
                }),
                time(|| Lines::of_html(black_box(&text), &options)),
                time(|| floor::html::tree(black_box(&text))),
                time(|| floor::html::names(black_box(&text))),
                time(|| floor::html::tokens(black_box(&text))),
                time(|| floor::html::gum_tokens(black_box(&text))),
            ]
        });
        println!(
            "{name:<26} {:>7} {:>8.3} {:>9.1} {:>9.1} {:>9.1} {:>9.1} {:>9.1} {:>11.3} {:>8} {:>8.3}",
            bytes.len(),
            times.median(0) * 1e3,
            times.median(1) * 1e6,
            times.median(2) * 1e6,
            times.median(3) * 1e6,
            times.median(4) * 1e6,
            times.median(5) * 1e6,
            times.ratio(0, 2),
            format!("±{:.3}", times.spread(0, 2) / 2.0),
            times.least(0) / times.least(2),
        );
        ratios.push(times.ratio(0, 2));
    }
    println!("ms is reading from bytes and checking; lines are what the reader makes before the grammar.");
    println!(
        "html5ever keeps names of elements only, tokens are html5ever's without a tree. Times but the first in µs."
    );
    ratios.sort_by(f64::total_cmp);
    if let Some(worst) = ratios.last() {
        println!("all/scraper: worst {worst:.3}, median {:.3}; the aim is at most 1.5", ratios[ratios.len() / 2]);
    }
}
