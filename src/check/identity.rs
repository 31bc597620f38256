//! 勾稽关系: the identities of the tables, as linear equations over cell ids, and the one engine that evaluates them.
//!
//! Each identity is declared once, as a list of what stands on its left and on its right; the rows, columns or groups
//! that it runs over make its equations. The header of table three states the first of them (第一项加第二项之和，等于第三项加第四项之和);
//! the others follow from what totals are.

use core::ops::Range;
use std::sync::LazyLock;

use super::compare::{Blanks, Comparison, Relation, Sides, Total};
use super::finding::{self, Finding, Reason, Role, Side, Sign, Subject};
use super::operands::Operands;
use super::rule::Rule;
use super::summands::{Kinds, place};
use super::tally::{self, Cells};
use super::{Checker, Context};
use crate::Report;
use crate::report::ApplicantColumn::{
    CommercialEnterprise, LegalServiceInstitution, NaturalPerson, OtherOrganization, PublicWelfareOrganization,
    ResearchInstitution,
};
use crate::report::ApplicationRow::{
    AdministrativeInquiry, CarriedForward, CarriedOver, Confirmation, CorrectionOverdue, Duplicate, EnforcementFiles,
    Excessive, FeeOverdue, Granted, InternalAffairs, NotHeld, OtherHandling, PartiallyGranted, Petition,
    ProcessInformation, ProhibitedByLaw, PublishedMaterial, Received, RequiresCreation, ResultsTotal,
    SecurityAndStability, StateSecret, ThirdPartyRights, UnclearAfterCorrection,
};
use crate::report::{ApplicantColumn, ApplicationRow, CellId, Edition, Outcome, Proceeding};

/// An identity before it is applied: what its equations run over, and what stands on their sides.
#[derive(Debug)]
struct Identity {
    rule: &'static Rule,
    over: Over,
}

#[derive(Debug)]
enum Over {
    /// The seven columns of table three: rows on the sides.
    Columns { left: &'static [ApplicationRow], right: &'static [ApplicationRow] },
    /// The rows of table three: columns on the sides.
    Rows { left: &'static [ApplicantColumn], right: &'static [ApplicantColumn] },
    /// The three groups of table four: outcomes on the sides.
    Proceedings { left: &'static [Outcome], right: &'static [Outcome] },
}

/// The outcome rows of table three. Those that the 2019 edition does not have are left out in it.
pub(super) const OUTCOME_ROWS: &[ApplicationRow] = &[
    Granted,
    PartiallyGranted,
    StateSecret,
    ProhibitedByLaw,
    SecurityAndStability,
    ThirdPartyRights,
    InternalAffairs,
    ProcessInformation,
    EnforcementFiles,
    AdministrativeInquiry,
    NotHeld,
    RequiresCreation,
    UnclearAfterCorrection,
    Petition,
    Duplicate,
    PublishedMaterial,
    Excessive,
    Confirmation,
    CorrectionOverdue,
    FeeOverdue,
    OtherHandling,
];

/// The six kinds of applicants.
pub(super) const APPLICANT_COLUMNS: &[ApplicantColumn] = &[
    NaturalPerson,
    CommercialEnterprise,
    ResearchInstitution,
    PublicWelfareOrganization,
    LegalServiceInstitution,
    OtherOrganization,
];

static IDENTITIES: [Identity; 4] = [
    Identity {
        rule: &super::applications::BALANCE,
        over: Over::Columns { left: &[Received, CarriedOver], right: &[ResultsTotal, CarriedForward] },
    },
    Identity {
        rule: &super::applications::OUTCOME_TOTAL,
        over: Over::Columns { left: OUTCOME_ROWS, right: &[ResultsTotal] },
    },
    Identity {
        rule: &super::applications::ROW_TOTAL,
        over: Over::Rows { left: APPLICANT_COLUMNS, right: &[ApplicantColumn::Total] },
    },
    Identity {
        rule: &super::disputes::TOTAL,
        over: Over::Proceedings {
            left: &[Outcome::Upheld, Outcome::Corrected, Outcome::Other, Outcome::Pending],
            right: &[Outcome::Total],
        },
    },
];

