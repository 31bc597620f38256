//! The statistical period, and whether the report came in time.

use super::super::Context;
use super::super::finding::{ArgValue, Finding, Outcome, Reason};
use super::super::issuer::{Kind, Level};
use super::super::language::Text;
use super::super::phrase::Phrase;
use super::super::rule::{BOTH, Change, Example, Family, Input, Rule};
use super::sections::SAMPLE_AS_IT_IS;
use crate::report::{Date, Report};
use crate::{Severity, Spanned};

pub(super) static PERIOD: Rule = Rule {
    code: "S013",
    name: "period-not-calendar-year",
    family: Family::Structure,
    severity: Severity::Warning,
    editions: BOTH,
    formula: "period = year-01-01 … year-12-31",
    summary: Text::new(
        "统计期限为报告年度的1月1日至12月31日",
        "the statistical period is the calendar year of the report",
    ),
    why: Text::new(
        "年度报告反映上一年度情况，统计期限即该年1月1日至12月31日。年份与标题不同，多为沿用上年稿件；起止日不是年初年末，则数据口径有误或笔误。",
        "The report is on the year before, so the period is that year from 1 January to 31 December. Another year was left over from an older draft; other days are a slip, or the figures cover something else.",
    ),
    source: Text::new(
        "《政府信息公开条例》第四十九条“上一年度”",
        "Regulations on open government information, article 49: the previous year",
    ),
    assumes: None,
    violated: Text::new(
        "统计期限 {start} 至 {end} 不是 {year} 年全年",
        "the period from {start} to {end} is not the year {year}",
    ),
    holds: Text::new("统计期限为报告年度全年", "the statistical period is the year of the report"),
    violating: Example {
        what: Text::new("统计期限沿用上年", "the period is that of the year before"),
        input: Input::Report(&[Change::new("2024年1月1日至2024年12月31日", "2023年1月1日至2023年12月31日")]),
    },
    passing: Example {
        what: Text::new("省略第二个年份", "the second year is left out"),
        input: Input::Report(&[Change::new("2024年1月1日至2024年12月31日", "2024年1月1日起至12月31日止")]),
    },
};

pub(super) static DEADLINE: Rule = Rule {
    code: "S020",
    name: "deadline-missed",
    family: Family::Structure,
    severity: Severity::Warning,
    editions: BOTH,
    formula: "date ≤ (year + 1)-01-31 for departments, (year + 1)-03-31 for governments",
    summary: Text::new("报告在法定期限内公布", "the report was published in time"),
    why: Text::new(
        "县级以上人民政府部门应在1月31日前、县级以上地方人民政府应在3月31日前公布上一年度报告。以落款日期为准，没有落款的以页面发布日期为准；网站迁移会改动发布日期，请核实。",
        "Departments publish the report on the year before by 31 January, local governments by 31 March. The date of the signature counts, or else that of the page, which can change when a site moves.",
    ),
    source: Text::new("《政府信息公开条例》第四十九条", "Regulations on open government information, article 49"),
    assumes: Some(Text::new(
        "机关性质由名称判断：“人民政府”为政府，“局、委、厅、部、办”等为部门；政府办公室（厅）可能代本级政府公布，乡镇、街道和其他单位条例未作规定，均按3月31日计",
        "the name tells what the office is: 人民政府 is a government; 局, 委, 厅, 部 and 办 are departments; a government's office may publish for it, and for townships and others the Regulations set no day, so 31 March is taken",
    )),
    violated: Text::new("{date} 公布，晚于期限 {deadline}", "dated {date}, after the deadline of {deadline}"),
    holds: Text::new("{date} 公布，未超过期限 {deadline}", "dated {date}, before the deadline of {deadline}"),
    violating: Example {
        what: Text::new("政府报告4月落款", "a government signs in April"),
        input: Input::Report(&[
            Change::new("2025年1月20日", "2025年4月2日"),
            Change::new("发布日期：2025-01-22", "发布日期：2025-04-03"),
        ]),
    },
    passing: SAMPLE_AS_IT_IS,
};

