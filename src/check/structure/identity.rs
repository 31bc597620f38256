//! Who reports on what, and by which edition of the format: title, issuer, year, citations.

use std::sync::LazyLock;

use memchr::memmem::Finder;

use super::super::Context;
use super::super::finding::{ArgValue, Finding, Outcome, Reason};
use super::super::issuer::conflict;
use super::super::language::Text;
use super::super::rule::{BOTH, Change, Example, Family, Input, Rule};
use super::sections::{FORMAT, SAMPLE_AS_IT_IS};
use super::text::{Stretch, Words, words};
use crate::grammar::lexical::{fold, is_han, is_space};
use crate::report::{Citation, Edition};
use crate::{Severity, Span};

pub(super) static TITLE_MISSING: Rule = Rule {
    code: "S010",
    name: "title-missing",
    family: Family::Structure,
    severity: Severity::Warning,
    editions: BOTH,
    formula: "title",
    summary: Text::new("报告有标题", "the report has a title"),
    why: Text::new(
        "标题应写明机关名称和年度。网页标题不在正文内、或提取时丢失，也会找不到，请对照原件。",
        "The title names office and year. It may stand in the head of the page alone, or have been lost in extraction, so compare the original.",
    ),
    source: FORMAT,
    assumes: None,
    violated: Text::new("没有找到报告标题", "the title was not found"),
    holds: Text::new("报告有标题", "the report has a title"),
    violating: Example {
        what: Text::new("正文没有标题", "the text has no title"),
        input: Input::Report(&[Change::new("澄溪县人民政府2024年政府信息公开工作年度报告\n", "")]),
    },
    passing: SAMPLE_AS_IT_IS,
};

pub(super) static TITLE_WORDING: Rule = Rule {
    code: "S011",
    name: "title-wording",
    family: Family::Structure,
    severity: Severity::Note,
    editions: BOTH,
    formula: "title ∋ year, 政府信息公开, 报告",
    summary: Text::new(
        "标题为“〈机关〉〈年〉年政府信息公开工作年度报告”",
        "the title reads 〈office〉〈year〉年政府信息公开工作年度报告",
    ),
    why: Text::new(
        "标题中的法定名称是“政府信息公开工作年度报告”，并应有年度；写成“政务公开年报”等，检索和汇总时容易遗漏。有无“工作”“年度”、年度写在何处均不计。",
        "The Regulations call it 政府信息公开工作年度报告, and the year belongs to it. Under another name, such as 政务公开年报, it is easily overlooked. Where the year stands, and whether 工作 or 年度 are left out, does not count.",
    ),
    source: Text::new(
        "《政府信息公开条例》第四十九条、第五十条",
        "Regulations on open government information, articles 49 and 50",
    ),
    assumes: None,
    violated: Text::new(
        "标题“{title}”不是规范名称，或者缺少年度",
        "the title {title} is not in the usual words, or names no year",
    ),
    holds: Text::new("标题规范", "the title is in the usual words"),
    violating: Example {
        what: Text::new("写成“政务公开工作年报”", "the report calls itself 政务公开工作年报"),
        input: Input::Report(&[Change::new(
            "澄溪县人民政府2024年政府信息公开工作年度报告",
            "澄溪县人民政府2024年政务公开工作年报",
        )]),
    },
    passing: Example {
        what: Text::new("年度写在前面", "the year stands first"),
        input: Input::Report(&[Change::new(
            "澄溪县人民政府2024年政府信息公开工作年度报告",
            "2024年澄溪县人民政府政府信息公开工作年度报告",
        )]),
    },
};

pub(super) static TITLE_YEAR: Rule = Rule {
    code: "S012",
    name: "title-year-conflict",
    family: Family::Structure,
    severity: Severity::Warning,
    editions: BOTH,
    formula: "title.year = copies.year",
    summary: Text::new("各处标题的年度相同", "all copies of the title name the same year"),
    why: Text::new(
        "网页标题与正文标题年度不同，读者无法确定报告属于哪一年。",
        "Where the title of the page and that of the text name different years, readers cannot tell which year is meant.",
    ),
    source: Text::new("《政府信息公开条例》第四十九条", "Regulations on open government information, article 49"),
    assumes: None,
    violated: Text::new(
        "另一处标题写的是 {other} 年，报告年度为 {year} 年",
        "another copy of the title says {other}, and the report is for {year}",
    ),
    holds: Text::new("各处标题的年度相同", "all copies of the title name the same year"),
    violating: Example {
        what: Text::new("网页标题沿用上年", "the page kept last year's title"),
        input: Input::Report(&[Change::new(
            "澄溪县人民政府2024年政府信息公开工作年度报告\n",
            "澄溪县人民政府2023年政府信息公开工作年度报告\n\n澄溪县人民政府2024年政府信息公开工作年度报告\n",
        )]),
    },
    passing: SAMPLE_AS_IT_IS,
};

