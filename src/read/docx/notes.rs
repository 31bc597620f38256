//! Footnotes and endnotes. They stand behind the paragraph or the table that refers to them, the first time that it does,
//! as a reader looks them up; their marks are no text, as a raised digit beside a number would be read as part of it.

use std::collections::HashMap;

use super::flow::Block;

/// The two kinds of notes, which are counted apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum NoteKind {
    Footnote,
    Endnote,
}

impl NoteKind {
    /// The kind of the element that holds a note.
    pub(super) fn of_note(name: &str) -> Option<Self> {
        match name {
            "footnote" => Some(Self::Footnote),
            "endnote" => Some(Self::Endnote),
            _ => None,
        }
    }

    /// The kind of the element that refers to a note.
    pub(super) fn of_reference(name: &str) -> Option<Self> {
        match name {
            "footnoteReference" => Some(Self::Footnote),
            "endnoteReference" => Some(Self::Endnote),
            _ => None,
        }
    }
}

/// The notes of a document, and those that were referred to and do not stand in the text yet.
#[derive(Debug, Default)]
pub(super) struct Notes {
    notes: HashMap<(NoteKind, String), Vec<Block>>,
    waiting: Vec<Block>,
}

impl Notes {
    /// Adds a note. Its paragraphs are not among those that Word counts.
    pub(super) fn add(&mut self, kind: NoteKind, id: String, mut blocks: Vec<Block>) {
        for block in &mut blocks {
            if let Block::Paragraph(paragraph) = block {
                paragraph.number = 0;
            }
        }
        self.notes.insert((kind, id), blocks);
    }

    /// A note is referred to.
    pub(super) fn refer(&mut self, kind: NoteKind, id: &str) {
        self.waiting.extend(self.notes.remove(&(kind, id.to_owned())).unwrap_or_default());
    }

    /// What is to stand in the text now.
    pub(super) fn take(&mut self) -> Vec<Block> {
        core::mem::take(&mut self.waiting)
    }

    /// All notes of both.
    pub(super) fn with(mut self, other: Self) -> Self {
        self.notes.extend(other.notes);
        self
    }
}
