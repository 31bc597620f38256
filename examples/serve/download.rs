//! What came of the files, as files: made anew of the sources that the page sends along, as nothing is kept here.

use core::fmt::Write as _;

use axum::body::Body;
use axum::http::StatusCode;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use ogi_report::check::Language;
use ogi_report::write::{self, CsvWriter, Rows};

use crate::study::{Input, Study};

/// A file to download.
#[derive(Debug)]
pub(crate) struct Download {
    name: String,
    kind: &'static str,
    bytes: Vec<u8>,
}

/// Makes what was asked for, such as `json-0`: of the first report. `None` where there is no such thing.
pub(crate) fn make(study: &Study, get: &str, language: Language) -> Option<Download> {
    let (form, nth) = get.split_once('-')?;
    let nth: usize = nth.parse().ok()?;
    let (input, kind, bytes) = match form {
        "page" => {
            let office = study.offices.get(nth..nth.checked_add(1)?)?;
            let sources = study.sources();
            let page = study.page(&sources, office).language(language).to_html();
            (study.inputs.get(office.first()?.inputs.start)?, "text/html; charset=utf-8", page.into_bytes())
        }
        "json" => {
            let input = study.inputs.get(nth)?;
            (input, "application/json", serde_json::to_vec(&input.parsed).ok()?)
        }
        "csv" => {
            let input = study.inputs.get(nth)?;
            (input, "text/csv; charset=utf-8", cells(input)?)
        }
        "docx" => {
            let input = study.inputs.get(nth)?;
            let kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
            (input, kind, write::docx(&input.parsed.report))
        }
        _ => return None,
    };
    let extension = if form == "page" { "html" } else { form };
    Some(Download { name: format!("{}.{extension}", stem(&input.file.name)), kind, bytes })
}

/// The cells of a report as CSV, with the mark by which spreadsheets know the encoding.
fn cells(input: &Input) -> Option<Vec<u8>> {
    let mut out = Vec::new();
    let mut writer = CsvWriter::new(&mut out).bom();
    writer.write_all(Rows::of(&input.file.name, &input.parsed).cells()).ok()?;
    writer.finish().ok()?;
    Some(out)
}

/// A file's name without what follows the last full stop.
fn stem(name: &str) -> &str {
    name.rsplit_once('.').map_or(name, |(stem, _)| stem).trim()
}

impl IntoResponse for Download {
    fn into_response(self) -> Response {
        let disposition = disposition(&self.name);
        let headers = [(CONTENT_TYPE, self.kind), (CONTENT_DISPOSITION, disposition.as_str())];
        (StatusCode::OK, headers, Body::from(self.bytes)).into_response()
    }
}

/// The name of a file for any browser: in ASCII, and as it is.
fn disposition(name: &str) -> String {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_');
    let plain: String = name.chars().filter(|c| is_plain(*c)).collect();
    let (stem, extension) = plain.rsplit_once('.').unwrap_or(("", &plain));
    let stem = if stem.chars().any(|c| c.is_ascii_alphanumeric()) { stem.trim_matches('.') } else { "report" };
    let mut encoded = String::new();
    for byte in name.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._".contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            let _ = write!(encoded, "%{byte:02X}");
        }
    }
    format!("attachment; filename=\"{stem}.{extension}\"; filename*=UTF-8''{encoded}")
}
