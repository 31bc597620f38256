//! Documents that can be read, in the edition of 2019, and how many there can be at most.

use super::super::compare::{Blanks, Relation};
use super::super::finding::{Finding, Role, Sign};
use super::super::language::Text;
use super::super::rule::{Change, Example, Family, Input, Rule};
use super::pairs::Pair;
use super::stock::{Stock, compare, no_table, term};
use crate::Severity;
use crate::report::{CellId, Disclosure2019Cell as Old, Edition};

pub(super) static DISCLOSED: Rule = Rule {
    code: "Y009",
    name: "documents-disclosed-bound",
    family: Family::Series,
    severity: Severity::Warning,
    editions: &[Edition::E2019],
    formula: "total_disclosed(y − 1) + newly_disclosed(y) ≥ total_disclosed(y)",
    summary: Text::new(
        "对外公开总数量不超过上年对外公开总数量与本年新公开数量之和",
        "no more documents are disclosed in total than last year with those newly disclosed",
    ),
    why: Text::new(
        "本年末公开的文件，要么上年末已经公开，要么是本年新公开的。清理会使总数减少，2019年格式没有相应栏目，因此只检查上限。超出时，请核对统计口径和文件库。",
        "A document that can be read at the end of the year could be read a year ago, or was newly disclosed. Clean-ups make the total fall, and the edition of 2019 has no column for that, so that only the bound is checked. Where it is passed, look at how documents are counted.",
    ),
    source: Text::new(
        "国办公开办函〔2019〕60号所附格式第二部分表格“本年新公开数量”“对外公开总数量”两栏",
        "the columns newly disclosed and disclosed in total of section two in the format of 国办公开办函〔2019〕60号",
    ),
    assumes: Some(Text::new(
        "两年的统计口径相同，没有因机构合并接收文件。",
        "Documents are counted in the same way in both years, and none came from offices that merged.",
    )),
    violated: Text::new(
        "{year}年{subject}：填报{reported}件，超过{previous}年总数与本年新公开数量之和（{left}）{difference}件",
        "{subject} in {year}: {reported}, which is {difference} more than the total of {previous} with those newly disclosed ({left})",
    ),
    holds: Text::new(
        "{year}年{subject}：填报{reported}件，不超过{previous}年总数与本年新公开数量之和（{left}）",
        "{subject} in {year}: {reported}, no more than the total of {previous} with those newly disclosed ({left})",
    ),
    violating: Example {
        what: Text::new(
            "2019年公开40件，2020年新公开12件，却写共公开63件",
            "40 disclosed in 2019, 12 newly in 2020, and 63 in total",
        ),
        input: Input::Series2019(&[
            &[
                Change::new("县人民政府2020年政府", "县人民政府2019年政府"),
                Change::new("规范性文件\t12\t12\t63", "规范性文件\t12\t12\t40"),
            ],
            &[],
        ]),
    },
    passing: Example {
        what: Text::new("2019年公开55件", "55 disclosed in 2019"),
        input: Input::Series2019(&[
            &[
                Change::new("县人民政府2020年政府", "县人民政府2019年政府"),
                Change::new("规范性文件\t12\t12\t63", "规范性文件\t12\t12\t55"),
            ],
            &[],
        ]),
    },
};

pub(super) fn check(pair: &Pair<'_>, blanks: Blanks) -> Vec<Finding> {
    if let Some(finding) = no_table(&DISCLOSED, pair) {
        return vec![finding];
    }
    let rows = [
        (Old::RulesNewlyDisclosed, Old::RulesTotalDisclosed),
        (Old::NormativeDocumentsNewlyDisclosed, Old::NormativeDocumentsTotalDisclosed),
    ];
    let row = |(newly, total)| {
        let [newly, total] = [newly, total].map(CellId::Disclosure2019);
        let terms = [term(total, Role::Previous, Sign::Plus), term(newly, Role::Current, Sign::Plus)];
        compare(&DISCLOSED, pair, Stock { terms: &terms, result: total }, &[], Relation::AtLeast, blanks)
    };
    rows.map(row).into()
}
