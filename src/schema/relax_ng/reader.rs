//! Reads the XML syntax of RELAX NG into [`Syntax`]: included files, overrides, combined definitions, nested grammars.
//!
//! Reading goes down with the nesting of the schema, which is bounded, and so are the number and the size of files.

use std::collections::HashMap;
use std::ops::Range;

use roxmltree::Node;

use super::GrammarFault;
use super::datatypes::{Facets, Type};
use super::href::resolve;
use super::names::{Name, NameClass, Names};
use super::syntax::{At, Data, Definition, Pattern, Syntax, Value};

/// The namespace of RELAX NG.
const RNG: &str = "http://relaxng.org/ns/structure/1.0";
/// How deep a schema may be nested.
pub(super) const DEEPEST: usize = 100;
/// How many files a schema may have.
const MOST_FILES: usize = 1_000;
/// How long all files may be together, in bytes.
const MOST_BYTES: usize = 64 << 20;

/// Gives the text of an included file by its name.
pub(super) type Include<'a> = dyn Fn(&str) -> Option<String> + 'a;

/// What is inherited from the elements around.
#[derive(Clone, Copy)]
struct Around<'a> {
    space: &'a str,
    library: &'a str,
    scope: usize,
    depth: usize,
}

/// A definition that is being put together.
struct Draft {
    name: Box<str>,
    bodies: Vec<At>,
    combine: Option<&'static str>,
    /// Whether a body without `combine` was read.
    plain: bool,
    /// Where it is first referred to or defined.
    place: (usize, Range<usize>),
}

/// A `grammar`: its definitions by their names, `start` under the empty name.
struct Scope {
    parent: Option<usize>,
    definitions: HashMap<Box<str>, u32>,
    /// What the `include`s that are being read replace.
    overrides: Vec<HashMap<Box<str>, bool>>,
}

struct Reader<'a> {
    include: &'a Include<'a>,
    names: Names,
    patterns: Vec<Pattern>,
    drafts: Vec<Draft>,
    scopes: Vec<Scope>,
    files: Vec<String>,
    /// The files that are being read, the innermost last.
    open: Vec<usize>,
    bytes: usize,
}

/// Reads a schema.
pub(super) fn read(text: &str, name: &str, include: &Include<'_>) -> Result<Syntax, GrammarFault> {
    let mut reader = Reader {
        include,
        names: Names::new(),
        patterns: vec![Pattern::Empty, Pattern::NotAllowed, Pattern::Text],
        drafts: Vec::new(),
        scopes: Vec::new(),
        files: Vec::new(),
        open: Vec::new(),
        bytes: 0,
    };
    let outside = Around { space: "", library: "", scope: usize::MAX, depth: 0 };
    let start = reader.file(text, name, |reader, root| reader.pattern(root, outside))?;
    reader.finish(start)
}

/// Children that belong to RELAX NG; others are notes.
fn children<'a, 'i: 'a>(node: Node<'a, 'i>) -> impl Iterator<Item = Node<'a, 'i>> {
    node.children().filter(|c| c.is_element() && c.tag_name().namespace() == Some(RNG))
}

fn range(node: Node<'_, '_>) -> Range<usize> {
    super::start_tag(node.document().input_text(), node)
}

