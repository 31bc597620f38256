//! The targets of the tests, for the fuzzers. A target reads bytes, holds what comes of them against all that must be true
//! of it, and panics where it is not.

#[path = "../../tests/common/mod.rs"]
mod common;

/// The names of all targets.
pub fn names() -> impl Iterator<Item = &'static str> {
    common::targets::TARGETS.iter().map(|target| target.0)
}

/// Runs a target.
pub fn run(target: &str, bytes: &[u8]) {
    common::targets::run(target, bytes);
}

/// What a target begins with.
pub fn seeds(target: &str) -> Vec<Vec<u8>> {
    common::seeds::seeds(target)
}

/// Words that a target may meet.
pub fn words(target: &str) -> Vec<String> {
    common::seeds::words(target)
}

/// A Word document with this body.
pub fn docx(body: &str) -> Vec<u8> {
    common::package::archive(
        &[("word/document.xml", common::package::document_xml(body).as_bytes())],
        zip::CompressionMethod::Stored,
    )
}

/// A PDF of pages with this content.
pub fn pdf(pages: &[String]) -> Vec<u8> {
    common::pdf::file(pages, "/MediaBox [0 0 595 842]")
}
