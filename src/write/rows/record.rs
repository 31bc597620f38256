//! What the kinds of rows have in common: each lists its columns once, for CSV, JSON Lines and Arrow alike.

#![cfg_attr(
    not(all(feature = "csv", feature = "arrow")),
    allow(dead_code, reason = "each form looks at a part of what a column is")
)]

use core::fmt;
use std::borrow::Cow;

use serde::Serialize;

use crate::check::{Outcome, Reason};
use crate::report::{
    Applicants, Candidate, CellId, CellStatus, Certainty, Decimal, Edition, Measure, Placement, Quantity, Scope,
    SectionKind, Unit,
};
use crate::{Encoding, Form, Severity, Span};

/// A kind of row: [`CellRecord`](super::CellRecord), [`ClaimRecord`](super::ClaimRecord),
/// [`FindingRecord`](super::FindingRecord), [`ReportRecord`](super::ReportRecord) or [`ErrorRecord`](super::ErrorRecord).
///
/// ```
/// use ogi_report::write::{CellRecord, Record};
///
/// assert_eq!(CellRecord::columns()[..4], ["document", "issuer", "year", "edition"]);
/// ```
pub trait Record: Serialize + Columns {
    /// The same kind of row, whatever report it borrows from: a writer of one takes rows of all reports.
    type Kind: Record<Kind = Self::Kind> + 'static;

    /// The names of the columns, in their order.
    fn columns() -> Vec<&'static str> {
        Self::COLUMNS.iter().map(|column| column.name).collect()
    }
}

/// What a row is made of. The module is private, so nobody else can name or implement it.
pub trait Columns {
    /// Which contract the rows follow, where the form has a place to say so.
    const CONTRACT: &'static str;
    const COLUMNS: &'static [Column];

    /// Visits the fields in the order of the columns.
    fn fields(&self, visit: &mut dyn FnMut(Field<'_>));
}

/// A column.
#[derive(Clone, Copy, Debug)]
pub struct Column {
    pub(crate) name: &'static str,
    pub(crate) kind: Kind,
    pub(crate) is_optional: bool,
}

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Words of the report or of the caller: whatever anybody wrote.
    Text,
    /// Words of this library, few different ones.
    Word,
    /// An exact decimal.
    Exact,
    /// A number of 16 bits.
    Small,
    /// A number of 32 bits.
    Offset,
    /// Yes or no.
    Flag,
    /// The candidates of an ambiguous cell.
    Candidates,
}

/// The value of a field.
#[derive(Clone, Debug)]
pub struct Field<'r>(pub(crate) Value<'r>);

#[derive(Clone, Debug)]
pub(crate) enum Value<'r> {
    None,
    Text(Cow<'r, str>),
    Exact(Decimal),
    Number(u32),
    Flag(bool),
    Candidates(&'r [Candidate]),
}

/// How a field's type is written.
pub(crate) trait Written {
    const KIND: Kind;
    const IS_OPTIONAL: bool = false;

    fn value(&self) -> Value<'_>;
}

impl<T: Written> Written for Option<T> {
    const KIND: Kind = T::KIND;
    const IS_OPTIONAL: bool = true;

    fn value(&self) -> Value<'_> {
        self.as_ref().map_or(Value::None, Written::value)
    }
}

impl Written for &str {
    const KIND: Kind = Kind::Text;

    fn value(&self) -> Value<'_> {
        Value::Text(Cow::Borrowed(self))
    }
}

impl Written for String {
    const KIND: Kind = Kind::Text;

    fn value(&self) -> Value<'_> {
        Value::Text(Cow::Borrowed(self))
    }
}

impl Written for Decimal {
    const KIND: Kind = Kind::Exact;

    fn value(&self) -> Value<'_> {
        Value::Exact(*self)
    }
}

impl Written for u16 {
    const KIND: Kind = Kind::Small;

    fn value(&self) -> Value<'_> {
        Value::Number((*self).into())
    }
}

impl Written for u32 {
    const KIND: Kind = Kind::Offset;

    fn value(&self) -> Value<'_> {
        Value::Number(*self)
    }
}

impl Written for bool {
    const KIND: Kind = Kind::Flag;

    fn value(&self) -> Value<'_> {
        Value::Flag(*self)
    }
}

impl Written for &[Candidate] {
    const KIND: Kind = Kind::Candidates;

    fn value(&self) -> Value<'_> {
        Value::Candidates(self)
    }
}

/// A word of this library, such as a label or a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(transparent)]
pub struct Word(pub &'static str);

impl fmt::Display for Word {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }
}

impl Written for Word {
    const KIND: Kind = Kind::Word;

    fn value(&self) -> Value<'_> {
        Value::Text(Cow::Borrowed(self.0))
    }
}

/// The word that serde writes for a value.
struct Name<'v, T>(&'v T);

impl<T: Serialize> fmt::Display for Name<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.serialize(f)
    }
}

/// Types whose serde form is one of few words.
macro_rules! words {
    ($($type:ty),*) => {$(
        impl Written for $type {
            const KIND: Kind = Kind::Word;

            fn value(&self) -> Value<'_> {
                Value::Text(Cow::Owned(Name(self).to_string()))
            }
        }
    )*};
}

words!(
    Applicants,
    CellId,
    CellStatus,
    Certainty,
    Edition,
    Encoding,
    Form,
    Measure,
    Outcome,
    Placement,
    Quantity,
    Reason,
    Scope,
    SectionKind,
    Severity,
    Unit
);

/// Declares a kind of row: its fields are its columns.
macro_rules! record {
    ($(#[$doc:meta])* $name:ident<$life:lifetime> = $contract:literal { $($(#[$field_doc:meta])* $field:ident: $type:ty,)* }) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
        #[non_exhaustive]
        pub struct $name<$life> { $($(#[$field_doc])* pub $field: $type,)* }

        impl<$life> $crate::write::rows::record::Columns for $name<$life> {
            const CONTRACT: &'static str = $contract;
            const COLUMNS: &'static [$crate::write::rows::record::Column] = &[$(
                $crate::write::rows::record::Column {
                    name: stringify!($field),
                    kind: <$type as $crate::write::rows::record::Written>::KIND,
                    is_optional: <$type as $crate::write::rows::record::Written>::IS_OPTIONAL,
                },
            )*];

            fn fields(&self, visit: &mut dyn FnMut($crate::write::rows::record::Field<'_>)) {
                $(visit($crate::write::rows::record::Field(
                    $crate::write::rows::record::Written::value(&self.$field),
                ));)*
            }
        }

        impl $crate::write::Record for $name<'_> {
            type Kind = $name<'static>;
        }
    };
}
pub(super) use record;

/// Both ends of a span, where there is one.
pub(super) fn ends(span: Option<Span>) -> (Option<u32>, Option<u32>) {
    (span.map(|span| span.start), span.map(|span| span.end))
}
