//! HTML: one page that needs no other file. Style and pictures are in it, nothing is fetched and nothing runs.
//!
//! The content comes from [`super::xhtml`], which the EPUB writer shares.

mod meta;

use super::xhtml::{self, Flavour, outline, words};
use super::{Job, Writer, Written};
use crate::article::{Lang, Localised};
use crate::error::Error;
use crate::xml::{SourceMap, Xml};

/// The writer.
pub const WRITER: Writer =
    Writer { name: "html", description: "HTML, one page with everything in it", extension: "html", write };

/// What only the web needs, after the style of the content.
const STYLE: &str = include_str!("html.css");

/// Nothing is fetched, nothing runs, nothing is sent; the style in the page and pictures as `data:` are all.
const POLICY: &str =
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'";

/// Writes an article as HTML.
///
/// # Errors
/// None at present.
pub fn write(job: &Job<'_>) -> Result<Written, Error> {
    let article = job.article;
    let lang = xhtml::language(article);
    let words = words::words(lang);
    let content = xhtml::render(job, Flavour::Html);
    let title = xhtml::title(article).unwrap_or_else(|| Localised::new(words.lang(), words.untitled.to_owned()));
    let mut xml = Xml::new();
    xml.doctype("html");
    let mut root = Vec::new();
    if lang != Lang::UND {
        root.push(("lang", lang.as_str()));
    }
    if xhtml::is_rtl(lang) {
        root.push(("dir", "rtl"));
    }
    xml.open("html", &root).newline();
    xml.open("head", &[]).newline();
    xml.empty("meta", &[("charset", "utf-8")]).newline();
    xml.empty("meta", &[("http-equiv", "Content-Security-Policy"), ("content", POLICY)]).newline();
    xml.empty("meta", &[("name", "viewport"), ("content", "width=device-width, initial-scale=1")]).newline();
    xml.empty("meta", &[("name", "color-scheme"), ("content", "light dark")]).newline();
    xml.leaf("title", &[], &title.value).newline();
    meta::meta(&mut xml, job, &title);
    // An HTML parser takes what is in a style as it stands.
    xml.open("style", &[]).newline();
    xml.raw(xhtml::STYLE).raw(STYLE);
    xml.close().newline();
    xml.close().newline();
    xml.open("body", &[]).newline();
    let made = words.lang();
    let lang_of = |own: Lang| (own != lang && own != Lang::UND).then(|| ("lang", own.as_str().to_owned()));
    let own = lang_of(made);
    let mut attributes: Vec<(&str, &str)> = own.iter().map(|(n, v)| (*n, v.as_str())).collect();
    let text = format!("#{}", content.body);
    let mut skip = vec![("class", "skip"), ("href", text.as_str())];
    skip.extend(attributes.iter().copied());
    xml.leaf("a", &skip, words.text).newline();
    let nodes = outline::tree(&content.outline, &outline::in_page);
    if !nodes.is_empty() {
        attributes.extend([("class", "toc"), ("aria-label", words.contents)]);
        xml.open("nav", &attributes).newline();
        xml.open("details", &[]).leaf("summary", &[], words.contents).newline();
        outline::list(&mut xml, &nodes, made, Flavour::Html);
        xml.close().newline();
        xml.close().newline();
    }
    xml.open("main", &[]).newline();
    xml.raw(&content.markup);
    xml.close().newline();
    xml.close().newline();
    xml.close().newline();
    Ok(Written { bytes: xml.finish().0, diagnostics: content.diagnostics, map: SourceMap::default() })
}

#[cfg(test)]
mod tests;
