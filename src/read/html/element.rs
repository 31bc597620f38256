//! What the reader wants to know of an element: what it does to the text, and how far a cell spans.

use html5ever::{Attribute, LocalName};

/// What an element does to the text that stands in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Name {
    /// Nothing: it styles, or nobody knows it.
    Inline,
    /// It stands on lines of its own.
    Block,
    /// The same, and apart from what stands before it.
    Paragraph,
    /// The same, and line breaks in it are kept.
    Preformatted,
    /// A line break.
    Break,
    /// A line across the page.
    Rule,
    /// A table.
    Table,
    /// A row of a table.
    Row,
    /// A cell of a table.
    Cell,
    /// A picture.
    Picture,
    /// It is no part of what is read: scripts, styles, forms, lists of links.
    Left,
}

impl Name {
    pub(super) fn of(name: &LocalName) -> Self {
        match &**name {
            "p" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "ul" | "ol" | "dl" | "blockquote" | "figure" => {
                Self::Paragraph
            }
            "div" | "li" | "dt" | "dd" | "section" | "article" | "main" | "header" | "footer" | "center"
            | "address" | "fieldset" | "legend" | "form" | "figcaption" | "body" | "html" | "details" | "summary"
            | "caption" | "thead" | "tbody" | "tfoot" | "dir" | "hgroup" | "search" => Self::Block,
            "pre" | "listing" | "plaintext" | "xmp" => Self::Preformatted,
            "br" => Self::Break,
            "hr" => Self::Rule,
            "table" => Self::Table,
            "tr" => Self::Row,
            "td" | "th" => Self::Cell,
            "img" | "image" => Self::Picture,
            "script" | "style" | "noscript" | "template" | "head" | "title" | "nav" | "aside" | "menu" | "select"
            | "option" | "button" | "textarea" | "input" | "iframe" | "object" | "embed" | "applet" | "audio"
            | "video" | "canvas" | "svg" | "math" | "map" | "dialog" | "datalist" | "noframes" | "noembed"
            | "frameset" | "rp" | "rt" => Self::Left,
            _ => Self::Inline,
        }
    }
}

/// An element.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct Element {
    pub(super) name: Name,
    /// Rows that a cell spans, as written: 0 for all that follow in the table.
    pub(super) rowspan: u32,
    /// Columns that a cell spans, as written.
    pub(super) colspan: u32,
    /// Whether it is not shown.
    pub(super) hidden: bool,
    /// Whether a page of paper begins with it, as Word exports say.
    pub(super) begins_page: bool,
    /// A script.
    pub(super) script: bool,
    /// What a link or a picture points to.
    pub(super) target: Option<Box<str>>,
}

impl Element {
    pub(super) fn new(name: &LocalName, attributes: &[Attribute]) -> Self {
        let mut element = Self {
            name: Name::of(name),
            rowspan: 1,
            colspan: 1,
            hidden: false,
            begins_page: false,
            script: &**name == "script",
            target: None,
        };
        for attribute in attributes {
            let value = &*attribute.value;
            match &*attribute.name.local {
                "rowspan" => element.rowspan = span(value).unwrap_or(1),
                "colspan" => element.colspan = span(value).unwrap_or(1).max(1),
                "hidden" => element.hidden = true,
                // Word ends tables with a row of this height that only holds the widths of columns.
                "height" if element.name == Name::Row => element.hidden |= value.trim() == "0",
                "style" => {
                    let style = style(value);
                    element.hidden |= hides(&style);
                    element.begins_page |= begins_page(&style);
                }
                "href" | "src" if element.target.is_none() => {
                    // What is longer is a file within the page; its beginning says of what kind.
                    let value = value.trim();
                    let value =
                        if value.len() > 2000 { value.get(..super::parse::boundary(value, 200)) } else { Some(value) };
                    element.target = value.map(Into::into);
                }
                _ => {}
            }
        }
        element
    }
}

/// A span as it is written: digits, with anything behind them, as in browsers.
fn span(value: &str) -> Option<u32> {
    let value = value.trim_start();
    let value = value.strip_prefix('+').unwrap_or(value);
    let digits = value.len() - value.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let digits = value.get(..digits).filter(|digits| !digits.is_empty())?;
    // What is too large for a number is large enough.
    Some(digits.parse().unwrap_or(u32::MAX))
}

/// A style in small letters and without white space.
fn style(value: &str) -> String {
    // What hides is short, and stands in front of nothing long.
    value.chars().take(4096).filter(|c| !c.is_whitespace()).map(|c| c.to_ascii_lowercase()).collect()
}

/// Whether a style hides its element.
fn hides(style: &str) -> bool {
    style.split(';').any(|rule| {
        let rule = rule.strip_suffix("!important").unwrap_or(rule);
        matches!(rule, "display:none" | "visibility:hidden" | "visibility:collapse" | "mso-hide:all")
    })
}

/// Whether a style begins a page.
fn begins_page(style: &str) -> bool {
    style.split(';').any(|rule| matches!(rule, "page-break-before:always" | "break-before:page"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_are_read_as_browsers_do() {
        for (written, read) in [
            ("3", Some(3)),
            (" 3", Some(3)),
            ("3px", Some(3)),
            ("", None),
            ("-1", None),
            ("0", Some(0)),
            ("x", None),
            ("20000000", Some(20_000_000)),
            ("99999999999999999999", Some(u32::MAX)),
        ] {
            assert_eq!(span(written), read, "{written:?}");
        }
    }

    #[test]
    fn styles_that_hide() {
        assert!(hides(&style("color:red; display : none")));
        assert!(hides(&style("DISPLAY:NONE!important")));
        assert!(begins_page(&style("mso-break-type:section-break; page-break-before: always")));
        assert!(!hides(&style("display:block")));
    }
}
