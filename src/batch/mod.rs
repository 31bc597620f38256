//! Many documents: each read and checked, one after another or, with the feature `rayon`, on all cores.
//!
//! A [`Batch`] takes an iterator of [`Document`]s and gives an iterator of [`Item`]s in the same order, one for each
//! document. One that cannot be read is an error of its own, and the others follow:
//!
//! ```
//! use ogi_report::batch::{Batch, Document};
//!
//! let texts = [("good.txt", ogi_report::SAMPLE), ("bad.txt", "今天天气很好。")];
//! let documents = texts.map(|(name, text)| Document::from_bytes(name, text));
//! for item in Batch::new().read(documents) {
//!     match item.result {
//!         Ok(checked) => println!("{}: year {:?}", item.name, checked.parsed.report.year),
//!         Err(error) => eprintln!("{}: {error}", item.name),
//!     }
//! }
//! ```
//!
//! What is made of a report is made where it is read, in a closure ([`Batch::map`], `Batch::par_map`), so that this work is
//! shared among the cores as well, and no tree is kept longer than it is needed:
//!
//! ```
//! use ogi_report::batch::{Batch, Document};
//! use ogi_report::report::CellStatus;
//!
//! let documents = (0..10).map(|n| Document::from_bytes(format!("{n}.txt"), ogi_report::SAMPLE));
//! let numbers = Batch::new().map(documents, |item| {
//!     let report = item.result.unwrap().parsed.report;
//!     report.cells().filter(|(_, cell)| cell.status() == CellStatus::Number).count()
//! });
//! assert_eq!(numbers.sum::<usize>(), 1970);
//! ```
//!
//! `par_read`, `par_map` and `par_chunks` do the same on the threads of rayon. Documents are opened and read there, ahead of
//! the loop that takes the items, but never far ahead: [`Batch::max_documents`] and [`Batch::max_bytes`] bound what is
//! read and not yet taken, whatever the number of documents. A loop that is slow makes the threads wait, and one that
//! ends early ends the work.

mod document;
mod error;
mod item;
#[cfg(feature = "rayon")]
mod window;

pub use self::document::Document;
pub use self::error::Error;
pub use self::item::{Checked, Item, Items};
use crate::Options;
use crate::check::Checker;

/// How to read many documents.
///
/// ```
/// use ogi_report::Options;
/// use ogi_report::batch::{Batch, Document};
/// use ogi_report::check::Checker;
///
/// let batch = Batch::new().options(Options::new().max_bytes(1 << 20)).checker(Checker::new().select(["A"])?);
/// let item = batch.read([Document::from_bytes("sample.txt", ogi_report::SAMPLE)]).next().unwrap();
/// assert_eq!(item.result?.findings.len(), 39);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Batch {
    options: Options,
    checker: Option<Checker>,
    #[cfg_attr(not(feature = "rayon"), allow(dead_code, reason = "one document after another needs no bounds"))]
    max_documents: usize,
    #[cfg_attr(not(feature = "rayon"), allow(dead_code, reason = "one document after another needs no bounds"))]
    max_bytes: usize,
}

impl Default for Batch {
    fn default() -> Self {
        Self { options: Options::default(), checker: Some(Checker::default()), max_documents: 256, max_bytes: 64 << 20 }
    }
}

impl Batch {
    /// The defaults: all rules are checked.
    pub fn new() -> Self {
        Self::default()
    }

    /// Reads with these options.
    #[must_use]
    pub fn options(self, options: Options) -> Self {
        Self { options, ..self }
    }

    /// Checks by these rules.
    #[must_use]
    pub fn checker(self, checker: Checker) -> Self {
        Self { checker: Some(checker), ..self }
    }

    /// Checks nothing: the findings are empty.
    #[must_use]
    pub fn unchecked(self) -> Self {
        Self { checker: None, ..self }
    }

    /// Documents at most that are begun and not yet taken, on all threads together. Default: 256. A few for each thread keep
    /// the threads busy while the loop does something else for a moment. One after another, it is always one.
    #[must_use]
    pub fn max_documents(self, limit: usize) -> Self {
        Self { max_documents: limit.max(1), ..self }
    }

    /// Bytes of such documents at which no further one is opened. Default: 64 MiB. There can be more by one document for
    /// each thread, as how large a document is shows only when it is open. Trees and rows take some times the bytes of
    /// their document.
    #[must_use]
    pub fn max_bytes(self, limit: usize) -> Self {
        Self { max_bytes: limit.max(1), ..self }
    }

    /// Reads documents, one after another, each when it is asked for.
    pub fn read<'d, I>(&self, documents: I) -> impl Iterator<Item = Item> + use<'d, I>
    where
        I: IntoIterator<Item = Document<'d>>,
    {
        self.map(documents, |item| item)
    }

    /// Reads documents, one after another, and gives what `f` makes of each.
    pub fn map<'d, I, T, F>(&self, documents: I, mut f: F) -> impl Iterator<Item = T> + use<'d, I, T, F>
    where
        I: IntoIterator<Item = Document<'d>>,
        F: FnMut(Item) -> T,
    {
        let batch = self.clone();
        documents.into_iter().map(move |document| f(Item::read(&batch, document, |_| ())))
    }

