//! An overview of a report for people: what it is, its sections, its tables, and how the reading went.

use std::io::{self, Write};

use ogi_report::report::{Contact, Report, Section, SectionKind, Signature};
use ogi_report::{Diagnostic, LineIndex, Parsed, Severity, Spanned, display_width};

use crate::diagnostics::counts;
use crate::tables;
use crate::terminal::{clipped, left, printable};

/// Cells of the terminal that a line may take.
pub(crate) const WIDTH: usize = 100;
/// Cells in front of what a section holds.
pub(crate) const INDENT: usize = 4;
/// Cells that the names in front of the report's data take.
const NAME: usize = 12;
/// Sub-headings and diagnostics that are listed at most.
const LISTED: usize = 20;

/// Prints the overview of a report that was read from `text`.
pub(crate) fn print(out: &mut impl Write, text: &str, parsed: &Parsed) -> io::Result<()> {
    let report = &parsed.report;
    let title = report.title.as_ref().map_or("(no title)", |title| title.text.as_str());
    writeln!(out, "{}\n", clipped(title, WIDTH))?;
    front(out, report)?;
    for kind in SectionKind::ALL {
        section(out, text, report, kind)?;
    }
    tables::legend(out, report)?;
    back(out, report)?;
    diagnostics(out, text, &parsed.diagnostics)
}

/// What stands before the sections.
fn front(out: &mut impl Write, report: &Report) -> io::Result<()> {
    line(out, "issuer", &stated(report.issuer.as_ref()))?;
    line(out, "year", &stated(report.year.as_ref()))?;
    let period = report.period.as_ref().map(|period| format!("{} to {}", period.value.start, period.value.end));
    line(out, "period", &period.unwrap_or_else(|| NOT_STATED.into()))?;
    line(out, "edition", report.edition.as_str())?;
    for (at, citation) in report.citations.iter().enumerate() {
        let title = citation.title.as_ref().map(|title| format!("《{}》", title.value)).unwrap_or_default();
        let number = citation.number.as_ref().map_or("", |number| number.value.as_str());
        // The number tells more than the end of a long title.
        let room = WIDTH - NAME - 1 - display_width(number).min(WIDTH / 2);
        let citation = format!("{} {}", clipped(&title, room), number);
        line(out, if at == 0 { "cites" } else { "" }, citation.trim())?;
    }
    if let Some(contact) = &report.contact {
        for (at, (name, value)) in contact_lines(contact).enumerate() {
            line(out, if at == 0 { "contact" } else { "" }, &format!("{} {value}", left(name, 9)))?;
        }
    }
    let preamble = report.preamble.as_ref().map_or(0, |preamble| preamble.paragraphs.len());
    line(out, "preamble", &count(preamble, "paragraph"))
}

const NOT_STATED: &str = "(not stated)";

fn stated<T: ToString>(value: Option<&Spanned<T>>) -> String {
    value.map_or_else(|| NOT_STATED.into(), |value| value.value.to_string())
}

fn contact_lines(contact: &Contact) -> impl Iterator<Item = (&'static str, &str)> {
    let lines = [
        ("office", &contact.office),
        ("address", &contact.address),
        ("postcode", &contact.postcode),
        ("telephone", &contact.telephone),
        ("fax", &contact.fax),
        ("e-mail", &contact.email),
    ];
    lines.into_iter().filter_map(|(name, value)| Some((name, value.as_ref()?.value.as_str())))
}

/// A section: its heading, its sub-headings, its table.
fn section(out: &mut impl Write, text: &str, report: &Report, kind: SectionKind) -> io::Result<()> {
    writeln!(out)?;
    let Some(section) = report.section(kind) else {
        return writeln!(out, "{}  (not found)", kind.heading());
    };
    let heading = match &section.heading {
        Some(heading) => printable(&heading.text),
        None => format!("({}: no heading, known by its table)", kind.heading()),
    };
    writeln!(out, "{}{}", clipped(&heading, WIDTH - 34), prose(section))?;
    sub_headings(out, text, section)?;
    tables::print(out, report, kind)
}

/// How much prose a section has.
fn prose(section: &Section) -> String {
    match (section.paragraphs().count(), section.sub_headings().count()) {
        (0, 0) => String::new(),
        (paragraphs, 0) => format!("  [{}]", count(paragraphs, "paragraph")),
        (paragraphs, headings) => {
            format!("  [{}, {}]", count(paragraphs, "paragraph"), count(headings, "sub-heading"))
        }
    }
}

fn sub_headings(out: &mut impl Write, text: &str, section: &Section) -> io::Result<()> {
    for heading in section.sub_headings().take(LISTED) {
        // The span slices number and title as they were written.
        let heading = clipped(heading.span.slice(text), WIDTH - INDENT);
        writeln!(out, "{:INDENT$}{heading}", "")?;
    }
    more(out, section.sub_headings().count())
}

/// Says how many lines of a list were left out.
fn more(out: &mut impl Write, n: usize) -> io::Result<()> {
    if n > LISTED { writeln!(out, "{:INDENT$}… and {} more", "", n - LISTED) } else { Ok(()) }
}

/// What stands behind the sections, and what belongs to the page rather than to the report.
fn back(out: &mut impl Write, report: &Report) -> io::Result<()> {
    writeln!(out)?;
    let Signature { issuer, date } = &report.signature;
    line(out, "signed", &format!("{}, {}", stated(issuer.as_ref()), stated(date.as_ref())))?;
    let publication = &report.publication;
    if publication.date.is_some() || publication.source.is_some() {
        let source = publication.source.as_ref().map(|source| format!(", source {}", source.value));
        let published = format!("{}{}", stated(publication.date.as_ref()), source.unwrap_or_default());
        line(out, "published", &published)?;
    }
    line(
        out,
        "furniture",
        &format!("{} of the page, kept apart from the prose", count(report.furniture.len(), "piece")),
    )?;
    line(out, "unplaced", &format!("{} of text that found no place in the tree", count(report.unplaced.len(), "piece")))
}

/// The diagnostics, a line each, gravest first.
fn diagnostics(out: &mut impl Write, text: &str, diagnostics: &[Diagnostic]) -> io::Result<()> {
    line(out, "diagnostics", &counts(diagnostics))?;
    let lines = LineIndex::new(text);
    let grave = |severity: Severity| diagnostics.iter().filter(move |diagnostic| diagnostic.severity == severity);
    let by_severity = [Severity::Error, Severity::Warning, Severity::Note].into_iter().flat_map(grave);
    for diagnostic in by_severity.take(LISTED) {
        let at = lines.position(text, diagnostic.span.start);
        let listed = format!("{}:{}: {diagnostic}", at.line, at.column);
        writeln!(out, "{:INDENT$}{}", "", clipped(&listed, WIDTH - INDENT))?;
    }
    more(out, diagnostics.len())
}

/// A name and what belongs to it.
fn line(out: &mut impl Write, name: &str, value: &str) -> io::Result<()> {
    writeln!(out, "{name:NAME$}{}", clipped(value, WIDTH - NAME))
}

/// A number of things in English.
fn count(n: usize, thing: &str) -> String {
    format!("{n} {thing}{}", if n == 1 { "" } else { "s" })
}
