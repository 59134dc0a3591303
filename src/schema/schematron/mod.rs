//! ISO Schematron (ISO/IEC 19757-3) with the query binding `xslt`, that is XPath 1.0 and patterns of XSLT 1.0 as contexts;
//! `exslt` adds the test of a regular expression. Schematron 1.5, in its own namespace, is read in the same way.
//!
//! A schema is parsed once ([`Schema::parse`]), with every expression in it; [`Schema::run`] gives what fires on a
//! document. An assertion fires if its test is false, a report if it is true.
//!
//! | file | holds |
//! |---|---|
//! | `parse.rs` | the schema's XML, with what it includes |
//! | `raw.rs` | the schema as it is written |
//! | `expand.rs` | abstract patterns and rules made concrete |
//! | `compile.rs` | expressions parsed, names resolved |
//! | `run.rs` | patterns over a document |
//! | `scope.rs` | variables and keys |
//! | `message.rs` | texts with values filled in |
//! | `location.rs` | the XPath of a node |

mod compile;
mod expand;
mod location;
mod message;
mod parse;
mod raw;
mod run;
mod scope;
#[cfg(test)]
mod tests;

use std::ops::Range;

use compile::{Key, Let, Pattern, Phase};
use message::DiagnosticText;

/// Why a schema cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct SchemaFault {
    /// What is wrong, as a sentence without its stop.
    pub message: String,
    /// Where, in bytes of the schema, or of what it includes.
    pub range: Range<usize>,
    /// The `href` of what is included, if the fault is there.
    pub included: Option<String>,
}

/// Why a schema could not be run over a document.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{message} (in {expression:?})")]
pub struct Fault {
    /// What is wrong, as a sentence without its stop.
    pub message: String,
    /// The expression, or the phase that is not there.
    pub expression: String,
}

/// How a schema is run.
#[derive(Clone, Copy, Debug)]
pub struct Options<'o> {
    /// The phase, whose patterns alone are looked at; `#ALL` for all. If it is not given, the schema's `defaultPhase`,
    /// else all.
    pub phase: Option<&'o str>,
    /// Values for variables of the schema itself (`let` below `schema`), which take the place of those given there. The
    /// value is a number or truth value if the one that it replaces is one and it reads as one, else a string. Names
    /// that the schema does not have are passed over.
    pub variables: &'o [(&'o str, String)],
    /// How many steps may be made ([`crate::schema::xpath::Tree::new`]).
    pub budget: u64,
}

impl Default for Options<'_> {
    /// All of the schema as it is, and a budget that lasts for some seconds.
    fn default() -> Self {
        Options { phase: None, variables: &[], budget: 200_000_000 }
    }
}

/// An assertion that does not hold for a node, or a report that does.
#[derive(Clone, Debug, PartialEq)]
pub struct Fired<'s> {
    /// `assert/@id` or `report/@id`.
    pub id: Option<&'s str>,
    /// `pattern/@id`.
    pub pattern: Option<&'s str>,
    /// `rule/@id`.
    pub rule: Option<&'s str>,
    /// `rule/@context`, with the parameters of an abstract pattern filled in.
    pub context: &'s str,
    /// Whether it is a `report` and no `assert`.
    pub is_report: bool,
    /// `@role`, or that of the rule.
    pub role: Option<&'s str>,
    /// `@flag`, or that of the rule.
    pub flag: Option<&'s str>,
    /// `@see`
    pub see: Option<&'s str>,
    /// The test as it is written, with the parameters of an abstract pattern filled in.
    pub test: &'s str,
    /// The bytes of the document that it is about: those of the first node that `@subject` selects, or of the node that
    /// the rule looks at.
    pub range: Range<usize>,
    /// The XPath of the node that the rule looks at, as a foreign processor gives it in SVRL.
    pub location: String,
    /// The text, with values filled in and runs of white space made one space.
    pub message: String,
    /// The diagnostics that it refers to, in the order of `@diagnostics`.
    pub diagnostics: Vec<Diagnostic<'s>>,
}

/// A `diagnostic` of what fired.
#[derive(Clone, Debug, PartialEq)]
pub struct Diagnostic<'s> {
    /// `diagnostic/@id`
    pub id: &'s str,
    /// `xml:lang`, its own or that of `diagnostics`.
    pub lang: Option<&'s str>,
    /// `diagnostic/@role`
    pub role: Option<&'s str>,
    /// The text, with values filled in.
    pub text: String,
}

/// A schema, ready to be run.
#[derive(Clone, Debug)]
pub struct Schema {
    title: Option<String>,
    lang: Option<String>,
    default_phase: Option<String>,
    lets: Vec<Let>,
    phases: Vec<Phase>,
    patterns: Vec<Pattern>,
    diagnostics: Vec<DiagnosticText>,
    keys: Vec<Key>,
}

impl Schema {
    /// Parses a schema. `include` is given the `href` of what is to be included, without its fragment, and gives the
    /// text, or nothing if there is none.
    ///
    /// # Errors
    /// XML that is not well formed, elements and attributes that are not as the standard has them, query bindings other
    /// than `xslt` and `exslt`, faulty expressions, references to what is not there, and inclusions, abstract rules or
    /// parameters without an end.
    pub fn parse(text: &str, include: &dyn Fn(&str) -> Option<String>) -> Result<Schema, SchemaFault> {
        let raw = parse::schema(text, include)?;
        compile::schema(expand::schema(raw)?)
    }

    /// The schema's title.
    pub fn title(&self) -> Option<&str> {
        self.title.as_deref()
    }

    /// The language of its texts, where they have no other: `xml:lang` of the schema.
    pub fn lang(&self) -> Option<&str> {
        self.lang.as_deref()
    }

    /// The ids of its phases, in their order.
    pub fn phases(&self) -> impl Iterator<Item = &str> {
        self.phases.iter().map(|p| p.id.as_str())
    }

    /// The ids of the assertions and reports that have one, in their order; those of abstract ones come as often as they
    /// are used.
    pub fn checks(&self) -> impl Iterator<Item = &str> {
        let checks = self.patterns.iter().flat_map(|p| &p.rules).flat_map(|r| &r.checks);
        checks.filter_map(|c| c.id.as_deref())
    }

    /// Runs the schema over a document. What fires comes pattern by pattern, in each in document order, for each node in
    /// the order of its rule; of the rules of a pattern the first that matches takes a node.
    ///
    /// # Errors
    /// A phase that is not there, an expression that cannot be evaluated, and the end of the budget.
    pub fn run(&self, document: &roxmltree::Document, options: &Options) -> Result<Vec<Fired<'_>>, Fault> {
        run::run(self, document, options)
    }
}
