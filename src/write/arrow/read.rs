//! Cells read back from a batch: what the columns say, held against each other.

use arrow_array::cast::AsArray;
use arrow_array::types::{Int16Type, UInt16Type, UInt32Type};
use arrow_array::{Array, ArrayRef, RecordBatch, StructArray};
use arrow_schema::{ArrowError, DataType};
use serde::de::value::{Error as WordError, StrDeserializer};
use serde::de::{Deserialize, IntoDeserializer};

use crate::Span;
use crate::report::{Candidate, Cell, CellId, CellStatus, CellValue, Edition, Number, Place};
use crate::write::CellRecord;
use crate::write::rows::record::Columns;

/// A cell that was read back, and which report it is from.
///
/// ```
/// use ogi_report::report::Edition;
/// use ogi_report::write::{Rows, arrow};
///
/// let parsed = ogi_report::parse(ogi_report::SAMPLE)?;
/// let batch = arrow::batches(Rows::of("sample.txt", &parsed).cells(), 1000).next().unwrap()?;
/// let stored = &arrow::read_cells(&batch)?[0];
/// assert_eq!((stored.document.as_str(), stored.year, stored.edition), ("sample.txt", Some(2024), Edition::E2021));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct StoredCell {
    /// The name that the document was given.
    pub document: String,
    /// Issuer of the report.
    pub issuer: Option<String>,
    /// The year that is reported on.
    pub year: Option<u16>,
    /// The edition that the cell's table follows.
    pub edition: Edition,
    /// The stable name of the cell.
    pub id: CellId,
    /// The cell.
    pub cell: Cell,
}

/// Reads the cells of a batch, such as [`batches`](super::batches) gives: each is equal to the one that was written.
/// Further columns, and those that only say the same in other words, are not looked at.
///
/// ```
/// use ogi_report::write::{Rows, arrow};
///
/// let parsed = ogi_report::parse(ogi_report::SAMPLE)?;
/// for batch in arrow::batches(Rows::of("sample.txt", &parsed).cells(), 64) {
///     for stored in arrow::read_cells(&batch?)? {
///         assert_eq!(stored.cell, *parsed.report.cell(stored.id));
///     }
/// }
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
///
/// If the batch is not one of cells, or a row says what no cell is, such as a blank cell with a value.
pub fn read_cells(batch: &RecordBatch) -> Result<Vec<StoredCell>, ArrowError> {
    let understood = CellRecord::CONTRACT;
    match batch.schema_ref().metadata().get("schema") {
        // Programs that pass a batch on may lose its metadata.
        None => {}
        Some(found) if found == understood => {}
        Some(found) => {
            let message = format!("the schema is {found:?}, and only {understood:?} is understood");
            return Err(ArrowError::SchemaError(message));
        }
    }
    let columns = CellColumns::of(batch)?;
    (0..batch.num_rows())
        .map(|row| {
            columns.cell(row).map_err(|reason| ArrowError::ParseError(format!("row {row} of the batch: {reason}")))
        })
        .collect()
}

/// The columns that make a cell.
struct CellColumns<'b> {
    document: Texts<'b>,
    issuer: Texts<'b>,
    year: &'b ArrayRef,
    edition: Texts<'b>,
    cell: Texts<'b>,
    status: Texts<'b>,
    value: Texts<'b>,
    kind: Texts<'b>,
    unit: Texts<'b>,
    raw: Texts<'b>,
    annotation: Texts<'b>,
    placement: Texts<'b>,
    candidates: &'b ArrayRef,
    span: [&'b ArrayRef; 2],
    place: [&'b ArrayRef; 5],
}

impl<'b> CellColumns<'b> {
    fn of(batch: &'b RecordBatch) -> Result<Self, ArrowError> {
        let texts = |name| Texts::of(batch, name);
        let array = |name, is_type: fn(&DataType) -> bool| array(batch, name, is_type);
        let small = |name| array(name, |found| *found == DataType::UInt16);
        let offset = |name| array(name, |found| *found == DataType::UInt32);
        Ok(Self {
            document: texts("document")?,
            issuer: texts("issuer")?,
            year: small("year")?,
            edition: texts("edition")?,
            cell: texts("cell")?,
            status: texts("status")?,
            value: texts("value")?,
            kind: texts("kind")?,
            unit: texts("unit")?,
            raw: texts("raw")?,
            annotation: texts("annotation")?,
            placement: texts("placement")?,
            candidates: array(
                "candidates",
                |found| matches!(found, DataType::List(item) if matches!(item.data_type(), DataType::Struct(_))),
            )?,
            span: [offset("span_start")?, offset("span_end")?],
            place: [small("page")?, small("table")?, small("table_row")?, small("table_column")?, small("paragraph")?],
        })
    }

    fn cell(&self, row: usize) -> Result<StoredCell, String> {
        let required = |column: &Texts<'b>| column.get(row).ok_or_else(|| format!("{} is null", column.name));
        let [page, table, line, column, paragraph] = self.place.map(|array| small(array, row).map_or(0, usize::from));
        let place = if table > 0 { Place::of_cell(table, line, column) } else { Place::of_paragraph(paragraph) };
        Ok(StoredCell {
            document: required(&self.document)?.to_owned(),
            issuer: self.issuer.get(row).map(ToOwned::to_owned),
            year: small(self.year, row),
            edition: word(required(&self.edition)?)?,
            id: required(&self.cell)?.parse::<CellId>().map_err(|error| error.to_string())?,
            cell: Cell {
                value: self.value(row, word(required(&self.status)?)?)?,
                raw: required(&self.raw)?.into(),
                span: span(self.span.map(|array| offset(array, row)))?,
                unit: self.unit.get(row).map(word).transpose()?,
                placement: word(required(&self.placement)?)?,
                annotation: self.annotation.get(row).map(Into::into),
                place: Some(place.on_page(page)).filter(|place| !place.is_unknown()),
            },
        })
    }

    fn value(&self, row: usize, status: CellStatus) -> Result<CellValue, String> {
        let number = match (self.kind.get(row), self.value.get(row)) {
            (Some(kind), Some(value)) => Some(number(kind, value)?),
            (None, None) => None,
            _ => return Err("of kind and value there is only one".to_owned()),
        };
        let candidates = self.candidates(row)?;
        let value = match (status, number) {
            (CellStatus::Number, Some(number)) => CellValue::Number(number),
            (CellStatus::Blank, None) => CellValue::Blank,
            (CellStatus::NotApplicable, None) => CellValue::NotApplicable,
            (CellStatus::Unreadable, None) => CellValue::Unreadable,
            (CellStatus::Missing, None) => CellValue::Missing,
            (CellStatus::Ambiguous, None) => return Ok(CellValue::Ambiguous(candidates.into())),
            (CellStatus::Number, None) => return Err("a number has no value".to_owned()),
            (status, Some(_)) => return Err(format!("a cell that is {status} has a value")),
        };
        if candidates.is_empty() { Ok(value) } else { Err(format!("a cell that is {status} has candidates")) }
    }

    fn candidates(&self, row: usize) -> Result<Vec<Candidate>, String> {
        if self.candidates.is_null(row) {
            return Ok(Vec::new());
        }
        let items = self.candidates.as_list::<i32>().value(row);
        let items = items.as_struct();
        (0..items.len())
            .map(|at| {
                let texts = |name| items.column_by_name(name).and_then(|array| text(array, at));
                let offsets = |name| {
                    let is_offset = |array: &&ArrayRef| *array.data_type() == DataType::UInt32;
                    StructArray::column_by_name(items, name).filter(is_offset).and_then(|array| offset(array, at))
                };
                let number = match (texts("kind"), texts("value")) {
                    (Some(kind), Some(value)) => number(kind, value)?,
                    _ => return Err("a candidate without kind or value".to_owned()),
                };
                let span = span([offsets("span_start"), offsets("span_end")])?;
                Ok(Candidate { number, span: span.ok_or("a candidate without a span")? })
            })
            .collect()
    }
}

/// A column of text, with a dictionary or without one.
struct Texts<'b> {
    name: &'static str,
    array: &'b ArrayRef,
}

