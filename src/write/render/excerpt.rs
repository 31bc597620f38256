//! Lines of a source as they are shown: what is marked, with as much around it as there is room for.
//!
//! A report can be a single line of many kilobytes, so lines are cut here, before anything is laid out. The marks move
//! with their text.

use core::ops::Range;

use crate::Span;
use crate::write::SourceText;
use crate::write::visible;

/// A place to mark in a source.
#[derive(Clone, Debug)]
pub(super) struct Mark {
    pub(super) span: Span,
    pub(super) is_primary: bool,
    pub(super) label: String,
    /// Where the last word of the label begins, and what parts such words: marks of a line that differ in nothing else
    /// are named together, behind the last of them.
    pub(super) listed: Option<(usize, &'static str)>,
}

/// Lines of a source with marks in them.
#[derive(Debug)]
pub(super) struct Excerpt<'t> {
    /// The name of the source.
    pub(super) name: &'t str,
    pub(super) text: String,
    /// The lines in order, those without marks left out unless only one stands between two others.
    lines: Vec<Line>,
    pub(super) marks: Vec<Shown>,
}

#[derive(Debug)]
struct Line {
    number: usize,
    /// Its place in the text, line end included.
    range: Range<usize>,
}

/// A mark in the text of an excerpt.
#[derive(Debug)]
pub(super) struct Shown {
    pub(super) range: Range<usize>,
    /// The column of its start in the source, which has tabs, and from which nothing was cut.
    column: usize,
    pub(super) is_primary: bool,
    pub(super) label: String,
}

/// Lines that one mark may run over; of a longer one the first line is marked.
const MARKED_LINES: usize = 4;

/// What a mark on one line may take in cells, and how much of its end is shown where it takes more.
const MARKED: usize = 48;
const MARKED_END: usize = 12;

/// Bytes that are shown rather than replaced by `…`.
const SMALL: usize = 12;

/// A mark by its lines and the offsets in them.
#[derive(Debug)]
struct Located {
    first: usize,
    last: usize,
    start: usize,
    end: usize,
    column: usize,
    is_primary: bool,
    label: String,
}

impl<'t> Excerpt<'t> {
    /// Cuts out what the marks need. `to_line` says in words how far a mark reaches that is shown in part.
    pub(super) fn new(
        source: &'t SourceText<'_>,
        marks: Vec<Mark>,
        width: usize,
        to_line: impl Fn(usize) -> String,
    ) -> Self {
        let marks = named_together(marks, |mark| source.line_number(mark.span.start));
        let marks: Vec<Located> = marks.into_iter().map(|mark| located(source, mark, &to_line)).collect();
        let mut numbers: Vec<usize> = marks.iter().flat_map(|mark| mark.first..=mark.last).collect();
        numbers.sort_unstable();
        numbers.dedup();
        // Where one line stands between two, it is shown rather than a gap.
        let between: Vec<usize> =
            numbers.windows(2).filter_map(|pair| (pair[1] == pair[0] + 2).then_some(pair[0] + 1)).collect();
        numbers.extend(between);
        numbers.sort_unstable();

        let mut text = String::new();
        let mut lines = Vec::with_capacity(numbers.len());
        // For each mark its start and its end in `text`.
        let mut places = vec![(0, 0); marks.len()];
        for number in numbers {
            let mut wanted: Vec<(usize, usize)> = Vec::new();
            for mark in &marks {
                match (mark.first == number, mark.last == number) {
                    (true, true) => wanted.push((mark.start, mark.end)),
                    (true, false) => wanted.push((mark.start, mark.start)),
                    (false, true) => wanted.push((mark.end, mark.end)),
                    (false, false) => {}
                }
            }
            let cut = Cut::new(source.line(number).0, &wanted, width);
            let base = text.len();
            for (place, mark) in places.iter_mut().zip(&marks) {
                if mark.first == number {
                    place.0 = base + cut.at(mark.start);
                }
                if mark.last == number {
                    place.1 = base + cut.at(mark.end);
                }
            }
            text.push_str(&cut.text);
            text.push('\n');
            lines.push(Line { number, range: base..text.len() });
        }
        let marks = marks
            .into_iter()
            .zip(places)
            .map(|(mark, (start, end))| Shown {
                range: start..end.max(start),
                column: mark.column,
                is_primary: mark.is_primary,
                label: mark.label,
            })
            .collect();
        Self { name: source.name(), text, lines, marks }
    }

    /// The number of the line that a byte of the text is in.
    pub(super) fn line_at(&self, byte: usize) -> usize {
        let at = self.lines.partition_point(|line| line.range.start <= byte);
        at.checked_sub(1).and_then(|at| self.lines.get(at)).map_or(1, |line| line.number)
    }

    /// The place of a line in the text.
    pub(super) fn range_of(&self, number: usize) -> Option<Range<usize>> {
        let at = self.lines.binary_search_by_key(&number, |line| line.number).ok()?;
        self.lines.get(at).map(|line| line.range.clone())
    }

    /// The column in the source of a mark that starts at a byte of the text.
    pub(super) fn column_at(&self, byte: usize) -> usize {
        self.marks.iter().find(|mark| mark.range.start == byte).map_or(1, |mark| mark.column)
    }
}

