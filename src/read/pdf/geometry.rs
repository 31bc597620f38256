//! Points, boxes and transformations on a page.

/// An affine transformation, as PDF writes it: `[a b c d e f]`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Matrix(pub(super) [f64; 6]);

impl Matrix {
    pub(super) const IDENTITY: Self = Self([1.0, 0.0, 0.0, 1.0, 0.0, 0.0]);

    pub(super) const fn translation(x: f64, y: f64) -> Self {
        Self([1.0, 0.0, 0.0, 1.0, x, y])
    }

    /// The transformation of six operands.
    pub(super) fn of(numbers: &[f64]) -> Option<Self> {
        numbers.try_into().ok().map(Self)
    }

    /// This one first, `next` after it.
    pub(super) fn then(self, next: Self) -> Self {
        let Self(own) = self;
        let Self(by) = next;
        let turned = |x: f64, y: f64| [x * by[0] + y * by[2], x * by[1] + y * by[3]];
        let [first, second] = [turned(own[0], own[1]), turned(own[2], own[3])];
        let (x, y) = next.apply(own[4], own[5]);
        Self([first[0], first[1], second[0], second[1], x, y])
    }

    pub(super) fn apply(self, x: f64, y: f64) -> (f64, f64) {
        let Self(own) = self;
        (own[0] * x + own[2] * y + own[4], own[1] * x + own[3] * y + own[5])
    }

    /// How much lengths grow, in the mean of both axes.
    pub(super) fn scale(self) -> f64 {
        let Self([a, b, c, d, _, _]) = self;
        (a * d - b * c).abs().sqrt()
    }
}

/// A box with upright sides. `y` grows downwards.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Rect {
    pub(super) x0: f64,
    pub(super) y0: f64,
    pub(super) x1: f64,
    pub(super) y1: f64,
}

impl Rect {
    /// The smallest box with all points in it.
    pub(super) fn around(points: impl IntoIterator<Item = (f64, f64)>) -> Option<Self> {
        let mut points = points.into_iter();
        let (x, y) = points.next()?;
        let mut rect = Self { x0: x, y0: y, x1: x, y1: y };
        for (x, y) in points {
            rect.x0 = rect.x0.min(x);
            rect.y0 = rect.y0.min(y);
            rect.x1 = rect.x1.max(x);
            rect.y1 = rect.y1.max(y);
        }
        Some(rect)
    }

    /// What both have in common; may be empty.
    pub(super) fn and(self, other: Self) -> Self {
        Self {
            x0: self.x0.max(other.x0),
            y0: self.y0.max(other.y0),
            x1: self.x1.min(other.x1),
            y1: self.y1.min(other.y1),
        }
    }

    pub(super) fn width(self) -> f64 {
        self.x1 - self.x0
    }

    pub(super) fn height(self) -> f64 {
        self.y1 - self.y0
    }

    pub(super) fn area(self) -> f64 {
        self.width().max(0.0) * self.height().max(0.0)
    }

    pub(super) fn contains(self, (x, y): (f64, f64)) -> bool {
        self.x0 <= x && x <= self.x1 && self.y0 <= y && y <= self.y1
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn transformations_are_done_one_after_the_other() {
        let twice = Matrix([2.0, 0.0, 0.0, 2.0, 0.0, 0.0]);
        assert_eq!(Matrix::translation(1.0, 2.0).then(twice).apply(1.0, 1.0), (4.0, 6.0));
        assert_eq!(twice.then(Matrix::translation(1.0, 2.0)).apply(1.0, 1.0), (3.0, 4.0));
        assert!((twice.scale() - 2.0).abs() < 1e-9);
    }
}
