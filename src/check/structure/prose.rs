//! What was left in the prose by accident: last year's words, sentences twice, blanks of a template.

use std::sync::LazyLock;

use memchr::memmem::Finder;

use super::super::Context;
use super::super::finding::{ArgValue, Finding, Outcome, Reason, Subject};
use super::super::language::Text;
use super::super::rule::{BOTH, Change, Example, Family, Input, Rule};
use super::sections::SAMPLE_AS_IT_IS;
use super::text::Stretch;
use crate::Severity;
use crate::grammar::lexical::{is_han, is_space, trim};
use crate::report::SectionKind;

pub(super) static STALE_YEAR: Rule = Rule {
    code: "S016",
    name: "stale-year",
    family: Family::Structure,
    severity: Severity::Warning,
    editions: BOTH,
    formula: "year of reporting clauses = year",
    summary: Text::new(
        "叙述本年工作的句子没有沿用往年年份",
        "sentences that report on the year do not name an earlier one",
    ),
    why: Text::new(
        "以上年报告为底稿，容易漏改年份。只看以年份开头、叙述工作的句子和报告自称的年度；与往年比较、结转、整改往年问题、列举文件和会议等提到往年的，不计。",
        "Where last year's report served as draft, its year is left over. Only sentences that begin with a year and report on work count, and the year that the report gives itself. To compare, to speak of what was carried over or put right, or to cite, is in order.",
    ),
    source: Text::new(
        "《政府信息公开条例》第四十九条“上一年度”",
        "Regulations on open government information, article 49: the previous year",
    ),
    assumes: Some(Text::new(
        "以早一至三年的年份开头、没有比较和追溯词语的叙述句，视为漏改",
        "a sentence that begins with a year one to three years before, reports on work and does not compare or look back, was left over",
    )),
    violated: Text::new(
        "“{words}”写的是 {other} 年，报告年度为 {year} 年",
        "“{words}” speaks of {other}, and the report is for {year}",
    ),
    holds: Text::new("没有发现沿用的往年年份", "no sentence was found that names an earlier year"),
    violating: Example {
        what: Text::new("总体情况沿用上年的句子", "a sentence of the year before in the overview"),
        input: Input::Report(&[Change::new("这一年，澄溪县把信息公开", "2023年，澄溪县坚持把信息公开")]),
    },
    passing: Example {
        what: Text::new("与上年比较", "a comparison with the year before"),
        input: Input::Report(&[Change::new(
            "这一年，澄溪县把信息公开",
            "2023年公开信息40篇，今年比上年增加6篇。澄溪县坚持把信息公开",
        )]),
    },
};

pub(super) static DUPLICATED: Rule = Rule {
    code: "S018",
    name: "sentence-duplicated",
    family: Family::Structure,
    severity: Severity::Warning,
    editions: BOTH,
    formula: "sentences of 20 characters and more are distinct",
    summary: Text::new("没有重复的长句", "no long sentence stands twice"),
    why: Text::new(
        "二十字以上的句子一字不差地出现两次，通常是粘贴时重复，应删去一处。表格内的文字不计。",
        "A sentence of twenty characters and more that comes again word for word was pasted twice; one of them can go. The words of tables do not count.",
    ),
    source: Text::new("评估实践", "the practice of evaluators"),
    assumes: None,
    violated: Text::new("句子“{words}”重复出现", "the sentence “{words}” stands a second time"),
    holds: Text::new("没有重复的长句", "no long sentence stands twice"),
    violating: Example {
        what: Text::new("同一句写了两遍", "a sentence was pasted twice"),
        input: Input::Report(&[Change::new(
            "公文起草时就写明公开属性，写不清理由的退回重拟。",
            "公文起草时就写明公开属性，写不清理由的退回重拟。公文起草时就写明公开属性，写不清理由的退回重拟。",
        )]),
    },
    passing: SAMPLE_AS_IT_IS,
};

