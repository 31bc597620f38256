//! The command line.

use std::io::{self, IsTerminal};
use std::path::PathBuf;

use clap::{Parser, ValueEnum};
use ogi_report::Severity;
use ogi_report::check::{Blanks, Language};

/// Check annual reports on open government information (政府信息公开工作年度报告): whether their figures agree with each
/// other, with the format, with last year's report and with those of subordinate offices.
///
/// The exit status is 0 when nothing is violated, 1 when something is (see --fail-on), and 2 when an input could not be
/// read
/// or the command line makes no sense; the others are checked and shown all the same. What could not be read of a report does not change the status,
/// but is shown, as it was not checked either.
#[derive(Debug, Parser)]
#[command(name = "check", after_long_help = JSON)]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag of the command line")]
pub(crate) struct Arguments {
    /// Reports as text, Markdown, HTML, DOCX or PDF; `-` is standard input. Without any, the sample that ships with the crate is checked
    #[arg(value_name = "FILE")]
    pub(crate) files: Vec<PathBuf>,

    /// The form of the output
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub(crate) format: Format,

    /// The language of findings and rules. What is said of reading a text and of the command line is in English
    #[arg(long, value_enum, default_value_t = Lang::En)]
    pub(crate) lang: Lang,

    /// Check by these rules only: codes, names, or beginnings of codes such as `A`, with commas between them
    #[arg(long, value_name = "RULES", value_delimiter = ',')]
    pub(crate) select: Vec<String>,

    /// Do not check by these rules
    #[arg(long, value_name = "RULES", value_delimiter = ',')]
    pub(crate) ignore: Vec<String>,

    /// Compare the reports with each other as well: those of one office over the years, in any order
    #[arg(long, conflicts_with = "rollup")]
    pub(crate) series: bool,

    /// Compare the first report with the others as well: a parent with its subordinate offices
    #[arg(long)]
    pub(crate) rollup: bool,

    /// The subordinate offices are all there are: their figures add up to the parent's
    #[arg(long, requires = "rollup", conflicts_with = "partial")]
    pub(crate) complete: bool,

    /// There are other subordinate offices: the parent's figures are no smaller than their sum. This is the default
    #[arg(long, requires = "rollup")]
    pub(crate) partial: bool,

    /// What blank cells and marks such as `/` count for in sums
    #[arg(long, value_enum, default_value_t = BlankCells::ZeroBesideNumbers)]
    pub(crate) blanks: BlankCells,

    /// Findings of each check that are kept at most; more are counted
    #[arg(long, value_name = "N", default_value_t = 10_000)]
    pub(crate) max_findings: usize,

    /// Show also what holds and what cannot be assessed
    #[arg(long)]
    pub(crate) all: bool,

    /// The mildest violation that makes the exit status 1
    #[arg(long, value_enum, default_value_t = Level::Note)]
    pub(crate) fail_on: Level,

    /// Whether text has colours
    #[arg(long, value_enum, default_value_t = Color::Auto)]
    pub(crate) color: Color,

    /// Print what a rule is for, by its code or name, and check nothing
    #[arg(long, value_name = "RULE")]
    pub(crate) explain: Option<String>,

    /// Print a line for every rule, and check nothing
    #[arg(long, conflicts_with = "explain")]
    pub(crate) list_rules: bool,
}

const JSON: &str = "\
The form of JSON, one object a run:
  schema    \"ogi-report/findings/1\"; the number changes with the meaning of the fields
  version   that of the crate
  inputs    the reports that were read: name, uri, title, issuer, year, edition, diagnostics
  unread    what could not be read: name, error
  checks    kind (report, series, rollup), inputs (indices), findings
  summary   how many findings there are of each outcome, those not shown included; left_out of them
            were beyond --max-findings
A finding has its rule, outcome, severity, message (zh, en), operands, values and fingerprint. Its places give input,
operand (an index; none for the place of the finding itself), span in bytes, and start and end as line and column, both
from 1, columns in characters.

The form of SARIF is that of version 2.1.0, one run, columns in UTF-16 code units.";

/// The form of the output.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// Messages with the lines of the source, for people
    Text,
    /// One JSON object
    Json,
    /// A SARIF 2.1.0 log, for editors and code hosts
    Sarif,
    /// A web page with the reports in their official form and everything that was found marked in it, --all or not
    Html,
}

/// A language.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Lang {
    /// Chinese
    Zh,
    /// English
    En,
}

impl From<Lang> for Language {
    fn from(lang: Lang) -> Self {
        match lang {
            Lang::Zh => Self::Zh,
            Lang::En => Self::En,
        }
    }
}

/// What blank cells count for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum BlankCells {
    /// Nought, where numbers stand beside them
    ZeroBesideNumbers,
    /// Nought, everywhere
    Zero,
    /// Nothing: sums with a blank in them are not assessed
    Unknown,
}

impl From<BlankCells> for Blanks {
    fn from(blanks: BlankCells) -> Self {
        match blanks {
            BlankCells::ZeroBesideNumbers => Self::ZeroBesideNumbers,
            BlankCells::Zero => Self::Zero,
            BlankCells::Unknown => Self::Unknown,
        }
    }
}

/// A severity.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Level {
    /// Errors only
    Error,
    /// Errors and warnings
    Warning,
    /// Everything
    Note,
}

impl From<Level> for Severity {
    fn from(level: Level) -> Self {
        match level {
            Level::Error => Self::Error,
            Level::Warning => Self::Warning,
            Level::Note => Self::Note,
        }
    }
}

/// When to use colours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Color {
    /// On a terminal, unless `NO_COLOR` is set
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

impl Color {
    pub(crate) fn is_wanted(self) -> bool {
        match self {
            Self::Auto => {
                io::stdout().is_terminal() && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty())
            }
            Self::Always => true,
            Self::Never => false,
        }
    }
}
