//! Whether the tables are there at all, and whether anybody has filled them in.

use super::super::Context;
use super::super::finding::{ArgValue, Finding, Outcome, Reason, Subject};
use super::super::language::Text;
use super::super::phrase::Phrase;
use super::super::rule::{BOTH, Change, Example, Family, Input, Rule};
use super::super::tally::doubt;
use super::sections::{FORMAT, SAMPLE_AS_IT_IS};
use super::text::heading_span;
use crate::report::{Block, Furniture, FurnitureKind, Section, SectionKind};
use crate::{Severity, Span};

/// The table of section four in the sample, head and figures.
const DISPUTES: &str = "行政复议\t\t\t\t\t行政诉讼\n结果维持\t结果纠正\t其他结果\t尚未审结\t总计\t未经复议直接起诉\t\t\t\t\t复议后起诉\n\t\t\t\t\t结果维持\t结果纠正\t其他结果\t尚未审结\t总计\t结果维持\t结果纠正\t其他结果\t尚未审结\t总计\n1\t1\t0\t1\t3\t0\t0\t1\t0\t1\t1\t0\t0\t0\t1";

pub(super) static TABLE_MISSING: Rule = Rule {
    code: "S007",
    name: "table-missing",
    family: Family::Structure,
    severity: Severity::Error,
    editions: BOTH,
    formula: "disclosure.table, applications.table, disputes.table",
    summary: Text::new("第二、三、四部分均有表格", "sections two, three and four have their tables"),
    why: Text::new(
        "这三个部分以表格报告，只有标题或以文字代替，数据便无从核对；没有发生的，应填0。表格若以图片发布或在提取文本时丢失，也会如此，请对照原件。",
        "These sections are reported in tables. With a heading or a sentence alone there is nothing to check; where nothing happened, the cells say 0. A table that was published as a picture or lost in extraction looks the same, so compare the original.",
    ),
    source: FORMAT,
    assumes: None,
    violated: Text::new("“{subject}”没有表格", "the section {subject} has no table"),
    holds: Text::new("三个表格齐全", "all three tables are there"),
    violating: Example {
        what: Text::new("第四部分以一句话代替表格", "a sentence stands in place of the table of section four"),
        input: Input::Report(&[Change::new(DISPUTES, "本年度没有此类案件。")]),
    },
    passing: SAMPLE_AS_IT_IS,
};

pub(super) static TABLE_BLANK: Rule = Rule {
    code: "S008",
    name: "table-blank",
    family: Family::Structure,
    severity: Severity::Warning,
    editions: BOTH,
    formula: "each table has a number",
    summary: Text::new("表格不是空白模板", "no table is a blank template"),
    why: Text::new(
        "整张表没有一个数字，可能是误发了空白模板，也可能以空白代替0。三张表全部空白的，应视为没有填报；只有一张空白的，作为提示。",
        "A table without a single number may be the template itself, or its noughts were left out. Where all tables are blank, nothing was reported; one blank table among others gives a note.",
    ),
    source: FORMAT,
    assumes: None,
    violated: Text::new("“{subject}”的表格没有一个数字", "the table of {subject} has not a single number"),
    holds: Text::new("表格均已填报", "the tables are filled in"),
    violating: Example {
        what: Text::new("第二部分的表格没有填写", "the table of section two was not filled in"),
        input: Input::Report(&[
            Change::new("行政规范性文件\t12\t5\t63", "行政规范性文件\t\t\t"),
            Change::new("行政许可\t387", "行政许可\t"),
            Change::new("行政处罚\t142", "行政处罚\t"),
            Change::new("行政强制\t26", "行政强制\t"),
            Change::new("行政事业性收费\t86.50", "行政事业性收费\t"),
        ]),
    },
    passing: SAMPLE_AS_IT_IS,
};

