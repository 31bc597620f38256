//! The flow of the applications of one report.
//!
//! ```text
//! received ─────┐         ┌─ total of results ─┬─ (1) granted
//!               ├─ trunk ─┤                    ├─ …
//! carried over ─┘         │                    └─ (6) other handling
//!                         └─────────────────────── carried forward
//! ```

use super::draw::stacked;
use super::figure::{self, Figure, Sum};
use super::gap::{self, Gap};
use super::group::Group;
use super::picture::{EDGE, Picture, WIDTH};
use super::scale::{PX, Scale, UNKNOWN, spread};
use super::svg::{Anchor, Rect, Size, Svg};
use super::words;
use crate::Report;
use crate::check::{Language, Text};
use crate::report::{ApplicantColumn, ApplicationRow as Row, CellId, CellStatus, Edition};
use crate::write::short;

/// The flow of the applications of one report: 本年新收 and 上年结转 on one side, the results by groups and rows and
/// 结转下年度 on the other.
///
/// It shows the column 总计, or that of another kind of applicants ([`Flow::column`]). Groups of several rows have no cell of
/// their own, so their numbers are the sums of their rows. Rows that are nought are named below.
///
/// ```
/// use ogi_report::check::Language;
/// use ogi_report::write::chart::Flow;
///
/// let report = ogi_report::parse(ogi_report::SAMPLE)?.report;
/// let flow = Flow::of(&report).language(Language::En);
/// assert!(flow.to_svg().contains(r#"<g data-cell="applications.received.total" data-status="number" data-value="19">"#));
/// assert!(flow.notes().is_empty(), "its sums agree");
///
/// // The table beside the picture.
/// for figure in flow.figures() {
///     println!("{}\t{}\t{}", figure.cell, figure.label(Language::En), figure.value(Language::En));
/// }
/// # Ok::<(), ogi_report::Error>(())
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Flow<'r> {
    report: &'r Report,
    column: ApplicantColumn,
    language: Language,
}

/// How high all applications are together.
const HEIGHT: i64 = 260 * PX;

/// Room between groups, and a line of words.
const BETWEEN: i64 = 8 * PX;
const LINE: i64 = 18 * PX;

/// Where the pieces of each column stand, and how wide they are.
const SOURCES: i64 = 190 * PX;
const TRUNK: i64 = 276 * PX;
const TOTAL: i64 = 362 * PX;
const RESULTS: i64 = 480 * PX;
const PIECE: i64 = 14 * PX;

/// Where names stand.
const NAMES: i64 = RESULTS + PIECE + 26 * PX;

impl<'r> Flow<'r> {
    /// The flow of all applications of a report, in Chinese.
    pub fn of(report: &'r Report) -> Self {
        Self { report, column: ApplicantColumn::Total, language: Language::Zh }
    }

    /// Only those of one kind of applicants.
    ///
    /// ```
    /// use ogi_report::report::ApplicantColumn;
    /// use ogi_report::write::chart::Flow;
    ///
    /// let report = ogi_report::parse(ogi_report::SAMPLE)?.report;
    /// let flow = Flow::of(&report).column(ApplicantColumn::NaturalPerson);
    /// assert_eq!(flow.figures()[0].count(), Some(12));
    /// # Ok::<(), ogi_report::Error>(())
    /// ```
    #[must_use]
    pub const fn column(mut self, column: ApplicantColumn) -> Self {
        self.column = column;
        self
    }

    /// The language of the words.
    #[must_use]
    pub const fn language(mut self, language: Language) -> Self {
        self.language = language;
        self
    }

    /// The figures of the picture, in the order of the format.
    pub fn figures(&self) -> Vec<Figure> {
        let edition = self.report.applications_edition();
        let rows = Row::ALL.iter().filter(|row| row.in_edition(edition));
        rows.map(|row| self.figure(*row)).collect()
    }

