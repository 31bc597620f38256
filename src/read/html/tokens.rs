//! From HTML to tags and text, for the rules of HTML5 that make a tree of them.
//!
//! The text is cut by `html5gum`; what a tag does to the tree is the work of `html5ever`. In between, all is left out that
//! nobody asks for, before anything is made of it: comments, and attributes that neither the rules nor the reader know.
//! Two things that take browsers quadratic time go the same way:
//!
//! * Tags that only style (`b`, `font`, `a` …) become `span`. In HTML5 they are taken up again wherever another element
//!   has cut them off, and made once more for each place; a `span` is not.
//! * Elements deeper than [`MAX_DEPTH`] are left out, and their content stays, as in Blink. Each start tag looks through
//!   the open elements.

use core::convert::Infallible;
use core::ops::Range;
use std::borrow::Cow;

use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{Doctype, Tag, TagKind, Token, TokenSink, TokenSinkResult};
use html5ever::tree_builder::TreeBuilder;
use html5ever::{Attribute, LocalName, Namespace, QualName, local_name};
use html5gum::{Emitter, Error, State, Tokenizer};

use super::parse::{Dom, Id};

/// Elements within each other at most. Browsers take 512; no page of words has thirty.
const MAX_DEPTH: u32 = 256;

/// Cuts a text, and hands on what was cut.
pub(super) fn read(text: &str, builder: &TreeBuilder<Id, Dom>) {
    let xml = text.trim_start_matches('\u{feff}').trim_start().starts_with("<?xml");
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let Ok(()) = Tokenizer::new_with_emitter(text, Tokens::new(text, builder, xml)).finish();
}

/// Pieces of a page, which are put together only where they do not stand one behind the other in it.
struct Pieces<'t> {
    page: &'t str,
    /// A stretch of the page, and what stands in front of it. Between the two a character may be cut.
    stretch: Range<usize>,
    before: Vec<u8>,
}

impl<'t> Pieces<'t> {
    fn of(page: &'t str) -> Self {
        Self { page, stretch: 0..0, before: Vec::new() }
    }

    fn clear(&mut self) {
        self.stretch = 0..0;
        self.before.clear();
    }

    fn push(&mut self, piece: &[u8]) {
        if piece.is_empty() {
            return;
        }
        // A slice that lies within the page is one of it.
        let start = (piece.as_ptr() as usize).wrapping_sub(self.page.as_ptr() as usize);
        let is_of_page = start < self.page.len();
        if is_of_page && start == self.stretch.end {
            self.stretch.end += piece.len();
            return;
        }
        self.before.extend_from_slice(self.stretch());
        self.stretch = 0..0;
        if is_of_page {
            self.stretch = start..start + piece.len();
        } else {
            self.before.extend_from_slice(piece);
        }
    }

    fn stretch(&self) -> &'t [u8] {
        self.page.as_bytes().get(self.stretch.clone()).unwrap_or(&[])
    }

    fn is_white(&self) -> bool {
        self.before.is_empty() && self.stretch().trim_ascii().is_empty()
    }

    fn text(&self) -> Cow<'_, str> {
        match self.page.get(self.stretch.clone()) {
            Some(stretch) if self.before.is_empty() => Cow::Borrowed(stretch),
            _ => Cow::Owned(words(&[&self.before, self.stretch()].concat()).into_owned()),
        }
    }
}

/// What was cut off so far.
struct Tokens<'b> {
    builder: &'b TreeBuilder<Id, Dom>,
    /// Whether the page says that it is XML, where a tag can be its own end.
    xml: bool,
    /// The text since the last tag.
    text: Pieces<'b>,
    /// The tag that has begun.
    kind: TagKind,
    name: Vec<u8>,
    self_closing: bool,
    attributes: Vec<Attribute>,
    /// Its last attribute.
    attribute: Vec<u8>,
    value: Pieces<'b>,
    /// The start tag before it.
    last_start: Vec<u8>,
    doctype: Doctype,
}

impl<'b> Tokens<'b> {
    fn new(page: &'b str, builder: &'b TreeBuilder<Id, Dom>, xml: bool) -> Self {
        Self {
            builder,
            xml,
            text: Pieces::of(page),
            kind: TagKind::StartTag,
            name: Vec::new(),
            self_closing: false,
            attributes: Vec::new(),
            attribute: Vec::new(),
            value: Pieces::of(page),
            last_start: Vec::new(),
            doctype: Doctype::default(),
        }
    }

