//! What became of applications in many reports: how the results part into their groups.

use core::cmp::Reverse;

mod bar;
mod tally;

use self::bar::{Bar, draw_figures};
use self::tally::Tally;
use super::figure::{Figure, Sum};
use super::group::Group;
use super::picture::{EDGE, Picture, WIDTH};
use super::scale::PX;
use super::svg::{Anchor, Rect, Size};
use super::words;
use crate::Report;
use crate::check::{Language, Text};

/// The outcomes of many reports: how the results of each part into the six groups, and those of all together.
///
/// A bar is as long for one report as for another, so that it shows parts; how many results there were stands behind it: as
/// reported, and as added up where that is something else. Reports are sorted by it. Those beyond a
/// [limit](Outcomes::limit) are counted and not drawn, and that is said.
///
/// ```
/// use ogi_report::check::Language;
/// use ogi_report::write::chart::Outcomes;
///
/// let (one, other) = (ogi_report::parse(ogi_report::SAMPLE)?.report, ogi_report::parse(ogi_report::SAMPLE_2019)?.report);
/// let mut outcomes = Outcomes::of([&one]).language(Language::En);
/// outcomes.add(&other);
/// assert!(outcomes.to_svg().contains("all 2 reports"));
/// # Ok::<(), ogi_report::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct Outcomes {
    language: Language,
    limit: usize,
    tallies: Vec<Tally>,
}

/// Reports that are drawn at most, unless something else is asked for, and in any case.
const LIMIT: usize = 40;
const MOST: usize = 200;

/// Where bars stand, and how long they are.
const BARS: i64 = 240 * PX;
const LENGTH: i64 = 400 * PX;
const BAR: i64 = 20 * PX;
const LINE: i64 = 30 * PX;

/// What stands before a sum of ours.
const SUM: Text = Text::new("相加", "sum");

