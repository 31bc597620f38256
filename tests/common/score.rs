//! Readings of the corpus held against its true cells, as the corpus' own `score.py` does it.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use ogi_report::report::Decimal;
use ogi_report::write::FlatReport;
use ogi_report::{Error, Parsed};
use serde_json::Value;

use super::{faults, squash};

/// The names in a folder, in order.
pub(crate) fn entries(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let mut names: Vec<String> = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    assert!(!names.is_empty(), "{} is empty", folder.display());
    names
}

/// The cells that nobody can read from a text, as `lossy.json` has them: `{"row id": [columns] or "*"}`.
pub(crate) fn lost_cells(truth: &Value, groups: &Value) -> BTreeSet<String> {
    let mut lost = BTreeSet::new();
    for (row, columns) in groups.as_object().into_iter().flatten() {
        match columns {
            Value::Array(columns) => {
                lost.extend(columns.iter().map(|column| format!("{row}.{}", column.as_str().unwrap())));
            }
            every => {
                assert_eq!(every, "*", "{row}");
                let ids = truth["tables"].as_object().unwrap().keys();
                lost.extend(ids.filter(|id| id.rsplit_once('.').unwrap().0 == row).cloned());
            }
        }
    }
    lost
}

/// How a reading of one cell compares with the truth.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Verdict {
    Right,
    /// Reported as missing, ambiguous or unreadable.
    Abstained,
    /// Blank for not applicable, or the reverse.
    Soft,
    Wrong,
}

/// A cell's status and value.
pub(crate) type Reading<'a> = (&'a str, Option<&'a str>);

pub(crate) fn judge(truth: Reading<'_>, read: Reading<'_>) -> Verdict {
    match read.0 {
        "missing" | "ambiguous" | "unreadable" if truth.0 == "absent" => Verdict::Right,
        "missing" | "ambiguous" | "unreadable" => Verdict::Abstained,
        "number" => match (truth.0, truth.1.and_then(decimal), read.1.and_then(decimal)) {
            ("number", Some(truth), Some(read)) if truth == read => Verdict::Right,
            _ => Verdict::Wrong,
        },
        "blank" | "not_applicable" if read.0 == truth.0 => Verdict::Right,
        "blank" | "not_applicable" if truth.0 != "number" => Verdict::Soft,
        _ => Verdict::Wrong,
    }
}

fn decimal(text: &str) -> Option<Decimal> {
    squash(text).parse().ok()
}

/// Counts over one text or many.
#[derive(Debug, Default)]
pub(crate) struct Score {
    pub(crate) files: usize,
    pub(crate) cells: usize,
    pub(crate) right: usize,
    /// Right among the cells that are listed as lost.
    pub(crate) right_lost: usize,
    pub(crate) missed: usize,
    pub(crate) excused: usize,
    pub(crate) wrong: usize,
    pub(crate) soft: usize,
    pub(crate) issuer: usize,
    pub(crate) year: usize,
    pub(crate) title: usize,
    pub(crate) headings: usize,
    pub(crate) headings_found: usize,
    /// Headings read that are none of the report's.
    pub(crate) headings_extra: usize,
    pub(crate) faults: Vec<String>,
}

impl Score {
    /// Head of the lines.
    pub(crate) const HEAD: &str = "                       files   cells  right   missed excused  WRONG   soft  readable right \
                        | issuer   year  title headings extra";

    /// Adds up.
    pub(crate) fn add(&mut self, other: &Self) {
        let sums: [(&mut usize, usize); 14] = [
            (&mut self.files, other.files),
            (&mut self.cells, other.cells),
            (&mut self.right, other.right),
            (&mut self.right_lost, other.right_lost),
            (&mut self.missed, other.missed),
            (&mut self.excused, other.excused),
            (&mut self.wrong, other.wrong),
            (&mut self.soft, other.soft),
            (&mut self.issuer, other.issuer),
            (&mut self.year, other.year),
            (&mut self.title, other.title),
            (&mut self.headings, other.headings),
            (&mut self.headings_found, other.headings_found),
            (&mut self.headings_extra, other.headings_extra),
        ];
        for (sum, more) in sums {
            *sum += more;
        }
        self.faults.extend(other.faults.iter().cloned());
    }

    /// Of the cells that can be read from the text, the share that is right, in per cent.
    pub(crate) fn share(&self) -> f64 {
        percent(self.right - self.right_lost, self.cells - self.excused - self.right_lost)
    }

