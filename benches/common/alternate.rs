//! Times of things that take turns.
//!
//! A machine that others use as well is slow for seconds at a time. What is to be compared is therefore run in turns, a
//! round after the other, and a ratio is the median of the ratios of the rounds: a slow moment hits both its sides.

use std::time::{Duration, Instant};

use crate::effort::Effort;

/// The times of `N` things, a round each row.
#[derive(Clone, Debug)]
pub struct Times<const N: usize>(Vec<[Duration; N]>);

/// Runs rounds until the time is up. The first tenth of them is for warming up, and thrown away.
pub fn alternate<const N: usize>(effort: &Effort, mut round: impl FnMut() -> [Duration; N]) -> Times<N> {
    let start = Instant::now();
    if effort.measures {
        round();
    }
    while start.elapsed() < effort.budget / 10 {
        round();
    }
    let mut rounds = Vec::new();
    while rounds.len() < effort.min_rounds || start.elapsed() < effort.budget {
        rounds.push(round());
    }
    Times(rounds)
}

impl<const N: usize> Times<N> {
    /// The median of one thing, in seconds.
    pub fn median(&self, which: usize) -> f64 {
        self.middle(|round| round[which].as_secs_f64())
    }

    /// The shortest time of one thing, in seconds: what a machine without neighbours would give.
    pub fn least(&self, which: usize) -> f64 {
        self.sorted(|round| round[which].as_secs_f64())[0]
    }

    /// The median of the ratios of two things, round by round.
    pub fn ratio(&self, over: usize, under: usize) -> f64 {
        self.middle(|round| round[over].as_secs_f64() / round[under].as_secs_f64())
    }

    /// By how much half of the ratios differ from each other: between the first quarter and the last.
    pub fn spread(&self, over: usize, under: usize) -> f64 {
        let ratios = self.sorted(|round| round[over].as_secs_f64() / round[under].as_secs_f64());
        ratios[ratios.len() * 3 / 4] - ratios[ratios.len() / 4]
    }

    fn middle(&self, figure: impl Fn(&[Duration; N]) -> f64) -> f64 {
        let figures = self.sorted(figure);
        figures[figures.len() / 2]
    }

    fn sorted(&self, figure: impl Fn(&[Duration; N]) -> f64) -> Vec<f64> {
        let mut figures: Vec<f64> = self.0.iter().map(figure).collect();
        figures.sort_by(f64::total_cmp);
        figures
    }
}

/// Millions of bytes a second.
pub fn megabytes_a_second(bytes: usize, seconds: f64) -> f64 {
    bytes as f64 / seconds / 1e6
}
