//! Checks reports and shows what does not agree: the second example program of `ogi-report`.
//!
//! ```text
//! cargo run --example check -- FILE... --format text|json|sarif|html --lang zh|en
//! ```
//!
//! [`run`] holds everything that a program of your own needs to do: read, check, write. [`arguments`] says what can be
//! asked for, [`text`], [`json`], [`sarif`] and [`html`] write the four forms, and [`rules`] shows the rules themselves.

mod arguments;
mod checks;
mod html;
#[path = "../parse/input.rs"]
mod input;
mod json;
mod rules;
mod sarif;
#[path = "../parse/terminal.rs"]
#[allow(dead_code, reason = "the other example needs more of it")]
mod terminal;
mod text;

use std::io::{self, BufWriter, Write};
use std::path::Path;
use std::process::ExitCode;

use clap::Parser;
use ogi_report::write::SourceText;

use crate::arguments::{Arguments, Format};
use crate::checks::{Checks, Inputs};

/// The exit status where an input could not be read, or the command line makes no sense.
const UNREADABLE: u8 = 2;

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let mut out = BufWriter::new(io::stdout().lock());
    match run(&arguments, &mut out) {
        Ok(status) => ExitCode::from(status),
        Err(error) => {
            complain(&error);
            ExitCode::from(UNREADABLE)
        }
    }
}

/// Does what was asked for and gives the exit status. An error is a message about the command line.
fn run(arguments: &Arguments, out: &mut impl Write) -> Result<u8, String> {
    if arguments.list_rules || arguments.explain.is_some() {
        let shown = match &arguments.explain {
            Some(code) => rules::explanation(code, arguments.lang.into())?,
            None => rules::list(arguments.lang.into()),
        };
        return Ok(written(out.write_all(shown.as_bytes()).and_then(|()| out.flush()), 0));
    }
    let checker = checks::checker(arguments)?;
    checks::enough(arguments)?;
    if arguments.files.is_empty() {
        complain("no FILE was given, so the sample that ships with the crate is checked; --help tells more");
    }
    let inputs = Inputs::read(&arguments.files);
    for (_, message) in &inputs.unread {
        complain(message);
    }
    let sources: Vec<SourceText<'_>> = inputs.read.iter().map(source).collect();
    let checks = Checks::run(arguments, &checker, &inputs);
    let result = match arguments.format {
        Format::Text => text::write(out, arguments, &inputs, &sources, &checks),
        Format::Json => json::write(out, arguments, &inputs, &sources, &checks),
        Format::Sarif => sarif::write(out, arguments, &inputs, &sources, &checks),
        Format::Html => html::write(out, arguments, &inputs, &sources, &checks),
    };
    let is_violated = checks.worst() >= Some(arguments.fail_on.into());
    let status = if inputs.unread.is_empty() { u8::from(is_violated) } else { UNREADABLE };
    Ok(written(result.and_then(|()| out.flush()), status))
}

/// The text under its name. What is a file has an address as well.
fn source(input: &checks::Input) -> SourceText<'_> {
    match &input.path {
        Some(path) => SourceText::file(Path::new(path), &input.source.text),
        None => SourceText::new(input.source.name.as_str(), &input.source.text),
    }
}

/// The exit status, if the output could be written. A reader that went away, such as `head`, wanted no more; that is no
/// fault.
fn written(result: io::Result<()>, status: u8) -> u8 {
    match result {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            complain(&format!("standard output: {error}"));
            UNREADABLE
        }
        _ => status,
    }
}

/// A line on standard error. Where even that is closed there is nobody left to tell.
fn complain(message: &str) {
    let _ = writeln!(io::stderr(), "{}", terminal::printable(message));
}
