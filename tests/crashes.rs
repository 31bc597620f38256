//! What fuzzers have found is found again if it comes back: each file of `tests/fixtures/crashes` goes through the target
//! that it is named after, and so does what the fuzzers begin with. How to fuzz is said in `fuzz/README.md`.

#![allow(clippy::panic, clippy::print_stderr, clippy::unwrap_used, reason = "a test fails by panicking, and shows why")]

mod common;

use std::fs;

use common::fixture_folder;
use common::seeds::seeds;
use common::targets::{TARGETS, run};

#[test]
fn what_was_found_does_not_come_back() {
    let folder = fixture_folder().join("crashes");
    let mut n = 0;
    for target in fs::read_dir(&folder).unwrap() {
        let target = target.unwrap().path();
        let name = target.file_name().unwrap().to_str().unwrap();
        // A target of a feature that is off.
        if !TARGETS.iter().any(|(known, _)| *known == name) {
            continue;
        }
        for file in fs::read_dir(&target).unwrap() {
            let file = file.unwrap().path();
            eprintln!("{}", file.display());
            run(name, &fs::read(&file).unwrap());
            n += 1;
        }
    }
    assert!(n > 0, "nothing in {}", folder.display());
}

/// Without the fuzzers, the targets hold on what these begin with, and on each of it cut in half.
#[test]
fn targets_hold_on_their_seeds() {
    for (name, target) in TARGETS {
        let seeds = seeds(name);
        assert!(seeds.len() >= 4, "{name} has {} seeds", seeds.len());
        for seed in seeds {
            target(&seed);
            target(&seed[..seed.len() / 2]);
        }
    }
}
