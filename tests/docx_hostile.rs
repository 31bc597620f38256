//! Bad Word documents: other forms, broken archives, and what was made to fill the memory or to take forever. Each
//! gives a clear error or a tree, and none a panic.

#![cfg(feature = "docx")]
#![allow(
    clippy::panic,
    clippy::print_stderr,
    clippy::unwrap_used,
    clippy::format_collect,
    reason = "a test fails by panicking, and shows why"
)]

mod common;

use std::time::{Duration, Instant};

use common::package::{
    NAMESPACES, archive, compound, document, document_with, document_xml, packed, paragraph, row, run, table,
};
use ogi_report::{Error, Form, Options, Parsed};
use zip::CompressionMethod;

fn read(bytes: &[u8]) -> Result<Parsed, Error> {
    Options::new().read_as(Form::Docx, bytes)
}

/// Reading has to come to an end: a debug build takes a second or two for the largest of these.
#[track_caller]
fn soon(bytes: &[u8]) -> Result<Parsed, Error> {
    let start = Instant::now();
    let result = read(bytes);
    assert!(start.elapsed() < Duration::from_secs(60), "{:?}", start.elapsed());
    result
}

/// A document that is not packed.
fn stored(body: &str) -> Vec<u8> {
    archive(&[("word/document.xml", document_xml(body).as_bytes())], CompressionMethod::Stored)
}

/// A small report.
fn small() -> String {
    paragraph("某局2024年政府信息公开工作年度报告")
        + &paragraph("一、总体情况")
        + &paragraph("全年平稳。")
        + &paragraph("二、主动公开政府信息情况")
        + &table(&[&["信息内容", "本年制发件数", "本年废止件数", "现行有效件数"], &["规章", "0", "0", "2"]])
}

#[test]
fn other_forms_are_named() {
    let with = |name: &str| packed(&[(name, b"<x/>")]);
    let forms: [(Vec<u8>, Form); 18] = [
        (compound("WordDocument"), Form::Doc),
        (compound("Workbook"), Form::Xls),
        (compound("PowerPoint Document"), Form::Ole),
        (b"{\\rtf1 x}".to_vec(), Form::Rtf),
        (b"%PDF-1.7".to_vec(), Form::Pdf),
        (b"\xef\xbb\xbf<!DOCTYPE html><p>".to_vec(), Form::Html),
        (b"\xdb\xa5\x2d\x00".to_vec(), Form::Doc),
        ("一、总体情况".into(), Form::Text),
        (b"\xff\xfeA\0".to_vec(), Form::Text),
        ("# 一、总体情况".into(), Form::Markdown),
        (b"\x89PNG\r\n\x1a\n".to_vec(), Form::Image),
        (with("xl/workbook.xml"), Form::Xlsx),
        (with("ppt/presentation.xml"), Form::Pptx),
        (with("content.xml"), Form::OpenDocument),
        (with("META-INF/container.xml"), Form::Epub),
        (with("OFD.xml"), Form::Ofd),
        (with("a.txt"), Form::Archive),
        (archive(&[("report.docx", &document(&small()))], CompressionMethod::Stored), Form::Archive),
    ];
    for (bytes, found) in forms {
        assert_eq!(read(&bytes), Err(Error::OtherForm { expected: Form::Docx, found }));
    }
    assert_eq!(read(b""), Err(Error::Empty));
    assert_eq!(read(b"\xef\xbb\xbf \r\n"), Err(Error::Empty));
    assert!(matches!(read(b"\x01\0\x02"), Err(Error::Binary { .. })));
    let error = read(&with("xl/workbook.xml")).unwrap_err().to_string();
    assert!(error.starts_with("this is an Excel spreadsheet (.xlsx), not DOCX: "), "{error}");
}

#[test]
fn documents_with_something_around_them() {
    let whole = document(&small());
    let plain = ogi_report::read(&whole).unwrap();
    for (front, behind) in [(&b"MZ\x90\0\x03\0\0\0"[..], &b""[..]), (b"\r\n", b"\r\n"), (b"", b"\0\0\0\0")] {
        let bytes = [front, &whole, behind].concat();
        assert_eq!(ogi_report::read(&bytes), Ok(plain.clone()), "{front:?} {behind:?}");
        assert_eq!(read(&bytes), Ok(plain.clone()), "{front:?} {behind:?}");
    }
}

#[test]
fn encrypted_documents_are_named() {
    assert!(matches!(read(&compound("EncryptedPackage")), Err(Error::Encrypted { .. })));
    assert!(matches!(ogi_report::read(&compound("EncryptedPackage")), Err(Error::Encrypted { .. })));
    let mut zipped = document(&small());
    // The first bit of the flags in the archive's directory.
    let directory = zipped.windows(4).rposition(|bytes| bytes == b"PK\x01\x02").unwrap();
    zipped[directory + 8] |= 1;
    assert!(matches!(read(&zipped), Err(Error::Encrypted { .. })));
}

