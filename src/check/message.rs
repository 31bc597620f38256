//! Messages, made of a rule's template and a finding's values when somebody asks.

use core::fmt::Write;

use super::finding::{ArgValue, Finding, Operand, Outcome, Reading, Reason, Side, Sign, Subject};
use super::language::{Language, Text};
use crate::Severity;
use crate::report::{CellStatus, Decimal};

pub(super) fn message(finding: &Finding, language: Language) -> String {
    let mut out = match finding.outcome {
        Outcome::Holds => fill(finding.rule.holds.get(language), finding, language),
        Outcome::Violated => fill(finding.rule.violated.get(language), finding, language),
        Outcome::NotAssessable => not_assessable(finding, language),
    };
    if finding.blanks_as_zero && finding.outcome != Outcome::NotAssessable {
        out.push_str(match (language, finding.outcome) {
            (Language::Zh, Outcome::Holds) => "（仅当空白格视为0时成立）",
            (Language::Zh, _) => "（空白格视为0）",
            (Language::En, Outcome::Holds) => " (only if blank cells are noughts)",
            (Language::En, _) => " (with blank cells taken for noughts)",
        });
    }
    for assumption in &finding.assumptions {
        let words = assumption.text().get(language);
        let _ = match language {
            Language::Zh => write!(out, "（{words}）"),
            Language::En => write!(out, " ({words})"),
        };
    }
    out
}

fn not_assessable(finding: &Finding, language: Language) -> String {
    let reason = finding.reason.unwrap_or(Reason::PartMissing).text().get(language);
    let subject = about(finding, language);
    let summary = finding.rule.summary.get(language);
    match (language, subject) {
        (Language::Zh, Some(subject)) => format!("{subject}：无法判断“{summary}”：{reason}"),
        (Language::Zh, None) => format!("无法判断“{summary}”：{reason}"),
        (Language::En, Some(subject)) => format!("{subject}: it cannot be told whether {summary}: {reason}"),
        (Language::En, None) => format!("it cannot be told whether {summary}: {reason}"),
    }
}

/// What a finding is about: its subject and, of findings over several reports, which of them.
fn about(finding: &Finding, language: Language) -> Option<String> {
    let mut parts: Vec<String> = Vec::new();
    for name in ["child", "year"] {
        if let Some(value) = finding.arg(name) {
            let mut words = String::new();
            argument(value, language, &mut words);
            if language == Language::Zh && matches!(value, ArgValue::Year(_)) {
                words.push('年');
            }
            parts.push(words);
        }
    }
    parts.extend(finding.subject.map(|subject| subject.label(language)));
    let joint = if language == Language::Zh { "，" } else { ", " };
    (!parts.is_empty()).then(|| parts.join(joint))
}

impl Outcome {
    /// The outcome in words.
    pub const fn text(self) -> Text {
        match self {
            Self::Holds => Text::new("相符", "holds"),
            Self::Violated => Text::new("不符", "violated"),
            Self::NotAssessable => Text::new("无法判断", "not assessable"),
        }
    }
}

impl Severity {
    /// The severity in words, as `Display` has it in English.
    pub const fn text(self) -> Text {
        match self {
            Self::Note => Text::new("提示", "note"),
            Self::Warning => Text::new("警告", "warning"),
            Self::Error => Text::new("错误", "error"),
        }
    }
}

impl Reason {
    /// The reason in words.
    pub const fn text(self) -> Text {
        match self {
            Self::CellMissing => Text::new("所需单元格没有找到", "a cell that it needs was not found"),
            Self::CellAmbiguous => {
                Text::new("文本已看不出数字属于哪一格", "the text does not say which number belongs to which cell")
            }
            Self::CellUnreadable => Text::new("所需单元格不是数字", "a cell that it needs holds no number"),
            Self::CellBlank => Text::new("所需单元格空白", "a cell that it needs is blank"),
            Self::NothingStated => Text::new(
                "一边的单元格全部空白，没有填报可比的数字",
                "all cells of one side are blank, so nothing is stated",
            ),
            Self::PlacedByThisSum => Text::new(
                "读取时正是依据这一合计确定数字的位置，不能再用它检验自身",
                "a number was placed by this very sum while reading, so it proves nothing",
            ),
            Self::TooLarge => Text::new("数字过大，无法精确相加", "a number is too large to be added up exactly"),
            Self::OtherScope => {
                Text::new("文字与表格的统计范围不同", "the prose speaks of other offices than the tables")
            }
            Self::OtherYear => Text::new("文字说的是另一年度", "the prose speaks of another year"),
            Self::NotExact => Text::new("文字没有给出可比的确切数字", "the prose gives no exact figure"),
            Self::NoSuchCell => Text::new("表格没有对应的数字", "the tables have no such figure"),
            Self::NoPreviousReport => Text::new("没有上一年度的报告", "the report of the year before is not there"),
            Self::EditionsDiffer => {
                Text::new("两份报告的格式版本不同，数字含义不同", "the reports follow different editions of the format")
            }
            Self::YearUnknown => Text::new("报告没有写明年度", "the report does not say its year"),
            Self::IssuerUnknown => Text::new("报告没有写明发布机关", "the report does not say its issuer"),
            Self::DateUnknown => Text::new("报告没有日期", "the report has no date"),
            Self::PartMissing => Text::new("报告中没有这一部分", "that part of the report was not found"),
            Self::YearsDiffer => Text::new("报告的年度不同", "the reports are about different years"),
            Self::UnitUnknown => Text::new("金额没有写明单位", "the unit of an amount was not found"),
            Self::TooFewFigures => {
                Text::new("非零数字太少，不足以判断", "there are too few figures other than nought to tell")
            }
            Self::TooManyReports => Text::new("报告份数过多", "there are too many reports"),
            Self::IssuerOutsideRule => {
                Text::new("法律没有规定此类机关如何适用", "the law does not say how it applies to such an issuer")
            }
            Self::IssuerNotConcerned => Text::new("该规定不适用于此类机关", "the rule does not concern such an issuer"),
            Self::IssuerUnclear => {
                Text::new("由名称看不出机关的级别", "the name of the issuer does not tell what it can do")
            }
            Self::PeriodUnknown => Text::new("报告没有写明统计期限", "the report does not say its statistical period"),
            Self::DateImplausible => Text::new("报告的日期有误", "the date of the report cannot be right"),
            Self::BeforeRule => {
                Text::new("报告年度早于该项规定施行", "the report is older than what the rule rests on")
            }
            Self::TableUnread => Text::new(
                "文本中有表格的痕迹，但没有读出表格",
                "the text has traces of the table, and the table could not be read",
            ),
        }
    }
}

