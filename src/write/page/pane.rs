//! The text of a source with the words marked that something rests on.
//!
//! Stretches of the source may hold or cross each other. The text is cut wherever one begins or ends, and each piece says where
//! it stands (`data-at`, in bytes), how bad the worst is that rests on it, and leads to what was made of it.

use core::fmt::Write;
use std::collections::{BTreeMap, BTreeSet};

use super::marks::own_words;
use super::words::{both, push};
use super::{Input, Page, Shown, cell_id, class, prefix};
use crate::Span;
use crate::check::Language;
use crate::report::CellId;

/// Bytes of a source that are shown at most.
const MOST: usize = 1 << 20;

/// The stretches of one source that are marked.
#[derive(Debug, Default)]
pub(super) struct Pane {
    stretches: Vec<Stretch>,
    /// Where they begin, and whether they hold nothing.
    begins: BTreeSet<(u32, bool)>,
    /// The worst finding that rests on a cell, by its number.
    worst: BTreeMap<CellId, usize>,
    /// Bytes that are shown.
    end: usize,
}

#[derive(Clone, Copy, Debug)]
struct Stretch {
    span: Span,
    what: What,
}

/// What stands at a stretch.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum What {
    Cell(CellId),
    Finding(usize),
    Claim,
    /// Something that is only led to.
    Place,
}

impl Pane {
    pub(super) fn new(input: &Input<'_>, shown: &[Shown<'_>], nth: usize) -> Self {
        let text = input.source.text();
        let mut pane = Self { end: floor(text, MOST), ..Self::default() };
        let Some(parsed) = input.parsed else { return pane };
        let mut add = |span: Span, what: What| {
            let is_shown = span.end as usize <= pane.end && input.source.slice(span).is_some();
            if is_shown {
                pane.stretches.push(Stretch { span, what });
                pane.begins.insert((span.start, span.is_empty()));
            }
        };
        for (id, cell) in parsed.report.cells() {
            if let Some(span) = cell.span {
                add(span, What::Cell(id));
            }
        }
        parsed.report.claims().for_each(|claim| add(claim.span, What::Claim));
        parsed.diagnostics.iter().for_each(|diagnostic| add(diagnostic.span, What::Place));
        for (number, of) in shown.iter().enumerate() {
            let finding = of.finding;
            let is_here = |report: u16| of.input(report) == Some(nth);
            for operand in finding.operands.iter().filter(|operand| is_here(operand.report)) {
                match (operand.cell, operand.span) {
                    (Some(cell), span) => {
                        pane.worst.entry(cell).or_insert(number);
                        if let Some(span) = span {
                            add(span, What::Place);
                        }
                    }
                    (None, Some(span)) => add(span, What::Finding(number)),
                    (None, None) => {}
                }
            }
            if let Some(span) = finding.span.filter(|_| is_here(finding.report)) {
                add(span, own_words(finding).map_or(What::Place, |_| What::Finding(number)));
            }
        }
        pane
    }
}

/// The largest boundary of characters up to `at`.
fn floor(text: &str, at: usize) -> usize {
    (0..=at.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0)
}

/// What is open while the text is written, and how often.
type Active = BTreeMap<What, usize>;

