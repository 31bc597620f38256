//! What a report holds and the form does not show as it is.

use core::fmt;

use super::value::is_told_otherwise;
use crate::report::{CellId, FurnitureKind};
use crate::{Report, Span};

/// Something that the official form does not show, or not as it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Omission {
    /// What it is.
    pub kind: OmissionKind,
    /// Where it stands in the source, if it does.
    pub span: Option<Span>,
}

/// What the official form does not show, or not as it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum OmissionKind {
    /// Page furniture. The marks of pages are none: they belong to pages that are not there any more.
    Furniture,
    /// Text that found no place in the tree.
    Unplaced,
    /// A further copy of the title.
    TitleCopy,
    /// A cell that is ambiguous or missing. The form has `？` in its place, which reads back as unreadable; or its table is not
    /// there.
    Cell(CellId),
}

/// What is left out, in English: what it is, or the id of the cell. The [span](Omission::span) says where it stands.
impl fmt::Display for Omission {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.kind {
            OmissionKind::Furniture => f.write_str("furniture of the page"),
            OmissionKind::Unplaced => f.write_str("text without a place in the report"),
            OmissionKind::TitleCopy => f.write_str("a further copy of the title"),
            OmissionKind::Cell(id) => write!(f, "the number of {id}, which is not known"),
        }
    }
}

pub(super) fn omissions(report: &Report) -> Vec<Omission> {
    // What is said of the publication stands below the title.
    let publication = &report.publication;
    let dates = publication.date.iter().map(|date| date.span);
    let said: Vec<Span> = dates.chain(publication.source.iter().map(|source| source.span)).collect();
    let is_said = |span: Span| said.iter().any(|said| span.start <= said.start && said.end <= span.end);
    let furniture = report.furniture.iter().filter(|furniture| furniture.kind != FurnitureKind::PageMark);
    let furniture = furniture.filter(|furniture| !is_said(furniture.span));
    let furniture = furniture.map(|furniture| (OmissionKind::Furniture, Some(furniture.span)));
    let unplaced = report.unplaced.iter().map(|text| (OmissionKind::Unplaced, Some(text.span)));
    let copies = report.title.iter().flat_map(|title| &title.copies);
    let copies = copies.map(|copy| (OmissionKind::TitleCopy, Some(copy.span)));
    let cells = report.cells().filter(|(id, cell)| report.has_table_of(*id) && is_told_otherwise(cell));
    let cells = cells.map(|(id, cell)| (OmissionKind::Cell(id), cell.span));
    furniture.chain(unplaced).chain(copies).chain(cells).map(|(kind, span)| Omission { kind, span }).collect()
}
