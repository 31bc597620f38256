//! A table with merged cells.

use super::document::words;
use super::widths::{MARGIN, Widths};
use super::xml::Xml;
use crate::write::official::{CellRole, Slot, Table, TableCell};

/// Writes a table.
pub(super) fn table(xml: &mut Xml, table: &Table<'_>) {
    let widths = Widths::of(table);
    let headers = repeated(table);
    xml.element("w:tbl", &[], |xml| {
        properties(xml, &widths);
        xml.element("w:tblGrid", &[], |xml| {
            for width in &widths.columns {
                xml.empty("w:gridCol", &[("w:w", &width.to_string())]);
            }
        });
        for (y, row) in table.grid().iter().enumerate() {
            xml.element("w:tr", &[], |xml| {
                xml.element("w:trPr", &[], |xml| {
                    xml.empty("w:cantSplit", &[]);
                    if y < headers {
                        xml.empty("w:tblHeader", &[]);
                    }
                });
                cells(xml, row, &widths);
            });
        }
    });
}

/// The rows that head the table on each page. Where there are headers further down, those at the top hold for the first rows
/// alone, and none of them is repeated.
fn repeated(table: &Table<'_>) -> usize {
    let is_header = |row: &Vec<TableCell<'_>>| row.iter().all(|cell| cell.role == CellRole::Header);
    let headers_below = table.rows.iter().skip(table.header_rows).any(is_header);
    if headers_below { 0 } else { table.header_rows }
}

fn properties(xml: &mut Xml, widths: &Widths) {
    let width = widths.columns.iter().sum::<usize>().to_string();
    let margin = MARGIN.to_string();
    xml.element("w:tblPr", &[], |xml| {
        xml.property("w:tblStyle", "TableGrid");
        xml.empty("w:tblW", &[("w:w", &width), ("w:type", "dxa")]);
        xml.property("w:jc", "center");
        xml.empty("w:tblLayout", &[("w:type", "fixed")]);
        xml.element("w:tblCellMar", &[], |xml| {
            for side in ["w:left", "w:right"] {
                xml.empty(side, &[("w:w", &margin), ("w:type", "dxa")]);
            }
        });
    });
}

/// The cells of a row: those that begin in it, and those that go on from above.
fn cells(xml: &mut Xml, row: &[Option<Slot<'_, '_>>], widths: &Widths) {
    let is_same = |a: &Option<Slot<'_, '_>>, b: &Option<Slot<'_, '_>>| match (a, b) {
        (Some(a), Some(b)) => core::ptr::eq(a.cell, b.cell),
        _ => false,
    };
    let mut x = 0;
    for places in row.chunk_by(is_same) {
        let width: usize = widths.columns.iter().skip(x).take(places.len()).sum();
        cell(xml, places[0], places.len(), width, widths.size);
        x += places.len();
    }
}

fn cell(xml: &mut Xml, slot: Option<Slot<'_, '_>>, columns: usize, width: usize, size: usize) {
    let goes_on = slot.is_some_and(|slot| slot.row > 0);
    let shown = slot.map(|slot| slot.cell).filter(|_| !goes_on);
    xml.element("w:tc", &[], |xml| {
        xml.element("w:tcPr", &[], |xml| {
            xml.empty("w:tcW", &[("w:w", &width.to_string()), ("w:type", "dxa")]);
            if columns > 1 {
                xml.property("w:gridSpan", &columns.to_string());
            }
            if goes_on {
                xml.empty("w:vMerge", &[]);
            } else if shown.is_some_and(|cell| cell.rows > 1) {
                xml.property("w:vMerge", "restart");
            }
            xml.property("w:vAlign", "center");
        });
        xml.element("w:p", &[], |xml| {
            let is_label = shown.is_some_and(|cell| cell.role == CellRole::Label && cell.rows == 1);
            let is_header = shown.is_some_and(|cell| cell.role == CellRole::Header);
            xml.element("w:pPr", &[], |xml| {
                xml.property("w:pStyle", if is_label { "TableLabel" } else { "TableText" });
                // A header stays with the row below.
                if is_header {
                    xml.empty("w:keepNext", &[]);
                }
                xml.element("w:rPr", &[], |xml| letters(xml, size));
            });
            if let Some(text) = shown.map(|cell| cell.text.as_ref()).filter(|text| !text.is_empty()) {
                xml.element("w:r", &[], |xml| {
                    xml.element("w:rPr", &[], |xml| letters(xml, size));
                    words(xml, text);
                });
            }
        });
    });
}

/// How large the letters are.
fn letters(xml: &mut Xml, size: usize) {
    let size = size.to_string();
    xml.property("w:sz", &size);
    xml.property("w:szCs", &size);
}
