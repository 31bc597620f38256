//! The source of the library, as text.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use ogi_report::Code;
use unicode_normalization::UnicodeNormalization;

use crate::ebnf::{Production, productions};

/// A file of `src/grammar`.
#[derive(Debug)]
pub(crate) struct GrammarFile {
    /// Its path below `src/grammar`, without `.rs`.
    pub(crate) name: String,
    pub(crate) text: String,
    /// The text without comments and tests.
    pub(crate) code: String,
    /// The first sentence of its head.
    pub(crate) what: String,
    /// The block of productions in its head, as it stands there.
    pub(crate) block: String,
    pub(crate) productions: Vec<Production>,
}

pub(crate) fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src")
}

/// All Rust files below a folder, in order.
fn rust_files(folder: &Path, out: &mut Vec<PathBuf>) {
    let mut paths: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    for path in paths {
        if path.is_dir() {
            rust_files(&path, out);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            out.push(path);
        }
    }
}

/// All files of the library, tests and comments left out.
pub(crate) fn sources_without_tests() -> Vec<(PathBuf, String)> {
    let mut paths = Vec::new();
    rust_files(&folder(), &mut paths);
    paths.into_iter().map(|path| (path.clone(), code(&fs::read_to_string(path).unwrap()))).collect()
}

/// A text without comments, without tests, and with strings that go over lines joined.
fn code(text: &str) -> String {
    let code = text.split("\n#[cfg(test)]\nmod tests").next().unwrap_or("");
    let mut out = String::new();
    for line in code.lines().filter(|line| !line.trim_start().starts_with("//")) {
        if let Some(begun) = line.strip_suffix('\\') {
            out += begun;
        } else {
            out.extend([line, "\n"]);
        }
    }
    out
}

pub(crate) fn grammar_files() -> Vec<GrammarFile> {
    let folder = folder().join("grammar");
    let mut paths = Vec::new();
    rust_files(&folder, &mut paths);
    paths.iter().map(|path| grammar_file(&folder, path)).collect()
}

fn grammar_file(folder: &Path, path: &Path) -> GrammarFile {
    let name = path.with_extension("").strip_prefix(folder).unwrap().to_string_lossy().replace('\\', "/");
    let text = fs::read_to_string(path).unwrap();
    assert!(!text.contains("/// ```ebnf"), "{name}: productions stand in the head of the file");
    let head: Vec<&str> = text
        .lines()
        .map_while(|line| line.strip_prefix("//!"))
        .map(|line| line.strip_prefix(' ').unwrap_or(line))
        .collect();
    let paragraph = head.iter().take_while(|line| !line.is_empty()).copied().collect::<Vec<_>>().join(" ");
    let what = paragraph.split_inclusive(". ").next().unwrap_or("").trim().to_owned();
    let mut blocks = head.split(|line| *line == "```ebnf").skip(1);
    let block =
        blocks.next().map(|behind| behind.iter().take_while(|line| **line != "```").copied().collect::<Vec<_>>());
    let block = block.unwrap_or_default().join("\n");
    assert!(blocks.next().is_none(), "{name}: one block of productions");
    GrammarFile { name, code: code(&text), what, productions: productions(&block), block, text }
}

/// A text under NFKC.
pub(crate) fn folded(text: &str) -> String {
    text.nfkc().collect()
}

/// A name as its words, in the singular: `numbers_of` and `NumbersOf` are `_number_of_`.
pub(crate) fn words(name: &str) -> String {
    let mut snake = String::new();
    let mut before = '_';
    for c in name.chars() {
        if c.is_ascii_uppercase() && (before.is_ascii_lowercase() || before.is_ascii_digit()) {
            snake.push('_');
        }
        snake.push(c.to_ascii_lowercase());
        before = c;
    }
    let singular = |word: &str| match word.strip_suffix('s') {
        Some(one) if word.len() > 3 => one.to_owned(),
        _ => word.to_owned(),
    };
    format!("_{}_", snake.split('_').map(singular).collect::<Vec<_>>().join("_"))
}

