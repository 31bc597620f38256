//! What a report holds and the form does not show as it is.

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
    /// A cell that is ambiguous or missing. The form has a word in brackets in its place, which reads back as unreadable.
    Cell(CellId),
}

pub(super) fn omissions(report: &Report) -> Vec<Omission> {
    let furniture = report.furniture.iter().filter(|furniture| furniture.kind != FurnitureKind::PageMark);
    let furniture = furniture.map(|furniture| (OmissionKind::Furniture, Some(furniture.span)));
    let unplaced = report.unplaced.iter().map(|text| (OmissionKind::Unplaced, Some(text.span)));
    let copies = report.title.iter().flat_map(|title| &title.copies);
    let copies = copies.map(|copy| (OmissionKind::TitleCopy, Some(copy.span)));
    let cells = report.cells().filter(|(id, cell)| report.has_table_of(*id) && is_told_otherwise(cell));
    let cells = cells.map(|(id, cell)| (OmissionKind::Cell(id), cell.span));
    furniture.chain(unplaced).chain(copies).chain(cells).map(|(kind, span)| Omission { kind, span }).collect()
}
