//! What stands around every picture: its title above, its notes below, and the same in words for who cannot see it.

use super::figure::Figure;
use super::scale::PX;
use super::svg::{Anchor, Document, Rect, Size, Svg};
use super::{CHART, words};
use crate::check::Language;

/// Every picture is as wide as that.
pub(super) const WIDTH: i64 = 800 * PX;

/// Room at the edges.
pub(super) const EDGE: i64 = 12 * PX;

/// Figures that the description names at most.
const TOLD: usize = 200;

/// A picture that is being drawn.
#[derive(Debug)]
pub(super) struct Picture {
    kind: &'static str,
    language: Language,
    title: String,
    pub(super) svg: Svg,
    /// The lower edge of what is drawn.
    pub(super) y: i64,
}

impl Picture {
    /// A picture with its title, and below that a line that says what is shown.
    pub(super) fn new(kind: &'static str, language: Language, title: String, subtitle: &str) -> Self {
        let mut picture = Self { kind, language, title, svg: Svg::default(), y: 8 * PX };
        let mut lines = Size::Title.wrapped(&picture.title, WIDTH - 2 * EDGE);
        if lines.len() > 2 {
            lines.truncate(2);
            lines.iter_mut().skip(1).for_each(|line| {
                line.push_str("……");
                *line = Size::Title.fitted(line, WIDTH - 2 * EDGE);
            });
        }
        for line in lines {
            picture.y += 22 * PX;
            picture.svg.text((Size::Title, false), Anchor::Start, (EDGE, picture.y), &line);
        }
        for line in Size::Small.wrapped(subtitle, WIDTH - 2 * EDGE) {
            picture.y += 17 * PX;
            picture.svg.text((Size::Small, false), Anchor::Start, (EDGE, picture.y), &line);
        }
        picture.y += 10 * PX;
        picture
    }

    /// A note below what was drawn. One that has a sign is about figures that do not agree.
    pub(super) fn note(&mut self, text: &str, has_sign: bool) {
        if has_sign {
            self.svg.open(&[("class", &"c-sign")]);
        }
        let marked = if has_sign { format!("≠ {text}") } else { text.to_owned() };
        for line in Size::Small.wrapped(&marked, WIDTH - 2 * EDGE) {
            self.y += 16 * PX;
            self.svg.text((Size::Small, has_sign), Anchor::Start, (EDGE, self.y), &line);
        }
        if has_sign {
            self.svg.close();
        }
    }

    /// What is drawn where there is nothing to be drawn.
    pub(super) fn nothing(&mut self, words: &str) {
        let rect = Rect::new(EDGE, self.y, WIDTH - 2 * EDGE, 80 * PX);
        self.svg.unknown(rect);
        let plate = Size::Label.width(words) + 24 * PX;
        self.svg.rect("c-ground", Rect::new((WIDTH - plate) / 2, self.y + 26 * PX, plate, 28 * PX));
        self.svg.text((Size::Label, true), Anchor::Middle, (WIDTH / 2, self.y + 45 * PX), words);
        self.y += 86 * PX;
    }

    /// Figures in a line of words, as many lines as it takes: noughts, for which there is nothing to be drawn.
    pub(super) fn listed(&mut self, lead: &str, figures: &[(String, Figure)]) {
        if figures.is_empty() {
            return;
        }
        let (size, language) = (Size::Small, self.language);
        let joint = if language == Language::Zh { "、" } else { ", " };
        let mut lines: Vec<Vec<(String, Option<&Figure>)>> = vec![vec![(lead.to_owned(), None)]];
        let mut x = EDGE + size.width(lead);
        for (nth, (name, figure)) in figures.iter().enumerate() {
            let end = if nth + 1 == figures.len() { "" } else { joint };
            let name = format!("{name}{end}");
            let width = size.width(&name);
            if x + width > WIDTH - EDGE {
                lines.push(Vec::new());
                x = EDGE;
            }
            if let Some(line) = lines.last_mut() {
                line.push((name, Some(figure)));
            }
            x += width;
        }
        for line in lines {
            self.y += 16 * PX;
            self.svg.figures(size, (EDGE, self.y), &line, language);
        }
    }

    /// The whole of it. Where there are several reports, `names` says of each what it is called.
    pub(super) fn finish(self, figures: &[Figure], names: &[String], notes: &[String], is_inline: bool) -> String {
        let description = self.description(figures, names, notes);
        let document = Document {
            width: WIDTH,
            height: self.y + EDGE,
            kind: self.kind,
            language: words::tag(self.language),
            title: &self.title,
            description: &description,
        };
        document.write((!is_inline).then_some(CHART.text), &self.svg.finish())
    }

    /// The figures in words. Noughts are many and are told together.
    fn description(&self, figures: &[Figure], names: &[String], notes: &[String]) -> String {
        let (stop, end) = if self.language == Language::Zh { ("；", "。") } else { ("; ", ". ") };
        let is_nought = |figure: &&Figure| figure.count() == Some(0);
        let told: Vec<String> = figures
            .iter()
            .filter(|figure| !is_nought(figure))
            .take(TOLD)
            .map(|figure| figure.line(names.get(figure.report).map(String::as_str), self.language))
            .collect();
        let mut out: Vec<String> = notes.to_vec();
        if !told.is_empty() {
            out.push(told.join(stop));
        }
        let noughts = figures.iter().filter(is_nought).count();
        let more = figures.len() - noughts - told.len();
        if noughts > 0 {
            out.push(match self.language {
                Language::Zh => format!("另有{noughts}个数为0"),
                Language::En => format!("{noughts} more are nought"),
            });
        }
        if more > 0 {
            out.push(match self.language {
                Language::Zh => format!("另有{more}个数未在此列出"),
                Language::En => format!("{more} more are not listed here"),
            });
        }
        out.join(end)
    }
}
