//! How much memory ordinary texts take while they are read: four times their size, beside what any report takes.
//!
//! `cargo bench -p benches --bench heap` shows the same with more to it, and for texts that are not ordinary.

#![allow(clippy::print_stderr, reason = "a test says what it skips")]

use std::fs;
use std::path::{Path, PathBuf};

use ogi_report::{SAMPLE, SAMPLE_2019, parse};
use peak_alloc::PeakAlloc;

#[global_allocator]
static MEMORY: PeakAlloc = PeakAlloc;

/// What any report may take: its two hundred cells, and the pieces of the table that is being read.
const BASE: usize = 192 << 10;

/// What a byte of text may take beyond that.
const TIMES: usize = 4;

// The only test here, as memory is counted for the whole process.
#[test]
fn ordinary_texts() {
    let mut texts = vec![("the sample".to_owned(), SAMPLE.to_owned()), ("2019".to_owned(), SAMPLE_2019.to_owned())];
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for folder in
        ["tests/fixtures/layouts", "tests/fixtures/edition2019", "../shared/seeds", "../shared/corpus/extracted"]
    {
        let before = texts.len();
        texts_below(&root.join(folder), &mut texts);
        if texts.len() == before {
            assert!(folder.starts_with(".."), "{folder} is empty");
            eprintln!("!!! SKIPPED: there is no {folder}");
        }
    }
    let layouts: Vec<String> = texts.iter().map(|(_, text)| text.clone()).take(40).collect();
    for reports in [10, 100, 1000] {
        let joined = layouts.iter().map(String::as_str).cycle().take(reports).flat_map(|text| [text, "\n"]).collect();
        texts.push((format!("{reports} reports joined"), joined));
    }
    let prose = "为方便群众查阅，各科室把办事指南印成册子，放在窗口，也登在网站。\n".repeat(30_000);
    texts.push(("much prose".to_owned(), SAMPLE.replace("五、存在", &format!("{prose}五、存在"))));

    // What is made once in a process belongs to no text.
    for (_, text) in &texts {
        drop(parse(text));
    }
    let mut over = Vec::new();
    for (name, text) in &texts {
        let before = MEMORY.current_usage();
        MEMORY.reset_peak_usage();
        let parsed = parse(text);
        let peak = MEMORY.peak_usage().saturating_sub(before);
        assert!(parsed.is_ok(), "{name}: {parsed:?}");
        if peak > TIMES * text.len() + BASE {
            over.push(format!("{name}: {peak} bytes for {} of text", text.len()));
        }
    }
    assert!(over.is_empty(), "{over:#?}");
}

/// The texts of a folder and the folders in it, where there is one.
fn texts_below(folder: &Path, texts: &mut Vec<(String, String)>) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    let mut paths: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    paths.sort();
    for path in paths {
        if path.is_dir() {
            texts_below(&path, texts);
        } else if path.extension().is_some_and(|extension| extension == "txt") {
            texts.push((path.display().to_string(), fs::read_to_string(&path).unwrap_or_default()));
        }
    }
}
