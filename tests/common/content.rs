//! What a report says, without where it stood.

use ogi_report::report::Report;
use serde_json::Value;

/// The report as serde writes it, without places in the source.
pub(crate) fn content(report: &Report) -> Value {
    let mut value = serde_json::to_value(report).unwrap();
    strip(&mut value);
    value
}

fn strip(value: &mut Value) {
    match value {
        Value::Object(map) => {
            map.retain(|key, _| !matches!(key.as_str(), "span" | "figure_span" | "place" | "placement"));
            map.values_mut().for_each(strip);
        }
        Value::Array(values) => values.iter_mut().for_each(strip),
        _ => {}
    }
}
