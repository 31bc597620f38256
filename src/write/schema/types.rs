//! The types that serde writes in a form of their own: as text, as a pair, as a map.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde_json::Value;

use crate::Span;
use crate::report::{ApplicantColumn, ApplicationRow, CellId, Date, Decimal, Edition, Proceeding, Quantity};
use crate::write::FlatCell;

/// Gives a type a schema under its own name.
macro_rules! schema {
    ($type:ident, $schema:expr) => {
        impl JsonSchema for $type {
            fn schema_name() -> Cow<'static, str> {
                stringify!($type).into()
            }

            fn schema_id() -> Cow<'static, str> {
                concat!("ogi_report::", stringify!($type)).into()
            }

            fn json_schema(_: &mut SchemaGenerator) -> Schema {
                $schema
            }
        }
    };
}

schema!(
    Span,
    json_schema!({
        "description": "Where something stands: the offset of the first byte and the one behind the last, in the text that was read.",
        "type": "array",
        "items": { "type": "integer", "minimum": 0, "maximum": u32::MAX },
        "minItems": 2,
        "maxItems": 2,
    })
);

schema!(
    Date,
    json_schema!({
        "description": "A day of the Gregorian calendar.",
        "type": "string",
        "format": "date",
        "pattern": "^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$",
    })
);

schema!(
    Decimal,
    json_schema!({
        "description": "An exact decimal number, with the noughts that were written behind its point.",
        "type": "string",
        "pattern": r"^-?[0-9]{1,29}(\.[0-9]{1,28})?$",
    })
);

schema!(
    CellId,
    json_schema!({
        "description": "The stable name of a table cell: the table, the row, the column.",
        "type": "string",
        "enum": ids(),
    })
);

schema!(
    Quantity,
    json_schema!({
        "description": "What a claim counts.",
        "type": "string",
        "enum": Quantity::all().map(|quantity| quantity.to_string()).collect::<Vec<_>>(),
    })
);

/// The cells of both editions.
fn ids() -> Vec<String> {
    let [old, new] = Edition::ALL;
    let of_old = CellId::all(old).filter(|id| !CellId::all(new).any(|other| other == *id));
    CellId::all(new).chain(of_old).map(|id| id.to_string()).collect()
}

/// Rows, columns and groups are written as their keys.
macro_rules! keyed {
    ($type:ident, $description:literal) => {
        schema!(
            $type,
            json_schema!({
                "description": $description,
                "type": "string",
                "enum": $type::ALL.iter().map(|item| item.key()).collect::<Vec<_>>(),
            })
        );
    };
}

keyed!(ApplicationRow, "A row of the table of section three.");
keyed!(ApplicantColumn, "A column of the table of section three: who applied.");
keyed!(Proceeding, "A group of columns of the table of section four: the kind of proceeding.");

/// The cells of the flat form: an object with a key for each id of the edition.
pub(in crate::write) fn of_cells(generator: &mut SchemaGenerator) -> Schema {
    let fewest = Edition::ALL.map(|edition| CellId::all(edition).count()).into_iter().min();
    json_schema!({
        "type": "object",
        "propertyNames": generator.subschema_for::<CellId>(),
        "additionalProperties": generator.subschema_for::<FlatCell>(),
        "minProperties": fewest,
    })
}

/// A cell of the flat form has a value if it is a number, and none otherwise.
pub(in crate::write) fn number_has_value(schema: &mut Schema) {
    let number = json_schema!({ "properties": { "status": { "const": "number" } } });
    let decimal =
        json_schema!({ "properties": { "value": { "type": "string", "pattern": r"^-?[0-9]+(\.[0-9]+)?$" } } });
    let none = json_schema!({ "properties": { "value": { "type": "null" } } });
    for (key, part) in [("if", number), ("then", decimal), ("else", none)] {
        schema.insert(key.to_owned(), Value::from(part));
    }
}

/// Of the kinds that a value can be of, those without a `value` have none: a blank cell with a number is no cell.
pub(crate) fn no_value_but_where_named(schema: &mut Schema) {
    let kinds = schema.get_mut("oneOf").and_then(Value::as_array_mut);
    for kind in kinds.into_iter().flatten().filter_map(Value::as_object_mut) {
        let is_named = kind.get("properties").is_some_and(|properties| properties.get("value").is_some());
        if !is_named {
            kind.insert("not".to_owned(), serde_json::json!({ "required": ["value"] }));
        }
    }
}
