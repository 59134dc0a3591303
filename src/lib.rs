//! offprint reads a scholarly article as an editor has it and makes the forms in which it is published.
//!
//! The pipeline, in order:
//!
//! 1. A manuscript becomes a [`source::Source`]: text, with every byte's line and column.
//! 2. A reader ([`read::READERS`]) makes an [`article::Article`] of it, with [`diagnostic::Diagnostic`]s. Reading never
//!    fails on content.
//! 3. Writers ([`write::WRITERS`]) make JATS XML, EPUB and HTML of the article and of the [`journal::Journal`].
//! 4. [`check`] holds the article against good practice and the journal's requirements.
//! 5. [`report`] shows the diagnostics at their places in the manuscript.
//!
//! [`convert::convert`] goes all the way; each step can be taken alone:
//!
//! ```
//! use offprint::{read, source::Source};
//!
//! let source = Source::from_text("article.md", "UDC 327\n\nTHE TITLE\n\nText.\n");
//! let reading = (read::READERS[0].read)(&source);
//! for diagnostic in &reading.diagnostics {
//!     println!("{}: {}", source.position(diagnostic.span.start).line, diagnostic.message);
//! }
//! ```
//!
//! Everything is pure: time comes in through [`context::Context`], files through the caller. The same input gives the
//! same bytes. The command line (`src/main.rs`, `src/cli/`) is the only part that touches files, the environment and the
//! terminal.

pub mod article;
pub mod check;
pub mod context;
pub mod convert;
pub mod deposit;
pub mod diagnostic;
pub mod error;
pub mod issue;
pub mod journal;
pub mod notation;
pub mod parallel;
pub mod read;
pub mod report;
pub mod schema;
pub mod source;
pub mod write;
pub mod xml;
