//! How many instructions each stage takes, beside those of one NFKC pass, and whether they are more than they were.
//!
//! `cargo bench -p benches --bench counts` runs each case once under `valgrind --tool=callgrind`. Instructions are the same
//! whatever else the machine does, so this tells what a timed benchmark cannot: that a change made something slower. What is
//! kept and compared is the ratio to the NFKC pass over the report's text, counted in the same run, as a compiler or a machine that
//! needs more for the one needs more for the other. `limits.txt` has the ratios as they were; what exceeds them by more than
//! [`ALLOWED`] percent makes the exit status 1. `-- --renew` writes the ratios of this run there.

#![allow(clippy::print_stdout, clippy::print_stderr, reason = "a program of its own, whose output is what it is for")]

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::hint::black_box;
use std::path::PathBuf;
use std::process::{Command, ExitCode};

use benches::floor;
use benches::subject::{root, subject};
use benches::written::{FORMS, Form};
use ogi_report::check::check;
use ogi_report::{parse, read};

/// By how many percent a ratio may exceed its limit. Other versions of the compiler and of what is built on differ by a few.
const ALLOWED: f64 = 10.0;

/// What is counted.
#[derive(Clone, Copy, PartialEq)]
enum Work {
    Nfkc,
    Parse,
    Check,
    Read,
    /// The HTML parser alone, into scraper's tree.
    Tree,
    Write(Form),
}

/// What is done with a subject.
struct Case {
    work: Work,
    file: String,
    /// The subject whose text the NFKC pass goes over.
    unit: String,
}

fn cases() -> Vec<Case> {
    let case = |work, file: &str, unit: &str| Case { work, file: file.to_owned(), unit: unit.to_owned() };
    let mut cases = Vec::new();
    for (text, page, word, pdf) in
        [("office.txt", "office.html", "office.docx", "office.pdf"), ("city.txt", "city.html", "city.docx", "city.pdf")]
    {
        cases.push(case(Work::Nfkc, text, text));
        cases.push(case(Work::Parse, text, text));
        cases.push(case(Work::Check, text, text));
        for file in [page, word, pdf] {
            cases.push(case(Work::Read, file, text));
        }
        cases.push(case(Work::Tree, page, text));
    }
    for layout in ["a.txt", "b.txt", "h.txt", "markdown.txt", "pdf-layout.txt"] {
        cases.push(case(Work::Nfkc, layout, layout));
        cases.push(case(Work::Parse, layout, layout));
    }
    cases.extend(FORMS.map(|form| case(Work::Write(form), "city.txt", "city.txt")));
    cases
}

impl Work {
    const ALL: [Self; 5] = [Self::Nfkc, Self::Parse, Self::Check, Self::Read, Self::Tree];

    fn name(self) -> String {
        match self {
            Self::Nfkc => "nfkc".to_owned(),
            Self::Parse => "parse".to_owned(),
            Self::Check => "check".to_owned(),
            Self::Read => "read".to_owned(),
            Self::Tree => "scraper".to_owned(),
            Self::Write(form) => format!("write {} of", form.name()),
        }
    }
}

impl Case {
    fn name(&self) -> String {
        format!("{} {}", self.work.name(), self.file)
    }

    /// The case of a name. The file can be any.
    fn named(name: &str) -> Option<Self> {
        let mut all = Work::ALL.into_iter().chain(FORMS.map(Work::Write));
        all.find_map(|work| {
            let file = name.strip_prefix(&work.name())?.strip_prefix(' ')?;
            Some(Self { work, file: file.to_owned(), unit: file.to_owned() })
        })
    }

    /// Whether it is ours to keep small.
    fn is_held(&self) -> bool {
        !matches!(self.work, Work::Nfkc | Work::Tree)
    }

    /// Does it once to have all that is made once, and once more to be counted.
    fn run(&self) {
        let bytes = subject(&self.file);
        let source = || std::str::from_utf8(&bytes).expect("the subjects are UTF-8");
        match self.work {
            Work::Nfkc => twice(|| floor::nfkc(source())),
            Work::Parse => twice(|| parse(source())),
            Work::Read => twice(|| read(&bytes)),
            Work::Tree => twice(|| floor::html::tree(source())),
            Work::Check => {
                let report = parse(source()).expect("the subjects are reports").report;
                twice(|| check(&report));
            }
            Work::Write(form) => {
                let parsed = parse(source()).expect("the subjects are reports");
                let findings = check(&parsed.report);
                twice(|| form.write(source(), &parsed, &findings));
            }
        }
    }
}

fn twice<R>(mut run: impl FnMut() -> R) {
    drop(black_box(run()));
    ogi_counted(&mut || drop(black_box(run())));
}

