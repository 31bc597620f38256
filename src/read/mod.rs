//! From what people hold to a [`Document`](crate::document::Document).
//!
//! One file a form. Plain text is the only one yet.

mod ruled;
mod text;

pub(crate) use self::text::text;
