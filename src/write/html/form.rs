//! The blocks of the form as elements.

use core::fmt::Write;

use super::escape;
use crate::write::official::{Block, CellRole, OfficialForm, Paragraph, ParagraphKind, Run, Table, TableCell};

/// What is added where the form is annotated. [`Plain`] adds nothing.
pub(in crate::write) trait Annotate {
    /// Attributes of the element that is the whole block, each with a space in front; `class` is the element's own.
    fn block(&mut self, block: &Block<'_>, class: &str, out: &mut String);
    /// What stands behind that element.
    fn behind(&mut self, out: &mut String);
    /// Whether there is something to be added within this paragraph. Such a paragraph can hold more than words.
    fn is_within(&self, paragraph: &Paragraph<'_>) -> bool;
    /// The text of a run, with what is added to it.
    fn run(&mut self, run: &Run<'_>, out: &mut String);
    /// Attributes of a cell, each with a space in front.
    fn cell(&mut self, cell: &TableCell<'_>, out: &mut String);
    /// What stands behind a cell's text.
    fn behind_cell(&mut self, out: &mut String);
}

/// The form as it is.
pub(super) struct Plain;

impl Annotate for Plain {
    fn block(&mut self, _: &Block<'_>, class: &str, out: &mut String) {
        push_class(class, out);
    }

    fn behind(&mut self, _: &mut String) {}

    fn is_within(&self, _: &Paragraph<'_>) -> bool {
        false
    }

    fn run(&mut self, run: &Run<'_>, out: &mut String) {
        escape::push(&run.text, out);
    }

    fn cell(&mut self, _: &TableCell<'_>, _: &mut String) {}

    fn behind_cell(&mut self, _: &mut String) {}
}

/// The attribute of a class, if there is one.
pub(in crate::write) fn push_class(class: &str, out: &mut String) {
    if !class.is_empty() {
        let _ = write!(out, " class=\"{class}\"");
    }
}

/// Writes all blocks.
pub(in crate::write) fn write(form: &OfficialForm<'_>, annotate: &mut dyn Annotate, out: &mut String) {
    for block in &form.blocks {
        match block {
            Block::Paragraph(of_block) => paragraph(block, of_block, annotate, out),
            Block::Table(of_block) => table(block, of_block, annotate, out),
        }
        out.push('\n');
    }
}

fn paragraph(block: &Block<'_>, paragraph: &Paragraph<'_>, annotate: &mut dyn Annotate, out: &mut String) {
    let (tag, class) = match paragraph.kind {
        ParagraphKind::Title => ("h1", ""),
        ParagraphKind::Heading => ("h2", ""),
        ParagraphKind::SubHeading => ("h3", ""),
        ParagraphKind::Publication => ("p", "publication"),
        ParagraphKind::Signature => ("p", "signature"),
        ParagraphKind::Text => ("p", ""),
    };
    // A `p` ends where anything begins that is no words.
    let is_div = tag == "p" && annotate.is_within(paragraph);
    let class = match (is_div, class) {
        (true, "") => "p",
        (true, "publication") => "p publication",
        (true, _) => "p signature",
        (false, class) => class,
    };
    out.push_str(if is_div { "<div role=\"paragraph\"" } else { "<" });
    out.push_str(if is_div { "" } else { tag });
    annotate.block(block, class, out);
    out.push('>');
    for run in &paragraph.runs {
        let is_strong = run.is_heading && tag == "p";
        out.push_str(if is_strong { "<strong>" } else { "" });
        annotate.run(run, out);
        out.push_str(if is_strong { "</strong>" } else { "" });
    }
    let _ = write!(out, "</{}>", if is_div { "div" } else { tag });
    annotate.behind(out);
}

fn table(block: &Block<'_>, table: &Table<'_>, annotate: &mut dyn Annotate, out: &mut String) {
    // The widest table is wider than a narrow screen, where it can be moved by hand and by key.
    let label = table.section.heading();
    let _ = write!(out, "<div role=\"region\" tabindex=\"0\" aria-label=\"{label}\"");
    annotate.block(block, &format!("table {}", table.section.as_str()), out);
    out.push_str(">\n<table>\n");
    let parts = [("thead", 0..table.header_rows), ("tbody", table.header_rows..table.rows.len())];
    for (part, rows) in parts {
        let Some(rows) = table.rows.get(rows).filter(|rows| !rows.is_empty()) else { continue };
        let _ = writeln!(out, "<{part}>");
        for row in rows {
            out.push_str("<tr>");
            for of_row in row {
                cell(of_row, part == "thead", annotate, out);
            }
            out.push_str("</tr>\n");
        }
        let _ = writeln!(out, "</{part}>");
    }
    out.push_str("</table>\n</div>");
    annotate.behind(out);
}

fn cell(cell: &TableCell<'_>, in_head: bool, annotate: &mut dyn Annotate, out: &mut String) {
    let scope = |one: &str, several: &str, n: usize| format!(" scope=\"{}\"", if n > 1 { several } else { one });
    let (tag, mut attributes) = match cell.role {
        CellRole::Header => ("th", scope("col", "colgroup", cell.columns)),
        // What stands in the corner heads nothing.
        CellRole::Label if in_head => ("td", String::new()),
        CellRole::Label => ("th", scope("row", "rowgroup", cell.rows)),
        CellRole::Value { id, status } => ("td", format!(" data-cell=\"{id}\" data-status=\"{status}\"")),
        CellRole::Extra(status) => ("td", format!(" data-status=\"{status}\"")),
    };
    for (name, n) in [("rowspan", cell.rows), ("colspan", cell.columns)] {
        if n > 1 {
            let _ = write!(attributes, " {name}=\"{n}\"");
        }
    }
    let _ = write!(out, "<{tag}{attributes}");
    annotate.cell(cell, out);
    out.push('>');
    escape::push(&cell.text, out);
    annotate.behind_cell(out);
    let _ = write!(out, "</{tag}>");
}
