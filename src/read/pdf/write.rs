//! Pages as a document.

use super::layout::Block;
use super::{PageText, Pdf};
use crate::document::Document;
use crate::read::build::Builder;
use crate::read::grid::Grid;
use crate::{Code, Diagnostic, Error, Options, Span};

/// The document, and what was unusual about the pages.
pub(in crate::read) fn document(
    pdf: &Pdf,
    options: &Options,
) -> Result<(Document<'static>, Vec<Diagnostic>), Error> {
    let mut out = Builder::new(options);
    let mut diagnostics = Vec::new();
    let mut n_tables = 0;
    for page in &pdf.pages {
        let start = out.offset();
        out.page();
        for block in &page.blocks {
            match block {
                Block::Line(text, apart) => {
                    if *apart {
                        out.apart();
                    }
                    out.paragraph(text)?;
                }
                Block::Table(table) => {
                    let mut grid = Grid::default();
                    for row in &table.rows {
                        grid.row();
                        for cell in row {
                            let span = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
                            grid.cell(&cell.text, span(cell.n_rows), span(cell.n_columns));
                        }
                    }
                    grid.write(n_tables, &mut out)?;
                    n_tables += 1;
                }
            }
        }
        diagnose(page, start, &mut diagnostics);
    }
    Ok((out.finish()?, diagnostics))
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
            format!("of {n} characters on page {number} the PDF does not say which they are, and U+FFFD stands in their place"),
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
        note(Code::PageBroken, format!("page {number} could not be read to its end"));
    }
    for (n, what) in [(met.outside, "lie outside it"), (met.hidden, "are hidden")] {
        if n > 0 {
            note(Code::PageBroken, format!("{n} characters of page {number} {what} and were not read"));
        }
    }
    if met.turned > 0 {
        let n = met.turned;
        note(Code::PageBroken, format!("{n} characters of page {number} run another way, and stand at its end"));
    }
}
