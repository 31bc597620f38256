//! A report made from figures and prose.

mod error;
mod finished;
mod gap;

use std::collections::BTreeMap;

pub use self::error::DraftError;
pub use self::finished::Drafted;
pub use self::gap::Gap;
use crate::check::{Side, equations};
use crate::report::{
    ApplicantColumn, CellId, CellValue, Date, Decimal, Disclosure2019Cell, DisclosureCell, Edition, Number, Outcome,
    SectionKind, Unit,
};

/// A report in the making, for those who start from data: figures and prose go in, and the [official
/// form](super::official) comes out, together with what is missing and what does not agree.
///
/// Nothing is made up. A cell that was not given stays missing and is told ([`Draft::gaps`]); totals and noughts are filled in
/// only when asked for, and never over a figure that was given.
///
/// ```
/// use ogi_report::report::{Date, Decimal, SectionKind};
/// use ogi_report::write::{self, Draft};
///
/// let drafted = Draft::new("澄溪县水务局", 2024)
///     .standard_preamble()
///     .prose(SectionKind::Overview, "（一）主动公开。全年制发行政规范性文件2件。\n（二）依申请公开。收到申请3件，都已答复。")
///     .cell("disclosure.normative_documents.issued".parse()?, 2)
///     .cell("disclosure.normative_documents.in_force".parse()?, 9)
///     .cell("disclosure.fees.amount".parse()?, "12.80".parse::<Decimal>()?)
///     .cell("applications.received.natural_person".parse()?, 3)
///     .cell("applications.results.granted.natural_person".parse()?, 3)
///     .fill_noughts()
///     .fill_totals()
///     .prose(SectionKind::Problems, "有的栏目更新慢，已逐栏核对。")
///     .prose(SectionKind::OtherMatters, "本年度没有收取信息处理费。")
///     .signed(Date::new(2025, 1, 15).unwrap())
///     .finish()?;
///
/// assert!(drafted.gaps.is_empty());
/// assert_eq!(drafted.report.cell("applications.results.total.total".parse()?).count(), Some(3));
/// let findings = drafted.check();
/// let advice: Vec<&str> = findings.violated().map(|finding| finding.rule.name).collect();
/// assert_eq!(advice, ["overview-part-missing"; 3], "all figures agree; the overview is to have three more parts");
/// assert!(drafted.text.contains("\n一、本年新收政府信息公开申请数量\t\t\t3\t0\t0\t0\t0\t0\t3\n"));
/// let markdown = write::markdown(&drafted.report);
/// # assert!(markdown.contains("| 行政事业性收费 | 12.80 |"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    issuer: String,
    year: u16,
    edition: Edition,
    preamble: String,
    prose: BTreeMap<SectionKind, String>,
    cells: BTreeMap<CellId, CellValue>,
    units: BTreeMap<CellId, Unit>,
    signed: Option<Date>,
    published: Option<Date>,
}

impl Draft {
    /// The report of an office on a year, in the edition that is prescribed for that year, with nothing filled in.
    pub fn new(issuer: impl Into<String>, year: u16) -> Self {
        Self {
            issuer: issuer.into(),
            year,
            edition: Edition::of_year(year).unwrap_or_default(),
            preamble: String::new(),
            prose: BTreeMap::new(),
            cells: BTreeMap::new(),
            units: BTreeMap::new(),
            signed: None,
            published: None,
        }
    }

    /// Takes the tables of this edition instead.
    #[must_use]
    pub fn edition(self, edition: Edition) -> Self {
        Self { edition, ..self }
    }

    /// The text between title and first section: a paragraph a line.
    #[must_use]
    pub fn preamble(self, text: impl Into<String>) -> Self {
        Self { preamble: text.into(), ..self }
    }

    /// A preamble that says what has to be said: on what the report rests, and which period it is about.
    #[must_use]
    pub fn standard_preamble(self) -> Self {
        let (year, notice) = (self.year, self.edition.notice());
        let text = format!(
            "本报告依照《中华人民共和国政府信息公开条例》，按照《中华人民共和国政府信息公开工作年度报告格式》（{notice}）编制。\
             所列数据的统计期限为{year}年1月1日至{year}年12月31日。"
        );
        self.preamble(text)
    }

    /// The prose of a section: a paragraph a line. A line that begins with a number, such as `（一）主动公开。`, begins with a heading.
    /// In sections two to four the table follows.
    #[must_use]
    pub fn prose(mut self, section: SectionKind, text: impl Into<String>) -> Self {
        self.prose.insert(section, text.into());
        self
    }

    /// A number of the tables. What kind of number it is, the cell tells; amounts are in 万元 unless [`Draft::unit`] says
    /// otherwise.
    #[must_use]
    pub fn cell(self, id: CellId, number: impl Into<Number>) -> Self {
        self.value(id, CellValue::Number(number.into()))
    }

    /// A cell that is left empty on purpose.
    #[must_use]
    pub fn blank(self, id: CellId) -> Self {
        self.value(id, CellValue::Blank)
    }

    /// A cell that does not apply to the office: it is written as `/`.
    #[must_use]
    pub fn not_applicable(self, id: CellId) -> Self {
        self.value(id, CellValue::NotApplicable)
    }

