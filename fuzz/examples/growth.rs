//! Looks for inputs whose time grows faster than their size: pieces of a form, put together by chance, repeated up to a
//! size and up to four times that size.
//!
//! `cargo run --release --example growth [SECONDS] [text|html|docx|pdf] [SEED]` prints those whose time a byte grows by more
//! than 1.6 from one size to the next, twice in a row.

use std::hint::black_box;
use std::time::{Duration, Instant};

use ogi_report::check::{check, locate};
use ogi_report::{Form, Options};
use ogi_report_fuzz::words;

/// The sizes at which an input is read, the larger ones only if it has grown. What grows no more at the last one has come
/// to a bound, and takes no square of time.
const SIZES: [usize; 4] = [16 << 10, 64 << 10, 256 << 10, 1 << 20];

/// A time a byte that grows by more than this is looked into.
const GROWTH: f64 = 1.6;

/// What takes less than this at the largest size harms nobody.
const TINY: Duration = Duration::from_millis(40);

const FORMS: &[&str] = &["text", "html", "docx", "pdf"];

fn main() {
    let mut arguments = std::env::args().skip(1);
    let seconds = arguments.next().map_or(60, |n| n.parse().expect("how many seconds"));
    let wanted = arguments.next();
    let mut random = Random(arguments.next().map_or(0x9e37_79b9_7f4a_7c15, |n| n.parse().expect("a seed")));
    for form in FORMS.iter().filter(|form| wanted.as_ref().is_none_or(|wanted| wanted == *form)) {
        let target = match *form {
            "docx" => "docx_xml",
            "pdf" => "pdf_content",
            form => form,
        };
        let words: Vec<String> = words(target).into_iter().map(|word| written(form, &word)).collect();
        let heads = ["", "一、总体情况", "二、主动公开政府信息情况", "三、收到和处理政府信息公开申请情况"];
        let heads = heads.map(|head| written(form, &format!("{head}\n")));
        let (start, mut tried, mut found, mut slowest) = (Instant::now(), 0, 0, (0.0, String::new()));
        while start.elapsed() < Duration::from_secs(seconds) {
            let shape = Shape::random(&mut random, &words, &heads);
            tried += 1;
            let rate = |time: Duration, size: usize| time.as_secs_f64() * 1e9 / size as f64;
            let times = SIZES[..2].iter().map(|&size| (time(form, &shape, size), size)).collect::<Vec<_>>();
            let [first, second] = [0, 1].map(|at| rate(times[at].0, times[at].1));
            if second > slowest.0 {
                slowest = (second, shape.to_string());
            }
            if second < first * GROWTH {
                continue;
            }
            let last = time(form, &shape, SIZES[2]);
            let third = rate(last, SIZES[2]);
            if third > second * GROWTH && last > TINY {
                found += 1;
                let fourth = rate(time(form, &shape, SIZES[3]), SIZES[3]);
                println!("{form}: {first:.0} → {second:.0} → {third:.0} → {fourth:.0} ns a byte: {shape}");
            }
        }
        println!("{form}: {tried} tried, {found} grow; the slowest takes {:.0} ns a byte: {}", slowest.0, slowest.1);
    }
}

/// The shortest of two runs of reading and judging.
fn time(form: &str, shape: &Shape, size: usize) -> Duration {
    let body = shape.text(size);
    let (bytes, form) = match form {
        "text" => (body.into_bytes(), Form::Text),
        "html" => (body.into_bytes(), Form::Html),
        "docx" => (ogi_report_fuzz::docx(&balanced(&body)), Form::Docx),
        _ => (ogi_report_fuzz::pdf(&[body]), Form::Pdf),
    };
    let options = Options::new().max_lines(usize::MAX);
    let run = || {
        let start = Instant::now();
        if let Ok(parsed) = options.read_as(form, black_box(&bytes)) {
            black_box((check(&parsed.report), locate(&parsed.report)));
        }
        start.elapsed()
    };
    run().min(run())
}

