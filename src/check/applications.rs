//! `A`: the identities of the table of section three. `identity.rs` evaluates them.

use super::language::Text;
use super::rule::{BOTH, Change, Example, Family, Input, Rule};
use crate::Severity;

const FORMAT: Text = Text::new(
    "国办公开办函〔2021〕30号、〔2019〕60号所附格式第三部分表格及其勾稽关系说明",
    "the table of section three and the note on its identities, in the formats of 国办公开办函〔2021〕30号 and 〔2019〕60号",
);

const SAMPLE_AS_IT_IS: Example =
    Example { what: Text::new("样例原文", "the sample as it is"), input: Input::Report(&[]) };

pub(super) static BALANCE: Rule = Rule {
    code: "A001",
    name: "applications-balance",
    family: Family::Applications,
    severity: Severity::Error,
    editions: BOTH,
    formula: "received + carried_over = results.total + carried_forward",
    summary: Text::new(
        "每一列中，本年新收与上年结转之和等于办理结果总计与结转下年度之和",
        "in each column, what was received and carried over is what was closed and carried forward",
    ),
    why: Text::new(
        "每件申请要么在本年办结，要么结转下年；两边不等，就有申请去向不明或被重复计算。请核对本列四个数字，特别是与上年报告的结转数是否一致。",
        "Every application is closed this year or carried forward. Where the sides differ, applications were lost or counted twice. Look at the four figures of the column, and at what last year's report carried forward.",
    ),
    source: FORMAT,
    assumes: None,
    violated: Text::new(
        "{subject}：本年新收加上年结转（{left}）不等于办理结果总计加结转下年度（{right}），相差 {difference}",
        "{subject}: received and carried over ({left}) differ from results and carried forward ({right}) by {difference}",
    ),
    holds: Text::new(
        "{subject}：本年新收加上年结转（{left}）等于办理结果总计加结转下年度（{right}）",
        "{subject}: received and carried over ({left}) equal results and carried forward ({right})",
    ),
    violating: Example {
        what: Text::new("自然人结转下年度多写了1件", "one natural person too many is carried forward"),
        input: Input::Report(&[Change::new("四、结转下年度继续办理\t\t\t1", "四、结转下年度继续办理\t\t\t2")]),
    },
    passing: SAMPLE_AS_IT_IS,
};

pub(super) static OUTCOME_TOTAL: Rule = Rule {
    code: "A002",
    name: "applications-outcome-total",
    family: Family::Applications,
    severity: Severity::Error,
    editions: BOTH,
    formula: "Σ outcome rows = results.total",
    summary: Text::new(
        "每一列中，（一）至（六）各行之和等于（七）总计",
        "in each column, the rows of outcomes add up to the total of results",
    ),
    why: Text::new(
        "总计行应由各办理结果相加得出；不等时，多为某一行漏填、错列或总计沿用旧数。请逐行核对本列。",
        "The total is the sum of the outcomes. Where it is not, a row was left out, stands in the wrong column, or the total is an old one. Go through the rows of the column.",
    ),
    source: FORMAT,
    assumes: None,
    violated: Text::new(
        "{subject}：各办理结果之和为 {computed}，总计填报 {reported}，相差 {difference}",
        "{subject}: the outcomes add up to {computed}, the total says {reported}, a difference of {difference}",
    ),
    holds: Text::new(
        "{subject}：各办理结果之和等于总计 {reported}",
        "{subject}: the outcomes add up to the total of {reported}",
    ),
    violating: Example {
        what: Text::new("自然人“重复申请”多写了4件", "four duplicate applications of natural persons too many"),
        input: Input::Report(&[Change::new("\t\t2.重复申请\t0", "\t\t2.重复申请\t4")]),
    },
    passing: SAMPLE_AS_IT_IS,
};

pub(super) static ROW_TOTAL: Rule = Rule {
    code: "A003",
    name: "applications-row-total",
    family: Family::Applications,
    severity: Severity::Error,
    editions: BOTH,
    formula: "natural_person + commercial_enterprise + research_institution + public_welfare_organization + legal_service_institution + other_organization = total",
    summary: Text::new(
        "每一行中，六类申请人之和等于总计",
        "in each row, the six kinds of applicants add up to the total",
    ),
    why: Text::new(
        "总计列应由六类申请人相加得出；不等时，多为错列、漏填或总计未更新。请核对本行七个数字。",
        "The total is the sum of the six kinds of applicants. Where it is not, a figure stands in the wrong column, was left out, or the total was not updated. Look at the seven figures of the row.",
    ),
    source: FORMAT,
    assumes: None,
    violated: Text::new(
        "{subject}：六类申请人之和为 {computed}，总计填报 {reported}，相差 {difference}",
        "{subject}: the applicants add up to {computed}, the total says {reported}, a difference of {difference}",
    ),
    holds: Text::new(
        "{subject}：六类申请人之和等于总计 {reported}",
        "{subject}: the applicants add up to the total of {reported}",
    ),
    violating: Example {
        what: Text::new("新收总计少写了1件", "the total received is one too few"),
        input: Input::Report(&[Change::new("12\t3\t1\t1\t2\t0\t19", "12\t3\t1\t1\t2\t0\t18")]),
    },
    passing: SAMPLE_AS_IT_IS,
};
