//! Inputs of the largest size that is read, made to take long or much: each comes to an end within ten seconds and within
//! eight times its size and 64 MiB more, with a tree or with an error that says what is wrong.
//!
//! For release builds alone, as a debug build is some twenty times slower: `cargo test --release --test hostile_large`.
//! `HOSTILE=page` tries those with this word in their name.

#![allow(
    clippy::panic,
    clippy::print_stderr,
    clippy::unwrap_used,
    clippy::format_collect,
    reason = "a test fails by panicking, and shows why"
)]

mod common;

use std::fmt::Write as _;
use std::sync::mpsc;
use std::thread;
use std::time::{Duration, Instant};

use common::shapes::HEADINGS;
use ogi_report::{Error, Options, Parsed, SAMPLE};
use peak_alloc::PeakAlloc;

#[global_allocator]
static MEMORY: PeakAlloc = PeakAlloc;

/// The size of the largest inputs.
const SIZE: usize = 64 << 20;

/// What any input may take, and what each of its bytes may.
const BASE: usize = 64 << 20;
const TIMES: usize = 8;

/// What an input may take of the processor's time.
const LIMIT: Duration = Duration::from_secs(10);

/// What has not ended by then never will, however many others share the machine.
const NEVER: Duration = Duration::from_secs(150);

/// How long this thread has had a processor, on Linux; elsewhere how long it has been there.
fn own_time(begun: Instant) -> Duration {
    let stat = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    let nanoseconds = stat.split(' ').next().and_then(|first| first.parse().ok());
    nanoseconds.map_or_else(|| begun.elapsed(), Duration::from_nanos)
}

type Read = fn(&[u8], &Options) -> Result<Parsed, Error>;

fn as_text(bytes: &[u8], options: &Options) -> Result<Parsed, Error> {
    options.parse(std::str::from_utf8(bytes).unwrap())
}

fn as_bytes(bytes: &[u8], options: &Options) -> Result<Parsed, Error> {
    options.read(bytes)
}

/// Reads in a thread of its own, so that what does not end is told. What was over a bound is said.
fn measured(name: &str, bytes: Vec<u8>, options: &Options, read: Read) -> Option<String> {
    let (size, limited, options) = (bytes.len(), *options == Options::new(), options.clone());
    let (sender, receiver) = mpsc::channel();
    let before = MEMORY.current_usage();
    MEMORY.reset_peak_usage();
    let start = Instant::now();
    let thread = thread::spawn(move || {
        let result = read(&bytes, &options);
        let time = own_time(start);
        let peak = MEMORY.peak_usage();
        let shown = match &result {
            Ok(parsed) => format!("a tree and {} diagnostics", parsed.diagnostics.len()),
            Err(error) => error.to_string(),
        };
        let _ = sender.send((time, peak, shown));
    });
    let Ok((time, peak, shown)) = receiver.recv_timeout(NEVER) else {
        return Some(if thread.is_finished() {
            format!("{name}: it panicked")
        } else {
            format!("{name}: no end within {NEVER:?}")
        });
    };
    thread.join().unwrap();
    let peak = peak.saturating_sub(before);
    let shown: String = shown.chars().take(60).collect();
    eprintln!("{:>6.2} s {:>5} MiB {:>5.1} times  {name}: {shown}", time.as_secs_f64(), peak >> 20, ratio(peak, size));
    // Who raises the limit of lines asks for the memory that lines take.
    let times = if limited { TIMES } else { 24 };
    (peak > times * size + BASE || time > LIMIT)
        .then(|| format!("{name}: {time:?}, {} MiB for {size} bytes", peak >> 20))
}

#[allow(clippy::cast_precision_loss, reason = "it is only shown")]
fn ratio(peak: usize, size: usize) -> f64 {
    peak as f64 / size.max(1) as f64
}

/// A text of nearly the largest size: `before` once, and then `piece` again and again.
fn filled(before: &str, piece: &str) -> String {
    before.to_owned() + &piece.repeat((SIZE - before.len() - 64) / piece.len())
}

const SECTION_ONE: &str = "一、总体情况\n";
const SECTION_TWO: &str = "二、主动公开政府信息情况\n";
const SECTION_THREE: &str = "三、收到和处理政府信息公开申请情况\n";
const ROW: &str = "一、本年新收政府信息公开申请数量\t1\t2\t3\t4\t5\t6\t21\n";
const BARS: &str = "| 规章 | 1 | 2 | 3 |\n";

fn nested(before: &str, open: &str, close: &str) -> String {
    let n = (SIZE - before.len() - 64) / (open.len() + close.len());
    before.to_owned() + &open.repeat(n) + "1" + &close.repeat(n)
}

