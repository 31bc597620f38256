//! Rows as CSV.

use std::io;
use std::marker::PhantomData;

use super::defuse::defused;
use super::record::{Column, Field, Kind, Record, Value};

/// Writes rows as CSV (RFC 4180), in UTF-8: a line of names, then a line a row.
///
/// What is not there is an empty field. Numbers are written exactly, a negative one with `-`. Text that somebody else
/// wrote, such as `raw`, is made safe for spreadsheets by [`defused`], which [`undefused`](super::undefused) undoes;
/// [`plain`](Self::plain) leaves it as it is. Candidates of an ambiguous cell are their numbers, a blank between them.
///
/// ```
/// use ogi_report::write::{CellRecord, CsvWriter, Rows};
///
/// let parsed = ogi_report::parse(&ogi_report::SAMPLE.replace("行政强制\t26", "行政强制\t-"))?;
/// let mut out = Vec::new();
/// let mut csv = CsvWriter::new(&mut out).bom();
/// csv.write_all(Rows::of("sample.txt", &parsed).cells())?;
/// csv.finish()?;
///
/// let text = String::from_utf8(out)?;
/// assert!(text.starts_with("\u{feff}document,issuer,year,edition,cell,"), "Excel knows by the mark that it is UTF-8");
/// let line = text.lines().find(|line| line.contains("disclosure.coercion.decisions")).unwrap();
/// assert!(line.contains(",not_applicable,,,,'-,"), "no value, and the mark is no formula");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug)]
pub struct CsvWriter<W: io::Write, K> {
    out: csv::Writer<W>,
    bom: bool,
    plain: bool,
    is_begun: bool,
    kind: PhantomData<fn(K)>,
}

impl<W: io::Write, K: Record> CsvWriter<W, K> {
    /// Writes to `out`. The line of names is written with the first row, or at the end where there is none.
    pub fn new(out: W) -> Self {
        let out = csv::WriterBuilder::new().from_writer(out);
        Self { out, bom: false, plain: false, is_begun: false, kind: PhantomData }
    }

    /// Begins with a byte order mark, without which Excel takes UTF-8 for the encoding of the system.
    #[must_use]
    pub fn bom(self) -> Self {
        Self { bom: true, ..self }
    }

    /// Leaves text as it is, also where a spreadsheet would take it for a formula.
    #[must_use]
    pub fn plain(self) -> Self {
        Self { plain: true, ..self }
    }

    /// Writes a row.
    ///
    /// # Errors
    ///
    /// Those of the writer that was given.
    pub fn write<R: Record<Kind = K>>(&mut self, row: &R) -> io::Result<()> {
        self.begin()?;
        let (out, plain) = (&mut self.out, self.plain);
        let mut columns = K::COLUMNS.iter();
        let mut result = Ok(());
        row.fields(&mut |field| {
            let column = columns.next();
            if result.is_ok() {
                result = write_field(out, column, field, plain);
            }
        });
        result?;
        Ok(self.out.write_record(None::<&[u8]>)?)
    }

    /// Writes all of these rows: those of one report after another, if there are many. All of them are of one kind.
    ///
    /// ```
    /// use ogi_report::batch::{Batch, Document};
    /// use ogi_report::write::{CsvWriter, Rows};
    ///
    /// let documents = ["a.txt", "b.txt"].map(|name| Document::from_bytes(name, ogi_report::SAMPLE));
    /// let mut csv = CsvWriter::new(Vec::new());
    /// for item in Batch::new().read(documents) {
    ///     if let Ok(checked) = &item.result {
    ///         csv.write_all(Rows::of(&item.name, &checked.parsed).cells())?;
    ///     }
    /// }
    /// csv.finish()?;
    /// # Ok::<(), std::io::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// Those of [`write`](Self::write).
    pub fn write_all<R: Record<Kind = K>>(&mut self, rows: impl IntoIterator<Item = R>) -> io::Result<()> {
        rows.into_iter().try_for_each(|row| self.write(&row))
    }

    /// Writes what is left. A file without rows has its line of names then.
    ///
    /// # Errors
    ///
    /// Those of the writer that was given.
    pub fn finish(mut self) -> io::Result<()> {
        self.begin()?;
        self.out.flush()
    }

    fn begin(&mut self) -> io::Result<()> {
        if self.is_begun {
            return Ok(());
        }
        self.is_begun = true;
        // The mark is no part of the first field, but behind it that needs no quotes either.
        let mark = if self.bom { "\u{feff}" } else { "" };
        for (nth, column) in K::COLUMNS.iter().enumerate() {
            let mark = if nth == 0 { mark } else { "" };
            self.out.write_field(format!("{mark}{}", column.name))?;
        }
        Ok(self.out.write_record(None::<&[u8]>)?)
    }
}

fn write_field<W: io::Write>(
    out: &mut csv::Writer<W>,
    column: Option<&Column>,
    field: Field<'_>,
    plain: bool,
) -> io::Result<()> {
    let is_text = column.is_some_and(|column| column.kind == Kind::Text);
    match field.0 {
        Value::None => out.write_field("")?,
        Value::Text(text) if is_text && !plain => out.write_field(defused(&text).as_bytes())?,
        Value::Text(text) => out.write_field(text.as_bytes())?,
        Value::Exact(value) => out.write_field(value.to_string())?,
        Value::Number(number) => out.write_field(number.to_string())?,
        Value::Flag(flag) => out.write_field(if flag { "true" } else { "false" })?,
        Value::Candidates(candidates) => {
            let numbers: Vec<String> = candidates.iter().map(|candidate| candidate.number.to_string()).collect();
            // Several of them are no number, and may begin with a minus.
            let numbers = numbers.join(" ");
            out.write_field(if plain { numbers } else { defused(&numbers).into_owned() })?;
        }
    }
    Ok(())
}
