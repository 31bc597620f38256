//! From what people hold to a [`Document`], and from there to a report.
//!
//! One file a form: [`text`](mod@text) and [`markdown`] for what is text already, [`html`] for pages. Forms whose text is
//! not their source put their documents together with a [`build::Builder`], tables with merged cells through a
//! [`grid::Grid`]. In front of them, [`encoding`] makes text of bytes.

// The parts that readers of other forms share are built with any of these.
#[cfg(feature = "html")]
mod build;
mod encoding;
#[cfg(feature = "html")]
mod grid;
#[cfg(feature = "html")]
mod html;
#[cfg(feature = "html")]
mod markdown;
mod ruled;
mod text;

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

pub use self::encoding::Encoding;
pub(crate) use self::text::text;
use crate::document::Document;
use crate::source::offset;
use crate::{Code, Diagnostic, Error, Form, Options, Parsed, Span};

/// What was read.
///
/// ```
/// let parsed = ogi_report::read(ogi_report::SAMPLE.as_bytes())?;
/// let source = parsed.source.unwrap();
/// assert_eq!(source.encoding, Some(ogi_report::Encoding::Utf8));
/// assert_eq!(parsed.report.issuer.unwrap().span.slice(&source.text), "澄溪县人民政府");
/// # Ok::<(), ogi_report::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Source {
    /// The form that was read.
    pub form: Form,
    /// The encoding of its bytes; `None` where the form leaves none open, as DOCX does.
    pub encoding: Option<Encoding>,
    /// The text that all spans refer to. Of a page or a file, it is what a person would read there: a paragraph or a row
    /// of a table a line, the cells of a row parted by tabs, and a merged number in each cell that it covers.
    pub text: String,
}

/// Reads bytes, of this form if it is known.
pub(crate) fn read(bytes: &[u8], form: Option<Form>, options: &Options) -> Result<Parsed, Error> {
    if bytes.len() > options.max_bytes {
        return Err(Error::TooLarge { actual: bytes.len(), limit: options.max_bytes });
    }
    match form.or_else(|| Form::of_container(bytes)) {
        None | Some(Form::Text | Form::Markdown | Form::Html) => {}
        Some(form) => return Err(Error::UnsupportedForm { form }),
    }
    let decoded = encoding::decode(bytes);
    let form = form.unwrap_or_else(|| Form::of_text(&decoded.text));
    let mut parsed = match form {
        Form::Text => plain(decoded.text, options),
        Form::Markdown => markdown_form(decoded.text, options),
        Form::Html => html_form(&decoded.text, options),
        form => Err(Error::UnsupportedForm { form }),
    }?;
    if let Some(source) = &mut parsed.source {
        (source.form, source.encoding) = (form, Some(decoded.encoding));
        if decoded.replaced > 0 {
            let first = source.text.find('\u{fffd}');
            let span = first.map_or(Span::default(), |at| Span::new(offset(at), offset(at + '\u{fffd}'.len_utf8())));
            let message = format!(
                "{} stretches of bytes are not {}, and U+FFFD stands in their place",
                decoded.replaced, decoded.encoding
            );
            note(&mut parsed.diagnostics, Diagnostic::new(Code::BytesReplaced, span, message), options);
        }
    }
    Ok(parsed)
}

/// Adds a diagnostic at its place, if there is room for it.
fn note(diagnostics: &mut Vec<Diagnostic>, diagnostic: Diagnostic, options: &Options) {
    if diagnostics.len() < options.max_diagnostics {
        let at = diagnostics.partition_point(|other| other.span.start <= diagnostic.span.start);
        diagnostics.insert(at, diagnostic);
    }
}

/// Reads a document. Its text is added by who has it.
fn report(document: &mut Document<'_>, options: &Options) -> Result<Parsed, Error> {
    let mut parsed = crate::grammar::report(document, options)?;
    place(&mut parsed, document);
    Ok(parsed)
}

/// What was read of a text, and the text.
fn with_text(mut parsed: Parsed, text: String) -> Parsed {
    parsed.source = Some(Source { form: Form::Text, encoding: None, text });
    parsed
}

/// Tells each cell of the report where it stands in the document.
fn place(parsed: &mut Parsed, document: &Document<'_>) {
    if document.cells.iter().all(|cell| cell.place.is_none()) {
        return;
    }
    parsed.report.each_cell_mut(|cell| {
        let Some(span) = cell.span else { return };
        // The cells of a document stand in the order of its text, and each behind a mark of its own.
        let behind = document.cells.partition_point(|cell| cell.span.start <= span.start);
        let own = behind.checked_sub(1).and_then(|at| document.cells.get(at));
        // A blank cell that left no trace stands behind its label, which is another cell.
        cell.place = own
            .filter(|own| span.end <= own.span.end && (!span.is_empty() || own.span.is_empty()))
            .and_then(|own| own.place);
    });
}

fn plain(text: Cow<'_, str>, options: &Options) -> Result<Parsed, Error> {
    let parsed = report(&mut self::text(&text, options)?, options)?;
    Ok(with_text(parsed, text.into_owned()))
}

#[cfg(not(feature = "html"))]
fn markdown_form(text: Cow<'_, str>, options: &Options) -> Result<Parsed, Error> {
    plain(text, options)
}

#[cfg(feature = "html")]
fn markdown_form(text: Cow<'_, str>, options: &Options) -> Result<Parsed, Error> {
    match markdown::Markdown::with_tables(&text, options)? {
        None => plain(text, options),
        Some(markdown) => {
            let parsed = report(&mut markdown.document(options)?, options)?;
            Ok(with_text(parsed, markdown.text))
        }
    }
}

#[cfg(not(feature = "html"))]
fn html_form(_: &str, _: &Options) -> Result<Parsed, Error> {
    Err(Error::UnsupportedForm { form: Form::Html })
}

#[cfg(feature = "html")]
fn html_form(text: &str, options: &Options) -> Result<Parsed, Error> {
    let page = html::Html::new(text);
    let (mut document, mut met) = page.document(options);
    let mut parsed = document.as_mut().map_err(|error| error.clone()).and_then(|document| report(document, options));
    if let Some((mut whole, in_whole)) = page.with_hidden(&met, &parsed, options)
        && let Ok(read) = whole.as_mut().map_err(|error| error.clone()).and_then(|document| report(document, options))
        && html::adds(&read, &parsed)
    {
        (document, met, parsed) = (whole, in_whole, Ok(read));
    }
    let len = document.as_ref().map_or(0, |document| document.text.len());
    match parsed {
        Ok(mut parsed) => {
            for picture in met.pictures(&parsed) {
                note(&mut parsed.diagnostics, picture, options);
            }
            Ok(with_text(parsed, document.map_or_else(|_| String::new(), |document| document.text.into_owned())))
        }
        Err(error @ (Error::NoSection { .. } | Error::Empty)) => Err(met.elsewhere(len).unwrap_or(error)),
        Err(error) => Err(error),
    }
}
