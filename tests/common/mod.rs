//! What the tests share: the fixtures and their format, the data beside the checkout, and the walk that holds every
//! span and every cell of a tree against the text it was read from.

#![allow(dead_code, reason = "every test binary uses a part of this")]

pub(crate) mod any_cell;
pub(crate) mod book;
pub(crate) mod content;
pub(crate) mod form;
pub(crate) mod layout;
#[cfg(feature = "docx")]
pub(crate) mod package;
pub(crate) mod page;
pub(crate) mod pdf;
pub(crate) mod score;
pub(crate) mod seeds;
pub(crate) mod shapes;
pub(crate) mod targets;

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use ogi_report::report::{CellId, CellStatus, Edition, Report};
use ogi_report::write::FlatReport;
use ogi_report::{Parsed, read};
use serde_json::Value;
use unicode_normalization::UnicodeNormalization;

/// A text of `tests/fixtures`, and what a careful reader can tell from it.
#[derive(Debug)]
pub(crate) struct Fixture {
    /// Folder and name, such as `layouts/a`.
    pub(crate) name: String,
    /// The report's text.
    pub(crate) text: String,
    /// Front and back matter; a key that the fixture isn't about is not in it.
    pub(crate) matter: BTreeMap<String, String>,
    /// The expected token of every cell.
    pub(crate) cells: Vec<(CellId, String)>,
}

/// The folder of the fixtures.
pub(crate) fn fixture_folder() -> PathBuf {
    // The fuzzers are a crate of their own, a folder below.
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.ancestors().map(|folder| folder.join("tests/fixtures")).find(|folder| folder.is_dir()).expect("the fixtures")
}

/// All fixtures, in the order of their names.
pub(crate) fn fixtures() -> Vec<Fixture> {
    let mut texts = Vec::new();
    let mut expected = Vec::new();
    let folder = fixture_folder();
    for sub in sorted(&folder) {
        // What fuzzers have found has no expected cells.
        if sub.ends_with("crashes") {
            continue;
        }
        for path in if sub.is_dir() { sorted(&sub) } else { Vec::new() } {
            match path.extension().and_then(|extension| extension.to_str()) {
                Some("txt") => texts.push(path),
                Some("cells") => expected.push(path),
                _ => panic!("{}: neither .txt nor .cells", path.display()),
            }
        }
    }
    assert!(!texts.is_empty(), "no fixtures in {}", folder.display());
    for path in &texts {
        assert!(expected.contains(&path.with_extension("cells")), "{} lacks its .cells", path.display());
    }
    for path in &expected {
        assert!(texts.contains(&path.with_extension("txt")), "{} lacks its .txt", path.display());
    }
    texts.iter().map(|path| fixture(&folder, path)).collect()
}

