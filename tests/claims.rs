//! What sentences claim: the tables under `tests/claims`, and what holds of claims in any text.
//!
//! A table is a text of sentences. A line that begins with `@` says where the next ones stand: the key of a section, and a
//! sub-heading if they stand under one. A sentence stands at the margin; below it, indented, the claims that are expected of
//! it, in reading order, or `-` if it claims nothing. A claim is written as `quantity=figure unit`, then what else is said of
//! it, then the words or digits that it rests on:
//!
//! ```text
//! @ overview （二）依申请公开
//! 全市收到政府信息公开申请36件，办结率100%。
//!     received=36件 region "36"
//!     closed=100 share region "100"
//! ```

#![allow(clippy::panic, clippy::print_stderr, clippy::unwrap_used, reason = "a test fails by panicking, and shows why")]

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use ogi_report::report::{Applicants, Certainty, Claim, Figure, Measure, Scope};
use ogi_report::{Report, SAMPLE, parse};
use proptest::prelude::*;
use proptest::sample::select;
use unicode_normalization::UnicodeNormalization;

/// A sentence, where it stands, and what it claims.
#[derive(Debug)]
struct Case {
    place: String,
    section: String,
    heading: String,
    sentence: String,
    claims: Vec<String>,
}

/// The sentences of all tables.
fn cases() -> Vec<Case> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/claims");
    let mut paths: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    let mut cases: Vec<Case> = Vec::new();
    for path in paths {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let (mut section, mut heading) = ("overview".to_owned(), String::new());
        for (n, line) in fs::read_to_string(&path).unwrap().lines().enumerate() {
            let place = format!("{name}:{}", n + 1);
            if line.trim().is_empty() || line.starts_with('#') {
                continue;
            }
            if let Some(context) = line.strip_prefix("@ ") {
                let (key, title) = context.split_once(' ').unwrap_or((context, ""));
                (section, heading) = (key.to_owned(), title.to_owned());
            } else if let Some(claim) = line.strip_prefix("    ") {
                cases.last_mut().unwrap_or_else(|| panic!("{place}: no sentence above")).claims.push(claim.to_owned());
            } else {
                let (section, heading) = (section.clone(), heading.clone());
                cases.push(Case { place, section, heading, sentence: line.to_owned(), claims: Vec::new() });
            }
        }
    }
    cases
}

/// A report in which `sentence` stands at its place.
fn report_with(section: &str, heading: &str, sentence: &str) -> String {
    let headings = [
        ("overview", "一、总体情况"),
        ("disclosure", "二、主动公开政府信息情况"),
        ("applications", "三、收到和处理政府信息公开申请情况"),
        ("disputes", "四、政府信息公开行政复议、行政诉讼情况"),
        ("problems", "五、存在的主要问题及改进情况"),
        ("other_matters", "六、其他需要报告的事项"),
    ];
    assert!(headings.iter().any(|(key, _)| *key == section), "no section {section}");
    let mut text = "某某县人民政府2025年政府信息公开工作年度报告\n\n".to_owned();
    for (key, title) in headings {
        let _ = writeln!(text, "{title}\n");
        if key == section {
            if !heading.is_empty() {
                let _ = writeln!(text, "{heading}\n");
            }
            let _ = writeln!(text, "{sentence}\n");
        }
    }
    text
}

/// A claim as the tables write it.
fn written(claim: &Claim, text: &str) -> String {
    let figure = match claim.figure {
        Figure::Exact(value) => value.to_string(),
        Figure::AtLeast(value) => format!(">={value}"),
        Figure::About(value) => format!("~{value}"),
        Figure::None => "none".into(),
        figure => panic!("{figure:?} has no form here"),
    };
    let mut out = format!("{}={figure}{}", claim.quantity, claim.unit.map_or("", |unit| unit.as_str()));
    out.push_str(match claim.applicants {
        Applicants::All => "",
        Applicants::NaturalPersons => " natural_persons",
        Applicants::Organizations => " organizations",
        Applicants::CommercialEnterprises => " commercial_enterprises",
        Applicants::ResearchInstitutions => " research_institutions",
        Applicants::PublicWelfareOrganizations => " public_welfare_organizations",
        Applicants::LegalServiceInstitutions => " legal_service_institutions",
        Applicants::OtherOrganizations => " other_organizations",
        applicants => panic!("{applicants:?} has no form here"),
    });
    out.push_str(match claim.measure {
        Measure::Count => "",
        Measure::Share => " share",
        Measure::Growth => " growth",
        Measure::Increase => " increase",
        measure => panic!("{measure:?} has no form here"),
    });
    out.push_str(match claim.scope {
        Scope::Unstated => "",
        Scope::Region => " region",
        Scope::Office => " office",
        Scope::Others => " others",
        scope => panic!("{scope:?} has no form here"),
    });
    if let Some(year) = claim.year {
        let _ = write!(out, " {year}");
    }
    if claim.certainty == Certainty::Loose {
        out.push_str(" loose");
    }
    let _ = write!(out, " \"{}\"", squashed(claim.figure_span.slice(text)));
    out
}

