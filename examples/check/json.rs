//! Findings as one JSON object.

use std::io::{self, Write};

use ogi_report::check::Outcome;
use ogi_report::write::{CheckKind, FindingsJson, SourceText};

use crate::arguments::Arguments;
use crate::checks::{Checks, Inputs};

/// Writes everything as one indented object.
pub(crate) fn write(
    out: &mut impl Write,
    arguments: &Arguments,
    inputs: &Inputs,
    sources: &[SourceText<'_>],
    checks: &Checks,
) -> io::Result<()> {
    let mut json = FindingsJson::new(sources);
    for (nth, input) in inputs.read.iter().enumerate() {
        json.read(nth, &input.parsed);
    }
    for (name, message) in &inputs.unread {
        json.unread(name, message);
    }
    for check in &checks.0 {
        json.check(check.kind, check.inputs.clone(), &check.findings, |finding| {
            arguments.all || finding.outcome == Outcome::Violated
        });
        if check.kind == CheckKind::Report {
            json.located(&check.location);
        }
    }
    serde_json::to_writer_pretty(&mut *out, &json)?;
    writeln!(out)
}