    /// What a cell holds. A cell that was given before is replaced; one that is unreadable, ambiguous or missing counts as not
    /// given, as no report is written with such.
    ///
    /// ```
    /// use ogi_report::write::Draft;
    ///
    /// // Last year's tables, to be corrected.
    /// let report = ogi_report::parse(ogi_report::SAMPLE)?.report;
    /// let draft = report.cells().fold(Draft::new("澄溪县人民政府", 2024), |draft, (id, cell)| draft.value(id, cell.value.clone()));
    /// let drafted = draft.finish()?;
    /// assert_eq!(drafted.report.cell("applications.received.total".parse()?).count(), Some(19));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn value(mut self, id: CellId, value: CellValue) -> Self {
        match value {
            CellValue::Number(_) | CellValue::Blank | CellValue::NotApplicable => self.cells.insert(id, value),
            CellValue::Unreadable | CellValue::Ambiguous(_) | CellValue::Missing => self.cells.remove(&id),
        };
        self
    }

    /// The unit of an amount of money, for one cell. Without it, amounts are in 万元, as the form has them.
    #[must_use]
    pub fn unit(mut self, id: CellId, unit: Unit) -> Self {
        self.units.insert(id, unit);
        self
    }

    /// The date below the office's name at the end.
    #[must_use]
    pub fn signed(self, date: Date) -> Self {
        Self { signed: Some(date), ..self }
    }

    /// The date of publication.
    #[must_use]
    pub fn published(self, date: Date) -> Self {
        Self { published: Some(date), ..self }
    }

    /// Writes a nought into every cell that was not given and is no total. To be asked for only by who knows that nothing
    /// happened there: a nought says so.
    #[must_use]
    pub fn fill_noughts(mut self) -> Self {
        let missing: Vec<CellId> = CellId::all(self.edition).filter(|id| !self.cells.contains_key(id)).collect();
        for id in missing.into_iter().filter(|&id| !is_total(id)) {
            self.cells.insert(id, CellValue::Number(Number::Count(0)));
        }
        self
    }

    /// Writes the sum into every total that was not given and whose parts are all there. A cell that is blank or does not
    /// apply adds nothing. No total that was given is changed: whether it is right, [`Drafted::check`] tells.
    #[must_use]
    pub fn fill_totals(mut self) -> Self {
        // The totals of columns are parts of a row's sum and the other way round, so one may be there only after another.
        while let Some((id, sum)) = equations(self.edition).iter().find_map(|equation| {
            let mut right = equation.terms().iter().filter(|term| term.side == Side::Right);
            let (Some(total), None) = (right.next(), right.next()) else { return None };
            let parts = equation.terms().iter().filter(|term| term.side == Side::Left);
            let sum =
                parts.map(|term| self.addend(term.cell)).try_fold(Decimal::from(0u64), |sum, n| sum.checked_add(n?));
            (!self.cells.contains_key(&total.cell)).then_some((total.cell, sum?))
        }) {
            let number = sum.to_count().map_or(Number::Amount(sum), Number::Count);
            self.cells.insert(id, CellValue::Number(number));
        }
        self
    }

    /// What a cell adds to a sum; `None` where it was not given.
    fn addend(&self, id: CellId) -> Option<Decimal> {
        match self.cells.get(&id)? {
            CellValue::Number(number) => Some(number.to_decimal()),
            _ => Some(Decimal::from(0u64)),
        }
    }

    /// What the format asks for and the draft lacks, in the order of the report.
    ///
    /// ```
    /// use ogi_report::report::SectionKind;
    /// use ogi_report::write::{Draft, Gap};
    ///
    /// let draft = Draft::new("澄溪县水务局", 2024).standard_preamble().fill_noughts().fill_totals();
    /// assert_eq!(
    ///     draft.gaps(),
    ///     [
    ///         Gap::Section(SectionKind::Overview),
    ///         Gap::Section(SectionKind::Problems),
    ///         Gap::Section(SectionKind::OtherMatters),
    ///     ],
    /// );
    /// ```
    pub fn gaps(&self) -> Vec<Gap> {
        let is_empty = |text: Option<&str>| text.is_none_or(|text| text.trim().is_empty());
        let prose = |kind| is_empty(self.prose.get(&kind).map(String::as_str)).then_some(Gap::Section(kind));
        let cells = CellId::all(self.edition).filter(|id| !self.cells.contains_key(id)).map(Gap::Cell);
        let mut gaps = Vec::new();
        gaps.extend(is_empty(Some(&self.issuer)).then_some(Gap::Issuer));
        gaps.extend(is_empty(Some(&self.preamble)).then_some(Gap::Preamble));
        gaps.extend(prose(SectionKind::Overview));
        gaps.extend(cells);
        gaps.extend(prose(SectionKind::Problems));
        gaps.extend(prose(SectionKind::OtherMatters));
        gaps
    }
}

/// Whether a cell is the sum of others.
fn is_total(id: CellId) -> bool {
    use crate::report::ApplicationRow::ResultsTotal;
    matches!(
        id,
        CellId::Applications(_, ApplicantColumn::Total)
            | CellId::Applications(ResultsTotal, _)
            | CellId::Disputes(_, Outcome::Total)
    )
}

/// Whether a cell holds an amount of money.
fn is_amount(id: CellId) -> bool {
    matches!(
        id,
        CellId::Disclosure(DisclosureCell::FeesAmount) | CellId::Disclosure2019(Disclosure2019Cell::ProcurementAmount)
    )
}
