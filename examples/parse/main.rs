//! Reads reports and prints what is in them: the example program of `ogi-report`.
//!
//! ```text
//! cargo run --example parse -- FILE... --format tree|json|cells|diagnostics
//! ```
//!
//! [`input`] and [`print`] hold everything that a program of your own needs to do. The rest is about showing it well:
//! [`tree`] and [`tables`] walk through the typed tree, [`diagnostics`] turns byte spans into lines and columns.

mod diagnostics;
mod grid;
mod input;
mod tables;
mod terminal;
mod tree;

use std::io::{self, BufWriter, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, ValueEnum};
use ogi_report::Parsed;
use ogi_report::write::FlatReport;

use crate::input::Source;

/// Read annual reports on open government information (政府信息公开工作年度报告) and print what is in them.
///
/// The exit status is 0 when every input gave a tree, and 2 when one could not be read; the others are printed all the
/// same.
#[derive(Debug, Parser)]
#[command(name = "parse")]
struct Arguments {
    /// Reports as text, Markdown, HTML, DOCX or PDF; `-` is standard input. Without any, the sample that ships with the crate is read
    #[arg(value_name = "FILE")]
    files: Vec<PathBuf>,

    /// What to print
    #[arg(long, value_enum, default_value_t = Format::Tree)]
    format: Format,
}

/// What to print of a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// An overview for people, with the tables aligned
    Tree,
    /// The whole tree and the diagnostics as indented JSON, spans included
    Json,
    /// One JSON object a line for each report: what it is and the value of every table cell
    Cells,
    /// What was unusual, with the lines of the source it is about
    Diagnostics,
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let mut out = BufWriter::new(io::stdout().lock());
    let mut all_read = true;
    for input in input::inputs(&arguments.files) {
        match input::read(input) {
            Ok((source, parsed)) => {
                let several = arguments.files.len() > 1;
                if let Err(error) = print(&mut out, &source, &parsed, arguments.format, several) {
                    return unwritable(&error, all_read);
                }
            }
            Err(message) => {
                complain(&message);
                all_read = false;
            }
        }
    }
    exit_code(all_read)
}

/// Prints one report.
fn print(out: &mut impl Write, source: &Source, parsed: &Parsed, format: Format, several: bool) -> io::Result<()> {
    match format {
        Format::Tree => {
            if several {
                writeln!(out, "== {} ==\n", terminal::printable(&source.name))?;
            }
            tree::print(out, &source.text, parsed)?;
            if several {
                writeln!(out)?;
            }
        }
        Format::Json => {
            serde_json::to_writer_pretty(&mut *out, parsed)?;
            writeln!(out)?;
        }
        Format::Cells => {
            serde_json::to_writer(&mut *out, &FlatReport::new(&parsed.report))?;
            writeln!(out)?;
        }
        Format::Diagnostics => diagnostics::print(out, &source.name, &source.text, &parsed.diagnostics)?,
    }
    // What belongs together stays together when both streams go to one terminal.
    out.flush()
}

/// The output cannot be written. A reader that went away, such as `head`, wanted no more; that is no fault.
fn unwritable(error: &io::Error, all_read: bool) -> ExitCode {
    if error.kind() == io::ErrorKind::BrokenPipe {
        return exit_code(all_read);
    }
    complain(&format!("standard output: {error}"));
    ExitCode::from(2)
}

/// A line on standard error. Where even that is closed there is nobody left to tell.
fn complain(message: &str) {
    let _ = writeln!(io::stderr(), "{message}");
}

fn exit_code(all_read: bool) -> ExitCode {
    if all_read { ExitCode::SUCCESS } else { ExitCode::from(2) }
}
