//! Sections and their headings: which are there, in which order, in whose words, under which number.

use super::super::Context;
use super::super::finding::{ArgValue, Finding, Outcome, Subject};
use super::super::language::Text;
use super::super::rule::{BOTH, Change, Example, Family, Input, Rule};
use super::text::{behind, heading_span};
use crate::grammar::lexical::{fold, is_han};
use crate::grammar::{numbering, section_title};
use crate::report::{Block, Heading, Numbering, NumberingStyle, Section, SectionKind};
use crate::{Severity, Span};

pub(super) const FORMAT: Text = Text::new(
    "国办公开办函〔2021〕30号、〔2019〕60号所附格式",
    "the formats of 国办公开办函〔2021〕30号 and 〔2019〕60号",
);

pub(super) const SAMPLE_AS_IT_IS: Example =
    Example { what: Text::new("样例原文", "the sample as it is"), input: Input::Report(&[]) };

pub(super) static MISSING: Rule = Rule {
    code: "S001",
    name: "section-missing",
    family: Family::Structure,
    severity: Severity::Error,
    editions: BOTH,
    formula: "overview, disclosure, applications, disputes, problems, other_matters",
    summary: Text::new("报告有格式规定的六个部分", "the report has the six sections of the format"),
    why: Text::new(
        "条例第五十条列明年度报告应当包括的内容，格式将其分为六个部分，一个也不能少。没有内容可报的部分，也应保留标题并写明“无”。",
        "Article 50 of the Regulations lists what a report must contain, and the format puts them into six sections. A section with nothing to report keeps its heading and says so.",
    ),
    source: Text::new(
        "《政府信息公开条例》第五十条；国办公开办函〔2021〕30号、〔2019〕60号所附格式",
        "Regulations on open government information, article 50; the formats of 国办公开办函〔2021〕30号 and 〔2019〕60号",
    ),
    assumes: None,
    violated: Text::new("缺少“{subject}”部分", "the section {subject} is missing"),
    holds: Text::new("六个部分齐全", "all six sections are there"),
    violating: Example {
        what: Text::new("第六部分的标题丢失", "the heading of section six is lost"),
        input: Input::Report(&[Change::new("六、其他需要报告的事项", "")]),
    },
    passing: SAMPLE_AS_IT_IS,
};

pub(super) static OUT_OF_ORDER: Rule = Rule {
    code: "S002",
    name: "section-out-of-order",
    family: Family::Structure,
    severity: Severity::Warning,
    editions: BOTH,
    formula: "overview < disclosure < applications < disputes < problems < other_matters",
    summary: Text::new("各部分按格式规定的顺序排列", "the sections stand in the order of the format"),
    why: Text::new(
        "顺序颠倒会使读者和汇总系统对错内容，多因拼接稿件所致。",
        "Readers, and systems that collect reports, go by the order. Sections change places when drafts are put together.",
    ),
    source: FORMAT,
    assumes: None,
    violated: Text::new("“{subject}”排在“{before}”之后", "{subject} stands behind {before}"),
    holds: Text::new("各部分顺序与格式一致", "the sections stand in the order of the format"),
    violating: Example {
        what: Text::new("第五、第六部分互换", "sections five and six have changed places"),
        input: Input::Report(&[
            Change::new("五、存在的主要问题及改进情况", "五、其他需要报告的事项"),
            Change::new("六、其他需要报告的事项", "六、存在的主要问题及改进情况"),
        ]),
    },
    passing: SAMPLE_AS_IT_IS,
};

