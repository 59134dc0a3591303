//! RELAX NG: a grammar in the XML syntax is read once and documents are validated against it.
//!
//! ```
//! use offprint::schema::relax_ng::Grammar;
//!
//! let rng = r#"<element name="note" xmlns="http://relaxng.org/ns/structure/1.0"><text/></element>"#;
//! let grammar = Grammar::parse(rng, "note.rng", &|_| None).unwrap();
//! let document = roxmltree::Document::parse("<note><b>!</b></note>").unwrap();
//! let found = grammar.validate(&document);
//! assert_eq!(found[0].message("en"), "<b> is not an element that the schema knows");
//! assert_eq!(found[0].range, 6..9);
//! ```
//!
//! Validation is by derivatives ([`patterns`]), exact for any grammar, and goes on after a fault ([`validate`]). Of the
//! specification all is supported but a `value` of the type QName, and the compact syntax. ID and IDREF are checked as
//! the DTD compatibility specification has it.
//!
//! A grammar and a document may come from anyone: nesting, the number of files, of findings and of steps are bounded.

mod datatypes;
mod expected;
mod href;
mod ids;
mod message;
mod names;
mod patterns;
mod reader;
mod regex;
mod restrictions;
mod syntax;
#[cfg(test)]
mod tests;
mod text;
mod validate;

use std::ops::Range;

pub use expected::Expected;
pub use message::Kind;

/// The JATS that offprint writes, `schemas/jats-article.rng`.
pub const JATS_ARTICLE: &str = include_str!("../../../schemas/jats-article.rng");

/// Why a grammar cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{file}: {message}")]
pub struct GrammarFault {
    /// What is wrong.
    pub message: String,
    /// Where, in bytes of the file; empty at a place whose end is not known.
    pub range: Range<usize>,
    /// The file: the name that was given to [`Grammar::parse`], or that of an included one, resolved against it.
    pub file: String,
}

/// A grammar, ready to validate documents.
#[derive(Debug)]
pub struct Grammar {
    syntax: syntax::Syntax,
}

impl Grammar {
    /// Reads a grammar in the XML syntax. `include` gives the text of a file that it refers to, by the `href` resolved
    /// against `name`; whoever gives it decides which files may be read.
    ///
    /// # Errors
    /// What is wrong with the grammar, and where: XML that is not well formed, what is no RELAX NG, a file that is not
    /// given or includes itself, a reference to nothing, a recursion without an element, an unknown datatype.
    pub fn parse(text: &str, name: &str, include: &dyn Fn(&str) -> Option<String>) -> Result<Grammar, GrammarFault> {
        Ok(Grammar { syntax: reader::read(text, name, include)? })
    }

    /// The grammar of the JATS that offprint writes.
    ///
    /// # Errors
    /// None, as a test shows; the type is that of [`Grammar::parse`].
    pub fn jats_article() -> Result<Grammar, GrammarFault> {
        Grammar::parse(JATS_ARTICLE, "jats-article.rng", &|_| None)
    }

    /// Validates a document. Nothing is found if it is valid; else at most some hundred findings, in order of place.
    pub fn validate(&self, document: &roxmltree::Document<'_>) -> Vec<Invalid> {
        validate::run(&self.syntax, document)
    }
}

/// One way in which a document is not what the grammar says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Invalid {
    /// Where, in bytes of the document: the start tag of an element, an attribute, the value of an attribute, a text.
    pub range: Range<usize>,
    /// The start tag of the element in which it is, or which it is.
    pub element: Range<usize>,
    /// The names of that element and of up to four around it, the outermost first, with `/` between.
    pub path: String,
    /// What is wrong.
    pub kind: Kind,
    /// Of an identifier that stands twice, the attribute that has it first.
    pub related: Option<Range<usize>>,
}

impl Invalid {
    fn new(range: Range<usize>, element: Range<usize>, kind: Kind) -> Invalid {
        Invalid { range, element, path: String::new(), kind, related: None }
    }

    /// What is wrong, in a sentence without its stop; in Russian if `ui` is `ru`, else in English.
    pub fn message(&self, ui: &str) -> String {
        self.kind.message(ui)
    }

    /// How to mend it: what was meant, or what is expected.
    pub fn help(&self, ui: &str) -> Option<String> {
        self.kind.help(ui)
    }
}

/// The start tag of an element. What comes from an entity has no place of its own; it is shown where the nearest element
/// around it is that has one.
fn start_tag(text: &str, node: roxmltree::Node<'_, '_>) -> Range<usize> {
    for node in node.ancestors().filter(|n| n.is_element()) {
        let range = node.range();
        let Some(tag) = text.get(range.clone()) else { continue };
        if !tag.starts_with('<') || !names(tag, node) {
            continue;
        }
        let mut quote = None;
        for (i, b) in tag.bytes().enumerate() {
            match (b, quote) {
                (b'"' | b'\'', None) => quote = Some(b),
                (_, Some(q)) if q == b => quote = None,
                (b'>', None) => return range.start..range.start + i + 1,
                _ => {}
            }
        }
    }
    0..0
}

/// Whether a start tag is that of a node.
fn names(tag: &str, node: roxmltree::Node<'_, '_>) -> bool {
    let end = tag[1..].find(|c: char| c.is_whitespace() || matches!(c, '>' | '/')).map_or(tag.len(), |e| e + 1);
    let name = &tag[1..end];
    name.rsplit(':').next() == Some(node.tag_name().name())
}

/// A text without the white space around it.
fn text_range(text: &str, node: roxmltree::Node<'_, '_>) -> Range<usize> {
    let range = node.range();
    let Some(shown) = text.get(range.clone()).filter(|t| !t.trim().is_empty()) else {
        return node.parent().map_or(0..0, |p| start_tag(text, p));
    };
    let start = range.start + (shown.len() - shown.trim_start().len());
    start..start + shown.trim().len()
}

/// The place of a line and a column in characters, as a parser gives it.
fn at_position(text: &str, position: roxmltree::TextPos) -> Range<usize> {
    let line = (position.row as usize).saturating_sub(1);
    let start: usize = text.split_inclusive('\n').take(line).map(str::len).sum();
    let column = (position.col as usize).saturating_sub(1);
    let offset: usize = text[start.min(text.len())..].chars().take(column).map(char::len_utf8).sum();
    let at = (start + offset).min(text.len());
    at..at
}
