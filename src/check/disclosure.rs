//! `D`: the table of section two, beyond what its cells are: units, amounts, who can make rules, what must be no more
//! than what.
//!
//! Two things are left alone on purpose. 处理决定数量 of the 2019 edition is often a running total and is held against
//! nothing. And that more was newly disclosed than created is in order there: what was created in earlier years can be
//! disclosed in this one.

use super::Context;
use super::cells::operand;
use super::compare::{Comparison, Relation};
use super::finding::{ArgValue, Finding, Outcome, Reason, Role, Side, Sign, Subject};
use super::issuer::{Kind, Level};
use super::language::Text;
use super::phrase::Phrase;
use super::rule::{Change, Example, Family, Input, Rule};
use crate::Severity;
use crate::report::{CellId, Decimal, Disclosure2019Cell, DisclosureCell, Edition, Unit};

/// The rules of the family.
pub(super) static RULES: &[&Rule] =
    &[&FEE_UNIT, &FEE_PLAUSIBLE, &RULES_CLAIMED, &IN_FORCE, &TOTAL_DISCLOSED, &ITEMS_LEFT, &PROCUREMENT_UNIT];

const NEW: &[Edition] = &[Edition::E2021];
const OLD: &[Edition] = &[Edition::E2019];
const BOTH: &[Edition] = super::rule::BOTH;

const SAMPLE_AS_IT_IS: Example =
    Example { what: Text::new("样例原文", "the sample as it is"), input: Input::Report(&[]) };
const SAMPLE_2019_AS_IT_IS: Example = Example {
    what: Text::new("2019年格式样例原文", "the sample of the 2019 edition as it is"),
    input: Input::Report2019(&[]),
};

const FORM_2021: Text = Text::new(
    "国办公开办函〔2021〕30号所附格式第二部分表格",
    "the table of section two in the format of 国办公开办函〔2021〕30号",
);
const FORM_2019: Text = Text::new(
    "国办公开办函〔2019〕60号所附格式第二部分表格",
    "the table of section two in the format of 国办公开办函〔2019〕60号",
);

pub(super) static FEE_UNIT: Rule = Rule {
    code: "D001",
    name: "fee-unit",
    family: Family::Disclosure,
    severity: Severity::Warning,
    editions: NEW,
    formula: "unit(fees.amount) = 万元",
    summary: Text::new("行政事业性收费以万元为单位", "administrative fees are given in 万元"),
    why: Text::new(
        "格式规定“本年收费金额（单位：万元）”。改用元或亿元，逐级汇总时会相差一万倍。",
        "The format says 本年收费金额（单位：万元）. In another unit the amount is wrong by a factor of ten thousand once it is added up.",
    ),
    source: FORM_2021,
    assumes: None,
    violated: Text::new(
        "收费金额的单位是{unit}，格式规定为万元",
        "the fees are given in {unit}, and the format asks for 万元",
    ),
    holds: Text::new("收费金额以万元为单位", "the fees are given in 万元"),
    violating: Example {
        what: Text::new("表头写“单位：元”", "the header says 元"),
        input: Input::Report(&[
            Change::new("本年收费金额（单位：万元）", "本年收费金额（单位：元）"),
            Change::new("行政事业性收费\t86.50", "行政事业性收费\t865000"),
        ]),
    },
    passing: SAMPLE_AS_IT_IS,
};

pub(super) static FEE_PLAUSIBLE: Rule = Rule {
    code: "D002",
    name: "fee-implausible",
    family: Family::Disclosure,
    severity: Severity::Warning,
    editions: NEW,
    formula: "fees.amount ≤ what an office of its level can collect",
    summary: Text::new("收费金额与机关级别相称", "the fees are such as an office of its level can collect"),
    why: Text::new(
        "全国行政事业性收费一年约数千亿元。乡镇、街道超过1亿元，县级超过100亿元，市级部门超过200亿元、市超过1000亿元，都不合常理，多半是以元填报而没有换算成万元。",
        "The whole country collects some hundred billion yuan a year. More than 100 million in a township, 10 billion in a county, 20 billion in a department of a city or 100 billion in a city is hardly possible; most likely the amount is in yuan.",
    ),
    source: Text::new(
        "财政部门公布的行政事业性收费收入规模",
        "the published scale of revenue from administrative fees",
    ),
    assumes: Some(Text::new(
        "机关级别由名称判断，判断不出的按最宽的界限",
        "the name tells the level; where it does not, the widest bound is taken",
    )),
    violated: Text::new(
        "收费金额 {amount} 万元超出常理（界限 {bound} 万元），可能是以元填报",
        "fees of {amount} 万元 are beyond what is plausible ({bound} 万元); the amount may be in yuan",
    ),
    holds: Text::new("收费金额在合理范围内", "the fees are plausible"),
    violating: Example {
        what: Text::new("以元填报而表头仍是万元", "the amount is in yuan under a header of 万元"),
        input: Input::Report(&[Change::new("行政事业性收费\t86.50", "行政事业性收费\t10033400")]),
    },
    passing: SAMPLE_AS_IT_IS,
};

