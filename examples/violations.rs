//! What does not agree in a report, as text: each with the lines of the source, and which cell may be wrong.
//!
//! ```sh
//! cargo run --example violations -- report.docx
//! ```

#![allow(clippy::print_stdout, clippy::print_stderr, reason = "a program may print")]

use std::{env, error, fs};

use ogi_report::check::{Language, check, locate};
use ogi_report::write::{Renderer, SourceText};

fn main() -> Result<(), Box<dyn error::Error>> {
    let path = env::args().nth(1).unwrap_or("examples/sample-wrong.txt".into());

    let parsed = ogi_report::read(&fs::read(&path)?)?;
    let sources = [SourceText::of(path, &parsed)];
    let renderer = Renderer::new(&sources).language(Language::Zh);
    let location = locate(&parsed.report);
    for finding in check(&parsed.report).violated() {
        println!("{}", renderer.finding_with(finding, &location.notes(finding, Language::Zh)));
    }
    Ok(())
}
