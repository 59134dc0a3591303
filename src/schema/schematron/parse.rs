//! Reads the XML of a schema. Inclusions are done on the way, wherever an element of the standard may stand.

use roxmltree::{Document, Node, ParsingOptions};

use super::SchemaFault;
use super::raw::{
    Piece, Place, RawCheck, RawDiagnostic, RawItem, RawKey, RawLet, RawPattern, RawPhase, RawRule, RawSchema, RawValue,
    Written,
};

const ISO: &str = "http://purl.oclc.org/dsdl/schematron";
const OLD: &str = "http://www.ascc.net/xml/schematron";
const XSLT: &str = "http://www.w3.org/1999/XSL/Transform";
const REGEXP: &str = "http://exslt.org/regular-expressions";

/// How deep inclusions may be nested, and how many there may be.
const DEEPEST: usize = 16;
const MOST: usize = 1000;

/// How many nodes a schema, or a text included in it, may have.
const NODES: u32 = 2_000_000;

type Read<'r> = &'r mut dyn FnMut(&mut Reader, Node, usize) -> Result<(), SchemaFault>;

/// Reads a schema.
pub(super) fn schema(text: &str, include: &dyn Fn(&str) -> Option<String>) -> Result<RawSchema, SchemaFault> {
    let document = document(text).map_err(|(message, range)| SchemaFault { message, range, included: None })?;
    let mut reader =
        Reader { schema: RawSchema { texts: vec![None], ..RawSchema::default() }, include, open: Vec::new() };
    let root = document.root_element();
    if !is_schematron(root) || root.tag_name().name() != "schema" {
        let place = place_of(root, 0);
        return Err(reader.schema.fault(&place, "the outermost element is no \"schema\" of Schematron"));
    }
    reader.schema(root)?;
    Ok(reader.schema)
}

fn document(text: &str) -> Result<Document<'_>, (String, std::ops::Range<usize>)> {
    let options = ParsingOptions { allow_dtd: true, nodes_limit: NODES, ..ParsingOptions::default() };
    Document::parse_with_options(text, options).map_err(|error| {
        let position = error.pos();
        let line =
            text.split_inclusive('\n').take(position.row.saturating_sub(1) as usize).map(str::len).sum::<usize>();
        let column = text[line..].char_indices().nth(position.col.saturating_sub(1) as usize).map_or(0, |(at, _)| at);
        let at = line + column;
        (format!("the schema is no well-formed XML: {error}"), at..at)
    })
}

fn is_schematron(node: Node) -> bool {
    matches!(node.tag_name().namespace(), Some(ISO | OLD))
}

/// The start tag, or nearly: an element's range may be the whole schema.
fn place_of(node: Node, text: usize) -> Place {
    let range = node.range();
    let length = 1 + node.tag_name().name().len();
    Place { text, range: range.start..(range.start + length).min(range.end), is_exact: false }
}

fn written(node: Node, name: &str, text: usize) -> Option<Written> {
    let attribute = node.attributes().find(|a| a.name() == name && a.namespace().is_none())?;
    let range = attribute.range_value();
    let is_exact = range.len() == attribute.value().len();
    Some(Written { value: attribute.value().to_owned(), place: Place { text, range, is_exact } })
}

fn plain(node: Node, name: &str) -> Option<String> {
    node.attributes().find(|a| a.name() == name && a.namespace().is_none()).map(|a| a.value().to_owned())
}

fn lang(node: Node) -> Option<String> {
    node.attribute((roxmltree::NS_XML_URI, "lang")).map(str::to_owned)
}

/// The text in an element, at any depth.
fn content(node: Node) -> String {
    node.descendants().filter(Node::is_text).filter_map(|t| t.text()).collect()
}

struct Reader<'i> {
    schema: RawSchema,
    include: &'i dyn Fn(&str) -> Option<String>,
    /// The references that are being followed, with their fragments.
    open: Vec<String>,
}

