//! A schema as it is written, its inclusions done: what is read, before anything is made of it.

use std::ops::Range;

use super::SchemaFault;

/// Where something stands: in the schema (0) or in one of the included texts, at these bytes.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Place {
    pub(super) text: usize,
    pub(super) range: Range<usize>,
    /// Whether the range is that of a value as it is, without references in it, so that places inside can be told.
    pub(super) is_exact: bool,
}

/// The value of an attribute.
#[derive(Clone, Debug)]
pub(super) struct Written {
    pub(super) value: String,
    pub(super) place: Place,
}

#[derive(Clone, Debug)]
pub(super) struct RawLet {
    pub(super) name: String,
    pub(super) value: RawValue,
    pub(super) place: Place,
}

#[derive(Clone, Debug)]
pub(super) enum RawValue {
    Expression(Written),
    /// The content of the element, where there is no `@value`.
    Text(String),
}

#[derive(Clone, Debug)]
pub(super) enum Piece<E> {
    Text(String),
    /// `name`, with its `@path`.
    Name(Option<E>),
    /// `value-of`
    Value(E),
}

#[derive(Clone, Debug)]
pub(super) struct RawCheck {
    pub(super) is_report: bool,
    pub(super) id: Option<String>,
    pub(super) role: Option<String>,
    pub(super) flag: Option<String>,
    pub(super) see: Option<String>,
    pub(super) test: Written,
    pub(super) subject: Option<Written>,
    pub(super) diagnostics: Option<Written>,
    pub(super) message: Vec<Piece<Written>>,
}

#[derive(Clone, Debug)]
pub(super) enum RawItem {
    Let(RawLet),
    Check(RawCheck),
    /// `extends`, with the id of the abstract rule.
    Extends(Written),
}

#[derive(Clone, Debug)]
pub(super) struct RawRule {
    pub(super) is_abstract: bool,
    pub(super) id: Option<String>,
    pub(super) context: Option<Written>,
    pub(super) role: Option<String>,
    pub(super) flag: Option<String>,
    pub(super) subject: Option<Written>,
    pub(super) items: Vec<RawItem>,
    pub(super) place: Place,
}

#[derive(Clone, Debug)]
pub(super) struct RawPattern {
    pub(super) is_abstract: bool,
    pub(super) is_a: Option<Written>,
    pub(super) id: Option<String>,
    pub(super) parameters: Vec<(String, String)>,
    pub(super) lets: Vec<RawLet>,
    pub(super) rules: Vec<RawRule>,
}

#[derive(Clone, Debug)]
pub(super) struct RawPhase {
    pub(super) id: String,
    pub(super) lets: Vec<RawLet>,
    pub(super) active: Vec<Written>,
}

#[derive(Clone, Debug)]
pub(super) struct RawDiagnostic {
    pub(super) id: String,
    pub(super) lang: Option<String>,
    pub(super) role: Option<String>,
    pub(super) message: Vec<Piece<Written>>,
}

/// `xsl:key`
#[derive(Clone, Debug)]
pub(super) struct RawKey {
    pub(super) name: String,
    pub(super) matches: Written,
    pub(super) uses: Written,
}

#[derive(Clone, Debug, Default)]
pub(super) struct RawSchema {
    pub(super) title: Option<String>,
    pub(super) lang: Option<String>,
    pub(super) default_phase: Option<Written>,
    pub(super) namespaces: Vec<(String, String)>,
    pub(super) lets: Vec<RawLet>,
    pub(super) phases: Vec<RawPhase>,
    pub(super) patterns: Vec<RawPattern>,
    pub(super) diagnostics: Vec<RawDiagnostic>,
    pub(super) keys: Vec<RawKey>,
    /// The `href` of each included text; the first is the schema, which has none.
    pub(super) texts: Vec<Option<String>>,
}

impl RawSchema {
    pub(super) fn fault(&self, place: &Place, message: impl Into<String>) -> SchemaFault {
        let included = self.texts.get(place.text).cloned().flatten();
        SchemaFault { message: message.into(), range: place.range.clone(), included }
    }
}
