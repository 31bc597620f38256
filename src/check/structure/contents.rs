//! What the sections that are prose have to say.

use std::sync::LazyLock;

use super::super::Context;
use super::super::finding::{ArgValue, Finding, Outcome, Reason, Subject};
use super::super::issuer::Kind;
use super::super::language::Text;
use super::super::phrase::Phrase;
use super::super::rule::{BOTH, Change, Example, Family, Input, Rule};
use super::sections::SAMPLE_AS_IT_IS;
use super::text::{Sets, Stretch, Words, find, heading_span, of_section, words};
use crate::grammar::lexical::is_han;
use crate::report::{Section, SectionKind};
use crate::{Severity, Span};

pub(super) static SECTION_EMPTY: Rule = Rule {
    code: "S009",
    name: "section-empty",
    family: Family::Structure,
    severity: Severity::Warning,
    editions: BOTH,
    formula: "overview, problems, other_matters have text",
    summary: Text::new("文字部分有实质内容", "the sections of prose say something"),
    why: Text::new(
        "第一部分应综述全年工作，第五部分应写明存在的主要问题和改进情况，只写“无”不符合条例第五十条。第六部分没有事项时写“无”即可，但不能只留标题。",
        "Section one sums up the year, and section five names problems and what was done about them; “none” is not what article 50 asks for. Section six may say “none”, but not nothing.",
    ),
    source: Text::new("《政府信息公开条例》第五十条", "Regulations on open government information, article 50"),
    assumes: None,
    violated: Text::new("“{subject}”没有实质内容", "the section {subject} says nothing"),
    holds: Text::new("文字部分均有内容", "the sections of prose say something"),
    violating: Example {
        what: Text::new("第五部分只写“无”", "section five says nothing but 无"),
        input: Input::Report(&[Change::new(
            "（一）主要问题。乡镇栏目更新偏慢，有的表格隔了两个月才补齐；答复书用语生硬，申请人读完仍要打电话来问。\n\n（二）改进情况。给十一个乡镇各配一名联络员，按月收齐表格；把常见答复改写成六份范本，附上救济途径和办公电话。",
            "无。",
        )]),
    },
    passing: Example {
        what: Text::new("第六部分写“无。”", "section six says 无"),
        input: Input::Report(&[Change::new("本年度没有收取政府信息公开信息处理费，也没有别的事项需要报告。", "无。")]),
    },
};

pub(super) static OVERVIEW_PARTS: Rule = Rule {
    code: "S022",
    name: "overview-part-missing",
    family: Family::Structure,
    severity: Severity::Note,
    editions: BOTH,
    formula: "overview ∋ 主动公开, 依申请公开, 政府信息管理, 平台建设, 监督保障",
    summary: Text::new("总体情况涵盖五个方面", "the overview speaks of its five parts"),
    why: Text::new(
        "总体情况通常按主动公开、依申请公开、政府信息管理、政府信息公开平台建设、监督保障五个方面撰写，评估也按这五个方面进行。只看词语，不要求设小标题。",
        "The overview is usually written in five parts, and evaluated by them: disclosure on one's own initiative and on request, management of information, platforms, supervision. Only the words count; sub-headings are not asked for.",
    ),
    source: Text::new(
        "国办公开办函〔2021〕30号、〔2019〕60号所附格式第一部分及评估实践",
        "section one of the formats of 国办公开办函〔2021〕30号 and 〔2019〕60号, and the practice of evaluators",
    ),
    assumes: None,
    violated: Text::new("总体情况没有提到{what}", "the overview does not speak of {what}"),
    holds: Text::new("总体情况涵盖五个方面", "the overview speaks of all five parts"),
    violating: Example {
        what: Text::new("没有写政府信息管理", "the management of information is left out"),
        input: Input::Report(&[Change::new(
            "（三）政府信息管理。档案室与网站编辑每季度核对一次目录，给失效文件盖上标记，给改过名的机构补上新名。公文起草时就写明公开属性，写不清理由的退回重拟。",
            "",
        )]),
    },
    passing: SAMPLE_AS_IT_IS,
};

