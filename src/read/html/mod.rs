//! Web pages, and pieces of them.
//!
//! [`tokens`] cuts the markup, [`parse`] makes a tree of it as browsers do, [`tables`] tells tables of data from those that arrange the page,
//! [`blocks`] writes paragraphs and tables. What stands around the report on its page is text like any other, and the
//! grammar takes it for what it is; left out is only what no reader sees, and what pages themselves call an aside.

mod blocks;
mod element;
mod flow;
mod parse;
mod tables;
mod tokens;

use self::blocks::{Link, Table};
use self::element::{Element, Name, Reads};
use self::parse::Page;
use super::build::Builder;
use crate::document::Document;
use crate::report::CellStatus;
use crate::{Code, Diagnostic, Elsewhere, Error, Options, Parsed, Span};

/// What was met on a page beside its text.
#[derive(Debug, Default)]
pub(super) struct Met {
    /// Something is hidden.
    hidden: bool,
    /// There are scripts.
    scripts: bool,
    /// Pictures: where in the text, and their address.
    pictures: Vec<(u32, Box<str>)>,
    /// The first link to a file, and whether its words say that it is the report.
    file: Option<(Box<str>, bool)>,
    /// Links whose words name a report, and the first of them.
    reports: usize,
    first_report: Option<Box<str>>,
    /// The first page within the page.
    frame: Option<Box<str>>,
}

/// Pictures kept at most.
const MAX_PICTURES: usize = 1000;

impl Met {
    /// Whether the page hides anything.
    pub(super) fn hides(&self) -> bool {
        self.hidden
    }

    /// Takes note of an element.
    fn element(&mut self, element: &Element, at: u32) {
        self.scripts |= element.script;
        self.hidden |= element.part > Reads::Shown || element.name == Name::Frame;
        match element.name {
            _ if element.part > Reads::Shown => {}
            Name::Picture => self.picture(element, at),
            Name::Frame => self.frame(element, at),
            _ => {}
        }
    }

    fn picture(&mut self, element: &Element, at: u32) {
        if self.pictures.len() < MAX_PICTURES {
            let target = element.target.as_deref().unwrap_or("");
            // Pictures within the page itself are long, and only their kind says anything.
            let end = if target.starts_with("data:") { target.find(',') } else { None };
            let target: String = target.get(..end.unwrap_or(target.len())).unwrap_or("").chars().take(200).collect();
            self.pictures.push((at, target.into()));
        }
    }

    fn frame(&mut self, element: &Element, at: u32) {
        let Some(target) = element.target.as_ref().filter(|target| !target.is_empty()) else { return };
        if is_file(target) {
            // It is shown in the midst of the page, so the page is about it.
            if self.file.as_ref().is_none_or(|(_, named)| !named) {
                self.file = Some((target.clone(), true));
            }
        } else if is_picture(target) {
            self.picture(element, at);
        } else if !target.starts_with("javascript:") && &**target != "about:blank" {
            self.frame.get_or_insert_with(|| target.clone());
        }
    }

    fn link(&mut self, link: Option<Link>) {
        let Some(link) = link else { return };
        let names_report = link.text.contains("年度报告") || link.text.contains("年报");
        if is_file(&link.target) || ends_as_file(link.text.trim()) {
            if self.file.as_ref().is_none_or(|(_, named)| names_report && !named) {
                self.file = Some((link.target, names_report));
            }
        } else if names_report {
            self.reports += 1;
            self.first_report.get_or_insert(link.target);
        }
    }

    /// Pictures in sections that should have a table and have none.
    pub(super) fn pictures(&self, parsed: &Parsed) -> Vec<Diagnostic> {
        let missing = parsed.diagnostics.iter().filter(|diagnostic| diagnostic.code == Code::TableMissing);
        let sections: Vec<Span> = missing
            .filter_map(|missing| {
                let mut sections = parsed.report.sections().map(|(_, section)| section.span);
                sections.find(|span| (span.start..=span.end).contains(&missing.span.start))
            })
            .collect();
        sections
            .into_iter()
            .filter_map(|section| {
                // A picture behind the last line of a section stands where the next line begins.
                let own = (section.start + 1)..=(section.end + 1);
                let (at, target) = self.pictures.iter().find(|(at, _)| own.contains(at))?;
                let mark = if target.is_empty() { "" } else { ": " };
                let message =
                    format!("a picture stands here, and the section has no table{mark}{}", target.escape_debug());
                Some(
                    Diagnostic::new(Code::PictureUnread, Span::at((*at).min(section.end)), message)
                        .with_help("pictures are not read; recognise the text in them, and read that"),
                )
            })
            .collect()
    }

