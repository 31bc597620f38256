//! Lengths, in tenths of a pixel and as whole numbers: nothing is divided by nought, and nothing becomes infinite.

/// A pixel.
pub(super) const PX: i64 = 10;

/// What is there at all is at least so thick, that it is seen.
pub(super) const THIN: i64 = 15;

/// What is not known is so long, which says nothing of how many there are.
pub(super) const UNKNOWN: i64 = 12 * PX;

/// How long a count is.
#[derive(Clone, Copy, Debug)]
pub(super) struct Scale {
    whole: u128,
    length: i64,
}

impl Scale {
    /// `whole` is as long as `length`.
    pub(super) fn new(whole: u128, length: i64) -> Self {
        Self { whole: whole.max(1), length: length.max(0) }
    }

    /// The length of a count: nought for nought, and otherwise at least [`THIN`].
    pub(super) fn length(self, count: u128) -> i64 {
        if count == 0 {
            return 0;
        }
        let length = u128::try_from(self.length).unwrap_or(0);
        let exact = count.min(self.whole).saturating_mul(length) / self.whole;
        i64::try_from(exact).unwrap_or(self.length).max(THIN)
    }
}

/// Moves places of the same line apart, by `room` at least, so that they stay in order, and as near as can be to where they
/// want to be. None is above `top`; the last ones may come to stand below `bottom`, where there is not room for all.
pub(super) fn spread(places: &mut [i64], room: i64, top: i64, bottom: i64) {
    let mut next = top;
    for place in &mut *places {
        *place = (*place).max(next);
        next = place.saturating_add(room);
    }
    let all = room.saturating_mul(i64::try_from(places.len()).unwrap_or(i64::MAX));
    let mut limit = bottom.max(top.saturating_add(all));
    for place in places.iter_mut().rev() {
        *place = (*place).min(limit.saturating_sub(room));
        limit = *place;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_stay_within_bounds() {
        for whole in [0, 1, 7, u128::from(u64::MAX) * 25, u128::MAX] {
            let scale = Scale::new(whole, 2400);
            assert_eq!(scale.length(0), 0);
            for count in [1, 7, whole / 2, whole, u128::MAX] {
                assert!((0..=2400).contains(&scale.length(count)), "{count} of {whole}");
            }
        }
        assert_eq!(Scale::new(20, 2400).length(10), 1200);
        assert_eq!(Scale::new(1_000_000, 2400).length(1), THIN);
    }

    #[test]
    fn places_are_moved_apart() {
        let mut places = [0, 0, 5, 300];
        spread(&mut places, 10, 0, 100);
        assert_eq!(places, [0, 10, 20, 90]);
        let mut places = [95, 95, 95];
        spread(&mut places, 10, 0, 100);
        assert_eq!(places, [70, 80, 90]);
        let mut places = [50, 50];
        spread(&mut places, 100, 0, 100);
        assert_eq!(places, [0, 100]);
    }
}