pub(super) static RULES_CLAIMED: Rule = Rule {
    code: "D003",
    name: "rules-beyond-power",
    family: Family::Disclosure,
    severity: Severity::Warning,
    editions: BOTH,
    formula: "rules = 0 for offices that cannot make rules",
    summary: Text::new("无权制定规章的机关没有填报规章", "an office that cannot make rules reports none"),
    why: Text::new(
        "规章只能由国务院部门和省、自治区、直辖市、设区的市、自治州人民政府制定。县、乡、街道和地方部门填报规章，多是把内部规章制度当作规章。",
        "Only departments under the State Council and the governments of provinces, autonomous regions, municipalities, cities with districts and autonomous prefectures make rules (规章). Others who report some have mostly counted their own regulations.",
    ),
    source: Text::new(
        "《立法法》第九十一条、第九十三条（2023年修正）",
        "Legislation Law, articles 91 and 93, as amended in 2023",
    ),
    assumes: Some(Text::new(
        "由名称判断：县、区、旗、乡、镇、街道及地方政府部门无权制定；名称带“市”的政府可能是设区的市，不作判断",
        "the name tells: counties, districts, townships, sub-districts and departments of local governments cannot make rules; a 市 may be a city with districts, so it is not judged",
    )),
    violated: Text::new(
        "{cell}填报 {value}，该机关无权制定规章",
        "{value} for {cell}, and the office cannot make rules",
    ),
    holds: Text::new("规章的填报与机关权限相符", "the rules reported fit what the office can make"),
    violating: Example {
        what: Text::new("县政府填报现行有效规章2件", "a county reports two rules in force"),
        input: Input::Report(&[Change::new("规章\t\t\t\n", "规章\t0\t0\t2\n")]),
    },
    passing: Example {
        what: Text::new("县政府规章填0", "a county reports none"),
        input: Input::Report(&[Change::new("规章\t\t\t\n", "规章\t0\t0\t0\n")]),
    },
};

pub(super) static IN_FORCE: Rule = Rule {
    code: "D004",
    name: "issued-exceeds-in-force",
    family: Family::Disclosure,
    severity: Severity::Warning,
    editions: NEW,
    formula: "issued ≤ in_force + repealed",
    summary: Text::new(
        "本年制发件数不超过现行有效与本年废止件数之和",
        "no more was issued than is in force or was repealed this year",
    ),
    why: Text::new(
        "本年制发的文件，年底要么现行有效，要么已经废止。制发数更大，多为现行有效件数漏计。宣布失效的文件未计入废止、年底制发次年施行的，也会如此，请核实。",
        "What was issued this year is in force at its end, or was repealed. Where more was issued, documents in force were left out. Documents that expired without being repealed, or take effect next year, can explain it too.",
    ),
    source: FORM_2021,
    assumes: None,
    violated: Text::new(
        "{row}：本年制发 {computed} 件，多于现行有效与废止之和（{right}）",
        "{row}: {computed} were issued, more than are in force or were repealed ({right})",
    ),
    holds: Text::new(
        "{row}：本年制发 {computed} 件，不超过现行有效与废止之和（{right}）",
        "{row}: {computed} were issued, no more than are in force or were repealed ({right})",
    ),
    violating: Example {
        what: Text::new("现行有效件数漏填历年文件", "only 6 documents are in force though 12 were issued"),
        input: Input::Report(&[Change::new("行政规范性文件\t12\t5\t63", "行政规范性文件\t12\t5\t6")]),
    },
    passing: SAMPLE_AS_IT_IS,
};

