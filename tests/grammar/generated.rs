//! What of the document is made from the code.

use std::fmt::Write as _;

use ogi_report::Code;
use ogi_report::report::{ApplicantColumn, ApplicationRow, CellId, Edition, Outcome, Proceeding, SectionKind};

use crate::source::{grammar_files, lists, meanings_of_codes};

/// The document with all that is between `<!-- kind: of what -->` and `<!-- end -->` made anew.
pub(crate) fn filled(document: &str) -> String {
    let mut out = String::new();
    let mut lines = document.lines();
    while let Some(line) = lines.next() {
        out += line;
        out.push('\n');
        let Some(wanted) = line.strip_prefix("<!-- ").and_then(|line| line.strip_suffix(" -->")) else { continue };
        let (kind, what) = wanted.split_once(": ").unwrap_or((wanted, ""));
        out += &content(kind, what);
        out += "<!-- end -->\n";
        lines.find(|line| *line == "<!-- end -->").unwrap_or_else(|| panic!("<!-- {wanted} --> has an end"));
    }
    out
}

fn content(kind: &str, what: &str) -> String {
    match (kind, what) {
        ("productions", file) => productions(file),
        ("files", "") => files(),
        ("cells", "disclosure") => disclosure(Edition::E2021),
        ("cells", "disclosure_2019") => disclosure(Edition::E2019),
        ("cells", "applications") => applications(),
        ("cells", "disputes") => disputes(),
        ("headings", "") => headings(),
        ("words", place) => words(place),
        ("vocabulary", "") => vocabulary(),
        ("diagnostics", "") => diagnostics(),
        _ => panic!("<!-- {kind}: {what} --> is not known"),
    }
}

fn productions(file: &str) -> String {
    let files = grammar_files();
    let file = files.iter().find(|one| one.name == file).unwrap_or_else(|| panic!("there is no {file}"));
    assert!(!file.block.is_empty(), "{} has no productions", file.name);
    format!("```ebnf\n{}\n```\n\nRead by [{name}.rs](../src/grammar/{name}.rs).\n", file.block, name = file.name)
}

/// The files that have no productions.
fn files() -> String {
    let mut out = "| file | what it does |\n| --- | --- |\n".to_owned();
    for file in grammar_files().iter().filter(|file| file.block.is_empty()) {
        let what = file.what.replace(['[', ']'], "").replace("(crate::document::Document)", "");
        let _ = writeln!(
            out,
            "| [{name}.rs](../src/grammar/{name}.rs) | {} |",
            what.replace("(crate::Report)", ""),
            name = file.name
        );
    }
    out
}

fn headings() -> String {
    let mut out = "| section | name | heading |\n| --- | --- | --- |\n".to_owned();
    for kind in SectionKind::ALL {
        let _ = writeln!(out, "| {} | `{}` | {} |", kind.number(), kind.as_str(), kind.heading());
    }
    out
}

/// Other ways to write a label than the first.
fn others(ways: &[String]) -> String {
    ways.iter().skip(1).cloned().collect::<Vec<_>>().join("、")
}

fn disclosure(edition: Edition) -> String {
    let (table, labels) = match edition {
        Edition::E2019 => ("disclosure_2019", "LABELS_2019"),
        _ => ("disclosure", "LABELS_2021"),
    };
    let ways = lists("disclosure", &[&format!("static {labels}"), "rows: "]);
    let mut rows: Vec<(String, Vec<CellId>)> = Vec::new();
    for id in CellId::all(edition).filter(|id| id.section() == SectionKind::Disclosure) {
        let row = id.keys().0;
        match rows.last_mut() {
            Some((last, cells)) if last == row => cells.push(id),
            _ => rows.push((row.to_owned(), vec![id])),
        }
    }
    assert_eq!(rows.len(), ways.len(), "a label for each row");
    let mut out = "| row | label | also written | columns |\n| --- | --- | --- | --- |\n".to_owned();
    for ((row, cells), ways) in rows.iter().zip(&ways) {
        let label = cells[0].labels_zh().0;
        assert!(ways.iter().any(|way| way == label), "{label} is one of {ways:?}");
        let other = ways.iter().filter(|way| *way != label).cloned().collect::<Vec<_>>().join("、");
        let columns: Vec<String> = cells.iter().map(|id| format!("`{}` {}", id.keys().1, id.labels_zh().1)).collect();
        let _ = writeln!(out, "| `{table}.{row}` | {label} | {other} | {} |", columns.join("<br>"));
    }
    out
}

