//! The parts of a table put together into one file.

use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, BufWriter, Write as _};
use std::path::{Path, PathBuf};

use crate::arguments::{Format, Table};
use crate::tables;

/// Where the one file of a table is.
pub(crate) fn path(folder: &Path, table: Table, format: Format) -> PathBuf {
    folder.join(format!("{}.{}", table.name(), format.extension()))
}

/// Writes the one file of a table. It has its name only when it is whole, and the parts stay.
pub(crate) fn merge(folder: &Path, table: Table, format: Format, parts: usize) -> io::Result<()> {
    let path = path(folder, table, format);
    let unfinished = tables::unfinished(&path);
    let mut out = BufWriter::new(File::create(&unfinished)?);
    for part in 0..parts {
        let mut read = BufReader::new(File::open(tables::path(folder, table, format, part))?);
        if format == Format::Csv && part > 0 {
            // The names of the columns, none of which has a line end in it.
            read.skip_until(b'\n')?;
        }
        io::copy(&mut read, &mut out)?;
    }
    out.flush()?;
    out.get_ref().sync_all()?;
    fs::rename(&unfinished, &path)?;
    tables::sync_folder(&path)
}
