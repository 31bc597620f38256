//! The example program `serve`, asked over plain TCP: whom it answers, what its answers say, its limits, its downloads, and what
//! hostile files do to it.

#![cfg(all(feature = "html", feature = "docx", feature = "pdf", feature = "csv"))]
#![allow(clippy::panic, clippy::unwrap_used, clippy::print_stderr, reason = "a test fails by panicking, and shows why")]

mod common;
#[path = "common/http.rs"]
mod http;
#[path = "common/program.rs"]
#[allow(dead_code, reason = "each of the programs uses a part of this")]
mod program;
#[path = "common/served.rs"]
mod served;

use std::collections::BTreeSet;
use std::io::{Read as _, Write as _};
use std::net::TcpStream;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use common::package::{document, packed, paragraph};
use ogi_report::check::{check, locate};
use ogi_report::write::{self, AnnotatedPage, CheckKind, CsvWriter, Rows, SourceText};
use ogi_report::{SAMPLE, SAMPLE_2019, read};

use self::http::{BOUNDARY, Form, Reply, exchange, get, request};
use self::served::Served;

#[test]
fn only_its_own_names_are_answered() {
    let served = Served::start(&[]);
    let port = served.port;
    let with = |headers: &str| request(port, "GET", "/", headers, b"").status;
    for host in ["127.0.0.1", "localhost", "LocalHost", "[::1]"] {
        assert_eq!(with(&format!("Host: {host}:{port}\r\n")), 200, "{host}");
        assert_eq!(with(&format!("Host: {host}\r\n")), 421, "{host} without its port");
        assert_eq!(with(&format!("Host: {host}:{}\r\n", port ^ 1)), 421, "{host} with another port");
    }
    for host in
        ["example.org", "127.0.0.1.example.org", "localhost.example.org", "127.0.0.2", "0.0.0.0", "2130706433", ""]
    {
        assert_eq!(with(&format!("Host: {host}:{port}\r\n")), 421, "{host}");
    }
    assert_eq!(with(&format!("Host: 127.0.0.1:{port}\r\nHost: example.org:{port}\r\n")), 421, "two hosts");
    let absolute = format!("GET http://example.org/ HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: close\r\n\r\n");
    assert_eq!(exchange(port, absolute.as_bytes()).status, 421, "a request to a proxy");
    let none = exchange(port, b"GET / HTTP/1.0\r\n\r\n");
    assert!(matches!(none.status, 400 | 421), "{none:?}");
    // Nothing but 127.0.0.1 is listened to.
    let other = std::net::SocketAddr::from(([127, 0, 0, 2], port));
    assert!(TcpStream::connect_timeout(&other, std::time::Duration::from_secs(5)).is_err());
}

#[test]
fn what_another_page_sends_is_refused() {
    let served = Served::start(&[]);
    let port = served.port;
    let form = || Form::default().field("text", SAMPLE);
    let with = |headers: &str| form().post_with(port, "/check", headers).status;
    assert_eq!(with(""), 200, "a program that is no browser");
    assert_eq!(with(&format!("Origin: http://127.0.0.1:{port}\r\nSec-Fetch-Site: same-origin\r\n")), 200);
    for headers in [
        "Origin: null\r\n",
        "Origin: https://example.org\r\n",
        "Origin: http://127.0.0.1\r\n",
        "Origin: http://localhost:1\r\n",
        "Sec-Fetch-Site: cross-site\r\n",
        "Sec-Fetch-Site: same-site\r\n",
    ] {
        assert_eq!(with(headers), 403, "{headers}");
        assert_eq!(request(port, "GET", "/", headers, b"").status, 403, "{headers}");
    }
    assert_eq!(with(&format!("Origin: https://127.0.0.1:{port}\r\n")), 403, "another scheme");
    assert_eq!(with(&format!("Origin: http://localhost:{port}\r\n")), 403, "another name of the same");
    let twice = format!("Origin: http://127.0.0.1:{port}\r\nOrigin: null\r\n");
    assert_eq!(with(&twice), 403, "two origins");
    assert_eq!(request(port, "GET", "/", "Sec-Fetch-Site: none\r\n", b"").status, 200, "typed by hand");
}

