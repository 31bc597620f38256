//! What styles say of text and numbering. The rest of them is looks.

use std::collections::HashMap;

use super::xml::{Namespace, Token, Xml};
use crate::Error;

/// Styles that a style can be based on, one upon the other. Word writes ten at most; a ring has no end.
const MAX_CHAIN: usize = 32;

/// The styles of a document.
#[derive(Debug, Default)]
pub(super) struct Styles {
    styles: HashMap<String, Style>,
    /// The style of paragraphs that name none.
    paragraph: Option<String>,
    /// Some style hides text.
    hides: bool,
}

#[derive(Debug, Default)]
struct Style {
    based_on: Option<String>,
    list: Option<u32>,
    level: Option<usize>,
    hidden: Option<bool>,
    page_break: Option<bool>,
}

impl Styles {
    /// Reads `styles.xml`.
    pub(super) fn read(mut xml: Xml<'_>) -> Result<Self, Error> {
        let mut styles = Self::default();
        let mut id = None;
        let mut style = Style::default();
        while let Some(token) = xml.next()? {
            let Token::Open(element) = token else { continue };
            if element.namespace != Namespace::Word {
                continue;
            }
            match element.name() {
                "style" => {
                    styles.add(id.take(), core::mem::take(&mut style));
                    id = element.attribute("styleId");
                    let is_default = element.attribute("default").is_some_and(|on| !matches!(&*on, "0" | "false"));
                    if is_default && element.attribute("type").as_deref() == Some("paragraph") {
                        styles.paragraph.clone_from(&id);
                    }
                }
                "basedOn" => style.based_on = element.val(),
                "numId" => style.list = element.number(),
                "ilvl" => style.level = element.number(),
                "vanish" => style.hidden = Some(element.is_on()),
                "pageBreakBefore" => style.page_break = Some(element.is_on()),
                // What holds in parts of tables, and what held before a change.
                "tblStylePr" | "docDefaults" | "pPrChange" | "rPrChange" => xml.skip()?,
                _ => {}
            }
        }
        styles.add(id, style);
        Ok(styles)
    }

    fn add(&mut self, id: Option<String>, style: Style) {
        if let Some(id) = id {
            self.hides |= style.hidden == Some(true);
            self.styles.insert(id, style);
        }
    }

    /// The style of a paragraph, `None` standing for the one that is named by none.
    pub(super) fn of_paragraph<'s>(&'s self, named: Option<&'s str>) -> Option<&'s str> {
        named.filter(|id| self.styles.contains_key(*id)).or(self.paragraph.as_deref())
    }

    /// A style, the one that it is based on, and so on.
    fn chain<'s>(&'s self, id: Option<&'s str>) -> impl Iterator<Item = (&'s str, &'s Style)> {
        let entry = |id: &'s str| self.styles.get_key_value(id).map(|(id, style)| (id.as_str(), style));
        core::iter::successors(id.and_then(entry), move |(_, style)| style.based_on.as_deref().and_then(entry))
            .take(MAX_CHAIN)
    }

    /// The list that a style puts its paragraphs in, and the style that says so.
    pub(super) fn list<'s>(&'s self, id: Option<&'s str>) -> Option<(u32, &'s str)> {
        self.chain(id).find_map(|(id, style)| Some((style.list?, id)))
    }

    /// The level within the list.
    pub(super) fn level(&self, id: Option<&str>) -> Option<usize> {
        self.chain(id).find_map(|(_, style)| style.level)
    }

    /// Whether paragraphs of a style begin a page.
    pub(super) fn breaks_page(&self, id: Option<&str>) -> bool {
        self.chain(id).find_map(|(_, style)| style.page_break).unwrap_or(false)
    }

    /// Whether text is hidden by its styles. Where both hide it, it is shown again.
    pub(super) fn hide(&self, paragraph: Option<&str>, run: Option<&str>) -> bool {
        let hidden = |id| self.chain(id).find_map(|(_, style)| style.hidden).unwrap_or(false);
        self.hides && hidden(paragraph) != hidden(run)
    }
}