#[test]
fn empty_documents_and_others_are_no_reports() {
    assert_eq!(read(&document("")), Err(Error::Empty));
    assert_eq!(read(&document("<w:p/><w:tbl><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl>")), Err(Error::Empty));
    assert!(matches!(read(&document(&paragraph("今天天气很好。"))), Err(Error::NoSection { .. })));
}

#[test]
fn damage_is_named() {
    let whole = archive(&[("word/document.xml", document_xml(&small()).as_bytes())], CompressionMethod::Stored);
    assert!(read(&whole).is_ok());
    let at = whole.windows(6).position(|bytes| bytes == "规章".as_bytes()).unwrap();
    let mut changed = whole.clone();
    changed[at + 2] ^= 1;
    match read(&changed) {
        Err(Error::Damaged { part, reason }) => {
            assert_eq!(part, "word/document.xml");
            assert!(reason.contains("checksum"), "{reason}");
        }
        other => panic!("{other:?}"),
    }
    match read(&whole[..whole.len() / 2]) {
        Err(Error::Damaged { reason, .. }) => assert!(reason.contains("cut off"), "{reason}"),
        other => panic!("{other:?}"),
    }
    for markup in ["<w:document><w:body>", "<w:document></w:body>", "", "<w:document", "<a/><!--"] {
        let bytes = packed(&[("word/document.xml", markup.as_bytes())]);
        assert!(matches!(read(&bytes), Err(Error::Damaged { .. })), "{markup}: {:?}", read(&bytes));
    }
    // Damage to lists would change headings in silence.
    let lists =
        packed(&[("word/document.xml", document_xml(&small()).as_bytes()), ("word/numbering.xml", b"<w:numbering>")]);
    assert!(matches!(read(&lists), Err(Error::Damaged { part, .. }) if part == "word/numbering.xml"));
}

#[test]
fn entities_are_refused() {
    let bomb = r#"<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><x>&b;</x>"#;
    for markup in [bomb, "<x>&b;</x>", r#"<!DOCTYPE x SYSTEM "file:///etc/passwd"><x/>"#] {
        for part in ["word/document.xml", "word/styles.xml", "word/numbering.xml", "_rels/.rels"] {
            let text = document_xml(&small());
            let mut parts = vec![("word/document.xml", text.as_bytes())];
            parts.retain(|(name, _)| *name != part);
            parts.push((part, markup.as_bytes()));
            assert_eq!(read(&packed(&parts)), Err(Error::Entities { part: part.to_owned() }), "{markup}");
        }
    }
}

#[test]
fn bombs_are_refused() {
    let noughts = "0".repeat(32 << 20);
    let bomb = document(&paragraph(&noughts));
    assert!(bomb.len() < 100_000);
    assert!(matches!(soon(&bomb), Err(Error::TooDense { limit: 200, .. })));
    let allowed = Options::new().max_ratio(usize::MAX);
    assert!(matches!(
        allowed.clone().max_unpacked(1 << 20).read_as(Form::Docx, &bomb),
        Err(Error::TooMuchUnpacked { .. })
    ));
    assert!(matches!(allowed.clone().max_bytes(1 << 20).read_as(Form::Docx, &bomb), Err(Error::TooLarge { .. })));
    assert!(matches!(allowed.read_as(Form::Docx, &bomb), Err(Error::NoSection { .. })));
    // All parts count together.
    let part = document_xml(&small());
    let styles = format!("<w:styles {NAMESPACES}>{}</w:styles>", " ".repeat(5000));
    let two = archive(
        &[("word/document.xml", part.as_bytes()), ("word/styles.xml", styles.as_bytes())],
        CompressionMethod::Stored,
    );
    let limit = |n: usize| Options::new().max_unpacked(n).read_as(Form::Docx, &two);
    assert!(limit(part.len() + styles.len()).is_ok());
    assert!(matches!(limit(part.len() + styles.len() - 1), Err(Error::TooMuchUnpacked { .. })));
}

#[test]
fn deep_nesting_is_refused() {
    for (open, close) in [
        ("<w:sdt><w:sdtContent>", "</w:sdtContent></w:sdt>"),
        ("<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>"),
        ("<w:p><w:r><w:txbxContent>", "</w:txbxContent></w:r></w:p>"),
        ("<w:p>", "</w:p>"),
        ("<mc:AlternateContent><mc:Choice>", "</mc:Choice></mc:AlternateContent>"),
        ("<w:del>", "</w:del>"),
    ] {
        let nested = |n: usize| stored(&format!("{}{}{}", open.repeat(n), paragraph("一、总体情况"), close.repeat(n)));
        assert!(matches!(soon(&nested(100_000)), Err(Error::TooDeep { .. })), "{open}");
        assert!(matches!(soon(&nested(20)), Ok(_) | Err(Error::Empty)), "{open}");
    }
    let mark = r#"<w:r><w:fldChar w:fldCharType="begin"/></w:r>"#;
    assert!(soon(&stored(&format!("<w:p>{}{}</w:p>", mark.repeat(100_000), run("一、总体情况")))).is_ok());
}

