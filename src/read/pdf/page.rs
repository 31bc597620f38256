//! What is on a page: glyphs and rules, each at its place, and how far the page could be read.

use std::rc::Rc;

use super::geometry::Rect;

/// A page as it is shown, before anybody has looked for lines or tables on it.
#[derive(Debug, Default)]
pub(super) struct Page {
    pub(super) glyphs: Vec<Glyph>,
    pub(super) rules: Vec<Rule>,
    /// Pictures of some size.
    pub(super) pictures: usize,
    pub(super) met: Met,
}

/// What was met that is not as it should be.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Met {
    /// Part of the page's content could not be read.
    pub(super) broken: bool,
    /// Characters at no place that there is.
    pub(super) lost: usize,
    /// Characters outside the page.
    pub(super) outside: usize,
    /// Characters that are not painted, as programs put them behind pictures of pages.
    pub(super) unpainted: usize,
    /// Characters that were left out, as others are painted on the same page.
    pub(super) hidden: usize,
    /// Characters of which the file does not say which they are.
    pub(super) unknown: usize,
    /// Characters that run in another direction than those of the page.
    pub(super) turned: usize,
}

/// A character, or several in one.
#[derive(Clone, Debug)]
pub(super) struct Glyph {
    pub(super) text: Rc<str>,
    /// Where it begins, on its baseline.
    pub(super) x: f64,
    pub(super) y: f64,
    /// How far it goes in its direction.
    pub(super) width: f64,
    /// The size of its font.
    pub(super) size: f64,
    pub(super) direction: Direction,
    /// Whether it is painted.
    pub(super) painted: bool,
}

/// Where a line of text goes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Direction {
    Right,
    Down,
    Left,
    Up,
    /// In none of these, as watermarks do.
    Askew,
}

/// A ruled line.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Rule {
    pub(super) upright: bool,
    /// `x` of an upright one, else `y`.
    pub(super) at: f64,
    pub(super) from: f64,
    pub(super) to: f64,
}

impl Glyph {
    pub(super) fn end(&self) -> f64 {
        self.x + self.width
    }

    /// The middle of what is seen of it.
    pub(super) fn middle(&self) -> (f64, f64) {
        (self.x + self.width / 2.0, self.y - self.size * 0.35)
    }

    pub(super) fn is_blank(&self) -> bool {
        self.text.chars().all(char::is_whitespace)
    }

    /// Whether it is part of a number.
    pub(super) fn is_figure(&self) -> bool {
        let figure = |c: char| c.is_ascii_digit() || matches!(c, '０'..='９' | '.' | ',' | '，' | '．' | '\u{fffd}');
        !self.text.is_empty() && self.text.chars().all(figure)
    }
}

impl Page {
    /// The size of most of the text, 0 where there is none.
    pub(super) fn em(&self) -> f64 {
        let mut sizes: Vec<f64> =
            self.glyphs.iter().filter(|glyph| !glyph.is_blank()).map(|glyph| glyph.size).collect();
        sizes.sort_by(f64::total_cmp);
        sizes.get(sizes.len() / 2).copied().unwrap_or(0.0)
    }

    /// Brings the page into the direction of most of its text, and keeps what is to be read of it.
    pub(super) fn settle(&mut self, visible: Rect) {
        let mut counts = [0_usize; 4];
        for glyph in &self.glyphs {
            if let Some(count) = counts.get_mut(glyph.direction as usize) {
                *count += 1;
            }
        }
        let [right, down, left, up] = counts;
        let most = right.max(down).max(left).max(up);
        let direction = if right == most {
            Direction::Right
        } else if down == most {
            Direction::Down
        } else if up == most {
            Direction::Up
        } else {
            Direction::Left
        };
        self.met.unpainted = self.glyphs.iter().filter(|glyph| !glyph.painted && !glyph.is_blank()).count();
        let painted = self.glyphs.iter().filter(|glyph| glyph.painted && !glyph.is_blank()).count();
        if self.met.unpainted > 0 && painted > self.met.unpainted {
            self.glyphs.retain(|glyph| glyph.painted);
            self.met.hidden = core::mem::take(&mut self.met.unpainted);
        }
        // A table may be wider than its page, so what is outside is read as well.
        let outside = |glyph: &&Glyph| !glyph.is_blank() && !visible.contains(glyph.middle());
        self.met.outside = self.glyphs.iter().filter(outside).count();
        self.turn(direction);
        self.met.turned =
            self.glyphs.iter().filter(|glyph| glyph.direction != Direction::Right && !glyph.is_blank()).count();
        self.met.unknown = self.glyphs.iter().filter(|glyph| glyph.text.contains('\u{fffd}')).count();
        self.drop_doubles();
    }

    /// Turns all of the page, so that what goes to `direction` goes to the right.
    fn turn(&mut self, direction: Direction) {
        if matches!(direction, Direction::Right | Direction::Askew) {
            return;
        }
        let point = |x: f64, y: f64| match direction {
            Direction::Down => (y, -x),
            Direction::Left => (-x, -y),
            _ => (-y, x),
        };
        for glyph in &mut self.glyphs {
            (glyph.x, glyph.y) = point(glyph.x, glyph.y);
            let quarters = |of: Direction| of as usize;
            if glyph.direction != Direction::Askew {
                const AROUND: [Direction; 4] = [Direction::Right, Direction::Down, Direction::Left, Direction::Up];
                let turned = (quarters(glyph.direction) + 4 - quarters(direction)) % 4;
                glyph.direction = AROUND.get(turned).copied().unwrap_or(Direction::Askew);
            }
        }
        for rule in &mut self.rules {
            let ends = if rule.upright {
                [(rule.at, rule.from), (rule.at, rule.to)]
            } else {
                [(rule.from, rule.at), (rule.to, rule.at)]
            };
            let [(ax, ay), (bx, by)] = ends.map(|(x, y)| point(x, y));
            let upright = if direction == Direction::Left { rule.upright } else { !rule.upright };
            let (at, from, to) = if upright { (ax, ay, by) } else { (ay, ax, bx) };
            *rule = Rule { upright, at, from: from.min(to), to: from.max(to) };
        }
    }

    /// Leaves out what is painted twice at one place, as programs do for want of a bold font.
    fn drop_doubles(&mut self) {
        let glyphs = core::mem::take(&mut self.glyphs);
        let cell = |at: f64, size: f64| (at / size.max(0.1)).floor().clamp(-1e9, 1e9);
        let mut seen: std::collections::BTreeMap<(i64, i64), Vec<usize>> = std::collections::BTreeMap::new();
        for glyph in glyphs {
            #[allow(clippy::cast_possible_truncation, reason = "clamped")]
            let key = (cell(glyph.x, glyph.size) as i64, cell(glyph.y, glyph.size) as i64);
            let near = glyph.size * 0.12;
            let is_double = (-1..=1).flat_map(|dx| (-1..=1).map(move |dy| (key.0 + dx, key.1 + dy))).any(|key| {
                seen.get(&key).into_iter().flatten().filter_map(|&at| self.glyphs.get(at)).any(|other| {
                    other.text == glyph.text && (other.x - glyph.x).abs() < near && (other.y - glyph.y).abs() < near
                })
            });
            if !is_double {
                let bucket = seen.entry(key).or_default();
                // A hostile page has all of its text at one place.
                if bucket.len() < 64 {
                    bucket.push(self.glyphs.len());
                }
                self.glyphs.push(glyph);
            }
        }
    }
}
