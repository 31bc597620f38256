//! The table of section four: 政府信息公开行政复议、行政诉讼情况.
//!
//! ```ebnf
//! disputes_table = one_row | labelled_rows ;
//! one_row        = header, 15 * cell ;
//! header         = "行政复议", "行政诉讼", "未经复议直接起诉", "复议后起诉", 3 * outcomes ;
//! outcomes       = "结果维持", "结果纠正", "其他结果", "尚未审结", "总计" ;
//! labelled_rows  = header, 3 * by_proceeding | header, 5 * by_outcome ;
//! by_proceeding  = ( "行政复议" | "未经复议直接起诉" | "复议后起诉" ), 5 * cell ;
//! by_outcome     = ( "结果维持" | "结果纠正" | "其他结果" | "尚未审结" | "总计" ), 3 * cell ;
//! ```
//!
//! The one row has no label. Seen in the wild: header words broken in two, or set one character a line; three tables of
//! five cells, or two; three labelled rows; the table turned on its side; prose instead of it.

use core::ops::Range;
use std::sync::OnceLock;

use super::lexical::{fold, is_han, is_space};
use super::table::cells::{Kind, Maker};
use super::table::label::{Labels, Recogniser, Role};
use super::table::pieces::{self, Edge, Piece};
use super::table::slot::{Placed, Slot};
use super::table::{Columns, Form, Steps, Surroundings, gaps, in_header_order};
use crate::Span;
use crate::diagnostic::Sink;
use crate::document::Document;
use crate::report::{Cell, DisputesTable, Number, Outcome, Placement, Proceeding};

const AROUND: &[&str] = &[
    "行政复议",
    "行政诉讼",
    "未经复议直接起诉",
    "复议后起诉",
    "结果维持",
    "结果纠正",
    "其他结果",
    "其它结果",
    "尚未审结",
    "总计",
    "合计",
    "结结其尚",
    "果果他未",
    "维纠结审",
    "持正果结",
    "结果",
    "维持",
    "纠正",
    "其他",
    "尚未",
    "审结",
    "单位件",
    "申请行政复议",
    "提起行政诉讼",
    "项目",
    "类别",
    "类型",
    "情况",
];

/// The header of the cells of one proceeding.
const OUTCOMES: [&str; 5] = ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"];

/// Rows named after the proceedings.
static BY_PROCEEDING: Labels = Labels {
    rows: &[&["行政复议"], &["未经复议直接起诉", "行政诉讼未经复议直接起诉"], &["复议后起诉", "行政诉讼复议后起诉"]],
    around: AROUND,
    guarded: &[],
    ordinals: &[],
    index: OnceLock::new(),
};

/// Rows named after the outcomes: the table on its side.
static BY_OUTCOME: Labels = Labels {
    rows: &[&["结果维持"], &["结果纠正"], &["其他结果", "其它结果"], &["尚未审结"], &["总计", "合计"]],
    around: AROUND,
    guarded: &[],
    ordinals: &[],
    index: OnceLock::new(),
};

/// The table in its kinds.
#[cfg(feature = "_grid")]
pub(super) static FORMS: &[&Form] = &[&FORM_BY_PROCEEDING, &FORM_BY_OUTCOME];

static FORM_BY_PROCEEDING: Form =
    Form { labels: &BY_PROCEEDING, cells: &[5; 3], columns: &[], header: &[], last_is_sum: false };
static FORM_BY_OUTCOME: Form =
    Form { labels: &BY_OUTCOME, cells: &[3; 5], columns: &[], header: &[], last_is_sum: false };

