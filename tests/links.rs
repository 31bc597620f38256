//! Links of the documents lead somewhere: to a file, and behind `#` to a heading of it.

#![allow(clippy::panic, clippy::unwrap_used, reason = "a test fails by panicking, and shows why")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// The folders whose documents are looked at.
const FOLDERS: [&str; 4] = ["", "docs", "benches", "tests/fixtures"];

fn documents() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut documents = Vec::new();
    for folder in FOLDERS {
        for entry in fs::read_dir(root.join(folder)).unwrap() {
            let path = entry.unwrap().path();
            if path.extension().is_some_and(|extension| extension == "md") {
                documents.push(path);
            }
        }
    }
    documents.sort();
    documents
}

/// The lines of a document outside of code blocks, with what is code in them left out.
fn prose(text: &str) -> Vec<String> {
    let mut fence: Option<&str> = None;
    let mut lines = Vec::new();
    for line in text.lines() {
        let start = line.trim_start();
        let mark = ["```", "~~~"].into_iter().find(|mark| start.starts_with(mark));
        match (fence, mark) {
            (None, Some(mark)) => fence = Some(mark),
            (Some(open), Some(mark)) if open == mark => fence = None,
            (None, None) => lines.push(without_code(line)),
            (Some(_), _) => {}
        }
    }
    lines
}

/// A line with its code spans made blank.
fn without_code(line: &str) -> String {
    let spans = line.split('`').count() - 1;
    line.split('`')
        .enumerate()
        // A mark without a second one is none.
        .map(|(n, part)| if n % 2 == 1 && n < spans { "" } else { part })
        .collect::<Vec<_>>()
        .join("`")
}

/// The targets of links and pictures.
fn targets(text: &str) -> Vec<String> {
    let mut targets = Vec::new();
    for line in prose(text) {
        for mark in ["](", "src=\"", "href=\""] {
            let end = if mark == "](" { ')' } else { '"' };
            targets.extend(line.split(mark).skip(1).filter_map(|rest| rest.split(end).next()).map(str::to_owned));
        }
        if let Some((_, target)) = line.split_once("]: ").filter(|(name, _)| name.starts_with('[')) {
            targets.push(target.trim().to_owned());
        }
    }
    targets
}

/// The names by which headings are linked: in lower case, without punctuation, with dashes for spaces, and numbered where
/// several are the same.
fn anchors(text: &str) -> BTreeSet<String> {
    let mut times: BTreeMap<String, usize> = BTreeMap::new();
    let mut anchors = BTreeSet::new();
    let mut fenced = false;
    for line in text.lines() {
        fenced ^= line.trim_start().starts_with("```");
        let title = line.trim_start_matches('#');
        if fenced || title.len() == line.len() || !title.starts_with(' ') {
            continue;
        }
        let name: String = title
            .trim()
            .chars()
            .filter(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_'))
            .flat_map(char::to_lowercase)
            .map(|c| if c == ' ' { '-' } else { c })
            .collect();
        let n = times.entry(name.clone()).or_default();
        anchors.insert(if *n == 0 { name } else { format!("{name}-{n}") });
        *n += 1;
    }
    anchors
}

#[test]
fn links_lead_somewhere() {
    let mut faults = Vec::new();
    let mut n = 0;
    for document in documents() {
        let text = fs::read_to_string(&document).unwrap();
        let name = document.strip_prefix(env!("CARGO_MANIFEST_DIR")).unwrap().display().to_string();
        for target in targets(&text) {
            if target.contains("://") || target.starts_with("mailto:") || target.starts_with("data:") {
                continue;
            }
            n += 1;
            let (file, anchor) = target.split_once('#').unwrap_or((&target, ""));
            let path = if file.is_empty() { document.clone() } else { document.parent().unwrap().join(file) };
            if !path.exists() {
                faults.push(format!("{name}: {target}: there is no such file"));
            } else if !anchor.is_empty() {
                let linked = fs::read_to_string(&path).unwrap_or_default();
                if !anchors(&linked).contains(anchor) {
                    faults.push(format!("{name}: {target}: there is no such heading"));
                }
            }
        }
    }
    assert!(n > 20, "the links were found");
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}

#[test]
fn links_and_headings_are_told_from_code() {
    let text = "# Was ist `das`?\n\n[a](b.md#c) `[no](link)` ![p](p.png)\n\n```md\n## No\n[no](x)\n```\n\n## 一、总体情况\n## Was ist das\n[d]: e.md\n";
    assert_eq!(targets(text), ["b.md#c", "p.png", "e.md"]);
    let anchors: Vec<String> = anchors(text).into_iter().collect();
    assert_eq!(anchors, ["was-ist-das", "was-ist-das-1", "一总体情况"]);
}
