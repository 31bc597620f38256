//! How much memory parsing and checking take, and in how many pieces.
//!
//! `cargo bench -p benches --bench heap` prints, for each text, the most that parsing holds at once, the tree, and how often
//! memory is asked for. The text itself is the caller's and not counted. Where memory grows, both the old and the new piece
//! count, as they do where it has to move. The aim: parsing takes at most four times the text. `tests/heap.rs` of the
//! library holds it.

#![allow(clippy::print_stdout, reason = "a program of its own, whose output is what it is for")]

#[path = "../tests/common/shapes.rs"]
#[allow(dead_code, reason = "the tests use the rest of it")]
mod shapes;

use allocation_counter::{AllocationInfo, measure};
use benches::effort::Effort;
use benches::subject::{Texts, corpus, joined, layouts, seeds};
use ogi_report::check::check;
use ogi_report::{Options, Parsed};
use shapes::shapes;

/// What a text took.
struct Taken {
    name: String,
    bytes: usize,
    parse: AllocationInfo,
    check: AllocationInfo,
    n_cells: usize,
}

fn main() {
    let effort = Effort::from_args(std::time::Duration::ZERO);
    let size = match (effort.measures, effort.quick) {
        (false, _) => 1 << 12,
        (true, true) => 1 << 16,
        (true, false) => 1 << 20,
    };
    once();
    head("one report each");
    for subject in [layouts(), seeds()].concat() {
        each(&subject);
    }
    head("the corpus, by extractor: the file that takes the most for its size, and the middle one");
    for subject in corpus() {
        let mut all: Vec<Taken> = subject.texts.iter().map(|text| taken(&subject.name, text)).collect();
        all.sort_by(|a, b| b.times().total_cmp(&a.times()));
        all[0].print();
        all[all.len() / 2].print();
    }
    head("reports joined");
    for reports in [10, 100, 1000].map(|reports| if effort.measures { reports } else { reports / 10 }) {
        each(&joined(reports));
    }
    head("hostile texts, the 20 that take the most for their size, and the middle one");
    let mut all: Vec<Taken> = shapes().iter().map(|shape| taken(&shape.name, &shape.text(size))).collect();
    all.sort_by(|a, b| b.times().total_cmp(&a.times()));
    all.iter().take(20).for_each(Taken::print);
    all[all.len() / 2].print();
    let over = all.iter().filter(|taken| taken.times() > 4.0).count();
    println!("{over} of {} hostile texts take more than four times their size", all.len());
}

/// Searchers of words and the like are made once in a process and kept. They are no part of what a text takes, so they are
/// all made here.
fn once() {
    let made = measure(|| {
        for text in [layouts(), seeds(), corpus()].concat().iter().flat_map(|subject| &subject.texts) {
            drop(ogi_report::parse(text).map(|parsed| check(&parsed.report)));
        }
    });
    println!("made once in a process and kept: {} bytes in {} pieces", made.bytes_current, made.count_current);
}

fn head(what: &str) {
    println!(
        "\n{:<44} {:>9} {:>10} {:>6} {:>6} {:>8} {:>8} {:>10} {:>10}",
        what, "bytes", "peak", "times", "tree", "asked", "a cell", "check peak", "check asked"
    );
}

fn each(subject: &Texts) {
    for text in &subject.texts {
        taken(&subject.name, text).print();
    }
}

fn taken(name: &str, text: &str) -> Taken {
    // Without the limit that would refuse most hostile texts early.
    let options = Options::new().max_lines(usize::MAX);
    let mut read: Option<Parsed> = None;
    let parse = measure(|| read = options.parse(text).ok());
    let mut n_cells = 0;
    let check = measure(|| {
        if let Some(parsed) = &read {
            n_cells = parsed.report.cells().count();
            drop(check(&parsed.report));
        }
    });
    Taken { name: name.to_owned(), bytes: text.len(), parse, check, n_cells }
}

impl Taken {
    /// How many times the text parsing took.
    fn times(&self) -> f64 {
        self.parse.bytes_max as f64 / self.bytes as f64
    }

    fn print(&self) {
        println!(
            "{:<44} {:>9} {:>10} {:>6.2} {:>6.2} {:>8} {:>8.2} {:>10} {:>10}",
            self.name.chars().take(44).collect::<String>(),
            self.bytes,
            self.parse.bytes_max,
            self.times(),
            self.parse.bytes_current as f64 / self.bytes as f64,
            self.parse.count_total,
            self.parse.count_total as f64 / self.n_cells.max(1) as f64,
            self.check.bytes_max,
            self.check.count_total,
        );
    }
}