/// `disputes_table`, with the lines that it takes
pub(super) fn table(
    document: &Document<'_>,
    lines: Range<usize>,
    around: Surroundings,
    steps: Option<Steps>,
    sink: &mut Sink,
) -> Option<(Box<DisputesTable>, Range<usize>)> {
    // Prose in place of the table, or around it. It can be of nothing but words of the header and figures.
    let first = (lines.clone()).find(|&at| !is_sentence(document.line_text(at)) && is_header(document, at))?;
    let end = (first..lines.end).find(|&at| is_sentence(document.line_text(at))).unwrap_or(lines.end);
    let lines = first..end;
    let pieces = pieces::pieces(document, lines.clone());
    let (slots, labels): (Vec<Slot>, usize) = labelled_rows(document, &pieces, &lines, around)
        .filter(|_| outcomes_in_order(document, &pieces))
        .or_else(|| one_row(document, &pieces, around, steps))
        .unwrap_or_else(|| (vec![Slot::Missing; 15], 0));
    let cells: Vec<usize> = pieces.iter().enumerate().filter(|(_, piece)| piece.is_cell()).map(|(at, _)| at).collect();
    // What stands below the table and is no word of its header is prose, but for marks between bars: a row that no number was
    // written into.
    let mut recogniser = Recogniser::new(&HEADER);
    let is_mark = |piece: &Piece| piece.edge == Edge::Bar && !document.slice(piece.span).chars().any(is_han);
    let last_words = pieces
        .iter()
        .filter(|piece| {
            !piece.is_cell() && (is_mark(piece) || recogniser.role(document.slice(piece.span)) == Role::Around)
        })
        .last();
    let last = cells
        .last()
        .and_then(|&at| pieces.get(at))
        .into_iter()
        .chain(last_words)
        .map(|piece| piece.line as usize + 1)
        .max();
    let lines = lines.start..last.unwrap_or(lines.end);
    let mut table = Box::new(DisputesTable { span: document.span_of(lines.clone()), ..DisputesTable::default() });
    let used: Vec<usize> = slots
        .iter()
        .filter_map(|slot| if let Slot::Figure(at, _) | Slot::Unreadable(at) = slot { Some(*at) } else { None })
        .collect();
    let ambiguous = slots.iter().any(|slot| matches!(slot, Slot::Ambiguous(_)));
    let surplus = if ambiguous || used.is_empty() {
        Vec::new()
    } else {
        cells.into_iter().filter(|at| !used.contains(at)).collect()
    };
    let mut maker = Maker { document, pieces: &pieces, sink };
    for (nth, &proceeding) in Proceeding::ALL.iter().enumerate() {
        let own: Vec<Slot> = slots.iter().skip(nth * 5).take(5).cloned().collect();
        let surplus = if nth == 2 { surplus.clone() } else { Vec::new() };
        let placed = Placed { slots: own, extra: None, surplus };
        let row: Vec<Cell> = maker.row(proceeding.label_zh(), labels, &placed, &[Kind::Count; 5]);
        for (&outcome, cell) in Outcome::ALL.iter().zip(row) {
            *table.outcomes_mut(proceeding).cell_mut(outcome) = cell;
        }
    }
    Some((table, lines))
}

/// Whether a line is part of the header: words of it and nothing else, two of them at least or one in a cell.
fn is_header(document: &Document<'_>, at: usize) -> bool {
    let pieces = pieces::pieces(document, at..at + 1);
    let mut recogniser = Recogniser::new(&HEADER);
    let mut known = false;
    for piece in pieces.iter().filter(|piece| !piece.is_cell()) {
        match recogniser.role(document.slice(piece.span)) {
            Role::Around => known = true,
            _ => return false,
        }
    }
    known
}

/// The header alone, without rows.
static HEADER: Labels = Labels { rows: &[], around: AROUND, guarded: &[], ordinals: &[], index: OnceLock::new() };

/// Whether a line is a sentence, which ends the table.
fn is_sentence(line: &str) -> bool {
    line.contains(['。', '；'])
        || line.len() > 90 && line.contains('，') && line.chars().filter(|&c| is_han(c)).count() > 30
}

