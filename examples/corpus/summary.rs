//! What was read, in numbers.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use comfy_table::presets::UTF8_FULL_CONDENSED;
use comfy_table::{CellAlignment, Table as Shown};
use ogi_report::batch::Item;
use ogi_report::check::{Outcome, rule};
use serde::{Deserialize, Serialize};

use crate::arguments::Table;
use crate::tables::Written;

/// How many of each.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Summary {
    pub(crate) documents: u64,
    pub(crate) bytes: u64,
    pub(crate) reports: u64,
    pub(crate) editions: BTreeMap<String, u64>,
    pub(crate) forms: BTreeMap<String, u64>,
    pub(crate) cells: BTreeMap<String, u64>,
    /// For each rule, how often it was violated, could not be assessed, and held.
    pub(crate) findings: BTreeMap<String, [u64; 3]>,
    pub(crate) errors: BTreeMap<String, u64>,
    pub(crate) rows: BTreeMap<Table, u64>,
}

impl Summary {
    pub(crate) fn n_errors(&self) -> u64 {
        self.errors.values().sum()
    }

    /// Counts a document.
    pub(crate) fn note(&mut self, item: &Item) {
        self.documents += 1;
        self.bytes += u64::try_from(item.bytes.unwrap_or(0)).unwrap_or(u64::MAX);
        let checked = match &item.result {
            Ok(checked) => checked,
            Err(error) => return count(&mut self.errors, error.kind(), 1),
        };
        self.reports += 1;
        let report = &checked.parsed.report;
        count(&mut self.editions, report.edition.as_str(), 1);
        if let Some(source) = &checked.parsed.source {
            count(&mut self.forms, &source.form.to_string(), 1);
        }
        for (_, cell) in report.cells() {
            count(&mut self.cells, cell.status().as_str(), 1);
        }
        for finding in &checked.findings {
            let column = match finding.outcome {
                Outcome::Violated => 0,
                Outcome::NotAssessable => 1,
                Outcome::Holds => 2,
            };
            if let Some(counts) = self.findings.get_mut(finding.rule.code) {
                counts[column] += 1;
            } else {
                let counts: [u64; 3] = std::array::from_fn(|nth| u64::from(nth == column));
                self.findings.insert(finding.rule.code.to_owned(), counts);
            }
        }
    }

    /// Counts what was written.
    pub(crate) fn wrote(&mut self, table: Table, written: Written) {
        *self.rows.entry(table).or_default() += written.rows;
    }

    pub(crate) fn add(&mut self, other: &Self) {
        self.documents += other.documents;
        self.bytes += other.bytes;
        self.reports += other.reports;
        for (sum, part) in [
            (&mut self.editions, &other.editions),
            (&mut self.forms, &other.forms),
            (&mut self.cells, &other.cells),
            (&mut self.errors, &other.errors),
        ] {
            for (word, n) in part {
                count(sum, word, *n);
            }
        }
        for (rule, counts) in &other.findings {
            let sums = self.findings.entry(rule.clone()).or_default();
            sums.iter_mut().zip(counts).for_each(|(sum, n)| *sum += n);
        }
        for (table, rows) in &other.rows {
            *self.rows.entry(*table).or_default() += rows;
        }
    }

    /// The tables that a run ends with.
    pub(crate) fn shown(&self) -> String {
        let mut shown = String::new();
        let counts = [
            ("reports by edition", &self.editions),
            ("by form", &self.forms),
            ("cells by status", &self.cells),
            ("documents not read, by kind", &self.errors),
        ];
        let mut table = new_table(["", "", "n"]);
        let totals = [("documents", self.documents), ("reports", self.reports), ("not read", self.n_errors())];
        for (what, n) in totals {
            table.add_row([what.to_owned(), String::new(), grouped(n)]);
        }
        for (what, words) in counts {
            for (nth, (word, n)) in words.iter().enumerate() {
                table.add_row([if nth == 0 { what.to_owned() } else { String::new() }, word.clone(), grouped(*n)]);
            }
        }
        for (nth, (kind, n)) in self.rows.iter().enumerate() {
            let what = if nth == 0 { "rows written" } else { "" };
            table.add_row([what.to_owned(), kind.name().to_owned(), grouped(*n)]);
        }
        let _ = writeln!(shown, "{table}");
        if !self.findings.is_empty() {
            let mut table = new_table(["rule", "", "violated", "not assessable", "holds"]);
            for (code, [violated, not_assessable, holds]) in &self.findings {
                let name = rule(code).map_or("", |rule| rule.name).to_owned();
                table.add_row([code.clone(), name, grouped(*violated), grouped(*not_assessable), grouped(*holds)]);
            }
            let _ = writeln!(shown, "{table}");
        }
        shown
    }
}

fn count(counts: &mut BTreeMap<String, u64>, word: &str, n: u64) {
    if let Some(count) = counts.get_mut(word) {
        *count += n;
    } else {
        counts.insert(word.to_owned(), n);
    }
}

/// A table whose columns behind the second are numbers.
fn new_table<const N: usize>(header: [&str; N]) -> Shown {
    let mut table = Shown::new();
    table.load_style(UTF8_FULL_CONDENSED).set_header(header);
    for column in table.column_iter_mut().skip(2) {
        column.set_cell_alignment(CellAlignment::Right);
    }
    table
}

/// 1234567 as 1,234,567.
pub(crate) fn grouped(n: u64) -> String {
    let digits = n.to_string();
    let mut shown = String::new();
    for (nth, digit) in digits.chars().enumerate() {
        if nth > 0 && (digits.len() - nth).is_multiple_of(3) {
            shown.push(',');
        }
        shown.push(digit);
    }
    shown
}
