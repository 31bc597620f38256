//! The findings of a run as one JSON object.

use core::ops::Range;

use serde::Serialize;

use super::SourceText;
use crate::check::{Finding, Findings, Location, Tally};
use crate::{Diagnostic, Parsed, Span};

/// What was read and what was found, for serde: one object a run, whatever the number of reports.
///
/// ```
/// use ogi_report::check::check;
/// use ogi_report::write::{CheckKind, FindingsJson, SourceText};
///
/// let text = ogi_report::SAMPLE.replace("2\t0\t19", "2\t0\t18");
/// let parsed = ogi_report::parse(&text)?;
/// let sources = [SourceText::new("sample", &text)];
/// let mut json = FindingsJson::new(&sources);
/// json.read(0, &parsed);
/// json.check(CheckKind::Report, 0..1, &check(&parsed.report), |finding| finding.rule.code == "A003");
///
/// let json = serde_json::to_value(&json)?;
/// assert_eq!(json["schema"], "ogi-report/findings/1");
/// let finding = &json["checks"][0]["findings"][0];
/// assert_eq!(finding["rule"], "A003");
/// assert_eq!(finding["places"][0]["start"]["line"], 43);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # The form
///
/// | field | what |
/// | --- | --- |
/// | `schema` | `ogi-report/findings/1`; the number changes when a field is removed or changes its meaning |
/// | `version` | of this crate |
/// | `inputs` | the reports that were read: `name`, `uri`, `title`, `issuer`, `year`, `edition`, and the `diagnostics` of reading |
/// | `unread` | what could not be read: `name`, `error` |
/// | `checks` | `kind` (`report`, `series`, `rollup`), `inputs`, the `findings`, and of a report the `location`: which cells may be wrong where identities are violated ([`Location`]) |
/// | `summary` | how many findings there are of each outcome, those that are not written included; `left_out` of them were beyond the limit of the checker |
///
/// `inputs` of a check are indices into the `inputs` of the run, and `report` in a finding or an operand is an index
/// into those of the check. A finding is what serde makes of a [`Finding`], and reads back as one, with its `places`
/// beside it: `input`, an index into the `inputs` of the run; `operand`, an index into the finding's operands, left out
/// for the place of the finding itself; the `span` in bytes; `start` and `end`, each with `line` and `column` from 1,
/// columns in characters (Unicode scalar values).
#[derive(Clone, Debug, Serialize)]
pub struct FindingsJson<'t> {
    schema: &'static str,
    version: &'static str,
    inputs: Vec<Input>,
    unread: Vec<Unread>,
    checks: Vec<Check>,
    summary: Tally,
    #[serde(skip)]
    sources: &'t [SourceText<'t>],
}

/// What was checked together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum CheckKind {
    /// A report by itself.
    Report,
    /// Reports of several years.
    Series,
    /// A parent, then its parts.
    Rollup,
}

#[derive(Clone, Debug, Serialize)]
struct Input {
    name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    uri: Option<String>,
    title: Option<String>,
    issuer: Option<String>,
    year: Option<u16>,
    edition: Option<&'static str>,
    diagnostics: Vec<Located>,
}

#[derive(Clone, Debug, Serialize)]
struct Unread {
    name: String,
    error: String,
}

#[derive(Clone, Debug, Serialize)]
struct Check {
    kind: CheckKind,
    inputs: Vec<usize>,
    findings: Vec<Placed>,
    #[serde(skip_serializing_if = "Option::is_none")]
    location: Option<Location>,
}

#[derive(Clone, Debug, Serialize)]
struct Placed {
    #[serde(flatten)]
    finding: Finding,
    places: Vec<Place>,
}

#[derive(Clone, Debug, Serialize)]
struct Located {
    #[serde(flatten)]
    diagnostic: Diagnostic,
    start: Position,
    end: Position,
}

#[derive(Clone, Debug, Serialize)]
struct Place {
    input: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    operand: Option<usize>,
    span: Span,
    start: Position,
    end: Position,
}

#[derive(Clone, Debug, Serialize)]
struct Position {
    line: usize,
    column: usize,
}