/// The cells of a table with labelled rows: proceedings by outcomes, or outcomes by proceedings.
fn labelled_rows(
    document: &Document<'_>,
    pieces: &[Piece],
    lines: &Range<usize>,
    around: Surroundings,
) -> Option<(Vec<Slot>, usize)> {
    // Each label stands before its cells; in the one row without a label a header word does, three at most.
    let has_figure = |at: usize| {
        pieces.get(at..).unwrap_or(&[]).iter().take_while(|piece| piece.is_cell()).any(|piece| piece.figure().is_some())
    };
    let beside = (0..pieces.len())
        .filter(|&at| pieces.get(at).is_some_and(|piece| !piece.is_cell()) && has_figure(at + 1))
        .take(5)
        .count();
    if beside < 3 {
        return None;
    }
    let read = |form: &Form, n: usize| {
        let reading = form.read(document, lines.clone(), around)?;
        let complete = reading.rows.iter().flatten().filter(|(label, placed)| {
            pieces.get(label + 1).is_some_and(Piece::is_cell)
                && placed.slots.len() == n
                && placed.slots.iter().any(|slot| matches!(slot, Slot::Figure(..)))
        });
        (complete.count() == reading.rows.len() && reading.by_order.is_empty()).then_some(reading.rows)
    };
    if let Some(rows) = if beside >= 5 { read(&FORM_BY_OUTCOME, 3) } else { None } {
        let rows: Vec<(usize, Placed)> = rows.into_iter().flatten().collect();
        let slot = |proceeding: usize, outcome: usize| {
            rows.get(outcome).and_then(|(_, placed)| placed.slots.get(proceeding)).cloned()
        };
        let slots = (0..3)
            .flat_map(|proceeding| (0..5).map(move |outcome| (proceeding, outcome)))
            .filter_map(|(proceeding, outcome)| slot(proceeding, outcome))
            .collect();
        return Some((slots, rows.first()?.0));
    }
    let rows = read(&FORM_BY_PROCEEDING, 5)?;
    let label = rows.first()?.as_ref()?.0;
    Some((rows.into_iter().flatten().flat_map(|(_, placed)| placed.slots).collect(), label))
}

