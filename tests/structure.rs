//! Rules on structure, single cells and the disclosure table, each with what violates it and what comes near and must
//! not. Every case is a change to a sample, which itself violates nothing.

#![allow(clippy::panic, clippy::print_stderr, clippy::unwrap_used, reason = "a test fails by panicking, and shows why")]

mod common;

use ogi_report::check::{Checker, Finding, Language, Outcome, Reason, check};
use ogi_report::{Report, SAMPLE, SAMPLE_2019, Severity, parse};

const TITLE: &str = "澄溪县人民政府2024年政府信息公开工作年度报告\n";
const PERIOD: &str = "2024年1月1日至2024年12月31日";
const SIGNED: &str = "澄溪县人民政府\n\n2025年1月20日";
const PUBLISHED: &str = "发布日期：2025-01-22　来源：澄溪县人民政府办公室\n";
const OPENING: &str = "这一年，澄溪县把信息公开当作日常功课：";
const SIX: &str = "本年度没有收取政府信息公开信息处理费，也没有别的事项需要报告。";
const FIVE: &str = "（一）主要问题。乡镇栏目更新偏慢，有的表格隔了两个月才补齐；答复书用语生硬，申请人读完仍要打电话来问。\n\n（二）改进情况。给十一个乡镇各配一名联络员，按月收齐表格；把常见答复改写成六份范本，附上救济途径和办公电话。";
const SUPERVISION: &str = "公开工作占年度考核的四分。春秋两季各办一次培训，请办过诉讼的律师来讲案例。社会评议收回问卷310份，没有发生需要追究责任的情形。";
const RULES: &str = "规章\t\t\t\n";
const FEES: &str = "行政事业性收费\t86.50";

type Changes<'c> = &'c [(&'c str, &'c str)];

fn changed(sample: &str, changes: Changes<'_>) -> String {
    let mut text = sample.to_owned();
    for (from, to) in changes {
        assert!(text.contains(from), "“{from}” stands in the sample");
        text = text.replace(from, to);
    }
    text
}

fn read(text: &str) -> Report {
    parse(text).unwrap_or_else(|error| panic!("{error}: {text}")).report
}

/// What a rule finds.
fn findings(text: &str, code: &str) -> Vec<Finding> {
    Checker::new().select([code]).unwrap().check(&read(text)).into_iter().collect()
}