    /// What does not agree, and what cannot be told as figures are not known: a sentence each.
    pub fn notes(&self) -> Vec<String> {
        self.gaps().iter().filter_map(|gap| gap.note(self.language)).collect()
    }

    /// The picture as a file of its own.
    pub fn to_svg(&self) -> String {
        self.draw(false)
    }

    /// The picture as an element of a page that has [`STYLE`](super::STYLE).
    pub fn to_inline(&self) -> String {
        self.draw(true)
    }

    fn figure(&self, row: Row) -> Figure {
        Figure::of(0, self.report, CellId::Applications(row, self.column))
    }

    fn gaps(&self) -> Vec<Gap> {
        let mut gaps = vec![gap::balance(self.report, self.column), gap::results(self.report, self.column)];
        if self.column == ApplicantColumn::Total {
            gaps.extend(gap::applicants(self.report));
        }
        gaps
    }

    fn draw(&self, is_inline: bool) -> String {
        let language = self.language;
        let about = Text::new("政府信息公开申请的来源和去向", "where applications came from and what became of them");
        let name = words::issuer(self.report, language);
        let year = words::year(self.report.year.as_ref().map(|year| year.value), language);
        let joint = if language == Language::Zh { "" } else { ", " };
        let title =
            format!("{name}{joint}{year}{}{}", if language == Language::Zh { "" } else { ": " }, about.get(language));
        let subtitle = match language {
            Language::Zh => format!("第三部分表格，“{}”一列，单位：件", self.column.label_zh()),
            Language::En => {
                format!("table of section three, column \"{}\": number of applications", self.column.label_en())
            }
        };
        let mut picture = Picture::new("flow", language, title, &subtitle);
        let figures = self.figures();
        if figures.iter().any(|figure| figure.count().is_some()) {
            Layout::new(self).draw(&mut picture);
        } else {
            self.draw_nothing(&figures, &mut picture);
        }
        for gap in self.gaps() {
            if let Some(note) = gap.note(language) {
                picture.note(&note, gap.difference().is_some());
            }
        }
        if figures.iter().any(|figure| figure.count().is_none()) {
            picture.note(words::UNKNOWN.get(language), false);
        }
        picture.finish(&figures, &[], &self.notes(), is_inline)
    }

    /// A report none of whose figures is known.
    fn draw_nothing(&self, figures: &[Figure], picture: &mut Picture) {
        let nothing = Text::new("? 这些数字都是未知的", "? None of these figures is known");
        picture.nothing(nothing.get(self.language));
        let mut statuses: Vec<CellStatus> = figures.iter().map(|figure| figure.status).collect();
        statuses.sort_unstable();
        statuses.dedup();
        for status in statuses {
            let of_status = figures.iter().filter(|figure| figure.status == status);
            let named: Vec<_> = of_status.map(|figure| (self.named(figure), *figure)).collect();
            let joint = if self.language == Language::Zh { "：" } else { ": " };
            picture.listed(&format!("? {}{joint}", figure::status(status).get(self.language)), &named);
        }
    }

    /// The short name of a row. In the edition of 2021, 3.其他 is only a part of （六）其他处理.
    fn name(&self, row: Row) -> &'static str {
        match (row, self.report.applications_edition()) {
            (Row::OtherHandling, Edition::E2021) => {
                Text::new("其他处理中的“其他”", "other handling: other").get(self.language)
            }
            _ => short::row(row, self.language),
        }
    }

    /// The row of a figure, and the number in it that is no count.
    fn named(&self, figure: &Figure) -> String {
        let CellId::Applications(row, _) = figure.cell else { return String::new() };
        match figure.number {
            Some(number) => format!("{} {number}", self.name(row)),
            None => self.name(row).to_owned(),
        }
    }
}

/// A piece at one of the sides, with its name and its value.
struct Piece {
    height: i64,
    name: String,
    value: String,
    what: What,
}

enum What {
    /// A figure; of a row in a group of several, with that.
    Figure(Figure, Option<Group>),
    /// The head of a group of several rows. The rows follow, unless all are nought.
    Head { is_nought: bool },
    /// A difference.
    Gap,
}

