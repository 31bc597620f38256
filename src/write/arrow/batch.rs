//! Rows to batches: a builder for each column, chosen by the column's kind.

use core::fmt;
use std::collections::HashMap;
use std::marker::PhantomData;
use std::sync::Arc;

use arrow_array::builder::{
    ArrayBuilder, BooleanBuilder, Decimal128Builder, ListBuilder, StringBuilder, StringDictionaryBuilder,
    StructBuilder, UInt16Builder, UInt32Builder,
};
use arrow_array::types::Int16Type;
use arrow_array::{ArrayRef, RecordBatch};
use arrow_schema::{ArrowError, DataType, Field, Fields, Schema, SchemaRef};

use super::{DECIMALS, PRECISION, TO_CALCULATE};
use crate::report::{Candidate, Decimal};
use crate::write::Record;
use crate::write::rows::kind;
use crate::write::rows::record::{Column, Columns, Kind, Value};

/// Text in a batch, so that a few long texts do not fill the memory.
const TEXT_OF_BATCH: usize = 64 << 20;
/// Text in a row, far below the 2 GiB that a column can hold.
const TEXT_OF_ROW: usize = 1 << 30;

/// The schema of the batches of a kind of row.
///
/// ```
/// use ogi_report::write::{CellRecord, arrow};
///
/// let schema = arrow::schema::<CellRecord>();
/// assert_eq!(schema.metadata()["schema"], "ogi-report/cells-rows/1");
/// assert_eq!(schema.field_with_name("value_decimal")?.data_type().to_string(), "Decimal128(38, 10)");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn schema<R: Record>() -> SchemaRef {
    let fields: Vec<Field> = R::COLUMNS.iter().flat_map(fields).collect();
    let metadata = HashMap::from([("schema".to_owned(), R::CONTRACT.to_owned())]);
    Arc::new(Schema::new_with_metadata(fields, metadata))
}

/// The columns of a batch that a column of rows makes.
fn fields(column: &Column) -> Vec<Field> {
    let field = |name: &str, data| Field::new(name, data, column.is_optional);
    let word = || DataType::Dictionary(Box::new(DataType::Int16), Box::new(DataType::Utf8));
    match column.kind {
        Kind::Text => vec![field(column.name, DataType::Utf8)],
        Kind::Word => vec![field(column.name, word())],
        Kind::Exact => vec![
            field(column.name, DataType::Utf8),
            Field::new(format!("{}{TO_CALCULATE}", column.name), DataType::Decimal128(PRECISION, DECIMALS), true),
        ],
        Kind::Small => vec![field(column.name, DataType::UInt16)],
        Kind::Offset => vec![field(column.name, DataType::UInt32)],
        Kind::Flag => vec![field(column.name, DataType::Boolean)],
        Kind::Candidates => vec![field(column.name, DataType::List(Arc::new(candidate())))],
    }
}

/// The items of the column of candidates.
fn candidate() -> Field {
    Field::new("item", DataType::Struct(candidate_fields()), false)
}

fn candidate_fields() -> Fields {
    Fields::from(vec![
        Field::new("kind", DataType::Utf8, false),
        Field::new("value", DataType::Utf8, false),
        Field::new("span_start", DataType::UInt32, false),
        Field::new("span_end", DataType::UInt32, false),
    ])
}

/// The builders of a column.
enum Builder {
    Text(StringBuilder),
    Word(StringDictionaryBuilder<Int16Type>),
    Exact(StringBuilder, Decimal128Builder),
    Small(UInt16Builder),
    Offset(UInt32Builder),
    Flag(BooleanBuilder),
    Candidates(ListBuilder<StructBuilder>),
}

