//! Lines of text: glyphs on one baseline, from left to right, with space where there is room for it.

use super::page::Glyph;
use crate::display_width;

/// A gap so wide, in sizes of the font, parts two figures. Nothing is put between figures that stand closer.
pub(super) const GAP_OF_FIGURES: f64 = 0.22;
/// A gap so wide parts other text.
const GAP: f64 = 0.3;
/// A gap so wide parts columns, and is kept as wide as it is.
const WIDE: f64 = 1.0;

/// Glyphs on one baseline.
#[derive(Debug)]
pub(super) struct Line<'p> {
    pub(super) glyphs: Vec<&'p Glyph>,
    /// The baseline.
    pub(super) y: f64,
    pub(super) size: f64,
}

/// Puts glyphs on lines, and the lines in order.
pub(super) fn lines<'p>(glyphs: impl IntoIterator<Item = &'p Glyph>) -> Vec<Line<'p>> {
    let mut glyphs: Vec<&Glyph> = glyphs.into_iter().collect();
    glyphs.sort_by(|a, b| a.y.total_cmp(&b.y));
    let mut lines: Vec<Line<'p>> = Vec::new();
    for glyph in glyphs {
        match lines.last_mut() {
            Some(line) if glyph.y - line.y <= 0.4 * line.size.min(glyph.size) => {
                line.size = line.size.max(glyph.size);
                line.glyphs.push(glyph);
            }
            _ => lines.push(Line { glyphs: vec![glyph], y: glyph.y, size: glyph.size }),
        }
    }
    lines.retain(|line| !line.glyphs.iter().all(|glyph| glyph.is_blank()));
    for line in &mut lines {
        line.glyphs.sort_by(|a, b| a.x.total_cmp(&b.x));
    }
    lines
}

impl Line<'_> {
    /// The text, with `part` in each gap.
    pub(super) fn text(&self, part: char) -> String {
        let mut text = String::new();
        self.each(|glyph, gap, _| {
            if gap > 0.0 {
                text.push(part);
            }
            text.push_str(glyph);
        });
        text
    }

    /// The text in columns, as on a screen whose cells are `unit` wide, the first at `left`.
    pub(super) fn spread(&self, left: f64, unit: f64) -> String {
        let mut text = String::new();
        let mut width = 0;
        self.each(|glyph, gap, x| {
            if gap > 0.0 || text.is_empty() {
                #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped")]
                let column = ((x - left) / unit).round().clamp(0.0, 1000.0) as usize;
                let behind = if text.is_empty() {
                    column
                } else if gap >= WIDE {
                    column.max(width + 2)
                } else {
                    // Where text is set a little wider than its font, columns have been left behind.
                    column.clamp(width + 1, width + 3)
                };
                text.extend(core::iter::repeat_n(' ', behind.saturating_sub(width)));
                width = behind;
            }
            text.push_str(glyph);
            width += display_width(glyph);
        });
        text
    }

    /// Calls with the text of each glyph that is not blank, the gap in front of it, in sizes of the font and 0 where it is
    /// none, and where it begins. Between two that lie upon each other, one of them a figure, U+FFFD stands: which of them
    /// is meant, nobody can tell.
    fn each(&self, mut call: impl FnMut(&str, f64, f64)) {
        let mut before: Option<&Glyph> = None;
        let mut end = f64::NEG_INFINITY;
        let mut blank = false;
        for glyph in &self.glyphs {
            if glyph.is_blank() {
                blank = true;
                continue;
            }
            let mut gap = 0.0;
            if let Some(before) = before {
                let least = if before.is_figure() && glyph.is_figure() { GAP_OF_FIGURES } else { GAP };
                let room = (glyph.x - end) / glyph.size.max(before.size);
                if room > least || blank && room > 0.15 {
                    gap = room;
                }
                if overlap(before, glyph) {
                    call("\u{fffd}", 0.0, glyph.x);
                }
            }
            call(&glyph.text, gap, glyph.x);
            end = end.max(glyph.end());
            before = Some(glyph);
            blank = false;
        }
    }
}

/// Whether two glyphs, the one behind the other, lie upon each other, and one of them is part of a number.
fn overlap(glyph: &Glyph, next: &Glyph) -> bool {
    let least = glyph.width.min(next.width) * 0.4;
    (glyph.is_figure() || next.is_figure()) && next.x - glyph.x < least
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::pdf::page::Direction;

    fn glyph(text: &str, x: f64, y: f64) -> Glyph {
        let width = if text.is_ascii() { 5.0 } else { 10.0 };
        Glyph { text: text.into(), x, y, width, size: 10.0, direction: Direction::Right, painted: true }
    }

    fn texts(glyphs: &[Glyph]) -> Vec<String> {
        lines(glyphs).iter().map(|line| line.text(' ')).collect()
    }

    #[test]
    fn glyphs_stand_in_the_order_of_the_page() {
        let glyphs = [glyph("报", 20.0, 30.0), glyph("年", 0.0, 30.2), glyph("度", 10.0, 30.0), glyph("一", 0.0, 10.0)];
        assert_eq!(texts(&glyphs), ["一", "年度报"]);
    }

    #[test]
    fn gaps_are_spaces() {
        let near = [glyph("1", 0.0, 0.0), glyph("2", 5.5, 0.0), glyph("3", 13.5, 0.0)];
        assert_eq!(texts(&near), ["12 3"]);
        let blank = [glyph("1", 0.0, 0.0), glyph(" ", 5.0, 0.0), glyph("2", 7.0, 0.0)];
        assert_eq!(texts(&blank), ["1 2"]);
    }

    #[test]
    fn figures_upon_each_other_are_unreadable() {
        assert_eq!(texts(&[glyph("1", 0.0, 0.0), glyph("7", 1.0, 0.0)]), ["1\u{fffd}7"]);
    }

    #[test]
    fn wide_gaps_stay_wide() {
        let glyphs = [glyph("件", 20.0, 0.0), glyph("3", 100.0, 0.0), glyph("4", 103.0, 9.0)];
        let spread: Vec<String> = lines(&glyphs).iter().map(|line| line.spread(0.0, 5.0)).collect();
        assert_eq!(spread, [format!("{}件{}3", " ".repeat(4), " ".repeat(14)), format!("{}4", " ".repeat(21))]);
    }
}