/// The text of one fixture, such as `layouts/a`.
pub(crate) fn fixture_text(name: &str) -> String {
    let path = fixture_folder().join(format!("{name}.txt"));
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn sorted(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths
}

fn fixture(folder: &Path, path: &Path) -> Fixture {
    let name = path.with_extension("").strip_prefix(folder).unwrap().to_string_lossy().replace('\\', "/");
    let text = fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let expected = fs::read_to_string(path.with_extension("cells")).unwrap();
    let mut matter = BTreeMap::new();
    let mut rows: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for line in expected.lines().filter(|line| !line.trim().is_empty() && !line.starts_with('#')) {
        let (key, rest) = line.split_once(' ').unwrap_or_else(|| panic!("{name}: a key without a value: {line}"));
        let twice = if key.contains('.') {
            rows.insert(key, rest.split_whitespace().collect()).is_some()
        } else {
            let known = ["title", "issuer", "year", "period", "dated", "published", "sections"];
            assert!(known.contains(&key), "{name}: unknown key {key}");
            matter.insert(key.to_owned(), rest.trim().to_owned()).is_some()
        };
        assert!(!twice, "{name}: {key} stands twice");
    }
    let mut cells = Vec::new();
    let older = rows.keys().any(|key| key.starts_with("disclosure_2019."));
    let ids: Vec<CellId> = CellId::all(if older { Edition::E2019 } else { Edition::E2021 }).collect();
    let row_of = |id: CellId| id.to_string().rsplit_once('.').map(|(row, _)| row.to_owned()).unwrap();
    for row in ids.chunk_by(|a, b| row_of(*a) == row_of(*b)) {
        let key = row_of(row[0]);
        let tokens = rows.remove(key.as_str()).unwrap_or_else(|| panic!("{name}: no row {key}"));
        assert_eq!(tokens.len(), row.len(), "{name}: {key} has {} tokens for {} cells", tokens.len(), row.len());
        cells.extend(row.iter().copied().zip(tokens.iter().map(|&token| token.to_owned())));
    }
    assert!(rows.is_empty(), "{name}: no rows of the format: {:?}", rows.keys());
    Fixture { name, text, matter, cells }
}

/// How many times as many cases as usual are asked for: `OGI_TIMES=20 cargo test --release`.
pub(crate) fn times() -> u64 {
    std::env::var("OGI_TIMES").ok().and_then(|times| times.parse().ok()).unwrap_or(1)
}

/// A folder beside the checkout, such as `seeds`; `None`, said aloud, where there is none.
///
/// Under `CI=true` the data has to be there, so that a test that was skipped can't pass for one that was run.
pub(crate) fn shared(name: &str) -> Option<PathBuf> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared").join(name);
    if path.is_dir() {
        return Some(path);
    }
    assert!(std::env::var("CI").as_deref() != Ok("true"), "CI=true, and {} is not there", path.display());
    eprintln!("\n!!! SKIPPED: {} is not there, so nothing was tested against it !!!\n", path.display());
    None
}