fn located(source: &SourceText<'_>, mark: Mark, to_line: impl Fn(usize) -> String) -> Located {
    let Mark { span, is_primary, mut label, listed: _ } = mark;
    let first = source.line_number(span.start);
    // A span that ends with a line's end is one of that line.
    let mut last = source.line_number(span.end.saturating_sub(1).max(span.start)).max(first);
    let within = |line: usize, offset: u32| {
        let (text, start) = source.line(line);
        (offset as usize).saturating_sub(start).min(text.len())
    };
    let start = within(first, span.start);
    let mut end = within(last, span.end);
    if last - first >= MARKED_LINES {
        if !label.is_empty() {
            label.push(' ');
        }
        label.push_str(&to_line(last));
        last = first;
        end = source.line(first).0.len();
    }
    Located { first, last, start, end, column: source.place(span.start).column, is_primary, label }
}

/// Gathers the names of marks that follow each other in a line, so that they can be read in the order of the text: labels
/// that hang below a line stand in the opposite one.
fn named_together(mut marks: Vec<Mark>, line: impl Fn(&Mark) -> usize) -> Vec<Mark> {
    for at in 1..marks.len() {
        let (before, from) = marks.split_at_mut(at);
        let (Some(one), Some(next)) = (before.last_mut(), from.first_mut()) else { continue };
        let (Some((one_at, _)), Some((next_at, joint))) = (one.listed, next.listed) else { continue };
        let is_alike = one.label.get(..one_at) == next.label.get(..next_at) && one.is_primary == next.is_primary;
        if is_alike && one.span.start <= next.span.start && line(one) == line(next) {
            let last = next.label.split_off(next_at);
            next.label = core::mem::take(&mut one.label) + joint + &last;
        }
    }
    marks
}

/// A line as it is shown.
#[derive(Debug)]
struct Cut {
    text: String,
    /// Offsets in the line, and where they are in `text`, in order.
    offsets: Vec<(usize, usize)>,
}

impl Cut {
    fn new(line: &str, wanted: &[(usize, usize)], width: usize) -> Self {
        let mut text = String::new();
        let mut offsets = Vec::new();
        let mut done = 0;
        for part in kept(line, wanted, width) {
            if part.start > done {
                offsets.push((done, text.len()));
                text.push('…');
            }
            for (at, c) in line.get(part.clone()).unwrap_or("").char_indices() {
                offsets.push((part.start + at, text.len()));
                visible::push(c, &mut text);
            }
            done = part.end;
        }
        offsets.push((done, text.len()));
        if done < line.len() {
            text.push('…');
        }
        Self { text, offsets }
    }

    /// Where an offset of the line is in the text; what was cut out is at its `…`.
    fn at(&self, offset: usize) -> usize {
        let after = self.offsets.partition_point(|&(original, _)| original <= offset);
        after.checked_sub(1).and_then(|at| self.offsets.get(at)).map_or(0, |&(_, shown)| shown)
    }
}

/// The parts of a line that are shown, in order.
fn kept(line: &str, wanted: &[(usize, usize)], width: usize) -> Vec<Range<usize>> {
    if line.len() <= 4 * width && line.chars().map(visible::room).sum::<usize>() <= width {
        return core::iter::once(0..line.len()).collect();
    }
    let around = (width / (wanted.len() + 1)).clamp(8, 30);
    let mut parts: Vec<Range<usize>> = Vec::new();
    for &(start, end) in wanted {
        if forward(line, start, MARKED) < end {
            parts.push(backward(line, start, around)..forward(line, start, MARKED - MARKED_END));
            parts.push(backward(line, end, MARKED_END)..forward(line, end, around));
        } else {
            parts.push(backward(line, start, around)..forward(line, end, around));
        }
    }
    if parts.is_empty() {
        parts.push(0..forward(line, 0, width));
    }
    parts.sort_by_key(|part| part.start);
    let mut merged: Vec<Range<usize>> = Vec::new();
    for mut part in parts {
        if part.start <= SMALL {
            part.start = 0;
        }
        if part.end + SMALL >= line.len() {
            part.end = line.len();
        }
        match merged.last_mut() {
            Some(last) if part.start <= last.end + SMALL => last.end = last.end.max(part.end),
            _ => merged.push(part),
        }
    }
    merged
}

/// The offset up to `cells` cells behind `from`.
fn forward(line: &str, from: usize, cells: usize) -> usize {
    let mut left = cells;
    for (at, c) in line.get(from..).unwrap_or("").char_indices() {
        match left.checked_sub(visible::room(c)) {
            Some(rest) => left = rest,
            None => return from + at,
        }
    }
    line.len()
}

/// The offset up to `cells` cells before `from`.
fn backward(line: &str, from: usize, cells: usize) -> usize {
    let mut left = cells;
    for (at, c) in line.get(..from).unwrap_or("").char_indices().rev() {
        match left.checked_sub(visible::room(c)) {
            Some(rest) => left = rest,
            None => return at + c.len_utf8(),
        }
    }
    0
}
