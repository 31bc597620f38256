//! SARIF 2.1.0, the interchange format of static analysis, which editors and code hosts show.

use core::ops::Range;
use std::collections::BTreeMap;

use serde::Serialize;

use super::findings::existing;
use super::{SourceText, operand};
use crate::check::{Finding, Findings, Language, Outcome, Reason, Rule, rules};
use crate::report::Edition;
use crate::{Diagnostic, Severity, Span};

/// A SARIF log with one run, for serde.
///
/// ```
/// use ogi_report::check::{Language, check};
/// use ogi_report::write::{Sarif, SourceText};
///
/// let text = ogi_report::SAMPLE.replace("2\t0\t19", "2\t0\t18");
/// let findings = check(&ogi_report::parse(&text)?.report);
/// let sources = [SourceText::file("report.txt".as_ref(), &text)];
/// let mut sarif = Sarif::new(&sources).language(Language::En);
/// sarif.check(0..1, &findings, |finding| finding.rule.code == "A003");
///
/// let json = serde_json::to_value(&sarif)?;
/// assert_eq!(json["version"], "2.1.0");
/// assert_eq!(json["runs"][0]["results"][0]["level"], "error");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// All rules stand in the driver, in the order of their codes, so that the index of a rule says the same in every log
/// of a version. A violated finding is a result of kind `fail`; one that holds is `pass`; one that cannot be assessed
/// is `notApplicable` where the rule has nothing to say about such a report, and `open` otherwise. All but `fail` have
/// level `none`, as the standard demands.
///
/// Columns count UTF-16 code units, as editors do. Regions have byte offsets as well. What the operands are is said in
/// `relatedLocations`, and their numbers stand in the `properties`, whose form has a version of its own.
#[derive(Clone, Debug, Serialize)]
pub struct Sarif<'t> {
    #[serde(rename = "$schema")]
    schema: &'static str,
    version: &'static str,
    runs: [Run; 1],
    #[serde(skip)]
    sources: &'t [SourceText<'t>],
    #[serde(skip)]
    language: Language,
}

const SCHEMA: &str = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/// The key of our fingerprint. Its number changes when the same finding would get another one.
const FINGERPRINT: &str = "ogiReport/v1";

/// The form of our `properties`.
const PROPERTIES: u32 = 1;

#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Run {
    tool: Tool,
    language: &'static str,
    column_kind: &'static str,
    default_encoding: &'static str,
    invocations: [Invocation; 1],
    artifacts: Vec<Artifact>,
    results: Vec<Result>,
    properties: RunProperties,
}

#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct RunProperties {
    properties_version: u32,
}

#[derive(Clone, Debug, Serialize)]
struct Tool {
    driver: Driver,
}

#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Driver {
    name: &'static str,
    semantic_version: &'static str,
    language: &'static str,
    rules: Vec<Descriptor>,
}

#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Descriptor {
    id: &'static str,
    name: &'static str,
    short_description: Message,
    full_description: Message,
    help: Message,
    default_configuration: Configuration,
    properties: RuleProperties,
}

#[derive(Clone, Debug, Serialize)]
struct Configuration {
    level: &'static str,
}

#[derive(Clone, Debug, Serialize)]
struct RuleProperties {
    family: crate::check::Family,
    formula: &'static str,
    editions: Vec<&'static str>,
    tags: Vec<&'static str>,
}

#[derive(Clone, Debug, Serialize)]
struct Message {
    text: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    markdown: Option<String>,
}

impl Message {
    fn new(text: &str) -> Self {
        // A link of the format is `[text](destination)`, and nothing else that has brackets is.
        Self { text: unbraced(text).replace("](", "] ("), markdown: None }
    }
}

/// Braces are doubled: alone they are placeholders of the format, in plain text and in Markdown.
fn unbraced(text: &str) -> String {
    text.replace('{', "{{").replace('}', "}}")
}

#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Invocation {
    execution_successful: bool,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    tool_execution_notifications: Vec<Notification>,
}

#[derive(Clone, Debug, Serialize)]
struct Notification {
    level: &'static str,
    message: Message,
    #[serde(skip_serializing_if = "Option::is_none")]
    descriptor: Option<DescriptorReference>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    locations: Vec<Location>,
}

#[derive(Clone, Debug, Serialize)]
struct DescriptorReference {
    id: &'static str,
}

#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Artifact {
    location: ArtifactLocation,
    length: usize,
    mime_type: &'static str,
    encoding: &'static str,
    roles: [&'static str; 1],
}

#[derive(Clone, Debug, Serialize)]
struct ArtifactLocation {
    #[serde(skip_serializing_if = "Option::is_none")]
    uri: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    index: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    description: Option<Message>,
}

#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Result {
    rule_id: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    rule_index: Option<usize>,
    kind: &'static str,
    level: &'static str,
    message: Message,
    locations: Vec<Location>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related_locations: Vec<Location>,
    partial_fingerprints: BTreeMap<&'static str, String>,
    properties: ResultProperties,
}

