//! EPUB 3.3. One article is one publication: a cover, the article as one page or, if it is long, as
//! several, and the tables of contents.
//!
//! The content comes from [`super::xhtml`], which the HTML writer shares.

mod cover;
mod identity;
mod nav;
mod package;

use super::archive::{Entry, pack};
use super::xhtml::{self, Flavour, words};
use super::{Job, Writer, Written};
use crate::article::Localised;
use crate::error::Error;
use crate::xml::{SourceMap, Xml};

/// The writer.
pub const WRITER: Writer =
    Writer { name: "epub", description: "EPUB 3.3, for ebook readers", extension: "epub", write };

/// What only ebook readers need, after the style of the content.
const STYLE: &str = include_str!("epub.css");

const CONTAINER: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
<rootfiles>
<rootfile full-path="EPUB/package.opf" media-type="application/oebps-package+xml"/>
</rootfiles>
</container>
"#;

/// Writes an article as EPUB.
///
/// # Errors
/// [`Error::Internal`] for what could only be a fault of this program.
pub fn write(job: &Job<'_>) -> Result<Written, Error> {
    let article = job.article;
    let lang = xhtml::language(article);
    let words = words::words(lang);
    let content = xhtml::render(job, Flavour::Epub);
    let title = xhtml::title(article).unwrap_or_else(|| Localised::new(words.lang(), words.untitled.to_owned()));
    let urn = identity::urn(article, job.journal);
    let modified = identity::modified(article, job.context);
    let package =
        package::package(&package::Package { job, content: &content, urn: &urn, title: &title, modified: &modified });
    let style = format!("{}\n{STYLE}", xhtml::STYLE);
    let mut entries = vec![
        // OCF 3.3, section 4.2.1: first, stored.
        Entry::stored("mimetype", b"application/epub+zip"),
        Entry::new("META-INF/container.xml", CONTAINER.as_bytes()),
        Entry::new("EPUB/package.opf", package),
        Entry::new("EPUB/nav.xhtml", nav::navigation(&content, &title.value, title.lang, words)),
        Entry::new("EPUB/toc.ncx", nav::ncx(&content, &title.value, lang, &urn)),
        Entry::new("EPUB/cover.xhtml", cover_page(job, &title)),
        Entry::new("EPUB/article.xhtml", page(&content.markup, &title, lang)),
        Entry::new("EPUB/css/article.css", style.into_bytes()),
        Entry::new("EPUB/img/cover.svg", cover::cover(job, &title)),
    ];
    for (number, more) in content.more.iter().enumerate() {
        let path = format!("EPUB/{}", xhtml::page_name(number + 1));
        entries.push(Entry::new(path, page(&more.markup, &title, lang)));
    }
    for picture in &content.pictures {
        let path = format!("EPUB/{}", picture.path);
        let bytes = picture.bytes.as_slice();
        // The other formats are compressed in themselves.
        let is_text = picture.media_type == "image/svg+xml";
        entries.push(if is_text { Entry::new(path, bytes) } else { Entry::stored(path, bytes) });
    }
    Ok(Written { bytes: pack(&entries)?, diagnostics: content.diagnostics, map: SourceMap::default() })
}

fn page(markup: &str, title: &Localised<String>, lang: crate::article::Lang) -> Vec<u8> {
    let mut xml = Xml::new();
    xml.declaration();
    xml.doctype("html");
    xml.open("html", &nav::root(&lang)).newline();
    nav::head(&mut xml, &title.value);
    xml.open("body", &[]).newline();
    xml.raw(markup);
    xml.close().newline();
    xml.close().newline();
    xml.finish().0
}

fn cover_page(job: &Job<'_>, title: &Localised<String>) -> Vec<u8> {
    let words = words::words(xhtml::language(job.article));
    let alt = cover::description(job, &title.value);
    let mut xml = Xml::new();
    xml.declaration();
    xml.doctype("html");
    let lang = words.lang();
    xml.open("html", &nav::root(&lang)).newline();
    nav::head(&mut xml, words.cover);
    xml.open("body", &[("epub:type", "cover"), ("class", "cover")]).newline();
    xml.empty("img", &[("src", "img/cover.svg"), ("role", "doc-cover"), ("alt", &alt)]).newline();
    xml.close().newline();
    xml.close().newline();
    xml.finish().0
}

#[cfg(test)]
mod tests;
