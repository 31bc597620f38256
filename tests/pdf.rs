//! PDF: the corpus' own, and pages made for the ways in which programs put text and tables on them.

#![cfg(feature = "pdf")]
#![allow(clippy::panic, clippy::print_stderr, clippy::unwrap_used, reason = "a test fails by panicking, and shows why")]

mod common;

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;

use common::page::{Page, Td};
use common::pdf::{Cuts, Face, Print, Rules, file, pdf, written};
use common::score::{Score, entries, score};
use common::{faults, json, shared, sound, tokens};
use ogi_report::report::{CellId, CellStatus};
use ogi_report::{Code, Error, Form, Options, Parsed, SAMPLE, parse, read};

#[test]
fn the_corpus_is_read_whole() {
    let Some(corpus) = shared("corpus") else { return };
    let mut total = Score::default();
    eprintln!("{}", Score::HEAD);
    for file in &entries(&corpus.join("documents")) {
        let Some(case) = file.strip_suffix(".pdf") else { continue };
        let truth = json(&corpus.join("truth").join(format!("{case}.json")));
        let bytes = fs::read(corpus.join("documents").join(file)).unwrap();
        let read = read(&bytes).map(|parsed| (parsed.source.as_ref().unwrap().text.clone(), parsed));
        let score = score(&truth, &BTreeSet::new(), read);
        eprintln!("{}", score.line(case));
        total.add(&score);
    }
    eprintln!("{}", total.line("all"));
    assert_eq!(total.files, 15);
    assert_eq!((total.wrong, total.missed, total.soft), (0, 0, 0), "{:#?}", total.faults);
    assert!(total.faults.is_empty(), "{:#?}", total.faults);
    assert_eq!((total.issuer, total.year, total.title), (15, 15, 15));
    assert_eq!((total.headings_found, total.headings_extra), (total.headings, 0));
}

/// Reads a PDF of the sample. All cells have to be right, apart from so many that are given up.
#[track_caller]
fn given_up(bytes: &[u8], at_most: usize) -> Parsed {
    let parsed = sound(bytes);
    let expected = tokens(&parse(SAMPLE).unwrap().report);
    let is_silent = |id: CellId| {
        let status = parsed.report.cell(id).status();
        !matches!(status, CellStatus::Unreadable | CellStatus::Ambiguous | CellStatus::Missing)
    };
    let differ: Vec<(CellId, String)> =
        tokens(&parsed.report).into_iter().zip(expected).filter(|(a, b)| a != b).map(|(a, _)| a).collect();
    let wrong: Vec<&(CellId, String)> = differ.iter().filter(|(id, _)| is_silent(*id)).collect();
    let text = &parsed.source.as_ref().unwrap().text;
    assert!(wrong.is_empty(), "{wrong:?} are wrong\n{text}");
    assert!(differ.len() <= at_most, "{differ:?}\n{:#?}\n{text}", parsed.diagnostics);
    parsed
}

#[track_caller]
fn same(print: &Print) -> Parsed {
    given_up(&pdf(&Page::sample(), print), 0)
}

fn codes(parsed: &Parsed) -> Vec<Code> {
    parsed.diagnostics.iter().map(|diagnostic| diagnostic.code).collect()
}

#[test]
fn the_sample_as_a_pdf() {
    for face in [Face::Glyphs, Face::Gbk, Face::Utf16] {
        for rules in [Rules::Lines, Rules::Boxes] {
            let parsed = same(&Print { face, rules, ..Print::default() });
            let source = parsed.source.as_ref().unwrap();
            assert_eq!((source.form, source.encoding), (Form::Pdf, None));
            assert_eq!(parsed.report.issuer.as_ref().unwrap().span.slice(&source.text), "澄溪县人民政府");
            assert_eq!(parsed.report.year.as_ref().unwrap().value, 2024);
            let codes = codes(&parsed);
            assert!(
                ![Code::BytesReplaced, Code::PageBroken, Code::TextOffPage].iter().any(|code| codes.contains(code))
            );
        }
    }
}

#[test]
fn pages_may_be_turned() {
    for rotate in [90, 180, 270] {
        same(&Print { rotate, ..Print::default() });
        // Only the content is turned.
        let turned = String::from_utf8(pdf(&Page::sample(), &Print { rotate, ..Print::default() })).unwrap();
        let bare = turned.replace(&format!("/Rotate {rotate}"), &" ".repeat(8 + rotate.to_string().len()));
        given_up(bare.as_bytes(), 0);
    }
}

