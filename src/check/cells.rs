//! `C`: single cells, apart from what they add up to: blank, marked as not applicable, unreadable, ambiguous, missing,
//! and numbers that are written as no number of the form is.
//!
//! What many cells share is one finding a table, with the cells as its operands. A table that is wholly blank is one of
//! the structure (`S008`), and so is one that is not there (`S007`).

use super::Context;
use super::finding::{ArgValue, Finding, Operand, Outcome, Reason, Role, Side, Sign, Subject};
use super::language::Text;
use super::rule::{BOTH, Change, Example, Family, Input, Rule};
use super::tally::{self, Tally, doubt};
use crate::Severity;
use crate::report::{Cell, CellId, CellStatus, Disclosure2019Cell, DisclosureCell, Number, SectionKind, Unit};

/// The rules of the family.
pub(super) static RULES: &[&Rule] = &[
    &BLANK,
    &BLANKS_AND_ZEROS,
    &NOT_APPLICABLE,
    &UNREADABLE,
    &AMBIGUOUS,
    &MISSING,
    &UNIT_IN_CELL,
    &UNIT_CONFLICT,
    &NOT_WHOLE,
    &ANNOTATED,
];

const FORM: Text = Text::new(
    "国办公开办函〔2021〕30号、〔2019〕60号所附格式的表格",
    "the tables of the formats of 国办公开办函〔2021〕30号 and 〔2019〕60号",
);

/// What the reading of a text could not tell is no fault of the report.
const READING: Text = Text::new("文本读取的结果", "what could be read of the text");

const SAMPLE_AS_IT_IS: Example =
    Example { what: Text::new("样例原文", "the sample as it is"), input: Input::Report(&[]) };

pub(super) static BLANK: Rule = Rule {
    code: "C001",
    name: "cell-blank",
    family: Family::Cells,
    severity: Severity::Note,
    editions: BOTH,
    formula: "cell ≠ blank",
    summary: Text::new("表格没有空白格", "no cell of a table is blank"),
    why: Text::new(
        "没有发生的应填0，空白无法区分“没有”与“漏填”。以空白代替0较为普遍，只作提示。无权制定规章的机关，“规章”一行全部留空不计。",
        "Where nothing happened the cell says 0; a blank may as well have been forgotten. Blanks for noughts are common, so this is a note. The row 规章 of an office that cannot make rules may be blank throughout.",
    ),
    source: FORM,
    assumes: Some(Text::new(
        "县级及以下机关、地方政府部门由名称判断为无权制定规章",
        "offices of a county and below and departments of local governments are told by their names, and cannot make rules",
    )),
    violated: Text::new("“{subject}”的表格有 {count} 个空白格", "the table of {subject} has {count} blank cells"),
    holds: Text::new("没有应填而空白的单元格", "no cell that should be filled in is blank"),
    violating: Example {
        what: Text::new("行政强制留空", "the cell of 行政强制 is blank"),
        input: Input::Report(&[Change::new("行政强制\t26", "行政强制\t")]),
    },
    passing: Example {
        what: Text::new("县政府的规章一行留空", "a county leaves the row 规章 blank"),
        input: Input::Report(&[]),
    },
};

pub(super) static BLANKS_AND_ZEROS: Rule = Rule {
    code: "C002",
    name: "blanks-and-zeros",
    family: Family::Cells,
    severity: Severity::Note,
    editions: BOTH,
    formula: "a table has noughts or blanks, not both",
    summary: Text::new("同一表格没有混用0与空白、“/”", "a table has noughts or blanks, not both"),
    why: Text::new(
        "同一张表有的填0、有的空白或画“/”，读者会以为含义不同。请统一填0。",
        "Where some cells say 0 and others are blank or struck out, readers take them for different things. Write 0 in all of them.",
    ),
    source: FORM,
    assumes: None,
    violated: Text::new(
        "“{subject}”的表格混用0（{zeros} 格）与空白、“/”（{blanks} 格）",
        "the table of {subject} has {zeros} noughts beside {blanks} blank or struck-out cells",
    ),
    holds: Text::new("没有混用0与空白", "noughts and blanks are not mixed"),
    violating: Example {
        what: Text::new("复议诉讼表一格空白，其余填0", "one cell of the disputes table is blank among noughts"),
        input: Input::Report(&[Change::new(
            "1\t1\t0\t1\t3\t0\t0\t1\t0\t1\t1\t0\t0\t0\t1",
            "1\t1\t\u{3000}\t1\t3\t0\t0\t1\t0\t1\t1\t0\t0\t0\t1",
        )]),
    },
    passing: SAMPLE_AS_IT_IS,
};

