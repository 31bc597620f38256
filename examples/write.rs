//! Writes a report in another form: the example program of the module `write`.
//!
//! ```text
//! cargo run --example write -- REPORT --to docx --out report.docx
//! ```
//!
//! What the official form cannot show as it is, is said on standard error.

#[path = "parse/input.rs"]
#[allow(dead_code, reason = "the example parse needs more of it")]
mod input;

use std::error::Error;
use std::fs;
use std::io::{self, Write as _};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, ValueEnum};
use ogi_report::Parsed;
use ogi_report::write::official::OfficialForm;
use ogi_report::write::{self, CsvWriter, JsonLines, ParquetWriter, Rows};

/// Read an annual report on open government information (政府信息公开工作年度报告) in any form and write it in another.
#[derive(Debug, Parser)]
#[command(name = "write")]
struct Arguments {
    /// The report as text, Markdown, HTML, DOCX or PDF; `-` is standard input. Without it, the sample that ships with the crate is read
    #[arg(value_name = "REPORT")]
    report: Option<PathBuf>,

    /// The form to write
    #[arg(long, value_enum, default_value_t = Form::Markdown)]
    to: Form,

    /// The file to write; standard output otherwise
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
}

/// What to write.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Form {
    /// The official form as plain text
    Text,
    /// The official form as Markdown
    Markdown,
    /// The official form as a web page
    Html,
    /// The official form as a Word document
    Docx,
    /// The tree and the diagnostics, for programs
    Json,
    /// A row for each cell, for spreadsheets
    Csv,
    /// A row for each cell, as JSON Lines
    Jsonl,
    /// A row for each cell, as Parquet
    Parquet,
}

fn main() -> ExitCode {
    let Err(error) = run(&Arguments::parse()) else { return ExitCode::SUCCESS };
    let _ = writeln!(io::stderr(), "{error}");
    ExitCode::from(2)
}

fn run(arguments: &Arguments) -> Result<(), Box<dyn Error>> {
    let (source, parsed) = input::read(arguments.report.as_deref())?;
    let written = write(&source.name, &parsed, arguments.to)?;
    match &arguments.out {
        Some(path) => fs::write(path, written).map_err(|error| format!("{}: {error}", path.display()))?,
        None => io::stdout().write_all(&written)?,
    }
    Ok(())
}

fn write(name: &str, parsed: &Parsed, form: Form) -> Result<Vec<u8>, Box<dyn Error>> {
    let report = &parsed.report;
    if matches!(form, Form::Text | Form::Markdown | Form::Html | Form::Docx) {
        let mut errors = io::stderr().lock();
        for omission in OfficialForm::new(report).omissions() {
            writeln!(errors, "not in the official form as it is: {omission}")?;
        }
    }
    let rows = Rows::of(name, parsed);
    Ok(match form {
        Form::Text => write::text(report).into_bytes(),
        Form::Markdown => write::markdown(report).into_bytes(),
        Form::Html => write::html(report).into_bytes(),
        Form::Docx => write::docx(report),
        Form::Json => serde_json::to_vec_pretty(parsed)?,
        Form::Csv => {
            let mut file = Vec::new();
            let mut csv = CsvWriter::new(&mut file).bom();
            csv.write_all(rows.cells())?;
            csv.finish()?;
            file
        }
        Form::Jsonl => {
            let mut file = Vec::new();
            JsonLines::new(&mut file).write_all(rows.cells())?;
            file
        }
        Form::Parquet => {
            let mut file = Vec::new();
            let mut parquet = ParquetWriter::new(&mut file)?;
            parquet.write_all(rows.cells())?;
            parquet.finish()?;
            file
        }
    })
}
