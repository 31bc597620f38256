//! Rows as Arrow and Parquet: what is read back is what was written.

#![allow(clippy::panic, clippy::print_stderr, clippy::unwrap_used, reason = "a test fails by panicking, and shows why")]

mod common;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use arrow_array::cast::AsArray;
use arrow_array::types::Decimal128Type;
use arrow_array::{Array, ArrayRef, RecordBatch, StringArray, UInt16Array};
use arrow_schema::{Field, Schema};
use common::{any_cell, fixtures};
use ogi_report::check::check;
use ogi_report::report::{Cell, CellId, CellStatus, Report};
use ogi_report::write::arrow::{StoredCell, batches, read_cells, schema};
use ogi_report::write::{CellRecord, ClaimRecord, FindingRecord, ParquetWriter, Record, Rows};
use ogi_report::{Parsed, SAMPLE, SAMPLE_2019, parse, read};
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use parquet::file::metadata::RowGroupMetaData;
use parquet::file::reader::{FileReader, SerializedFileReader};
use proptest::prelude::*;

fn parquet<R: Record>(rows: impl IntoIterator<Item = R>) -> bytes::Bytes {
    let mut file = Vec::new();
    let mut parquet = ParquetWriter::new(&mut file).unwrap();
    parquet.write_all(rows).unwrap();
    parquet.finish().unwrap();
    file.into()
}

fn from_parquet(file: bytes::Bytes) -> Vec<RecordBatch> {
    let reader = ParquetRecordBatchReaderBuilder::try_new(file).unwrap().build().unwrap();
    reader.map(Result::unwrap).collect()
}

fn cells(batches: &[RecordBatch]) -> Vec<StoredCell> {
    batches.iter().flat_map(|batch| read_cells(batch).unwrap()).collect()
}

/// What was stored are the cells of these reports, one after the other.
#[track_caller]
fn assert_stored(reports: &[(&str, &Report)], stored: &[StoredCell]) {
    let wanted: Vec<(&str, &Report, CellId, &Cell)> = reports
        .iter()
        .flat_map(|(name, report)| report.cells().map(move |(id, cell)| (*name, *report, id, cell)))
        .collect();
    assert_eq!(wanted.len(), stored.len());
    for ((name, report, id, cell), stored) in wanted.into_iter().zip(stored) {
        assert_eq!((name, id, cell), (stored.document.as_str(), stored.id, &stored.cell));
        assert_eq!(report.issuer.as_ref().map(|issuer| &issuer.value), stored.issuer.as_ref());
        assert_eq!(report.year.as_ref().map(|year| year.value), stored.year);
        let edition =
            if matches!(id, CellId::Applications(..)) { report.applications_edition() } else { report.edition };
        assert_eq!(edition, stored.edition);
    }
}

#[test]
fn every_report_comes_back() {
    let reports: Vec<(String, Parsed)> = fixtures()
        .into_iter()
        .filter_map(|fixture| Some((fixture.name, read(fixture.text.as_bytes()).ok()?)))
        .collect();
    let rows = || reports.iter().flat_map(|(name, parsed)| Rows::of(name, parsed).cells());
    let wanted: Vec<(&str, &Report)> = reports.iter().map(|(name, parsed)| (name.as_str(), &parsed.report)).collect();

    let made: Vec<RecordBatch> = batches(rows(), 999).collect::<Result<_, _>>().unwrap();
    let (last, full) = made.split_last().unwrap();
    assert!(full.iter().all(|batch| batch.num_rows() == 999) && last.num_rows() <= 999);
    assert_stored(&wanted, &cells(&made));
    assert_stored(&wanted, &cells(&from_parquet(parquet(rows()))));

    let statuses: BTreeSet<CellStatus> = cells(&made).iter().map(|stored| stored.cell.status()).collect();
    assert_eq!(statuses.len(), 6, "{statuses:?}");
}

/// Each column as text, by its name.
fn texts(batches: &[RecordBatch]) -> BTreeMap<String, Vec<Option<String>>> {
    let mut columns: BTreeMap<String, Vec<Option<String>>> = BTreeMap::new();
    for batch in batches {
        for (field, array) in batch.schema().fields().iter().zip(batch.columns()) {
            let column = columns.entry(field.name().clone()).or_default();
            for row in 0..batch.num_rows() {
                let text = if let Some(words) = array.as_any_dictionary_opt() {
                    array
                        .is_valid(row)
                        .then(|| words.values().as_string::<i32>().value(words.normalized_keys()[row]).to_owned())
                } else {
                    array.is_valid(row).then(|| match array.as_string_opt::<i32>() {
                        Some(texts) => texts.value(row).to_owned(),
                        None => format!("{:?}", array.slice(row, 1)),
                    })
                };
                column.push(text);
            }
        }
    }
    columns
}

