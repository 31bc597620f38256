//! Bytes in any form and encoding: what they are told for, what is read of them, and that hostile ones take neither
//! long nor much.

#![allow(clippy::panic, clippy::print_stderr, clippy::unwrap_used, reason = "a test fails by panicking, and shows why")]

mod common;

use std::time::{Duration, Instant};

use common::page::Page;
use common::{faults, sound};
use ogi_report::{Code, Encoding, Error, Form, Options, Parsed, SAMPLE, Source, parse, read};

fn utf16(text: &str, encoding: Encoding) -> Vec<u8> {
    let unit = |unit: u16| if encoding == Encoding::Utf16Le { unit.to_le_bytes() } else { unit.to_be_bytes() };
    text.encode_utf16().flat_map(unit).collect()
}

fn gb18030(text: &str) -> Vec<u8> {
    encoding_rs::GB18030.encode(text).0.into_owned()
}

#[test]
fn text_is_read_as_parse_reads_it() {
    let parsed = sound(SAMPLE.as_bytes());
    let Source { form, encoding, text, .. } = parsed.source.clone().unwrap();
    assert_eq!((form, encoding, text.as_str()), (Form::Text, Some(Encoding::Utf8), SAMPLE));
    assert_eq!(parse(SAMPLE).unwrap().report, parsed.report);
    assert!(parse(SAMPLE).unwrap().source.is_none());
}

#[test]
fn json_without_a_source_reads_back() {
    let json = serde_json::to_value(parse(SAMPLE).unwrap()).unwrap();
    assert!(json.get("source").is_none());
    assert_eq!(serde_json::from_value::<Parsed>(json).unwrap(), parse(SAMPLE).unwrap());
    let json = serde_json::to_value(read(SAMPLE.as_bytes()).unwrap()).unwrap();
    assert_eq!(json["source"]["form"], "text");
    assert_eq!(json["source"]["encoding"], "UTF-8");
}

#[test]
fn encodings_without_a_word_about_them() {
    let report = parse(SAMPLE).unwrap().report;
    // A character that GBK lacks, in four bytes.
    let rare = SAMPLE.replace("澄溪", "㴔\u{20000}");
    let mut marked = vec![0xef, 0xbb, 0xbf];
    marked.extend_from_slice(SAMPLE.as_bytes());
    let with_mark = |mark: [u8; 2], rest: Vec<u8>| [mark.to_vec(), rest].concat();
    for (bytes, encoding) in [
        (marked, Encoding::Utf8),
        (gb18030(SAMPLE), Encoding::Gb18030),
        (utf16(SAMPLE, Encoding::Utf16Le), Encoding::Utf16Le),
        (utf16(SAMPLE, Encoding::Utf16Be), Encoding::Utf16Be),
        (with_mark([0xff, 0xfe], utf16(SAMPLE, Encoding::Utf16Le)), Encoding::Utf16Le),
        (with_mark([0xfe, 0xff], utf16(SAMPLE, Encoding::Utf16Be)), Encoding::Utf16Be),
    ] {
        let parsed = sound(&bytes);
        assert_eq!(parsed.source.as_ref().unwrap().encoding, Some(encoding));
        assert_eq!(parsed.report, report, "{encoding}");
        assert!(parsed.diagnostics.is_empty(), "{:#?}", parsed.diagnostics);
    }
    assert_eq!(sound(&gb18030(&rare)).source.unwrap().text, rare);
}

#[test]
fn encodings_declared_rightly_and_wrongly() {
    let page = Page::sample();
    for declared in ["utf-8", "gb2312", "GBK", "gb18030", "big5", "iso-8859-1", "windows-1252", "nonsense", "utf-16"] {
        for meta in [
            format!("<meta charset=\"{declared}\">"),
            format!("<META http-equiv=Content-Type content=\"text/html; charset={declared}\">"),
        ] {
            let html = page.html().replace("<meta charset=\"utf-8\">", &meta);
            let parsed = sound(html.as_bytes());
            assert_eq!(parsed.source.unwrap().encoding, Some(Encoding::Utf8), "UTF-8 as {declared}");
            if declared != "big5" {
                let parsed = sound(&gb18030(&html));
                assert_eq!(parsed.source.unwrap().encoding, Some(Encoding::Gb18030), "GB18030 as {declared}");
            }
        }
    }
}

#[test]
fn encodings_that_are_not_read_are_named() {
    let utf32 = |unit: fn(u32) -> [u8; 4]| SAMPLE.chars().flat_map(|c| unit(c.into())).collect::<Vec<u8>>();
    for bytes in [
        utf32(u32::to_le_bytes),
        utf32(u32::to_be_bytes),
        [vec![0xff, 0xfe, 0, 0], utf32(u32::to_le_bytes)].concat(),
        [vec![0, 0, 0xfe, 0xff], utf32(u32::to_be_bytes)].concat(),
    ] {
        assert_eq!(read(&bytes), Err(Error::UnsupportedEncoding { encoding: "UTF-32" }));
    }
}