/// The cells of the one row without a label, or of two or three tables that stand for it.
fn one_row(
    document: &Document<'_>,
    pieces: &[Piece],
    around: Surroundings,
    steps: Option<Steps>,
) -> Option<(Vec<Slot>, usize)> {
    // Runs of cells between words of the header. Empty cells in the header are no cells of the row.
    let mut runs: Vec<Vec<usize>> = Vec::new();
    let mut after_words = true;
    let mut label = 0;
    for (at, piece) in pieces.iter().enumerate() {
        if piece.is_cell() {
            if core::mem::take(&mut after_words) {
                runs.push(Vec::new());
            }
            runs.last_mut()?.push(at);
        } else {
            if runs.iter().flatten().next().is_none() {
                label = at;
            }
            after_words = true;
        }
    }
    let is_figure = |at: &usize| pieces.get(*at).is_some_and(|piece| piece.figure().is_some());
    let is_last = |run: &Vec<usize>| run.last() == pieces.len().checked_sub(1).as_ref();
    runs.retain(|run| run.iter().any(is_figure) || run.len() == 15 || is_last(run) && run.len() >= 15);
    let figures: Vec<usize> = runs.iter().flatten().copied().filter(|at| is_figure(at)).collect();
    let ordered = in_header_order(document, pieces, &["行政复议", "行政诉讼"]) && outcomes_in_order(document, pieces);
    if around.deduplicated || !ordered {
        return (!figures.is_empty()).then(|| (ambiguous(&figures), label));
    }
    if let Some((slots, first)) = with_words(document, pieces).filter(|_| !around.at_end) {
        return Some((slots, first));
    }
    if let ([at], Some(slots)) =
        (figures.as_slice(), figures.first().and_then(|&at| glued(document, pieces.get(at)?, around.blanks_vanished)))
    {
        return Some((slots, label.min(*at)));
    }
    // One line, or a line for each; a number on another line than the others is not theirs.
    let lines: Vec<u32> = figures.iter().filter_map(|&at| Some(pieces.get(at)?.line)).collect();
    let n_lines = lines.windows(2).filter(|pair| matches!(pair, [a, b] if a != b)).count() + 1;
    let uneven = runs.len() == 1 && n_lines > 1 && n_lines < 15;
    if figures.len() == 15 {
        let in_order = runs.len() == 1 || in_fives(&runs, &is_figure);
        let doubtful = uneven || last_stands_off(document, pieces, label, &figures);
        let slots = if in_order && (!doubtful || all_sums_hold(pieces, &figures)) {
            figures.iter().map(|&at| stated(pieces, at)).collect()
        } else if !in_order && all_sums_hold(pieces, &figures) {
            // Header and figures are mixed up, so their order is no evidence; that all three sums hold in it is.
            figures.iter().map(|&at| Slot::Figure(at, Placement::RowSum)).collect()
        } else {
            ambiguous(&figures)
        };
        return Some((slots, label));
    }
    if around.at_end {
        // Of an empty cell at the very end only the beginning is there.
        while let Some(run) = runs.last_mut().filter(|run| run.last().is_some_and(|at| !is_figure(at))) {
            run.pop();
        }
    }
    if let [run] = runs.as_slice()
        && words_beside(document, pieces, run)
    {
        return (!figures.is_empty()).then(|| (ambiguous(&figures), label));
    }
    if let [run] = runs.as_slice()
        && !around.at_end
        && let Some(slots) = bounded(document, pieces, run)
    {
        return Some((slots, label));
    }
    if let (Some(steps), [run]) = (steps, runs.as_slice())
        && let Some(slots) = by_line_breaks(document, pieces, label, run, steps)
    {
        return Some((slots, label));
    }
    if let [run] = runs.as_slice()
        && !around.at_end
        && let Some(slots) = below_tiles(document, pieces, label, run)
    {
        return Some((slots, label));
    }
    if figures.is_empty() { None } else { Some((ambiguous(&figures), label)) }
}

/// The row, where words or marks stand in some of its cells: a line of just fifteen cells between bars, none of which holds a
/// word of the header.
fn with_words(document: &Document<'_>, pieces: &[Piece]) -> Option<(Vec<Slot>, usize)> {
    let mut recogniser = Recogniser::new(&HEADER);
    let mut from = 0;
    let mut found = None;
    for line in pieces.chunk_by(|one, next| one.line == next.line) {
        let first = from;
        from += line.len();
        let bounded = line.iter().skip(1).all(|piece| piece.edge == Edge::Bar);
        let has_words = line.iter().any(|piece| !piece.is_cell());
        if line.len() != 15 || !bounded || !has_words {
            continue;
        }
        let mut is_header = |piece: &Piece| {
            let words = document.slice(piece.span);
            words.chars().any(is_han) && recogniser.role(words) == Role::Around
        };
        if line.iter().any(|piece| !piece.is_cell() && is_header(piece)) {
            continue;
        }
        if found.is_some() {
            return None;
        }
        let slot = |(at, piece): (usize, &Piece)| {
            if piece.is_cell() { stated(pieces, first + at) } else { Slot::Unreadable(first + at) }
        };
        found = Some((line.iter().enumerate().map(slot).collect(), first.saturating_sub(1)));
    }
    found
}