pub(super) static PLACEHOLDER: Rule = Rule {
    code: "S019",
    name: "placeholder-left",
    family: Family::Structure,
    severity: Severity::Warning,
    editions: BOTH,
    formula: "title and prose hold no ××, XX, 20XX",
    summary: Text::new("没有遗留模板占位符", "no blank of a template is left"),
    why: Text::new(
        "“××县”“XX件”“20XX年”等占位符表明模板没有填完，应补上名称或数字。",
        "Words such as ××县, XX件 or 20XX年 are blanks of a template that nobody has filled in.",
    ),
    source: Text::new("评估实践", "the practice of evaluators"),
    assumes: None,
    violated: Text::new("遗留占位符“{words}”", "the blank “{words}” was left"),
    holds: Text::new("没有遗留占位符", "no blank of a template is left"),
    violating: Example {
        what: Text::new("件数没有填写", "a count was not filled in"),
        input: Input::Report(&[Change::new("另有图解和问答46篇", "另有图解和问答XX篇")]),
    },
    passing: SAMPLE_AS_IT_IS,
};

/// Findings of one rule at most: a text that repeats itself throughout is told by the first few.
const MOST: usize = 8;

/// What the years of this century begin with.
static TWENTY: LazyLock<Finder<'_>> = LazyLock::new(|| Finder::new("20"));

pub(super) fn stale(context: &mut Context<'_>, prose: &[Stretch<'_>]) {
    if !context.runs(&STALE_YEAR) {
        return;
    }
    let Some(year) = context.report.year.as_ref().map(|year| year.value) else {
        context.cannot(&STALE_YEAR, Reason::YearUnknown);
        return;
    };
    let mut found = 0;
    for (kind, section) in context.report.sections() {
        let heading = section.heading.as_ref().filter(|heading| TWENTY.find(heading.text.as_bytes()).is_some());
        let Some(heading) = heading else { continue };
        let mut mentions = heading.text.match_indices("20");
        let other = mentions.find_map(|(at, _)| heading.text.get(at..).and_then(mention).map(|(other, _)| other));
        if let Some(other) = other.filter(|&other| other < year) {
            found += 1;
            context.push(
                left_over(&heading.text, other, year).with_subject(Subject::Section(kind)).with_span(heading.span),
            );
        }
    }
    for stretch in prose {
        // What goes on after the year may look back as it likes.
        if stretch.is_heading || stretch.section == Some(SectionKind::Problems) || found == MOST {
            continue;
        }
        for at in TWENTY.find_iter(stretch.text.as_bytes()) {
            let Some((other, rest)) = stretch.text.get(at..).and_then(mention) else { continue };
            if other >= year || other + 3 < year {
                continue;
            }
            let before = text_before(stretch.text, at);
            if !(begins_report(before, rest, year) || names_report(stretch.section.is_none(), before, rest)) {
                continue;
            }
            found += 1;
            let words = beginning(stretch.text.get(at..).unwrap_or(""), 20);
            context.push(left_over(words, other, year).with_span(stretch.span_of(words)));
            break;
        }
    }
    if found == 0 {
        context.holds(&STALE_YEAR);
    }
}

fn left_over(words: &str, other: u16, year: u16) -> Finding {
    Finding::new(&STALE_YEAR, Outcome::Violated)
        .with_text("words", words)
        .with_arg("other", ArgValue::Year(other))
        .with_arg("year", ArgValue::Year(year))
}

/// A year at the beginning of a text, and what follows 年 or 年度.
fn mention(text: &str) -> Option<(u16, &str)> {
    let digits = text.get(..4)?;
    let year = digits.bytes().all(|byte| byte.is_ascii_digit()).then(|| digits.parse().ok())??;
    let rest = text.get(4..)?.trim_start_matches(is_space).strip_prefix('年')?;
    Some((year, rest.strip_prefix('度').unwrap_or(rest)))
}

