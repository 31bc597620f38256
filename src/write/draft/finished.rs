//! From a draft to a report that stands in a text.

use super::{Draft, DraftError, Gap, is_amount};
use crate::check::{Findings, check};
use crate::report::{
    Applications, ApplicationsTable, Block, Cell, CellId, CellValue, Disclosure, DisclosureTable, DisclosureTable2019,
    DisclosureTable2021, Disputes, DisputesTable, Edition, Heading, Number, Paragraph, Preamble, Section, SectionKind,
    Signature, Title, Unit,
};
use crate::{Diagnostic, Report, Span, Spanned, parse, write};

/// A report that was made of a [`Draft`], and the text that it stands in.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Drafted {
    /// The report, as it is read from `text`: every value has its place there. A cell that was not given is missing.
    pub report: Report,
    /// The official form as text.
    pub text: String,
    /// What is unusual in the text.
    pub diagnostics: Vec<Diagnostic>,
    /// What the format asks for and the draft lacks.
    pub gaps: Vec<Gap>,
}

impl Drafted {
    /// Whether its figures agree with each other, with the prose and with the format.
    pub fn check(&self) -> Findings {
        check(&self.report)
    }
}

impl Draft {
    /// Makes the report. What it lacks is told ([`Drafted::gaps`]) and prevents nothing; cells that were not given are written
    /// as `？`.
    ///
    /// The text is read back, and everything has to stand in it as it was given.
    ///
    /// # Errors
    ///
    /// A [`DraftError`] where a cell cannot hold what was given, or where prose would be read as something else.
    ///
    /// ```
    /// use ogi_report::report::SectionKind;
    /// use ogi_report::write::{Draft, DraftError};
    ///
    /// let draft = Draft::new("澄溪县水务局", 2024);
    /// let id = "applications.received.total".parse()?;
    /// assert!(matches!(draft.clone().cell(id, -3).finish(), Err(DraftError::Number { .. })));
    ///
    /// let rows = draft.prose(SectionKind::Disclosure, "行政许可 5\n行政处罚 6");
    /// assert!(matches!(rows.finish(), Err(DraftError::Prose { section: SectionKind::Disclosure })));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn finish(self) -> Result<Drafted, DraftError> {
        let no_money = |&(&id, unit): &(&CellId, &Unit)| !is_amount(id) || unit.in_yuan().is_none();
        if let Some((&id, &unit)) = self.units.iter().find(no_money) {
            return Err(DraftError::Unit { id, unit });
        }
        let text = write::text(&self.tree()?);
        let parsed = parse(&text)?;
        let mut report = parsed.report;
        for id in CellId::all(self.edition) {
            match self.cells.get(&id) {
                Some(given) if is_kept(given, &report.cell(id).value) && self.has_its_unit(id, report.cell(id)) => {}
                Some(_) => return Err(DraftError::Cell { id }),
                None => {
                    if let Some(cell) = report.find_cell_mut(id) {
                        *cell = Cell::missing();
                    }
                }
            }
        }
        for kind in SectionKind::ALL {
            let given = self.prose.get(&kind).map_or("", String::as_str);
            let section = report.section(kind).ok_or(DraftError::Prose { section: kind })?;
            if !is_same(given, blocks(section, &text)) {
                return Err(DraftError::Prose { section: kind });
            }
        }
        let read = report.preamble.iter().flat_map(|preamble| &preamble.paragraphs);
        if !is_same(&self.preamble, span_of(read.map(|paragraph| paragraph.span)).slice(&text)) {
            return Err(DraftError::Preamble);
        }
        // Whose report it is was said, whatever the title looks like.
        let title = report.title.as_ref().map_or(Span::at(0), |title| title.span);
        if report.issuer.as_ref().is_none_or(|issuer| issuer.value != self.issuer) && !self.issuer.trim().is_empty() {
            report.issuer = Some(Spanned { value: self.issuer.clone(), span: title });
        }
        if report.year.as_ref().is_none_or(|year| year.value != self.year) {
            report.year = Some(Spanned { value: self.year, span: title });
        }
        // The cells that were not given have no diagnostics of a text.
        let is_given = |diagnostic: &Diagnostic| diagnostic.span.slice(&text) != "？";
        let diagnostics = parsed.diagnostics.into_iter().filter(is_given).collect();
        let gaps = self.gaps();
        Ok(Drafted { report, text, diagnostics, gaps })
    }

    /// Whether an amount was read in the unit that it was given in.
    fn has_its_unit(&self, id: CellId, cell: &Cell) -> bool {
        cell.number().is_none() || !is_amount(id) || cell.unit == Some(self.unit_of(id))
    }

    fn unit_of(&self, id: CellId) -> Unit {
        self.units.get(&id).copied().unwrap_or(Unit::TenThousandYuan)
    }

    /// The tree of what was given, which stands in no text yet.
    fn tree(&self) -> Result<Report, DraftError> {
        let mut report = Report { edition: self.edition, ..Report::default() };
        report.title = Some(Title {
            text: format!("{}{}年政府信息公开工作年度报告", self.issuer, self.year),
            span: Span::default(),
            copies: Vec::new(),
        });
        report.preamble = Some(Preamble { paragraphs: lines(&self.preamble).collect(), ..Preamble::default() });
        report.publication.date = self.published.map(|value| Spanned { value, span: Span::default() });
        report.overview = Some(self.section(SectionKind::Overview));
        report.disclosure = Some(Disclosure {
            section: self.section(SectionKind::Disclosure),
            table: Some(match self.edition {
                Edition::E2019 => DisclosureTable::E2019(Box::<DisclosureTable2019>::default()),
                Edition::E2021 => DisclosureTable::E2021(Box::<DisclosureTable2021>::default()),
            }),
        });
        report.applications = Some(Applications {
            section: self.section(SectionKind::Applications),
            table: Some(Box::<ApplicationsTable>::default()),
        });
        report.disputes = Some(Disputes {
            section: self.section(SectionKind::Disputes),
            table: Some(Box::<DisputesTable>::default()),
        });
        report.problems = Some(self.section(SectionKind::Problems));
        report.other_matters = Some(self.section(SectionKind::OtherMatters));
        let issuer = self.signed.filter(|_| !self.issuer.trim().is_empty());
        report.signature = Signature {
            issuer: issuer.map(|_| Spanned { value: self.issuer.clone(), span: Span::default() }),
            date: self.signed.map(|value| Spanned { value, span: Span::default() }),
        };
        for (&id, value) in &self.cells {
            let cell = self.made(id, value)?;
            let place = report.find_cell_mut(id).ok_or(DraftError::OtherEdition { id, edition: self.edition })?;
            *place = cell;
        }
        Ok(report)
    }

    fn section(&self, kind: SectionKind) -> Section {
        let heading = Heading { numbering: None, text: kind.heading().to_owned(), span: Span::default() };
        let prose = self.prose.get(&kind).map_or("", String::as_str);
        Section {
            heading: Some(heading),
            narrative: lines(prose).map(Block::Paragraph).collect(),
            ..Section::default()
        }
    }

    fn made(&self, id: CellId, value: &CellValue) -> Result<Cell, DraftError> {
        let mut cell = Cell::new(value.clone(), "", None);
        if let &CellValue::Number(number) = value {
            let is_change = matches!(id, CellId::Disclosure2019(id) if id.key().ends_with(".change"));
            let number_of = number.to_decimal();
            let fits = match number_of.to_count() {
                Some(_) => true,
                None if is_amount(id) => !number_of.is_negative(),
                None => is_change && number_of.abs().to_count().is_some(),
            };
            if !fits {
                return Err(DraftError::Number { id, number });
            }
            if is_amount(id) {
                cell.value = CellValue::Number(Number::Amount(number_of));
                cell.unit = Some(self.unit_of(id));
            }
        }
        Ok(cell)
    }
}

