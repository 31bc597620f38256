//! What is asked for, and what comes of it.

use super::error::{self, StatedError};
use super::figures::Figures;
use super::office::Office;
use super::prose::{About, Wrong};
use super::sections::{Plan, sections};
use super::{Random, Size, front};
use crate::Report;
use crate::report::{CellStatus, Edition};

/// What cells may be beside numbers, and how many of a hundred.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Statuses {
    pub(super) all: Vec<CellStatus>,
    pub(super) percent: u8,
}

impl Statuses {
    pub(super) fn is_none(&self) -> bool {
        self.all.is_empty() || self.percent == 0
    }
}

/// Makes reports from numbers. Each option changes what it names and nothing else, as far as that can be.
///
/// ```
/// use ogi_report::check::check;
/// use ogi_report::report::Edition;
/// use ogi_report::testing::{Generator, Size};
///
/// // An office of a large city, in the edition of 2019, three of whose figures are wrong.
/// let generated = Generator::new(42).edition(Edition::E2019).size(Size::Large).errors(3).generate();
/// assert_eq!(generated.errors.len(), 3);
/// let findings = check(&generated.report);
/// for error in &generated.errors {
///     assert!(error.rules.iter().all(|rule| findings.of_rule(rule).next().is_some()));
/// }
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Generator {
    seed: u64,
    year: Option<u16>,
    edition: Option<Edition>,
    size: Option<Size>,
    statuses: Statuses,
    claims: bool,
    prose: bool,
    prescribed: bool,
    errors: usize,
}

/// A report, and what is known of it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Generated {
    /// The report. It stands in no text: its spans are empty, its cells have none.
    pub report: Report,
    /// What is wrong in it. Nothing, unless [`Generator::errors`] asks for it.
    pub errors: Vec<StatedError>,
}

impl Generator {
    /// The report of this number: of any office, of the years 2019 to 2026 and the edition of its year, with prose, with
    /// claims, and consistent.
    pub const fn new(seed: u64) -> Self {
        Self {
            seed,
            year: None,
            edition: None,
            size: None,
            statuses: Statuses { all: Vec::new(), percent: 0 },
            claims: true,
            prose: true,
            prescribed: false,
            errors: 0,
        }
    }

    /// For this year. Without an [`edition`](Self::edition), the tables are those of the edition of the year.
    #[must_use]
    pub const fn year(mut self, year: u16) -> Self {
        self.year = Some(year);
        self
    }

    /// With the tables of this edition. Without a [`year`](Self::year), the year is one of its years.
    #[must_use]
    pub const fn edition(mut self, edition: Edition) -> Self {
        self.edition = Some(edition);
        self
    }

    /// As busy as that. Without, it goes with the office.
    #[must_use]
    pub const fn size(mut self, size: Size) -> Self {
        self.size = Some(size);
        self
    }

    /// With cells that are no numbers: of a hundred cells, `percent` become one of `statuses`. Blank, and not applicable,
    /// become only noughts, as other numbers would be lost; so with one of these two and 100 percent, all noughts do.
    ///
    /// ```
    /// use ogi_report::report::CellStatus::{Ambiguous, Blank, Missing, NotApplicable, Number, Unreadable};
    /// use ogi_report::testing::Generator;
    ///
    /// let all = [Blank, NotApplicable, Unreadable, Ambiguous, Missing];
    /// let report = Generator::new(1).statuses(all, 30).generate().report;
    /// assert!(all.iter().chain(&[Number]).all(|status| report.cells().any(|(_, cell)| cell.status() == *status)));
    /// ```
    #[must_use]
    pub fn statuses(mut self, statuses: impl IntoIterator<Item = CellStatus>, percent: u8) -> Self {
        self.statuses = Statuses { all: statuses.into_iter().collect(), percent };
        self
    }

    /// Whether the prose claims figures of the tables. Default: it does.
    #[must_use]
    pub const fn claims(mut self, claims: bool) -> Self {
        self.claims = claims;
        self
    }

    /// Whether there is any prose. Default: there is. Without, the sections have headings and tables.
    #[must_use]
    pub const fn prose(mut self, prose: bool) -> Self {
        self.prose = prose;
        self
    }

