//! Two years of one office: what changed, and what does not follow from the year before.
//!
//! ```sh
//! cargo run --example two_years -- 2023.docx 2024.docx
//! ```

#![allow(clippy::print_stdout, clippy::print_stderr, reason = "a program may print")]

use std::{env, error, fs};

use ogi_report::check::check_series;
use ogi_report::diff;

fn main() -> Result<(), Box<dyn error::Error>> {
    let old = env::args().nth(1).unwrap_or("examples/sample-2023.txt".into());
    let new = env::args().nth(2).unwrap_or("examples/sample.txt".into());

    let old = ogi_report::read(&fs::read(old)?)?.report;
    let new = ogi_report::read(&fs::read(new)?)?.report;
    println!("{}", diff(&old, &new));
    for finding in check_series(&[old, new]).violated() {
        println!("{finding}");
    }
    Ok(())
}
