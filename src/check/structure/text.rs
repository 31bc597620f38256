//! The prose of a report as the rules look at it.

use std::sync::LazyLock;

use aho_corasick::packed::Searcher;
use memchr::memmem::Finder;

use crate::Span;
use crate::report::{Block, Paragraph, Report, Section, SectionKind};

/// A stretch of prose.
#[derive(Clone, Copy, Debug)]
pub(super) struct Stretch<'r> {
    /// The section; `None` for the preamble.
    pub(super) section: Option<SectionKind>,
    pub(super) text: &'r str,
    pub(super) span: Span,
    /// Whether it is a sub-heading.
    pub(super) is_heading: bool,
}

impl<'r> Stretch<'r> {
    fn of_paragraph(section: Option<SectionKind>, paragraph: &'r Paragraph) -> Self {
        Self { section, text: &paragraph.text, span: paragraph.span, is_heading: false }
    }

    fn of_block(section: SectionKind, block: &'r Block) -> Self {
        match block {
            Block::Paragraph(paragraph) => Self::of_paragraph(Some(section), paragraph),
            Block::SubHeading(heading) => {
                Self { section: Some(section), text: &heading.title, span: heading.span, is_heading: true }
            }
        }
    }

    /// Where `part`, a slice of the text, stands: the whole stretch where a layout has broken its lines.
    pub(super) fn span_of(&self, part: &str) -> Span {
        if self.text.len() == self.span.len() as usize {
            let here = Span::of(part, self.text);
            Span::new(self.span.start + here.start, self.span.start + here.end)
        } else {
            self.span
        }
    }
}

/// All prose: that of the preamble, then that of the sections.
fn prose(report: &Report) -> impl Iterator<Item = Stretch<'_>> {
    let preamble = report.preamble.iter().flat_map(|preamble| &preamble.paragraphs);
    preamble
        .map(|paragraph| Stretch::of_paragraph(None, paragraph))
        .chain(report.sections().flat_map(|(kind, section)| of_section(kind, section)))
}

/// The prose of a report, gone through once for all rules that look at it.
pub(super) fn stretches(report: &Report) -> Vec<Stretch<'_>> {
    let mut all = Vec::with_capacity(48);
    all.extend(prose(report));
    all
}

/// The prose of a section.
pub(super) fn of_section(kind: SectionKind, section: &Section) -> impl DoubleEndedIterator<Item = Stretch<'_>> {
    section.narrative.iter().map(move |block| Stretch::of_block(kind, block))
}

/// Words that are looked for in prose. They are made ready once, as a report is short and its paragraphs are many.
pub(super) type Words = LazyLock<Box<[Finder<'static>]>>;

/// Makes words ready to be looked for.
pub(super) fn words(words: &[&'static str]) -> Box<[Finder<'static>]> {
    words.iter().map(|word| Finder::new(*word)).collect()
}

/// The first of `words` that stands in the prose, with its place.
pub(super) fn find<'r>(prose: impl Iterator<Item = Stretch<'r>>, words: &Words) -> Option<Span> {
    for stretch in prose {
        for word in words.iter() {
            if let Some(at) = word.find(stretch.text.as_bytes())
                && let Some(part) = stretch.text.get(at..at + word.needle().len())
            {
                return Some(stretch.span_of(part));
            }
        }
    }
    None
}

/// Several sets of words that are looked for in one pass.
pub(super) struct Sets {
    /// `None` on a machine that has no instructions for it.
    searcher: Option<Searcher>,
    /// Each word with its set, a bit.
    words: Box<[(Finder<'static>, u8)]>,
}

impl Sets {
    /// Makes up to eight sets of words ready to be looked for. No word begins with one of another set.
    pub(super) fn new<'w>(sets: impl Iterator<Item = &'w Words>) -> Self {
        let words = sets.enumerate().flat_map(|(set, words)| words.iter().map(move |word| (word.clone(), 1u8 << set)));
        let words: Box<[(Finder<'static>, u8)]> = words.collect();
        Self { searcher: Searcher::new(words.iter().map(|(word, _)| word.needle())), words }
    }

    /// Those of the sets `wanted`, a bit each, that have a word in `text`.
    pub(super) fn named_in(&self, text: &str, wanted: u8) -> u8 {
        let Some(searcher) = &self.searcher else {
            let is_there = |(word, set): &&(Finder<'_>, u8)| wanted & set != 0 && word.find(text.as_bytes()).is_some();
            return self.words.iter().filter(is_there).fold(0, |named, (_, set)| named | set);
        };
        let (mut named, mut at) = (0, 0);
        while named & wanted != wanted {
            let rest = aho_corasick::Span { start: at, end: text.len() };
            let Some(found) = searcher.find_in(text.as_bytes(), rest) else { break };
            named |= self.words.get(found.pattern().as_usize()).map_or(0, |&(_, set)| set);
            // Words can overlap.
            at = found.start() + 1;
        }
        named & wanted
    }
}

/// Where something is expected that stands nowhere: behind what comes before it.
pub(super) fn behind(report: &Report, kind: SectionKind) -> Span {
    let before = report.sections().filter(|&(other, _)| other < kind).map(|(_, section)| section.span.end).max();
    let after = || report.sections().find(|&(other, _)| other > kind).map(|(_, section)| section.span.start);
    Span::at(before.or_else(after).unwrap_or(0))
}

/// The heading of a section, or the place where it should be.
pub(super) fn heading_span(section: &Section) -> Span {
    section.heading.as_ref().map_or(Span::at(section.span.start), |heading| heading.span)
}
