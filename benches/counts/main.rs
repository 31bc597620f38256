//! How many instructions each stage takes, beside those of one NFKC pass, and whether they are more than they were.
//!
//! `cargo bench -p benches --bench counts` runs each case once under `valgrind --tool=callgrind`. Instructions are the same
//! whatever else the machine does, so this tells what a timed benchmark cannot: that a change made something slower. What is
//! kept and compared is the ratio to the NFKC pass over the report's text, counted in the same run, as a compiler or a
//! machine that needs more for the one needs more for the other. `limits.txt` has the ratios as they were; what exceeds
//! them by more than [`ALLOWED`] percent makes the exit status 1. `-- --renew` writes the ratios of this run there.
//!
//! Words choose cases, and `--quick` those of an office. `--count 'parse FILE'` does one thing twice, for other tools to look
//! at.

#![allow(clippy::print_stdout, clippy::print_stderr, reason = "a program of its own, whose output is what it is for")]

mod case;
mod limits;
mod valgrind;

use std::collections::BTreeMap;
use std::process::ExitCode;

use case::{Case, Work, cases};
use limits::Limits;

/// By how many percent a ratio may exceed its limit. Other versions of the compiler and of what is built on differ by a few.
const ALLOWED: f64 = 10.0;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let has = |flag: &str| arguments.iter().any(|argument| argument == flag);
    if has("--count") {
        let named = arguments.iter().skip_while(|argument| *argument != "--count").nth(1);
        let Some(case) = named.and_then(|name| Case::named(name)) else { return ExitCode::FAILURE };
        case.run();
        return ExitCode::SUCCESS;
    }
    if !has("--bench") || has("--test") {
        cases().iter().for_each(Case::run);
        return ExitCode::SUCCESS;
    }
    if !valgrind::runs() {
        eprintln!("!!! SKIPPED: instructions are not counted, as valgrind does not run here: apt-get install valgrind");
        return ExitCode::SUCCESS;
    }
    let words: Vec<&String> = arguments.iter().filter(|argument| !argument.starts_with('-')).collect();
    let is_whole = words.is_empty() && !has("--quick");
    let wants = |case: &Case| {
        words.iter().any(|word| case.name().contains(*word))
            || words.is_empty() && (is_whole || case.file.starts_with("office"))
    };
    let counts = count(&wanted(wants));
    if has("--renew") && is_whole {
        limits::renew(counts.iter().filter(|count| count.is_held).map(|count| (count.name.as_str(), count.ratio)));
        println!("benches/limits.txt was written anew");
        return ExitCode::SUCCESS;
    }
    judged(&counts)
}

/// The ratio of a case.
struct Count {
    name: String,
    ratio: f64,
    limit: Option<f64>,
    is_held: bool,
}

/// The cases that are asked for, each behind the NFKC pass that it is measured by.
fn wanted(wants: impl Fn(&Case) -> bool) -> Vec<Case> {
    let all = cases();
    let units: Vec<String> = all.iter().filter(|case| wants(case)).map(|case| case.unit.clone()).collect();
    all.into_iter().filter(|case| wants(case) || case.work == Work::Nfkc && units.contains(&case.file)).collect()
}

/// Counts, and shows each figure as it comes.
fn count(cases: &[Case]) -> Vec<Count> {
    let limits = Limits::read();
    let mut units = BTreeMap::new();
    let mut counts = Vec::new();
    println!("{:<34} {:>12} {:>8} {:>8} {:>9}", "case", "instructions", "/ nfkc", "limit", "change");
    for case in cases {
        let name = case.name();
        let instructions = valgrind::instructions(&name) as f64;
        if case.work == Work::Nfkc {
            units.insert(case.file.as_str(), instructions);
        }
        let ratio = instructions / units[case.unit.as_str()];
        let limit = limits.of(&name);
        let beside = limit.map_or_else(String::new, |limit| format!("{limit:>8.3} {:>7.1} %", change(ratio, limit)));
        println!("{name:<34} {instructions:>12} {ratio:>8.3} {beside}");
        counts.push(Count { name, ratio, limit, is_held: case.is_held() });
    }
    counts
}

/// By how many percent a ratio is above its limit.
fn change(ratio: f64, limit: f64) -> f64 {
    (ratio / limit - 1.0) * 100.0
}

/// Whether all are within their limits; says which are not, and what to do about it.
fn judged(counts: &[Count]) -> ExitCode {
    let told: Vec<String> = counts.iter().filter(|count| count.is_held).filter_map(Count::excess).collect();
    if !cfg!(target_arch = "x86_64") {
        println!("the limits are those of x86-64, and nothing is held to them here");
        return ExitCode::SUCCESS;
    }
    if told.is_empty() {
        println!("none is more than {ALLOWED} % above its limit");
        return ExitCode::SUCCESS;
    }
    let this = std::env::current_exe().unwrap_or_default();
    eprintln!("\nThese take more instructions than benches/limits.txt allows, {ALLOWED} % included:\n");
    for line in &told {
        eprintln!("  {line}");
    }
    eprintln!(
        "\nWhere they are, callgrind_annotate tells after\n\n  \
         valgrind --tool=callgrind --toggle-collect='*ogi_counted*' {} --count 'NAME'\n\n\
         If what was gained is worth it, write the new limits, and the reason into benches/RECORD.md:\n\n  \
         cargo bench -p benches --bench counts -- --renew\n",
        this.display()
    );
    ExitCode::FAILURE
}

impl Count {
    /// What is to be said of it, if it is above its limit or has none.
    fn excess(&self) -> Option<String> {
        let Self { name, ratio, .. } = self;
        let Some(limit) = self.limit else { return Some(format!("{name}: {ratio:.3} NFKC passes, and no limit")) };
        let change = change(*ratio, limit);
        (change > ALLOWED).then(|| format!("{name}: from {limit:.3} to {ratio:.3} NFKC passes ({change:+.1} %)"))
    }
}
