//! Findings as text: every mark stands under what it marks, counted in cells of the terminal; nothing of the source
//! reaches the terminal raw; long lines are cut; and the whole looks as it does in `tests/snapshots/render`.
//!
//! `UPDATE_SNAPSHOTS=1 cargo test --test render` writes the snapshots anew.

#![allow(clippy::panic, clippy::unwrap_used, reason = "a test fails by panicking, and shows why")]

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use ogi_report::check::{Blanks, Checker, Finding, Findings, Language};
use ogi_report::write::{Renderer, SourceText, Tally};
use ogi_report::{LineIndex, SAMPLE, Severity, Span, display_width, parse};
use proptest::prelude::*;
use serde_json::json;

/// What is checked here: the identities, whatever other rules there are.
fn checker() -> Checker {
    Checker::new().select(["A", "R"]).unwrap()
}

fn findings(text: &str) -> Findings {
    checker().check(&parse(text).unwrap().report)
}

/// The sample with a fault of every identity.
fn faulty() -> String {
    let mut text = SAMPLE.to_owned();
    for (from, to) in [
        ("2\t0\t19", "2\t0\t18"),
        ("1\t1\t0\t1\t3", "1\t1\t0\t1\t4"),
        ("2.重复申请\t0", "2.重复申请\t4"),
        ("四、结转下年度继续办理\t\t\t1", "四、结转下年度继续办理\t\t\t2"),
    ] {
        assert_eq!(text.matches(from).count(), 1);
        text = text.replace(from, to);
    }
    text
}

/// A finding made by hand, of a rule that has no more to say about it.
fn finding(text: &str, main: Span, others: &[Span]) -> Finding {
    let operands: Vec<_> = others
        .iter()
        .map(|span| {
            json!({"role": "part", "side": "left", "sign": "+", "status": "number", "value": "7", "span": [span.start, span.end]})
        })
        .collect();
    let finding = json!({
        "rule": "A001", "outcome": "violated", "severity": "error", "blanks_as_zero": false,
        "span": [main.start, main.end], "operands": operands,
    });
    serde_json::from_value(finding).unwrap_or_else(|error| panic!("{text:?}: {error}"))
}

fn render(text: &str, finding: &Finding) -> String {
    Renderer::new(&[SourceText::new("report.txt", text)]).finding(finding)
}

/// The span of the nth occurrence.
fn at(text: &str, part: &str, nth: usize) -> Span {
    let start = text.match_indices(part).nth(nth).unwrap().0;
    Span::new(u32::try_from(start).unwrap(), u32::try_from(start + part.len()).unwrap())
}

/// A source line as it was printed, and the cells below it that carry marks.
struct Printed {
    number: usize,
    text: String,
    marks: Vec<(usize, char)>,
}

/// Takes the output apart, without asking the library how it put it together.
fn printed(shown: &str) -> Vec<Printed> {
    let mut lines: Vec<Printed> = Vec::new();
    let mut awaits_marks = false;
    for line in shown.lines() {
        let Some((margin, text)) = line.split_once(" |") else { continue };
        let text = text.strip_prefix(' ').unwrap_or(text);
        if let Ok(number) = margin.trim().parse() {
            lines.push(Printed { number, text: text.to_owned(), marks: Vec::new() });
            awaits_marks = true;
        } else if awaits_marks && margin.trim().is_empty() {
            let mut column = 0;
            for c in text.chars() {
                if matches!(c, '^' | '-') {
                    lines.last_mut().unwrap().marks.push((column, c));
                }
                column += display_width(c.encode_utf8(&mut [0; 4]));
            }
            awaits_marks = false;
        }
    }
    lines
}

/// The columns of a span on its line, where tabs are four cells and nothing was cut.
fn columns(text: &str, span: Span) -> (usize, std::ops::Range<usize>) {
    let line = LineIndex::new(text).position(text, span.start).line;
    let start = text[..span.start as usize].rfind('\n').map_or(0, |end| end + 1);
    let width = |part: &str| display_width(&part.replace('\t', "    "));
    let before = width(&text[start..span.start as usize]);
    (line, before..before + width(span.slice(text)).max(1))
}

