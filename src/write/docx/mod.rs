//! The official form as a Word document.
//!
//! | file | what |
//! | --- | --- |
//! | `document.rs` | the text: paragraphs and tables in their order |
//! | `table.rs`, `widths.rs` | a table with merged cells, and how wide its columns are |
//! | `xml.rs` | markup, and which characters it can hold |
//! | `package.rs` | the archive |
//! | `parts/` | what is the same in every document: styles, fonts, the number of the page |

mod document;
mod package;
mod table;
mod widths;
mod xml;

use self::package::Part;
use super::official::OfficialForm;
use crate::Report;

/// A report as a Word document (ECMA-376, transitional), laid out as the format prescribes: A4 with the margins and typefaces
/// of official documents, tables with merged cells.
///
/// The same report gives the same bytes. What the form leaves out is told by [`OfficialForm::omissions`]; characters that no
/// XML can hold are left out as well.
///
/// ```
/// let report = ogi_report::parse(ogi_report::SAMPLE)?.report;
/// let bytes = ogi_report::write::docx(&report);
///
/// let again = ogi_report::read(&bytes)?.report;
/// let id = "applications.received.total".parse()?;
/// assert_eq!(again.cell(id).count(), report.cell(id).count());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn docx(report: &Report) -> Vec<u8> {
    let form = OfficialForm::new(report);
    let title = report.title.as_ref().map(|title| title.text.as_str());
    package::pack(&[
        // Readers look for this one first.
        Part::fixed("[Content_Types].xml", include_str!("parts/content_types.xml")),
        Part::fixed("_rels/.rels", include_str!("parts/rels.xml")),
        Part::made("word/document.xml", document::document(&form)),
        Part::fixed("word/_rels/document.xml.rels", include_str!("parts/document_rels.xml")),
        Part::fixed("word/styles.xml", include_str!("parts/styles.xml")),
        Part::fixed("word/settings.xml", include_str!("parts/settings.xml")),
        Part::fixed("word/fontTable.xml", include_str!("parts/font_table.xml")),
        Part::fixed("word/footer1.xml", include_str!("parts/footer.xml")),
        Part::made("docProps/core.xml", document::properties(title)),
    ])
}
