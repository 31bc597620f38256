//! Reads reports and prints what is in them: the example program of `ogi-report`.
//!
//! ```text
//! cargo run --example parse -- FILE... --format tree|json|cells|diagnostics
//! ```
//!
//! [`read`] and [`print`] hold everything that a program of your own needs to do. The rest is about showing it well:
//! [`tree`] and [`tables`] walk through the typed tree, [`diagnostics`] turns byte spans into lines and columns.

mod diagnostics;
mod grid;
mod tables;
mod terminal;
mod tree;

use std::fs::File;
use std::io::{self, BufWriter, Read, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Parser, ValueEnum};
use ogi_report::write::FlatReport;
use ogi_report::{Options, Parsed};

/// Input above this size is refused before it is all in memory. It is the library's own default.
const MAX_BYTES: usize = 64 << 20;

/// Read annual reports on open government information (政府信息公开工作年度报告) and print what is in them.
///
/// The exit status is 0 when every input gave a tree, and 2 when one could not be read; the others are printed all the
/// same.
#[derive(Debug, Parser)]
#[command(name = "parse")]
struct Arguments {
    /// Reports as UTF-8 text; `-` is standard input. Without any, the sample that ships with the crate is read
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

/// A text, and what messages call it.
struct Source {
    name: String,
    text: String,
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let mut out = BufWriter::new(io::stdout().lock());
    let mut all_read = true;
    for input in inputs(&arguments.files) {
        match read(input) {
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

/// What to read: `None` stands for the sample.
fn inputs(files: &[PathBuf]) -> Vec<Option<&Path>> {
    if files.is_empty() { vec![None] } else { files.iter().map(|file| Some(file.as_path())).collect() }
}

/// Reads one input. An error is a message that names it.
fn read(input: Option<&Path>) -> Result<(Source, Parsed), String> {
    let name = match input {
        None => "<sample>".to_owned(),
        Some(path) if is_standard_input(path) => "<stdin>".to_owned(),
        Some(path) => path.display().to_string(),
    };
    let text = match input {
        None => Ok(ogi_report::SAMPLE.to_owned()),
        Some(path) => load(path),
    };
    let text = text.map_err(|error| format!("{name}: {error}"))?;
    // With the default options this is `ogi_report::parse(&text)`.
    let parsed = Options::new().max_bytes(MAX_BYTES).parse(&text).map_err(|error| format!("{name}: {error}"))?;
    Ok((Source { name, text }, parsed))
}

fn is_standard_input(path: &Path) -> bool {
    path.as_os_str() == "-"
}

/// The text of a file or of standard input.
fn load(path: &Path) -> Result<String, String> {
    let bytes =
        if is_standard_input(path) { bytes_of(io::stdin().lock()) } else { File::open(path).and_then(bytes_of) };
    let bytes = bytes.map_err(|error| error.to_string())?;
    if bytes.len() > MAX_BYTES {
        return Err(format!("larger than {} MiB, the limit", MAX_BYTES >> 20));
    }
    String::from_utf8(bytes).map_err(|error| not_utf8(error.as_bytes(), error.utf8_error().valid_up_to()))
}

/// All bytes, or one more than the limit.
fn bytes_of(reader: impl Read) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    reader.take(MAX_BYTES as u64 + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// Says why bytes are no text, and what could be done.
fn not_utf8(bytes: &[u8], offset: usize) -> String {
    let advice = if bytes.starts_with(b"%PDF") {
        "this is a PDF: extract its text first, for instance with `pdftotext -layout`"
    } else if bytes.starts_with(b"PK\x03\x04") {
        "this is a ZIP archive, such as a DOCX: save it as UTF-8 text first"
    } else if bytes.starts_with(b"\xFF\xFE") || bytes.starts_with(b"\xFE\xFF") {
        "this is UTF-16: convert it first, for instance with `iconv -f UTF-16 -t UTF-8`"
    } else {
        "if it is Chinese text, convert it first, for instance with `iconv -f GB18030 -t UTF-8`"
    };
    format!("not UTF-8 text, from byte {offset} on; {advice}")
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
