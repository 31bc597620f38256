//! Fees ten thousand times those of last year: yuan where 万元 should be, or the other way round.

use super::super::compare::{Blanks, Comparison, Relation};
use super::super::finding::{Finding, Outcome, Reason, Role, Side, Sign, Subject};
use super::super::language::Text;
use super::super::phrase::Phrase;
use super::super::rule::{Change, Example, Family, Input, Rule};
use super::pairs::Pair;
use super::stock::no_table;
use crate::report::{CellId, Decimal, DisclosureCell, Edition};
use crate::{Report, Severity};

pub(super) static UNIT_SLIP: Rule = Rule {
    code: "Y006",
    name: "fees-in-the-unit-of-last-year",
    family: Family::Series,
    severity: Severity::Warning,
    editions: &[Edition::E2021],
    formula: "not: fees.amount(y) ≈ 10⁴ × fees.amount(y − 1), or the other way round",
    summary: Text::new(
        "本年收费金额不是上年的约一万倍或约万分之一",
        "the fees are not some ten thousand times those of last year, or a ten-thousandth",
    ),
    why: Text::new(
        "格式要求以万元填报，按元填报的数字会大一万倍。两年金额之比在二千倍至五万倍之间（或其倒数）的，应当怀疑其中一年用错了单位。请核对财政非税收入数据和表头单位。",
        "The format asks for 万元, and a figure in yuan is ten thousand times as large. Where one year's fees are two thousand to fifty thousand times the other's, one of them is likely in the wrong unit. Look at the accounts and at the unit in the header.",
    ),
    source: Text::new(
        "国办公开办函〔2021〕30号所附格式第二部分表格“本年收费金额（单位：万元）”",
        "the header 本年收费金额（单位：万元） of section two in the format of 国办公开办函〔2021〕30号",
    ),
    assumes: Some(Text::new(
        "没有找到单位的金额，按格式规定的万元计。",
        "An amount whose unit was not found is in 万元, as the format prescribes.",
    )),
    violated: Text::new(
        "{year}年收费金额{reported}元，{previous}年{computed}元，相差约一万倍，疑为单位填错",
        "fees of {reported} in {year} and of {computed} in {previous} differ by a factor of some ten thousand: one may be in the wrong unit",
    ),
    holds: Text::new(
        "{year}年收费金额{reported}元，{previous}年{computed}元，没有相差约一万倍",
        "fees of {reported} in {year} and of {computed} in {previous} do not differ by a factor of some ten thousand",
    ),
    violating: Example {
        what: Text::new(
            "2023年86.50万元，2024年按元填报912345.60，单位仍写万元",
            "86.50万元 in 2023, and 912345.60 in 2024, which is yuan under a header that says 万元",
        ),
        input: Input::Series(&[
            &[Change::new("县人民政府2024年政府", "县人民政府2023年政府")],
            &[Change::new("行政事业性收费\t86.50", "行政事业性收费\t912345.60")],
        ]),
    },
    passing: Example {
        what: Text::new("2024年按元填报，表头也写元", "yuan in 2024, and the header says so"),
        input: Input::Series(&[
            &[Change::new("县人民政府2024年政府", "县人民政府2023年政府")],
            &[
                Change::new("（单位：万元）", "（单位：元）"),
                Change::new("行政事业性收费\t86.50", "行政事业性收费\t912345.60"),
            ],
        ]),
    },
};

/// Fees that grow as they may, and are in the wrong unit, are this many times those of last year.
const FACTORS: (u32, u32) = (2_000, 50_000);

pub(super) fn check(pair: &Pair<'_>, blanks: Blanks) -> Vec<Finding> {
    if let Some(finding) = no_table(&UNIT_SLIP, pair) {
        return vec![finding];
    }
    let id = CellId::Disclosure(DisclosureCell::FeesAmount);
    let mut comparison = Comparison::new(2);
    for (side, role, given) in [(Side::Left, Role::Previous, pair.previous), (Side::Right, Role::Current, pair.current)]
    {
        comparison.yuan(side, Sign::Plus, role, id, given.report.cell(id), given.index);
    }
    let mut finding = comparison.finish(&UNIT_SLIP, Relation::Equal, blanks, false).with_subject(Subject::Cell(id));
    // A side that states nothing is no slip: its factor is unknown.
    if let (Some(before), Some(now)) = (finding.computed, finding.reported) {
        (finding.outcome, finding.reason) = match slipped(before, now) {
            Some(true) => (Outcome::Violated, None),
            Some(false) => (Outcome::Holds, None),
            None => (Outcome::NotAssessable, Some(Reason::TooLarge)),
        };
    }
    let is_unit_unknown = |report: &Report| {
        report.cell(id).unit.is_none() && report.cell(id).number().is_some_and(|n| !n.to_decimal().is_zero())
    };
    if is_unit_unknown(pair.previous.report) || is_unit_unknown(pair.current.report) {
        finding = finding.with_assumption(Phrase::UnitOfTheFormat);
    }
    vec![finding.with_assumption(Phrase::InYuan)]
}

/// Whether one amount is some ten thousand times the other; `None` where that is too large to be told.
fn slipped(before: Decimal, now: Decimal) -> Option<bool> {
    let (small, large) = if before < now { (before, now) } else { (now, before) };
    if small.is_zero() || small.is_negative() {
        return Some(false);
    }
    Some(large >= small.checked_mul(FACTORS.0)? && large <= small.checked_mul(FACTORS.1)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_factors_near_ten_thousand() {
        let slip = |before: &str, now: &str| slipped(before.parse().unwrap(), now.parse().unwrap());
        assert_eq!(slip("86.50", "865000"), Some(true));
        assert_eq!(slip("865000", "91.2"), Some(true));
        assert_eq!(slip("86.50", "8650"), Some(false));
        assert_eq!(slip("0", "865000"), Some(false));
        assert_eq!(slip("0.01", "10000"), Some(false));
        assert_eq!(slip("79228162514264337593543950335", "79228162514264337593543950335"), None);
    }
}
