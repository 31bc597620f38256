//! The command line.

use std::path::PathBuf;

use clap::{Parser, ValueEnum};
use serde::{Deserialize, Serialize};

/// Read and check annual reports on open government information (政府信息公开工作年度报告) by the hundred thousand, and write
/// what is in them as tables.
///
/// Inputs are folders, with all that is below them, zip archives, and files: text, Markdown, HTML, DOCX and PDF. The form is
/// told by the content, that of archives by the name (.zip). Archives within archives are not opened. What cannot be read is a row of the
/// table of errors; the rest goes on.
///
/// A run that was interrupted, however suddenly, goes on where it was if the same command is given again. No row is lost or
/// there twice. If the inputs or what is asked for have changed, that is refused.
#[derive(Debug, Parser)]
#[command(name = "corpus", after_long_help = AFTER)]
pub(crate) struct Arguments {
    /// Folders, zip archives and files
    #[arg(value_name = "INPUT", required_unless_present = "list")]
    pub(crate) inputs: Vec<PathBuf>,

    /// A text file that names further inputs, one a line; `-` is standard input
    #[arg(long, value_name = "FILE")]
    pub(crate) list: Option<PathBuf>,

    /// Only documents whose names match, such as '*.{html,docx}'. `*` also takes slashes. Can be given several times
    #[arg(long, value_name = "PATTERN")]
    pub(crate) glob: Vec<String>,

    /// The folder to write to
    #[arg(long, value_name = "FOLDER")]
    pub(crate) out: PathBuf,

    /// The form of the tables
    #[arg(long, value_enum, default_value_t = Format::Csv)]
    pub(crate) format: Format,

    /// The tables to write. That of errors is always there
    #[arg(long, value_enum, value_delimiter = ',', default_value = "reports,cells,claims,findings")]
    pub(crate) tables: Vec<Table>,

    /// Which findings to write
    #[arg(long, value_enum, default_value_t = Findings::Violated)]
    pub(crate) findings: Findings,

    /// Check by these rules only: codes, names, or beginnings of codes such as `A`, with commas between them
    #[arg(long, value_name = "RULES", value_delimiter = ',')]
    pub(crate) select: Vec<String>,

    /// Do not check by these rules
    #[arg(long, value_name = "RULES", value_delimiter = ',')]
    pub(crate) ignore: Vec<String>,

    /// In the end, put the parts of each table together into one file. Not for Parquet, whose readers take folders of parts
    #[arg(long)]
    pub(crate) single: bool,

    /// Documents in a part: what is lost of the work when the run is interrupted is a few parts for each thread
    #[arg(long, value_name = "N", default_value_t = 500, value_parser = clap::value_parser!(u32).range(1..))]
    pub(crate) part: u32,

    /// Threads that read. Without it, as many as there are cores
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..))]
    pub(crate) threads: Option<u16>,

    /// Begin anew, and throw away what an earlier run has left in the folder
    #[arg(long)]
    pub(crate) restart: bool,

    /// Say nothing of how far it is, and print no summary
    #[arg(long, short)]
    pub(crate) quiet: bool,
}

const AFTER: &str = "\
In the folder, each table is a folder of parts, such as cells/part-00000.csv, or one file with --single: reports, a row for
each report; cells, claims and findings, a row for each; errors, a row for each document that could not be read, with the
kind of error and what can be done. inputs.jsonl lists what was found to read, and journal.jsonl the parts that are done.

The exit status is 0 when every document was read, 1 when all is done and some could not be read, and 2 when the run could
not be done: the command line makes no sense, the inputs have changed, or the folder cannot be written to.";

/// The form of the tables.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Format {
    /// CSV in UTF-8, safe for spreadsheets
    Csv,
    /// JSON Lines
    Jsonl,
    /// Parquet
    Parquet,
}

impl Format {
    /// The end of the names of its files.
    pub(crate) const fn extension(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Jsonl => "jsonl",
            Self::Parquet => "parquet",
        }
    }
}

/// A table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, ValueEnum, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Table {
    /// A row for each report
    Reports,
    /// A row for each cell
    Cells,
    /// A row for each claim of the prose
    Claims,
    /// A row for each finding
    Findings,
    /// A row for each document that could not be read
    #[value(skip)]
    Errors,
}

impl Table {
    pub(crate) const ALL: [Self; 5] = [Self::Reports, Self::Cells, Self::Claims, Self::Findings, Self::Errors];

    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Reports => "reports",
            Self::Cells => "cells",
            Self::Claims => "claims",
            Self::Findings => "findings",
            Self::Errors => "errors",
        }
    }
}

/// Which findings to write.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Findings {
    /// Those that are violated
    Violated,
    /// Also those that hold, and those that cannot be assessed: some hundred a report
    All,
}