fn applications() -> String {
    let ways = lists("applications", &["const ROWS_2021", " ="]);
    assert_eq!(ways.len(), ApplicationRow::ALL.len(), "a label for each row");
    let mut out = "| row | label | also written | 2019 |\n| --- | --- | --- | --- |\n".to_owned();
    for (row, ways) in ApplicationRow::ALL.iter().zip(&ways) {
        let in_2019 = if row.in_edition(Edition::E2019) { "yes" } else { "no" };
        let _ = writeln!(out, "| `applications.{}` | {} | {} | {in_2019} |", row.key(), row.label_zh(), others(ways));
    }
    out += "\n| column | label |\n| --- | --- |\n";
    for column in ApplicantColumn::ALL {
        let _ = writeln!(out, "| `{}` | {} |", column.key(), column.label_zh());
    }
    out
}

fn disputes() -> String {
    let mut out = "| proceedings | label |\n| --- | --- |\n".to_owned();
    for proceeding in Proceeding::ALL {
        let _ = writeln!(out, "| `disputes.{}` | {} |", proceeding.key(), proceeding.label_zh());
    }
    out += "\n| outcome | label |\n| --- | --- |\n";
    for outcome in Outcome::ALL {
        let _ = writeln!(out, "| `{}` | {} |", outcome.key(), outcome.label_zh());
    }
    out
}

/// The words of a list in the code, such as `chrome CHROME_WORDS`.
fn words(place: &str) -> String {
    let (file, constant) = place.split_once(' ').expect("a file and a constant");
    let words: Vec<String> = lists(file, &[&format!("{constant}: "), " ="]).into_iter().flatten().collect();
    assert!(!words.is_empty(), "{place} has words");
    let words: Vec<String> = words.iter().map(|word| word.trim().replace('|', "\\|")).collect();
    format!("> {}\n", words.join("、"))
}

/// The words of claims, topic by topic.
fn vocabulary() -> String {
    let mut out = "| file | kind | words |\n| --- | --- | --- |\n".to_owned();
    for file in grammar_files().iter().filter(|file| file.name.starts_with("claim/")) {
        let Some((_, list)) = file.code.split_once("const WORDS: Words = &[") else { continue };
        let (list, _) =
            list.split_once("\n];").or_else(|| list.split_once("]; ")).or_else(|| list.split_once(")];")).unwrap();
        let mut rest = list;
        while let Some((before, string)) = rest.split_once('"') {
            let kind = before.trim_start_matches(['(', ')', ',', '\n', ' ']).trim().trim_end_matches(',');
            let end = closing_quote(string);
            let (words, behind) = string.split_at(end);
            let words: Vec<&str> = words.split_whitespace().filter(|word| !matches!(*word, "\\\"" | "'")).collect();
            let kind = kind.replace("Word::", "").replace("ApplicationRow::", "").replace("row(", "Answer(Row(");
            let open = kind.matches('(').count().saturating_sub(kind.matches(')').count());
            let kind = format!("{kind}{}", ")".repeat(open));
            let name = file.name.trim_start_matches("claim/");
            let _ = writeln!(
                out,
                "| {name} | `{kind}` | {} |",
                words.join(" ").replace('|', "\\|").replace('*', "\\*").replace('_', "\\_")
            );
            rest = behind.get(1..).unwrap_or("");
        }
    }
    out
}

/// Where a string ends.
fn closing_quote(text: &str) -> usize {
    let mut escaped = false;
    for (at, c) in text.char_indices() {
        match c {
            '"' if !escaped => return at,
            '\\' => escaped = !escaped,
            _ => escaped = false,
        }
    }
    panic!("a string that is not closed")
}

fn diagnostics() -> String {
    let meanings = meanings_of_codes();
    let mut out = "| code | name | severity | what it means |\n| --- | --- | --- | --- |\n".to_owned();
    for code in Code::ALL {
        let _ = writeln!(out, "| {code} | `{}` | {} | {} |", code.name(), code.severity(), meanings[code]);
    }
    out
}