impl Builder {
    fn new(kind: Kind) -> Self {
        match kind {
            Kind::Text => Self::Text(StringBuilder::new()),
            Kind::Word => Self::Word(StringDictionaryBuilder::new()),
            Kind::Exact => {
                let decimals = DataType::Decimal128(PRECISION, DECIMALS);
                Self::Exact(StringBuilder::new(), Decimal128Builder::new().with_data_type(decimals))
            }
            Kind::Small => Self::Small(UInt16Builder::new()),
            Kind::Offset => Self::Offset(UInt32Builder::new()),
            Kind::Flag => Self::Flag(BooleanBuilder::new()),
            Kind::Candidates => {
                let items = StructBuilder::from_fields(candidate_fields(), 0);
                Self::Candidates(ListBuilder::new(items).with_field(candidate()))
            }
        }
    }

    fn append(&mut self, value: &Value<'_>) -> Result<(), ArrowError> {
        match (self, value) {
            (Self::Text(text), Value::Text(value)) => text.append_value(value),
            (Self::Text(text), Value::None) => text.append_null(),
            (Self::Word(word), Value::Text(value)) => {
                word.append(value)?;
            }
            (Self::Word(word), Value::None) => word.append_null(),
            (Self::Exact(text, number), Value::Exact(value)) => {
                text.append_value(value.to_string());
                number.append_option(to_calculate(*value));
            }
            (Self::Exact(text, number), Value::None) => {
                text.append_null();
                number.append_null();
            }
            (Self::Small(small), Value::Number(value)) => small.append_value(
                u16::try_from(*value).map_err(|error| ArrowError::InvalidArgumentError(error.to_string()))?,
            ),
            (Self::Small(small), Value::None) => small.append_null(),
            (Self::Offset(offset), Value::Number(value)) => offset.append_value(*value),
            (Self::Offset(offset), Value::None) => offset.append_null(),
            (Self::Flag(flag), Value::Flag(value)) => flag.append_value(*value),
            (Self::Flag(flag), Value::None) => flag.append_null(),
            (Self::Candidates(list), Value::Candidates(candidates)) => {
                for candidate in *candidates {
                    append_candidate(list.values(), candidate)?;
                }
                list.append(true);
            }
            (_, value) => {
                return Err(ArrowError::InvalidArgumentError(format!("{value:?} is of another kind than its column")));
            }
        }
        Ok(())
    }

    fn finish(&mut self, arrays: &mut Vec<ArrayRef>) {
        match self {
            Self::Text(text) => arrays.push(ArrayBuilder::finish(text)),
            Self::Word(word) => arrays.push(ArrayBuilder::finish(word)),
            Self::Exact(text, number) => {
                arrays.push(ArrayBuilder::finish(text));
                arrays.push(ArrayBuilder::finish(number));
            }
            Self::Small(small) => arrays.push(ArrayBuilder::finish(small)),
            Self::Offset(offset) => arrays.push(ArrayBuilder::finish(offset)),
            Self::Flag(flag) => arrays.push(ArrayBuilder::finish(flag)),
            Self::Candidates(list) => arrays.push(ArrayBuilder::finish(list)),
        }
    }
}

fn append_candidate(items: &mut StructBuilder, candidate: &Candidate) -> Result<(), ArrowError> {
    let other = || ArrowError::SchemaError("the fields of candidates are of other types".to_owned());
    let texts = [kind(&candidate.number).to_owned(), candidate.number.to_string()];
    for (at, text) in texts.into_iter().enumerate() {
        items.field_builder::<StringBuilder>(at).ok_or_else(other)?.append_value(text);
    }
    for (at, offset) in [(2, candidate.span.start), (3, candidate.span.end)] {
        items.field_builder::<UInt32Builder>(at).ok_or_else(other)?.append_value(offset);
    }
    items.append(true);
    Ok(())
}

/// The number as a column of decimals holds it.
fn to_calculate(value: Decimal) -> Option<i128> {
    let scaled = value.scaled(DECIMALS.unsigned_abs().into())?;
    (scaled.unsigned_abs() < 10u128.pow(PRECISION.into())).then_some(scaled)
}

/// Bytes of text in a row.
fn text_of<R: Columns>(row: &R) -> usize {
    let mut bytes = 0usize;
    row.fields(&mut |field| {
        if let Value::Text(text) = &field.0 {
            bytes = bytes.saturating_add(text.len());
        }
    });
    bytes
}