pub(super) static ALL_ZERO: Rule = Rule {
    code: "S026",
    name: "all-zero",
    family: Family::Structure,
    severity: Severity::Note,
    editions: BOTH,
    formula: "some cell ≠ 0",
    summary: Text::new("表格中有不为0的数字", "some figure of the tables is not nought"),
    why: Text::new(
        "小机关全年没有业务，数据全为0是可能的；但也可能只填了模板。请核对行政许可、处罚和依申请公开台账。",
        "A small office may well have nothing but noughts. It may as well have sent the template, so look at its records of licences, penalties and applications.",
    ),
    source: Text::new("评估实践", "the practice of evaluators"),
    assumes: None,
    violated: Text::new("各表数字全部为0（共 {count} 格）", "all {count} figures of the tables are noughts"),
    holds: Text::new("表格中有不为0的数字", "some figures of the tables are not nought"),
    violating: Example {
        what: Text::new("各表全部为0", "noughts in all tables"),
        input: Input::Report(&[
            Change::new("行政规范性文件\t12\t5\t63", "行政规范性文件\t0\t0\t0"),
            Change::new("行政许可\t387", "行政许可\t0"),
            Change::new("行政处罚\t142", "行政处罚\t0"),
            Change::new("行政强制\t26", "行政强制\t0"),
            Change::new("行政事业性收费\t86.50", "行政事业性收费\t0"),
            Change::new("12\t3\t1\t1\t2\t0\t19", "0\t0\t0\t0\t0\t0\t0"),
            Change::new("2\t1\t0\t0\t0\t0\t3", "0\t0\t0\t0\t0\t0\t0"),
            Change::new("4\t2\t1\t0\t1\t0\t8", "0\t0\t0\t0\t0\t0\t0"),
            Change::new("1\t1\t0\t0\t0\t0\t2", "0\t0\t0\t0\t0\t0\t0"),
            Change::new("4.保护第三方合法权益\t0\t1\t0\t0\t0\t0\t1", "4.保护第三方合法权益\t0\t0\t0\t0\t0\t0\t0"),
            Change::new("5.属于三类内部事务信息\t1\t0\t0\t0\t0\t0\t1", "5.属于三类内部事务信息\t0\t0\t0\t0\t0\t0\t0"),
            Change::new("8.属于行政查询事项\t1\t0\t0\t0\t0\t0\t1", "8.属于行政查询事项\t0\t0\t0\t0\t0\t0\t0"),
            Change::new("5\t0\t0\t1\t0\t0\t6", "0\t0\t0\t0\t0\t0\t0"),
            Change::new(
                "2.没有现成信息需要另行制作\t1\t0\t0\t0\t0\t0\t1",
                "2.没有现成信息需要另行制作\t0\t0\t0\t0\t0\t0\t0",
            ),
            Change::new("0\t0\t0\t0\t1\t0\t1\n\t\t3.要求", "0\t0\t0\t0\t0\t0\t0\n\t\t3.要求"),
            Change::new("13\t4\t1\t1\t2\t0\t21", "0\t0\t0\t0\t0\t0\t0"),
            Change::new(
                "四、结转下年度继续办理\t\t\t1\t0\t0\t0\t0\t0\t1",
                "四、结转下年度继续办理\t\t\t0\t0\t0\t0\t0\t0\t0",
            ),
            Change::new("1\t1\t0\t1\t3\t0\t0\t1\t0\t1\t1\t0\t0\t0\t1", "0\t0\t0\t0\t0\t0\t0\t0\t0\t0\t0\t0\t0\t0\t0"),
        ]),
    },
    passing: SAMPLE_AS_IT_IS,
};

