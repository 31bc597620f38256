//! Bad input: what is no report, what is cut off, what is over a limit, and what was made to take forever. Each gives
//! a clear error or a sound tree; no panic, and no stage whose time grows faster than the input.

#![allow(clippy::panic, clippy::print_stderr, clippy::unwrap_used, reason = "a test fails by panicking, and shows why")]

mod common;

use std::fmt::Write as _;

use common::shapes::shapes;
use common::{faults, fixture_text};
use ogi_report::check::{Checker, Completeness, Findings};
use ogi_report::report::{CellId, CellStatus, Decimal, Edition};
use ogi_report::{Code, Error, Options, Parsed, Report, SAMPLE, parse, read};

/// Without the limits that would refuse most hostile texts early.
fn unlimited() -> Options {
    Options::new().max_lines(usize::MAX)
}

/// A tree with no fault in it, or an error.
#[track_caller]
fn sound(name: &str, text: &str, options: &Options) -> Result<Parsed, Error> {
    let parsed = options.parse(text)?;
    let faults = faults(text, &parsed);
    assert!(faults.is_empty(), "{name}: {}", faults.join("\n"));
    Ok(parsed)
}

#[test]
fn nothing_at_all_is_called_empty() {
    for text in [
        "",
        " ",
        "\n",
        "\r\n\r\n",
        " \t \n\u{3000}\u{a0}\n",
        "\u{feff}",
        "\u{feff}\n",
        "\u{200b}\u{200b}",
        "\u{c}",
        "\u{feff} \u{c}\n\t",
    ] {
        assert_eq!(parse(text), Err(Error::Empty), "{text:?}");
    }
}

#[test]
fn nul_is_called_binary_data_with_its_place() {
    assert_eq!(parse("一\0"), Err(Error::Binary { found: "NUL", offset: 3 }));
    assert_eq!(parse("\0\0\0"), Err(Error::Binary { found: "NUL", offset: 0 }));
    let text = format!("{SAMPLE}\0{SAMPLE}");
    assert_eq!(parse(&text), Err(Error::Binary { found: "NUL", offset: SAMPLE.len() }));
}

#[test]
fn binary_junk_gives_an_error() {
    // What a lossy decoder makes of an image, of a zip archive and of a text in another encoding.
    let mut state = 0x2545_f491_4f6c_dd1d_u64;
    let mut bytes = Vec::new();
    for _ in 0..4096 {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        bytes.push(state.to_le_bytes()[3]);
    }
    let noise = String::from_utf8_lossy(&bytes).into_owned();
    let without_nul = noise.replace('\0', "");
    let zip = String::from_utf8_lossy(
        b"PK\x03\x04\x14\x00\x06\x00\x08\x00\x00\x00!\x00\xdf\xa4\xd2lZ\x01[Content_Types].xml",
    )
    .into_owned();
    let gbk =
        String::from_utf8_lossy(b"\xd2\xbb\xa1\xa2\xd7\xdc\xcc\xe5\xc7\xe9\xbf\xf6\n\xb6\xfe\xa1\xa2\xd6\xf7\xb6\xaf")
            .into_owned();
    assert!(matches!(parse(&noise), Err(Error::Binary { .. })), "{:?}", parse(&noise));
    assert!(matches!(parse(&zip), Err(Error::Binary { .. })), "{:?}", parse(&zip));
    for text in [without_nul, gbk] {
        let error = parse(&text).expect_err("no tree from junk");
        assert!(matches!(error, Error::Binary { .. } | Error::NoSection { .. }), "{error}");
    }
}

#[test]
fn text_with_none_of_the_sections_gives_an_error() {
    for text in [
        "今天天气很好。",
        "abc",
        "1 2 3 4 5 6 7",
        "某某区防汛工作总结\n\n一、基本做法\n\n我区提前检查了全部水闸。\n\n二、下一步打算\n\n继续值守。\n",
        "{\"title\": null}",
        "本单位的总体情况良好，主动公开政府信息情况正常。",
    ] {
        assert!(matches!(parse(text), Err(Error::NoSection { .. })), "{text:?}: {:?}", parse(text));
    }
}

/// A notice how to write reports. It has the words of a report and none of its figures.
const NOTICE: &str = "关于编好2024年政府信息公开工作年度报告的通知\n\n各镇人民政府，区直各部门：\n\n\
    请各单位在明年1月20日之前把本单位2024年政府信息公开工作年度报告初稿报送区政务公开科，逾期不候。\n\n\
    报告正文应当齐备总体情况、主动公开政府信息情况、收到和处理政府信息公开申请情况等部分，表格不得删减。\n\n\
    联系人：老周，电话0555-6230718。\n\n某某区人民政府办公室\n\n2024年12月2日\n";