pub(super) static NOT_APPLICABLE: Rule = Rule {
    code: "C003",
    name: "cell-not-applicable",
    family: Family::Cells,
    severity: Severity::Note,
    editions: BOTH,
    formula: "cell ≠ “/”, “-”, “无”",
    summary: Text::new("数字格没有填“/”“-”“无”", "no cell of a number holds a mark such as / or 无"),
    why: Text::new(
        "格式要求填数字，没有的填0；“/”“—”“无”不能参与汇总。无权制定规章的机关，“规章”一行填“/”不计。",
        "The form asks for numbers, and 0 for none; marks cannot be added up. An office that cannot make rules may strike out the row 规章.",
    ),
    source: FORM,
    assumes: Some(Text::new(
        "县级及以下机关、地方政府部门由名称判断为无权制定规章",
        "offices of a county and below and departments of local governments are told by their names, and cannot make rules",
    )),
    violated: Text::new(
        "“{subject}”的表格有 {count} 格填的是“/”“无”一类标记",
        "the table of {subject} has {count} cells with marks such as / or 无",
    ),
    holds: Text::new("数字格没有“/”一类标记", "no cell of a number holds such a mark"),
    violating: Example {
        what: Text::new("行政强制填“/”", "the cell of 行政强制 is struck out"),
        input: Input::Report(&[Change::new("行政强制\t26", "行政强制\t/")]),
    },
    passing: Example {
        what: Text::new("县政府的规章一行填“/”", "a county strikes out the row 规章"),
        input: Input::Report(&[Change::new("规章\t\t\t\n", "规章\t/\t/\t/\n")]),
    },
};

pub(super) static UNREADABLE: Rule = Rule {
    code: "C004",
    name: "cell-unreadable",
    family: Family::Cells,
    severity: Severity::Warning,
    editions: BOTH,
    formula: "cell is a number",
    summary: Text::new("每个数字格都是数字", "each cell holds a number"),
    why: Text::new(
        "单元格里的文字读不成数字，例如“约二十件”，或者文本提取时混入了别的字。请填数字，或对照原件。",
        "The words in the cell are no number, such as 约二十件, or something else got into it when the text was extracted. Write a number, or compare the original.",
    ),
    source: FORM,
    assumes: None,
    violated: Text::new(
        "“{subject}”的表格有 {count} 格不是数字，例如{cell}填“{raw}”",
        "the table of {subject} has {count} cells that are no numbers, such as “{raw}” for {cell}",
    ),
    holds: Text::new("没有读不成数字的单元格", "no cell holds words that are no number"),
    violating: Example {
        what: Text::new("行政强制填“约二十余件”", "the cell of 行政强制 says “some twenty”"),
        input: Input::Report(&[Change::new("行政强制\t26", "行政强制\t约二十余件")]),
    },
    passing: SAMPLE_AS_IT_IS,
};

pub(super) static AMBIGUOUS: Rule = Rule {
    code: "C005",
    name: "cell-ambiguous",
    family: Family::Cells,
    severity: Severity::Warning,
    editions: BOTH,
    formula: "cell ≠ ambiguous",
    summary: Text::new("看得出每个数字属于哪一格", "it can be told which number belongs to which cell"),
    why: Text::new(
        "文本丢失了空白格或列的位置，已看不出数字属于哪一格。这通常是提取文本所致，不一定是填报机关的问题；请换用保留表格的文件再读。",
        "Blank cells or columns were lost, and the text no longer says where the numbers belong. Mostly the extraction is to blame and not the office. Read the report from a form that keeps its tables.",
    ),
    source: READING,
    assumes: None,
    violated: Text::new(
        "“{subject}”的表格有 {count} 格看不出对应的数字（可能是文本提取所致），例如{cell}",
        "{count} cells of the table of {subject} cannot be told from the text, such as {cell}; the extraction may be to blame",
    ),
    holds: Text::new("各数字的位置明确", "it is clear where each number belongs"),
    violating: Example {
        what: Text::new("新收一行少了一个数字", "the row of applications received lacks a number"),
        input: Input::Report(&[Change::new("12\t3\t1\t1\t2\t0\t19", "12 3 1 1 2 19")]),
    },
    passing: SAMPLE_AS_IT_IS,
};