#[test]
fn a_mark_of_utf8_in_front_of_gbk() {
    let bytes = [b"\xef\xbb\xbf".to_vec(), gb18030(SAMPLE)].concat();
    assert_eq!(sound(&bytes).report, parse(SAMPLE).unwrap().report);
}

#[test]
fn pages_of_two_encodings() {
    let include = "版权所有：澄溪县人民政府办公室，联系电话见首页。网站地图。\n".repeat(6);
    let turned = |main: &dyn Fn(&str) -> Vec<u8>, other: &dyn Fn(&str) -> Vec<u8>| {
        [main(SAMPLE), b"\n".to_vec(), other(&include), main("（此处为页脚，无其他内容）\n")].concat()
    };
    let plain = |text: &str| text.as_bytes().to_vec();
    let whole = format!("{SAMPLE}\n{include}（此处为页脚，无其他内容）\n");
    let expected = parse(&whole).unwrap();
    for (bytes, encoding) in [(turned(&plain, &gb18030), Encoding::Utf8), (turned(&gb18030, &plain), Encoding::Gb18030)]
    {
        let parsed = sound(&bytes);
        assert_eq!(parsed.source.as_ref().unwrap().encoding, Some(encoding));
        assert_eq!(parsed.source.as_ref().unwrap().text, whole);
        assert_eq!(parsed.report, expected.report);
        let said = parsed.diagnostics.iter().find(|d| d.code == Code::BytesReplaced).unwrap();
        assert!(said.message.starts_with("the bytes change between"), "{}", said.message);
        assert!(whole[said.span.start as usize..].starts_with(&include));
    }
}

#[test]
fn texts_that_were_cut() {
    for (bytes, encoding) in [(SAMPLE.as_bytes().to_vec(), Encoding::Utf8), (gb18030(SAMPLE), Encoding::Gb18030)] {
        for cut in 1..12 {
            let parsed = sound(&bytes[..bytes.len() - cut]);
            assert_eq!(parsed.source.unwrap().encoding, Some(encoding));
            let parsed = sound(&bytes[cut..]);
            assert_eq!(parsed.source.unwrap().encoding, Some(encoding));
        }
    }
}

#[cfg(feature = "html")]
#[test]
fn few_characters_among_much_markup() {
    let markup = "<tr><td class=x style='border:1px solid #000'>0</td></tr>\n".repeat(50);
    let page = format!("<html><body><p>一、总体情况</p><p>无。</p><table>{markup}</table></body></html>");
    for (bytes, encoding) in [(page.as_bytes().to_vec(), Encoding::Utf8), (gb18030(&page), Encoding::Gb18030)] {
        let parsed = sound(&bytes);
        assert!(parsed.report.overview.is_some());
        assert_eq!(parsed.source.unwrap().encoding, Some(encoding));
    }
}

#[test]
fn what_cannot_be_decoded_is_said() {
    let mut bytes = SAMPLE.as_bytes().to_vec();
    let at = SAMPLE.find("档案室").unwrap();
    bytes.splice(at..at + 3, [0xff, b' ', 0xe4, 0xb8]);
    let parsed = sound(&bytes);
    let replaced: Vec<_> = parsed.diagnostics.iter().filter(|d| d.code == Code::BytesReplaced).collect();
    assert_eq!(replaced.len(), 1);
    assert!(replaced[0].message.starts_with("2 stretches of bytes are not UTF-8"), "{}", replaced[0].message);
    let mut bytes = gb18030(SAMPLE);
    let end = bytes.len();
    bytes.splice(end - 2..end - 2, [0xff, 0xff]);
    let parsed = sound(&bytes);
    assert!(parsed.diagnostics.iter().any(|d| d.code == Code::BytesReplaced), "{:#?}", parsed.diagnostics);
}

#[test]
fn broken_bytes_are_said_where_there_is_no_room_for_it() {
    let mut bytes = SAMPLE.as_bytes().to_vec();
    let at = SAMPLE.find("档案室").unwrap();
    bytes[at] = 0xff;
    let parsed = Options::new().max_diagnostics(0).read(&bytes).unwrap();
    let codes: Vec<Code> = parsed.diagnostics.iter().map(|diagnostic| diagnostic.code).collect();
    assert_eq!(codes, [Code::TooManyDiagnostics]);
}

