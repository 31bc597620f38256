//! The findings of a check, together.

use serde::{Deserialize, Serialize};

use super::count::Tally;
use super::finding::{Finding, Outcome};
use crate::Severity;

/// What a check found, in the order of the rules. Those that hold and those that cannot be assessed are kept: they say
/// what was checked.
///
/// Beyond [`Checker::max_findings`](super::Checker::max_findings) findings are only counted.
///
/// ```
/// use ogi_report::Severity;
/// use ogi_report::check::check;
///
/// let text = ogi_report::SAMPLE.replace("（七）总计\t\t13", "（七）总计\t\t31");
/// let findings = check(&ogi_report::parse(&text)?.report);
///
/// assert_eq!(findings.violated().count(), 3);
/// assert_eq!(findings.worst(), Some(Severity::Error));
/// assert_eq!(findings.of_rule("A001").count(), 7, "one for each column");
/// assert_eq!(findings.tally().total(), findings.len());
/// for finding in &findings {
///     println!("{} {:?}", finding.rule.code, finding.outcome);
/// }
/// # Ok::<(), ogi_report::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Findings {
    findings: Vec<Finding>,
    #[serde(default, skip_serializing_if = "is_nothing")]
    left_out: Tally,
}

fn is_nothing(left_out: &Tally) -> bool {
    left_out.left_out == 0
}

/// What is kept, and shown, first when there are too many.
pub(crate) const fn rank(finding: &Finding) -> usize {
    match (finding.outcome, finding.severity) {
        (Outcome::Violated, Severity::Error) => 0,
        (Outcome::Violated, Severity::Warning) => 1,
        (Outcome::Violated, Severity::Note) => 2,
        (Outcome::NotAssessable, _) => 3,
        (Outcome::Holds, _) => 4,
    }
}

/// Leaves so many findings: violated ones before others, the worst of them first, and of those that matter the same the
/// first. Their order stays as it is. Gives what was left out.
pub(super) fn cut(findings: &mut Vec<Finding>, limit: usize) -> Tally {
    let mut left_out = Tally::default();
    if findings.len() <= limit {
        return left_out;
    }
    let mut quotas = [0; 5];
    for finding in &*findings {
        quotas[rank(finding)] += 1;
    }
    let mut room = limit;
    for quota in &mut quotas {
        *quota = room.min(*quota);
        room -= *quota;
    }
    findings.retain(|finding| {
        let quota = &mut quotas[rank(finding)];
        let is_kept = *quota > 0;
        if is_kept {
            *quota -= 1;
        } else {
            left_out.add([finding]);
            left_out.left_out += 1;
        }
        is_kept
    });
    left_out
}

impl Findings {
    /// As many of the findings as there may be; `left_out` are those that are not among them already.
    pub(super) fn new(mut findings: Vec<Finding>, mut left_out: Tally, limit: usize) -> Self {
        left_out += cut(&mut findings, limit);
        Self { findings, left_out }
    }

    /// How many findings there were beyond [`Checker::max_findings`](super::Checker::max_findings). They are counted in
    /// the [`tally`](Self::tally), and nothing else is known of them.
    pub fn n_left_out(&self) -> usize {
        self.left_out.left_out
    }

    /// How many findings came out how, those left out included.
    pub fn tally(&self) -> Tally {
        let mut tally = self.left_out;
        tally.add(self);
        tally
    }

    /// All findings.
    pub fn iter(&self) -> core::slice::Iter<'_, Finding> {
        self.findings.iter()
    }

    /// Those of one outcome.
    pub fn of(&self, outcome: Outcome) -> impl Iterator<Item = &Finding> {
        self.findings.iter().filter(move |finding| finding.outcome == outcome)
    }

    /// Those that are violated.
    pub fn violated(&self) -> impl Iterator<Item = &Finding> {
        self.of(Outcome::Violated)
    }

    /// Those of one rule, by its code or name.
    pub fn of_rule<'f>(&'f self, code_or_name: &'f str) -> impl Iterator<Item = &'f Finding> {
        self.findings.iter().filter(move |finding| {
            finding.rule.code.eq_ignore_ascii_case(code_or_name) || finding.rule.name.eq_ignore_ascii_case(code_or_name)
        })
    }

    /// The severity of the worst violation; `None` where nothing is violated.
    pub fn worst(&self) -> Option<Severity> {
        let tally = self.tally();
        [(tally.errors, Severity::Error), (tally.warnings, Severity::Warning), (tally.notes, Severity::Note)]
            .into_iter()
            .find_map(|(n, severity)| (n > 0).then_some(severity))
    }

    /// How many there are, without those left out.
    pub fn len(&self) -> usize {
        self.findings.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.findings.is_empty()
    }
}

impl IntoIterator for Findings {
    type Item = Finding;
    type IntoIter = std::vec::IntoIter<Finding>;

    fn into_iter(self) -> Self::IntoIter {
        self.findings.into_iter()
    }
}

impl<'f> IntoIterator for &'f Findings {
    type Item = &'f Finding;
    type IntoIter = core::slice::Iter<'f, Finding>;

    fn into_iter(self) -> Self::IntoIter {
        self.findings.iter()
    }
}
