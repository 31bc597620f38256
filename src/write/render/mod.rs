//! Findings and diagnostics as compilers show them: a line that says what is wrong, and the lines of the source with
//! what was compared underlined.
//!
//! [`marks`] says what is marked and how it is called, [`excerpt`] cuts the lines, and `visible` makes them harmless.
//! [`draw`] hands them to the crate `codespan-reporting`, which lays them out.

mod draw;
mod excerpt;
mod marks;

use self::draw::{Drawing, Heading};
use self::excerpt::{Excerpt, Mark};
use super::{SourceText, operand, visible};
use crate::check::{Finding, Language, Outcome};
use crate::{Diagnostic, Severity};

/// Shows findings and diagnostics with the lines of the source that they are about.
///
/// ```
/// use ogi_report::check::{Checker, Language};
/// use ogi_report::write::{Renderer, SourceText};
///
/// let text = ogi_report::SAMPLE.replace("2\t0\t19", "2\t0\t18");
/// let report = ogi_report::parse(&text)?.report;
/// let sources = [SourceText::new("sample", &text)];
/// let renderer = Renderer::new(&sources).language(Language::En);
/// for finding in Checker::new().select(["A003"])?.check(&report).violated() {
///     let shown = renderer.finding(finding);
///     assert!(shown.starts_with("error[A003] applications-row-total: "));
///     assert!(shown.contains("--> sample:43:33"));
/// }
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// Nothing of the source reaches the terminal raw: control characters are shown as pictures of themselves, and what is
/// invisible or turns the direction of writing as `�`. Long lines are cut around what is marked.
#[derive(Clone, Debug)]
pub struct Renderer<'t> {
    sources: &'t [SourceText<'t>],
    language: Language,
    color: bool,
    width: usize,
}

impl<'t> Renderer<'t> {
    /// Shows findings about `sources`, the first one that of report 0. In English and without colours, with lines of
    /// up to 100 cells.
    pub fn new(sources: &'t [SourceText<'t>]) -> Self {
        Self { sources, language: Language::En, color: false, width: 100 }
    }

    /// In another language.
    #[must_use]
    pub fn language(mut self, language: Language) -> Self {
        self.language = language;
        self
    }

    /// With colours, as escape sequences of ANSI, or without.
    #[must_use]
    pub fn color(mut self, color: bool) -> Self {
        self.color = color;
        self
    }

    /// With lines of the source cut where they take more than `width` cells of the terminal. A line with many marks may
    /// still be longer.
    #[must_use]
    pub fn width(mut self, width: usize) -> Self {
        self.width = width.max(20);
        self
    }

    /// A finding: what is wrong, the lines with its operands, and its formula.
    pub fn finding(&self, finding: &Finding) -> String {
        self.finding_with(finding, &[])
    }

    /// A finding with further lines below, which begin with `note:`; those of
    /// [`Location::notes`](crate::check::Location::notes) say which cell may be wrong.
    pub fn finding_with(&self, finding: &Finding, notes: &[String]) -> String {
        let rule = finding.rule;
        let (kind, severity) = match finding.outcome {
            Outcome::Violated => (finding.severity.text(), Some(finding.severity)),
            Outcome::Holds | Outcome::NotAssessable => (finding.outcome.text(), None),
        };
        let zh = self.language == Language::Zh;
        let marks = marks::of_finding(finding, self.sources, self.language);
        let mut notes: Vec<String> = notes.iter().map(|note| self.note(note)).collect();
        if marks.left_out > 0 {
            let n = marks.left_out;
            let text = match (zh, n) {
                (true, _) => format!("另有{n}处未标出"),
                (false, 1) => "1 more place is not marked".to_owned(),
                (false, _) => format!("{n} more places are not marked"),
            };
            notes.insert(0, self.note(&text));
        }
        notes.insert(0, format!("{}: {}", if zh { "公式" } else { "formula" }, rule.formula));
        if let Some(assumes) = rule.always_assumes() {
            notes.push(format!("{}: {}", if zh { "前提" } else { "assumes" }, assumes.get(self.language)));
        }
        let title = format!("{}[{}] {}", kind.get(self.language), rule.code, rule.name);
        let at = operand::primary(finding).map_or(finding.report, |(report, _)| report);
        self.draw(severity, &title, &finding.message(self.language), at, marks.by_report, &notes)
    }

    /// A diagnostic of reading the source with index `input`. Its messages are in English.
    pub fn diagnostic(&self, input: usize, diagnostic: &Diagnostic) -> String {
        // Findings number their reports in 16 bits, so that more sources than that have no use.
        let input = u16::try_from(input).unwrap_or(u16::MAX);
        let title = format!("{}[{}] {}", diagnostic.severity, diagnostic.code, diagnostic.code.name());
        let own = Mark { span: diagnostic.span, is_primary: true, label: String::new(), listed: None };
        let related = diagnostic.related.iter().take(marks::MOST).map(|label| Mark {
            span: label.span,
            is_primary: false,
            label: visible::clipped(&label.message, marks::LABEL),
            listed: None,
        });
        let marks = vec![(input, core::iter::once(own).chain(related).collect())];
        let help: Vec<String> = diagnostic.help.iter().map(|help| format!("help: {help}")).collect();
        self.draw(Some(diagnostic.severity), &title, &diagnostic.message, input, marks, &help)
    }

    fn note(&self, text: &str) -> String {
        format!("{}: {text}", if self.language == Language::Zh { "说明" } else { "note" })
    }

    /// Draws a heading, the marks by their reports with that of the heading first, and lines below.
    fn draw(
        &self,
        severity: Option<Severity>,
        title: &str,
        message: &str,
        main: u16,
        marks: Vec<(u16, Vec<Mark>)>,
        notes: &[String],
    ) -> String {
        let source = |report: u16| self.sources.get(usize::from(report));
        let to_line = |last: usize| {
            if self.language == Language::Zh { format!("（至第{last}行）") } else { format!("(to line {last})") }
        };
        let excerpts: Vec<Excerpt<'_>> = marks
            .into_iter()
            .filter_map(|(report, marks)| Some(Excerpt::new(source(report)?, marks, self.width, to_line)))
            .collect();
        let heading = Heading { severity, title, message };
        let place = if excerpts.is_empty() { source(main).map(SourceText::name) } else { None };
        Drawing { heading, place, excerpts, notes, color: self.color }.to_text()
    }
}