/// Holds every mark of a finding against the place of its operand.
#[track_caller]
fn assert_aligned(text: &str, finding: &Finding, shown: &str) {
    let printed = printed(shown);
    let mut expected: Vec<(usize, usize)> = Vec::new();
    let mut found = 0;
    for (_, span) in finding.spans() {
        let (line, columns) = columns(text, span);
        let Some(line) = printed.iter().find(|printed| printed.number == line) else { continue };
        if line.marks.iter().any(|(column, _)| *column == columns.start) {
            found += 1;
            for column in columns {
                assert!(line.marks.iter().any(|mark| mark.0 == column), "column {column} of {:?}\n{shown}", line.text);
                expected.push((line.number, column));
            }
        }
    }
    for line in &printed {
        for (column, _) in &line.marks {
            assert!(expected.contains(&(line.number, *column)), "a mark under nothing: {column}\n{shown}");
        }
    }
    assert!(found >= 2, "{shown}");
}

#[test]
fn marks_stand_under_their_operands() {
    let text = faulty();
    let findings = findings(&text);
    let mut shown_findings = 0;
    for finding in findings.violated() {
        for language in [Language::Zh, Language::En] {
            let sources = [SourceText::new("report.txt", &text)];
            let shown = Renderer::new(&sources).language(language).finding(finding);
            assert_aligned(&text, finding, &shown);
            // What is reported is marked with carets, and its value is the first thing said about it.
            let total = finding.operands.iter().rfind(|operand| operand.cell.is_some()).unwrap();
            let (line, columns) = columns(&text, total.span.unwrap());
            let line = printed(&shown).into_iter().find(|printed| printed.number == line).unwrap();
            assert!(line.marks.contains(&(columns.start, '^')), "{shown}");
            shown_findings += 1;
        }
    }
    assert!(shown_findings >= 12, "{shown_findings}");
}

#[test]
fn marks_stand_under_anything_wide_or_narrow() {
    for line in [
        "行政许可决定12件，行政处罚决定34件",
        "（二）“依申请”：《公开》、12件！？34",
        "行政强制\t\t12\t34",
        "发布日期\u{3000}\u{3000}12\u{3000}34",
        "e\u{301}a\u{308}o\u{302}\u{323} 12 a\u{30a} 34",
        "𠮷野𡈽 12 👨 34",
        "①②“α”—…※ 12 ｶﾞ\u{a0} 34",
    ] {
        let text = format!("一行\n{line}\n又一行\n");
        let (main, other) = (at(&text, "34", 0), at(&text, "12", 0));
        let finding = finding(&text, main, &[other]);
        let shown = render(&text, &finding);
        assert_aligned(&text, &finding, &shown);
        let column = text.lines().nth(1).unwrap().split("34").next().unwrap().chars().count() + 1;
        assert!(shown.contains(&format!("--> report.txt:2:{column}\n")), "{shown}");
    }
}

#[test]
fn noughts_are_not_marked_and_many_marks_are_counted() {
    let text = faulty();
    let findings = findings(&text);
    let column = findings.violated().find(|finding| finding.rule.code == "A002").unwrap();
    assert!(column.operands.len() > 20);
    let shown = render(&text, column);
    let marked: Vec<_> = printed(&shown).into_iter().filter(|line| !line.marks.is_empty()).collect();
    assert_eq!(marked.len(), 8, "seven outcomes and the total: {shown}");

    let text = "7 7 7 7 7 7 7 7 7 7 7 7\n";
    let all: Vec<Span> = (0..12).map(|nth| at(text, "7", nth)).collect();
    let shown = render(text, &finding(text, all[11], &all[..11]));
    assert!(shown.contains("note: 2 more places are not marked"), "{shown}");
}

/// What stands beside the marks of a finding of this rule.
fn labels(text: &str, rule: &str, language: Language) -> String {
    let findings = Checker::new().select([rule]).unwrap().check(&parse(text).unwrap().report);
    let sources = [SourceText::new("report.txt", text)];
    let renderer = Renderer::new(&sources).language(language);
    findings.violated().map(|finding| renderer.finding(finding)).collect()
}

fn with(changes: &[(&str, &str)]) -> String {
    changes.iter().fold(SAMPLE.to_owned(), |text, (from, to)| {
        assert_eq!(text.matches(from).count(), 1, "{from}");
        text.replace(from, to)
    })
}

