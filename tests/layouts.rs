//! Generated reports in every layout of tables: what is read is what was written, or is said to be open.

#![allow(clippy::panic, clippy::print_stderr, clippy::unwrap_used, reason = "a test fails by panicking, and shows why")]

mod common;

use common::book::Book;
use common::content::{is_open, wrong_cells};
use common::layout::{Keeps, LAYOUTS, Layout};
use common::times;
use ogi_report::report::{CellStatus, Edition};
use ogi_report::testing::Generator;
use ogi_report::{Report, parse};

/// Reports of each layout, as many times as asked for, in both editions by turns.
const REPORTS: u64 = 30;

/// What cells are beside numbers, and how many of a hundred.
type Mixture<'s> = (&'s [CellStatus], u8);

/// Reads generated reports in a layout, and holds each against what was written: no cell may be wrong, and if `all` none
/// may be open.
fn read_back(layout: &Layout, mixture: Mixture<'_>, all: bool) {
    for seed in 0..REPORTS * times() {
        let edition = Edition::ALL[usize::try_from(seed % 2).unwrap()];
        let (statuses, percent) = mixture;
        let generator = Generator::new(seed).edition(edition).statuses(statuses.iter().copied(), percent);
        let report = generator.generate().report;
        let text = layout.write(&Book::of(&report), seed);
        let read = parse(&text).unwrap().report;
        let what = format!("layout {}, {mixture:?}, report {seed}", layout.name);
        assert_eq!(wrong_cells(&report, &read), [""; 0], "{what}\n{text}");
        assert!(!all || open_cells(&report, &read).is_empty(), "{what}: {:?}\n{text}", open_cells(&report, &read));
    }
}

/// Cells that were there and are open.
fn open_cells(written: &Report, read: &Report) -> Vec<String> {
    let cells = written.cells().map(|(id, cell)| (id, cell.status(), read.cell(id).status()));
    cells.filter(|&(_, one, other)| one != other && is_open(other)).map(|(id, ..)| id.to_string()).collect()
}

#[test]
fn numbers_and_marks_are_read_as_they_were_written() {
    for layout in LAYOUTS {
        read_back(layout, (&[], 0), layout.keeps != Keeps::Some);
        // Marks without anything between them are no numbers, nor is it certain that they are marks.
        let is_broken = matches!(layout.name, "J" | "K");
        read_back(layout, (&[CellStatus::NotApplicable], 60), layout.keeps != Keeps::Some && !is_broken);
    }
}

#[test]
fn blank_cells_are_blank_or_open() {
    for layout in LAYOUTS {
        for percent in [20, 100] {
            read_back(layout, (&[CellStatus::Blank], percent), layout.keeps == Keeps::Blanks);
        }
    }
}

#[test]
fn words_in_cells_move_no_number() {
    for layout in LAYOUTS {
        read_back(layout, (&[CellStatus::Unreadable], 3), false);
    }
}

#[test]
fn all_kinds_of_cells_together() {
    let all = [CellStatus::Blank, CellStatus::NotApplicable, CellStatus::Unreadable];
    for layout in LAYOUTS {
        read_back(layout, (&all, 15), false);
    }
}
