//! The tables of contents: `nav.xhtml` with the landmarks, and `toc.ncx` for readers of EPUB 2.

use crate::article::Lang;
use crate::write::xhtml::is_rtl;
use crate::write::xhtml::outline::Node;
use crate::write::xhtml::words::Words;
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

/// `head` of a page; `root` leads from the page's folder to that of the publication: `""`, `"../"`.
pub fn head(xml: &mut Xml, title: &str, root: &str) {
    xml.open("head", &[]);
    xml.newline();
    xml.empty("meta", &[("charset", "utf-8")]).newline();
    xml.leaf("title", &[], title).newline();
    let style = format!("{root}css/article.css");
    xml.empty("link", &[("rel", "stylesheet"), ("type", "text/css"), ("href", &style)]).newline();
    xml.close().newline();
}

/// A landmark: what it means in EPUB's vocabulary, its address, its name.
pub type Landmark<'a> = (&'static str, String, &'a str);

/// `nav.xhtml`, in the language of its own words. `list` writes the list of the contents.
pub fn navigation(words: &Words, list: impl FnOnce(&mut Xml), marks: &[Landmark<'_>]) -> Vec<u8> {
    let mut xml = Xml::new();
    xml.declaration();
    xml.doctype("html");
    xml.open("html", &root(&words.lang())).newline();
    head(&mut xml, words.contents, "");
    xml.open("body", &[]).newline();
    xml.open("nav", &[("epub:type", "toc"), ("role", "doc-toc"), ("aria-labelledby", "toc"), ("class", "toc")])
        .newline();
    xml.leaf("h1", &[("id", "toc")], words.contents).newline();
    list(&mut xml);
    xml.newline();
    xml.close().newline();
    xml.open("nav", &[("epub:type", "landmarks"), ("aria-labelledby", "landmarks"), ("hidden", "hidden")]).newline();
    xml.leaf("h2", &[("id", "landmarks")], words.landmarks).newline();
    xml.open("ol", &[]).newline();
    for (meaning, address, name) in marks {
        xml.open("li", &[]).leaf("a", &[("epub:type", meaning), ("href", address)], name).close().newline();
    }
    xml.close().newline();
    xml.close().newline();
    xml.close().newline();
    xml.close().newline();
    xml.finish().0
}

/// `toc.ncx` (DAISY Z39.86-2005, section 8) of at least one link.
pub fn ncx(nodes: &[Node<'_>], title: &str, lang: Lang, urn: &str) -> Vec<u8> {
    fn depth(nodes: &[Node<'_>]) -> usize {
        nodes.iter().map(|n| 1 + depth(&n.under)).max().unwrap_or(0)
    }
    fn points(xml: &mut Xml, nodes: &[Node<'_>], order: &mut usize) {
        for node in nodes {
            *order += 1;
            let number = order.to_string();
            xml.open("navPoint", &[("id", &format!("n{number}")), ("playOrder", &number)]);
            xml.open("navLabel", &[]).leaf("text", &[], node.title).close();
            xml.empty("content", &[("src", &node.address)]);
            points(xml, &node.under, order);
            xml.close().newline();
        }
    }
    let mut xml = Xml::new();
    xml.declaration();
    let namespace = "http://www.daisy.org/z3986/2005/ncx/";
    xml.open("ncx", &[("xmlns", namespace), ("version", "2005-1"), ("xml:lang", lang.as_str())]).newline();
    xml.open("head", &[]).newline();
    let depth = depth(nodes).to_string();
    for (name, value) in
        [("dtb:uid", urn), ("dtb:depth", &depth), ("dtb:totalPageCount", "0"), ("dtb:maxPageNumber", "0")]
    {
        xml.empty("meta", &[("name", name), ("content", value)]).newline();
    }
    xml.close().newline();
    xml.open("docTitle", &[]).leaf("text", &[], title).close().newline();
    xml.open("navMap", &[]).newline();
    points(&mut xml, nodes, &mut 0);
    xml.close().newline();
    xml.close().newline();
    xml.finish().0
}