pub(super) static DUPLICATED: Rule = Rule {
    code: "S003",
    name: "section-duplicated",
    family: Family::Structure,
    severity: Severity::Warning,
    editions: BOTH,
    formula: "each heading of the format stands once",
    summary: Text::new("格式的每个标题只出现一次", "each heading of the format stands once"),
    why: Text::new(
        "标题再次出现，多为粘贴时重复，或同一文件中混入了另一份报告；其后的内容未作为独立部分读取。",
        "A heading that comes again was pasted twice, or begins another report in the same text. What follows it was not read as a section.",
    ),
    source: FORMAT,
    assumes: None,
    violated: Text::new("标题“{heading}”在正文中再次出现", "the heading {heading} stands a second time"),
    holds: Text::new("没有重复的标题", "no heading stands twice"),
    violating: Example {
        what: Text::new("第六部分里又出现第五部分的标题", "the heading of section five comes again in section six"),
        input: Input::Report(&[Change::new(
            "本年度没有收取政府信息公开信息处理费，也没有别的事项需要报告。",
            "五、存在的主要问题及改进情况\n\n本年度没有收取政府信息公开信息处理费，也没有别的事项需要报告。",
        )]),
    },
    passing: SAMPLE_AS_IT_IS,
};

pub(super) static HEADING_MISSING: Rule = Rule {
    code: "S004",
    name: "heading-missing",
    family: Family::Structure,
    severity: Severity::Warning,
    editions: BOTH,
    formula: "each section begins with its heading",
    summary: Text::new("每个部分都有标题", "each section has its heading"),
    why: Text::new(
        "该部分仅凭其表格识别，标题没有找到。也可能是文本提取时丢失，请对照原件。",
        "The section was told by its table alone. The heading may have been lost when the text was extracted, so compare the original.",
    ),
    source: FORMAT,
    assumes: None,
    violated: Text::new("有表格而没有标题“{subject}”", "the table is there, its heading {subject} is not"),
    holds: Text::new("各部分均有标题", "every section has a heading"),
    violating: Example {
        what: Text::new("第三部分的标题丢失", "the heading of section three is lost"),
        input: Input::Report(&[Change::new("三、收到和处理政府信息公开申请情况\n", "")]),
    },
    passing: SAMPLE_AS_IT_IS,
};

pub(super) static HEADING_WORDING: Rule = Rule {
    code: "S005",
    name: "heading-wording",
    family: Family::Structure,
    severity: Severity::Note,
    editions: BOTH,
    formula: "heading = heading of the format or of article 50",
    summary: Text::new(
        "标题使用格式或条例第五十条的表述",
        "the headings are in the words of the format or of article 50",
    ),
    why: Text::new(
        "年度报告格式是统一的，标题改写不影响数据，但不合规范。标点、空格、“的”“和”“及”之别以及条例第五十条的表述均不计。",
        "The format is the same for all. Another wording does no harm to the figures, but departs from it. Punctuation, spaces and particles do not count, and the words of article 50 are as good.",
    ),
    source: Text::new(
        "《政府信息公开条例》第五十条；国办公开办函〔2021〕30号、〔2019〕60号所附格式",
        "Regulations on open government information, article 50; the formats of 国办公开办函〔2021〕30号 and 〔2019〕60号",
    ),
    assumes: None,
    violated: Text::new(
        "标题“{heading}”与格式“{subject}”表述不同",
        "the heading {heading} reads {subject} in the format",
    ),
    holds: Text::new("标题表述与格式一致", "the headings are in the words of the format"),
    violating: Example {
        what: Text::new("第五部分标题改写", "the heading of section five reworded"),
        input: Input::Report(&[Change::new("五、存在的主要问题及改进情况", "五、存在的问题及整改措施")]),
    },
    passing: Example {
        what: Text::new("采用条例第五十条的表述", "in the words of article 50"),
        input: Input::Report(&[Change::new(
            "五、存在的主要问题及改进情况",
            "五、政府信息公开工作存在的主要问题及改进情况",
        )]),
    },
};

pub(super) static HEADING_NUMBER: Rule = Rule {
    code: "S006",
    name: "heading-number",
    family: Family::Structure,
    severity: Severity::Warning,
    editions: BOTH,
    formula: "the headings are numbered 一 to 六",
    summary: Text::new("标题序号依次为一至六", "the headings are numbered 一 to 六"),
    why: Text::new(
        "序号错误多因增删部分后未改。没有序号或使用阿拉伯数字，属格式不规范，只作提示。",
        "A wrong number is left over when sections were added or taken out. A heading without number, or with an Arabic one, is only a matter of form and gives a note.",
    ),
    source: FORMAT,
    assumes: None,
    violated: Text::new(
        "标题“{heading}”的序号应为“{number}、”",
        "the heading {heading} should have the number {number}、",
    ),
    holds: Text::new("标题序号正确", "the headings have their numbers"),
    violating: Example {
        what: Text::new("第六部分写成“五、”", "section six is numbered 五"),
        input: Input::Report(&[Change::new("六、其他需要报告的事项", "五、其他需要报告的事项")]),
    },
    passing: SAMPLE_AS_IT_IS,
};

