//! Generated reports in every layout of tables: what is read is what was written, or is said to be open.

#![allow(clippy::panic, clippy::print_stderr, clippy::unwrap_used, reason = "a test fails by panicking, and shows why")]

mod common;

use common::book::Book;
use common::content::{is_open, wrong_cells};
use common::layout::LAYOUTS;
use common::times;
use ogi_report::parse;
use ogi_report::report::{CellStatus, Edition};
use ogi_report::testing::{Generator, Size};

#[test]
fn measure() {
    for layout in LAYOUTS {
        for (kind, statuses, percent) in [
            ("numbers", vec![], 0),
            ("marks", vec![CellStatus::NotApplicable], 60),
            ("some blanks", vec![CellStatus::Blank], 20),
            ("blanks", vec![CellStatus::Blank], 100),
            ("unreadable", vec![CellStatus::Unreadable], 3),
        ] {
            let (mut n, mut open, mut wrong, mut files) = (0, 0, 0, 0);
            let mut first = String::new();
            for seed in 0..40 * times() {
                let edition = Edition::ALL[usize::try_from(seed % 2).unwrap()];
                let report =
                    Generator::new(seed).edition(edition).statuses(statuses.clone(), percent).generate().report;
                let text = layout.write(&Book::of(&report), seed);
                let read = parse(&text).unwrap().report;
                let faults = wrong_cells(&report, &read);
                if !faults.is_empty() && first.is_empty() {
                    first = format!("seed {seed}: {}", faults[..faults.len().min(3)].join("; "));
                    std::fs::write(format!("/tmp/helpers/generate/w-{}-{kind}.txt", layout.name), &text).unwrap();
                }
                wrong += faults.len();
                n += report.cells().count();
                let o = report
                    .cells()
                    .filter(|(id, cell)| is_open(read.cell(*id).status()) && cell.status() != read.cell(*id).status())
                    .count();
                if o > 0 && files == 0 && kind == "numbers" {
                    std::fs::write(format!("/tmp/helpers/generate/o-{}-{kind}.txt", layout.name), &text).unwrap();
                }
                open += o;
                files += usize::from(o > 0);
            }
            eprintln!(
                "{:8} {kind:12} open {:5.2} % in {files} wrong {wrong} {first}",
                layout.name,
                100.0 * open as f64 / n as f64
            );
        }
    }
}