/// What callgrind counts: this and what it calls.
#[inline(never)]
fn ogi_counted(run: &mut dyn FnMut()) {
    run();
    black_box(());
}

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let has = |flag: &str| arguments.iter().any(|argument| argument == flag);
    let cases = cases();
    if let Some(at) = arguments.iter().position(|argument| argument == "--count") {
        let Some(case) = arguments.get(at + 1).and_then(|name| Case::named(name)) else { return ExitCode::FAILURE };
        case.run();
        return ExitCode::SUCCESS;
    }
    if !has("--bench") || has("--test") {
        cases.iter().for_each(Case::run);
        return ExitCode::SUCCESS;
    }
    if Command::new("valgrind").arg("--version").output().is_err() {
        eprintln!("!!! SKIPPED: instructions are not counted, as there is no valgrind: apt-get install valgrind");
        return if has("--must") { ExitCode::FAILURE } else { ExitCode::SUCCESS };
    }
    let words: Vec<&String> = arguments.iter().filter(|argument| !argument.starts_with('-')).collect();
    let wanted = |case: &Case| words.is_empty() || words.iter().any(|word| case.name().contains(*word));
    let units: Vec<&str> = cases.iter().filter(|case| wanted(case)).map(|case| case.unit.as_str()).collect();
    let is_unit = |case: &Case| case.work == Work::Nfkc && units.contains(&case.file.as_str());

    let limits = limits();
    let (mut counted, mut ratios, mut over) = (BTreeMap::new(), Vec::new(), Vec::new());
    println!("{:<30} {:>12} {:>8} {:>8} {:>8}", "instructions", "", "/ nfkc", "limit", "change");
    for case in cases.iter().filter(|case| is_unit(case) || wanted(case)) {
        let name = case.name();
        let instructions = count(&name);
        if case.work == Work::Nfkc {
            counted.insert(case.file.as_str(), instructions);
        }
        let ratio = instructions as f64 / counted[case.unit.as_str()] as f64;
        let limit = limits.get(&name).copied();
        let change = limit.map(|limit| (ratio / limit - 1.0) * 100.0);
        println!(
            "{name:<30} {instructions:>12} {ratio:>8.3} {:>8} {:>8}",
            limit.map_or_else(String::new, |limit| format!("{limit:.3}")),
            change.map_or_else(String::new, |change| format!("{change:+.1} %"))
        );
        if case.is_held() {
            if change.is_some_and(|change| change > ALLOWED) {
                over.push(format!(
                    "{name}: from {:.3} to {ratio:.3} NFKC passes ({:+.1} %)",
                    limit.unwrap_or(0.0),
                    change.unwrap_or(0.0)
                ));
            } else if limit.is_none() {
                over.push(format!("{name}: {ratio:.3} NFKC passes, and no limit"));
            }
            ratios.push((name, ratio));
        }
    }
    if has("--renew") && words.is_empty() {
        renew(&ratios);
        return ExitCode::SUCCESS;
    }
    if over.is_empty() {
        println!("none is more than {ALLOWED} % above its limit");
        return ExitCode::SUCCESS;
    }
    eprintln!("\nThese take more instructions than benches/limits.txt allows, {ALLOWED} % included:");
    over.iter().for_each(|line| eprintln!("  {line}"));
    let this = std::env::current_exe().unwrap_or_default();
    eprintln!(
        "Where it went: valgrind --tool=callgrind --toggle-collect='*ogi_counted*' {} --count 'NAME', and callgrind_annotate.\n\
         If what was gained is worth it, write the new limits, and why into benches/RECORD.md:\n  \
         cargo bench -p benches --bench counts -- --renew",
        this.display()
    );
    ExitCode::FAILURE
}

/// The instructions of a case, counted by callgrind in a process of its own.
fn count(name: &str) -> u64 {
    let out = std::env::temp_dir().join(format!("ogi-report-counts-{}", std::process::id()));
    let this = std::env::current_exe().expect("a program knows where it is");
    let output = Command::new("valgrind")
        .args(["--tool=callgrind", "--toggle-collect=*ogi_counted*"])
        .arg(format!("--callgrind-out-file={}", out.display()))
        .arg(this)
        .args(["--count", name])
        .output()
        .expect("valgrind was there a moment ago");
    let profile = fs::read_to_string(&out).unwrap_or_default();
    let _ = fs::remove_file(&out);
    let totals = profile.lines().filter_map(|line| line.strip_prefix("totals: ")?.trim().parse::<u64>().ok()).sum();
    assert!(
        output.status.success() && totals > 0,
        "{name} was not counted: {}",
        String::from_utf8_lossy(&output.stderr)
    );
    totals
}

fn limits_path() -> PathBuf {
    root().join("benches/limits.txt")
}

fn limits() -> BTreeMap<String, f64> {
    let limits = fs::read_to_string(limits_path()).unwrap_or_default();
    let lines = limits.lines().filter(|line| !line.starts_with('#'));
    lines
        .filter_map(|line| line.rsplit_once(": "))
        .filter_map(|(name, ratio)| Some((name.to_owned(), ratio.parse().ok()?)))
        .collect()
}

fn renew(ratios: &[(String, f64)]) {
    let mut limits = String::from(
        "# Instructions over those of one NFKC pass over the report's text, as they were last accepted. Written by\n\
         # `cargo bench -p benches --bench counts -- --renew`; what exceeds them is told by the same without `--renew`.\n",
    );
    for (name, ratio) in ratios {
        let _ = writeln!(limits, "{name}: {ratio:.3}");
    }
    fs::write(limits_path(), limits).expect("the repository can be written to");
    println!("benches/limits.txt was written anew");
}
