//! offprint reads a scholarly article as an editor has it and makes the forms in which it is published.
//!
//! The pipeline, in order:
//!
//! 1. A manuscript becomes a [`source::Source`]: text, with every byte's line and column.
//! 2. A reader ([`read::READERS`]) makes an [`article::Article`] of it, with [`diagnostic::Diagnostic`]s. Reading never
//!    fails on content.
//! 3. Writers ([`write::WRITERS`]) make JATS XML, EPUB and HTML of the article and of the [`journal::Journal`].
//! 4. [`report`] shows the diagnostics at their places in the manuscript.
//!
//! Everything is pure: time comes in through [`context::Context`], files through the caller. The same input gives the
//! same bytes.

pub mod article;
pub mod context;
pub mod diagnostic;
pub mod error;
pub mod journal;
pub mod notation;
pub mod read;
pub mod report;
pub mod source;
pub mod write;
pub mod xml;
