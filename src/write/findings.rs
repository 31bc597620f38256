//! The findings of a run as one JSON object.

use core::ops::Range;

use serde::Serialize;

use super::SourceText;
use crate::check::{Finding, Findings, Location, Tally};
use crate::contract::FindingsContract;
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
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct FindingsJson<'t> {
    schema: FindingsContract,
    /// The version of ogi-report.
    version: &'static str,
    /// The reports that were read.
    inputs: Vec<Input>,
    /// What could not be read.
    unread: Vec<Unread>,
    /// What was checked, and what was found.
    checks: Vec<Check>,
    /// How many findings there are of each outcome, those that are not written included.
    summary: Tally,
    #[serde(skip)]
    sources: &'t [SourceText<'t>],
}

/// What was checked together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
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

/// A report that was read.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
struct Input {
    /// The name that the caller gave it.
    name: String,
    /// Its address, where it has one.
    #[serde(skip_serializing_if = "Option::is_none")]
    uri: Option<String>,
    /// Title, without line breaks.
    title: Option<String>,
    /// Issuer.
    issuer: Option<String>,
    /// The year that is reported on.
    year: Option<u16>,
    /// Edition of the format; null where nothing was read.
    #[cfg_attr(feature = "schemars", schemars(with = "Option<crate::report::Edition>"))]
    edition: Option<&'static str>,
    /// What was unusual while reading.
    diagnostics: Vec<Located>,
}

/// An input that could not be read.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
struct Unread {
    /// The name that the caller gave it.
    name: String,
    /// Why it could not be read.
    error: String,
}

/// What was checked together, and what was found.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
struct Check {
    /// What was checked together.
    kind: CheckKind,
    /// The reports, as indices into the `inputs` of the run.
    inputs: Vec<usize>,
    /// The findings, each with the places it rests on.
    findings: Vec<Placed>,
    /// Which cells may be wrong where identities are violated.
    #[serde(skip_serializing_if = "Option::is_none")]
    location: Option<Location>,
}

/// A finding with the places it rests on.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema), schemars(rename = "PlacedFinding"))]
struct Placed {
    #[serde(flatten)]
    finding: Finding,
    /// The places: its own, then those of its operands.
    places: Vec<Place>,
}

/// A diagnostic with the lines it is about.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema), schemars(rename = "LocatedDiagnostic"))]
struct Located {
    #[serde(flatten)]
    diagnostic: Diagnostic,
    /// Where its span begins.
    start: Position,
    /// Where its span ends.
    end: Position,
}

/// A place that a finding rests on.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema), schemars(rename = "PlaceOfFinding"))]
struct Place {
    /// The report, an index into the `inputs` of the run.
    input: usize,
    /// The operand, an index into those of the finding; left out for the place of the finding itself.
    #[serde(skip_serializing_if = "Option::is_none")]
    operand: Option<usize>,
    /// The place in bytes.
    span: Span,
    /// Where it begins.
    start: Position,
    /// Where it ends.
    end: Position,
}

/// Line and column of a place.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
struct Position {
    /// Line, from 1.
    #[cfg_attr(feature = "schemars", schemars(range(min = 1)))]
    line: usize,
    /// Column in characters (Unicode scalar values), from 1.
    #[cfg_attr(feature = "schemars", schemars(range(min = 1)))]
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
            schema: FindingsContract,
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