/// The template with its `{…}` filled in. What stands in `[…]` is left out where a name in it has no value. Elsewhere a
/// name without a value stays as it is, which a test of all rules' examples looks for.
fn fill(template: &str, finding: &Finding, language: Language) -> String {
    if let Some((before, (optional, behind))) =
        template.split_once('[').and_then(|(before, rest)| Some((before, rest.split_once(']')?)))
    {
        let mut out = fill(before, finding, language);
        let optional = fill(optional, finding, language);
        if !optional.contains('{') {
            out.push_str(&optional);
        }
        out.push_str(&fill(behind, finding, language));
        return out;
    }
    let mut out = String::with_capacity(template.len() + 32);
    let mut rest = template;
    while let Some((before, behind)) = rest.split_once('{') {
        out.push_str(before);
        let Some((name, after)) = behind.split_once('}') else {
            out.push('{');
            rest = behind;
            continue;
        };
        if !value(name, finding, language, &mut out) {
            let _ = write!(out, "{{{name}}}");
        }
        rest = after;
    }
    out.push_str(rest);
    out
}

fn value(name: &str, finding: &Finding, language: Language, out: &mut String) -> bool {
    let number =
        |out: &mut String, number: Option<Decimal>| number.map(|number| write!(out, "{number}").is_ok()).is_some();
    match name {
        "reported" => number(out, finding.reported),
        "computed" => number(out, finding.computed),
        // The size of a difference: which side is larger shows in the two numbers beside it.
        "difference" => number(out, finding.difference.map(Decimal::abs)),
        "subject" => finding.subject.map(|subject| out.push_str(&subject.label(language))).is_some(),
        "left" => expression(finding, Side::Left, out),
        "right" => expression(finding, Side::Right, out),
        "cell" => match finding.operands.iter().find_map(|operand| operand.cell) {
            Some(cell) => {
                out.push_str(&Subject::Cell(cell).label(language));
                true
            }
            None => false,
        },
        _ => match finding.arg(name) {
            Some(ArgValue::Readings(list)) => {
                readings(list, unit(finding, language), language, out);
                true
            }
            Some(arg) => {
                argument(arg, language, out);
                true
            }
            None => false,
        },
    }
}

/// The unit of what a claim can mean: amounts of money are held against each other in yuan, if the prose has a unit.
fn unit(finding: &Finding, language: Language) -> &'static str {
    let has_unit = || matches!(finding.arg("claim"), Some(ArgValue::Text(claim)) if claim.contains('元'));
    match (finding.rule.code, language) {
        ("N011", Language::Zh) if has_unit() => "元",
        ("N011", Language::En) if has_unit() => " yuan",
        _ => "",
    }
}

fn readings(list: &[Reading], unit: &str, language: Language, out: &mut String) {
    for (at, reading) in list.iter().enumerate() {
        if at > 0 {
            out.push_str(if language == Language::Zh { "，" } else { ", " });
        }
        let _ = write!(out, "{} ", reading.meaning.text().get(language));
        let _ = match reading.value {
            Some(value) => write!(out, "{value}{unit}"),
            None => write!(out, "?"),
        };
    }
}

fn argument(value: &ArgValue, language: Language, out: &mut String) {
    let _ = match value {
        ArgValue::Text(text) => write!(out, "{text}"),
        ArgValue::Number(number) => write!(out, "{number}"),
        ArgValue::Date(date) => write!(out, "{date}"),
        ArgValue::Year(year) => write!(out, "{year}"),
        ArgValue::Phrase(phrase) => write!(out, "{}", phrase.text().get(language)),
        ArgValue::Subject(subject) => write!(out, "{}", subject.label(language)),
        ArgValue::Readings(list) => {
            readings(list, "", language, out);
            Ok(())
        }
    };
}

/// A side as a sum in numbers: `36 + 0`. Noughts of a sum of many are left out.
fn expression(finding: &Finding, side: Side, out: &mut String) -> bool {
    let operands = || finding.operands.iter().filter(move |operand| operand.side == side);
    let many = operands().count() > 6;
    let is_shown = |operand: &&Operand| !many || operand.value.is_some_and(|value| !value.is_zero());
    let mut first = true;
    for operand in operands().filter(is_shown) {
        // Taking away what is below nought adds it.
        let is_minus = (operand.sign == Sign::Minus) != operand.value.is_some_and(Decimal::is_negative);
        match (first, is_minus) {
            (true, false) => {}
            (true, true) => out.push('−'),
            (false, false) => out.push_str(" + "),
            (false, true) => out.push_str(" − "),
        }
        first = false;
        let _ = match operand.value {
            Some(value) => write!(out, "{}", value.abs()),
            None if operand.status == CellStatus::Missing => write!(out, "?"),
            None => write!(out, "□"),
        };
    }
    if first && many {
        out.push('0');
    }
    !first || many
}
