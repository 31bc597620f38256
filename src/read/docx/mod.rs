//! Word documents: a zip archive of parts in XML (ECMA-376, transitional and strict).
//!
//! | file | what |
//! | --- | --- |
//! | `container.rs` | the archive, its limits, and what is no archive |
//! | `xml.rs` | markup as a stream of elements and text |
//! | `parts.rs` | which parts there are |
//! | `styles.rs`, `numbering.rs`, `numerals.rs` | the numbers of paragraphs, and text that styles hide |
//! | `body.rs`, `fields.rs`, `symbols.rs`, `notes.rs` | the text |
//! | `grid.rs` | the cells of tables, where cells are merged |
//! | `flow.rs` | what comes of it, and how it goes into a [`Document`] |

mod body;
mod container;
mod fields;
mod flow;
mod grid;
mod notes;
mod numbering;
mod numerals;
mod parts;
mod styles;
mod symbols;
#[cfg(test)]
mod tests;
mod xml;

use self::body::Body;
use self::container::{Package, no_document};
use self::notes::Notes;
use self::numbering::Lists;
use self::styles::Styles;
use self::xml::{Xml, decode};
use crate::document::Document;
use crate::read::build::Builder;
use crate::read::grid::Tables;
use crate::{Error, Options};

/// Reads a Word document.
pub(crate) fn docx(bytes: &[u8], options: &Options) -> Result<Document<'static>, Error> {
    let mut package = Package::open(bytes, options)?;
    let parts = parts::find(&mut package)?;
    let styles = match package.part(&parts.styles)? {
        Some(bytes) => Styles::read(Xml::new(&decode(&bytes, &parts.styles)?, &parts.styles))?,
        None => Styles::default(),
    };
    let lists = match package.part(&parts.numbering)? {
        Some(bytes) => Lists::read(Xml::new(&decode(&bytes, &parts.numbering)?, &parts.numbering))?,
        None => Lists::default(),
    };
    let mut notes = Notes::default();
    for name in [&parts.footnotes, &parts.endnotes] {
        if let Some(bytes) = package.part(name)? {
            let body = Body::new(&styles, Lists::default(), Notes::default(), options);
            notes = notes.with(body.read_notes(Xml::new(&decode(&bytes, name)?, name))?);
        }
    }
    let Some(bytes) = package.part(&parts.document)? else { return Err(no_document()) };
    let text = decode(&bytes, &parts.document)?;
    let blocks = Body::new(&styles, lists, notes, options).read(Xml::new(&text, &parts.document))?;
    let mut builder = Builder::new(options);
    let mut tables = Tables::default();
    for block in blocks {
        block.build(&mut tables, &mut builder)?;
    }
    builder.finish()
}
