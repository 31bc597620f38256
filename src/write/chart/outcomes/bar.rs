//! A bar that parts into groups.

use crate::check::Language;
use crate::write::chart::draw::stacked;
use crate::write::chart::figure::{Figure, Sum};
use crate::write::chart::group::Group;
use crate::write::chart::scale::{PX, Scale};
use crate::write::chart::svg::{Anchor, Rect, Size, Svg};

/// How long a part is that is not known.
const UNKNOWN: i64 = 36 * PX;

/// The figures of a group within its part of a bar.
pub(super) fn draw_figures(
    figures: &[Figure],
    group: Group,
    name: &str,
    rect: Rect,
    language: Language,
    svg: &mut Svg,
) {
    let scale = Scale::new(Sum::of(figures).known, rect.width);
    let lengths: Vec<i64> =
        figures.iter().map(|figure| figure.count().map_or(0, |count| scale.length(count.into()))).collect();
    for (figure, (x, width)) in figures.iter().zip(stacked(rect.x, rect.width, &lengths)) {
        svg.figure(figure, Some(name), language, |svg| {
            if width > 0 {
                svg.of_group(group, Rect { x, width, ..rect });
            }
        });
    }
}

/// A bar of groups.
pub(super) struct Bar<'b> {
    pub(super) rect: Rect,
    pub(super) groups: &'b [Sum],
    /// What is not known, in words.
    pub(super) unknown: String,
}

impl Bar<'_> {
    /// Draws it; `draw` does so for the part of a group, which is without width where there is none.
    pub(super) fn draw(&self, svg: &mut Svg, mut draw: impl FnMut(usize, &mut Svg, Rect)) {
        let rect = self.rect;
        let sum = self.groups.iter().copied().fold(Sum::default(), Sum::plus);
        let cap = match (sum.known, sum.unknown) {
            (_, 0) => 0,
            (0, _) => rect.width,
            _ => UNKNOWN,
        };
        let scale = Scale::new(sum.known, rect.width - cap);
        let lengths: Vec<i64> = self.groups.iter().map(|group| scale.length(group.known)).collect();
        svg.rect("c-frame", rect);
        let parts = stacked(rect.x, rect.width - cap, &lengths);
        for (nth, (x, width)) in parts.iter().enumerate() {
            draw(nth, svg, Rect { x: *x, width: *width, ..rect });
        }
        svg.open(&[("class", &"c-dark")]);
        for ((group, sum), (x, width)) in Group::ALL.iter().zip(self.groups).zip(parts) {
            let value = sum.known.to_string();
            let plate = Size::Small.width(&value) + 6 * PX;
            if sum.known > 0 && plate + 4 * PX <= width {
                let middle = x + width / 2;
                let class = format!("{} c-plate", group.class());
                svg.rect(&class, Rect::new(middle - plate / 2, rect.y + 2 * PX, plate, rect.height - 4 * PX));
                svg.text((Size::Small, false), Anchor::Middle, (middle, rect.y + rect.height / 2 + 4 * PX), &value);
            }
        }
        svg.close();
        if cap > 0 {
            svg.open(&[]);
            svg.title(&self.unknown);
            let unknown = Rect { x: rect.right() - cap, width: cap, ..rect };
            svg.unknown(unknown);
            let plate = Rect::new(unknown.x + cap / 2 - 7 * PX, rect.y + 2 * PX, 14 * PX, rect.height - 4 * PX);
            svg.rect("c-ground", plate);
            svg.text(
                (Size::Small, true),
                Anchor::Middle,
                (unknown.x + cap / 2, rect.y + rect.height / 2 + 4 * PX),
                "?",
            );
            svg.close();
        } else if sum.known == 0 {
            svg.text((Size::Small, false), Anchor::Start, (rect.x + 6 * PX, rect.y + rect.height / 2 + 4 * PX), "0");
        }
    }
}
