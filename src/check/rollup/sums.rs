//! Figures that add up: sums, bounds, and single children that are more than their parent.

use super::super::compare::{Blanks, Comparison, Relation, yuan};
use super::super::figures::{TABLES, section_of, table_span};
use super::super::finding::{ArgValue, Finding, Outcome, Reason, Role, Side, Sign, Subject};
use super::super::phrase::Phrase;
use super::super::rule::Rule;
use super::gap::{self, Gap};
use super::{Child, Completeness, Rollup, rules};
use crate::Report;
use crate::report::{
    Cell, CellId, CellStatus, Decimal, Disclosure2019Cell as Old, DisclosureCell as New, Edition, Number, SectionKind,
};

/// The cells of section two that add up.
const NEW: [New; 4] = [New::LicensingDecisions, New::PenaltiesDecisions, New::CoercionDecisions, New::FeesAmount];
const OLD: [Old; 6] = [
    Old::LicensingDecisions,
    Old::OtherManagementServicesDecisions,
    Old::PenaltiesDecisions,
    Old::CoercionDecisions,
    Old::ProcurementItems,
    Old::ProcurementAmount,
];

/// Whether the figures of subordinates add up to that of their parent.
fn adds_up(id: CellId) -> bool {
    match id {
        CellId::Disclosure(cell) => NEW.contains(&cell),
        CellId::Disclosure2019(cell) => OLD.contains(&cell),
        CellId::Applications(..) | CellId::Disputes(..) => true,
    }
}

/// The cells of normative documents, which are held to a bound only.
const fn document_cells(edition: Edition) -> &'static [CellId] {
    match edition {
        Edition::E2021 => &[
            CellId::Disclosure(New::NormativeDocumentsIssued),
            CellId::Disclosure(New::NormativeDocumentsRepealed),
            CellId::Disclosure(New::NormativeDocumentsInForce),
        ],
        // What is disclosed is disclosed by parent and child alike; what is made is made once.
        Edition::E2019 => &[CellId::Disclosure2019(Old::NormativeDocumentsCreated)],
    }
}

fn is_money(id: CellId) -> bool {
    matches!(id, CellId::Disclosure(New::FeesAmount) | CellId::Disclosure2019(Old::ProcurementAmount))
}

/// What a cell counts for, in yuan where it is money.
fn number(id: CellId, cell: &Cell) -> Option<Decimal> {
    let number = *cell.number()?;
    let number = if is_money(id) { yuan(id, cell, number).ok()? } else { number };
    Some(number.to_decimal())
}

/// A child and its cell in a sum.
type Part<'p> = (&'p Child<'p>, CellId, &'p Cell);

impl<'r> Child<'r> {
    /// The cell that means what the parent's cell `id` means, if the table is there and its edition has one.
    fn cell(&self, id: CellId, parent: &Report) -> Option<(CellId, &'r Cell)> {
        if self.other_year || table_span(self.report, section_of(id)).is_none() {
            return None;
        }
        let id = id.counterpart(parent.edition_of(id), self.report.edition_of(id))?;
        Some((id, self.report.cell(id)))
    }
}

impl Rollup<'_> {
    /// Children's cells on the left, the parent's on the right.
    fn compare(&self, rule: &'static Rule, relation: Relation, id: CellId, children: &[Part<'_>]) -> Finding {
        let mut comparison = Comparison::new(children.len() + 1);
        let mut add = |side, role, id, cell, index| {
            if is_money(id) {
                comparison.yuan(side, Sign::Plus, role, id, cell, index);
            } else {
                comparison.cell(side, Sign::Plus, role, id, cell, index);
            }
        };
        for &(child, id, cell) in children {
            add(Side::Left, Role::Child, id, cell, child.index);
        }
        let own = self.parent.cell(id);
        add(Side::Right, Role::Parent, id, own, 0);
        let finding = comparison.finish(rule, relation, self.checker.blanks, false);
        let mut finding = finding.with_subject(Subject::Cell(id));
        // Noughts of dozens of children add nothing to the sum or to its reading.
        finding.operands.change(|operands| {
            operands.retain(|operand| operand.role != Role::Child || !operand.value.is_some_and(Decimal::is_zero));
        });
        finding.span = own.span;
        if is_money(id) { finding.with_assumption(Phrase::InYuan) } else { finding }
    }

    /// Whether the parent's cell can stand in a sum.
    fn readable_parent(&self, id: CellId) -> bool {
        number(id, self.parent.cell(id)).is_some()
    }

    /// The children's cells that mean what the parent's cell `id` means.
    fn cells(&self, id: CellId) -> Vec<Part<'_>> {
        let part = |child| {
            let child: &Child<'_> = child;
            let (id, cell) = child.cell(id, self.parent)?;
            Some((child, id, cell))
        };
        self.children.iter().filter_map(part).collect()
    }

    /// Those of the cells that can stand in a sum.
    fn readable<'p>(&self, cells: &[Part<'p>]) -> Vec<Part<'p>> {
        let can_stand = |&&(_, id, cell): &&Part<'p>| match cell.status() {
            CellStatus::Number => number(id, cell).is_some(),
            CellStatus::Blank | CellStatus::NotApplicable => self.checker.blanks != Blanks::Unknown,
            _ => false,
        };
        cells.iter().filter(can_stand).copied().collect()
    }
}

