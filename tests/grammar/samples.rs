//! The samples of the document, run through the library.
//!
//! A table of samples stands below one of these lines:
//!
//! - ``In place of `…`:`` says what of the sample report each sample replaces; with `…` in it, all from what stands before that
//!   to what stands behind. `of the report of 2019` at its end means the older sample.
//! - `As a whole text:` is above samples that are texts by themselves.
//! - ``Of whole reports in `tests/fixtures`:`` is above names of fixtures.
//!
//! The first column has the sample: `⏎` stands for a line break and `⇥` for a tab. A column `what` is written by hand. The
//! others say what is read, and the last one which diagnostics there are on top of those that the sample report gives, or which
//! of those there are no more.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use ogi_report::report::{Claim, Figure, Measure, Report};
use ogi_report::{Code, Diagnostic, Parsed, SAMPLE, SAMPLE_2019, Span, parse};
use serde_json::Value;

use crate::cells;

/// What the samples of a table are.
enum Slot {
    /// Parts of a sample report, each in place of this one.
    Part(&'static str, &'static str),
    /// Texts by themselves.
    Whole,
    /// Names of fixtures.
    Fixture,
}

impl Slot {
    fn of(line: &str) -> Option<Self> {
        match line {
            "As a whole text:" => return Some(Self::Whole),
            "Of whole reports in `tests/fixtures`:" => return Some(Self::Fixture),
            _ => {}
        }
        let rest = line.strip_prefix("In place of `")?;
        let (replaced, rest) = rest.split_once('`')?;
        let text = match rest {
            ":" => SAMPLE,
            " of the report of 2019:" => SAMPLE_2019,
            _ => panic!("{line}"),
        };
        let replaced = unmarked(replaced);
        let (first, last) = replaced.split_once('…').unwrap_or((&replaced, ""));
        assert_eq!(text.matches(first).count(), 1, "“{first}” stands once in the sample report");
        let start = text.find(first).unwrap();
        let behind = start + first.len();
        let end = text.get(behind..).unwrap().find(last).unwrap_or_else(|| panic!("“{last}” stands behind “{first}”"));
        Some(Self::Part(text, text.get(start..behind + end + last.len()).unwrap()))
    }

    /// The report with a sample in it, where the sample stands, and the diagnostics of the report without it.
    fn with(&self, sample: &str) -> (String, Span, Vec<Diagnostic>) {
        let end = |start: usize, text: &str| u32::try_from(start + text.len()).unwrap();
        match self {
            Self::Part(text, replaced) => {
                let start = text.find(replaced).unwrap();
                let span = Span::new(end(start, ""), end(start, sample));
                (text.replacen(replaced, sample, 1), span, parse(text).unwrap().diagnostics)
            }
            Self::Whole => (sample.to_owned(), Span::new(0, end(0, sample)), Vec::new()),
            Self::Fixture => {
                let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/fixtures/{sample}.txt"));
                let text = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
                let span = Span::new(0, end(0, &text));
                (text, span, Vec::new())
            }
        }
    }
}

fn unmarked(sample: &str) -> String {
    sample.replace('⏎', "\n").replace('⇥', "\t").replace("\\|", "|")
}

/// The cells of a row of a Markdown table.
fn row(line: &str) -> Vec<String> {
    let line = line.trim().trim_start_matches('|');
    let line = line.strip_suffix('|').unwrap_or(line).replace("\\|", "\u{1}");
    line.split('|').map(|cell| cell.trim().replace('\u{1}', "\\|")).collect()
}

/// The document with the tables of samples made anew.
pub(crate) fn filled(document: &str) -> String {
    let mut out = String::new();
    let mut slot: Option<Slot> = None;
    let mut columns: Vec<String> = Vec::new();
    for line in document.lines() {
        let is_table = line.starts_with('|');
        if let Some(found) = Slot::of(line) {
            assert!(slot.is_none(), "a table follows: {line}");
            (slot, columns) = (Some(found), Vec::new());
        } else if slot.is_some() && !is_table && !columns.is_empty() {
            (slot, columns) = (None, Vec::new());
        }
        match &slot {
            Some(slot) if is_table && !columns.is_empty() && !line.starts_with("| ---") => {
                out += &sample(slot, &columns, &row(line));
            }
            _ => out += line,
        }
        out.push('\n');
        if slot.is_some() && is_table && columns.is_empty() {
            columns = row(line);
            assert_eq!(columns.last().map(String::as_str), Some("says"), "{line}");
        }
    }
    out
}

