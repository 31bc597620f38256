//! The small picture of one measure: a bar for each year.

use super::measure::Measure;
use super::{Slot, Year, without};
use crate::check::Language;
use crate::write::chart::draw::stacked;
use crate::write::chart::figure::Sum;
use crate::write::chart::picture::Picture;
use crate::write::chart::scale::{PX, Scale, UNKNOWN};
use crate::write::chart::svg::{Anchor, Rect, Size};
use crate::write::chart::words;

/// How high bars are.
const HEIGHT: i64 = 84 * PX;

/// Room for a number that stands upright.
const VALUE: i64 = 170 * PX;

/// Room for a line of small words.
const LINE: i64 = 16 * PX;

/// The picture of one measure.
pub(super) struct Panel<'p> {
    pub(super) measure: Measure,
    pub(super) slots: &'p [Slot<'p>],
    pub(super) language: Language,
    pub(super) x: i64,
    pub(super) y: i64,
    pub(super) width: i64,
}

impl Panel<'_> {
    /// Draws it, and gives its lower edge.
    pub(super) fn draw(&self, picture: &mut Picture) -> i64 {
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
