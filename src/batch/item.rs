//! What comes of a document.

use std::panic::{AssertUnwindSafe, catch_unwind};

use super::document::Content;
use super::{Batch, Document, Error};
use crate::Parsed;
use crate::check::Findings;

/// What came of a document of a batch: a report, or why there is none.
///
/// ```
/// use ogi_report::batch::{Batch, Document};
///
/// for item in Batch::new().read([Document::from_bytes("sample.txt", ogi_report::SAMPLE)]) {
///     match item.result {
///         Ok(checked) => println!("{}: {} rules are violated", item.name, checked.findings.violated().count()),
///         Err(error) => println!("{}: {error}", item.name),
///     }
/// }
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Item {
    /// The name that the caller gave the document.
    pub name: String,
    /// How many bytes the document has; `None` if it could not be opened, or has more than may be read.
    pub bytes: Option<usize>,
    /// The report.
    pub result: Result<Checked, Error>,
}

/// A report that was read and checked.
///
/// ```
/// use ogi_report::batch::{Batch, Document};
///
/// let document = Document::from_bytes("sample.txt", ogi_report::SAMPLE);
/// let checked = Batch::new().read([document]).next().unwrap().result?;
/// assert_eq!(checked.parsed.report.year.unwrap().value, 2024);
/// assert!(!checked.findings.is_empty());
/// # Ok::<(), ogi_report::batch::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Checked {
    /// What was read.
    pub parsed: Parsed,
    /// What was found in it. None where the batch is [unchecked](Batch::unchecked).
    pub findings: Findings,
}

impl Item {
    /// Reads a document, and tells `opened` how many bytes it has before it does.
    ///
    /// A panic is caught. That is sound here: the document belongs to the closure and is dropped with it, reading and
    /// checking keep no state between calls, and nothing that a panic left half made is looked at again. What the
    /// caller's `open` shares with others is guarded by its own locks, which a panic poisons.
    pub(super) fn read(batch: &Batch, document: Document<'_>, opened: impl FnOnce(usize)) -> Self {
        let Document { name, open } = document;
        let mut bytes = None;
        let read = || {
            let limit = batch.options.max_bytes;
            let Content::Bytes(content) = open(limit)? else { return Err(Error::TooLarge { limit }) };
            bytes = Some(content.len());
            opened(content.len());
            let parsed = batch.options.read(&content)?;
            let check = |checker: &crate::check::Checker| checker.check(&parsed.report);
            let findings = batch.checker.as_ref().map(check).unwrap_or_default();
            Ok(Checked { parsed, findings })
        };
        let result = catch_unwind(AssertUnwindSafe(read)).unwrap_or_else(|left| Err(Error::panicked(&*left)));
        Self { name, bytes, result }
    }
}

/// The items of a chunk of documents, each read when it is asked for. [`Batch::chunks`] gives them.
#[derive(Debug)]
pub struct Items<'d> {
    number: usize,
    batch: Batch,
    documents: std::vec::IntoIter<Document<'d>>,
}

impl<'d> Items<'d> {
    pub(super) fn new(batch: Batch, number: usize, documents: Vec<Document<'d>>) -> Self {
        Self { number, batch, documents: documents.into_iter() }
    }

    /// Which chunk this is, from 0: the name of its file, say.
    pub fn number(&self) -> usize {
        self.number
    }
}

impl Iterator for Items<'_> {
    type Item = Item;

    fn next(&mut self) -> Option<Item> {
        Some(Item::read(&self.batch, self.documents.next()?, |_| ()))
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.documents.size_hint()
    }
}

impl ExactSizeIterator for Items<'_> {}