/// A row of a table of samples, as the library fills it.
fn sample(slot: &Slot, columns: &[String], row: &[String]) -> String {
    let written = row.first().unwrap();
    let sample = unmarked(written.trim_matches('`'));
    let (text, span, base) = slot.with(&sample);
    let parsed = parse(&text).unwrap_or_else(|error| panic!("{written}: {error}"));
    let mut cells = vec![written.clone()];
    for (at, column) in columns.iter().enumerate().take(columns.len() - 1).skip(1) {
        if column == "what" {
            cells.push(row.get(at).cloned().unwrap_or_default());
            continue;
        }
        let values = field(column.trim_matches('`'), &parsed, &text, span);
        let values: Vec<String> = values.iter().map(|value| marked(value)).collect();
        cells.push(values.join("<br>"));
    }
    cells.push(said(&base, &parsed));
    let cells: Vec<String> =
        cells.iter().map(|cell| if cell.is_empty() { " |".to_owned() } else { format!(" {cell} |") }).collect();
    format!("|{}", cells.concat())
}

/// A value of a table's cell.
fn marked(value: &str) -> String {
    value.replace('\n', "⏎").replace('\t', "⇥").replace('|', "\\|")
}

/// The diagnostics that the sample brings, code by code.
fn said(base: &[Diagnostic], parsed: &Parsed) -> String {
    let count = |diagnostics: &[Diagnostic], code| diagnostics.iter().filter(|one| one.code == code).count();
    let mut said = Vec::new();
    for &code in Code::ALL {
        let (before, now) = (count(base, code), count(&parsed.diagnostics, code));
        said.extend(match now.checked_sub(before) {
            None => Some(format!("no {code}")),
            Some(0) => None,
            Some(1) => Some(code.to_string()),
            Some(n) => Some(format!("{n} × {code}")),
        });
    }
    said.join(", ")
}

/// The codes that the samples of the document give.
pub(crate) fn codes(document: &str) -> BTreeSet<String> {
    let mut in_samples = false;
    let mut codes = BTreeSet::new();
    for line in document.lines() {
        if line.starts_with("In place of `") || line == "As a whole text:" || line.starts_with("Of whole reports") {
            in_samples = true;
        } else if line.starts_with('|') && in_samples {
            let said = row(line).pop().unwrap_or_default();
            codes.extend(said.split([',', ' ']).filter(|word| word.len() == 4).map(str::to_owned));
        } else if !line.is_empty() {
            in_samples = false;
        }
    }
    codes
}

