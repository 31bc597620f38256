//! Where values stand in their documents: pages of texts, tables of pages and of Word documents, paragraphs.

#![allow(clippy::panic, clippy::print_stderr, clippy::unwrap_used, reason = "a test fails by panicking, and shows why")]

mod common;

use std::fs;

use common::score::entries;
use common::shared;
use ogi_report::report::{CellId, Place, Report};
use ogi_report::{Code, Parsed, SAMPLE, Span, parse, read};

/// The places of all cells that have a span.
fn cells(report: &Report) -> Vec<(CellId, Span, Option<Place>)> {
    report.cells().filter_map(|(id, cell)| cell.span.map(|span| (id, span, cell.place))).collect()
}

fn heading(parsed: &Parsed) -> Span {
    parsed.report.applications.as_ref().unwrap().section.heading.as_ref().unwrap().span
}

#[test]
fn a_text_has_pages_where_it_has_form_feeds() {
    let parsed = read(SAMPLE.as_bytes()).unwrap();
    assert!(cells(&parsed.report).iter().all(|(.., place)| place.is_none()));
    assert_eq!(parsed.source.as_ref().unwrap().place(heading(&parsed)), None);

    let paged = SAMPLE.replacen("三、收到", "\x0c三、收到", 1).replacen("（二）部分公开", "\x0c（二）部分公开", 1);
    let parsed = read(paged.as_bytes()).unwrap();
    assert_eq!(parsed.report, parse(&paged).unwrap().report, "both ways give the same");
    let source = parsed.source.as_ref().unwrap();
    assert_eq!(source.place(heading(&parsed)), Some(Place::of_page(2)));
    assert_eq!(source.place(parsed.report.title.as_ref().unwrap().span), Some(Place::of_page(1)));
    let page = |id: &str| parsed.report.cell(id.parse().unwrap()).place.unwrap().page();
    assert_eq!(page("disclosure.licensing.decisions"), Some(1));
    assert_eq!(page("applications.received.total"), Some(2));
    assert_eq!(page("applications.results.granted.total"), Some(2));
    assert_eq!(page("applications.results.partially_granted.total"), Some(3));
    assert_eq!(page("disputes.reconsideration.total"), Some(3));
}

#[test]
fn a_source_keeps_its_places_in_json() {
    let paged = SAMPLE.replacen("三、收到", "\x0c三、收到", 1);
    let parsed = read(paged.as_bytes()).unwrap();
    let back: Parsed = serde_json::from_value(serde_json::to_value(&parsed).unwrap()).unwrap();
    assert_eq!(back, parsed);
    assert_eq!(back.source.as_ref().unwrap().place(heading(&back)), Some(Place::of_page(2)));
}

#[test]
fn more_pages_than_have_numbers() {
    let paged = format!("{}{SAMPLE}", "\x0c".repeat(70_000));
    let parsed = read(paged.as_bytes()).unwrap();
    assert_eq!(parsed.source.as_ref().unwrap().place(heading(&parsed)), None);
    assert!(cells(&parsed.report).iter().all(|(.., place)| place.is_none()));
}

/// Every value of a document of the corpus says where it stands, and the source says the same of its span.
#[test]
fn every_cell_of_a_document_has_a_place() {
    let Some(corpus) = shared("corpus") else { return };
    let mut n_cells = 0;
    for file in entries(&corpus.join("documents")) {
        let form = file.rsplit_once('.').unwrap().1;
        let is_read = match form {
            "html" => cfg!(feature = "html"),
            "docx" => cfg!(feature = "docx"),
            _ => cfg!(feature = "pdf"),
        };
        if !is_read {
            continue;
        }
        let parsed = read(&fs::read(corpus.join("documents").join(&file)).unwrap()).unwrap();
        let source = parsed.source.as_ref().unwrap();
        let mut rows = Vec::new();
        for (id, span, place) in cells(&parsed.report) {
            n_cells += 1;
            let place = place.unwrap_or_else(|| panic!("{file}: {id} has no place"));
            assert_eq!(source.place(span), Some(place), "{file}: {id}");
            let (Some(table), Some(row), Some(column)) = (place.table(), place.row(), place.column()) else {
                panic!("{file}: {id} stands at {place}");
            };
            rows.push((table, row, column, id));
        }
        rows.sort_unstable();
        // No two cells stand at one place.
        assert!(
            rows.windows(2).all(|pair| pair[0].0 != pair[1].0 || pair[0].1 != pair[1].1 || pair[0].2 != pair[1].2),
            "{file}"
        );
        if form == "pdf" {
            let pages: Vec<u16> =
                cells(&parsed.report).iter().filter_map(|(.., place)| place.unwrap().page()).collect();
            assert_eq!((pages.first(), pages.len()), (Some(&1), rows.len()), "{file}");
            assert!(pages.is_sorted() && pages.last() > Some(&1), "{file}: {pages:?}");
        }
        if form == "docx" {
            let place = source.place(parsed.report.title.as_ref().unwrap().span).unwrap();
            assert!(place.paragraph().is_some_and(|paragraph| paragraph < 5), "{file}: {place}");
        }
    }
    assert!(n_cells == 0 || n_cells > 5_000, "{n_cells}");
}

#[test]
fn markup_handed_over_as_text_is_said() {
    let table =
        "一、总体情况\n无。\n二、主动公开政府信息情况\n\n<TABLE><tr><td>行政许可</td><td>387</td></tr></TABLE>\n";
    let parsed = parse(table).unwrap();
    let unread: Vec<_> = parsed.diagnostics.iter().filter(|diagnostic| diagnostic.code == Code::MarkupUnread).collect();
    assert_eq!(unread.len(), 1);
    assert_eq!(unread[0].span.slice(table), "<TABLE");
    assert!(parse("一、总体情况\n收到<表>。").unwrap().diagnostics.iter().all(|d| d.code != Code::MarkupUnread));
    if cfg!(feature = "html") {
        let parsed = read(table.as_bytes()).unwrap();
        assert!(parsed.diagnostics.iter().all(|diagnostic| diagnostic.code != Code::MarkupUnread));
        assert_eq!(parsed.report.cell("disclosure.licensing.decisions".parse().unwrap()).count(), Some(387));
    }
}
