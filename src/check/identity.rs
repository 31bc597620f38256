//! 勾稽关系: the identities of the tables, as linear equations over cell ids, and the one engine that evaluates them.
//!
//! Each identity is declared once, as a list of what stands on its left and on its right; the rows, columns or groups
//! that it runs over make its equations. The header of table three states the first of them (第一项加第二项之和，等于第三项加第四项之和);
//! the others follow from what totals are.

use super::Context;
use super::compare::{Blanks, Comparison, Relation};
use super::finding::{Finding, Role, Side, Sign, Subject};
use super::rule::Rule;
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
/// assert_eq!(equations(Edition::E2021).count(), 7 + 7 + 25 + 3);
/// assert_eq!(equations(Edition::E2019).count(), 7 + 7 + 23 + 3);
/// let first = equations(Edition::E2021).next().unwrap();
/// assert_eq!(first.rule().code, "A001");
/// let right: Vec<String> = first.terms().filter(|term| term.side == Side::Right).map(|term| term.cell.to_string()).collect();
/// assert_eq!(right, ["applications.results.total.natural_person", "applications.carried_forward.natural_person"]);
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Equation {
    identity: &'static Identity,
    /// What of the identity's rows, columns or groups this is.
    at: At,
    edition: Edition,
}

#[derive(Clone, Copy, Debug)]
enum At {
    Column(ApplicantColumn),
    Row(ApplicationRow),
    Proceeding(Proceeding),
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

impl Equation {
    /// The rule that says so.
    pub fn rule(&self) -> &'static Rule {
        self.identity.rule
    }

    /// The row, column or group that the equation is about.
    pub fn subject(&self) -> Subject {
        match self.at {
            At::Column(column) => Subject::Column(column),
            At::Row(row) => Subject::Row(row),
            At::Proceeding(proceeding) => Subject::Proceeding(proceeding),
        }
    }

    /// The cells, left side first.
    pub fn terms(&self) -> impl Iterator<Item = Term> {
        let (over, at, edition) = (&self.identity.over, self.at, self.edition);
        [Side::Left, Side::Right].into_iter().flat_map(move |side| {
            (0..over.len(side)).filter_map(move |n| Some(Term { side, cell: over.cell(side, n, at, edition)? }))
        })
    }
}

impl Over {
    fn len(&self, side: Side) -> usize {
        match (self, side) {
            (Self::Columns { left, .. }, Side::Left) => left.len(),
            (Self::Columns { right, .. }, Side::Right) => right.len(),
            (Self::Rows { left, .. }, Side::Left) => left.len(),
            (Self::Rows { right, .. }, Side::Right) => right.len(),
            (Self::Proceedings { left, .. }, Side::Left) => left.len(),
            (Self::Proceedings { right, .. }, Side::Right) => right.len(),
        }
    }

    /// The cell in place `n` of a side, if the edition has it.
    fn cell(&self, side: Side, n: usize, at: At, edition: Edition) -> Option<CellId> {
        match (self, at) {
            (Self::Columns { left, right }, At::Column(column)) => {
                let row = *if side == Side::Left { left } else { right }.get(n)?;
                row.in_edition(edition).then_some(CellId::Applications(row, column))
            }
            (Self::Rows { left, right }, At::Row(row)) => {
                let column = *if side == Side::Left { left } else { right }.get(n)?;
                Some(CellId::Applications(row, column))
            }
            (Self::Proceedings { left, right }, At::Proceeding(proceeding)) => {
                let outcome = *if side == Side::Left { left } else { right }.get(n)?;
                Some(CellId::Disputes(proceeding, outcome))
            }
            _ => None,
        }
    }
}

impl Identity {
    fn equations(&'static self, edition: Edition) -> impl Iterator<Item = Equation> {
        let columns: &[ApplicantColumn] =
            if matches!(self.over, Over::Columns { .. }) { ApplicantColumn::ALL } else { &[] };
        let rows: &[ApplicationRow] = if matches!(self.over, Over::Rows { .. }) { ApplicationRow::ALL } else { &[] };
        let proceedings: &[Proceeding] =
            if matches!(self.over, Over::Proceedings { .. }) { Proceeding::ALL } else { &[] };
        let columns = columns.iter().map(|&column| At::Column(column));
        let rows = rows.iter().filter(move |row| row.in_edition(edition)).map(|&row| At::Row(row));
        let proceedings = proceedings.iter().map(|&proceeding| At::Proceeding(proceeding));
        columns.chain(rows).chain(proceedings).map(move |at| Equation { identity: self, at, edition })
    }
}

/// The equations of an edition's tables, in the order of their rules.
pub fn equations(edition: Edition) -> impl Iterator<Item = Equation> {
    IDENTITIES.iter().flat_map(move |identity| identity.equations(edition))
}

/// Whether the table that an equation is about was found.
pub(super) fn table_is_there(equation: &Equation, report: &Report) -> bool {
    match equation.identity.over {
        Over::Columns { .. } | Over::Rows { .. } => {
            report.applications.as_ref().is_some_and(|section| section.table.is_some())
        }
        Over::Proceedings { .. } => report.disputes.as_ref().is_some_and(|section| section.table.is_some()),
    }
}

/// What an equation says of a report.
pub(super) fn evaluate(equation: &Equation, report: &Report, blanks: Blanks) -> Finding {
    let identity = equation.identity;
    let mut comparison = Comparison::new(identity.over.len(Side::Left) + identity.over.len(Side::Right));
    for term in equation.terms() {
        let role = if term.side == Side::Left { Role::Part } else { Role::Total };
        comparison.cell(term.side, Sign::Plus, role, term.cell, report.cell(term.cell), 0);
    }
    let own_sum = matches!(identity.over, Over::Rows { .. } | Over::Proceedings { .. });
    comparison.finish(identity.rule, Relation::Equal, blanks, own_sum).with_subject(equation.subject())
}

/// Evaluates all equations whose table is there.
pub(super) fn check(context: &mut Context<'_>) {
    let report = context.report;
    for equation in equations(report.edition) {
        // A table that is not there is one finding of the structure, and not forty of its sums.
        if context.runs(equation.rule()) && table_is_there(&equation, report) {
            context.push(evaluate(&equation, report, context.checker.blanks));
        }
    }
}
