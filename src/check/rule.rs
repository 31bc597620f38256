//! Rules as data: what each one checks, why, on which law it rests, and an example of each outcome.

use core::fmt;
use core::hash::{Hash, Hasher};

use serde::{Deserialize, Serialize};

use super::language::{Language, Text};
use crate::Severity;
use crate::report::Edition;

/// What a rule is about. Its letter begins the codes of its rules.
///
/// ```
/// use ogi_report::check::{Family, Language, rules};
///
/// let of_series: Vec<&str> = rules().filter(|rule| rule.family == Family::Series).map(|rule| rule.code).collect();
/// assert!(of_series.iter().all(|code| code.starts_with(Family::Series.letter())));
/// println!("{}: {}", Family::Series.letter(), Family::Series.title().get(Language::Zh));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Family {
    /// `A`: identities of the table of section three.
    Applications,
    /// `R`: identities of the table of section four (reconsideration and litigation).
    Disputes,
    /// `S`: sections, headings, dates, what the format asks for.
    Structure,
    /// `C`: single cells: blank, not applicable, unreadable, ambiguous, missing.
    Cells,
    /// `D`: the table of section two.
    Disclosure,
    /// `N`: the prose against the tables.
    Narrative,
    /// `Y`: a report against the one of the year before.
    Series,
    /// `H`: a report against those of subordinate offices.
    Rollup,
}

impl Family {
    /// All of them, in the order of the documentation.
    pub const ALL: [Self; 8] = [
        Self::Applications,
        Self::Disputes,
        Self::Structure,
        Self::Cells,
        Self::Disclosure,
        Self::Narrative,
        Self::Series,
        Self::Rollup,
    ];

    /// The letter that begins the codes of its rules.
    pub const fn letter(self) -> char {
        match self {
            Self::Applications => 'A',
            Self::Disputes => 'R',
            Self::Structure => 'S',
            Self::Cells => 'C',
            Self::Disclosure => 'D',
            Self::Narrative => 'N',
            Self::Series => 'Y',
            Self::Rollup => 'H',
        }
    }

    /// What the family is about.
    pub const fn title(self) -> Text {
        match self {
            Self::Applications => Text::new("申请表勾稽关系", "identities of the applications table"),
            Self::Disputes => Text::new("复议诉讼表勾稽关系", "identities of the disputes table"),
            Self::Structure => Text::new("报告结构", "structure"),
            Self::Cells => Text::new("单元格", "cells"),
            Self::Disclosure => Text::new("主动公开表", "the disclosure table"),
            Self::Narrative => Text::new("文字与表格", "prose against tables"),
            Self::Series => Text::new("年度衔接", "years against years"),
            Self::Rollup => Text::new("上下级汇总", "a parent against its parts"),
        }
    }
}

/// A rule that reports are checked by.
///
/// Rules are data: [`rules`](super::rules) lists them, [`rule`](super::rule) finds one by its code or name, and
/// [`explain`](super::explain) writes its documentation. Two rules are equal if their codes are.
///
/// ```
/// use ogi_report::check::{Family, rule};
///
/// let balance = rule("A001").unwrap();
/// assert_eq!(balance.name, "applications-balance");
/// assert_eq!(balance.family, Family::Applications);
/// assert_eq!(rule("applications-balance"), Some(balance));
/// ```
#[non_exhaustive]
pub struct Rule {
    /// The code, such as `A001`. It is never used again for another rule.
    pub code: &'static str,
    /// The name in kebab case, such as `applications-balance`.
    pub name: &'static str,
    /// What the rule is about.
    pub family: Family,
    /// How much a violation matters. A finding may be milder, where what it rests on is less than certain.
    pub severity: Severity,
    /// The editions of the format that it applies to.
    pub editions: &'static [Edition],
    /// What is compared or looked at, as a formula over cell ids where it is one.
    pub formula: &'static str,
    /// What the rule says, in a sentence.
    pub summary: Text,
    /// Why it matters to somebody who reads or writes reports, and what to look at.
    pub why: Text,
    /// The law, the notice or the practice that it rests on.
    pub source: Text,
    /// What it has to assume, where it does: about the issuer, for instance.
    pub assumes: Option<Text>,
    /// What a finding says where the rule is violated. `{…}` stand for values of the finding.
    pub violated: Text,
    /// What a finding says where the rule holds.
    pub holds: Text,
    /// An example that violates the rule.
    pub violating: Example,
    /// An example that the rule has nothing against.
    pub passing: Example,
}

/// An example in the documentation of a rule. Examples are executed by the tests.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Example {
    /// What is the case in it.
    pub what: Text,
    /// The reports.
    pub input: Input,
}

/// The reports of an example: [`SAMPLE`](crate::SAMPLE) with stretches of its text replaced.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Input {
    /// One report.
    Report(&'static [Change]),
    /// One report, made from [`SAMPLE_2019`](crate::SAMPLE_2019) instead.
    Report2019(&'static [Change]),
    /// The reports of several years, for [`check_series`](super::check_series).
    Series(&'static [&'static [Change]]),
    /// The same, made from [`SAMPLE_2019`](crate::SAMPLE_2019) instead.
    Series2019(&'static [&'static [Change]]),
    /// A parent and all its subordinates, for [`check_rollup`](super::check_rollup).
    Rollup {
        /// The parent.
        parent: &'static [Change],
        /// The subordinates.
        children: &'static [&'static [Change]],
        /// Whether the subordinates are all there are.
        completeness: super::Completeness,
    },
}

/// A stretch of the sample's text and what stands there instead.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Change {
    /// What stands in the sample, just once.
    pub from: &'static str,
    /// What stands in the example.
    pub to: &'static str,
}

impl Change {
    /// `to` in place of `from`.
    pub const fn new(from: &'static str, to: &'static str) -> Self {
        Self { from, to }
    }
}

/// Both editions.
pub(super) const BOTH: &[Edition] = &[Edition::E2019, Edition::E2021];

impl Rule {
    /// The number in the code: 1 in `A001`.
    pub(super) const fn number(&self) -> u32 {
        let bytes = self.code.as_bytes();
        (bytes[1] - b'0') as u32 * 100 + (bytes[2] - b'0') as u32 * 10 + (bytes[3] - b'0') as u32
    }

    /// A number that is larger the later the rule stands in the order of families and codes.
    const fn place(&self) -> u32 {
        let bytes = self.code.as_bytes();
        u32::from_be_bytes([self.family as u8, bytes[1], bytes[2], bytes[3]])
    }

    /// What the rule assumes for every finding. Some rules assume something of some reports only; their findings say in
    /// their messages where they did.
    pub(crate) fn always_assumes(&self) -> Option<Text> {
        let depends = matches!(self.code, "S020" | "S023" | "C001" | "C002" | "D002" | "D003" | "N011" | "Y006");
        self.assumes.filter(|_| !depends)
    }

    /// The documentation of the rule in Markdown, under its code and name as heading.
    pub fn explain(&self, language: Language) -> String {
        super::explain::markdown(self, language)
    }
}

impl PartialEq for Rule {
    fn eq(&self, other: &Self) -> bool {
        self.code == other.code
    }
}

impl Eq for Rule {}

impl PartialOrd for Rule {
    fn partial_cmp(&self, other: &Self) -> Option<core::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Rule {
    fn cmp(&self, other: &Self) -> core::cmp::Ordering {
        self.place().cmp(&other.place())
    }
}

impl Hash for Rule {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.code.hash(state);
    }
}

impl fmt::Debug for Rule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Rule({} {})", self.code, self.name)
    }
}

impl fmt::Display for Rule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code)
    }
}
