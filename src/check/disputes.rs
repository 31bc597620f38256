//! `R`: the identities of the table of section four. `identity.rs` evaluates them.

use super::language::Text;
use super::rule::{BOTH, Change, Example, Family, Input, Rule};
use crate::Severity;

pub(super) static TOTAL: Rule = Rule {
    code: "R001",
    name: "disputes-total",
    family: Family::Disputes,
    severity: Severity::Error,
    editions: BOTH,
    formula: "upheld + corrected + other + pending = total",
    summary: Text::new(
        "行政复议和两类行政诉讼中，四种结果之和等于总计",
        "in reconsideration and in each kind of litigation, the four outcomes add up to the total",
    ),
    why: Text::new(
        "总计应由结果维持、结果纠正、其他结果、尚未审结相加得出；不等时，请核对该组五个数字。",
        "The total is the sum of upheld, corrected, other and pending. Where it is not, look at the five figures of the group.",
    ),
    source: Text::new(
        "国办公开办函〔2021〕30号、〔2019〕60号所附格式第四部分表格",
        "the table of section four in the formats of 国办公开办函〔2021〕30号 and 〔2019〕60号",
    ),
    assumes: None,
    violated: Text::new(
        "{subject}：四种结果之和为 {computed}，总计填报 {reported}，相差 {difference}",
        "{subject}: the outcomes add up to {computed}, the total says {reported}, a difference of {difference}",
    ),
    holds: Text::new(
        "{subject}：四种结果之和等于总计 {reported}",
        "{subject}: the outcomes add up to the total of {reported}",
    ),
    violating: Example {
        what: Text::new("行政复议总计多写了1件", "the total of reconsideration is one too many"),
        input: Input::Report(&[Change::new("1\t1\t0\t1\t3\t0", "1\t1\t0\t1\t4\t0")]),
    },
    passing: Example { what: Text::new("样例原文", "the sample as it is"), input: Input::Report(&[]) },
};
