//! What a report says, without where it stands.

use ogi_report::Report;
use ogi_report::report::{CellId, CellStatus, Edition, FurnitureKind};
use serde_json::Value;

/// The content of a report: all but spans, places, how cells were told, the page around it, and how often labels tell the
/// edition.
pub(crate) fn content(report: &Report) -> Value {
    let mut report = report.clone();
    report.furniture.retain(|furniture| furniture.kind != FurnitureKind::Chrome);
    let editions: Vec<Edition> = Edition::ALL
        .into_iter()
        .filter(|&edition| report.edition_labels.iter().any(|label| label.edition == edition))
        .collect();
    report.edition_labels.clear();
    let mut value = serde_json::to_value(&report).unwrap();
    value["editions"] = serde_json::to_value(editions).unwrap();
    strip(&mut value);
    value
}

fn strip(value: &mut Value) {
    match value {
        Value::Object(object) => {
            for key in ["span", "figure_span", "place", "placement"] {
                object.remove(key);
            }
            object.values_mut().for_each(strip);
        }
        Value::Array(items) => items.iter_mut().for_each(strip),
        _ => {}
    }
}

/// Where two contents differ, a line each: the path, and the two values.
pub(crate) fn differences(written: &Value, read: &Value) -> Vec<String> {
    let mut found = Vec::new();
    compare("", written, read, &mut found);
    found
}

fn compare(path: &str, written: &Value, read: &Value, found: &mut Vec<String>) {
    match (written, read) {
        (Value::Object(one), Value::Object(other)) => {
            let keys: std::collections::BTreeSet<&String> = one.keys().chain(other.keys()).collect();
            for key in keys {
                let of = |object: &serde_json::Map<String, Value>| object.get(key).cloned().unwrap_or(Value::Null);
                compare(&format!("{path}.{key}"), &of(one), &of(other), found);
            }
        }
        (Value::Array(one), Value::Array(other)) if one.len() == other.len() => {
            for (nth, (one, other)) in one.iter().zip(other).enumerate() {
                compare(&format!("{path}[{nth}]"), one, other, found);
            }
        }
        _ if written != read => found.push(format!("{path}: written {written}, read {read}")),
        _ => {}
    }
}

/// Cells that are read otherwise than they were written, but for those that reading leaves open, a line each.
pub(crate) fn wrong_cells(written: &Report, read: &Report) -> Vec<String> {
    let differ = |id: &CellId| {
        let (one, other) = (written.cell(*id), read.cell(*id));
        (&one.value, one.unit) != (&other.value, other.unit) && !is_open(other.status())
    };
    let line = |id: CellId| format!("{id}: written {:?}, read {:?}", written.cell(id).value, read.cell(id).value);
    written.cell_ids().filter(differ).map(line).collect()
}

/// Whether reading says that it cannot tell.
pub(crate) fn is_open(status: CellStatus) -> bool {
    matches!(status, CellStatus::Ambiguous | CellStatus::Missing | CellStatus::Unreadable)
}