impl Reader<'_> {
    fn fault<T>(&self, node: Node<'_, '_>, message: impl Into<String>) -> Result<T, GrammarFault> {
        let file = self.open.last().map_or(String::new(), |f| self.files[*f].clone());
        Err(GrammarFault { message: message.into(), range: range(node), file })
    }

    /// Parses a file and does something with its root.
    fn file<T>(
        &mut self,
        text: &str,
        name: &str,
        then: impl FnOnce(&mut Self, Node<'_, '_>) -> Result<T, GrammarFault>,
    ) -> Result<T, GrammarFault> {
        let fault = |message: String, range| GrammarFault { message, range, file: name.into() };
        self.bytes += text.len();
        if self.files.len() >= MOST_FILES || self.bytes > MOST_BYTES {
            return Err(fault("the schema has too many files, or they are too long".into(), 0..0));
        }
        let options = roxmltree::ParsingOptions { allow_dtd: true, nodes_limit: 4_000_000, ..Default::default() };
        let document = roxmltree::Document::parse_with_options(text, options)
            .map_err(|e| fault(format!("not well-formed XML: {e}"), super::at_position(text, e.pos())))?;
        let root = document.root_element();
        if root.tag_name().namespace() != Some(RNG) {
            let message = format!("the root is <{}>, not an element of the namespace {RNG}", root.tag_name().name());
            return Err(fault(message, range(root)));
        }
        self.files.push(name.into());
        self.open.push(self.files.len() - 1);
        let done = then(self, root);
        self.open.pop();
        done
    }

    /// Reads the file that `href` names and does something with its root.
    fn referred<T>(
        &mut self,
        node: Node<'_, '_>,
        then: impl FnOnce(&mut Self, Node<'_, '_>) -> Result<T, GrammarFault>,
    ) -> Result<T, GrammarFault> {
        let Some(href) = node.attribute("href") else {
            return self.fault(node, format!("<{}> needs `href`", node.tag_name().name()));
        };
        let base = self.open.last().map_or("", |f| self.files[*f].as_str());
        let name = resolve(base, href);
        if self.open.iter().any(|f| self.files[*f] == name) {
            return self.fault(node, format!("{name} includes itself"));
        }
        match (self.include)(&name) {
            Some(text) => self.file(&text, &name, then),
            None => self.fault(node, format!("{name} cannot be read")),
        }
    }

    fn inherit<'a>(&self, node: Node<'a, '_>, around: Around<'a>) -> Result<Around<'a>, GrammarFault> {
        if around.depth >= DEEPEST {
            return self.fault(node, "the schema is nested too deeply");
        }
        Ok(Around {
            space: node.attribute("ns").unwrap_or(around.space),
            library: node.attribute("datatypeLibrary").map_or(around.library, str::trim),
            depth: around.depth + 1,
            ..around
        })
    }

    fn put(&mut self, pattern: Pattern) -> At {
        self.patterns.push(pattern);
        self.patterns.len() as At - 1
    }

    /// The patterns in an element, which must have some.
    fn inside(&mut self, node: Node<'_, '_>, around: Around<'_>, skip: usize) -> Result<Vec<At>, GrammarFault> {
        let found = children(node).skip(skip).map(|c| self.pattern(c, around)).collect::<Result<Vec<_>, _>>()?;
        if found.is_empty() {
            return self.fault(node, format!("<{}> holds no pattern", node.tag_name().name()));
        }
        Ok(found)
    }

    fn group(&mut self, mut patterns: Vec<At>) -> At {
        match (patterns.len(), patterns.pop()) {
            (1, Some(one)) => one,
            (_, last) => {
                patterns.extend(last);
                self.put(Pattern::Group(patterns))
            }
        }
    }

    fn pattern(&mut self, node: Node<'_, '_>, around: Around<'_>) -> Result<At, GrammarFault> {
        let around = self.inherit(node, around)?;
        let found = match node.tag_name().name() {
            "empty" => 0,
            "notAllowed" => 1,
            "text" => 2,
            "element" | "attribute" => return self.named(node, around),
            "group" => {
                let inside = self.inside(node, around, 0)?;
                self.group(inside)
            }
            "interleave" => {
                let inside = self.inside(node, around, 0)?;
                self.put(Pattern::Interleave(inside))
            }
            "choice" => {
                let inside = self.inside(node, around, 0)?;
                self.put(Pattern::Choice(inside))
            }
            kind @ ("optional" | "zeroOrMore" | "oneOrMore" | "list" | "mixed") => {
                let inside = self.inside(node, around, 0)?;
                let body = self.group(inside);
                match kind {
                    "optional" => self.put(Pattern::Choice(vec![body, 0])),
                    "oneOrMore" => self.put(Pattern::OneOrMore(body)),
                    "list" => self.put(Pattern::List(body)),
                    "mixed" => self.put(Pattern::Interleave(vec![body, 2])),
                    _ => {
                        let more = self.put(Pattern::OneOrMore(body));
                        self.put(Pattern::Choice(vec![more, 0]))
                    }
                }
            }
            kind @ ("ref" | "parentRef") => {
                let name = self.name_attribute(node)?;
                let scope = match kind {
                    "ref" => Some(around.scope),
                    _ => self.scopes.get(around.scope).and_then(|s| s.parent),
                };
                match scope.filter(|s| *s < self.scopes.len()) {
                    Some(scope) => {
                        let definition = self.draft(scope, &name, node);
                        self.put(Pattern::Ref(definition))
                    }
                    None => return self.fault(node, format!("<{kind} name=\"{name}\"> stands in no grammar for it")),
                }
            }
            "externalRef" => {
                let outside = Around { scope: usize::MAX, library: "", ..around };
                self.referred(node, |reader, root| reader.pattern(root, outside))?
            }
            "grammar" => self.grammar(node, around)?,
            "value" => self.value(node, around)?,
            "data" => self.data(node, around)?,
            other => return self.fault(node, format!("<{other}> is no pattern of RELAX NG")),
        };
        Ok(found)
    }

    fn named(&mut self, node: Node<'_, '_>, around: Around<'_>) -> Result<At, GrammarFault> {
        let is_attribute = node.tag_name().name() == "attribute";
        let (class, skip) = match node.attribute("name") {
            Some(name) => {
                // An attribute does not take the namespace of what is around it.
                let space = if is_attribute { node.attribute("ns").unwrap_or("") } else { around.space };
                (NameClass::Name(self.qualified(node, name, space)?), 0)
            }
            None => match children(node).next() {
                Some(class) => (self.class(class, around)?, 1),
                None => return self.fault(node, format!("<{}> has no name", node.tag_name().name())),
            },
        };
        let body = if is_attribute && children(node).nth(skip).is_none() {
            2
        } else {
            let inside = self.inside(node, around, skip)?;
            if is_attribute && inside.len() > 1 {
                return self.fault(node, "<attribute> takes one pattern");
            }
            self.group(inside)
        };
        Ok(self.put(if is_attribute { Pattern::Attribute(class, body) } else { Pattern::Element(class, body) }))
    }

    fn name_attribute(&self, node: Node<'_, '_>) -> Result<String, GrammarFault> {
        match node.attribute("name").map(str::trim) {
            Some(name) if !name.is_empty() => Ok(name.into()),
            _ => self.fault(node, format!("<{}> needs `name`", node.tag_name().name())),
        }
    }

    fn qualified(&mut self, node: Node<'_, '_>, name: &str, space: &str) -> Result<Name, GrammarFault> {
        let name = name.trim();
        let (space, local) = match name.split_once(':') {
            None => (space, name),
            Some(("xml", local)) => ("http://www.w3.org/XML/1998/namespace", local),
            Some((prefix, local)) => match node.lookup_namespace_uri(Some(prefix)) {
                Some(space) => (space, local),
                None => return self.fault(node, format!("no namespace is bound to the prefix `{prefix}`")),
            },
        };
        if local.is_empty() || local.contains([':', ' ']) {
            return self.fault(node, format!("`{name}` is no name"));
        }
        Ok(Name { space: self.names.add(space), local: self.names.add(local) })
    }

    fn class(&mut self, node: Node<'_, '_>, around: Around<'_>) -> Result<NameClass, GrammarFault> {
        let around = self.inherit(node, around)?;
        let except = |reader: &mut Self| -> Result<Option<Box<NameClass>>, GrammarFault> {
            let Some(except) = children(node).next() else { return Ok(None) };
            if except.tag_name().name() != "except" {
                return reader.fault(except, "only <except> may stand here");
            }
            let around = reader.inherit(except, around)?;
            let classes = children(except).map(|c| reader.class(c, around)).collect::<Result<Vec<_>, _>>()?;
            Ok(Some(Box::new(NameClass::Choice(classes))))
        };
        match node.tag_name().name() {
            "name" => Ok(NameClass::Name(self.qualified(node, node.text().unwrap_or(""), around.space)?)),
            "anyName" => Ok(NameClass::Any(except(self)?)),
            "nsName" => {
                let space = self.names.add(around.space);
                Ok(NameClass::Space(space, except(self)?))
            }
            "choice" => {
                Ok(NameClass::Choice(children(node).map(|c| self.class(c, around)).collect::<Result<Vec<_>, _>>()?))
            }
            other => self.fault(node, format!("<{other}> is no name class of RELAX NG")),
        }
    }

    fn value(&mut self, node: Node<'_, '_>, around: Around<'_>) -> Result<At, GrammarFault> {
        let (library, name) = match node.attribute("type") {
            Some(name) => (around.library, name.trim()),
            None => ("", "token"),
        };
        let of = Type::find(library, name).or_else(|e| self.fault(node, e))?;
        if of == Type::QName {
            return self.fault(node, format!("a <value> of the datatype `{name}` is not supported"));
        }
        let text: String = node.children().filter_map(|c| if c.is_text() { c.text() } else { None }).collect();
        Ok(self.put(Pattern::Value(Value { of, text: text.into() })))
    }

    fn data(&mut self, node: Node<'_, '_>, around: Around<'_>) -> Result<At, GrammarFault> {
        let name = node.attribute("type").unwrap_or("").trim();
        let of = Type::find(around.library, name).or_else(|e| self.fault(node, e))?;
        let mut facets = Facets::default();
        let mut except = None;
        for child in children(node) {
            match child.tag_name().name() {
                "param" => {
                    let name = self.name_attribute(child)?;
                    let value = child.text().unwrap_or("");
                    facets.add(of, around.library, &name, value).or_else(|e| self.fault(child, e))?;
                }
                "except" if except.is_none() => {
                    let around = self.inherit(child, around)?;
                    let inside = self.inside(child, around, 0)?;
                    except = Some(self.put(Pattern::Choice(inside)));
                }
                other => return self.fault(child, format!("<{other}> has no place in <data>")),
            }
        }
        Ok(self.put(Pattern::Data(Data { of, facets, except })))
    }

    fn grammar(&mut self, node: Node<'_, '_>, around: Around<'_>) -> Result<At, GrammarFault> {
        let parent = Some(around.scope).filter(|s| *s < self.scopes.len());
        self.scopes.push(Scope { parent, definitions: HashMap::new(), overrides: Vec::new() });
        let scope = self.scopes.len() - 1;
        let start = self.draft(scope, "", node);
        self.components(node, Around { scope, ..around })?;
        Ok(self.put(Pattern::Ref(start)))
    }

    /// What stands in a `grammar`, a `div` or an `include`.
    fn components(&mut self, node: Node<'_, '_>, around: Around<'_>) -> Result<(), GrammarFault> {
        for child in children(node) {
            let around = self.inherit(child, around)?;
            match child.tag_name().name() {
                "div" => self.components(child, around)?,
                "include" => self.included(child, around)?,
                kind @ ("define" | "start") => {
                    let name = if kind == "start" { String::new() } else { self.name_attribute(child)? };
                    let mut replaced = false;
                    for set in &mut self.scopes[around.scope].overrides {
                        if let Some(found) = set.get_mut(name.as_str()) {
                            (*found, replaced) = (true, true);
                        }
                    }
                    if replaced {
                        continue;
                    }
                    let inside = self.inside(child, around, 0)?;
                    let body = self.group(inside);
                    self.define(&name, body, child, around.scope)?;
                }
                other => return self.fault(child, format!("<{other}> has no place in a grammar")),
            }
        }
        Ok(())
    }

    fn included(&mut self, node: Node<'_, '_>, around: Around<'_>) -> Result<(), GrammarFault> {
        let mut overrides = HashMap::new();
        let mut todo: Vec<Node<'_, '_>> = children(node).collect();
        while let Some(child) = todo.pop() {
            match child.tag_name().name() {
                "div" => todo.extend(children(child)),
                "start" => drop(overrides.insert("".into(), false)),
                "define" => drop(overrides.insert(child.attribute("name").unwrap_or("").trim().into(), false)),
                other => return self.fault(child, format!("<{other}> has no place in <include>")),
            }
        }
        self.scopes[around.scope].overrides.push(overrides);
        let inherited = Around { library: "", ..around };
        self.referred(node, |reader, root| {
            if root.tag_name().name() != "grammar" {
                return reader.fault(root, "what is included must be a <grammar>");
            }
            let around = reader.inherit(root, inherited)?;
            reader.components(root, around)
        })?;
        let overrides = self.scopes[around.scope].overrides.pop().unwrap_or_default();
        let mut missing: Vec<&str> = overrides.iter().filter(|(_, found)| !**found).map(|(name, _)| &**name).collect();
        missing.sort_unstable();
        match missing.first() {
            Some(&"") => return self.fault(node, "the included grammar has no <start> to replace"),
            Some(name) => return self.fault(node, format!("the included grammar does not define `{name}`")),
            None => {}
        }
        self.components(node, around)
    }

    fn draft(&mut self, scope: usize, name: &str, node: Node<'_, '_>) -> u32 {
        if let Some(&found) = self.scopes[scope].definitions.get(name) {
            return found;
        }
        let file = self.open.last().copied().unwrap_or(0);
        let place = (file, node.range());
        self.drafts.push(Draft { name: name.into(), bodies: Vec::new(), combine: None, plain: false, place });
        let number = self.drafts.len() as u32 - 1;
        self.scopes[scope].definitions.insert(name.into(), number);
        number
    }

    fn define(&mut self, name: &str, body: At, node: Node<'_, '_>, scope: usize) -> Result<(), GrammarFault> {
        let number = self.draft(scope, name, node) as usize;
        let what = if name.is_empty() { "<start>".to_owned() } else { format!("`{name}`") };
        let combine = match node.attribute("combine").map(str::trim) {
            None => None,
            Some("choice") => Some("choice"),
            Some("interleave") => Some("interleave"),
            Some(other) => return self.fault(node, format!("`combine` is `choice` or `interleave`, not `{other}`")),
        };
        let draft = &mut self.drafts[number];
        let fault = match (combine, draft.combine) {
            (None, _) if draft.plain => Some(format!("{what} is defined twice; one of the two needs `combine`")),
            (Some(a), Some(b)) if a != b => Some(format!("{what} is combined both by `{b}` and by `{a}`")),
            _ => None,
        };
        draft.plain |= combine.is_none();
        draft.combine = combine.or(draft.combine);
        draft.bodies.push(body);
        match fault {
            Some(fault) => self.fault(node, fault),
            None => Ok(()),
        }
    }

    /// Resolves what was put together.
    fn finish(mut self, start: At) -> Result<Syntax, GrammarFault> {
        let mut definitions = Vec::with_capacity(self.drafts.len());
        for draft in std::mem::take(&mut self.drafts) {
            let (file, place) = draft.place;
            let fault = |message: String| GrammarFault {
                message,
                range: place.start..place.start,
                file: self.files[file].clone(),
            };
            let mut bodies = draft.bodies;
            let pattern = match (bodies.len(), bodies.pop(), draft.combine) {
                (_, None, _) if draft.name.is_empty() => return Err(fault("the grammar has no <start>".into())),
                (_, None, _) => return Err(fault(format!("`{}` is not defined", draft.name))),
                (1, Some(one), _) => one,
                (_, Some(last), combine) => {
                    bodies.push(last);
                    let all = if combine == Some("interleave") {
                        Pattern::Interleave(bodies)
                    } else {
                        Pattern::Choice(bodies)
                    };
                    self.patterns.push(all);
                    self.patterns.len() as At - 1
                }
            };
            definitions.push((Definition { name: draft.name, pattern }, (file, place)));
        }
        let places: Vec<(usize, Range<usize>)> = definitions.iter().map(|(_, place)| place.clone()).collect();
        let definitions = definitions.into_iter().map(|(definition, _)| definition).collect();
        let syntax = Syntax { names: self.names, patterns: self.patterns, definitions, start };
        super::restrictions::check(&syntax).map_err(|(message, definition)| {
            let place = definition.and_then(|d| places.get(d as usize).cloned());
            let (file, range) = place.map_or((0, 0..0), |(file, range)| (file, range.start..range.start));
            GrammarFault { message, range, file: self.files[file].clone() }
        })?;
        Ok(syntax)
    }
}