pub(super) static MISSING: Rule = Rule {
    code: "C006",
    name: "cell-missing",
    family: Family::Cells,
    severity: Severity::Warning,
    editions: BOTH,
    formula: "cell ≠ missing",
    summary: Text::new("表格没有缺行缺格", "no row or cell of a table is missing"),
    why: Text::new(
        "表格在，但其中一些行或格没有找到：可能被删去，也可能在提取文本时丢失。请对照原件；缺失不等于0。",
        "The table is there, and some of its rows or cells are not: taken out, or lost in extraction. Compare the original; missing is not nought.",
    ),
    source: READING,
    assumes: None,
    violated: Text::new(
        "“{subject}”的表格有 {count} 格没有找到（可能是文本提取所致），例如{cell}",
        "{count} cells of the table of {subject} were not found, such as {cell}; the extraction may be to blame",
    ),
    holds: Text::new("表格各行各格齐全", "all rows and cells of the tables are there"),
    violating: Example {
        what: Text::new("缺“重复申请”一行", "the row of duplicate applications is missing"),
        input: Input::Report(&[Change::new("\t\t2.重复申请\t0\t0\t0\t0\t1\t0\t1\n", "")]),
    },
    passing: SAMPLE_AS_IT_IS,
};

pub(super) static UNIT_IN_CELL: Rule = Rule {
    code: "C007",
    name: "unit-in-cell",
    family: Family::Cells,
    severity: Severity::Note,
    editions: BOTH,
    formula: "cell = number",
    summary: Text::new("单元格只填数字，不带单位", "the cells hold numbers without units"),
    why: Text::new(
        "单位已写在表头，单元格再写“件”“万元”，汇总时需要逐格清理。",
        "The header has the unit. With 件 or 万元 in the cells, they have to be cleaned before they can be added up.",
    ),
    source: FORM,
    assumes: None,
    violated: Text::new(
        "“{subject}”的表格有 {count} 格带单位，例如{cell}填“{raw}”",
        "{count} cells of the table of {subject} have units, such as “{raw}” for {cell}",
    ),
    holds: Text::new("单元格没有带单位", "no cell has a unit in it"),
    violating: Example {
        what: Text::new("行政强制填“26件”", "the cell of 行政强制 says 26件"),
        input: Input::Report(&[Change::new("行政强制\t26", "行政强制\t26件")]),
    },
    passing: SAMPLE_AS_IT_IS,
};

pub(super) static UNIT_CONFLICT: Rule = Rule {
    code: "C008",
    name: "unit-conflict",
    family: Family::Cells,
    severity: Severity::Warning,
    editions: BOTH,
    formula: "counts are not in 元, amounts are not in 件",
    summary: Text::new("件数格没有填金额，金额格没有填件数", "counts are not given as money, nor money as counts"),
    why: Text::new(
        "件数格带“元”“万元”，或金额格带“件”，说明填错了位置或误解了指标。",
        "A count in 元 or 万元, or an amount in 件, stands in the wrong cell or answers another question.",
    ),
    source: FORM,
    assumes: None,
    violated: Text::new("{cell}填“{raw}”，单位与该项指标不符", "“{raw}” for {cell} has a unit of another kind"),
    holds: Text::new("单位与指标相符", "the units fit what is asked for"),
    violating: Example {
        what: Text::new("行政处罚填成罚款金额", "the fines stand in place of their number"),
        input: Input::Report(&[Change::new("行政处罚\t142", "行政处罚\t142万元")]),
    },
    passing: SAMPLE_AS_IT_IS,
};

