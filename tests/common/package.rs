//! Word documents that tests write: parts of XML in a zip archive, written by another program than the one that reads
//! them.

#![allow(dead_code, reason = "every test binary uses a part of this")]
#![allow(
    unreachable_pub,
    clippy::unwrap_used,
    reason = "a test fails by panicking; and the library's tests use this too"
)]

use std::io::{Cursor, Write as _};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

/// The namespaces that test documents declare, in their transitional form.
pub const NAMESPACES: &str = concat!(
    r#"xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" "#,
    r#"xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" "#,
    r#"xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" "#,
    r#"xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" "#,
    r#"xmlns:v="urn:schemas-microsoft-com:vml""#,
);

/// A zip archive of these parts.
pub fn archive(parts: &[(&str, &[u8])], method: CompressionMethod) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(method);
    for (name, bytes) in parts {
        writer.start_file(*name, options).unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// A packed archive of these parts.
pub fn packed(parts: &[(&str, &[u8])]) -> Vec<u8> {
    archive(parts, CompressionMethod::Deflated)
}

/// A compound file, as Office wrote them before 2007, with this stream, as far as its directory tells.
pub fn compound(stream: &str) -> Vec<u8> {
    let mut file = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec();
    file.resize(512, 0xff);
    for name in ["Root Entry", stream] {
        let at = file.len();
        file.extend(name.encode_utf16().flat_map(u16::to_le_bytes));
        let len = file.len() - at + 2;
        file.resize(at + 64, 0);
        file.push(u8::try_from(len).unwrap());
        file.resize(at + 128, 0);
    }
    file
}

/// The document part with this body.
pub fn document_xml(body: &str) -> String {
    format!(r#"<?xml version="1.0" encoding="UTF-8"?><w:document {NAMESPACES}><w:body>{body}</w:body></w:document>"#)
}

/// A document with this body, and nothing else.
pub fn document(body: &str) -> Vec<u8> {
    packed(&[("word/document.xml", document_xml(body).as_bytes())])
}

/// A document with this body, these styles and these lists.
pub fn document_with(body: &str, styles: &str, numbering: &str) -> Vec<u8> {
    packed(&[
        ("word/document.xml", document_xml(body).as_bytes()),
        ("word/styles.xml", format!("<w:styles {NAMESPACES}>{styles}</w:styles>").as_bytes()),
        ("word/numbering.xml", format!("<w:numbering {NAMESPACES}>{numbering}</w:numbering>").as_bytes()),
    ])
}

/// A document with this body and these footnotes.
pub fn document_with_notes(body: &str, notes: &str) -> Vec<u8> {
    packed(&[
        ("word/document.xml", document_xml(body).as_bytes()),
        ("word/footnotes.xml", format!("<w:footnotes {NAMESPACES}>{notes}</w:footnotes>").as_bytes()),
    ])
}

/// A run of text.
pub fn run(text: &str) -> String {
    format!(r#"<w:r><w:t xml:space="preserve">{text}</w:t></w:r>"#)
}

/// A paragraph of one run.
pub fn paragraph(text: &str) -> String {
    format!("<w:p>{}</w:p>", if text.is_empty() { String::new() } else { run(text) })
}

/// A cell of one paragraph, with properties.
pub fn cell_with(properties: &str, text: &str) -> String {
    format!("<w:tc><w:tcPr>{properties}</w:tcPr>{}</w:tc>", paragraph(text))
}

/// A row of cells. A cell that begins with `N*` takes N columns of the grid, `^` is covered from above, and `v` in
/// front begins what covers others.
pub fn row(cells: &[&str]) -> String {
    let mut row = "<w:tr>".to_owned();
    for cell in cells {
        let (span, rest) = cell.split_once('*').unwrap_or(("1", cell));
        let (merge, text) = match rest {
            "^" => ("<w:vMerge/>", ""),
            _ => match rest.strip_prefix('v') {
                Some(text) => (r#"<w:vMerge w:val="restart"/>"#, text),
                None => ("", rest),
            },
        };
        row.push_str(&cell_with(&format!(r#"<w:gridSpan w:val="{span}"/>{merge}"#), text));
    }
    row.push_str("</w:tr>");
    row
}

/// A table of rows.
pub fn table(rows: &[&[&str]]) -> String {
    format!("<w:tbl>{}</w:tbl>", rows.iter().map(|cells| row(cells)).collect::<String>())
}
