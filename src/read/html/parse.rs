//! From HTML to a tree of nodes, as browsers make it of broken markup.
//!
//! The work is that of `html5ever`. Its tree is ours, for three reasons: nothing of it is kept that the reader has no use
//! for, nothing of it recurses, and two things that take browsers quadratic time are kept from it:
//!
//! * Tags that only style (`b`, `font`, `a` …) become `span`. In HTML5 they are taken up again wherever another element
//!   has cut them off, and made once more for each place; a `span` is not.
//! * Elements deeper than [`MAX_DEPTH`] are left out, and their content stays, as in Blink. Each start tag looks through
//!   the open elements.
//! * Of the attributes of a tag those behind [`MAX_ATTRIBUTES`] are cut off. Each is compared with those before it.

use std::borrow::Cow;
use std::cell::{Cell, RefCell};
use std::collections::HashMap;

use html5ever::interface::{ElemName, ElementFlags, NodeOrText, QuirksMode, TreeSink};
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts};
use html5ever::tree_builder::{TreeBuilder, TreeBuilderOpts};
use html5ever::{Attribute, LocalName, Namespace, QualName, TokenizerResult, local_name};

use super::element::Element;

/// Elements within each other at most. Browsers take 512; no page of words has thirty.
const MAX_DEPTH: u32 = 256;

/// Attributes of a tag at most.
const MAX_ATTRIBUTES: usize = 128;

/// So many bytes are read at a time, so that they are not held twice.
const FED: usize = 64 << 10;

/// A node of a [`Page`].
pub(super) type Id = u32;

/// No node.
const NONE: Id = Id::MAX;

/// The tree of a page. The first node is its root.
#[derive(Debug)]
pub(super) struct Page {
    nodes: Vec<Node>,
    texts: Vec<StrTendril>,
    elements: Vec<(QualName, Element)>,
}

#[derive(Debug)]
struct Node {
    parent: Id,
    first: Id,
    last: Id,
    previous: Id,
    next: Id,
    depth: u32,
    kind: Kind,
}

/// What a node is. Pages have many nodes and few elements that differ, so what they have in common is kept once.
#[derive(Clone, Copy, Debug)]
enum Kind {
    /// The root, comments, and what else is not read.
    Other,
    /// One of the texts of the page.
    Text(u32),
    /// One of its elements.
    Element(u32),
}

/// What is met on the way through a page.
#[derive(Clone, Copy, Debug)]
pub(super) enum Step<'p> {
    /// An element begins.
    Enter(Id, &'p Element),
    /// An element ends.
    Leave(&'p Element),
    /// Text.
    Text(&'p str),
}

impl Page {
    /// Reads a page.
    pub(super) fn parse(text: &str) -> Self {
        let text = without_long_tags(text);
        // A tag makes a node, and so does the text behind it; half of the tags are ends, and a few are implied.
        let n_tags = memchr::memchr_iter(b'<', text.as_bytes()).count();
        let nodes = Vec::with_capacity(n_tags + n_tags / 16 + 64);
        let dom = Dom { nodes: RefCell::new(nodes), ..Dom::default() };
        dom.add(Kind::Other);
        let builder = TreeBuilder::new(dom, TreeBuilderOpts { scripting_enabled: false, ..TreeBuilderOpts::default() });
        let xml = text.trim_start_matches('\u{feff}').trim_start().starts_with("<?xml");
        let tokenizer = Tokenizer::new(Tamed { builder, xml }, TokenizerOpts::default());
        let queue = BufferQueue::default();
        let mut rest = &*text;
        while !rest.is_empty() {
            let (now, later) = rest.split_at(boundary(rest, FED));
            queue.push_back(StrTendril::from_slice(now));
            while matches!(tokenizer.feed(&queue), TokenizerResult::Script(_)) {}
            rest = later;
        }
        tokenizer.end();
        let dom = tokenizer.sink.builder.sink;
        dom.feet_last();
        Self { nodes: dom.nodes.into_inner(), texts: dom.texts.into_inner(), elements: dom.elements.into_inner() }
    }

    /// The way through the whole page.
    pub(super) fn walk(&self) -> Walk<'_> {
        Walk { page: self, top: 0, next: Some((0, true)) }
    }

    /// The way through what an element holds, and the element itself.
    pub(super) fn walk_in(&self, top: Id) -> Walk<'_> {
        Walk { page: self, top, next: Some((top, true)) }
    }

    fn node(&self, id: Id) -> Option<&Node> {
        self.nodes.get(id as usize)
    }
}

