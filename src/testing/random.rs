//! Random numbers that are the same everywhere.

/// SplitMix64 (Steele, Lea and Flood, 2014): the same seed gives the same numbers on every machine, and in every version of
/// this crate. It is fit for tests, and for nothing that has to be secret.
///
/// ```
/// use ogi_report::testing::Random;
///
/// let mut random = Random::new(7);
/// let first = random.below(100);
/// assert!(first < 100);
/// assert_eq!(Random::new(7).below(100), first);
/// assert!(["年", "月", "日"].contains(random.pick(&["年", "月", "日"])));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Random(u64);

impl Random {
    /// The numbers of this seed.
    pub const fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// The numbers of this seed for one of several uses, so that more numbers for one use change none of another.
    pub(super) const fn of(seed: u64, use_: u64) -> Self {
        let mut random = Self(seed ^ use_.wrapping_mul(0xd6e8_feb8_6659_fd93));
        Self(random.number())
    }

    /// The next number.
    pub const fn number(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number below `n`, and 0 where `n` is 0.
    pub const fn below(&mut self, n: u64) -> u64 {
        match self.number().checked_rem(n) {
            Some(rest) => rest,
            None => 0,
        }
    }

    /// True `n` times of a hundred.
    pub const fn percent(&mut self, n: u64) -> bool {
        self.below(100) < n
    }

    /// One of `items`.
    ///
    /// # Panics
    ///
    /// If there are none.
    pub fn pick<'a, T>(&mut self, items: &'a [T]) -> &'a T {
        let at = self.below(items.len() as u64);
        usize::try_from(at).ok().and_then(|at| items.get(at)).expect("one of no items")
    }
}