#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct ResultProperties {
    outcome: Outcome,
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<Reason>,
    #[serde(skip_serializing_if = "Option::is_none")]
    reported: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    computed: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    difference: Option<String>,
    blanks_as_zero: bool,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    cells: Vec<String>,
}

#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Location {
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<usize>,
    physical_location: PhysicalLocation,
    #[serde(skip_serializing_if = "Option::is_none")]
    message: Option<Message>,
}

#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct PhysicalLocation {
    artifact_location: ArtifactLocation,
    #[serde(skip_serializing_if = "Option::is_none")]
    region: Option<Region>,
}

#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Region {
    start_line: usize,
    start_column: usize,
    end_line: usize,
    end_column: usize,
    byte_offset: u32,
    byte_length: u32,
}

impl<'t> Sarif<'t> {
    /// A log about `sources`, in English, with no results yet.
    pub fn new(sources: &'t [SourceText<'t>]) -> Self {
        let language = Language::En;
        let artifacts = sources
            .iter()
            .map(|source| Artifact {
                location: ArtifactLocation {
                    uri: source.uri().map(ToOwned::to_owned),
                    index: None,
                    description: source.uri().is_none().then(|| Message::new(source.name())),
                },
                length: source.text().len(),
                mime_type: "text/plain",
                encoding: "UTF-8",
                roles: ["analysisTarget"],
            })
            .collect();
        let run = Run {
            tool: Tool { driver: driver(language) },
            language: tag(language),
            column_kind: "utf16CodeUnits",
            default_encoding: "UTF-8",
            invocations: [Invocation { execution_successful: true, tool_execution_notifications: Vec::new() }],
            artifacts,
            results: Vec::new(),
            properties: RunProperties { properties_version: PROPERTIES },
        };
        Self { schema: SCHEMA, version: "2.1.0", runs: [run], sources, language }
    }

    /// In another language: the rules, and what is added from now on.
    #[must_use]
    pub fn language(mut self, language: Language) -> Self {
        let [run] = &mut self.runs;
        run.tool.driver = driver(language);
        run.language = tag(language);
        self.language = language;
        self
    }

    /// Adds those findings of a check that `is_shown`. `inputs` are the sources of the reports checked, the first one
    /// that of report 0; those that do not exist are left out, and so are places in them. Findings beyond the limit of
    /// the checker become a notification of the tool that says how many there are.
    pub fn check(&mut self, inputs: Range<usize>, findings: &Findings, mut is_shown: impl FnMut(&Finding) -> bool) {
        let [run] = &mut self.runs;
        let maker = Maker { sources: self.sources, inputs: existing(inputs, self.sources), language: self.language };
        run.results.extend(findings.iter().filter(|finding| is_shown(finding)).map(|finding| maker.result(finding)));
        let message = match (self.language, findings.n_left_out()) {
            (_, 0) => return,
            (Language::Zh, n) => format!("另有{n}项检查结果超出上限，未列出"),
            (Language::En, 1) => "1 more finding is beyond the limit and not listed".to_owned(),
            (Language::En, n) => format!("{n} more findings are beyond the limit and not listed"),
        };
        let locations = maker.location(0, None).into_iter().collect();
        self.notify(Notification { level: "warning", message: Message::new(&message), descriptor: None, locations });
    }

    /// Adds a diagnostic of reading a source as a notification of the tool: it is about the reading, not the report.
    pub fn diagnostic(&mut self, input: usize, diagnostic: &Diagnostic) {
        let inputs = existing(input..input.saturating_add(1), self.sources);
        let maker = Maker { sources: self.sources, inputs, language: self.language };
        let notification = Notification {
            level: level(diagnostic.severity),
            message: Message::new(&diagnostic.message),
            descriptor: Some(DescriptorReference { id: diagnostic.code.code() }),
            locations: maker.location(0, Some(diagnostic.span)).into_iter().collect(),
        };
        self.notify(notification);
    }

    /// Says that an input could not be read, and why. The run has failed then.
    pub fn unread(&mut self, message: &str) {
        let [run] = &mut self.runs;
        let [invocation] = &mut run.invocations;
        invocation.execution_successful = false;
        let message = Message::new(message);
        self.notify(Notification { level: "error", message, descriptor: None, locations: Vec::new() });
    }

    fn notify(&mut self, notification: Notification) {
        let [run] = &mut self.runs;
        let [invocation] = &mut run.invocations;
        invocation.tool_execution_notifications.push(notification);
    }
}

const fn tag(language: Language) -> &'static str {
    match language {
        Language::Zh => "zh-CN",
        Language::En => "en-US",
    }
}

fn driver(language: Language) -> Driver {
    Driver {
        name: env!("CARGO_PKG_NAME"),
        semantic_version: env!("CARGO_PKG_VERSION"),
        language: tag(language),
        rules: rules().map(|rule| descriptor(rule, language)).collect(),
    }
}

