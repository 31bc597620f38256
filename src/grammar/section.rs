//! The report as a whole: sections, and what stands around them.
//!
//! ```ebnf
//! report  = front, section, { section }, back ;      (* between all lines: page_mark *)
//! section = heading, narrative, [ disclosure_table | applications_table | disputes_table ], narrative ;
//! heading = candidate ;
//! ```

use core::ops::Range;

use super::claim::Claims;
use super::heading::{self, Found, Headings};
use super::table::{Steps, Surroundings};
use super::{applications, back, disclosure, disputes, edition, front, narrative, page};
use crate::diagnostic::Sink;
use crate::document::{Document, LineKind};
use crate::report::{
    Applications, Disclosure, Disputes, Edition, Heading, NumberingStyle, Report, Section, SectionKind,
};
use crate::source::offset;
use crate::{Code, Diagnostic, Error, Options, Parsed, Span, Spanned};

/// `report`
pub(crate) fn report(document: &mut Document<'_>, options: &Options) -> Result<Parsed, Error> {
    let mut report = Report::default();
    let sink = Sink::new(options.max_diagnostics);
    page::take_marks(document, &mut report.furniture);
    let Headings { mut found, repeated } = heading::headings(document);
    recover(document, &mut found);
    if found.is_empty() {
        return Err(no_section(document));
    }
    let mut reader = Reader {
        document,
        report,
        sink,
        deduplicated: is_deduplicated(document, &found),
        line_steps: None,
        blanks_vanished: false,
        claims: Claims::default(),
    };
    reader.read(&found, &repeated);
    let Reader { report, sink, .. } = reader;
    Ok(Parsed::new(report, sink.finish()))
}

/// What a text without sections looks like.
fn no_section(document: &Document<'_>) -> Error {
    let end = document.text.char_indices().map(|(at, _)| at).take_while(|&at| at <= 4096).last().unwrap_or(0);
    let text = document.text.get(..end).unwrap_or("");
    let hint = if text.contains("解读") {
        Some("it reads like an explanation of a report, a 解读")
    } else if text.contains("的通知") && text.contains("年度报告") {
        Some("it reads like a notice about reports")
    } else if text.contains("<html") || text.contains("<HTML") || text.contains("<div") {
        Some("it is HTML; take its text")
    } else if text.starts_with("%PDF") {
        Some("it is a PDF file; take its text")
    } else if text.starts_with("PK") {
        Some("it is a zip archive, as DOCX files are; take its text")
    } else {
        None
    };
    Error::NoSection { hint }
}

/// Sections that have a table and no heading.
fn recover(document: &Document<'_>, found: &mut Vec<Found>) {
    const SIGNS: [(SectionKind, &[&str]); 3] = [
        (SectionKind::Disclosure, &["第二十条第", "信息内容"]),
        (
            SectionKind::Applications,
            &["一、本年新收政府信息公开申请数量", "本列数据的勾稽关系", "（本列数据的勾稽关系"],
        ),
        (SectionKind::Disputes, &["行政复议"]),
    ];
    for (kind, signs) in SIGNS {
        if found.iter().any(|found| found.kind == kind) {
            continue;
        }
        let previous = found.iter().filter(|found| found.kind < kind).map(|found| found.lines.end).max().unwrap_or(0);
        let next = found
            .iter()
            .filter(|found| found.kind > kind)
            .map(|found| found.lines.start)
            .min()
            .unwrap_or(document.lines.len());
        if previous > next {
            continue;
        }
        let sign = (previous..next).find(|&at| {
            let line = super::lexical::trim(document.line_text(at).trim_matches(['|', '│']));
            signs.iter().any(|sign| match super::lexical::term_prefix(line, sign) {
                Some(rest) if kind == SectionKind::Disputes => super::lexical::trim(rest)
                    .trim_matches(['|', '│', ' ', '\t'])
                    .chars()
                    .next()
                    .is_none_or(|c| c == '行'),
                Some(_) => true,
                None => false,
            })
        });
        if let Some(at) = sign {
            found.push(Found::without_heading(kind, at, document.span_of(at..at)));
        }
    }
    found.sort_by_key(|found| found.lines.start);
}