impl Reader<'_> {
    fn fault(&self, node: Node, text: usize, message: impl Into<String>) -> SchemaFault {
        self.schema.fault(&place_of(node, text), message)
    }

    fn required(&self, node: Node, name: &str, text: usize) -> Result<Written, SchemaFault> {
        written(node, name, text).ok_or_else(|| {
            self.fault(node, text, format!("the element \"{}\" needs an attribute \"{name}\"", node.tag_name().name()))
        })
    }

    fn unknown(&self, node: Node, text: usize) -> SchemaFault {
        let name = node.tag_name().name();
        let message = match node.parent_element() {
            Some(parent) => format!("the element \"{name}\" cannot stand in \"{}\"", parent.tag_name().name()),
            None => format!("the element \"{name}\" cannot stand where it is included"),
        };
        self.fault(node, text, message)
    }

    /// Gives `read` the elements in `node` that are Schematron's or XSLT's keys, and those that are included.
    fn children(&mut self, node: Node, text: usize, read: Read) -> Result<(), SchemaFault> {
        for child in node.children().filter(Node::is_element) {
            if is_schematron(child) {
                match child.tag_name().name() {
                    "include" => self.follow(child, text, false, read)?,
                    "extends" if child.has_attribute("href") => self.follow(child, text, true, read)?,
                    _ => read(self, child, text)?,
                }
            } else if child.tag_name().namespace() == Some(XSLT) && child.tag_name().name() == "key" {
                read(self, child, text)?;
            }
        }
        Ok(())
    }

    /// Reads what an `href` refers to: the element itself, or what is in it (`inside`, for `extends`).
    fn follow(&mut self, node: Node, text: usize, inside: bool, read: Read) -> Result<(), SchemaFault> {
        let reference = self.required(node, "href", text)?;
        let fault = |reader: &Reader, message: String| Err(reader.schema.fault(&reference.place, message));
        let href = reference.value.trim();
        if self.open.iter().any(|open| open == href) {
            return fault(self, format!("\"{href}\" includes itself"));
        }
        if self.open.len() == DEEPEST {
            return fault(self, format!("inclusions are nested more than {DEEPEST} deep"));
        }
        if self.schema.texts.len() > MOST {
            return fault(self, format!("there are more than {MOST} inclusions"));
        }
        let (file, fragment) = href.split_once('#').map_or((href, None), |(file, id)| (file, Some(id)));
        let Some(included) = (self.include)(file) else {
            return fault(self, format!("\"{file}\", which is to be included, cannot be read"));
        };
        let number = self.schema.texts.len();
        self.schema.texts.push(Some(href.to_owned()));
        let document = document(&included).map_err(|(message, range)| SchemaFault {
            message,
            range,
            included: Some(href.to_owned()),
        })?;
        let root = document.root_element();
        let target = match fragment {
            None => root,
            Some(id) => {
                let has_id =
                    |n: &Node| n.attribute("id") == Some(id) || n.attribute((roxmltree::NS_XML_URI, "id")) == Some(id);
                match document.descendants().find(has_id) {
                    Some(target) => target,
                    None => return fault(self, format!("\"{file}\" has no element with the id \"{id}\"")),
                }
            }
        };
        self.open.push(href.to_owned());
        // An element of another namespace is a container.
        if inside || !is_schematron(target) {
            self.children(target, number, read)?;
        } else if target.tag_name().name() == "schema" {
            return fault(self, format!("\"{href}\" is a whole schema; only parts of one can be included"));
        } else {
            read(self, target, number)?;
        }
        self.open.pop();
        Ok(())
    }

    fn schema(&mut self, root: Node) -> Result<(), SchemaFault> {
        let binding = written(root, "queryBinding", 0);
        match binding.as_ref().map(|b| b.value.as_str()) {
            None | Some("xslt" | "xslt1" | "XSLT" | "XSLT1" | "xpath") => {}
            Some("exslt") => self.schema.namespaces.push(("regexp".to_owned(), REGEXP.to_owned())),
            Some(other) => {
                let message =
                    format!("the query binding \"{other}\" is not known; it must be \"xslt\" (XPath 1.0) or \"exslt\"");
                return Err(self.schema.fault(&binding.map(|b| b.place).unwrap_or_default(), message));
            }
        }
        self.schema.default_phase = written(root, "defaultPhase", 0);
        self.schema.lang = lang(root);
        self.children(root, 0, &mut |reader, node, text| {
            match node.tag_name().name() {
                "title" if is_schematron(node) => {
                    reader.schema.title.get_or_insert(crate::schema::xpath::collapse(&content(node)));
                }
                "ns" => {
                    let (prefix, uri) = (reader.required(node, "prefix", text)?, reader.required(node, "uri", text)?);
                    reader.schema.namespaces.push((prefix.value, uri.value));
                }
                "p" | "properties" => {}
                "let" => {
                    let variable = reader.variable(node, text)?;
                    reader.schema.lets.push(variable);
                }
                "phase" => reader.phase(node, text)?,
                "pattern" => reader.pattern(node, text)?,
                "diagnostics" => reader.diagnostics(node, text)?,
                "diagnostic" => reader.diagnostic(node, text, None)?,
                "key" => reader.key(node, text, None)?,
                // An abstract rule that is included on its own can be extended from every pattern.
                "rule" => {
                    let rule = reader.rule(node, text)?;
                    let (is_abstract, lets, parameters) = (true, Vec::new(), Vec::new());
                    let pattern = RawPattern { is_abstract, is_a: None, id: None, parameters, lets, rules: vec![rule] };
                    reader.schema.patterns.push(pattern);
                }
                _ => return Err(reader.unknown(node, text)),
            }
            Ok(())
        })
    }

    fn variable(&self, node: Node, text: usize) -> Result<RawLet, SchemaFault> {
        let name = self.required(node, "name", text)?;
        let value = match written(node, "value", text) {
            Some(value) => RawValue::Expression(value),
            None => RawValue::Text(content(node)),
        };
        Ok(RawLet { name: name.value, value, place: name.place })
    }

    fn key(&mut self, node: Node, text: usize, context: Option<&Written>) -> Result<(), SchemaFault> {
        let name = self.required(node, "name", text)?.value;
        let uses = match written(node, "path", text) {
            Some(path) => path,
            None => self.required(node, "use", text)?,
        };
        let matches = match context {
            Some(context) => context.clone(),
            None => self.required(node, "match", text)?,
        };
        self.schema.keys.push(RawKey { name, matches, uses });
        Ok(())
    }

    fn phase(&mut self, node: Node, text: usize) -> Result<(), SchemaFault> {
        let id = self.required(node, "id", text)?.value;
        let mut phase = RawPhase { id, lets: Vec::new(), active: Vec::new() };
        self.children(node, text, &mut |reader, node, text| {
            match node.tag_name().name() {
                "active" => phase.active.push(reader.required(node, "pattern", text)?),
                "let" => phase.lets.push(reader.variable(node, text)?),
                "p" | "title" => {}
                _ => return Err(reader.unknown(node, text)),
            }
            Ok(())
        })?;
        self.schema.phases.push(phase);
        Ok(())
    }

    fn pattern(&mut self, node: Node, text: usize) -> Result<(), SchemaFault> {
        if let Some(documents) = written(node, "documents", text) {
            let message = "\"documents\" is not supported: a schema is run over one document";
            return Err(self.schema.fault(&documents.place, message));
        }
        let mut pattern = RawPattern {
            is_abstract: plain(node, "abstract").as_deref() == Some("true"),
            is_a: written(node, "is-a", text),
            id: plain(node, "id"),
            parameters: Vec::new(),
            lets: Vec::new(),
            rules: Vec::new(),
        };
        self.children(node, text, &mut |reader, node, text| {
            match node.tag_name().name() {
                "rule" => pattern.rules.push(reader.rule(node, text)?),
                "let" => pattern.lets.push(reader.variable(node, text)?),
                "param" => {
                    let (name, value) = (reader.required(node, "name", text)?, reader.required(node, "value", text)?);
                    pattern.parameters.push((name.value, value.value));
                }
                "key" => reader.key(node, text, None)?,
                "title" | "p" => {}
                _ => return Err(reader.unknown(node, text)),
            }
            Ok(())
        })?;
        self.schema.patterns.push(pattern);
        Ok(())
    }

    fn rule(&mut self, node: Node, text: usize) -> Result<RawRule, SchemaFault> {
        let context = written(node, "context", text);
        let mut items = Vec::new();
        self.children(node, text, &mut |reader, node, text| {
            match node.tag_name().name() {
                "assert" => items.push(RawItem::Check(reader.check(node, text, false)?)),
                "report" => items.push(RawItem::Check(reader.check(node, text, true)?)),
                "let" => items.push(RawItem::Let(reader.variable(node, text)?)),
                "extends" => items.push(RawItem::Extends(reader.required(node, "rule", text)?)),
                "key" => reader.key(node, text, context.as_ref())?,
                "p" | "title" => {}
                _ => return Err(reader.unknown(node, text)),
            }
            Ok(())
        })?;
        Ok(RawRule {
            is_abstract: plain(node, "abstract").as_deref() == Some("true"),
            id: plain(node, "id"),
            role: plain(node, "role"),
            flag: plain(node, "flag"),
            subject: written(node, "subject", text),
            context,
            items,
            place: place_of(node, text),
        })
    }

    fn check(&self, node: Node, text: usize, is_report: bool) -> Result<RawCheck, SchemaFault> {
        Ok(RawCheck {
            is_report,
            id: plain(node, "id"),
            role: plain(node, "role"),
            flag: plain(node, "flag"),
            see: plain(node, "see"),
            test: self.required(node, "test", text)?,
            subject: written(node, "subject", text),
            diagnostics: written(node, "diagnostics", text),
            message: self.message(node, text)?,
        })
    }

    /// Text with `name` and `value-of` in it. Of `emph`, `span`, `dir` and foreign elements the text counts.
    fn message(&self, node: Node, text: usize) -> Result<Vec<Piece<Written>>, SchemaFault> {
        let mut pieces = Vec::new();
        for part in node.descendants().skip(1) {
            if part.is_text() {
                pieces.push(Piece::Text(part.text().unwrap_or_default().to_owned()));
            } else if part.is_element() && is_schematron(part) {
                match part.tag_name().name() {
                    "name" => pieces.push(Piece::Name(written(part, "path", text))),
                    "value-of" => pieces.push(Piece::Value(self.required(part, "select", text)?)),
                    "emph" | "span" | "dir" => {}
                    _ => return Err(self.unknown(part, text)),
                }
            }
        }
        Ok(pieces)
    }

    fn diagnostics(&mut self, node: Node, text: usize) -> Result<(), SchemaFault> {
        let inherited = lang(node);
        self.children(node, text, &mut |reader, node, text| match node.tag_name().name() {
            "diagnostic" => reader.diagnostic(node, text, inherited.clone()),
            _ => Err(reader.unknown(node, text)),
        })
    }

    fn diagnostic(&mut self, node: Node, text: usize, inherited: Option<String>) -> Result<(), SchemaFault> {
        let (id, role) = (self.required(node, "id", text)?.value, plain(node, "role"));
        let lang = lang(node).or(inherited);
        let message = self.message(node, text)?;
        self.schema.diagnostics.push(RawDiagnostic { id, lang, role, message });
        Ok(())
    }
}
