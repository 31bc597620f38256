//! The years of one issuer: a small picture for each measure, a bar for each year.

mod measure;
mod panel;

use self::measure::Measure;
use self::panel::Panel;
use super::figure::Figure;
use super::gap::{self, Gap};
use super::picture::{EDGE, Picture, WIDTH};
use super::scale::PX;
use super::words;
use crate::Report;
use crate::check::{Language, Text};
use crate::report::ApplicantColumn;

/// The years of one issuer, from its reports: applications received, carried over and carried forward, the results by
/// groups, reviews (行政复议) and lawsuits (行政诉讼).
///
/// Each measure has a scale of its own, and each bar its number. Reports are put in the order of their years; where a year
/// has no report, the row of bars has a mark there. Of more than forty reports, the last forty are shown, and that is said.
///
/// ```
/// use ogi_report::check::Language;
/// use ogi_report::write::chart::Years;
///
/// let (newer, older) = (ogi_report::parse(ogi_report::SAMPLE)?.report, ogi_report::parse(ogi_report::SAMPLE_2019)?.report);
/// let years = Years::of([&newer, &older]).language(Language::En);
/// assert_eq!(years.notes(), ["2021 to 2023: no report"]);
/// assert!(years.to_svg().contains(r#"data-cell="applications.received.total" data-status="number" data-report="0" data-value="19""#));
/// # Ok::<(), ogi_report::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct Years {
    language: Language,
    issuers: Vec<String>,
    years: Vec<Year>,
    left_out: usize,
}

/// A report, as far as it is shown.
#[derive(Clone, Debug)]
struct Year {
    nth: usize,
    year: Option<u16>,
    figures: Vec<(Measure, Vec<Figure>)>,
    gaps: Vec<Gap>,
}

/// Reports that are shown at most.
const MOST: usize = 40;

/// Sentences about differences that are said at most.
const NOTES: usize = 12;

/// Years from so many on need the whole width.
const MANY: usize = 8;

/// A place in a row of bars.
#[derive(Clone, Copy, Debug)]
enum Slot<'y> {
    Year(&'y Year),
    /// Years without a report.
    Without(u16, u16),
}