/// What every answer says, whatever it is.
#[track_caller]
fn assert_guarded(reply: &Reply) {
    let policy = reply.header("content-security-policy").unwrap();
    for part in ["default-src 'none'", "form-action 'self'", "frame-ancestors 'none'", "base-uri 'none'"] {
        assert!(policy.split("; ").any(|known| known == part), "{part} in {policy}");
    }
    assert!(!policy.contains("unsafe") && !policy.contains('*') && !policy.contains("http"), "{policy}");
    for (name, value) in [
        ("x-content-type-options", "nosniff"),
        ("referrer-policy", "same-origin"),
        ("cache-control", "no-store"),
        ("cross-origin-opener-policy", "same-origin"),
        ("cross-origin-resource-policy", "same-origin"),
        ("x-frame-options", "DENY"),
    ] {
        assert_eq!(reply.header(name), Some(value), "{name}");
    }
    assert_eq!(reply.header("access-control-allow-origin"), None);
    assert_eq!(reply.header("set-cookie"), None);
}

#[test]
fn every_answer_is_guarded() {
    let served = Served::start(&[]);
    let port = served.port;
    let page = "text/html; charset=utf-8";
    for (path, status, kind) in [
        ("/", 200, page),
        ("/sample", 200, page),
        ("/sample/wrong", 200, page),
        ("/sample/years", 200, page),
        ("/page.css", 200, "text/css; charset=utf-8"),
        ("/page.js", 200, "text/javascript; charset=utf-8"),
        ("/icon.svg", 200, "image/svg+xml"),
        ("/check", 405, page),
        ("/download", 405, page),
        ("/nowhere", 404, page),
        ("/../Cargo.toml", 404, page),
    ] {
        let reply = get(port, path);
        assert_eq!((reply.status, reply.header("content-type")), (status, Some(kind)), "{path}");
        assert_guarded(&reply);
        if kind == page {
            // What the policy would forbid is not there to begin with, and nothing comes from elsewhere.
            let text = reply.text();
            for part in ["style=", " onclick", "javascript:", "http://", "https://", "<style", "<img", "<iframe"] {
                assert!(!text.contains(part), "{part} on {path}");
            }
            assert_eq!(text.matches("<script").count(), 1);
        }
    }
    assert_guarded(&request(port, "GET", "/", "Host: example.org\r\n", b""));
    assert_guarded(&request(port, "GET", "/", "Origin: null\r\n", b""));
    assert_guarded(&Form::default().field("text", SAMPLE).field("get", "json-0").post(port, "/download"));
}

#[test]
fn it_speaks_the_language_that_is_asked_for() {
    let served = Served::start(&[]);
    let shown = |path: &str, accepts: &str| {
        let reply = request(served.port, "GET", path, accepts, b"");
        let text = reply.text();
        let tag = if text.contains("<html lang=\"en\">") { "en" } else { "zh" };
        assert!(text.contains(&format!("id=\"language-{tag}\" form=\"ask\"")), "{tag}");
        let checked = text.split("id=\"language-").find(|part| part.contains(" checked>")).unwrap();
        assert!(checked.starts_with(tag), "{checked:.20}");
        tag
    };
    assert_eq!(shown("/", ""), "zh");
    assert_eq!(shown("/", "Accept-Language: en-GB,en;q=0.9,zh;q=0.8\r\n"), "en");
    assert_eq!(shown("/", "Accept-Language: fr, zh-TW;q=0.7, en;q=0.3\r\n"), "zh");
    assert_eq!(shown("/", "Accept-Language: zh;q=0, en;q=0.1\r\n"), "en");
    assert_eq!(shown("/?lang=zh", "Accept-Language: en\r\n"), "zh");
    assert_eq!(shown("/?a=b&lang=en", "Accept-Language: zh\r\n"), "en");
    assert_eq!(shown("/sample?lang=en", ""), "en");
    assert_eq!(shown("/nowhere?lang=en", ""), "en");
}

