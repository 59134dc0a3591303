//! The document as a tree that knows its places. quick-xml finds the tags; here they become nodes in document order,
//! each with its bytes, so that text with references, CDATA sections or comments in it still leads to where it stands.
//!
//! Reading does not stop at a fault: an end tag that ends nothing is passed over, an element that is not closed ends
//! with what is around it, and the first fault of each kind is a finding.

use std::borrow::Cow;
use std::collections::HashSet;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::entities::Entities;
use crate::diagnostic::Diagnostic;
use crate::source::{Source, Span};

/// How deep elements are nested; what is deeper is text of the deepest.
const MAX_DEPTH: usize = 96;
/// How many nodes and attributes a document may have. An article has some 20 000.
const MAX_NODES: usize = 2 << 20;
/// What all entities of the document's own may come to, in bytes.
const MAX_EXPANDED: usize = 8 << 20;

struct Data<'s> {
    /// The name as written, its prefix included; empty for text.
    name: &'s str,
    text: Cow<'s, str>,
    attributes: std::ops::Range<u32>,
    span: Span,
    parent: u32,
    /// One past the last node inside.
    end: u32,
}

struct Attribute<'s> {
    name: &'s str,
    value: Cow<'s, str>,
}

/// A document.
pub struct Tree<'s> {
    nodes: Vec<Data<'s>>,
    attributes: Vec<Attribute<'s>>,
}

/// An element, or a piece of text. The node 0 stands for the document.
#[derive(Clone, Copy)]
pub struct Node<'t> {
    tree: &'t Tree<'t>,
    id: u32,
}

impl<'t> Node<'t> {
    /// The name of an element with its prefix, as written; empty for text.
    pub fn name(self) -> &'t str {
        self.data().name
    }

    /// The name of an element without its prefix.
    pub fn local(self) -> &'t str {
        let name = self.name();
        name.split_once(':').map_or(name, |(_, local)| local)
    }

    /// Whether this is an element of that name, whatever its prefix.
    pub fn is(self, name: &str) -> bool {
        self.local() == name && !name.is_empty()
    }

    /// Whether this is an element.
    pub fn is_element(self) -> bool {
        !self.name().is_empty()
    }

    /// The text, if this is text.
    pub fn text(self) -> Option<&'t str> {
        (self.id > 0 && !self.is_element()).then(|| self.data().text.as_ref())
    }

    /// Its bytes in the file, tags included.
    pub fn span(self) -> Span {
        self.data().span
    }

    /// A number that no other node has.
    pub fn id(self) -> u32 {
        self.id
    }

    /// The value of an attribute: `xml:lang` by its whole name, others by the name without a prefix. Empty values are
    /// none.
    pub fn attribute(self, name: &str) -> Option<&'t str> {
        let range = &self.data().attributes;
        let all = &self.tree.attributes[range.start as usize..range.end as usize];
        let local = |written: &'t str| written.split_once(':').map_or(written, |(_, local)| local);
        let found = all.iter().find(|a| if name.contains(':') { a.name == name } else { local(a.name) == name })?;
        Some(found.value.trim()).filter(|value| !value.is_empty())
    }

    /// The attributes, by their names without a prefix.
    pub fn attributes(self) -> impl Iterator<Item = (&'t str, &'t str)> {
        let range = &self.data().attributes;
        let all = &self.tree.attributes[range.start as usize..range.end as usize];
        all.iter().map(|a| (a.name.split_once(':').map_or(a.name, |(_, local)| local), a.value.as_ref()))
    }

    /// Whether an attribute has this value.
    pub fn says(self, name: &str, value: &str) -> bool {
        self.attribute(name) == Some(value)
    }

    /// What it stands in.
    pub fn parent(self) -> Option<Node<'t>> {
        (self.id > 0).then(|| Node { tree: self.tree, id: self.data().parent })
    }

    /// What it stands in, from the inside outwards.
    pub fn ancestors(self) -> impl Iterator<Item = Node<'t>> {
        std::iter::successors(self.parent(), |node| node.parent())
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
        self.children().filter(|node| node.is_element())
    }

    /// The elements of a name directly in it.
    pub fn all(self, name: &'static str) -> impl Iterator<Item = Node<'t>> {
        self.children().filter(move |node| node.is(name))
    }

    /// The first element of a name directly in it.
    pub fn child(self, name: &'static str) -> Option<Node<'t>> {
        self.all(name).next()
    }

    /// Everything in it, in order.
    pub fn descendants(self) -> impl Iterator<Item = Node<'t>> {
        (self.id + 1..self.data().end).map(move |id| Node { tree: self.tree, id })
    }

    /// The first element of a name in it, however deep.
    pub fn find(self, name: &str) -> Option<Node<'t>> {
        self.descendants().find(|node| node.is(name))
    }

    /// Whether there is no text in it but white space.
    pub fn is_blank(self) -> bool {
        self.descendants().filter_map(Node::text).all(|text| text.trim().is_empty())
    }

    fn data(self) -> &'t Data<'t> {
        &self.tree.nodes[self.id as usize]
    }
}

