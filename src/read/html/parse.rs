//! From HTML to a tree of nodes, as browsers make it of broken markup.
//!
//! The rules are those of `html5ever`, and what it is given is cut by [`tokens`](super::tokens). Its tree is ours: nothing
//! of it is kept that the reader has no use for, and nothing of it recurses.

use core::hash::{BuildHasherDefault, Hash, Hasher};
use std::borrow::Cow;
use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::rc::Rc;

use html5ever::interface::{ElemName, ElementFlags, NodeOrText, QuirksMode, TreeSink};
use html5ever::tendril::StrTendril;
use html5ever::tree_builder::{TreeBuilder, TreeBuilderOpts};
use html5ever::{Attribute, LocalName, Namespace, QualName, local_name, ns};

use super::element::{Element, Name};
use super::tokens;
use crate::Span;
use crate::source::offset;

/// Tags that are kept to know them again, and bytes of the value of an attribute of one.
const MAX_TAGS: usize = 512;
const MAX_VALUE: usize = 1024;

/// A node of a [`Page`].
pub(super) type Id = u32;

/// No node.
const NONE: Id = Id::MAX;

/// The tree of a page. The first node is its root.
#[derive(Debug)]
pub(super) struct Page {
    nodes: Vec<Node>,
    texts: Texts,
    elements: Vec<Rc<(QualName, Element)>>,
}

/// The texts of a page, one behind the other.
#[derive(Debug, Default)]
struct Texts {
    whole: String,
    /// Where each ends.
    ends: Vec<u32>,
}

impl Texts {
    fn get(&self, at: u32) -> Option<&str> {
        let at = at as usize;
        let start = at.checked_sub(1).map_or(Some(&0), |before| self.ends.get(before))?;
        Some(Span::new(*start, *self.ends.get(at)?).slice(&self.whole))
    }

    /// Adds a text, to the last one if that is this. What comes back is its number, if it is a new one.
    fn push(&mut self, text: &str, behind: Option<u32>) -> Option<u32> {
        self.whole.push_str(text);
        let len = u32::try_from(self.ends.len()).unwrap_or(NONE);
        if let Some(last) = self.ends.last_mut()
            && behind == len.checked_sub(1)
        {
            *last = offset(self.whole.len());
            return None;
        }
        self.ends.push(offset(self.whole.len()));
        Some(len)
    }
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
        let builder = Self::builder(text);
        tokens::read(text, &builder);
        Self::of(builder)
    }

    /// What makes the tree of this page of its tags.
    pub(super) fn builder(text: &str) -> TreeBuilder<Id, Dom> {
        let opts = TreeBuilderOpts { scripting_enabled: false, ..TreeBuilderOpts::default() };
        TreeBuilder::new(Dom::new(text), opts)
    }

    /// The tree that was made.
    pub(super) fn of(builder: TreeBuilder<Id, Dom>) -> Self {
        let dom = builder.sink;
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
                Kind::Text(text) if enters => return self.page.texts.get(text).map(Step::Text),
                Kind::Element(at) => {
                    let (_, element) = &**self.page.elements.get(at as usize)?;
                    return Some(if enters { Step::Enter(id, element) } else { Step::Leave(element) });
                }
                _ => {}
            }
        }
        None
    }
}

/// The tree as `html5ever` builds it.
pub(super) struct Dom {
    nodes: RefCell<Vec<Node>>,
    texts: RefCell<Texts>,
    elements: RefCell<Vec<Rc<(QualName, Element)>>>,
    /// What stands for those that are none.
    nameless: Rc<(QualName, Element)>,
    /// Where those stand among these whose tags were met first: tags are long where programs write styles into them, and
    /// the same all over a page.
    tags: RefCell<HashMap<StartTag, u32, BuildHasherDefault<Quick>>>,
    /// Where those stand that point to nothing.
    known: RefCell<HashMap<Rc<(QualName, Element)>, u32>>,
    /// The heads and feet of tables.
    ends_of_tables: RefCell<Vec<Id>>,
    /// How deep the element stands that was put into the tree last, less those that ended since.
    pub(super) last_depth: Cell<u32>,
    /// The element of HTML that began last.
    pub(super) begun: Cell<Option<LocalName>>,
    /// What stands in front of a cell or a row might be read behind it: something was moved out of a table, stands in a
    /// template, or keeps its white space.
    pub(super) astray: Cell<bool>,
}

/// The name and the attributes of a start tag.
#[derive(Debug, PartialEq, Eq)]
struct StartTag(QualName, Vec<Attribute>);

impl Hash for StartTag {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.0.local.hash(state);
        for attribute in &self.1 {
            attribute.name.local.hash(state);
            attribute.value.hash(state);
        }
    }
}

/// Hashes a start tag in a tenth of the time that the usual way takes. A page can be made so that all hashes are the same,
/// which is why it is for [`MAX_TAGS`] only.
#[derive(Default)]
struct Quick(u64);

impl Hasher for Quick {
    fn write(&mut self, bytes: &[u8]) {
        for bytes in bytes.chunks(8) {
            self.write_u64(bytes.iter().fold(0, |word, byte| word << 8 | u64::from(*byte)));
        }
    }

    fn write_u64(&mut self, word: u64) {
        self.0 = (self.0.rotate_left(5) ^ word).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    }

