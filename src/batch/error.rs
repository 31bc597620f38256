//! Why a document of many was not read.

use std::any::Any;
use std::borrow::Cow;
use std::io;

use thiserror::Error as ThisError;

/// Why a document of a batch was not read. The others are.
///
/// ```
/// use ogi_report::batch::{Batch, Document, Error};
///
/// let item = Batch::new().read([Document::from_bytes("page.png", b"\x89PNG\r\n\x1a\n")]).next().unwrap();
/// let error = item.result.unwrap_err();
/// assert!(matches!(error, Error::Read(ogi_report::Error::UnsupportedForm { .. })));
/// assert_eq!((error.kind(), error.hint().as_deref()), ("unsupported_form", Some("its text has to be recognised first")));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, ThisError)]
#[non_exhaustive]
pub enum Error {
    /// It could not be opened, or broke off.
    #[error("it cannot be opened: {message}")]
    Open {
        /// What kind of fault it is.
        kind: io::ErrorKind,
        /// What the system says.
        message: String,
    },
    /// It has more bytes than the options allow. How many is not known, as no more were read.
    #[error("it has more bytes than the limit of {limit}: {}", crate::Error::SPLIT)]
    TooLarge {
        /// Bytes allowed, [`Options::max_bytes`](crate::Options::max_bytes).
        limit: usize,
    },
    /// There is no report in it that could be read.
    #[error(transparent)]
    Read(#[from] crate::Error),
    /// Reading or checking it panicked: a fault of this crate, or of what opens the document.
    #[error("a fault of the program, please report it: {message}")]
    Panicked {
        /// What the panic says.
        message: String,
    },
}

impl Error {
    /// Its kind in a word, to count by: `open`, `too_large`, `panicked`, or that of the error of reading
    /// ([`Error::kind`](crate::Error::kind)).
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::Open { .. } => "open",
            Self::TooLarge { .. } => "too_large",
            Self::Read(error) => error.kind(),
            Self::Panicked { .. } => "panicked",
        }
    }

    /// What to do about it, where that can be said. The message has it, too.
    pub fn hint(&self) -> Option<Cow<'static, str>> {
        match self {
            Self::TooLarge { .. } => Some(crate::Error::SPLIT.into()),
            Self::Read(error) => error.hint(),
            Self::Open { .. } | Self::Panicked { .. } => None,
        }
    }

    /// The error for what a panic left.
    pub(super) fn panicked(left: &(dyn Any + Send)) -> Self {
        let text = left.downcast_ref::<&str>().copied().or_else(|| left.downcast_ref::<String>().map(String::as_str));
        Self::Panicked { message: text.unwrap_or("a panic without words").to_owned() }
    }
}

impl From<io::Error> for Error {
    fn from(error: io::Error) -> Self {
        Self::Open { kind: error.kind(), message: error.to_string() }
    }
}