impl<'s> Tree<'s> {
    /// Reads a document. Faults go to `diagnostics`.
    pub fn read(source: &'s Source, diagnostics: &mut Vec<Diagnostic>) -> Tree<'s> {
        let mut builder = Builder {
            source: source.text(),
            tree: Tree { nodes: Vec::new(), attributes: Vec::new() },
            open: Vec::new(),
            deeper: Vec::new(),
            entities: Entities::default(),
            unknown: HashSet::new(),
            expanded: 0,
            rooted: false,
            said: [false; 8],
            diagnostics,
        };
        builder.document();
        builder.tree
    }

    /// The document as a node: its children are what is outermost.
    pub fn root(&self) -> Node<'_> {
        Node { tree: self, id: 0 }
    }
}

/// The kinds of fault, each of which is said once.
#[derive(Clone, Copy)]
enum Fault {
    Syntax,
    EndTag,
    Open,
    Deep,
    Many,
    Attribute,
    Entity,
    Outside,
}

struct Builder<'s, 'd> {
    source: &'s str,
    tree: Tree<'s>,
    /// The elements that are open, with the document at the bottom.
    open: Vec<u32>,
    /// Names of open elements that are too deep to be nodes.
    deeper: Vec<&'s str>,
    entities: Entities<'s>,
    unknown: HashSet<&'s str>,
    expanded: usize,
    /// Whether there was an outermost element.
    rooted: bool,
    said: [bool; 8],
    diagnostics: &'d mut Vec<Diagnostic>,
}

