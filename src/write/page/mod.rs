//! A page for people: reports in their official form, with what was found in them marked where it stands.
//!
//! [`marks`] says what rests on what, [`align`] where words of the source stand on the page. [`annotate`] writes the form with
//! its marks, [`note`] what is shown beside a mark, [`card`] a finding, and [`pane`] the source. [`pictures`] draws figures.
//! [`words`] and [`source`] make text harmless. [`parts`] gives all of it piece by piece, for a page with a frame of its own.

mod align;
mod annotate;
mod card;
mod list;
mod marks;
mod note;
mod pane;
mod parts;
mod pictures;
mod source;
mod words;

use core::fmt::Write;
use core::ops::Range;
use std::collections::BTreeMap;

use self::annotate::Annotated;
use self::marks::Marks;
use self::pane::Pane;
pub use self::parts::PageParts;
use self::pictures::PICTURES;
use super::chart::CHART;
use super::html::{self, FORM, Frame, Style};
use super::official::OfficialForm;
use super::{CheckKind, SourceText};
use crate::check::{Finding, Findings, Language, Location, Outcome, Tally, rank};
use crate::report::CellId;
use crate::{Parsed, Severity, Span};

/// How marks, notes and findings look.
const PAGE: Style =
    Style { text: include_str!("page.css"), hash: "sha256-HeGWCub7srmFOhrCYD3DpNg/kK+HJbwTayLdN7DfbGM=" };

/// All styles of the page, in their order.
const STYLES: [Style; 4] = [FORM, PAGE, CHART, PICTURES];

/// Reports in their official form with the findings of a run, as one web page that needs no other file and no script.
///
/// Every cell and every figure of the prose that a finding rests on is marked, by a sign as well as by colour. Pointing at a
/// mark, or going to it by key, shows the findings that rest on it, and what stands there in the source. Behind the reports
/// all findings are listed, violated ones first, each with its formula, its values, its place in the source, and links to
/// what it rests on. The page speaks Chinese and English; a switch on it chooses.
///
/// Whatever comes from a report, a file's name or a source is text on the page and never markup, and a
/// content security policy on the page allows nothing but its own style. [`read()`](crate::read()) takes the page for the
/// report in it: what is annotated stands in elements beside it.
///
/// ```
/// use ogi_report::check::{Language, check, locate};
/// use ogi_report::write::{AnnotatedPage, CheckKind, SourceText};
///
/// let text = ogi_report::SAMPLE.replace("2\t0\t19", "2\t0\t18");
/// let parsed = ogi_report::parse(&text)?;
/// let (findings, location) = (check(&parsed.report), locate(&parsed.report));
/// let sources = [SourceText::new("sample", &text)];
/// let mut page = AnnotatedPage::new(&sources).language(Language::En);
/// page.read(0, &parsed);
/// page.check(CheckKind::Report, 0..1, &findings, |_| true);
/// page.located(&location);
///
/// let page = page.to_html();
/// assert!(page.contains(r##"<a href="#cell-applications.received.total">"##));
/// assert!(page.contains(r#"id="cell-applications.received.total" class="m violated suspect""#));
/// # Ok::<(), ogi_report::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct AnnotatedPage<'t> {
    inputs: Vec<Input<'t>>,
    unread: Vec<(String, String)>,
    checks: Vec<Check<'t>>,
    summary: Tally,
    language: Language,
    max_findings: usize,
}

/// A source, and what was read from it.
#[derive(Clone, Copy, Debug)]
struct Input<'t> {
    source: &'t SourceText<'t>,
    parsed: Option<&'t Parsed>,
}

#[derive(Clone, Debug)]
struct Check<'t> {
    kind: CheckKind,
    inputs: Range<usize>,
    findings: Vec<&'t Finding>,
    tally: Tally,
    location: Option<&'t Location>,
}

/// A finding that is on the page.
#[derive(Debug)]
struct Shown<'p> {
    finding: &'p Finding,
    check: &'p Check<'p>,
}

impl Shown<'_> {
    /// The input that a report of the finding was read from.
    fn input(&self, report: u16) -> Option<usize> {
        let input = self.check.inputs.start + usize::from(report);
        Some(input).filter(|input| self.check.inputs.contains(input))
    }
}

/// Findings on the page at most, unless something else was asked for.
const MAX_FINDINGS: usize = 2_000;

