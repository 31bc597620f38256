//! Hatching: what tells pieces apart where colours do not. It is drawn as lines, so that it needs no id.

use super::scale::PX;
use super::svg::{Rect, Svg};

/// A kind of hatching.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Texture {
    Plain,
    Rising,
    Falling,
    Level,
    Upright,
    Crossed,
    /// Close, for what is not known.
    Unknown,
}

impl Svg {
    /// Draws hatching over a rectangle.
    pub(super) fn hatch(&mut self, texture: Texture, rect: Rect) {
        let (class, step) = if texture == Texture::Unknown { ("c-hatch", 5 * PX) } else { ("c-texture", 8 * PX) };
        let strokes = match texture {
            Texture::Plain => return,
            Texture::Rising | Texture::Unknown => slanted(rect, step, false),
            Texture::Falling => slanted(rect, step, true),
            Texture::Level => level(rect, 5 * PX),
            Texture::Upright => upright(rect, 5 * PX),
            Texture::Crossed => {
                let mut strokes = level(rect, step);
                strokes.extend(upright(rect, step));
                strokes
            }
        };
        self.strokes(class, &strokes);
    }
}

fn level(rect: Rect, step: i64) -> Vec<[i64; 4]> {
    let n = rect.height / step;
    (1..=n).map(|nth| rect.y + nth * step - step / 2).map(|y| [rect.x, y, rect.right(), y]).collect()
}

fn upright(rect: Rect, step: i64) -> Vec<[i64; 4]> {
    let n = rect.width / step;
    (1..=n).map(|nth| rect.x + nth * step - step / 2).map(|x| [x, rect.y, x, rect.bottom()]).collect()
}

/// Lines at half a right angle, cut off at the edges.
fn slanted(rect: Rect, step: i64, is_falling: bool) -> Vec<[i64; 4]> {
    let n = (rect.width + rect.height) / step;
    let line = |nth: i64| {
        // How far the line is from the corner that it goes around, along both edges.
        let far = nth * step;
        let (along, beyond) = (far.min(rect.width), (far - rect.width).max(0));
        let (up, over) = (far.min(rect.height), (far - rect.height).max(0));
        if is_falling {
            [rect.x + over, rect.y + rect.height - up, rect.x + along, rect.y + rect.height - beyond]
        } else {
            [rect.x + over, rect.y + up, rect.x + along, rect.y + beyond]
        }
    };
    (1..=n).map(line).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_stay_within() {
        let rect = Rect::new(100, 200, 335, 120);
        for is_falling in [false, true] {
            for [x1, y1, x2, y2] in slanted(rect, 50, is_falling) {
                assert!([x1, x2].iter().all(|x| (rect.x..=rect.right()).contains(x)));
                assert!([y1, y2].iter().all(|y| (rect.y..=rect.bottom()).contains(y)));
                assert_eq!((x2 - x1).abs(), (y2 - y1).abs());
                assert_eq!((x2 - x1) * (y2 - y1) > 0, is_falling);
            }
        }
    }
}
