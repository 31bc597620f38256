//! The text of the document, and its properties.

use super::table;
use super::xml::Xml;
use crate::write::official::{Block, OfficialForm, Paragraph, ParagraphKind, Run};

/// Paper and margins of official documents (GB/T 9704), in twentieths of a point: A4, and a text of 156 mm by 225 mm.
const PAGE: [(&str, &str); 2] = [("w:w", "11906"), ("w:h", "16838")];
const MARGINS: [(&str, &str); 7] = [
    ("w:top", "2098"),
    ("w:right", "1474"),
    ("w:bottom", "1984"),
    ("w:left", "1587"),
    ("w:header", "851"),
    ("w:footer", "1400"),
    ("w:gutter", "0"),
];
/// The width of the text on that page.
pub(super) const TEXT_WIDTH: usize = 11906 - 1474 - 1587;

const WORD: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const RELATIONSHIPS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// `word/document.xml`.
pub(super) fn document(form: &OfficialForm<'_>) -> Vec<u8> {
    let mut xml = Xml::new();
    xml.element("w:document", &[("xmlns:w", WORD), ("xmlns:r", RELATIONSHIPS)], |xml| {
        xml.element("w:body", &[], |xml| body(xml, &form.blocks));
    });
    xml.into_bytes()
}

fn body(xml: &mut Xml, blocks: &[Block<'_>]) {
    for (nth, block) in blocks.iter().enumerate() {
        match block {
            Block::Paragraph(this) => paragraph(xml, this),
            Block::Table(this) => {
                table::table(xml, this);
                // Two tables with nothing between them are one, and a text ends with a paragraph.
                if !matches!(blocks.get(nth + 1), Some(Block::Paragraph(_))) {
                    xml.empty("w:p", &[]);
                }
            }
        }
    }
    xml.element("w:sectPr", &[], |xml| {
        xml.empty("w:footerReference", &[("w:type", "default"), ("r:id", "rId4")]);
        xml.empty("w:pgSz", &PAGE);
        xml.empty("w:pgMar", &MARGINS);
    });
}

fn paragraph(xml: &mut Xml, paragraph: &Paragraph<'_>) {
    xml.element("w:p", &[], |xml| {
        let style = match paragraph.kind {
            ParagraphKind::Title => Some("Title"),
            ParagraphKind::Publication => Some("Publication"),
            ParagraphKind::Heading => Some("Heading1"),
            ParagraphKind::SubHeading => Some("Heading2"),
            ParagraphKind::Text => None,
            ParagraphKind::Signature => Some("Signature"),
        };
        if let Some(style) = style {
            xml.element("w:pPr", &[], |xml| xml.property("w:pStyle", style));
        }
        for Run { text, is_heading, .. } in &paragraph.runs {
            xml.element("w:r", &[], |xml| {
                // A heading of its own has its look from its paragraph.
                if *is_heading && style.is_none() {
                    xml.element("w:rPr", &[], |xml| xml.property("w:rStyle", "RunInHeading"));
                }
                words(xml, text);
            });
        }
    });
}

/// The text of a run.
pub(super) fn words(xml: &mut Xml, text: &str) {
    xml.element("w:t", &[("xml:space", "preserve")], |xml| xml.text(text));
}

/// `docProps/core.xml`: nothing in it tells when it was made, or by whom.
pub(super) fn properties(title: Option<&str>) -> Vec<u8> {
    let mut xml = Xml::new();
    let namespaces = [
        ("xmlns:cp", "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"),
        ("xmlns:dc", "http://purl.org/dc/elements/1.1/"),
    ];
    xml.element("cp:coreProperties", &namespaces, |xml| {
        if let Some(title) = title {
            xml.element("dc:title", &[], |xml| xml.text(title));
        }
        xml.element("dc:language", &[], |xml| xml.text("zh-CN"));
    });
    xml.into_bytes()
}
