//! The forms that a report is written in.

use ogi_report::Parsed;
use ogi_report::check::Findings;
use ogi_report::write::{self, AnnotatedPage, CheckKind, CsvWriter, Rows, SourceText};

/// A form that is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// The official form as plain text.
    Text,
    /// As Markdown.
    Markdown,
    /// As a page.
    Html,
    /// As a Word document.
    Docx,
    /// The tree, with its spans.
    Json,
    /// The rows of the cells.
    Csv,
    /// The page with the findings marked on it.
    Annotated,
}

/// All of them.
pub const FORMS: [Form; 7] =
    [Form::Text, Form::Markdown, Form::Html, Form::Docx, Form::Json, Form::Csv, Form::Annotated];

impl Form {
    /// What it is called in tables.
    pub fn name(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Markdown => "markdown",
            Self::Html => "html",
            Self::Docx => "docx",
            Self::Json => "json",
            Self::Csv => "csv",
            Self::Annotated => "annotated page",
        }
    }

    /// Writes a report that was read from a text.
    pub fn write(self, text: &str, parsed: &Parsed, findings: &Findings) -> Vec<u8> {
        match self {
            Self::Text => write::text(&parsed.report).into_bytes(),
            Self::Markdown => write::markdown(&parsed.report).into_bytes(),
            Self::Html => write::html(&parsed.report).into_bytes(),
            Self::Docx => write::docx(&parsed.report),
            Self::Json => serde_json::to_vec(parsed).expect("a tree has a form in JSON"),
            Self::Csv => {
                let mut out = Vec::new();
                let mut writer = CsvWriter::new(&mut out);
                writer.write_all(Rows::of("report.txt", parsed).cells()).expect("memory takes everything");
                writer.finish().expect("memory takes everything");
                out
            }
            Self::Annotated => {
                let sources = [SourceText::new("report.txt", text)];
                let mut page = AnnotatedPage::new(&sources);
                page.read(0, parsed);
                page.check(CheckKind::Report, 0..1, findings, |_| true);
                page.to_html().into_bytes()
            }
        }
    }
}
