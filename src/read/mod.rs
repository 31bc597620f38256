//! From what people hold to a [`Document`], and from there to a report.
//!
//! One file a form, or one folder: [`text`](mod@text) and [`markdown`] for what is text already, [`html`] for pages,
//! [`docx`] for Word documents, [`pdf`] for PDF. Forms whose text is not their source put their documents together with a
//! [`build::Builder`], tables with merged cells through a [`grid::Grid`]. In front of them, [`encoding`] makes text of
//! bytes, [`garbled`] tells what went wrong with text before; behind them, [`source`] keeps what was read.

// The parts that readers of other forms share are built with any of these.
#[cfg(feature = "_grid")]
mod build;
#[cfg(feature = "docx")]
mod docx;
mod encoding;
mod garbled;
#[cfg(feature = "_grid")]
mod grid;
#[cfg(feature = "html")]
mod html;
#[cfg(feature = "html")]
mod markdown;
#[cfg(feature = "pdf")]
mod pdf;
mod ruled;
mod source;
#[cfg(feature = "_stages")]
pub mod stages;
mod text;

use std::borrow::Cow;

pub use self::encoding::Encoding;
pub use self::source::Source;
pub(crate) use self::text::text;
use crate::document::Document;
#[cfg(feature = "pdf")]
use crate::report::{Furniture, FurnitureKind};
use crate::source::offset;
use crate::{Code, Diagnostic, Error, Form, Options, Parsed, Span};

/// Reads a text. Who called has the text.
pub(crate) fn parse(source: &str, options: &Options) -> Result<Parsed, Error> {
    let mut parsed = report(&mut text(source, options)?, options).map_err(|error| garbled::explained(error, source))?;
    if let Some(at) = memchr::memchr_iter(b'<', source.as_bytes()).find(|&at| is_table_tag(source, at)) {
        let span = Span::new(offset(at), offset(at + "<table".len()));
        let diagnostic =
            Diagnostic::new(Code::MarkupUnread, span, "a table of HTML begins here, which was read as text");
        note(
            &mut parsed.diagnostics,
            diagnostic.with_help("hand the bytes to `read`, which reads markup; its spans refer to the text it makes"),
            options,
        );
    }
    Ok(parsed)
}

/// Whether `<table` stands at an offset, in either case.
fn is_table_tag(source: &str, at: usize) -> bool {
    source.as_bytes().get(at..at + "<table".len()).is_some_and(|tag| tag.eq_ignore_ascii_case(b"<table"))
}

/// Reads bytes, of this form if it is known.
pub(crate) fn read(bytes: &[u8], form: Option<Form>, options: &Options) -> Result<Parsed, Error> {
    if bytes.len() > options.max_bytes {
        return Err(Error::TooLarge { actual: bytes.len(), limit: options.max_bytes });
    }
    let found = Form::of_container(bytes);
    match (form, found) {
        (_, Some(Form::Encrypted)) => Err(Error::Encrypted { form: "an Office document with a password" }),
        // Only the names within an archive tell what it is, and a Word file is free to use others.
        (None | Some(Form::Docx), Some(Form::Docx)) | (Some(Form::Docx), Some(Form::Archive)) => {
            docx_form(bytes, options)
        }
        (None | Some(Form::Pdf), Some(Form::Pdf)) => pdf_form(bytes, options),
        (Some(expected), Some(found)) if found != expected => Err(Error::OtherForm { expected, found }),
        (_, Some(form)) => Err(Error::UnsupportedForm { form }),
        (None | Some(Form::Text | Form::Markdown | Form::Html), None) => decoded(bytes, form, options),
        (Some(expected), None) => Err(no_container(bytes, expected)),
    }
}

/// The error for bytes that were to be a file of this form, and are none that has a mark of its own.
fn no_container(bytes: &[u8], expected: Form) -> Error {
    let decoded = encoding::decode(bytes);
    let found = Form::of_text(&decoded.text);
    if let Some(offset) = memchr::memchr(0, decoded.text.as_bytes()) {
        Error::Binary { found: "NUL", offset }
    } else if decoded.text.chars().all(crate::grammar::lexical::is_space) {
        Error::Empty
    } else if found == expected {
        Error::UnsupportedForm { form: found }
    } else {
        Error::OtherForm { expected, found }
    }
}

/// Reads bytes that are text of some kind.
fn decoded(bytes: &[u8], form: Option<Form>, options: &Options) -> Result<Parsed, Error> {
    if encoding::is_utf32(bytes) {
        return Err(Error::UnsupportedEncoding { encoding: "UTF-32" });
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
        if let Some((other, at)) = decoded.mixed {
            // Only of a plain text are these the same places.
            let at = if form == Form::Text { offset(at) } else { 0 };
            let message = format!("the bytes change between {} and {other}, and were read as that", decoded.encoding);
            note(&mut parsed.diagnostics, Diagnostic::new(Code::BytesReplaced, Span::new(at, at), message), options);
        }
    }
    Ok(parsed)
}

