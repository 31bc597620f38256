//! A row for a document that could not be read.

use super::record::{Word, record};
use crate::batch::Error;

record! {
    /// A document of a [batch](mod@crate::batch) that could not be read, as a row.
    ///
    /// ```
    /// use ogi_report::batch::{Batch, Document};
    /// use ogi_report::write::ErrorRecord;
    ///
    /// let item = Batch::new().read([Document::from_bytes("scan.png", b"\x89PNG\r\n\x1a\n")]).next().unwrap();
    /// let row = serde_json::to_value(ErrorRecord::new(&item.name, &item.result.unwrap_err()))?;
    /// assert_eq!((&row["document"], &row["kind"]), (&"scan.png".into(), &"unsupported_form".into()));
    /// assert_eq!(row["error"], "this is a picture, which is not read: its text has to be recognised first");
    /// assert_eq!(row["hint"], "its text has to be recognised first");
    /// # Ok::<(), serde_json::Error>(())
    /// ```
    ErrorRecord<'r> = "ogi-report/errors-rows/1" {
        /// The name that the caller gave the document.
        document: &'r str,
        /// The kind of error, in a word.
        kind: Word,
        /// What is wrong.
        error: String,
        /// What can be done about it, where that can be said.
        hint: Option<String>,
    }
}

impl<'r> ErrorRecord<'r> {
    /// The row of a document.
    pub fn new(document: &'r str, error: &Error) -> Self {
        let hint = error.hint().map(std::borrow::Cow::into_owned);
        Self { document, kind: Word(error.kind()), error: error.to_string(), hint }
    }
}
