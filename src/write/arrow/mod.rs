//! Rows as record batches of Arrow, and cells read back from them. With the feature `arrow`.
//!
//! A batch has a column for each field of its kind of row ([`CellRecord`](super::CellRecord) and its like), under the
//! field's name:
//!
//! | field | type of the column |
//! | --- | --- |
//! | text of the report or of the caller | `Utf8` |
//! | a word of this library: ids, keys, labels, status, edition, unit | `Dictionary(Int16, Utf8)` |
//! | a decimal: `value`, `reported`, … | `Utf8`, exactly as it stands in the report |
//! | year, page, table, row, column, paragraph | `UInt16` |
//! | offset in bytes | `UInt32` |
//! | `blanks_as_zero` | `Boolean` |
//! | `candidates` | `List` of `Struct` with `kind`, `value`, `span_start`, `span_end` |
//!
//! Behind each decimal stands the same number to calculate with, as `value_decimal` and so on: `Decimal128(38, 10)`, without
//! the noughts that were written at its end. It is null where the number has more than ten decimals or 28 digits before
//! them; the text has such a number, too. Fields that may be absent are nullable. The metadata of the schema say under
//! `schema` which contract the rows follow, such as `ogi-report/cells-rows/1`.
//!
//! ```
//! use ogi_report::write::{Rows, arrow};
//!
//! let reports = [ogi_report::parse(ogi_report::SAMPLE)?, ogi_report::parse(ogi_report::SAMPLE_2019)?];
//! let rows = reports.iter().flat_map(|parsed| Rows::of("a", parsed).cells());
//! let batches = arrow::batches(rows, 300).collect::<Result<Vec<_>, _>>()?;
//! assert_eq!(batches.iter().map(|batch| batch.num_rows()).collect::<Vec<_>>(), [300, 98]);
//!
//! let stored = arrow::read_cells(&batches[0])?;
//! assert_eq!(stored[10].cell, *reports[0].report.cell(stored[10].id));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod batch;
mod parquet;
mod read;

pub use self::batch::{Batches, batches, schema};
pub use self::parquet::ParquetWriter;
pub use self::read::{StoredCell, read_cells};

/// Digits that a column of decimals holds, and how many of them behind the point.
const PRECISION: u8 = 38;
const DECIMALS: i8 = 10;

/// What is behind the name of a decimal, in the name of the column to calculate with.
const TO_CALCULATE: &str = "_decimal";
