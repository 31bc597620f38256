//! Reports that are made from figures and prose: nothing is lost, nothing is made up, and what cannot be written is said.

#![allow(clippy::panic, clippy::unwrap_used, reason = "a test fails by panicking, and shows why")]

use ogi_report::check::Outcome;
use ogi_report::report::{CellId, CellStatus, CellValue, Date, Decimal, Edition, Number, SectionKind, Unit};
use ogi_report::write::{self, Draft, DraftError, Gap};
use ogi_report::{Severity, parse};
use proptest::prelude::*;

fn id(name: &str) -> CellId {
    name.parse().unwrap()
}

/// What a person may give for a cell.
fn value(id: CellId) -> BoxedStrategy<CellValue> {
    let number = match id.to_string() {
        name if name.ends_with(".change") => (-1_000_000i64..1_000_000).prop_map(Number::Change).boxed(),
        name if name.ends_with(".amount") => (0u64..10_000_000_000, 0usize..5)
            .prop_map(|(whole, places)| format!("{whole}.{}", &"07350"[..places + usize::from(places == 0)]))
            .prop_map(|text| Number::Amount(text.parse().unwrap()))
            .boxed(),
        _ => prop_oneof![3 => 0u64..100, 1 => 0u64..1_000_000_000].prop_map(Number::Count).boxed(),
    };
    // Without a total, and with one of its numbers the sum of the others, a row may have been shifted.
    let name = id.to_string();
    if name.rsplit('.').next() == Some("total") {
        return number.prop_map(CellValue::Number).boxed();
    }
    prop_oneof![
        8 => number.prop_map(CellValue::Number),
        1 => Just(CellValue::Blank),
        1 => Just(CellValue::NotApplicable),
        1 => Just(CellValue::Missing),
    ]
    .boxed()
}

fn values() -> impl Strategy<Value = (Edition, Vec<(CellId, CellValue)>)> {
    prop_oneof![Just(Edition::E2019), Just(Edition::E2021)].prop_flat_map(|edition| {
        let cells: Vec<_> = CellId::all(edition).map(|id| value(id).prop_map(move |value| (id, value))).collect();
        (Just(edition), cells)
    })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(200) })]

    #[test]
    fn every_cell_is_kept((edition, cells) in values()) {
        let mut draft = Draft::new("澄溪县水务局", 2023).edition(edition).standard_preamble();
        for (id, value) in &cells {
            draft = draft.value(*id, value.clone());
        }
        let drafted = draft.finish().unwrap();
        let report = &drafted.report;
        prop_assert_eq!(report.edition, edition);
        for (id, given) in &cells {
            let cell = report.cell(*id);
            if let CellValue::Number(number) = given {
                prop_assert_eq!(cell.number().map(|number| number.to_decimal()), Some(number.to_decimal()), "{}", id);
                prop_assert_eq!(cell.span.unwrap().slice(&drafted.text), cell.raw.as_ref());
            } else {
                prop_assert_eq!(&cell.value, given, "{}", id);
            }
            prop_assert_eq!(drafted.gaps.contains(&Gap::Cell(*id)), *given == CellValue::Missing);
        }
        // What was made is read from every form as it is from its own text.
        for written in [write::text(report), write::markdown(report)] {
            let read = parse(&written).unwrap().report;
            for (id, cell) in report.cells() {
                let (status, read) = (cell.status(), read.cell(id));
                if status == CellStatus::Missing {
                    prop_assert!(read.number().is_none() && read.status() != CellStatus::Blank, "{}: {:?}", id, read);
                } else {
                    prop_assert_eq!((&cell.value, cell.unit), (&read.value, read.unit), "{}", id);
                }
            }
        }
    }

    #[test]
    fn totals_that_are_filled_in_agree((edition, cells) in values()) {
        let mut draft = Draft::new("澄溪县水务局", 2023).edition(edition);
        for (id, value) in cells {
            let is_total = id.to_string().contains("total") || id == CellId::Applications(
                ogi_report::report::ApplicationRow::ResultsTotal, ogi_report::report::ApplicantColumn::NaturalPerson);
            if !is_total {
                draft = draft.value(id, value);
            }
        }
        let drafted = draft.fill_noughts().fill_totals().finish().unwrap();
        let cells: Vec<Gap> = drafted.gaps.iter().copied().filter(|gap| matches!(gap, Gap::Cell(_))).collect();
        prop_assert_eq!(cells, []);
        for finding in &drafted.check() {
            let is_sum = ["A002", "A003", "R001"].contains(&finding.rule.code);
            prop_assert!(!is_sum || finding.outcome == Outcome::Holds, "{:?}", finding);
        }
    }
}

