//! How many findings there are of each kind.

use core::ops::AddAssign;

use serde::{Deserialize, Serialize};

use super::finding::{Finding, Outcome};
use super::language::Language;
use crate::Severity;

/// How many findings came out how.
///
/// ```
/// use ogi_report::check::{Checker, Language, Tally};
///
/// let report = ogi_report::parse(&ogi_report::SAMPLE.replace("2\t0\t19", "2\t0\t18"))?.report;
/// let tally = Tally::of(&Checker::new().select(["A"])?.check(&report));
/// assert_eq!((tally.errors, tally.violated()), (2, 2));
/// assert_eq!(tally.words(Language::En), "2 violated (2 errors), 37 hold");
/// assert_eq!(tally.words(Language::Zh), "2项不符（2项错误），37项相符");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Tally {
    /// Violated, with severity error.
    pub errors: usize,
    /// Violated, with severity warning.
    pub warnings: usize,
    /// Violated, with severity note.
    pub notes: usize,
    /// Those that hold.
    pub holds: usize,
    /// Those that cannot be assessed.
    pub not_assessable: usize,
    /// How many of all these were only counted, as there were more than [`Checker::max_findings`](super::Checker::max_findings).
    pub left_out: usize,
}

impl AddAssign for Tally {
    fn add_assign(&mut self, other: Self) {
        self.errors += other.errors;
        self.warnings += other.warnings;
        self.notes += other.notes;
        self.holds += other.holds;
        self.not_assessable += other.not_assessable;
        self.left_out += other.left_out;
    }
}

impl Tally {
    /// Counts findings. Those that were left out of [`Findings`](super::Findings) are in
    /// [`Findings::tally`](super::Findings::tally).
    pub fn of<'f>(findings: impl IntoIterator<Item = &'f Finding>) -> Self {
        let mut tally = Self::default();
        tally.add(findings);
        tally
    }

    /// Counts on.
    pub fn add<'f>(&mut self, findings: impl IntoIterator<Item = &'f Finding>) {
        for finding in findings {
            *match (finding.outcome, finding.severity) {
                (Outcome::Holds, _) => &mut self.holds,
                (Outcome::NotAssessable, _) => &mut self.not_assessable,
                (Outcome::Violated, Severity::Error) => &mut self.errors,
                (Outcome::Violated, Severity::Warning) => &mut self.warnings,
                (Outcome::Violated, Severity::Note) => &mut self.notes,
            } += 1;
        }
    }

    /// Those that are violated, of any severity.
    pub const fn violated(&self) -> usize {
        self.errors + self.warnings + self.notes
    }

    /// All of them.
    pub const fn total(&self) -> usize {
        self.violated() + self.holds + self.not_assessable
    }

    /// The counts in words, those of nought left out unless it is the violated ones. Without any findings no rule that
    /// was chosen had anything to say.
    pub fn words(&self, language: Language) -> String {
        let zh = language == Language::Zh;
        if self.total() == 0 {
            let nothing =
                if zh { "没有检查：所选规则均不适用" } else { "nothing checked: no chosen rule applies" };
            return nothing.to_owned();
        }
        let severities =
            [(self.errors, "错误", "error"), (self.warnings, "警告", "warning"), (self.notes, "提示", "note")]
                .into_iter()
                .filter(|(n, ..)| *n > 0)
                .map(|(n, chinese, english)| match (zh, n) {
                    (true, _) => format!("{n}项{chinese}"),
                    (false, 1) => format!("1 {english}"),
                    (false, _) => format!("{n} {english}s"),
                })
                .collect::<Vec<_>>();
        let violated = match (zh, self.violated()) {
            (true, 0) => "没有不符".to_owned(),
            (true, n) => format!("{n}项不符（{}）", severities.join("，")),
            (false, 0) => "nothing violated".to_owned(),
            (false, n) => format!("{n} violated ({})", severities.join(", ")),
        };
        let mut parts = vec![violated];
        if self.holds > 0 {
            parts.push(match (zh, self.holds) {
                (true, n) => format!("{n}项相符"),
                (false, 1) => "1 holds".to_owned(),
                (false, n) => format!("{n} hold"),
            });
        }
        if self.not_assessable > 0 {
            let n = self.not_assessable;
            parts.push(if zh { format!("{n}项无法判断") } else { format!("{n} cannot be assessed") });
        }
        let words = parts.join(if zh { "，" } else { ", " });
        match (zh, self.left_out) {
            (_, 0) => words,
            (true, n) => format!("{words}；其中{n}项超出上限，未列出"),
            (false, n) => format!("{words}; {n} of these are beyond the limit and not listed"),
        }
    }
}