pub(super) static TOTAL_DISCLOSED: Rule = Rule {
    code: "D005",
    name: "newly-disclosed-exceeds-total",
    family: Family::Disclosure,
    severity: Severity::Warning,
    editions: OLD,
    formula: "newly_disclosed ≤ total_disclosed",
    summary: Text::new("本年新公开数量不超过对外公开总数量", "no more was newly disclosed than in total"),
    why: Text::new(
        "对外公开总数量包含本年新公开的文件，不应更小；更小的，多为总数量漏计历年文件。",
        "The total holds what was disclosed this year. A smaller one has left out the documents of earlier years.",
    ),
    source: FORM_2019,
    assumes: None,
    violated: Text::new(
        "{row}：本年新公开 {computed} 件，多于对外公开总数量 {reported} 件",
        "{row}: {computed} were newly disclosed, more than the total of {reported}",
    ),
    holds: Text::new(
        "{row}：本年新公开 {computed} 件，不超过对外公开总数量 {reported} 件",
        "{row}: {computed} were newly disclosed, no more than the total of {reported}",
    ),
    violating: Example {
        what: Text::new("总数量小于新公开数量", "the total is smaller than what is new in it"),
        input: Input::Report2019(&[Change::new("规范性文件\t12\t12\t63", "规范性文件\t12\t12\t6")]),
    },
    passing: SAMPLE_2019_AS_IT_IS,
};

pub(super) static ITEMS_LEFT: Rule = Rule {
    code: "D006",
    name: "items-below-zero",
    family: Family::Disclosure,
    severity: Severity::Error,
    editions: OLD,
    formula: "−change ≤ previous_items",
    summary: Text::new("本年减少的项目不多于上一年项目数量", "no more items were taken away than there were"),
    why: Text::new(
        "上一年项目数量加本年增减即现有项目数量，不可能小于0；为负的，多为正负号或上一年数量填错。",
        "The items of the previous year and the change make those there are now, which cannot be below nought. A sign, or the number of the previous year, is wrong.",
    ),
    source: FORM_2019,
    assumes: None,
    violated: Text::new(
        "{row}：减少 {computed} 项，多于上一年的 {reported} 项",
        "{row}: {computed} items were taken away, and there were {reported}",
    ),
    holds: Text::new("{row}：增减后的项目数量不小于0", "{row}: the items left are not below nought"),
    violating: Example {
        what: Text::new("减少的许可事项多于原有事项", "more licensing items were taken away than there were"),
        input: Input::Report2019(&[Change::new("行政许可\t96\t-4\t387", "行政许可\t96\t-104\t387")]),
    },
    passing: SAMPLE_2019_AS_IT_IS,
};

pub(super) static PROCUREMENT_UNIT: Rule = Rule {
    code: "D007",
    name: "procurement-unit-missing",
    family: Family::Disclosure,
    severity: Severity::Note,
    editions: OLD,
    formula: "unit(procurement.amount) ≠ none",
    summary: Text::new("政府集中采购总金额写明单位", "the amount of procurement has a unit"),
    why: Text::new(
        "2019年格式的采购总金额没有规定单位，不写“元”或“万元”，读者无从知道金额大小。",
        "The edition of 2019 prescribes no unit for it. Without 元 or 万元 nobody knows how much it is.",
    ),
    source: FORM_2019,
    assumes: None,
    violated: Text::new("采购总金额 {amount} 没有单位", "the amount of procurement, {amount}, has no unit"),
    holds: Text::new("采购总金额写明了单位", "the amount of procurement has a unit"),
    violating: Example {
        what: Text::new("金额只写数字", "the amount is a bare number"),
        input: Input::Report2019(&[Change::new("1204.60万元", "1204.60")]),
    },
    passing: SAMPLE_2019_AS_IT_IS,
};

pub(super) fn check(context: &mut Context<'_>) {
    if context.report.disclosure.as_ref().is_none_or(|section| section.table.is_none()) {
        for rule in RULES {
            context.cannot(rule, Reason::PartMissing);
        }
        return;
    }
    match context.report.edition {
        Edition::E2021 => {
            fees(context);
            rules_claimed(
                context,
                &[
                    CellId::Disclosure(DisclosureCell::RulesIssued),
                    CellId::Disclosure(DisclosureCell::RulesRepealed),
                    CellId::Disclosure(DisclosureCell::RulesInForce),
                ],
            );
            in_force(context);
        }
        Edition::E2019 => {
            rules_claimed(
                context,
                &[
                    CellId::Disclosure2019(Disclosure2019Cell::RulesCreated),
                    CellId::Disclosure2019(Disclosure2019Cell::RulesNewlyDisclosed),
                    CellId::Disclosure2019(Disclosure2019Cell::RulesTotalDisclosed),
                ],
            );
            total_disclosed(context);
            items_left(context);
            procurement(context);
        }
    }
}