pub(super) static EDITION: Rule = Rule {
    code: "S014",
    name: "edition-year",
    family: Family::Structure,
    severity: Severity::Warning,
    editions: BOTH,
    formula: "year ≥ 2021 ⇔ edition = 2021",
    summary: Text::new(
        "2021年度及以后的报告使用2021年格式的表格，2019、2020年度报告使用2019年格式的表格",
        "reports for 2021 and later use the tables of the 2021 edition, those for 2019 and 2020 the ones of 2019",
    ),
    why: Text::new(
        "国办公开办函〔2021〕30号自2021年度报告起适用，〔2019〕60号的表格指标不同，数据无法与其他机关汇总、与历年比较。",
        "国办公开办函〔2021〕30号holds from the reports for 2021 on. The older tables ask for other figures, which cannot be added up or compared with those of others.",
    ),
    source: Text::new("国办公开办函〔2019〕60号、〔2021〕30号", "国办公开办函〔2019〕60号 and 〔2021〕30号"),
    assumes: None,
    violated: Text::new("{year} 年度报告使用了 {used} 的表格", "the report for {year} uses tables of {used}"),
    holds: Text::new("表格版本与年度相符", "the edition of the tables fits the year"),
    violating: Example {
        what: Text::new("2022年度报告仍用旧表格", "the report for 2022 uses the old tables"),
        input: Input::Report2019(&[
            Change::new("澄溪县人民政府2020年政府", "澄溪县人民政府2022年政府"),
            Change::new("2020年1月1日至2020年12月31日", "2022年1月1日至2022年12月31日"),
        ]),
    },
    passing: Example {
        what: Text::new("2020年度报告使用2019年格式", "the report for 2020 uses the edition of 2019"),
        input: Input::Report2019(&[]),
    },
};

pub(super) static CITATION: Rule = Rule {
    code: "S015",
    name: "citation-edition",
    family: Family::Structure,
    severity: Severity::Note,
    editions: BOTH,
    formula: "cited notice = notice of the edition",
    summary: Text::new("引用的格式文号与所用表格一致", "the notice cited is the one that the tables follow"),
    why: Text::new(
        "引言沿用旧文号而表格已换新，较为常见，不影响数据，宜改正文号。",
        "Introductions often keep last year's notice when the tables have changed. The figures are not affected; the number should be corrected.",
    ),
    source: Text::new("国办公开办函〔2019〕60号、〔2021〕30号", "国办公开办函〔2019〕60号 and 〔2021〕30号"),
    assumes: None,
    violated: Text::new("引用的是 {cited}，表格用的是 {used}", "{cited} is cited, and the tables are those of {used}"),
    holds: Text::new("引用的格式文号与所用表格一致", "the notice cited is the one that the tables follow"),
    violating: Example {
        what: Text::new("引用旧文号", "the older notice is cited"),
        input: Input::Report(&[Change::new("国办公开办函〔2021〕30号", "国办公开办函〔2019〕60号")]),
    },
    passing: SAMPLE_AS_IT_IS,
};

pub(super) static ISSUER: Rule = Rule {
    code: "S017",
    name: "issuer-conflict",
    family: Family::Structure,
    severity: Severity::Warning,
    editions: BOTH,
    formula: "issuer = signature.issuer, copies.issuer, contact.office, reporting subject",
    summary: Text::new("标题、落款和正文是同一机关", "title, signature and text are of the same office"),
    why: Text::new(
        "以别的地方的报告为底稿，容易漏改地名。只在发布、落款、联系和叙述主体的位置出现同级的另一地名时提示，提及其他地方并无不妥。",
        "Where another place's report served as draft, its name is left over. Only a name of the same level that signs, can be contacted or does the reporting counts; to mention other places is in order.",
    ),
    source: Text::new("《政府信息公开条例》第四十九条", "Regulations on open government information, article 49"),
    assumes: Some(Text::new(
        "同级地名不同即为不同机关；地名由名称中的“县”“市”“区”“镇”“乡”等字判断",
        "offices whose places of the same level differ are different; places are told by 县, 市, 区, 镇, 乡 in the names",
    )),
    violated: Text::new(
        "报告机关为“{issuer}”，此处却是“{other}”",
        "the report is from {issuer}, and here {other} is named",
    ),
    holds: Text::new("各处机关名称没有矛盾", "the names of the office agree"),
    violating: Example {
        what: Text::new("落款是另一个县", "another county signs"),
        input: Input::Report(&[Change::new("澄溪县人民政府\n\n2025年1月20日", "云岭县人民政府\n\n2025年1月20日")]),
    },
    passing: Example {
        what: Text::new("落款写全称", "the signature has the full name"),
        input: Input::Report(&[Change::new(
            "澄溪县人民政府\n\n2025年1月20日",
            "江州市澄溪县人民政府\n\n2025年1月20日",
        )]),
    },
};

