//! The rules of the prose, as data.

use crate::Severity;
use crate::check::language::Text;
use crate::check::rule::{BOTH, Change, Example, Family, Input, Rule};

const SAMPLE_AS_IT_IS: Example =
    Example { what: Text::new("样例原文", "the sample as it is"), input: Input::Report(&[]) };

const SOURCE: Text = Text::new(
    "《政府信息公开条例》第五十条所列内容在文字和表格中各报告一次，评估实践要求两处一致",
    "Regulations, article 50: prose and tables report the same contents, and evaluators ask that both agree",
);
/// What every claim against the tables says where it is false and where it is true.
const VIOLATED: Text = Text::new(
    "文字称“{claim}”（{subject}），与表格不符：{readings}",
    "the prose says “{claim}” ({subject}), which does not agree with the table: {readings}",
);
const HOLDS: Text =
    Text::new("文字称“{claim}”，与表格相符：{readings}", "the prose says “{claim}”, as the table does: {readings}");

/// A rule that holds claims of one kind against the tables.
macro_rules! claim_rule {
    ($(#[$doc:meta])* $rule:ident = $code:literal, $name:literal, $severity:ident, $formula:literal,
        $zh:literal, $en:literal, $why_zh:literal, $why_en:literal, $what_zh:literal, $what_en:literal, $changes:expr) => {
        claim_rule! {
            $(#[$doc])* $rule = $code, $name, $severity, $formula, $zh, $en, $why_zh, $why_en, $what_zh, $what_en,
            $changes, SAMPLE_AS_IT_IS
        }
    };
    ($(#[$doc:meta])* $rule:ident = $code:literal, $name:literal, $severity:ident, $formula:literal,
        $zh:literal, $en:literal, $why_zh:literal, $why_en:literal, $what_zh:literal, $what_en:literal, $changes:expr,
        $passing:expr) => {
        $(#[$doc])*
        pub(in crate::check) static $rule: Rule = Rule {
            code: $code,
            name: $name,
            family: Family::Narrative,
            severity: Severity::$severity,
            editions: BOTH,
            formula: $formula,
            summary: Text::new($zh, $en),
            why: Text::new($why_zh, $why_en),
            source: SOURCE,
            assumes: None,
            violated: VIOLATED,
            holds: HOLDS,
            violating: Example { what: Text::new($what_zh, $what_en), input: Input::Report($changes) },
            passing: $passing,
        };
    };
}

claim_rule! {
    /// 新收, 收到, 受理.
    RECEIVED = "N001", "claim-received-mismatch", Error,
    "claim = received.total, or received.total + carried_over.total, or (受理, 办理) results.total",
    "文字所称收到、受理的申请件数与申请表一致",
    "what the prose says was received agrees with the applications table",
    "读者往往只看总体情况。“收到”“受理”可指本年新收，也可含上年结转，各种口径都试过，均不相符才算不一致。请核对文字与表格，并写明是否含上年结转。",
    "Many read the overview only. Words for receiving can mean new applications or those carried over as well; every reading is tried, and none fits. Compare prose and table, and say whether those carried over are counted.",
    "文字把新收19件写成91件", "the prose says 91 where 19 were received",
    &[Change::new("全年新收政府信息公开申请19件", "全年新收政府信息公开申请91件")]
}

claim_rule! {
    /// 上年结转.
    CARRIED_OVER = "N002", "claim-carried-over-mismatch", Error,
    "claim = carried_over.total",
    "文字所称上年结转件数与申请表一致",
    "what the prose says was carried over agrees with the applications table",
    "上年结转数既要与本表一致，也要与上年报告的结转下年度一致。",
    "What was carried over has to agree with this table, and with what last year's report carried forward.",
    "文字把上年结转3件写成5件", "the prose says 5 where 3 were carried over",
    &[Change::new("加上年结转的3件", "加上年结转的5件")]
}

claim_rule! {
    /// 结转下年度.
    CARRIED_FORWARD = "N003", "claim-carried-forward-mismatch", Error,
    "claim = carried_forward.total",
    "文字所称结转下年度件数与申请表一致",
    "what the prose says was carried forward agrees with the applications table",
    "结转下年度的件数是下一年报告的起点，两处不一致会延续到下一年。",
    "What is carried forward is where next year's report begins, so a difference lives on.",
    "文字把结转1件写成2件", "the prose says 2 where 1 was carried forward",
    &[Change::new("余下1件转入下年", "余下2件转入下年")]
}

claim_rule! {
    /// 办结, 答复.
    CLOSED = "N004", "claim-closed-mismatch", Error,
    "claim = results.total, or (答复) results.total − other handling",
    "文字所称办结、答复件数与申请表一致",
    "what the prose says was closed agrees with the applications table",
    "办结数应等于表中办理结果总计；“答复”可不含不再处理的申请，两种口径都试过。",
    "What was closed is the total of the results. Answers need not count applications that are no longer processed; both readings are tried.",
    "文字把办结21件写成20件", "the prose says 20 where 21 were closed",
    &[Change::new("办结21件", "办结20件")]
}

claim_rule! {
    /// 予以公开, 不予公开.
    RESULTS = "N005", "claim-result-mismatch", Error,
    "claim = the row, or the sum of the group's rows",
    "文字所称各类办理结果件数与申请表一致",
    "what the prose says of outcomes agrees with the applications table",
    "不予公开、无法提供、不予处理、其他处理按组内各行之和比较，予以公开、部分公开按单行比较。请核对是否只抄了其中一行。",
    "Groups such as denied are compared with the sum of their rows, granted and partially granted with their own. Look whether one row of a group was taken for the whole.",
    "文字把予以公开8件写成9件", "the prose says 9 where 8 were granted",
    &[Change::new("予以公开8件", "予以公开9件")]
}

claim_rule! {
    /// 自然人, 法人.
    APPLICANTS = "N006", "claim-applicants-mismatch", Error,
    "claim = the column, or the five columns of organizations, of the rows that are meant",
    "文字所称自然人、法人申请件数与申请表一致",
    "what the prose says of applicants agrees with the applications table",
    "自然人、法人或其他组织的件数按相应列比较，新收、含上年结转等口径都试过。",
    "Natural persons and organizations are compared with their columns, in every reading of what was received.",
    "文字把自然人12件写成13件", "the prose says 13 where 12 natural persons applied",
    &[Change::new("申请19件，", "申请19件，其中自然人13件，")],
    Example {
        what: Text::new("文字称自然人12件，与新收一致", "the prose says 12 natural persons, as the row of those received does"),
        input: Input::Report(&[Change::new("申请19件，", "申请19件，其中自然人12件，")]),
    }
}

claim_rule! {
    /// 行政复议.
    RECONSIDERATION = "N007", "claim-reconsideration-mismatch", Warning,
    "claim = disputes.reconsideration (total, or the outcome that is named)",
    "文字所称行政复议件数与复议诉讼表一致",
    "what the prose says of reconsideration agrees with the disputes table",
    "表格统计的是当年结果，文字有时统计收到、答复或备案的案件，口径可能不同，故为警告。请核对并统一口径。",
    "The table counts results of the year; the prose may count cases received or answered. So this is a warning: compare, and use one way of counting.",
    "文字把行政复议3件写成4件", "the prose says 4 where 3 were reconsidered",
    &[Change::new("引出行政复议3件", "引出行政复议4件")]
}

claim_rule! {
    /// 行政诉讼.
    LITIGATION = "N008", "claim-litigation-mismatch", Warning,
    "claim = disputes.litigation_direct + disputes.litigation_after_reconsideration (total, or the outcome that is named)",
    "文字所称行政诉讼件数与复议诉讼表一致",
    "what the prose says of litigation agrees with the disputes table",
    "表格统计的是当年结果，文字有时统计应诉案件或一审、二审，口径可能不同，故为警告。请核对并统一口径。",
    "The table counts results of the year; the prose may count suits answered, or first and second instance. So this is a warning: compare, and use one way of counting.",
    "文字称没有行政诉讼，表中有2件", "the prose denies litigation where the table has 2",
    &[Change::new("、行政诉讼2件", "，未发生行政诉讼")]
}

claim_rule! {
    /// 规章, 规范性文件.
    DOCUMENTS = "N009", "claim-documents-mismatch", Error,
    "claim = disclosure.{rules,normative_documents}.{issued,repealed,in_force}, or .{created,newly_disclosed,total_disclosed} of 2019",
    "文字所称规章、规范性文件件数与主动公开表一致",
    "what the prose says of rules and normative documents agrees with the disclosure table",
    "制发、废止、现行有效件数应与第二部分表格一致。文字只说“文件”而未说“规范性文件”的，可能另有所指，降为警告。",
    "Documents issued, repealed and in force agree with the table of section two. Where the prose says no more than documents, it may mean others, and this is a warning.",
    "文字把现行有效63件写成36件", "the prose says 36 where 63 are in force",
    &[Change::new("现行有效63件", "现行有效36件")]
}

claim_rule! {
    /// 行政许可, 行政处罚, 行政强制.
    DECISIONS = "N010", "claim-decisions-mismatch", Warning,
    "claim = disclosure.{licensing,penalties,coercion}.decisions",
    "文字所称行政许可、行政处罚、行政强制决定数量与主动公开表一致",
    "what the prose says of licensing, penalties and coercion agrees with the disclosure table",
    "文字统计的可能是办件量或公示条数，与决定数量口径不同，故为警告。",
    "The prose may count cases handled or items published rather than decisions, so this is a warning.",
    "文字把行政许可决定387件写成378件", "the prose says 378 where the table has 387",
    &[Change::new("行政许可决定387件", "行政许可决定378件")]
}

pub(in crate::check) static FEES: Rule = Rule {
    code: "N011",
    name: "claim-fees-mismatch",
    family: Family::Narrative,
    severity: Severity::Warning,
    editions: &[crate::report::Edition::E2021],
    formula: "claim = disclosure.fees.amount, both in yuan, to the decimals of the claim",
    summary: Text::new(
        "文字所称行政事业性收费金额与主动公开表一致",
        "what the prose says of administrative fees agrees with the disclosure table",
    ),
    why: Text::new(
        "金额换算成元后比较，允许按文字的小数位四舍五入。第六部分的信息处理费是另一项收费，从不与此比较。",
        "Amounts are compared in yuan, rounded to the decimals that the prose gives. The information-processing fee of section six is another fee, and never compared with this one.",
    ),
    source: SOURCE,
    assumes: Some(Text::new("表格未写单位的，视为万元", "where the table has no unit, it is taken for 万元")),
    violated: VIOLATED,
    holds: HOLDS,
    violating: Example {
        what: Text::new("文字与表格的收费金额不同", "prose and table have different amounts"),
        input: Input::Report(&[Change::new("另有图解和问答46篇", "全县行政事业性收费68.5万元。另有图解和问答46篇")]),
    },
    passing: Example {
        what: Text::new("单位不同而金额相同", "the same amount in another unit"),
        input: Input::Report(&[Change::new("另有图解和问答46篇", "全县行政事业性收费865000元。另有图解和问答46篇")]),
    },
};

pub(in crate::check) static SHARE: Rule = Rule {
    code: "N012",
    name: "claim-share-mismatch",
    family: Family::Narrative,
    severity: Severity::Warning,
    editions: BOTH,
    formula: "claim = 100 · part / whole, for a whole that the words can mean, rounded or cut off to the decimals of the claim",
    summary: Text::new(
        "文字所称办结率和占比能由申请表算出",
        "rates and shares of the prose can be computed from the applications table",
    ),
    why: Text::new(
        "文字很少说明分母。本年新收、新收加结转、办理结果总计都试过，都算不出这一比例才算不一致；相符时指出是哪个分母。",
        "The prose seldom says of what a share is one. Each whole that fits the words is tried; where one gives the percentage it is named.",
    ),
    source: SOURCE,
    assumes: None,
    violated: Text::new(
        "文字称“{claim}”（{subject}），由表格算不出这一比例：{readings}",
        "the prose says “{claim}” ({subject}), a percentage that the table does not give: {readings}",
    ),
    holds: Text::new(
        "文字称“{claim}”，与表格算出的比例相符：{readings}",
        "the prose says “{claim}”, as the table gives it: {readings}",
    ),
    violating: Example {
        what: Text::new("22件中办结21件，却称办结率100%", "a rate of 100 % where 21 of 22 were closed"),
        input: Input::Report(&[Change::new("办结21件，", "办结21件，办结率100%，")]),
    },
    passing: Example {
        what: Text::new("22件中办结21件，办结率95.5%", "21 of 22 closed, a rate of 95.5 %"),
        input: Input::Report(&[Change::new("办结21件，", "办结21件，办结率95.5%，")]),
    },
};

pub(in crate::check) static UNFINISHED: Rule = Rule {
    code: "N013",
    name: "claim-all-closed",
    family: Family::Narrative,
    severity: Severity::Warning,
    editions: BOTH,
    formula: "carried_forward.total = 0, where the prose says that all were closed",
    summary: Text::new(
        "文字称全部办结的，表中没有结转下年度的申请",
        "where the prose says that all applications were closed, none is carried forward",
    ),
    why: Text::new(
        "“均已办结”与“结转下年度”相矛盾；若指到期应办的均已按期办结，请写清楚。",
        "All closed and some carried forward contradict each other. If those that were due are meant, the prose should say so.",
    ),
    source: SOURCE,
    assumes: None,
    violated: Text::new(
        "文字称“{claim}”，而表中结转下年度 {computed} 件",
        "the prose says “{claim}”, and the table carries {computed} forward",
    ),
    holds: Text::new(
        "文字称“{claim}”，表中没有结转下年度的申请",
        "the prose says “{claim}”, and the table carries none forward",
    ),
    violating: Example {
        what: Text::new("称均已办结，表中结转1件", "all are said to be closed, and one is carried forward"),
        input: Input::Report(&[Change::new("手头共有22件；办结21件，余下1件转入下年", "均已办结")]),
    },
    passing: Example {
        what: Text::new("结转归零后称均已办结", "all closed, and none carried forward"),
        input: Input::Report(&[
            Change::new("手头共有22件；办结21件，余下1件转入下年", "均已办结"),
            Change::new(
                "四、结转下年度继续办理\t\t\t1\t0\t0\t0\t0\t0\t1",
                "四、结转下年度继续办理\t\t\t0\t0\t0\t0\t0\t0\t0",
            ),
        ]),
    },
};

pub(in crate::check) static SPLIT: Rule = Rule {
    code: "N014",
    name: "claim-split-mismatch",
    family: Family::Narrative,
    severity: Severity::Warning,
    editions: BOTH,
    formula: "natural persons + organizations = total, all three of the prose",
    summary: Text::new(
        "文字中自然人与法人的件数之和等于同一句的总数",
        "natural persons and organizations of a sentence add up to its total",
    ),
    why: Text::new(
        "分项之和与总数不等，说明分项与总数口径不同或有一个数字写错。",
        "Where the parts do not add up to the total they are counted differently, or a figure is wrong.",
    ),
    source: SOURCE,
    assumes: None,
    violated: Text::new(
        "文字“{claim}”：自然人与法人之和（{left}）不等于总数 {right}",
        "“{claim}”: natural persons and organizations ({left}) differ from the total {right}",
    ),
    holds: Text::new(
        "文字“{claim}”：自然人与法人之和（{left}）等于总数 {right}",
        "“{claim}”: natural persons and organizations ({left}) are the total {right}",
    ),
    violating: Example {
        what: Text::new("19件分成自然人12件、法人6件", "19 split into 12 and 6"),
        input: Input::Report(&[Change::new("申请19件，", "申请19件，其中自然人12件、法人和其他组织6件，")]),
    },
    passing: Example {
        what: Text::new("19件分成自然人12件、法人7件", "19 split into 12 and 7"),
        input: Input::Report(&[Change::new("申请19件，", "申请19件，其中自然人12件、法人和其他组织7件，")]),
    },
};

pub(in crate::check) static GROWTH: Rule = Rule {
    code: "N015",
    name: "claim-growth-mismatch",
    family: Family::Narrative,
    severity: Severity::Warning,
    editions: BOTH,
    formula: "claim = value(y) − value(y−1), or 100 · (value(y) − value(y−1)) / value(y−1), rounded or cut off to the decimals of the claim",
    summary: Text::new(
        "文字所称同比增减与上一年度报告一致",
        "what the prose says of growth agrees with the report of the year before",
    ),
    why: Text::new(
        "增减幅度由两年报告的表格算出；只有一份报告时无法判断。",
        "Growth is computed from the tables of both years; with one report alone it cannot be told.",
    ),
    source: SOURCE,
    assumes: None,
    violated: Text::new(
        "文字称“{claim}”（{subject}），由两年表格算得：{readings}",
        "the prose says “{claim}” ({subject}), and the tables of both years give: {readings}",
    ),
    holds: Text::new(
        "文字称“{claim}”，与两年表格算得的相符：{readings}",
        "the prose says “{claim}”, as the tables of both years give it: {readings}",
    ),
    violating: Example {
        what: Text::new("称新收同比增长50%，两年都是19件", "growth of 50 % is claimed, with 19 received in both years"),
        input: Input::Series(&[
            &[
                Change::new("澄溪县人民政府2024年政府", "澄溪县人民政府2023年政府"),
                Change::new("2024年1月1日至2024年12月31日", "2023年1月1日至2023年12月31日"),
            ],
            &[Change::new("全年新收政府信息公开申请19件，", "全年新收政府信息公开申请19件，同比增长50%，")],
        ]),
    },
    passing: Example {
        what: Text::new("称新收比上年减少1件，两年为20件和19件", "a fall by one is claimed, from 20 to 19"),
        input: Input::Series(&[
            &[
                Change::new("澄溪县人民政府2024年政府", "澄溪县人民政府2023年政府"),
                Change::new("2024年1月1日至2024年12月31日", "2023年1月1日至2023年12月31日"),
                Change::new("12\t3\t1\t1\t2\t0\t19", "13\t3\t1\t1\t2\t0\t20"),
            ],
            &[Change::new("全年新收政府信息公开申请19件，", "全年新收政府信息公开申请19件，比上年减少1件，")],
        ]),
    },
};
