//! The findings of a check, together.

use serde::{Deserialize, Serialize};

use super::finding::{Finding, Outcome};
use crate::Severity;

/// What a check found, in the order of the rules. Those that hold and those that cannot be assessed are kept: they say
/// what was checked.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Findings(Vec<Finding>);

impl Findings {
    pub(super) fn new(findings: Vec<Finding>) -> Self {
        Self(findings)
    }

    /// All findings.
    pub fn iter(&self) -> core::slice::Iter<'_, Finding> {
        self.0.iter()
    }

    /// Those of one outcome.
    pub fn of(&self, outcome: Outcome) -> impl Iterator<Item = &Finding> {
        self.0.iter().filter(move |finding| finding.outcome == outcome)
    }

    /// Those that are violated.
    pub fn violated(&self) -> impl Iterator<Item = &Finding> {
        self.of(Outcome::Violated)
    }

    /// Those of one rule, by its code or name.
    pub fn of_rule<'f>(&'f self, code_or_name: &'f str) -> impl Iterator<Item = &'f Finding> {
        self.0.iter().filter(move |finding| {
            finding.rule.code.eq_ignore_ascii_case(code_or_name) || finding.rule.name.eq_ignore_ascii_case(code_or_name)
        })
    }

    /// The severity of the worst violation; `None` where nothing is violated.
    pub fn worst(&self) -> Option<Severity> {
        self.violated().map(|finding| finding.severity).max()
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl IntoIterator for Findings {
    type Item = Finding;
    type IntoIter = std::vec::IntoIter<Finding>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

impl<'f> IntoIterator for &'f Findings {
    type Item = &'f Finding;
    type IntoIter = core::slice::Iter<'f, Finding>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.iter()
    }
}