pub(super) static SUPERVISION: Rule = Rule {
    code: "S023",
    name: "supervision-missing",
    family: Family::Structure,
    severity: Severity::Warning,
    editions: BOTH,
    formula: "prose ∋ 工作考核, 社会评议, 责任追究",
    summary: Text::new(
        "各级人民政府的报告写明工作考核、社会评议和责任追究结果情况",
        "a government's report tells of assessment, public review and accountability",
    ),
    why: Text::new(
        "条例第五十条要求各级人民政府的年度报告包括这三项结果，没有发生责任追究的也应写明。以全文是否出现有关词语判断，通常写在“监督保障”中。",
        "Article 50 asks governments for the results of all three; that nobody was held to account is to be said as well. The words are looked for in all of the prose; mostly they stand under 监督保障.",
    ),
    source: Text::new(
        "《政府信息公开条例》第五十条第四项",
        "Regulations on open government information, article 50, item 4",
    ),
    assumes: Some(Text::new(
        "名称为“人民政府”或单写地名的，视为人民政府；部门和政府办公室（厅）不适用",
        "an office called 人民政府, or by the bare name of a place, is taken for a government; the rule does not concern departments and governments' offices",
    )),
    violated: Text::new("没有写明{what}情况", "nothing is said of {what}"),
    holds: Text::new("写明了{what}情况", "something is said of {what}"),
    violating: Example {
        what: Text::new("没有写责任追究", "accountability is left out"),
        input: Input::Report(&[Change::new(
            "社会评议收回问卷310份，没有发生需要追究责任的情形。",
            "社会评议收回问卷310份。",
        )]),
    },
    passing: SAMPLE_AS_IT_IS,
};

pub(super) static FEE_STATEMENT: Rule = Rule {
    code: "S024",
    name: "fee-statement-missing",
    family: Family::Structure,
    severity: Severity::Warning,
    editions: BOTH,
    formula: "year ≥ 2021 ⇒ other_matters ∋ 信息处理费",
    summary: Text::new("第六部分写明信息处理费收取情况", "section six tells of the information-processing fee"),
    why: Text::new(
        "自2021年度起，收取信息处理费的情况（收费通知件数、总金额、实收金额）在“其他需要报告的事项”中报告，没有收取也宜写明。它与第二部分的行政事业性收费不是一回事。写在别处的，只作提示。",
        "From 2021 on, section six tells how often, how much and with what success the information-processing fee was charged, or that it was not. It is not the administrative fee of section two. A statement elsewhere gives a note.",
    ),
    source: Text::new(
        "国办函〔2020〕109号《政府信息公开信息处理费管理办法》；国办公开办函〔2021〕30号所附格式第六部分",
        "国办函〔2020〕109号 on the information-processing fee; section six of the format of 国办公开办函〔2021〕30号",
    ),
    assumes: None,
    violated: Text::new(
        "第六部分没有写明信息处理费收取情况",
        "section six does not mention the information-processing fee",
    ),
    holds: Text::new("第六部分写明了信息处理费收取情况", "section six mentions the information-processing fee"),
    violating: Example {
        what: Text::new("第六部分只写“无。”", "section six says 无 and no more"),
        input: Input::Report(&[Change::new("本年度没有收取政府信息公开信息处理费，也没有别的事项需要报告。", "无。")]),
    },
    passing: SAMPLE_AS_IT_IS,
};

pub(super) fn empty(context: &mut Context<'_>) {
    let report = context.report;
    let (mut looked, mut holds) = (false, true);
    for kind in [SectionKind::Overview, SectionKind::Problems, SectionKind::OtherMatters] {
        let Some(section) = report.section(kind) else { continue };
        looked = true;
        let fault = match says(section) {
            Says::Something => continue,
            Says::None if kind == SectionKind::OtherMatters => continue,
            Says::Nothing if kind == SectionKind::OtherMatters => Severity::Note,
            _ => Severity::Warning,
        };
        holds = false;
        let paragraphs = section.paragraphs().map(|paragraph| paragraph.span).reduce(Span::to);
        context.push(
            Finding::new(&SECTION_EMPTY, Outcome::Violated)
                .with_severity(fault)
                .with_subject(Subject::Section(kind))
                .with_span(paragraphs.unwrap_or(Span::at(heading_span(section).end))),
        );
    }
    if !looked {
        context.cannot(&SECTION_EMPTY, Reason::PartMissing);
    } else if holds {
        context.holds(&SECTION_EMPTY);
    }
}

