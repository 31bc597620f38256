//! What changed between two reports.

#![allow(clippy::panic, clippy::unwrap_used, reason = "a test fails by panicking, and shows why")]

use ogi_report::check::Language;
use ogi_report::diff::{CellChange, Diff, Kind, Presence};
use ogi_report::report::{CellId, Decimal, SectionKind, Unit};
use ogi_report::{Report, SAMPLE, SAMPLE_2019, diff, parse};
use proptest::prelude::*;

fn changed(sample: &str, changes: &[(&str, &str)]) -> Report {
    let mut text = sample.to_owned();
    for (from, to) in changes {
        assert_eq!(text.matches(from).count(), 1, "“{from}” stands once");
        text = text.replacen(from, to, 1);
    }
    parse(&text).unwrap().report
}

fn sample(changes: &[(&str, &str)]) -> Report {
    changed(SAMPLE, changes)
}

fn id(text: &str) -> CellId {
    text.parse().unwrap()
}

fn only(diff: &Diff) -> &CellChange {
    let changes: Vec<&CellChange> = diff.changes().collect();
    assert_eq!(changes.len(), 1, "{changes:#?}");
    changes[0]
}

fn change(from: &str, to: &str) -> CellChange {
    let penalties = |figure: &str| sample(&[("行政处罚\t142", &format!("行政处罚\t{figure}"))]);
    let diff = diff(&penalties(from), &penalties(to));
    diff.cell(id("disclosure.penalties.decisions")).unwrap().clone()
}

fn number(text: &str) -> Option<Decimal> {
    text.parse().ok()
}

#[test]
fn a_diff_is_plain_data() {
    fn plain_data<T: Send + Sync + Unpin + Clone + std::fmt::Debug + std::panic::UnwindSafe + 'static>() {}
    plain_data::<Diff>();
    plain_data::<CellChange>();
    assert_eq!(diff(&sample(&[]), &sample(&[])).to_string(), "cells: 0 changed, 200 unchanged\n");
}

#[test]
fn kinds_of_changes() {
    for (from, to, kind, absolute, percent) in [
        ("142", "142", Kind::Unchanged, number("0"), number("0.00")),
        ("142", "142.0", Kind::Unchanged, number("0"), number("0.00")),
        ("142", "213", Kind::Increased, number("71"), number("50.00")),
        ("3", "2", Kind::Decreased, number("-1"), number("-33.33")),
        ("0", "7", Kind::Increased, number("7"), None),
        ("", "7", Kind::Appeared, None, None),
        ("/", "7", Kind::Appeared, None, None),
        ("7", "", Kind::Vanished, None, None),
        ("", "/", Kind::Rewritten, None, None),
        ("", "", Kind::Unchanged, None, None),
        ("/", "/", Kind::Unchanged, None, None),
        ("", "0", Kind::Appeared, None, None),
        ("7", "七十余", Kind::Lost, None, None),
        ("七十余", "7", Kind::Found, None, None),
        ("七十余", "七十余", Kind::Unread, None, None),
        ("七十余", "八十余", Kind::Rewritten, None, None),
    ] {
        let change = change(from, to);
        assert_eq!((change.kind, change.absolute, change.percent), (kind, absolute, percent), "{from} → {to}");
    }
}

#[test]
fn the_same_report_has_no_change() {
    for sample in [SAMPLE, SAMPLE_2019] {
        let report = parse(sample).unwrap().report;
        let diff = diff(&report, &report);
        assert!(diff.is_empty());
        assert_eq!(diff.unchanged(), report.cells().count());
    }
    let nothing = Report::default();
    let diff = diff(&nothing, &nothing);
    assert!(diff.is_empty());
    assert_eq!((diff.unchanged(), diff.unread()), (0, 200));
}

#[test]
fn money_in_two_units() {
    let yuan = sample(&[("（单位：万元）", "（单位：元）"), ("收费\t86.50", "收费\t865000")]);
    let fees = id("disclosure.fees.amount");
    let diff = diff(&sample(&[]), &yuan);
    let same = diff.cell(fees).unwrap();
    assert_eq!((same.kind, same.unit), (Kind::Unchanged, Some(Unit::Yuan)));
    assert_eq!((same.old.unit, same.new.unit), (Some(Unit::TenThousandYuan), Some(Unit::Yuan)));

    let more = sample(&[("（单位：万元）", "（单位：元）"), ("收费\t86.50", "收费\t870000.25")]);
    let diff = ogi_report::diff(&sample(&[]), &more);
    let change = only(&diff);
    assert_eq!((change.absolute, change.percent), (number("5000.25"), number("0.58")));
    assert!(diff.summary(Language::Zh).contains("86.50万元 → 870000.25元（+5000.25元，+0.58%）"), "{diff}");
}

#[test]
fn editions_meet_where_they_mean_the_same() {
    let old = changed(SAMPLE_2019, &[("行政许可\t96\t-4\t387", "行政许可\t96\t-4\t300")]);
    let new = sample(&[]);
    let diff = diff(&old, &new);
    assert!(diff.edition.is_some());
    let change = only(&diff);
    assert_eq!(change.old_id, id("disclosure_2019.licensing.decisions"));
    assert_eq!(change.new_id, id("disclosure.licensing.decisions"));
    assert_eq!(change.absolute, number("87"));
    assert_eq!(diff.cell(change.old_id), Some(change), "by either id");
    // Three kinds of decisions, 22 rows of seven, fifteen of disputes; the rest on either side is not compared.
    assert_eq!(diff.cells.len(), 3 + 22 * 7 + 15);
    assert_eq!(diff.not_compared.len(), (198 - 172) + (200 - 172));
    assert!(diff.cell(id("applications.results.other.other.total")).is_none());
    assert!(diff.summary(Language::En).contains("54 not compared as the editions differ"), "{diff}");
}