/// The columns hold what JSON holds of the same rows.
#[track_caller]
fn assert_columns<R: Record>(rows: Vec<R>) {
    let lines: Vec<serde_json::Value> = rows.iter().map(|row| serde_json::to_value(row).unwrap()).collect();
    let schema = schema::<R>();
    let columns = texts(&from_parquet(parquet(rows)));
    for name in R::columns() {
        let column = &columns[name];
        assert_eq!(column.len(), lines.len());
        for (found, line) in column.iter().zip(&lines) {
            assert_eq!(found.is_none(), line[name].is_null(), "{name}");
            if let Some(text) = line[name].as_str() {
                assert_eq!(found.as_deref(), Some(text), "{name}");
            }
        }
        let is_nullable = schema.field_with_name(name).unwrap().is_nullable();
        assert!(is_nullable || column.iter().all(Option::is_some), "{name}");
    }
}

#[test]
fn claims_and_findings_are_columns() {
    let parsed = read(SAMPLE.replace("2\t0\t19", "2\t0\t18").as_bytes()).unwrap();
    let rows = Rows::of("a", &parsed);
    assert_columns(rows.claims().collect());
    assert_columns(rows.cells().collect());
    let findings = check(&parsed.report);
    assert!(findings.violated().next().is_some());
    assert_columns(rows.findings(&findings).collect());
}

#[test]
fn decimals_can_be_added_up() {
    let parsed = parse(SAMPLE).unwrap();
    let batch = batches(Rows::of("a", &parsed).cells(), 1000).next().unwrap().unwrap();
    let numbers = batch.column_by_name("value_decimal").unwrap().as_primitive::<Decimal128Type>();
    let texts = batch.column_by_name("value").unwrap().as_string::<i32>();
    assert_eq!((numbers.null_count(), texts.null_count()), (3, 3), "three cells of the sample are blank");
    let fee = (0..batch.num_rows()).find(|&row| texts.is_valid(row) && texts.value(row) == "86.50").unwrap();
    assert_eq!(numbers.value_as_string(fee), "86.5000000000");
}

#[test]
fn a_decimal_that_does_not_fit_is_text() {
    use ogi_report::report::{CellValue, Number};
    for (text, wanted) in [
        ("0.0000000001", Some("0.0000000001")),
        ("0.00000000001", None),
        ("1.50000000000000", Some("1.5000000000")),
        ("9999999999999999999999999999", Some("9999999999999999999999999999.0000000000")),
        ("10000000000000000000000000000", None),
        ("-9999999999999999999999999999", Some("-9999999999999999999999999999.0000000000")),
        ("79228162514264337593543950335", None),
    ] {
        let mut report = parse(SAMPLE).unwrap().report;
        let cell = Cell::new(CellValue::Number(Number::Amount(text.parse().unwrap())), text, None);
        ogi_report::testing::set_cell(&mut report, "applications.received.total".parse().unwrap(), cell);
        let batch = batches(Rows::new("a", &report).cells(), 1000).next().unwrap().unwrap();
        let row = report.cells().position(|(id, _)| id.to_string() == "applications.received.total").unwrap();
        let numbers = batch.column_by_name("value_decimal").unwrap().as_primitive::<Decimal128Type>();
        assert_eq!(numbers.is_valid(row).then(|| numbers.value_as_string(row)).as_deref(), wanted, "{text}");
        assert_eq!(batch.column_by_name("value").unwrap().as_string::<i32>().value(row), text);
    }
}

