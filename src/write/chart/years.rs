//! The years of one issuer: a small picture for each measure, a bar for each year.

use super::draw::stacked;
use super::figure::{Figure, Sum};
use super::gap::{self, Gap};
use super::group::Group;
use super::picture::{EDGE, Picture, WIDTH};
use super::scale::{PX, Scale, UNKNOWN};
use super::svg::{Anchor, Rect, Size};
use super::words;
use crate::Report;
use crate::check::{Language, Text};
use crate::report::{ApplicantColumn, ApplicationRow as Row, CellId, Edition, Outcome, Proceeding};

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

/// How high bars are.
const HEIGHT: i64 = 84 * PX;

/// Room for a number that stands upright.
const VALUE: i64 = 170 * PX;

/// Room for a line of small words.
const LINE: i64 = 16 * PX;

/// What is shown of a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Measure {
    Row(Row),
    Group(Group),
    Reviews,
    Lawsuits,
}

impl Measure {
    const ALL: [Self; 12] = [
        Self::Row(Row::Received),
        Self::Row(Row::CarriedOver),
        Self::Group(Group::Granted),
        Self::Group(Group::PartiallyGranted),
        Self::Group(Group::Denied),
        Self::Group(Group::Unable),
        Self::Group(Group::NotProcessed),
        Self::Group(Group::Other),
        Self::Row(Row::ResultsTotal),
        Self::Row(Row::CarriedForward),
        Self::Reviews,
        Self::Lawsuits,
    ];

    const fn name(self) -> Text {
        match self {
            Self::Row(Row::Received) => Text::new("本年新收申请", "applications received"),
            Self::Row(Row::CarriedOver) => Text::new("上年结转申请", "carried over from the year before"),
            Self::Row(Row::CarriedForward) => Text::new("结转下年度", "carried forward to the next year"),
            Self::Row(_) => Text::new("（七）办理结果总计", "(7) total of results"),
            Self::Group(group) => group.name(),
            Self::Reviews => Text::new("行政复议", "administrative reconsideration"),
            Self::Lawsuits => Text::new("行政诉讼", "administrative litigation"),
        }
    }

    fn cells(self, edition: Edition) -> Vec<CellId> {
        let total = |proceeding| CellId::Disputes(proceeding, Outcome::Total);
        match self {
            Self::Row(row) => vec![CellId::Applications(row, ApplicantColumn::Total)],
            Self::Group(group) => group.cells(edition, ApplicantColumn::Total).collect(),
            Self::Reviews => vec![total(Proceeding::Reconsideration)],
            Self::Lawsuits => {
                vec![total(Proceeding::LitigationDirect), total(Proceeding::LitigationAfterReconsideration)]
            }
        }
    }

    const fn class(self) -> &'static str {
        match self {
            Self::Row(Row::Received | Row::CarriedOver) => "c-in",
            Self::Row(Row::CarriedForward) => "c-on",
            Self::Row(_) => "c-all",
            Self::Group(group) => group.class(),
            Self::Reviews | Self::Lawsuits => "c-law",
        }
    }
}

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

/// The picture of one measure.
struct Panel<'p> {
    measure: Measure,
    slots: &'p [Slot<'p>],
    language: Language,
    x: i64,
    y: i64,
    width: i64,
}

impl Panel<'_> {
    /// Draws it, and gives its lower edge.
    fn draw(&self, picture: &mut Picture) -> i64 {
        let language = self.language;
        let small = Size::Small;
        let sum = |year: &Year| Sum::of(year.of_measure(self.measure));
        let years =
            || self.slots.iter().filter_map(|slot| if let Slot::Year(year) = slot { Some(*year) } else { None });
        let n = i64::try_from(self.slots.len()).unwrap_or(i64::MAX).max(1);
        let slot = (self.width / n).min(96 * PX);
        // Words stand upright where they have no room to lie, all of a kind alike.
        let widest = |words: &mut dyn Iterator<Item = String>| words.map(|word| small.width(&word)).max().unwrap_or(0);
        let values = widest(&mut years().map(|year| sum(year).shown())).min(VALUE);
        let labels = widest(&mut years().map(|year| words::year(year.year, language)));
        let room = |width: i64| if width + 4 * PX > slot { width } else { 12 * PX };

        let name = Size::Label.fitted(self.measure.name().get(language), self.width);
        picture.svg.text((Size::Label, true), Anchor::Start, (self.x, self.y + 16 * PX), &name);
        let base = self.y + 24 * PX + room(values) + HEIGHT;
        let greatest = years().map(|year| sum(year).known).max().unwrap_or(0);
        let scale = Scale::new(greatest, HEIGHT - UNKNOWN);
        for (nth, of_slot) in (0..).zip(self.slots) {
            let middle = self.x + slot * nth + slot / 2;
            let year = match of_slot {
                Slot::Year(year) => year,
                Slot::Without(from, to) => {
                    picture.svg.open(&[]);
                    picture.svg.title(&without(*from, *to, language));
                    picture.svg.text((Size::Label, true), Anchor::Middle, (middle, base - 4 * PX), "…");
                    picture.svg.close();
                    continue;
                }
            };
            let of_year = words::year(year.year, language);
            let top =
                self.bar(year, &of_year, scale, Rect::new(middle - slot * 3 / 10, base, slot * 6 / 10, 0), picture);
            let value = small.whole(&sum(year).shown(), VALUE);
            if room(values) == values {
                picture.svg.upward(small, (middle + 4 * PX, top - 3 * PX), &value);
            } else {
                picture.svg.text((small, false), Anchor::Middle, (middle, top - 3 * PX), &value);
            }
            if room(labels) == labels {
                picture.svg.upward(small, (middle + 4 * PX, base + 3 * PX + labels), &of_year);
            } else {
                picture.svg.text((small, false), Anchor::Middle, (middle, base + 14 * PX), &of_year);
            }
        }
        picture.svg.line("c-axis", (self.x, base), (self.x + slot * n, base));
        base + room(labels).max(LINE) + 6 * PX
    }

    /// The bar of a year, which stands on `foot`. Gives its upper edge.
    fn bar(&self, year: &Year, of_year: &str, scale: Scale, foot: Rect, picture: &mut Picture) -> i64 {
        let figures = year.of_measure(self.measure);
        let lengths: Vec<i64> =
            figures.iter().map(|figure| figure.count().map_or(0, |count| scale.length(count.into()))).collect();
        let mut top = foot.y;
        for (figure, (at, length)) in figures.iter().zip(stacked(0, HEIGHT - UNKNOWN, &lengths)) {
            let rect = Rect { y: foot.y - at - length, height: length, ..foot };
            top = top.min(rect.y);
            picture.svg.figure(figure, Some(of_year), self.language, |svg| {
                if length == 0 {
                    return;
                }
                match self.measure {
                    Measure::Group(group) => svg.of_group(group, rect),
                    _ => svg.rect(self.measure.class(), rect),
                }
            });
        }
        let unknown: Vec<String> = figures
            .iter()
            .filter(|figure| figure.count().is_none())
            .map(|figure| figure.line(Some(of_year), self.language))
            .collect();
        if !unknown.is_empty() {
            top -= UNKNOWN;
            picture.svg.open(&[]);
            picture.svg.title(&unknown.join("; "));
            picture.svg.unknown(Rect { y: top, height: UNKNOWN, ..foot });
            picture.svg.close();
        }
        top
    }
}