/// Whether the text holds each distinct line once, as texts do that a program has cleared of repetitions.
///
/// The form repeats words and noughts, so a text with the rows of table three and no line twice has lost some.
fn is_deduplicated(document: &Document<'_>, found: &[Found]) -> bool {
    let Some(first) =
        found.iter().find(|found| found.kind == SectionKind::Disclosure || found.kind == SectionKind::Applications)
    else {
        return false;
    };
    // What stands behind the tables may repeat itself.
    let end = found.iter().map(|found| found.lines.start).filter(|&start| start > first.lines.start);
    let end = found
        .iter()
        .filter(|found| matches!(found.kind, SectionKind::Problems | SectionKind::OtherMatters))
        .map(|found| found.lines.start)
        .filter(|&start| start > first.lines.start)
        .min()
        .or_else(|| end.max())
        .unwrap_or(document.lines.len());
    let lines = document.lines.get(first.lines.start..end).unwrap_or(&[]);
    // A handful of figures is enough to see repetition in any other text, so few lines are looked through. Only texts
    // with one cell a line lose rows this way.
    let mut seen: Vec<&str> = Vec::new();
    for line in lines.iter().filter(|line| line.kind != LineKind::Blank).take(400) {
        let text = document.slice(line.span);
        let several = line.kind != LineKind::Text || text.contains("  ") || text.contains(['|', '\t', '│']);
        if several
            || seen.contains(&text)
            || text.split(super::lexical::is_space).filter(|word| word.len() <= 2).count() > 3
        {
            return false;
        }
        seen.push(text);
    }
    seen.len() >= 12
}

struct Reader<'d> {
    document: &'d Document<'d>,
    report: Report,
    sink: Sink,
    deduplicated: bool,
    /// Line breaks between cells, as table three shows them.
    line_steps: Option<Steps>,
    /// Blank cells have left no trace in a table before.
    blanks_vanished: bool,
    /// Reads what the prose claims, section by section.
    claims: Claims,
}