    fn hand_on(&self, token: Token) -> Option<State> {
        match self.builder.process_token(token, 1) {
            TokenSinkResult::Plaintext => Some(State::PlainText),
            TokenSinkResult::RawData(RawKind::Rcdata) => Some(State::RcData),
            TokenSinkResult::RawData(RawKind::Rawtext) => Some(State::RawText),
            TokenSinkResult::RawData(RawKind::ScriptData) => Some(State::ScriptData),
            _ => None,
        }
    }

    /// Hands on the text that was met.
    fn end_text(&mut self) {
        let whole = self.text.text();
        if whole.is_empty() {
            return;
        }
        for (nth, text) in whole.split('\0').enumerate() {
            if nth > 0 {
                self.hand_on(Token::NullCharacterToken);
            }
            if !text.is_empty() {
                self.hand_on(Token::CharacterTokens(StrTendril::from_slice(text)));
            }
        }
        drop(whole);
        self.text.clear();
    }

    /// Whether a tag begins cells or rows, and only white space stands in front of it. If the tag makes what it says, that
    /// white space says nothing, and costs more than the cell where it is handed on. It would say something only in what was
    /// moved out of the table.
    fn begins_cells(&self, name: &LocalName) -> bool {
        self.kind == TagKind::StartTag
            && matches!(*name, local_name!("td") | local_name!("th") | local_name!("tr"))
            && self.text.is_white()
            && !self.builder.sink.astray.get()
    }

    /// Keeps the attribute that has ended, if anybody asks for it. Of two of one name the first counts.
    fn end_attribute(&mut self) {
        if self.kind == TagKind::StartTag
            && let Some(name) = known(&self.attribute)
            && self.attributes.iter().all(|attribute| attribute.name.local != name)
        {
            let name = QualName::new(None, Namespace::default(), name);
            self.attributes.push(Attribute { name, value: StrTendril::from_slice(&self.value.text()) });
        }
        self.attribute.clear();
        self.value.clear();
    }

    /// Hands on the tag that has ended. What comes back is how its content is to be cut.
    fn end_tag(&mut self, name: LocalName) -> Option<State> {
        let attrs = core::mem::take(&mut self.attributes);
        let depth = &self.builder.sink.last_depth;
        match self.kind {
            // What holds no elements may be as deep as it likes, and its end has to be found.
            TagKind::StartTag if depth.get() >= MAX_DEPTH && !is_leaf(&name) => return None,
            TagKind::StartTag => {}
            TagKind::EndTag => depth.set(depth.get().saturating_sub(1)),
        }
        let ends = self.xml && self.self_closing && self.kind == TagKind::StartTag && !is_void(&name);
        let tag = plain(Tag {
            kind: self.kind,
            name,
            self_closing: self.self_closing,
            attrs,
            had_duplicate_attributes: false,
        });
        if !ends {
            return self.hand_on(Token::TagToken(tag));
        }
        let end = Tag { kind: TagKind::EndTag, self_closing: false, attrs: Vec::new(), ..tag.clone() };
        self.hand_on(Token::TagToken(tag));
        depth.set(depth.get().saturating_sub(1));
        // What follows does not stand in it, and is read as markup.
        self.hand_on(Token::TagToken(end))
    }
}

