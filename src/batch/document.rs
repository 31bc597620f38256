//! A document that is yet to be read: its name, and how to come by its bytes.

use core::fmt;
use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

/// A document under a name, opened only when its turn comes.
///
/// It is opened where it is read, so that files are not all open at once, and are read by several threads if documents are.
/// Only [`file`](Self::file) and [`folder`](Self::folder) have this crate touch files.
///
/// ```
/// use std::io::Cursor;
/// use ogi_report::batch::{Batch, Document};
///
/// let documents = [
///     Document::from_bytes("in memory", ogi_report::SAMPLE),
///     Document::new("whatever can be read from", || Ok(Cursor::new(ogi_report::SAMPLE))),
///     Document::file("examples/absent.txt"),
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

    /// A file, under its path as a name.
    pub fn file(path: impl Into<PathBuf>) -> Self {
        let path = path.into();
        Self::new(path.display().to_string(), move || File::open(path))
    }

    /// The files in a folder and in those within it, in the order of their paths. What is hidden is left out, that is, what
    /// has a name that begins with a stop; links to folders are not followed.
    ///
    /// ```
    /// use ogi_report::batch::{Batch, Document};
    ///
    /// for item in Batch::new().read(Document::folder("examples")?) {
    ///     println!("{}: {}", item.name, if item.result.is_ok() { "a report" } else { "none" });
    /// }
    /// # Ok::<(), std::io::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// A folder that cannot be looked into. A file that cannot be opened is an error of its own, when its turn comes.
    pub fn folder(path: impl AsRef<Path>) -> io::Result<Vec<Self>> {
        let mut files = Vec::new();
        let mut folders = vec![path.as_ref().to_owned()];
        while let Some(folder) = folders.pop() {
            for entry in folder.read_dir().map_err(|error| within(&folder, &error))? {
                let entry = entry.map_err(|error| within(&folder, &error))?;
                if entry.file_name().as_encoded_bytes().starts_with(b".") {
                    continue;
                }
                let is_folder = entry.file_type().is_ok_and(|kind| kind.is_dir());
                if is_folder { folders.push(entry.path()) } else { files.push(entry.path()) }
            }
        }
        // What is no file might never end, as a pipe does. A link that leads nowhere stays, for its error.
        files.retain(|path| path.metadata().map_or(true, |found| found.is_file()));
        files.sort();
        Ok(files.into_iter().map(Self::file).collect())
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

/// The error of a folder, with its name, which the system does not tell.
fn within(folder: &Path, error: &io::Error) -> io::Error {
    io::Error::new(error.kind(), format!("the folder {} cannot be looked into: {error}", folder.display()))
}

impl fmt::Debug for Document<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Document").field("name", &self.name).finish_non_exhaustive()
    }
}