#[test]
fn limits_are_told_on_a_page() {
    let served = Served::start(&["--max-size", "1", "--max-files", "3"]);
    let port = served.port;
    let large = vec![b'a'; 3 << 20];
    let told = |reply: &Reply, words: &str| {
        assert_eq!(reply.status, 413, "{}", reply.text());
        assert!(reply.text().contains(words) && reply.text().contains("--max-"), "{}", reply.text());
        assert_guarded(reply);
    };
    told(&Form::default().file("a.txt", &large).post(port, "/check"), "1 MiB at once at most");
    told(
        &Form::default().field("text", std::str::from_utf8(&large).unwrap()).post(port, "/check"),
        "1 MiB at once at most",
    );
    told(&Form::default().file("a.txt", &large[..1 << 20]).file("b.txt", b"x").post(port, "/check"), "1 MiB at once");
    // Without a length as well.
    let body = Form::default().file("a.txt", &large).bytes();
    let mut chunked = format!(
        "POST /check HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: close\r\nTransfer-Encoding: chunked\r\nContent-Type: \
         multipart/form-data; boundary={BOUNDARY}\r\n\r\n"
    )
    .into_bytes();
    for chunk in body.chunks(1 << 16) {
        chunked.extend_from_slice(format!("{:x}\r\n", chunk.len()).as_bytes());
        chunked.extend_from_slice(chunk);
        chunked.extend_from_slice(b"\r\n");
    }
    chunked.extend_from_slice(b"0\r\n\r\n");
    told(&exchange(port, &chunked), "1 MiB at once at most");
    // All of it can be sent, so that the answer is looked for.
    let mut stream = TcpStream::connect(("127.0.0.1", port)).unwrap();
    let head = format!(
        "POST /check HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: close\r\nContent-Length: {}\r\nContent-Type: \
         multipart/form-data; boundary={BOUNDARY}\r\n\r\n",
        24 << 20
    );
    stream.write_all(head.as_bytes()).unwrap();
    (0..8).for_each(|_| stream.write_all(&large).unwrap());
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    assert!(answer.starts_with("HTTP/1.1 413"), "{answer:.40}");
    let four = (0..4).fold(Form::default(), |form, _| form.file("a.txt", b"x"));
    told(&four.post(port, "/check"), "3 at once at most");
    let fields = (0..999).fold(Form::default(), |form, _| form.field("odd", "x"));
    told(&fields.post(port, "/check"), "3 at once at most");
    // A header of a part that never ends.
    let endless = format!("--{BOUNDARY}\r\n{}", "x".repeat(1 << 20));
    let kind = format!("Content-Type: multipart/form-data; boundary={BOUNDARY}\r\n");
    assert_eq!(request(port, "POST", "/check", &kind, endless.as_bytes()).status, 400);
    assert_eq!(Form::default().field("text", SAMPLE).post(port, "/check").status, 200, "it goes on");
}

#[test]
fn forms_that_are_none_are_refused() {
    let served = Served::start(&[]);
    let port = served.port;
    let status = |kind: &str, body: &[u8]| {
        let reply = request(port, "POST", "/check", kind, body);
        assert_guarded(&reply);
        reply.status
    };
    let multipart = format!("Content-Type: multipart/form-data; boundary={BOUNDARY}\r\n");
    assert_eq!(status("", b""), 400);
    assert_eq!(status("Content-Type: application/x-www-form-urlencoded\r\n", b"text=a"), 400);
    assert_eq!(status("Content-Type: multipart/form-data\r\n", b"text=a"), 400);
    assert_eq!(status(&multipart, b""), 400);
    assert_eq!(status(&multipart, b"\xff\xfe\x00"), 400);
    assert_eq!(status(&multipart, &Form::default().bytes()[..20]), 400);
    let nothing = Form::default().file("", b"").field("text", " \r\n").post(port, "/check");
    assert_eq!(nothing.status, 400);
    assert!(nothing.text().contains("No file was chosen"));
    for get in ["", "json", "json-", "json-9", "json--1", "page-99999999999999999999", "exe-0"] {
        assert_eq!(
            Form::default().field("text", SAMPLE).field("get", get).post(port, "/download").status,
            400,
            "{get}"
        );
    }
    let reply = Form::default().field("source", "no base64!").field("get", "json-0").post(port, "/download");
    assert_eq!(reply.status, 400);
}

