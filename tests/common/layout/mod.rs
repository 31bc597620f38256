//! Tables as extractors leave them in a text: the layouts that real pages and files come in, each a function from a table to
//! lines.
//!
//! | | |
//! | --- | --- |
//! | `rows` | a row a line, with bars or tabs between the cells |
//! | `lines` | a cell a line |
//! | `aligned` | columns held by spaces, or by the characters of a frame |
//! | `lossy` | what loses cells: glued, without repetitions, with single spaces |

#![allow(clippy::format_collect, clippy::format_push_string, reason = "a layout is seen best a line at a time")]

mod aligned;
mod lines;
mod lossy;
mod rows;

use ogi_report::testing::Random;

use super::book::{Book, Sheet};
use super::form;

/// A layout of tables.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Layout {
    /// Its letter in the catalogue of layouts, or what it is.
    pub(crate) name: &'static str,
    /// What it leaves of a report.
    pub(crate) keeps: Keeps,
    write: fn(&Sheet, &mut Random) -> String,
}

/// What of a report a layout leaves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Keeps {
    /// All of it, blank cells too.
    Blanks,
    /// All of it, if no cell is blank. Where many are, it can be open where the others belong.
    Numbers,
    /// Not all; what is read must be right.
    Some,
}

const fn layout(name: &'static str, keeps: Keeps, write: fn(&Sheet, &mut Random) -> String) -> Layout {
    Layout { name, keeps, write }
}

/// All layouts.
pub(crate) const LAYOUTS: &[Layout] = &[
    layout("A", Keeps::Blanks, lines::a),
    layout("B", Keeps::Numbers, rows::b),
    layout("C", Keeps::Numbers, lines::c),
    layout("D", Keeps::Numbers, rows::d),
    layout("E", Keeps::Numbers, lines::e),
    layout("F", Keeps::Blanks, rows::f),
    layout("F2", Keeps::Numbers, lines::f2),
    layout("G", Keeps::Blanks, lines::g),
    layout("H", Keeps::Numbers, rows::h),
    layout("I", Keeps::Blanks, lines::i),
    layout("J", Keeps::Some, lossy::j),
    layout("K", Keeps::Some, lossy::k),
    layout("L", Keeps::Some, lines::m),
    layout("M", Keeps::Blanks, lines::m),
    layout("O", Keeps::Numbers, rows::o),
    layout("spaces", Keeps::Numbers, lossy::spaces),
    layout("aligned", Keeps::Numbers, aligned::columns),
    layout("frame", Keeps::Blanks, aligned::frame),
    layout("ruled", Keeps::Numbers, aligned::ruled),
];

impl Layout {
    /// The report in this layout.
    pub(crate) fn write(&self, book: &Book, seed: u64) -> String {
        let random = std::cell::RefCell::new(Random::new(seed));
        let text = form::lines(book, &|sheet| (self.write)(sheet, &mut random.borrow_mut()));
        // The one layout that is about the whole text.
        if self.name == "L" { lossy::each_line_once(&text) } else { text }
    }
}