impl Piece {
    /// A name without anything drawn beside it.
    fn is_head(&self) -> bool {
        matches!(self.what, What::Head { .. })
    }
}

/// How high everything is.
struct Layout<'f> {
    flow: &'f Flow<'f>,
    scale: Scale,
    sources: Vec<Piece>,
    trunk: Sum,
    total: Figure,
    /// By how much the results are more than their total.
    above_total: Option<u128>,
    /// What came of the total, and then what did not go through it.
    results: Vec<(Class, Vec<Piece>)>,
    noughts: Vec<(String, Figure)>,
}

/// What a group of pieces is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    Of(Group),
    BelowTotal,
    Forward,
    Left,
}

impl Class {
    const fn is_of_total(self) -> bool {
        matches!(self, Self::Of(_) | Self::BelowTotal)
    }

    const fn css(self) -> &'static str {
        match self {
            Self::Of(group) => group.class(),
            Self::Forward => "c-on",
            Self::BelowTotal | Self::Left => "c-gap",
        }
    }
}

impl<'f> Layout<'f> {
    fn new(flow: &'f Flow<'f>) -> Self {
        let (balance, results) = (gap::balance(flow.report, flow.column), gap::results(flow.report, flow.column));
        let (total, forward) = (flow.figure(Row::ResultsTotal), flow.figure(Row::CarriedForward));
        let known = [balance.parts.known, balance.whole.known, results.parts.plus(Sum::of([&forward])).known];
        let scale = Scale::new(known.into_iter().max().unwrap_or(0), HEIGHT);
        let mut layout = Self {
            flow,
            scale,
            sources: Vec::new(),
            trunk: balance.parts,
            total,
            above_total: None,
            results: Vec::new(),
            noughts: Vec::new(),
        };
        layout.sources = vec![layout.piece(Row::Received, None), layout.piece(Row::CarriedOver, None)];
        for group in Group::ALL {
            let pieces = layout.group(group);
            layout.results.push((Class::Of(group), pieces));
        }
        let is_more = |gap: &Gap| gap.parts.known > gap.whole.known;
        if let Some(apart) = results.difference() {
            if is_more(&results) {
                layout.above_total = Some(apart);
            } else {
                let gap = layout.gap(apart);
                layout.results.push((Class::BelowTotal, vec![gap]));
            }
        }
        let piece = layout.piece(Row::CarriedForward, None);
        layout.results.push((Class::Forward, vec![piece]));
        if let Some(apart) = balance.difference() {
            let gap = layout.gap(apart);
            if is_more(&balance) {
                layout.results.push((Class::Left, vec![gap]));
            } else {
                layout.sources.push(gap);
            }
        }
        layout
    }

    fn height(&self, figure: &Figure) -> i64 {
        figure.count().map_or(UNKNOWN, |count| self.scale.length(count.into()))
    }

    fn piece(&self, row: Row, group: Option<Group>) -> Piece {
        let figure = self.flow.figure(row);
        Piece {
            height: self.height(&figure),
            name: self.flow.name(row).to_owned(),
            value: figure.shown(self.flow.language),
            what: What::Figure(figure, group),
        }
    }

    fn gap(&self, apart: u128) -> Piece {
        Piece {
            height: self.scale.length(apart),
            name: Text::new("≠ 差额", "≠ difference").get(self.flow.language).to_owned(),
            value: apart.to_string(),
            what: What::Gap,
        }
    }

