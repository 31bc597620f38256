//! The official form as Markdown.

use super::official::{Block, OfficialForm, ParagraphKind, Run, Slot, Table, unbarred};
use crate::Report;

/// The official form of a report as Markdown: headings with `#`, tables with bars, as GitHub and pandoc read them. A cell that
/// covers several places of a table stands in the first of them, as Markdown merges no cells.
///
/// What Markdown would take for marks is escaped, and [`parse`](crate::parse()) reads all of it back. A bar in prose is written in
/// its full width, and one in a cell as `¦`.
///
/// ```
/// let report = ogi_report::parse(ogi_report::SAMPLE)?.report;
/// let markdown = ogi_report::write::markdown(&report);
/// assert!(markdown.starts_with("# 澄溪县人民政府2024年政府信息公开工作年度报告\n\n"));
/// assert!(markdown.contains("\n## 一、总体情况\n\n"));
/// assert!(markdown.contains("\n| | （七）总计 | | 13 | 4 | 1 | 1 | 2 | 0 | 21 |\n"));
/// # Ok::<(), ogi_report::Error>(())
/// ```
pub fn markdown(report: &Report) -> String {
    let mut out = String::new();
    for block in OfficialForm::new(report).blocks {
        if !out.is_empty() {
            out.push('\n');
        }
        match &block {
            Block::Paragraph(paragraph) => {
                out.push_str(match paragraph.kind {
                    ParagraphKind::Title => "# ",
                    ParagraphKind::Heading => "## ",
                    ParagraphKind::SubHeading => "### ",
                    ParagraphKind::Publication | ParagraphKind::Text | ParagraphKind::Signature => "",
                });
                line(&paragraph.runs, &mut out);
                out.push('\n');
            }
            Block::Table(rows) => table(rows, &mut out),
        }
    }
    out
}

fn line(runs: &[Run<'_>], out: &mut String) {
    let mut at_start = true;
    for run in runs {
        escape(&run.text.replace('|', "｜"), at_start, out);
        at_start = false;
    }
}

fn table(table: &Table<'_>, out: &mut String) {
    for (nth, row) in table.grid().into_iter().enumerate() {
        out.push('|');
        for slot in row {
            let text = slot.filter(Slot::begins).map_or("", |slot| &slot.cell.text);
            if !text.is_empty() {
                out.push(' ');
                escape(&unbarred(text), false, out);
            }
            out.push_str(" |");
        }
        out.push('\n');
        if nth == 0 {
            out.push('|');
            out.push_str(&" --- |".repeat(table.columns));
            out.push('\n');
        }
    }
}

/// Writes a text with a backslash before what Markdown would take for a mark.
fn escape(text: &str, at_start: bool, out: &mut String) {
    let digits = text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    for (at, c) in text.char_indices() {
        let behind = text.get(at + c.len_utf8()..).unwrap_or("");
        let is_mark = match c {
            '`' | '*' => true,
            // Only what begins a tag, an entity, an escape, a link or a line struck out is one.
            '<' => behind.starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '/' | '!' | '?')),
            '&' => behind.starts_with(|c: char| c.is_ascii_alphanumeric() || c == '#'),
            '\\' => behind.starts_with(|c: char| c.is_ascii_punctuation()),
            '[' => behind.contains(']'),
            '_' => !behind.starts_with(is_word) || !text.get(..at).is_some_and(|before| before.ends_with(is_word)),
            '~' => behind.starts_with('~') || text.get(..at).is_some_and(|before| before.ends_with('~')),
            '#' | '>' | '+' | '-' | '=' => at_start && at == 0,
            // A list begins with `1.` and a space.
            '.' | ')' => at_start && digits > 0 && at == digits && (behind.is_empty() || behind.starts_with(' ')),
            _ => false,
        };
        if is_mark {
            out.push('\\');
        }
        out.push(c);
    }
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}