    fn finish(&self) -> u64 {
        self.0.rotate_left(26)
    }
}

impl Dom {
    /// The tree of a page that has nothing in it yet, with room for this one.
    fn new(text: &str) -> Self {
        // A tag makes a node, and so does the text behind it; half of the tags are ends, and a few are implied.
        let n_tags = memchr::memchr_iter(b'<', text.as_bytes()).count();
        let nodes = Vec::with_capacity(n_tags + n_tags / 16 + 64);
        let name = QualName::new(None, ns!(), local_name!(""));
        let element = Element::new(&name.local, &[]);
        let dom = Self {
            nodes: RefCell::new(nodes),
            texts: RefCell::new(Texts { whole: String::with_capacity(text.len()), ends: Vec::new() }),
            elements: RefCell::default(),
            nameless: Rc::new((name, element)),
            tags: RefCell::default(),
            known: RefCell::default(),
            ends_of_tables: RefCell::default(),
            last_depth: Cell::default(),
            begun: Cell::default(),
            astray: Cell::default(),
        };
        dom.add(Kind::Other);
        dom
    }

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
                let behind = {
                    let nodes = self.nodes.borrow();
                    let at = if before == NONE { parent } else { before };
                    let node = nodes.get(at as usize);
                    let behind = node.map_or(NONE, |node| if before == NONE { node.last } else { node.previous });
                    match nodes.get(behind as usize).map(|node| node.kind) {
                        Some(Kind::Text(text)) => Some(text),
                        _ => None,
                    }
                };
                let Some(own) = self.texts.borrow_mut().push(&text, behind) else { return };
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

    /// The number of an element that is as what this tag makes.
    fn element(&self, name: QualName, attributes: Vec<Attribute>) -> u32 {
        let tag = StartTag(name, attributes);
        if let Some(&known) = self.tags.borrow().get(&tag) {
            return known;
        }
        let StartTag(name, attributes) = &tag;
        let element = Element::new(&name.local, attributes);
        if element.name == Name::Preformatted || name.local == local_name!("template") {
            self.astray.set(true);
        }
        if element.target.is_some() {
            return self.add_element(Rc::new((name.clone(), element)));
        }
        let element = Rc::new((name.clone(), element));
        let known = self.known.borrow().get(&element).copied();
        let own = known.unwrap_or_else(|| {
            let own = self.add_element(Rc::clone(&element));
            self.known.borrow_mut().insert(element, own);
            own
        });
        let mut tags = self.tags.borrow_mut();
        if tags.len() < MAX_TAGS && attributes.iter().all(|attribute| attribute.value.len() <= MAX_VALUE) {
            tags.insert(tag, own);
        }
        own
    }

    fn add_element(&self, element: Rc<(QualName, Element)>) -> u32 {
        let mut elements = self.elements.borrow_mut();
        elements.push(element);
        u32::try_from(elements.len() - 1).unwrap_or(NONE)
    }

    fn parent(&self, of: Id) -> Id {
        self.nodes.borrow().get(of as usize).map_or(NONE, |node| node.parent)
    }
}

impl Dom {
    /// Puts the head of each table first and its foot last, where browsers show them.
    fn feet_last(&self) {
        let is = |id: Id, name: LocalName| *self.elem_name(&id).local_name() == name;
        let mut ends = self.ends_of_tables.take();
        ends.sort_unstable();
        for id in ends {
            // Of several heads and feet the first is one, and the others are bodies.
            let (head, foot) = (is(id, local_name!("thead")), is(id, local_name!("tfoot")));
            let table = self.parent(id);
            if table == NONE || !is(table, local_name!("table")) {
                continue;
            }
            let (first, last) =
                self.nodes.borrow().get(table as usize).map_or((NONE, NONE), |table| (table.first, table.last));
            if foot && last != id && !is(last, local_name!("tfoot")) {
                self.remove_from_parent(&id);
                self.insert(table, NONE, NodeOrText::AppendNode(id));
            } else if head && first != id && !is(first, local_name!("thead")) {
                self.remove_from_parent(&id);
                self.insert(table, first, NodeOrText::AppendNode(id));
            }
        }
    }
}

/// The name of an element, for `html5ever`.
#[derive(Debug)]
pub(super) struct OwnName(Rc<(QualName, Element)>);

impl ElemName for OwnName {
    fn ns(&self) -> &Namespace {
        &self.0.0.ns
    }

    fn local_name(&self) -> &LocalName {
        &self.0.0.local
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
        let name = match self.nodes.borrow().get(*target as usize).map(|node| node.kind) {
            Some(Kind::Element(at)) => self.elements.borrow().get(at as usize).cloned(),
            _ => None,
        };
        OwnName(name.unwrap_or_else(|| Rc::clone(&self.nameless)))
    }

    fn create_element(&self, name: QualName, attributes: Vec<Attribute>, _: ElementFlags) -> Id {
        if name.ns == ns!(html) {
            self.begun.set(Some(name.local.clone()));
        }
        let ends_table = matches!(name.local, local_name!("thead") | local_name!("tfoot"));
        let id = self.add(Kind::Element(self.element(name, attributes)));
        if ends_table {
            self.ends_of_tables.borrow_mut().push(id);
        }
        id
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
        self.astray.set(true);
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
