//! stub, to be written

use core::ops::Range;

use crate::diagnostic::Sink;
use crate::document::Document;
use crate::report::Report;

/// Reads what stands before the first section heading: title, chrome, preamble. Every line finds a place.
pub(crate) fn front(document: &Document<'_>, lines: Range<usize>, report: &mut Report, sink: &mut Sink) {
    let _ = (document, lines, report, sink);
}

/// Once sections and signature are read: settles issuer, year and period from what there is, and says where they
/// conflict. `overview` are the lines of section one, where a period may stand that the preamble lacks.
pub(crate) fn settle(document: &Document<'_>, overview: Range<usize>, report: &mut Report, sink: &mut Sink) {
    let _ = (document, overview, report, sink);
}