/// The last bound between characters in so many bytes of a text.
pub(super) fn boundary(text: &str, len: usize) -> usize {
    (0..=len.min(text.len())).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0)
}

/// The way through a page, in reading order.
#[derive(Debug)]
pub(super) struct Walk<'p> {
    page: &'p Page,
    top: Id,
    /// The node that comes next, and whether it is entered.
    next: Option<(Id, bool)>,
}

impl Walk<'_> {
    /// Leaves out the rest of the element that was entered last, its end as well.
    pub(super) fn leave_out(&mut self, element: Id) {
        self.next = self.after(element);
    }

    /// What comes behind a node.
    fn after(&self, id: Id) -> Option<(Id, bool)> {
        let node = self.page.node(id)?;
        if id == self.top {
            None
        } else if node.next != NONE {
            Some((node.next, true))
        } else {
            Some((node.parent, false))
        }
    }
}

impl<'p> Iterator for Walk<'p> {
    type Item = Step<'p>;

    fn next(&mut self) -> Option<Step<'p>> {
        while let Some((id, enters)) = self.next {
            let node = self.page.node(id)?;
            self.next = if enters && node.first != NONE {
                Some((node.first, true))
            } else if enters {
                Some((id, false))
            } else {
                self.after(id)
            };
            match node.kind {
                Kind::Text(text) if enters => return self.page.texts.get(text as usize).map(|text| Step::Text(text)),
                Kind::Element(at) => {
                    let (_, element) = self.page.elements.get(at as usize)?;
                    return Some(if enters { Step::Enter(id, element) } else { Step::Leave(element) });
                }
                _ => {}
            }
        }
        None
    }
}

/// The tree as `html5ever` builds it.
#[derive(Default)]
struct Dom {
    nodes: RefCell<Vec<Node>>,
    texts: RefCell<Vec<StrTendril>>,
    elements: RefCell<Vec<(QualName, Element)>>,
    /// Where elements stand among these that point to nothing.
    known: RefCell<HashMap<(QualName, Element), u32>>,
    /// How deep the element stands that was put into the tree last, less those that ended since.
    last_depth: Cell<u32>,
}

impl Dom {
    fn add(&self, kind: Kind) -> Id {
        let mut nodes = self.nodes.borrow_mut();
        let id = Id::try_from(nodes.len()).unwrap_or(NONE);
        nodes.push(Node { parent: NONE, first: NONE, last: NONE, previous: NONE, next: NONE, depth: 0, kind });
        id
    }