/// Without white space, and under NFKC.
fn squashed(text: &str) -> String {
    text.nfkc().filter(|c| !c.is_whitespace()).collect()
}

/// The claims of a sentence as the tables write them, and what is wrong with their places.
fn read(section: &str, heading: &str, sentence: &str) -> Vec<String> {
    let text = report_with(section, heading, sentence);
    let report = parse(&text).unwrap().report;
    let mut out: Vec<String> = report.claims().map(|claim| written(claim, &text)).collect();
    out.extend(misplaced(&report, &text));
    out
}

/// Claims whose spans are no slices of the text, or not where they should be.
fn misplaced(report: &Report, text: &str) -> Vec<String> {
    let mut out = Vec::new();
    for claim in report.claims() {
        let (span, figure) = (claim.span, claim.figure_span);
        let (Some(clause), Some(words)) =
            (text.get(span.start as usize..span.end as usize), text.get(figure.start as usize..figure.end as usize))
        else {
            out.push(format!("{span:?} or {figure:?} is no slice"));
            continue;
        };
        if words.is_empty() || figure.start < span.start || figure.end > span.end {
            out.push(format!("`{words}` is not within `{clause}`"));
        }
        // Bars between pieces of a line are no part of its words.
        if squashed(clause).replace('|', "") != squashed(&claim.text).replace('|', "") {
            out.push(format!("`{clause}` is not `{}`", claim.text));
        }
    }
    out
}

#[test]
fn every_sentence_claims_what_it_says() {
    let cases = cases();
    let mut shown = String::new();
    let mut n_wrong = 0;
    for case in &cases {
        let expected: Vec<&str> = case.claims.iter().map(String::as_str).filter(|claim| *claim != "-").collect();
        let found = read(&case.section, &case.heading, &case.sentence);
        if case.claims.is_empty() || expected != found {
            n_wrong += 1;
            let _ = writeln!(shown, "{} {}", case.place, case.sentence);
            for claim in expected.iter().filter(|claim| !found.iter().any(|found| found == *claim)) {
                let _ = writeln!(shown, "    lacks  {claim}");
            }
            for claim in found.iter().filter(|claim| !expected.contains(&claim.as_str())) {
                let _ = writeln!(shown, "    claims {claim}");
            }
            if found.is_empty() && case.claims.is_empty() {
                let _ = writeln!(shown, "    claims nothing, and the table doesn't say that with `-`");
            }
        }
    }
    eprintln!("{shown}");
    assert!(n_wrong == 0, "{n_wrong} of {} sentences claim something else than expected; see above", cases.len());
    assert!(cases.len() >= 180, "only {} sentences", cases.len());
}

#[test]
fn the_sample_claims_what_it_says() {
    let report = parse(SAMPLE).unwrap().report;
    let found: Vec<String> = report.claims().map(|claim| written(claim, SAMPLE)).collect();
    let expected = [
        "disclosure.normative_documents.issued=12件 \"12\"",
        "disclosure.normative_documents.repealed=5件 \"5\"",
        "disclosure.normative_documents.in_force=63件 \"63\"",
        "disclosure.licensing.decisions=387件 \"387\"",
        "disclosure.penalties.decisions=142件 \"142\"",
        "newly_received=19件 \"19\"",
        "carried_over=3件 \"3\"",
        "on_hand=22件 \"22\"",
        "closed=21件 \"21\"",
        "carried_forward=1件 \"1\"",
        "results.granted=8件 \"8\"",
        "results.partially_granted=2件 \"2\"",
        "disputes.reconsideration=3件 \"3\"",
        "disputes.litigation=2件 \"2\"",
        "information_fee.collected=none \"没有收取\"",
    ];
    assert_eq!(found, expected);
}