    /// The counts as a line of a table.
    pub(crate) fn line(&self, name: &str) -> String {
        format!(
            "{name:<22} {:>5} {:>7} {:>5.1}% {:>7} {:>7} {:>6} {:>6} {:>14.2}% | {:>5.1}% {:>5.1}% {:>5.1}% {:>7.1}% {:>5}",
            self.files,
            self.cells,
            percent(self.right, self.cells),
            self.missed,
            self.excused,
            self.wrong,
            self.soft,
            self.share(),
            percent(self.issuer, self.files),
            percent(self.year, self.files),
            percent(self.title, self.files),
            percent(self.headings_found, self.headings),
            self.headings_extra,
        )
    }
}

/// A part of a whole in per cent.
#[expect(clippy::cast_precision_loss, reason = "counts of a few thousand")]
pub(crate) fn percent(part: usize, whole: usize) -> f64 {
    if whole == 0 { 100.0 } else { 100.0 * part as f64 / whole as f64 }
}

/// Holds what was read, with the text that it was read from, against the truth.
pub(crate) fn score(truth: &Value, lost: &BTreeSet<String>, read: Result<(String, Parsed), Error>) -> Score {
    let tables = truth["tables"].as_object().unwrap();
    let true_headings: Vec<String> = truth["sections"]
        .as_array()
        .unwrap()
        .iter()
        .map(|section| bare(section["heading"].as_str().unwrap()))
        .collect();
    let mut score = Score { files: 1, cells: tables.len(), headings: true_headings.len(), ..Score::default() };
    let (text, parsed) = match read {
        Ok(read) => read,
        Err(error) => {
            score.missed = tables.keys().filter(|id| !lost.contains(*id)).count();
            score.excused = score.cells - score.missed;
            score.faults.push(format!("no tree: {error}"));
            return score;
        }
    };
    score.faults = faults(&text, &parsed);
    let read = serde_json::to_value(FlatReport::new(&parsed.report)).unwrap();
    let cells = read["cells"].as_object().unwrap();
    for (id, true_cell) in tables {
        let read = cells.get(id).map_or(("missing", None), reading);
        match judge(reading(true_cell), read) {
            Verdict::Right => {
                score.right += 1;
                score.right_lost += usize::from(lost.contains(id));
            }
            Verdict::Abstained if lost.contains(id) => score.excused += 1,
            Verdict::Abstained => score.missed += 1,
            Verdict::Soft => score.soft += 1,
            Verdict::Wrong => {
                score.wrong += 1;
                score.faults.push(format!("WRONG: {id} is {}, read as {}", true_cell, cells[id]));
            }
        }
    }
    // Cells that this report has not, or that no report has.
    for (id, cell) in cells.iter().filter(|(id, _)| !tables.contains_key(*id)) {
        match judge(("absent", None), reading(cell)) {
            Verdict::Wrong => {
                score.wrong += 1;
                score.faults.push(format!("WRONG: {id} is not in the report, read as {cell}"));
            }
            Verdict::Soft => score.soft += 1,
            Verdict::Right | Verdict::Abstained => {}
        }
    }
    let text_of = |value: &Value| squash(value.as_str().unwrap_or(""));
    let issuers = truth["issuer_accept"].as_array().unwrap();
    score.issuer = usize::from(issuers.iter().any(|issuer| text_of(issuer) == text_of(&read["issuer"])));
    score.year = usize::from(truth["year"] == read["year"]);
    score.title = usize::from(text_of(&truth["title"]) == text_of(&read["title"]));
    let headings: Vec<String> = read["sections"]
        .as_array()
        .unwrap()
        .iter()
        .map(|section| bare(section["heading"].as_str().unwrap_or("")))
        .collect();
    score.headings_found = true_headings.iter().filter(|heading| headings.contains(heading)).count();
    score.headings_extra = headings.iter().filter(|heading| !true_headings.contains(heading)).count();
    score
}

fn reading(cell: &Value) -> Reading<'_> {
    (cell["status"].as_str().unwrap(), cell["value"].as_str())
}

/// A heading without its number.
pub(crate) fn bare(heading: &str) -> String {
    let heading = squash(heading);
    let rest = heading.trim_start_matches(|c| "一二三四五六七八九十".contains(c));
    match rest.strip_prefix(['、', '.', '．', ',', '，']) {
        Some(title) if rest.len() < heading.len() => title.to_owned(),
        _ => heading,
    }
}
