//! What was read: its form, its text, and where in the document its stretches stand.

use serde::{Deserialize, Serialize};

use super::Encoding;
use crate::document::{Document, LineKind};
use crate::report::{Place, Report};
use crate::{Form, LineIndex, Position, Span};

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
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Source {
    /// The form that was read.
    pub form: Form,
    /// The encoding of its bytes; `None` where the form leaves none open, as DOCX does.
    pub encoding: Option<Encoding>,
    /// The text that all spans refer to. Of a page or a file, it is what a person would read there: a paragraph or a row
    /// of a table a line, the cells of a row parted by tabs, and a merged number in each cell that it covers.
    pub text: String,
    /// Where what begins at an offset stands, up to the next one.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    places: Vec<(u32, Place)>,
}

impl Source {
    pub(super) fn new(form: Form, text: String, places: Vec<(u32, Place)>) -> Self {
        Self { form, encoding: None, text, places }
    }

    /// The words of a span, and line and column of their beginning in [`text`](Self::text).
    ///
    /// ```
    /// let parsed = ogi_report::read(ogi_report::SAMPLE.as_bytes())?;
    /// let (cell, source) = (parsed.report.cell("applications.received.total".parse()?), parsed.source.as_ref().unwrap());
    /// let (words, position) = source.words(cell.span.unwrap());
    /// assert_eq!(format!("{words} at {position}"), "19 at 43:33");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// Lines are looked for in the text each time. Who has many spans makes one [`LineIndex`].
    pub fn words(&self, span: Span) -> (&str, Position) {
        (span.slice(&self.text), LineIndex::new(&self.text).position(&self.text, span.start))
    }

    /// Where the beginning of a span stands in the document: every value of the tree has one, and so has every operand of
    /// a finding. `None` where the form has no places, as most plain text, or none for it, as prose on a web page.
    ///
    /// ```
    /// let paged = ogi_report::SAMPLE.replacen("二、主动公开", "\x0c二、主动公开", 1);
    /// let parsed = ogi_report::read(paged.as_bytes())?;
    /// let source = parsed.source.unwrap();
    /// let heading = parsed.report.disclosure.unwrap().section.heading.unwrap();
    /// assert_eq!(source.place(heading.span).unwrap().page(), Some(2));
    /// # Ok::<(), ogi_report::Error>(())
    /// ```
    pub fn place(&self, span: Span) -> Option<Place> {
        let behind = self.places.partition_point(|(start, _)| *start <= span.start);
        let (_, place) = self.places.get(behind.checked_sub(1)?)?;
        Some(*place).filter(|place| !place.is_unknown())
    }
}

/// Where everything in a document stands, in the order of its text.
pub(super) fn places(document: &Document<'_>) -> Vec<(u32, Place)> {
    let mut places: Vec<(u32, Place)> = Vec::new();
    for line in &document.lines {
        match line.kind {
            LineKind::Row(first, len) => {
                let cells = document.row(first, len).iter().filter(|cell| !cell.continues);
                places.extend(cells.map(|cell| (cell.span.start, cell_place(document, cell.place, cell.span))));
            }
            LineKind::Text | LineKind::Blank => places.push((line.span.start, document.place(line.span.start))),
        }
    }
    places.dedup_by_key(|(_, place)| *place);
    if places.iter().all(|(_, place)| place.is_unknown()) {
        places.clear();
    }
    places
}

/// Where a cell stands: its own place, or else that of the text it stands in.
fn cell_place(document: &Document<'_>, own: Place, span: Span) -> Place {
    if own.is_unknown() { document.place(span.start) } else { own }
}

/// Tells each cell of the report where it stands in the document.
pub(super) fn place_cells(report: &mut Report, document: &Document<'_>) {
    let nowhere = document.places.is_empty() && document.cells.iter().all(|cell| cell.place.is_unknown());
    if nowhere {
        return;
    }
    report.each_cell_mut(|cell| {
        let Some(span) = cell.span else { return };
        // The cells of a document stand in the order of its text, and each behind a mark of its own.
        let behind = document.cells.partition_point(|cell| cell.span.start <= span.start);
        let own = behind.checked_sub(1).and_then(|at| document.cells.get(at));
        // A blank cell that left no trace stands behind its label, which is another cell.
        let own = own.filter(|own| span.end <= own.span.end && (!span.is_empty() || own.span.is_empty()));
        let place = cell_place(document, own.map_or(Place::UNKNOWN, |own| own.place), span);
        cell.place = Some(place).filter(|place| !place.is_unknown());
    });
}
