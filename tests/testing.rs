//! Random reports: what they promise of themselves, and that reading gives back what they say.

#![allow(clippy::panic, clippy::print_stderr, clippy::unwrap_used, reason = "a test fails by panicking, and shows why")]

mod common;

use std::collections::{BTreeMap, BTreeSet};

use common::book::Book;
use common::content::{content, differences, wrong_cells};
use common::form::Form;
use common::times;
use ogi_report::check::{Outcome, check, check_series};
use ogi_report::report::{CellStatus, Edition};
use ogi_report::testing::{ErrorPlace, Generator, Random, Size};
use ogi_report::{Report, Severity, parse};

/// What can be written into a text and read from it.
const IN_TEXT: [CellStatus; 3] = [CellStatus::Blank, CellStatus::NotApplicable, CellStatus::Unreadable];

/// A generator of each kind in turn.
fn generator(seed: u64) -> Generator {
    let generator = Generator::new(seed);
    match seed % 8 {
        0 => generator.edition(Edition::E2019),
        1 => generator.statuses([CellStatus::Blank], 100),
        2 => generator.statuses(IN_TEXT, 20),
        3 => generator.size(Size::Dense),
        4 => generator.prescribed(true),
        5 => generator.edition(Edition::E2019).year(2023),
        6 => generator.size(Size::Large),
        _ => generator,
    }
}

/// The report as plain text with a tab between cells.
fn text(report: &Report) -> String {
    String::from_utf8(Form::Tabs.write(&Book::of(report))).unwrap()
}

#[test]
fn what_is_read_is_what_was_written() {
    let mut n_claims = 0;
    let mut faults = Vec::new();
    for seed in 0..800 * times() {
        let report = generator(seed).generate().report;
        let text = text(&report);
        let mut read = parse(&text).unwrap().report;
        n_claims += read.claims().count();
        if report.cells().any(|(_, cell)| cell.status() != CellStatus::Number) {
            // Between tabs, rows with blank cells can leave it open where their numbers belong.
            assert_eq!(wrong_cells(&report, &read), [""; 0], "report {seed}\n{text}");
            read.unplaced.clear();
            for (id, cell) in report.cells() {
                ogi_report::testing::set_cell(&mut read, id, cell.clone());
            }
        }
        let found = differences(&content(&report), &content(&read));
        if !found.is_empty() {
            faults.push(format!("report {seed}:\n{}\n{text}", found.join("\n")));
        }
    }
    assert!(
        faults.is_empty(),
        "{} reports differ\n{}",
        faults.len(),
        faults.iter().take(50).cloned().collect::<String>()
    );
    assert!(n_claims > 4_000, "{n_claims} claims");
}

/// What some reports cannot help, a note each: headings that are not in the words of the format, and an office that nobody
/// wrote to.
const UNAVOIDABLE: [&str; 2] = ["S005", "S026"];

#[test]
fn consistent_reports_are_clean() {
    let mut violated: BTreeMap<&str, u64> = BTreeMap::new();
    for seed in 0..1_500 * times() {
        let report = Generator::new(seed).generate().report;
        for finding in check(&report).violated() {
            assert!(finding.severity < Severity::Warning, "report {seed}: {finding:#?}");
            *violated.entry(finding.rule.code).or_default() += 1;
        }
        // The same holds for what is read.
        if seed % 10 == 0 {
            let read = parse(&text(&report)).unwrap().report;
            let all: BTreeSet<&str> = check(&report).violated().map(|finding| finding.rule.code).collect();
            let of_read: BTreeSet<&str> = check(&read).violated().map(|finding| finding.rule.code).collect();
            assert_eq!(all, of_read, "report {seed}\n{}", text(&report));
        }
    }
    assert_eq!(violated.keys().copied().collect::<Vec<_>>(), UNAVOIDABLE, "{violated:?}");
}

#[test]
fn claims_hold_where_cells_are_no_numbers() {
    for seed in 0..500 * times() {
        let all = [IN_TEXT.as_slice(), &[CellStatus::Ambiguous, CellStatus::Missing]].concat();
        let report = Generator::new(seed).statuses(all, 15).generate().report;
        for finding in check(&report).violated().filter(|finding| finding.severity > Severity::Note) {
            // These say that a cell is no number.
            assert!(["C004", "C005", "C006"].contains(&finding.rule.code), "report {seed}: {finding:#?}");
        }
    }
}

