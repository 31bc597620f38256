//! Which findings rest on which cells and words, and where on the page those stand.

use std::collections::BTreeMap;

use super::Shown;
use crate::check::Finding;
use crate::report::CellId;
use crate::write::official::{Block, OfficialForm, ParagraphKind};
use crate::{Report, Span};

/// Words of the source that something rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Words {
    /// Where they stand.
    pub(super) span: Span,
    /// The finding, by its number; `None` for a claim that nothing was compared with.
    pub(super) finding: Option<usize>,
    /// Whether they are a figure that was compared.
    pub(super) is_figure: bool,
}

/// What is marked in the form of one report.
#[derive(Debug, Default)]
pub(super) struct Marks {
    /// The findings that rest on a cell, in their order.
    pub(super) cells: BTreeMap<CellId, Vec<usize>>,
    /// What rests on a block as a whole, by its number.
    pub(super) blocks: BTreeMap<usize, OfBlock>,
    /// Words within a run, by the numbers of block and run.
    pub(super) runs: BTreeMap<(usize, usize), Vec<Words>>,
}

/// What rests on a block as a whole.
#[derive(Debug, Default)]
pub(super) struct OfBlock {
    /// The findings, in their order.
    pub(super) findings: Vec<usize>,
    /// Where their words stand.
    pub(super) spans: Vec<Span>,
}

/// Where on the page a stretch of the source stands.
struct Stretch {
    span: Span,
    block: usize,
    /// The run, if words in it can be marked by themselves.
    run: Option<usize>,
}

impl Marks {
    /// What `shown` say of the report of this input.
    pub(super) fn new(report: &Report, form: &OfficialForm<'_>, shown: &[Shown<'_>], input: usize) -> Self {
        let stretches = stretches(form);
        let mut marks = Self::default();
        for (number, of) in shown.iter().enumerate() {
            let is_here = |report: u16| of.input(report) == Some(input);
            let mut has_cell = false;
            for operand in of.finding.operands.iter().filter(|operand| is_here(operand.report)) {
                match (operand.cell, operand.span) {
                    (Some(cell), _) if report.has_cells_of(cell) => {
                        has_cell = true;
                        push(marks.cells.entry(cell).or_default(), number);
                    }
                    (None, Some(span)) => {
                        marks.place(Words { span, finding: Some(number), is_figure: true }, &stretches, false);
                    }
                    _ => {}
                }
            }
            if let Some(span) = of.finding.span.filter(|_| is_here(of.finding.report)) {
                // Of a finding whose cells are marked, the table need not be.
                marks.place(Words { span, finding: Some(number), is_figure: false }, &stretches, has_cell);
            }
        }
        for claim in report.claims() {
            marks.place(Words { span: claim.span, finding: None, is_figure: false }, &stretches, true);
        }
        marks
    }

    /// Puts words where they stand: within a run that holds all of them, and otherwise on the first block that holds
    /// some of them.
    fn place(&mut self, words: Words, stretches: &[Stretch], only_in_runs: bool) {
        let Span { start, end } = words.span;
        let before = stretches.partition_point(|stretch| stretch.span.start <= start);
        // What stands between two characters belongs to what stands before it.
        let is_in = |stretch: &&Stretch| start < stretch.span.end || start == end && end == stretch.span.end;
        let holding = before.checked_sub(1).and_then(|at| stretches.get(at)).filter(is_in);
        let next = stretches.get(before).filter(|stretch| stretch.span.start < end);
        let Some(stretch) = holding.or(next) else { return };
        match stretch.run {
            Some(run) if stretch.span.start <= start && end <= stretch.span.end && start < end => {
                self.runs.entry((stretch.block, run)).or_default().push(words);
            }
            _ if only_in_runs => {}
            _ => {
                if let Some(finding) = words.finding {
                    let of_block = self.blocks.entry(stretch.block).or_default();
                    push(&mut of_block.findings, finding);
                    of_block.spans.push(words.span);
                }
            }
        }
    }
}

/// The words that a finding is about, beside its operands: none where they are the table or the row that its cells stand in.
pub(super) fn own_words(finding: &Finding) -> Option<Span> {
    let own = finding.span?;
    let is_within = |span: Span| own.start <= span.start && span.end <= own.end;
    let mut cells =
        finding.operands.iter().filter(|operand| operand.cell.is_some() && operand.report == finding.report);
    let holds_cells = cells.any(|operand| operand.span.is_some_and(is_within));
    Some(own).filter(|_| !holds_cells)
}

/// Adds a number that may have been the last to be added.
fn push(numbers: &mut Vec<usize>, number: usize) {
    if numbers.last() != Some(&number) {
        numbers.push(number);
    }
}

fn stretches(form: &OfficialForm<'_>) -> Vec<Stretch> {
    let mut stretches = Vec::new();
    for (block, of_form) in form.blocks.iter().enumerate() {
        match of_form {
            Block::Table(table) => stretches.extend(table.span.map(|span| Stretch { span, block, run: None })),
            Block::Paragraph(paragraph) => {
                let is_heading =
                    matches!(paragraph.kind, ParagraphKind::Title | ParagraphKind::Heading | ParagraphKind::SubHeading);
                let runs = paragraph.runs.iter().enumerate();
                let of_run = |(run, span)| Stretch { span, block, run: Some(run).filter(|_| !is_heading) };
                stretches.extend(runs.filter_map(|(at, run)| Some((at, run.span?))).map(of_run));
            }
        }
    }
    stretches.sort_by_key(|stretch| (stretch.span.start, stretch.span.end));
    stretches
}
