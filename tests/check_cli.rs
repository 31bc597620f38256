//! The example program `check`, run as a user runs it: exit statuses, forms, messages.

#![allow(clippy::panic, clippy::unwrap_used, reason = "a test fails by panicking, and shows why")]

#[path = "common/program.rs"]
#[allow(dead_code, reason = "each of the programs uses a part of this")]
mod program;

use std::fs;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::OnceLock;

use ogi_report::check::rules;
use ogi_report::{SAMPLE, SAMPLE_2019};
use serde_json::Value;

use self::program::Run;

/// The program.
fn program() -> &'static Path {
    static PROGRAM: OnceLock<PathBuf> = OnceLock::new();
    PROGRAM.get_or_init(|| program::built("check"))
}

/// A folder with these files, removed when dropped.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str, files: &[(&str, &str)]) -> Self {
        let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
        let _ = fs::remove_dir_all(&path);
        fs::create_dir_all(&path).unwrap();
        for (file, text) in files {
            fs::write(path.join(file), text).unwrap();
        }
        Self(path)
    }

    /// Runs the program in it, with arguments parted by spaces.
    fn run(&self, arguments: &str) -> Run {
        let mut command = Command::new(program());
        command.args(arguments.split_whitespace()).current_dir(&self.0).stdin(Stdio::null());
        Run::of(&command.output().unwrap())
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// The sample with one violation of A001 and one of A003.
fn faulty() -> String {
    SAMPLE.replace("2\t0\t19", "2\t0\t18")
}

#[test]
fn the_status_says_what_was_found() {
    let folder = Folder::new("status", &[("good.txt", SAMPLE), ("bad.txt", &faulty()), ("none.txt", "今天天气很好。")]);
    let status = |arguments: &str| folder.run(&format!("{arguments} --select A,R")).status;
    assert_eq!(status("good.txt"), 0);
    assert_eq!(status("bad.txt"), 1);
    assert_eq!(status("good.txt bad.txt"), 1);
    assert_eq!(status("bad.txt --fail-on error"), 1);
    assert_eq!(status("bad.txt --ignore A001,applications-row-total"), 0);
    for missing in ["absent.txt", "none.txt"] {
        let run = folder.run(&format!("{missing} bad.txt --select A,R"));
        assert_eq!(run.status, 2, "{run:?}");
        assert!(run.err.starts_with(&format!("{missing}: ")) && run.err.lines().count() == 1, "{run:?}");
        assert!(run.out.contains("bad.txt: 2 violated (2 errors)"), "the others are checked: {run:?}");
    }
    assert_eq!(status("."), 2, "folders are not walked");
}

#[test]
fn the_page_has_everything_on_it() {
    let folder = Folder::new("page", &[("good.txt", SAMPLE), ("bad.txt", &faulty())]);
    let run = folder.run("bad.txt good.txt absent.txt --format html --select A,R --lang zh");
    assert_eq!(run.status, 2, "{}", run.err);
    assert!(run.out.starts_with("<!doctype html>") && run.out.ends_with("</html>\n"));
    assert_eq!(run.out.matches("<article class=\"report\"").count(), 2);
    assert_eq!(run.out.matches("<article class=\"card violated\"").count(), 2);
    assert!(run.out.contains("<article class=\"card holds\""), "with --all or without");
    assert!(run.out.contains("id=\"cell-applications.received.total\" class=\"m violated suspect\""));
    assert!(run.out.contains("id=\"r2-cell-applications.received.total\" class=\"m holds\""));
    assert!(run.out.contains("absent.txt"), "what could not be read");
    assert!(run.out.contains("id=\"language-zh\" checked"));
}

#[test]
fn without_a_file_the_sample_is_checked() {
    let run = Folder::new("sample", &[]).run("--select A,R");
    assert_eq!((run.status, run.out.as_str()), (0, "<sample>: nothing violated, 42 hold\n"));
    assert!(run.err.contains("the sample that ships with the crate"), "{run:?}");
}

#[test]
fn that_no_rule_ran_is_said() {
    let folder = Folder::new("nothing", &[("old.txt", SAMPLE_2019)]);
    let run = folder.run("old.txt --select D001");
    assert_eq!((run.status, run.out.as_str()), (0, "old.txt: nothing checked: no chosen rule applies\n"));
    let run = folder.run("old.txt --select D001 --lang zh");
    assert_eq!(run.out, "old.txt: 没有检查：所选规则均不适用\n");
}

#[test]
fn findings_have_a_limit() {
    let folder = Folder::new("limit", &[("bad.txt", &faulty())]);
    let run = folder.run("bad.txt --select A,R --max-findings 1");
    assert_eq!((run.status, run.out.matches("error[").count()), (1, 1), "{run:?}");
    let words = "bad.txt: 2 violated (2 errors), 40 hold; 41 of these are beyond the limit and not listed\n";
    assert!(run.out.ends_with(words), "{run:?}");
    let json = folder.run("bad.txt --select A,R --max-findings 1 --all --format json").json();
    assert_eq!(json["summary"]["left_out"], 41);
    assert_eq!(json["checks"][0]["findings"].as_array().map(Vec::len), Some(1));
    assert_eq!(folder.run("bad.txt --max-findings 0").status, 1, "what is left out counts");
}

#[test]
fn standard_input_is_read() {
    let mut child = Command::new(program())
        .args(["-", "--select", "A003", "--color", "never"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(faulty().as_bytes()).unwrap();
    let run = Run::of(&child.wait_with_output().unwrap());
    assert_eq!(run.status, 1);
    assert!(run.out.contains(" --> <stdin>:43:33\n"), "{run:?}");
}

#[test]
fn text_is_for_people() {
    let unreadable = faulty().replace("行政强制\t26", "行政强制\t约二十余件");
    let folder = Folder::new("text", &[("bad.txt", &unreadable)]);
    let run = folder.run("bad.txt --select A --lang zh");
    assert!(run.out.starts_with("error[T005] value-unreadable: "), "what was not read is shown too: {run:?}");
    assert!(run.out.contains("错误[A001] applications-balance: 总计："), "{run:?}");
    assert!(run.out.ends_with("bad.txt: 2项不符（2项错误），37项相符；读取时有1处错误，有关内容未能检查\n"), "{run:?}");
    assert!(!run.out.contains('\u{1b}') && !run.out.contains("holds["), "{run:?}");
    assert!(folder.run("bad.txt --color always").out.contains("\u{1b}[0;1;31merror[A001]"));
    let all = folder.run("bad.txt --select A --all");
    assert!(all.out.contains("holds[A002] applications-outcome-total: "), "{all:?}");
    let all = folder.run("bad.txt --select A,N015 --all --lang zh");
    assert!(all.out.contains("\n相符[A002] ") && !all.out.contains("holds["), "{all:?}");
    let quiet = folder.run("bad.txt --select R");
    assert_eq!(quiet.status, 0, "what cannot be read does not change the status: {quiet:?}");
}

#[test]
fn json_has_positions_and_counts() {
    let folder = Folder::new("json", &[("good.txt", SAMPLE), ("bad.txt", &faulty())]);
    let run = folder.run("good.txt absent.txt bad.txt --select A,R --format json");
    let json = run.json();
    assert_eq!(json["schema"], "ogi-report/findings/1");
    assert_eq!(json["inputs"][1]["name"], "bad.txt");
    assert_eq!(json["inputs"][1]["year"], 2024);
    assert_eq!(json["unread"][0]["name"], "absent.txt");
    assert_eq!(json["checks"][0]["findings"].as_array().map(Vec::len), Some(0));
    assert_eq!(json["checks"][1]["inputs"], serde_json::json!([1]));
    assert_eq!(json["summary"]["errors"], 2);
    assert_eq!(json["summary"]["holds"], 42 + 40);
    let text = faulty();
    for finding in json["checks"][1]["findings"].as_array().unwrap() {
        for place in finding["places"].as_array().unwrap() {
            let number = |value: &Value| usize::try_from(value.as_u64().unwrap()).unwrap();
            let line: Vec<char> = text.lines().nth(number(&place["start"]["line"]) - 1).unwrap().chars().collect();
            let columns = number(&place["start"]["column"]) - 1..number(&place["end"]["column"]) - 1;
            let (by_column, by_span): (String, &str) =
                (line[columns].iter().collect(), &text[number(&place["span"][0])..number(&place["span"][1])]);
            assert_eq!(by_column, by_span);
            assert_eq!(place["input"], 1);
            let operand = &finding["operands"][number(&place["operand"])];
            assert_eq!(operand["value"], by_span);
        }
        serde_json::from_value::<ogi_report::check::Finding>(finding.clone()).expect("it reads back as a finding");
    }
}

#[test]
fn sarif_is_written() {
    let folder = Folder::new("sarif", &[("年报 1.txt", &faulty())]);
    let output = Command::new(program())
        .args(["年报 1.txt", "absent.txt", "--format", "sarif", "--select", "A003"])
        .current_dir(&folder.0)
        .output()
        .unwrap();
    let run = Run::of(&output);
    assert_eq!(run.status, 2);
    let log = run.json();
    let run = &log["runs"][0];
    assert_eq!(run["results"].as_array().map(Vec::len), Some(1));
    assert_eq!(run["artifacts"][0]["location"]["uri"], "%E5%B9%B4%E6%8A%A5%201.txt");
    assert_eq!(run["invocations"][0]["executionSuccessful"], false);
}

#[test]
fn rules_are_explained() {
    let folder = Folder::new("rules", &[]);
    let run = folder.run("--explain a001 --lang zh");
    assert_eq!(run.status, 0);
    assert!(run.out.starts_with("### A001 `applications-balance`") && run.err.is_empty(), "{run:?}");
    let list = folder.run("--list-rules");
    assert_eq!(list.out.lines().count(), rules().count());
    assert!(list.out.starts_with("A001 error   applications-balance: in each column, "), "{list:?}");
    let list = folder.run("--list-rules --lang zh");
    assert!(list.out.starts_with("A001 错误 applications-balance: "), "{list:?}");
    for arguments in ["--explain A999", "--select A999", "--ignore X", "--explain Q"] {
        let run = folder.run(arguments);
        assert_eq!((run.status, run.out.as_str()), (2, ""), "{arguments}");
        assert!(run.err.starts_with("no rule is called `") && run.err.contains("--list-rules"), "{run:?}");
    }
    assert!(folder.run("--explain A999").err.contains("A001, A002, A003"));
}

#[test]
fn reports_are_compared() {
    let folder = Folder::new("compare", &[("a.txt", SAMPLE), ("b.txt", SAMPLE)]);
    let kinds = |arguments: &str| {
        let json = folder.run(&format!("a.txt b.txt --format json {arguments}")).json();
        let checks: Vec<(String, usize)> = json["checks"]
            .as_array()
            .unwrap()
            .iter()
            .map(|check| (check["kind"].as_str().unwrap().to_owned(), check["inputs"].as_array().unwrap().len()))
            .collect();
        checks
    };
    let single = || ("report".to_owned(), 1);
    assert_eq!(kinds(""), [single(), single()]);
    for (alone, words) in
        [("--series", "two files or more"), ("--rollup", "behind it, those of its subordinate offices")]
    {
        for files in ["", "a.txt"] {
            let run = folder.run(&format!("{files} {alone}"));
            assert!(run.status == 2 && run.out.is_empty() && run.err.contains(words), "{run:?}");
        }
    }
    assert_eq!(kinds("--series"), [single(), single(), ("series".into(), 2)]);
    assert_eq!(kinds("--rollup --complete"), [single(), single(), ("rollup".into(), 2)]);
    let run = folder.run("a.txt absent.txt --rollup --complete");
    assert!(run.err.contains("as with --partial"), "{run:?}");
    let run = folder.run("absent.txt a.txt --rollup --partial");
    assert!(run.status == 2 && run.err.contains("the parent could not be read"), "{run:?}");
    for senseless in ["--series --rollup", "--complete", "--rollup --complete --partial"] {
        assert_eq!(folder.run(&format!("a.txt {senseless}")).status, 2, "{senseless}");
    }
}

#[test]
fn a_reader_may_go_away() {
    let folder = Folder::new("pipe", &[("bad.txt", &faulty())]);
    let mut child = Command::new(program())
        .args(["bad.txt", "--all", "--format", "json"])
        .current_dir(&folder.0)
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let mut err = String::new();
    child.stderr.take().unwrap().read_to_string(&mut err).unwrap();
    assert_eq!((child.wait().unwrap().code(), err.as_str()), (Some(1), ""), "no message, and the status stays");
}

#[test]
fn names_cannot_steer_the_terminal() {
    let run = Folder::new("names", &[]).run("a\u{1b}[31mb.txt");
    assert_eq!(run.status, 2);
    assert!(run.err.starts_with("a[31mb.txt: "), "{run:?}");
}