/// An input's name, and how it is made: one at a time, as all of them together take gigabytes.
type Input = (String, Box<dyn Fn() -> Vec<u8>>);

fn input(name: impl Into<String>, make: impl Fn() -> String + 'static) -> Input {
    (name.into(), Box::new(move || make().into_bytes()))
}

fn texts() -> Vec<Input> {
    let mut texts = Vec::new();
    for (name, piece) in [
        ("letters", "a"),
        ("公", "公"),
        ("1", "1"),
        ("spaces", " "),
        ("ideographic spaces", "\u{3000}"),
        ("tabs", "\t"),
        ("bars", "|"),
        ("line ends", "\n"),
        ("opening brackets", "（"),
        ("numbers", "1 "),
        ("a number a line", "1\n"),
        ("prose", "本年度公开政府信息1件，比上年增加2件。"),
        ("prose, a line each", "本年度公开政府信息1件，比上年增加2件。\n"),
        ("headings", HEADINGS),
        ("rows of table three", ROW),
        ("rows between bars", BARS),
        ("years", "2024年"),
        ("reports", SAMPLE),
    ] {
        texts.push(input(format!("{name} alone"), move || filled("", piece)));
        texts.push(input(format!("{name} in section one"), move || filled(SECTION_ONE, piece)));
        texts.push(input(format!("{name} in section two"), move || filled(&format!("{SECTION_TWO}规章 "), piece)));
        texts.push(input(format!("{name} in section three"), move || {
            filled(&format!("{SECTION_THREE}{}", &ROW[..48]), piece)
        }));
    }
    for (open, close) in [("（", "）"), ("(", ")"), ("[", "]"), ("〔", "〕"), ("《", "》"), ("“", "”")] {
        texts.push(input(format!("{open} nested"), move || nested("", open, close)));
        texts.push(input(format!("{open} nested in section one"), move || nested(SECTION_ONE, open, close)));
    }
    texts
}

#[test]
#[cfg_attr(debug_assertions, ignore = "for release builds: cargo test --release --test hostile_large")]
fn inputs_end_soon_and_take_little() {
    let wanted = std::env::var("HOSTILE").unwrap_or_default();
    let mut over = Vec::new();
    let mut held = |(name, make): Input, form: &str, options: &Options, read: Read| {
        let name = format!("{form}: {name}");
        if name.contains(&wanted) {
            over.extend(measured(&name, make(), options, read));
        }
    };
    let (limited, unlimited) = (Options::new(), Options::new().max_lines(usize::MAX));
    for input in texts() {
        held(input, "text", &limited, as_text);
    }
    for input in texts() {
        held(input, "unlimited lines", &unlimited, as_bytes);
    }
    #[cfg(feature = "html")]
    for input in pages() {
        held(input, "page", &limited, as_bytes);
    }
    #[cfg(feature = "docx")]
    for input in documents() {
        held(input, "document", &limited, as_bytes);
    }
    assert!(over.is_empty(), "{}", over.join("\n"));
}

#[cfg(feature = "html")]
fn pages() -> Vec<Input> {
    let begin = "<!DOCTYPE html><html><body><h2>一、总体情况</h2>";
    let table = "<!DOCTYPE html><html><body><h2>二、主动公开政府信息情况</h2><table><tr><td>规章</td>";
    let mut pages = Vec::new();
    for (name, before, piece) in [
        ("letters", begin, "a"),
        ("公", begin, "公"),
        ("1", begin, "1"),
        ("spaces", begin, " "),
        ("ideographic spaces", begin, "\u{3000}"),
        ("bars", begin, "|"),
        ("line ends", begin, "\n"),
        ("less than", begin, "<"),
        ("and", begin, "&"),
        ("headings", begin, "<h2>一、总体情况</h2>"),
        ("paragraphs", begin, "<p>本年度公开政府信息1件。</p>"),
        ("empty paragraphs", begin, "<p></p>"),
        ("rows", table, "<tr><td>规章</td><td>1</td><td>2</td><td>3</td></tr>"),
        ("cells", table, "<td>1</td>"),
        ("empty cells", table, "<td></td>"),
        ("cells that are not closed", table, "<td>"),
        ("rows that are not closed", table, "<tr>"),
        ("1 in a cell", &format!("{table}<td>"), "1"),
        ("spaces in a cell", &format!("{table}<td>"), " "),
        ("elements in elements", begin, "<div>"),
        ("elements that style", begin, "<b>"),
        ("tables in tables", table, "<table><tr><td>"),
        ("lists in lists", begin, "<ul><li>"),
        ("forms", begin, "<form>"),
        ("a comment", begin, "<!-- "),
        ("an attribute", &format!("{begin}<p title='"), "x"),
        ("attributes", &format!("{begin}<p "), "a=1 "),
        ("line breaks", begin, "<br>"),
        ("a script", &format!("{begin}<script>"), "a<b;"),
        ("wide cells", table, "<td rowspan=9999999 colspan=9999999>"),
    ] {
        let before = before.to_owned();
        pages.push(input(name, move || filled(&before, piece)));
    }
    for tag in
        ["div", "b", "table", "p", "ul", "span", "blockquote", "font", "td", "select", "svg", "section", "center"]
    {
        pages.push(input(format!("{tag}, 100,000 deep"), move || {
            let deep = format!("<{tag}>").repeat(100_000) + "一、总体情况" + &format!("</{tag}>").repeat(100_000);
            format!("<html><body>{deep}")
        }));
    }
    let mut entities = String::from("<?xml version=\"1.0\"?>\n<!DOCTYPE html [<!ENTITY a0 \"哈\">");
    for n in 1..40 {
        let last = format!("&a{};", n - 1);
        let _ = write!(entities, "<!ENTITY a{n} \"{}\">", last.repeat(10));
    }
    entities +=
        "]>\n<html xmlns=\"http://www.w3.org/1999/xhtml\"><body><h2>一、总体情况</h2><p>&a39;</p></body></html>";
    pages.push(input("a billion laughs", move || entities.clone()));
    pages
}

