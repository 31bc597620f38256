//! What a report says, apart from where it says it: how the tree of one form is compared with that of another.

use ogi_report::report::{CellId, Edition, Report};
use serde_json::{Map, Value, json};

/// The content of a report: title, offices, dates, prose, claims and cells. Places are not in it, nor is what no form of
/// a report has to keep: page furniture, further copies of the title, and text that found no place.
pub(crate) fn content(report: &Report) -> Value {
    let mut value = serde_json::to_value(report).unwrap();
    without_places(&mut value);
    value
}

/// The content that is to be read of the official form of a report: a cell of a table that is there, and of which no value
/// can be told, is unreadable.
pub(crate) fn as_written(report: &Report) -> Value {
    let before = content(report);
    let mut value = before.clone();
    each_cell(&mut value, &mut |cell| {
        if ["ambiguous", "missing"].iter().any(|status| cell["value"]["status"] == *status) {
            *cell = Map::from_iter([("value".into(), json!({"status": "unreadable"})), ("raw".into(), "？".into())]);
        }
    });
    // A row that the table's edition does not have is missing in every form.
    let rows = |edition| CellId::all(edition).filter(|id| matches!(id, CellId::Applications(..)));
    for id in rows(Edition::E2021).filter(|id| !rows(report.applications_edition()).any(|other| other == *id)) {
        let pointer = id.to_string().replace("applications.", "/applications/table/").replace('.', "/");
        if let (Some(cell), Some(missing)) = (value.pointer_mut(&pointer), before.pointer(&pointer)) {
            *cell = missing.clone();
        }
    }
    value
}

/// Goes to every cell.
fn each_cell(value: &mut Value, visit: &mut dyn FnMut(&mut Map<String, Value>)) {
    match value {
        Value::Object(object) if object.get("value").is_some_and(|value| value.get("status").is_some()) => {
            visit(object);
        }
        Value::Object(object) => object.values_mut().for_each(|value| each_cell(value, visit)),
        Value::Array(items) => items.iter_mut().for_each(|item| each_cell(item, visit)),
        _ => {}
    }
}

fn without_places(value: &mut Value) {
    match value {
        Value::Object(object) => {
            for key in
                ["span", "figure_span", "place", "placement", "copies", "edition_labels", "furniture", "unplaced"]
            {
                object.remove(key);
            }
            for (key, value) in object.iter_mut() {
                // White space around a cell's text, and line breaks in it, are the layout's.
                if let (true, Some(text)) = (key == "raw" || key == "text", value.as_str()) {
                    *value = one_line(text).into();
                }
                without_places(value);
            }
            // Table three says which edition its labels are of; a report that was put together has no labels.
            if object.contains_key("carried_forward") {
                object.remove("edition");
            }
            if object.get("raw").is_some_and(|raw| raw == "") {
                object.remove("raw");
            }
        }
        Value::Array(items) => items.iter_mut().for_each(without_places),
        _ => {}
    }
}

/// The text without line breaks, and without what no document can hold.
fn one_line(text: &str) -> String {
    let pieces = text.split(|c: char| c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}')).map(str::trim);
    pieces.filter(|piece| !piece.is_empty()).collect::<Vec<_>>().join(" ")
}

/// Where two contents differ, a line each: the path, and both values.
pub(crate) fn differences(before: &Value, after: &Value) -> Vec<String> {
    let mut found = Vec::new();
    compare("", before, after, &mut found);
    found
}

fn compare(path: &str, before: &Value, after: &Value, found: &mut Vec<String>) {
    match (before, after) {
        (Value::Object(one), Value::Object(other)) => {
            let keys: std::collections::BTreeSet<&String> = one.keys().chain(other.keys()).collect();
            for key in keys {
                let side = |object: &Map<String, Value>| object.get(key).cloned().unwrap_or(Value::Null);
                compare(&format!("{path}.{key}"), &side(one), &side(other), found);
            }
        }
        (Value::Array(one), Value::Array(other)) if one.len() == other.len() => {
            for (nth, (one, other)) in one.iter().zip(other).enumerate() {
                compare(&format!("{path}[{nth}]"), one, other, found);
            }
        }
        _ if before == after => {}
        _ => found.push(format!("{path}: {before} → {after}")),
    }
}