#[test]
fn many_empty_cells_are_refused() {
    let row = format!("<w:tr>{}</w:tr>", "<w:tc/>".repeat(1000));
    let table = format!("<w:tbl>{}</w:tbl>", row.repeat(1001));
    let options = Options::new().max_ratio(usize::MAX);
    assert_eq!(options.read_as(Form::Docx, &document(&table)), Err(Error::TooManyLines { limit: 1_000_000 }));
    let rows = format!("<w:tbl>{}</w:tbl>", "<w:tr/>".repeat(1_000_001));
    assert_eq!(options.read_as(Form::Docx, &document(&rows)), Err(Error::TooManyLines { limit: 1_000_000 }));
    let tables = "<w:tbl/>".repeat(1_000_001);
    assert_eq!(options.read_as(Form::Docx, &document(&tables)), Err(Error::TooManyLines { limit: 1_000_000 }));
}

#[test]
fn absurd_spans_and_numbers_are_clamped() {
    for span in ["0", "-1", "65535", "20000000", "99999999999999999999", "", "x"] {
        let cells = format!(
            r#"<w:tbl>{}<w:tr><w:trPr><w:gridBefore w:val="{span}"/></w:trPr><w:tc><w:tcPr><w:gridSpan w:val="{span}"/></w:tcPr>{}</w:tc><w:tc>{}</w:tc></w:tr></w:tbl>"#,
            row(&["信息内容", "制发", "废止"]),
            paragraph("规章"),
            paragraph("5")
        );
        assert!(read(&document(&(paragraph("一、总体情况") + &cells))).is_ok(), "{span}");
    }
    // A wide cell below many headers, again and again.
    let headers: Vec<String> = (0..900).map(|n| format!("表头{n}")).collect();
    let headers: Vec<&str> = headers.iter().map(String::as_str).collect();
    let wide = table(&[&["甲", "999*"]]).replace("<w:tbl>", "").replace("</w:tbl>", "");
    let rows = format!("<w:tbl>{}{}</w:tbl>", row(&headers), wide.repeat(3000));
    assert!(matches!(soon(&document(&rows)), Err(Error::NoSection { .. })));
}

#[test]
fn lists_and_styles_that_go_round_come_to_an_end() {
    let styles: String = (0..20_000)
        .map(|n| format!(r#"<w:style w:type="paragraph" w:styleId="s{n}"><w:basedOn w:val="s{}"/><w:rPr><w:vanish/></w:rPr></w:style>"#, (n + 1) % 20_000))
        .collect();
    let body: String = (0..5000)
        .map(|n| {
            format!(
                r#"<w:p><w:pPr><w:pStyle w:val="s{n}"/><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>{}</w:p>"#,
                run("甲")
            )
        })
        .collect();
    let numbering = r#"<w:abstractNum w:abstractNumId="1"><w:numStyleLink w:val="s1"/></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>"#;
    assert!(matches!(soon(&document_with(&body, &styles, numbering)), Err(Error::Empty)));
}

#[test]
fn many_namespaces_and_attributes_take_no_square_of_time() {
    let declared: String = (0..100_000).map(|n| format!(r#" xmlns:n{n}="urn:x""#)).collect();
    let bytes = packed(&[("word/document.xml", format!("<w:document{declared}/>").as_bytes())]);
    assert!(matches!(soon(&bytes), Err(Error::Damaged { .. })));
    let attributes: String = (0..200_000).map(|n| format!(r#" a{n}="x""#)).collect();
    assert!(soon(&document(&format!("<w:p{attributes}>{}</w:p>", run("一、总体情况")))).is_ok());
}

/// What a small document comes to when each of its bytes is cut off, changed or lost.
#[test]
fn no_byte_of_a_document_makes_it_panic() {
    let body = small() + &paragraph("&amp;&#x4e00;") + &table(&[&["2*甲", "v乙"], &["1", "2", "^"]]);
    let body = body.replace("<w:tbl>", "<w:tbl><w:tblPr w:x='1'/>");
    let numbering = r#"<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:lvlText w:val="%1、"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>"#;
    let whole = document_with(&body, r#"<w:style w:styleId="a"/>"#, numbering);
    let mut trees = 0;
    for at in 0..whole.len() {
        trees += usize::from(read(&whole[..at]).is_ok());
        for flip in [1, 0xff] {
            let mut changed = whole.clone();
            changed[at] ^= flip;
            trees += usize::from(read(&changed).is_ok());
        }
    }
    assert!(trees < whole.len(), "{trees} of {} give a tree", whole.len() * 3);
    // Behind the checksum, so that the markup itself is met.
    let text = document_xml(&body);
    let wrap = |bytes: &[u8]| archive(&[("word/document.xml", bytes)], CompressionMethod::Stored);
    for at in 0..text.len() {
        let _ = read(&wrap(&text.as_bytes()[..at]));
        let mut changed = text.clone().into_bytes();
        for new in [b'<', b'"', b'&', 0xff] {
            changed[at] = new;
            let _ = read(&wrap(&changed));
        }
        changed.remove(at);
        let _ = read(&wrap(&changed));
    }
}