impl Input {
    fn new(source: &SourceText<'_>) -> Self {
        Self {
            name: source.name().to_owned(),
            uri: source.uri().map(ToOwned::to_owned),
            title: None,
            issuer: None,
            year: None,
            edition: None,
            diagnostics: Vec::new(),
        }
    }
}

impl Position {
    fn of(source: &SourceText<'_>, offset: u32) -> Self {
        let place = source.place(offset);
        Self { line: place.line, column: place.column }
    }
}

impl<'t> FindingsJson<'t> {
    /// What was read from `sources`, with nothing checked yet.
    pub fn new(sources: &'t [SourceText<'t>]) -> Self {
        Self {
            schema: "ogi-report/findings/1",
            version: env!("CARGO_PKG_VERSION"),
            inputs: sources.iter().map(Input::new).collect(),
            unread: Vec::new(),
            checks: Vec::new(),
            summary: Tally::default(),
            sources,
        }
    }

    /// Says what was read from a source: whose report it is, and the diagnostics.
    pub fn read(&mut self, input: usize, parsed: &Parsed) {
        let (Some(source), Some(input)) = (self.sources.get(input), self.inputs.get_mut(input)) else { return };
        let report = &parsed.report;
        input.title = report.title.as_ref().map(|title| title.text.clone());
        input.issuer = report.issuer.as_ref().map(|issuer| issuer.value.clone());
        input.year = report.year.as_ref().map(|year| year.value);
        input.edition = Some(report.edition.as_str());
        let diagnostics = parsed.diagnostics.iter().map(|diagnostic| Located {
            start: Position::of(source, diagnostic.span.start),
            end: Position::of(source, diagnostic.span.end),
            diagnostic: diagnostic.clone(),
        });
        input.diagnostics = diagnostics.collect();
    }

    /// Adds an input that could not be read, and why.
    pub fn unread(&mut self, name: &str, error: &str) {
        self.unread.push(Unread { name: name.to_owned(), error: error.to_owned() });
    }

    /// Adds what a check found. All findings are counted; those that `is_shown` are written.
    ///
    /// `inputs` are the sources of the reports checked, the first one that of report 0. Those that do not exist are left
    /// out, and so are places in them.
    pub fn check(
        &mut self,
        kind: CheckKind,
        inputs: Range<usize>,
        findings: &Findings,
        mut is_shown: impl FnMut(&Finding) -> bool,
    ) {
        let inputs = existing(inputs, self.sources);
        self.summary += findings.tally();
        let findings = findings
            .iter()
            .filter(|finding| is_shown(finding))
            .map(|finding| Placed { finding: finding.clone(), places: places(finding, self.sources, &inputs) })
            .collect();
        self.checks.push(Check { kind, inputs: inputs.collect(), findings, location: None });
    }

    /// Adds which cells may be wrong to what the last check found.
    pub fn located(&mut self, location: &Location) {
        if let Some(check) = self.checks.last_mut() {
            check.location = Some(location.clone());
        }
    }

    /// How many findings there are of each outcome, in all checks.
    pub fn summary(&self) -> Tally {
        self.summary
    }
}

/// The part of a range that there are sources for.
pub(super) fn existing(inputs: Range<usize>, sources: &[SourceText<'_>]) -> Range<usize> {
    inputs.start.min(sources.len())..inputs.end.min(sources.len())
}

fn places(finding: &Finding, sources: &[SourceText<'_>], inputs: &Range<usize>) -> Vec<Place> {
    let own = finding.span.map(|span| (None, finding.report, span));
    let operands = finding.operands.iter().enumerate();
    let operands = operands.filter_map(|(at, operand)| Some((Some(at), operand.report, operand.span?)));
    own.into_iter()
        .chain(operands)
        .filter_map(|(operand, report, span)| {
            let input = inputs.start + usize::from(report);
            let source = sources.get(input).filter(|_| inputs.contains(&input))?;
            let (start, end) = (Position::of(source, span.start), Position::of(source, span.end));
            Some(Place { input, operand, span, start, end })
        })
        .collect()
}