#[test]
fn a_nought_among_few_figures_is_marked() {
    let text = with(&[("行政强制\t26", "行政强制\t0"), ("另有图解", "行政强制决定12件。另有图解")]);
    let shown = labels(&text, "N010", Language::Zh);
    assert!(shown.contains("文字 12") && shown.contains("- 0 行政强制 本年处理决定数量"), "{shown}");

    let last_year = with(&[
        ("县人民政府2024年政府", "县人民政府2023年政府"),
        ("2024年1月1日至2024年12月31日", "2023年1月1日至2023年12月31日"),
        ("四、结转下年度继续办理\t\t\t1\t0\t0\t0\t0\t0\t1", "四、结转下年度继续办理\t\t\t0\t0\t0\t0\t0\t0\t0"),
    ]);
    let reports = [parse(&last_year).unwrap().report, parse(SAMPLE).unwrap().report];
    let findings = Checker::new().select(["Y001"]).unwrap().check_series(&reports);
    let sources = [SourceText::new("2023.txt", &last_year), SourceText::new("2024.txt", SAMPLE)];
    let shown = Renderer::new(&sources).language(Language::Zh).finding(findings.violated().last().unwrap());
    assert!(shown.contains("上年 0 结转下年度") && shown.contains("本年 3 上年结转"), "{shown}");

    // Of a side of nothing but noughts there is nothing else to show.
    let text = with(&[("0\t0\t1\t0\t1\t1\t0\t0\t0\t1", "0\t0\t0\t0\t1\t1\t0\t0\t0\t1")]);
    let shown = labels(&text, "R001", Language::En);
    assert!(shown.contains("+0 upheld") && shown.contains("=1 total"), "{shown}");
}

#[test]
fn labels_tell_cells_apart() {
    let text = with(&[("2\t1\t0\t0\t0\t0\t3", "2\t1\t\t\t0\t0\t3")]);
    let zh = labels(&text, "C001", Language::Zh);
    assert!(zh.contains("^ 空白 上年结转 科研机构、社会公益组织\n"), "{zh}");
    let en = labels(&text, "C001", Language::En);
    assert!(en.contains("^ blank carried over, research / public welfare\n"), "{en}");

    let text = "空 空 空 空 空 空 空 空 空 空 空 空\n";
    let mut finding = serde_json::to_value(finding(text, at(text, "空", 0), &[])).unwrap();
    let cells = (0..12).rev().map(|nth| {
        let span = at(text, "空", nth);
        json!({"role": "subject", "side": "left", "sign": "+", "status": "blank", "span": [span.start, span.end],
               "cell": "applications.received.total"})
    });
    (finding["operands"], finding["span"]) = (cells.collect(), json!(null));
    let shown = render(text, &serde_json::from_value(finding).unwrap());
    assert!(shown.contains("--> report.txt:1:1\n"), "the first ten of the text: {shown}");
    assert!(shown.contains("note: 2 more places are not marked"), "{shown}");
}

#[test]
fn values_below_nought_have_one_sign() {
    let text = "-12 5\n";
    let shown = render(
        text,
        &serde_json::from_value(json!({
            "rule": "A001", "outcome": "violated", "severity": "error", "blanks_as_zero": false, "span": [4, 5],
            "operands": [
                {"role": "part", "side": "left", "sign": "+", "status": "number", "value": "-12", "span": [0, 3]},
                {"role": "part", "side": "left", "sign": "-", "status": "number", "value": "-12", "span": [0, 3]},
            ],
        }))
        .unwrap(),
    );
    assert!(shown.contains(" −12\n") && shown.contains(" −(−12)\n") && !shown.contains("+-"), "{shown}");
    assert!(shown.contains("(−12 + 12)"), "{shown}");
}

#[test]
fn amounts_in_yuan_say_so() {
    let text = with(&[("另有图解", "全县行政事业性收费68.5万元。另有图解")]);
    let shown = labels(&text, "N011", Language::Zh);
    assert!(shown.contains("文字 685000元") && shown.contains(" 865000元 行政事业性收费"), "{shown}");
    assert!(shown.contains("表格相应数字 865000元"), "{shown}");
    assert!(!shown.contains("前提"), "the header has the unit: {shown}");
    let text = text.replace("（单位：万元）", "");
    let shown = labels(&text, "N011", Language::En);
    assert!(shown.contains("865000 yuan") && shown.contains("(the table has no unit, so that"), "{shown}");
    let text = with(&[("（单位：万元）", "（单位：元）"), ("另有图解", "全县行政事业性收费68元。另有图解")]);
    let shown = labels(&text, "N011", Language::Zh);
    assert!(shown.contains("文字 68\n") && shown.contains(" 86.5 行政事业性收费"), "as written: {shown}");
}

