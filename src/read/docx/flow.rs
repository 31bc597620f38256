//! What a document comes to: paragraphs, and rows of tables, in the order in which they are read.

use crate::Error;
use crate::document::Place;
use crate::read::build::Builder;

/// A paragraph or a row.
#[derive(Debug)]
pub(super) enum Block {
    Paragraph(ParagraphBlock),
    Row(RowBlock),
}

/// A paragraph. Line feeds in its text are line breaks, form feeds are breaks of the page.
#[derive(Debug)]
pub(super) struct ParagraphBlock {
    pub(super) text: String,
    /// Which paragraph of the document it is, from 1.
    pub(super) number: u32,
    /// A page begins in front of it.
    pub(super) page: bool,
}

/// A row of a table.
#[derive(Debug)]
pub(super) struct RowBlock {
    pub(super) table: u32,
    /// Which row of the table it is, from 1.
    pub(super) row: u32,
    /// A page begins in front of it.
    pub(super) page: bool,
    /// The cells, each with its column in the grid, from 0.
    pub(super) cells: Vec<(u32, String)>,
}

impl Block {
    /// Bytes of text.
    pub(super) fn len(&self) -> usize {
        match self {
            Self::Paragraph(paragraph) => paragraph.text.len(),
            Self::Row(row) => row.cells.iter().map(|(_, text)| text.len()).sum(),
        }
    }

    /// Whether a page begins in front of it.
    pub(super) fn begins_page(&self) -> bool {
        match self {
            Self::Paragraph(paragraph) => paragraph.page,
            Self::Row(row) => row.page,
        }
    }

    /// Adds the block to the document.
    pub(super) fn build(&self, builder: &mut Builder) -> Result<(), Error> {
        if self.begins_page() {
            builder.page();
        }
        match self {
            Self::Paragraph(paragraph) => {
                builder.apart();
                builder.place(Place::Paragraph { number: paragraph.number });
                for (nth, part) in paragraph.text.split('\u{c}').enumerate() {
                    if nth > 0 {
                        builder.page();
                    }
                    builder.paragraph(part)?;
                }
                Ok(())
            }
            Self::Row(row) => {
                let places = row.cells.iter().map(|&(column, _)| Place::Cell {
                    table: row.table,
                    row: row.row,
                    column: column.saturating_add(1),
                });
                builder.placed_row(row.cells.iter().map(|(_, text)| text.as_str()), places)
            }
        }
    }
}