/// The hidden fields and the buttons of a page of results.
fn fields(page: &str) -> (Vec<(String, String)>, BTreeSet<String>) {
    let value = |tag: &str, name: &str| {
        let value = tag.split_once(&format!("{name}=\"")).unwrap().1.split_once('"').unwrap().0;
        value.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&")
    };
    let tags = |start: &str| -> Vec<String> {
        page.split(start).skip(1).map(|rest| rest.split_once('>').unwrap().0.to_owned()).collect()
    };
    let hidden = tags("<input type=\"hidden\"").iter().map(|tag| (value(tag, "name"), value(tag, "value"))).collect();
    let buttons = tags("<button type=\"submit\"").iter().map(|tag| value(tag, "value")).collect();
    (hidden, buttons)
}

/// What a button of a page gives.
fn downloaded(port: u16, page: &str, get: &str) -> Reply {
    let (hidden, buttons) = fields(page);
    assert!(buttons.contains(get), "{get} is among {buttons:?}");
    let form = hidden.iter().fold(Form::default(), |form, (name, value)| form.field(name, value));
    let reply = form.field("get", get).field("language", "en").post(port, "/download");
    assert_eq!(reply.status, 200, "{}", reply.text());
    reply
}

#[test]
fn downloads_are_what_the_library_writes() {
    let served = Served::start(&[]);
    let port = served.port;
    let text = SAMPLE.replace("（七）总计\t\t13", "（七）总计\t\t31");
    let word = write::docx(&read(SAMPLE_2019.as_bytes()).unwrap().report);
    let files: [(&str, &[u8]); 3] = [
        ("年报 2024.txt", text.as_bytes()),
        ("a \"b\"<i>.docx", &word),
        ("水务局.md", "# 澄溪县水务局2024年政府信息公开工作年度报告\n\n## 一、总体情况\n\n收到申请3件。\n".as_bytes()),
    ];
    let form = files.iter().fold(Form::default(), |form, (name, bytes)| form.file(name, bytes));
    let reply = form.post(port, "/check");
    assert_eq!(reply.status, 200);
    let page = reply.text();
    // The two of one office stand together, the older one first.
    let order = [1, 0, 2];
    for (shown, of) in order.into_iter().enumerate() {
        let (name, bytes) = files[of];
        let name = name.replace('"', "%22");
        let parsed = read(bytes).unwrap();
        let json = downloaded(port, page, &format!("json-{shown}"));
        assert_eq!(json.body, serde_json::to_vec(&parsed).unwrap());
        assert_eq!(json.header("content-type"), Some("application/json"));
        let mut csv = Vec::new();
        let mut writer = CsvWriter::new(&mut csv).bom();
        writer.write_all(Rows::of(&name, &parsed).cells()).unwrap();
        writer.finish().unwrap();
        assert_eq!(downloaded(port, page, &format!("csv-{shown}")).body, csv);
        let docx = downloaded(port, page, &format!("docx-{shown}"));
        assert_eq!(docx.body, write::docx(&parsed.report));
        let disposition = docx.header("content-disposition").unwrap();
        assert!(disposition.is_ascii() && disposition.starts_with("attachment; filename=\""), "{disposition}");
    }
    let disposition = |get: &str| downloaded(port, page, get).header("content-disposition").unwrap().to_owned();
    assert_eq!(
        disposition("json-1"),
        "attachment; filename=\"2024.json\"; filename*=UTF-8''%E5%B9%B4%E6%8A%A5%202024.json"
    );
    assert_eq!(
        disposition("csv-2"),
        "attachment; filename=\"report.csv\"; filename*=UTF-8''%E6%B0%B4%E5%8A%A1%E5%B1%80.csv"
    );
    // The page of the second office.
    let parsed = read(files[2].1).unwrap();
    let (findings, location) = (check(&parsed.report), locate(&parsed.report));
    let sources = [SourceText::new(files[2].0, &parsed.source.as_ref().unwrap().text)];
    let mut annotated = AnnotatedPage::new(&sources).language(ogi_report::check::Language::En);
    annotated.read(0, &parsed);
    annotated.check(CheckKind::Report, 0..1, &findings, |_| true);
    annotated.located(&location);
    assert_eq!(downloaded(port, page, "page-1").text(), annotated.to_html());
}

