//! The form with its marks.

use core::fmt::Write;
use std::collections::{BTreeMap, BTreeSet};

use super::align::Aligned;
use super::marks::{Marks, Words};
use super::{Page, cell_id, class, prefix};
use crate::Span;
use crate::report::CellId;
use crate::write::html::{Annotate, escape, push_class};
use crate::write::official::{Block, CellRole, OfficialForm, Paragraph, Run, TableCell};

/// Writes marks, and the notes that belong to them, while the form is written.
pub(super) struct Annotated<'a> {
    page: &'a Page<'a>,
    input: usize,
    form: &'a OfficialForm<'a>,
    marks: &'a Marks,
    /// The block that is written, and the run of it that comes next.
    block: usize,
    run: usize,
    /// The cell that is written, if it is marked.
    cell: Option<CellId>,
    /// How many marks there are in the prose.
    n_marks: usize,
    links: BTreeMap<(usize, Span), String>,
}

impl<'a> Annotated<'a> {
    pub(super) fn new(page: &'a Page<'a>, input: usize, form: &'a OfficialForm<'a>, marks: &'a Marks) -> Self {
        let links = BTreeMap::new();
        Self { page, input, form, marks, block: 0, run: 0, cell: None, n_marks: 0, links }
    }

    /// The marks of stretches of the source.
    pub(super) fn finish(self) -> BTreeMap<(usize, Span), String> {
        self.links
    }

    fn next_id(&mut self) -> String {
        self.n_marks += 1;
        format!("{}text-{}", prefix(self.input), self.n_marks)
    }

    /// The id of the mark that is the whole block.
    fn block_id(&self) -> String {
        format!("{}block-{}", prefix(self.input), self.block + 1)
    }

    /// What rests on the block as a whole.
    fn of_block(&self) -> &'a [usize] {
        self.marks.blocks.get(&self.block).map_or(&[], |of_block| of_block.findings.as_slice())
    }

    fn of_run(&self, run: usize) -> &'a [Words] {
        self.marks.runs.get(&(self.block, run)).map_or(&[], Vec::as_slice)
    }

    /// Attributes of an element that is marked. It can be reached by key where something is the matter with it, and
    /// otherwise by the links to it: two hundred cells to step through would be in the way.
    fn attributes(&self, id: &str, own: &str, findings: &[usize], is_suspect: bool, out: &mut String) {
        let worst = findings.iter().min().and_then(|worst| self.page.shown.get(*worst));
        let class = worst.map_or("", |shown| class(shown.finding));
        let suspect = if is_suspect { "suspect" } else { "" };
        let is_quiet = class == "holds" || class == "remark" && self.cell.is_some();
        let index = if is_quiet && !is_suspect { -1 } else { 0 };
        let classes: Vec<&str> = [own, "m", class, suspect].into_iter().filter(|class| !class.is_empty()).collect();
        let _ = write!(out, " id=\"{id}\"");
        push_class(&classes.join(" "), out);
        let _ = write!(out, " tabindex=\"{index}\" aria-describedby=\"{id}-note\"");
    }

    /// Where the words of an element stand in the source, for a page that has it.
    fn words(&self, span: Option<Span>, out: &mut String) {
        if let Some(Span { start, end }) = span.filter(|_| self.page.has_panes()) {
            let _ = write!(out, " data-at=\"{start}-{end}\"");
        }
    }

    /// A part of a run that the same findings rest on, with the figures in it.
    fn part(&mut self, text: &str, part: &Part, figures: &[(usize, usize)], out: &mut String) {
        let is_marked = !part.findings.is_empty();
        if is_marked {
            let id = self.next_id();
            let findings: Vec<usize> = part.findings.iter().copied().collect();
            out.push_str("<span");
            self.attributes(&id, "", &findings, false, out);
            self.words(part.source, out);
            out.push('>');
            for words in
                self.of_run(self.run).iter().filter(|words| words.finding.is_some_and(|of| part.findings.contains(&of)))
            {
                self.links.entry((self.input, words.span)).or_insert_with(|| id.clone());
            }
            inner(text, part.start, part.end, figures, out);
            out.push_str("</span>");
            self.page.note(&id, self.input, None, part.source, &findings, out);
        } else if part.is_claim {
            out.push_str("<span class=\"claim\">");
            inner(text, part.start, part.end, figures, out);
            out.push_str("</span>");
        } else {
            inner(text, part.start, part.end, &[], out);
        }
    }
}

/// A part of a run.
#[derive(Debug, Default, PartialEq, Eq)]
struct Part {
    start: usize,
    end: usize,
    findings: BTreeSet<usize>,
    is_claim: bool,
    /// The shortest stretch of the source that all of it is about.
    source: Option<Span>,
}

/// A run in parts that differ in what rests on them. Each of `words` has its bytes in the run.
fn parts(len: usize, words: &[(usize, usize, Words)]) -> Vec<Part> {
    let mut bounds: Vec<usize> = words.iter().flat_map(|(start, end, _)| [*start, *end]).chain([0, len]).collect();
    bounds.sort_unstable();
    bounds.dedup();
    let mut parts: Vec<Part> = Vec::new();
    for bound in bounds.windows(2) {
        let &[start, end] = bound else { continue };
        let mut part = Part { start, end, ..Part::default() };
        for (_, _, words) in words.iter().filter(|(from, to, _)| *from <= start && end <= *to) {
            part.findings.extend(words.finding);
            part.is_claim |= words.finding.is_none();
            if words.finding.is_some() && part.source.is_none_or(|known| words.span.len() > known.len()) {
                part.source = Some(words.span);
            }
        }
        match parts.last_mut() {
            // Figures are marked within it.
            Some(last) if last.findings == part.findings && last.is_claim == part.is_claim => last.end = end,
            _ => parts.push(part),
        }
    }
    parts
}