#[test]
fn what_stands_around_the_tables() {
    let start = SAMPLE.find("六、其他需要").unwrap();
    let end = SAMPLE.find("澄溪县人民政府\n\n2025").unwrap();
    let without = format!("{}{}", &SAMPLE[..start], &SAMPLE[end..]);
    let without = without.replace("澄溪县人民政府2024年政府", "澄溪县水务局2023年政府");
    let without = without.replace("2024年12月31日", "2024年11月30日");
    let without = without.replace("2025年1月20日", "2025年1月21日");
    let new = parse(&without).unwrap().report;
    let diff = diff(&sample(&[]), &new);
    assert_eq!(diff.changes().count(), 0);
    assert!(!diff.is_empty());
    assert_eq!(diff.issuer.as_ref().unwrap().new.as_deref(), Some("澄溪县水务局"));
    assert_eq!(diff.year.unwrap().new, Some(2023));
    assert!(diff.period.is_some() && diff.dated.is_some() && diff.edition.is_none());
    let sections: Vec<_> = diff.sections.iter().map(|change| (change.section, change.presence)).collect();
    assert_eq!(sections, [(SectionKind::OtherMatters, Presence::Vanished)]);
    let summary = diff.summary(Language::Zh);
    for line in ["发布机关：澄溪县人民政府 → 澄溪县水务局", "年度：2024 → 2023", "部分不再出现：六、其他需要报告的事项"]
    {
        assert!(summary.contains(line), "{summary}");
    }
    // White space makes no other issuer.
    let spaced = sample(&[("澄溪县人民政府2024年政府", "澄溪县 人民政府 2024年政府")]);
    assert!(ogi_report::diff(&sample(&[]), &spaced).issuer.is_none());
}

#[test]
fn a_table_that_vanished() {
    let mut new = sample(&[]);
    new.disputes.as_mut().unwrap().table = None;
    let diff = diff(&sample(&[]), &new);
    let tables: Vec<_> = diff.tables.iter().map(|change| (change.section, change.presence)).collect();
    assert_eq!(tables, [(SectionKind::Disputes, Presence::Vanished)]);
    assert!(diff.sections.is_empty());
    assert!(diff.changes().all(|change| change.kind == Kind::Lost) && diff.changes().count() == 15);
}

#[test]
fn numbers_too_large_are_no_panic() {
    let large = u64::MAX.to_string();
    let change = change("0", &large);
    assert_eq!(change.absolute, number(&large));
    let fees = |amount: &str| sample(&[("收费\t86.50", &format!("收费\t{amount}"))]);
    let diff = diff(&fees("0.0000000000000000000000000001"), &fees("79228162514264337593543950335"));
    let change = only(&diff);
    assert_eq!((change.kind, change.absolute, change.percent), (Kind::Increased, None, None));
}

#[test]
fn diffs_read_back() {
    let diff = diff(&parse(SAMPLE_2019).unwrap().report, &sample(&[("行政处罚\t142", "行政处罚\t/")]));
    let json = serde_json::to_string(&diff).unwrap();
    assert_eq!(serde_json::from_str::<Diff>(&json).unwrap(), diff);
}

fn figure() -> impl Strategy<Value = String> {
    prop_oneof![
        Just(String::new()),
        Just("/".to_owned()),
        Just("若干".to_owned()),
        (0u32..300).prop_map(|n| n.to_string()),
        (0u32..300, 0u32..100).prop_map(|(n, m)| format!("{n}.{m:02}")),
    ]
}

fn any_report() -> impl Strategy<Value = Report> {
    (prop::collection::vec(figure(), 6), 2020u16..2025, prop::bool::ANY).prop_map(|(figures, year, old)| {
        let (sample, of) = if old { (SAMPLE_2019, "2020") } else { (SAMPLE, "2024") };
        let mut text = sample.replace(&format!("{of}年政府"), &format!("{year}年政府"));
        text = text.replace("12\t3\t1\t1\t2\t0\t19", &format!("{}\t3\t1\t1\t2\t0\t{}", figures[0], figures[1]));
        text = text.replace("1\t1\t0\t1\t3", &format!("{}\t1\t0\t1\t{}", figures[2], figures[3]));
        text = text.replace("86.50", &figures[4]).replace("\t387", &format!("\t{}", figures[5]));
        parse(&text).unwrap().report
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn there_and_back(one in any_report(), other in any_report()) {
        prop_assert!(diff(&one, &one).is_empty());
        let (there, back) = (diff(&one, &other), diff(&other, &one));
        prop_assert_eq!(there.is_empty(), back.is_empty());
        prop_assert_eq!(there.cells.len(), back.cells.len());
        for change in &there.cells {
            let reversed = back.cell(change.old_id).unwrap();
            prop_assert_eq!(reversed.kind, change.kind.reversed());
            prop_assert_eq!((&reversed.old, &reversed.new), (&change.new, &change.old));
            let zero = Decimal::from(0u64);
            prop_assert_eq!(reversed.absolute, change.absolute.map(|absolute| zero.checked_sub(absolute).unwrap()));
        }
        prop_assert_eq!(there.year.map(|year| (year.new, year.old)), back.year.map(|year| (year.old, year.new)));
    }
}
