//! XPath 1.0 (REC-xpath-19991116) over roxmltree, whole: the thirteen axes, all functions of the core library, and what
//! XSLT 1.0 adds that Schematron uses: patterns ([`Pattern`]), `current()` and `key()`. Of EXSLT there is `test()` of the
//! regular expressions, which SciELO's schemas call.
//!
//! An expression is parsed once ([`Expression::parse`]) and evaluated over a [`Tree`], which is a document with what is
//! looked up in it. Nodes are [`NodeRef`]s, that know their byte range in the document.
//!
//! Expressions and documents may be hostile: nesting is limited when an expression is parsed, and every evaluation works
//! on a budget of steps, which a `Tree` holds.

mod axes;
mod compare;
mod evaluate;
mod functions;
mod lexer;
mod lookup;
mod parser;
mod pattern;
mod syntax;
#[cfg(test)]
mod tests;
mod tree;
mod value;

use std::ops::Range;

pub use evaluate::{Focus, Host, NoHost};
pub(in crate::schema) use functions::collapse;
pub(in crate::schema) use lexer::is_name_char;
pub use pattern::Pattern;
pub use tree::{NodeRef, Tree};
pub use value::{Value, format_number, parse_number};

/// Why an expression cannot be parsed, or could not be evaluated.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct Fault {
    /// What is wrong, as a sentence without its stop.
    pub message: String,
    /// Where, in bytes of the expression. Empty if it came up during evaluation.
    pub range: Range<usize>,
}

impl Fault {
    fn at(range: Range<usize>, message: impl Into<String>) -> Fault {
        Fault { message: message.into(), range }
    }

    /// A fault that came up during evaluation.
    pub fn evaluation(message: impl Into<String>) -> Fault {
        Fault { message: message.into(), range: 0..0 }
    }
}

/// The prefixes that an expression may use, each with the name of its namespace. `xml` is always bound.
pub type Namespaces = [(String, String)];

/// A parsed expression.
#[derive(Clone, Debug)]
pub struct Expression {
    root: syntax::Expr,
    variables: Vec<Box<str>>,
}

impl Expression {
    /// Parses an expression.
    ///
    /// # Errors
    /// What is no XPath 1.0: syntax, a prefix that is not bound, a function that does not exist or is called with the
    /// wrong number or kind of arguments, nesting that is too deep.
    pub fn parse(text: &str, namespaces: &Namespaces) -> Result<Expression, Fault> {
        let (root, variables) = parser::expression(text, namespaces)?;
        Ok(Expression { root, variables })
    }

    /// The names of the variables that it refers to, each once, in order of appearance.
    pub fn variables(&self) -> &[Box<str>] {
        &self.variables
    }

    /// Evaluates it.
    ///
    /// # Errors
    /// A variable or key that the host does not know, a value that cannot be made into a node-set, an invalid regular
    /// expression, and the end of the budget.
    pub fn evaluate<'a>(&self, tree: &Tree<'a>, focus: Focus, host: &dyn Host<'a>) -> Result<Value<'a>, Fault> {
        evaluate::Evaluator { tree, host }.value(&self.root, &focus)
    }

    /// Evaluates it as a condition: `boolean()` of its value, for which less need be looked at.
    ///
    /// # Errors
    /// As [`Expression::evaluate`].
    pub fn is_true<'a>(&self, tree: &Tree<'a>, focus: Focus, host: &dyn Host<'a>) -> Result<bool, Fault> {
        evaluate::Evaluator { tree, host }.boolean(&self.root, &focus)
    }

    /// Whether it is a number whatever it is evaluated on: a literal, arithmetic, or a function that gives one.
    pub fn is_number(&self) -> bool {
        self.root.kind() == syntax::Kind::Number
    }

    /// Whether it is true or false whatever it is evaluated on.
    pub fn is_boolean(&self) -> bool {
        self.root.kind() == syntax::Kind::Boolean
    }
}
