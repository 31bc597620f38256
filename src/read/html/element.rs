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
    /// Another page or file within the page.
    Frame,
    /// It is shown and not read: formulas, fields of forms.
    Unread,
    /// Words that are struck out.
    Struck,
    /// It is no part of what is read: scripts, styles, what was deleted.
    Left,
}

/// What parts the text of an element from that around it, where digits would flow together.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub(super) enum Edge {
    /// Nothing.
    #[default]
    None,
    /// It is raised, as marks of notes are.
    Raised,
    /// It is lowered.
    Lowered,
    /// It is a box of its own on the line.
    Box,
}

impl Edge {
    /// What is written in front of it.
    pub(super) const fn mark(self) -> Option<char> {
        match self {
            Self::None => None,
            Self::Raised => Some('^'),
            Self::Lowered => Some('_'),
            Self::Box => Some(' '),
        }
    }

    /// What is written behind it, if digits meet there.
    pub(super) const fn end(self) -> Option<char> {
        match self {
            Self::None => None,
            Self::Raised | Self::Lowered => Some(super::blocks::UNREAD),
            Self::Box => Some(' '),
        }
    }
}

impl Name {
    pub(super) fn of(name: &LocalName) -> Self {
        match &**name {
            "p" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "ul" | "ol" | "dl" | "blockquote" | "figure" => {
                Self::Paragraph
            }
            "div" | "li" | "dt" | "dd" | "section" | "article" | "main" | "header" | "footer" | "center"
            | "address" | "fieldset" | "legend" | "form" | "figcaption" | "body" | "html" | "details" | "summary"
            | "caption" | "thead" | "tbody" | "tfoot" | "dir" | "hgroup" | "search" | "frameset" => Self::Block,
            name if is_aside(name) => Self::Block,
            "pre" | "listing" | "plaintext" | "xmp" => Self::Preformatted,
            "br" => Self::Break,
            "hr" => Self::Rule,
            "table" => Self::Table,
            "tr" => Self::Row,
            "td" | "th" => Self::Cell,
            "img" | "image" | "v:imagedata" | "svg" | "canvas" => Self::Picture,
            "iframe" | "frame" | "object" | "embed" => Self::Frame,
            "math" | "video" | "select" | "option" | "input" | "textarea" => Self::Unread,
            "script" | "style" | "head" | "title" | "applet" | "audio" | "map" | "datalist" | "noembed" | "rp"
            | "rt" | "del" => Self::Left,
            _ => Self::Inline,
        }
    }
}

/// Elements that stand beside what a page is about, or in place of it.
fn is_aside(name: &str) -> bool {
    matches!(name, "nav" | "aside" | "menu" | "button" | "dialog" | "noscript" | "template" | "noframes")
}

/// How much of a page is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Reads {
    /// What it shows.
    Shown,
    /// What it hides as well.
    Hidden,
    /// What stands beside as well.
    All,
}

/// An element.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct Element {
    pub(super) name: Name,
    /// Rows that a cell spans, as written: 0 for all that follow in the table.
    pub(super) rowspan: u32,
    /// Columns that a cell spans, as written.
    pub(super) colspan: u32,
    /// How much has to be read for it to be.
    pub(super) part: Reads,
    /// Whether a page of paper begins with it, as Word exports say.
    pub(super) begins_page: bool,
    /// What parts its text from digits around it.
    pub(super) edge: Edge,
    /// A script, or what only scripts read.
    pub(super) script: bool,
    /// What a link, a picture or a frame points to.
    pub(super) target: Option<Box<str>>,
}