/// Whether words that are none of the header's stand next to a run of cells, on its line or where it takes a line for each:
/// they may be a cell of it that cannot be read, as `见附件`.
fn words_beside(document: &Document<'_>, pieces: &[Piece], run: &[usize]) -> bool {
    let (Some(&first), Some(&last)) = (run.first(), run.last()) else { return false };
    let line = |at: usize| pieces.get(at).map(|piece| piece.line);
    let takes_lines = line(first) != line(last);
    let mut recogniser = Recogniser::new(&HEADER);
    [(first.checked_sub(1), first), (last.checked_add(1), last)].into_iter().any(|(beside, end)| {
        beside.and_then(|at| pieces.get(at)).is_some_and(|piece| {
            !piece.is_cell()
                && (takes_lines || Some(piece.line) == line(end))
                && recogniser.role(document.slice(piece.span)) != Role::Around
        })
    })
}

/// The fifteen cells of a run of lines, where the line breaks that table three shows lead just to the last of them.
fn by_line_breaks(
    document: &Document<'_>,
    pieces: &[Piece],
    label: usize,
    run: &[usize],
    steps: Steps,
) -> Option<Vec<Slot>> {
    // Where blank cells leave no piece, a blank line behind the row is no cell of it.
    let is_figure = |at: &usize| pieces.get(*at).is_some_and(|piece| piece.figure().is_some());
    let run = run.get(..run.iter().rposition(is_figure)? + 1)?;
    if !run.iter().all(is_figure) {
        return None;
    }
    // Whether a new row adds line breaks of its own, only one way leads to the last cell.
    let ways = [steps.columns_below(document, pieces, label, run, 15), steps.columns(document, pieces, label, run, 15)];
    let mut even = ways.into_iter().flatten().filter(|columns| columns.last() == Some(&14));
    let columns = even.next()?;
    if even.any(|other| other != columns) {
        return None;
    }
    let blank = Slot::Blank(Span::at(pieces.get(label)?.span.end), Placement::Stated);
    let mut slots = vec![blank; 15];
    for (&at, column) in run.iter().zip(columns) {
        *slots.get_mut(column)? = Slot::Figure(at, Placement::Stated);
    }
    Some(slots)
}

/// The fifteen cells of figures on one line, below a header that is drawn to a grid of characters.
fn below_tiles(document: &Document<'_>, pieces: &[Piece], label: usize, run: &[usize]) -> Option<Vec<Slot>> {
    let line = pieces.get(*run.first()?)?.line;
    let figures = run.iter().all(|&at| pieces.get(at).is_some_and(|own| own.line == line && own.figure().is_some()));
    let header = pieces.get(..=label).filter(|_| figures)?;
    let words: Vec<Piece> = header
        .iter()
        .filter(|piece| !piece.is_cell())
        .flat_map(|piece| document.slice(piece.span).split(is_space).map(move |word| (piece, word)))
        .filter(|(_, word)| OUTCOMES.iter().any(|name| word.chars().map(fold).eq(name.chars())))
        .map(|(piece, word)| Piece { span: Span::of(word, &document.text), ..*piece })
        .collect();
    let columns =
        Columns::of_tiles(document, &words, &OUTCOMES.repeat(3), line..line + 1)?.within(document, pieces, run)?;
    let mut slots = vec![Slot::Blank(Span::at(pieces.get(label)?.span.end), Placement::Column); 15];
    for (&at, column) in run.iter().zip(columns) {
        *slots.get_mut(column)? = Slot::Figure(at, Placement::Column);
    }
    Some(slots)
}

/// Whether the outcomes stand in the order of the form, as far as the header tells.
fn outcomes_in_order(document: &Document<'_>, pieces: &[Piece]) -> bool {
    in_header_order(document, pieces, &OUTCOMES)
}

/// Whether the last figure stands further off than the others from each other: it may be the number of the page.
fn last_stands_off(document: &Document<'_>, pieces: &[Piece], label: usize, figures: &[usize]) -> bool {
    let Some(gaps) = gaps(document, pieces, label, figures) else { return false };
    let last = gaps.last().copied();
    last > gaps.iter().rev().skip(1).copied().max()
}

