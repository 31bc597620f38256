//! Which places of a finding are marked, and what stands beside them.
//!
//! A sum over a column has 22 operands, most of them noughts. Marking all of them would hide what matters, so noughts
//! and blank cells of such a sum are marked only where they are what is reported, what keeps the rule from being
//! assessed, or all there is. Where few figures are compared, a nought is one of them like any other.

use super::excerpt::Mark;
use crate::check::{Finding, Language, Operand, Reason, Role, Side};
use crate::report::CellStatus;
use crate::write::visible;
use crate::write::{SourceText, operand};

/// Places that are marked in one snippet.
pub(super) const MOST: usize = 10;

/// Up to so many operands, all are marked.
const FEW: usize = 4;

/// Cells that a label may take: the longest short name with a role, a sign and eight digits.
pub(super) const LABEL: usize = 56;

/// The marks of a finding.
pub(super) struct Marks {
    /// The report of the primary mark first, then the others in their order. Marks of a report are in the order of its
    /// text, but for the finding's own, which is the first.
    pub(super) by_report: Vec<(u16, Vec<Mark>)>,
    /// Operands that would be marked if there were fewer of them.
    pub(super) left_out: usize,
}

pub(super) fn of_finding(finding: &Finding, sources: &[SourceText<'_>], language: Language) -> Marks {
    let label = |operand: &Operand| {
        let written = operand.span.and_then(|span| sources.get(usize::from(operand.report))?.slice(span));
        visible::clipped(&operand::label(finding, operand, written, language), LABEL)
    };
    // Cells that are not summed up, such as blank ones, tell nothing apart by a value.
    let listed = |operand: &Operand, label: &str| {
        let (part, joint) = if language == Language::Zh { (" ", "、") } else { (", ", " / ") };
        let is_listed = operand.role == Role::Subject && operand.value.is_none() && !label.ends_with('…');
        label.rfind(part).filter(|_| is_listed).map(|at| (at + part.len(), joint))
    };
    let mut marks: Vec<(u16, Mark)> = Vec::new();
    let own = finding.span.map(|span| (finding.report, span));
    if let Some((report, span)) = own {
        let of_own = finding.operands.iter().find(|operand| (operand.report, operand.span) == (report, Some(span)));
        let label = of_own.map(label).unwrap_or_default();
        marks.push((report, Mark { span, is_primary: true, label, listed: None }));
    }
    let main = main_side(finding);
    let all_count = finding.operands.len() <= FEW
        || !finding.operands.iter().any(|operand| operand.side != main && is_worth_it(finding, operand));
    let mut left_out = 0;
    // The side that is reported comes first, so that it is never among those left out.
    for of_main in [true, false] {
        let is_marked = |operand: &&Operand| {
            (operand.side == main) == of_main && (of_main || all_count || is_worth_it(finding, operand))
        };
        let mut places: Vec<_> =
            finding.operands.iter().filter(is_marked).filter_map(|operand| Some((operand, operand.span?))).collect();
        places.sort_by_key(|(operand, span)| (operand.report, span.start));
        for (operand, span) in places {
            if own == Some((operand.report, span)) {
                continue;
            }
            if marks.len() == MOST {
                left_out += 1;
                continue;
            }
            let is_primary = of_main && own.is_none();
            let label = label(operand);
            let listed = listed(operand, &label);
            marks.push((operand.report, Mark { span, is_primary, label, listed }));
        }
    }
    let mut by_report: Vec<(u16, Vec<Mark>)> = Vec::new();
    for (report, mark) in marks {
        match by_report.iter_mut().find(|(of, _)| *of == report) {
            Some((_, marks)) => marks.push(mark),
            None => by_report.push((report, vec![mark])),
        }
    }
    Marks { by_report, left_out }
}

/// The side that is marked as the place to look at: what is reported, if it stands anywhere.
fn main_side(finding: &Finding) -> Side {
    let stands = |operand: &&Operand| operand.side == Side::Right && operand.span.is_some();
    if finding.operands.iter().any(|operand| stands(&operand)) { Side::Right } else { Side::Left }
}

/// Whether an operand says anything: noughts and blanks don't, unless blanks are the matter.
fn is_worth_it(finding: &Finding, operand: &Operand) -> bool {
    let is_blank = matches!(operand.status, CellStatus::Blank | CellStatus::NotApplicable);
    match finding.reason {
        Some(Reason::CellBlank | Reason::NothingStated) => is_blank,
        Some(Reason::CellAmbiguous) => operand.status == CellStatus::Ambiguous,
        Some(Reason::CellUnreadable) => operand.status == CellStatus::Unreadable,
        _ => !is_blank && operand.value.is_none_or(|value| !value.is_zero()),
    }
}
