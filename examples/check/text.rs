//! Findings as text: each with the lines that it is about, and how many there are.

use std::io::{self, Write};

use ogi_report::check::{Language, Outcome, Tally};
use ogi_report::write::{CheckKind, Renderer, SourceText};
use ogi_report::{Diagnostic, Severity};

use crate::arguments::Arguments;
use crate::checks::{Checks, Input, Inputs};
use crate::terminal::printable;

/// Writes the findings check by check, each check with its summary.
pub(crate) fn write(
    out: &mut impl Write,
    arguments: &Arguments,
    inputs: &Inputs,
    sources: &[SourceText<'_>],
    checks: &Checks,
) -> io::Result<()> {
    let language = Language::from(arguments.lang);
    let mut total = Tally::default();
    for check in &checks.0 {
        // Report 0 of a finding is the first source of its check.
        let of_check = sources.get(check.inputs.clone()).unwrap_or_default();
        let renderer = Renderer::new(of_check).language(language).color(arguments.color.is_wanted());
        let single = inputs.read.get(check.inputs.start).filter(|_| check.kind == CheckKind::Report);
        let unread = match single {
            Some(input) => write_diagnostics(out, &renderer, input)?,
            None => 0,
        };
        for finding in &check.findings {
            if arguments.all || finding.outcome == Outcome::Violated {
                let notes = match finding.outcome {
                    Outcome::Violated => check.location.notes(finding, language),
                    _ => Vec::new(),
                };
                writeln!(out, "{}", renderer.finding_with(finding, &notes))?;
            }
        }
        let tally = check.findings.tally();
        total += tally;
        let name = single.map_or_else(|| title(check.kind, language), |input| printable(&input.source.name));
        write!(out, "{name}: {}", tally.words(language))?;
        match language {
            _ if unread == 0 => writeln!(out)?,
            Language::Zh => writeln!(out, "；读取时有{unread}处错误，有关内容未能检查")?,
            _ => writeln!(out, "; {unread} errors of reading, and what they are about was not checked")?,
        }
    }
    if checks.0.len() > 1 {
        let name = if language == Language::Zh { "合计" } else { "in all" };
        writeln!(out, "{name}: {}", total.words(language))?;
    }
    Ok(())
}

/// Shows what could not be read, as it was not checked either. Gives how much it was.
fn write_diagnostics(out: &mut impl Write, renderer: &Renderer<'_>, input: &Input) -> io::Result<usize> {
    let errors: Vec<&Diagnostic> =
        input.parsed.diagnostics.iter().filter(|diagnostic| diagnostic.severity == Severity::Error).collect();
    // Many rows can lack in one place, and one look at the source is enough for all of them.
    for group in errors.chunk_by(|one, next| one.span == next.span && one.code == next.code) {
        let Some((first, rest)) = group.split_first() else { continue };
        write!(out, "{}", renderer.diagnostic(0, first))?;
        if !rest.is_empty() {
            writeln!(out, "   = note: and {} more {} here", rest.len(), first.code.name())?;
        }
        writeln!(out)?;
    }
    Ok(errors.len())
}

fn title(kind: CheckKind, language: Language) -> String {
    match (kind, language) {
        (CheckKind::Series, Language::Zh) => "年度衔接",
        (CheckKind::Series, _) => "the series",
        (_, Language::Zh) => "上下级汇总",
        _ => "the rollup",
    }
    .to_owned()
}