/// Reads a JSON file.
pub(crate) fn json(path: &Path) -> Value {
    let text = fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    serde_json::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// A text under NFKC and without white space: how titles, issuers and headings compare.
pub(crate) fn squash(text: &str) -> String {
    text.nfkc().filter(|c| !c.is_whitespace()).collect()
}

/// A span somewhere in a tree: the path to it, and its bounds.
#[derive(Debug)]
pub(crate) struct Place {
    /// Keys and indices on the way, such as `applications.table.received.total`.
    pub(crate) path: String,
    /// First byte.
    pub(crate) start: usize,
    /// Behind the last byte.
    pub(crate) end: usize,
}

/// Every `"span": [start, end]` in a JSON value.
pub(crate) fn places(value: &Value) -> Vec<Place> {
    let mut found = Vec::new();
    each_object(value, &mut String::new(), &mut |path, object| {
        if let Some((start, end)) = bounds(object) {
            found.push(Place { path: path.to_owned(), start, end });
        }
    });
    found
}

/// Start and end of an object that has a span.
fn bounds(object: &serde_json::Map<String, Value>) -> Option<(usize, usize)> {
    let pair = object.get("span")?.as_array()?;
    let offset = |at: usize| pair.get(at).and_then(Value::as_u64).and_then(|n| usize::try_from(n).ok());
    Some((offset(0)?, offset(1)?))
}

fn each_object(value: &Value, path: &mut String, visit: &mut dyn FnMut(&str, &serde_json::Map<String, Value>)) {
    let length = path.len();
    match value {
        Value::Object(object) => {
            visit(path, object);
            for (key, child) in object {
                path.push('.');
                path.push_str(key);
                each_object(child, path, visit);
                path.truncate(length);
            }
        }
        Value::Array(items) => {
            for (nth, child) in items.iter().enumerate() {
                let _ = write!(path, "[{nth}]");
                each_object(child, path, visit);
                path.truncate(length);
            }
        }
        _ => {}
    }
}

/// Everything that holds for any tree of any text. What doesn't hold is said in words, a line each.
///
/// * every span lies on character boundaries inside the text;
/// * the raw text of a cell is the text of its span, and only a cell that was not found has none;
/// * what is kept as text (titles, headings, paragraphs, names) has no character that its span has not, in this order;
/// * the tree reads back equal from JSON;
/// * the flat form has every id of the edition once.
pub(crate) fn faults(text: &str, parsed: &Parsed) -> Vec<String> {
    let mut faults = Vec::new();
    let json = serde_json::to_value(parsed).unwrap();
    for Place { path, start, end } in places(&json) {
        if text.get(start..end).is_none() {
            faults.push(format!("{path}: {start}..{end} is no slice of a text of {} bytes", text.len()));
        }
    }
    each_object(&json, &mut String::new(), &mut |path, object| {
        let Some((start, end)) = bounds(object) else { return };
        let slice = text.get(start..end).unwrap_or("");
        if let Some(status) = object.get("value").and_then(|value| value.get("status")) {
            let raw = object.get("raw").and_then(Value::as_str).unwrap_or("");
            if raw != slice {
                faults.push(format!("{path}: raw is {raw:?}, its span holds {slice:?}"));
            }
            if status == "number" && raw.is_empty() {
                faults.push(format!("{path}: a number made of nothing"));
            }
        }
        for key in ["text", "title", "value"] {
            let normal_form = ["date", "number", "period"].iter().any(|last| path.ends_with(last));
            if let Some(kept) = object.get(key).and_then(Value::as_str)
                && !normal_form
                && !stands_in(kept, slice)
            {
                faults.push(format!("{path}: {key} is {kept:?}, its span holds {slice:?}"));
            }
        }
    });
    for (id, cell) in parsed.report.cells() {
        if cell.span.is_none() && cell.status() == CellStatus::Number {
            faults.push(format!("{id}: a number without a place"));
        }
    }
    match serde_json::from_value::<Parsed>(json) {
        Ok(again) if again == *parsed => {}
        Ok(_) => faults.push("JSON reads back as another tree".into()),
        Err(error) => faults.push(format!("JSON does not read back: {error}")),
    }
    let flat = serde_json::to_value(FlatReport::new(&parsed.report)).unwrap();
    let ids: Vec<String> = parsed.report.cell_ids().map(|id| id.to_string()).collect();
    let cells = flat["cells"].as_object().unwrap();
    if cells.len() != ids.len() || !ids.iter().all(|id| cells.contains_key(id)) {
        faults.push(format!("the flat form has {} cells for {} ids", cells.len(), ids.len()));
    }
    faults
}

/// Whether all characters of `kept` stand in `slice` in this order, white space apart.
fn stands_in(kept: &str, slice: &str) -> bool {
    let mut rest = slice.chars();
    kept.chars().filter(|c| !c.is_whitespace()).all(|c| rest.any(|other| other == c))
}

/// What a token of a `.cells` file calls this status and value.
pub(crate) fn token(status: CellStatus, value: Option<&str>) -> String {
    match status {
        CellStatus::Number => value.unwrap_or("number without value").to_owned(),
        CellStatus::Blank => "_".into(),
        CellStatus::NotApplicable => "/".into(),
        CellStatus::Ambiguous => "?".into(),
        CellStatus::Unreadable => "!".into(),
        CellStatus::Missing => ".".into(),
        other => format!("unknown status {other}"),
    }
}

/// Every cell of a report as a token.
pub(crate) fn tokens(report: &Report) -> Vec<(CellId, String)> {
    let flat = serde_json::to_value(FlatReport::new(report)).unwrap();
    let cells = report.cells().map(|(id, cell)| {
        let value = flat["cells"][id.to_string()]["value"].as_str();
        (id, token(cell.status(), value))
    });
    cells.collect()
}

/// What is read of bytes, if nothing is wrong with its spans.
#[track_caller]
pub(crate) fn sound(bytes: &[u8]) -> Parsed {
    let parsed = read(bytes).unwrap();
    let faults = faults(&parsed.source.as_ref().unwrap().text, &parsed);
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    parsed
}
