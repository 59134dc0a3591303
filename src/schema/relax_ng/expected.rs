//! What was expected at a fault, what was meant, and how names are shown.

use std::collections::BTreeSet;

use roxmltree::{Attribute, Node};

use super::Invalid;
use super::message::Kind;
use super::names::{Name, NameClass};
use super::patterns::{EMPTY, Id, NOT_ALLOWED, Node as Part, Want};
use super::syntax::{At, Pattern};
use super::validate::Validation;

/// How many names a finding lists.
const MOST: usize = 8;
/// How long a name may be to be compared with others.
const LONGEST: usize = 64;
/// How many elements up the path of a finding goes.
const UP: usize = 5;

/// What would have been right in a place: sorted, the first of many.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Expected {
    /// Names of elements or attributes, or values; at most eight.
    pub listed: Vec<String>,
    /// How many more there are.
    pub more: usize,
    /// The datatypes that a value may be of.
    pub types: Vec<&'static str>,
    /// Whether any name is right, or any of a namespace.
    pub any: bool,
    /// Whether the element may end here.
    pub end: bool,
}

impl Expected {
    fn of(all: BTreeSet<String>) -> Expected {
        let more = all.len().saturating_sub(MOST);
        Expected { listed: all.into_iter().take(MOST).collect(), more, ..Expected::default() }
    }

    /// The listed value that a wrong one was meant for.
    pub(super) fn near(&self, value: &str) -> Option<String> {
        nearest(value.trim(), self.listed.iter().map(String::as_str)).map(Into::into)
    }
}

/// The name among `names` that `written` was most likely meant for: at most every third character of it is wrong.
pub(super) fn nearest<'a>(written: &str, names: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let length = written.chars().count();
    if !(2..=LONGEST).contains(&length) {
        return None;
    }
    let most = (length / 3).max(1);
    let lower = written.to_lowercase();
    names
        .filter(|n| n.len() <= LONGEST * 4 && n.chars().count().abs_diff(length) <= most)
        .map(|n| (strsim::osa_distance(&lower, &n.to_lowercase()), n))
        .filter(|(distance, _)| *distance <= most)
        .min()
        .map(|(_, name)| name)
}

/// The prefixes by which namespaces are shown, and, once there is a fault, the names that the grammar has.
pub(super) struct Lexicon {
    prefixes: Vec<(String, String)>,
    elements: Option<Vec<(Name, At)>>,
}

impl Lexicon {
    pub fn new(document: &roxmltree::Document<'_>) -> Lexicon {
        let usual = [
            ("http://www.w3.org/1999/xlink", "xlink"),
            ("http://www.w3.org/1998/Math/MathML", "mml"),
            ("http://www.niso.org/schemas/ali/1.0/", "ali"),
            ("http://www.w3.org/XML/1998/namespace", "xml"),
        ];
        let own = document.root_element().namespaces().map(|n| (n.uri().into(), n.name().unwrap_or("").into()));
        let prefixes = own.chain(usual.map(|(u, p)| (u.into(), p.into()))).collect();
        Lexicon { prefixes, elements: None }
    }
}