#[test]
fn long_lines_are_cut_around_the_marks() {
    let far = "公开政府信息".repeat(2000);
    for between in ["", "，其中", far.as_str()] {
        let text = format!("{far}12{between}34{far}");
        let finding = finding(&text, at(&text, "34", 0), &[at(&text, "12", 0)]);
        let shown = render(&text, &finding);
        assert!(shown.lines().all(|line| display_width(line) < 200), "{shown}");
        assert!(shown.contains("12") && shown.contains("34") && shown.contains('…'), "{shown}");
        let column = text.split("34").next().unwrap().chars().count() + 1;
        assert!(shown.contains(&format!("report.txt:1:{column}\n")), "the column is that of the source: {shown}");
        let line = &printed(&shown)[0];
        for (part, mark) in [("12", '-'), ("34", '^')] {
            let column = display_width(&line.text[..line.text.find(part).unwrap()]);
            assert!(line.marks.contains(&(column, mark)) && line.marks.contains(&(column + 1, mark)), "{shown}");
        }
        assert_eq!(line.marks.len(), 4, "{shown}");
    }
    // A mark that is itself too long, and a line that takes no room at all.
    let text = format!("{far}\n{}", "\u{301}".repeat(5000));
    for span in [at(&text, &far, 0), at(&text, "\u{301}", 3000)] {
        let shown = render(&text, &finding(&text, span, &[]));
        assert!(shown.len() < 3000, "{shown}");
    }
}

#[test]
fn a_report_in_one_line_is_shown_in_parts() {
    let text = faulty().replace('\n', " ");
    let findings = findings(&text);
    let finding = findings.violated().find(|finding| finding.rule.code == "A003").unwrap();
    let shown = render(&text, finding);
    assert!(shown.lines().filter(|line| !line.contains("formula")).all(|line| display_width(line) < 220), "{shown}");
    assert!(shown.contains("^^ =18 total"), "{shown}");
}

/// What must never stand in the output: controls but the line end, and what is invisible or turns the direction.
fn is_harmful(c: char) -> bool {
    (c.is_control() && c != '\n')
        || matches!(c, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{ad}' | '\u{61c}' | '\u{e0000}'..='\u{e007f}')
}

const HARMFUL: &str = "\0\x07\x08\x0b\x0c\r\x1b[31m\x7f\u{80}\u{85}\u{9b}31m\u{ad}\u{61c}\u{200b}\u{200d}\u{2028}\u{202e}\u{2066}\u{feff}\u{e0041}";

#[test]
fn nothing_of_the_source_is_raw() {
    let text = format!("甲{HARMFUL}乙 12 丙{HARMFUL} 34{HARMFUL}\r\n");
    let sources = [SourceText::new(format!("a{HARMFUL}b"), &text)];
    let finding = finding(&text, at(&text, "34", 0), &[at(&text, "12", 0)]);
    let renderer = Renderer::new(&sources);
    let shown = renderer.finding_with(&finding, &[HARMFUL.to_owned()]);
    assert!(!shown.contains(is_harmful), "{shown:?}");
    assert!(shown.contains("␛[31m␡"), "controls are shown as pictures: {shown}");
    let line = &printed(&shown)[0];
    for (part, mark) in [("12", '-'), ("34", '^')] {
        let column = display_width(&line.text[..line.text.find(part).unwrap()]);
        assert_eq!(
            line.marks.iter().filter(|found| found.1 == mark).map(|found| found.0).min(),
            Some(column),
            "{shown}"
        );
    }

    // With colours there are escape sequences, and they are ours.
    let colored = renderer.color(true).finding(&finding);
    let mut rest = String::new();
    for (nth, part) in colored.split('\x1b').enumerate() {
        let ours = part.strip_prefix('[').and_then(|part| part.split_once('m'));
        match ours {
            Some((code, text)) if nth > 0 && code.bytes().all(|b| b.is_ascii_digit() || b == b';') => rest += text,
            _ => {
                assert_eq!(nth, 0, "{part:?}");
                rest += part;
            }
        }
    }
    assert!(!rest.contains(is_harmful), "{rest:?}");
    let plain = |text: &str| text.lines().map(str::trim_end).collect::<Vec<_>>().join("\n");
    assert_eq!(plain(&rest).lines().nth(3), plain(&shown).lines().nth(3), "colours move nothing");
}

#[test]
fn every_line_end_is_one() {
    for end in ["\n", "\r\n"] {
        let text = faulty().replace('\n', end);
        for finding in findings(&text).violated() {
            assert_aligned(&text, finding, &render(&text, finding));
        }
    }
}

#[test]
fn findings_of_two_reports_name_both() {
    let texts = ["上年结转 12\n".to_owned(), "头\n结转下年 13\n".to_owned()];
    let sources = [SourceText::new("2023.txt", &texts[0]), SourceText::new("2024.txt", &texts[1])];
    let finding: Finding = serde_json::from_value(json!({
        "rule": "A001", "outcome": "violated", "severity": "warning", "blanks_as_zero": false,
        "operands": [
            {"role": "previous", "side": "left", "sign": "+", "status": "number", "value": "12", "span": [13, 15]},
            {"role": "current", "side": "right", "sign": "+", "status": "number", "value": "13", "span": [17, 19], "report": 1},
        ],
    }))
    .unwrap();
    snapshot("two-reports", &Renderer::new(&sources).finding(&finding));
}

fn snapshot(name: &str, shown: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/snapshots/render").join(format!("{name}.txt"));
    if std::env::var_os("UPDATE_SNAPSHOTS").is_some() {
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, shown).unwrap();
    }
    let wanted = fs::read_to_string(&path).unwrap_or_default();
    assert!(
        shown == wanted,
        "{name} is shown otherwise than in its snapshot. If that is meant: UPDATE_SNAPSHOTS=1 cargo test --test render\n{shown}"
    );
}