fn descriptor(rule: &Rule, language: Language) -> Descriptor {
    let why = rule.why.get(language);
    Descriptor {
        id: rule.code,
        name: rule.name,
        short_description: Message::new(rule.summary.get(language)),
        full_description: Message::new(why),
        help: Message {
            markdown: Some(unbraced(&rule.explain(language))),
            ..Message::new(&format!("{why}\n{}\n{}", rule.formula, rule.source.get(language)))
        },
        default_configuration: Configuration { level: level(rule.severity) },
        properties: RuleProperties {
            family: rule.family,
            formula: rule.formula,
            editions: rule.editions.iter().copied().map(Edition::as_str).collect(),
            tags: vec!["open-government-information"],
        },
    }
}

const fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Note => "note",
        Severity::Warning => "warning",
        Severity::Error => "error",
    }
}

/// The kind of a result. A finding without a reason lacks it by mistake, and nothing is claimed for it.
const fn kind(finding: &Finding) -> &'static str {
    match (finding.outcome, finding.reason) {
        (Outcome::Violated, _) => "fail",
        (Outcome::Holds, _) => "pass",
        (
            Outcome::NotAssessable,
            Some(
                Reason::OtherScope
                | Reason::OtherYear
                | Reason::NotExact
                | Reason::NoSuchCell
                | Reason::NoPreviousReport
                | Reason::EditionsDiffer
                | Reason::IssuerOutsideRule,
            ),
        ) => "notApplicable",
        (Outcome::NotAssessable, _) => "open",
    }
}

/// Makes results of the findings of one check.
struct Maker<'t> {
    sources: &'t [SourceText<'t>],
    inputs: Range<usize>,
    language: Language,
}

impl Maker<'_> {
    fn result(&self, finding: &Finding) -> Result {
        let main = self.main(finding);
        let related = finding.operands.iter().filter_map(|operand| {
            let span = operand.span?;
            let mut location = self.location(operand.report, Some(span))?;
            let written = self.source(operand.report).and_then(|(_, source)| source.slice(span));
            location.message = Some(Message::new(&operand::label(finding, operand, written, self.language)));
            Some(location)
        });
        let related_locations =
            related.enumerate().map(|(id, location)| Location { id: Some(id + 1), ..location }).collect();
        let kind = kind(finding);
        let number = |number: Option<crate::report::Decimal>| number.map(|number| number.to_string());
        Result {
            rule_id: finding.rule.code,
            rule_index: rules().position(|rule| rule == finding.rule),
            kind,
            level: if kind == "fail" { level(finding.severity) } else { "none" },
            message: Message::new(&finding.message(self.language)),
            locations: main.into_iter().collect(),
            related_locations,
            partial_fingerprints: BTreeMap::from([(FINGERPRINT, finding.fingerprint())]),
            properties: ResultProperties {
                outcome: finding.outcome,
                reason: finding.reason,
                reported: number(finding.reported),
                computed: number(finding.computed),
                difference: number(finding.difference),
                blanks_as_zero: finding.blanks_as_zero,
                cells: finding
                    .operands
                    .iter()
                    .filter_map(|operand| operand.cell)
                    .map(|cell| cell.to_string())
                    .collect(),
            },
        }
    }

    /// Where a reader should look: the finding's own place, or that of the reported figure, or the report.
    fn main(&self, finding: &Finding) -> Option<Location> {
        match operand::primary(finding) {
            Some((report, span)) => self.location(report, Some(span)),
            None => self.location(finding.report, None),
        }
    }

    /// The source of a report that was checked, with its index.
    fn source(&self, report: u16) -> Option<(usize, &SourceText<'_>)> {
        let index = self.inputs.start + usize::from(report);
        Some((index, self.sources.get(index).filter(|_| self.inputs.contains(&index))?))
    }

    fn location(&self, report: u16, span: Option<Span>) -> Option<Location> {
        let (index, source) = self.source(report)?;
        let artifact_location =
            ArtifactLocation { uri: source.uri().map(ToOwned::to_owned), index: Some(index), description: None };
        let region = span.map(|span| region(source, span));
        Some(Location { id: None, physical_location: PhysicalLocation { artifact_location, region }, message: None })
    }
}

fn region(source: &SourceText<'_>, span: Span) -> Region {
    let (start, end) = (source.place(span.start), source.place(span.end.max(span.start)));
    // The standard counts columns as if there were no byte order mark, and bytes with it.
    let mark = usize::from(source.text().starts_with('\u{feff}'));
    let column = |place: super::source_text::Place| {
        if place.line == 1 { place.utf16_column.saturating_sub(mark).max(1) } else { place.utf16_column }
    };
    Region {
        start_line: start.line,
        start_column: column(start),
        end_line: end.line,
        end_column: column(end),
        byte_offset: span.start,
        byte_length: span.len(),
    }
}