pub(super) static NOT_WHOLE: Rule = Rule {
    code: "C009",
    name: "count-not-whole",
    family: Family::Cells,
    severity: Severity::Error,
    editions: BOTH,
    formula: "count ∈ ℕ",
    summary: Text::new("件数是非负整数", "counts are whole numbers, not below nought"),
    why: Text::new(
        "件数不可能是负数或小数，多为错位、漏改或误填金额。“1288.0”这样的整数只是格式问题，作为提示；小数也可能是提取时粘连所致，作为警告。",
        "Nothing can be counted below nought or in parts: such a number stands in the wrong cell, or is an amount. 1288.0 is a whole number in the dress of a program and gives a note; parts can come from extraction and give a warning.",
    ),
    source: FORM,
    assumes: None,
    violated: Text::new("{cell}填“{raw}”，不是件数应有的写法", "“{raw}” for {cell} is written as no count is"),
    holds: Text::new("件数均为非负整数", "all counts are whole numbers"),
    violating: Example {
        what: Text::new("行政强制为负数", "the cell of 行政强制 is below nought"),
        input: Input::Report(&[Change::new("行政强制\t26", "行政强制\t-26")]),
    },
    passing: SAMPLE_AS_IT_IS,
};

pub(super) static ANNOTATED: Rule = Rule {
    code: "C010",
    name: "cell-annotated",
    family: Family::Cells,
    severity: Severity::Note,
    editions: BOTH,
    formula: "cell = number",
    summary: Text::new("单元格没有附带说明", "no cell has a remark beside its number"),
    why: Text::new(
        "数字旁的说明，例如“（其中修订16件）”，宜写入文字部分，以免影响汇总。",
        "A remark beside the number, such as （其中修订16件）, belongs in the prose, where it does not get into sums.",
    ),
    source: FORM,
    assumes: None,
    violated: Text::new("{cell}的数字附有说明“{raw}”", "“{raw}” for {cell} has a remark beside the number"),
    holds: Text::new("单元格没有附带说明", "no cell has a remark beside its number"),
    violating: Example {
        what: Text::new("现行有效件数附说明", "a remark beside the documents in force"),
        input: Input::Report(&[Change::new("行政规范性文件\t12\t5\t63", "行政规范性文件\t12\t5\t63（含修订3件）")]),
    },
    passing: SAMPLE_AS_IT_IS,
};

/// What is gathered over a table, and found by cell.
#[derive(Default)]
struct Seen {
    /// Whether any table is there.
    any: bool,
    /// Which of the rules, by their places in [`RULES`], were violated.
    violated: [bool; 10],
}

