//! The formats of reference managers – CSL-JSON, BibTeX, BibLaTeX, RIS – for articles and for lists of references.
//!
//! An article ([`of_article`]) and the items of its list of references ([`of_references`]) become [`Item`]s, which each
//! format writes. [`lost`] tells what of an item a format has no place for.

mod article;
mod bibtex;
mod csl_json;
mod item;
mod key;
mod reference;
mod ris;
mod targets;
#[cfg(test)]
mod tests;

pub use article::of_article;
pub use bibtex::{biblatex, bibtex};
pub use csl_json::csl_json;
pub use item::{Issued, Item, Kind, Name};
pub use key::make_unique;
pub use reference::of_references;
pub use ris::ris;
pub use targets::{BIBLATEX, BIBTEX, CSL_JSON, RIS};

/// A bibliographic format.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// CSL-JSON, by the schema of CSL 1.0.2.
    CslJson,
    /// BibTeX, as its standard styles have it, with `doi`, `url`, `isbn` and `issn`.
    BibTex,
    /// The data model of biblatex.
    BibLatex,
    /// RIS.
    Ris,
}

/// What of an item the format has no place for, in an editor's words ("the title in the other language"); empty if
/// nothing is lost.
pub fn lost(format: Format, item: &Item) -> Vec<&'static str> {
    match format {
        Format::CslJson => csl_json::lost(item),
        Format::BibTex => bibtex::lost(bibtex::Dialect::BibTex, item),
        Format::BibLatex => bibtex::lost(bibtex::Dialect::BibLatex, item),
        Format::Ris => ris::lost(item),
    }
}

/// The text on one line: control characters and line separators become spaces, runs of white space one, and none is left
/// at the ends. No-break and other spaces of Unicode that are no line ends stay.
fn line(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        let space =
            c == ' ' || c.is_control() || matches!(c, '\u{2028}' | '\u{2029}' | '\u{FEFF}' | '\u{FFFE}' | '\u{FFFF}');
        if !space {
            out.push(c);
        } else if !out.is_empty() && !out.ends_with(' ') {
            out.push(' ');
        }
    }
    out.truncate(out.trim_end().len());
    out.trim_start().to_owned()
}