impl Emitter for Tokens<'_> {
    type Token = Infallible;

    fn set_last_start_tag(&mut self, name: Option<&[u8]>) {
        self.last_start.clear();
        self.last_start.extend_from_slice(name.unwrap_or(&[]));
    }

    fn emit_eof(&mut self) {
        self.end_text();
        self.hand_on(Token::EOFToken);
        self.builder.end();
    }

    fn emit_error(&mut self, _: Error) {}

    fn should_emit_errors(&mut self) -> bool {
        false
    }

    fn pop_token(&mut self) -> Option<Infallible> {
        None
    }

    fn emit_string(&mut self, text: &[u8]) {
        self.text.push(text);
    }

    fn init_start_tag(&mut self) {
        self.kind = TagKind::StartTag;
        self.self_closing = false;
        self.name.clear();
        self.attributes.clear();
    }

    fn init_end_tag(&mut self) {
        self.kind = TagKind::EndTag;
        self.self_closing = false;
        self.name.clear();
        self.attributes.clear();
    }

    fn emit_current_tag(&mut self) -> Option<State> {
        self.end_attribute();
        if self.kind == TagKind::StartTag {
            self.last_start.clone_from(&self.name);
        }
        let name = LocalName::from(&*words(&self.name));
        if !self.begins_cells(&name) {
            self.end_text();
            return self.end_tag(name);
        }
        let dom = &self.builder.sink;
        dom.begun.set(None);
        let next = self.end_tag(name.clone());
        // A tag that makes nothing changes nothing, so the white space may as well stand behind it.
        if dom.begun.take() == Some(name) {
            self.text.clear();
        } else {
            self.end_text();
        }
        next
    }

    fn set_self_closing(&mut self) {
        self.self_closing = true;
    }

    fn push_tag_name(&mut self, name: &[u8]) {
        self.name.extend_from_slice(name);
    }

    fn init_attribute(&mut self) {
        self.end_attribute();
    }

    fn push_attribute_name(&mut self, name: &[u8]) {
        self.attribute.extend_from_slice(name);
    }

    fn push_attribute_value(&mut self, value: &[u8]) {
        self.value.push(value);
    }

    fn current_is_appropriate_end_tag_token(&mut self) -> bool {
        self.kind == TagKind::EndTag && self.name == self.last_start
    }

    fn adjusted_current_node_present_but_not_in_html_namespace(&mut self) -> bool {
        self.builder.adjusted_current_node_present_but_not_in_html_namespace()
    }

    fn init_comment(&mut self) {}

    fn push_comment(&mut self, _: &[u8]) {}

    fn emit_current_comment(&mut self) {}

    fn init_doctype(&mut self) {
        self.doctype = Doctype::default();
    }

    fn push_doctype_name(&mut self, name: &[u8]) {
        self.doctype.name.get_or_insert_default().push_tendril(&tendril(name));
    }

    fn set_doctype_public_identifier(&mut self, id: &[u8]) {
        self.doctype.public_id = Some(tendril(id));
    }

    fn set_doctype_system_identifier(&mut self, id: &[u8]) {
        self.doctype.system_id = Some(tendril(id));
    }

    fn push_doctype_public_identifier(&mut self, id: &[u8]) {
        self.doctype.public_id.get_or_insert_default().push_tendril(&tendril(id));
    }

    fn push_doctype_system_identifier(&mut self, id: &[u8]) {
        self.doctype.system_id.get_or_insert_default().push_tendril(&tendril(id));
    }

    fn set_force_quirks(&mut self) {
        self.doctype.force_quirks = true;
    }

    fn emit_current_doctype(&mut self) {
        self.end_text();
        let doctype = core::mem::take(&mut self.doctype);
        self.hand_on(Token::DoctypeToken(doctype));
    }
}

/// Bytes of the page, which was cut between characters.
fn words(bytes: &[u8]) -> Cow<'_, str> {
    core::str::from_utf8(bytes).map_or_else(|_| String::from_utf8_lossy(bytes), Cow::Borrowed)
}

fn tendril(bytes: &[u8]) -> StrTendril {
    StrTendril::from_slice(&words(bytes))
}

/// The name of an attribute that somebody asks for: [`Element`](super::element::Element), or the rules of HTML5.
fn known(name: &[u8]) -> Option<LocalName> {
    Some(match name {
        b"rowspan" => local_name!("rowspan"),
        b"colspan" => local_name!("colspan"),
        b"hidden" => local_name!("hidden"),
        b"type" => local_name!("type"),
        b"value" => local_name!("value"),
        b"height" => local_name!("height"),
        b"width" => local_name!("width"),
        b"dir" => local_name!("dir"),
        b"class" => local_name!("class"),
        b"style" => local_name!("style"),
        b"data" => local_name!("data"),
        b"href" => local_name!("href"),
        b"src" => local_name!("src"),
        // Whether what stands in a formula is HTML.
        b"encoding" => local_name!("encoding"),
        // A drawing has this name for `href`.
        b"xlink:href" => local_name!("xlink:href"),
        _ => return None,
    })
}

/// Elements whose content is text alone, or that have none.
fn is_leaf(name: &LocalName) -> bool {
    matches!(
        *name,
        local_name!("br")
            | local_name!("hr")
            | local_name!("img")
            | local_name!("input")
            | local_name!("script")
            | local_name!("style")
            | local_name!("textarea")
            | local_name!("title")
            | local_name!("iframe")
            | local_name!("xmp")
    )
}

/// Elements that have no end in HTML either.
fn is_void(name: &LocalName) -> bool {
    matches!(
        *name,
        local_name!("area")
            | local_name!("base")
            | local_name!("br")
            | local_name!("col")
            | local_name!("embed")
            | local_name!("frame")
            | local_name!("hr")
            | local_name!("image")
            | local_name!("img")
            | local_name!("input")
            | local_name!("link")
            | local_name!("meta")
            | local_name!("param")
            | local_name!("source")
            | local_name!("track")
            | local_name!("wbr")
    )
}

