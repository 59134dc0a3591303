//! A document as XPath sees it (section 5): nodes in document order, with attributes and namespaces among them, and what
//! is looked up in it.

use std::borrow::Cow;
use std::cell::{Cell, OnceCell, RefCell};
use std::collections::{HashMap, HashSet};
use std::ops::Range;
use std::rc::Rc;

use roxmltree::{Document, Node, NodeId, NodeType};

use super::Fault;

/// A node of a [`Tree`]. The order is document order: an element, its namespaces, its attributes, its children.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NodeRef {
    /// The node of roxmltree; for an attribute or a namespace the element's.
    pub(super) id: u32,
    /// 0 for the node itself, from 1 for namespaces, from [`ATTRIBUTES`] for attributes.
    pub(super) part: u32,
}

const ATTRIBUTES: u32 = 1 << 31;

impl NodeRef {
    /// The root node, above the outermost element.
    pub const ROOT: NodeRef = NodeRef { id: 0, part: 0 };

    pub(super) fn tree(id: u32) -> NodeRef {
        NodeRef { id, part: 0 }
    }

    /// The namespace `xml`, which every element has without a declaration.
    pub(super) fn xml_namespace(id: u32) -> NodeRef {
        NodeRef { id, part: 1 }
    }

    pub(super) fn namespace(id: u32, index: usize) -> NodeRef {
        NodeRef { id, part: 2 + index as u32 }
    }

    pub(super) fn attribute(id: u32, index: usize) -> NodeRef {
        NodeRef { id, part: ATTRIBUTES + index as u32 }
    }
}

impl From<Node<'_, '_>> for NodeRef {
    fn from(node: Node) -> NodeRef {
        NodeRef::tree(node.id().get())
    }
}

/// What a [`NodeRef`] is.
#[derive(Clone, Copy)]
pub(super) enum Content<'a> {
    Tree(Node<'a, 'a>),
    Attribute(roxmltree::Attribute<'a, 'a>),
    Namespace(Option<&'a str>, &'a str),
}

/// Elements by what an attribute of theirs is.
type Values<'a> = HashMap<&'a str, Vec<u32>>;

/// A document on which expressions are evaluated, with indexes that are made when first needed, and the budget of steps.
pub struct Tree<'a> {
    document: &'a Document<'a>,
    budget: Cell<u64>,
    names: OnceCell<HashMap<&'a str, Vec<u32>>>,
    ids: OnceCell<HashMap<&'a str, u32>>,
    /// For attributes that are looked up: namespace, local name, and the elements by value.
    attributes: RefCell<Vec<(String, String, Rc<Values<'a>>)>>,
    /// The string-values of what paths select, by what tells the path from others.
    constants: RefCell<HashMap<String, Rc<HashSet<Cow<'a, str>>>>>,
}

