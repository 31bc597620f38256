//! From what people hold to a [`Document`](crate::document::Document).
//!
//! One file a form, or one folder: plain text, and Word documents with the feature `docx`.

#[cfg(feature = "docx")]
mod build;
#[cfg(feature = "docx")]
mod docx;
mod ruled;
mod text;

#[cfg(feature = "docx")]
pub(crate) use self::docx::docx;
pub(crate) use self::text::text;