fn fees(context: &mut Context<'_>) {
    let id = CellId::Disclosure(DisclosureCell::FeesAmount);
    let cell = context.report.cell(id);
    let amount = cell.number().map(|number| number.to_decimal());
    let about =
        |rule, outcome| Finding::new(rule, outcome).with_subject(Subject::Cell(id)).with_operand(operand(id, cell));
    let Some(amount) = amount else {
        for rule in [&FEE_UNIT, &FEE_PLAUSIBLE] {
            context.cannot(rule, super::compare::unread(cell));
        }
        return;
    };
    context.push(match cell.unit {
        Some(Unit::TenThousandYuan) => about(&FEE_UNIT, Outcome::Holds),
        Some(unit) => about(&FEE_UNIT, Outcome::Violated).with_text("unit", unit.as_str()),
        // Nought is nought in any unit.
        None if amount.is_zero() => about(&FEE_UNIT, Outcome::Holds),
        None => Finding::not_assessable(&FEE_UNIT, Reason::UnitUnknown),
    });
    let (bound, assumed) = bound(context);
    let in_yuan = cell.unit.unwrap_or(Unit::TenThousandYuan).in_yuan();
    let bound_in_yuan = Decimal::from(bound).checked_mul(10_000);
    let amount_in_yuan = in_yuan.and_then(|factor| amount.checked_mul(factor));
    context.push(match (amount_in_yuan, bound_in_yuan) {
        (Some(amount), Some(bound)) if amount <= bound => about(&FEE_PLAUSIBLE, Outcome::Holds),
        (Some(in_yuan), Some(_)) => {
            // Where the unit is another, the message would name the wrong one, and the fault is that unit.
            if cell.unit.is_none_or(|unit| unit == Unit::TenThousandYuan) {
                let mut finding = about(&FEE_PLAUSIBLE, Outcome::Violated)
                    .with_arg("amount", ArgValue::Number(amount))
                    .with_arg("bound", ArgValue::Number(bound.into()));
                finding.assumptions.extend(assumed);
                finding
            } else {
                let _ = in_yuan;
                Finding::not_assessable(&FEE_PLAUSIBLE, Reason::UnitUnknown)
            }
        }
        _ => Finding::not_assessable(&FEE_PLAUSIBLE, Reason::TooLarge),
    });
}

/// The most that an office of this level can have collected, in 万元, by a wide margin.
fn bound(context: &Context<'_>) -> (u64, Option<Phrase>) {
    let Some(issuer) = context.issuer() else { return (100_000_000, None) };
    match (issuer.kind, issuer.level) {
        (Kind::Government | Kind::GovernmentOffice, Level::Township) => (10_000, Some(Phrase::IssuerIsTownship)),
        (Kind::Other, _) if issuer.name.contains("街道") => (10_000, Some(Phrase::IssuerIsTownship)),
        (Kind::Government | Kind::GovernmentOffice, Level::County) => (1_000_000, Some(Phrase::IssuerIsCounty)),
        (Kind::Department, _) if issuer.name.contains('县') => (1_000_000, Some(Phrase::IssuerIsCounty)),
        (Kind::Government | Kind::GovernmentOffice, Level::City | Level::Prefecture) => {
            (10_000_000, Some(Phrase::IssuerIsCity))
        }
        (Kind::Department, _) if issuer.name.contains('市') => (2_000_000, Some(Phrase::IssuerIsCity)),
        _ => (100_000_000, None),
    }
}

fn rules_claimed(context: &mut Context<'_>, cells: &[CellId]) {
    let report = context.report;
    let claimed = cells.iter().find_map(|&id| {
        let value = report.cell(id).number()?.to_decimal();
        (!value.is_zero()).then_some((id, value))
    });
    let Some((id, value)) = claimed else {
        context.holds(&RULES_CLAIMED);
        return;
    };
    let about = |mut finding: Finding| {
        // The first operand is the one that messages name.
        let (named, others): (Vec<CellId>, Vec<CellId>) = cells.iter().partition(|&&cell| cell == id);
        finding.operands = named.into_iter().chain(others).map(|id| operand(id, report.cell(id))).collect();
        finding.with_arg("value", ArgValue::Number(value))
    };
    context.push(match context.issuer().map(|issuer| issuer.makes_rules()) {
        None => about(Finding::not_assessable(&RULES_CLAIMED, Reason::IssuerUnknown)),
        Some(None) => about(Finding::not_assessable(&RULES_CLAIMED, Reason::IssuerUnclear)),
        Some(Some((can, assumed))) => {
            let outcome = if can { Outcome::Holds } else { Outcome::Violated };
            about(Finding::new(&RULES_CLAIMED, outcome)).with_assumption(assumed)
        }
    });
}

