//! The page with findings on it is read as the page without: what is added to it is told apart from the report.

#![cfg(feature = "html")]
#![allow(clippy::panic, clippy::print_stderr, clippy::unwrap_used, reason = "a test fails by panicking, and shows why")]

mod common;

use common::content::{content, differences};
use common::fixtures;
use ogi_report::check::{check, locate};
use ogi_report::testing::Generator;
use ogi_report::write::{AnnotatedPage, CheckKind, SourceText};
use ogi_report::{Parsed, SAMPLE, SAMPLE_2019, parse, read, write};

/// What a page with findings on it loses beside a page without.
fn lost_by_findings(text: &str, parsed: &Parsed) -> Vec<String> {
    let back = read(write::html(&parsed.report).as_bytes()).unwrap().report;
    let annotated = read(annotated(text, parsed).as_bytes()).unwrap().report;
    differences(&content(&back), &content(&annotated))
}

/// The page with the findings about a report.
fn annotated(text: &str, parsed: &Parsed) -> String {
    let (findings, location) = (check(&parsed.report), locate(&parsed.report));
    let sources = [SourceText::new("报告", text)];
    let mut page = AnnotatedPage::new(&sources);
    page.read(0, parsed);
    page.check(CheckKind::Report, 0..1, &findings, |_| true);
    page.located(&location);
    page.to_html()
}

#[test]
fn samples() {
    for text in [SAMPLE, SAMPLE_2019] {
        assert_eq!(lost_by_findings(text, &parse(text).unwrap()), [""; 0]);
    }
}

#[test]
fn fixtures_and_generated_reports() {
    let mut all = Vec::new();
    for fixture in fixtures().into_iter().step_by(5) {
        let lost = lost_by_findings(&fixture.text, &parse(&fixture.text).unwrap());
        all.extend(lost.into_iter().map(|line| format!("{}{line}", fixture.name)));
    }
    for seed in 0..30 {
        let text = write::text(&Generator::new(seed).errors(3).generate().report);
        let lost = lost_by_findings(&text, &parse(&text).unwrap());
        all.extend(lost.into_iter().map(|line| format!("seed {seed}{line}")));
    }
    assert!(all.is_empty(), "{}", all.join("\n"));
}
