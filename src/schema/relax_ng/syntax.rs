//! A grammar as it was read: its patterns in one table, references resolved to definitions, files brought together.
//!
//! This is the *simple syntax* of the specification (section 4) but for two things: definitions stay where they are, and
//! an element stands where it was written, so that the content of an element is only built when a document has it.

use super::datatypes::{Facets, Type};
use super::names::{NameClass, Names};

/// A pattern, by its place in [`Syntax::patterns`].
pub(super) type At = u32;

/// A pattern of the grammar.
#[derive(Clone, Debug)]
pub(super) enum Pattern {
    Empty,
    NotAllowed,
    Text,
    Choice(Vec<At>),
    Group(Vec<At>),
    Interleave(Vec<At>),
    OneOrMore(At),
    List(At),
    Element(NameClass, At),
    Attribute(NameClass, At),
    Data(Data),
    Value(Value),
    /// A reference to a definition, by its place in [`Syntax::definitions`].
    Ref(u32),
}

/// `data`: any value of a type.
#[derive(Clone, Debug)]
pub(super) struct Data {
    pub of: Type,
    pub facets: Facets,
    pub except: Option<At>,
}

/// `value`: one value of a type.
#[derive(Clone, Debug)]
pub(super) struct Value {
    pub of: Type,
    pub text: Box<str>,
}

/// `define`, or `start`, with all that was combined into it.
#[derive(Debug)]
pub(super) struct Definition {
    pub name: Box<str>,
    pub pattern: At,
}

/// A grammar in memory.
#[derive(Debug)]
pub(super) struct Syntax {
    pub names: Names,
    pub patterns: Vec<Pattern>,
    pub definitions: Vec<Definition>,
    pub start: At,
}