/// A way to write a sentence otherwise, and its name.
type Spelling = (&'static str, fn(&str) -> String);

/// Ways to write a sentence otherwise that change nothing it claims.
const SPELLINGS: [Spelling; 4] = [
    ("blanks between characters", |sentence| {
        let mut out = String::new();
        let mut last = ' ';
        for c in sentence.chars() {
            if c >= '\u{3000}' && last >= '\u{3000}' {
                out.push(' ');
            }
            out.push(c);
            last = c;
        }
        out
    }),
    ("blanks around figures", |sentence| {
        let mut out = String::new();
        let mut last = '一';
        for c in sentence.chars() {
            if c.is_ascii_digit() && last >= '\u{3000}' || last.is_ascii_digit() && c >= '\u{3000}' {
                out.push(' ');
            }
            out.push(c);
            last = c;
        }
        out
    }),
    ("full-width digits", |sentence| {
        sentence
            .chars()
            .map(|c| if c.is_ascii_digit() { char::from_u32(c as u32 + 0xfee0).unwrap() } else { c })
            .collect()
    }),
    ("half-width marks", |sentence| {
        sentence
            .chars()
            .map(|c| match c {
                '，' => ',',
                '；' => ';',
                '：' => ':',
                '（' => '(',
                '）' => ')',
                c => c,
            })
            .collect()
    }),
];

#[test]
fn spelling_changes_nothing() {
    let mut shown = String::new();
    for case in cases() {
        let plain = read(&case.section, &case.heading, &case.sentence);
        for (name, spell) in SPELLINGS {
            let spelled = spell(&case.sentence);
            let found = read(&case.section, &case.heading, &spelled);
            if found != plain {
                let _ = writeln!(shown, "{}, with {name}: {spelled}\n    {plain:?}\n    {found:?}", case.place);
            }
        }
    }
    assert!(shown.is_empty(), "{shown}");
}

/// Pieces that sentences are made of, and some that break them.
const PIECES: &[&str] = &[
    "收到",
    "新收",
    "受理",
    "办理",
    "办结",
    "答复",
    "均",
    "已",
    "全部",
    "按时",
    "政府信息公开申请",
    "依申请公开",
    "申请",
    "上年结转",
    "结转下年度",
    "结转至2026年",
    "其中",
    "含",
    "共",
    "予以公开",
    "部分公开",
    "不予公开",
    "无法提供",
    "不掌握",
    "其他处理",
    "其他",
    "自然人",
    "法人",
    "为",
    "的",
    "和",
    "及",
    "未",
    "没有",
    "无",
    "未发生",
    "行政复议",
    "行政诉讼",
    "维持",
    "纠正",
    "尚未审结",
    "制发",
    "废止",
    "现行有效",
    "行政规范性文件",
    "规章",
    "行政许可",
    "决定",
    "行政处罚",
    "公开",
    "信息",
    "热线",
    "信息处理费",
    "收取",
    "收费通知",
    "总金额",
    "行政事业性收费",
    "占",
    "同比",
    "增长",
    "下降",
    "比2022年",
    "较上年",
    "2024年",
    "本年度",
    "全市",
    "本机关",
    "各部门",
    "办结率",
    "满意率",
    "19件",
    "3件",
    "0件",
    "１９ 件",
    "1,834件",
    "三百余条",
    "零",
    "12.5%",
    "100%",
    "86.5万元",
    "67",
    "4 5",
    "第3条",
    "2022年",
    "，",
    "，",
    "，",
    "。",
    "；",
    "：",
    "、",
    "（",
    "）",
    "《",
    "》",
    "“",
    "”",
    "\t",
    " ",
    "\n",
    "|",
    "①",
    "﹪",
    "é",
    "😀",
    "\u{301}",
    "〔2021〕30号",
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn claims_of_any_text_stand_in_it(pieces in proptest::collection::vec(select(PIECES), 1..60), section in select(&["overview", "applications", "disputes", "other_matters"][..])) {
        let text = report_with(section, "（二）依申请公开", &pieces.concat());
        let report = parse(&text).unwrap().report;
        let wrong = misplaced(&report, &text);
        prop_assert!(wrong.is_empty(), "{text}\n{}", wrong.join("\n"));
        for claim in report.claims() {
            prop_assert_eq!(claim.quantity.to_string().parse(), Ok(claim.quantity));
        }
    }
}