impl Page<'_> {
    /// The id of the words at a place, where they are on the page.
    pub(super) fn words_id(&self, input: usize, span: Span) -> Option<String> {
        let pane = self.panes.get(input)?;
        pane.begins.contains(&(span.start, span.is_empty())).then(|| words_id(input, span))
    }

    /// Writes the source of an input: what a `pre` holds.
    pub(super) fn pane(&self, nth: usize, out: &mut String) {
        let (Some(pane), Some(input)) = (self.panes.get(nth), self.of.inputs.get(nth)) else { return };
        let text = input.source.text();
        let mut bounds: Vec<usize> = vec![0, pane.end];
        let mut opened: BTreeMap<usize, Vec<Stretch>> = BTreeMap::new();
        let mut closed: BTreeMap<usize, Vec<What>> = BTreeMap::new();
        for stretch in &pane.stretches {
            let (start, end) = (stretch.span.start as usize, stretch.span.end as usize);
            bounds.extend([start, end]);
            opened.entry(start).or_default().push(*stretch);
            if start < end {
                closed.entry(end).or_default().push(stretch.what);
            }
        }
        bounds.sort_unstable();
        bounds.dedup();
        let mut active = Active::new();
        for (at, &start) in bounds.iter().enumerate() {
            for what in closed.remove(&start).into_iter().flatten() {
                if let Some(n) = active.get_mut(&what) {
                    *n -= 1;
                    if *n == 0 {
                        active.remove(&what);
                    }
                }
            }
            let mut empty = Active::new();
            for stretch in opened.remove(&start).into_iter().flatten() {
                let open = if stretch.span.is_empty() { &mut empty } else { &mut active };
                *open.entry(stretch.what).or_default() += 1;
            }
            if !empty.is_empty() {
                self.piece(nth, pane, (start, start), "", &empty, out);
            }
            let Some(&end) = bounds.get(at + 1) else { break };
            self.piece(nth, pane, (start, end), text.get(start..end).unwrap_or(""), &active, out);
        }
        if pane.end < text.len() {
            out.push_str("\n<span class=\"n\">");
            let left = text.len() - pane.end;
            both(out, |language| match language {
                Language::Zh => format!("……另有{left}字节未显示"),
                Language::En => format!("… {left} more bytes are not shown"),
            });
            out.push_str("</span>");
        }
    }

    /// Writes a piece of the source that the same things rest on.
    fn piece(
        &self,
        input: usize,
        pane: &Pane,
        (start, end): (usize, usize),
        text: &str,
        active: &Active,
        out: &mut String,
    ) {
        if active.is_empty() {
            return lines(text, out);
        }
        let cells = || active.keys().filter_map(|what| if let What::Cell(cell) = what { Some(*cell) } else { None });
        let finding =
            active.keys().find_map(|what| if let What::Finding(number) = what { Some(*number) } else { None });
        // White space can be no link, as nobody would see it.
        let is_seen = text.is_empty() || text.contains(|c: char| !c.is_whitespace());
        // What is about a whole table says nothing of each cell in it.
        let of_cells = cells().filter_map(|cell| pane.worst.get(&cell).copied()).min();
        let worst = if cells().next().is_some() { of_cells } else { finding };
        let worst = worst.filter(|_| is_seen).and_then(|number| self.finding(number)).map_or("", class);
        let span = Span::new(crate::source::offset(start), crate::source::offset(end));
        let to = cells()
            .next()
            .map(|cell| cell_id(input, cell))
            .or_else(|| finding.and_then(|number| self.mark_over(number, input, span)))
            .or_else(|| finding.map(|number| format!("finding-{}", number + 1)))
            .filter(|_| is_seen);
        let tag = if to.is_some() { "a" } else { "span" };
        let kind = match (cells().next(), active.contains_key(&What::Claim)) {
            (Some(_), _) => " of-cell",
            (None, true) => " claim",
            (None, false) => "",
        };
        let gap = if worst.is_empty() { "" } else { " " };
        let _ = write!(out, "<{tag} class=\"w{kind}{gap}{worst}\" data-at=\"{start}-{end}\"");
        if self.words_id(input, span).is_some() {
            let _ = write!(out, " id=\"{}\"", words_id(input, span));
        }
        if let Some(to) = to {
            let index = if matches!(worst, "violated" | "remark") { 0 } else { -1 };
            let _ = write!(out, " href=\"#{to}\" tabindex=\"{index}\"");
        }
        out.push('>');
        lines(text, out);
        let _ = write!(out, "</{tag}>");
    }
}

impl Page<'_> {
    /// The mark in the report of the words that a finding rests on and that this piece is a part of.
    fn mark_over(&self, number: usize, input: usize, piece: Span) -> Option<String> {
        let finding = self.finding(number)?;
        let spans = finding.operands.iter().filter_map(|operand| operand.span).chain(finding.span);
        let mut over = spans.filter(|span| span.start <= piece.start && piece.end <= span.end);
        over.find_map(|span| self.links.get(&(input, span)).cloned())
    }
}

fn words_id(input: usize, span: Span) -> String {
    let of = if span.is_empty() { "gap" } else { "words" };
    format!("{}{of}-{}", prefix(input), span.start)
}

/// Writes text in its lines.
fn lines(text: &str, out: &mut String) {
    for (nth, line) in text.split('\n').enumerate() {
        if nth > 0 {
            out.push('\n');
        }
        push(line.strip_suffix('\r').unwrap_or(line), out);
    }
}