pub(super) static SUB_HEADING_NUMBERS: Rule = Rule {
    code: "S025",
    name: "sub-heading-numbers",
    family: Family::Structure,
    severity: Severity::Note,
    editions: BOTH,
    formula: "（一）, （二）, （三）, …",
    summary: Text::new("小标题序号连续且不重复", "the numbers of sub-headings follow each other"),
    why: Text::new(
        "序号重复或跳号，多为增删段落后未改，也可能漏贴了一段。",
        "A number that comes twice or is left out was not changed with the paragraphs around it, or a paragraph is missing.",
    ),
    source: Text::new("公文写作通例", "common practice of official writing"),
    assumes: None,
    violated: Text::new(
        "“{subject}”中小标题序号应为（{number}），实为“{heading}”",
        "a sub-heading of {subject} should be number {number}, and is {heading}",
    ),
    holds: Text::new("小标题序号连续", "the numbers of sub-headings follow each other"),
    violating: Example {
        what: Text::new("两个（四）", "（四） comes twice"),
        input: Input::Report(&[Change::new("（五）监督保障。", "（四）监督保障。")]),
    },
    passing: SAMPLE_AS_IT_IS,
};

pub(super) fn presence(context: &mut Context<'_>) {
    let report = context.report;
    let mut complete = true;
    for kind in SectionKind::ALL {
        if report.section(kind).is_none() {
            complete = false;
            context.push(
                Finding::new(&MISSING, Outcome::Violated)
                    .with_subject(Subject::Section(kind))
                    .with_span(behind(report, kind)),
            );
        }
    }
    if complete {
        context.holds(&MISSING);
    }
}

pub(super) fn order(context: &mut Context<'_>) {
    let mut holds = true;
    let mut last: Option<(SectionKind, Span)> = None;
    for (kind, section) in context.report.sections() {
        let span = heading_span(section);
        if let Some((before, at)) = last.filter(|(_, at)| at.start > span.start) {
            holds = false;
            context.push(
                Finding::new(&OUT_OF_ORDER, Outcome::Violated)
                    .with_subject(Subject::Section(before))
                    .with_arg("before", ArgValue::Subject(Subject::Section(kind)))
                    .with_span(at),
            );
        } else {
            last = Some((kind, span));
        }
    }
    if holds {
        context.holds(&OUT_OF_ORDER);
    }
}

/// Headings that were left in the prose of a section, and further reports in the same text.
pub(super) fn duplicated(context: &mut Context<'_>) {
    let report = context.report;
    let mut holds = true;
    for (_, section) in report.sections() {
        for (at, block) in section.narrative.iter().enumerate() {
            let Some(kind) = repeated(block) else { continue };
            let is_heading = |block: Option<&Block>| block.and_then(repeated).is_some();
            // Headings in a row are a list of contents.
            if is_heading(section.narrative.get(at + 1))
                || at.checked_sub(1).is_some_and(|before| is_heading(section.narrative.get(before)))
            {
                continue;
            }
            holds = false;
            context.push(
                Finding::new(&DUPLICATED, Outcome::Violated)
                    .with_subject(Subject::Section(kind))
                    .with_text("heading", kind.heading())
                    .with_span(block.span()),
            );
        }
    }
    for unplaced in &report.unplaced {
        let line = unplaced.value.lines().next().unwrap_or("");
        if let Some((kind, Some(_))) = short(line).and_then(section_title) {
            holds = false;
            let len = u32::try_from(line.len()).unwrap_or(0);
            context.push(
                Finding::new(&DUPLICATED, Outcome::Violated)
                    .with_subject(Subject::Section(kind))
                    .with_text("heading", kind.heading())
                    .with_span(Span::new(unplaced.span.start, unplaced.span.start + len)),
            );
        }
    }
    if holds {
        context.holds(&DUPLICATED);
    }
}