fn all_violated(text: &str, checker: &Checker, language: Language) -> String {
    let parsed = parse(text).unwrap();
    let sources = [SourceText::new("report.txt", text)];
    let renderer = Renderer::new(&sources).language(language);
    let mut out = String::new();
    for diagnostic in parsed.diagnostics.iter().filter(|diagnostic| diagnostic.severity == Severity::Error) {
        let _ = writeln!(out, "{}", renderer.diagnostic(0, diagnostic));
    }
    let findings = checker.check(&parsed.report);
    for finding in findings.violated() {
        let _ = writeln!(out, "{}", renderer.finding_with(finding, &["where to look".to_owned()]));
    }
    let _ = writeln!(out, "{}", Tally::of(&findings).words(language));
    out
}

#[test]
fn it_looks_like_this() {
    let text = faulty();
    snapshot("identities.zh", &all_violated(&text, &checker(), Language::Zh));
    snapshot("identities.en", &all_violated(&text, &checker(), Language::En));
    let unreadable = SAMPLE.replace("行政强制\t26", "行政强制\t约二十余件");
    snapshot("unreadable", &all_violated(&unreadable, &checker(), Language::En));

    let blank = SAMPLE.replace("1\t1\t0\t1\t3\t0\t0", "1\t1\t0\t1\t3\t\t0");
    let sources = [SourceText::new("report.txt", &blank)];
    let report = parse(&blank).unwrap().report;
    let mut out = String::new();
    for finding in &checker().blanks(Blanks::Unknown).check(&report) {
        if finding.reason.is_some() || finding.rule.code == "R001" {
            let _ = writeln!(out, "{}", Renderer::new(&sources).finding(finding));
        }
    }
    snapshot("blank", &out);

    let broken = "一、行政\n许可 12\n三 34\n\n\n六\n七\n八\n".to_owned();
    let over_an_end = finding(&broken, at(&broken, "行政\n许可", 0), &[at(&broken, "34", 0)]);
    let over_many = finding(&broken, at(&broken, "34\n\n\n六\n七", 0), &[at(&broken, "12", 0)]);
    snapshot("line-ends", &[render(&broken, &over_an_end), render(&broken, &over_many)].join("\n"));
}

proptest! {
    /// Spans come from JSON as well, and need not fit the text.
    #[test]
    fn no_span_makes_it_panic(
        text in "[\\PC\\n\\r\\t\u{1b}\u{200b}\u{301}𠮷年]{0,60}",
        spans in prop::collection::vec((0u32..250, 0u32..250), 1..5),
    ) {
        let spans: Vec<Span> = spans.into_iter().map(|(start, end)| Span::new(start, end)).collect();
        let shown = render(&text, &finding(&text, spans[0], &spans[1..]));
        prop_assert!(!shown.contains(is_harmful), "{:?}", shown);
    }
}
