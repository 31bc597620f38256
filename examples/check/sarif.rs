//! Findings as a SARIF log.

use std::io::{self, Write};

use ogi_report::Severity;
use ogi_report::check::Outcome;
use ogi_report::write::{Sarif, SourceText};

use crate::arguments::Arguments;
use crate::checks::{Checks, Inputs};

/// Writes everything as one indented log.
pub(crate) fn write(
    out: &mut impl Write,
    arguments: &Arguments,
    inputs: &Inputs,
    sources: &[SourceText<'_>],
    checks: &Checks,
) -> io::Result<()> {
    let mut sarif = Sarif::new(sources).language(arguments.lang.into());
    for (_, message) in &inputs.unread {
        sarif.unread(message);
    }
    for (nth, input) in inputs.read.iter().enumerate() {
        for diagnostic in input.parsed.diagnostics.iter().filter(|diagnostic| diagnostic.severity == Severity::Error) {
            sarif.diagnostic(nth, diagnostic);
        }
    }
    for check in &checks.0 {
        sarif.check(check.inputs.clone(), &check.findings, |finding| {
            arguments.all || finding.outcome == Outcome::Violated
        });
    }
    serde_json::to_writer_pretty(&mut *out, &sarif)?;
    writeln!(out)
}
