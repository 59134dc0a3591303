//! A part of XML as a tree: elements by namespace and name, and text. Parts have no DTD (OPC 6.5.2), so there is nothing
//! to expand; depth and number of nodes are limited.

use std::borrow::Cow;

use quick_xml::NsReader;
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesStart, Event};
use quick_xml::name::{Namespace, NamespaceResolver, ResolveResult};

/// How deep elements are nested. A formula in a table in a text box comes to some 60.
const MAX_DEPTH: usize = 256;
/// How many nodes and attributes a part may have; that of an article has some 50 000.
const MAX_NODES: usize = 4 << 20;
/// How many namespaces are bound at once, among which each name is looked up. Word binds some 40.
const MAX_BINDINGS: usize = 256;

/// The namespaces that matter, transitional and strict alike (ECMA-376 part 1, annex A; part 4).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ns {
    /// WordprocessingML.
    Word,
    /// Office Math.
    Math,
    /// Relationships named in a document.
    Relation,
    /// DrawingML, pictures and drawings in a text included.
    Drawing,
    /// VML.
    Vml,
    /// Markup compatibility.
    Compatibility,
    /// Relationships parts.
    Relationships,
    /// Anything else.
    Other,
}

fn namespace(uri: &str) -> Ns {
    match uri {
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
        | "http://purl.oclc.org/ooxml/wordprocessingml/main" => Ns::Word,
        "http://schemas.openxmlformats.org/officeDocument/2006/math"
        | "http://purl.oclc.org/ooxml/officeDocument/math" => Ns::Math,
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
        | "http://purl.oclc.org/ooxml/officeDocument/relationships" => Ns::Relation,
        "urn:schemas-microsoft-com:vml" => Ns::Vml,
        "http://schemas.openxmlformats.org/markup-compatibility/2006" => Ns::Compatibility,
        "http://schemas.openxmlformats.org/package/2006/relationships" => Ns::Relationships,
        uri if uri.starts_with("http://schemas.openxmlformats.org/drawingml/")
            || uri.starts_with("http://purl.oclc.org/ooxml/drawingml/")
            || uri.starts_with("http://schemas.microsoft.com/office/word/2010/wordprocessing") =>
        {
            Ns::Drawing
        }
        _ => Ns::Other,
    }
}

struct Data<'s> {
    ns: Ns,
    /// The name without prefix; empty for text.
    name: &'s str,
    text: Cow<'s, str>,
    first_attribute: u32,
    last_attribute: u32,
    /// One past the last node inside.
    end: u32,
}

struct Attribute<'s> {
    relation: bool,
    name: &'s str,
    value: Cow<'s, str>,
}

/// A part.
pub(super) struct Tree<'s> {
    nodes: Vec<Data<'s>>,
    attributes: Vec<Attribute<'s>>,
}

/// An element, or a piece of text. The node 0 stands for the part.
#[derive(Clone, Copy)]
pub(super) struct Node<'t> {
    tree: &'t Tree<'t>,
    id: u32,
}

