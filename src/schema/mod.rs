//! Schema languages for JATS documents: they look at a document that is parsed already, and say which of its nodes break
//! which rule. Byte ranges of nodes are those of the document, so that a [`crate::xml::SourceMap`] leads from each to the
//! manuscript.

pub mod relax_ng;
pub mod schematron;
pub mod xpath;