impl Reader<'_> {
    fn read(&mut self, found: &[Found], repeated: &[Found]) {
        let document = self.document;
        let n_lines = document.lines.len();
        let first = found.first().map_or(n_lines, |found| found.lines.start);
        front::front(document, 0..first, &mut self.report, &mut self.sink);
        let end = self.second_report(found, repeated).unwrap_or(n_lines);
        let mut overview = 0..0;
        for (at, heading) in found.iter().enumerate() {
            let next = found.get(at + 1).map_or(end, |next| next.lines.start);
            let mut lines = heading.lines.end..next.max(heading.lines.end);
            let last = at + 1 == found.len();
            if last {
                lines.end = back::back(document, lines.clone(), &mut self.report, &mut self.sink);
            }
            if heading.kind == SectionKind::Overview {
                overview = heading.lines.start..lines.end;
            }
            self.section(heading, lines, last);
        }
        if self.deduplicated {
            let table =
                found.iter().find(|found| matches!(found.kind, SectionKind::Disclosure | SectionKind::Applications));
            self.sink.push(
                Diagnostic::new(
                    Code::LinesDeduplicated,
                    table.map_or(Span::default(), |found| found.span),
                    "no line of the tables stands here twice: repeated figures and headers were lost, and what is left belongs to no cell for certain",
                )
                .with_help("take the text again without removing repeated lines"),
            );
        }
        self.order(found);
        self.kind_of_text(found);
        front::settle(document, overview, &mut self.report, &mut self.sink);
        let of_applications = self.report.applications.as_ref().and_then(|section| section.table.as_ref()?.edition);
        self.report.edition = self.disclosure_edition().or(of_applications).unwrap_or_default();
        self.report.edition_labels.sort_by_key(|label| label.span.start);
        edition::settle(&document.text, &self.report, &mut self.sink);
    }

    /// Headings that come again. If all sections do, a second report begins there.
    fn second_report(&mut self, found: &[Found], repeated: &[Found]) -> Option<usize> {
        let last = found.last()?.lines.end;
        let behind: Vec<&Found> = repeated.iter().filter(|again| again.lines.start >= last).collect();
        let kinds = SectionKind::ALL.iter().filter(|kind| behind.iter().any(|again| again.kind == **kind)).count();
        for again in repeated {
            if again.lines.start < last || kinds < 3 {
                let before = found.iter().find(|found| found.kind == again.kind).map_or(again.span, |found| found.span);
                self.sink.push(
                    Diagnostic::new(
                        Code::SectionDuplicated,
                        again.span,
                        format!("the heading “{}” stands here again", self.document.slice(again.span)),
                    )
                    .with_related(before, "the heading that was taken"),
                );
            }
        }
        let first = behind.first().filter(|_| kinds >= 3)?;
        let lines = first.lines.start..self.document.lines.len();
        let span = self.document.span_of(lines);
        self.sink.push(
            Diagnostic::new(Code::SecondReport, first.span, "a second report begins in this text; it was not read")
                .with_help("cut the text in two, and read each part"),
        );
        self.report.unplaced.push(Spanned::new(self.document.slice(span).to_owned(), span));
        Some(first.lines.start)
    }

    /// `section = heading, narrative, [ disclosure_table | applications_table | disputes_table ], narrative ;`
    fn section(&mut self, found: &Found, lines: Range<usize>, last: bool) {
        let document = self.document;
        let span = if lines.is_empty() { found.span } else { found.span.to(document.span_of(lines.clone())) };
        let mut section = Section { heading: self.heading(found), narrative: Vec::new(), claims: Vec::new(), span };
        let around =
            Surroundings { at_end: last, deduplicated: self.deduplicated, blanks_vanished: self.blanks_vanished };
        match found.kind {
            SectionKind::Overview | SectionKind::Problems | SectionKind::OtherMatters => {
                self.narrative(found.kind, lines, &mut section);
                let slot = match found.kind {
                    SectionKind::Overview => &mut self.report.overview,
                    SectionKind::Problems => &mut self.report.problems,
                    _ => &mut self.report.other_matters,
                };
                *slot = Some(section);
            }
            SectionKind::Disclosure => {
                let read = disclosure::table(document, lines.clone(), around, &mut self.sink);
                let table = read.map(|(table, told)| {
                    self.leftover(&told.reading);
                    self.blanks_vanished |= told.reading.blanks_vanished;
                    self.report.edition_labels.extend(edition::firsts(&told.labels));
                    self.around_table(found.kind, lines.clone(), told.reading.lines, &mut section);
                    table
                });
                if table.is_none() {
                    self.without_table(found, lines, &mut section);
                }
                self.report.disclosure = Some(Disclosure { section, table });
            }
            SectionKind::Applications => {
                let read =
                    applications::table(document, lines.clone(), around, self.disclosure_edition(), &mut self.sink);
                let table = read.map(|(table, labels, reading)| {
                    self.leftover(&reading);
                    self.report.edition_labels.extend(labels);
                    self.line_steps = reading.line_steps;
                    self.blanks_vanished |= reading.blanks_vanished;
                    self.around_table(found.kind, lines.clone(), reading.lines, &mut section);
                    table
                });
                if table.is_none() {
                    self.without_table(found, lines, &mut section);
                }
                self.report.applications = Some(Applications { section, table });
            }
            SectionKind::Disputes => {
                let table = disputes::table(document, lines.clone(), around, self.line_steps, &mut self.sink).map(
                    |(table, own)| {
                        self.around_table(found.kind, lines.clone(), own, &mut section);
                        table
                    },
                );
                if table.is_none() {
                    self.without_table(found, lines, &mut section);
                }
                self.report.disputes = Some(Disputes { section, table });
            }
        }
    }

    /// The edition that the table of section two follows, if there is one.
    fn disclosure_edition(&self) -> Option<Edition> {
        let table = self.report.disclosure.as_ref()?.table.as_ref()?;
        Some(table.edition())
    }

    fn heading(&mut self, found: &Found) -> Option<Heading> {
        if found.lines.is_empty() {
            self.sink.push(
                Diagnostic::new(
                    Code::SectionMissing,
                    Span::at(found.span.start),
                    format!("the heading {} is missing; the section was told by its table", found.kind.heading()),
                )
                .with_help("put the heading back"),
            );
            return None;
        }
        let text = self.document.slice(found.span);
        let number = found
            .numbering
            .filter(|numbering| numbering.style == NumberingStyle::Chinese)
            .and_then(|numbering| numbering.value);
        if number != Some(found.kind.number()) {
            let message = match found.numbering {
                None => format!("the heading “{}” has no number", joined(text)),
                Some(_) => format!("the heading “{}” has another number than the format gives it", joined(text)),
            };
            self.sink.push(
                Diagnostic::new(Code::HeadingNumber, found.span, message)
                    .with_help(format!("the format has {}", found.kind.heading())),
            );
        }
        Some(Heading { numbering: found.numbering, text: joined(text), span: found.span })
    }

    fn narrative(&mut self, kind: SectionKind, lines: Range<usize>, section: &mut Section) {
        self.claims.begin(Some(kind));
        narrative::narrative(self.document, lines, &mut self.claims, section, &mut self.report.furniture);
    }

    fn around_table(&mut self, kind: SectionKind, lines: Range<usize>, table: Range<usize>, section: &mut Section) {
        self.narrative(kind, lines.start..table.start.max(lines.start), section);
        self.narrative(kind, table.end.min(lines.end)..lines.end, section);
    }

    fn without_table(&mut self, found: &Found, lines: Range<usize>, section: &mut Section) {
        self.sink.push(
            Diagnostic::new(Code::TableMissing, Span::at(found.span.end), format!("the section {} has no table", found.kind.heading()))
                .with_help("its cells are missing, which is not the same as blank or nought; the table may be a picture, or its figures stand in the prose"),
        );
        self.narrative(found.kind, lines, section);
    }

    /// Words that stand in a table and are no part of it.
    fn leftover(&mut self, table: &super::table::Reading) {
        for span in table.leftover() {
            let text = self.document.slice(span).to_owned();
            self.sink.push(Diagnostic::new(
                Code::TextUnplaced,
                span,
                format!("“{}” stands in the table and belongs to no cell", short(&text)),
            ));
            self.report.unplaced.push(Spanned::new(text, span));
        }
    }

    /// A notice about reports, or an explanation of one, has headings and no figures.
    fn kind_of_text(&mut self, found: &[Found]) {
        let report = &self.report;
        if report.title.is_some() || report.cells().any(|(_, cell)| cell.number().is_some()) {
            return;
        }
        let document = self.document;
        let head = 0..found.first().map_or(0, |found| found.lines.start).min(8);
        let sign =
            head.clone().map(|at| document.line_text(at)).find(|line| line.contains("通知") || line.contains("解读"));
        if let Some(line) = sign {
            let message = format!(
                "“{}” stands where the title of a report does; this may be a notice or an explanation",
                short(line)
            );
            self.sink.push(Diagnostic::new(Code::NotAReport, Span::of(line, &document.text), message));
        }
    }

    /// Sections that are missing, or out of order.
    fn order(&mut self, found: &[Found]) {
        let end = Span::at(offset(self.document.text.len()));
        for kind in SectionKind::ALL {
            if !found.iter().any(|found| found.kind == kind) {
                let at = found
                    .iter()
                    .filter(|found| found.kind < kind)
                    .map(|found| found.span.end)
                    .max()
                    .map_or(end, Span::at);
                self.sink.push(
                    Diagnostic::new(Code::SectionMissing, at, format!("the section {} was not found", kind.heading()))
                        .with_help("the heading stands on a line of its own, with nothing behind it"),
                );
            }
        }
        for pair in found.windows(2) {
            if let [before, after] = pair
                && before.kind > after.kind
            {
                self.sink.push(
                    Diagnostic::new(
                        Code::SectionOutOfOrder,
                        after.span,
                        format!("the section {} stands behind {}", after.kind.heading(), before.kind.heading()),
                    )
                    .with_related(before.span, "the section that should follow"),
                );
            }
        }
        let complete = found.iter().any(|found| found.kind == SectionKind::OtherMatters);
        let text = self.document.text.trim_end_matches(super::lexical::is_space);
        if !complete && !text.ends_with(['。', '.', '）', ')', '日']) {
            self.sink.push(
                Diagnostic::new(
                    Code::CutOff,
                    Span::at(offset(text.len())),
                    "the text ends in the middle of the report",
                )
                .with_help("sections that follow in the original are missing here"),
            );
        }
    }
}

/// A heading without the line break in it.
fn joined(text: &str) -> String {
    if text.contains(['\n', '\r']) { text.lines().map(super::lexical::trim).collect() } else { text.to_owned() }
}

/// The beginning of a long text.
fn short(text: &str) -> String {
    let mut chars = text.chars();
    let beginning: String = chars.by_ref().take(24).collect();
    if chars.next().is_some() { format!("{beginning}…") } else { beginning }
}
