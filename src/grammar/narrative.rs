//! stub, to be written

use core::ops::Range;

use crate::document::Document;
use crate::report::{Block, Furniture};

/// Reads prose: sub-headings and paragraphs, with hard-wrapped lines joined. Chrome in between goes to `furniture`.
pub(crate) fn narrative(document: &Document<'_>, lines: Range<usize>, furniture: &mut Vec<Furniture>) -> Vec<Block> {
    let _ = (document, lines, furniture);
    Vec::new()
}
