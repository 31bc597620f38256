//! What can really fail.
//!
//! Content never does: whatever is a report yields a tree and diagnostics. An [`Error`] means that there is nothing
//! to build a tree from.

use core::fmt;

use std::borrow::Cow;

use thiserror::Error as ThisError;

use crate::Form;

/// Why a text gave no tree.
///
/// ```
/// use ogi_report::{Error, parse};
///
/// assert!(matches!(parse("  \n"), Err(Error::Empty)));
/// assert!(matches!(parse("今天天气很好。"), Err(Error::NoSection { .. })));
/// ```
#[derive(Clone, PartialEq, Eq, ThisError)]
#[non_exhaustive]
pub enum Error {
    /// The text holds nothing but white space.
    #[error("the text is empty: there is no report in it")]
    Empty,
    /// The text is larger than the options allow.
    #[error("the text has {actual} bytes, more than the limit of {limit}: {}", Self::SPLIT)]
    TooLarge {
        /// Bytes in the text.
        actual: usize,
        /// Bytes allowed, [`Options::max_bytes`](crate::Options::max_bytes).
        limit: usize,
    },
    /// The text has more lines or table cells than the options allow.
    #[error("the text has more than {limit} lines and table cells: no report is that long; {}", Self::MAX_LINES)]
    TooManyLines {
        /// Lines and cells allowed, [`Options::max_lines`](crate::Options::max_lines).
        limit: usize,
    },
    /// The text is not text: it holds bytes that no document in words has.
    #[error("this is binary data, not text: a {found} character stands at byte {offset}")]
    Binary {
        /// The name of the character, such as `NUL`.
        found: &'static str,
        /// Where, in bytes from the start.
        offset: usize,
    },
    /// The bytes are a document of another form than the one that was to be read.
    #[error("this is {found}, not {expected}: {}", found.way())]
    OtherForm {
        /// The form that was asked for.
        expected: Form,
        /// The form that the bytes are.
        found: Form,
    },
    /// The document can be read only with its password.
    #[error("the document is encrypted ({form}): {}", Self::UNLOCK)]
    Encrypted {
        /// How, such as `an Office document with a password`.
        form: &'static str,
    },
    /// The document's container or markup is broken: bytes were lost or changed, or it was never whole.
    #[error("the document is damaged, {part}: {reason}; {}", Self::TAKE_AGAIN)]
    Damaged {
        /// The part of the package, such as `word/document.xml`.
        part: String,
        /// What is wrong with it.
        reason: String,
    },
    /// A packed document unpacks to more bytes than the options allow.
    #[error(
        "the document unpacks to more than {limit} bytes at {part}: no report is that large; {}",
        Self::MAX_UNPACKED
    )]
    TooMuchUnpacked {
        /// The part that went over the limit.
        part: String,
        /// Bytes allowed, all parts that are read together, `Options::max_unpacked`.
        limit: usize,
    },
    /// A part of a packed document is so much larger than its packed form that it was made to fill the memory.
    #[error("{part} unpacks to more than {limit} times its packed size, as in a zip bomb; {}", Self::MAX_RATIO)]
    TooDense {
        /// The part.
        part: String,
        /// The ratio allowed, `Options::max_ratio`.
        limit: usize,
    },
    /// The markup of a document declares a document type, or uses entities of its own: no program writes that, and
    /// those who do want to fill the memory or to read other files.
    #[error("{part} declares or uses entities of its own, which no Word document does; it was not read")]
    Entities {
        /// The part.
        part: String,
    },
    /// The markup of a document is nested deeper than in any document.
    #[error("{part} nests more than {limit} elements: no document does; {}", Self::CHECK)]
    TooDeep {
        /// The part.
        part: String,
        /// Elements within one another at most.
        limit: usize,
    },
    /// No section of the format was found: no heading, and no table that would show one.
    #[error(
        "no section of an annual report was found: none of the headings 总体情况, 主动公开政府信息情况, \
         收到和处理政府信息公开申请情况, 行政复议、行政诉讼情况, 存在的主要问题及改进情况, 其他需要报告的事项 stands \
         on a line of its own, and none of the tables is there{}",
        hint.map(|hint| format!(" ({hint})")).unwrap_or_default()
    )]
    NoSection {
        /// What the text looks like instead, where that can be told.
        hint: Option<&'static str>,
    },
    /// The bytes are a form that is not read: the older Word, a picture, PDF without the feature `pdf`.
    #[error("this is {form}, which is not read: {}", form.advice())]
    UnsupportedForm {
        /// What the bytes are.
        form: Form,
    },
    /// The PDF holds pictures of pages, and next to no text.
    #[error("the PDF holds pictures of pages and no text ({pages} pages with pictures): {}", Self::RECOGNISE)]
    OnlyPictures {
        /// Pages with pictures.
        pages: usize,
    },
    /// The PDF does not say which characters its glyphs are.
    #[error("the PDF does not say which characters {unknown} of its {of} glyphs are: {}", Self::RECOGNISE_PAGES)]
    UnknownGlyphs {
        /// Glyphs whose character nothing tells.
        unknown: usize,
        /// All glyphs.
        of: usize,
    },
    /// The bytes are text in an encoding that is not read.
    #[error("this text is written in {encoding}, which is not read: {}", Self::SAVE_AS_UTF_8)]
    UnsupportedEncoding {
        /// The encoding, such as `UTF-32`.
        encoding: &'static str,
    },
    /// The web page holds no report, and says where one is.
    #[error(
        "the page holds no report, only {what}{}",
        if target.is_empty() { String::new() } else { format!(": {}", target.escape_debug()) }
    )]
    Elsewhere {
        /// What it holds instead.
        what: Elsewhere,
        /// The address of that, as the page has it; empty where there is none.
        target: Box<str>,
    },
}

