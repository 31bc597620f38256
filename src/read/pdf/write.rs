//! Pages as a document.

use super::layout::Block;
use super::{PageText, Pdf};
use crate::document::Document;
use crate::read::build::Builder;
use crate::read::grid::{Grid, Tables};
use crate::report::Place;
use crate::{Code, Diagnostic, Error, Options, Span};

/// Pages as a document.
#[derive(Debug)]
pub(in crate::read) struct Written {
    pub(in crate::read) document: Document<'static>,
    /// Where running heads and feet stand in its text. They are in none of its lines.
    pub(in crate::read) heads: Vec<Span>,
    /// What was unusual about the pages.
    pub(in crate::read) diagnostics: Vec<Diagnostic>,
}

pub(in crate::read) fn document(pdf: &Pdf, options: &Options) -> Result<Written, Error> {
    let mut out = Builder::new(options);
    let (mut heads, mut diagnostics) = (Vec::new(), Vec::new());
    let mut written = Tables::default();
    let mut n_tables = 0;
    for page in &pdf.pages {
        let start = out.offset();
        out.page();
        let here = Place::of_page(page.number);
        out.place(here);
        for block in &page.blocks {
            match block {
                Block::Line(line) if line.runs => heads.push(out.aside(&line.text)?),
                Block::Line(line) => {
                    if line.apart {
                        out.apart();
                    }
                    out.paragraph(&line.text)?;
                }
                Block::Table(table) => {
                    let mut grid = Grid::on_page(page.number);
                    for row in &table.rows {
                        grid.row();
                        for cell in row {
                            let span = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
                            grid.cell(&cell.text, span(cell.n_rows), span(cell.n_columns));
                        }
                    }
                    n_tables += 1;
                    grid.write(n_tables, &mut written, &mut out)?;
                    out.place(here);
                }
            }
        }
        diagnose(page, start, &mut diagnostics);
    }
    Ok(Written { document: out.finish()?, heads, diagnostics })
}

fn diagnose(page: &PageText, start: u32, diagnostics: &mut Vec<Diagnostic>) {
    let PageText { number, met, .. } = page;
    let mut note = |code: Code, message: String| {
        diagnostics.push(Diagnostic::new(code, Span::at(start), message));
    };
    if met.unknown > 0 {
        let n = met.unknown;
        note(
            Code::BytesReplaced,
            format!(
                "of {n} characters on page {number} the PDF does not say which they are, and U+FFFD stands in their place"
            ),
        );
    }
    if page.n_glyphs == 0 && page.pictures > 0 {
        note(Code::PictureUnread, format!("page {number} is a picture, and what it shows was not read"));
    }
    if met.unpainted > 0 {
        note(
            Code::TextLayer,
            format!(
                "{} characters on page {number} are not painted: a program has recognised them in a picture, and may have \
                 erred",
                met.unpainted
            ),
        );
    }
    if met.broken {
        note(Code::PageBroken, format!("page {number} is damaged, and what stands on it may be missing or wrong"));
    }
    let unusual = [
        (met.lost, "stand at no place that there is, and were not read"),
        (met.hidden, "are hidden, and were not read"),
        (met.outside, "lie outside it, and were read all the same"),
        (met.turned, "run another way, and stand at its end"),
    ];
    for (n, what) in unusual.into_iter().filter(|(n, _)| *n > 0) {
        note(Code::TextOffPage, format!("{n} characters of page {number} {what}"));
    }
}