    /// A group: itself where it has one row; otherwise its head, and the rows that are not nought.
    fn group(&mut self, group: Group) -> Vec<Piece> {
        let name = group.name().get(self.flow.language).to_owned();
        let rows: Vec<Row> = group.rows(self.flow.report.applications_edition()).collect();
        if let [only] = *rows {
            return vec![Piece { name, ..self.piece(only, None) }];
        }
        let figures: Vec<Figure> = rows.iter().map(|row| self.flow.figure(*row)).collect();
        let sum = Sum::of(&figures);
        let is_nought = sum.exact() == Some(0);
        let mut pieces = vec![Piece { height: 0, name, value: sum.shown(), what: What::Head { is_nought } }];
        for (row, figure) in rows.into_iter().zip(figures) {
            let piece = self.piece(row, Some(group));
            if figure.count() == Some(0) {
                self.noughts.push((piece.name, figure));
            } else {
                pieces.push(piece);
            }
        }
        pieces
    }

    fn draw(self, picture: &mut Picture) {
        let language = self.flow.language;
        let heights: Vec<i64> = self.sources.iter().map(|piece| piece.height).collect();
        let of_group = |pieces: &[Piece]| pieces.iter().map(|piece| piece.height).sum::<i64>();
        let ends: Vec<i64> = self.results.iter().map(|(_, pieces)| of_group(pieces)).collect();
        let above = self.above_total.map_or(0, |apart| self.scale.length(apart));
        let total = self.height(&self.total);

        // Where the pieces of the columns stand, seen from the upper edge of the trunk. What goes past the total stands
        // below all that goes through it.
        let n_of_total = self.results.iter().take_while(|(class, _)| class.is_of_total()).count();
        let (through_total, past) = ends.split_at(n_of_total.min(ends.len()));
        let through: Vec<i64> = core::iter::once(total).chain(past.iter().copied()).collect();
        let trunk = heights.iter().sum::<i64>().max(through.iter().sum());
        let left = (trunk - high(&heights)) / 2;
        let right = (total + above - high(through_total)) / 2;
        let below = (right + high(through_total) + BETWEEN).max(trunk - high(past));

        // How much room that takes, and the words beside the first and the last column.
        let first = left.min(right).min(0);
        let last = [left + high(&heights), below + high(past), trunk, total + above].into_iter().max().unwrap_or(0);
        let names = LINE * count(self.results.iter().map(|(_, pieces)| pieces.len()).sum());
        let body = (last - first).max(names).max(2 * LINE * count(heights.len()));
        let lines = if self.above_total.is_some() { 3 } else { 2 };
        let top = picture.y + (lines * LINE + 12 * PX + first).max(0);
        let trunk_top = top + (body - (last - first)) / 2 - first;
        let total_top = trunk_top;
        let source_places = placed(trunk_top + left, &heights);
        let mut end_places = placed(trunk_top + right, through_total);
        end_places.extend(placed(trunk_top + below, past));

        // Bands, from left to right, so that pieces stand on them.
        let into = stacked(trunk_top, trunk, &heights);
        for ((piece, y), (to, height)) in self.sources.iter().zip(&source_places).zip(into) {
            if piece.height == 0 {
                continue;
            }
            let class = format!("c-band {}", piece.css("c-in"));
            picture.svg.band(&class, (SOURCES + PIECE, *y, piece.height), (TRUNK, to, height));
        }
        let out_of = stacked(trunk_top, trunk, &through);
        let mut out_of = out_of.into_iter();
        if let Some((y, height)) = out_of.next() {
            picture.svg.band("c-band c-all", (TRUNK + PIECE, y, height), (TOTAL, total_top, total));
        }
        let of_total: Vec<i64> =
            self.results.iter().zip(&ends).filter(|((class, _), _)| class.is_of_total()).map(|(_, end)| *end).collect();
        let mut of_total = stacked(total_top, total + above, &of_total).into_iter();
        for (((class, pieces), end), to) in self.results.iter().zip(&ends).zip(&end_places) {
            let (x, from) =
                if class.is_of_total() { (TOTAL + PIECE, of_total.next()) } else { (TRUNK + PIECE, out_of.next()) };
            let Some((y, height)) = from.filter(|_| *end > 0) else { continue };
            let css = if pieces.iter().all(|piece| piece.is_unknown() || piece.is_head()) {
                "c-unknown"
            } else {
                class.css()
            };
            picture.svg.band(&format!("c-band {css}"), (x, y, height), (RESULTS, *to, *end));
        }

        // Pieces and names.
        let svg = &mut picture.svg;
        svg.rect("c-all", Rect::new(TRUNK, trunk_top, PIECE, trunk));
        self.draw_total(svg, total_top, total, above);
        self.draw_sources(svg, &source_places, top, top + body);
        self.draw_results(svg, &end_places, top, top + body);
        picture.y = top + body + LINE;
        let words = match language {
            Language::Zh => format!("本年新收＋上年结转＝{}", self.trunk.shown()),
            Language::En => format!("received + carried over = {}", self.trunk.shown()),
        };
        picture.svg.text((Size::Label, false), Anchor::Middle, (TRUNK + PIECE / 2, picture.y), &words);
        picture.y += 10 * PX;
        picture.listed(Text::new("为0的各项：", "Nought: ").get(language), &self.noughts);
    }

