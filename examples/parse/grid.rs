//! A table with a label in front of each row, aligned for a terminal.

use std::io::{self, Write};

use ogi_report::display_width;

use crate::terminal::{fitting, left, right};

/// A table of texts.
pub(crate) struct Grid {
    columns: Vec<Vec<String>>,
    rows: Vec<(String, Vec<String>)>,
}

impl Grid {
    /// A table with these column headers. One that is wider than `header_width` goes on in the next line.
    pub(crate) fn new<S: AsRef<str>>(header_width: usize, headers: impl IntoIterator<Item = S>) -> Self {
        let columns = headers.into_iter().map(|header| wrapped(header.as_ref(), header_width)).collect();
        Self { columns, rows: Vec::new() }
    }

    /// Adds a row. Cells may lack at its end.
    pub(crate) fn row(&mut self, label: impl Into<String>, cells: Vec<String>) {
        self.rows.push((label.into(), cells));
    }

    /// Prints the table with `indent` spaces before each line.
    pub(crate) fn print(&self, out: &mut impl Write, indent: usize) -> io::Result<()> {
        let label_width = self.rows.iter().map(|(label, _)| display_width(label)).max().unwrap_or(0);
        let widths: Vec<usize> = (0..self.columns.len()).map(|column| self.width(column)).collect();
        let header_lines = self.columns.iter().map(Vec::len).max().unwrap_or(0);
        let headers =
            (0..header_lines).map(|line| ("", self.columns.iter().map(|header| cell(header, line)).collect()));
        let rows = self
            .rows
            .iter()
            .map(|(label, cells)| (label.as_str(), (0..widths.len()).map(|column| cell(cells, column)).collect()));
        for (label, cells) in headers.chain(rows) {
            let cells: Vec<&str> = cells;
            let mut line = format!("{}{}", " ".repeat(indent), left(label, label_width));
            for (text, &width) in cells.iter().zip(&widths) {
                line.push_str("  ");
                line.push_str(&right(text, width));
            }
            writeln!(out, "{}", line.trim_end())?;
        }
        Ok(())
    }

    /// Width of a column: that of its widest cell or line of its header.
    fn width(&self, column: usize) -> usize {
        let header = self.columns.get(column).into_iter().flatten();
        let cells = self.rows.iter().filter_map(|(_, cells)| cells.get(column));
        header.chain(cells).map(|text| display_width(text)).max().unwrap_or(0)
    }
}

fn cell(cells: &[String], column: usize) -> &str {
    cells.get(column).map_or("", String::as_str)
}

/// A header in lines of at most `width` cells.
fn wrapped(header: &str, width: usize) -> Vec<String> {
    let mut lines = Vec::new();
    let mut rest = header;
    while !rest.is_empty() {
        let line = fitting(rest, width.max(2));
        lines.push(line.to_owned());
        rest = rest.get(line.len()..).unwrap_or("");
    }
    lines
}
