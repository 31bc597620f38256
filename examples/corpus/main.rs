//! Reads and checks reports by the hundred thousand, and writes tables: the example program of the module `batch`.
//!
//! ```text
//! cargo run --release --example corpus -- FOLDER... --out TABLES --format parquet
//! ```
//!
//! [`run`] holds the whole of it. [`inputs`] lists what there is to read, and [`documents`] opens it; [`tables`] writes a part
//! of the tables, on the thread that has read its documents; [`journal`] keeps what is done, so that a run can be killed at
//! any moment and goes on later. [`summary`] counts, and [`progress`] shows how far it is.

mod archive;
mod arguments;
mod documents;
mod inputs;
mod journal;
mod merge;
mod name;
mod output;
mod progress;
mod summary;
mod tables;

use std::io::{self, Write as _};
use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;

use clap::Parser as _;
use ogi_report::batch::{Batch, Items};
use ogi_report::check::Checker;

use crate::arguments::{Arguments, Format, Table};
use crate::journal::{Asked, Journal, Line, Part};
use crate::output::Output;
use crate::progress::Progress;
use crate::summary::Summary;
use crate::tables::Tables;

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    match run(&arguments) {
        Ok(summary) => {
            if !arguments.quiet {
                // A reader that went away, such as `head`, wanted no more.
                let _ = io::stdout().lock().write_all(summary.shown().as_bytes());
            }
            ExitCode::from(u8::from(summary.n_errors() > 0))
        }
        Err(message) => {
            let _ = writeln!(io::stderr(), "corpus: {message}");
            ExitCode::from(2)
        }
    }
}

/// Does what was asked for. An error is why it could not be done.
fn run(arguments: &Arguments) -> Result<Summary, String> {
    let checker = checker(arguments)?;
    if arguments.single && arguments.format == Format::Parquet {
        return Err("--single is not for Parquet: its readers take a folder of parts as one table".to_owned());
    }
    let output = Output::open(arguments)?;
    let found = inputs::list(arguments, &output.new_list())?;
    let asked = asked(arguments, &found);
    let (mut journal, done) = output.begin(&asked)?;
    let mut summary = Summary::default();
    done.parts.iter().for_each(|part| summary.add(&part.summary));

    let before = done.parts.len();
    let progress = Arc::new(Progress::new(asked.documents, summary.documents, summary.n_errors(), arguments.quiet));
    if summary.documents < asked.documents {
        let skip = usize::try_from(summary.documents).map_err(|error| error.to_string())?;
        let documents = documents::from_list(&output.list(), skip).map_err(|error| says(&output.list(), &error))?;
        let batch = Batch::new().checker(checker);
        let (folder, shared, counted) = (output.folder().to_owned(), asked.clone(), Arc::clone(&progress));
        let make = move |items: Items<'static>| part(&folder, &shared, before, items, &counted);
        // One thread is this one.
        if arguments.threads == Some(1) {
            note(batch.chunks(documents, asked.part, make), &mut journal, &mut summary)?;
        } else {
            let threads = usize::from(arguments.threads.unwrap_or(0));
            let built = rayon::ThreadPoolBuilder::new().num_threads(threads).build_global();
            built.map_err(|error| error.to_string())?;
            note(batch.par_chunks(documents, asked.part, make), &mut journal, &mut summary)?;
        }
    }
    progress.finish();
    if arguments.single {
        output.merge(&mut journal, &asked, done.is_merged)?;
    }
    Ok(summary)
}

/// Reads the documents of a part and writes its tables.
fn part(folder: &Path, asked: &Asked, before: usize, items: Items<'_>, progress: &Progress) -> io::Result<Part> {
    let part = before + items.number();
    let mut tables = Tables::create(folder, asked, part)?;
    let mut summary = Summary::default();
    for item in items {
        tables.write(&item)?;
        summary.note(&item);
        progress.one(item.result.is_ok());
    }
    let mut bytes = std::collections::BTreeMap::new();
    for (table, written) in tables.finish()? {
        summary.wrote(table, written);
        bytes.insert(table, written.bytes);
    }
    Ok(Part { part, bytes, summary })
}

/// Notes the parts as they are done, in their order.
fn note(
    parts: impl Iterator<Item = io::Result<Part>>,
    journal: &mut Journal,
    summary: &mut Summary,
) -> Result<(), String> {
    for part in parts {
        let part = part.map_err(|error| format!("the tables cannot be written: {error}"))?;
        summary.add(&part.summary);
        journal.add(&Line::Part(part)).map_err(|error| says(journal.path(), &error))?;
    }
    Ok(())
}

fn checker(arguments: &Arguments) -> Result<Checker, String> {
    let list = |rules: &'_ [String]| rules.iter().map(|rule| rule.trim().to_owned()).collect::<Vec<_>>();
    let mut checker = Checker::new();
    if !arguments.select.is_empty() {
        let select = list(&arguments.select);
        checker = checker.select(select.iter().map(String::as_str)).map_err(|error| format!("--select: {error}"))?;
    }
    let ignore = list(&arguments.ignore);
    checker.ignore(ignore.iter().map(String::as_str)).map_err(|error| format!("--ignore: {error}"))
}

fn asked(arguments: &Arguments, found: &inputs::Found) -> Asked {
    let is_asked = |table: &Table| *table == Table::Errors || arguments.tables.contains(table);
    Asked {
        schema: journal::SCHEMA.to_owned(),
        version: env!("CARGO_PKG_VERSION").to_owned(),
        inputs: found.digest.clone(),
        documents: found.documents,
        format: arguments.format,
        tables: Table::ALL.into_iter().filter(is_asked).collect(),
        findings: arguments.findings,
        select: arguments.select.clone(),
        ignore: arguments.ignore.clone(),
        part: usize::try_from(arguments.part).unwrap_or(usize::MAX),
    }
}

/// What is wrong with a file.
fn says(path: &Path, error: &io::Error) -> String {
    format!("{}: {error}", path.display())
}