impl<'s> Tree<'s> {
    /// Reads the text of a part.
    ///
    /// # Errors
    /// What is wrong with it, as a phrase after its name.
    pub fn read(text: &'s str) -> Result<Tree<'s>, String> {
        let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
        let mut tree = Tree { nodes: Vec::new(), attributes: Vec::new() };
        tree.push(Ns::Other, "", Cow::Borrowed(""));
        let mut open: Vec<u32> = vec![0];
        let mut reader = NsReader::from_str(text);
        reader.resolver_mut().set_max_namespace_bindings(MAX_BINDINGS);
        let mut at = 0;
        loop {
            let event = reader.read_event();
            let end = (reader.buffer_position() as usize).min(text.len());
            let raw = text.get(at..end).unwrap_or("");
            match event {
                Ok(Event::Start(start)) => {
                    if open.len() > MAX_DEPTH {
                        return Err(format!("has elements nested more than {MAX_DEPTH} deep"));
                    }
                    let id = tree.element(&start, raw, reader.resolver())?;
                    open.push(id);
                }
                Ok(Event::Empty(start)) => {
                    tree.element(&start, raw, reader.resolver())?;
                }
                Ok(Event::End(_)) => {
                    if let Some(id) = open.pop() {
                        tree.nodes[id as usize].end = tree.nodes.len() as u32;
                    }
                }
                Ok(Event::Text(_)) => {
                    if open.len() > 1 && !raw.is_empty() {
                        let text = if raw.contains('\r') {
                            Cow::Owned(raw.replace("\r\n", "\n").replace('\r', "\n"))
                        } else {
                            Cow::Borrowed(raw)
                        };
                        tree.push(Ns::Other, "", text);
                    }
                }
                Ok(Event::CData(_)) => {
                    let inner = raw.strip_prefix("<![CDATA[").and_then(|r| r.strip_suffix("]]>")).unwrap_or("");
                    if !inner.is_empty() {
                        tree.push(Ns::Other, "", Cow::Borrowed(inner));
                    }
                }
                Ok(Event::GeneralRef(reference)) => {
                    let name = raw.strip_prefix('&').and_then(|r| r.strip_suffix(';')).unwrap_or("");
                    let text = match reference.resolve_char_ref() {
                        Ok(Some(c)) => Some(Cow::Owned(c.to_string())),
                        _ => resolve_predefined_entity(name).map(Cow::Borrowed),
                    };
                    let Some(text) = text else {
                        return Err(format!("is not well-formed XML: it names an entity, &{name};, that is nowhere"));
                    };
                    tree.push(Ns::Other, "", text);
                }
                Ok(Event::DocType(_)) => return Err("has a DTD, which no part of a package may have".into()),
                Ok(Event::Eof) => break,
                Ok(Event::Comment(_) | Event::Decl(_) | Event::PI(_)) => {}
                Err(fault) => {
                    return Err(format!("is not well-formed XML: {fault} (byte {})", reader.error_position()));
                }
            }
            at = end;
            if tree.nodes.len() + tree.attributes.len() > MAX_NODES {
                return Err("has more than four million elements and attributes".into());
            }
        }
        if open.len() > 1 {
            return Err("is not well-formed XML: it ends before its elements do".into());
        }
        if tree.nodes.len() == 1 {
            return Err("is empty".into());
        }
        tree.nodes[0].end = tree.nodes.len() as u32;
        Ok(tree)
    }

    fn push(&mut self, ns: Ns, name: &'s str, text: Cow<'s, str>) -> u32 {
        let id = self.nodes.len() as u32;
        let attribute = self.attributes.len() as u32;
        let (first_attribute, last_attribute) = (attribute, attribute);
        self.nodes.push(Data { ns, name, text, first_attribute, last_attribute, end: id + 1 });
        id
    }

    fn element(&mut self, start: &BytesStart<'_>, raw: &'s str, resolver: &NamespaceResolver) -> Result<u32, String> {
        let len = start.name().as_ref().len();
        let ns = bound(resolver.resolve_element(start.name()).0);
        let full = raw.get(1..1 + len).unwrap_or("");
        let name = full.split_once(':').map_or(full, |(_, local)| local);
        if name.is_empty() {
            return Err("is not well-formed XML: an element has no name".into());
        }
        let id = self.push(ns, name, Cow::Borrowed(""));
        for attribute in start.attributes().with_checks(false) {
            let attribute = attribute.map_err(|e| format!("is not well-formed XML: {e}"))?;
            let full = attribute.key.as_ref();
            if full.starts_with("xmlns") {
                continue;
            }
            let relation = bound(resolver.resolve_attribute(attribute.key).0) == Ns::Relation;
            let value = attribute
                .normalized_value(quick_xml::XmlVersion::Implicit1_0)
                .map_err(|e| format!("is not well-formed XML: {e}"))?;
            // The name is found again in the text of the tag, so that it lives as long as that does.
            let at = (full.as_ptr() as usize).wrapping_sub(raw.as_ptr() as usize);
            let name = at.checked_add(full.len()).and_then(|end| raw.get(at..end)).filter(|name| *name == full);
            let name = name.unwrap_or("");
            let name = name.split_once(':').map_or(name, |(_, local)| local);
            self.attributes.push(Attribute { relation, name, value: Cow::Owned(value.into_owned()) });
        }
        self.nodes[id as usize].last_attribute = self.attributes.len() as u32;
        Ok(id)
    }

    /// The node that stands for the part.
    pub fn root(&self) -> Node<'_> {
        Node { tree: self, id: 0 }
    }

    /// The outermost element.
    pub fn top(&self) -> Option<Node<'_>> {
        self.root().elements().next()
    }
}

fn bound(resolved: ResolveResult<'_>) -> Ns {
    match resolved {
        ResolveResult::Bound(Namespace(uri)) => namespace(uri),
        _ => Ns::Other,
    }
}

