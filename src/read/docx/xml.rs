//! The markup of a part: elements by namespace and name, and text. Nothing of it is kept, and nothing is read twice.
//!
//! Prefixes are looked up here and not by the XML crate, so that their number has a bound: each lookup goes through
//! them. Document types and entities are refused, as no Word document has any.

use std::borrow::Cow;

use quick_xml::XmlVersion;
use quick_xml::events::attributes::Attribute;
use quick_xml::events::{BytesStart, Event};
use quick_xml::reader::Reader;

use super::container::damaged;
use crate::Error;

/// Elements within one another at most. Documents have some thirty; a table in a cell adds three or four.
const MAX_DEPTH: usize = 256;

/// Namespaces at most that are in force at once. Word declares some forty.
const MAX_BINDINGS: usize = 256;

/// The namespaces that matter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Namespace {
    /// WordprocessingML.
    Word,
    /// Alternatives for programs of different age.
    Compatibility,
    /// Formulas.
    Math,
    /// Any other, and none.
    Other,
}

impl Namespace {
    /// The namespace of a name, transitional or strict.
    fn of(uri: &str) -> Self {
        match uri.trim() {
            "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
            | "http://purl.oclc.org/ooxml/wordprocessingml/main" => Self::Word,
            "http://schemas.openxmlformats.org/markup-compatibility/2006" => Self::Compatibility,
            "http://schemas.openxmlformats.org/officeDocument/2006/math"
            | "http://purl.oclc.org/ooxml/officeDocument/math" => Self::Math,
            _ => Self::Other,
        }
    }
}

/// What stands next in a part.
pub(super) enum Token<'x> {
    /// An element begins.
    Open(Element<'x>),
    /// The element that began last ends.
    Close,
    /// Text.
    Text(Cow<'x, str>),
}

/// The beginning of an element.
pub(super) struct Element<'x> {
    start: BytesStart<'x>,
    pub(super) namespace: Namespace,
    /// The prefixes of attributes that stand for the element's own namespace, as a rule one.
    own_prefix: Option<String>,
}

impl Element<'_> {
    /// The name without its prefix.
    pub(super) fn name(&self) -> &str {
        self.start.local_name().into_inner()
    }

    /// An attribute of the element's own namespace or of none.
    pub(super) fn attribute(&self, name: &str) -> Option<String> {
        let own = self.own_prefix.as_deref();
        let attribute = attributes(&self.start).find(|attribute| {
            let (local, prefix) = attribute.key.decompose();
            local.into_inner() == name && prefix.is_none_or(|prefix| Some(prefix.into_inner()) == own)
        })?;
        Some(value(&attribute).into_owned())
    }

    /// The attribute `val`, where properties have their value.
    pub(super) fn val(&self) -> Option<String> {
        self.attribute("val")
    }

    /// Whether a property that can be on or off is on.
    pub(super) fn is_on(&self) -> bool {
        self.val().is_none_or(|val| !matches!(val.as_str(), "0" | "false" | "off"))
    }

    /// A number in `val`.
    pub(super) fn number<N: core::str::FromStr>(&self) -> Option<N> {
        self.val().and_then(|val| val.trim().parse().ok())
    }

    /// Whether white space at the ends of the text counts.
    pub(super) fn preserves_space(&self) -> bool {
        attributes(&self.start).any(|attribute| attribute.key.0 == "xml:space" && value(&attribute) == "preserve")
    }
}

fn attributes<'s>(start: &'s BytesStart<'_>) -> impl Iterator<Item = Attribute<'s>> {
    // Looking for names that come twice would take the square of their number.
    let mut attributes = start.attributes();
    attributes.with_checks(false);
    attributes.map_while(Result::ok)
}

fn value<'a>(attribute: &Attribute<'a>) -> Cow<'a, str> {
    attribute.normalized_value(XmlVersion::Implicit1_0).unwrap_or_else(|_| attribute.value.clone())
}

struct Binding {
    prefix: String,
    namespace: Namespace,
    depth: usize,
}

/// Reads the markup of a part.
pub(super) struct Xml<'x> {
    reader: Reader<&'x [u8]>,
    part: &'x str,
    bindings: Vec<Binding>,
    depth: usize,
    /// The last element was `<empty/>`, and its end is still to be told.
    close: bool,
    /// Something of the document was there.
    began: bool,
}

impl<'x> Xml<'x> {
    pub(super) fn new(text: &'x str, part: &'x str) -> Self {
        Self { reader: Reader::from_str(text), part, bindings: Vec::new(), depth: 0, close: false, began: false }
    }