impl Years {
    /// The years of these reports, in Chinese. They may come in any order.
    pub fn of<'r>(reports: impl IntoIterator<Item = &'r Report>) -> Self {
        let mut issuers: Vec<String> = Vec::new();
        let mut years: Vec<Year> = Vec::new();
        for (nth, report) in reports.into_iter().enumerate() {
            if let Some(issuer) = &report.issuer
                && issuers.len() <= MOST
                && !issuers.contains(&issuer.value)
            {
                issuers.push(issuer.value.clone());
            }
            years.push(Year::of(nth, report));
        }
        // Those without a year stand behind all others.
        years.sort_by_key(|year| (year.year.is_none(), year.year));
        let left_out = years.len().saturating_sub(MOST);
        years.drain(..left_out);
        Self { language: Language::Zh, issuers, years, left_out }
    }

    /// The language of the words.
    #[must_use]
    pub const fn language(mut self, language: Language) -> Self {
        self.language = language;
        self
    }

    /// The figures of the picture, year by year. [`Figure::report`] counts the reports as they were given.
    pub fn figures(&self) -> Vec<Figure> {
        let of_year = |year: &Year| year.figures.iter().flat_map(|(_, figures)| figures.clone()).collect::<Vec<_>>();
        self.years.iter().flat_map(of_year).collect()
    }

    /// What does not agree, and what is not there: a sentence each.
    pub fn notes(&self) -> Vec<String> {
        self.all_notes().into_iter().map(|(note, _)| note).collect()
    }

    /// The picture as a file of its own.
    pub fn to_svg(&self) -> String {
        self.draw(false)
    }

    /// The picture as an element of a page that has [`STYLE`](super::STYLE).
    pub fn to_inline(&self) -> String {
        self.draw(true)
    }

    /// The notes; those about figures that do not agree have a sign.
    fn all_notes(&self) -> Vec<(String, bool)> {
        let zh = self.language == Language::Zh;
        let mut notes = Vec::new();
        if self.issuers.len() > 1 {
            let n = self.issuers.len();
            let more = if n > MOST { "+" } else { "" };
            notes.push((
                if zh {
                    format!("这些报告来自{n}{more}个不同的机关")
                } else {
                    format!("these reports are of {n}{more} different issuers")
                },
                true,
            ));
        }
        if self.left_out > 0 {
            let n = self.left_out;
            notes.push((
                if zh {
                    format!("另有较早的{n}份报告未画出")
                } else {
                    format!("{n} more, of earlier years, are not shown")
                },
                false,
            ));
        }
        for slot in self.slots() {
            if let Slot::Without(from, to) = slot {
                notes.push((without(from, to, self.language), false));
            }
        }
        let mut told = 0;
        let mut more = 0;
        for year in &self.years {
            for gap in &year.gaps {
                let Some(note) = gap.note(self.language) else { continue };
                if told == NOTES {
                    more += 1;
                    continue;
                }
                told += 1;
                let joint = if zh { "：" } else { ": " };
                let name = words::year(year.year, self.language);
                notes.push((format!("{name}{joint}{note}"), gap.difference().is_some()));
            }
        }
        if more > 0 {
            notes.push((
                if zh {
                    format!("另有{more}处未在此列出")
                } else {
                    format!("{more} more such sentences are not listed here")
                },
                false,
            ));
        }
        notes
    }

    fn slots(&self) -> Vec<Slot<'_>> {
        let mut slots = Vec::new();
        let mut last: Option<u16> = None;
        for year in &self.years {
            if let (Some(before), Some(this)) = (last, year.year)
                && this.saturating_sub(before) > 1
            {
                slots.push(Slot::Without(before + 1, this - 1));
            }
            slots.push(Slot::Year(year));
            last = year.year;
        }
        slots
    }

    fn draw(&self, is_inline: bool) -> String {
        let language = self.language;
        let zh = language == Language::Zh;
        let issuer = match &*self.issuers {
            [] => Text::new("发布机关不明", "issuer unknown").get(language).to_owned(),
            [issuer] => issuer.clone(),
            [issuer, ..] => {
                if zh {
                    format!("{issuer}等")
                } else {
                    format!("{issuer} and others")
                }
            }
        };
        let about =
            if zh { "政府信息公开申请、复议和诉讼" } else { "applications, reviews and lawsuits" };
        let span = match (self.years.first().map(|year| year.year), self.years.iter().rev().find_map(|year| year.year))
        {
            (Some(Some(first)), Some(last)) if first < last && zh => format!("{first}至{last}年"),
            (Some(Some(first)), Some(last)) if first < last => format!("{first} to {last}"),
            (first, _) => words::year(first.flatten(), language),
        };
        let title = if zh { format!("{issuer}{span}{about}") } else { format!("{issuer}, {span}: {about}") };
        let subtitle = if zh {
            "单位：件；各图的比例尺不同，以数字为准"
        } else {
            "numbers of cases; each small picture has a scale of its own, so compare the numbers"
        };
        let mut picture = Picture::new("years", language, title, subtitle);
        let slots = self.slots();
        if slots.is_empty() {
            picture.nothing(Text::new("? 没有报告", "? There is no report").get(language));
        }
        let n_columns = if slots.len() > MANY { 1 } else { 2 };
        let rows: Vec<&[Measure]> =
            if slots.is_empty() { Vec::new() } else { Measure::ALL.chunks(n_columns).collect() };
        for measures in rows {
            let width =
                (WIDTH - 2 * EDGE - if n_columns > 1 { 24 * PX } else { 0 }) / if n_columns > 1 { 2 } else { 1 };
            let top = picture.y;
            let mut x = EDGE;
            let mut bottom = top;
            for measure in measures {
                let panel = Panel { measure: *measure, slots: &slots, language, x, y: top, width };
                bottom = bottom.max(panel.draw(&mut picture));
                x += width + 24 * PX;
            }
            picture.y = bottom + 8 * PX;
        }
        let notes = self.all_notes();
        for (note, has_sign) in &notes {
            picture.note(note, *has_sign);
        }
        let figures = self.figures();
        if figures.iter().any(|figure| figure.count().is_none()) {
            picture.note(words::UNKNOWN.get(language), false);
        }
        let mut names = vec![String::new(); self.years.iter().map(|year| year.nth + 1).max().unwrap_or(0)];
        for year in &self.years {
            if let Some(name) = names.get_mut(year.nth) {
                *name = words::year(year.year, language);
            }
        }
        picture.finish(&figures, &names, &self.notes(), is_inline)
    }
}

/// That there is no report of these years.
fn without(from: u16, to: u16, language: Language) -> String {
    match language {
        Language::Zh if from == to => format!("{from}年：没有报告"),
        Language::Zh => format!("{from}至{to}年：没有报告"),
        Language::En if from == to => format!("{from}: no report"),
        Language::En => format!("{from} to {to}: no report"),
    }
}

impl Year {
    fn of(nth: usize, report: &Report) -> Self {
        let edition = report.applications_edition();
        let figures = |measure: Measure| {
            let cells = measure.cells(edition).into_iter();
            (measure, cells.map(|id| Figure::of(nth, report, id)).collect())
        };
        let mut gaps = vec![gap::balance(report, ApplicantColumn::Total), gap::results(report, ApplicantColumn::Total)];
        gaps.extend(gap::applicants(report));
        gaps.extend(gap::proceedings(report));
        Self {
            nth,
            year: report.year.as_ref().map(|year| year.value),
            figures: Measure::ALL.into_iter().map(figures).collect(),
            gaps,
        }
    }

    fn of_measure(&self, measure: Measure) -> &[Figure] {
        self.figures.iter().find(|(of, _)| *of == measure).map_or(&[], |(_, figures)| figures)
    }
}
