//! How long a benchmark may take.

use std::time::Duration;

/// How long each subject is measured, and which subjects are.
#[derive(Clone, Debug)]
pub struct Effort {
    /// The time for one subject, all that it is compared with included.
    pub budget: Duration,
    /// How often everything is run at least.
    pub min_rounds: usize,
    /// Whether anything is measured: if not, everything is run once, to see that it works.
    pub measures: bool,
    /// Whether little time is to be spent.
    pub quick: bool,
    words: Vec<String>,
}

impl Effort {
    /// As the command line has it: `--quick` measures a tenth of the time, and words choose subjects that have one of them
    /// in their names. Without `--bench`, which `cargo bench` passes, or with `--test`, nothing is measured.
    pub fn from_args(budget: Duration) -> Self {
        let arguments: Vec<String> = std::env::args().skip(1).collect();
        let has = |flag: &str| arguments.iter().any(|argument| argument == flag);
        let measures = has("--bench") && !has("--test");
        let quick = has("--quick");
        let budget = match (measures, quick) {
            (false, _) => Duration::ZERO,
            (true, true) => budget / 10,
            (true, false) => budget,
        };
        let min_rounds = if measures { 3 } else { 1 };
        let words = arguments.into_iter().filter(|argument| !argument.starts_with('-')).collect();
        let effort = Self { budget, min_rounds, measures, quick, words };
        if !measures {
            println!("(this run looks whether the benchmark works: the figures say nothing)");
        }
        effort
    }

    /// The same for each of several texts that make a subject together, which has three times as long then.
    #[must_use]
    pub fn shared(&self, texts: usize) -> Self {
        let n = u32::try_from(texts).unwrap_or(u32::MAX).max(1);
        let budget = if n == 1 { self.budget } else { self.budget * 3 / n };
        Self { budget, ..self.clone() }
    }

    /// Whether a subject was asked for.
    pub fn wants(&self, name: &str) -> bool {
        self.words.is_empty() || self.words.iter().any(|word| name.contains(word))
    }
}