/// Cell by cell: the sum where all children have the figure, else the bound.
pub(super) fn check(rollup: &Rollup<'_>, completeness: Completeness) -> Vec<Finding> {
    let complete = completeness == Completeness::Complete;
    let rule: &'static Rule = if complete { &rules::SUM } else { &rules::BOUND };
    let mut findings = Vec::new();
    if complete {
        for child in rollup.children.iter().filter(|child| child.other_year) {
            let finding = Finding::not_assessable(rule, Reason::YearsDiffer).with_report(child.index);
            findings.push(finding.with_text("child", &child.name));
        }
    }
    for section in TABLES {
        if table_span(rollup.parent, section).is_none() {
            let finding = Finding::not_assessable(rule, Reason::PartMissing);
            findings.push(finding.with_subject(Subject::Section(section)));
            continue;
        }
        if complete {
            findings.extend(lacking(rollup, section));
        }
        let ids = rollup.parent.cell_ids().filter(|&id| section_of(id) == section && adds_up(id));
        for id in ids {
            findings.extend(of_cell(rollup, complete, id));
        }
    }
    explain(rollup, &mut findings);
    findings
}

/// Children that cannot be part of a whole table's sums: one finding, and not one for each cell.
fn lacking(rollup: &Rollup<'_>, section: SectionKind) -> Vec<Finding> {
    let reason = |child: &Child<'_>| {
        if child.other_year {
            None
        } else if table_span(child.report, section).is_none() {
            Some(Reason::PartMissing)
        } else {
            let (parent, child) = (rollup.parent, child.report);
            let mut ids = parent.cell_ids().filter(|&id| section_of(id) == section && adds_up(id));
            ids.any(|id| id.counterpart(parent.edition_of(id), child.edition_of(id)).is_none())
                .then_some(Reason::EditionsDiffer)
        }
    };
    let finding = |child: &Child<'_>| {
        let finding = Finding::not_assessable(&rules::SUM, reason(child)?).with_report(child.index);
        Some(finding.with_subject(Subject::Section(section)).with_text("child", &child.name))
    };
    rollup.children.iter().filter_map(finding).collect()
}

fn of_cell(rollup: &Rollup<'_>, complete: bool, id: CellId) -> Vec<Finding> {
    let cells = rollup.cells(id);
    let mut findings = Vec::new();
    if complete && cells.len() == rollup.children.len() {
        let finding = rollup.compare(&rules::SUM, Relation::Equal, id, &cells);
        let is_told = finding.reason.is_none();
        findings.push(finding);
        if is_told {
            return findings;
        }
    }
    let readable = rollup.readable(&cells);
    let is_partial = !complete || readable.len() < rollup.children.len();
    // Where no child states a number there is no bound, and where the sum failed for the parent's figure, so would that.
    if is_partial
        && (!complete || rollup.readable_parent(id))
        && readable.iter().any(|(_, _, cell)| cell.status() == CellStatus::Number)
    {
        findings.push(rollup.compare(&rules::BOUND, Relation::AtMost, id, &readable));
    }
    findings
}

/// Says of sums that do not fit which child's figure is the difference.
fn explain(rollup: &Rollup<'_>, findings: &mut [Finding]) {
    let gaps: Vec<Option<Gap>> = findings.iter().map(Gap::of).collect();
    let gaps = gap::settle(gaps);
    for (finding, gap) in findings.iter_mut().zip(gaps) {
        let Some(gap) = gap else { continue };
        let name = |&index: &u16| {
            let at = usize::from(index).checked_sub(1)?;
            rollup.children.get(at).map(|child| child.name.as_str())
        };
        let names: Vec<&str> = gap.children.iter().filter_map(name).collect();
        let joint = if gap.together { "、" } else { " / " };
        let cause = if gap.left_out { Phrase::LeftOut } else { Phrase::CountedTwice };
        let explained = finding.clone().with_text("children", &names.join(joint));
        *finding = explained.with_arg("cause", ArgValue::Phrase(cause));
    }
}

/// Each child alone: none is more than its parent.
pub(super) fn single(rollup: &Rollup<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for child in &rollup.children {
        let mut compared = 0u64;
        let before = findings.len();
        for id in rollup.parent.cell_ids().filter(|&id| adds_up(id)) {
            let Some((twin, cell)) = child.cell(id, rollup.parent) else { continue };
            let (Some(of_child), Some(of_parent)) = (number(twin, cell), number(id, rollup.parent.cell(id))) else {
                continue;
            };
            compared += 1;
            if of_child > of_parent {
                let finding = rollup.compare(&rules::SINGLE, Relation::AtMost, id, &[(child, twin, cell)]);
                findings.push(finding.with_text("child", &child.name));
            }
        }
        if findings.len() > before {
            continue;
        }
        let finding = match compared {
            0 if child.other_year => Finding::not_assessable(&rules::SINGLE, Reason::YearsDiffer),
            0 => Finding::not_assessable(&rules::SINGLE, Reason::PartMissing),
            _ => {
                let count = ArgValue::Number(Number::Count(compared).to_decimal());
                Finding::new(&rules::SINGLE, Outcome::Holds).with_arg("count", count)
            }
        };
        findings.push(finding.with_report(child.index).with_text("child", &child.name));
    }
    findings
}

/// Normative documents: the parent has no fewer than its children together.
pub(super) fn documents(rollup: &Rollup<'_>) -> Vec<Finding> {
    if table_span(rollup.parent, SectionKind::Disclosure).is_none() {
        let finding = Finding::not_assessable(&rules::DOCUMENTS, Reason::PartMissing);
        return vec![finding.with_subject(Subject::Section(SectionKind::Disclosure))];
    }
    let of_cell = |&id: &CellId| {
        let readable = rollup.readable(&rollup.cells(id));
        let stated = readable.iter().any(|(_, _, cell)| cell.status() == CellStatus::Number);
        stated.then(|| rollup.compare(&rules::DOCUMENTS, Relation::AtMost, id, &readable))
    };
    document_cells(rollup.edition()).iter().filter_map(of_cell).collect()
}
