//! The page in its parts.

use core::ops::Range;

use super::pane::Pane;
use super::{AnnotatedPage, Page, STYLES, cell_id, list};
use crate::check::Tally;
use crate::report::CellId;

/// What an [`AnnotatedPage`] is made of, for a page that frames it otherwise: one with a header and a form of its own, or with
/// a script.
///
/// Each part is HTML that needs the [styles](Self::styles), and stands in an element of the language `zh-CN`. Every id is on a
/// page once, as long as every part is. The styles show one language, that of the radio button that is checked: `language-zh`
/// or `language-en`.
///
/// Beyond what is on the annotated page there is the text of each source, with the words marked that cells and findings rest
/// on, and links to them. A script can tell what belongs together by attributes: `data-at` has the stretch of the source,
/// in bytes, that a cell, a mark or a piece of the source stands for; a finding has the ids of its marks in `data-marks`, and
/// in `data-words` its stretches, each with the number of its input in front.
///
/// ```
/// use ogi_report::check::check;
/// use ogi_report::write::{AnnotatedPage, CheckKind, SourceText};
///
/// let text = ogi_report::SAMPLE.replace("2\t0\t19", "2\t0\t18");
/// let parsed = ogi_report::parse(&text)?;
/// let findings = check(&parsed.report);
/// let sources = [SourceText::new("sample", &text)];
/// let mut page = AnnotatedPage::new(&sources);
/// page.read(0, &parsed);
/// page.check(CheckKind::Report, 0..1, &findings, |_| true);
///
/// let parts = page.to_parts();
/// let at = text.find("2\t0\t18").unwrap() + 4;
/// let (cell, words) = (format!("data-at=\"{at}-{}\"", at + 2), format!("0:{at}-{}", at + 2));
/// assert!(parts.report(0).contains(&cell));
/// assert!(parts.findings(0..1).contains(&words));
/// assert!(parts.source(0).contains(&format!("{cell} id=\"words-{at}\" href=\"#cell-applications.received.total\"")));
/// # Ok::<(), ogi_report::Error>(())
/// ```
#[derive(Debug)]
pub struct PageParts<'p> {
    page: Page<'p>,
    reports: Vec<String>,
}

impl<'p> PageParts<'p> {
    pub(super) fn new(of: &'p AnnotatedPage<'p>) -> Self {
        let mut page = Page::new(of);
        page.panes = of.inputs.iter().enumerate().map(|(nth, input)| Pane::new(input, &page.shown, nth)).collect();
        let mut reports = Vec::new();
        for (nth, input) in of.inputs.iter().enumerate() {
            let mut report = String::new();
            page.report(nth, *input, &mut report);
            reports.push(report);
        }
        Self { page, reports }
    }

    /// The styles that the parts need, in their order.
    pub fn styles() -> impl Iterator<Item = &'static str> {
        STYLES.into_iter().map(|style| style.text)
    }

    /// The report of an input with its marks and notes, as an `article`; nothing where none was read.
    pub fn report(&self, input: usize) -> &str {
        self.reports.get(input).map_or("", String::as_str)
    }

    /// The id of the element of a cell, where the cell is on the page.
    pub fn cell_id(input: usize, cell: CellId) -> String {
        cell_id(input, cell)
    }

    /// What was found in these inputs, a `details` for each outcome: the findings of all checks whose reports are among them.
    pub fn findings(&self, inputs: Range<usize>) -> String {
        let mut out = String::new();
        let is_among = |of: &Range<usize>| inputs.start <= of.start && of.end <= inputs.end;
        self.page.groups(&|shown| is_among(&shown.check.inputs), &mut out);
        out
    }

    /// What was found in these inputs, counted.
    pub fn tally(&self, inputs: Range<usize>) -> Tally {
        let is_among = |of: &Range<usize>| inputs.start <= of.start && of.end <= inputs.end;
        let mut tally = Tally::default();
        for check in self.page.of.checks.iter().filter(|check| is_among(&check.inputs)) {
            tally += check.tally;
        }
        tally
    }

    /// Pictures of the years of the series among these inputs that were checked, each as an `aside`.
    pub fn years(&self, inputs: Range<usize>) -> String {
        let mut out = String::new();
        self.page.years(&|check| inputs.start <= check.inputs.start && check.inputs.end <= inputs.end, &mut out);
        out
    }

    /// A picture of the outcomes of all reports on the page, as an `aside`; nothing where they are fewer than two, or the years of
    /// one series.
    pub fn outcomes(&self) -> String {
        let mut out = String::new();
        self.page.outcomes(&mut out);
        out
    }

    /// What was unusual in reading an input, as a `details`; nothing where nothing was.
    pub fn diagnostics(&self, input: usize) -> String {
        let mut out = String::new();
        if let Some(of_input) = self.page.of.inputs.get(input) {
            self.page.diagnostics(input, of_input, &mut out);
        }
        out
    }

    /// The text of an input with its words marked: what a `pre` is to hold. Of very long texts the beginning.
    pub fn source(&self, input: usize) -> String {
        let mut out = String::new();
        self.page.pane(input, &mut out);
        out
    }

    /// What signs and shades mean.
    pub fn legend() -> String {
        let mut out = String::new();
        list::legend(&mut out);
        out
    }
}