pub(super) fn missing(context: &mut Context<'_>) {
    if !context.runs(&TABLE_MISSING) {
        return;
    }
    let (report, tallies) = (context.report, context.tallies());
    let (mut holds, mut some) = (true, false);
    for tally in tallies {
        some |= tally.table.is_some();
        let (Some(section), None) = (report.section(tally.kind), tally.table) else { continue };
        holds = false;
        let (subject, span) = (Subject::Section(tally.kind), Span::at(heading_span(section).end));
        let is_picture = |furniture: &&Furniture| {
            furniture.kind == FurnitureKind::Picture
                && (section.span.start..section.span.end).contains(&furniture.span.start)
        };
        context.push(if traces(tally.kind, section) {
            Finding::not_assessable(&TABLE_MISSING, Reason::TableUnread).with_subject(subject)
        } else if let Some(picture) = report.furniture.iter().find(is_picture) {
            Finding::new(&TABLE_MISSING, Outcome::Violated)
                .with_severity(Severity::Warning)
                .with_subject(subject)
                .with_assumption(Phrase::PictureInstead)
                .with_span(picture.span)
        } else {
            Finding::new(&TABLE_MISSING, Outcome::Violated).with_subject(subject).with_span(span)
        });
    }
    if holds && some {
        context.holds(&TABLE_MISSING);
    }
}

/// Whether words of the form, or the mark of a converter, stand where the table was not found: the table is there then,
/// and the text has lost it.
fn traces(kind: SectionKind, section: &Section) -> bool {
    let words: [&str; 3] = match kind {
        SectionKind::Disclosure => ["本年制发件数", "现行有效件数", "处理决定数量"],
        SectionKind::Applications => {
            ["本年新收政府信息公开申请数量", "上年结转政府信息公开申请数量", "结转下年度继续办理"]
        }
        _ => ["结果维持", "结果纠正", "尚未审结"],
    };
    section.narrative.iter().any(|block| match block {
        Block::Paragraph(paragraph) => {
            paragraph.text == "[TABLE]" || words.iter().any(|word| paragraph.text.contains(word))
        }
        Block::SubHeading(heading) => words.iter().any(|word| heading.title.contains(word)),
    })
}

pub(super) fn blank(context: &mut Context<'_>) {
    if !context.runs(&TABLE_BLANK) {
        return;
    }
    let tallies = context.tallies();
    if tallies.iter().all(|tally| tally.table.is_none()) {
        context.cannot(&TABLE_BLANK, Reason::PartMissing);
        return;
    }
    let doubt = doubt(&tallies);
    let all_blank = tallies.iter().all(|tally| tally.numbers == 0);
    let mut holds = true;
    for tally in &tallies {
        if let Some(span) = tally.table.filter(|_| tally.is_blank(doubt)) {
            holds = false;
            context.push(
                Finding::new(&TABLE_BLANK, Outcome::Violated)
                    .with_severity(if all_blank { Severity::Warning } else { Severity::Note })
                    .with_subject(Subject::Section(tally.kind))
                    .with_span(span),
            );
        }
    }
    if holds {
        context.holds(&TABLE_BLANK);
    }
}

pub(super) fn all_zero(context: &mut Context<'_>) {
    if !context.runs(&ALL_ZERO) {
        return;
    }
    let tallies = context.tallies();
    let numbers: u32 = tallies.iter().map(|tally| tally.numbers).sum();
    let zeros: u32 = tallies.iter().map(|tally| tally.zeros).sum();
    let finding = if tallies.iter().all(|tally| tally.table.is_none()) {
        Finding::not_assessable(&ALL_ZERO, Reason::PartMissing)
    } else if zeros < numbers {
        Finding::new(&ALL_ZERO, Outcome::Holds)
    } else if numbers < 20 || doubt(&tallies) {
        // A few noughts beside cells that could not be read say nothing.
        Finding::not_assessable(&ALL_ZERO, Reason::CellMissing)
    } else {
        let span = tallies.iter().find_map(|tally| tally.table).unwrap_or_default();
        Finding::new(&ALL_ZERO, Outcome::Violated)
            .with_arg("count", ArgValue::Number(u64::from(numbers).into()))
            .with_span(span)
    };
    context.push(finding);
}