/// A notice that prints the headings of the format, a line each.
const NOTICE_WITH_TEMPLATE: &str = "关于编好2024年政府信息公开工作年度报告的通知\n\n各镇人民政府，区直各部门：\n\n\
    年度报告按下列格式编写，于明年1月20日之前报送：\n\n一、总体情况\n\n请写明全年主要做法。\n\n二、主动公开政府信息情况\n\n\
    请填附表。\n\n三、收到和处理政府信息公开申请情况\n\n请填附表。\n\n四、政府信息公开行政复议、行政诉讼情况\n\n请填附表。\n\n\
    五、存在的主要问题及改进情况\n\n请写实。\n\n六、其他需要报告的事项\n\n没有的写无。\n\n某某区人民政府办公室\n\n2024年12月2日\n";

/// An explanation of a report for readers.
const EXPLANATION: &str = "《某某区2024年政府信息公开工作年度报告》解读\n\n一、编写背景\n\n\
    按条例的规定，行政机关每年要向社会交一份公开工作的账。\n\n二、主要内容\n\n报告分六块，写到了全年办结的519件申请，比上一年多了三成。\n\n\
    三、问答\n\n问：为什么有的申请没有公开？答：涉及他人隐私的不能公开。\n";

#[test]
fn notices_and_explanations_are_told_from_reports() {
    for (name, text) in [("notice", NOTICE), ("explanation", EXPLANATION)] {
        match parse(text) {
            Err(Error::NoSection { hint }) => {
                assert!(hint.is_some(), "{name}: the error could say what this is instead");
            }
            other => panic!("{name}: {other:?}"),
        }
    }
    let parsed = sound("notice with template", NOTICE_WITH_TEMPLATE, &Options::new());
    if let Ok(parsed) = parsed {
        assert!(
            parsed.diagnostics.iter().any(|diagnostic| diagnostic.code == Code::NotAReport),
            "nothing says that this is a notice: {:#?}",
            parsed.diagnostics
        );
        let figures: Vec<_> = parsed
            .report
            .cells()
            .filter(|(_, cell)| cell.status() == CellStatus::Number)
            .map(|(id, _)| id.to_string())
            .collect();
        assert!(figures.is_empty(), "figures out of a notice: {figures:?}");
    }
}

#[test]
fn limits_are_kept_to_the_byte_and_line() {
    let size = SAMPLE.len();
    assert!(Options::new().max_bytes(size).parse(SAMPLE).is_ok());
    assert_eq!(
        Options::new().max_bytes(size - 1).parse(SAMPLE),
        Err(Error::TooLarge { actual: size, limit: size - 1 })
    );
    let lines = SAMPLE.lines().filter(|line| !line.trim().is_empty()).count();
    assert!(Options::new().max_lines(lines * 20).parse(SAMPLE).is_ok());
    assert_eq!(Options::new().max_lines(lines / 2).parse(SAMPLE), Err(Error::TooManyLines { limit: lines / 2 }));
    // The default: 64 MiB.
    let large = " ".repeat((64 << 20) + 1);
    assert_eq!(parse(&large), Err(Error::TooLarge { actual: large.len(), limit: 64 << 20 }));
    // A million lines by default.
    assert_eq!(parse(&"0\n".repeat(1_000_001)), Err(Error::TooManyLines { limit: 1_000_000 }));
    // Cells of ruled tables count as well.
    let ruled = format!("一、总体情况\n{}\n{}{0}\n", "--- ".repeat(50), "1   ".repeat(50) + "\n");
    assert_eq!(Options::new().max_lines(20).parse(&ruled), Err(Error::TooManyLines { limit: 20 }));
}

#[test]
fn no_more_diagnostics_than_asked_for() {
    let text = fixture_text("layouts/l");
    let all = parse(&text).unwrap().diagnostics;
    assert!(all.len() > 8, "a text with more to say is needed: {all:#?}");
    for limit in [0, 1, 7, all.len() - 1] {
        let kept = Options::new().max_diagnostics(limit).parse(&text).unwrap().diagnostics;
        assert_eq!(kept.len(), limit + 1, "with one that says how many were left out");
        let last = kept.last().unwrap();
        assert_eq!(last.code, Code::TooManyDiagnostics);
        assert_eq!(last.message, format!("{} more diagnostics were left out", all.len() - limit));
    }
    assert_eq!(Options::new().max_diagnostics(all.len()).parse(&text).unwrap().diagnostics, all);
}

