//! EPUB 3.3. One article is one publication: a cover, the article as one page or, if it is long, as
//! several, and the tables of contents. [`issue`] makes one publication of all articles of an issue.
//!
//! The content comes from [`super::xhtml`], which the HTML writer shares.

mod cover;
pub(crate) mod identity;
pub mod issue;
mod nav;
mod opf;
mod package;

use super::archive::{Entry, pack};
use super::xhtml::words::{self, Words};
use super::xhtml::{self, Flavour, Rendered, outline, page_name};
use super::{Job, Writer, Written};
use crate::article::{Lang, Localised};
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
    let nodes = outline::tree(&content.outline, &outline::in_epub);
    let ncx = if nodes.is_empty() {
        let whole = outline::Node { address: page_name(0), title: &title.value, lang: title.lang, under: Vec::new() };
        nav::ncx(&[whole], &title.value, lang, &urn)
    } else {
        nav::ncx(&nodes, &title.value, lang, &urn)
    };
    let description = cover::description(job, &title.value);
    let mut entries = start(package, navigation(&content, &nodes, &title, words), ncx, cover_page(words, &description));
    let mut pages = pages(&content, &title, lang, "").into_iter();
    entries.extend(pages.next());
    entries.push(Entry::new("EPUB/css/article.css", format!("{}\n{STYLE}", xhtml::STYLE).into_bytes()));
    entries.push(Entry::new("EPUB/img/cover.svg", cover::cover(job, &title)));
    entries.extend(pages);
    entries.extend(pictures(&content, ""));
    Ok(Written { bytes: pack(&entries)?, diagnostics: content.diagnostics, map: SourceMap::default() })
}

/// What every publication begins with.
fn start<'e>(package: Vec<u8>, navigation: Vec<u8>, ncx: Vec<u8>, cover: Vec<u8>) -> Vec<Entry<'e>> {
    vec![
        // OCF 3.3, section 4.2.1: first, stored.
        Entry::stored("mimetype", b"application/epub+zip"),
        Entry::new("META-INF/container.xml", CONTAINER.as_bytes()),
        Entry::new("EPUB/package.opf", package),
        Entry::new("EPUB/nav.xhtml", navigation),
        Entry::new("EPUB/toc.ncx", ncx),
        Entry::new("EPUB/cover.xhtml", cover),
    ]
}

/// The pages of an article, in a folder of the publication (`a01/`) or, without one, beside the package.
fn pages<'e>(content: &Rendered, title: &Localised<String>, lang: Lang, folder: &str) -> Vec<Entry<'e>> {
    let root = if folder.is_empty() { "" } else { "../" };
    let pages = std::iter::once(&content.markup).chain(content.more.iter().map(|more| &more.markup));
    let path = |number| format!("EPUB/{folder}{}", page_name(number));
    pages.enumerate().map(|(number, markup)| Entry::new(path(number), page(markup, title, lang, root))).collect()
}

/// The pictures of an article, in the same folder.
fn pictures<'e>(content: &'e Rendered, folder: &str) -> impl Iterator<Item = Entry<'e>> {
    content.pictures.iter().map(move |picture| {
        let path = format!("EPUB/{folder}{}", picture.path);
        let bytes = picture.bytes.as_slice();
        // The other formats are compressed in themselves.
        let is_text = picture.media_type == "image/svg+xml";
        if is_text { Entry::new(path, bytes) } else { Entry::stored(path, bytes) }
    })
}

fn navigation(content: &Rendered, nodes: &[outline::Node<'_>], title: &Localised<String>, words: &Words) -> Vec<u8> {
    // The page speaks the language of its own words; titles of another are marked.
    let own = words.lang();
    let list = |xml: &mut Xml| {
        if nodes.is_empty() {
            xml.open("ol", &[]).open("li", &[]);
            outline::link(xml, &page_name(0), &title.value, title.lang, own, Flavour::Epub);
            xml.close().close();
        } else {
            outline::list(xml, nodes, own, Flavour::Epub);
        }
    };
    let mut marks = vec![
        ("cover", "cover.xhtml".to_owned(), words.cover),
        ("toc", "nav.xhtml".to_owned(), words.contents),
        ("bodymatter", format!("{}#{}", page_name(0), content.body), words.text),
    ];
    if let Some((page, id)) = &content.bibliography {
        marks.push(("bibliography", format!("{}#{id}", page_name(*page)), words.references));
    }
    nav::navigation(words, list, &marks)
}

fn page(markup: &str, title: &Localised<String>, lang: Lang, root: &str) -> Vec<u8> {
    let mut xml = Xml::new();
    xml.declaration();
    xml.doctype("html");
    xml.open("html", &nav::root(&lang)).newline();
    nav::head(&mut xml, &title.value, root);
    xml.open("body", &[]).newline();
    xml.raw(markup);
    xml.close().newline();
    xml.close().newline();
    xml.finish().0
}

fn cover_page(words: &Words, description: &str) -> Vec<u8> {
    let mut xml = Xml::new();
    xml.declaration();
    xml.doctype("html");
    let lang = words.lang();
    xml.open("html", &nav::root(&lang)).newline();
    nav::head(&mut xml, words.cover, "");
    xml.open("body", &[("epub:type", "cover"), ("class", "cover")]).newline();
    xml.empty("img", &[("src", "img/cover.svg"), ("role", "doc-cover"), ("alt", description)]).newline();
    xml.close().newline();
    xml.close().newline();
    xml.finish().0
}

#[cfg(test)]
mod tests;
