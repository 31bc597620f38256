//! Where a cell stands in a document that has tables of its own.

use core::num::NonZeroU16;

use serde::{Deserialize, Serialize};

/// Where a cell stands in a web page or a word-processor file: which table of the document, and which row and column of
/// it, each counted from 1.
///
/// Tables are counted as they are read: those that only arrange the page are not. Rows and columns are those that a
/// reader sees, so a merged cell takes several; its own place is that of its top left corner. A plain text has no such
/// places, and a document with more than 65,535 tables, rows or columns has none behind those.
///
/// ```
/// # #[cfg(feature = "html")] {
/// let page = "<h2>二、主动公开政府信息情况</h2><table><tr><td>信息内容<td>本年处理决定数量<tr><td>行政许可<td>387</table>";
/// let report = ogi_report::read(page.as_bytes())?.report;
/// let place = report.cell("disclosure.licensing.decisions".parse()?).place.unwrap();
/// assert_eq!((place.table(), place.row(), place.column()), (1, 2, 2));
/// assert_eq!(place.to_string(), "table 1, row 2, column 2");
/// # }
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Place {
    table: NonZeroU16,
    row: NonZeroU16,
    column: NonZeroU16,
}

impl Place {
    /// The place with these numbers, each counted from 1; `None` where one of them is 0 or above 65,535.
    pub fn new(table: usize, row: usize, column: usize) -> Option<Self> {
        let number = |n: usize| u16::try_from(n).ok().and_then(NonZeroU16::new);
        Some(Self { table: number(table)?, row: number(row)?, column: number(column)? })
    }

    /// The table, from 1.
    pub const fn table(self) -> u16 {
        self.table.get()
    }

    /// The row, from 1.
    pub const fn row(self) -> u16 {
        self.row.get()
    }

    /// The column, from 1.
    pub const fn column(self) -> u16 {
        self.column.get()
    }
}

impl core::fmt::Display for Place {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(f, "table {}, row {}, column {}", self.table, self.row, self.column)
    }
}
