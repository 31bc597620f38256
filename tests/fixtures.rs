//! Every pair of files under `tests/fixtures`: the text is read, and the tree held against what a careful reader can
//! tell from that text. All failures of all files are shown before the test fails.

#![allow(clippy::panic, clippy::print_stderr, clippy::unwrap_used, reason = "a test fails by panicking, and shows why")]

mod common;

use std::collections::BTreeMap;
use std::fmt::Write as _;

use common::{Fixture, faults, fixtures, squash, token};
use ogi_report::report::CellStatus;
use ogi_report::{Parsed, parse};
use unicode_normalization::UnicodeNormalization;

#[test]
fn every_fixture_is_read_as_a_careful_reader_would() {
    let all = fixtures();
    let mut shown = String::new();
    let (mut wrong_files, mut wrong_cells) = (0, 0);
    for fixture in &all {
        let parsed = match parse(&fixture.text) {
            Ok(parsed) => parsed,
            Err(error) => {
                wrong_files += 1;
                let _ = writeln!(shown, "{}\n    no tree: {error}", fixture.name);
                continue;
            }
        };
        let matter = differing_matter(fixture, &parsed);
        let (rows, n_cells) = differing_rows(fixture, &parsed);
        wrong_cells += n_cells;
        if !matter.is_empty() || !rows.is_empty() {
            wrong_files += 1;
            let _ = writeln!(shown, "{}", fixture.name);
            for line in matter.iter().chain(&rows) {
                let _ = writeln!(shown, "    {line}");
            }
        }
    }
    eprintln!("{shown}");
    assert!(
        wrong_files == 0,
        "{wrong_files} of {} fixtures are read otherwise than expected, {wrong_cells} cells among it; see above",
        all.len()
    );
}

/// Title, issuer, year, dates and sections that are not as expected.
fn differing_matter(fixture: &Fixture, parsed: &Parsed) -> Vec<String> {
    let report = &parsed.report;
    let date = |date: Option<ogi_report::report::Date>| date.map_or("-".into(), |date| date.to_string());
    let found = BTreeMap::from([
        ("title", report.title.as_ref().map_or("-".into(), |title| title.text.clone())),
        ("issuer", report.issuer.as_ref().map_or("-".into(), |issuer| issuer.value.clone())),
        ("year", report.year.as_ref().map_or("-".into(), |year| year.value.to_string())),
        (
            "period",
            report.period.as_ref().map_or("-".into(), |period| format!("{} {}", period.value.start, period.value.end)),
        ),
        ("dated", date(report.signature.date.as_ref().map(|date| date.value))),
        ("published", date(report.publication.date.as_ref().map(|date| date.value))),
        ("sections", report.sections().map(|(kind, _)| kind.as_str()).collect::<Vec<_>>().join(" ")),
    ]);
    let mut lines = Vec::new();
    for (key, expected) in &fixture.matter {
        let found = &found[key.as_str()];
        let same = match key.as_str() {
            "title" | "issuer" => squash(expected) == squash(found),
            _ => expected == found,
        };
        if !same {
            lines.push(format!("{key}\n        expected {expected}\n        read     {found}"));
        }
    }
    lines
}

/// The rows of cells that are not as expected, and how many cells that concerns.
fn differing_rows(fixture: &Fixture, parsed: &Parsed) -> (Vec<String>, usize) {
    let mut lines = Vec::new();
    let mut n_cells = 0;
    let row_of = |id: &str| id.rsplit_once('.').map(|(row, _)| row.to_owned()).unwrap();
    for row in fixture.cells.chunk_by(|(a, _), (b, _)| row_of(&a.to_string()) == row_of(&b.to_string())) {
        let mut same = true;
        let (mut expected_row, mut found_row) = (Vec::new(), Vec::new());
        for (id, expected) in row {
            let cell = parsed.report.cell(*id);
            let value = cell.number().map(ToString::to_string);
            let found = token(cell.status(), value.as_deref());
            let as_expected = match expected.as_str() {
                "~" => matches!(cell.status(), CellStatus::Missing | CellStatus::Ambiguous),
                expected => expected == found,
            };
            if !as_expected {
                same = false;
                n_cells += 1;
            }
            expected_row.push(expected.clone());
            found_row.push(found);
        }
        if !same {
            let (expected, found) = (expected_row.join(" "), found_row.join(" "));
            let key = row_of(&row[0].0.to_string());
            lines.push(format!("{key}\n        expected {expected}\n        read     {found}"));
        }
    }
    (lines, n_cells)
}

#[test]
fn every_fixture_gives_a_sound_tree() {
    let mut shown = String::new();
    for fixture in fixtures() {
        let Ok(parsed) = parse(&fixture.text) else { continue };
        for fault in faults(&fixture.text, &parsed) {
            let _ = writeln!(shown, "{}: {fault}", fixture.name);
        }
    }
    assert!(shown.is_empty(), "\n{shown}");
}

#[test]
fn every_number_is_what_its_raw_text_says() {
    let mut shown = String::new();
    for fixture in fixtures() {
        let Ok(parsed) = parse(&fixture.text) else { continue };
        for (id, cell) in parsed.report.cells() {
            if let Some(number) = cell.number() {
                let read = plain(&cell.raw);
                if read != number.to_string() {
                    let _ =
                        writeln!(shown, "{}: {id} is {number}, its raw text {:?} says {read}", fixture.name, cell.raw);
                }
            }
        }
    }
    assert!(shown.is_empty(), "\n{shown}");
}

/// A number as people read it off a cell: remarks in brackets set aside, digits of either width, separators and units
/// left out. It knows nothing of the library's grammar.
fn plain(raw: &str) -> String {
    let mut depth = 0;
    let mut digits = String::new();
    for c in raw.nfkc() {
        match c {
            '(' | '[' | '〔' | '【' => depth += 1,
            ')' | ']' | '〕' | '】' => depth -= 1,
            _ if depth > 0 => {}
            '0'..='9' | '.' | '-' => digits.push(c),
            'o' | 'O' | '〇' | '○' => digits.push('0'),
            _ => {}
        }
    }
    digits
}

#[test]
fn the_test_reads_numbers_off_cells() {
    assert_eq!(plain("22（其中修订16件）"), "22");
    assert_eq!(plain("[bookmark: _GoBack]1"), "1");
    assert_eq!(plain("１，２３４．５０ 万元"), "1234.50");
}