impl Element {
    pub(super) fn new(name: &LocalName, attributes: &[Attribute]) -> Self {
        let local = &**name;
        let mut element = Self {
            name: Name::of(name),
            rowspan: 1,
            colspan: 1,
            part: if is_aside(local) { Reads::All } else { Reads::Shown },
            begins_page: false,
            edge: match local {
                "sup" => Edge::Raised,
                "sub" => Edge::Lowered,
                _ => Edge::None,
            },
            script: matches!(local, "script" | "template" | "textarea"),
            target: None,
        };
        for attribute in attributes {
            let value = &*attribute.value;
            match &*attribute.name.local {
                "rowspan" => element.rowspan = span(value).unwrap_or(1),
                "colspan" => element.colspan = span(value).unwrap_or(1).max(1),
                "hidden" => element.hide(true),
                "type" if local == "input" => element.hide(value.trim().eq_ignore_ascii_case("hidden")),
                // Text that a script puts onto the page.
                "value" if local == "input" => element.script |= value.len() > 1000,
                // Word ends tables with a row of this height that only holds the widths of columns.
                "height" if element.name == Name::Row => element.hide(value.trim() == "0"),
                "height" | "width" if element.name == Name::Frame => element.hide(value.trim() == "0"),
                // Its digits are shown from right to left.
                "dir" if local == "bdo" && value.trim().eq_ignore_ascii_case("rtl") => element.name = Name::Unread,
                "class" => element.word_class(value),
                "style" => element.style(&style(value)),
                "data" if local != "object" => {}
                "href" | "src" | "data" if element.target.is_none() => {
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

    fn hide(&mut self, hides: bool) {
        if hides {
            self.part = self.part.max(Reads::Hidden);
        }
    }

    /// Whether it is left out with all that stands in it.
    pub(super) fn is_left(&self, reads: Reads) -> bool {
        match self.name {
            Name::Left | Name::Picture | Name::Unread | Name::Struck => true,
            // What stands in it is for those who cannot see it.
            Name::Frame => reads < Reads::All,
            _ => reads < self.part,
        }
    }

    /// Whether it stands on lines of its own.
    pub(super) const fn is_block(&self) -> bool {
        matches!(
            self.name,
            Name::Block | Name::Paragraph | Name::Preformatted | Name::Rule | Name::Table | Name::Row | Name::Cell
        )
    }

    /// Whether it is a link.
    pub(super) fn is_link(&self) -> bool {
        self.target.is_some() && matches!(self.name, Name::Inline | Name::Block)
    }

    /// Takes in what Word calls its notes, comments and deletions.
    fn word_class(&mut self, class: &str) {
        for class in class.split_ascii_whitespace() {
            match class.to_ascii_lowercase().as_str() {
                "msofootnotereference" | "msoendnotereference" => self.edge = Edge::Raised,
                "msocommentreference" | "msocomanchor" | "msodel" => self.name = Name::Left,
                _ => {}
            }
        }
    }

    /// Takes in a style.
    fn style(&mut self, style: &str) {
        let (mut displayed, mut visible) = (true, true);
        for rule in style.split(';') {
            let rule = rule.strip_suffix("!important").unwrap_or(rule);
            let Some((property, value)) = rule.split_once(':') else { continue };
            match (property, value) {
                ("visibility", "hidden" | "collapse") | ("mso-hide", "all") => visible = false,
                ("display", value) => {
                    displayed = value != "none";
                    self.display(value);
                }
                ("float", "left" | "right") | ("position", "absolute" | "fixed") => self.display("block"),
                ("vertical-align", "super") | ("mso-footnote-id" | "mso-endnote-id", _) => self.edge = Edge::Raised,
                ("vertical-align", "sub") => self.edge = Edge::Lowered,
                ("mso-element", "comment-list") => self.name = Name::Left,
                ("text-decoration" | "text-decoration-line", value) if value.contains("line-through") => {
                    self.name = Name::Struck;
                }
                // Hidden, unless something within it is not.
                ("font-size", "0" | "0px" | "0pt" | "0em") | ("opacity", "0") if self.name == Name::Inline => {
                    self.name = Name::Unread;
                }
                ("page-break-before", "always") | ("break-before", "page") => self.begins_page = true,
                _ => {}
            }
        }
        self.hide(!displayed || !visible);
    }

    /// Makes of an element without a meaning of its own what a style says.
    fn display(&mut self, value: &str) {
        let own = match (self.name, value) {
            (Name::Inline, "inline-block" | "inline-flex" | "inline-table") => {
                self.edge = Edge::Box;
                return;
            }
            (Name::Inline | Name::Block | Name::Paragraph, "table") => Name::Table,
            (Name::Inline | Name::Block | Name::Paragraph, "table-row") => Name::Row,
            (Name::Inline | Name::Block | Name::Paragraph, "table-cell") => Name::Cell,
            (Name::Inline, "block" | "flex" | "grid" | "list-item" | "flow-root" | "-webkit-box" | "table-caption") => {
                Name::Block
            }
            (Name::Block | Name::Paragraph, "inline") => Name::Inline,
            _ => return,
        };
        self.name = own;
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
    fn styles() {
        let element = |styled: &str| {
            let mut element = Element::new(&html5ever::local_name!("span"), &[]);
            element.style(&style(styled));
            element
        };
        assert_eq!(element("color:red; display : none").part, Reads::Hidden);
        assert_eq!(element("DISPLAY:NONE!important").part, Reads::Hidden);
        assert_eq!(element("display:none; display:block").part, Reads::Shown);
        assert_eq!(element("display:none").name, Name::Inline);
        assert!(element("mso-break-type:section-break; page-break-before: always").begins_page);
        assert_eq!(element("display:block").part, Reads::Shown);
        assert_eq!(element("display:block").name, Name::Block);
        assert_eq!(element("display: table-cell; float: none").name, Name::Cell);
        assert_eq!(element("display: initial; display: inline").name, Name::Inline);
        assert_eq!(element("vertical-align:super").edge, Edge::Raised);
    }
}
