//! What stops a run: files that cannot be read or written, and misuse. Faults of an article's content are never an
//! [`Error`]; they are [`crate::diagnostic::Diagnostic`]s.

use std::path::PathBuf;

/// Why nothing was done.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The manuscript is not UTF-8.
    #[error("{path} is not UTF-8: line {line} (byte {offset}); it looks like {guess}. Save the file as UTF-8 and try again",
        path = .path.display())]
    NotUtf8 {
        /// The manuscript.
        path: PathBuf,
        /// Line of the first wrong byte, from 1.
        line: usize,
        /// The first wrong byte, from 0.
        offset: usize,
        /// The encoding that it probably has.
        guess: &'static str,
    },
    /// The manuscript is too long to be one article.
    #[error("{path} has {bytes} bytes; at most {limit} are read as one article", path = .path.display())]
    TooLong {
        /// The manuscript.
        path: PathBuf,
        /// Its length.
        bytes: u64,
        /// What is allowed.
        limit: u64,
    },
    /// The file is none of the form that it was taken for.
    #[error("{path} is not a {form} file: {message}", path = .path.display())]
    NotOfForm {
        /// The manuscript.
        path: PathBuf,
        /// The form.
        form: &'static str,
        /// What it is instead, and what to do.
        message: String,
    },
    /// A part of a package is missing or broken.
    #[error("{path} cannot be read: {part} in it {message}", path = .path.display())]
    BrokenPart {
        /// The manuscript.
        path: PathBuf,
        /// The part.
        part: String,
        /// What is wrong with it, after its name.
        message: String,
    },
    /// A package is larger, once unpacked, than any article is.
    #[error("{path} is not read: {message}. No article is so large; the file may have been made to do harm", path = .path.display())]
    Bomb {
        /// The manuscript.
        path: PathBuf,
        /// What is too large.
        message: String,
    },
    /// A file could not be read.
    #[error("cannot read {path}: {cause}", path = .path.display())]
    Read {
        /// The file.
        path: PathBuf,
        /// What the system said.
        cause: std::io::Error,
    },
    /// A file could not be written. Nothing half-written is left.
    #[error("cannot write {path}: {cause}", path = .path.display())]
    Write {
        /// The file.
        path: PathBuf,
        /// What the system said.
        cause: std::io::Error,
    },
    /// The output would replace an input.
    #[error("{path} is an input; offprint never writes over a manuscript. Give another folder with -o", path = .path.display())]
    OverInput {
        /// The file.
        path: PathBuf,
    },
    /// Two inputs would write the same output.
    #[error("{first} and {second} would both be written to {path}; convert them one at a time, or rename one",
        first = .first.display(), second = .second.display(), path = .path.display())]
    SameOutput {
        /// The first input.
        first: PathBuf,
        /// The second input.
        second: PathBuf,
        /// The output that both would make.
        path: PathBuf,
    },
    /// journal.toml is not what it must be.
    #[error("{path} cannot be used: {message}", path = .path.display())]
    Journal {
        /// The file.
        path: PathBuf,
        /// What is wrong, with line and column.
        message: String,
    },
    /// A schema is not what it must be, or an expression of it cannot be evaluated.
    #[error("{name} cannot be used: {message}")]
    Schema {
        /// The schema.
        name: String,
        /// What is wrong, with its place.
        message: String,
    },
    /// A document that offprint made is not well formed, or could not be packed: a fault of offprint.
    #[error(
        "offprint made a faulty {what}: {message}. This is a fault in offprint; please report it with the manuscript"
    )]
    Internal {
        /// The document.
        what: &'static str,
        /// What is wrong.
        message: String,
    },
    /// The command line asks for what does not exist.
    #[error("{0}")]
    Usage(String),
}