/// An equation over cells: the sum of the left side is that of the right side.
///
/// ```
/// use ogi_report::check::{Side, equations};
/// use ogi_report::report::Edition;
///
/// assert_eq!(equations(Edition::E2021).len(), 7 + 7 + 25 + 3);
/// assert_eq!(equations(Edition::E2019).len(), 7 + 7 + 23 + 3);
/// let first = &equations(Edition::E2021)[0];
/// assert_eq!(first.rule().code, "A001");
/// let right: Vec<String> =
///     first.terms().iter().filter(|term| term.side == Side::Right).map(|term| term.cell.to_string()).collect();
/// assert_eq!(right, ["applications.results.total.natural_person", "applications.carried_forward.natural_person"]);
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Equation {
    rule: &'static Rule,
    subject: Subject,
    terms: Box<[Term]>,
    /// Where each of them stands among the cells of all equations.
    places: Box<[u8]>,
    /// How many of them are on the left.
    n_left: usize,
    /// How many terms the equations before it have.
    n_before: usize,
}

/// A cell in an equation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Term {
    /// The side that it stands on. It is added there.
    pub side: Side,
    /// The cell.
    pub cell: CellId,
}

impl Term {
    /// What its cell is in a comparison: a part of the sum, or the total.
    pub(super) const fn role(self) -> Role {
        match self.side {
            Side::Left => Role::Part,
            Side::Right => Role::Total,
        }
    }
}

impl Equation {
    /// The rule that says so.
    pub fn rule(&self) -> &'static Rule {
        self.rule
    }

    /// The row, column or group that the equation is about.
    pub fn subject(&self) -> Subject {
        self.subject
    }

    /// The cells, left side first.
    pub fn terms(&self) -> &[Term] {
        &self.terms
    }

    /// Where its terms stand among those of all equations of the edition.
    pub(super) fn among_all(&self) -> Range<usize> {
        self.n_before..self.n_before + self.terms.len()
    }
}

impl Identity {
    /// The equations that the identity makes in an edition.
    fn equations(&self, edition: Edition, out: &mut Vec<Equation>) {
        let mut push = |subject, terms: &mut dyn Iterator<Item = Term>| {
            let terms: Box<[Term]> = terms.collect();
            let places = terms.iter().map(|term| place(term.cell)).collect();
            let n_left = terms.partition_point(|term| term.side == Side::Left);
            let n_before = out.last().map_or(0, |last| last.n_before + last.terms.len());
            out.push(Equation { rule: self.rule, subject, terms, places, n_left, n_before });
        };
        match self.over {
            Over::Columns { left, right } => {
                for &column in ApplicantColumn::ALL {
                    let cell = |&row: &ApplicationRow| CellId::Applications(row, column);
                    let rows = sides(left, right).filter(|(_, row)| row.in_edition(edition));
                    push(Subject::Column(column), &mut rows.map(|(side, row)| Term { side, cell: cell(row) }));
                }
            }
            Over::Rows { left, right } => {
                for &row in ApplicationRow::ALL.iter().filter(|row| row.in_edition(edition)) {
                    let cell = |&column: &ApplicantColumn| CellId::Applications(row, column);
                    let columns = &mut sides(left, right).map(|(side, column)| Term { side, cell: cell(column) });
                    push(Subject::Row(row), columns);
                }
            }
            Over::Proceedings { left, right } => {
                for &proceeding in Proceeding::ALL {
                    let cell = |&outcome: &Outcome| CellId::Disputes(proceeding, outcome);
                    let outcomes = &mut sides(left, right).map(|(side, outcome)| Term { side, cell: cell(outcome) });
                    push(Subject::Proceeding(proceeding), outcomes);
                }
            }
        }
    }
}

fn sides<T>(left: &'static [T], right: &'static [T]) -> impl Iterator<Item = (Side, &'static T)> {
    left.iter().map(|item| (Side::Left, item)).chain(right.iter().map(|item| (Side::Right, item)))
}

/// The equations of an edition's tables, in the order of their rules. For a report, ask for those of its
/// [`applications_edition`](Report::applications_edition).
///
/// ```
/// use ogi_report::check::equations;
/// use ogi_report::report::Edition;
///
/// let first = &equations(Edition::E2021)[0];
/// let terms: Vec<String> = first.terms().iter().map(|term| term.cell.to_string()).collect();
/// assert_eq!(first.rule().code, "A001");
/// assert_eq!(terms[0], "applications.received.natural_person");
/// ```
pub fn equations(edition: Edition) -> &'static [Equation] {
    fn make(edition: Edition) -> Vec<Equation> {
        let mut out = Vec::new();
        for identity in &IDENTITIES {
            identity.equations(edition, &mut out);
        }
        out
    }
    static E2019: LazyLock<Vec<Equation>> = LazyLock::new(|| make(Edition::E2019));
    static E2021: LazyLock<Vec<Equation>> = LazyLock::new(|| make(Edition::E2021));
    match edition {
        Edition::E2019 => &E2019,
        Edition::E2021 => &E2021,
    }
}