pub(super) static PREMATURE: Rule = Rule {
    code: "S021",
    name: "dated-before-year-end",
    family: Family::Structure,
    severity: Severity::Warning,
    editions: BOTH,
    formula: "date > year-12-31",
    summary: Text::new("日期在报告年度结束之后", "the report is dated after the year that it is about"),
    why: Text::new(
        "年度尚未结束就已成文，全年数据不可能完整；多为年份笔误，例如把2025年写成2024年。",
        "Figures of a whole year cannot be complete before it has ended. Mostly the year of the date is a slip.",
    ),
    source: Text::new(
        "《政府信息公开条例》第四十九条“上一年度”",
        "Regulations on open government information, article 49: the previous year",
    ),
    assumes: None,
    violated: Text::new("日期 {date} 早于报告年度 {year} 年结束", "dated {date}, before the year {year} has ended"),
    holds: Text::new("日期 {date} 在报告年度之后", "dated {date}, after the year of the report"),
    violating: Example {
        what: Text::new("落款写成报告年度", "the signature has the year of the report"),
        input: Input::Report(&[Change::new("2025年1月20日", "2024年1月20日")]),
    },
    passing: SAMPLE_AS_IT_IS,
};

pub(super) fn period(context: &mut Context<'_>) {
    let report = context.report;
    let Some(period) = &report.period else {
        context.cannot(&PERIOD, Reason::PeriodUnknown);
        return;
    };
    let year = report.year.as_ref().map_or(period.value.end.year(), |year| year.value);
    context.push(if period.value.is_calendar_year(year) {
        Finding::new(&PERIOD, Outcome::Holds)
    } else {
        Finding::new(&PERIOD, Outcome::Violated)
            .with_arg("start", ArgValue::Date(period.value.start))
            .with_arg("end", ArgValue::Date(period.value.end))
            .with_arg("year", ArgValue::Year(year))
            .with_span(period.span)
    });
}

/// The date of the report, and what was assumed in taking it.
fn date(report: &Report) -> Option<(&Spanned<Date>, Option<Phrase>)> {
    let signed = report.signature.date.as_ref().map(|date| (date, None));
    signed.or_else(|| report.publication.date.as_ref().map(|date| (date, Some(Phrase::PublicationDateTaken))))
}

pub(super) fn dated(context: &mut Context<'_>) {
    let report = context.report;
    let cannot = |context: &mut Context<'_>, reason: Reason| {
        context.cannot(&DEADLINE, reason);
        context.cannot(&PREMATURE, reason);
    };
    let Some(year) = report.year.as_ref().map(|year| year.value) else {
        cannot(context, Reason::YearUnknown);
        return;
    };
    let Some((date, taken)) = date(report) else {
        cannot(context, Reason::DateUnknown);
        return;
    };
    // Where title and period name two years, nobody knows by which the report was due.
    let other_period = report.period.as_ref().is_some_and(|period| period.value.end.year() > year);
    if other_period && date.value.year() > year {
        cannot(context, Reason::DateImplausible);
        return;
    }
    let with_date = |mut finding: Finding| {
        finding.assumptions.extend(taken);
        finding.with_arg("date", ArgValue::Date(date.value)).with_span(date.span)
    };
    if date.value.year() <= year {
        context.cannot(&DEADLINE, Reason::DateImplausible);
        context.push(with_date(Finding::new(&PREMATURE, Outcome::Violated)).with_arg("year", ArgValue::Year(year)));
        return;
    }
    let deadline = deadline(context);
    match deadline.and_then(|(month, phrase)| Some((Date::new(year + 1, month, 31)?, phrase))) {
        None => context.cannot(&DEADLINE, Reason::IssuerUnknown),
        Some((deadline, phrase)) => {
            let outcome = if date.value <= deadline { Outcome::Holds } else { Outcome::Violated };
            let mut finding = Finding::new(&DEADLINE, outcome);
            finding.assumptions.push(phrase);
            context.push(with_date(finding).with_arg("deadline", ArgValue::Date(deadline)));
        }
    }
    context.push(with_date(Finding::new(&PREMATURE, Outcome::Holds)));
}

/// The month at whose end the report was due, and what the office was taken for.
fn deadline(context: &Context<'_>) -> Option<(u8, Phrase)> {
    let issuer = context.issuer()?;
    Some(match issuer.kind {
        Kind::Government if issuer.level == Level::Township => (3, Phrase::LaterDeadline),
        Kind::Government => (3, Phrase::IssuerIsGovernment),
        Kind::GovernmentOffice => (3, Phrase::OfficeForGovernment),
        Kind::Department => (1, Phrase::IssuerIsDepartment),
        Kind::Other => (3, Phrase::LaterDeadline),
    })
}