#[cfg(feature = "docx")]
fn documents() -> Vec<Input> {
    use common::package::{NAMESPACES, archive, document, document_xml, packed, paragraph};
    use zip::CompressionMethod::Stored;

    fn stored(body: &str) -> Vec<u8> {
        archive(&[("word/document.xml", document_xml(body).as_bytes())], Stored)
    }

    let heading = paragraph("一、总体情况");
    let cells = format!("{heading}<w:tbl>{}</w:tbl>", format!("<w:tr>{}</w:tr>", "<w:tc/>".repeat(1000)).repeat(1000));
    let laughs: String = (1..40).map(|n| format!("<!ENTITY a{n} '{}'>", format!("&a{};", n - 1).repeat(10))).collect();
    let laughing = format!(
        "<?xml version='1.0'?><!DOCTYPE w [<!ENTITY a0 '哈'>{laughs}]><w:document {NAMESPACES}><w:body><w:p><w:r><w:t>&a39;</w:t></w:r></w:p></w:body></w:document>"
    );
    let (million, same) = (cells.clone(), cells);
    let bomb = || vec![b' '; 8 * SIZE];
    let styled = document_xml(&heading);
    let mut documents: Vec<Input> = vec![
        ("a million empty cells, packed".to_owned(), Box::new(move || document(&million))),
        ("a million empty cells".to_owned(), Box::new(move || stored(&same))),
        ("a zip bomb of spaces".to_owned(), Box::new(move || packed(&[("word/document.xml", &bomb())]))),
        (
            "a zip bomb in another part".to_owned(),
            Box::new(move || packed(&[("word/document.xml", styled.as_bytes()), ("word/styles.xml", &bomb())])),
        ),
        ("a billion laughs".to_owned(), Box::new(move || packed(&[("word/document.xml", laughing.as_bytes())]))),
    ];
    for (name, before, piece) in [
        ("letters", "<w:p><w:r><w:t>", "a"),
        ("公", "<w:p><w:r><w:t>", "公"),
        ("empty paragraphs", "", "<w:p/>"),
        ("paragraphs", "", "<w:p><w:r><w:t>本年度公开政府信息1件。</w:t></w:r></w:p>"),
        ("headings", "", &heading),
        ("runs", "<w:p>", "<w:r><w:t>1</w:t></w:r>"),
        ("tables", "", "<w:tbl/>"),
        ("cells", "<w:tbl><w:tr>", "<w:tc><w:p><w:r><w:t>1</w:t></w:r></w:p></w:tc>"),
        ("rows", "<w:tbl>", "<w:tr><w:tc><w:p><w:r><w:t>规章</w:t></w:r></w:p></w:tc><w:tc><w:p/></w:tc></w:tr>"),
    ] {
        let end = match before {
            "<w:p><w:r><w:t>" => "</w:t></w:r></w:p>",
            "<w:p>" => "</w:p>",
            "<w:tbl><w:tr>" => "</w:tr></w:tbl>",
            "<w:tbl>" => "</w:tbl>",
            _ => "",
        };
        // Room for what stands around the body.
        let (begin, piece) = (format!("{heading}{before}"), piece.to_owned());
        let make = move || {
            let n = (SIZE - begin.len() - 4096) / piece.len();
            stored(&format!("{begin}{}{end}", piece.repeat(n)))
        };
        documents.push((name.to_owned(), Box::new(make)));
    }
    documents
}
