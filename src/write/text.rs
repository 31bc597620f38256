//! The official form as plain text.

use super::official::{Block, OfficialForm, Slot, Table, unbarred};
use crate::Report;

/// The official form of a report as plain text: a paragraph a line, and a row of a table a line, with a tab between the places
/// of the table's grid. A cell that covers several places stands in the first of them.
///
/// This is how a table comes out of a word processor, and [`parse`](crate::parse()) reads it back. A bar in prose is written in
/// its full width, and one in a cell as `¦`, as a bar of ASCII bounds cells.
///
/// ```
/// let report = ogi_report::parse(ogi_report::SAMPLE)?.report;
/// let text = ogi_report::write::text(&report);
/// assert!(text.starts_with("澄溪县人民政府2024年政府信息公开工作年度报告\n"));
/// assert!(text.contains("\n\t（七）总计\t\t13\t4\t1\t1\t2\t0\t21\n"));
///
/// let id = "disclosure.fees.amount".parse()?;
/// assert_eq!(ogi_report::parse(&text)?.report.cell(id).value, report.cell(id).value);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn text(report: &Report) -> String {
    let mut out = String::new();
    for block in OfficialForm::new(report).blocks {
        if !out.is_empty() {
            out.push('\n');
        }
        match &block {
            Block::Paragraph(paragraph) => {
                for run in &paragraph.runs {
                    out.push_str(&run.text.replace('|', "｜"));
                }
                out.push('\n');
            }
            Block::Table(rows) => table(rows, &mut out),
        }
    }
    out
}

fn table(table: &Table<'_>, out: &mut String) {
    for row in table.grid() {
        // Places that the last cell of a row covers are not written: a line of text ends with its last cell.
        let behind = row.iter().rposition(|slot| slot.is_some_and(|slot| slot.begins()));
        let places = row.get(..=behind.unwrap_or(0)).unwrap_or(&row);
        for (nth, slot) in places.iter().enumerate() {
            if nth > 0 {
                out.push('\t');
            }
            if let Some(slot) = slot.filter(Slot::begins) {
                out.push_str(&unbarred(&slot.cell.text));
            }
        }
        out.push('\n');
    }
}
