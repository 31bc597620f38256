//! Which tables hold data, and which only arrange the page.
//!
//! Pages were laid out with tables for twenty years, and the tables of a report stand within those. So the innermost
//! tables are data, and the others arrange. A table of one column arranges as well, as it is a frame around what it
//! holds, and so does one that is little but the text of a page in one of its cells.

use std::collections::BTreeMap;

use super::element::{Name, Reads};
use super::parse::{Id, Page, Step};
use crate::grammar::lexical::is_han;

/// What a table is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum TableKind {
    /// It holds data.
    Data,
    /// It arranges what stands in it.
    Layout,
}

/// A cell with so many Chinese characters holds a page, if the table has not many cells.
const PAGE: usize = 400;

/// A table with more cells than this is no arrangement of a page.
const MANY_CELLS: usize = 40;

/// A table whose end has not come.
#[derive(Debug)]
struct Open {
    id: Id,
    /// Cells of the row that is open, of the widest row, and of all.
    in_row: usize,
    widest: usize,
    cells: usize,
    /// Chinese characters in the cell that is open, and in the longest.
    in_cell: usize,
    longest: usize,
    /// Whether a table within it holds data.
    holds_data: bool,
}

/// The kinds of all tables.
pub(super) fn kinds(page: &Page, reads: Reads) -> BTreeMap<Id, TableKind> {
    let mut kinds = BTreeMap::new();
    let mut open: Vec<Open> = Vec::new();
    let mut walk = page.walk();
    while let Some(step) = walk.next() {
        match step {
            Step::Enter(id, element) if element.is_left(reads) => walk.leave_out(id),
            Step::Enter(id, element) => match (element.name, open.last_mut()) {
                (Name::Table, _) => {
                    open.push(Open { id, in_row: 0, widest: 0, cells: 0, in_cell: 0, longest: 0, holds_data: false });
                }
                (Name::Row, Some(table)) => table.in_row = 0,
                (Name::Cell, Some(table)) => {
                    table.in_row += 1;
                    table.cells += 1;
                    table.widest = table.widest.max(table.in_row);
                    table.in_cell = 0;
                }
                _ => {}
            },
            Step::Text(text) => {
                if let Some(table) = open.last_mut() {
                    table.in_cell += text.chars().filter(|&c| is_han(c)).count();
                    table.longest = table.longest.max(table.in_cell);
                }
            }
            Step::Leave(element) if element.name == Name::Table => {
                let Some(table) = open.pop() else { continue };
                let is_page = table.longest > PAGE && table.cells <= MANY_CELLS;
                let is_data = table.widest > 1 && !table.holds_data && !is_page;
                kinds.insert(table.id, if is_data { TableKind::Data } else { TableKind::Layout });
                if let Some(around) = open.last_mut() {
                    around.holds_data |= is_data || table.holds_data;
                    around.in_cell += table.longest;
                    around.longest = around.longest.max(around.in_cell);
                }
            }
            Step::Leave(_) => {}
        }
    }
    kinds
}
