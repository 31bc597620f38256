//! Items on the lists of the edition of 2019, from those of the year before.

use super::super::compare::{Blanks, Relation};
use super::super::finding::{Finding, Role, Sign};
use super::super::language::Text;
use super::super::rule::{Change, Example, Family, Input, Rule};
use super::pairs::Pair;
use super::stock::{Stock, compare, no_table, term};
use crate::Severity;
use crate::report::{CellId, Disclosure2019Cell as Old, Edition};

pub(super) static ITEMS: Rule = Rule {
    code: "Y008",
    name: "items-of-the-previous-year",
    family: Family::Series,
    severity: Severity::Warning,
    editions: &[Edition::E2019],
    formula: "previous_items(y − 1) + change(y − 1) = previous_items(y)",
    summary: Text::new(
        "上年报告的上一年项目数量加上年增减，等于本年报告的上一年项目数量",
        "the items that last year's report started from, with its change, are those that this year's report starts from",
    ),
    why: Text::new(
        "上年报告给出了上年初的项目数量和当年增减，据此可以得出上年末的数量，即本年报告的“上一年项目数量”。不等时，多为权责清单、收费目录重新梳理，或者增减数漏填正负号。请核对两年的清单。",
        "Last year's report says how many items there were and by how many they changed, and so how many this year's report starts from. Where that is not so, the list was drawn up anew, or a change lost its sign. Look at the lists of both years.",
    ),
    source: Text::new(
        "国办公开办函〔2019〕60号所附格式第二部分表格“上一年项目数量”“本年增/减”两栏",
        "the columns items of the previous year and change of section two in the format of 国办公开办函〔2019〕60号",
    ),
    assumes: Some(Text::new("清单的统计口径两年相同。", "The list counts the same things in both years.")),
    violated: Text::new(
        "{subject}：按{previous}年报告推算（{left}）应为{computed}项，{year}年报告填报{reported}项，相差{difference}项",
        "{subject}: from the report of {previous} follow {computed} ({left}), that of {year} says {reported}, a difference of {difference}",
    ),
    holds: Text::new(
        "{subject}：{year}年报告填报{reported}项，与{previous}年报告推算（{left}）一致",
        "{subject}: the {reported} in the report of {year} follow from that of {previous} ({left})",
    ),
    violating: Example {
        what: Text::new(
            "2019年行政许可96项、减4项，2020年报告仍写上一年96项",
            "96 licensing items less 4 in 2019, and the report of 2020 starts from 96 again",
        ),
        input: Input::Series2019(&[&[Change::new("县人民政府2020年政府", "县人民政府2019年政府")], &[]]),
    },
    passing: Example {
        what: Text::new("2019年为100项减4项，2020年报告写96项", "100 less 4 in 2019, and 96 in the report of 2020"),
        input: Input::Series2019(&[
            &[
                Change::new("县人民政府2020年政府", "县人民政府2019年政府"),
                Change::new("行政许可\t96\t-4", "行政许可\t100\t-4"),
                Change::new("服务事项\t41\t2", "服务事项\t41\t0"),
                Change::new("行政强制\t24\t1", "行政强制\t23\t1"),
                Change::new("收费\t7\t-1", "收费\t8\t-1"),
            ],
            &[],
        ]),
    },
};

pub(super) fn check(pair: &Pair<'_>, blanks: Blanks) -> Vec<Finding> {
    if let Some(finding) = no_table(&ITEMS, pair) {
        return vec![finding];
    }
    let rows = [
        (Old::LicensingPreviousItems, Old::LicensingChange),
        (Old::OtherManagementServicesPreviousItems, Old::OtherManagementServicesChange),
        (Old::PenaltiesPreviousItems, Old::PenaltiesChange),
        (Old::CoercionPreviousItems, Old::CoercionChange),
        (Old::FeesPreviousItems, Old::FeesChange),
    ];
    let row = |(items, change)| {
        let [items, change] = [items, change].map(CellId::Disclosure2019);
        let terms = [term(items, Role::Previous, Sign::Plus), term(change, Role::Previous, Sign::Plus)];
        compare(&ITEMS, pair, Stock { terms: &terms, result: items }, &[], Relation::Equal, blanks)
    };
    rows.map(row).into()
}
