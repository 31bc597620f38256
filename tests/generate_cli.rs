//! The example `generate`: what it says of its reports is what they hold.

#![cfg(all(feature = "html", feature = "docx"))]
#![allow(clippy::panic, clippy::print_stderr, clippy::unwrap_used, reason = "a test fails by panicking, and shows why")]

#[path = "common/program.rs"]
#[allow(dead_code, reason = "each of the programs uses a part of this")]
mod program;

use std::fs;
use std::path::Path;
use std::process::Command;

use ogi_report::read;
use ogi_report::write::FlatReport;
use serde_json::Value;

use self::program::Run;

#[test]
fn the_truth_stands_beside_each_report() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("generate");
    let _ = fs::remove_dir_all(&folder);
    let program = program::built("generate");
    let run = |more: &[&str]| {
        let mut command = Command::new(&program);
        command.args(["--count", "20", "--seed", "7", "--bad", "10", "--out"]).arg(&folder).args(more);
        Run::of(&command.output().unwrap()).assert(0);
    };
    let files = || fs::read_dir(folder.join("0000")).unwrap().map(|entry| entry.unwrap().path()).collect::<Vec<_>>();
    run(&[]);
    assert_eq!(files().len(), 20, "no truth that nobody asked for");
    run(&["--truth"]);
    // Two are no reports.
    assert_eq!(files().len(), 20 + 18);
    let truths: Vec<_> = files().into_iter().filter(|path| path.extension().unwrap() == "json").collect();
    assert_eq!(truths.len(), 18);
    for path in truths {
        let truth: Value = serde_json::from_slice(&fs::read(&path).unwrap()).unwrap();
        let report = path.to_str().unwrap().strip_suffix(".truth.json").unwrap();
        let parsed = read(&fs::read(report).unwrap()).unwrap();
        let held = serde_json::to_value(FlatReport::new(&parsed.report)).unwrap();
        assert_eq!(held["cells"], truth["cells"], "{report}");
    }
}