/// The section that a block is the numbered heading of.
fn repeated(block: &Block) -> Option<SectionKind> {
    match block {
        Block::SubHeading(heading) if heading.numbering.style == NumberingStyle::Chinese && !heading.run_in => {
            let (kind, _) = short(&heading.title).and_then(section_title)?;
            (heading.numbering.value == Some(kind.number())).then_some(kind)
        }
        Block::Paragraph(paragraph) if paragraph.text.starts_with(['一', '二', '三', '四', '五', '六']) => {
            let (kind, numbering) = short(&paragraph.text).and_then(section_title)?;
            let numbering = numbering.filter(|numbering| numbering.style == NumberingStyle::Chinese)?;
            (numbering.value == Some(kind.number())).then_some(kind)
        }
        _ => None,
    }
}

/// A text that is no longer than headings are.
fn short(text: &str) -> Option<&str> {
    Some(text).filter(|text| text.len() <= 120)
}

pub(super) fn headings(context: &mut Context<'_>) {
    let (mut all, mut worded, mut numbered) = (true, true, true);
    for (kind, section) in context.report.sections() {
        let subject = Subject::Section(kind);
        let Some(heading) = &section.heading else {
            all = false;
            context.push(
                Finding::new(&HEADING_MISSING, Outcome::Violated)
                    .with_subject(subject)
                    .with_span(Span::at(section.span.start)),
            );
            continue;
        };
        if !is_in_format(kind, &heading.text) {
            worded = false;
            context.push(
                Finding::new(&HEADING_WORDING, Outcome::Violated)
                    .with_subject(subject)
                    .with_text("heading", &heading.text)
                    .with_span(heading.span),
            );
        }
        if let Some(severity) = number_fault(kind, heading) {
            numbered = false;
            context.push(
                Finding::new(&HEADING_NUMBER, Outcome::Violated)
                    .with_severity(severity)
                    .with_subject(subject)
                    .with_text("heading", &heading.text)
                    .with_text("number", numeral(kind.number()))
                    .with_span(heading.span),
            );
        }
    }
    for (rule, holds) in [(&HEADING_MISSING, all), (&HEADING_WORDING, worded), (&HEADING_NUMBER, numbered)] {
        if holds {
            context.holds(rule);
        }
    }
}

/// What is wrong with the number of a heading: a wrong one matters more than none.
fn number_fault(kind: SectionKind, heading: &Heading) -> Option<Severity> {
    match heading.numbering {
        Some(Numbering { style: NumberingStyle::Chinese, value }) if value == Some(kind.number()) => None,
        Some(Numbering { value, .. }) if value != Some(kind.number()) => Some(Severity::Warning),
        _ => Some(Severity::Note),
    }
}

/// Whether a heading is in the words of the format, or of article 50 of the Regulations.
fn is_in_format(kind: SectionKind, text: &str) -> bool {
    if text == kind.heading() {
        return true;
    }
    // Chinese characters alone, without number, particles and a remark in brackets.
    let mut words = String::with_capacity(text.len());
    let body = text
        .find('、')
        .and_then(|at| text.get(at + '、'.len_utf8()..))
        .filter(|_| text.chars().take(3).any(|c| c == '、'));
    for c in body.unwrap_or(text).chars().map(fold) {
        if c == '(' && !words.is_empty() {
            break;
        }
        if is_han(c) && !matches!(c, '的' | '和' | '及' | '与' | '并') {
            words.push(if c == '它' { '他' } else { c });
        }
    }
    let mut words = words.as_str();
    for prefix in ["一", "二", "三", "四", "五", "六", "年度", "年", "本年度", "行政机关"] {
        words = words.strip_prefix(prefix).unwrap_or(words);
    }
    let bare =
        ["政府信息公开工作", "政府信息公开"].iter().find_map(|prefix| words.strip_prefix(prefix)).unwrap_or(words);
    match kind {
        SectionKind::Overview => bare == "总体情况",
        SectionKind::Disclosure => words == "主动公开政府信息情况",
        SectionKind::Applications => words == "收到处理政府信息公开申请情况",
        SectionKind::Disputes => {
            matches!(
                words,
                "政府信息公开行政复议行政诉讼情况"
                    | "政府信息公开工作行政复议行政诉讼情况"
                    | "因政府信息公开工作被申请行政复议提起行政诉讼情况"
                    | "政府信息公开工作被申请行政复议提起行政诉讼情况"
            )
        }
        SectionKind::Problems => bare == "存在主要问题改进情况",
        SectionKind::OtherMatters => matches!(words, "其他需要报告事项" | "其他需报告事项" | "其他应当报告事项"),
    }
}