    /// Puts a node into the tree, as the last child of `parent` or in front of `before`.
    fn insert(&self, parent: Id, before: Id, child: NodeOrText<Id>) {
        let child = match child {
            NodeOrText::AppendNode(child) => {
                self.remove_from_parent(&child);
                child
            }
            NodeOrText::AppendText(text) => {
                let nodes = self.nodes.borrow();
                let at = if before == NONE { parent } else { before };
                let behind =
                    nodes.get(at as usize).map_or(NONE, |node| if before == NONE { node.last } else { node.previous });
                let mut texts = self.texts.borrow_mut();
                if let Some(Node { kind: Kind::Text(own), .. }) = nodes.get(behind as usize)
                    && let Some(own) = texts.get_mut(*own as usize)
                {
                    own.push_tendril(&text);
                    return;
                }
                drop(nodes);
                let own = u32::try_from(texts.len()).unwrap_or(NONE);
                texts.push(text);
                self.add(Kind::Text(own))
            }
        };
        let mut nodes = self.nodes.borrow_mut();
        let Some(depth) = nodes.get(parent as usize).map(|node| node.depth + 1) else { return };
        let previous = if before == NONE {
            nodes.get(parent as usize).map_or(NONE, |node| node.last)
        } else {
            nodes.get(before as usize).map_or(NONE, |node| node.previous)
        };
        if let Some(node) = nodes.get_mut(child as usize) {
            (node.parent, node.previous, node.next, node.depth) = (parent, previous, before, depth);
            if matches!(node.kind, Kind::Element(..)) {
                self.last_depth.set(depth);
            }
        }
        match nodes.get_mut(previous as usize) {
            Some(node) => node.next = child,
            None => {
                if let Some(node) = nodes.get_mut(parent as usize) {
                    node.first = child;
                }
            }
        }
        match nodes.get_mut(before as usize) {
            Some(node) => node.previous = child,
            None => {
                if let Some(node) = nodes.get_mut(parent as usize) {
                    node.last = child;
                }
            }
        }
    }

    fn parent(&self, of: Id) -> Id {
        self.nodes.borrow().get(of as usize).map_or(NONE, |node| node.parent)
    }
}

impl Dom {
    /// Puts the head of each table first and its foot last, where browsers show them.
    fn feet_last(&self) {
        let is = |id: Id, name: &str| match self.nodes.borrow().get(id as usize).map(|node| node.kind) {
            Some(Kind::Element(at)) => {
                self.elements.borrow().get(at as usize).is_some_and(|(own, _)| own.local == *name)
            }
            _ => false,
        };
        let n_nodes = Id::try_from(self.nodes.borrow().len()).unwrap_or(NONE);
        for id in 0..n_nodes {
            // Of several heads and feet the first is one, and the others are bodies.
            let (head, foot) = (is(id, "thead"), is(id, "tfoot"));
            let table = self.parent(id);
            if !head && !foot || table == NONE || !is(table, "table") {
                continue;
            }
            let (first, last) =
                self.nodes.borrow().get(table as usize).map_or((NONE, NONE), |table| (table.first, table.last));
            if foot && last != id && !is(last, "tfoot") {
                self.remove_from_parent(&id);
                self.insert(table, NONE, NodeOrText::AppendNode(id));
            } else if head && first != id && !is(first, "thead") {
                self.remove_from_parent(&id);
                self.insert(table, first, NodeOrText::AppendNode(id));
            }
        }
    }
}

/// The name of an element, for `html5ever`.
#[derive(Debug)]
struct OwnName(QualName);

impl ElemName for OwnName {
    fn ns(&self) -> &Namespace {
        &self.0.ns
    }

    fn local_name(&self) -> &LocalName {
        &self.0.local
    }
}

impl TreeSink for Dom {
    type Handle = Id;
    type Output = Self;
    type ElemName<'a> = OwnName;

    fn finish(self) -> Self {
        self
    }