    fn draw_total(&self, svg: &mut Svg, y: i64, height: i64, above: i64) {
        let language = self.flow.language;
        let middle = TOTAL + PIECE / 2;
        let lines = if self.above_total.is_some() { 2 } else { 1 };
        let at = y - 8 * PX - lines * LINE;
        svg.figure(&self.total, None, language, |svg| {
            let rect = Rect::new(TOTAL, y, PIECE, height);
            if self.total.count().is_some() {
                svg.piece("c-all", rect);
            } else {
                svg.unknown(rect);
            }
            let name = Text::new("（七）总计", "(7) total of results").get(language);
            svg.text((Size::Label, false), Anchor::Middle, (middle, at), name);
            let value = Size::Label.whole(&self.total.shown(language), 200 * PX);
            svg.text((Size::Label, true), Anchor::Middle, (middle, at + LINE), &value);
        });
        if let Some(apart) = self.above_total {
            let words = match language {
                Language::Zh => format!("≠ 各项相加多{apart}"),
                Language::En => format!("≠ results are {apart} more"),
            };
            svg.open(&[("class", &"c-sign")]);
            svg.title(&words);
            svg.rect("c-gap", Rect::new(TOTAL, y + height, PIECE, above));
            svg.text((Size::Label, true), Anchor::Middle, (middle, at + 2 * LINE), &words);
            svg.close();
        }
    }

    fn draw_sources(&self, svg: &mut Svg, places: &[i64], top: i64, bottom: i64) {
        let mut names: Vec<i64> =
            self.sources.iter().zip(places).map(|(piece, y)| y + piece.height / 2 - LINE).collect();
        spread(&mut names, 2 * LINE, top, bottom);
        let x = SOURCES - 10 * PX;
        for ((piece, y), name) in self.sources.iter().zip(places).zip(names) {
            let rect = Rect::new(SOURCES, *y, PIECE, piece.height);
            piece.draw(svg, "c-in", rect, self.flow.language, |svg| {
                let room = x - EDGE;
                svg.text(
                    (Size::Label, false),
                    Anchor::End,
                    (x, name + 14 * PX),
                    &Size::Label.fitted(&piece.name, room),
                );
                svg.text((Size::Label, true), Anchor::End, (x, name + 31 * PX), &Size::Label.whole(&piece.value, room));
                let (middle, at) = (y + piece.height / 2, name + LINE);
                if (middle - at).abs() > LINE {
                    svg.strokes("c-leader", &[[x + 3 * PX, at, SOURCES, middle]]);
                }
            });
        }
    }

    /// Where the values of the results end: near the names, as far as all have room.
    fn values(&self) -> i64 {
        let pieces = || self.results.iter().flat_map(|(_, pieces)| pieces);
        let widest = |text: fn(&Piece) -> &str| pieces().map(|piece| Size::Label.width(text(piece))).max().unwrap_or(0);
        let wanted = widest(|piece| &piece.name) + widest(|piece| &piece.value) + 40 * PX;
        (NAMES + wanted).min(WIDTH - EDGE)
    }

