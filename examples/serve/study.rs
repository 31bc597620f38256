//! What is made of the files: each is read and checked, and those of one office are compared with each other.

use core::ops::Range;

use ogi_report::check::{Findings, Location, check, check_series, locate};
use ogi_report::write::{AnnotatedPage, CheckKind, SourceText};
use ogi_report::{Error, Parsed, Report, read};
use unicode_normalization::UnicodeNormalization as _;

use crate::upload::{File, Sent};

/// Everything that a page of results shows.
#[derive(Debug)]
pub(crate) struct Study {
    /// What was read: the reports of one office stand together, from the oldest to the newest.
    pub(crate) inputs: Vec<Input>,
    pub(crate) offices: Vec<Office>,
    pub(crate) unread: Vec<Unread>,
    pub(crate) together: bool,
}

/// A file that was read.
#[derive(Debug)]
pub(crate) struct Input {
    pub(crate) file: File,
    pub(crate) parsed: Parsed,
    findings: Findings,
    location: Location,
}

/// An office, and what its years say of each other.
#[derive(Debug)]
pub(crate) struct Office {
    /// Its reports.
    pub(crate) inputs: Range<usize>,
    /// Nothing where there is one report only.
    series: Option<Findings>,
}

/// A file that could not be read.
#[derive(Debug)]
pub(crate) struct Unread {
    pub(crate) name: String,
    pub(crate) error: Error,
}

impl Study {
    pub(crate) fn new(sent: Sent) -> Self {
        let mut study = Self { inputs: Vec::new(), offices: Vec::new(), unread: Vec::new(), together: sent.together };
        for file in sent.files {
            match read(&file.bytes) {
                Ok(parsed) => {
                    let (findings, location) = (check(&parsed.report), locate(&parsed.report));
                    study.inputs.push(Input { file, parsed, findings, location });
                }
                Err(error) => study.unread.push(Unread { name: file.name, error }),
            }
        }
        study.sort();
        study
    }

    /// Puts the reports of an office together, and the offices in the order in which they came.
    fn sort(&mut self) {
        let mut names: Vec<Option<String>> = Vec::new();
        let mut offices = Vec::new();
        for input in &self.inputs {
            let name = issuer(&input.parsed.report).map(|name| name.nfkc().filter(|c| !c.is_whitespace()).collect());
            let known = names.iter().position(|known| self.together || name.is_some() && *known == name);
            offices.push(known.unwrap_or(names.len()));
            if known.is_none() {
                names.push(name);
            }
        }
        let inputs = std::mem::take(&mut self.inputs);
        let mut sorted: Vec<(usize, Input)> = offices.into_iter().zip(inputs).collect();
        sorted.sort_by_key(|(office, input)| (*office, year(&input.parsed.report)));
        let mut start = 0;
        for of_office in sorted.chunk_by(|(one, _), (other, _)| one == other) {
            let reports: Vec<Report> = of_office.iter().map(|(_, input)| input.parsed.report.clone()).collect();
            let inputs = start..start + reports.len();
            start = inputs.end;
            let series = (reports.len() > 1).then(|| check_series(&reports));
            self.offices.push(Office { inputs, series });
        }
        self.inputs = sorted.into_iter().map(|(_, input)| input).collect();
    }

    /// The texts that findings point into.
    pub(crate) fn sources(&self) -> Vec<SourceText<'_>> {
        self.inputs.iter().map(|input| SourceText::new(input.file.name.as_str(), input.text())).collect()
    }

    /// The annotated page of these offices. `sources` are those of [`sources`](Self::sources).
    pub(crate) fn page<'t>(&'t self, sources: &'t [SourceText<'t>], offices: &'t [Office]) -> AnnotatedPage<'t> {
        let first = offices.first().map_or(0, |office| office.inputs.start);
        let end = offices.last().map_or(0, |office| office.inputs.end);
        let mut page = AnnotatedPage::new(sources.get(first..end).unwrap_or_default());
        for (nth, input) in self.inputs.get(first..end).unwrap_or_default().iter().enumerate() {
            page.read(nth, &input.parsed);
            page.check(CheckKind::Report, nth..nth + 1, &input.findings, |_| true);
            page.located(&input.location);
        }
        for office in offices {
            let inputs = office.inputs.start - first..office.inputs.end - first;
            if let Some(series) = &office.series {
                page.check(CheckKind::Series, inputs, series, |_| true);
            }
        }
        page
    }
}

impl Input {
    /// The text that was made of the file.
    pub(crate) fn text(&self) -> &str {
        self.parsed.source.as_ref().map_or("", |source| &source.text)
    }
}

/// The office that a report says it is from.
pub(crate) fn issuer(report: &Report) -> Option<&str> {
    report.issuer.as_ref().map(|issuer| issuer.value.as_str())
}

/// The year that it is about.
pub(crate) fn year(report: &Report) -> Option<u16> {
    report.year.as_ref().map(|year| year.value)
}