impl<'b> Texts<'b> {
    fn of(batch: &'b RecordBatch, name: &'static str) -> Result<Self, ArrowError> {
        array(batch, name, is_text).map(|array| Self { name, array })
    }

    fn get(&self, row: usize) -> Option<&'b str> {
        text(self.array, row)
    }
}

fn is_text(found: &DataType) -> bool {
    match found {
        DataType::Utf8 => true,
        DataType::Dictionary(key, value) => **key == DataType::Int16 && **value == DataType::Utf8,
        _ => false,
    }
}

fn array<'b>(
    batch: &'b RecordBatch,
    name: &str,
    is_type: impl Fn(&DataType) -> bool,
) -> Result<&'b ArrayRef, ArrowError> {
    let array = batch
        .column_by_name(name)
        .ok_or_else(|| ArrowError::SchemaError(format!("a batch of cells has a column {name}, and there is none")))?;
    if is_type(array.data_type()) {
        Ok(array)
    } else {
        let message = format!("the column {name} is of another type than in a batch of cells: {}", array.data_type());
        Err(ArrowError::SchemaError(message))
    }
}

/// The text in a row of a column; `None` where it is null, or the column holds no text.
fn text(array: &ArrayRef, row: usize) -> Option<&str> {
    if let Some(texts) = array.as_string_opt::<i32>() {
        return texts.is_valid(row).then(|| texts.value(row));
    }
    let words = array.as_dictionary_opt::<Int16Type>()?;
    let (key, texts) = (words.key(row)?, words.values().as_string_opt::<i32>()?);
    (key < texts.len() && texts.is_valid(key)).then(|| texts.value(key))
}

fn small(array: &ArrayRef, row: usize) -> Option<u16> {
    array.is_valid(row).then(|| array.as_primitive::<UInt16Type>().value(row))
}

fn offset(array: &ArrayRef, row: usize) -> Option<u32> {
    array.is_valid(row).then(|| array.as_primitive::<UInt32Type>().value(row))
}

fn span(ends: [Option<u32>; 2]) -> Result<Option<Span>, String> {
    match ends {
        [Some(start), Some(end)] => Ok(Some(Span::new(start, end))),
        [None, None] => Ok(None),
        _ => Err("of the ends of a span there is only one".to_owned()),
    }
}

fn number(kind: &str, value: &str) -> Result<Number, String> {
    let wrong = || format!("{value:?} is no {kind}");
    match kind {
        "count" => value.parse().map(Number::Count).map_err(|_| wrong()),
        "change" => value.parse().map(Number::Change).map_err(|_| wrong()),
        "amount" => value.parse().map(Number::Amount).map_err(|_| wrong()),
        _ => Err(format!("{kind:?} is no kind of number")),
    }
}

/// What serde reads from a word.
fn word<'w, T: Deserialize<'w>>(word: &'w str) -> Result<T, String> {
    let deserializer: StrDeserializer<'w, WordError> = word.into_deserializer();
    T::deserialize(deserializer).map_err(|error| error.to_string())
}