/// The five parts of the overview: words of their sub-headings, and words that tell of them elsewhere.
static PARTS: [(Phrase, &str, Words); 5] = [
    (Phrase::PartProactive, "主动公开", LazyLock::new(|| words(&["主动公开", "公开信息", "信息公开", "发布"]))),
    (Phrase::PartOnRequest, "依申请", LazyLock::new(|| words(&["申请"]))),
    (
        Phrase::PartManagement,
        "信息管理",
        LazyLock::new(|| words(&["管理", "审查", "清理", "公文属性", "目录", "档案"])),
    ),
    (Phrase::PartPlatform, "平台", LazyLock::new(|| words(&["平台", "网站", "公众号", "新媒体", "专栏", "栏目"]))),
    (
        Phrase::PartSupervision,
        "监督",
        LazyLock::new(|| words(&["监督", "保障", "考核", "培训", "检查", "考评", "评议", "问责"])),
    ),
];

/// What article 50 asks of governments, with the usual words for it.
static THREE: [(Phrase, Words); 3] = [
    (Phrase::Assessment, LazyLock::new(|| words(&["考核", "考评", "绩效", "考绩", "评比"]))),
    (
        Phrase::PublicReview,
        LazyLock::new(|| {
            words(&["评议", "第三方评估", "满意度", "社会监督", "测评", "问卷", "监督员", "公众评价", "群众评价"])
        }),
    ),
    (Phrase::Accountability, LazyLock::new(|| words(&["追究", "追责", "问责", "约谈", "通报批评"]))),
];

/// The words of all three.
static ALL_THREE: LazyLock<Sets> = LazyLock::new(|| Sets::new(THREE.iter().map(|(_, words)| words)));

/// In section six, fees are these fees.
static FEES: Words = LazyLock::new(|| words(&["处理费", "收费", "费用", "信息公开费"]));

/// What can only be that fee.
static PROCESSING_FEE: Words = LazyLock::new(|| words(&["信息处理费", "信息公开处理费"]));

/// What a section says.
enum Says {
    Something,
    /// 无, 暂无, `/`.
    None,
    Nothing,
}

fn says(section: &Section) -> Says {
    let words = || section.paragraphs().flat_map(|paragraph| paragraph.text.chars()).filter(|&c| is_han(c));
    // Longer than any way to say nothing.
    if words().nth(10).is_some() {
        return Says::Something;
    }
    let any = section.paragraphs().any(|paragraph| !paragraph.text.is_empty());
    // List items can be read as sub-headings; 存在的主要问题 and 改进情况 alone say nothing.
    let titles: usize = section.sub_headings().map(|heading| heading.title.chars().count()).sum();
    match words().collect::<String>().as_str() {
        "" if titles > 20 => Says::Something,
        "" if any => Says::None,
        "" => Says::Nothing,
        "无" | "暂无" | "没有" | "目前无" | "目前暂无" | "本年度无" | "无内容" | "无其他" | "略" => {
            Says::None
        }
        _ => Says::Something,
    }
}

pub(super) fn overview(context: &mut Context<'_>) {
    if !context.runs(&OVERVIEW_PARTS) {
        return;
    }
    let report = context.report;
    let Some(section) = report.overview.as_ref().filter(|section| matches!(says(section), Says::Something)) else {
        context.cannot(&OVERVIEW_PARTS, Reason::PartMissing);
        return;
    };
    let mut holds = true;
    for (part, title, words) in &PARTS {
        if !section.sub_headings().any(|heading| heading.title.contains(title))
            && find(of_section(SectionKind::Overview, section), words).is_none()
        {
            holds = false;
            context.push(
                Finding::new(&OVERVIEW_PARTS, Outcome::Violated)
                    .with_arg("what", ArgValue::Phrase(*part))
                    .with_span(heading_span(section)),
            );
        }
    }
    if holds {
        context.holds(&OVERVIEW_PARTS);
    }
}

