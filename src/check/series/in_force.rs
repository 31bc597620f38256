//! Documents in force, from those of the year before.

use super::super::compare::{Blanks, Relation};
use super::super::finding::{Finding, Outcome, Role, Sign};
use super::super::language::Text;
use super::super::phrase::Phrase;
use super::super::rule::{Change, Example, Family, Input, Rule};
use super::pairs::Pair;
use super::remark::{Remark, remark};
use super::stock::{Extra, Stock, compare, no_table, term};
use crate::Severity;
use crate::report::{CellId, DisclosureCell as New, Edition};

pub(super) static IN_FORCE: Rule = Rule {
    code: "Y002",
    name: "documents-in-force",
    family: Family::Series,
    severity: Severity::Warning,
    editions: &[Edition::E2021],
    formula: "in_force(y − 1) + issued(y) − repealed(y) = in_force(y)",
    summary: Text::new(
        "上年现行有效件数加本年制发件数减本年废止件数，等于本年现行有效件数",
        "the documents in force last year, with those issued and without those repealed, are those in force this year",
    ),
    why: Text::new(
        "三栏合在一起，应当能把上年末的件数推到本年末。推不出时，不一定是错误：修订、清理、自然失效、机构合并都会改变现行有效件数。请核对文件库，并说明差额由来；单元格中注明修订、自然失效件数的，已按注明的件数试算。",
        "The three columns lead from the end of one year to the end of the next. Where they do not, that need not be an error: revisions, clean-ups, documents that lapse and mergers of offices change what is in force. Look at the register, and say where the difference comes from. Numbers of revised or lapsed documents that a remark in a cell gives have been tried.",
    ),
    source: Text::new(
        "国办公开办函〔2021〕30号所附格式第二部分表格“本年制发件数”“本年废止件数”“现行有效件数”三栏",
        "the columns issued, repealed and in force of section two in the format of 国办公开办函〔2021〕30号",
    ),
    assumes: Some(Text::new(
        "件数的增减只来自制发和废止，单元格另有注明的除外。",
        "Documents come and go by being issued and repealed only, unless a remark in a cell says otherwise.",
    )),
    violated: Text::new(
        "{year}年{subject}：按{previous}年报告推算（{left}）应为{computed}件，填报{reported}件，相差{difference}件",
        "{subject} in {year}: from the report of {previous} follow {computed} ({left}), reported are {reported}, a difference of {difference}",
    ),
    holds: Text::new(
        "{year}年{subject}：由{previous}年报告推算（{left}），与填报的{reported}件一致",
        "{subject} in {year}: the {reported} reported follow from the report of {previous} ({left})",
    ),
    violating: Example {
        what: Text::new(
            "2023年末有效63件，2024年制发12件、废止5件，却仍写63件",
            "63 in force at the end of 2023, 12 issued and 5 repealed in 2024, and still 63",
        ),
        input: Input::Series(&[&[Change::new("县人民政府2024年政府", "县人民政府2023年政府")], &[]]),
    },
    passing: Example {
        what: Text::new("2023年末有效56件：56＋12－5＝63", "56 in force at the end of 2023: 56 + 12 − 5 = 63"),
        input: Input::Series(&[
            &[Change::new("县人民政府2024年政府", "县人民政府2023年政府"), Change::new("12\t5\t63", "12\t5\t56")],
            &[],
        ]),
    },
};

pub(super) fn check(pair: &Pair<'_>, blanks: Blanks) -> Vec<Finding> {
    if let Some(finding) = no_table(&IN_FORCE, pair) {
        return vec![finding];
    }
    let rows = [
        [New::RulesIssued, New::RulesRepealed, New::RulesInForce],
        [New::NormativeDocumentsIssued, New::NormativeDocumentsRepealed, New::NormativeDocumentsInForce],
    ];
    let row = |row: [New; 3]| {
        let [issued, repealed, in_force] = row.map(CellId::Disclosure);
        let terms = [
            term(in_force, Role::Previous, Sign::Plus),
            term(issued, Role::Current, Sign::Plus),
            term(repealed, Role::Current, Sign::Minus),
        ];
        let stock = Stock { terms: &terms, result: in_force };
        let plain = compare(&IN_FORCE, pair, stock, &[], Relation::Equal, blanks);
        if plain.outcome != Outcome::Violated {
            return plain;
        }
        let now = pair.current.report;
        let cells = [now.cell(issued), now.cell(repealed), now.cell(in_force)];
        let said = |number: &dyn Fn(&Remark) -> Option<u64>, phrase| {
            cells.iter().find_map(|cell| Some(Extra { value: number(&remark(cell))?, span: cell.span?, phrase }))
        };
        // A revised document may count as issued and its old version not as repealed; a lapsed one as neither.
        let revised = said(&|remark| remark.revised, Phrase::RevisedReplace);
        let lapsed = said(&|remark| remark.lapsed, Phrase::LapsedApart);
        let tries = [
            revised.into_iter().collect::<Vec<_>>(),
            lapsed.into_iter().collect(),
            revised.into_iter().chain(lapsed).collect(),
        ];
        let fits = |extras: &Vec<Extra>| {
            let finding = compare(&IN_FORCE, pair, stock, extras, Relation::Equal, blanks);
            (finding.outcome == Outcome::Holds).then_some(finding)
        };
        tries.iter().filter(|extras| !extras.is_empty()).find_map(fits).unwrap_or(plain)
    };
    rows.map(row).into()
}