/// Rows on their way into a batch. All are of one kind, whatever reports they borrow from.
pub(super) struct BatchBuilder<R> {
    schema: SchemaRef,
    builders: Vec<Builder>,
    limit: usize,
    rows: usize,
    text: usize,
    of: PhantomData<fn(R)>,
}

impl<R: Record> BatchBuilder<R> {
    /// For so many rows at most, and one at least.
    pub(super) fn new(limit: usize) -> Self {
        let builders = R::COLUMNS.iter().map(|column| Builder::new(column.kind)).collect();
        Self { schema: schema::<R>(), builders, limit: limit.max(1), rows: 0, text: 0, of: PhantomData }
    }

    pub(super) fn schema(&self) -> &SchemaRef {
        &self.schema
    }

    pub(super) fn is_empty(&self) -> bool {
        self.rows == 0
    }

    /// Whether there is room for a row.
    pub(super) fn has_room(&self, row: &impl Columns) -> bool {
        self.rows < self.limit && (self.rows == 0 || self.text.saturating_add(text_of(row)) <= TEXT_OF_BATCH)
    }

    pub(super) fn push(&mut self, row: &impl Columns) -> Result<(), ArrowError> {
        let text = text_of(row);
        if text > TEXT_OF_ROW {
            let message = format!("a row has {text} bytes of text, more than the {TEXT_OF_ROW} that a batch takes");
            return Err(ArrowError::InvalidArgumentError(message));
        }
        let mut builders = self.builders.iter_mut();
        let mut result = Ok(());
        row.fields(&mut |field| {
            if let (Ok(()), Some(builder)) = (&result, builders.next()) {
                result = builder.append(&field.0);
            }
        });
        result?;
        self.rows += 1;
        self.text = self.text.saturating_add(text);
        Ok(())
    }

    /// The batch. The builder is empty then.
    pub(super) fn finish(&mut self) -> Result<RecordBatch, ArrowError> {
        let mut arrays = Vec::with_capacity(self.schema.fields().len());
        self.builders.iter_mut().for_each(|builder| builder.finish(&mut arrays));
        (self.rows, self.text) = (0, 0);
        RecordBatch::try_new(Arc::clone(&self.schema), arrays)
    }
}

/// Puts rows into batches of at most `rows` rows each, and of 64 MiB of text, whichever is reached first. One batch is
/// held at a time. The rows can be those of any number of reports, one after the other.
///
/// ```
/// use ogi_report::write::{Rows, arrow};
///
/// let parsed = ogi_report::parse(ogi_report::SAMPLE)?;
/// for batch in arrow::batches(Rows::of("sample.txt", &parsed).claims(), 1024) {
///     println!("{} claims", batch?.num_rows());
/// }
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn batches<R: Record, I: IntoIterator<Item = R>>(rows: I, limit: usize) -> Batches<I::IntoIter> {
    Batches { rows: rows.into_iter(), builder: BatchBuilder::new(limit), next: None }
}

/// The batches of rows: what [`batches`] gives. An error means that a row holds more than a gigabyte of text.
pub struct Batches<I: Iterator> {
    rows: I,
    builder: BatchBuilder<I::Item>,
    next: Option<I::Item>,
}

impl<I: Iterator> fmt::Debug for Batches<I> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Batches").field("rows", &self.builder.rows).finish_non_exhaustive()
    }
}

impl<R: Record, I: Iterator<Item = R>> Iterator for Batches<I> {
    type Item = Result<RecordBatch, ArrowError>;

    fn next(&mut self) -> Option<Self::Item> {
        while let Some(row) = self.next.take().or_else(|| self.rows.next()) {
            if !self.builder.has_room(&row) {
                self.next = Some(row);
                return Some(self.builder.finish());
            }
            if let Err(error) = self.builder.push(&row) {
                return Some(Err(error));
            }
        }
        (!self.builder.is_empty()).then(|| self.builder.finish())
    }
}