/// A word of the format as it stands in a form; what is markup or an operator already stays as it is.
fn written(form: &str, word: &str) -> String {
    match form {
        "html" if !word.starts_with(['<', '&']) && word.contains('\n') => format!("<p>{word}</p>"),
        "docx" if !word.starts_with(['<', '&']) => {
            format!("<w:p><w:r><w:t>{}</w:t></w:r></w:p>", word.trim_end_matches('\n'))
        }
        "pdf" if !word.is_ascii() => {
            let codes: String = word.encode_utf16().map(|unit| format!("{unit:04X}")).collect();
            format!("BT /U 9 Tf 0 -12 TD <{codes}> Tj ET ")
        }
        _ => word.to_owned(),
    }
}

/// Elements that are closed where they have been opened, and no deeper than is read.
fn balanced(xml: &str) -> String {
    let (mut text, mut open) = (String::with_capacity(xml.len() * 2), Vec::new());
    for part in xml.split_inclusive('>') {
        let Some(at) = part.rfind('<') else {
            continue;
        };
        let (before, tag) = part.split_at(at);
        text.push_str(before);
        let name = tag.trim_matches(['<', '>', '/']).split(' ').next().unwrap_or("");
        if tag.ends_with("/>") {
            text.push_str(tag);
        } else if tag.starts_with("</") {
            if open.contains(&name) {
                while let Some(last) = open.pop() {
                    text.push_str(&format!("</{last}>"));
                    if last == name {
                        break;
                    }
                }
            }
        } else if open.len() < 200 {
            text.push_str(tag);
            open.push(name);
        }
    }
    for name in open.iter().rev() {
        text.push_str(&format!("</{name}>"));
    }
    text
}

/// One to six pieces, and how they are put together.
struct Shape {
    /// Stands in front: most of what is costly lies behind a heading.
    head: String,
    pieces: Vec<String>,
    how: How,
}

#[derive(Clone, Copy, Debug)]
enum How {
    /// One after the other, again and again.
    Repeated,
    /// The first up to a part of the size, the second up to the next, and so on.
    InTurn,
    /// The first half of the pieces up to the middle, the others from there.
    Halves,
    /// All pieces once, and then the last again and again.
    Last,
    /// Each a number of times that grows.
    Growing,
}

impl Shape {
    fn random(random: &mut Random, words: &[String], heads: &[String]) -> Self {
        let mut pieces = Vec::new();
        for _ in 0..=random.below(6) {
            let piece = &words[random.below(words.len())];
            pieces.push(format!("{piece}{}", ["\n", " ", "", ""][random.below(4)]));
        }
        let hows = [How::Repeated, How::Repeated, How::InTurn, How::Halves, How::Last, How::Growing];
        Self { head: heads[random.below(heads.len())].clone(), pieces, how: hows[random.below(hows.len())] }
    }

    fn text(&self, size: usize) -> String {
        let mut text = String::with_capacity(size + 256);
        text.push_str(&self.head);
        let all = self.pieces.concat();
        let fill = |text: &mut String, piece: &str, end: usize| {
            while text.len() < end {
                text.push_str(piece);
            }
        };
        match self.how {
            How::Repeated => fill(&mut text, &all, size),
            How::InTurn => {
                for (nth, piece) in self.pieces.iter().enumerate() {
                    fill(&mut text, piece, size * (nth + 1) / self.pieces.len());
                }
            }
            How::Halves => {
                let (a, b) = self.pieces.split_at(self.pieces.len() / 2);
                fill(&mut text, if a.is_empty() { &all } else { &all[..a.concat().len()] }, size / 2);
                fill(&mut text, &b.concat(), size);
            }
            How::Last => {
                text.push_str(&all);
                fill(&mut text, self.pieces.last().unwrap_or(&all), size);
            }
            How::Growing => {
                for n in 1.. {
                    for piece in &self.pieces {
                        text.push_str(&piece.repeat(n));
                    }
                    if text.len() >= size {
                        break;
                    }
                }
            }
        }
        text
    }
}

impl std::fmt::Display for Shape {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:?} {:?} behind {:?}", self.how, self.pieces, self.head)
    }
}

/// Marsaglia's xorshift.
struct Random(u64);

impl Random {
    fn below(&mut self, n: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % n.max(1) as u64) as usize
    }
}
