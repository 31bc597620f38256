//! What a report says, without where it stands: what has to be the same after it was written and read back.

use ogi_report::Report;
use ogi_report::report::{CellId, CellStatus, Edition, FurnitureKind};
use serde_json::{Value, json};

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

/// Keys of the tree that tell where something stands, in which characters, and how that was told.
const PLACES: &[&str] = &["span", "figure_span", "place", "placement", "edition_labels", "raw"];

/// What has to be the same after a report was written in its official form and read back: its tree without places, without what
/// belongs to pages, and with all that the form cannot tell made unreadable: ambiguous and missing cells of tables that are
/// there.
pub(crate) fn official(report: &Report) -> Value {
    let mut value = serde_json::to_value(report).unwrap();
    let tree = value.as_object_mut().unwrap();
    for key in ["furniture", "unplaced"] {
        tree.remove(key);
    }
    if let Some(title) = tree.get_mut("title").and_then(Value::as_object_mut) {
        title.remove("copies");
    }
    // Where the labels do not tell the edition of section three, that of the report is written.
    let edition = json!(report.applications_edition());
    for section in ["disclosure", "applications", "disputes"] {
        let Some(section) = tree.get_mut(section).and_then(Value::as_object_mut) else { continue };
        // A table none of whose cells can be read may not be written, or not be known for one; in text a table of nothing but
        // blank cells is nothing but labels.
        if section.get("table").is_some_and(is_lost) {
            section.insert("table".into(), Value::Null);
        }
        if let Some(table) = section.get_mut("table").and_then(Value::as_object_mut)
            && table.contains_key("received")
        {
            table.insert("edition".into(), edition.clone());
        }
    }
    simplify(&mut value);
    value
}

/// Whether no cell of a tree says anything.
fn is_lost(value: &Value) -> bool {
    match value {
        Value::Object(fields) => match fields.get("status").and_then(Value::as_str) {
            Some(status) => matches!(status, "missing" | "ambiguous" | "unreadable" | "blank"),
            None => fields.values().all(is_lost),
        },
        Value::Array(items) => items.iter().all(is_lost),
        _ => true,
    }
}

fn simplify(value: &mut Value) {
    match value {
        Value::Array(items) => items.iter_mut().for_each(simplify),
        Value::Object(fields) => {
            let status = fields.get("value").and_then(|value| value.get("status")).and_then(Value::as_str);
            if matches!(status, Some("ambiguous" | "missing" | "unreadable")) {
                fields.clear();
                fields.insert("status".into(), "unreadable".into());
            }
            fields.retain(|key, _| !PLACES.contains(&key.as_str()));
            fields.values_mut().for_each(simplify);
        }
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
