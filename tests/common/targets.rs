//! What the fuzzers do with bytes, so that ordinary tests do the same with what they have found: `fuzz/README.md`.
//!
//! A target is a function that panics where something is wrong. Each reads bytes in its own way, and all of them judge
//! and write what they have read.

use std::sync::LazyLock;

use ogi_report::check::{
    Completeness, Finding, Findings, Language, Location, Outcome, check, check_rollup, check_series, locate,
};
#[cfg(feature = "render")]
use ogi_report::write::Renderer;
use ogi_report::write::{
    self, AnnotatedPage, CheckKind, CsvWriter, FindingsJson, FlatReport, JsonLines, Rows, Sarif, SourceText,
};
use ogi_report::{Diagnostic, Error, Form, Options, Parsed, Report, SAMPLE, Source, diff, parse};
use serde_json::Value;

use super::faults;

/// A target by its name.
pub(crate) type Target = (&'static str, fn(&[u8]));

/// All targets.
pub(crate) const TARGETS: &[Target] = &[
    ("text", text),
    #[cfg(feature = "html")]
    ("html", html),
    #[cfg(feature = "docx")]
    ("docx", docx),
    #[cfg(feature = "docx")]
    ("docx_xml", docx_xml),
    #[cfg(feature = "pdf")]
    ("pdf", pdf),
    #[cfg(feature = "pdf")]
    ("pdf_content", pdf_content),
    ("encodings", encodings),
    ("json_in", json_in),
    ("json_edits", json_edits),
];

/// Runs one target.
pub(crate) fn run(name: &str, bytes: &[u8]) {
    let target = TARGETS.iter().find(|target| target.0 == name);
    target.unwrap_or_else(|| panic!("no target is called {name}")).1(bytes);
}

/// Text.
fn text(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    if let Ok(parsed) = parse(&text) {
        sound(&text, &parsed);
    }
}

/// Bytes in any encoding and any form.
fn encodings(bytes: &[u8]) {
    held(Options::new().read(bytes));
}

/// A page.
#[cfg(feature = "html")]
fn html(bytes: &[u8]) {
    held(Options::new().read_as(Form::Html, bytes));
}

/// A Word document.
#[cfg(feature = "docx")]
fn docx(bytes: &[u8]) {
    held(Options::new().read_as(Form::Docx, bytes));
}

/// The body of a Word document; behind NUL its styles, and behind another one its lists.
#[cfg(feature = "docx")]
fn docx_xml(bytes: &[u8]) {
    use super::package::{NAMESPACES, archive};

    let mut parts = bytes.splitn(3, |&byte| byte == 0);
    let mut part = |begin: &str, end: &str| {
        [format!("<w:{begin} {NAMESPACES}>").as_bytes(), parts.next().unwrap_or(b""), end.as_bytes()].concat()
    };
    let parts = [
        ("word/document.xml", part("document", "</w:document>")),
        ("word/styles.xml", part("styles", "</w:styles>")),
        ("word/numbering.xml", part("numbering", "</w:numbering>")),
    ];
    let parts = parts.each_ref().map(|(name, bytes)| (*name, bytes.as_slice()));
    held(Options::new().read_as(Form::Docx, &archive(&parts, zip::CompressionMethod::Stored)));
}

/// A PDF.
#[cfg(feature = "pdf")]
fn pdf(bytes: &[u8]) {
    held(Options::new().read_as(Form::Pdf, bytes));
}

/// The content of a page of a PDF; behind a form feed that of the next one.
#[cfg(feature = "pdf")]
fn pdf_content(bytes: &[u8]) {
    let pages: Vec<String> = String::from_utf8_lossy(bytes).split('\u{c}').take(20).map(str::to_owned).collect();
    let file = super::pdf::file(&pages, "/MediaBox [0 0 595 842]");
    held(Options::new().read_as(Form::Pdf, &file));
}

/// What somebody else has written as JSON: a tree, findings, or reports.
fn json_in(bytes: &[u8]) {
    if let Ok(parsed) = serde_json::from_slice::<Parsed>(bytes) {
        strange(&parsed);
    }
    if let Ok(reports) = serde_json::from_slice::<Vec<Report>>(bytes) {
        let _ = written(&check_series(&reports));
        if let Some((parent, children)) = reports.split_first() {
            let _ = written(&check_rollup(parent, children, Completeness::Complete));
            let _ = diff(parent, children.last().unwrap_or(parent)).to_string();
        }
    }
    if let Ok(findings) = serde_json::from_slice::<Findings>(bytes) {
        let _ = written(&findings);
    }
    if let Ok(finding) = serde_json::from_slice::<Finding>(bytes) {
        drawn(&finding);
        let again = serde_json::to_value(&finding).expect("a finding is written");
        assert_eq!(serde_json::from_value::<Finding>(again).ok(), Some(finding), "another finding is read back");
    }
    if let Ok(diagnostic) = serde_json::from_slice::<Diagnostic>(bytes) {
        noted(&diagnostic);
    }
    let _ = serde_json::from_slice::<Location>(bytes).map(|location| serde_json::to_string(&location));
    let _ = serde_json::from_slice::<Source>(bytes);
}

/// The sample's tree as JSON with values put in other places: two bytes say which value, the next one says what becomes of
/// it, and so on.
fn json_edits(bytes: &[u8]) {
    let parsed = Options::new().read(SAMPLE.as_bytes()).expect("the sample is read");
    let mut json = serde_json::to_value(&parsed).expect("a tree is written");
    for edit in bytes.chunks_exact(4).take(64) {
        let at = usize::from(u16::from_le_bytes([edit[0], edit[1]]));
        change(&mut json, at, edit[2], edit[3]);
    }
    if let Ok(parsed) = serde_json::from_value::<Parsed>(json) {
        strange(&parsed);
        kept(&parsed.report);
    }
}

/// Whatever a tree holds, no figure becomes another one when it is written and read.
fn kept(report: &Report) {
    type Writer = (&'static str, fn(&Report) -> Vec<u8>);
    let forms: &[Writer] = &[
        #[cfg(feature = "html")]
        ("html", |report| write::html(report).into_bytes()),
        #[cfg(feature = "docx")]
        ("docx", write::docx),
    ];
    for (form, write) in forms {
        let Ok(again) = Options::new().read(&write(report)) else { continue };
        for (id, cell) in report.cells() {
            let read = again.report.cell(id);
            let is_other = match (cell.number(), read.number()) {
                (Some(one), Some(other)) => one.to_decimal() != other.to_decimal(),
                (None, Some(_)) => true,
                (_, None) => false,
            };
            assert!(!is_other, "{form}: {id} is read as {read:?} and was {cell:?}");
        }
    }
}

/// Changes the `at`-th value of those that hold no others.
fn change(json: &mut Value, at: usize, how: u8, what: u8) {
    let mut leaves = Vec::new();
    collect(json, &mut leaves);
    let n = leaves.len();
    let other = leaves.get((at + usize::from(what)) % n).map(|leaf| (**leaf).clone());
    let Some(leaf) = leaves.into_iter().nth(at % n) else { return };
    let numbers =
        ["0", "1", "-1", "18446744073709551615", "79228162514264337593543950335", "0.0000000000000000000000000001"];
    *leaf = match how % 8 {
        0 => Value::Null,
        1 => Value::from(what),
        2 => Value::from([u64::MAX, u64::from(u32::MAX), u64::from(u16::MAX), 1 << 53][usize::from(what % 4)]),
        3 => Value::from(numbers[usize::from(what) % numbers.len()]),
        4 => Value::from(
            ["", "一", "blank", "number", "9999-12-31", "0000-00-00", "\u{301}", "年"][usize::from(what % 8)],
        ),
        5 => Value::from(leaf.as_u64().unwrap_or(0).wrapping_add(u64::from(what))),
        6 => Value::from(-i64::from(what)),
        _ => other.unwrap_or(Value::Null),
    };
}

fn collect<'v>(json: &'v mut Value, leaves: &mut Vec<&'v mut Value>) {
    match json {
        Value::Array(items) => items.iter_mut().for_each(|item| collect(item, leaves)),
        Value::Object(fields) => fields.values_mut().for_each(|field| collect(field, leaves)),
        leaf => leaves.push(leaf),
    }
}

/// What reading gave: a sound tree, or an error that can be told.
fn held(read: Result<Parsed, Error>) {
    match read {
        Ok(parsed) => sound(&parsed.source.as_ref().expect("`read` gives a source").text, &parsed),
        Err(error) => assert!(!error.to_string().is_empty(), "{error:?} says nothing"),
    }
}

/// A tree that was read: nothing in it is wrong, every finding points into the text, and it can be judged and written.
fn sound(text: &str, parsed: &Parsed) {
    let faults = faults(text, parsed);
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    for diagnostic in &parsed.diagnostics {
        for span in diagnostic.related.iter().map(|label| label.span).chain([diagnostic.span]) {
            assert!(text.get(span.start as usize..span.end as usize).is_some(), "{diagnostic:?}");
        }
    }
    let findings = check(&parsed.report);
    for finding in &findings {
        for span in finding.operands.iter().filter_map(|operand| operand.span).chain(finding.span) {
            assert!(text.get(span.start as usize..span.end as usize).is_some(), "{finding:?}");
        }
    }
    assert!(diff(&parsed.report, &parsed.report).is_empty(), "a report differs from itself");
    judged(text, parsed, &findings);
}

/// A tree that nobody has read: its spans may lie anywhere, and its figures may be any.
fn strange(parsed: &Parsed) {
    let findings = check(&parsed.report);
    let own = parsed.source.as_ref().map_or("", |source| source.text.as_str());
    for text in [own, SAMPLE, "", "一\n二"] {
        judged(text, parsed, &findings);
    }
    if let Some(source) = &parsed.source {
        for (_, cell) in parsed.report.cells() {
            let _ = cell.span.map(|span| source.place(span));
        }
    }
}

/// All that judges and writes a report.
fn judged(text: &str, parsed: &Parsed, findings: &Findings) {
    static OTHER: LazyLock<Report> = LazyLock::new(|| parse(SAMPLE).expect("the sample is read").report);
    let location = locate(&parsed.report);
    let sources = [SourceText::new("a", text), SourceText::new("b", SAMPLE)];
    let mut json = FindingsJson::new(&sources);
    json.read(0, parsed);
    json.check(CheckKind::Report, 0..1, findings, |_| true);
    json.located(&location);
    let mut sarif = Sarif::new(&sources);
    sarif.check(0..1, findings, |_| true);
    for diagnostic in parsed.diagnostics.iter().take(20) {
        sarif.diagnostic(0, diagnostic);
    }
    let pair = [parsed.report.clone(), OTHER.clone()];
    for (kind, findings) in [
        (CheckKind::Series, check_series(&pair)),
        (CheckKind::Rollup, check_rollup(&pair[0], &pair[1..], Completeness::Partial)),
        (CheckKind::Rollup, check_rollup(&pair[1], &pair[..1], Completeness::Complete)),
    ] {
        // Hundreds of findings about two reports hold, and are like those about one.
        json.check(kind, 0..2, &findings, |finding| finding.outcome == Outcome::Violated);
        sarif.check(0..2, &findings, |finding| finding.outcome == Outcome::Violated);
    }
    for written in [serde_json::to_string(&json), serde_json::to_string(&sarif)] {
        assert!(written.is_ok(), "{written:?}");
    }
    assert!(serde_json::to_string(&FlatReport::new(&parsed.report)).is_ok());
    let mut page = AnnotatedPage::new(&sources);
    page.read(0, parsed);
    page.check(CheckKind::Report, 0..1, findings, |_| true);
    page.located(&location);
    let _ = page.to_html();
    let _ = (write::text(&parsed.report), write::markdown(&parsed.report), write::html(&parsed.report));
    #[cfg(feature = "docx")]
    let _ = write::docx(&parsed.report);
    let rows = Rows::of("a", parsed);
    assert!(CsvWriter::new(std::io::sink()).write_all(rows.cells()).is_ok());
    assert!(CsvWriter::new(std::io::sink()).write_all(rows.claims()).is_ok());
    assert!(JsonLines::new(std::io::sink()).write_all(rows.findings(findings)).is_ok());
    for component in &location.components {
        for explanation in &component.explanations {
            let _ = (explanation.summary(Language::Zh), explanation.summary(Language::En));
        }
    }
    for change in [diff(&pair[0], &pair[1]), diff(&pair[1], &pair[0])] {
        let _ = (change.summary(Language::Zh), change.to_string());
    }
    #[cfg(feature = "render")]
    {
        let renderer = Renderer::new(&sources).width(60);
        for finding in findings.violated().take(20) {
            let _ = renderer.finding(finding);
        }
        for diagnostic in parsed.diagnostics.iter().take(20) {
            let _ = renderer.diagnostic(0, diagnostic);
        }
    }
}

/// Findings that nobody has found.
fn written(findings: &Findings) -> usize {
    let sources = [SourceText::new("a", SAMPLE), SourceText::new("b", "一\n二")];
    let mut json = FindingsJson::new(&sources);
    json.check(CheckKind::Series, 0..2, findings, |_| true);
    let mut sarif = Sarif::new(&sources);
    sarif.check(0..2, findings, |_| true);
    findings.iter().take(50).for_each(drawn);
    serde_json::to_string(&json).map_or(0, |json| json.len())
        + serde_json::to_string(&sarif).map_or(0, |json| json.len())
}

fn drawn(finding: &Finding) {
    let _ = (finding.message(Language::Zh), finding.message(Language::En));
    #[cfg(feature = "render")]
    for text in [SAMPLE, "", "一\n二"] {
        let _ = Renderer::new(&[SourceText::new("a", text)]).finding(finding);
    }
}

fn noted(diagnostic: &Diagnostic) {
    let sources = [SourceText::new("a", "一\n二")];
    Sarif::new(&sources).diagnostic(0, diagnostic);
    #[cfg(feature = "render")]
    let _ = Renderer::new(&sources).diagnostic(0, diagnostic);
}
