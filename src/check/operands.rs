//! What a finding compared.

use core::fmt;
use core::mem;
use core::ops::Deref;
use std::sync::Arc;

use super::finding::Operand;
use super::identity::Equation;
use super::summands::Summands;

/// The operands of a finding: a slice to whoever reads them. A check has some hundreds of them, nearly all in identities
/// that hold and that nobody looks at; those of identities are made when they are read first.
///
/// ```
/// use ogi_report::check::{Operand, check};
///
/// let report = ogi_report::parse(ogi_report::SAMPLE)?.report;
/// let findings = check(&report);
/// let balance = findings.of_rule("A001").next().unwrap();
/// assert_eq!(balance.operands.len(), 4);
/// let operands: Vec<Operand> = balance.operands.iter().copied().collect();
/// assert_eq!(balance.operands, operands.into());
/// # Ok::<(), ogi_report::Error>(())
/// ```
#[derive(Clone)]
pub struct Operands(Kind);

#[derive(Clone)]
enum Kind {
    Made(Vec<Operand>),
    Of(Arc<Summands>, &'static Equation),
}

impl Operands {
    /// None.
    pub const fn new() -> Self {
        Self(Kind::Made(Vec::new()))
    }

    /// Those of an equation.
    pub(super) fn of(summands: &Arc<Summands>, equation: &'static Equation) -> Self {
        Self(Kind::Of(Arc::clone(summands), equation))
    }

    /// Changes them.
    #[inline]
    pub(super) fn change(&mut self, change: impl FnOnce(&mut Vec<Operand>)) {
        let mut operands = Vec::from(mem::take(self));
        change(&mut operands);
        *self = operands.into();
    }
}

impl Default for Operands {
    fn default() -> Self {
        Self::new()
    }
}

impl Deref for Operands {
    type Target = [Operand];

    fn deref(&self) -> &[Operand] {
        match &self.0 {
            Kind::Made(operands) => operands,
            Kind::Of(summands, equation) => summands.operands(equation),
        }
    }
}

impl From<Vec<Operand>> for Operands {
    #[inline]
    fn from(operands: Vec<Operand>) -> Self {
        Self(Kind::Made(operands))
    }
}

impl From<Operands> for Vec<Operand> {
    #[inline]
    fn from(operands: Operands) -> Self {
        match operands.0 {
            Kind::Made(operands) => operands,
            Kind::Of(..) => operands.to_vec(),
        }
    }
}

impl FromIterator<Operand> for Operands {
    fn from_iter<I: IntoIterator<Item = Operand>>(operands: I) -> Self {
        Self(Kind::Made(operands.into_iter().collect()))
    }
}

impl<'o> IntoIterator for &'o Operands {
    type Item = &'o Operand;
    type IntoIter = core::slice::Iter<'o, Operand>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl PartialEq for Operands {
    fn eq(&self, other: &Self) -> bool {
        **self == **other
    }
}

impl Eq for Operands {}

impl fmt::Debug for Operands {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        (**self).fmt(f)
    }
}