/// The message as well: it is what a program shows whose `main` returns the error.
impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// What can be done about an error, in its message and by itself.
impl Error {
    pub(crate) const SPLIT: &str = "split it, or raise `Options::max_bytes`";
    const MAX_LINES: &str = "check the input, or raise `Options::max_lines`";
    const UNLOCK: &str = "open it with its password, and save it without one";
    const TAKE_AGAIN: &str = "take the file again from where it came";
    const MAX_UNPACKED: &str = "check the input, or raise `Options::max_unpacked`";
    const MAX_RATIO: &str = "check the input, or raise `Options::max_ratio`";
    const CHECK: &str = "check the input";
    const RECOGNISE: &str = "the text has to be recognised first, for instance with `ocrmypdf -l chi_sim`";
    const RECOGNISE_PAGES: &str = "ask for another file, or have its pages recognised like pictures, for instance with \
        `ocrmypdf --force-ocr -l chi_sim`";
    const SAVE_AS_UTF_8: &str = "save it as UTF-8";

    /// The kind of the error in a word, such as `no_section`: to count by, where messages differ from text to text.
    ///
    /// ```
    /// assert_eq!(ogi_report::parse("").unwrap_err().kind(), "empty");
    /// ```
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::TooLarge { .. } => "too_large",
            Self::TooManyLines { .. } => "too_many_lines",
            Self::Binary { .. } => "binary",
            Self::OtherForm { .. } => "other_form",
            Self::Encrypted { .. } => "encrypted",
            Self::Damaged { .. } => "damaged",
            Self::TooMuchUnpacked { .. } => "too_much_unpacked",
            Self::TooDense { .. } => "too_dense",
            Self::Entities { .. } => "entities",
            Self::TooDeep { .. } => "too_deep",
            Self::NoSection { .. } => "no_section",
            Self::UnsupportedForm { .. } => "unsupported_form",
            Self::OnlyPictures { .. } => "only_pictures",
            Self::UnknownGlyphs { .. } => "unknown_glyphs",
            Self::UnsupportedEncoding { .. } => "unsupported_encoding",
            Self::Elsewhere { .. } => "elsewhere",
        }
    }

    /// What to do about it, where that can be said. Of a page that only leads to a report, the address that it leads to.
    /// The message has it, too.
    ///
    /// ```
    /// let error = ogi_report::read(b"%PDF-1.4").unwrap_err();
    /// assert!(error.to_string().ends_with(&*error.hint().unwrap()));
    /// ```
    pub fn hint(&self) -> Option<Cow<'static, str>> {
        let hint = match self {
            Self::TooLarge { .. } => Self::SPLIT,
            Self::TooManyLines { .. } => Self::MAX_LINES,
            Self::OtherForm { found, .. } => found.way(),
            Self::Encrypted { .. } => Self::UNLOCK,
            Self::Damaged { .. } => Self::TAKE_AGAIN,
            Self::TooMuchUnpacked { .. } => Self::MAX_UNPACKED,
            Self::TooDense { .. } => Self::MAX_RATIO,
            Self::TooDeep { .. } => Self::CHECK,
            Self::NoSection { hint } => (*hint)?,
            Self::UnsupportedForm { form } => form.advice(),
            Self::OnlyPictures { .. } => Self::RECOGNISE,
            Self::UnknownGlyphs { .. } => Self::RECOGNISE_PAGES,
            Self::UnsupportedEncoding { .. } => Self::SAVE_AS_UTF_8,
            Self::Elsewhere { target, .. } if target.is_empty() => return None,
            Self::Elsewhere { target, .. } => return Some(target.escape_debug().to_string().into()),
            Self::Empty | Self::Binary { .. } | Self::Entities { .. } => return None,
        };
        Some(hint.into())
    }
}

/// What a web page holds in place of a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Elsewhere {
    /// A link to a file, such as a PDF.
    File,
    /// Another page within this one.
    Frame,
    /// Links to the pages of reports.
    List,
    /// A picture, or several.
    Picture,
    /// A script that would bring the text.
    Script,
}

impl fmt::Display for Elsewhere {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::File => "a link to a file",
            Self::Frame => "a frame that shows another page",
            Self::List => "links to pages of reports",
            Self::Picture => "pictures, whose text would have to be recognised",
            Self::Script => "a script that brings the text, so the page has to be saved from a browser",
        })
    }
}