/// What the tree has under a name; nothing where it has none.
fn field(name: &str, parsed: &Parsed, text: &str, span: Span) -> Vec<String> {
    let report = &parsed.report;
    let one = |value: Option<String>| value.into_iter().collect::<Vec<_>>();
    let contact = report.contact.as_ref();
    match name {
        "title" => one(report.title.as_ref().map(|title| title.text.clone())),
        "copies" => report.title.iter().flat_map(|title| &title.copies).map(|copy| copy.value.clone()).collect(),
        "issuer" => one(report.issuer.as_ref().map(|issuer| issuer.value.clone())),
        "year" => one(report.year.as_ref().map(|year| year.value.to_string())),
        "period" => one(report.period.as_ref().map(|period| format!("{} to {}", period.value.start, period.value.end))),
        "citation" => report
            .citations
            .iter()
            .filter(|citation| citation.title.iter().chain(&citation.number).any(|part| is_in(part.span, span)))
            .map(|citation| {
                let of = |part: &Option<ogi_report::Spanned<String>>| {
                    part.as_ref().map_or("", |part| &part.value).to_owned()
                };
                format!("{} {}", of(&citation.title), of(&citation.number)).trim().to_owned()
            })
            .collect(),
        "number" => report
            .citations
            .iter()
            .filter_map(|citation| citation.number.as_ref())
            .filter(|number| is_in(number.span, span))
            .map(|number| number.value.clone())
            .collect(),
        "office" => one(contact.and_then(|contact| Some(contact.office.as_ref()?.value.clone()))),
        "address" => one(contact.and_then(|contact| Some(contact.address.as_ref()?.value.clone()))),
        "postcode" => one(contact.and_then(|contact| Some(contact.postcode.as_ref()?.value.clone()))),
        "telephone" => one(contact.and_then(|contact| Some(contact.telephone.as_ref()?.value.clone()))),
        "email" => one(contact.and_then(|contact| Some(contact.email.as_ref()?.value.clone()))),
        "signed by" => one(report.signature.issuer.as_ref().map(|issuer| issuer.value.clone())),
        "signed on" => one(report.signature.date.as_ref().map(|date| date.value.to_string())),
        "published" => one(report.publication.date.as_ref().map(|date| date.value.to_string())),
        "source" => one(report.publication.source.as_ref().map(|source| source.value.clone())),
        "edition" => vec![report.edition.as_str().to_owned()],
        "heading" => headings(report, span),
        "sub-heading" => report
            .sections()
            .flat_map(|(_, section)| section.sub_headings())
            .filter(|heading| is_in(heading.span, span))
            .map(|heading| {
                format!(
                    "{} {}{}",
                    heading.numbering,
                    heading.title,
                    if heading.run_in { ", paragraph behind" } else { "" }
                )
            })
            .collect(),
        "paragraph" => report
            .sections()
            .flat_map(|(_, section)| section.paragraphs())
            .filter(|paragraph| is_in(paragraph.span, span))
            .map(|paragraph| format!("`{}`", paragraph.text))
            .collect(),
        "furniture" => report
            .furniture
            .iter()
            .filter(|furniture| is_in(furniture.span, span))
            .map(|furniture| format!("{}: `{}`", name_of(&furniture.kind), furniture.text))
            .collect(),
        "claims" => report.claims().filter(|claim| is_in(claim.span, span)).map(|one| claim(one, text)).collect(),
        _ => vec![cells::named(name, report)],
    }
}

fn is_in(inner: Span, outer: Span) -> bool {
    outer.start <= inner.start && inner.end <= outer.end
}

fn headings(report: &Report, span: Span) -> Vec<String> {
    let heading = report.sections().find_map(|(kind, section)| {
        let heading = section.heading.as_ref().filter(|heading| is_in(heading.span, span))?;
        Some(format!("`{}`: {}", kind.as_str(), heading.text))
    });
    heading.into_iter().collect()
}

/// The name that serde gives a value.
fn name_of(value: &impl serde::Serialize) -> String {
    serde_json::to_value(value).unwrap().as_str().unwrap_or_default().replace('_', " ")
}

/// A claim: what it counts, the figure, and what else is said of it.
fn claim(claim: &Claim, text: &str) -> String {
    let figure = match claim.figure {
        Figure::Exact(value) => format!("= {value}"),
        Figure::AtLeast(value) => format!("≥ {value}"),
        Figure::About(value) => format!("≈ {value}"),
        _ => format!("none (“{}”)", claim.figure_span.slice(text)),
    };
    let percent = if matches!(claim.measure, Measure::Share | Measure::Growth) { "%" } else { "" };
    let mut out = format!("`{}` {figure}{percent}", claim.quantity);
    let all = serde_json::to_value(claim).unwrap();
    for key in ["unit", "measure", "applicants", "scope", "year", "certainty"] {
        match all.get(key) {
            Some(Value::String(value)) if key == "unit" => out += value,
            Some(Value::String(value)) => out.extend([", ", &value.replace('_', " ")]),
            Some(Value::Number(year)) => out.extend([", of ", &year.to_string()]),
            _ => {}
        }
    }
    out
}