/// The names of what a file has: functions, types, variants, constants, fields, and the file itself.
pub(crate) fn items(file: &GrammarFile) -> BTreeSet<String> {
    let path = file.name.strip_suffix("/mod").unwrap_or(&file.name);
    let mut items = BTreeSet::from([words(path.rsplit('/').next().unwrap_or(path))]);
    let is_word = |c: char| c.is_ascii_alphanumeric() || c == '_';
    let mut before = "";
    for line in file.code.lines() {
        let mut rest = line;
        while let Some(at) = rest.find(is_word) {
            rest = rest.get(at..).unwrap_or("");
            let (word, behind) = rest.split_at(rest.find(|c| !is_word(c)).unwrap_or(rest.len()));
            let declared = matches!(before, "fn" | "mod" | "const" | "static" | "struct" | "enum" | "type");
            let is_field = behind.starts_with(": ");
            if declared || is_field || word.starts_with(|c: char| c.is_ascii_uppercase()) {
                items.insert(words(word));
            }
            (before, rest) = (word, behind);
        }
    }
    items
}

/// Functions whose docs show a production, and the production.
pub(crate) fn productions_of_functions(text: &str) -> Vec<(String, Production)> {
    let mut found = Vec::new();
    let mut docs: Vec<String> = Vec::new();
    for line in text.lines().map(str::trim) {
        if let Some(doc) = line.strip_prefix("///") {
            docs.push(doc.trim().to_owned());
        } else if !line.starts_with("#[") {
            let name = line.split_once("fn ").map(|(_, name)| name.split(['(', '<']).next().unwrap_or(""));
            if let Some(name) = name.filter(|_| !docs.is_empty()) {
                let doc = docs.join(" ");
                let shown =
                    doc.split('`').skip(1).step_by(2).filter(|code| code.contains(" = ") && code.ends_with(" ;"));
                found.extend(shown.flat_map(productions).map(|production| (name.to_owned(), production)));
            }
            docs.clear();
        }
    }
    found
}

/// What the source says of each code of a diagnostic.
pub(crate) fn meanings_of_codes() -> BTreeMap<Code, String> {
    let text = fs::read_to_string(folder().join("diagnostic.rs")).unwrap();
    let (_, declared) = text.split_once("\ncodes! {").unwrap();
    let (declared, _) = declared.split_once("\n}").unwrap();
    let mut meanings = BTreeMap::new();
    let mut docs: Vec<&str> = Vec::new();
    for line in declared.lines().map(str::trim).filter(|line| !line.is_empty()) {
        if let Some(doc) = line.strip_prefix("/// ") {
            docs.push(doc);
            continue;
        }
        let name = line.split(" = ").next().unwrap_or("");
        let code = Code::ALL.iter().find(|code| format!("{code:?}") == name).expect("a code");
        meanings.insert(*code, without_links(&docs.join(" ")));
        docs.clear();
    }
    meanings
}

/// Docs without the targets of their links.
fn without_links(doc: &str) -> String {
    let mut out = String::new();
    let mut rest = doc;
    while let Some((before, link)) = rest.split_once("[`") {
        let (name, behind) = link.split_once("`]").expect("a link");
        out.extend([before, "`", name, "`"]);
        rest = behind.strip_prefix('(').and_then(|target| target.split_once(')')).map_or(behind, |(_, behind)| behind);
    }
    out + rest
}

/// The strings of a constant or of a field, list by list: those of `&[&["a", "b"], &["c"]]` are `[[a, b], [c]]`.
pub(crate) fn lists(file: &str, marks: &[&str]) -> Vec<Vec<String>> {
    let text = grammar_files().into_iter().find(|one| one.name == file).expect("a file of the grammar").code;
    let mut rest = text.as_str();
    for mark in marks {
        rest = rest.split_once(mark).unwrap_or_else(|| panic!("{file} has no {mark}")).1;
    }
    let mut lists = vec![Vec::new()];
    let mut depth = 0;
    while let Some(at) = rest.find(['[', ']', '"', ';', '\'']) {
        let (mark, behind) = rest.split_at(at).1.split_at(1);
        rest = behind;
        match mark {
            // A character, such as a bracket.
            "'" => rest = rest.split_once('\'').expect("a character ends").1,
            "[" => depth += 1,
            "]" if depth <= 1 => break,
            "]" => {
                depth -= 1;
                lists.push(Vec::new());
            }
            ";" if depth == 0 => break,
            "\"" => {
                let (string, behind) = rest.split_once('"').expect("a string is closed");
                lists.last_mut().unwrap().push(string.to_owned());
                rest = behind;
            }
            _ => {}
        }
    }
    lists.retain(|list| !list.is_empty());
    lists
}
