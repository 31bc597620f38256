//! How long each stage takes, by form and size, beside passes over the same bytes that understand nothing.
//!
//! `cargo bench -p benches --bench stages` prints two tables. In the first, a line a file: what its reader makes of it (lines and
//! cells), what the grammar makes of that (the tree), the checks, all of it from bytes to findings; then the floors. In the
//! second, a line a form that reports are written in. All that stands in a line took turns.

#![allow(clippy::print_stdout, reason = "a program of its own, whose output is what it is for")]

#[path = "../tests/common/shapes.rs"]
#[allow(dead_code, reason = "the tests use the rest of it")]
mod shapes;

use std::hint::black_box;
use std::time::Duration;

use benches::alternate::{Times, alternate, megabytes_a_second};
use benches::clock::{Clock, time};
use benches::effort::Effort;
use benches::floor;
use benches::subject::{joined, subject};
use benches::written::FORMS;
use ogi_report::check::check;
use ogi_report::stages::Lines;
use ogi_report::{Error, Form, Options, Parsed, parse, read};

/// What stands in a line of the first table.
struct Subject {
    name: String,
    form: Form,
    bytes: Vec<u8>,
}

const READ: usize = 0;
const GRAMMAR: usize = 1;
const CHECK: usize = 2;
const ALL: usize = 3;
const UTF8: usize = 4;
const CHARS: usize = 5;
const NFKC: usize = 6;
const BARE: usize = 7;

fn main() {
    let effort = Effort::from_args(Duration::from_secs(2));
    read_forms(&effort);
    write_forms(&effort);
}

fn read_forms(effort: &Effort) {
    println!(
        "{:<28} {:>9} {:>9} {:>10} {:>10} {:>9} {:>10} {:>8} {:>9} {:>9} {:>9} {:>9} {:>9} {:>9}",
        "read, µs",
        "bytes",
        "of text",
        "read",
        "grammar",
        "check",
        "all",
        "all MB/s",
        "utf-8",
        "chars",
        "nfkc",
        "bare",
        "all/nfkc",
        "all/bare"
    );
    for make in subjects(effort) {
        let subject = make();
        if !effort.wants(&subject.name) {
            continue;
        }
        let text = text_of(&subject);
        let times = alternate(effort, || subject.round(&text));
        let micros = |which: usize| times.median(which) * 1e6;
        let bare = times.median(BARE) > 0.0;
        println!(
            "{:<28} {:>9} {:>9} {:>10.1} {:>10.1} {:>9.1} {:>10.1} {:>8.1} {:>9.1} {:>9.1} {:>9.1} {:>9} {:>9.3} {:>9}",
            subject.name,
            subject.bytes.len(),
            text.len(),
            micros(READ),
            micros(GRAMMAR),
            micros(CHECK),
            micros(ALL),
            megabytes_a_second(subject.bytes.len(), times.median(ALL)),
            micros(UTF8),
            micros(CHARS),
            micros(NFKC),
            if bare { format!("{:.1}", micros(BARE)) } else { "-".to_owned() },
            times.ratio(ALL, NFKC),
            if bare { format!("{:.3}", times.ratio(ALL, BARE)) } else { "-".to_owned() },
        );
    }
    println!(
        "All: from bytes to findings, form and encoding told, and everything given back. UTF-8, chars and NFKC go over"
    );
    println!(
        "the text that was made of the file. Bare: html5ever into scraper's tree; zip and XML of the document; lopdf."
    );
}

/// Makes a file. They are made one by one, as some are large.
type Make = Box<dyn FnOnce() -> Subject>;