    fn draw_results(&self, svg: &mut Svg, places: &[i64], top: i64, bottom: i64) {
        // The middle of each piece; that of a head is the upper edge of its group.
        let mut pieces: Vec<(Class, &Piece, i64)> = Vec::new();
        for ((class, of_class), y) in self.results.iter().zip(places) {
            let mut y = *y;
            for piece in of_class {
                pieces.push((*class, piece, y));
                y += piece.height;
            }
        }
        let mut names: Vec<i64> = pieces.iter().map(|(_, piece, y)| y + piece.height / 2 - LINE / 2).collect();
        spread(&mut names, LINE, top, bottom);
        let values = self.values();
        for ((class, piece, y), name) in pieces.into_iter().zip(names) {
            let rect = Rect::new(RESULTS, y, PIECE, piece.height);
            piece.draw(svg, class.css(), rect, self.flow.language, |svg| {
                let (middle, at) = (y + piece.height / 2, name + LINE / 2);
                if !matches!(piece.what, What::Head { is_nought: false }) {
                    let (from, turn) = (RESULTS + PIECE, NAMES - 8 * PX);
                    let strokes = [
                        [from, middle, from + 5 * PX, middle],
                        [from + 5 * PX, middle, turn, at],
                        [turn, at, NAMES - 3 * PX, at],
                    ];
                    svg.strokes("c-leader", &strokes);
                }
                let is_row = matches!(piece.what, What::Figure(_, Some(_)));
                let x = if is_row { NAMES + 14 * PX } else { NAMES };
                let value = Size::Label.whole(&piece.value, 200 * PX);
                let room = values - x - Size::Label.width(&value) - 8 * PX;
                let on = at + 5 * PX;
                svg.text((Size::Label, !is_row), Anchor::Start, (x, on), &Size::Label.fitted(&piece.name, room));
                svg.text((Size::Label, !is_row), Anchor::End, (values, on), &value);
            });
        }
    }
}

impl Piece {
    fn is_unknown(&self) -> bool {
        matches!(&self.what, What::Figure(figure, _) if figure.count().is_none())
    }

    /// The class of what is drawn of it, which is `class` where it is known.
    fn css(&self, class: &'static str) -> &'static str {
        match self.what {
            What::Gap => "c-gap",
            _ if self.is_unknown() => "c-unknown",
            _ => class,
        }
    }

    fn draw(&self, svg: &mut Svg, class: &'static str, rect: Rect, language: Language, names: impl FnOnce(&mut Svg)) {
        match &self.what {
            What::Figure(figure, _) => svg.figure(figure, None, language, |svg| {
                if self.is_unknown() {
                    svg.unknown(rect);
                } else {
                    svg.piece(class, rect);
                }
                names(svg);
            }),
            What::Head { is_nought } => {
                svg.open(&[]);
                svg.title(&format!("{} {}", self.name, self.value));
                if *is_nought {
                    svg.piece(class, rect);
                }
                names(svg);
                svg.close();
            }
            What::Gap => {
                svg.open(&[("class", &"c-sign")]);
                svg.title(&format!("{} {}", self.name, self.value));
                svg.rect("c-gap", rect);
                names(svg);
                svg.close();
            }
        }
    }
}

fn count(n: usize) -> i64 {
    i64::try_from(n).unwrap_or(i64::MAX / HEIGHT)
}

/// How high pieces of these heights are, one below the other.
fn high(heights: &[i64]) -> i64 {
    heights.iter().sum::<i64>() + BETWEEN * count(heights.len().saturating_sub(1))
}

/// Where pieces of these heights stand one below the other.
fn placed(top: i64, heights: &[i64]) -> Vec<i64> {
    let mut y = top;
    let mut places = Vec::with_capacity(heights.len());
    for height in heights {
        places.push(y);
        y += height + BETWEEN;
    }
    places
}