#[test]
fn stated_errors_are_seen() {
    let (mut n_cells, mut n_claims) = (0, 0);
    for seed in 0..500 * times() {
        let wanted = 1 + usize::try_from(seed % 5).unwrap();
        let generator = Generator::new(seed).errors(wanted);
        let (right, generated) = (Generator::new(seed).generate().report, generator.generate());
        assert!((1..=wanted).contains(&generated.errors.len()), "report {seed}");
        let findings = check(&generated.report);
        let violated: BTreeSet<&str> = findings.violated().map(|finding| finding.rule.code).collect();
        for error in &generated.errors {
            assert!(!error.rules.is_empty());
            assert!(error.rules.iter().all(|rule| violated.contains(rule)), "report {seed}: {error:?} {violated:?}");
            match error.place {
                ErrorPlace::Cell(id) => {
                    n_cells += 1;
                    let value = |report: &Report| report.cell(id).number().unwrap().to_decimal();
                    assert_eq!((value(&right), value(&generated.report)), (error.from, error.to));
                }
                ErrorPlace::Claim(kind, nth) => {
                    n_claims += 1;
                    let value = |report: &Report| report.section(kind).unwrap().claims[nth].figure.value();
                    assert_eq!((value(&right), value(&generated.report)), (error.from, error.to));
                    let prose: String =
                        generated.report.section(kind).unwrap().paragraphs().map(|part| part.text.as_str()).collect();
                    assert!(prose.contains(&error.to.to_string()), "report {seed}: {error:?}");
                }
                _ => panic!("{error:?}"),
            }
        }
        // Nothing else was changed.
        let changed = differences(&content(&right), &content(&generated.report));
        let of_cells = changed.iter().filter(|change| change.contains(".table.") && change.contains(".raw")).count();
        let cells = generated.errors.iter().filter(|error| matches!(error.place, ErrorPlace::Cell(_))).count();
        assert_eq!(of_cells, cells, "report {seed}: {changed:?}");
    }
    assert!(n_cells > 800 && n_claims > 150, "{n_cells} cells, {n_claims} claims");
}

#[test]
fn years_of_an_office_agree() {
    for seed in 0..120 * times() {
        let reports: Vec<Report> =
            Generator::new(seed).series(4).into_iter().map(|generated| generated.report).collect();
        assert!(reports.windows(2).all(|pair| pair[0].issuer == pair[1].issuer), "report {seed}");
        for report in &reports {
            assert!(check(report).violated().all(|finding| finding.severity < Severity::Warning), "report {seed}");
        }
        let findings = check_series(&reports);
        let violated: Vec<_> = findings.violated().filter(|finding| finding.severity > Severity::Note).collect();
        assert!(violated.is_empty(), "report {seed}: {violated:#?}");
        assert!(findings.of_rule("Y001").filter(|finding| finding.outcome == Outcome::Holds).count() == 3 * 7);
    }
}

#[test]
fn options_change_what_they_name() {
    let cells = |report: &Report| report.cells().map(|(_, cell)| cell.clone()).collect::<Vec<_>>();
    for seed in 0..100 {
        let report = Generator::new(seed).generate().report;
        let silent = Generator::new(seed).claims(false).generate().report;
        assert_eq!(cells(&report), cells(&silent));
        assert_eq!((report.title, silent.claims().count()), (silent.title.clone(), 0));
        let bare = Generator::new(seed).prose(false).generate().report;
        assert!(bare.sections().all(|(_, section)| section.narrative.is_empty()));
        assert_eq!(cells(&bare), cells(&silent));
        let year = Generator::new(seed).year(2025).generate().report;
        assert_eq!((year.year.unwrap().value, year.edition), (2025, Edition::E2021));
        assert_eq!(year.issuer, silent.issuer);
        for edition in Edition::ALL {
            let report = Generator::new(seed).edition(edition).generate().report;
            assert_eq!(Edition::of_year(report.year.unwrap().value), Some(edition));
            assert_eq!((report.edition, report.applications.unwrap().table.unwrap().edition), (edition, Some(edition)));
        }
        assert!(
            Generator::new(seed)
                .size(Size::Silent)
                .generate()
                .report
                .cells()
                .all(|(_, cell)| { cell.number().is_some_and(|number| number.to_decimal().is_zero()) })
        );
    }
}

/// The numbers are those of SplitMix64, so a seed means the same in every version and on every machine.
#[test]
fn random_numbers_are_those_of_the_books() {
    let mut random = Random::new(1_234_567);
    let first = [6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423];
    assert_eq!([(); 3].map(|()| random.number()), first);
    assert_eq!(random.below(0), 0);
}
