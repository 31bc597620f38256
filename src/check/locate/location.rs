//! What locating gives: plain data.

use serde::{Deserialize, Serialize};

use super::cause::{Cause, Link};
use crate::Span;
use crate::check::finding::{Finding, Subject};
use crate::check::rule::Rule;
use crate::report::{CellId, CellStatus, Decimal};

/// Where the errors may be, each problem by itself.
///
/// ```
/// use ogi_report::check::{Language, locate};
///
/// // Two errors: a digit too many in the table of section three, and a total in that of section four.
/// let text = ogi_report::SAMPLE
///     .replace("（一）予以公开\t\t4", "（一）予以公开\t\t40")
///     .replace("1\t1\t0\t1\t3\t0", "1\t1\t0\t1\t4\t0");
/// let location = locate(&ogi_report::parse(&text)?.report);
/// for component in &location.components {
///     println!("{}", component.summary(Language::Zh));
///     for explanation in &component.explanations {
///         println!("  {}", explanation.summary(Language::Zh));
///     }
/// }
/// let n_ties: Vec<usize> = location.components.iter().map(|component| component.n_ties).collect();
/// assert_eq!(n_ties, [1, 5], "the first one is certain, the second one is any of five cells");
/// # Ok::<(), ogi_report::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Location {
    /// The problems, in the order of the rules. What explains one of them has no bearing on the others.
    pub components: Vec<Component>,
    /// How many equations could be assessed. Those alone are evidence.
    pub n_assessed: usize,
    /// How many could not, because cells are missing, ambiguous or unreadable, or because nothing is stated. Cells that
    /// stand in such equations only are never found wrong.
    pub n_not_assessable: usize,
}

/// A problem: violated equations that are explained together, and the smallest sets of cells that explain them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Component {
    /// The violated equations.
    pub violated: Vec<Violation>,
    /// How many cells have to be wrong at least. Where `complete` is true, every explanation has just as many.
    pub n_cells: usize,
    /// The smallest sets of cells whose correction makes all of `violated` hold and violates nothing else. Where there
    /// are several, the identities cannot decide between them: those come first that the prose supports, then those
    /// with a likely cause; the others stand in the order of the format. Empty where none was found.
    pub explanations: Vec<Explanation>,
    /// How many such sets there are. More than `explanations` has where there are very many; a lower bound where
    /// `complete` is false.
    pub n_ties: usize,
    /// Whether all of them were found. `false` says that the search gave up, as more than a few cells are wrong or no
    /// correction by whole numbers makes the identities hold; or that there is a set as small of which the identities
    /// leave open what its cells have to be, so that it is no explanation.
    pub complete: bool,
}

/// A violated equation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Violation {
    /// The rule, written as its code.
    #[serde(with = "super::wire::rule")]
    #[cfg_attr(feature = "schemars", schemars(with = "crate::check::wire::RuleCode"))]
    pub rule: &'static Rule,
    /// The row, column or group.
    pub subject: Subject,
    /// The right side less the left side, as in [`Finding::difference`].
    pub difference: Decimal,
}

/// A set of cells whose correction makes identities hold.
///
/// ```
/// use ogi_report::check::locate;
///
/// let text = ogi_report::SAMPLE.replace("（七）总计\t\t13", "（七）总计\t\t31");
/// let location = locate(&ogi_report::parse(&text)?.report);
/// let explanation = &location.components[0].explanations[0];
/// let [correction] = &explanation.corrections[..] else { panic!("one cell is wrong") };
/// assert_eq!(correction.cell.to_string(), "applications.results.total.natural_person");
/// assert_eq!((correction.reported.unwrap().to_string().as_str(), correction.needed), ("31", 13));
/// assert_eq!(correction.span.unwrap().slice(&text), "31");
/// # Ok::<(), ogi_report::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Explanation {
    /// The cells, in the order of the format.
    pub corrections: Vec<Correction>,
    /// What the corrections have to do with each other, where it has a name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub link: Option<Link>,
    /// How many claims of the prose disagree with the table now, and would agree with it then.
    #[serde(default)]
    pub supported_by: u16,
    /// How many claims of the prose agree with the table now, and would not then.
    #[serde(default)]
    pub contradicted_by: u16,
}

/// A cell that may be wrong, and what it would have to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Correction {
    /// The cell.
    pub cell: CellId,
    /// The number that it holds; `None` where it is blank or not applicable.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reported: Option<Decimal>,
    /// What the cell is: a number, blank or not applicable. Others are never corrected.
    pub status: CellStatus,
    /// The number that it would have to hold.
    pub needed: u64,
    /// `needed` less `reported`: what has to be added to the cell. A blank cell counts for nought here.
    pub difference: Decimal,
    /// Where the cell stands.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub span: Option<Span>,
    /// What may have happened to this cell, where it has a name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cause: Option<Cause>,
}

impl Location {
    /// Whether no equation that can be assessed is violated.
    pub fn is_clean(&self) -> bool {
        self.components.is_empty()
    }
}

impl Component {
    /// The explanation, if there is only one.
    ///
    /// ```
    /// use ogi_report::check::locate;
    ///
    /// let text = ogi_report::SAMPLE.replace("1\t1\t0\t1\t3\t0", "1\t1\t0\t1\t4\t0");
    /// let location = locate(&ogi_report::parse(&text)?.report);
    /// let component = &location.components[0];
    /// assert_eq!(component.violated[0].rule.code, "R001");
    /// assert_eq!(component.only(), None, "any of the five cells may be wrong");
    /// assert_eq!(component.n_ties, 5, "even a nought, which would have to be 1");
    /// # Ok::<(), ogi_report::Error>(())
    /// ```
    pub fn only(&self) -> Option<&Explanation> {
        match self.explanations.as_slice() {
            [only] if self.complete && self.n_ties == 1 => Some(only),
            _ => None,
        }
    }
}

impl Violation {
    pub(super) fn of(finding: &Finding) -> Option<Self> {
        Some(Self { rule: finding.rule, subject: finding.subject?, difference: finding.difference? })
    }

    pub(super) fn is(&self, finding: &Finding) -> bool {
        self.rule == finding.rule && Some(self.subject) == finding.subject
    }
}
