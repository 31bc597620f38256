//! Random cells: every status, every kind of number, text that is hostile to what it is written into.

use ogi_report::Span;
use ogi_report::report::{
    Candidate, Cell, CellId, CellValue, Decimal, DisclosureTable, Edition, Number, Place, Placement, Report, Unit,
};
use ogi_report::{SAMPLE, SAMPLE_2019, parse};
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;

/// Text as nobody wants it in a table: formulas, quotes, separators, line ends, marks that are not seen.
pub(crate) fn hostile() -> impl Strategy<Value = String> {
    prop_oneof![
        "[-=+@＝＋－＠'\"|; ,\\t\\r\\n\u{0}\u{3000}\u{feff}a1规]{0,12}",
        select(vec![
            "=cmd|'/C calc'!A0",
            "-",
            "——",
            "=",
            "/",
            "-3",
            "+1",
            "\r\n=1",
            "\u{feff}@SUM(1)",
            "\"=1\"",
            "a,b\nc",
            "12\u{301}",
            "'",
        ])
        .prop_map(ToOwned::to_owned),
        any::<String>(),
    ]
}

/// A decimal of up to 29 digits and 28 decimals.
pub(crate) fn decimal() -> impl Strategy<Value = Decimal> {
    let of_digits = |digits: String| digits.parse::<Decimal>().ok();
    prop_oneof![
        "-?[0-9]{1,28}".prop_filter_map("too large", of_digits),
        "-?[0-9]{1,6}\\.[0-9]{1,4}".prop_filter_map("too large", of_digits),
        "-?[0-9]\\.[0-9]{10,28}".prop_filter_map("too large", of_digits),
        select(vec![
            "79228162514264337593543950335",
            "-79228162514264337593543950335",
            "0.0000000000000000000000000001"
        ])
        .prop_filter_map("too large", move |digits| of_digits(digits.to_owned())),
    ]
}

pub(crate) fn number() -> impl Strategy<Value = Number> {
    prop_oneof![
        any::<u64>().prop_map(Number::Count),
        any::<i64>().prop_map(Number::Change),
        decimal().prop_map(Number::Amount),
    ]
}

fn span() -> impl Strategy<Value = Span> {
    any::<(u32, u32)>().prop_map(|(a, b)| Span::new(a.min(b), a.max(b)))
}

fn value() -> impl Strategy<Value = CellValue> {
    let candidate = (number(), span()).prop_map(|(number, span)| Candidate { number, span });
    prop_oneof![
        number().prop_map(CellValue::Number),
        Just(CellValue::Blank),
        Just(CellValue::NotApplicable),
        Just(CellValue::Unreadable),
        vec(candidate, 0..5).prop_map(|candidates| CellValue::Ambiguous(candidates.into())),
        Just(CellValue::Missing),
    ]
}

fn place() -> impl Strategy<Value = Place> {
    let at = || prop_oneof![Just(0), 1..70_000usize];
    prop_oneof![
        (at(), at(), at()).prop_map(|(table, row, column)| Place::of_cell(table, row, column)),
        at().prop_map(Place::of_paragraph),
        at().prop_map(Place::of_page),
        (at(), at(), at(), at())
            .prop_map(|(table, row, column, page)| Place::of_cell(table, row, column).on_page(page)),
    ]
}

/// Any cell that there can be.
pub(crate) fn cell() -> impl Strategy<Value = Cell> {
    let unit = select(vec![Unit::Yuan, Unit::TenThousandYuan, Unit::HundredMillionYuan, Unit::Item]);
    let placement = select(vec![Placement::Stated, Placement::Column, Placement::RowOrder, Placement::RowSum]);
    let parts = (
        value(),
        hostile(),
        option::of(span()),
        option::of(unit),
        placement,
        option::of(hostile()),
        option::of(place()),
    );
    parts.prop_map(|(value, raw, span, unit, placement, annotation, place)| {
        let mut cell = Cell::new(value, &raw, span);
        cell.unit = unit;
        cell.placement = placement;
        cell.annotation = annotation.map(Into::into);
        // A place that is not known is none.
        cell.place = place.filter(|place| !place.is_unknown());
        cell
    })
}

/// A report of either edition whose cells, issuer and year are any.
pub(crate) fn report() -> impl Strategy<Value = Report> {
    let cells = vec(cell(), 1..40);
    (select(Edition::ALL.to_vec()), cells, option::of(hostile()), any::<u16>()).prop_map(
        |(edition, cells, issuer, year)| {
            let mut report = parse(if edition == Edition::E2019 { SAMPLE_2019 } else { SAMPLE }).unwrap().report;
            if let Some(name) = issuer {
                report.issuer.as_mut().unwrap().value = name;
            } else {
                report.issuer = None;
            }
            report.year.as_mut().unwrap().value = year;
            let ids: Vec<CellId> = report.cell_ids().collect();
            for (id, cell) in ids.into_iter().zip(cells.into_iter().cycle()) {
                *cell_mut(&mut report, id) = cell;
            }
            report
        },
    )
}

/// A cell of a sample, to be changed.
fn cell_mut(report: &mut Report, id: CellId) -> &mut Cell {
    match (id, report.disclosure.as_mut().unwrap().table.as_mut().unwrap()) {
        (CellId::Disclosure(id), DisclosureTable::E2021(table)) => table.cell_mut(id),
        (CellId::Disclosure2019(id), DisclosureTable::E2019(table)) => table.cell_mut(id),
        (CellId::Applications(row, column), _) => {
            report.applications.as_mut().unwrap().table.as_mut().unwrap().row_mut(row).cell_mut(column)
        }
        (CellId::Disputes(proceeding, outcome), _) => {
            report.disputes.as_mut().unwrap().table.as_mut().unwrap().outcomes_mut(proceeding).cell_mut(outcome)
        }
        (id, _) => panic!("{id} is of another edition"),
    }
}