#[test]
fn a_total_that_was_given_stays_and_is_checked() {
    let total = id("disputes.reconsideration.total");
    let drafted = Draft::new("澄溪县水务局", 2024)
        .cell(id("disputes.reconsideration.upheld"), 2)
        .cell(total, 3)
        .fill_noughts()
        .fill_totals()
        .finish()
        .unwrap();
    assert_eq!(drafted.report.cell(total).count(), Some(3));
    let findings = drafted.check();
    let wrong: Vec<&str> = findings
        .violated()
        .filter(|finding| finding.severity == Severity::Error && finding.rule.code.starts_with('R'))
        .map(|finding| finding.rule.code)
        .collect();
    assert_eq!(wrong, ["R001"]);
}

#[test]
fn parts_that_were_not_given_make_no_total() {
    let draft = Draft::new("澄溪县水务局", 2024).cell(id("disputes.reconsideration.upheld"), 2).fill_totals();
    assert!(draft.gaps().contains(&Gap::Cell(id("disputes.reconsideration.total"))));
}

#[test]
fn who_when_and_what_for() {
    let drafted = Draft::new("澄溪县水务局", 2024)
        .standard_preamble()
        .published(Date::new(2025, 1, 22).unwrap())
        .signed(Date::new(2025, 1, 15).unwrap())
        .unit(id("disclosure.fees.amount"), Unit::Yuan)
        .cell(id("disclosure.fees.amount"), "128000".parse::<Decimal>().unwrap())
        .finish()
        .unwrap();
    let report = &drafted.report;
    assert_eq!(report.issuer.as_ref().unwrap().value, "澄溪县水务局");
    assert_eq!(report.year.as_ref().unwrap().value, 2024);
    assert!(report.period.as_ref().unwrap().value.is_calendar_year(2024));
    assert_eq!(report.signature.date.as_ref().unwrap().value.to_string(), "2025-01-15");
    assert_eq!(report.publication.date.as_ref().unwrap().value.to_string(), "2025-01-22");
    assert_eq!(report.cell(id("disclosure.fees.amount")).unit, Some(Unit::Yuan));
}

#[test]
fn what_cannot_be_written_is_said() {
    let draft = || Draft::new("澄溪县水务局", 2024);
    let received = id("applications.received.total");
    let half: Decimal = "1.5".parse().unwrap();
    assert_eq!(
        draft().cell(received, half).finish().unwrap_err().to_string(),
        "applications.received.total cannot hold 1.5: it counts things, so it is a whole number, and below nought only \
         where it is a change",
    );
    let unit = Unit::Item;
    let fees = id("disclosure.fees.amount");
    assert_eq!(draft().unit(fees, unit).finish().unwrap_err(), DraftError::Unit { id: fees, unit });
    let unit = Unit::Yuan;
    assert_eq!(draft().unit(received, unit).finish().unwrap_err(), DraftError::Unit { id: received, unit });
    let older = id("disclosure_2019.rules.created");
    assert_eq!(
        draft().cell(older, 1).finish().unwrap_err(),
        DraftError::OtherEdition { id: older, edition: Edition::E2021 },
    );
    for (section, prose) in [
        (SectionKind::OtherMatters, "没有。\n澄溪县水务局\n2025年1月15日"),
        (SectionKind::Disclosure, "行政许可 5\n行政处罚 6"),
        (SectionKind::Overview, "第1页"),
    ] {
        assert_eq!(draft().prose(section, prose).finish().unwrap_err(), DraftError::Prose { section }, "{prose}");
    }
}
