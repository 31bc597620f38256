//! What a report says, without where it stands: what has to be the same after it was written and read back.

use ogi_report::Report;
use serde_json::{Value, json};

/// Keys of the tree that tell where something stands, in which characters, and how that was told.
const PLACES: &[&str] = &["span", "figure_span", "place", "placement", "edition_labels", "raw"];

/// The tree of a report without places, without what belongs to pages, and with all that the official form cannot tell made
/// unreadable: ambiguous and missing cells of tables that are there.
pub(crate) fn content(report: &Report) -> Value {
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
        // A table none of whose cells can be read may not be written, or not be known for one.
        if section.get("table").is_some_and(is_lost) {
            section.insert("table".into(), Value::Null);
        }
        if let Some(table) = section.get_mut("table").and_then(Value::as_object_mut)
            && table.contains_key("received")
        {
            table.insert("edition".into(), edition.clone());
        }
    }
    strip(&mut value);
    value
}

/// Whether no cell of a tree is known.
fn is_lost(value: &Value) -> bool {
    match value {
        Value::Object(fields) => match fields.get("status").and_then(Value::as_str) {
            Some(status) => matches!(status, "missing" | "ambiguous" | "unreadable"),
            None => fields.values().all(is_lost),
        },
        Value::Array(items) => items.iter().all(is_lost),
        _ => true,
    }
}

fn strip(value: &mut Value) {
    match value {
        Value::Array(items) => items.iter_mut().for_each(strip),
        Value::Object(fields) => {
            let status = fields.get("value").and_then(|value| value.get("status")).and_then(Value::as_str);
            if matches!(status, Some("ambiguous" | "missing" | "unreadable")) {
                fields.clear();
                fields.insert("status".into(), "unreadable".into());
            }
            fields.retain(|key, _| !PLACES.contains(&key.as_str()));
            fields.values_mut().for_each(strip);
        }
        _ => {}
    }
}

/// Where two contents differ: the path of each difference, with both sides.
pub(crate) fn differences(one: &Value, other: &Value) -> Vec<String> {
    let mut found = Vec::new();
    compare("", one, other, &mut found);
    found
}

fn compare(path: &str, one: &Value, other: &Value, found: &mut Vec<String>) {
    match (one, other) {
        (Value::Object(one), Value::Object(other)) => {
            let keys: std::collections::BTreeSet<&String> = one.keys().chain(other.keys()).collect();
            for key in keys {
                let side = |of: &serde_json::Map<String, Value>| of.get(key).cloned().unwrap_or(Value::Null);
                compare(&format!("{path}.{key}"), &side(one), &side(other), found);
            }
        }
        (Value::Array(one), Value::Array(other)) if one.len() == other.len() => {
            for (at, (one, other)) in one.iter().zip(other).enumerate() {
                compare(&format!("{path}[{at}]"), one, other, found);
            }
        }
        _ if one == other => {}
        _ => found.push(format!("{path}: {one} became {other}")),
    }
}
