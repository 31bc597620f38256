//! A document that is yet to be read: its name, and how to come by its bytes.

use core::fmt;
use std::io::{self, Read};

/// A document under a name, opened only when its turn comes.
///
/// The crate opens no file. The caller does, in a closure that is called where the document is read, so that files are
/// not all open at once, and are read by several threads if documents are.
///
/// ```
/// use std::fs::File;
/// use ogi_report::batch::{Batch, Document};
///
/// let documents = [
///     Document::from_bytes("in memory", ogi_report::SAMPLE),
///     Document::new("a file", || File::open("examples/sample.txt")),
///     Document::new("none", || File::open("examples/absent.txt")),
/// ];
/// let read: Vec<bool> = Batch::new().read(documents).map(|item| item.result.is_ok()).collect();
/// assert_eq!(read, [true, true, false]);
/// ```
pub struct Document<'d> {
    pub(super) name: String,
    pub(super) open: Open<'d>,
}

/// Gives the bytes, if there are no more than so many.
type Open<'d> = Box<dyn FnOnce(usize) -> io::Result<Content> + Send + 'd>;

/// What a document holds.
pub(super) enum Content {
    Bytes(Vec<u8>),
    /// More than may be read. How much more is not known.
    TooMuch,
}

impl<'d> Document<'d> {
    /// A document that `open` opens. Of what it gives no more is read than [`Options::max_bytes`](crate::Options::max_bytes)
    /// allows, so an endless one does no harm.
    pub fn new<R: Read>(name: impl Into<String>, open: impl FnOnce() -> io::Result<R> + Send + 'd) -> Self {
        let open = move |limit| {
            let mut bytes = Vec::new();
            let beyond = u64::try_from(limit).unwrap_or(u64::MAX).saturating_add(1);
            open()?.take(beyond).read_to_end(&mut bytes)?;
            Ok(if bytes.len() > limit { Content::TooMuch } else { Content::Bytes(bytes) })
        };
        Self { name: name.into(), open: Box::new(open) }
    }

    /// A document that is in memory already.
    pub fn from_bytes(name: impl Into<String>, bytes: impl Into<Vec<u8>>) -> Self {
        let bytes = bytes.into();
        Self { name: name.into(), open: Box::new(move |_| Ok(Content::Bytes(bytes))) }
    }

    /// Its name.
    pub fn name(&self) -> &str {
        &self.name
    }
}

impl fmt::Debug for Document<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Document").field("name", &self.name).finish_non_exhaustive()
    }
}