impl Outcomes {
    /// The outcomes of these reports, in Chinese.
    pub fn of<'r>(reports: impl IntoIterator<Item = &'r Report>) -> Self {
        let mut outcomes = Self { language: Language::Zh, limit: LIMIT, tallies: Vec::new() };
        reports.into_iter().for_each(|report| outcomes.add(report));
        outcomes
    }

    /// Adds a report. It need not stay: so the reports of a large folder never have to be in memory together.
    pub fn add(&mut self, report: &Report) {
        self.tallies.push(Tally::of(self.tallies.len(), report));
    }

    /// The language of the words.
    #[must_use]
    pub const fn language(mut self, language: Language) -> Self {
        self.language = language;
        self
    }

    /// How many reports are drawn at most: 40 by default, and never more than 200. All are counted.
    #[must_use]
    pub fn limit(mut self, limit: usize) -> Self {
        self.limit = limit.min(MOST);
        self
    }

    /// The figures of the reports that are drawn, in their order. [`Figure::report`] counts the reports as they were added.
    pub fn figures(&self) -> Vec<Figure> {
        self.shown().into_iter().flat_map(Tally::figures).collect()
    }

    /// What does not agree, and what is not drawn: a sentence each.
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

    /// The reports that are drawn: those with the most results first.
    fn shown(&self) -> Vec<&Tally> {
        let mut shown: Vec<&Tally> = self.tallies.iter().collect();
        shown.sort_by_cached_key(|tally| (Reverse(tally.sum().known), tally.nth));
        shown.truncate(self.limit);
        shown
    }

    /// The notes; those about figures that do not agree have a sign.
    fn all_notes(&self) -> Vec<(String, bool)> {
        let zh = self.language == Language::Zh;
        let mut notes = Vec::new();
        let n = self.tallies.len();
        if let Some(more) = n.checked_sub(self.limit).filter(|more| *more > 0) {
            let shown = self.limit;
            notes.push((
                if zh {
                    format!("按办理结果件数从多到少画出前{shown}份，其余{more}份只计入“全部”")
                } else {
                    format!("the {shown} reports with the most results are drawn; the other {more} are only counted among all")
                },
                false,
            ));
        }
        let apart = self.tallies.iter().filter(|tally| tally.difference().is_some()).count();
        if apart > 0 {
            notes.push((
                if zh {
                    format!("{apart}份报告所报的总计与各项相加不同")
                } else {
                    format!("in {apart} of the reports, the reported total is not what the results come to")
                },
                true,
            ));
        }
        let others = self.tallies.iter().filter(|tally| tally.has_other_applicants).count();
        if others > 0 {
            notes.push((
                if zh {
                    format!("{others}份报告中，有的行各类申请人相加与“总计”一列不同；图中用“总计”一列")
                } else {
                    format!(
                        "in {others} of the reports, the applicants of a row do not come to its total; the totals are \
                         drawn"
                    )
                },
                true,
            ));
        }
        let unknown: usize = self.tallies.iter().map(|tally| tally.sum().unknown).sum();
        if unknown > 0 {
            let of = self.tallies.iter().filter(|tally| tally.sum().unknown > 0).count();
            notes.push((
                if zh {
                    format!("{of}份报告中有{unknown}个数未知，没有计入任何合计")
                } else {
                    format!("{unknown} figures of {of} reports are not known and are in no sum")
                },
                false,
            ));
        }
        notes
    }

    fn draw(&self, is_inline: bool) -> String {
        let language = self.language;
        let zh = language == Language::Zh;
        let n = self.tallies.len();
        let title = if zh {
            "政府信息公开申请的办理结果"
        } else {
            "what became of applications for government information"
        };
        let subtitle = if zh {
            "三、本年度办理结果，“总计”一列；每一条为一份报告，各组所占比例；右侧为所报总计，单位：件"
        } else {
            "results of the year, column \"total\"; a bar for each report shows its parts; behind it the reported total"
        };
        let mut picture = Picture::new("outcomes", language, title.to_owned(), subtitle);
        let groups: Vec<Sum> = (0..Group::ALL.len())
            .map(|nth| self.tallies.iter().map(|tally| tally.group(nth)).fold(Sum::default(), Sum::plus))
            .collect();
        if n == 0 {
            picture.nothing(Text::new("? 没有报告", "? There is no report").get(language));
        } else {
            self.draw_all(&groups, &mut picture);
        }
        let shown = self.shown();
        for tally in &shown {
            let y = picture.y;
            let name = tally.name(language);
            let svg = &mut picture.svg;
            svg.open(&[]);
            svg.title(&name);
            svg.text(
                (Size::Small, false),
                Anchor::Start,
                (EDGE, y + 15 * PX),
                &Size::Small.fitted(&name, BARS - EDGE - 10 * PX),
            );
            svg.close();
            let groups = [0, 1, 2, 3, 4, 5].map(|nth| tally.group(nth));
            let bar = Bar { rect: Rect::new(BARS, y, LENGTH, BAR), groups: &groups, unknown: tally.unknown(language) };
            bar.draw(svg, |nth, svg, rect| {
                let (group, figures) = (Group::ALL.get(nth), tally.groups.get(nth));
                if let (Some(group), Some(figures)) = (group, figures) {
                    draw_figures(figures, *group, &name, rect, language, svg);
                }
            });
            tally.draw_total(&name, y, language, svg);
            picture.y += LINE;
        }
        for (note, has_sign) in self.all_notes() {
            picture.note(&note, has_sign);
        }
        let figures = self.figures();
        if self.tallies.iter().any(|tally| tally.sum().unknown > 0 || tally.total.count().is_none()) {
            picture.note(words::UNKNOWN.get(language), false);
        }
        let mut names = vec![String::new(); n];
        for tally in &shown {
            if let Some(name) = names.get_mut(tally.nth) {
                *name = tally.name(language);
            }
        }
        let mut told = self.notes();
        told.extend(
            Group::ALL
                .iter()
                .zip(&groups)
                .map(|(group, sum)| format!("{} {}", group.name().get(language), sum.shown())),
        );
        picture.finish(&figures, &names, &told, is_inline)
    }

    /// All reports together, with the names of the groups.
    fn draw_all(&self, groups: &[Sum], picture: &mut Picture) {
        let language = self.language;
        let y = picture.y;
        let n = self.tallies.len();
        let name = match (language, n) {
            (Language::Zh, _) => format!("全部{n}份报告"),
            (Language::En, 1) => "the only report".to_owned(),
            (Language::En, _) => format!("all {n} reports"),
        };
        let svg = &mut picture.svg;
        svg.text(
            (Size::Label, true),
            Anchor::Start,
            (EDGE, y + 17 * PX),
            &Size::Label.fitted(&name, BARS - EDGE - 10 * PX),
        );
        let sum = groups.iter().copied().fold(Sum::default(), Sum::plus);
        let unknown = match language {
            Language::Zh => format!("{}个数未知", sum.unknown),
            Language::En => format!("{} not known", sum.unknown),
        };
        let bar = Bar { rect: Rect::new(BARS, y, LENGTH, BAR + 6 * PX), groups, unknown };
        bar.draw(svg, |nth, svg, rect| {
            if let Some(group) = Group::ALL.get(nth).filter(|_| rect.width > 0) {
                svg.of_group(*group, rect);
            }
        });
        let x = BARS + LENGTH + 8 * PX;
        let words = format!("{} {}", SUM.get(language), sum.shown());
        svg.open(&[]);
        svg.title(&words);
        let value = Size::Small.whole(&words, WIDTH - EDGE - x);
        svg.text((Size::Small, true), Anchor::Start, (x, y + 17 * PX), &value);
        svg.close();
        let top = y + 40 * PX;
        let half = (WIDTH - 2 * EDGE) / 2;
        for (nth, (group, sum)) in (0..).zip(Group::ALL.iter().zip(groups)) {
            let (x, y) = (EDGE + half * (nth % 2), top + 20 * PX * (nth / 2));
            let name = group.name().get(language);
            svg.open(&[]);
            svg.title(&format!("{name} {}", sum.shown()));
            svg.of_group(*group, Rect::new(x, y, 22 * PX, 14 * PX));
            svg.text((Size::Small, false), Anchor::Start, (x + 30 * PX, y + 11 * PX), name);
            let value = Size::Small.whole(&sum.shown(), 200 * PX);
            svg.text((Size::Small, true), Anchor::End, (x + half - 30 * PX, y + 11 * PX), &value);
            svg.close();
        }
        picture.y = top + 72 * PX;
    }
}
