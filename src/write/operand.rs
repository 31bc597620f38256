//! What to call an operand beside its place in the text.

use crate::Span;
use crate::check::{Finding, Language, Operand, Role, Side, Sign, Subject};
use crate::report::{CellId, CellStatus};

/// The operand in a few words: its sign, its value and its name, such as `+12 自然人`.
///
/// The name leaves out what the finding is about: in a column's sum a cell is called by its row.
pub(super) fn label(finding: &Finding, operand: &Operand, language: Language) -> String {
    let zh = language == Language::Zh;
    let first_of_side = finding
        .operands
        .iter()
        .find(|other| other.side == operand.side)
        .is_none_or(|first| core::ptr::eq(first, operand));
    let sign = match (operand.role, operand.side, operand.sign) {
        _ if operand.value.is_none() => "",
        (Role::Part | Role::Child | Role::Total | Role::Parent, _, Sign::Minus) => "−",
        (Role::Total | Role::Parent, Side::Right, Sign::Plus) if first_of_side => "=",
        (Role::Part | Role::Child | Role::Total | Role::Parent, _, Sign::Plus) => "+",
        _ => "",
    };
    let role = match operand.role {
        Role::Claim => Some(if zh { "文字" } else { "prose" }),
        Role::Previous => Some(if zh { "上年" } else { "last year" }),
        Role::Current => Some(if zh { "本年" } else { "this year" }),
        Role::Parent => Some(if zh { "上级" } else { "parent" }),
        Role::Child => Some(if zh { "下级" } else { "part" }),
        _ => None,
    };
    let value = match operand.value {
        Some(value) => value.to_string(),
        None => status(operand.status, language).to_owned(),
    };
    let name = operand.cell.map(|cell| name(finding.subject, cell, language));
    let words: Vec<&str> =
        [role, Some(value.as_str()), name.as_deref()].into_iter().flatten().filter(|word| !word.is_empty()).collect();
    format!("{sign}{}", words.join(" "))
}

/// What stands in place of a number.
fn status(status: CellStatus, language: Language) -> &'static str {
    let zh = language == Language::Zh;
    match status {
        CellStatus::Number => "",
        CellStatus::Blank => {
            if zh {
                "空白"
            } else {
                "blank"
            }
        }
        CellStatus::NotApplicable => {
            if zh {
                "不适用"
            } else {
                "not applicable"
            }
        }
        CellStatus::Unreadable => {
            if zh {
                "不是数字"
            } else {
                "no number"
            }
        }
        CellStatus::Ambiguous => {
            if zh {
                "归属不明"
            } else {
                "ambiguous"
            }
        }
        CellStatus::Missing => {
            if zh {
                "缺失"
            } else {
                "missing"
            }
        }
    }
}

fn name(subject: Option<Subject>, cell: CellId, language: Language) -> String {
    match (subject, cell) {
        (Some(Subject::Column(_)), CellId::Applications(row, _)) => Subject::Row(row).label(language),
        (Some(Subject::Row(_)), CellId::Applications(_, column)) => Subject::Column(column).label(language),
        (Some(Subject::Proceeding(_)), CellId::Disputes(_, outcome)) => {
            if language == Language::Zh { outcome.label_zh() } else { outcome.label_en() }.to_owned()
        }
        _ => Subject::Cell(cell).label(language),
    }
}

/// The place where a reader should look first: the finding's own, then that of what is reported, then any.
pub(super) fn primary(finding: &Finding) -> Option<(u16, Span)> {
    let of = |side: Side| {
        finding
            .operands
            .iter()
            .filter(move |operand| operand.side == side)
            .find_map(|operand| Some((operand.report, operand.span?)))
    };
    finding.span.map(|span| (finding.report, span)).or_else(|| of(Side::Right)).or_else(|| of(Side::Left))
}
