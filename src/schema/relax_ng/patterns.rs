//! Patterns as validation sees them, and their derivatives.
//!
//! The derivative of a pattern by an element or an attribute is the pattern of what may still follow once that has been
//! seen (J. Clark, "An algorithm for RELAX NG validation"). Every pattern stands once in a table, so equal patterns have
//! equal numbers; derivatives are remembered by those numbers. An article repeats the same few content models over and
//! over, and nearly every step is one look-up.
//!
//! Derivatives are taken by the *element pattern* that was chosen, not by a name. Where a name fits several of them, the
//! caller follows all.
//!
//! A grammar can be written so that derivatives grow without end. All work is counted, and given up at [`Engine::spent`].

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};
use std::rc::Rc;

use super::datatypes::Type;
use super::names::NameClass;
use super::syntax::{At, Pattern, Syntax};

/// A pattern, by its place in the table.
pub(super) type Id = u32;

pub(super) const EMPTY: Id = 0;
pub(super) const NOT_ALLOWED: Id = 1;
pub(super) const TEXT: Id = 2;

/// How many steps one validation may take, each some tens of nanoseconds: so many, and so many more for each byte of the
/// document. A real article takes about one for every six bytes.
const STEPS: u64 = 4_000_000;
const STEPS_A_BYTE: u64 = 4;
/// How many patterns it may make, and how many parts one may have.
const PATTERNS: usize = 500_000;
const PARTS: usize = 50_000;
/// How deep a pattern may be nested.
const DEEPEST: u16 = 1_000;

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) enum Node {
    Empty,
    NotAllowed,
    Text,
    Choice(Rc<[Id]>),
    Group(Rc<[Id]>),
    Interleave(Rc<[Id]>),
    OneOrMore(Id),
    List(Id),
    /// These stand in the grammar.
    Element(At),
    Attribute(At),
    Data(At),
    Value(At),
}

/// What is known of a pattern as soon as it is made.
#[derive(Clone, Copy, Default)]
struct Facts {
    nullable: bool,
    attributes: bool,
    /// Whether text is compared with something, rather than taken or not.
    data: bool,
    depth: u16,
}

/// Hashes the small numbers that patterns have; nothing of a document comes in here.
#[derive(Clone, Copy, Default)]
pub(super) struct Mix(u64);

impl Hasher for Mix {
    fn finish(&self) -> u64 {
        self.0 ^ (self.0 >> 29)
    }
    fn write(&mut self, bytes: &[u8]) {
        for &b in bytes {
            self.write_u64(u64::from(b));
        }
    }
    fn write_u32(&mut self, n: u32) {
        self.write_u64(u64::from(n));
    }
    fn write_u64(&mut self, n: u64) {
        self.0 = (self.0.rotate_left(23) ^ n).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    }
    fn write_usize(&mut self, n: usize) {
        self.write_u64(n as u64);
    }
    fn write_isize(&mut self, n: isize) {
        self.write_u64(n as u64);
    }
}

pub(super) type Table<K, V> = HashMap<K, V, BuildHasherDefault<Mix>>;

/// The patterns of one validation.
pub(super) struct Engine<'g> {
    pub syntax: &'g Syntax,
    nodes: Vec<Node>,
    facts: Vec<Facts>,
    numbers: Table<Node, Id>,
    definitions: Table<u32, Id>,
    bodies: Table<At, Id>,
    derivatives: Table<(Id, Id), Id>,
    pub texts: Table<Id, Id>,
    closed: Table<(Id, bool), Id>,
    leaves: Table<(Id, Want), Rc<[Id]>>,
    /// Steps that are left.
    steps: u64,
    /// The type of an ID, IDREF or IDREFS that was last met in a value.
    pub met: Option<Type>,
}

/// Which leaves are asked for.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Want {
    /// Attributes.
    Attributes,
    /// Elements that may come next.
    Next,
    /// Elements that may come at all.
    Any,
}

