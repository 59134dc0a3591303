//! Reporters: diagnostics shown at their places in the manuscript, to people and to programs.
//!
//! [`human`] shows them one manuscript at a time. The others make one document of a whole run: they are in
//! [`REPORTERS`], are given each manuscript in turn, and give the document at the end.

pub mod diff;
mod github;
mod html;
pub mod human;
mod json;
mod junit;
mod places;
mod sarif;
pub mod visible;
pub mod window;

pub use places::{Place, Places};

use crate::check::Ui;
use crate::diagnostic::Diagnostic;
use crate::source::Source;

/// Makes one document of what is found in all manuscripts of a run.
pub trait Report {
    /// Takes what was found in a manuscript, in its order; nothing found is worth a word too.
    fn manuscript(&mut self, source: &Source, found: &[Diagnostic]);

    /// Takes why a manuscript could not be checked.
    fn failure(&mut self, path: &str, why: &str);

    /// The document, with a line end.
    fn finish(self: Box<Self>) -> String;
}

/// A style of reports for programs.
pub struct Reporter {
    /// Its name on the command line.
    pub name: &'static str,
    /// What it is, in a line.
    pub description: &'static str,
    /// Begins a report.
    pub begin: fn(Ui) -> Box<dyn Report>,
}

/// Every style but the human one. A new one is a file and a line here.
pub const REPORTERS: &[Reporter] =
    &[json::REPORTER, sarif::REPORTER, junit::REPORTER, github::REPORTER, html::REPORTER];

/// A path as a relative or absolute URI reference (RFC 3986): `/` between folders, everything else that is not
/// unreserved percent-encoded; no `..` in an absolute one (section 5.2.4).
fn uri(path: &str) -> String {
    let mut whole = Vec::new();
    for segment in path.split('/') {
        match segment {
            ".." if path.starts_with('/') && whole.len() > 1 => drop(whole.pop()),
            "." | ".." if path.starts_with('/') => {}
            segment => whole.push(segment),
        }
    }
    let path = whole.join("/");
    let mut out = String::with_capacity(path.len());
    // A drive of Windows.
    let drive = matches!(path.as_bytes(), [letter, b':', b'/' | b'\\', ..] if letter.is_ascii_alphabetic());
    if drive {
        out.push_str("file:///");
    } else if path.starts_with('/') {
        out.push_str("file://");
    }
    for byte in path.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => out.push(byte as char),
            b':' if drive => out.push(':'),
            b'\\' if cfg!(windows) => out.push('/'),
            _ => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out
}

#[cfg(test)]
mod tests;