pub(super) fn supervision(context: &mut Context<'_>, prose: &[Stretch<'_>]) {
    if !context.runs(&SUPERVISION) {
        return;
    }
    let report = context.report;
    let Some(issuer) = context.issuer() else {
        context.cannot(&SUPERVISION, Reason::IssuerUnknown);
        return;
    };
    if issuer.kind != Kind::Government {
        context.cannot(&SUPERVISION, Reason::IssuerNotConcerned);
        return;
    }
    let section = report.overview.as_ref();
    if section.is_none_or(|section| !matches!(says(section), Says::Something)) {
        context.cannot(&SUPERVISION, Reason::PartMissing);
        return;
    }
    let place = section.map_or(Span::at(0), supervision_part);
    // They stand at the end of section one as a rule.
    let is_near = |stretch: &&Stretch<'_>| stretch.section == Some(SectionKind::Overview);
    let near = prose.iter().rev().filter(is_near);
    let mut found = [None; THREE.len()];
    let mut wanted = (1u8 << THREE.len()) - 1;
    for stretch in near.chain(prose.iter().filter(|stretch| !is_near(stretch))) {
        let named = ALL_THREE.named_in(stretch.text, wanted);
        for (at, (_, words)) in THREE.iter().enumerate().filter(|(at, _)| named >> at & 1 == 1) {
            found[at] = find([*stretch].into_iter(), words);
            wanted &= !(u8::from(found[at].is_some()) << at);
        }
        if wanted == 0 {
            break;
        }
    }
    for ((what, _), found) in THREE.iter().zip(found) {
        let outcome = if found.is_some() { Outcome::Holds } else { Outcome::Violated };
        let mut finding = Finding::new(&SUPERVISION, outcome).with_arg("what", ArgValue::Phrase(*what));
        if found.is_none() {
            finding.assumptions.push(Phrase::IssuerIsGovernment);
        }
        context.push(finding.with_span(found.unwrap_or(place)));
    }
}

/// Where the three are expected: the sub-heading 监督保障, or else the heading of the section.
fn supervision_part(section: &Section) -> Span {
    section
        .sub_headings()
        .find(|heading| heading.title.contains("监督") || heading.title.contains("保障"))
        .map_or_else(|| heading_span(section), |heading| heading.span)
}

pub(super) fn fee(context: &mut Context<'_>, prose: &[Stretch<'_>]) {
    if !context.runs(&FEE_STATEMENT) {
        return;
    }
    let report = context.report;
    let Some(year) = report.year.as_ref().map(|year| year.value) else {
        context.cannot(&FEE_STATEMENT, Reason::YearUnknown);
        return;
    };
    if year < 2021 {
        context.cannot(&FEE_STATEMENT, Reason::BeforeRule);
        return;
    }
    let Some(section) = &report.other_matters else {
        context.cannot(&FEE_STATEMENT, Reason::PartMissing);
        return;
    };
    if let Some(span) = find(of_section(SectionKind::OtherMatters, section), &FEES) {
        context.push(Finding::new(&FEE_STATEMENT, Outcome::Holds).with_span(span));
        return;
    }
    let paragraphs = section.narrative.iter().map(crate::report::Block::span).reduce(Span::to);
    let place = paragraphs.unwrap_or(Span::at(heading_span(section).end));
    let finding = Finding::new(&FEE_STATEMENT, Outcome::Violated);
    context.push(match find(prose.iter().copied(), &PROCESSING_FEE) {
        Some(elsewhere) => {
            finding.with_severity(Severity::Note).with_assumption(Phrase::FeeStatedElsewhere).with_span(elsewhere)
        }
        None => finding.with_span(place),
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_three_are_told_as_word_by_word() {
        let words = || {
            THREE.iter().enumerate().flat_map(|(set, (_, words))| words.iter().map(move |word| (set, word.needle())))
        };
        for (set, word) in words() {
            for (other, longer) in words() {
                assert!(set == other || !longer.starts_with(word), "a word of one set begins with one of another");
                let text = ["县".as_bytes(), word, longer, "人".as_bytes()].concat();
                let text = str::from_utf8(&text).unwrap();
                let named = THREE
                    .iter()
                    .enumerate()
                    .filter(|(_, (_, words))| words.iter().any(|word| word.find(text.as_bytes()).is_some()));
                let expected = named.fold(0, |named, (set, _)| named | 1 << set);
                assert_eq!(ALL_THREE.named_in(text, 0b111), expected, "{text}");
                assert_eq!(ALL_THREE.named_in(text, 0b001), expected & 1, "{text}");
            }
        }
    }
}