#[track_caller]
fn violated(code: &str, severity: Severity, cases: &[(&str, Changes<'_>)]) {
    all_violated(SAMPLE, code, severity, cases);
}

#[track_caller]
fn all_violated(sample: &str, code: &str, severity: Severity, cases: &[(&str, Changes<'_>)]) {
    for (what, changes) in cases {
        let text = changed(sample, changes);
        let findings = findings(&text, code);
        let worst = findings.iter().filter(|finding| finding.outcome == Outcome::Violated).max_by_key(|f| f.severity);
        let Some(worst) = worst else { panic!("{code} {what}: {findings:#?}") };
        assert_eq!(worst.severity, severity, "{code} {what}: {}", worst.message(Language::En));
        assert!(worst.spans().next().is_some(), "{code} {what}: says where");
        assert!(worst.spans().all(|(_, span)| text.get(span.start as usize..span.end as usize).is_some()));
    }
}

/// Near misses: not violated.
#[track_caller]
fn quiet(code: &str, cases: &[(&str, Changes<'_>)]) {
    all_quiet(SAMPLE, code, cases);
}

#[track_caller]
fn all_quiet(sample: &str, code: &str, cases: &[(&str, Changes<'_>)]) {
    for (what, changes) in cases {
        let findings = findings(&changed(sample, changes), code);
        assert!(!findings.is_empty(), "{code} {what}: says something");
        for finding in findings {
            assert_ne!(finding.outcome, Outcome::Violated, "{code} {what}: {}", finding.message(Language::Zh));
        }
    }
}

#[track_caller]
fn not_assessable(code: &str, reason: Reason, changes: Changes<'_>) {
    let findings = findings(&changed(SAMPLE, changes), code);
    assert!(findings.iter().any(|finding| finding.reason == Some(reason)), "{code}: {findings:#?}");
    assert!(findings.iter().all(|finding| finding.outcome != Outcome::Violated), "{code}: {findings:#?}");
}

/// Texts that repeat what the rules look for, without a stop in them: the time must grow with the length and no faster.
#[test]
fn texts_made_to_be_slow() {
    for part in ["2023年政府信息公开报告", "2023年", "xx", "××", "（三）", "考", "20", "澄溪县人民政府局"]
    {
        let text = changed(SAMPLE, &[(OPENING, &part.repeat(400_000 / part.len()))]);
        let report = read(&text);
        let started = std::time::Instant::now();
        check(&report);
        // A debug build on a slow machine takes a tenth of it.
        assert!(started.elapsed().as_secs() < 5, "{part}: {:?}", started.elapsed());
    }
    let lines = "（三）公开栏目。\n\n（五）公开栏目。\n\n".repeat(2_000);
    let text = changed(SAMPLE, &[(OPENING, &lines)]);
    assert!(findings(&text, "S025").len() <= 9);
}

/// The five real reports: nothing is violated at severity error but for the one table that is missing.
#[test]
fn real_reports() {
    let Some(seeds) = common::shared("seeds") else { return };
    let mut errors = Vec::new();
    for entry in std::fs::read_dir(seeds).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_none_or(|extension| extension != "txt") {
            continue;
        }
        let report = read(&std::fs::read_to_string(&path).unwrap());
        let findings = Checker::new().select(["S", "C", "D"]).unwrap().check(&report);
        let name: String = path.file_name().unwrap().to_string_lossy().chars().take(3).collect();
        let worst = findings.violated().filter(|finding| finding.severity == Severity::Error);
        errors.extend(worst.map(|finding| format!("{name} {}", finding.rule)));
        // Nothing that rests on a guess about years, names or words.
        let guesses = ["S016", "S017", "S019", "S020", "S021", "D002", "D003"];
        assert!(findings.violated().all(|finding| !guesses.contains(&finding.rule.code)), "{name}");
    }
    assert_eq!(errors, ["000 S007"]);
}

#[test]
fn the_samples_violate_nothing() {
    for sample in [SAMPLE, SAMPLE_2019] {
        let findings = check(&read(sample));
        let violated: Vec<String> = findings.violated().map(|finding| finding.message(Language::En)).collect();
        assert!(violated.is_empty(), "{violated:#?}");
    }
}

#[test]
fn sections() {
    violated(
        "S001",
        Severity::Error,
        &[
            ("five is lost", &[("五、存在的主要问题及改进情况", "")]),
            ("the text ends after section two", &[(SAMPLE.get(SAMPLE.find("三、收到和处理").unwrap()..).unwrap(), "")]),
        ],
    );
    violated(
        "S003",
        Severity::Warning,
        &[
            ("a second report in the same text", &[(SIGNED, &format!("{SIGNED}\n\n{SAMPLE}"))]),
            ("a heading twice", &[(SIX, &format!("{SIX}\n\n一、总体情况\n\n又及。"))]),
        ],
    );
    quiet(
        "S003",
        &[
            (
                "a list of contents in front",
                &[(
                    "一、总体情况",
                    "目录\n\n一、总体情况\n二、主动公开政府信息情况\n三、收到和处理政府信息公开申请情况\n四、政府信息公开行政复议、行政诉讼情况\n五、存在的主要问题及改进情况\n六、其他需要报告的事项\n\n一、总体情况",
                )],
            ),
            ("sub-headings in the words of the format", &[("（一）主动公开。", "（一）主动公开政府信息情况。")]),
            (
                "section six with sub-headings",
                &[(SIX, &format!("（一）收取信息处理费情况\n\n{SIX}\n\n（二）其他报告事项\n\n没有。"))],
            ),
        ],
    );
}

#[test]
fn headings() {
    quiet(
        "S005",
        &[
            (
                "as article 50 has them",
                &[
                    ("二、主动公开政府信息情况", "二、行政机关主动公开政府信息的情况"),
                    ("三、收到和处理政府信息公开申请情况", "三、行政机关收到和处理政府信息公开申请的情况"),
                    (
                        "四、政府信息公开行政复议、行政诉讼情况",
                        "四、因政府信息公开工作被申请行政复议、提起行政诉讼的情况",
                    ),
                    ("五、存在的主要问题及改进情况", "五、政府信息公开工作存在的主要问题和改进情况"),
                ],
            ),
            (
                "punctuation and spaces",
                &[
                    ("一、总体情况", "一、 总体情况。"),
                    ("四、政府信息公开行政复议、行政诉讼情况", "四、政府信息公开行政复议行政诉讼情况"),
                    ("六、其他需要报告的事项", "六、其它需要报告事项"),
                ],
            ),
            ("a remark in brackets", &[("一、总体情况", "一、总体情况（统计期限为2024年）")]),
        ],
    );
    violated(
        "S005",
        Severity::Note,
        &[
            ("overview reworded", &[("一、总体情况", "一、工作概述")]),
            ("problems reworded", &[("五、存在的主要问题及改进情况", "五、存在的问题和下一步改进措施")]),
        ],
    );
    violated("S006", Severity::Note, &[("no number", &[("一、总体情况", "总体情况")])]);
    violated("S006", Severity::Warning, &[("another number", &[("五、存在", "六、存在")])]);
    quiet("S004", &[("headings without numbers are headings", &[("三、收到和处理", "收到和处理")])]);
}

#[test]
fn sub_headings() {
    violated(
        "S025",
        Severity::Note,
        &[
            ("a number twice", &[("（三）政府信息管理。", "（二）政府信息管理。")]),
            ("a number left out", &[("（五）监督保障。", "（六）监督保障。")]),
        ],
    );
    quiet(
        "S025",
        &[
            ("the missing number stands within a paragraph", &[("\n\n（三）政府信息管理。", "（三）政府信息管理。")]),
            (
                "a list begins anew",
                &[
                    ("（三）政府信息管理。", "（一）政府信息管理。"),
                    ("（四）政府信息公开平台建设。", "（二）平台。"),
                    ("（五）监督保障。", "（三）监督。"),
                ],
            ),
            ("digits were lost", &[("（二）依申请公开。", "（）依申请公开。")]),
        ],
    );
}

#[test]
fn tables() {
    let from = SAMPLE.find("行政复议\t\t").unwrap();
    let to = SAMPLE.find("五、存在").unwrap();
    let table = SAMPLE.get(from..to).unwrap();
    violated(
        "S007",
        Severity::Error,
        &[
            ("a heading alone", &[(table, "")]),
            ("a sentence in place of the table", &[(table, "没有发生行政复议和行政诉讼，数量均为0。\n\n")]),
        ],
    );
    violated("S007", Severity::Warning, &[("a picture", &[(table, "![](/tables/four.png)\n\n")])]);
    not_assessable("S007", Reason::TableUnread, &[(table, "[TABLE]\n\n")]);
    quiet("S026", &[("some figures", &[(FEES, "行政事业性收费\t0")])]);
}

#[test]
fn prose_says_something() {
    violated(
        "S009",
        Severity::Warning,
        &[
            ("five is empty", &[(FIVE, "")]),
            ("five says none", &[(FIVE, "暂无。")]),
            ("sub-headings and nothing below", &[(FIVE, "（一）存在的主要问题\n\n（二）改进情况")]),
        ],
    );
    quiet(
        "S009",
        &[
            ("six says none", &[(SIX, "无")]),
            ("five is short", &[(FIVE, "栏目更新慢，已按月调度。")]),
            ("five has no sub-headings", &[(FIVE, "问题：栏目更新偏慢。改进：按月收齐表格。")]),
        ],
    );
}

#[test]
fn titles() {
    violated(
        "S012",
        Severity::Warning,
        &[(
            "the page has last year's title",
            &[(TITLE, &format!("澄溪县人民政府2023年政府信息公开工作年度报告\n{TITLE}"))],
        )],
    );
    quiet(
        "S012",
        &[("two wordings of one year", &[(TITLE, &format!("澄溪县2024年度政府信息公开工作年度报告\n{TITLE}"))])],
    );
    quiet(
        "S011",
        &[
            ("年度 twice", &[("2024年政府信息公开工作年度报告", "2024年度政府信息公开工作年度报告")]),
            ("without 工作", &[("2024年政府信息公开工作年度报告", "2024年政府信息公开年度报告")]),
            ("the year inside", &[("2024年政府信息公开工作年度报告", "政府信息公开工作2024年度报告")]),
            (
                "the year in Chinese numerals",
                &[("2024年政府信息公开工作年度报告", "二〇二四年政府信息公开工作年度报告")],
            ),
            ("spread letters", &[("澄溪县人民政府2024年政府", "澄 溪 县 人 民 政 府 2024 年 政府")]),
        ],
    );
}

#[test]
fn periods() {
    violated(
        "S013",
        Severity::Warning,
        &[
            ("last year", &[(PERIOD, "2023年1月1日至2023年12月31日")]),
            ("ends a day early", &[(PERIOD, "2024年1月1日至2024年12月30日")]),
        ],
    );
    quiet(
        "S013",
        &[
            ("the second year is left out", &[(PERIOD, "2024年1月1日起至12月31日止")]),
            ("spaces and a dash", &[(PERIOD, "2024 年 1 月 1 日—2024 年 12 月 31 日")]),
        ],
    );
    not_assessable("S013", Reason::PeriodUnknown, &[("各项数据的统计期限为2024年1月1日至2024年12月31日。", "")]);
}

#[test]
fn editions() {
    let late: Changes<'_> = &[("2020年", "2023年")];
    all_violated(SAMPLE_2019, "S014", Severity::Warning, &[("the old tables in 2023", late)]);
    all_quiet(SAMPLE_2019, "S014", &[("the old tables in 2020", &[])]);
    all_violated(
        SAMPLE_2019,
        "S015",
        Severity::Note,
        &[("cites the later notice", &[("〔2019〕60号", "〔2021〕30号")])],
    );
    quiet("S015", &[("the agency is misspelt", &[("国办公开办函〔2021〕", "国办公开办涵〔2021〕")])]);
    not_assessable("S015", Reason::PartMissing, &[("（国办公开办函〔2021〕30号）", "")]);
}

#[test]
fn stale_years() {
    violated(
        "S016",
        Severity::Warning,
        &[
            ("the overview begins with last year", &[(OPENING, "2023年，澄溪县认真落实各项部署：")]),
            ("two years ago", &[(OPENING, "2022年，全县主动发布各类信息310条。")]),
            (
                "a law is carried out",
                &[(OPENING, "2023年，我县认真贯彻落实《政府信息公开条例》，收到申请24件，办结23件。")],
            ),
            (
                "words that hold others",
                &[(OPENING, "2023年，我县较好地完成各项任务，牢牢守住保密底线，起草公开目录。")],
            ),
            ("its own last year", &[(OPENING, "2023年新收申请24件，加上年结转的3件，共27件，较上年增长2件。")]),
            ("an office and a year", &[(SIX, "我县2023年未收取信息处理费。")]),
            ("in the heading", &[("一、总体情况", "一、2023年政府信息公开工作总体情况")]),
            ("the report itself", &[("写成这份报告。", "现公布澄溪县人民政府2023年政府信息公开工作年度报告。")]),
        ],
    );
    quiet(
        "S016",
        &[
            ("this year", &[(OPENING, "2024年，澄溪县认真落实各项部署：")]),
            ("a comparison", &[(OPENING, "2023年公开信息310条，今年比上年多公开40条。")]),
            ("what was carried over", &[(OPENING, "2023年结转的3件申请已经办理完毕。")]),
            ("since a year", &[(OPENING, "2022年以来，澄溪县坚持每季通报。")]),
            ("an earlier year's problems", &[(OPENING, "2023年工作中存在的问题已逐项落实整改。")]),
            ("a day", &[(OPENING, "2023年12月5日，县政府制定公开办法，今年开展落实。")]),
            ("a document", &[(OPENING, "2023年印发的《公开要点》继续落实。")]),
            ("a review", &[(OPENING, "2023年度考核中我县列第3位，全面落实各项任务。")]),
            ("the next sentence compares", &[(OPENING, "2023年全县收到申请24件。2024年收到19件。")]),
            ("both years", &[(OPENING, "2023年开展试点，2024年全面推进。")]),
            ("in the midst of a sentence", &[(OPENING, "承接2023年开展的试点，澄溪县推进公开。")]),
            (
                "last year's report was published",
                &[(OPENING, "这一年，澄溪县按时编制发布2023年政府信息公开工作年度报告。")],
            ),
            ("the plan for the next year", &[(OPENING, "2025年，澄溪县将坚持公开。")]),
            ("in section five", &[(FIVE, "2023年开展的专项公开有疏漏，已按要求改进。")]),
        ],
    );
}

#[test]
fn other_issuers() {
    violated(
        "S017",
        Severity::Warning,
        &[
            ("another county signs", &[(SIGNED, "云岭县人民政府\n\n2025年1月20日")]),
            ("another county is to be asked", &[("请与澄溪县政务公开办公室联系", "请与云岭县政务公开办公室联系")]),
            ("another county reports", &[(OPENING, "2024年，云岭县人民政府认真落实各项部署：")]),
        ],
    );
    quiet(
        "S017",
        &[
            ("the signature has the full name", &[(SIGNED, "江州市澄溪县人民政府\n\n2025年1月20日")]),
            ("the office signs", &[(SIGNED, "澄溪县人民政府办公室\n\n2025年1月20日")]),
            ("a city is to be asked", &[("请与澄溪县政务公开办公室联系", "请与江州市政务公开办公室联系")]),
            ("another county as a model", &[(OPENING, "这一年，澄溪县到云岭县人民政府学习，按照其做法改进公开：")]),
            ("the city's rules", &[(OPENING, "这一年，澄溪县按照江州市人民政府的部署推进公开：")]),
        ],
    );
}

#[test]
fn sentences_twice() {
    let sentence = "图书馆和两处便民大厅各摆一台查询机，字号可以放大，老人看着不费力。";
    violated(
        "S018",
        Severity::Warning,
        &[
            ("side by side", &[(sentence, &sentence.repeat(2))]),
            ("in another section", &[(SIX, &format!("{sentence}{SIX}"))]),
        ],
    );
    quiet(
        "S018",
        &[
            ("short ones", &[(SIX, "全年无此类情形。全年无此类情形。没有收取信息处理费。")]),
            ("alike and not the same", &[(sentence, &format!("{sentence}{}", sentence.replace("两处", "三处")))]),
        ],
    );
}

#[test]
fn placeholders() {
    violated(
        "S019",
        Severity::Warning,
        &[
            ("a place", &[(OPENING, "这一年，××县把信息公开当作日常功课：")]),
            ("a year", &[(OPENING, "20XX年，澄溪县把信息公开当作日常功课：")]),
            ("a count", &[("图解和问答46篇", "图解和问答xx篇")]),
        ],
    );
    quiet(
        "S019",
        &[
            ("letters", &[("图解和问答46篇", "图解和问答46篇（MAXX格式）")]),
            ("an address", &[("gongkai@chengxi.example", "xxgk@chengxi.example")]),
            ("a product", &[("各摆一台查询机", "各摆一台3×4屏查询机")]),
        ],
    );
}

#[test]
fn deadlines() {
    let bureau = [("澄溪县人民政府", "澄溪县教育局")];
    let date = |issuer: &str, date: &str| -> Vec<Finding> {
        let text = changed(SAMPLE, &[(PUBLISHED, ""), ("澄溪县人民政府", issuer), ("2025年1月20日", date)]);
        findings(&text, "S020")
    };
    for (issuer, day, outcome) in [
        ("澄溪县人民政府", "2025年3月31日", Outcome::Holds),
        ("澄溪县人民政府", "2025年4月1日", Outcome::Violated),
        ("澄溪县人民政府办公室", "2025年3月20日", Outcome::Holds),
        ("澄溪县人民政府办公室", "2025年4月20日", Outcome::Violated),
        ("澄溪县教育局", "2025年1月31日", Outcome::Holds),
        ("澄溪县教育局", "2025年2月8日", Outcome::Violated),
        ("国家水运总局", "2025年2月8日", Outcome::Violated),
        ("澄溪镇人民政府", "2025年2月8日", Outcome::Holds),
        ("澄溪街道办事处", "2025年2月8日", Outcome::Holds),
        ("澄溪高新技术产业开发区管理委员会", "2025年3月8日", Outcome::Holds),
        ("上海市人民政府办公厅", "2025年3月8日", Outcome::Holds),
        ("澄溪县", "2025年3月8日", Outcome::Holds),
    ] {
        let found = date(issuer, day);
        assert_eq!(found.iter().map(|f| f.outcome).collect::<Vec<_>>(), [outcome], "{issuer} {day}: {found:#?}");
        assert!(!found[0].assumptions.is_empty(), "{issuer}: says what it took the office for");
    }
    violated("S021", Severity::Warning, &[("signed in the year", &[("2025年1月20日", "2024年12月19日")])]);
    quiet("S021", &[("signed on the first day", &[("2025年1月20日", "2025年1月1日")])]);
    not_assessable("S020", Reason::DateUnknown, &[(PUBLISHED, ""), ("2025年1月20日", "")]);
    not_assessable("S020", Reason::DateImplausible, &[("2025年1月20日", "2024年1月20日")]);
    quiet("S023", &[("no rule for departments", &[bureau[0], (SUPERVISION, "办培训一次。")])]);
}

#[test]
fn what_a_report_must_say() {
    violated(
        "S023",
        Severity::Warning,
        &[
            ("all three left out", &[(SUPERVISION, "春秋两季各办一次培训。")]),
            ("a town too", &[("澄溪县人民政府", "澄溪镇人民政府"), (SUPERVISION, "春秋两季各办一次培训。")]),
        ],
    );
    quiet(
        "S023",
        &[
            ("other words", &[(SUPERVISION, "纳入绩效，请第三方评估一次，对一家单位问责。")]),
            ("a governments' office", &[("澄溪县人民政府", "澄溪县人民政府办公室"), (SUPERVISION, "办培训一次。")]),
        ],
    );
    violated("S024", Severity::Warning, &[("six says none", &[(SIX, "无。")])]);
    violated(
        "S024",
        Severity::Note,
        &[(
            "the fee is mentioned in section one",
            &[(SIX, "无。"), ("余下1件转入下年。", "余下1件转入下年，未收取信息处理费。")],
        )],
    );
    quiet(
        "S024",
        &[
            ("in other words", &[(SIX, "未向申请人收取任何费用。")]),
            ("a notice", &[(SIX, "发出收费通知2件，实收380元。")]),
            ("before the rule", &[("2024年", "2020年"), (SIX, "无。")]),
        ],
    );
    violated(
        "S022",
        Severity::Note,
        &[(
            "no platform",
            &[
                (
                    "（四）政府信息公开平台建设。县政府网站换了检索引擎，错别字也能找到原文。图书馆和两处便民大厅各摆一台查询机，字号可以放大，老人看着不费力。",
                    "",
                ),
                ("全文都挂在县政府网站的文件库里", "全文可查"),
                ("，旧文件逐份翻检，网页与窗口一并照看", ""),
                ("档案室与网站编辑", "档案室"),
            ],
        )],
    );
    quiet(
        "S022",
        &[("no sub-headings", &[("（一）主动公开。", ""), ("（三）政府信息管理。", ""), ("（五）监督保障。", "")])],
    );
}

#[test]
fn blank_cells() {
    violated(
        "C001",
        Severity::Note,
        &[("one blank", &[("行政强制\t26", "行政强制\t")]), ("the rules of a city", &[("澄溪县", "澄溪市")])],
    );
    quiet("C001", &[("a county has no rules", &[]), ("nor has a bureau", &[("澄溪县人民政府", "澄溪市教育局")])]);
    quiet("C003", &[("the rules of a county struck out", &[(RULES, "规章\t/\t/\t/\n")])]);
    violated(
        "C003",
        Severity::Note,
        &[("the rules of a city struck out", &[("澄溪县", "澄溪市"), (RULES, "规章\t/\t/\t/\n")])],
    );
    violated(
        "C002",
        Severity::Note,
        &[("a blank among noughts", &[("0\t0\t0\t0\t1\t0\t1", "0\t\u{3000}\t0\t0\t1\t0\t1")])],
    );
}

#[test]
fn numbers_in_cells() {
    violated("C009", Severity::Error, &[("below nought", &[("行政处罚\t142", "行政处罚\t-142")])]);
    violated("C009", Severity::Warning, &[("a part", &[("行政处罚\t142", "行政处罚\t14.2")])]);
    violated("C009", Severity::Note, &[("decimals of a whole number", &[("行政处罚\t142", "行政处罚\t142.0")])]);
    quiet("C009", &[("fees have decimals", &[]), ("thousands", &[("行政处罚\t142", "行政处罚\t1,420")])]);
    all_quiet(SAMPLE_2019, "C009", &[("a change below nought", &[])]);
    violated("C008", Severity::Warning, &[("money for a count", &[("行政处罚\t142", "行政处罚\t142万元")])]);
    quiet("C008", &[("the unit of the count", &[("行政处罚\t142", "行政处罚\t142件")])]);
    violated("C007", Severity::Note, &[("the unit of the count", &[("行政处罚\t142", "行政处罚\t142件")])]);
    all_quiet(SAMPLE_2019, "C007", &[("the amount of procurement needs a unit", &[])]);
    violated("C010", Severity::Note, &[("a remark", &[("行政处罚\t142", "行政处罚\t142（含简易程序）")])]);
    quiet("C010", &[("a unit in brackets", &[(FEES, "行政事业性收费\t86.50（万元）")])]);
    let findings = findings(&changed(SAMPLE, &[("\t\t2.重复申请\t0\t0\t0\t0\t1\t0\t1\n", "")]), "C006");
    assert_eq!((findings.len(), findings[0].operands.len()), (1, 7), "one finding for the cells of a table");
}

#[test]
fn fees_and_rules() {
    violated(
        "D001",
        Severity::Warning,
        &[
            ("yuan in the header", &[("（单位：万元）", "（单位：元）")]),
            ("yuan in the cell", &[(FEES, "行政事业性收费\t865000元")]),
        ],
    );
    not_assessable("D001", Reason::UnitUnknown, &[("本年收费金额（单位：万元）", "本年收费金额")]);
    violated(
        "D002",
        Severity::Warning,
        &[
            ("a county", &[(FEES, "行政事业性收费\t10033400")]),
            ("a town", &[("澄溪县人民政府", "澄溪镇人民政府"), (FEES, "行政事业性收费\t86500")]),
        ],
    );
    quiet(
        "D002",
        &[
            ("a rich county", &[(FEES, "行政事业性收费\t128640.55")]),
            ("a municipality", &[("澄溪县人民政府", "上海市人民政府"), (FEES, "行政事业性收费\t2103340.1")]),
            ("yuan that say so", &[(FEES, "行政事业性收费\t10033400元")]),
        ],
    );
    let rules = "规章\t1\t0\t3\n";
    violated(
        "D003",
        Severity::Warning,
        &[
            ("a county", &[(RULES, rules)]),
            ("a bureau of a city", &[("澄溪县人民政府", "江州市水利局"), (RULES, rules)]),
            ("a sub-district", &[("澄溪县人民政府", "澄溪街道办事处"), (RULES, rules)]),
        ],
    );
    quiet(
        "D003",
        &[
            ("none", &[(RULES, "规章\t0\t0\t0\n")]),
            ("a municipality", &[("澄溪县人民政府", "重庆市人民政府"), (RULES, rules)]),
            ("an autonomous prefecture", &[("澄溪县人民政府", "澄溪藏族自治州人民政府"), (RULES, rules)]),
            ("a ministry", &[("澄溪县人民政府", "水运部"), (RULES, rules)]),
            ("a bureau of the State Council", &[("澄溪县人民政府", "国家水运总局"), (RULES, rules)]),
        ],
    );
    not_assessable("D003", Reason::IssuerUnclear, &[("澄溪县人民政府", "澄溪市人民政府"), (RULES, rules)]);
}

#[test]
fn more_than_there_is() {
    violated("D004", Severity::Warning, &[("more issued than in force", &[("\t12\t5\t63", "\t12\t5\t6")])]);
    quiet(
        "D004",
        &[
            ("repealed in the same year", &[("\t12\t5\t63", "\t12\t5\t7")]),
            ("all of them repealed", &[("\t12\t5\t63", "\t12\t12\t0")]),
            ("nothing stated in force", &[("\t12\t5\t63", "\t12\t\u{3000}\t\u{3000}")]),
        ],
    );
    let documents = "规范性文件\t12\t12\t63";
    all_violated(
        SAMPLE_2019,
        "D005",
        Severity::Warning,
        &[("the total is smaller", &[(documents, "规范性文件\t12\t12\t7")])],
    );
    all_quiet(SAMPLE_2019, "D005", &[("older documents disclosed", &[(documents, "规范性文件\t2\t12\t63")])]);
    let licensing = "行政许可\t96\t-4\t387";
    all_violated(
        SAMPLE_2019,
        "D006",
        Severity::Error,
        &[("more taken away", &[(licensing, "行政许可\t96\t-97\t387")])],
    );
    all_quiet(
        SAMPLE_2019,
        "D006",
        &[
            ("all taken away", &[(licensing, "行政许可\t96\t-96\t387")]),
            ("a running total of decisions", &[(licensing, "行政许可\t716\t-417\t298")]),
        ],
    );
    all_violated(SAMPLE_2019, "D007", Severity::Note, &[("no unit", &[("1204.60万元", "1204.60")])]);
    all_quiet(SAMPLE_2019, "D007", &[("none", &[("1204.60万元", "0")])]);
}
