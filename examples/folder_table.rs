//! All cells of the reports in a folder as one table, in CSV.
//!
//! ```sh
//! cargo run --example folder_table -- FOLDER > cells.csv
//! ```

#![allow(clippy::print_stdout, clippy::print_stderr, reason = "a program may print")]

use std::{env, io};

use ogi_report::batch::{Batch, Document};
use ogi_report::write::{CsvWriter, Rows};

fn main() -> io::Result<()> {
    let folder = env::args().nth(1).ok_or_else(|| io::Error::other("name the folder that holds the reports"))?;

    let mut table = CsvWriter::new(io::stdout());
    for item in Batch::new().unchecked().read(Document::folder(folder)?) {
        match item.result {
            Ok(read) => table.write_all(Rows::of(&item.name, &read.parsed).cells())?,
            Err(error) => eprintln!("{}: {error}", item.name),
        }
    }
    table.finish()
}