/// Whether the last of each five figures is the sum of the others.
fn all_sums_hold(pieces: &[Piece], figures: &[usize]) -> bool {
    let counts: Vec<Option<u64>> = figures.iter().map(|&at| pieces.get(at).and_then(Piece::count)).collect();
    counts.chunks(5).all(pieces::last_is_sum)
}

/// The fifteen cells of a run whose bounds are certain.
fn bounded(document: &Document<'_>, pieces: &[Piece], run: &[usize]) -> Option<Vec<Slot>> {
    let piece = |at: &usize| pieces.get(*at);
    if !run.iter().any(|at| piece(at).is_some_and(|piece| piece.is_empty() || piece.edge == Edge::Bar)) {
        return None;
    }
    let mut slots: Vec<Slot> = run.iter().map(|at| stated(pieces, *at)).collect();
    let first = run.first().and_then(piece)?;
    if slots.len() == 14 && begins_with_blank(document, pieces, first) {
        slots.insert(
            0,
            Slot::Blank(
                document.lines.get(first.line as usize).map(|line| Span::at(line.span.start))?,
                Placement::Stated,
            ),
        );
    }
    let filled = |slot: &Slot| !matches!(slot, Slot::Blank(..));
    let first = slots.iter().position(filled).unwrap_or(0);
    let last = slots.iter().rposition(filled).unwrap_or(0);
    let more = slots.len().checked_sub(15)?;
    // Empty cells around the fifteen belong to nothing, as long as it is clear which they are.
    let (lowest, highest) = ((last + 1).saturating_sub(15), first.min(more));
    (lowest == highest).then(|| slots.into_iter().skip(lowest).take(15).collect())
}

/// Whether the bar in front of a line bounds an empty cell: the lines of the header have none there.
fn begins_with_blank(document: &Document<'_>, pieces: &[Piece], first: &Piece) -> bool {
    let begins_with_bar = |line: u32| document.line_text(line as usize).starts_with(['|', '│', '｜']);
    let header = pieces.iter().take_while(|piece| piece.line < first.line).filter(|piece| !piece.is_cell()).last();
    begins_with_bar(first.line) && header.is_some_and(|words| !begins_with_bar(words.line))
}

/// What a piece says about its cell.
fn stated(pieces: &[Piece], at: usize) -> Slot {
    match pieces.get(at) {
        Some(piece) if piece.is_empty() => Slot::Blank(piece.span, Placement::Stated),
        _ => Slot::Figure(at, Placement::Stated),
    }
}

/// One figure of fifteen digits: the cells without any mark between them, a digit each. Where blank cells have left no trace, or
/// a sum does not hold, some of the numbers may have more digits.
fn glued(document: &Document<'_>, piece: &Piece, blanks_vanished: bool) -> Option<Vec<Slot>> {
    let digits = document.slice(piece.span);
    if digits.len() < 15 || !digits.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let counts: Vec<Option<u64>> = digits.bytes().map(|b| Some(u64::from(b - b'0'))).collect();
    if digits.len() > 15 || blanks_vanished || !counts.chunks(5).all(pieces::last_is_sum) {
        return Some(vec![Slot::Glued(piece.span); 15]);
    }
    let slot = |(at, b): (usize, u8)| {
        let start = piece.span.start + crate::source::offset(at);
        Slot::Split(Span::new(start, start + 1), Number::Count(u64::from(b - b'0')), Placement::RowSum)
    };
    Some(digits.bytes().enumerate().map(slot).collect())
}

/// Whether runs of cells are tables of their own, of five cells or of ten.
fn in_fives(runs: &[Vec<usize>], is_figure: &impl Fn(&usize) -> bool) -> bool {
    runs.iter().all(|run| run.iter().filter(|at| is_figure(at)).count() % 5 == 0)
}

fn ambiguous(figures: &[usize]) -> Vec<Slot> {
    vec![Slot::Ambiguous(figures.iter().copied().take(16).collect()); 15]
}