impl<'s> Builder<'s, '_> {
    fn document(&mut self) {
        let whole = Span::new(0, self.source.len());
        self.node("", Cow::Borrowed(""), 0..0, whole);
        self.open.push(0);
        // quick-xml passes over a byte order mark and does not count it.
        let mark = if self.source.starts_with('\u{FEFF}') { '\u{FEFF}'.len_utf8() } else { 0 };
        let mut reader = Reader::from_str(&self.source[mark..]);
        let config = reader.config_mut();
        config.check_end_names = false;
        config.allow_unmatched_ends = true;
        config.allow_dangling_amp = true;
        let mut at = mark;
        loop {
            let event = reader.read_event();
            let end = (mark + reader.buffer_position() as usize).min(self.source.len());
            let span = Span::new(at.min(end), end);
            match event {
                Ok(Event::Eof) => break,
                Ok(event) => self.event(&event, span),
                Err(fault) => {
                    let from = (mark + reader.error_position() as usize).max(at);
                    let message = format!("this is not well-formed XML: {fault}");
                    let len = self.source.get(from..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
                    self.fault(Fault::Syntax, Span::new(from, from + len), message);
                    // What cannot be cut into tags is text, so that nothing of it is lost.
                    let rest = Span::new(at, self.source.len());
                    if !rest.is_empty() {
                        self.text(Cow::Borrowed(&self.source[rest.range()]), rest);
                    }
                    break;
                }
            }
            if self.tree.nodes.len() + self.tree.attributes.len() > MAX_NODES {
                let message =
                    "the document has more than two million elements and attributes; what follows is not read";
                self.fault(Fault::Many, span, message.into());
                break;
            }
            at = end;
        }
        let end = self.source.len();
        while self.open.len() > 1 {
            let id = self.open[self.open.len() - 1];
            let data = &self.tree.nodes[id as usize];
            let message = format!("the element `{}` is not closed", data.name);
            let tag = Span::new(data.span.start as usize, (data.span.start as usize + data.name.len() + 1).min(end));
            self.fault(Fault::Open, tag, message);
            self.close(end);
        }
        self.tree.nodes[0].end = self.tree.nodes.len() as u32;
        if self.tree.root().elements().next().is_none() {
            self.fault(Fault::Outside, whole, "there is no XML element in this file".into());
        }
    }

    fn event(&mut self, event: &Event<'_>, span: Span) {
        let source = self.source;
        let raw = &source[span.range()];
        match event {
            Event::Start(start) => self.start(start, span, raw),
            Event::Empty(start) => {
                let depth = self.deeper.len();
                self.start(start, span, raw);
                if self.deeper.len() > depth {
                    self.deeper.pop();
                } else {
                    self.close(span.end as usize);
                }
            }
            Event::End(_) => self.end(raw.trim_start_matches("</").trim_end_matches('>').trim(), span),
            Event::Text(_) => {
                self.characters(raw, span);
                self.text(Cow::Borrowed(raw), span);
            }
            Event::CData(_) => {
                let inner = raw.strip_prefix("<![CDATA[").and_then(|r| r.strip_suffix("]]>")).unwrap_or("");
                self.characters(inner, span);
                if !inner.is_empty() {
                    self.text(Cow::Borrowed(inner), span.slice(9..9 + inner.len()));
                }
            }
            Event::GeneralRef(_) => {
                let name = raw.strip_prefix('&').and_then(|r| r.strip_suffix(';')).unwrap_or(raw);
                let text = self.reference(name, span).unwrap_or(Cow::Borrowed(raw));
                self.text(text, span);
            }
            Event::DocType(_) => self.entities.declare(raw),
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::Eof => {}
        }
    }

    fn start(&mut self, start: &BytesStart<'_>, span: Span, raw: &'s str) {
        let len = start.name().as_ref().len();
        let name = raw.get(1..1 + len).unwrap_or("");
        if !name.chars().next().is_some_and(|c| c.is_alphabetic() || c == '_') {
            self.fault(Fault::Syntax, span, "this is not well-formed XML: an element has no name".into());
        }
        if self.open.len() == 1 && std::mem::replace(&mut self.rooted, true) {
            let message = "this is not well-formed XML: a second element stands beside the outermost one";
            self.fault(Fault::Outside, span, message.into());
        }
        if self.open.len() > MAX_DEPTH {
            let message =
                format!("elements are nested more than {MAX_DEPTH} deep; the text of deeper ones is kept without them");
            self.fault(Fault::Deep, span, message);
            self.deeper.push(name);
            return;
        }
        let first = self.tree.attributes.len() as u32;
        let mut seen = HashSet::new();
        for attribute in start.attributes().with_checks(false) {
            let attribute = match attribute {
                Ok(attribute) => attribute,
                Err(fault) => {
                    self.fault(Fault::Attribute, span, format!("this is not well-formed XML: {fault}"));
                    continue;
                }
            };
            let (key, value) = (attribute.key.as_ref(), attribute.value.as_ref());
            let (Some(key), Some(value)) = (self.own(key, span), self.own(value, span)) else { continue };
            if !seen.insert(key) {
                let message = format!("this is not well-formed XML: the attribute `{key}` is there twice");
                self.fault(Fault::Attribute, span, message);
                continue;
            }
            let value = self.value(value, span);
            self.tree.attributes.push(Attribute { name: key, value });
            if self.tree.attributes.len() > MAX_NODES {
                break;
            }
        }
        let last = self.tree.attributes.len() as u32;
        // A tag without a name is still an element: `?` is no name of one.
        let id = self.node(if name.is_empty() { "?" } else { name }, Cow::Borrowed(""), first..last, span);
        self.open.push(id);
    }

    /// The part of the source that `part`, a slice of it, is.
    fn own(&self, part: &str, span: Span) -> Option<&'s str> {
        let start = (part.as_ptr() as usize).checked_sub(self.source.as_ptr() as usize)?;
        let range = start..start + part.len();
        (range.start >= span.start as usize && range.end <= span.end as usize).then(|| self.source.get(range))?
    }

    /// The value of an attribute, its references resolved (XML 1.0, section 3.3.3).
    fn value(&mut self, raw: &'s str, span: Span) -> Cow<'s, str> {
        if raw.contains('<') {
            self.fault(
                Fault::Attribute,
                span,
                "this is not well-formed XML: `<` in an attribute must be `&lt;`".into(),
            );
        }
        if !raw.contains(['&', '\n', '\t', '\r']) {
            return Cow::Borrowed(raw);
        }
        let mut out = String::with_capacity(raw.len());
        let mut rest = raw;
        while let Some(at) = rest.find('&') {
            out.push_str(&rest[..at]);
            let name = rest[at + 1..].split_once(';').map(|(name, _)| name).filter(|name| name.len() < 64);
            match name.and_then(|name| Some((name, self.reference(name, span)?))) {
                Some((name, text)) => {
                    out.push_str(&text);
                    rest = &rest[at + name.len() + 2..];
                }
                None => {
                    out.push('&');
                    rest = &rest[at + 1..];
                }
            }
        }
        out.push_str(rest);
        out.replace(['\n', '\t', '\r'], " ").into()
    }

    fn reference(&mut self, name: &'s str, span: Span) -> Option<Cow<'s, str>> {
        let text = self.entities.expand(name).map(|text| text.into_owned());
        if let Some(text) = text.filter(|text| self.expanded + text.len() <= MAX_EXPANDED) {
            if text.len() > 8 {
                self.expanded += text.len();
            }
            return Some(Cow::Owned(text));
        }
        if self.unknown.len() < 50 && self.unknown.insert(name) {
            let message = if name.starts_with('&') {
                "this is not well-formed XML: `&` must be written `&amp;`".to_owned()
            } else {
                format!("the entity `&{name};` is not declared, or is too long; it is kept as it stands")
            };
            self.diagnostics.push(Diagnostic::error("jats-not-well-formed", span, message));
        }
        None
    }

    fn characters(&mut self, text: &str, span: Span) {
        if matches!(crate::xml::legal(text), Cow::Owned(_)) {
            self.fault(Fault::Entity, span, "there is a control character here, which XML does not allow".into());
        }
    }

    fn text(&mut self, text: Cow<'s, str>, span: Span) {
        if self.open.len() == 1 {
            if text.trim().is_empty() {
                return;
            }
            let message = "this is not well-formed XML: text stands outside the outermost element";
            self.fault(Fault::Outside, span, message.into());
        }
        self.node("", text, 0..0, span);
    }

    fn end(&mut self, name: &'s str, span: Span) {
        if let Some(deepest) = self.deeper.pop() {
            if deepest != name {
                self.mismatch(deepest, name, span, Span::NONE);
            }
            return;
        }
        let id = self.open[self.open.len() - 1];
        let data = &self.tree.nodes[id as usize];
        let (open, place) = (data.name, data.span);
        if id > 0 && open == name {
            self.close(span.end as usize);
            return;
        }
        self.mismatch(open, name, span, place);
        // It ends an element further out, or nothing.
        let Some(level) = self.open.iter().skip(1).rposition(|id| self.tree.nodes[*id as usize].name == name) else {
            return;
        };
        while self.open.len() > level + 1 {
            self.close(span.end as usize);
        }
    }

    fn mismatch(&mut self, open: &str, name: &str, span: Span, place: Span) {
        let message = match open {
            "" => format!("this is not well-formed XML: `</{name}>` ends nothing"),
            open => format!("this is not well-formed XML: `</{name}>` stands where `{open}` is open"),
        };
        let said = self.said[Fault::EndTag as usize];
        self.fault(Fault::EndTag, span, message);
        if !said && !place.is_empty() {
            let last = self.diagnostics.pop();
            let place = Span::new(place.start as usize, (place.start as usize + open.len() + 1).min(self.source.len()));
            self.diagnostics.extend(last.map(|fault| fault.related(place, format!("`{open}` begins here"))));
        }
    }

    fn close(&mut self, end: usize) {
        if let Some(id) = self.open.pop() {
            let next = self.tree.nodes.len() as u32;
            let data = &mut self.tree.nodes[id as usize];
            data.end = next;
            data.span = Span::new(data.span.start as usize, end);
        }
    }

    fn node(&mut self, name: &'s str, text: Cow<'s, str>, attributes: std::ops::Range<u32>, span: Span) -> u32 {
        let id = self.tree.nodes.len() as u32;
        let parent = self.open.last().copied().unwrap_or(0);
        self.tree.nodes.push(Data { name, text, attributes, span, parent, end: id + 1 });
        id
    }

    fn fault(&mut self, fault: Fault, span: Span, message: String) {
        if !std::mem::replace(&mut self.said[fault as usize], true) {
            let diagnostic = Diagnostic::error("jats-not-well-formed", span, message)
                .help("mend the XML; what was read of it is kept, and may be in the wrong place");
            self.diagnostics.push(diagnostic);
        }
    }
}