/// The cells of one table that a rule speaks of.
#[derive(Default)]
struct Gathered<'r> {
    blank: Vec<(CellId, &'r Cell)>,
    marked: Vec<(CellId, &'r Cell)>,
    unreadable: Vec<(CellId, &'r Cell)>,
    ambiguous: Vec<(CellId, &'r Cell)>,
    missing: Vec<(CellId, &'r Cell)>,
    units: Vec<(CellId, &'r Cell)>,
}

pub(super) fn check(context: &mut Context<'_>) {
    if !RULES.iter().any(|rule| context.runs(rule)) {
        return;
    }
    let tallies = context.tallies();
    let doubt = doubt(&tallies);
    // That all of a table is blank is a finding of its own.
    let looked_at = tallies.map(|tally| tally.table.is_some() && !tally.is_blank(doubt));
    let report = context.report;
    let mut gathered: [Gathered<'_>; 3] = Default::default();
    let start = context.findings.len();
    let mut seen = Seen { any: tallies.iter().any(|tally| tally.table.is_some()), ..Seen::default() };
    // Of plain counts, no rule has anything to say.
    for at in 0..context.cells().others.len() {
        let Some(&id) = context.cells().others.get(at) else { break };
        let cell = report.cell(id);
        let table = tally::table(id);
        if !looked_at[table] {
            continue;
        }
        let gathered = &mut gathered[table];
        match cell.status() {
            CellStatus::Number => number(context, id, cell, gathered, &mut seen),
            CellStatus::Blank => gathered.blank.push((id, cell)),
            CellStatus::NotApplicable => gathered.marked.push((id, cell)),
            CellStatus::Unreadable => gathered.unreadable.push((id, cell)),
            CellStatus::Ambiguous => gathered.ambiguous.push((id, cell)),
            CellStatus::Missing => gathered.missing.push((id, cell)),
        }
    }
    for (tally, gathered) in tallies.iter().zip(gathered) {
        table(context, tally, gathered, &mut seen);
    }
    for (rule, violated) in RULES.iter().zip(seen.violated) {
        match (seen.any, violated) {
            (false, _) => context.cannot(rule, Reason::PartMissing),
            (true, false) => context.holds(rule),
            (true, true) => {}
        }
    }
    context.sort_from(start);
}

fn is_of(id: CellId, kind: SectionKind) -> bool {
    matches!(
        (id, kind),
        (CellId::Disclosure(_) | CellId::Disclosure2019(_), SectionKind::Disclosure)
            | (CellId::Applications(..), SectionKind::Applications)
            | (CellId::Disputes(..), SectionKind::Disputes)
    )
}

/// Whether a cell is of the row 规章.
fn is_rules(id: CellId) -> bool {
    use {Disclosure2019Cell as Old, DisclosureCell as New};
    matches!(
        id,
        CellId::Disclosure(New::RulesIssued | New::RulesRepealed | New::RulesInForce)
            | CellId::Disclosure2019(Old::RulesCreated | Old::RulesNewlyDisclosed | Old::RulesTotalDisclosed)
    )
}

fn table(context: &mut Context<'_>, tally: &Tally, mut gathered: Gathered<'_>, seen: &mut Seen) {
    let (report, kind) = (context.report, tally.kind);
    // A row that does not concern the office may be left out.
    let left_out = |cells: &[(CellId, &Cell)]| cells.iter().filter(|(id, _)| is_rules(*id)).count() == 3;
    if (left_out(&gathered.blank) || left_out(&gathered.marked))
        && context.issuer().and_then(|issuer| issuer.makes_rules()).is_some_and(|(can, _)| !can)
    {
        gathered.blank.retain(|(id, _)| !is_rules(*id));
        gathered.marked.retain(|(id, _)| !is_rules(*id));
    }
    mixture(context, tally, &gathered, seen);
    for (at, rule, cells) in [
        (0, &BLANK, &gathered.blank[..]),
        (2, &NOT_APPLICABLE, &gathered.marked[..]),
        (3, &UNREADABLE, &gathered.unreadable[..]),
        (4, &AMBIGUOUS, &gathered.ambiguous[..]),
        (5, &MISSING, &gathered.missing[..]),
        (6, &UNIT_IN_CELL, &gathered.units[..]),
    ] {
        if let Some((_, first)) = cells.first() {
            seen.violated[at] = true;
            let mut finding = of_table(rule, kind, cells).with_text("raw", &first.raw);
            if finding.operands.iter().all(|operand| operand.span.is_none()) {
                finding.span = report.section(kind).map(|section| section.span);
            }
            context.push(finding);
        }
    }
}

/// Noughts beside blanks. The fewer of the two are pointed at: they are what is out of line.
fn mixture(context: &mut Context<'_>, tally: &Tally, gathered: &Gathered<'_>, seen: &mut Seen) {
    let left = gathered.blank.len() + gathered.marked.len();
    if tally.zeros == 0 || left == 0 {
        return;
    }
    seen.violated[1] = true;
    let report = context.report;
    let finding = if left <= tally.zeros as usize {
        let cells: Vec<_> = gathered.blank.iter().chain(&gathered.marked).copied().collect();
        of_table(&BLANKS_AND_ZEROS, tally.kind, &cells)
    } else {
        let is_zero = |cell: &Cell| cell.number().is_some_and(|number| number.to_decimal().is_zero());
        let cells: Vec<_> = report.cells().filter(|&(id, cell)| is_of(id, tally.kind) && is_zero(cell)).collect();
        of_table(&BLANKS_AND_ZEROS, tally.kind, &cells)
    };
    let blanks = count(u32::try_from(left).unwrap_or(u32::MAX));
    context.push(finding.with_arg("zeros", count(tally.zeros)).with_arg("blanks", blanks));
}

/// A finding on some cells of a table.
fn of_table(rule: &'static Rule, kind: SectionKind, cells: &[(CellId, &Cell)]) -> Finding {
    let mut finding = Finding::new(rule, Outcome::Violated).with_subject(Subject::Section(kind));
    finding.operands = cells.iter().map(|(id, cell)| operand(*id, cell)).collect();
    finding.with_arg("count", count(u32::try_from(cells.len()).unwrap_or(u32::MAX)))
}

fn count(n: u32) -> ArgValue {
    ArgValue::Number(u64::from(n).into())
}

/// A cell that a finding is about.
pub(super) fn operand(id: CellId, cell: &Cell) -> Operand {
    Operand {
        role: Role::Subject,
        side: Side::Left,
        sign: Sign::Plus,
        cell: Some(id),
        status: cell.status(),
        value: cell.number().map(|number| number.to_decimal()),
        span: cell.span,
        report: 0,
    }
}

/// Whether a remark is nothing but a unit: `12（万元）`.
fn is_unit(remark: &str) -> bool {
    let inside = remark.trim_matches(['（', '）', '(', ')', ' ']);
    ["元", "万元", "亿元", "件"].contains(&inside.strip_prefix("单位：").unwrap_or(inside))
}

/// What a number is to be.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Asked {
    Count,
    Change,
    Amount,
}

fn asked(id: CellId) -> Asked {
    use Disclosure2019Cell as Old;
    match id {
        CellId::Disclosure(DisclosureCell::FeesAmount) | CellId::Disclosure2019(Old::ProcurementAmount) => {
            Asked::Amount
        }
        CellId::Disclosure2019(
            Old::LicensingChange
            | Old::OtherManagementServicesChange
            | Old::PenaltiesChange
            | Old::CoercionChange
            | Old::FeesChange,
        ) => Asked::Change,
        _ => Asked::Count,
    }
}

fn number<'r>(context: &mut Context<'_>, id: CellId, cell: &'r Cell, gathered: &mut Gathered<'r>, seen: &mut Seen) {
    let Some(number) = cell.number() else { return };
    // Nearly all cells end here.
    if cell.raw.len() == 1 && cell.unit.is_none() {
        return;
    }
    let asked = asked(id);
    let mut about = |at: usize, rule: &'static Rule, severity: Severity| {
        if let Some(violated) = seen.violated.get_mut(at) {
            *violated = true;
        }
        context.push(
            Finding::new(rule, Outcome::Violated)
                .with_severity(severity)
                .with_subject(Subject::Cell(id))
                .with_operand(operand(id, cell))
                .with_text("raw", &cell.raw),
        );
    };
    if cell.annotation.as_ref().is_some_and(|remark| !is_unit(remark)) {
        about(9, &ANNOTATED, Severity::Note);
    }
    if let Some(unit) = cell.unit {
        let is_money = unit != Unit::Item;
        if is_money != (asked == Asked::Amount) {
            about(7, &UNIT_CONFLICT, Severity::Warning);
        // 2019 has no unit in the header of procurement, so that it stands in the cell.
        } else if id != CellId::Disclosure2019(Disclosure2019Cell::ProcurementAmount)
            && cell.raw.contains(['元', '件', '宗', '起', '条', '项', '次', '个', '份', '部'])
            && cell.annotation.as_ref().is_none_or(|remark| is_unit(remark))
        {
            gathered.units.push((id, cell));
        }
    }
    let fault = match (asked, number) {
        // More can be paid back than was collected.
        (Asked::Amount, _) => None,
        (_, Number::Amount(_)) if cell.unit.is_some_and(|unit| unit != Unit::Item) => None,
        (Asked::Count, number) if number.to_decimal().is_negative() => Some(Severity::Error),
        (_, Number::Amount(amount)) if amount.to_count().is_none() => Some(Severity::Warning),
        (_, Number::Amount(_)) => None,
        _ if cell.raw.contains(['.', '．']) && cell.annotation.is_none() => Some(Severity::Note),
        _ => None,
    };
    if let Some(severity) = fault {
        about(8, &NOT_WHOLE, severity);
    }
}
