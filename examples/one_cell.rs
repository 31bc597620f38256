//! One cell of one report: what it holds, and the words that this rests on.
//!
//! ```sh
//! cargo run --example one_cell -- report.docx applications.received.total
//! ```

#![allow(clippy::print_stdout, clippy::print_stderr, reason = "a program may print")]

use std::{env, error, fs};

fn main() -> Result<(), Box<dyn error::Error>> {
    let path = env::args().nth(1).unwrap_or("examples/sample.txt".into());
    let name = env::args().nth(2).unwrap_or("applications.received.total".into());

    let parsed = ogi_report::read(&fs::read(path)?)?;
    let cell = parsed.report.cell(name.parse()?);
    println!("{name}: {cell}");
    if let (Some(span), Some(source)) = (cell.span, &parsed.source) {
        let (words, position) = source.words(span);
        println!("“{words}” stands at {position} of the text");
    }
    Ok(())
}