/// The Chinese numeral of a small number.
fn numeral(number: u8) -> &'static str {
    const NUMERALS: [&str; 20] = [
        "一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二", "十三", "十四", "十五", "十六",
        "十七", "十八", "十九", "二十",
    ];
    number.checked_sub(1).and_then(|at| NUMERALS.get(usize::from(at))).copied().unwrap_or("")
}

/// `（一）`, `（二）`, … in the sections that are prose.
pub(super) fn sub_headings(context: &mut Context<'_>) {
    if !context.runs(&SUB_HEADING_NUMBERS) {
        return;
    }
    let (mut holds, mut found) = (true, 0);
    for (kind, section) in context.report.sections() {
        if !matches!(kind, SectionKind::Overview | SectionKind::Problems | SectionKind::OtherMatters) {
            continue;
        }
        let mut last = 0;
        for block in &section.narrative {
            let Some(value) = bracketed(block) else { continue };
            // A number that was lost says nothing of the rest.
            if value == 0 {
                break;
            }
            // A second （一） begins a list of its own.
            if value == last + 1 || value == 1 {
                last = value;
                continue;
            }
            if last == 0 || found == MOST || (value != last && stands(section, last + 1)) {
                break;
            }
            holds = false;
            found += 1;
            context.push(
                Finding::new(&SUB_HEADING_NUMBERS, Outcome::Violated)
                    .with_subject(Subject::Section(kind))
                    .with_text("number", numeral(last + 1))
                    .with_text("heading", &beginning(block))
                    .with_span(head(block)),
            );
            last = value;
        }
    }
    if holds {
        context.holds(&SUB_HEADING_NUMBERS);
    }
}

/// Findings at most: a list that goes wrong is told by its beginning.
const MOST: usize = 8;

/// The number in brackets that a block begins with; 0 where its digit was lost.
fn bracketed(block: &Block) -> Option<u8> {
    let numbering = match block {
        Block::SubHeading(heading) => heading.numbering,
        Block::Paragraph(paragraph) if paragraph.text.starts_with(['（', '(']) => numbering(&paragraph.text).ok()?.1,
        Block::Paragraph(_) => return None,
    };
    (numbering.style == NumberingStyle::ChineseInBrackets).then_some(numbering.value.unwrap_or(0))
}

/// Whether a number in brackets stands anywhere in a section: within a paragraph, too.
fn stands(section: &Section, number: u8) -> bool {
    let numeral = numeral(number);
    section.paragraphs().any(|paragraph| {
        let text = paragraph.text.as_str();
        memchr::memmem::find_iter(text.as_bytes(), numeral).any(|at| {
            let before = text.get(..at).unwrap_or("").trim_end();
            let behind = text.get(at + numeral.len()..).unwrap_or("").trim_start();
            before.ends_with(['（', '(']) && behind.starts_with(['）', ')'])
        })
    })
}

/// Number and first words of a block.
fn beginning(block: &Block) -> String {
    match block {
        Block::SubHeading(heading) => {
            format!("（{}）{}", heading.numbering.value.map_or("", numeral), heading.title)
        }
        Block::Paragraph(paragraph) => paragraph.text.chars().take(16).collect(),
    }
}

/// Where the number of a block stands, with the title of a sub-heading.
fn head(block: &Block) -> Span {
    match block {
        Block::SubHeading(heading) => heading.span,
        Block::Paragraph(paragraph) => Span::at(paragraph.span.start),
    }
}
