//! 勾稽关系: the identities of the tables, as linear equations over cell ids, and the one engine that evaluates them.
//!
//! Each identity is declared once, as a list of what stands on its left and on its right; the rows, columns or groups
//! that it runs over make its equations. The header of table three states the first of them (第一项加第二项之和，等于第三项加第四项之和);
//! the others follow from what totals are.

use std::sync::LazyLock;

use super::compare::{Blanks, Comparison, Relation, Total};
use super::finding::{self, Finding, Operand, Reason, Role, Side, Sign, Subject};
use super::rule::Rule;
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
use crate::report::{
    ApplicantColumn, ApplicationRow, Cell, CellId, CellStatus, CellValue, Decimal, Edition, Number, Outcome, Placement,
    Proceeding,
};

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
}

impl Identity {
    /// The equations that the identity makes in an edition.
    fn equations(&self, edition: Edition, out: &mut Vec<Equation>) {
        let mut push = |subject, terms: &mut dyn Iterator<Item = Term>| {
            let terms: Box<[Term]> = terms.collect();
            let places = terms.iter().map(|term| place(term.cell)).collect();
            let n_left = terms.partition_point(|term| term.side == Side::Left);
            out.push(Equation { rule: self.rule, subject, terms, places, n_left });
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

/// The cells of the tables that equations are about. A cell stands in two or three equations and is looked at once: the
/// operand that it is, and what it adds.
struct Tables<'r> {
    report: &'r Report,
    have_applications: bool,
    have_disputes: bool,
    /// Each cell as it stands on a left side, by its [`place`]. Those of a table that is not there hold nothing.
    operands: Vec<Operand>,
    /// What they count, and what they are.
    counts: Vec<(u64, Kinds)>,
}

/// What the cells of a side are: a bit for each kind that is among them.
type Kinds = u8;
const COUNT: Kinds = 1;
const BLANK: Kinds = 2;
/// A count that was placed by the sum of its row.
const ROW_SUM: Kinds = 4;
/// What cannot be added up as it is: an amount, and what could not be read.
const OTHER: Kinds = 8;

const N_APPLICATIONS: usize = ApplicationRow::ALL.len() * ApplicantColumn::ALL.len();
const N_DISPUTES: usize = Proceeding::ALL.len() * Outcome::ALL.len();
const _: () = assert!(N_APPLICATIONS + N_DISPUTES <= u8::MAX as usize);

/// Where a cell stands among those of all equations: the table of section three, row by row, and that of section four.
fn place(id: CellId) -> u8 {
    let place = match id {
        CellId::Applications(row, column) => row as usize * ApplicantColumn::ALL.len() + column as usize,
        CellId::Disputes(proceeding, outcome) => {
            N_APPLICATIONS + proceeding as usize * Outcome::ALL.len() + outcome as usize
        }
        // Stands in no equation.
        _ => usize::MAX,
    };
    u8::try_from(place).unwrap_or(u8::MAX)
}

/// A cell that nothing is known of, on a left side.
const UNKNOWN: Operand = Operand {
    role: Role::Part,
    side: Side::Left,
    sign: Sign::Plus,
    cell: None,
    status: CellStatus::Missing,
    value: None,
    span: None,
    report: 0,
};

impl<'r> Tables<'r> {
    fn of(report: &'r Report) -> Self {
        let applications = report.applications.as_ref().and_then(|section| section.table.as_deref());
        let disputes = report.disputes.as_ref().and_then(|section| section.table.as_deref());
        let mut tables = Self {
            report,
            have_applications: applications.is_some(),
            have_disputes: disputes.is_some(),
            operands: Vec::with_capacity(N_APPLICATIONS + N_DISPUTES),
            counts: Vec::with_capacity(N_APPLICATIONS + N_DISPUTES),
        };
        // In the order of their places.
        if let Some(table) = applications {
            for &row in ApplicationRow::ALL {
                let cells = table.row(row);
                for &column in ApplicantColumn::ALL {
                    tables.add(CellId::Applications(row, column), cells.cell(column));
                }
            }
        } else {
            tables.operands.resize(N_APPLICATIONS, UNKNOWN);
            tables.counts.resize(N_APPLICATIONS, (0, OTHER));
        }
        if let Some(table) = disputes {
            for &proceeding in Proceeding::ALL {
                let outcomes = table.outcomes(proceeding);
                for &outcome in Outcome::ALL {
                    tables.add(CellId::Disputes(proceeding, outcome), outcomes.cell(outcome));
                }
            }
        }
        tables
    }

    #[inline]
    fn add(&mut self, id: CellId, cell: &Cell) {
        let mut operand = Operand { cell: Some(id), status: CellStatus::Number, span: cell.span, ..UNKNOWN };
        self.counts.push(match cell.value {
            CellValue::Number(Number::Count(count)) => {
                operand.value = Some(Decimal::from(count));
                (count, if cell.placement == Placement::RowSum { COUNT | ROW_SUM } else { COUNT })
            }
            CellValue::Blank | CellValue::NotApplicable => {
                operand.status = cell.status();
                (0, BLANK)
            }
            _ => (0, OTHER),
        });
        self.operands.push(operand);
    }

    /// Whether the table that an equation is about was found.
    fn have(&self, equation: &Equation) -> bool {
        match equation.subject {
            Subject::Proceeding(_) => self.have_disputes,
            _ => self.have_applications,
        }
    }

    /// The sum of cells, and what is among them.
    #[inline]
    fn sum(&self, places: &[u8]) -> (i128, Kinds) {
        let (mut sum, mut kinds) = (0i128, 0);
        for &place in places {
            let (count, kind) = self.counts.get(usize::from(place)).copied().unwrap_or((0, OTHER));
            sum += i128::from(count);
            kinds |= kind;
        }
        (sum, kinds)
    }

    /// The operands of an equation.
    #[inline]
    fn operands(&self, equation: &Equation) -> Vec<Operand> {
        let mut operands = Vec::with_capacity(equation.places.len());
        operands.extend(
            equation.places.iter().map(|&place| *self.operands.get(usize::from(place)).unwrap_or(&UNKNOWN)),
        );
        for operand in operands.iter_mut().skip(equation.n_left) {
            (operand.role, operand.side) = (Role::Total, Side::Right);
        }
        operands
    }

    /// The two sides of an equation.
    #[inline]
    fn comparison(&self, equation: &Equation) -> Comparison {
        let (left, right) = equation.places.split_at(equation.n_left);
        let ((left, of_left), (right, of_right)) = (self.sum(left), self.sum(right));
        if (of_left | of_right) & OTHER == 0 {
            let total = |sum, kinds: Kinds| Total::of_counts(sum, kinds & COUNT != 0, kinds & BLANK != 0);
            let by_row_sum = (of_left | of_right) & ROW_SUM != 0;
            let operands = self.operands(equation);
            return Comparison::of_counts(operands, total(left, of_left), total(right, of_right), by_row_sum);
        }
        let mut comparison = Comparison::new(equation.terms.len());
        for term in &equation.terms {
            let role = if term.side == Side::Left { Role::Part } else { Role::Total };
            comparison.cell(term.side, Sign::Plus, role, term.cell, self.report.cell(term.cell), 0);
        }
        comparison
    }
}

/// Says in `finding` what an equation says of a report.
fn evaluate(equation: &Equation, tables: &Tables<'_>, blanks: Blanks, finding: &mut Finding) {
    // A row or a group whose own sum placed its numbers has no evidence left for that sum.
    let own_sum = !matches!(equation.subject, Subject::Column(_));
    tables.comparison(equation).finish_in(finding, Relation::Equal, blanks, own_sum);
    finding.subject = Some(equation.subject);
}

/// Adds what the equations of a report's tables say, by the rules chosen.
pub(super) fn assess(checker: &Checker, report: &Report, findings: &mut Vec<Finding>) {
    let start = findings.len();
    let tables = Tables::of(report);
    let mut has_unstated = false;
    for equation in equations(report.applications_edition()).iter().filter(|equation| checker.runs(equation.rule)) {
        // A table that is not there is one finding of the structure, and not forty of its sums.
        if !tables.have(equation) {
            continue;
        }
        findings.push(Finding::new(equation.rule, finding::Outcome::NotAssessable));
        if let Some(finding) = findings.last_mut() {
            evaluate(equation, &tables, checker.blanks, finding);
            has_unstated |= finding.reason == Some(Reason::NothingStated);
        }
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
            evaluate(equation, &tables, Blanks::Zero, &mut findings[at]);
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
    assess(context.checker, context.report, &mut context.findings);
}
