//! How time grows with the input, from a kilobyte to the 64 MiB that are read at most.
//!
//! `cargo bench -p benches --bench scaling` prints two tables. In the first, reports and a few hostile shapes at five sizes, in
//! nanoseconds a byte, parsing and checking beside one NFKC pass: a line of equal figures is linear. In the second, texts that
//! are made to take forever, each shape at three sizes, with the growth from the second to the third: four is linear, and
//! what grows by more than six is marked. `--quick` leaves out the largest sizes.

#![allow(clippy::print_stdout, reason = "a program of its own, whose output is what it is for")]

#[path = "../tests/common/shapes.rs"]
#[allow(dead_code, reason = "the tests use the rest of it")]
mod shapes;

use std::hint::black_box;
use std::time::{Duration, Instant};

use benches::clock::time;
use benches::effort::Effort;
use benches::floor;
use benches::subject::{joined, subject};
use ogi_report::check::check;
use ogi_report::{Error, Form, Options};
use shapes::{Shape, shapes};

fn main() {
    let effort = Effort::from_args(Duration::ZERO);
    let (sizes, of_shapes): ([usize; 5], [usize; 3]) = match (effort.measures, effort.quick) {
        (false, _) => ([1 << 8, 1 << 9, 1 << 10, 1 << 11, 1 << 12], [1 << 8, 1 << 10, 1 << 12]),
        (true, true) => ([1 << 10, 4 << 10, 16 << 10, 256 << 10, 4 << 20], [4 << 10, 16 << 10, 64 << 10]),
        (true, false) => ([1 << 10, 16 << 10, 256 << 10, 4 << 20, 64 << 20], [256 << 10, 1 << 20, 4 << 20]),
    };
    by_size(&effort, sizes);
    by_shape(&effort, of_shapes);
}

/// Makes a text of a size.
type Make<'s> = Box<dyn Fn(usize) -> String + 's>;

fn by_size(effort: &Effort, sizes: [usize; 5]) {
    println!("ns/byte, parse+check and (nfkc), at {sizes:?} bytes");
    let shapes = shapes();
    let hostile = [
        "one row label in one line",
        "a giant line with a row label inside",
        "a table between giant lines",
        "\"1 \" after a row label",
        "row labels in one line",
    ];
    let mut makers: Vec<(&str, Form, Make<'_>)> = vec![
        ("reports joined", Form::Text, Box::new(|size| cut(&joined(size / 3893 + 1).texts.concat(), size))),
        ("bodies in one page", Form::Html, Box::new(bodies)),
    ];
    for name in hostile {
        let shape = shapes.iter().find(|shape| shape.name == name).expect("the shapes have this one");
        makers.push((name, Form::Text, Box::new(move |size| cut(&shape.text(size), size))));
    }
    for (name, form, make) in makers {
        if !effort.wants(name) {
            continue;
        }
        print!("{name:<40}");
        for size in sizes {
            let text = make(size);
            let nfkc = shortest(|| time(|| floor::nfkc(black_box(&text))));
            let both = shortest(|| time(|| read_and_check(form, &text)));
            let per_byte = |time: Duration| time.as_secs_f64() * 1e9 / text.len() as f64;
            print!(" {:>9.1} ({:>5.1})", per_byte(both), per_byte(nfkc));
        }
        println!();
    }
}

fn read_and_check(form: Form, text: &str) -> Result<usize, Error> {
    // Without the limit that would refuse the largest.
    let options = Options::new().max_lines(usize::MAX);
    let parsed = match form {
        Form::Text => options.parse(black_box(text)),
        form => options.read_as(form, black_box(text.as_bytes())),
    };
    parsed.map(|parsed| check(&parsed.report).len())
}

/// The first so many bytes, or a little less.
fn cut(text: &str, size: usize) -> String {
    let end = (0..=size.min(text.len())).rev().find(|&end| text.is_char_boundary(end)).unwrap_or(0);
    text[..end].to_owned()
}

/// A page with the body of a report in it as often as it takes.
fn bodies(size: usize) -> String {
    let page = String::from_utf8(subject("city.html")).expect("the subjects are UTF-8");
    let (head, body) = page.split_once("<body>").expect("a page has a body");
    let body = body.replace("</body>", "").replace("</html>", "");
    cut(&format!("{head}<body>{}", body.repeat(size / body.len() + 1)), size)
}

fn by_shape(effort: &Effort, sizes: [usize; 3]) {
    let mut rows = Vec::new();
    for shape in shapes().iter().filter(|shape| effort.wants(&shape.name)) {
        let mut measured: Vec<(usize, Duration)> = Vec::new();
        for size in sizes {
            // What takes seconds on one size is not tried on one four times as large.
            if measured.last().is_none_or(|&(_, time)| time < Duration::from_secs(3)) {
                measured.push((size, parsing(shape, size)));
            }
        }
        if let [.., (_, before), (size, last)] = *measured.as_slice() {
            let growth = last.as_secs_f64() / before.as_secs_f64();
            let times: Vec<Duration> = measured.iter().map(|&(_, time)| time).collect();
            rows.push((last.as_secs_f64() * 1e9 / size as f64, growth, shape.name.clone(), times));
        }
    }
    rows.sort_by(|a, b| b.0.total_cmp(&a.0));
    println!("\nns/byte growth at 4x  {sizes:?} bytes");
    for (per_byte, growth, name, times) in rows {
        let mark = if growth > 6.0 && effort.measures { "SUPER-LINEAR" } else { "" };
        println!("{per_byte:>9.1} {growth:>7.2}  {times:?}  {name} {mark}");
    }
}

fn parsing(shape: &Shape, size: usize) -> Duration {
    // Without the limit that would refuse most of these texts early.
    let options = Options::new().max_lines(usize::MAX);
    let text = shape.text(size);
    shortest(|| time(|| options.parse(black_box(&text))))
}

/// The shortest of three runs, or of fewer where they take long.
fn shortest(mut run: impl FnMut() -> Duration) -> Duration {
    let begun = Instant::now();
    let mut shortest = run();
    for _ in 0..2 {
        if begun.elapsed() > Duration::from_millis(100) {
            break;
        }
        shortest = shortest.min(run());
    }
    shortest
}