/// A text that ends early has no other figures than the whole one. Where the cut goes through a number, the rest of it
/// is all there is.
#[test]
fn a_cut_report_has_no_figure_that_the_whole_has_not() {
    let step = if cfg!(debug_assertions) { 41 } else { 1 };
    let mut texts = vec![("sample".to_owned(), SAMPLE.to_owned())];
    for name in [
        "layouts/a",
        "layouts/a-blank-cells",
        "layouts/b",
        "layouts/h",
        "layouts/i-blank-cells",
        "layouts/tab-blank-cells",
        "layouts/k",
        "layouts/markdown",
        "layouts/pdf-layout",
    ] {
        texts.push((name.to_owned(), fixture_text(name)));
    }
    let mut shown = String::new();
    for (name, text) in &texts {
        let whole = parse(text).unwrap().report;
        for (end, _) in text.char_indices().step_by(step) {
            let cut = &text[..end];
            let parsed = match sound(name, cut, &Options::new()) {
                Ok(parsed) => parsed,
                Err(Error::Empty | Error::NoSection { .. }) => continue,
                Err(error) => panic!("{name} cut at {end}: {error}"),
            };
            for id in CellId::all(Edition::E2021) {
                let (read, truth) = (parsed.report.cell(id), whole.cell(id));
                let at_the_cut = read.span.is_some_and(|span| cut.trim_end().len() <= span.end as usize);
                let same = match (read.number(), truth.number()) {
                    (Some(read), Some(truth)) => read == truth || at_the_cut,
                    (Some(_), None) => false,
                    (None, Some(_)) => !matches!(read.status(), CellStatus::Blank | CellStatus::NotApplicable),
                    (None, None) => true,
                };
                if !same {
                    let _ = writeln!(
                        shown,
                        "{name} cut at byte {end}, behind {:?}: {id} is {:?}, read as {:?} {:?}",
                        tail(cut),
                        truth.raw,
                        read.status(),
                        read.raw
                    );
                }
            }
        }
    }
    let n = shown.lines().count();
    assert!(
        n == 0,
        "{n} figures differ; the first of them:\n{}",
        shown.lines().take(40).collect::<Vec<_>>().join("\n")
    );
}

fn tail(text: &str) -> String {
    let mut last: Vec<char> = text.chars().rev().take(12).collect();
    last.reverse();
    last.into_iter().collect()
}

#[test]
fn texts_made_to_take_forever_end() {
    // 4 MiB in release; a debug build is some thirty times slower.
    let size = if cfg!(debug_assertions) { 32 << 10 } else { 4 << 20 };
    for shape in shapes() {
        let (name, text) = (&shape.name, shape.text(size));
        let result = unlimited().parse(&text);
        match result {
            // The walk over a tree of many parts costs more than parsing: it is done on small texts.
            Ok(parsed) if size < 1 << 20 => {
                let faults = faults(&text, &parsed);
                assert!(faults.is_empty(), "{name}: {}", faults.into_iter().take(5).collect::<Vec<_>>().join("\n"));
            }
            Ok(_) | Err(Error::Empty | Error::NoSection { .. }) => {}
            Err(error) => panic!("{name}: {error}"),
        }
    }
}

#[test]
fn a_row_between_rules_of_dashes_can_begin_as_a_frame_does() {
    for row in ["├──┼──┤", "+-- 1", "+== 1", "┌ 1", "| +-- 1"] {
        let text = SAMPLE.replace("行政许可\t387", &format!("--- ---\n{row}\n--- ---\n行政许可\t387"));
        sound(row, &text, &Options::new()).unwrap();
    }
}

#[test]
fn a_thousand_reports_joined_give_the_first() {
    let n = if cfg!(debug_assertions) { 50 } else { 1_000 };
    let joined = SAMPLE.repeat(n);
    let first = parse(SAMPLE).unwrap().report;
    let parsed = sound("joined", &joined, &Options::new()).unwrap();
    assert!(
        parsed.diagnostics.iter().any(|diagnostic| diagnostic.code == Code::SecondReport),
        "nothing says that a second report begins"
    );
    let mut differing = Vec::new();
    for (id, cell) in first.cells() {
        let read = parsed.report.cell(id);
        if read.value != cell.value {
            differing.push(format!("{id}: {:?} read as {:?}", cell.value, read.value));
        }
    }
    assert!(differing.is_empty(), "{differing:#?}");
    assert_eq!(parsed.report.title.map(|title| title.text), first.title.map(|title| title.text));
}

#[test]
fn a_hundred_thousand_table_headers_end() {
    let n = if cfg!(debug_assertions) { 1_000 } else { 100_000 };
    let text = format!("三、收到和处理政府信息公开申请情况\n{}", common::shapes::TABLE_HEADER.repeat(n));
    let parsed = unlimited().parse(&text).unwrap();
    assert!(parsed.report.cells().all(|(_, cell)| cell.number().is_none()));
}