/// A paragraph for each line that is not empty.
fn lines(text: &str) -> impl Iterator<Item = Paragraph> {
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    lines.map(|line| Paragraph { text: line.to_owned(), span: Span::default() })
}

/// Whether a cell was read as it was given. What kind of number it is, the cell tells.
fn is_kept(given: &CellValue, read: &CellValue) -> bool {
    match (given, read) {
        (CellValue::Number(given), CellValue::Number(read)) => given.to_decimal() == read.to_decimal(),
        _ => given == read,
    }
}

/// The prose of a section, as it stands in the text.
fn blocks<'t>(section: &Section, text: &'t str) -> &'t str {
    span_of(section.narrative.iter().map(Block::span)).slice(text)
}

fn span_of(mut spans: impl Iterator<Item = Span>) -> Span {
    let first = spans.next().unwrap_or_default();
    spans.fold(first, Span::to)
}

/// Whether two texts are the same but for white space, and for a full stop at the end, which a heading does not have. Bars are
/// written in their full width.
fn is_same(given: &str, read: &str) -> bool {
    let bare = |text: &str| {
        let text: String = text.chars().filter(|c| !c.is_whitespace() && !c.is_control()).collect();
        text.trim_end_matches(['。', '.', '：', ':']).replace('|', "｜")
    };
    bare(given) == bare(read)
}
