//! JSON Schemas (draft 2020-12) of what is written as JSON, made from the types themselves. With the feature `schemars`.
//!
//! The files in `docs/schema` are what these functions give. They describe what this version writes. Keys that they do
//! not name are allowed, as a later version of the same contract may add some.
//!
//! ```
//! use ogi_report::write::schema;
//!
//! let schema = serde_json::to_value(schema::report())?;
//! assert_eq!(schema["properties"]["schema"]["const"], "ogi-report/report/1");
//! assert_eq!(schema["$defs"]["Date"]["format"], "date");
//! # Ok::<(), serde_json::Error>(())
//! ```

mod prose;
mod types;

use schemars::generate::SchemaSettings;
use schemars::transform::{RecursiveTransform, Transform as _};
use schemars::{JsonSchema, Schema};

pub(crate) use self::types::no_value_but_where_named;
pub(super) use self::types::{number_has_value, of_cells};
use super::{FindingsJson, FlatReport};
use crate::Parsed;

/// The schema of a report with its diagnostics, as serde writes [`Parsed`]: `ogi-report/report/1`.
///
/// ```
/// let schema = serde_json::to_value(ogi_report::write::schema::report())?;
/// let cell = &schema["$defs"]["Cell"]["properties"]["raw"];
/// assert_eq!(cell["description"], "The text of the cell as it was written.");
/// # Ok::<(), serde_json::Error>(())
/// ```
pub fn report() -> Schema {
    of::<Parsed>("A report, and what was unusual while reading it")
}

/// The schema of the flat form, [`FlatReport`]: `ogi-report/flat/1`.
///
/// ```
/// let schema = serde_json::to_value(ogi_report::write::schema::flat())?;
/// let names = &schema["properties"]["cells"]["propertyNames"];
/// assert_eq!(names["$ref"], "#/$defs/CellId");
/// # Ok::<(), serde_json::Error>(())
/// ```
pub fn flat() -> Schema {
    of::<FlatReport>("The figures of a report")
}

/// The schema of the findings of a run, [`FindingsJson`]: `ogi-report/findings/1`.
///
/// ```
/// let schema = serde_json::to_value(ogi_report::write::schema::findings())?;
/// assert_eq!(schema["properties"]["checks"]["type"], "array");
/// # Ok::<(), serde_json::Error>(())
/// ```
pub fn findings() -> Schema {
    of::<FindingsJson<'_>>("The findings of a run")
}

/// What is written, not what could be read: keys that may be left out of what is read are there in what is written.
fn of<T: JsonSchema>(title: &str) -> Schema {
    let mut schema = SchemaSettings::draft2020_12().for_serialize().into_generator().into_root_schema_for::<T>();
    schema.insert("title".to_owned(), title.into());
    RecursiveTransform(prose::for_readers_of_json).transform(&mut schema);
    schema
}
