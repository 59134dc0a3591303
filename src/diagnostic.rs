//! What is wrong, where, how bad, and how to mend it.

use serde::{Deserialize, Serialize};

use crate::source::Span;

/// How bad a finding is. An error means the article cannot be published as it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// What was done, for the record.
    Info,
    /// Probably wrong, or repaired by a guess.
    Warning,
    /// Wrong.
    Error,
}

/// One replacement in the manuscript.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Edit {
    /// What is replaced; empty (start = end, not 0) to insert.
    pub span: Span,
    /// What stands there afterwards.
    pub text: String,
}

/// A way to mend a finding: edits that do not overlap.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fix {
    /// Whether it can be applied without a person looking.
    pub safe: bool,
    /// The edits, in order.
    pub edits: Vec<Edit>,
}

/// One finding.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Diagnostic {
    /// The rule's id, such as `read-running-head`.
    pub rule: String,
    /// How bad.
    pub severity: Severity,
    /// What is wrong, in the editor's words.
    pub message: String,
    /// How to mend it.
    pub help: Option<String>,
    /// Where; [`Span::NONE`] when it is nowhere in the manuscript.
    pub span: Span,
    /// Other places that matter.
    pub related: Vec<(Span, String)>,
    /// Edits that mend it.
    pub fix: Option<Fix>,
}

impl Diagnostic {
    /// A finding with nothing but its rule, severity, place and message.
    pub fn new(rule: &str, severity: Severity, span: Span, message: impl Into<String>) -> Diagnostic {
        Diagnostic {
            rule: rule.into(),
            severity,
            message: message.into(),
            help: None,
            span,
            related: Vec::new(),
            fix: None,
        }
    }

    /// An error.
    pub fn error(rule: &str, span: Span, message: impl Into<String>) -> Diagnostic {
        Diagnostic::new(rule, Severity::Error, span, message)
    }

    /// A warning.
    pub fn warning(rule: &str, span: Span, message: impl Into<String>) -> Diagnostic {
        Diagnostic::new(rule, Severity::Warning, span, message)
    }

    /// A note for the record.
    pub fn info(rule: &str, span: Span, message: impl Into<String>) -> Diagnostic {
        Diagnostic::new(rule, Severity::Info, span, message)
    }

    /// Adds how to mend it.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Diagnostic {
        self.help = Some(help.into());
        self
    }

    /// Adds another place.
    #[must_use]
    pub fn related(mut self, span: Span, message: impl Into<String>) -> Diagnostic {
        self.related.push((span, message.into()));
        self
    }

    /// Adds a single replacement as the fix.
    #[must_use]
    pub fn replace(mut self, safe: bool, span: Span, text: impl Into<String>) -> Diagnostic {
        self.fix = Some(Fix { safe, edits: vec![Edit { span, text: text.into() }] });
        self
    }
}