fn subjects(effort: &Effort) -> Vec<Make> {
    let mut subjects: Vec<Make> = Vec::new();
    for (ending, form) in
        [("txt", Form::Text), ("md", Form::Text), ("html", Form::Html), ("docx", Form::Docx), ("pdf", Form::Pdf)]
    {
        for size in ["office", "city"] {
            let name = format!("{size}.{ending}");
            subjects.push(Box::new(move || Subject { bytes: subject(&name), name, form }));
        }
    }
    // Where nothing is measured, or little, the large ones are smaller.
    let (times, size) = match (effort.measures, effort.quick) {
        (false, _) => (2, 1 << 12),
        (true, true) => (100, 4 << 20),
        (true, false) => (1000, 64 << 20),
    };
    let mut add = |name: String, form, make: Box<dyn FnOnce() -> Vec<u8>>| {
        subjects.push(Box::new(move || Subject { name, form, bytes: make() }));
    };
    add(format!("{times} texts joined"), Form::Text, Box::new(move || joined(times).texts.concat().into_bytes()));
    add(
        format!("{times} bodies in one page"),
        Form::Html,
        Box::new(move || {
            let page = String::from_utf8(subject("city.html")).expect("the subjects are UTF-8");
            let (head, body) = page.split_once("<body>").expect("a page has a body");
            format!("{head}<body>{}", body.replace("</body>", "").repeat(times)).into_bytes()
        }),
    );
    // More would be larger than what is read.
    let bodies = times.min(400);
    add(
        format!("{bodies} bodies in one docx"),
        Form::Docx,
        Box::new(move || floor::docx::repeated(&subject("city.docx"), bodies).expect("the subject is a document")),
    );
    for shape in ["\"1 \" after a row label", "a table between giant lines"] {
        add(
            format!("hostile: {shape}"),
            Form::Text,
            Box::new(move || {
                let shapes = shapes::shapes();
                let shape = shapes.iter().find(|other| other.name == shape).expect("the shapes have this one");
                // What is behind the size is up to a repetition, and what is larger than 64 MiB is refused.
                shape.text(size - 1024).into_bytes()
            }),
        );
    }
    subjects
}

/// The text that spans refer to.
fn text_of(subject: &Subject) -> String {
    match read(&subject.bytes) {
        Ok(Parsed { source: Some(source), .. }) => source.text,
        Ok(_) => String::new(),
        Err(error) => panic!("{} is not read: {error}", subject.name),
    }
}

impl Subject {
    fn round(&self, text: &str) -> [Duration; 8] {
        let options = Options::new();
        let start = Clock::start();
        let lines = self.lines(&options);
        let read_time = start.elapsed();
        let start = Clock::start();
        let parsed = lines.and_then(|lines| lines.report(&options));
        let grammar = start.elapsed();
        let checks = time(|| parsed.as_ref().map(|parsed| check(black_box(&parsed.report))).ok());
        drop(black_box(parsed));
        let all = time(|| {
            let parsed = read(black_box(&self.bytes));
            let findings = parsed.as_ref().map(|parsed| check(&parsed.report)).ok();
            (findings, parsed)
        });
        let bare = match self.form {
            Form::Html => time(|| floor::html::tree(self.text())),
            Form::Docx => time(|| floor::docx::events(&self.bytes)),
            Form::Pdf => time(|| lopdf::Document::load_mem(&self.bytes)),
            _ => Duration::ZERO,
        };
        [
            read_time,
            grammar,
            checks,
            all,
            time(|| floor::utf8(black_box(text.as_bytes()))),
            time(|| floor::chars(black_box(text))),
            time(|| floor::nfkc(black_box(text))),
            bare,
        ]
    }

    fn lines(&self, options: &Options) -> Result<Lines<'_>, Error> {
        match self.form {
            Form::Html => Lines::of_html(black_box(self.text()), options),
            Form::Docx => Lines::of_docx(black_box(&self.bytes), options),
            Form::Pdf => Lines::of_pdf(black_box(&self.bytes), options),
            _ => Lines::of_text(black_box(self.text()), options),
        }
    }

    fn text(&self) -> &str {
        std::str::from_utf8(&self.bytes).expect("the subjects are UTF-8")
    }
}

fn write_forms(effort: &Effort) {
    println!(
        "\n{:<28} {:>9} {:>10} {:>10} {:>9} {:>11}",
        "written, µs", "bytes", "write", "MB/s", "nfkc", "write/nfkc"
    );
    for name in ["office.txt", "city.txt"] {
        let text = String::from_utf8(subject(name)).expect("the subjects are UTF-8");
        let parsed = parse(&text).expect("the subjects are reports");
        let findings = check(&parsed.report);
        for form in FORMS {
            let what = format!("{name} as {}", form.name());
            if !effort.wants(&what) {
                continue;
            }
            let len = form.write(&text, &parsed, &findings).len();
            let times: Times<2> = alternate(effort, || {
                [time(|| form.write(black_box(&text), &parsed, &findings)), time(|| floor::nfkc(black_box(&text)))]
            });
            println!(
                "{what:<28} {len:>9} {:>10.1} {:>10.1} {:>9.1} {:>11.3}",
                times.median(0) * 1e6,
                megabytes_a_second(len, times.median(0)),
                times.median(1) * 1e6,
                times.ratio(0, 1)
            );
        }
    }
}