/// Whether the table that an equation is about was found.
fn has_table(equation: &Equation, cells: &Cells) -> bool {
    let [_, applications, disputes] = &cells.tallies;
    match equation.subject {
        Subject::Proceeding(_) => disputes.table.is_some(),
        _ => applications.table.is_some(),
    }
}

/// Says in `finding` what an equation says of a report.
fn evaluate(equation: &'static Equation, report: &Report, cells: &Cells, blanks: Blanks, finding: &mut Finding) {
    finding.subject = Some(equation.subject);
    // A row or a group whose own sum placed its numbers has no evidence left for that sum.
    let own_sum = !matches!(equation.subject, Subject::Column(_));
    let (left, right) = equation.places.split_at(equation.n_left);
    let ((left, of_left), (right, of_right)) = (cells.summands.sum(left), cells.summands.sum(right));
    let kinds = of_left.and(of_right);
    if kinds.have(Kinds::OTHER) {
        let mut comparison = Comparison::new(equation.terms.len());
        for term in &equation.terms {
            comparison.cell(term.side, Sign::Plus, term.role(), term.cell, report.cell(term.cell), 0);
        }
        comparison.finish_in(finding, Relation::Equal, blanks, own_sum);
    } else {
        let total = |sum, of: Kinds| Total::of_counts(sum, of.have(Kinds::COUNT), of.have(Kinds::BLANK));
        finding.operands = Operands::of(&cells.summands, equation);
        let sides = Sides::of_counts(total(left, of_left), total(right, of_right), kinds.have(Kinds::ROW_SUM));
        sides.finish_in(finding, Relation::Equal, blanks, own_sum);
    }
}

/// Adds what the equations of a report's tables say, by the rules chosen.
pub(super) fn assess(checker: &Checker, report: &Report, cells: &Cells, findings: &mut Vec<Finding>) {
    let start = findings.len();
    // A table that is not there is one finding of the structure, and not forty of its sums.
    let chosen = || {
        let all = equations(report.applications_edition()).iter();
        all.filter(|equation| checker.runs(equation.rule) && has_table(equation, cells))
    };
    let mut rules = chosen().map(|equation| equation.rule);
    // In their places at once: to move them there takes as long as to evaluate them.
    findings.resize_with(start + chosen().count(), || {
        Finding::new(rules.next().unwrap_or(IDENTITIES[0].rule), finding::Outcome::NotAssessable)
    });
    let mut has_unstated = false;
    for (equation, finding) in chosen().zip(findings.iter_mut().skip(start)) {
        evaluate(equation, report, cells, checker.blanks, finding);
        has_unstated |= finding.reason == Some(Reason::NothingStated);
    }
    if !has_unstated {
        return;
    }
    for at in start..findings.len() {
        let own = findings.get(start..).unwrap_or(&[]);
        let Some(finding) = findings.get(at) else { continue };
        if finding.reason != Some(Reason::NothingStated) || !is_stated_elsewhere(finding, own) {
            continue;
        }
        let is_own = |equation: &&Equation| equation.rule == finding.rule && Some(equation.subject) == finding.subject;
        if let Some(equation) = equations(report.applications_edition()).iter().find(is_own) {
            findings[at] = Finding::new(equation.rule, finding::Outcome::NotAssessable);
            evaluate(equation, report, cells, Blanks::Zero, &mut findings[at]);
        }
    }
}

/// Whether the other equations of the rule do state what this one leaves blank. A column of totals that is left out
/// altogether, or in all but a few rows, states nothing. A single blank total among those of other rows says nought.
fn is_stated_elsewhere(finding: &Finding, findings: &[Finding]) -> bool {
    let is_blank = |finding: &Finding, side: Side| {
        finding.operands.iter().filter(|operand| operand.side == side).all(|operand| operand.value.is_none())
    };
    let side = if is_blank(finding, Side::Left) { Side::Left } else { Side::Right };
    let of_rule = findings.iter().filter(|other| other.rule == finding.rule);
    let (blank, stated): (Vec<_>, Vec<_>) = of_rule.partition(|other| is_blank(other, side));
    stated.len() > blank.len()
}

/// Evaluates all equations whose table is there.
pub(super) fn check(context: &mut Context<'_>) {
    let cells = context.cells.get_or_init(|| tally::cells(context.report));
    assess(context.checker, context.report, cells, &mut context.findings);
}
