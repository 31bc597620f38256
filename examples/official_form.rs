//! A report in the official form, as a Word document, whatever form it was in.
//!
//! ```sh
//! cargo run --example official_form -- report.pdf report.docx
//! ```

#![allow(clippy::print_stdout, clippy::print_stderr, reason = "a program may print")]

use std::{env, error, fs};

use ogi_report::write::docx;
use ogi_report::write::official::OfficialForm;

fn main() -> Result<(), Box<dyn error::Error>> {
    let path = env::args().nth(1).unwrap_or("examples/sample.txt".into());
    let out = env::args().nth(2).unwrap_or("report.docx".into());

    let report = ogi_report::read(&fs::read(path)?)?.report;
    fs::write(&out, docx(&report))?;
    for omission in OfficialForm::new(&report).omissions() {
        println!("not in {out}: {omission}");
    }
    Ok(())
}
