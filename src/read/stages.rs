//! The stages of reading apart from each other, for the benchmarks: no part of what the crate promises.
//!
//! What a reader does to a file ends with a `Document`, and what the grammar makes of it begins there. Nobody but the
//! benchmarks has a use for the one without the other.

use super::{report, text};
use crate::document::Document;
use crate::{Error, Options, Parsed};

/// What a reader has made of a file, before the grammar.
#[derive(Debug)]
pub struct Lines<'t>(Document<'t>);

impl<'t> Lines<'t> {
    /// The lines of a text.
    ///
    /// # Errors
    ///
    /// Those of [`Options::parse`] that come before the grammar.
    pub fn of_text(source: &'t str, options: &Options) -> Result<Self, Error> {
        text(source, options).map(Self)
    }

    /// What the grammar makes of them.
    ///
    /// # Errors
    ///
    /// Those of the grammar: the lines are no report.
    pub fn report(mut self, options: &Options) -> Result<Parsed, Error> {
        report(&mut self.0, options)
    }
}

impl Lines<'static> {
    /// What a page shows.
    ///
    /// # Errors
    ///
    /// Those of [`Options::read`] for a page, before the grammar.
    #[cfg(feature = "html")]
    pub fn of_html(page: &str, options: &Options) -> Result<Self, Error> {
        super::html::Html::new(page, options)?.document(options).0.map(Self)
    }

    /// What stands in a Word document.
    ///
    /// # Errors
    ///
    /// Those of [`Options::read`] for a Word document, before the grammar.
    #[cfg(feature = "docx")]
    pub fn of_docx(bytes: &[u8], options: &Options) -> Result<Self, Error> {
        super::docx::docx(bytes, options).map(Self)
    }

    /// What stands in a PDF.
    ///
    /// # Errors
    ///
    /// Those of [`Options::read`] for a PDF, before the grammar.
    #[cfg(feature = "pdf")]
    pub fn of_pdf(bytes: &[u8], options: &Options) -> Result<Self, Error> {
        use super::pdf;
        let pdf = pdf::Pdf::new(bytes, options)?;
        Ok(Self(pdf::document(&pdf, options)?.document))
    }
}