#[test]
fn tables_go_on_from_page_to_page() {
    for height in (300..842).step_by(41) {
        let height = f64::from(height);
        let parsed = same(&Print { height, ..Print::default() });
        let marks = parsed.report.furniture.len();
        assert!(marks > 0, "no page marks at height {height}");
    }
}

#[test]
fn rows_that_a_page_cuts_are_one() {
    for height in (300..842).step_by(17) {
        same(&Print { height: f64::from(height), cuts: Cuts::Open, ..Print::default() });
    }
}

#[test]
fn rows_that_a_page_may_have_cut_are_not_believed() {
    for height in (300..842).step_by(17) {
        let print = Print { height: f64::from(height), cuts: Cuts::Closed, ..Print::default() };
        given_up(&pdf(&Page::sample(), &print), 60);
    }
}

#[test]
fn without_rules_columns_are_told_by_where_they_stand() {
    let parsed = given_up(&pdf(&Page::sample(), &Print { rules: Rules::None, ..Print::default() }), 200);
    assert!(parsed.report.title.is_some());
}

#[test]
fn text_painted_twice_is_read_once() {
    same(&Print { times: 2, ..Print::default() });
}

#[test]
fn recognised_text_behind_a_picture_is_read_and_said_to_be_so() {
    let parsed = same(&Print { setup: "3 Tr", ..Print::default() });
    assert!(codes(&parsed).contains(&Code::TextLayer));
}

#[test]
fn a_figure_whose_glyph_nobody_knows_makes_its_cell_unreadable() {
    // The number 387 of 行政许可, whose 8 is set in another font.
    let replace = ("<003300380037> Tj", "<0033> Tj /N 9 Tf <0038> Tj /U 9 Tf <0037> Tj");
    let parsed = given_up(&pdf(&Page::sample(), &Print { replace, ..Print::default() }), 1);
    let cell = parsed.report.cell("disclosure.licensing.decisions".parse().unwrap());
    assert_eq!((cell.status(), &*cell.raw), (CellStatus::Unreadable, "3\u{fffd}7"));
    assert!(codes(&parsed).contains(&Code::BytesReplaced));
}

#[test]
fn a_number_that_lies_over_a_rule_belongs_to_no_cell() {
    let mut report = Page::sample();
    let row = report.applications.row("国家秘密");
    let at = row.iter().position(|td| td.html.contains("国家秘密")).unwrap();
    row[at + 1] = Td::new("12345678901");
    let parsed = given_up(&pdf(&report, &Print::default()), 7);
    let cell = parsed.report.cell("applications.results.denied.state_secret.natural_person".parse().unwrap());
    assert_eq!(cell.status(), CellStatus::Unreadable);
}

#[test]
fn two_numbers_in_a_cell_are_none() {
    for text in ["1 2", "1<br>2", "12　3"] {
        let mut report = Page::sample();
        let row = report.applications.row("国家秘密");
        let at = row.iter().position(|td| td.html.contains("国家秘密")).unwrap();
        row[at + 1] = Td::new(text);
        let parsed = given_up(&pdf(&report, &Print::default()), 1);
        let cell = parsed.report.cell("applications.results.denied.state_secret.natural_person".parse().unwrap());
        assert_eq!(cell.status(), CellStatus::Unreadable, "{text}: {cell:?}");
    }
}

#[test]
fn blank_cells_stay_blank() {
    let mut report = Page::sample();
    report.applications.values().for_each(|td| td.html.clear());
    let parsed = sound(&pdf(&report, &Print { height: 500.0, ..Print::default() }));
    let cells = parsed.report.cells().filter(|(id, _)| matches!(id, CellId::Applications(..)));
    let statuses: Vec<CellStatus> = cells.map(|(_, cell)| cell.status()).collect();
    assert!(statuses.iter().all(|status| matches!(status, CellStatus::Blank | CellStatus::Unreadable)), "{statuses:?}");
}

#[test]
fn running_heads_are_no_part_of_a_table() {
    let print = Print { height: 500.0, head: "澄溪县政务公开 第 1 期 2025/1/22", ..Print::default() };
    let parsed = same(&print);
    let heads = parsed.report.furniture.iter().filter(|piece| piece.text.contains("政务公开 第 1 期")).count();
    assert!(heads > 1, "{:#?}", parsed.report.furniture);
}

#[test]
fn what_holds_no_text_says_what_it_is() {
    let pictures = file(&["q 595 0 0 842 0 0 cm /P Do Q".to_owned(), "q 500 0 0 700 0 0 cm /P Do Q".to_owned()], "");
    assert_eq!(read(&pictures), Err(Error::OnlyPictures { pages: 2 }));
    let unknown = pdf(&Page::sample(), &Print { face: Face::Unknown, ..Print::default() });
    assert!(matches!(read(&unknown), Err(Error::UnknownGlyphs { unknown, of }) if unknown == of && of > 1000));
    assert_eq!(read(&file(&[String::new()], "")), Err(Error::Empty));
    let other = file(&["BT /U 9 Tf 50 700 Td <4ECA5929> Tj ET".to_owned()], "");
    assert!(matches!(read(&other), Err(Error::NoSection { .. })));
}