#[test]
fn findings_are_kept_up_to_the_limit_and_counted_beyond() {
    // As many true statements as false ones, the false ones last.
    let claims = "行政许可决定387件。".repeat(3000) + &"行政许可决定386件。".repeat(3000);
    let report = parse(&SAMPLE.replace("另有图解", &format!("{claims}另有图解"))).unwrap().report;
    let all = Checker::new().max_findings(usize::MAX).check(&report);
    assert!(all.len() > 6000 && all.n_left_out() == 0);
    for limit in [0, 1, 100, 2999, 5000, all.len()] {
        let some = Checker::new().max_findings(limit).check(&report);
        assert_eq!((some.len(), some.n_left_out()), (limit, all.len() - limit));
        assert!(some.violated().count() == limit.min(all.violated().count()), "{limit}: violated ones first");
        assert!(some.of_rule("N010").count() >= limit.min(3000), "{limit}: errors before warnings");
        assert_eq!(some.worst(), all.worst());
        let (mut counted, of_all) = (some.tally(), all.tally());
        counted.left_out = 0;
        assert_eq!(counted, of_all);
        let mut rest = all.iter();
        assert!(some.iter().all(|finding| rest.any(|other| other == finding)), "{limit}: in the same order");
    }
    let some = Checker::new().max_findings(10).check(&report);
    let json = serde_json::to_string(&some).unwrap();
    assert_eq!(serde_json::from_str::<Findings>(&json).unwrap(), some);
    let reports = [report.clone(), report.clone()];
    for findings in [
        Checker::new().max_findings(1).check_series(&reports),
        Checker::new().max_findings(1).check_rollup(&report, &reports, Completeness::Complete),
    ] {
        assert!(findings.len() == 1 && findings.n_left_out() > 1, "{}", findings.n_left_out());
    }
}

/// Ten thousand digits.
fn digits() -> String {
    "9".repeat(10_000)
}

#[test]
fn numbers_of_ten_thousand_digits_are_no_numbers() {
    let text = SAMPLE.replace("行政强制\t26", &format!("行政强制\t{}", digits()));
    let parsed = parse(&text).unwrap();
    assert_eq!(faults(&text, &parsed), Vec::<String>::new());
    let cell = parsed.report.cell("disclosure.coercion.decisions".parse().unwrap());
    assert!(matches!(cell.status(), CellStatus::Missing | CellStatus::Unreadable), "{}", cell.status());
    for number in [digits(), format!("0.{}", digits()), format!("{}.5", digits()), format!("-{}", digits())] {
        assert!(number.parse::<Decimal>().is_err(), "{}", &number[..10]);
        let prose = SAMPLE.replace("另有图解", &format!("全年受理申请{number}件，另有图解"));
        let parsed = parse(&prose).unwrap();
        assert_eq!(faults(&prose, &parsed), Vec::<String>::new());
        let _ = ogi_report::check::check(&parsed.report);
    }
    let json = serde_json::to_string(&parse(SAMPLE).unwrap().report).unwrap();
    for (key, old) in [("count", "26"), ("amount", "\"86.50\"")] {
        let old = format!("\"{key}\":{old}");
        assert!(json.contains(&old), "{old}");
        for number in [format!("\"{}\"", digits()), digits(), format!("\"0.{}\"", digits()), format!("1e{}", digits())]
        {
            let changed = json.replace(&old, &format!("\"{key}\":{number}"));
            assert!(serde_json::from_str::<Report>(&changed).is_err(), "{key} {}", &number[..10]);
        }
    }
}

/// A report of a few lines.
const SMALL: &str = "某局2024年政府信息公开工作年度报告\n一、总体情况\n全年受理申请3件。\n二、主动公开政府信息情况\n\
    信息内容\t本年制发件数\t本年废止件数\t现行有效件数\n规章\t0\t1\t2\n";

#[test]
fn broken_bytes_at_every_place_of_a_report_are_read_or_told() {
    let whole = SMALL.as_bytes();
    let held = |name: String, bytes: &[u8]| match read(bytes) {
        Ok(parsed) => {
            let faults = faults(&parsed.source.as_ref().unwrap().text, &parsed);
            assert!(faults.is_empty(), "{name}: {}", faults.join("\n"));
        }
        Err(Error::Empty | Error::NoSection { .. }) => {}
        Err(error) => panic!("{name}: {error}"),
    };
    for at in 0..=whole.len() {
        held(format!("cut at {at}"), &whole[..at]);
        for byte in [0xff, 0xc0, 0xe4] {
            let mut put_in = whole.to_vec();
            put_in.insert(at, byte);
            held(format!("{byte:x} put in at {at}"), &put_in);
            let mut changed = whole.to_vec();
            if let Some(old) = changed.get_mut(at) {
                *old = byte;
                held(format!("{byte:x} at {at}"), &changed);
            }
        }
    }
}
