//! The five short programs in `examples/`: what users come for, in ten lines each, read from top to bottom. And what `write` and
//! `chart` take.

#![allow(clippy::panic, clippy::unwrap_used, reason = "a test fails by panicking")]

#[allow(dead_code, reason = "other tests use the rest of it")]
#[path = "common/program.rs"]
mod program;

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use ogi_report::report::CellStatus;
use program::{Run, built};

const PROGRAMS: [&str; 5] = ["one_cell", "folder_table", "violations", "two_years", "official_form"];

fn run(example: &str, arguments: &[&str]) -> Run {
    let output = Command::new(built(example)).args(arguments).current_dir(env!("CARGO_MANIFEST_DIR")).output();
    Run::of(&output.unwrap())
}

/// A folder of this run of the tests alone, gone when it is dropped.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("programs-{name}-{}", std::process::id()));
        fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    fn file(&self, name: &str) -> String {
        self.0.join(name).display().to_string()
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        // What cannot be removed is in the folder of the build anyway.
        let _ = fs::remove_dir_all(&self.0);
    }
}

#[test]
fn each_is_ten_lines_at_most() {
    for name in PROGRAMS {
        let source = fs::read_to_string(format!("{}/examples/{name}.rs", env!("CARGO_MANIFEST_DIR"))).unwrap();
        let (_, body) = source.split_once("fn main()").unwrap();
        // The first part of a body takes the arguments, where it takes two lines or more.
        let lines = body.lines().skip(1).filter(|line| !line.trim().is_empty() && *line != "}");
        let own = lines.filter(|line| !line.contains("env::args()")).count();
        assert!(own <= 10, "{name} has {own} lines");
    }
}

#[test]
fn one_cell_is_told_with_its_words() {
    let run_ = run("one_cell", &[]).assert(0);
    assert_eq!(run_.out, "applications.received.total: 19\n“19” stands at 43:33 of the text\n");
    let blank = run("one_cell", &["examples/sample.txt", "disclosure.rules.issued"]).assert(0);
    assert!(blank.out.starts_with("disclosure.rules.issued: blank\n"), "{blank:?}");
    let misspelt = run("one_cell", &["examples/sample.txt", "applications.recieved.total"]).assert(1);
    assert!(
        misspelt
            .err
            .starts_with("Error: `applications.recieved.total` is no cell id; `applications.received.total` is one")
    );
    let picture = run("one_cell", &["docs/page.png"]).assert(1);
    assert!(picture.err.starts_with("Error: ") && picture.err.contains("picture"), "{picture:?}");
}

#[test]
fn a_folder_becomes_a_table() {
    let folder = Folder::new("folder");
    fs::create_dir(folder.0.join("2024")).unwrap();
    fs::write(folder.0.join("2024/a.txt"), ogi_report::SAMPLE).unwrap();
    fs::write(folder.0.join("b.txt"), ogi_report::SAMPLE_2019).unwrap();
    fs::write(folder.0.join("c.txt"), "no report").unwrap();
    fs::write(folder.0.join(".hidden"), "no report").unwrap();

    let run_ = run("folder_table", &[&folder.0.display().to_string()]).assert(0);
    let lines: Vec<&str> = run_.out.lines().collect();
    assert_eq!(lines.len(), 1 + 200 + 198, "{run_:?}");
    let of = |name: &str| lines.iter().filter(|line| line.starts_with(&folder.file(name))).count();
    assert_eq!((of("2024/a.txt"), of("b.txt")), (200, 198));
    assert!(lines[1].starts_with(&folder.file("2024/a.txt")), "in the order of their paths");
    assert_eq!(run_.err.lines().count(), 1);
    assert!(run_.err.contains("c.txt: no section of an annual report was found"), "{run_:?}");
}

#[test]
fn violations_are_text() {
    let run_ = run("violations", &[]).assert(0);
    assert!(run_.out.starts_with("错误[A002] applications-outcome-total: 自然人："), "{run_:?}");
    assert!(run_.out.contains("= 说明: 若把“2.重复申请 自然人”由 4 改为 0，相关勾稽关系全部成立"), "{run_:?}");
    assert_eq!(run("violations", &["examples/sample.txt"]).assert(0).out, "");
}

#[test]
fn two_years_are_compared() {
    let run_ = run("two_years", &[]).assert(0);
    assert!(run_.out.starts_with("cells: 29 changed, 171 unchanged\nyear: 2023 → 2024\n"), "{run_:?}");
    assert!(run_.out.contains("\napplications received this year; total: 17 → 19 (+2, +11.76%)\n"), "{run_:?}");
    assert!(!run_.out.contains("Y0"), "the samples agree: {run_:?}");

    let folder = Folder::new("years");
    let carried = ogi_report::SAMPLE.replace("\t\t\t2\t1\t0\t0\t0\t0\t3", "\t\t\t5\t1\t0\t0\t0\t0\t6");
    fs::write(folder.0.join("2024.txt"), carried).unwrap();
    let run_ = run("two_years", &["examples/sample-2023.txt", &folder.file("2024.txt")]).assert(0);
    assert_eq!(run_.out.matches("error[Y001] carried-over-as-carried-forward: ").count(), 2, "{run_:?}");
}

#[test]
fn a_report_is_written_in_the_official_form() {
    let folder = Folder::new("form");
    let out = folder.file("report.docx");
    let run_ = run("official_form", &["examples/sample.txt", &out]).assert(0);
    assert_eq!(run_.out, format!("not in {out}: furniture of the page\n"));

    let report = ogi_report::read(&fs::read(&out).unwrap()).unwrap().report;
    assert_eq!(report.cell("applications.received.total".parse().unwrap()).count(), Some(19));
    let numbers = report.cells().filter(|(_, cell)| cell.status() == CellStatus::Number).count();
    assert_eq!(numbers, 197);
}

/// Runs a program with a text on its standard input.
fn run_on(example: &str, arguments: &[&str], text: &str) -> Run {
    let mut command = Command::new(built(example));
    command.args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut program = command.spawn().unwrap();
    program.stdin.take().unwrap().write_all(text.as_bytes()).unwrap();
    Run::of(&program.wait_with_output().unwrap())
}

#[test]
fn standard_input_is_written_and_drawn() {
    let text = ogi_report::SAMPLE.replace("澄溪县人民政府", "临江县人民政府");
    let written = run_on("write", &["-", "--to", "text"], &text).assert(0);
    assert!(written.out.starts_with("临江县人民政府2024年"), "{written:?}");
    assert_eq!(written.err, "not in the official form as it is: furniture of the page\n");
    let drawn = run_on("chart", &["-"], &text).assert(0);
    assert!(drawn.out.starts_with("<svg ") && drawn.out.contains("临江县人民政府2024年"), "{drawn:?}");
}

#[test]
fn what_cannot_be_written_or_drawn_is_named() {
    let folder = Folder::new("named");
    fs::create_dir(folder.0.join("empty")).unwrap();
    let missing = folder.file("missing.txt");
    for example in ["write", "chart"] {
        let run_ = run(example, &[&missing]).assert(2);
        assert!(run_.err.starts_with(&format!("{missing}: ")) && run_.out.is_empty(), "{run_:?}");
        let out = folder.file("empty/none/out");
        let run_ = run(example, &["examples/sample.txt", "--out", &out]).assert(2);
        assert!(run_.err.contains(&format!("{out}: ")), "{run_:?}");
    }
    // What holds no report is no picture of the sample.
    let run_ = run("chart", &[&folder.file("empty")]).assert(2);
    assert_eq!((run_.out.as_str(), run_.err.lines().count()), ("", 1), "{run_:?}");
}