    fn parse_error(&self, _: Cow<'static, str>) {}

    fn get_document(&self) -> Id {
        0
    }

    fn elem_name(&self, target: &Id) -> OwnName {
        let (nodes, elements) = (self.nodes.borrow(), self.elements.borrow());
        let name = match nodes.get(*target as usize).map(|node| node.kind) {
            Some(Kind::Element(at)) => elements.get(at as usize).map(|(name, _)| name.clone()),
            _ => None,
        };
        OwnName(name.unwrap_or_else(|| QualName::new(None, Namespace::default(), LocalName::default())))
    }

    fn create_element(&self, name: QualName, attributes: Vec<Attribute>, _: ElementFlags) -> Id {
        let element = (name.clone(), Element::new(&name.local, &attributes));
        if let Some(&known) = self.known.borrow().get(&element) {
            return self.add(Kind::Element(known));
        }
        let mut elements = self.elements.borrow_mut();
        let own = u32::try_from(elements.len()).unwrap_or(NONE);
        if element.1.target.is_none() {
            self.known.borrow_mut().insert(element.clone(), own);
        }
        elements.push(element);
        self.add(Kind::Element(own))
    }

    fn create_comment(&self, _: StrTendril) -> Id {
        self.add(Kind::Other)
    }

    fn create_pi(&self, _: StrTendril, _: StrTendril) -> Id {
        self.add(Kind::Other)
    }

    fn append(&self, parent: &Id, child: NodeOrText<Id>) {
        self.insert(*parent, NONE, child);
    }

    fn append_based_on_parent_node(&self, element: &Id, previous: &Id, child: NodeOrText<Id>) {
        if self.parent(*element) == NONE {
            self.append(previous, child);
        } else {
            self.append_before_sibling(element, child);
        }
    }

    fn append_doctype_to_document(&self, _: StrTendril, _: StrTendril, _: StrTendril) {}

    fn get_template_contents(&self, target: &Id) -> Id {
        *target
    }

    fn same_node(&self, x: &Id, y: &Id) -> bool {
        x == y
    }

    fn set_quirks_mode(&self, _: QuirksMode) {}

    fn append_before_sibling(&self, sibling: &Id, new_node: NodeOrText<Id>) {
        let parent = self.parent(*sibling);
        if parent != NONE {
            self.insert(parent, *sibling, new_node);
        }
    }

    fn add_attrs_if_missing(&self, _: &Id, _: Vec<Attribute>) {}

    fn remove_from_parent(&self, target: &Id) {
        let mut nodes = self.nodes.borrow_mut();
        let Some(node) = nodes.get_mut(*target as usize) else { return };
        let (parent, previous, next) = (node.parent, node.previous, node.next);
        (node.parent, node.previous, node.next) = (NONE, NONE, NONE);
        if parent == NONE {
            return;
        }
        match nodes.get_mut(previous as usize) {
            Some(node) => node.next = next,
            None => {
                if let Some(node) = nodes.get_mut(parent as usize) {
                    node.first = next;
                }
            }
        }
        match nodes.get_mut(next as usize) {
            Some(node) => node.previous = previous,
            None => {
                if let Some(node) = nodes.get_mut(parent as usize) {
                    node.last = previous;
                }
            }
        }
    }

    fn reparent_children(&self, node: &Id, new_parent: &Id) {
        loop {
            let first = self.nodes.borrow().get(*node as usize).map_or(NONE, |node| node.first);
            if first == NONE {
                return;
            }
            self.insert(*new_parent, NONE, NodeOrText::AppendNode(first));
        }
    }

    fn allow_declarative_shadow_roots(&self, _: &Id) -> bool {
        false
    }
}

/// Hands tokens on to the tree, apart from those that would take it long.
struct Tamed {
    builder: TreeBuilder<Id, Dom>,
    /// Whether the page says that it is XML, where a tag can be its own end.
    xml: bool,
}

impl TokenSink for Tamed {
    type Handle = Id;

    fn process_token(&self, token: Token, line: u64) -> TokenSinkResult<Id> {
        let mut end = None;
        let token = match token {
            Token::TagToken(tag) => {
                if self.xml && tag.self_closing && tag.kind == TagKind::StartTag && !is_void(&tag.name) {
                    end = Some(Tag { kind: TagKind::EndTag, self_closing: false, attrs: Vec::new(), ..tag.clone() });
                }
                let depth = &self.builder.sink.last_depth;
                match tag.kind {
                    // What holds no elements may be as deep as it likes, and its end has to be found.
                    TagKind::StartTag if depth.get() >= MAX_DEPTH && !is_leaf(&tag.name) => {
                        return TokenSinkResult::Continue;
                    }
                    TagKind::StartTag => {}
                    TagKind::EndTag => depth.set(depth.get().saturating_sub(1)),
                }
                Token::TagToken(plain(tag))
            }
            Token::CommentToken(_) | Token::ParseError(_) => return TokenSinkResult::Continue,
            other => other,
        };
        let result = self.builder.process_token(token, line);
        if let Some(end) = end {
            // What follows does not stand in it, and is read as markup.
            return self.process_token(Token::TagToken(end), line);
        }
        match result {
            TokenSinkResult::EncodingIndicator(_) => TokenSinkResult::Continue,
            other => other,
        }
    }