impl<'t> Node<'t> {
    fn data(self) -> &'t Data<'t> {
        &self.tree.nodes[self.id as usize]
    }

    /// A number that no other node of the part has.
    pub fn id(self) -> u32 {
        self.id
    }

    /// The number of the first node after it and what is in it.
    pub fn after(self) -> u32 {
        self.data().end
    }

    /// Its namespace.
    pub fn ns(self) -> Ns {
        self.data().ns
    }

    /// Its name without prefix; empty for text.
    pub fn name(self) -> &'t str {
        self.data().name
    }

    /// Its namespace and name.
    pub fn tag(self) -> (Ns, &'t str) {
        (self.ns(), self.name())
    }

    /// Whether it is this element.
    pub fn is(self, ns: Ns, name: &str) -> bool {
        self.ns() == ns && self.name() == name
    }

    /// The text, if this is text.
    pub fn text(self) -> Option<&'t str> {
        (self.id > 0 && self.name().is_empty()).then(|| self.data().text.as_ref())
    }

    /// All text in it.
    pub fn all_text(self) -> String {
        self.descendants().filter_map(Node::text).collect()
    }

    fn attributes(self) -> &'t [Attribute<'t>] {
        let data = self.data();
        &self.tree.attributes[data.first_attribute as usize..data.last_attribute as usize]
    }

    /// The value of an attribute by its name without prefix.
    pub fn attribute(self, name: &str) -> Option<&'t str> {
        self.attributes().iter().find(|a| a.name == name && !a.relation).map(|a| a.value.as_ref())
    }

    /// The value of `val`.
    pub fn val(self) -> Option<&'t str> {
        self.attribute("val")
    }

    /// The id of a relationship, in the attribute of this name.
    pub fn relation(self, name: &str) -> Option<&'t str> {
        self.attributes().iter().find(|a| a.name == name && a.relation).map(|a| a.value.as_ref())
    }

    /// What is directly in it: elements and text.
    pub fn children(self) -> impl Iterator<Item = Node<'t>> {
        let end = self.data().end;
        let mut next = self.id + 1;
        std::iter::from_fn(move || {
            (next < end).then(|| {
                let node = Node { tree: self.tree, id: next };
                next = node.data().end;
                node
            })
        })
    }

    /// The elements directly in it.
    pub fn elements(self) -> impl Iterator<Item = Node<'t>> {
        self.children().filter(|node| !node.name().is_empty())
    }

    /// The first element of this name directly in it.
    pub fn child(self, ns: Ns, name: &str) -> Option<Node<'t>> {
        self.elements().find(|node| node.is(ns, name))
    }

    /// The WordprocessingML element of this name directly in it.
    pub fn word(self, name: &str) -> Option<Node<'t>> {
        self.child(Ns::Word, name)
    }

    /// Everything in it, in order.
    pub fn descendants(self) -> impl Iterator<Item = Node<'t>> {
        (self.id + 1..self.data().end).map(move |id| Node { tree: self.tree, id })
    }

    /// The first element of this name in it, however deep.
    pub fn find(self, ns: Ns, name: &str) -> Option<Node<'t>> {
        self.descendants().find(|node| node.is(ns, name))
    }
}

/// Whether an element that is there switches something on (`ST_OnOff`).
pub(super) fn is_on(node: Node<'_>) -> bool {
    !matches!(node.val(), Some("0" | "false" | "off" | "none"))
}

#[cfg(test)]
mod tests {
    use super::*;

    const WORD: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

    #[test]
    fn elements_are_known_by_namespace_whatever_their_prefix() {
        let text = format!("<x:p xmlns:x='{WORD}' x:val='a&amp;b'>one<x:r/>&#x41;<![CDATA[<]]></x:p>");
        let tree = Tree::read(&text).unwrap();
        let top = tree.top().unwrap();
        assert!(top.is(Ns::Word, "p"));
        assert_eq!((top.val(), top.all_text().as_str(), top.elements().count()), (Some("a&b"), "oneA<", 1));
    }

    #[test]
    fn what_no_part_may_hold_is_refused() {
        for (text, why) in [
            ("<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>".to_owned(), "DTD"),
            ("<a>&b;</a>".to_owned(), "entity"),
            ("<a><b></a>".to_owned(), "well-formed"),
            ("<a>".to_owned(), "ends before"),
            (String::new(), "empty"),
            ("<a>".repeat(100_000), "nested"),
        ] {
            let fault = Tree::read(&text).err().unwrap();
            assert!(fault.contains(why), "{fault}");
        }
    }
}
