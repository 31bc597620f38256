//! Rows as Parquet.

use core::fmt;
use std::io;

use parquet::arrow::ArrowWriter;
use parquet::basic::Compression;
use parquet::file::properties::WriterProperties;

use super::batch::BatchBuilder;
use crate::write::Record;

/// Rows that are encoded together.
const ROWS_OF_BATCH: usize = 8 * 1024;
/// Rows in a group, some five hundred reports: a reader takes a group at a time.
const ROWS_OF_GROUP: usize = 128 * 1024;
/// Encoded bytes in a group that is not written yet.
const BYTES_OF_GROUP: usize = 64 << 20;

/// Writes rows as Parquet, compressed with Snappy, in the columns that [`arrow`](mod@super) describes. What is written goes
/// out group by group, so the memory that is taken does not grow with the number of reports.
///
/// ```
/// use ogi_report::write::{CellRecord, ParquetWriter, Rows};
///
/// let parsed = ogi_report::parse(ogi_report::SAMPLE)?;
/// let mut file = Vec::new();
/// let mut parquet = ParquetWriter::<_, CellRecord>::new(&mut file)?;
/// parquet.write_all(Rows::of("sample.txt", &parsed).cells())?;
/// parquet.finish()?;
/// assert!(file.starts_with(b"PAR1") && file.ends_with(b"PAR1"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub struct ParquetWriter<W: io::Write + Send, K> {
    out: ArrowWriter<W>,
    batch: BatchBuilder<K>,
}

impl<W: io::Write + Send, K> fmt::Debug for ParquetWriter<W, K> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ParquetWriter").field("out", &self.out).finish_non_exhaustive()
    }
}

impl<W: io::Write + Send, K: Record> ParquetWriter<W, K> {
    /// Writes to `out`.
    ///
    /// # Errors
    ///
    /// Those of `out`.
    pub fn new(out: W) -> io::Result<Self> {
        let batch = BatchBuilder::new(ROWS_OF_BATCH);
        let properties = WriterProperties::builder()
            .set_compression(Compression::SNAPPY)
            .set_max_row_group_row_count(Some(ROWS_OF_GROUP))
            .build();
        let schema = std::sync::Arc::clone(batch.schema());
        Ok(Self { out: ArrowWriter::try_new(out, schema, Some(properties)).map_err(io::Error::other)?, batch })
    }

    /// Writes a row.
    ///
    /// # Errors
    ///
    /// Those of the writer that was given. A row with more than a gigabyte of text is one, too.
    pub fn write<R: Record<Kind = K>>(&mut self, row: &R) -> io::Result<()> {
        if !self.batch.has_room(row) {
            self.write_batch()?;
        }
        self.batch.push(row).map_err(io::Error::other)
    }

    /// Writes all of these rows: those of one report after another, if there are many. All of them are of one kind.
    ///
    /// ```
    /// use ogi_report::batch::{Batch, Document};
    /// use ogi_report::write::{ParquetWriter, Rows};
    ///
    /// let documents = ["a.txt", "b.txt"].map(|name| Document::from_bytes(name, ogi_report::SAMPLE));
    /// let mut parquet = ParquetWriter::new(Vec::new())?;
    /// for item in Batch::new().read(documents) {
    ///     if let Ok(checked) = &item.result {
    ///         parquet.write_all(Rows::of(&item.name, &checked.parsed).cells())?;
    ///     }
    /// }
    /// parquet.finish()?;
    /// # Ok::<(), std::io::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// Those of [`write`](Self::write).
    pub fn write_all<R: Record<Kind = K>>(&mut self, rows: impl IntoIterator<Item = R>) -> io::Result<()> {
        rows.into_iter().try_for_each(|row| self.write(&row))
    }

    /// Writes what is left, and the end of the file. Without it the file cannot be read.
    ///
    /// # Errors
    ///
    /// Those of the writer that was given.
    pub fn finish(mut self) -> io::Result<()> {
        if !self.batch.is_empty() {
            self.write_batch()?;
        }
        self.out.close().map_err(io::Error::other)?;
        Ok(())
    }

    fn write_batch(&mut self) -> io::Result<()> {
        let batch = self.batch.finish().map_err(io::Error::other)?;
        self.out.write(&batch).map_err(io::Error::other)?;
        if self.out.in_progress_size() > BYTES_OF_GROUP {
            self.out.flush().map_err(io::Error::other)?;
        }
        Ok(())
    }
}