/// A tag, or a `span` for one that only styles.
fn plain(mut tag: Tag) -> Tag {
    match tag.name {
        local_name!("s") | local_name!("strike") => {
            if tag.kind == TagKind::StartTag {
                // What browsers make of them.
                let name = QualName::new(None, Namespace::default(), local_name!("style"));
                tag.attrs.push(Attribute { name, value: "text-decoration:line-through".into() });
            }
        }
        local_name!("a")
        | local_name!("b")
        | local_name!("big")
        | local_name!("code")
        | local_name!("em")
        | local_name!("font")
        | local_name!("i")
        | local_name!("nobr")
        | local_name!("small")
        | local_name!("strong")
        | local_name!("tt")
        | local_name!("u") => {}
        _ => return tag,
    }
    tag.name = local_name!("span");
    tag
}

#[cfg(test)]
mod tests {
    use core::fmt::Write as _;

    use html5ever::TokenizerResult;
    use html5ever::tokenizer::{BufferQueue, TokenizerOpts};

    use super::super::parse::{Page, Step};

    /// What `html5ever` makes of a page by itself.
    fn by_html5ever(text: &str) -> Page {
        let tokenizer = html5ever::tokenizer::Tokenizer::new(Page::builder(text), TokenizerOpts::default());
        let queue = BufferQueue::default();
        queue.push_back(text.into());
        while !matches!(tokenizer.feed(&queue), TokenizerResult::Done) {}
        tokenizer.end();
        Page::of(tokenizer.sink)
    }

    /// A page from its beginning to its end, white space apart.
    fn written(page: &Page) -> String {
        let mut written = String::new();
        for step in page.walk() {
            match step {
                Step::Enter(_, element) => write!(written, "<{element:?}>").unwrap_or(()),
                Step::Leave(element) => write!(written, "</{:?}>", element.name).unwrap_or(()),
                Step::Text(text) => written.extend(text.chars().filter(|c| !c.is_ascii_whitespace())),
            }
        }
        written
    }

    /// No tags that only style, as those are read otherwise than in browsers.
    const PIECES: [&str; 72] = [
        "<table>",
        "</table>",
        "<tr>",
        "</tr>",
        "<td>",
        "</td>",
        "<th>",
        "</th>",
        "<tbody>",
        "</tbody>",
        "<thead>",
        "<tfoot>",
        "<caption>",
        "</caption>",
        "<col>",
        "<td rowspan=2>",
        "<td colspan='3'>",
        "<TD\tColSpan\n=\n2 colspan=4>",
        "<td/rowspan=\"2\"hidden>",
        "<td style='display:none'>",
        "<td x y=1 z>",
        "<t>",
        "</t>",
        "<p>",
        "</p>",
        "<div>",
        "</div>",
        "<span class=MsoDel>",
        "</span>",
        "<li>",
        "<h2>",
        "</h1>",
        "<pre>\n",
        "</pre>",
        "<br>",
        "</br>",
        "<hr/>",
        "<script>",
        "</script>",
        "<style>",
        "</style x>",
        "<title>",
        "</title>",
        "<textarea>",
        "</textarea>",
        "<!--",
        "-->",
        "<!-->",
        "--!>",
        "<![CDATA[",
        "]]>",
        "<!DOCTYPE html>",
        "<svg>",
        "</svg>",
        "<math><mi>",
        "<template>",
        "</template>",
        "<select><option>",
        "<input type=hidden>",
        "<noscript>",
        "<iframe>",
        "</iframe>",
        "<plaintext>",
        "<frameset>",
        "&nbsp;",
        "&amp",
        "&#x33;&#0;",
        "&notit;",
        "\0",
        "\r\n",
        "规章",
        "1",
    ];

    #[test]
    fn pages_are_cut_as_html5ever_cuts_them() {
        let mut chance = 0x2545_f491_4f6c_dd1d_u64;
        let mut below = |n: usize| {
            chance ^= chance << 13;
            chance ^= chance >> 7;
            chance ^= chance << 17;
            usize::try_from(chance >> 33).unwrap_or(0) % n
        };
        for _ in 0..4000 {
            let mut page = String::from(if below(2) == 0 { "<!DOCTYPE html><body>" } else { "" });
            for _ in 0..below(40) {
                page.push_str(PIECES.get(below(PIECES.len())).unwrap_or(&""));
                page.push_str(if below(3) == 0 { "\n " } else { "" });
            }
            assert_eq!(written(&Page::parse(&page)), written(&by_html5ever(&page)), "{page:?}");
        }
    }
}
