//! Diagnostics with the lines of the source that they are about.
//!
//! A diagnostic holds byte spans and nothing else. A [`LineIndex`] turns them into what people count in: lines,
//! characters, and cells of the terminal.

use std::io::{self, Write};

use ogi_report::{Diagnostic, LineIndex, Severity, Span, display_width};

use crate::terminal::{fitting, left, printable, right};

/// Cells that a line of source may take. A paragraph is one line of text, and much longer.
const EXCERPT_WIDTH: usize = 76;

/// Prints the diagnostics of one text, and how many they are.
pub(crate) fn print(out: &mut impl Write, name: &str, text: &str, diagnostics: &[Diagnostic]) -> io::Result<()> {
    let name = printable(name);
    let lines = LineIndex::new(text);
    for group in diagnostics.chunk_by(about_the_same) {
        print_group(out, &name, text, &lines, group)?;
    }
    writeln!(out, "{name}: {}", counts(diagnostics))
}

/// Whether one excerpt of the source can serve both, as when many rows lack in the same place.
fn about_the_same(one: &Diagnostic, next: &Diagnostic) -> bool {
    one.span == next.span && one.help == next.help && one.related.is_empty() && next.related.is_empty()
}

/// How many there are of each severity: `2 errors, 1 warning, 0 notes`.
pub(crate) fn counts(diagnostics: &[Diagnostic]) -> String {
    let count = |severity: Severity| {
        let n = diagnostics.iter().filter(|diagnostic| diagnostic.severity == severity).count();
        format!("{n} {severity}{}", if n == 1 { "" } else { "s" })
    };
    [Severity::Error, Severity::Warning, Severity::Note].map(count).join(", ")
}

/// Prints diagnostics that speak of the same place: a line each, then the place.
fn print_group(
    out: &mut impl Write,
    name: &str,
    text: &str,
    lines: &LineIndex,
    group: &[Diagnostic],
) -> io::Result<()> {
    for Diagnostic { code, severity, message, span, .. } in group {
        let at = lines.position(text, span.start);
        let message = printable(message);
        writeln!(out, "{name}:{}:{}: {severity}[{code}] {}: {message}", at.line, at.column, code.name())?;
    }
    let Some(diagnostic) = group.first() else { return Ok(()) };

    let excerpt = Excerpt::new(text, lines, diagnostic.span);
    let related: Vec<_> =
        diagnostic.related.iter().map(|label| (Excerpt::new(text, lines, label.span), label)).collect();
    let widest = related.iter().map(|(excerpt, _)| excerpt.line).max().unwrap_or(0).max(excerpt.line);
    let margin = widest.to_string().len();

    excerpt.print(out, margin, '^', "")?;
    for (excerpt, label) in related {
        excerpt.print(out, margin, '-', &printable(&label.message))?;
    }
    if let Some(help) = &diagnostic.help {
        writeln!(out, "{} = help: {}", " ".repeat(margin), printable(help))?;
    }
    writeln!(out)
}

/// As much of a line as fits, and which part of it is meant.
struct Excerpt {
    line: usize,
    text: String,
    /// Cells before the marked part.
    before: usize,
    /// Cells of the marked part; one at least, so that a place between two characters is seen too.
    marked: usize,
    /// The last line of the marked part, where it is another one.
    to_line: Option<usize>,
}

impl Excerpt {
    fn new(text: &str, lines: &LineIndex, span: Span) -> Self {
        let line = lines.position(text, span.start).line;
        let last = lines.position(text, span.end).line;
        let whole = lines.line(text, line);
        // Three parts of the line: before the span, in it, and behind it.
        let line_start = Span::new(0, span.start).slice(text).rfind('\n').map_or(0, |end| end + 1);
        let within = |offset: usize| offset.saturating_sub(line_start).min(whole.len());
        let (start, end) = (within(span.start as usize), within(span.end as usize));
        let part = |range: core::ops::Range<usize>| printable(whole.get(range).unwrap_or(""));
        let (before, marked, behind) = (part(0..start), part(start..end), part(end..whole.len()));

        // What is marked is shown first, then what stands before it, then what stands behind.
        let marked = shortened(&marked, EXCERPT_WIDTH);
        let room = EXCERPT_WIDTH - display_width(&marked);
        let before = ending(&before, room / 2);
        let behind = shortened(&behind, room.saturating_sub(display_width(&before)));
        Self {
            line,
            before: display_width(&before),
            marked: display_width(&marked).max(1),
            text: format!("{before}{marked}{behind}"),
            to_line: (last > line).then_some(last),
        }
    }

    /// Prints the line and, below it, the mark and its label.
    fn print(&self, out: &mut impl Write, margin: usize, mark: char, label: &str) -> io::Result<()> {
        let number = right(&self.line.to_string(), margin);
        let marks = mark.to_string().repeat(self.marked);
        let further = self.to_line.map(|line| format!("to line {line}"));
        let label = [label, further.as_deref().unwrap_or("")].join(" ");
        writeln!(out, "{number} | {}", self.text.trim_end())?;
        let below = format!("{} | {}{marks} {}", left("", margin), " ".repeat(self.before), label.trim());
        writeln!(out, "{}", below.trim_end())
    }
}

/// The start of a text in at most `width` cells.
fn shortened(text: &str, width: usize) -> String {
    if display_width(text) <= width {
        return text.to_owned();
    }
    format!("{}…", fitting(text, width.saturating_sub(1)))
}

/// The end of a text in at most `width` cells.
fn ending(text: &str, width: usize) -> String {
    if display_width(text) <= width {
        return text.to_owned();
    }
    let turned: String = text.chars().rev().collect();
    let kept: String = fitting(&turned, width.saturating_sub(1)).chars().rev().collect();
    format!("…{kept}")
}