impl<'a> Tree<'a> {
    /// Takes a document, and how many steps evaluation may make on it in all. A step is about a node that is looked at;
    /// some 10⁸ are made in a second.
    pub fn new(document: &'a Document<'a>, budget: u64) -> Tree<'a> {
        let (names, ids) = (OnceCell::new(), OnceCell::new());
        let (attributes, constants) = (RefCell::default(), RefCell::default());
        Tree { document, budget: Cell::new(budget), names, ids, attributes, constants }
    }

    /// The document.
    pub fn document(&self) -> &'a Document<'a> {
        self.document
    }

    /// Takes steps off the budget.
    ///
    /// # Errors
    /// There are not as many left.
    pub fn spend(&self, steps: usize) -> Result<(), Fault> {
        match self.budget.get().checked_sub(steps as u64) {
            Some(left) => {
                self.budget.set(left);
                Ok(())
            }
            None => {
                self.budget.set(0);
                Err(Fault::evaluation("evaluation takes more steps than are allowed"))
            }
        }
    }

    /// The roxmltree node; for an attribute or a namespace the element that it belongs to.
    pub fn owner(&self, node: NodeRef) -> Node<'a, 'a> {
        self.document.get_node(NodeId::new(node.id)).unwrap_or_else(|| self.document.root())
    }

    pub(super) fn content(&self, node: NodeRef) -> Content<'a> {
        let owner = self.owner(node);
        if node.part >= ATTRIBUTES {
            if let Some(attribute) = owner.attributes().nth((node.part - ATTRIBUTES) as usize) {
                return Content::Attribute(attribute);
            }
        } else if node.part == 1 {
            return Content::Namespace(Some("xml"), roxmltree::NS_XML_URI);
        } else if node.part > 1
            && let Some(namespace) = owner.namespaces().nth(node.part as usize - 2)
        {
            return Content::Namespace(namespace.name(), namespace.uri());
        }
        Content::Tree(owner)
    }

    /// Whether it is an attribute.
    pub fn is_attribute(&self, node: NodeRef) -> bool {
        node.part >= ATTRIBUTES
    }

    /// The attribute, if it is one.
    pub fn attribute(&self, node: NodeRef) -> Option<roxmltree::Attribute<'a, 'a>> {
        match self.content(node) {
            Content::Attribute(attribute) => Some(attribute),
            _ => None,
        }
    }

    /// Whether it is the root or an element, comment, instruction or text, and no attribute or namespace.
    pub(super) fn is_tree(node: NodeRef) -> bool {
        node.part == 0
    }

    /// The parent; for an attribute or a namespace its element.
    pub fn parent(&self, node: NodeRef) -> Option<NodeRef> {
        if node.part > 0 {
            return Some(NodeRef::tree(node.id));
        }
        self.owner(node).parent().map(NodeRef::from)
    }

    /// Its byte range in the document. That of a namespace is its element's.
    pub fn range(&self, node: NodeRef) -> Range<usize> {
        match self.content(node) {
            Content::Attribute(attribute) => attribute.range(),
            _ => self.owner(node).range(),
        }
    }

    /// The string-value (section 5), not counted against the budget.
    pub(super) fn string(&self, node: NodeRef) -> Cow<'a, str> {
        let owner = match self.content(node) {
            Content::Attribute(attribute) => return Cow::Borrowed(attribute.value()),
            Content::Namespace(_, uri) => return Cow::Borrowed(uri),
            Content::Tree(owner) => owner,
        };
        match owner.node_type() {
            NodeType::Text | NodeType::Comment => Cow::Borrowed(owner.text().unwrap_or_default()),
            NodeType::PI => Cow::Borrowed(owner.pi().and_then(|pi| pi.value).unwrap_or_default()),
            NodeType::Root | NodeType::Element => {
                let mut texts = owner.descendants().filter(Node::is_text).filter_map(|t| t.text());
                let Some(first) = texts.next() else { return Cow::Borrowed("") };
                let Some(second) = texts.next() else { return Cow::Borrowed(first) };
                let mut all = [first, second].concat();
                all.extend(texts);
                Cow::Owned(all)
            }
        }
    }

    /// The string-value.
    ///
    /// # Errors
    /// The end of the budget, from which it takes as many steps as are about right for the nodes and the length.
    pub fn string_value(&self, node: NodeRef) -> Result<Cow<'a, str>, Fault> {
        if Tree::is_tree(node) {
            let owner = self.owner(node);
            if owner.has_children() {
                self.spend(owner.descendants().len())?;
            }
        }
        let string = self.string(node);
        self.spend(1 + string.len() / 64)?;
        Ok(string)
    }

    /// Local part of the name: "" for the root, text and comments; an instruction's target; a namespace's prefix.
    pub fn local_name(&self, node: NodeRef) -> &'a str {
        match self.content(node) {
            Content::Attribute(attribute) => attribute.name(),
            Content::Namespace(prefix, _) => prefix.unwrap_or_default(),
            Content::Tree(owner) => match owner.pi() {
                Some(pi) => pi.target,
                None => owner.tag_name().name(),
            },
        }
    }

    /// The name of the namespace that the node is in, or "".
    pub fn namespace_name(&self, node: NodeRef) -> &'a str {
        match self.content(node) {
            Content::Attribute(attribute) => attribute.namespace().unwrap_or_default(),
            Content::Namespace(..) => "",
            Content::Tree(owner) => owner.tag_name().namespace().unwrap_or_default(),
        }
    }

    /// The name as it stands in the document, with its prefix.
    pub fn qualified_name(&self, node: NodeRef) -> Cow<'a, str> {
        let local = self.local_name(node);
        let namespace = self.namespace_name(node);
        if namespace.is_empty() {
            return Cow::Borrowed(local);
        }
        let text = self.document.input_text();
        let written = match self.content(node) {
            Content::Attribute(attribute) => text.get(attribute.range_qname()),
            _ => text.get(self.owner(node).range()).and_then(|t| t.strip_prefix('<')).map(|t| {
                let end = t.find(|c: char| c.is_ascii_whitespace() || c == '/' || c == '>');
                &t[..end.unwrap_or(t.len())]
            }),
        };
        // A node out of an entity has a range that may mean something else.
        let of_this_name = |name: &&str| name.rsplit(':').next() == Some(local) && name.split(':').count() <= 2;
        if let Some(name) = written.filter(of_this_name) {
            return Cow::Borrowed(name);
        }
        match self.owner(node).lookup_prefix(namespace) {
            Some(prefix) if !prefix.is_empty() => Cow::Owned(format!("{prefix}:{local}")),
            _ => Cow::Borrowed(local),
        }
    }

    /// The elements with this local name, whatever their namespace, in document order.
    pub(super) fn named(&self, local: &str) -> &[u32] {
        let names = self.names.get_or_init(|| {
            let mut names: HashMap<&str, Vec<u32>> = HashMap::new();
            for node in self.document.descendants().filter(Node::is_element) {
                names.entry(node.tag_name().name()).or_default().push(node.id().get());
            }
            names
        });
        names.get(local).map_or(&[], Vec::as_slice)
    }

    /// The element with this ID. Without a DTD every `id` and `xml:id` is taken for one; of two that are the same the
    /// first counts.
    pub(super) fn with_id(&self, id: &str) -> Option<NodeRef> {
        let ids = self.ids.get_or_init(|| {
            let mut ids = HashMap::new();
            for node in self.document.descendants().filter(Node::is_element) {
                let id = node.attributes().filter(|a| a.name() == "id");
                for a in id.filter(|a| matches!(a.namespace(), None | Some(roxmltree::NS_XML_URI))) {
                    ids.entry(a.value()).or_insert(node.id().get());
                }
            }
            ids
        });
        ids.get(id).copied().map(NodeRef::tree)
    }

    /// The elements with an attribute, by its value, each list in document order.
    pub(super) fn with_attribute(&self, namespace: &str, local: &str) -> Result<Rc<Values<'a>>, Fault> {
        let mut known = self.attributes.borrow_mut();
        if let Some((_, _, values)) = known.iter().find(|(n, l, _)| n == namespace && l == local) {
            return Ok(Rc::clone(values));
        }
        self.spend(self.document.descendants().len())?;
        let mut values: Values = HashMap::new();
        for node in self.document.descendants().filter(Node::is_element) {
            let mut attributes = node.attributes().filter(|a| a.name() == local);
            if let Some(a) = attributes.find(|a| a.namespace().unwrap_or_default() == namespace) {
                values.entry(a.value()).or_default().push(node.id().get());
            }
        }
        let values = Rc::new(values);
        known.push((namespace.to_owned(), local.to_owned(), Rc::clone(&values)));
        Ok(values)
    }

    pub(super) fn known_values(&self, key: &str) -> Option<Rc<HashSet<Cow<'a, str>>>> {
        self.constants.borrow().get(key).cloned()
    }

    pub(super) fn know_values(&self, key: &str, values: HashSet<Cow<'a, str>>) -> Rc<HashSet<Cow<'a, str>>> {
        let values = Rc::new(values);
        self.constants.borrow_mut().insert(key.to_owned(), Rc::clone(&values));
        values
    }
}