    /// Whether title and headings are those of the format. Default: mostly, as with real reports.
    #[must_use]
    pub const fn prescribed(mut self, prescribed: bool) -> Self {
        self.prescribed = prescribed;
        self
    }

    /// With so many errors: figures of tables three and four, and of claims, that do not agree with the others. Where there
    /// are other cells than numbers, claims stay as they are. There may be fewer where a report has no room for them; they
    /// are all told in [`Generated::errors`].
    #[must_use]
    pub const fn errors(mut self, errors: usize) -> Self {
        self.errors = errors;
        self
    }

    /// Makes the report.
    pub fn generate(&self) -> Generated {
        let (office, year) = self.office_and_year();
        self.of(&office, year, None).0
    }

    /// The reports of one office for so many years, one after the other, which agree with each other: what is carried
    /// forward in one is carried over in the next, and what is in force goes on from there. With [`year`](Self::year), the
    /// first is for that year.
    ///
    /// ```
    /// use ogi_report::check::check_series;
    /// use ogi_report::testing::Generator;
    ///
    /// let reports: Vec<_> = Generator::new(3).series(4).into_iter().map(|generated| generated.report).collect();
    /// assert_eq!(check_series(&reports).of_rule("Y001").count(), 3 * 7);
    /// ```
    pub fn series(&self, years: u16) -> Vec<Generated> {
        let (office, first) = self.office_and_year();
        let first = if self.year.is_some() {
            first
        } else {
            first.min(2026u16.saturating_sub(years.saturating_sub(1)).max(2019))
        };
        let mut previous: Option<Figures> = None;
        let mut all = Vec::new();
        for nth in 0..years {
            let one = Self { seed: Random::of(self.seed, 100 + u64::from(nth)).number(), ..self.clone() };
            let (generated, figures) = one.of(&office, first.saturating_add(nth).min(9_998), previous.as_ref());
            previous = Some(figures);
            all.push(generated);
        }
        all
    }

    fn office_and_year(&self) -> (Office, u16) {
        let random = &mut Random::of(self.seed, 1);
        let office = Office::new(random);
        let year = *random.pick(match self.edition {
            Some(Edition::E2019) => &[2019, 2020][..],
            Some(Edition::E2021) => &[2021, 2022, 2023, 2024, 2025, 2026],
            None => &[2019, 2020, 2021, 2022, 2023, 2024, 2025, 2026],
        });
        // The day of publication is in the year after, and years have four digits.
        (office, self.year.unwrap_or(year).min(9_998))
    }

    fn of(&self, office: &Office, year: u16, previous: Option<&Figures>) -> (Generated, Figures) {
        let edition = self.edition.or_else(|| Edition::of_year(year)).unwrap_or(Edition::E2019);
        let mut report = Report { edition, ..Report::default() };
        let random = &mut Random::of(self.seed, 2);
        let usual = Size::usual(office, random);
        let figures = Figures::new(report.edition, self.size.unwrap_or(usual), office, previous, random);
        front::front(&mut report, office, year, self.prescribed, &mut Random::of(self.seed, 5));
        let about = About { figures: &figures, office, year };
        let write = |report: &mut Report, wrong: &Wrong| {
            let Self { seed, claims, prose, prescribed, .. } = *self;
            sections(report, about, Plan { seed, statuses: &self.statuses, claims, prose, prescribed, wrong });
        };
        write(&mut report, &Wrong::new());
        let mut errors = Vec::new();
        if self.errors > 0 {
            let random = &mut Random::of(self.seed, 6);
            let n_claims = if self.statuses.is_none() { random.below(self.errors as u64 / 2 + 1) } else { 0 };
            let n_claims = usize::try_from(n_claims).unwrap_or(0);
            let wrong = error::claims(&report, &figures, n_claims, random);
            if !wrong.is_empty() {
                let right = report.clone();
                write(&mut report, &wrong);
                errors = error::stated(&right, &report, &wrong);
            }
            errors.extend(error::cells(&mut report, self.errors - errors.len(), random));
        }
        (Generated { report, errors }, figures)
    }
}
