//! What fuzzers have found is found again if it comes back: each file of `tests/fixtures/crashes` goes through the target
//! that it is named after, and so does what the fuzzers begin with. How to fuzz is said in `fuzz/README.md`.

#![allow(clippy::panic, clippy::print_stderr, clippy::unwrap_used, reason = "a test fails by panicking, and shows why")]

mod common;

use std::fs;
use std::panic::catch_unwind;
use std::time::{Duration, Instant};

use common::fixture_folder;
use common::seeds::{seeds, words};
use common::targets::{TARGETS, run};
use ogi_report::testing::Random;

#[test]
fn what_was_found_does_not_come_back() {
    let folder = fixture_folder().join("crashes");
    // There is no folder before anything was found.
    for target in fs::read_dir(&folder).into_iter().flatten() {
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
        }
    }
}

/// Without the fuzzers, the targets hold on what these begin with, and on each of it cut in half.
#[test]
fn targets_hold_on_their_seeds() {
    for (name, target) in TARGETS {
        let seeds = seeds(name);
        assert!(seeds.len() >= 4, "{name} has {} seeds", seeds.len());
        // Each costs a third of a second in a debug build.
        for seed in seeds.iter().step_by(if cfg!(debug_assertions) { 8 } else { 1 }) {
            target(seed);
            target(&seed[..seed.len() / 2]);
        }
    }
}

/// A fuzzer for those who have none: seeds in which places are cut out, doubled, changed and filled with words, the same
/// each time. `FUZZ_SECONDS=60 cargo test --test crashes changed` goes on for so long with each target.
#[test]
fn targets_hold_on_changed_seeds() {
    let seconds = std::env::var("FUZZ_SECONDS").ok().map(|n| Duration::from_secs(n.parse().unwrap()));
    for (nth, (name, target)) in TARGETS.iter().enumerate() {
        let (seeds, words) = (seeds(name), words(name));
        let mut random = Random::new(nth as u64 + seconds.map_or(0, |limit| limit.as_secs()));
        let start = Instant::now();
        let mut n = 0;
        while seconds.map_or(n < 40, |limit| start.elapsed() < limit) {
            let bytes = changed(&seeds, &words, &mut random);
            let held = catch_unwind(|| target(&bytes));
            if held.is_err() {
                let found = std::env::temp_dir().join(format!("{name}-{nth}-{n}"));
                fs::write(&found, &bytes).unwrap();
                panic!("{name} does not hold on {}", found.display());
            }
            n += 1;
        }
        eprintln!("{name}: {n} inputs, {:?}", start.elapsed());
    }
}

fn changed(seeds: &[Vec<u8>], words: &[String], random: &mut Random) -> Vec<u8> {
    let mut bytes = random.pick(seeds).clone();
    // A window of a large seed, as small inputs are read sooner; most keep their beginning.
    if bytes.len() > 3000 {
        let from = if random.percent(60) { 0 } else { place(&bytes, random) };
        bytes = bytes[from..].iter().copied().take(3000).collect();
    }
    for _ in 0..=random.below(8) {
        let (a, b) = (place(&bytes, random), place(&bytes, random));
        let (from, to) = (a.min(b), a.max(b).min(a.min(b) + 200));
        match random.below(7) {
            0 => drop(bytes.drain(from..to)),
            1 => {
                let twice = bytes[from..to].repeat(2);
                drop(bytes.splice(from..from, twice));
            }
            2 => {
                let other = random.pick(seeds);
                let at = place(other, random);
                let piece: Vec<u8> = other[at..].iter().copied().take(300).collect();
                drop(bytes.splice(from..to, piece));
            }
            3 => {
                let byte = u8::try_from(random.below(256)).unwrap();
                drop(bytes.splice(from..from + usize::from(from < bytes.len()), [byte]));
            }
            _ => {
                let times = usize::try_from(1 + random.below(4)).unwrap();
                drop(bytes.splice(from..from, random.pick(words).as_bytes().repeat(times)));
            }
        }
    }
    bytes
}

/// A place in bytes, at a character's beginning where they are text.
fn place(bytes: &[u8], random: &mut Random) -> usize {
    let mut at = usize::try_from(random.below(bytes.len() as u64 + 1)).unwrap();
    while random.percent(95) && bytes.get(at).is_some_and(|byte| byte & 0xc0 == 0x80) {
        at += 1;
    }
    at
}
