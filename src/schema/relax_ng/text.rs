//! Patterns against text: what may follow it, and whether it is a value.

use super::datatypes::{Type, collapse, tokens};
use super::patterns::{EMPTY, Engine, Id, NOT_ALLOWED, Node, TEXT};
use super::syntax::{At, Pattern};

impl Engine<'_> {
    /// What may follow text that is not only white space.
    pub fn text(&mut self, id: Id, text: &str) -> Id {
        let remember = !self.has_data(id);
        self.spend(1);
        match self.node(id) {
            Node::Text => return TEXT,
            Node::Empty | Node::NotAllowed | Node::Element(_) | Node::Attribute(_) => return NOT_ALLOWED,
            _ if self.spent() => return NOT_ALLOWED,
            _ => {}
        }
        if remember && let Some(&found) = self.texts.get(&id) {
            return found;
        }
        let found = match self.node(id).clone() {
            Node::Choice(all) => {
                let all: Vec<Id> = all.iter().map(|one| self.text(*one, text)).collect();
                self.choice(all)
            }
            Node::OneOrMore(body) => {
                let first = self.text(body, text);
                let again = self.choice([id, EMPTY]);
                self.sequence([first, again], false)
            }
            node @ (Node::Group(_) | Node::Interleave(_)) => {
                let (Node::Group(all) | Node::Interleave(all)) = &node else { return NOT_ALLOWED };
                let interleave = matches!(node, Node::Interleave(_));
                let mut found = Vec::new();
                for (i, &one) in all.iter().enumerate() {
                    let derived = self.text(one, text);
                    if derived != NOT_ALLOWED {
                        let before = if interleave { &all[..i] } else { &[] };
                        let parts: Vec<Id> =
                            before.iter().copied().chain([derived]).chain(all[i + 1..].iter().copied()).collect();
                        self.spend(parts.len() as u64);
                        found.push(self.sequence(parts, interleave));
                    }
                    if !interleave && !self.nullable(one) {
                        break;
                    }
                }
                self.choice(found)
            }
            Node::List(body) => {
                let mut state = body;
                for token in tokens(text) {
                    state = self.text(state, token);
                }
                if self.nullable(state) { EMPTY } else { NOT_ALLOWED }
            }
            Node::Data(at) | Node::Value(at) => {
                if self.is_value(at, text) {
                    EMPTY
                } else {
                    NOT_ALLOWED
                }
            }
            _ => NOT_ALLOWED,
        };
        if remember {
            self.texts.insert(id, found);
        }
        found
    }

    /// Whether a text is what a `data` or `value` of the grammar asks for.
    fn is_value(&mut self, at: At, text: &str) -> bool {
        let syntax = self.syntax;
        self.spend(text.len() as u64 / 16);
        match &syntax.patterns[at as usize] {
            Pattern::Value(value) => value.of.same(&value.text, text),
            Pattern::Data(data) => {
                if !data.facets.take(data.of, text) {
                    return false;
                }
                if let Some(except) = data.except {
                    let except = self.build(except);
                    if self.takes(except, text) {
                        return false;
                    }
                }
                if matches!(data.of, Type::Id | Type::Idref | Type::Idrefs) {
                    self.met = Some(data.of);
                }
                true
            }
            _ => false,
        }
    }

    /// Whether a pattern takes a whole value: that of an attribute, or the text that is all of an element.
    pub fn takes(&mut self, id: Id, value: &str) -> bool {
        if id == TEXT {
            return true;
        }
        if self.nullable(id) && tokens(value).next().is_none() {
            return true;
        }
        let derived = self.text(id, value);
        self.nullable(derived)
    }

    /// What a value may be: the values that are listed, and the names of the types.
    pub fn values(&mut self, id: Id, listed: &mut Vec<String>, types: &mut Vec<&'static str>) {
        self.spend(1);
        if self.spent() {
            return;
        }
        match self.node(id).clone() {
            Node::Choice(all) | Node::Group(all) | Node::Interleave(all) => {
                all.iter().for_each(|one| self.values(*one, listed, types));
            }
            Node::OneOrMore(body) | Node::List(body) => self.values(body, listed, types),
            Node::Data(at) | Node::Value(at) => match &self.syntax.patterns[at as usize] {
                Pattern::Data(data) => types.push(data.of.name()),
                Pattern::Value(value) => listed.push(collapse(&value.text).into()),
                _ => {}
            },
            _ => {}
        }
    }
}