#[test]
fn forms_that_are_not_read_are_named() {
    for (bytes, form) in [
        #[cfg(not(feature = "pdf"))]
        (&b"%PDF-1.7\n%\xe2\xe3\xcf\xd3"[..], Form::Pdf),
        (&b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0\0\0\0"[..], Form::Ole),
        (b"{\\rtf1\\ansi\\ansicpg936", Form::Rtf),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", Form::Image),
        (b"\xff\xd8\xff\xe0\0\x10JFIF", Form::Image),
        (b"PK\x03\x04\x14\0\0\0\0\0xl/workbook.xml", Form::Archive),
        (b"MIME-Version: 1.0\r\nContent-Type: multipart/related", Form::Mhtml),
    ] {
        let error = read(bytes).unwrap_err();
        assert_eq!(error, Error::UnsupportedForm { form });
        assert!(error.to_string().starts_with(&format!("this is {form}, which is not read: ")), "{error}");
    }
    assert_eq!(read(b""), Err(Error::Empty));
    assert!(matches!(read(b"\0\0\0\0"), Err(Error::Binary { .. } | Error::Empty)));
}

#[test]
fn limits_hold_for_bytes_and_text() {
    let options = Options::new().max_bytes(1000);
    assert!(matches!(options.read(SAMPLE.as_bytes()), Err(Error::TooLarge { limit: 1000, .. })));
    // Two bytes of GBK are three of UTF-8.
    let bytes = gb18030(SAMPLE);
    let options = Options::new().max_bytes(bytes.len());
    assert!(matches!(options.read(&bytes), Err(Error::TooLarge { .. })));
}

#[test]
fn a_broken_byte_anywhere() {
    let page = "<html><meta charset=utf-8><h2>一、总体情况</h2><p>收到申请19件。</p><table><tr><td>规章<td>0<td>1<td>2</table>";
    for text in [page, "一、总体情况\n收到申请19件。\n二、主动公开政府信息情况\n规章\t0\t1\t2\n"]
    {
        for at in 0..=text.len() {
            for broken in [0xff, 0xe4, 0x80, 0x00, b'<', b'&', b'"'] {
                let mut bytes = text.as_bytes().to_vec();
                bytes.insert(at, broken);
                let _ = read(&bytes);
                if let Some(byte) = bytes.get_mut(at + 1) {
                    *byte = broken;
                }
                if let Ok(parsed) = read(&bytes) {
                    let faults = faults(&parsed.source.as_ref().unwrap().text, &parsed);
                    assert!(faults.is_empty(), "{at} {broken:x}: {}", faults.join("\n"));
                }
            }
        }
    }
}

#[test]
fn pages_cut_off_anywhere() {
    let html = Page::sample().html();
    for at in (0..html.len()).step_by(97) {
        let _ = read(html.as_bytes().get(..at).unwrap());
    }
}

#[test]
fn bytes_of_any_kind_are_never_too_much() {
    let mut state = 0x2545_f491_4f6c_dd1d_u64;
    for round in 0..300 {
        let bytes: Vec<u8> = (0..round * 7)
            .map(|_| {
                state ^= state << 13;
                state ^= state >> 7;
                state ^= state << 17;
                (state >> 32).to_le_bytes()[0]
            })
            .collect();
        for form in [None, Some(Form::Text), Some(Form::Markdown), Some(Form::Html)] {
            let _ = form.map_or_else(|| read(&bytes), |form| Options::new().read_as(form, &bytes));
        }
    }
}

/// The numbers below `n`, each between two texts.
#[cfg(feature = "html")]
fn numbered(n: usize, before: &str, behind: &str) -> String {
    let each: Vec<String> = (0..n).map(|n| format!("{before}{n}{behind}")).collect();
    each.concat()
}

/// The time that a shape takes once and four times as large.
#[cfg(feature = "html")]
fn grows(name: &str, n: usize, shape: impl Fn(usize) -> String) {
    let time = |n: usize| {
        let text = shape(n);
        let start = Instant::now();
        let result = Options::new().max_lines(usize::MAX).read_as(Form::Html, text.as_bytes());
        let time = start.elapsed();
        if let Ok(parsed) = &result {
            let source = parsed.source.as_ref().unwrap();
            assert!(source.text.len() <= 3 * text.len() + 1000, "{name}: {} from {}", source.text.len(), text.len());
        }
        (time, text.len(), result.err())
    };
    let (small, _, _) = time(n);
    let (large, len, error) = time(4 * n);
    eprintln!(
        "{name:<40} {small:>10.1?} {large:>10.1?} {:>8} kB {}",
        len >> 10,
        error.map_or(String::new(), |e| e.to_string().chars().take(60).collect())
    );
    assert!(large < small * 12 + Duration::from_millis(300), "{name}: {small:?}, four times as large {large:?}");
    assert!(large < Duration::from_secs(30), "{name}: {large:?}");
}

#[cfg(feature = "html")]
#[test]
fn hostile_pages_take_linear_time() {
    let head = "<p>一、总体情况</p>";
    let shapes: &[(&str, &str, &str)] = &[
        ("divisions", "<div>", "</div>"),
        ("paragraphs", "<p>", ""),
        ("tables", "<table><tr><td>", "</table>"),
        ("tables without rows", "<table>", ""),
        ("styles", "<b><i><font>", ""),
        ("anchors", "<a href=x>", ""),
        ("spans", "<span>", ""),
        ("lists", "<ul><li>", ""),
        ("drawings", "<svg>", "</svg>"),
        ("drawings within", "<svg><g>", ""),
        ("formulas", "<math><mi>", ""),
        ("forms", "<form><input>", ""),
        ("choices", "<select><option>", ""),
        ("templates", "<template>", ""),
        ("unknown", "<x>", "</y>"),
        ("buttons", "<button>", ""),
        ("objects", "<object>", ""),
        ("headings", "<h1>", "</h2>"),
        ("framesets", "<frameset>", ""),
        ("bodies", "<body a=1>", ""),
        ("cells without a table", "<td>", ""),
        ("cells", "<table><tr><td></td></tr></table>", ""),
        ("rubies", "<ruby><rt>", ""),
        ("preformatted", "<pre>\n", ""),
        ("navigation", "<nav>", ""),
        ("entities", "&amp;&nbsp&#x4e00;&", ""),
        ("comments", "<!-- x -->", ""),
        ("open comments", "<!--", ""),
        ("less-than", "<", ""),
        ("unclosed tags", "<a ", ""),
        ("doctypes", "<!DOCTYPE html>", ""),
        ("scripts", "<script>", "</script>"),
        ("nobr", "<nobr><p>", ""),
        ("end tags", "</p></br></div>", ""),
    ];
    for (name, open, close) in shapes {
        grows(name, 2_000, |n| format!("{head}{}一{}", open.repeat(n), close.repeat(n)));
        let row = format!("{open}1{close}");
        grows(&format!("{name}, in a row"), 2_000, |n| format!("{head}{}", row.repeat(n)));
        grows(&format!("{name}, in a table"), 2_000, |n| format!("{head}<table>{}", row.repeat(n)));
    }
    grows("attributes", 20_000, |n| format!("{head}<p {}>一", numbered(n, "a", " ")));
    grows("attributes with values", 20_000, |n| format!("{head}<p {}>一", numbered(n, "a", "=\"1\"")));
    grows("styles that differ", 2_000, |n| format!("{head}{}{}", numbered(n, "<b id=", ">"), "<p>1".repeat(n)));
    grows("empty cells", 50_000, |n| format!("{head}<table><tr>{}</table>", "<td>".repeat(n)));
    grows("cells that span rows", 2_000, |n| {
        format!("{head}<table><tr>{}{}</table>", "<td rowspan=9999999>1".repeat(n), "<tr><td>规章<td>1".repeat(n))
    });
    grows("cells that span all", 2_000, |n| {
        format!("{head}<table>{}</table>", "<tr><td>规章<td rowspan=0 colspan=9999999>1".repeat(n))
    });
    grows("cells that are merged", 2_000, |n| {
        format!("{head}<table>{}</table>", "<tr><td>规章<td>1<td>1<td>1<tr><td>规章<td colspan=3><td>2".repeat(n))
    });
    grows("rows", 20_000, |n| format!("{head}<table>{}</table>", "<tr>".repeat(n)));
    grows("alternating ends", 2_000, |n| format!("{head}{}", "<div></x></p>".repeat(n)));
    grows("deep and out again", 2_000, |n| format!("{head}{}", "<div><div></div>".repeat(n)));
}

#[cfg(feature = "html")]
#[test]
fn large_pages() {
    let start = Instant::now();
    let deep = format!("<p>一、总体情况</p>{}无{}", "<div>".repeat(100_000), "</div>".repeat(100_000));
    assert!(read(deep.as_bytes()).is_ok());
    let deep = format!("<p>一、总体情况</p>{}无{}", "<table><tr><td>".repeat(100_000), "</table>".repeat(100_000));
    assert!(read(deep.as_bytes()).is_ok());
    eprintln!("nested 100,000 deep: {:?}", start.elapsed());
    let start = Instant::now();
    let cells =
        format!("<p>一、总体情况</p><table>{}</table>", "<tr><td><td><td><td><td><td><td><td><td><td>".repeat(100_000));
    match read(cells.as_bytes()) {
        Ok(_) | Err(Error::TooManyLines { .. }) => {}
        Err(error) => panic!("{error}"),
    }
    eprintln!("a million empty cells: {:?}", start.elapsed());
    let start = Instant::now();
    let mut large = String::from("<p>一、总体情况</p><table><tr><td>规章<td>");
    large.push_str(&"公开".repeat((50 << 20) / 6));
    large.push_str("<td>1</table>");
    assert!(read(large.as_bytes()).is_ok());
    eprintln!("a cell of 50 MiB: {:?}", start.elapsed());
}