impl<'d> Validation<'_, 'd> {
    /// An element as it is written, or by its namespace where its place in the text is not known.
    pub fn shown(&self, node: Node<'_, '_>) -> String {
        self.show(node.tag_name().namespace(), node.tag_name().name())
    }

    pub fn parent_shown(&self, node: Node<'_, '_>) -> Option<String> {
        node.parent_element().map(|p| self.shown(p))
    }

    pub fn shown_attribute(&self, node: Node<'_, '_>, attribute: &Attribute<'_, '_>) -> String {
        match attribute.namespace().and_then(|n| node.lookup_prefix(n)).filter(|p| !p.is_empty()) {
            Some(prefix) => format!("{prefix}:{}", attribute.name()),
            None => self.show(attribute.namespace(), attribute.name()),
        }
    }

    fn show(&self, space: Option<&str>, local: &str) -> String {
        let Some(space) = space.filter(|s| !s.is_empty()) else { return local.into() };
        match self.lexicon.prefixes.iter().find(|(uri, _)| uri == space) {
            Some((_, prefix)) if prefix.is_empty() => local.into(),
            Some((_, prefix)) => format!("{prefix}:{local}"),
            None => format!("{{{space}}}{local}"),
        }
    }

    fn show_name(&self, name: Name) -> String {
        let names = &self.engine.syntax.names;
        self.show(Some(names.string(name.space)), names.string(name.local))
    }

    /// The first name that an element or attribute of the grammar may have.
    pub fn leaf_name(&self, leaf: Id) -> String {
        let mut found = None;
        if let Some((class, _)) = self.engine.class(leaf) {
            class.each(&mut |name| found = found.or(Some(name)));
        }
        found.map_or("*".into(), |name| self.show_name(name))
    }

    /// The names of elements or attributes of the grammar.
    pub fn expect(&self, leaves: &[Id]) -> Expected {
        let (mut all, mut any) = (BTreeSet::new(), false);
        for (class, _) in leaves.iter().filter_map(|leaf| self.engine.class(*leaf)) {
            class.each(&mut |name| {
                all.insert(self.show_name(name));
            });
            any |= !matches!(class, NameClass::Name(_) | NameClass::Choice(_));
        }
        Expected { any, ..Expected::of(all) }
    }

    /// The elements that may come next.
    pub fn expect_next(&mut self, states: &[Id]) -> Expected {
        let mut leaves: Vec<Id> = Vec::new();
        for &state in states {
            leaves.extend(self.engine.leaves(state, Want::Next).iter());
        }
        let end = states.iter().any(|s| self.engine.nullable(*s));
        Expected { end, ..self.expect(&leaves) }
    }

    /// The values that a pattern takes.
    pub fn expect_values(&mut self, patterns: &[Id]) -> Expected {
        let (mut listed, mut types) = (Vec::new(), Vec::new());
        for &pattern in patterns {
            self.engine.values(pattern, &mut listed, &mut types);
        }
        types.sort_unstable();
        types.dedup();
        Expected { types, ..Expected::of(listed.into_iter().collect()) }
    }

    /// What is missing at the end of an element: of each, the names that it may have.
    pub fn required(&mut self, state: Id) -> Vec<Expected> {
        let parts = match self.engine.node(state).clone() {
            Part::Group(all) | Part::Interleave(all) => all.to_vec(),
            _ => vec![state],
        };
        let mut wanted = Vec::new();
        for part in parts.into_iter().filter(|p| !self.engine.nullable(*p)).collect::<Vec<_>>() {
            let leaves = self.engine.leaves(part, Want::Next);
            wanted.push(if leaves.is_empty() { self.expect_values(&[part]) } else { self.expect(&leaves) });
        }
        wanted
    }

    /// The attributes that are missing: of each, the names that it may have.
    pub fn required_attributes(&mut self, state: Id) -> Vec<Expected> {
        let (mut todo, mut wanted) = (vec![state], Vec::new());
        while let Some(id) = todo.pop() {
            if self.engine.close(id, false) != NOT_ALLOWED || self.engine.spent() {
                continue;
            }
            match self.engine.node(id).clone() {
                Part::Group(all) | Part::Interleave(all) => todo.extend(all.iter().rev()),
                Part::OneOrMore(body) => todo.push(body),
                Part::Attribute(_) | Part::Choice(_) => {
                    let leaves = self.engine.leaves(id, Want::Attributes);
                    wanted.push(self.expect(&leaves));
                }
                _ => {}
            }
        }
        wanted.retain(|w| *w != Expected::default());
        wanted
    }

    /// The element or attribute among `leaves` that a name was meant for.
    pub fn near(&self, written: &str, leaves: &[Id]) -> Option<Id> {
        let mut named: Vec<(String, Id)> = Vec::new();
        for &leaf in leaves {
            if let Some((class, _)) = self.engine.class(leaf) {
                class.each(&mut |name| named.push((self.engine.syntax.names.string(name.local).into(), leaf)));
            }
        }
        let name = nearest(written, named.iter().map(|(name, _)| name.as_str()))?;
        named.iter().find(|(n, _)| n == name).map(|(_, leaf)| *leaf)
    }

    /// The elements of the grammar, sorted by their names.
    fn elements(&mut self) -> &[(Name, At)] {
        let syntax = self.engine.syntax;
        self.lexicon.elements.get_or_insert_with(|| {
            let mut all = Vec::new();
            for (at, pattern) in syntax.patterns.iter().enumerate() {
                if let Pattern::Element(class, _) = pattern {
                    class.each(&mut |name| all.push((name, at as At)));
                }
            }
            all.sort_unstable();
            all
        })
    }

    /// Any element of the grammar that a name was meant for.
    pub fn near_known(&mut self, written: &str) -> Option<String> {
        let names: BTreeSet<Name> = self.elements().iter().map(|(name, _)| *name).collect();
        let strings = &self.engine.syntax.names;
        let meant = nearest(written, names.iter().map(|name| strings.string(name.local)))?;
        names.iter().find(|name| strings.string(name.local) == meant).map(|name| self.show_name(*name))
    }

    /// Whether the grammar has an element of a name.
    pub fn is_known(&mut self, name: Name) -> bool {
        self.elements().binary_search_by_key(&name, |(n, _)| *n).is_ok()
    }

    /// The element of the grammar that has a name, if there is just one.
    pub fn only(&mut self, name: Name) -> Option<Id> {
        let all = self.elements();
        let from = all.partition_point(|(n, _)| *n < name);
        match all[from..] {
            [(found, at), ..] if found == name && all.get(from + 1).is_none_or(|(n, _)| *n != name) => {
                let leaf = self.engine.build(at);
                (leaf != NOT_ALLOWED && leaf != EMPTY).then_some(leaf)
            }
            _ => None,
        }
    }

    pub fn report_element(&mut self, node: Node<'d, 'd>, kind: Kind) {
        self.report(node, super::start_tag(self.text, node), kind);
    }

    /// Reports a fault in an element, at a range of its own.
    pub fn report(&mut self, node: Node<'d, 'd>, range: std::ops::Range<usize>, kind: Kind) {
        let mut invalid = Invalid::new(range, super::start_tag(self.text, node), kind);
        let mut path: Vec<String> =
            node.ancestors().filter(|n| n.is_element()).take(UP).map(|n| self.shown(n)).collect();
        if node.ancestors().filter(|n| n.is_element()).nth(UP).is_some() {
            path.push("…".into());
        }
        path.reverse();
        invalid.path = path.join("/");
        self.found.push(invalid);
    }
}
