//! Walks a document beside the patterns, without recursion, and goes on after a fault.
//!
//! Where a name fits several elements of the grammar, all are followed, and those drop out whose content does not fit; a
//! fault is what leaves none. After a fault the document is taken for what it most likely was meant to be, so that one
//! fault gives one finding: a misspelt element for the one it is like, a missing one for present.

use std::rc::Rc;

use roxmltree::{Attribute, Node};

use super::Invalid;
use super::datatypes::tokens;
use super::expected::{Expected, Lexicon};
use super::ids::Ids;
use super::message::Kind;
use super::names::Name;
use super::patterns::{EMPTY, Engine, Id, NOT_ALLOWED, Table, Want};
use super::syntax::Syntax;

/// How many findings are made; a document with more is another kind of document.
pub(super) const MOST: usize = 500;
/// How far ahead an element that is missing is looked for.
const AHEAD: usize = 100;

/// An element whose content is being read.
struct Frame<'d> {
    node: Node<'d, 'd>,
    /// The next child.
    next: Option<Node<'d, 'd>>,
    /// What may follow, for every way in which the element is read; `NOT_ALLOWED` for one that has failed.
    states: Vec<Id>,
    /// What the whole content may be.
    whole: Vec<Id>,
    /// If the parent can go on in several ways: its state, the state here on which that depends, and the state after.
    links: Vec<(usize, usize, Id)>,
    /// Whether a child was left out, so that what is missing at the end may be that child.
    skipped: bool,
    /// Elements that were missing but stand further on.
    owed: Vec<(Node<'d, 'd>, Vec<Id>)>,
}

/// What a state and a name lead to: the elements of the grammar, each with the state after it.
type Steps = Table<(Id, u32, u32), Rc<[(Id, Id)]>>;

pub(super) struct Validation<'g, 'd> {
    pub engine: Engine<'g>,
    pub text: &'d str,
    pub found: Vec<Invalid>,
    pub lexicon: Lexicon,
    ids: Ids<'d>,
    steps: Steps,
    stack: Vec<Frame<'d>>,
}

/// Validates a document.
pub(super) fn run<'d>(syntax: &Syntax, document: &'d roxmltree::Document<'d>) -> Vec<Invalid> {
    let mut validation = Validation {
        engine: Engine::new(syntax, document.input_text().len()),
        text: document.input_text(),
        found: Vec::new(),
        lexicon: Lexicon::new(document),
        ids: Ids::default(),
        steps: Steps::default(),
        stack: Vec::new(),
    };
    validation.root(document.root_element());
    validation.walk();
    if validation.engine.spent() {
        validation.report_element(document.root_element(), Kind::TooComplex);
    }
    let Validation { mut found, ids, text, .. } = validation;
    ids.report(text, &mut found);
    found.sort_by_key(|f| (f.range.start, f.range.end));
    found.truncate(MOST);
    found
}