#[test]
fn a_pdf_with_a_password_says_so() {
    let catalog = "<< /Type /Catalog /Pages 2 0 R >>".to_owned();
    let pages = "<< /Type /Pages /Count 0 /Kids [] >>".to_owned();
    let key = "0".repeat(64);
    let trailer =
        format!("/ID [<00> <00>] /Encrypt << /Filter /Standard /V 2 /R 3 /Length 128 /P -4 /O <{key}> /U <{key}> >>");
    assert_eq!(read(&written(&[catalog, pages], &trailer)), Err(Error::Encrypted { form: "a PDF with a password" }));
}

#[test]
fn damage_is_told() {
    assert!(matches!(read(b"%PDF-1.7\nnothing"), Err(Error::Damaged { .. })));
    let none = written(&["<< /Type /Catalog /Pages 2 0 R >>".to_owned(), "<< /Type /Pages /Kids [] >>".to_owned()], "");
    assert!(matches!(read(&none), Err(Error::Damaged { .. })));
    // Content that is no content from some point on.
    let whole = pdf(&Page::sample(), &Print::default());
    let text = String::from_utf8(whole).unwrap();
    let at = text.rfind("BT").unwrap();
    let broken = format!("{}){}", &text[..at], &text[at + 1..]);
    let parsed = sound(broken.as_bytes());
    assert!(codes(&parsed).contains(&Code::PageBroken));
    // Content that says it is compressed, and is not.
    let flate = text.replacen("<< /Length", "<< /Filter /FlateDecode /Length", 20);
    assert!(!matches!(read(flate.as_bytes()), Ok(parsed) if !codes(&parsed).contains(&Code::PageBroken)));
}

#[test]
fn limits_hold() {
    let whole = pdf(&Page::sample(), &Print::default());
    let limit = |options: Options| options.read(&whole).unwrap_err();
    assert!(matches!(limit(Options::new().max_unpacked(5_000)), Error::TooMuchUnpacked { limit: 5_000, .. }));
    assert!(matches!(limit(Options::new().max_bytes(1_000)), Error::TooLarge { .. }));
    assert!(matches!(limit(Options::new().max_lines(20)), Error::TooManyLines { .. }));
}

#[test]
fn hostile_files_end() {
    // A page tree in a ring, content that uses itself, deep nesting, and a great many of one thing.
    let catalog = "<< /Type /Catalog /Pages 2 0 R >>";
    let ring = "<< /Type /Pages /Kids [2 0 R 2 0 R 3 0 R] /Parent 2 0 R >>";
    let form = "<< /Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /F 4 0 R >> >> /Length 12 >>\n\
                stream\n/F Do /F Do \nendstream";
    let page = "<< /Type /Page /Parent 2 0 R /Contents 4 0 R /Resources << /XObject << /F 4 0 R >> >> >>";
    let objects = [catalog, ring, page, form].map(str::to_owned);
    assert!(read(&written(&objects, "")).is_err());
    for (open, n) in
        [("[", 100_000), ("<<", 100_000), ("(", 100_000), ("q ", 100_000), ("BT ", 100_000), ("0 0 m 9 9 l ", 50_000)]
    {
        assert!(read(&file(&[open.repeat(n)], "")).is_err());
        assert!(read(&written(&[format!("<< /Type /Catalog /Pages {}", open.repeat(n))], "")).is_err());
    }
    let mut rules = String::new();
    for n in 0..60_000 {
        let _ = writeln!(rules, "{n} 0 m {n} 900 l S 0 {n} m 900 {n} l S");
    }
    assert!(read(&file(&[rules], "")).is_err());
    let heap = "BT /U 9 Tf 9 9 Td <4E00> Tj ET ".repeat(20_000);
    assert!(read(&file(&[heap], "")).is_err());
}

#[test]
fn files_that_break_off_anywhere_are_read_or_refused() {
    let whole = pdf(&Page::sample(), &Print { height: 500.0, ..Print::default() });
    for end in (0..whole.len()).step_by(997) {
        if let Ok(parsed) = read(&whole[..end]) {
            let faults = faults(&parsed.source.as_ref().unwrap().text, &parsed);
            assert!(faults.is_empty(), "cut at {end}: {}", faults.join("\n"));
        }
    }
}