    /// Where the report is, if it is not in the page's text of so many bytes.
    pub(super) fn elsewhere(&self, text: usize) -> Option<Error> {
        let elsewhere = |what, target: &str| Some(Error::Elsewhere { what, target: target.into() });
        match &self.file {
            Some((target, named)) if *named || text < 6_000 => return elsewhere(Elsewhere::File, target),
            _ => {}
        }
        if self.reports >= 3 {
            return elsewhere(Elsewhere::List, self.first_report.as_deref().unwrap_or(""));
        }
        if let Some(target) = self.frame.as_deref().filter(|_| text < 1_000) {
            return elsewhere(Elsewhere::Frame, target);
        }
        if let Some((_, target)) = self.pictures.iter().find(|(_, target)| !target.is_empty() && text < 6_000) {
            return elsewhere(Elsewhere::Picture, target);
        }
        if self.scripts && text < 1_000 { elsewhere(Elsewhere::Script, "") } else { None }
    }
}

/// Whether an address is that of a file in which reports are published, or has its name in a question, as those of
/// programs have that hand files out or show them.
fn is_file(target: &str) -> bool {
    let target = target.split('#').next().unwrap_or("");
    target.split(['?', '&']).any(ends_as_file)
}

fn ends_as_file(path: &str) -> bool {
    let endings = ["pdf", "doc", "docx", "wps", "ofd", "xls", "xlsx", "et", "rtf", "zip", "rar"];
    has_ending(path, &endings)
}

fn is_picture(target: &str) -> bool {
    let endings = ["png", "jpg", "jpeg", "gif", "bmp", "webp", "svg", "tif", "tiff"];
    target.starts_with("data:image/") || has_ending(target.split(['?', '#']).next().unwrap_or(""), &endings)
}

fn has_ending(path: &str, endings: &[&str]) -> bool {
    path.rsplit_once('.').is_some_and(|(_, own)| endings.iter().any(|known| own.eq_ignore_ascii_case(known)))
}

/// Tags at most for each line of a document.
const TAGS: usize = 4;

/// A page that was read.
#[derive(Debug)]
pub(super) struct Html {
    page: Page,
}

impl Html {
    /// Reads the markup. A page with more tags than [`TAGS`] for each line that a document may have is none of a report.
    pub(super) fn new(text: &str, options: &Options) -> Result<Self, Error> {
        let n_tags = memchr::memchr_iter(b'<', text.as_bytes()).count();
        if n_tags / TAGS > options.max_lines {
            return Err(Error::TooManyLines { limit: options.max_lines });
        }
        Ok(Self { page: Page::parse(text) })
    }

    /// What the page shows.
    pub(super) fn document(&self, options: &Options) -> (Result<Document<'static>, Error>, Met) {
        self.write(Reads::Shown, options)
    }

    /// The same with what it hides, if it hides anything and what it shows is no whole report: some pages show their
    /// text by script, or one section at a time.
    pub(super) fn with_hidden(
        &self,
        met: &Met,
        shown: &Result<Parsed, Error>,
        options: &Options,
    ) -> Option<(Result<Document<'static>, Error>, Met)> {
        let lacks = match shown {
            Ok(parsed) => {
                let mut codes = parsed.diagnostics.iter().map(|diagnostic| diagnostic.code);
                codes.any(|code| matches!(code, Code::SectionMissing | Code::TableMissing))
                    // What is shown in place of a table is a picture, so what is hidden may be anything.
                    && met.pictures(parsed).is_empty()
            }
            Err(error) => matches!(error, Error::NoSection { .. } | Error::Empty),
        };
        // What stands beside a report is no part of it.
        let reads = if shown.is_ok() { Reads::Hidden } else { Reads::All };
        (lacks && met.hidden).then(|| self.write(reads, options))
    }

    fn write(&self, reads: Reads, options: &Options) -> (Result<Document<'static>, Error>, Met) {
        let mut out = Builder::new(options);
        match blocks::write(&self.page, reads, &mut out) {
            Ok(met) => (out.finish(), met),
            Err(error) => (Err(error), Met::default()),
        }
    }
}

/// Whether the whole of a page only adds to what it shows: the cells of that are the same, there are more of them or of
/// the sections, and nothing stands twice.
pub(super) fn adds(whole: &Parsed, shown: &Result<Parsed, Error>) -> bool {
    let Ok(shown) = shown else { return true };
    let doubled = |parsed: &Parsed| {
        let codes = parsed.diagnostics.iter().map(|diagnostic| diagnostic.code);
        codes.filter(|code| matches!(code, Code::RowDuplicated | Code::SectionDuplicated | Code::SecondReport)).count()
    };
    let found = |parsed: &Parsed| {
        let cells = parsed.report.cells().filter(|(_, cell)| cell.status() != CellStatus::Missing);
        (cells.count(), parsed.report.sections().count())
    };
    let same = shown.report.cells().zip(whole.report.cells()).all(|((_, shown), (_, whole))| match shown.status() {
        CellStatus::Missing => true,
        CellStatus::Number => shown.value == whole.value,
        status => status == whole.status(),
    });
    let ((cells, sections), (more_cells, more_sections)) = (found(shown), found(whole));
    shown.report.edition == whole.report.edition
        && same
        && doubled(whole) <= doubled(shown)
        && more_cells >= cells
        && more_sections >= sections
        && (more_cells, more_sections) != (cells, sections)
}

/// The tables of a piece of HTML in another text.
pub(super) fn tables(html: &str) -> Vec<Table> {
    blocks::tables(&Page::parse(html))
}