#[test]
fn what_was_pasted_is_read_as_it_was_copied() {
    let served = Served::start(&[]);
    let reply = Form::default().file("", b"").field("text", &SAMPLE.replace('\n', "\r\n")).post(served.port, "/check");
    let (hidden, _) = fields(reply.text());
    assert_eq!(STANDARD.decode(&hidden[1].1).unwrap(), SAMPLE.as_bytes());
}

#[test]
fn offices_are_shown_each_by_themselves() {
    let served = Served::start(&[]);
    let before =
        SAMPLE.replace("县人民政府2024年政府", "县人民政府2023年政府").replace("行政许可\t387", "行政许可\t360");
    let other = SAMPLE.replace("澄溪县人民政府", "临江县人民政府");
    let form = || {
        Form::default()
            .file("本年.txt", SAMPLE.as_bytes())
            .file("临江.txt", other.as_bytes())
            .file("上年.txt", before.as_bytes())
            .file("坏<b>.docx", b"PK\x03\x04")
    };
    let reply = form().post(served.port, "/check");
    let page = reply.text();
    assert_eq!(page.matches("<section class=\"office\"").count(), 2);
    let (hidden, _) = fields(page);
    let names: Vec<&str> = hidden.iter().filter(|(name, _)| name == "name").map(|(_, value)| value.as_str()).collect();
    assert_eq!(names, ["上年.txt", "本年.txt", "临江.txt"]);
    let (first, second) = page.split_once("id=\"office-2\"").unwrap();
    assert!(first.contains("年度衔接：") && !second.contains("年度衔接："), "the series is told of the first");
    let changes = first.split_once("id=\"changes-2\"").unwrap().1;
    assert!(changes.contains("#r2-cell-disclosure.licensing.decisions") && changes.contains("+7.50 %"));
    assert!(page.contains("坏&lt;b&gt;.docx") && page.contains("Could not be read"));
    // Two of one year are told apart by their files.
    let corrected = SAMPLE.replace("行政许可\t387", "行政许可\t378");
    let twice = Form::default().file("初稿.txt", SAMPLE.as_bytes()).file("改稿.txt", corrected.as_bytes());
    let twice = twice.post(served.port, "/check");
    let changes = twice.text().split_once("id=\"changes-2\"").unwrap().1;
    let (heading, _) = changes.split_once("</h3>").unwrap();
    assert!(heading.contains("<bdi>初稿.txt</bdi> → <bdi>改稿.txt</bdi>"), "{heading}");
    let together = form().field("together", "yes").post(served.port, "/check");
    assert_eq!(together.text().matches("<section class=\"office\"").count(), 1);
}

/// Text that is markup.
const MARKUP: &str = "</td></pre></textarea><script>alert(1)</script><img src=x onerror=alert(1)>\"'&lt;";

#[test]
fn markup_is_text() {
    let served = Served::start(&[]);
    let text = SAMPLE
        .replace("县人民政府2024年政府", &format!("县{MARKUP}人民政府2024年政府"))
        .replace("行政许可\t387", &format!("行政许可\t{MARKUP}"))
        .replace("申请19件", &format!("申请17件{MARKUP}"))
        .replace("此件公开发布", &format!("此件公开发布{MARKUP}"));
    let name = format!("x{}.txt", MARKUP.replace(['/', '"'], ""));
    let form = Form::default().file(&name, text.as_bytes()).file(&name.replace("txt", "pdf"), b"%PDF-1.7\n<script>");
    let reply = form.post(served.port, "/check");
    assert_eq!(reply.status, 200);
    let page = reply.text();
    assert_eq!(page.matches("<script").count(), 1, "that of the page");
    assert!(!page.contains("<img") && page.contains("&lt;script&gt;alert(1)"));
    assert_eq!(page.matches("</textarea").count(), 0);
    for get in ["json-0", "csv-0", "docx-0", "page-0"] {
        let reply = downloaded(served.port, page, get);
        assert!(!reply.header("content-disposition").unwrap().contains(['<', '>', '\r', '\n']));
    }
}