/// Adds a diagnostic at its place, if there is room for it; if not, it is said that there was none.
fn note(diagnostics: &mut Vec<Diagnostic>, diagnostic: Diagnostic, options: &Options) {
    if diagnostics.len() < options.max_diagnostics {
        let at = diagnostics.partition_point(|other| other.span.start <= diagnostic.span.start);
        diagnostics.insert(at, diagnostic);
    } else if diagnostics.last().is_none_or(|last| last.code != Code::TooManyDiagnostics) {
        let message = "diagnostics of reading were left out, as there were too many";
        diagnostics.push(Diagnostic::new(Code::TooManyDiagnostics, diagnostic.span, message));
    }
}

/// Reads a document. Its text is added by who has it.
fn report(document: &mut Document<'_>, options: &Options) -> Result<Parsed, Error> {
    let mut parsed = crate::grammar::report(document, options)?;
    source::place_cells(&mut parsed.report, document);
    Ok(parsed)
}

/// Reads a document that has its own text.
#[cfg(feature = "_grid")]
fn owned(mut document: Document<'_>, form: Form, options: &Options) -> Result<Parsed, Error> {
    let mut parsed = report(&mut document, options)?;
    let places = source::places(&document);
    parsed.source = Some(Source::new(form, document.text.into_owned(), places));
    Ok(parsed)
}

fn plain(source: Cow<'_, str>, options: &Options) -> Result<Parsed, Error> {
    let mut document = text(&source, options)?;
    let mut parsed = report(&mut document, options).map_err(|error| garbled::explained(error, &source))?;
    let places = source::places(&document);
    drop(document);
    parsed.source = Some(Source::new(Form::Text, source.into_owned(), places));
    Ok(parsed)
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
            let mut document = markdown.document(options)?;
            let mut parsed = report(&mut document, options)?;
            let places = source::places(&document);
            drop(document);
            parsed.source = Some(Source::new(Form::Markdown, markdown.text, places));
            Ok(parsed)
        }
    }
}

#[cfg(not(feature = "docx"))]
fn docx_form(_: &[u8], _: &Options) -> Result<Parsed, Error> {
    Err(Error::UnsupportedForm { form: Form::Docx })
}

#[cfg(feature = "docx")]
fn docx_form(bytes: &[u8], options: &Options) -> Result<Parsed, Error> {
    owned(docx::docx(bytes, options)?, Form::Docx, options)
}

#[cfg(not(feature = "pdf"))]
fn pdf_form(_: &[u8], _: &Options) -> Result<Parsed, Error> {
    Err(Error::UnsupportedForm { form: Form::Pdf })
}

#[cfg(feature = "pdf")]
fn pdf_form(bytes: &[u8], options: &Options) -> Result<Parsed, Error> {
    let pdf = pdf::Pdf::new(bytes, options)?;
    let why = |error| match error {
        Error::NoSection { .. } | Error::Empty => pdf.reason().unwrap_or(error),
        error => error,
    };
    let pdf::Written { document, heads, diagnostics } = pdf::document(&pdf, options).map_err(why)?;
    let mut parsed = owned(document, Form::Pdf, options).map_err(why)?;
    if let Some(source) = &parsed.source {
        let furniture = &mut parsed.report.furniture;
        furniture.extend(heads.into_iter().map(|span| Furniture {
            kind: FurnitureKind::PageMark,
            text: span.slice(&source.text).to_owned(),
            span,
        }));
        furniture.sort_by_key(|piece| piece.span.start);
    }
    for diagnostic in diagnostics {
        note(&mut parsed.diagnostics, diagnostic, options);
    }
    Ok(parsed)
}

#[cfg(not(feature = "html"))]
fn html_form(_: &str, _: &Options) -> Result<Parsed, Error> {
    Err(Error::UnsupportedForm { form: Form::Html })
}

#[cfg(feature = "html")]
fn html_form(text: &str, options: &Options) -> Result<Parsed, Error> {
    let page = html::Html::new(text, options)?;
    let (document, mut met) = page.document(options);
    // The tree of a page takes more memory than all that comes of it.
    let page = met.hides().then_some(page);
    let mut len = document.as_ref().map_or(0, |document| document.text.len());
    let mut parsed = document.and_then(|document| owned(document, Form::Html, options));
    if let Some(page) = page
        && let Some((Ok(whole), in_whole)) = page.with_hidden(&met, &parsed, options)
    {
        let in_all = whole.text.len();
        if let Ok(read) = owned(whole, Form::Html, options)
            && html::adds(&read, &parsed)
        {
            (len, met, parsed) = (in_all, in_whole, Ok(read));
        }
    }
    match parsed {
        Ok(mut parsed) => {
            for picture in met.pictures(&parsed) {
                note(&mut parsed.diagnostics, picture, options);
            }
            Ok(parsed)
        }
        Err(error @ (Error::NoSection { .. } | Error::Empty)) => {
            Err(garbled::explained(met.elsewhere(len).unwrap_or(error), text))
        }
        Err(error) => Err(error),
    }
}