impl<'t> AnnotatedPage<'t> {
    /// A page about `sources`, which shows Chinese first, with nothing read yet.
    pub fn new(sources: &'t [SourceText<'t>]) -> Self {
        Self {
            inputs: sources.iter().map(|source| Input { source, parsed: None }).collect(),
            unread: Vec::new(),
            checks: Vec::new(),
            summary: Tally::default(),
            language: Language::Zh,
            max_findings: MAX_FINDINGS,
        }
    }

    /// The language that the page shows first.
    #[must_use]
    pub fn language(mut self, language: Language) -> Self {
        self.language = language;
        self
    }

    /// Findings that are on the page at most, 2,000 by default. Violated ones are kept before those that cannot be assessed,
    /// and these before those that hold; how many there are beyond is said on the page.
    #[must_use]
    pub fn max_findings(mut self, limit: usize) -> Self {
        self.max_findings = limit;
        self
    }

    /// Adds what was read from a source: its report is on the page, and the diagnostics of reading are.
    pub fn read(&mut self, input: usize, parsed: &'t Parsed) {
        if let Some(input) = self.inputs.get_mut(input) {
            input.parsed = Some(parsed);
        }
    }

    /// Adds an input that could not be read, and why.
    pub fn unread(&mut self, name: &str, error: &str) {
        self.unread.push((name.to_owned(), error.to_owned()));
    }

    /// Adds what a check found. All findings are counted; those that `is_shown` are on the page, and what holds is folded
    /// away there.
    ///
    /// `inputs` are the sources of the reports checked, the first one that of report 0. Those that do not exist are left
    /// out, and so are marks in them.
    pub fn check(
        &mut self,
        kind: CheckKind,
        inputs: Range<usize>,
        findings: &'t Findings,
        mut is_shown: impl FnMut(&Finding) -> bool,
    ) {
        let start = inputs.start.min(self.inputs.len());
        let inputs = start..inputs.end.clamp(start, self.inputs.len());
        let tally = findings.tally();
        self.summary += tally;
        let findings = findings.iter().filter(|finding| is_shown(finding)).collect();
        self.checks.push(Check { kind, inputs, findings, tally, location: None });
    }

    /// Adds which cells may be wrong to what the last check found.
    pub fn located(&mut self, location: &'t Location) {
        if let Some(check) = self.checks.last_mut() {
            check.location = Some(location);
        }
    }

    /// The page.
    pub fn to_html(&self) -> String {
        let mut page = Page::new(self);
        let mut frame = Frame::new(&page.title(), &STYLES);
        let mut reports = String::new();
        for (nth, input) in self.inputs.iter().enumerate() {
            page.report(nth, *input, &mut reports);
        }
        page.top(&mut frame.body);
        frame.body.push_str("<main id=\"reports\">\n");
        frame.body.push_str(&reports);
        page.years(&|_| true, &mut frame.body);
        page.outcomes(&mut frame.body);
        frame.body.push_str("</main>\n");
        page.list(&mut frame.body);
        frame.finish()
    }

    /// What the page is made of, piece by piece, for a page that frames it otherwise.
    pub fn to_parts(&self) -> PageParts<'_> {
        PageParts::new(self)
    }
}

/// What is needed to write the page.
#[derive(Debug)]
struct Page<'p> {
    of: &'p AnnotatedPage<'p>,
    /// The findings on the page, in the order in which they are listed: the number of a finding is its index.
    shown: Vec<Shown<'p>>,
    /// How many findings were to be on the page, and are not.
    left_out: usize,
    /// Explanations that correct a cell, by input and cell.
    suspects: BTreeMap<(usize, CellId), Vec<&'p crate::check::Explanation>>,
    /// The mark of a stretch of the source, by input, as far as the reports are written.
    links: BTreeMap<(usize, Span), String>,
    /// The sources, where they are on the page as well: then everything says which words of them it rests on.
    panes: Vec<Pane>,
}

/// Explanations that are shown of a problem at most.
const EXPLANATIONS: usize = 5;

impl<'p> Page<'p> {
    fn new(of: &'p AnnotatedPage<'p>) -> Self {
        let mut shown: Vec<Shown<'p>> = of
            .checks
            .iter()
            .flat_map(|check| check.findings.iter().map(move |finding| Shown { finding, check }))
            .collect();
        shown.sort_by_key(|shown| rank(shown.finding));
        let left_out = shown.len().saturating_sub(of.max_findings);
        shown.truncate(of.max_findings);
        let mut suspects: BTreeMap<_, Vec<_>> = BTreeMap::new();
        for check in &of.checks {
            for component in check.location.iter().flat_map(|location| &location.components) {
                for explanation in component.explanations.iter().take(EXPLANATIONS) {
                    for correction in &explanation.corrections {
                        suspects.entry((check.inputs.start, correction.cell)).or_default().push(explanation);
                    }
                }
            }
        }
        Self { of, shown, left_out, suspects, links: BTreeMap::new(), panes: Vec::new() }
    }

    /// Whether the sources are on the page.
    fn has_panes(&self) -> bool {
        !self.panes.is_empty()
    }

    /// The title of the page: what the first report is called.
    fn title(&self) -> String {
        let mut inputs = self.of.inputs.iter();
        let titled = inputs.find_map(|input| Some(input.parsed?.report.title.as_ref()?.text.clone()));
        let name = || self.of.inputs.first().map(|input| input.source.name().to_owned());
        match titled.or_else(name) {
            Some(title) => format!("{title}：检查结果"),
            None => "检查结果".to_owned(),
        }
    }

    /// Writes a report with its marks.
    fn report(&mut self, nth: usize, input: Input<'p>, out: &mut String) {
        let Some(parsed) = input.parsed else { return };
        let form = OfficialForm::new(&parsed.report);
        let marks = Marks::new(&parsed.report, &form, &self.shown, nth);
        let _ = writeln!(out, "<article class=\"report\" id=\"{}report\">", prefix(nth));
        let mut annotated = Annotated::new(self, nth, &form, &marks);
        html::write(&form, &mut annotated, out);
        let links = annotated.finish();
        self.links.extend(links);
        self.flow(nth, out);
        list::left_out(&input, &form, out);
        out.push_str("</article>\n");
    }
}

/// What ids of a report begin with. Those of the only or the first one need nothing.
fn prefix(input: usize) -> String {
    if input == 0 { String::new() } else { format!("r{}-", input + 1) }
}

/// The id of a cell's element.
fn cell_id(input: usize, cell: CellId) -> String {
    format!("{}cell-{cell}", prefix(input))
}

/// The class of what rests on a finding: it says the sign and the colour.
const fn class(finding: &Finding) -> &'static str {
    match (finding.outcome, finding.severity) {
        (Outcome::Violated, Severity::Note) => "remark",
        (Outcome::Violated, _) => "violated",
        (Outcome::NotAssessable, _) => "open",
        (Outcome::Holds, _) => "holds",
    }
}
