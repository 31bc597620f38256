//! What to call an operand beside its place in the text.

use super::short;
use crate::Span;
use crate::check::{Finding, Language, Operand, Role, Side, Sign, Subject};
use crate::report::{CellId, CellStatus, Decimal};

/// The operand in a few words: its sign, its value and its name, such as `+12 自然人`. `written` is what stands at its
/// place in the text: an amount that was converted from it has its unit beside it.
///
/// The name leaves out what the finding is about: in a column's sum a cell is called by its row.
pub(super) fn label(finding: &Finding, operand: &Operand, written: Option<&str>, language: Language) -> String {
    let zh = language == Language::Zh;
    let of_side = || finding.operands.iter().filter(|other| other.side == operand.side);
    let first_of_side = of_side().next().is_none_or(|first| core::ptr::eq(first, operand));
    let is_negative = operand.value.is_some_and(Decimal::is_negative);
    let sign = match (operand.role, operand.side, operand.sign) {
        _ if operand.value.is_none() => "",
        (Role::Part | Role::Child | Role::Total | Role::Parent, _, Sign::Minus) => "−",
        (Role::Total | Role::Parent, Side::Right, Sign::Plus) if first_of_side => "=",
        // What is added to nothing needs no sign, and a minus of its own is one.
        (_, _, Sign::Plus) if of_side().nth(1).is_none() => "",
        (Role::Part | Role::Child | Role::Total | Role::Parent, _, Sign::Plus) if !is_negative => "+",
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
        Some(value) => {
            let yuan = if zh { "元" } else { " yuan" };
            let number = if is_in_yuan(value, written) {
                format!("{}{yuan}", value.abs().normalized())
            } else {
                value.abs().to_string()
            };
            match (is_negative, sign) {
                (false, _) => number,
                (true, "−") => format!("(−{number})"),
                (true, _) => format!("−{number}"),
            }
        }
        None => status(operand.status, language).to_owned(),
    };
    let name = operand.cell.map(|cell| name(finding.subject, cell, language));
    let words: Vec<&str> =
        [role, Some(value.as_str()), name.as_deref()].into_iter().flatten().filter(|word| !word.is_empty()).collect();
    format!("{sign}{}", words.join(" "))
}

/// Whether the value was made from an amount in 万元 or 亿元, which is what is written.
fn is_in_yuan(value: Decimal, written: Option<&str>) -> bool {
    let Some(written) = written else { return false };
    let is_of_number = |c: &char| c.is_ascii_digit() || matches!(c, '.' | '-');
    let digits: String = written.chars().filter(|c| !matches!(c, ',' | '，')).take_while(is_of_number).collect();
    let Ok(number) = digits.parse::<Decimal>() else { return false };
    value != number && [10_000, 100_000_000].iter().any(|&factor| number.checked_mul(factor) == Some(value))
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
        (Some(Subject::Column(_)), CellId::Applications(row, _)) => short::row(row, language).to_owned(),
        (Some(Subject::Row(_)), CellId::Applications(_, column)) => Subject::Column(column).label(language),
        (Some(Subject::Proceeding(_)), CellId::Disputes(_, outcome)) => short::outcome(outcome, language).to_owned(),
        _ => short::cell(cell, language),
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
