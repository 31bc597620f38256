//! What a document comes to: paragraphs and tables, in the order in which they are read.

use crate::Error;
use crate::read::build::Builder;
use crate::read::grid::{Grid, Tables};
use crate::report::Place;

/// A paragraph or a table.
#[derive(Debug)]
pub(super) enum Block {
    Paragraph(ParagraphBlock),
    Table(TableBlock),
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

/// A table, or the rows of it that stand together.
#[derive(Debug)]
pub(super) struct TableBlock {
    /// Which table of the document it is, from 1.
    pub(super) number: u32,
    pub(super) grid: Grid,
}

impl Block {
    /// Bytes of text.
    pub(super) fn len(&self) -> usize {
        match self {
            Self::Paragraph(paragraph) => paragraph.text.len(),
            Self::Table(table) => table.grid.all_text().len(),
        }
    }

    /// Whether a page begins in front of it.
    pub(super) fn begins_page(&self) -> bool {
        match self {
            Self::Paragraph(paragraph) => paragraph.page,
            Self::Table(table) => table.grid.begins_page(),
        }
    }

    /// Adds the block to the document.
    pub(super) fn build(self, tables: &mut Tables, builder: &mut Builder) -> Result<(), Error> {
        match self {
            Self::Paragraph(paragraph) => {
                builder.apart();
                builder.place(Place::of_paragraph(paragraph.number as usize));
                for (nth, part) in paragraph.text.split('\u{c}').enumerate() {
                    if nth > 0 || paragraph.page {
                        builder.page();
                    }
                    builder.paragraph(part)?;
                }
                Ok(())
            }
            Self::Table(table) => table.grid.write(table.number as usize, tables, builder),
        }
    }
}