/// The longest stretch that is looked at around a year, in bytes: longer than any sentence, so that a text without a stop
/// in it costs no more than its length.
const REACH: usize = 480;

/// What stands before the byte `at`, as far as it matters.
fn text_before(text: &str, at: usize) -> &str {
    let mut from = at.saturating_sub(REACH);
    while !text.is_char_boundary(from) {
        from += 1;
    }
    text.get(from..at).unwrap_or("")
}

/// The sentence that a text begins with, as far as it matters.
fn sentence(text: &str) -> &str {
    let mut to = text.len().min(REACH);
    while !text.is_char_boundary(to) {
        to -= 1;
    }
    let text = text.get(..to).unwrap_or("");
    text.split(['。', '；', ';', '！', '？']).next().unwrap_or(text)
}

/// Whether a sentence begins with the year and reports on work: `2023年，我局认真贯彻…`, `2023年收到…`.
fn begins_report(before: &str, rest: &str, year: u16) -> bool {
    /// What makes of the year the beginning of another expression: 2023年底, 2023年1月, 2023年—2025年.
    const GOES_ON: [&str; 12] = ["底", "末", "初", "起", "至", "以", "之", "前", "后", "—", "-", "、"];
    /// Words that look back, compare, or name a document or a plan. They count in the first clause only: a report of
    /// last year that was left standing has its own comparisons and looks back on its own last year.
    const LOOKS_BACK: [&str; 30] = [
        "比上",
        "比20",
        "比去",
        "同比",
        "相比",
        "较上",
        "较20",
        "较去",
        "上年",
        "去年",
        "前年",
        "上一年",
        "往年",
        "结转",
        "整改",
        "问题",
        "针对",
        "截",
        "跨",
        "历年",
        "连续",
        "自20",
        "转入",
        "延续",
        "遗留",
        "期间",
        "曾",
        "考核",
        "年报",
        "年度报告",
    ];
    const REPORTS: [&str; 29] = [
        "收到", "受理", "办理", "办结", "制发", "制定", "公开", "发布", "坚持", "贯彻", "开展", "推进", "落实", "编制",
        "答复", "认真", "深入", "严格", "全面", "紧紧", "围绕", "按照", "以", "未", "没有", "共", "累计", "组织",
        "新收",
    ];
    const OFFICES: [&str; 12] =
        ["我局", "我县", "我市", "我区", "我镇", "我乡", "我街道", "我单位", "本机关", "本单位", "全县", "全市"];
    let before = before.trim_end_matches(is_space);
    // 我局2023年收到… begins with the year, too.
    let before = OFFICES.iter().find_map(|office| before.strip_suffix(office)).unwrap_or(before);
    let begins = before.is_empty() || before.ends_with(['。', '；', ';', '！', '：', ':', '）', ')']);
    let rest = rest.trim_start_matches(is_space);
    if !begins || rest.starts_with(|c: char| c.is_ascii_digit()) || GOES_ON.iter().any(|word| rest.starts_with(word)) {
        return false;
    }
    let mut own = [0u8; 4];
    digits(year, &mut own);
    // What goes on with this year, in the sentence or the next, was told for the sake of it.
    let here = sentence(rest);
    let next = sentence(rest.get(here.len()..).unwrap_or("").trim_start_matches(['。', '；', ';', '！', '？']));
    let names_own_year =
        [here, next].iter().any(|text| memchr::memmem::find(text.as_bytes(), &own).is_some() || text.contains("今年"));
    let is_apart = rest.starts_with(['，', ',']);
    let clause = here.trim_start_matches(['，', ',']).split(['，', ',']).next().unwrap_or(here);
    !names_own_year
        && !LOOKS_BACK.iter().any(|word| clause.contains(word))
        // 2023年《…方案》 names a document of that year; behind a comma, what is named is carried out in it.
        && (is_apart || !clause.contains(['《', '（', '(']) && !clause.contains("决算"))
        && REPORTS.iter().any(|word| here.contains(word))
}