    fn end(&self) {
        self.builder.end();
    }

    fn adjusted_current_node_present_but_not_in_html_namespace(&self) -> bool {
        self.builder.adjusted_current_node_present_but_not_in_html_namespace()
    }
}

/// Elements whose content is text alone, or that have none.
fn is_leaf(name: &LocalName) -> bool {
    matches!(&**name, "br" | "hr" | "img" | "input" | "script" | "style" | "textarea" | "title" | "iframe" | "xmp")
}

/// Elements that have no end in HTML either.
fn is_void(name: &LocalName) -> bool {
    matches!(
        &**name,
        "area"
            | "base"
            | "br"
            | "col"
            | "embed"
            | "frame"
            | "hr"
            | "image"
            | "img"
            | "input"
            | "link"
            | "meta"
            | "param"
            | "source"
            | "track"
            | "wbr"
    )
}

/// A tag, or a `span` for one that only styles.
fn plain(mut tag: Tag) -> Tag {
    let styles = matches!(
        &*tag.name,
        "a" | "b" | "big" | "code" | "em" | "font" | "i" | "nobr" | "s" | "small" | "strike" | "strong" | "tt" | "u"
    );
    if styles {
        if matches!(&*tag.name, "s" | "strike") && tag.kind == TagKind::StartTag {
            // What browsers make of them.
            let name = QualName::new(None, Namespace::default(), local_name!("style"));
            tag.attrs.push(Attribute { name, value: "text-decoration:line-through".into() });
        }
        tag.name = local_name!("span");
    }
    tag
}

/// The text without what stands behind too many attributes of a tag.
fn without_long_tags(text: &str) -> Cow<'_, str> {
    let bytes = text.as_bytes();
    let mut kept = String::new();
    let mut from = 0;
    let mut at = 0;
    while let Some(start) = memchr::memchr(b'<', bytes.get(at..).unwrap_or(&[])).map(|found| at + found) {
        at = start + 1;
        if !bytes.get(at).is_some_and(|b| b.is_ascii_alphabetic() || *b == b'/') {
            continue;
        }
        let (mut attributes, mut parted) = (0, false);
        while let Some(&b) = bytes.get(at) {
            match b {
                b'>' | b'<' => break,
                b'"' | b'\'' if bytes.get(at - 1) == Some(&b'=') => {
                    let rest = bytes.get(at + 1..).unwrap_or(&[]);
                    at = memchr::memchr(b, rest).map_or(bytes.len(), |end| at + 1 + end);
                    parted = true;
                }
                _ => {
                    let parts = b.is_ascii_whitespace() || b == b'/';
                    attributes += usize::from(parted && !parts);
                    parted = parts;
                }
            }
            if attributes > MAX_ATTRIBUTES {
                // All of these marks are ASCII, so what is cut ends where characters do.
                let end = bytes.get(at..).and_then(|rest| memchr::memchr2(b'<', b'>', rest));
                let end = end.map_or(bytes.len(), |end| at + end);
                let cut = (from..=at).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(at);
                kept.push_str(text.get(from..cut).unwrap_or(""));
                if bytes.get(end) != Some(&b'>') {
                    kept.push('>');
                }
                (from, at) = (end, end);
                break;
            }
            at += 1;
        }
    }
    if from == 0 {
        return Cow::Borrowed(text);
    }
    kept.push_str(text.get(from..).unwrap_or(""));
    Cow::Owned(kept)
}
