//! The corpus of `../shared/corpus`, checked: the identities that are known not to hold and no others, and the
//! statements of the prose that are known to agree with the tables or not, in each of the 90 texts.

#![allow(clippy::panic, clippy::print_stderr, clippy::unwrap_used, reason = "a test fails by panicking, and shows why")]

mod common;

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use common::{json, shared};
use ogi_report::check::{Finding, Findings, Outcome, Role, check};
use ogi_report::{Report, Severity, read};
use serde_json::Value;

/// Of the statements, the share in per cent that has to be found and judged. To be raised, never lowered.
const FLOOR: f64 = 99.0;

/// The forms of the documents that this build reads.
const DOCUMENTS: &[&str] = &[
    #[cfg(feature = "docx")]
    ".docx",
    #[cfg(feature = "html")]
    ".html",
    #[cfg(feature = "pdf")]
    ".pdf",
];

#[derive(Default)]
struct Score {
    statements: usize,
    /// Judged as they are.
    judged: usize,
    /// Found, and not assessable, as cells were not read.
    open: usize,
}

#[test]
fn statements_and_identities_are_judged_as_they_are() {
    let Some(corpus) = shared("corpus") else { return };
    let mut by_extractor: BTreeMap<String, Score> = BTreeMap::new();
    let (mut wrong, mut missed) = (String::new(), String::new());
    for case in entries(&corpus.join("extracted")) {
        let truth = json(&corpus.join("truth").join(format!("{case}.json")));
        let extracted = corpus.join("extracted").join(&case);
        let texts = entries(&extracted)
            .into_iter()
            .map(|file| (file.trim_end_matches(".txt").to_owned(), extracted.join(&file)));
        let document = |form: &&str| ((*form).to_owned(), corpus.join("documents").join(format!("{case}{form}")));
        for (file, path) in texts.chain(DOCUMENTS.iter().map(document)) {
            let parsed = read(&fs::read(path).unwrap()).unwrap();
            let text = parsed.source.unwrap().text;
            let report = parsed.report;
            let findings = check(&report);
            let score = by_extractor.entry(file.clone()).or_default();
            for fault in identities(&truth, &findings) {
                let _ = writeln!(wrong, "{case}/{file}: {fault}");
            }
            let mut expected: Vec<&Finding> = Vec::new();
            for statement in truth["statements"].as_array().unwrap() {
                score.statements += 1;
                let found: Vec<&Finding> = answers(statement, &findings, &text).collect();
                expected.extend(&found);
                let agrees = statement["agrees"] == true;
                let wanted = if agrees { Outcome::Holds } else { Outcome::Violated };
                if found.iter().any(|finding| finding.outcome == wanted) {
                    score.judged += 1;
                } else if found.iter().any(|finding| finding.outcome == Outcome::NotAssessable) {
                    score.open += 1;
                } else {
                    let _ = writeln!(missed, "{case}/{file}: {}", statement["context"]);
                }
                if agrees && found.iter().any(|finding| finding.outcome == Outcome::Violated) {
                    let _ = writeln!(wrong, "{case}/{file}: false alarm: {}", statement["context"]);
                }
            }
            for finding in findings.violated().filter(|finding| finding.rule.code.starts_with('N')) {
                if !expected.iter().any(|other| core::ptr::eq(*other, finding)) {
                    let _ = writeln!(wrong, "{case}/{file}: alarm without a statement: {}", words(finding));
                }
            }
            for finding in alarms(&report, &findings) {
                let _ = writeln!(wrong, "{case}/{file}: an error that nobody expects: {finding}");
            }
        }
    }
    eprintln!("{missed}\n{wrong}");
    for (extractor, score) in &by_extractor {
        eprintln!("{extractor:<22} {} statements, {} judged, {} open", score.statements, score.judged, score.open);
    }
    assert!(wrong.is_empty(), "see above");
    let sum = |of: fn(&Score) -> usize| by_extractor.values().map(of).sum::<usize>();
    let (all, judged) = (sum(|score| score.statements), sum(|score| score.judged + score.open));
    #[expect(clippy::cast_precision_loss, reason = "some hundreds")]
    let share = judged as f64 / all as f64 * 100.0;
    assert!(all > 400 && share >= FLOOR, "{judged} of {all} statements were found: {share:.1} %");
}

fn entries(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

/// The findings on the figure of a statement: those whose claim has the figure, and some cell of the statement's.
fn answers<'f>(statement: &Value, findings: &'f Findings, text: &str) -> impl Iterator<Item = &'f Finding> {
    let stated = statement["stated"].as_str().unwrap().to_owned();
    let cells: Vec<String> =
        statement["cells"].as_array().unwrap().iter().map(|cell| cell.as_str().unwrap().to_owned()).collect();
    let _ = text;
    findings.iter().filter(move |finding| {
        let claimed = finding.operands.iter().find(|operand| operand.role == Role::Claim);
        finding.rule.code.starts_with('N')
            && claimed.and_then(|claim| claim.value).is_some_and(|value| value.to_string() == stated)
            && finding.operands.iter().any(|operand| operand.cell.is_some_and(|cell| cells.contains(&cell.to_string())))
    })
}

fn words(finding: &Finding) -> String {
    finding.message(ogi_report::check::Language::Zh)
}

/// What differs between the identities that are violated and those that truly are. Where cells were not read a
/// violation may be missing, and none may be there that is not true.
fn identities(truth: &Value, findings: &Findings) -> Vec<String> {
    let expected: Vec<(Vec<String>, String, String)> = truth["expected_violations"]
        .as_array()
        .unwrap()
        .iter()
        .map(|violation| {
            let cells = violation["cells"].as_array().unwrap().iter().map(|cell| cell.as_str().unwrap().to_owned());
            let side = |key: &str| violation[key].as_str().unwrap().to_owned();
            (cells.collect(), side("left"), side("right"))
        })
        .collect();
    let mut faults = Vec::new();
    let mut seen = 0;
    for finding in findings.iter().filter(|finding| finding.rule.code.starts_with(['A', 'R'])) {
        let cells: Vec<String> =
            finding.operands.iter().filter_map(|operand| Some(operand.cell?.to_string())).collect();
        let known = expected.iter().find(|(expected, ..)| *expected == cells);
        match (finding.outcome, known) {
            (Outcome::Violated, Some((_, left, right))) => {
                seen += 1;
                let sides = (finding.computed.unwrap().to_string(), finding.reported.unwrap().to_string());
                if sides != (left.clone(), right.clone()) {
                    faults.push(format!("{left} against {right}, found as {sides:?}"));
                }
            }
            (Outcome::Violated, None) => faults.push(format!("a violation that is none: {}", words(finding))),
            (Outcome::Holds, Some(_)) => faults.push(format!("a violation that was not seen: {}", words(finding))),
            (Outcome::NotAssessable, Some(_)) => seen += 1,
            _ => {}
        }
    }
    // A table that was not found at all has no findings.
    if seen != expected.len() && seen > 0 {
        faults.push(format!("{} violations are known, {seen} were looked at", expected.len()));
    }
    faults
}

/// Violations at severity error in the families that have no list of what is expected.
fn alarms(report: &Report, findings: &Findings) -> Vec<String> {
    let _ = report;
    findings
        .violated()
        .filter(|finding| finding.severity == Severity::Error && finding.rule.code.starts_with(['D', 'Y', 'H']))
        .map(words)
        .collect()
}
