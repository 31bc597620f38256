//! Draws pictures of reports as SVG: the example program of `write::chart`.
//!
//! ```text
//! cargo run --example chart -- REPORT > flow.svg
//! cargo run --example chart -- --years 2022.docx 2023.html 2024.pdf > years.svg
//! cargo run --example chart -- --outcomes FOLDER > outcomes.svg
//! ```
//!
//! What does not agree in the figures is said on standard error as well, and so is what could not be read.

#[path = "parse/input.rs"]
#[allow(dead_code, reason = "the example parse needs more of it")]
mod input;

use std::error::Error;
use std::fs;
use std::io::{self, Write as _};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, ValueEnum};
use ogi_report::Report;
use ogi_report::check::Language;
use ogi_report::write::chart::{Flow, Outcomes, Years};
use walkdir::WalkDir;

/// Draw a picture of annual reports on open government information (政府信息公开工作年度报告), as SVG.
#[derive(Debug, Parser)]
#[command(name = "chart")]
struct Arguments {
    /// Reports in any form, or folders of them; `-` is standard input. Without any, the sample that ships with the crate is read
    #[arg(value_name = "REPORT")]
    reports: Vec<PathBuf>,

    /// The years of one issuer, from several reports
    #[arg(long, conflicts_with = "outcomes")]
    years: bool,

    /// How the results of many reports part into their groups
    #[arg(long)]
    outcomes: bool,

    /// Reports that are drawn at most, with --outcomes
    #[arg(long, value_name = "N", default_value_t = 40)]
    limit: usize,

    /// The language of the words
    #[arg(long, value_enum, default_value_t = Lang::Zh)]
    lang: Lang,

    /// The file to write; standard output otherwise
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Lang {
    /// Chinese
    Zh,
    /// English
    En,
}

fn main() -> ExitCode {
    let Err(error) = run(&Arguments::parse()) else { return ExitCode::SUCCESS };
    let _ = writeln!(io::stderr(), "{error}");
    ExitCode::from(2)
}

fn run(arguments: &Arguments) -> Result<(), Box<dyn Error>> {
    let language = match arguments.lang {
        Lang::Zh => Language::Zh,
        Lang::En => Language::En,
    };
    let (svg, notes) = if arguments.outcomes {
        let mut outcomes = Outcomes::of([]).language(language).limit(arguments.limit);
        each(&arguments.reports, |report| outcomes.add(&report))?;
        (outcomes.to_svg(), outcomes.notes())
    } else {
        let mut reports = Vec::new();
        each(&arguments.reports, |report| reports.push(report))?;
        match &*reports {
            [] => return Err("none of that is a report, so there is nothing to draw".into()),
            [report] if !arguments.years => {
                let flow = Flow::of(report).language(language);
                (flow.to_svg(), flow.notes())
            }
            reports if arguments.years => {
                let years = Years::of(reports).language(language);
                (years.to_svg(), years.notes())
            }
            reports => return Err(format!("{} reports: ask for --years or --outcomes", reports.len()).into()),
        }
    };
    for note in notes {
        writeln!(io::stderr(), "{note}")?;
    }
    match &arguments.out {
        Some(path) => fs::write(path, svg).map_err(|error| format!("{}: {error}", path.display()))?,
        None => io::stdout().write_all(svg.as_bytes())?,
    }
    Ok(())
}

/// Reads each report in its turn. One that cannot be read is said and passed over.
fn each(paths: &[PathBuf], mut with: impl FnMut(Report)) -> Result<(), Box<dyn Error>> {
    if paths.is_empty() {
        with(input::read(None)?.1.report);
    }
    let mut inputs = Vec::new();
    for path in paths {
        if input::is_standard_input(path) {
            inputs.push(path.clone());
            continue;
        }
        for entry in WalkDir::new(path).sort_by_file_name() {
            let entry = entry.map_err(|error| match error.into_io_error() {
                Some(error) => format!("{}: {error}", path.display()),
                None => format!("{}: a link in it leads back to it", path.display()),
            })?;
            if !entry.file_type().is_dir() {
                inputs.push(entry.into_path());
            }
        }
    }
    for input in &inputs {
        match input::read(Some(input)) {
            Ok((_, parsed)) => with(parsed.report),
            Err(error) => writeln!(io::stderr(), "{error}")?,
        }
    }
    Ok(())
}
