//! The tables of a part, each a file that is written under another name until it is whole.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write as _};
use std::path::{Path, PathBuf};

use ogi_report::batch::Item;
use ogi_report::check::Outcome;
use ogi_report::write::{
    CellRecord, ClaimRecord, CsvWriter, ErrorRecord, FindingRecord, JsonLines, ParquetWriter, Record, ReportRecord,
    Rows,
};

use crate::arguments::{Findings, Format, Table};
use crate::journal::Asked;

/// What is behind the name of a file that is not whole.
pub(crate) const UNFINISHED: &str = "unfinished";

/// The name of a file until it is whole.
pub(crate) fn unfinished(path: &Path) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(".");
    name.push(UNFINISHED);
    name.into()
}

/// Where a part of a table is.
pub(crate) fn path(folder: &Path, table: Table, format: Format, part: usize) -> PathBuf {
    folder.join(table.name()).join(format!("part-{part:05}.{}", format.extension()))
}

/// The files of a part.
pub(crate) struct Tables {
    findings: Findings,
    reports: Option<TableFile<ReportRecord<'static>>>,
    cells: Option<TableFile<CellRecord<'static>>>,
    claims: Option<TableFile<ClaimRecord<'static>>>,
    found: Option<TableFile<FindingRecord<'static>>>,
    errors: Option<TableFile<ErrorRecord<'static>>>,
}

impl Tables {
    pub(crate) fn create(folder: &Path, asked: &Asked, part: usize) -> io::Result<Self> {
        let at = |table: Table| asked.tables.contains(&table).then(|| path(folder, table, asked.format, part));
        let format = asked.format;
        Ok(Self {
            findings: asked.findings,
            reports: TableFile::create(at(Table::Reports), format)?,
            cells: TableFile::create(at(Table::Cells), format)?,
            claims: TableFile::create(at(Table::Claims), format)?,
            found: TableFile::create(at(Table::Findings), format)?,
            errors: TableFile::create(at(Table::Errors), format)?,
        })
    }

    /// Writes what came of a document.
    pub(crate) fn write(&mut self, item: &Item) -> io::Result<()> {
        let name = item.name.as_str();
        let checked = match &item.result {
            Ok(checked) => checked,
            Err(error) => return write(&mut self.errors, [ErrorRecord::new(name, error)]),
        };
        let rows = Rows::of(name, &checked.parsed);
        write(&mut self.reports, [rows.report(&checked.findings)])?;
        write(&mut self.cells, rows.cells())?;
        write(&mut self.claims, rows.claims())?;
        let is_wanted = |row: &FindingRecord<'_>| self.findings == Findings::All || row.outcome == Outcome::Violated;
        write(&mut self.found, rows.findings(&checked.findings).filter(is_wanted))
    }

    /// Makes the files whole, safe on the disk, and known by their names. Gives their sizes.
    pub(crate) fn finish(self) -> io::Result<Vec<(Table, Written)>> {
        let mut written = Vec::new();
        let mut note = |table, file: Option<Written>| written.extend(file.map(|file| (table, file)));
        note(Table::Reports, self.reports.map(TableFile::finish).transpose()?);
        note(Table::Cells, self.cells.map(TableFile::finish).transpose()?);
        note(Table::Claims, self.claims.map(TableFile::finish).transpose()?);
        note(Table::Findings, self.found.map(TableFile::finish).transpose()?);
        note(Table::Errors, self.errors.map(TableFile::finish).transpose()?);
        Ok(written)
    }
}

fn write<R: Record<Kind = K>, K: Record>(
    file: &mut Option<TableFile<K>>,
    rows: impl IntoIterator<Item = R>,
) -> io::Result<()> {
    file.as_mut().map_or(Ok(()), |file| file.extend(rows))
}

/// What was written.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Written {
    pub(crate) rows: u64,
    pub(crate) bytes: u64,
}

/// A file of a table.
struct TableFile<K: Record> {
    path: PathBuf,
    unfinished: PathBuf,
    file: File,
    rows: u64,
    form: Form<K>,
}

enum Form<K: Record> {
    Csv(Box<CsvWriter<File, K>>),
    Jsonl(BufWriter<File>),
    Parquet(Box<ParquetWriter<File, K>>),
}

impl<K: Record> TableFile<K> {
    fn create(path: Option<PathBuf>, format: Format) -> io::Result<Option<Self>> {
        let Some(path) = path else { return Ok(None) };
        let unfinished = unfinished(&path);
        let file = File::create(&unfinished)?;
        let out = file.try_clone()?;
        let form = match format {
            Format::Csv => Form::Csv(Box::new(CsvWriter::new(out))),
            Format::Jsonl => Form::Jsonl(BufWriter::with_capacity(1 << 16, out)),
            Format::Parquet => Form::Parquet(Box::new(ParquetWriter::new(out)?)),
        };
        Ok(Some(Self { path, unfinished, file, rows: 0, form }))
    }

    fn extend<R: Record<Kind = K>>(&mut self, rows: impl IntoIterator<Item = R>) -> io::Result<()> {
        let written = &mut self.rows;
        let rows = rows.into_iter().inspect(|_| *written += 1);
        match &mut self.form {
            Form::Csv(csv) => csv.write_all(rows),
            Form::Jsonl(file) => JsonLines::new(file).write_all(rows),
            Form::Parquet(parquet) => parquet.write_all(rows),
        }
    }

    fn finish(self) -> io::Result<Written> {
        match self.form {
            Form::Csv(csv) => csv.finish()?,
            Form::Jsonl(mut file) => file.flush()?,
            Form::Parquet(parquet) => parquet.finish()?,
        }
        self.file.sync_all()?;
        fs::rename(&self.unfinished, &self.path)?;
        sync_folder(&self.path)?;
        Ok(Written { rows: self.rows, bytes: self.file.metadata()?.len() })
    }
}

/// Makes sure that the name of a file is on the disk, where a folder can be asked for that.
pub(crate) fn sync_folder(of: &Path) -> io::Result<()> {
    match of.parent() {
        Some(folder) if cfg!(unix) => File::open(folder)?.sync_all(),
        _ => Ok(()),
    }
}
