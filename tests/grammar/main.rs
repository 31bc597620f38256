//! `docs/grammar.md` is true to the code.
//!
//! What stands between `<!-- kind: of what -->` and `<!-- end -->` is made from the code: productions from the heads of the
//! files of `src/grammar`, labels from the public names of cells, words and the meaning of diagnostics from the source. The
//! tables of samples are run: each stands below a line that says what of the sample report it replaces, and what is read of
//! it fills the columns. `UPDATE_DOCS=1 cargo test --test grammar` makes all that anew; the rest is written by hand.

#![allow(clippy::panic, clippy::print_stderr, clippy::unwrap_used, reason = "a test fails by panicking, and shows why")]

mod cells;
mod ebnf;
mod generated;
mod samples;
mod source;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use ogi_report::Code;
use source::GrammarFile;

fn document_path() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/grammar.md")
}

#[test]
fn the_document_is_what_the_code_says() {
    let path = document_path();
    let found = fs::read_to_string(&path).unwrap();
    let wanted = samples::filled(&generated::filled(&found));
    if std::env::var_os("UPDATE_DOCS").is_some() {
        fs::write(&path, &wanted).unwrap();
        return;
    }
    for (found, wanted) in found.lines().zip(wanted.lines()) {
        assert_eq!(
            found, wanted,
            "docs/grammar.md is not what the code says; make it anew, and read what has changed: \
             UPDATE_DOCS=1 cargo test --test grammar"
        );
    }
    assert_eq!(found.len(), wanted.len());
}

/// Every file of the grammar is shown once: by its productions, or in the list of those that have none.
#[test]
fn every_file_is_shown() {
    let document = fs::read_to_string(document_path()).unwrap();
    let shown: Vec<&str> =
        document.lines().filter_map(|line| line.strip_prefix("<!-- productions: ")?.strip_suffix(" -->")).collect();
    for file in source::grammar_files() {
        let n = shown.iter().filter(|name| **name == file.name).count();
        assert_eq!(n, usize::from(!file.productions.is_empty()), "{}: its productions are shown", file.name);
    }
    assert_eq!(document.matches("<!-- files -->").count(), 1, "the files without productions are listed");
}

/// A production has its name in the name of an item of its file, or of the file; the names that it uses have productions,
/// and its words stand in the code.
#[test]
fn productions_are_those_of_the_code() {
    let files = source::grammar_files();
    let all: BTreeSet<&str> =
        files.iter().flat_map(|file| &file.productions).map(|production| production.name.as_str()).collect();
    let words: String = files.iter().map(|file| source::folded(&file.code)).collect();
    let mut faults = Vec::new();
    for file in &files {
        let items = source::items(file);
        for production in &file.productions {
            let name = source::words(&production.name);
            if !items.iter().any(|item| item.contains(&name)) {
                faults.push(format!("{}: nothing is named after `{}`", file.name, production.name));
            }
            for used in production.names() {
                if !all.contains(used.as_str()) {
                    faults.push(format!("{}: `{}` uses `{used}`, which has no production", file.name, production.name));
                }
            }
            for terminal in production.terminals() {
                if !words.contains(&source::folded(&terminal)) {
                    faults.push(format!("{}: `{}` has “{terminal}”, the code has not", file.name, production.name));
                }
            }
        }
    }
    assert!(all.len() > 100, "the productions were found");
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}

/// A function that shows a production in its docs has its name, and shows it as the head of the file does.
#[test]
fn functions_show_the_productions_of_their_files() {
    let mut faults = Vec::new();
    let mut n = 0;
    for GrammarFile { name, text, productions, .. } in &source::grammar_files() {
        for (function, shown) in source::productions_of_functions(text) {
            n += 1;
            if !source::words(&function).contains(&source::words(&shown.name)) {
                faults.push(format!("{name}: fn {function} shows the production `{}`", shown.name));
            }
            match productions.iter().find(|production| production.name == shown.name) {
                Some(production) if production.body == shown.body => {}
                Some(_) => faults.push(format!("{name}: fn {function} shows another `{}` than the head", shown.name)),
                None => faults.push(format!("{name}: fn {function} shows `{}`, the head does not", shown.name)),
            }
        }
    }
    assert!(n > 30, "the functions were found");
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}

/// Every code of a diagnostic is given somewhere, and has one line in the table.
#[test]
fn diagnostics_are_all_there() {
    let meanings = source::meanings_of_codes();
    assert_eq!(meanings.keys().copied().collect::<Vec<_>>(), Code::ALL, "each has its docs, and nothing else is there");
    let sources = source::sources_without_tests();
    let document = fs::read_to_string(document_path()).unwrap();
    for code in Code::ALL {
        let given = format!("Code::{code:?}");
        assert!(
            sources.iter().any(|(path, text)| !path.ends_with("diagnostic.rs") && text.contains(&given)),
            "{code} is given by something"
        );
        let n = document.lines().filter(|line| line.starts_with(&format!("| {code} |"))).count();
        assert_eq!(n, 1, "{code} has a line of its own");
    }
}

/// Samples show most of what is unusual: a code that none of them gives is known here, with the reason.
#[test]
fn samples_show_the_diagnostics() {
    let document = fs::read_to_string(document_path()).unwrap();
    let shown: BTreeSet<String> = samples::codes(&document);
    let elsewhere: BTreeMap<Code, &str> = BTreeMap::from([
        (Code::BytesReplaced, "is about bytes, and a sample is a text"),
        (Code::PictureUnread, "is about pages"),
        (Code::TextLayer, "is about PDF"),
        (Code::PageBroken, "is about PDF"),
        (Code::TextOffPage, "is about PDF"),
        (Code::TooManyDiagnostics, "needs a thousand of others"),
        (Code::SecondReport, "needs a second report"),
    ]);
    for code in Code::ALL {
        let is_shown = shown.contains(&code.to_string());
        match elsewhere.get(code) {
            Some(reason) => assert!(!is_shown, "{code} has a sample, and is said to have none, as it {reason}"),
            None => assert!(is_shown, "{code} ({}) has a sample", code.name()),
        }
    }
}
