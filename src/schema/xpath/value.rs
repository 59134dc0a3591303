//! Values, and how one kind becomes another (sections 3 and 4).

use std::borrow::Cow;
use std::fmt::Write;

use super::tree::{NodeRef, Tree};
use super::{Fault, syntax::Kind};

/// What an expression gives.
#[derive(Clone, Debug, PartialEq)]
pub enum Value<'a> {
    /// Nodes, in document order, each once.
    Nodes(Vec<NodeRef>),
    /// True or false.
    Boolean(bool),
    /// A number.
    Number(f64),
    /// A string.
    String(Cow<'a, str>),
}

impl<'a> Value<'a> {
    /// As `boolean()` gives it (4.3).
    pub fn boolean(&self) -> bool {
        match self {
            Value::Nodes(nodes) => !nodes.is_empty(),
            Value::Boolean(boolean) => *boolean,
            Value::Number(number) => *number != 0.0 && !number.is_nan(),
            Value::String(string) => !string.is_empty(),
        }
    }

    /// As `number()` gives it (4.4).
    ///
    /// # Errors
    /// The end of the budget.
    pub fn number(&self, tree: &Tree<'a>) -> Result<f64, Fault> {
        Ok(match self {
            Value::Nodes(nodes) => match nodes.first() {
                Some(node) => parse_number(&tree.string_value(*node)?),
                None => f64::NAN,
            },
            Value::Boolean(boolean) => f64::from(u8::from(*boolean)),
            Value::Number(number) => *number,
            Value::String(string) => parse_number(string),
        })
    }

    /// As `string()` gives it (4.2).
    ///
    /// # Errors
    /// The end of the budget.
    pub fn string(self, tree: &Tree<'a>) -> Result<Cow<'a, str>, Fault> {
        Ok(match self {
            Value::Nodes(nodes) => match nodes.first() {
                Some(node) => tree.string_value(*node)?,
                None => Cow::Borrowed(""),
            },
            Value::Boolean(true) => Cow::Borrowed("true"),
            Value::Boolean(false) => Cow::Borrowed("false"),
            Value::Number(number) => Cow::Owned(format_number(number)),
            Value::String(string) => string,
        })
    }

    pub(super) fn nodes(self) -> Result<Vec<NodeRef>, Fault> {
        match self {
            Value::Nodes(nodes) => Ok(nodes),
            other => {
                let kind = match other.kind() {
                    Kind::Boolean => "a truth value",
                    Kind::Number => "a number",
                    _ => "a string",
                };
                Err(Fault::evaluation(format!("nodes are needed, and {kind} was found")))
            }
        }
    }

    fn kind(&self) -> Kind {
        match self {
            Value::Nodes(_) => Kind::Nodes,
            Value::Boolean(_) => Kind::Boolean,
            Value::Number(_) => Kind::Number,
            Value::String(_) => Kind::String,
        }
    }
}

/// Whether a character is white space to XPath.
pub(super) fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\n' | '\r')
}

/// A string as a number (4.4): digits with at most one point, perhaps a minus sign before them and white space around;
/// else NaN.
pub fn parse_number(text: &str) -> f64 {
    let text = text.trim_matches(is_space);
    let digits = text.strip_prefix('-').unwrap_or(text);
    let is_number = digits.bytes().all(|b| b.is_ascii_digit() || b == b'.')
        && digits.bytes().filter(|b| *b == b'.').count() <= 1
        && digits.bytes().any(|b| b.is_ascii_digit());
    if is_number { text.parse().unwrap_or(f64::NAN) } else { f64::NAN }
}

/// A number as a string (4.2): without an exponent, an integer without a point.
pub fn format_number(number: f64) -> String {
    if number.is_nan() {
        return "NaN".to_owned();
    }
    if number.is_infinite() {
        return if number > 0.0 { "Infinity" } else { "-Infinity" }.to_owned();
    }
    if number == 0.0 {
        // Minus zero is zero.
        return "0".to_owned();
    }
    let mut text = String::new();
    // A String takes all that is written to it.
    let _ = write!(text, "{number}");
    text
}
