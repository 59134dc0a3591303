//! The functions of the core library (section 4) and those that XSLT and EXSLT add.

use std::borrow::Cow;
use std::collections::HashMap;

use super::Fault;
use super::evaluate::{Evaluator, Focus};
use super::parser::regex;
use super::syntax::{Expr, Function};
use super::tree::{Content, NodeRef};
use super::value::{Value, is_space, parse_number};

impl<'a> Evaluator<'_, 'a> {
    pub(super) fn call(&self, function: Function, arguments: &[Expr], focus: &Focus) -> Result<Value<'a>, Fault> {
        let string = |index: usize| self.string(&arguments[index], focus);
        let number = |index: usize| self.number(&arguments[index], focus);
        Ok(match function {
            Function::Last => Value::Number(focus.size as f64),
            Function::Position => Value::Number(focus.position as f64),
            Function::Count => Value::Number(self.count(&arguments[0], focus)? as f64),
            Function::Id => self.id(self.value(&arguments[0], focus)?)?,
            Function::Key => self.key(&string(0)?, self.value(&arguments[1], focus)?)?,
            Function::Current => Value::Nodes(vec![focus.current]),
            Function::LocalName | Function::NamespaceUri | Function::Name => {
                let Some(node) = self.node(arguments.first(), focus)? else {
                    return Ok(Value::String(Cow::Borrowed("")));
                };
                Value::String(match function {
                    Function::LocalName => Cow::Borrowed(self.tree.local_name(node)),
                    Function::NamespaceUri => Cow::Borrowed(self.tree.namespace_name(node)),
                    _ => self.tree.qualified_name(node),
                })
            }
            Function::String => Value::String(self.string_or_context(arguments.first(), focus)?),
            Function::Concat => {
                let mut all = String::new();
                for argument in arguments {
                    all.push_str(&self.string(argument, focus)?);
                }
                self.tree.spend(all.len() / 64)?;
                Value::String(Cow::Owned(all))
            }
            Function::StartsWith => Value::Boolean(string(0)?.starts_with(&*string(1)?)),
            Function::Contains => {
                let (text, part) = (string(0)?, string(1)?);
                self.tree.spend(text.len() / 64)?;
                Value::Boolean(memchr::memmem::find(text.as_bytes(), part.as_bytes()).is_some())
            }
            Function::SubstringBefore => {
                let (text, part) = (string(0)?, string(1)?);
                let length = text.find(&*part).unwrap_or(0);
                Value::String(cut(text, 0, length))
            }
            Function::SubstringAfter => {
                let (text, part) = (string(0)?, string(1)?);
                let (start, end) = (text.find(&*part).map_or(text.len(), |at| at + part.len()), text.len());
                Value::String(cut(text, start, end))
            }
            Function::Substring => {
                let (text, start) = (string(0)?, round(number(1)?));
                // What is no number is in no order, so nothing is taken.
                let end = if arguments.len() > 2 { start + round(number(2)?) } else { f64::INFINITY };
                let mut taken = (text.len(), text.len());
                let mut position = 0.0;
                for (at, c) in text.char_indices() {
                    position += 1.0;
                    if position >= start && position < end {
                        taken = (taken.0.min(at), at + c.len_utf8());
                    } else if position >= end {
                        break;
                    }
                }
                self.tree.spend(text.len() / 64)?;
                Value::String(cut(text, taken.0, taken.1))
            }
            Function::StringLength => {
                let text = self.string_or_context(arguments.first(), focus)?;
                self.tree.spend(text.len() / 64)?;
                Value::Number(text.chars().count() as f64)
            }
            Function::NormalizeSpace => {
                let text = self.string_or_context(arguments.first(), focus)?;
                self.tree.spend(text.len() / 64)?;
                Value::String(normalize_space(text))
            }
            Function::Translate => {
                let (text, from, to) = (string(0)?, string(1)?, string(2)?);
                self.tree.spend((text.len() + from.len()) / 8)?;
                Value::String(Cow::Owned(translate(&text, &from, &to)))
            }
            Function::Boolean => Value::Boolean(self.boolean(&arguments[0], focus)?),
            Function::Not => Value::Boolean(!self.boolean(&arguments[0], focus)?),
            Function::True => Value::Boolean(true),
            Function::False => Value::Boolean(false),
            Function::Lang => Value::Boolean(self.lang(&string(0)?, focus)?),
            Function::Number => Value::Number(match arguments.first() {
                Some(argument) => self.number(argument, focus)?,
                None => parse_number(&self.tree.string_value(focus.node)?),
            }),
            Function::Sum => {
                let nodes = self.value(&arguments[0], focus)?.nodes()?;
                let numbers = nodes.iter().map(|n| Ok(parse_number(&self.tree.string_value(*n)?)));
                // An empty sum is 0, where that of floating point is -0.
                Value::Number(numbers.sum::<Result<f64, Fault>>()? + 0.0)
            }
            Function::Floor => Value::Number(number(0)?.floor()),
            Function::Ceiling => Value::Number(number(0)?.ceil()),
            Function::Round => Value::Number(round(number(0)?)),
            Function::Test => {
                let flags = if arguments.len() > 2 { string(2)? } else { Cow::Borrowed("") };
                let (text, pattern) = (string(0)?, string(1)?);
                self.tree.spend(pattern.len() * 32 + text.len() * (1 + pattern.len() / 16))?;
                Value::Boolean(regex(&pattern, &flags).map_err(Fault::evaluation)?.is_match(&text))
            }
        })
    }

    /// The first node of an argument, or the context node.
    fn node(&self, argument: Option<&Expr>, focus: &Focus) -> Result<Option<NodeRef>, Fault> {
        match argument {
            Some(argument) => self.first(argument, focus),
            None => Ok(Some(focus.node)),
        }
    }

    fn string_or_context(&self, argument: Option<&Expr>, focus: &Focus) -> Result<Cow<'a, str>, Fault> {
        match argument {
            Some(argument) => self.string(argument, focus),
            None => self.tree.string_value(focus.node),
        }
    }

    fn id(&self, value: Value<'a>) -> Result<Value<'a>, Fault> {
        let mut found = Vec::new();
        let mut look_up = |ids: &str| found.extend(ids.split(is_space).filter_map(|id| self.tree.with_id(id)));
        match value {
            Value::Nodes(nodes) => {
                for node in nodes {
                    look_up(&self.tree.string_value(node)?);
                }
            }
            other => look_up(&other.string(self.tree)?),
        }
        found.sort_unstable();
        found.dedup();
        Ok(Value::Nodes(found))
    }

    fn key(&self, name: &str, value: Value<'a>) -> Result<Value<'a>, Fault> {
        let mut found = Vec::new();
        match value {
            Value::Nodes(nodes) => {
                for node in nodes {
                    found.extend(self.host.key(self.tree, name, &self.tree.string_value(node)?)?);
                    self.tree.spend(1)?;
                }
            }
            other => found = self.host.key(self.tree, name, &other.string(self.tree)?)?,
        }
        found.sort_unstable();
        found.dedup();
        self.tree.spend(found.len())?;
        Ok(Value::Nodes(found))
    }

    /// `lang()` (4.3): whether the language in force is this one or a kind of it.
    fn lang(&self, wanted: &str, focus: &Focus) -> Result<bool, Fault> {
        let mut node = self.tree.owner(focus.node);
        if matches!(self.tree.content(focus.node), Content::Tree(tree) if !tree.is_element())
            && let Some(parent) = node.parent()
        {
            node = parent;
        }
        for above in node.ancestors() {
            self.tree.spend(1)?;
            if let Some(lang) = above.attribute((roxmltree::NS_XML_URI, "lang")) {
                let same = lang.get(..wanted.len()).is_some_and(|start| start.eq_ignore_ascii_case(wanted));
                return Ok(same && matches!(lang.as_bytes().get(wanted.len()), None | Some(b'-')));
            }
        }
        Ok(false)
    }
}

/// Part of a string, without copying one that is borrowed.
fn cut(text: Cow<str>, start: usize, end: usize) -> Cow<str> {
    match text {
        Cow::Borrowed(text) => Cow::Borrowed(&text[start..end]),
        Cow::Owned(text) => Cow::Owned(text[start..end].to_owned()),
    }
}

/// To the nearest integer, of two that are as near to the greater (4.4).
fn round(number: f64) -> f64 {
    let below = number.floor();
    if number - below >= 0.5 { number.ceil() } else { below }
}

fn normalize_space(text: Cow<str>) -> Cow<str> {
    let bytes = text.as_bytes();
    let is_space = |b: &u8| matches!(b, b' ' | b'\t' | b'\n' | b'\r');
    let is_normal = !bytes.first().is_some_and(is_space)
        && !bytes.last().is_some_and(is_space)
        && !bytes.iter().any(|b| matches!(b, b'\t' | b'\n' | b'\r'))
        && memchr::memmem::find(bytes, b"  ").is_none();
    if is_normal { text } else { Cow::Owned(collapse(&text)) }
}

/// Runs of white space made one space, and none at the ends.
pub(in crate::schema) fn collapse(text: &str) -> String {
    let mut collapsed = String::with_capacity(text.len());
    for word in text.split(is_space).filter(|w| !w.is_empty()) {
        if !collapsed.is_empty() {
            collapsed.push(' ');
        }
        collapsed.push_str(word);
    }
    collapsed
}

fn translate(text: &str, from: &str, to: &str) -> String {
    let mut map: HashMap<char, Option<char>> = HashMap::new();
    let mut to = to.chars();
    for c in from.chars() {
        let becomes = to.next();
        map.entry(c).or_insert(becomes);
    }
    text.chars().filter_map(|c| map.get(&c).map_or(Some(c), |becomes| *becomes)).collect()
}
