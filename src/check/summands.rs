//! The cells that equations add up, each looked at once: a cell stands in two or three equations.

use std::sync::OnceLock;

use super::finding::{Operand, Sign};
use super::identity::{Equation, equations};
use crate::Span;
use crate::report::{
    ApplicantColumn, ApplicationRow, Cell, CellId, CellStatus, CellValue, Decimal, Edition, Outcome, Placement,
    Proceeding,
};

/// A cell as it is added up.
#[derive(Clone, Copy, Debug)]
pub(super) struct Summand {
    count: u64,
    span: Option<Span>,
    status: CellStatus,
    kinds: Kinds,
}

/// What the cells of a sum are: a bit for each kind that is among them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Kinds(u8);

impl Kinds {
    pub(super) const NONE: Self = Self(0);
    pub(super) const COUNT: Self = Self(1);
    pub(super) const BLANK: Self = Self(2);
    /// A count that was placed by the sum of its row.
    pub(super) const ROW_SUM: Self = Self(4);
    /// What cannot be added up as it is: an amount, and what could not be read.
    pub(super) const OTHER: Self = Self(8);

    pub(super) const fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    pub(super) const fn have(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }
}

impl Summand {
    /// In place of a cell that no equation asks for.
    pub(super) const NOTHING: Self = Self { count: 0, span: None, status: CellStatus::Missing, kinds: Kinds::OTHER };

    /// A cell that holds this count.
    #[inline]
    pub(super) const fn count(count: u64, cell: &Cell) -> Self {
        let by_row_sum = matches!(cell.placement, Placement::RowSum);
        let kinds = if by_row_sum { Kinds::COUNT.and(Kinds::ROW_SUM) } else { Kinds::COUNT };
        Self { count, span: cell.span, status: CellStatus::Number, kinds }
    }

    /// A cell that holds no count.
    pub(super) const fn no_count(cell: &Cell) -> Self {
        let kinds = match cell.value {
            CellValue::Blank | CellValue::NotApplicable => Kinds::BLANK,
            _ => Kinds::OTHER,
        };
        Self { count: 0, span: cell.span, status: cell.status(), kinds }
    }
}

/// All of them.
#[derive(Debug)]
pub(super) struct Summands {
    /// The edition whose equations they stand in.
    edition: Edition,
    /// By their [`place`].
    cells: Vec<Summand>,
    /// The operands of all equations, made when somebody looks at those of one.
    operands: OnceLock<Box<[Operand]>>,
}

pub(super) const N_APPLICATIONS: usize = ApplicationRow::ALL.len() * ApplicantColumn::ALL.len();
pub(super) const N_DISPUTES: usize = Proceeding::ALL.len() * Outcome::ALL.len();
const _: () = assert!(N_APPLICATIONS + N_DISPUTES < u8::MAX as usize);

/// Where a cell stands among those of all equations: the table of section three, row by row, and that of section four.
pub(super) fn place(id: CellId) -> u8 {
    let place = match id {
        CellId::Applications(row, column) => row as usize * ApplicantColumn::ALL.len() + column as usize,
        CellId::Disputes(proceeding, outcome) => {
            N_APPLICATIONS + proceeding as usize * Outcome::ALL.len() + outcome as usize
        }
        // Stands in no equation.
        CellId::Disclosure(_) | CellId::Disclosure2019(_) => usize::MAX,
    };
    u8::try_from(place).unwrap_or(u8::MAX)
}

impl Summands {
    pub(super) fn new(edition: Edition, cells: Vec<Summand>) -> Self {
        Self { edition, cells, operands: OnceLock::new() }
    }

    fn at(&self, place: u8) -> Summand {
        self.cells.get(usize::from(place)).copied().unwrap_or(Summand::NOTHING)
    }

    /// The sum of cells, and what is among them.
    #[inline]
    pub(super) fn sum(&self, places: &[u8]) -> (i128, Kinds) {
        let (mut sum, mut kinds) = (0i128, Kinds::NONE);
        for &place in places {
            let summand = self.cells.get(usize::from(place)).unwrap_or(&Summand::NOTHING);
            sum += i128::from(summand.count);
            kinds = kinds.and(summand.kinds);
        }
        (sum, kinds)
    }

    /// The operands of an equation.
    pub(super) fn operands(&self, equation: &Equation) -> &[Operand] {
        let all = self.operands.get_or_init(|| {
            let terms = equations(self.edition).iter().flat_map(Equation::terms);
            terms
                .map(|term| {
                    let Summand { count, span, status, kinds } = self.at(place(term.cell));
                    Operand {
                        role: term.role(),
                        side: term.side,
                        sign: Sign::Plus,
                        cell: Some(term.cell),
                        status,
                        value: kinds.have(Kinds::COUNT).then(|| Decimal::from(count)),
                        span,
                        report: 0,
                    }
                })
                .collect()
        });
        all.get(equation.among_all()).unwrap_or(&[])
    }
}