fn digits(year: u16, out: &mut [u8; 4]) {
    let mut rest = year;
    for digit in out.iter_mut().rev() {
        *digit = b'0' + u8::try_from(rest % 10).unwrap_or(0);
        rest /= 10;
    }
}

/// Whether a year is the one that the report gives itself: `现公布…2023年政府信息公开工作年度报告`. `before` is the text in
/// front of the year.
fn names_report(in_preamble: bool, before: &str, rest: &str) -> bool {
    let rest = rest.trim_start_matches(is_space);
    let Some(kind) = rest.strip_prefix("政府信息公开工作").or_else(|| rest.strip_prefix("政府信息公开"))
    else {
        return false;
    };
    let clause = before.rsplit(['。', '；', '，', ',']).next().unwrap_or(before);
    (kind.starts_with("年度报告") || kind.starts_with("报告"))
        && (["现公布", "现将", "现发布", "特此"].iter().any(|word| clause.contains(word))
            // Section one tells that last year's report was published in time; the preamble speaks of this one.
            || in_preamble && ["公布", "编制", "发布"].iter().any(|word| clause.contains(word)))
        && !["上年", "上一年", "去年", "较", "评估", "整改", "对照", "根据"].iter().any(|word| clause.contains(word))
}

/// The first characters of a text, up to its first stop.
fn beginning(text: &str, chars: usize) -> &str {
    let end = text.char_indices().take(chars + 1).find(|&(n, c)| n > 0 && matches!(c, '。' | '；'));
    let end = end.or_else(|| text.char_indices().nth(chars)).map_or(text.len(), |(at, _)| at);
    text.get(..end).unwrap_or(text)
}

/// A sentence, short enough to be kept by the hundred: what it begins with tells most apart.
struct Sentence<'r> {
    key: u64,
    text: &'r str,
    stretch: Stretch<'r>,
}

/// Goes to the sentences that are compared, with the prose that they stand in.
fn each_sentence<'p, 'r>(prose: &'p [Stretch<'r>], mut visit: impl FnMut(&'r str, &'p Stretch<'r>)) {
    for stretch in prose {
        // Of a table that could not be read, the labels are left as prose.
        let may_be_table = matches!(
            stretch.section,
            Some(SectionKind::Disclosure | SectionKind::Applications | SectionKind::Disputes)
        );
        if stretch.is_heading || may_be_table {
            continue;
        }
        let bytes = stretch.text.as_bytes();
        let mut start = 0;
        let mut sentence = |stop: usize| {
            // Twenty characters; a line of figures and letters is no sentence.
            if stop - start >= 60
                && let Some(text) = stretch.text.get(start..stop)
            {
                visit(text, stretch);
            }
            start = stop + STOP.len();
        };
        // Fewer characters end with the last byte of a stop than begin with the first one.
        for end in memchr::memchr_iter(STOP[2], bytes) {
            if end >= 2 && bytes.get(end - 2..=end) == Some(STOP) {
                sentence(end - 2);
            }
        }
        sentence(bytes.len());
    }
}

/// A full stop.
const STOP: &[u8] = "。".as_bytes();