/// The text of a part, with figures in it made out.
fn inner(text: &str, start: usize, end: usize, figures: &[(usize, usize)], out: &mut String) {
    let mut at = start;
    let push = |from: usize, to: usize, out: &mut String| escape::push(text.get(from..to).unwrap_or(""), out);
    for &(from, to) in figures.iter().filter(|(from, to)| start <= *from && *to <= end) {
        if from < at {
            continue;
        }
        push(at, from, out);
        out.push_str("<b class=\"figure\">");
        push(from, to, out);
        out.push_str("</b>");
        at = to;
    }
    push(at, end, out);
}

impl Annotate for Annotated<'_> {
    fn block(&mut self, block: &Block<'_>, class: &str, out: &mut String) {
        self.run = 0;
        let id = self.block_id();
        match (self.marks.blocks.get(&self.block), block) {
            (Some(of_block), Block::Paragraph(_)) => self.attributes(&id, class, &of_block.findings, false, out),
            // What is about the whole of a table stands behind it, so that there is something to go to.
            _ => push_class(class, out),
        }
        let spans = self.marks.blocks.get(&self.block).into_iter().flat_map(|of_block| &of_block.spans);
        self.links.extend(spans.map(|span| ((self.input, *span), id.clone())));
    }

    fn behind(&mut self, out: &mut String) {
        let findings = self.of_block();
        if !findings.is_empty() {
            let id = self.block_id();
            let is_table = matches!(self.form.blocks.get(self.block), Some(Block::Table(_)));
            if is_table {
                out.push_str("<aside class=\"of-table\"><p");
                self.attributes(&id, "", findings, false, out);
                out.push('>');
                super::words::say(out, "关于整个表格", "about the whole table");
                out.push_str("</p>");
            }
            self.page.note(&id, self.input, None, None, findings, out);
            out.push_str(if is_table { "</aside>" } else { "" });
        }
        self.block += 1;
    }

    fn is_within(&self, paragraph: &Paragraph<'_>) -> bool {
        (0..paragraph.runs.len()).any(|run| !self.of_run(run).is_empty())
    }

    fn run(&mut self, run: &Run<'_>, out: &mut String) {
        let words = self.of_run(self.run);
        let source = self.page.of.inputs.get(self.input).map_or("", |input| input.source.text());
        let aligned = run.span.filter(|_| !words.is_empty()).and_then(|span| Aligned::new(&run.text, source, span));
        // Words that cannot be found in the run are somewhere in it.
        let placed: Vec<(usize, usize, Words)> = words
            .iter()
            .map(|words| {
                let part = aligned.as_ref().and_then(|aligned| aligned.part(words.span));
                let (start, end) = part.unwrap_or((0, run.text.len()));
                (start, end, Words { is_figure: words.is_figure && part.is_some(), ..*words })
            })
            .collect();
        let mut figures: Vec<(usize, usize)> =
            placed.iter().filter(|(.., words)| words.is_figure).map(|(start, end, _)| (*start, *end)).collect();
        figures.sort_unstable();
        figures.dedup();
        for part in parts(run.text.len(), &placed) {
            self.part(&run.text, &part, &figures, out);
        }
        self.run += 1;
    }

    fn cell(&mut self, cell: &TableCell<'_>, out: &mut String) {
        let CellRole::Value { id, .. } = cell.role else { return };
        let is_suspect = self.page.suspects.contains_key(&(self.input, id));
        let findings = self.marks.cells.get(&id);
        if findings.is_some() || is_suspect {
            let findings = findings.map_or(&[][..], Vec::as_slice);
            self.cell = Some(id);
            self.attributes(&cell_id(self.input, id), "", findings, is_suspect, out);
        } else if self.page.has_panes() {
            let _ = write!(out, " id=\"{}\" tabindex=\"-1\"", cell_id(self.input, id));
        }
        self.words(cell.span, out);
    }

    fn behind_cell(&mut self, out: &mut String) {
        if let Some(id) = self.cell.take() {
            let findings = self.marks.cells.get(&id).map_or(&[][..], Vec::as_slice);
            let parsed = self.page.of.inputs.get(self.input).and_then(|input| input.parsed);
            let span = parsed.and_then(|parsed| parsed.report.cell(id).span);
            self.page.note(&cell_id(self.input, id), self.input, Some(id), span, findings, out);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_differ_in_what_rests_on_them() {
        let words = |start, end, finding| (start, end, Words { span: Span::default(), finding, is_figure: false });
        let parts = parts(30, &[words(3, 9, Some(1)), words(6, 12, Some(2)), words(3, 15, None)]);
        let found: Vec<(usize, usize, Vec<usize>, bool)> = parts
            .into_iter()
            .map(|part| (part.start, part.end, part.findings.into_iter().collect(), part.is_claim))
            .collect();
        let expected = [
            (0, 3, vec![], false),
            (3, 6, vec![1], true),
            (6, 9, vec![1, 2], true),
            (9, 12, vec![2], true),
            (12, 15, vec![], true),
            (15, 30, vec![], false),
        ];
        assert_eq!(found, expected);
    }
}
