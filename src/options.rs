//! Options and limits of reading.

use crate::{Error, Form, Parsed};

/// How to read, and what at most.
///
/// ```
/// use ogi_report::{Error, Options};
///
/// let small = Options::new().max_bytes(10);
/// assert_eq!(small.parse("一、总体情况\n无。"), Err(Error::TooLarge { actual: 25, limit: 10 }));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Options {
    pub(crate) max_bytes: usize,
    pub(crate) max_lines: usize,
    pub(crate) max_diagnostics: usize,
    #[cfg(any(feature = "docx", feature = "pdf"))]
    pub(crate) max_unpacked: usize,
    #[cfg(feature = "docx")]
    pub(crate) max_ratio: usize,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            max_bytes: 64 << 20,
            max_lines: 1_000_000,
            max_diagnostics: 1_000,
            #[cfg(any(feature = "docx", feature = "pdf"))]
            max_unpacked: 256 << 20,
            #[cfg(feature = "docx")]
            max_ratio: 200,
        }
    }
}

impl Options {
    /// The defaults.
    pub fn new() -> Self {
        Self::default()
    }

    /// Bytes of text at most, and bytes of a file at most. Default: 64 MiB. Texts of 4 GiB and more are never read, as spans are 32 bits wide. More
    /// gives [`Error::TooLarge`].
    #[must_use]
    pub fn max_bytes(mut self, limit: usize) -> Self {
        self.max_bytes = limit.min(u32::MAX as usize);
        self
    }

    /// Lines that are not empty at most, and as many table cells. Default: a million each. More give
    /// [`Error::TooManyLines`].
    #[must_use]
    pub fn max_lines(mut self, limit: usize) -> Self {
        self.max_lines = limit;
        self
    }

    /// Diagnostics kept at most. Default: a thousand. A last one, beyond the limit, says how many were left out
    /// ([`Code::TooManyDiagnostics`](crate::Code::TooManyDiagnostics)).
    #[must_use]
    pub fn max_diagnostics(mut self, limit: usize) -> Self {
        self.max_diagnostics = limit;
        self
    }

    /// Bytes at most that a packed document (DOCX, PDF) may unpack to, all parts that are read together. Default: 256 MiB.
    /// Pictures are not among them, as they are not read. More gives [`Error::TooMuchUnpacked`].
    #[cfg(any(feature = "docx", feature = "pdf"))]
    #[must_use]
    pub fn max_unpacked(mut self, limit: usize) -> Self {
        self.max_unpacked = limit;
        self
    }

    /// How many times larger than its packed form a part of a packed document (DOCX) may be. Default: 200; documents
    /// have 5 to 50, and what is made to fill the memory up to 1032. Parts below 1 MiB may have any ratio. More gives
    /// [`Error::TooDense`].
    #[cfg(feature = "docx")]
    #[must_use]
    pub fn max_ratio(mut self, limit: usize) -> Self {
        self.max_ratio = limit;
        self
    }

    /// Reads a report's text.
    ///
    /// ```
    /// use ogi_report::{Error, Options};
    ///
    /// let options = Options::new().max_lines(1).max_diagnostics(3);
    /// assert_eq!(options.parse("一、总体情况\n无。"), Err(Error::TooManyLines { limit: 1 }));
    /// assert_eq!(options.parse("一、总体情况")?.diagnostics.len(), 4, "the last one says how many there were");
    /// # Ok::<(), Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`Error::TooLarge`] and [`Error::TooManyLines`] where the text is over a limit, [`Error::Empty`],
    /// [`Error::Binary`] and [`Error::NoSection`] where there is no report in it. Nothing else about its content is an
    /// error.
    pub fn parse(&self, text: &str) -> Result<Parsed, Error> {
        crate::read::parse(text, self)
    }

    /// Reads a report in whatever form it is held: plain text, Markdown, HTML, DOCX, and PDF with the
    /// feature `pdf`. Form and encoding are told by the content.
    ///
    /// ```
    /// use ogi_report::{Error, Form, Options};
    ///
    /// let parsed = Options::new().read(ogi_report::SAMPLE.as_bytes())?;
    /// assert_eq!(parsed.source.unwrap().form, Form::Text);
    /// assert_eq!(Options::new().read(b"\x89PNG\r\n\x1a\n"), Err(Error::UnsupportedForm { form: Form::Image }));
    /// # Ok::<(), Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// Those of [`Options::parse`], [`Error::UnsupportedForm`] and [`Error::UnsupportedEncoding`] for what is not read,
    /// [`Error::Encrypted`] for what a password locks, and [`Error::Elsewhere`] for a page that only leads to a report. Limits hold for the bytes as well as for the text that is made of them.
    pub fn read(&self, bytes: &[u8]) -> Result<Parsed, Error> {
        crate::read::read(bytes, None, self)
    }

    /// Reads a report in a form that is known. Of text, what it looks like is not asked.
    ///
    /// ```
    /// use ogi_report::{Form, Options};
    ///
    /// // Markup in a text is text.
    /// let parsed = Options::new().read_as(Form::Text, "一、总体情况\n<p>无。</p>".as_bytes())?;
    /// assert_eq!(parsed.source.unwrap().form, Form::Text);
    /// # Ok::<(), ogi_report::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// Those of [`Options::read`], and [`Error::OtherForm`] for bytes that are plainly a file of another form.
    pub fn read_as(&self, form: Form, bytes: &[u8]) -> Result<Parsed, Error> {
        crate::read::read(bytes, Some(form), self)
    }
}
