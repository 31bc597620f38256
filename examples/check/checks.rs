//! Reading the inputs and checking them.

use std::ops::Range;
use std::path::{Path, PathBuf};

use ogi_report::check::{Checker, Completeness, Findings, Location};
use ogi_report::write::CheckKind;
use ogi_report::{Parsed, Report, Severity};

use crate::arguments::Arguments;
use crate::input::{self, Source};

/// A report that was read.
pub(crate) struct Input {
    pub(crate) source: Source,
    /// The path; `None` for standard input and the sample.
    pub(crate) path: Option<PathBuf>,
    pub(crate) parsed: Parsed,
}

/// What was read, and what could not be.
pub(crate) struct Inputs {
    pub(crate) read: Vec<Input>,
    /// The name of each, and a message that names it.
    pub(crate) unread: Vec<(String, String)>,
    /// Whether the first of the command line is among those read.
    first_is_read: bool,
}

impl Inputs {
    pub(crate) fn read(files: &[PathBuf]) -> Self {
        let mut inputs = Self { read: Vec::new(), unread: Vec::new(), first_is_read: false };
        for (nth, path) in input::inputs(files).into_iter().enumerate() {
            match input::read(path) {
                Ok((source, parsed)) => {
                    let path = path.filter(|path| !input::is_standard_input(path)).map(Path::to_owned);
                    inputs.read.push(Input { source, path, parsed });
                    inputs.first_is_read |= nth == 0;
                }
                Err(message) => {
                    let name = path.map_or_else(String::new, |path| path.display().to_string());
                    inputs.unread.push((name, message));
                }
            }
        }
        inputs
    }
}

/// Whether there is something to compare. An error is a message that says what to do.
pub(crate) fn enough(arguments: &Arguments) -> Result<(), String> {
    match (arguments.files.len(), arguments.series, arguments.rollup) {
        (0 | 1, true, _) => Err("--series compares reports with each other: give two files or more, of one office and several years".to_owned()),
        (0 | 1, _, true) => Err("--rollup compares the first report with the others: give that of the parent and, behind it, those of its subordinate offices".to_owned()),
        _ => Ok(()),
    }
}

/// The rules that were chosen. An error is a message that says what to do.
pub(crate) fn checker(arguments: &Arguments) -> Result<Checker, String> {
    let hint = |error: &dyn std::fmt::Display| format!("{error}; --list-rules shows them");
    let mut checker = Checker::new().blanks(arguments.blanks.into()).max_findings(arguments.max_findings);
    if !arguments.select.is_empty() {
        checker = checker.select(arguments.select.iter().map(String::as_str)).map_err(|error| hint(&error))?;
    }
    checker.ignore(arguments.ignore.iter().map(String::as_str)).map_err(|error| hint(&error))
}

/// What one check found.
pub(crate) struct Check {
    pub(crate) kind: CheckKind,
    /// Which of the inputs were checked.
    pub(crate) inputs: Range<usize>,
    pub(crate) findings: Findings,
    /// Which cells may be wrong where identities of a report are violated.
    pub(crate) location: Location,
}

/// All checks of a run, those of single reports first.
pub(crate) struct Checks(pub(crate) Vec<Check>);

impl Checks {
    pub(crate) fn run(arguments: &Arguments, checker: &Checker, inputs: &Inputs) -> Self {
        let mut checks: Vec<Check> = inputs
            .read
            .iter()
            .enumerate()
            .map(|(nth, input)| Check {
                kind: CheckKind::Report,
                inputs: nth..nth + 1,
                findings: checker.check(&input.parsed.report),
                location: checker.locate(&input.parsed.report),
            })
            .collect();
        let all = 0..inputs.read.len();
        if arguments.series || arguments.rollup {
            let reports: Vec<Report> = inputs.read.iter().map(|input| input.parsed.report.clone()).collect();
            if arguments.series {
                let findings = checker.check_series(&reports);
                checks.push(Check { kind: CheckKind::Series, inputs: all, findings, location: Location::default() });
            } else if let Some((parent, children)) = reports.split_first().filter(|_| inputs.first_is_read) {
                let findings = checker.check_rollup(parent, children, completeness(arguments, inputs));
                checks.push(Check { kind: CheckKind::Rollup, inputs: all, findings, location: Location::default() });
            } else {
                crate::complain("the parent could not be read, so nothing is compared with it");
            }
        }
        Self(checks)
    }

    /// The severity of the worst violation.
    pub(crate) fn worst(&self) -> Option<Severity> {
        self.0.iter().filter_map(|check| check.findings.worst()).max()
    }
}

/// Where a subordinate could not be read, those that were are not all there are.
fn completeness(arguments: &Arguments, inputs: &Inputs) -> Completeness {
    match (arguments.complete, inputs.unread.is_empty()) {
        (true, true) => Completeness::Complete,
        (true, false) => {
            crate::complain("not all subordinates could be read, so the parent is compared as with --partial");
            Completeness::Partial
        }
        (false, _) => Completeness::Partial,
    }
}