impl<'g> Engine<'g> {
    /// An engine for a document of so many bytes.
    pub fn new(syntax: &'g Syntax, bytes: usize) -> Engine<'g> {
        let mut engine = Engine {
            syntax,
            nodes: Vec::new(),
            facts: Vec::new(),
            numbers: Table::default(),
            definitions: Table::default(),
            bodies: Table::default(),
            derivatives: Table::default(),
            texts: Table::default(),
            closed: Table::default(),
            leaves: Table::default(),
            steps: STEPS + STEPS_A_BYTE * bytes as u64,
            met: None,
        };
        for node in [Node::Empty, Node::NotAllowed, Node::Text] {
            engine.put(node);
        }
        engine
    }

    /// Whether the work has become too much. What is found after that says nothing.
    pub fn spent(&self) -> bool {
        self.steps == 0 || self.nodes.len() > PATTERNS
    }

    pub fn spend(&mut self, steps: u64) {
        self.steps = self.steps.saturating_sub(steps);
    }

    fn put(&mut self, node: Node) -> Id {
        self.spend(1);
        if let Some(&id) = self.numbers.get(&node) {
            return id;
        }
        if self.spent() {
            return NOT_ALLOWED;
        }
        if let Node::Choice(all) | Node::Group(all) | Node::Interleave(all) = &node {
            self.spend(all.len() as u64);
            if all.len() > PARTS {
                self.steps = 0;
                return NOT_ALLOWED;
            }
        }
        let facts = match &node {
            Node::Empty => Facts { nullable: true, ..Facts::default() },
            Node::Text => Facts { nullable: true, ..Facts::default() },
            Node::NotAllowed | Node::Element(_) => Facts::default(),
            Node::Attribute(_) => Facts { attributes: true, ..Facts::default() },
            Node::Data(_) | Node::Value(_) | Node::List(_) => Facts { data: true, ..Facts::default() },
            Node::OneOrMore(body) => self.facts[*body as usize],
            Node::Choice(all) | Node::Group(all) | Node::Interleave(all) => {
                let choice = matches!(node, Node::Choice(_));
                let mut facts = Facts { nullable: !choice, ..Facts::default() };
                for of in all.iter().map(|id| self.facts[*id as usize]) {
                    facts.nullable = if choice { facts.nullable | of.nullable } else { facts.nullable & of.nullable };
                    facts.attributes |= of.attributes;
                    facts.data |= of.data;
                    facts.depth = facts.depth.max(of.depth);
                }
                facts
            }
        };
        let facts = Facts { depth: facts.depth + 1, ..facts };
        if facts.depth > DEEPEST {
            self.steps = 0;
            return NOT_ALLOWED;
        }
        let id = self.nodes.len() as Id;
        self.nodes.push(node.clone());
        self.facts.push(facts);
        self.numbers.insert(node, id);
        id
    }

    /// Whether a pattern takes nothing.
    pub fn nullable(&self, id: Id) -> bool {
        self.facts[id as usize].nullable
    }

    /// Whether text in a pattern is compared with a datatype or a value.
    pub fn has_data(&self, id: Id) -> bool {
        self.facts[id as usize].data
    }

    pub fn node(&self, id: Id) -> &Node {
        &self.nodes[id as usize]
    }

    pub fn choice(&mut self, parts: impl IntoIterator<Item = Id>) -> Id {
        let mut all: Vec<Id> = Vec::new();
        for id in parts {
            match &self.nodes[id as usize] {
                Node::NotAllowed => {}
                Node::Choice(inner) => all.extend(inner.iter()),
                _ => all.push(id),
            }
        }
        all.sort_unstable();
        all.dedup();
        // Nothing is taken by whatever else takes nothing.
        if all.first() == Some(&EMPTY) && all[1..].iter().any(|id| self.nullable(*id)) {
            all.remove(0);
        }
        match all[..] {
            [] => NOT_ALLOWED,
            [one] => one,
            _ => self.put(Node::Choice(all.into())),
        }
    }

    pub fn sequence(&mut self, parts: impl IntoIterator<Item = Id>, interleave: bool) -> Id {
        let mut all: Vec<Id> = Vec::new();
        for id in parts {
            match (&self.nodes[id as usize], interleave) {
                (Node::NotAllowed, _) => return NOT_ALLOWED,
                (Node::Empty, _) => {}
                (Node::Group(inner), false) | (Node::Interleave(inner), true) => all.extend(inner.iter()),
                _ => all.push(id),
            }
        }
        if interleave {
            all.sort_unstable();
        }
        match all[..] {
            [] => EMPTY,
            [one] => one,
            _ if interleave => self.put(Node::Interleave(all.into())),
            _ => self.put(Node::Group(all.into())),
        }
    }

    fn one_or_more(&mut self, body: Id) -> Id {
        match self.nodes[body as usize] {
            Node::NotAllowed | Node::Empty | Node::Text | Node::OneOrMore(_) => body,
            _ => self.put(Node::OneOrMore(body)),
        }
    }

    /// A pattern of the grammar.
    pub fn build(&mut self, at: At) -> Id {
        let syntax = self.syntax;
        match &syntax.patterns[at as usize] {
            Pattern::Empty => EMPTY,
            Pattern::NotAllowed => NOT_ALLOWED,
            Pattern::Text => TEXT,
            Pattern::Choice(all) => {
                let all: Vec<Id> = all.iter().map(|one| self.build(*one)).collect();
                self.choice(all)
            }
            pattern @ (Pattern::Group(all) | Pattern::Interleave(all)) => {
                let all: Vec<Id> = all.iter().map(|one| self.build(*one)).collect();
                self.sequence(all, matches!(pattern, Pattern::Interleave(_)))
            }
            Pattern::OneOrMore(body) => {
                let body = self.build(*body);
                self.one_or_more(body)
            }
            Pattern::List(body) => {
                let body = self.build(*body);
                if body == NOT_ALLOWED { NOT_ALLOWED } else { self.put(Node::List(body)) }
            }
            Pattern::Attribute(_, body) => {
                if self.body(at, *body) == NOT_ALLOWED {
                    NOT_ALLOWED
                } else {
                    self.put(Node::Attribute(at))
                }
            }
            Pattern::Element(..) => self.put(Node::Element(at)),
            Pattern::Data(_) => self.put(Node::Data(at)),
            Pattern::Value(_) => self.put(Node::Value(at)),
            Pattern::Ref(definition) => {
                if let Some(&id) = self.definitions.get(definition) {
                    return id;
                }
                let id = self.build(syntax.definitions[*definition as usize].pattern);
                self.definitions.insert(*definition, id);
                id
            }
        }
    }

    fn body(&mut self, at: At, body: At) -> Id {
        if let Some(&id) = self.bodies.get(&at) {
            return id;
        }
        let id = self.build(body);
        self.bodies.insert(at, id);
        id
    }

    /// The name class of an element or attribute, and where the grammar has it.
    pub fn class(&self, leaf: Id) -> Option<(&'g NameClass, At)> {
        let (Node::Element(at) | Node::Attribute(at)) = self.nodes[leaf as usize] else { return None };
        match &self.syntax.patterns[at as usize] {
            Pattern::Element(class, _) | Pattern::Attribute(class, _) => Some((class, at)),
            _ => None,
        }
    }

    /// What an element or attribute holds.
    pub fn content(&mut self, leaf: Id) -> Id {
        let (Node::Element(at) | Node::Attribute(at)) = self.nodes[leaf as usize] else { return NOT_ALLOWED };
        match &self.syntax.patterns[at as usize] {
            Pattern::Element(_, body) | Pattern::Attribute(_, body) => self.body(at, *body),
            _ => NOT_ALLOWED,
        }
    }

    /// The elements or attributes of a pattern, in order of their numbers.
    pub fn leaves(&mut self, id: Id, want: Want) -> Rc<[Id]> {
        match &self.nodes[id as usize] {
            Node::Element(_) if want != Want::Attributes => return Rc::new([id]),
            Node::Attribute(_) if want == Want::Attributes => return Rc::new([id]),
            Node::Choice(_) | Node::Group(_) | Node::Interleave(_) | Node::OneOrMore(_) => {}
            _ => return Rc::new([]),
        }
        if want == Want::Attributes && !self.facts[id as usize].attributes {
            return Rc::new([]);
        }
        if let Some(found) = self.leaves.get(&(id, want)) {
            return found.clone();
        }
        let mut found: Vec<Id> = Vec::new();
        match self.nodes[id as usize].clone() {
            Node::Group(all) => {
                for &one in all.iter() {
                    found.extend(self.leaves(one, want).iter());
                    if want == Want::Next && !self.nullable(one) {
                        break;
                    }
                }
            }
            Node::Choice(all) | Node::Interleave(all) => {
                for &one in all.iter() {
                    found.extend(self.leaves(one, want).iter());
                }
            }
            Node::OneOrMore(body) => found.extend(self.leaves(body, want).iter()),
            _ => {}
        }
        found.sort_unstable();
        found.dedup();
        self.spend(1 + found.len() as u64);
        let found: Rc<[Id]> = found.into();
        self.leaves.insert((id, want), found.clone());
        found
    }

    /// What may follow once an element or attribute has been seen.
    pub fn derive(&mut self, id: Id, leaf: Id) -> Id {
        if id == leaf {
            return EMPTY;
        }
        let attribute = matches!(self.nodes[leaf as usize], Node::Attribute(_));
        match &self.nodes[id as usize] {
            Node::Choice(_) | Node::Group(_) | Node::Interleave(_) | Node::OneOrMore(_) => {}
            _ => return NOT_ALLOWED,
        }
        if attribute && !self.facts[id as usize].attributes {
            return NOT_ALLOWED;
        }
        self.spend(1);
        if let Some(&found) = self.derivatives.get(&(id, leaf)) {
            return found;
        }
        if self.spent() {
            return NOT_ALLOWED;
        }
        let found = match self.nodes[id as usize].clone() {
            Node::Choice(all) => {
                let all: Vec<Id> = all.iter().map(|one| self.derive(*one, leaf)).collect();
                self.choice(all)
            }
            Node::OneOrMore(body) => {
                let first = self.derive(body, leaf);
                let again = self.choice([id, EMPTY]);
                self.sequence([first, again], false)
            }
            node @ (Node::Group(_) | Node::Interleave(_)) => {
                let (Node::Group(all) | Node::Interleave(all)) = &node else { return NOT_ALLOWED };
                let interleave = matches!(node, Node::Interleave(_));
                let mut found = Vec::new();
                for (i, &one) in all.iter().enumerate() {
                    let derived = self.derive(one, leaf);
                    if derived != NOT_ALLOWED {
                        let before = if interleave || attribute { &all[..i] } else { &[] };
                        let parts: Vec<Id> =
                            before.iter().copied().chain([derived]).chain(all[i + 1..].iter().copied()).collect();
                        self.spend(parts.len() as u64);
                        found.push(self.sequence(parts, interleave));
                    }
                    if !interleave && !attribute && !self.nullable(one) {
                        break;
                    }
                }
                self.choice(found)
            }
            _ => NOT_ALLOWED,
        };
        self.derivatives.insert((id, leaf), found);
        found
    }

    /// As [`Engine::derive`] by an element, with what must stand before it taken for present; `missing` gets the patterns
    /// that were passed over.
    pub fn skip_to(&mut self, id: Id, leaf: Id, missing: &mut Vec<Id>) -> Id {
        let derived = self.derive(id, leaf);
        if derived != NOT_ALLOWED || self.spent() || !self.leaves(id, Want::Any).contains(&leaf) {
            return derived;
        }
        self.spend(1);
        match self.nodes[id as usize].clone() {
            Node::Choice(all) | Node::Interleave(all) => {
                let interleave = matches!(self.nodes[id as usize], Node::Interleave(_));
                for (i, &one) in all.iter().enumerate() {
                    let derived = self.skip_to(one, leaf, missing);
                    if derived == NOT_ALLOWED {
                        continue;
                    }
                    if !interleave {
                        return derived;
                    }
                    let parts: Vec<Id> =
                        all.iter().enumerate().map(|(j, other)| if i == j { derived } else { *other }).collect();
                    return self.sequence(parts, true);
                }
                NOT_ALLOWED
            }
            Node::OneOrMore(body) => {
                let first = self.skip_to(body, leaf, missing);
                let again = self.choice([id, EMPTY]);
                self.sequence([first, again], false)
            }
            Node::Group(all) => {
                for (i, &one) in all.iter().enumerate() {
                    if self.leaves(one, Want::Any).contains(&leaf) {
                        let derived = self.skip_to(one, leaf, missing);
                        let parts: Vec<Id> = [derived].into_iter().chain(all[i + 1..].iter().copied()).collect();
                        return self.sequence(parts, false);
                    }
                    if !self.nullable(one) {
                        missing.push(one);
                    }
                }
                NOT_ALLOWED
            }
            _ => NOT_ALLOWED,
        }
    }

    /// A pattern after the last attribute: with `lenient`, as if those that are missing were there.
    pub fn close(&mut self, id: Id, lenient: bool) -> Id {
        if !self.facts[id as usize].attributes {
            return id;
        }
        self.spend(1);
        if let Some(&found) = self.closed.get(&(id, lenient)) {
            return found;
        }
        let found = match self.nodes[id as usize].clone() {
            Node::Attribute(_) => [NOT_ALLOWED, EMPTY][usize::from(lenient)],
            Node::OneOrMore(body) => {
                let body = self.close(body, lenient);
                self.one_or_more(body)
            }
            Node::Choice(all) => {
                let all: Vec<Id> = all.iter().map(|one| self.close(*one, lenient)).collect();
                self.choice(all)
            }
            Node::Group(all) => {
                let all: Vec<Id> = all.iter().map(|one| self.close(*one, lenient)).collect();
                self.sequence(all, false)
            }
            Node::Interleave(all) => {
                let all: Vec<Id> = all.iter().map(|one| self.close(*one, lenient)).collect();
                self.sequence(all, true)
            }
            _ => id,
        };
        self.closed.insert((id, lenient), found);
        found
    }
}
