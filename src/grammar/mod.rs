//! From a [`Document`](crate::document::Document) to a [`Report`](crate::Report).
//!
//! Each file says in its head which productions it reads; `section` has that of the whole. `docs/grammar.md` shows them all,
//! with their sources in the format and with samples, and a test holds it to what is here. A production has its name in the
//! name of what reads it: of a function, a type, a constant or a field of its file, or of the file itself. `…` stands for more
//! words of the kind, which the code lists.

pub(crate) mod lexical;

mod applications;
mod back;
mod chrome;
mod citation;
mod claim;
mod contact;
mod date;
mod disclosure;
mod disputes;
mod edition;
mod front;
mod heading;
mod narrative;
mod numbering;
mod page;
mod period;
mod section;
pub(crate) mod table;
mod title;

pub(crate) use self::heading::section_title;
pub(crate) use self::numbering::numbering;
pub(crate) use self::section::report;
#[cfg(feature = "_grid")]
pub(crate) use self::table::is_row_label;