    /// What stands next, or `None` at the end.
    pub(super) fn next(&mut self) -> Result<Option<Token<'x>>, Error> {
        if core::mem::take(&mut self.close) {
            self.leave();
            return Ok(Some(Token::Close));
        }
        loop {
            let event = self.reader.read_event().map_err(|error| damaged(self.part, error.to_string()))?;
            return Ok(Some(match event {
                Event::Start(start) => Token::Open(self.enter(start)?),
                Event::Empty(start) => {
                    self.close = true;
                    Token::Open(self.enter(start)?)
                }
                Event::End(_) => {
                    self.leave();
                    Token::Close
                }
                Event::Text(text) => Token::Text(text.xml10_content()),
                Event::CData(text) => Token::Text(text.xml10_content()),
                Event::GeneralRef(entity) => Token::Text(self.entity(&entity)?),
                Event::DocType(_) => return Err(Error::Entities { part: self.part.to_owned() }),
                Event::Eof if self.depth > 0 || !self.began => {
                    return Err(damaged(self.part, "its markup breaks off"));
                }
                Event::Eof => return Ok(None),
                Event::Comment(_) | Event::Decl(_) | Event::PI(_) => continue,
            }));
        }
    }

    /// Passes over the element that began last, and all that is in it.
    pub(super) fn skip(&mut self) -> Result<(), Error> {
        let depth = self.depth;
        while self.depth >= depth {
            if self.next()?.is_none() {
                break;
            }
        }
        Ok(())
    }

    fn entity(&self, entity: &quick_xml::events::BytesRef<'_>) -> Result<Cow<'x, str>, Error> {
        let name: &str = entity;
        Ok(Cow::Borrowed(match name {
            "amp" => "&",
            "lt" => "<",
            "gt" => ">",
            "apos" => "'",
            "quot" => "\"",
            _ => match entity.resolve_char_ref() {
                Ok(Some(c)) => return Ok(Cow::Owned(c.to_string())),
                Ok(None) => return Err(Error::Entities { part: self.part.to_owned() }),
                Err(error) => return Err(damaged(self.part, error.to_string())),
            },
        }))
    }

    fn enter(&mut self, start: BytesStart<'x>) -> Result<Element<'x>, Error> {
        self.began = true;
        self.depth += 1;
        if self.depth > MAX_DEPTH {
            return Err(Error::TooDeep { part: self.part.to_owned(), limit: MAX_DEPTH });
        }
        for attribute in attributes(&start).filter(|attribute| attribute.key.0.starts_with("xmlns")) {
            let prefix = match attribute.key.decompose() {
                (local, Some(prefix)) if prefix.into_inner() == "xmlns" => local.into_inner(),
                (local, None) if local.into_inner() == "xmlns" => "",
                _ => continue,
            };
            if self.bindings.len() >= MAX_BINDINGS {
                return Err(damaged(self.part, format!("it has more than {MAX_BINDINGS} namespaces")));
            }
            let namespace = Namespace::of(&value(&attribute));
            self.bindings.push(Binding { prefix: prefix.to_owned(), namespace, depth: self.depth });
        }
        let prefix = start.name().prefix().map_or("", quick_xml::name::Prefix::into_inner);
        let namespace = self.resolve(prefix);
        // A document may use several prefixes for one namespace, or none for elements and one for attributes.
        let own_prefix = if !prefix.is_empty() {
            Some(prefix.to_owned())
        } else if namespace == Namespace::Other {
            None
        } else {
            let same = |binding: &&Binding| binding.namespace == namespace && !binding.prefix.is_empty();
            self.bindings.iter().rev().find(same).map(|binding| binding.prefix.clone())
        };
        Ok(Element { start, namespace, own_prefix })
    }

    fn resolve(&self, prefix: &str) -> Namespace {
        let found = self.bindings.iter().rev().find(|binding| binding.prefix == prefix);
        found.map_or(Namespace::Other, |binding| binding.namespace)
    }

    fn leave(&mut self) {
        while self.bindings.last().is_some_and(|binding| binding.depth >= self.depth) {
            self.bindings.pop();
        }
        self.depth = self.depth.saturating_sub(1);
    }
}

/// The text of a part: UTF-8, or UTF-16 of either order. The format allows no others.
pub(super) fn decode<'b>(bytes: &'b [u8], part: &str) -> Result<Cow<'b, str>, Error> {
    let wide = |bytes: &[u8], unit: fn([u8; 2]) -> u16| {
        let (pairs, rest) = bytes.as_chunks::<2>();
        let text: Result<String, _> = char::decode_utf16(pairs.iter().map(|&pair| unit(pair))).collect();
        match text {
            Ok(text) if rest.is_empty() => Ok(Cow::Owned(text)),
            _ => Err(damaged(part, "its UTF-16 is broken")),
        }
    };
    match bytes {
        [0xff, 0xfe, rest @ ..] => wide(rest, u16::from_le_bytes),
        [0xfe, 0xff, rest @ ..] => wide(rest, u16::from_be_bytes),
        [b'<', 0, ..] => wide(bytes, u16::from_le_bytes),
        [0, b'<', ..] => wide(bytes, u16::from_be_bytes),
        _ => {
            let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
            core::str::from_utf8(bytes)
                .map(Cow::Borrowed)
                .map_err(|_| damaged(part, "it is neither UTF-8 nor UTF-16, and no other encoding is allowed there"))
        }
    }
}
