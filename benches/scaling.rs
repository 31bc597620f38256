//! How time grows with the input on texts that are made to take forever: each shape at three sizes.
//!
//! `cargo bench --bench scaling` prints the time a byte and the growth from one megabyte to four, the slowest shape
//! first. A growth of four is linear; what grows by more than six is marked. With `--test` the sizes are small, and only
//! that it runs is shown.

#![allow(missing_docs, clippy::print_stdout, reason = "a program of its own, whose output is what it is for")]

#[path = "../tests/common/shapes.rs"]
#[allow(dead_code, reason = "the tests use the rest of it")]
mod shapes;

use std::hint::black_box;
use std::time::{Duration, Instant};

use ogi_report::Options;
use shapes::shapes;

fn main() {
    let short = std::env::args().any(|argument| argument == "--test") || cfg!(debug_assertions);
    let sizes: [u32; 3] = if short { [1 << 8, 1 << 10, 1 << 12] } else { [256 << 10, 1 << 20, 4 << 20] };
    let mut rows = Vec::new();
    for shape in shapes() {
        let mut measured: Vec<(u32, Duration)> = Vec::new();
        for size in sizes {
            // What takes seconds on one megabyte is not tried on four.
            if measured.last().is_none_or(|&(_, time)| time < Duration::from_secs(3)) {
                measured.push((size, time(&shape.text(size as usize))));
            }
        }
        if let [.., (_, before), (size, last)] = *measured.as_slice() {
            let growth = last.as_secs_f64() / before.as_secs_f64();
            let times: Vec<Duration> = measured.iter().map(|&(_, time)| time).collect();
            rows.push((last.as_secs_f64() / f64::from(size), growth, shape.name, times));
        }
    }
    rows.sort_by(|a, b| b.0.total_cmp(&a.0));
    println!("ns/byte growth at 4x  {sizes:?} bytes");
    for (per_byte, growth, name, times) in rows {
        let mark = if growth > 6.0 && !short { "SUPER-LINEAR" } else { "" };
        println!("{:>9.1} {growth:>7.2}  {times:?}  {name} {mark}", per_byte * 1e9);
    }
}

/// The shortest of a few runs.
fn time(text: &str) -> Duration {
    // Without the limit that would refuse most of these texts early.
    let options = Options::new().max_lines(usize::MAX);
    let mut shortest = Duration::MAX;
    let begun = Instant::now();
    for _ in 0..3 {
        let start = Instant::now();
        let _ = black_box(options.parse(black_box(text)));
        shortest = shortest.min(start.elapsed());
        if begun.elapsed() > Duration::from_millis(500) {
            break;
        }
    }
    shortest
}
