//! Parsers of HTML alone, of which nobody asks anything.

use std::borrow::Cow;
use std::rc::Rc;

use html5ever::tendril::{StrTendril, TendrilSink as _};
use html5ever::tokenizer::{BufferQueue, Token, TokenSink, TokenSinkResult, Tokenizer};
use html5ever::tree_builder::{ElementFlags, NodeOrText, QuirksMode, TreeSink};
use html5ever::{Attribute, ExpandedName, LocalName, Namespace, QualName, parse_document};

/// html5ever into scraper's tree: what the aim for pages is stated against.
pub fn tree(page: &str) -> scraper::Html {
    scraper::Html::parse_document(page)
}

/// html5ever with a tree of which only the names of the elements are kept, as it asks for them.
pub fn names(page: &str) -> usize {
    parse_document(Names, html5ever::ParseOpts::default()).one(page)
}

/// The tokens of html5ever, without a tree.
pub fn tokens(page: &str) {
    let input = BufferQueue::default();
    input.push_back(StrTendril::from(page));
    let tokenizer = Tokenizer::new(Ignored, html5ever::tokenizer::TokenizerOpts::default());
    let _ = tokenizer.feed(&input);
    tokenizer.end();
}

/// The tokens of html5gum.
pub fn gum_tokens(page: &str) -> usize {
    html5gum::Tokenizer::new(page).count()
}

struct Ignored;

impl TokenSink for Ignored {
    type Handle = ();

    fn process_token(&self, token: Token, _: u64) -> TokenSinkResult<()> {
        drop(std::hint::black_box(token));
        TokenSinkResult::Continue
    }
}

/// A tree whose nodes know their names and nothing of each other.
struct Names;

type Node = Rc<QualName>;

fn nameless() -> Node {
    Rc::new(QualName::new(None, Namespace::from(""), LocalName::from("")))
}

impl TreeSink for Names {
    type Handle = Node;
    type Output = usize;
    type ElemName<'a> = ExpandedName<'a>;

    fn finish(self) -> usize {
        0
    }

    fn get_document(&self) -> Node {
        nameless()
    }

    fn elem_name<'a>(&'a self, target: &'a Node) -> ExpandedName<'a> {
        target.expanded()
    }

    fn create_element(&self, name: QualName, _: Vec<Attribute>, _: ElementFlags) -> Node {
        Rc::new(name)
    }

    fn create_comment(&self, _: StrTendril) -> Node {
        nameless()
    }

    fn create_pi(&self, _: StrTendril, _: StrTendril) -> Node {
        nameless()
    }

    fn get_template_contents(&self, target: &Node) -> Node {
        Rc::clone(target)
    }

    fn same_node(&self, one: &Node, other: &Node) -> bool {
        Rc::ptr_eq(one, other)
    }

    fn parse_error(&self, _: Cow<'static, str>) {}
    fn append(&self, _: &Node, _: NodeOrText<Node>) {}
    fn append_based_on_parent_node(&self, _: &Node, _: &Node, _: NodeOrText<Node>) {}
    fn append_before_sibling(&self, _: &Node, _: NodeOrText<Node>) {}
    fn append_doctype_to_document(&self, _: StrTendril, _: StrTendril, _: StrTendril) {}
    fn set_quirks_mode(&self, _: QuirksMode) {}
    fn add_attrs_if_missing(&self, _: &Node, _: Vec<Attribute>) {}
    fn remove_from_parent(&self, _: &Node) {}
    fn reparent_children(&self, _: &Node, _: &Node) {}
}