impl<'d> Validation<'_, 'd> {
    fn full(&self) -> bool {
        self.found.len() >= MOST || self.engine.spent()
    }

    pub fn name(&self, node: Node<'_, '_>) -> Name {
        self.engine.syntax.names.find(node.tag_name().namespace(), node.tag_name().name())
    }

    fn root(&mut self, root: Node<'d, 'd>) {
        let syntax = self.engine.syntax;
        let start = self.engine.build(syntax.start);
        let name = self.name(root);
        let leaves = self.engine.leaves(start, Want::Next);
        let fitting: Vec<Id> = leaves.iter().copied().filter(|l| self.fits(*l, name)).collect();
        if !fitting.is_empty() {
            self.open(root, &fitting, Vec::new());
            return;
        }
        let expected = self.expect(&leaves);
        let leaf = self.only(name);
        let kind = if leaf.is_some() || self.is_known(name) {
            Kind::NotAllowedHere { name: self.shown(root), parent: None, expected, elsewhere: false }
        } else {
            let meant = self.near(root.tag_name().name(), &leaves).map(|l| self.leaf_name(l));
            Kind::UnknownElement { name: self.shown(root), parent: None, expected, meant }
        };
        self.report_element(root, kind);
        if let Some(leaf) = leaf {
            self.open(root, &[leaf], Vec::new());
        }
    }

    fn walk(&mut self) {
        while let Some(frame) = self.stack.last_mut() {
            if self.found.len() >= MOST || self.engine.spent() {
                return;
            }
            match frame.next {
                Some(node) if node.is_element() => {
                    frame.next = node.next_sibling();
                    self.child(node);
                }
                Some(node) if node.is_text() => self.text_run(node),
                Some(node) => frame.next = node.next_sibling(),
                None => self.close(),
            }
        }
    }

    /// Whether an element or attribute of the grammar may have a name.
    pub fn fits(&self, leaf: Id, name: Name) -> bool {
        self.engine.class(leaf).is_some_and(|(class, _)| class.holds(name))
    }

    /// Enters an element that is read as any of `leaves`.
    fn open(&mut self, node: Node<'d, 'd>, leaves: &[Id], links: Vec<(usize, usize, Id)>) {
        let mut states: Vec<Id> = leaves.iter().map(|l| self.engine.content(*l)).collect();
        self.attributes(node, &mut states);
        let whole = states.clone();
        let mut next = node.first_child();
        if states.iter().any(|s| self.engine.has_data(*s)) && !node.children().any(|c| c.is_element()) {
            self.value(node, &mut states);
            next = None;
        }
        self.stack.push(Frame { node, next, states, whole, links, skipped: false, owed: Vec::new() });
    }

    /// The text that is all of an element.
    fn value(&mut self, node: Node<'d, 'd>, states: &mut [Id]) {
        let mut pieces = node.children().filter(|c| c.is_text()).filter_map(|c| c.text());
        let first = pieces.next().unwrap_or("");
        let value = pieces.fold(std::borrow::Cow::Borrowed(first), |all, piece| all + piece);
        let taken: Vec<bool> = states.iter().map(|s| self.engine.takes(*s, &value)).collect();
        if taken.contains(&true) {
            for (state, taken) in states.iter_mut().zip(taken) {
                *state = if taken { EMPTY } else { NOT_ALLOWED };
            }
            return;
        }
        let expected = self.expect_values(states);
        let shown = self.shown(node);
        if !self.engine.spent() {
            let meant = expected.near(&value);
            self.report_element(node, Kind::bad_value(shown, None, &value, expected, meant));
        }
        states.fill(EMPTY);
    }

    fn attributes(&mut self, node: Node<'d, 'd>, states: &mut Vec<Id>) {
        let mut faulty = false;
        let whole = states.clone();
        for attribute in node.attributes() {
            let name = self.engine.syntax.names.find(attribute.namespace(), attribute.name());
            let mut next = vec![NOT_ALLOWED; states.len()];
            let mut named: Vec<(usize, Id)> = Vec::new();
            for (i, &state) in states.iter().enumerate() {
                let mut derived = NOT_ALLOWED;
                for &leaf in self.engine.leaves(state, Want::Attributes).iter() {
                    if !self.fits(leaf, name) {
                        continue;
                    }
                    named.push((i, leaf));
                    let content = self.engine.content(leaf);
                    self.engine.met = None;
                    if self.engine.takes(content, attribute.value()) {
                        if let Some(of) = self.engine.met {
                            self.ids.add(of, node, &attribute);
                        }
                        let one = self.engine.derive(state, leaf);
                        derived = self.engine.choice([derived, one]);
                    }
                }
                next[i] = derived;
            }
            if next.iter().all(|s| *s == NOT_ALLOWED) {
                if self.engine.spent() {
                    return;
                }
                faulty = true;
                self.bad_attribute(node, &attribute, &named, states, &whole);
                if named.is_empty() {
                    continue;
                }
                // Its value is wrong, but the attribute is there.
                for (i, leaf) in named {
                    let one = self.engine.derive(states[i], leaf);
                    next[i] = self.engine.choice([next[i], one]);
                }
            }
            *states = next;
        }
        let closed: Vec<Id> = states.iter().map(|s| self.engine.close(*s, false)).collect();
        if closed.iter().any(|s| *s != NOT_ALLOWED) {
            *states = closed;
            return;
        }
        let lenient: Vec<Id> = states.iter().map(|s| self.engine.close(*s, true)).collect();
        // A misspelt attribute may be the one that is missing.
        if !self.engine.spent() && !faulty {
            let open = states.iter().copied().find(|s| *s != NOT_ALLOWED);
            let wanted = open.map_or(Vec::new(), |state| self.required_attributes(state));
            let kind = if wanted.is_empty() {
                // The grammar has such an element, but nothing that it may be.
                let (name, parent) = (self.shown(node), self.parent_shown(node));
                Kind::NotAllowedHere { name, parent, expected: Expected::default(), elsewhere: false }
            } else {
                Kind::MissingAttribute { element: self.shown(node), wanted }
            };
            self.report_element(node, kind);
        }
        *states = lenient;
    }

    fn bad_attribute(
        &mut self,
        node: Node<'d, 'd>,
        attribute: &Attribute<'d, 'd>,
        named: &[(usize, Id)],
        states: &[Id],
        whole: &[Id],
    ) {
        let element = self.shown(node);
        let shown = self.shown_attribute(node, attribute);
        if named.is_empty() {
            let mut leaves: Vec<Id> = Vec::new();
            for &state in states {
                leaves.extend(self.engine.leaves(state, Want::Attributes).iter());
            }
            let mut all: Vec<Id> = Vec::new();
            for &state in whole {
                all.extend(self.engine.leaves(state, Want::Attributes).iter());
            }
            let name = self.engine.syntax.names.find(attribute.namespace(), attribute.name());
            let elsewhere = all.iter().any(|l| self.fits(*l, name));
            let expected = self.expect(&leaves);
            let meant = self.near(attribute.name(), &leaves).map(|l| self.leaf_name(l));
            let kind = Kind::UnknownAttribute { element, name: shown, expected, meant, elsewhere };
            self.report(node, attribute.range(), kind);
            return;
        }
        let contents: Vec<Id> = named.iter().map(|(_, leaf)| self.engine.content(*leaf)).collect();
        let expected = self.expect_values(&contents);
        let meant = expected.near(attribute.value());
        let range = attribute.range_value();
        let range = if range.is_empty() { attribute.range() } else { range };
        self.report(node, range, Kind::bad_value(element, Some(shown), attribute.value(), expected, meant));
    }

    /// A run of text, with comments and instructions in it.
    fn text_run(&mut self, first: Node<'d, 'd>) {
        let mut node = Some(first);
        let (mut text, mut blank, mut seen) = (std::borrow::Cow::Borrowed(""), true, None);
        while let Some(piece) = node.filter(|n| !n.is_element()) {
            if piece.is_text() {
                let new = piece.text().unwrap_or("");
                if tokens(new).next().is_some() {
                    blank = false;
                    seen = seen.or(Some(piece));
                }
                text += new;
            }
            node = piece.next_sibling();
        }
        let Some(frame) = self.stack.last_mut() else { return };
        frame.next = node;
        if blank {
            return;
        }
        let parent = frame.node;
        let states = frame.states.clone();
        let next: Vec<Id> = states.iter().map(|s| self.engine.text(*s, &text)).collect();
        if next.iter().any(|s| *s != NOT_ALLOWED) {
            if let Some(frame) = self.stack.last_mut() {
                frame.states = next;
            }
        } else if let Some(seen) = seen
            && !self.full()
        {
            let range = super::text_range(self.text, seen);
            let expected = self.expect_next(&states);
            let kind = Kind::TextNotAllowed { parent: self.shown(parent), expected };
            self.report(parent, range, kind);
        }
    }

    /// The elements of the grammar that a name may be after a state, and the states after them.
    fn step(&mut self, state: Id, name: Name) -> Rc<[(Id, Id)]> {
        let key = (state, name.space, name.local);
        if let Some(found) = self.steps.get(&key) {
            return found.clone();
        }
        let leaves = self.engine.leaves(state, Want::Next);
        let mut found = Vec::new();
        for &leaf in leaves.iter() {
            if !self.fits(leaf, name) {
                continue;
            }
            let derived = self.engine.derive(state, leaf);
            if derived != NOT_ALLOWED {
                found.push((leaf, derived));
            }
        }
        let found: Rc<[(Id, Id)]> = found.into();
        self.steps.insert(key, found.clone());
        found
    }

    fn child(&mut self, node: Node<'d, 'd>) {
        let name = self.name(node);
        let Some(frame) = self.stack.last_mut() else { return };
        if let [state] = frame.states[..] {
            let steps = self.step(state, name);
            if let [(leaf, after)] = steps[..] {
                if let Some(frame) = self.stack.last_mut() {
                    frame.states[0] = after;
                }
                self.open(node, &[leaf], Vec::new());
                return;
            }
        }
        let Some(frame) = self.stack.last() else { return };
        let states = frame.states.clone();
        let (mut leaves, mut links): (Vec<Id>, Vec<(usize, usize, Id)>) = (Vec::new(), Vec::new());
        for (i, &state) in states.iter().enumerate() {
            for &(leaf, after) in self.step(state, name).iter() {
                let place = leaves.iter().position(|l| *l == leaf).unwrap_or_else(|| {
                    leaves.push(leaf);
                    leaves.len() - 1
                });
                links.push((i, place, after));
            }
        }
        if leaves.is_empty() {
            if !self.engine.spent() {
                self.recover(node, name, &states);
            }
            return;
        }
        self.open(node, &leaves, links);
    }

    /// A child that has no place where it stands.
    fn recover(&mut self, node: Node<'d, 'd>, name: Name, states: &[Id]) {
        let Some(frame) = self.stack.last() else { return };
        let (parent, whole) = (frame.node, frame.whole.clone());
        // It would have a place after what is missing.
        for &state in states {
            let leaves = self.engine.leaves(state, Want::Any);
            for &leaf in leaves.iter() {
                if !self.fits(leaf, name) {
                    continue;
                }
                let mut missing = Vec::new();
                let after = self.engine.skip_to(state, leaf, &mut missing);
                if after != NOT_ALLOWED && !missing.is_empty() {
                    self.missing(node, missing);
                    if let Some(frame) = self.stack.last_mut() {
                        frame.states = vec![after];
                    }
                    self.open(node, &[leaf], Vec::new());
                    return;
                }
            }
        }
        let expected = self.expect_next(states);
        let mut next: Vec<Id> = Vec::new();
        for &state in states {
            next.extend(self.engine.leaves(state, Want::Next).iter());
        }
        let mut any: Vec<Id> = Vec::new();
        for &state in &whole {
            any.extend(self.engine.leaves(state, Want::Any).iter());
        }
        let (shown, parent_shown) = (self.shown(node), Some(self.shown(parent)));
        if self.is_known(name) {
            let elsewhere = any.iter().any(|l| self.fits(*l, name));
            self.report_element(node, Kind::NotAllowedHere { name: shown, parent: parent_shown, expected, elsewhere });
            let leaf = any.iter().copied().find(|l| self.fits(*l, name)).or_else(|| self.only(name));
            self.leave_out(name);
            if let Some(leaf) = leaf {
                self.open(node, &[leaf], Vec::new());
            }
            return;
        }
        let near = self.near(node.tag_name().name(), &next);
        let meant = near.or_else(|| self.near(node.tag_name().name(), &any)).map(|l| self.leaf_name(l));
        let meant = meant.or_else(|| self.near_known(node.tag_name().name()));
        self.report_element(node, Kind::UnknownElement { name: shown, parent: parent_shown, expected, meant });
        let Some(leaf) = near else {
            self.leave_out(name);
            return;
        };
        let next: Vec<Id> = states.iter().map(|s| self.engine.derive(*s, leaf)).collect();
        if let Some(frame) = self.stack.last_mut() {
            frame.states = next;
        }
        self.open(node, &[leaf], Vec::new());
    }

    fn leave_out(&mut self, name: Name) {
        let Some(frame) = self.stack.last_mut() else { return };
        frame.skipped = true;
        let engine = &self.engine;
        frame.owed.retain(|(_, leaves)| !leaves.iter().any(|l| engine.class(*l).is_some_and(|(c, _)| c.holds(name))));
    }

    /// Patterns that are missing before an element. What stands further on is reported there.
    fn missing(&mut self, before: Node<'d, 'd>, missing: Vec<Id>) {
        let mut leaves: Vec<Id> = Vec::new();
        let mut wanted = Vec::new();
        for &pattern in &missing {
            let of = self.engine.leaves(pattern, Want::Next);
            wanted.push(self.expect(&of));
            leaves.extend(of.iter());
        }
        let further = before
            .next_siblings()
            .skip(1)
            .filter(|n| n.is_element())
            .take(AHEAD)
            .any(|n| leaves.iter().any(|l| self.fits(*l, self.name(n))));
        let Some(frame) = self.stack.last_mut() else { return };
        if further {
            frame.owed.push((before, missing));
            if let Some((_, owed)) = frame.owed.last_mut() {
                *owed = leaves;
            }
        } else if !frame.skipped {
            let parent = frame.node;
            let kind = Kind::MissingElement { parent: self.shown(parent), before: Some(self.shown(before)), wanted };
            self.report_element(before, kind);
        }
    }

    /// Leaves an element.
    fn close(&mut self) {
        let Some(frame) = self.stack.pop() else { return };
        let mut valid: Vec<bool> = frame.states.iter().map(|s| self.engine.nullable(*s)).collect();
        if !self.full() {
            for (before, leaves) in &frame.owed {
                let wanted = vec![self.expect(leaves)];
                let (parent, before_shown) = (self.shown(frame.node), Some(self.shown(*before)));
                self.report_element(*before, Kind::MissingElement { parent, before: before_shown, wanted });
            }
        }
        if !valid.contains(&true) {
            if !frame.skipped && !self.engine.spent() {
                let state = frame.states.iter().copied().find(|s| *s != NOT_ALLOWED).unwrap_or(NOT_ALLOWED);
                let wanted = self.required(state);
                if state != NOT_ALLOWED {
                    let kind = Kind::MissingElement { parent: self.shown(frame.node), before: None, wanted };
                    self.report_element(frame.node, kind);
                }
            }
            valid.fill(true);
        }
        let Some(parent) = self.stack.last_mut() else { return };
        if frame.links.is_empty() {
            return;
        }
        let mut next: Vec<Vec<Id>> = vec![Vec::new(); parent.states.len()];
        for (of, on, after) in frame.links {
            if valid[on] {
                next[of].push(after);
            }
        }
        let next: Vec<Id> = next.into_iter().map(|all| self.engine.choice(all)).collect();
        if let Some(parent) = self.stack.last_mut() {
            parent.states = next;
        }
    }
}