#[test]
fn nothing_is_a_file_too() {
    let none = |file: bytes::Bytes| from_parquet(file).iter().map(RecordBatch::num_rows).sum::<usize>();
    assert_eq!(none(parquet(Vec::<CellRecord<'_>>::new())), 0);
    assert_eq!(none(parquet(Vec::<ClaimRecord<'_>>::new())), 0);
    assert_eq!(none(parquet(Vec::<FindingRecord<'_>>::new())), 0);
    assert_eq!(batches(Vec::<CellRecord<'_>>::new(), 10).count(), 0);
}

#[test]
fn batches_are_of_bounded_size() {
    let mut report = parse(SAMPLE).unwrap().report;
    let long = "规".repeat(7 << 20);
    for row in ["received", "carried_over", "carried_forward", "results.total"] {
        let cell = Cell::new(ogi_report::report::CellValue::Unreadable, &long, None);
        ogi_report::testing::set_cell(&mut report, format!("applications.{row}.total").parse().unwrap(), cell);
    }
    let rows = Rows::new("a", &report);
    let n: Vec<usize> = batches(rows.cells(), 1000).map(|batch| batch.unwrap().num_rows()).collect();
    assert_eq!((n.len(), n.iter().sum::<usize>()), (2, 200), "84 MiB of text are two batches");
    let n: Vec<usize> = batches(rows.cells(), 0).map(|batch| batch.unwrap().num_rows()).collect();
    assert_eq!(n, vec![1; 200], "a batch has a row at least");
}

#[test]
fn a_file_of_many_reports_has_groups() {
    let parsed = [parse(SAMPLE).unwrap(), parse(SAMPLE_2019).unwrap()];
    let names: Vec<String> = (0..700).map(|n| n.to_string()).collect();
    let file = parquet(names.iter().enumerate().flat_map(|(nth, name)| Rows::of(name, &parsed[nth % 2]).cells()));
    let reader = SerializedFileReader::new(file.clone()).unwrap();
    let groups: Vec<i64> = reader.metadata().row_groups().iter().map(RowGroupMetaData::num_rows).collect();
    assert_eq!(groups, [128 * 1024, 700 * 199 - 128 * 1024]);
    let wanted: Vec<(&str, &Report)> =
        names.iter().enumerate().map(|(nth, name)| (name.as_str(), &parsed[nth % 2].report)).collect();
    assert_stored(&wanted, &cells(&from_parquet(file)));
}

/// The batch of the sample with a column in place of another one, or without it.
fn with_column(name: &str, column: Option<ArrayRef>) -> RecordBatch {
    let parsed = parse(SAMPLE).unwrap();
    let batch = batches(Rows::of("a", &parsed).cells(), 1000).next().unwrap().unwrap();
    let schema = batch.schema();
    let kept = schema.fields().iter().zip(batch.columns()).filter(|(field, _)| field.name() != name);
    let (mut fields, mut arrays): (Vec<Arc<Field>>, Vec<ArrayRef>) =
        kept.map(|(field, array)| (Arc::clone(field), Arc::clone(array))).unzip();
    if let Some(column) = column {
        fields.push(Arc::new(Field::new(name, column.data_type().clone(), true)));
        arrays.push(column);
    }
    RecordBatch::try_new(Arc::new(Schema::new(fields)), arrays).unwrap()
}

#[test]
fn what_is_no_batch_of_cells_is_refused() {
    let error = |name: &str, column: Option<ArrayRef>| read_cells(&with_column(name, column)).unwrap_err().to_string();
    let all = |text: Option<&str>| Some(Arc::new(StringArray::from(vec![text; 200])) as ArrayRef);
    assert!(error("status", None).contains("a batch of cells has a column status"));
    let years: ArrayRef = Arc::new(UInt16Array::from(vec![1; 200]));
    assert!(error("raw", Some(years)).contains("the column raw is of another type"));
    for (name, text, reason) in [
        ("status", Some("nought"), "unknown variant `nought`"),
        ("status", Some("blank"), "a cell that is blank has a value"),
        ("status", None, "status is null"),
        ("value", None, "of kind and value there is only one"),
        ("value", Some("1.5"), "of kind and value there is only one"),
        ("cell", Some("applications"), "is no cell id"),
        ("raw", None, "raw is null"),
        ("unit", Some("USD"), "unknown variant `USD`"),
    ] {
        let error = error(name, all(text));
        assert!(error.contains(" of the batch: ") && error.contains(reason), "{name}: {error}");
    }
    // The first three cells of the sample are blank.
    let sums = with_column("kind", all(Some("sum"))).slice(3, 100);
    let error = read_cells(&sums).unwrap_err().to_string();
    assert!(error.contains("row 0 of the batch: \"sum\" is no kind of number"), "{error}");
    // Text without a dictionary is text all the same.
    assert_eq!(read_cells(&with_column("placement", all(Some("stated")))).unwrap().len(), 200);

    let parsed = parse(SAMPLE).unwrap();
    let claims = batches(Rows::of("a", &parsed).claims(), 1000).next().unwrap().unwrap();
    assert!(read_cells(&claims).unwrap_err().to_string().contains("only \"ogi-report/cells-rows/1\" is understood"));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn any_cell_comes_back(reports in proptest::collection::vec(any_cell::report(), 1..3), document in any_cell::hostile()) {
        let rows = || reports.iter().flat_map(|report| Rows::new(&document, report).cells());
        let wanted: Vec<(&str, &Report)> = reports.iter().map(|report| (document.as_str(), report)).collect();
        let made: Vec<RecordBatch> = batches(rows(), 77).collect::<Result<_, _>>().unwrap();
        assert_stored(&wanted, &cells(&made));
        assert_stored(&wanted, &cells(&from_parquet(parquet(rows()))));
    }
}