/// The keys that more than one sentence has, in order.
fn repeated(prose: &[Stretch<'_>]) -> Vec<u64> {
    let mut keys: Vec<u64> = Vec::with_capacity(96);
    each_sentence(prose, |text, _| keys.push(key(text)));
    keys.sort_unstable();
    let mut repeated: Vec<u64> = keys.windows(2).filter(|pair| pair[0] == pair[1]).map(|pair| pair[0]).collect();
    repeated.dedup();
    repeated
}

pub(super) fn duplicated(context: &mut Context<'_>, prose: &[Stretch<'_>]) {
    if !context.runs(&DUPLICATED) {
        return;
    }
    let repeated = repeated(prose);
    // As in most reports.
    if repeated.is_empty() {
        context.holds(&DUPLICATED);
        return;
    }
    let mut sentences: Vec<Sentence<'_>> = Vec::new();
    each_sentence(prose, |text, stretch| {
        let key = key(text);
        if repeated.binary_search(&key).is_ok() {
            sentences.push(Sentence { key, text, stretch: *stretch });
        }
    });
    // In a stable order, so that of equal sentences the second is told.
    sentences.sort_by_key(|sentence| sentence.key);
    let mut found = 0;
    for pair in sentences.windows(2) {
        if let [first, second] = pair
            && first.key == second.key
            && trim(first.text) == trim(second.text)
            && second.text.chars().filter(|&c| is_han(c)).count() >= 20
            && found < MOST
        {
            found += 1;
            let words = trim(second.text);
            context.push(
                Finding::new(&DUPLICATED, Outcome::Violated)
                    .with_text("words", &shortened(words))
                    .with_span(second.stretch.span_of(words)),
            );
        }
    }
    if found == 0 {
        context.holds(&DUPLICATED);
    }
}

/// A number that equal sentences share, and few others: length, and eight bytes near beginning, middle and end.
fn key(sentence: &str) -> u64 {
    let bytes = trim(sentence).as_bytes();
    let eight = |at: usize| bytes.get(at..at + 8).and_then(|eight| eight.try_into().ok()).map_or(0, u64::from_le_bytes);
    let len = bytes.len();
    let mixed = [eight(0), eight(len / 3), eight(len / 2), eight(len.saturating_sub(8))];
    mixed.iter().fold(len as u64, |sum, &part| (sum ^ part).wrapping_mul(0x9e37_79b9_7f4a_7c15).rotate_left(29))
}

/// A long sentence with its middle left out.
fn shortened(text: &str) -> String {
    match text.char_indices().nth(40) {
        Some((at, _)) => format!("{}…", text.get(..at).unwrap_or("")),
        None => text.to_owned(),
    }
}

pub(super) fn placeholders(context: &mut Context<'_>, prose: &[Stretch<'_>]) {
    if !context.runs(&PLACEHOLDER) {
        return;
    }
    let report = context.report;
    let title = report.title.iter().map(|title| Stretch {
        section: None,
        text: &title.text,
        span: title.span,
        is_heading: true,
    });
    let mut found = 0;
    for stretch in title.chain(prose.iter().copied()) {
        let Some(words) = placeholder(stretch.text).filter(|_| found < MOST) else { continue };
        found += 1;
        context.push(
            Finding::new(&PLACEHOLDER, Outcome::Violated).with_text("words", words).with_span(stretch.span_of(words)),
        );
    }
    if found == 0 {
        context.holds(&PLACEHOLDER);
    }
}

/// `××`, `XX`, `20XX`, with the character behind.
fn placeholder(text: &str) -> Option<&str> {
    // `×` begins with 0xC3, which hardly anything else of a Chinese text does.
    for at in memchr::memchr3_iter(b'X', b'x', 0xc3, text.as_bytes()) {
        let is_blank = |c: char| matches!(c, 'X' | 'x' | '×');
        let Some((before, behind)) = text.split_at_checked(at) else { continue };
        // Part of a word in letters, of an address, or a sign of multiplication.
        let in_word = |c: char| c.is_ascii_alphabetic() || matches!(c, '.' | '/' | '@' | ':' | '_' | '-');
        let year = before.ends_with("20");
        if before.ends_with(|c| in_word(c) || is_blank(c) || !year && c.is_ascii_digit()) {
            continue;
        }
        let after = behind.trim_start_matches(is_blank);
        let len = behind.len() - after.len();
        let several = behind.chars().nth(1).is_some_and(is_blank);
        if !several || !after.starts_with(is_han) {
            continue;
        }
        let start = if year { at - 2 } else { at };
        let end = at + len + after.chars().next().map_or(0, char::len_utf8);
        return text.get(start..end);
    }
    None
}
