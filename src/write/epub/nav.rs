//! The tables of contents: `nav.xhtml` with the landmarks, and `toc.ncx` for readers of EPUB 2.

use crate::article::Lang;
use crate::write::xhtml::outline::{Node, link, list, tree};
use crate::write::xhtml::words::Words;
use crate::write::xhtml::{Flavour, Rendered, is_rtl, page_name};
use crate::xml::Xml;

/// The attributes of the root element of a page in a language.
pub fn root(lang: &Lang) -> Vec<(&'static str, &str)> {
    let mut attributes = vec![
        ("xmlns", "http://www.w3.org/1999/xhtml"),
        ("xmlns:epub", "http://www.idpf.org/2007/ops"),
        ("lang", lang.as_str()),
        ("xml:lang", lang.as_str()),
    ];
    if is_rtl(*lang) {
        attributes.push(("dir", "rtl"));
    }
    attributes
}

/// `head` of a page.
pub fn head(xml: &mut Xml, title: &str) {
    xml.open("head", &[]);
    xml.newline();
    xml.empty("meta", &[("charset", "utf-8")]).newline();
    xml.leaf("title", &[], title).newline();
    xml.empty("link", &[("rel", "stylesheet"), ("type", "text/css"), ("href", "css/article.css")]).newline();
    xml.close().newline();
}

/// `nav.xhtml`.
pub fn navigation(content: &Rendered, title: &str, lang: Lang, words: &Words) -> Vec<u8> {
    let mut xml = Xml::new();
    xml.declaration();
    xml.doctype("html");
    // The page speaks the language of its own words; titles of another are marked.
    let own = words.lang();
    xml.open("html", &root(&own)).newline();
    head(&mut xml, words.contents);
    xml.open("body", &[]).newline();
    xml.open("nav", &[("epub:type", "toc"), ("role", "doc-toc"), ("aria-labelledby", "toc"), ("class", "toc")])
        .newline();
    xml.leaf("h1", &[("id", "toc")], words.contents).newline();
    let nodes = tree(&content.outline);
    if nodes.is_empty() {
        xml.open("ol", &[]).open("li", &[]);
        link(&mut xml, "article.xhtml", title, lang, own, Flavour::Epub);
        xml.close().close();
    } else {
        list(&mut xml, &nodes, own, Flavour::Epub);
    }
    xml.newline();
    xml.close().newline();
    xml.open("nav", &[("epub:type", "landmarks"), ("aria-labelledby", "landmarks"), ("hidden", "hidden")]).newline();
    xml.leaf("h2", &[("id", "landmarks")], words.landmarks).newline();
    xml.open("ol", &[]).newline();
    let body = format!("article.xhtml#{}", content.body);
    let bibliography = content.bibliography.as_ref().map(|(page, id)| format!("{}#{id}", page_name(*page)));
    let marks = [
        ("cover", Some("cover.xhtml".to_owned()), words.cover),
        ("toc", Some("nav.xhtml".to_owned()), words.contents),
        ("bodymatter", Some(body), words.text),
        ("bibliography", bibliography, words.references),
    ];
    for (meaning, address, name) in marks {
        if let Some(address) = address {
            xml.open("li", &[]).leaf("a", &[("epub:type", meaning), ("href", &address)], name).close().newline();
        }
    }
    xml.close().newline();
    xml.close().newline();
    xml.close().newline();
    xml.close().newline();
    xml.finish().0
}

/// `toc.ncx` (DAISY Z39.86-2005, section 8).
pub fn ncx(content: &Rendered, title: &str, lang: Lang, urn: &str) -> Vec<u8> {
    fn depth(nodes: &[Node<'_>]) -> usize {
        nodes.iter().map(|n| 1 + depth(&n.under)).max().unwrap_or(0)
    }
    fn points(xml: &mut Xml, nodes: &[Node<'_>], order: &mut usize) {
        for node in nodes {
            *order += 1;
            point(xml, *order, &node.heading.title, &format!("{}#{}", page_name(node.heading.page), node.heading.id));
            points(xml, &node.under, order);
            xml.close().newline();
        }
    }
    fn point(xml: &mut Xml, order: usize, title: &str, address: &str) {
        xml.open("navPoint", &[("id", &format!("n{order}")), ("playOrder", &order.to_string())]);
        xml.open("navLabel", &[]).leaf("text", &[], title).close();
        xml.empty("content", &[("src", address)]);
    }
    let nodes = tree(&content.outline);
    let mut xml = Xml::new();
    xml.declaration();
    let namespace = "http://www.daisy.org/z3986/2005/ncx/";
    xml.open("ncx", &[("xmlns", namespace), ("version", "2005-1"), ("xml:lang", lang.as_str())]).newline();
    xml.open("head", &[]).newline();
    let depth = depth(&nodes).max(1).to_string();
    for (name, value) in
        [("dtb:uid", urn), ("dtb:depth", &depth), ("dtb:totalPageCount", "0"), ("dtb:maxPageNumber", "0")]
    {
        xml.empty("meta", &[("name", name), ("content", value)]).newline();
    }
    xml.close().newline();
    xml.open("docTitle", &[]).leaf("text", &[], title).close().newline();
    xml.open("navMap", &[]).newline();
    let mut order = 0;
    if nodes.is_empty() {
        point(&mut xml, 1, title, "article.xhtml");
        xml.close().newline();
    }
    points(&mut xml, &nodes, &mut order);
    xml.close().newline();
    xml.close().newline();
    xml.finish().0
}
