//! Stocks roll forward: what a year ends with is what it began with, and what came and went.

use super::super::compare::{Blanks, Comparison, Relation};
use super::super::finding::{Finding, Outcome, Reason, Role, Side, Sign, Subject};
use super::super::phrase::Phrase;
use super::super::rule::Rule;
use super::pairs::Pair;
use crate::report::{CellId, CellStatus, Decimal, SectionKind};
use crate::{Report, Span};

/// One cell of a stock's equation: whose report, added or taken away.
#[derive(Clone, Copy, Debug)]
pub(super) struct Term {
    id: CellId,
    role: Role,
    sign: Sign,
}

/// How a stock comes from that of the year before: the first of the terms is the stock it starts from.
#[derive(Clone, Copy, Debug)]
pub(super) struct Stock<'t> {
    pub(super) terms: &'t [Term],
    pub(super) result: CellId,
}

pub(super) const fn term(id: CellId, role: Role, sign: Sign) -> Term {
    Term { id, role, sign }
}

/// A part of the sum that a remark tells.
#[derive(Clone, Copy, Debug)]
pub(super) struct Extra {
    pub(super) value: u64,
    pub(super) span: Span,
    pub(super) phrase: Phrase,
}

/// The finding where one of the tables is not there: one, and not one for each row.
pub(super) fn no_table(rule: &'static Rule, pair: &Pair<'_>) -> Option<Finding> {
    let has_table = |report: &Report| report.disclosure.as_ref().is_some_and(|section| section.table.is_some());
    if has_table(pair.previous.report) && has_table(pair.current.report) {
        return None;
    }
    let finding = Finding::not_assessable(rule, Reason::PartMissing);
    Some(finding.with_subject(Subject::Section(SectionKind::Disclosure)))
}

pub(super) fn compare(
    rule: &'static Rule,
    pair: &Pair<'_>,
    stock: Stock<'_>,
    extras: &[Extra],
    relation: Relation,
    blanks: Blanks,
) -> Finding {
    let mut comparison = Comparison::new(stock.terms.len() + extras.len() + 1);
    let given = |role| if role == Role::Previous { pair.previous } else { pair.current };
    let mut start_is_blank = false;
    for (n, &Term { id, role, sign }) in stock.terms.iter().enumerate() {
        let given = given(role);
        let cell = given.report.cell(id);
        start_is_blank |= n == 0 && matches!(cell.status(), CellStatus::Blank | CellStatus::NotApplicable);
        comparison.cell(Side::Left, sign, role, id, cell, given.index);
    }
    for extra in extras {
        let value = Decimal::from(extra.value);
        comparison.figure(Side::Left, Sign::Minus, Role::Part, value, extra.span, pair.current.index);
    }
    let result = pair.current.report.cell(stock.result);
    comparison.cell(Side::Right, Sign::Plus, Role::Current, stock.result, result, pair.current.index);
    let mut finding = comparison.finish(rule, relation, blanks, false).with_subject(Subject::Cell(stock.result));
    finding.span = result.span;
    // Flows that are blank are noughts left out. A stock that is blank is not stated, whatever stands beside it.
    if finding.outcome == Outcome::Violated && start_is_blank && blanks == Blanks::ZeroBesideNumbers {
        finding.outcome = Outcome::NotAssessable;
        finding.reason = Some(Reason::NothingStated);
    }
    for extra in extras {
        finding = finding.with_assumption(extra.phrase);
    }
    finding
}