/// A side of a comparison, its sign, and the cell.
type Cells = [(Side, Sign, CellId)];

fn at_most(context: &mut Context<'_>, rule: &'static Rule, row: Phrase, cells: &Cells) {
    if !context.runs(rule) {
        return;
    }
    let mut comparison = Comparison::new(cells.len());
    for &(side, sign, id) in cells {
        let part = if side == Side::Left { Role::Part } else { Role::Total };
        comparison.cell(side, sign, part, id, context.report.cell(id), 0);
    }
    let finding = comparison.finish(rule, Relation::AtMost, context.checker.blanks, false);
    context.push(finding.with_arg("row", ArgValue::Phrase(row)));
}

fn in_force(context: &mut Context<'_>) {
    use DisclosureCell as D;
    for (row, [issued, repealed, in_force]) in [
        (Phrase::RowRules, [D::RulesIssued, D::RulesRepealed, D::RulesInForce]),
        (
            Phrase::RowNormativeDocuments,
            [D::NormativeDocumentsIssued, D::NormativeDocumentsRepealed, D::NormativeDocumentsInForce],
        ),
    ] {
        at_most(
            context,
            &IN_FORCE,
            row,
            &[
                (Side::Left, Sign::Plus, CellId::Disclosure(issued)),
                (Side::Right, Sign::Plus, CellId::Disclosure(in_force)),
                (Side::Right, Sign::Plus, CellId::Disclosure(repealed)),
            ],
        );
    }
}

fn total_disclosed(context: &mut Context<'_>) {
    use Disclosure2019Cell as D;
    for (row, new, total) in [
        (Phrase::RowRules, D::RulesNewlyDisclosed, D::RulesTotalDisclosed),
        (Phrase::RowNormativeDocuments, D::NormativeDocumentsNewlyDisclosed, D::NormativeDocumentsTotalDisclosed),
    ] {
        at_most(
            context,
            &TOTAL_DISCLOSED,
            row,
            &[
                (Side::Left, Sign::Plus, CellId::Disclosure2019(new)),
                (Side::Right, Sign::Plus, CellId::Disclosure2019(total)),
            ],
        );
    }
}

fn items_left(context: &mut Context<'_>) {
    use Disclosure2019Cell as D;
    for (row, previous, change) in [
        (Phrase::RowLicensing, D::LicensingPreviousItems, D::LicensingChange),
        (Phrase::RowOtherServices, D::OtherManagementServicesPreviousItems, D::OtherManagementServicesChange),
        (Phrase::RowPenalties, D::PenaltiesPreviousItems, D::PenaltiesChange),
        (Phrase::RowCoercion, D::CoercionPreviousItems, D::CoercionChange),
        (Phrase::RowFees, D::FeesPreviousItems, D::FeesChange),
    ] {
        at_most(
            context,
            &ITEMS_LEFT,
            row,
            &[
                (Side::Left, Sign::Minus, CellId::Disclosure2019(change)),
                (Side::Right, Sign::Plus, CellId::Disclosure2019(previous)),
            ],
        );
    }
}

fn procurement(context: &mut Context<'_>) {
    let id = CellId::Disclosure2019(Disclosure2019Cell::ProcurementAmount);
    let cell = context.report.cell(id);
    let about = |outcome| {
        Finding::new(&PROCUREMENT_UNIT, outcome).with_subject(Subject::Cell(id)).with_operand(operand(id, cell))
    };
    context.push(match cell.number().map(|number| number.to_decimal()) {
        None => Finding::not_assessable(&PROCUREMENT_UNIT, super::compare::unread(cell)),
        Some(amount) if cell.unit.is_none() && !amount.is_zero() => {
            about(Outcome::Violated).with_arg("amount", ArgValue::Number(amount))
        }
        Some(_) => about(Outcome::Holds),
    });
}
