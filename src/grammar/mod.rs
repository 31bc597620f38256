//! From a [`Document`](crate::document::Document) to a [`Report`](crate::Report).
//!
//! The grammar of the whole:
//!
//! ```ebnf
//! report   = front, section, { section }, back ;
//! front    = { chrome }, [ title ], { chrome }, [ preamble ] ;
//! section  = heading, { paragraph | sub_heading }, [ table ], { paragraph | sub_heading } ;
//! back     = [ signature ], { chrome } ;
//! ```

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