    /// Reads documents, one after another, and gives what `f` makes of so many of them; the last chunk can be smaller. For
    /// what is made of many reports at once, such as a file.
    ///
    /// ```
    /// use ogi_report::batch::{Batch, Document};
    ///
    /// let documents = (0..10).map(|n| Document::from_bytes(format!("{n}.txt"), ogi_report::SAMPLE));
    /// let read = Batch::new().chunks(documents, 4, |items| (items.number(), items.filter(|item| item.result.is_ok()).count()));
    /// assert_eq!(read.collect::<Vec<_>>(), [(0, 4), (1, 4), (2, 2)]);
    /// ```
    pub fn chunks<'d, I, T, F>(&self, documents: I, size: usize, mut f: F) -> impl Iterator<Item = T> + use<'d, I, T, F>
    where
        I: IntoIterator<Item = Document<'d>>,
        F: FnMut(Items<'d>) -> T,
    {
        let batch = self.clone();
        chunks_of(documents.into_iter(), size)
            .map(move |(number, documents)| f(Items::new(batch.clone(), number, documents)))
    }
}

#[cfg(feature = "rayon")]
impl Batch {
    /// As [`read`](Self::read), on the threads of rayon. With the feature `rayon`.
    ///
    /// ```
    /// use ogi_report::batch::{Batch, Document};
    ///
    /// let documents = (0..10).map(|n| Document::from_bytes(format!("{n}.txt"), ogi_report::SAMPLE));
    /// let names: Vec<String> = Batch::new().par_read(documents).map(|item| item.name).collect();
    /// assert_eq!((names[0].as_str(), names[9].as_str()), ("0.txt", "9.txt"), "in the order of the documents");
    /// ```
    pub fn par_read<I>(&self, documents: I) -> impl Iterator<Item = Item> + use<I>
    where
        I: IntoIterator<Item = Document<'static>>,
    {
        self.par_map(documents, |item| item)
    }

    /// As [`map`](Self::map), on the threads of rayon: documents are opened, read and given to `f` there, and what it makes
    /// of them comes in the order of the documents. With the feature `rayon`.
    ///
    /// The threads are those of the pool that the iterator is asked in, which is the global one unless
    /// `ThreadPool::install` says otherwise. The documents are asked for on the thread of the loop. When the iterator is
    /// dropped, no further document is begun; those that are being read are finished and thrown away.
    ///
    /// ```
    /// use ogi_report::batch::{Batch, Document};
    /// use ogi_report::write::{JsonLines, Rows};
    ///
    /// let documents = (0..10).map(|n| Document::from_bytes(format!("{n}.txt"), ogi_report::SAMPLE));
    /// let written = Batch::new().par_map(documents, |item| {
    ///     let mut lines = Vec::new();
    ///     if let Ok(checked) = &item.result {
    ///         JsonLines::new(&mut lines).write_all(Rows::of(&item.name, &checked.parsed).cells())?;
    ///     }
    ///     Ok::<_, std::io::Error>(lines)
    /// });
    /// let mut bytes = 0;
    /// for lines in written {
    ///     bytes += lines?.len(); // or a file's write_all
    /// }
    /// assert!(bytes > 100_000);
    /// # Ok::<(), std::io::Error>(())
    /// ```
    ///
    /// # Panics
    ///
    /// Where `f` panics: the panic comes out of `next` in the place of its item, as a thread's does when it is joined.
    pub fn par_map<I, T, F>(&self, documents: I, f: F) -> impl Iterator<Item = T> + use<I, T, F>
    where
        I: IntoIterator<Item = Document<'static>>,
        F: Fn(Item) -> T + Send + Sync + 'static,
        T: Send + 'static,
    {
        let batch = self.clone();
        let limits = window::Limits { jobs: self.max_documents, bytes: self.max_bytes };
        window::ordered(documents.into_iter(), limits, move |document, opened| f(Item::read(&batch, document, opened)))
    }

    /// As [`chunks`](Self::chunks), each chunk on a thread of rayon. Of a chunk one document is held at a time, and beside
    /// it what `f` keeps; two chunks for each thread are begun and not yet taken. With the feature `rayon`.
    ///
    /// ```
    /// use ogi_report::batch::{Batch, Document};
    ///
    /// let documents = (0..10).map(|n| Document::from_bytes(format!("{n}.txt"), ogi_report::SAMPLE));
    /// let read = Batch::new().par_chunks(documents, 4, |items| items.filter(|item| item.result.is_ok()).count());
    /// assert_eq!(read.collect::<Vec<_>>(), [4, 4, 2]);
    /// ```
    ///
    /// # Panics
    ///
    /// Where `f` panics, as with [`par_map`](Self::par_map).
    pub fn par_chunks<I, T, F>(&self, documents: I, size: usize, f: F) -> impl Iterator<Item = T> + use<I, T, F>
    where
        I: IntoIterator<Item = Document<'static>>,
        F: Fn(Items<'static>) -> T + Send + Sync + 'static,
        T: Send + 'static,
    {
        let batch = self.clone();
        let limits = window::Limits { jobs: 2 * rayon::current_num_threads(), bytes: usize::MAX };
        let chunks = chunks_of(documents.into_iter(), size);
        window::ordered(chunks, limits, move |(number, documents), _| f(Items::new(batch.clone(), number, documents)))
    }
}

/// So many of the documents at a time, and the numbers of these chunks.
fn chunks_of<D>(mut documents: impl Iterator<Item = D>, size: usize) -> impl Iterator<Item = (usize, Vec<D>)> {
    let size = size.max(1);
    let chunks = core::iter::from_fn(move || {
        let chunk: Vec<D> = documents.by_ref().take(size).collect();
        (!chunk.is_empty()).then_some(chunk)
    });
    chunks.enumerate()
}
