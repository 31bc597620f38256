//! Findings as a web page.

use std::io::{self, Write};

use ogi_report::write::{AnnotatedPage, CheckKind, SourceText};

use crate::arguments::Arguments;
use crate::checks::{Checks, Inputs};

/// Writes everything as one page. What holds is folded away on it, so nothing is left out.
pub(crate) fn write(
    out: &mut impl Write,
    arguments: &Arguments,
    inputs: &Inputs,
    sources: &[SourceText<'_>],
    checks: &Checks,
) -> io::Result<()> {
    let mut page = AnnotatedPage::new(sources).language(arguments.lang.into());
    for (nth, input) in inputs.read.iter().enumerate() {
        page.read(nth, &input.parsed);
    }
    for (name, message) in &inputs.unread {
        page.unread(name, message);
    }
    for check in &checks.0 {
        page.check(check.kind, check.inputs.clone(), &check.findings, |_| true);
        if check.kind == CheckKind::Report {
            page.located(&check.location);
        }
    }
    out.write_all(page.to_html().as_bytes())
}