pub(super) fn title(context: &mut Context<'_>) {
    let report = context.report;
    let Some(title) = &report.title else {
        context.push(Finding::new(&TITLE_MISSING, Outcome::Violated).with_span(Span::at(0)));
        context.cannot(&TITLE_WORDING, Reason::PartMissing);
        context.cannot(&TITLE_YEAR, Reason::PartMissing);
        return;
    };
    context.holds(&TITLE_MISSING);
    context.push(if is_usual(&title.text) {
        Finding::new(&TITLE_WORDING, Outcome::Holds)
    } else {
        Finding::new(&TITLE_WORDING, Outcome::Violated).with_text("title", &title.text).with_span(title.span)
    });
    let Some(year) = &report.year else {
        context.cannot(&TITLE_YEAR, Reason::YearUnknown);
        return;
    };
    // A page that lists the reports of all years in front of the text has copies of many years.
    let mut others = title.copies.iter().filter_map(|copy| Some((year_in(&copy.value)?, copy.span)));
    let other = others.find(|&(other, _)| other != year.value).filter(|_| title.copies.len() <= 2);
    match other {
        Some((other, span)) => context.push(
            Finding::new(&TITLE_YEAR, Outcome::Violated)
                .with_arg("other", ArgValue::Year(other))
                .with_arg("year", ArgValue::Year(year.value))
                .with_span(span),
        ),
        None => context.holds(&TITLE_YEAR),
    }
}

/// What every report is called.
static NAME: LazyLock<Finder<'_>> = LazyLock::new(|| Finder::new("政府信息公开"));

/// Whether a title names a year and calls the report by its name.
fn is_usual(title: &str) -> bool {
    // Most titles stand without spaces.
    let mut joined = String::new();
    let title = if title.contains(is_space) {
        joined.extend(title.chars().filter(|&c| !is_space(c)));
        joined.as_str()
    } else {
        title
    };
    let Some(at) = NAME.find(title.as_bytes()) else { return false };
    let mut digits = 0;
    let has_year = title.chars().any(|c| {
        let is_digit = fold(c).is_ascii_digit()
            || matches!(c, '〇' | '○' | '零' | '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九');
        digits = if is_digit { digits + 1 } else { 0 };
        digits == 4
    });
    has_year && title.get(at..).is_some_and(|kind| kind.contains("报告") && !kind.contains("告年度报"))
}

/// A year in a title.
fn year_in(title: &str) -> Option<u16> {
    let mut year = 0u16;
    let mut digits = 0;
    for c in title.chars().map(fold).filter(|&c| !is_space(c)) {
        match c.to_digit(10) {
            Some(digit) if digits < 4 => {
                year = year.wrapping_mul(10).wrapping_add(u16::try_from(digit).unwrap_or(0));
                digits += 1;
            }
            _ if digits == 4 => break,
            _ => (year, digits) = (0, 0),
        }
    }
    (digits == 4 && (2000..2100).contains(&year)).then_some(year)
}

pub(super) fn edition(context: &mut Context<'_>) {
    let report = context.report;
    let labels = &report.edition_labels;
    let finding = match &report.year {
        _ if labels.is_empty() => Finding::not_assessable(&EDITION, Reason::PartMissing),
        None => Finding::not_assessable(&EDITION, Reason::YearUnknown),
        Some(year) => match labels.iter().find(|label| Edition::of_year(year.value) != Some(label.edition)) {
            Some(label) => Finding::new(&EDITION, Outcome::Violated)
                .with_arg("year", ArgValue::Year(year.value))
                .with_text("used", label.edition.notice())
                .with_span(label.span),
            None => Finding::new(&EDITION, Outcome::Holds),
        },
    };
    context.push(finding);
}