#[test]
fn what_is_not_read_is_named_in_both_languages() {
    let served = Served::start(&[]);
    let compound = [b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".as_slice(), &[0; 600]].concat();
    let files: [(&[u8], &str, &str); 4] = [
        (b"\x89PNG\r\n\x1a\n", "不能读取图片。", "a picture"),
        (b"{\\rtf1 x}", "不能读取 RTF 文件。", "RTF"),
        (b"PK\x03\x04", "不能读取压缩包。", "an archive"),
        (&compound, "不能读取旧版 Office 或 WPS 文件。", "a binary Office or WPS file"),
    ];
    for (bytes, zh, en) in files {
        let reply = Form::default().file("x", bytes).post(served.port, "/check");
        assert!(reply.text().contains(&format!("<span class=\"zh\" lang=\"zh-CN\">{zh}")), "{zh}");
        assert!(reply.text().contains(&format!(">this is {en}, which is not read")), "{en}");
    }
}

#[test]
fn hostile_files_are_survived() {
    let served = Served::start(&[]);
    let bomb = packed(&[("word/document.xml", &vec![b' '; 300 << 20])]);
    let deep = format!("<h1>某局2024年政府信息公开工作年度报告</h1>{}一、总体情况", "<div>".repeat(200_000));
    let turning =
        "某\u{202e}局2024年政府信息公开工作年度报告\n一、总体情况\n收到\u{202e}申请\u{0}19件。\u{2028}\n".repeat(50);
    let small = document(
        &(paragraph("某局2024年政府信息公开工作年度报告") + &paragraph("一、总体情况") + &paragraph("全年平稳。")),
    );
    let garbage: Vec<u8> = (0..200_000u32).map(|n| n.wrapping_mul(2_654_435_761).to_le_bytes()[3]).collect();
    let files: [(&str, &[u8]); 9] = [
        ("bomb.docx", &bomb),
        ("garbage.bin", &garbage),
        ("empty.txt", b""),
        ("deep.html", deep.as_bytes()),
        ("turning.txt", turning.as_bytes()),
        ("cut.docx", &small[..small.len() / 2]),
        ("head.pdf", b"%PDF-1.7"),
        ("../../etc/pass\u{202e}wd", SAMPLE.as_bytes()),
        ("", SAMPLE.as_bytes()),
    ];
    for (name, bytes) in files {
        let reply = Form::default().file(name, bytes).post(served.port, "/check");
        assert_eq!(reply.status, 200, "{name}");
        assert!(!reply.text().contains(['\u{202e}', '\0']), "{name}");
        assert_guarded(&reply);
    }
    let all =
        files.iter().fold(Form::default(), |form, (name, bytes)| form.file(name, bytes)).post(served.port, "/check");
    assert_eq!(all.status, 200);
    for name in ["bomb.docx", "garbage.bin", "empty.txt", "cut.docx", "head.pdf"] {
        assert!(all.text().contains(&format!("{name}</bdi> — <span class=\"zh\"")), "{name} is said to be unreadable");
    }
    assert!(!all.text().contains("etc/pass"), "a name has no folders");
}

#[test]
fn connections_that_say_nothing_hold_up_nobody() {
    let served = Served::start(&[]);
    let mut silent = Vec::new();
    for _ in 0..40 {
        let mut stream = TcpStream::connect(("127.0.0.1", served.port)).unwrap();
        stream.write_all(b"GET / HT").unwrap();
        silent.push(stream);
    }
    assert_eq!(get(served.port, "/").status, 200);
    drop(silent);
    // A sender that goes away in the middle gives its place back.
    for _ in 0..10 {
        let mut stream = TcpStream::connect(("127.0.0.1", served.port)).unwrap();
        let head = format!(
            "POST /check HTTP/1.1\r\nHost: 127.0.0.1:{}\r\nContent-Length: 9999\r\nContent-Type: multipart/form-data; boundary={BOUNDARY}\r\n\r\n--",
            served.port
        );
        stream.write_all(head.as_bytes()).unwrap();
    }
    assert_eq!(Form::default().field("text", SAMPLE).post(served.port, "/check").status, 200);
}
