//! What is measured: texts of the repository, and, where they are, the seeds and the corpus beside the checkout.

use std::fs;
use std::path::{Path, PathBuf};

/// Texts that are measured together: one, or a folder full.
#[derive(Clone, Debug)]
pub struct Texts {
    /// What it is called in tables.
    pub name: String,
    /// The texts.
    pub texts: Vec<String>,
}

/// Tabs in a ragged table, a line a cell, bars, Markdown with blank cells, a table aligned by pdftotext -layout.
const LAYOUTS: [&str; 5] = ["h", "a", "b", "markdown", "pdf-layout"];

impl Texts {
    fn one(name: String, path: &Path) -> Self {
        Self { name, texts: vec![read(path)] }
    }

    /// How many bytes they have together.
    pub fn len(&self) -> usize {
        self.texts.iter().map(String::len).sum()
    }

    /// Whether there is nothing to measure.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

/// The fixtures of five layouts.
pub fn layouts() -> Vec<Texts> {
    let folder = root().join("tests/fixtures/layouts");
    LAYOUTS.iter().map(|layout| Texts::one(format!("layout {layout}"), &folder.join(format!("{layout}.txt")))).collect()
}

/// The seeds, where they are.
pub fn seeds() -> Vec<Texts> {
    let paths = files(&root().join("../shared/seeds"), "txt");
    let number = |path: &Path| path.file_stem().map(|stem| stem.to_string_lossy().chars().take(3).collect::<String>());
    paths.iter().map(|path| Texts::one(format!("seed {}", number(path).unwrap_or_default()), path)).collect()
}

/// The extractions of the corpus, where it is: one subject for each extractor, and one for all of them.
pub fn corpus() -> Vec<Texts> {
    let mut subjects: Vec<Texts> = Vec::new();
    let mut all = Texts { name: "corpus".to_owned(), texts: Vec::new() };
    for case in entries(&root().join("../shared/corpus/extracted")) {
        for path in files(&case, "txt") {
            let extractor = path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
            let text = read(&path);
            all.texts.push(text.clone());
            match subjects.iter_mut().find(|subject| subject.name == extractor) {
                Some(subject) => subject.texts.push(text),
                None => subjects.push(Texts { name: extractor, texts: vec![text] }),
            }
        }
    }
    if !all.is_empty() {
        subjects.push(all);
    }
    subjects
}

/// So many reports of five layouts in turn, one behind the other. The second and those behind it are kept as they are, as a
/// text holds one report: what is measured is the cost of a byte.
pub fn joined(reports: usize) -> Texts {
    let layouts: Vec<String> = layouts().into_iter().flat_map(|subject| subject.texts).collect();
    let text = layouts.iter().map(String::as_str).cycle().take(reports).flat_map(|report| [report, "\n"]).collect();
    Texts { name: format!("{reports} reports joined"), texts: vec![text] }
}

/// The bytes of a file that is measured: one of `benches/subjects`, or the fixture of a layout.
pub fn subject(file: &str) -> Vec<u8> {
    let path = root().join("benches/subjects").join(file);
    let path = if path.exists() { path } else { root().join("tests/fixtures/layouts").join(file) };
    fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The folder of the repository.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// The files of a folder with this ending, in order.
pub fn files(folder: &Path, extension: &str) -> Vec<PathBuf> {
    let mut paths = entries(folder);
    paths.retain(|path| path.extension().is_some_and(|found| found == extension));
    paths
}

/// What is in a folder, in order. What is not there is skipped aloud.
fn entries(folder: &Path) -> Vec<PathBuf> {
    match fs::read_dir(folder) {
        Ok(entries) => {
            let mut paths: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
            paths.sort();
            paths
        }
        Err(error) => {
            eprintln!("!!! SKIPPED: {} is not measured: {error}", folder.display());
            Vec::new()
        }
    }
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}