pub(super) fn citation(context: &mut Context<'_>) {
    let report = context.report;
    let cited = |citation: &Citation| Some((citation.edition()?, citation.number.as_ref()?.span));
    let cited: Vec<(Edition, Span)> = report.citations.iter().filter_map(cited).collect();
    let is_used = |edition: Edition| report.edition_labels.iter().any(|label| label.edition == edition);
    let finding = match cited.first() {
        Some(_) if cited.iter().any(|(edition, _)| is_used(*edition)) => Finding::new(&CITATION, Outcome::Holds),
        Some((edition, span)) if !report.edition_labels.is_empty() => Finding::new(&CITATION, Outcome::Violated)
            .with_text("cited", edition.notice())
            .with_text("used", report.edition.notice())
            .with_span(*span),
        _ => Finding::not_assessable(&CITATION, Reason::PartMissing),
    };
    context.push(finding);
}

pub(super) fn issuer(context: &mut Context<'_>, prose: &[Stretch<'_>]) {
    if !context.runs(&ISSUER) {
        return;
    }
    let report = context.report;
    let Some(issuer) = context.issuer() else {
        context.cannot(&ISSUER, Reason::IssuerUnknown);
        return;
    };
    let mut holds = true;
    let signed = report.signature.issuer.as_ref().map(|signed| (signed.value.as_str(), signed.span));
    let copies = report.title.iter().flat_map(|title| &title.copies).filter_map(|copy| {
        let end = copy.value.find(|c: char| fold(c).is_ascii_digit())?;
        Some((copy.value.get(..end)?, copy.span))
    });
    let contact = report.contact.as_ref().and_then(|contact| contact.office.as_ref());
    let contact = contact.map(|office| (office.value.as_str(), office.span));
    for (name, span) in signed.into_iter().chain(copies).chain(contact) {
        if conflict(issuer.name, name) {
            holds = false;
            context.push(named(issuer.name, name, span));
        }
    }
    for stretch in prose.iter().take(8).filter(|stretch| !stretch.is_heading) {
        if let Some(name) = reporting(stretch).filter(|name| conflict(issuer.name, name)) {
            holds = false;
            context.push(named(issuer.name, name, stretch.span_of(name)));
        }
    }
    if holds {
        context.holds(&ISSUER);
    }
}

fn named(issuer: &str, other: &str, span: Span) -> Finding {
    Finding::new(&ISSUER, Outcome::Violated).with_text("issuer", issuer).with_text("other", other).with_span(span)
}

const ENDS: [&str; 3] = ["人民政府办公室", "人民政府", "局"];
const DOES: [&str; 13] =
    ["坚持", "认真", "深入", "严格", "全面", "紧紧", "高度", "积极", "始终", "切实", "依照", "按照", "根据"];

/// Whether anything in the first bytes of a text ends as offices do and goes on with what they do. Few paragraphs have
/// that, so that no more is asked of the others.
fn may_report(text: &str) -> bool {
    // 人民政府办公室 is 人民政府 with a word behind it.
    static OFFICES: Words = LazyLock::new(|| words(&ENDS[1..]));
    // Sixty characters, and what stands behind them.
    let beginning = text.as_bytes().get(..240).unwrap_or(text.as_bytes());
    let does = |behind: &str| {
        let behind = behind.trim_start_matches(SEPARATORS);
        DOES.iter().any(|word| behind.starts_with(word))
    };
    OFFICES.iter().any(|office| {
        office
            .find_iter(beginning)
            .filter_map(|at| text.get(at + office.needle().len()..))
            .any(|behind| does(behind) || behind.strip_prefix("办公室").is_some_and(does))
    })
}

/// What may stand between an office and what it does.
const SEPARATORS: [char; 3] = ['，', ',', ' '];

/// A government or office that begins a clause and does what reports tell of.   e.g. `2024年，云岭县人民政府坚持…`
fn reporting<'r>(stretch: &Stretch<'r>) -> Option<&'r str> {
    if !may_report(stretch.text) {
        return None;
    }
    // The subject of the first sentence.
    let text = stretch.text.char_indices().nth(60).and_then(|(end, _)| stretch.text.get(..end)).unwrap_or(stretch.text);
    for word in DOES {
        let Some((before, _)) = text.split_once(word) else { continue };
        let before = before.trim_end_matches(SEPARATORS);
        let Some(end) = ENDS.iter().find(|end| before.ends_with(*end)) else { continue };
        let stem = before.len() - end.len();
        let start = before.get(..stem)?.char_indices().rev().take_while(|&(_, c)| is_han(c) && c != '年').last();
        let Some((start, _)) = start else { continue };
        // Another office that something is done with or for.
        let with = |name: &&str| {
            !["在", "会同", "与", "和", "由", "受", "经", "向", "对", "为", "从", "将", "同"]
                .iter()
                .any(|word| name.starts_with(word))
        };
        if let Some(name) = before.get(start..).filter(|name| name.chars().count() <= 24).filter(with) {
            return Some(name);
        }
    }
    None
}
